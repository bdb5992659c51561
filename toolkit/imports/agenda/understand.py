"""A source to what was understood of it: its days and rows with their clock times, what was doubtful, what was left out; or why it was
declined. Decides the order of the questions; each is answered in a module of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from toolkit.imports.agenda import about, assemble, calendars, dayheads, grids, judge, lines, ours, rows, signs, tongues
from toolkit.imports.agenda.assemble import Assembled
from toolkit.imports.agenda.items import DayItem, Item, SlotItem, TextItem
from toolkit.imports.agenda.understood import APART, NOWHERE, DeclinedError, Doubt, Hints, Understood
from toolkit.imports.agenda.written import Written
from toolkit.language import N_
from toolkit.readers.source import Entry, Grid, Line, Source

LANGUAGE_OPEN = N_("The language of the agenda could not be told from its headings; English was taken.")


def understand(source: Source, hints: Hints = Hints()) -> Understood:  # noqa: B008  (frozen)
    """What a file says, as an agenda.

    :raises DeclinedError: where no agenda can be told from it.
    """
    name = source.name or source.format
    judge.check_size(source, name)
    rare = _needs_rare(source)
    items, times, apart = _items(source, hints, rare)
    if apart >= 3 and apart * 5 >= times * 2:
        raise DeclinedError(APART, name=name, times=times)
    assembled = judge.without_a_stray(assemble.assemble(items))
    judge.check_slots(assembled, name)
    doubts: list[Doubt] = []
    unread = [*source.unread]
    days = rows.read(assembled, _context(source, assembled, rare), hints, doubts, unread)
    if not judge.is_stated(assembled):
        judge.check_rows(days, name)
    unread.extend(about.left(assembled.left))
    spoken = hints.language or source.language or tongues.of(about.spoken(source, assembled))
    if not spoken:
        doubts.append(Doubt(LANGUAGE_OPEN))
    title, of_day = about.title(source, assembled)
    if of_day:
        days = [replace(day, title="") for day in days]
    return Understood(
        hints.title or title,
        tuple(days),
        tuple(doubts),
        tuple(unread),
        spoken or "en",
        about.zone(source),
    )


# Items


def _items(source: Source, hints: Hints, rare: bool) -> tuple[list[Item], int, int]:
    """Every part in its order; and how many times there are, and how many stand without a title."""
    made: list[Item] = []
    times = apart = 0
    if any(isinstance(part, Entry) for part in source.parts):
        made = list(calendars.items([part for part in source.parts if isinstance(part, Entry) and part.where not in hints.left_out]))
        return made, len(made), 0
    if (own := ours.items(source)) is not None:
        return own, len(own), 0
    for kind, stretch in groupby(source.parts, key=type):
        if kind is Line:
            sheet = lines.read([part for part in stretch if isinstance(part, Line)], hints, rare)
            made.extend(_after_a_gap(sheet.items))
            times, apart = times + sheet.times, apart + sheet.apart
            continue
        for part in stretch:
            if isinstance(part, Grid):
                if part.title and (head := dayheads.head(part.title, rare)) is not None:
                    made.append(DayItem(head, part.where, part.title))
                found = grids.items(part, hints, rare)
                if found is None:
                    sheet = lines.read(_lines_of(part), hints, rare)
                    found, times, apart = list(sheet.items), times + sheet.times, apart + sheet.apart
                else:
                    times += sum(isinstance(each, SlotItem) for each in found)
                made.extend(found)
    return made, times, apart


def _after_a_gap(items: Sequence[Item]) -> Iterator[Item]:
    """A text after a table is no note on the table's last row."""
    for at, item in enumerate(items):
        yield replace(item, gap=True) if at == 0 and isinstance(item, TextItem) else item


def _lines_of(grid: Grid) -> list[Line]:
    """A table without a column of times, as lines: a page laid out in cells, or time and title in one cell."""
    found: list[Line] = []
    for row in grid.rows:
        filled = [cell for cell in row.cells if cell.text.strip() and not cell.covered]
        if row.hidden:
            continue
        if len(filled) == 1 or any(len(cell.text.split("\n")) > 3 for cell in filled):
            found.extend(replace(line, where=line.where if line.where != NOWHERE else row.where) for cell in filled for line in cell.lines)
        elif filled:
            found.append(Line("  ".join(" ".join(cell.text.split()) for cell in filled), row.where))
    return found


def _needs_rare(source: Source) -> bool:
    """Whether no heading is in a language that is looked up first, so that all of Babel's must be asked."""
    dated = [
        line for line in about.texts(source) if re.search(r"\d", signs.plain(line)) and len(line) < 80 and re.search(r"[^\W\d_]{4}", line)
    ]
    return not any(dayheads.head(line) for line in dated[:400]) and any(dayheads.head(line, rare=True) for line in dated[:60])


def _context(source: Source, assembled: Assembled, rare: bool) -> list[Written]:
    """Dates at the top and in headings that came to no rows."""
    used = {id(day.head) for day in assembled.days}
    found = [date for item in assembled.heads if id(item.head) not in used for date in item.head.dates]
    for text in [*[each.text for each in assembled.before], source.title]:
        if text and dayheads.head(text) is None and not dayheads.other_date(text):
            found.extend(dayheads.context(text, rare))
    return [each for each in found if each.day]
