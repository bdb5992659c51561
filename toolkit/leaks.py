"""The last door: what a finished file says, held against who may read it. Finds what is certain; a lone given name is not.

It trusts no document and no writer: it knows the convening, the audience and the text of the file, and reports ids, never names.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from toolkit.convening import people
from toolkit.convening.model import Audience, Convening, Participant, Session
from toolkit.convening.people import Use
from toolkit.convening.values import Localised, Text
from toolkit.language import N_, Language, language
from toolkit.readers.text import says

__all__ = ["Leak", "find", "says"]

Kind = Literal["name", "legal-name", "e-mail", "phone", "private", "notes"]


@dataclass(frozen=True, slots=True)
class Leak:
    """One thing that a file says and its audience may not read: of which person or session, and where; never what it is.

    `place` counts from one: a page where the file has pages, else a line of its text; 0 is the file's own name.
    """

    file: str
    kind: Kind
    id: str
    place: int = 1
    paged: bool = False

    @property
    def where(self) -> str:
        return self._where(language("en"))

    def sentence(self, say: Language | None = None) -> str:
        """What leaked, for the person who must decide; it may be logged, for it names nobody."""
        said = say or language("en")
        return said(_SENTENCES[self.kind], id=self.id, where=self._where(said))

    def _where(self, say: Language) -> str:
        if not self.place:
            return say("in the file's name")
        return say("page {n}", n=self.place) if self.paged else say("line {n} of its text", n=self.place)


_SENTENCES: dict[Kind, str] = {
    "name": N_("the name of {id}, who did not agree to be named here ({where})"),
    "legal-name": N_("the legal name of {id} ({where})"),
    "e-mail": N_("the e-mail address of {id} ({where})"),
    "phone": N_("the phone number of {id} ({where})"),
    "private": N_("a private fact about {id} ({where})"),
    "notes": N_("the private notes of session {id} ({where})"),
}


def find(convening: Convening, audience: Audience, files: Mapping[str, str]) -> tuple[Leak, ...]:
    """Certain leaks in files, each given as what it `says`, for one audience.

    - A full name leaks where its bearer may be named before this audience by no use at all: neither in a list nor as lead, author,
      owner or quoted; before participants also by no badge, for they read it in the room. Who agreed to one use is not looked
      for in the others: that is the documents' own work, and here it would be a false alarm.
    - A name that somebody who may be named bears too, or that is part of a longer text that may be read (a host's or an organisation's
      name, a longer lawful name), is no leak. In a title or a purpose it is one: who typed it there may not have asked her.
    - Legal names are for organisers alone, unless they are the chosen name. E-mails, phones and private facts likewise.
    - Notes of sessions are for facilitators and organisers: a line of five words or more, or a sentence of eight, unless the
      audience may read the same words as a title or a purpose.
    """
    if audience == "organisers":
        return ()
    wanted = _Wanted.of(convening, audience)
    return tuple(leak for file, text in files.items() for leak in _in_file(file, text, wanted))


# What may not be said

_NAMED_BY: tuple[Use, ...] = ("list", "lead", "author", "owner", "quote")


class _Secret(NamedTuple):
    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Phrases (None: may be said) and by their first two words how long they are; names of two characters; addresses; numbers.

    So a text is walked once, however many people there are.
    """

    phrases: Mapping[tuple[str, ...], _Secret | None]
    lengths: Mapping[tuple[str, str], Sequence[int]]
    short: Mapping[str, _Secret]
    emails: Mapping[str, _Secret]
    phones: Mapping[str, Sequence[tuple[str, _Secret]]]

    @classmethod
    def of(cls, convening: Convening, audience: Audience) -> "_Wanted":
        secret: dict[tuple[str, ...], _Secret] = {}
        lawful: set[tuple[str, ...]] = set()
        emails: dict[str, _Secret] = {}
        phones: dict[str, list[tuple[str, _Secret]]] = {}
        for person in convening.participants:
            chosen = set(_orders(person.name, person))
            if _may_be_named(convening, person, audience):
                lawful |= chosen
            else:
                secret.update(dict.fromkeys(chosen, _Secret("name", person.id)))
            for order in _orders(person.legal_name, None):
                secret.setdefault(order, _Secret("legal-name", person.id))
            for fact in _private_facts(person):
                secret[tuple(words(fact))] = _Secret("private", person.id)
            if "@" in person.email:
                emails["".join(person.email.casefold().split())] = _Secret("e-mail", person.id)
            if len(digits := _digits(person.phone)) >= _LEAST_DIGITS:
                phones.setdefault(digits[-_SAME_DIGITS:], []).append((digits, _Secret("phone", person.id)))
        if audience != "facilitators":
            for session in _sessions(convening):
                secret.update(dict.fromkeys(_note_phrases(session.notes), _Secret("notes", session.id)))
        for text in _open_texts(convening):
            if (said := secret.get(phrase := tuple(words(text)))) is not None and said.kind == "notes":
                del secret[phrase]
        lawful |= {tuple(words(text)) for text in _other_names(convening)}
        known: dict[tuple[str, ...], _Secret | None] = {**secret, **dict.fromkeys(lawful)}
        phrases = {phrase: what for phrase, what in known.items() if len(phrase) > 1 and not _two(phrase)}
        short = {"".join(phrase): what for phrase, what in known.items() if what is not None and _two(phrase)}
        lengths: dict[tuple[str, str], set[int]] = {}
        for phrase in phrases:
            lengths.setdefault((phrase[0], phrase[1]), set()).add(len(phrase))
        return cls(phrases, {start: sorted(each, reverse=True) for start, each in lengths.items()}, short, emails, phones)


