"""The fewest pins and minutes by which a day prints the times that are wanted. Asks the timing after each step, and reckons no time itself.

A pin comes before minutes that were a range, for a range is a wish of the organiser's; what turns out not to be needed is taken back.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil

from toolkit.convening.addressed import Ref, standing_in
from toolkit.convening.edits import AnyEdit, Set
from toolkit.convening.model import Convening, Day, Range, Session
from toolkit.planning import timing
from toolkit.planning.needs import need

_MOST_STEPS = 400


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be printed for a session; no `start` is no time. Without `must` it only stays where it was, and gives way to what was
    changed on purpose. `moved` ones stay only where their old time still stands in order.
    """

    start: int | None
    end: int | None
    must: bool = False
    moved: bool = False


def printed(convening: Convening) -> dict[str, tuple[int | None, int | None]]:
    """The times of today by session, as paper shows them."""
    times: dict[str, tuple[int | None, int | None]] = {}
    for result in timing.agenda(convening):
        times |= _times(timing.as_timed(result))
    return times


def settled(convening: Convening, wanted: Mapping[str, Wanted]) -> list[AnyEdit]:
    """The edits after which every day prints what is wanted, as far as clocks can."""
    edits: list[AnyEdit] = []
    for day in convening.days:
        people = convening.headcount(day)
        edits += _edits(day, _fixed(day, _that_stand(day, wanted, people), people))
    return edits


def _times(timed: timing.Timed) -> dict[str, tuple[int | None, int | None]]:
    return {slot.session: (slot.start, None if slot.end == slot.start else slot.end) for slot in timed.slots}


def _lines(day: Day) -> Iterator[Sequence[Session]]:
    yield day.sessions
    for session in day.sessions:
        for track in session.tracks:
            yield track.sessions


def _that_stand(day: Day, wanted: Mapping[str, Wanted], people: int) -> dict[str, Wanted]:
    """Without the old times that something changed on purpose runs into."""
    kept: dict[str, Wanted] = {}
    for line in _lines(day):
        clock = None
        flow = [session for session in line if not session.alongside]
        kept |= {session.id: wanted[session.id] for session in line if session.alongside and session.id in wanted}
        for at, session in enumerate(flow):
            mine = wanted.get(session.id)
            if mine is not None and not mine.must:
                later = [wanted[each.id].start for each in flow[at + 1 :] if each.id in wanted]
                after = next((start for start in later if start is not None), None)
                early = mine.start is not None and clock is not None and mine.start < clock
                if early or (mine.moved and after is not None and (mine.end or mine.start or 0) > after):
                    mine = None
            if mine is not None:
                kept[session.id] = mine
            if mine is not None and mine.start is not None:
                clock = mine.end if mine.end is not None else mine.start
            elif mine is None and clock is not None and (length := need(session, people)) is not None:
                clock += length.usual
    return kept


@dataclass(frozen=True, slots=True)
class _Fix:
    """What is fixed so far: pins and lengths by session (None takes them away), the day's own start and end."""

    pins: Mapping[str, int | None] = field(default_factory=dict)
    lengths: Mapping[str, int | None] = field(default_factory=dict)
    start: int | None = None
    end: int | None = None


def _fixed(day: Day, wanted: Mapping[str, Wanted], people: int) -> "_Fixed":
    fix = _first(day, wanted)
    held = _Fixed(day, fix, wanted, people)
    for _ in range(_MOST_STEPS):
        off = held.off()
        if not off:
            break
        step = next((each for each in off if each[1] == "start"), off[0])
        stepped = _step(held, *step)
        if stepped is None:
            break
        held = stepped
    return _least(held)


def _first(day: Day, wanted: Mapping[str, Wanted]) -> _Fix:
    """No time at all where none is wanted; an end of the day that leaves room for what must end later."""
    there = {session.id for line in _lines(day) for session in line}
    none = {session: None for session, mine in wanted.items() if session in there and mine.start is None}
    ends = [mine.end for session, mine in wanted.items() if session in there and mine.must and mine.end is not None]
    last = max((end for end in ends), default=0)
    return _Fix(dict(none), dict(none), end=last if day.end is not None and last > day.end else None)


