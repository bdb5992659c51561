"""The first sheet of a document as CSV (RFC 4180): UTF-8 with a byte order mark, for Excel takes it for another alphabet without.

It decides what a cell looks like as text. A text that a spreadsheet would work out as a formula has an apostrophe before it: the sign
by which spreadsheets themselves write "this is text". It is seen in some of them, and `+41` keeps its plus in all.
"""

import csv
import datetime as dt
import io

from toolkit.document.blocks import Document
from toolkit.language import language
from toolkit.writers.formats import CannotWriteError

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What starts a formula in one program or another, wide forms too (OWASP, CSV Injection)."""


def write(document: Document) -> bytes:
    """The rows, their titles first; dates and times as ISO 8601 writes them."""
    if not document.sheets:
        say = language(document.language)
        raise CannotWriteError(say("{name} is no table, so it has no CSV form; take it as PDF or Word.", name=document.name))
    sheet = document.sheets[0]
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow([_text(title) for title in sheet.columns])
    writer.writerows([_cell(value) for value in row] for row in sheet.rows)
    return made.getvalue().encode("utf-8-sig")


def _cell(value: str | int | float | dt.date | dt.time | None) -> str | int | float:
    match value:
        case None:
            return ""
        case str():
            return _text(value)
        case dt.time():
            return value.strftime("%H:%M")
        case dt.date():
            return value.isoformat()
    return value


def _text(words: str) -> str:
    return f"'{words}" if words.startswith(_FORMULA) or words.lstrip().startswith(_FORMULA) else words
