"""Accepted changes as one edit of the agenda of today. What their table does not hold stays: notes, exercises, ranges, what is hidden.

Words first, then what comes, goes and moves, then the clock: after it the table prints what theirs says, by as few pins as that takes.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import JsonValue

from toolkit.convening.addressed import Place, Ref, Target, get, new_id, path_of, place_of, standing_in, things
from toolkit.convening.edits import All, AnyEdit, Insert, Move, Set, apply, removal
from toolkit.convening.model import Convening
from toolkit.convening.values import in_language
from toolkit.documents.registry import Options
from toolkit.documents.sending import options_of
from toolkit.imports.returned import leads, settling
from toolkit.imports.returned.changes import Change, Gone, Led, New, Objective, OfKind, On, Returned, Say, Subject, Time, To
from toolkit.imports.returned.likeness import folded
from toolkit.imports.returned.settling import Wanted
from toolkit.language import N_
from toolkit.language.said import SaidError

NOTHING_TO_TAKE = N_("Of change {number} nothing can be taken over by itself: {why}")


class AcceptError(SaidError):
    """A change that cannot be taken, as one sentence for the person who wanted it."""


def accept(convening: Convening, returned: Returned, numbers: Iterable[int] | None = None) -> All:
    """The edit that takes these changes over, or all that can be taken. A clash is decided for the file.

    :raises AcceptError: a change that was asked for by its number has nothing to take, or cannot be made any more.
    """
    wanted = None if numbers is None else set(numbers)
    chosen = [change for change in returned.changes if wanted is None or change.number in wanted]
    for change in chosen:
        if wanted is not None and change.wish is None:
            raise AcceptError(NOTHING_TO_TAKE, number=change.number, why=change.why or "")
    made = _Making(convening, convening, options_of(returned.audience, returned.language, convening))
    for step in _STEPS:
        for change in chosen:
            if change.wish is not None:
                step(made, change.subject, change.wish)
    _settle(made, returned, chosen)
    return All(edits=tuple(made.edits))


def edit(convening: Convening, returned: Returned, change: Change) -> AnyEdit | None:
    """The edit that takes one change over, where there is one."""
    return None if change.wish is None else accept(convening, returned, [change.number])


@dataclass(slots=True)
class _Making:
    """The convening as it becomes, and the edits that make it so."""

    before: Convening
    now: Convening
    options: Options
    edits: list[AnyEdit] = field(default_factory=list)
    times: dict[str, Time] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)
    """New ids that something else has got since the file was read, and what they are instead."""

    def do(self, edit: AnyEdit) -> None:
        self.now = apply(self.now, edit).convening
        self.edits.append(edit)

    def set(self, target: Ref, field: str, value: JsonValue) -> None:
        """With what stands there now, so that nobody's later change is written over."""
        was = standing_in(get(self.now, path_of(self.now, target)), (field,))
        if was != value:
            self.do(Set(target=target, field=(field,), value=value, was=(was,)))

    def there(self, ref: Ref) -> bool:
        return ref.kind == "convening" or any(thing.id == ref.id for _, thing in things(self.now, ref.kind))


def _ref(subject: Subject) -> Ref:
    if subject.kind in ("convening", "objective"):
        return Ref()
    return Ref(kind="track" if subject.kind == "group" else subject.kind, id=subject.id)


# Words.


def _say_words(made: _Making, subject: Subject, wish: object) -> None:
    ref = _ref(subject)
    if not made.there(ref):
        return
    if isinstance(wish, Say):
        thing = get(made.now, path_of(made.now, ref))
        key = wish.field[0]
        made.set(ref, key, wish.text or None if key == "room" else _in_its_language(made, getattr(thing, key), wish.text))
        if wish.kind is not None:
            made.set(ref, "kind", wish.kind)
    elif isinstance(wish, Led):
        made.set(ref, "lead", leads.leading(made.now, get(made.now, path_of(made.now, ref)), wish.names, made.options) or None)
    elif isinstance(wish, OfKind):
        made.set(ref, "kind", wish.kind)
    elif isinstance(wish, On):
        made.set(ref, "date", wish.date.isoformat() if wish.date else None)
    elif isinstance(wish, Objective):
        _objective(made, wish)


def _in_its_language(made: _Making, standing: Any, text: str) -> JsonValue:
    """Where the text stands in several languages only the one that the file is in changes; a translation makes two of one."""
    code, original = made.options.language.code, made.options.original
    if isinstance(standing, str):
        if code == original or not standing or not text:
            return text
        return {original: standing, code: text}
    held = dict(standing.root)
    _, found = in_language(standing, code, original)
    held[code if found == original != code else found] = text
    return held


def _objective(made: _Making, wish: Objective) -> None:
    items: list[JsonValue] = list(standing_in(made.now, ("objectives",)) or ())
    read = [folded(made.options.read(text)) for text in made.now.objectives]
    at = read.index(folded(wish.old)) if wish.old and folded(wish.old) in read else None
    item: JsonValue = wish.new
    if at is not None:
        kept = items.pop(at)
        read.pop(at)
        if not wish.new:
            made.set(Ref(), "objectives", items or None)
            return
        item = kept if wish.new == wish.old else _in_its_language(made, made.now.objectives[at], wish.new)
    elif not wish.new:
        return
    if wish.after is not None:
        at = read.index(folded(wish.after)) + 1 if folded(wish.after) in read else len(items) if wish.after else 0
    items.insert(len(items) if at is None else at, item)
    made.set(Ref(), "objectives", items)


