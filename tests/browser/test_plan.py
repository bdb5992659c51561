"""The board in a real browser: by hand, by key and by menu, each said in words; saved as it is typed; two windows at once; no network."""

import os
import statistics
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import PATIENCE
from tests.browser.test_every_page import look
from tests.conftest import FULL
from toolkit.convening.model import Convening, Session
from toolkit.store import Store

Speaking = Callable[[str], tuple[str, Store]]


def an_agenda(days: int = 2, sessions: int = 6) -> Convening:
    def session(day: int, number: int) -> dict[str, Any]:
        return {"id": f"s{day}-{number}", "title": f"Session {day}.{number}", "minutes": 20, "room": "Hall"}

    return Convening.model_validate({
        "title": "Water and Work", "participants": [{"id": "maria", "name": "Maria Example"}],
        "days": [{"id": f"day-{day}", "date": f"2027-03-1{day}", "start": "09:00",
                  "sessions": [session(day, number) for number in range(1, sessions + 1)]} for day in range(1, days + 1)],
        "parked": [{"id": "radio", "title": "Radio", "minutes": 30}],
    })  # fmt: skip


class Desk:
    """A window on the board of one convening."""

    def __init__(self, page: Page, link: str, store: Store, key: str) -> None:
        self.page, self.store, self.key = page, store, key
        self.address = f"{link.partition('/enter/')[0]}/c/{key}/"
        page.goto(link)
        page.goto(self.address)

    def block(self, session: str) -> Locator:
        return self.page.locator(f"#b-{session}")

    def time_of(self, session: str) -> Locator:
        return self.page.locator(f"#o-{session} .time")

    def says(self, sentence: str) -> None:
        expect(self.page.locator("#said")).to_have_text(sentence)

    def order(self, day: str = "day-1") -> list[str]:
        held = next(each for each in self.store.get(self.key).convening.days if each.id == day)
        return [session.id for session in held.sessions]

    def session(self, which: str) -> Session:
        convening = self.store.get(self.key).convening
        return next(each for each in (*convening.parked, *(found for _, _, found in convening.sessions())) if each.id == which)

    def open(self, session: str) -> None:
        self.page.click(f"#o-{session}")
        expect(self.page.locator("#panel")).to_have_attribute("data-of", f"session:{session}")

    def saved(self) -> None:
        expect(self.page.locator("#mark")).to_have_attribute("data-state", "saved")


@pytest.fixture
def desk(page: Page, speaking: Speaking) -> Desk:
    link, store = speaking("en")
    return Desk(page, link, store, store.add(an_agenda()))


def drag(desk: Desk, session: str, onto: Locator, down: float = 0.9) -> None:
    mouse, start, end = desk.page.mouse, desk.block(session).bounding_box(), onto.bounding_box()
    assert start and end
    mouse.move(start["x"] + start["width"] / 2, start["y"] + 8)
    mouse.down()
    mouse.move(start["x"] + start["width"] / 2 + 10, start["y"] + 20, steps=3)
    mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] * down, steps=5)
    expect(desk.page.locator(".dropping")).to_be_visible()
    mouse.up()


# By hand


def test_a_session_is_dragged_within_its_day_to_another_to_the_tray_and_back(desk: Desk) -> None:
    drag(desk, "s1-1", desk.block("s1-3"))
    desk.says("“Session 1.1” now starts at 09:40, after “Session 1.3”.")
    assert desk.order() == ["s1-2", "s1-3", "s1-1", "s1-4", "s1-5", "s1-6"]
    drag(desk, "s1-1", desk.block("s2-1"), down=0.1)
    desk.says("“Session 1.1” now starts on Friday, 12 March 2027 at 09:00, before “Session 2.1”.")
    drag(desk, "s1-1", desk.page.locator("#tray"))
    desk.says("“Session 1.1” waits in the tray.")
    drag(desk, "radio", desk.block("s1-2"))
    desk.says("“Radio” now starts on Thursday, 11 March 2027 at 09:20, after “Session 1.2”.")
    assert [session.id for session in desk.store.get(desk.key).convening.parked] == ["s1-1"]
    expect(desk.page.locator("#panel")).to_be_hidden()


