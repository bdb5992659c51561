"""What a page says, by its elements."""

import re
from dataclasses import replace

from lxml import etree, html

from tests.contract.flatten.form import Event, Flat, Where, fold, grid

_BLOCKS = frozenset({"p", "ul", "ol", "table", "figure", "blockquote", "aside", "div", "nav", "header", "h1", "h2", "h3", "h4", "h5", "h6"})


_MEASURE = re.compile(r"x\d+")
"""The class of a measure that one document has: how large its type is, and not what it says."""


class Page:
    def __init__(self, page: str) -> None:
        self.root = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
        self.language = self.root.get("lang")
        self.flat = Flat()
        self.parted = False

    def read(self) -> list[Event]:
        self.blocks(self.root.find("body").find("main"), Where(), self.flat)
        return self.flat.all(self.root.findtext("head/title"), self.language, self.root.get("dir") == "rtl")

    def words(self, element) -> str:
        return fold(self.inline(element)) if element is not None else ""

    def inline(self, element) -> str:
        said = (element.text or "") + "".join(self.piece(child) + (child.tail or "") for child in element)
        return said.replace("\u2060", "")  # no width and no meaning: it holds a line to write on to its quotation mark

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

    def blocks(self, parent, where: Where, flat: Flat) -> None:
        for element in parent:
            self.block(element, where, flat)

    def block(self, element, where: Where, flat: Flat) -> None:
        kinds = (element.get("class") or "").split()
        kind = kinds[0] if kinds and not _MEASURE.fullmatch(kinds[0]) else ""
        if self.parted:
            self.parted = False
            flat.page()
        match element.tag:
            case "section":
                if flat.said:
                    flat.page()
                self.blocks(element, where, flat)
                self.parted = True
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                if "new-page" in kinds:
                    flat.page()
                flat.say("heading", int(element.tag[1]) - 1, self.words(element))
            case "p":
                flat.line({"": where.style, "source": "quote-source"}.get(kind, kind), self.words(element))
            case "ul" | "ol":
                self.items(element, kinds, where, flat)
            case "blockquote":
                self.blocks(element, Where("quote"), flat)
            case "aside":
                self.callout(element, kinds[1], flat)
            case "table":
                self.table(element, kind, flat)
            case "figure":
                drawn = next(child for child in element if child.tag in ("svg", "img"))
                flat.say("figure", fold(drawn.get("alt") or drawn.get("aria-label") or ""), drawn.get("lang"))
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

    def division(self, element, kind: str, where: Where, flat: Flat) -> None:
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
            self.blocks(element, Where(), inner)
        else:
            inner.line("body", self.words(element))
        return tuple(inner.said)

    def items(self, element, kinds, where: Where, flat: Flat) -> None:
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
                self.block(child, Where("body", where.depth + 1), flat)

    def in_item(self, child, where: Where, flat: Flat) -> None:
        if child.tag == "li":
            flat.line(where.style, self.words(child))
        else:
            self.block(child, where, flat)

    def callout(self, element, kind: str, flat: Flat) -> None:
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
                self.block(child, Where(), inner)
        if not bordered:
            flat.say("frame", kind, tuple(inner.said))

    def cover(self, element, kinds, flat: Flat) -> None:
        for child in element:
            if child.tag == "div":
                for mark in child:
                    parts = {part.get("class"): part for part in mark}
                    image = parts["logo"].find("img") if "logo" in parts else None
                    alt = fold(image.get("alt")) if image is not None else ""
                    flat.say("mark", self.words(parts.get("role")), alt, self.words(parts["name"]))
            elif child.tag[0] == "h" and child.tag != "h1":
                flat.say("heading", int(child.tag[1]) - 1, self.words(child))
            else:
                flat.say("cover", child.get("class").split()[0], self.words(child))
        if "page" in kinds:
            flat.page()

    def table(self, element, style: str, flat: Flat) -> None:
        flat.line("caption", self.words(element.find("caption")))
        count = len(element.find("colgroup"))
        titles = tuple(self.words(cell) for cell in element.findall("thead/tr/*"))
        rows = [[self.cell(cell, row.get("class") or "") for cell in row] for row in element.findall("tbody/tr")]
        if titles or rows:
            flat.say("table", style, titles, grid(rows, count))

    def cell(self, cell, row: str) -> Event:
        said = self.part(cell)
        plainly = not {"pause", "group"} & set(row.split())
        heads = cell.tag == "th" and plainly and said and said[0][:2] == ("line", "body")
        return ("cell", "row" if heads else "", int(cell.get("colspan", 1)), int(cell.get("rowspan", 1)), said)


def _unfolded(element) -> list:
    return [inner for child in element for inner in (_unfolded(child) if child.get("class") == "together" else [child])]
