"""Steps fill their session to the minute; quantities and copies follow the people."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.convening.exercise import Exercise
from toolkit.convening.model import Convening
from toolkit.planning import materials
from toolkit.planning.steps import Length, groups_for, length, phases, proportional

EXERCISE = Exercise.model_validate({
    "slug": "mapping", "title": "Mapping", "summary": "We map.", "purpose": "To see.",
    "people": {"least": 6, "usual": 20, "most": 40}, "group_size": 5,
    "minutes": {"least": "30", "usual": "30 + groups * 3", "most": "90"},
    "phases": [
        {"title": "Write", "minutes": "10"}, {"title": "Read out", "minutes": "people / 2"}, {"title": "Talk", "minutes": "groups * 5"},
    ],
    "materials": [
        {"item": "Marker", "quantity": "people"}, {"item": "Tape", "quantity": "ceil(groups / 4)", "note": "wide", "brings": "venue"},
        {"item": "Second wall", "quantity": "max(0, people - 30)"},
    ],
    "sheets": [{"id": "handout", "title": "Sheet", "copies": "people + 2"}, {"id": "table", "title": "Table", "copies": "groups"}],
})


@pytest.mark.parametrize(("people", "size", "groups"), [(0, 5, 1), (5, 5, 1), (6, 5, 2), (38, 6, 7), (38, None, 1)])
def test_groups_are_as_many_as_seat_everyone(people: int, size: int | None, groups: int) -> None:
    assert groups_for(people, size) == groups


def test_an_exercise_takes_the_minutes_that_its_formulas_say_for_these_people() -> None:
    assert (length(EXERCISE, 20), length(EXERCISE, 120)) == (Length(30, 42, 90), Length(30, 102, 102))


def test_phases_share_out_the_minutes_of_their_session_and_follow_each_other() -> None:
    steps = phases(EXERCISE, 20, 600, 60)
    assert [(step.phase.title, step.start, step.end, step.minutes) for step in steps] == [
        ("Write", 600, 615, 15), ("Read out", 615, 630, 15), ("Talk", 630, 660, 30),
    ]


def test_without_a_clock_there_are_minutes_and_without_minutes_the_usual_ones() -> None:
    steps = phases(EXERCISE, 20, None, None)
    assert [(step.start, step.end, step.minutes) for step in steps] == [(None, None, 10), (None, None, 10), (None, None, 20)]


@settings(deadline=None)
@given(st.integers(0, 600), st.lists(st.integers(0, 90), min_size=1, max_size=9))
def test_parts_add_up_and_no_step_is_nothing_while_there_is_time(total: int, weights: list[int]) -> None:
    parts = proportional(total, [Fraction(weight) for weight in weights])
    assert sum(parts) == total
    weighing = [part for part, weight in zip(parts, weights, strict=True) if weight or not any(weights)]
    assert min(weighing) >= min(1, total // len(weighing))


def test_parts_are_as_near_to_their_weights_as_whole_minutes_get() -> None:
    assert proportional(10, [Fraction(1)] * 3) == [4, 3, 3]
    assert proportional(7, [Fraction(100), Fraction(1), Fraction(0)]) == [6, 1, 0]
    assert proportional(5, []) == []


def test_materials_are_counted_for_the_people_and_what_comes_to_none_is_left_out() -> None:
    assert materials.needs(EXERCISE, 20) == (
        materials.Need("Marker", 20, "", "host", 2), materials.Need("Tape", 1, "wide", "venue"),
    )
    assert [need.quantity for need in materials.needs(EXERCISE, 38)] == [38, 2, 8]


def test_copies_of_a_sheet_follow_people_and_groups() -> None:
    assert [made.copies for made in materials.sheets(EXERCISE, 38)] == [40, 8]


def test_a_session_needs_what_its_exercise_needs() -> None:
    convening = Convening.model_validate({
        "title": "M", "expected": 12,
        "days": [{"sessions": [{"title": "A", "exercise": "mapping"}, {"title": "B", "exercise": "unknown"}, {"title": "C"}]}],
    })
    found = [materials.for_session(convening, session, {"mapping": EXERCISE}) for _, _, session in convening.sessions()]
    assert [[need.quantity for need in each] for each in found] == [[12, 1], [], []]
