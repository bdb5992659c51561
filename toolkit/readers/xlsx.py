"""Excel workbooks: every visible sheet with what it shows, its values, merged cells, hidden rows and remarks.

Formulas are never worked out: what Excel stored as their result counts, and where nothing is stored that is said. Sheets are read row by
row, so that a sheet's stated size costs nothing.
"""

import datetime as dt
import functools
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import join, normpath

from lxml import etree

from toolkit.readers import archive
from toolkit.readers.active import refuse_office
from toolkit.readers.archive import DAMAGED, TOO_LONG, Package, ReadError
from toolkit.readers.encoding import controls
from toolkit.readers.html import PICTURES
from toolkit.readers.limits import MOST_CELLS
from toolkit.readers.number_formats import BUILT_IN, Value, shown, time_text
from toolkit.readers.sheet import HIDDEN_COLUMNS, HIDDEN_SHEET, NO_RESULT, Room, Sheet, letters
from toolkit.readers.signs import clean
from toolkit.readers.source import Comment, Grid, Source, Unread, Where
from toolkit.readers.table import TOO_MANY_CELLS

_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})$")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_EMPTY_ROW = re.compile(rb'<row [^<>]*\br="\d+"[^<>]*/>')
_MANY_ROWS = 100_000
_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384
_ON = frozenset({"1", "true", "on"})
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(slots=True)
class _Book:
    package: Package
    strings: list[str]
    formats: list[str]
    since_1904: bool
    room: Room = field(default_factory=Room)
    unread: list[Unread] = field(default_factory=list)


def read(package: Package, name: str) -> Source:
    refuse_office(package)
    main = next((target for kind, target in _related(package, "") if kind == "officeDocument"), "xl/workbook.xml")
    root = package.tree(main)
    if root is None:
        raise ReadError(DAMAGED)
    related = dict(_related(package, main))
    properties = root.find("{*}workbookPr")
    since_1904 = properties is not None and properties.get("date1904") in _ON
    strings = list(_strings(package, related.get("sharedStrings", "")))
    book = _Book(package, strings, _formats(package, related.get("styles", "")), since_1904)
    grids = tuple(_grids(book, root, main))
    pictures = sum(part.startswith("xl/media/") for part in package)
    said = (*book.unread, *controls(book.room.controls), *((Unread(PICTURES, (("count", pictures),)),) if pictures else ()))
    core = package.tree("docProps/core.xml")
    title = "" if core is None else (core.findtext("{http://purl.org/dc/elements/1.1/}title") or "").strip()
    return Source(name, "xlsx", grids, title, unread=said)


def _related(package: Package, part: str) -> Iterator[tuple[str, str]]:
    """What belongs to a part: its kind and its name."""
    for _, kind, target in _relations(package, part):
        yield kind, target


def _relations(package: Package, part: str) -> Iterator[tuple[str, str, str]]:
    folder, _, file = part.rpartition("/")
    root = package.tree(join(folder, "_rels", f"{file}.rels"))
    for related in () if root is None else root:
        target = str(related.get("Target") or "")
        whole = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
        yield str(related.get("Id") or ""), str(related.get("Type") or "").rpartition("/")[2], whole


def _each(data: bytes, *tags: str) -> Iterator[etree._Element]:
    """The elements of these names as they end, each forgotten once it has been looked at."""
    archive.plain(data)
    try:
        for _, element in etree.iterparse(
            io.BytesIO(data), events=("end",), tag=[f"{{*}}{tag}" for tag in tags], resolve_entities=False, no_network=True, load_dtd=False
        ):
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise ReadError(DAMAGED) from error


def _strings(package: Package, part: str) -> Iterator[str]:
    data = package.read(part)
    if data.count(b"<si") > 2 * MOST_CELLS:
        raise ReadError(TOO_LONG)
    for entry in _each(data, "si") if data else ():
        yield _rich(entry)


def _rich(entry: etree._Element) -> str:
    """The words of a cell, whatever their looks; how they are pronounced stays out."""
    words = "".join(text.text or "" for text in entry.iter("{*}t") if not _is_phonetic(text))
    return clean(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), words))[0] if "_x" in words else words


def _is_phonetic(text: etree._Element) -> bool:
    parent = text.getparent()
    return parent is not None and parent.tag.endswith("}rPh")


def _formats(package: Package, part: str) -> list[str]:
    """The number format of every look that a cell may have."""
    root = package.tree(part)
    if root is None:
        return []
    own = {each.get("numFmtId"): each.get("formatCode") or "" for each in root.iterfind("{*}numFmts/{*}numFmt")}
    looks = (each.get("numFmtId") or "0" for each in root.iterfind("{*}cellXfs/{*}xf"))
    return [own.get(look) or BUILT_IN.get(int(look) if look.isdecimal() else 0, "General") for look in looks]


def _grids(book: _Book, root: etree._Element, main: str) -> Iterator[Grid]:
    names = {key: (kind, target) for key, kind, target in _relations(book.package, main)}
    for sheet in root.iterfind("{*}sheets/{*}sheet"):
        title = sheet.get("name") or ""
        kind, target = names.get(sheet.get(_ID) or sheet.get(_STRICT_ID) or "", ("", ""))
        if kind != "worksheet":
            continue
        if sheet.get("state") in ("hidden", "veryHidden"):
            book.unread.append(Unread(HIDDEN_SHEET, (("sheet", title),), Where(sheet=title)))
            continue
        if target not in book.package:
            raise ReadError(DAMAGED)
        if (made := _sheet(book, title, target)) is not None:
            yield made


