"""Small invented agendas to hold a rule against, and what a rule found in one."""

from collections.abc import Mapping
from typing import Any

from toolkit.convening.exercise import Exercise
from toolkit.convening.model import Convening
from toolkit.planning.review import review

Where = tuple[str, str | None, str | None]
"""Level, day, session."""

CARD = Exercise.model_validate({
    "slug": "wall", "title": "Wall of words", "summary": "We write.", "purpose": "To see.", "people": {"least": 6, "usual": 20, "most": 40},
    "minutes": {"least": "40", "usual": "50", "most": "60"}, "phases": [{"title": "Write", "minutes": "50"}],
})  # fmt: skip
IN_FIVES = CARD.model_copy(update={"slug": "fives", "group_size": 7})
EXERCISES = {"wall": CARD, "fives": IN_FIVES}


def part(title: str, minutes: Any = None, kind: str = "plenary", **more: Any) -> dict[str, Any]:
    given = {} if minutes is None else {"minutes": minutes}
    return {"title": title, "kind": kind, **given, **more}


def opening(minutes: int = 15) -> dict[str, Any]:
    return part("Welcome", minutes, "opening")


def groups(title: str = "Tables", minutes: int = 60, **more: Any) -> dict[str, Any]:
    return part(title, minutes, "small-groups", **more)


def pause(minutes: int = 15, **more: Any) -> dict[str, Any]:
    return part("Break", minutes, "break", **more)


def lunch(minutes: int = 60, **more: Any) -> dict[str, Any]:
    return part("Lunch", minutes, "meal", **more)


def closing(minutes: int = 15) -> dict[str, Any]:
    return part("Close", minutes, "closing")


def one_day(*sessions: dict[str, Any], start: str | None = "09:00", **keys: Any) -> dict[str, Any]:
    """A convening of one day; keys of the day are `date` and `end`, the others the convening's."""
    day = {key: keys.pop(key) for key in ("date", "end") if key in keys}
    return {"title": "Meeting", **keys, "days": [{**({"start": start} if start else {}), **day, "sessions": list(sessions)}]}


def days(*each: list[dict[str, Any]], dates: tuple[str, ...] = (), **keys: Any) -> dict[str, Any]:
    made = [{"start": "09:00", **({"date": dates[at]} if dates else {}), "sessions": sessions} for at, sessions in enumerate(each)]
    return {"title": "Meeting", **keys, "days": made}


def plan(raw: Mapping[str, Any]) -> Convening:
    return Convening.model_validate(raw)


def found(rule: str, raw: Mapping[str, Any]) -> list[Where]:
    """Where one rule speaks, and how loudly."""
    return [(each.level, each.day, each.session) for each in review(plan(raw), EXERCISES) if each.rule == rule]
