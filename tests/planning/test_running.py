"""A day that runs: its clock follows from what was pressed and when, and from nothing else."""

import datetime as dt
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.convening import edits, file
from toolkit.convening.edits import AnyEdit
from toolkit.convening.exercise import Exercise
from toolkit.convening.model import Convening, Happened
from toolkit.convening.telling import phrase
from toolkit.convening.values import read_moment
from toolkit.language import language
from toolkit.library import exercises
from toolkit.planning import pressed, replan, running, stepping
from toolkit.planning.running import Line, Turn

EN = language("en")
DATE = dt.date(2027, 3, 11)
RAW: dict[str, Any] = {
    "title": "Meeting",
    "days": [
        {"id": "d1", "date": "2027-03-11", "start": "09:00", "end": "13:00", "sessions": [
            {"id": "welcome", "title": "Welcome", "minutes": 30, "keep": "must"},
            {"id": "talk", "title": "Talk", "minutes": 60},
            {"id": "quiz", "title": "Quiz", "minutes": 20, "keep": "may"},
            {"id": "models", "title": "Models", "tracks": [
                {"id": "a", "title": "Asia", "sessions": [
                    {"id": "a1", "title": "A1", "minutes": 15}, {"id": "a2", "title": "A2", "minutes": 25}]},
                {"id": "b", "title": "Africa", "sessions": [{"id": "b1", "title": "B1", "minutes": 40}]},
            ]},
            {"id": "lunch", "title": "Lunch", "kind": "meal", "minutes": 60, "pin": "11:30"},
            {"id": "map", "title": "Map", "kind": "exercise", "exercise": "word-association-mapping", "minutes": 30},
        ]},
        {"id": "d2", "date": "2027-03-12", "start": "20:00", "sessions": [{"id": "night", "title": "Night", "minutes": 300}]},
    ],
}  # fmt: skip


def meeting() -> Convening:
    return Convening.model_validate(RAW)


def at(clock: str, date: dt.date = DATE) -> dt.datetime:
    return dt.datetime.combine(date, dt.time.fromisoformat(clock))


class Room:
    """A room with its own clock: the convening is all that it keeps, as a file would hold it."""

    def __init__(self, convening: Convening | None = None) -> None:
        self.convening = convening or meeting()
        self.inverses: list[AnyEdit] = []

    def press(self, clock: str, what: str, session: str, *more: int, date: dt.date = DATE, day: str = "") -> bool:
        here = running.here(self.convening, at(clock, date), day)
        assert here is not None
        edit = getattr(pressed, what)(here, session, *more)
        if edit is None:
            return False
        self.convening, inverse = edits.apply(self.convening, edit)
        self.inverses.append(inverse)
        return True

    def restart(self) -> None:
        self.convening = file.read(file.write(self.convening), "my.yaml")

    def lines(self, clock: str, date: dt.date = DATE, day: str = "") -> tuple[Line, ...]:
        here = running.here(self.convening, at(clock, date), day)
        assert here is not None
        return running.lines(self.convening, here)

    def said(self, clock: str) -> list[str]:
        """Each line at a time: what is now with its seconds left, what is next and when, by how much it is late."""
        seconds = read_moment(clock)
        return [
            f"{line.track.id if line.track else 'day'}: {_now(line.now, seconds)} | "
            f"{'-' if line.next is None else line.next.session.id + ' ' + moment(line.next.begins)} | {line.behind}"
            for line in self.lines(clock)
        ]  # fmt: skip


def _now(turn: Turn | None, seconds: int) -> str:
    return "-" if turn is None else f"{turn.session.id} {'?' if turn.ends is None else turn.ends - seconds}"


