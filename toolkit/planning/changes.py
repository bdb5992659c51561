"""What may be changed in a day that does not fit, and what each change costs.

The definitions, exact enough that somebody else's solver gives the same answers:

*What may change.* A session of fixed minutes may be shortened to a multiple of five that is not under its floor: the least of its
exercise for this many people, else half of its length; never under 45 minutes for a meal and 10 for a break, nor under what it takes
person by person. (Seeds for Change: lunch 45; SessionLab: breaks 10 to 15.) Elastic sessions give what is between usual and least by
themselves, so no change is needed for that, and their typed least is never broken. A session whose tracks need more than its fixed
minutes may be lengthened to the next multiple of five that holds them. A session may be parked unless it or something in its tracks
must be kept, or it is a meal, or it is pinned, for then somebody was promised that time; an opening, a closing or a break only where it
is marked `may`. A pin may move to any multiple of five. Of pins that contradict each other any may be taken out.
The day may start earlier or end later, at a multiple of five.

*What it costs.* Minutes: by how much the length, the pin, the start or the end changes; for a parked session its usual length, for a pin
that is taken out nothing. Touched: how many changes. Compared are, one after the other: minutes that sessions to be kept lose; minutes of
parked sessions that are not marked `may`; minutes; touched; the latest. **The latest**: the minutes (1 for a pin taken out) of
every place of the day in order, its start first, then each session with those in its tracks after it, its end last; of two
lists the one that is smaller at the first place where they differ is better. So what comes soonest stays as it was announced.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from toolkit.convening.exercise import Exercise
from toolkit.convening.model import Day, Keep, Range, Session
from toolkit.planning.lengths import Choice, Within, both, cheaper, frontier, kept
from toolkit.planning.share import STEP
from toolkit.planning.steps import length
from toolkit.planning.timing import Need, holds_pins, need

FLOORS = {"meal": 45, "break": 10}
"""Minutes under which a pause is none."""


@dataclass(frozen=True, slots=True)
class Shorten:
    session: str
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Lengthen:
    session: str
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Drop:
    """The session waits in the tray; nothing that was typed is lost."""

    session: str
    keep: Keep
    minutes: int


@dataclass(frozen=True, slots=True)
class MovePin:
    session: str
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Unpin:
    session: str
    old: int


@dataclass(frozen=True, slots=True)
class StartAt:
    day: str
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class EndAt:
    day: str
    old: int
    new: int


Step = Shorten | Lengthen | Drop | MovePin | Unpin | StartAt | EndAt
Kind = Literal["minutes", "longer", "drop", "pins", "unpin", "start", "end"]
Allowed = frozenset[Kind]
_OF_SESSIONS = Allowed({"minutes", "longer", "drop"})


class Scale:
    """Costs as whole numbers that add up and compare as the definitions above say: one field after the other, none running over."""

    def __init__(self, places: int) -> None:
        self.places = places
        self._latest = _PLACE * places
        self._minutes = self._latest + _TOUCHED

    def price(self, place: int, minutes: int, *, over: int = 0, must: int = 0, should: int = 0, cut: int = 0) -> int:
        """`over` and `cut` are for days that run late (see late.py): minutes past the end, minutes that sessions lose which stay."""
        fields = (((over << _SUM | must) << _SUM | should) << _SUM | cut) << _SUM | minutes
        return (fields << _TOUCHED | 1) << self._latest | (minutes or 1) << _PLACE * (self.places - 1 - place)

    def minutes(self, count: int) -> int:
        """What so many minutes cost at the least, whatever changes them."""
        return count << self._minutes

    def read(self, cost: int) -> tuple[int, int, int]:
        """Minutes changed, how many changes, and the latest."""
        latest = cost & ((1 << self._latest) - 1)
        return cost >> self._minutes & ((1 << _SUM) - 1), cost >> self._latest & ((1 << _TOUCHED) - 1), latest


_PLACE, _TOUCHED, _SUM = 14, 12, 20
"""Bits: a place changes by less than five days' minutes, and no day has more than some thousand sessions."""


NEVER = 10**6
"""Minutes: later than any clock."""


