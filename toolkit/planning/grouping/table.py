"""The state of a search: who sits where, how often everybody met, what each group counts; what a swap of two people would cost.

Costs are whole numbers. A firm wish weighs so much that no number of repeats makes up for it; the worst pair weighs most among the
repeats; evenness decides between what is equal in these, nearly.
"""

from collections.abc import Sequence

from toolkit.planning.grouping.problem import FIRM, Problem, Seats, price

FIRM_COST = 3_000
REPEAT = 12
"""What the first repeat of a pair costs; the second four times as much, the third nine times: it is better that two pairs meet again."""


class Table:
    """Mutable, for one search. `cost` is the whole cost, `amiss` by how much firm wishes are broken."""

    def __init__(self, problem: Problem, seats: Sequence[Sequence[int]]) -> None:
        self.problem = problem
        self.seats: Seats = [list(row) for row in seats]
        people, rounds = problem.people, len(problem.turns)
        self.where = [[[person for person in turn.present if row[person] == group] for group in range(len(turn.sizes))]
                      for row, turn in zip(self.seats, problem.turns, strict=True)]  # fmt: skip
        steps = [0, *(REPEAT * at**2 for at in range(1, rounds + 2))]
        usual = [0, *(sum(steps[: at + 1]) for at in range(rounds + 2))]
        once = [0, 0, *((at + 1) * FIRM_COST + usual[min(at + 2, rounds + 1)] for at in range(rounds + 1))]
        self._usual, free = usual, [0] * (rounds + 3)
        self._ladder = [[usual] * people for _ in range(people)]
        for one, other in problem.inseparable():
            self._ladder[one][other] = self._ladder[other][one] = free
        self._once = once
        for _, members in problem.once:
            for one in members:
                for other in members:
                    self._ladder[one][other] = once
        self._met = [[0] * people for _ in range(people)]
        self._more = [[ladder[1] - ladder[0] for ladder in row] for row in self._ladder]
        self._less = [[0] * people for _ in range(people)]
        for person in range(people):
            self._more[person][person] = 0
        self.cost = self.amiss = 0
        self._count()
        for groups in self.where:
            for group in groups:
                for nth, one in enumerate(group):
                    for other in group[nth + 1 :]:
                        self.cost += self._more[one][other]
                        self._meet(one, other, 1)

    def _count(self) -> None:
        """The sums of each tally in each group, and its price for every sum, firm and in cost."""
        problem = self.problem
        self._weights: list[list[dict[int, int]]] = []
        self._sums: list[list[list[int]]] = []
        self._prices: list[list[list[list[int]]]] = []
        self._firm: list[list[bool]] = []
        self._differs: list[dict[int, list[tuple[int, int]]]] = [{} for _ in problem.turns]
        for at, turn in enumerate(problem.turns):
            there = set(turn.present)
            weights, sums, prices, firm = list[dict[int, int]](), list[list[int]](), list[list[list[int]]](), list[bool]()
            for tally in problem.tallies:
                mine = {person: weight for person, weight in tally.weights.items() if person in there}
                if not tally.holds_in(at) or (not mine and tally.count != "least"):
                    continue
                total, is_firm = sum(mine.values()), tally.count in FIRM
                each = FIRM_COST if is_firm else 1
                weights.append(mine)
                firm.append(is_firm)
                sums.append([sum(mine.get(person, 0) for person in group) for group in self.where[at]])
                prices.append([[each * price(tally, total, found, group, size, len(turn.present)) for found in range(total + 1)]
                               for group, size in enumerate(turn.sizes)])  # fmt: skip
                for found, priced in zip(sums[-1], prices[-1], strict=True):
                    self.cost += priced[found]
                    self.amiss += priced[found] if is_firm else 0
            self._weights.append(weights)
            self._sums.append(sums)
            self._prices.append(prices)
            self._firm.append(firm)

    def _meet(self, one: int, other: int, by: int) -> None:
        met = self._met[one][other] + by
        self._met[one][other] = self._met[other][one] = met
        ladder = self._ladder[one][other]
        self._more[one][other] = self._more[other][one] = ladder[met + 1] - ladder[met]
        self._less[one][other] = self._less[other][one] = ladder[met] - ladder[met - 1] if met else 0
        if ladder is self._once and (met > 1 or (by < 0 and met == 1)):
            self.amiss += by * FIRM_COST

    def _between(self, at: int, one: int, other: int) -> list[tuple[int, int]]:
        """The tallies of a round in which two people differ, and by how much."""
        key = one * self.problem.people + other
        found = self._differs[at].get(key)
        if found is None:
            found = [(nth, mine.get(one, 0) - mine.get(other, 0)) for nth, mine in enumerate(self._weights[at])
                     if mine.get(one, 0) != mine.get(other, 0)]  # fmt: skip
            self._differs[at][key] = found
        return found

    def counted(self, at: int, one: int, other: int) -> int:
        """What a swap would cost in tallies alone."""
        row = self.seats[at]
        here, there = row[one], row[other]
        change = 0
        for nth, by in self._between(at, one, other):
            sums, prices = self._sums[at][nth], self._prices[at][nth]
            mine, theirs = prices[here], prices[there]
            change += mine[sums[here] - by] - mine[sums[here]] + theirs[sums[there] + by] - theirs[sums[there]]
        return change

    def swapped(self, at: int, one: int, other: int) -> int:
        """What it would cost to swap two people of different groups in a round."""
        row, groups = self.seats[at], self.where[at]
        here, there = groups[row[one]], groups[row[other]]
        more, less, more_there, less_there = self._more[one], self._less[one], self._more[other], self._less[other]
        change: int = sum([more[each] for each in there]) - more[other] + sum([more_there[each] for each in here]) - more_there[one]
        change -= sum([less[each] for each in here]) + sum([less_there[each] for each in there])
        return change + self.counted(at, one, other)

    def swap(self, at: int, one: int, other: int, change: int) -> None:
        """Do it; `change` is what `swapped` said."""
        row, groups = self.seats[at], self.where[at]
        here, there = row[one], row[other]
        for nth, by in self._between(at, one, other):
            sums, prices = self._sums[at][nth], self._prices[at][nth]
            if self._firm[at][nth]:
                self.amiss -= prices[here][sums[here]] + prices[there][sums[there]]
            sums[here] -= by
            sums[there] += by
            if self._firm[at][nth]:
                self.amiss += prices[here][sums[here]] + prices[there][sums[there]]
        groups[here].remove(one)
        groups[there].remove(other)
        for each in groups[here]:
            self._meet(one, each, -1)
            self._meet(other, each, 1)
        for each in groups[there]:
            self._meet(other, each, -1)
            self._meet(one, each, 1)
        groups[here].append(other)
        groups[there].append(one)
        row[one], row[other] = there, here
        self.cost += change

    def offending(self, at: int) -> list[int]:
        """Who sits in a group of this round in which something firm is broken: nothing is mended without one of them."""
        groups = {group for firm, sums, prices in zip(self._firm[at], self._sums[at], self._prices[at], strict=True) if firm
                  for group, found in enumerate(sums) if prices[group][found]}  # fmt: skip
        once = {person for _, members in self.problem.once for person in members}
        for group, people in enumerate(self.where[at]):
            bound = [person for person in people if person in once]
            if any(self._ladder[one][other] is self._once and self._met[one][other] > 1 for one in bound for other in bound if one < other):
                groups.add(group)
        return [person for group in sorted(groups) for person in self.where[at][group]]

    def copied(self) -> Seats:
        return [list(row) for row in self.seats]
