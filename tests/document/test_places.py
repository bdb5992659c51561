"""Every printed line of typed Markdown is found where it was typed, and typed words are read as themselves."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from toolkit.document.places import leaves, typed

TEXT = """First[^1] of **two**
lines.

- An item
  - below

> Quoted.

| A | B |
|---|---|
| one[^1] | two |

[^1]: A note.
"""


def test_each_line_knows_the_lines_on_which_it_was_typed() -> None:
    lines = TEXT.split("\n")
    found = leaves(TEXT)
    assert [(leaf.kind, leaf.depth, leaf.quoted, lines[leaf.start]) for leaf in found] == [
        ("paragraph", 0, False, "First[^1] of **two**"), ("paragraph", 1, False, "- An item"), ("paragraph", 2, False, "  - below"),
        ("paragraph", 0, True, "> Quoted."), ("row", 0, False, "| A | B |"), ("row", 0, False, "| one[^1] | two |"),
    ]  # fmt: skip
    assert found[0].text == "First\ufffc of two lines." and found[0].notes[0].texts == ("A note.",)


@example("##")
@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("ab1. -+*_#>[]()!|`~\\&;<:^\n"), min_size=1, max_size=24))
def test_typed_words_are_read_as_themselves(words: str) -> None:
    words = " ".join(words.split())
    if words:
        assert [leaf.text for leaf in leaves(typed(words))] == [words]
