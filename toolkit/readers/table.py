"""Rows of cells that span to the grid that a person sees: every cell in its column, what a merged cell covers marked as covered.

One rule for the tables of texts (Word, LibreOffice, HTML, Markdown): a cell stands in the first column that nothing above covers
(HTML 5, 4.9.12). Knows no format.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from toolkit.language import N_
from toolkit.readers.archive import ReadError
from toolkit.readers.limits import MOST_CELLS
from toolkit.readers.source import Cell, Grid, Line, Part, Row, Where

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


def as_lines(parts: Iterable[Part]) -> Iterator[Line]:
    """What can stand in a cell, or in a footer: lines, and tables as tabbed lines."""
    for part in parts:
        if isinstance(part, Line):
            yield part
        elif isinstance(part, Grid):
            yield from tabbed(part)


def tabbed(table: Grid) -> list[Line]:
    """A table where only lines can stand: each row a line, its cells apart by tabs, with what was changed and remarked."""
    found: list[Line] = []
    for row in table.rows:
        cells = [cell for cell in row.cells if not cell.covered]
        after = _apart(" ".join(line.text.replace("\n", " ") for line in cell.lines) for cell in cells)
        before = _apart(" ".join(before_of(line).replace("\n", " ") for line in cell.lines) for cell in cells)
        lines = [line for cell in cells for line in cell.lines]
        if after or before:
            tracked = tuple(each for line in lines for each in line.tracked)
            comments = tuple(each for line in lines for each in line.comments)
            strong = all(line.strong for line in lines)
            found.append(Line(after, strong=strong, before=None if before == after else before, tracked=tracked, comments=comments))
    return found


def before_of(line: Line) -> str:
    """What the line said before every recorded change."""
    return line.text if line.before is None else line.before


def _apart(cells: Iterable[str]) -> str:
    return "\t".join(cells).rstrip("\t")
