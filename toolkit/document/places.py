"""Where each printed line of typed Markdown stands in it, so that a line that somebody changed on paper can be changed there alone.

Says what prose.py prints, line by line, with the lines of the text that it was typed on. Knows no format and no report.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markdown_it.tree import SyntaxTreeNode

from toolkit.document.blocks import Block, Items, Paragraph
from toolkit.document.inline import Emphasis, Footnote, Inline, LineBreak, Link, Quiet, Strong, Text
from toolkit.document.prose import Prose, reader

CALL = "\ufffc"
"""Stands in a line for a footnote that is called there (U+FFFC, the sign for an object within a text)."""
CELL = "\t"
"""Stands between the cells of a row."""

Kind = Literal["paragraph", "heading", "row", "as-is"]


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One paragraph or item of a footnote, typed on the lines `start` to `end`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote as a line calls it; `label` is None for one typed in the line, and where it cannot be told."""

    label: str | None
    lines: tuple[NoteLine, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One printed line. It was typed on the lines `start` up to, not with, `end`; `typed` are its words and signs without what marks it
    as heading, item or quotation. `depth` counts the lists around it, `as-is` lines are printed as they were typed or have no rule here.
    """

    kind: Kind
    text: str
    start: int
    end: int
    typed: str = ""
    level: int = 0
    depth: int = 0
    quoted: bool = False
    heads: bool = False
    notes: tuple[Note, ...] = ()


def leaves(markdown: str) -> tuple[Leaf, ...]:
    """Every printed line of a text, in the order of printing; footnotes with the line that calls them."""
    env: dict[str, object] = {}
    root = SyntaxTreeNode(reader().parse(markdown, env))
    prose = Prose(root, env, None, 1, None, markdown.splitlines())
    prose.read()
    return tuple(_Walk(prose).all(root.children, 0, False))


def definitions(markdown: str) -> dict[str, tuple[int, int]]:
    """The lines on which each footnote's text is typed, by its label."""
    root = SyntaxTreeNode(reader().parse(markdown, {}))
    found: dict[str, tuple[int, int]] = {}
    for node in root.walk():
        if node.type == "footnote_reference" and (span := _span(node)) != (-1, -1):
            found.setdefault(str(node.meta["label"]), span)
    return found


@dataclass(slots=True)
class _Walk:
    prose: Prose

    def all(self, nodes: Sequence[SyntaxTreeNode], depth: int, quoted: bool) -> Iterator[Leaf]:
        for node in nodes:
            yield from self._block(node, depth, quoted)

    def _block(self, node: SyntaxTreeNode, depth: int, quoted: bool) -> Iterator[Leaf]:
        match node.type:
            case "paragraph" | "heading":
                yield from self._line(node, depth, quoted)
            case "bullet_list" | "ordered_list":
                for item in node.children:
                    yield from self.all(item.children, depth + 1, quoted)
            case "blockquote":
                yield from self.all(node.children, depth, True)
            case "table":
                for part in node.children:
                    for row in part.children:
                        yield self._row(row, depth, quoted, part.type == "thead")
            case "fence":
                yield Leaf("as-is", node.content.strip("\n"), *_map(node), depth=depth, quoted=quoted)
            case "footnote_reference":
                for block in self.prose.unused_note(node):
                    start, end = _span(node)
                    yield Leaf("as-is", _printed(block), start, end)

    def _line(self, node: SyntaxTreeNode, depth: int, quoted: bool) -> Iterator[Leaf]:
        inline = node.children[0] if node.children else None
        content = self.prose.line(inline)
        if inline is None or not content:
            return
        heading = node.type == "heading" and not depth and not quoted
        yield Leaf(
            "heading" if heading else "paragraph", words(content), *_map(node), inline.content, int(node.tag[1:]) if heading else 0,
            depth, quoted, notes=self._notes(content, inline),
        )  # fmt: skip

    def _row(self, row: SyntaxTreeNode, depth: int, quoted: bool, heads: bool) -> Leaf:
        cells = [cell.children[0] if cell.children else None for cell in row.children]
        contents = [self.prose.line(cell) for cell in cells]
        notes = [note for cell, content in zip(cells, contents, strict=True) if cell for note in self._notes(content, cell)]
        typed = CELL.join("" if cell is None else cell.content for cell in cells)
        text = CELL.join(words(content) for content in contents)
        return Leaf("row", text, *_map(row), typed, depth=depth, quoted=quoted, heads=heads, notes=tuple(notes))

    def _notes(self, content: Sequence[Inline], inline: SyntaxTreeNode) -> tuple[Note, ...]:
        called = list(_footnotes(content))
        labels = [node.meta.get("label") for node in inline.walk() if node.type == "footnote_ref"]
        known = [label for label in labels if label is None or label in self.prose.notes]
        named = known if len(known) == len(called) else [None] * len(called)
        return tuple(self._note(footnote, label) for footnote, label in zip(called, named, strict=True))

    def _note(self, footnote: Footnote, label: object) -> Note:
        printed = [_printed(block) for block in _flat(footnote.content)]
        typed = self.prose.notes.get(str(label)) if label is not None else None
        places = [_map(node) for node in typed.walk() if node.type == "paragraph"] if typed is not None else []
        if len(places) != len(printed):
            return Note(None, tuple(NoteLine(text, -1, -1) for text in printed))
        return Note(str(label), tuple(NoteLine(text, *at) for text, at in zip(printed, places, strict=True)))


def words(content: Sequence[Inline]) -> str:
    """What a line says, with a sign where it calls a footnote."""
    return "".join(_said(each) for each in content)


def _said(inline: Inline) -> str:
    match inline:
        case Text(said):
            return said
        case Strong(inner) | Emphasis(inner) | Quiet(inner) | Link(inner):
            return words(inner)
        case LineBreak():
            return "\n"
        case Footnote():
            return CALL
    return ""


def _footnotes(content: Sequence[Inline]) -> Iterator[Footnote]:
    for inline in content:
        match inline:
            case Footnote():
                yield inline
            case Strong(inner) | Emphasis(inner) | Quiet(inner) | Link(inner):
                yield from _footnotes(inner)


def _flat(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Items):
            for item in block.items:
                yield from _flat(item)
        else:
            yield block


def _printed(block: Block) -> str:
    return words(block.content) if isinstance(block, Paragraph) else ""


def _map(node: SyntaxTreeNode) -> tuple[int, int]:
    found = node.map
    return (found[0], found[1]) if found else (-1, -1)


def _span(node: SyntaxTreeNode) -> tuple[int, int]:
    """The lines of a footnote's text, whose own place the parser does not keep."""
    inside = [each.map for each in node.walk() if each is not node and each.map]
    return (min(each[0] for each in inside), max(each[1] for each in inside)) if inside else (-1, -1)


_SIGNS = re.compile(r"([\\`*_\[\]<>|]|^(?:[-+>]|#{1,6}|\d{1,9}[.)])(?=\s|$)|^~~~|&(?=#?\w+;)|!(?=\[))", re.MULTILINE)


def typed(text: str, *, cell: bool = False) -> str:
    """Words so that Markdown reads them as these words and nothing else; line breaks stay, and footnote signs too."""
    made = _SIGNS.sub(lambda found: re.sub(r"([^A-Za-z0-9])", r"\\\1", found[0], count=1), text)
    return made.replace("\n", " " if cell else "\\\n")

