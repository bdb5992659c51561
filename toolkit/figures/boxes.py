"""Frames in rows: steps that follow each other, a storyboard, numbered bars with room for dots."""

import math

from toolkit.document.drawing import Box, Drawing, Line, Path, Shape
from toolkit.figures.lettering import lettered

_GAP_MM = 8.0
_PLAIN_GAP_MM = 4.0


def boxes(words: tuple[str, ...], in_a_row: int, flow: bool, width_mm: float, height_mm: float) -> Drawing:
    """Boxes as they are read, each with its words at the top; arrows lead from one to the next."""
    columns = min(in_a_row, len(words))
    rows = math.ceil(len(words) / columns)
    gap = _GAP_MM if flow else _PLAIN_GAP_MM
    wide = (width_mm - 1 - gap * (columns - 1)) / columns
    high = (height_mm - 1 - gap * (rows - 1)) / rows
    shapes: list[Shape] = []
    for at, said in enumerate(words):
        row, column = divmod(at, columns)
        x, y = 0.5 + column * (wide + gap), 0.5 + row * (high + gap)
        shapes.append(Box(x, y, wide, high, width=0.6, radius=1.5))
        shapes += lettered(said, x + 2, y + 2, wide - 4, min(high - 4, max(13.0, high * 0.3)), most=12, bold=True, at="top")
        if flow and at + 1 < len(words):
            shapes += _arrow(x, y, wide, high, gap, last=column + 1 == columns)
    return Drawing(round(width_mm, 1), round(height_mm, 1), tuple(shapes))


def _arrow(x: float, y: float, wide: float, high: float, gap: float, *, last: bool) -> tuple[Shape, ...]:
    """To the right, or down at the end of a row: there the next box stands at the start of the row below."""
    if last:
        cx, top = x + wide / 2, y + high
        return (
            Line(cx, top + 1, cx, top + gap - 1, width=0.7),
            Path(f"M{cx - 2:.2f} {top + gap - 3.2:.2f}L{cx:.2f} {top + gap - 1:.2f}L{cx + 2:.2f} {top + gap - 3.2:.2f}", width=0.7),
        )
    left, cy = x + wide, y + high / 2
    return (
        Line(left + 1, cy, left + gap - 1, cy, width=0.7),
        Path(f"M{left + gap - 3.2:.2f} {cy - 2:.2f}L{left + gap - 1:.2f} {cy:.2f}L{left + gap - 3.2:.2f} {cy + 2:.2f}", width=0.7),
    )


def bars(items: tuple[str, ...], numbers: tuple[str, ...], width_mm: float, height_mm: float) -> Drawing:
    """A row for each item: its number, its words, and a long box for dots. An empty item has a line to write it on."""
    high = (height_mm - 1) / len(items)
    number, words = 13.0, (width_mm - 13) * 0.42
    shapes: list[Shape] = []
    for at, (said, count) in enumerate(zip(items, numbers, strict=True)):
        y = 0.5 + at * high
        shapes += lettered(count, 0, y, number - 2, high - 2, most=20, bold=True)
        if said:
            shapes += lettered(said, number, y + 1, words - 4, high - 4, most=14, anchor="start")
        else:
            shapes.append(Line(number, y + high * 0.6, number + words - 5, y + high * 0.6, ink="dark", width=0.3))
        shapes.append(Box(number + words, y, width_mm - number - words - 0.5, high - 2.5, width=0.6))
    return Drawing(round(width_mm, 1), round(height_mm, 1), tuple(shapes))
