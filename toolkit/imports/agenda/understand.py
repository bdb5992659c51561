"""A source to what was understood of it: its days and rows with their clock times, what was doubtful, what was left out; or why it was
declined.

Decides the order of the questions; each is answered in a module of its own.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

from toolkit.convening import kinds
from toolkit.imports.agenda import assemble, calendars, dates, dayheads, fields, grids, halves, lines, ours, signs, tongues
from toolkit.imports.agenda.assemble import Assembled, OpenDay
from toolkit.imports.agenda.clock import Clock
from toolkit.imports.agenda.items import Item, SlotItem, TextItem
from toolkit.imports.agenda.understood import (
    A_LOG,
    APART,
    NO_AGENDA,
    NO_SESSIONS,
    NOT_IN_ORDER,
    DeclinedError,
    Doubt,
    Hints,
    ReadDay,
    Row,
    Understood,
)  # fmt: skip
from toolkit.language import N_
from toolkit.readers.source import Entry, Grid, Line, Part, Source, Unread, Where

BY_ORDER = N_(
    "Morning or afternoon is not written for {count} times; each was read by the order of the rows and the other end of its span."
)
ABOUT = N_("“{written}” is about a time; it was taken as the time itself.")
OPEN = N_("“{title}” has no clock time (“{written}”); it is listed without one.")
GOES_BACK = N_("“{title}” ({written}) begins before the row above it; both times were kept as they are.")
OTHER_ZONE = N_("“{title}” has times in more than one zone; {zone} was taken, and {others} left.")
ZONES_DIFFER = N_("The times are given in {zones}; which of them is the venue's is not said.")
AT_ONCE = N_("{count} sessions stand at the same time ({written}); they were taken as groups side by side.")
TOGETHER = N_("“{written}” stands for {count} days; its rows were taken for each of them.")
NO_TITLE = N_("A time without a title was left out: “{written}”.")
TEXT_LEFT = N_("Not taken into the agenda: “{text}”.")
TEXTS_LEFT = N_("Not taken into the agenda: “{text}” and the lines after it, {count} in all.")
LANGUAGE_OPEN = N_("The language of the agenda could not be told from its headings; English was taken.")
_LONGEST_SHOWN = 80
_NOON = Clock(12, 0)


def understand(source: Source, hints: Hints = Hints()) -> Understood:  # noqa: B008  (frozen)
    """What a file says, as an agenda.

    :raises DeclinedError: where no agenda can be told from it.
    """
    name = source.name or source.format
    rare = _needs_rare(source)
    items, times, apart = _items(source, hints, rare)
    if apart >= 3 and apart * 5 >= times * 2:
        raise DeclinedError(APART, name=name, times=times)
    assembled = _without_a_stray(assemble.assemble(items))
    _check_slots(assembled, name)
    doubts: list[Doubt] = []
    unread = [*source.unread]
    days = _days(source, assembled, hints, rare, doubts, unread)
    if not _is_stated(assembled):
        _check_rows(days, name)
    unread.extend(_left(assembled.left))
    spoken = hints.language or source.language or tongues.of(_spoken(source, assembled))
    if not spoken:
        doubts.append(Doubt(LANGUAGE_OPEN))
    title, of_day = _title(source, assembled)
    if of_day:
        days = [replace(day, title="") for day in days]
    return Understood(
        hints.title or title,
        tuple(days),
        tuple(doubts),
        tuple(unread),
        spoken or "en",
        _zone(source),
    )


# Items


def _items(source: Source, hints: Hints, rare: bool) -> tuple[list[Item], int, int]:
    """Every part in its order; and how many times there are, and how many stand without a title."""
    made: list[Item] = []
    times = apart = 0
    if any(isinstance(part, Entry) for part in source.parts):
        made = list(calendars.items([part for part in source.parts if isinstance(part, Entry)]))
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
        if len(filled) == 1 or any(len(cell.lines) > 3 for cell in filled):
            found.extend(replace(line, where=line.where if line.where != Where() else row.where) for cell in filled for line in cell.lines)
        elif filled:
            found.append(Line("  ".join(" ".join(cell.text.split()) for cell in filled), row.where))
    return found


def _needs_rare(source: Source) -> bool:
    """Whether no heading is in a language that is looked up first, so that all of Babel's must be asked."""
    dated = [
        line for line in _texts(source.parts) if re.search(r"\d", signs.plain(line)) and len(line) < 80 and re.search(r"[^\W\d_]{4}", line)
    ]
    return not any(dayheads.head(line) for line in dated[:400]) and any(dayheads.head(line, rare=True) for line in dated[:60])


