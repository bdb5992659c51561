"""The evaluation: its questions, and what came back as sums and sentences. Pure.

A form is added up and kept nowhere: what one person marked on one sheet would say who she is. What was written is kept in the order of
the alphabet, for the order in which sheets were typed in would put the sentences of one sheet beside one another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.convening.addressed import Place, Ref, dumped, new_id
from toolkit.convening.edits import All, AnyEdit, Insert, Remove, Set
from toolkit.convening.model import Convening, Question, Tally
from toolkit.convening.values import Text
from toolkit.language import N_, Language

FEWEST = 5
"""Of fewer answers nothing is told: an average of four is four people."""

MOST_STEPS = 11
"""From nought to ten."""

STEPS = (N_("not at all"), N_("hardly"), N_("mostly"), N_("fully"))
"""An even number: with a middle step politeness sits down on it."""

_PLACE, _LED, _GAINED, _WORDS = N_("Place and time"), N_("How it was led"), N_("What came of it"), N_("In your own words")
_USUAL: tuple[tuple[str, str], ...] = (
    (_PLACE, N_("Rooms, meals and travel let me take part well.")),
    (_PLACE, N_("I could follow, and be followed, in a language that is mine.")),
    (_PLACE, N_("There was enough time, and there were enough breaks.")),
    (_LED, N_("I could say what matters to me.")),
    (_LED, N_("I felt safe here.")),
    (_LED, N_("The exercises helped us to speak with one another.")),
    (_GAINED, N_("I understand better now how the others see it.")),
    (_GAINED, N_("I take something home that I shall use.")),
    (_GAINED, N_("I believe that what we agreed will be done.")),
)  # fmt: skip
_OPEN = (N_("What should stay as it was?"), N_("What should be different next time?"))


def usual(say: Language) -> tuple[Question, ...]:
    """One page, six minutes: about the place, the leading, what came of it, and lines to write on."""
    scales = [Question(id=f"question-{at}", part=say(part), text=say(words)) for at, (part, words) in enumerate(_USUAL, 1)]
    first = len(scales) + 1
    opens = [Question(id=f"question-{at}", kind="open", part=say(_WORDS), text=say(words)) for at, words in enumerate(_OPEN, first)]
    return (*scales, *opens)


def questions(convening: Convening, say: Language) -> tuple[Question, ...]:
    """The convening's own; the usual ones until it has any."""
    return convening.evaluation.questions or usual(say)


def steps_of(question: Question, say: Language) -> tuple[Text, ...]:
    """The words of its scale; one for each mark that was counted, whatever became of the words since."""
    words: tuple[Text, ...] = question.steps or tuple(say(each) for each in STEPS)
    most = max((len(tally.marks) for tally in question.tallies), default=0)
    return (*words, *(say.number(at) for at in range(len(words) + 1, most + 1)))


def one_side(question: Question, side: str) -> tuple[int, ...]:
    return next((tally.marks for tally in question.tallies if tally.side == side), ())


def added(rows: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Marks of several piles, step by step."""
    most = max(map(len, rows), default=0)
    return tuple(sum(row[at] if at < len(row) else 0 for row in rows) for at in range(most))


@dataclass(frozen=True, slots=True)
class Result:
    """What may be told of a question: nothing (None) where fewer than five answered; `sides` only where no pile is smaller than that.

    `answered` says how many marked it, also where it is withheld. One small pile hides all of them: the others and the sum would tell it.
    """

    answered: int
    marks: tuple[int, ...] | None
    sides: tuple[tuple[str, tuple[int, ...]], ...] = ()

    @property
    def upper(self) -> int:
        """How many marked the upper half of the scale."""
        marks = self.marks or ()
        return sum(marks[(len(marks) + 1) // 2 :])


def result(question: Question, steps: int) -> Result:
    """`steps` is how many the scale has, for nobody may have marked the last."""
    blank = (0,) * steps
    piles = [(tally.side, added([tally.marks, blank])) for tally in question.tallies if any(tally.marks)]
    marks = added([blank, *(each for _, each in piles)])
    answered = sum(marks)
    if answered < FEWEST:
        return Result(answered, None)
    told = len(piles) > 1 and all(sum(each) >= FEWEST for _, each in piles)
    return Result(answered, marks, tuple(sorted(piles, key=lambda each: (not each[0], each[0]))) if told else ())


def forms(convening: Convening) -> int:
    """How many forms came back at least: the most marks that a question has."""
    return max((sum(sum(tally.marks) for tally in each.tallies) for each in convening.evaluation.questions), default=0)


def begun(convening: Convening) -> bool:
    return any(each.remarks or any(map(any, (tally.marks for tally in each.tallies))) for each in convening.evaluation.questions)


# Edits


def ref(question: str) -> Ref:
    return Ref(kind="question", id=question)


_PLACE_OF = Place(of=Ref(kind="evaluation"), list="questions")


def take(convening: Convening, wanted: Sequence[Question]) -> AnyEdit | None:
    """These questions as the convening's own, to be reworded; nothing where it has its own already."""
    if convening.evaluation.questions:
        return None
    return All(edits=tuple(Insert(into=_PLACE_OF, value=dumped(each)) for each in wanted))


def insert(convening: Convening, value: Mapping[str, object]) -> AnyEdit:
    made = {"id": new_id(convening, "question"), **value}
    return Insert(into=_PLACE_OF, value=made)


def remove(question: str) -> AnyEdit:
    return Remove(target=ref(question))


def tallied(question: Question, side: str, marks: Sequence[int]) -> AnyEdit | None:
    """So many marked each step, in the pile of this side."""
    if not any(marks):
        marks = ()
    if one_side(question, side) == tuple(marks) or not (marks or one_side(question, side)):
        return None
    others = [tally for tally in question.tallies if tally.side != side]
    made = [*others, Tally(side=side, marks=tuple(marks))] if marks else others
    value = [dumped(each) for each in sorted(made, key=lambda each: each.side)]
    return Set(target=ref(question.id), field=("tallies",), value=value or None)


def remarked(question: Question, written: Sequence[str]) -> AnyEdit | None:
    """One more sentence each, sorted in."""
    new = [" ".join(each.split()) for each in written]
    return _written(question, [*question.remarks, *(each for each in new if each)])


def without_remark(question: Question, at: int, was: str) -> AnyEdit | None:
    """Without one sentence, if it is still the one that was seen there."""
    left = list(question.remarks)
    if not 0 <= at < len(left) or left[at] != was:
        return None
    return _written(question, [*left[:at], *left[at + 1 :]])


def _written(question: Question, remarks: Sequence[str]) -> AnyEdit | None:
    ordered = sorted(remarks, key=lambda each: (each.casefold(), each))
    if tuple(ordered) == question.remarks:
        return None
    return All(edits=(Set(target=ref(question.id), field=("remarks",), value=list(ordered) or None),))


def form(convening: Convening, side: str, marked: Mapping[str, int], written: Mapping[str, str]) -> AnyEdit | None:
    """One sheet, added to the sums: which step was marked of each question (counted from nought), and what was written."""
    edits: list[AnyEdit] = []
    for question in convening.evaluation.questions:
        if question.id in marked and question.kind == "scale":
            at = marked[question.id]
            edit = tallied(question, side, added([one_side(question, side), (0,) * at + (1,)]))
            edits += [edit] if edit is not None else []
        if question.kind == "open" and (edit := remarked(question, [written.get(question.id, "")])) is not None:
            edits.append(edit)
    return All(edits=tuple(edits)) if edits else None
