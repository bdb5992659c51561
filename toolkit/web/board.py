"""The agenda as a board: which rows of the grid a session takes, beside what, and what is written on it. Plain data for the page.

A row of the grid runs from one time at which something begins or ends to the next, over all days at once, so that a session fills whole
rows and the same hour stands at the same height in every day. A row is as high as its minutes, and higher where the words need it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from toolkit.convening import people
from toolkit.convening.known_as import known_as
from toolkit.convening.model import PAUSES, Convening, Day, Keep, Kind, Range, Session, Track
from toolkit.convening.values import Text, in_language
from toolkit.language import N_, Language
from toolkit.planning import timing
from toolkit.planning.timing import Slot, Timed

KIND_WORDS: dict[Kind, str] = {
    "opening": N_("Opening"), "plenary": N_("Plenary"), "panel": N_("Panel"), "exercise": N_("Exercise"),
    "small-groups": N_("Small groups"), "break": N_("Break"), "meal": N_("Meal"), "energiser": N_("Energiser"),
    "recap": N_("Recap"), "closing": N_("Closing"), "other": N_("Other"),
}  # fmt: skip

COLUMNS = 12
"""A day's columns: sessions at the same time share them, so that two, three, four or six stand side by side."""
MOST_ROWS = 400
"""Rows that the style sheet has numbers for; a board with more rounds its times to five minutes, and then there are fewer."""
LONGEST = 720
"""Minutes that the style sheet has numbers for."""
QUIET_HOUR = 12
"""Minutes as high as an hour in which nothing stands in any day."""

Size = Literal["tiny", "short", "tall"]


@dataclass(frozen=True, slots=True)
class Block:
    """One session as it stands on the board. `first` and `last` are lines of the grid; 0 where it stands in none."""

    id: str
    title: str
    kind: Kind
    kind_word: str
    keep: Keep
    span: str
    length: str
    minutes: int
    pinned: bool = False
    alongside: bool = False
    first: int = 0
    last: int = 0
    column: int = 1
    columns: int = COLUMNS
    facts: tuple[str, ...] = ()
    tracks: tuple["Lane", ...] = ()

    @property
    def size(self) -> Size:
        return "tiny" if self.minutes < 20 else "short" if self.minutes < 40 else "tall"

    @property
    def pause(self) -> bool:
        return self.kind in PAUSES

    @property
    def shape(self) -> str:
        """The classes for where it stands and what it is."""
        at = f" at r{self.first} e{self.last} c{self.column} s{self.columns}" if self.first else ""
        marks = (("pause", self.pause), ("pinned", self.pinned), ("alongside", self.alongside), ("split", bool(self.tracks)))
        return at + "".join(f" {name}" for name, is_so in marks if is_so)


