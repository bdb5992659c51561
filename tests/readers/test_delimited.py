"""CSV as it comes: any separator, any line end, quotes that went wrong, blank rows, very wide and very long."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.readers.shown import of, rows, unread
from toolkit.readers.archive import ReadError
from toolkit.readers.reading import read
from toolkit.readers.source import Line, Where

TIMES = [["time", "title", "room"], ["9:00", "Welcome", "Hall"], ["9:30", "Break", ""]]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separator_and_line_end_are_told_from_the_rows(separator, end):
    assert of(end.join(separator.join(row) for row in TIMES), "x.csv") == [TIMES]


def test_a_comma_in_some_cells_does_not_divide_a_semicolon_file():
    assert of("Nom;Ville\nA;Lyon, France\nB;Oslo, Norway\nC;Rome\n", "x.csv") == [
        [["Nom", "Ville"], ["A", "Lyon, France"], ["B", "Oslo, Norway"], ["C", "Rome"]]
    ]


def test_excels_own_note_of_the_separator_is_believed():
    found = read(b"sep=|\na;b|c\n", "x.csv")
    assert rows(found.grids[0]) == [["a;b", "c"]]
    assert found.grids[0].rows[0].where == Where(line=2, row=1)


def test_a_quote_that_was_not_doubled_stays_in_its_cell_and_is_named():
    found = read(b'"Name","Also"\r\n"Ernesto "Pipi"","x"\r\n"He said ""yes""","y, z"\r\n', "x.csv")
    assert rows(found.grids[0]) == [["Name", "Also"], ['Ernesto "Pipi"', "x"], ['He said "yes"', "y, z"]]
    assert unread(found) == ['Line 2 has a quotation mark too many or too few; look at it: “"Ernesto "Pipi"","x"”.']


def test_a_quote_that_nobody_closed_hurts_its_own_row_only():
    found = read(b'a,b\n"open,1\nc,2\n"multi\nline",3\n', "x.csv")
    assert rows(found.grids[0]) == [["a", "b"], ['"open', "1"], ["c", "2"], ["multi\nline", "3"]]
    assert [row.where.line for row in found.grids[0].rows] == [1, 2, 3, 4]


def test_every_line_of_a_cell_is_a_line_and_knows_its_place():
    cell = read(b'x,y\n1,"a\nb"\n', "x.csv").grids[0].rows[1].cells[1]
    where = Where(line=2, row=2, column=2)
    assert (cell.lines, cell.where) == ((Line("a", where), Line("b", where)), where)


def test_blank_rows_stay_between_rows_and_their_numbers_tell_how_many_there_were():
    found = read(b"\n\na,b\n\n,\nc,d\n" + b"\n" * 50 + b"e,f\n\n\n", "x.csv").grids[0]
    assert [row.where.row for row in found.rows if any(cell.text for cell in row.cells)] == [3, 6, 57]
    assert len(found.rows) == 3 + 2 + 10


def test_a_very_wide_file_keeps_the_columns_that_say_something():
    row = read(("a" + "," * 5_000 + "b\n").encode(), "x.csv").grids[0].rows[0]
    assert [(cell.text, cell.where.column) for cell in row.cells] == [("a", 1), ("b", 5_001)]


def test_more_cells_than_anybody_has_are_refused():
    with pytest.raises(ReadError, match="more than 400000 cells"):
        read(b"a,b,c,d\n" * 150_000, "x.csv")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("9:00\tWelcome\n9:30\tBreak\n", "csv"), ("a,b,c\nd,e,f\n", "csv"), ("9:00 | Welcome\n9:30 | Break\n", "csv"),
        ("Dear all, thanks, see you\nBest, Jo, Ann\n", "txt"), ("9:00 Welcome\n9:30 Break\n", "txt"), ("", "txt"),
        ("Day 1; the start\nx\n", "txt"),
    ],
)  # fmt: skip
def test_rows_without_a_name_are_told_from_prose(text, form):
    assert read(text.encode()).format == form


_CELL = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp"), exclude_characters="\u00ad\ufeff\ufffe\uffff"), max_size=8)


@given(st.lists(st.lists(_CELL.filter(str.strip), min_size=2, max_size=5), min_size=1, max_size=6), st.sampled_from(",;\t|"))
def test_what_a_program_writes_is_read_back_whole(table, separator):
    made = io.StringIO()
    csv.writer(made, delimiter=separator).writerows(table)
    told = f"sep={separator}\n{made.getvalue()}"
    width = max(map(len, table))
    assert of(told, "x.csv") == [[[*row, *[""] * (width - len(row))] for row in table]]
