"""Which line names a day, and which days: weekdays and months in the languages of Babel, numbers, ordinals, ranges, lists.

Decides what a heading says, not which year it is in: the year is often printed elsewhere, and is settled in dates.py for the whole file.
"""

import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from babel import Locale
from babel.localedata import locale_identifiers

from toolkit.imports.agenda import clock, signs
from toolkit.imports.agenda.clock import Reading

COMMON = (
    "en", "fr", "es", "pt", "ru", "ar", "de", "it", "nl", "uk", "pl", "tr", "sw", "fa", "ur", "hi", "bn", "id", "ms", "zh", "ja", "ko",
    "vi", "th", "am",
    "el", "ro", "hu", "cs", "sk", "bg", "sr", "hr", "sl", "sv", "nb", "da", "fi", "he", "ca", "ka", "hy", "az", "kk", "uz", "ne", "so",
    "ha", "ku",
)  # fmt: skip
"""Looked up first; the other languages of Babel only where these do not know a word."""


@dataclass(frozen=True, slots=True)
class Written:
    """A date as written. `swapped` where day and month could be the other way round (03/04); `order` which came first, where that is
    sure.
    """

    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    swapped: bool = False
    order: Literal["day", "month"] | None = None


@dataclass(frozen=True, slots=True)
class DayHead:
    """What a line says about a day: its dates (several where days are told together), its number, what else stands beside it."""

    dates: tuple[Written, ...] = ()
    number: int | None = None
    title: str = ""
    hours: Reading | None = None


# Names of weekdays and months


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


def _meanings(word: str, rare: bool) -> tuple[tuple[str, int], ...]:
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


