"""The participant's sheet of a word association: one word in the middle, and room.

Eight spokes become eight answers (README, "On paper"), so nothing here can be counted: two faint rings and no line that ends in a
box. The words in the middle are lettered apart by the caller where the script cannot be drawn.
"""

import unicodedata
from dataclasses import dataclass

from toolkit.document.drawing import Drawing, Label, Line, Oval, Shape

LARGEST_PT = 22.0
SMALLEST_PT = 9.0
_MM_PER_PT = 0.3528
_LEADING = 1.25


@dataclass(frozen=True, slots=True)
class Fitted:
    """Words broken into lines at a size at which they fit."""

    lines: tuple[str, ...]
    size: float

    @property
    def height_mm(self) -> float:
        return len(self.lines) * self.size * _LEADING * _MM_PER_PT


def radial_map(centre: str, width_mm: float, height_mm: float) -> Drawing:
    """Faint rings around a centre; an empty centre is a line to write the word on by hand."""
    cx, cy = width_mm / 2, height_mm / 2
    fitted = fit_words(centre, width_mm * 0.38, height_mm * 0.26)
    rx = max(24.0, max((width_of(line, fitted.size) for line in fitted.lines), default=0) / 2 + 8)
    ry = max(13.0, fitted.height_mm / 2 + 6)
    shapes: list[Shape] = [
        Oval(cx, cy, rx + (cx - rx) * part, ry + (cy - ry) * part, ink="faint", width=0.3, dash=(0.6, 2.4)) for part in (0.36, 0.72)
    ]
    shapes.append(Oval(cx, cy, rx, ry, ink="black", width=0.5, fill="white"))
    if not centre.strip():
        shapes.append(Line(cx - rx * 0.7, cy + 3, cx + rx * 0.7, cy + 3, ink="dark", width=0.25))
    top = cy - fitted.height_mm / 2
    for at, line in enumerate(fitted.lines):
        baseline = top + (at + 0.78) * fitted.size * _LEADING * _MM_PER_PT
        shapes.append(Label(cx, round(baseline, 2), line, size=fitted.size, bold=True))
    return Drawing(round(width_mm, 1), round(height_mm, 1), tuple(shapes))


def fit_words(words: str, width_mm: float, height_mm: float) -> Fitted:
    """The largest size, down to 9 points, at which the words fit into the measure; below that they would not be read."""
    if not words.strip():
        return Fitted((), LARGEST_PT)
    size = LARGEST_PT
    while True:
        fitted = Fitted(_broken(words, width_mm, size), size)
        fits = fitted.height_mm <= height_mm and all(width_of(line, size) <= width_mm for line in fitted.lines)
        if fits or size <= SMALLEST_PT:
            return fitted
        size -= 0.5


def width_of(words: str, size: float) -> float:
    """Millimetres that a bold line takes, by kinds of letters: a drawing cannot ask the font."""
    return sum(_ems(char) for char in words) * size * _MM_PER_PT


def _ems(char: str) -> float:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(char) in {"W", "F"}:
        return 1.0
    if char in " .,:;!|'ijltfrI()[]":
        return 0.36
    if char in "mwMW@%&—":
        return 0.95
    return 0.72 if char.isupper() else 0.62


def _broken(words: str, width_mm: float, size: float) -> tuple[str, ...]:
    """Lines at spaces; a word wider than the measure is broken where it stands, and so is a script without spaces."""
    lines: list[str] = []
    for given in words.split("\n"):
        line = ""
        for word in given.split():
            longer = f"{line} {word}" if line else word
            if width_of(longer, size) <= width_mm:
                line = longer
                continue
            if line:
                lines.append(line)
            line = word
            while width_of(line, size) > width_mm and len(line) > 1:
                head = _head(line, width_mm, size)
                lines.append(head)
                line = line[len(head):]
        if line:
            lines.append(line)
    return tuple(lines)


def _head(word: str, width_mm: float, size: float) -> str:
    """As many letters as fit, never parted from the marks that belong to them."""
    at = 1
    while at < len(word) and width_of(word[: at + 1], size) <= width_mm:
        at += 1
    while 1 < at < len(word) and unicodedata.combining(word[at]):
        at -= 1
    return word[:at]
