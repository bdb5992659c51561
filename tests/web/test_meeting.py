"""A meeting of two days from its first tap to its last press, by its own clock: forty people, six who do not come, three delays, a session
that is cut, parallel tracks, a laptop that sleeps, a server that is killed. What the screen must show is reckoned here, from the presses
alone; what is printed for the day is asked of the same plan.
"""

import datetime as dt
import pathlib
import re
import urllib.parse
from typing import Any

import pytest
from flask import Flask

from tests.conftest import FULL
from tests.web.conftest import SECRET, Browser, Planned
from tests.web.test_killed import Planner as Process
from tests.web.test_running import figures, words
from toolkit.convening.model import Convening
from toolkit.planning import lasted
from toolkit.planning.timing import Slot, as_timed, fit
from toolkit.store import Store, places
from toolkit.web.planner import Planner, attach
from toolkit.web.security import Door

PEOPLE = [{"id": f"p{at}", "code": f"K{at:02d}", "name": f"Guest {at}", "side": "donor" if at % 4 == 0 else "activist"} for at in range(40)]
MISSING = ("p3", "p7", "p11", "p18", "p22", "p39")
TABLES = [{"name": name, "people": [f"p{at}" for at in range(start, 40, 5)]} for start, name in enumerate("ABCDE")]
OTHERS = [{"name": name, "people": [f"p{at}" for at in range(start * 8, start * 8 + 8)]} for start, name in enumerate("ABCDE")]
DAY_1 = [
    {"id": "welcome", "title": "Welcome", "kind": "opening", "minutes": 10, "minutes_per_person": 1, "keep": "must"},
    {"id": "aims", "title": "Aims", "minutes": {"least": 10, "usual": 15, "most": 25}, "keep": "must"},
    {"id": "pause", "title": "Pause", "kind": "break", "minutes": 15},
    {"id": "map", "title": "Map", "kind": "exercise", "exercise": "word-association-mapping", "minutes": 60, "keep": "must"},
    {"id": "quiz", "title": "Quiz", "minutes": 20, "keep": "may"},
    {"id": "talk", "title": "Talk", "minutes": {"least": 20, "usual": 40, "most": 60}},
    {"id": "lunch", "title": "Lunch", "kind": "meal", "minutes": 60, "pin": "12:30", "keep": "must"},
    {"id": "models", "title": "Models", "keep": "must", "tracks": [
        {"id": "asia", "title": "Asia", "sessions": [
            {"id": "a1", "title": "A1", "minutes": 20}, {"id": "a2", "title": "A2", "minutes": 30}]},
        {"id": "africa", "title": "Africa", "sessions": [{"id": "b1", "title": "B1", "minutes": 50}]}]},
    {"id": "panel", "title": "Panel", "kind": "panel", "minutes": 60},
    {"id": "tables", "title": "Tables", "kind": "small-groups", "minutes": 60},
    {"id": "close", "title": "Close", "kind": "closing", "minutes": 20, "keep": "must"},
]  # fmt: skip
DAY_2 = [
    {"id": "opening", "title": "Opening", "kind": "opening", "minutes": 20, "keep": "must"},
    {"id": "again", "title": "Again", "kind": "small-groups", "minutes": 70},
    {"id": "news", "title": "News", "minutes": 20, "keep": "may"},
    {"id": "end", "title": "End", "kind": "closing", "minutes": 40, "keep": "must"},
]
RAW: dict[str, Any] = {
    "title": "Meeting", "timezone": "Africa/Nairobi", "participants": PEOPLE,
    "days": [{"id": "d1", "date": "2027-03-11", "start": "09:00", "end": "16:40", "sessions": DAY_1},
             {"id": "d2", "date": "2027-03-12", "start": "09:00", "end": "11:30", "sessions": DAY_2}],
    "groups": [{"id": "g", "sessions": ["tables", "again"], "rounds": [{"groups": TABLES}, {"groups": OTHERS}]}],
}  # fmt: skip


