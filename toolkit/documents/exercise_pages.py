"""How a large print sheet goes over its pages: none begins between a question and its lines, and none stays half empty.

The usual edition has one page, whose rest its lines, rows and drawings share. In large print the same words take more: what stands
together is kept together, the pages are made alike, and each is filled by what fills on it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from toolkit.document.blocks import Block, Figure, Heading, Items, PageBreak, Paragraph, Table, WritingLines
from toolkit.documents import exercise_room

SIZES = tuple(at / 100 for at in (95, 90, 85, 80, 75, 110, 120, 130, 140, 150, 165, 180, 200))
"""What rows and lines may become of themselves, in the order in which it is tried; the most is twice as high."""

_SPARE_MM = 4.0
_STEP_MM = 4.0
_ITEMS_GAP_MM = 4.0
"""What `exercise_room.height_mm` counts around a list."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What stays together, `at` being the place of its first block: a question with its lines, a heading with what it heads.

    A table or a list may go on over the page: `lead` is what stands before it, `head` its titles, that come again, and `rows` its rows.
    """

    at: int
    height: float
    lead: float = 0
    head: float = 0
    rows: tuple[float, ...] = ()
    fill: int | None = None


@dataclass(slots=True)
class Filled:
    """One page: how much of it is taken, which parts that fill end on it (`whole` ones begin on it too), and the block it begins with."""

    used: float
    fills: list[int] = field(default_factory=list)
    whole: bool = True
    begins: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A sheet over its pages; `holes` is what stays empty in all, for nothing that fills stands there."""

    pages: tuple[Filled, ...]
    height: float

    @property
    def weight(self) -> tuple[int, float]:
        """Of two, the lighter is printed: fewer pages, then less that stays empty."""
        return len(self.pages), round(self.holes, -1)

    @property
    def unlike(self) -> float:
        """How much more what fills has on one page than on another, beside the least that it needs."""
        more = [max(0.0, self.height - page.used) / len(page.fills) for page in self.pages if page.fills]
        return max(more) - min(more) if more else 0.0

    @property
    def holes(self) -> float:
        return sum(max(0.0, self.height - page.used) for page in self.pages if not page.fills)

    def shares(self, leasts: Sequence[float]) -> tuple[float, ...]:
        """The height of each part that fills, so that its page is full."""
        found = list(leasts)
        for page in self.pages:
            rest = max(0.0, self.height - page.used)
            held = [leasts[at] for at in page.fills]
            given = exercise_room.shared(rest + sum(held), held) if page.whole else [least + rest / len(held) for least in held]
            for at, share in zip(page.fills, given, strict=True):
                found[at] = share
        return tuple(found)

    def parted(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """The blocks with a break before each that begins a page."""
        starts = {page.begins for page in self.pages}
        return tuple(part for at, block in enumerate(blocks) for part in ((PageBreak(), block) if at in starts else (block,)))


def plan(pieces: Sequence[Piece], above: float, height: float) -> Plan:
    """As few pages as can be; of the arrangements with as few, that which leaves least empty, then that whose parts grow alike."""
    alone = Plan(tuple(_flow(pieces, above, height, height)), height)
    if len(alone.pages) == 1:
        return alone
    height -= _SPARE_MM
    limits = [height - _STEP_MM * at for at in range(int(height / 2 / _STEP_MM))]
    every = (Plan(tuple(_flow(pieces, above, height, limit)), height) for limit in limits)
    return min(every, key=lambda each: (each.weight, each.unlike))


def pieces(
    blocks: Sequence[Block], filling: Sequence[Block], width: float, body: float, tall: Callable[[Block], float]
) -> tuple[Piece, ...]:
    """`filling` are those of the blocks that fill, in the order in which they were made."""
    found: list[Piece] = []
    start, before = 0, 0.0
    for at, block in enumerate(blocks):
        if _leads(block, blocks[at + 1 : at + 2]):
            before += tall(block)
            continue
        fill = next((number for number, each in enumerate(filling) if each is block), None)
        head = exercise_room.table_head_mm(block, width, body) if isinstance(block, Table) else 0
        found.append(Piece(start, before + tall(block), before, head, _rows(block, width, body), fill))
        start, before = at + 1, 0.0
    return tuple(found)


def _rows(block: Block, width: float, body: float) -> tuple[float, ...]:
    """Between which it may go on over the page; a row that heads another stands with it."""
    if isinstance(block, Items):
        return tuple(exercise_room.height_mm(replace(block, items=(item,)), width, body) - _ITEMS_GAP_MM for item in block.items)
    if not isinstance(block, Table):
        return ()
    found: list[float] = []
    heads = False
    for number, row in enumerate(block.rows):
        high = exercise_room.row_mm(block, number, width, body)
        if heads:
            found[-1] += high
        else:
            found.append(high)
        heads = row.style == "group"
    return tuple(found)


def _leads(block: Block, after: Sequence[Block]) -> bool:
    """Whether it says what the next is for."""
    if not after:
        return False
    return isinstance(block, Heading) or (isinstance(block, Paragraph) and isinstance(after[0], WritingLines | Table | Figure | Items))


def _flow(pieces: Sequence[Piece], above: float, height: float, limit: float) -> list[Filled]:
    """Page after page, none fuller than `limit` but where a table goes on over it: its rows fill the page down to `height`."""
    pages = [Filled(above)]
    for piece in pieces:
        page = pages[-1]
        if page.used + piece.height > limit and page.used > 0:
            if _goes_on(piece, page, height):
                _go_on(piece, pages, height)
                continue
            page = Filled(0.0, begins=piece.at)
            pages.append(page)
        if piece.rows and page.used + piece.height > height:
            _go_on(piece, pages, height)
            continue
        page.used += piece.height
        page.fills += [] if piece.fill is None else [piece.fill]
    return pages


def _goes_on(piece: Piece, page: Filled, height: float) -> bool:
    """A list is not parted where it would fit on a page with others: its head does not come again."""
    if not piece.head and piece.height < height / 2:
        return False
    return bool(piece.rows) and page.used + piece.lead + piece.head + piece.rows[0] <= height


def _go_on(piece: Piece, pages: list[Filled], height: float) -> None:
    """Rows down to the foot of the page, then the head again and the rest; the last page has what fills."""
    pages[-1].used += piece.lead + piece.head
    for row in piece.rows:
        if pages[-1].used + row > height:
            pages.append(Filled(piece.head, whole=False))
        pages[-1].used += row
    pages[-1].used += piece.height - piece.lead - piece.head - sum(piece.rows)
    pages[-1].fills += [] if piece.fill is None else [piece.fill]


