"""LibreOffice texts, as `docx.py` reads Word's: body, tables, boxes, notes, recorded changes and remarks with their authors."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from toolkit.readers.active import refuse_open_document
from toolkit.readers.archive import DAMAGED, TOO_LONG, Package, ReadError
from toolkit.readers.docx import CONTENTS, HIDDEN_TEXT, numbered
from toolkit.readers.encoding import controls
from toolkit.readers.flow import KEPT, PAGE, Fate, Piece, Read, line_of, settled
from toolkit.readers.html import PICTURES
from toolkit.readers.limits import DEEPEST, MOST_LINES
from toolkit.readers.odf import DC, FO, OFFICE, STYLE, TABLE, TEXT, Styles, folded, gap, name_of, styles, title_of, whole, words
from toolkit.readers.signs import clean
from toolkit.readers.source import Comment, Grid, Line, Source, Unread
from toolkit.readers.table import Placed, PlacedRow, as_lines, grid

_TITLE = re.compile(r"title$", re.IGNORECASE)
_CONTENTS = frozenset({
    "table-of-content", "alphabetical-index", "illustration-index", "table-index", "object-index", "user-index", "bibliography",
})  # fmt: skip
_SKIPPED = frozenset({"tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "forms", "dde-connection-decls"})

_Block = Read[etree._Element] | Grid


def read(package: Package, name: str) -> Source:
    content = package.tree("content.xml")
    if content is None:
        raise ReadError(DAMAGED)
    return of(content, package.tree("styles.xml"), package.tree("meta.xml"), name, package)


def of(content: etree._Element, looks: etree._Element | None, meta: etree._Element | None, name: str, package: Package | None) -> Source:
    """A text from its parts; a flat file is all of them in one."""
    refuse_open_document(package, content)
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise ReadError(DAMAGED)
    known = styles((content, looks))
    walk = _Walk(known, _changes(body), _remarks(body))
    parts = tuple(numbered(settled(list(walk.blocks(body, _Place())))))
    notes = tuple(_flat(walk.notes))
    furniture = tuple(_furniture(looks, known))
    title = next((line.text for line in walk.titles if line.text.strip()), "") or title_of(meta)
    return Source(name, "odt", parts, title, _language(looks), tuple(_unread(walk)), notes, furniture)


@dataclass(frozen=True, slots=True)
class _Change:
    kind: str
    author: str
    gone: tuple[etree._Element, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the tree a block stands: how deep in lists, how deep at all."""

    depth: int = 0
    deep: int = 0

    def inside(self, lists: int = 0) -> "_Place":
        return _Place(self.depth + lists, self.deep + 1)


def _changes(body: etree._Element) -> dict[str, _Change]:
    found: dict[str, _Change] = {}
    for region in body.iterfind(f"{TEXT}tracked-changes/{TEXT}changed-region"):
        for change in region:
            kind = name_of(change)
            if kind in ("insertion", "deletion"):
                author = change.findtext(f"{OFFICE}change-info/{DC}creator") or ""
                gone = tuple(each for each in change if name_of(each) in ("p", "h"))
                key = region.get(f"{TEXT}id") or region.get("{http://www.w3.org/XML/1998/namespace}id") or ""
                found[key] = _Change(kind, author, gone)
    return found


def _remarks(body: etree._Element) -> dict[etree._Element, Comment]:
    """Every remark with the text from its sign to its end."""
    found: dict[etree._Element, Comment] = {}
    for remark in body.iter(f"{OFFICE}annotation"):
        said = "\n".join(words(each) for each in remark.iter(f"{TEXT}p")).strip()
        found[remark] = Comment(remark.findtext(f"{DC}creator") or "", said, _hung(remark))
    return found


def _hung(remark: etree._Element) -> str:
    name = remark.get(f"{OFFICE}name")
    paragraph = remark.getparent()
    if not name or paragraph is None:
        return ""
    said = [folded(remark.tail)]
    for element in remark.itersiblings():
        if element.tag == f"{OFFICE}annotation-end" and element.get(f"{OFFICE}name") == name:
            return clean("".join(said))[0].strip()
        said.append(gap(element, name_of(element)) or words(element))
        said.append(folded(element.tail))
    return ""


