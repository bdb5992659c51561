"""What was understood of an agenda that was brought, as its page shows it: the file's lines on one side, days and rows on the other, each
with its place; what is doubtful, with the question that settles it; what was not read.
"""

import hashlib
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from toolkit.language import Language
from toolkit.web.bring_answers import Agenda, Answer, said

if TYPE_CHECKING:
    from toolkit.imports.agenda import ColumnRead, Doubt, ReadDay, Row, Understood
    from toolkit.readers.plain import Shown
    from toolkit.readers.source import Source, Unread, Where

MOST_LINES = 1_500
LONGEST_LINE = 600
ONE_AT_A_TIME = threading.Lock()
"""A file of the largest size takes 300 MB while it is read; two at once would take twice as much."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A source and what was understood of it, once with the rows that are not wanted and once without; `keyed`: all rows, day by day."""

    source: "Source"
    shown: "Shown"
    whole: "Understood"
    wanted: "Understood"
    keyed: "tuple[tuple[tuple[str, Row], ...], ...]" = ()


def read(agenda: Agenda) -> Reading:
    """The file, read with everything that was said about it.

    :raises ReadError: it cannot be read; DeclinedError: no agenda can be told from it.
    """
    from toolkit.imports.agenda import understand
    from toolkit.readers import plain

    with ONE_AT_A_TIME:
        source = _source(agenda)
        understood = understand(source, agenda.hints)
    named = corrected([list(keyed(day)) for day in understood.days], agenda)
    understood = replace(
        understood, days=tuple(replace(day, rows=tuple(row for _, row in rows)) for day, rows in zip(understood.days, named, strict=True))
    )
    days = [
        replace(day, rows=tuple(row for key, row in rows if key not in agenda.without))
        for day, rows in zip(understood.days, named, strict=True)
    ]
    wanted = replace(understood, days=tuple(day for day, all_ in zip(days, understood.days, strict=True) if day.rows or not all_.rows))
    return Reading(source, plain.shown(source), understood, wanted, tuple(tuple(rows) for rows in named))


def corrected(days: "list[list[tuple[str, Row]]]", agenda: Agenda) -> "list[list[tuple[str, Row]]]":
    """The rows with what somebody said of each, in the day that it belongs to; one with another time goes where that time stands."""
    made: list[list[tuple[str, Row]]] = [[] for _ in days]
    moved: list[tuple[int, str, Row]] = []
    for at, rows in enumerate(days):
        for key, row in rows:
            said = agenda.corrected.get(key)
            if said is None:
                made[at].append((key, row))
                continue
            stays = not 0 <= said.day < len(days) or said.day == at
            length = row.length if said.start is None else None
            right = replace(row, start=said.start, end=said.end, length=length, title=said.title, kind=said.kind)
            if row.track == row.title or not stays:
                right = replace(right, track=said.title if row.track and stays else "")
            if stays and said.start == row.start:
                made[at].append((key, right))
            else:
                moved.append((at if stays else said.day, key, right))
    for at, key, row in moved:
        rows = made[at]
        rows.insert(_place_of(row, [other for _, other in rows]), (key, row))
    return made


def _place_of(row: "Row", rows: "Sequence[Row]") -> int:
    """After the last that begins no later; a row without a time goes to the end."""
    start = row.start
    before = [at for at, other in enumerate(rows) if start is None or (other.start is not None and other.start <= start)]
    return before[-1] + 1 if before else 0


def lines(agenda: Agenda) -> "Shown":
    """The lines of the file alone, to know which of them a number means."""
    from toolkit.readers import plain

    with ONE_AT_A_TIME:
        return plain.shown(_source(agenda))


def _source(agenda: Agenda) -> "Source":
    from toolkit.readers.reading import read as read_file

    return read_file(agenda.brought.data, "" if agenda.pasted else agenda.brought.name)


def keyed(day: "ReadDay") -> Iterator[tuple[str, "Row"]]:
    """Each row with a key that stays its own when the file is read again: its place, and which of several in one place it is."""
    counts: dict[Where, int] = {}
    for row in day.rows:
        number = counts[row.where] = counts.get(row.where, 0) + 1
        yield hashlib.sha256(f"{row.where}{number}".encode()).hexdigest()[:12], row


