"""What a room said about one word: the word in the middle, heaps of words around it, each as large as it was often said.

Read, not admired: nothing overlaps, nothing is turned, no word is cut, and sizes are capped, for size is taken for agreement (README,
"On paper"). Sides are told by marks and not by colour. The same words give the same map.
"""

import functools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.document.drawing import Box, Drawing, Label, Line, Oval, Shape
from toolkit.figures.lettering import fit_words, lettered, width_of

LEAST_PT = 7.0
"""Below this nobody reads a word on paper, so no map is drawn with smaller ones."""

MOST_SIDES = 4
"""So many marks can be told apart: filled and open circles, filled and open squares."""

_MOST_PT = 40.0
_STEP = 0.94
_GROWTH, _MOST_GROWTH = 0.32, 1.9
_MM_PER_PT = 25.4 / 72
_LINE = 1.3
_BASELINE = 0.95
_ASPECTS = (1.55, 1.2, 2.0, 2.7)
"""How wide a heap is to its height; the sheet decides which suits it best."""

EDGE_MM = 0.4
"""Half of a frame's line would be cut off at the very edge."""
_ALL_ACROSS = 1e6
_HEAD = 1.12
_MOST_WIDTH = 0.42
_MOST_BUNDLES = 14
_USUAL_LETTERS = 24
SIZES = (LEAST_PT, *(round(_MOST_PT * _STEP**at, 2) for at in range(28, -1, -1)))
"""The sizes of type to try, the smallest first."""


@dataclass(frozen=True, slots=True)
class Said:
    """One word as it was written, how many wrote it, who (places in the map's list of sides), and whether it is `new` in this round."""

    text: str
    count: int = 1
    sides: tuple[int, ...] = ()
    new: bool = False


