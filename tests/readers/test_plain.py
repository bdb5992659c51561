"""What is shown of a source, and on which line each place stands."""

from tests.readers.test_xlsx import sheet
from toolkit.readers.plain import plain, shown
from toolkit.readers.reading import read
from toolkit.readers.source import Where


def test_lines_rows_and_line_breaks_are_lines_and_every_place_is_found():
    found = read(b"# Day\nfirst\n\n| a | b |\n|---|---|\n| c | d<br>e |\n", "x.md")
    assert plain(found) == "Day\nfirst\na\tb\nc\td / e"
    places = shown(found)
    assert [places.line(part.where) for part in found.parts] == [1, 2, 3]
    assert [places.line(cell.where) for row in found.grids[0].rows for cell in row.cells] == [3, 3, 4, 4]


def test_text_is_shown_as_it_stands():
    found = read(b"a\n\nb\tc\n", "x.txt")
    assert plain(found) == "a\n\nb\tc"
    assert [shown(found).line(line.where) for line in found.lines] == [1, 2, 3]


def test_a_sheet_is_shown_under_its_name_and_a_blank_place_by_its_row():
    found = read(sheet('<sheetData><row r="3"><c r="B3"><v>1</v></c></row></sheetData>'))
    places = shown(found)
    assert places.lines == ("S", "\t1")
    assert [places.line(where) for where in (Where(sheet="S"), Where(sheet="S", row=3, column=99), Where(sheet="T"))] == [1, 2, None]
