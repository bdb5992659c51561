"""What the search is asked, in numbers: people 0 .. n - 1, rounds, groups of given sizes, and what is counted in each group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Count = Literal["most", "least", "together", "alone", "interpreted", "seat", "spread", "even", "stay"]
FIRM: frozenset[Count] = frozenset({"most", "least", "together", "alone", "interpreted", "seat", "spread"})
"""What is never broken; `even` and `stay` are aims only."""

AIM = 3
"""What it costs that a group has one more or less of a kind than its share; twice as far costs four times as much."""

STAY = 120
"""What it costs that somebody leaves her seat: more than a few repeats, less than a wish."""

Seats = list[list[int]]
"""For each round and person the number of the group, -1 for who is not there."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One round: who is there, and how many places each group has. There are as many places as people."""

    present: tuple[int, ...]
    sizes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Something that is counted in each group, or in `group` only: the sum of the weights of those who sit there. `wish` is the number
    of what asks for it.

    `number` is the bound of most and least, the group of seat and stay, and for interpreted the weight of one who interprets (who needs
    it weighs 1).
    """

    count: Count
    weights: Mapping[int, int]
    number: int = 0
    rounds: frozenset[int] | None = None
    wish: int = -1
    group: int | None = None

    def holds_in(self, turn: int) -> bool:
        return self.rounds is None or turn in self.rounds


@dataclass(frozen=True, slots=True)
class Problem:
    """`once`: sets of people of whom no two may meet twice, each with the number of its wish."""

    people: int
    turns: tuple[Turn, ...]
    tallies: tuple[Tally, ...] = ()
    once: tuple[tuple[int, frozenset[int]], ...] = ()

    def pinned(self, turn: int) -> dict[int, int]:
        """Who has a seat in this round."""
        found: dict[int, int] = {}
        present = set(self.turns[turn].present)
        for tally in self.tallies:
            if tally.count == "seat" and tally.holds_in(turn):
                found.update((person, tally.number) for person in tally.weights if person in present)
        return found

    def inseparable(self) -> frozenset[tuple[int, int]]:
        """Pairs that are wanted together in every round: that they meet is no repeat."""
        return frozenset(
            (one, other)
            for tally in self.tallies
            if tally.count == "together" and tally.rounds is None
            for one in tally.weights
            for other in tally.weights
            if one < other
        )


def price(tally: Tally, total: int, found: int, group: int, size: int, present: int) -> int:
    """How far `found` of `total` in this group of `size`, of `present` people in all, is from what is asked; 0 where it is as asked."""
    if tally.group not in (None, group):
        return 0
    match tally.count:
        case "most":
            return max(0, found - tally.number)
        case "least":
            return max(0, tally.number - found)
        case "together":
            return found * (total - found)
        case "alone":
            return int(found == 1)
        case "interpreted":
            return found if found < tally.number else 0
        case "seat":
            return total - found if group == tally.number else 0
        case "stay":
            return STAY * (total - found) if group == tally.number else 0
        case "spread":
            share = size * total
            return max(0, share // present - found, found + (-share // present))
        case "even":
            return AIM * (2 * (found * present - size * total) ** 2 + present**2) // (2 * present**2)


def broken(problem: Problem, seats: Sequence[Sequence[int]]) -> dict[int, int]:
    """By how much each wish is broken, those that are kept left out."""
    found: dict[int, int] = {}
    for at, turn in enumerate(problem.turns):
        for tally in problem.tallies:
            if tally.count not in FIRM or not tally.holds_in(at):
                continue
            sums = [0] * len(turn.sizes)
            for person in turn.present:
                if (group := seats[at][person]) >= 0:
                    sums[group] += tally.weights.get(person, 0)
            total = sum(sums)
            for group, size in enumerate(turn.sizes):
                if amiss := price(tally, total, sums[group], group, size, len(turn.present)):
                    found[tally.wish] = found.get(tally.wish, 0) + amiss
    for wish, people in problem.once:
        ordered = sorted(people)
        for nth, one in enumerate(ordered):
            for other in ordered[nth + 1 :]:
                met = sum(row[one] == row[other] >= 0 for row in seats)
                if met > 1:
                    found[wish] = found.get(wish, 0) + met - 1
    return found