@dataclass(frozen=True, slots=True)
class Heap:
    """Words that lie together, under a title; without one they lie on their own, and nothing is drawn around them."""

    title: str
    words: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A rectangle of the map in millimetres, and what is drawn in it, measured from its own corner."""

    x: float
    y: float
    width: float
    height: float
    shapes: tuple[Shape, ...] = ()
    framed: bool = True

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2


@functools.lru_cache(maxsize=16)
def word_map(centre: str, heaps: tuple[Heap, ...], sides: tuple[str, ...], width_mm: float, height_mm: float) -> Drawing | None:
    """The map on a sheet of that size, with the names of the sides below it; None where the words do not fit at seven points.

    `sides` are told apart by marks where there are two to four of them; more are not marked. The last few maps are remembered: one
    is asked for by the poster, the report and their other formats.
    """
    marked = 2 <= len(sides) <= MOST_SIDES
    foot = _legend_pt(width_mm) * _MM_PER_PT * 3 if marked else 0.0
    laid = lay(centre, heaps, marked, width_mm - 2 * EDGE_MM, height_mm - foot - 2 * EDGE_MM)
    if laid is None:
        return None
    found = tuple(replace(each, x=round(each.x + EDGE_MM, 2), y=round(each.y + EDGE_MM, 2)) for each in laid)
    shapes = [*_threads(found), *(shape for placed in found for shape in moved(placed))]
    if marked:
        shapes += _legend(sides, width_mm, height_mm - foot / 2.6)
    return Drawing(round(width_mm, 1), round(height_mm, 1), tuple(shapes))


def lay(centre: str, heaps: Sequence[Heap], marked: bool, width_mm: float, height_mm: float) -> tuple[Placed, ...] | None:
    """Where everything lies, the centre first: at the largest type at which all of it has room; None where that is below seven points.

    Heaps are laid greedily, which no single shape and order of them serves best; so several are tried, and the largest type wins.
    """
    kept = [Heap(heap.title, tuple(sorted(heap.words, key=_often))) for heap in heaps if heap.words]
    titled = sorted((heap for heap in kept if heap.title), key=lambda heap: (-_cards(heap), heap.title))
    parts = [*titled, *_bundles([word for heap in kept if not heap.title for word in heap.words])]
    smallest = (_heap(heap, marked, LEAST_PT, width_mm, _ASPECTS[0]) for heap in parts)
    if sum(each.width * each.height for each in smallest) > width_mm * height_mm:
        return None
    best: tuple[Placed, ...] | None = None
    least = -1
    for aspect in _ASPECTS:
        for by_area in (False, True):
            sheet = _Sheet(centre, parts, marked, aspect, by_area, width_mm, height_mm)
            at = sheet.largest(least)
            if at > least:
                best, least = sheet.at(at), at
    return None if best is None else _spread(best, width_mm, height_mm)


def _cards(heap: Heap) -> int:
    return sum(word.count for word in heap.words)


def _often(word: Said) -> tuple[int, str]:
    return -word.count, word.text


def _bundles(words: Sequence[Said]) -> list[Heap]:
    """Words on their own in small lots, the frequent ones dealt out first, so that they can lie around the centre."""
    if not words:
        return []
    ordered = sorted(words, key=_often)
    count = min(_MOST_BUNDLES, math.ceil(len(ordered) / 6))
    return [Heap("", tuple(ordered[at::count])) for at in range(count)]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One way of laying the heaps: in which shape, and in which order."""

    centre: str
    heaps: Sequence[Heap]
    marked: bool
    aspect: float
    by_area: bool
    width_mm: float
    height_mm: float

    def largest(self, beyond: int) -> int:
        """The number of the largest size at which everything has room, among those beyond the one given; else that one."""
        low, high = beyond, len(SIZES) - 1
        while low < high:
            at = (low + high + 1) // 2
            low, high = (at, high) if self.at(at) is not None else (low, at - 1)
        return low

    def at(self, number: int) -> tuple[Placed, ...] | None:
        """Everything in its place at that size of type, or None where something finds none."""
        size = SIZES[number]
        if size > LEAST_PT and any(_breaks(said, size, self.width_mm) for heap in self.heaps for said in heap.words):
            return None
        made = [_heap(heap, self.marked, size, self.width_mm, self.aspect) for heap in self.heaps]
        if sum(each.width * each.height for each in made) > self.width_mm * self.height_mm:
            return None
        if self.by_area:
            made.sort(key=lambda each: -each.width * each.height)
        placed = [_centre(self.centre, size, self.width_mm, self.height_mm)]
        for each in made:
            at = _room(placed, each.width, each.height, size * _MM_PER_PT * 0.9, self.width_mm, self.height_mm)
            if at is None:
                return None
            placed.append(replace(each, x=at[0], y=at[1]))
        return tuple(placed)


# One heap


