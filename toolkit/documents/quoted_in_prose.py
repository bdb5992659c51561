"""Quotations that were typed into the report's text under a name: those that end with a dash and the name of a participant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.convening.model import Convening
from toolkit.document.places import Leaf, leaves
from toolkit.documents.registry import Options
from toolkit.planning import outline

_SAID_BY = re.compile(r"(?:^|\s)(?:[\N{EM DASH}\N{EN DASH}\N{HORIZONTAL BAR}]|--)\s*([^\N{EM DASH}\N{EN DASH}\N{HORIZONTAL BAR}]+)$")


@dataclass(frozen=True, slots=True)
class Typed:
    """Her words, paragraph by paragraph, without the line that names her; the heading of the section that they stand in."""

    by: str
    words: tuple[str, ...]
    heading: str


def typed_quotations(convening: Convening, options: Options) -> Iterator[Typed]:
    """In the order of the report. Where two people could be meant it is nobody's: a slip holds one person's words only."""
    for heading, text in _texts(convening, options):
        for lines in _quotations(text):
            found = _SAID_BY.search(lines[-1])
            by = _who(convening, found[1]) if found else ""
            words = tuple(filter(None, (*lines[:-1], lines[-1][: found.start()].strip()))) if found else ()
            if by and words:
                yield Typed(by, words, heading)


def _texts(convening: Convening, options: Options) -> Iterator[tuple[str, str]]:
    """Every prose of the report, with the heading above it."""
    yield options.language("Summary"), options.read(convening.report.summary)
    for section in convening.report.sections:
        for text in (section.body, *(box.body for box in section.boxes)):
            yield options.read(section.heading), options.read(text)


def _quotations(text: str) -> Iterator[list[str]]:
    """The printed lines of each quotation: one ends where a line is typed that belongs to none."""
    typed = text.splitlines()
    last: Leaf | None = None
    lines: list[str] = []
    for leaf in leaves(text):
        apart = last is not None and not all(line.lstrip().startswith(">") for line in typed[last.end : leaf.start])
        if lines and (apart or not leaf.quoted):
            yield lines
            lines = []
        if leaf.quoted:
            lines.append(" ".join(leaf.text.split()))
        last = leaf
    if lines:
        yield lines


def _who(convening: Convening, words: str) -> str:
    """The one participant whose name stands there; the longest name where one is within another."""
    said = f" {outline.plain(words)} "
    found = [(outline.plain(each.name), each.id) for each in convening.participants]
    found = [(name, id_) for name, id_ in found if name and f" {name} " in said]
    longest = [(name, id_) for name, id_ in found if len(name) == max(len(other) for other, _ in found)]
    return longest[0][1] if len(longest) == 1 else ""
