"""A table, row by row: which days, which slots, which notes. Columns of rooms or tracks become slots side by side, columns of days
become days.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.convening.model import KINDS, Kind
from toolkit.imports.agenda import abreast, clock, columns, dayheads, fields, signs
from toolkit.imports.agenda.clock import Clock, Reading
from toolkit.imports.agenda.columns import Columns, Side
from toolkit.imports.agenda.items import DayItem, Item, SlotItem, TextItem
from toolkit.imports.agenda.understood import Hints
from toolkit.readers.source import Cell, Grid, Row, Where


@dataclass(slots=True)
class _State:
    """What the rows before have said: the time that a merged cell spans, the day, whether a slot stands to which a note can belong."""

    reading: Reading | None = None
    written: str = ""
    day: str = ""
    rooms: dict[int, str] | None = None
    slot: bool = False


def items(grid: Grid, hints: Hints, rare: bool = False) -> list[Item] | None:
    """What a table says, or None where it holds no column of times: its cells are then read as lines."""
    rows = [row for row in grid.rows if not row.hidden and row.tracked != "deleted" and row.where not in hints.left_out]
    table = [[signs.seen(cell.text) for cell in row.cells] for row in rows]
    if parts := abreast.parted(replace(grid, rows=tuple(rows)), table):
        made = [items(part, replace(hints, columns={}), rare) for part in parts]
        return [each for part in made if part is not None for each in part] if all(made) else None
    found = columns.of(table, hints.columns, rare)
    if found is None or columns.no_sessions(found, table):
        return None
    found = replace(found, wide=_widest(rows, found))
    made_here: list[Item] = []
    state = _State()
    for at, row in enumerate(rows):
        if at != found.header:
            made_here.extend(_row(row, table[at], found, table, state, hints, rare))
    return made_here


def _widest(rows: Sequence[Row], found: Columns) -> int:
    """How many columns the heading over the titles spans."""
    at = found.first("title")
    cells = rows[found.header].cells if found.header is not None else ()
    return cells[at].wide if at is not None and at < len(cells) else 1


def _row(
    row: Row, texts: Sequence[str], found: Columns, table: Sequence[Sequence[str]], state: _State, hints: Hints, rare: bool
) -> Iterator[Item]:
    where = _where(row)
    filled = [at for at, text in enumerate(texts) if text.strip()]
    if not filled or _is_header_again(texts, found, table):
        return
    timed_at = found.first("time") if found.first("time") is not None else found.first("start")
    at_time = texts[timed_at] if timed_at is not None and timed_at < len(texts) else ""
    heads = _day_row(row, texts, filled, timed_at, found, where, hints, rare)
    if heads is None and where in hints.headings:
        yield DayItem(dayheads.DayHead(), where)
    if heads is not None:
        state.reading, state.slot = None, False
        yield heads
        return
    yield from _day_cells(texts, found, state, where, rare)
    if found.sides and _names_sides(texts, filled, found, state, at_time):
        return
    cell = row.cells[timed_at] if timed_at is not None and timed_at < len(row.cells) else None
    reading, rest = _time(cell, at_time, texts, found, row)
    if reading is None and cell is not None and cell.covered and state.reading is not None:
        if found.days:
            return
        again = True
        reading, written = state.reading, state.written
    else:
        again, written = False, " ".join(at_time.split())
    if found.days:
        yield from _days(texts, found, reading, written, row, state)
        return
    if reading is None:
        yield from _untimed(texts, found, at_time, timed_at, state, where, row, rest)
        return
    state.reading, state.written = reading, written
    made = list(_slots(row, texts, found, reading, written, where, state, rest, again))
    state.slot = state.slot or bool(made)
    yield from made


def _where(row: Row) -> Where:
    if row.where != Where():
        return row.where
    return next((cell.where for cell in row.cells if cell.where != Where()), Where())


def _is_header_again(texts: Sequence[str], found: Columns, table: Sequence[Sequence[str]]) -> bool:
    return found.header is not None and [text.strip() for text in texts] == [text.strip() for text in table[found.header]]


def _day_row(
    row: Row, texts: Sequence[str], filled: list[int], timed_at: int | None, found: Columns, where: Where, hints: Hints, rare: bool
) -> DayItem | None:
    """A row that names a day and nothing else: one cell, or the same text in each."""
    said = list(dict.fromkeys(" ".join(texts[at].split()) for at in filled))
    if where in hints.no_headings or (
        found.first("date") is not None and len(filled) > 1 and found.first("date") in filled and timed_at in filled
    ):
        return None
    if timed_at is not None and clock.whole(texts[timed_at] if timed_at < len(texts) else "") is not None:
        return None
    if len(said) > 3 or (len(said) > 1 and not (timed_at in filled and len(said) == 2 and timed_at == filled[0])):
        return None
    joined = " · ".join(said)
    if (head := dayheads.head(joined, rare)) is not None and (len(said) == 1 or dayheads.head(said[0], rare)):
        return DayItem(head, where, joined)
    return DayItem(dayheads.DayHead(title=joined), where, joined) if where in hints.headings else None


def _day_cells(texts: Sequence[str], found: Columns, state: _State, where: Where, rare: bool) -> Iterator[Item]:
    """The day in columns of its own, filled down: a change of it is a heading."""
    parts = [texts[at].strip() for at in (*found.all("day"), *found.all("date")) if at < len(texts) and texts[at].strip()]
    said = " ".join(parts)
    if not said or said == state.day:
        return
    number = found.first("day")
    plain = signs.plain(texts[number]).strip() if number is not None and number < len(texts) else ""
    date_text = " ".join(texts[at] for at in found.all("date") if at < len(texts))
    head = dayheads.head(date_text or said, rare)
    if plain.isdecimal() and int(plain) <= 31:
        head = replace(head or dayheads.DayHead(), number=int(plain))
    elif head is None:
        head = dayheads.head(said, rare)
    if head is not None:
        state.day, state.reading, state.slot = said, None, False
        yield DayItem(head, where, said)


def _names_sides(texts: Sequence[str], filled: list[int], found: Columns, state: _State, at_time: str) -> bool:
    """A row that says more about each room's column: `Room A - A108`."""
    if at_time.strip() or len(filled) < 2:
        return False
    rooms: dict[int, str] = {}
    for side in found.sides:
        text = texts[side.at].strip() if side.at < len(texts) else ""
        if text.casefold().startswith(side.name.casefold()):
            rooms[side.at] = text[len(side.name) :].strip(" -–—:()")
    if len(rooms) < 2:
        return False
    state.rooms = rooms
    return True


