"""One rule for each block: a document's tree as the text of word/document.xml and word/footnotes.xml.

It gathers what the package must hold beside the text (links, pictures, lists). Styles are named, never described: their look is
in static/reference.docx.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Literal

from toolkit.document.blocks import (
    Block,
    Callout,
    Cards,
    Contents,
    Cover,
    Document,
    Figure,
    Heading,
    Items,
    Page,
    PageBreak,
    Paragraph,
    Part,
    Picture,
    Quote,
    Table,
    Together,
    WritingLines,
)
from toolkit.document.inline import Footnote, Inline, plain
from toolkit.document.outline import headings
from toolkit.document.type_size import USUAL_PT, grown
from toolkit.writers import docx_cover, docx_drawing, docx_tables
from toolkit.writers.docx_inline import FIELD_BEGIN, FIELD_END, FIELD_SEPARATE, PLAIN, Look, Runs, field, only_word, spaced
from toolkit.writers.docx_pages import pages
from toolkit.writers.docx_paper import area_mm
from toolkit.writers.reference import LIST_STEP, mm
from toolkit.writers.ways import runs_against

KEEP = "<w:keepNext/>"
SPACER = "Spacer"
_LARGE_LINES = '<w:spacing w:line="211" w:lineRule="auto"/>'
"""1.2 times the size, as in print: what is larger than its style says has lines that are closer to one another."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: how wide and how far in (twentieths of a point), how deep in lists, in which style plain text is set."""

    width: int
    indent: int = 0
    end: int = 0
    depth: int = 0
    keep: bool = False
    cell: bool = False
    text: str = "BodyText"


