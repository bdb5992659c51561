"""What an exercise needs on the table: items with their quantity for this many people, and how many copies of each sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from toolkit.convening.exercise import Exercise, Material, SheetCard
from toolkit.convening.model import Convening, Session
from toolkit.convening.values import Text
from toolkit.planning.formula import count, parse
from toolkit.planning.steps import groups_for

_SPARE = 10
"""Of a hundred."""


@dataclass(frozen=True, slots=True)
class Need:
    """One line of what to bring to a session."""

    item: Text
    quantity: int
    note: Text
    brings: Literal["host", "venue", "facilitator"]
    spare: int = 0


@dataclass(frozen=True, slots=True)
class Copies:
    """A sheet, how many of it, and to whom ("one each", "one per table")."""

    sheet: SheetCard
    copies: int


def needs(exercise: Exercise, people: int) -> tuple[Need, ...]:
    """In the order of the exercise; what comes to none for this many people is left out."""
    groups, size = groups_for(people, exercise.group_size), exercise.group_size or 1
    worked = ((each, count(each.quantity, people=people, groups=groups, size=size)) for each in exercise.materials)
    return tuple(Need(each.item, quantity, each.note, each.brings, _spare(each, quantity)) for each, quantity in worked if quantity)


def _spare(material: Material, quantity: int) -> int:
    """What runs out is what each person uses: pens dry up and cards are spoilt. One flipchart stays one, and a wall is there or not."""
    grows = material.brings != "venue" and bool(parse(material.quantity).names())
    return -(-quantity * (material.spare if material.spare is not None else _SPARE if grows else 0) // 100)


def copies(exercise: Exercise, sheet: SheetCard, people: int) -> int:
    """How many to print of one sheet."""
    return count(sheet.copies, people=people, groups=groups_for(people, exercise.group_size), size=exercise.group_size or 1)


def sheets(exercise: Exercise, people: int) -> tuple[Copies, ...]:
    return tuple(Copies(sheet, copies(exercise, sheet, people)) for sheet in exercise.sheets)


def for_session(convening: Convening, session: Session, exercises: Mapping[str, Exercise]) -> tuple[Need, ...]:
    """What one session of a convening needs; nothing where it has no exercise, or one that is not installed."""
    exercise = exercises.get(session.exercise or "")
    return needs(exercise, convening.headcount(convening.day_of(session.id))) if exercise else ()
