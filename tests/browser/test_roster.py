"""The list of people with the keyboard alone, in two windows at once, and back again."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from toolkit.convening.edits import Ref, Set
from toolkit.store import Store


def test_the_list_is_worked_with_the_keyboard_and_nothing_of_another_window_is_lost(
    page: Page, context: BrowserContext, speaking: Callable[[str], tuple[str, Store]]
) -> None:
    link, store = speaking("en")
    key = store.list()[0].id
    page.goto(link)
    page.goto(f"{link.partition('/enter/')[0]}/c/{key}/people")

    page.locator("#words").press_sequentially("adey")
    expect(page.locator("#found")).to_have_text("1 person found")
    assert "adey" not in page.url
    page.fill("#words", "")
    expect(page.locator("tr[data-person]")).to_have_count(40)

    rows = [row.get_attribute("data-person") for row in page.locator("tr[data-person]").all()[:3]]
    page.focus(f"#c-{rows[0]}-side")
    page.keyboard.press("Control+A")
    page.keyboard.type("speaker")
    page.keyboard.press("Enter")
    expect(page.locator(f"#c-{rows[1]}-side")).to_be_focused()
    expect(page.locator("#said")).to_contain_text("“speaker”")
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"#c-{rows[2]}-side")).to_be_focused()

    store.apply(key, Set(target=Ref(kind="participant", id=rows[2] or ""), field=("side",), value="somebody else's"))
    page.keyboard.type("mine")
    page.keyboard.press("ArrowUp")
    expect(page.locator(f"#c-{rows[2]}-side-slot")).to_contain_text("Somebody has written “somebody else's” here meanwhile.")
    expect(page.locator(f"#c-{rows[2]}-side")).to_have_value("mine")
    page.focus(f"#c-{rows[2]}-side")
    page.keyboard.press("ArrowUp")
    expect(page.locator(f"#c-{rows[2]}-side-slot")).to_have_text("Saved")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#panel-title")).to_be_focused()
    assert f"open={rows[1]}" in page.url

    page.select_option(f"#f-{rows[1]}-consent-photo", "no")
    expect(page.locator("#lines")).to_contain_text("May not be seen.")
    page.fill(f"#f-{rows[1]}-side", "observer")
    page.keyboard.press("Tab")
    expect(page.locator(f"#c-{rows[1]}-side")).to_have_value("observer")
    page.focus(f"#f-{rows[1]}-side")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator(f"#open-{rows[1]}")).to_be_focused()

    page.click("#undo")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator(f"#c-{rows[1]}-side")).not_to_have_value("observer")
    page.focus("#new-person")
    page.keyboard.type("Ana Nova")
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_have_text("Ana Nova")
    expect(page.locator("tr[data-person]")).to_have_count(41)
