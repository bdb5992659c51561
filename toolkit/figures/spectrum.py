"""A spectrum to stand on or to place cards on: segments of a half circle or of a bar, or a line between two ends."""

import math

from toolkit.document.drawing import Box, Drawing, Line, Path, Shape
from toolkit.figures.lettering import lettered

_LINE_MM = 70.0
_LABEL_MM = 15.0


def half_circle(steps: tuple[str, ...], centre: str, width_mm: float, height_mm: float) -> Drawing:
    """Segments from left to right around a centre; the words stand near the rim, and leave the segment free to write in."""
    outer = min(width_mm / 2 - 1, height_mm - 2)
    inner = outer * 0.24
    cx, cy = width_mm / 2, outer + 1
    edges = [math.pi * (1 - at / len(steps)) for at in range(len(steps) + 1)]
    shapes: list[Shape] = [
        Path(_arc(cx, cy, outer), width=0.6), Path(_arc(cx, cy, inner), width=0.6), Line(cx - outer, cy, cx + outer, cy, width=0.6),
    ]
    shapes += [
        Line(*_at(cx, cy, inner, edge), *_at(cx, cy, outer, edge), width=0.4, dash=(2, 1.2)) for edge in edges[1:-1]
    ]
    for at, words in enumerate(steps):
        x, y, wide, high = _place(edges[at + 1], edges[at], inner, outer)
        shapes += lettered(words, cx + x - wide / 2, cy - y - high / 2, wide, high, most=max(11.0, outer / 9), bold=True)
    wide = inner * 1.5
    shapes += lettered(centre, cx - wide / 2, cy - inner * 0.72, wide, inner * 0.66, most=max(11.0, outer / 9), bold=True)
    return Drawing(round(width_mm, 1), round(min(height_mm, outer + 3), 1), tuple(shapes))


def bar(steps: tuple[str, ...], centre: str, width_mm: float, height_mm: float) -> Drawing:
    """The same as boxes side by side, each with its words above the room to write."""
    top = _LABEL_MM if centre else 1.0
    each = (width_mm - 1) / len(steps)
    shapes: list[Shape] = list(lettered(centre, 0, 0, width_mm, _LABEL_MM - 3, most=14, bold=True))
    for at, words in enumerate(steps):
        x = 0.5 + at * each
        shapes.append(Box(x, top, each, height_mm - top - 1, width=0.5))
        shapes += lettered(words, x + 1.5, top + 1.5, each - 3, min(_LABEL_MM, height_mm / 3), most=11, bold=True, at="top")
    return Drawing(round(width_mm, 1), round(height_mm, 1), tuple(shapes))


def line(ends: tuple[str, str], marks: int, centre: str, width_mm: float, height_mm: float) -> Drawing:
    """A line with a word at either end; marks between them where places are counted."""
    height = min(height_mm, _LINE_MM * max(1.0, width_mm / 190))
    y, left, right = height * 0.52, 3.0, width_mm - 3.0
    shapes: list[Shape] = [Line(left, y, right, y, width=0.9)]
    for x, way in ((left, 1), (right, -1)):
        shapes.append(Path(f"M{x + 4 * way:.2f} {y - 2.5:.2f}L{x:.2f} {y:.2f}L{x + 4 * way:.2f} {y + 2.5:.2f}", width=0.9))
    for at in range(marks):
        x = left + 8 + (right - left - 16) * at / (marks - 1)
        shapes.append(Line(x, y - 3, x, y + 3, width=0.6))
        shapes += lettered(str(at + 1), x - 4, y - 10, 8, 6, most=11)
    room = height - y - 6
    shapes += lettered(ends[0], 0, y + 5, width_mm * 0.4, room, most=16, bold=True, anchor="start", at="top")
    shapes += lettered(ends[1], width_mm * 0.6, y + 5, width_mm * 0.4, room, most=16, bold=True, anchor="end", at="top")
    shapes += lettered(centre, 0, 0, width_mm, max(6.0, y - 12), most=16, bold=True, at="top")
    return Drawing(round(width_mm, 1), round(height, 1), tuple(shapes))


def _arc(cx: float, cy: float, radius: float) -> str:
    return f"M{cx - radius:.2f} {cy:.2f}A{radius:.2f} {radius:.2f} 0 0 1 {cx + radius:.2f} {cy:.2f}"


def _at(cx: float, cy: float, radius: float, angle: float) -> tuple[float, float]:
    return round(cx + radius * math.cos(angle), 2), round(cy - radius * math.sin(angle), 2)


def _place(low: float, high: float, inner: float, outer: float) -> tuple[float, float, float, float]:
    """Where a segment has most room for words near its rim: middle (from the centre, upwards), width and height."""
    angle = (low + high) / 2
    tall = outer * 0.15
    best = (0.0, 0.0, 0.0, 0.0)
    for part in range(62, 93, 2):
        radius = outer * part / 100
        x, y = radius * math.cos(angle), radius * math.sin(angle)
        wide = 0.0
        while wide < outer and _inside(x, y, wide + 1, tall, low, high, inner, outer):
            wide += 1
        if wide >= best[2]:
            best = (x, y, wide, tall)
    x, y, wide, tall = best
    return x, y, max(wide - 2, 6.0), tall


def _inside(x: float, y: float, wide: float, tall: float, low: float, high: float, inner: float, outer: float) -> bool:
    for dx in (-wide / 2, 0, wide / 2):
        for dy in (-tall / 2, tall / 2):
            radius, angle = math.hypot(x + dx, y + dy), math.atan2(y + dy, x + dx)
            if not (inner + 1 < radius < outer - 1 and low <= angle <= high and y + dy > 0.5):
                return False
    return True