def moment(seconds: int | None) -> str:
    return "?" if seconds is None else f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def test_a_simulated_day_is_right_to_the_second() -> None:
    room = Room()
    assert room.said("08:50:00") == ["day: - | welcome 9:00:00 | 0"]
    assert room.said("09:06:30") == ["day: - | welcome 9:06:30 | 390"]
    assert room.press("09:07:12", "begin", "welcome")
    assert room.said("09:07:12") == ["day: welcome 1800 | talk 9:37:12 | 432"]
    assert room.said("09:36:12") == ["day: welcome 60 | talk 9:37:12 | 432"]
    assert room.said("09:39:00") == ["day: welcome -108 | talk 9:39:00 | 540"]
    assert room.press("09:39:00", "more", "welcome", 5)
    assert room.said("09:39:00") == ["day: welcome 192 | talk 9:42:12 | 732"]
    room.restart()
    assert room.said("09:41:00") == ["day: welcome 72 | talk 9:42:12 | 732"]
    assert room.press("09:41:20", "begin", "talk")
    assert room.said("09:41:20") == ["day: talk 3600 | quiz 10:41:20 | 680"]
    assert room.press("09:50:00", "more", "talk", -5) and room.press("09:50:01", "more", "talk", -5)
    assert room.said("09:50:01") == ["day: talk 2479 | quiz 10:31:20 | 80"]
    # The laptop sleeps for half an hour; nothing was pressed.
    assert room.said("10:35:20") == ["day: talk -240 | quiz 10:35:20 | 320"]
    assert room.press("10:36:00", "skip", "quiz")
    assert room.said("10:36:00") == ["day: talk -280 | models 10:36:00 | -840"]
    assert room.press("10:40:00", "done", "talk")
    assert room.said("10:45:10")[0] == "day: - | models 10:45:10 | -290"
    assert room.press("10:45:10", "begin", "models")
    assert room.said("10:50:10") == ["day: models 2100 | lunch 11:30:00 | 0", "a: a1 600 | a2 11:00:10 | -290", "b: b1 2100 | - | -290"]
    assert room.press("11:03:00", "begin", "a2")
    assert room.said("11:03:00") == ["day: models 1330 | lunch 11:30:00 | 0", "a: a2 1500 | - | -120", "b: b1 1330 | - | -290"]
    room.restart()
    assert room.press("11:34:00", "begin", "lunch")
    assert room.said("11:34:00") == ["day: lunch 3600 | map 12:34:00 | 240"]
    happened = {session.id: session.happened for _, _, session in room.convening.sessions()}
    over = {name: (moment(each.began), moment(each.ended)) for name, each in happened.items() if each is not None}
    assert over == {
        "welcome": ("9:07:12", "9:41:20"), "talk": ("9:41:20", "10:40:00"), "quiz": ("10:36:00", "10:36:00"),
        "models": ("10:45:10", "11:34:00"), "a1": ("10:45:10", "11:03:00"), "a2": ("11:03:00", "11:34:00"),
        "b1": ("10:45:10", "11:34:00"), "lunch": ("11:34:00", "?"),
    }  # fmt: skip
    assert happened["b1"] == Happened(on=DATE, began=38710, ended=41640, planned=650, minutes=40)
    for inverse in reversed(room.inverses):
        room.convening = edits.apply(room.convening, inverse).convening
    assert room.convening == meeting()


def test_the_phases_of_an_exercise_share_out_what_it_was_given() -> None:
    room = Room()
    room.press("12:30:15", "begin", "map")
    for clock, minutes in (("12:30:15", 30), ("12:50:00", 35)):
        if minutes == 35:
            room.press(clock, "more", "map", 5)
        turn = room.lines(clock)[0].now
        assert turn is not None and turn.minutes == minutes
        exercise = exercises()["word-association-mapping"]
        first = stepping.stepped(turn, exercise, 12, (), read_moment("12:30:15"))
        last = stepping.stepped(turn, exercise, 12, (), read_moment("13:30:00"))
        assert [each.phase for each in first] == list(exercise.phases)
        assert first[0].now and first[0].begins == read_moment("12:30:15") and first[-1].ends == turn.ends
        assert [each.ends for each in first[:-1]] == [each.begins for each in first[1:]]
        assert [each.now for each in last] == [*[False] * (len(last) - 1), True]


def test_in_a_step_that_grows_with_the_groups_each_has_its_turn() -> None:
    room = Room()
    room.press("12:30:00", "begin", "map")
    turn = room.lines("12:30:00")[0].now
    assert turn is not None
    card = {"slug": "s", "title": "S", "summary": "s", "purpose": "p", "people": {"least": 2, "usual": 4, "most": 99}, "group_size": 4,
            "minutes": {"least": "5", "usual": "30", "most": "30"}, "phases": [{"title": "Talk", "minutes": "20"},
            {"title": "Hear", "minutes": "groups * 3"}, {"title": "Go", "minutes": "people / 12"}]}  # fmt: skip
    exercise = Exercise.model_validate(card)

    def turns(clock: str, *names: str) -> list[tuple[str, int, bool]]:
        found = stepping.stepped(turn, exercise, 12, names, read_moment(clock))
        assert not found[0].turns and not found[2].turns
        return [(each.name or str(each.number), each.begins - read_moment("12:50:00"), each.now) for each in found[1].turns]

    assert turns("12:49:59", "Red", "Blue") == [("Red", 0, False), ("Blue", 270, False)]
    assert turns("12:50:00", "Red", "Blue") == [("Red", 0, True), ("Blue", 270, False)]
    assert turns("12:54:30", "Red", "Blue") == [("Red", 0, False), ("Blue", 270, True)]
    assert turns("12:53:00") == [("1", 0, False), ("2", 180, True), ("3", 360, False)]
    assert turns("12:53:00", "Red") == []


