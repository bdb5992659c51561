"""A document as one HTML page: what the screen shows as preview and what WeasyPrint prints, letter by letter the same.

It decides which element says what a block means; how that looks is print.css. No style attributes: the few measures that belong
to one document (paper, widths, heights) are rules in its head, so that a page may forbid inline style.
"""

from __future__ import annotations

import base64
import pathlib
import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from toolkit.document.blocks import (
    Block,
    Callout,
    Cards,
    Cell,
    Column,
    Contents,
    Cover,
    Document,
    Figure,
    Heading,
    Items,
    Mark,
    Page,
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
from toolkit.document.type_size import USUAL_PT, grown
from toolkit.language import language
from toolkit.writers import paper, svg
from toolkit.writers.ways import runs_against

SHEET = pathlib.Path(__file__).resolve().parents[2] / "static" / "print.css"


def write(document: Document) -> bytes:
    """The page on its own: the look is inside, the fonts are the reader's."""
    return render(document, inline=sheet(document.type_pt)).encode()


def sheet(body: float) -> str:
    """print.css, in which every size grows with the body's; what is a part of the size around it is as large as that."""
    rules = SHEET.read_text(encoding="utf-8")
    if body == USUAL_PT:
        return rules
    rules = _POINTS.sub(lambda found: f"{found[1]}{grown(float(found[2]), body):g}pt", rules)
    return _PARTS.sub(lambda found: f"{found[1]}{max(1.0, float(found[2])):g}em", rules) + _TALL_ROWS


_POINTS = re.compile(r"(font(?:-size)?:\s*)(\d*\.?\d+)pt")
_TALL_ROWS = "tbody tr:is(:first-child, :nth-last-child(2)):not(.group, .joined, #_) { break-after: auto }\n"
"""Two rows of large print that stay together leave half a page empty. Rows that are heads or joined still stay with the next.

The id in the list, which nothing has, lets this win over every rule of print.css.
"""

_PARTS = re.compile(r"(font-size:\s*)(\d*\.?\d+)em")


def render(document: Document, stylesheets: Sequence[str] = (), inline: str = "") -> str:
    """The page with links to its stylesheets (`/static/print.css`), or with one inside, or with neither for the PDF writer."""
    page = _Page(document)
    body = "".join([page.block(block) for block in document.blocks])
    links = "".join([f'<link rel="stylesheet" href="{escape(href)}">\n' for href in stylesheets])
    look = f"<style>\n{inline}</style>\n" if inline else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(document.language)}" dir="{"rtl" if document.rtl else "ltr"}">\n<head>\n'
        f'<meta charset="utf-8">\n<title>{_words(document.title)}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n{links}{look}<style>\n{page.style()}</style>\n</head>\n'
        f"<body>\n{_furniture('header', (document.header,))}<main>\n{body}</main>\n"
        f"{_furniture('footer', document.footer)}</body>\n</html>\n"
    )


def style(document: Document) -> str:
    """The rules that stand in this document's head, for a page that must name their hash."""
    page = _Page(document)
    for block in document.blocks:
        page.block(block)
    return page.style()


