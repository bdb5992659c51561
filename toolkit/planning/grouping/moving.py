"""One person moved by hand: what it would cost, and the groups after it."""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.convening.model import Grouping
from toolkit.planning.grouping.make import Made
from toolkit.planning.grouping.problem import broken


@dataclass(frozen=True, slots=True)
class Price:
    """Of a move into a group: the numbers of the people met there in another round as well, of the wishes that it breaks and mends, and
    how many sit in the group then.
    """

    group: int
    again: tuple[int, ...]
    breaks: tuple[int, ...]
    mends: tuple[int, ...]
    size: int


def prices(made: Made, at: int, person: str) -> tuple[Price, ...]:
    """For each other group of a round; empty where she is not there."""
    asked = made.asked
    who = next((nth for nth, each in enumerate(asked.people) if each.id == person), -1)
    if who < 0 or who not in asked.problem.turns[at].present:
        return ()
    before = broken(asked.problem, made.seats)
    found = []
    for group in range(len(asked.problem.turns[at].sizes)):
        if group == made.seats[at][who]:
            continue
        seats = _moved(made.seats, at, who, group)
        now = broken(asked.problem, seats)
        there = [each for each in asked.problem.turns[at].present if each != who and seats[at][each] == group]
        again = tuple(each for each in there if any(nth != at and row[each] == row[who] >= 0 for nth, row in enumerate(seats)))
        breaks = tuple(sorted(wish for wish in now if wish >= 0 and now[wish] > before.get(wish, 0)))
        mends = tuple(sorted(wish for wish in before if wish >= 0 and before[wish] > now.get(wish, 0)))
        found.append(Price(group, again, breaks, mends, len(there) + 1))
    return tuple(found)


def _moved(seats: Sequence[Sequence[int]], at: int, who: int, group: int) -> list[list[int]]:
    return [[group if nth == at and each == who else seat for each, seat in enumerate(row)] for nth, row in enumerate(seats)]


def moved(grouping: Grouping, at: int, person: str, to: int) -> Grouping:
    """The grouping with her in another group of a round, and fixed there: what was done by hand is not undone by the next draw.

    `to` is the number of the group; -1 takes her out of all. She is no longer absent.
    """
    turn = grouping.rounds[at]
    groups = tuple(
        group.model_copy(update={"people": (*(each for each in group.people if each != person), *((person,) if nth == to else ()))})
        for nth, group in enumerate(turn.groups)
    )
    locked = tuple(dict.fromkeys((*turn.locked, person))) if to >= 0 else tuple(each for each in turn.locked if each != person)
    absent = tuple(each for each in turn.absent if each != person)
    changed = turn.model_copy(update={"groups": groups, "locked": locked, "absent": absent})
    return grouping.model_copy(update={"rounds": (*grouping.rounds[:at], changed, *grouping.rounds[at + 1 :])})


def turned(grouping: Grouping, at: int, person: str) -> Grouping:
    """Fixed where she sits, or let go."""
    turn = grouping.rounds[at]
    locked = tuple(each for each in turn.locked if each != person) if person in turn.locked else (*turn.locked, person)
    return grouping.model_copy(
        update={"rounds": (*grouping.rounds[:at], turn.model_copy(update={"locked": locked}), *grouping.rounds[at + 1 :])}
    )
