"""Every block and inline as HTML: the page that is shown and printed."""

import re
import typing
from dataclasses import dataclass, replace

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.writers.everything import DRAWING, document, png
from toolkit.document.blocks import (
    Block,
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
    Paragraph,
    Picture,
    Quote,
    Row,
    Table,
    WritingLines,
)
from toolkit.document.drawing import Drawing, Label
from toolkit.document.inline import Blank, Emphasis, Footnote, Inline, LineBreak, Link, Quiet, Strong, Text, text
from toolkit.writers import html


@dataclass(frozen=True)
class Unheard:
    content: tuple = ()


def page(*blocks, rtl=False, **rest) -> Document:
    return Document("a", "T", "ar" if rtl else "en", rtl, blocks, **rest)


def body(*blocks, **rest) -> str:
    """What stands between `<main>` and its end."""
    return re.search(r"<main>\n(.*)</main>", html.render(page(*blocks, **rest)), re.DOTALL)[1]


def line(*content, **rest) -> str:
    return body(Paragraph(content), **rest).removeprefix("<p>").removesuffix("</p>\n")


def parsed(source: str):
    parser = html5lib.HTMLParser(strict=True, tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    return parser.parse(source)


@pytest.mark.parametrize("rtl", [False, True])
def test_a_document_with_every_block_is_valid_html(rtl):
    root = parsed(html.write(document(rtl)).decode())
    assert root.attrib == ({"lang": "ar", "dir": "rtl"} if rtl else {"lang": "en", "dir": "ltr"})
    assert root.find("head/title").text == "Spring meeting"


def test_every_block_and_inline_has_a_rule():
    made = html._Page(page())
    assert set(made._blocks) == set(typing.get_args(Block))
    assert set(made._inlines) == set(typing.get_args(Inline))


def test_an_unknown_block_or_inline_is_refused_by_name():
    with pytest.raises(TypeError, match="block Unheard"):
        html.render(page(Unheard()))
    with pytest.raises(TypeError, match="inline Unheard"):
        html.render(page(Paragraph((Text("a"), Unheard()))))
    with pytest.raises(TypeError, match="block WritingLines in a footnote"):
        html.render(page(Paragraph((Footnote((WritingLines(1),)),))))


def test_the_title_is_the_first_heading_and_a_chapter_the_second():
    made = body(Cover(text("Water")), *(Heading(level, text(str(level))) for level in (1, 2, 5, 6)))
    assert re.findall(r"<(h\d)[^>]*>([^<]*)<", made) == [("h1", "Water"), ("h2", "1"), ("h3", "2"), ("h6", "5"), ("h6", "6")]


def test_inlines():
    assert line(Text("a < b & \"c\"\nd")) == 'a &lt; b &amp; "c"<br>d'
    assert line(Strong(text("a")), Emphasis(text("b")), LineBreak(), Quiet(text("c"))) == (
        '<strong>a</strong><em>b</em><br><span class="quiet">c</span>'
    )
    assert line(Link(text("a"), 'https://example.org/?a=1&b="')) == '<a href="https://example.org/?a=1&amp;b=&quot;">a</a>'
    assert line(Blank("box"), Blank("long")) == '<span class="blank box"></span><span class="blank long"></span>'
    assert line(Footnote((Paragraph(text("a")), Items(((Paragraph(text("b")),),), "number", 3)))) == (
        '<span class="footnote"><span class="para">a</span><span class="para item">3. <span class="para">b</span></span></span>'
    )


def test_a_line_to_write_on_is_held_to_the_space_that_does_not_break():
    """Else WeasyPrint ends every line before it after its first word."""
    assert line(Text("porte «\u00a0"), Blank("medium"), Text("\u00a0».")) == (
        'porte «\u00a0\u2060<span class="blank medium"></span>\u2060\u00a0».'
    )
    assert "\u2060" not in line(Text("a "), Blank("short"), Text(" b\u00a0c"))


def test_a_paragraph_wholly_in_a_language_of_the_other_direction_runs_its_own_way():
    content = (Strong(text("No name.", "en")), Text(" Write here.", "en"))
    mixed = (Text("اسم ", "ar"), Text("Write here.", "en"))

    def made(*blocks):
        return html.render(Document("t", "T", "ar", True, blocks))

    assert '<p dir="ltr"><strong>' in made(Paragraph(content))
    assert "<p>اسم <span" in made(Paragraph(mixed))
    assert '<li><bdi dir="ltr"><strong>' in made(Items(((Paragraph(content),),)))


def test_words_in_another_language_or_direction_keep_to_themselves():
    assert line(Text("déjà vu", "fr")) == '<span lang="fr" dir="ltr">déjà vu</span>'
    assert line(Text("a "), Text("مرحبا", "ar")) == 'a <span lang="ar" dir="rtl">مرحبا</span>'
    assert line(Text("same", "en")) == "same"
    assert line(Text(" · سلمى, ")) == ' · <bdi dir="rtl">سلمى</bdi>, '
    assert line(Text(" · Hall (B) "), rtl=True) == ' · <bdi dir="ltr">Hall (B)</bdi> '
    assert line(Text("قاعة Hall"), rtl=True) == "قاعة Hall"


def test_lists():
    one = (Paragraph(text("one")),)
    assert body(Items((one,), "bullet")) == "<ul>\n<li>one</li>\n</ul>\n"
    assert body(Items((one,), "check")) == '<ul class="check">\n<li>one</li>\n</ul>\n'
    assert body(Items(((*one, Items((one,), "plain")),), "number")) == (
        '<ol>\n<li><p>one</p>\n<ul class="plain">\n<li>one</li>\n</ul>\n</li>\n</ol>\n'
    )
    assert '<ol class="x1" start="4">' in body(Items((one,), "number", 4))


def test_people_are_lines_without_elements_between_them():
    person = (Paragraph((Strong(text("Maria")), LineBreak(), Text("Coordinator\nRiver Trust"))),)
    assert body(Items((person, person), "entries"), Paragraph(text("a\nb"))) == (
        '<ul class="entries lines">' + "<li><strong>Maria</strong>\nCoordinator\nRiver Trust</li>" * 2 + "</ul>\n<p>a<br>b</p>\n"
    )


def test_a_table_says_what_heads_what():
    made = body(Table(
        (Column(text("Time"), 1), Column(text("Room"), 3), Column((), 1, "end")),
        (
            Row((Cell(text("Day 1"), columns=3, heads=True),), "group"),
            Row((Cell(text("9:00"), heads=True, rows=2), Cell(text("Hall")), Cell(text("30"))), height_mm=12),
            Row((Cell(blocks=(Paragraph(text("Loft")),)), Cell(text("5"))), "pause"),
        ),
        text("Agenda"),
    ))
    assert made == (
        '<table class="open">\n<caption>Agenda</caption>\n<colgroup><col class="x1"><col class="x2"><col class="x1"></colgroup>\n'
        '<thead>\n<tr><th scope="col">Time</th><th scope="col">Room</th><td class="end"></td></tr>\n</thead>\n<tbody>\n'
        '<tr class="group"><th scope="row" colspan="3">Day 1</th></tr>\n'
        '<tr class="joined x3"><th scope="row" rowspan="2">9:00</th><td>Hall</td><td class="end">30</td></tr>\n'
        '<tr class="pause"><td>Loft</td><td class="end">5</td></tr>\n'
        "</tbody>\n</table>\n"
    )


def test_measures_of_one_document_are_rules_in_its_head():
    made = html.render(page(Table((Column((), 1), Column((), 3)), (Row((Cell(), Cell()), height_mm=12),), titles=False, type_pt=20)))
    assert re.findall(r"^\.x\d\{.*\}$", made, re.MULTILINE) == [
        ".x1{width:25.000%}", ".x2{width:75.000%}", ".x3{font-size:20pt}", ".x4{height:12.00mm}",
    ]
    assert "style=" not in html.render(document())


def test_the_style_of_a_document_is_known_without_its_page():
    assert f"<style>\n{html.style(document())}</style>" in html.render(document())


def test_stylesheets_are_linked_or_inside():
    assert '<link rel="stylesheet" href="/static/print.css">' in html.render(page(), ["/static/print.css"])
    assert "<link" not in html.write(page()).decode()
    assert html.SHEET.read_text(encoding="utf-8") in html.write(page()).decode()


def test_paper_and_margins_come_from_the_document():
    paper = Page("letter", True, (10, 11, 12.5, 13))
    made = html.style(page(page=paper, header="v3", footer=("a", "", "b"), page_words="Page {page} of {pages}"))
    assert made.startswith(
        '@page{size:279.4mm 215.9mm;margin:10mm 11mm 12.5mm 13mm;@top-left{content:"v3"}'
        '@bottom-left{content:"a\\a b";text-align:left;white-space:pre-line;width:76%}'
        '@bottom-right{content:"Page " counter(page) " of " counter(pages);text-align:right}}\n'
    )
    assert "@top-right" in html.style(page(header="v3", rtl=True))


def test_furniture_is_on_the_screen_too():
    made = html.render(page(header="v3 <b>", footer=("Destroy\nsoon",)))
    assert '<header class="furniture">\n<p>v3 &lt;b&gt;</p>\n</header>' in made
    assert '<footer class="furniture">\n<p>Destroy<br>soon</p>\n</footer>' in made


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_no_words_leave_their_place(words):
    """Nobody's title, footer or name can end an element, a string of CSS or the page."""
    blocks = (Cover(text(words)), Paragraph((Quiet(text(words)),)), Figure(DRAWING, words or "-"))
    tree = parsed(html.render(page(*blocks, header=words, footer=(words,), page_words=words)))
    assert [child.tag for child in tree.find("body")] in (["header", "main", "footer"], ["main"])
    assert [child.tag for child in tree.find("body/main")] == ["header", "p", "figure"]
    assert "".join(tree.find("body/main/p").itertext()) == words
    assert len(tree.findall("head/style")) == 1


def test_contents_link_to_the_headings_that_want_it():
    made = body(
        Contents(text("Contents"), 2), Heading(1, text("A"), "a"), Heading(2, (Text("B"), Footnote((Paragraph(text("n")),))), "a"),
        Heading(3, text("C")), Callout((Heading(1, text("D")),)), Heading(1, text("E"), in_contents=False),
    )
    assert re.findall(r'<li class="(level-\d)"><a href="#([^"]*)">(.*?)</a>', made) == [
        ("level-1", "a", "A"), ("level-2", "a-", "B"), ("level-1", "h-4", "D"),
    ]
    assert re.findall(r'<h\d id="([^"]*)"', made) == ["a", "a-", "h-3", "h-4", "h-5"]
    assert body(Contents(text("Contents"))) == ""


def test_frames_and_quotations():
    para = (Paragraph(text("a")),)
    assert body(Callout(para, "box", text("T"), text("W"))) == (
        '<aside class="callout box">\n<p class="title">T</p>\n<p class="author">W</p>\n<p>a</p>\n</aside>\n'
    )
    assert body(Quote(para, text("M"))) == '<blockquote>\n<p>a</p>\n<p class="source">M</p>\n</blockquote>\n'


def test_pictures_are_inside_the_page_with_their_alt_text():
    made = body(Picture(png(), "image/png", 'A "bar"', width_mm=60, caption=text("C")))
    assert re.fullmatch(
        r'<figure class="picture"><img class="x1" alt="A &quot;bar&quot;" src="data:image/png;base64,[^"]+">'
        r"<figcaption>C</figcaption></figure>\n",
        made,
    )


def test_a_drawing_is_svg_and_one_with_joined_letters_a_picture():
    assert body(Figure(DRAWING, "A")).startswith('<figure class="drawing"><svg ')
    joined = Drawing(60, 20, (Label(30, 12, "ماء"),))
    assert body(Figure(joined, "A")).startswith('<figure class="drawing"><img class="x1" alt="A" src="data:image/png')


def test_a_host_without_a_logo_or_alt_text_is_named_all_the_same():
    made = body(Cover(text("T"), marks=(Mark(text("ERN"), "Hosted by", Picture(png(), "image/png", "")), Mark(text("Mill Fund")))))
    assert re.findall(r'alt="([^"]*)"', made) == ["ERN"]
    assert re.findall(r'<p class="name">([^<]*)<', made) == ["ERN", "Mill Fund"]


def test_cards_stand_in_rows_as_wide_as_the_paper():
    cards = Cards(tuple((Paragraph(text(str(number))),) for number in range(5)), 80, 50)
    narrow = body(cards)
    wide = body(cards, page=Page("a4", True))
    assert [row.count('class="card ') for row in narrow.split('<div class="row')[1:]] == [2, 2, 1]
    assert [row.count('class="card ') for row in wide.split('<div class="row')[1:]] == [3, 2]


def test_the_same_document_is_the_same_page_each_time():
    assert html.write(document()) == html.write(replace(document()))