def _two(phrase: Sequence[str]) -> bool:
    """Two characters of a script without spaces: too short to be looked for inside other words."""
    return len(phrase) == 2 and all(_SINGLE.fullmatch(word) for word in phrase)


def _may_be_named(convening: Convening, person: Participant, audience: Audience) -> bool:
    uses: tuple[Use, ...] = (*_NAMED_BY, "badge") if audience == "participants" else _NAMED_BY
    shown = (people.visible(person, audience, use, convening.rule) for use in uses)
    return any(each.named and each.name == person.name for each in shown)


_ASIDE = re.compile(r"[\"“«(\[][^\"”»)\]]*[\"”»)\]]")


def _orders(name: str, person: Participant | None) -> Iterator[tuple[str, ...]]:
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


def _sessions(convening: Convening) -> Iterator[Session]:
    yield from (session for _, _, session in convening.sessions())
    for parked in convening.parked:
        yield parked
        yield from (session for track in parked.tracks for session in track.sessions)


def _other_names(convening: Convening) -> Iterator[str]:
    """Names of hosts, places and organisations, which may look like a person's or hold one."""
    yield from _said(convening.venue.name, convening.venue.city, *(room.name for room in convening.venue.rooms))
    yield from _said(*(text for host in convening.hosts for text in (host.name, host.short)))
    yield from _said(*(each.organisation for person in convening.participants for each in person.affiliations))


def _open_texts(convening: Convening) -> Iterator[str]:
    """What anybody with an agenda may read: repeating it tells nothing of the private notes. A name in it is a name all the same."""
    yield from _said(convening.title, convening.subtitle, convening.discreet_title, *convening.objectives)
    for session in _sessions(convening):
        for text in _said(session.title, session.purpose, *(track.title for track in session.tracks)):
            yield text
            yield from re.split(r"[.!?;:…。！？।؟\n]+", text)


def _said(*texts: Text) -> Iterator[str]:
    for text in texts:
        yield from text.root.values() if isinstance(text, Localised) else (text,)


_LEAST_WORDS = 5
_SENTENCE_WORDS = 8
_LEAST_DIGITS = 7
_SAME_DIGITS = 8
"""Two numbers with the same last eight digits are one number, typed with and without its country."""


# What is said

def _in_file(file: str, text: str, wanted: _Wanted) -> tuple[Leak, ...]:
    found: dict[_Secret, Leak] = {}
    paged = "\f" in text
    for what, _ in _search(file, wanted):
        found.setdefault(what, Leak(file, what.kind, what.id, 0))
    for what, at in _search(text, wanted):
        place = text.count("\f" if paged else "\n", 0, at) + 1
        found.setdefault(what, Leak(file, what.kind, what.id, place, paged))
    return tuple(found.values())


