"""The days to keep free say nothing of what the meeting is about, and are whole days in any calendar."""

import datetime as dt

from tests.documents.reading import build, convening, words
from toolkit.writers import ics

FACTS = {"title": "Rights at Work", "discreet_title": "Spring meeting", "venue": {"name": "Union House", "city": "Riverton"},
         "hosts": [{"name": "Rights Network"}]}  # fmt: skip


def days(*dates):
    return [{"id": f"d{n}", "date": date} for n, date in enumerate(dates)]


def test_days_that_follow_one_another_are_one_entry_of_whole_days():
    made = convening(**FACTS, days=days("2027-03-12", "2027-03-11", "2027-03-20"))
    document = build(made, "save-the-date", "public")
    assert [(event.start.date(), event.end.date(), event.title, event.place) for event in document.events] == [
        (dt.date(2027, 3, 11), dt.date(2027, 3, 13), "Spring meeting", "Riverton"),
        (dt.date(2027, 3, 20), dt.date(2027, 3, 21), "Spring meeting", "Riverton"),
    ]
    calendar = ics.write(document).decode()
    assert "DTSTART;VALUE=DATE:20270311" in calendar and "DTEND;VALUE=DATE:20270313" in calendar
    assert not any(word in calendar + words(document.blocks) for word in ("Rights", "Work", "Union", "Network", "ATTENDEE", "ORGANIZER"))


def test_without_a_date_there_is_no_calendar_and_the_paper_says_why():
    document = build(convening(**FACTS, days=[{"id": "d"}]), "save-the-date", "public")
    assert document.events == () and "No day has a date yet." in words(document.blocks)


def test_where_people_are_at_risk_and_there_is_no_title_for_outsiders_none_is_told():
    made = convening(**{**FACTS, "discreet_title": ""}, at_risk=True, days=days("2027-03-11"))
    assert [event.title for event in build(made, "save-the-date", "public").events] == ["Meeting"]
