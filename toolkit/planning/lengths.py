"""The lengths that something can have, each with what it costs: one after the other, side by side, and the best of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from toolkit.planning.changes import Step


class Choice(NamedTuple):
    """A length that a session can have in the day; for the same cost also any that is up to `spread` minutes longer."""

    minutes: int
    cost: int
    steps: "tuple[Step, ...]" = ()
    spread: int = 0


class Within:
    """What several tracks side by side cost that must end within a time, or of which the longest ends just then."""

    def __init__(self, chains: Sequence[tuple[Choice, ...]]) -> None:
        self.lengths = sorted({each.minutes for chain in chains for each in chain})
        at = {minutes: number for number, minutes in enumerate(self.lengths)}
        self._just: list[list[Choice | None]] = []
        self._most: list[list[Choice | None]] = []
        for chain in chains:
            just: list[Choice | None] = [None] * len(self.lengths)
            for each in chain:
                known = just[at[each.minutes]]
                if known is None or each.cost < known.cost:
                    just[at[each.minutes]] = each
            self._just.append(just)
            self._most.append(list(accumulate(just, cheaper)))
        self._costs = [_cost(parts) for parts in zip(*self._most, strict=True)]

    def at_most(self, minutes: int, least: int = 0) -> Choice | None:
        """The cheapest of all that end within so many minutes, and not all of them before `least`."""
        last = bisect_right(self.lengths, minutes)
        if least > 0:
            found = [each for at in range(bisect_left(self.lengths, least), last) if (each := self._ends(at))]
            return min(found, key=lambda each: each.cost, default=None)
        if not last or (cost := self._costs[last - 1]) is None:
            return None
        return Choice(minutes, cost, _steps([most[last - 1] for most in self._most]))

    def exactly(self) -> Iterable[Choice]:
        return (each for at in range(len(self.lengths)) if (each := self._ends(at)))

    def _ends(self, at: int) -> Choice | None:
        """The cheapest of which one track takes just so long, and no other longer."""
        whole = self._costs[at]
        if whole is None:
            return None
        best = number = -1
        for track, (just, most) in enumerate(zip(self._just, self._most, strict=True)):
            one, other = just[at], most[at]
            if one is not None and other is not None:
                cost = whole - other.cost + one.cost
                if best < 0 or cost < best:
                    best, number = cost, track
        parts = [just[at] if track == number else most[at] for track, (just, most) in enumerate(zip(self._just, self._most, strict=True))]
        return Choice(self.lengths[at], best, _steps(parts))


def _cost(parts: Iterable[Choice | None]) -> int | None:
    cost = 0
    for each in parts:
        if each is None:
            return None
        cost += each.cost
    return cost


def _steps(parts: Iterable[Choice | None]) -> "tuple[Step, ...]":
    return tuple(step for each in parts if each is not None for step in each.steps)


def cheaper(one: Choice | None, other: Choice | None) -> Choice | None:
    return other if one is None or (other is not None and other.cost < one.cost) else one


def both(one: Choice, other: Choice) -> Choice:
    return Choice(one.minutes + other.minutes, one.cost + other.cost, (*one.steps, *other.steps))


def each_with_each(ones: Iterable[Choice], others: Sequence[Choice], every: bool) -> tuple[Choice, ...]:
    """One thing after another, in all ways; of these what `kept` keeps."""
    costs: dict[int, int] = {}
    parts: dict[int, tuple[Choice, Choice]] = {}
    for one in ones:
        for other in others:
            minutes, cost = one.minutes + other.minutes, one.cost + other.cost
            if cost < costs.get(minutes, cost + 1):
                costs[minutes], parts[minutes] = cost, (one, other)
    longest = sorted(costs) if every else _cheaper_than_shorter(costs)
    return tuple(both(*parts[minutes]) for minutes in reversed(longest))


def _cheaper_than_shorter(costs: Mapping[int, int]) -> list[int]:
    found: list[int] = []
    for minutes in sorted(costs):
        if not found or costs[minutes] < costs[found[-1]]:
            found.append(minutes)
    return found


def kept(choices: Iterable[Choice], every: bool) -> tuple[Choice, ...]:
    """The cheapest of each length, or only what is cheaper than everything that is no longer; the longest first."""
    if not every:
        return frontier(choices)
    best: dict[int, Choice] = {}
    for each in choices:
        if each.minutes not in best or each.cost < best[each.minutes].cost:
            best[each.minutes] = each
    return tuple(best[minutes] for minutes in sorted(best, reverse=True))


def frontier(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """Only what is cheaper than everything that is no longer; the longest, which is the cheapest, first."""
    kept: list[Choice] = []
    for each in sorted(choices, key=lambda choice: (choice.minutes, choice.cost)):
        if not kept or each.cost < kept[-1].cost:
            kept.append(each)
    return tuple(reversed(kept))


def spread(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """Lengths that follow each other minute by minute for the same steps, as one; the choices come the longest first."""
    found: list[Choice] = []
    for each in choices:
        last = found[-1] if found else None
        if last is not None and last.cost == each.cost and last.steps == each.steps and last.minutes == each.minutes + 1:
            found[-1] = each._replace(spread=last.spread + 1)
        else:
            found.append(each)
    return tuple(found)
