"""What a file that came back changed in the report, one thing at a time, and what was remarked in its margins. Data; decides nothing."""

from dataclasses import dataclass
from typing import Literal

from toolkit.convening.model import SentReport
from toolkit.imports.report_back.base import Place
from toolkit.imports.report_back.lines import Line
from toolkit.imports.returned.changes import NOWHERE
from toolkit.language.said import SaidError
from toolkit.readers.source import Unread, Where

Kind = Literal["added", "dropped", "moved", "reworded", "note-added", "note-dropped", "note-reworded", "level"]
Shape = Literal["paragraph", "item", "heading", "row"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """After which line something new or moved stands: line `leaf` of the text `home` (-1: before its first). `added` are the numbers of
    the new lines between the two, the nearest first.
    """

    home: str = ""
    leaf: int = -1
    added: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `stood` and `stands` are the words before and after; of a footnote, its own.

    `place` is the line that it is about, `note` the footnote's number among those of that line, `at` the place in the line of theirs
    where a new one is called. `ours` is what the line says here by now, where that is something else: then both cannot be had.
    `why` says why it cannot be taken over.
    """

    number: int
    kind: Kind
    section: str
    heading: str
    place: Place
    stood: str = ""
    stands: str = ""
    note: int = 0
    line: int = -1
    shape: Shape = "paragraph"
    level: int = 0
    anchor: Anchor = Anchor()
    authors: tuple[str, ...] = ()
    recorded: bool = False
    ours: str | None = None
    why: SaidError | None = None
    where: Where = NOWHERE

    @property
    def clashes(self) -> bool:
        return self.ours is not None

    @property
    def can_be_taken(self) -> bool:
        return self.why is None


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment in the margin: whose, what, on which words, in which section."""

    author: str
    text: str
    words: str
    section: str
    heading: str


@dataclass(frozen=True, slots=True)
class Returned:
    """One file, held against the version that it is of. `already` counts changes that the report has by now."""

    file: str
    version: SentReport
    changes: tuple[Change, ...]
    remarks: tuple[Remark, ...] = ()
    already: int = 0
    unread: tuple[Unread, ...] = ()
    lines: tuple[Line, ...] = ()
