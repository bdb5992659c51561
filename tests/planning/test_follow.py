"""A day follows who is here: its number, its times, its groups; nothing that is over, and nothing of another day."""

import datetime as dt
from typing import Any

from toolkit.convening import edits
from toolkit.convening.model import Convening
from toolkit.convening.telling import phrase
from toolkit.language import language
from toolkit.planning import follow, running
from toolkit.planning.follow import Follows, Seat
from toolkit.planning.timing import as_timed, fit

PEOPLE = [{"id": f"p{at}", "code": f"K{at}", "name": f"Person {at}"} for at in range(12)]
ROUND = {"groups": [{"name": name, "people": [f"p{at}" for at in range(start, 12, 3)]} for start, name in enumerate("ABC")]}
OTHER = {"groups": [{"name": name, "people": [f"p{at}" for at in range(start * 4, start * 4 + 4)]} for start, name in enumerate("ABC")]}
RAW: dict[str, Any] = {
    "title": "Meeting",
    "days": [
        {"id": "d1", "date": "2027-03-11", "start": "09:00", "sessions": [
            {"id": "round", "title": "Round", "minutes": 5, "minutes_per_person": 1},
            {"id": "one", "title": "One", "minutes": 30}, {"id": "two", "title": "Two", "minutes": 30}]},
        {"id": "d2", "date": "2027-03-12", "start": "09:00", "sessions": [
            {"id": "three", "title": "Three", "minutes": 30, "minutes_per_person": 1}]},
    ],
    "participants": PEOPLE,
    "groups": [{"id": "g", "sessions": ["one", "two", "three"], "rounds": [ROUND, OTHER, ROUND]}],
}  # fmt: skip


def meeting(present: list[str] | int | None, **more: Any) -> Convening:
    days = [{**RAW["days"][0], "present": present} if present is not None else RAW["days"][0], RAW["days"][1]]
    return Convening.model_validate({**RAW, "days": days, **more})


def at(convening: Convening, clock: str = "09:00") -> running.Here:
    found = running.here(convening, dt.datetime.fromisoformat(f"2027-03-11T{clock}"))
    assert found is not None
    return found


def followed(convening: Convening) -> Follows:
    """What follows; it is undone in one, and nothing follows from it."""
    found = follow.follow(convening, at(convening))
    assert follow.waits(convening, at(convening)) is (found.edit is not None or bool(found.refused))
    if found.edit is not None:
        done = edits.apply(convening, found.edit)
        assert done.convening == found.made and edits.apply(done.convening, done.inverse).convening == convening
        assert follow.waits(found.made, at(found.made)) is bool(found.refused)
    return found


def seated(convening: Convening, place: int) -> dict[str, set[str]]:
    return {group.name: set(group.people) for group in convening.groups[0].rounds[place].groups}


HERE = [f"p{at}" for at in range(12) if at not in (0, 3, 6)]


def test_three_who_are_missing_leave_their_groups_and_as_few_as_can_be_move() -> None:
    found = followed(meeting(HERE))
    assert found.made.headcount(found.made.days[0]) == 9 and found.made.headcount() == 12
    slot = as_timed(fit(found.made.days[0], 9)).slot("round")
    assert slot is not None and slot.minutes == 14
    one, two = found.rounds
    assert [(turn.number, turn.session and turn.session.id, len(turn.moved)) for turn in (one, two)] == [(1, "one", 1), (2, "two", 0)]
    assert {each.person for each in one.gone} == {"p0", "p3", "p6"} and one.gone[0] == Seat("p0", "A", "")
    assert one.moved[0].new == "A" and {name: (old, new) for name, old, new in one.sizes}["A"] == (4, 2)
    assert set.union(*seated(found.made, 0).values()) == set(HERE)
    assert seated(found.made, 2) == seated(meeting(HERE), 2)


def test_who_comes_later_has_a_place_again_and_who_was_moved_stays() -> None:
    first = followed(meeting(HERE)).made
    day = first.days[0].model_copy(update={"present": (*HERE, "p0")})
    found = followed(first.model_copy(update={"days": (day, first.days[1])}))
    assert found.made.headcount(found.made.days[0]) == 10
    assert [(each.person, each.old) for each in found.rounds[0].moved] == [("p0", "")] and not found.rounds[0].gone


def test_a_number_alone_changes_times_and_copies_and_no_groups() -> None:
    found = followed(meeting(9))
    assert found.made.days[0].expected == 9 and not found.rounds and found.made.groups == meeting(9).groups


def test_as_many_as_planned_change_nothing_and_nobody_noted_takes_it_back() -> None:
    assert followed(meeting([f"p{at}" for at in range(12)])).edit is None
    assert followed(meeting(12)).edit is None and followed(meeting(None)).edit is None
    taken = followed(meeting(9)).made
    back = followed(taken.model_copy(update={"days": (taken.days[0].model_copy(update={"present": None}), taken.days[1])}))
    assert back.made.days[0].expected is None


def test_a_round_that_is_over_stays_as_it_was() -> None:
    made = meeting(HERE)
    over = {"on": "2027-03-11", "began": "09:00:00", "ended": "09:30:00"}
    ended = edits.apply(made, edits.Set(target=edits.Ref(kind="session", id="one"), field=("happened",), value=over)).convening
    found = followed(ended)
    assert [turn.number for turn in found.rounds] == [2] and seated(found.made, 0) == seated(made, 0)


def test_of_several_rounds_in_a_session_under_way_those_that_have_gone_by_stay() -> None:
    grouping = {"id": "g", "sessions": ["one"], "rounds": [ROUND, OTHER]}
    began = {"on": "2027-03-11", "began": "09:20:00"}
    made = meeting(HERE, groups=[grouping])
    made = edits.apply(made, edits.Set(target=edits.Ref(kind="session", id="one"), field=("happened",), value=began)).convening
    assert [turn.number for turn in follow.follow(made, at(made, "09:34:59")).rounds] == [1, 2]
    assert [turn.number for turn in follow.follow(made, at(made, "09:35:00")).rounds] == [2]
    assert [turn.number for turn in follow.follow(made, at(made, "10:30:00")).rounds] == [2]


def test_who_had_declined_or_comes_on_another_day_and_is_here_takes_part() -> None:
    people = [{**PEOPLE[0], "status": "declined"}, {**PEOPLE[1], "days": ["d2"]}, *PEOPLE[2:]]
    found = followed(meeting([f"p{at}" for at in range(12)], participants=people))
    assert found.joined == ("p0", "p1")
    assert found.made.participants[0].status == "confirmed" and found.made.participants[1].days == ("d1", "d2")
    assert found.made.days[0].expected is None and found.made.headcount() == 12


def test_groups_that_cannot_be_put_right_stay_and_say_why() -> None:
    apart = [["p1", "p2"], ["p1", "p4"], ["p2", "p4"], ["p1", "p5"], ["p2", "p5"], ["p4", "p5"]]
    found = followed(meeting(["p1", "p2", "p4", "p5"], apart=apart))
    assert [grouping.id for grouping, _ in found.refused] == ["g"] and found.made.groups == meeting(HERE).groups
    assert found.made.days[0].expected == 4
    assert "cannot be done" in found.refused[0][1].say(language("en"))


def test_history_says_for_how_many_a_day_is_worked_out() -> None:
    made = meeting(9)
    edit = followed(made).edit
    assert edit is not None
    assert phrase(edit, made, language("en")) == "worked out day 1 for 9 people"
