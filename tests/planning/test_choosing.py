"""Exercises are found by what is wanted of them, those that are called so first."""

import pytest

from toolkit import library
from toolkit.planning.choosing import Wanted, choose

EXERCISES = library.exercises()


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        (Wanted("dot votes"), ["dot-voting", "secret-dot-vote"]),
        (Wanted("Dotmocrácy"), ["dot-voting"]),
        (Wanted("zzz"), []),
        (Wanted(serves="choose", exposure="little", minutes=30), ["secret-dot-vote", "twenty-five-ten"]),
    ],
)
def test_exercises_are_found_by_what_is_wanted_of_them(wanted: Wanted, first: list[str]) -> None:
    assert [each.slug for each in choose(EXERCISES, wanted, 24)][: max(1, len(first))] == first


def test_nothing_wanted_is_everything_and_each_filter_only_narrows() -> None:
    everything = choose(EXERCISES, Wanted(), 24)
    assert {each.slug for each in everything} == set(EXERCISES)
    for wanted in (Wanted(fits=True), Wanted(minutes=20), Wanted(exposure="some"), Wanted(serves="look")):
        found = {each.slug for each in choose(EXERCISES, wanted, 100)}
        assert 0 < len(found) < len(everything)
        assert wanted.without(*wanted.narrowed()) == Wanted()
