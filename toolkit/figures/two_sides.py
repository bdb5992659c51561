"""What two sides said, side by side: words of the one alone, of both, of the other alone. As large as their frames allow.

The frames stand from left to right as the sides are named, and the words of both in the middle, where they meet.
"""

from collections.abc import Sequence
from dataclasses import replace

from toolkit.document.drawing import Box, Drawing, Shape
from toolkit.figures.word_map import EDGE_MM, SIZES, Heap, Placed, Said, column, moved

_NOTHING = Said("–")
_GAP = 0.014
_LEAST_SHARE = 0.2
"""Of the width: a frame with two words is still wide enough for its heading."""


def two_sides(frames: tuple[Heap, Heap, Heap], width_mm: float, height_mm: float, *, rtl: bool = False) -> Drawing | None:
    """The drawing on a sheet of that size; None where the words do not fit at seven points."""
    frames = tuple(heap if heap.words else Heap(heap.title, (_NOTHING,)) for heap in frames)  # type: ignore[assignment]
    gap = width_mm * _GAP
    room = width_mm - 2 * (gap + EDGE_MM)
    by_words = _shares([sum(len(word.text) + 3 for word in heap.words) + len(heap.title) for heap in frames])
    ways = (by_words, [(share + 1 / 3) / 2 for share in by_words], [1 / 3] * 3)
    best: Sequence[Placed] | None = None
    low, high = 0, len(SIZES) - 1
    while low <= high:
        at = (low + high) // 2
        found = _laid(frames, SIZES[at], room, ways, height_mm)
        best, low, high = (found, at + 1, high) if found is not None else (best, low, at - 1)
    return None if best is None else _drawn(best, gap, width_mm, rtl)


def _laid(
    frames: Sequence[Heap], size: float, room: float, ways: Sequence[Sequence[float]], height_mm: float
) -> Sequence[Placed] | None:
    """The frames at that size, in the first way to share the width in which all have room."""
    for shares in ways:
        made = [column(heap, size, room * share) for heap, share in zip(frames, shares, strict=True)]
        if all(each is not None and each.height <= height_mm - 2 * EDGE_MM for each in made):
            return [each for each in made if each is not None]
    return None


def _shares(letters: Sequence[int]) -> list[float]:
    """Each frame's part of the width: as its words need, none under a fifth."""
    total = sum(letters) or 1
    raised = [max(_LEAST_SHARE, each / total) for each in letters]
    over = sum(raised) - 1
    loose = sum(each - _LEAST_SHARE for each in raised)
    return [each - (over * (each - _LEAST_SHARE) / loose if loose else 0) for each in raised]


def _drawn(frames: Sequence[Placed], gap: float, width_mm: float, rtl: bool) -> Drawing:
    """All frames as high as the highest; mirrored where one reads from the right."""
    high = max(each.height for each in frames)
    shapes: list[Shape] = []
    x = EDGE_MM
    for each in frames:
        taller = tuple(replace(shape, height_mm=high) if isinstance(shape, Box) and shape.radius else shape for shape in each.shapes)
        at = width_mm - x - each.width if rtl else x
        shapes.extend(moved(replace(each, x=round(at, 2), y=EDGE_MM, shapes=taller)))
        x += each.width + gap
    return Drawing(round(width_mm, 1), round(high + 2 * EDGE_MM, 1), tuple(shapes))
