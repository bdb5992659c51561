"""The rapporteur's page by keyboard alone, with the planner gone for a while, and with somebody else writing at the same time."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from toolkit.convening.edits import Insert, Place, Ref, Set
from toolkit.store import Store


def test_notes_are_taken_by_keyboard_and_nothing_typed_is_lost(
    page: Page, context: BrowserContext, speaking: Callable[[str], tuple[str, Store]]
) -> None:
    link, store = speaking("en")
    key = store.list()[0].id
    page.goto(link)
    page.goto(f"{link.partition('/enter/')[0]}/c/{key}/notes/aims")
    expect(page.locator("#new-text")).to_be_focused()

    page.keyboard.type("? Who pays <script>alert(1)</script>")
    expect(page.locator("[name=kind][value=question]")).to_be_checked()
    page.keyboard.press("Enter")
    page.keyboard.press("Alt+6")
    expect(page.locator("#new-to")).to_be_visible()
    page.keyboard.type("Fund for longer")
    page.keyboard.press("Enter")
    expect(page.locator("#list > li").first.locator(".what")).to_have_text("Recommendation 9 Fund for longer")
    expect(page.locator("#list > li").nth(1).locator(".what")).to_have_text("Question Who pays <script>alert(1)</script>")
    expect(page.locator("#of-aims .count [aria-hidden]")).to_have_text("4")

    away: list[str] = []
    context.route("**/note", lambda route: (away.append(route.request.url), route.fulfill(status=403)))  # closed, or started anew
    page.keyboard.type("While nobody was there")
    page.keyboard.press("Enter")
    expect(page.locator("#mark")).to_have_attribute("data-state", "kept")
    expect(page.locator("#waiting")).to_contain_text("While nobody was there")
    store.apply(key, Insert(into=Place(list="notes"), value={"id": "theirs", "session": "aims", "text": "The other rapporteur's"}))
    context.unroute("**/note")
    page.reload()
    expect(page.locator("#mark")).to_have_attribute("data-state", "saved")
    words = [each.text for each in store.get(key).convening.notes[-2:]]
    assert away and words == ["The other rapporteur's", "While nobody was there"]
    expect(page.locator("#list > li")).to_have_count(6)

    page.click("#edit-link-theirs")
    expect(page.locator("#theirs-text")).to_be_focused()
    page.keyboard.type(" words")
    store.apply(key, Set(target=Ref(kind="note", id="theirs"), field=("text",), value="Changed"))
    page.keyboard.press("Enter")
    expect(page.locator("#error-theirs-text")).to_contain_text("Somebody else has written “Changed” here meanwhile")
    expect(page.locator("#theirs-text")).to_have_value("The other rapporteur's words")
    page.keyboard.press("Enter")
    expect(page.locator("#note-theirs .what")).to_contain_text("The other rapporteur's words")
    page.click("#undo")
    expect(page.locator("#note-theirs .what")).to_contain_text("Changed")

    page.click("#edit-link-n1")
    page.select_option("#n1-kind", "quote")
    expect(page.locator("#n1-attribution option[value=name]")).to_be_disabled()
    page.select_option("#n1-by", index=1)
    expect(page.locator("#edit-n1 [data-reason]")).to_contain_text("agreed to be quoted")
    page.keyboard.press("Escape")
    expect(page.locator("#edit-link-n1")).to_be_focused()
