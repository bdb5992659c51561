"""What cases are made of: who is there, how long it lasts, and where a remark is expected."""

from typing import Any

from tests.planning.review.plans import Where, groups, one_day, part

Case = tuple[str, dict[str, Any], list[Where]]
FRIDAY, SATURDAY, THURSDAY = "2027-03-12", "2027-03-13", "2027-03-11"
DAY, NONE = "day-1", None


def on(level: str, session: str | None = None, day: str | None = DAY) -> list[Where]:
    return [(level, day, session)]


def stretch(*minutes: int, **keys: Any) -> dict[str, Any]:
    return one_day(*(part(f"Talk {n}", each) for n, each in enumerate(minutes, 1)), **keys)


def people(n: int, **keys: Any) -> list[dict[str, Any]]:
    return [{"id": f"p{at}", "name": f"Person {at}", **keys} for at in range(1, n + 1)]


def interpreters(n: int, language: str = "fr") -> list[dict[str, Any]]:
    return [{"id": f"i{at}", "side": "interpreter", "languages": [language, "en"]} for at in range(1, n + 1)]


NEEDS_FRENCH = {"id": "x1", "needs": {"interpretation": "fr"}}
ASKED = {"consent": {"list": "participants"}}


def lead(*persons: str) -> dict[str, Any]:
    return {"lead": [{"person": each} for each in persons]}


def in_tracks(*tracks: dict[str, Any]) -> dict[str, Any]:
    return one_day(part("T", tracks=list(tracks)), participants=people(1))


def in_two_groups(one: list[str], other: list[str], there: list[dict[str, Any]]) -> dict[str, Any]:
    """Two people who need French, in the groups of one round."""
    made = {"sessions": ["tables"], "rounds": [{"groups": [{"name": "A", "people": one}, {"name": "B", "people": other}]}]}
    return one_day(groups(minutes=30), participants=[NEEDS_FRENCH, {**NEEDS_FRENCH, "id": "x2"}, *there], groups=[made])
