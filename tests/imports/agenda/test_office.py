"""Agendas as they stand in Word and Excel: tables with merged rows, tabbed paragraphs, times and dates that are numbers."""

import datetime as dt
import io
from collections.abc import Sequence

import docx
import openpyxl

from toolkit.imports.agenda import Hints, Understood, understand
from toolkit.readers.reading import read


def word(made: "docx.document.Document", hints: Hints | None = None) -> Understood:
    held = io.BytesIO()
    made.save(held)
    return understand(read(held.getvalue(), "agenda.docx"), hints or Hints())


def excel(*sheets: tuple[str, Sequence[Sequence[object]]]) -> Understood:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    held = io.BytesIO()
    book.save(held)
    return understand(read(held.getvalue(), "agenda.xlsx"))


def told(understood: Understood) -> list[tuple[object, ...]]:
    return [
        (
            number,
            None if day.date is None else day.date.isoformat(),
            clock(row.start),
            clock(row.end),
            row.title,
            row.room,
            row.track,
            row.leads,
        )
        for number, day in enumerate(understood.days, 1)
        for row in day.rows
    ]


def clock(minutes: int | None) -> str:
    return "" if minutes is None else f"{minutes // 60}:{minutes % 60:02}"


def table(made: "docx.document.Document", rows: Sequence[Sequence[str]]):
    held = made.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            held.cell(at, column).text = text
    return held


def test_a_table_under_a_heading_for_each_day():
    made = docx.Document()
    made.add_heading("Harbour dialogue", 0)
    made.add_paragraph("11-12 March 2027, Riverton")
    made.add_heading("Thursday, 11 March 2027", 1)
    table(
        made,
        [
            ["9:00 - 9:30am", "Welcome"],
            ["9:30 - 10:45am", "Who carries the water?"],
            ["10:45 - 11:00am", "BREAK"],
            ["11:00 - 12:15pm", "Words and what they do"],
        ],
    )
    made.add_heading("Friday, 12 March 2027", 1)
    table(made, [["12:15 - 1:15pm", "LUNCH"], ["1:15 - 3:00pm", "Next steps"]])
    understood = word(made)
    assert understood.title == "Harbour dialogue"
    assert told(understood) == [
        (1, "2027-03-11", "9:00", "9:30", "Welcome", "", "", ()),
        (1, "2027-03-11", "9:30", "10:45", "Who carries the water?", "", "", ()),
        (1, "2027-03-11", "10:45", "11:00", "BREAK", "", "", ()),
        (1, "2027-03-11", "11:00", "12:15", "Words and what they do", "", "", ()),
        (2, "2027-03-12", "12:15", "13:15", "LUNCH", "", "", ()),
        (2, "2027-03-12", "13:15", "15:00", "Next steps", "", "", ()),
    ]
    assert all(row.where.table is not None for row in understood.rows)


def test_rows_merged_over_the_table_name_the_days():
    made = docx.Document()
    held = table(
        made,
        [
            ["Time", "Session", "Facilitator", "Room"],
            ["Day 1: 3 May 2027", "", "", ""],
            ["09:00", "Arrival", "", "Foyer"],
            ["09:30", "Aims", "Host team", "Hall"],
            ["Day 2: 4 May 2027", "", "", ""],
            ["10:00–11:30", "Plans", "", "Hall"],
        ],
    )
    for row in (1, 4):
        held.cell(row, 0).merge(held.cell(row, 3))
    assert told(word(made)) == [
        (1, "2027-05-03", "9:00", "", "Arrival", "Foyer", "", ()),
        (1, "2027-05-03", "9:30", "", "Aims", "Hall", "", ("Host team",)),
        (2, "2027-05-04", "10:00", "11:30", "Plans", "Hall", "", ()),
    ]


def test_a_time_that_spans_rows_holds_groups_where_each_has_its_room():
    made = docx.Document()
    held = table(
        made,
        [
            ["Time", "Activity", "Place"],
            ["9:00–9:30", "Opening", "Hall"],
            ["9:30–11:00", "Film circle", "Loft"],
            ["", "Law circle", "Library"],
            ["11:00–11:20", "Tea", ""],
        ],
    )
    held.cell(2, 0).merge(held.cell(3, 0))
    assert told(word(made)) == [
        (1, None, "9:00", "9:30", "Opening", "Hall", "", ()),
        (1, None, "9:30", "11:00", "Film circle", "Loft", "Film circle", ()),
        (1, None, "9:30", "11:00", "Law circle", "Library", "Law circle", ()),
        (1, None, "11:00", "11:20", "Tea", "", "", ()),
    ]


def test_a_time_that_spans_rows_of_one_session_has_notes():
    made = docx.Document()
    held = table(
        made,
        [
            ["Time", "Activity"],
            ["9:00–9:30", "Opening"],
            ["9:30–11:00", "Panel on pay"],
            ["", "Questions are collected on cards"],
            ["11:00–11:20", "Tea"],
        ],
    )
    held.cell(2, 0).merge(held.cell(3, 0))
    understood = word(made)
    assert [row[4] for row in told(understood)] == ["Opening", "Panel on pay", "Tea"]
    assert understood.rows[1].notes == ("Questions are collected on cards",)


