"""The page of the evaluation: its questions, and what came back, as sums or sheet by sheet; typed by keyboard, taken back like anything.

A sheet goes into the sums and is kept nowhere. It works without script; our script only goes on to the next field.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from toolkit.convening import evaluation, people, roster
from toolkit.convening.addressed import EditError
from toolkit.convening.edits import All, AnyEdit, Move, Place, Ref, Set
from toolkit.convening.model import Convening, Question
from toolkit.convening.values import Localised, Text, in_language
from toolkit.language import N_, Language, language
from toolkit.language.said import SaidError
from toolkit.web.answers import own_key
from toolkit.web.planner import planner, say
from toolkit.web.undo import turning
from toolkit.web.who import who

MOST = 100_000
LONGEST, LONGEST_REMARK, MOST_QUESTIONS = 300, 2_000, 60

NO_NUMBER = N_("“{found}” is not a number of marks. Write it in digits, as 12.")
NO_STEP = N_("“{found}” is none of the steps 1 to {n}. Leave it empty where nothing was marked.")
MEANWHILE = N_("Somebody else has counted here meanwhile: {now}. Look at it, and save once more to keep yours.")
NO_TEXT = N_("Write the question first.")
TOO_LONG = N_("This text has {found} characters; there is room for {most}. Nothing of it was taken.")
FEW_STEPS = N_("A scale has two steps at least and {most} at most, parted by strokes, as: no / hardly / mostly / yes.")
COUNTED = N_("Marks were counted on {n} steps already: name as many, so that each keeps its marks.")
NOTHING = N_("Nothing is marked or written on this sheet.")
FULL = N_("A form of more than {most} questions comes back empty.")
NOT_DONE = N_("Not done: {reason}.")


class RefusedError(SaidError):
    """What was typed cannot be taken, as one sentence; `wrong` says of which fields."""

    def __init__(self, message: str, wrong: Mapping[str, str] | None = None, **values: object) -> None:
        super().__init__(message, **values)
        self.wrong = wrong or {}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as the page shows it; `cells` are the marks of the pile that is looked at, one for each step."""

    id: str
    kind: str
    part: str
    text: str
    steps: tuple[str, ...]
    cells: tuple[str, ...]
    n: int
    total: int
    remarks: tuple[str, ...]

    @property
    def typed_steps(self) -> str:
        return " / ".join(self.steps)


def show(key: str) -> str:
    return _page(key)


def save(key: str) -> Response:
    """One form of the page: `do` says which."""
    do, pile = request.form.get("do", ""), _pile()
    found = _DOES.get(do.partition(":")[0])
    mark = request.form.get("mark", "")
    if mark and planner().was_done(key, mark):
        return redirect(_address(key), 303)

    def make(convening: Convening) -> AnyEdit | None:
        return found(convening, do.partition(":")[2], pile) if found is not None else None

    try:
        _, after = planner().store.change(key, make, who())
    except RefusedError as error:
        return Response(_page(key, error.say(say()), error.wrong, request.form), 422, mimetype="text/html")
    except EditError as error:
        said = say()(NOT_DONE, reason=say()(error.problem.message, **error.problem.values))
        return Response(_page(key, said, {}, request.form), 422, mimetype="text/html")
    if mark:
        planner().note_done(key, mark)
    return redirect(_address(key, told=after.seq), 303)


def _address(key: str, **more: Any) -> str:
    anchors = {"sums": "sums", "sheet": None, "remarks": "written", "no-remark": "written"}  # the next sheet's first field has the focus
    anchor = anchors.get(request.form.get("do", "").partition(":")[0], "questions")
    return url_for(".show", key=key, pile=_pile() or None, way=request.values.get("way") or None, **more, _anchor=anchor)


def _pile() -> str:
    return request.values.get("pile", "")[:LONGEST]


# What the forms ask for


def _take(convening: Convening, _: str, __: str) -> AnyEdit | None:
    return evaluation.take(convening, evaluation.usual(language(convening.language)))


