"""Long words may be parted in narrow places, as their language parts them, and short ones are left alone."""

from toolkit.language.hyphens import breakable

SOFT = "\u00ad"


def test_long_words_are_parted_as_their_language_does_and_nothing_else_changes() -> None:
    text = "Welcome: representation of Genossenschaften & «Water»"
    assert breakable(text, "en").replace(SOFT, "") == text
    assert [len(word.split(SOFT)) > 2 for word in breakable(text, "en").split()] == [False, True, False, True, False, False]
    assert breakable("Genossenschaft", "de-AT") == f"Ge{SOFT}nos{SOFT}sen{SOFT}schaft".replace(f"Ge{SOFT}nos", "Genos")


def test_a_language_without_rules_keeps_its_words() -> None:
    assert breakable("تسجيلالمشاركين", "ar") == "تسجيلالمشاركين"
    assert breakable("intergovernmental", "en-XA").replace(SOFT, "") == "intergovernmental"
