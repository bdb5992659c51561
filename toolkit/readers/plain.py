"""A source as lines of text, to show beside what was understood, and on which of them each thing stands."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from toolkit.readers.number_formats import time_text
from toolkit.readers.source import Entry, Grid, Line, Source, Where


@dataclass(frozen=True, slots=True)
class Shown:
    """Lines as they are shown, and the number (from 1) of the line on which a place begins."""

    lines: tuple[str, ...]
    at: Mapping[Where, int]

    def line(self, where: Where) -> int | None:
        """The line of a place: its own, else that of its row, else that of its table or sheet."""
        for wanted in (
            where,
            Where(line=where.line, table=where.table, sheet=where.sheet, row=where.row),
            Where(table=where.table, sheet=where.sheet, row=where.row),
            Where(table=where.table, sheet=where.sheet),
        ):
            if wanted in self.at:
                return self.at[wanted]
        return where.line if where.line is not None and where.line <= len(self.lines) and where.table is None else None


def plain(source: Source) -> str:
    """The text of a source. A row is one line, its cells apart by tabs, the lines of a cell by a slash."""
    return "\n".join(shown(source).lines)


def shown(source: Source) -> Shown:
    lines: list[str] = []
    at: dict[Where, int] = {}
    for part in source.parts:
        for text, places in _lines(part):
            for where in places:
                if where != Where():
                    at.setdefault(where, len(lines) + 1)
            lines += text.split("\n")
    return Shown(tuple(lines), at)


def _lines(part: Line | Grid | Entry) -> Iterator[tuple[str, tuple[Where, ...]]]:
    if isinstance(part, Line):
        yield part.text, (part.where,)
    elif isinstance(part, Entry):
        yield _entry(part), (part.where,)
    else:
        if part.title:
            yield part.title, (part.where,)
        for number, row in enumerate(part.rows):
            places = (row.where, *(cell.where for cell in row.cells))
            text = "\t".join(" / ".join(line.text.replace("\n", " / ") for line in cell.lines) for cell in row.cells).rstrip("\t")
            yield text, places if part.title or number else (part.where, *places)


def _entry(entry: Entry) -> str:
    """One line: when, what, where. The description follows on lines of its own."""
    when = f"{_moment(entry.start)}–{_moment(entry.end, entry.start)}" if entry.end else _moment(entry.start)
    head = "\t".join(filter(None, (when, entry.title, entry.place)))
    return f"{head}\n{entry.description}" if entry.description else head


def _moment(moment: dt.datetime | dt.date, after: dt.datetime | dt.date | None = None) -> str:
    if not isinstance(moment, dt.datetime):
        return moment.isoformat()
    day = moment.date().isoformat()
    same = isinstance(after, dt.datetime) and after.date() == moment.date()
    return time_text(moment.time()) if same else f"{day} {time_text(moment.time())}"
