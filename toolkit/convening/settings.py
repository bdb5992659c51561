"""What a settings page changes, as edits: texts in one of their languages, items of lists without ids, and what refers to them.

Whoever renames a host or a room renames it wherever a session names it, in the same change. Pure.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import JsonValue

from toolkit.convening.addressed import Place, Ref, Spot, dumped, standing_in, things
from toolkit.convening.edits import All, AnyEdit, Insert, Remove, Set
from toolkit.convening.model import Convening, Host

Listed = str
"""A list of the convening whose items have no ids: hosts, objectives."""

# Texts in several languages


def own_code(text: JsonValue, convening: Convening) -> str:
    """The code under which a text holds the convening's own language."""
    return _held_code(text, convening.language)


def _held_code(text: JsonValue, code: str) -> str:
    there = text if isinstance(text, dict) else {}
    return next((each for each in (code, code.split("-")[0]) if each in there), code)


def codes(text: JsonValue, convening: Convening) -> tuple[str, ...]:
    """In which languages a text is to be written: those the convening prints in, its own first, and those that it is written in already."""
    wanted = [_held_code(text, code) for code in (convening.language, *convening.languages)]
    return tuple(dict.fromkeys([*wanted, *(text if isinstance(text, dict) else ())]))


def words_in(text: JsonValue, code: str, convening: Convening) -> str:
    """What stands in one language; a text without languages stands in the convening's own."""
    if isinstance(text, dict):
        return str(text.get(code) or "")
    return str(text or "") if code == own_code(text, convening) else ""


def with_words(text: JsonValue, code: str, words: str, convening: Convening) -> JsonValue:
    """The text with other words in one language; the other languages stay. None where nothing is left."""
    own = own_code(text, convening)
    if not isinstance(text, dict):
        if code == own:
            return words or None
        if not words:
            return text or None
        return {own: text, code: words} if text else {code: words}
    left: dict[str, JsonValue] = {each: held for each, held in text.items() if each != code}
    if words:
        left = {**text, code: words}
    return left or None


def reword(convening: Convening, field: tuple[str, ...], code: str, words: str) -> Set:
    """A text of the convening in one language. Where others stand beside it, only this one is touched, whoever types in those."""
    held = standing_in(convening, field)
    new = with_words(held, code, words, convening)
    if isinstance(held, dict) and isinstance(new, dict):
        return Set(target=Ref(), field=(*field, code), value=words or None)
    return Set(target=Ref(), field=field, value=new)


# Lists without ids


def add(key: Listed, value: JsonValue) -> Insert:
    return Insert(into=Place(list=key), value=value)


def instead(convening: Convening, key: Listed, at: int, value: JsonValue) -> All:
    """Another item in the place of one."""
    return All(edits=(_out(convening, key, at), Insert(into=Place(list=key), value=value, at=at)))


def moved(convening: Convening, key: Listed, at: int, by: int) -> AnyEdit | None:
    """One item further up or down; None where it stands at that end already."""
    items = getattr(convening, key)
    if not 0 <= at + by < len(items):
        return None
    return All(edits=(_out(convening, key, at), Insert(into=Place(list=key), value=dumped(items[at]), at=at + by)))


def without(convening: Convening, key: Listed, at: int) -> Remove:
    return _out(convening, key, at)


def _out(convening: Convening, key: Listed, at: int) -> Remove:
    return Remove(target=Spot(place=Place(list=key), at=at, value=dumped(getattr(convening, key)[at])))


# Hosts, and the leads that name them


def labels(host: Host) -> tuple[str, ...]:
    """What a lead may call a host: its short name, its name in any language."""
    names = [host.name] if isinstance(host.name, str) else list(host.name.root.values())
    return tuple(label for label in (host.short, *names) if label)


def change_host(convening: Convening, at: int, value: dict[str, JsonValue]) -> AnyEdit:
    """A host as it is to be. Leads that called it by a name that it has no longer call it by the one that came in its place."""
    old, new = convening.hosts[at], Host.model_validate(value)
    kept, others = labels(new), _labels_of_others(convening, at)
    called = {label: _instead_of(label, old, new) for label in labels(old) if label not in kept and label not in others}
    leads = _leads(convening, lambda lead: {**lead, "host": called[lead["host"]]} if lead.get("host") in called else lead)
    return All(edits=(*instead(convening, "hosts", at, value).edits, *leads))


def remove_host(convening: Convening, at: int) -> AnyEdit:
    """A host and the leads that name it."""
    gone = set(labels(convening.hosts[at])) - _labels_of_others(convening, at)
    leads = tuple(_leads(convening, lambda lead: None if lead.get("host") in gone else lead))
    return All(edits=(*leads, without(convening, "hosts", at))) if leads else without(convening, "hosts", at)


