"""What may not be said before an audience: names, addresses, numbers, private facts and notes, laid out so that a text is walked once."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from toolkit.convening import people
from toolkit.convening.model import Audience, Convening, Participant, Session
from toolkit.convening.people import Use
from toolkit.convening.values import Localised, Text
from toolkit.leaks.fold import SINGLE, words
from toolkit.leaks.leak import Kind

NAMED_BY: tuple[Use, ...] = ("list", "lead", "author", "owner", "quote")


class Secret(NamedTuple):
    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Phrases (None: may be said) and by their first two words how long they are; names of two characters; addresses; numbers.

    So a text is walked once, however many people there are.
    """

    phrases: Mapping[tuple[str, ...], Secret | None]
    lengths: Mapping[tuple[str, str], Sequence[int]]
    short: Mapping[str, Secret]
    emails: Mapping[str, Secret]
    phones: Mapping[str, Sequence[tuple[str, Secret]]]
    refusing: frozenset[str]
    """Ids of those who were asked and may be named in no text: a citation is no excuse."""

    @classmethod
    def of(cls, convening: Convening, audience: Audience) -> "Wanted":
        secret: dict[tuple[str, ...], Secret] = {}
        lawful: set[tuple[str, ...]] = set()
        emails: dict[str, Secret] = {}
        phones: dict[str, list[tuple[str, Secret]]] = {}
        for person in convening.participants:
            chosen = set(orders(person.name, person))
            if may_be_named(convening, person, audience):
                lawful |= chosen
            else:
                secret.update(dict.fromkeys(chosen, Secret("name", person.id)))
            for order in orders(person.legal_name, None):
                secret.setdefault(order, Secret("legal-name", person.id))
            for fact in _private_facts(person):
                secret[tuple(words(fact))] = Secret("private", person.id)
            if "@" in person.email:
                emails["".join(person.email.casefold().split())] = Secret("e-mail", person.id)
            if len(digits := digits_of(person.phone)) >= _LEAST_DIGITS:
                phones.setdefault(digits[-SAME_DIGITS:], []).append((digits, Secret("phone", person.id)))
        if audience != "facilitators":
            for session in sessions(convening):
                secret.update(dict.fromkeys(_note_phrases(session.notes), Secret("notes", session.id)))
        for text in open_texts(convening):
            if (known_as := secret.get(phrase := tuple(words(text)))) is not None and known_as.kind == "notes":
                del secret[phrase]
        lawful |= {tuple(words(text)) for text in other_names(convening)}
        known: dict[tuple[str, ...], Secret | None] = {**secret, **dict.fromkeys(lawful)}
        phrases = {phrase: what for phrase, what in known.items() if len(phrase) > 1 and not _two(phrase)}
        short = {"".join(phrase): what for phrase, what in known.items() if what is not None and _two(phrase)}
        refusing = frozenset(person.id for person in convening.participants if refused(person))
        lengths: dict[tuple[str, str], set[int]] = {}
        for phrase in phrases:
            lengths.setdefault((phrase[0], phrase[1]), set()).add(len(phrase))
        return cls(phrases, {start: sorted(each, reverse=True) for start, each in lengths.items()}, short, emails, phones, refusing)


def _two(phrase: Sequence[str]) -> bool:
    """Two characters of a script without spaces: too short to be looked for inside other words."""
    return len(phrase) == 2 and all(SINGLE.fullmatch(word) for word in phrase)


def may_be_named(convening: Convening, person: Participant, audience: Audience) -> bool:
    uses: tuple[Use, ...] = (*NAMED_BY, "badge") if audience == "participants" else NAMED_BY
    shown = (people.visible(person, audience, use, convening.rule) for use in uses)
    return any(each.named and each.name == person.name for each in shown)


def refused(person: Participant) -> bool:
    """She was asked, and agreed to no use by which a text could name her before anybody outside; or she took it back.

    Who was not asked yet, or has not answered yet to one of these, has refused nothing.
    """
    if person.consent is None or any(use in getattr(person.consent, "open", ()) for use in NAMED_BY):
        return False
    return not any(people.visible(person, "participants", use).named for use in NAMED_BY)


_ASIDE = re.compile(r"[\"“«(\[][^\"”»)\]]*[\"”»)\]]")


def orders(name: str, person: Participant | None) -> Iterator[tuple[str, ...]]:
    """A name as it may be written: as typed, turned (family name first or last), without what stands in brackets, hyphens or none.

    Names of one word are not certain, and are left out.
    """
    if not name.strip():
        return
    typed = {name, _ASIDE.sub(" ", name), name.replace("-", ""), name.replace("‐", "")}
    if person is not None and person.sort_as:
        typed.add(person.sort_as)
    honorific = words(person.honorific) if person is not None else []
    for form in typed:
        parts = words(form)
        if honorific and parts[: len(honorific)] == honorific:
            parts = parts[len(honorific) :]
        if len(parts) > 1:
            for turn in range(len(parts)):
                yield (*parts[turn:], *parts[:turn])
            if any(unicodedata.bidirectional(char) in ("R", "AL") for char in form):
                # A PDF gives words that run against their line in the order in which they are seen.
                yield tuple(reversed(parts))


def _private_facts(person: Participant) -> list[str]:
    """Diets and the like are counted, and so printed; what stands in a column of their own, or as "other", is read by organisers alone."""
    return [fact for fact in (person.needs.other, *person.more.values()) if len(fact.split()) >= _LEAST_WORDS]


def _note_phrases(notes: str) -> Iterator[tuple[str, ...]]:
    for line in notes.splitlines():
        whole = tuple(words(line))
        if len(whole) >= _LEAST_WORDS:
            yield whole
        for sentence in re.split(r"[.!?;:…。！？।؟]+", line):
            if len(part := tuple(words(sentence))) >= _SENTENCE_WORDS:
                yield part


def sessions(convening: Convening) -> Iterator[Session]:
    yield from (session for _, _, session in convening.sessions())
    for parked in convening.parked:
        yield parked
        yield from (session for track in parked.tracks for session in track.sessions)


def other_names(convening: Convening) -> Iterator[str]:
    """Names of hosts, places and organisations, which may look like a person's or hold one."""
    yield from said(convening.venue.name, convening.venue.city, *(room.name for room in convening.venue.rooms))
    yield from said(*(text for host in convening.hosts for text in (host.name, host.short)))
    yield from said(*(each.organisation for person in convening.participants for each in person.affiliations))


def open_texts(convening: Convening) -> Iterator[str]:
    """What anybody with an agenda may read: repeating it tells nothing of the private notes. A name in it is a name all the same."""
    yield from said(convening.title, convening.subtitle, convening.discreet_title, *convening.objectives)
    for session in sessions(convening):
        for text in said(session.title, session.purpose, *(track.title for track in session.tracks)):
            yield text
            yield from re.split(r"[.!?;:…。！？।؟\n]+", text)


def said(*texts: Text) -> Iterator[str]:
    for text in texts:
        yield from text.root.values() if isinstance(text, Localised) else (text,)


_LEAST_WORDS = 5
_SENTENCE_WORDS = 8
_LEAST_DIGITS = 7
SAME_DIGITS = 8
"""Two numbers with the same last eight digits are one number, typed with and without its country."""


def digits_of(text: str) -> str:
    return "".join(str(unicodedata.digit(char)) for char in text if char.isdigit() and unicodedata.digit(char, None) is not None)
