"""A document, its HTML and its DOCX in one normal form, so that they can be compared block by block.

What DESIGN.md leaves free is not in it: line breaks within a paragraph, spacing, emphasis, page furniture, the ends of unmarked lists.
A paragraph is ("line", style, words), with `[^n]` for a footnote, `[words](address)` for a link and `{fr:words}` for another language;
the notes come last, by number. Each source is walked on its own: nothing here uses a writer.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field, replace

from lxml import etree, html

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
    Picture,
    Quote,
    Table,
    Together,
    WritingLines,
)
from toolkit.document.inline import Blank, Emphasis, Footnote, LineBreak, Link, Quiet, Strong, Text, plain

Event = tuple


def from_document(document: Document) -> list[Event]:
    """What the model says."""
    return _Model(document).read()


def from_html(page: str) -> list[Event]:
    """What the page says, by its elements."""
    return _Page(page).read()


def from_docx(data: bytes) -> list[Event]:
    """What the Word file says, by its styles."""
    return _Word(data).read()


def fold(words: str) -> str:
    """White space folded; a tick box stands without space around it, and a language that goes on is one."""
    words = re.sub(r"(\{[A-Za-z-]+:)([^{}]*)\}(?:\1([^{}]*)\})+", _one_language, words)
    words = re.sub(r"\s+", " ", words).strip()
    return re.sub(r" ?☐ ?", "☐", words)


def _one_language(found: re.Match[str]) -> str:
    return found[1] + re.sub(r"\}" + re.escape(found[1]), "", found[0][len(found[1]) :])


@dataclass
class _Flat:
    """What was said so far; the parts of one document share its notes."""

    notes: list[tuple[str, ...]] = field(default_factory=list)
    said: list[Event] = field(default_factory=list)

    def inside(self) -> "_Flat":
        return _Flat(self.notes)

    def say(self, *event: object) -> None:
        self.said.append(tuple(event))

    def line(self, style: str, words: str) -> None:
        if words:
            self.say("line", style, words)

    def page(self) -> None:
        if not self.said or self.said[-1] != ("break",):
            self.say("break")

    def entry(self, inner: "_Flat") -> None:
        """One of the entries of a list: its first line heads it."""
        first = next((at for at, event in enumerate(inner.said) if event[:2] == ("line", "body")), None)
        if first is not None:
            inner.said[first] = ("line", "entry", inner.said[first][2])
        self.said += inner.said

    def all(self, title: str, language: str, rtl: bool) -> list[Event]:
        return [("document", title, language, rtl), *self.said, *[("note", n, lines) for n, lines in enumerate(self.notes, 1)]]


def _grid(rows: list[list[Event]], count: int) -> tuple[tuple[Event, ...], ...]:
    """Rows of ("cell", role, across, down, said), each as wide as its table; what reaches beyond is cut, what is missing is empty."""
    taken = [0] * count
    made = []
    for number, row in enumerate(rows):
        cells, at, waiting = [], 0, list(row)
        while at < count:
            if taken[at]:
                taken[at] -= 1
                at += 1
                continue
            kind, role, across, down, said = waiting.pop(0) if waiting else ("cell", "", 1, 1, ())
            across, down = min(across, count - at), min(down, len(rows) - number)
            cells.append((kind, role, across, down, said))
            taken[at : at + across] = [down - 1] * across
            at += across
        made.append(tuple(cells))
    return tuple(made)


# The model


@dataclass(frozen=True)
class _Where:
    style: str = "body"
    depth: int = 0


class _Model:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.flat = _Flat()

    def read(self) -> list[Event]:
        self.blocks(self.document.blocks, _Where(), self.flat)
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

    def blocks(self, blocks, where: _Where, flat: _Flat) -> None:
        for block in blocks:
            self.block(block, where, flat)

    def block(self, block: Block, where: _Where, flat: _Flat) -> None:
        match block:
            case Heading(level, content, new_page=new_page):
                if new_page:
                    flat.page()
                flat.say("heading", level, self.words(content))
            case Paragraph(content, style):
                flat.line(where.style if style == "body" else style, self.words(content))
            case Items():
                self.items(block, where, flat)
            case Quote(content, source):
                self.blocks(content, _Where("quote"), flat)
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
                flat.say("figure", fold(alt))
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
        self.blocks(blocks, _Where(), inner)
        return tuple(inner.said)

    def items(self, items: Items, where: _Where, flat: _Flat) -> None:
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
                self.blocks(blocks[len(first) :], _Where("body", where.depth + 1), flat)

    def callout(self, callout: Callout, flat: _Flat) -> None:
        bordered = all(isinstance(each, Paragraph) for each in _unfold(callout.content))
        inner = flat if bordered else flat.inside()
        inner.line("callout-title", self.words(callout.title))
        inner.line("callout-author", self.words(callout.author))
        if bordered:
            for each in _unfold(callout.content):
                flat.line(f"callout-{callout.kind}", self.words(each.content))
        else:
            self.blocks(callout.content, _Where(), inner)
            flat.say("frame", callout.kind, tuple(inner.said))

    def cover(self, cover: Cover, flat: _Flat) -> None:
        for which, content in (("kicker", cover.kicker), ("title", cover.title), ("subtitle", cover.subtitle)):
            if content:
                flat.say("cover", which, self.words(content))
        for fact in cover.facts:
            flat.say("cover", "fact", self.words(fact))
        for mark in cover.marks:
            alt = fold(mark.logo.alt or plain(mark.name)) if mark.logo else ""
            flat.say("mark", fold(mark.role), alt, self.words(mark.name))
        if cover.style == "page":
            flat.page()

    def table(self, table: Table, flat: _Flat) -> None:
        flat.line("caption", self.words(table.caption))
        if not table.rows and not table.titles:
            return
        titles = tuple(self.words(column.title) for column in table.columns) if table.titles else ()
        rows = [[self.cell(cell, row.style) for cell in row.cells] for row in table.rows]
        flat.say("table", table.style, titles, _grid(rows, len(table.columns)))

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
            case Together(content) | Callout(content) | Quote(content):
                found += _headings(content)
            case Items(groups) | Cards(groups):
                found += [each for group in groups for each in _headings(group)]
            case Table(rows=rows):
                found += [each for row in rows for cell in row.cells for each in _headings(cell.blocks)]
    return found


# HTML

_BLOCKS = frozenset({"p", "ul", "ol", "table", "figure", "blockquote", "aside", "div", "nav", "header", "h1", "h2", "h3", "h4", "h5", "h6"})


class _Page:
    def __init__(self, page: str) -> None:
        self.root = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
        self.language = self.root.get("lang")
        self.flat = _Flat()

    def read(self) -> list[Event]:
        self.blocks(self.root.find("body").find("main"), _Where(), self.flat)
        return self.flat.all(self.root.findtext("head/title"), self.language, self.root.get("dir") == "rtl")

    def words(self, element) -> str:
        return fold(self.inline(element)) if element is not None else ""

    def inline(self, element) -> str:
        return (element.text or "") + "".join(self.piece(child) + (child.tail or "") for child in element)

    def piece(self, element) -> str:
        kinds = (element.get("class") or "").split()
        if element.tag == "br":
            return " "
        if "blank" in kinds:
            return "☐" if "box" in kinds else f"⟦{kinds[1]}⟧"
        if "footnote" in kinds:
            self.flat.notes.append(())
            number = len(self.flat.notes)
            self.flat.notes[number - 1] = tuple(line for para in element for line in self.noted(para))
            return f"[^{number}]"
        words = self.inline(element)
        if element.tag == "a":
            return f"[{words}]({element.get('href')})"
        if element.tag == "span" and element.get("lang") and words:
            return f"{{{element.get('lang')}:{words}}}"
        return words

    def noted(self, para):
        """A note's line: a paragraph, or an item with its sign; what stands inside an item follows on lines of its own."""
        inside = [child for child in para if "para" in (child.get("class") or "").split()]
        if "item" not in para.get("class").split():
            yield self.words(para)
            return
        first = self.words(inside[0]) if inside and inside[0].get("class") == "para" else ""
        yield fold(f"{para.text or ''}{first}")
        for child in inside[1:] if first or (inside and inside[0].get("class") == "para") else inside:
            yield from self.noted(child)

    def blocks(self, parent, where: _Where, flat: _Flat) -> None:
        for element in parent:
            self.block(element, where, flat)

    def block(self, element, where: _Where, flat: _Flat) -> None:
        kinds = (element.get("class") or "").split()
        kind = kinds[0] if kinds else ""
        match element.tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                if "new-page" in kinds:
                    flat.page()
                flat.say("heading", int(element.tag[1]) - 1, self.words(element))
            case "p":
                flat.line({"": where.style, "source": "quote-source"}.get(kind, kind), self.words(element))
            case "ul" | "ol":
                self.items(element, kinds, where, flat)
            case "blockquote":
                self.blocks(element, _Where("quote"), flat)
            case "aside":
                self.callout(element, kinds[1], flat)
            case "table":
                self.table(element, kind, flat)
            case "figure":
                drawn = next(child for child in element if child.tag in ("svg", "img"))
                flat.say("figure", fold(drawn.get("alt") or drawn.get("aria-label") or ""))
                flat.line("figure-caption", self.words(element.find("figcaption")))
            case "nav":
                title = self.words(element.find("p"))
                entries = tuple(
                    (int(entry.get("class").removeprefix("level-")), self.words(entry.find("a"))) for entry in element.iter("li")
                )
                flat.say("contents", title, tuple((level, re.sub(r"\{[A-Za-z-]+:([^{}]*)\}", r"\1", words)) for level, words in entries))
            case "header":
                self.cover(element, kinds, flat)
            case "div":
                self.division(element, kind, where, flat)
            case _:
                raise TypeError(f"an element without a rule: {etree.tostring(element)[:200]!r}")

    def division(self, element, kind: str, where: _Where, flat: _Flat) -> None:
        match kind:
            case "together":
                self.blocks(element, where, flat)
            case "page-break":
                flat.page()
            case "lines":
                if len(element):
                    flat.say("lines", len(element))
            case "cards":
                cards = element.xpath('.//div[contains(concat(" ", @class, " "), " card ")]')
                flat.say("cards", len(cards), tuple(self.part(card) for card in cards))
            case _:
                raise TypeError(f"a division without a rule: {kind}")

    def part(self, element) -> tuple[Event, ...]:
        """Blocks, or one bare line, as in list items and cells."""
        inner = self.flat.inside()
        if any(child.tag in _BLOCKS for child in element):
            self.blocks(element, _Where(), inner)
        else:
            inner.line("body", self.words(element))
        return tuple(inner.said)

    def items(self, element, kinds, where: _Where, flat: _Flat) -> None:
        style = "number" if element.tag == "ol" else next((each for each in kinds if each in ("check", "plain", "entries")), "bullet")
        for number, item in enumerate(element, int(element.get("start", 1))):
            if any(child.tag in _BLOCKS for child in item):
                children = _unfolded(item)
            else:
                children = [item]
            if style in ("plain", "entries"):
                inner = flat.inside()
                for child in children:
                    self.in_item(child, where if style == "plain" else replace(where, style="body"), inner)
                if style == "plain":
                    flat.said += inner.said
                else:
                    flat.entry(inner)
                continue
            first = children[0] if children and children[0].tag in ("p", "li") else None
            flat.say("item", style, number if style == "number" else 0, where.depth, self.words(first))
            for child in children[first is not None :]:
                self.block(child, _Where("body", where.depth + 1), flat)

    def in_item(self, child, where: _Where, flat: _Flat) -> None:
        if child.tag == "li":
            flat.line(where.style, self.words(child))
        else:
            self.block(child, where, flat)

    def callout(self, element, kind: str, flat: _Flat) -> None:
        children = _unfolded(element)
        heads = {"title": "callout-title", "author": "callout-author"}
        bordered = all(child.tag == "p" for child in children)
        inner = flat if bordered else flat.inside()
        for child in children:
            if child.tag == "p" and child.get("class") in heads:
                inner.line(heads[child.get("class")], self.words(child))
            elif bordered:
                inner.line(f"callout-{kind}", self.words(child))
            else:
                self.block(child, _Where(), inner)
        if not bordered:
            flat.say("frame", kind, tuple(inner.said))

    def cover(self, element, kinds, flat: _Flat) -> None:
        for child in element:
            if child.tag == "div":
                for mark in child:
                    parts = {part.get("class"): part for part in mark}
                    image = parts["logo"].find("img") if "logo" in parts else None
                    alt = fold(image.get("alt")) if image is not None else ""
                    flat.say("mark", self.words(parts.get("role")), alt, self.words(parts["name"]))
            else:
                flat.say("cover", "title" if child.tag == "h1" else child.get("class"), self.words(child))
        if "page" in kinds:
            flat.page()

    def table(self, element, style: str, flat: _Flat) -> None:
        flat.line("caption", self.words(element.find("caption")))
        count = len(element.find("colgroup"))
        titles = tuple(self.words(cell) for cell in element.findall("thead/tr/*"))
        rows = [[self.cell(cell, row.get("class") or "") for cell in row] for row in element.findall("tbody/tr")]
        if titles or rows:
            flat.say("table", style, titles, _grid(rows, count))

    def cell(self, cell, row: str) -> Event:
        said = self.part(cell)
        plainly = not {"pause", "group"} & set(row.split())
        heads = cell.tag == "th" and plainly and said and said[0][:2] == ("line", "body")
        return ("cell", "row" if heads else "", int(cell.get("colspan", 1)), int(cell.get("rowspan", 1)), said)


