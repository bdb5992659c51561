"""The board and what is done on it, as forms: each action with what it says, its undo, and what it refuses."""

import html
import pathlib
import re
from typing import Any

import pytest

from tests.web.conftest import OURS, SECRET, Browser, Planned
from tests.web.test_pages import BARE, NASTY, unmarked, words
from toolkit.convening.model import Convening, Session
from toolkit.language import language
from toolkit.planning import timing
from toolkit.store import Store
from toolkit.web.board import COLUMNS, LONGEST, MOST_ROWS, board
from toolkit.web.security import Door

SCRIPT = {**OURS, "HX-Request": "true"}


def an_agenda(**more: Any) -> Convening:
    raw: dict[str, Any] = {
        "title": "Water and Work", "language": "en", "languages": ["en", "fr"], "expected": 20,
        "hosts": [{"name": "Example Rights Network", "short": "ERN"}],
        "venue": {"rooms": [{"name": "Hall"}, {"name": "Loft"}]},
        "participants": [{"id": "maria", "name": "Maria Example"}, {"id": "jo", "name": "Jo Sample"}],
        "days": [
            {"id": "day-1", "date": "2027-03-11", "start": "09:00", "end": "13:00", "sessions": [
                {"id": "welcome", "title": {"en": "Welcome", "fr": "Accueil"}, "kind": "opening", "minutes": 30,
                 "lead": [{"person": "maria"}]},
                {"id": "map", "title": "Word map", "kind": "exercise", "minutes": 60, "exercise": "word-association-mapping",
                 "fill": {"centre": "Water"}},
                {"id": "break", "title": "Break", "kind": "break", "minutes": 15},
                {"id": "models", "title": "Models", "minutes": 60, "tracks": [
                    {"id": "asia", "title": "Asia", "sessions": [{"id": "asia-1", "title": "One", "minutes": 20}]}, {"id": "africa"}]},
                {"id": "lunch", "title": "Lunch", "kind": "meal", "minutes": 60, "pin": "12:00"}]},
            {"id": "day-2", "date": "2027-03-12", "start": "09:00", "sessions": [
                {"id": "talk", "title": "Talk", "minutes": {"least": 20, "usual": 30, "most": 40}}, {"id": "open", "title": "Open"}]},
        ],
        "parked": [{"id": "radio", "title": "Water radio", "minutes": 45}],
        **more,
    }  # fmt: skip
    return Convening.model_validate(raw)


class Desk:
    """One convening, worked at through its forms as our script sends them."""

    def __init__(self, browser: Browser, store: Store, convening: Convening) -> None:
        self.browser = browser
        self.store = store
        self.key = store.add(convening)
        self.before = convening

    @property
    def convening(self) -> Convening:
        return self.store.get(self.key).convening

    def session(self, which: str) -> Session:
        held = self.convening.parked + tuple(each for _, _, each in self.convening.sessions())
        return next(each for each in held if each.id == which)

    def send(self, path: str, status: int = 200, **form: str) -> str:
        """What the answer says in the line that is read aloud."""
        answer = self.browser.post(f"/c/{self.key}/{path}", data=form, headers=SCRIPT)
        assert answer.status_code == status, words(answer.text)[:400]
        self.answer = answer.text
        found = re.search(r'id="said"[^>]*>(?:<span class="error">)?(.*?)(?:</span>)?</p>', answer.text)
        assert found
        return html.unescape(found[1])

    def fill(self, path: str, name: str, typed: str, was: str, status: int = 200) -> str:
        return self.send(path, status, **{name: typed, f"was-{name}": was})

    def undone(self) -> None:
        """One undo brings back what was there before everything."""
        assert self.browser.post(f"/c/{self.key}/undo", headers=SCRIPT).status_code == 200
        assert self.convening == self.before

    def order(self) -> dict[str, list[str]]:
        days = {day.id: [each.id for each in day.sessions] for day in self.convening.days}
        return {**days, "tray": [each.id for each in self.convening.parked]}


@pytest.fixture
def desk(browser: Browser, store: Store) -> Desk:
    return Desk(browser, store, an_agenda())


# The board


