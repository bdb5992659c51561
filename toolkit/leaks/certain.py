"""What a finished file says, held against who may read it: names, addresses, numbers, private facts and notes, whatever their form."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from toolkit.leaks.fold import UNSPACED, folded, tokens, whole
from toolkit.leaks.leak import Leak
from toolkit.leaks.wanted import SAME_DIGITS, Secret, Wanted, digits_of


def in_file(file: str, text: str, wanted: Wanted) -> tuple[tuple[Leak, ...], tuple[Leak, ...]]:
    """What is certain, each secret once and where it stands first; and every place where a name is that of an author who is cited."""
    text = whole(text)
    paged = "\f" in text
    found: dict[Secret, Leak] = {}
    cited: list[Leak] = []
    for what, _, _ in _search(file, wanted):
        found.setdefault(what, Leak(file, what.kind, what.id, 0))
    for what, at, phrase in _search(text, wanted):
        place = text.count("\f" if paged else "\n", 0, at) + 1
        where = _as_author(text, at, phrase) if what.kind == "name" and what.id not in wanted.refusing else None
        if where is not None:
            cited.append(Leak(file, "cited", what.id, place, paged, start=where[0], end=where[1]))
        else:
            start, end = _exactly(text, at, phrase)
            found.setdefault(what, Leak(file, what.kind, what.id, place, paged, start=start, end=end))
    return tuple(found.values()), tuple(cited)


def _exactly(text: str, at: int, phrase: tuple[str, ...]) -> tuple[int, int]:
    """From where to where the words stand that begin in the line at `at`; the line, where they are written in pieces."""
    end = text.find("\n", at)
    line = (at, len(text) if end < 0 else end)
    near = tokens(text[at : line[1] + _ENTRY]) if phrase else []
    for first, word in enumerate(near):
        if word.folded == phrase[0] and tuple(each.folded for each in near[first : first + len(phrase)]) == phrase:
            return at + word.start, at + near[first + len(phrase) - 1].end
    return line


_MARKER = re.compile(r"[ \t]*(?:\[?\^?\d{1,3}[\].:)]*:?|[-*•–†‡§])[ \t]+")
_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
_DATED = re.compile(rf"\([^()]{{0,60}}\b{_YEAR}\)|\b{_YEAR}\s*(?:[.;:,]|$)")
_AFTER_NAME = re.compile(r"\s*(?:[,.:;(&]|and\b|et\b|y\b|e\b|und\b|и\b|و)")
_AUTHORS = 60
"""How far into an entry its authors stand, in letters: the first three or so."""
_ENTRY = 500


def _as_author(text: str, at: int, phrase: tuple[str, ...]) -> tuple[int, int] | None:
    """Where in a note or a list of works the name stands as an author: the entry begins with a number or a sign, then its authors, then
    what they wrote with the year in brackets or before a stop. A citation tells nobody that she was there.
    """
    marker = _MARKER.match(text, at)
    if marker is None:
        return None
    entry = text[marker.end() : marker.end() + _ENTRY].split("\n\n", 1)[0].split("\f", 1)[0]
    found = tokens(entry[: _AUTHORS + 60])
    for first, word in enumerate(found):
        if word.start > _AUTHORS:
            return None
        if word.folded == phrase[0] and tuple(each.folded for each in found[first : first + len(phrase)]) == phrase:
            last = found[first + len(phrase) - 1].end
            if _AFTER_NAME.match(entry, last) and _DATED.search(entry, last):
                return marker.end() + word.start, marker.end() + last
            return None
    return None


def _search(text: str, wanted: Wanted) -> Iterator[tuple[Secret, int, tuple[str, ...]]]:
    """Every secret that stands in a text, with where about it stands, and the words it was known by."""
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
                    yield what, _offset(text, bisect_right(starts, at) - 1), phrase
                break
    if wanted.short:
        for run in re.finditer(f"[{UNSPACED}]+", text):
            if run[0] in wanted.short:
                yield wanted.short[run[0]], run.start(), ()
    for found in (_addresses(text, wanted.emails), _numbers(text, wanted.phones)):
        for what, at in found:
            yield what, at, ()


def _words_with_lines(text: str) -> tuple[list[str], list[int]]:
    """The words of a text, and at which of them each line starts."""
    said: list[str] = []
    starts: list[int] = []
    for line in folded(text).split("\n"):
        starts.append(len(said))
        said.extend(line.split())
    return said, starts


def _offset(text: str, line: int) -> int:
    at = -1
    for _ in range(line):
        at = text.find("\n", at + 1)
    return at + 1


def _addresses(text: str, emails: Mapping[str, Secret]) -> Iterator[tuple[Secret, int]]:
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


_NUMBER = re.compile(r"\+?\(?\d(?:[ \t\u00a0\u2007\u202f()_.\-‐‑–/]*\d){6,18}")
_BOOKMARK = re.compile(r"_Toc\d+")
"""The name of a heading in a Word file, which counts them: with a digit of the next line it is a number that nobody has."""
_NUMBER_OVER_LINES = re.compile(r"\+?\(?\d(?:[\s()_.\-‐‑–/]*\d){6,18}")


def _numbers(text: str, phones: Mapping[str, Sequence[tuple[str, Secret]]]) -> Iterator[tuple[Secret, int]]:
    if not phones:
        return
    text = _BOOKMARK.sub(lambda found: "x" * len(found[0]), text)
    for pattern in (_NUMBER, _NUMBER_OVER_LINES):
        for found in pattern.finditer(text):
            digits = digits_of(found[0])
            for number, what in phones.get(digits[-SAME_DIGITS:], ()):
                if digits.endswith(number[-SAME_DIGITS:]):
                    yield what, found.start()
