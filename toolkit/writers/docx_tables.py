"""Tables, cards and framed texts as WordprocessingML: fixed widths, titles repeated on every page, rows that never split.

It decides what a cell looks like in XML; what stands in a cell it asks the `Body` for.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.document.blocks import Callout, Cards, Cell, Column, Row, Table
from toolkit.document.inline import plain
from toolkit.document.type_size import USUAL_PT, grown
from toolkit.writers.docx_inline import Look, field, spaced
from toolkit.writers.reference import mm

if TYPE_CHECKING:
    from toolkit.writers.docx_body import Body, Place

_STYLES = {"open": ("TableOpen", "Table", 142), "lined": ("TableLined", "Table", 226), "schedule": ("TableSchedule", "Schedule", 284)}
"""The table style, how the styles of its paragraphs begin, and what the margins take of a cell's width."""

_TEXTS = {"plain": "Text", "pause": "Pause", "group": "Group"}
_ALIGN = {"start": "", "end": '<w:jc w:val="right"/>', "centre": '<w:jc w:val="center"/>'}
"""`right` is the end of the line in either direction: Word turns it round where a paragraph is bidi."""


def table(body: Body, block: Table, at: Place) -> str:
    try:
        style, kind, margins = _STYLES[block.style]
    except KeyError:
        raise TypeError(f"DOCX has no rule for the table style {block.style}") from None
    widths = _widths(block.columns, at.width)
    grid = _Grid(body, block, at, widths, kind, margins)
    above = _caption(body, block, at) if block.caption else ""
    if not block.rows and not block.titles:
        return above
    above += body.before_table(at)
    titles = grid.titles() if block.titles else ""
    size = grown(block.type_pt, body.document.type_pt) if block.type_pt else 0
    held, body.runs.look = body.runs.look, Look(size=round(size * 2)) if size else body.runs.look
    made = [grid.row(row) for row in block.rows]
    read = block.style != "lined" and body.document.type_pt == USUAL_PT  # what is written in, or tall, may go on over a page anywhere
    for alone in {0, len(made) - 2} if read and len(made) > 3 else ():  # neither the first row nor the last stands alone on a page
        made[alone] = _STYLED.sub(r"\1<w:keepNext/>", made[alone])
    rows = "".join(made)
    body.runs.look = held
    lead = any(row.cells and row.cells[0].heads for row in block.rows)
    flags = 0x0400 + 0x0020 * block.titles + 0x0080 * lead
    look = f'<w:tblLook w:val="{flags:04X}" w:firstRow="{int(block.titles)}" w:lastRow="0"' \
           f' w:firstColumn="{int(lead)}" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
    return above + _open(body, style, widths, at, look) + titles + rows + "</w:tbl>" + body.spacer(8, at)


