"""Which wishes clash: the smallest set of them that no arrangement can keep, found by leaving out what is not needed for the clash."""

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from toolkit.planning.grouping.exact import seat
from toolkit.planning.grouping.problem import FIRM, Problem

MOST_PAIRS = 400
ORDERS = 4
"""In how many orders they are tried, where more than two clash: each gives a set of which none can be spared, the smallest is told."""


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
    return too_often(problem)


def _smallest(problem: Problem, at: int, wishes: Sequence[int]) -> tuple[int, ...]:
    def fails(some: Sequence[int]) -> bool:
        return seat(problem, at, frozenset(some)).possible is False

    if fails(()):
        return ()
    for wish in wishes:
        if fails((wish,)):
            return (wish,)
    best = tuple(wishes)
    for turn in range(ORDERS):
        by = turn * len(wishes) // ORDERS
        order = [*wishes[by:], *wishes[:by]]
        found = tuple(sorted(_needed(fails, [], False, order[::-1] if turn % 2 else order)))
        if len(found) < len(best) and fails(found):  # where a search was given up on the way, what is left need not clash
            best = found
        if len(best) < 3:
            return best
    if len(wishes) * (len(wishes) - 1) // 2 <= MOST_PAIRS:
        return next((pair for pair in combinations(wishes, 2) if fails(pair)), best)
    return best


def _needed(fails: Callable[[Sequence[int]], bool], held: list[int], more: bool, wishes: Sequence[int]) -> list[int]:
    """Those of `wishes` that are needed, beside those that are held anyway, for the clash: none of them can be spared.

    By halves, so that of many wishes few sets are tried: U. Junker, QUICKXPLAIN: Preferred explanations and relaxations for
    over-constrained problems, AAAI 2004. `more`: whether something was added to `held` that may already clash by itself.
    """
    if more and fails(held):
        return []
    if len(wishes) == 1:
        return [*wishes]
    half = len(wishes) // 2
    first, second = wishes[:half], wishes[half:]
    late = _needed(fails, [*held, *first], True, second)
    early = _needed(fails, [*held, *late], bool(late), first)
    return [*early, *late]


def too_often(problem: Problem) -> Clash | None:
    """Pairs that must meet more than once: as few groups as there are, or because something else puts them together."""
    for wish, people in problem.once:
        least = 0
        for turn in problem.turns:
            each, rest = divmod(len(people & set(turn.present)), len(turn.sizes))
            least += rest * (each + 1) * each // 2 + (len(turn.sizes) - rest) * each * (each - 1) // 2
        if least > len(people) * (len(people) - 1) // 2:
            return Clash((wish,), None)
        met: dict[tuple[int, int], tuple[int, ...]] = {}
        for at in range(len(problem.turns)):
            forced = dict(_forced(problem, at, people))
            again = sorted(met.keys() & forced.keys())
            if again:
                return Clash(tuple(sorted({wish, *met[again[0]], *forced[again[0]]})), None)
            met |= forced
    return None


def _forced(problem: Problem, at: int, people: Set[int]) -> Iterator[tuple[tuple[int, int], tuple[int, ...]]]:
    """Who of these is put into one group of a round, by pairs, and the wishes that do it."""
    there = people & set(problem.turns[at].present)
    seats: dict[int, list[tuple[int, int]]] = {}
    for tally in problem.tallies:
        if tally.holds_in(at) and tally.count == "seat":
            seats.setdefault(tally.number, []).extend((person, tally.wish) for person in tally.weights.keys() & there)
    for held in seats.values():
        for (one, why), (other, also) in combinations(sorted(held), 2):
            if one != other:
                yield (one, other), (why, also)
    for tally in problem.tallies:
        if tally.holds_in(at) and tally.count == "together":
            for pair in combinations(sorted(tally.weights.keys() & there), 2):
                yield pair, (tally.wish,)
