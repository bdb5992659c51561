"""How many of each kind: a bar a row, as long as its number, with the number beside it. What is too few to be told has no length."""

from dataclasses import dataclass

from toolkit.document.drawing import Box, Drawing, Line, Shape
from toolkit.figures.lettering import lettered

ROW_MM = 8.0
_BAR_MM = 4.6
_WORDS = 0.36
_NUMBER_MM = 27.0


@dataclass(frozen=True, slots=True)
class Bar:
    """`share` is its part of the longest bar, from 0 to 1; None is drawn as an open box of one and the same length."""

    words: str
    said: str
    share: float | None


def shares(bars: tuple[Bar, ...], width_mm: float, *, rtl: bool = False) -> Drawing:
    """The bars from the top down, in the given order; mirrored where the document is read from the right."""
    height = len(bars) * ROW_MM + 1
    words = width_mm * _WORDS
    room = width_mm - words - _NUMBER_MM - 3
    shapes: list[Shape] = []

    def at(x: float, wide: float) -> float:
        return width_mm - x - wide if rtl else x

    start = words + 2
    for number, bar in enumerate(bars):
        y = 0.5 + number * ROW_MM
        shapes += lettered(bar.words, at(0, words), y, words, ROW_MM - 1, most=10, anchor="start" if rtl else "end")
        long = room * bar.share if bar.share is not None else room * 0.06
        top = y + (ROW_MM - 1 - _BAR_MM) / 2
        if bar.share is None:
            shapes.append(Box(at(start, long), top, long, _BAR_MM, ink="dark", width=0.3, dash=(1.0, 0.8)))
        elif bar.share > 0:
            shapes.append(Box(at(start, long), top, long, _BAR_MM, ink="black", width=0.25, fill="mid"))
        beside = start + long + 2
        shapes += lettered(bar.said, at(beside, _NUMBER_MM), y, _NUMBER_MM, ROW_MM - 1, most=10, bold=True,
                           anchor="end" if rtl else "start")  # fmt: skip
    edge = at(start, 0)
    shapes.append(Line(edge, 0.5, edge, height - 1, ink="dark", width=0.3))
    return Drawing(round(width_mm, 1), round(height, 1), tuple(shapes))
