"""A session with fixed times in its tracks: what it can be when it begins at a time, in any of the ways that changes.py allows.

While nothing changes that is told from a few sums: it begins between two times, and the earliest and the latest at which it is then over
never fall with its beginning. Only where something must change its ways are listed, those that change little first.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from toolkit.convening.model import Session
from toolkit.planning.changes import LAST_CLOCK, NEVER, NO_WAY, Allowed, Changes, Drop, Kind, MovePin, Stop, Unpin
from toolkit.planning.lengths import Choice, Within, cheaper, each_with_each, frontier, kept, spread
from toolkit.planning.needs import Need
from toolkit.planning.share import STEP
from toolkit.planning.timing import holds_pins

LATER = 6 * 60
"""Minutes by which a pin in a track may move further than it must, for the session around it to end later: nobody is helped by more."""

ANY = NEVER
"""Minutes: all ways, however much they change."""


class Still(NamedTuple):
    """What holds while nothing changes in it: when it can begin, and what says when it is over.

    From its beginning it lasts at least `least` and at most `most`; it is over no earlier than `over`, and where `limit` is known
    (its own length is not typed), no later than the later of `limit` and its beginning plus `most`.
    """

    first: int
    last: int
    least: int
    most: int
    over: int
    limit: int | None

    def ends(self, first: int, last: int) -> tuple[int, int]:
        """Between which times it can be over when it begins between two others."""
        until = last + self.most
        return max(first + self.least, self.over), until if self.limit is None else max(until, self.limit)


class Clocked(NamedTuple):
    """A session with pins in its tracks, as a stop (see changes.py).

    `at` are its ways when it begins at a time and no more than so many minutes change (more may be told), in any order. Lengths without
    a cost are at least `free` and at most `most`, with one at least `shortest`; `longer` where more can be bought. It loses a minute for
    each that it begins after one of `begins`, and for each that it is over before one of `ends`; where these are not `bought`, it fails.
    It can begin between `first` and `latest`. `work` counts what was tried to list its ways.
    `touched` where a change may cost no minutes, `fixed` where
    nothing in it may change.
    """

    at: Callable[[int, int], tuple[Choice, ...]]
    still: Still | None
    free: int
    most: int
    shortest: int
    longer: bool
    begins: tuple[int, ...]
    ends: tuple[int, ...]
    bought: bool
    first: int
    latest: int
    fixed: bool
    touched: bool
    moves: bool
    work: Callable[[], int]


class _Chain(NamedTuple):
    """What stands in one track while nothing changes: the least before its first pin (None: it has none), and the rest from its last."""

    pin: int | None
    before: int
    last_pin: int
    after: int
    after_most: int
    fits: bool


_NOTHING = frozenset[Kind]()
_LENGTHS = frozenset[Kind]({"minutes", "longer", "drop"})
_INSIDE = _LENGTHS | {"pins", "unpin"}


class Ways(Changes):
    """The sessions of a day as stops on the way through it; what was worked out once is kept."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._stops: dict[tuple[str, Allowed], Stop] = {}
        self.work = 0
        self._ways: dict[tuple[str, Allowed, int, bool, int], tuple[Choice, ...]] = {}
        self._clocked: dict[tuple[str, Allowed, bool], Clocked] = {}

    def stops(self, sessions: Iterable[Session], allowed: Allowed, given: Mapping[str, Need]) -> tuple[Stop, ...]:
        """The sessions of a line as stops; `given` are the needs of those whose tracks hold pins and are looked at by themselves."""
        stops: list[Stop] = []
        precise = False
        for session in reversed(tuple(sessions)):
            clocked = session.id not in given and holds_pins(session)
            if clocked:
                stops.append(self._held_stop(session, allowed, precise))
            elif not session.alongside:
                stop = self._stop(session, allowed, given)
                stops.append(self._precisely(session, stop, allowed) if precise else stop)
            elif session.tracks and session.id not in given:
                beside = self.beside(session, allowed)
                if beside.cost:
                    stops.append(Stop(session.id, self.places[session.id], (beside,)))
            if not session.alongside:
                # Before a fixed time one can wait, so earlier is never worse there.
                precise = (clocked or precise) and (session.pin is None or stops[-1].loose)
        return tuple(reversed(stops))

    def _stop(self, session: Session, allowed: Allowed, given: Mapping[str, Need]) -> Stop:
        known = session.id, allowed & _LENGTHS
        if session.id in given:
            return Stop(session.id, self.places[session.id], (Choice(given[session.id].least, 0),), session.pin)
        if (stop := self._stops.get(known)) is None:
            choices, parked = self.choices(session, allowed), self.parked(session) if "drop" in allowed else None
            tier, amounts = self.tier(session, choices, parked)
            stop = Stop(session.id, self.places[session.id], choices, session.pin, parked, tier=tier, amounts=amounts)
            self._stops[known] = stop
        return self._softened(session, stop, allowed)

    def _softened(self, session: Session, stop: Stop, allowed: Allowed) -> Stop:
        if session.pin is None or self.is_held(session):
            return stop
        return stop._replace(movable="pins" in allowed, loose="unpin" in allowed and session.id in self.loose)

    def _precisely(self, session: Session, stop: Stop, allowed: Allowed) -> Stop:
        """A stop with every length that it can have, each at its cheapest."""
        if session.id not in self.held:
            if any(track.sessions for track in session.tracks):
                return stop._replace(choices=spread(self.ways(session, allowed & _INSIDE, 0, True)) or (NO_WAY,), precise=True)
            wanted = self.needs.of(session)
            if wanted is not None and wanted.least < wanted.most:
                stop = stop._replace(choices=(Choice(wanted.least, 0, spread=wanted.most - wanted.least),))
        return stop._replace(precise=True)

    def _held_stop(self, session: Session, allowed: Allowed, precise: bool) -> Stop:
        parked = self.parked(session) if "drop" in allowed else None
        clocked = self.clocked(session, allowed, precise)
        stop = Stop(
            session.id, self.places[session.id], (), session.pin, None if session.alongside else parked,
            clocked=clocked, beside=session.alongside, precise=precise,
        )  # fmt: skip
        return stop if session.alongside else self._softened(session, stop, allowed)

    def clocked(self, session: Session, allowed: Allowed, every: bool) -> Clocked:
        """`every`: what comes after it depends on when exactly it is over."""
        inner = allowed & _INSIDE
        known = session.id, inner, every
        if known not in self._clocked:
            self._clocked[known] = self._made(session, inner, every)
        return self._clocked[known]

    def _made(self, session: Session, allowed: Allowed, every: bool) -> Clocked:
        lists = [track.sessions for track in session.tracks if track.sessions]
        chains = [self._standing(inner, every) for inner in lists]
        wanted = self.needs.own(session)
        pins, gives = "pins" in allowed, bool(allowed & {"minutes", "drop"})
        loose = "unpin" in allowed and any(inner.id in self.loose for track in session.tracks for inner in track.sessions)
        parked = self.parked(session) if "drop" in allowed else None
        elastic = wanted is not None and wanted.least < wanted.most
        firm = [chain for chain in chains if chain.pin is not None]
        asked = [chain.after for chain in chains if chain.pin is None]
        if wanted is None:
            free = max([0, *asked] if gives or loose else [0, *asked, *(chain.before + chain.after for chain in firm)])
            shortest, most = 0 if gives or loose else free, NEVER
        else:
            free, most = (wanted.least, wanted.most) if elastic else (wanted.usual, wanted.usual)
            shortest = free if elastic or "minutes" not in allowed else min(each.minutes for each in self.own(session, wanted))
        least = self._shortest(allowed)
        shortest = max([shortest, *(sum(least(each) for each in inner if not each.alongside) for inner in lists)])
        if parked is not None:
            free = min(free, _usual(parked))
        grows = wanted is not None and not elastic and "longer" in allowed and session.id not in self.held
        soft = pins or loose or parked is not None
        first = -NEVER
        if wanted is not None and not soft and not grows:
            held = [(inner, chain) for inner, chain in zip(lists, chains, strict=True) if chain.pin is not None]
            first = max(chain.last_pin + self._least_after(inner, least) - most for inner, chain in held)
        return Clocked(
            lambda begins, radius: self.ways(session, allowed, begins, every, radius),
            _still(chains, wanted, elastic, every), free, most, shortest, grows,
            () if loose else tuple(chain.pin - chain.before for chain in firm if chain.pin is not None),
            () if loose else tuple(chain.last_pin + chain.after for chain in firm),
            pins or gives, first, NEVER if soft else latest_start(session, least), not allowed, loose, pins, lambda: self.work,
        )  # fmt: skip

    def _standing(self, sessions: Sequence[Session], every: bool) -> _Chain:
        pin: int | None = None
        before = since = most = last_pin = 0
        fits = True
        for session in sessions:
            if session.alongside:
                continue
            if session.pin is not None:
                if pin is None:
                    pin, before = session.pin, since
                else:
                    fits = fits and last_pin + since <= session.pin
                last_pin, since, most = session.pin, 0, 0
            first = self.choices(session, _NOTHING)[0]
            fits = fits and not first.cost
            wanted = self.needs.of(session)
            since += first.minutes
            most += wanted.most if every and wanted is not None and wanted.least < wanted.most else first.minutes
        return _Chain(pin, before, last_pin, since, most, fits)

    def _least_after(self, sessions: Sequence[Session], shortest: Callable[[Session], int]) -> int:
        """The least that stands from a track's last pin on."""
        at = max(n for n, session in enumerate(sessions) if session.pin is not None and not session.alongside)
        return sum(shortest(session) for session in sessions[at:] if not session.alongside)

    def _shortest(self, allowed: Allowed) -> Callable[[Session], int]:
        def least(session: Session) -> int:
            if "drop" in allowed and self.parked(session) is not None:
                return 0
            return min(each.minutes for each in self.choices(session, allowed))

        return least

    def ways(self, session: Session, allowed: Allowed, begins: int, every: bool, radius: int = ANY) -> tuple[Choice, ...]:
        """The lengths that it can have when it begins at a time; beside the day it takes none of its time."""
        if "pins" not in allowed:
            radius = ANY
        known = session.id, allowed, begins, every, radius
        if (found := self._ways.get(known)) is None:
            found = self.holding(session, allowed, begins, every, radius)
            if session.alongside:
                parked = self.parked(session) if "drop" in allowed else None
                found = frontier(each._replace(minutes=0) for each in [*found, *([parked] if parked else [])])
            self._ways[known] = found
        return found

    def holding(self, session: Session, allowed: Allowed, begins: int, every: bool, radius: int = ANY) -> tuple[Choice, ...]:
        """The lengths of a session with tracks that begins at a time, the longest first; `every`: also those that a shorter one beats."""
        chains = [self._pinned_chain(track.sessions, allowed, begins, every, radius) for track in session.tracks if track.sessions]
        if not all(chains):
            return ()
        within = Within(chains)
        self.work += 12 * len(within.lengths)
        wanted = self.needs.own(session)
        if wanted is None:
            return kept(within.exactly(), every)
        if wanted.least < wanted.most:
            lengths: Iterable[int] = range(wanted.least, wanted.most + 1)
            if not every:
                lengths = {max(wanted.least, minutes) for minutes in within.lengths if minutes <= wanted.most}
            return kept((Choice(minutes, each.cost, each.steps) for minutes in lengths if (each := within.at_most(minutes))), every)
        own = self.own(session, wanted) if "minutes" in allowed else [Choice(wanted.usual, 0)]
        if "longer" in allowed and session.id not in self.held:
            own += [self.longer(session, wanted.usual, more) for more in {_up(each) for each in within.lengths} if more > wanted.usual]
        tight = [0 if each.minutes <= wanted.usual else each.minutes - STEP + 1 for each in own]
        found = ((each, inner) for each, least in zip(own, tight, strict=True) if (inner := within.at_most(each.minutes, least)))
        return kept((Choice(each.minutes, each.cost + inner.cost, (*each.steps, *inner.steps)) for each, inner in found), every)

    def _pinned_chain(self, sessions: Sequence[Session], allowed: Allowed, begins: int, every: bool, radius: int) -> tuple[Choice, ...]:
        """The lengths that one track can have from a time on; its pins hold, or move, or are taken out, where that is allowed."""
        found: tuple[Choice, ...] = (Choice(0, 0),)
        for session in sessions:
            if session.alongside:
                continue
            if session.pin is not None:
                found = kept(self._to_pin(found, session, session.pin, allowed, begins, LATER if every else 0, radius), every)
            parked = self.parked(session) if "drop" in allowed else None
            choices = [*self.choices(session, allowed), *([parked] if parked else ())]
            wanted = self.needs.of(session)
            if every and wanted is not None and wanted.least < wanted.most:
                choices = [*(Choice(minutes, 0) for minutes in range(wanted.least, wanted.most + 1)), *([parked] if parked else ())]
            if len(choices) == 1 and not choices[0].cost:
                found = tuple(each._replace(minutes=each.minutes + choices[0].minutes) for each in found)
            else:
                self.work += len(found) * len(choices)
                found = each_with_each(found, choices, every)
        return found

    def _to_pin(
        self, ways: Sequence[Choice], session: Session, pin: int, allowed: Allowed, begins: int, later: int, radius: int
    ) -> Iterable[Choice]:
        place, held = self.places[session.id], self.is_held(session)
        if "unpin" in allowed and session.id in self.loose and not held:
            for way in ways:
                yield Choice(way.minutes, way.cost + self.scale.price(place, 0), (*way.steps, Unpin(session.id, pin)))
        in_order = sorted(ways, key=lambda way: way.minutes)
        times = [pin]
        if "pins" in allowed and not held and in_order:
            first, last = _up(begins + in_order[0].minutes), _up(begins + in_order[-1].minutes)
            first, last = max(first, _up(pin - radius)), min(max(pin, last) + later, LAST_CLOCK, pin + radius)
            times += [new for new in range(first, last + 1, STEP) if new != pin]
        self.work += 6 * len(times)
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


def _still(chains: Sequence[_Chain], wanted: Need | None, elastic: bool, every: bool) -> Still | None:
    if not all(chain.fits for chain in chains):
        return None
    firm = [chain for chain in chains if chain.pin is not None]
    last = min(chain.pin - chain.before for chain in firm if chain.pin is not None)
    over = max(chain.last_pin + chain.after for chain in firm)
    least = max([0, *(chain.after for chain in chains if chain.pin is None)])
    if wanted is None:
        if not every:
            return Still(-NEVER, last, least, least, over, over)
        most = max([0, *(chain.after_most for chain in chains if chain.pin is None)])
        return Still(-NEVER, last, least, most, over, max(chain.last_pin + chain.after_most for chain in firm))
    if wanted.most < least:
        return None
    if not elastic:
        return Still(over - wanted.usual, last, wanted.usual, wanted.usual, over, None)
    return Still(over - wanted.most, last, max(wanted.least, least), wanted.most, over, None)


def _usual(parked: Choice) -> int:
    return sum(step.minutes for step in parked.steps if isinstance(step, Drop))


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
