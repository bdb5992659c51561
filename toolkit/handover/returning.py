"""What came back with a copy, held three ways: what was handed out, what stands here now, what stands in the copy. Pure.

What only they changed is offered; what was changed here as well is a question; what a copy did not hold is never taken as deleted. Consent
can become narrower by a copy and never wider. Nothing is guessed where it cannot be checked what was handed out: then all is asked.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel

from toolkit.convening import people
from toolkit.convening.addressed import Place, Ref, Target, dumped, get, kind_in, place_of, things
from toolkit.convening.checked import plan_of
from toolkit.convening.difference import _longest_rise
from toolkit.convening.model import Came, Consent, Convening, HandedOver, Participant, Report
from toolkit.handover.consent import narrowest
from toolkit.handover.cutting import cut, renamed
from toolkit.handover.steps import Cards, Come, Elsewhere, Go, Here, Put, Step, suffixed
from toolkit.handover.unsaid import homes

Group = Literal["agenda", "words", "notes", "presence", "people", "groups", "report", "settings"]
GROUPS: tuple[Group, ...] = ("agenda", "presence", "words", "notes", "report", "groups", "people", "settings")
Asks = Literal["", "both", "cut", "unsure", "person", "named"]
"""Why something is asked and not taken by itself: changed here as well; it stands over something that the copy did not hold; nothing tells
what was handed out; a person would be taken out; another name would stand under a consent that was given for this one.
"""

KINDS: tuple[Target, ...] = ("participant", "day", "session", "track", "word", "note", "section", "box", "figure", "grouping")
_IN_ORDER: tuple[Target, ...] = ("day", "session", "track", "note", "section", "box", "figure")
_GROUP_OF: Mapping[str, Group] = {
    "convening": "settings", "report": "report", "day": "agenda", "session": "agenda", "track": "agenda", "participant": "people",
    "grouping": "groups", "word": "words", "note": "notes", "section": "report", "box": "report", "figure": "report",
}  # fmt: skip
_FIELD_GROUPS: Mapping[tuple[str, str], Group] = {
    ("convening", "together"): "groups", ("convening", "apart"): "groups", ("day", "present"): "presence",
    ("session", "happened"): "presence", ("day", "expected"): "presence",
}  # fmt: skip
_UNDER_CONSENT = frozenset({"name", "legal_name", "sort_as", "affiliations", "country", "honorific"})
_NEVER = frozenset({"id", "format", "template", "allowed", "sent", "handed", "came", "keep_until", "report", "consent"})
"""Keys that no copy changes: what stays with whoever handed it out."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to take or to leave. `id` names it and what stands here, so that an answer is never given to another question."""

    id: str
    group: Group
    ref: Ref
    step: Step
    asks: Asks = ""
    here: Any = None
    there: Any = None


@dataclass(frozen=True, slots=True)
class Found:
    """What came back; what cannot be taken from a copy, as numbers. `known`: this convening handed it over, and its beginning is proved."""

    came: Came
    entry: HandedOver | None
    known: bool
    changes: tuple[Change, ...]
    wider: int = 0
    """How many answers about consent the copy has wider than here: they stay as narrow as they were."""
    gone: int = 0
    """How many people are in the copy and no more here: they do not come back."""
    convening: Convening | None = None
    """The copy in ids of ours."""


def mark_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def bare_of_came(copy: Convening) -> Convening:
    return copy.model_copy(update={"came": None, "handed": ()})


def compare(here: Convening, copy: Convening, base: Convening | None, base_mark: str, files: Mapping[str, str] | None = None) -> Found:
    """Everything that differs in the copy. `base` is what it was cut as and `base_mark` the mark of that text, `files` other names here
    for pictures of the copy.
    """
    came = copy.came
    assert came is not None  # noqa: S101
    entry = next((each for each in here.handed if each.key == came.key), None)
    known = entry is not None and base is not None and base_mark == entry.mark and came.cut == entry.cut
    return _Compared(here, bare_of_came(copy), base if known else None, came, entry, files or {}).found()


