"""The cheapest changes with which a line of sessions can be walked through on time. Knows stops, lengths and costs only.

Where every pin stays, each stretch is for itself, and most are a subset sum (sums.py). Else it is a search over the clock for the cheapest
way through (A*: Hart, Nilsson and Raphael, 1968). It is exact, for what comes later depends only on the time at which a session is over,
and quick, for most times need no thought: one from which the rest fits as it stands, or which is early enough for the next pin whatever
happens, is as good as any earlier one; one from which nothing can be reached any more is left out; and so is one that is later and no
cheaper than another. Up to a session with pins in its tracks it matters when exactly it begins, so there every time is one of its own.
"""

import bisect
import heapq
import itertools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

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


_Path = tuple["_Path | None", tuple[Step, ...]]
"""What was changed so far: the way to here, and the last steps on it."""


def cheapest(line: Line, scale: Scale) -> Found | None:
    """The cheapest steps after which the line fits, in the order of the day; None where there are none."""
    if any(stop.movable or stop.loose for stop in line.stops):
        return _through_line(line, scale)
    cost, steps = 0, list[Step]()
    for stretch in _stretches(line):
        found = _through_stretch(stretch, scale)
        if found is None:
            return None
        cost += found.cost
        steps += found.steps
    return Found(cost, tuple(steps))


def _stretches(line: Line) -> Iterator[Line]:
    """From pin to pin: where none can move, what is done in one stretch does not matter to the next."""
    first, start, earlier = 0, line.start, line.earlier
    for at, stop in enumerate(line.stops):
        if stop.pin is not None and not stop.beside:
            yield Line(line.day, line.stops[first:at], start, stop.pin, earlier)
            first, start, earlier = at, stop.pin, False
    yield line._replace(stops=line.stops[first:], start=start, earlier=earlier)


def _through_stretch(line: Line, scale: Scale) -> Found | None:
    if any(stop.at is not None for stop in line.stops):
        return _through_line(line, scale)
    longest = sum(stop.choices[0].minutes for stop in line.stops)
    wanted = longest - NEVER if line.end is None else line.start + longest - line.end
    if wanted <= 0:
        chosen = [min(stop.choices[0], stop.parked or stop.choices[0], key=lambda each: each.cost) for stop in line.stops]
    elif line.earlier or line.later or any(stop.tier == MIXED for stop in line.stops):
        return _through_line(line, scale)
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


# Where pins, the start or the end can move, or a change costs more than it gives.


def _through_line(line: Line, scale: Scale) -> Found | None:
    enough, latest, bounds = _edges(line)
    exactly = max((at for at, stop in enumerate(line.stops) if stop.at is not None), default=-1)
    count, number = len(line.stops), itertools.count()
    ahead: list[tuple[int, int, int, int, int, _Path | None, bool]] = []
    passed: list[list[tuple[int, int]]] = [[] for _ in range(count + 1)]
    begun_at: list[set[int]] = [set() for _ in range(count)]
    best: list[dict[int, int]] = [{} for _ in range(count + 1)]

    def reach(at: int, time: int, cost: int, path: _Path | None) -> None:
        if time <= latest[at]:
            time = max(time, enough[at])
            if best[at].get(time, cost + 1) <= cost:
                return
            best[at][time] = cost
            heapq.heappush(ahead, (cost + scale.minutes(bounds[at].minutes(time)), next(number), at, time, cost, path, False))

    def last(at: int, begins: int, cost: int, path: _Path | None) -> None:
        stop = line.stops[at]
        if stop.at is not None:
            if begins in begun_at[at]:
                return
            begun_at[at].add(begins)
        starts = stop.pin if stop.beside and stop.pin is not None else begins
        for minutes, more, steps in stop.choices if stop.at is None else stop.at(starts):
            reach(at + 1, begins + minutes, cost + more, (path, steps) if steps else path)
            if begins + minutes <= enough[at + 1]:
                break

    for begins, cost, path in _beginnings(line, scale, enough[0]):
        reach(0, begins, cost, path)
    while ahead:
        _, _, at, time, cost, path, begun = heapq.heappop(ahead)
        if begun:
            last(at, time, cost, path)
            continue
        if at > count:
            return Found(cost, _walked(path))
        if best[at][time] < cost or (at > exactly and any(earlier <= time and cheaper <= cost for earlier, cheaper in passed[at])):
            continue
        passed[at].append((time, cost))
        if at == count:
            if line.end is None or time <= line.end:
                return Found(cost, _walked(path))
            if (new := _up(time)) <= LAST_CLOCK:
                past = new - line.end
                cost += scale.price(scale.places - 1, past, over=past if line.over else 0)
                heapq.heappush(ahead, (cost, next(number), at + 1, new, cost, (path, (EndAt(line.day, line.end, new),)), False))
            continue
        stop = line.stops[at]
        if stop.pin is None or stop.beside:
            ways: Iterable[tuple[int, int, Step | None]] = ((time, 0, None),)
        else:
            ways = _at_pin(stop, stop.pin, time, scale, enough[at + 1], latest[at] if at <= exactly else None)
        for begins, extra, step in ways:
            way = (path, (step,)) if step else path
            if stop.at is None:
                last(at, begins, cost + extra, way)
            else:
                # What it can be when it begins then is worked out once nothing cheaper is left.
                known = cost + extra + scale.minutes(bounds[at].always)
                heapq.heappush(ahead, (known, next(number), at, begins, cost + extra, way, True))
        if stop.parked is not None:
            reach(at + 1, time, cost + stop.parked.cost, (path, stop.parked.steps))
    return None


