"""The blocks that a document is made of, top to bottom.

What a block says must come out of every writer; how wide a line runs may differ. A writer that meets a block it has
no rule for raises, so a new block is a new rule in each writer or no block at all.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from toolkit.document.drawing import Drawing
from toolkit.document.inline import Inline
from toolkit.document.type_size import USUAL_PT


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's heading. Level 1 is a chapter (the document's own title is its Cover); levels never jump."""

    level: int
    content: tuple[Inline, ...]
    id: str = ""
    in_contents: bool = True
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`lead` opens a document in larger type, `note` is smaller, `say` is to be read aloud, `kicker` stands small above a heading.

    `type_pt` is the size of its type where it is another than its style's: a name that is read across a room.
    """

    content: tuple[Inline, ...]
    style: Literal["body", "lead", "note", "say", "kicker", "centred"] = "body"
    type_pt: float | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """A list; each item holds blocks. `check` has boxes to tick, `plain` has no marks, `entries` keeps each item on one page."""

    items: tuple[tuple[Block, ...], ...]
    style: Literal["bullet", "number", "check", "plain", "entries"] = "bullet"
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    content: tuple[Block, ...]
    source: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """`share` is the column's part of the table's width (shares are relative, none is 0)."""

    title: tuple[Inline, ...]
    share: float = 1
    align: Literal["start", "end", "centre"] = "start"


@dataclass(frozen=True, slots=True)
class Cell:
    """Either a line (`content`) or blocks, never both: a bare line is a third faster to lay out."""

    content: tuple[Inline, ...] = ()
    blocks: tuple[Block, ...] = ()
    columns: int = 1
    rows: int = 1
    heads: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """`pause` rows are breaks and meals, `group` rows head the rows below them. `height_mm` is a least height."""

    cells: tuple[Cell, ...]
    style: Literal["plain", "pause", "group"] = "plain"
    height_mm: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A grid whose first row, the column titles, is repeated on every page (`titles=False` hides it where it would say nothing).

    Rows never split over pages. `lined` rules every cell for writing by hand; `open` has rules between rows; `schedule` is
    the wall agenda's: large type, row heights that mean time. `type_pt` is the size of its type where it has to be another
    than the style's: as large as a wall has room for, 11 where it is read standing.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: tuple[Inline, ...] = ()
    style: Literal["open", "lined", "schedule"] = "open"
    titles: bool = True
    type_pt: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its alt text; its size on paper is the drawing's own. `lang` is the alt text's, where it is not the document's."""

    drawing: Drawing
    alt: str
    caption: tuple[Inline, ...] = ()
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was checked as data: PNG or JPEG, without what the camera wrote into it. One of the two measures."""

    data: bytes = field(repr=False)
    media: Literal["image/png", "image/jpeg"]
    alt: str
    height_mm: float | None = None
    width_mm: float | None = None
    caption: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards of one size to cut out, with gutters that forgive a printer's drift, and marks in the gutters to cut by.

    Whoever builds them puts a page's cards into one block and a PageBreak between two, so that every sheet is cut the same.
    `type_pt` is the size of their type where it is another than the document's. `middle` sets what is on a card half way down.
    Without a gutter they lie edge to edge and are not marked: the paper was cut before it was printed.
    """

    cards: tuple[tuple[Block, ...], ...]
    width_mm: float
    height_mm: float
    gutter_mm: float = 6
    type_pt: float | None = None
    middle: bool = False


@dataclass(frozen=True, slots=True)
class WritingLines:
    """Ruled lines to write on by hand, `gap_mm` apart (8 at the least)."""

    count: int
    gap_mm: float = 9


@dataclass(frozen=True, slots=True)
class Callout:
    """A framed text: a `note`, a `warning`, what to `say` aloud, or a `box` beside the report's text with its author."""

    content: tuple[Block, ...]
    kind: Literal["note", "warning", "say", "box"] = "note"
    title: tuple[Inline, ...] = ()
    author: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stay on one page."""

    content: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents, made from the headings by the writer and never typed."""

    title: tuple[Inline, ...]
    levels: int = 2


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


