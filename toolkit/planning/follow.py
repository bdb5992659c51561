"""A day follows who is here: its headcount, with all that is counted from it, and the groups of its rounds that are still to come.

What it is worked out for stands in the day (`expected`), so that a tap changes nothing that is on paper until somebody has seen what
changes and takes it over. Of a list, who is not here sits in no group, and the others move only where they must; whoever was not
expected and is here takes part. A number alone does not say who is missing, so the groups stay. What is over stays as it was.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.convening import edits
from toolkit.convening.addressed import dumped
from toolkit.convening.edits import All, AnyEdit, Edit, Ref, Set
from toolkit.convening.model import Convening, Day, Grouping, Participant, Round, Session
from toolkit.planning.grouping.make import repair
from toolkit.planning.grouping.places import GroupsError
from toolkit.planning.grouping.wishes import taking_part, when
from toolkit.planning.repairs import day_of
from toolkit.planning.running import Here, pressed
from toolkit.planning.timing import as_timed, fit


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits elsewhere, by the names of groups; "" is nowhere."""

    person: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Turned:
    """One round that changes: who is gone, who moves, and each group's number of people before and after. `number` counts from 1."""

    grouping: Grouping
    number: int
    session: Session | None
    gone: tuple[Seat, ...]
    moved: tuple[Seat, ...]
    sizes: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Follows:
    """All that changes, as one edit (None: nothing does), and the convening that it makes. `refused` groupings stay as they are."""

    edit: AnyEdit | None
    made: Convening
    rounds: tuple[Turned, ...] = ()
    refused: tuple[tuple[Grouping, GroupsError], ...] = ()
    joined: tuple[str, ...] = ()


def follow(convening: Convening, at: Here) -> Follows:
    """The day as it is with those who are here; where nobody has noted who is, as it was planned."""
    day, made, done = day_of(convening, at.day.id), convening, list[Edit]()

    def make(edit: Edit) -> None:
        nonlocal made
        made = edits.apply(made, edit).convening
        done.append(edit)

    joined = tuple(person.id for person in _joining(convening, day))
    for edit in _joins(convening, day):
        make(edit)
    if (number := _expected(made, day)) != day.expected:  # who joins may be one more than the whole list was before
        make(Set(target=Ref(kind="day", id=day.id), field=("expected",), value=number, was=(day.expected,)))
    rounds: list[Turned] = []
    refused: list[tuple[Grouping, GroupsError]] = []
    for grouping in convening.groups if _tells_who(day) else ():
        places = list(_open(made, day, at, grouping))
        if not any(_differs(made, day, grouping, grouping.rounds[place]) for place, _ in places):
            continue
        try:
            now = _repaired(made, day, grouping, [place for place, _ in places])
            target, (old, new) = Ref(kind="grouping", id=grouping.id), (dumped(each)["rounds"] for each in (grouping, now))
            make(Set(target=target, field=("rounds",), value=new, was=(old,)))
        except GroupsError as reason:
            refused.append((grouping, reason))
            continue
        rounds += [each for place, session in places if (each := _turned(grouping, now, place, session)) is not None]
    return Follows(All(edits=tuple(done)) if done else None, made, tuple(rounds), tuple(refused), joined)


def waits(convening: Convening, at: Here) -> bool:
    """Whether something would follow, without working out what: for a page that is shown at every tap."""
    day = day_of(convening, at.day.id)
    if _expected(convening, day) != day.expected or any(_joining(convening, day)):
        return True
    return _tells_who(day) and any(
        _differs(convening, day, grouping, grouping.rounds[place])
        for grouping in convening.groups
        for place, _ in _open(convening, day, at, grouping)
    )


def count(day: Day) -> int | None:
    """How many are here; None where nobody has noted it."""
    return len(day.present) if isinstance(day.present, tuple) else day.present


# Inside


def _tells_who(day: Day) -> bool:
    """Whether it is known who is missing: from a list, or from its having been taken back."""
    return isinstance(day.present, tuple) or (day.present is None and day.expected is not None)


def _expected(convening: Convening, day: Day) -> int | None:
    """None where as many are here as were planned for."""
    here = count(day)
    return None if here == convening.headcount() else here