def test_the_board_shows_every_session_with_its_time_and_the_tray(desk: Desk) -> None:
    page = desk.browser.text(f"/c/{desk.key}/")
    blocks = dict(re.findall(r'id="b-([\w-]+)".*?<p class="facts-line"><span>(.*?)</span>', page, re.DOTALL))
    assert blocks == {
        "welcome": "30 min", "map": "1 h", "break": "15 min", "models": "1 h", "asia-1": "20 min", "lunch": "1 h", "talk": "30 min",
        "open": "", "radio": "45 min",
    }  # fmt: skip
    times = re.findall(r'id="o-([\w-]+)"[^>]*><span class="time">([^<]*)', page)
    assert times == [
        ("welcome", "09:00–09:30"), ("map", "09:30–10:30"), ("break", "10:30–10:45"), ("models", "10:45–11:45"), ("asia-1", "10:45–11:05"),
        ("lunch", "12:00–13:00"), ("talk", "09:00–09:30"),
    ]  # fmt: skip
    assert "Free: 15 min" in page
    assert "2 days · 8 sessions · 3 h of work" in words(page)
    assert "Thursday, 11 March 2027 09:00–13:00 · 2 h 30 of sessions, 1 h 15 of pauses" in words(page)


def test_the_rows_of_the_board_are_the_times_of_all_days(desk: Desk) -> None:
    page = desk.browser.text(f"/c/{desk.key}/")
    assert re.findall(r'<li class="r(\d+) m(\d+)">(?:<span>(.*?)</span>)?</li>', page) == [
        ("1", "30", "09:00"), ("2", "30", ""), ("3", "30", "10:00"), ("4", "15", ""), ("5", "15", ""), ("6", "5", "11:00"), ("7", "40", ""),
        ("8", "12", ""), ("9", "60", "12:00"),
    ]  # fmt: skip
    places = {name: place for place, name in re.findall(r' at (r\d+ e\d+ c\d+ s\d+)[^"]*" id="b-([\w-]+)"', page)}
    assert places == {
        "welcome": "r1 e2 c1 s12", "map": "r2 e4 c1 s12", "break": "r4 e5 c1 s12", "models": "r5 e8 c1 s12", "lunch": "r9 e10 c1 s12",
        "talk": "r1 e2 c1 s12",
    }  # fmt: skip


def test_an_agenda_without_days_and_a_day_without_sessions_say_what_to_do(browser: Browser, store: Store) -> None:
    bare = store.add(Convening(title="T"))
    assert "There is no day in this agenda yet" in browser.text(f"/c/{bare}/")
    empty = store.add(Convening.model_validate({"title": "T", "days": [{"id": "d"}]}))
    assert "Nothing is planned here yet" in browser.text(f"/c/{empty}/")


def test_five_days_and_sixty_sessions_and_a_night_are_shown_whole(browser: Browser, store: Store) -> None:
    days = [{"id": f"d{n}", "start": "09:00", "sessions": [
        {"id": f"s{n}-{m}", "title": "x" * 300, "minutes": 7 + m} for m in range(12)] + [{"id": f"n{n}", "title": "Night", "pin": "25:30",
         "minutes": 700}]} for n in range(5)]  # fmt: skip
    page = browser.text(f"/c/{store.add(Convening.model_validate({'title': 'T', 'days': days}))}/")
    assert page.count('class="block ') == 65
    assert len(re.findall(r" r\d+ e\d+ c\d+ s\d+", page)) == 65


def test_a_board_with_more_times_than_rows_is_rounded_and_still_whole() -> None:
    def sessions(day: int) -> list[dict[str, Any]]:
        return [{"id": f"s{day}-{n}", "title": "S", "minutes": 1 + (day + n) % 3} for n in range(400)]

    days = [{"id": f"d{n}", "start": "06:00", "sessions": sessions(n)} for n in range(3)]
    convening = Convening.model_validate({"title": "T", "days": days})
    made = board(convening, timing.agenda(convening), language("en"))
    assert 0 < len(made.rows) <= MOST_ROWS
    assert all(1 <= block.first < block.last <= made.lines + 1 for day in made.days for block in day.blocks)


