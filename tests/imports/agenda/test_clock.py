"""Times as the world writes them."""

import pytest

from toolkit.imports.agenda import clock, halves


def told(text: str, before: int | None = None) -> tuple[str, str]:
    """A line's time with its half of the day decided, as after a row at `before`, and what else it says."""
    found = clock.leading(text)
    assert found is not None, text
    span = halves.span(found.reading, before, halves.style([found.reading]))
    times = [f"{time // 60}:{time % 60:02}" for time in (span.start, span.end) if time is not None]
    return "-".join(times), text[found.to :].strip(" :,.|–-")


@pytest.mark.parametrize(("text", "times", "rest"), [
    ("9h30 Accueil", "9:30", "Accueil"), ("14.00–15.30 Talk", "14:00-15:30", "Talk"), ("2-3pm Talk", "14:00-15:00", "Talk"),
    ("11:15 - 12:30pm", "11:15-12:30", ""), ("11 - 1am Dance", "23:00-25:00", "Dance"), ("Noon Lunch", "12:00", "Lunch"),
    ("930a Check-in", "9:30", "Check-in"), ("1p Hack", "13:00", "Hack"), ("9:00: AM", "9:00", ""), ("9 AM to 10 Talk", "9:00-10:00",
    "Talk"),
    ("٩:٠٠ - ١٠:٠٠ تسجيل", "9:00-10:00", "تسجيل"), ("ca. 12.45 End", "12:45", "End"), ("9:00 (45 min) Talk", "9:00-9:45", "Talk"),
    ("22:00-00:30 Music", "22:00-24:30", "Music"), ("De 9h à 10h30 : Accueil", "9:00-10:30", "Accueil"), ("9:00 Uhr Start", "9:00",
    "Start"),
    ("0900-1030 Muster", "9:00-10:30", "Muster"), ("12 noon – 1pm", "12:00-13:00", ""), ("18:00 until midnight", "18:00-24:00", ""),
    ("오전 9:00–오후 1:30 말", "9:00-13:30", "말"), ("9:00 ص–1:30 م", "9:00-13:30", ""), ("с 10:00 до 11:30 Круг", "10:00-11:30", "Круг"),
    ("das 8h30 às 9h: Chegada", "8:30-9:00", "Chegada"), ("10:50 a.m. – 12:30 m. Cierre", "10:50-12:30", "Cierre"),
    ("9 h 00 à 9 h 30 Tour", "9:00-9:30", "Tour"), ("🕘 9:00 – Bus", "9:00", "Bus"), ("between 9 and 10.30am", "9:00-10:30", ""),
    ("９：００－１０：００ 開会", "9:00-10:00", "開会"), ("kl. 9.30 Fika", "9:30", "Fika"),
    ("09:00-10:00 EST / 15:00-16:00 CET Talk", "9:00-10:00", "Talk"),
])  # fmt: skip
def test_a_line_that_begins_with_a_time(text: str, times: str, rest: str):
    assert told(text) == (times, rest)


@pytest.mark.parametrize("text", [
    "12.03.2027", "2.5 million people", "10 min break", "3 people", "2 to 3 groups", "1. Introduction", "2008", "3-4 December",
    "11-12 March 2027",
    "24/7 support", "$9.30 each", "Room 9:3", "+41 22 123", "2027-03-11", "50.00", "25:00 too late", "9:75",
])  # fmt: skip
def test_what_is_no_time(text: str):
    assert clock.leading(text) is None


@pytest.mark.parametrize(("text", "before", "times"), [
    ("1:30 - 3:00", 12 * 60 + 15, "13:30-15:00"), ("12:15-1:15", 10 * 60 + 45, "12:15-13:15"), ("7:00 Dinner", 17 * 60, "19:00"),
    ("9:00 again", 15 * 60, "9:00"), ("1:00 Dance", 12 * 60, "13:00"), ("00:45 Home", 23 * 60, "24:45"),
    ("2:00 - 5:00", None, "14:00-17:00"),
    ("7:00 Breakfast", None, "7:00"), ("12-1 lunch: 12:00-1:00", None, "12:00-13:00"),
])  # fmt: skip
def test_the_half_of_the_day_comes_from_the_order(text: str, before: int | None, times: str):
    found = next(clock.readings(text)) if "lunch" in text else None
    assert (told(text.rpartition(": ")[2] if found else text, before)[0]) == times


def test_a_first_zone_is_kept_and_the_others_are_named():
    found = clock.leading("14:00-15:00 EAT / 12:00-13:00 BST Talk")
    assert found is not None
    assert (found.reading.zones, found.reading.also) == (("EAT", "BST"), ("12:00-13:00 BST",))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45 min", 45),
        ("1h30", 90),
        ("1 hour", 60),
        ("1.5 hours", 90),
        ("(20 minutes)", 20),
        ("2 Std.", 120),
        ("15 мин", 15),
        ("٣٠ دقيقة", 30),
    ],
)
def test_how_long(text: str, minutes: int):
    assert clock.whole_length(text) == minutes


def test_every_time_in_a_paragraph():
    text = "930a Check-in 10a Begin 1015a Talk Noon Lunch 1p Work 530p Party"
    assert [text[found.at : found.to] for found in clock.readings(text)] == ["930a", "10a", "1015a", "Noon", "1p", "530p"]
