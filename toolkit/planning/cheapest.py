"""The cheapest changes with which a line of sessions can be walked through on time. Knows stops, lengths and costs only.

Where every pin stays, each stretch is for itself, and most are a subset sum (sums.py). Else it is a search over the clock for the cheapest
way through (A*: Hart, Nilsson and Raphael, 1968). It is exact, for what comes later depends only on the time at which a session is over,
and quick, for most times need no thought: one from which the rest fits as it stands, or which is early enough for the next pin whatever
happens, is as good as any earlier one; one from which nothing can be reached any more is left out; and so is one that is later and no
cheaper than another.
"""

import heapq
import itertools
from collections.abc import Iterator
from typing import NamedTuple

from toolkit.planning.changes import MIXED, NEVER, Choice, EndAt, MovePin, Scale, StartAt, Step, Stop, Unpin
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


LAST_CLOCK = 48 * 60 - 1
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
        if stop.pin is not None:
            yield Line(line.day, line.stops[first:at], start, stop.pin, earlier)
            first, start, earlier = at, stop.pin, False
    yield line._replace(stops=line.stops[first:], start=start, earlier=earlier)


def _through_stretch(line: Line, scale: Scale) -> Found | None:
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
    enough, latest, fitting, besides = _edges(line)
    count, number = len(line.stops), itertools.count()
    ahead: list[tuple[int, int, int, int, int, _Path | None]] = []
    passed: list[list[tuple[int, int]]] = [[] for _ in range(count + 1)]

    def reach(at: int, time: int, cost: int, path: _Path | None) -> None:
        if time <= latest[at]:
            time = max(time, enough[at])
            heapq.heappush(ahead, (cost + scale.minutes(max(0, time - fitting[at]) + besides[at]), next(number), at, time, cost, path))

    for begins, cost, path in _beginnings(line, scale, enough[0]):
        reach(0, begins, cost, path)
    while ahead:
        _, _, at, time, cost, path = heapq.heappop(ahead)
        if at > count:
            return Found(cost, _walked(path))
        if any(earlier <= time and cheaper <= cost for earlier, cheaper in passed[at]):
            continue
        passed[at].append((time, cost))
        if at == count:
            if line.end is None or time <= line.end:
                return Found(cost, _walked(path))
            if (new := _up(time)) <= LAST_CLOCK:
                past = new - line.end
                cost += scale.price(scale.places - 1, past, over=past if line.over else 0)
                heapq.heappush(ahead, (cost, next(number), at + 1, new, cost, (path, (EndAt(line.day, line.end, new),))))
            continue
        stop = line.stops[at]
        for begins, extra, step in ((time, 0, None),) if stop.pin is None else _at_pin(stop, stop.pin, time, scale, enough[at + 1]):
            way = (path, (step,)) if step else path
            for minutes, more, steps in stop.choices:
                reach(at + 1, begins + minutes, cost + extra + more, (way, steps) if steps else way)
                if begins + minutes <= enough[at + 1]:
                    break
        if stop.parked is not None:
            reach(at + 1, time, cost + stop.parked.cost, (path, stop.parked.steps))
    return None


def _edges(line: Line) -> tuple[list[int], list[int], list[int], list[int]]:
    """For each stop and the end: a time than which none earlier is better, the latest from which the end can be reached, one so that
    every minute later costs at least a minute, and the minutes that what lies further on costs at least besides.

    None is better than one from which every stop to the end can have its cheapest choice, or its longest to the next pin that stays.
    Lost minutes are dear up to the next pin, for no change of one minute wins more than one, and none wins it in two stretches; but not
    where that pin can be taken out for nothing, or a stop must change anyway and has then one length for less than another.
    """
    end = NEVER if line.end is None else line.end
    as_it_stands = whatever = dear = end
    latest = NEVER if line.later else end
    enough, last, fitting, besides = [end], [latest], [dear], [0]
    for stop in reversed(line.stops):
        longest, shortest = stop.choices[0].minutes, stop.choices[-1].minutes
        begins, freely, reaches = as_it_stands - longest, whatever - longest, latest - shortest
        if stop.pin is None:
            as_it_stands, whatever, more = begins, freely, besides[-1]
            dear = NEVER if stop.choices[0].cost else dear - longest
        else:
            as_it_stands = stop.pin if stop.pin <= begins else -1
            soft = [freely // STEP * STEP] if stop.movable else []
            soft += [freely] if stop.loose else []
            whatever = min([stop.pin, *soft])
            missing = 0 if stop.loose or stop.choices[0].cost else max(0, stop.pin + longest - dear)
            dear = NEVER if stop.loose else stop.pin
            more = besides[-1] + missing
            if not soft:
                reaches = stop.pin if stop.pin <= reaches else -1
        latest = max(reaches, latest if stop.parked else -1)
        enough.append(max(as_it_stands, whatever))
        last.append(latest)
        fitting.append(dear)
        besides.append(more)
    return enough[::-1], last[::-1], fitting[::-1], besides[::-1]


def _beginnings(line: Line, scale: Scale, enough: int) -> Iterator[tuple[int, int, _Path | None]]:
    yield line.start, 0, None
    if line.earlier:
        for at in range((line.start - 1) // STEP * STEP, max(enough // STEP * STEP, 0) - 1, -STEP):
            yield at, scale.price(0, line.start - at), (None, (StartAt(line.day, line.start, at),))


def _at_pin(stop: Stop, pin: int, at: int, scale: Scale, enough: int) -> Iterator[tuple[int, int, Step | None]]:
    """When a pinned session can begin for somebody who arrives at a time, with what that costs."""
    if at <= pin:
        yield pin, 0, None
    if stop.loose:
        yield at, scale.price(stop.place, 0), Unpin(stop.session, pin)
    if stop.movable:
        if at > pin:
            moved: range = range(_up(at), min(_up(at), LAST_CLOCK) + 1)
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
