"""Rows of cells that span to the grid that a person sees: every cell in its column, what a merged cell covers marked as covered.

One rule for the tables of texts (Word, LibreOffice, HTML, Markdown): a cell stands in the first column that nothing above covers
(HTML 5, 4.9.12). Knows no format.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from toolkit.language import N_
from toolkit.readers.archive import ReadError
from toolkit.readers.limits import MOST_CELLS
from toolkit.readers.source import Cell, Grid, Line, Row, Where

TOO_MANY_CELLS = N_("This file has more than {most} cells; bring the part that matters as a file of its own.")

_WIDEST = 1_000
"""More columns than this are no table that anybody meant; HTML has the same limit."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell before its column is known."""

    lines: tuple[Line, ...] = ()
    wide: int = 1
    high: int = 1


@dataclass(frozen=True, slots=True)
class PlacedRow:
    cells: tuple[Placed, ...]
    hidden: bool = False
    heads: bool = False
    tracked: Literal["inserted", "deleted"] | None = None
    author: str = ""
    line: int | None = None


def grid(rows: Sequence[PlacedRow], number: int, title: str = "", line: int | None = None) -> Grid:
    """The table `number` of its file.

    :raises ReadError: more cells than any agenda or list of people has.
    """
    starts, covered, width = _columns(rows)
    if width * len(rows) > MOST_CELLS:
        raise ReadError(TOO_MANY_CELLS, most=MOST_CELLS)
    made: list[Row] = []
    for at, row in enumerate(rows):
        where = Where(table=number, row=at + 1, line=row.line)
        cells = []
        for column in range(width):
            here = replace(where, column=column + 1)
            placed = starts[at].get(column)
            if placed is None:
                cells.append(Cell(where=here, covered=(at, column) in covered))
                continue
            lines = tuple(replace(line, where=here) for line in placed.lines)
            cells.append(Cell(lines, here, min(placed.wide, width - column), min(placed.high, len(rows) - at)))
        made.append(Row(tuple(cells), where, row.hidden, row.heads, row.tracked, row.author))
    return Grid(tuple(made), Where(table=number, line=line), title)


def _columns(rows: Sequence[PlacedRow]) -> tuple[list[dict[int, Placed]], set[tuple[int, int]], int]:
    """Which cell begins in which column of each row, what is covered, and how many columns there are that a cell begins in."""
    starts: list[dict[int, Placed]] = [{} for _ in rows]
    covered: set[tuple[int, int]] = set()
    width = 0
    for at, row in enumerate(rows):
        column = 0
        for cell in row.cells:
            while (at, column) in covered:
                column += 1
            if column >= _WIDEST:
                raise ReadError(TOO_MANY_CELLS, most=MOST_CELLS)
            wide = max(1, min(cell.wide, _WIDEST - column))
            high = max(1, min(cell.high, len(rows) - at))
            starts[at][column] = replace(cell, wide=wide, high=high)
            width = max(width, column + 1)
            if len(covered) + wide * high > MOST_CELLS:
                raise ReadError(TOO_MANY_CELLS, most=MOST_CELLS)
            covered.update((at + down, column + right) for down in range(high) for right in range(wide) if (down, right) != (0, 0))
            column += wide
    return starts, covered, width
