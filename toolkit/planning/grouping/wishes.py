"""What a convening asks of its groups, as a problem in numbers; and what was found, as groups again. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.convening.model import Convening, Day, Group, Grouping, Participant, Round, Session, Wish
from toolkit.language import N_
from toolkit.planning.grouping.kinds import columns, kinds_of, needed_language, same
from toolkit.planning.grouping.places import GroupsError, Places
from toolkit.planning.grouping.problem import Problem, Tally, Turn

NOBODY = N_("There is nobody to seat: the list of people is empty.")
NO_COLUMN = N_("Nobody has anything under “{by}”, by which the groups should be told apart; there are {known}.")
NO_VALUE = N_("Nobody is “{value}” under “{by}”.")
NO_NUMBER = N_("The wish for at most or at least so many in a group does not say how many.")
NO_PEOPLE = N_("A wish does not say whom it is about.")
NO_GROUP = N_("A seat is wished in group “{group}”; the groups are {known}.")
NO_ROUND = N_("A wish speaks of round {n}; there are {rounds}.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A grouping made ready: the problem, its people in the order of their numbers, and all wishes by the numbers that tallies name."""

    grouping: Grouping
    problem: Problem
    people: tuple[Participant, ...]
    wishes: tuple[Wish, ...]
    places: tuple[Places, ...]

    def number(self, person: str) -> int:
        return next(at for at, each in enumerate(self.people) if each.id == person)


def ask(convening: Convening, grouping: Grouping, rounds: int | None = None, *, standing: bool = False) -> Asked:
    """Everything that is asked. `rounds` is how many to make, where not as many as there are; `standing` keeps the groups there are.

    :raises GroupsError: what is missing or speaks of nothing.
    """
    people = taking_part(convening, grouping)
    if not people:
        raise GroupsError(NOBODY)
    count = max(1, len(grouping.rounds) if rounds is None else rounds)
    turns = (*grouping.rounds[:count], *[Round()] * (count - len(grouping.rounds)))
    days = [day for day, _ in when(convening, grouping, count)]
    numbers = {person.id: at for at, person in enumerate(people)}
    present = [tuple(at for at, person in enumerate(people) if _is_there(person, day) and person.id not in turn.absent)
               for turn, day in zip(turns, days, strict=True)]  # fmt: skip
    places = tuple(Places.standing(convening, grouping, turn, len(there)) if standing else Places.of(convening, grouping, len(there))
                   for there, turn in zip(present, turns, strict=True))  # fmt: skip
    wishes = tuple(every_wish(convening, grouping, turns))
    tallies: list[Tally] = []
    once: list[tuple[int, frozenset[int]]] = []
    for nth, wish in enumerate(wishes):
        if wrong := [each for each in wish.rounds if each > count]:
            raise GroupsError(NO_ROUND, n=wrong[0], rounds=count)
        whom = frozenset(numbers[person] for person in wish.people if person in numbers)
        if wish.kind == "not-twice":
            once.append((nth, whom or frozenset(numbers.values())))
        else:
            tallies += _tallies(convening, wish, nth, people, whom, places)
    problem = Problem(
        len(people),
        tuple(Turn(there, found.sizes) for there, found in zip(present, places, strict=True)),
        tuple(tallies),
        tuple(once),
    )
    return Asked(grouping.model_copy(update={"rounds": turns}), problem, people, wishes, places)


def taking_part(convening: Convening, grouping: Grouping) -> tuple[Participant, ...]:
    coming = (person for person in convening.participants if person.status != "declined")
    return tuple(person for person in coming if not grouping.people or person.id in grouping.people)