def _sums(convening: Convening, _: str, pile: str) -> AnyEdit | None:
    """Only rows that somebody has typed over; what others have counted meanwhile is not overwritten unseen."""
    edits, wrong = [], dict[str, str]()
    for question in convening.evaluation.questions:
        names = [name for name in request.form if name.startswith(f"m:{question.id}:")]
        typed = [request.form[name].strip() for name in names]
        was = request.form.get(f"was:{question.id}", "").split()
        if not names or [each or "0" for each in typed] == was:
            continue
        bad = next((at for at, each in enumerate(typed) if each and not _is_number(each)), None)
        now = _cells(question, pile, len(names))
        if bad is not None:
            wrong[names[bad]] = say()(NO_NUMBER, found=typed[bad][:20])
        elif list(map(str, now)) != was:
            wrong[names[0]] = say()(MEANWHILE, now=" / ".join(map(say().number, now)))
        else:
            edit = evaluation.tallied(question, pile, [int(each or 0) for each in typed])
            edits += [edit] if edit is not None else []
    if wrong:
        raise RefusedError("{sentence}", wrong, sentence=next(iter(wrong.values())))
    return All(edits=tuple(edits)) if edits else None


def _sheet(convening: Convening, _: str, pile: str) -> AnyEdit | None:
    """One sheet: of each scale the number of the step that was marked, and what was written."""
    marked, written, wrong = dict[str, int](), dict[str, str](), dict[str, str]()
    for question in convening.evaluation.questions:
        name = f"s:{question.id}"
        typed = request.form.get(name, "").strip()
        steps = len(evaluation.steps_of(question, say()))
        if question.kind == "open":
            written[question.id] = _fitting(typed, LONGEST_REMARK)
        elif typed and not (_is_number(typed) and 1 <= int(typed) <= steps):
            wrong[name] = say()(NO_STEP, found=typed[:20], n=say().number(steps))
        elif typed:
            marked[question.id] = int(typed) - 1
    if wrong:
        raise RefusedError("{sentence}", wrong, sentence=next(iter(wrong.values())))
    edit = evaluation.form(convening, pile, marked, written)
    if edit is None:
        raise RefusedError(NOTHING)
    return edit


def _remarks(convening: Convening, which: str, _: str) -> AnyEdit | None:
    """Sentences of several sheets, one a line."""
    question = _question(convening, which)
    return evaluation.remarked(question, [_fitting(line, LONGEST_REMARK) for line in request.form.get("written", "").splitlines()])


def _no_remark(convening: Convening, which: str, _: str) -> AnyEdit | None:
    at = request.form.get("at", "")
    number = int(at) if at.isdecimal() and len(at) < 6 else -1
    return evaluation.without_remark(_question(convening, which), number, request.form.get("remark", ""))


def _question(convening: Convening, which: str) -> Question:
    found = next((each for each in convening.evaluation.questions if each.id == which), None)
    if found is None:
        raise RefusedError(N_("This question is not there any more; somebody has taken it out."))
    return found


def _add(convening: Convening, _: str, __: str) -> AnyEdit | None:
    if len(convening.evaluation.questions) >= MOST_QUESTIONS:
        raise RefusedError(FULL, most=say().number(MOST_QUESTIONS))
    text = _fitting(request.form.get("text", ""), LONGEST)
    if not text:
        raise RefusedError(NO_TEXT, {"new-text": say()(NO_TEXT)})
    kind = "open" if request.form.get("kind") == "open" else "scale"
    value: dict[str, Any] = {"kind": kind, "text": text, "part": _fitting(request.form.get("part", ""), LONGEST)}
    value |= {"steps": _steps(request.form.get("steps", ""))} if kind == "scale" else {}
    return evaluation.insert(convening, value)


def _word(convening: Convening, which: str, _: str) -> AnyEdit | None:
    """A question in other words, in the convening's own language; translations stay."""
    question, edits = _question(convening, which), []
    for name in ("text", "part"):
        typed = _fitting(request.form.get(name, ""), LONGEST)
        if name == "text" and not typed:
            raise RefusedError(NO_TEXT, {f"text-{which}": say()(NO_TEXT)})
        if typed != _own(getattr(question, name), convening):
            value = _in_its_language(getattr(question, name), typed, convening)
            edits.append(Set(target=evaluation.ref(which), field=(name,), value=value or None))
    if question.kind == "scale":
        steps = _steps(request.form.get("steps", ""))
        shown = [_own(each, convening) for each in evaluation.steps_of(question, language(convening.language))]
        if steps and steps != shown:
            most = max((len(tally.marks) for tally in question.tallies), default=0)
            if len(steps) < most:
                raise RefusedError(COUNTED, {f"steps-{which}": say()(COUNTED, n=say().number(most))}, n=say().number(most))
            edits.append(Set(target=evaluation.ref(which), field=("steps",), value=list(steps)))
    return All(edits=tuple(edits)) if edits else None