def _joining(convening: Convening, day: Day) -> Iterator[Participant]:
    """Who is here and was not expected: had declined, or comes on other days."""
    here = frozenset(day.present) if isinstance(day.present, tuple) else frozenset()
    for person in convening.participants:
        if person.id in here and (person.status == "declined" or (person.days and day.id not in person.days)):
            yield person


def _joins(convening: Convening, day: Day) -> Iterator[Edit]:
    order = [each.id for each in convening.days]
    for person in _joining(convening, day):
        target = Ref(kind="participant", id=person.id)
        if person.status == "declined":
            yield Set(target=target, field=("status",), value="confirmed", was=("declined",))
        if person.days and day.id not in person.days:
            days = [each for each in order if each in person.days or each == day.id]
            yield Set(target=target, field=("days",), value=[*days], was=([*person.days],))


def _open(convening: Convening, day: Day, at: Here, grouping: Grouping) -> Iterator[tuple[int, Session | None]]:
    """The rounds of a grouping that are held on this day, have groups, and are not over. One of no session is held on the only day."""
    held = when(convening, grouping, max(1, len(grouping.rounds)))
    for place, (turn, (its_day, session)) in enumerate(zip(grouping.rounds, held, strict=False)):
        here = its_day.id == day.id if its_day is not None else len(convening.days) == 1
        if not here or not turn.groups:
            continue
        inside = [at for at, (_, other) in enumerate(held) if session is not None and other is session]
        if session is None or not _is_over(convening, day, session, at, inside.index(place), len(inside)):
            yield place, session


def _is_over(convening: Convening, day: Day, session: Session, at: Here, number: int, of: int) -> bool:
    """Whether the round of this number in a session has gone by; several share out its time, and the last lasts until it ends."""
    happened = pressed(session, at)
    if happened is None:
        return False
    if happened.ended is not None or happened.skipped:
        return True
    slot = as_timed(fit(day, convening.headcount(day))).slot(session.id)
    minutes = 0 if slot is None or slot.minutes is None else slot.minutes + happened.extra
    return minutes > 0 and number < min(of - 1, (at.seconds - happened.began) * of // (minutes * 60))


def _absent(convening: Convening, day: Day, grouping: Grouping) -> tuple[str, ...]:
    if not isinstance(day.present, tuple):
        return ()
    here = frozenset(day.present)
    its_day = (each for each in taking_part(convening, grouping) if not each.days or day.id in each.days)
    return tuple(each.id for each in its_day if each.id not in here)


def _differs(convening: Convening, day: Day, grouping: Grouping, turn: Round) -> bool:
    """Whether somebody is noted as missing who is here, or the other way round, or sits nowhere."""
    absent = frozenset(_absent(convening, day, grouping))
    there = {each.id for each in taking_part(convening, grouping) if not each.days or day.id in each.days} - absent
    return absent != frozenset(turn.absent) or there != {person for group in turn.groups for person in group.people}


def _repaired(convening: Convening, day: Day, grouping: Grouping, places: list[int]) -> Grouping:
    """Round by round, so that a round of another day is never touched."""
    absent = _absent(convening, day, grouping)
    rounds = tuple(turn.model_copy(update={"absent": absent}) if at in places else turn for at, turn in enumerate(grouping.rounds))
    now = grouping.model_copy(update={"rounds": rounds})
    for place in places:
        now = repair(convening, now, place, place + 1).grouping
    return now


def _turned(before: Grouping, after: Grouping, place: int, session: Session | None) -> Turned | None:
    old, new = (_seats(each.rounds[place]) for each in (before, after))
    away = frozenset(after.rounds[place].absent)
    seats = [Seat(person, old.get(person, ""), new.get(person, "")) for person in {**old, **new} if old.get(person) != new.get(person)]
    was = {group.name: len(group.people) for group in before.rounds[place].groups}
    sizes = tuple((group.name, was.get(group.name, 0), len(group.people)) for group in after.rounds[place].groups)
    gone, moved = (tuple(each for each in seats if (each.person in away) is side) for side in (True, False))
    return Turned(after, place + 1, session, gone, moved, sizes) if seats else None


def _seats(turn: Round) -> dict[str, str]:
    return {person: group.name for group in turn.groups for person in group.people}
