"""A paragraph under recorded changes: its pieces, what it says after and before, and where two paragraphs are one.

Word and LibreOffice record alike and store differently; what is the same for both is here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Literal, TypeVar

from toolkit.readers.source import Comment, Grid, Line, Tracked
from toolkit.readers.table import before_of

Kind = Literal["inserted", "deleted", "moved"]
PAGE = "\f"
"""A page break within a paragraph: nothing at its ends, else a line break."""

_Box = TypeVar("_Box")


@dataclass(frozen=True, slots=True)
class Fate:
    """Whether words are there once all changes are accepted, and whether they were there before; whose change it is."""

    after: bool = True
    before: bool = True
    kind: Kind | None = None
    author: str = ""


KEPT = Fate()


@dataclass(frozen=True, slots=True)
class Piece:
    words: str
    fate: Fate
    strong: bool


@dataclass(frozen=True, slots=True)
class Read(Generic[_Box]):
    """A paragraph that was read: its line, the fate of its end, and the boxes that hang on it."""

    line: Line
    end: Kind | None = None
    boxes: tuple[_Box, ...] = ()


def line_of(pieces: Sequence[Piece], level: int | None, depth: int, comments: Sequence[Comment]) -> Line:
    after = joined(piece.words for piece in pieces if piece.fate.after)
    before = joined(piece.words for piece in pieces if piece.fate.before)
    shown = [piece for piece in pieces if piece.fate.after and any(map(str.isalnum, piece.words))]
    strong = bool(shown) and all(piece.strong for piece in shown)
    was = None if all(piece.fate == KEPT for piece in pieces) or before == after else before
    return Line(after, level=level, depth=depth, strong=strong, before=was, tracked=tuple(_tracked(pieces)), comments=tuple(comments))


def joined(words: Iterable[str]) -> str:
    return "".join(words).strip(PAGE).replace(PAGE, "\n")


def _tracked(pieces: Sequence[Piece]) -> Iterator[Tracked]:
    """Changes that touch, of one kind and one author, are one."""
    words: list[str] = []
    fate = KEPT
    for piece in [*pieces, Piece("", KEPT, False)]:
        if piece.fate != fate:
            if fate.kind is not None and any(words):
                yield Tracked(fate.kind, fate.author, joined(words))
            words, fate = [], piece.fate
        words.append(piece.words)


def settled(blocks: Sequence[Read[_Box] | Grid]) -> list[Line | Grid]:
    """Where a paragraph's mark was inserted or deleted, two paragraphs are one, before or after. The first then holds both, and each
    line still stands for one paragraph of the file. A paragraph that is all new, or all gone, keeps to itself.
    """
    made: list[Line | Grid] = []
    follows: Line | None = None
    for block in reversed(blocks):
        if isinstance(block, Grid):
            made.append(block)
            follows = None
            continue
        line = block.line
        if follows is not None and block.end is not None:
            line, made[-1] = _one(line, follows, block.end)
        made.append(line)
        follows = line
    return made[::-1]


def _one(first: Line, second: Line, end: Kind) -> tuple[Line, Line]:
    before, after = before_of(first), before_of(second)
    if end == "deleted" and first.text and second.text:
        return replace(first, text=first.text + second.text, before=before), replace(second, text="", before=after)
    if end == "inserted" and before and after:
        return replace(first, before=before + after), replace(second, before="")
    return first, second
