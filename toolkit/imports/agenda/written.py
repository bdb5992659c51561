"""The dates that a text names, as they are written: with names or numbers, single, in ranges or in lists, in one order or the other.

Knows no heading and no file: what is ambiguous stays so.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from toolkit.imports.agenda import names, signs


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


_TOKEN = re.compile(rf"\d{{1,4}}|{names.LETTERS}(?:['’.-]{names.LETTERS})*\.?|[^\w\s]|\s+")
NUMERIC = re.compile(
    r"(?<![\d:/.])(?:(?P<y1>(?:19|20)\d\d)[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})|"
    r"(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?:(?P=sep)(?P<y2>\d{4}|\d{2}))?"
    r"(?P<range>\s?-\s?(?P<c>\d{1,2})(?:(?P=sep)(?P<d>\d{1,2}))?)?)(?![\d:])"
)
_ASIAN = re.compile(
    r"(?:(?P<y>\d{4})\s*[年년]\s*)?(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일号號]?(?:\s*[-~至]\s*(?P<d2>\d{1,2})\s*[日일号號])?"
    r"(?:\s*[(]?\s*(?:星期|周|週)?(?P<w>[一二三四五六日天月火水木金土월화수목금토일])(?:曜日?|요일)?\s*[)]?)?"
)
_VIETNAMESE = re.compile(r"(?:ngày\s+)?(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})(?:\s*,?\s*(?:năm\s+)?(?P<y>\d{4}))?", re.I)
_ASIAN_DAYS = {
    sign: day % 7 for signs_of_days in ("一二三四五六日", "月火水木金土", "월화수목금토일") for day, sign in enumerate(signs_of_days)
} | {"天": 6}
_NTH_ASIAN = re.compile(r"第\s*([一二三四五六七\d])\s*[日天]|(\d)\s*日目|(\d)\s*일차|제\s*(\d)\s*일")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    value: int
    text: str
    at: int
    meanings: tuple[tuple[str, int], ...] = ()


def read(words: str, rare: bool) -> tuple[tuple[Written, ...], int | None, list[tuple[int, int]]]:
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
    for found in _VIETNAMESE.finditer(words):
        dates.append(Written(int(found["d"]), int(found["m"]), int(found["y"]) if found["y"] else None))
        used.append(found.span())
    if nth := _NTH_ASIAN.search(words):
        sign = next(part for part in nth.groups() if part)
        number = int(sign) if sign.isdecimal() else "一二三四五六七".index(sign) + 1
        used.append(nth.span())
    for found in NUMERIC.finditer(words):
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
            if weekday is not None and (_is_weekday(token) or (dates and _is_short_weekday(token, words))):
                weekdays.append(weekday)
                used.append((token.at, token.at + len(token.text)))
    if not dates and len(weekdays) == 1 and number is None:
        dates = _day_alone(tokens, used)
    return _with_weekdays(dates, weekdays), number, _gaps(words, used)


def _day_alone(tokens: list[_Token], used: list[tuple[int, int]]) -> list[Written]:
    """`Friday 12`: a weekday and a number and no other word; which month it is stands elsewhere."""
    left = [token for token in tokens if token.kind != "sign" and not _inside(token.at, used)]
    bare = [token for token in left if token.kind == "number" or signs.folded(token.text.strip(".")) not in _SUFFIX]
    if len(bare) != 1 or bare[0].kind != "number" or not 1 <= bare[0].value <= 31 or len(bare[0].text) > 2:
        return []
    for token in left:
        _use(token, used)
    return [Written(bare[0].value)]


def _is_weekday(token: _Token) -> bool:
    """Short words are weekdays only where they are written like a name: `Sat`, `Mon.`, not `so`, `do`, `mar`."""
    return len(token.text.strip(".")) > 3 or not token.text.isascii() or (token.text[:1].isupper() and len(token.text.strip(".")) == 3)


def _is_short_weekday(token: _Token, words: str) -> bool:
    """Two letters right before a date: `Fr., 12. März`, `Do 11.3.`"""
    bare = token.text.strip(".")
    return len(bare) == 2 and bare[0].isupper() and bool(re.match(r"\.?,?\s*\d", words[token.at + len(bare) :]))


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
        if text.isdecimal():
            made.append(_Token("number", int(text), text, found.start()))
        elif text[0].isalpha():
            made.append(_Token("word", 0, text, found.start(), names.meanings(text, rare) or _parts(text, rare)))
        else:
            made.append(_Token("sign", 0, text, found.start()))
    return made


def _parts(text: str, rare: bool) -> tuple[tuple[str, int], ...]:
    """`2.May`, `d'avril`, `l-Erbgħa`: a name behind a short article."""
    short, _, name = re.sub(r"['’-]", "\0", text).partition("\0")
    return names.meanings(name, rare) if name and len(short) <= 2 and "\0" not in name else ()


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
        if token.kind != "word" or signs.folded(token.text.strip(".")) not in names.DAY_WORDS:
            continue
        for other in (at + 1, at - 1):
            if 0 <= other < len(tokens):
                near = tokens[other]
                value = near.value if near.kind == "number" else names.ORDINALS.get(signs.folded(near.text.strip(".")), 0)
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