def _unfolded(element) -> list:
    return [inner for child in element for inner in (_unfolded(child) if child.get("class") == "together" else [child])]


# DOCX

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_BODY = frozenset({"BodyText", "List", "ListContinue", "ListEntry", "FootnoteText", "ListBullet", "ListNumber", "ListCheck"})
_BLANKS = {20: "short", 49: "medium", 70: "wide", 98: "long"}
_SILENT = frozenset({"Spacer", "CoverRule", "ListEntryEnd"})
_COVER = {"CoverKicker": "kicker", "Title": "title", "Subtitle": "subtitle", "CoverFact": "fact"}
_STYLES = {
    "ListEntryFirst": "entry",
    "Quote": "quote",
    "QuoteSource": "quote-source",
    "Caption": "caption",
    "FigureCaption": "figure-caption",
}


class _Word:
    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith((".xml", ".rels"))}
        self.main = self.parts["word/document.xml"].find(f"{_W}body")
        self.lists = self._lists()
        self.counts: dict[str, int] = {}
        self.links = {part: self._links(part) for part in ("document", "footnotes")}
        self.flat = _Flat()
        self.part_name = "document"
        lang = self.parts["word/styles.xml"].find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang")
        self.language = lang.get(f"{_W}val")

    def read(self) -> list[Event]:
        self.blocks(self.main, self.flat)
        title = self.parts["docProps/core.xml"].findtext("{http://purl.org/dc/elements/1.1/}title")
        return self.flat.all(title, self.language, self.main.find(f"{_W}sectPr/{_W}bidi") is not None)

    def _links(self, part: str) -> dict[str, str]:
        rels = self.parts.get(f"word/_rels/{part}.xml.rels")
        return {} if rels is None else {each.get("Id"): each.get("Target") for each in rels}

    def _lists(self) -> dict[str, tuple[str, int]]:
        """For each list its kind and where it starts."""
        numbering = self.parts["word/numbering.xml"]
        abstract = {each.get(f"{_W}abstractNumId"): each for each in numbering.findall(f"{_W}abstractNum")}
        found = {}
        for number in numbering.findall(f"{_W}num"):
            level = abstract[number.find(f"{_W}abstractNumId").get(f"{_W}val")].find(f"{_W}lvl")
            style = level.find(f"{_W}pStyle")
            start = number.find(f"{_W}lvlOverride/{_W}startOverride")
            kind = {"ListBullet": "bullet", "ListNumber": "number", "ListCheck": "check"}[style.get(f"{_W}val")]
            found[number.get(f"{_W}numId")] = (kind, int(start.get(f"{_W}val")) if start is not None else 1)
        return found

    def blocks(self, parent, flat: _Flat) -> None:
        """Blocks one after the other; a contents list and writing lines are several paragraphs each."""
        lines = 0
        contents: list | None = None
        for element in parent:
            style = _style(element) if element.tag == f"{_W}p" else ""
            if lines and style != "WritingLine":
                flat.say("lines", lines)
                lines = 0
            if contents is not None and not re.fullmatch(r"TOC\d", style):
                flat.say("contents", contents[0], tuple(contents[1:]))
                contents = None
            if element.tag == f"{_W}p" and element.find(f"{_W}pPr/{_W}pageBreakBefore") is not None:
                flat.page()
            if element.tag == f"{_W}tbl":
                self.table(element, flat)
            elif style == "WritingLine":
                lines += 1
            elif style == "TOCHeading" or re.fullmatch(r"TOC\d", style):
                contents = contents or [self.words(element) if style == "TOCHeading" else ""]
                if style != "TOCHeading":
                    contents.append((int(style[3:]), fold(self.runs(element, "").partition("\t")[0])))
            elif element.tag == f"{_W}p" and style not in _SILENT:
                self.paragraph(element, style, flat)
        if lines:
            flat.say("lines", lines)

    def paragraph(self, element, style: str, flat: _Flat) -> None:
        heading = re.fullmatch(r"Heading(\d)(?:Unlisted)?", style)
        numbered = element.find(f"{_W}pPr/{_W}numPr")
        words = self.words(element)
        if numbered is not None:
            kind, number, depth = self.item(numbered)
            flat.say("item", kind, number, depth, words)
        elif heading:
            flat.say("heading", int(heading[1]), words)
        elif style in _COVER:
            flat.say("cover", _COVER[style], words)
        else:
            for drawn in element.iter(_PROPERTIES):
                flat.say("figure", fold(drawn.get("descr")))
            flat.line(_line_style(style), words)

    def item(self, numbered) -> tuple[str, int, int]:
        which = numbered.find(f"{_W}numId").get(f"{_W}val")
        kind, start = self.lists[which]
        self.counts[which] = self.counts.get(which, start - 1) + 1
        return kind, self.counts[which] if kind == "number" else 0, int(numbered.find(f"{_W}ilvl").get(f"{_W}val"))

    def words(self, paragraph) -> str:
        return fold(self.runs(paragraph, self.language).replace("\t", " "))

    def runs(self, parent, base: str) -> str:
        """`base` is the language that is not told apart; "" tells none apart."""
        return "".join(self.piece(child, base) for child in parent)

    def piece(self, element, base: str) -> str:
        if element.tag == f"{_W}hyperlink":
            inner = self.runs(element, base)
            target = element.get(f"{_R}id")
            return f"[{inner}]({self.links[self.part_name][target]})" if target else inner
        if element.tag != f"{_W}r":
            return ""
        style = element.find(f"{_W}rPr/{_W}rStyle")
        named = style.get(f"{_W}val") if style is not None else ""
        said = "".join(self.text(child) for child in element)
        if named == "TickBox":
            return "☐"
        if named == "Blank":
            return f"⟦{_BLANKS[len(said) - 1]}⟧"
        lang = element.find(f"{_W}rPr/{_W}lang")
        code = lang.get(f"{_W}val") if lang is not None else base
        return f"{{{code}:{said}}}" if base and code != base and said else said

    def text(self, element) -> str:
        match element.tag.removeprefix(_W):
            case "t":
                return element.text or ""
            case "br":
                return " "
            case "tab":
                return "\t"
            case "footnoteReference":
                return self.note(element.get(f"{_W}id"))
        return ""

    def note(self, which: str) -> str:
        self.flat.notes.append(())
        number = len(self.flat.notes)
        held = next(each for each in self.parts["word/footnotes.xml"] if each.get(f"{_W}id") == which)
        was, self.part_name = self.part_name, "footnotes"
        lines = []
        for paragraph in held:
            numbered = paragraph.find(f"{_W}pPr/{_W}numPr")
            kind, count, _ = self.item(numbered) if numbered is not None else ("", 0, 0)
            sign = f"{count}. " if kind == "number" else "• " if kind else ""
            lines.append(fold(sign + self.words(paragraph)))
        self.part_name = was
        self.flat.notes[number - 1] = tuple(lines[1:] if lines and not lines[0] else lines)
        return f"[^{number}]"

    def table(self, table, flat: _Flat) -> None:
        style = table.find(f"{_W}tblPr/{_W}tblStyle").get(f"{_W}val")
        rows = table.findall(f"{_W}tr")
        if style.startswith("Frame"):
            flat.say("frame", style.removeprefix("Frame").lower(), self.part(rows[0].find(f"{_W}tc")))
        elif style == "TableMarks":
            for cell in table.iter(f"{_W}tc"):
                self.mark(cell, flat)
        elif style == "TableCards":
            cards = [cell for cell in table.iter(f"{_W}tc") if _style(cell.find(f"{_W}p")) != "Spacer"]
            flat.say("cards", len(cards), tuple(self.part(card) for card in cards))
        else:
            self.cells(table, rows, style.removeprefix("Table").lower(), flat)

    def part(self, element) -> tuple[Event, ...]:
        inner = self.flat.inside()
        self.blocks(element, inner)
        return tuple(inner.said)

    def mark(self, cell, flat: _Flat) -> None:
        words = {_style(paragraph): self.words(paragraph) for paragraph in cell.findall(f"{_W}p")}
        drawn = next(cell.iter(_PROPERTIES), None)
        if any(words.values()) or drawn is not None:
            flat.say("mark", words.get("MarkRole", ""), fold(drawn.get("descr")) if drawn is not None else "", words["MarkName"])

    def cells(self, table, rows, style: str, flat: _Flat) -> None:
        count = len(table.find(f"{_W}tblGrid"))
        titles: tuple[str, ...] = ()
        made = []
        for number, row in enumerate(rows):
            if row.find(f"{_W}trPr/{_W}tblHeader") is not None:
                titles = tuple(fold(" ".join(self.words(each) for each in cell.iter(f"{_W}p"))) for cell in row.findall(f"{_W}tc"))
            else:
                made.append([self.cell(cell, at, rows[number + 1 :]) for at, cell in _placed(row) if not _continues(cell)])
        flat.say("table", style, titles, _grid(made, count))

    def cell(self, cell, at: int, below) -> Event:
        said = self.part(cell)
        first = cell.find(f"{_W}p")
        heads = _style(first) in ("TableRow", "ScheduleRow") and said and said[0][:2] == ("line", "body")
        down = 1
        if cell.find(f"{_W}tcPr/{_W}vMerge") is not None:
            for row in below:
                if not any(place == at and _continues(under) for place, under in _placed(row)):
                    break
                down += 1
        return ("cell", "row" if heads else "", _span(cell), down, said)


def _style(paragraph) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return style.get(f"{_W}val") if style is not None else ""


def _line_style(style: str) -> str:
    if style in _BODY or re.match(r"(Table|Schedule)(Text|Row|Pause|Group)", style):
        return "body"
    framed = re.fullmatch(r"(?:Callout(?:Note|Warning|Say|Box)|Frame)(Title|Author)", style)
    if framed:
        return f"callout-{framed[1].lower()}"
    if style.startswith("Callout"):
        return f"callout-{style.removeprefix('Callout').lower()}"
    return _STYLES.get(style, style.lower())


def _span(cell) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    return int(span.get(f"{_W}val")) if span is not None else 1


def _continues(cell) -> bool:
    merged = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merged is not None and merged.get(f"{_W}val") != "restart"


def _placed(row) -> list[tuple[int, object]]:
    placed, at = [], 0
    for cell in row.findall(f"{_W}tc"):
        placed.append((at, cell))
        at += _span(cell)
    return placed