# As the page shows it


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the number of its line on the page, 0 where there is none, and its place as the file counts it."""

    line: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that is doubtful or was not read. `row` is the id of the row that it speaks of on the page."""

    sentence: str
    place: Place
    row: str = ""
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """Remarks that one answer settles: `asks` names the fields to show, "" where only the board can."""

    asks: str
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class RowShown:
    id: str
    key: str
    when: str
    title: str
    kind: str
    facts: tuple[tuple[str, str], ...]
    purpose: str
    notes: tuple[str, ...]
    place: Place
    remarks: tuple[str, ...]
    inside: bool
    back: bool
    start: str
    end: str
    code: str
    day: int
    corrected: bool


@dataclass(frozen=True, slots=True)
class DayShown:
    id: str
    name: str
    title: str
    totals: str
    place: Place
    rows: tuple[RowShown, ...]
    heads: bool
    number: int


@dataclass(frozen=True, slots=True)
class LineShown:
    number: int
    text: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the page of one agenda shows."""

    totals: str
    days: tuple[DayShown, ...]
    lines: tuple[LineShown, ...]
    more_lines: int
    questions: tuple[Question, ...]
    unread: tuple[Remark, ...]
    left_out: tuple[tuple[str, str], ...]
    put_right: tuple[tuple[str, str], ...]
    answers: tuple[Answer, ...]
    columns: "tuple[ColumnRead, ...]"
    dated: bool

    @property
    def doubts(self) -> int:
        return sum(len(question.remarks) for question in self.questions)


def page(agenda: Agenda, reading: Reading, say: Language) -> Page:
    from toolkit.imports.agenda import columns_read

    shower = _Shower(agenda, reading, say)
    days = tuple(shower.days())
    lines = reading.shown.lines
    return Page(
        totals(reading.wanted, say),
        days,
        tuple(shower.lines(days)),
        max(0, len(lines) - MOST_LINES),
        shower.questions(days),
        tuple(shower.unread()),
        tuple(shower.left_out()),
        tuple(shower.put_right()),
        said(agenda, reading.shown, say),
        columns_read(reading.source, agenda.hints),
        any(day.date is not None for day in reading.wanted.days),
    )


def totals(understood: "Understood", say: Language) -> str:
    """2 days · 17 rows · 9:00–17:30"""
    days, rows = say.plural("{n} day", "{n} days", len(understood.days)), say.plural("{n} row", "{n} rows", len(understood.rows))
    return " · ".join([days, rows, *_hours(understood.rows, say)])


def _hours(rows: Sequence["Row"], say: Language) -> list[str]:
    """From the first start to the last end, where anything has a time."""
    starts = [row.start for row in rows if row.start is not None]
    ends = [row.end if row.end is not None else row.start for row in rows]
    return [say.span(min(starts), max(end for end in ends if end is not None))] if starts else []


def asks(doubt: "Doubt") -> str:
    """The fields that settle a doubt: `year`, `order` of dates, `clock`, `language`; "" where no answer of this page does."""
    from toolkit.imports.agenda import dates, rows
    from toolkit.imports.agenda.understand import LANGUAGE_OPEN

    return {
        dates.NO_YEAR: "year", dates.YEAR_BY_WEEKDAY: "year", dates.YEAR_ELSEWHERE: "year", dates.WEEKDAY_WRONG: "year",
        dates.EITHER_ORDER: "order", dates.NO_SUCH_DAY: "order", rows.BY_ORDER: "clock", LANGUAGE_OPEN: "language",
        rows.TOGETHER: "heading", dates.FROM_TITLE: "heading", dates.FROM_TITLE_ALONE: "heading",
    }.get(doubt.message, "")  # fmt: skip


def _typed(minutes: int | None) -> str:
    from toolkit.convening.values import write_clock

    return "" if minutes is None else write_clock(minutes)


class _Shower:
    """One reading in words; the places of its things are the numbers of the lines beside it."""

    def __init__(self, agenda: Agenda, reading: Reading, say: Language) -> None:
        from toolkit.imports.agenda.rows import GOES_BACK

        self.agenda, self.reading, self.say = agenda, reading, say
        self.going_back = {doubt.where for doubt in reading.whole.doubts if doubt.message == GOES_BACK}

    def place(self, where: "Where") -> Place:
        from toolkit.imports.agenda import place

        line = self.reading.shown.line(where) or 0
        if line > MOST_LINES:
            line = 0
        words = self.say("line {n}", n=self.say.number(line)) if line else place(where, self.say)
        return Place(line, words)

    def days(self) -> Iterator[DayShown]:
        doubted: dict[Where, list[str]] = {}
        for doubt in self.reading.whole.doubts:
            if not asks(doubt):
                doubted.setdefault(doubt.where, []).append(doubt.say(self.say))
        heads = {row.where for day in self.reading.whole.days for row in day.rows}
        number = 0
        for place, (day, named) in enumerate(zip(self.reading.whole.days, self.reading.keyed, strict=True)):
            wanted = [(key, row) for key, row in named if key not in self.agenda.without]
            if not wanted and day.rows:
                continue
            number += 1
            rows = tuple(
                self.row(f"r{number}-{at}", key, row, doubted.pop(row.where, []) if not row.track else [], place)
                for at, (key, row) in enumerate(wanted, 1)
            )
            name = self.say.date(day.date, "full") if day.date else self.say("Day {n}", n=self.say.number(number))
            own = day.where not in heads and self.reading.shown.line(day.where) is not None
            yield DayShown(f"d{number}", name, day.title, self.span([row for _, row in wanted]), self.place(day.where), rows, own, place)

    def put_right(self) -> Iterator[tuple[str, str]]:
        """The rows that somebody put right, by their keys."""
        for named in self.reading.keyed:
            for key, row in named:
                if key in self.agenda.corrected:
                    yield key, f"{self.when(row)} {row.title}"

    def span(self, rows: Sequence["Row"]) -> str:
        return " · ".join([self.say.plural("{n} row", "{n} rows", len(rows)), *_hours(rows, self.say)])

    def row(self, id_: str, key: str, row: "Row", remarks: Sequence[str], day: int) -> RowShown:
        from toolkit.web.board import KIND_WORDS

        say = self.say
        facts = ((say("Room"), row.room), (say("Leads"), say.list(row.leads)), (say("Group"), row.track if row.track != row.title else ""))
        return RowShown(
            id_, key, self.when(row), row.title, say(KIND_WORDS[row.kind]), tuple(fact for fact in facts if fact[1]), row.purpose,
            row.notes, self.place(row.where), tuple(remarks), bool(row.track),
            row.where in self.going_back, _typed(row.start), _typed(row.end), row.kind, day, key in self.agenda.corrected,
        )  # fmt: skip

    def when(self, row: "Row") -> str:
        if row.start is None:
            return self.say.minutes(row.length) if row.length else self.say("no time")
        return self.say.span(row.start, row.end) if row.end is not None else self.say.time(row.start)

    def lines(self, days: Sequence[DayShown]) -> Iterator[LineShown]:
        """The lines of the source, each with the rows and days that begin on it."""
        on: dict[int, list[str]] = {}
        for day in days:
            if day.heads:
                on.setdefault(day.place.line, []).append(day.id)
            for row in day.rows:
                on.setdefault(row.place.line, []).append(row.id)
        for number, text in enumerate(self.reading.shown.lines[:MOST_LINES], 1):
            cut = text if len(text) <= LONGEST_LINE else f"{text[:LONGEST_LINE].rstrip()}…"
            yield LineShown(number, cut, tuple(on.get(number, ())))

    def questions(self, days: Sequence[DayShown]) -> tuple[Question, ...]:
        """What is doubtful, what can be settled first; several doubts that one answer settles stand together."""
        ids = self.ids(days)
        found: dict[str, list[Remark]] = {}
        for doubt in self.reading.whole.doubts:
            of_one = found.setdefault(asks(doubt), [])
            if (remark := self.remark(doubt, ids)) not in of_one:
                of_one.append(remark)
        return tuple(Question(name, tuple(found[name])) for name in sorted(found, key=lambda name: (not name, list(found).index(name))))

    def ids(self, days: Sequence[DayShown]) -> Mapping[int, str]:
        """The first row or day on each line."""
        found: dict[int, str] = {}
        for day in days:
            if day.heads:
                found.setdefault(day.place.line, day.id)
            for row in day.rows:
                found.setdefault(row.place.line, row.id)
        return found

    def remark(self, told: "Doubt | Unread", ids: Mapping[int, str], loose: bool = False) -> Remark:
        place = self.place(told.where)
        return Remark(told.say(self.say), place, ids.get(place.line, "") if place.line else "", loose)

    def unread(self) -> Iterator[Remark]:
        """What was left; a text that belongs to no row can be said to begin a day."""
        from toolkit.imports.agenda.about import TEXT_LEFT

        last = max((self.place(row.where).line for row in self.reading.whole.rows), default=0)
        for left in self.reading.whole.unread:
            yield self.remark(left, {}, loose=left.message == TEXT_LEFT and self.place(left.where).line < last)

    def left_out(self) -> Iterator[tuple[str, str]]:
        """The rows that a person does not want, by their keys."""
        for named in self.reading.keyed:
            for key, row in named:
                if key in self.agenda.without:
                    yield key, f"{self.when(row)} {row.title}"