def test_a_drag_that_is_broken_off_changes_nothing(desk: Desk) -> None:
    box = desk.block("s1-1").bounding_box()
    assert box
    desk.page.mouse.move(box["x"] + 50, box["y"] + 8)
    desk.page.mouse.down()
    desk.page.mouse.move(box["x"] + 60, box["y"] + 120, steps=4)
    expect(desk.page.locator(".ghost")).to_have_text("Session 1.1")
    desk.page.keyboard.press("Escape")
    expect(desk.page.locator(".ghost")).to_have_count(0)
    desk.page.mouse.up()
    assert desk.store.get(desk.key).seq == 0


# By key


def test_a_session_is_moved_and_stretched_by_key_and_keeps_the_focus(desk: Desk) -> None:
    press = desk.page.keyboard.press
    desk.page.focus("#o-s1-2")
    for keys, sentence in (
        ("Alt+ArrowUp", "“Session 1.2” now starts at 09:00, before “Session 1.1”."),
        ("Alt+ArrowUp", "Not done: it stands first already."),
        ("Alt+ArrowRight", "“Session 1.2” now starts on Friday, 12 March 2027 at 09:00, before “Session 2.1”."),
        ("Alt+ArrowDown", "“Session 1.2” now starts at 09:20, after “Session 2.1”."),
        ("Alt+Shift+ArrowDown", "“Session 1.2” is from 09:20 to 09:45; the day ends at 11:25."),
        ("Alt+Shift+ArrowUp", "“Session 1.2” is from 09:20 to 09:40; the day ends at 11:20."),
        ("Alt+ArrowLeft", "“Session 1.2” now starts on Thursday, 11 March 2027 at 09:20, after “Session 1.1”."),
    ):
        press(keys)
        desk.says(sentence)
        expect(desk.page.locator("#o-s1-2")).to_be_focused()


def test_in_a_language_from_right_to_left_the_arrows_go_where_the_days_lie(page: Page, speaking: Speaking) -> None:
    link, store = speaking("ar-XB")
    desk = Desk(page, link, store, store.add(an_agenda()))
    assert desk.page.evaluate("document.getElementById('d-day-1').offsetLeft > document.getElementById('d-day-2').offsetLeft")
    desk.page.focus("#o-s1-2")
    desk.page.keyboard.press("Alt+ArrowLeft")
    expect(page.locator("#d-day-2 #o-s1-2")).to_be_focused()


def test_the_keyboard_alone_opens_a_session_changes_it_and_comes_back(desk: Desk) -> None:
    press = desk.page.keyboard.press
    desk.page.focus("#o-s1-1")
    press("Enter")
    expect(desk.page.locator("#panel-title")).to_be_focused()
    for _ in range(60):
        press("Tab")
        if desk.page.evaluate("document.activeElement.id") == "in-minutes":
            break
    press("Control+a")
    desk.page.keyboard.type("1h")
    press("Tab")
    expect(desk.time_of("s1-2")).to_have_text("10:00–10:20")
    expect(desk.page.locator("#in-minutes_per_person")).to_be_focused()
    expect(desk.page.locator("#in-minutes")).to_have_value("60")
    press("Escape")
    expect(desk.page.locator("#o-s1-1")).to_be_focused()
    expect(desk.page.locator("#panel")).to_be_hidden()


# By menu


def test_the_menu_moves_to_any_place_and_the_buttons_do_the_rest(desk: Desk) -> None:
    desk.open("s1-1")
    desk.page.select_option("#move-to", "day:day-2:s2-3")
    desk.page.click("#do-move")
    desk.says("“Session 1.1” now starts on Friday, 12 March 2027 at 10:00, after “Session 2.3”.")
    desk.page.click("#do-pin")
    desk.says("“Session 1.1” is from 10:00 to 10:20; the day ends at 11:20.")
    desk.page.click("#do-unpin")
    expect(desk.page.locator("#do-pin")).to_have_text("Hold at 10:00")
    desk.page.click("#do-split")
    desk.says("“Session 1.1” has parallel tracks now.")
    desk.page.fill("#add-group-a", "Inside")
    desk.page.press("#add-group-a", "Enter")
    desk.says("“Inside” is new: alone.")
    expect(desk.page.locator("#panel")).to_have_attribute("data-of", "session:inside")
    desk.open("s1-1")
    desk.page.click("#do-join")
    desk.says("“Session 1.1” has no parallel tracks any more; what stood in them follows it.")
    assert desk.order("day-2") == ["s2-1", "s2-2", "s2-3", "s1-1", "inside", "s2-4", "s2-5", "s2-6"]
    desk.page.click("#do-duplicate")
    desk.says("“Session 1.1” is new: at 10:20, after “Session 1.1”.")
    desk.page.click("#do-park")
    desk.says("“Session 1.1” waits in the tray.")
    desk.page.click("#do-delete")
    desk.says("“Session 1.1” is deleted. Undo brings it back.")
    expect(desk.page.locator("#panel")).to_be_hidden()


