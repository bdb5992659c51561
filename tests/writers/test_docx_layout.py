"""How a Word file is laid out: tables, cards, pictures, the title block, the page, directions, and what LibreOffice makes of it."""

import dataclasses
import io
import re
import zipfile

import docx
import pytest
from lxml import etree

from tests.conftest import tool
from tests.support import office_pdfs
from tests.writers import everything
from tests.writers.everything import LONG, note, png, text
from tests.writers.word import NS, W, made, only, opened, parts, styled, tree
from toolkit.document.blocks import (
    Cards,
    Cell,
    Column,
    Contents,
    Cover,
    Document,
    Figure,
    Heading,
    Items,
    Mark,
    Page,
    Paragraph,
    Picture,
    Row,
    Table,
    WritingLines,
)
from toolkit.document.inline import Text
from toolkit.writers.docx import write
from toolkit.writers.formats import CannotWriteError


def test_what_asks_is_kept_with_its_lines():
    body = tree(made(Paragraph(text("Apart")), Paragraph(text("My notes")), WritingLines(2, 8)))
    held = [bool(each.findall(".//w:keepNext", NS)) for each in body.iter(f"{W}p") if "".join(each.itertext()) in ("Apart", "My notes")]
    assert held == [False, True]


# Tables


def table(**rest) -> Table:
    columns = (Column(text("Time"), 1), Column(text("What"), 2), Column(text("Min"), 1, "end"))
    rows = (
        Row((Cell(text("Day"), columns=3),), "group"),
        Row((Cell(text("9:00"), heads=True), Cell(text("tall"), rows=2), Cell(text("30")))),
        Row((Cell(text("9:30")), Cell(text("60"))), height_mm=20),
        Row((Cell(text("10:30")), Cell(text("Tea"), columns=2)), "pause"),
    )
    return Table(columns, rows, **rest)


@pytest.mark.parametrize(("style", "name"), [("open", "Table Open"), ("lined", "Table Lined"), ("schedule", "Table Schedule")])
def test_a_table_repeats_its_titles_and_splits_no_row(style, name):
    document = made(table(style=style))
    found = only(opened(document).tables[:1])
    assert found.style.name == name
    rows = found._tbl.findall("w:tr", NS)
    assert [row.find("w:trPr/w:tblHeader", NS) is not None for row in rows] == [True, False, False, False, False]
    assert all(row.find("w:trPr/w:cantSplit", NS) is not None for row in rows)
    assert found._tbl.find("w:tblPr/w:tblLayout", NS).get(f"{W}type") == "fixed"
    assert found._tbl.find("w:tblPr/w:tblLook", NS).get(f"{W}firstRow") == "1"
    assert [[cell.text for cell in row.cells] for row in found.rows] == [
        ["Time", "What", "Min"],
        ["Day"] * 3,
        ["9:00", "tall", "30"],
        ["9:30", "tall", "60"],
        ["10:30", "Tea", "Tea"],
    ]


def test_the_widths_of_columns_add_up_to_the_width_between_the_margins():
    found = tree(made(table(), page=Page("letter", True, (10, 11.3, 10, 12.7)))).find(".//w:tblGrid", NS)
    widths = [int(each.get(f"{W}w")) for each in found]
    assert sum(widths) == round((279.4 - 24) * 1440 / 25.4)
    assert abs(widths[1] - 2 * widths[0]) <= 2


def test_a_rows_height_is_its_least_and_its_kind_has_a_style():
    root = tree(made(table()))
    heights = [(each.get(f"{W}val"), each.get(f"{W}hRule")) for each in root.iter(f"{W}trHeight")]
    assert heights == [("1134", "atLeast")]
    rows = root.find(".//w:tbl", NS).findall("w:tr", NS)
    assert [[each.get(f"{W}val") for each in row.iter(f"{W}pStyle")] for row in rows] == [
        ["TableHead"] * 3,
        ["TableGroup"],
        ["TableRow", "TableText", "TableText"],
        ["TableText"] * 3,
        ["TablePause"] * 2,
    ]
    assert [each.get(f"{W}val") for each in rows[2].iter(f"{W}jc")] == ["right"]


