"""The one door for files that come from elsewhere: what a file is, and its reader.

A file is what its bytes say, whatever its name says; the name is asked only where bytes can be two things. What we cannot or must not
read is refused in one sentence that says what to do.
"""

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from toolkit.language import N_
from toolkit.readers import delimited, docx, html, lines, markdown, ods, odt, xlsx
from toolkit.readers import email as letter
from toolkit.readers.active import PROTECTED
from toolkit.readers.archive import Package, ReadError
from toolkit.readers.encoding import NO_TEXT, controls, raw
from toolkit.readers.limits import MOST_UPLOADED
from toolkit.readers.signs import clean
from toolkit.readers.source import Source, Unread

TOO_BIG = N_("This file has more than {most} MB; save it again with smaller pictures, or bring the part that matters as a file of its own.")
NOT_READ = N_("This is {kind}, which cannot be read here; open it in its own program and copy its text, or save it as Word, Excel or text.")

OLD_WORD = N_("This is an old Word (.doc) file; open it in Word or LibreOffice, save it as .docx and bring that.")

_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", N_("a PDF file")),
    (b"{\\rtf", N_("a rich text (RTF) file")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"GIF8", N_("a picture")),
    (b"II*\x00", N_("a picture")),
    (b"MM\x00*", N_("a picture")),
    (b"BM", N_("a picture")),
    (b"\x1f\x8b", N_("a packed file")),
    (b"7z\xbc\xaf\x27\x1c", N_("a packed file")),
    (b"Rar!", N_("a packed file")),
    (b"BZh", N_("a packed file")),
    (b"\xfd7zXZ", N_("a packed file")),
    (b"SQLite format 3", N_("a database")),
    (b"\x7fELF", N_("a program")),
    (b"MZ\x90", N_("a program")),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_ONLY_IN_LETTERS = frozenset({b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to", b"x-mozilla-status"})
_IN_LETTERS = frozenset({b"from", b"to", b"subject", b"date", b"content-type"})

_PACKED: tuple[tuple[str, str], ...] = (
    ("ppt/", N_("a PowerPoint file")),
    ("Index/", N_("an Apple Pages, Numbers or Keynote file")),
    ("index.xml", N_("an Apple Pages, Numbers or Keynote file")),
    ("xl/workbook.bin", N_("a binary Excel (XLSB) file")),
    ("OEBPS/", N_("an e-book")),
)


def read(data: bytes, name: str = "", calls: bool = False) -> Source:
    """What a file says, in reading order, each thing with its place. `calls`: with a sign where a Word file calls a footnote.

    :raises ReadError: one sentence for the person who brought it.
    """
    if len(data) > MOST_UPLOADED:
        raise ReadError(TOO_BIG, most=MOST_UPLOADED // 1_000_000)
    for start, kind in _KINDS:
        if data.startswith(start) and (start != b"BM" or b"\x00" in data[:20]):
            raise ReadError(NOT_READ, kind=ReadError(kind))
    with _without_collector():
        if data.startswith(b"PK"):
            return _packed(data, name, calls)
        if data.startswith(_OLE):
            return _old_office(data, name)
        return _text(data, name)


@contextmanager
def _without_collector() -> Iterator[None]:
    """A grid is many small things and no garbage: looking for some takes up to half of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _packed(data: bytes, name: str, calls: bool) -> Source:
    """A ZIP is the Office file that its parts make it."""
    package = Package(data)
    if any(part.startswith("word/") for part in package):
        return docx.read(package, name, calls)
    if "xl/workbook.xml" in package or ("xl/workbook.bin" not in package and any(part.startswith("xl/") for part in package)):
        return xlsx.read(package, name)
    if "content.xml" in package:
        return _open_document(package, name)
    for start, kind in _PACKED:
        if any(part.startswith(start) for part in package):
            raise ReadError(NOT_READ, kind=ReadError(kind))
    raise ReadError(NOT_READ, kind=ReadError(N_("a packed file")))


def _open_document(package: Package, name: str) -> Source:
    """LibreOffice says what a file is in its first part; a file without it is told by its body."""
    kind = package.read("mimetype").decode("ascii", "replace").strip().rpartition(".")[2]
    if kind.startswith("text"):
        return odt.read(package, name)
    if kind.startswith("spreadsheet"):
        return ods.read(package, name)
    raise ReadError(NOT_READ, kind=ReadError(N_("a LibreOffice file that is neither a text nor a sheet")))


def _old_office(data: bytes, name: str) -> Source:
    """The container of Office files before 2007, and of protected ones since; what it holds is told by the names within."""
    if any(_stream(word) in data for word in ("EncryptedPackage", "EncryptionInfo")):
        raise ReadError(PROTECTED)
    if _stream("WordDocument") in data:
        raise ReadError(OLD_WORD)
    if _stream("Workbook") in data or _stream("Book") in data:
        from toolkit.readers import xls

        return xls.read(data, name)
    kind = N_("an old PowerPoint file") if _stream("PowerPoint Document") in data else N_("an old Office or Outlook file")
    raise ReadError(NOT_READ, kind=ReadError(kind))


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le") + b"\x00\x00"


def _text(data: bytes, name: str) -> Source:
    if _is_letter(data, name):
        return letter.read(data, name, read)
    found = raw(data)
    kind = _kind(found.text, name)
    if kind == "csv":
        _refuse_binary(found.text)
        return delimited.read(found.text, name, found.unread)
    cleaned, removed = clean(found.text)
    if removed:
        _refuse_binary(found.text)
    return _READERS[kind](cleaned, name, (*found.unread, *controls(removed)))


def _calendar(text: str, name: str, unread: tuple[Unread, ...]) -> Source:
    """The reader of calendars, which takes a third of a second to load and is seldom needed."""
    from toolkit.readers import calendar

    return calendar.read(text, name, unread)


def _is_letter(data: bytes, name: str) -> bool:
    """Whether a file begins as e-mails do. Lines that look like headers and were pasted into a text are not enough."""
    head = re.split(rb"\r?\n\r?\n", data[:65_536].lstrip(), maxsplit=1)[0]
    lines_of_head = re.split(rb"\r?\n", head)
    names = {line.partition(b":")[0].strip().lower() for line in lines_of_head if not line.startswith((b" ", b"\t"))}
    if not all(line.startswith((b" ", b"\t", b"From ")) or re.match(rb"[!-9;-~]+:", line) for line in lines_of_head if line):
        return False
    return bool(names & _ONLY_IN_LETTERS) or (name.lower().endswith((".eml", ".mht", ".mhtml")) and bool(names & _IN_LETTERS))


def _refuse_binary(text: str) -> None:
    """More than one sign in twenty that no page can show: this was never text."""
    start = text[:100_000]
    if clean(start)[1] > max(20, len(start) // 20):
        raise ReadError(NO_TEXT)


def _kind(text: str, name: str) -> str:
    """Which of the text formats; the name decides between rows, Markdown and plain lines, where all three can be."""
    ending = name.lower().rpartition(".")[2] if "." in name else ""
    if re.match(r"\s*BEGIN:VCALENDAR\s*[\r\n]", text, re.IGNORECASE):
        return "ics"
    if html.looks_like_a_page(text):
        return "html"
    if ending in ("csv", "tsv", "tab"):
        return "csv"
    if ending in ("md", "markdown", "mdown"):
        return "md"
    if ending in ("html", "htm") and re.search(r"</?[a-z][a-z0-9]*[^<>]*>", text, re.IGNORECASE):
        return "html"
    if markdown.looks_marked(text):
        return "md"
    return "csv" if delimited.looks_divided(text) else "txt"


_READERS: dict[str, Callable[[str, str, tuple[Unread, ...]], Source]] = {
    "html": html.read,
    "md": markdown.read,
    "txt": lines.read,
    "ics": _calendar,
}