@dataclass(slots=True)
class _Walk:
    styles: Styles
    changes: dict[str, _Change]
    remarks: dict[etree._Element, Comment]
    titles: list[Line] = field(default_factory=list)
    notes: list[_Block] = field(default_factory=list)
    inserting: list[str] = field(default_factory=list)
    lines: int = 0
    contents: int = 0
    hidden: int = 0
    pictures: int = 0
    controls: int = 0

    def blocks(self, container: Iterable[etree._Element], place: _Place) -> Iterator[_Block]:
        for element in container:
            if place.deep > DEEPEST:
                raise ReadError(TOO_LONG)
            name = name_of(element)
            match name:
                case "p" | "h":
                    yield from self._paragraph(element, place)
                case "list":
                    yield from self.blocks(element, place.inside(1))
                case "table":
                    yield from self._table(element, place)
                case "section" if element.get(f"{TEXT}display") == "none":
                    self.hidden += 1
                case "change-start" | "change-end" | "change":
                    self._change(element, name)
                case "annotation" | "annotation-end":
                    pass
                case _ if name in _CONTENTS:
                    self.contents += 1
                case _ if name and name not in _SKIPPED:
                    yield from self.blocks(element, place.inside())

    def _change(self, element: etree._Element, name: str) -> None:
        key = element.get(f"{TEXT}change-id") or ""
        if name == "change-start" and key in self.changes:
            self.inserting.append(key)
        elif name == "change-end" and key in self.inserting:
            self.inserting.remove(key)

    def fate(self) -> Fate:
        return Fate(True, False, "inserted", self.changes[self.inserting[-1]].author) if self.inserting else KEPT

    def _paragraph(self, element: etree._Element, place: _Place) -> Iterator[_Block]:
        self.lines += 1
        if self.lines > MOST_LINES:
            raise ReadError(TOO_LONG)
        style = element.get(f"{TEXT}style-name")
        reading = _Reading(self, self.styles.stands_out(style, "paragraph") or False)
        reading.inside(element, reading.strong, 0)
        is_title = self.styles.is_named(style, "paragraph", _TITLE)
        level = whole(element.get(f"{TEXT}outline-level"), 1, 10) if name_of(element) == "h" else 1 if is_title else None
        last = len(reading.segments) - 1
        for at, pieces in enumerate(reading.segments):
            line = line_of(_trimmed(pieces), level, 0 if level else place.depth, reading.comments if at == 0 else ())
            if is_title:
                self.titles.append(line)
            yield Read(line, "deleted" if at < last else "inserted" if self.inserting else None)
        for box in reading.boxes:
            yield from self.blocks(box, place.inside())

    def _table(self, table: etree._Element, place: _Place) -> Iterator[_Block]:
        """The same rule as for Word: a table that lays out the page, or frames a box, is read cell by cell."""
        rows = list(_rows(table, False))
        inner = max((len(list(_rows(each, False))) for each in table.iterdescendants(f"{TABLE}table")), default=0)
        cells = [[cell for cell in row if name_of(cell) == "table-cell"] for row, _ in rows]
        if sum(map(len, cells)) == 1 or inner > len(rows):
            for cell in (cell for row in cells for cell in row):
                yield from self.blocks(cell, place.inside())
            return
        placed = [PlacedRow(tuple(self._cells(held, place)), heads=heads) for held, (_, heads) in zip(cells, rows, strict=True)]
        if placed:
            yield grid(placed, 0)

    def _cells(self, cells: Iterable[etree._Element], place: _Place) -> Iterator[Placed]:
        for cell in cells:
            found = as_lines(settled(list(self.blocks(cell, _Place(0, place.deep + 1)))))
            lines = tuple(line for line in found if line.text or line.before or line.comments)
            wide, high = (whole(cell.get(f"{TABLE}number-{name}-spanned"), 1, 10_000) for name in ("columns", "rows"))
            for _ in range(whole(cell.get(f"{TABLE}number-columns-repeated"), 1, 100)):
                yield Placed(lines, wide, high)


def _rows(container: etree._Element, heads: bool) -> Iterator[tuple[etree._Element, bool]]:
    for child in container:
        match name_of(child):
            case "table-row":
                yield child, heads
            case "table-header-rows":
                yield from _rows(child, True)
            case "table-rows" | "table-row-group":
                yield from _rows(child, heads)


