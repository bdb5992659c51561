"""Markdown as somebody keeps an agenda in it: headings, lists, tables, each typed line a line of its own.

Emphasis, links and code give their words; what the signs mean for a printed page is `document/prose.py`'s business, not this one's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from toolkit.readers import html, lines
from toolkit.readers.limits import DEEPEST, MOST_MARKUP
from toolkit.readers.source import Grid, Line, Part, Source, Unread, Where
from toolkit.readers.table import Placed, PlacedRow, grid

_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_HTML_TABLE = re.compile(r"^ {0,3}<table[\s>].*?</table>", re.DOTALL | re.MULTILINE | re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE)
_RULER = re.compile(r"^[ \t]*+(\|?[ \t]*+:?-{3,}:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)+\|?|\|[ \t]*:?-{3,}:?[ \t]*\|)[ \t]*$", re.MULTILINE)
_LINK = re.compile(r"\[[^\]]{1,200}\]\((https?://|mailto:|/|#)[^)\s]*\)")
_STRONG = re.compile(r"^\s*(?:[-*+]\s+)?\*\*[^*\n]+\*\*", re.MULTILINE)

_MOST_SIGNS, _MOST_BRACKETS = 2_000, 2_500

_READER = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST}).enable(["table", "strikethrough"]).disable("code")


def looks_marked(text: str) -> bool:
    """Whether a text that no name explains is Markdown: a table with its ruler, a heading, a link, or lines in bold."""
    start = text[:100_000]
    front = _FRONT.match(start)
    return bool(
        (front and re.search(r"^[A-Za-z]\w*:", front[1], re.MULTILINE))
        or _RULER.search(start)
        or _HEADING.search(start)
        or _LINK.search(start)
        or len(_STRONG.findall(start)) > 1
    )


def read(text: str, name: str, unread: tuple[Unread, ...] = ()) -> Source:
    if len(text) > MOST_MARKUP or _is_hard(text):
        return lines.read(text, name, unread)
    parts: list[Part] = []
    title, language, skipped = "", "", 0
    if front := _FRONT.match(text):
        title, language, kept = _front(front[1])
        parts += kept
        skipped = front[0].count("\n")
        text = text[front.end() :]
    for stretch, above in _apart(text):
        if stretch[:1] == "<":
            # A table written as HTML, which Markdown takes over as it stands (CommonMark 4.6).
            parts += [_lower(part, skipped + above) for part in html.read(stretch, name).parts]
            continue
        tokens = _READER.parse(stretch)
        if any(token.level >= DEEPEST - 1 for token in tokens):
            # The parser drops what is nested deeper than its limit; nothing may be lost.
            return lines.read("\n" * skipped + text, name, unread)
        parts += _parts(tokens, skipped + above)
    return Source(name, "md", tuple(parts), title, language, unread)


def _apart(text: str) -> Iterator[tuple[str, int]]:
    """The stretches between tables of HTML, and those tables, each with the number of lines above it."""
    at = 0
    last = text.lower().rfind("</table>") + len("</table>")
    for found in _HTML_TABLE.finditer(text, 0, max(last, 0)):
        if text[at : found.start()].strip():
            yield text[at : found.start()], text.count("\n", 0, at)
        yield found[0].lstrip(), text.count("\n", 0, found.start())
        at = found.end()
    if text[at:].strip():
        yield text[at:], text.count("\n", 0, at)


def _lower(part: Part, above: int) -> Part:
    """A part of a page, placed by the line at which its table begins."""
    where = Where(line=above + 1, table=part.where.table, row=part.where.row, column=part.where.column)
    if isinstance(part, Grid):
        return replace(part, where=where, rows=tuple(replace(row, where=replace(row.where, line=above + 1)) for row in part.rows))
    return replace(part, where=where)


def _is_hard(text: str) -> bool:
    """More signs in one block than anybody types; the parser's time grows with their square, most of all for brackets."""
    if text.count("[") > _MOST_BRACKETS:
        return True
    return any(len(block) > _MOST_SIGNS and any(block.count(sign) > _MOST_SIGNS for sign in "*_`~<&\\") for block in text.split("\n\n"))


def _front(block: str) -> tuple[str, str, list[Line]]:
    """The title and the language that the front matter names; its other entries stay lines, for one may be the date."""
    try:
        held = yaml.safe_load(block)
    except (yaml.YAMLError, RecursionError, ValueError):
        held = None
    entries = {str(key).lower(): value for key, value in held.items()} if isinstance(held, dict) else {}
    title, *languages = (entries[key] if isinstance(entries.get(key), str) else "" for key in ("title", "lang", "language", "locale"))
    language = next(filter(None, languages), "")
    known = {"layout", *(["title"] if title else []), *(["lang", "language", "locale"] if language else [])}
    kept = [
        Line(words, Where(line=number))
        for number, words in enumerate(block.split("\n"), 2)
        if words.strip() and words.partition(":")[0].strip().lower() not in known
    ]
    return title.strip(), language.strip(), kept


def _parts(tokens: Sequence[Token], skipped: int) -> Iterator[Part]:
    depth = tables = at = 0
    level: int | None = None
    while at < len(tokens):
        token = tokens[at]
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                depth += 1
            case "bullet_list_close" | "ordered_list_close":
                depth -= 1
            case "heading_open":
                level = int(token.tag[1:])
            case "heading_close":
                level = None
            case "inline":
                yield from _lines(token, skipped, level, depth)
            case "fence" | "code_block" | "html_block":
                first = _first(token, skipped) + (1 if token.type == "fence" else 0)
                yield from (Line(words, Where(line=first + n)) for n, words in enumerate(token.content.rstrip("\n").split("\n")))
            case "table_open":
                end = next(n for n in range(at, len(tokens)) if tokens[n].type == "table_close")
                tables += 1
                yield grid(tuple(_rows(tokens[at:end], skipped)), tables, line=_first(token, skipped))
                at = end
        at += 1


def _rows(tokens: Sequence[Token], skipped: int) -> Iterator[PlacedRow]:
    cells: list[Placed] = []
    head = False
    line = 0
    for token in tokens:
        match token.type:
            case "thead_open":
                head = True
            case "tbody_open":
                head = False
            case "tr_open":
                cells, line = [], _first(token, skipped)
            case "inline":
                held = tuple(found for found in _lines(token, skipped, None, 0) if found.text)
                cells.append(Placed(held))
            case "tr_close":
                if not head or any(cell.lines for cell in cells):
                    yield PlacedRow(tuple(cells), heads=head, line=line)


def _first(token: Token, skipped: int) -> int:
    return (token.map[0] if token.map else 0) + 1 + skipped


def _lines(token: Token, skipped: int, level: int | None, depth: int) -> Iterator[Line]:
    """The words of each typed line, and whether bold type carries all of them."""
    words: list[str] = []
    plain = strong = 0
    bold = 0
    number = _first(token, skipped)
    for inner in [*(token.children or ()), None]:
        if inner is None or inner.type in ("softbreak", "hardbreak"):
            said = "".join(words)
            yield Line(said.strip(), Where(line=number), level, depth, strong=strong > 0 and plain == 0)
            words, plain, strong, number = [], 0, 0, number + 1
        elif inner.type == "strong_open":
            bold += 1
        elif inner.type == "strong_close":
            bold -= 1
        elif inner.type in ("text", "code_inline", "image"):
            said = _BREAK.sub("\n", inner.content)
            words.append(said)
            length = len(re.sub(r"\W", "", said))
            strong, plain = (strong + length, plain) if bold else (strong, plain + length)