def _centre(words: str, size: float, width_mm: float, height_mm: float) -> Placed:
    """The word that was asked about, larger than any other, in an oval."""
    most = size * 2.3
    fitted = fit_words(words, width_mm * 0.3, height_mm * 0.24, most, LEAST_PT)
    wide = max((width_of(line, fitted.size) for line in fitted.lines), default=0.0)
    rx, ry = wide / 2 * 1.25 + size * 0.45, fitted.height_mm / 2 * 1.3 + size * 0.3
    oval = Oval(round(rx, 2), round(ry, 2), round(rx, 2), round(ry, 2), width=0.7, fill="white")
    inside = lettered(words, rx - wide / 2 - 1, ry - fitted.height_mm / 2 - 1, wide + 2, fitted.height_mm + 2, most=fitted.size, bold=True)
    return Placed((width_mm - 2 * rx) / 2, (height_mm - 2 * ry) / 2, 2 * rx, 2 * ry, (oval, *inside))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A word at its size, its number behind it: its lines, and the room that it takes with the marks before it."""

    said: Said
    lines: tuple[str, ...]
    size: float
    width: float
    before: float

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * _LINE * _MM_PER_PT


def _grown(said: Said, size: float) -> float:
    """Each doubling of the cards makes a word larger by a third of its size, up to a limit."""
    return size * min(_MOST_GROWTH, 1 + _GROWTH * math.log2(max(1, said.count)))


def _breaks(said: Said, size: float, width_mm: float) -> bool:
    """Whether a word of the usual length would have to be set in several lines: then the type is too large."""
    return len(said.text) <= _USUAL_LETTERS and width_of(f"{said.text} ×{said.count}", _grown(said, size)) > width_mm * _MOST_WIDTH * 0.85


def _entry(said: Said, marked: bool, size: float, most_mm: float) -> _Entry:
    size = _grown(said, size)
    before = len(said.sides) * size * _MM_PER_PT * 0.5 + size * _MM_PER_PT * 0.12 if marked and said.sides else 0.0
    number = f" ×{said.count}" if said.count > 1 else ""
    lines: tuple[str, ...] = (said.text + number,)
    if width_of(lines[0], size) > most_mm - before:
        lines = fit_words(said.text, most_mm - before - width_of(number, size), math.inf, size, size).lines
        lines = (*lines[:-1], lines[-1] + number)
    wide = max((width_of(line, size) for line in lines), default=0.0)
    return _Entry(said, lines, size, before + wide, before)


def _heap(heap: Heap, marked: bool, size: float, width_mm: float, aspect: float) -> Placed:
    """Words in lines under their title, `aspect` times as wide as they are high."""
    most = width_mm * _MOST_WIDTH
    pad = size * _MM_PER_PT * (0.75 if heap.title else 0.1)
    gap = size * _MM_PER_PT * 0.85
    entries = [_entry(said, marked, size, most - 2 * pad) for said in heap.words]
    area = sum((entry.width + gap) * entry.height for entry in entries)
    room, headed = most - 2 * pad, size * _HEAD
    wide = min(room, max(math.sqrt(area * aspect), max((entry.width for entry in entries), default=0.0)))
    wide = room if aspect == _ALL_ACROSS else wide
    head = fit_words(heap.title, max(wide, min(room, width_of(heap.title, headed) + 0.5)), math.inf, headed, headed)
    wide = min(room, max(wide, max((width_of(line, head.size) for line in head.lines), default=0.0)))
    shapes: list[Shape] = []
    y = pad
    for line in head.lines:
        y += head.size * _MM_PER_PT * _LINE
        base = y - head.size * _MM_PER_PT * (_LINE - _BASELINE)
        shapes.append(Label(round(pad + wide / 2, 2), round(base, 2), line, round(head.size, 2), bold=True))
    if head.lines:
        y += size * _MM_PER_PT * 0.25
        shapes.append(Line(round(pad, 2), round(y, 2), round(pad + wide, 2), round(y, 2), ink="mid", width=0.3))
        y += size * _MM_PER_PT * 0.2
    for line_of in _lines(entries, wide, gap):
        high = max(entry.height for entry in line_of)
        x = pad + (wide - sum(entry.width for entry in line_of) - gap * (len(line_of) - 1)) / 2
        for entry in line_of:
            shapes += _drawn(entry, x, y + high)
            x += entry.width + gap
        y += high
    width, height = round(wide + 2 * pad, 2), round(y + pad, 2)
    frame = (Box(0, 0, width, height, width=0.4, fill="white", radius=round(size * _MM_PER_PT * 0.6, 2)),) if heap.title else ()
    return Placed(0, 0, width, height, (*frame, *shapes), framed=bool(heap.title))


def column(heap: Heap, size: float, width_mm: float) -> Placed | None:
    """A heap of just that width, as high as it comes to be; None where a word is too wide for it at a size above the least."""
    title = Said(heap.title)
    if size > LEAST_PT and (_too_wide(title, size * _HEAD * 1.06, width_mm) or any(_too_wide(said, size, width_mm) for said in heap.words)):
        return None
    return _heap(heap, False, size, width_mm / _MOST_WIDTH, _ALL_ACROSS)


def _too_wide(said: Said, size: float, width_mm: float) -> bool:
    """Whether a word would have to be broken where nobody breaks it; at a space it may."""
    *before, last = said.text.split() or [""]
    parts = [part for part in (*before, f"{last} ×{said.count}" if said.count > 1 else last) if len(part) <= _USUAL_LETTERS]
    return any(width_of(part, _grown(said, size)) > width_mm - size * _MM_PER_PT * 2 for part in parts)


def _lines(entries: Sequence[_Entry], wide: float, gap: float) -> Iterator[list[_Entry]]:
    line: list[_Entry] = []
    used = 0.0
    for entry in entries:
        if line and used + gap + entry.width > wide + 1e-6:
            yield line
            line, used = [], 0.0
        used += entry.width + (gap if line else 0.0)
        line.append(entry)
    if line:
        yield line


def _drawn(entry: _Entry, x: float, bottom: float) -> list[Shape]:
    """A word on the line that ends at `bottom`: its marks, its own lines, its number."""
    shapes: list[Shape] = []
    step = entry.size * _MM_PER_PT
    base = bottom - step * (_LINE - _BASELINE)
    first = base - (len(entry.lines) - 1) * step * _LINE
    for at, side in enumerate(entry.said.sides if entry.before else ()):
        shapes.append(_mark(side, x + step * (0.25 + 0.5 * at), first - step * 0.27, step * 0.19))
    for number, line in enumerate(entry.lines):
        y = first + number * step * _LINE
        shapes.append(Label(round(x + entry.before, 2), round(y, 2), line, round(entry.size, 2), "start", entry.said.new))
    return shapes


def _mark(side: int, cx: float, cy: float, r: float) -> Shape:
    """Circles and squares, filled and open: told apart on any printer."""
    cx, cy, r = round(cx, 2), round(cy, 2), round(r, 2)
    fill = "black" if side % 2 == 0 else "white"
    if side < 2:
        return Oval(cx, cy, r, r, width=0.3, fill=fill)  # type: ignore[arg-type]
    return Box(round(cx - r, 2), round(cy - r, 2), round(2 * r, 2), round(2 * r, 2), width=0.3, fill=fill)  # type: ignore[arg-type]


# The sheet


def _room(
    placed: Sequence[Placed], wide: float, high: float, gap: float, width_mm: float, height_mm: float
) -> tuple[float, float] | None:
    """The free place nearest to the middle, measured by the sheet's own shape: beside, above or below what lies there already."""
    found: list[tuple[float, float, float]] = []
    for near in placed:
        right, below = near.x + near.width + gap, near.y + near.height + gap
        along = (near.y, near.y + (near.height - high) / 2, near.y + near.height - high)
        across = (near.x, near.x + (near.width - wide) / 2, near.x + near.width - wide)
        for x, y in (
            *((right, y) for y in along), *((near.x - gap - wide, y) for y in along),
            *((x, below) for x in across), *((x, near.y - gap - high) for x in across),
        ):  # fmt: skip
            if x >= 0.3 and y >= 0.3 and x + wide <= width_mm - 0.3 and y + high <= height_mm - 0.3:
                away = math.hypot((x + wide / 2) / width_mm - 0.5, (y + high / 2) / height_mm - 0.5)
                found.append((round(away, 6), round(y, 3), round(x, 3)))
    for _, y, x in sorted(found):
        if all(
            x + wide + gap <= each.x + 1e-3 or each.x + each.width + gap <= x + 1e-3
            or y + high + gap <= each.y + 1e-3 or each.y + each.height + gap <= y + 1e-3
            for each in placed
        ):  # fmt: skip
            return x, y
    return None