def _search(text: str, wanted: _Wanted) -> Iterator[tuple[_Secret, int]]:
    """Every secret that stands in a text, with where about it stands."""
    said, starts = _words_with_lines(text)
    skip = 0
    for at, start in enumerate(pairwise(said)):
        if at < skip or start not in wanted.lengths:
            continue
        for length in wanted.lengths[start]:
            phrase = tuple(said[at : at + length])
            if phrase in wanted.phrases:
                skip = at + length
                if (what := wanted.phrases[phrase]) is not None:
                    yield what, _offset(text, bisect_right(starts, at) - 1)
                break
    if wanted.short:
        for run in re.finditer(f"[{_UNSPACED}]+", text):
            if run[0] in wanted.short:
                yield wanted.short[run[0]], run.start()
    yield from _addresses(text, wanted.emails)
    yield from _numbers(text, wanted.phones)


def _words_with_lines(text: str) -> tuple[list[str], list[int]]:
    """The words of a text, and at which of them each line starts."""
    said: list[str] = []
    starts: list[int] = []
    for line in _folded(text).split("\n"):
        starts.append(len(said))
        said.extend(line.split())
    return said, starts


def _offset(text: str, line: int) -> int:
    at = -1
    for _ in range(line):
        at = text.find("\n", at + 1)
    return at + 1


def _addresses(text: str, emails: Mapping[str, _Secret]) -> Iterator[tuple[_Secret, int]]:
    """E-mail addresses, also those that a narrow column broke over lines."""
    if not emails or "@" not in text:
        return
    lowered = text.casefold()
    near = "\n".join("".join(lowered[max(0, found.start() - 90) : found.start() + 120].split()) for found in re.finditer("@", lowered))
    for address, what in emails.items():
        if address in near:
            pattern = r"(?<![\w.+-])" + r"\s*".join(map(re.escape, address)) + r"(?!\w)"
            if (found := re.search(pattern, lowered)) is not None:
                yield what, min(found.start(), len(text))


_NUMBER = re.compile(r"\+?\(?\d(?:[ \t\u00a0\u2007\u202f().\-‐‑–/]*\d){6,18}")
_NUMBER_OVER_LINES = re.compile(r"\+?\(?\d(?:[\s().\-‐‑–/]*\d){6,18}")


def _numbers(text: str, phones: Mapping[str, Sequence[tuple[str, _Secret]]]) -> Iterator[tuple[_Secret, int]]:
    if not phones:
        return
    for pattern in (_NUMBER, _NUMBER_OVER_LINES):
        for found in pattern.finditer(text):
            digits = _digits(found[0])
            for number, what in phones.get(digits[-_SAME_DIGITS:], ()):
                if digits.endswith(number[-_SAME_DIGITS:]):
                    yield what, found.start()


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(char)) for char in text if char.isdigit() and unicodedata.digit(char, None) is not None)


# How two spellings are the same

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Thai, Lao, Burmese, Khmer, kana and Chinese characters: scripts that put no space between words."""

_SINGLE = re.compile(f"[{_UNSPACED}]")
_TURN = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_LINE_HYPHEN = re.compile("[-\u2010\u00ad][ \t\f]*\r?\n[ \t\f]*([^\\s]*)")
_OWNED = re.compile("(?<=\\w)['’]s?(?!\\w)")
"""Whose it is, in English: a name all the same."""

_LETTERS = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ə": "e"}
_NOTHING = frozenset("'’‘ʼʻ`´ʹ")


class _Fold(dict[int, str]):
    """What each character is folded to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kind = unicodedata.category(char)
        if char in _LETTERS:
            folded = _LETTERS[char]
        elif char in "\n\r":
            folded = char
        elif unicodedata.combining(char) or kind == "Cf" or char in _NOTHING:
            folded = ""
        elif kind[0] not in "LNM":
            folded = " "
        else:
            folded = char
        self[code] = folded
        return folded


_FOLD = _Fold()


def words(text: str) -> list[str]:
    """The words of a text without case, accents and punctuation; letters of scripts without spaces one by one."""
    return _folded(text).split()


def _folded(text: str) -> str:
    folded = _OWNED.sub(" ", _LINE_HYPHEN.sub("\\1\n", text)).casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded)
    folded = _TURN.sub(" ", folded.translate(_FOLD))
    return folded if folded.isascii() else _SINGLE.sub(lambda found: f" {found[0]} ", folded)
