"""What the model says."""

from dataclasses import replace

from tests.contract.flatten.form import Event, Flat, Where, fold, grid
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
    Table,
    Together,
    WritingLines,
)
from toolkit.document.inline import Blank, Emphasis, Footnote, LineBreak, Link, Quiet, Strong, Text, plain


class Model:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.flat = Flat()
        self.parted = False

    def read(self) -> list[Event]:
        self.blocks(self.document.blocks, Where(), self.flat)
        return self.flat.all(self.document.title, self.document.language, self.document.rtl)

    def words(self, content) -> str:
        return fold("".join(self.inline(each) for each in content))

    def inline(self, each) -> str:
        match each:
            case Text(words, lang):
                return f"{{{lang}:{words}}}" if lang and lang != self.document.language and words else words
            case Strong(content) | Emphasis(content) | Quiet(content):
                return "".join(self.inline(inner) for inner in content)
            case Link(content, href):
                return f"[{''.join(self.inline(inner) for inner in content)}]({href})"
            case Blank(size):
                return "☐" if size == "box" else f"⟦{size}⟧"
            case LineBreak():
                return " "
            case Footnote(content):
                self.flat.notes.append(())
                number = len(self.flat.notes)
                self.flat.notes[number - 1] = tuple(self.noted(content))
                return f"[^{number}]"
        raise TypeError(each)

    def noted(self, blocks, sign=""):
        for block in blocks:
            match block:
                case Paragraph(content):
                    yield fold(sign + self.words(content))
                case Items(items, style, start):
                    for number, item in enumerate(items, start):
                        mark = f"{number}. " if style == "number" else "• "
                        yield from self.noted(item[:1], mark) if item and isinstance(item[0], Paragraph) else (mark.strip(),)
                        yield from self.noted(item[1:] if item and isinstance(item[0], Paragraph) else item)
                case _:
                    raise TypeError(block)
            sign = ""

    def blocks(self, blocks, where: Where, flat: Flat) -> None:
        for block in blocks:
            self.block(block, where, flat)

    def block(self, block: Block, where: Where, flat: Flat) -> None:
        if self.parted:
            self.parted = False
            flat.page()
        match block:
            case Part(content):
                if flat.said:
                    flat.page()
                self.blocks(content, where, flat)
                self.parted = True
            case Heading(level, content, new_page=new_page):
                if new_page:
                    flat.page()
                flat.say("heading", level, self.words(content))
            case Paragraph(content, style):
                flat.line(where.style if style == "body" else style, self.words(content))
            case Items():
                self.items(block, where, flat)
            case Quote(content, source):
                self.blocks(content, Where("quote"), flat)
                flat.line("quote-source", self.words(source))
            case Callout():
                self.callout(block, flat)
            case Together(content):
                self.blocks(content, where, flat)
            case Table():
                self.table(block, flat)
            case Cards(cards):
                flat.say("cards", len(cards), tuple(self.part(card) for card in cards))
            case WritingLines(count):
                if count:
                    flat.say("lines", count)
            case Figure(alt=alt, caption=caption) | Picture(alt=alt, caption=caption):
                flat.say("figure", fold(alt), getattr(block, "lang", None))
                flat.line("figure-caption", self.words(caption))
            case Contents(title, levels):
                listed = [each for each in _headings(self.document.blocks) if each.in_contents and each.level <= levels]
                entries = tuple((each.level, fold(plain(each.content))) for each in listed)
                if entries:
                    flat.say("contents", self.words(title), entries)
            case PageBreak():
                flat.page()
            case Cover():
                self.cover(block, flat)
            case _:
                raise TypeError(block)

    def part(self, blocks) -> tuple[Event, ...]:
        inner = self.flat.inside()
        self.blocks(blocks, Where(), inner)
        return tuple(inner.said)

    def items(self, items: Items, where: Where, flat: Flat) -> None:
        for number, item in enumerate(items.items, items.start):
            blocks = _unfold(item)
            if items.style == "plain":
                self.blocks(blocks, where, flat)
            elif items.style == "entries":
                inner = flat.inside()
                self.blocks(blocks, replace(where, style="body"), inner)
                flat.entry(inner)
            else:
                first = blocks[:1] if blocks and isinstance(blocks[0], Paragraph) else ()
                words = self.words(first[0].content) if first else ""
                flat.say("item", items.style, number if items.style == "number" else 0, where.depth, words)
                self.blocks(blocks[len(first) :], Where("body", where.depth + 1), flat)

    def callout(self, callout: Callout, flat: Flat) -> None:
        bordered = all(isinstance(each, Paragraph) for each in _unfold(callout.content))
        inner = flat if bordered else flat.inside()
        inner.line("callout-title", self.words(callout.title))
        inner.line("callout-author", self.words(callout.author))
        if bordered:
            for each in _unfold(callout.content):
                flat.line(f"callout-{callout.kind}", self.words(each.content))
        else:
            self.blocks(callout.content, Where(), inner)
            flat.say("frame", callout.kind, tuple(inner.said))

    def cover(self, cover: Cover, flat: Flat) -> None:
        for which, content in (("kicker", cover.kicker), ("title", cover.title), ("subtitle", cover.subtitle)):
            if which == "title" and cover.level:
                flat.say("heading", cover.level, self.words(content))
            elif content:
                flat.say("cover", which, self.words(content))
        for fact in cover.facts:
            flat.say("cover", "fact", self.words(fact))
        for mark in cover.marks:
            alt = fold(mark.logo.alt or plain(mark.name)) if mark.logo else ""
            flat.say("mark", fold(mark.role), alt, self.words(mark.name))
        if cover.style == "page":
            flat.page()

    def table(self, table: Table, flat: Flat) -> None:
        flat.line("caption", self.words(table.caption))
        if not table.rows and not table.titles:
            return
        titles = tuple(self.words(column.title) for column in table.columns) if table.titles else ()
        rows = [[self.cell(cell, row.style) for cell in row.cells] for row in table.rows]
        flat.say("table", table.style, titles, grid(rows, len(table.columns)))

    def cell(self, cell: Cell, style: str) -> Event:
        said = self.part(cell.blocks or (Paragraph(cell.content),))
        heads = cell.heads and style == "plain" and said and said[0][:2] == ("line", "body")
        return ("cell", "row" if heads else "", cell.columns, cell.rows, said)


def _unfold(blocks) -> tuple[Block, ...]:
    return tuple(inner for block in blocks for inner in (_unfold(block.content) if isinstance(block, Together) else (block,)))


def _headings(blocks) -> list[Heading]:
    found = []
    for block in blocks:
        match block:
            case Heading():
                found.append(block)
            case Cover(title, level=level) if level:
                found.append(Heading(level, title))
            case Together(content) | Callout(content) | Quote(content) | Part(content):
                found += _headings(content)
            case Items(groups) | Cards(groups):
                found += [each for group in groups for each in _headings(group)]
            case Table(rows=rows):
                found += [each for row in rows for cell in row.cells for each in _headings(cell.blocks)]
    return found
