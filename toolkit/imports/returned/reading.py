"""What a retyped time, day heading or list of names says: first by what our own print would say, then as people write it.

None where it cannot be told: then the change is shown, and nobody guesses what it means.
"""

import datetime as dt
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.documents.printed import PrintedDay
from toolkit.imports.agenda import clock, dayheads, halves
from toolkit.imports.agenda.written import Written
from toolkit.imports.returned.likeness import folded
from toolkit.language import Language, language

_DAY = 24 * 60
_HALF = 12 * 60


@functools.lru_cache(maxsize=16)
def _clocks(code: str) -> dict[str, int]:
    """Every clock time as our print writes it in a language."""
    say = language(code)
    return {folded(say.time(minutes)): minutes for minutes in range(_DAY)}


def times(text: str, say: Language, near: int | None) -> tuple[int, int | None] | None:
    """Start and end in minutes after the midnight that the day began with; `near` is about when it would be, for nights go on."""
    found = _own(text, say) or _typed(text, near)
    if found is None:
        return None
    start, end = found
    while near is not None and start + _HALF < near:
        start, end = start + _DAY, None if end is None else end + _DAY
    if end is not None and end < start:
        end += _DAY
    if start >= 2 * _DAY or (end is not None and end - start >= 2 * _DAY):
        return None
    return start, None if end == start else end


def _own(text: str, say: Language) -> tuple[int, int | None] | None:
    known = _clocks(say.code)
    whole = folded(text)
    if whole in known:
        return known[whole], None
    for dash in re.finditer(r"\s*[–—‒-]\s*", whole):
        start, end = whole[: dash.start()], whole[dash.end() :]
        if start in known and end in known:
            return known[start], known[end]
    return None


def _typed(text: str, near: int | None) -> tuple[int, int | None] | None:
    reading = clock.whole(text)
    if reading is None or reading.start is None:
        return None
    # The row that it was tells the half of the day better than the row before it.
    read = halves.span(reading, None if near is None else max(0, near - _HALF // 2), halves.style([reading]))
    return None if read.start is None else (read.start, read.end)


# Days.


@dataclass(frozen=True, slots=True)
class Heading:
    """What a day's heading says. `date` is None where it names none; `unread` is what stands where the date was and is none."""

    date: dt.date | None
    title: str
    unread: str = ""


def heading(text: str, day: PrintedDay | None, date: dt.date | None, say: Language) -> Heading:
    """A heading against that of the version: its number is left out, for days are counted again when one moves."""
    parts = [part for part in re.split(r"\s+[·|]\s+", folded(text)) if part]
    labels = {folded(say("Day {n}", n=say.number(n))).casefold() for n in range(1, 100)}
    parts = [part for at, part in enumerate(parts) if at or part.casefold() not in labels]
    if len(parts) < len(text.split(" · ")) or (parts and day is not None and day.date_words and folded(day.date_words) in parts):
        return _parts(parts, day, date, say)
    # No dots left: a heading in their own way.
    found = dayheads.head(text)
    if found is None:
        return Heading(None, " · ".join(parts))
    read = _written(found.dates, date)
    return Heading(read, folded(found.title.strip(" -–—:,·|")))


def _parts(parts: list[str], day: PrintedDay | None, date: dt.date | None, say: Language) -> Heading:
    had_date = day is not None and bool(day.date_words)
    for at, part in enumerate(parts):
        if day is not None and had_date and part == folded(day.date_words):
            return Heading(date, " · ".join([*parts[:at], *parts[at + 1 :]]))
        read = a_date(part, date, say) if day is None or part != folded(day.title) else None
        if read is not None:
            return Heading(read, " · ".join([*parts[:at], *parts[at + 1 :]]))
    if had_date and day is not None and parts and len(parts) == 1 + bool(day.title):
        return Heading(None, " · ".join(parts[1:]), parts[0])
    return Heading(None, " · ".join(parts))


def a_date(text: str, near: dt.date | None, say: Language) -> dt.date | None:
    """A date as our print writes it, within a year of the old one; else as people write it."""
    if near is not None and folded(text) in (own := _dates(say.code, near)):
        return own[folded(text)]
    found = dayheads.head(text)
    if found is None or found.title.strip(" -–—:,·|()"):
        return None
    return _written(found.dates, near)


def _written(dates: Iterable[Written], near: dt.date | None) -> dt.date | None:
    """One date, whole, and no other way to read it; a year that is not written is that of the old date."""
    found = list(dates)
    if len(found) != 1:
        return None
    written = found[0]
    year = written.year or (near.year if near else None)
    if year is None or written.month is None or written.day is None:
        return None
    made = _made(year, written.month, written.day)
    if written.swapped:
        other = _made(year, written.day, written.month)
        fits = [each for each in (made, other) if each is not None and written.weekday in (None, each.weekday())]
        return fits[0] if len(set(fits)) == 1 else None
    return made


def _made(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


@functools.lru_cache(maxsize=64)
def _dates(code: str, near: dt.date) -> dict[str, dt.date]:
    say = language(code)
    days = [near + dt.timedelta(days=n) for n in range(-366, 367) if 1900 <= (near + dt.timedelta(days=n)).year <= 2999]
    return {folded(say.date(day, form)): day for day in days for form in ("long", "full")}


# Names.


def names(text: str, known: Iterable[str], say: Language) -> tuple[str, ...]:
    """The names of a list, however they are joined; a known name is never cut, whatever signs it holds."""
    rest = folded(text)
    held: list[str] = []
    for name in sorted({folded(each) for each in known if folded(each)}, key=lambda each: (-len(each), each)):
        pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
        while re.search(pattern, rest):
            rest = re.sub(pattern, f"\x00{len(held)}\x01", rest, count=1)
            held.append(name)
    joint = re.escape(_joint(say).strip(", "))
    marks = r"[,;،؛、·/&+]"
    if not joint:
        words = "(?!)"
    elif _joint(say).endswith(" "):
        words = rf"(?<!\w){joint}(?!\w)"
    else:  # It is written with the name that follows, which may begin with the same letter: only beside a name that is known.
        words = rf"(?:(?<=\x01)\s*{joint}|(?<!\w){joint}(?=\x00))"
    pieces = re.split(rf"\s*(?:{marks}|{words})\s*", rest)
    found = (re.sub("\x00(\\d+)\x01", lambda at: held[int(at[1])], piece).strip() for piece in pieces)
    return tuple(dict.fromkeys(piece for piece in found if piece))


def _joint(say: Language) -> str:
    """What a list puts between its last two parts."""
    return folded(say.list(["\x02", "\x03"])).partition("\x02")[2].partition("\x03")[0]
