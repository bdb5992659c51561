"""The drawing of a word and room around it: any word fits, nothing can be counted as an answer."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.document.drawing import Label, Line, Oval
from toolkit.figures.radial_map import LARGEST_PT, SMALLEST_PT, fit_words, radial_map, width_of


def labels(drawing):
    return [shape for shape in drawing.shapes if isinstance(shape, Label)]


def test_a_short_word_is_large_and_in_the_middle():
    drawing = radial_map("Water", 178, 120)
    assert [(label.text, label.size, label.anchor) for label in labels(drawing)] == [("Water", LARGEST_PT, "middle")]
    assert (drawing.width_mm, drawing.height_mm) == (178, 120)
    assert labels(drawing)[0].x == 89 and abs(labels(drawing)[0].y - 60) < 4


def test_there_are_no_spokes_only_faint_rings_around_the_middle():
    drawing = radial_map("Water", 178, 120)
    assert not [shape for shape in drawing.shapes if isinstance(shape, Line)]
    rings = [shape for shape in drawing.shapes if isinstance(shape, Oval)]
    assert [ring.ink for ring in rings] == ["faint", "faint", "black"]


def test_without_a_word_there_is_a_line_to_write_it_on():
    drawing = radial_map("  ", 178, 120)
    assert labels(drawing) == []
    assert len([shape for shape in drawing.shapes if isinstance(shape, Line)]) == 1


LONG = "The right to earn a living from carrying, selling and cleaning with water in any town"


@pytest.mark.parametrize("words", [LONG, "水和工作" * 8, "العمل بالماء"])
def test_long_words_wrap_and_shrink_and_none_is_lost(words):
    fitted = fit_words(words, 68, 31)
    assert SMALLEST_PT <= fitted.size <= LARGEST_PT
    assert "".join("".join(fitted.lines).split()) == "".join(words.split())
    assert all(width_of(line, fitted.size) <= 68 for line in fitted.lines)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=160))
def test_any_text_keeps_all_its_letters_and_at_least_nine_points(words):
    fitted = fit_words(words, 68, 31)
    assert fitted.size >= SMALLEST_PT
    assert "".join("".join(fitted.lines).split()) == "".join(words.split())
    drawing = radial_map(words, 178, 120)
    assert all(label.size >= SMALLEST_PT for label in labels(drawing))


def test_marks_stay_with_their_letters():
    word = "e\u0301" * 120
    assert not [line for line in fit_words(word, 40, 20).lines if line.startswith("\u0301")]