def _sheet(book: _Book, title: str, part: str) -> Grid | None:
    data = _sensible(book.package.read(part))
    sheet = Sheet(title, book.room)
    lacking: list[tuple[int, int]] = []
    hidden: list[str] = []
    row = 0
    for element in _each(data, "row", "mergeCell", "col"):
        match element.tag.rpartition("}")[2]:
            case "row":
                told = element.get("r")
                row = int(told) if told and told.isdecimal() else row + 1
                if row > _MOST_ROWS:
                    raise ReadError(DAMAGED)
                if element.get("hidden") in _ON:
                    sheet.hidden.add(row)
                if len(element):
                    _row(book, sheet, row, element, lacking)
            case "mergeCell":
                corners = [_place(corner) for corner in (element.get("ref") or "").split(":")]
                if len(corners) == 2 and corners[0] and corners[1]:
                    sheet.merge(*corners[0], *corners[1])
            case "col" if element.get("hidden") in _ON:
                hidden.append(_span(element))
    for related, target in _related(book.package, part):
        if related == "comments":
            _remarks(book.package.tree(target), sheet)
    if lacking:
        at, column = lacking[0]
        values = (("count", len(lacking)), ("sheet", title), ("cell", f"{letters(column)}{at}"))
        book.unread.append(Unread(NO_RESULT, values, Where(sheet=title, row=at, column=column)))
    made = sheet.grid()
    if hidden and made is not None:
        book.unread.append(Unread(HIDDEN_COLUMNS, (("sheet", title), ("columns", ", ".join(hidden))), Where(sheet=title)))
    return made


def _sensible(data: bytes) -> bytes:
    """A sheet without the empty rows that some programs write by the hundred thousand.

    :raises ReadError: more rows than Excel has, or more cells than we take.
    """
    rows = data.count(b"<row")
    if rows > _MOST_ROWS:
        raise ReadError(DAMAGED)
    if data.count(b"</c>") > MOST_CELLS:
        raise ReadError(TOO_MANY_CELLS, most=MOST_CELLS)
    return _EMPTY_ROW.sub(b"", data) if rows > _MANY_ROWS else data


def _row(book: _Book, sheet: Sheet, row: int, element: etree._Element, lacking: list[tuple[int, int]]) -> None:
    space = element.tag.removesuffix("row")
    column = 0
    for cell in element:
        told = cell.get("r")
        column = _column(told.rstrip("0123456789")) if told else column + 1
        result = formula = None
        inline = ""
        for child in cell:
            name = child.tag
            if name == space + "v":
                result = child.text
            elif name == space + "f":
                formula = child
            elif name == space + "is":
                inline = _rich(child)
        kind = cell.get("t") or "n"
        if result is not None:
            sheet.put(row, column, *_shown(book, kind, result, cell.get("s")))
        elif inline:
            sheet.put(row, column, inline)
        elif formula is not None and kind != "str":
            lacking.append((row, column))


def _shown(book: _Book, kind: str, result: str, look: str | None) -> tuple[str, Value]:
    """The text and the value of a cell, by the kind that it says it is."""
    match kind:
        case "s":
            at = int(result) if result.strip().isdecimal() else -1
            return (book.strings[at] if 0 <= at < len(book.strings) else ""), None
        case "b":
            return ("TRUE", True) if result.strip() == "1" else ("FALSE", False)
        case "str":
            return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), result), None
        case "d":
            return _moment(result)
        case "n":
            try:
                number = float(result)
            except ValueError:
                return result, None
            at = int(look) if look and look.isdecimal() else 0
            if number != number or abs(number) == float("inf"):
                return result, None
            return shown(number, book.formats[at] if at < len(book.formats) else "General", book.since_1904)
    return result, None


def _moment(text: str) -> tuple[str, Value]:
    """A date that a strict workbook writes as such."""
    try:
        moment = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        return text, None
    if moment.time() == dt.time():
        return moment.date().isoformat(), moment.date()
    return f"{moment.date().isoformat()} {time_text(moment.time())}", moment


def _place(text: str) -> tuple[int, int] | None:
    """Row and column of `B12`."""
    found = _PLACE.match(text)
    if found is None:
        return None
    row = int(found[2])
    return (row, _column(found[1])) if 1 <= row <= _MOST_ROWS else None


@functools.lru_cache(maxsize=4096)
def _column(name: str) -> int:
    """27 is AA; columns beyond Excel's last one are a damage."""
    column = 0
    for letter in name.upper():
        column = column * 26 + ord(letter) - 64
        if not 1 <= column <= _MOST_COLUMNS:
            raise ReadError(DAMAGED)
    return column


def _span(element: etree._Element) -> str:
    first, last = (int(text) if (text := element.get(name) or "").isdecimal() else 1 for name in ("min", "max"))
    return letters(first) if first == last else f"{letters(first)}–{letters(last)}"


def _remarks(root: etree._Element | None, sheet: Sheet) -> None:
    if root is None:
        return
    authors = [author.text or "" for author in root.iterfind("{*}authors/{*}author")]
    for comment in root.iterfind("{*}commentList/{*}comment"):
        place = _place(comment.get("ref") or "")
        held = comment.find("{*}text")
        if place is None or held is None:
            continue
        key = comment.get("authorId") or ""
        author = authors[int(key)] if key.isdecimal() and int(key) < len(authors) else ""
        sheet.remarks.setdefault(place, []).append(Comment(author, clean(_rich(held))[0].strip()))
