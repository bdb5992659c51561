"""Words in drawings: they wrap and shrink, and never leave their place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.figures.lettering import LARGEST_PT, LAST_PT, SMALLEST_PT, fit_words, lettered, width_of
from toolkit.figures.radial_map import radial_map

LONG = "The right to earn a living from carrying, selling and cleaning with water in any town"
PRINTED = st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=160)


@pytest.mark.parametrize("words", [LONG, "水和工作" * 8, "العمل بالماء"])
def test_long_words_wrap_and_shrink_and_none_is_lost(words):
    fitted = fit_words(words, 68, 31)
    assert SMALLEST_PT <= fitted.size <= LARGEST_PT
    assert "".join("".join(fitted.lines).split()) == "".join(words.split())
    assert all(width_of(line, fitted.size) <= 68 for line in fitted.lines)


@settings(max_examples=60, deadline=None)
@given(PRINTED)
def test_any_text_keeps_all_its_letters_and_at_least_nine_points(words):
    fitted = fit_words(words, 68, 31)
    assert fitted.size >= SMALLEST_PT
    assert "".join("".join(fitted.lines).split()) == "".join(words.split())
    assert radial_map(words, 178, 120).width_mm == 178


@settings(max_examples=60, deadline=None)
@given(PRINTED, st.floats(12, 200), st.floats(8, 200), st.sampled_from([0, -90, 90]))
def test_words_never_leave_their_box(words, width, height, turn):
    across = height if turn else width
    for label in lettered(words, 5, 7, width, height, most=40, turn=turn):
        assert label.size >= LAST_PT
        assert width_of(label.text, label.size) <= across + 0.01 or len(label.text) <= 3
        assert 5 <= label.x <= 5 + width + 0.01
        assert 7 - 0.01 <= label.y <= 7 + height + 0.01


def test_a_smaller_size_that_breaks_no_word_goes_before_a_larger_that_does():
    fitted = fit_words("Recommendations", 36, 60)
    assert (fitted.lines, fitted.whole) == (("Recommendations",), True)


def test_what_fits_at_no_size_ends_in_an_ellipsis():
    labels = lettered(LONG * 20, 0, 0, 30, 12)
    assert labels[-1].text.endswith("…") and labels[0].size == LAST_PT


def test_marks_stay_with_their_letters():
    word = "e\u0301" * 120
    assert not [line for line in fit_words(word, 40, 20).lines if line.startswith("\u0301")]
