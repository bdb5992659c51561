"""The participant's sheet of a word association: one word in the middle, and room.

Eight spokes become eight answers (README, "On paper"), so nothing here can be counted: two faint rings and no line that ends in a
box. The words in the middle are lettered apart by the caller where the script cannot be drawn.
"""

from toolkit.document.drawing import Drawing, Line, Oval, Shape
from toolkit.figures.lettering import LARGEST_PT, fit_words, lettered, width_of


def radial_map(centre: str, width_mm: float, height_mm: float) -> Drawing:
    """Faint rings around a centre; an empty centre is a line to write the word on by hand."""
    cx, cy = width_mm / 2, height_mm / 2
    wide, high = width_mm * 0.38, height_mm * 0.26
    fitted = fit_words(centre, wide, high)
    rx = max(24.0, max((width_of(line, fitted.size) for line in fitted.lines), default=0) / 2 + 8)
    ry = max(13.0, fitted.height_mm / 2 + 6)
    shapes: list[Shape] = [
        Oval(cx, cy, rx + (cx - rx) * part, ry + (cy - ry) * part, ink="faint", width=0.3, dash=(0.6, 2.4)) for part in (0.36, 0.72)
    ]
    shapes.append(Oval(cx, cy, rx, ry, ink="black", width=0.5, fill="white"))
    if not centre.strip():
        shapes.append(Line(cx - rx * 0.7, cy + 3, cx + rx * 0.7, cy + 3, ink="dark", width=0.25))
    shapes += lettered(centre, cx - wide / 2, cy - high / 2, wide, high, most=LARGEST_PT, bold=True)
    return Drawing(round(width_mm, 1), round(height_mm, 1), tuple(shapes))
