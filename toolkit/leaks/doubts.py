"""What may name somebody, and may not: a lone given name or surname, a description that fits one person, an author who is cited.

A doubtful one stops nothing; it is asked. It may be allowed for its place, with a reason: the entry under `allowed` holds the person's
id and a mark of the words around the place, never a name. An entry does not count against a refusal: somebody who was asked, and agreed
to no use by which a text could name her, or took her consent back. Somebody who was not asked yet may be allowed.
"""

import hashlib
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from toolkit.convening import people
from toolkit.convening.model import Allowed, Audience, Convening, Participant
from toolkit.language import language
from toolkit.leaks.fold import SINGLE, Word, tokens, whole, words
from toolkit.leaks.fold import phrase as phrase_of
from toolkit.leaks.leak import Kind, Leak
from toolkit.leaks.wanted import may_be_named, orders, other_names, refused, said

MOST_IN_A_FILE = 200
"""Nobody reads more questions about one file."""

_NEAR = 9
"""How many words away an organisation may stand from a name that it belongs to: "Zoe, who has led the branch in ... for years"."""
_CONTEXT = 4
_ENOUGH = 3
"""A place is known by the words on both of its sides, or by this many on one: a page may break on the other."""
_SENTENCE_ENDS = re.compile(r"[.!?:;…。！？؟।\f]|\n[ \t]*\n")
_BEGINS = re.compile(r"(?:^|[.!?:;…。！？؟।\n\f\"“«„(\[|])[\s\"“«„(\[*_#>•–-]*$")
_HONORIFICS = frozenset({"dr", "prof", "mr", "mrs", "ms", "mme", "sr", "sra", "sir"})


