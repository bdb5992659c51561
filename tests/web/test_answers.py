"""The answers to an exercise's questions, typed line by line and in several languages: nothing typed in one of them is lost in another."""

import pytest

from toolkit.convening.model import Convening
from toolkit.web.answers import UnpairedError, ways

BOTH = [{"en": "Pay on time", "fr": "Payer à temps"}, "Shorter forms"]


def with_answer(value: object) -> Convening:
    session = {"id": "s", "title": "Vote", "exercise": "dot-voting", "fill": {"items": value} if value else {}}
    return Convening.model_validate({"title": "T", "languages": ["en", "fr"], "days": [{"sessions": [session]}]})


def typed(value: object, text: str, code: str = "") -> object:
    """What stands there when this is typed."""
    made = with_answer(value)
    return ways("items", code)[1](made.days[0].sessions[0], text, made)[1]


def shown(value: object, code: str = "") -> str:
    made = with_answer(value)
    return ways("items", code)[0](made.days[0].sessions[0], made)


def test_each_language_shows_its_own_lines_in_the_same_order() -> None:
    assert (shown(BOTH), shown(BOTH, "fr")) == ("Pay on time\nShorter forms", "Payer à temps")
    assert shown(["One", {"en": "Two", "fr": "Deux"}], "fr") == "\nDeux"
    assert (shown("Water"), shown("Water", "fr"), shown(None, "fr")) == ("Water", "", "")


@pytest.mark.parametrize(
    ("before", "text", "code", "after"),
    [
        (BOTH, "Payer à temps\nDes formulaires courts", "fr", [BOTH[0], {"en": "Shorter forms", "fr": "Des formulaires courts"}]),
        (BOTH, "\nCourts", "fr", ["Pay on time", {"en": "Shorter forms", "fr": "Courts"}]),
        (BOTH, "Shorter forms\nPay on time\nSafety", "", ["Shorter forms", BOTH[0], "Safety"]),
        (BOTH, "Pay us on time\nShorter forms", "", [{"en": "Pay us on time", "fr": "Payer à temps"}, "Shorter forms"]),
        (BOTH, "", "", None),
        ("Water", "Eau", "fr", {"en": "Water", "fr": "Eau"}),
        ({"en": "Water", "fr": "Eau"}, "", "fr", "Water"),
        ({"en": "Water", "fr": "Eau"}, "River", "", {"en": "River", "fr": "Eau"}),
        (None, "Un\nDeux", "fr", {"fr": "Un\nDeux"}),
        ({"fr": "Un\nDeux"}, "One\nTwo\nThree", "", [{"fr": "Un", "en": "One"}, {"fr": "Deux", "en": "Two"}, "Three"]),
        (None, "One", "", "One"),
        (None, "One\n\n Two ", "", ["One", "Two"]),
    ],
)
def test_what_is_typed_in_one_language_leaves_the_others(before: object, text: str, code: str, after: object) -> None:
    assert typed(before, text, code) == after


def test_more_lines_than_there_are_answers_are_not_guessed_at() -> None:
    with pytest.raises(UnpairedError):
        typed(BOTH, "Un\nDeux\nTrois", "fr")