def test_a_day_comes_and_goes_and_leaves_its_sessions_in_the_tray(desk: Desk) -> None:
    desk.page.click("#add-day")
    expect(desk.page.locator("#in-date")).to_have_value("2027-03-13")
    desk.page.fill("#add-day-3", "First of all")
    desk.page.press("#add-day-3", "Enter")
    expect(desk.time_of("first-of-all")).to_have_text("09:00–09:30")
    desk.page.click("#o-day-3")
    desk.page.click("#remove-day")
    desk.says("The day is gone; its session waits in the tray.")
    expect(desk.page.locator("#tray #b-first-of-all")).to_be_visible()
    desk.page.keyboard.press("Control+z")
    expect(desk.page.locator("#d-day-3 #b-first-of-all")).to_be_visible()


# Saving


def test_what_is_typed_is_saved_after_a_rest_and_undone_after_a_reload(desk: Desk) -> None:
    desk.open("s1-1")
    desk.page.locator("#in-title").press("End")
    desk.page.locator("#in-title").press_sequentially(" and more", delay=20)
    expect(desk.block("s1-1")).to_contain_text("Session 1.1 and more")
    expect(desk.page.locator("#in-title")).to_be_focused()
    desk.saved()
    desk.page.fill("#in-notes", "- a note")
    desk.page.keyboard.press("Tab")
    desk.saved()
    assert (desk.session("s1-1").title, desk.session("s1-1").notes) == ("Session 1.1 and more", "- a note")
    desk.page.reload()
    expect(desk.page.locator("#in-notes")).to_have_value("- a note")
    desk.page.focus("#panel-title")
    desk.page.keyboard.press("Control+z")
    expect(desk.page.locator("#in-notes")).to_have_value("")
    desk.page.keyboard.press("Control+z")
    expect(desk.page.locator("#in-title")).to_have_value("Session 1.1")
    desk.page.keyboard.press("Control+Shift+z")
    expect(desk.page.locator("#in-title")).to_have_value("Session 1.1 and more")
    assert desk.session("s1-1").notes == ""


def test_the_line_of_totals_follows_every_change_and_its_undoing(desk: Desk) -> None:
    totals = desk.page.locator("#totals")
    expect(totals).to_contain_text("12 sessions · 4 h of work")
    desk.open("s1-1")
    desk.page.fill("#in-minutes", "50")
    desk.page.keyboard.press("Tab")
    expect(totals).to_contain_text("12 sessions · 4 h 30 of work")
    desk.page.click("#undo")
    expect(totals).to_contain_text("12 sessions · 4 h of work")


def test_a_text_that_is_refused_stays_until_it_is_mended(desk: Desk) -> None:
    desk.open("s1-1")
    desk.page.fill("#in-minutes", "soon")
    desk.page.keyboard.press("Tab")
    expect(desk.page.locator("#error-minutes")).to_contain_text("“soon” is not a length of time")
    expect(desk.page.locator("#in-minutes")).to_have_value("soon")
    expect(desk.page.locator("#in-minutes")).to_have_attribute("aria-invalid", "true")
    expect(desk.page.locator("#mark")).to_have_attribute("data-state", "refused")
    desk.page.fill("#in-minutes", "45")
    desk.page.keyboard.press("Tab")
    expect(desk.page.locator("#error-minutes")).to_be_hidden()
    desk.saved()
    assert desk.session("s1-1").minutes == 45


