"""What stands inside a line of a document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from toolkit.document.blocks import Block

_TURN_ENDS = {**dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"), **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}
"""Embeddings and overrides end with one sign, isolates with another (Unicode Standard Annex 9, 2)."""
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def turned_back(text: str) -> str:
    """The words with the signs that end what they leave open, innermost first."""
    wanted: list[str] = []
    for sign in _TURNS.findall(text):
        if sign in _TURN_ENDS:
            wanted.append(_TURN_ENDS[sign])
        elif sign == "\u2069" in wanted:
            while wanted.pop() != sign:
                pass
        elif wanted[-1:] == [sign]:
            wanted.pop()
    return text + "".join(reversed(wanted)) if wanted else text


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they are printed; `lang` (BCP 47) only where it differs from the document's. A newline is a line break.

    A sign in them that turns the direction of writing ends with them: pasted with a word, it would turn the rest of the line as well.
    """

    text: str
    lang: str | None = None

    def __post_init__(self) -> None:
        if not self.text.isascii():
            object.__setattr__(self, "text", turned_back(self.text))


@dataclass(frozen=True, slots=True)
class Strong:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Quiet:
    """What may be read second: a job title under a name, a code. Smaller or lighter, never only lighter: paper loses tints."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """`href` is http, https or mailto; anything else is refused by `Link.safe` before it gets here."""

    content: tuple[Inline, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """Holds its own content (paragraphs and lists only); the number is the writer's, counted through the document."""

    content: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """Room to write by hand within a line: a tick box, or a rule of a length (`wide` is what a card has room for)."""

    size: Literal["box", "short", "medium", "wide", "long"] = "medium"


@dataclass(frozen=True, slots=True)
class LineBreak:
    pass


Inline = Text | Strong | Emphasis | Quiet | Link | Footnote | Blank | LineBreak


def text(words: str, lang: str | None = None) -> tuple[Inline, ...]:
    """The usual content of a block: one Text, or nothing for an empty string."""
    return (Text(words, lang),) if words else ()


def every_text(content: tuple[Inline, ...]) -> list[Text]:
    """The texts of a line, footnotes left out."""
    found: list[Text] = []
    for inline in content:
        match inline:
            case Text():
                found.append(inline)
            case Strong(inner) | Emphasis(inner) | Quiet(inner) | Link(inner):
                found.extend(every_text(inner))
    return found


def plain(content: tuple[Inline, ...]) -> str:
    """The words of a line without its footnotes, for bookmarks, alt text and tables of data."""
    parts: list[str] = []
    for inline in content:
        match inline:
            case Text(words):
                parts.append(words)
            case Strong(inner) | Emphasis(inner) | Quiet(inner) | Link(inner):
                parts.append(plain(inner))
            case LineBreak():
                parts.append("\n")
            case Blank(size):
                parts.append("☐" if size == "box" else "____")
            case Footnote():
                pass
    return "".join(parts)
