"""The events of a calendar: days, and slots with the minutes that the calendar states. A night belongs to the day that it began on."""

import datetime as dt
from collections.abc import Iterator, Sequence

from toolkit.convening.model import Kind
from toolkit.imports.agenda import ours
from toolkit.imports.agenda.clock import Reading
from toolkit.imports.agenda.dayheads import DayHead
from toolkit.imports.agenda.items import DayItem, Item, SlotItem
from toolkit.imports.agenda.written import Written
from toolkit.readers.source import Entry

_NIGHT, _LATE = 5, 20


def items(entries: Sequence[Entry]) -> Iterator[Item]:
    """Day by day. An event that lasts all day is a day's heading and no slot."""
    timed = sorted((each for each in entries if isinstance(each.start, dt.datetime)), key=_when)
    titles = {each.start: each.title for each in entries if not isinstance(each.start, dt.datetime)}
    day: dt.date | None = None
    last: dt.datetime | None = None
    for entry in timed:
        start = _naive(entry.start)
        end = _naive(entry.end) if isinstance(entry.end, dt.datetime) else None
        if day is None or (start.date() != day and not _same_night(day, last, start)):
            day = start.date()
            head = DayHead((Written(day.day, day.month, day.year, day.weekday()),), title=titles.get(day, ""))
            yield DayItem(head, entry.where, day.isoformat())
        midnight = dt.datetime.combine(day, dt.time())
        minutes = int((start - midnight).total_seconds()) // 60
        until = None if end is None else int((end - midnight).total_seconds()) // 60
        last = max(last, end or start) if last is not None else end or start
        group = ours.group_of(entry.description) if entry.categories else None
        notes = () if group is not None else tuple(line.strip() for line in entry.description.split("\n") if line.strip())
        yield SlotItem(
            Reading(None),
            " ".join(entry.title.split()),
            entry.where,
            start.strftime("%H:%M"),
            _kind(entry),
            entry.place.strip(),
            group or "",
            notes=notes,
            exact=(minutes, until if until is not None and until >= minutes else None),
        )


def _kind(entry: Entry) -> Kind | None:
    """The kind that a category names: a word of ours in one of our languages."""
    return next((kind for name in entry.categories if (kind := ours.kind_of(name)) is not None), None)


def _when(entry: Entry) -> tuple[dt.datetime, float]:
    start = _naive(entry.start)
    end = _naive(entry.end) if isinstance(entry.end, dt.datetime) else start
    return start, -(end - start).total_seconds()


def _naive(moment: dt.datetime | dt.date | None) -> dt.datetime:
    assert isinstance(moment, dt.datetime)  # noqa: S101
    return moment.replace(tzinfo=None)


def _same_night(day: dt.date, last: dt.datetime | None, start: dt.datetime) -> bool:
    """Whether a start after midnight goes on from the evening before."""
    evening = dt.datetime.combine(day, dt.time(_LATE))
    return (
        start.hour < _NIGHT
        and (start.date() - day).days == 1
        and last is not None
        and last >= evening
        and start - last <= dt.timedelta(hours=2)
    )