class Body:
    """One walk through a document. What it gathers is complete when the walk is over."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.rtl = document.rtl
        self.runs = Runs(document.language, document.rtl, self)
        self.runs.large = document.type_pt != USUAL_PT
        self.links: dict[Literal["document", "footnotes"], dict[str, str]] = {"document": {}, "footnotes": {}}
        self.images: dict[tuple[str, bytes], str] = {}
        self.notes: list[str] = []
        self.lists: list[tuple[str, int, int]] = []
        self.drawings = 0
        self._headings = 0
        self._in_note = False
        self._break = False
        self.page = document.page
        self.width, self.height = map(mm, area_mm(self.page))
        self._rules: dict[type, Callable[[Any, Place], str]] = {
            Heading: self._heading, Paragraph: self._paragraph, Items: self._items, Quote: self._quote,
            Table: lambda each, at: docx_tables.table(self, each, at),
            Figure: lambda each, at: docx_drawing.figure(self, each, at),
            Picture: lambda each, at: docx_drawing.picture(self, each, at),
            Cards: lambda each, at: docx_tables.cards(self, each, at),
            WritingLines: self._lines, Callout: self._callout, Together: self._together, Contents: self._contents,
            PageBreak: self._page_break, Cover: lambda each, at: docx_cover.cover(self, each, at),
        }

    def text(self, section: Callable[[Page, bool], str]) -> str:
        """Every block of the document, in order; `section` writes the properties of a section, told whether it is the first.

        A section's properties stand in its last paragraph, those of the last one at the end of the body.
        """
        parts = _parts(self.document)
        made = []
        for number, (page, blocks) in enumerate(parts, 1):
            self.page = page
            self.width, self.height = map(mm, area_mm(page))
            text = self.blocks(blocks, Place(self.width))
            text += "" if text.endswith("</w:p>") else self.spacer(1)
            self._break = False  # what breaks the page at the very end would only add an empty one
            properties = section(page, number == 1)
            made.append(text + properties if number == len(parts) else _ended(text, properties))
        return "".join(made)

    def blocks(self, blocks: tuple[Block, ...], at: Place) -> str:
        """What asks stays on the page of the lines that it is answered on."""
        asks = [isinstance(block, Paragraph) and isinstance(after, WritingLines) for block, after in pairwise((*blocks, None))]
        return "".join([self.block(block, replace(at, keep=True) if ask else at) for block, ask in zip(blocks, asks, strict=True)])

    def block(self, block: Block, at: Place) -> str:
        try:
            rule = self._rules[type(block)]
        except KeyError:
            raise TypeError(f"DOCX has no rule for the block {type(block).__name__}") from None
        if self._in_note and not isinstance(block, Paragraph | Items):
            raise TypeError(f"DOCX has no rule for the block {type(block).__name__} in a footnote")
        return rule(block, at)

    # What a run refers to

    def note(self, footnote: Footnote) -> int:
        if self._in_note:
            raise TypeError("A Footnote cannot stand in a Footnote: Word has no such thing")
        number = len(self.notes) + 1
        self.notes.append("")
        waits, self._break, self._in_note = self._break, False, True
        mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>'
        inner = self.blocks(footnote.content, Place(self.width, text="FootnoteText"))
        if not inner.startswith('<w:p><w:pPr><w:pStyle w:val="FootnoteText"/>') or "<w:numPr>" in inner.partition("</w:pPr>")[0]:
            inner = self.paragraph("", Place(self.width, text="FootnoteText")) + inner
        head, end, rest = inner.partition("</w:pPr>")
        self.notes[number - 1] = f'<w:footnote w:id="{number}">{head}{end}{mark}{rest}</w:footnote>'
        self._break, self._in_note = waits, False
        return number

    def link(self, href: str) -> str:
        links = self.links["footnotes" if self._in_note else "document"]
        return links.setdefault(href, f"rIdLink{len(links) + 1}")

    def image(self, media: str, data: bytes) -> str:
        """The relationship of a picture, which is held once however often it is shown."""
        return self.images.setdefault((media, data), f"rIdImage{len(self.images) + 1}")

    # Paragraphs

    def paragraph(self, runs: str, at: Place, style: str = "", *, numbered: str = "", keep: bool = False, more: str = "",
                  after: str = "", against: bool = False) -> str:
        """One paragraph; one that runs `against` the document has its own direction.

        `more` are properties that the schema puts before `w:bidi` (borders, tabs), `after` those behind it."""
        kept = KEEP if keep or at.keep else ""
        broken, bidi = "", "<w:bidi/>" if self.rtl != against else ""
        if self._break:
            broken, self._break = "<w:pageBreakBefore/>", False
        look = f'<w:pStyle w:val="{style or at.text}"/>{kept}{broken}{numbered}{more}{bidi}{after}'
        return f"<w:p><w:pPr>{look}</w:pPr>{runs}</w:p>"

    def spacer(self, points: float = 8, at: Place | None = None, runs: str = "") -> str:
        """A line of exact height: between two tables, which would grow into one, and after the last, where Word wants a paragraph."""
        height = f'<w:spacing w:line="{max(round(points * 20), 20)}" w:lineRule="exact"/>'
        return self.paragraph(runs, at or Place(self.width), SPACER, after=height)

    def before_table(self, at: Place) -> str:
        """A table cannot start a page by itself: a line of one point carries the break."""
        return self.spacer(1, replace(at, keep=True)) if self._break else ""

    def indent(self, at: Place, start: int = 0, end: int = 0) -> str:
        """The indent of a paragraph whose place is set in; a place that is not leaves it to the style."""
        return f'<w:ind w:left="{at.indent + start}" w:right="{at.end + end}"/>' if at.indent or at.end else ""

    # Blocks of text

    def _heading(self, heading: Heading, at: Place) -> str:
        level = min(max(heading.level, 1), 6)
        marked = self.bookmarked(self.runs.line(heading.content))
        self._break = self._break or heading.new_page
        top = '<w:spacing w:before="0"/>' if self._break else ""
        style = f"Heading{level}" if heading.in_contents else f"Heading{level}Unlisted"
        return self.paragraph(marked, at, style, after=top + self.indent(at))

    def bookmarked(self, runs: str) -> str:
        """The words of the next heading, where the contents find them."""
        self._headings += 1
        number = self._headings
        return f'<w:bookmarkStart w:id="{number}" w:name="{bookmark(number)}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'

    def _paragraph(self, paragraph: Paragraph, at: Place) -> str:
        try:
            style = _PARAGRAPHS[paragraph.style]
        except KeyError:
            raise TypeError(f"DOCX has no rule for the paragraph style {paragraph.style}") from None
        start = _SAY_INDENT if paragraph.style == "say" else 0
        look = _SIZES.get(paragraph.style) if self.runs.look.size else None  # its own size, not that of the table around it
        lines = ""
        if paragraph.type_pt:
            look = Look(size=round(grown(paragraph.type_pt, self.document.type_pt) * 2))
            lines = _LARGE_LINES
        against = not at.cell and runs_against(paragraph.content, self.rtl)
        return self.paragraph(self.runs.line(paragraph.content, look), at, style, after=lines + self.indent(at, start), against=against)

    def _items(self, items: Items, at: Place) -> str:
        if items.style in ("plain", "entries"):
            return self._unmarked(items, at)
        try:
            kind, style = _LISTS[items.style]
        except KeyError:
            raise TypeError(f"DOCX has no rule for the list style {items.style}") from None
        level = min(at.depth, 8)
        number = self._list(kind, level, items)
        offset = at.indent - LIST_STEP * at.depth
        indent = f'<w:ind w:left="{at.indent + LIST_STEP}" w:hanging="{LIST_STEP}"/>' if offset or at.end or level != at.depth else ""
        numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        text = at.text if at.text == "FootnoteText" else style
        inner = replace(at, indent=at.indent + LIST_STEP, depth=at.depth + 1, width=at.width - LIST_STEP,
                        text=at.text if at.text == "FootnoteText" else "ListContinue")
        parts = []
        for item in items.items:
            blocks = unfold(item)
            first, rest = (blocks[0], blocks[1:]) if blocks and isinstance(blocks[0], Paragraph) else (Paragraph(()), blocks)
            named = text if first.style == "body" else _PARAGRAPHS[first.style]
            own = indent or (f'<w:ind w:left="{at.indent + LIST_STEP}" w:hanging="{LIST_STEP}"/>' if named == "Say" else "")
            look = _SIZES.get(first.style) if self.runs.look.size else None
            tight = _TIGHT if at.cell and first.style == "body" else ""
            parts.append(self.paragraph(self.runs.line(first.content, look), at, named, numbered=numbered, after=tight + own))
            if rest:
                parts.append(self.blocks(rest, inner))
        made = "".join(parts)
        return made if at.depth or at.cell or at.text == "FootnoteText" else spaced(made, "after", mm(3), last=True)

    def _list(self, style: str, level: int, items: Items) -> int:
        """The number of a list: one of its own where it counts, else the one that all of its kind share."""
        wanted = (style, level, items.start) if items.style == "number" else (style, -1, 1)
        if items.style != "number" and wanted in self.lists:
            return FIRST_LIST + self.lists.index(wanted)
        self.lists.append(wanted)
        return FIRST_LIST + len(self.lists) - 1

    def _unmarked(self, items: Items, at: Place) -> str:
        """Lists without marks: plain lines, or entries each of which stays on one page."""
        if items.style == "plain":
            inner = replace(at, text="List" if at.text == "BodyText" else at.text)
            made = "".join([self.blocks(item, inner) for item in items.items])
            return made if at.cell else spaced(made, "after", mm(3), last=True)
        inner = replace(at, text="ListEntry", keep=True)
        parts = []
        for number, item in enumerate(items.items, 1):
            made = self.blocks(item, inner)
            made = made if at.keep or number == len(items.items) else last_keep_off(made)
            parts.append(made.replace('w:val="ListEntry"', 'w:val="ListEntryFirst"', 1))
        return "".join(parts) + self.paragraph("", at, "ListEntryEnd", after=self.indent(at)) if parts else ""

    def _quote(self, quote: Quote, at: Place) -> str:
        start, end = mm(10), mm(6)
        inner = replace(at, indent=at.indent + start, end=at.end + end, width=at.width - start - end, depth=0, text="Quote")
        made = self.blocks(quote.content, replace(inner, keep=at.keep or (bool(quote.source) and len(quote.content) == 1)))
        source = self.paragraph(self.runs.line(quote.source), inner, "QuoteSource", after=self.indent(inner)) if quote.source else ""
        return spaced(spaced(made + source, "before", mm(3)), "after", mm(4), last=True)

    def _callout(self, callout: Callout, at: Place) -> str:
        if callout.kind not in _CALLOUTS:
            raise TypeError(f"DOCX has no rule for the callout {callout.kind}")
        if all(isinstance(each, Paragraph) for each in unfold(callout.content)):
            return self._bordered(callout, at)
        return docx_tables.frame(self, callout, at)

    def _bordered(self, callout: Callout, at: Place) -> str:
        """Paragraphs with one border around them: what a screen reader reads as text, and not as a table."""
        style = f"Callout{callout.kind.capitalize()}"
        lines: list[tuple[str, tuple[Inline, ...], Look]] = []
        if callout.title:
            lines.append((f"{style}Title", callout.title, PLAIN))
        if callout.author:
            lines.append((f"{style}Author", callout.author, PLAIN))
        lines += [(style, each.content, _SIZES.get(each.style, PLAIN)) for each in unfold(callout.content) if isinstance(each, Paragraph)]
        start, end = _CALLOUTS[callout.kind]
        parts = []
        for number, (named, content, look) in enumerate(lines, 1):
            held = number < len(lines) and (callout.kind != "box" or named != style)
            parts.append(self.paragraph(self.runs.line(content, look), at, named, keep=held, after=self.indent(at, start, end)))
        return spaced(spaced("".join(parts), "before", mm(4)), "after", mm(5), last=True)

    def _together(self, together: Together, at: Place) -> str:
        made = self.blocks(together.content, replace(at, keep=True))
        return made if at.keep else last_keep_off(made)

    def _lines(self, lines: WritingLines, at: Place) -> str:
        height = f'<w:spacing w:line="{mm(max(lines.gap_mm, 8))}" w:lineRule="exact"/>'
        line = self.paragraph("", at, "WritingLine", after=height + self.indent(at))
        again = self.paragraph("", at, "WritingLine", after=height + self.indent(at))
        return line + again * (lines.count - 1) + self.spacer(8, at) if lines.count > 0 else ""

    def _page_break(self, _block: PageBreak, _at: Place) -> str:
        self._break = True
        return ""

    def break_page(self) -> None:
        """The next paragraph starts a page."""
        self._break = True

    # Contents

    def _contents(self, contents: Contents, at: Place) -> str:
        """A contents field whose result is already right: nothing is asked when the file is opened, and Word's own update works."""
        listed = [(number, heading) for number, heading in enumerate(headings(self.document.blocks), 1)
                  if heading.in_contents and heading.level <= contents.levels]
        if not listed:
            return ""
        title = self.paragraph(self.runs.line(contents.title), at, "TOCHeading") if contents.title else ""
        code = f'<w:instrText xml:space="preserve"> TOC \\o "1-{min(contents.levels, 6)}" \\h \\z </w:instrText>'
        begin = "".join([only_word(part) for part in (FIELD_BEGIN, code, FIELD_SEPARATE)])
        tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{at.width}"/></w:tabs>'
        parts = []
        expected = pages(self.document)
        for place, (number, heading) in enumerate(listed):
            name = bookmark(number)
            words = self.runs.words(plain(heading.content).replace("\n", " "))
            page = field(f"PAGEREF {name}" + _LINKED, str(expected[number - 1]))
            runs = f'<w:hyperlink w:anchor="{name}" w:history="1">{words}<w:r><w:tab/></w:r>{page}</w:hyperlink>'
            runs = (begin if place == 0 else "") + runs + (only_word(FIELD_END) if place == len(listed) - 1 else "")
            parts.append(self.paragraph(runs, at, f"TOC{min(heading.level, 6)}", more=tab))
        return title + "".join(parts)