def test_a_table_without_titles_has_none():
    found = opened(made(table(titles=False))).tables[0]._tbl
    assert len(found.findall("w:tr", NS)) == 4
    assert found.find(".//w:tblHeader", NS) is None
    assert found.find("w:tblPr/w:tblLook", NS).get(f"{W}firstRow") == "0"


def test_a_caption_is_counted_for_word_and_says_the_documents_words():
    document = made(table(caption=text("The first day")))
    assert ("Caption", "The first day") in [(name.title(), words) for name, words in styled(document)]
    codes = tree(document).xpath("//w:instrText/text()", namespaces=NS)
    assert [code.split() for code in codes] == [["SEQ", "Table", "\\h"]]


def test_two_tables_do_not_grow_into_one():
    body = tree(made(table(), table()))[0]
    kinds = [each.tag[len(W) :] for each in body]
    assert ["tbl", "tbl"] not in [kinds[at : at + 2] for at in range(len(kinds))]
    assert kinds[-2:] == ["p", "sectPr"]


def test_a_row_with_too_many_cells_is_refused_and_one_with_too_few_filled():
    with pytest.raises(ValueError, match="'c' has no place"):
        write(made(Table((Column(text("A")), Column(text("B"))), (Row((Cell(text("a")), Cell(text("b")), Cell(text("c")))),))))
    short = opened(made(Table((Column(text("A")), Column(text("B"))), (Row((Cell(text("a")),)),)))).tables[0]
    assert [cell.text for cell in short.rows[1].cells] == ["a", ""]


def test_cards_have_their_size_their_gutters_and_marks_that_never_run_along_them():
    cards = tuple((Paragraph(text(f"card {number}")),) for number in range(5))
    root = tree(made(Cards(cards, 80, 50, 6)))
    found = root.find(".//w:tbl", NS)
    assert [int(each.get(f"{W}w")) for each in found.find("w:tblGrid", NS)] == [170, 4535, 340, 4535, 170]
    assert [(each.get(f"{W}val"), each.get(f"{W}hRule")) for each in found.iter(f"{W}trHeight")] == [
        (height, "exact") for height in ("170", "2835", "340", "2835", "340", "2835", "170")
    ]
    marked = [[edge.tag[len(W) :] for edge in cell.iterfind("w:tcPr/w:tcBorders/*", NS)] for cell in found.iter(f"{W}tc")]
    said = ["".join(cell.itertext()) for cell in found.iter(f"{W}tc")]
    assert [edges for edges, words in zip(marked, said, strict=True) if words] == [[]] * 5
    down, across = ["left", "right"], ["top", "bottom"]
    assert [marked[at : at + 5] for at in range(0, 35, 5)] == [
        [[], down, [], down, []],
        [across, [], across, [], across],
        [[], down, [], down, []],
        [across, [], across, [], across],
        [[], down, [], down, []],
        [across, [], across, [], []],
        [[], down, [], [], []],
    ]


# Pictures


def test_a_drawing_is_there_as_svg_and_png_with_its_alt_text_and_true_size():
    document = made(Figure(everything.DRAWING, 'Water & "friends"', text("Caption")))
    files = parts(document)
    root = etree.fromstring(files["word/document.xml"])
    said = only(root.xpath("//wp:docPr", namespaces=NS))
    assert said.get("descr") == 'Water & "friends"'
    extent = only(root.xpath("//wp:extent", namespaces=NS))
    assert (int(extent.get("cx")), int(extent.get("cy"))) == (120 * 36000, 60 * 36000)
    assert sorted(name for name in files if "media" in name) == ["word/media/image1.png", "word/media/image2.svg"]
    assert files["word/media/image1.png"].startswith(b"\x89PNG") and files["word/media/image2.svg"].startswith(b"<svg")
    assert styled(document)[-1] == ("Figure Caption", "Caption")


