"""What came back to the evaluation with a copy: marks and sentences add up, and none is counted twice. Pure."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from toolkit.convening import evaluation
from toolkit.convening.addressed import dumped
from toolkit.convening.model import Convening, HandedOver, Question, Tally
from toolkit.handover.steps import Answers, Asked, suffixed


def at_home(copy: Convening, base: Convening, here: Convening, key: str) -> Mapping[str, str]:
    """The id here of each question of a copy: it is the same where it was handed out, came in already, or asks the same in the same words
    (both sides may have taken the usual ones); anything else is new.
    """
    ours, handed = {each.id for each in here.evaluation.questions}, {each.id for each in base.evaluation.questions}
    asked = {(each.kind, str(dumped(each.text))): each.id for each in reversed(here.evaluation.questions)}
    found: dict[str, str] = {}
    for each in copy.evaluation.questions:
        new = suffixed(each.id, key)
        same = asked.get((each.kind, str(dumped(each.text))), new)
        found[each.id] = each.id if each.id in handed else new if new in ours or same in found.values() else same
    return found


def mark_of(remark: str) -> str:
    """What is remembered of a sentence: enough to know it again, and nothing that could be read."""
    return hashlib.sha256(remark.encode()).hexdigest()[:16]


def marks_of(remarks: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(mark_of, remarks))


def step(key: str, here: Question | None, base: Question | None, there: Question, entry: HandedOver | None) -> Answers | Asked | None:
    """What a question of a copy has more than was handed out, or than was taken from it before."""
    taken = entry.marks.get(key) if entry is not None else None
    before = taken if taken is not None else base.tallies if base is not None else ()
    sides = dict.fromkeys(tally.side for tally in (*before, *there.tallies))
    piles = {side: (_pile(before, side), evaluation.one_side(there, side)) for side in sides}
    more = {side: evaluation.added([now, [-n for n in was]]) for side, (was, now) in piles.items()}
    more = {side: marks for side, marks in more.items() if any(marks)}
    remarks = _new_remarks(there, base, entry.remarks.get(key) if entry is not None else None)
    if here is not None:
        return Answers(key, more, remarks, there) if more or remarks else None
    if base is not None and not (more or remarks):
        return None
    bare = there.model_copy(update={"id": key, "tallies": (), "remarks": ()})
    gained = [{"side": side, "marks": [max(0, n) for n in marks]} for side, marks in sorted(more.items())]
    raw = {**dumped(bare), **({"tallies": gained} if gained else {}), **({"remarks": list(remarks)} if remarks else {})}
    return Asked(raw, there)


def _pile(tallies: Sequence[Tally], side: str) -> tuple[int, ...]:
    return next((tally.marks for tally in tallies if tally.side == side), ())


def _new_remarks(there: Question, base: Question | None, taken: Sequence[str] | None) -> tuple[str, ...]:
    """The same sentence on two sheets is two."""
    known = Counter(taken if taken is not None else marks_of(base.remarks) if base is not None else ())
    new: list[str] = []
    for remark in there.remarks:
        mark = mark_of(remark)
        if known[mark]:
            known[mark] -= 1
        else:
            new.append(remark)
    return tuple(new)


def noted(entry: HandedOver, steps: Sequence[Answers | Asked]) -> HandedOver:
    """That these were taken from it."""
    ids = {(each.question if isinstance(each, Answers) else each.raw["id"]): each.there for each in steps}
    return entry.model_copy(update={
        "marks": {**entry.marks, **{key: there.tallies for key, there in ids.items()}},
        "remarks": {**entry.remarks, **{key: marks_of(there.remarks) for key, there in ids.items()}},
    })  # fmt: skip
