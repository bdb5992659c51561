"""Groups that keep every firm wish and repeat as little as can be found: a design where there is one, then simulated annealing over swaps
(Kirkpatrick, Gelatt and Vecchi, 1983). The work is counted in swaps tried, not in seconds: the same seed gives the same groups anywhere.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from toolkit.planning.grouping.designs import Rounds, nearly, uneven
from toolkit.planning.grouping.figures import Figures, bounds, figures
from toolkit.planning.grouping.problem import Problem, Seats, broken
from toolkit.planning.grouping.table import REPEAT, Table

EFFORT, EACH_SEAT = 150_000, 600
"""Swaps tried at most in one search, and for each seat of each round: a second for forty people in six rounds."""
BLOCKS = 0.2
"""How often those who want to be together try another group, when one of them is drawn: it is dear to try."""
COOLINGS = 200
"""How often the temperature falls on the way."""


@dataclass(frozen=True, slots=True)
class Solved:
    """`broken`: each firm wish that is not kept, with by how much; empty as it should be."""

    seats: tuple[tuple[int, ...], ...]
    figures: Figures
    broken: dict[int, int]


def solve(problem: Problem, seed: int, effort: int | None = None, start: Sequence[Sequence[int]] | None = None) -> Solved:
    """The best that was found. `start` is where to begin: rounds that keep the firm wishes, where any are known."""
    if effort is None:
        effort = min(EFFORT, EACH_SEAT * sum(len(turn.present) for turn in problem.turns))
    found: list[tuple[int, int, Seats]] = []
    chance = random.Random(seed)  # noqa: S311
    goal = _goal(problem)
    for design in _designs(problem):
        table = Table(problem, _as_seats(problem, design, chance))
        found.append(_named(table, problem, chance, effort // 4))
        if found[-1][:2] <= (0, goal):
            return _solved(problem, found[-1][2])
        found.append(annealed(Table(problem, found[-1][2]), chance, effort // 2, hot=REPEAT / 3, goal=goal))
    begin = beginning(problem, chance) if start is None else start
    found.append(annealed(Table(problem, begin), chance, effort, hot=4 * REPEAT, goal=goal))
    return _solved(problem, min(found, key=lambda each: each[:2])[2])


def _solved(problem: Problem, seats: Seats) -> Solved:
    return Solved(tuple(tuple(row) for row in seats), figures(problem, seats), broken(problem, seats))


def _goal(problem: Problem) -> int:
    """A cost that cannot be bettered: repeats spread evenly, all aims met."""
    return REPEAT * max(bounds(problem))


def beginning(problem: Problem, chance: random.Random) -> Seats:
    """Anything: who has a seat there, those who want to be together in one group where it has room, the others by lot."""
    seats: Seats = []
    for at, turn in enumerate(problem.turns):
        row = [-1] * problem.people
        free = list(turn.sizes)
        pinned = problem.pinned(at)
        for person, group in pinned.items():
            if free[group]:
                row[person] = group
                free[group] -= 1
        for block in sorted(blocks(problem, at), key=len, reverse=True):
            group = next((row[each] for each in block if row[each] >= 0), -1)
            waiting = [each for each in block if row[each] < 0]
            if group < 0 or free[group] < len(waiting):
                fitting = [each for each, places in enumerate(free) if places >= len(waiting)]
                group = chance.choice(fitting) if fitting else -1
            for each in waiting if group >= 0 else ():
                row[each] = group
                free[group] -= 1
        places = [group for group, count in enumerate(free) for _ in range(count)]
        chance.shuffle(places)
        for person in turn.present:
            if row[person] < 0:
                row[person] = places.pop()
        seats.append(row)
    return seats


def blocks(problem: Problem, at: int) -> list[list[int]]:
    """Those who want to be together in a round, and with whom these want to be together."""
    there = set(problem.turns[at].present)
    found: list[set[int]] = []
    for tally in problem.tallies:
        if tally.count == "together" and tally.holds_in(at):
            mine = set(tally.weights) & there
            for other in [each for each in found if each & mine]:
                mine |= other
                found.remove(other)
            found.append(mine)
    return [sorted(each) for each in found if len(each) > 1]


def annealed(
    table: Table, chance: random.Random, effort: int, *, hot: float, cold: float = 0.6, goal: int = 0, only: int | None = None
) -> tuple[int, int, Seats]:
    """How much of the firm wishes is broken, the cost, and the seats, at the best moment. A block moves as one. `only` one round moves."""
    problem = table.problem
    inside: list[dict[int, list[int]]] = []
    loose: list[list[int]] = []
    for at, turn in enumerate(problem.turns):
        pinned = set(problem.pinned(at))
        held = {each: block for block in blocks(problem, at) for each in block}
        fixed = pinned | {each for person in pinned for each in held.get(person, ())}
        inside.append({each: block for each, block in held.items() if each not in fixed})
        loose.append([person for person in turn.present if person not in fixed])
    turns = [at for at, turn in enumerate(problem.turns) if only in (None, at) and len(turn.sizes) > 1 and len(loose[at]) > 1]
    best = (table.amiss, table.cost, table.copied())
    heat, fall = hot, (cold / hot) ** (1 / COOLINGS)
    every = max(1, effort // COOLINGS)
    for step in range(effort if turns else 0):
        if step % every == every - 1:
            heat *= fall
        at = turns[int(chance.random() * len(turns))]
        people = loose[at]
        one, other = people[int(chance.random() * len(people))], people[int(chance.random() * len(people))]
        row = table.seats[at]
        if row[one] == row[other]:
            continue
        if inside[at] and (one in inside[at] or other in inside[at]):
            if chance.random() < BLOCKS:
                _move_blocks(table, at, one, other, inside[at], people, heat, chance)
        else:
            change = table.swapped(at, one, other)
            if change > 0 and chance.random() >= exp(-change / heat):
                continue
            table.swap(at, one, other, change)
        if (table.amiss, table.cost) < best[:2]:
            best = (table.amiss, table.cost, table.copied())
            if best[:2] <= (0, goal):
                break
    return best


def _move_blocks(
    table: Table, at: int, one: int, other: int, inside: dict[int, list[int]], people: list[int], heat: float, chance: random.Random
) -> None:
    """A block and as many others of the other group change places, or nobody."""
    row = table.seats[at]
    if len(inside.get(one, ())) < len(inside.get(other, ())):
        one, other = other, one
    block = inside[one]
    here, there = row[one], row[other]
    if any(row[each] != here for each in block):
        block = [one]
    back = inside.get(other, [other])
    if len(back) > len(block) or any(row[each] != there for each in back):
        back = [other]
    rest = [each for each in people if row[each] == there and each not in inside]
    if len(rest) < len(block) - len(back):
        return
    chance.shuffle(rest)
    back = [*back, *[each for each in rest if each not in back][: len(block) - len(back)]]
    if len(back) != len(block):
        return
    whole = 0
    for mine, theirs in zip(block, back, strict=True):
        change = table.swapped(at, mine, theirs)
        table.swap(at, mine, theirs, change)
        whole += change
    if whole > 0 and chance.random() >= exp(-whole / heat):
        for mine, theirs in zip(block, back, strict=True):
            table.swap(at, theirs, mine, table.swapped(at, theirs, mine))


# Designs.


def _designs(problem: Problem) -> list[Rounds]:
    """A design fits where everybody is there in every round, all in groups as even as can be, and nobody wants to be together."""
    turns = problem.turns
    if not turns or any(turn.present != turns[0].present for turn in turns):
        return []
    count, groups = len(turns[0].present), len(turns[0].sizes)
    even = sorted([count // groups + (at < count % groups) for at in range(groups)])
    if any(sorted(turn.sizes) != even for turn in turns) or problem.inseparable() or groups < 2:
        return []
    found = uneven(count, groups, len(turns))
    if found:
        return [found]
    if count % groups == 0 and len(few := nearly(groups, count // groups)) >= len(turns):
        return [few[: len(turns)]]
    longest = next((made for rounds in range(len(turns) - 1, 1, -1) if (made := uneven(count, groups, rounds))), ())
    return [longest] if longest else []


def _as_seats(problem: Problem, design: Rounds, chance: random.Random) -> Seats:
    """Points are people by lot, groups have their sizes; rounds that the design has not are drawn."""
    people = list(problem.turns[0].present)
    chance.shuffle(people)
    seats = beginning(problem, chance)
    for at, (groups, turn) in enumerate(zip(design, problem.turns, strict=False)):
        row = [-1] * problem.people
        left = sorted(groups, key=len)
        for group in sorted(range(len(turn.sizes)), key=lambda each: turn.sizes[each]):
            for point in left.pop(0):
                row[people[point]] = group
        seats[at] = row
    return seats


def _named(table: Table, problem: Problem, chance: random.Random, effort: int) -> tuple[int, int, Seats]:
    """Which person is which point of a design: two change names in all rounds at once, which leaves the meetings as they are in number."""
    people = problem.turns[0].present
    best = (table.amiss, table.cost, table.copied())
    if not problem.tallies:
        return best
    heat, fall = 200.0, (0.5 / 200) ** (1 / COOLINGS)
    every = max(1, effort // len(problem.turns) // COOLINGS)
    for step in range(effort // len(problem.turns)):
        if step % every == every - 1:
            heat *= fall
        one, other = people[int(chance.random() * len(people))], people[int(chance.random() * len(people))]
        if one == other:
            continue
        moved = [at for at, row in enumerate(table.seats) if row[one] != row[other]]
        change = sum(table.counted(at, one, other) for at in moved)
        if change > 0 and chance.random() >= exp(-change / heat):
            continue
        for at in moved:
            table.swap(at, one, other, table.swapped(at, one, other))
        if (table.amiss, table.cost) < best[:2]:
            best = (table.amiss, table.cost, table.copied())
    return best


__all__ = ["EFFORT", "Solved", "annealed", "beginning", "blocks", "solve"]
