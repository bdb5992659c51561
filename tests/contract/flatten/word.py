"""What a Word file says, by its styles."""

import io
import re
import zipfile

from lxml import etree

from tests.contract.flatten.form import Event, Flat, fold, grid

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


class Word:
    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith((".xml", ".rels"))}
        self.main = self.parts["word/document.xml"].find(f"{_W}body")
        self.lists = self._lists()
        self.counts: dict[str, int] = {}
        self.links = {part: self._links(part) for part in ("document", "footnotes")}
        self.flat = Flat()
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

    def blocks(self, parent, flat: Flat) -> None:
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
            if element.tag == f"{_W}p" and element.find(f"{_W}pPr/{_W}sectPr") is not None:
                if lines:
                    flat.say("lines", lines)
                    lines = 0
                flat.page()
        if lines:
            flat.say("lines", lines)

    def paragraph(self, element, style: str, flat: Flat) -> None:
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
            for run in element.iter(f"{_W}r"):
                for drawn in run.iter(_PROPERTIES):
                    lang = run.find(f"{_W}rPr/{_W}lang")
                    flat.say("figure", fold(drawn.get("descr")), None if lang is None else lang.get(f"{_W}val"))
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
        said = said.replace("\u2060", "")  # no width and no meaning: it makes room above a line to write on
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

    def table(self, table, flat: Flat) -> None:
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

    def mark(self, cell, flat: Flat) -> None:
        words = {_style(paragraph): self.words(paragraph) for paragraph in cell.findall(f"{_W}p")}
        drawn = next(cell.iter(_PROPERTIES), None)
        if any(words.values()) or drawn is not None:
            flat.say("mark", words.get("MarkRole", ""), fold(drawn.get("descr")) if drawn is not None else "", words["MarkName"])

    def cells(self, table, rows, style: str, flat: Flat) -> None:
        count = len(table.find(f"{_W}tblGrid"))
        titles: tuple[str, ...] = ()
        made = []
        for number, row in enumerate(rows):
            if row.find(f"{_W}trPr/{_W}tblHeader") is not None:
                titles = tuple(fold(" ".join(self.words(each) for each in cell.iter(f"{_W}p"))) for cell in row.findall(f"{_W}tc"))
            else:
                made.append([self.cell(cell, at, rows[number + 1 :]) for at, cell in _placed(row) if not _continues(cell)])
        flat.say("table", style, titles, grid(made, count))

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