class _Page:
    """One walk through a document: counts what has to be counted and gathers the rules that only this document has."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._rules: dict[str, str] = {}
        self._headings = 0
        self._titles = _titles(document.blocks)
        self._newline = "<br>"
        self._page, self._pages = document.page, dict[Page, str]()
        other = _LEFT if document.rtl else _RIGHT
        self._other, self._own = other, _RIGHT if document.rtl else _LEFT
        self._other_way = "ltr" if document.rtl else "rtl"
        self._inlines: dict[type, Callable[[Any], str]] = {
            Text: self._text, Strong: self._strong, Emphasis: self._emphasis, Quiet: self._quiet, Link: self._link,
            Footnote: self._footnote, Blank: self._blank, LineBreak: lambda _: self._newline,
        }
        self._blocks: dict[type, Callable[[Any], str]] = {
            Heading: self._heading, Paragraph: self._paragraph, Items: self._items, Quote: self._quote, Table: self._table,
            Figure: self._figure, Picture: self._picture, Cards: self._cards, WritingLines: self._lines, Callout: self._callout,
            Together: self._together, Contents: self._contents, PageBreak: lambda _: '<div class="page-break"></div>\n',
            Cover: self._cover, Part: self._part,
        }

    def block(self, block: Block) -> str:
        try:
            rule = self._blocks[type(block)]
        except KeyError:
            raise TypeError(f"HTML has no rule for the block {type(block).__name__}") from None
        return rule(block)

    def line(self, content: tuple[Inline, ...]) -> str:
        if len(content) == 1 and type(content[0]) is Text:
            return self._text(content[0])
        parts = []
        for each in content:
            try:
                rule = self._inlines[type(each)]
            except KeyError:
                raise TypeError(f"HTML has no rule for the inline {type(each).__name__}") from None
            parts.append(rule(each))
        said = "".join(parts)
        return _GLUED.sub(_JOINER, said) if "blank" in said else said

    def style(self) -> str:
        rules = "".join([f".{name}{{{rule}}}\n" for rule, name in self._rules.items()])
        return paper.rules(self._document) + "".join([paper.part_rules(page, name) for page, name in self._pages.items()]) + rules

    def _rule(self, declarations: str) -> str:
        """The class for a measure of this document, made when it is first asked for."""
        return self._rules.setdefault(declarations, f"x{len(self._rules) + 1}")

    # Inlines

    def _text(self, text: Text) -> str:
        words = text.text
        said = escape(words, quote=False)
        if "\n" in said:
            said = said.replace("\n", self._newline)
        if text.lang and text.lang != self._document.language:
            return f'<span lang="{escape(text.lang)}" dir="{language(text.lang).direction}">{said}</span>'
        if (self._document.rtl or not words.isascii()) and self._other.search(words) and not self._own.search(words):
            before, core, after = _CORE.fullmatch(said).groups()  # type: ignore[union-attr]
            return f'{before}<bdi dir="{self._other_way}">{core}</bdi>{after}'
        return said

    def _strong(self, strong: Strong) -> str:
        return f"<strong>{self.line(strong.content)}</strong>"

    def _emphasis(self, emphasis: Emphasis) -> str:
        return f"<em>{self.line(emphasis.content)}</em>"

    def _quiet(self, quiet: Quiet) -> str:
        return f'<span class="quiet">{self.line(quiet.content)}</span>'

    def _link(self, link: Link) -> str:
        return f'<a href="{escape(link.href)}">{self.line(link.content)}</a>'

    def _blank(self, blank: Blank) -> str:
        return f'<span class="blank {blank.size}"></span>'

    def _footnote(self, note: Footnote) -> str:
        """Within a line only phrases may stand, so that a note's paragraphs and lists are spans."""
        return f'<span class="footnote">{"".join([self._noted(block) for block in note.content])}</span>'

    def _noted(self, block: Block) -> str:
        match block:
            case Paragraph(content):
                return f'<span class="para">{self.line(content)}</span>'
            case Items(items, kind, start):
                marks = [f"{number}. " if kind == "number" else "• " for number in range(start, start + len(items))]
                said = ["".join([self._noted(each) for each in item]) for item in items]
                return "".join([f'<span class="para item">{mark}{words}</span>' for mark, words in zip(marks, said, strict=True)])
        raise TypeError(f"HTML has no rule for the block {type(block).__name__} in a footnote")

    # Blocks of text

    def _heading(self, heading: Heading) -> str:
        name = self._next_id()
        level = min(heading.level + 1, 6)
        kind = ' class="new-page"' if heading.new_page else ""
        label = f' data-label="{escape(plain(heading.content))}"' if _has_note(heading.content) else ""
        return f'<h{level} id="{name}"{kind}{label}>{self.line(heading.content)}</h{level}>\n'

    def _next_id(self) -> str:
        name = self._titles[self._headings][0]
        self._headings += 1
        return escape(name)

    def _paragraph(self, paragraph: Paragraph) -> str:
        kinds: list[str] = [] if paragraph.style == "body" else [paragraph.style]
        if paragraph.type_pt:
            kinds.append(self._rule(f"font-size:{grown(paragraph.type_pt, self._document.type_pt):g}pt;line-height:1.2"))
        kind = f' class="{" ".join(kinds)}"' if kinds else ""
        return f"<p{kind}{self._way(paragraph.content)}>{self.line(paragraph.content)}</p>\n"

    def _way(self, content: tuple[Inline, ...]) -> str:
        """A paragraph that is wholly in a language of the other direction runs its own way, or its pieces change places."""
        return f' dir="{self._other_way}"' if runs_against(content, self._document.rtl) else ""

    def _whole(self, content: tuple[Inline, ...]) -> str:
        """The same for a line in a cell or an item, which keeps to the side of its neighbours."""
        made = self.line(content)
        return f'<bdi dir="{self._other_way}">{made}</bdi>' if len(content) > 1 and runs_against(content, self._document.rtl) else made

    def _inner(self, blocks: tuple[Block, ...]) -> str:
        """Blocks within an item or a cell; a lone paragraph stands there bare, for a paragraph more costs half as much again."""
        if _is_line(blocks):
            return self._whole(blocks[0].content)  # type: ignore[union-attr, arg-type]
        return "".join([self.block(block) for block in blocks])

    def _items(self, items: Items) -> str:
        tag = "ol" if items.style == "number" else "ul"
        kind = "" if items.style in ("bullet", "number") else f' class="{items.style}"'
        start = ""
        if items.style == "number" and items.start != 1:  # WeasyPrint reads the rule, everybody else the attribute
            start = f' start="{items.start}"'
            kind = f' class="{self._rule(f"counter-reset:list-item {items.start - 1}")}"'
        if items.style == "entries" and all(_is_line(item) for item in items.items):
            return self._entries(items)
        entries = "".join([f"<li>{self._inner(item)}</li>\n" for item in items.items])
        return f"<{tag}{kind}{start}>\n{entries}</{tag}>\n"

    def _entries(self, items: Items) -> str:
        """A list of people. Their lines are parted by newlines, not elements: for 4,000 that saves a fifth of time, a third of memory.

        Measured at 4,000 against one plain table of four columns (1.00; 435 MiB), before pdf.py's own savings: `<br>` 0.89 (549 MiB),
        newlines 0.70 (370 MiB), a div for each line 0.65 (425 MiB).
        """
        self._newline = "\n"
        entries = "".join([f"<li>{self._inner(item)}</li>" for item in items.items])
        self._newline = "<br>"
        return f'<ul class="entries lines">{entries}</ul>\n'

    def _quote(self, quote: Quote) -> str:
        source = f'<p class="source">{self.line(quote.source)}</p>\n' if quote.source else ""
        return f'<blockquote>\n{"".join([self.block(block) for block in quote.content])}{source}</blockquote>\n'

    def _callout(self, callout: Callout) -> str:
        title = f'<p class="title">{self.line(callout.title)}</p>\n' if callout.title else ""
        author = f'<p class="author">{self.line(callout.author)}</p>\n' if callout.author else ""
        return f'<aside class="callout {callout.kind}">\n{title}{author}{"".join([self.block(each) for each in callout.content])}</aside>\n'

    def _together(self, together: Together) -> str:
        return f'<div class="together">\n{"".join([self.block(block) for block in together.content])}</div>\n'

    def _part(self, part: Part) -> str:
        if self._page is not self._document.page:
            raise TypeError("A Part stands at the top of a document, not in another Part")
        self._page = part.page
        made = "".join([self.block(block) for block in part.content])
        self._page = self._document.page
        return f'<section class="part {self._pages.setdefault(part.page, f"paper-{len(self._pages) + 1}")}">\n{made}</section>\n'

    def _contents(self, contents: Contents) -> str:
        entries = "".join([
            f'<li class="level-{heading.level}"><a href="#{escape(name)}">{self._entry(heading)}</a></li>\n'
            for name, heading in self._titles if heading.in_contents and heading.level <= contents.levels
        ])
        title = f'<p class="contents-title">{self.line(contents.title)}</p>\n' if contents.title else ""
        return f'<nav class="contents">\n{title}<ul>\n{entries}</ul>\n</nav>\n' if entries else ""

    def _entry(self, heading: Heading) -> str:
        return _words(plain(heading.content)) if _has_note(heading.content) else self.line(heading.content)

    def _cover(self, cover: Cover) -> str:
        parts = [f'<p class="kicker">{self.line(cover.kicker)}</p>\n'] if cover.kicker else []
        length = len(plain(cover.title))
        long, longest = (60, 120) if cover.style == "page" else (90, 160)
        kind = "" if length <= long else " long" if length <= longest else " longest"
        tag, name = (f"h{min(cover.level + 1, 6)}", f' id="{self._next_id()}"') if cover.level else ("h1", "")
        parts.append(f'<{tag}{name} class="title{kind}">{self.line(cover.title)}</{tag}>\n')
        if cover.subtitle:
            parts.append(f'<p class="subtitle">{self.line(cover.subtitle)}</p>\n')
        if cover.facts:
            parts.append("".join([f'<p class="fact">{self.line(fact)}</p>\n' for fact in cover.facts]))
        if cover.marks:
            parts.append(f'<div class="marks">\n{"".join([self._mark(mark) for mark in cover.marks])}</div>\n')
        return f'<header class="cover {cover.style}">\n{"".join(parts)}</header>\n'

    def _mark(self, mark: Mark) -> str:
        role = f'<p class="role">{_words(mark.role)}</p>\n' if mark.role else ""
        logo = ""
        if mark.logo:
            size = self._rule(f"height:{mark.logo.height_mm or _LOGO_MM:.2f}mm")
            logo = f'<p class="logo">{_image(mark.logo, size, plain(mark.name))}</p>\n'
        return f'<div class="mark">\n{role}{logo}<p class="name">{self.line(mark.name)}</p>\n</div>\n'

    # Tables

    def _table(self, table: Table) -> str:
        total = sum(column.share for column in table.columns) or 1
        widths = "".join([f'<col class="{self._rule(f"width:{100 * column.share / total:.3f}%")}">' for column in table.columns])
        caption = f"<caption>{self.line(table.caption)}</caption>\n" if table.caption else ""
        titles = ""
        if table.titles:
            titles = f"<thead>\n<tr>{''.join([self._title(column) for column in table.columns])}</tr>\n</thead>\n"
        size = grown(table.type_pt, self._document.type_pt) if table.type_pt else 0
        kind = f"{table.style} {self._rule(f'font-size:{size:g}pt')}" if size else table.style
        head = f'<table class="{kind}">\n{caption}<colgroup>{widths}</colgroup>\n{titles}'
        return f"{head}<tbody>\n{self._rows(table)}</tbody>\n</table>\n"

    def _title(self, column: Column) -> str:
        kind = _ALIGN[column.align]
        return f'<th scope="col"{kind}>{self.line(column.title)}</th>' if column.title else f"<td{kind}></td>"

    def _rows(self, table: Table) -> str:
        """Each cell is aligned as its column; cells that reach down push those of the rows below them aside."""
        aligns = [_ALIGN[column.align] for column in table.columns]
        if not any(aligns) and all(cell.rows == 1 for row in table.rows for cell in row.cells):
            return "".join([f"<tr{self._row_kind(row)}>{''.join([self._cell(cell) for cell in row.cells])}</tr>\n" for row in table.rows])
        taken = [0] * len(aligns)
        rows = []
        for row in table.rows:
            cells, at = [], 0
            for cell in row.cells:
                while at < len(taken) and taken[at]:
                    at += 1
                cells.append(self._cell(cell, aligns[at] if at < len(aligns) else ""))
                taken[at : at + cell.columns] = [cell.rows] * len(taken[at : at + cell.columns])
                at += cell.columns
            taken = [max(0, left - 1) for left in taken]
            rows.append(f"<tr{self._row_kind(row, any(taken))}>{''.join(cells)}</tr>\n")
        return "".join(rows)

    def _row_kind(self, row: Row, joined: bool = False) -> str:
        """Rows that a cell joins stay on one page: a part of it on the next would leave a row there that is too short (PDF/UA, 7.2)."""
        kinds: list[str] = [] if row.style == "plain" else [row.style]
        if joined:
            kinds.append("joined")
        if row.height_mm:
            kinds.append(self._rule(f"height:{row.height_mm:.2f}mm"))
        return f' class="{" ".join(kinds)}"' if kinds else ""

    def _cell(self, cell: Cell, kind: str = "") -> str:
        across = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        down = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        inner = self._inner(cell.blocks) if cell.blocks else self._whole(cell.content)
        if cell.heads and inner:
            return f'<th scope="row"{across}{down}{kind}>{inner}</th>'
        return f"<td{across}{down}{kind}>{inner}</td>"

    # What is drawn, and what is written on

    def _figure(self, figure: Figure) -> str:
        drawing = figure.drawing
        if svg.needs_shaping(drawing):
            size = self._rule(f"width:{drawing.width_mm:.2f}mm;height:{drawing.height_mm:.2f}mm")
            data = base64.b64encode(svg.png(drawing, svg.dpi_for(drawing), self._document.language)).decode()
            lang = f' lang="{escape(figure.lang)}"' if figure.lang else ""
            drawn = f'<img class="{size}"{lang} alt="{escape(figure.alt)}" src="data:image/png;base64,{data}">'
        else:
            drawn = svg.render(drawing, figure.alt, figure.lang or "")
        return f'<figure class="drawing">{drawn}{self._caption(figure.caption)}</figure>\n'

    def _picture(self, picture: Picture) -> str:
        size = ""
        if picture.width_mm:
            size = self._rule(f"width:{picture.width_mm:.2f}mm")
        elif picture.height_mm:
            size = self._rule(f"height:{picture.height_mm:.2f}mm")
        return f'<figure class="picture">{_image(picture, size)}{self._caption(picture.caption)}</figure>\n'

    def _caption(self, caption: tuple[Inline, ...]) -> str:
        return f"<figcaption>{self.line(caption)}</figcaption>" if caption else ""

    def _cards(self, cards: Cards) -> str:
        """Rows of floats of a fixed size: the fastest to lay out, and nobody is split (a grid of ten is a third slower)."""
        gutter = max(cards.gutter_mm, 2) if cards.gutter_mm else 0.0
        wide, high = cards.width_mm + gutter, cards.height_mm + gutter
        across = max(1, int((paper.width(self._page) + gutter + 0.01) // wide))
        size = f";font-size:{cards.type_pt:g}pt;line-height:1.25" if cards.type_pt else ""
        marks = f';background:url("{paper.cut_marks(cards, gutter)}")' if gutter else ""
        around, middle = f"margin:{gutter / 2:.2f}mm", ""
        if cards.middle:  # a cell has no margin; a flex box takes half as long again
            marks += f";box-sizing:border-box;padding:{gutter / 2:.2f}mm"
            around, middle = "margin:0", ";display:table-cell;vertical-align:middle"
        slot = self._rule(f"float:inline-start;width:{wide:.2f}mm;height:{high:.2f}mm{marks}")
        card = self._rule(f"width:{cards.width_mm:.2f}mm;height:{cards.height_mm:.2f}mm;{around}{size}{middle}")
        row = self._rule(f"height:{high:.2f}mm;width:{across * wide + 0.1:.2f}mm;margin-inline:{-gutter / 2:.2f}mm")
        made = [
            f'<div class="slot {slot}"><div class="card {card}">{"".join([self.block(block) for block in blocks])}</div></div>\n'
            for blocks in cards.cards
        ]
        rows = [f'<div class="row {row}">\n{"".join(made[at : at + across])}</div>\n' for at in range(0, len(made), across)]
        return f'<div class="cards">\n{"".join(rows)}</div>\n'

    def _lines(self, lines: WritingLines) -> str:
        gap = self._rule(f"height:{max(lines.gap_mm, 8):.2f}mm")
        line = f'<div class="line {gap}"></div>'
        return f'<div class="lines">{line * lines.count}</div>\n'


_LOGO_MM = 13.0
"""Where a logo says nothing of its height."""

_ALIGN = {"start": "", "end": ' class="end"', "centre": ' class="centre"'}

_JOINER = "\u2060"
_GLUED = re.compile("(?<=[\u00a0\u202f])(?=<span class=\"blank )|(?<=</span>)(?=[\u00a0\u202f])")
"""Where a line to write on hangs on a space that does not break, as French has it: without a joiner WeasyPrint ends every line after its
first word until it is reached."""

_CORE = re.compile(r"([\s·,;:–—|/]*)(.*?)([\s·,;:–—|/]*)", re.DOTALL)
"""What parts words from their neighbours belongs to the line around them, and runs its way."""

_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_LEFT = re.compile("[A-Za-z\u00c0-\u058f\u0900-\u1fff\u2c00-\ud7ff]")


def _is_line(blocks: tuple[Block, ...]) -> bool:
    return len(blocks) == 1 and type(blocks[0]) is Paragraph and blocks[0].style == "body" and not blocks[0].type_pt


def _words(text: str) -> str:
    said = escape(text, quote=False)
    return said.replace("\n", "<br>") if "\n" in said else said


def _image(picture: Picture, size: str, name: str = "") -> str:
    kind = f' class="{size}"' if size else ""
    return f'<img{kind} alt="{escape(picture.alt or name)}" src="data:{picture.media};base64,{base64.b64encode(picture.data).decode()}">'


def _furniture(tag: str, lines: Sequence[str]) -> str:
    """What stands on every sheet of paper stands once on the screen; in print the page's margins say it."""
    said = [f"<p>{_words(line)}</p>\n" for line in lines if line]
    return f'<{tag} class="furniture">\n{"".join(said)}</{tag}>\n' if said else ""


def _has_note(content: tuple[Inline, ...]) -> bool:
    return any(isinstance(each, Footnote) or _has_note(getattr(each, "content", ())) for each in content if not isinstance(each, Text))


def _titles(blocks: tuple[Block, ...]) -> list[tuple[str, Heading]]:
    """Every heading in order, with the id it is linked by; two with one id are told apart."""
    found: list[tuple[str, Heading]] = []
    used: set[str] = set()
    for heading in headings(blocks):
        name = heading.id or f"h-{len(found) + 1}"
        while name in used:
            name += "-"
        used.add(name)
        found.append((name, heading))
    return found
