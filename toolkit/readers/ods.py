"""LibreOffice sheets, row by row: a million repeated empty rows cost nothing."""

import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from toolkit.readers import archive
from toolkit.readers.active import ELSEWHERE, refuse_open_document
from toolkit.readers.archive import DAMAGED, Package, ReadError
from toolkit.readers.encoding import controls
from toolkit.readers.number_formats import Value
from toolkit.readers.odf import DC, OFFICE, STYLE, TABLE, TEXT, name_of, title_of, whole, words
from toolkit.readers.sheet import HIDDEN_SHEET, Room, Sheet
from toolkit.readers.source import Comment, Source, Unread, Where

_LENGTH = re.compile(r"(-?)P(?:(\d{1,6})D)?T(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S$")
_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384
_HIDDEN = frozenset({"collapse", "filter"})


@dataclass(slots=True)
class _Book:
    room: Room = field(default_factory=Room)
    hidden_styles: set[str] = field(default_factory=set)
    unread: list[Unread] = field(default_factory=list)


def read(package: Package, name: str) -> Source:
    refuse_open_document(package, None)
    return of(package.read("content.xml"), name, title_of(package.tree("meta.xml")))


def of(data: bytes, name: str, title: str = "") -> Source:
    """A workbook from its content."""
    book = _Book()
    grids = tuple(made for sheet in _sheets(data, book) if (made := sheet.grid()) is not None)
    return Source(name, "ods", grids, title, unread=(*book.unread, *controls(book.room.controls)))


def _sheets(data: bytes, book: _Book) -> Iterator[Sheet]:
    archive.plain(data)
    sheet: Sheet | None = None
    row = 1
    tags = [f"{TABLE}table", f"{TABLE}table-row", f"{STYLE}style", f"{TABLE}table-source", f"{TABLE}cell-range-source"]
    events = etree.iterparse(io.BytesIO(data), events=("start", "end"), tag=tags, resolve_entities=False, no_network=True, load_dtd=False)
    deep = 0
    try:
        for event, element in events:
            match event, name_of(element):
                case "end", "style":
                    look = element.find(f"{STYLE}table-properties")
                    if look is not None and look.get(f"{TABLE}display") == "false":
                        book.hidden_styles.add(element.get(f"{STYLE}name") or "")
                case "start", "table-source" | "cell-range-source":
                    raise ReadError(ELSEWHERE, target=str(element.get("{http://www.w3.org/1999/xlink}href") or "")[:80])
                case "start", "table":
                    deep += 1
                    if deep == 1:
                        sheet, row = _begun(element, book), 1
                case "end", "table":
                    deep -= 1
                    if deep == 0:
                        if sheet is not None:
                            yield sheet
                        sheet = None
                        _forget(element)
                case "end", "table-row" if deep == 1:
                    if sheet is not None:
                        row += _row(sheet, row, element)
                    _forget(element)
    except etree.XMLSyntaxError as error:
        raise ReadError(DAMAGED) from error


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _begun(table: etree._Element, book: _Book) -> Sheet | None:
    title = table.get(f"{TABLE}name") or ""
    if table.get(f"{TABLE}style-name") in book.hidden_styles:
        book.unread.append(Unread(HIDDEN_SHEET, (("sheet", title),), Where(sheet=title)))
        return None
    return Sheet(title, book.room)


def _row(sheet: Sheet, row: int, element: etree._Element) -> int:
    """Take one row, and how many it stands for."""
    times = whole(element.get(f"{TABLE}number-rows-repeated"), 1, _MOST_ROWS)
    hidden = element.get(f"{TABLE}visibility") in _HIDDEN
    column = 1
    filled = False
    for cell in element:
        if name_of(cell) not in ("table-cell", "covered-table-cell"):
            continue
        repeated = whole(cell.get(f"{TABLE}number-columns-repeated"), 1, _MOST_COLUMNS)
        if len(cell) or cell.get(f"{OFFICE}value-type"):
            text, value = _shown(cell)
            covered = name_of(cell) == "covered-table-cell"
            for down in range(times if text and not covered else 1):
                for right in range(repeated if text and not covered else 0):
                    sheet.put(row + down, column + right, text, value)
            filled = filled or bool(text)
            _remarks(sheet, row, column, cell)
            wide, high = (whole(cell.get(f"{TABLE}number-{name}-spanned"), 1, _MOST_ROWS) for name in ("columns", "rows"))
            sheet.merge(row, column, row + high - 1, column + wide - 1)
        column += repeated
        if column > _MOST_COLUMNS + 1:
            break
    if hidden and filled:
        sheet.hidden.update(range(row, row + times))
    return times


def _shown(cell: etree._Element) -> tuple[str, Value]:
    """The words that the cell shows, and the value behind them; dates and times are written as ISO 8601."""
    text = "\n".join(words(each) for each in cell if each.tag == f"{TEXT}p")
    held = {name: cell.get(f"{OFFICE}{name}") for name in ("value-type", "value", "date-value", "time-value", "boolean-value")}
    try:
        match held["value-type"]:
            case "date" if held["date-value"]:
                moment = dt.datetime.fromisoformat(held["date-value"])
                if "T" not in held["date-value"]:
                    return moment.date().isoformat(), moment.date()
                return f"{moment.date().isoformat()} {moment:%H:%M}", moment
            case "time" if held["time-value"]:
                return text, _length(held["time-value"])
            case "float" | "percentage" | "currency" if held["value"]:
                return text or held["value"], float(held["value"])
            case "boolean":
                return text, held["boolean-value"] == "true"
    except ValueError:
        pass
    return text, None


def _length(text: str) -> dt.time | dt.timedelta | None:
    """LibreOffice keeps clock times and lengths alike; under a day it is taken for a clock time, as its cells usually are."""
    found = _LENGTH.match(text)
    if found is None:
        return None
    days, hours, minutes, seconds = (int(each or 0) for each in found.groups()[1:])
    length = dt.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    if found[1] or length >= dt.timedelta(days=1):
        return -length if found[1] else length
    whole_seconds = int(length.total_seconds())
    return dt.time(whole_seconds // 3600, whole_seconds // 60 % 60, whole_seconds % 60)


def _remarks(sheet: Sheet, row: int, column: int, cell: etree._Element) -> None:
    for remark in cell.iterfind(f"{OFFICE}annotation"):
        said = "\n".join(words(each) for each in remark.iter(f"{TEXT}p")).strip()
        sheet.remarks.setdefault((row, column), []).append(Comment(remark.findtext(f"{DC}creator") or "", said))
