"""Word files that come back: body, tables, boxes, notes, headers and footers; nothing lost and nothing twice.

What came back is compared with what was sent by text and order, so this decides where a paragraph ends and in which cell it stands.
Files with macros, objects or parts from elsewhere are refused before anything is read.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from posixpath import join, normpath

from lxml import etree

from toolkit.language import N_
from toolkit.readers import archive
from toolkit.readers.active import ELSEWHERE, refuse_office
from toolkit.readers.archive import DAMAGED, Package, ReadError
from toolkit.readers.docx_styles import VAL, Styles, W, on, styles
from toolkit.readers.docx_text import Story, changed, choice, is_placeholder, paragraph
from toolkit.readers.encoding import controls
from toolkit.readers.flow import KEPT, Fate, Read, settled
from toolkit.readers.html import PICTURES
from toolkit.readers.limits import DEEPEST, MOST_LINES
from toolkit.readers.source import Comment, Grid, Line, Part, Source, Unread, Where
from toolkit.readers.table import Placed, PlacedRow, as_lines, grid

HIDDEN_TEXT = N_("Hidden text in {count} places was left out.")
CONTENTS = N_("The table of contents was left out.")
EMBEDDED = N_("A document inside this one was left out; open it and bring it as a file of its own.")

_STRICT = b"http://purl.oclc.org/ooxml/"
_LOOSE = b"http://schemas.openxmlformats.org/"
_NO_TITLES = frozenset({"word document", "document", "microsoft word document"})


def read(package: Package, name: str, calls: bool = False) -> Source:
    """`calls`: whether a sign stands in the text where a footnote is called."""
    refuse_office(package)
    main = _main(package)
    root = _part(package, main)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise ReadError(DAMAGED)
    related = _related(package, main)
    known = styles(_part(package, next(iter(related.get("styles", ())), "")))
    remarks = _remarks(_part(package, next(iter(related.get("comments", ())), "")))
    story = Story(known, _hung(body, remarks), calls=calls)
    walk = _Walk(story)
    blocks = walk.blocks(body, KEPT, 0)
    parts = tuple(numbered(blocks))
    notes = tuple(_notes(package, related, story))
    furniture = tuple(_furniture(package, related, known))
    if story.elsewhere:
        raise ReadError(ELSEWHERE, target=story.elsewhere[:80])
    title = next((part.text for part in walk.titles if part.text.strip()), "") or _own_title(package)
    return Source(name, "docx", parts, title, _language(package, related), tuple(_unread(walk)), notes, furniture)


def _main(package: Package) -> str:
    """The part that is the document; Word on the web calls it by other names than Word."""
    root = _part(package, "_rels/.rels")
    for related in () if root is None else root:
        if str(related.get("Type") or "").endswith("/officeDocument"):
            return str(related.get("Target") or "").lstrip("/")
    return "word/document.xml"


def _part(package: Package, name: str) -> etree._Element | None:
    """A part with the namespaces that Word usually writes; the strict ones say the same (ISO 29500-4)."""
    if name not in package:
        return None
    data = package.read(name)
    if _STRICT in data:
        data = data.replace(_STRICT + b"wordprocessingml/main", _LOOSE + b"wordprocessingml/2006/main")
    return archive.tree(data)


def _related(package: Package, main: str) -> dict[str, list[str]]:
    """The names of the parts that belong to a part, by what they are."""
    folder, _, file = main.rpartition("/")
    root = _part(package, f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
    found: dict[str, list[str]] = {}
    for related in () if root is None else root:
        if related.get("TargetMode") == "External":
            continue
        target = str(related.get("Target") or "")
        whole = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
        found.setdefault(str(related.get("Type") or "").rpartition("/")[2], []).append(whole)
    return found


def _remarks(root: etree._Element | None) -> dict[str, Comment]:
    found: dict[str, Comment] = {}
    for comment in () if root is None else root.iterfind(f"{W}comment"):
        words = "\n".join(_plain(each) for each in comment.iter(f"{W}p")).strip()
        found[comment.get(f"{W}id") or ""] = Comment(comment.get(f"{W}author") or "", words)
    return found


def _hung(body: etree._Element, remarks: dict[str, Comment]) -> dict[str, Comment]:
    """Every remark with the text that it hangs on, over as many paragraphs as that is."""
    if not remarks:
        return remarks
    on_words: dict[str, list[str]] = {}
    open_now: set[str] = set()
    for element in body.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}t", f"{W}tab", f"{W}br", f"{W}p"):
        name = element.tag.rpartition("}")[2]
        key = element.get(f"{W}id") or ""
        if name == "commentRangeStart":
            open_now.add(key)
            on_words[key] = []
        elif name == "commentRangeEnd":
            open_now.discard(key)
        elif open_now and (name != "tab" or element.get(VAL) is None):
            words = (element.text or "") if name == "t" else "\t" if name == "tab" else "\n"
            for each in open_now:
                on_words[each].append(words)
    return {key: replace(remark, on="".join(on_words.get(key, ())).strip()) for key, remark in remarks.items()}


def _plain(element: etree._Element) -> str:
    return "".join({"tab": "\t", "br": "\n"}.get(found.tag.rpartition("}")[2], found.text or "") for found in element.iter(
        f"{W}t", f"{W}tab", f"{W}br"
    ))  # fmt: skip


@dataclass(slots=True)
class _Walk:
    """One way through the blocks of a part."""

    story: Story
    titles: list[Line] = field(default_factory=list)
    lines: int = 0
    contents: int = 0
    embedded: int = 0

    def blocks(self, container: Iterable[etree._Element], fate: Fate, deep: int) -> list[Line | Grid]:
        return settled(list(self._blocks(container, fate, deep)))

    def _blocks(self, container: Iterable[etree._Element], fate: Fate, deep: int) -> Iterator[Read[etree._Element] | Grid]:
        for element in container:
            if not isinstance(element.tag, str) or deep > DEEPEST:
                continue
            name = element.tag.rpartition("}")[2]
            match name:
                case "p":
                    yield from self._paragraph(element, fate, deep)
                case "tbl":
                    yield from self._table(element, fate, deep)
                case "sdt":
                    if not is_placeholder(element):
                        yield from self._blocks(element.findall(f"{W}sdtContent"), fate, deep + 1)
                case "AlternateContent":
                    yield from self._blocks(choice(element), fate, deep + 1)
                case "ins" | "del" | "moveFrom" | "moveTo":
                    yield from self._blocks(element, changed(fate, name, element), deep + 1)
                case "commentRangeStart":
                    self.story.waiting.append(element.get(f"{W}id") or "")
                case "altChunk":
                    self.embedded += 1
                case "sdtContent" | "customXml" | "txbxContent":
                    yield from self._blocks(element, fate, deep + 1)

    def _paragraph(self, element: etree._Element, fate: Fate, deep: int) -> Iterator[Read[etree._Element] | Grid]:
        found = paragraph(element, self.story, fate)
        self.lines += 1
        if self.lines > MOST_LINES:
            raise ReadError(archive.TOO_LONG)
        named = element.find(f"{W}pPr/{W}pStyle")
        style = None if named is None else named.get(VAL)
        if self.story.styles.is_contents(style):
            self.contents += 1
            return
        if self.story.styles.is_title(style):
            self.titles.append(found.line)
        yield found
        for box in found.boxes:
            yield from self._blocks(box, fate, deep + 1)

    def _table(self, table: etree._Element, fate: Fate, deep: int) -> Iterator[Read[etree._Element] | Grid]:
        """A table that only lays out a page or frames a box is read cell by cell; one in a cell becomes tabbed lines there."""
        rows = list(_gathered(table, "tr"))
        inner = max((len(list(_gathered(each, "tr"))) for each in table.iterdescendants(f"{W}tbl")), default=0)
        cells = [list(_gathered(row, "tc")) for row in rows]
        if sum(map(len, cells)) == 1 or inner > len(rows):
            for cell in (cell for row in cells for cell in row):
                yield from self._blocks(cell, fate, deep + 1)
            return
        made = _Table(self)
        for row, held in zip(rows, cells, strict=True):
            made.row(row, held, fate, deep)
        if made.rows:
            yield made.grid()


@dataclass(slots=True)
class _Cell:
    """A cell that may still grow, to the right or downwards."""

    lines: tuple[Line, ...]
    wide: int
    high: int = 1


@dataclass(slots=True)
class _Table:
    """Rows as they are read, with the cells of the row above that go on downwards, by the column of the table that they begin in."""

    walk: _Walk
    rows: list[tuple[list[_Cell], etree._Element | None]] = field(default_factory=list)
    going_on: dict[int, _Cell] = field(default_factory=dict)

    def row(self, row: etree._Element, cells: Sequence[etree._Element], fate: Fate, deep: int) -> None:
        properties = row.find(f"{W}trPr")
        column = _number(properties, "gridBefore")
        made = [_Cell((), column)] if column else []
        going_on: dict[int, _Cell] = {}
        for cell in cells:
            look = cell.find(f"{W}tcPr")
            wide = max(1, _number(look, "gridSpan"))
            above = self.going_on.get(column)
            lines = self._lines(cell, fate, deep)
            if _merged(look, "hMerge") == "continue" and made:
                made[-1].wide += wide
                made[-1].lines += lines
            elif _merged(look, "vMerge") == "continue" and above is not None and above.wide == wide:
                above.high += 1
                above.lines += lines
                going_on[column] = above
            else:
                made.append(_Cell(lines, wide))
                if _merged(look, "vMerge") is not None:
                    going_on[column] = made[-1]
            column += wide
        self.going_on = going_on
        self.rows.append((made, properties))

    def _lines(self, cell: etree._Element, fate: Fate, deep: int) -> tuple[Line, ...]:
        found = as_lines(self.walk.blocks(cell, fate, deep + 1))
        return tuple(line for line in found if line.text or line.before or line.comments)

    def grid(self) -> Grid:
        return grid(tuple(_placed(cells, properties) for cells, properties in self.rows), 0)


def _merged(look: etree._Element | None, name: str) -> str | None:
    """`restart`, `continue`, or None for a cell that is not merged."""
    found = None if look is None else look.find(f"{W}{name}")
    return None if found is None else "restart" if found.get(VAL) == "restart" else "continue"


def _placed(cells: Iterable[_Cell], properties: etree._Element | None) -> PlacedRow:
    held = tuple(Placed(cell.lines, cell.wide, cell.high) for cell in cells)
    if properties is None:
        return PlacedRow(held)
    hidden, heads, gone, new = (properties.find(f"{W}{name}") for name in ("hidden", "tblHeader", "del", "ins"))
    change = new if gone is None else gone
    return PlacedRow(
        held,
        hidden=hidden is not None and on(hidden),
        heads=heads is not None and on(heads),
        tracked=None if change is None else "inserted" if gone is None else "deleted",
        author="" if change is None else change.get(f"{W}author") or "",
    )


def _gathered(container: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also those in content controls."""
    for child in container:
        if not isinstance(child.tag, str):
            continue
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag.rpartition("}")[2] in ("sdt", "sdtContent", "customXml", "ins", "del", "moveFrom", "moveTo"):
            yield from _gathered(child, name)
        elif child.tag.endswith("}AlternateContent"):
            yield from _gathered(choice(child), name)