def test_the_style_sheet_has_every_number_that_the_board_can_use() -> None:
    sheet = (pathlib.Path(__file__).parents[2] / "static" / "css" / "numbers.css").read_text()
    there = set(re.findall(r"\.([a-z]\d+)\{--[a-z]:\d+\}", sheet))
    wanted = {f"m{n}" for n in range(LONGEST + 1)} | {f"r{n}" for n in range(1, MOST_ROWS + 2)} | {f"e{n}" for n in range(1, MOST_ROWS + 4)}
    wanted |= {f"{letter}{n}" for letter in "cs" for n in range(1, COLUMNS + 1)}
    assert wanted <= there


def test_what_stands_at_one_time_stands_side_by_side(browser: Browser, store: Store) -> None:
    day = {"id": "d", "start": "09:00", "sessions": [
        {"id": "desk", "title": "Desk", "minutes": 60, "pin": "08:30", "alongside": True}, {"id": "a", "title": "A", "minutes": 60},
        {"id": "b", "title": "B", "minutes": 30}, {"id": "c", "title": "C", "minutes": 30, "pin": "10:15"}]}  # fmt: skip
    page = browser.text(f"/c/{store.add(Convening.model_validate({'title': 'T', 'days': [day]}))}/")
    found = re.findall(r' (c\d+ s\d+)[^"]*" id="b-([\w-]+)"', page)
    assert found == [("c9 s4", "desk"), ("c1 s8", "a"), ("c1 s6", "b"), ("c7 s6", "c")]


def test_no_page_of_the_board_holds_script_or_style_of_its_own(desk: Desk) -> None:
    for path in ("", "?open=session:models", "?open=day:day-1", "session/models", "board"):
        page = desk.browser.get(f"/c/{desk.key}/{path}", headers=SCRIPT if path[:1] != "?" and path else OURS).text
        assert " style=" not in page
        assert re.search(r"<[a-z]+\b[^>]*\son[a-z]+=", page) is None


CONTENT = re.compile(r'<label for="in-fill-.*?</p>|<details class="remark.*?</details>', re.DOTALL)


def said_unmarked(page: str, code: str) -> list[str]:
    """What an exercise asks is content; what a remark says is held in the tests of the review. Lists are joined by the locale."""
    return [word for word in unmarked(CONTENT.sub("", page).replace("T", ""), code) if word != "and"]


@pytest.mark.parametrize(("code", "direction"), [("en-XA", "ltr"), ("ar-XB", "rtl")])
def test_every_sentence_of_the_board_is_marked_for_translation(
    store: Store, planned: Planned, code: str, direction: str
) -> None:
    key = store.add(Convening.model_validate({
        "title": "T", "hosts": BARE["hosts"],
        "days": [{"id": "d", "start": "09:00", "end": "09:50", "sessions": [
            {"id": "a", "title": "T", "minutes": 90, "keep": "may", "lead": [{"text": "T"}], "exercise": "word-association-mapping"},
            {"id": "b", "title": "T", "minutes": 15, "kind": "break", "tracks": [
                {"id": "t"}, {"id": "u", "sessions": [{"id": "i", "title": "T"}]}]},
            {"id": "c", "title": "T"}, {"id": "e", "title": "T", "pin": "09:40", "minutes": 5}]},
            {"id": "f"}],
        "parked": [{"id": "p", "title": "T"}]}))  # fmt: skip
    browser = Browser(planned(language=code).test_client())
    browser.get(Door(SECRET).link())
    left: dict[str, list[str]] = {}
    for path in ("", "?open=session:a", "?open=session:b", "?open=session:i", "?open=session:p", "?open=session:gone", "?open=day:d"):
        page = browser.text(f"/c/{key}/{path}")
        assert f'dir="{direction}"' in page
        left[path] = said_unmarked(page.replace(str(store.path.parent), ""), code)
    for action in ("park", "pin", "unpin", "longer", "split", "join", "duplicate", "delete"):
        answer = browser.post(f"/c/{key}/session/a/do/{action}", headers=SCRIPT)
        left[action] = said_unmarked("<body>" + answer.text, code)
    assert {path: found for path, found in left.items() if found} == {}


# Looking for changes


def test_a_window_asks_whether_anything_has_changed_and_is_told_only_then(desk: Desk) -> None:
    page = desk.browser.text(f"/c/{desk.key}/")
    ask = html.unescape(re.findall(r'id="pulse"[^>]*hx-get="([^"]+)"', page)[0])
    assert (desk.browser.get(ask).status_code, desk.browser.get(ask).data) == (204, b"")
    desk.send("session/welcome/move", way="later")
    answer = desk.browser.get(ask)
    assert answer.status_code == 200
    assert re.findall(r'<\w+[^>]* id="(undo|redo|said|totals|board|tray|panel|aside|pulse)"', answer.text) == [
        "undo", "redo", "said", "totals", "board", "tray", "panel", "aside", "pulse"
    ]


