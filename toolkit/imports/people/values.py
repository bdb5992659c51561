"""Single cells to what the convening file holds: countries, languages, yes and no, status, e-mail, phone. What cannot be read for certain
is None, and nothing is guessed.
"""

import functools
import re
from collections.abc import Sequence
from typing import Any

from babel import Locale
from babel.core import get_global

from toolkit.convening.model import Day
from toolkit.imports.people import shapes, words
from toolkit.imports.people.shapes import folded

_ASKED = ("en", "fr", "es", "pt", "it", "de", "ru", "ar", "nl", "tr", "sw", "id", "pl", "sv", "zh")
"""The languages in whose words countries and languages are looked up; those of the headings."""

_ALSO = {name: code for code, names in words.COUNTRIES.items() for name in shapes.phrases(names)}
_UNSURE = frozenset({"congo", "korea"})
_TERRITORY = re.compile(r"[A-Z]{2}")


_FORMS = re.compile(r"^(?:the|la|le|les|el|il|l|die|der|republic of|kingdom of|republique (?:du|de|d)|republica (?:de|del)) ")


@functools.cache
def _countries() -> dict[str, str]:
    """Names of countries to their codes; a name that two countries have in two languages is none."""
    found: dict[str, str] = {}
    twice: set[str] = set(_UNSURE)
    for language in _ASKED:
        for code, name in Locale.parse(language).territories.items():
            if not _TERRITORY.fullmatch(code) or code in ("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"):
                continue
            key = folded(name)
            if found.setdefault(key, code) != code:
                twice.add(key)
    for key in twice:
        found.pop(key, None)
    return {**found, **_ALSO}


@functools.cache
def _codes() -> dict[str, str]:
    """Two and three letters to two."""
    known = set(_countries().values())
    aliases = {str(alias): codes for alias, codes in get_global("territory_aliases").items()}
    three = {alias: str(codes[0]) for alias, codes in aliases.items() if re.fullmatch(r"[A-Z]{3}", alias) and len(codes) == 1}
    return {**three, **{code: code for code in known}, "UK": "GB", "EL": "GR"}


@functools.lru_cache(maxsize=4_000)
def country(text: str) -> str | None:
    """The ISO 3166 code of a country that is named, or coded in capitals; None where that is not certain."""
    bare = text.strip().strip(".")
    if re.fullmatch(r"[A-Z]{2,3}", bare) and bare in _codes():
        return _codes()[bare]
    key = folded(text)
    return _countries().get(key) or _countries().get(_FORMS.sub("", key))


@functools.cache
def _languages() -> dict[str, str]:
    found: dict[str, str] = {}
    twice: set[str] = set()
    for language in _ASKED:
        for code, name in Locale.parse(language).languages.items():
            if not re.fullmatch(r"[a-z]{2,3}", code):
                continue
            key = folded(name)
            if found.setdefault(key, code) != code:
                twice.add(key)
    for key in twice:
        found.pop(key, None)
    return {**found, **words.LANGUAGES}


@functools.cache
def _language_codes() -> frozenset[str]:
    return frozenset(str(code) for code in Locale.parse("en").languages if re.fullmatch(r"[a-z]{2,3}", str(code)))


@functools.lru_cache(maxsize=4_000)
def languages(text: str) -> tuple[tuple[str, ...], bool]:
    """The codes of the languages that a cell names, and whether they are all that it says; () where one of them cannot be told."""
    found: list[str] = []
    whole = True
    for part in re.split(r"[,;/|\n+&]|\s(?:and|et|y|e|und|и)\s|\s?و(?=\S)", text):
        bare = re.sub(r"\(.*?\)", " ", part)
        whole = whole and bare == part
        if shapes.is_empty(bare):
            continue
        code = bare.strip().casefold()
        code = code if code in _language_codes() else _languages().get(folded(bare), "")
        if not code:
            return (), False
        found.append(code)
    return tuple(dict.fromkeys(found)), whole


def yes_or_no(text: str) -> bool | None:
    key = folded(text)
    mark = text.strip()
    if key in shapes.YES or mark in ("✓", "✔", "☑", "✅", "√"):
        return True
    if key in shapes.NO or mark in ("✗", "✘", "❌", "☐"):
        return False
    first = folded(re.split(r"[,.;:–(\-]|\s", mark, maxsplit=1)[0]) if mark else ""
    if len(first) > 1 and not re.search(r"\b(?:but|except|only|mais|pero|aber|nur|но|if|si|wenn)\b", key):
        if first in shapes.NO:
            return False
        if first in shapes.YES and first not in ("si", "ok"):
            return True
    return None


def status(text: str) -> str | None:
    key = folded(text)
    return shapes.STATUS.get(key) or shapes.STATUS.get(key.split(" ")[0] if key else "")


def days(text: str, known: Sequence[Day]) -> tuple[str, ...] | None:
    """The ids of the days that a cell names: numbers, dates, names of weekdays, all. None where one cannot be told."""
    if not known:
        return None
    key = folded(text)
    if key in _ALL:
        return tuple(day.id for day in known)
    if spanned := _dated(text, known):
        return spanned
    found: list[str] = []
    for part in re.split(r"[,;/|\n+&]|\s(?:and|et|y|e|und|и)\s", re.sub(r"(\d)\s*[-–]\s*(\d)", _spelled, text)):
        if shapes.is_empty(part):
            continue
        day = one_day(part, known)
        if day is None:
            return None
        found.append(day)
    return tuple(dict.fromkeys(found))


_ALL = shapes.phrases(words.ALL_DAYS)


def _dated(text: str, known: Sequence[Day]) -> tuple[str, ...]:
    """`11-12 March`: several dates that are all days of the convening."""
    from toolkit.imports.agenda import dayheads

    head = dayheads.head(text.strip())
    dates = [(date.day, date.month) for date in head.dates] if head else []
    found = tuple(
        day.id for day in known if day.date and any(day.date.day == at and month in (None, 0, day.date.month) for at, month in dates)
    )
    return found if len(dates) > 1 and len(found) == len(dates) else ()


def _spelled(found: re.Match[str]) -> str:
    first, last = int(found[1]), int(found[2])
    return ",".join(map(str, range(first, last + 1))) if first < last < first + 10 else found[0]


def one_day(text: str, known: Sequence[Day]) -> str | None:
    """`Day 2`, `2`, `12 March`, `Friday`: the day of the convening that it is, where it can be only one."""
    from toolkit.imports.agenda import dayheads

    key = folded(text)
    number = re.fullmatch(r"(?:[^\W\d]+ )?(\d{1,2})(?: ?(?:st|nd|rd|th|er|e))?", key)
    head = dayheads.head(text.strip())
    dated = head.dates[0] if head and head.dates else None
    if dated is not None and dated.day and (dated.month or not number):
        same = [day.id for day in known if day.date and day.date.day == dated.day and dated.month in (None, 0, day.date.month)]
        return same[0] if len(same) == 1 else None
    if number and 1 <= int(number[1]) <= len(known):
        return known[int(number[1]) - 1].id
    named = [day.id for day in known if day.date and key and key in _weekdays(day.date.weekday())]
    return named[0] if len(named) == 1 else None


@functools.cache
def _weekdays(number: int) -> frozenset[str]:
    found: set[str] = set()
    for language in _ASKED:
        named: Any = Locale.parse(language).days["format"]
        found |= {folded(named[width][number]) for width in ("wide", "abbreviated")}
    return frozenset(found)


def weekday(text: str) -> bool:
    key = folded(text)
    return any(key in _weekdays(number) for number in range(7))