def test_the_day_is_todays_and_a_night_belongs_to_the_day_it_began_on() -> None:
    made = meeting()

    def day(clock: str, date: dt.date, wanted: str = "") -> tuple[str, dt.date, int, bool]:
        here = running.here(made, at(clock, date), wanted)
        assert here is not None
        return here.day.id, here.on, here.seconds, here.today

    d1, d2, d3 = (dt.date(2027, 3, each) for each in (11, 12, 13))
    assert day("09:00", d1) == ("d1", d1, 32400, True)
    assert day("00:30", d3) == ("d2", d2, 88200, True)
    assert day("01:00", d3) == ("d2", d3, 3600, False)
    assert day("09:00", dt.date(2027, 1, 1)) == ("d1", dt.date(2027, 1, 1), 32400, False)
    assert day("09:00", d1, "d2") == ("d2", d1, 32400, False)
    assert running.here(made.model_copy(update={"days": ()}), at("09:00")) is None


def test_a_rehearsal_counts_for_nothing_on_the_day_itself() -> None:
    room = Room()
    assert room.press("18:00:00", "begin", "talk", date=dt.date(2027, 3, 9), day="d1")
    now = room.lines("18:05:00", dt.date(2027, 3, 9), "d1")[0].now
    assert now is not None and now.session.id == "talk"
    assert room.said("09:00:00") == ["day: - | welcome 9:00:00 | 0"]
    assert room.press("09:00:00", "begin", "welcome") and room.press("09:30:00", "begin", "talk")
    assert room.said("09:30:00") == ["day: talk 3600 | quiz 10:30:00 | 0"]


def test_a_press_that_makes_no_sense_changes_nothing() -> None:
    room = Room()
    for what, session in (("done", "welcome"), ("begin", "gone"), ("begin", "night"), ("again", "talk"), ("skip", "gone")):
        assert not room.press("09:00:00", what, session)
    assert not room.press("09:00:00", "more", "welcome", 5)
    assert room.press("09:00:00", "begin", "a2")
    assert room.said("09:00:00") == ["day: models 2400 | lunch 11:30:00 | 0", "a: a2 1500 | - | -7500", "b: b1 2400 | - | -6600"]
    assert not room.press("09:01:00", "begin", "a2")
    assert room.press("09:02:00", "again", "a2")


def test_what_was_pressed_late_began_a_minute_earlier_and_so_ended_what_was_before() -> None:
    room = Room()
    room.press("09:00:00", "begin", "welcome")
    assert not room.press("09:00:01", "earlier", "talk")
    room.press("09:34:10", "begin", "talk")
    assert room.press("09:35:00", "earlier", "talk") and room.press("09:35:00", "earlier", "talk")
    assert room.said("09:35:00") == ["day: talk 3430 | quiz 10:32:10 | 130"]
    welcome = room.convening.days[0].sessions[0].happened
    assert welcome is not None and moment(welcome.ended) == "9:32:10"
    while room.press("09:35:00", "earlier", "talk"):
        pass
    assert room.said("09:35:00") == ["day: talk 1510 | quiz 10:00:10 | -1790"]


def test_history_says_what_was_pressed() -> None:
    room, told = Room(), []
    for clock, what, session, *more in (
        ("09:07:12", "begin", "welcome"), ("09:08:00", "more", "welcome", 5), ("09:09:00", "more", "welcome", -10),
        ("09:20:00", "begin", "talk"), ("09:30:00", "done", "talk"), ("09:30:00", "skip", "quiz"), ("09:31:00", "again", "quiz"),
    ):  # fmt: skip
        before = room.convening
        here = running.here(before, at(str(clock)))
        assert here is not None
        told.append(phrase(getattr(pressed, str(what))(here, session, *more), before, EN))
        assert room.press(str(clock), str(what), str(session), *[int(each) for each in more])
    assert told == [
        "began “Welcome” at 09:07", "gave “Welcome” 5 min more", "took 10 min from “Welcome”",
        "ended “Welcome” at 09:20; began “Talk” at 09:20", "ended “Talk” at 09:30", "skipped “Quiz”", "noted that “Quiz” has not begun",
    ]  # fmt: skip


