"""What a spreadsheet shows for a number: a time, a date, a length, or the number with the digits and words of its format.

Dates and times are written as ISO 8601 whatever the format, so that nobody has to guess which of 3/4 is the month; a number keeps the
digits that its format shows, so that 9.3 under `0.00` is 9.30. Formats: ISO 29500-1, 18.8.30 and 18.8.31.
"""

import datetime as dt
import functools
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Value = dt.date | dt.datetime | dt.time | dt.timedelta | float | bool | None

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "m/d/yyyy", 15: "d-mmm-yy",
    16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yyyy h:mm", 45: "mm:ss",
    46: "[h]:mm:ss", 47: "mm:ss.0", 49: "@", **dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy/m/d"),
}  # fmt: skip

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")
_CORE = re.compile(r"([#0?,]*)(?:\.([#0?]+))?(%?)")
_LAST_DAY = 2_958_466
_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class _Form:
    kind: Literal["number", "date", "time", "moment", "length"]
    before: str = ""
    after: str = ""
    digits: int = 0
    decimals: int | None = None
    percent: bool = False


def shown(number: float, code: str, since_1904: bool = False) -> tuple[str, Value]:
    """The text of a cell and the value behind it."""
    form = _form(code)
    if form.kind == "number" or not 0 <= number < _LAST_DAY:
        return _digits(number, form), number
    seconds = round(number * _SECONDS)
    if form.kind == "length":
        length = dt.timedelta(seconds=seconds)
        return length_text(length), length
    days, rest = divmod(seconds, _SECONDS)
    day = _day(days, since_1904)
    time = dt.time(rest // 3600, rest // 60 % 60, rest % 60)
    if form.kind == "time":
        return time_text(time), dt.datetime.combine(day, time) if days > 20_000 else time
    moment = dt.datetime.combine(day, time)
    if form.kind == "date":
        return day.isoformat(), moment if rest else day
    return f"{day.isoformat()} {time_text(time)}", moment


def time_text(time: dt.time) -> str:
    return time.isoformat("seconds" if time.second else "minutes")


def length_text(length: dt.timedelta) -> str:
    minutes, seconds = divmod(round(length.total_seconds()), 60)
    text = f"{minutes // 60}:{minutes % 60:02}"
    return f"{text}:{seconds:02}" if seconds else text


def number_text(number: float) -> str:
    """A number under no format, with at most the fifteen digits that a spreadsheet knows."""
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else f"{number:.15g}"


def _day(days: int, since_1904: bool) -> dt.date:
    """Day 60 of the older count is 29 February 1900, which never was (ISO 29500-1, 18.17.4.1)."""
    if since_1904:
        return dt.date(1904, 1, 1) + dt.timedelta(days=min(days, _LAST_DAY - 1_463))
    return dt.date(1899, 12, 30 if days >= 60 else 31) + dt.timedelta(days=days)


@functools.lru_cache(maxsize=1024)
def _form(code: str) -> _Form:
    first = _sections(code)[0]
    bare = _LITERAL.sub("", first)
    if _ELAPSED.search(bare):
        return _Form("length")
    bare = _BRACKETS.sub("", bare)
    letters = re.sub(r"general|standard|am/pm|a/p|e[+-]", lambda found: "h" if found[0].startswith("a") else "", bare.lower())
    time = "h" in letters or "s" in letters
    date = "y" in letters or "d" in letters or ("m" in letters and not time) or "mmm" in letters
    if date or time:
        return _Form("moment" if date and time else "date" if date else "time")
    return _number_form(first)


def _sections(code: str) -> list[str]:
    """The formats for positive, negative and no number; a semicolon in quotes parts nothing."""
    return re.findall(r'(?:"[^"]*"|\\.|[^;"\\])*', code) or [""]


def _number_form(section: str) -> _Form:
    """Digits between words, as in `0" min"`; a format that is more than that shows the plain number."""
    words: list[str] = ["", ""]
    core = ""
    at = 0
    section = _BRACKETS.sub("", section)
    while at < len(section):
        literal = _LITERAL.match(section, at)
        if literal:
            words[bool(core)] += literal[1] or literal[2] or ""
            at = literal.end()
        elif section[at] in "#0?,.%":
            if words[1]:
                return _Form("number")
            core += section[at]
            at += 1
        elif section[at] in " -+/():€$£":
            words[bool(core)] += section[at]
            at += 1
        else:
            return _Form("number")
    held = _CORE.fullmatch(core)
    if not held or not core:
        return _Form("number")
    digits = held[1].replace(",", "")
    decimals = held[2] or ""
    fixed = None if "#" in decimals or "?" in decimals else len(decimals)
    return _Form("number", words[0], words[1], digits.count("0"), fixed, bool(held[3]))


def _digits(number: float, form: _Form) -> str:
    if form.decimals is None:
        return number_text(number * 100) + "%" if form.percent else number_text(number)
    exact = Decimal(repr(float(number))) * (100 if form.percent else 1)
    if abs(exact) > Decimal(10) ** 15:
        return number_text(number)
    rounded = exact.quantize(Decimal(1).scaleb(-form.decimals), ROUND_HALF_UP)
    whole, _, rest = f"{abs(rounded):f}".partition(".")
    text = whole.zfill(form.digits) + (f".{rest}" if rest else "")
    return f"{'-' if rounded < 0 else ''}{form.before}{text}{'%' if form.percent else ''}{form.after}".strip()
