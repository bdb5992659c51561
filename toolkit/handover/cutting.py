"""A convening as it is cut for whom a copy of it is handed to. Pure.

- *co-host*: the agenda and the settings. No people: who leads is a code, typed leads and notes for the team stay behind.
- *facilitator*: everything for the room: chosen names as facilitators may read them (convening/people.py), groups, words, notes. No
  address, need, legal name or column of one's own.
- *rapporteur*: agenda, words, notes and report. Only who agreed to be listed or quoted has a name, everybody else is a code; no picture of
  anybody who did not agree to it.
- *travel*: what a border may see: no people at all, not even codes; of words and notes only those that name nobody.
- *everything*: the whole.

A key that is not named here is in no cut but the whole: what is added to the model tomorrow stays here until somebody has decided.
"""

import pathlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from toolkit.convening import people
from toolkit.convening.addressed import Ref
from toolkit.convening.edits import All, AnyEdit, Set
from toolkit.convening.model import Audience, Convening, Cut, Participant
from toolkit.handover.naming import GONE, Names
from toolkit.handover.unsaid import Said, as_code, ids_in
from toolkit.leaks import Check, Leak, may_name
from toolkit.leaks.fold import whole
from toolkit.leaks.prose import Way

AGENDA = frozenset({
    "format", "title", "subtitle", "discreet_title", "version", "final", "hosts", "venue", "timezone", "language", "languages", "paper",
    "expected", "rule", "objectives", "mode", "at_risk", "days", "parked", "review", "dismissed", "keep_until",
})  # fmt: skip
KEEPS: Mapping[Cut, frozenset[str]] = {
    "co-host": AGENDA,
    "facilitator": AGENDA | {"participants", "together", "apart", "groups", "words", "notes"},
    "rapporteur": AGENDA | {"participants", "words", "notes", "report"},
    "travel": AGENDA | {"words", "notes"},
}
"""The keys of a convening in each cut but the whole."""

PEOPLELESS: frozenset[Cut] = frozenset({"co-host", "travel"})
_PLAIN = ("code", "side", "status", "days")
"""What a code alone may carry."""
_NAMED = ("code", "pronouns", "side", "languages", "status", "days")
_REFERS = frozenset({
    "id", "person", "by", "owner", "session", "sessions", "people", "locked", "absent", "present", "gathers", "from", "days", "together",
    "apart", "day",
})  # fmt: skip
_PICTURES = frozenset({"file", "logo"})


@dataclass(frozen=True, slots=True)
class Copy:
    """What is handed over: the convening, the ids (as they are here) of those whom it names, and its own names for pictures of ours."""

    convening: Convening
    named: frozenset[str] = frozenset()
    files: Mapping[str, str] = field(default_factory=dict)


def cut(convening: Convening, which: Cut) -> Copy:
    """The copy of a convening for one of them; the same each time."""
    whole = convening.model_copy(update={"handed": (), "came": None})
    if which == "everything":
        return Copy(whole, frozenset(each.id for each in convening.participants if _is_somebody(each)))
    return _Cutting(people.with_codes(whole), which).copy()


def coded(convening: Convening, which: Cut) -> AnyEdit | None:
    """A code for everybody who has none, where the cut prints codes: by it what comes back finds its person. None: all have one."""
    if which in ("everything", "travel"):
        return None
    pairs = zip(convening.participants, people.with_codes(convening).participants, strict=True)
    sets = [Set(target=Ref(kind="participant", id=old.id), field=("code",), value=new.code) for old, new in pairs if old != new]
    return All(edits=tuple(sets)) if sets else None


