"""Groups from wishes, and from groups with somebody missing: solved, or explained."""

import random
from dataclasses import dataclass

from toolkit.convening.model import Convening, Grouping
from toolkit.language import N_, Language
from toolkit.planning.grouping.exact import seat
from toolkit.planning.grouping.explain import Clash, clash, too_often
from toolkit.planning.grouping.figures import Figures, figures
from toolkit.planning.grouping.problem import broken
from toolkit.planning.grouping.repair import repaired
from toolkit.planning.grouping.search import solve
from toolkit.planning.grouping.wishes import Asked, GroupsError, as_seats, ask, seated
from toolkit.planning.grouping.words import Name, wish

CANNOT = N_("This cannot be done in round {n}: {wishes}. Leave out a wish, or change the number or the size of the groups.")
CANNOT_ALL = N_("This cannot be done in so many rounds: {wishes}. Leave out a wish, or make fewer rounds.")
NOT_FOUND = N_(
    "No groups were found that keep all wishes, though it could not be shown that there are none. The nearest breaks: {wishes}."
    " Try another seed, or leave out a wish."
)


@dataclass(frozen=True, slots=True)
class Made:
    """`moved` counts the places that somebody has left, where groups were repaired; `figures` stands for all rounds."""

    asked: Asked
    grouping: Grouping
    seats: tuple[tuple[int, ...], ...]
    figures: Figures
    moved: int = 0


class ClashError(GroupsError):
    """Wishes that cannot all be kept. `wishes` are their numbers in `asked.wishes`; `sure` is False where it was only not found."""

    def __init__(self, asked: Asked, found: Clash, *, sure: bool = True) -> None:
        self.asked, self.wishes, self.turn, self.sure = asked, found.wishes, found.turn, sure
        message = NOT_FOUND if not sure else CANNOT if found.turn is not None else CANNOT_ALL
        super().__init__(message, n=(found.turn or 0) + 1, wishes=", ".join(str(each) for each in found.wishes))

    def told(self, name: Name, say: Language) -> str:
        """The sentence, with people by `name`."""
        words = list(dict.fromkeys(wish(self.asked, each, name, say) for each in self.wishes))
        if self.turn is not None and len(self.wishes) < 2:
            sizes = self.asked.problem.turns[self.turn].sizes
            least, most = say.number(min(sizes)), say.number(max(sizes))
            size = most if least == most else say("{least} to {most}", least=least, most=most)
            words.append(say.plural("{n} group of {size}", "{n} groups of {size}", len(sizes), size=size))
        return say(self.message, n=say.number((self.turn or 0) + 1), wishes=say.list(words))

    def say(self, say: Language) -> str:
        return self.told(lambda person: person.code or person.id, say)


def make(convening: Convening, grouping: Grouping, rounds: int | None = None, seed: int | None = None, effort: int | None = None) -> Made:
    """All rounds anew; whoever is locked stays.

    :raises GroupsError: where something is missing; ClashError where wishes clash.
    """
    asked = ask(convening, grouping, rounds)
    seed = grouping.seed if seed is None else seed
    chance = random.Random(seed)  # noqa: S311
    ways = [seat(asked.problem, at, chance=chance) for at in range(len(asked.problem.turns))]
    why = clash(asked.problem) if any(way.possible is False for way in ways) else too_often(asked.problem)
    if why is not None:
        raise ClashError(asked, why)
    found = solve(asked.problem, seed, effort, [way.row for way in ways] if all(way.row for way in ways) else None)
    if found.broken:
        why = clash(asked.problem)
        raise ClashError(asked, why or Clash(tuple(sorted(found.broken)), None), sure=why is not None)
    return Made(asked, seated(asked, found.seats, seed), found.seats, found.figures)


def repair(convening: Convening, grouping: Grouping, first: int = 0, until: int | None = None) -> Made:
    """The groups as they stand, with as few people moved as can be, in the rounds from `first` on (and before `until`) where somebody
    is missing, has no seat, or a wish is broken. Sizes may differ by more than one before anybody has to move.

    :raises GroupsError: where something is missing; ClashError where wishes clash.
    """
    asked = ask(convening, grouping, standing=True)
    stood = as_seats(asked)
    seats = [list(row) for row in stood]
    last = len(seats) if until is None else until
    for at in range(first, last):
        problem, row, amiss = repaired(asked, seats, at)
        if amiss:
            why = clash(problem)
            raise ClashError(asked, Clash(why.wishes, at) if why else Clash(tuple(amiss), at), sure=why is not None)
        seats[at] = row
    moved = sum(before != now and before >= 0 for old, new in zip(stood, seats, strict=True) for before, now in zip(old, new, strict=True))
    now = seated(asked, seats)
    now = now.model_copy(update={"rounds": (*asked.grouping.rounds[:first], *now.rounds[first:last], *asked.grouping.rounds[last:])})
    return Made(asked, now, _frozen(seats), figures(asked.problem, seats), moved)


def look(convening: Convening, grouping: Grouping) -> Made:
    """The groups as they stand, with their figures: nothing is changed. Who has no seat is in no group."""
    asked = ask(convening, grouping, standing=True)
    seats = as_seats(asked)
    return Made(asked, asked.grouping, _frozen(seats), figures(asked.problem, seats))


def _frozen(seats: list[list[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(row) for row in seats)


def broken_wishes(made: Made) -> tuple[int, ...]:
    """The numbers of the wishes that the groups break as they stand."""
    return tuple(sorted(broken(made.asked.problem, made.seats)))
