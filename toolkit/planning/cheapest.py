"""The cheapest changes with which a line of sessions can be walked through on time. Knows stops, lengths and costs only.

Where a pin stays, what stands before it and what stands after it are two lines, and most are a subset sum (sums.py). Else it is a search
over the clock for the cheapest way through (A*: Hart, Nilsson and Raphael, 1968; the bound is in bounds.py). It is exact, for what comes
later depends only on the time at which a session is over, and quick, for most times need no thought: one from which the rest fits as it
stands, or which is early enough for the next pin whatever happens, is as good as any earlier one; one from which nothing can be reached
any more is left out; and so is one that is later and no cheaper than another. Before a session with pins in its tracks it matters when
exactly it begins; there all times that can be reached by the same changes are one step of the search, and its own ways are listed only
once nothing cheaper is left, those that change little first.
"""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from toolkit.planning.bounds import bounds, edges
from toolkit.planning.changes import LAST_CLOCK, MIXED, NEVER, EndAt, MovePin, Scale, StartAt, Step, Stop, Unpin
from toolkit.planning.lengths import Choice
from toolkit.planning.share import STEP
from toolkit.planning.sums import lightest


class Line(NamedTuple):
    """A day, or one track: between `start` and `end` (None: open) stand the stops. `earlier` and `later`: these may move."""

    day: str
    stops: tuple[Stop, ...]
    start: int
    end: int | None
    earlier: bool = False
    later: bool = False
    over: bool = False


class Found(NamedTuple):
    cost: int
    steps: tuple[Step, ...]


@dataclass(slots=True)
class Effort:
    """How much a search may still try, so that it ends whatever day it is given; `over` where it has ended for that."""

    left: int
    over: bool = False

    def spend(self, tries: int) -> bool:
        self.left -= tries
        self.over = self.over or self.left < 0
        return not self.over

    def part(self, search: "Callable[[Effort], Found | None]", share: int = 4) -> "Found | None":
        """A search that may use one of so many shares of what is left, so that something is left for the others."""
        given = self.left // share
        own = Effort(given)
        found = search(own)
        self.left -= given - own.left
        self.over = self.over or own.over
        return found


def cheapest(line: Line, scale: Scale, effort: Effort | None = None) -> Found | None:
    """The cheapest steps after which the line fits, in the order of the day; None where there are none, or none was found in time."""
    stretches = tuple(_stretches(line))
    ways: dict[int, Found] = {}
    # Where one fails the others need not be tried: those with most that may change come last.
    for at in sorted(range(len(stretches)), key=lambda at: (stretches[at].earlier or stretches[at].later, len(stretches[at].stops))):
        found = _through_stretch(stretches[at], scale, effort or Effort(_ALL))
        if found is None:
            return None
        ways[at] = found
    return Found(sum(each.cost for each in ways.values()), tuple(step for at in sorted(ways) for step in ways[at].steps))


def _stretches(line: Line) -> Iterator[Line]:
    """From one pin that stays to the next: what is done in one stretch does not matter to the other."""
    first, start, earlier = 0, line.start, line.earlier
    for at, stop in enumerate(line.stops):
        if stop.pin is not None and not (stop.beside or stop.movable or stop.loose):
            yield Line(line.day, line.stops[first:at], start, stop.pin, earlier)
            first, start, earlier = at, stop.pin, False
    yield line._replace(stops=line.stops[first:], start=start, earlier=earlier)


def _through_stretch(line: Line, scale: Scale, effort: Effort) -> Found | None:
    if any(stop.clocked is not None or stop.movable or stop.loose for stop in line.stops):
        return _Search(line, scale, effort).found()
    longest = sum(stop.choices[0].minutes for stop in line.stops)
    wanted = longest - NEVER if line.end is None else line.start + longest - line.end
    if wanted <= 0:
        chosen = [min(stop.choices[0], stop.parked or stop.choices[0], key=lambda each: each.cost) for stop in line.stops]
    elif line.earlier or line.later or any(stop.tier == MIXED for stop in line.stops):
        return _Search(line, scale, effort).found()
    elif (given := lightest(line.stops, wanted)) is not None:
        chosen = [_giving(stop, amount) for stop, amount in zip(line.stops, given, strict=True)]
    else:
        return None
    return Found(sum(each.cost for each in chosen), tuple(step for each in chosen for step in each.steps))


def _giving(stop: Stop, amount: int) -> Choice:
    wanted = stop.choices[0].minutes - amount
    if stop.parked is not None and amount and not wanted:
        return stop.parked
    return next(each for each in stop.choices if each.minutes == wanted)


# Where pins, the start or the end can move, when exactly something begins matters, or a change costs more than it gives.

_Path = tuple["_Path | None", tuple[Step, ...]]
"""What was changed so far: the way to here, and the last steps on it."""

_Phase = Literal["arrives", "moves", "changes"]
"""What is tried next: to go on from an arrival; to move the pin of the stop; to change what is in its tracks."""

_RADII = {0: 15, 15: 60, 60: 240, 240: NEVER}
"""Minutes: how far pins are moved at first, and then."""