def _number(properties: etree._Element | None, name: str) -> int:
    found = None if properties is None else properties.find(f"{W}{name}")
    text = "" if found is None else found.get(VAL) or ""
    return int(text) if text.isdecimal() and len(text) < 5 else 0


def numbered(blocks: Iterable[Line | Grid]) -> Iterator[Part]:
    """Paragraphs and tables of the body with their numbers."""
    paragraphs = tables = 0
    for block in blocks:
        if isinstance(block, Line):
            paragraphs += 1
            yield replace(block, where=Where(paragraph=paragraphs))
        elif isinstance(block, Grid):
            tables += 1
            yield renumbered(block, tables)


def renumbered(table: Grid, number: int) -> Grid:
    rows = tuple(
        replace(
            row,
            where=replace(row.where, table=number),
            cells=tuple(
                replace(
                    cell,
                    where=replace(cell.where, table=number),
                    lines=tuple(replace(line, where=replace(line.where, table=number)) for line in cell.lines),
                )
                for cell in row.cells
            ),
        )
        for row in table.rows
    )
    return replace(table, rows=rows, where=replace(table.where, table=number))


def _notes(package: Package, related: dict[str, list[str]], story: Story) -> Iterator[Line]:
    """Footnotes, then endnotes, as the text calls them."""
    called = {note: number for number, note in enumerate(story.notes, 1)}
    for kind in ("footnote", "endnote"):
        root = _part(package, next(iter(related.get(f"{kind}s", ())), ""))
        held = {note.get(f"{W}id"): note for note in (() if root is None else root.iterfind(f"{W}{kind}"))}
        for key, number in called.items():
            note = held.get(key.removeprefix(f"{kind} "))
            if key.startswith(kind) and note is not None:
                for line in _flat(_Walk(Story(story.styles)).blocks(note, KEPT, 0)):
                    yield replace(line, where=Where(note=number)) if story.calls else line


