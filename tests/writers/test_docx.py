"""Word files say what the document says, in Word's own forms, and open without repair."""

import dataclasses

import pytest
from lxml import etree

from tests.writers import everything
from tests.writers.everything import LONG, note, text
from tests.writers.word import NS, W, findings, made, only, opened, parts, styled, tree
from toolkit.document.blocks import (
    Callout,
    Cards,
    Cell,
    Column,
    Contents,
    Figure,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Table,
    Together,
    WritingLines,
)
from toolkit.document.inline import Blank, Emphasis, Footnote, LineBreak, Link, Quiet, Strong, Text
from toolkit.writers.docx import write

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
        ("\u2060" + "\u00a0" * 20, ["rStyle"]),
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
