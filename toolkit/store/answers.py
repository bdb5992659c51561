"""What the store answers: a convening with its place in time, a line of the list, a line of the history, what a forgetting did."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from toolkit.convening.model import Convening
from toolkit.convening.values import Text
from toolkit.language import Language
from toolkit.store.forgetting import Place

if TYPE_CHECKING:
    from toolkit.convening.edits import AnyEdit


def time_of(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


@dataclass(frozen=True, slots=True)
class Stored:
    id: str
    convening: Convening
    seq: int
    changed: dt.datetime
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A convening as the list shows it; people are not even read."""

    id: str
    title: Text
    language: str
    dates: tuple[dt.date, ...]
    days: int
    changed: dt.datetime
    keep_until: dt.date | None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the history; `edit` is None where forgetting has emptied it, and so is `inverse`, which takes it back."""

    seq: int
    kind: Literal["do", "undo", "redo", "forget"]
    who: str
    at: dt.datetime
    edit: AnyEdit | None
    inverse: AnyEdit | None


@dataclass(frozen=True, slots=True)
class Step:
    """A change with the convening as it was before and after it; without them where forgetting has taken them away."""

    change: Change
    before: Convening | None
    after: Convening | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is printed, and as it was brought."""

    printed: bytes
    brought: bytes


@dataclass(frozen=True, slots=True)
class Turns:
    """The change of one's own that would be taken back next, and the one that would be made again."""

    undo: Change | None
    redo: Change | None


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What a forgetting did, without a name: how many people, the texts that still name someone, the other convenings that know
    them too, how many of the words that should be gone were found in the files afterwards (none, if all went well), and how many of the
    planner's own backups held them and were let go."""

    people: int
    prose: tuple[Place, ...]
    elsewhere: int
    traces: int
    backups: int = 0

    @property
    def clean(self) -> bool:
        return not self.traces

    def sentence(self, say: Language) -> str:
        """All of it for the person who asked, and what forgetting cannot reach."""
        parts = [say.plural("Forgotten: {n} person.", "Forgotten: {n} people.", self.people)]
        if self.prose:
            where = "; ".join(str(place) for place in self.prose)
            parts.append(say.plural("{n} text still names someone", "{n} texts still name someone", len(self.prose)) + f" ({where}).")
        if self.elsewhere:
            parts.append(say.plural("{n} other convening knows them too.", "{n} other convenings know them too.", self.elsewhere))
        if self.traces:
            parts.append(say("Some of what should be gone is still in the data file: close other windows and forget again."))
        if self.backups:
            parts.append(say.plural("{n} backup held them and is deleted.", "{n} backups held them and are deleted.", self.backups))
        parts.append(say("Out of reach: files already handed out, copies made by other programs, and what a worn disk may still hold."))
        return " ".join(parts)
