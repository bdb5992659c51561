"""How long sessions really took, beside how long they were planned for: from what was pressed on the day itself, never in a rehearsal."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.convening.model import Convening, Day, Happened, Session
from toolkit.planning.timing import as_timed, fit

_HELD = 5
"""Minutes: what was over sooner was pressed by mistake."""


@dataclass(frozen=True, slots=True)
class Lasted:
    """One session that used an exercise: when, for how many minutes, for how many it was planned, with how many people (0: unknown)."""

    session: str
    on: dt.date
    minutes: int
    planned: int | None
    people: int


def happened(session: Session, day: Day) -> Happened | None:
    """What was pressed on the date of its day; a day without a date has only one."""
    each = session.happened
    return each if each is not None and (day.date is None or each.on == day.date) else None


def took(each: Happened) -> int | None:
    """Whole minutes, as near as can be; None for what is under way, or was left out."""
    return None if each.ended is None or each.skipped else round((each.ended - each.began) / 60)


def planned(each: Happened, session: Session, day: Day, people: int) -> tuple[int | None, int | None]:
    """When it was planned to begin and to end, in minutes after midnight: as it stood when it began, else as it stands."""
    if each.planned is not None:
        return each.planned, None if each.minutes is None else each.planned + each.minutes
    slot = as_timed(fit(day, people)).slot(session.id)
    return (None, None) if slot is None else (slot.start, slot.end)


def of_exercise(convening: Convening, exercise: str) -> Iterator[Lasted]:
    """Every session of a convening in which an exercise was really held, in order."""
    for day, _, session in convening.sessions():
        each = happened(session, day) if session.exercise == exercise else None
        minutes = None if each is None else took(each)
        if each is not None and minutes is not None and minutes >= _HELD:
            here = len(day.present) if isinstance(day.present, tuple) else day.present
            yield Lasted(session.id, each.on, minutes, each.minutes, convening.headcount(day) if here is None else here)
