"""Days and rows with their clock times, from slots: what a title says beside its name, what stands side by side, and what is doubtful."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from toolkit.convening import kinds
from toolkit.imports.agenda import clock, dates, fields, halves, signs
from toolkit.imports.agenda.assemble import Assembled, OpenDay
from toolkit.imports.agenda.items import SlotItem
from toolkit.imports.agenda.understood import NOWHERE, Doubt, Hints, ReadDay, Row
from toolkit.imports.agenda.written import Written
from toolkit.language import N_
from toolkit.readers.source import Unread

BY_ORDER = N_(
    "Morning or afternoon is not written for {count} times; each was read by the order of the rows and the other end of its span."
)
ABOUT = N_("“{written}” is about a time; it was taken as the time itself.")
OPEN = N_("“{title}” has no clock time (“{written}”); it is listed without one.")
GOES_BACK = N_("“{title}” ({written}) begins before the row above it; both times were kept as they are.")
OTHER_ZONE = N_("“{title}” has times in more than one zone; {zone} was taken, and {others} left.")
AT_ONCE = N_("{count} sessions stand at the same time ({written}); they were taken as groups side by side.")
TOGETHER = N_("“{written}” stands for {count} days; its rows were taken for each of them.")
TIME_IN_NOTE = N_("“{text}” may have a time of its own; it was taken as a note on “{title}”.")
NO_TITLE = N_("A time without a title was left out: “{written}”.")
_LONGEST_SHOWN = 80


def read(assembled: Assembled, context: Sequence[Written], hints: Hints, doubts: list[Doubt], unread: list[Unread]) -> list[ReadDay]:
    written = halves.style(slot.reading for day in assembled.days for slot in day.slots if slot.exact is None)
    if hints.afternoon is not None:
        written = halves.Style(not hints.afternoon, written.marked, told=True)
    known = {room for day in assembled.days for slot in day.slots for room in (slot.room, slot.track) if room}
    asked: list[dates.Asked] = []
    plans: list[tuple[OpenDay, int]] = []
    for day in assembled.days:
        said: list[Written | None] = [*day.head.dates] or [None]
        for each in said:
            asked.append(dates.Asked(day.text or _day_words(day), day.where, each, day.head.number if len(said) == 1 else None))
            plans.append((day, len(said)))
        if len(said) > 1:
            doubts.append(Doubt(TOGETHER, (("written", shortened(day.text)), ("count", len(said))), day.where))
    settled, said_of_dates = dates.settle(asked, context, hints)
    doubts.extend(said_of_dates)
    made: list[ReadDay] = []
    read: dict[int, list[Row]] = {}
    by_order = 0
    for number, ((day, count), date) in enumerate(zip(plans, settled, strict=True), 1):
        rows = read.get(id(day))
        if rows is None:
            rows, guessed = _rows(day, written, known, hints, doubts, unread)
            by_order += guessed
            read[id(day)] = rows
        start, end = _hours(day, written, rows)
        title = day.head.title if count == 1 else ""
        made.append(ReadDay(tuple(rows), date, signs.tidy(title), day.head.number or number, start, end, day.where))
    if by_order and hints.afternoon is None:
        first = next((row.where for day in made for row in day.rows if row.start is not None), NOWHERE)
        doubts.append(Doubt(BY_ORDER, (("count", by_order),), first))
    return [day for day in made if day.rows or any(plan.keeps for plan, _ in plans)]


def _day_words(day: OpenDay) -> str:
    return day.head.title or (f"{day.head.number}" if day.head.number else "")


def _hours(day: OpenDay, written: halves.Style, rows: Sequence[Row]) -> tuple[int | None, int | None]:
    if day.head.hours is None:
        return None, None
    span = halves.span(day.head.hours, None, written)
    return span.start, span.end


def _rows(
    day: OpenDay, written: halves.Style, known: set[str], hints: Hints, doubts: list[Doubt], unread: list[Unread]
) -> tuple[list[Row], int]:
    """The rows of a day with their minutes. The row before is that of the same track, or the last that had none."""
    rows: list[Row] = []
    before: int | None = hints.day_start
    in_track: dict[str, int] = {}
    by_order = 0
    for slot in day.slots:
        title, extra = _cleaned(slot)
        if slot.exact is not None:
            span = halves.Span(*slot.exact)
        else:
            span = halves.span(slot.reading, in_track.get(slot.track, before) if slot.track else before, written)
        span = _with_hours(span, extra, written)
        if not title:
            unread.append(Unread(NO_TITLE, (("written", slot.written),), slot.where))
            continue
        by_order += span.by_order
        if before == hints.day_start:
            span = replace(span, back=False)
        row = _row(slot, title, extra, span, day.room, known)
        rows.append(row)
        _doubt_of(slot, row, span, doubts)
        _doubt_of_notes(slot, row, written, doubts)
        if span.start is not None:
            before = span.start if before is None or not slot.track else max(before, span.start)
            in_track[slot.track] = span.start
    return _side_by_side(rows, doubts) if not any(slot.exact for slot in day.slots) else rows, by_order


_PARALLEL = re.compile(
    r"parallel|concurrent|simultan|break-?outs?\b|\bworkshops\b|\bateliers\b|\btalleres\b|\boficinas\b|параллел|одновремен|متوازية|"
    r"متزامنة|gleichzeitig|workshop(?:s|phase)\b",
    re.I,
)


def _side_by_side(rows: Sequence[Row], doubts: list[Doubt]) -> list[Row]:
    """Rows with the very same time are groups side by side; the first may be what they are called together."""
    made: list[Row] = []
    for _, same in groupby(rows, key=lambda row: (row.start, row.end, bool(row.track), row.start is None and id(row))):
        run = list(same)
        if len(run) < 2 or run[0].start is None or run[0].track:
            made.extend(run)
            continue
        called = 1 if len(run) > 2 and _PARALLEL.search(run[0].title) else 0
        made.extend(run[:called])
        made.extend(replace(row, track=row.title) for row in run[called:])
        doubts.append(Doubt(AT_ONCE, (("count", len(run) - called), ("written", run[0].written)), run[0].where))
    return made


def _cleaned(slot: SlotItem) -> tuple[str, fields.Hours]:
    if slot.exact is not None:
        return slot.title, fields.Hours(slot.title)
    extra = fields.hours(signs.tidy(slot.title))
    return extra.title, extra


def _with_hours(span: halves.Span, extra: fields.Hours, written: halves.Style) -> halves.Span:
    """What the title says more about its time: an end, or how long."""
    if span.start is None or span.end is not None:
        return span
    if extra.first is not None and extra.first.reading.end is not None:
        own = halves.span(extra.first.reading, span.start, written)
        if own.start == span.start:
            return replace(span, end=own.end)
    if extra.until is not None and extra.until.reading.start is not None:
        end = halves.span(extra.until.reading, span.start, written).start
        return replace(span, end=end) if end is not None and end > span.start else span
    if extra.length:
        return replace(span, end=span.start + extra.length)
    return span


def _row(slot: SlotItem, title: str, extra: fields.Hours, span: halves.Span, room: str, known: set[str]) -> Row:
    if slot.exact is not None or slot.kind is not None:
        said, tail = fields.Said(title), ""
    else:
        said = fields.taken(title)
        head, tail = fields.parted(said.text)
        said = replace(said, text=head)
    notes: list[str] = [tail] if tail else []
    more_room, leads = said.room, said.leads
    for note in slot.notes:
        labelled = fields.labelled(note) if slot.exact is None else None
        if labelled is not None:
            more_room, leads = more_room or labelled.room, (*leads, *labelled.leads)
        else:
            notes.append(note)
    shown = _without_stop(signs.tidy(said.text)) if slot.exact is None else said.text
    length = slot.reading.length or extra.length if span.start is None else None
    return Row(
        title=shown or title,
        start=span.start,
        end=span.end,
        length=length,
        kind=slot.kind or kinds.told_by(shown) or "plenary",
        room=slot.room or more_room or _named_room(shown, known) or (room if not slot.track else ""),
        track=slot.track,
        leads=(*slot.leads, *leads),
        purpose=slot.purpose,
        notes=tuple(notes),
        written=slot.written,
        about=slot.reading.about,
        where=slot.where,
    )


def _without_stop(title: str) -> str:
    """A title that was typed as a sentence, without its full stop."""
    return title[:-1] if re.search(r"[^\W\d_]{4}\.$", title) and title.count(".") == 1 else title


def _named_room(title: str, known: set[str]) -> str:
    """A room that the table's headings name, where a title ends with it: `Keynote in Eliot Chapel`."""
    return next(
        (
            room
            for room in sorted(known, key=len, reverse=True)
            if len(room) > 3 and re.search(rf"\b(?:in|at)\s+(?:the\s+)?{re.escape(room)}$", title)
        ),
        "",
    )


