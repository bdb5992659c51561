"""What a co-host changed, as data: what stood, what stands, whose it is, where in the file, and what it asks of our agenda."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from toolkit.convening.model import Audience, Sent
from toolkit.convening.model import Kind as SessionKind
from toolkit.language.said import SaidError
from toolkit.readers.source import Unread, Where

NOWHERE = Where()

Kind = Literal[
    "added", "dropped", "moved", "retimed", "title", "purpose", "kind", "room", "lead", "subtitle", "objective", "facts", "date", "notes",
    "other",
]
Thing = Literal["convening", "objective", "day", "session", "group"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a change is about: its id in the convening (of an objective: its number), and what it is called on the paper that went out."""

    kind: Thing
    id: str = ""
    name: str = ""
    day: str = ""
    """The id of the day that it stands in, in the file that came back."""


# What a change asks for, in the terms of the agenda. Which edits that takes depends on what stands today: accepting.py.


@dataclass(frozen=True, slots=True)
class Say:
    """Other words in one field of the subject; and another kind, where a new title tells one ("Lunch")."""

    field: tuple[str, ...]
    text: str
    kind: SessionKind | None = None


@dataclass(frozen=True, slots=True)
class Objective:
    """The objective `old` in other words, gone (`new` empty), new (`old` empty), or behind `after` ("" is the first)."""

    old: str
    new: str
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Led:
    """These names, in this order, of those that the paper shows; leads that it hides stay."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfKind:
    kind: SessionKind


@dataclass(frozen=True, slots=True)
class On:
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class Time:
    """At this time, until this time; None: at no time."""

    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Gone:
    pass


@dataclass(frozen=True, slots=True)
class To:
    """Into a day, a session's groups or a group, behind the first of `after` that is there; behind none: at its beginning."""

    kind: Literal["convening", "day", "session", "track"]
    id: str
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class New:
    """A session, a group or a day that was not there; `id` is the one that it gets."""

    to: To
    id: str
    title: str
    purpose: str = ""
    room: str = ""
    lead: tuple[str, ...] = ()
    time: Time | None = None
    date: dt.date | None = None
    kind: SessionKind = "plenary"
    inside: tuple["New", ...] = ()


Wish = Say | Objective | Led | OfKind | On | Time | Gone | To | New


@dataclass(frozen=True, slots=True)
class Change:
    """One change, to be taken or refused. `ours` is what stands in our agenda today, where it is neither what went out nor what came back:
    both changed the same thing, and a person decides. Of what was moved, `stood` and `stands` are what stood and stands above it, and
    `from_day` is the day that it left. `wish` is None where nothing can be done by itself; `why` says why not.
    """

    number: int
    kind: Kind
    subject: Subject
    stood: str = ""
    stands: str = ""
    ours: str | None = None
    where: Where = NOWHERE
    authors: tuple[str, ...] = ()
    tracked: bool = False
    from_day: str = ""
    wish: Wish | None = None
    why: SaidError | None = field(default=None, compare=False)

    @property
    def clashes(self) -> bool:
        return self.ours is not None


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment in the margin, and what it hangs on."""

    author: str
    text: str
    on: str
    subject: Subject
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that came back, held against one version. `version` is None where it was held against the agenda of today.

    `times` are the times of the file by session, for those that have one: what was not changed is to stay where it was.
    `already` counts what the file changed and our agenda has by now.
    """

    file: str
    version: Sent | None
    name: str
    audience: Audience
    language: str
    changes: tuple[Change, ...]
    remarks: tuple[Remark, ...] = ()
    already: int = 0
    times: tuple[tuple[str, Time], ...] = ()
    unread: tuple[Unread, ...] = ()
