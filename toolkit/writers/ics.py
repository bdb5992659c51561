"""The events of a document as a calendar file (RFC 5545), with the rules of its time zones inside.

It decides what a calendar is told: when, where, under which title. Never who: nobody is invited, and no address is in it.
"""

import datetime as dt
from zoneinfo import ZoneInfo

import icalendar

from toolkit.document.blocks import Document, Event
from toolkit.language import N_, Language, language
from toolkit.writers.formats import CannotWriteError


def write(document: Document) -> bytes:
    """The whole file; the stamp is the first day's midnight, so that a second build gives the same bytes."""
    say = language(document.language)
    if not document.events:
        sentence = N_("{name} has no times with dates, so it has no calendar form; give days dates, sessions times, steps a date.")
        raise CannotWriteError(say(sentence, name=document.name))
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Convening Toolkit//Agenda//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", document.title)
    zones = {name: _zone(name, say) for name in sorted({event.zone for event in document.events if event.zone})}
    for name in zones:
        calendar.add_component(_rules(name, [event for event in document.events if event.zone == name]))
    first = min(event.start.date() for event in document.events)
    for event in document.events:
        calendar.add_component(_event(event, zones.get(event.zone), first))
    made: bytes = calendar.to_ical()
    return made


def _event(event: Event, zone: ZoneInfo | None, first: dt.date) -> icalendar.Event:
    """Without a zone the times float: nine o'clock wherever the calendar is read; from midnight to midnight they are whole days."""
    made = icalendar.Event()
    stamp = event.stamp or first
    made.add("uid", event.uid)
    made.add("dtstamp", dt.datetime(stamp.year, stamp.month, stamp.day, tzinfo=dt.UTC))
    whole = zone is None and event.start.time() == event.end.time() == dt.time()
    made.add("dtstart", event.start.date() if whole else event.start.replace(tzinfo=zone))
    made.add("dtend", event.end.date() if whole else event.end.replace(tzinfo=zone))
    made.add("sequence", event.sequence)
    made.add("summary", event.title)
    if event.place:
        made.add("location", event.place)
    if event.category:
        made.add("categories", [event.category])
    if event.group:
        made.add("description", event.group)
    return made


def _rules(name: str, events: list[Event]) -> icalendar.Timezone:
    """When the clock changes in this zone, for the years of these events."""
    years = [moment.year for event in events for moment in (event.start, event.end)]
    rules = icalendar.Timezone.from_tzid(name, first_date=dt.date(min(years) - 1, 1, 1), last_date=dt.date(max(years) + 1, 1, 1))
    rules.pop("comment", None)
    return rules


def _zone(name: str, say: Language) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise CannotWriteError(
            say("There is no time zone called {name}; write it like Europe/Lisbon, or leave it out.", name=name)
        ) from None