@dataclass(frozen=True, slots=True)
class Lane:
    """One parallel track with what stands in it."""

    id: str
    title: str
    facts: tuple[str, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Free:
    """Time of the day in which nothing stands."""

    first: int
    last: int
    span: str
    length: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the grid, and the hour that begins with it."""

    line: int
    minutes: int
    hour: str = ""


@dataclass(frozen=True, slots=True)
class DayColumn:
    id: str
    name: str
    title: str
    span: str
    total: str
    blocks: tuple[Block, ...]
    untimed: tuple[Block, ...]
    free: tuple[Free, ...]
    fits: bool = True

    @property
    def empty(self) -> bool:
        return not self.blocks and not self.untimed


@dataclass(frozen=True, slots=True)
class Board:
    rows: tuple[Row, ...]
    days: tuple[DayColumn, ...]
    tray: tuple[Block, ...]
    totals: str

    @property
    def lines(self) -> int:
        return len(self.rows) + 1


def board(convening: Convening, fitted: Sequence[timing.Timed | timing.Conflict], speech: Language) -> Board:
    """Everything the page shows of the agenda, from the times that `timing.agenda` found."""
    words = _Words(convening, speech)
    timed = tuple(timing.as_timed(each) for each in fitted)
    grid = _Grid(timed, speech)
    days = tuple(
        _day(number, day, result, grid, words)
        for number, (day, result) in enumerate(zip(convening.days, fitted, strict=True), 1)
    )
    tray = tuple(words.block(session, None, {}) for session in convening.parked)
    return Board(grid.rows, days, tray, _totals(convening, timed, words))


def day_name(number: int, day: Day, speech: Language) -> str:
    return speech.date(day.date, "full") if day.date is not None else speech("Day {n}", n=speech.number(number))


def day_start(timed: Timed) -> int | None:
    """When the day itself begins: what runs alongside may begin before it."""
    return min((slot.start for slot in timed.slots if slot.start is not None and not slot.alongside), default=timed.start)


def day_end(timed: Timed) -> int | None:
    return max((slot.end for slot in timed.slots if slot.end is not None and not slot.alongside), default=timed.end)


def length_words(session: Session, slot: Slot | None, speech: Language) -> str:
    """How long it takes, or may take."""
    if slot is not None and slot.length is not None:
        return speech.minutes(slot.length)
    if isinstance(session.minutes, Range):
        return speech("{least} to {most}", least=speech.minutes(session.minutes.least), most=speech.minutes(session.minutes.most))
    return speech.minutes(session.minutes) if session.minutes is not None else ""


class _Grid:
    """The rows, and on which line a time stands."""

    def __init__(self, timed: Sequence[Timed], speech: Language) -> None:
        busy = [(slot.start, slot.start if slot.end is None else slot.end) for day in timed for slot in day.slots if slot.start is not None]
        self.step = 1
        edges = {time for pair in busy for time in pair} | {time for day in timed for gap in day.gaps for time in (gap.start, gap.end)}
        times = self._times(edges)
        while len(times) > MOST_ROWS:
            self.step = 5 if self.step == 1 else self.step * 3
            times = self._times(edges)
        self._line = {time: line for line, time in enumerate(times, 1)}
        self.rows = tuple(_row(line, start, end, busy, speech) for line, (start, end) in enumerate(pairwise(times), 1))

    def _times(self, edges: Iterable[int]) -> list[int]:
        """Each time at which something begins or ends, and every full hour between them."""
        found = {self.near(time) for time in edges}
        if found:
            found.update(range(-(-min(found) // 60) * 60, max(found), 60))
        return sorted(found)

    def near(self, time: int) -> int:
        return (time + self.step // 2) // self.step * self.step

    def lines(self, start: int, end: int) -> tuple[int, int]:
        """The lines between which something stands; what takes no time at all has the row that begins there."""
        first, last = self._line[self.near(start)], self._line[self.near(end)]
        return (first, last) if last > first else (first, first + 1)


def _row(line: int, start: int, end: int, busy: Sequence[tuple[int, int]], speech: Language) -> Row:
    minutes = end - start if _busy(busy, start, end) else min(end - start, QUIET_HOUR)
    return Row(line, minutes, "" if start % 60 else speech.time(start))


def _busy(busy: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(begins < end and start < ends for begins, ends in busy)


def _day(number: int, day: Day, result: timing.Timed | timing.Conflict, grid: _Grid, words: "_Words") -> DayColumn:
    speech, timed = words.speech, timing.as_timed(result)
    slots = {slot.session: slot for slot in timed.slots}
    placed: list[tuple[Session, Slot]] = []
    untimed: list[Block] = []
    for session in day.sessions:
        slot = slots.get(session.id)
        if slot is None or slot.start is None:
            untimed.append(words.block(session, slot, slots))
        else:
            placed.append((session, slot))
    spots = _columns(placed)
    blocks: list[Block] = []
    for session, slot in placed:
        first, last = grid.lines(_start((session, slot)), slot.end if slot.end is not None else _start((session, slot)))
        column, columns = spots[session.id]
        blocks.append(words.block(session, slot, slots, first=first, last=last, column=column, columns=columns))
    free = tuple(
        Free(*grid.lines(gap.start, gap.end), speech.span(gap.start, gap.end), speech.minutes(gap.end - gap.start), gap.end - gap.start)
        for gap in timed.gaps
    )
    start, end = day_start(timed), day_end(timed)
    span = speech.span(start, end) if start is not None and end is not None else ""
    return DayColumn(
        day.id, day_name(number, day, speech), words.read(day.title), span, _total(day, timed, words), tuple(blocks), tuple(untimed),
        free, isinstance(result, Timed),
    )  # fmt: skip


def _columns(placed: Sequence[tuple[Session, Slot]]) -> dict[str, tuple[int, int]]:
    """For each session its first column and how many it takes: all of them where nothing else stands at its time.

    Where something runs alongside, it has the last third. Times that overlap in the day itself, in one that does not fit, share the rest.
    """
    found: dict[str, tuple[int, int]] = {}
    for group in _groups(placed):
        main = _lanes([each for each in group if not each[1].alongside])
        aside = _lanes([each for each in group if each[1].alongside])
        room = COLUMNS * 2 // 3 if main and aside else COLUMNS
        for lanes, first, width in ((main, 1, room), (aside, 1 + room if main else 1, COLUMNS - room if main else COLUMNS)):
            for session, (at, of) in lanes.items():
                each = max(1, width // of)
                found[session] = (first + min(at * each, width - each), each)
    return found


def _groups(placed: Sequence[tuple[Session, Slot]]) -> list[list[tuple[Session, Slot]]]:
    """What stands at the same time, or is held together by what does."""
    groups: list[list[tuple[Session, Slot]]] = []
    ends = -1
    for each in sorted(placed, key=_start):
        if not groups or _start(each) >= ends:
            groups.append([])
            ends = -1
        groups[-1].append(each)
        ends = max(ends, _end(each))
    return groups


def _lanes(group: Sequence[tuple[Session, Slot]]) -> dict[str, tuple[int, int]]:
    """For each session the first lane that is free at its time, and how many lanes there are."""
    ends: list[int] = []
    lanes: dict[str, int] = {}
    for each in group:
        at = next((at for at, last in enumerate(ends) if last <= _start(each)), len(ends))
        ends[at:at + 1] = [_end(each)]
        lanes[each[0].id] = at
    return {session: (at, len(ends)) for session, at in lanes.items()}


def _start(each: tuple[Session, Slot]) -> int:
    return each[1].start or 0


def _end(each: tuple[Session, Slot]) -> int:
    return max(_start(each) + 1, each[1].end or 0)


def _total(day: Day, timed: Timed, words: "_Words") -> str:
    """How much of the day is work, and how much is pause."""
    slots = {slot.session: slot for slot in timed.slots}
    work = pause = 0
    for session in day.sessions:
        slot = slots.get(session.id)
        if slot is None or slot.alongside or not slot.length:
            continue
        if session.kind in PAUSES:
            pause += slot.length
        else:
            work += slot.length
    if not work and not pause:
        return ""
    say = words.speech
    return say("{work} of sessions, {pause} of pauses", work=say.minutes(work), pause=say.minutes(pause)) if pause else say.minutes(work)


def _totals(convening: Convening, timed: Sequence[Timed], words: "_Words") -> str:
    say = words.speech
    count = sum(1 for _ in convening.sessions())
    pauses = {session.id for _, _, session in convening.sessions() if session.kind in PAUSES}
    work = sum(
        slot.length or 0 for day in timed for slot in day.slots if not slot.alongside and slot.track is None and slot.session not in pauses
    )
    parts = [
        say.plural("{n} day", "{n} days", len(convening.days)),
        say.plural("{n} session", "{n} sessions", count),
        say("{length} of work", length=say.minutes(work)) if work else "",
    ]
    return " · ".join(part for part in parts if part)


class _Words:
    """Sessions in words: titles in the reader's language, who leads as organisers may read it."""

    def __init__(self, convening: Convening, speech: Language) -> None:
        self.convening = convening
        self.speech = speech

    def read(self, text: Text) -> str:
        return in_language(text, self.speech.code, self.convening.language)[0]

    def block(
        self, session: Session, slot: Slot | None, slots: Mapping[str, Slot], *, first: int = 0, last: int = 0, column: int = 1,
        columns: int = COLUMNS,
    ) -> Block:  # fmt: skip
        say = self.speech
        start, end = (slot.start, slot.end) if slot is not None else (None, None)
        span = "" if start is None else say.time(start) if end is None else say.span(start, end)
        length = slot.length if slot is not None else None
        minutes = length if length is not None else session.minutes if isinstance(session.minutes, int) else 0
        return Block(
            session.id, self.read(known_as(session)), session.kind, say(KIND_WORDS[session.kind]), session.keep, span,
            length_words(session, slot, say), min(minutes, LONGEST), session.pin is not None, session.alongside, first, last, column,
            columns, self.facts(session), tuple(self.lane(session, track, slots) for track in session.tracks),
        )  # fmt: skip

    def lane(self, session: Session, track: Track, slots: Mapping[str, Slot]) -> Lane:
        names = people.lead_words(self.convening, track.lead, "organisers", self.speech.code, session.rule)
        facts = tuple(part for part in (track.room, self.speech.list(list(names))) if part)
        blocks = tuple(self.block(inner, slots.get(inner.id), slots) for inner in track.sessions)
        return Lane(track.id, self.read(track.title), facts, blocks)

    def facts(self, session: Session) -> tuple[str, ...]:
        names = people.lead_words(self.convening, session.lead, "organisers", self.speech.code, session.rule)
        return tuple(part for part in (session.room, self.speech.list(list(names))) if part)
