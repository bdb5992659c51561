"""One thing that came back changed, as what it would do to the convening of this moment: a field, a thing that is new, gone or elsewhere,
cards of a word, who was here, a consent. Each makes an edit, or none where it cannot be done any more. Pure.
"""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from toolkit.convening.addressed import Place, Ref, Target, get, list_at, path_of, place_of, standing_in, things
from toolkit.convening.changes import IN_TRAY
from toolkit.convening.edits import All, AnyEdit, Count, EditError, Insert, Move, Set, part, removal
from toolkit.convening.model import Convening

_PERSON = frozenset({"person", "by", "owner", "people", "locked", "absent", "present", "together", "apart"})
_SESSION = frozenset({"session", "sessions", "gathers"})
_DAY = frozenset({"day", "days"})
_NOTE = frozenset({"from"})


@dataclass(frozen=True, slots=True)
class Known:
    """The ids that may be referred to: those that stand here, and of what comes in together."""

    of: Mapping[str, AbstractSet[str]]
    hosts: AbstractSet[str]

    @classmethod
    def at(cls, state: Convening, coming: Mapping[str, AbstractSet[str]]) -> "Known":
        kinds: tuple[Target, ...] = ("participant", "session", "day", "note")
        found = {str(kind): {each.id for _, each in things(state, kind)} | coming.get(kind, set()) for kind in kinds}
        return cls(found, {each for host in state.hosts for each in (host.short, *_names(host.name)) if each})


def _names(text: Any) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text.root.values())


def clean(key: str, value: Any, known: Known) -> Any:
    """Without references to what is not there; a lead by a host who is not there keeps its words."""
    kind = "participant" if key in _PERSON else "session" if key in _SESSION else "day" if key in _DAY else "note" if key in _NOTE else ""
    if isinstance(value, str):
        return value if not kind or value in known.of[kind] else None
    if isinstance(value, list):
        made = [clean(key, each, known) for each in value]
        made = [each for each in made if each is not None]
        return [each for each in made if len(each) > 1] if key in ("together", "apart") and made and isinstance(made[0], list) else made
    if isinstance(value, dict):
        if key == "lead":
            if "person" in value and value["person"] not in known.of["participant"]:
                return None
            if "host" in value and value["host"] not in known.hosts:
                return {"text": value["host"]}
        kept = {name: clean(name, each, known) for name, each in value.items()}
        return {name: each for name, each in kept.items() if each is not None}
    return value


def stands(state: Convening, ref: Ref) -> bool:
    try:
        path_of(state, ref)
    except EditError:
        return False
    return True


def _after(state: Convening, into: Place, before: tuple[str, ...], moved: str = "") -> tuple[str | None, int | None] | None:
    """Where in a list: after the nearest of those that stand before it there, else at the head; None where there is no such list."""
    if not stands(state, into.of):
        return None
    path, name, _ = list_at(state, into)
    here = {each.id for each in getattr(get(state, path), name)} - {moved}
    found = next((each for each in before if each in here), None)
    return (found, None) if found is not None else (None, 0)


@dataclass(frozen=True, slots=True)
class Put:
    """Another value of a field."""

    ref: Ref
    field: str
    value: Any

    def edit(self, state: Convening, known: Known) -> AnyEdit | None:
        if not stands(state, self.ref):
            return None
        value = clean(self.field, self.value, known)
        if self.field == "from" and self.ref.kind == "note":
            value = [each for each in value or () if each != self.ref.id]
        standing = standing_in(get(state, path_of(state, self.ref)), (self.field,))
        return None if standing == (value or None) else Set(target=self.ref, field=(self.field,), value=value or None, was=(standing,))


@dataclass(frozen=True, slots=True)
class Come:
    """Something that is new."""

    kind: Target
    into: Place
    raw: Any
    before: tuple[str, ...]
    last: bool
    """Whether nothing that was there already follows: then it comes to the end, whatever came there meanwhile."""

    def edit(self, state: Convening, known: Known) -> AnyEdit | None:
        where = _after(state, self.into, self.before)
        if where is None or stands(state, Ref(kind=self.kind, id=self.raw["id"])):
            return None
        raw = {name: value for name, each in self.raw.items() if (value := clean(name, each, known)) is not None}
        if raw.get("code") in {each.code for each in state.participants}:
            raw.pop("code", None)
        return Insert(into=self.into, value=raw) if self.last else Insert(into=self.into, value=raw, after=where[0], at=where[1])


@dataclass(frozen=True, slots=True)
class Go:
    """Something that was taken out there. A session waits in the tray, for it may hold what the copy did not; from the tray it goes."""

    ref: Ref
    waited: bool

    def edit(self, state: Convening, known: Known) -> AnyEdit | None:
        if not stands(state, self.ref):
            return None
        path = path_of(state, self.ref)
        if self.ref.kind == "session" and not self.waited:
            return None if place_of(state, path) == IN_TRAY else Move(target=self.ref, into=IN_TRAY)
        inside = [each.id for each in getattr(get(state, path), "sessions", ())]
        moves = [Move(target=Ref(kind="session", id=each), into=IN_TRAY) for each in inside]
        if not moves:
            return removal(state, self.ref)
        left = part(state, All(edits=tuple(moves))).convening
        return All(edits=(*moves, removal(left, self.ref)))


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Something at another place."""

    ref: Ref
    into: Place
    before: tuple[str, ...]

    def edit(self, state: Convening, known: Known) -> AnyEdit | None:
        if not stands(state, self.ref):
            return None
        where = _after(state, self.into, self.before, self.ref.id)
        return None if where is None else Move(target=self.ref, into=self.into, after=where[0], at=where[1])


@dataclass(frozen=True, slots=True)
class Cards:
    """A word on so many cards more, or fewer. `there` is how many it has in the copy."""

    word: str
    by: int
    there: int
    value: Any

    def edit(self, state: Convening, known: Known) -> AnyEdit | None:
        held = next((each.count for each in state.words if each.id == self.word), None)
        if held is None:
            value = {name: each for name, raw in self.value.items() if (each := clean(name, raw, known)) is not None}
            return Count(word=self.word, by=self.by, value=value) if self.by > 0 else None
        return Count(word=self.word, by=max(self.by, -held)) if self.by else None


@dataclass(frozen=True, slots=True)
class Here:
    """Who came to a day, and who was taken off it again."""

    day: str
    came: tuple[str, ...]
    gone: tuple[str, ...]

    def edit(self, state: Convening, known: Known) -> AnyEdit | None:
        ref = Ref(kind="day", id=self.day)
        if not stands(state, ref):
            return None
        held = get(state, path_of(state, ref)).present
        listed = held if isinstance(held, tuple) else ()
        new = [each for each in listed if each not in self.gone]
        new += [each for each in self.came if each not in new and each in known.of["participant"]]
        if isinstance(held, int) or list(listed) == new:
            return None
        return Set(target=ref, field=("present",), value=list(new) or None)


Step = Put | Come | Go | Elsewhere | Cards | Here


def suffixed(wanted: str, copy: str) -> str:
    """The id under which something new of a copy comes in: its own, and which copy it came from, so that two never meet in one id."""
    ending = f"-{copy[:6]}"
    return re.sub(r"[-_]+$", "", wanted[: 64 - len(ending)]) + ending
