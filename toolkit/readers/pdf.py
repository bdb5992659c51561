"""What a PDF says: its pages, and what is said beside them (alt text, bookmarks, links, notes, properties, names of embedded files)."""

import ctypes
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

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
        for page in _each(opened):
            said += _marked(page)
            said += _pointed(opened, page)
        said += [opened.get_attachment(number).get_name() for number in range(opened.count_attachments())]
    finally:
        opened.close()
    return "\n".join(words for words in said if words)


def pages(opened: pypdfium2.PdfDocument) -> list[str]:
    """The words of each page, lines apart by a newline, words that were divided at a line's end made whole."""
    found = []
    for page in _each(opened):
        text = page.get_textpage()
        words = text.get_text_range()
        text.close()
        found.append(re.sub(f"[{_HYPHENS}](\r?\n)?", "", words).replace("\r\n", "\n").replace("\x00", ""))
    return found


def _each(opened: pypdfium2.PdfDocument) -> Iterator[pypdfium2.PdfPage]:
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


# PDFium gives strings as UTF-16 into a buffer that the caller brings, and first says how long it must be.

def _string(ask: Callable[[Any, int], int]) -> str:
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
            if words := _string(lambda buffer, length, read=read, element=element: read(element, buffer, length)):  # type: ignore[misc]
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
        for key in (b"Contents", b"T", b"TU", b"V"):
            found.append(_string(lambda buffer, length, key=key, note=annotation: _value(note, key, buffer, length)))  # type: ignore[misc]
        link = raw.FPDFAnnot_GetLink(annotation)
        action = raw.FPDFLink_GetAction(link) if link else None
        if action and (length := raw.FPDFAction_GetURIPath(opened.raw, action, None, 0)) > 1:
            buffer = ctypes.create_string_buffer(length)
            raw.FPDFAction_GetURIPath(opened.raw, action, buffer, length)
            found.append(buffer.raw[: length - 1].decode("utf-8", "replace"))
        raw.FPDFPage_CloseAnnot(annotation)
    return [words for words in found if words]


def _value(annotation: Any, key: bytes, buffer: Any, length: int) -> int:
    wide = None if buffer is None else ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
    return int(raw.FPDFAnnot_GetStringValue(annotation, key, wide, length))