@dataclass(slots=True)
class _Reading:
    """The pieces of one paragraph of the file, parted where a deletion took the end of a paragraph with it."""

    walk: _Walk
    strong: bool
    segments: list[list[Piece]] = field(default_factory=lambda: [[]])
    comments: list[Comment] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    def inside(self, element: etree._Element, strong: bool, deep: int) -> None:
        self._say(folded(element.text), strong)
        for child in element:
            if name_of(child):
                self._inline(child, strong, deep)
            self._say(folded(child.tail), strong)

    def _inline(self, element: etree._Element, strong: bool, deep: int) -> None:
        name = name_of(element)
        blank = gap(element, name)
        if blank is not None:
            self._say(blank, strong)
            return
        match name:
            case "span":
                own = self.walk.styles.stands_out(element.get(f"{TEXT}style-name"), "text")
                self._deeper(element, strong if own is None else own, deep)
            case "change":
                self._gone(self.walk.changes.get(element.get(f"{TEXT}change-id") or ""))
            case "change-start" | "change-end":
                self.walk._change(element, name)
            case "annotation":
                if element in self.walk.remarks:
                    self.comments.append(self.walk.remarks[element])
            case "note":
                self.walk.notes += self.walk.blocks(element.findall(f"{TEXT}note-body"), _Place())
            case "soft-page-break":
                self._say(PAGE, strong)
            case "hidden-text" | "hidden-paragraph":
                self.walk.hidden += 1
            case "annotation-end" | "placeholder" | "script" | "ruby-text" | "desc" | "title":
                pass
            case "text-box":
                self.boxes.append(element)
            case "image" | "object":
                self.walk.pictures += 1
            case _:
                self._deeper(element, strong, deep)

    def _deeper(self, element: etree._Element, strong: bool, deep: int) -> None:
        if deep > DEEPEST:
            raise ReadError(TOO_LONG)
        self.inside(element, strong, deep + 1)

    def _gone(self, change: _Change | None) -> None:
        if change is None or change.kind != "deletion":
            return
        for at, paragraph in enumerate(change.gone):
            if at:
                self.segments.append([])
            said = words(paragraph)
            if said:
                self.segments[-1].append(Piece(said, Fate(False, True, "deleted", change.author), False))

    def _say(self, said: str, strong: bool) -> None:
        if not said:
            return
        kept, removed = (said, 0) if said == PAGE else clean(said)
        self.walk.controls += removed
        self.segments[-1].append(Piece(kept, self.walk.fate(), strong))


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Blanks of the XML at the start and the end of a paragraph are nothing (6.1.2)."""
    while pieces and pieces[0].words == " ":
        pieces = pieces[1:]
    return pieces


def _flat(blocks: Iterable[_Block]) -> Iterator[Line]:
    for line in as_lines(settled(list(blocks))):
        if line.text.strip() or line.before:
            yield replace(line, text=line.text.strip())


def _furniture(looks: etree._Element | None, known: Styles) -> Iterator[Line]:
    """What headers and footers say, each line once."""
    seen: set[str] = set()
    for page in () if looks is None else looks.iter(f"{STYLE}master-page"):
        for part in page:
            if not name_of(part).startswith(("header", "footer")):
                continue
            for line in _flat(_Walk(known, {}, {}).blocks(part, _Place())):
                if line.text not in seen:
                    seen.add(line.text)
                    yield line


def _language(looks: etree._Element | None) -> str:
    for style in () if looks is None else looks.iter(f"{STYLE}default-style"):
        held = style.find(f"{STYLE}text-properties")
        if style.get(f"{STYLE}family") == "paragraph" and held is not None and held.get(f"{FO}language") not in (None, "none"):
            country = held.get(f"{FO}country")
            return f"{held.get(f'{FO}language')}" + (f"-{country}" if country and country != "none" else "")
    return ""


def _unread(walk: _Walk) -> Iterator[Unread]:
    yield from controls(walk.controls)
    if walk.pictures:
        yield Unread(PICTURES, (("count", walk.pictures),))
    if walk.hidden:
        yield Unread(HIDDEN_TEXT, (("count", walk.hidden),))
    if walk.contents:
        yield Unread(CONTENTS)
