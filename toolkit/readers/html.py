"""A web page, or the HTML of an e-mail or a word processor: its headings, paragraphs, lists and tables as they are seen.

Scripts, styles and what is hidden stay out. A table that only lays out the page is read cell by cell; one inside a cell of a real table
becomes tabbed lines there. Nothing is fetched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from toolkit.language import N_
from toolkit.readers.archive import DAMAGED, ReadError
from toolkit.readers.limits import DEEPEST, MOST_LINES, MOST_MARKS
from toolkit.readers.source import Line, Part, Source, Unread, Where
from toolkit.readers.table import Placed, PlacedRow, as_lines, grid

TOO_LONG = N_("This page is too long to read; copy the part that matters into a text or Word file.")
PICTURES = N_("{count} pictures were left out; what is written in them has to be typed.")

_LEFT_OUT = frozenset({
    "script", "style", "head", "template", "noscript", "object", "embed", "applet", "iframe", "svg", "math", "canvas", "audio", "video",
    "select", "textarea", "map", "frameset",
})  # fmt: skip
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "nobr", "output", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_STRONG = frozenset({"b", "strong", "th", "dt"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|mso-hide\s*:\s*all", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00)", re.IGNORECASE)
_LIGHT = re.compile(r"font-weight\s*:\s*(normal|lighter|[1-5]00)", re.IGNORECASE)
_STOPPED = frozenset({"ERR_RESOURCE_LIMIT"})
"""What the parser says where it gives up, and what comes after would be lost."""

_SPACE = re.compile(r"[ \t\n\r\f]+")
_TAB = re.compile(r"mso-tab-count", re.IGNORECASE)


def looks_like_a_page(text: str) -> bool:
    start = re.sub(r"<!--.*?-->", "", text[:20_000], flags=re.DOTALL).lstrip("\ufeff \t\r\n")
    if re.match(r"<(!doctype\s+html|html|head|body|table|div|meta)[\s>]", start, re.IGNORECASE):
        return True
    tags = re.findall(r"</(p|div|table|tr|td|h[1-6]|ul|ol|li|body)>", start, re.IGNORECASE)
    return start.startswith("<") and len(tags) > 1


def read(text: str, name: str, unread: tuple[Unread, ...] = ()) -> Source:
    if text.count("<") > MOST_MARKS // 2:
        raise ReadError(TOO_LONG)
    if not text.strip():
        return Source(name, "html", (), unread=unread)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    try:
        root = html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(DAMAGED) from error
    if any(entry.type_name in _STOPPED for entry in parser.error_log):
        raise ReadError(TOO_LONG)
    page = _Page()
    body = root.find("body")
    page.walk(root if body is None else body)
    said = (*unread, Unread(PICTURES, (("count", page.pictures),))) if page.pictures else unread
    title = _SPACE.sub(" ", root.findtext(".//title") or "").strip()
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    return Source(name, "html", tuple(page.numbered()), title, language.strip(), said)


@dataclass(slots=True)
class _Flow:
    """The line that is being written, and the look of it."""

    words: list[str] = field(default_factory=list)
    plain: int = 0
    strong: int = 0


@dataclass(slots=True)
class _Page:
    parts: list[Part] = field(default_factory=list)
    flow: _Flow = field(default_factory=_Flow)
    pictures: int = 0
    tables: int = 0

    def numbered(self) -> Iterator[Part]:
        """Lines with their number among the lines that are not in tables."""
        count = 0
        for part in self.parts:
            if isinstance(part, Line):
                count += 1
                yield Line(part.text, Where(paragraph=count), part.level, part.depth, part.strong)
            else:
                yield part

    def walk(self, root: html.HtmlElement) -> None:
        self._inside(root, _Look())
        self._end(_Look())

    def _inside(self, element: html.HtmlElement, look: "_Look") -> None:
        if look.nested > DEEPEST:
            self._say(" ".join(element.itertext()), look)
            return
        self._say(element.text, look)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, look)
            self._say(child.tail, look)

    def _element(self, element: html.HtmlElement, look: "_Look") -> None:
        tag = str(element.tag).lower().rpartition(":")[2]
        style = element.get("style") or ""
        if tag in _LEFT_OUT or element.get("hidden") is not None or _HIDDEN.search(style):
            return
        if tag == "img":
            self.pictures += element.get("src", "") != "" and element.get("width") not in ("0", "1")
        elif tag == "br":
            self.flow.words.append("\n")
        elif tag == "table":
            self._end(look)
            self._table(element, look)
        elif tag in _INLINE:
            if _TAB.search(style):
                self.flow.words.append("\t")
            self._inside(element, look.inside(tag, style))
        else:
            self._end(look)
            within = look.inside(tag, style)
            self._inside(element, within)
            self._end(within)

    def _say(self, words: str | None, look: "_Look") -> None:
        if not words:
            return
        if look.kept:
            self.flow.words.append(words.replace("\r\n", "\n"))
        else:
            self.flow.words.append(_SPACE.sub(" ", words))
        length = len(re.sub(r"\W", "", words))
        if look.strong:
            self.flow.strong += length
        else:
            self.flow.plain += length

    def _end(self, look: "_Look") -> None:
        """What stands before the edge of a block is a line."""
        said = "".join(self.flow.words)
        said = re.sub(r" *\n *", "\n", said) if look.kept else re.sub(r" *\n *", "\n", re.sub(r" {2,}", " ", said))
        said = said.replace("\xa0", " ") if not said.strip("\xa0 \n") else said
        strong = self.flow.strong > 0 and self.flow.plain == 0
        self.flow = _Flow()
        if said.strip():
            self.parts.append(Line(said.strip(" \n"), Where(), look.level, look.depth, strong))
            if len(self.parts) > MOST_LINES:
                raise ReadError(TOO_LONG)

    def _table(self, table: html.HtmlElement, look: "_Look") -> None:
        rows = list(_rows_of(table))
        inner = [len(list(_rows_of(found))) for row in rows for cell in row for found in cell.iter("table")]
        if table.get("role") in ("presentation", "none") or (inner and max(inner) > len(rows)) or sum(map(len, rows)) == 1:
            for row in rows:
                for cell in row:
                    self._element(cell, look.inside("div", ""))
            return
        placed = tuple(self._row(row, look) for row in rows if not _is_hidden(row))
        if not placed:
            return
        made_number = self.tables = self.tables + 1
        caption = table.find("caption")
        title = "" if caption is None else _SPACE.sub(" ", " ".join(caption.itertext())).strip()
        self.parts.append(grid(placed, made_number, title))

    def _row(self, row: html.HtmlElement, look: "_Look") -> PlacedRow:
        cells = [cell for cell in row if cell.tag in ("td", "th") and not _is_hidden(cell)]
        parent = row.getparent()
        heads = bool(cells) and (all(cell.tag == "th" for cell in cells) or (parent is not None and parent.tag == "thead"))
        placed = tuple(Placed(self._cell(cell, look), _span(cell, "colspan"), _span(cell, "rowspan")) for cell in cells)
        return PlacedRow(placed, heads=heads)

    def _cell(self, cell: html.HtmlElement, look: "_Look") -> tuple[Line, ...]:
        inner = _Page()
        within = _Look(nested=look.nested + 1).inside(str(cell.tag), cell.get("style") or "")
        inner._inside(cell, within)
        inner._end(within)
        self.pictures += inner.pictures
        return tuple(as_lines(inner.parts))


@dataclass(frozen=True, slots=True)
class _Look:
    """How text looks where it stands."""

    level: int | None = None
    depth: int = 0
    strong: bool = False
    kept: bool = False
    nested: int = 0

    def inside(self, tag: str, style: str) -> "_Look":
        strong = (self.strong or tag in _STRONG or bool(_BOLD.search(style))) and not _LIGHT.search(style)
        level = int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456" else self.level
        depth = self.depth + (tag in ("ul", "ol", "menu", "dir", "dd"))
        return _Look(level, depth, strong, self.kept or tag in ("pre", "xmp", "listing"), self.nested + 1)


def _rows_of(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _is_hidden(element: html.HtmlElement) -> bool:
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None


def _span(cell: html.HtmlElement, name: str) -> int:
    """A colspan or rowspan as browsers take it; rowspan 0 goes on to the last row."""
    found = re.match(r"\s*(\d{1,9})", cell.get(name) or "")
    if found is None:
        return 1
    span = int(found[1])
    if name == "rowspan":
        return span or 65_534
    return span if 1 <= span <= 1_000 else 1
