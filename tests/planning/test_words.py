"""What a room said, put together; and what is offered to be joined."""

import pytest

from toolkit.convening.model import Word
from toolkit.planning.words import Near, Together, near, same_words, together


def test_a_word_of_two_sides_is_one_word_with_both_sides_and_all_its_cards() -> None:
    said = [
        Word(id="a", text="river", side="donor", count=2), Word(id="b", text="Rivers"),
        Word(id="c", text=" river ", side="activist", cluster="Places"),
    ]  # fmt: skip
    assert together(said, "before") == (
        Together("river", 3, ("donor", "activist"), "Places"), Together("Rivers", 1, (), ""),
    )  # fmt: skip


def test_the_second_round_says_what_is_new_and_what_hurts_is_left_out() -> None:
    said = [
        Word(id="w", text="river"), Word(id="w", text="river", round="after"), Word(id="w", text="right", round="after", count=4),
        Word(id="w", text="thief", round="after", show=False),
    ]  # fmt: skip
    assert together(said, "after") == (Together("river", 1, (), ""), Together("right", 4, (), "", new=True))


def test_the_same_letters_coded_in_two_ways_are_one_word() -> None:
    assert same_words("nai\u0308ve  charity") == same_words("naïve charity")


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Eau", "eau", "spelling"), ("naïve", "naive", "spelling"), ("worker", "workers", "stem"), ("regulate", "regulation", "stem"),
        ("work", "water work", "inside"), ("SDG 6", "SDG", "inside"),
    ],
)  # fmt: skip
def test_what_may_belong_together_is_offered(one: str, other: str, why: str) -> None:
    assert near([one, other, "ملح"]) == (Near(one, other, why),)  # type: ignore[arg-type]


@pytest.mark.parametrize(("one", "other"), [("river", "riot"), ("law", "lawn"), ("art", "part"), ("!", "?"), ("well", "wellness centre")])
def test_what_only_looks_alike_is_not_offered(one: str, other: str) -> None:
    assert near([one, other]) == ()
