"""The steps of an exercise while its session runs, each with its clock, and in a step that grows with the groups the turn of each.

A step whose minutes are counted by groups (`groups * 3`) is one in which they speak one after the other, so its time is shared out among
them, to the second. The steps share the time that the session has, with what was given to it; after its end the last goes on.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.convening.exercise import Exercise, Phase
from toolkit.convening.model import Convening, Round
from toolkit.planning import steps
from toolkit.planning.formula import parse
from toolkit.planning.grouping.wishes import when
from toolkit.planning.running import Turn


@dataclass(frozen=True, slots=True)
class GroupTurn:
    """When a group has its turn, in seconds of the day; `name` is "" for a group without one: `number` tells it, from 1."""

    number: int
    name: str
    begins: int
    ends: int
    now: bool


@dataclass(frozen=True, slots=True)
class Stepped:
    """One step with its seconds of the day."""

    phase: Phase
    number: int
    begins: int
    ends: int
    now: bool
    turns: tuple[GroupTurn, ...] = ()


def stepped(turn: Turn, exercise: Exercise | None, people: int, names: Sequence[str], seconds: int) -> tuple[Stepped, ...]:
    """All steps of what runs; `names` are those of the groups that sit in it now, where they are made. Nothing without an exercise."""
    if exercise is None or turn.began is None or not turn.minutes:
        return ()
    found = steps.phases(exercise, people, 0, turn.minutes)
    spans = [(turn.began + (step.start or 0) * 60, turn.began + (step.end or 0) * 60) for step in found]
    now = _now([end for _, end in spans], seconds)
    groups = list(names) or [""] * steps.groups_for(people, exercise.group_size)
    return tuple(
        Stepped(step.phase, at + 1, begins, ends, at == now, _turns(step.phase, groups, begins, ends, seconds if at == now else None))
        for at, (step, (begins, ends)) in enumerate(zip(found, spans, strict=True))
    )


def by_groups(phase: Phase) -> bool:
    """Whether the groups take turns in it: its minutes grow with them, and not with the people."""
    counted = parse(phase.minutes).names()
    return "groups" in counted and "people" not in counted


def _turns(phase: Phase, groups: Sequence[str], begins: int, ends: int, seconds: int | None) -> tuple[GroupTurn, ...]:
    """`seconds` is None in a step that does not run."""
    if not by_groups(phase) or len(groups) < 2 or ends <= begins:
        return ()
    edges = [begins + (ends - begins) * at // len(groups) for at in range(len(groups) + 1)]
    now = None if seconds is None else _now(edges[1:], seconds)
    return tuple(GroupTurn(at + 1, name, edges[at], edges[at + 1], at == now) for at, name in enumerate(groups))


def _now(ends: Sequence[int], seconds: int) -> int:
    return next((at for at, end in enumerate(ends) if end > seconds), len(ends) - 1)


def round_now(convening: Convening, turn: Turn, seconds: int) -> Round | None:
    """The round of groups that is held now: several in one session share out its time."""
    for grouping in convening.groups:
        held = when(convening, grouping, len(grouping.rounds))
        paired = zip(grouping.rounds, held, strict=True)
        here = [each for each, (_, session) in paired if session is not None and session.id == turn.session.id]
        if not any(each.groups for each in here):
            continue
        passed, whole = seconds - (turn.began or seconds), (turn.minutes or 0) * 60
        return here[min(len(here) - 1, passed * len(here) // whole) if whole else 0]
    return None
