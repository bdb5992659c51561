"""How long sessions really took: from what was pressed on the day, beside the plan as it stood then."""

import datetime as dt
from typing import Any

from tests.planning.test_running import RAW, Room, at
from toolkit.convening import edits
from toolkit.convening.model import Convening
from toolkit.planning import lasted, replan, running
from toolkit.planning.lasted import Lasted


def test_a_session_keeps_when_it_was_planned_whatever_a_way_out_of_being_late_makes_of_the_plan() -> None:
    room = Room()
    room.press("09:25:00", "begin", "welcome")
    here = running.here(room.convening, at("09:30:00"))
    assert here is not None
    room.convening = edits.apply(room.convening, replan.ways(room.convening, here, 25, {})[0].edit).convening
    room.press("09:54:40", "begin", "talk")
    room.press("10:00:00", "skip", "quiz")
    day = room.convening.days[0]
    told = {}
    for session in day.sessions:
        each = lasted.happened(session, day)
        if each is not None:
            told[session.id] = lasted.took(each), lasted.planned(each, session, day, 0)
    assert told["welcome"] == (30, (540, 570))
    assert told["talk"][0] is None and told["talk"][1][0] == 595
    assert "quiz" not in told or told["quiz"][0] is None


def test_an_exercise_lasted_what_was_pressed_on_the_day_with_those_who_came() -> None:
    raw: dict[str, Any] = {**RAW, "expected": 40}
    held = {"on": "2027-03-11", "began": "12:30:15", "ended": "13:50:00", "planned": "12:30", "minutes": 30}
    sessions = [*raw["days"][0]["sessions"][:5], {**raw["days"][0]["sessions"][5], "happened": held}]
    raw["days"] = [{**raw["days"][0], "sessions": sessions, "present": 34}, raw["days"][1]]
    slug = "word-association-mapping"
    assert list(lasted.of_exercise(Convening.model_validate(raw), slug)) == [Lasted("map", dt.date(2027, 3, 11), 80, 30, 34)]
    assert list(lasted.of_exercise(Convening.model_validate(raw), "world-cafe")) == []
    for wrong in ({"on": "2027-03-09"}, {"ended": None}, {"skipped": True}):
        sessions[5]["happened"] = {**held, **wrong}
        assert list(lasted.of_exercise(Convening.model_validate(raw), slug)) == []
    sessions[5]["happened"] = held
    del raw["days"][0]["present"]
    assert [each.people for each in lasted.of_exercise(Convening.model_validate(raw), slug)] == [40]