def _spread(placed: tuple[Placed, ...], width_mm: float, height_mm: float) -> tuple[Placed, ...]:
    """What lies in a lump, put in the middle of the sheet and drawn apart to its edges: what did not overlap does not now."""
    dx = (width_mm - min(each.x for each in placed) - max(each.x + each.width for each in placed)) / 2
    dy = (height_mm - min(each.y for each in placed) - max(each.y + each.height for each in placed)) / 2
    placed = tuple(replace(each, x=each.x + dx, y=each.y + dy) for each in placed)

    def factor(middles: Sequence[float], halves: Sequence[float], whole: float) -> float:
        away = [(abs(at - whole / 2), half) for at, half in zip(middles, halves, strict=True)]
        fits = [(whole / 2 - 0.3 - half) / far for far, half in away if far > 0.5]
        return max(1.0, min([*fits, 1.6]))

    fx = factor([each.middle[0] for each in placed], [each.width / 2 for each in placed], width_mm)
    fy = factor([each.middle[1] for each in placed], [each.height / 2 for each in placed], height_mm)
    return tuple(
        replace(
            each, x=round(width_mm / 2 + (each.middle[0] - width_mm / 2) * fx - each.width / 2, 2),
            y=round(height_mm / 2 + (each.middle[1] - height_mm / 2) * fy - each.height / 2, 2),
        )
        for each in placed
    )  # fmt: skip