def cards(body: Body, block: Cards, at: Place) -> str:
    """Cards of exact size between gutters, half a gutter at the outside too, as in print. The marks to cut by are the gutters' edges:
    they stand at a card's corners and never run along it."""
    if not block.cards:
        return ""
    if not block.gutter_mm:
        return _edge_to_edge(body, block, at)
    gutter, wide, high = mm(max(block.gutter_mm, 2)), mm(block.width_mm), mm(block.height_mm)
    across = max(1, (at.width + gutter + 1) // (wide + gutter))
    outer = gutter // 2
    widths = [outer, *([wide, gutter] * across)[:-1], outer]
    before = body.spacer(1, replace(at, keep=True))
    made = _made(body, block, at)
    rows = []
    for first in range(0, len(made), across):
        shown = made[first : first + across]
        rows.append(_gutter_row(gutter if first else outer, widths, across if first else len(shown), body))
        cells = [_blank(outer, body, _ACROSS)]
        for number in range(across):
            cells.append(shown[number] if number < len(shown) else _blank(wide, body))
            after = outer if number + 1 == across else gutter
            cells.append(_blank(after, body, _ACROSS if number < len(shown) else ""))
        rows.append(_fixed_row(high, "".join(cells)))
    rows.append(_gutter_row(outer, widths, len(made) - (len(made) - 1) // across * across, body))
    opened = _open(body, "TableCards", widths, replace(at, indent=-outer), _BARE)
    return before + opened + "".join(rows) + "</w:tbl>" + body.spacer(1, at)


def _edge_to_edge(body: Body, block: Cards, at: Place) -> str:
    """Labels: nothing between them. Before them a line of a point, on each page alike: a table alone would lose the line in the margin."""
    wide, high = mm(block.width_mm), mm(block.height_mm)
    across = max(1, (at.width + 20) // wide)
    before, made = body.spacer(1, replace(at, keep=True)), _made(body, block, at)
    made += [_blank(wide, body)] * (-len(made) % across)
    rows = [_fixed_row(high, "".join(made[first : first + across])) for first in range(0, len(made), across)]
    opened = _open(body, "TableCards", [wide] * across, at, _BARE)
    return before + opened + "".join(rows) + "</w:tbl>" + body.spacer(1, at)


def _made(body: Body, block: Cards, at: Place) -> list[str]:
    """The cells of the cards."""
    wide = mm(block.width_mm)
    inner = replace(at, width=wide - 2 * mm(4), indent=0, end=0, depth=0, cell=True, text="TableText")
    held, body.runs.look = body.runs.look, Look(size=round(block.type_pt * 2)) if block.type_pt else body.runs.look
    middle = '<w:vAlign w:val="center"/>' if block.middle else ""
    made = [_cell(wide, _closed(body.blocks(card, inner), body, inner), middle) for card in block.cards]
    body.runs.look = held
    return made


def _gutter_row(height: int, widths: list[int], shown: int, body: Body) -> str:
    """The row between two rows of cards: at each card that stands above or below, its two sides are marked."""
    cells = [_blank(width, body, _DOWN if at % 2 and at // 2 < shown else "") for at, width in enumerate(widths)]
    return _fixed_row(height, "".join(cells))


def _fixed_row(height: int, cells: str) -> str:
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr>{cells}</w:tr>'


def frame(body: Body, callout: Callout, at: Place) -> str:
    """A callout that holds more than paragraphs: only a cell keeps one frame around lists, tables and drawings."""
    padding = {"note": 0, "say": 2 * mm(5)}.get(callout.kind, 2 * mm(4))
    inner = replace(at, width=at.width - padding, indent=0, end=0, depth=0, cell=True, text="BodyText", keep=False)
    held = replace(inner, keep=True)
    parts = [body.before_table(at)]
    head = body.paragraph(body.runs.line(callout.title), held, "FrameTitle") if callout.title else ""
    if callout.author:
        head += body.paragraph(body.runs.line(callout.author), held, "FrameAuthor")
    made = head + body.blocks(callout.content, inner)
    parts.append(_open(body, f"Frame{callout.kind.capitalize()}", [at.width], at, ""))
    split = "" if callout.kind == "box" else "<w:trPr><w:cantSplit/></w:trPr>"
    parts.append(f"<w:tr>{split}{_cell(at.width, _closed(made, body, inner))}</w:tr></w:tbl>")
    return "".join(parts) + body.spacer(10, at)


class _Grid:
    """One table while its rows are written: which places a cell from a row above still fills."""

    def __init__(self, body: Body, block: Table, at: Place, widths: list[int], kind: str, margins: int) -> None:
        self._body, self._block, self._at, self._widths, self._kind, self._margins = body, block, at, widths, kind, margins
        self._plain = replace(at, indent=0, end=0, depth=0, cell=True)
        self._taken = [0] * len(widths)
        self._spans = [1] * len(widths)
        bidi = "<w:bidi/>" if body.rtl else ""
        keep = "<w:keepNext/>" if at.keep else ""
        self._cells = {
            style: [
                (f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_RULES.get(style, "")}</w:tcPr>'
                 f'<w:p><w:pPr><w:pStyle w:val="{kind}{text}"/>{keep}{bidi}{_ALIGN[column.align]}</w:pPr>')
                for width, column in zip(widths, block.columns, strict=True)
            ]
            for style, text in _TEXTS.items()
        }

    def titles(self) -> str:
        cells = [
            _cell(width, self._body.paragraph(self._body.runs.line(column.title), replace(self._plain, keep=True), f"{self._kind}Head",
                                              after=_ALIGN[column.align]))
            for width, column in zip(self._widths, self._block.columns, strict=True)
        ]
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"

    def row(self, row: Row) -> str:
        """A row's cells in their places; what a taller cell above fills is continued, what nobody fills stays empty."""
        if row.style not in _TEXTS:
            raise TypeError(f"DOCX has no rule for the row style {row.style}")
        height = f'<w:trHeight w:val="{mm(row.height_mm)}" w:hRule="atLeast"/>' if row.height_mm else ""
        start = f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>"
        ready = self._cells[row.style]
        parts, column, cells, line = [start], 0, iter(row.cells), self._body.runs.line
        cell = next(cells, None)
        while column < len(self._widths):
            if self._taken[column]:
                span = self._spans[column]
                parts.append(self._continued(column, span))
                self._taken[column] -= 1
                column += span
                continue
            if cell is None:
                parts.append(f"{ready[column]}</w:p></w:tc>")
                column += 1
                continue
            if cell.columns == 1 and cell.rows == 1 and not cell.heads and not cell.blocks:
                parts.append(f"{ready[column]}{line(cell.content)}</w:p></w:tc>")
                column += 1
            else:
                parts.append(self._whole(cell, column, row))
                column += self._spans[column]
            cell = next(cells, None)
        if cell is not None:
            raise ValueError(f"A row has more cells than its table's {len(self._widths)} columns: {plain(cell.content)!r} has no place")
        parts.append("</w:tr>")
        return "".join(parts)

    def _continued(self, column: int, span: int) -> str:
        empty = self._body.paragraph("", self._plain, f"{self._kind}Text")
        return _cell(sum(self._widths[column : column + span]), empty, "<w:vMerge/>", span)

    def _whole(self, cell: Cell, column: int, row: Row) -> str:
        span = min(cell.columns, len(self._widths) - column)
        self._spans[column] = span
        if cell.rows > 1:
            self._taken[column] = cell.rows - 1
        width = sum(self._widths[column : column + span])
        style = f"{self._kind}{'Row' if cell.heads and row.style == 'plain' else _TEXTS[row.style]}"
        inner = replace(self._plain, width=width - self._margins, text=style)
        align = _ALIGN[self._block.columns[column].align]
        if cell.blocks:
            made = _closed(self._body.blocks(cell.blocks, inner), self._body, inner)
        else:
            made = self._body.paragraph(self._body.runs.line(cell.content), inner, after=align)
        more = ('<w:vMerge w:val="restart"/>' if cell.rows > 1 else "") + _RULES.get(row.style, "")
        return _cell(width, made, more, span)


def _widths(columns: tuple[Column, ...], width: int) -> list[int]:
    """The columns' shares of the width in whole units, which add up to it."""
    total = sum(column.share for column in columns) or 1
    edges = [round(width * sum(column.share for column in columns[:number]) / total) for number in range(len(columns))] + [width]
    return [end - start for start, end in itertools.pairwise(edges)]


def _open(body: Body, style: str, widths: list[int], at: Place, look: str) -> str:
    grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
    turned = "<w:bidiVisual/>" if body.rtl else ""
    indent = f'<w:tblInd w:w="{at.indent}" w:type="dxa"/>' if at.indent else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{turned}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{indent}'
        f'<w:tblLayout w:type="fixed"/>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def _cell(width: int, content: str, more: str = "", span: int = 1) -> str:
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}{more}</w:tcPr>{content}</w:tc>'


def _blank(width: int, body: Body, edges: str = "") -> str:
    """Nothing: room between cards, with the marks on its edges."""
    return _cell(width, body.spacer(1), edges + _NO_MARGINS)


def _closed(content: str, body: Body, at: Place) -> str:
    """What a cell holds, ending in the paragraph that Word wants there and without room below it."""
    return spaced(content, "after", 0, last=True) if content.endswith("</w:p>") else content + body.paragraph("", at)


def _caption(body: Body, block: Table, at: Place) -> str:
    """The caption above the table, counted by a field that shows nothing: Word's list of tables finds it, its words stay as they are."""
    counted = field("SEQ Table \\h", "", "<w:rPr><w:vanish/></w:rPr>")
    return body.paragraph(counted + body.runs.line(block.caption), at, "Caption", after=body.indent(at))


_STYLED = re.compile(r'(<w:pStyle w:val="[^"]*"/>)(?!<w:keepNext/>)')
_SIDES = ("top", "left", "bottom", "right")
_RULES = {"group": '<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="14324A"/></w:tcBorders>'}
_BARE = '<w:tblLook w:val="0400" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
_NO_MARGINS = "<w:tcMar>" + "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in _SIDES) + "</w:tcMar>"


def _marked(*sides: str) -> str:
    edges = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="555555"/>' for side in sides)
    return f"<w:tcBorders>{edges}</w:tcBorders>"


_ACROSS, _DOWN = _marked("top", "bottom"), _marked("left", "right")
