"""Groups that some do not come to are put right, and nobody moves who need not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import FULL
from tests.planning.grouping.asking import a_convening, a_grouping, groups_of
from toolkit.convening.model import Grouping
from toolkit.planning.grouping.make import ClashError, broken_wishes, look, make, repair


def without(grouping: Grouping, *gone: str) -> Grouping:
    return grouping.model_copy(update={"rounds": tuple(turn.model_copy(update={"absent": gone}) for turn in grouping.rounds)})


def moves(before: Grouping, after: Grouping, at: int) -> int:
    was = {person: group.name for group in before.rounds[at].groups for person in group.people}
    return sum(was.get(person) not in (None, group.name) for group in after.rounds[at].groups for person in group.people)


@given(st.integers(10, 24), st.integers(2, 5), st.data())
@settings(max_examples=100 if FULL else 8, deadline=None)
def test_no_more_people_move_than_sizes_need(people: int, groups: int, data: st.DataObject) -> None:
    convening = a_convening(people)
    grouping = make(convening, a_grouping(1, number=groups), effort=50).grouping
    gone = data.draw(st.lists(st.sampled_from([f"p{at}" for at in range(people)]), max_size=min(6, people - groups), unique=True))
    found = repair(convening, without(grouping, *gone))
    left = [len(group - set(gone)) for group in groups_of(grouping)]
    even = sum(left) / groups
    least, most = max(1, int(even) - 1), -int(-even // 1) + 1
    needed = max(sum(max(0, least - size) for size in left), sum(max(0, size - most) for size in left))
    assert found.moved == moves(grouping, found.grouping, 0) == needed
    assert sorted(person for group in groups_of(found.grouping) for person in group) == sorted(
        {f"p{at}" for at in range(people)} - set(gone)
    )
    assert all(least <= len(group) <= most for group in groups_of(found.grouping))


def test_where_nothing_is_amiss_everybody_stays() -> None:
    convening = a_convening(20)
    grouping = make(convening, a_grouping(3, size=5), effort=500).grouping
    found = repair(convening, grouping)
    assert found.moved == 0 and found.grouping == grouping


def test_a_wish_that_breaks_moves_one_person_only_and_rounds_that_are_over_stay() -> None:
    convening = a_convening(20)
    grouping = make(convening, a_grouping(3, number=4, wishes=[{"kind": "at-least", "value": "donor", "number": 1}]), effort=2_000).grouping
    donors = {person.id for person in convening.participants if person.side == "donor"}
    alone = next(next(iter(group & donors)) for group in groups_of(grouping, 2) if len(group & donors) == 1)
    found = repair(convening, without(grouping, alone), first=2)
    assert found.grouping.rounds[:2] == without(grouping, alone).rounds[:2]
    assert moves(grouping, found.grouping, 2) <= 2
    assert all(group & donors for group in groups_of(found.grouping, 2))


def test_nobody_moves_only_to_meet_somebody_else() -> None:
    convening = a_convening(12)
    grouping = make(convening, a_grouping(4, number=3), effort=50).grouping
    same = grouping.model_copy(update={"rounds": tuple(grouping.rounds[0] for _ in grouping.rounds)})
    gone = sorted(groups_of(same, 3)[0])[:3]
    last = same.rounds[3].model_copy(update={"absent": tuple(gone)})
    assert repair(convening, same.model_copy(update={"rounds": (*same.rounds[:3], last)}), first=3).moved == 1


def test_who_comes_late_finds_a_seat_and_nobody_else_moves() -> None:
    convening = a_convening(12)
    grouping = make(a_convening(11), a_grouping(2, number=3), effort=500).grouping
    found = repair(convening, grouping)
    assert found.moved == 0
    assert [sum("p11" in group for group in groups_of(found.grouping, at)) for at in (0, 1)] == [1, 1]


def test_a_group_moved_by_hand_is_looked_at_and_put_right() -> None:
    convening = a_convening(12, apart=[["p0", "p1"]])
    grouping = make(convening, a_grouping(1, number=3), effort=500).grouping
    (target,) = [at for at, group in enumerate(groups_of(grouping)) if "p0" in group]
    groups = [group.model_copy(update={"people": tuple(who for who in group.people if who != "p1") + (("p1",) if at == target else ())})
              for at, group in enumerate(grouping.rounds[0].groups)]  # fmt: skip
    by_hand = grouping.model_copy(update={"rounds": (grouping.rounds[0].model_copy(update={"groups": tuple(groups)}),)})
    assert broken_wishes(look(convening, by_hand)) == (0,)
    assert repair(convening, by_hand).moved == 1


def test_whoever_is_needed_and_missing_is_told() -> None:
    convening = a_convening(9)
    grouping = make(convening, a_grouping(1, number=3, wishes=[{"kind": "facilitators", "people": ["p0", "p1", "p2"]}])).grouping
    with pytest.raises(ClashError) as clash:
        repair(convening, without(grouping, "p1"))
    assert clash.value.wishes == (0,) and clash.value.sure


def test_one_wish_more_among_four_hundred_moves_no_more_people_than_it_needs() -> None:
    convening = a_convening(400)
    grouping = make(convening, a_grouping(2, size=6), effort=200).grouping
    wishes = [{"kind": "together", "people": ["p0", "p1"]}, {"kind": "apart", "people": ["p0", "p2"]}]
    found = repair(convening, Grouping.model_validate({**grouping.model_dump(), "wishes": wishes}))
    assert found.moved <= 4 and not broken_wishes(found)
