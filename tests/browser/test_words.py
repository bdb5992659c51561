"""The words of a room as a person types them: by keyboard alone, also while the planner does not answer; sorted by key and by hand."""

import re
import time
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.conftest import FULL
from toolkit.store import Store

Speaking = Callable[[str], tuple[str, Store]]
WORDS = 200 if FULL else 15


def test_words_are_typed_counted_sorted_and_undone_by_keyboard_alone(page: Page, speaking: Speaking) -> None:
    link, store = speaking("en")
    key = store.list()[0].id
    there = len(store.get(key).convening.words)
    base = link.partition("/enter/")[0]

    def said(text: str) -> int:
        return sum(each.count for each in store.get(key).convening.words if each.text == text)

    page.goto(link)
    page.goto(f"{base}/c/{key}/words")
    expect(page.locator("#map svg").first).to_be_visible()
    expect(page.locator("#text")).to_be_focused()
    for at in range(19):
        page.keyboard.type(f"drop {at}")
        page.keyboard.press("Enter")
        expect(page.locator("#text")).to_have_value("")
    page.keyboard.type("drop 7")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("“drop 7” is on 2 cards.")
    expect(page.locator("#waiting li")).to_have_count(0)
    assert (len(store.get(key).convening.words) - there, said("drop 7"), said("drop 8")) == (19, 2, 1)

    # A planner that does not answer: what was typed is kept, over a reload too, and sent once it does.
    page.route("**/words", lambda route: route.fulfill(status=403) if route.request.method == "POST" else route.fallback())
    page.keyboard.type("flood gate")
    page.keyboard.press("Enter")
    page.keyboard.type("half a wo")
    expect(page.locator("#mark")).to_contain_text("Not saved yet.")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("#waiting li")).to_have_text("flood gate")
    expect(page.locator("#text")).to_have_value("half a wo")
    page.unroute("**/words")
    expect(page.locator("#said")).to_have_text("“flood gate” is on 1 card.")
    assert said("flood gate") == 1

    # Two into a heap of their own, which is named last; the next word has the focus.
    first, second = (page.locator("#alone a.word", has_text=re.compile(f"^drop {at}$")) for at in (0, 1))
    first.focus()
    page.keyboard.press("n")
    expect(second).to_be_focused()
    heap = page.locator(".heap:has(input[value='Heap 1'])")
    page.keyboard.press("Enter")
    expect(page.locator("#menu-title")).to_have_text("drop 1")
    page.keyboard.press("Escape")
    expect(second).to_be_focused()
    page.set_viewport_size({"width": 1280, "height": 3000})  # by hand nothing scrolls between the press and the first move
    page.locator("#alone a.word", has_text=re.compile("^drop 1$")).drag_to(heap)
    expect(heap.locator("a.word")).to_have_count(2)
    name = heap.locator("input[name=name]")
    name.fill("Drops")
    name.press("Enter")
    expect(page.locator("#said")).to_have_text("Done: renamed the heap “Heap 1” to “Drops”.")
    expect(page.locator("#map")).to_contain_text("Drops")
    for text in ("renamed the heap", "into the heap", "into the heap", "flood gate", "counted the word “drop 7”"):
        page.click("#undo")
        expect(page.locator("#said")).to_contain_text(text)
    expect(page.locator(".heap:has(input[value='Heap 1'])")).to_have_count(0)
    assert (said("drop 7"), said("flood gate"), said("drop 18")) == (1, 0, 1)


def test_the_field_is_free_at_once_however_slow_the_planner_is(page: Page, speaking: Speaking) -> None:
    """A word is its letters and one Enter. Two hundred take less than five minutes of a hand that types 25 words in a minute."""
    link, store = speaking("en")
    key = store.list()[0].id
    held: list[Route] = []
    page.goto(link)
    page.goto(f"{link.partition('/enter/')[0]}/c/{key}/words")
    expect(page.locator("#text")).to_be_focused()
    page.route("**/words", lambda route: held.append(route) if route.request.method == "POST" else route.fallback())
    began = time.monotonic()
    for at in range(WORDS):
        page.keyboard.type(f"wave {at}")
        page.keyboard.press("Enter")
    taken = time.monotonic() - began
    assert (page.input_value("#text"), page.evaluate("document.activeElement.id")) == ("", "text")
    assert len(held) == 1 and taken < WORDS * 300 / 200
    page.unroute("**/words")
    held[0].fallback()
    expect(page.locator("#mark .is-saved")).to_be_visible()
    found = [word.text for word in store.get(key).convening.words]
    assert found[-WORDS:] == [f"wave {at}" for at in range(WORDS)]
