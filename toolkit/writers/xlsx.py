"""The sheets of a document as an Excel workbook: titles that stay in sight, columns as wide as their words, text that stays text.

It decides how a sheet looks; nothing in it is ever a formula, a link or a guess at a number.
"""

import datetime as dt
import functools
import io
import re
import unicodedata
import zipfile
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from toolkit.document.blocks import Document, Sheet
from toolkit.language import N_, language
from toolkit.writers import scrub
from toolkit.writers.formats import CannotWriteError

_LONGEST = 32_767
"""Characters in a cell (ECMA-376; XlsxWriter leaves a longer one out without a word)."""

_WIDEST, _NARROWEST = 60, 6
_FIRST_DAY = dt.date(1900, 3, 1)
"""Before it Excel counts a day that never was, so older dates are written as text."""

_PAPER = {"a3": 8, "a4": 9, "letter": 1, "tabloid": 3}


def write(document: Document) -> bytes:
    """The whole workbook; the same bytes each time."""
    if not document.sheets:
        say = language(document.language)
        raise CannotWriteError(say("{name} is no table, so it has no Excel form; take it as PDF or Word.", name=document.name))
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    looks = {
        "title": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
        "time": book.add_format({"num_format": "hh:mm", "valign": "top", "align": "left"}),
    }
    taken: set[str] = set()
    for sheet in document.sheets:
        _sheet(book.add_worksheet(_sheet_name(sheet.name, taken)), sheet, document, looks)
    book.close()
    return _scrubbed(made.getvalue(), document.title)


def _sheet(page: Any, sheet: Sheet, document: Document, looks: dict[str, Any]) -> None:
    if document.rtl:
        page.right_to_left()
    page.set_paper(_PAPER[document.page.size])
    page.repeat_rows(0)
    page.freeze_panes(1, 0)
    _print(page, document)
    last = len(sheet.columns) - 1
    if last < 0:
        return
    for at, title in enumerate(sheet.columns):
        page.write_string(0, at, title, looks["title"])
        page.set_column(at, at, _column_width(sheet, at))
    page.autofilter(0, 0, len(sheet.rows), last)
    if sum(_column_width(sheet, at) for at in range(last + 1)) > _PORTRAIT:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    for number, row in enumerate(sheet.rows, 1):
        for at, value in enumerate(row):
            _cell(page, number, at, value, looks, sheet.name, document)


_PORTRAIT = 90


def _cell(page: Any, row: int, at: int, value: object, looks: dict[str, Any], sheet: str, document: Document) -> None:
    match value:
        case None | "":
            return
        case str():
            if len(value) > _LONGEST:
                say = language(document.language)
                found = say.number(len(value))
                sentence = N_(
                    "Row {row} of {sheet} holds a text of {found} characters, and Excel takes {most}; shorten it, or take the CSV form."
                )
                raise CannotWriteError(say(sentence, row=row, sheet=sheet, found=found, most=say.number(_LONGEST)))
            page.write_string(row, at, value, looks["text"])
        case dt.time():
            page.write_datetime(row, at, value, looks["time"])
        case dt.date():
            if value < _FIRST_DAY:
                page.write_string(row, at, value.isoformat(), looks["text"])
            else:
                page.write_datetime(row, at, dt.datetime(value.year, value.month, value.day), looks["date"])  # noqa: DTZ001
        case int() | float():
            page.write_number(row, at, value, looks["text"])
        case _:
            raise TypeError(f"XLSX has no rule for a cell of type {type(value).__name__}")


def _column_width(sheet: Sheet, at: int) -> float:
    longest = max((_width(str(row[at])) for row in sheet.rows if at < len(row) and row[at] is not None), default=0)
    return min(max(longest, _width(sheet.columns[at]) + 3, _NARROWEST), _WIDEST) + 1


@functools.lru_cache(maxsize=4096)
def _width(words: str) -> int:
    if words.isascii() and "\n" not in words:
        return len(words)
    return max(sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line) for line in words.split("\n"))


def _print(page: Any, document: Document) -> None:
    """What stands at the foot of every sheet; Excel takes 255 characters and the file would not open with more."""
    words = document.page_words.replace("&", "&&").replace("{pages}", "&N").replace("{page}", "&P")
    lines = "\n".join(line for line in document.footer if line).replace("&", "&&")
    whole = f"&L{lines}&R{words}" if lines else f"&R{words}"
    page.set_footer(whole if len(whole) <= 255 else f"&R{words}")


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that Excel takes: 31 characters, none of []:*?/\\, no apostrophe at an end, each once, not "History"."""
    plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", wanted).strip().strip("'").strip()[:31].strip().strip("'") or "Sheet"
    name, n = (f"{plain[:29]} 1" if plain.casefold() == "history" else plain), 2
    while name.casefold() in taken:
        name, n = f"{plain[: 30 - len(str(n))]} {n}", n + 1
    taken.add(name.casefold())
    return name


def _scrubbed(data: bytes, title: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    return scrub.pack((name, scrub.core_properties(title) if name == "docProps/core.xml" else part) for name, part in parts)