def _doubt_of(slot: SlotItem, row: Row, span: halves.Span, doubts: list[Doubt]) -> None:
    title = shortened(row.title)
    if slot.reading.about:
        doubts.append(Doubt(ABOUT, (("written", slot.written),), slot.where))
    if slot.reading.open:
        doubts.append(Doubt(OPEN, (("title", title), ("written", slot.written)), slot.where))
    if span.back and not slot.track:
        doubts.append(Doubt(GOES_BACK, (("title", title), ("written", slot.written)), slot.where))
    if slot.reading.also:
        values = (
            ("title", title),
            ("zone", slot.reading.zones[0] if slot.reading.zones else slot.written),
            ("others", ", ".join(slot.reading.also)),
        )
        doubts.append(Doubt(OTHER_ZONE, values, slot.where))


_BARE_HOUR = re.compile(r"\W*(\d{1,2})(?:\s*[:–—-])?\s+[^\W\d_]{3,}")
_WORDS_OF_A_ROW = 8


def _doubt_of_notes(slot: SlotItem, row: Row, written: halves.Style, doubts: list[Doubt]) -> None:
    """A short line under a row that begins with an hour, or begins or ends with a time, after this row has begun: `11 Coffee`."""
    if row.start is None or slot.exact is not None or slot.track:
        return
    for note in slot.notes:
        if len(note.split()) > _WORDS_OF_A_ROW or fields.labelled(note) is not None:
            continue
        bare = _BARE_HOUR.match(signs.plain(note))
        hours = [int(bare[1]) * 60] if bare and int(bare[1]) <= 24 else []
        for found in clock.readings(note):
            if found.reading.strong and (not note[: found.at].strip(" -–—(") or not note[found.to :].strip(" .)!")):
                at = halves.span(found.reading, row.start, written).start
                hours += [at] if at is not None else []
        begun = row.start if row.end is None else row.end - 1
        if any(begun < at or (at < halves.HALF and begun < at + halves.HALF < begun + halves.HALF and bare) for at in hours):
            doubts.append(Doubt(TIME_IN_NOTE, (("text", shortened(note)), ("title", shortened(row.title))), slot.where))


def shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_SHOWN else f"{words[: _LONGEST_SHOWN - 1].rstrip()}…"
