"""Designs hold what they promise, checked by counting."""

import pytest

from toolkit.planning.grouping.designs import ORDERS, meetings, nearly, rounds_for, uneven

BEST_KNOWN = {
    3: (5, 4), 4: (7, 4, 5), 5: (9, 7, 5, 6), 6: (11, 8, 7, 6, 3), 7: (13, 10, 9, 7, 7, 8), 8: (15, 11, 9, 8, 8, 8, 9),
    9: (17, 13, 11, 9, 9, 9, 9, 10), 10: (19, 14, 13, 9, 7, 2, 5, 2, 3),
}  # fmt: skip
"""Rounds for so many groups of two, three, four ... people. Beyond ours are known: 8-4-10, 10-7-7, 10-9-5 and 10-10-4."""


@pytest.mark.parametrize(("groups", "size", "rounds"), [(g, s, w) for g, row in BEST_KNOWN.items() for s, w in enumerate(row, 2)])
def test_a_design_has_as_many_rounds_as_are_known_and_nobody_meets_twice(groups: int, size: int, rounds: int) -> None:
    found = rounds_for(groups, size)
    assert len(found) == rounds
    for each in found:
        assert sorted(point for group in each for point in group) == list(range(groups * size))
        assert {len(group) for group in each} == {size}
    assert max(meetings(found).values()) == 1


@pytest.mark.parametrize(("groups", "size"), [(order, order + more) for order in ORDERS if order > 2 for more in (1, 2, order)])
def test_groups_larger_than_their_number_repeat_no_pair_more_than_once(groups: int, size: int) -> None:
    found = rounds_for(groups, size)
    assert len(found) == groups
    assert all(sorted(point for group in each for point in group) == list(range(groups * size)) for each in found)
    assert max(meetings(found).values()) == 2


@pytest.mark.parametrize(
    ("people", "groups", "rounds"), [(33, 7, 7), (38, 7, 6), (34, 7, 7), (31, 8, 9), (30, 8, 8), (13, 5, 6), (27, 7, 9)]
)
def test_a_few_people_less_leave_groups_that_differ_by_one_at_most(people: int, groups: int, rounds: int) -> None:
    found = uneven(people, groups, rounds)
    assert len(found) == rounds
    for each in found:
        assert sorted(point for group in each for point in group) == list(range(people))
        assert {len(group) for group in each} <= {people // groups, -(-people // groups)}
    assert max(meetings(found).values()) == 1


def test_ten_rounds_of_eight_fours_repeat_ten_pairs_once() -> None:
    found = nearly(8, 4)
    assert len(found) == 10 and all(sorted(point for group in each for point in group) == list(range(32)) for each in found)
    met = list(meetings(found).values())
    assert (met.count(2), max(met)) == (10, 2)


def test_what_no_design_gives_is_empty() -> None:
    assert uneven(36, 6, 9) == () and rounds_for(0, 3) == () and rounds_for(6, 9) == ()