def test_typing_on_in_one_field_is_one_edit_and_still_seen_by_others(desk: Desk) -> None:
    desk.fill("session/map", "title", "Word", "Word map")
    page = desk.browser.text(f"/c/{desk.key}/")
    ask = html.unescape(re.findall(r'id="pulse"[^>]*hx-get="([^"]+)"', page)[0])
    desk.fill("session/map", "title", "Words", "Word")
    assert desk.store.get(desk.key).seq == 1
    assert desk.browser.get(ask).status_code == 200


def test_what_is_chosen_twice_in_one_field_is_two_steps_back(desk: Desk) -> None:
    was = desk.session("map").keep
    first, second = [each for each in ("must", "should", "may") if each != was]
    desk.fill("session/map", "keep", first, was)
    desk.fill("session/map", "keep", second, first)
    assert desk.store.get(desk.key).seq == 2
    desk.send("undo")
    assert desk.session("map").keep == first


def test_what_is_not_there_leads_to_its_page_or_nowhere(desk: Desk) -> None:
    assert desk.browser.get(f"/c/{desk.key}/session/map").location == f"/c/{desk.key}/?open=session:map"
    assert desk.browser.get(f"/c/{desk.key}/day/day-1").location == f"/c/{desk.key}/?open=day:day-1"
    assert "not there any more" in desk.browser.text(f"/c/{desk.key}/?open=session:gone")
    assert 'id="panel" data-of="" ' in desk.browser.text(f"/c/{desk.key}/?open=nonsense")
    assert desk.browser.post(f"/c/{desk.key}/session/map/do/dance").status_code == 404
    assert desk.browser.get("/c/gone/board").status_code == 404


# Texts that people type


def test_what_is_typed_is_shown_as_it_was_typed_and_never_as_markup(desk: Desk) -> None:
    desk.fill("session/map", "title", NASTY, "Word map")
    desk.fill("session/map", "notes", f"\n- {NASTY}", "")
    page = desk.browser.text(f"/c/{desk.key}/?open=session:map")
    assert "<b>" not in page
    assert desk.session("map").title == NASTY
    assert desk.session("map").notes == f"- {NASTY}"


def test_a_plain_form_sends_every_field_and_changes_only_what_differs(desk: Desk) -> None:
    page = desk.browser.text(f"/c/{desk.key}/?open=session:welcome")
    form = page[page.index('id="fields"') : page.index("</form>", page.index('id="fields"'))]
    was = {name: html.unescape(value) for name, value in re.findall(r'name="(was-[\w-]+)" id="[^"]+" value="([^"]*)"', form)}
    typed = {name.removeprefix("was-"): value for name, value in was.items()}
    assert (typed["title"], typed["minutes"], typed["kind"]) == ("Welcome", "30", "opening")
    changed = {**typed, "purpose": "To meet", "minutes": "40", "open": "session:welcome"}
    answer = desk.browser.post(f"/c/{desk.key}/session/welcome", data={**changed, **was})
    assert (answer.status_code, answer.location) == (303, f"/c/{desk.key}/?open=session:welcome&told=1")
    expected = desk.before.days[0].sessions[0].model_copy(update={"purpose": "To meet", "minutes": 40})
    assert desk.session("welcome") == expected
    assert "Done: " in words(desk.browser.text(answer.location))
    desk.undone()


def test_a_plain_form_that_is_refused_comes_back_with_everything_typed(desk: Desk) -> None:
    sent = {"title": "", "was-title": "Welcome", "purpose": "Typed", "was-purpose": "", "minutes": "soon", "was-minutes": "30"}
    answer = desk.browser.post(f"/c/{desk.key}/session/welcome", data={**sent, "open": "session:welcome"})
    assert answer.status_code == 422
    assert "Title is empty; fill it in." in answer.text
    assert 'value="soon"' in answer.text
    assert ">Typed</textarea>" in answer.text
    assert desk.convening == desk.before
