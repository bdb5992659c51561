"""Tables that stand side by side in one: each day with a column of times of its own, under a heading that is repeated.

Decides where they part; each is then read as a table.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from toolkit.imports.agenda import columns
from toolkit.imports.agenda.understood import Role
from toolkit.readers.source import Grid


def parted(grid: Grid, table: Sequence[Sequence[str]]) -> list[Grid]:
    """The tables in their order, or none where it is one: the same headings come again from left to right, and no cell reaches over."""
    for header, row in enumerate(table[:6]):
        roles = [columns.role_of(cell) for cell in row]
        starts = [at for at, role in enumerate(roles) if role in ("time", "start")]
        if len(starts) > 1 and starts[0] == 0:
            return _at(starts, roles, header, grid)
    return []


def _at(starts: Sequence[int], roles: Sequence[Role | None], header: int, grid: Grid) -> list[Grid]:
    edges = [*starts, len(roles)]
    named = [[role for role in roles[one:two] if role is not None] for one, two in pairwise(edges)]
    if "title" not in named[0] or any(each != named[0] for each in named):
        return []
    for row in grid.rows[header:]:
        if any(at < edge < at + cell.wide for at, cell in enumerate(row.cells) for edge in starts if cell.text.strip()):
            return []
    return [
        replace(grid, rows=tuple(replace(row, cells=row.cells[one:two]) for row in grid.rows))
        for one, two in pairwise(edges)
    ]
