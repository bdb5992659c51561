"""Parts of a source in few signs, so that a test can hold the whole of them."""

from toolkit.readers.reading import read
from toolkit.readers.source import Cell, Grid, Line, Source


def cell(held: Cell) -> str:
    spans = f"<{held.wide}x{held.high}>" if (held.wide, held.high) != (1, 1) else ""
    return "~" if held.covered else spans + held.text


def rows(grid: Grid) -> list[list[str]]:
    return [[cell(held) for held in row.cells] for row in grid.rows]


def line(held: Line) -> str:
    marks = "#" * (held.level or 0) + "-" * held.depth + "*" * held.strong
    return f"{marks} {held.text}" if marks else held.text


def parts(source: Source) -> list[object]:
    return [line(part) if isinstance(part, Line) else rows(part) if isinstance(part, Grid) else part for part in source.parts]


def unread(source: Source) -> list[str]:
    return [each.message.format(**dict(each.values)) for each in source.unread]


def of(data: bytes | str, name: str = "") -> list[object]:
    return parts(read(data.encode() if isinstance(data, str) else data, name))
