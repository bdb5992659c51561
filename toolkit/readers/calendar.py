"""Calendars (ICS, RFC 5545): each entry with its times as the calendar has them, repeated ones written out within reason."""

import datetime as dt
import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dateutil.rrule import rrulestr
from icalendar import Calendar, Component
from icalendar.error import BrokenCalendarProperty

from toolkit.language import N_
from toolkit.readers.archive import ReadError
from toolkit.readers.limits import MOST_TIMES
from toolkit.readers.signs import clean
from toolkit.readers.source import Entry, Source, Unread, Where

BROKEN = N_("This calendar file is damaged; export it from its calendar again.")
TOO_MANY_ENTRIES = N_("This calendar has more than {most} entries; export only the days of the meeting.")
CANCELLED = N_("“{title}” is cancelled in the calendar and was left out.")
REPEATS = N_("“{title}” repeats without an end or too often; only its first {count} times were read.")
REPEATS_ODDLY = N_("“{title}” repeats in a way that could not be read; only its first time was.")
NO_START = N_("“{title}” has no readable start and was left out.")
OTHERS = N_("{count} entries that are no events (tasks, notes) were left out.")

_MOST_ENTRIES = 5_000
_OTHERS = frozenset({"VTODO", "VJOURNAL", "VFREEBUSY"})

When = dt.datetime | dt.date


def read(text: str, name: str, unread: tuple[Unread, ...] = ()) -> Source:
    if text.upper().count("BEGIN:VEVENT") > _MOST_ENTRIES:
        raise ReadError(TOO_MANY_ENTRIES, most=_MOST_ENTRIES)
    calendars = _calendars(text)
    said = list(unread)
    entries: list[Entry] = []
    others = 0
    for calendar in calendars:
        moved = {_key(event) for event in calendar.walk("VEVENT") if event.get("RECURRENCE-ID") is not None}
        for event in calendar.walk("VEVENT"):
            entries += _entries(event, moved, said)
            if len(entries) > _MOST_ENTRIES:
                raise ReadError(TOO_MANY_ENTRIES, most=_MOST_ENTRIES)
        others += sum(component.name in _OTHERS for component in calendar.subcomponents)
    if others:
        said.append(Unread(OTHERS, (("count", others),)))
    title = next((named for calendar in calendars if (named := _text(calendar, "X-WR-CALNAME") or _text(calendar, "NAME"))), "")
    parts = tuple(replace(entry, where=Where(row=number)) for number, entry in enumerate(entries, 1))
    return Source(name, "ics", parts, title, unread=tuple(said))


