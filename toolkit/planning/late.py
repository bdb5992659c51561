"""“We are 25 minutes late”: up to three ways through the rest of a day, from what has happened to its end.

What has happened is fixed: sessions that are over keep the minutes they took, the one under way keeps its start and gets no shorter than it
has lasted already, and what is next begins now. The rest must end when the day does: at its typed end, else at the planned one. Elastic
sessions give between usual and least by themselves; where that is enough, nothing else changes. Else, on time:

- what `may` go goes first: of all changes of minutes and parked sessions those in which sessions that stay lose the least;
- sessions are shortened and none is parked; sessions are parked and none is shortened;
- pins move, alone if that is enough, else with the other two: after all that keeps them, for lunch was promised at its time.

A time of prayer is neither shortened nor parked nor moved from its pin. Where the day's interpreters leave at a time, no way ends later,
unless there is no other.

Only where these are fewer than wanted may the day end later. Where nothing ends on time, the first way is that which ends as little later
as can be, whatever else it takes. What may be changed and what it costs is defined in changes.py; with the first way above, the minutes
that sessions lose which stay are compared before all minutes, and with the last, before everything, the minutes past the end.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from toolkit.convening.edits import Edit, Ref, Set
from toolkit.convening.exercise import Exercise
from toolkit.convening.model import PAUSES, Convening, Day, Range, Session
from toolkit.convening.values import write_clock
from toolkit.language import Language
from toolkit.planning.changes import Allowed, Drop, EndAt, Kind, MovePin, Step
from toolkit.planning.cheapest import Found, Line, cheapest
from toolkit.planning.intracks import Ways
from toolkit.planning.needs import Need, need
from toolkit.planning.repairs import Repair, day_of, repair
from toolkit.planning.review.topics import plain, topics
from toolkit.planning.solving import after, apart
from toolkit.planning.timing import Conflict, Slot, as_timed, fit


class Happened(NamedTuple):
    """When a session really began, and when it was over; None while it is under way."""

    began: int
    ended: int | None = None


@dataclass(frozen=True, slots=True)
class _Rest:
    """What is fixed, as a day and as the edits that make it, and what is left: the sessions from `first` on, from `begins` to `ends`."""

    day: Day
    facts: tuple[Edit, ...]
    first: int
    begins: int
    ends: int
    floors: Mapping[str, int]


def late(
    convening: Convening, day: Day | str, now: int, minutes: int, most: int = 3, *,
    exercises: Mapping[str, Exercise] | None = None, happened: Mapping[str, Happened] | None = None,
) -> tuple[Repair, ...]:  # fmt: skip
    """Up to `most` different ways, those that end on time first; none where nothing is left to do or the rest cannot fit at all.

    `now` is the clock in minutes after midnight, `minutes` by how much the room is behind the plan; `happened` tells what is known better.
    """
    this = day_of(convening, day)
    people = convening.headcount(this)
    rest = _rest(this, people, now, minutes, happened or {})
    if rest is None:
        return ()
    held = frozenset(session.id for session in rest.day.sessions[: rest.first]) | _prayers(rest.day.sessions)
    plain = Ways(rest.day, people, exercises or {}, held=held, floors=rest.floors)
    sparing = Ways(rest.day, people, exercises or {}, held=held, floors=rest.floors, sparing=True)
    slots = as_timed(fit(this, people)).slots
    left = rest.day.model_copy(update={"sessions": rest.day.sessions[rest.first :]})
    given = _given(apart(left, {slot.session: slot.start for slot in slots}), people, slots, minutes)

    def found(allowed: Allowed, changes: Ways = plain, over: bool = False) -> Found | None:
        stops = changes.stops(rest.day.sessions[rest.first :], allowed, given)
        line = Line(this.id, stops, rest.begins, rest.ends, later="end" in allowed, over=over)
        way = cheapest(line, changes.scale)
        return None if way is None or (given and not _fits(rest, people, way)) else way

    if (nothing := found(NOTHING)) is not None:
        return (_as_repair(rest, this, people, nothing, plain),)
    ways = _different([found(BOTH, sparing), found(MINUTES), found(DROP)])
    ways.sort(key=lambda way: plain.scale.read(way.cost))
    if len(ways) < most:
        ways = _different([*ways, found(PINS) or found(PINS | BOTH)])
    if len(ways) < most:
        last = () if ways else (found(END | PINS | BOTH, over=True),)
        ways = _different([*ways, *last, found(END) or found(END | MINUTES) or found(END | BOTH)])
    ways = [way for way in ways if not _too_late(way, this)] or ways[:1]
    return tuple(_as_repair(rest, this, people, way, plain) for way in ways[:most])


NOTHING = frozenset[Kind]()
MINUTES, DROP, PINS, END = (frozenset[Kind]({kind}) for kind in ("minutes", "drop", "pins", "end"))
BOTH = MINUTES | DROP


def never_on_time(ways: Sequence[Repair], say: Language, day: Day | None = None) -> str:
    """What it would take, where none of the ways ends on time, or before the interpreters of the day leave. Nothing where one does."""
    ends = [step for way in ways[:1] for step in way.steps if isinstance(step, EndAt)]
    if ends:
        old, new = say.time(ends[0].old), say.time(ends[0].new)
        said = say("Nothing ends this day at {old}: even with all that may be shortened or dropped it lasts until {new}.", old=old, new=new)
        until = None if day is None else day.interpreters_until
        if until is None or ends[0].new <= until:
            return said
        return say("{said} The interpreters would have to stay longer than {time}.", said=said, time=say.time(until))
    return "" if ways else say("What is left of this day cannot be made to fit: take out a fixed time, or end the day here.")


def _too_late(way: Found, day: Day) -> bool:
    """Whether it ends the day after its interpreters have left."""
    until = day.interpreters_until
    return until is not None and any(isinstance(step, EndAt) and step.new > until for step in way.steps)


def _prayers(sessions: Sequence[Session]) -> frozenset[str]:
    """Times of prayer, and pauses that leave room for one: they stay as long and begin when they were promised."""
    return frozenset(
        session.id for session in sessions
        if "prayer" in topics(plain(session.title)) or (session.kind in PAUSES and "prayer" in topics(plain(session.purpose)))
    )  # fmt: skip


def _different(ways: Sequence[Found | None]) -> list[Found]:
    found: dict[tuple[Step, ...], Found] = {}
    for way in ways:
        if way is not None:
            found.setdefault(way.steps, way)
    return list(found.values())


def _as_repair(rest: _Rest, day: Day, people: int, way: Found, changes: Ways) -> Repair:
    begin = _begin(rest, day, way)
    return repair(rest.day, people, way, changes, rest.facts, begin)


def _begin(rest: _Rest, day: Day, way: Found) -> tuple[Edit, ...]:
    """The first session that is left begins when it does."""
    gone = {step.session for step in way.steps if isinstance(step, Drop)}
    moved = {step.session for step in way.steps if isinstance(step, MovePin)}
    pins = {session.id: session.pin for session in day.sessions}
    for session in rest.day.sessions[rest.first :]:
        if session.alongside or session.id in gone:
            continue
        was = pins[session.id]
        if session.pin is not None and session.pin > rest.begins:
            return ()
        if was == rest.begins or session.id in moved:
            return ()
        old = None if was is None else write_clock(was)
        return (Set(target=Ref(kind="session", id=session.id), field=("pin",), value=write_clock(rest.begins), was=(old,)),)
    return ()


def _fits(rest: _Rest, people: int, way: Found) -> bool:
    made = after(rest.day, people, way.steps)
    left = [session for session in made.sessions[rest.first :] if not session.alongside]
    pinned = {left[0].id} if left and left[0].pin is None else set()
    sessions = tuple(each.model_copy(update={"pin": rest.begins}) if each.id in pinned else each for each in made.sessions)
    return not isinstance(fit(made.model_copy(update={"sessions": sessions}), people), Conflict)


def _given(beside: Sequence[Session], people: int, slots: Sequence[Slot], minutes: int) -> dict[str, Need]:
    """The needs of sessions beside the day with pins in their tracks, when they begin so much later than planned."""
    starts = {slot.session: None if slot.start is None else slot.start + minutes for slot in slots}
    found = {session.id: need(session, people, starts[session.id]) for session in beside}
    return {session: wanted for session, wanted in found.items() if wanted is not None}


# What has happened.


def _rest(day: Day, people: int, now: int, minutes: int, happened: Mapping[str, Happened]) -> _Rest | None:
    """None where the day has no clock, or nothing is left of it."""
    slots = {slot.session: slot for slot in as_timed(fit(day, people)).slots}
    in_line = [at for at, session in enumerate(day.sessions) if not session.alongside]
    timed = [at for at in in_line if slots[day.sessions[at].id].end is not None]
    if not timed:
        return None
    over = [at for at in in_line if _is_over(slots[day.sessions[at].id], now - minutes, happened.get(day.sessions[at].id))]
    left = [at for at in in_line if not over or at > over[-1]]
    if not left:
        return None
    first = left[0]
    session, slot = day.sessions[first], slots[day.sessions[first].id]
    known = happened.get(session.id)
    under_way = known is not None or (slot.start is not None and slot.start < now - minutes)
    begins = now if not under_way else known.began if known is not None else (slot.start or 0) + minutes
    ends = day.end if day.end is not None else max(end for at in timed if (end := slots[day.sessions[at].id].end) is not None)
    start = day.start if day.start is not None else next(at for each in in_line if (at := slots[day.sessions[each].id].start) is not None)
    made = list(day.sessions)
    facts: list[Edit] = []
    for at, changed, edits in _past(day, people, [at for at in in_line if at < first], slots, begins, happened):
        made[at] = changed
        facts += edits
    floors = {session.id: max(0, now - begins)} if under_way else {}
    if under_way and isinstance(session.minutes, Range):
        made[first], edits = _no_shorter(session, session.minutes, people, floors[session.id])
        facts += edits
    if under_way or (session.pin is not None and session.pin < begins):
        made[first] = made[first].model_copy(update={"pin": begins})
        floors.setdefault(session.id, 0)
    for key, value, was in (("start", start, day.start), ("end", ends, day.end)):
        if value is not None and value != was:
            facts.append(Set(target=Ref(kind="day", id=day.id), field=(key,), value=write_clock(value), was=(None,)))
    fixed = day.model_copy(update={"sessions": tuple(made), "start": start, "end": ends})
    return _Rest(fixed, tuple(facts), first, begins, ends, floors)


def _is_over(slot: Slot, reached: int, known: Happened | None) -> bool:
    if known is not None:
        return known.ended is not None
    return slot.end is not None and slot.end <= reached


def _past(
    day: Day, people: int, places: Sequence[int], slots: Mapping[str, Slot], begins: int, happened: Mapping[str, Happened]
) -> Iterator[tuple[int, Session, list[Edit]]]:
    """Sessions that are over, with the minutes that they took, and the start where that is known better than planned."""
    until = begins
    for at in reversed(places):
        session, slot = day.sessions[at], slots[day.sessions[at].id]
        known = happened.get(session.id)
        start = known.began if known is not None else slot.start
        end = known.ended if known is not None and known.ended is not None else slot.end
        if start is None or end is None:
            continue
        took = max(0, min(end, until) - start)
        until = min(until, start)
        update: dict[str, int | None] = {}
        wanted = need(session, people, start)
        if wanted is not None and not (wanted.least == wanted.most == took):
            extra = wanted.usual - _typed(session, wanted.usual)
            update["minutes"] = took - extra if took >= extra else took
            if took < extra:  # it was cut short of what it takes person by person
                update["minutes_per_person"] = None
        if known is not None and session.pin != start:
            update["pin"] = start
        edits: list[Edit] = [_set(session, key, value) for key, value in update.items()]
        yield at, session.model_copy(update=update) if update else session, edits


def _typed(session: Session, usual: int) -> int:
    if isinstance(session.minutes, Range):
        return session.minutes.usual
    return session.minutes if session.minutes is not None else usual if session.minutes_per_person is None else 0


def _set(session: Session, key: str, value: int | None) -> Edit:
    old = getattr(session, key)
    if key == "minutes_per_person":
        return Set(target=Ref(kind="session", id=session.id), field=(key,), was=(old,))
    if key == "pin" and value is not None:
        return Set(
            target=Ref(kind="session", id=session.id), field=("pin",), value=write_clock(value),
            was=(None if old is None else write_clock(old),),
        )  # fmt: skip
    was = old.model_dump() if isinstance(old, Range) else old
    return Set(target=Ref(kind="session", id=session.id), field=("minutes",), value=value, was=(was,))


def _no_shorter(session: Session, typed: Range, people: int, lasted: int) -> tuple[Session, list[Edit]]:
    """A session under way that stretches and shrinks, but not to less than it has lasted."""
    wanted = need(session, people)
    least = lasted - (0 if wanted is None else max(0, wanted.usual - typed.usual))
    if least <= typed.least:
        return session, []
    new = Range(least=least, usual=max(least, typed.usual), most=max(least, typed.most))
    target = Ref(kind="session", id=session.id)
    edit = Set(target=target, field=("minutes",), value=new.model_dump(), was=(typed.model_dump(),))
    return session.model_copy(update={"minutes": new}), [edit]