_ALL = 10**15

_LOOKED_AT = 40
"""Times passed through, of which looking at so many is one try more."""

_DEAR, _WORK = 8, 10
"""Tries that it counts for at least to list the ways of a session with pins in its tracks, and how much of that work is one more."""


class _Open(NamedTuple):
    """Something to try: the least that it can cost, in the order in which it was found; between which times, at which stop."""

    bound: int
    number: int
    phase: _Phase
    at: int
    first: int
    last: int
    cost: int
    path: _Path | None
    radius: int = 0


class _Search:
    def __init__(self, line: Line, scale: Scale, effort: Effort) -> None:
        self.line, self.scale, self.effort = line, scale, effort
        self.stops = line.stops
        self.edges = edges(line.stops, line.end, line.later)
        self.bounds = bounds(line.stops, line.end, line.later)
        # Whether when exactly one arrives matters: at the end and before a fixed time earlier is never worse.
        self.precise = [False, *(stop.precise for stop in line.stops)]
        self.ahead: list[_Open] = []
        self.number = 0
        self.seen: list[dict[tuple[int, int], int]] = [{} for _ in range(len(line.stops) + 1)]
        self.passed: list[list[tuple[int, int, int]]] = [[] for _ in range(len(line.stops) + 1)]
        self.alone: list[dict[int, int]] = [{} for _ in range(len(line.stops) + 1)]
        self.listed: dict[tuple[int, int, int], int] = {}

    def found(self) -> Found | None:
        self._begin()
        count = len(self.stops)
        while self.ahead:
            now = heapq.heappop(self.ahead)
            if now.at > count:
                return Found(now.cost, _walked(now.path))
            if not self.effort.spend(1):
                return None
            if now.phase == "moves":
                self._move(now)
            elif now.phase == "changes":
                self._change(now)
            elif (left := self._left(now)) is not None:
                if now.at < count:
                    self._arrive(left)
                elif self.line.end is None or left.first <= self.line.end:
                    return Found(now.cost, _walked(now.path))
                else:
                    self._end_later(left, self.line.end)
        return None

    def _begin(self) -> None:
        line, enough = self.line, self.edges.enough[0]
        self._reach(0, line.start, line.start, 0, None)
        if line.earlier:
            for at in range((line.start - 1) // STEP * STEP, max(enough // STEP * STEP, 0) - 1, -STEP):
                self._reach(0, at, at, self.scale.price(0, line.start - at), (None, (StartAt(line.day, line.start, at),)))

    def _reach(self, at: int, first: int, last: int, cost: int, path: _Path | None) -> None:
        """Somebody may arrive at a stop at any minute between two."""
        edges = self.edges
        last = min(last, edges.latest[at])
        if self.precise[at]:
            first = max(first, edges.first[at])
        if first > last:
            return
        if not self.precise[at]:
            first = last = max(first, edges.enough[at])
        if self.seen[at].get((first, last), cost + 1) <= cost:
            return
        self.seen[at][first, last] = cost
        self._open(cost + self.scale.least(self.bounds.arriving[at].between(first, last)), "arrives", at, first, last, cost, path)

    def _open(
        self, bound: int, phase: _Phase, at: int, first: int, last: int, cost: int, path: _Path | None, radius: int = 0
    ) -> None:
        self.number += 1
        self.effort.spend(1)
        heapq.heappush(self.ahead, _Open(bound, self.number, phase, at, first, last, cost, path, radius))

    def _left(self, now: _Open) -> _Open | None:
        """What of these times was not reached yet for as little."""
        first, last = now.first, now.last
        passed, precise = self.passed[now.at], self.precise[now.at]
        self.effort.spend(len(passed) // _LOOKED_AT)
        if precise and first == last:
            if self.alone[now.at].get(first, now.cost + 1) <= now.cost:
                return None
            self.alone[now.at][first] = now.cost
        for begins, ends, cost in passed:
            if cost > now.cost:
                continue
            if not precise:
                if begins <= first:
                    return None
            else:
                if begins <= first <= ends:
                    first = ends + 1
                if begins <= last <= ends:
                    last = begins - 1
                if first > last:
                    return None
        if not precise or first < last:
            passed.append((first, last, now.cost))
        return now if first == now.first and last == now.last else now._replace(first=first, last=last)

    def _end_later(self, now: _Open, end: int) -> None:
        if (new := _up(now.first)) <= LAST_CLOCK:
            past = new - end
            cost = now.cost + self.scale.price(self.scale.places - 1, past, over=past if self.line.over else 0)
            self._open(cost, "arrives", now.at + 1, new, new, cost, (now.path, (EndAt(self.line.day, end, new),)))

    def _arrive(self, now: _Open) -> None:
        at, cost, path = now.at, now.cost, now.path
        stop = self.stops[at]
        if stop.parked is not None:
            self._reach(at + 1, now.first, now.last, cost + stop.parked.cost, (path, stop.parked.steps))
        if stop.pin is None or stop.beside:
            self._go(at, now.first, now.last, cost, path)
            return
        if now.first <= stop.pin:
            self._go(at, stop.pin, stop.pin, cost, path)
        if stop.loose:
            more = self.scale.price(stop.place, 0)
            self._go(at, now.first, now.last, cost + more, (path, (Unpin(stop.session, stop.pin),)))
        if stop.movable:
            self._move(now._replace(phase="moves"))

    def _move(self, now: _Open) -> None:
        """The fixed time of a stop moves: as little as it can at first."""
        at, stop = now.at, self.stops[now.at]
        pin = stop.pin or 0
        earliest, latest = _up(now.first), min(self.edges.latest[at], LAST_CLOCK)
        if not (stop.precise or stop.clocked is not None):
            # Later than one must helps nobody here, nor earlier than what is early enough.
            if now.first > pin:
                latest = min(latest, earliest)
            else:
                latest = min(latest, pin - 1)
                earliest = max(earliest, (self.edges.enough[at + 1] - stop.choices[0].minutes) // STEP * STEP)
        done, radius = now.radius, _RADII[now.radius]
        while radius < earliest - pin:
            done, radius = radius, _RADII[radius]
        for new in range(max(earliest, _up(pin - radius)), min(latest, pin + radius) + 1, STEP):
            if new != pin and (abs(new - pin) > done or not now.radius):
                cost = now.cost + self.scale.price(stop.place, abs(new - pin))
                self._go(at, new, new, cost, (now.path, (MovePin(stop.session, pin, new),)))
        if pin - radius > earliest or pin + radius < latest:
            least = max(self.bounds.arriving[at].between(now.first, now.last), radius + 1 + self.bounds.beginning[at].always)
            self._open(now.cost + self.scale.least(least), "moves", at, now.first, now.last, now.cost, now.path, radius)

    def _go(self, at: int, first: int, last: int, cost: int, path: _Path | None) -> None:
        """A session begins at any minute between two."""
        stop = self.stops[at]
        held = stop.clocked
        if held is None:
            for minutes, more, steps, spread in stop.choices:
                self._reach(at + 1, first + minutes, last + minutes + spread, cost + more, (path, steps) if steps else path)
                if not stop.precise and first + minutes <= self.edges.enough[at + 1]:
                    break
            return
        still = held.still
        if still is not None:
            begins = (first, last) if not stop.beside or stop.pin is None else (stop.pin, stop.pin)
            begins = max(begins[0], still.first), min(begins[1], still.last)
            if begins[0] <= begins[1]:
                if stop.beside:
                    self._reach(at + 1, *((first, last) if stop.pin is not None else begins), cost, path)
                else:
                    self._reach(at + 1, *still.ends(*begins), cost, path)
        if not held.fixed:
            least = self.bounds.beginning[at].between(first, last) if held.touched else self._changing(at, first, last, 1)
            self._open(cost + self.scale.least(least) if least else cost + self.scale.touch, "changes", at, first, last, cost, path)

    def _changing(self, at: int, first: int, last: int, minutes: int) -> int:
        """The least that is lost where so many minutes at least are changed in the tracks of a stop."""
        stop = self.stops[at]
        shortest = 0 if stop.beside or stop.clocked is None else stop.clocked.shortest
        rest = self.bounds.arriving[at + 1].between(first + shortest, NEVER)
        return max(self.bounds.beginning[at].between(first, last), minutes + rest)

    def _change(self, now: _Open) -> None:
        at, stop = now.at, self.stops[now.at]
        held = stop.clocked
        if held is None:
            return
        if now.first < now.last and not (stop.beside and stop.pin is not None):
            least = 0 if held.touched else 1
            for begins in range(now.first, now.last + 1):
                bound = now.cost + self.scale.least(self._changing(at, begins, begins, least))
                self._open(max(now.bound, bound), "changes", at, begins, begins, now.cost, now.path)
            return
        # A dearer way to here may have come first, for the bounds of both are not equally tight.
        if self.listed.get((at, now.first, now.radius), now.cost + 1) <= now.cost:
            return
        self.listed[at, now.first, now.radius] = now.cost
        radius = _RADII[now.radius] if held.moves else NEVER
        starts = stop.pin if stop.beside and stop.pin is not None else now.first
        before = held.work()
        ways = held.at(starts, radius)
        self.effort.spend(_DEAR + len(ways) // 2 + (held.work() - before) // _WORK)
        for minutes, more, steps, _ in ways:
            if steps:
                self._reach(at + 1, now.first + minutes, now.last + minutes, now.cost + more, (now.path, steps))
        if radius < NEVER:
            least = self.scale.least(self._changing(at, now.first, now.last, radius + 1))
            self._open(now.cost + least, "changes", at, now.first, now.last, now.cost, now.path, radius)


def _walked(path: _Path | None) -> tuple[Step, ...]:
    found: list[tuple[Step, ...]] = []
    while path is not None:
        path, steps = path
        found.append(steps)
    return tuple(step for steps in reversed(found) for step in steps)


def _up(minutes: int) -> int:
    return -(-minutes // STEP) * STEP
