"""What a PDF says: its pages, and what is said beside them (alt text, bookmarks, links, notes, properties, names of embedded files)."""

import contextlib
import ctypes
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from toolkit.readers import hidden
from toolkit.readers.archive import DAMAGED, ReadError

_HYPHENS = "\x02\ufffe"
"""PDFium's signs for a hyphen at the end of a line, where it joined the two halves of the word."""

_DEEPEST = 60


def says(data: bytes) -> str:
    """All of it. What runs over a page is joined: lines that stand on most pages come once, at the end."""
    try:
        opened = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadError(DAMAGED) from error
    try:
        said = [_flow(pages(opened)), *opened.get_metadata_dict().values(), *_xmp(data)]
        said += [entry.get_title() for entry in opened.get_toc()]
        for page in each_page(opened):
            said += _marked(page)
            said += _pointed(opened, page)
        said += _attached(opened)
        said += _targets(opened)
        said += dict.fromkeys(_strings(data))
        said += [raw_label for number in range(len(opened)) if (raw_label := opened.get_page_label(number))]
    finally:
        opened.close()
    return "\n".join(words for words in said if words)


def _attached(opened: pypdfium2.PdfDocument) -> Iterator[str]:
    """Embedded files: their names, and words in them."""
    for number in range(opened.count_attachments()):
        attachment = opened.get_attachment(number)
        yield attachment.get_name()
        yield from hidden.strings(bytes(attachment.get_data()))


def _targets(opened: pypdfium2.PdfDocument) -> Iterator[str]:
    """Names of the places that links lead to."""
    for number in range(raw.FPDF_CountNamedDests(opened.raw)):
        length = ctypes.c_long(0)
        raw.FPDF_GetNamedDest(opened.raw, number, None, ctypes.byref(length))
        if length.value > 2:
            buffer = ctypes.create_string_buffer(length.value)
            raw.FPDF_GetNamedDest(opened.raw, number, buffer, ctypes.byref(length))
            yield buffer.raw[: length.value - 2].decode("utf-16-le", "replace")


def pages(opened: pypdfium2.PdfDocument) -> list[str]:
    """The words of each page, lines apart by a newline, words that were divided at a line's end made whole."""
    found = []
    for page in each_page(opened):
        text = page.get_textpage()
        words = text.get_text_range()
        text.close()
        found.append(re.sub(f"[{_HYPHENS}](\r?\n)?", "", words).replace("\r\n", "\n").replace("\x00", ""))
    return found


def each_page(opened: pypdfium2.PdfDocument) -> Iterator[pypdfium2.PdfPage]:
    for number in range(len(opened)):
        page = opened[number]
        try:
            yield page
        finally:
            page.close()


def _flow(texts: Sequence[str]) -> str:
    """The pages one after the other without the lines that most of them repeat, and those once after them."""
    lines = [text.split("\n") for text in texts]
    often = Counter(line for page in lines for line in {_numberless(line) for line in page})
    repeated = {line for line, count in often.items() if line and len(texts) > 2 and count > len(texts) / 2}
    flowing = "\f\n".join("\n".join(line for line in page if _numberless(line) not in repeated) for page in lines)
    return "\n".join([flowing, *dict.fromkeys(line for page in lines for line in page if _numberless(line) in repeated)])


def _numberless(line: str) -> str:
    return re.sub(r"\d+", "0", line.strip())


def _xmp(data: bytes) -> Iterator[str]:
    """The metadata part, which PDFium does not show."""
    for found in re.finditer(rb"/Subtype\s*/XML.{0,200}?stream\r?\n", data, re.DOTALL):
        end = data.find(b"endstream", found.end())
        held = data[found.end() : end]
        if not held.lstrip().startswith(b"<"):
            try:
                held = zlib.decompressobj().decompress(held, 10_000_000)
            except zlib.error:
                continue
        yield "\n".join(re.sub(r"<[^>]*>", " ", held.decode("utf-8", "replace")).split())