def test_the_ways_out_start_from_what_was_pressed_and_are_taken_and_undone_in_one() -> None:
    room = Room()
    room.press("09:25:00", "begin", "welcome")
    room.press("09:30:00", "more", "welcome", 5)
    here = running.here(room.convening, at("09:40:00"))
    assert here is not None
    minutes = running.minutes_late(running.lines(room.convening, here)[0])
    assert minutes == 30
    found = replan.ways(room.convening, here, minutes, {})
    assert found
    for way in found:
        assert edits.apply(way.made, edits.apply(room.convening, way.edit).inverse).convening == room.convening
        rows = replan.against(room.convening, way.made, "d1")
        assert [row.session.id for row in rows] == ["welcome", "talk", "quiz", "models", "lunch", "map"]
        welcome = rows[0].after
        assert welcome is not None and (welcome.start, welcome.end) == (565, 600)
        after = running.lines(way.made, running.Here(way.made.days[0], here.on, here.seconds, True))[0]
        assert after.behind == 0 and after.now is not None and after.now.ends == 36000
    assert replan.to_the_room(room.convening, found[0].made, here, minutes, EN) == (
        "We are 30 minutes late. “Talk” is shorter than planned. “Lunch” begins at 11:30. We end at 13:00, as planned."
    )


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(
    st.integers(0, 4 * 3600), st.sampled_from(["begin", "done", "skip", "more", "again", "earlier"]),
    st.sampled_from(["welcome", "talk", "quiz", "models", "a1", "a2", "b1", "lunch", "map"])), max_size=12))  # fmt: skip
def test_whatever_is_pressed_one_session_runs_in_a_line_and_all_of_it_is_undone(presses: list[tuple[int, str, str]]) -> None:
    room = Room()
    for seconds, what, session in sorted(presses):
        clock = moment(9 * 3600 + seconds).zfill(8)
        more = (5,) if what == "more" else ()
        if room.press(clock, what, session, *more) and what == "begin":
            assert session in [line.now.session.id for line in room.lines(clock) if line.now]
        for line in room.lines(clock):
            states = [turn.state for turn in line.turns]
            assert states.count("now") <= 1 and states.count("next") <= 1
    for inverse in reversed(room.inverses):
        room.convening = edits.apply(room.convening, inverse).convening
    assert room.convening == meeting()


def test_what_nobody_pressed_before_what_was_begun_was_as_planned_as_far_as_there_was_time() -> None:
    room = Room()
    room.press("09:00:00", "begin", "welcome")
    room.press("09:40:00", "begin", "models")
    here = running.here(room.convening, at("10:30:00"))
    assert here is not None
    assert {name: (each.began, each.ended) for name, each in running.known(room.convening, here).items()} == {
        "welcome": (540, 570), "talk": (570, 580), "quiz": (580, 580), "models": (580, None),
    }  # fmt: skip
    way = replan.ways(room.convening, here, 30, {})[0]
    rows = {row.session.id: row.after and (row.after.start, row.after.end) for row in replan.against(room.convening, way.made, "d1")}
    assert rows == {
        "welcome": (540, 570), "talk": (570, 580), "quiz": (580, 580), "models": (580, 660), "lunch": (690, 750), "map": (750, 780),
    }  # fmt: skip


def test_more_minutes_than_the_clock_knows_are_those_of_what_runs_or_of_what_is_waited_for() -> None:
    room = Room()

    def begins(clock: str, minutes: int) -> list[int | None]:
        here = running.here(room.convening, at(clock))
        assert here is not None
        way = replan.ways(room.convening, here, minutes, {})[0]
        return [row.after.start if row.after else None for row in replan.against(room.convening, way.made, "d1")][:2]

    assert begins("08:40:00", 25) == [565, 595]
    assert begins("09:25:00", 25) == [565, 595]
    room.press("09:00:00", "begin", "welcome")
    assert begins("09:10:00", 20) == [540, 590]
    room.press("09:30:00", "done", "welcome")
    assert begins("09:40:00", 15) == [540, 585]
    room.press("09:45:00", "begin", "talk")
    room.press("09:45:30", "more", "talk", -25)
    assert begins("09:50:00", 25) == [540, 585]
    here = running.here(room.convening, at("09:50:00"))
    assert here is not None and running.lines(room.convening, here)[0].behind == -600
    talks = [replan.against(room.convening, way.made, "d1")[1].after for way in replan.ways(room.convening, here, 25, {})]
    assert [talk and talk.end for talk in talks] == [630, 650, 655]