def _texts(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Line):
            yield from part.text.split("\n")
        elif isinstance(part, Grid):
            for row in part.rows:
                for cell in row.cells:
                    if cell.text.strip():
                        yield " ".join(cell.text.split())


# Days and rows


def _days(source: Source, assembled: Assembled, hints: Hints, rare: bool, doubts: list[Doubt], unread: list[Unread]) -> list[ReadDay]:
    written = halves.style(slot.reading for day in assembled.days for slot in day.slots if slot.exact is None)
    if hints.afternoon is not None:
        written = halves.Style(not hints.afternoon, written.marked)
    known = {room for day in assembled.days for slot in day.slots for room in (slot.room, slot.track) if room}
    asked: list[dates.Asked] = []
    plans: list[tuple[OpenDay, int]] = []
    for day in assembled.days:
        said: list[dayheads.Written | None] = [*day.head.dates] or [None]
        for each in said:
            asked.append(dates.Asked(day.text or _day_words(day), day.where, each, day.head.number if len(said) == 1 else None))
            plans.append((day, len(said)))
        if len(said) > 1:
            doubts.append(Doubt(TOGETHER, (("written", _short(day.text)), ("count", len(said))), day.where))
    settled, said_of_dates = dates.settle(asked, _context(source, assembled, rare), hints)
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
    if by_order:
        first = next((row.where for day in made for row in day.rows if row.start is not None), Where())
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
        row = _row(slot, title, extra, span, day.room, known)
        rows.append(row)
        _doubt_of(slot, row, span, doubts)
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
    title = _short(row.title)
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


def _context(source: Source, assembled: Assembled, rare: bool) -> list[dayheads.Written]:
    """Dates at the top and in headings that came to no rows."""
    used = {id(day.head) for day in assembled.days}
    found = [date for item in assembled.heads if id(item.head) not in used for date in item.head.dates]
    for text in [*[each.text for each in assembled.before], source.title]:
        if text and dayheads.head(text) is None and not dayheads.other_date(text):
            found.extend(dayheads.context(text, rare))
    return [each for each in found if each.day]


# Whether it is an agenda


def _without_a_stray(assembled: Assembled) -> Assembled:
    """One time above the first day's heading, where the days have many: when a notice was put up, not a row."""
    first, rest = assembled.days[:1], assembled.days[1:]
    if first and rest and first[0].implied and len(first[0].slots) == 1 and all(len(day.slots) >= 2 for day in rest):
        slot = first[0].slots[0]
        return replace(assembled, days=rest, left=(TextItem(f"{slot.written} {slot.title}", slot.where), *assembled.left))
    return assembled


def _is_stated(assembled: Assembled) -> bool:
    """Whether a calendar or a table of our own states its times: then it is an agenda, however odd."""
    return any(day.keeps or any(slot.exact is not None for slot in day.slots) for day in assembled.days)


def _check_slots(assembled: Assembled, name: str) -> None:
    slots = [slot for day in assembled.days for slot in day.slots]
    if _is_stated(assembled):
        return
    titled = [slot for slot in slots if re.search(r"[^\W\d_]", slot.title)]
    timed = [slot for slot in titled if slot.reading.start is not None or slot.reading.length]
    if len(slots) - len(titled) > len(titled) and len(slots) >= 4:
        if len(titled) < 2:
            raise DeclinedError(NO_SESSIONS, name=name)
        raise DeclinedError(APART, name=name, times=len(slots))
    if len(timed) < 2:
        raise DeclinedError(NO_AGENDA, name=name)
    numbered = sum(bool(re.search(r"\s\d{1,3}$", slot.title)) for slot in timed)
    if all(not slot.reading.strong for slot in timed) and (
        numbered * 2 > len(timed) or all((slot.reading.start or _NOON).hour < 6 for slot in timed)
    ):
        raise DeclinedError(NO_AGENDA, name=name)
    if (
        all(not slot.reading.strong for slot in timed)
        and not any(day.head.dates or day.head.number for day in assembled.days)
        and len(timed) < 4
    ):
        raise DeclinedError(NO_AGENDA, name=name)


def _check_rows(days: Sequence[ReadDay], name: str) -> None:
    rows = [row for day in days for row in day.rows]
    starts = [row for row in rows if row.start is not None]
    if not rows:
        raise DeclinedError(NO_AGENDA, name=name)
    if len(starts) >= 2 and all(row.kind == "meal" for row in rows):
        raise DeclinedError(NO_SESSIONS, name=name)
    if len(starts) >= 4:
        odd = sum(row.start % 5 != 0 for row in starts if row.start is not None)
        if odd * 2 > len(starts):
            raise DeclinedError(A_LOG, name=name)
    steps = [
        (one.start, two.start) for day in days for one, two in pairwise(row for row in day.rows if row.start is not None and not row.track)
    ]
    back = sum(two < one for one, two in steps if one is not None and two is not None)
    if len(steps) >= 3 and back * 3 > len(steps):
        raise DeclinedError(NOT_IN_ORDER, name=name)


