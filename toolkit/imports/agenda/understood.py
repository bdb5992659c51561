"""What was understood of somebody's agenda: days of rows, what was doubtful and what was assumed, what was left out, each with its
place.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from toolkit.convening.model import Kind
from toolkit.language import N_, Language
from toolkit.language.said import SaidError
from toolkit.readers.source import Unread, Where

Role = Literal["time", "start", "end", "title", "room", "lead", "kind", "track", "day", "date", "length", "notes", "purpose", "none"]


NOWHERE = Where()


class DeclinedError(SaidError):
    """An agenda that cannot be told from this file: one sentence, and nothing is taken."""


NO_AGENDA = N_("No agenda was found in {name}: it needs lines or rows with a time and a title each.")
APART = N_(
    "The times and the titles of {name} come apart: {times} times stand together without what happens then. Paste the agenda again "
    "with each time "
    "beside its title, or take it from the program it was made in."
)
TOO_LONG = N_("{name} holds {count} lines, and no agenda has more than {most}; bring the part that is the agenda.")
TOO_MUCH = N_("{name} holds far more words than an agenda does; bring the part that is the agenda.")
NOT_IN_ORDER = N_("{name} holds times, but they are in no order of a day, so it was not taken for an agenda.")
NO_SESSIONS = N_("{name} holds times, but nothing that they are the times of: opening hours or a list of meals are no agenda.")
A_LOG = N_("The times in {name} are to the odd minute, as in a log or a timetable, so it was not taken for an agenda.")


@dataclass(frozen=True, slots=True)
class Hints:
    """What a person has corrected, or knows: places are those of the source.

    `today` settles a year that is nowhere printed, and is said. `columns` gives a role to a column of every table (counted from 1).
    `afternoon`: hours without a mark can be those after noon, so that 2:00 after 11:30 is 14:00; False: they are as written, on a clock of
    twenty-four.
    `day_start` is when each day begins, at the earliest. `headings`: a day begins there, with that line as its heading, or with that row.
    """

    day_first: bool | None = None
    year: int | None = None
    today: dt.date | None = None
    day_start: int | None = None
    afternoon: bool | None = None
    columns: Mapping[int, Role] = field(default_factory=dict)
    headings: frozenset[Where] = frozenset()
    no_headings: frozenset[Where] = frozenset()
    left_out: frozenset[Where] = frozenset()
    language: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that the source leaves open: what was seen, why it is doubtful, what was assumed. One sentence, marked with N_."""

    message: str
    values: tuple[tuple[str, object], ...] = ()
    where: Where = NOWHERE

    def say(self, say: Language) -> str:
        return say(self.message, **dict(self.values))


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the agenda. Times are minutes after the midnight that its day began with; `written` is the time as it stood there.

    `length` is known without an end where only a length is written. `group`: rows with one number stood side by side in the source.
    """

    title: str
    start: int | None = None
    end: int | None = None
    length: int | None = None
    kind: Kind = "plenary"
    room: str = ""
    track: str = ""
    leads: tuple[str, ...] = ()
    purpose: str = ""
    notes: tuple[str, ...] = ()
    written: str = ""
    about: bool = False
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class ReadDay:
    rows: tuple[Row, ...]
    date: dt.date | None = None
    title: str = ""
    number: int | None = None
    start: int | None = None
    end: int | None = None
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class Understood:
    title: str
    days: tuple[ReadDay, ...]
    doubts: tuple[Doubt, ...] = ()
    unread: tuple[Unread, ...] = ()
    language: str = "en"
    timezone: str = ""

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for day in self.days for row in day.rows)