def test_a_drawing_with_arabic_words_is_a_png_alone():
    drawing = dataclasses.replace(
        everything.DRAWING, shapes=(*everything.DRAWING.shapes[:-1], dataclasses.replace(everything.DRAWING.shapes[-1], text="ماء"))
    )
    assert [name for name in parts(made(Figure(drawing, "x"))) if "media" in name] == ["word/media/image1.png"]


def test_what_is_wider_than_its_place_is_made_smaller():
    wide = dataclasses.replace(everything.DRAWING, width_mm=400, height_mm=100)
    extent = only(tree(made(Figure(wide, "x"))).xpath("//wp:extent", namespaces=NS))
    assert (int(extent.get("cx")) // 36000, int(extent.get("cy")) // 36000) == (174, 43)


def test_a_picture_keeps_its_proportions_and_is_held_once():
    shown = Picture(png(60, 30), "image/png", "grey", width_mm=40)
    files = parts(made(shown, dataclasses.replace(shown, width_mm=None, height_mm=10)))
    extents = etree.fromstring(files["word/document.xml"]).xpath("//wp:extent", namespaces=NS)
    assert [(int(each.get("cx")), int(each.get("cy"))) for each in extents] == [(1440000, 720000), (720000, 360000)]
    assert [name for name in files if "media" in name] == ["word/media/image1.png"]


def test_a_jpeg_is_measured_past_its_first_segments():
    from PIL import Image

    data = io.BytesIO()
    Image.new("L", (90, 30), 128).save(data, "JPEG", progressive=True)
    extent = only(tree(made(Picture(data.getvalue(), "image/jpeg", "grey", width_mm=60))).xpath("//wp:extent", namespaces=NS))
    assert (int(extent.get("cx")), int(extent.get("cy"))) == (60 * 36000, 20 * 36000)
    with pytest.raises(ValueError, match="no JPEG"):
        write(made(Picture(b"\xff\xd8nothing", "image/jpeg", "broken", width_mm=60)))


# The title block, the page


@pytest.mark.parametrize("style", ["band", "page"])
def test_the_cover_says_everything_in_its_order(style):
    logo = Picture(png(), "image/png", "Logo of ERN")
    cover = Cover(
        text("Water"),
        text("A dialogue"),
        text("Series"),
        (text("March"), text("Riverton")),
        (Mark(text("ERN"), "Hosted by", logo), Mark(text("Fund"), "Supported by")),
        style,
    )
    document = Document("t", "Discreet", "en", False, (cover, Paragraph(text("after"))))
    file = opened(document)
    assert [(each.style.name, each.text) for each in file.paragraphs if each.text] == [
        ("Cover Kicker", "Series"),
        ("Title", "Water"),
        ("Subtitle", "A dialogue"),
        ("Cover Fact", "March"),
        ("Cover Fact", "Riverton"),
        ("Body Text", "after"),
    ]
    assert [[each.text for each in cell.paragraphs if each.text] for cell in file.tables[0].rows[0].cells] == [
        ["Hosted by", "ERN"],
        ["Supported by", "Fund"],
    ]
    root = tree(document)
    assert (root.find(".//w:titlePg", NS) is not None) == (style == "page")
    assert root.xpath("//w:p[w:pPr/w:pageBreakBefore]//w:t/text()", namespaces=NS) == (["after"] if style == "page" else [])
    assert int(only(root.xpath("//wp:extent/@cy", namespaces=NS))) == 13 * 36000


def test_a_title_of_three_hundred_characters_is_whole_and_smaller():
    document = Document("t", LONG, "en", False, (Cover(text(LONG), style="page"),))
    title = only([each for each in opened(document).paragraphs if each.style.name == "Title"])
    assert title.text == LONG
    assert title.runs[0].font.size.pt == 20
    assert opened(document).core_properties.title == LONG[:255]


@pytest.mark.parametrize(
    ("page", "size"),
    [
        (Page("a4"), (11906, 16838)),
        (Page("a3", True), (23811, 16838)),
        (Page("letter"), (12240, 15840)),
        (Page("tabloid", True), (24480, 15840)),
        (Page("a2", True), (31680, 22400)),
    ],
)
def test_the_paper_is_the_documents(page, size):
    found = tree(made(page=page)).find(".//w:pgSz", NS)
    assert (int(found.get(f"{W}w")), int(found.get(f"{W}h"))) == size
    assert (found.get(f"{W}orient") == "landscape") == page.landscape


def test_header_and_footer_stand_on_every_page_with_fields_for_its_number():
    files = parts(made(header="v3 & sent", footer=("For <facilitators>", "Destroy it"), page_words="Page {page} of {pages}"))
    assert "".join(etree.fromstring(files["word/header1.xml"]).itertext()) == "v3 & sent"
    footer = etree.fromstring(files["word/footer1.xml"])
    assert ["".join(each.xpath(".//w:t/text()", namespaces=NS)) for each in footer.iter(f"{W}p")] == [
        "For <facilitators>",
        "Destroy it",
        "Page 1 of 1",
        "",
    ]
    assert [each.text.strip() for each in footer.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]


# Directions and languages


def test_every_paragraph_and_table_of_a_right_to_left_document_says_so():
    files = parts(everything.document(True))
    for name in ("word/document.xml", "word/footnotes.xml", "word/header1.xml", "word/footer1.xml"):
        root = etree.fromstring(files[name])
        paragraphs = [each for each in root.iter(f"{W}p") if each.xpath(".//w:t", namespaces=NS)]
        assert all(each.find("w:pPr/w:bidi", NS) is not None for each in paragraphs), name
        assert all(each.find("w:tblPr/w:bidiVisual", NS) is not None for each in root.iter(f"{W}tbl")), name
    assert etree.fromstring(files["word/document.xml"]).find(".//w:sectPr/w:bidi", NS) is not None
    assert b"w:bidi/>" not in parts(everything.document())["word/document.xml"]


def test_borders_at_the_side_change_sides_with_the_direction():
    def sides(rtl: bool) -> list[str]:
        found = tree(made(rtl=rtl), "word/styles.xml").xpath("w:style[@w:styleId='Quote']/w:pPr/w:pBdr/*", namespaces=NS)
        return [each.tag[len(W) :] for each in found]

    assert (sides(False), sides(True)) == (["left"], ["right"])


@pytest.mark.parametrize(
    ("code", "slots", "font"),
    [
        ("fr", {"val": "fr", "eastAsia": "zh-CN", "bidi": "ar-SA"}, ("cs", "Noto Sans Arabic")),
        ("ar", {"val": "ar", "eastAsia": "zh-CN", "bidi": "ar"}, ("cs", "Noto Sans Arabic")),
        ("he", {"val": "he", "eastAsia": "zh-CN", "bidi": "he"}, ("cs", "Noto Sans Hebrew")),
        ("hi", {"val": "hi", "eastAsia": "zh-CN", "bidi": "hi"}, ("cs", "Noto Sans Devanagari")),
        ("ja", {"val": "ja", "eastAsia": "ja", "bidi": "ar-SA"}, ("eastAsia", "Noto Sans CJK JP")),
        ("zh-Hant", {"val": "zh-Hant", "eastAsia": "zh-Hant", "bidi": "ar-SA"}, ("eastAsia", "Noto Sans CJK TC")),
    ],
)
def test_the_file_has_its_language_and_the_font_of_its_script(code, slots, font):
    defaults = tree(made(language=code), "word/styles.xml").find("w:docDefaults/w:rPrDefault/w:rPr", NS)
    assert {name.removeprefix(W): value for name, value in defaults.find("w:lang", NS).attrib.items()} == slots
    assert defaults.find("w:rFonts", NS).get(f"{W}{font[0]}") == font[1]


@pytest.mark.parametrize(("language", "rule"), [("en", "auto"), ("fr", "auto"), ("ar", "exact"), ("hi", "exact"), ("th", "exact")])
def test_lines_have_a_set_height_where_the_fonts_own_would_double_it(language, rule):
    root = tree(made(language=language), "word/styles.xml")
    spacing = only(root.xpath("w:style[@w:styleId='Title']/w:pPr/w:spacing", namespaces=NS))
    assert (spacing.get(f"{W}lineRule"), spacing.get(f"{W}line")) == (rule, "203" if rule == "auto" else "530")
    inherited = only(root.xpath("w:style[@w:styleId='ListEntry']/w:pPr/w:spacing/@w:line", namespaces=NS))
    assert inherited == ("229" if rule == "auto" else "260")


# The reference, as it comes back from Word


def test_a_reference_saved_by_a_word_that_renames_ids_still_serves(tmp_path):
    from toolkit.writers import reference

    with zipfile.ZipFile(reference.FILE) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    held["word/styles.xml"] = re.sub(
        rb'(w:(?:styleId|basedOn w:val|next w:val)=")(Heading1|BodyText|ListNumber)"', rb'\1x\2"', held["word/styles.xml"]
    )
    held["word/numbering.xml"] = held["word/numbering.xml"].replace(b'"ListNumber"', b'"xListNumber"')
    held["docProps/core.xml"] = held["docProps/core.xml"].replace(b"</dc:title>", b"</dc:title><dc:creator>Somebody</dc:creator>")
    path = tmp_path / "reference.docx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in held.items():
            archive.writestr(name, data)
    document = made(Heading(1, text("One")), Items(((Paragraph(text("a")),),), "number"), Paragraph(text("b")))
    again = docx.Document(io.BytesIO(write(document, path)))
    assert [(each.style.name, each.text) for each in again.paragraphs if each.text][1:] == [
        ("Heading 1", "One"),
        ("List Number", "a"),
        ("Body Text", "b"),
    ]
    assert again.core_properties.author == ""


def test_a_missing_reference_or_style_is_said_in_a_sentence(tmp_path):
    with pytest.raises(CannotWriteError, match="is missing: put it back"):
        write(made(), tmp_path / "none.docx")
    bare = tmp_path / "bare.docx"
    docx.Document().save(str(bare))
    with pytest.raises(CannotWriteError, match="has no style named Lead"):
        write(made(), bare)


# What LibreOffice makes of it


def test_libreoffice_shows_right_page_numbers_in_the_contents_and_every_word():
    import pypdfium2

    chapters = [
        block
        for number in range(1, 5)
        for block in (
            Heading(1, text(f"Chapter {number}"), new_page=number % 2 == 0),
            *([Paragraph((Text(everything.WORDS), note(f"Note {number}")))] * (7 * number)),
        )
    ]
    document = made(Contents(text("Contents"), 1), *chapters, table(caption=text("A caption")), header="v3", footer=("For all",))
    pdf = pypdfium2.PdfDocument(office_pdfs(tool("soffice"), {"contents": write(document)})["contents"])
    pages = [page.get_textpage().get_text_bounded() for page in pdf]
    shown = dict(re.findall(r"(Chapter \d)[ .]*(\d+)", pages[0]))
    real = {
        f"Chapter {n}": str(1 + next(at for at, words in enumerate(pages) if re.search(rf"^Chapter {n}\s*$", words, re.M)))
        for n in range(1, 5)
    }
    assert shown == real
    assert "Note 4" in "".join(pages)
    assert re.search(r"^A caption", "".join(pages), re.M)
    assert all("v3" in words and "For all" in words for words in pages)
