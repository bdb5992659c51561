"""The cheapest changes of chosen kinds after which a whole day fits, and the day that they make.

A track that holds pins is part of the search: its session is as long as when it begins asks for. Only where nothing says when that is
(counted back from a pin, or beside the day) is it looked at after its day, and what does not fit after all is left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from toolkit.convening.model import Day, Session
from toolkit.planning.changes import Allowed, Drop, EndAt, Lengthen, MovePin, Shorten, StartAt, Step, Unpin, inside
from toolkit.planning.cheapest import Effort, Found, Line, cheapest
from toolkit.planning.intracks import Ways
from toolkit.planning.needs import Need, need
from toolkit.planning.timing import Conflict, Slot, as_timed, fit, holds_pins


def resolve(changes: Ways, allowed: Allowed, result: Conflict, effort: Effort | None = None) -> Found | None:
    """The cheapest changes of the allowed kinds after which the whole day fits; without `effort` everything is tried."""
    day, people = changes.day, changes.people
    starts = {slot.session: slot.start for slot in result.as_typed.slots}
    by_themselves = apart(day, starts)
    given: dict[str, Need] = {}
    if by_themselves:
        given = {each.id: wanted for each in by_themselves if (wanted := need(each, people, starts[each.id])) is not None}
    found = cheapest(_day_line(changes, allowed, given), changes.scale, effort)
    return found if found is None or not by_themselves else _tracks_too(changes, allowed, found, by_themselves, effort)


def _day_line(changes: Ways, allowed: Allowed, given: Mapping[str, Need]) -> Line:
    day = changes.day
    # Without a start the day is counted back from its first pin; without pins it has no clock, and only tracks can fail to fit.
    clock = day.start is not None or any(session.pin is not None for session in day.sessions if not session.alongside)
    return Line(
        day.id, changes.stops(day.sessions, allowed, given), day.start or 0, day.end if clock else None,
        "start" in allowed and day.start is not None, "end" in allowed and clock and day.end is not None,
    )  # fmt: skip


# Tracks with pins whose session begins where nothing says when: counted back from a pin, or where something else has got to.


def apart(day: Day, starts: Mapping[str, int | None]) -> list[Session]:
    """Sessions that hold pins in their tracks and are looked at by themselves; `starts` as they are typed."""
    first = next((at for at, session in enumerate(day.sessions) if session.pin is not None and not session.alongside), len(day.sessions))
    return [
        session
        for at, session in enumerate(day.sessions)
        if holds_pins(session)
        and session.pin is None
        and (session.alongside or starts.get(session.id) is None or (day.start is None and at < first))
    ]


def _tracks_too(changes: Ways, allowed: Allowed, found: Found, holders: Iterable[Session], effort: Effort | None) -> Found | None:
    parked = {step.session for step in found.steps if isinstance(step, Drop)}
    slots = {slot.session: slot for slot in as_timed(fit(after(changes.day, changes.people, found.steps), changes.people)).slots}
    cost, steps = found.cost, list(found.steps)
    for session in holders:
        if session.id in parked:
            continue
        for track in session.tracks:
            line = _track_line(changes, allowed, track.sessions, slots[session.id])
            more = cheapest(line, changes.scale, effort)
            if more is None:
                return None
            cost += more.cost
            steps += more.steps
    whole = Found(cost, tuple(steps))
    return None if isinstance(fit(after(changes.day, changes.people, whole.steps), changes.people), Conflict) else whole


def _track_line(changes: Ways, allowed: Allowed, sessions: Sequence[Session], held: Slot) -> Line:
    return Line(changes.day.id, changes.stops(sessions, allowed, {}), held.start or 0, None if held.start is None else held.end)


# The day that steps make.


def after(day: Day, people: int, steps: Iterable[Step]) -> Day:
    """The day with the steps made."""
    changed: dict[str, dict[str, Any]] = {}
    parked: set[str] = set()
    own: dict[str, Any] = {}
    sessions = {each.id: each for session in day.sessions for each in (session, *inside(session))}
    for step in steps:
        match step:
            case StartAt():
                own["start"] = step.new
            case EndAt():
                own["end"] = step.new
            case Drop():
                parked.add(step.session)
            case MovePin():
                changed.setdefault(step.session, {})["pin"] = step.new
            case Unpin():
                changed.setdefault(step.session, {})["pin"] = None
            case Shorten() | Lengthen():
                changed.setdefault(step.session, {})["minutes"] = typed_minutes(sessions[step.session], people, step.old, step.new)

    def made(standing: Sequence[Session]) -> tuple[Session, ...]:
        done: list[Session] = []
        for session in standing:
            if session.id in parked:
                continue
            update = dict(changed.get(session.id, {}))
            if any(inner.id in changed or inner.id in parked for inner in inside(session)):
                update["tracks"] = tuple(track.model_copy(update={"sessions": made(track.sessions)}) for track in session.tracks)
            done.append(session.model_copy(update=update) if update else session)
        return tuple(done)

    return day.model_copy(update={**own, "sessions": made(day.sessions)})


def typed_minutes(session: Session, people: int, old: int, new: int) -> int:
    """What has to be typed for a session to last `new` minutes: what it takes person by person comes on top."""
    typed = session.minutes if isinstance(session.minutes, int) else 0
    return typed + new - old
