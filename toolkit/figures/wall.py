"""What hangs or stands: posters with words as large as they fit, signs that are folded, and any drawing in parts that overlap."""

from dataclasses import dataclass, replace

from toolkit.document.drawing import Drawing, Label, Line, Shape
from toolkit.figures.lettering import lettered
from toolkit.figures.moving import moved, touches

OVERLAP_MM = 10.0
_POSTER_PT = 420.0
_SIGN_PT = 220.0
_BASE = 0.66
"""How far down its half of a sign a word is written by hand."""


def poster(words: str, below: str, number: str, width_mm: float, height_mm: float) -> Drawing:
    """The words in the middle; 12 points carry a metre, so ten words on A3 are read at ten."""
    head = height_mm * 0.14 if number else 0.0
    foot = height_mm * 0.16 if below else 0.0
    shapes: list[Shape] = []
    shapes += lettered(number, 0, 0, width_mm, head * 0.9, most=110, bold=True, anchor="start", at="top")
    shapes += lettered(words, width_mm * 0.02, head, width_mm * 0.96, height_mm - head - foot, most=_POSTER_PT, bold=True)
    if below:
        y = height_mm - foot
        shapes.append(Line(width_mm * 0.02, y + 2, width_mm * 0.98, y + 2, width=0.7))
        shapes += lettered(below, width_mm * 0.02, y + 4, width_mm * 0.96, foot - 5, most=48)
    return Drawing(round(width_mm, 1), round(height_mm, 1), tuple(shapes))


def sign(words: str, above: str, below: str, width_mm: float, height_mm: float) -> Drawing:
    """Both halves right way up once the sheet is folded along the line: the upper one is printed upside down.

    Without words there is a line on either half to write them on.
    """
    half = height_mm / 2
    lower = [moved(label, 0, half) for label in _face(words, above, below, width_mm, half)]
    upper = [_turned(label, width_mm, height_mm) for label in lower]
    rules = [] if words else [Line(14, y, width_mm - 14, y, width=0.5) for y in (half - half * _BASE, half + half * _BASE)]
    fold: list[Shape] = [Line(0, half, width_mm, half, ink="mid", width=0.3, dash=(2, 2))]
    fold += [Line(x, half, x + 6 * way, half, width=0.6) for x, way in ((0.0, 1), (width_mm, -1))]
    return Drawing(round(width_mm, 1), round(height_mm, 1), (*fold, *rules, *upper, *lower))


def _face(words: str, above: str, below: str, width: float, height: float) -> list[Label]:
    margin = 6.0
    top = height * 0.2 if above else margin
    foot = height * 0.22 if below else margin
    labels = list(lettered(above, margin, margin, width - 2 * margin, top - margin, most=40))
    labels += lettered(words, margin, top, width - 2 * margin, height - top - foot, most=_SIGN_PT, bold=True)
    labels += lettered(below, margin, height - foot, width - 2 * margin, foot - margin, most=40)
    return labels


def _turned(label: Label, width: float, height: float) -> Label:
    return replace(label, x=round(width - label.x, 2), y=round(height - label.y, 2), turn=180)


@dataclass(frozen=True, slots=True)
class Tile:
    """One part of a drawing, and what it is called: the row's letter and the column's number."""

    name: str
    drawing: Drawing


def whole_mm(columns: int, rows: int, width_mm: float, height_mm: float) -> tuple[float, float]:
    """The size that so many sheets make once they are laid over each other."""
    return columns * width_mm - (columns - 1) * OVERLAP_MM, rows * height_mm - (rows - 1) * OVERLAP_MM


def tiles(drawing: Drawing, columns: int, rows: int, width_mm: float, height_mm: float) -> tuple[Tile, ...]:
    """The parts as they are read. A line at the top and at the left is where a sheet is cut; the dotted one is where the next is laid."""
    found: list[Tile] = []
    for row in range(rows):
        for column in range(columns):
            x, y = column * (width_mm - OVERLAP_MM), row * (height_mm - OVERLAP_MM)
            inside = [moved(shape, -x, -y) for shape in drawing.shapes if touches(shape, x, y, width_mm, height_mm)]
            marks: list[Shape] = []
            if column:
                marks.append(Line(0.1, 0, 0.1, height_mm, ink="dark", width=0.2))
            if row:
                marks.append(Line(0, 0.1, width_mm, 0.1, ink="dark", width=0.2))
            if column + 1 < columns:
                marks.append(Line(width_mm - OVERLAP_MM, 0, width_mm - OVERLAP_MM, height_mm, ink="mid", width=0.3, dash=(0.5, 2)))
            if row + 1 < rows:
                marks.append(Line(0, height_mm - OVERLAP_MM, width_mm, height_mm - OVERLAP_MM, ink="mid", width=0.3, dash=(0.5, 2)))
            found.append(Tile(f"{chr(65 + row)}{column + 1}", Drawing(round(width_mm, 1), round(height_mm, 1), (*inside, *marks))))
    return tuple(found)