def _threads(placed: Sequence[Placed]) -> Iterator[Line]:
    """From the centre to every heap that nothing else lies before: a thread under another heap would tie the wrong two together."""
    (cx, cy), others = placed[0].middle, placed[1:]
    for each in others:
        x, y = each.middle
        if each.framed and not any(_crosses(cx, cy, x, y, other) for other in others if other is not each):
            yield Line(round(cx, 2), round(cy, 2), round(x, 2), round(y, 2), ink="mid", width=0.5)


def _crosses(x1: float, y1: float, x2: float, y2: float, box: Placed) -> bool:
    """Whether a line runs through a rectangle (Liang and Barsky's clipping)."""
    low, high = 0.0, 1.0
    for step, near, far in ((x2 - x1, box.x - x1, box.x + box.width - x1), (y2 - y1, box.y - y1, box.y + box.height - y1)):
        if abs(step) < 1e-9:
            if near > 0 or far < 0:
                return False
            continue
        one, other = sorted((near / step, far / step))
        low, high = max(low, one), min(high, other)
    return low < high


def moved(placed: Placed) -> Iterator[Shape]:
    """What lies in a rectangle, where the rectangle lies."""
    dx, dy = placed.x, placed.y
    for shape in placed.shapes:
        match shape:
            case Line(x1, y1, x2, y2):
                yield replace(shape, x1=round(x1 + dx, 2), y1=round(y1 + dy, 2), x2=round(x2 + dx, 2), y2=round(y2 + dy, 2))
            case Oval(cx, cy):
                yield replace(shape, cx=round(cx + dx, 2), cy=round(cy + dy, 2))
            case Box(x, y) | Label(x, y):
                yield replace(shape, x=round(x + dx, 2), y=round(y + dy, 2))


def _legend_pt(width_mm: float) -> float:
    """Nine points on a page, more on a wall."""
    return max(9.0, min(18.0, width_mm / 22))


def _legend(sides: Sequence[str], width_mm: float, y: float) -> list[Shape]:
    """The marks with their sides, in one line below the map."""
    size = _legend_pt(width_mm)
    step = size * _MM_PER_PT
    size = min(size, size * width_mm / sum(width_of(side, size) + step * 2.4 for side in sides))
    step = size * _MM_PER_PT
    total = sum(width_of(side, size) + step * 2.4 for side in sides) - step * 1.4
    x = (width_mm - total) / 2
    shapes: list[Shape] = []
    for at, side in enumerate(sides):
        shapes.append(_mark(at, x + step * 0.3, y - step * 0.05, step * 0.28))
        shapes.append(Label(round(x + step, 2), round(y + step * 0.25, 2), side, round(size, 2), "start"))
        x += width_of(side, size) + step * 2.4
    return shapes
