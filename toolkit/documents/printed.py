"""The agenda as its table prints it, row by row with the ids of what each row is: to keep a version, and to hold one against another.

`agenda.py` as data. A version that was sent and the agenda of today come out in the same shape; nothing here compares them.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from toolkit.convening import people
from toolkit.convening.model import Convening, Day, Kind, Lead, Rule, Sent, Session, Track
from toolkit.document import inline
from toolkit.documents import parts, schedule
from toolkit.documents.registry import Options
from toolkit.documents.schedule import Entry
from toolkit.language import Language

RowKind = Literal["session", "group", "item"]
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a session of the day, a parallel group (its head, or all of it), or an item inside a group.

    A group that has neither title nor room nor lead has no row that says anything.

    `id` is that of the session, for a group that of the track; `within` is the session that holds the group or the item, `group` the
    item's track. `lead` are the names as they stand there, `leads` what they are. `groups` is how many groups the row announces.
    """

    id: str
    kind: RowKind
    title: str
    start: int | None = None
    end: int | None = None
    purpose: str = ""
    room: str = ""
    lead: tuple[str, ...] = ()
    leads: tuple[Lead, ...] = ()
    within: str = ""
    group: str = ""
    groups: int = 0
    sort: Kind = "plenary"
    alongside: bool = False


@dataclass(frozen=True, slots=True)
class PrintedDay:
    id: str
    number: int
    date: dt.date | None
    date_words: str
    title: str
    rows: tuple[Row, ...]

    def heading(self, say: Language) -> str:
        return " · ".join(part for part in (say("Day {n}", n=say.number(self.number)), self.date_words, self.title) if part)


@dataclass(frozen=True, slots=True)
class Printed:
    """A whole agenda on paper."""

    title: str
    subtitle: str
    facts: str
    objectives: tuple[str, ...]
    days: tuple[PrintedDay, ...]

    def rows(self) -> Iterator[tuple[PrintedDay, Row]]:
        for day in self.days:
            for row in day.rows:
                yield day, row

    def row(self, wanted: str, kind: RowKind | None = None) -> tuple[PrintedDay, Row] | None:
        """The row of a session or a track, and its day."""
        return next(((day, row) for day, row in self.rows() if row.id == wanted and kind in (None, row.kind)), None)


def now(convening: Convening, options: Options) -> Printed:
    """What the agenda prints today."""
    return _printed(convening, options.language, *front(convening, options), as_printed(convening, options))


def sent(version: Sent, convening: Convening, say: Language) -> Printed:
    """What a version printed when it went out; the names are those that the people have today, for of them only the ids were kept."""
    return _printed(convening, say, version.title, version.subtitle, version.facts, version.objectives, version.days)


def as_printed(convening: Convening, options: Options) -> tuple[Day, ...]:
    """The days as this audience gets them, in this language: texts as printed, each session pinned to its printed time, nothing private.

    Hosts become their words, for a host may be renamed; people stay ids, for a person may be forgotten.
    """
    return tuple(
        Day(
            id=plan.day.id, date=plan.day.date, title=options.read(plan.day.title),
            sessions=tuple(_session(convening, options, entry, inner) for entry, inner in plan.main()),
        )
        for plan in schedule.plans(convening)
    )  # fmt: skip


def front(convening: Convening, options: Options) -> tuple[str, str, str, tuple[str, ...]]:
    """Title, subtitle, when and where, objectives, as the title block and what follows it print them."""
    facts = inline.plain(parts.beside(parts.when_and_where(convening, options)))
    return options.read(convening.title), options.read(convening.subtitle), facts, tuple(map(options.read, convening.objectives))


# A version from the convening.


def _session(convening: Convening, options: Options, entry: Entry, inner: Sequence[Entry]) -> Session:
    whole = entry.session
    return _bare(
        convening, options, entry,
        tracks=tuple(
            Track(
                id=track.id,
                title=options.read(track.title),
                lead=_seen(convening, options, track.lead, whole.rule if not track.sessions else None),
                room=track.room if track.sessions else track.room or whole.room,
                sessions=tuple(_bare(convening, options, each) for each in inner if not each.is_track and each.track is track),
            )
            for track in whole.tracks
        ),
    )  # fmt: skip


def _bare(convening: Convening, options: Options, entry: Entry, tracks: tuple[Track, ...] = ()) -> Session:
    session, start, end = entry.session, entry.start, entry.end
    return Session(
        id=session.id,
        title=options.read(session.title),
        kind=session.kind,
        # The hands of a clock: what is pinned two days on prints the same time.
        pin=None if start is None else start % (2 * _DAY),
        minutes=None if start is None or end is None else (end - start) % (2 * _DAY),
        alongside=session.alongside,
        lead=_seen(convening, options, session.lead, session.rule),
        room=session.room,
        purpose=options.read(session.purpose),
        tracks=tracks,
    )


def _seen(convening: Convening, options: Options, leads: tuple[Lead, ...], rule: Rule | None) -> tuple[Lead, ...]:
    """The leads that this audience reads."""
    found: list[Lead] = []
    for lead in leads:
        words = people.lead_words(convening, (lead,), options.audience, options.language.code, rule)
        if not words:
            continue
        if lead.person is not None:
            found.append(Lead(person=lead.person))
        else:
            found.append(Lead(text=words[0], public=lead.public or lead.host is not None))
    return tuple(found)


# Rows from a version.


def _printed(
    convening: Convening, say: Language, title: str, subtitle: str, facts: str, objectives: tuple[str, ...], days: tuple[Day, ...]
) -> Printed:
    made = (
        PrintedDay(
            day.id, number, day.date, "" if day.date is None else say.date(day.date, "full"), _plain(day.title),
            tuple(row for session in day.sessions for row in _rows(convening, session)),
        )
        for number, day in enumerate(days, 1)
    )  # fmt: skip
    return Printed(title, subtitle, facts, objectives, tuple(made))


def _rows(convening: Convening, session: Session) -> Iterator[Row]:
    yield _row(convening, session, "session", groups=len(session.tracks) if len(session.tracks) > 1 else 0)
    for track in session.tracks:
        lead = _names(convening, track.lead)
        if track.title or track.room or lead:
            yield Row(
                track.id, "group", _plain(track.title), room=track.room, lead=lead, leads=track.lead, within=session.id, sort=session.kind
            )
        for inner in track.sessions:
            yield _row(convening, inner, "item", within=session.id, group=track.id)


def _row(convening: Convening, session: Session, kind: RowKind, within: str = "", group: str = "", groups: int = 0) -> Row:
    start = session.pin
    length = session.minutes if isinstance(session.minutes, int) else None
    return Row(
        session.id, kind, _plain(session.title), start, None if start is None or length is None else start + length,
        _plain(session.purpose), session.room, _names(convening, session.lead), session.lead, within, group, groups, session.kind,
        session.alongside,
    )  # fmt: skip


def _names(convening: Convening, leads: tuple[Lead, ...]) -> tuple[str, ...]:
    """Whoever was cut for the audience was cut before: here stands who was read on the paper."""
    return tuple(words for words in (_name(convening, lead) for lead in leads) if words)


def _name(convening: Convening, lead: Lead) -> str:
    if lead.person is None:
        return _plain(lead.text)
    person = convening.person(lead.person)
    return people.visible(person, "organisers", "lead").name if person else ""


def _plain(text: object) -> str:
    """Texts of a version are plain: they were read in its language when it was made."""
    return text if isinstance(text, str) else ""
