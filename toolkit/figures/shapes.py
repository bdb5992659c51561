"""Outlines to write in: a tree, rings, a river, a ladder. The outline says what belongs where; nothing inside it counts answers."""

import math

from toolkit.document.drawing import Drawing, Line, Oval, Path, Shape
from toolkit.figures.lettering import lettered

_BOWS_MM = 8.5
"""How deep the bows of a crown reach into the paper: what is written in it stands below them."""


def tree(crown: str, trunk: str, roots: str, width_mm: float, height_mm: float) -> Drawing:
    """A problem tree: what follows above, what it is in the trunk, where it comes from below."""
    w, h, cx = width_mm, height_mm, width_mm / 2
    top, low = h * 0.44, h * 0.6
    half = min(w * 0.17, 40.0)
    shapes: list[Shape] = [
        Path(_crown(w, top), width=0.6),
        *(Path(_bark(cx + side * half, cx + side * half * 0.8, top, low), width=0.6) for side in (-1, 1)),
        Line(1, low, cx - half, low, ink="dark", width=0.4),
        Line(cx + half, low, w - 1, low, ink="dark", width=0.4),
    ]
    for part, reach in ((-1.0, 0.47), (-0.5, 0.24), (0.0, 0.0), (0.5, 0.24), (1.0, 0.47)):
        side = (part > 0) - (part < 0)
        x, tip = cx + part * half, cx + side * w * reach
        shapes.append(Path(
            f"M{x:.2f} {low:.2f}C{x:.2f} {low + h * 0.12:.2f} {tip:.2f} {low + h * 0.14:.2f} {tip:.2f} {h - 10:.2f}", ink="mid", width=0.5
        ))
    shapes += lettered(crown, w * 0.25, max(h * 0.05, _BOWS_MM), w * 0.5, max(h * 0.07, 5.0), most=15, bold=True, at="top")
    shapes += lettered(trunk, cx - half * 0.78, top + 1, half * 1.56, (low - top) * 0.5, most=13, bold=True)
    shapes += lettered(roots, 2, low + 3, w * 0.25, h * 0.08, most=15, bold=True, anchor="start", at="top")
    return Drawing(round(w, 1), round(h, 1), tuple(shapes))


def _bark(x: float, inner: float, top: float, low: float) -> str:
    """One side of the trunk, narrower in the middle."""
    return f"M{x:.2f} {top - 3:.2f}C{inner:.2f} {top + 6:.2f} {inner:.2f} {low - 6:.2f} {x:.2f} {low:.2f}"


def _crown(w: float, bottom: float) -> str:
    """A cloud: bows along an oval."""
    count, cx, cy, rx, ry = 11, w / 2, bottom / 2, w / 2 - 7, bottom / 2 - 7
    turns = [2 * math.pi * at / count - 1.2 for at in range(count + 1)]
    points = [(cx + rx * math.cos(turn), cy + ry * math.sin(turn)) for turn in turns]
    d = f"M{points[0][0]:.2f} {points[0][1]:.2f}"
    for at in range(count):
        angle = 2 * math.pi * (at + 0.5) / count - 1.2
        bow = (cx + (rx + 9) * math.cos(angle), cy + (ry + 9) * math.sin(angle))
        d += f"Q{bow[0]:.2f} {bow[1]:.2f} {points[at + 1][0]:.2f} {points[at + 1][1]:.2f}"
    return d + "Z"


