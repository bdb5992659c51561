"""The editions of an exercise's sheets: large print that is laid out anew, and one that spares ink. Both say what the usual one says."""

import functools
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as raw
import pytest

from tests.contract.flatten import from_document, from_docx, from_html
from tests.contract.parity import differences
from tests.documents.reading import every, rows, tables, words
from tests.documents.sheets import EXERCISE, TEXTS, convening
from tests.support import material
from toolkit.document.blocks import Cards, Cell, Column, Cover, Document, Figure, Paragraph, Row, Table
from toolkit.document.drawing import Box, Drawing, Label, Oval, Path
from toolkit.document.inline import Blank, text
from toolkit.document.type_size import grown
from toolkit.documents.registry import EDITIONS, Options, specs
from toolkit.figures.low_ink import low_ink
from toolkit.language import language
from toolkit.material import PackError
from toolkit.pack import plan
from toolkit.writers import html
from toolkit.writers.formats import FORMATS

WRITTEN_ON = ["write", "capture", "rate", "map"]
_KNOWN = {"every": EXERCISE}


@functools.cache
def sheet(name: str, edition: str) -> Document:
    made = convening()
    spec = next(spec for spec in specs(made, _KNOWN) if spec.name == f"every-{name}")
    paper = None if spec.own_paper else made.paper
    return spec.build(made, Options(spec.audience, language("en"), "en", paper, _KNOWN, {}, edition))  # type: ignore[arg-type]


@functools.cache
def printed(name: str, edition: str) -> bytes:
    return FORMATS["pdf"].write(sheet(name, edition))


@pytest.mark.parametrize("edition", ["large", "low-ink"])
@pytest.mark.parametrize("name", TEXTS)
def test_an_edition_says_the_same_as_page_and_in_word(name, edition):
    document = sheet(name, edition)
    assert from_html(FORMATS["html"].write(document).decode()) == from_document(document)
    if name in (*WRITTEN_ON, "cards", "grid"):
        assert from_docx(FORMATS["docx"].write(document)) == from_document(document)
        assert differences(printed(name, edition), document) == []


@pytest.mark.parametrize("name", [name for name in TEXTS if name != "rate"])
def test_an_edition_has_the_words_of_the_usual_one(name):
    """But for the numbers of the rows that fill a page: larger ones are fewer."""
    said = [{word for word in words(sheet(name, edition).blocks).split() if not word.isdigit()} for edition in EDITIONS]
    assert said[1:] == [said[0], said[0]]


def sizes(data: bytes) -> set[float]:
    """The sizes of all letters in points."""
    found = set()
    opened = pypdfium2.PdfDocument(data)
    for number in range(len(opened)):
        text = opened[number].get_textpage()
        for at in range(text.count_chars()):
            if text.get_text_range(at, 1).strip():
                found.add(round(raw.FPDFText_GetFontSize(text, at) * 0.75, 1))  # WeasyPrint counts in CSS pixels
    opened.close()
    return found


@pytest.mark.parametrize("name", ["write", "capture", "rate"])
def test_no_letter_of_a_large_print_sheet_is_under_eighteen_points(name):
    assert min(sizes(printed(name, "large"))) >= 18
    assert min(sizes(printed(name, "usual"))) < 10


@pytest.mark.parametrize("name", ["grid", "three", "time", "rings"])
def test_what_is_drawn_is_laid_out_anew_and_its_words_are_large(name):
    for large, usual in zip(every(sheet(name, "large").blocks, Figure), every(sheet(name, "usual").blocks, Figure), strict=True):
        assert min(label.size for label in every(large.drawing, Label)) >= 10.8
        assert large.drawing.width_mm == pytest.approx(usual.drawing.width_mm, abs=0.5)
        assert large.alt == usual.alt


def test_word_has_the_same_sizes():
    import io
    import zipfile
    from xml.etree import ElementTree

    styles = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(FORMATS["docx"].write(sheet("write", "large")))).read("word/styles.xml"))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    assert min(int(size.get(f"{w}val")) for size in styles.iter(f"{w}sz")) == 36


def test_sizes_grow_so_that_headings_still_stand_out():
    assert [grown(points, 18) for points in (7.5, 10, 16, 23, 40)] == [18, 18, 21.6, 25.8, 40]
    assert [grown(points, 10) for points in (7.5, 23)] == [7.5, 23]
    assert "7.5pt" not in html.sheet(18).replace("letter-spacing", "") and ".88em" not in html.sheet(18)


def test_the_first_row_of_large_print_needs_no_second_beside_it():
    """Else a heading, its table's head and two tall rows leave the half of a page empty that they have no room on."""
    tall = Row((Cell(blocks=(Paragraph(text("word " * 60)),)),))
    lead = (Paragraph(text("line")),) * 12
    made = Document("x", "T", "en", False, (Cover(text("T")), *lead, Table((Column(text("A")),), (tall,) * 4)), type_pt=18)
    opened = pypdfium2.PdfDocument(FORMATS["pdf"].write(made))
    assert opened[0].get_textpage().get_text_range().count("word") == 60
    opened.close()


def test_large_cards_are_larger_and_a_scale_has_a_row_for_its_words():
    assert {(cards.width_mm, cards.height_mm) for cards in every(sheet("cards", "large").blocks, Cards)} == {(90, 116)}
    (table,) = tables(sheet("rate", "large"))
    assert [len(row) for row in rows(table)][:2] == [1, 8]
    assert sum(isinstance(each, Blank) for each in every(table, Blank)) == sum(isinstance(each, Blank) for each in every(
        tables(sheet("rate", "usual"))[0], Blank))


@pytest.mark.parametrize("name", ["poster", "tree", "allies", "signs"])
def test_low_ink_fills_nothing_and_draws_thin_in_the_same_place(name):
    for spared, usual in zip(every(sheet(name, "low-ink").blocks, Figure), every(sheet(name, "usual").blocks, Figure), strict=True):
        shapes = spared.drawing.shapes
        assert {shape.fill for shape in shapes if isinstance(shape, Box | Oval | Path)} <= {"none", "white"}
        assert not any(label.bold for label in shapes if isinstance(label, Label))
        assert max((shape.width for shape in shapes if not isinstance(shape, Label)), default=0) <= 0.35
        assert [type(shape) for shape in shapes] == [type(shape) for shape in usual.drawing.shapes]
        assert (spared.alt, spared.drawing.width_mm) == (usual.alt, usual.drawing.width_mm)


def test_a_filled_shape_becomes_its_outline_and_white_words_black():
    shapes = Box(0, 0, 5, 5, ink="none", fill="dark"), Label(1, 1, "W", ink="white", bold=True), Oval(2, 2, 1, 1, fill="white")
    drawn = Drawing(9, 9, shapes)
    box, label, oval = low_ink(drawn).shapes
    assert (box, label, oval) == (
        replace(drawn.shapes[0], ink="black", fill="none"), replace(drawn.shapes[1], ink="black", bold=False), drawn.shapes[2],
    )


def test_an_edition_is_of_those_that_have_it_and_stands_in_the_name():
    files = {task.file for task in plan(material(), formats=["pdf"], edition="large")}
    assert "word-association-mapping-handout.large.pdf" in files
    assert not [name for name in files if not name.endswith(".large.pdf") or name.startswith("run-sheet")]
    with pytest.raises(PackError, match="run-sheet has no large edition; it has usual"):
        plan(material(), documents=["run-sheet"], edition="large")
