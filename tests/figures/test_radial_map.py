"""The drawing of a word and room around it: any word fits, nothing can be counted as an answer."""

from toolkit.document.drawing import Label, Line, Oval
from toolkit.figures.lettering import LARGEST_PT
from toolkit.figures.radial_map import radial_map


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
