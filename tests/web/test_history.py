import datetime as dt
import re
import time

import pytest
from flask import Flask

from tests.conftest import FULL
from tests.store.conftest import a_convening
from tests.web.conftest import BASE, Browser
from tests.web.test_pages import words
from tests.web.test_who import sign, signs, title
from toolkit.convening.edits import Move, Place, Ref, Set, park, removal
from toolkit.store import Store
from toolkit.store.signed import signed

CHANGES = 2000 if FULL else 130
BEN = signed("bbbbbbbbbbbb", "Ben")
NOBODY = signed("cccccccccccc")
WELCOME = Ref(kind="session", id="welcome")
HTMX = {"Origin": BASE, "Sec-Fetch-Site": "same-origin", "HX-Request": "true"}


@pytest.fixture
def clocked(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Each change a minute after the one before."""
    now = [dt.datetime(2027, 1, 10, 12, 0, tzinfo=dt.UTC)]

    def tick() -> dt.datetime:
        now[0] += dt.timedelta(seconds=30)
        return now[0]

    monkeypatch.setattr(store, "_now", tick)
    return store


def lines(page: str) -> list[tuple[str, str]]:
    """Who, and what, of each line."""
    found = re.findall(r"<strong[^>]*><bdi>(.*?)</bdi></strong> <bdi>(.*?)</bdi></p>", page)
    return [(by, said) for by, said in found]


def test_the_history_tells_who_did_what_the_newest_first(app: Flask, browser: Browser, clocked: Store) -> None:
    key = clocked.add(a_convening())
    assert 'id="nothing"' in browser.text(f"/c/{key}/history")
    sign(browser, "Ana")
    ana = signs(app, browser)
    clocked.apply(key, Set(target=WELCOME, field=("title",), value="<i>Hello</i>"), ana)
    first_day = Place(of=Ref(kind="day", id="day-1"), list="sessions")
    clocked.apply(key, Move(target=WELCOME, into=first_day, after="talk-by-maria-example"), BEN)
    clocked.apply(key, title("Rivers"), NOBODY)
    clocked.undo(key, ana)
    clocked.redo(key, ana)
    page = browser.text(f"/c/{key}/history")
    assert lines(page) == [
        ("Ana (you)", "made again: renamed “Welcome” to “&lt;i&gt;Hello&lt;/i&gt;”"),
        ("Ana (you)", "took back: renamed “Welcome” to “&lt;i&gt;Hello&lt;/i&gt;”"),
        ("Somebody", "changed the title from “Water &amp; Work &lt;&#34;one&#34;&gt;” to “Rivers”"),
        ("Ben", "moved “&lt;i&gt;Hello&lt;/i&gt;” from 09:00 to 09:30"),
        ("Ana (you)", "renamed “Welcome” to “&lt;i&gt;Hello&lt;/i&gt;”"),
    ]
    assert "10 January 2027" in words(page)
    sign(browser, "")
    assert lines(browser.text(f"/c/{key}/history"))[0][0] == "Ana (you)"
    clocked.apply(key, title("Lakes"), signs(app, browser))
    assert lines(browser.text(f"/c/{key}/history"))[0][0] == "You"


def test_going_back_says_what_it_does_and_is_one_change_that_can_be_undone(app: Flask, browser: Browser, clocked: Store) -> None:
    key = clocked.add(a_convening())
    clocked.apply(key, park("close"), BEN)
    clocked.apply(key, title("Rivers"), BEN)
    then = clocked.get(key).convening
    clocked.change(key, lambda now: removal(now, WELCOME), BEN)
    clocked.apply(key, title("Lakes"), NOBODY)
    now = clocked.get(key).convening
    page = browser.text(f"/c/{key}/history/2")
    listed = re.findall(r"<li><bdi>(.*?)</bdi></li>", page)
    assert listed[0] == "added “Welcome” to day 1"
    assert "changed the title from “Lakes” to “Rivers”" in listed
    seen = re.findall(r'name="seen" value="([^"]+)"', page)[0]
    answer = browser.post(f"/c/{key}/history/2", data={"seen": seen})
    assert (answer.status_code, answer.location) == (303, f"/c/{key}/history?told=5")
    assert clocked.get(key).convening == then
    shown = browser.text(answer.location)
    assert "Done: added “Welcome” to day 1; " in words(shown)
    assert lines(shown)[0] == ("You", "added “Welcome” to day 1; changed the title from “Lakes” to “Rivers”; changed the words")
    browser.post(f"/c/{key}/undo")
    assert clocked.get(key).convening == now
    assert 'id="same"' in browser.text(f"/c/{key}/history/4")


def test_back_to_the_beginning(browser: Browser, clocked: Store) -> None:
    key = clocked.add(a_convening())
    clocked.apply(key, title("Rivers"), BEN)
    assert f'href="/c/{key}/history/0"' in browser.text(f"/c/{key}/history")
    seen = re.findall(r'name="seen" value="([^"]+)"', browser.text(f"/c/{key}/history/0"))[0]
    browser.post(f"/c/{key}/history/0", data={"seen": seen})
    assert clocked.get(key).convening == a_convening()


def test_what_was_changed_after_the_list_was_made_is_not_overwritten(browser: Browser, store: Store) -> None:
    """Also where somebody types on in the same field, which makes no new line of the history."""
    key = store.add(a_convening())
    store.apply(key, title("Rivers"), BEN)
    for text, count in (("Riversides", 1), ("Lakes", 2)):
        seen = re.findall(r'name="seen" value="([^"]+)"', browser.text(f"/c/{key}/history/0"))[0]
        store.apply(key, title(text), BEN if count == 1 else NOBODY)
        answer = browser.post(f"/c/{key}/history/0", data={"seen": seen})
        assert (answer.status_code, "so nothing was done" in words(answer.text)) == (409, True)
        assert (store.get(key).convening.title, store.get(key).seq) == (text, count)


def test_nothing_leads_back_over_a_forgetting(browser: Browser, clocked: Store) -> None:
    key = clocked.add(a_convening())
    clocked.apply(key, title("Maria Example and others"), signed("bbbbbbbbbbbb", "Maria"))
    clocked.forget(key)
    clocked.apply(key, title("After"), BEN)
    page = browser.text(f"/c/{key}/history")
    assert lines(page) == [
        ("Ben", "changed the title from “Maria Example and others” to “After”"),
        ("Somebody", "forgot personal data; what was changed before is not kept any more"),
        ("Somebody", "changed something; what it was went with the personal data"),
    ]
    assert "Maria" not in re.sub(r"from “Maria Example and others”", "", words(page))
    assert re.findall(rf'href="/c/{key}/history/(\d+)"', page) == ["2"]
    assert "cannot be told or brought back" in words(page)
    for seq in (0, 1):
        answer = browser.get(f"/c/{key}/history/{seq}")
        assert (answer.status_code, "stays forgotten" in words(answer.text)) == (404, True)
        assert browser.post(f"/c/{key}/history/{seq}").status_code == 404


@pytest.mark.parametrize("address", ["history/7", "history/99999999999999999999", "history/-1", "history/x"])
def test_a_point_that_is_none_is_said(browser: Browser, store: Store, address: str) -> None:
    key = store.add(a_convening())
    assert browser.get(f"/c/{key}/{address}").status_code == 404


def test_a_long_history_comes_in_pages_and_each_of_them_at_once(browser: Browser, clocked: Store) -> None:
    key = clocked.add(a_convening())
    for number in range(CHANGES):
        clocked.apply(key, title(f"Title {number}"), BEN if number % 2 else NOBODY)
    seen: list[str] = []
    page, took = browser.text(f"/c/{key}/history"), []
    while True:
        seen += re.findall(r'id="change-(\d+)"', page)
        older = re.findall(r'id="older" href="([^"]+)"', page)
        if not older:
            break
        began = time.process_time()
        page = browser.text(older[0])
        took.append(time.process_time() - began)
    assert seen == [str(number) for number in range(CHANGES, 0, -1)]
    assert sorted(took)[len(took) // 2] < 0.5
    for wrong in ("-1", "x", "9" * 30, "99999"):
        assert browser.get(f"/c/{key}/history?until={wrong}").status_code == 200


def test_undo_says_in_words_what_it_took_back(app: Flask, browser: Browser, clocked: Store) -> None:
    key = clocked.add(a_convening())
    browser.get("/")
    clocked.apply(key, Set(target=WELCOME, field=("title",), value="Hello"), signs(app, browser))
    answer = browser.post(f"/c/{key}/undo", headers=HTMX)
    assert "Taken back: renamed “Welcome” to “Hello”." in words(answer.text)
    assert "Made again: renamed “Welcome” to “Hello”." in words(browser.post(f"/c/{key}/redo", headers=HTMX).text)
    place = browser.post(f"/c/{key}/undo", headers={**HTMX, "HX-Request": "", "Referer": f"{BASE}/c/{key}/history"}).location
    assert "Taken back: renamed “Welcome” to “Hello”." in words(browser.text(place))
    clocked.apply(key, title("Another"), BEN)
    assert "Taken back: renamed" not in words(browser.text(place))
