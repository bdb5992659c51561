"""What each column of a file's table was taken for, so that a person can say otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.imports.agenda import columns, ours, signs
from toolkit.imports.agenda.understood import Hints, Role
from toolkit.readers.source import Entry, Source

_SHOWN = 60
_EXAMPLES = 2


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """A column as it is counted from 1: its heading, what stands in it, what it was taken for; "none" is read over."""

    number: int
    heading: str
    examples: tuple[str, ...]
    role: Role


def columns_read(source: Source, hints: Hints = Hints()) -> tuple[ColumnRead, ...]:  # noqa: B008  (frozen)
    """The columns of the first table that is read by columns; none where there is no such table, or where a calendar or our own table
    says itself what it holds.
    """
    if any(isinstance(part, Entry) for part in source.parts) or ours.items(source) is not None:
        return ()
    for grid in source.grids:
        rows = [row for row in grid.rows if not row.hidden and row.tracked != "deleted" and row.where not in hints.left_out]
        table = [[signs.seen(cell.text) for cell in row.cells] for row in rows]
        found = columns.of(table, hints.columns)
        if found is not None and not found.days:
            return tuple(_column(table, found, at) for at in range(max(map(len, table), default=0)))
    return ()


def _column(table: Sequence[Sequence[str]], found: columns.Columns, at: int) -> ColumnRead:
    texts = [" ".join(row[at].split()) if at < len(row) else "" for row in table]
    heading = texts[found.header] if found.header is not None else ""
    examples = dict.fromkeys(text for number, text in enumerate(texts) if text and number != found.header)
    return ColumnRead(at + 1, _short(heading), tuple(_short(text) for text in list(examples)[:_EXAMPLES]), found.roles.get(at, "none"))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"
