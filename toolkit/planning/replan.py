"""The ways out of being late (late.py) while a day runs: from what was pressed, each held against the plan; and what to say to the room."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from toolkit.convening import edits
from toolkit.convening.edits import All, AnyEdit, Ref, Set
from toolkit.convening.exercise import Exercise
from toolkit.convening.known_as import known_as
from toolkit.convening.model import PAUSES, Convening, Range, Session
from toolkit.convening.values import in_language
from toolkit.language import Language
from toolkit.planning.late import late
from toolkit.planning.needs import need
from toolkit.planning.repairs import Repair, day_of
from toolkit.planning.running import Here, Turn, known, lines, pressed
from toolkit.planning.timing import Slot, Timed, as_timed, fit

_NAMED, _NOTICED = 2, 10
"""How many shorter sessions a room is told by name, and from how many minutes on it is told at all."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way: what it changes, the whole edit with what the room has taken already, and the convening that it makes."""

    repair: Repair
    edit: AnyEdit
    made: Convening


def ways(convening: Convening, at: Here, minutes: int, exercises: Mapping[str, Exercise]) -> tuple[Way, ...]:
    """Up to three, as late.py finds them.

    Minutes given to what is under way count as planned from now on, and so do those by which it is over. Where more minutes are said than
    the clock knows, what is under way lasts so much longer, and what is waited for begins so much later. While nothing was pressed, the
    room is where the plan was so many minutes ago, and a day that has not begun begins so much later.
    """
    line = lines(convening, at)[0]
    more = max(0, minutes - -(-(line.behind or 0) // 60))
    given = None if line.now is None else _given(convening, at, line.now, more)
    start = edits.apply(convening, given).convening if given is not None else convening
    here = replace(at, day=day_of(start, at.day.id))
    now = -(-at.seconds // 60)
    if not line.pressed:
        first = next((turn.slot.start for turn in line.turns if turn.slot.start is not None), None)
        now = now if first is None else max(now, first + minutes)
    elif line.now is None:
        now += more
    found = late(start, here.day, now, minutes, exercises=exercises, happened=known(start, here))
    made: list[Way] = []
    for repair in found:
        edit = repair.edit if given is None else All(edits=(given, repair.edit))
        made.append(Way(repair, edit, edits.apply(convening, edit).convening))
    return tuple(made)


def _given(convening: Convening, at: Here, running: Turn, more: int) -> AnyEdit | None:
    """The minutes that what runs was given and has taken, as its length; one that stretches and shrinks is as long as was decided."""
    session, each = running.session, pressed(running.session, at)
    wanted = need(session, convening.headcount(at.day))
    if each is None or wanted is None or running.minutes is None or running.slot.minutes is None:
        return None
    lasted = -(-(at.seconds - each.began // 60 * 60) // 60)
    length = max(running.minutes, lasted) + more
    if length == running.slot.minutes and not each.extra:
        return None
    by_person = wanted.usual - _typed(session, wanted.usual)
    target = Ref(kind="session", id=session.id)
    was = session.minutes.model_dump() if isinstance(session.minutes, Range) else session.minutes
    longer = Set(target=target, field=("minutes",), value=max(0, length - by_person), was=(was,))
    if not each.extra:
        return longer
    return All(edits=(longer, Set(target=target, field=("happened", "extra"), value=None, was=(each.extra,))))


def _typed(session: Session, usual: int) -> int:
    """The part of a usual length that is not taken person by person."""
    if isinstance(session.minutes, Range):
        return session.minutes.usual
    if session.minutes is not None:
        return session.minutes
    return usual if session.minutes_per_person is None else 0


@dataclass(frozen=True, slots=True)
class Row:
    """A session before and after; `after` is None where it is left out."""

    session: Session
    before: Slot
    after: Slot | None

    @property
    def changed(self) -> bool:
        return self.after is None or self.after.minutes != self.before.minutes


def against(before: Convening, after: Convening, day: str) -> tuple[Row, ...]:
    """Every session of the day's line, as it was planned and as it will be."""
    old, new = (_timed(state, day) for state in (before, after))
    return tuple(
        Row(session, slot, new.slot(session.id))
        for session in day_of(before, day).sessions
        if not session.alongside and (slot := old.slot(session.id)) is not None and slot.start is not None
    )


def to_the_room(before: Convening, after: Convening, at: Here, minutes: int, say: Language) -> str:
    """What to say aloud: how late it is, what is left out, when the next pause begins, when the day ends. For participants' ears."""
    rows = against(before, after, at.day.id)

    def title(session: Session) -> str:
        return in_language(known_as(session), say.code, before.language)[0]

    said = [say.plural("We are {n} minute late.", "We are {n} minutes late.", minutes)] if minutes else []
    out = [say("“{title}”", title=title(row.session)) for row in rows if row.after is None]
    if out:
        said.append(say.plural("Today we leave out {sessions}.", "Today we leave out {sessions}.", len(out), sessions=say.list(out)))
    cut = [row for row in rows if row.after is not None and (row.after.end or 0) * 60 > at.seconds]
    shorter = [say("“{title}”", title=title(row.session)) for row in cut if row.after and _shorter(row.before, row.after)]
    if len(shorter) > _NAMED:
        said.append(say.plural("{n} session is shorter than planned.", "{n} sessions are shorter than planned.", len(shorter)))
    elif shorter:
        names = say.list(shorter)
        said.append(say.plural("{sessions} is shorter than planned.", "{sessions} are shorter than planned.", len(shorter), sessions=names))
    later = [(row.session, row.after.start) for row in rows if row.after is not None and row.after.start is not None]
    coming = next(((each, start) for each, start in later if each.kind in PAUSES and start * 60 > at.seconds), None)
    if coming is not None:
        said.append(say("“{title}” begins at {time}.", title=title(coming[0]), time=say.time(coming[1])))
    old = max((row.before.end for row in rows if row.before.end is not None), default=None)
    new = max((row.after.end for row in rows if row.after is not None and row.after.end is not None), default=None)
    if old is not None and new is not None:
        on_time = say("We end at {time}, as planned.", time=say.time(new))
        earlier = say("We end at {time}, earlier than planned.", time=say.time(new))
        said.append(on_time if new == old else earlier if new < old else say("We end at {time}, later than planned.", time=say.time(new)))
    return " ".join(said)


def _shorter(before: Slot, after: Slot) -> bool:
    return before.minutes is not None and after.minutes is not None and before.minutes - after.minutes >= _NOTICED


def _timed(convening: Convening, day: str) -> Timed:
    this = day_of(convening, day)
    return as_timed(fit(this, convening.headcount(this)))
