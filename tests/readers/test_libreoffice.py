"""What LibreOffice makes of our test files says the same: ODT as its DOCX, ODS and old XLS as their XLSX."""

import datetime as dt
import io
import subprocess
from dataclasses import replace

import pytest
import xlsxwriter

from tests.readers.office import gone, ins, p, r, tbl, tc, tr, word
from tests.readers.shown import parts, rows, unread
from toolkit.readers.reading import read
from toolkit.readers.source import Comment, Line, Tracked

MARK = '<w:rPr><w:{} w:id="9" w:author="Ana" w:date="2027-01-01T00:00:00Z"/></w:rPr>'
REMARK = '<w:comment w:id="0" w:author="Ana"><w:p><w:r><w:t>who?</w:t></w:r></w:p></w:comment>'
NOTE = '<w:footnote w:id="1"><w:p><w:r><w:t>TBC</w:t></w:r></w:p></w:footnote>'
START, END = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'


def text():
    merged = tbl(
        tr(tc("9:00", look='<w:vMerge w:val="restart"/>'), tc("Plenary", look='<w:gridSpan w:val="2"/>'), look="<w:tblHeader/>"),
        tr(tc("", look="<w:vMerge/>"), "x", "y"),
    )
    body = (
        p("Day 1", more='<w:outlineLvl w:val="0"/>') + p("9:", gone("00", "Bo"), ins("15"), " Welcome", START, r(" all"), END)
        + p(ins("Coffee"), more=MARK.format("ins")) + p("Panel") + p(gone("Lunch"), more=MARK.format("del")) + p("Tea")
        + p("join ", more=MARK.format("del")) + p("me") + p("split ", more=MARK.format("ins")) + p("it") + merged
        + p(r("bold", "<w:b/>")) + p("note", '<w:r><w:footnoteReference w:id="1"/></w:r>')
    )  # fmt: skip
    return word(body, comments=REMARK, footnotes=NOTE)


def workbook():
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        time, date = (book.add_format({"num_format": code}) for code in ("hh:mm", "yyyy-mm-dd"))
        day, secret = book.add_worksheet("Day 1"), book.add_worksheet("Notes")
        day.merge_range("A1:B1", "Water and Work")
        day.write_datetime("A2", dt.time(9, 30), time)
        day.write("B2", "Welcome\nand coffee")
        day.write_datetime("A3", dt.date(2027, 3, 11), date)
        day.write("B3", 45)
        day.set_row(2, None, None, {"hidden": True})
        secret.write("A1", "secret")
        secret.hide()
    return made.getvalue()


@pytest.fixture(scope="module")
def made(soffice, tmp_path_factory):
    """The files that LibreOffice writes, by ending."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "text.docx").write_bytes(text())
    (folder / "sheet.xlsx").write_bytes(workbook())
    command = [soffice, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to"]
    for ending, name in (("odt", "text.docx"), ("ods", "sheet.xlsx"), ("xls", "sheet.xlsx")):
        subprocess.run([*command, ending, "--outdir", str(folder), str(folder / name)], check=True, capture_output=True, timeout=300)
    return {path.suffix[1:]: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_text_with_changes_remarks_merged_cells_and_notes(made):
    word_file, odt = read(made["docx"], "x.docx"), read(made["odt"], "x")
    assert odt.format == "odt"
    assert odt.parts == word_file.parts
    assert (odt.notes, odt.furniture) == (word_file.notes, word_file.furniture) == ((Line("TBC"),), ())
    first = replace(odt.lines[1], where=odt.lines[0].where)
    tracked, remarks = (Tracked("deleted", "Bo", "00"), Tracked("inserted", "Ana", "15")), (Comment("Ana", "who?", "all"),)
    assert first == Line("9:15 Welcome all", odt.lines[0].where, before="9:00 Welcome all", tracked=tracked, comments=remarks)


@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_a_workbook_with_times_merged_cells_and_hidden_rows(made, ending):
    found, ours = read(made[ending], "x"), read(made["xlsx"], "x")
    assert found.format == ending
    assert rows(found.grids[0]) == rows(ours.grids[0]) == [
        ["<2x1>Water and Work", "~"], ["09:30", "Welcome\nand coffee"], ["2027-03-11", "45"],
    ]  # fmt: skip
    assert found.grids[0] == ours.grids[0]
    assert unread(found) == unread(ours) == ["The hidden sheet “Notes” was left out; show it in its own program if it belongs to this."]
    assert parts(found) == parts(ours)
