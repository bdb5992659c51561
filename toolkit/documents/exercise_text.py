"""A sheet's own text as blocks: words as they are, and each directive as what it stands for.

It is read twice: once to see what room its words leave, once with lines, rows and drawings that share that room.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from toolkit.convening import directives
from toolkit.convening.directives import Directive
from toolkit.convening.exercise import Exercise, SheetCard
from toolkit.convening.values import Text as Words
from toolkit.convening.values import in_language
from toolkit.convening.vocabulary import CARD_SIZES_MM, LEAST_GAP_MM
from toolkit.document import prose
from toolkit.document.blocks import Block, Cards, Cell, Column, Cover, Items, Page, PageBreak, Paragraph, Row, Table, WritingLines
from toolkit.document.inline import Blank, Inline, LineBreak, plain, text
from toolkit.document.type_size import LARGE_PT, USUAL_PT
from toolkit.documents import exercise_drawings, exercise_pages, exercise_room, fills, parts
from toolkit.documents.exercise_work import Work
from toolkit.documents.registry import Options
from toolkit.figures.lettering import fit_words

_LEAST_LINES, _LEAST_ROWS, _LEAST_FIGURE_MM = 3, 2, 50.0
_LARGE_LEAST_ROWS, _LARGE_LEAST_FIGURE_MM, _NARROWEST = 6, 120.0, 0.65
"""In large print, where a sheet may have a second page; the narrowest column by the mean of all."""

_GAP_MM, _ROW_MM = 9.0, 18.0
_MOST_UPRIGHT = 3
"""Columns of large print that stand side by side on upright paper."""

_SQUEEZE, _MOST_SQUEEZED = 0.05, 0.75
_SECOND_PAGE = 0.25
"""What is so much too long is two pages, and no sheet that a long title pushed over."""

_MOST_GROWN = 5
"""How often as many lines there may be in large print as a sheet asks for; three times where it asks for one, for that is a short word."""

_CELL_LINES = exercise_room.CELL_LINES, exercise_room.CELL_LINES - 1
_EMPTY_SHARE = 0.5
"""Where so much of a page stays empty, tables are tried whose words have fewer lines, so that a row more stands on a page."""

_GROWN_SPARE_MM = 10.0
"""What grows only to fill a page leaves more room than words do, for a word processor's are higher."""

_ALONE = frozenset({"cards", "poster", "sign"})
"""What has pages of its own."""

_EMPTY = 4
"""How many empty places stand where a list is still to be answered."""

CARD_PADDING_MM, CARD_HEAD_MM = 4.0, 6.0
_GUTTER_MM = 6.0
_LARGER = {"a7": "a6", "square": "a6"}
"""The card for large print; all others become a third of a sheet."""

_CARD_PT = {"a7": 20.0, "a6": 28.0, "third": 32.0, "strip": 28.0, "square": 22.0}
_LETTERS = {"box": "☐", "short": "_" * 4, "medium": "_" * 10, "wide": "_" * 14, "long": "_" * 18}
_LONG_MM, _WIDE_MM = 91.0, 79.0
_SPARE_MM = 1.5
"""What a word processor puts before and after a table."""


def read(work: Work, card: SheetCard, page: Page, head: tuple[Block, ...], options: Options) -> tuple[Page, tuple[Block, ...]]:
    """The blocks of a sheet, and its page: a wall's drawing that comes in two or eight parts turns the paper on its side."""
    typed = work.exercise.sheet_texts.get(card.id, "")
    every = list(_directives(typed, options))
    page = exercise_drawings.turned(every, page, options)
    if options.edition == "large" and _columns(typed, every, options) > _MOST_UPRIGHT:
        page = replace(page, landscape=True)
    sheet = _Sheet(work, options, page, in_language(typed, options.language.code, options.original)[1])
    above = sum(exercise_room.cover_mm(each, sheet.width, sheet.body) if isinstance(each, Cover) else sheet.tall(each) for each in head)
    alone = any(asked.name in _ALONE or "size" in asked.given for asked in every)
    if sheet.large and not card.bare and not alone:
        return page, _over_pages(sheet, typed, above)
    first = parts.prose(typed, options, 1, sheet.directive)
    room = sheet.height - above - sum(map(sheet.tall, first))
    written = not card.bare or (any(asked.name == "table" for asked in every) and not alone)
    while written and sheet.squeeze > _MOST_SQUEEZED and -_SECOND_PAGE * sheet.height < room - sum(sheet.leasts) < 0:
        sheet = replace(sheet, squeeze=sheet.squeeze - _SQUEEZE, leasts=[])
        first = parts.prose(typed, options, 1, sheet.directive)
        room = sheet.height - above - sum(map(sheet.tall, first))
    if sheet.leasts:
        sheet = replace(sheet, shares=exercise_room.shared(room, sheet.leasts), leasts=[])
        first = parts.prose(typed, options, 1, sheet.directive)
    return page, _own_pages(first)


