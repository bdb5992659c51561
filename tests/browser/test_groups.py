"""Groups in a real browser: made, moved by hand with the cost told on the way, by keyboard alone, and undone."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.test_every_page import look
from tests.planning.grouping.asking import a_convening
from toolkit.store import Store


def test_people_are_moved_by_hand_and_by_keyboard(page: Page, speaking: Callable[[str], tuple[str, Store]]) -> None:
    link, store = speaking("en")
    key = store.add(a_convening(12, apart=[["p0", "p1"]]))
    page.goto(link)
    page.goto(page.url.split("/c/")[0].rstrip("/") + f"/c/{key}/groups")
    page.fill("#size", "4")
    page.fill("#rounds", "2")
    page.click("#make")
    page.wait_for_selector(".table")
    away = page.locator('[data-person="p1"]')
    table = page.locator(".table", has=page.locator('[data-person="p0"]'))
    box, to = away.bounding_box(), table.bounding_box()
    assert box and to
    page.mouse.move(box["x"] + 30, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(to["x"] + 40, to["y"] + 20, steps=4)
    expect(page.locator(".ghost")).to_contain_text("breaks: Person 0 and Person 1 apart")
    page.mouse.up()
    page.wait_for_selector("#broken")
    expect(page.locator("#said")).to_contain_text("moved Person 1 to group")
    assert look(page, "groups that break a wish") == []
    page.locator("#undo").press("Enter")
    expect(page.locator("#said")).to_contain_text("Taken back")
    page.set_viewport_size({"width": 1280, "height": 400})
    page.evaluate("scrollTo(0, 0)")
    page.locator(".person").first.scroll_into_view_if_needed()
    held = page.locator(".person").first.bounding_box()
    assert held
    page.mouse.move(held["x"] + 30, held["y"] + 12)
    page.mouse.down()
    page.mouse.move(held["x"] + 30, 396, steps=3)
    before = page.evaluate("scrollY")
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") > before, "the page scrolls on while the hand rests at its edge"
    page.keyboard.press("Escape")
    expect(page.locator(".ghost")).to_have_count(0)
    page.mouse.up()
    page.set_viewport_size({"width": 1280, "height": 860})
    page.locator("#person-p1").press("Enter")
    expect(page.locator("#moves")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("moved Person 1 to group")
    expect(page.locator("#lock")).to_have_text("Let go")
    page.locator("#wishing > summary").press("Enter")
    page.select_option("#kind", "seat")
    expect(page.locator("#by")).to_be_hidden()
    page.select_option("#people", ["p3"])
    page.locator("#add-wish").press("Enter")
    expect(page.locator(".wishes")).to_contain_text("Person 3 in group A")
