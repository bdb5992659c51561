"""What a person says to what was understood, answer by answer."""

import datetime as dt

import pytest

from toolkit.imports.agenda import ColumnRead, Hints, Understood, columns_read, understand
from toolkit.imports.agenda.dates import MONTH_ELSEWHERE, NO_MONTH
from toolkit.imports.agenda.rows import BY_ORDER, TIME_IN_NOTE
from toolkit.readers.reading import read
from toolkit.readers.source import Where

HOURS = """Day 1
2:00 Opening
3:00 Panel
Day 2
08:00 Breakfast
11:30 Walk
02:00 Talk
05:00 Closing
"""

HALLS = """Our meeting
9:00 Opening
10:00 Panel
Second part
11:00 Talks
12:00 Lunch
Day 2
13:00 Walk
14:00 Closing
"""

TABLE = b"When;What;Room\n9:00;Opening;Hall\n10:00;Panel;Garden\n11:00;Closing;Hall\n"


def heard(text: str, **said: object) -> Understood:
    return understand(read(text.encode(), ""), Hints(**said))  # type: ignore[arg-type]


def clock(understood: Understood) -> list[list[str]]:
    return [[f"{row.start // 60}:{row.start % 60:02}" for row in day.rows if row.start is not None] for day in understood.days]


def titles(understood: Understood) -> list[list[str]]:
    return [[day.title, *[row.title for row in day.rows]] for day in understood.days]


@pytest.mark.parametrize(
    ("afternoon", "times"),
    [
        (None, [["14:00", "15:00"], ["8:00", "11:30", "14:00", "17:00"]]),
        (True, [["14:00", "15:00"], ["8:00", "11:30", "14:00", "17:00"]]),
        (False, [["2:00", "3:00"], ["8:00", "11:30", "2:00", "5:00"]]),
    ],
)
def test_hours_without_a_mark_are_read_as_somebody_says(afternoon: bool | None, times: list[list[str]]) -> None:
    found = heard(HOURS, afternoon=afternoon)
    assert clock(found) == times
    assert any(doubt.message == BY_ORDER for doubt in found.doubts) == (afternoon is None)


def test_a_nought_before_the_hour_says_nothing_once_somebody_has_said_which_clock_it_is() -> None:
    text = "09:00 Opening\n11:00 Panel\n01:00 Lunch\n02:00 Talk\n06:30 Dinner\n08:00 Music\n"
    assert clock(heard(text))[0][-2:] == ["6:30", "8:00"]
    assert clock(heard(text, afternoon=True)) == [["9:00", "11:00", "13:00", "14:00", "18:30", "20:00"]]


def test_the_first_start_settles_the_half_of_the_day_and_is_no_row() -> None:
    text = "7:00 Reception\n8:00 Dinner\n10:00 Music\n"
    assert clock(heard(text)) == [["7:00", "8:00", "10:00"]]
    late = heard(text, day_start=17 * 60)
    assert clock(late) == [["19:00", "20:00", "22:00"]]
    assert not any("before the row above" in doubt.message for doubt in heard(text, day_start=9 * 60).doubts)


def test_a_line_becomes_the_heading_of_a_day_and_a_heading_a_line() -> None:
    assert titles(heard(HALLS)) == [["", "Opening", "Panel", "Talks", "Lunch"], ["", "Walk", "Closing"]]
    assert titles(heard(HALLS, headings=frozenset({Where(line=4)}))) == [
        ["", "Opening", "Panel"], ["Second part", "Talks", "Lunch"], ["", "Walk", "Closing"],
    ]  # fmt: skip
    joined = heard(HALLS, no_headings=frozenset({Where(line=7)}))
    assert titles(joined) == [["", "Opening", "Panel", "Talks", "Lunch", "Walk", "Closing"]]


