"""What somebody else's file says, as data: lines, grids and calendar entries in reading order, each with its place.

The one shape between the readers, which know formats, and the imports, which know agendas and people. Decides nothing about meaning:
a reader says what stands where, how it stands out, and what it could not read.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from toolkit.language import Language


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a thing in its file, as its own program counts it: from 1, and None for what the format does not have. The entries of a
    calendar count as rows. `note` is that of a footnote as the text calls them, where a
    reader was asked for it.
    """

    line: int | None = None
    paragraph: int | None = None
    table: int | None = None
    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    note: int | None = None


FIRST_CALL = 0xE000
MOST_CALLS = 0x1800


def call(number: int) -> str:
    """The sign in a text for the footnote of this number (from 1), where a reader was asked for it: of private use, so never typed."""
    return chr(FIRST_CALL + min(number, MOST_CALLS) - 1)


@dataclass(frozen=True, slots=True)
class Tracked:
    """A change that Word or LibreOffice recorded and nobody has decided yet. When is not kept: it is nobody's business."""

    kind: Literal["inserted", "deleted", "moved"]
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark in the margin; `on` is the text it hangs on."""

    author: str
    text: str
    on: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a line of running text. `text` is what it says once every recorded change is accepted, `before` once all are refused
    (None where they are the same). Line breaks within a paragraph stay as `\\n`, tab stops as `\\t`.

    `level` is that of a heading, `depth` that of a list item (1 is the outermost). `strong`: the whole line stands out by bold type,
    capitals of the style, or underlining.
    """

    text: str
    where: Where = Where()
    level: int | None = None
    depth: int = 0
    strong: bool = False
    before: str | None = None
    tracked: tuple[Tracked, ...] = ()
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its lines, and how far it spans. What a merged cell covers is an empty cell with `covered` set.

    `value` is what a spreadsheet keeps behind the text (a time, a date, a number), where it keeps one.
    """

    lines: tuple[Line, ...] = ()
    where: Where = Where()
    wide: int = 1
    high: int = 1
    covered: bool = False
    value: dt.date | dt.datetime | dt.time | dt.timedelta | float | bool | None = None

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    where: Where = Where()
    hidden: bool = False
    heads: bool = False
    tracked: Literal["inserted", "deleted"] | None = None
    author: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a text, or a sheet of a workbook. Rows are as wide as the widest."""

    rows: tuple[Row, ...]
    where: Where = Where()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a calendar, with its times as the calendar has them: a date alone lasts all day; a naive time floats."""

    title: str
    start: dt.datetime | dt.date
    end: dt.datetime | dt.date | None = None
    zone: str = ""
    place: str = ""
    description: str = ""
    categories: tuple[str, ...] = ()
    uid: str = ""
    where: Where = Where()


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that stands in the file and is not among its parts: a picture, a hidden sheet, a macro. `message` is marked with N_."""

    message: str
    values: tuple[tuple[str, object], ...] = ()
    where: Where = Where()

    def say(self, say: Language) -> str:
        return say(self.message, **dict(self.values))


Part = Line | Grid | Entry


@dataclass(frozen=True, slots=True)
class Source:
    """One file, read. `format` is what it is, whatever its name says; `title` is the one that it gives itself.

    `notes` are footnotes and endnotes in the order of the file; `furniture` is what its headers and footers repeat on every page.
    """

    name: str
    format: Literal["txt", "md", "html", "csv", "xlsx", "xls", "ods", "docx", "odt", "ics", "eml"]
    parts: tuple[Part, ...]
    title: str = ""
    language: str = ""
    unread: tuple[Unread, ...] = ()
    notes: tuple[Line, ...] = ()
    furniture: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(part for part in self.parts if isinstance(part, Line))

    @property
    def grids(self) -> tuple[Grid, ...]:
        return tuple(part for part in self.parts if isinstance(part, Grid))