class _Bound(NamedTuple):
    """At least so many minutes are lost from a time on: `always`, and one for each minute after each of `edges`; `sums` run over them."""

    always: int
    edges: list[int]
    sums: list[int]

    def minutes(self, time: int) -> int:
        passed = bisect.bisect_left(self.edges, time)
        return self.always + passed * time - self.sums[passed]


def _edges(line: Line) -> tuple[list[int], list[int], list[_Bound]]:
    """For each stop and the end: a time than which none earlier is better, the latest from which the end can be reached, and a bound.

    None is better than one from which every stop to the end can have its cheapest choice, or its longest to the next pin that stays.
    """
    end = NEVER if line.end is None else line.end
    as_it_stands = whatever = end
    latest = NEVER if line.later else end
    enough, last = [end], [latest]
    exactly = max((at for at, stop in enumerate(line.stops) if stop.at is not None), default=-1)
    for at, stop in reversed(tuple(enumerate(line.stops))):
        if at <= exactly:
            # When exactly something ends matters here, so no time is as good as another; only the latest is known.
            shortest = 0 if stop.at is not None else min(each.minutes for each in stop.choices)
            reaches = latest - shortest if stop.beside else min(latest - shortest, stop.latest)
            if stop.pin is not None and not stop.beside and not (stop.movable or stop.loose):
                reaches = stop.pin if stop.pin <= reaches else -1
            latest = max(reaches, latest if stop.parked else -1)
            enough.append(-1)
            last.append(latest)
            continue
        longest, shortest = stop.choices[0].minutes, stop.choices[-1].minutes
        begins, freely, reaches = as_it_stands - longest, whatever - longest, latest - shortest
        if stop.pin is None:
            as_it_stands, whatever = begins, freely
        else:
            as_it_stands = stop.pin if stop.pin <= begins else -1
            soft = [freely // STEP * STEP] if stop.movable else []
            soft += [freely] if stop.loose else []
            whatever = min([stop.pin, *soft])
            if not soft:
                reaches = stop.pin if stop.pin <= reaches else -1
        latest = max(reaches, latest if stop.parked else -1)
        enough.append(max(as_it_stands, whatever))
        last.append(latest)
    return enough[::-1], last[::-1], _bounds(line, exactly)


def _bounds(line: Line, exactly: int) -> list[_Bound]:
    """What is lost at least, if minutes were no multiples of five and each cost one: from the end backwards a convex function of time.

    Such a function is the list of times at which it grows steeper by one. A stop that can give so many minutes puts off all but the first;
    a pin that can move takes the first out and comes in twice ("slope trick": isotonic regression is the case without lengths).
    """
    pins = sum(stop.pin is not None for stop in line.stops)
    always, edges = 0, [] if line.end is None else [line.end] * (1 if line.later else pins + 2)
    found: list[_Bound] = []

    def keep() -> None:
        found.append(_Bound(always, list(edges), [0, *itertools.accumulate(edges)]))

    keep()
    for stop in reversed(line.stops[exactly + 1 :]):
        longest, shortest = stop.choices[0].minutes, 0 if stop.parked else stop.choices[-1].minutes
        if stop.choices[0].cost:
            edges = [each - shortest for each in edges]
        else:
            edges = [each - (longest if at == 0 else shortest) for at, each in enumerate(edges)]
        if stop.pin is not None and not stop.loose:
            if stop.movable:
                always += max(0, stop.pin - edges[0]) if edges else 0
                bisect.insort(edges, stop.pin)
                bisect.insort(edges, stop.pin)
                del edges[0]
            else:
                always += sum(max(0, stop.pin - each) for each in edges)
                edges = [stop.pin] * (pins + 2)
        keep()
    found += [_Bound(always, [], [0])] * (exactly + 1)
    return found[::-1]


def _beginnings(line: Line, scale: Scale, enough: int) -> Iterator[tuple[int, int, _Path | None]]:
    yield line.start, 0, None
    if line.earlier:
        for at in range((line.start - 1) // STEP * STEP, max(enough // STEP * STEP, 0) - 1, -STEP):
            yield at, scale.price(0, line.start - at), (None, (StartAt(line.day, line.start, at),))


def _at_pin(
    stop: Stop, pin: int, at: int, scale: Scale, enough: int, until: int | None = None
) -> Iterator[tuple[int, int, Step | None]]:
    """When a pinned session can begin for somebody who arrives at a time, with what that costs. `until`: later ones count, up to this."""
    if at <= pin:
        yield pin, 0, None
    if stop.loose:
        yield at, scale.price(stop.place, 0), Unpin(stop.session, pin)
    if stop.movable:
        if until is not None:
            moved: Iterable[int] = (new for new in range(_up(at), min(until, LAST_CLOCK) + 1, STEP) if new != pin)
        elif at > pin:
            moved = range(_up(at), min(_up(at), LAST_CLOCK) + 1)
        else:
            early_enough = (enough - stop.choices[0].minutes) // STEP * STEP
            moved = range(max(_up(at), early_enough), pin, STEP)
        for new in moved:
            yield new, scale.price(stop.place, abs(new - pin)), MovePin(stop.session, pin, new)


def _walked(path: _Path | None) -> tuple[Step, ...]:
    found: list[tuple[Step, ...]] = []
    while path is not None:
        path, steps = path
        found.append(steps)
    return tuple(step for steps in reversed(found) for step in steps)


def _up(minutes: int) -> int:
    return -(-minutes // STEP) * STEP
