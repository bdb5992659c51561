"""Lines that are a table after all: parted by tabs, bars, or wide gaps."""

import re
from collections.abc import Callable, Iterator, Sequence

from toolkit.imports.agenda import clock, columns
from toolkit.readers.source import Cell, Grid, Line, Row

_Split = Callable[[str], list[str] | None]

RULE = re.compile(r"^[\s|:=_*+.–—-]*$")
EMPHASIS = re.compile(r"(\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|`)", re.I)


def stretches(lines: Sequence[Line]) -> Iterator[Grid | list[Line]]:
    """Tables among lines, and the lines between them."""
    at = 0
    plain: list[Line] = []
    runs: dict[_Split, tuple[int, int]] = {}
    while at < len(lines):
        for split in (_by_tab, _by_bar, _by_gap):
            first, end = runs.get(split, (0, 0))
            if first + _TRIES <= at < end:
                continue
            rows = _run(lines, at, split)
            if at >= end:
                runs[split] = (at, at + len(rows))
            if len(rows) >= 3 and _worth_a_table(rows, split):
                if plain:
                    yield plain
                    plain = []
                filled = [(cells, line) for cells, line in rows if cells]
                yield _grid(_aligned(filled) if split is _by_gap else filled)
                at = next(n for n in range(at, len(lines)) if lines[n] is rows[-1][1]) + 1
                while at < len(lines) and split is _by_gap and _goes_on([rows[-1]], lines[at]):
                    at += 1
                break
        else:
            plain.append(lines[at])
            at += 1
    if plain:
        yield plain


_TRIES = 12
"""The headings of a table may stand a few lines below the start of a run; a long run is not tried again from each of its lines."""


def _run(lines: Sequence[Line], at: int, split: _Split) -> list[tuple[list[str], Line]]:
    rows: list[tuple[list[str], Line]] = []
    for number in range(at, len(lines)):
        line = lines[number]
        cells = split(line.text)
        if cells is None:
            if split is not _by_gap or not rows or not _goes_on(rows, line):
                break
            continue
        rows.append((cells, line))
    while rows and len(rows[-1][0]) < 2:
        rows.pop()
    return rows if rows and len(rows[0][0]) >= 2 else []


def _goes_on(rows: list[tuple[list[str], Line]], line: Line) -> bool:
    """A cell that is broken over two lines: far from the margin, it goes on under the column that it stands below."""
    indent = len(line.text) - len(line.text.lstrip(" "))
    cells, above = rows[-1]
    if indent < 6 or not line.text.strip():
        return False
    starts = [found.start() for found in re.finditer(r"(?:^|(?<=\s{2}))\S", above.text)]
    column = min(range(len(starts)), key=lambda at: abs(starts[at] - indent), default=0)
    if column >= len(cells) or column == 0 or abs(starts[column] - indent) > 3:
        return False
    rows[-1] = ([f"{cell}\n{line.text.strip()}" if at == column else cell for at, cell in enumerate(cells)], above)
    return True


def _by_tab(text: str) -> list[str] | None:
    if "\t" not in text.strip(" "):
        return None
    return [cell.strip() for cell in text.strip("\n").split("\t")]


def _by_bar(text: str) -> list[str] | None:
    bare = re.sub(r"^\s*[-*]\s+(?=\|)", "", text)
    if bare.count("|") < 1:
        return None
    if RULE.match(bare):
        return []
    return [EMPHASIS.sub("", cell).strip() for cell in bare.strip().strip("|").split("|")]


def _by_gap(text: str) -> list[str] | None:
    cells = re.split(r"\s{2,}", text.strip())
    if len(cells) < 2:
        return None
    # Far from the margin nothing stands in the first column: the headings of days over their times.
    return ["", *cells] if re.match(r"\s{6,}", text) else cells


def _aligned(rows: Sequence[tuple[list[str], Line]]) -> list[tuple[list[str], Line]]:
    """A row with fewer cells than the widest: each under the column that it stands below, where every one stands below one."""
    starts = max(([found.start() for found in _CELL.finditer(line.text)] for _, line in rows), key=len)
    made: list[tuple[list[str], Line]] = []
    for cells, line in rows:
        shown = [cell for cell in cells if cell]
        at = [found.start() for found in _CELL.finditer(line.text)]
        near = [min(range(len(starts)), key=lambda n: abs(starts[n] - place)) for place in at]
        off = max((abs(starts[n] - place) for n, place in zip(near, at, strict=True)), default=0)
        if len(at) == len(shown) < len(starts) and off <= _BELOW and len(set(near)) == len(near):
            cells = [""] * len(starts)
            for n, text in zip(near, shown, strict=True):
                cells[n] = text
        made.append((cells, line))
    return made


_CELL = re.compile(r"\S+(?:\s\S+)*")
_BELOW = 3
"""Letters by which a cell may stand beside the first letter of its column."""


def _worth_a_table(rows: Sequence[tuple[list[str], Line]], split: _Split) -> bool:
    """Two columns of time and title are read as lines just as well; a third, or headings, needs a table."""
    filled = [cells for cells, _ in rows if cells]
    widest = max((len([cell for cell in cells if cell]) for cells in filled), default=0)
    headed = sum(columns.role_of(cell) is not None for cell in filled[0]) >= 2 if filled else False
    timed = sum(any(clock.whole(cell) for cell in cells) for cells in filled)
    if split is _by_bar:
        return timed >= 1
    return timed >= 2 and (widest >= 3 or headed) and (split is not _by_gap or timed * 2 >= len(filled) or headed)


def _grid(rows: Sequence[tuple[list[str], Line]]) -> Grid:
    width = max(len(cells) for cells, _ in rows)
    made = []
    for cells, line in rows:
        texts = [*cells, *[""] * (width - len(cells))]
        made.append(Row(tuple(Cell((Line(text, line.where),) if text else (), line.where) for text in texts), line.where))
    return Grid(tuple(made), rows[0][1].where)