def test_tabbed_paragraphs_with_bold_days():
    made = docx.Document()
    made.add_paragraph().add_run("Monday 7 June 2027").bold = True
    for line in ("9.00–9.45\tHello and aims", "9.45–11.00\tStories of the year", "11.00\tCoffee"):
        made.add_paragraph(line)
    made.add_paragraph().add_run("Tuesday 8 June 2027").bold = True
    made.add_paragraph("9.30–12.00\tChoices")
    assert told(word(made)) == [
        (1, "2027-06-07", "9:00", "9:45", "Hello and aims", "", "", ()),
        (1, "2027-06-07", "9:45", "11:00", "Stories of the year", "", "", ()),
        (1, "2027-06-07", "11:00", "", "Coffee", "", "", ()),
        (2, "2027-06-08", "9:30", "12:00", "Choices", "", "", ()),
    ]


def test_a_cell_with_the_title_and_who_leads_below():
    made = docx.Document()
    held = table(made, [["Time", "Item"], ["10:00–11:00", ""], ["11:00–12:00", "Closing words"]])
    cell = held.cell(1, 1)
    cell.text = "Money that stays"
    for line in ("Chair: Noor Example", "Room: Loft", "Bring one number."):
        cell.add_paragraph(line)
    understood = word(made)
    assert told(understood) == [
        (1, None, "10:00", "11:00", "Money that stays", "Loft", "", ("Noor Example",)),
        (1, None, "11:00", "12:00", "Closing words", "", "", ()),
    ]
    assert understood.rows[0].notes == ("Bring one number.",)


def test_two_times_over_one_another_are_a_span():
    made = docx.Document()
    table(made, [["Time", "Item"], ["9:00\n9:30", "Hello"], ["9:30\n10:45", "Talk"]])
    assert [row[2:5] for row in told(word(made))] == [("9:00", "9:30", "Hello"), ("9:30", "10:45", "Talk")]


def test_a_page_laid_out_in_a_table_is_read_cell_by_cell():
    made = docx.Document()
    held = table(made, [["Riverton exchange", "12 June 2027"], ["", ""]])
    cell = held.cell(1, 0).merge(held.cell(1, 1))
    cell.text = "9:00 Welcome"
    for line in ("9:30 First round", "11:00 Tea", "11:20 Second round"):
        cell.add_paragraph(line)
    assert [row[1:5] for row in told(word(made))] == [
        ("2027-06-12", "9:00", "", "Welcome"),
        ("2027-06-12", "9:30", "", "First round"),
        ("2027-06-12", "11:00", "", "Tea"),
        ("2027-06-12", "11:20", "", "Second round"),
    ]


def test_numbers_in_a_workbook_are_dates_and_times():
    day, next_day = dt.date(2027, 3, 11), dt.date(2027, 3, 12)
    rows = [
        ("Date", "Start", "End", "Session", "Room", "Speaker"),
        (day, dt.time(9), dt.time(9, 30), "Welcome", "Hall", "Host team"),
        (day, dt.time(9, 30), dt.time(11), "Ways of working", "Hall", None),
        (next_day, dt.time(10), dt.time(12), "Agreements", "Loft", None),
    ]
    assert told(excel(("Agenda", rows))) == [
        (1, "2027-03-11", "9:00", "9:30", "Welcome", "Hall", "", ("Host team",)),
        (1, "2027-03-11", "9:30", "11:00", "Ways of working", "Hall", "", ()),
        (2, "2027-03-12", "10:00", "12:00", "Agreements", "Loft", "", ()),
    ]


def test_a_sheet_for_each_day():
    first = [("Time", "Session"), ("9:00-10:00", "Hello"), ("10:00-11:00", "Talk")]
    second = [("Time", "Session"), ("9:00-10:00", "Again"), ("10:00-11:00", "Bye")]
    understood = excel(("Day 1 - 3 May 2027", first), ("Day 2 - 4 May 2027", second))
    assert [row[:5] for row in told(understood)] == [
        (1, "2027-05-03", "9:00", "10:00", "Hello"),
        (1, "2027-05-03", "10:00", "11:00", "Talk"),
        (2, "2027-05-04", "9:00", "10:00", "Again"),
        (2, "2027-05-04", "10:00", "11:00", "Bye"),
    ]


def test_lengths_from_a_start_are_an_agenda():
    rows = [("Start", "Duration", "Item"), (dt.time(9), 15, "Arrive"), (dt.time(9, 15), 45, "Listen"), (dt.time(10), 30, "Decide")]
    assert [row[2:5] for row in told(excel(("Plan", rows)))] == [
        ("9:00", "9:15", "Arrive"),
        ("9:15", "10:00", "Listen"),
        ("10:00", "10:30", "Decide"),
    ]
