"""What LibreOffice's texts and sheets have in common: names, the words of a paragraph, styles (OASIS OpenDocument 1.3, part 3)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from toolkit.readers.signs import clean

_SPACE = "urn:oasis:names:tc:opendocument:xmlns"
TEXT, TABLE, OFFICE, STYLE = (f"{{{_SPACE}:{name}:1.0}}" for name in ("text", "table", "office", "style"))
FO = f"{{{_SPACE}:xsl-fo-compatible:1.0}}"
DC = "{http://purl.org/dc/elements/1.1/}"

_GAPS = re.compile(r"[ \t\r\n]+")
_UNSAID = frozenset({
    "annotation", "annotation-end", "note", "tracked-changes", "hidden-text", "hidden-paragraph", "placeholder", "script", "ruby-text",
})  # fmt: skip
_LONGEST_CHAIN = 20


def name_of(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def folded(text: str | None) -> str:
    """Blanks and line ends of the XML are one blank (6.1.2)."""
    return _GAPS.sub(" ", text) if text else ""


def gap(element: etree._Element, name: str) -> str | None:
    """What an element that stands for blanks says; None for any other."""
    match name:
        case "s":
            return " " * whole(element.get(f"{TEXT}c"), 1, 1_000)
        case "tab":
            return "\t"
        case "line-break":
            return "\n"
    return None


def whole(text: str | None, usual: int, most: int) -> int:
    """A count that a file states, within reason."""
    return min(int(text), most) if text and text.isdecimal() and len(text) < 10 else usual


def words(element: etree._Element) -> str:
    """All that a paragraph says, without its remarks and notes."""
    said = "".join(_words(element, 0))
    return clean(said)[0] if not said.isprintable() else said


def _words(element: etree._Element, deep: int) -> Iterator[str]:
    yield folded(element.text)
    for child in element:
        name = name_of(child)
        blank = gap(child, name)
        if blank is not None:
            yield blank
        elif name and name not in _UNSAID and deep < 100:
            yield from _words(child, deep + 1)
        yield folded(child.tail)


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of one file by family and name, its own before the shared ones."""

    known: dict[tuple[str, str], etree._Element] = field(default_factory=dict)

    def chain(self, name: str | None, family: str) -> Iterator[etree._Element]:
        for _ in range(_LONGEST_CHAIN):
            style = self.known.get((family, name or ""))
            if style is None:
                return
            yield style
            name = style.get(f"{STYLE}parent-style-name")

    def stands_out(self, name: str | None, family: str) -> bool | None:
        """Bold, capitals of the type, or underlined; None where the style says nothing about it."""
        for style in self.chain(name, family):
            look = style.find(f"{STYLE}text-properties")
            if look is None:
                continue
            weight, capitals = look.get(f"{FO}font-weight"), look.get(f"{FO}text-transform")
            underlined = look.get(f"{STYLE}text-underline-style")
            if weight or capitals or underlined:
                bold = weight in ("bold", "600", "700", "800", "900")
                return bold or capitals == "uppercase" or underlined not in (None, "none")
        return None

    def is_named(self, name: str | None, family: str, wanted: re.Pattern[str]) -> bool:
        """Whether the style or one that it is based on has such a name."""
        names = (style.get(f"{STYLE}display-name") or style.get(f"{STYLE}name") or "" for style in self.chain(name, family))
        return wanted.match(name or "") is not None or any(wanted.match(each) for each in names)


def styles(roots: Iterable[etree._Element | None]) -> Styles:
    known: dict[tuple[str, str], etree._Element] = {}
    for root in roots:
        for style in () if root is None else root.iter(f"{STYLE}style"):
            known.setdefault((style.get(f"{STYLE}family") or "", style.get(f"{STYLE}name") or ""), style)
    return Styles(known)


def title_of(root: etree._Element | None) -> str:
    return "" if root is None else (root.findtext(f".//{DC}title") or "").strip()
