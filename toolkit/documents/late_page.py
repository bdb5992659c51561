"""The back of a day's run sheet: what to do when the day begins fifteen, thirty or forty-five minutes late, worked out the night before.

For each delay the way that loses least (toolkit/planning/late.py): in one sentence, and as new times beside the planned ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.convening import edits
from toolkit.convening.model import Convening, Day
from toolkit.document.blocks import Block, Cell, Column, Heading, Items, Paragraph, Row, Table
from toolkit.document.inline import Inline, Quiet, Strong, text
from toolkit.documents import parts
from toolkit.documents.registry import Options
from toolkit.documents.schedule import DayPlan, Entry, plans
from toolkit.planning.late import late, never_on_time
from toolkit.planning.repairs import Repair, sentence

DELAYS = (15, 30, 45)
"""Minutes. Later than that a day is planned anew (README, "On paper": what the back of a run sheet is for)."""


@dataclass(frozen=True, slots=True)
class _Late:
    """One delay: the way that is taken, and the day's times after it, by session; neither where there is no way."""

    minutes: int
    ways: tuple[Repair, ...]
    times: Mapping[str, Entry]


def late_page(convening: Convening, options: Options, plan: DayPlan) -> tuple[Block, ...]:
    """Nothing for a day without a clock, one that does not fit as it is, and one with a single session."""
    line = [entry for entry in plan.entries if entry.track is None and not entry.alongside and entry.start is not None]
    if plan.clashes or len(line) < 2:
        return ()
    say = options.language
    found = [_after(convening, options, plan, line[0].start or 0, minutes) for minutes in DELAYS]
    head = say("If {day} begins late", day=say("day {n}", n=say.number(plan.number)))
    return (
        Heading(2, text(head), id=f"late-{plan.number}", new_page=True),
        Items(tuple((Paragraph(_told(convening, options, plan.day, each)),) for each in found), "plain"),
        _table(options, line, found),
    )


def _after(convening: Convening, options: Options, plan: DayPlan, start: int, minutes: int) -> _Late:
    ways = late(convening, plan.day, start + minutes, minutes, 1, exercises=options.exercises)
    if not ways:
        return _Late(minutes, ways, {})
    made = plans(edits.apply(convening, ways[0].edit).convening)[plan.number - 1]
    return _Late(minutes, ways, {entry.session.id: entry for entry in made.entries if entry.track is None})


def _told(convening: Convening, options: Options, day: Day, found: _Late) -> tuple[Inline, ...]:
    say = options.language
    head = Strong(text(say("{n} minutes late.", n=say.number(found.minutes))))
    said = [never_on_time(found.ways, say, day)]
    if found.ways and found.ways[0].steps:
        said.append(f"{sentence(found.ways[0], convening, say, options.read)}.")
    elif found.ways:
        said.append(say("Nothing has to go: what can be shorter gives the time."))
    return (head, *text(" " + " ".join(part for part in said if part)))


def _table(options: Options, line: Sequence[Entry], found: Sequence[_Late]) -> Table:
    say = options.language
    columns = (
        Column(text(say("Planned")), 2),
        Column(text(say("Session")), 5.5),
        *(Column(text(say("{n} minutes late", n=say.number(each.minutes))), 2.4) for each in found),
    )
    rows = tuple(
        Row(
            (
                Cell(text(parts.span(entry, say))),
                Cell(options.words(entry.name), heads=True),
                *(Cell(_time(options, entry, each)) for each in found),
            ),
            "pause" if entry.pause else "plain",
        )
        for entry in line
    )
    return Table(columns, rows, style="lined", type_pt=10)


def _time(options: Options, planned: Entry, found: _Late) -> tuple[Inline, ...]:
    """The new time; strong, with its minutes, where the session is shorter or longer than planned, and a word where it is left out."""
    say = options.language
    if not found.ways:
        return ()
    entry = found.times.get(planned.session.id)
    if entry is None:
        return (Strong(text(say("left out"))),)
    when = text(parts.span(entry, say))
    if entry.minutes == planned.minutes or entry.minutes is None:
        return when
    return (Strong(when), Quiet(text(f" {say.minutes(entry.minutes)}")))
