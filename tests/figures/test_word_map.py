"""The word map: everything in its place, readable, and the same each time."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.document.drawing import Drawing, Label
from toolkit.figures.lettering import width_of
from toolkit.figures.two_sides import two_sides
from toolkit.figures.word_map import LEAST_PT, Heap, Placed, Said, lay, word_map

A3 = (396.0, 236.0)
LONG = "what nobody in the room had said aloud before the second afternoon of the meeting"


def words(count: int) -> list[Said]:
    """Invented words of usual lengths, with usual repetitions: one in five said more than once."""
    parts = ("river", "queue", "licence", "standpipe", "shame", "wage", "four in the morning", "union", "l’eau", "drought")
    return [Said(f"{parts[at % 10]} {at}", 1 + (at % 5 == 0) * (at % 7)) for at in range(count)]


def heaped(said: list[Said], count: int) -> tuple[Heap, ...]:
    return tuple(Heap(f"Heap {at}, as it was named" if at else "", tuple(said[at::count])) for at in range(count))


def apart(one: Placed, other: Placed) -> bool:
    return (
        one.x + one.width <= other.x + 0.01 or other.x + other.width <= one.x + 0.01
        or one.y + one.height <= other.y + 0.01 or other.y + other.height <= one.y + 0.01
    )  # fmt: skip


def boxes_of(drawing: Drawing) -> list[tuple[str, Placed]]:
    """Where every label is drawn, by the same generous widths by which it was laid."""
    found = []
    for label in drawing.shapes:
        if isinstance(label, Label):
            wide, high = width_of(label.text, label.size), label.size * 0.3528
            x = label.x - wide / 2 if label.anchor == "middle" else label.x
            found.append((label.text, Placed(x, label.y - high * 0.8, wide, high)))
    return found


@pytest.mark.parametrize("heaps", [1, 9, 20])
@pytest.mark.parametrize("count", [1, 54, 150, 300])
def test_no_two_labels_overlap_none_leaves_the_poster_and_none_is_under_seven_points(count: int, heaps: int) -> None:
    drawing = word_map("Water and work", heaped(words(count), heaps), ("donors", "activists"), *A3)
    assert drawing is not None
    placed = boxes_of(drawing)
    assert [text for text, box in placed if box.x < -0.01 or box.x + box.width > A3[0] or box.y < -0.01 or box.y + box.height > A3[1]] == []
    assert [(a, b) for (a, one), (b, other) in itertools.combinations(placed, 2) if not apart(one, other)] == []
    assert min(label.size for label in drawing.shapes if isinstance(label, Label)) >= LEAST_PT


@pytest.mark.parametrize("count", [54, 300])
def test_every_word_is_there_once_and_whole(count: int) -> None:
    said = words(count)
    drawing = word_map("Water", heaped(said, 9), (), *A3)
    assert drawing is not None
    labels = [shape.text for shape in drawing.shapes if isinstance(shape, Label)]
    wanted = sorted(f"{word.text} ×{word.count}" if word.count > 1 else word.text for word in said)
    assert sorted(text for text in labels if text != "Water" and not text.startswith("Heap ")) == wanted


TEXTS = st.text(st.sampled_from("abcdefgh ABC éñ ماء पानी 水务 Wärme-mm"), min_size=1, max_size=24).filter(lambda text: bool(text.strip()))


SAID = st.builds(Said, TEXTS, st.integers(1, 40), st.sampled_from([(), (0,), (1,), (0, 1)]))


@given(st.lists(SAID, max_size=60), st.integers(1, 8), TEXTS)
@settings(deadline=None, max_examples=40)
def test_any_words_in_any_script_lie_apart_and_on_the_sheet_and_twice_the_same(said: list[Said], heaps: int, centre: str) -> None:
    made = [Heap(centre if at % 2 else "", tuple(said[at::heaps])) for at in range(heaps)]
    found = lay(centre, made, True, *A3)
    assert found is not None
    assert all(apart(one, other) for one, other in itertools.combinations(found, 2))
    assert all(each.x >= 0 and each.y >= 0 and each.x + each.width <= A3[0] and each.y + each.height <= A3[1] for each in found)
    assert lay(centre, made, True, *A3) == found


def test_a_word_of_many_words_is_set_in_lines_and_not_cut() -> None:
    drawing = word_map("Water", (Heap("", (Said(LONG, 3),)),), (), 120, 90)
    assert drawing is not None
    assert f"{LONG} ×3" in " ".join(shape.text for shape in drawing.shapes if isinstance(shape, Label))


def test_what_was_said_often_is_larger_but_never_twice_as_large() -> None:
    drawing = word_map("Water", (Heap("", (Said("once"), Said("twice", 2), Said("always", 900))),), (), *A3)
    assert drawing is not None
    sizes = {shape.text: shape.size for shape in drawing.shapes if isinstance(shape, Label)}
    assert sizes["once"] < sizes["twice ×2"] < sizes["always ×900"] < 2 * sizes["once"]


def test_a_sheet_too_small_for_seven_points_has_no_map() -> None:
    assert word_map("Water", heaped(words(300), 12), (), 100, 80) is None


def test_without_words_the_centre_stands_alone() -> None:
    drawing = word_map("Water", (), (), *A3)
    assert drawing is not None
    assert [shape.text for shape in drawing.shapes if isinstance(shape, Label)] == ["Water"]


def test_one_side_and_five_sides_are_not_marked() -> None:
    heap = (Heap("", (Said("a", sides=(0,)),)),)
    for sides in (("one",), ("a", "b", "c", "d", "e")):
        drawing = word_map("Water", heap, sides, *A3)
        assert drawing is not None
        assert sum(not isinstance(shape, Label) for shape in drawing.shapes) == 1


def frames(said: list[Said]) -> tuple[Heap, Heap, Heap]:
    return Heap("Donors", tuple(said[::2])), Heap("Both", tuple(said[1::6])), Heap("Activists", tuple(said[3::6]))


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("count", [1, 54, 150, 300])
def test_what_two_sides_said_lies_in_three_frames_on_the_poster_none_under_seven_points(count: int, rtl: bool) -> None:
    drawing = two_sides(frames(words(count)), *A3, rtl=rtl)
    assert drawing is not None and drawing.height_mm <= A3[1]
    placed = boxes_of(drawing)
    assert [text for text, box in placed if box.x < -0.01 or box.x + box.width > A3[0] or box.y < -0.01 or box.y + box.height > A3[1]] == []
    assert [(a, b) for (a, one), (b, other) in itertools.combinations(placed, 2) if not apart(one, other)] == []
    assert min(label.size for label in drawing.shapes if isinstance(label, Label)) >= LEAST_PT
    titles = [text for text, _ in sorted(placed, key=lambda each: each[1].x) if text in ("Donors", "Both", "Activists")]
    assert titles == (["Donors", "Both", "Activists"][:: -1 if rtl else 1])


def test_more_words_than_a_sheet_has_room_for_make_no_drawing_of_two_sides() -> None:
    assert two_sides(frames(words(900)), 174, 100) is None
