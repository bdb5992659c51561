"""All that a finished file says, to a reader or to a search engine: text, alt text, properties, names of parts, what is hidden.

Decides only what counts as said. What may be said, and to whom, is for leaks/.
"""

import html as entities
import re
from collections.abc import Callable, Iterator
from typing import cast

from lxml import etree, html

from toolkit.language import N_
from toolkit.readers import archive, hidden, pdf
from toolkit.readers.archive import ReadError

__all__ = ["ReadError", "says"]

_NESTED = 2
NO_READER = N_("There is no reader for {format}; there are {known}.")


def says(data: bytes, format: str) -> str:  # noqa: A002  (the word that everything here calls it by)
    """Every word of a file, in reading order as far as there is one; a page ends with a form feed.

    :raises ReadError: a format that has no reader, or a file that is not what it should be.
    """
    try:
        reader = _READERS[format]
    except KeyError:
        raise ReadError(NO_READER, format=format, known=", ".join(_READERS)) from None
    return reader(data)


def _plain(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace")


def _markdown(data: bytes) -> str:
    """Without the backslashes that only keep a sign from meaning something, and the signs inside a word that only say how it looks."""
    shown = re.sub(r"(?<=\w)(?:\*{1,3}|~~|`|<!--.*?-->|</?\w+>)(?=\w)", "", _plain(data))
    return entities.unescape(re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", shown))


def _calendar(data: bytes) -> str:
    """Lines unfolded and values unescaped (RFC 5545, 3.1 and 3.3.11)."""
    lines = hidden.address(re.sub(r"\r?\n[ \t]", "", _plain(data)))
    return re.sub(r"\\([\\;,nN])", lambda found: "\n" if found[1] in "nN" else found[1], lines)


# HTML

_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "font", "i", "kbd", "mark", "q", "s", "small", "span", "strong", "sub",
    "sup", "tspan", "u", "wbr",
})  # fmt: skip
_CSS_SIGN = re.compile(r"\\([0-9a-fA-F]{1,6})[ \t\n]?")


def _page(data: bytes) -> str:
    text = _plain(data)
    if not text.strip():
        return ""
    root = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True))
    said: list[str] = []
    _walk(root, said)
    said.append("\n")
    for element in root.iter():
        said.extend(f"{_attribute(value)}\n" for value in map(str, element.attrib.values()))
    return "".join(said)


def _is_note(element: html.HtmlElement | None) -> bool:
    return element is not None and element.get("class") == "footnote"


def _attribute(value: str) -> str:
    return hidden.embedded(value) if value.startswith("data:") else hidden.address(value)


def _walk(root: html.HtmlElement, said: list[str]) -> None:
    """Words within a line are joined as they are seen; blocks are lines apart. Comments and styles are said too."""
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "comment":
            said.append(f"\n{element.text or ''}\n{element.tail or ''}")
            continue
        block = element.tag not in _INLINE or element.get("class") in ("footnote", "para")
        if event == "start":
            words = element.text or ""
            if element.tag == "style":
                words = _CSS_SIGN.sub(lambda found: chr(min(int(found[1], 16), 0x10FFFF)), words)
            opens = block and not (element.get("class") == "para" and _is_note(element.getparent()) and element.getprevious() is None)
            said.append(("\n" if opens else "") + ("* " if _is_note(element) else "") + words)
        else:
            said.append(("\n" if block else "") + (element.tail or ""))


# Word and Excel

_JOINED = frozenset({"t", "delText"})
_GAPS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "sym": " ", "footnoteRef": "* ", "endnoteRef": "* "}
_LINES = frozenset({"p", "si", "is", "text", "comment", "row"})
_SAID_ATTRIBUTES = etree.XPath(
    "//@*[contains(., ' ') or contains(., '@') or contains('|descr|title|name|author|initials|Target|instr|tooltip|displayName|alt|',"
    " concat('|', local-name(), '|'))]"
)


def _office(data: bytes, depth: int = 0) -> str:
    """Every part of a Word or Excel file. Runs of one paragraph are joined: a name is often split over several."""
    parts = archive.parts(data)
    shared = _shared(parts.get("xl/sharedStrings.xml", b""))
    said: list[str] = []
    for name, part in parts.items():
        if part.startswith(b"PK\x03\x04") and depth < _NESTED:
            said.append(_office(part, depth + 1))
            continue
        root = archive.xml(part) if part.lstrip()[:1] == b"<" else None
        if root is None:
            said.extend(hidden.strings(part))
            said.append(name)
            continue
        said.append("".join(_sheet(root, shared) if name.startswith("xl/worksheets/") else _part(root)))
        said.extend(dict.fromkeys(hidden.address(str(each)) for each in cast("list[str]", _SAID_ATTRIBUTES(root))))
        said.append(name)
    return "\n".join(said)


def _part(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield f"\n{element.text or ''}\n"
            continue
        local = element.tag.rpartition("}")[2]
        if local in _JOINED:
            yield element.text or ""
        elif local in _LINES:
            yield "\n"
        elif local in _GAPS:
            yield _GAPS[local]
        elif element.text and element.text.strip():
            yield f"\n{element.text}\n"


def _shared(data: bytes) -> list[str]:
    root = archive.xml(data) if data else None
    return [] if root is None else ["".join(_part(entry)).strip() for entry in root if isinstance(entry.tag, str)]


def _sheet(root: etree._Element, shared: list[str]) -> Iterator[str]:
    """Rows with their cells side by side, so that a name in two columns is one; then all that is no cell (headers, links)."""
    for row in root.iter("{*}row"):
        yield "\n" + "\t".join(_cell(cell, shared) for cell in row)
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2] not in ("v", "t") and element.text and element.text.strip():
            yield f"\n{_FURNITURE.sub(_placed, element.text)}"


_FURNITURE = re.compile(r'&(?:"[^"]*"|\d+|([LCR])|[A-Za-z])')
"""What stands in a head or a foot of Excel to place and to set what it says."""


def _placed(found: re.Match[str]) -> str:
    return "\n" if found[1] else ""


def _cell(cell: etree._Element, shared: list[str]) -> str:
    value = cell.findtext("{*}v") or ""
    if cell.get("t") == "s" and value.isdigit() and int(value) < len(shared):
        return shared[int(value)]
    inline = "".join("".join(_part(found)) for found in cell.iterfind("{*}is"))
    return value + inline


_READERS: dict[str, Callable[[bytes], str]] = {
    "pdf": pdf.says,
    "docx": _office,
    "xlsx": _office,
    "html": _page,
    "md": _markdown,
    "csv": _plain,
    "ics": _calendar,
}
