"""What is half typed stands in its field again for the browser that typed it, until it is sent; for nobody else, and not for long."""

from flask import Flask

from tests.store.conftest import a_convening
from tests.web.conftest import Browser
from tests.web.test_settings import HTMX
from tests.web.test_who import another
from toolkit.store import Store
from toolkit.web.half_typed import KEPT_SECONDS, MOST_KEPT, MOST_LETTERS, HalfTyped
from toolkit.web.planner import Planner

DAYS = [{"id": "d", "sessions": [{"id": "talk", "title": "Talk"}]}]
EVIL = "Half <script>alert(1)</script>"


def begun(browser: Browser, store: Store) -> str:
    bare: dict[str, object] = {"notes": [], "groups": [], "words": [], "report": {}, "together": [], "days": DAYS}
    key = store.add(a_convening(**bare))
    browser.text(f"/c/{key}/words")
    return key


def type_half(browser: Browser, key: str, place: str, text: str) -> None:
    assert browser.post(f"/c/{key}/half-typed", data={"place": place, "text": text}, headers=HTMX).status_code == 204


def test_it_is_there_again_for_its_own_browser_as_text_and_for_no_other(app: Flask, browser: Browser, store: Store) -> None:
    key = begun(browser, store)
    for place, page in (("notes session:talk", "notes/talk"), ("words", "words")):
        type_half(browser, key, place, EVIL)
        assert "Half &lt;script&gt;alert(1)" in browser.text(f"/c/{key}/{page}")
        assert "Half" not in another(app).text(f"/c/{key}/{page}")
        type_half(browser, key, place, " ")
        assert "Half" not in browser.text(f"/c/{key}/{page}")
    assert browser.post("/c/nothing/half-typed", data={"text": "x"}, headers=HTMX).status_code == 404


def test_what_was_sent_is_not_half_typed_and_what_came_after_it_is(browser: Browser, store: Store) -> None:
    key = begun(browser, store)
    note = {"view": "session:talk", "session": "talk", "kind": "point"}
    type_half(browser, key, "notes session:talk", "The river is lo")
    browser.post(f"/c/{key}/note", data={**note, "text": "The river is low"}, headers=HTMX)
    assert "The river is lo</textarea>" not in browser.text(f"/c/{key}/notes/talk")
    type_half(browser, key, "notes session:talk", "And then")
    browser.post(f"/c/{key}/note", data={**note, "text": "The river is low"}, headers=HTMX)
    assert "And then</textarea>" in browser.text(f"/c/{key}/notes/talk")
    type_half(browser, key, "words", "riv")
    browser.post(f"/c/{key}/words", data={"session": "talk", "round": "before", "text": "river"}, headers=HTMX)
    assert ">riv</textarea>" not in browser.text(f"/c/{key}/words")


def test_it_lies_in_memory_for_an_hour_and_goes_with_people_who_are_forgotten(app: Flask, browser: Browser, store: Store) -> None:
    now = [0.0]
    kept = HalfTyped(lambda: now[0])
    for at in range(MOST_KEPT + 1):
        kept.put((f"c{at}", "hand", "words"), "x" * (MOST_LETTERS + 1))
    assert (kept.get(("c0", "hand", "words")), len(kept.get(("c1", "hand", "words")))) == ("", MOST_LETTERS)
    now[0] = KEPT_SECONDS + 1
    assert kept.get(("c1", "hand", "words")) == ""
    key = begun(browser, store)
    type_half(browser, key, "words", "Half")
    planner: Planner = app.extensions["planner"]
    planner.drop_jobs(key)
    assert "Half" not in browser.text(f"/c/{key}/words")