# Words and numbers

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
_DAY_FOLDED = frozenset(signs.folded(word) for word in _DAY_WORDS)
_ORDINALS: dict[str, int] = {
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
_FILLERS = frozenset(
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
_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094d\u0981-\u0983\u09bc-\u09cd\u0a01-\u0dff"
    "\u0e31-\u0e4e\u0eb1-\u0ece\u102b-\u103e\u135d-\u135f\u17b4-\u17d3"
)
_LETTERS = rf"(?:[^\W\d_][{_MARKS}]*)+"
_TOKEN = re.compile(rf"\d{{1,4}}|{_LETTERS}(?:['’.-]{_LETTERS})*\.?|[^\w\s]|\s+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_NUMERIC = re.compile(
    r"(?<![\d:/.])(?:(?P<y1>(?:19|20)\d\d)[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})|"
    r"(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?:(?P=sep)(?P<y2>\d{4}|\d{2}))?"
    r"(?P<range>\s?-\s?(?P<c>\d{1,2})(?:(?P=sep)(?P<d>\d{1,2}))?)?)(?![\d:])"
)
_ASIAN = re.compile(
    r"(?:(?P<y>\d{4})\s*[年년]\s*)?(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일号號]?(?:\s*[-~至]\s*(?P<d2>\d{1,2})\s*[日일号號])?(?:\s*[(]?\s*(?:星期|周|週)?(?P<w>[一二三四五六日天月火水木金土월화수목금토일])(?:曜日?|요일)?\s*[)]?)?"
)
_ASIAN_DAYS = {
    **dict(zip("一二三四五六日", range(7), strict=True)), "天": 6, **dict(zip("月火水木金土", range(6), strict=True)), **dict(zip("월화수목금토일", range(7),
    strict=True)),
}  # fmt: skip
_NTH_ASIAN = re.compile(r"第\s*([一二三四五六七\d])\s*[日天]|(\d)\s*日目|(\d)\s*일차|제\s*(\d)\s*일")
_LABELS_OF_OTHER_DATES = re.compile(
    r"(?:draft|version|updated?|as of|printed|deadline|due|before|until|by|rsvp|register|registration|issued|modified|sent|reply|"
    r"copyright|invoice|born|since|"
    r"borrador|actualizad[oa]|versión|brouillon|mise? à jour|avant le|stand|entwurf|обновлено|версия|до|срок|rascunho|atualizad[oa]|"
    r"from|to|subject|cc|sent|on|closes?|see you)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    value: int
    text: str
    at: int
    meanings: tuple[tuple[str, int], ...] = ()


def head(text: str, rare: bool = False) -> DayHead | None:
    """What a line says about a day, or None where it names none, or says too much beside to be a heading."""
    shown = signs.seen(text)
    words = signs.plain(shown)
    hours, words_left = _without_hours(words)
    if hours is None and clock.leading(words) is not None and not _NUMERIC.match(words.strip()):
        return None
    dates, number, rest = _read(words_left, rare)
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
    if len(spoken) > 12 or len(shown) > 160 or (number is None and _LABELS_OF_OTHER_DATES.match(left)):
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
        dates, number, rest = _read(before, rare)
        if (dates or number) and not _left(before, rest):
            return DayHead(dates, number), text[found.at :]
        return None
    return None


def context(text: str, rare: bool = False) -> tuple[Written, ...]:
    """Every date that a text names, for the years and the days that its headings leave out."""
    return _read(signs.plain(signs.seen(text)), rare)[0] if len(text) < 400 else ()


def other_date(text: str) -> bool:
    """Whether a line's date is that of a draft, a deadline, an update."""
    return bool(_LABELS_OF_OTHER_DATES.match(signs.seen(text).lstrip(" \t([*-–")))


def words(text: str) -> list[str]:
    """The words of a text in any script, marks and all."""
    return re.findall(_LETTERS, signs.seen(text))


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
        less = re.sub(r"^([^\W\d_]+)[\s,.:\-–—|·]*", lambda found: "" if signs.folded(found[1]) in _FILLERS else found[0], kept, count=1)
        if less == kept or not less:
            kept = less
            break
        kept = less
    kept = re.sub(r"^[^\w(«“\"¿¡]+|[^\w)»”\"?!]+$", "", kept)
    kept = re.sub(r"[\s,:–—-]+(?:am|on|le|el|em|den|vom|of|for|du|del|de|в|на|dem)$", "", kept.strip(" \t\n-–—:,;|·()*#"), flags=re.I)
    return "" if all(signs.folded(word.strip(".,:-–()")) in _FILLERS or not re.search(r"\w", word) for word in kept.split()) else kept


def _read(words: str, rare: bool) -> tuple[tuple[Written, ...], int | None, list[tuple[int, int]]]:
    """The dates, the day's number, and the stretches of the text that are neither."""
    used: list[tuple[int, int]] = []
    number: int | None = None
    dates: list[Written] = []
    weekdays: list[int] = []
    for found in _ASIAN.finditer(words):
        if not re.search("[月월]", found[0]):
            continue
        weekday = _ASIAN_DAYS.get(found["w"] or "")
        days = range(int(found["d"]), int(found["d2"] or found["d"]) + 1)
        dates += [
            Written(day, int(found["m"]), int(found["y"]) if found["y"] else None, weekday if len(days) == 1 else None) for day in days
        ]
        used.append(found.span())
    if nth := _NTH_ASIAN.search(words):
        sign = next(part for part in nth.groups() if part)
        number = int(sign) if sign.isdigit() else "一二三四五六七".index(sign) + 1
        used.append(nth.span())
    for found in _NUMERIC.finditer(words):
        made = _numeric(found)
        if (
            made
            and not _inside(found.start(), used)
            and (found["sep"] != "-" or found["y2"] or found["y1"])
            and not _is_money(words, found)
        ):
            dates += made
            used.append(found.span())
    tokens = _tokens(words, used, rare)
    number = _number(tokens, used) if number is None else number
    dates += _named(tokens, used, dates)
    for token in tokens:
        if token.kind == "word" and not _inside(token.at, used):
            weekday = next((value for kind, value in token.meanings if kind == "weekday"), None)
            if weekday is not None and _is_weekday(token):
                weekdays.append(weekday)
                used.append((token.at, token.at + len(token.text)))
    return _with_weekdays(dates, weekdays), number, _gaps(words, used)


def _is_weekday(token: _Token) -> bool:
    """Short words are weekdays only where they are written like a name: `Sat`, `Mon.`, not `so`, `do`, `mar`."""
    return len(token.text.strip(".")) > 3 or not token.text.isascii() or (token.text[:1].isupper() and len(token.text.strip(".")) == 3)


def _is_money(words: str, found: re.Match[str]) -> bool:
    return bool(re.search(r"[$€£¥]\s*$", words[: found.start()]) or re.match(r"\s*[$€£¥%]", words[found.end() :]))


def _inside(at: int, used: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in used)


def _gaps(words: str, used: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = 0
    for start, end in sorted(used):
        if start > at:
            found.append((at, start))
        at = max(at, end)
    if at < len(words):
        found.append((at, len(words)))
    return found


def _tokens(words: str, used: list[tuple[int, int]], rare: bool) -> list[_Token]:
    made: list[_Token] = []
    for found in _TOKEN.finditer(words):
        text = found[0]
        if text.isspace() or _inside(found.start(), used):
            continue
        if text.isdigit():
            made.append(_Token("number", int(text), text, found.start()))
        elif text[0].isalpha():
            made.append(_Token("word", 0, text, found.start(), _meanings(text, rare) or _parts(text, rare)))
        else:
            made.append(_Token("sign", 0, text, found.start()))
    return made


def _parts(text: str, rare: bool) -> tuple[tuple[str, int], ...]:
    """`2.May`, `d'avril`, `l-Erbgħa`: a name behind a short article."""
    short, _, name = re.sub(r"['’-]", "\0", text).partition("\0")
    return _meanings(name, rare) if name and len(short) <= 2 and "\0" not in name else ()


def _numeric(found: re.Match[str]) -> list[Written]:
    if found["y1"]:
        return [Written(int(found["d1"]), int(found["m1"]), int(found["y1"]))] if int(found["m1"]) <= 12 and int(found["d1"]) <= 31 else []
    first, second = int(found["a"]), int(found["b"])
    year = int(found["y2"]) + (2000 if len(found["y2"]) == 2 else 0) if found["y2"] else None
    if not (1 <= first <= 31 and 1 <= second <= 31) or (first > 12 and second > 12):
        return []
    if found["sep"] == "." and year is None and not (found["c"] and found["d"]) and len(found["b"]) == 2 and first < 25:
        return []
    month_first = second > 12
    sure = first > 12 or second > 12 or first == second
    day, month = (second, first) if month_first else (first, second)
    order: Literal["day", "month"] | None = None if not sure or first == second else "month" if month_first else "day"
    if not found["c"]:
        return [Written(day, month, year, swapped=not sure, order=order)]
    if found["d"]:
        last_day, last_month = (int(found["d"]), int(found["c"])) if month_first else (int(found["c"]), int(found["d"]))
        return list(_between(Written(day, month, year), Written(last_day, last_month, year)))
    last = int(found["c"])
    if not month_first and not sure:
        # 03/04-06: a range of days follows its month only where the month stands first.
        day, month, sure = second, first, True
    return [Written(each, month, year, order="month") for each in range(day, last + 1)] if day <= last <= 31 else []


def _number(tokens: list[_Token], used: list[tuple[int, int]]) -> int | None:
    for at, token in enumerate(tokens):
        if token.kind != "word" or signs.folded(token.text.strip(".")) not in _DAY_FOLDED:
            continue
        for other in (at + 1, at - 1):
            if 0 <= other < len(tokens):
                near = tokens[other]
                value = near.value if near.kind == "number" else _ORDINALS.get(signs.folded(near.text.strip(".")), 0)
                if near.kind == "number" and other < at and at - other == 1 and len(near.text) > 2:
                    continue
                if 1 <= value <= 31 and not (other > at and _is_date_number(tokens, other)):
                    _use(token, used)
                    _use(near, used)
                    return value
        # 1-й день, 2nd day, 3º dia: a suffix stands between.
        if at >= 2 and tokens[at - 1].kind in ("word", "sign"):
            back = at - 2 if tokens[at - 2].kind == "number" else at - 3
            if back >= 0 and tokens[back].kind == "number" and tokens[back].value <= 31 and len(tokens[at - 1].text) <= 4:
                for each in tokens[back : at + 1]:
                    _use(each, used)
                return tokens[back].value
    return None


def _is_date_number(tokens: list[_Token], at: int) -> bool:
    """Day 11 March is the eleventh, not day eleven."""
    return at + 1 < len(tokens) and any(kind == "month" for kind, _ in tokens[at + 1].meanings)


def _use(token: _Token, used: list[tuple[int, int]]) -> None:
    used.append((token.at, token.at + len(token.text)))


def _named(tokens: list[_Token], used: list[tuple[int, int]], had: list[Written]) -> list[Written]:
    """Dates with the month's name: days before or after it, single, in a range, or in a list; the year beside."""
    found: list[Written] = []
    months = [
        (at, value)
        for at, token in enumerate(tokens)
        for kind, value in token.meanings[:]
        if kind == "month" and not _inside(token.at, used)
    ]
    surer = [(at, value) for at, value in months if tokens[at].meanings[0] == ("month", value)]
    months = surer or months
    done: set[int] = set()
    for at, month in months:
        if at in done or had:
            continue
        before, start = _days_before(tokens, at, used)
        after, end, year = _days_after(tokens, at, used, bool(before))
        days = before or after
        if not days:
            continue
        done.add(at)
        if year is None:
            year = _year_near(tokens, start - 1, end)
        for each in tokens[start:end]:
            _use(each, used)
        found += [Written(day, month, year) for day in days]
    for token in tokens:
        if token.kind == "number" and 1900 <= token.value <= 2999 and found and not _inside(token.at, used):
            _use(token, used)
            found = [replace(each, year=each.year or token.value) for each in found]
    years = {each.year for each in found if each.year}
    if len(years) == 1:
        found = [replace(each, year=next(iter(years))) for each in found]
    if len(found) == 2 and found[0].month != found[1].month and _joined(tokens):
        found = list(_between(found[0], found[1]))
    return found


def _joined(tokens: list[_Token]) -> bool:
    return any(token.text == "-" for token in tokens)


def _between(first: Written, last: Written) -> Iterator[Written]:
    year = first.year or last.year or 2000
    try:
        begin, end = dt.date(year, first.month or 1, first.day or 1), dt.date(last.year or year, last.month or 1, last.day or 1)
    except ValueError:
        return
    if not 0 <= (end - begin).days <= 31:
        yield from (first, last)
        return
    for step in range((end - begin).days + 1):
        each = begin + dt.timedelta(step)
        yield Written(each.day, each.month, each.year if first.year or last.year else None)


_SUFFIX = frozenset(
    {
        "st",
        "nd",
        "rd",
        "th",
        "er",
        "ere",
        "re",
        "eme",
        "º",
        "ª",
        "o",
        "a",
        "го",
        "й",
        "de",
        "of",
        "d",
        "del",
        "da",
        "do",
        "the",
        "tes",
        "te",
        "ter",
        "den",
        "le",
    }
)
_LISTED = frozenset(
    {",", "-", "&", "/", "and", "et", "y", "e", "und", "и", "و", "to", "bis", "al", "au", "a", "до", "по", "الى", "til", "och", "og", "en"}
)


def _days_before(tokens: list[_Token], at: int, used: list[tuple[int, int]]) -> tuple[list[int], int]:
    """11, 12 and 13 March: from the month backwards."""
    days: list[int] = []
    start = at
    back = at - 1
    ranged = False
    while back >= 0:
        token = tokens[back]
        word = signs.folded(token.text.strip("."))
        if token.kind == "number" and 1 <= token.value <= 31 and len(token.text) <= 2 and not _inside(token.at, used):
            if ranged and days:
                days[:0] = list(range(token.value, days[0])) if token.value < days[0] <= token.value + 31 else [token.value]
                ranged = False
            else:
                days.insert(0, token.value)
            start = back
        elif (
            token.text == "." or word in _SUFFIX or (token.kind == "word" and any(kind == "weekday" for kind, _ in token.meanings) and days)
        ):
            pass
        elif days and (token.text in ("-",) or word in ("to", "bis", "al", "au", "a", "до", "по", "الى", "til")):
            ranged = True
        elif not (days and (token.text in _LISTED or word in _LISTED)):
            break
        back -= 1
    return days, start


def _days_after(tokens: list[_Token], at: int, used: list[tuple[int, int]], taken: bool) -> tuple[list[int], int, int | None]:
    """March 11-12, 2027: from the month on; where the days stand before it, only the year is looked for."""
    days: list[int] = []
    end, year, ranged = at + 1, None, False
    ahead = at + 1
    while ahead < len(tokens):
        token = tokens[ahead]
        word = signs.folded(token.text.strip("."))
        if token.kind == "number" and 1900 <= token.value <= 2999:
            year, end = token.value, ahead + 1
            break
        if token.kind == "number" and 1 <= token.value <= 31 and not taken and len(token.text) <= 2 and not _inside(token.at, used):
            if ranged and days:
                days += list(range(days[-1] + 1, token.value + 1))
                ranged = False
            else:
                days.append(token.value)
            end = ahead + 1
        elif token.text in (".", ",") or word in _SUFFIX:
            pass
        elif days and (token.text == "-" or word in ("to", "al", "au", "a", "bis")):
            ranged = True
        elif not (days and (token.text in _LISTED or word in _LISTED)):
            break
        ahead += 1
    return days, end, year


def _year_near(tokens: list[_Token], before: int, after: int) -> int | None:
    """2019 May 21 - 23: the year in front."""
    for at in (before, before - 1):
        if 0 <= at < len(tokens) and tokens[at].kind == "number" and 1900 <= tokens[at].value <= 2999:
            return tokens[at].value
    return None


def _with_weekdays(dates: list[Written], weekdays: list[int]) -> tuple[Written, ...]:
    """The weekdays beside their dates: as many of the one as of the other, or the days alone."""
    if not dates:
        return tuple(Written(weekday=each) for each in weekdays)
    if len(weekdays) == len(dates):
        return tuple(replace(date, weekday=each) for date, each in zip(dates, weekdays, strict=True))
    if len(weekdays) == 2 and len(dates) > 2:
        return (replace(dates[0], weekday=weekdays[0]), *dates[1:-1], replace(dates[-1], weekday=weekdays[1]))
    if len(weekdays) == 1 and len(dates) == 1:
        return (replace(dates[0], weekday=weekdays[0]),)
    return tuple(dates)
