"""A drawing as SVG, and as PNG where SVG would be drawn wrongly: one text, always the same bytes.

It decides what each ink looks like in grey, and knows nothing of where the drawing stands.
"""

import functools
import io
from collections.abc import Callable
from html import escape
from typing import Any

import resvg_py
from PIL import Image

from toolkit.document.drawing import Box, Drawing, Ink, Label, Line, Oval, Path, Shape
from toolkit.writers import fonts

INKS: dict[Ink, str] = {
    "none": "none", "black": "#000000", "dark": "#444444", "mid": "#8a8a8a", "light": "#d9d9d9", "faint": "#bdbdbd", "white": "#ffffff",
}
"""Greys that a photocopier keeps apart: a faint guide is still seen, a light fill is still light under black words."""

_DPI, _SHEET_MM = 200, 270.0
_MM_PER_POINT = 25.4 / 72


def render(drawing: Drawing, alt: str = "", lang: str = "") -> str:
    """The drawing as one SVG element, as large as its millimetres; `alt` becomes its title, in the language `lang`."""
    width, height = _number(drawing.width_mm), _number(drawing.height_mm)
    spoken = f' lang="{escape(lang)}"' if lang else ""
    named = f' aria-label="{escape(alt)}"><title>{escape(alt, quote=False)}</title>' if alt else ">"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}"'
        f' role="img"{spoken} direction="ltr" font-family="{escape(fonts.STACK)}"{named}'
    ]
    parts.extend(_shape(shape) for shape in drawing.shapes)
    parts.append("</svg>")
    return "".join(parts)


def dpi_for(drawing: Drawing, most: int = _DPI) -> int:
    """200 on a sheet; less on a wall, which is looked at from farther away, and whose picture would be eight million dots."""
    return round(most * min(1.0, _SHEET_MM / max(drawing.width_mm, drawing.height_mm)))


@functools.lru_cache(maxsize=8)
def png(drawing: Drawing, dpi: int = 200, language: str = "en") -> bytes:
    """The drawing as a grey PNG, made by resvg with our own fonts (and the system's for scripts that we don't bundle).

    The last few are remembered: a wall of words takes half a second, and each format and audience asks for the same one.
    """
    needed = fonts.needed("".join(words(drawing)), language)
    made = resvg_py.svg_to_bytes(
        svg_string=render(drawing),
        width=max(1, round(drawing.width_mm / 25.4 * dpi)),
        dpi=96.0,
        background="#ffffff",
        skip_system_fonts=True,
        font_files=[str(path) for path in fonts.files(needed)],
        font_family="Noto Sans",
        sans_serif_family="Noto Sans",
    )
    out = io.BytesIO()
    Image.open(io.BytesIO(bytes(made))).convert("L").save(out, "PNG", compress_level=6, dpi=(dpi, dpi))
    return out.getvalue()


def words(drawing: Drawing) -> tuple[str, ...]:
    """The drawn words, in the order they are drawn."""
    return tuple(shape.text for shape in drawing.shapes if isinstance(shape, Label))


def needs_shaping(drawing: Drawing) -> bool:
    """Whether a label is in a script whose letters join, stack or run from right to left: WeasyPrint and Word draw those wrongly in SVG."""
    return any(fonts.is_complex(text) for text in words(drawing))


def _shape(shape: Shape) -> str:
    try:
        draw = _SHAPES[type(shape)]
    except KeyError:
        raise TypeError(f"SVG has no rule for the shape {type(shape).__name__}") from None
    return draw(shape)


def _line(line: Line) -> str:
    ends = f'x1="{_number(line.x1)}" y1="{_number(line.y1)}" x2="{_number(line.x2)}" y2="{_number(line.y2)}"'
    return f'<line {ends}{_stroke(line.ink, line.width, line.dash)} stroke-linecap="round"/>'


def _oval(oval: Oval) -> str:
    place = f'cx="{_number(oval.cx)}" cy="{_number(oval.cy)}" rx="{_number(oval.rx)}" ry="{_number(oval.ry)}"'
    return f'<ellipse {place} fill="{INKS[oval.fill]}"{_stroke(oval.ink, oval.width, oval.dash)}/>'


def _box(box: Box) -> str:
    place = f'x="{_number(box.x)}" y="{_number(box.y)}" width="{_number(box.width_mm)}" height="{_number(box.height_mm)}"'
    radius = f' rx="{_number(box.radius)}"' if box.radius else ""
    return f'<rect {place}{radius} fill="{INKS[box.fill]}"{_stroke(box.ink, box.width, box.dash)}/>'


def _path(path: Path) -> str:
    return f'<path d="{escape(path.d)}" fill="{INKS[path.fill]}"{_stroke(path.ink, path.width, path.dash)}/>'


def _label(label: Label) -> str:
    place = f'x="{_number(label.x)}" y="{_number(label.y)}" font-size="{_number(label.size * _MM_PER_POINT)}"'
    weight = ' font-weight="700"' if label.bold else ""
    turn = f' transform="rotate({_number(label.turn)} {_number(label.x)} {_number(label.y)})"' if label.turn else ""
    line = escape(label.text.replace("\n", " "), quote=False)
    return f'<text {place}{weight} text-anchor="{label.anchor}" fill="{INKS[label.ink]}"{turn}>{line}</text>'


_SHAPES: dict[type, Callable[[Any], str]] = {Line: _line, Oval: _oval, Box: _box, Path: _path, Label: _label}


def _stroke(ink: Ink, width: float, dash: tuple[float, ...]) -> str:
    if ink == "none" or not width:
        return ""
    dashes = f' stroke-dasharray="{" ".join(map(_number, dash))}"' if dash else ""
    return f' stroke="{INKS[ink]}" stroke-width="{_number(width)}"{dashes}'


def _number(value: float) -> str:
    """At most a thousandth of a millimetre, without a tail of noughts: the same text on every machine."""
    return f"{value:.3f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))