# The whole file


_LEADS_TO_TITLE = re.compile(
    r"^(?:(?:draft |meeting |tentative |provisional )?(?:agenda|program(?:me|m)?|schedule|timetable)|programa|"
    r"program|ordre du jour|tagesordnung|zeitplan|ablauf|horario|orden del dia|programma|программа|повестка(?: дня)?|جدول الأعمال|"
    r"البرنامج|orden del día)\W*$",
    re.I,
)


def _left(texts: Sequence[TextItem]) -> Iterator[Unread]:
    """Texts that belong to no row; those that stand together are said once."""
    run: list[TextItem] = []
    for text in texts:
        near = (
            run and _number(text) is not None and _number(run[-1]) is not None and 0 <= (_number(text) or 0) - (_number(run[-1]) or 0) <= 2
        )
        if run and not near:
            yield _one_left(run)
            run = []
        run.append(text)
    if run:
        yield _one_left(run)


def _number(text: TextItem) -> int | None:
    return text.where.line if text.where.line is not None else text.where.paragraph


def _one_left(run: Sequence[TextItem]) -> Unread:
    values: tuple[tuple[str, object], ...] = (("text", _short(run[0].text)),)
    return Unread(TEXT_LEFT, values, run[0].where) if len(run) == 1 else Unread(TEXTS_LEFT, (*values, ("count", len(run))), run[0].where)


_GREETING = re.compile(
    r"^(?:hi|hello|hey|dear|good (?:morning|afternoon|day|evening)|greetings|bonjour|ch[eè]re?s?|hola|estimad[oa]s?|querid[oa]s?|"
    r"ol[aá]|car[oa]s|prezad[oa]s|hallo|liebe[rs]?|guten|"
    r"здравствуйте|уважаем\w+|добрый|дорогие|مرحبا|السلام|أعزائي|ciao|cari|all times|times are)\b",
    re.I,
)


def _title(source: Source, assembled: Assembled) -> tuple[str, bool]:
    """What the file calls itself, and whether that stood in the heading of its only day: its own title, its first heading, the first short
    line above the rows, else its name.
    """
    candidates = [each for each in assembled.before if len(each.text.split()) <= 20 and re.search(r"[^\W\d_]", each.text)]
    heads = sorted((each for each in candidates if each.level is not None), key=lambda each: each.level or 0)
    first = assembled.days[0] if len(assembled.days) == 1 and assembled.days[0].head.title else None
    above = [each for each in candidates[:3] if first is None or _line(each.where) <= _line(first.where)]
    for text in [source.title, *[each.text for each in heads], *[each.text for each in above]]:
        words = signs.tidy(text)
        if (
            words
            and not _LEADS_TO_TITLE.match(words)
            and not _GREETING.match(words)
            and fields.labelled(words) is None
            and not re.match(r"[\w-]+:\s", words)
        ):
            return words, False
    if first is not None:
        return signs.tidy(first.head.title), True
    used = {id(day.head) for day in assembled.days}
    top = next((item for item in assembled.heads if id(item.head) not in used and item.head.title and len(item.head.dates) > 1), None)
    if top is not None:
        return signs.tidy(re.split(r"\s[–—-]|,|\s\(", top.head.title)[0]), False
    stem = re.sub(r"\.\w{1,5}$", "", source.name).replace("_", " ").strip()
    return stem or (signs.tidy(source.title) or "Agenda"), False


def _line(where: Where) -> int:
    return where.line or where.paragraph or 0


_ZONE = re.compile(r"\b(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Z][\w-]+(?:/[A-Z][\w-]+)?")


def _zone(source: Source) -> str:
    """A time zone that the file names as calendars do; one city's custom is no zone."""
    found = [part.zone for part in source.parts if isinstance(part, Entry) and part.zone]
    found += [each for text in _texts(source.parts) for each in _ZONE.findall(text)]
    for name, _ in Counter(found).most_common(1):
        try:
            return ZoneInfo(name).key
        except (KeyError, ValueError, OSError):
            return ""
    return ""


def _spoken(source: Source, assembled: Assembled) -> list[str]:
    return [item.text for item in assembled.heads if item.text] or [source.title]


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_SHOWN else f"{words[: _LONGEST_SHOWN - 1].rstrip()}…"
