"""Excel workbooks from before 2007, read by xlrd: what they show, merged cells, hidden rows."""

import io

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.book import Book
from xlrd.sheet import Sheet as OldSheet

from toolkit.language import N_
from toolkit.readers.active import MACROS
from toolkit.readers.archive import ReadError
from toolkit.readers.encoding import controls
from toolkit.readers.number_formats import Value, shown
from toolkit.readers.sheet import HIDDEN_SHEET, Room, Sheet
from toolkit.readers.source import Grid, Source, Unread, Where

OLD_DAMAGED = N_("This old Excel file is damaged or protected by a password; open it in Excel or LibreOffice and save it as .xlsx.")

_PROGRAM = "_VBA_PROJECT".encode("utf-16-le")


def read(data: bytes, name: str) -> Source:
    if _PROGRAM in data:
        raise ReadError(MACROS)
    try:
        with xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO(), ragged_rows=True, on_demand=True) as book:
            return _read(book, name)
    except ReadError:
        raise
    except Exception as error:
        # xlrd meets damage in whatever step comes to it first, and raises whatever that step raises.
        raise ReadError(OLD_DAMAGED) from error


def _read(book: Book, name: str) -> Source:
    room = Room()
    unread: list[Unread] = []
    grids: list[Grid] = []
    for number in range(book.nsheets):
        old = book.sheet_by_index(number)
        if old.visibility:
            unread.append(Unread(HIDDEN_SHEET, (("sheet", old.name),), Where(sheet=old.name)))
        elif (made := _sheet(book, old, room)) is not None:
            grids.append(made)
        book.unload_sheet(number)
    return Source(name, "xls", tuple(grids), unread=(*unread, *controls(room.controls)))


def _sheet(book: Book, old: OldSheet, room: Room) -> Grid | None:
    sheet = Sheet(old.name, room)
    for row in range(old.nrows):
        for column in range(old.row_len(row)):
            sheet.put(row + 1, column + 1, *_shown(book, old, row, column))
    sheet.hidden |= {row + 1 for row, info in old.rowinfo_map.items() if info.hidden}
    for top, bottom, left, right in old.merged_cells:
        sheet.merge(top + 1, left + 1, bottom, right)
    return sheet.grid()


def _shown(book: Book, old: OldSheet, row: int, column: int) -> tuple[str, Value]:
    held = old.cell_value(row, column)
    match old.cell_type(row, column):
        case xlrd.XL_CELL_TEXT:
            return str(held), None
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            look = book.xf_list[old.cell_xf_index(row, column)]
            return shown(float(held), book.format_map[look.format_key].format_str, bool(book.datemode))
        case xlrd.XL_CELL_BOOLEAN:
            return ("TRUE", True) if held else ("FALSE", False)
        case xlrd.XL_CELL_ERROR:
            return error_text_from_code.get(int(held), ""), None
    return "", None
