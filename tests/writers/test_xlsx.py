"""A sheet as a workbook, read back by another library."""

# ruff: noqa: DTZ001  (local times are what is tested)

import datetime as dt
import io
import time
import zipfile

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from toolkit.document.blocks import Document, Page, Sheet
from toolkit.writers import xlsx
from toolkit.writers.formats import CannotWriteError


def document(*sheets, **rest):
    return Document("list", "A & title", "en", False, (), sheets=sheets, **rest)


def read(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def values(sheet):
    return [[cell.value for cell in row] for row in sheet.rows]


def test_every_sheet_is_written_with_titles_that_stay_in_sight():
    book = read(xlsx.write(document(Sheet("People", ("name", "n"), (("Ana", 1), ("Zoë\nB", 2.5))), Sheet("Other", ("x",), ()))))
    people, other = book.worksheets
    assert (book.sheetnames, values(people), values(other)) == (["People", "Other"], [["name", "n"], ["Ana", 1], ["Zoë\nB", 2.5]], [["x"]])
    assert (people.freeze_panes, people.auto_filter.ref, people["A1"].font.b, people["A2"].font.b) == ("A2", "A1:B3", True, False)


@pytest.mark.parametrize(
    "text", ["=1+1", "+41 79", "-", "@x", "\tx", "http://x.example", "007", "1e5", "TRUE", "2027-01-01", "_x0041_", "{=A1}"]
)
def test_text_is_text_and_never_a_formula_a_link_or_a_number(text):
    sheet = read(xlsx.write(document(Sheet("S", (text,), ((text,),))))).active
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in (sheet["A1"], sheet["A2"])] == [(text, "s", None)] * 2


def test_dates_and_times_are_dates_and_times():
    sheet = read(xlsx.write(document(Sheet("S", ("d", "t"), ((dt.date(2027, 3, 11), dt.time(9, 5)), (dt.date(1899, 1, 2), None)))))).active
    assert values(sheet)[1:] == [[dt.datetime(2027, 3, 11), dt.time(9, 5)], ["1899-01-02", None]]
    assert sheet["A2"].number_format == "yyyy-mm-dd"


def test_names_of_sheets_are_such_as_excel_takes():
    names = ["a/b:c", "x" * 40, "X" * 40, "", "History", "'q'", "[]"]
    assert read(xlsx.write(document(*(Sheet(name, ("c",), ()) for name in names)))).sheetnames == [
        "a b c",
        "x" * 31,
        "X" * 29 + " 2",
        "Sheet",
        "History 1",
        "q",
        "Sheet 2",
    ]


def test_a_right_to_left_document_has_right_to_left_sheets():
    made = Document("list", "X", "ar", True, (), sheets=(Sheet("S", ("c",), ()),))
    assert read(xlsx.write(made)).active.sheet_view.rightToLeft is True


def test_paper_and_foot_are_the_documents():
    book = read(
        xlsx.write(document(Sheet("S", ("c",), ()), page=Page("letter"), footer=("Q&A", "burn it"), page_words="Page {page} of {pages}"))
    )
    sheet = book.active
    assert (sheet.page_setup.paperSize, sheet.print_title_rows) == (1, "$1:$1")
    assert (sheet.oddFooter.left.text, sheet.oddFooter.right.text) == ("Q&&A\nburn it", "Page &P of &N")


def test_the_file_carries_its_title_and_no_author_and_no_clock():
    data = xlsx.write(document(Sheet("S", ("c",), (("x",),))))
    time.sleep(1.1)
    assert data == xlsx.write(document(Sheet("S", ("c",), (("x",),))))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        core = archive.read("docProps/core.xml").decode()
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "<dc:title>A &amp; title</dc:title>" in core
    assert "creator" not in core and "created" not in core and "modified" not in core


def test_a_validator_finds_nothing(tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(xlsx.write(document(Sheet("S", ("a", "b"), (("x", dt.date(2027, 1, 1)), ("y\nz", 3))), footer=("f",))))
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


def test_a_text_longer_than_a_cell_is_refused_and_not_cut():
    with pytest.raises(CannotWriteError, match=r"Row 1 of S holds a text of 32,768 characters, and Excel takes 32,767"):
        xlsx.write(document(Sheet("S", ("a",), (("x" * 32_768,),))))


def test_a_document_without_a_table_says_so():
    with pytest.raises(CannotWriteError, match="list is no table"):
        xlsx.write(document())
