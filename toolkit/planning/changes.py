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

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from toolkit.convening.exercise import Exercise
from toolkit.convening.model import Day, Keep, Range, Session
from toolkit.planning.lengths import Choice, both, frontier
from toolkit.planning.needs import Need, Needs
from toolkit.planning.share import STEP
from toolkit.planning.steps import length

if TYPE_CHECKING:
    from toolkit.planning.intracks import Clocked

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

    def least(self, minutes: int) -> int:
        """What so many minutes cost at the least, whatever changes them."""
        return minutes << self._minutes | 1 << self._latest if minutes else 0

    @property
    def touch(self) -> int:
        """What a change costs at the least that changes no minutes."""
        return 1 << self._latest

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

    `clocked` says what a session with pins in its tracks can be (intracks.py). Beside the day it takes none of its time (`pin`, if it has
    one, is then when it begins, and no stop of the day). `precise`: what comes after depends on when exactly it ends, so `choices` are
    all that it can have, in any order.

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
    clocked: "Clocked | None" = None
    beside: bool = False
    precise: bool = False


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
        self.needs = Needs(people)
        self._exercises, self._floors = exercises, floors or {}
        self._leasts: dict[str, int] = {}
        self._lengths: dict[str, tuple[Choice, ...]] = {}
        order = [each.id for session in day.sessions for each in (session, *inside(session))]
        self.places = {session: at for at, session in enumerate(order, 1)}
        self.scale = Scale(len(order) + 2)

    def is_held(self, session: Session) -> bool:
        return session.id in self.held or session.id in self._floors

    def tier(self, session: Session, choices: tuple[Choice, ...], parked: Choice | None) -> tuple[int, tuple[int, ...]]:
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

    def beside(self, session: Session, allowed: Allowed) -> Choice:
        """What must change in a session that takes none of the day's time: its tracks must fit it all the same."""
        parked = self.parked(session) if "drop" in allowed else None
        choices = [*self.choices(session, allowed), *([parked] if parked else ())]
        best = min(choices, key=lambda each: each.cost)
        return best if best is NO_WAY else best._replace(minutes=0)

    def choices(self, session: Session, allowed: Allowed) -> tuple[Choice, ...]:
        if not any(track.sessions for track in session.tracks):
            found = self._lengths.get(session.id)
            if found is None:
                found = self._lengths[session.id] = tuple(self.own(session, self.needs.of(session)))
            return found if "minutes" in allowed else found[:1]
        return self._around(session, allowed) or (NO_WAY,)

    def own(self, session: Session, wanted: Need | None) -> list[Choice]:
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

    def parked(self, session: Session) -> Choice | None:
        if not self._may_go(session) or (wanted := self.needs.of(session)) is None or not wanted.usual:
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
        wanted = self.needs.own(session)
        if wanted is None:
            return inner
        if wanted.least < wanted.most:
            holding = (each for each in inner if each.minutes <= wanted.most)
            return frontier(Choice(max(wanted.least, each.minutes), each.cost, each.steps) for each in holding)
        found: list[Choice] = []
        lengths = self.own(session, wanted) if "minutes" in allowed else [Choice(wanted.usual, 0)]
        if "longer" in allowed and session.id not in self.held:
            lengths += [self.longer(session, wanted.usual, _up(each.minutes)) for each in inner if each.minutes > wanted.usual]
        for own in lengths:
            within = next((each for each in inner if each.minutes <= own.minutes), None)
            if within is not None:
                found.append(Choice(own.minutes, own.cost + within.cost, (*own.steps, *within.steps)))
        return frontier(found)

    def longer(self, session: Session, usual: int, more: int) -> Choice:
        return Choice(more, self.scale.price(self.places[session.id], more - usual), (Lengthen(session.id, usual, more),))

    def _chain(self, sessions: Sequence[Session], allowed: Allowed) -> tuple[Choice, ...]:
        """The lengths that one track can have, the longest first."""
        found: tuple[Choice, ...] = (Choice(0, 0),)
        for session in sessions:
            if session.alongside:
                continue
            parked = self.parked(session) if "drop" in allowed else None
            choices = [*self.choices(session, allowed), *([parked] if parked else ())]
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


def _up(minutes: int) -> int:
    return -(-minutes // STEP) * STEP
