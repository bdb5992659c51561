"""How much of a page words take and what they leave, so that lines, rows and drawings can fill the rest.

On the generous side: a drawing that is a line too tall costs a second page.
"""

import math
from collections.abc import Sequence

from toolkit.document.blocks import (
    SIZES_MM,
    Block,
    Callout,
    Cover,
    Figure,
    Heading,
    Items,
    Page,
    Paragraph,
    Quote,
    Table,
    Together,
    WritingLines,
)
from toolkit.document.inline import Inline, plain
from toolkit.document.type_size import USUAL_PT, grown
from toolkit.figures.lettering import width_of

_LINE_MM = 5.4
_BODY_PT = 9.6
"""The body is 10 points; letters are counted as bold ones, which are wider."""

_HEADINGS_PT = {1: 16.0, 2: 12.5}
FIGURE_GAP_MM = 10.0
_TITLE_LINES, CELL_LINES = 3, 4
"""The most lines that a title, or a cell, is to have where its column can be wider."""



def room_mm(page: Page) -> tuple[float, float]:
    """Width and height that the margins leave."""
    width, height = SIZES_MM[page.size]
    if page.landscape:
        width, height = height, width
    top, right, bottom, left = page.margins_mm
    return width - right - left, height - top - bottom


def shared(room: float, leasts: Sequence[float]) -> tuple[float, ...]:
    """What is left of a page in equal parts, but that none gets less than it cannot do without."""
    given = [0.0] * len(leasts)
    waiting = sorted(range(len(leasts)), key=lambda at: -leasts[at])
    while waiting:
        each = room / len(waiting)
        at = waiting.pop(0)
        given[at] = max(each, leasts[at])
        room = max(0.0, room - given[at])
    return tuple(given)


def cover_mm(cover: Cover, width: float, body: float = USUAL_PT) -> float:
    """What the title band takes; a line in the margin takes nothing."""
    if cover.style == "line":
        return 0
    length = len(plain(cover.title))
    size = grown(23.0 if length <= 90 else 18.0 if length <= 160 else 15.0, body)
    fact_pt, kicker_pt = grown(9.5, body), grown(9, body)
    facts = sum(lines(fact, fact_pt, width) * 5.0 * fact_pt / 9.5 for fact in cover.facts)
    kicker = lines(cover.kicker, kicker_pt, width) * 4.9 * kicker_pt / 9 if cover.kicker else 0
    return kicker + lines(cover.title, size, width) * size * 0.42 + (7 if cover.subtitle else 0) + facts + 13


def lines(content: tuple[Inline, ...], size: float, width: float) -> int:
    """How many lines words make when they are set so wide."""
    return sum(max(1, math.ceil(width_of(part, size) * 1.02 / max(width, 1))) for part in (plain(content) or " ").split("\n"))


def height_mm(block: Block, width: float, body: float = USUAL_PT) -> float:
    match block:
        case Paragraph(content, style):
            size = grown({"lead": 12.5, "note": 8.5, "say": 12.0}.get(style, _BODY_PT), body)
            return lines(content, size, width) * _LINE_MM * size / _BODY_PT + 3
        case Heading(level, content):
            size = grown(_HEADINGS_PT.get(level, 10.5), body)
            return (12 if level == 1 else 9) + lines(content, size, width) * size * 0.45
        case Items(items):
            return sum(max(height_mm(each, width - 8, body) - 0.6, 6) for item in items for each in item) + 4
        case WritingLines(count, gap):
            return count * gap + 7
        case Quote(content) | Callout(content) | Together(content):
            return sum(height_mm(each, width - 12, body) for each in content) + 12
        case Table():
            return table_head_mm(block, width, body) + sum(row_mm(block, at, width, body) for at in range(len(block.rows))) + 8
        case Figure(drawing, _, caption):
            return drawing.height_mm + FIGURE_GAP_MM + (caption_mm(caption, width, body) if caption else 0)
        case _:
            return 10


def caption_mm(caption: tuple[Inline, ...], width: float, body: float = USUAL_PT) -> float:
    size = grown(8.5, body)
    return lines(caption, size, width) * 4.2 * size / 8.5 + 6


def table_head_mm(table: Table, width: float, body: float = USUAL_PT) -> float:
    if not table.titles:
        return 0
    total = sum(column.share for column in table.columns) or 1
    size = grown(8.6, body)
    return max(lines(column.title, size, width * column.share / total - 5) for column in table.columns) * 4.3 * size / 8.6 + 4


def row_mm(table: Table, at: int, width: float, body: float) -> float:
    row = table.rows[at]
    total = sum(column.share for column in table.columns) or 1
    tallest, place, size = 0.0, 0, grown(_BODY_PT, body)
    for cell in row.cells:
        share = sum(column.share for column in table.columns[place : place + cell.columns]) / total
        inner = width * share - 5
        line = lines(cell.content, size, inner) * 4.9 * size / _BODY_PT + 3.5
        said = sum(height_mm(each, inner, body) for each in cell.blocks) if cell.blocks else line
        tallest, place = max(tallest, said), place + cell.columns
    return max(tallest, row.height_mm or 0) + 0.3


def columns_mm(table: Table, width: float, body: float = USUAL_PT, most: int = CELL_LINES) -> tuple[float, ...]:
    """How wide each column is, where none is to break a word: the others give what it needs, as far as there is enough for all."""
    total = sum(column.share for column in table.columns) or 1
    wide = [width * column.share / total for column in table.columns]
    needs = [_longest_mm(table, at, body, most) for at in range(len(table.columns))]
    if sum(needs) >= width:
        return tuple(needs)
    for _ in needs:
        short = [at for at, each in enumerate(wide) if each < needs[at]]
        if not short:
            break
        kept = sum(max(0.0, each - needs[at]) for at, each in enumerate(wide))
        owed = sum(needs[at] - wide[at] for at in short)
        wide = [needs[at] + max(0.0, each - needs[at]) * (1 - owed / kept) for at, each in enumerate(wide)]
    return tuple(wide)


def _longest_mm(table: Table, at: int, body: float, most: int) -> float:
    """The longest word of a column, or so much that nothing in it is higher than a few lines, with the room at its sides."""
    said = [(table.columns[at].title, grown(8.6, body), _TITLE_LINES)] if table.titles else []
    for row in table.rows:
        if sum(cell.columns for cell in row.cells) == len(row.cells) > at:
            said.append((row.cells[at].content, grown(_BODY_PT, body), most))
    found = 0.0
    for content, size, in_lines in said:
        words = plain(content).split()
        found = max([found, width_of(" ".join(words), size) * 1.15 / in_lines, *(width_of(word, size) * 1.04 for word in words)])
    return found + 6