def _furniture(package: Package, related: dict[str, list[str]], known: Styles) -> Iterator[Line]:
    """What headers and footers say, each line once."""
    seen: set[str] = set()
    for part in (*related.get("header", ()), *related.get("footer", ())):
        root = _part(package, part)
        for line in _flat(_Walk(Story(known)).blocks(() if root is None else root, KEPT, 0)):
            if line.text not in seen:
                seen.add(line.text)
                yield line


def _flat(parts: Iterable[Part]) -> Iterator[Line]:
    for line in as_lines(parts):
        if line.text.strip() or line.before:
            yield replace(line, text=line.text.strip(), where=Where())


def _own_title(package: Package) -> str:
    root = _part(package, "docProps/core.xml")
    title = "" if root is None else (root.findtext("{http://purl.org/dc/elements/1.1/}title") or "").strip()
    return "" if title.lower() in _NO_TITLES or title.lower().startswith("microsoft word - ") else title


def _language(package: Package, related: dict[str, list[str]]) -> str:
    root = _part(package, next(iter(related.get("styles", ())), ""))
    found = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    return "" if found is None else found.get(VAL) or ""


def _unread(walk: _Walk) -> Iterator[Unread]:
    story = walk.story
    yield from controls(story.controls)
    if story.pictures:
        yield Unread(PICTURES, (("count", story.pictures),))
    if story.hidden:
        yield Unread(HIDDEN_TEXT, (("count", story.hidden),))
    if walk.contents:
        yield Unread(CONTENTS)
    if walk.embedded:
        yield Unread(EMBEDDED)
