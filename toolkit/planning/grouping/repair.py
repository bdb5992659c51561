"""One round of groups put right with as few people moved as can be: who can stay stays. A free place is somebody of no account."""

import random
from collections.abc import Sequence
from dataclasses import replace

from toolkit.planning.grouping.problem import Problem, Seats, Tally, Turn, broken
from toolkit.planning.grouping.search import annealed
from toolkit.planning.grouping.table import Table
from toolkit.planning.grouping.wishes import Asked

EFFORT = 25_000
TRIES = 3
FEW = 60
"""Up to so many people the search looks for fewer moves than the best single swaps; among more it would stir up the whole room."""
SIZE = -2
"""The number of what nobody wished: that no group is left too small."""


def repaired(asked: Asked, seats: Sequence[Sequence[int]], at: int) -> tuple[Problem, list[int], dict[int, int]]:
    """The problem of this round alone, the new row, and what is broken in it still (empty as it should be)."""
    problem, people = _with_places(asked, at), asked.problem.people
    alone = Problem(problem.people, (problem.turns[at],), tuple(_in_first(problem, at)), ())
    row = _begun(problem, seats[at], at, random.Random(asked.grouping.seed))  # noqa: S311
    turn = asked.problem.turns[at]
    if all(seats[at][person] == row[person] for person in turn.present) and not _amiss(problem, alone, seats, row, at):
        return alone, row[:people], {}
    empty = [-1] * (problem.people - people)
    start = [row if nth == at else [*other, *empty] for nth, other in enumerate(seats)]
    stay = tuple(Tally("stay", {person: 1}, seats[at][person], frozenset({at})) for person in turn.present if seats[at][person] >= 0)
    here = tuple(replace(each, rounds=frozenset({at})) for each in problem.tallies if each.holds_in(at))
    search = Problem(problem.people, problem.turns, (*here, *stay), problem.once)
    near = _nearest(Table(search, start), at)
    found = near[2][at]
    if len(turn.present) <= FEW or _amiss(problem, alone, seats, found, at):
        tries = [annealed(Table(search, start), random.Random(asked.grouping.seed + nth), EFFORT, hot=200, only=at)  # noqa: S311
                 for nth in range(TRIES)]  # fmt: skip
        found = min((_back(Table(search, each[2]), seats[at], at) for each in (near, *tries)), key=lambda each: each[0])[1]
    there = set(turn.present)
    return alone, [found[person] if person in there else -1 for person in range(people)], _amiss(problem, alone, seats, found, at)


def _nearest(table: Table, at: int) -> tuple[int, int, Seats]:
    """Swap by swap, each the best that there is, until nothing is broken or no swap betters it; as `annealed` gives it."""
    row, present = table.seats[at], table.problem.turns[at].present
    while table.amiss and (offending := table.offending(at)):
        swaps = [(table.swapped(at, one, other), one, other) for one in offending for other in present if row[one] != row[other]]
        change, one, other = min(swaps, default=(0, 0, 0))
        if change >= 0:
            break
        table.swap(at, one, other, change)
    return table.amiss, table.cost, table.copied()


def _back(table: Table, home: Sequence[int], at: int) -> tuple[tuple[int, int, int], list[int]]:
    """Whoever moved and need not goes back, though she meets somebody once more there: how much is broken, how many moved, the cost; and
    the row.
    """
    row, present = table.seats[at], table.problem.turns[at].present

    def away(person: int) -> bool:
        return person < len(home) and 0 <= home[person] != row[person]

    def fewer(one: int, other: int) -> bool:
        """Whether the two change places for good: nothing more is broken, and fewer are away."""
        before, amiss, change = away(one) + away(other), table.amiss, table.swapped(at, one, other)
        table.swap(at, one, other, change)
        if table.amiss <= amiss and away(one) + away(other) < before:
            return True
        table.swap(at, one, other, -change)
        return False

    while any(fewer(one, other) for one in present if away(one) for other in present if row[other] == home[one]):
        pass
    return (table.amiss, sum(map(away, present)), table.cost), row


def _with_places(asked: Asked, at: int) -> Problem:
    """Each group as large as it may be, filled up with free places; and as many people as it must have at least."""
    places, turns = asked.places[at], list(asked.problem.turns)
    present = turns[at].present
    free = sum(places.most) - len(present)
    people = asked.problem.people
    turns[at] = Turn((*present, *range(people, people + free)), places.most)
    counted = dict.fromkeys(present, 1)
    least = tuple(Tally("least", counted, number, frozenset({at}), SIZE, group) for group, number in enumerate(places.least) if number)
    return Problem(people + free, tuple(turns), (*asked.problem.tallies, *least), asked.problem.once)


def _in_first(problem: Problem, at: int) -> list[Tally]:
    return [replace(each, rounds=None) for each in problem.tallies if each.holds_in(at)]


def _begun(problem: Problem, row: Sequence[int], at: int, chance: random.Random) -> list[int]:
    """Everybody where she was, as far as there are places; the others by lot."""
    turn = problem.turns[at]
    made = [-1] * problem.people
    free = list(turn.sizes)
    for person in turn.present:
        if person < len(row) and 0 <= row[person] < len(free) and free[row[person]]:
            made[person] = row[person]
            free[row[person]] -= 1
    places = [group for group, count in enumerate(free) for _ in range(count)]
    chance.shuffle(places)
    for person in turn.present:
        if made[person] < 0:
            made[person] = places.pop()
    return made


def _amiss(problem: Problem, alone: Problem, seats: Sequence[Sequence[int]], row: Sequence[int], at: int) -> dict[int, int]:
    found = broken(alone, [row])
    whole = [row if nth == at else other for nth, other in enumerate(seats)]
    return {**found, **broken(Problem(problem.people, problem.turns, (), problem.once), whole)}
