"""The title block of a Word file: a first page for a report, a band for everything else, the hosts' marks side by side."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.document.blocks import Cover, Mark, Table
from toolkit.document.inline import Inline, plain
from toolkit.writers import docx_drawing
from toolkit.writers.docx_inline import PLAIN, Look
from toolkit.writers.reference import mm

if TYPE_CHECKING:
    from toolkit.writers.docx_body import Body, Place

_MARK = mm(57)
_LOGO_MM = 13.0
_BAND = 46
"""A title's size as its style has it, in half points."""
_LINE = ' w:line="211" w:lineRule="auto"'
"""On a first page words are larger than their styles say, and so are their lines."""


def cover(body: Body, block: Cover, at: Place) -> str:
    if block.style == "line":
        return _in_the_margin(body, block, at)
    if block.style not in ("page", "band"):
        raise TypeError(f"DOCX has no rule for the cover style {block.style}")
    whole = block.style == "page"
    top = f'<w:spacing w:before="{mm(52)}" w:after="{mm(5)}"{_LINE}/>' if whole else ""
    parts = [body.paragraph(_line(body, block.kicker, 22 if whole else 0), at, "CoverKicker", after=top)] if block.kicker else []
    above = top if whole and not block.kicker else f'<w:spacing w:after="{mm(5)}"{_LINE}/>' if whole else ""
    parts.append(_title(body, block, at, _title_size(block, whole), above))
    if block.subtitle:
        below = f'<w:spacing w:after="{mm(12)}"{_LINE}/>' if whole else ""
        parts.append(body.paragraph(_line(body, block.subtitle, 32 if whole else 0), at, "Subtitle", after=below))
    spacing = f"<w:spacing{_LINE}/>" if whole else ""
    parts += [body.paragraph(_line(body, fact, 23 if whole else 0), at, "CoverFact", after=spacing) for fact in block.facts]
    rule = f'<w:spacing w:before="{mm(38)}" w:after="{mm(5)}" w:line="40" w:lineRule="exact"/>' if whole else ""
    if block.marks:
        marks = _marks(body, block.marks, at)
        parts += [body.paragraph("", at, "CoverRule", after=rule), marks] if whole else [body.spacer(8, at), marks]
    if whole:
        body.break_page()
    else:
        parts.append(body.paragraph("", at, "CoverRule"))
    return "".join(parts)


def _title(body: Body, block: Cover, at: Place, size: int, after: str, frame: str = "") -> str:
    """The title; that of a part is one of the document's headings, of the size that titles have."""
    if not block.level:
        return body.paragraph(_line(body, block.title, size), at, "Title", numbered=frame, after=after)
    runs = _line(body, block.title, size or _BAND)
    runs = runs if frame else body.bookmarked(runs)
    after = after or f'<w:spacing w:before="0" w:after="{mm(1.5)}" w:line="276" w:lineRule="auto"/>'
    return body.paragraph(runs, at, f"Heading{min(block.level, 6)}", numbered=frame, after=after)


def _in_the_margin(body: Body, block: Cover, at: Place) -> str:
    """A frame above the text: Word's own way of taking lines out of the flow, which LibreOffice follows."""
    top = mm(body.page.margins_mm[0] - 8)
    frame = (
        f'<w:framePr w:w="{at.width}" w:h="{mm(7.5)}" w:hRule="exact" w:wrap="around" w:vAnchor="page" w:hAnchor="margin"'
        f' w:x="1" w:y="{top}"/>'
    )
    tight = '<w:spacing w:before="0" w:after="0" w:line="196" w:lineRule="exact"/>'
    def line(style: str, content: tuple[Inline, ...]) -> str:
        return body.paragraph(_line(body, content, 15), at, style, numbered=frame, after=tight) if content else ""

    parts = [line("CoverKicker", block.kicker), _title(body, block, at, 16, tight, frame), line("Subtitle", block.subtitle)]
    parts += [line("CoverFact", fact) for fact in block.facts]
    # LibreOffice loses a bookmark in a frame, and a frame before a table: a line of one point stands below, on the same page.
    following = next((after for before, after in itertools.pairwise(body.document.blocks) if before is block), None)
    if block.level or isinstance(following, Table):
        parts.append(body.spacer(1, replace(at, keep=True), body.bookmarked("") if block.level else ""))
    return "".join(parts)


def _line(body: Body, content: tuple[Inline, ...], size: int) -> str:
    return body.runs.line(content, Look(size=size) if size else PLAIN)


def _title_size(block: Cover, whole: bool) -> int:
    """In half points; a title of three hundred characters is smaller, so that it stays a title and not a page."""
    length = len(plain(block.title))
    if whole:
        return 68 if length <= 60 else 52 if length <= 120 else 40
    return 0 if length <= 90 else 36 if length <= 160 else 30


def _marks(body: Body, marks: tuple[Mark, ...], at: Place) -> str:
    """The hosts in their order, each picture as high as it says, as many in a row as there is room for."""
    across = max(1, min(len(marks), at.width // _MARK))
    inner = replace(at, width=_MARK - mm(9), indent=0, end=0)
    rows = []
    for first in range(0, len(marks), across):
        shown = marks[first : first + across]
        cells = [_mark(body, mark, inner, any(each.role for each in shown)) for mark in shown]
        cells += [body.paragraph("", inner, "MarkName")] * (across - len(shown))
        placed = f'<w:tc><w:tcPr><w:tcW w:w="{_MARK}" w:type="dxa"/><w:vAlign w:val="bottom"/></w:tcPr>'
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join([f'{placed}{cell}</w:tc>' for cell in cells])}</w:tr>")
    grid = f'<w:gridCol w:w="{_MARK}"/>' * across
    turned = "<w:bidiVisual/>" if body.rtl else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableMarks"/>{turned}<w:tblW w:w="{_MARK * across}" w:type="dxa"/>'
        f"<w:tblLayout w:type='fixed'/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _mark(body: Body, mark: Mark, at: Place, headed: bool) -> str:
    parts = [body.paragraph(body.runs.words(mark.role), at, "MarkRole")] if headed else []
    if mark.logo:
        run = docx_drawing.inline_picture(body, at, replace(mark.logo, height_mm=mark.logo.height_mm or _LOGO_MM, width_mm=None))
        parts.append(body.paragraph(run, at, "MarkLogo"))
    parts.append(body.paragraph(body.runs.line(mark.name), at, "MarkName"))
    return "".join(parts)
