"""What was understood of a list of people, held against the convening that it was brought to, as its page shows it."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from toolkit.convening import people as named_people
from toolkit.convening.model import Convening
from toolkit.language import N_, Language
from toolkit.web.bring_reading import ONE_AT_A_TIME
from toolkit.web.people_answers import PeopleList

if TYPE_CHECKING:
    from toolkit.convening.edits import AnyEdit
    from toolkit.imports.people import Change, ColumnRead, Joined, Person, Understood

MOST_SHOWN = 400
"""People, pairs and changes that one page shows; of more, how many there are."""

FROM_A_LIST = N_("from a list that was brought in")
FACTS = (
    ("sort_as", N_("Sorted as")), ("email", N_("E-mail")), ("phone", N_("Phone")), ("side", N_("Side")), ("pronouns", N_("Pronouns")),
    ("code", N_("Code")), ("legal_name", N_("Legal name")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """A list and what was understood of it: `listed` are those who are wanted, pairs that are one person joined."""

    whole: "Understood"
    listed: "tuple[Person, ...]"
    joined: "Joined"


def read(held: PeopleList, convening: Convening) -> Reading:
    """The file, read with everything that was said about it, against the convening as it is now.

    :raises ReadError: it cannot be read; DeclinedError: it is no list of people.
    """
    from toolkit.imports import people
    from toolkit.readers.reading import read as read_file

    with ONE_AT_A_TIME:
        name = "" if held.pasted else held.brought.name
        source = replace(read_file(held.brought.data, people.sheet_name(held.brought.data, name)), name=name)
        understood = people.understand(source, replace(held.hints, days=convening.days))
        same = [pair for pair in understood.pairs if held.decided.get(understood.people[pair.other].key, False)]
        listed = tuple(person for person in people.joined(understood.people, same) if person.key not in held.without)
        return Reading(understood, listed, people.join(convening, listed, held.decided))


def open_pairs(held: PeopleList, reading: Reading) -> frozenset[str]:
    """The keys of those about whom nobody has decided yet whether they are there twice."""
    twice = {reading.whole.people[pair.other].key for pair in reading.whole.pairs}
    there = {reading.listed[maybe.at].key for maybe in reading.joined.maybe}
    return frozenset((twice | there) - set(held.decided) - held.without)


def change_of(
    reading: Reading, ticked: Sequence[str], consents: Sequence[str], convening: Convening, today: dt.date, say: Language
) -> "AnyEdit | None":
    """The one change that brings the list in: new people, what was empty, and what was ticked."""
    from toolkit.imports import people

    wanted = {
        change.number for change in reading.joined.changes
        if change.kind in people.HARMLESS
        or (change.kind == "change" and key_of(change) in ticked)
        or (change.kind == "consent" and consent_key(change) in consents)
    }  # fmt: skip
    return people.edit(convening, reading.joined, wanted, today, say(FROM_A_LIST))


def key_of(change: "Change") -> str:
    """A change by whom and what it is about, the same when the list is read again; it holds no name."""
    return hashlib.sha256(repr((change.id, change.field, change.old, change.new)).encode()).hexdigest()[:16]


def consent_key(change: "Change") -> str:
    """Everybody who agreed to the very same is one question."""
    return "-".join(f"{use}.{str(answer).lower()}" for use, answer in sorted(change.new.items()))


# As the page shows it


@dataclass(frozen=True, slots=True)
class Remark:
    sentence: str
    place: str


@dataclass(frozen=True, slots=True)
class PairShown:
    """Two who may be one: both in words, why, and what was decided ("", "same", "two")."""

    key: str
    one: str
    other: str
    where: tuple[str, str]
    why: str
    decided: str


@dataclass(frozen=True, slots=True)
class PersonShown:
    key: str
    name: str
    honorific: str
    lines: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    place: str
    new: bool


@dataclass(frozen=True, slots=True)
class ChangeShown:
    key: str
    name: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ConsentShown:
    key: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Page:
    totals: str
    columns: "tuple[ColumnRead, ...]"
    pairs: tuple[PairShown, ...]
    open: int
    doubts: tuple[Remark, ...]
    unread: tuple[Remark, ...]
    people: tuple[PersonShown, ...]
    more_people: int
    fills: tuple[ChangeShown, ...]
    changes: tuple[ChangeShown, ...]
    more_changes: int
    refusals: int
    kept: int
    consents: tuple[ConsentShown, ...]
    missing: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]
    offers: frozenset[str]
    unknown_head: bool


def page(held: PeopleList, reading: Reading, convening: Convening, say: Language) -> Page:
    shower = _Shower(held, reading, convening, say)
    joined = reading.joined
    changes = joined.of("change")
    new = {change.at for change in joined.of("new")}
    people = tuple(shower.person(person, at in new) for at, person in enumerate(reading.listed[:MOST_SHOWN]))
    return Page(
        shower.totals(len(new)), reading.whole.columns, tuple(shower.pairs())[:MOST_SHOWN], len(open_pairs(held, reading)),
        tuple(shower.remark(doubt) for doubt in reading.whole.doubts), tuple(shower.remark(left) for left in reading.whole.unread),
        people, max(0, len(reading.listed) - MOST_SHOWN), tuple(shower.change(each) for each in joined.of("fill")[:MOST_SHOWN]),
        tuple(shower.change(each) for each in changes[:MOST_SHOWN]), max(0, len(changes) - MOST_SHOWN), len(joined.of("refusal")),
        joined.kept,
        tuple(shower.consents()), tuple(shower.missing()), tuple(shower.left_out()), frozenset(reading.whole.offers),
        any(doubt.message in shower.no_head for doubt in reading.whole.doubts) or held.hints.header == 0,
    )  # fmt: skip


class _Shower:
    def __init__(self, held: PeopleList, reading: Reading, convening: Convening, say: Language) -> None:
        from toolkit.imports.people.understand import FIRST_ROW, NO_HEADINGS

        self.held, self.reading, self.convening, self.say = held, reading, convening, say
        self.no_head = (FIRST_ROW, NO_HEADINGS)

    def totals(self, new: int) -> str:
        """35 people · 3 new"""
        said = [self.say.plural("{n} person", "{n} people", len(self.reading.listed))]
        if self.convening.participants:
            said.append(self.say.plural("{n} of them new", "{n} of them new", new))
        return " · ".join(said)

    def place(self, where: Any) -> str:
        from toolkit.imports.agenda import place

        return place(replace(where, line=None) if where.row is not None else where, self.say)

    def remark(self, told: Any) -> Remark:
        return Remark(told.say(self.say), self.place(told.where))

    def person(self, person: "Person", new: bool) -> PersonShown:
        from toolkit.documents import parts
        from toolkit.imports.people import sentences

        raw, say = person.raw, self.say
        lines = [", ".join(filter(None, (each.get("title"), each.get("organisation")))) for each in raw.get("affiliations", ())]
        if "country" in raw:
            lines.append(parts.country(raw["country"], say))
        facts = [(say(label), str(raw[key])) for key, label in FACTS if key in raw]
        if "languages" in raw:
            facts.append((say("Languages"), ", ".join(raw["languages"])))
        facts += [(say(sentences.NEEDS[key]), text) for key, text in raw.get("needs", {}).items()]
        if "status" in raw:
            facts.append((say("Status"), say(STATUS[raw["status"]])))
        if "days" in raw:
            numbers = {day.id: number for number, day in enumerate(self.convening.days, 1)}
            facts.append((say("Days"), ", ".join(say.number(numbers[day]) for day in raw["days"] if day in numbers)))
        if "consent" in raw:
            facts.append((say("Consent in the list"), sentences.consent(raw["consent"], say)))
        facts += list(raw.get("more", {}).items())
        return PersonShown(
            person.key, person.name, str(raw.get("honorific", "")), tuple(lines), tuple(facts), self.place(person.where), new
        )

    def pairs(self) -> Iterator[PairShown]:
        people = self.reading.whole.people
        for pair in self.reading.whole.pairs:
            one, other = people[pair.one], people[pair.other]
            if other.key in self.held.without or one.key in self.held.without:
                continue
            yield PairShown(
                other.key,
                self.called(one.raw),
                self.called(other.raw),
                (self.place(one.where), self.place(other.where)),
                self.say(pair.why),
                self.decision(other.key),
            )
        for maybe in self.reading.joined.maybe:
            listed, there = self.reading.listed[maybe.at], self.convening.person(maybe.id)
            if there is not None:
                words = self.called({"name": there.name or there.code, "affiliations": [each.model_dump() for each in there.affiliations]})
                yield PairShown(
                    listed.key,
                    words,
                    self.called(listed.raw),
                    (self.say("in this convening"), self.place(listed.where)),
                    self.say(maybe.why),
                    self.decision(listed.key),
                )

    def decision(self, key: str) -> str:
        return {True: "same", False: "two"}.get(self.held.decided.get(key), "")  # type: ignore[arg-type]

    def called(self, raw: Any) -> str:
        bodies = [each.get("organisation") or each.get("title") for each in raw.get("affiliations", ())]
        said = "; ".join(str(each) for each in [*bodies, raw.get("email")] if each)
        return f"{raw.get('name', '')} ({said})" if said else str(raw.get("name", ""))

    def change(self, each: "Change") -> ChangeShown:
        from toolkit.imports.people import sentences

        name = self.reading.listed[each.at].name
        return ChangeShown(
            key_of(each), name, sentences.field(each, self.say), sentences.value(each, each.old, self.say),
            sentences.value(each, each.new, self.say),
        )  # fmt: skip

    def consents(self) -> Iterator[ConsentShown]:
        from toolkit.imports.people import sentences

        found: dict[str, list[Change]] = {}
        for change in self.reading.joined.of("consent"):
            found.setdefault(consent_key(change), []).append(change)
        for key, changes in found.items():
            yield ConsentShown(key, sentences.consent(changes[0].new, self.say), len(changes))

    def missing(self) -> Iterator[str]:
        for person in self.convening.participants:
            if person.id in self.reading.joined.missing:
                yield named_people.visible(person, "organisers", "list").name or person.code

    def left_out(self) -> Iterator[tuple[str, str]]:
        for person in self.reading.whole.people:
            if person.key in self.held.without:
                yield person.key, person.name


STATUS = {"invited": N_("invited"), "confirmed": N_("confirmed"), "declined": N_("declined"), "attended": N_("attended")}