def _over_pages(sheet: "_Sheet", typed: Words, above: float) -> tuple[Block, ...]:
    """Large print takes as many pages as it must, with rows and lines of the height that leaves the least of them empty."""
    tried, planned = _laid_out(sheet, typed, above, 1)
    for cell_lines, size in ((most, size) for most in _CELL_LINES for size in exercise_pages.SIZES):
        if planned.weight == (1, 0) or (cell_lines < _CELL_LINES[0] and planned.holes < _EMPTY_SHARE * sheet.height):
            break
        other, arranged = _laid_out(replace(sheet, cell_lines=cell_lines), typed, above, size)
        if arranged.weight < planned.weight:
            tried, planned = other, arranged
    if tried.leasts:
        tried = replace(tried, shares=planned.shares(tried.leasts), leasts=[], filling=[])
    return planned.parted(_read_large(tried, typed))


def _laid_out(sheet: "_Sheet", typed: Words, above: float, size: float) -> "tuple[_Sheet, exercise_pages.Plan]":
    """One size tried, with each part that fills as low as it may be."""
    asking = replace(sheet, squeeze=size, leasts=[], filling=[])
    parts.prose(typed, sheet.options, 1, asking.directive)
    tried = replace(asking, shares=tuple(asking.leasts), leasts=[], filling=[])
    blocks = _read_large(tried, typed)
    pieces = exercise_pages.pieces(blocks, tried.filling, sheet.width, sheet.body, sheet.tall)
    return tried, exercise_pages.plan(pieces, above, sheet.height - (_GROWN_SPARE_MM if size > 1 else 0))


def _read_large(sheet: "_Sheet", typed: Words) -> tuple[Block, ...]:
    """The text, in whose own tables no word is broken either."""
    blocks = parts.prose(typed, sheet.options, 1, sheet.directive)
    return tuple(sheet.fitted(block) if isinstance(block, Table) and block.style != "lined" else block for block in blocks)


def larger_size(exercise: Exercise, card: SheetCard, page: Page, options: Options) -> str:
    """The paper that a sheet is meant for, where what is drawn on it is larger than this page."""
    return exercise_drawings.larger_size(_directives(exercise.sheet_texts.get(card.id, ""), options), page)


def _columns(typed: Words, every: list[Directive], options: Options) -> int:
    """The columns of its widest table, whether it is to be written in or read."""
    read = [len(block.columns) for block in parts.prose(typed, options, 1, lambda _name, _body: ()) if isinstance(block, Table)]
    return max((*read, *(len(asked.parts("columns")) for asked in every)), default=0)


def _directives(typed: Words, options: Options) -> list[Directive]:
    """Every directive of the text that will be printed."""
    found: list[Directive] = []

    def keep(name: str, body: str) -> tuple[Block, ...]:
        found.append(directives.read(name, body))
        return ()

    parts.prose(typed, options, 1, keep)
    return found


