"""Drawings moved, mirrored, made larger, and cut into parts that overlap."""

import pytest

from toolkit.document.drawing import Box, Drawing, Label, Line, Oval, Path
from toolkit.figures import boxes, grid, shapes, spectrum, timeline, wall
from toolkit.figures.moving import mirrored, moved, scaled, touches

SHAPES = (
    Line(1, 2, 3, 4, dash=(1, 2)), Oval(5, 6, 2, 1), Box(1, 1, 4, 2, radius=1), Path("M1 2L3 4Q1 1 2 2A5 5 0 0 1 9 9Z"),
    Label(2, 3, "x", 10, "start"), Label(8, 3, "y", 10, turn=-90),
)  # fmt: skip
DRAWING = Drawing(20, 10, SHAPES)


def test_twice_mirrored_is_the_same():
    once = mirrored(DRAWING)
    assert once != DRAWING
    assert mirrored(once).shapes[:3] + mirrored(once).shapes[4:] == SHAPES[:3] + SHAPES[4:]
    assert [shape.anchor for shape in once.shapes if isinstance(shape, Label)] == ["end", "middle"]
    assert once.shapes[3].d == "M19.00 2.00L17.00 4.00Q19.00 1.00 18.00 2.00A5.00 5.00 0 0 0 11.00 9.00Z"


def test_larger_is_larger_in_everything():
    large = scaled(DRAWING, 2)
    assert (large.width_mm, large.height_mm) == (40, 20)
    assert large.shapes[0] == Line(2, 4, 6, 8, width=0.5, dash=(2, 4))
    assert (large.shapes[2].radius, large.shapes[4].size) == (2, 20)
    assert large.shapes[3].d.endswith("A10.00 10.00 0 0 1 18.00 18.00Z")


def test_moved_there_and_back():
    for shape in (*SHAPES[:3], *SHAPES[4:]):
        assert moved(moved(shape, 3, -4), -3, 4) == shape
        assert touches(shape, 0, 0, 20, 10) and not touches(shape, 300, 0, 20, 10)


@pytest.mark.parametrize(("columns", "rows"), [(1, 2), (2, 2), (2, 4)])
def test_the_parts_make_the_whole_and_overlap_by_ten_millimetres(columns, rows):
    wide, high = wall.whole_mm(columns, rows, 180, 240)
    whole = wall.poster("What would have to change?", "Below", "1", wide, high)
    tiles = wall.tiles(whole, columns, rows, 180, 240)
    assert [tile.name for tile in tiles] == [f"{row}{column}" for row in "ABCD"[:rows] for column in range(1, columns + 1)]
    assert all((tile.drawing.width_mm, tile.drawing.height_mm) == (180, 240) for tile in tiles)
    for label in (shape for shape in whole.shapes if isinstance(shape, Label)):
        shown = [
            (round(each.x + column * 170, 1), round(each.y + row * 230, 1))
            for at, tile in enumerate(tiles)
            for row, column in [divmod(at, columns)]
            for each in tile.drawing.shapes
            if isinstance(each, Label) and each.text == label.text
        ]
        assert shown and set(shown) == {(round(label.x, 1), round(label.y, 1))}
    dotted = [shape for tile in tiles for shape in tile.drawing.shapes if isinstance(shape, Line) and shape.dash == (0.5, 2)]
    assert len(dotted) == rows * (columns - 1) + columns * (rows - 1)


@pytest.mark.parametrize("words", ["Water", "The right to earn a living from carrying and selling water", "水和工作的权利与尊严" * 3])
@pytest.mark.parametrize(("width", "height"), [(178, 90), (178, 240), (396, 560)])
def test_no_word_of_any_drawing_stands_outside_it(words, width, height):
    made = [
        grid.grid((words, words), (words, words), width, height, title_across=words, title_up=words, fields=(words,) * 4),
        spectrum.half_circle((words,) * 5, words, width, height), spectrum.bar((words,) * 5, words, width, height),
        spectrum.line((words, words), 6, words, width, height), timeline.across((words,) * 12, words, words, width, height),
        timeline.down((words,) * 12, words, words, width, height), shapes.tree(words, words, words, width, height),
        shapes.rings((words,) * 4, width, height), shapes.river(words, words, (words, words), width, height),
        shapes.ladder((words,) * 6, words, words, width, height), boxes.boxes((words,) * 7, 3, True, width, height),
        boxes.bars((words, ""), ("1", "2"), width, height), wall.poster(words, words, "1", width, height),
        wall.sign(words, words, words, width, height),
    ]  # fmt: skip
    for drawing in made:
        labels = [shape for shape in drawing.shapes if isinstance(shape, Label)]
        assert labels and drawing.width_mm <= width and drawing.height_mm <= height
        outside = [label for label in labels if not (-0.1 <= label.x <= width + 0.1 and 0 <= label.y <= drawing.height_mm + 0.1)]
        assert outside == []
