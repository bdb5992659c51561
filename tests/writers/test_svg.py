"""Drawings as SVG and as PNG."""

import io
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass

import pytest
from PIL import Image

from tests.writers.everything import DRAWING
from toolkit.document.drawing import Drawing, Label, Line
from toolkit.writers import svg


def test_a_drawing_is_well_formed_with_its_size_and_its_alt_text():
    root = ElementTree.fromstring(svg.render(DRAWING, 'A "map" <of> & words'))
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("120mm", "60mm", "0 0 120 60")
    assert root.get("direction") == "ltr"  # on a page that is written from the right, the start of a label is still its left
    assert root.get("aria-label") == 'A "map" <of> & words'
    assert root[0].text == 'A "map" <of> & words'
    assert [child.tag.split("}")[1] for child in root] == ["title", "ellipse", "rect", "line", "path", "text"]


def test_a_label_is_set_in_millimetres_bold_and_turned():
    root = ElementTree.fromstring(svg.render(Drawing(10, 10, (Label(5, 6, "a < b", 72, "end", True, "mid", 90),))))
    label = root[0]
    assert label.attrib == {
        "x": "5", "y": "6", "font-size": "25.4", "font-weight": "700", "text-anchor": "end", "fill": svg.INKS["mid"],
        "transform": "rotate(90 5 6)",
    }
    assert label.text == "a < b"


def test_a_dashed_line_keeps_its_dashes():
    assert 'stroke-dasharray="2 1.5"' in svg.render(Drawing(9, 9, (Line(0, 0, 9, 9, dash=(2, 1.5)),)))


def test_an_unknown_shape_is_refused_by_name():
    @dataclass
    class Star:
        points: int

    with pytest.raises(TypeError, match="Star"):
        svg.render(Drawing(9, 9, (Star(5),)))


def test_a_png_is_grey_as_large_as_asked_and_the_same_each_time():
    made = svg.png(DRAWING, 100)
    picture = Image.open(io.BytesIO(made))
    assert (picture.mode, picture.size) == ("L", (472, 236))
    assert svg.png(DRAWING, 100) == made


def test_arabic_is_drawn_joined_and_from_the_right():
    """Lam before alef is one shape; apart they are drawn wider, and a missing font would draw boxes or nothing."""
    def width(text: str) -> int:
        picture = Image.open(io.BytesIO(svg.png(Drawing(60, 20, (Label(30, 14, text, 30),)), 100))).point(lambda grey: 255 - grey)
        left, _, right, _ = picture.getbbox()
        return right - left

    assert 0 < width("لا") < width("ل\u200cا")


def test_only_drawings_with_joined_or_turned_scripts_need_shaping():
    assert [svg.needs_shaping(Drawing(9, 9, (Label(1, 1, text),))) for text in ("Water", "ماء", "पानी")] == [False, True, True]
