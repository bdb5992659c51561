"""Markdown that people type -> blocks and inlines. Nothing typed is lost: what means nothing here is shown as it was typed.

Decides what typed signs mean; knows no format. Raw HTML and pictures are text, links are http, https or mailto or else text.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin

from toolkit.document.blocks import Block, Cell, Column, Heading, Items, Paragraph, Quote, Row, Table
from toolkit.document.inline import Emphasis, Footnote, Inline, LineBreak, Link, Strong, Text, plain

Directive = Callable[[str, str], tuple[Block, ...] | None]
"""What a fenced block named `name` with this text stands for; None where the name means nothing."""

_DEEPEST = 60
_DEEPEST_HEADING = 5
_SAFE = re.compile(r"(https?://|mailto:)[^\s]", re.IGNORECASE)
_TICK = re.compile(r"\[ ?\](\s+|$)")


def _reader() -> MarkdownIt:
    """CommonMark with tables and footnotes. Indented lines stay text: nobody who types a plan means program code."""
    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST})
    reader.enable("table").use(footnote_plugin).disable(["footnote_tail", "code"])
    reader.validateLink = lambda url: _SAFE.match(url) is not None  # type: ignore[method-assign]
    return reader


_READER = _reader()


def reader() -> MarkdownIt:
    """The one reading of Markdown: where a line was typed is asked of the same that prints it."""
    return _READER


def blocks(markdown: str, *, lang: str | None = None, base_level: int = 1, directive: Directive | None = None) -> tuple[Block, ...]:
    """The blocks that a text stands for. Its highest heading becomes `base_level`, and no level is jumped."""
    env: dict[str, object] = {}
    tokens = _READER.parse(markdown, env)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        # The parser drops what is nested deeper than its limit; nobody means that, but nothing may be lost.
        return (_as_typed(markdown, lang),)
    root = SyntaxTreeNode(tokens)
    return Prose(root, env, lang, base_level, directive, markdown.splitlines()).read()


def inlines(markdown: str, *, lang: str | None = None) -> tuple[Inline, ...]:
    """One line of typed text: emphasis, links, breaks."""
    env: dict[str, object] = {}
    root = SyntaxTreeNode(_READER.parseInline(markdown.strip(), env))
    return Prose(root, env, lang, 1, None, []).line(root.children[0] if root.children else None)


@dataclass(slots=True)
class Prose:
    """One walk through a text that was read; remembers the last heading and whether it is inside a footnote."""

    root: SyntaxTreeNode
    env: Mapping[str, object]
    lang: str | None
    base_level: int
    directive: Directive | None
    lines: Sequence[str]
    notes: dict[str, SyntaxTreeNode] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    level: int = 0
    highest: int = 1
    in_note: bool = False

    def read(self) -> tuple[Block, ...]:
        self.level = self.base_level - 1
        self.highest = min((_level(node) for node in self.root.children if node.type == "heading"), default=1)
        for node in self.root.walk():
            if node.type == "footnote_reference":
                self.notes.setdefault(str(node.meta["label"]), node)
        signs = (node.meta.get("label") for node in _outside_notes(self.root) if node.type == "footnote_ref")
        self.used = {str(label) for label in signs if label is not None}
        return self._all(self.root.children, top=True)

    def _all(self, nodes: Sequence[SyntaxTreeNode], *, top: bool = False) -> tuple[Block, ...]:
        return tuple(block for node in nodes for block in self._block(node, top))

    def _block(self, node: SyntaxTreeNode, top: bool) -> tuple[Block, ...]:
        match node.type:
            case "paragraph":
                content = self._inner(node)
                return (Paragraph(content),) if content else ()
            case "heading":
                return self._heading(node, top)
            case "bullet_list" | "ordered_list":
                return (self._items(node),)
            case "blockquote":
                inside = self._all(node.children)
                return inside if self.in_note or not inside else (Quote(inside),)
            case "table":
                table = self._table(node)
                return _rows_as_lines(table) if self.in_note else (table,)
            case "fence":
                return self._fence(node)
            case "footnote_reference":
                return self.unused_note(node)
            case "hr":
                return ()
        raise TypeError(f"Markdown holds a block that has no rule: {node.type}")

    def _heading(self, node: SyntaxTreeNode, top: bool) -> tuple[Block, ...]:
        """Inside a list or a quotation a heading would stand in the contents as a chapter; there it is a strong line."""
        content = self._inner(node)
        if not content:
            return ()
        if not top:
            return (Paragraph((Strong(content),)),)
        wanted = self.base_level + _level(node) - self.highest
        self.level = min(wanted, self.level + 1, max(_DEEPEST_HEADING, self.base_level))
        return (Heading(self.level, content),)

    def _items(self, node: SyntaxTreeNode) -> Items:
        items = tuple(self._all(item.children) for item in node.children)
        if node.type == "ordered_list":
            return Items(items, "number", int(node.attrs.get("start", 1)))
        ticked = [_without_tick(item) for item in items]
        if items and all(item is not None for item in ticked):
            return Items(tuple(item for item in ticked if item is not None), "check")
        return Items(items)

    def _table(self, node: SyntaxTreeNode) -> Table:
        heads = [cell for row in node.children[0].children for cell in row.children]
        body = node.children[1].children if len(node.children) > 1 else []
        titles = [self.line(_only(cell)) for cell in heads]
        rows = tuple(Row(self._cells(row, len(heads))) for row in body)
        shares = _shares([[plain(title) for title in titles], *[[plain(cell.content) for cell in row.cells] for row in rows]])
        columns = tuple(Column(title, share, _align(cell)) for title, share, cell in zip(titles, shares, heads, strict=True))
        return Table(columns, rows, titles=any(titles))

    def _cells(self, row: SyntaxTreeNode, count: int) -> tuple[Cell, ...]:
        """A row's cells; the parser drops those beyond the last column, so they are put back into it."""
        cells = [self.line(_only(cell)) for cell in row.children]
        at = row.map[0] if row.map else len(self.lines)
        typed = escapedSplit(self.lines[at].strip("> \t")) if at < len(self.lines) else []
        if typed and not typed[0]:
            typed = typed[1:]
        if beyond := " | ".join(cell.strip() for cell in typed[count:]).strip(" |"):
            cells[-1] = _joined((*cells[-1], Text(" | ", self.lang), *inlines(beyond, lang=self.lang)))
        return tuple(Cell(cell) for cell in cells)

    def _fence(self, node: SyntaxTreeNode) -> tuple[Block, ...]:
        name = node.info.split()[0] if node.info.strip() else ""
        if name and self.directive is not None and not self.in_note:
            made = self.directive(name, node.content.strip("\n"))
            if made is not None:
                return made
        text = "\n".join([f"```{node.info.strip()}", node.content.rstrip("\n"), "```"]) if name else node.content
        return (_as_typed(text, self.lang),) if text.strip() else ()

    def unused_note(self, node: SyntaxTreeNode) -> tuple[Block, ...]:
        """A note that nothing points to, or the second one of a name, is printed where it stands: dropped, nobody would miss it."""
        label = str(node.meta["label"])
        if self.notes[label] is node and (label in self.used or not node.children):
            return ()
        inside = self._noted(node.children)
        sign = Text(f"[^{label}]: ", self.lang)
        if inside and isinstance(inside[0], Paragraph):
            return (Paragraph(_joined((sign, *inside[0].content))), *inside[1:])
        return (Paragraph((sign,)), *inside)

    # Inside a line

    def _inner(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        return self.line(_only(node))

    def line(self, node: SyntaxTreeNode | None) -> tuple[Inline, ...]:
        return self._line(node.children if node else [])

    def _line(self, nodes: Sequence[SyntaxTreeNode]) -> tuple[Inline, ...]:
        made: list[Inline] = []
        for at, node in enumerate(nodes):
            if node.type == "softbreak":
                made.extend([Text(" ", self.lang)] if _spaced(nodes, at) else [])
            else:
                made.extend(self._inline(node))
        return _joined(made)

    def _inline(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        match node.type:
            case "text" | "text_special" | "code_inline":
                return (Text(node.content, self.lang),) if node.content else ()
            case "strong":
                return (Strong(self._line(node.children)),)
            case "em":
                return (Emphasis(self._line(node.children)),)
            case "link":
                return (Link(self._line(node.children), str(node.attrs["href"])),)
            case "hardbreak":
                return (LineBreak(),)
            case "image":
                return (Text(f"![{node.content}]({node.attrs['src']})", self.lang),)
            case "footnote_ref":
                return self._note(node)
        raise TypeError(f"Markdown holds an inline that has no rule: {node.type}")

    def _note(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        """A note has its number from the writer; one inside another note stays the sign that was typed."""
        label = node.meta.get("label")
        if label is None:
            content = self._typed_in_line(int(node.meta["id"]))
        elif self.in_note or str(label) not in self.notes:
            return (Text(f"[^{label}]", self.lang),)
        else:
            content = self._noted(self.notes[str(label)].children)
        if self.in_note:
            return (Text(" (", self.lang), *_flat(content), Text(")", self.lang))
        return (Footnote(content),) if content else (Text(f"[^{label or ''}]", self.lang),)

    def _noted(self, nodes: Sequence[SyntaxTreeNode]) -> tuple[Block, ...]:
        was, self.in_note = self.in_note, True
        content = self._all(nodes)
        self.in_note = was
        return content

    def _typed_in_line(self, number: int) -> tuple[Block, ...]:
        """`^[a note]`: its tokens were put aside by the reader."""
        kept: list[Token] = self.env["footnotes"]["list"][number]["tokens"]  # type: ignore[index]
        was, self.in_note = self.in_note, True
        content = self._line(SyntaxTreeNode(kept).children)
        self.in_note = was
        return (Paragraph(content),) if content else ()


def _level(node: SyntaxTreeNode) -> int:
    return int(node.tag[1:])


def _only(node: SyntaxTreeNode) -> SyntaxTreeNode | None:
    return node.children[0] if node.children else None


def _outside_notes(node: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    for child in node.children:
        if child.type != "footnote_reference":
            yield child
            yield from _outside_notes(child)


def _as_typed(text: str, lang: str | None) -> Paragraph:
    """Lines as they stand, their indents kept."""
    lines = [line.rstrip().expandtabs(4) for line in text.strip("\n").split("\n")]
    return Paragraph((Text("\n".join("\u00a0" * (len(line) - len(line.lstrip(" "))) + line.lstrip(" ") for line in lines), lang),))


def _joined(content: Sequence[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts as one."""
    made: list[Inline] = []
    for each in content:
        if isinstance(each, Text) and made and isinstance(made[-1], Text) and made[-1].lang == each.lang:
            made[-1] = Text(made[-1].text + each.text, each.lang)
        else:
            made.append(each)
    return tuple(made)


def _spaced(nodes: Sequence[SyntaxTreeNode], at: int) -> bool:
    """Whether a line's end is a space: between two characters of a script without spaces it is nothing."""
    before = nodes[at - 1].content[-1:] if at else ""
    after = nodes[at + 1].content[:1] if at + 1 < len(nodes) else ""
    return not (_unspaced(before) and _unspaced(after))


def _unspaced(char: str) -> bool:
    return bool(char) and unicodedata.east_asian_width(char) in "WF" and not "\uac00" <= char <= "\ud7a3"


def _without_tick(item: tuple[Block, ...]) -> tuple[Block, ...] | None:
    """The item without its `[ ]`, or None where it has none."""
    if not item or not isinstance(item[0], Paragraph):
        return None
    first = item[0].content[0]
    if not isinstance(first, Text) or not (found := _TICK.match(first.text)):
        return None
    rest = first.text[found.end() :]
    return (Paragraph((*((Text(rest, first.lang),) if rest else ()), *item[0].content[1:])), *item[1:])


def _align(cell: SyntaxTreeNode) -> Literal["start", "end", "centre"]:
    said = str(cell.attrs.get("style", ""))
    return "end" if "right" in said else "centre" if "center" in said else "start"


def _shares(texts: Sequence[Sequence[str]]) -> list[float]:
    """Widths that follow what the columns hold: no narrower than a short word, no wider than five times that."""
    return [float(min(max(6, *(len(cell) for cell in column)), 30)) for column in zip(*texts, strict=True)]


def _rows_as_lines(table: Table) -> tuple[Block, ...]:
    """A table inside a footnote, as lines: a note holds paragraphs and lists only."""
    lines = [[column.title for column in table.columns]] if table.titles else []
    lines += [[cell.content for cell in row.cells] for row in table.rows]
    return tuple(Paragraph(_joined(_between(line, Text(" | ")))) for line in lines)


def _between(cells: Sequence[tuple[Inline, ...]], sign: Inline) -> list[Inline]:
    return [part for at, cell in enumerate(cells) for part in ((sign, *cell) if at else cell)]


def _flat(content: tuple[Block, ...]) -> tuple[Inline, ...]:
    return tuple(part for block in content if isinstance(block, Paragraph) for part in block.content)