class Place(NamedTuple):
    """The words before and after, in the same sentence."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def mark(self) -> str:
        return f"{_hash('before', self.before)}-{_hash('after', self.after)}"

    def is_at(self, mark: str) -> bool:
        before, _, after = mark.partition("-")
        same_before, same_after = before == _hash("before", self.before), after == _hash("after", self.after)
        return (same_before and same_after) or (same_before and len(self.before) >= _ENOUGH) or (same_after and len(self.after) >= _ENOUGH)


def _hash(side: str, near: tuple[str, ...]) -> str:
    return hashlib.sha256(f"{side} {' '.join(near)}".encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Suspects:
    """Whom a text may point at before one audience, by a word of the name, and by the organisation that only she comes from."""

    parts: Mapping[str, tuple[str, ...]]
    """Words of names that may not stand there, folded, with the ids of those who bear them."""
    lawful: frozenset[str]
    """Words of names that may: a part that somebody bears lawfully is asked only beside a description."""
    longer: Mapping[str, tuple[tuple[str, ...], ...]]
    """Full names and names of places and organisations, by each part that is in them: there the part is no word of its own."""
    alone: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    """Organisations from which one person comes who may not be shown with it, by their first word."""
    described: Mapping[str, tuple[tuple[str, ...], ...]]
    """For each of them organisation, country and title."""
    months: frozenset[str]
    names: frozenset[str]
    """Every word of every name: none of them goes into a mark."""
    allowed: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, convening: Convening, audience: Audience) -> "Suspects":
        hidden = [person for person in convening.participants if not may_be_named(convening, person, audience)]
        there = {person.id for person in hidden}
        lawful = {word for person in convening.participants if person.id not in there for word in _parts(person.name, person)}
        if audience == "participants":
            lawful |= {word for person in hidden for word in words(_worn(person))}
        parts: dict[str, list[str]] = {}
        for person in convening.participants:
            secret = _parts(person.name, person) if person.id in there else set()
            secret |= _parts(person.legal_name, person) - _parts(person.name, person)
            for word in sorted(secret):
                parts.setdefault(word, []).append(person.id)
        longer: dict[str, set[tuple[str, ...]]] = {}
        for phrase in _longer(convening):
            for word in phrase:
                if word in parts:
                    longer.setdefault(word, set()).add(phrase)
        alone: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, who in _alone(convening, audience):
            alone.setdefault(phrase[0], []).append((phrase, who))
        refusing = {person.id for person in convening.participants if refused(person)}
        allowed: dict[str, tuple[str, ...]] = {}
        for entry in convening.allowed:
            if entry.person not in refusing:
                allowed[entry.person] = (*allowed.get(entry.person, ()), entry.where)
        return cls(
            {word: tuple(ids) for word, ids in parts.items()}, frozenset(lawful),
            {word: tuple(sorted(found)) for word, found in longer.items()},
            {word: tuple(found) for word, found in alone.items()},
            {person.id: tuple(_descriptions(convening, person)) for person in hidden},
            _months(convening), frozenset(word for person in convening.participants for word in _every_part(person)), allowed,
        )  # fmt: skip


def _worn(person: Participant) -> str:
    """What stands on her badge, before all who are in the room."""
    return people.visible(person, "participants", "badge").name


def _parts(name: str, person: Participant) -> set[str]:
    """The words of a name that may stand for it alone: no initials, no particles, no titles, no single letters of other scripts."""
    kept = set()
    honorifics = {*_HONORIFICS, *words(person.honorific)}
    for written in tokens(whole(name)):
        word = written.folded
        if len(word) < 2 or word in honorifics or not written.capital or word.isdigit() or SINGLE.search(word):
            continue
        kept.add(word)
    return kept


def _every_part(person: Participant) -> Iterator[str]:
    for name in (person.name, person.legal_name, person.sort_as):
        yield from (each.folded for each in tokens(whole(name)) if len(each.folded) > 1)


def _longer(convening: Convening) -> Iterator[tuple[str, ...]]:
    for person in convening.participants:
        for order in (*orders(person.name, person), *orders(person.legal_name, None)):
            yield tuple(order)
    for text in other_names(convening):
        if found := phrase_of(text):
            yield found


def _alone(convening: Convening, audience: Audience) -> Iterator[tuple[tuple[str, ...], str]]:
    """Organisations of one person who comes, where nothing that is printed for this audience says whose they are."""
    hosts = {phrase_of(text) for host in convening.hosts for text in said(host.name, host.short)}
    from_there: dict[tuple[str, ...], set[str]] = {}
    shown: set[tuple[str, ...]] = set()
    for person in convening.participants:
        if person.status == "declined":
            continue
        here = people.visible(person, audience, "list", convening.rule)
        shown |= {phrase_of(text) for each in here.organisations for text in said(each)}
        for each in person.affiliations:
            for text in said(each.organisation):
                from_there.setdefault(phrase_of(text), set()).add(person.id)
    for phrase, who in from_there.items():
        if phrase and len(who) == 1 and phrase not in shown and phrase not in hosts:
            yield phrase, next(iter(who))


def _descriptions(convening: Convening, person: Participant) -> Iterator[tuple[str, ...]]:
    """Organisations and titles as they were typed, the country in the languages of the convening."""
    texts = [text for each in person.affiliations for text in said(each.organisation, each.title)]
    if len(person.country) == 2:
        codes = dict.fromkeys(("en", convening.language, *convening.languages))
        texts += [str(language(code).locale.territories.get(person.country.upper(), "")) for code in codes]
    else:
        texts.append(person.country)
    yield from dict.fromkeys(found for text in texts if (found := phrase_of(text)))


def _months(convening: Convening) -> frozenset[str]:
    codes = dict.fromkeys(("en", convening.language, *convening.languages))
    names = (name for code in codes for form in ("wide", "abbreviated") for name in language(code).locale.months["format"][form].values())
    return frozenset("".join(words(name)) for name in names)


# What is found


def doubts_in(text: str, suspects: Suspects, ordinary: frozenset[str] = frozenset()) -> Iterator[tuple[Kind, str, Place, int, int]]:
    """Every doubtful place of a `whole` text: its kind, of whom, the words around it, from where to where.

    A word that stands there in small letters too, or in `ordinary`, is an ordinary one at the beginning of a sentence, where every word
    has a capital; a month beside a number is a month.
    """
    found = tokens(text)
    plain = [each.folded for each in found]
    small = {each.folded for each in found if not each.capital} | ordinary
    last: dict[str, int] = {}
    for at, word in enumerate(plain):
        for phrase, who in suspects.alone.get(word, ()):
            if tuple(plain[at : at + len(phrase)]) == phrase and (len(phrase) > 1 or found[at].capital):
                end = at + len(phrase)
                yield "organisation", who, _place(text, found, at, end, suspects), found[at].start, found[end - 1].end
        bearers = suspects.parts.get(word)
        if bearers is None or not found[at].capital or _within(plain, at, suspects.longer.get(word, ())):
            continue
        near = [*plain[max(0, at - _NEAR) : at], "\n", *plain[at + 1 : at + 1 + _NEAR]]
        described = [who for who in bearers if any(_holds(near, phrase) for phrase in suspects.described.get(who, ()))]
        if not described:
            if word in suspects.lawful or (word in small and _BEGINS.search(text[max(0, found[at].start - 12) : found[at].start])):
                continue
            if word in suspects.months and any(each.isdigit() for each in plain[max(0, at - 1) : at + 2]):
                continue
        place = _place(text, found, at, at + 1, suspects)
        for who in described or bearers[:3]:
            beside = last.get(who) == at - 1  # two words of one name that follow one another are one question
            last[who] = at
            if beside:
                continue
            yield "described" if described else "part", who, place, found[at].start, found[at].end


def small_words(texts: Iterable[str]) -> frozenset[str]:
    """The words that somewhere stand in small letters."""
    return frozenset(itertools.chain.from_iterable((each.folded for each in tokens(text) if not each.capital) for text in texts))


def _within(plain: Sequence[str], at: int, phrases: Sequence[tuple[str, ...]]) -> bool:
    for phrase in phrases:
        for offset, word in enumerate(phrase):
            if word == plain[at] and at >= offset and tuple(plain[at - offset : at - offset + len(phrase)]) == phrase:
                return True
    return False


def _holds(near: Sequence[str], phrase: tuple[str, ...]) -> bool:
    if phrase[0] not in near:
        return False
    return any(tuple(near[at : at + len(phrase)]) == phrase for at in range(len(near) - len(phrase) + 1))


def place_of(text: str, start: int, end: int, suspects: Suspects) -> Place:
    """The words around a stretch of a `whole` text."""
    low, high = max(0, start - 200), end + 200
    found = [each._replace(start=each.start + low, end=each.end + low) for each in tokens(text[low:high])]
    first = next((at for at, each in enumerate(found) if each.end > start), len(found))
    last = next((at for at, each in enumerate(found) if each.start >= end), len(found))
    return _place(text, found, first, last, suspects)


def _place(text: str, found: Sequence[Word], first: int, last: int, suspects: Suspects) -> Place:
    before: list[str] = []
    for at in range(first - 1, -1, -1):
        until = found[at + 1].start if at + 1 < len(found) else len(text)
        if len(before) >= _CONTEXT or _SENTENCE_ENDS.search(text, found[at].end, until):
            break
        before[:0] = _told(found[at].folded, suspects)
    after: list[str] = []
    for at in range(last, len(found)):
        if len(after) >= _CONTEXT or (at and _SENTENCE_ENDS.search(text, found[at - 1].end, found[at].start)):
            break
        after += _told(found[at].folded, suspects)
    return Place(tuple(before), tuple(after))


def _told(word: str, suspects: Suspects) -> list[str]:
    """A number may be that of a footnote, which each format puts elsewhere."""
    return [] if word.isdigit() or not word else ["·"] if word in suspects.names else [word]


def in_text(
    file: str, text: str, suspects: Suspects, cited: Sequence[Leak] = (), ordinary: frozenset[str] = frozenset()
) -> tuple[Leak, ...]:
    """The doubtful places of one text that were not allowed yet. `cited` are names at which a search found an author."""
    text = whole(text)
    paged = "\f" in text
    left: list[Leak] = []
    for each in cited:
        place = place_of(text, each.start, each.end, suspects)
        if not any(place.is_at(mark) for mark in suspects.allowed.get(each.id, ())):
            left.append(Leak(file, "cited", each.id, each.place, each.paged, place.mark, each.start, each.end))
    for kind, who, place, start, end in doubts_in(text, suspects, ordinary):
        if any(place.is_at(mark) for mark in suspects.allowed.get(who, ())):
            continue
        left.append(Leak(file, kind, who, text.count("\f" if paged else "\n", 0, start) + 1, paged, place.mark, start, end))
        if len(left) >= MOST_IN_A_FILE:
            break
    return tuple(left)


def allowance(leak: Leak, reason: str) -> Allowed:
    """The entry that answers a doubtful one."""
    return Allowed(person=leak.id, where=leak.mark, reason=reason)
