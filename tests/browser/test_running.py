"""A session runs in a real window: it counts, warns before its end, follows another window, and goes on after a reload."""

import datetime as dt
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from toolkit.convening.edits import Ref, Set
from toolkit.store import Store


def test_a_clock_counts_between_two_answers_of_the_server_and_outlives_a_reload(
    page: Page, speaking: Callable[[str], tuple[str, Store]]
) -> None:
    link, store = speaking("en")
    key = store.list()[0].id
    store.apply(key, Set(target=Ref(), field=("timezone",), value="UTC"))
    page.goto(link)
    page.goto(f"{link.partition('/enter/')[0]}/c/{key}/now?day=day-1")
    expect(page.locator("#now")).to_contain_text("A rehearsal")
    page.focus("#start-word-map")
    page.keyboard.press("Enter")
    expect(page.locator("#line-day h3")).to_contain_text("Word map")
    expect(page.locator("#said")).to_contain_text("began")
    began = dt.datetime.now(dt.UTC)
    shown = page.locator("#line-day > .count .figure").inner_text()
    expect(page.locator("#line-day > .count .figure")).not_to_have_text(shown)
    for _ in range(2):
        with page.expect_response(lambda answer: "/now?" in answer.url):
            page.click("#more-day")
    expect(page.locator("#line-day > .count .figure")).to_have_text(re.compile(r"1:(09|10):\d\d"))
    minutes, seconds = _left(page)
    page.reload()
    expect(page.locator("#line-day > .count .figure")).to_be_visible()
    later = _left(page)
    assert 0 <= minutes * 60 + seconds - later[0] * 60 - later[1] <= 10

    day = store.get(key).convening.days[0]
    word_map = next(session for session in day.sessions if session.id == "word-map")
    assert word_map.happened is not None and word_map.happened.extra == 10 and word_map.happened.on == began.date()
    ago = word_map.happened.model_copy(update={"began": max(0, word_map.happened.began - (minutes - 4) * 60)})
    store.apply(key, Set(target=Ref(kind="session", id="word-map"), field=("happened",), value=ago.model_dump(mode="json")))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    if ago.began:
        expect(page.locator("#line-day > .count")).to_have_class("count soon")
        expect(page.locator("#line-day > .count .words")).to_have_text("left: it ends soon")
    page.goto(page.url.replace("/now?", "/projector?"))
    expect(page.locator("h1")).to_contain_text("Word map")
    page.goto(page.url.replace("/projector?", "/now?"))
    page.click("#start-models")
    expect(page.locator("#line-cooperative h3")).to_contain_text("How it began")
    page.goto(page.url.partition("?")[0].replace("/now", "/projector") + "?day=day-1")
    page.set_viewport_size({"width": 1920, "height": 1080})
    expect(page.locator(".seats")).to_contain_text("Legal desk")
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight"), "all of it is seen without a hand on the mouse"

    page.goto(page.url.partition("?")[0].replace("/projector", "/here") + "?day=day-1")
    page.evaluate("for (const id of ['all', 'tap-p01', 'tap-p02', 'tap-p03', 'tap-p04']) document.getElementById(id).click()")
    expect(page.locator("#missing")).to_have_text("4 are not here")
    assert not set(store.get(key).convening.days[0].present or ()) & {"p01", "p02", "p03", "p04"}, "however fast one taps"


def _left(page: Page) -> tuple[int, int]:
    parts = [int(each) for each in page.locator("#line-day > .count .figure").inner_text().split(":")]
    return sum(parts[:-1]) if len(parts) == 2 else parts[0] * 60 + parts[1], parts[-1]