def led_by(convening: Convening, at: int) -> tuple[Ref, ...]:
    """The sessions and parallel groups that would lose a lead with this host."""
    gone = set(labels(convening.hosts[at])) - _labels_of_others(convening, at)
    return tuple(ref for ref, thing in _placed(convening) if any(lead.host in gone for lead in thing.lead))


def _labels_of_others(convening: Convening, at: int) -> set[str]:
    return {label for place, host in enumerate(convening.hosts) if place != at for label in labels(host)}


def _instead_of(label: str, old: Host, new: Host) -> str:
    """The name in the same language where there is one; a short name by a short name."""
    if label == old.short and new.short:
        return new.short
    if not isinstance(old.name, str) and not isinstance(new.name, str):
        for code, name in old.name.root.items():
            if name == label and new.name.root.get(code):
                return new.name.root[code]
    names = [name for name in labels(new) if name != new.short]
    return names[0] if names else new.short


def _leads(convening: Convening, change: Callable[[dict[str, Any]], dict[str, Any] | None]) -> Iterator[Set]:
    """The leads of every session and track that `change` makes others of, or leaves out."""
    for ref, thing in _placed(convening):
        was = [dumped(lead) for lead in thing.lead]
        now = [new for each in was if (new := change(each)) is not None]
        if now != was:
            yield Set(target=ref, field=("lead",), value=now or None, was=(was,))


def _placed(convening: Convening) -> Iterator[tuple[Ref, Any]]:
    """Everything that has leads and a room."""
    for _, session in things(convening, "session"):
        yield Ref(kind="session", id=session.id), session
    for _, track in things(convening, "track"):
        yield Ref(kind="track", id=track.id), track


# Rooms, which sessions and groups name


def rooms(convening: Convening) -> list[dict[str, JsonValue]]:
    return [dumped(room) for room in convening.venue.rooms]


def set_rooms(wanted: list[dict[str, JsonValue]]) -> Set:
    return Set(target=Ref(), field=("venue", "rooms"), value=wanted or None)


def change_room(convening: Convening, at: int, value: dict[str, JsonValue]) -> AnyEdit:
    """A room as it is to be. A new name goes wherever the old one stood."""
    held = rooms(convening)
    edit = set_rooms([*held[:at], value, *held[at + 1 :]])
    old, new = str(held[at]["name"]), str(value["name"])
    if new == old or any(room["name"] == old for place, room in enumerate(held) if place != at):
        return edit
    named = tuple(_renamed_room(convening, old, new))
    return All(edits=(edit, *named)) if named else edit


def in_room(convening: Convening, name: str) -> tuple[Ref, ...]:
    """The sessions and parallel groups that are held in a room."""
    return tuple(ref for ref, thing in _placed(convening) if thing.room == name and name)


def _renamed_room(convening: Convening, old: str, new: str) -> Iterator[Set]:
    for ref in in_room(convening, old):
        yield Set(target=ref, field=("room",), value=new, was=(old,))
    for grouping in convening.groups:
        was = [dumped(turn) for turn in grouping.rounds]
        now = [
            {**turn, "groups": [{**group, "room": new} if group.get("room") == old else group for group in turn.get("groups", ())]}
            if "groups" in turn else turn for turn in was
        ]  # fmt: skip
        if now != was:
            yield Set(target=Ref(kind="grouping", id=grouping.id), field=("rounds",), value=now, was=(was,))
        if old in grouping.rooms:
            names: list[JsonValue] = [new if each == old else each for each in grouping.rooms]
            yield Set(target=Ref(kind="grouping", id=grouping.id), field=("rooms",), value=names, was=(list(grouping.rooms),))


# Dates


def set_first_day(convening: Convening, first: dt.date) -> AnyEdit | None:
    """All days moved together, so that the first falls on this date; days without a date follow one another. None where they do already."""
    dated = next(((at, day.date) for at, day in enumerate(convening.days) if day.date is not None), (0, first))
    shift = first - (dated[1] - dt.timedelta(days=dated[0]))
    sets: list[Set] = []
    for at, day in enumerate(convening.days):
        date = day.date + shift if day.date is not None else first + dt.timedelta(days=at)
        if date != day.date:
            was = (day.date.isoformat(),) if day.date is not None else (None,)
            sets.append(Set(target=Ref(kind="day", id=day.id), field=("date",), value=date.isoformat(), was=was))
    return None if not sets else sets[0] if len(sets) == 1 else All(edits=tuple(sets))
