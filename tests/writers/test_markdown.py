"""A document as Markdown: every block, read back by the reader of what people type."""

import re

from hypothesis import given
from hypothesis import strategies as st

from toolkit.document import prose
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
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Table,
    Together,
    WritingLines,
)
from toolkit.document.drawing import Drawing
from toolkit.document.inline import Blank, Emphasis, Footnote, LineBreak, Link, Quiet, Strong, Text, plain, text
from toolkit.writers import markdown


def para(*content):
    return Paragraph(tuple(Text(each) if isinstance(each, str) else each for each in content))


def written(*blocks, **rest):
    return markdown.write(Document("x", "X", "en", False, blocks, **rest)).decode().removesuffix("\n")


def test_a_cover_and_headings():
    cover = Cover(
        text("A *title*"), text("Sub"), text("Kick"), (text("11 March"), text("Mill")), (Mark(text("ERN"), "Hosted by"), Mark(text("B")))
    )
    assert written(cover, Heading(1, text("One\ntwo")), Heading(2, text("3. #"))) == (
        "Kick\n\n# A \\*title\\*\n\n**Sub**\n\n11 March  \nMill\n\nHosted by: ERN  \nB\n\n## One two\n\n### 3. #"
    )


def test_a_line_of_everything():
    content = (
        Text("a "),
        Strong((Text("b "),)),
        Emphasis((Text("c"),)),
        Quiet((Text(" d"),)),
        LineBreak(),
        Link((Text("e"),), "https://x.example/(f)"),
        Text(" "),
        Link((Text("g@x.example"),), "mailto:g@x.example"),
        Blank("box"),
        Text("h"),
        Footnote((para("i"), Items(((para("j"),),)))),
    )
    assert written(Paragraph(content)) == ("a **b** *c* d  \n[e](<https://x.example/(f)>) <g@x.example>☐h[^1]\n\n[^1]: i\n\n    - j")


def test_lists_nest_and_two_in_a_row_stay_two():
    nested = Items(((para("a"), Items(((para("b"),), (para("c"), para("d"))), "number", 9)), (para("e"),)))
    assert written(nested) == "- a\n  9. b\n\n  10. c\n\n      d\n- e"
    assert written(Items(((para("a"),),)), Items(((para("b"),),))) == "- a\n\n* b"
    assert written(Items(((para("a"),),), "number", 3), Items(((para("b"),),), "number")) == "3. a\n\n1) b"
    assert (
        written(Items(((para("a"),), (para("b"),)), "check"), Items(((para("c"),), (para("d"),)), "plain")) == "- [ ] a\n- [ ] b\n\nc\n\nd"
    )


def test_quotations_callouts_cards_and_lines():
    assert written(Quote((para("a"), para("b")), text("c"))) == "> a\n>\n> b\n>\n> — c"
    assert written(Callout((para("a"),), "box", text("T"), text("By"))) == "> **T**\n>\n> *By*\n>\n> a"
    assert written(Cards(((para("a"),), (para("b"),)), 80, 50)) == "> a\n\n> b"
    assert written(WritingLines(2), PageBreak(), Together((para("a"),))) == "." * 60 + "  \n" + "." * 60 + "\n\n---\n\na"


def test_a_table_with_spans_blocks_and_a_caption():
    rows = (
        Row((Cell(text("a|b\nc"), rows=2, heads=True), Cell(blocks=(para("d"), Items(((para("e"),),)))))),
        Row((Cell(text("f")),)),
        Row((Cell(text("g"), columns=2),), "group"),
    )
    assert written(Table((Column(text("x")), Column(text("y"), align="end")), rows, text("Cap"))) == (
        "**Cap**\n\n| x            | y       |\n| ------------ | ------: |\n| **a\\|b · c** | d · • e |\n|              | f       |\n"
        "| **g**        |         |"
    )


def test_figures_are_told_and_contents_listed():
    figure = Figure(Drawing(10, 10, ()), "what is *seen*", text("Cap"))
    assert written(Contents(text("In it")), Heading(1, text("A")), Heading(2, text("B")), Heading(3, text("C")), figure) == (
        "**In it**\n\n- A\n  - B\n\n## A\n\n### B\n\n#### C\n\n\\[what is \\*seen\\*\\]\n\n*Cap*"
    )


def test_what_stands_in_the_margins_comes_last():
    assert written(para("a"), header="Head", footer=("Foot", "1. not a list")) == "a\n\n---\n\nHead  \nFoot  \n1\\. not a list"


def words(blocks):
    def said(block):
        match block:
            case Paragraph(content) | Heading(content=content):
                return plain(content)
            case Quote(content):
                return " ".join(map(said, content))
            case Items(items):
                return " ".join(said(each) for item in items for each in item)
        raise TypeError(block)

    return re.sub(r"\s+", " ", " ".join(map(said, blocks))).strip()


TYPED = st.text(st.sampled_from("ab1 \n*_#>-+.)([]^:`|!<&;\\~=x水é"), max_size=60)


@given(TYPED)
def test_typed_signs_mean_nothing_after_a_writing_and_a_reading(typed):
    read = prose.blocks(written(para(typed)))
    assert words(read) == words((para(typed),))
    assert all(isinstance(block, Paragraph) for block in read)


@given(
    st.lists(st.tuples(st.sampled_from([Text, Strong, Emphasis]), st.text(st.sampled_from("ab .,(*_"), min_size=1, max_size=6)), max_size=6)
)
def test_emphasis_never_shows_its_signs(parts):
    content = tuple(Text(words) if kind is Text else kind((Text(words),)) for kind, words in parts)
    assert words(prose.blocks(written(Paragraph(content)))) == words((Paragraph(content),))
