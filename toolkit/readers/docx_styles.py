"""What a Word style says about a line: heading, list item, bold.

The names of built-in styles are English in every language's Word (ISO 29500-1, 17.7.4.9).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"

_HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)
_CONTENTS = re.compile(r"(toc|contents) ?\d$|table of figures$", re.IGNORECASE)
_DEEPER = re.compile(r"list (?:bullet|number) ([2-5])$", re.IGNORECASE)
_OFF = frozenset({"0", "false", "off", "none"})
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    name: str
    based: str | None
    properties: tuple[etree._Element, ...]


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of one file, by their id; an id that nobody defined says nothing."""

    known: dict[str, Style] = field(default_factory=dict)
    usual: str | None = None

    def name(self, style: str | None) -> str:
        found = self.known.get(style or "")
        return found.name if found else style or ""

    def is_contents(self, style: str | None) -> bool:
        return _CONTENTS.match(self.name(style)) is not None

    def is_title(self, style: str | None) -> bool:
        return self.name(style).lower() == "title"

    def chain(self, style: str | None) -> Iterator[Style]:
        """The style and those that it is based on."""
        for _ in range(_LONGEST_CHAIN):
            found = self.known.get(style or "")
            if found is None:
                return
            yield found
            style = found.based

    def level(self, paragraph: etree._Element | None, style: str | None) -> int | None:
        """That of a heading, by its own outline level, by a style's, or by the name of a style."""
        own = _outline(paragraph)
        if own is not None:
            return own or None
        for found in self.chain(style):
            if heading := _HEADING.match(found.name):
                return int(heading[1])
            for properties in found.properties:
                if (level := _outline(properties.find(f"{W}pPr") if properties.tag != f"{W}pPr" else properties)) is not None:
                    return level or None
        heading = _HEADING.match(style or "") if style not in self.known else None
        return int(heading[1]) if heading else None

    def depth(self, paragraph: etree._Element | None, style: str | None) -> int:
        """That of a list item: 1 is the outermost, 0 is none."""
        for properties in (paragraph, *(held for found in self.chain(style) for held in found.properties if held.tag == f"{W}pPr")):
            numbered = None if properties is None else properties.find(f"{W}numPr")
            if numbered is not None:
                which, level = numbered.find(f"{W}numId"), numbered.find(f"{W}ilvl")
                if which is not None and which.get(VAL) == "0":
                    return 0
                own = 1 + _number(None if level is None else level.get(VAL))
                named = _DEEPER.match(self.name(style))
                return max(own, int(named[1])) if named else own
        return 0

    def stands_out(self, run: etree._Element | None, style: str | None) -> bool:
        """Bold, capitals of the type, or underlined by hand. The nearest word on bold and on capitals counts."""
        underlined = None if run is None else run.find(f"{W}u")
        if underlined is not None and on(underlined):
            return True
        character = None if run is None else run.find(f"{W}rStyle")
        looks = [run] if run is not None else []
        for each in (None if character is None else character.get(VAL), style or self.usual):
            looks += [held for found in self.chain(each) for held in found.properties if held.tag == f"{W}rPr"]
        return any(_nearest(looks, name) for name in (f"{W}b", f"{W}caps"))


def styles(root: etree._Element | None) -> Styles:
    if root is None:
        return Styles()
    known: dict[str, Style] = {}
    usual = None
    for style in root.iterfind(f"{W}style"):
        name, based = style.find(f"{W}name"), style.find(f"{W}basedOn")
        held = tuple(found for tag in ("pPr", "rPr") if (found := style.find(f"{W}{tag}")) is not None)
        key = style.get(f"{W}styleId") or ""
        known[key] = Style((name.get(VAL) if name is not None else None) or key, None if based is None else based.get(VAL), held)
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
            usual = key
    return Styles(known, usual)


def on(element: etree._Element) -> bool:
    return element.get(VAL) not in _OFF


def _nearest(looks: list[etree._Element], name: str) -> bool:
    for look in looks:
        if (found := look.find(name)) is not None:
            return on(found)
    return False


def _outline(properties: etree._Element | None) -> int | None:
    """A heading's level; 0 where it is said to be none; None where nothing is said."""
    found = None if properties is None else properties.find(f"{W}outlineLvl")
    if found is None:
        return None
    level = _number(found.get(VAL))
    return level + 1 if level < 9 else 0


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 4 else 0