@dataclass(frozen=True, slots=True)
class Cover:
    """The document's title block: `page` fills the first page of a report, `band` heads the first page of everything else.

    `line` is small, in the margin above the first page, and takes no room: what is cut out, hung or folded has its paper to itself.
    It needs 16 mm of margin at the top. Exactly one with level 0 stands in a document, first; a Part may open with one whose title
    is a heading of that `level`. `kicker` stands above the title (the convening), `facts` below (dates, place); `marks` are the
    hosts: name, and logo where there is one, all of one optical height, in the given order.
    """

    title: tuple[Inline, ...]
    subtitle: tuple[Inline, ...] = ()
    kicker: tuple[Inline, ...] = ()
    facts: tuple[tuple[Inline, ...], ...] = ()
    marks: tuple[Mark, ...] = ()
    style: Literal["page", "band", "line"] = "band"
    level: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """One host on a cover: the name is always printed; `role` (Hosted by, Supported by) heads the first mark that has it."""

    name: tuple[Inline, ...]
    role: str = ""
    logo: Picture | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and margins (top, right, bottom, left in millimetres). Sizes: a2, a3, a4, letter, tabloid."""

    size: Literal["a2", "a3", "a4", "letter", "tabloid"] = "a4"
    landscape: bool = False
    margins_mm: tuple[float, float, float, float] = (18, 18, 20, 18)

    def area_mm(self) -> tuple[float, float]:
        """Width and height between the margins."""
        across, down = SIZES_MM[self.size]
        if self.landscape:
            across, down = down, across
        top, right, bottom, left = self.margins_mm
        return across - left - right, down - top - bottom


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks on pages of their own paper and margins, from a new page on; behind them the document's own begins anew.

    It stands at the top of a document and in nothing else. Header, footer and page numbers go on through it.
    """

    content: tuple[Block, ...]
    page: Page


Block = (
    Heading | Paragraph | Items | Quote | Table | Figure | Picture | Cards | WritingLines | Callout | Together | Contents
    | PageBreak | Cover | Part
)


SIZES_MM: dict[str, tuple[float, float]] = {
    "a2": (420.0, 594.0), "a3": (297.0, 420.0), "a4": (210.0, 297.0), "letter": (215.9, 279.4), "tabloid": (279.4, 431.8),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The same facts as rows, for CSV and XLSX. `name` titles the worksheet; a cell is text, a number, a date, a time or empty."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float | dt.date | dt.time | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One entry for a calendar: local start and end, the zone's IANA name ("" floats), a permanent uid, never an attendee.

    `category` is a word for what kind of thing it is, `group` whose it is: the one of several groups at once, or who takes it on.
    """

    uid: str
    title: str
    start: dt.datetime
    end: dt.datetime
    zone: str = ""
    place: str = ""
    sequence: int = 0
    stamp: dt.date | None = None
    category: str = ""
    group: str = ""


_LINE_COVER_MM = 16.0


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document, ready for any writer.

    `title` goes into the file's metadata and so is the discreet one; what is printed as title is the Cover's.
    `type_pt` is the size of its body, and no letter of a large print edition is smaller.
    `footer` lines stand on every page beside `page_words` ("Page {page} of {pages}", already in the language), `header` at its top.
    """

    name: str
    title: str
    language: str
    rtl: bool
    blocks: tuple[Block, ...]
    page: Page = Page()
    header: str = ""
    footer: tuple[str, ...] = ()
    page_words: str = "{page} / {pages}"
    type_pt: float = USUAL_PT
    sheets: tuple[Sheet, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def header_at_end(self) -> bool:
        """Where the margin has no room for the header above a line cover, it stands beside it."""
        first = self.blocks[0] if self.blocks else None
        return isinstance(first, Cover) and first.style == "line" and self.page.margins_mm[0] < _LINE_COVER_MM
