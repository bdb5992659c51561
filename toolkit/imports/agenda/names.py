"""The names of weekdays and months in the languages of Babel, and the small words that stand beside a date.

Decides which words mean a day; which day is meant is for written.py and dates.py.
"""

import functools
import re
from collections.abc import Iterable

from babel import Locale
from babel.localedata import locale_identifiers

from toolkit.imports.agenda import signs

COMMON = (
    "en", "fr", "es", "pt", "ru", "ar", "de", "it", "nl", "uk", "pl", "tr", "sw", "fa", "ur", "hi", "bn", "id", "ms", "zh", "ja", "ko",
    "vi", "th", "am",
    "el", "ro", "hu", "cs", "sk", "bg", "sr", "hr", "sl", "sv", "nb", "da", "fi", "he", "ca", "ka", "hy", "az", "kk", "uz", "ne", "so",
    "ha", "ku",
)  # fmt: skip
"""Looked up first; the other languages of Babel only where these do not know a word."""

_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094d\u0981-\u0983\u09bc-\u09cd\u0a01-\u0dff"
    "\u0e31-\u0e4e\u0eb1-\u0ece\u102b-\u103e\u135d-\u135f\u17b4-\u17d3"
)
LETTERS = rf"(?:[^\W\d_][{_MARKS}]*)+"
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")


@functools.lru_cache(maxsize=512)
def _names(code: str) -> dict[str, tuple[str, int]]:
    locale = Locale.parse(code)
    found: dict[str, tuple[str, int]] = {}
    for width in ("wide", "abbreviated"):
        for kind, by_context in (("month", locale.months), ("weekday", locale.days)):
            for context in ("format", "stand-alone"):
                for number, name in by_context[context][width].items():
                    word = _folded(str(name))
                    if len(word) > 1 and not word[0].isdigit():
                        found.setdefault(word, (kind, int(number)))
    return found


_ALSO: dict[str, tuple[str, int]] = {
    "sept": ("month", 9), "setiembre": ("month", 9), "tues": ("weekday", 1), "thur": ("weekday", 3), "thurs": ("weekday", 3), "wedn":
    ("weekday", 2),
    "segunda": ("weekday", 0), "terca": ("weekday", 1), "quarta": ("weekday", 2), "quinta": ("weekday", 3), "sexta": ("weekday", 4),
    "вт": ("weekday", 1), "пн": ("weekday", 0), "ср": ("weekday", 2), "чт": ("weekday", 3), "пт": ("weekday", 4), "сб": ("weekday", 5),
    "вс": ("weekday", 6),
    "الاثنين": ("weekday", 0), "الاربعاء": ("weekday", 2), "الثلاثاء": ("weekday", 1), "نيسان": ("month", 4), "ايار": ("month", 5),
    "حزيران": ("month", 6),
    "تموز": ("month", 7), "اب": ("month", 8), "ايلول": ("month", 9), "شباط": ("month", 2), "اذار": ("month", 3), "جانفي": ("month", 1),
    "فيفري": ("month", 2),
    "افريل": ("month", 4), "ماي": ("month", 5), "جوان": ("month", 6), "جويلية": ("month", 7), "اوت": ("month", 8), "غشت": ("month", 8),
}  # fmt: skip


def _folded(word: str) -> str:
    return signs.folded(word).strip(".")


@functools.lru_cache(maxsize=1)
def _common() -> dict[str, tuple[tuple[str, int], ...]]:
    return _gathered(COMMON)


@functools.lru_cache(maxsize=1)
def _rare() -> dict[str, tuple[tuple[str, int], ...]]:
    codes = [code for code in locale_identifiers() if "_" not in code and code not in COMMON]
    return {word: meanings for word, meanings in _gathered(sorted(codes), wide_only=True).items() if len(word) > 3 or not word.isascii()}


