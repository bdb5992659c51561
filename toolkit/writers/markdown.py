"""A document as Markdown that reads well as plain text, and comes out of any CommonMark reader with tables and footnotes.

It decides which signs say what a block means, and which typed signs must be kept from meaning something. No raw HTML.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any

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
from toolkit.document.inline import Blank, Emphasis, Footnote, Inline, LineBreak, Link, Quiet, Strong, Text, plain
from toolkit.document.outline import headings

_BREAK = "\0"
"""A line break, until it is known whether it stands in a paragraph, a heading or a cell."""

_BETWEEN = " · "
"""What stands for a line break or a new block in a cell: a pipe table has neither."""


def write(document: Document) -> bytes:
    """The whole text: notes at the end, after them what stands in the page's margins."""
    page = _Page(document)
    made = page.blocks(document.blocks)
    notes = "\n\n".join(page.noted())
    margins = "  \n".join(_line(_escape(line)) for line in (document.header, *document.footer) if line)
    return ("\n\n".join(part for part in (made, notes, f"---\n\n{margins}" if margins else "") if part) + "\n").encode()


class _Page:
    """One walk through a document; numbers its footnotes."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._notes: list[Footnote] = []
        self._rules: dict[type, Callable[[Any], str]] = {
            Heading: self._heading, Paragraph: lambda each: _line(self.line(each.content)), Items: self._items, Quote: self._quote,
            Table: self._table, Figure: self._figure, Picture: self._figure, Cards: self._cards, WritingLines: self._lines,
            Callout: self._callout, Together: lambda each: self.blocks(each.content), Contents: self._contents,
            PageBreak: lambda _: "---", Cover: self._cover, Part: lambda each: f"---\n\n{self.blocks(each.content)}",
        }  # fmt: skip
        self._inlines: dict[type, Callable[[Any], str]] = {
            Text: lambda each: _escape(each.text), Strong: lambda each: _marked("**", self.line(each.content)),
            Emphasis: lambda each: _marked("*", self.line(each.content)), Quiet: lambda each: self.line(each.content), Link: self._link,
            Footnote: self._footnote, Blank: lambda each: _BLANKS[each.size], LineBreak: lambda _: _BREAK,
        }  # fmt: skip

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Blocks with a blank line between; of two lists that follow each other the second has other signs, or they would be one."""
        made: list[str] = []
        before: Block | None = None
        for block in blocks:
            said = self.block(block)
            if isinstance(block, Items) and isinstance(before, Items):
                said = re.sub(r"^(?:-|(\d+)\.)(?= |$)", lambda found: f"{found[1]})" if found[1] else "*", said, flags=re.MULTILINE)
                before = None
            elif said:
                before = block
            made.append(said)
        return "\n\n".join(said for said in made if said)

    def block(self, block: Block) -> str:
        try:
            rule = self._rules[type(block)]
        except KeyError:
            raise TypeError(f"Markdown has no rule for the block {type(block).__name__}") from None
        return rule(block)

    def line(self, content: tuple[Inline, ...]) -> str:
        said = ""
        for each in content:
            try:
                rule = self._inlines[type(each)]
            except KeyError:
                raise TypeError(f"Markdown has no rule for the inline {type(each).__name__}") from None
            said = _beside(said, rule(each))
        return _bare(said)

    def noted(self) -> list[str]:
        """The footnotes; one may hold another, so they are counted while they are written."""
        made: list[str] = []
        while len(made) < len(self._notes):
            note = self._notes[len(made)]
            made.append(_indented(self.blocks(note.content), f"[^{len(made) + 1}]: ", "    "))
        return made

    def _footnote(self, note: Footnote) -> str:
        self._notes.append(note)
        return f"[^{len(self._notes)}]"

    def _link(self, link: Link) -> str:
        words = plain(link.content)
        address = link.href.removeprefix("mailto:") if words != link.href else link.href
        if words == address and re.fullmatch(r"[^\s<>]+", words):
            return f"<{words}>"
        target = f"<{link.href}>" if re.search(r"[()\s]", link.href) else link.href
        return f"[{self.line(link.content)}]({target})"

    def _heading(self, heading: Heading) -> str:
        return f"{'#' * min(heading.level + 1, 6)} {_one_line(self.line(heading.content), ' ')}"

    def _items(self, items: Items) -> str:
        if items.style in ("plain", "entries"):
            return "\n\n".join(self.blocks(item) for item in items.items)
        loose = any(_stands_apart(block, at) for item in items.items for at, block in enumerate(item))
        made = []
        for number, item in enumerate(items.items, items.start):
            sign = f"{number}. " if items.style == "number" else "- "
            inner = self.blocks(item) if loose else "\n".join(self.block(block) for block in item)
            made.append(_indented(inner, sign + ("[ ] " if items.style == "check" else ""), " " * len(sign)))
        return ("\n\n" if loose else "\n").join(made)

    def _quote(self, quote: Quote) -> str:
        source = f"— {_line(self.line(quote.source))}" if quote.source else ""
        return _quoted("\n\n".join(part for part in (self.blocks(quote.content), source) if part))

    def _callout(self, callout: Callout) -> str:
        title = _bare(_marked("**", _one_line(self.line(callout.title), " ")))
        author = _bare(_marked("*", _one_line(self.line(callout.author), " ")))
        return _quoted("\n\n".join(part for part in (title, author, self.blocks(callout.content)) if part))

    def _cards(self, cards: Cards) -> str:
        return "\n\n".join(_quoted(self.blocks(card) or _BLANKS["long"]) for card in cards.cards)

    def _lines(self, lines: WritingLines) -> str:
        return "  \n".join([_BLANKS["long"]] * lines.count)

    def _figure(self, figure: Figure | Picture) -> str:
        alt = f"\\[{_line(_escape(figure.alt))}\\]" if figure.alt else ""
        caption = _line(_bare(_marked("*", self.line(figure.caption)))) if figure.caption else ""
        return "\n\n".join(part for part in (alt, caption) if part)

    def _contents(self, contents: Contents) -> str:
        listed = [each for each in headings(self._document.blocks) if each.in_contents and each.level <= contents.levels]
        if not listed:
            return ""
        title = _bare(_marked("**", self.line(contents.title)))
        top = min(each.level for each in listed)
        entries = [f"{'  ' * (each.level - top)}- {_one_line(_escape(plain(each.content)), ' ')}" for each in listed]
        return "\n\n".join(part for part in (title, "\n".join(entries)) if part)

    def _cover(self, cover: Cover) -> str:
        kicker = _line(self.line(cover.kicker))
        subtitle = _line(_bare(_marked("**", self.line(cover.subtitle)))) if cover.subtitle else ""
        facts = "  \n".join(_line(self.line(fact)) for fact in cover.facts if fact)
        marks = []
        for mark in cover.marks:
            role = f"{_escape(mark.role)}: " if mark.role else ""
            marks.append(_line(role + self.line(mark.name)))
        parts = (kicker, f"{'#' * min(cover.level + 1, 6)} {_one_line(self.line(cover.title), ' ')}", subtitle, facts, "  \n".join(marks))
        return "\n\n".join(part for part in parts if part)

    # Tables

    def _table(self, table: Table) -> str:
        """Cells that reach over others leave those empty; what a cell holds stands on one line."""
        count = len(table.columns)
        titles = [self._in_cell(column.title) if table.titles else "" for column in table.columns]
        rows = [titles, *self._grid(table.rows, count)]
        widths = [max(3, *(_width(row[at]) for row in rows)) for at in range(count)]
        if sum(widths) > _WIDEST:
            widths = [3] * count
        lines = [_row(row, widths) for row in rows]
        rules = [_RULES[column.align]("-" * (width - 2)) for column, width in zip(table.columns, widths, strict=True)]
        lines.insert(1, _row(rules, widths))
        caption = _line(_bare(_marked("**", self.line(table.caption)))) if table.caption else ""
        return "\n\n".join(part for part in (caption, "\n".join(lines)) if part)

    def _grid(self, rows: Sequence[Row], count: int) -> list[list[str]]:
        taken = [0] * count
        grid = []
        for row in rows:
            line, at = [""] * count, 0
            for cell in row.cells:
                while at < count and taken[at]:
                    at += 1
                if at >= count:
                    raise TypeError(f"A table row has more cells than its {count} columns")
                line[at] = self._cell(cell, row)
                for under in range(at, min(at + cell.columns, count)):
                    taken[under] = cell.rows
                at += cell.columns
            taken = [max(0, left - 1) for left in taken]
            grid.append(line)
        return grid

    def _cell(self, cell: Cell, row: Row) -> str:
        said = self._flat(cell.blocks) if cell.blocks else self._in_cell(cell.content)
        return _bare(_marked("**", said)) if said and "**" not in said and (cell.heads or row.style == "group") else said

    def _in_cell(self, content: tuple[Inline, ...]) -> str:
        return _one_line(self.line(content), _BETWEEN).replace("|", "\\|")

    def _flat(self, blocks: Iterable[Block]) -> str:
        return _BETWEEN.join(said for block in blocks if (said := self._flat_block(block)))

    def _flat_block(self, block: Block) -> str:
        match block:
            case Paragraph(content) | Heading(content=content):
                return self._in_cell(content)
            case Items(items, style, start):
                signs = {"number": "{}. ", "check": "☐ ", "bullet": "• "}
                return _BETWEEN.join(f"{signs.get(style, '').format(n)}{self._flat(item)}" for n, item in enumerate(items, start))
            case Together(content):
                return self._flat(content)
            case Quote(content, source):
                return _BETWEEN.join(part for part in (self._flat(content), f"— {self._in_cell(source)}" if source else "") if part)
            case Callout(content, _, title, author):
                return _BETWEEN.join(part for part in (self._in_cell(title), self._in_cell(author), self._flat(content)) if part)
            case Cards(cards):
                return _BETWEEN.join(self._flat(card) for card in cards)
            case Table(columns, rows, caption, _, titles):
                lines = [self._in_cell(caption)] if caption else []
                lines += [", ".join(self._in_cell(column.title) for column in columns)] if titles else []
                return _BETWEEN.join(lines + [", ".join(cell for cell in line if cell) for line in self._grid(rows, len(columns))])
            case Figure() | Picture():
                alt = f"[{block.alt}]" if block.alt else ""
                return _BETWEEN.join(part for part in (self._in_cell((Text(alt),)), self._in_cell(block.caption)) if part)
            case WritingLines() | PageBreak():
                return ""
        return _one_line(self.block(block).replace("\n", _BREAK), _BETWEEN).replace("|", "\\|")


