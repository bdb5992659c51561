"""A drawing as data: shapes on a sheet measured in millimetres, origin at the top left. Writers turn it into SVG or PNG.

Greys only: meaning is in line, shape and word, for the hotel's printer has no colour.
"""

from dataclasses import dataclass
from typing import Literal

Ink = Literal["none", "black", "dark", "mid", "light", "faint", "white"]
"""black text and outlines; dark secondary; mid; light fills that survive a photocopy; faint guides to write over; white."""


@dataclass(frozen=True, slots=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    ink: Ink = "black"
    width: float = 0.25
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Oval:
    cx: float
    cy: float
    rx: float
    ry: float
    ink: Ink = "black"
    width: float = 0.25
    fill: Ink = "none"
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width_mm: float
    height_mm: float
    ink: Ink = "black"
    width: float = 0.25
    fill: Ink = "none"
    radius: float = 0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """An SVG path in millimetres (M, L, C, Q, A, Z; absolute)."""

    d: str
    ink: Ink = "black"
    width: float = 0.25
    fill: Ink = "none"
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """One line of words, `size` in points, placed by its baseline."""

    x: float
    y: float
    text: str
    size: float = 10
    anchor: Literal["start", "middle", "end"] = "middle"
    bold: bool = False
    ink: Ink = "black"
    turn: float = 0


Shape = Line | Oval | Box | Path | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    width_mm: float
    height_mm: float
    shapes: tuple[Shape, ...]