_STREAM = re.compile(rb"/ObjStm\b.{0,300}?stream\r?\n", re.DOTALL)
_LITERAL = re.compile(rb"\(((?:[^()\\]|\\.){4,4000}?)\)|<((?:[0-9A-Fa-f]{2}){4,8000})>", re.DOTALL)
_BODY = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
_SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _strings(data: bytes) -> Iterator[str]:
    """Every string of the file's own objects, packed or not: properties that nobody shows, values of fields, scripts."""
    held = [_BODY.sub(b"", data)]
    for found in _STREAM.finditer(data):
        with contextlib.suppress(zlib.error):
            held.append(zlib.decompressobj().decompress(data[found.end() :], 20_000_000))
    for part in held:
        for found in _LITERAL.finditer(part):
            words = _words(found[1] if found[1] is not None else bytes.fromhex(found[2].decode()), found[1] is not None)
            if sum(char.isalnum() for char in words) >= _FEWEST:
                yield words


_FEWEST = 4


def _words(text: bytes, escaped: bool) -> str:
    """A string as PDF 32000, 7.9.2.2 writes it: UTF-16 or UTF-8 with its mark, else one byte a letter."""
    if escaped:
        text = _ESCAPED.sub(_unescaped, text)
    if text.startswith(b"\xfe\xff"):
        return text[2:].decode("utf-16-be", "replace")
    return text[3:].decode("utf-8", "replace") if text.startswith(b"\xef\xbb\xbf") else text.decode("latin-1")


def _unescaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    if sign[:1].isdigit():
        return bytes([int(sign, 8) & 0xFF])
    return b"" if sign.endswith(b"\n") else _SIGNS.get(sign, sign)


# PDFium gives strings as UTF-16 into a buffer that the caller brings, and first says how long it must be.

def string_of(ask: Callable[[Any, int], int]) -> str:
    length = ask(None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    ask(buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")


def _marked(page: pypdfium2.PdfPage) -> list[str]:
    """Alt texts, actual texts and titles from the page's structure tree."""
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return []
    found: list[str] = []
    waiting = [(raw.FPDF_StructTree_GetChildAtIndex(tree, at), 0) for at in range(raw.FPDF_StructTree_CountChildren(tree))]
    while waiting:
        element, depth = waiting.pop()
        if not element or depth > _DEEPEST:
            continue
        for read in (raw.FPDF_StructElement_GetAltText, raw.FPDF_StructElement_GetActualText, raw.FPDF_StructElement_GetTitle):
            if words := string_of(lambda buffer, length, read=read, element=element: read(element, buffer, length)):  # type: ignore[misc]
                found.append(words)
        children = raw.FPDF_StructElement_CountChildren(element)
        waiting += [(raw.FPDF_StructElement_GetChildAtIndex(element, at), depth + 1) for at in range(children)]
    raw.FPDF_StructTree_Close(tree)
    return found


def _pointed(opened: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> list[str]:
    """What annotations say and where links go."""
    found: list[str] = []
    for at in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, at)
        if not annotation:
            continue
        for key in (b"Contents", b"T", b"TU", b"TM", b"V", b"DV", b"Subj", b"NM"):
            found.append(string_of(lambda buffer, length, key=key, note=annotation: value_of(note, key, buffer, length)))  # type: ignore[misc]
        link = raw.FPDFAnnot_GetLink(annotation)
        action = raw.FPDFLink_GetAction(link) if link else None
        if action and (length := raw.FPDFAction_GetURIPath(opened.raw, action, None, 0)) > 1:
            buffer = ctypes.create_string_buffer(length)
            raw.FPDFAction_GetURIPath(opened.raw, action, buffer, length)
            found.append(hidden.address(buffer.raw[: length - 1].decode("utf-8", "replace")))
        raw.FPDFPage_CloseAnnot(annotation)
    return [words for words in found if words]


def value_of(annotation: Any, key: bytes, buffer: Any, length: int) -> int:
    wide = None if buffer is None else ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
    return int(raw.FPDFAnnot_GetStringValue(annotation, key, wide, length))