_WIDEST = 140
_RULES: dict[str, Callable[[str], str]] = {
    "start": lambda rule: f"-{rule}-", "end": lambda rule: f"-{rule}:", "centre": lambda rule: f":{rule}:",
}  # fmt: skip
_BLANKS = {"box": "☐", "short": "." * 12, "medium": "." * 30, "wide": "." * 42, "long": "." * 60}
"""Dots, not underscores: these mean nothing in Markdown."""

_SIGNS = re.compile(r"[\\`*\[\]]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~(?=~)|(?<=~)~")
_LINE_SIGNS = re.compile(r"(?P<before>)(?P<sign>#{1,6}(?=\s|$)|[-+](?=\s|$|-)|>|=+\s*$|~~~)|(?P<number>\d{1,9})(?P<point>[.)])(?=\s|$)")


def _escape(text: str) -> str:
    """Typed words with a backslash before what Markdown would take for a sign."""
    return _SIGNS.sub(lambda found: "\\" + found[0], text.replace("\r\n", "\n")).replace("\n", _BREAK)


def _line(said: str) -> str:
    """A paragraph: hard breaks as two spaces at a line's end, and no line that would start a list, a heading or a quotation."""
    lines = [_safe_start(line.strip(" \t")) or "\u00a0" for line in said.split(_BREAK)]
    return "  \n".join(lines) if said.strip(f" \t{_BREAK}") else ""


