"""A sign that turns the direction of writing turns the words that it was typed with, and nothing after them."""

import pytest

from toolkit.document.inline import Text


@pytest.mark.parametrize(("typed", "printed"), [
    ("plain", "plain"), ("naïve", "naïve"), ("a\u202eb", "a\u202eb\u202c"), ("a\u202eb\u202cc", "a\u202eb\u202cc"),
    ("\u2067a\u202eb", "\u2067a\u202eb\u202c\u2069"), ("\u2067a\u202eb\u2069c", "\u2067a\u202eb\u2069c"),
    ("a\u202cb\u2069", "a\u202cb\u2069"),
])  # fmt: skip
def test_what_turns_the_line_ends_with_the_words(typed: str, printed: str) -> None:
    assert Text(typed).text == printed