def _parts(document: Document) -> list[tuple[Page, tuple[Block, ...]]]:
    """The document's sections: each part is one, and so is what stands between two."""
    found: list[tuple[Page, tuple[Block, ...]]] = []
    loose: list[Block] = []
    for block in (*document.blocks, None):
        if isinstance(block, Part) or block is None:
            found += [(document.page, tuple(loose))] if loose else []
            loose = []
            found += [(block.page, block.content)] if block else []
        else:
            loose.append(block)
    return found or [(document.page, ())]


def _ended(text: str, properties: str) -> str:
    """A section's text, with its properties where Word wants them: in the last paragraph, which always stands behind a table."""
    head, end, tail = text.rpartition("</w:pPr>")
    return f"{head}{properties}{end}{tail}"


def bookmark(number: int) -> str:
    """The name by which a heading is found: the form that Word gives those of its own contents."""
    return f"_Toc{number:08d}"


def unfold(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks without the Together around them, where what holds them keeps them together anyway."""
    return tuple(inner for block in blocks for inner in (unfold(block.content) if isinstance(block, Together) else (block,)))


def last_keep_off(made: str) -> str:
    """Paragraphs kept together, without tying the last of them to what follows."""
    head, keep, tail = made.rpartition(KEEP)
    return head + tail if keep else made


_LINKED = " \\h"
_PARAGRAPHS = {"body": "", "lead": "Lead", "note": "Note", "say": "Say", "kicker": "Kicker", "centred": "Centred"}
_LISTS = {"bullet": ("ListBullet", "ListBullet"), "number": ("ListNumber", "ListNumber"), "check": ("ListCheck", "ListCheck")}
FIRST_LIST = 1001
"""Where the numbers of our lists begin: far from those that Word gives when it saves the reference."""

_SIZES = {"lead": Look(size=25), "note": Look(size=17), "say": Look(size=24), "kicker": Look(bold=True, size=17)}

_TIGHT = f'<w:spacing w:after="{mm(0.8)}" w:line="238" w:lineRule="auto"/>'
"""The items of a list in a cell stand as close as the lines of its text, as in print.css."""

_SAY_INDENT = mm(4)
_CALLOUTS = {"note": (0, 0), "warning": (mm(4), mm(4)), "say": (mm(5), 0), "box": (mm(4), mm(4))}
