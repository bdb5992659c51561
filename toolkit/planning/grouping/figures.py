"""What groups cost in meetings, and what they must cost at least: figures beside which a result can be judged.

Two bounds on meeting again. All meetings together are spread at best evenly over all pairs. And of each two rounds: those who sat
in one group of the first are spread at best evenly over the groups of the second, and who falls into one again meets again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from toolkit.planning.grouping.problem import Problem


@dataclass(frozen=True, slots=True)
class Figures:
    """`again`: meetings beyond the first of each pair; `pairs`: how many pairs these are; `worst`: the most often that one pair meets;
    `squared`: over all pairs the sum of c (c - 1) / 2 for c meetings. Each `least_` is what no arrangement can go below.
    """

    again: int
    pairs: int
    worst: int
    squared: int
    least_again: int
    least_squared: int

    @property
    def best(self) -> bool:
        """Whether nothing better can be."""
        return self.again == self.least_again or self.squared == self.least_squared


def figures(problem: Problem, seats: Sequence[Sequence[int]]) -> Figures:
    aside = problem.inseparable()
    counts: dict[tuple[int, int], int] = {}
    for row, turn in zip(seats, problem.turns, strict=True):
        groups: list[list[int]] = [[] for _ in turn.sizes]
        for person in sorted(turn.present):
            if row[person] >= 0:
                groups[row[person]].append(person)
        for together in groups:
            for pair in combinations(together, 2):
                if pair not in aside:
                    counts[pair] = counts.get(pair, 0) + 1
    met = counts.values()
    again, squared = bounds(problem)
    return Figures(
        sum(each - 1 for each in met), sum(each > 1 for each in met), max(met, default=0), sum(each * (each - 1) // 2 for each in met),
        again, squared,
    )  # fmt: skip


def bounds(problem: Problem) -> tuple[int, int]:
    """At least so many meetings beyond the first, and at least such a sum of c (c - 1) / 2."""
    aside = problem.inseparable()
    everybody = {person for turn in problem.turns for person in turn.present}
    here = [set(turn.present) for turn in problem.turns]
    pairs = len(everybody) * (len(everybody) - 1) // 2 - sum(one in everybody and other in everybody for one, other in aside)
    meetings = sum(
        _pairs(turn.sizes) - sum(one in there and other in there for one, other in aside)
        for turn, there in zip(problem.turns, here, strict=True)
    )
    evenly = _spread(max(0, meetings), pairs) if pairs else 0
    between = 0
    for (one, there), (other, then) in combinations(list(zip(problem.turns, here, strict=True)), 2):
        both = there & then
        wanted = sum(pair[0] in both and pair[1] in both for pair in aside)
        if there == then:
            met = max(
                sum(_spread(size, len(other.sizes)) for size in one.sizes), sum(_spread(size, len(one.sizes)) for size in other.sizes)
            )
        else:
            met = _spread(len(both), len(one.sizes) * len(other.sizes))
        between += max(0, met - wanted)
    squared = max(evenly, between)
    rounds = len(problem.turns)
    return max(0, meetings - pairs, -(-2 * squared // rounds) if rounds else 0), squared


def _pairs(sizes: Sequence[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def _spread(things: int, over: int) -> int:
    """How many pairs of `things` fall together when they are spread evenly."""
    each, rest = divmod(things, over)
    return rest * (each + 1) * each // 2 + (over - rest) * each * (each - 1) // 2
