"""Which line names a day: its dates, its number, and what else stands beside them.

Decides what a heading says, not which year it is in: the year is often printed elsewhere, and is settled in dates.py for the whole file.
"""

import functools
import re
from dataclasses import dataclass

from toolkit.imports.agenda import clock, names, signs, written
from toolkit.imports.agenda.clock import Reading
from toolkit.imports.agenda.written import Written


@dataclass(frozen=True, slots=True)
class DayHead:
    """What a line says about a day: its dates (several where days are told together), its number, what else stands beside it."""

    dates: tuple[Written, ...] = ()
    number: int | None = None
    title: str = ""
    hours: Reading | None = None


_LABELS_OF_OTHER_DATES = re.compile(
    r"(?:draft|version|updated?|as of|printed|deadline|due|before|until|by|rsvp|register|registration|issued|modified|sent|reply|"
    r"copyright|invoice|born|since|"
    r"borrador|actualizad[oa]|versión|brouillon|mise? à jour|avant le|stand|entwurf|обновлено|версия|до|срок|rascunho|atualizad[oa]|"
    r"from|to|subject|cc|sent|on|closes?|see you)\b",
    re.I,
)


_LONGEST = 160


@functools.lru_cache(maxsize=8192)
def head(text: str, rare: bool = False) -> DayHead | None:
    """What a line says about a day, or None where it names none, or says too much beside to be a heading."""
    if len(text) > 2 * _LONGEST:
        return None
    shown = signs.seen(text)
    words = signs.plain(shown)
    hours, words_left = _without_hours(words)
    if hours is None and clock.leading(words) is not None and not written.NUMERIC.match(words.strip()):
        return None
    dates, number, rest = written.read(words_left, rare)
    if (not dates and number is None) or _SPAN_AND_WORD.match(words):
        return None
    if hours is not None:
        shown = "".join(" " if blank == " " else sign for sign, blank in zip(shown, words_left, strict=True))
    left = _left(shown, rest)
    if shown.rstrip().endswith(":"):
        left = left if len(left.split()) <= 2 else ""
    spoken = left.split()
    if any(each.reading.strong and re.search(r"\w", left[each.to :]) for each in clock.readings(left)):
        return None
    first = rest[0] if rest and rest[0][0] == 0 else None
    if (
        spoken
        and not any(each.day for each in dates)
        and (len(spoken) > 8 or (number is None and len(spoken) > 5) or (first and _left(shown, [first])))
    ):
        return None
    if len(spoken) > 12 or len(shown) > _LONGEST or (number is None and _LABELS_OF_OTHER_DATES.match(left)):
        return None
    if len(spoken) > 4 and re.search(r"[.!?]$", shown.strip()) and number is None:
        return None
    return DayHead(dates, number, left, hours)


_SPAN_AND_WORD = re.compile(r"\W*\d{1,2}\s*-\s*\d{1,2}\s+[a-z]{2,4}\s+[a-z]")
"""`9-10 set up`: hours and a small word that is also short for a month somewhere."""


def prefix(text: str, rare: bool = False) -> tuple[DayHead, str] | None:
    """A date before a time in one line: `Mon 3 June 09:00 Opening`. The head, and the rest from the time on."""
    words = signs.plain(text)
    for found in clock.readings(words):
        before = words[: found.at]
        if not before.strip() or not found.reading.strong or len(before.split()) > 8:
            return None
        dates, number, rest = written.read(before, rare)
        if (dates or number) and not _left(before, rest):
            return DayHead(dates, number), text[found.at :]
        return None
    return None


def context(text: str, rare: bool = False) -> tuple[Written, ...]:
    """Every date that a text names, for the years and the days that its headings leave out."""
    return written.read(signs.plain(signs.seen(text)), rare)[0] if len(text) < 400 else ()


def other_date(text: str) -> bool:
    """Whether a line's date is that of a draft, a deadline, an update."""
    return bool(_LABELS_OF_OTHER_DATES.match(signs.seen(text).lstrip(" \t([*-–")))


def _without_hours(words: str) -> tuple[Reading | None, str]:
    """A day's own hours at the end of its heading."""
    for found in clock.readings(words):
        if found.reading.end is None or not found.reading.strong or not words[: found.at].strip(" -:,(|"):
            continue
        if words[found.to :].strip(" )].;,|h"):
            continue
        return found.reading, words[: found.at] + " " * (found.to - found.at) + words[found.to :].replace("h", " ")
    return None, words


def _left(shown: str, rest: list[tuple[int, int]]) -> str:
    kept = "".join(shown[at:to] for at, to in rest)
    kept = re.sub(r"\(\s*\)|\[\s*\]", " ", kept)
    kept = re.sub(r"^[\s\-–—:,.;|·•*#()/&+]+|[\s\-–—:,.;|·•*#(/&+]+$", "", kept)
    while True:
        less = re.sub(
            r"^([^\W\d_]+)[\s,.:\-–—|·]*", lambda found: "" if signs.folded(found[1]) in names.FILLERS else found[0], kept, count=1
        )
        if less == kept or not less:
            kept = less
            break
        kept = less
    kept = re.sub(r"^[^\w(«“\"¿¡]+|[^\w)»”\"?!]+$", "", kept)
    kept = re.sub(r"[\s,:–—-]+(?:am|on|le|el|em|den|vom|of|for|du|del|de|в|на|dem)$", "", kept.strip(" \t\n-–—:,;|·()*#"), flags=re.I)
    return "" if all(signs.folded(word.strip(".,:-–()")) in names.FILLERS or not re.search(r"\w", word) for word in kept.split()) else kept
