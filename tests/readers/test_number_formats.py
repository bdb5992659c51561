"""What a cell shows under the formats that agendas use."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.readers.number_formats import shown

NINE, NOON = (dt.datetime.fromisoformat(f"2027-03-11T{hour}:00") for hour in ("09", 12))


@pytest.mark.parametrize(
    ("number", "code", "text", "value"),
    [
        (0.375, "h:mm", "09:00", dt.time(9)), (0.5, "h:mm AM/PM", "12:00", dt.time(12)),
        (0.38125, "[$-409]h:mm:ss AM/PM;@", "09:09", dt.time(9, 9)), (46457.375, "h:mm", "09:00", NINE),
        (46457, "dd/mm/yyyy", "2027-03-11", dt.date(2027, 3, 11)),
        (46457.375, "yyyy\\-mm\\-dd hh:mm", "2027-03-11 09:00", NINE),
        (46457, "[$-40C]dddd d mmmm yyyy", "2027-03-11", dt.date(2027, 3, 11)),
        (46457.5, "d-mmm", "2027-03-11", NOON), (46457, 'yyyy"年"m"月"d"日"', "2027-03-11", dt.date(2027, 3, 11)),
        (1.0625, "[h]:mm", "25:30", dt.timedelta(hours=25, minutes=30)), (1, "mmm", "1900-01-01", dt.date(1900, 1, 1)),
        (9.3, "0.00", "9.30", 9.3), (45, '0" min"', "45 min", 45), (7, "000", "007", 7), (0.125, "0.0%", "12.5%", 0.125),
        (2.5, "0", "3", 2.5), (1234567, "#,##0", "1234567", 1234567), (-3, '0;[Red]-0', "-3", -3), (45, "General", "45", 45),
        (0.1 + 0.2, "General", "0.3", 0.1 + 0.2), (41791234567, '"+"0', "+41791234567", 41791234567), (5, "# ?/?", "5", 5),
        (1e300, "0", "1e+300", 1e300), (3, '"Day "0', "Day 3", 3),
    ],
)  # fmt: skip
def test_a_number_is_what_its_format_shows(number, code, text, value):
    assert shown(number, code) == (text, value)


def test_the_calendar_that_begins_in_1904_is_another():
    assert shown(44995, "yyyy-mm-dd", True) == shown(46457, "yyyy-mm-dd")


@given(st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=12))
def test_any_format_shows_something(number, code):
    assert isinstance(shown(number, code)[0], str)