class Meeting:
    """The room, with a window on the planner; `presses` counts every press that was answered."""

    def __init__(self, planned: Planned, app: Flask, store: Store) -> None:
        self.store, self.app = store, app
        self.key = store.add(Convening.model_validate(RAW))
        self.at = dt.datetime(2027, 3, 11, 5, 30, tzinfo=dt.UTC)
        self.presses = 0
        planned(now=lambda: self.at)
        self.enter()

    def enter(self) -> None:
        self.browser = Browser(self.app.test_client())
        self.browser.get(Door(SECRET).link())

    def killed(self) -> None:
        """Nothing is left of the server but its file."""
        self.store = Store(self.store.path)
        attach(self.app, Planner(self.store, Door(SECRET), now=lambda: self.at))
        self.enter()

    def clock(self, seconds: int, day: int = 11) -> None:
        self.at = dt.datetime(2027, 3, day, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds - 3 * 3600)

    @property
    def convening(self) -> Convening:
        return self.store.get(self.key).convening

    def press(self, what: str, session: str) -> str:
        answer = self.browser.post(f"/c/{self.key}/now/{session}", data={"what": what, "day": ""})
        assert answer.status_code == 303 and "nothing" not in answer.location, (what, session)
        self.presses += 1
        return self.browser.text(answer.location)

    def page(self, name: str = "now") -> str:
        return self.browser.text(f"/c/{self.key}/{name}")

    def take_the_first_way(self) -> str:
        """What is said to the room after it."""
        page = self.page("late")
        form = dict(re.findall(r'name="(day|minutes|at|seq|way)" value="([^"]*)"', page[: page.index('id="take-1"')]))
        answer = self.browser.post(f"/c/{self.key}/late/take", data=form)
        assert answer.status_code == 303
        self.presses += 1
        page = self.browser.text(answer.location)
        assert all(f"/print/{name}" in page for name in ("run-sheet", "agenda", "wall-agenda"))
        return words(page).partition("Say to the room ")[2].partition(" Print anew")[0]

    def slot(self, day: int, session: str) -> Slot:
        this = self.convening.days[day]
        found = as_timed(fit(this, self.convening.headcount(this))).slot(session)
        assert found is not None
        return found


def shown(seconds: int) -> str:
    """Time left or over as a timer has it."""
    whole = abs(seconds)
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"


def seconds(clock: str) -> int:
    hours, minutes, *rest = (int(each) for each in clock.split(":"))
    return hours * 3600 + minutes * 60 + (rest[0] if rest else 0)