def rings(words: tuple[str, ...], width_mm: float, height_mm: float) -> Drawing:
    """Rings around each other, named from the inside out, each at its top."""
    cx, cy = width_mm / 2, height_mm / 2
    shapes: list[Shape] = []
    count = len(words)
    for at in range(count, 0, -1):
        shapes.append(Oval(cx, cy, (cx - 1) * at / count, (cy - 1) * at / count, width=0.5))
    for at, said in enumerate(words, 1):
        band, edge = (cy - 1) / count, cy - (cy - 1) * at / count
        high = min(band * 0.42, 16.0)
        depth = 1 - (high + 2) / ((cy - 1) * at / count) if at > 1 else 0.75
        half = (cx - 1) * at / count * math.sqrt(max(0.05, 1 - min(0.97, depth + (1 - depth) * 0.55) ** 2))
        shapes += lettered(said, cx - half, edge + 2, 2 * half, high, most=13, bold=True, at="bottom" if at == 1 else "middle")
    return Drawing(round(width_mm, 1), round(height_mm, 1), tuple(shapes))


def river(source: str, mouth: str, banks: tuple[str, ...], width_mm: float, height_mm: float) -> Drawing:
    """A river of one's own way: from the source at the top to the mouth at the foot, with banks to write on."""
    w, h = width_mm, height_mm
    top, bottom = 13.0, h - 13.0
    steps = 48

    def edge(side: int) -> str:
        points = []
        for at in range(steps + 1):
            part = at / steps
            middle = w / 2 + w * 0.2 * math.sin(part * 3 * math.pi)
            breadth = w * (0.05 + 0.07 * part)
            points.append(f"{middle + side * breadth:.2f} {top + (bottom - top) * part:.2f}")
        return "M" + "L".join(points)

    shapes: list[Shape] = [Path(edge(-1), width=0.6), Path(edge(1), width=0.6)]
    for part in (0.2, 0.45, 0.7, 0.9):
        x, y = w / 2 + w * 0.2 * math.sin(part * 3 * math.pi), top + (bottom - top) * part
        shapes.append(Path(f"M{x - 5:.2f} {y:.2f}Q{x - 2.5:.2f} {y - 2:.2f} {x:.2f} {y:.2f}Q{x + 2.5:.2f} {y + 2:.2f} {x + 5:.2f} {y:.2f}",
                           ink="mid", width=0.4))
    shapes += lettered(source, w * 0.2, 0.5, w * 0.6, 11, most=13, bold=True)
    shapes += lettered(mouth, w * 0.2, h - 11.5, w * 0.6, 11, most=13, bold=True)
    if banks:
        shapes += lettered(banks[0], 0, top + 2, w * 0.3, 18, most=12, bold=True, anchor="start", at="top")
        # half way down the river bends to the other side; a wall's drawing is cut there, so it stands above
        shapes += lettered(banks[1], w * 0.65, h * 0.47 - 18, w * 0.35, 18, most=12, bold=True, anchor="end", at="bottom")
    return Drawing(round(w, 1), round(h, 1), tuple(shapes))


def ladder(rungs: tuple[str, ...], top: str, bottom: str, width_mm: float, height_mm: float) -> Drawing:
    """Rungs from the bottom up, a word over each, and a line beside each to write on."""
    head, foot = 12.0 if top else 2.0, 12.0 if bottom else 2.0
    left, wide = 3.0, min(62.0, width_mm * 0.4)
    low, high = height_mm - foot, head
    each = (low - high) / (len(rungs) + 0.35)
    shapes: list[Shape] = [Line(left, high, left, low, width=1.2), Line(left + wide, high, left + wide, low, width=1.2)]
    for at, words in enumerate(rungs):
        y = low - each * (at + 0.35)
        shapes.append(Line(left, y, left + wide, y, width=0.9))
        shapes.append(Line(left + wide + 4, y, width_mm - 1, y, ink="mid", width=0.3))
        shapes += lettered(words, left + 2, y - each + 2, wide - 4, each - 3, most=12, bold=True, at="bottom")
    shapes += lettered(top, 0, 0, width_mm * 0.6, head - 3, most=12, anchor="start", at="top")
    shapes += lettered(bottom, 0, low + 2, width_mm * 0.6, foot - 2, most=12, anchor="start", at="bottom")
    return Drawing(round(width_mm, 1), round(height_mm, 1), tuple(shapes))