def _own_pages(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Page breaks between what has a page of its own and the rest; none at the start, none at the end."""
    made: list[Block] = []
    for block in blocks:
        if not isinstance(block, PageBreak) or (made and not isinstance(made[-1], PageBreak)):
            made.append(block)
    return tuple(made[:-1] if made and isinstance(made[-1], PageBreak) else made)


def _more_heads(columns: Sequence[Column], rows: Sequence[Row]) -> bool:
    """Whether a screen reader would meet more heads than cells; in large print it would, for a page has few rows below its titles."""
    cells = [cell for row in rows for cell in row.cells]
    heads = sum(cell.heads for cell in cells)
    return len(columns) + heads > len(cells) - heads


def _as_data(cell: Cell) -> Cell:
    """What heads a row only by how it looks."""
    return replace(cell, content=parts.strong(cell.content), heads=False) if cell.heads else cell


def _narrowed(content: tuple[Inline, ...], width: float) -> tuple[Inline, ...]:
    """Underscores as lines to write on that are no longer than the card is wide."""
    (made,) = fills.filled((Paragraph(content),), {})
    fits = Blank("long" if width > _LONG_MM else "wide" if width > _WIDE_MM else "medium")
    return tuple(
        fits if isinstance(part, Blank) and part.size == "long" else part
        for part in (made.content if isinstance(made, Paragraph) else content)
    )


@dataclass(slots=True)
class _Sheet:
    """One reading of a sheet's text. The first finds the least height of each part that fills (`leasts`), the last gives it its share.

    Where a long title pushes a sheet over its page, `squeeze` takes a little from every line and row that is written on.
    """

    work: Work
    options: Options
    page: Page
    language: str
    shares: tuple[float, ...] = ()
    leasts: list[float] = field(default_factory=list)
    filling: list[Block] = field(default_factory=list)
    squeeze: float = 1
    cell_lines: int = exercise_room.CELL_LINES
    width: float = 0
    height: float = 0
    rules: dict[str, Callable[[Directive], tuple[Block, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.width, self.height = exercise_room.room_mm(self.page)
        self.rules = {
            "lines": self.lines, "table": self.table, "cards": self.cards, "checks": self.checks, "scale": self.scale,
            "poster": self.drawn, "sign": self.drawn, "figure": self.figure,
        }

    @property
    def large(self) -> bool:
        return self.options.edition == "large"

    @property
    def body(self) -> float:
        return LARGE_PT if self.large else USUAL_PT

    def tall(self, block: Block) -> float:
        return exercise_room.height_mm(block, self.width, self.body)

    def directive(self, name: str, body: str) -> tuple[Block, ...]:
        return self.rules[name](directives.read(name, body))

    # What is written on

    def lines(self, asked: Directive) -> tuple[Block, ...]:
        """In large print a number is the least: who needs large letters writes large ones, and the second page is there."""
        gap = max(LEAST_GAP_MM, round(asked.number("gap", _GAP_MM) * self.squeeze, 1))
        fills_page = asked.fills("lines")
        if not (fills_page or self.large):
            return (WritingLines(asked.whole("lines"), gap),)
        least = asked.whole("least", _LEAST_LINES) if fills_page else asked.whole("lines")
        room = self._filling(least * gap + 7)
        count = max(least, int((room - 7) / gap + 0.01))
        return self._filled(WritingLines(count if fills_page else min(count, least * min(_MOST_GROWN, least + 2)), gap)) if room else ()

    def table(self, asked: Directive) -> tuple[Block, ...]:
        titles = [self._line(each) for each in asked.parts("columns")]
        shares = [float(each) for each in asked.parts("widths")] or [1.0] * len(titles)
        if self.large:
            shares = [max(each, _NARROWEST * sum(shares) / len(shares)) for each in shares]
        columns = [Column(title, share) for title, share in zip(titles, shares, strict=True)]
        height = max(LEAST_GAP_MM, round(asked.number("height", _ROW_MM) * self.squeeze, 1))
        named = [row for typed in asked.all("row") for row in self._row(typed)]
        fills_page = asked.fills("rows") or ("rows" not in asked.given and not named)
        rows = [*named, *([()] * asked.whole("rows"))]
        if fills_page:
            bare = self.fitted(Table(tuple(columns), tuple(self._cells(row, len(columns), height) for row in rows), style="lined"))
            taken, least = self.tall(bare), asked.whole("least", self._least_rows(len(rows)))
            room = self._filling(taken + least * (height + 0.3))
            rows += [()] * max(least, int((room - taken) / (height + 0.3) + 0.01))
            if not room:
                return ()
        made = [self._cells(row, len(columns), height) for row in rows]
        if asked.yes("number"):
            columns.insert(0, Column((), sum(shares) / 14))
            numbers = [Cell(text(self.options.language.number(number)), heads=True) for number in range(1, len(made) + 1)]
            made = [replace(row, cells=(number, *row.cells)) for number, row in zip(numbers, made, strict=True)]
        if self.large or _more_heads(columns, made):
            made = [replace(row, cells=tuple(_as_data(cell) for cell in row.cells)) for row in made]
        whole = self.fitted(Table(tuple(columns), tuple(made), style="lined"))
        return self._filled(whole) if fills_page else (whole,)

    def _least_rows(self, named: int) -> int:
        """In large print those count that have words already: what fits on one sheet of a wall stays there."""
        return max(_LEAST_ROWS, math.ceil(_LARGE_LEAST_ROWS * min(1.0, self.squeeze)) - named) if self.large else _LEAST_ROWS

    def fitted(self, table: Table) -> Table:
        """In large print each column is as wide as its longest word."""
        if not self.large:
            return table
        wide = exercise_room.columns_mm(table, self.width, self.body, self.cell_lines)
        return replace(table, columns=tuple(replace(column, share=share) for column, share in zip(table.columns, wide, strict=True)))

    def _row(self, typed: str) -> list[tuple[tuple[Inline, ...], ...]]:
        """The filled cells of a named row; a list of `fill` gives a row for each of its answers, or a blank one."""
        if key := directives.only_name(typed):
            return [(each,) for each in self._answers(key)] or [()]
        return [tuple(self._line(each) for each in directives.parts(typed))]

    def _cells(self, filled: tuple[tuple[Inline, ...], ...], count: int, height: float) -> Row:
        cells = [Cell(content, heads=at == 0) for at, content in enumerate(filled)]
        return Row((*cells, *[Cell()] * (count - len(cells))), height_mm=height)

    # What is ticked

    def checks(self, asked: Directive) -> tuple[Block, ...]:
        items = self._items(asked)
        items += [(Blank("long"),)] * max(asked.whole("blank"), 0 if items or not asked.named_list() else _EMPTY)
        return (Items(tuple((Paragraph(each),) for each in items), "check"),)

    def scale(self, asked: Directive) -> tuple[Block, ...]:
        """The words stand at both ends of every row, so that nobody has to look up which end is which."""
        points = asked.whole("points", 6)
        low, high = self._line(asked.text("from")), self._line(asked.text("to"))
        number = self.options.language.number
        counted = (Column(text(number(at)), 0.7, "centre") for at in range(1, points + 1))
        columns = (Column((), 6), Column((), 1.7, "end"), *counted, Column((), 1.7))
        items = self._items(asked) or [(Blank("medium"),)] * _EMPTY
        boxes = (Cell((Blank("box"),)),) * points
        if self.large:
            wide = (replace(columns[1], share=3, align="start"), *columns[2:-1], replace(columns[-1], share=3))
            pairs = ((Row((Cell(each, columns=len(wide)),), "group"), Row((Cell(low), *boxes, Cell(high)), height_mm=12)) for each in items)
            return (Table(wide, tuple(row for pair in pairs for row in pair)),)
        rows = tuple(Row((Cell(each), Cell(low), *boxes, Cell(high)), height_mm=10) for each in items)
        return (Table(columns, rows),)

    # What is cut

    def cards(self, asked: Directive) -> tuple[Block, ...]:
        """A page of its own for each sheet of cards, or they would not be cut alike."""
        size = _LARGER.get(asked.text("size"), "third") if self.large else asked.text("size")
        wide, high = CARD_SIZES_MM[size]
        across = max(1, int((self.width + _GUTTER_MM) // (wide + _GUTTER_MM)))
        each_sheet = across * max(1, int((self.height - _SPARE_MM) // (high + _GUTTER_MM)))
        items = [_narrowed(item, wide - 2 * CARD_PADDING_MM) for item in self._items(asked)]
        blank = asked.whole("blank")
        if asked.fills("blank") or not (items or blank):
            blank = -len(items) % each_sheet or (0 if items else each_sheet)
        items += [()] * blank
        again = [item for item in items for _ in range(asked.whole("repeat", 1))]
        head = self._line(asked.text("head"))
        small = bool(head) or asked.yes("number")
        inner = wide - 2 * CARD_PADDING_MM, high - 2 * CARD_PADDING_MM - (CARD_HEAD_MM * (2 if self.large else 1) if small else 0)
        type_pt = min((fit_words(self._said(item), inner[0] * 0.97, inner[1] * 0.97, _CARD_PT[size], 7).size for item in again if item),
                      default=_CARD_PT[size])
        made = [self._card(item, number if asked.yes("number") else 0, head) for number, item in enumerate(again, 1)]
        sheets = [tuple(made[at : at + each_sheet]) for at in range(0, len(made), each_sheet)]
        return (
            PageBreak(),
            *(block for sheet in sheets for block in (Cards(sheet, wide, high, _GUTTER_MM, math.floor(type_pt * 2) / 2), PageBreak())),
        )

    def _card(self, item: tuple[Inline, ...], number: int, head: tuple[Inline, ...]) -> tuple[Block, ...]:
        small = parts.beside([text(self.options.language.number(number)) if number else (), head])
        return (*((Paragraph(small, "body" if self.large else "kicker"),) if small else ()), *((Paragraph(item),) if item else ()))

    # What is drawn

    def drawn(self, asked: Directive) -> tuple[Block, ...]:
        """Posters and signs: a page for each, or several where they come in parts."""
        figures = exercise_drawings.pages(asked, self.work, self.options, self.page, self.options.mark(self.language))
        return (PageBreak(), *(block for figure in figures for block in (figure, PageBreak())))

    def figure(self, asked: Directive) -> tuple[Block, ...]:
        if "size" in asked.given:
            return self.drawn(asked)
        caption = self._line(asked.text("caption"))
        if "height" in asked.given:
            high = min(asked.number("height"), self.height - exercise_room.FIGURE_GAP_MM)
        else:
            below = exercise_room.caption_mm(caption, self.width, self.body) if caption else 0
            least = min(_LARGE_LEAST_FIGURE_MM, self.height / 2) if self.large else _LEAST_FIGURE_MM
            room = self._filling(least + exercise_room.FIGURE_GAP_MM + below)
            if not room:
                return ()
            high = max(room - exercise_room.FIGURE_GAP_MM - below, least)
        lang = self.options.mark(self.language)
        made = exercise_drawings.figure(asked, self.work, self.options, self.width, high, caption, lang)
        return (made,) if "height" in asked.given else self._filled(made)

    # What everything is made from

    def _filled(self, block: Block) -> tuple[Block, ...]:
        self.filling.append(block)
        return (block,)

    def _filling(self, least: float) -> float:
        """The height for a part that fills; nothing in the first reading, which only asks what it cannot do without."""
        self.leasts.append(least)
        return self.shares[len(self.leasts) - 1] if self.shares else 0

    def _line(self, typed: str) -> tuple[Inline, ...]:
        """Words of a directive; ` | ` begins a new line, and underscores become lines to write on when the sheet is filled in."""
        lang = self.options.mark(self.language)
        made: list[Inline] = []
        for at, part in enumerate(directives.parts(typed) if typed else ()):
            made += [LineBreak()] if at else []
            made += prose.inlines(part, lang=lang)
        return tuple(made)

    def _items(self, asked: Directive) -> list[tuple[Inline, ...]]:
        found: list[tuple[Inline, ...]] = []
        for typed in asked.items:
            key = directives.only_name(typed)
            found += self._answers(key) if key else [self._line(typed)] if typed else []
        if key := directives.only_name(asked.text("each")):
            found += self._answers(key)
        return found

    def _answers(self, key: str) -> list[tuple[Inline, ...]]:
        return [self.options.words(each) for each in fills.listed(key, self.work, self.options)]

    def _said(self, item: tuple[Inline, ...]) -> str:
        """A card's words with what is filled in, to see how large they can be; a line to write on counts as so many letters."""
        filled = fills.filled((Paragraph(item),), fills.values(self.work, self.options))
        content = tuple(part for block in filled if isinstance(block, Paragraph) for part in block.content)
        return letters(content)


def letters(content: tuple[Inline, ...]) -> str:
    """Words for the measure: a line to write on counts as so many letters."""
    return "".join(_LETTERS[part.size] if isinstance(part, Blank) else plain((part,)) for part in content)