def _gathered(codes: Iterable[str], wide_only: bool = False) -> dict[str, tuple[tuple[str, int], ...]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for code in codes:
        for word, meaning in _names(code).items():
            if wide_only and len(word) < 4 and word.isascii():
                continue
            meanings = found.setdefault(word, [])
            if meaning not in meanings:
                meanings.append(meaning)
    if not wide_only:
        for word, meaning in _ALSO.items():
            meanings = found.setdefault(_folded(word), [])
            meanings[:] = [meaning, *[each for each in meanings if each != meaning]]
    return {word: tuple(meanings) for word, meanings in found.items()}


def meanings(word: str, rare: bool) -> tuple[tuple[str, int], ...]:
    folded = _folded(word)
    if len(folded) < 2:
        return ()
    found = _common().get(folded)
    if found is None and _UNSPACED.match(word):
        inside = [(name, meanings) for name, meanings in _common().items() if len(name) > 3 and name in folded and _UNSPACED.match(name)]
        found = max(inside, key=lambda each: len(each[0]))[1] if inside else None
    if found is None and rare and len(folded) > 3:
        found = _rare().get(folded)
    return found or ()


def words(text: str) -> list[str]:
    """The words of a text in any script, marks and all."""
    return re.findall(LETTERS, signs.seen(text))


def languages(word: str) -> frozenset[str]:
    """The common languages in which a word names a day or a month, written out."""
    folded = _folded(word)
    return frozenset(code for code in COMMON if folded in _wide(code))


@functools.lru_cache(maxsize=64)
def _wide(code: str) -> frozenset[str]:
    locale = Locale.parse(code)
    names = [
        names
        for by_context in (locale.months, locale.days)
        for context in ("format", "stand-alone")
        for names in [by_context[context]["wide"]]
    ]
    return frozenset(_folded(str(name)) for each in names for name in each.values())


_DAY_WORDS = frozenset(
    [
        "day",
        "jour",
        "journee",
        "dia",
        "tag",
        "giorno",
        "dag",
        "день",
        "dzien",
        "gun",
        "siku",
        "روز",
        "يوم",
        "اليوم",
        "יום",
        "nap",
        "zi",
        "ден",
        "दिन",
        "день",
        "日",
        "day",
        "journée",
        "jornada",
        "jour",
    ]
) | {"день", "dzień", "gün", "el dia", "día", "journée"}
DAY_WORDS = frozenset(signs.folded(word) for word in _DAY_WORDS)
ORDINALS: dict[str, int] = {
    signs.folded(word): number
    for number, words in {
        1: "first one premier premiere primer primero primera primeiro primeira erster ersten erste primo первый первая اول الاول "
        "الأول الاولى uno eins один",
        2: "second two deuxieme seconde second segundo segunda zweiter zweiten zweite secondo второй вторая ثاني الثاني الثانية dos "
        "deux zwei два",
        3: "third three troisieme tercer tercero tercera terceiro terceira dritter dritten dritte terzo третий третья ثالث الثالث "
        "الثالثة tres trois drei три",
        4: "fourth four quatrieme cuarto cuarta quarto quarta vierter vierten vierte четвертый четвёртый رابع الرابع الرابعة cuatro "
        "quatre vier четыре",
        5: "fifth five cinquieme quinto quinta funfter funften fünfter fünfte quinto пятый خامس الخامس الخامسة cinco cinq funf пять",
        6: "sixth six sixieme sexto sexta sechster sesto шестой سادس السادس السادسة seis sechs шесть",
        7: "seventh seven septieme septimo setimo siebter settimo седьмой سابع السابع السابعة siete sept sieben семь",
    }.items()
    for word in words.split()
}
FILLERS = frozenset(
    signs.folded(word)
    for word in [
        "the",
        "of",
        "de",
        "del",
        "du",
        "da",
        "do",
        "d",
        "der",
        "den",
        "dem",
        "am",
        "le",
        "la",
        "el",
        "les",
        "los",
        "and",
        "et",
        "y",
        "e",
        "und",
        "и",
        "ve",
        "og",
        "och",
        "on",
        "la",
        "a",
        "à",
        "no",
        "na",
        "в",
        "на",
        "году",
        "года",
        "г",
        "год",
        "по",
        "إلى",
        "الى",
        "من",
        "في",
        "ال",
        "و",
        "عام",
        "سنة",
        "م",
        "for",
        "pour",
        "para",
        "für",
        "для",
        "date",
        "datum",
        "fecha",
        "data",
        "дата",
        "التاريخ",
        "st",
        "nd",
        "rd",
        "th",
        "er",
        "ère",
        "re",
        "ème",
        "eme",
        "º",
        "ª",
        "o",
        "й",
        "ый",
        "ой",
        "го",
        "ой",
        "tes",
        "te",
        "ter",
        "le",
        "programme",
        "program",
        "agenda",
        "programa",
        "schedule",
        "ngày",
        "tháng",
        "năm",
        "de",
        "d'",
        "året",
        "den",
    ]
)
