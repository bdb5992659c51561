"""On which page each heading will be: an estimate, for the numbers that Word shows in the contents before it works them out itself.

LibreOffice works them out on opening. Word does so on printing or when asked, and asking unasked is the prompt that nobody wants; so
the numbers that stand there until then are counted from the length of the text and the sizes of reference.docx.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass

from toolkit.document.blocks import (
    Block,
    Callout,
    Cards,
    Cell,
    Contents,
    Cover,
    Document,
    Figure,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Part,
    Picture,
    Quote,
    Row,
    Table,
    Together,
    WritingLines,
)
from toolkit.document.inline import Emphasis, Footnote, Inline, Link, Quiet, Strong, Text, plain
from toolkit.document.outline import headings
from toolkit.writers.docx_paper import area_mm

_POINT = 25.4 / 72
_WIDE = 0.49
"""The width of a letter of Noto Sans in parts of its size, over running English, French and Spanish text."""

_SIZES = {"body": 10.0, "lead": 12.5, "note": 8.5, "say": 13.0, "kicker": 8.5, "centred": 10.0}
_HEADS = {1: (16.0, 9.0, 3.0), 2: (12.5, 6.5, 2.0), 3: (10.5, 5.0, 1.2)}


@dataclass(slots=True)
class _Flow:
    """The pen while it goes down the pages."""

    height: float
    page: int = 1
    used: float = 0.0

    def take(self, height: float, whole: bool = False, after: float = 0.0) -> None:
        """Room for what is that high; what stays whole, and what must not stand alone at the foot, starts the next page."""
        if (whole and height <= self.height and self.used + height > self.height) or self.used + after + min(height, 6) > self.height:
            self.turn()
        self.used += height
        while self.used > self.height:
            self.page += 1
            self.used -= self.height

    def turn(self) -> None:
        if self.used > 0:
            self.page += 1
            self.used = 0.0


def pages(document: Document) -> list[int]:
    """The page of every heading, in the order of the document."""
    width, height = area_mm(document.page)
    flow = _Flow(height)
    found: list[int] = []
    entries = headings(document.blocks)
    for block in document.blocks:
        _place(block, flow, width, found, entries)
    return found


def _place(block: Block, flow: _Flow, width: float, found: list[int], entries: list[Heading]) -> None:
    match block:
        case Heading(level, content):
            size, before, after = _HEADS.get(level, (10.0, 4.0, 1.0))
            if block.new_page:
                flow.turn()
            flow.take((before if flow.used else 0) + _lines(content, size, width, 1.2) + after, whole=True, after=14)
            found.append(flow.page)
        case PageBreak():
            flow.turn()
        case Part(content, page):
            held = flow.height
            flow.turn()
            across, flow.height = area_mm(page)
            for each in content:
                _place(each, flow, across, found, entries)
            flow.turn()
            flow.height = held
            return
        case Cover():
            flow.take(_cover(block, width))
            if block.style == "page":
                flow.turn()
        case Contents(title, levels):
            listed = [each for each in entries if each.in_contents and each.level <= levels]
            flow.take((_lines(title, 16, width, 1.2) + 4 if title else 0) + sum(8.6 if each.level == 1 else 6.3 for each in listed))
        case Together(content):
            if content and isinstance(content[0], Heading):
                for each in content:
                    _place(each, flow, width, found, entries)
                return
            flow.take(sum(_height(each, width) for each in content), whole=True)
        case Items(items, style):
            for item in items:
                flow.take(sum(_height(each, width - 6) for each in item) + (1.8 if style == "entries" else 0), whole=style == "entries")
            flow.take(2)
        case Table():
            for row in block.rows:
                flow.take(_row(row, block, width), whole=True)
            flow.take((7 if block.titles else 0) + (7 if block.caption else 0) + 3)
        case Cards():
            across = max(1, int((width + block.gutter_mm) // (block.width_mm + block.gutter_mm)))
            for _ in range(math.ceil(len(block.cards) / across)):
                flow.take(block.height_mm + block.gutter_mm, whole=True)
        case Figure() | Picture():
            flow.take(_height(block, width), whole=True)
        case Callout():
            flow.take(_height(block, width), whole=block.kind != "box")
        case _:
            flow.take(_height(block, width))
    if not isinstance(block, Heading):
        found.extend([flow.page] * len(headings((block,))))


def _height(block: Block, width: float) -> float:
    match block:
        case Paragraph(content, style):
            return _lines(content, _SIZES[style], width, 1.45) + 2.4
        case Heading(level, content):
            size, before, after = _HEADS.get(level, (10.0, 4.0, 1.0))
            return before + _lines(content, size, width, 1.2) + after
        case Items(items):
            return sum(_height(each, width - 6) - 1.4 for item in items for each in item)
        case Quote(content, source):
            return sum(_height(each, width - 16) for each in content) + (5 if source else 0) + 4
        case Callout(content):
            return sum(_height(each, width - 8) for each in content) + 14 + (6 if block.title else 0) + (5 if block.author else 0)
        case Together(content):
            return sum(_height(each, width) for each in content)
        case Table():
            return sum(_row(row, block, width) for row in block.rows) + 10
        case Figure(drawing):
            return drawing.height_mm * min(1, width / drawing.width_mm) + 6 + _caption(block.caption, width)
        case Picture():
            return (block.height_mm or (block.width_mm or width) * 0.66) + 6 + _caption(block.caption, width)
        case WritingLines(count, gap):
            return count * max(gap, 8) + 3
        case _:
            return 0


def _caption(caption: tuple[Inline, ...], width: float) -> float:
    return _lines(caption, 8.5, width, 1.35) + 4 if caption else 0


def _row(row: Row, table: Table, width: float) -> float:
    total = sum(column.share for column in table.columns) or 1
    size = {"schedule": 13.0}.get(table.style, 11.0 if row.style == "group" else 10.0)
    tall, at = 0.0, 0
    for cell in row.cells:
        share = sum(column.share for column in table.columns[at : at + cell.columns])
        tall, at = max(tall, _cell(cell, width * share / total - 3, size)), at + cell.columns
    return max(tall + (3 if row.style != "group" else 5.5), row.height_mm or 0)


def _cell(cell: Cell, width: float, size: float) -> float:
    return sum(_height(block, width) - 2.4 for block in cell.blocks) if cell.blocks else _lines(cell.content, size, width, 1.35)


def _cover(cover: Cover, width: float) -> float:
    if cover.style == "line":
        return 0
    marks = 24 if any(mark.logo for mark in cover.marks) else 10 if cover.marks else 0
    return 8 + _lines(cover.title, 23, width, 1.15) + _lines(cover.subtitle, 12.5, width, 1.35) + 4 * len(cover.facts) + marks + 8


def _lines(content: tuple[Inline, ...], size: float, width: float, line: float) -> float:
    """How high a line's words are when they are set that wide, with the room that their notes take from the same page."""
    only = content[0] if len(content) == 1 else None
    words, notes = (only.text, []) if isinstance(only, Text) else (plain(content), _notes(content))
    across = max(1.0, width / (size * _POINT))
    parts = words.split("\n") if "\n" in words else (words,)
    rows = sum([max(1, math.ceil(_ems(part) / across)) for part in parts])
    return rows * size * line * _POINT + sum([_note(note, width) for note in notes])


def _ems(words: str) -> float:
    if words.isascii():
        return len(words) * _WIDE
    return sum(1.0 if unicodedata.east_asian_width(char) in "WF" else _WIDE for char in words)


def _notes(content: tuple[Inline, ...]) -> list[Footnote]:
    found: list[Footnote] = []
    for each in content:
        match each:
            case Footnote():
                found.append(each)
            case Strong(inner) | Emphasis(inner) | Quiet(inner) | Link(inner):
                found.extend(_notes(inner))
    return found


def _note(note: Footnote, width: float) -> float:
    return sum(_lines(block.content, 8, width, 1.35) + 0.6 for block in note.content if isinstance(block, Paragraph))