def when(convening: Convening, grouping: Grouping, rounds: int) -> tuple[tuple[Day | None, Session | None], ...]:
    """The day and the session of each round: the sessions in order, each with as many rounds as the next."""
    found = {session.id: (day, session) for day, _, session in convening.sessions()}
    held = [found[each] for each in grouping.sessions if each in found]
    return tuple(held[at * len(held) // rounds] if held else (None, None) for at in range(rounds))


def every_wish(convening: Convening, grouping: Grouping, turns: Sequence[Round]) -> Iterator[Wish]:
    """The convening's, the grouping's own, and a seat for everybody who is locked into one."""
    yield from (Wish(kind="together", people=people) for people in convening.together)
    yield from (Wish(kind="apart", people=people) for people in convening.apart)
    yield from grouping.wishes
    for at, turn in enumerate(turns, 1):
        for group in turn.groups:
            for person in group.people:
                if person in turn.locked:
                    yield Wish(kind="seat", people=(person,), group=group.name, rounds=(at,))


def _is_there(person: Participant, day: Day | None) -> bool:
    return day is None or not person.days or day.id in person.days


def _tallies(
    convening: Convening, wish: Wish, nth: int, people: Sequence[Participant], whom: frozenset[int], places: Sequence[Places]
) -> Iterator[Tally]:
    rounds = frozenset(each - 1 for each in wish.rounds) or None
    weights = dict.fromkeys(sorted(whom), 1)
    match wish.kind:
        case "together" if weights:
            yield Tally("together", weights, rounds=rounds, wish=nth)
        case "apart" if weights:
            yield Tally("most", weights, 1, rounds, nth)
        case "balance":
            for members in _kinds(wish, people).values():
                yield Tally("spread" if wish.firm else "even", members, 0, rounds, nth)
        case "at-most" | "at-least" | "not-alone":
            if wish.number is None and wish.kind != "not-alone":
                raise GroupsError(NO_NUMBER)
            count = {"at-most": "most", "at-least": "least"}.get(wish.kind, "alone")
            for members in (weights,) if wish.people else _kinds(wish, people).values():
                yield Tally(count, members, wish.number or 0, rounds, nth)  # type: ignore[arg-type]
        case "facilitators":
            if not wish.people:
                raise GroupsError(NO_PEOPLE)
            yield Tally("least", weights, 1, rounds, nth)
            yield Tally("most", weights, -(-len(weights) // min(len(found.sizes) for found in places)), rounds, nth)
        case "interpreters":
            yield from _interpreted(convening, nth, people, whom, rounds)
        case "seat":
            at_all = dict.fromkeys(name for found in places for name in found.names)
            if wish.group not in at_all:
                raise GroupsError(NO_GROUP, group=wish.group, known=", ".join(at_all))
            for at, found in enumerate(places):
                if weights and wish.group in found.names and (rounds is None or at in rounds):
                    yield Tally("seat", weights, found.names.index(wish.group), frozenset({at}), nth)


def _kinds(wish: Wish, people: Sequence[Participant]) -> dict[str, dict[int, int]]:
    """Who is of each kind; only the one that is named, where one is."""
    found: dict[str, dict[int, int]] = {}
    for at, person in enumerate(people):
        for kind in kinds_of(person, wish.by or "side"):
            if not wish.value or same(kind, wish.value):
                found.setdefault(wish.value or kind, {})[at] = 1
    if not found and not any(kinds_of(person, wish.by or "side") for person in people):
        raise GroupsError(NO_COLUMN, by=wish.by or "side", known=", ".join(columns(people)))
    if not found:
        raise GroupsError(NO_VALUE, value=wish.value, by=wish.by or "side")
    return found


def _interpreted(
    convening: Convening, nth: int, people: Sequence[Participant], whom: frozenset[int], rounds: frozenset[int] | None
) -> Iterator[Tally]:
    """For each language that somebody needs: who needs it counts one, who interprets it counts more than all of them.

    Interpreters are those named, else all who speak it besides the convening's own language and need none of it themselves.
    """
    common = convening.language.split("-")[0]
    spoken = [{each.split("-")[0] for each in person.languages} for person in people]
    needed = [needed_language(person) for person in people]
    for tongue in sorted({each for each in needed if each and each != common}):
        needs = [at for at, each in enumerate(needed) if each == tongue]
        able = [at for at, each in enumerate(spoken)
                if tongue in each and (at in whom if whom else common in each and needed[at] != tongue)]  # fmt: skip
        heavy = len(needs) + 1
        yield Tally("interpreted", {**dict.fromkeys(needs, 1), **dict.fromkeys(able, heavy)}, heavy, rounds, nth)


def seated(asked: Asked, seats: Sequence[Sequence[int]], seed: int | None = None) -> Grouping:
    """The grouping with these groups; names, rooms, locks and absences are kept."""
    rounds = []
    for turn, row, places in zip(asked.grouping.rounds, seats, asked.places, strict=True):
        groups = tuple(
            Group(name=name, room=room, people=tuple(person.id for at, person in enumerate(asked.people) if row[at] == nth))
            for nth, (name, room) in enumerate(zip(places.names, places.rooms, strict=True))
        )
        rounds.append(turn.model_copy(update={"groups": groups}))
    changed: dict[str, object] = {"rounds": tuple(rounds)}
    return asked.grouping.model_copy(update=changed if seed is None else {**changed, "seed": seed})


def as_seats(asked: Asked) -> list[list[int]]:
    """The groups as they stand, in numbers; -1 where somebody sits nowhere yet."""
    found = []
    for turn, there in zip(asked.grouping.rounds, asked.problem.turns, strict=True):
        row = [-1] * len(asked.people)
        where = {person: nth for nth, group in enumerate(turn.groups) for person in group.people}
        for at in there.present:
            row[at] = where.get(asked.people[at].id, -1)
        found.append(row)
    return found


__all__ = ["Asked", "GroupsError", "as_seats", "ask", "every_wish", "seated", "taking_part", "when"]
