"""What an author hears of an exercise that can be read but does not keep its promises."""

import pytest

from toolkit import library
from toolkit.convening.exercise import Exercise
from toolkit.library.promises import broken, texts

GOOD = {
    "slug": "x", "title": "X", "summary": "s", "purpose": "p", "people": {"least": 2, "usual": 9, "most": 20},
    "minutes": {"least": "5", "usual": "5 + people", "most": "90"},
    "phases": [{"title": "A", "minutes": "5"}, {"title": "B", "minutes": "people"}],
}  # fmt: skip


@pytest.mark.parametrize("slug", library.exercises())
def test_ours_break_none(slug: str) -> None:
    assert broken(library.exercises()[slug]) == ()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({}, None),
        ({"phases": [{"title": "A", "minutes": "5"}]}, "x: for 6 people the phases add up to 5 minutes, and minutes.usual is 11."),
        (
            {"minutes": {"least": "30", "usual": "5 + people", "most": "90"}},
            "x: for 6 people the minutes do not rise from least to most.",
        ),
        (
            {"materials": [{"item": "Pens", "quantity": "people / 4"}]},
            "x, materials.1.quantity: for 6 people “people / 4” is not a whole number of at least 1.",
        ),
        (
            {"sheets": [{"id": "s", "title": "S", "copies": "people - 12"}]},
            "x, sheets.s.copies: for 6 people “people - 12” is not a whole number of at least 1.",
        ),
        ({"purpose": "word " * 36}, "x: “word word word word word word …” is longer than 35 words; make two sentences of it."),
        (
            {"materials": [{"item": "Pens", "quantity": "1 / (people - 6)"}]},
            "x: for 6 people: “1 / (people - 6)” divides by zero for these people, groups and size.",
        ),
    ],
)  # fmt: skip
def test_a_broken_promise_says_where(change: dict[str, object], sentence: str | None) -> None:
    found = broken(Exercise.model_validate({**GOOD, **change}))
    assert [str(each) for each in found] == ([sentence] if sentence else [])


def test_directives_are_no_sentences() -> None:
    made = Exercise.model_validate({**GOOD, "sheet_texts": {"s": "One.\n\n```boxes\n- " + "word " * 40 + "\n```\n\nTwo."}})
    assert "word" not in " ".join(texts(made))
