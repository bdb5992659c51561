"""Word files say what the document says, in Word's own forms, and open without repair."""

import dataclasses
import io
import pathlib
import re
import zipfile

import docx
import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from tests.conftest import tool
from tests.support import office_pdfs
from tests.writers import everything
from tests.writers.everything import LONG, note, png, text
from toolkit.document.blocks import (
    Callout,
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
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    Row,
    Table,
    Together,
    WritingLines,
)
from toolkit.document.inline import Blank, Emphasis, Footnote, LineBreak, Link, Quiet, Strong, Text
from toolkit.writers.docx import write
from toolkit.writers.formats import CannotWriteError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = {
    "w": W[1:-1],
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
COVER = Cover(text("Water and Work"))


def made(*blocks, rtl: bool = False, language: str = "en", **rest) -> Document:
    return Document("test", "Spring meeting", "ar" if rtl else language, rtl, (COVER, *blocks), **rest)


def parts(document: Document) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(write(document))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tree(document: Document, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(parts(document)[name])


def opened(document: Document):
    return docx.Document(io.BytesIO(write(document)))


def styled(document: Document) -> list[tuple[str, str]]:
    """Every paragraph outside of tables that says something, with its style; the cover's title left out."""
    return [(each.style.name, each.text) for each in opened(document).paragraphs if each.text.strip()][1:]


def findings(document: Document, folder: pathlib.Path) -> list[str]:
    path = folder / "file.docx"
    path.write_bytes(write(document))
    return [str(error) for error in OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(path).errors]


def only(found: list):
    assert len(found) == 1
    return found[0]


# The whole file


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("style", ["band", "page"])
def test_a_validator_finds_nothing_in_a_document_with_every_block(rtl, style, tmp_path):
    document = everything.document(rtl)
    cover = dataclasses.replace(document.blocks[0], style=style)
    assert findings(dataclasses.replace(document, blocks=(cover, *document.blocks[1:])), tmp_path) == []


def test_writing_twice_gives_the_same_bytes():
    assert write(everything.document()) == write(everything.document())


def test_the_file_names_a_title_and_nobody():
    core = parts(everything.document())["docProps/core.xml"].decode()
    assert [(each.tag.rpartition("}")[2], each.text) for each in etree.fromstring(core.encode())] == [("title", "Spring meeting")]


def test_the_file_has_no_part_that_was_not_asked_for():
    assert set(parts(made())) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/fontTable.xml",
        "word/theme/theme1.xml",
        "word/footnotes.xml",
        "word/footer1.xml",
    }


def test_nothing_asks_to_be_updated_when_the_file_is_opened():
    for name, data in parts(everything.document()).items():
        assert b"updateFields" not in data and b"w:dirty" not in data, name


def test_an_unknown_block_or_inline_is_named():
    class Strange:
        pass

    with pytest.raises(TypeError, match="DOCX has no rule for the block Strange"):
        write(made(Strange()))
    with pytest.raises(TypeError, match="DOCX has no rule for the inline Strange"):
        write(made(Paragraph((Strange(), Text("x")))))
    for block, name in (
        (Paragraph((), "loud"), "paragraph style loud"),
        (Items((), "stars"), "list style stars"),
        (Callout((), "shout"), "callout shout"),
        (Table((Column(()),), (), style="round"), "table style round"),
        (Table((Column(()),), (Row((), "odd"),)), "row style odd"),
    ):
        with pytest.raises(TypeError, match=f"DOCX has no rule for the {name}"):
            write(made(block))


@pytest.mark.parametrize(
    "words",
    [
        "a & b < c > d \"e\" 'f' ]]> &amp;",
        LONG,
        "two  spaces ",
        " lead",
        "Łódź Ünïcödé ﬁ",
        "日本語と中文",
        "สวัสดี नमस्ते",
        "🌊 👩🏽‍🌾 family",
        "a\u00a0b\u200dc\u200f",
        "=1+1",
        "{page} %s \\h",
        "x" * 500,
    ],
)
def test_words_come_back_as_they_were(words):
    assert styled(made(Paragraph(text(words)))) == [("Body Text", words)]


def test_a_newline_is_a_break_and_a_tab_a_tab():
    run = only(tree(made(Paragraph(text("one\ntwo\tthree")))).xpath("//w:p[w:pPr/w:pStyle/@w:val='BodyText']/w:r", namespaces=NS))
    assert [(each.tag[len(W) :], each.text) for each in run] == [("t", "one"), ("br", None), ("t", "two"), ("tab", None), ("t", "three")]


def test_a_control_character_is_refused_and_not_dropped():
    with pytest.raises(ValueError, match=r"control character U\+0007"):
        write(made(Paragraph(text("bell\x07"))))


# Inlines


def test_each_inline_has_its_own_form():
    document = made(
        Paragraph(
            (
                Text("a"),
                Strong(text("b")),
                Emphasis(text("c")),
                Strong((Emphasis(text("d")),)),
                Quiet(text("e")),
                LineBreak(),
                Blank("box"),
                Blank("short"),
            )
        )
    )
    runs = tree(document).xpath("//w:p[w:pPr/w:pStyle/@w:val='BodyText']/w:r", namespaces=NS)
    seen = [("".join(run.itertext()), [each.tag[len(W) :] for each in run.iterfind("w:rPr/*", NS)]) for run in runs]
    assert seen == [
        ("a", []),
        ("b", ["b", "bCs"]),
        ("c", ["i", "iCs"]),
        ("d", ["b", "bCs", "i", "iCs"]),
        ("e", ["rStyle"]),
        ("", []),
        ("☐ ", ["rStyle"]),
        ("\u00a0" * 20, ["rStyle"]),
    ]
    assert [run.find("w:rPr/w:rStyle", NS).get(f"{W}val") for run in runs if run.find("w:rPr/w:rStyle", NS) is not None] == [
        "Quiet",
        "TickBox",
        "Blank",
    ]


def test_links_are_relationships_each_kept_once():
    document = opened(
        made(
            Paragraph((Link(text("one"), "https://example.org/?a=1&b=2"), Link(text("two"), "mailto:maria@example.org"))),
            Paragraph((Link((Strong(text("again")),), "https://example.org/?a=1&b=2"),)),
        )
    )
    links = [(link.text, link.address) for each in document.paragraphs for link in each.hyperlinks]
    assert links == [
        ("one", "https://example.org/?a=1&b=2"),
        ("two", "mailto:maria@example.org"),
        ("again", "https://example.org/?a=1&b=2"),
    ]
    assert len([rel for rel in document.part.rels.values() if rel.is_external]) == 2


def test_a_link_in_a_note_belongs_to_the_notes():
    files = parts(made(Paragraph((Footnote((Paragraph((Link(text("see"), "https://example.org/x"),)),)),))))
    assert b"https://example.org/x" in files["word/_rels/footnotes.xml.rels"]
    assert b"https://example.org/x" not in files["word/_rels/document.xml.rels"]


def test_words_in_another_language_say_so():
    root = tree(made(Paragraph((Text("déjà vu", "fr"), Text("سلام", "ar"), Text("中文", "zh"), Text("home", "en")))))
    runs = root.xpath("//w:p[w:pPr/w:pStyle/@w:val='BodyText']/w:r", namespaces=NS)
    said = [
        (run.find("w:t", NS).text, dict(run.find("w:rPr/w:lang", NS).attrib) if run.find("w:rPr/w:lang", NS) is not None else {})
        for run in runs
    ]
    assert said == [
        ("déjà vu", {f"{W}val": "fr"}),
        ("سلام", {f"{W}val": "ar", f"{W}bidi": "ar"}),
        ("中文", {f"{W}val": "zh", f"{W}eastAsia": "zh"}),
        ("home", {}),
    ]
    assert runs[1].find("w:rPr/w:rtl", NS) is not None


@pytest.mark.parametrize(
    ("rtl", "words", "pieces"),
    [
        (False, "name: سلمى، الورغمي (she)", [("name: ", False), ("سلمى، الورغمي", True), (" (she)", False)]),
        (True, "سلام, Water & Work, 2027.", [("سلام, ", True), ("Water & Work", False), (", 2027.", True)]),
        (True, "12:30", [("12:30", True)]),
        (False, "שלום", [("שלום", True)]),
    ],
)
def test_words_that_run_the_other_way_have_a_run_of_their_own(rtl, words, pieces):
    runs = tree(made(Paragraph(text(words)), rtl=rtl)).xpath("//w:p[w:pPr/w:pStyle/@w:val='BodyText']/w:r", namespaces=NS)
    assert [(run.find("w:t", NS).text, run.find("w:rPr/w:rtl", NS) is not None) for run in runs] == pieces


# Notes


def test_notes_are_numbered_through_the_document_wherever_they_stand():
    def at(number: int) -> tuple:
        return (Text(f"place {number}"), note(f"note {number}"))

    document = made(
        Heading(1, at(1)),
        Paragraph(at(2)),
        Items(((Paragraph(at(3)),),)),
        Quote((Paragraph(at(4)),), at(5)),
        Callout((Paragraph(at(7)),), title=at(6)),
        Callout((Items(((Paragraph(at(8)),),)),)),
        Table((Column(at(10)),), (Row((Cell(at(11)),)), Row((Cell(blocks=(Paragraph(at(12)),)),))), caption=at(9)),
        Figure(everything.DRAWING, "x", at(13)),
        Together((Paragraph(at(14)),)),
        Cards(((Paragraph(at(15)),),), 80, 50),
    )
    marks = tree(document).xpath("//w:footnoteReference/@w:id", namespaces=NS)
    assert marks == [str(number) for number in range(1, 16)]
    notes = tree(document, "word/footnotes.xml").xpath("w:footnote", namespaces=NS)
    assert [(each.get(f"{W}id"), "".join(each.itertext()).strip()) for each in notes[2:]] == [(str(n), f"note {n}") for n in range(1, 16)]


def test_the_notes_part_has_both_rules_even_without_notes():
    notes = tree(made(), "word/footnotes.xml").xpath("w:footnote", namespaces=NS)
    assert [(each.get(f"{W}id"), each.get(f"{W}type")) for each in notes] == [("-1", "separator"), ("0", "continuationSeparator")]


def test_a_note_holds_paragraphs_and_lists_and_nothing_else(tmp_path):
    listed = Footnote((Items(((Paragraph(text("one")),),), "number"), Paragraph((Strong(text("two")),))))
    document = made(Paragraph((Text("x"), listed)))
    assert findings(document, tmp_path) == []
    held = tree(document, "word/footnotes.xml").xpath("w:footnote[@w:id='1']/w:p", namespaces=NS)
    assert [("".join(each.itertext()).strip(), each.find("w:pPr/w:numPr", NS) is not None) for each in held] == [
        ("", False),
        ("one", True),
        ("two", False),
    ]
    with pytest.raises(TypeError, match="DOCX has no rule for the block Table in a footnote"):
        write(made(Paragraph((Footnote((Table((), ()),)),))))
    with pytest.raises(TypeError, match="cannot stand in a Footnote"):
        write(made(Paragraph((Footnote((Paragraph((note("inner"),)),)),))))


# Text


def test_paragraphs_and_headings_have_the_styles_of_their_names():
    styles = ("body", "lead", "note", "say", "kicker", "centred")
    document = made(
        *(Heading(level, text(f"h{level}")) for level in range(1, 7)),
        Heading(1, text("aside"), in_contents=False),
        *(Paragraph(text(style), style) for style in styles),
    )
    assert styled(document) == [
        *((f"Heading {level}", f"h{level}") for level in range(1, 7)),
        ("Heading 1 Unlisted", "aside"),
        ("Body Text", "body"),
        ("Lead", "lead"),
        ("Note", "note"),
        ("Say", "say"),
        ("Kicker", "kicker"),
        ("Centred", "centred"),
    ]


def test_a_heading_is_bookmarked_and_may_start_a_page():
    root = tree(made(Heading(1, text("One")), Heading(1, text("Two"), new_page=True), PageBreak(), Heading(2, text("Three"))))
    assert root.xpath("//w:bookmarkStart/@w:name", namespaces=NS) == ["_Toc00000001", "_Toc00000002", "_Toc00000003"]
    broken = root.xpath("//w:p[w:pPr/w:pageBreakBefore]//w:t/text()", namespaces=NS)
    assert broken == ["Two", "Three"]


def test_a_page_break_at_the_end_adds_no_page():
    assert b"pageBreakBefore" not in parts(made(Paragraph(text("x")), PageBreak()))["word/document.xml"]


def test_a_page_break_before_a_table_stands_before_the_table():
    body = tree(made(PageBreak(), Table((Column(text("A")),), (Row((Cell(text("1")),)),)), Paragraph(text("after"))))[0]
    at = next(number for number, each in enumerate(body) if each.tag == f"{W}tbl")
    assert body[at - 1].find("w:pPr/w:pageBreakBefore", NS) is not None
    assert len(body.findall(".//w:pageBreakBefore", NS)) == 1


def test_each_list_that_counts_begins_anew():
    one = Items(((Paragraph(text("a")),), (Paragraph(text("b")),)), "number")
    document = made(one, one, dataclasses.replace(one, start=4), Items(((Paragraph(text("x")), one),), "bullet"))
    root = tree(document)
    used = [
        (each.find("w:numPr/w:numId", NS).get(f"{W}val"), each.find("w:numPr/w:ilvl", NS).get(f"{W}val"))
        for each in root.iterfind(".//w:pPr", NS)
        if each.find("w:numPr", NS) is not None
    ]
    assert used == [("1001", "0")] * 2 + [("1002", "0")] * 2 + [("1003", "0")] * 2 + [("1004", "0")] + [("1005", "1")] * 2
    numbering = tree(document, "word/numbering.xml")
    starts = [
        (num.get(f"{W}numId"), num.find("w:lvlOverride", NS).get(f"{W}ilvl"), num.find("w:lvlOverride/w:startOverride", NS).get(f"{W}val"))
        for num in numbering.iterfind("w:num", NS)
        if num.find("w:lvlOverride", NS) is not None
    ]
    assert starts == [("1001", "0", "1"), ("1002", "0", "1"), ("1003", "0", "4"), ("1005", "1", "1")]


@pytest.mark.parametrize(
    ("style", "name", "mark"), [("bullet", "List Bullet", "•"), ("number", "List Number", "%1."), ("check", "List Check", "☐")]
)
def test_a_marked_list_has_its_style_and_its_mark(style, name, mark):
    document = made(Items(((Paragraph(text("a")),), (Paragraph(text("b")), Paragraph(text("more")))), style))
    assert styled(document) == [(name, "a"), (name, "b"), ("List Continue", "more")]
    numbering = tree(document, "word/numbering.xml")
    number = only(numbering.xpath("w:num[@w:numId='1001']/w:abstractNumId/@w:val", namespaces=NS))
    levels = numbering.xpath(f"w:abstractNum[@w:abstractNumId='{number}']/w:lvl[@w:ilvl='0']/w:lvlText/@w:val", namespaces=NS)
    assert levels == [mark]


def test_an_item_that_begins_with_no_paragraph_still_has_its_mark():
    root = tree(made(Items(((Table((Column(text("A")),), ()),),))))
    assert len(root.xpath("//w:numPr", namespaces=NS)) == 1


def test_entries_stay_whole_and_plain_lists_have_no_mark():
    person = (Paragraph(text("Maria")), Paragraph(text("Coordinator")), Paragraph(text("Network")))
    root = tree(made(Items((person, person), "entries"), Items(((Paragraph(text("plain")),),), "plain")))
    kept = [
        ("".join(each.itertext()), each.find("w:pPr/w:keepNext", NS) is not None, each.find("w:pPr/w:pStyle", NS).get(f"{W}val"))
        for each in root.iterfind(".//w:p", NS)
        if "".join(each.itertext()) and each.find("w:pPr/w:pStyle", NS).get(f"{W}val").startswith("List")
    ]
    assert kept == [
        ("Maria", True, "ListEntryFirst"),
        ("Coordinator", True, "ListEntry"),
        ("Network", False, "ListEntry"),
        ("Maria", True, "ListEntryFirst"),
        ("Coordinator", True, "ListEntry"),
        ("Network", True, "ListEntry"),
        ("plain", False, "List"),
    ]
    assert root.xpath("//w:numPr", namespaces=NS) == []


def test_a_quotation_names_its_source_in_the_documents_words():
    assert styled(made(Quote((Paragraph(text("words")),), text("Maria")))) == [("Quote", "words"), ("Quote Source", "Maria")]


@pytest.mark.parametrize("kind", ["note", "warning", "say", "box"])
def test_a_framed_text_is_bordered_paragraphs_and_a_cell_only_where_it_holds_more(kind):
    name = kind.capitalize()
    flat = Callout((Paragraph(text("one")), Paragraph(text("two"))), kind, text("Title"), text("Author"))
    assert styled(made(flat)) == [
        (f"Callout {name} Title", "Title"),
        (f"Callout {name} Author", "Author"),
        (f"Callout {name}", "one"),
        (f"Callout {name}", "two"),
    ]
    rich = opened(made(dataclasses.replace(flat, content=(Paragraph(text("one")), Items(((Paragraph(text("two")),),))))))
    cell = only([table for table in rich.tables if table.style.name == f"Frame {name}"]).cell(0, 0)
    assert [(each.style.name, each.text) for each in cell.paragraphs] == [
        ("Frame Title", "Title"),
        ("Frame Author", "Author"),
        ("Body Text", "one"),
        ("List Bullet", "two"),
    ]


def test_blocks_together_stay_on_one_page_and_let_the_next_go():
    root = tree(made(Together((Paragraph(text("a")), Paragraph(text("b")), Paragraph(text("c")))), Paragraph(text("d"))))
    kept = {"".join(each.itertext()): each.find("w:pPr/w:keepNext", NS) is not None for each in root.iterfind(".//w:p", NS)}
    assert {letter: kept[letter] for letter in "abcd"} == {"a": True, "b": True, "c": False, "d": False}


def test_lines_to_write_on_are_ruled_paragraphs_of_exact_height():
    root = tree(made(WritingLines(3, 10), WritingLines(1, 2)))
    lines = root.xpath("//w:p[w:pPr/w:pStyle/@w:val='WritingLine']/w:pPr/w:spacing", namespaces=NS)
    assert [(each.get(f"{W}line"), each.get(f"{W}lineRule")) for each in lines] == [("567", "exact")] * 3 + [("454", "exact")]


# Contents


def test_the_contents_are_a_field_with_its_result_linked_to_the_headings():
    document = made(
        Contents(text("Contents"), 2),
        Heading(1, (Text("One"), note("n"))),
        Heading(2, text("Two & a half")),
        Heading(3, text("Deep")),
        Heading(1, text("Left out"), in_contents=False),
    )
    root = tree(document)
    code = "".join(root.xpath("//w:instrText[contains(., 'TOC ')]/text()", namespaces=NS))
    assert code.split() == ["TOC", "\\o", '"1-2"', "\\h", "\\z"]
    kinds = [each.get(f"{W}fldCharType") for each in root.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate"] + ["begin", "separate", "end"] * 2 + ["end"]
    entries = root.xpath("//w:hyperlink[@w:anchor]", namespaces=NS)
    assert [(each.get(f"{W}anchor"), "".join(each.xpath(".//w:t/text()", namespaces=NS))) for each in entries] == [
        ("_Toc00000001", "One1"),
        ("_Toc00000002", "Two & a half1"),
    ]
    assert set(root.xpath("//w:hyperlink/@w:anchor", namespaces=NS)) <= set(root.xpath("//w:bookmarkStart/@w:name", namespaces=NS))


def test_contents_without_headings_are_nothing():
    assert styled(made(Contents(text("Contents")))) == []


def test_the_pages_in_the_contents_follow_breaks_and_length():
    words = Paragraph(text(everything.WORDS))
    document = made(
        Contents(text("Contents"), 1),
        Heading(1, text("First")),
        Heading(1, text("Second"), new_page=True),
        *([words] * 8),
        Heading(1, text("Same page")),
        PageBreak(),
        Heading(1, text("Third")),
        *([words] * 60),
        Heading(1, text("Later")),
    )
    shown = tree(document).xpath("//w:hyperlink//w:t[last()]/text()", namespaces=NS)[1::2]
    assert shown[:4] == ["1", "2", "2", "3"]
    assert int(shown[4]) in (6, 7, 8)


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


def test_cards_have_their_size_and_their_gutters():
    cards = tuple((Paragraph(text(f"card {number}")),) for number in range(5))
    root = tree(made(Cards(cards, 80, 50, 6)))
    found = root.find(".//w:tbl", NS)
    assert [int(each.get(f"{W}w")) for each in found.find("w:tblGrid", NS)] == [4535, 340, 4535]
    assert [(each.get(f"{W}val"), each.get(f"{W}hRule")) for each in found.iter(f"{W}trHeight")] == [
        ("2835", "exact"),
        ("340", "exact"),
        ("2835", "exact"),
        ("340", "exact"),
        ("2835", "exact"),
    ]
    framed = [cell for cell in found.iter(f"{W}tc") if cell.find("w:tcPr/w:tcBorders", NS) is not None]
    assert ["".join(cell.itertext()) for cell in framed] == [f"card {number}" for number in range(5)]
    assert {edge.get(f"{W}val") for cell in framed for edge in cell.find("w:tcPr/w:tcBorders", NS)} == {"dotted"}


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
    assert int(only(root.xpath("//wp:extent/@cy", namespaces=NS))) == (16 if style == "page" else 11) * 36000


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
