"""Words in a drawing: how wide they run, where they break, at which size they fit their place.

A drawing cannot ask the font, so widths are counted by kinds of letters, on the generous side: a label may be a little small, but it
never leaves its place.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from toolkit.document.drawing import Ink, Label

LARGEST_PT = 22.0
SMALLEST_PT = 9.0
LAST_PT = 6.0
"""Below nine points nobody reads at arm's length; but a word too small is better than half a word."""

_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
"""Where a line may end: not at a space that keeps a sign with its word."""

_MM_PER_PT = 0.3528
_LEADING = 1.25
_BASELINE = 0.78
_UNSPACED = ((0xE00, 0xEFF), (0x1000, 0x109F), (0x1780, 0x17FF))
"""Thai and Lao, Burmese, Khmer: written without spaces, like the wide letters of East Asia, so a line may end anywhere."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Words broken into lines at a size at which they fit; `whole` where no word was broken for it."""

    lines: tuple[str, ...]
    size: float
    whole: bool = True

    @property
    def height_mm(self) -> float:
        return len(self.lines) * self.size * _LEADING * _MM_PER_PT


def fit_words(words: str, width_mm: float, height_mm: float, most: float = LARGEST_PT, least: float = SMALLEST_PT) -> Fitted:
    """The largest size between the two at which the words fit; a smaller one that breaks no word goes before a larger one that does."""
    if not words.strip():
        return Fitted((), most)
    broken: Fitted | None = None
    size = most
    while True:
        fitted = _broken(words, width_mm, size)
        if fitted.height_mm <= height_mm and all(width_of(line, size) <= width_mm for line in fitted.lines):
            if fitted.whole:
                return fitted
            broken = broken or fitted
        if size <= least:
            return broken or fitted
        size = max(least, size - max(0.5, size * 0.03))


def lettered(
    words: str, x: float, y: float, width: float, height: float, *, most: float = 12, bold: bool = False, ink: Ink = "black",
    anchor: Literal["start", "middle", "end"] = "middle", at: Literal["top", "middle", "bottom"] = "middle", turn: float = 0,
) -> tuple[Label, ...]:
    """Words inside a box, as large as they fit up to `most`. Turned ones run along the box's height, and are centred in it."""
    across, down = (height, width) if turn in (90, -90) else (width, height)
    fitted = fit_words(words, across, down, most, min(SMALLEST_PT, most))
    if fitted.height_mm > down:
        fitted = fit_words(words, across, down, SMALLEST_PT, LAST_PT)
    if fitted.height_mm > down:
        fitted = _cut(fitted, across, down)
    size, used = fitted.size, fitted.height_mm
    step = size * _LEADING * _MM_PER_PT
    if turn in (90, -90):
        side = 1 if turn == -90 else -1
        first = x + width / 2 + side * (_BASELINE * step - used / 2)
        return tuple(
            Label(round(first + side * number * step, 2), round(y + height / 2, 2), line, size, "middle", bold, ink, turn)
            for number, line in enumerate(fitted.lines)
        )
    top = {"top": y, "middle": y + (height - used) / 2, "bottom": y + height - used}[at]
    place = {"start": x, "middle": x + width / 2, "end": x + width}[anchor]
    return tuple(
        Label(round(place, 2), round(top + (number + _BASELINE) * step, 2), line, size, anchor, bold, ink)
        for number, line in enumerate(fitted.lines)
    )


def width_of(words: str, size: float) -> float:
    """Millimetres that a bold line takes, by kinds of letters."""
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
    if "\u0b80" <= char <= "\u0dff" or "\u1000" <= char <= "\u13ff" or "\u1780" <= char <= "\u17ff":
        return 0.95
    return 0.72 if char.isupper() else 0.62


def _broken(words: str, width_mm: float, size: float) -> Fitted:
    """Lines at spaces; a word wider than the measure is broken where it stands, and so is a script without spaces."""
    lines: list[str] = []
    whole = True
    for given in words.split("\n"):
        line = ""
        for word in filter(None, _SPACES.split(given)):
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
                line = line[len(head) :]
                whole = whole and _unspaced(head[-1])
        if line:
            lines.append(line)
    return Fitted(tuple(lines), size, whole)


def _head(word: str, width_mm: float, size: float) -> str:
    """As many letters as fit, never parted from the marks that belong to them."""
    at = 1
    while at < len(word) and width_of(word[: at + 1], size) <= width_mm:
        at += 1
    while 1 < at < len(word) and unicodedata.combining(word[at]):
        at -= 1
    return word[:at]


def _unspaced(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF" or any(low <= ord(char) <= high for low, high in _UNSPACED)


def _cut(fitted: Fitted, width: float, height: float) -> Fitted:
    """As many lines as there is room for, the last with an ellipsis: the whole is in the words beside the drawing."""
    kept = list(fitted.lines[: max(1, int(height / (fitted.size * _LEADING * _MM_PER_PT) + 1e-6))])
    last = kept[-1]
    while len(last) > 1 and width_of(last + " …", fitted.size) > width:
        last = last[:-1]
    return Fitted((*kept[:-1], f"{last.rstrip()} …"), fitted.size)
