"""What two people changed in one text stands in it together, or is left to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.planning.merging import MOST_LINES, merged

TEXTS = st.lists(st.sampled_from(["", "a", "b", "c"]), max_size=8).map("\n".join)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "wanted"),
    [
        ("One.\n\nTwo.", "One, mine.\n\nTwo.", "One.\n\nTwo, theirs.", "One, mine.\n\nTwo, theirs."),
        ("One.\n\nTwo.", "Zero.\n\nOne.\n\nTwo.", "One.\n\nTwo.\n\nThree.", "Zero.\n\nOne.\n\nTwo.\n\nThree."),
        ("One.", "One, mine.", "One, theirs.", None),
        ("One.", "One.\n\nMine.", "One.\n\nTheirs.", None),
        ("One.", "One, mine.", "One.\n\nTheirs.", "One, mine.\n\nTheirs."),
        ("One.", "One, both.", "One, both.", "One, both."),
        ("", "Mine.", "Theirs.", None),
    ],
)
def test_changes_that_do_not_meet_stand_together(base: str, mine: str, theirs: str, wanted: str | None) -> None:
    assert merged(base, mine, theirs) == wanted


@given(TEXTS, TEXTS, TEXTS)
def test_whoever_changed_nothing_takes_what_the_other_wrote_and_the_order_is_the_same(base: str, mine: str, theirs: str) -> None:
    assert merged(base, mine, base) == mine
    assert merged(base, base, theirs) == theirs
    assert merged(base, mine, theirs) == merged(base, theirs, mine)


def test_a_text_of_very_many_lines_is_left_to_people() -> None:
    assert merged("\n" * MOST_LINES, "x", "y") is None
