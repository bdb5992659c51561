"""A drawing's shapes moved, or mirrored for a language that is read from right to left."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Literal, TypeVar

from toolkit.document.drawing import Box, Drawing, Label, Line, Oval, Path, Shape
from toolkit.figures.lettering import width_of

_T = TypeVar("_T", bound=Shape)
_TOKEN = re.compile(r"[MLCQAZ]|-?[0-9.]+")
_NUMBERS = {"M": 2, "L": 2, "C": 6, "Q": 4, "A": 7, "Z": 0}
_MM_PER_PT = 0.3528
_OTHER: dict[Literal["start", "middle", "end"], Literal["start", "middle", "end"]] = {"start": "end", "end": "start", "middle": "middle"}


def moved(shape: _T, dx: float, dy: float) -> _T:
    match shape:
        case Line():
            return replace(shape, x1=shape.x1 + dx, y1=shape.y1 + dy, x2=shape.x2 + dx, y2=shape.y2 + dy)
        case Oval():
            return replace(shape, cx=shape.cx + dx, cy=shape.cy + dy)
        case Box() | Label():
            return replace(shape, x=shape.x + dx, y=shape.y + dy)
        case Path():
            return replace(shape, d=_path(shape.d, lambda x, y: (x + dx, y + dy)))


def mirrored(drawing: Drawing) -> Drawing:
    """The same from right to left; the words themselves are not turned, and a line of words that stands upright climbs the other way."""
    return replace(drawing, shapes=tuple(_mirrored(shape, drawing.width_mm) for shape in drawing.shapes))


def _mirrored(shape: Shape, width: float) -> Shape:
    match shape:
        case Line():
            return replace(shape, x1=width - shape.x1, x2=width - shape.x2)
        case Oval():
            return replace(shape, cx=width - shape.cx)
        case Box():
            return replace(shape, x=width - shape.x - shape.width_mm)
        case Path():
            return replace(shape, d=_path(shape.d, lambda x, y: (width - x, y), turned=True))
        case Label():
            turn = -shape.turn if shape.turn in (90, -90) else shape.turn
            return replace(shape, x=width - shape.x, anchor=_OTHER[shape.anchor], turn=turn)


def scaled(drawing: Drawing, factor: float) -> Drawing:
    """The same so many times as large, lines and letters too: what is drawn for a sheet, hung on a wall."""
    width, height = round(drawing.width_mm * factor, 1), round(drawing.height_mm * factor, 1)
    return Drawing(width, height, tuple(_scaled(shape, factor) for shape in drawing.shapes))


def _scaled(shape: Shape, by: float) -> Shape:
    if isinstance(shape, Label):
        return replace(shape, x=shape.x * by, y=shape.y * by, size=round(shape.size * by, 2))
    width, dash = shape.width * by, tuple(each * by for each in shape.dash)
    match shape:
        case Line():
            return replace(shape, x1=shape.x1 * by, y1=shape.y1 * by, x2=shape.x2 * by, y2=shape.y2 * by, width=width, dash=dash)
        case Oval():
            return replace(shape, cx=shape.cx * by, cy=shape.cy * by, rx=shape.rx * by, ry=shape.ry * by, width=width, dash=dash)
        case Box():
            return replace(
                shape, x=shape.x * by, y=shape.y * by, width_mm=shape.width_mm * by, height_mm=shape.height_mm * by,
                radius=shape.radius * by, width=width, dash=dash,
            )
        case Path():
            return replace(shape, d=_path(shape.d, lambda x, y: (x * by, y * by), by=by), width=width, dash=dash)


def touches(shape: Shape, x: float, y: float, width: float, height: float) -> bool:
    """Whether any of it stands in a window, strokes and letters included, on the generous side."""
    left, top, right, bottom = _reach(shape)
    return left < x + width and right > x and top < y + height and bottom > y


def _reach(shape: Shape) -> tuple[float, float, float, float]:
    match shape:
        case Line():
            found = min(shape.x1, shape.x2), min(shape.y1, shape.y2), max(shape.x1, shape.x2), max(shape.y1, shape.y2)
        case Oval():
            found = shape.cx - shape.rx, shape.cy - shape.ry, shape.cx + shape.rx, shape.cy + shape.ry
        case Box():
            found = shape.x, shape.y, shape.x + shape.width_mm, shape.y + shape.height_mm
        case Path():
            points = list(_points(shape.d))
            xs, ys = [x for x, _ in points], [y for _, y in points]
            round_about = max(xs) - min(xs) if "A" in shape.d else 0
            found = min(xs), min(ys) - round_about, max(xs), max(ys) + round_about
        case Label():
            wide, high = width_of(shape.text, shape.size) * 1.1, shape.size * _MM_PER_PT
            if shape.turn:
                wide = high = max(wide, high)
            start = {"start": wide if shape.turn else 0.0, "middle": wide / 2, "end": wide}[shape.anchor]
            end = {"start": wide, "middle": wide / 2, "end": wide if shape.turn else 0.0}[shape.anchor]
            found = shape.x - start, shape.y - high * 1.2, shape.x + end, shape.y + high * (1.2 if shape.turn else 0.4)
    return found[0] - 1, found[1] - 1, found[2] + 1, found[3] + 1


def _steps(d: str) -> Iterator[tuple[str, list[float]]]:
    """A path's commands with their numbers; a command goes on where numbers follow without one."""
    tokens = _TOKEN.findall(d)
    at, command = 0, "M"
    while at < len(tokens):
        if tokens[at] in _NUMBERS:
            command = tokens[at]
            at += 1
        count = _NUMBERS[command]
        yield command, [float(each) for each in tokens[at : at + count]]
        at += count


def _points(d: str) -> Iterator[tuple[float, float]]:
    for command, numbers in _steps(d):
        ends = numbers[-2:] if command == "A" else numbers
        yield from zip(ends[::2], ends[1::2], strict=True)


def _path(d: str, place: Callable[[float, float], tuple[float, float]], turned: bool = False, by: float = 1) -> str:
    made = []
    for command, numbers in _steps(d):
        if command == "A":
            rx, ry, slant, large, sweep, x, y = numbers
            x, y = place(x, y)
            made.append(f"A{rx * by:.2f} {ry * by:.2f} {slant:g} {large:g} {1 - sweep if turned else sweep:g} {x:.2f} {y:.2f}")
            continue
        points = [place(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        made.append(command + " ".join(f"{x:.2f} {y:.2f}" for x, y in points))
    return "".join(made)
