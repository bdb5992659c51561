"""The one change that leads from a state of a convening to another, made of the operations. Pure.

Things keep their permanent ids on the way, so the change can be told ("brought “Lunch” back into day 1") and taken back again.
It is held against what it should make; where ids do not tell things apart, whole parts are set instead.
"""

import bisect
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from toolkit.convening.addressed import Place, Ref, Target, dumped, get, kind_in, list_at, standing_in, things
from toolkit.convening.checked import plan_of
from toolkit.convening.edits import All, AnyEdit, EditError, Insert, Move, Remove, Set, part
from toolkit.convening.marked import Path
from toolkit.convening.model import Convening, Sent, SentReport, Venue

_PERMANENT = ("id", "format")
_INSIDE = ("report", "evaluation")
"""Gone through by what stands in them."""
_BY_ITS_KEYS = "venue"
"""Set key by key, for each of its keys is a field to whoever typed it."""


def back_to(now: Convening, then: Convening) -> All:
    """Applied to `now` it gives `then`, and its inverse gives `now` again. Without an edit in it where nothing differs."""
    way = _Way(now)
    try:
        _put_in_order(way, Ref(), then)
        for ref, here, there in _in_both(now, then):
            way.edits.extend(_fields(ref, here, there))
        way.edits.extend(_left_over(way.state, then))
        made = All(edits=tuple(way.edits))
        if part(now, made).convening == then:
            return made
    except EditError:
        pass
    return All(edits=tuple(_whole(now, then)))


class _Way:
    """The state as far as it was led, and the edits that led there."""

    def __init__(self, now: Convening) -> None:
        self.state = now
        self.edits: list[AnyEdit] = []
        self.known = {(kind, thing.id) for kind in _KINDS for _, thing in things(now, kind)}

    def go(self, edit: AnyEdit) -> None:
        self.state = part(self.state, edit).convening
        self.edits.append(edit)


_KINDS: tuple[Target, ...] = (
    "day", "session", "track", "participant", "grouping", "word", "note", "section", "box", "figure", "sent", "sent-report", "comment",
    "signature", "question",
)  # fmt: skip


def _put_in_order(way: _Way, ref: Ref, then: BaseModel) -> None:
    """Everything in the lists of `then` at its place: from the outermost inwards, so that what is moved never holds where it goes."""
    for key, name, kind in _lists(type(then)):
        place = Place(of=ref, list=key)
        wanted = getattr(then, name)
        path, _, _ = list_at(way.state, place)
        here = {item.id: at for at, item in enumerate(getattr(get(way.state, path), name))}
        there = [here[item.id] for item in wanted if item.id in here]
        stays = set(_longest_rise(there))
        before: str | None = None
        for at, item in enumerate(wanted):
            if (kind, item.id) not in way.known:
                way.go(Insert(into=place, value=_bare(item), after=before, at=at))
            elif here.get(item.id) not in stays:
                way.go(Move(target=Ref(kind=kind, id=item.id), into=place, after=before, at=at))
            before = item.id
        for item in wanted:
            _put_in_order(way, Ref(kind=kind, id=item.id), item)
    if isinstance(then, Convening):
        _put_in_order(way, Ref(kind="report"), then.report)
        _put_in_order(way, Ref(kind="evaluation"), then.evaluation)


def _lists(model: type[BaseModel]) -> Iterator[tuple[str, str, Target]]:
    """The lists whose items have ids: the key, the name of the field, what stands in it.

    What a version holds that was sent has the ids of another time: it is one thing, and goes whole.
    """
    if model in (Sent, SentReport):
        return
    for key, (name, plan, _) in plan_of(model).fields.items():
        if plan.row is not None and (kind := kind_in(plan.row.items)):
            yield key, name, kind


def _bare(item: BaseModel) -> Any:
    """The item without what its lists hold, which finds its way there by itself."""
    held = {key for key, _, _ in _lists(type(item))}
    return {key: value for key, value in dumped(item).items() if key not in held}


def _longest_rise(numbers: Sequence[int]) -> list[int]:
    """The most numbers that stand in rising order already: the fewest moves put the others beside them (patience sorting)."""
    tops: list[int] = []
    piles: list[list[int]] = []
    for number in numbers:
        at = bisect.bisect_left(tops, number)
        grown = [*(piles[at - 1] if at else []), number]
        tops[at : at + 1] = [number]
        piles[at : at + 1] = [grown]
    return piles[-1] if piles else []


def _in_both(now: Convening, then: Convening) -> Iterator[tuple[Ref, BaseModel, BaseModel]]:
    yield Ref(), now, then
    yield Ref(kind="report"), now.report, then.report
    yield Ref(kind="evaluation"), now.evaluation, then.evaluation
    for kind in _KINDS:
        there = {thing.id: thing for _, thing in things(then, kind)}
        for _, thing in things(now, kind):
            if thing.id in there:
                yield Ref(kind=kind, id=thing.id), thing, there[thing.id]


def _fields(ref: Ref, now: BaseModel, then: BaseModel) -> Iterator[AnyEdit]:
    if now == then:
        return
    held = {key for key, _, _ in _lists(type(now))}
    for key, (name, _, _) in plan_of(type(now)).fields.items():
        if key in held or key in _PERMANENT or key in _INSIDE or getattr(now, name) == getattr(then, name):
            continue
        if key == _BY_ITS_KEYS:
            yield from _sets(ref, now, then, [(key, inner) for inner in plan_of(Venue).fields])
        else:
            yield from _sets(ref, now, then, [(key,)])


def _sets(ref: Ref, now: BaseModel, then: BaseModel, fields: Sequence[tuple[str, ...]]) -> Iterator[AnyEdit]:
    for field in fields:
        old, new = standing_in(now, field), standing_in(then, field)
        if old != new:
            yield Set(target=ref, field=field, value=new, was=(old,))


def _left_over(state: Convening, then: Convening) -> Iterator[AnyEdit]:
    """What `then` does not hold; what stands in something that goes, goes with it."""
    kept = {(kind, thing.id) for kind in _KINDS for _, thing in things(then, kind)}
    gone: list[Path] = []
    for kind in _KINDS:
        for path, thing in things(state, kind):
            if (kind, thing.id) not in kept and not any(path[: len(each)] == each for each in gone):
                gone.append(path)
                yield Remove(target=Ref(kind=kind, id=thing.id))


def _whole(now: Convening, then: Convening) -> Iterator[AnyEdit]:
    fields = plan_of(Convening).fields
    yield from _sets(Ref(), now, then, [(key,) for key in fields if key not in _PERMANENT])
