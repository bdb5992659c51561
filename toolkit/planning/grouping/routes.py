"""Each person's own way through the groups: where she sits in which round. For badges and slips; groups and rounds only, never a name."""

from dataclasses import dataclass

from toolkit.convening.model import Convening, Day, Grouping, Session
from toolkit.planning.grouping.wishes import when


@dataclass(frozen=True, slots=True)
class Stop:
    """One round of one grouping: `number` counts from 1 and `rounds` says of how many; `day_number` is 0 where it has no day."""

    grouping: Grouping
    number: int
    rounds: int
    day: Day | None
    day_number: int
    session: Session | None
    group: str
    room: str


def routes(convening: Convening) -> dict[str, tuple[Stop, ...]]:
    """For each person who sits in a group the stops, in the order of the days; who sits in none is left out."""
    order = {day.id: at for at, day in enumerate(convening.days, 1)}
    found: dict[str, list[Stop]] = {}
    for grouping in convening.groups:
        count = len(grouping.rounds)
        for number, (turn, (day, session)) in enumerate(zip(grouping.rounds, when(convening, grouping, count), strict=True), 1):
            for group in turn.groups:
                stop = Stop(grouping, number, count, day, order[day.id] if day else 0, session, group.name, group.room)
                for person in group.people:
                    found.setdefault(person, []).append(stop)
    in_order = {session.id: at for at, (_, _, session) in enumerate(convening.sessions())}

    def begins(stop: Stop) -> int:
        return in_order[stop.session.id] if stop.session else len(in_order)

    return {person: tuple(sorted(stops, key=begins)) for person, stops in found.items()}
