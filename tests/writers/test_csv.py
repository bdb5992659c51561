"""A sheet as CSV: what Excel and LibreOffice open rightly, with nothing in it that they would work out."""

import datetime as dt

import pytest

from toolkit.document.blocks import Document, Sheet
from toolkit.writers import csv
from toolkit.writers.formats import CannotWriteError


def written(*rows, columns=("a", "b")):
    data = csv.write(Document("x", "X", "en", False, (), sheets=(Sheet("S", columns, rows), Sheet("Other", ("c",), (("d",),)))))
    assert data.startswith(b"\xef\xbb\xbf")
    return data[3:].decode()


def test_the_first_sheet_is_written_with_its_titles():
    assert written(("é", 1), (None, 2.5), (dt.date(2027, 3, 11), dt.time(9, 5))) == "a,b\r\né,1\r\n,2.5\r\n2027-03-11,09:05\r\n"


def test_commas_quotes_and_line_breaks_stay_in_their_cell():
    assert written(('a,"b"', "c\nd")) == 'a,b\r\n"a,""b""","c\nd"\r\n'


@pytest.mark.parametrize("text", ["=1+1", "+41 79 123", "-", "@SUM(A1)", "\tx", " =1", "＝1"])
def test_what_a_spreadsheet_would_work_out_is_marked_as_text_and_keeps_every_sign(text):
    assert written((text, "x")) == f"a,b\r\n'{text},x\r\n"


def test_a_cell_that_starts_with_a_return_is_marked_too():
    assert written(("\rx", "y")) == 'a,b\r\n"\'\rx",y\r\n'


def test_numbers_below_zero_are_numbers():
    assert written((-1, -0.5)) == "a,b\r\n-1,-0.5\r\n"


def test_a_document_without_a_table_says_so():
    with pytest.raises(CannotWriteError, match="agenda is no table"):
        csv.write(Document("agenda", "X", "en", False, ()))
