"""The steps of an exercise in a session: whose minutes they are for this many people, shared out over the time that there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from toolkit.convening.exercise import Exercise, Phase
from toolkit.planning.formula import evaluate


@dataclass(frozen=True, slots=True)
class Step:
    """One phase with its minutes in this session; clock times where the session has one."""

    phase: Phase
    minutes: int
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """The minutes that an exercise takes for this many people."""

    least: int
    usual: int
    most: int


def groups_for(people: int, size: int | None) -> int:
    """How many groups of about this size: nobody sits in a group that is larger by more than one than another. At least one."""
    if not size or people <= size:
        return 1
    return -(-people // size)


def length(exercise: Exercise, people: int) -> Length:
    """Its formulas worked out, in whole minutes, and in order even where a formula is not."""
    groups, size = groups_for(people, exercise.group_size), exercise.group_size or 1

    def whole(formula: str) -> int:
        return max(0, round(evaluate(formula, people=people, groups=groups, size=size)))

    least, usual, most = whole(exercise.minutes.least), whole(exercise.minutes.usual), whole(exercise.minutes.most)
    return Length(least, max(least, usual), max(least, usual, most))


def phases(exercise: Exercise, people: int, start: int | None, minutes: int | None) -> tuple[Step, ...]:
    """The phases with whole minutes that add up to the session's. Without a length of its own the exercise takes its usual time."""
    groups, size = groups_for(people, exercise.group_size), exercise.group_size or 1
    weights = [Fraction(max(0, evaluate(phase.minutes, people=people, groups=groups, size=size))) for phase in exercise.phases]
    if minutes is None:
        minutes = round(sum(weights))
    steps: list[Step] = []
    clock = start
    for phase, share in zip(exercise.phases, proportional(minutes, weights), strict=True):
        end = None if clock is None else clock + share
        steps.append(Step(phase, share, clock, end))
        clock = end
    return tuple(steps)


def proportional(total: int, weights: Sequence[Fraction]) -> list[int]:
    """Whole parts of a total, as near to their weights as whole numbers get (largest remainder; the earlier first where equal).

    A part that weighs something gets at least a minute while there are minutes enough: a step of nothing is no step.
    """
    whole = sum(weights)
    if not weights:
        return []
    if whole == 0:
        weights, whole = [Fraction(1)] * len(weights), Fraction(len(weights))
    exact = [total * weight / whole for weight in weights]
    parts = [int(each) for each in exact]
    order = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in order[: total - sum(parts)]:
        parts[at] += 1
    for at, weight in enumerate(weights):
        largest = max(range(len(parts)), key=lambda each: (parts[each], -each))
        if weight and not parts[at] and parts[largest] > 1:
            parts[at], parts[largest] = 1, parts[largest] - 1
    return parts