class Stop(NamedTuple):
    """One session on the way through a line. `choices` get shorter and dearer; `parked` is what leaving it out costs.

    `at` is for a session with pins in its tracks: what it can be when it begins at a time, in any order; `choices` are then only its
    longest and its shortest, and it begins at `latest` at the latest. Beside the day it takes none of its time (`pin`, if it has one, is
    then when it begins, and no stop of the day).

    Where every change of a stop costs the minutes that it gives, `amounts` are these, the smallest first, and `tier` says what the
    changes come after (0: nothing; 1: all that may go; 2: `may`; 3: everything else). Else `tier` is MIXED.
    """

    session: str
    place: int
    choices: tuple[Choice, ...]
    pin: int | None = None
    parked: Choice | None = None
    movable: bool = False
    loose: bool = False
    tier: int = 0
    amounts: tuple[int, ...] = ()
    at: "Callable[[int], tuple[Choice, ...]] | None" = None
    latest: int = NEVER
    beside: bool = False


MIXED = -1


class Changes:
    """What can be changed in one day for so many people.

    `held` are sessions that stay as they are (they are over); `floors` are lengths that have passed already in sessions under way;
    `loose` are those whose pins contradict another; `sparing` counts what sessions lose before all that `may` go.
    """

    def __init__(
        self, day: Day, people: int, exercises: Mapping[str, Exercise], *, held: frozenset[str] = frozenset(),
        floors: Mapping[str, int] | None = None, loose: frozenset[str] = frozenset(), sparing: bool = False,
    ) -> None:  # fmt: skip
        self.day, self.people, self.held, self.loose, self.sparing = day, people, held, loose, sparing
        self._exercises, self._floors = exercises, floors or {}
        self._leasts: dict[str, int] = {}
        self._lengths: dict[str, tuple[Choice, ...]] = {}
        self._stops: dict[tuple[str, Allowed], Stop] = {}
        order = [each.id for session in day.sessions for each in (session, *inside(session))]
        self.places = {session: at for at, session in enumerate(order, 1)}
        self.scale = Scale(len(order) + 2)

    def stops(self, sessions: Iterable[Session], allowed: Allowed, given: Mapping[str, Need]) -> tuple[Stop, ...]:
        """The sessions of a line as stops; `given` are the needs of those whose tracks hold pins and are looked at by themselves."""
        stops: list[Stop] = []
        sessions = tuple(sessions)
        clocked = [at for at, session in enumerate(sessions) if session.id not in given and holds_pins(session)]
        exactly = self._exactly(sessions, clocked, allowed)
        for at, session in enumerate(sessions):
            if at in clocked:
                stops.append(self._clocked(session, allowed, at in exactly))
            elif not session.alongside:
                stop = self._stop(session, allowed, given)
                stops.append(self._every(session, stop, allowed) if at in exactly else stop)
            elif session.tracks and session.id not in given:
                beside = self._beside(session, allowed)
                if beside.cost:
                    stops.append(Stop(session.id, self.places[session.id], (beside,)))
        return tuple(stops)

    def _stop(self, session: Session, allowed: Allowed, given: Mapping[str, Need]) -> Stop:
        known = session.id, allowed & _OF_SESSIONS
        if session.id in given:
            return Stop(session.id, self.places[session.id], (Choice(given[session.id].least, 0),), session.pin)
        if (stop := self._stops.get(known)) is None:
            choices, parked = self._choices(session, allowed), self._parked(session) if "drop" in allowed else None
            tier, amounts = self._tier(session, choices, parked)
            stop = Stop(session.id, self.places[session.id], choices, session.pin, parked, tier=tier, amounts=amounts)
            self._stops[known] = stop
        if session.pin is None or session.id in self.held or session.id in self._floors:
            return stop
        return stop._replace(movable="pins" in allowed, loose="unpin" in allowed and session.id in self.loose)

    def _held(self, session: Session) -> bool:
        return session.id in self.held or session.id in self._floors

    # Before a session with pins in its tracks it matters when exactly something ends, not only how early it can.

    def _exactly(self, sessions: Sequence[Session], clocked: Iterable[int], allowed: Allowed) -> set[int]:
        """Sessions from the last time that nothing can move to one with pins in its tracks."""
        found: set[int] = set()
        for at in clocked:
            if sessions[at].alongside:
                continue
            while not self._stays(sessions[at], allowed) and (before := self._before(sessions, at)) is not None and before not in found:
                at = before
                found.add(at)
        return found

    @staticmethod
    def _before(sessions: Sequence[Session], at: int) -> int | None:
        return next((n for n in range(at - 1, -1, -1) if not sessions[n].alongside), None)

    def _stays(self, session: Session, allowed: Allowed) -> bool:
        soft = "pins" in allowed or ("unpin" in allowed and session.id in self.loose)
        return session.pin is not None and (self._held(session) or not soft)

    def _every(self, session: Session, stop: Stop, allowed: Allowed) -> Stop:
        """A stop with every length that it can have, each at its cheapest."""
        if session.id in self.held:
            return stop
        wanted = need(session.model_copy(update={"tracks": ()}), self.people)
        if any(track.sessions for track in session.tracks):
            return stop._replace(choices=self.holding(session, allowed, 0, every=True) or (NO_WAY,))
        if wanted is not None and wanted.least < wanted.most:
            return stop._replace(choices=tuple(Choice(minutes, 0) for minutes in range(wanted.most, wanted.least - 1, -1)))
        return stop

    def _clocked(self, session: Session, allowed: Allowed, every: bool) -> Stop:
        parked = self._parked(session) if "drop" in allowed else None
        found: dict[int, tuple[Choice, ...]] = {}

        def at(begins: int) -> tuple[Choice, ...]:
            if begins not in found:
                choices = self.holding(session, allowed, begins, every)
                if session.alongside:
                    choices = tuple(each._replace(minutes=0) for each in [*choices, *([parked] if parked else [])])
                    choices = frontier(choices)
                found[begins] = choices
            return found[begins]

        held = not allowed & {"pins", "unpin", "drop"}
        latest = latest_start(session, self._shortest(allowed)) if held else NEVER
        stop = Stop(session.id, self.places[session.id], (Choice(NEVER, 0), Choice(0, 0)), session.pin, None, at=at, latest=latest)
        if session.alongside:
            return stop._replace(beside=True, latest=NEVER)
        pinned = session.pin is not None and not self._held(session)
        return stop._replace(
            parked=parked, movable=pinned and "pins" in allowed, loose=pinned and "unpin" in allowed and session.id in self.loose
        )

    def _shortest(self, allowed: Allowed) -> "Callable[[Session], int]":
        return lambda inner: min(each.minutes for each in self._choices(inner, allowed))

    def holding(self, session: Session, allowed: Allowed, begins: int, every: bool) -> tuple[Choice, ...]:
        """The lengths of a session with tracks that begins at a time, the longest first; `every`: also those that a shorter one beats."""
        chains = [self._pinned_chain(track.sessions, allowed, begins, every) for track in session.tracks if track.sessions]
        if not all(chains):
            return ()
        within = Within(chains)
        wanted = need(session.model_copy(update={"tracks": ()}), self.people)
        if wanted is None:
            return kept(within.exactly(), every)
        if wanted.least < wanted.most:
            lengths: Iterable[int] = range(wanted.least, wanted.most + 1)
            if not every:
                lengths = {max(wanted.least, minutes) for minutes in within.lengths if minutes <= wanted.most}
            return kept((Choice(minutes, each.cost, each.steps) for minutes in lengths if (each := within.at_most(minutes))), every)
        own = self._own(session, wanted) if "minutes" in allowed else [Choice(wanted.usual, 0)]
        if "longer" in allowed and session.id not in self.held:
            own += [self._longer(session, wanted.usual, more) for more in {_up(each) for each in within.lengths} if more > wanted.usual]
        tight = [0 if each.minutes <= wanted.usual else each.minutes - STEP + 1 for each in own]
        found = ((each, inner) for each, least in zip(own, tight, strict=True) if (inner := within.at_most(each.minutes, least)))
        return kept((Choice(each.minutes, each.cost + inner.cost, (*each.steps, *inner.steps)) for each, inner in found), every)

    def _pinned_chain(self, sessions: Sequence[Session], allowed: Allowed, begins: int, every: bool) -> tuple[Choice, ...]:
        """The lengths that one track can have from a time on; its pins hold, or move, or are taken out, where that is allowed."""
        found: tuple[Choice, ...] = (Choice(0, 0),)
        for session in sessions:
            if session.alongside:
                continue
            if session.pin is not None:
                found = kept(self._to_pin(found, session, session.pin, allowed, begins, _LATER if every else 0), every)
            parked = self._parked(session) if "drop" in allowed else None
            choices = [*self._choices(session, allowed), *([parked] if parked else ())]
            wanted = need(session, self.people)
            if every and wanted is not None and wanted.least < wanted.most:
                choices = [*(Choice(minutes, 0) for minutes in range(wanted.least, wanted.most + 1)), *([parked] if parked else ())]
            found = kept((both(one, other) for one in found for other in choices), every)
        return found

    def _to_pin(
        self, ways: Sequence[Choice], session: Session, pin: int, allowed: Allowed, begins: int, later: int
    ) -> Iterable[Choice]:
        place, held = self.places[session.id], self._held(session)
        if "unpin" in allowed and session.id in self.loose and not held:
            for way in ways:
                yield Choice(way.minutes, way.cost + self.scale.price(place, 0), (*way.steps, Unpin(session.id, pin)))
        in_order = sorted(ways, key=lambda way: way.minutes)
        times = [pin]
        if "pins" in allowed and not held and in_order:
            first, last = _up(begins + in_order[0].minutes), _up(begins + in_order[-1].minutes)
            times += [new for new in range(first, min(max(pin, last) + later, LAST_CLOCK) + 1, STEP) if new != pin]
        best: Choice | None = None
        at = 0
        for new in sorted(times):
            while at < len(in_order) and begins + in_order[at].minutes <= new:
                best = cheaper(best, in_order[at])
                at += 1
            if best is not None and new == pin:
                yield best._replace(minutes=pin - begins)
            elif best is not None:
                cost = best.cost + self.scale.price(place, abs(new - pin))
                yield Choice(new - begins, cost, (*best.steps, MovePin(session.id, pin, new)))

    def _tier(self, session: Session, choices: tuple[Choice, ...], parked: Choice | None) -> tuple[int, tuple[int, ...]]:
        if len(choices) == 1 and parked is None:
            return 0, ()
        longest = choices[0].minutes
        if session.tracks or (parked is not None and any(isinstance(step, Drop) and step.minutes != longest for step in parked.steps)):
            return MIXED, ()
        shortened = 3 if session.keep == "must" else 1 if self.sparing else 0
        gone = 0 if session.keep == "may" else 2
        if parked is None:
            return shortened, tuple(longest - each.minutes for each in choices[1:])
        if len(choices) > 1 and shortened != gone:
            return MIXED, ()
        return gone, (*(longest - each.minutes for each in choices[1:]), longest)

    def _beside(self, session: Session, allowed: Allowed) -> Choice:
        """What must change in a session that takes none of the day's time: its tracks must fit it all the same."""
        parked = self._parked(session) if "drop" in allowed else None
        choices = [*self._choices(session, allowed), *([parked] if parked else ())]
        best = min(choices, key=lambda each: each.cost)
        return best if best is NO_WAY else best._replace(minutes=0)

    def _choices(self, session: Session, allowed: Allowed) -> tuple[Choice, ...]:
        if not any(track.sessions for track in session.tracks):
            found = self._lengths.get(session.id)
            if found is None:
                found = self._lengths[session.id] = tuple(self._own(session, need(session, self.people)))
            return found if "minutes" in allowed else found[:1]
        return self._around(session, allowed) or (NO_WAY,)

    def _own(self, session: Session, wanted: Need | None) -> list[Choice]:
        """The lengths of a session by itself, the longest first."""
        if wanted is None:
            return [Choice(0, 0)]
        if isinstance(session.minutes, Range) or session.id in self.held:
            return [Choice(wanted.least, 0)]
        usual, place, must = wanted.usual, self.places[session.id], session.keep == "must"
        choices = [Choice(usual, 0)]
        for new in range((usual - 1) // STEP * STEP, _up(self._floor(session, usual)) - 1, -STEP):
            lost = usual - new
            cost = self.scale.price(place, lost, must=lost if must else 0, cut=lost if self.sparing else 0)
            choices.append(Choice(new, cost, (Shorten(session.id, usual, new),)))
        return choices

    def _floor(self, session: Session, usual: int) -> int:
        least = -(-usual // 2)
        exercise = self._exercises.get(session.exercise or "")
        if exercise is not None:
            if exercise.slug not in self._leasts:
                self._leasts[exercise.slug] = length(exercise, self.people).least
            least = self._leasts[exercise.slug]
        by_person = usual - (session.minutes if isinstance(session.minutes, int) else 0)
        return max(least, by_person, FLOORS.get(session.kind, 0), self._floors.get(session.id, 0), STEP)

    def _parked(self, session: Session) -> Choice | None:
        if not self._may_go(session) or (wanted := need(session, self.people)) is None or not wanted.usual:
            return None
        should = 0 if session.keep == "may" else wanted.usual
        cost = self.scale.price(self.places[session.id], wanted.usual, should=should)
        return Choice(0, cost, (Drop(session.id, session.keep, wanted.usual),))

    def _may_go(self, session: Session) -> bool:
        if session.id in self.held or session.id in self._floors or session.kind == "meal" or session.pin is not None:
            return False
        if any(each.keep == "must" or each.id in self.held for each in (session, *inside(session))):
            return False
        return session.keep == "may" or session.kind not in ("opening", "closing", "break")

    # A session with tracks is as long as the longest of them, or as long as it was typed, and then holds them.

    def _around(self, session: Session, allowed: Allowed) -> tuple[Choice, ...]:
        inner = self._together([self._chain(track.sessions, allowed) for track in session.tracks if track.sessions])
        if session.minutes is None and session.minutes_per_person is None:
            return inner
        wanted = need(session.model_copy(update={"tracks": ()}), self.people)
        if wanted is None:
            return inner
        if wanted.least < wanted.most:
            holding = (each for each in inner if each.minutes <= wanted.most)
            return frontier(Choice(max(wanted.least, each.minutes), each.cost, each.steps) for each in holding)
        found: list[Choice] = []
        lengths = self._own(session, wanted) if "minutes" in allowed else [Choice(wanted.usual, 0)]
        if "longer" in allowed and session.id not in self.held:
            lengths += [self._longer(session, wanted.usual, _up(each.minutes)) for each in inner if each.minutes > wanted.usual]
        for own in lengths:
            within = next((each for each in inner if each.minutes <= own.minutes), None)
            if within is not None:
                found.append(Choice(own.minutes, own.cost + within.cost, (*own.steps, *within.steps)))
        return frontier(found)

    def _longer(self, session: Session, usual: int, more: int) -> Choice:
        return Choice(more, self.scale.price(self.places[session.id], more - usual), (Lengthen(session.id, usual, more),))

    def _chain(self, sessions: Sequence[Session], allowed: Allowed) -> tuple[Choice, ...]:
        """The lengths that one track can have, the longest first."""
        found: tuple[Choice, ...] = (Choice(0, 0),)
        for session in sessions:
            if session.alongside:
                continue
            parked = self._parked(session) if "drop" in allowed else None
            choices = [*self._choices(session, allowed), *([parked] if parked else ())]
            found = frontier(both(one, other) for one in found for other in choices)
        return found

    @staticmethod
    def _together(chains: Sequence[tuple[Choice, ...]]) -> tuple[Choice, ...]:
        found: list[Choice] = []
        for most in sorted({each.minutes for chain in chains for each in chain}, reverse=True):
            each_track = [next((each for each in chain if each.minutes <= most), None) for chain in chains]
            within = [each for each in each_track if each is not None]
            if len(within) == len(chains):
                steps = tuple(step for each in within for step in each.steps)
                found.append(Choice(max(each.minutes for each in within), sum(each.cost for each in within), steps))
        return frontier(found)


LAST_CLOCK = 48 * 60 - 1
"""Minutes after midnight: the last that a clock of the night after can show."""

NO_WAY = Choice(3 * NEVER, 1)
"""Nothing that is allowed makes the session hold its tracks."""


def inside(session: Session) -> list[Session]:
    return [inner for track in session.tracks for inner in track.sessions]


_LATER = 6 * 60
"""Minutes by which a pin in a track may move further than it must, for the session around it to end later: nobody is helped by more."""


def latest_start(session: Session, shortest: Callable[[Session], int]) -> int:
    """When a session begins at the latest, for what stands before the first pin of each of its tracks to be over in time."""
    found = NEVER
    for track in session.tracks:
        before = 0
        for inner in track.sessions:
            if inner.pin is not None and not inner.alongside:
                found = min(found, inner.pin - before)
                break
            before += 0 if inner.alongside else shortest(inner)
    return found


def _up(minutes: int) -> int:
    return -(-minutes // STEP) * STEP
