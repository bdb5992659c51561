"""A calendar read back is the agenda that was written, with its time zone, and invites nobody."""

# ruff: noqa: DTZ001  (local times are what is tested)

import datetime as dt

import icalendar
import pytest
import vobject

from toolkit.document.blocks import Document, Event
from toolkit.writers import ics
from toolkit.writers.formats import CannotWriteError


def event(
    uid="s1@x", title="Opening", start=dt.datetime(2027, 3, 11, 9, 0), end=dt.datetime(2027, 3, 11, 9, 30), zone="Europe/Lisbon", **rest
):
    return Event(uid, title, start, end, zone, **rest)


def written(*events):
    return ics.write(Document("agenda", "Spring meeting", "en", False, (), events=events))


def read(data):
    return [
        Event(
            str(each["UID"]),
            str(each["SUMMARY"]),
            each["DTSTART"].dt.replace(tzinfo=None),
            each["DTEND"].dt.replace(tzinfo=None),
            str(each["DTSTART"].dt.tzinfo or ""),
            str(each.get("LOCATION", "")),
            int(each["SEQUENCE"]),
        )
        for each in icalendar.Calendar.from_ical(data).walk("VEVENT")
    ]


@pytest.mark.parametrize("zone", ["Europe/Lisbon", "Asia/Kathmandu", "America/New_York", ""])
def test_what_is_read_back_is_what_was_written(zone):
    events = (
        event(zone=zone, place="Hall; upstairs, left", sequence=3),
        event("s2@x", 'Très, "long"; title\n' + "é水 " * 60, dt.datetime(2027, 3, 11, 23, 0), dt.datetime(2027, 3, 12, 0, 45), zone),
    )
    assert tuple(read(written(*events))) == events


def test_the_zones_rules_are_inside_and_give_the_right_moment():
    other = vobject.readOne(written(event(start=dt.datetime(2027, 7, 1, 9), end=dt.datetime(2027, 7, 1, 10))).decode())
    assert other.vevent.dtstart.value.astimezone(dt.UTC) == dt.datetime(2027, 7, 1, 8, tzinfo=dt.UTC)


def test_the_stamp_is_the_first_days_midnight_and_the_bytes_are_the_same():
    events = (event(), event("s2@x", start=dt.datetime(2027, 3, 12, 9), end=dt.datetime(2027, 3, 12, 10)))
    data = written(*events)
    assert data == written(*events)
    assert data.count(b"DTSTAMP:20270311T000000Z") == 2
    assert b"DTSTAMP:20270101T000000Z" in written(event(stamp=dt.date(2027, 1, 1)))


def test_nobody_is_invited_and_lines_are_folded():
    data = written(event(title="x" * 300))
    assert not any(word in data for word in (b"ATTENDEE", b"ORGANIZER", b"mailto", b"COMMENT"))
    assert max(len(line) for line in data.split(b"\r\n")) <= 75


def test_a_zone_that_does_not_exist_and_a_plan_without_times_are_refused_in_a_sentence():
    with pytest.raises(CannotWriteError, match="no time zone called Mars/Olympus; write it like"):
        written(event(zone="Mars/Olympus"))
    with pytest.raises(CannotWriteError, match="agenda has no times with dates"):
        written()