@dataclass(frozen=True, slots=True)
class _Fixed:
    day: Day
    fix: _Fix
    wanted: Mapping[str, Wanted]
    people: int

    def made(self) -> Day:
        sessions = tuple(self._made(session) for session in self.day.sessions)
        changed: dict[str, object] = {"sessions": sessions}
        if self.fix.start is not None:
            changed["start"] = self.fix.start
        if self.fix.end is not None:
            changed["end"] = self.fix.end
        return self.day.model_copy(update=changed)

    def _made(self, session: Session) -> Session:
        changed: dict[str, object] = {}
        if session.id in self.fix.pins:
            changed["pin"] = self.fix.pins[session.id]
        if session.id in self.fix.lengths:
            changed |= _length(session, self.fix.lengths[session.id], self.people)
        if session.tracks:
            changed["tracks"] = tuple(
                track.model_copy(update={"sessions": tuple(self._made(inner) for inner in track.sessions)}) for track in session.tracks
            )
        return session.model_copy(update=changed) if changed else session

    def off(self) -> list[tuple[str, str]]:
        """What is not printed as wanted, in the order of the day: the start first, else the end."""
        times = _times(timing.as_timed(timing.fit(self.made(), self.people)))
        found: list[tuple[str, str]] = []
        for session, (start, end) in times.items():
            mine = self.wanted.get(session)
            if mine is None:
                continue
            if start != mine.start:
                found.append((session, "start"))
            elif end != (None if mine.end == mine.start else mine.end):
                found.append((session, "end"))
        return found

    def but(self, **changed: object) -> "_Fixed":
        return replace(self, fix=replace(self.fix, **changed))  # type: ignore[arg-type]


def _length(session: Session, wanted: int | None, people: int) -> dict[str, object]:
    """Minutes that come to this length; what each person takes stays, where there is room for it."""
    if wanted is None:
        return {"minutes": None, "minutes_per_person": None}
    each = ceil(Fraction(str(session.minutes_per_person)) * people) if session.minutes_per_person else 0
    return {"minutes": wanted - each} if each <= wanted else {"minutes": wanted, "minutes_per_person": None}


def _step(held: _Fixed, session: str, what: str) -> _Fixed | None:
    """One pin more, or one length; None where that was tried."""
    mine = held.wanted[session]
    if what == "start":
        if held.fix.pins.get(session, -1) == mine.start:
            return None
        return held.but(pins={**held.fix.pins, session: mine.start})
    length = None if mine.end is None or mine.start is None else mine.end - mine.start
    if session in held.fix.lengths:
        return None
    return held.but(lengths={**held.fix.lengths, session: length})


def _least(held: _Fixed) -> _Fixed:
    """Without what is not needed: lengths that were ranges first, then pins from the last, then the other lengths."""
    reached = set(held.off())
    sessions = {session.id: session for line in _lines(held.day) for session in line}
    untimed = {session for session, mine in held.wanted.items() if mine.start is None}
    lengths = sorted(held.fix.lengths, key=lambda each: not isinstance(sessions[each].minutes, Range))
    ranges = [("lengths", each) for each in lengths if isinstance(sessions[each].minutes, Range)]
    pins = [("pins", each) for each in reversed(list(held.fix.pins))]
    rest = [("lengths", each) for each in lengths if not isinstance(sessions[each].minutes, Range)]
    for kind, session in (*ranges, *pins, *rest):
        if session in untimed:
            continue
        less = held.but(**{kind: {key: value for key, value in getattr(held.fix, kind).items() if key != session}})
        if set(less.off()) <= reached:
            held = less
    return _by_the_days_start(held, reached)


def _by_the_days_start(held: _Fixed, reached: set[tuple[str, str]]) -> _Fixed:
    """A first session that begins at another time is a day that does."""
    first = next((session for session in held.day.sessions if not session.alongside), None)
    if first is None or held.day.start is None or first.pin is not None or first.id not in held.fix.pins or not held.wanted[first.id].must:
        return held
    pins = {key: value for key, value in held.fix.pins.items() if key != first.id}
    other = held.but(pins=pins, start=held.fix.pins[first.id])
    return other if set(other.off()) <= reached else held


def _edits(day: Day, held: _Fixed) -> Iterator[AnyEdit]:
    """What differs between the day and the day as it was fixed, as edits."""
    made = held.made()
    yield from _differences(Ref(kind="day", id=day.id), day, made, ("start", "end"))
    after = {session.id: session for line in _lines(made) for session in line}
    for line in _lines(day):
        for session in line:
            ref = Ref(kind="session", id=session.id)
            yield from _differences(ref, session, after[session.id], ("minutes_per_person", "minutes", "pin"))


def _differences(ref: Ref, before: Day | Session, after: Day | Session, fields: tuple[str, ...]) -> Iterator[AnyEdit]:
    for name in fields:
        was, new = standing_in(before, (name,)), standing_in(after, (name,))
        if was != new:
            yield Set(target=ref, field=(name,), value=new, was=(was,))
