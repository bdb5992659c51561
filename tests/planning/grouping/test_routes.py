"""Everybody's way through the groups, for a badge or a slip."""

from tests.planning.grouping.asking import a_convening, a_grouping
from toolkit.planning.grouping.kinds import columns, kinds_of, region
from toolkit.planning.grouping.make import make
from toolkit.planning.grouping.places import names_of
from toolkit.planning.grouping.routes import routes


def test_each_person_has_a_stop_for_each_round_in_the_order_of_the_days() -> None:
    convening = a_convening(9)
    second = make(convening, a_grouping(1, size=3, sessions=["talk-1"]), effort=200).grouping
    first = make(convening, a_grouping(3, size=3, sessions=["talk-1", "talk-2"], rooms=["Hall"]), effort=200).grouping
    found = routes(convening.model_copy(update={"groups": (first.model_copy(update={"id": "g2"}), second)}))
    assert set(found) == {f"p{at}" for at in range(9)}
    for person, stops in found.items():
        assert [(stop.grouping.id, stop.number, stop.rounds, stop.day_number) for stop in stops] == [
            ("g2", 1, 3, 1), ("g2", 2, 3, 1), ("g1", 1, 1, 1), ("g2", 3, 3, 2)]  # fmt: skip
        assert all(person in next(group.people for group in stop.grouping.rounds[stop.number - 1].groups if group.name == stop.group)
                   for stop in stops)  # fmt: skip
        assert all((stop.room == "Hall") == (stop.grouping.id == "g2" and stop.group == "A") for stop in stops)


def test_groups_are_called_as_they_were_and_then_by_letters() -> None:
    assert names_of(a_grouping(), 28)[-3:] == ("Z", "AA", "AB")
    assert names_of(a_grouping(names=["B", "Pier"]), 4) == ("B", "Pier", "A", "C")


def test_people_are_told_apart_by_what_is_known_of_them() -> None:
    convening = a_convening(4)
    assert columns(convening.participants) == ("side", "country", "region", "language")
    assert kinds_of(convening.participants[1], "language") == ("en", "hi") and kinds_of(convening.participants[1], "Flight") == ()
    assert [region(code) for code in ("PT", "in", "FJ", "XX", "")] == ["Europe", "Asia", "Pacific", "", ""]
