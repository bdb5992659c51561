"""Markdown -> blocks: what means something is understood, what means nothing is shown as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.document.blocks import Cell, Column, Heading, Items, Paragraph, Quote, Row, Table
from toolkit.document.inline import Emphasis, Footnote, LineBreak, Link, Strong, Text
from toolkit.document.prose import blocks, inlines


def para(*content):
    return Paragraph(tuple(Text(each) if isinstance(each, str) else each for each in content))


def note(*content):
    return Footnote(tuple(para(each) if isinstance(each, str) else each for each in content))


def test_a_line_keeps_emphasis_links_and_breaks():
    assert inlines("a *b **c*** [d](https://x.org/?a=1&b=2)  \ne") == (
        Text("a "), Emphasis((Text("b "), Strong((Text("c"),)))), Text(" "), Link((Text("d"),), "https://x.org/?a=1&b=2"),
        LineBreak(), Text("e"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "typed",
    [
        "[a](javascript:alert(1))", "[a](ftp://x.org)", "[a](b.html)", "[a](file:///etc/passwd)",
        "[a](data:text/html,x)", "<b>a</b>", "<script>a</script>", "![a](http://x.org/y.png)", "<!-- a -->",
    ],
)
def test_what_is_neither_a_safe_link_nor_markdown_is_shown_as_typed(typed):
    assert blocks(typed) == (para(typed),)


def test_mail_and_web_addresses_are_links():
    assert inlines("<https://x.org> [m](mailto:a@x.org)") == (
        Link((Text("https://x.org"),), "https://x.org"), Text(" "), Link((Text("m"),), "mailto:a@x.org"),
    )  # fmt: skip


def test_the_highest_heading_takes_the_base_level_and_no_level_is_jumped():
    found = blocks("### A\n\n##### B\n\n# C\n\n## D\n\n#### E", base_level=2)
    assert [(each.level, each.content[0].text) for each in found] == [(2, "A"), (3, "B"), (2, "C"), (3, "D"), (4, "E")]


def test_a_heading_in_a_list_or_a_quotation_is_a_strong_line():
    assert blocks("> # A\n\n- # B") == (Quote((para(Strong((Text("A"),))),)), Items(((para(Strong((Text("B"),))),),)))


def test_lists_nest_and_keep_their_first_number():
    assert blocks("3. a\n   - b\n\n     c\n4. d") == (
        Items(((para("a"), Items(((para("b"), para("c")),))), (para("d"),)), "number", 3),
    )  # fmt: skip


def test_a_list_of_empty_ticks_is_a_list_to_tick():
    assert blocks("- [ ] a *b*\n- [] c") == (Items(((para("a ", Emphasis((Text("b"),))),), (para("c"),)), "check"),)
    assert blocks("- [ ] a\n- [x] b") == (Items(((para("[ ] a"),), (para("[x] b"),))),)


def test_a_table_has_titles_alignment_and_footnotes():
    assert blocks("| a | b[^1] |\n|---|--:|\n| c | d *e* |\n\n[^1]: f") == (
        Table(
            (Column((Text("a"),), 6), Column((Text("b"), note("f")), 6, "end")),
            (Row((Cell((Text("c"),)), Cell((Text("d "), Emphasis((Text("e"),)))))),),
        ),
    )
    assert blocks("| | |\n|---|---|\n| c | d |")[0].titles is False


def test_a_footnote_may_stand_anywhere_and_hold_a_list():
    markdown = "a[^1]\n\n- b[^1]\n\n> c[^1]\n\n# d[^1]\n\n[^1]: e\n\n    - f\n    - g\n"
    held = note("e", Items(((para("f"),), (para("g"),))))
    assert blocks(markdown) == (
        para("a", held), Items(((para("b", held),),)), Quote((para("c", held),)), Heading(1, (Text("d"), held)),
    )  # fmt: skip


def test_a_footnote_that_is_not_there_is_shown_as_typed():
    assert blocks("a[^1] b") == (para("a[^1] b"),)


def test_a_footnote_nothing_points_to_is_printed_where_it_stands():
    assert blocks("a\n\n[^x]: b") == (para("a"), para("[^x]: b"))


def test_of_two_footnotes_of_one_name_the_first_is_the_note_and_the_second_is_printed():
    assert blocks("a[^1]\n\n[^1]: b\n\n[^1]: c") == (para("a", note("b")), para("[^1]: c"))


def test_a_footnote_inside_a_footnote_stays_a_sign_and_circles_end():
    assert blocks("x[^a][^b]\n\n[^a]: see [^b]\n\n[^b]: see [^a]") == (para("x", note("see [^b]"), note("see [^a]")),)


def test_a_footnote_holds_only_paragraphs_and_lists():
    found = blocks("x[^a]\n\n[^a]: # h\n\n    > q\n\n    | t | u |\n    |---|---|\n    | v | w |\n\n    ```\n    code\n    ```\n")
    assert found == (para("x", note(para(Strong((Text("h"),))), "q", "t | u", "v | w", "code")),)


def test_a_footnote_typed_within_the_line():
    assert blocks("a^[b *c*]") == (para("a", Footnote((para("b ", Emphasis((Text("c"),))),))),)


def test_a_named_fence_is_the_callers_to_answer():
    asked = []

    def directive(name, text):
        asked.append((name, text))
        return (para("made"),) if name == "lines" else None

    assert blocks("```lines\n3\n```\n\n```other x\n  y\n```", directive=directive) == (para("made"), para("```other x\n\u00a0\u00a0y\n```"))
    assert asked == [("lines", "3"), ("other", "  y")]


def test_an_unnamed_fence_keeps_its_lines():
    assert blocks("```\na\n\n  b\n```") == (para("a\n\n\u00a0\u00a0b"),)


def test_indented_lines_are_text():
    assert blocks("    a *b*") == (para("a ", Emphasis((Text("b"),))),)


def test_lines_of_one_paragraph_are_one_line_and_chinese_has_no_space_between():
    assert blocks("a\nb") == (para("a b"),)
    assert blocks("水\n土") == (para("水土"),)
    assert blocks("물\n흙") == (para("물 흙"),)


def test_text_carries_the_language_it_was_typed_in():
    assert blocks("a *b*", lang="fr") == (Paragraph((Text("a ", "fr"), Emphasis((Text("b", "fr"),)))),)


def test_nothing_typed_makes_nothing():
    assert blocks("") == blocks(" \n\n") == blocks("---") == inlines("  ") == ()


def test_what_is_nested_beyond_reason_is_shown_as_typed():
    assert blocks(">" * 200 + " a") == (para(">" * 200 + " a"),)


def test_a_cell_beyond_the_last_column_is_kept_in_it():
    table = blocks("> | a | b |\n> |---|---|\n> | c | d | e | f |")[0].content[0]
    assert table.rows == (Row((Cell((Text("c"),)), Cell((Text("d | e | f"),)))),)


@given(st.text(st.sampled_from("ab1 \n\t*_#>-+.)([]^:`|!<&;\\~=x水"), max_size=120))
def test_nothing_that_can_be_typed_is_refused_or_loses_a_word(typed):
    assert str(blocks(typed)).count("水") >= typed.count("水")