def exercises_in(convening: Convening, which: Cut, copy: Copy, texts: Mapping[str, Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
    """The texts of one's own exercises as they go along with a copy: they may name somebody as well."""
    if which == "everything":
        return texts
    names = Names.of((each, each.id in copy.named) for each in convening.participants)
    return {slug: {name: names.taken_out_of(text) for name, text in files.items()} for slug, files in texts.items()}


def holds_people(convening: Convening) -> bool:
    """Whether a copy says anything of anybody, or what was said in the room: then it is closed unless somebody says no."""
    return bool(convening.participants or convening.notes or convening.words)


class _Cutting:
    def __init__(self, whole: Convening, which: Cut) -> None:
        self.whole, self.which = whole, which

    def copy(self) -> Copy:
        raw = self.whole.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        raw = {key: value for key, value in raw.items() if key in KEEPS[self.which]}
        if self.whole.headcount():
            raw["expected"] = self.whole.headcount()
        raw["participants"] = [self._person(each) for each in self.whole.participants] if "participants" in KEEPS[self.which] else []
        for thing in _led(raw):
            thing["lead"] = [lead for each in thing.get("lead", ()) if (lead := self._lead(each)) is not None]
            if self.which != "facilitator":
                thing.pop("notes", None)
        if self.which in PEOPLELESS:
            for day in raw.get("days", ()):
                if isinstance(day.get("present"), list):
                    day["present"] = len(day["present"])
        raw["words"] = [each for each in raw.get("words", ()) if self._may_travel(each, "text", "cluster", "side")]
        raw["notes"] = [self._note(each) for each in raw.get("notes", ()) if self._may_travel(each, "text", "why", "to")]
        for section in raw.get("report", {}).get("sections", ()):
            section["figures"] = [each for each in section.get("figures", ()) if self._may_be_seen(each)]
        made = self._renamed(self._redacted(raw))
        if self.which == "travel":
            kept = {each["id"] for each in made["notes"]}
            for each in made["notes"]:
                each["from"] = [source for source in each.get("from", ()) if source in kept]
        return Copy(Convening.model_validate(made), frozenset(self._named), self._files)

    # People

    @cached_property
    def _named(self) -> Mapping[str, people.Shown]:
        """Those who are named in it, with what may be said of each."""
        if self.which in PEOPLELESS:
            return {}
        shown = {each.id: self._shown(each) for each in self.whole.participants}
        return {key: each for key, each in shown.items() if each.named}

    def _shown(self, person: Participant) -> people.Shown:
        if self.which == "facilitator":
            return people.visible(person, "facilitators", "list", self.whole.rule)
        found = people.visible(person, "participants", "list")
        return found if found.named else people.visible(person, "participants", "quote", self.whole.rule)

    def _person(self, person: Participant) -> dict[str, Any]:
        raw = person.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        shown = self._named.get(person.id)
        kept = {"id": person.id, **{key: raw[key] for key in (_NAMED if shown else _PLAIN) if key in raw}}
        if (consent := raw.get("consent")) is not None:
            given = {key: value for key, value in consent.get("given", {}).items() if key != "how"}
            kept["consent"] = {**{key: value for key, value in consent.items() if key != "given"}, **({"given": given} if given else {})}
        quoted = shown or people.visible(person, "participants", "quote", self.whole.rule)
        kept["affiliations"] = [each.model_dump(mode="json", exclude_defaults=True) for each in quoted.affiliations]
        if shown:
            kept |= {"name": shown.name, "honorific": shown.honorific, "country": shown.country}
            if person.sort_as and set(people.folded(person.sort_as).split()) <= set(people.folded(shown.name).split()):
                kept["sort_as"] = person.sort_as
        return kept

    def _lead(self, lead: dict[str, Any]) -> dict[str, Any] | None:
        """Who leads, where there are no people: by code for a co-host, nobody on the way across a border."""
        if self.which not in PEOPLELESS:
            return lead
        if "person" in lead:
            person = self.whole.person(lead["person"])
            return {"text": person.code} if person is not None and self.which == "co-host" else None
        return lead if "host" in lead or lead.get("public") else None

    def _note(self, note: dict[str, Any]) -> dict[str, Any]:
        """Who said it goes along only as far as that is printed; whose task it is, wherever there are people at all."""
        found = next(each for each in self.whole.notes if each.id == note["id"])
        shown = people.speaker(self.whole, found, "facilitators")
        kept = dict(note)
        if self.which in PEOPLELESS:
            kept.pop("owner", None)
        if self.which in PEOPLELESS or not (shown.named or shown.side or shown.affiliations):
            kept.pop("by", None)
            kept.pop("attribution", None)
        return kept

    def _may_be_seen(self, figure: Mapping[str, Any]) -> bool:
        shown = [each for each in self.whole.participants if each.id in figure.get("people", ())]
        return all(people.may_be_pictured(each, "participants") for each in shown)

    # Texts

    @cached_property
    def _names(self) -> Names:
        """What may stand in no text: whatever belongs to those who are not named, and of the others what only organisers read."""
        return Names.of((each, each.id in self._named) for each in self.whole.participants)

    @cached_property
    def _check(self) -> Check:
        return Check(_searched(self.whole, frozenset()))

    def _may_travel(self, raw: Mapping[str, Any], *keys: str) -> bool:
        if self.which != "travel":
            return True
        texts = [text for key in keys for text in _strings(raw.get(key))]
        return not any(self._names.stand_in(text) or self._check.parts(text) for text in texts)

    def _redacted(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Names out of everything that somebody typed; what the people list itself holds was chosen key by key."""
        listed = raw.pop("participants")
        made: dict[str, Any] = _walk(raw, self._clean)
        return {**made, "participants": listed}

    def _clean(self, key: str, text: str) -> str:
        if key in _PICTURES or ((key in _REFERS or key == "author") and text in self._every_id):
            return text
        text = self._names.taken_out_of(text)
        found = self._door.find(_circle(self.which), {"": text})
        for leak in sorted(found, key=lambda each: -each.start):
            text = whole(text)[: leak.start] + GONE + whole(text)[leak.end :]
        return text

    @cached_property
    def _every_id(self) -> frozenset[str]:
        return ids_in(self.whole)

    @cached_property
    def _door(self) -> Check:
        return Check(_searched(self.whole, frozenset(self._named)))

    # Ids and the names of pictures

    @cached_property
    def _ids(self) -> Mapping[str, str]:
        """Ids that say a name: of people who are only a code, and of what was named after somebody."""
        hidden = [each for each in self.whole.participants if each.id not in self._named]
        made = {each.id: as_code(each) for each in hidden}
        said = Said(hidden)
        return {each: other for each in self._every_id if (other := said.unsaid(each)) != each} | made

    @cached_property
    def _files(self) -> Mapping[str, str]:
        return pictures_unnamed(self.whole, self._names)

    def _renamed(self, raw: dict[str, Any]) -> dict[str, Any]:
        return renamed(raw, self._ids, self._files)


def pictures_unnamed(convening: Convening, names: Names) -> Mapping[str, str]:
    """Another file name for each picture whose own says a name."""
    found = sorted(convening.pictures())
    telling = [name for name in found if names.stand_in(re.sub(r"[._-]+", " ", name))]
    return {name: f"picture-{found.index(name) + 1}{pathlib.PurePath(name).suffix}" for name in telling}


def renamed(raw: dict[str, Any], ids: Mapping[str, str], files: Mapping[str, str] | None = None) -> dict[str, Any]:
    """With other ids, wherever one stands or is referred to, and other names of pictures."""

    def other(key: str, text: str) -> str:
        if key in _REFERS or key == "author":
            return ids.get(text, text)
        return (files or {}).get(text, text) if key in _PICTURES else text

    made: dict[str, Any] = _walk(raw, other)
    return made


def leaks_in(convening: Convening, which: Cut, copy: Copy) -> tuple[Leak, ...]:
    """The last door: what certainly says too much in any text of a copy, by the way to it. Nothing, unless the cut itself has a fault.

    Ids are no texts: names are taken out of them by their own rule (unsaid.py).
    """
    if which == "everything":
        return ()
    raw = copy.convening.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for person in raw.get("participants", ()):  # two may bear one name, and it is that of the one who agreed
        person.pop("name", None)
        person.pop("sort_as", None)
    return Check(_searched(convening, copy.named)).find(_circle(which), dict(_texts(raw)))


def _circle(which: Cut) -> Audience:
    return "facilitators" if which == "facilitator" else "public"


def _searched(convening: Convening, named: frozenset[str]) -> Convening:
    """The convening that a copy is searched for: of those whom it names all but the name, of the others everything."""
    listed = []
    for person in convening.participants:
        if person.id not in named:
            listed.append(person.model_copy(update={"consent": None}))
            continue
        lawful = people.folded(person.legal_name) == people.folded(person.name)
        listed.append(person.model_copy(update={"name": "", "sort_as": "", **({"legal_name": ""} if lawful else {})}))
    return convening.model_copy(update={"participants": tuple(listed), "allowed": ()})


def _texts(value: Any, way: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield way, value
    elif isinstance(value, (list, dict)):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value, 1):
            if key in _REFERS and isinstance(each, str):
                continue
            yield from _texts(each, f"{way} {key}".strip())


def doubts_in(convening: Convening, copy: Copy) -> tuple[Way, ...]:
    """Texts of a copy in which a word stands that is also a part of the name of somebody whom it does not name: only a person can tell."""
    hidden = {each.id for each in convening.participants if each.id not in copy.named}
    probe = copy.convening.model_copy(update={"participants": convening.participants})
    return may_name(probe, hidden) if hidden else ()


def _is_somebody(person: Participant) -> bool:
    return bool(person.name or person.legal_name or person.email or person.phone)


def _led(raw: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for holder in [*raw.get("days", ()), {"sessions": raw.get("parked", ())}]:
        for session in holder.get("sessions", ()):
            yield session
            for track in session.get("tracks", ()):
                yield track
                yield from track.get("sessions", ())


def _walk(value: Any, change: Callable[[str, str], str], key: str = "") -> Any:
    """Every text in a raw thing, with the key that it stands under."""
    if isinstance(value, str):
        return change(key, value)
    if isinstance(value, list):
        return [_walk(each, change, key) for each in value]
    if isinstance(value, dict):
        return {name: _walk(each, change, name) for name, each in value.items()}
    return value


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)