def watched(room: Meeting, day: int, session: str, began: int, extra: int = 0, until: int | None = None) -> int:
    """A session is looked at while it runs, on both screens: the time left is right to the second. When it ends, in seconds."""
    ends = began + (room.slot(day, session).minutes or 0) * 60 + extra * 60
    last = ends if until is None else until
    for now in sorted({began + 1, (began + last) // 2 + 7, last - 1, *range(began + 60, last, 61 if FULL else 10**6)}):
        room.clock(now, 11 + day)
        page = room.page()
        assert figures(page)[0] == shown(ends - now), (session, now)
        assert f"Until {ends // 3600:02d}:{ends // 60 % 60:02d} · since {began // 3600:02d}:{began // 60 % 60:02d}" in words(page)
        assert f'<span class="wall">{now // 3600:02d}:{now // 60 % 60:02d}</span>' in page
        assert ('class="count soon"' in page) is (0 <= ends - now <= 300)
        if now == began + 1 and not FULL:
            continue
        beamed = room.page("projector")
        assert figures(beamed)[0] == shown(ends - now) and not re.search(r"Guest \d", beamed)
    room.clock(last, 11 + day)
    return last


@pytest.fixture
def room(planned: Planned, one_app: Flask, store: Store) -> Meeting:
    return Meeting(planned, one_app, store)


def test_two_days_with_six_missing_and_three_delays_end_when_they_said(room: Meeting) -> None:
    key, plan = room.key, room.convening

    # Before the first session: who is here, and what follows.
    room.clock(seconds("08:40"))
    room.browser.post(f"/c/{key}/here", data={"day": "", "there": "all"})
    for person in MISSING:
        room.browser.post(f"/c/{key}/here", data={"day": "", "gone": person})
    page = room.page("here/follow")
    assert "40 → 34 people that the day is worked out for" in words(page) and "Welcome 09:00–09:50 09:00–09:44 · 44 min" in words(page)
    answer = room.browser.post(f"/c/{key}/here/follow", data={"day": "", "seq": str(room.store.get(key).seq)})
    assert answer.status_code == 303
    room.presses += 1 + len(MISSING) + 1
    seated = {person for group in room.convening.groups[0].rounds[0].groups for person in group.people}
    assert seated == {person["id"] for person in PEOPLE} - set(MISSING)
    assert {len(group.people) for group in room.convening.groups[0].rounds[0].groups} <= {6, 7, 8}

    # The first delay: the day begins twenty-five minutes late. It must end when it was to end.
    began = seconds("09:25:10")
    room.clock(began)
    room.press("begin", "welcome")
    said = room.take_the_first_way()
    assert said.startswith("We are 26 minutes late.") and "We end at 16:40, as planned." in said
    over = watched(room, 0, "welcome", began)

    # A laptop that sleeps through a session, and a session that is cut.
    room.press("begin", "aims")
    over = watched(room, 0, "aims", over)
    room.press("begin", "pause")
    pause = over
    room.clock(pause + 47 * 60)
    late_by = 47 * 60 - (room.slot(0, "pause").minutes or 0) * 60
    assert figures(room.page())[0] == shown(late_by) and "over" in words(room.page())
    room.press("begin", "map")
    assert "Step 1 of 7" in words(room.page())
    map_began = pause + 47 * 60
    room.clock(map_began + 60)
    said = room.take_the_first_way()
    assert "“Lunch” begins at 12:30." in said and "We end at 16:40, as planned." in said
    over = watched(room, 0, "map", map_began)
    assert "skipped" in words(room.press("skip", "quiz"))
    room.press("begin", "talk")
    over = watched(room, 0, "talk", over)
    assert over < seconds("12:30"), "there is time again for lunch to begin when it was promised"
    room.press("done", "talk")
    assert "Waiting to begin Next: Lunch , 12:30" in words(room.page())

    # The server is killed at lunch.
    noon = seconds("12:30")
    room.clock(noon)
    room.press("begin", "lunch")
    room.clock(noon + 1234)
    before = room.convening
    room.killed()
    assert room.convening == before
    over = watched(room, 0, "lunch", noon)

    # Tracks: a clock each, and one view for all.
    room.press("begin", "models")
    models = over
    room.clock(models + 25 * 60 + 5)
    assert figures(room.page()) == [shown(25 * 60 - 5), shown(-305), shown(25 * 60 - 5)]
    room.press("begin", "a2")
    assert figures(room.page()) == [shown(25 * 60 - 5), "30:00", shown(25 * 60 - 5)]
    assert figures(room.page("projector")) == figures(room.page())
    over = watched(room, 0, "models", models)

    # The second delay: ten minutes more for the panel, by two presses, one taken back and given again.
    room.press("begin", "panel")
    panel = over
    room.clock(panel + 600)
    for _ in range(2):
        room.press("more", "panel")
    room.browser.post(f"/c/{key}/undo")
    room.press("more", "panel")
    room.presses += 1
    over = panel + (room.slot(0, "panel").minutes or 0) * 60 + 600
    assert figures(room.page())[0] == shown(over - panel - 600)
    said = room.take_the_first_way()
    assert "We end at 16:40, as planned." in said
    over = watched(room, 0, "panel", panel)
    for name in ("tables", "close"):
        room.press("begin", name)
        over = watched(room, 0, name, over)
    assert over == seconds("16:40"), "the day ends when it said"
    room.press("done", "close")
    assert "Nothing more is planned here" in words(room.page())
    room.browser.post(f"/c/{key}/here/close", data={"day": ""})
    room.presses += 1
    assert sum(person.status == "attended" for person in room.convening.participants) == 34

    # The second day: everybody has come; the opening runs twelve minutes over.
    opening = seconds("09:00")
    room.clock(opening, 12)
    assert "Nobody has noted yet who is here" in words(room.page("here"))
    room.press("begin", "opening")
    over = watched(room, 1, "opening", opening, until=opening + 32 * 60)
    room.press("begin", "again")
    said = room.take_the_first_way()
    assert said.startswith("We are 12 minutes late.")
    end = seconds(said.partition("We end at ")[2][:5])
    assert seconds("11:25") <= end <= seconds("11:30")
    over = watched(room, 1, "again", over)
    for name in ("news", "end"):
        room.press("begin", name)
        over = watched(room, 1, name, over)
    assert over == end, "the day ends when it said"
    room.press("done", "end")

    # Nothing is lost: every press is in the history, every session that was held has its times, and the plan of before is a step back.
    assert room.store.get(key).seq == len(room.store.history(key)) == room.presses
    assert room.store.at(key, 0) == plan
    held = [session for day in room.convening.days for session in day.sessions if lasted.happened(session, day)]
    assert {"welcome", "map", "lunch", "models", "panel", "close", "opening", "again", "end"} <= {session.id for session in held}
    assert all(each.happened is not None and each.happened.ended is not None for each in held)
    assert "Last time this took" in words(room.browser.text(f"/c/{_next(room.store)}/?open=session:s"))


def _next(store: Store) -> str:
    session = {"id": "s", "title": "S", "exercise": "word-association-mapping"}
    return store.add(Convening.model_validate({"title": "Next", "days": [{"sessions": [session]}]}))


def test_a_planner_that_is_killed_while_a_session_runs_shows_the_same_end_to_the_millisecond(tmp_path: pathlib.Path) -> None:
    home = tmp_path / "home"
    store = Store(places.make_private(home) / places.DATABASE)
    day = {"id": "d", "start": "00:00", "sessions": [{"id": "s", "title": "S", "minutes": 600}, {"id": "t", "title": "T", "minutes": 5}]}
    key = store.add(Convening.model_validate({"title": "T", "timezone": "UTC", "days": [day]}))
    ends: list[str] = []
    for turn in range(2):
        planner = Process(home)
        try:
            headers = {"Cookie": planner.cookie, "Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
            if turn == 0:
                planner.connection.request("POST", f"/c/{key}/now/s", urllib.parse.urlencode({"what": "begin", "day": ""}), headers)
                answer = planner.connection.getresponse()
                answer.read()
                assert answer.status == 303
            planner.connection.request("GET", f"/c/{key}/now", headers=headers)
            ends += re.findall(r'data-until="(\d+)"', planner.connection.getresponse().read().decode())
            planner.kill()
        finally:
            planner.end()
    assert len(ends) == 2 and ends[0] == ends[1]
