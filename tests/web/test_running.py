"""Now, Late, Here today and the projector: the clock is the server's, what was pressed outlives it, and the room reads nothing private."""

import datetime as dt
import html
import re
from typing import Any

import pytest
from flask import Flask

from tests.planning.test_running import RAW
from tests.web.conftest import Browser, Planned
from toolkit.convening.model import Convening
from toolkit.store import Store
from toolkit.web.planner import Planner, attach
from toolkit.web.security import Door

SECRET = "a secret of the tests"
PEOPLE: list[dict[str, Any]] = [
    {"id": "p1", "code": "K1", "name": "Ana Lind", "email": "ana@example.org", "consent": {"list": "participants"}},
    {"id": "p2", "code": "K2", "name": "Bo Ek"},
    {"id": "p3", "code": "K3", "name": "Cy Dahl", "status": "declined"},
    {"id": "p4", "code": "K4", "name": "Di Moe", "days": ["d2"]},
]


class Watch:
    """The server's clock, set by hand."""

    def __init__(self, clock: str) -> None:
        self.set(clock)

    def set(self, clock: str) -> None:
        self.at = dt.datetime.combine(dt.date(2027, 3, 11), dt.time.fromisoformat(clock), dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.at


@pytest.fixture
def watch() -> Watch:
    return Watch("08:55:00")


@pytest.fixture
def room(planned: Planned, watch: Watch) -> Browser:
    browser = Browser(planned(now=watch).test_client())
    browser.get(Door(SECRET).link())
    return browser


@pytest.fixture
def meeting(store: Store) -> str:
    raw = {**RAW, "timezone": "Africa/Nairobi", "participants": PEOPLE}
    raw["groups"] = [{"id": "g", "sessions": ["map"], "rounds": [
        {"groups": [{"name": "Red", "room": "Loft", "people": ["p1", "p2", "p4"]}]}]}]  # fmt: skip
    raw["days"][0]["sessions"][5]["fill"] = {"centre": "Water"}
    raw["days"][0]["sessions"][0]["notes"] = "Private: ask Bo Ek about the funder."
    return store.add(Convening.model_validate(raw))


def words(page: str) -> str:
    """What the page itself says, without the frame around it."""
    page = page.partition('<main id="content"')[2].partition("</main>")[0] or page
    return " ".join(html.unescape(re.sub(r"<style.*?</style>|<[^>]*>", " ", page)).split())


def figures(page: str) -> list[str]:
    return re.findall(r'class="figure"[^>]*>([^<]*)<', page)


def press(room: Browser, key: str, session: str, what: str) -> str:
    answer = room.post(f"/c/{key}/now/{session}", data={"what": what, "day": ""})
    assert answer.status_code == 303
    return room.text(answer.location)


def nairobi(watch: Watch, clock: str) -> None:
    """Three hours before it is that late at the venue."""
    hour, _, rest = clock.partition(":")
    watch.set(f"{int(hour) - 3:02d}:{rest}")


def test_the_clock_is_the_venues_and_follows_what_was_pressed(room: Browser, watch: Watch, store: Store, meeting: str) -> None:
    nairobi(watch, "08:50:00")
    said = words(room.text(f"/c/{meeting}/now"))
    assert "Day 1 · Thursday, 11 March 2027" in said and "Waiting to begin Next: Welcome , 09:00" in said
    nairobi(watch, "09:07:12")
    assert "Done: began “Welcome” at 09:07." in words(press(room, meeting, "welcome", "begin"))
    nairobi(watch, "09:30:00")
    page = room.text(f"/c/{meeting}/now")
    assert figures(page) == ["7:12"]
    assert "Until 09:37 · since 09:07 · planned 09:00–09:30" in words(page) and "7 min behind the plan" in words(page)
    assert 'class="count soon"' not in page
    assert figures(press(room, meeting, "welcome", "less")) == ["2:12"]
    assert 'class="count soon"' in room.text(f"/c/{meeting}/now")
    nairobi(watch, "09:33:00")
    page = room.text(f"/c/{meeting}/now")
    assert figures(page) == ["0:48"] and "0:48 over" in words(page)
    page = press(room, meeting, "talk", "begin")
    assert figures(page) == ["1:00:00"] and "09:07–09:33" in words(page)
    assert "skipped" in words(press(room, meeting, "quiz", "skip"))
    page = press(room, meeting, "models", "begin")
    assert figures(page) == ["40:00", "15:00", "40:00"]
    assert "That was pressed already" in words(press(room, meeting, "models", "begin"))
    assert room.post(f"/c/{meeting}/undo").status_code == 303
    assert figures(room.text(f"/c/{meeting}/now")) == ["1:00:00"]
    assert store.get(meeting).convening.days[0].sessions[0].happened is not None


def test_late_shows_the_ways_and_takes_one_as_it_was_shown(room: Browser, watch: Watch, store: Store, meeting: str) -> None:
    nairobi(watch, "09:25:00")
    press(room, meeting, "welcome", "begin")
    before = store.get(meeting).convening
    page = room.text(f"/c/{meeting}/late")
    assert "From what was pressed: 25 minutes. More may be said, not less." in words(page)
    form = dict(re.findall(r'name="(day|minutes|at|seq|way)" value="([^"]*)"', page[: page.index('id="take-1"')]))
    assert form == {"day": "", "minutes": "25", "at": "33900", "seq": "1", "way": "1"}
    assert "Each way against the plan" in words(page) and "left out" in words(page)
    nairobi(watch, "09:26:30")
    answer = room.post(f"/c/{meeting}/late/take", data=form)
    assert answer.status_code == 303
    page = room.text(answer.location)
    assert "Say to the room We are 25 minutes late." in words(page) and "We end at 13:00, as planned." in words(page)
    assert all(f"/c/{meeting}/print/{name}" in page for name in ("run-sheet", "agenda", "wall-agenda"))
    assert store.get(meeting).convening != before
    assert room.post(f"/c/{meeting}/late/take", data=form).status_code == 409
    room.post(f"/c/{meeting}/undo")
    assert store.get(meeting).convening == before
    assert "is not a number of minutes" in words(room.text(f"/c/{meeting}/late?minutes=soon"))
    assert "Nothing ends this day at 13:00" in words(room.text(f"/c/{meeting}/late?minutes=400"))


def test_who_is_here_is_tapped_or_counted(room: Browser, watch: Watch, store: Store, meeting: str) -> None:
    nairobi(watch, "09:00:00")
    page = room.text(f"/c/{meeting}/here")
    assert "Nobody has noted yet who is here; 3 are planned for." in words(page)
    assert [each for each in ("p1", "p2", "p3", "p4") if f'id="tap-{each}"' in page] == ["p1", "p2", "p3", "p4"]

    def tapped(**data: str) -> Any:
        answer = room.post(f"/c/{meeting}/here", data={"day": "", **data})
        return store.get(meeting).convening.days[0].present, words(room.text(answer.location))

    assert tapped(person="p2")[0] == ("p2",)
    present, said = tapped(person="p1")
    assert present == ("p1", "p2") and "Done: noted that" in said and "2 here, of 3 planned for" in said
    assert "Who came, by code K1 · K2" in said
    assert tapped(person="p2")[0] == ("p1",)
    assert tapped(there="all")[0] == ("p1", "p2")
    assert tapped(person="nobody")[0] == ("p1", "p2")
    assert room.post(f"/c/{meeting}/here/number", data={"number": "many", "day": ""}).status_code == 422
    assert room.post(f"/c/{meeting}/here/number", data={"number": "34", "day": ""}).status_code == 303
    assert store.get(meeting).convening.days[0].present == 34
    room.post(f"/c/{meeting}/here/more", data={"day": ""})
    assert store.get(meeting).convening.days[0].present == 35
    store.forget(meeting)
    assert store.get(meeting).convening.days[0].present == 35


def test_who_walks_in_and_is_on_no_list_is_here_under_a_code_alone(room: Browser, watch: Watch, store: Store, meeting: str) -> None:
    nairobi(watch, "09:00:00")
    room.post(f"/c/{meeting}/here", data={"day": "", "person": "p1"})
    said = words(room.text(room.post(f"/c/{meeting}/here/more", data={"day": ""}).location))
    convening = store.get(meeting).convening
    new = convening.participants[-1]
    assert convening.days[0].present == ("p1", new.id) and (new.name, new.code, new.days) == ("", "P1", (convening.days[0].id,))
    assert new.code in said.partition("Done:")[2].partition(".")[0] and "Who came, by code K1 · P1" in said
    room.post(f"/c/{meeting}/here/more", data={"day": ""})
    assert [each.code for each in store.get(meeting).convening.participants[-2:]] == ["P1", "P2"]
    room.post(f"/c/{meeting}/undo")
    assert store.get(meeting).convening == convening


def test_the_day_follows_who_is_here_after_a_look_and_is_closed_with_them(
    room: Browser, watch: Watch, store: Store, meeting: str
) -> None:  # fmt: skip
    nairobi(watch, "09:00:00")
    assert "Nobody has noted yet who is here" in words(room.text(f"/c/{meeting}/here/follow"))
    for each in ("p1", "p3"):
        room.post(f"/c/{meeting}/here", data={"day": "", "person": each})
    here = words(room.text(f"/c/{meeting}/here"))
    assert "Times, groups and copies are still worked out for 3 people." in here and "Close the day with 2 people" in here
    before = store.get(meeting).convening
    page = room.text(f"/c/{meeting}/here/follow")
    said = words(page).replace("\u2068", "").replace("\u2069", "")
    assert "3 → 2 people that the day is worked out for" in said and "1 was not expected today and takes part: Cy Dahl." in said
    assert "Map Not here Bo Ek, from Red Moves Di Moe leaves Red; Cy Dahl joins Red People in each Red : 3 → 2" in said
    assert "Word association sheet · Handout : 3 → 2" in said and "Cards, 10 × 21 cm, one light colour : 17 → 11" in said
    form = {"day": "", "seq": page.partition('name="seq" value="')[2].partition('"')[0]}
    room.post(f"/c/{meeting}/here", data={"day": "", "person": "p2"})
    assert "so nothing was taken" in words(room.post(f"/c/{meeting}/here/follow", data=form).text)
    room.post(f"/c/{meeting}/undo")
    assert store.get(meeting).convening == before
    form["seq"] = str(store.get(meeting).seq)
    answer = room.post(f"/c/{meeting}/here/follow", data=form)
    assert answer.status_code == 303 and "The day follows who is here" in words(room.text(answer.location))
    after = store.get(meeting).convening
    assert after.headcount(after.days[0]) == 2 and after.groups[0].rounds[0].groups[0].people == ("p1", "p3")
    assert "Times, groups and copies are worked out for 2 people." in words(room.text(f"/c/{meeting}/here"))
    room.post(f"/c/{meeting}/undo")
    assert store.get(meeting).convening == before
    room.post(f"/c/{meeting}/here/close", data={"day": ""})
    assert [each.status for each in store.get(meeting).convening.participants] == ["attended", "confirmed", "attended", "confirmed"]
    page = words(room.text(f"/c/{meeting}/here"))
    assert "Everybody on the list is noted as having attended." in page
    room.post(f"/c/{meeting}/here/close", data={"day": ""})
    room.post(f"/c/{meeting}/undo")
    assert store.get(meeting).convening == before


def test_what_really_happened_stands_with_the_session_and_is_told_the_next_time_its_exercise_is_used(
    room: Browser, watch: Watch, store: Store, meeting: str
) -> None:  # fmt: skip
    nairobi(watch, "12:30:00")
    press(room, meeting, "map", "begin")
    assert "It began at 12:30." in words(room.text(f"/c/{meeting}/?open=session:map"))
    nairobi(watch, "13:50:00")
    press(room, meeting, "map", "done")
    page = words(room.text(f"/c/{meeting}/?open=session:map"))
    assert "It took place 12:30–13:50: 1 h 20. Planned was 12:30–13:00: 30 min." in page and "Last time" not in page
    other = {"title": "Next", "days": [{"sessions": [{"id": "s", "title": "S", "exercise": "word-association-mapping"}]}]}
    following = store.add(Convening.model_validate(other))
    page = words(room.text(f"/c/{following}/?open=session:s"))
    assert "Last time this took 1 h 20, with 4 people (11 March 2027)." in page
    assert not [person["name"] for person in PEOPLE if person["name"] in page]
    page = words(room.text("/library/word-association-mapping"))
    assert "How long it took in your own meetings 11 March 2027: 1 h 20 instead of 30 min, with 4 people" in page
    assert "in your own meetings" not in words(room.text("/library/world-cafe"))


def test_the_room_reads_the_title_the_time_the_question_and_the_groups_and_nothing_private(
    room: Browser, watch: Watch, meeting: str
) -> None:  # fmt: skip
    nairobi(watch, "08:50:00")
    assert words(room.text(f"/c/{meeting}/projector")) == "For the room Next Welcome 09:00"
    nairobi(watch, "09:00:00")
    press(room, meeting, "welcome", "begin")
    assert words(room.text(f"/c/{meeting}/projector")) == "For the room Welcome 30:00 left"
    press(room, meeting, "map", "begin")
    page = room.text(f"/c/{meeting}/projector")
    assert words(page) == "For the room Map 30:00 left Water Red Loft Ana Lind · K2 · K4"
    press(room, meeting, "models", "begin")
    assert words(room.text(f"/c/{meeting}/projector")) == "For the room Models 40:00 left Asia A1 15:00 left Africa B1 40:00 left"


@pytest.mark.parametrize("code", ["en-XA", "ar-XB"])
def test_nothing_on_these_pages_is_unmarked(planned: Planned, watch: Watch, store: Store, code: str) -> None:
    browser = Browser(planned(now=watch, language=code).test_client())
    browser.get(Door(SECRET).link())
    empty = store.add(Convening.model_validate({"title": "1", "days": [{"sessions": [{"title": "2", "minutes": 9}]}]}))
    for page in ("now", "late", "here", "here/follow"):
        text = browser.text(f"/c/{empty}/{page}")
        main = text[text.index('class="head">') + 13 : text.index('class="more"')]
        assert re.findall(r"[A-Za-z]{4,}", re.sub(r"⟦[^⟧]*⟧|<[^>]*>|&\w+;", "", main)) == [], page


def test_a_server_that_was_killed_goes_on_where_the_clock_is(
    one_app: Flask, room: Browser, watch: Watch, store: Store, meeting: str
) -> None:  # fmt: skip
    nairobi(watch, "09:00:00")
    press(room, meeting, "welcome", "begin")
    attach(one_app, Planner(Store(store.path), Door(SECRET), now=watch))
    nairobi(watch, "09:20:30")
    again = Browser(one_app.test_client())
    again.get(Door(SECRET).link())
    assert figures(again.text(f"/c/{meeting}/now")) == ["9:30"]
