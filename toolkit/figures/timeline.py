"""A line of time with marks, across the sheet or down it, and room on either side."""

from toolkit.document.drawing import Drawing, Line, Path, Shape
from toolkit.figures.lettering import lettered

_NARROW_MM = 13.0
_HEADS_MM = 9.0
_LABELS_MM = 14.0


def across(marks: tuple[str, ...], above: str, below: str, width_mm: float, height_mm: float) -> Drawing:
    """Empty marks are to be written on; faint lines lead from each mark to what is placed at it."""
    left, right = 2.0, width_mm - 4.0
    each = (right - left - 3) / len(marks)
    turned = each < _NARROW_MM and any(len(word) > 3 for word in marks)
    labels = 20.0 if turned else _LABELS_MM
    y = (height_mm - labels) / 2
    shapes: list[Shape] = []
    for at, words in enumerate(marks):
        x = left + each * (at + 0.5)
        shapes.append(Line(x, 0.5, x, y, ink="faint", width=0.25, dash=(0.6, 1.8)))
        shapes.append(Line(x, y + labels, x, height_mm - 0.5, ink="faint", width=0.25, dash=(0.6, 1.8)))
        shapes.append(Line(x, y - 2, x, y + 2, width=0.6))
        if words:
            shapes += lettered(words, x - each / 2 + 0.5, y + 2.5, each - 1, labels - 3, most=10, turn=-90 if turned else 0, at="top")
        else:
            shapes.append(Line(x - each * 0.42, y + labels - 3, x + each * 0.42, y + labels - 3, ink="dark", width=0.25))
    shapes.append(Line(left, y, right, y, width=0.9))
    shapes.append(Path(f"M{right - 3:.2f} {y - 2:.2f}L{right:.2f} {y:.2f}L{right - 3:.2f} {y + 2:.2f}", width=0.9))
    shapes += lettered(above, left, 0.5, width_mm - 6, _HEADS_MM, most=11, bold=True, anchor="start", at="top")
    shapes += lettered(below, left, height_mm - _HEADS_MM, width_mm - 6, _HEADS_MM - 0.5, most=11, bold=True, anchor="start", at="bottom")
    return Drawing(round(width_mm, 1), round(height_mm, 1), tuple(shapes))


def down(marks: tuple[str, ...], above: str, below: str, width_mm: float, height_mm: float) -> Drawing:
    """The same from top to bottom: marks beside the line; with two heads, one stands on either side of it."""
    heads = _HEADS_MM + 2 if above or below else 1.0
    label = min(34.0, width_mm * 0.2)
    x = width_mm / 2 if above and below else label + 2
    top, bottom = heads, height_mm - 4.0
    each = (bottom - top - 2) / len(marks)
    shapes: list[Shape] = []
    for at, words in enumerate(marks):
        y = top + each * (at + 0.5)
        shapes.append(Line(0 if above and below else x, y + each / 2, width_mm, y + each / 2, ink="faint", width=0.25, dash=(0.6, 1.8)))
        shapes.append(Line(x - 2, y, x + 2, y, width=0.6))
        room = min(each - 0.6, 16.0)
        if words:
            shapes += lettered(words, x - 3 - label, y - room / 2, label, room, most=11, anchor="end")
        else:
            shapes.append(Line(x - 3 - label * 0.9, y + 2, x - 4, y + 2, ink="dark", width=0.25))
    shapes.append(Line(x, top, x, bottom, width=0.9))
    shapes.append(Path(f"M{x - 2:.2f} {bottom - 3:.2f}L{x:.2f} {bottom:.2f}L{x + 2:.2f} {bottom - 3:.2f}", width=0.9))
    if above and below:
        shapes += lettered(above, 0, 0.5, x - 6, _HEADS_MM, most=11, bold=True, anchor="start")
        shapes += lettered(below, x + 6, 0.5, width_mm - x - 6, _HEADS_MM, most=11, bold=True, anchor="start")
    else:
        shapes += lettered(above or below, x + 6, 0.5, width_mm - x - 6, _HEADS_MM, most=11, bold=True, anchor="start")
    return Drawing(round(width_mm, 1), round(height_mm, 1), tuple(shapes))
