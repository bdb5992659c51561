"""The lengths that something can have, each with what it costs: one after the other, side by side, and the best of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
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

    def at_most(self, minutes: int, least: int = 0) -> Choice | None:
        """The cheapest of all that end within so many minutes, and not all of them before `least`."""
        last = bisect_right(self.lengths, minutes)
        if least > 0:
            found = [each for at in range(bisect_left(self.lengths, least), last) if (each := self._ends(at))]
            return min(found, key=lambda each: each.cost, default=None)
        return _sum(minutes, [most[last - 1] for most in self._most]) if last else None

    def exactly(self) -> Iterable[Choice]:
        return (each for at in range(len(self.lengths)) if (each := self._ends(at)))

    def _ends(self, at: int) -> Choice | None:
        """The cheapest of which one track takes just so long, and no other longer."""
        best: Choice | None = None
        for number, just in enumerate(self._just):
            if just[at] is not None:
                parts = [just[at] if number == n else most[at] for n, most in enumerate(self._most)]
                best = cheaper(best, _sum(self.lengths[at], parts))
        return best


def cheaper(one: Choice | None, other: Choice | None) -> Choice | None:
    return other if one is None or (other is not None and other.cost < one.cost) else one


def both(one: Choice, other: Choice) -> Choice:
    return Choice(one.minutes + other.minutes, one.cost + other.cost, (*one.steps, *other.steps))


def _sum(minutes: int, parts: Sequence[Choice | None]) -> Choice | None:
    held = [each for each in parts if each is not None]
    if len(held) < len(parts):
        return None
    return Choice(minutes, sum(each.cost for each in held), tuple(step for each in held for step in each.steps))


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
