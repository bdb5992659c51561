"""What a line of stops still costs at the least from a time on, and between which times that can be: what a search need not try.

The bound is what would be lost if minutes were no multiples of five, every change cost as many minutes as it gives, and a session with
pins in its tracks had any length that some of its ways have. Then it is a convex function of time: from the end backwards a list of the
times at which it grows steeper, to the right of its lowest stretch and to the left of it ("slope trick": isotonic regression is the case
without lengths).
"""

import bisect
from collections.abc import Sequence
from typing import NamedTuple

from toolkit.planning.changes import NEVER, Stop
from toolkit.planning.intracks import Clocked
from toolkit.planning.share import STEP


class Bound(NamedTuple):
    """At least `always` minutes are lost; one more for each minute after each of `later`, and for each before each of `earlier`."""

    always: int
    earlier: list[int]
    later: list[int]

    def between(self, first: int, last: int) -> int:
        """The least over the times from `first` to `last`."""
        if self.later and first > self.later[0]:
            return self.always + sum(first - each for each in self.later if each < first)
        if self.earlier and last < self.earlier[-1]:
            return self.always + sum(each - last for each in self.earlier if each > last)
        return self.always

    def shifted(self, by_earlier: int, by_first: int, by_later: int) -> "Bound":
        later = [each - by_later for each in self.later]
        if later:
            later[0] = self.later[0] - by_first
        return Bound(self.always, [each - by_earlier for each in self.earlier], later)

    def with_later(self, at: int, times: int) -> "Bound":
        """Plus one minute (`times` over) for each minute after a time."""
        always, earlier, later = self.always, list(self.earlier), list(self.later)
        for _ in range(times):
            if earlier and earlier[-1] > at:
                always += earlier[-1] - at
                bisect.insort(earlier, at)
                bisect.insort(later, earlier.pop())
            else:
                bisect.insort(later, at)
        return Bound(always, earlier, later)

    def with_earlier(self, at: int, times: int) -> "Bound":
        """Plus one minute (`times` over) for each minute before a time."""
        always, earlier, later = self.always, list(self.earlier), list(self.later)
        for _ in range(times):
            if later and later[0] < at:
                always += at - later[0]
                bisect.insort(later, at)
                bisect.insort(earlier, later.pop(0))
            else:
                bisect.insort(earlier, at)
        return Bound(always, earlier, later)

    def at_or_after(self) -> "Bound":
        """Who can wait loses nothing by being early."""
        return Bound(self.always, [], self.later)


class Bounds(NamedTuple):
    """For each stop and the end: what is lost from an arrival on; for each stop: what is lost from its beginning on."""

    arriving: list[Bound]
    beginning: list[Bound]


def bounds(stops: Sequence[Stop], end: int | None, later: bool) -> Bounds:
    hard = sum(stop.pin is not None for stop in stops) + 2
    now = Bound(0, [], [] if end is None else [end] * (1 if later else hard))
    arriving, beginning = [now], list[Bound]()
    for stop in reversed(stops):
        if not stop.beside:
            now = _around(stop, stop.clocked, now, hard) if stop.clocked is not None else _through(stop, now)
        beginning.append(now)
        if stop.pin is not None and not stop.beside:
            if stop.loose:
                now = now.at_or_after()
            elif stop.movable:
                now = now.with_later(stop.pin, 1).with_earlier(stop.pin, 1).at_or_after()
            else:
                now = Bound(now.between(stop.pin, stop.pin), [], [stop.pin] * hard)
        arriving.append(now)
    return Bounds(arriving[::-1], beginning[::-1])


def _through(stop: Stop, now: Bound) -> Bound:
    shortest = 0 if stop.parked is not None else min(each.minutes for each in stop.choices)
    longest = max(each.minutes + each.spread for each in stop.choices)
    free = [each.minutes for each in stop.choices if not each.cost]
    return now.shifted(longest, min(free) if free else shortest, shortest)


def _around(stop: Stop, held: Clocked, now: Bound, hard: int) -> Bound:
    if stop.parked is not None:
        return now.at_or_after().shifted(0, held.free, 0)
    times = 1 if held.bought else hard
    for at in held.ends:
        now = now.with_earlier(at, times)
    if held.longer and held.most < NEVER:
        now = now._replace(earlier=now.earlier[-1:])
    elif held.most >= NEVER:
        now = now.at_or_after()
    now = now.shifted(held.most, held.free, held.shortest)
    for at in held.begins:
        now = now.with_later(at, times)
    return now


class Edges(NamedTuple):
    """For each stop and the end: a time than which none earlier is better, and between which times the end can be reached."""

    enough: list[int]
    first: list[int]
    latest: list[int]


def edges(stops: Sequence[Stop], end: int | None, later: bool) -> Edges:
    """None is better than one from which every stop to the end can have its cheapest choice, or its longest to the next pin that stays."""
    as_it_stands = whatever = NEVER if end is None else end
    first, latest = -NEVER, NEVER if later else as_it_stands
    found = [(as_it_stands, first, latest)]
    for stop in reversed(stops):
        shortest = 0 if stop.beside else stop.clocked.shortest if stop.clocked is not None else min(each.minutes for each in stop.choices)
        longest = 0 if stop.beside or stop.clocked is not None else max(each.minutes + each.spread for each in stop.choices)
        reaches = latest - shortest
        if stop.clocked is not None and not stop.beside:
            reaches = min(reaches, stop.clocked.latest)
            longest = NEVER if stop.clocked.longer else stop.clocked.most
            first = max(first - longest, stop.clocked.first)
        else:
            first -= longest
        first = max(first, -NEVER)
        if stop.beside:
            pass
        elif stop.precise or stop.clocked is not None:
            # When exactly it ends, or begins, matters: no time is as good as another.
            as_it_stands = whatever = -1
        else:
            as_it_stands, whatever = as_it_stands - stop.choices[0].minutes, whatever - stop.choices[0].minutes
        if stop.pin is not None and not stop.beside:
            as_it_stands = stop.pin if stop.pin <= as_it_stands else -1
            soft = [whatever // STEP * STEP] if stop.movable else []
            soft += [whatever] if stop.loose else []
            if not soft:
                reaches = stop.pin if first <= stop.pin <= reaches else -1
            whatever = max(-1, min([stop.pin, *soft]))
            first = -NEVER
        if stop.parked is not None:
            reaches, first = max(reaches, latest), -NEVER
        latest = reaches
        found.append((max(as_it_stands, whatever), first, latest))
    return Edges(*(list(each) for each in zip(*found[::-1], strict=True)))
