"""Two axes with words at their ends, to place things on: power and interest, effort and effect."""

from toolkit.document.drawing import Box, Drawing, Line, Path, Shape
from toolkit.figures.lettering import lettered

_SIDE_MM = 26.0
_FOOT_MM = 15.0


def grid(
    across: tuple[str, str], up: tuple[str, str], width_mm: float, height_mm: float, *, title_across: str = "", title_up: str = "",
    fields: tuple[str, ...] = (),
) -> Drawing:
    """`fields` are the words in the four corners, as they are read; the lines between the fields are faint, to be written over."""
    left, right, top, bottom = _SIDE_MM, width_mm - 1.0, 1.0, height_mm - _FOOT_MM
    cx, cy = (left + right) / 2, (top + bottom) / 2
    shapes: list[Shape] = [
        Box(left, top, right - left, bottom - top, ink="mid", width=0.3),
        Line(cx, top, cx, bottom, ink="mid", width=0.3, dash=(1.5, 1.5)),
        Line(left, cy, right, cy, ink="mid", width=0.3, dash=(1.5, 1.5)),
        Line(left, bottom, right, bottom, width=0.8),
        Line(left, bottom, left, top, width=0.8),
        Path(f"M{right - 3:.2f} {bottom - 2:.2f}L{right:.2f} {bottom:.2f}L{right - 3:.2f} {bottom + 2:.2f}", width=0.8),
        Path(f"M{left - 2:.2f} {top + 3:.2f}L{left:.2f} {top:.2f}L{left + 2:.2f} {top + 3:.2f}", width=0.8),
    ]
    third, down = (right - left) / 3 - 2, (bottom - top) / 3 - 2
    shapes += lettered(across[0], left, bottom + 2, third, _FOOT_MM - 3, anchor="start", at="top")
    shapes += lettered(across[1], right - third, bottom + 2, third, _FOOT_MM - 3, anchor="end", at="top")
    shapes += lettered(title_across, cx - third / 2, bottom + 2, third, _FOOT_MM - 3, bold=True, at="top")
    shapes += lettered(up[1], 0, top, _SIDE_MM - 4, down, anchor="start", at="top")
    shapes += lettered(up[0], 0, bottom - down, _SIDE_MM - 4, down, anchor="start", at="bottom")
    shapes += lettered(title_up, 0, cy - down / 2, _SIDE_MM - 4, down, bold=True, anchor="start")
    half = (right - left) / 2 - 6
    for number, words in enumerate(fields):
        x, y = (left if number % 2 == 0 else cx) + 3, (top if number < 2 else cy) + 2
        shapes += lettered(words, x, y, half, (bottom - top) / 8, most=11, bold=True, ink="dark", anchor="start", at="top")
    return Drawing(round(width_mm, 1), round(height_mm, 1), tuple(shapes))
