"""Ways to make a day fit that does not: each is the cheapest of its kind, is applied in one click, and loses nothing that was typed.

The kinds are: shorten sessions; lengthen those whose tracks need more; park sessions; end later, where the last stretch does not fit;
start earlier, where the first does not; take out one of two pins that contradict each other; move pins, where one stands at a stretch
that does not fit. Ways of one kind are looked for first. While there are fewer than wanted, the kinds that found none are tried, in this
order, together with shortened sessions, then with parked sessions as well; if there is still none, everything at once. What may be changed
and what it costs is defined in changes.py. The ways are ranked by minutes changed, then how many changes, then the latest.

A track that holds pins is part of the search: its session is as long as when it begins asks for. Only where nothing says when that is
(counted back from a pin, or beside the day) is it looked at after its day, and what does not fit after all is left out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from toolkit.convening.edits import All, AnyEdit, Edit, Move, Place, Ref, Set
from toolkit.convening.exercise import Exercise
from toolkit.convening.known_as import known_as
from toolkit.convening.model import Convening, Day, Keep, Range, Session
from toolkit.convening.values import Text, in_language, write_clock
from toolkit.language import N_, Language
from toolkit.planning.changes import (
    Allowed,
    Drop,
    EndAt,
    Kind,
    Lengthen,
    MovePin,
    Shorten,
    StartAt,
    Step,
    Unpin,
    inside,
)
from toolkit.planning.cheapest import Effort, Found, Line, cheapest
from toolkit.planning.conflicts import clock
from toolkit.planning.intracks import Ways
from toolkit.planning.needs import Need, need
from toolkit.planning.timing import Conflict, Slot, as_timed, fit, holds_pins

TRIES = 12_000
"""How much is tried for one day at most: some hundredths of a second, hundreds of times what a day needs that people make."""

KINDS: tuple[Kind, ...] = ("minutes", "longer", "drop", "end", "start", "unpin", "pins")
MINUTES, DROP = frozenset[Kind]({"minutes"}), frozenset[Kind]({"minutes", "drop"})


@dataclass(frozen=True, slots=True)
class Repair:
    """A way to make the day fit: the edit that makes it, what it does, and minutes changed, how many changes, the latest."""

    edit: AnyEdit
    steps: tuple[Step, ...]
    cost: tuple[int, int, int]


class Mends(NamedTuple):
    """The ways to make a day fit; `all_tried` is false where a search was given up, so that there may be others."""

    ways: tuple[Repair, ...]
    all_tried: bool


def repairs(
    convening: Convening, day: Day | str, most: int = 3, *, exercises: Mapping[str, Exercise] | None = None, result: Conflict | None = None
) -> tuple[Repair, ...]:
    """Up to `most` different ways, the smallest change first; none for a day that fits. `result` saves fitting the day once more."""
    return mends(convening, day, most, exercises=exercises, result=result).ways


def mends(
    convening: Convening, day: Day | str, most: int = 3, *, exercises: Mapping[str, Exercise] | None = None, result: Conflict | None = None
) -> Mends:
    """The same, and whether everything was tried: a day that contradicts itself all over has more ways than anybody waits for."""
    this = day_of(convening, day)
    people = convening.headcount(this)
    found = result or fit(this, people)
    if not isinstance(found, Conflict):
        return Mends((), True)
    loose = contradicting(found)
    changes = Ways(this, people, exercises or {}, loose=loose)
    effort = Effort(TRIES)
    ways = found_ways(changes, _kinds(this, found, loose), found, most, effort)
    ranked = sorted(ways, key=lambda way: changes.scale.read(way.cost))[:most]
    return Mends(tuple(repair(this, people, way, changes) for way in ranked), not effort.over)


# In words.

Read = Callable[[Text], str]
_KEEPS: dict[Keep, str] = {"must": N_("must"), "should": N_("should"), "may": N_("may")}


def sentence(repair: Repair, convening: Convening, say: Language, read: Read | None = None) -> str:
    """Shorten “Models” from 90 to 75 and “Recap” from 30 to 25. End at 17:45"""
    titles = {session.id: known_as(session) for _, _, session in convening.sessions()}
    read = read or (lambda text: in_language(text, say.code, convening.language)[0])

    def named(kind: type[Step], message: str, values: Callable[[Any], dict[str, str]]) -> str:
        steps: list[Any] = [step for step in repair.steps if type(step) is kind]
        return say.list([say(message, session=read(titles.get(step.session, step.session)), **values(step)) for step in steps])

    def lengths(step: Shorten | Lengthen) -> dict[str, str]:
        return {"old": say.number(step.old), "new": say.number(step.new)}

    def clocks(step: MovePin) -> dict[str, str]:
        return {"old": clock(step.old, say), "new": clock(step.new, say)}

    said = [
        (N_("Drop {sessions}"), named(Drop, N_("“{session}” ({keep})"), lambda step: {"keep": say(_KEEPS[step.keep])})),
        (N_("Shorten {sessions}"), named(Shorten, N_("“{session}” from {old} to {new}"), lengths)),
        (N_("Lengthen {sessions}"), named(Lengthen, N_("“{session}” from {old} to {new}"), lengths)),
        (N_("Move the fixed time of {sessions}"), named(MovePin, N_("“{session}” from {old} to {new}"), clocks)),
        (N_("Take out the fixed time of {sessions}"), named(Unpin, N_("“{session}” at {old}"), lambda step: {"old": clock(step.old, say)})),
    ]
    made = [say(message, sessions=sessions) for message, sessions in said if sessions]
    made += [say("Start at {time}", time=clock(step.new, say)) for step in repair.steps if isinstance(step, StartAt)]
    made += [say("End at {time}", time=clock(step.new, say)) for step in repair.steps if isinstance(step, EndAt)]
    return ". ".join(made) or say("Nothing else changes: there is time enough")


def no_repair(convening: Convening, day: Day | str, say: Language, *, all_tried: bool = True) -> str:
    """One sentence for a day that nothing mends, or for which no mend was found: what it would take."""
    this = day_of(convening, day)
    found = fit(this, convening.headcount(this))
    if not isinstance(found, Conflict):
        return ""
    if not all_tried:
        return say("No mend was found: too much in this day contradicts itself. Take out a fixed time or two, and look again.")
    missing = sum(max(0, clash.needed - clash.available) for clash in found.clashes)
    return say.plural(
        "Nothing that may be changed makes this day fit; it lacks {n} minute. Let go of what must be kept, or take out a fixed time.",
        "Nothing that may be changed makes this day fit; it lacks {n} minutes. Let go of what must be kept, or take out a fixed time.",
        missing,
    )


def _kinds(day: Day, conflict: Conflict, loose: frozenset[str]) -> list[Kind]:
    """The kinds of change that can help this day."""
    stretches = [clash for clash in conflict.clashes if clash.track is None]
    helps = {
        "longer": any(clash.kind == "track" for clash in conflict.clashes),
        "end": any(clash.before is None for clash in stretches),
        "start": day.start is not None and any(clash.after is None for clash in stretches),
        "pins": any(clash.before is not None or clash.after is not None for clash in conflict.clashes if clash.kind != "track"),
        "unpin": bool(loose),
    }
    return [kind for kind in KINDS if helps.get(kind, True)]


def day_of(convening: Convening, day: Day | str) -> Day:
    return day if isinstance(day, Day) else next(each for each in convening.days if each.id == day)


def contradicting(conflict: Conflict) -> frozenset[str]:
    """The pinned sessions whose times contradict each other, or the day's own."""
    clashes = (clash for clash in conflict.clashes if clash.kind == "order")
    return frozenset(session for clash in clashes for session in (clash.after, clash.before) if session is not None)


