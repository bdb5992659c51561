"""A drawing that spares ink: outlines in place of fills, thin lines, light letters. What it says and where it stands stay the same."""

from dataclasses import replace

from toolkit.document.drawing import Box, Drawing, Label, Oval, Path, Shape

_THINNEST_MM, _THICKEST_MM = 0.2, 0.35


def low_ink(drawing: Drawing) -> Drawing:
    return replace(drawing, shapes=tuple(_spared(shape) for shape in drawing.shapes))


def _spared(shape: Shape) -> Shape:
    if isinstance(shape, Label):
        return replace(shape, bold=False, ink="black" if shape.ink == "white" else shape.ink)
    width = min(shape.width, _THICKEST_MM)
    if isinstance(shape, Box | Oval | Path):
        if shape.fill in ("none", "white"):
            return replace(shape, width=width)
        outlined = shape.ink if shape.ink != "none" and shape.width else "black"
        return replace(shape, fill="none", ink=outlined, width=max(width, _THINNEST_MM))
    return replace(shape, width=width)
