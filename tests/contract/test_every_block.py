"""Contract 2: every writer has a rule for every block and every inline, and loses none of them."""

import dataclasses
import itertools
import re
import typing
import zipfile
from io import BytesIO

import icalendar
import openpyxl
import pytest

from tests.built import office_pdfs, written
from tests.contract import every_block
from tests.contract.flatten import from_document, from_docx, from_html
from tests.contract.parity import differences
from toolkit.document import blocks, inline
from toolkit.document.blocks import Document, Page
from toolkit.readers.text import says
from toolkit.writers.formats import FORMATS

DOCUMENTS = {"ltr": every_block.document(), "rtl": every_block.document(rtl=True)}


def made(name: str, form: str) -> bytes:
    return written(DOCUMENTS[name], form)


def kinds(part) -> set[type]:
    """Every kind of thing that a tree holds."""
    if isinstance(part, tuple):
        return set().union(*map(kinds, part)) if part else set()
    if not dataclasses.is_dataclass(part):
        return set()
    return {type(part)}.union(*(kinds(getattr(part, each.name)) for each in dataclasses.fields(part)))


def test_the_document_holds_every_block_and_every_inline():
    wanted = set(typing.get_args(blocks.Block)) | set(typing.get_args(inline.Inline))
    assert wanted - kinds(DOCUMENTS["ltr"]) == set()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_html_and_docx_hold_every_block(name):
    model = from_document(DOCUMENTS[name])
    assert from_html(made(name, "html").decode()) == model
    assert from_docx(made(name, "docx")) == model


@pytest.mark.parametrize("form", ["html", "docx"])
def test_the_comparison_sees_what_a_writer_loses(form):
    """Whatever is taken out of the model, the normal form of the whole file differs from it."""
    whole = DOCUMENTS["ltr"]
    found = from_html(made("ltr", "html").decode()) if form == "html" else from_docx(made("ltr", "docx"))
    for at in range(len(whole.blocks)):
        less = dataclasses.replace(whole, blocks=whole.blocks[:at] + whole.blocks[at + 1 :])
        if kinds((whole.blocks[at],)) != {blocks.Paragraph} and whole.blocks[at] != blocks.Paragraph(()):
            assert from_document(less) != found, whole.blocks[at]


def test_the_pdf_holds_every_word():
    assert differences(made("ltr", "pdf"), DOCUMENTS["ltr"]) == []


def test_the_comparison_of_words_sees_what_a_pdf_loses_or_adds():
    whole = DOCUMENTS["ltr"]
    for at, block in enumerate(whole.blocks):
        less = dataclasses.replace(whole, blocks=whole.blocks[:at] + whole.blocks[at + 1 :])
        if isinstance(
            block, blocks.Heading | blocks.Paragraph | blocks.Items | blocks.Quote | blocks.Callout | blocks.Cards
        ) and from_document(less) != from_document(whole):
            assert differences(made("ltr", "pdf"), less) != [], block
    more = dataclasses.replace(whole, blocks=(*whole.blocks, every_block.para("more")))
    assert [each.endswith("expected 'more', found ''") for each in differences(made("ltr", "pdf"), more)] == [True]


def test_libreoffice_prints_every_word_of_the_docx(soffice):
    printed = office_pdfs(soffice, {"ltr": made("ltr", "docx")})
    assert differences(printed["ltr"], DOCUMENTS["ltr"]) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_markdown_says_every_word(name):
    said = letters(re.sub(r"\]\((<[^>]*>|[^)]*)\)|\[\^\d+\]", "", says(made(name, "md"), "md")))
    for event in from_document(DOCUMENTS[name]):
        if event[0] in ("line", "item", "heading", "cover", "figure"):
            said_of_it = event[1] if event[0] == "figure" else event[-1]
            words = re.sub(r"\]\([^)]*\)+|\[\^\d+\]|\{[a-z]+:|⟦\w+⟧", "", str(said_of_it))
            assert letters(words) in said, event


def letters(words: str) -> str:
    return "".join(char for char in words if char.isalnum())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_workbook_csv_and_calendar_hold_every_row_and_event(name):
    book = openpyxl.load_workbook(BytesIO(made(name, "xlsx")))
    sheet = DOCUMENTS[name].sheets[0]
    assert [cell.value for cell in book.worksheets[0]["A"]] == [sheet.columns[0], *(row[0] for row in sheet.rows)]
    assert len(book.worksheets) == 2 and book.worksheets[0].sheet_view.rightToLeft is (True if name == "rtl" else None)
    assert made(name, "csv").count(b"\r\n") == len(sheet.rows) + 1
    calendar = icalendar.Calendar.from_ical(made(name, "ics"))
    assert [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")] == [event.title for event in DOCUMENTS[name].events]


@pytest.mark.parametrize(("name", "form"), list(itertools.product(DOCUMENTS, FORMATS)))
def test_a_second_writing_gives_the_same_bytes(name, form):
    assert FORMATS[form].write(DOCUMENTS[name]) == made(name, form)


@pytest.mark.parametrize("form", list(FORMATS))
def test_a_block_without_a_rule_raises(form):
    @dataclasses.dataclass(frozen=True)
    class Unheard:
        pass

    if FORMATS[form].needs == "blocks":
        with pytest.raises(TypeError, match="Unheard"):
            FORMATS[form].write(Document("x", "X", "en", False, (Unheard(),)))  # type: ignore[arg-type]


@pytest.mark.parametrize("size", ["a3", "letter"])
def test_other_papers_lose_nothing(size):
    document = dataclasses.replace(DOCUMENTS["ltr"], page=Page(size, landscape=True))
    assert from_docx(FORMATS["docx"].write(document)) == from_document(document)
    assert differences(FORMATS["pdf"].write(document), document) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_docx_is_sound(name, tmp_path):
    from openxml_audit import OpenXmlValidator

    path = tmp_path / "x.docx"
    path.write_bytes(made(name, "docx"))
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
