"""Facts that are written differently from place to place: the title, the place, the dates, hosts and organisations, people's names.

A report is written by several hands over months, and each writes the host's name from memory. What is the same everywhere is what the
convening says; only what is surely meant to be one of its facts is held against it, for a check that cries at everything is not read.
"""

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from toolkit.convening.model import Convening
from toolkit.convening.values import Text, in_language
from toolkit.documents import parts
from toolkit.language import N_, Language
from toolkit.leaks.fold import Word, phrase, tokens, whole

Kind = Literal["title", "place", "dates", "host", "organisation", "person", "word", "comma", "quotation"]


@dataclass(frozen=True, slots=True)
class Drift:
    """One place of a text: from where to where, what stands there, and what would stand there if it were as everywhere; "" where only a
    person can tell.
    """

    kind: Kind
    start: int
    end: int
    found: str
    right: str

    def sentence(self, say: Language) -> str:
        return say(_SENTENCES[self.kind], found=self.found, right=self.right)


_SENTENCES: dict[Kind, str] = {
    "title": N_("The title is written “{found}” here; it is “{right}”."),
    "place": N_("The place is written “{found}” here; the documents print “{right}”."),
    "dates": N_("The dates are written “{found}” here; the documents print “{right}”."),
    "host": N_("A host is called “{found}” here; the name is “{right}”."),
    "organisation": N_("An organisation is called “{found}” here; in the list it is “{right}”."),
    "person": N_("A name is written “{found}” here; in the list it is “{right}”. Ask her which is right."),
    "word": N_("A word stands here twice: “{found}”."),
    "comma": N_("Two commas stand here: “{found}”."),
    "quotation": N_("A quotation is opened here and not closed: “{found}”."),
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A fact as it should be written, and its words folded."""

    kind: Kind
    literal: str
    words: tuple[str, ...]
    proper: bool = False
    """Meant only where it is written with capitals, as a name: the words alone may stand in any sentence."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the convening says of itself, in one language, ready to be looked for."""

    by_word: Mapping[str, tuple[tuple[Phrase, int], ...]]
    """Each phrase under each of its words, with the place of the word in it."""
    whole: frozenset[tuple[str, ...]]
    """The words of every phrase: what is another fact is no slip of this one."""
    shorts: Mapping[str, Phrase]
    city: Phrase | None
    country: str
    countries: frozenset[str]
    """Every way to write the country, folded."""
    territories: frozenset[str]
    span: str
    days: Mapping[tuple[int, int, int], str]
    """The days of the convening as (year, month, day), each as it is printed."""
    months: Mapping[str, int]


_SHORTEST = 2
"""A fact of one word is a word like others."""
_ARTICLES = frozenset({
    "a", "an", "the", "le", "la", "les", "un", "une", "el", "los", "las", "una", "o", "os", "as", "um", "uma", "der", "die", "das",
})  # fmt: skip


def facts_of(convening: Convening, say: Language) -> Facts:
    """The facts in the language of `say`, as the documents print them."""
    original = convening.language

    def read(text: Text) -> str:
        return " ".join(in_language(text, say.code, original)[0].split())

    found: dict[tuple[str, ...], Phrase] = {}
    shorts: dict[str, Phrase] = {}

    def add(kind: Kind, literal: str) -> None:
        words = phrase(literal)
        if len(words) >= _SHORTEST:
            found.setdefault(words, Phrase(kind, literal, words))
        if len(words) > _SHORTEST and kind != "person" and words[0] in _ARTICLES:
            literal = literal.split(None, 1)[1]
            found.setdefault(words[1:], Phrase(kind, literal, words[1:]))
        if kind == "title" and len(head := phrase(short := _head(literal))) > _SHORTEST:
            found.setdefault(head, Phrase(kind, short, head, proper=True))

    for host in convening.hosts:
        add("host", read(host.name))
        if host.short and (words := phrase(read(host.name))):
            shorts[host.short] = Phrase("host", read(host.name), words)
    for person in convening.participants:
        for affiliation in person.affiliations:
            add("organisation", read(affiliation.organisation))
    add("title", read(convening.title))
    add("title", read(convening.subtitle))
    add("place", read(convening.venue.name))
    for person in convening.participants:
        add("person", " ".join(person.name.split()))
    by_word: dict[str, list[tuple[Phrase, int]]] = {}
    for each in found.values():
        for at, word in enumerate(each.words):
            by_word.setdefault(word, []).append((each, at))
    city, code = read(convening.venue.city), convening.venue.country.upper()
    dates = sorted({day.date for day in convening.days if day.date})
    return Facts(
        {word: tuple(places) for word, places in by_word.items()}, frozenset(found), shorts,
        Phrase("place", city, phrase(city)) if phrase(city) else None,
        parts.country(convening.venue.country, say), _countries(code, convening.venue.country), _territories(say.code),
        say.dates(dates), {(day.year, day.month, day.day): say.date(day) for day in dates}, _months(say.code),
    )  # fmt: skip


def _head(title: str) -> str:
    """What a title is called for short: `Donor/Activist Dialogue` of the one on rights and funding."""
    return re.split(r"\s+(?:on|of|for|about|in|with|sur|de|du|des|sobre|para|por|über|von|zu)\s+|\s*[:(–—]", title, maxsplit=1)[0]


def drifts(text: str, facts: Facts) -> tuple[Drift, ...]:
    """Everything in one text, in the order in which it stands; `start` and `end` are places in the text itself.

    A text that was divided into lines should be made whole first (`leaks.fold.whole`).
    """
    said = tokens(text)
    found = [*_phrases(text, said, facts), *_short(text, said, facts), *_places(text, said, facts), *_dates(text, facts), *_signs(text)]
    kept: list[Drift] = []
    for each in sorted(found, key=lambda drift: (drift.start, -drift.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return tuple(kept)


# Names and titles


def _phrases(text: str, said: list[Word], facts: Facts) -> Iterator[Drift]:
    """Every phrase that stands there with other signs or accents, or with one word a letter or two away."""
    taken = 0
    for at, word in enumerate(said):
        if at < taken:
            continue
        window = _at(said, at, facts)
        if window is not None:
            taken = at + len(window.words)
            if (drift := _otherwise(text, said[at:taken], window)) is not None:
                yield drift
            continue
        for known, nth in facts.by_word.get(word.folded, ()):
            start = at - nth
            words = said[start : start + len(known.words)] if start >= taken else []
            if _slip(words, known, facts) and not _crosses(text, words):
                taken = start + len(words)
                literal = _bare(text[words[0].start : words[-1].end])
                yield Drift(known.kind, words[0].start, words[0].start + len(literal), _one_line(literal), known.literal)
                break


def _at(said: list[Word], at: int, facts: Facts) -> Phrase | None:
    """The longest phrase that begins here word for word."""
    found = [
        known for known, nth in facts.by_word.get(said[at].folded, ())
        if nth == 0 and tuple(word.folded for word in said[at : at + len(known.words)]) == known.words
    ]  # fmt: skip
    return max(found, key=lambda known: len(known.words), default=None)


def _otherwise(text: str, words: list[Word], known: Phrase) -> Drift | None:
    """The same words with other signs between them or other accents. Capitals say where a sentence begins, and are let be."""
    literal = _bare(text[words[0].start : words[-1].end])
    if _plain(literal) == _plain(known.literal) or _crosses(text, words):
        return None
    if known.proper and not (words[0].capital and words[-1].capital):
        return None
    return Drift(known.kind, words[0].start, words[0].start + len(literal), _one_line(literal), known.literal)


def _slip(words: list[Word], known: Phrase, facts: Facts) -> bool:
    """As many words, each with its capital where the name has one, and one of them a letter away (two in a long one)."""
    if known.kind not in ("person", "organisation", "host") or len(words) != len(known.words):
        return False
    folded = tuple(word.folded for word in words)
    if folded in facts.whole or not words[0].capital or not words[-1].capital:
        return False
    other = [(mine, theirs) for mine, theirs in zip(folded, known.words, strict=True) if mine != theirs]
    if len(other) != 1:
        return False
    mine, theirs = other[0]
    shortest = min(len(mine), len(theirs))
    if mine.isdigit() or shortest < (3 if known.kind == "person" else 5) or _one_and_many(mine, theirs):
        return False
    return _near(mine, theirs, 2 if shortest >= 8 else 1)


def _one_and_many(one: str, other: str) -> bool:
    """`Network` and `Networks` are two words, and both may be right."""
    return one.removesuffix("s") == other.removesuffix("s")


def _crosses(text: str, words: list[Word]) -> bool:
    """Whether a sentence or a cell ends between the words: then they only happen to follow one another."""
    between = [text[a.end : b.start] for a, b in itertools.pairwise(words)]
    return any(re.search(r"[.!?;:|\t\f]\s|\n\s*\n|\|", gap) for gap in between)


_OWNED = re.compile(r"['’]s?$")


def _bare(literal: str) -> str:
    """Without the sign of whose it is."""
    return _OWNED.sub("", literal)


def _plain(literal: str) -> str:
    """Quotation marks, dashes, capitals and spaces as typewriters have them: they are the layout's business, not the fact's; so are the
    signs before its first and after its last letter.
    """
    return re.sub(r"^\W+|\W+$", "", re.sub(r"\s+", " ", literal.translate(_TYPED))).casefold()


_TYPED = {ord(char): "'" for char in "‘’ʼ"} | {ord(char): '"' for char in "“”„«»"} | {ord(char): "-" for char in "‐‑–—"} | {0xAD: ""}


def _one_line(literal: str) -> str:
    return " ".join(literal.split())


def _near(one: str, other: str, most: int) -> bool:
    """Whether at most so many letters are put in, left out or changed, or two neighbours swapped (which counts as one)."""
    if abs(len(one) - len(other)) > most:
        return False
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1] <= most


def _short(text: str, said: list[Word], facts: Facts) -> Iterator[Drift]:
    """A long name before its short one in brackets: `Rights Network (ERN)` where the host is the Example Rights Network."""
    for short, known in facts.shorts.items():
        for found in re.finditer(rf"\(\s*{re.escape(short)}\s*\)", text):
            before = [word for word in said if word.end <= found.start()][-len(known.words) - 4 :]
            if not before or text[before[-1].end : found.start()].strip():
                continue
            if tuple(word.folded for word in before[-len(known.words) :]) == known.words:
                continue
            first = next((at for at, word in enumerate(before) if word.folded in known.words and word.capital), None)
            if first is None:
                continue
            words = before[first:]
            shared = sum(word.folded in known.words for word in words)
            if shared * 2 < max(len(known.words), len(words)) or _crosses(text, words):
                continue
            literal = text[words[0].start : words[-1].end]
            yield Drift("host", words[0].start, words[-1].end, _one_line(literal), known.literal)


# The place


def _places(text: str, said: list[Word], facts: Facts) -> Iterator[Drift]:
    """The city with something else after its comma than its country."""
    if facts.city is None or not facts.country:
        return
    length = len(facts.city.words)
    for at in range(len(said) - length):
        words = said[at : at + length]
        if tuple(word.folded for word in words) != facts.city.words or not words[0].capital:
            continue
        after = re.match(r",[ \t]+((?:[^\W\d_]\.?[\w’'.-]*[ ]?){1,4})", text[words[-1].end :])
        if after is None:
            continue
        rest = _capitals(after[1])
        if not rest or _plain(rest) == _plain(facts.country):
            continue
        folded = " ".join(phrase(rest))
        end = words[-1].end + after.start(1) + len(rest)
        known = folded in facts.countries or folded in facts.territories
        if known or re.match(r"\s*(?:$|[.;)\n,|])", text[end:]):
            literal = text[words[0].start : end]
            if known or not _goes_on(text, end):
                yield Drift("place", words[0].start, end, _one_line(literal), f"{facts.city.literal}, {facts.country}")


def _capitals(words: str) -> str:
    """As many of these words as begin with a capital; a stop ends them unless it is within letters (U.S.A.)."""
    found: list[str] = []
    for word in words.split():
        if not word[:1].isupper():
            break
        found.append(word)
        if word.endswith(".") and "." not in word[:-1]:
            break
    return " ".join(found).rstrip(".") if found and not re.search(r"\.\w", found[-1]) else " ".join(found)


def _goes_on(text: str, end: int) -> bool:
    """A comma after it may be that of a list: `in Riverton, Maria, who ...`."""
    return re.match(r"\s*,", text[end:]) is not None


def _countries(code: str, typed: str) -> frozenset[str]:
    from babel import Locale

    names = {typed, code}
    for language in ("en", "fr", "es", "pt", "it", "de", "ru", "ar"):
        names.add(str(Locale.parse(language).territories.get(code, "")))
    names |= {"US": {"USA", "U.S.A.", "U.S.", "America"}, "GB": {"UK", "U.K.", "Britain", "Great Britain"}}.get(code, set())
    return frozenset(" ".join(phrase(name)) for name in names if name)


@lru_cache(maxsize=8)
def _territories(code: str) -> frozenset[str]:
    from babel import Locale

    names = [str(name) for language in ("en", code.split("-")[0]) for key, name in _names(Locale, language) if len(key) == 2]
    return frozenset(" ".join(phrase(name)) for name in names)


def _names(locale: type, code: str) -> list[tuple[str, str]]:
    from babel import UnknownLocaleError

    try:
        return list(locale.parse(code).territories.items())  # type: ignore[attr-defined]
    except UnknownLocaleError:
        return []


# The dates


@lru_cache(maxsize=8)
def _months(code: str) -> Mapping[str, int]:
    from babel import Locale, UnknownLocaleError

    found: dict[str, int] = {}
    for language in (code.replace("-", "_"), "en"):
        try:
            months = Locale.parse(language).months
        except (UnknownLocaleError, ValueError):
            continue
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                found.update({str(name).rstrip(".").casefold(): number for number, name in months[form][width].items()})
    return {name: number for name, number in found.items() if not name.isdigit()}


_DAY = r"(\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
_TO = r"\s*(?:[-‐‑–—/&]|to|and|until|au|et|à|al|y|a|e|bis|und)\s*"


@lru_cache(maxsize=8)
def _patterns(names: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    month = "(" + "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) + r")\.?"
    of = r"\s+(?:de\s+|of\s+)?"
    year = r",?\s+(?:de\s+)?(\d{4})\b"
    forms = (
        (rf"\b{_DAY}{_TO}{_DAY}{of}{month}{year}", "ddmy"),
        (rf"\b{month}\s+{_DAY}{_TO}{_DAY}{year}", "mddy"),
        (rf"\b{_DAY}{of}{month}{year}", "dmy"),
        (rf"\b{month}\s+{_DAY}{year}", "mdy"),
    )
    return tuple((re.compile(pattern, re.IGNORECASE), form) for pattern, form in forms)


def _dates(text: str, facts: Facts) -> Iterator[Drift]:
    """The days of the convening written in another way, and a span of as many days in the same month that is another."""
    if not facts.days:
        return
    days = sorted(facts.days)
    taken: list[tuple[int, int]] = []
    for pattern, form in _patterns(tuple(facts.months)):
        for found in pattern.finditer(text):
            if any(start < found.end() and found.start() < end for start, end in taken):
                continue
            taken.append(found.span())
            values = dict(zip(("d1", "d2", "m", "y") if form == "ddmy" else ("m", "d1", "d2", "y") if form == "mddy" else
                              ("d1", "m", "y") if form == "dmy" else ("m", "d1", "y"), found.groups(), strict=True))  # fmt: skip
            month, year, first = facts.months[values["m"].casefold()], int(values["y"]), int(values["d1"])
            last = int(values.get("d2", first))
            right = _right(facts, days, (year, month, first), (year, month, last))
            if right and re.sub(r"\s*-\s*", "-", _plain(found[0])) != re.sub(r"\s*-\s*", "-", _plain(right)):
                yield Drift("dates", found.start(), found.end(), _one_line(found[0]), right)


def _right(facts: Facts, days: list[tuple[int, int, int]], first: tuple[int, int, int], last: tuple[int, int, int]) -> str:
    if first != last and (first, last) == (days[0], days[-1]):
        return facts.span
    if first == last:
        return facts.days.get(first, "")
    same = first[:2] == days[0][:2] or (first[1:] == days[0][1:] and last[1:] == days[-1][1:])
    return facts.span if same and last[2] - first[2] == days[-1][2] - days[0][2] and days[0][:2] == days[-1][:2] else ""


# Signs

_TWICE = re.compile(
    r"\b(the|of|and|to|in|an|for|with|is|was|are|that's|le|la|les|des|et|dans|pour|el|los|las|del|y|en|para|com|der|die|das|und|mit|von)"
    r"[ \t\n]+\1\b", re.IGNORECASE,
)  # fmt: skip
_COMMAS = re.compile(r"\S*,[ \t]*,")
_QUOTES = (("“", "”"), ("«", "»"))
_SINGLE = re.compile(r"(?<!\w)‘(?=\w)(?![^\n]*?’(?:[¹²³⁰-⁹]|(?!\w)))")
"""A single mark that opens, and after it in its line none that could close: one within a word is an apostrophe."""


def _signs(text: str) -> Iterator[Drift]:
    for found in _TWICE.finditer(text):
        yield Drift("word", found.start(), found.end(), _one_line(found[0]), found[1])
    for found in _COMMAS.finditer(text):
        yield Drift("comma", found.start(), found.end(), _one_line(found[0]), re.sub(r",[ \t]*,", ",", found[0]))
    for paragraph in re.finditer(r"(?:.+\n?)+", text):
        for opening, closing in _QUOTES:
            depth: list[int] = []
            for at, char in enumerate(paragraph[0]):
                if char == opening:
                    depth.append(at)
                elif char == closing and depth:
                    depth.pop()
            if depth and paragraph[0].count(opening) != paragraph[0].count(closing):
                start = paragraph.start() + depth[0]
                shown = _one_line(text[start : start + 40])
                yield Drift("quotation", start, start + 1, shown, "")
    for found in _SINGLE.finditer(text):
        yield Drift("quotation", found.start(), found.end(), _one_line(text[found.start() : found.start() + 40]), "")


__all__ = ["Drift", "Facts", "drifts", "facts_of", "whole"]