class _Compared:
    def __init__(
        self, here: Convening, copy: Convening, base: Convening | None, came: Came, entry: HandedOver | None, files: Mapping[str, str]
    ) -> None:
        self.here, self.came, self.entry, self.known = here, came, entry, base is not None
        today = cut(here, came.cut)
        self.seen = today.convening
        """What would be handed out today: where it differs from the base, somebody has changed something here since."""
        self._home = homes(here)
        self._codes = {each.code: each.id for each in people.with_codes(here).participants} if came.cut == "co-host" else {}
        ours = {there: own for own, there in today.files.items()}
        self.seen = self._at_home(self.seen, {}, ours)
        self.base = self._at_home(base, {}, ours) if base is not None else self.seen
        fresh = _fresh(self._at_home(copy, {}, {}), self.base, came.key)
        self.there = self._at_home(copy, fresh, {**ours, **files})
        self.of = {name: _index(state) for name, state in (("here", here), ("seen", self.seen), ("base", self.base), ("there", self.there))}
        self.moved_there = _moved(self.of["base"], self.of["there"])
        self.moved_here = _moved(self.of["base"], self.of["here"])
        self.still_moved = _moved(self.of["here"], self.of["there"])
        self.wider = 0

    def found(self) -> Found:
        changes = [change for part in (self._fields, self._new, self._gone, self._moves, self._words) for change in part()]
        gone = sum(kind == "participant" and key not in self.of["here"] for kind, key in self._keys("base")) if self.known else 0
        return Found(self.came, self.entry, self.known, tuple(changes), self.wider, gone, self.there)

    def _at_home(self, copy: Convening, fresh: Mapping[str, str], files: Mapping[str, str]) -> Convening:
        raw = renamed(copy.model_dump(mode="json", by_alias=True, exclude_defaults=True), {**self._home, **fresh}, files)
        return Convening.model_validate(_with_people(raw, self._codes) if self._codes else raw)

    # Fields

    def _fields(self) -> Iterator[Change]:
        yield from self._of_thing(Ref(), self.here, self.seen, self.base, self.there)
        yield from self._of_thing(Ref(kind="report"), self.here.report, self.seen.report, self.base.report, self.there.report)
        for (kind, key), there in self.of["there"].items():
            here, seen = self.of["here"].get((kind, key)), self.of["seen"].get((kind, key))
            if here is None or seen is None:
                continue
            base = self.of["base"].get((kind, key))
            ref = Ref(kind=kind, id=key)
            if kind == "participant" and _is_forgotten(here.thing) and not _is_forgotten(there.thing):
                continue
            yield from self._of_thing(ref, here.thing, seen.thing, (base or seen).thing, there.thing, new=base is None)
            if kind == "participant":
                yield from self._consent(ref, here.thing, (base or seen).thing, there.thing)

    def _of_thing(self, ref: Ref, here: Any, seen: Any, base: Any, there: Any, new: bool = False) -> Iterator[Change]:
        if there == base:
            return
        model: type[BaseModel] = type(there)
        raws = [_plain(each) for each in (here, seen, base, there)]
        for key in plan_of(model).fields:
            if key in _NEVER or key in _lists(model) or (ref.kind == "word" and key == "count"):
                continue
            change = self._field(ref, key, *(raw.get(key) for raw in raws), new=new)
            if change is not None:
                yield change

    def _field(self, ref: Ref, key: str, here: Any, seen: Any, base: Any, there: Any, *, new: bool) -> Change | None:
        there = _no_wider(key, here, base, there)
        if there in (base, here):
            return None
        group = _FIELD_GROUPS.get((ref.kind, key), _GROUP_OF[ref.kind])
        if key == "present" and not any(isinstance(each, int) for each in (here, base, there)):
            came = tuple(each for each in there or () if each not in (base or ()) and each not in (here or ()))
            gone = tuple(each for each in base or () if each not in (there or ()) and each in (here or ()))
            step: Step = Here(ref.id, came, gone)
            return self._change(group, ref, step, "", here, there, key) if came or gone else None
        if there == seen:
            return None
        asks: Asks = "" if seen == base and not new else "both"
        if here != seen:
            if key == "lead":
                there = [*(there or ()), *(each for each in here or () if each not in (seen or ()))]
                if there == (here or []):
                    return None
            else:
                asks = asks or "cut"
        if ref.kind == "participant" and key in _UNDER_CONSENT:
            asks = asks or "named"
        return self._change(group, ref, Put(ref, key, there), asks, here, there, key)

    def _consent(self, ref: Ref, here: Participant, base: Participant, there: Participant) -> Iterator[Change]:
        """Their answer narrows ours, or is nothing to us."""
        if there.consent == base.consent and self.known:
            return
        asked = narrowest(here.consent, there.consent)
        if asked == here.consent or _same_answer(asked, here.consent):
            self.wider += not _same_answer(there.consent, here.consent)
            return
        self.wider += not _same_answer(asked, there.consent)
        value = dumped(asked) if asked is not None else None
        yield self._change("people", ref, Put(ref, "consent", value), "", None, value, "consent", sure=True)

    # Things

    def _new(self) -> Iterator[Change]:
        here, base, there = self.of["here"], self.of["base"], self.of["there"]
        followed = {each for key, found in there.items() if key in base for each in found.before}
        for (kind, key), found in there.items():
            if (kind, key) in base or (kind, key) in here or kind == "word" or (found.owner.kind, found.owner.id) in self._all_new:
                continue
            raw = self._bare(found.thing, kind)
            before = tuple(reversed(found.before))
            ref = Ref(kind=kind, id=key)
            asks: Asks = "both" if kind == "participant" and self._is_here_already(found.thing) else ""
            step = Come(kind, Place(of=found.owner, list=found.list), raw, before, key not in followed)
            yield self._change(_GROUP_OF[kind], ref, step, asks, None, None, "new")

    @cached_property
    def _all_new(self) -> set[tuple[str, str]]:
        return {each for each in self.of["there"] if each not in self.of["base"] and each not in self.of["here"]}

    def _bare(self, thing: Any, kind: Target) -> Any:
        """As it comes in: without what stands here already, and without any consent, or word that a lead may be printed."""
        raw = dumped(thing)
        if kind == "participant":
            raw.pop("consent", None)
        known = {key for _, key in self.of["base"]} | {key for _, key in self.of["here"]}
        return _sanitised(raw, known, top=True)

    def _is_here_already(self, person: Participant) -> bool:
        name = people.folded(person.name)
        return bool(name) and any(people.folded(each.name) == name for each in self.here.participants)

    def _gone(self) -> Iterator[Change]:
        here, seen, base, there = (self.of[name] for name in ("here", "seen", "base", "there"))
        if not self.known:
            return
        left = {each for each in base if each not in there}
        for kind, key in left:
            found, held = base[kind, key], here.get((kind, key))
            if held is None or kind == "word" or (found.owner.kind, found.owner.id) in left:
                continue
            waited = found.list == "parked"
            if kind == "session" and held.list == "parked" and not waited:
                continue
            standing = seen.get((kind, key))
            same = standing is not None and _plain(standing.thing) == _plain(found.thing) and (kind, key) not in self.moved_here
            ref = Ref(kind=kind, id=key)
            asks: Asks = "person" if kind == "participant" else "" if same else "both"
            yield self._change(_GROUP_OF[kind], ref, Go(ref, waited), asks, None, None, "gone")

    def _moves(self) -> Iterator[Change]:
        for kind, key in self.moved_there:
            if (kind, key) not in self.still_moved:
                continue
            found = self.of["there"][kind, key]
            ref = Ref(kind=kind, id=key)
            asks: Asks = "both" if (kind, key) in self.moved_here else ""
            step = Elsewhere(ref, Place(of=found.owner, list=found.list), tuple(reversed(found.before)))
            yield self._change(_GROUP_OF[kind], ref, step, asks, None, found.before[-1:], "moved")

    def _words(self) -> Iterator[Change]:
        """Counts add up: how many more cards there are there than were handed out, or than were taken from this copy before."""
        taken = self.entry.cards if self.entry is not None else {}
        ids = [key for state in ("base", "there") for kind, key in self.of[state] if kind == "word"]
        for key in dict.fromkeys(ids):
            there, base, here = (self.of[name].get(("word", key)) for name in ("there", "base", "here"))
            count = there.thing.count if there is not None else 0
            before = taken.get(key, base.thing.count if base is not None else 0)
            if count == before or (there is None and not self.known):
                continue
            word = (there or base).thing  # type: ignore[union-attr]
            value = {name: each for name, each in dumped(word).items() if name not in ("id", "count")}
            asks: Asks = "both" if here is None and base is not None else ""
            ref = Ref(kind="word", id=key)
            yield self._change("words", ref, Cards(key, count - before, count, value), asks, before, count, "cards")

    # Inside

    def _keys(self, state: str) -> Iterator[tuple[str, tuple[Target, str]]]:
        return ((kind, (kind, key)) for kind, key in self.of[state])

    def _change(
        self, group: Group, ref: Ref, step: Step, asks: Asks, here: Any, there: Any, what: str, *, sure: bool = False
    ) -> Change:
        if not self.known and not asks and not sure:
            asks = "unsure"
        said = json.dumps([group, ref.kind, ref.id, what, here, there], sort_keys=True, ensure_ascii=False, default=str)
        return Change(hashlib.sha256(said.encode()).hexdigest()[:16], group, ref, step, asks, here, there)


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where a thing stands: in which list of what, and the ids before it."""

    thing: Any
    owner: Ref
    list: str
    before: tuple[str, ...]


_Index = dict[tuple[Target, str], _Standing]


def _index(state: Convening) -> _Index:
    made: _Index = {}
    for kind in KINDS:
        for path, thing in things(state, kind):
            place = place_of(state, path)
            siblings = get(state, path[:-1])
            before = tuple(each.id for each in siblings[: int(path[-1])]) if kind in _IN_ORDER else ()
            made[kind, thing.id] = _Standing(thing, place.of, place.list, before)
    return made


def _moved(one: _Index, other: _Index) -> set[tuple[Target, str]]:
    """What stands in another list, or in another order among what both hold; the fewest that explain it."""
    found: set[tuple[Target, str]] = set()
    lists: dict[tuple[Any, ...], list[tuple[Target, str]]] = {}
    for key, there in other.items():
        if key[0] not in _IN_ORDER or key not in one:
            continue
        here = one[key]
        if (here.owner, here.list) != (there.owner, there.list):
            found.add(key)
        else:
            lists.setdefault((there.owner, there.list), []).append(key)
    for keys in lists.values():
        ordered = [len(one[key].before) for key in keys]
        stays = set(_longest_rise(ordered))
        found |= {key for key, number in zip(keys, ordered, strict=True) if number not in stays}
    return found


def _lists(model: type[BaseModel]) -> frozenset[str]:
    fields = plan_of(model).fields
    return frozenset(key for key, (_, plan, _) in fields.items() if plan.row is not None and kind_in(plan.row.items))


def _plain(thing: BaseModel) -> dict[str, Any]:
    model = type(thing)
    held = {name for key, (name, _, _) in plan_of(model).fields.items() if key in _lists(model)}
    if isinstance(thing, (Convening, Report)):
        held |= {"report"}
    raw: dict[str, Any] = thing.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=held)
    return raw


def _fresh(copy: Convening, base: Convening, key: str) -> dict[str, str]:
    """Other ids for what is new in a copy: two copies may have drawn the same. A new word keeps its own, for it is made of the word, unless
    it belongs to a session that is new as well.
    """
    there, known = _index(copy), {each for _, each in _index(base)}
    made = {each: suffixed(each, key) for kind, each in there if each not in known and kind != "word"}
    words = (found.thing for (kind, _), found in there.items() if kind == "word")
    return made | {word.id: suffixed(word.id, key) for word in words if word.id not in known and word.session in made}


def _with_people(raw: dict[str, Any], codes: Mapping[str, str]) -> dict[str, Any]:
    """Leads by code as the people they are."""

    def lead(each: dict[str, Any]) -> dict[str, Any]:
        return {"person": codes[each["text"]]} if isinstance(each.get("text"), str) and each["text"] in codes else each

    def walk(value: Any) -> Any:
        if isinstance(value, list):
            return [walk(each) for each in value]
        if isinstance(value, dict):
            return {key: [lead(one) for one in each] if key == "lead" else walk(each) for key, each in value.items()}
        return value

    made: dict[str, Any] = walk(raw)
    return made


def _no_wider(key: str, here: Any, base: Any, there: Any) -> Any:
    """What would let more be printed than here stays as it is: a typed lead made public, a rule lifted, a person taken off a picture."""
    if key == "rule" and base and not there:
        return base
    if key == "at_risk" and base and not there:
        return base
    if key == "lead" and there:
        public = [each.get("text") for state in (here, base) for each in state or () if each.get("public")]
        return [_unpublic(each) if each.get("public") and each["text"] not in public else each for each in there]
    if key == "people" and base and there != base:
        return [*(there or ()), *(each for each in here or () if each not in (there or ()))] if isinstance(base, list) else there
    return there


def _unpublic(lead: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in lead.items() if key != "public"}


def _sanitised(raw: Any, known: set[str], *, top: bool = False) -> Any:
    if isinstance(raw, list):
        return [_sanitised(each, known) for each in raw if not (isinstance(each, dict) and each.get("id") in known)]
    if isinstance(raw, dict):
        return {key: _sanitised(value, known) for key, value in (_unpublic(raw) if raw.get("public") and "text" in raw else raw).items()}
    return raw


def _is_forgotten(person: Participant) -> bool:
    """Whether nothing of her is left but what a count needs."""
    return not any(person.model_dump(exclude={"id", "code", "side", "country", "status", "days", "consent"}, exclude_defaults=True))


def _same_answer(one: Consent | None, other: Consent | None) -> bool:
    """Whether both let the same be printed and asked; when and how it was said is told here alone."""
    if one is None or other is None:
        return one is other
    (mine, taken_back), (theirs, taken_back_too) = _answer(one), _answer(other)
    return mine == theirs and taken_back == taken_back_too


def _answer(consent: Consent) -> tuple[Consent, bool]:
    taken_back = consent.given is not None and consent.given.withdrawn is not None
    return consent.model_copy(update={"given": None, "open": tuple(sorted(consent.open))}), taken_back
