"""Invented people and groupings to be solved."""

from typing import Any

from toolkit.convening.model import Convening, Grouping
from toolkit.planning.grouping.problem import Problem, Turn

SIDES = ("donor", "activist", "activist", "researcher")


def a_convening(people: int, **more: Any) -> Convening:
    """People p0, p1, ... of three sides, two countries, on two days."""
    who = [{"id": f"p{at}", "code": f"C{at}", "name": f"Person {at}", "side": SIDES[at % 4], "country": ("PT", "IN")[at % 2],
            "languages": ["en", ("pt", "hi")[at % 2]]} for at in range(people)]  # fmt: skip
    talks = [{"id": f"talk-{n}", "title": f"Talk {n}", "minutes": 60} for n in (1, 2)]
    days = [{"id": f"day-{n}", "date": f"2027-03-1{n}", "start": "09:00", "sessions": [talk]} for n, talk in enumerate(talks, 1)]
    return Convening.model_validate({"title": "T", "days": days, "participants": who, **more})


def a_grouping(rounds: int = 1, **more: Any) -> Grouping:
    return Grouping.model_validate({"id": "g1", "rounds": [{}] * rounds, **more})


def plain(people: int, groups: int, rounds: int) -> Problem:
    """Nothing wished: groups as even as can be."""
    sizes = tuple(people // groups + (at < people % groups) for at in range(groups))
    return Problem(people, tuple(Turn(tuple(range(people)), sizes) for _ in range(rounds)))


def groups_of(grouping: Grouping, at: int = 0) -> list[set[str]]:
    return [set(group.people) for group in grouping.rounds[at].groups]