def repair(
    day: Day, people: int, found: Found, changes: Ways, before: Sequence[Edit] = (), then: Sequence[Edit] = ()
) -> Repair:
    """The steps as one edit, between edits that go ahead of them and edits that come after."""
    edits = [*before, *edits_of(day, people, found.steps), *then]
    return Repair(edits[0] if len(edits) == 1 else All(edits=tuple(edits)), found.steps, changes.scale.read(found.cost))


def found_ways(changes: Ways, kinds: Sequence[Kind], result: Conflict, most: int, effort: Effort) -> list[Found]:
    """Different ways, each the cheapest of its kind or of the kinds that it takes together."""
    ways: dict[tuple[Step, ...], Found] = {}
    left = list(kinds)
    for more in (frozenset[Kind](), MINUTES, DROP):
        for kind in tuple(left):
            if more and len(ways) >= most:
                break
            if (found := effort.part(partial(resolve, changes, more | {kind}, result))) is not None:
                ways.setdefault(found.steps, found)
                left.remove(kind)
    if not ways and (found := effort.part(partial(resolve, changes, frozenset(kinds), result), 1)) is not None:
        ways[found.steps] = found
    return list(ways.values())


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


# Steps as edits, and as the day that they make.


def edits_of(day: Day, people: int, steps: Iterable[Step]) -> list[Edit]:
    """One edit for each step; each expects what it found, so that it never writes over somebody else's change."""
    sessions = {each.id: each for session in day.sessions for each in (session, *inside(session))}
    return [_edit(step, sessions, people) for step in steps]


def _edit(step: Step, sessions: Mapping[str, Session], people: int) -> Edit:
    if isinstance(step, StartAt | EndAt):
        field = "start" if isinstance(step, StartAt) else "end"
        return Set(target=Ref(kind="day", id=step.day), field=(field,), value=write_clock(step.new), was=(write_clock(step.old),))
    target = Ref(kind="session", id=step.session)
    match step:
        case Drop():
            return Move(target=target, into=Place(list="parked"))
        case MovePin():
            return Set(target=target, field=("pin",), value=write_clock(step.new), was=(write_clock(step.old),))
        case Unpin():
            return Set(target=target, field=("pin",), value=None, was=(write_clock(step.old),))
        case _:
            was = sessions[step.session].minutes
            value = typed_minutes(sessions[step.session], people, step.old, step.new)
            return Set(target=target, field=("minutes",), value=value, was=(was.model_dump() if isinstance(was, Range) else was,))


def typed_minutes(session: Session, people: int, old: int, new: int) -> int:
    """What has to be typed for a session to last `new` minutes: what it takes person by person comes on top."""
    typed = session.minutes if isinstance(session.minutes, int) else 0
    return typed + new - old


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