def test_with_the_network_cut_what_is_typed_is_kept_over_a_reload_and_sent_when_the_planner_is_back(desk: Desk) -> None:
    """The console complains of each attempt, and that is not the page's fault."""
    page, context = desk.page, desk.page.context
    other = context.new_page()
    other.goto(desk.address + "?open=session:s1-1")
    context.set_offline(True)
    other.fill("#in-purpose", "Kept for later")
    other.keyboard.press("Tab")
    expect(other.locator("#mark")).to_have_attribute("data-state", "kept")
    expect(other.locator("#mark")).to_contain_text("sent when the planner answers")
    assert desk.session("s1-1").purpose == ""
    expect(other.locator("#in-purpose")).to_have_value("Kept for later")
    context.set_offline(False)
    expect(other.locator("#mark")).to_have_attribute("data-state", "saved")
    assert desk.session("s1-1").purpose == "Kept for later"
    assert other.evaluate("Object.keys(sessionStorage).filter(name => name.startsWith('plan:'))") == []
    refusing = {"POST"}  # emptied instead of unrouted: a request that is being asked about just then would hang for good
    other.route("**/session/*", lambda route: route.abort() if route.request.method in refusing else route.continue_())
    other.fill("#in-notes", "Not yet")
    other.keyboard.press("Tab")
    expect(other.locator("#mark")).to_have_attribute("data-state", "kept")
    with other.expect_response(lambda answer: "/board" in answer.url):  # an answer to something else is none to this
        other.evaluate("htmx.trigger('#pulse', 'changed')")
    expect(other.locator("#mark")).to_have_attribute("data-state", "kept")
    other.on("dialog", lambda dialog: dialog.accept())
    other.reload()
    expect(other.locator("#in-notes")).to_have_value("Not yet")
    refusing.clear()
    expect(other.locator("#mark")).to_have_attribute("data-state", "saved")
    assert desk.session("s1-1").notes == "Not yet"
    other.close()
    page.bring_to_front()


def test_what_was_typed_into_a_session_that_is_gone_by_then_is_shown_once_more(desk: Desk) -> None:
    other = desk.page.context.new_page()
    other.goto(desk.address + "?open=session:s1-1")
    refusing = {"POST"}  # emptied instead of unrouted: a request that is being asked about just then would hang for good
    other.route("**/session/*", lambda route: route.abort() if route.request.method in refusing else route.continue_())
    other.fill("#in-purpose", "A thought")
    expect(other.locator("#mark")).to_have_attribute("data-state", "kept")
    desk.open("s1-1")
    desk.page.click("#do-delete")
    desk.says("“Session 1.1” is deleted. Undo brings it back.")
    other.on("dialog", lambda dialog: dialog.accept())
    other.goto(desk.address)
    expect(other.locator("#said")).to_have_text("Somebody has taken out what this was typed into, so it could not be saved: A thought")
    expect(other.locator("#mark")).to_have_attribute("data-state", "saved")
    other.close()


def test_with_every_remark_open_the_board_still_holds_before_axe(page: Page, speaking: Speaking) -> None:
    link, store = speaking("en")
    lunch = {"id": "lunch", "title": "Lunch", "kind": "meal", "minutes": 60, "pin": "11:00"}
    late = {"id": "late", "title": "Late", "minutes": 60, "pin": "11:30"}
    walk = {"id": "walk", "title": "Walk", "minutes": 60, "tracks": [{"sessions": [late]}, {"sessions": []}]}
    day = {"id": "d", "start": "09:00", "sessions": [{"id": "talk", "title": "Talk", "minutes": 150}, lunch, {**walk, "pin": "11:20"}]}
    desk = Desk(page, link, store, store.add(Convening.model_validate({"title": "T", "days": [day, {"id": "e"}]})))
    desk.open("lunch")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    day_wide = page.locator("#d-d").bounding_box()
    for narrow in ("lunch", "late"):
        assert page.locator(f"#b-{narrow} .remark[open] button").count()
        block, ways = page.locator(f"#b-{narrow}").bounding_box(), page.locator(f"#b-{narrow} .ways").first.bounding_box()
        assert day_wide and block and ways
        assert block["width"] < day_wide["width"] * 0.6
        assert day_wide["width"] * 0.9 < ways["width"] <= day_wide["width"]
        assert abs(ways["x"] - day_wide["x"]) < 16
    assert look(page, "every remark open") == []


# Two at once


