"""Looking for an exercise as one types, and putting it into the agenda; without a mouse."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from toolkit.store import Store


def test_an_exercise_is_found_while_typing_and_added_with_the_keyboard(page: Page, speaking: Callable[[str], tuple[str, Store]]) -> None:
    link, store = speaking("en")
    key = store.list()[0].id
    page.goto(link)
    page.goto(f"{link.partition('/enter/')[0]}/c/{key}/library")
    page.focus("#q")
    page.keyboard.type("fishb")
    expect(page.locator(".exercise")).to_have_count(1)
    expect(page.locator("#count")).to_have_text("1 exercise, worked out for 38 people")
    page.reload()
    expect(page.locator("#q")).to_have_value("fishb")
    page.focus("#exercise-fishbowl a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/library/fishbowl*")
    page.focus("#add-to")
    page.keyboard.press("ArrowDown")
    page.focus("#add")
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_have_text("Fishbowl")
    assert store.get(key).convening.days[0].sessions[0].exercise == "fishbowl"