def _time(cell: Cell | None, text: str, texts: Sequence[str], found: Columns, row: Row) -> tuple[Reading | None, str]:
    """The reading of a row's time cells, and what else stands in the first."""
    value = cell.value if cell is not None else None
    reading: Reading | None = None
    rest = ""
    if isinstance(value, dt.datetime | dt.time):
        reading = Reading(Clock(value.hour, value.minute, whole=True))
    elif isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        reading = Reading(Clock(minutes // 60, minutes % 60, whole=True))
    else:
        one_line = _span_of_lines(text)
        made = clock.leading(one_line)
        if made is not None and (made.reading.start is not None or made.reading.open):
            reading, rest = made.reading, one_line[made.to :].strip(" \t\n:;,.–—-|*_()")
        elif (bare := clock.number_cell(text)) is not None:
            reading = bare
    ends_at = found.first("end")
    if reading is not None and reading.end is None and ends_at is not None and ends_at < len(texts):
        end_value = row.cells[ends_at].value
        if isinstance(end_value, dt.datetime | dt.time):
            reading = replace(reading, end=Clock(end_value.hour, end_value.minute, whole=True))
        elif (end := clock.whole(texts[ends_at]) or clock.number_cell(texts[ends_at])) is not None and end.start is not None:
            reading = replace(reading, end=end.start)
    length_at = found.first("length")
    if length_at is not None and length_at < len(texts):
        length = columns.length_cell(texts[length_at])
        value = row.cells[length_at].value
        if isinstance(value, dt.timedelta | dt.time) and length is None:
            length = round(value.total_seconds() / 60) if isinstance(value, dt.timedelta) else value.hour * 60 + value.minute
        if length is not None:
            reading = replace(reading, length=reading.length or length) if reading is not None else Reading(None, length=length)
    return reading, rest


def _span_of_lines(text: str) -> str:
    """`9:00` over `10:00` in one cell is a span."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) == 2 and all((read := clock.whole(line)) is not None and read.start is not None and read.end is None for line in lines):
        return " - ".join(lines)
    return " ".join(lines)


def _slots(
    row: Row, texts: Sequence[str], found: Columns, reading: Reading, written: str, where: Where, state: _State, rest: str, again: bool
) -> Iterator[Item]:
    if found.sides:
        yield from _side_by_side(row, texts, found, reading, written, state)
        return
    title_at = found.first("title")
    lines = _lines(row, title_at, texts)
    if rest:
        lines = [rest, *lines]
    room = _text(texts, found.first("room"))
    track = _text(texts, found.first("track"))
    leads = tuple(name for at in found.all("lead") for name in fields.names(" ".join(_text(texts, at).split("\n"))))
    kind = _kind(_text(texts, found.first("kind")))
    notes = _other_notes(texts, found)
    if not lines and not notes and not room:
        return
    several = _times_and_titles(texts, found, lines)
    if several:
        for one, title in several:
            yield SlotItem(one, title, where, written, kind, room, track, leads)
        return
    title, beneath = _title(lines)
    if (beside := _under_one_heading(row, found, title_at)) and not several:
        for at in beside:
            name, more = _title(_lines(row, at, texts))
            yield SlotItem(reading, name, where, written, kind, room, name, leads, notes=more)
        return
    if again and state.slot and not room and not track and found.first("room") is None and not _same_shape(row, found):
        yield TextItem("\n".join([*lines, *notes]), where, note=True)
        return
    yield SlotItem(reading, title, where, written, kind, room, track, leads, notes=(*beneath, *notes))


def _under_one_heading(row: Row, found: Columns, title_at: int | None) -> list[int]:
    """Cells that stand side by side under a heading as wide as all of them, each with words of its own: what runs at the same time."""
    if title_at is None or found.wide < 2:
        return []
    cells = [at for at in range(title_at, min(title_at + found.wide, len(row.cells))) if row.cells[at].text.strip()]
    return cells if len({signs.folded(row.cells[at].text) for at in cells}) == len(cells) > 1 else []


def _same_shape(row: Row, found: Columns) -> bool:
    """Under a time that spans rows: whether this row is a group of its own (somebody leads it, or it has a place)."""
    return any(_text([cell.text for cell in row.cells], at) for at in (*found.all("lead"), *found.all("room"), *found.all("track")))


def _times_and_titles(texts: Sequence[str], found: Columns, lines: list[str]) -> list[tuple[Reading, str]]:
    """Several times over one another beside as many titles: one each."""
    at = found.first("time")
    if at is None or at >= len(texts):
        return []
    times = [clock.whole(line) for line in texts[at].split("\n") if line.strip()]
    if len(times) < 2 or any(read is None or read.start is None for read in times) or len(times) != len(lines):
        return []
    if len(times) == 2 and all(read is not None and read.end is None for read in times) and len(lines) == 1:
        return []
    return [(read, signs.tidy(line)) for read, line in zip(times, lines, strict=True) if read is not None]


def _side_by_side(row: Row, texts: Sequence[str], found: Columns, reading: Reading, written: str, state: _State) -> Iterator[Item]:
    filled = [side for side in found.sides if _text(texts, side.at)]
    wide = [side for side in filled if side.at < len(row.cells) and row.cells[side.at].wide > 1]
    alone = len(filled) == 1 and (filled[0] is found.sides[0] or bool(wide))
    if len(filled) == len(found.sides) > 1 and len({signs.folded(_text(texts, side.at)) for side in filled}) == 1:
        # The same in every room is one thing for all: `Coffee | Coffee | Coffee`.
        filled, alone = filled[:1], True
    for side in filled:
        where = row.cells[side.at].where if row.cells[side.at].where != Where() else _where(row)
        title, beneath = _title(_lines(row, side.at, texts))
        if alone or (side in wide and row.cells[side.at].wide >= len(found.sides)):
            yield SlotItem(reading, title, where, written, leads=_leads(texts, side), notes=beneath)
            continue
        room = _text(texts, side.room) or (state.rooms or {}).get(side.at, "")
        yield SlotItem(reading, title, where, written, room=room, track=side.name, leads=_leads(texts, side), notes=beneath)


def _leads(texts: Sequence[str], side: Side) -> tuple[str, ...]:
    return fields.names(_text(texts, side.leads)) if _text(texts, side.leads) else ()


def _days(texts: Sequence[str], found: Columns, reading: Reading | None, written: str, row: Row, state: _State) -> Iterator[Item]:
    """One column a day: each slot with its day before it; whoever puts the items together sorts them by day."""
    for at in found.days:
        cell = row.cells[at] if at < len(row.cells) else None
        text = _text(texts, at)
        if not text or cell is None:
            continue
        title, beneath = _title(_lines(row, at, texts))
        own = clock.leading(title)
        read, said = reading, written
        if own is not None and own.reading.start is not None:
            read, said, title = own.reading, title[: own.to], title[own.to :].lstrip(" :;,.–—-|")
        if read is None:
            continue
        where = cell.where if cell.where != Where() else _where(row)
        spans = [each for each in range(at, at + max(cell.wide, 1)) if each in found.days] or [at]
        for each in spans:
            yield DayItem(found.days[each], where, found.others.get(each, ""))
            yield SlotItem(read, title, where, said, notes=beneath)


def _untimed(
    texts: Sequence[str], found: Columns, at_time: str, timed_at: int | None, state: _State, where: Where, row: Row, rest: str
) -> Iterator[Item]:
    """A row without a time: a word for one (`Evening`), a note on the slot before it, or a heading between."""
    title_at = found.first("title")
    title = _text(texts, title_at)
    if at_time.strip() and title and title_at != timed_at:
        made = list(_slots(row, texts, found, Reading(None, open=True), " ".join(at_time.split()), where, state, "", False))
        state.reading = None
        yield from made
        return
    shown = [" ".join(text.split()) for text in dict.fromkeys(texts) if text.strip()]
    if not shown:
        return
    alone = len(shown) == 1 and bool(at_time.strip())
    if alone:
        state.slot = False
    yield TextItem("\n".join(shown) if len(shown) == 1 else " · ".join(shown), where, note=state.slot and not alone, strong=alone)


def _lines(row: Row, at: int | None, texts: Sequence[str]) -> list[str]:
    if at is None or at >= len(row.cells):
        return []
    return [line.strip() for line in signs.seen(row.cells[at].text).split("\n") if line.strip()]


def _title(lines: list[str]) -> tuple[str, tuple[str, ...]]:
    """The first line, and those on which it plainly goes on; the others are notes."""
    if not lines:
        return "", ()
    title, rest = lines[0], lines[1:]
    if title.endswith(":") and len(rest) > 1 and fields.labelled(rest[1]) is None:
        return title, tuple(rest)
    while rest and (title.endswith((":", ",", "–", "-", "&", "/")) or (rest[0][:1].islower() and not title.endswith((".", "!", "?")))):
        title, rest = f"{title} {rest[0]}", rest[1:]
    return title, tuple(rest)


def _text(texts: Sequence[str], at: int | None) -> str:
    return texts[at].strip() if at is not None and at < len(texts) else ""


def _other_notes(texts: Sequence[str], found: Columns) -> tuple[str, ...]:
    notes: list[str] = []
    for at in found.all("notes"):
        if text := " ".join(_text(texts, at).split()):
            label = found.others.get(at, "")
            notes.append(f"{label}: {text}" if label else text)
    return tuple(notes)


def _kind(text: str) -> Kind | None:
    bare = signs.folded(text).replace(" ", "-")
    return next((kind for kind in KINDS if kind == bare), None)