def _steps(typed: str) -> list[str]:
    steps = [" ".join(each.split()) for each in typed.replace("|", "/").split("/") if each.strip()]
    if steps and not 2 <= len(steps) <= evaluation.MOST_STEPS:
        raise RefusedError(FEW_STEPS, {"steps": say()(FEW_STEPS, most=evaluation.MOST_STEPS)}, most=say().number(evaluation.MOST_STEPS))
    return [_fitting(each, LONGEST) for each in steps]


def _remove(convening: Convening, which: str, _: str) -> AnyEdit | None:
    return evaluation.remove(_question(convening, which).id)


def _move(convening: Convening, which: str, by: int) -> AnyEdit | None:
    ids = [each.id for each in convening.evaluation.questions]
    at = ids.index(_question(convening, which).id)
    if not 0 <= at + by < len(ids):
        return None
    others = [each for each in ids if each != which]
    return Move(
        target=evaluation.ref(which), into=Place(of=Ref(kind="evaluation"), list="questions"),
        after=others[at + by - 1] if at + by else None, at=at + by,
    )  # fmt: skip


_DOES: Mapping[str, Callable[[Convening, str, str], AnyEdit | None]] = {
    "take": _take, "sums": _sums, "sheet": _sheet, "remarks": _remarks, "no-remark": _no_remark, "add": _add, "word": _word,
    "remove": _remove, "up": lambda now, which, _: _move(now, which, -1), "down": lambda now, which, _: _move(now, which, 1),
}  # fmt: skip


def _fitting(typed: str, most: int) -> str:
    words = " ".join(typed.split())
    if len(words) > most:
        raise RefusedError(TOO_LONG, found=say().number(len(words)), most=say().number(most))
    return words


def _is_number(typed: str) -> bool:
    return typed.isdecimal() and len(typed) < 7 and int(typed) <= MOST


def _own(text: Text, convening: Convening) -> str:
    return in_language(text, convening.language, convening.language)[0]


def _in_its_language(held: Text, typed: str, convening: Convening) -> Any:
    return {**held.root, own_key(held, convening): typed} if isinstance(held, Localised) else typed


# Showing


def _cells(question: Question, pile: str, steps: int) -> tuple[int, ...]:
    return evaluation.added([evaluation.one_side(question, pile), (0,) * steps])


def _page(key: str, refused: str = "", wrong: Mapping[str, str] | None = None, typed: Mapping[str, str] | None = None) -> str:
    stored = planner().store.get(key)
    convening, speech = stored.convening, say()
    held = convening.evaluation.questions
    pile, way = _pile(), "sheets" if request.values.get("way") == "sheets" else "sums"
    usual = evaluation.questions(convening, language(convening.language))
    asked = [_shown(each, convening, pile, speech) for each in usual]
    return render_template(
        "report/evaluation.html", stored=stored, key=key, convening=convening, stage="report", tab="evaluation",
        turning=turning(stored, refused, bool(refused)), own=bool(held), asked=asked, pile=pile, way=way, wrong=wrong or {},
        typed=typed or {}, refused=refused, piles=_piles(convening), counted=evaluation.begun(convening),
        forms=evaluation.forms(convening), planned=convening.headcount(), mark=secrets.token_hex(8), longest=LONGEST,
        scales=[each for each in asked if each.kind == "scale"], opens=[each for each in asked if each.kind == "open"],
        parts=sorted({each.part for each in asked if each.part}), fewest=evaluation.FEWEST,
    )  # fmt: skip


def _shown(question: Question, convening: Convening, pile: str, speech: Language) -> Asked:
    steps = tuple(_own(each, convening) for each in evaluation.steps_of(question, language(convening.language)))
    cells = _cells(question, pile, len(steps)) if question.kind == "scale" else ()
    there = bool(evaluation.one_side(question, pile))
    return Asked(
        question.id, question.kind, _own(question.part, convening), _own(question.text, convening), steps,
        tuple(str(each) if there else "" for each in cells), sum(cells), sum(sum(tally.marks) for tally in question.tallies),
        question.remarks,
    )  # fmt: skip


def _piles(convening: Convening) -> list[str]:
    """The sides of five and more whose forms may lie in a pile of their own, and those that were counted already."""
    sides = {person.side for person in roster.coming(convening) if person.side}
    large = {side for side in sides if people.few(sum(each.side == side for each in roster.coming(convening)), "public").isdecimal()}
    counted = {tally.side for question in convening.evaluation.questions for tally in question.tallies if tally.side}
    return sorted(large | counted)