# What comes, goes and moves.


def _place(made: _Making, subject: Subject, wish: object) -> None:
    """New things and moved ones in one go, in the order of the file: each stands behind what stands already."""
    if isinstance(wish, New):
        _insert(made, subject.kind, wish)
    elif isinstance(wish, To):
        _move(made, subject, wish)


def _free(made: _Making, kind: Target, new: New) -> str:
    """The id that was set aside for it, unless another file has brought something of the same name since."""
    if made.there(Ref(kind=kind, id=new.id)):
        made.called[new.id] = new_id(made.now, kind, new.title)
    return made.called.get(new.id, new.id)


def _insert(made: _Making, kind: str, new: New) -> None:
    target: Target = "day" if kind == "day" else "track" if new.to.kind == "session" else "session"
    new = replace(new, id=_free(made, target, new), to=_known_as(made, new.to))
    if kind == "day":
        days = Place(list="days")
        value: dict[str, JsonValue] = {"id": new.id, "title": new.title, "date": new.date.isoformat() if new.date else None}
        made.do(Insert(into=days, value=_said(value), after=_after(made, days, new.to), at=_at(made, days, new.to)))
        for each in new.inside:
            _insert(made, "session", each)
        return
    into = _list(new.to)
    if not made.there(into.of):
        return
    led = [leads.who(made.now, name) for name in new.lead]
    raw: dict[str, JsonValue] = {"id": new.id, "title": new.title, "room": new.room, "lead": led}
    if into.list != "tracks":
        raw |= {"kind": new.kind, "purpose": new.purpose}
    made.do(Insert(into=into, value=_said(raw), after=_after(made, into, new.to), at=_at(made, into, new.to)))
    if new.time is not None:
        made.times[new.id] = new.time


def _said(raw: Mapping[str, JsonValue]) -> JsonValue:
    return {key: value for key, value in raw.items() if value or key in ("id", "title")}


def _list(to: To) -> Place:
    match to.kind:
        case "convening":
            return Place(list="days")
        case "session":
            return Place(of=Ref(kind="session", id=to.id), list="tracks")
        case _:
            return Place(of=Ref(kind=to.kind, id=to.id), list="sessions")


def _items(made: _Making, place: Place) -> list[str]:
    return [item.id for item in getattr(get(made.now, path_of(made.now, place.of)), place.list)]


def _after(made: _Making, place: Place, to: To) -> str | None:
    there = _items(made, place)
    return next((each for each in to.after if each in there), None)


def _at(made: _Making, place: Place, to: To) -> int | None:
    """At the beginning, where nothing stands above; where all that stood above is gone, at the end."""
    return 0 if not to.after or _after(made, place, to) is None else None


def _known_as(made: _Making, to: To) -> To:
    return replace(to, id=made.called.get(to.id, to.id), after=tuple(made.called.get(each, each) for each in to.after))


def _move(made: _Making, subject: Subject, wish: To) -> None:
    wish = _known_as(made, wish)
    ref, into = _ref(subject), _list(wish)
    if not made.there(ref) or not made.there(into.of) or into.of == ref:
        return
    without = tuple(each for each in wish.after if each != subject.id)
    after = next((each for each in without if each in _items(made, into)), None)
    made.do(Move(target=ref, into=into, after=after, at=None if after else 0, out_of=place_of(made.now, path_of(made.now, ref))))


def _go(made: _Making, subject: Subject, wish: object) -> None:
    """A session waits in the tray: its notes and what refers to it stay with it. A group or a day goes once its sessions wait there."""
    ref = _ref(subject)
    if not isinstance(wish, Gone) or not made.there(ref):
        return
    if subject.kind == "session":
        _park(made, ref)
        return
    for session in get(made.now, path_of(made.now, ref)).sessions:
        _park(made, Ref(kind="session", id=session.id))
    made.do(removal(made.now, ref))


def _park(made: _Making, ref: Ref) -> None:
    made.do(Move(target=ref, into=Place(list="parked"), out_of=place_of(made.now, path_of(made.now, ref))))


_STEPS: tuple[Callable[[_Making, Subject, object], None], ...] = (_say_words, _place, _go)


# The clock.


def _settle(made: _Making, returned: Returned, chosen: Iterable[Change]) -> None:
    """Times that were accepted, and those that the file leaves where they were; what was offered and refused follows the rest."""
    for change in chosen:
        if isinstance(change.wish, Time):
            made.times[change.subject.id] = change.wish
    retimed = {change.subject.id for change in returned.changes if change.kind == "retimed"}
    moved = {change.subject.id for change in returned.changes if change.kind == "moved"}
    wanted = {session: Wanted(time.start, time.end, must=True) for session, time in made.times.items()}
    theirs = {session for session, _ in returned.times}
    for session, time in settling.printed(made.before).items():
        if session in theirs and session not in retimed and session not in wanted:
            wanted[session] = Wanted(*time, moved=session in moved)
    for each in settling.settled(made.now, wanted):
        made.do(each)
