"""Calendars: zones, whole days, what repeats, what is cancelled, and lines that a mail program cut."""

import datetime as dt

import pytest

from tests.readers.shown import unread
from tests.support import made
from toolkit.readers.archive import ReadError
from toolkit.readers.plain import plain
from toolkit.readers.reading import read
from toolkit.readers.source import Entry, Where


def calendar(*events, head=""):
    inside = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n{head}{inside}END:VCALENDAR\r\n".encode()


def at(text):
    return dt.datetime.fromisoformat(text)


def test_an_event_keeps_its_zone_its_words_and_its_place():
    event = (
        "UID:1@x\r\nDTSTART;TZID=Europe/Lisbon:20270311T090000\r\nDURATION:PT1H30M\r\nSUMMARY:Welcome\\, all\r\n  of you\r\n"
        "LOCATION:Hall\r\nDESCRIPTION:one\\ntwo"
    )
    found = read(calendar(event, head="X-WR-CALNAME:Water and Work\r\n"), "x.txt")
    (entry,) = found.parts
    assert (found.format, found.title) == ("ics", "Water and Work")
    assert (entry.start.isoformat(), entry.end.isoformat()) == ("2027-03-11T09:00:00+00:00", "2027-03-11T10:30:00+00:00")
    assert (entry.title, entry.zone, entry.place, entry.description, entry.uid) == (
        "Welcome, all of you", "Europe/Lisbon", "Hall", "one\ntwo", "1@x",
    )  # fmt: skip
    assert plain(found) == "2027-03-11 09:00–10:30\tWelcome, all of you\tHall\none\ntwo"


def test_whole_days_floating_times_and_times_without_an_end():
    found = read(calendar("DTSTART;VALUE=DATE:20270311\r\nDTEND;VALUE=DATE:20270313\r\nSUMMARY:a", "DTSTART:20270311T090000\r\nSUMMARY:b"))
    assert found.parts == (
        Entry("a", dt.date(2027, 3, 11), dt.date(2027, 3, 13), where=Where(row=1)), Entry("b", at("2027-03-11T09:00"), where=Where(row=2)),
    )  # fmt: skip


def test_what_repeats_is_written_out_with_its_exceptions():
    rule = "UID:r\r\nDTSTART:20270311T090000\r\nDTEND:20270311T093000\r\nRRULE:FREQ=DAILY;COUNT=4\r\nEXDATE:20270312T090000\r\nSUMMARY:Yoga"
    moved = "UID:r\r\nRECURRENCE-ID:20270313T090000\r\nDTSTART:20270313T100000\r\nDTEND:20270313T103000\r\nSUMMARY:Yoga, later"
    found = read(calendar(rule, moved))
    assert [(entry.title, entry.start, entry.end) for entry in found.parts] == [
        ("Yoga", at("2027-03-11T09:00"), at("2027-03-11T09:30")),
        ("Yoga", at("2027-03-14T09:00"), at("2027-03-14T09:30")),
        ("Yoga, later", at("2027-03-13T10:00"), at("2027-03-13T10:30")),
    ]
    endless = read(calendar("DTSTART:20270311T090000\r\nRRULE:FREQ=DAILY\r\nSUMMARY:Yoga"))
    assert len(endless.parts) == 100
    assert unread(endless) == ["“Yoga” repeats without an end or too often; only its first 100 times were read."]


def test_what_is_cancelled_or_no_event_is_left_out_and_said():
    task = "BEGIN:VTODO\r\nSUMMARY:t\r\nEND:VTODO\r\n"
    found = read(calendar("DTSTART:20270311T090000\r\nSTATUS:CANCELLED\r\nSUMMARY:a", "SUMMARY:b", head=task))
    assert found.parts == ()
    assert unread(found) == [
        "“a” is cancelled in the calendar and was left out.",
        "“b” has no readable start and was left out.",
        "1 entries that are no events (tasks, notes) were left out.",
    ]


def test_an_event_whose_times_are_broken_is_left_out_and_the_others_are_read():
    found = read(calendar("DTSTART:20270 311T090000\r\nSUMMARY:a", "DTSTART:20270311T090000\r\nDTEND:x\r\nSUMMARY:b"))
    assert found.parts == (Entry("b", at("2027-03-11T09:00"), where=Where(row=1)),)
    assert unread(found) == ["“a” has no readable start and was left out."]


def test_a_calendar_that_stops_early_is_read_as_far_as_it_goes():
    cut = calendar("DTSTART:20270311T090000\r\nSUMMARY:a").partition(b"END:VEVENT")[0].replace(b"\r\n", b"\n")
    assert [entry.title for entry in read(cut).parts] == ["a"]


def test_a_broken_calendar_is_refused():
    with pytest.raises(ReadError, match="calendar file is damaged"):
        read(b"BEGIN:VCALENDAR\nno colon here\nEND:VCALENDAR\n")


def test_the_calendar_that_we_write_is_read_back():
    found = read(made("agenda", "ics"), "agenda.ics")
    assert len(found.parts) > 10
    assert {entry.zone for entry in found.parts} == {"Europe/Lisbon"}
