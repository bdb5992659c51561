"""Which wishes clash: the smallest set of them that no arrangement can keep, found by leaving out what is not needed for the clash."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from toolkit.planning.grouping.exact import seat
from toolkit.planning.grouping.problem import FIRM, Problem

MOST_PAIRS = 400
ORDERS = 4
"""In how many orders wishes are left out, where more than two clash: each gives a set of which none can be spared, the smallest is told."""


@dataclass(frozen=True, slots=True)
class Clash:
    """These wishes cannot all be kept in this round; `turn` is None where it takes the rounds together."""

    wishes: tuple[int, ...]
    turn: int | None


def clash(problem: Problem) -> Clash | None:
    """None where each round can be seated, or where it could not be told in time."""
    seen: set[object] = set()
    for at, turn in enumerate(problem.turns):
        active = tuple(nth for nth, tally in enumerate(problem.tallies) if tally.count in FIRM and tally.holds_in(at))
        key = (turn, active)
        if key in seen:
            continue
        seen.add(key)
        if seat(problem, at).possible is False:
            wishes = sorted({problem.tallies[nth].wish for nth in active})
            return Clash(_smallest(problem, at, wishes), at)
    return _too_often(problem)


def _smallest(problem: Problem, at: int, wishes: Sequence[int]) -> tuple[int, ...]:
    def fails(some: Sequence[int]) -> bool:
        return seat(problem, at, frozenset(some)).possible is False

    for many in (0, 1, 2):
        if many < 2 or len(wishes) * (len(wishes) - 1) // 2 <= MOST_PAIRS:
            for some in combinations(wishes, many):
                if fails(some):
                    return some
    best = tuple(wishes)
    for turn in range(ORDERS):
        by = turn * len(wishes) // ORDERS
        kept = [*wishes[by:], *wishes[:by]]
        for wish in [*reversed(kept)] if turn % 2 else kept:
            fewer = [each for each in kept if each != wish]
            if fails(fewer):
                kept = fewer
        best = min(best, tuple(sorted(kept)), key=len)
    return best


def _too_often(problem: Problem) -> Clash | None:
    """Pairs that must meet more than once: as few groups as there are, or because something else puts them together."""
    for wish, people in problem.once:
        least = 0
        for turn in problem.turns:
            each, rest = divmod(len(people & set(turn.present)), len(turn.sizes))
            least += rest * (each + 1) * each // 2 + (len(turn.sizes) - rest) * each * (each - 1) // 2
        if least > len(people) * (len(people) - 1) // 2:
            return Clash((wish,), None)
        for one, other in combinations(sorted(people), 2):
            forced = [why for at in range(len(problem.turns)) if (why := _forced(problem, at, one, other)) is not None]
            if len(forced) > 1:
                return Clash(tuple(sorted({wish, *forced[0], *forced[1]})), None)
    return None


def _forced(problem: Problem, at: int, one: int, other: int) -> tuple[int, ...] | None:
    """The wishes that put two people into one group of a round."""
    if not {one, other} <= set(problem.turns[at].present):
        return None
    seats: dict[int, dict[int, int]] = {one: {}, other: {}}
    for tally in problem.tallies:
        if not tally.holds_in(at):
            continue
        if tally.count == "together" and one in tally.weights and other in tally.weights:
            return (tally.wish,)
        if tally.count == "seat":
            for person in (one, other):
                if person in tally.weights:
                    seats[person][tally.number] = tally.wish
    for group, wish in seats[one].items():
        if group in seats[other]:
            return (wish, seats[other][group])
    return None
