"""The places of one round: how many groups, how many sit in each, what each is called and where it is."""

from collections import Counter
from dataclasses import dataclass

from toolkit.convening.model import Convening, Grouping, Round
from toolkit.language import N_
from toolkit.language.said import SaidError
from toolkit.planning.steps import groups_for

SLACK = 1
"""By how much a group may be smaller or larger than even groups are, before somebody has to move."""

USUAL = 5
"""Up to five, everyone speaks to everyone (Fay, Garrod and Carletta; Karlstad University)."""

TOO_FEW_PLACES = N_("There are {people} people, and the groups have {places} places: give them more, or make more groups.")
TOO_SMALL_ROOMS = N_("There are {people} people, and the rooms of the groups seat {places}: take larger rooms, or one more.")


class GroupsError(SaidError):
    """Groups that cannot be made as they are asked for: one sentence that says what to change."""


@dataclass(frozen=True, slots=True)
class Places:
    """For each group its size, name and room, and how few and many it may have where people stay. There are as many places as people."""

    sizes: tuple[int, ...]
    names: tuple[str, ...]
    rooms: tuple[str, ...]
    least: tuple[int, ...]
    most: tuple[int, ...]

    @classmethod
    def of(cls, convening: Convening, grouping: Grouping, people: int) -> "Places":
        """As even as rooms allow, or with the sizes that were typed, the largest of them less where these are too many."""
        by_size = max(groups_for(people, grouping.size or USUAL), len(grouping.rooms))
        count = len(grouping.sizes) or grouping.number or by_size
        names = names_of(grouping, count)
        held = {group.name: group.room for turn in grouping.rounds for group in turn.groups}
        rooms = tuple(grouping.rooms[at] if at < len(grouping.rooms) else held.get(names[at], "") for at in range(count))
        return cls._in(convening, grouping, names, rooms, people)

    @classmethod
    def standing(cls, convening: Convening, grouping: Grouping, turn: Round, people: int) -> "Places":
        """The groups of a round as they were made, whatever number of groups its people would make today."""
        if not turn.groups:
            return cls.of(convening, grouping, people)
        groups = turn.groups
        return cls._in(convening, grouping, tuple(group.name for group in groups), tuple(group.room for group in groups), people)

    @classmethod
    def _in(cls, convening: Convening, grouping: Grouping, names: tuple[str, ...], rooms: tuple[str, ...], people: int) -> "Places":
        held = _most(convening, rooms, people)
        if len(grouping.sizes) == len(names):
            sizes = _typed(list(grouping.sizes), people)
            least, most = [max(0, size - SLACK) for size in sizes], [size + SLACK for size in sizes]
        else:
            sizes = _even(people, held)
            least = [max(min(1, min(sizes)), min(sizes) - SLACK)] * len(sizes)
            most = [min(room, max(sizes) + SLACK) for room in held]
        return cls(tuple(sizes), names, rooms, tuple(least), tuple(most))


def names_of(grouping: Grouping, count: int) -> tuple[str, ...]:
    """Those given, else those that the groups have already; then letters: A to Z, AA, AB ..., none twice."""
    held = next((turn.groups for turn in grouping.rounds if turn.groups), ())
    made = [name for name in dict.fromkeys(grouping.names or (group.name for group in held)) if name][:count]
    letters = (_letters(at) for at in range(count + len(made)))
    return (*made, *[each for each in letters if each not in made])[:count]


def _letters(at: int) -> str:
    return chr(ord("A") + at) if at < 26 else _letters(at // 26 - 1) + chr(ord("A") + at % 26)


def _most(convening: Convening, rooms: tuple[str, ...], people: int) -> list[int]:
    """How many a group can have: its share of the seats of its room."""
    seats = {room.name: room.seats for room in convening.venue.rooms if room.seats is not None}
    shared = Counter(rooms)
    return [min(people, seats[room] // shared[room]) if room in seats else people for room in rooms]


def _even(people: int, most: list[int]) -> list[int]:
    if sum(most) < people:
        raise GroupsError(TOO_SMALL_ROOMS, people=people, places=sum(most))
    sizes = [0] * len(most)
    for _ in range(people):
        sizes[min((at for at in range(len(most)) if sizes[at] < most[at]), key=lambda at: sizes[at])] += 1
    return sizes


def _typed(sizes: list[int], people: int) -> list[int]:
    if sum(sizes) < people:
        raise GroupsError(TOO_FEW_PLACES, people=people, places=sum(sizes))
    for _ in range(sum(sizes) - people):
        sizes[max(range(len(sizes)), key=lambda at: sizes[at])] -= 1
    return sizes
