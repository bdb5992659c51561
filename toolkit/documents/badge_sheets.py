"""The sheets that badges are printed on: how many lie on one, its margins, and which back meets which front.

Cards are centred on upright paper, so that paper turned on its long edge, as printers do it, brings each back behind its front.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.document.blocks import SIZES_MM, Block, Cards, Page, PageBreak
from toolkit.documents.registry import PaperSize

Face = tuple[Block, ...]

_LEAST_SIDE_MM, _LEAST_END_MM = 6.0, 13.0
"""What a printer leaves white; above and below, room for what stands in the margins."""

_SLACK_MM = 0.2
_FOOT_MM = 2.0
"""A word processor puts a line of a point before and after a table: without room for it there would be an empty page."""


@dataclass(frozen=True, slots=True)
class BadgeSheet:
    """One size of badge in millimetres. Without a gutter it is a sheet of labels that was cut by its maker, on paper of its own."""

    name: str
    wide: float
    high: float
    gutter: float = 6.0
    paper: PaperSize | None = None

    def across(self, paper: PaperSize) -> int:
        return max(1, int((SIZES_MM[paper][0] - 2 * _LEAST_SIDE_MM + self.gutter) // (self.wide + self.gutter)))

    def down(self, paper: PaperSize) -> int:
        return max(1, int((SIZES_MM[paper][1] - 2 * _LEAST_END_MM) // (self.high + self.gutter)))

    def page(self, paper: PaperSize) -> Page:
        wide, high = SIZES_MM[paper]
        side = (wide - self.across(paper) * (self.wide + self.gutter) + self.gutter - _SLACK_MM) / 2
        top = (high - self.down(paper) * (self.high + self.gutter)) / 2
        return Page(size=paper, margins_mm=(round(top, 2), round(side, 2), round(top - _FOOT_MM, 2), round(side, 2)))


def filled(count: int, each: int) -> int:
    """How many blank ones there are: for walk-ins one in ten and no fewer than four, and what is left of the last sheet."""
    spare = max(4, count // 10)
    return spare + -(count + spare) % each


def both_sides(faces: Sequence[tuple[Face, Face]], sheet: BadgeSheet, paper: PaperSize) -> tuple[Block, ...]:
    """Fronts and backs, a page each in turn. The backs of a row run the other way: paper that is turned over is turned round."""
    across = sheet.across(paper)
    each = across * sheet.down(paper)
    made: list[Block] = []
    for at in range(0, len(faces), each):
        page = faces[at : at + each]
        backs = [back for row in range(0, len(page), across) for _, back in reversed(page[row : row + across])]
        for cards in ([front for front, _ in page], backs):
            made += [PageBreak()] if made else []
            made.append(Cards(tuple(cards), sheet.wide, sheet.high, sheet.gutter, middle=True))
    return tuple(made)
