"""CSV and its kin: rows of cells apart by a comma, a semicolon, a tab or a bar; which one is told by the rows themselves.

Decides what is a row and a cell. Quotes that nobody closed or doubled hurt their own row only: the rest is read by the book (RFC 4180).
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.language import N_
from toolkit.readers.archive import ReadError
from toolkit.readers.encoding import CONTROLS
from toolkit.readers.limits import MOST_BLANK_ROWS, MOST_CELLS, MOST_COLUMNS, MOST_LINES
from toolkit.readers.lines import TOO_MANY_LINES
from toolkit.readers.signs import clean
from toolkit.readers.source import Cell, Grid, Line, Row, Source, Unread, Where
from toolkit.readers.table import TOO_MANY_CELLS

BROKEN_QUOTES = N_("Line {line} has a quotation mark too many or too few; look at it: “{shown}”.")
BROKEN_QUOTES_MORE = N_("{count} more lines have a quotation mark too many or too few.")

SEPARATORS = (",", ";", "\t", "|")
_LOOKED_AT = 200
_MOST_SAID = 20
_LONGEST_ROW = 200
"""Lines that one quoted cell may go on for, before its quote counts as one that was never closed."""

_TELLS = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Record:
    cells: Sequence[str]
    line: int
    row: int = 0


def read(text: str, name: str, unread: tuple[Unread, ...] = ()) -> Source:
    """The one grid that such a file is. `text` still has the line breaks of the file."""
    told = _TELLS.match(text)
    separator = told[1] if told else separator_of(text) or ","
    if text.count(separator) > 4 * MOST_CELLS:
        raise ReadError(TOO_MANY_CELLS, most=MOST_CELLS)
    body = text[told.end() :] if told else text
    broken: list[Unread] = []
    records = _records(body, separator, 1 if told is None else 2, broken)
    rows, removed = _rows(records)
    said = [*unread, *broken[:_MOST_SAID]]
    if len(broken) > _MOST_SAID:
        said.append(Unread(BROKEN_QUOTES_MORE, (("count", len(broken) - _MOST_SAID),)))
    if removed:
        said.append(Unread(CONTROLS, (("count", removed),)))
    return Source(name, "csv", (Grid(rows, Where(table=1)),) if rows else (), unread=tuple(said))


def separator_of(text: str) -> str | None:
    """The sign that divides most rows into the same number of cells; None where no sign does."""
    best, weight = None, 0.0
    for sign in SEPARATORS:
        widths = [len(cells) for cells in _sample(text, sign) if any(cell.strip() for cell in cells)]
        wide = [width for width in widths if width > 1]
        if not wide:
            continue
        width, often = Counter(wide).most_common(1)[0]
        fits = often / len(widths) + min(width, 20) / 1_000
        if fits > weight:
            best, weight = sign, fits
    return best


def looks_divided(text: str) -> bool:
    """Whether a text that no name explains is rows of cells. Prose has a blank after its commas; tables that were pasted have tabs."""
    for sign in ("\t", ";", "|", ","):
        rows = [cells for cells in _sample(text, sign) if any(cell.strip() for cell in cells)]
        if len(rows) < 2 or max(map(len, rows)) < 2:
            continue
        width, often = Counter(map(len, rows)).most_common(1)[0]
        cells = [cell for row in rows for cell in row[1:] if cell]
        spaced = sum(cell.startswith((" ", "\xa0")) for cell in cells)
        if sign == "\t":
            if width > 1 and often >= 0.8 * len(rows):
                return True
        elif width > 1 and often >= 0.9 * len(rows) and (sign == "|" or ((width > 2 or len(rows) > 4) and spaced <= 0.1 * len(cells))):
            return True
    return False


def _sample(text: str, separator: str) -> list[list[str]]:
    found = csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=separator)
    rows: list[list[str]] = []
    try:
        for row in found:
            rows.append(row)
            if len(rows) == _LOOKED_AT:
                break
    except csv.Error:
        pass
    return rows


def _records(text: str, separator: str, first: int, broken: list[Unread]) -> Iterator[_Record]:
    """By the book where the whole file keeps to it, else row by row."""
    whole: list[_Record] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    total = line = 0
    try:
        for cells in reader:
            total += len(cells) or 1
            if total > 4 * MOST_CELLS:
                raise ReadError(TOO_MANY_CELLS, most=MOST_CELLS)
            whole.append(_Record(cells, line + first))
            line = reader.line_num
    except csv.Error:
        return _one_by_one(text, separator, first, broken)
    return iter(whole)


def _one_by_one(text: str, separator: str, first: int, broken: list[Unread]) -> Iterator[_Record]:
    if text.count("\n") + text.count("\r") > 2 * MOST_LINES:
        raise ReadError(TOO_MANY_LINES, most=MOST_LINES)
    lines = re.split("\r\n|\r|\n", text)
    at = 0
    while at < len(lines):
        cells, used = _by_the_book(lines, at, separator)
        if cells is None:
            cells = _forgiving(lines[at], separator)
            broken.append(Unread(BROKEN_QUOTES, (("line", at + first), ("shown", lines[at].strip()[:120])), Where(line=at + first)))
        if at + used < len(lines) or lines[at]:
            yield _Record(cells, at + first)
        at += used


def _by_the_book(lines: Sequence[str], at: int, separator: str) -> tuple[list[str] | None, int]:
    """One row and how many lines it takes; None where its quotes cannot be told."""
    quotes = 0
    for used in range(1, min(_LONGEST_ROW, len(lines) - at) + 1):
        quotes += lines[at + used - 1].count('"')
        if quotes % 2:
            continue
        try:
            found = list(csv.reader(io.StringIO("\n".join(lines[at : at + used]), newline=""), delimiter=separator, strict=True))
        except csv.Error:
            return None, 1
        return (found[0] if found else [], used) if len(found) < 2 else (None, 1)
    return None, 1


def _forgiving(line: str, separator: str) -> list[str]:
    """A quote closes a cell only where the cell ends; any other is a sign like the rest."""
    cells: list[str] = []
    at = 0
    sign = re.escape(separator)
    closing = re.compile(f'(?P<quotes>"+)[ ]*(?={sign}|$)')
    while True:
        if line.startswith('"', at) and (end := closing.search(line, at + 1)):
            cells.append(re.sub('""', '"', line[at + 1 : end.start()]) + '"' * (len(end["quotes"]) // 2))
            at = end.end()
        else:
            stop = line.find(separator, at)
            stop = len(line) if stop < 0 else stop
            cells.append(line[at:stop])
            at = stop
        if at >= len(line):
            return cells
        at += len(separator)
        if at == len(line):
            return [*cells, ""]


def _rows(records: Iterator[_Record]) -> tuple[tuple[Row, ...], int]:
    """Every row as wide as the widest, without the blank ones at the ends, and how many control characters were taken out."""
    kept = _without_blanks(records)
    if not kept:
        return (), 0
    width = max(max((at for at, cell in enumerate(record.cells) if cell), default=-1) for record in kept) + 1
    shown: Sequence[int] = range(width)
    if width > MOST_COLUMNS:
        shown = sorted({at for record in kept for at, cell in enumerate(record.cells) if cell})
    if len(kept) * len(shown) > MOST_CELLS:
        raise ReadError(TOO_MANY_CELLS, most=MOST_CELLS)
    removed = 0
    rows: list[Row] = []
    for record in kept:
        cells: list[Cell] = []
        for at in shown:
            here = Where(record.line, None, None, None, record.row, at + 1)
            words = record.cells[at] if at < len(record.cells) else ""
            if words and not words.isprintable():
                words, count = clean(words)
                removed += count
            cells.append(Cell(_lines(words, here), here))
        rows.append(Row(tuple(cells), Where(record.line, row=record.row)))
    return tuple(rows), removed


def _lines(words: str, here: Where) -> tuple[Line, ...]:
    if "\n" in words:
        return tuple(Line(each, here) for each in words.removesuffix("\n").split("\n"))
    return (Line(words, here),) if words else ()


def _without_blanks(records: Iterator[_Record]) -> list[_Record]:
    """Not more than a few blank rows between two others, none at the ends; each row knows how many stand above it."""
    kept: list[_Record] = []
    blanks = total = 0
    for number, record in enumerate(records, 1):
        if any(cell and not cell.isspace() for cell in record.cells):
            kept.append(replace(record, row=number))
            total += len(record.cells)
            blanks = 0
            if total > 4 * MOST_CELLS:
                raise ReadError(TOO_MANY_CELLS, most=MOST_CELLS)
        elif kept and blanks < MOST_BLANK_ROWS:
            kept.append(replace(record, row=number))
            blanks += 1
    return kept[: len(kept) - blanks]
