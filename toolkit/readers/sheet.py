"""Sheets of any spreadsheet program, cell by cell, to the grid of what they say.

A sheet may be a million rows by sixteen thousand columns with one word in it: only what says something takes room, and the numbers of
rows and columns stay those of the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from toolkit.language import N_
from toolkit.readers.archive import TOO_LONG, ReadError
from toolkit.readers.limits import MOST_BLANK_ROWS, MOST_CELLS, MOST_COLUMNS, MOST_TEXT
from toolkit.readers.number_formats import Value
from toolkit.readers.signs import clean
from toolkit.readers.source import Cell, Comment, Grid, Line, Row, Where
from toolkit.readers.table import TOO_MANY_CELLS

HIDDEN_SHEET = N_("The hidden sheet “{sheet}” was left out; show it in its own program if it belongs to this.")
HIDDEN_COLUMNS = N_("The hidden columns of “{sheet}” ({columns}) were read like the others.")
NO_RESULT = N_(
    "{count} formulas of “{sheet}” have no stored result, {cell} is the first; open the file in Excel or LibreOffice and save it again."
)

_NOTHING: tuple[str, Value] = ("", None)
_MOST_MERGED = 20_000


@dataclass(slots=True)
class Room:
    """What the sheets of one file may still hold together."""

    cells: int = MOST_CELLS
    text: int = MOST_TEXT
    controls: int = 0

    def take(self, cells: int, text: int = 0) -> None:
        self.cells -= cells
        self.text -= text
        if self.cells < 0:
            raise ReadError(TOO_MANY_CELLS, most=MOST_CELLS)
        if self.text < 0:
            raise ReadError(TOO_LONG)


@dataclass(slots=True)
class Sheet:
    """One sheet while it is read. Rows and columns count from 1."""

    title: str
    room: Room
    cells: dict[int, dict[int, tuple[str, Value]]] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    remarks: dict[tuple[int, int], list[Comment]] = field(default_factory=dict)

    def put(self, row: int, column: int, text: str, value: Value = None) -> None:
        if not text:
            return
        self.room.cells -= 1
        self.room.text -= len(text)
        if self.room.cells < 0 or self.room.text < 0:
            self.room.take(0)
        if not text.isprintable():
            text, removed = clean(text)
            self.room.controls += removed
        self.cells.setdefault(row, {})[column] = (text, value)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if (bottom > top or right > left) and len(self.merged) < _MOST_MERGED:
            self.merged.append((top, left, bottom, right))

    def grid(self) -> Grid | None:
        """What the sheet says; None where it says nothing."""
        for place in self.remarks:
            self.cells.setdefault(place[0], {}).setdefault(place[1], ("", None))
        rows, columns = self._rows(), self._columns()
        if not rows or not columns:
            return None
        self.room.take(max(0, len(rows) * len(columns) - sum(map(len, self.cells.values()))))
        spans, covered = self._spans(rows, columns)
        made = tuple(self._row(row, columns, spans, covered) for row in rows)
        return Grid(made, Where(sheet=self.title), self.title)

    def _rows(self) -> list[int]:
        """The rows that say something, and not more than a few blank ones between two of them."""
        kept: list[int] = []
        for row in sorted(self.cells):
            if kept:
                kept += range(kept[-1] + 1, min(row, kept[-1] + 1 + MOST_BLANK_ROWS))
            kept.append(row)
        return kept

    def _columns(self) -> Sequence[int]:
        used = {column for row in self.cells.values() for column in row}
        last = max(used, default=0)
        return range(1, last + 1) if last <= MOST_COLUMNS else sorted(used)

    def _spans(
        self, rows: Sequence[int], columns: Sequence[int]
    ) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
        """How far merged cells go among the rows and columns that are kept, and what they cover."""
        spans: dict[tuple[int, int], tuple[int, int]] = {}
        covered: set[tuple[int, int]] = set()
        for top, left, bottom, right in self.merged:
            down = _between(rows, top, bottom)
            across = _between(columns, left, right)
            if len(covered) + len(down) * len(across) > MOST_CELLS:
                raise ReadError(TOO_MANY_CELLS, most=MOST_CELLS)
            if top in down and left in across and len(down) * len(across) > 1:
                spans[top, left] = (len(across), len(down))
                covered.update((row, column) for row in down for column in across)
                covered.discard((top, left))
        return spans, covered

    def _row(self, row: int, columns: Sequence[int], spans: dict[tuple[int, int], tuple[int, int]], covered: set[tuple[int, int]]) -> Row:
        held = self.cells.get(row, {})
        cells: list[Cell] = []
        for column in columns:
            where = Where(None, None, None, self.title, row, column)
            if covered and (row, column) in covered:
                cells.append(Cell((), where, 1, 1, True))
                continue
            text, value = held.get(column, _NOTHING)
            wide, high = spans.get((row, column), (1, 1)) if spans else (1, 1)
            remarks = tuple(self.remarks.get((row, column), ())) if self.remarks else ()
            cells.append(Cell(_lines(text, where, remarks), where, wide, high, False, value))
        return Row(tuple(cells), Where(sheet=self.title, row=row), row in self.hidden)


def _lines(text: str, where: Where, remarks: tuple[Comment, ...]) -> tuple[Line, ...]:
    if "\n" not in text:
        return (Line(text, where, comments=remarks),) if text or remarks else ()
    first, *more = text.removesuffix("\n").split("\n")
    return (Line(first, where, comments=remarks), *(Line(each, where) for each in more))


def _between(kept: Sequence[int], first: int, last: int) -> list[int]:
    if isinstance(kept, range):
        return list(range(max(first, kept.start), min(last + 1, kept.stop)))
    return [each for each in kept if first <= each <= last]


def letters(column: int) -> str:
    """1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
