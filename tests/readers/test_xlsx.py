"""Workbooks: what they show, what is merged or hidden, and what Excel never stored."""

import datetime as dt
import io

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment as Remark

from tests.readers.office import packed, rels
from tests.readers.shown import parts, rows, unread
from toolkit.readers.archive import ReadError
from toolkit.readers.reading import read
from toolkit.readers.source import Comment, Where


def written(fill):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        fill(book)
    return made.getvalue()


def sheet(inside, *, strings="", workbook="", **more):
    """A workbook of one sheet from its XML."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ids = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    return packed(
        {
            "_rels/.rels": rels(("officeDocument", "xl/workbook.xml", "")),
            "xl/workbook.xml": f'<workbook {space} {ids}>{workbook}<sheets><sheet name="S" sheetId="1" r:id="r0"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": rels(("worksheet", "worksheets/s.xml", ""), ("sharedStrings", "sharedStrings.xml", "")),
            "xl/worksheets/s.xml": f"<worksheet {space}>{inside}</worksheet>",
            "xl/sharedStrings.xml": f"<sst {space}>{strings}</sst>",
            **more,
        }
    )


def test_sheets_with_times_dates_lengths_and_merged_cells():
    def fill(book):
        time, date, length = (book.add_format({"num_format": code}) for code in ("h:mm", "d mmm yyyy", "[h]:mm"))
        day = book.add_worksheet("Day 1")
        day.merge_range("A1:C1", "Water and Work")
        day.write_row("A3", ["Time", "What", "How long"])
        day.write_datetime("A4", dt.time(9, 30), time)
        day.write("B4", "Welcome\nand coffee")
        day.write("C4", 1.0625, length)
        day.write_datetime("A5", dt.date(2027, 3, 11), date)
        day.write_rich_string("B5", "half ", book.add_format({"bold": True}), "bold")
        day.write_boolean("C5", True)
        day.set_row(4, None, None, {"hidden": True})
        secret = book.add_worksheet("Notes")
        secret.write("A1", "secret")
        secret.hide()
        book.add_worksheet("Empty")
        book.add_worksheet("Day 2").write("B2", "x")

    found = read(written(fill), "x.xlsx")
    assert parts(found) == [
        [
            ["<3x1>Water and Work", "~", "~"],
            ["", "", ""],
            ["Time", "What", "How long"],
            ["09:30", "Welcome\nand coffee", "25:30"],
            ["2027-03-11", "half bold", "TRUE"],
        ],
        [["", "x"]],
    ]
    first = found.grids[0]
    assert [cell.value for row in first.rows[3:] for cell in row.cells] == [
        dt.time(9, 30), None, dt.timedelta(hours=25, minutes=30), dt.date(2027, 3, 11), None, True,
    ]  # fmt: skip
    assert [row.hidden for row in first.rows] == [False, False, False, False, True]
    assert (first.title, first.rows[3].cells[1].where) == ("Day 1", Where(sheet="Day 1", row=4, column=2))
    assert [line.text for line in first.rows[3].cells[1].lines] == ["Welcome", "and coffee"]
    assert unread(found) == ["The hidden sheet “Notes” was left out; show it in its own program if it belongs to this."]


def test_a_formula_without_a_stored_result_is_said_and_one_with_it_is_read():
    made = openpyxl.Workbook()
    made.active.title = "People"
    made.active.append(["=A2", "x"])
    saved = io.BytesIO()
    made.save(saved)
    found = read(saved.getvalue())
    assert parts(found) == [[["", "x"]]]
    assert unread(found) == [
        "1 formulas of “People” have no stored result, A1 is the first; open the file in Excel or LibreOffice and save it again."
    ]
    stored = '<sheetData><row r="1"><c r="A1" t="str"><f>B1</f><v>Ana</v></c><c r="B1"><f>1+1</f><v>2</v></c></row></sheetData>'
    assert parts(read(sheet(stored))) == [[["Ana", "2"]]]


def test_hidden_columns_are_read_and_said():
    def fill(book):
        made = book.add_worksheet("S")
        made.set_column("B:C", None, None, {"hidden": True})
        made.write("C1", "x")

    found = read(written(fill))
    assert parts(found) == [[["", "", "x"]]]
    assert unread(found) == ["The hidden columns of “S” (B–C) were read like the others."]


def test_remarks_hang_on_their_cells():
    made = openpyxl.Workbook()
    made.active["B2"] = "9:00"
    made.active["B2"].comment = Remark("too early", "Ana")
    saved = io.BytesIO()
    made.save(saved)
    assert read(saved.getvalue()).grids[0].rows[0].cells[1].lines[0].comments == (Comment("Ana", "too early"),)


def test_cells_without_places_inline_words_escapes_and_phonetics():
    inline = '<c t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>'
    inside = f'{inline}<c t="s"><v>0</v></c><c t="e"><v>#N/A</v></c>'
    found = read(sheet(f"<sheetData><row>{inside}</row></sheetData>", strings="<si><t>a_x000A_b</t><rPh><t>no</t></rPh></si>"))
    assert parts(found) == [[["inline", "a\nb", "#N/A"]]]


def test_a_sheet_of_a_million_rows_with_one_word_is_one_cell():
    cell = '<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>'
    inside = f'<dimension ref="A1:XFD1048576"/><sheetData><row r="1048576">{cell}</row></sheetData>'
    found = read(sheet(inside + '<mergeCells><mergeCell ref="A1:XFD1048575"/></mergeCells>'))
    assert rows(found.grids[0]) == [["x"]]
    assert found.grids[0].rows[0].cells[0].where == Where(sheet="S", row=1_048_576, column=16_384)


def test_blank_rows_stay_within_reason():
    inside = '<sheetData><row r="2"><c r="A2"><v>1</v></c></row><row r="3"/><row r="900"><c r="A900"><v>2</v></c></row></sheetData>'
    assert [row.where.row for row in read(sheet(inside)).grids[0].rows] == [2, *range(3, 13), 900]


def test_dates_that_begin_in_1904():
    inside = '<sheetData><row><c s="0"><v>44995</v></c></row></sheetData>'
    styles = '<styleSheet xmlns="urn:x"><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    book = sheet(inside, workbook='<workbookPr date1904="1"/>', **{"xl/styles.xml": styles})
    assert parts(read(book)) == [[["44995"]]]
    related = rels(("worksheet", "worksheets/s.xml", ""), ("styles", "styles.xml", ""))
    book = sheet(inside, workbook='<workbookPr date1904="1"/>', **{"xl/styles.xml": styles, "xl/_rels/workbook.xml.rels": related})
    assert parts(read(book)) == [[["2027-03-11"]]]


@pytest.mark.parametrize(
    ("inside", "sentence"),
    [
        ("<sheetData><row", "damaged"),
        ('<sheetData><row><c r="XFE1"><v>1</v></c></row></sheetData>', "damaged"),
        ('<!DOCTYPE x [<!ENTITY a "b">]>', "XML that writes itself"),
        ("<a>" * 300 + "</a>" * 300, "damaged"),
    ],
)
def test_a_broken_sheet_is_refused(inside, sentence):
    with pytest.raises(ReadError, match=sentence):
        read(sheet(inside))


def test_links_to_other_workbooks_and_macro_sheets_are_refused():
    with pytest.raises(ReadError, match="takes a part of itself from elsewhere"):
        read(sheet("", **{"xl/externalLinks/_rels/e.xml.rels": rels(("externalLinkPath", "other.xlsx", "External"))}))
    with pytest.raises(ReadError, match="holds macros"):
        read(sheet("", **{"xl/macrosheets/s.xml": "<x/>"}))