def test_another_window_s_changes_appear_and_touch_nothing_that_is_being_typed(desk: Desk, launched: Browser, speaking: Speaking) -> None:
    from toolkit.convening.edits import Ref, Set

    desk.open("s1-1")
    desk.page.fill("#in-notes", "half a thou")
    desk.store.apply(desk.key, Set(target=Ref(kind="session", id="s1-1"), field=("room",), value="Loft"), "somebody")
    desk.store.apply(desk.key, Set(target=Ref(kind="session", id="s1-2"), field=("minutes",), value=45), "somebody")
    expect(desk.time_of("s1-2")).to_have_text("09:20–10:05")
    expect(desk.page.locator("#in-room")).to_have_value("Loft")
    expect(desk.page.locator("#in-notes")).to_have_value("half a thou")
    expect(desk.page.locator("#in-notes")).to_be_focused()


SECONDS = 60 if FULL else 2


def test_of_two_browsers_that_edit_at_once_every_edit_is_there(launched: Browser, speaking: Speaking) -> None:
    """Each types into sessions of its own and moves others about, as fast as the page answers."""
    link, store = speaking("en")
    from tests.browser.conftest import SECRET
    from toolkit.web.security import Door

    key = store.add(an_agenda(days=2, sessions=12))
    base = link.partition("/enter/")[0]
    desks = []
    for _ in range(2):
        context = launched.new_context(viewport={"width": 1280, "height": 860}, locale="en-GB")
        context.set_default_timeout(PATIENCE)
        desks.append(Desk(context.new_page(), base + Door(SECRET).link(), store, key))
    typed: dict[tuple[str, str], str] = {}
    moves = 0
    until = time.monotonic() + SECONDS
    turn = 0
    while time.monotonic() < until:
        turn += 1
        for number, desk in enumerate(desks, 1):
            session = f"s{number}-{turn % 12 + 1}"
            desk.open(session)
            for name, text in (("room", f"Room {number}.{turn}"), ("purpose", f"Why {number}.{turn}")):
                desk.page.fill(f"#in-{name}", text)
                typed[session, name] = text
        for desk in desks:
            desk.page.focus("#panel-title")
            desk.saved()
        mover = desks[turn % 2]
        mover.page.focus(f"#o-s1-{turn % 12 + 1}")
        mover.page.keyboard.press("Alt+ArrowDown" if turn % 3 else "Alt+ArrowUp")
        moves += 1
    for desk in desks:
        desk.saved()
    held = {each.id: each for _, _, each in store.get(key).convening.sessions()}
    assert len(held) == 24
    assert {where: getattr(held[where[0]], where[1]) for where in typed} == typed
    assert turn > 0
    history = store.history(key)
    assert {change.who.partition(" ")[0] for change in history} and len({change.who.partition(" ")[0] for change in history}) == 2
    for desk in desks:
        desk.page.context.close()


# How quickly


FROM_LEAVING_TO_NEW_TIMES = """async ([field, probe]) => {
    const input = document.querySelector(field), took = [];
    for (let turn = 0; turn < 20; turn++) {
        input.focus();
        input.value = String(21 + turn);
        input.dispatchEvent(new Event("input", { bubbles: true }));
        const before = document.querySelector(probe).textContent, start = performance.now();
        input.dispatchEvent(new Event("change", { bubbles: true }));
        await new Promise(done => {
            const look = () => document.querySelector(probe).textContent === before ? requestAnimationFrame(look) : done();
            look();
        });
        took.push(performance.now() - start);
        await new Promise(rest => setTimeout(rest, 50));
    }
    return took;
}"""


@pytest.mark.parametrize("what", ["the sample", "three days and sixty sessions"])
def test_from_leaving_a_field_to_new_times_takes_less_than_a_tenth_of_a_second(desk: Desk, what: str) -> None:
    """At the median. Other work on this computer is no fault of the page, so the quickest of a few rounds counts."""
    if what == "the sample":
        key, session, after = next(one.id for one in desk.store.list() if one.origin == "sample"), "word-map", "break-2"
    else:
        key, session, after = desk.store.add(an_agenda(days=3, sessions=20)), "s2-4", "s2-5"
    desk.page.goto(desk.address.replace(desk.key, key) + f"?open=session:{session}")
    medians: list[float] = []
    for _ in range(6):
        medians.append(statistics.median(desk.page.evaluate(FROM_LEAVING_TO_NEW_TIMES, ["#in-minutes", f"#o-{after} .time"])))
        share = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
        if medians[-1] < 100 * share:
            break
    assert min(medians) < 100 * share, (medians, os.getloadavg())
