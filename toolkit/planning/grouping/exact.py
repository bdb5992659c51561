"""Whether one round can keep all its firm wishes at all: a complete search, for who may not meet twice is no matter of one round.

People whom no wish tells apart are interchangeable, and so are empty groups of one size: each choice between such is made once.
"""

import random
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from toolkit.planning.grouping.problem import FIRM, Problem, Tally

PATIENCE = 5_000
"""Seatings looked at before it is left open."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`possible` is None where patience ran out; `row` is one way where there is one: for each person the group, or -1."""

    possible: bool | None
    row: tuple[int, ...] = ()


def seat(problem: Problem, at: int, wishes: Collection[int] | None = None, chance: random.Random | None = None) -> Answer:
    """One round with all wishes, or with these only."""
    tallies = [each for each in problem.tallies
               if each.count in FIRM and each.holds_in(at) and (wishes is None or each.wish in wishes)]  # fmt: skip
    return _Round(problem, at, tallies, chance or random.Random(0)).answer()  # noqa: S311


class _PatienceError(Exception):
    pass


class _Round:
    def __init__(self, problem: Problem, at: int, tallies: list[Tally], chance: random.Random) -> None:
        turn = problem.turns[at]
        self.people, self.present, self.sizes = problem.people, turn.present, turn.sizes
        there = set(turn.present)
        self.counted = [each for each in tallies if each.count not in ("together", "seat")]
        self.asked_by: dict[int, list[int]] = {person: [] for person in turn.present}
        for nth, each in enumerate(self.counted):
            for person in each.weights:
                if person in there:
                    self.asked_by[person].append(nth)
        self.pins: dict[int, set[int]] = {}
        for each in tallies:
            if each.count == "seat":
                for person in set(each.weights) & there:
                    self.pins.setdefault(person, set()).add(each.number)
        self.units = self._units([set(each.weights) & there for each in tallies if each.count == "together"])
        self.free = list(turn.sizes)
        self.sums = [[0] * len(turn.sizes) for _ in self.counted]
        self.weight = [self._weights(unit) for unit in self.units]
        self.rest = [sum(weight for person, weight in each.weights.items() if person in there) for each in self.counted]
        self.total = list(self.rest)
        self.wanted = [tuple(set.intersection(*held)) if (held := [self.pins[each] for each in unit if each in self.pins]) else None
                       for unit in self.units]  # fmt: skip
        self.order = list(range(len(turn.sizes)))
        chance.shuffle(self.order)
        self.named = {group for groups in self.pins.values() for group in groups}
        self.seats: list[int] = []
        self.steps = 0

    def _units(self, together: list[set[int]]) -> list[tuple[int, ...]]:
        blocks: list[set[int]] = []
        for mine in together:
            for other in [each for each in blocks if each & mine]:
                mine = mine | other
                blocks.remove(other)
            blocks.append(mine)
        held = set().union(*blocks) if blocks else set[int]()
        asked = {person for each in self.counted for person in each.weights} | set(self.pins)
        loose = [(person,) for person in self.present if person in asked and person not in held]
        units = [*(tuple(sorted(each)) for each in blocks if each), *loose]
        return sorted(units, key=lambda unit: (not any(each in self.pins for each in unit), -len(unit), self._signature(unit)))

    def _weights(self, unit: tuple[int, ...]) -> list[int]:
        found = [0] * len(self.counted)
        for person in unit:
            for nth in self.asked_by[person]:
                found[nth] += self.counted[nth].weights[person]
        return found

    def _signature(self, unit: tuple[int, ...]) -> tuple[object, ...]:
        asked = tuple(-weight for weight in self._weights(unit))
        return (-sum(weight != 0 for weight in asked), asked, sorted(group for person in unit for group in self.pins.get(person, ())))

    def answer(self) -> Answer:
        if any(each is not None and len(each) != 1 for each in self.wanted) or not self._hopeful(range(len(self.sizes))):
            return Answer(False)
        try:
            found = self._place(0)
        except _PatienceError:
            return Answer(None)
        return Answer(True, self._row()) if found else Answer(False)

    def _row(self) -> tuple[int, ...]:
        row = [-1] * self.people
        for unit, group in zip(self.units, self.seats, strict=True):
            for person in unit:
                row[person] = group
        places = [group for group in self.order for _ in range(self.free[group])]
        for person in self.present:
            if row[person] < 0:
                row[person] = places.pop()
        return tuple(row)

    def _place(self, at: int) -> bool:
        if at == len(self.units):
            return True
        self.steps += 1
        if self.steps > PATIENCE:
            raise _PatienceError
        unit, weights = self.units[at], self.weight[at]
        for group in self._choices(at):
            self._put(unit, weights, group, 1)
            self.seats.append(group)
            if self._hopeful((group,)) and self._place(at + 1):
                return True
            self.seats.pop()
            self._put(unit, weights, group, -1)
        return False

    def _choices(self, at: int) -> Iterator[int]:
        unit, wanted = self.units[at], self.wanted[at]
        if wanted is not None:
            yield from (group for group in wanted if self.free[group] >= len(unit))
            return
        alike = at > 0 and self.wanted[at - 1] is None and len(self.units[at - 1]) == len(unit) and self.weight[at - 1] == self.weight[at]
        begin = self.order.index(self.seats[at - 1]) if alike else 0
        empty: set[int] = set()
        for group in self.order[begin:]:
            if self.free[group] < len(unit):
                continue
            if self.free[group] == self.sizes[group] and group not in self.named:
                if self.sizes[group] in empty:
                    continue
                empty.add(self.sizes[group])
            yield group

    def _put(self, unit: tuple[int, ...], weights: list[int], group: int, by: int) -> None:
        self.free[group] -= by * len(unit)
        for nth, weight in enumerate(weights):
            self.sums[nth][group] += by * weight
            self.rest[nth] -= by * weight

    def _hopeful(self, changed: Collection[int]) -> bool:
        """Whether what is counted can still come right: no bound passed, and as many left as are missing, with places for them."""
        present = len(self.present)
        for nth, tally in enumerate(self.counted):
            sums, rest = self.sums[nth], self.rest[nth]
            match tally.count:
                case "most":
                    if any(sums[group] > tally.number for group in changed if tally.group in (None, group)):
                        return False
                    if 2 * rest > tally.number * len(sums) and rest > self._room(tally, sums):
                        return False
                case "spread":
                    if any(sums[group] > -(-self.sizes[group] * self.total[nth] // present) for group in changed):
                        return False
                    least = [self.sizes[group] * self.total[nth] // present for group in range(len(sums))]
                    if not self._filled([wanted - found for wanted, found in zip(least, sums, strict=True)], rest):
                        return False
                case "least":
                    here = [tally.group in (None, group) for group in range(len(sums))]
                    if not self._filled([tally.number - found if held else 0 for held, found in zip(here, sums, strict=True)], rest):
                        return False
                case "alone":
                    if not self._filled([int(found == 1) for found in sums], rest):
                        return False
                case "interpreted":
                    if not self._filled([int(0 < found < tally.number) for found in sums], rest // tally.number):
                        return False
        return True

    def _room(self, tally: Tally, sums: list[int]) -> int:
        """How many more of them all groups can hold."""
        return sum(
            min(free, tally.number - found) if tally.group in (None, group) else free
            for group, (free, found) in enumerate(zip(self.free, sums, strict=True))
        )

    def _filled(self, missing: list[int], rest: int) -> bool:
        return sum(each for each in missing if each > 0) <= rest and all(
            each <= self.free[group] for group, each in enumerate(missing) if each > 0
        )