def _calendars(text: str) -> list[Any]:
    """What icalendar makes of it. Files whose lines were cut by a mail program, or that stop early, are read as far as they go."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = Calendar.from_ical(_whole(text), multiple=True)
    except Exception as error:
        # icalendar parses dates, zones and rules as it goes, and raises whatever those raise.
        raise ReadError(BROKEN) from error
    return [each for each in found if isinstance(each, Component)]


def _whole(text: str) -> str:
    """The calendar without what a mail program wrote round it, each begun part ended."""
    lines = [line for line in text.split("\n") if line.strip()]
    start = next((at for at, line in enumerate(lines) if line.strip().upper() == "BEGIN:VCALENDAR"), 0)
    open_parts: list[str] = []
    kept: list[str] = []
    for line in lines[start:]:
        word = line.strip().upper()
        if not open_parts and word != "BEGIN:VCALENDAR":
            continue
        kept.append(line)
        if word.startswith("BEGIN:"):
            open_parts.append(word[6:])
        elif word.startswith("END:") and word[4:] in open_parts:
            while open_parts and open_parts.pop() != word[4:]:
                pass
    return "\r\n".join([*kept, *(f"END:{part}" for part in reversed(open_parts)), ""])


def _entries(event: Any, moved: set[tuple[str, str]], said: list[Unread]) -> Iterator[Entry]:
    """The event at each of its times; a time that was moved has an event of its own."""
    title = _text(event, "SUMMARY")
    start = _when(event, "DTSTART")
    if str(event.get("STATUS") or "").upper() == "CANCELLED":
        said.append(Unread(CANCELLED, (("title", title),)))
        return
    if start is None:
        said.append(Unread(NO_START, (("title", title),)))
        return
    end = _when(event, "DTEND")
    lasts = _duration(event)
    if end is None and lasts is not None:
        end = start + lasts
    uid = _text(event, "UID")
    zone = str(getattr(event.get("DTSTART"), "params", {}).get("TZID") or ("UTC" if getattr(start, "tzinfo", None) else ""))
    place, description = _text(event, "LOCATION"), _described(event)
    for at in _times(event, start, title, said):
        if event.get("RECURRENCE-ID") is None and event.get("RRULE") is not None and (uid, _stamp(at)) in moved:
            continue
        yield Entry(title, at, None if end is None else at + (end - start), zone, place, description, _categories(event), uid)


def _categories(event: Any) -> tuple[str, ...]:
    """What kind of thing the event is, in the words of whoever made it (RFC 5545, 3.8.1.2)."""
    found = event.get("CATEGORIES") or []
    return tuple(str(name) for each in (found if isinstance(found, list) else [found]) for name in getattr(each, "cats", ()))


def _times(event: Any, start: When, title: str, said: list[Unread]) -> list[When]:
    rule = event.get("RRULE")
    if rule is None or event.get("RECURRENCE-ID") is not None:
        return [start]
    rules = rule if isinstance(rule, list) else [rule]
    floating = dt.datetime.combine(start, dt.time()) if not isinstance(start, dt.datetime) else start.replace(tzinfo=None)
    out = {_stamp(each) for each in _dates(event, "EXDATE")}
    try:
        text = re.sub(r"(UNTIL=\d{8})(T\d{6}Z?)?", r"\1T235959", rules[0].to_ical().decode())
        found: list[When] = []
        more = False
        for at in rrulestr(text, dtstart=floating):
            if len(found) == MOST_TIMES:
                more = True
                break
            moment = at.replace(tzinfo=start.tzinfo) if isinstance(start, dt.datetime) else at.date()
            if _stamp(moment) not in out:
                found.append(moment)
    except Exception:
        # dateutil raises whatever a rule that makes no sense leads to.
        said.append(Unread(REPEATS_ODDLY, (("title", title),)))
        return [start]
    if more:
        said.append(Unread(REPEATS, (("title", title), ("count", len(found)))))
    return found


def _dates(event: Any, name: str) -> Iterator[When]:
    held = event.get(name)
    for each in held if isinstance(held, list) else [held] if held is not None else []:
        yield from (found.dt for found in _attribute(each, "dts") or ())


def _when(event: Any, name: str) -> When | None:
    held = event.get(name)
    found = _attribute(held[0] if isinstance(held, list) else held, "dt")
    return found if isinstance(found, dt.date) else None


def _duration(event: Any) -> dt.timedelta | None:
    found = _attribute(event.get("DURATION"), "dt")
    return found if isinstance(found, dt.timedelta) else None


def _attribute(held: Any, name: str) -> Any:
    """What icalendar made of a value; None where it could make nothing of it, which it says only when it is asked."""
    try:
        return getattr(held, name, None)
    except BrokenCalendarProperty:
        return None


def _key(event: Any) -> tuple[str, str]:
    moved = _when(event, "RECURRENCE-ID")
    return _text(event, "UID"), "" if moved is None else _stamp(moved)


def _stamp(when: When) -> str:
    """A moment without its zone, for one calendar names it in several ways."""
    return when.strftime("%Y%m%dT%H%M") if isinstance(when, dt.datetime) else when.strftime("%Y%m%d")


def _text(component: Any, name: str) -> str:
    held = component.get(name)
    found = held[0] if isinstance(held, list) and held else held
    return clean(str(found))[0].strip() if isinstance(found, str) else ""


def _described(event: Any) -> str:
    return "\n\n".join(filter(None, (_text(event, "DESCRIPTION"), _text(event, "COMMENT"))))
