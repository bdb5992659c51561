"""The evaluation and the recommendations by keyboard alone: a key for each mark, Tab and Enter for the counts."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from toolkit.convening import notes
from toolkit.store import Store

Speaking = Callable[[str], tuple[str, Store]]


def test_a_sheet_is_a_key_for_each_mark_and_counts_are_tabbed_through(page: Page, speaking: Speaking) -> None:
    link, store = speaking("en")
    key = store.list()[0].id
    page.goto(link)
    start = page.url.rstrip("/")
    page.goto(f"{start}/c/{key}/evaluation?way=sheets")
    expect(page.locator("input[data-first]")).to_be_focused()
    page.keyboard.type("4421234")
    page.keyboard.type("More shade.")
    page.keyboard.press("Enter")
    page.wait_for_url("**told=*")
    asked = store.get(key).convening.evaluation.questions
    assert asked[0].tallies[0].marks == (0, 2, 13, 20) and asked[6].tallies[0].marks == (2, 9, 16, 7)
    assert "More shade." in asked[7].remarks
    expect(page.locator("input[data-first]")).to_be_focused()
    page.goto(f"{start}/c/{key}/recommendations")
    page.focus("#dots-n27")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("40")
    page.keyboard.press("Tab")
    page.keyboard.type("30")
    page.keyboard.press("Enter")
    page.wait_for_url("**told=*")
    first = notes.standing(store.get(key).convening, "recommendation")[0]
    assert (first.dots, first.support and first.support.agree) == (40, 30)
    page.click("#rank")
    page.wait_for_timeout(100)
    expect(page.locator(".rec").first).to_have_attribute("id", "rec-n27")
    page.click("#undo")
    expect(page.locator("#said")).to_contain_text("Taken back")