def test_the_row_of_a_table_becomes_a_heading_and_a_heading_a_row() -> None:
    text = "Time\tSession\n9:00\tOpening\n10:00\tPanel\nAfternoon\t\n14:00\tTalks\n15:00\tClosing\nDay 2\t\n9:00\tWalk\n"
    source = read(text.encode(), "a.tsv")
    places = {cell.text: row.where for row in source.grids[0].rows for cell in row.cells}
    headed = understand(source, Hints(headings=frozenset({places["Afternoon"]})))
    assert [day.title for day in headed.days] == ["", "Afternoon", ""]
    plain = understand(source, Hints(no_headings=frozenset({places["Day 2"]})))
    assert [len(day.rows) for day in plain.days] == [5]


@pytest.mark.parametrize(("name", "sign"), [("", " "), ("a.csv", ";")])
def test_a_row_begins_a_day_that_nothing_names(name: str, sign: str) -> None:
    rows = (("9:00", "Opening"), ("16:00", "Panel"), ("9:30", "Walk"), ("11:00", "Closing"))
    text = "\n".join(f"{time}{sign}{title}" for time, title in rows)
    source = read(text.encode(), name)
    walk = understand(source).rows[2].where
    assert titles(understand(source, Hints(headings=frozenset({walk})))) == [["", "Opening", "Panel"], ["", "Walk", "Closing"]]


def test_a_date_that_can_be_two_is_read_as_somebody_says() -> None:
    text = "03/04/2027\n9:00 Opening\n10:00 Panel\n"
    assert [day.date for day in heard(text).days] == [dt.date(2027, 4, 3)]
    assert [day.date for day in heard(text, day_first=False).days] == [dt.date(2027, 3, 4)]
    assert heard(text, day_first=True, language="en").doubts == ()


def test_every_column_says_what_it_was_taken_for_and_takes_another_role() -> None:
    source = read(TABLE, "a.csv")
    assert columns_read(source) == (
        ColumnRead(1, "When", ("9:00", "10:00"), "time"),
        ColumnRead(2, "What", ("Opening", "Panel"), "title"),
        ColumnRead(3, "Room", ("Hall", "Garden"), "room"),
    )
    hints = Hints(columns={2: "room", 3: "title"})
    assert [(row.title, row.room) for row in understand(source, hints).rows] == [
        ("Hall", "Opening"), ("Garden", "Panel"), ("Hall", "Closing"),
    ]  # fmt: skip
    assert [column.role for column in columns_read(source, hints)] == ["time", "room", "title"]


@pytest.mark.parametrize("text", [HALLS, "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270311T090000Z\nSUMMARY:A\nEND:VEVENT\nEND:VCALENDAR\n"])
def test_what_has_no_table_has_no_columns(text: str) -> None:
    assert columns_read(read(text.encode(), "")) == ()


@pytest.mark.parametrize(
    ("note", "told"),
    [("11 Coffee", True), ("Ends around 13:00", True), ("11 women and 3 men", True), ("Bring cards", False), ("40 women", False)],
)
def test_a_line_under_a_row_that_may_have_a_time_of_its_own_is_said(note: str, told: bool) -> None:
    found = heard(f"Day 1\n9:00 Opening\n10:00 Panel\n{note}\n14:00 Closing\n")
    assert found.rows[1].notes == (note,)
    assert [doubt.message == TIME_IN_NOTE for doubt in found.doubts if doubt.message == TIME_IN_NOTE] == [True] * told


def test_a_day_without_its_month_is_taken_from_the_days_around_it_and_said() -> None:
    found = heard("Thursday 11 March 2027\n9:00 Opening\n10:00 Panel\nFriday 12\n9:00 Recap\n10:00 Closing\nFriday 12\n11:00 Walk\n")
    assert [(day.date, day.title) for day in found.days] == [(dt.date(2027, 3, 11), ""), (dt.date(2027, 3, 12), "")]
    assert [doubt.message for doubt in found.doubts if doubt.message == MONTH_ELSEWHERE] == [MONTH_ELSEWHERE]
    alone = heard("Thu 11\n9:00 Opening\n10:00 Panel\nFri 12\n9:00 Recap\n10:00 Closing\n")
    assert [day.date for day in alone.days] == [None, None]
    assert [doubt.message for doubt in alone.doubts][:2] == [NO_MONTH, NO_MONTH]