def _safe_start(line: str) -> str:
    found = _LINE_SIGNS.match(line)
    if found is None:
        return line
    if found["number"]:
        return f"{found['number']}\\{line[len(found['number']):]}"
    return f"\\{line}"


def _one_line(said: str, between: str) -> str:
    return between.join(part.strip() for part in said.split(_BREAK) if part.strip())


def _marked(sign: str, said: str) -> str:
    """Emphasis around words, with the space at its ends outside, where Markdown wants it; its ends marked for `_beside`."""
    inner = said.strip(f" \t{_BREAK}\u00a0")
    if not inner:
        return said
    before, after = said.split(inner, 1) if said != inner else ("", "")
    mark = _STRONG if sign == "**" else _EMPHASIS
    return f"{before}{mark}{sign}{inner}{sign}{mark}{after}"


_STRONG, _EMPHASIS = "\1", "\2"
_MARKS = re.compile("[\1\2]")


def _beside(before: str, after: str) -> str:
    """Two pieces side by side. A sign of emphasis means nothing between a letter and a punctuation mark: there it is left out.

    (CommonMark 6.2: left- and right-flanking delimiter runs.)
    """
    if before and after and _MARKS.match(after[0]):
        inner = after[1 + _signs(after[0])]
        if _MARKS.match(before[-1]) or (not _is_space(before[-1]) and not _is_punctuation(before[-1]) and _is_punctuation(inner)):
            after = _unmarked(after, after[0])
    if before and after and _MARKS.match(before[-1]) and not _MARKS.match(after[0]):
        inner = before[-2 - _signs(before[-1])]
        if not _is_space(after[0]) and not _is_punctuation(after[0]) and _is_punctuation(inner):
            start = before.rindex(before[-1], 0, -1)
            before = before[:start] + _unmarked(before[start:], before[-1])
    return before + after


def _signs(mark: str) -> int:
    return 2 if mark == _STRONG else 1


def _unmarked(said: str, mark: str) -> str:
    first, end, signs = said.index(mark), said.rindex(mark), _signs(mark)
    return said[:first] + said[first + 1 + signs : end - signs] + said[end + 1 :]


def _bare(said: str) -> str:
    return _MARKS.sub("", said)


def _is_space(char: str) -> bool:
    return char.isspace() or char == _BREAK


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _indented(said: str, sign: str, indent: str) -> str:
    first, *rest = said.split("\n")
    return "\n".join([(sign + first).rstrip(" ") if not first else sign + first, *(indent + line if line else "" for line in rest)])


def _quoted(said: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in said.split("\n"))


def _width(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 0 if unicodedata.combining(char) else 1 for char in words)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return f"| {' | '.join(cell + ' ' * max(0, width - _width(cell)) for cell, width in zip(cells, widths, strict=True))} |"


def _stands_apart(block: Block, at: int) -> bool:
    """Whether a block in a list asks for a blank line before it: anything but the item's line and the lists below it."""
    return not isinstance(block, Items) and not (at == 0 and isinstance(block, Paragraph))
