"""An agenda that somebody has, brought as people do: dropped and corrected with the mouse; by keyboard alone, and without script."""

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from toolkit.store import Store

AGENDA = """Our meeting
Tuesday 4 May
9:00 Welcome
9:30-11:00 Panel
TBC Surprise
11:00 Coffee
All rooms are on the ground floor.

Groups and tasks
11:30 Groups
12:30 Closing
"""
DROP = """(text) => {
    const held = new DataTransfer();
    held.items.add(new File([text], "ours.txt", { type: "text/plain" }));
    for (const kind of ["dragenter", "dragover", "drop"])  // beside the frame: nothing happens
        document.getElementById("text-hint").dispatchEvent(new DragEvent(kind, { dataTransfer: held, bubbles: true, cancelable: true }));
    for (const kind of ["dragenter", "dragover", "drop"])
        document.getElementById("file").dispatchEvent(new DragEvent(kind, { dataTransfer: held, bubbles: true, cancelable: true }));
}"""


def test_a_file_is_dropped_corrected_beside_its_lines_and_taken(page: Page, speaking: Callable[[str], tuple[str, Store]]) -> None:
    link, store = speaking("en")
    page.goto(link)
    page.click("#door-bring")
    expect(page.locator("#drop .invites")).to_be_visible()
    page.evaluate(DROP, AGENDA)
    page.wait_for_url("**/bring/*")
    expect(page.locator("#from")).to_have_text("From ours.txt. Nothing is taken yet.")
    expect(page.locator("#now")).to_contain_text("1 day · 6 rows")
    page.hover("#r1-2 .what")
    expect(page.locator("#l4")).to_have_class("lit")
    page.hover("#l5 .t")
    expect(page.locator("#r1-3")).to_have_class("row-read lit")
    page.locator("#l6 a").focus()
    expect(page.locator("#r1-4")).to_have_class("row-read lit")
    page.fill("#ask-year", "20x")
    page.click("#use-year")
    expect(page.locator("#wrong")).to_be_focused()
    expect(page.locator("#ask-year")).to_have_value("20x")
    page.fill("#ask-year", "2027")
    page.click("#use-year")
    expect(page.locator(".day-name")).to_contain_text("2027")
    expect(page.locator("#now")).to_be_focused()
    page.fill("#else-heading", "9")
    page.click("#read-again")
    expect(page.locator(".day-name")).to_have_count(2)
    page.click("button[name=back][value=heading]")
    expect(page.locator(".day-name")).to_have_count(1)
    page.click("#r1-3 button[name=without]")
    expect(page.locator("#now")).to_contain_text("1 day · 5 rows")
    page.fill("#title", "Brought by hand")
    page.click("#take-it")
    page.wait_for_url("**/c/*/")
    expect(page.locator("#board")).to_contain_text("Panel")
    made = next(one for one in store.list() if one.title == "Brought by hand")
    titles = [session.title for _, _, session in store.get(made.id).convening.sessions()]
    assert titles == ["Welcome", "Panel", "Coffee", "Groups", "Closing"]


def test_by_keyboard_alone_and_without_script_an_agenda_takes_the_place_of_another(
    launched: Browser, speaking: Callable[[str], tuple[str, Store]]
) -> None:
    link, store = speaking("en")
    sample = store.list()[0].id
    before = store.get(sample).convening
    context = launched.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(link)
    page.goto(f"{link.partition('/enter/')[0]}/c/{sample}/")
    page.locator("#view-bring").press("Enter")
    page.locator("#text").press_sequentially("Day 1\n9:00 Hello\n10:00 Work\n3/4\n9:00 Again\n10:00 Done\n")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#now")).to_contain_text("2 days · 4 rows")
    page.locator("#ask-year").press_sequentially("2027")
    page.keyboard.press("Enter")
    expect(page.locator(".day-name").nth(1)).to_contain_text("2027")
    page.locator("#r1-1 button[name=without]").press("Enter")
    expect(page.locator("#now")).to_contain_text("2 days · 3 rows")
    page.locator("button[name=with]").press("Enter")
    expect(page.locator("#now")).to_contain_text("2 days · 4 rows")
    page.locator("input[name=how]").first.press("ArrowDown")
    page.locator("#take-it").press("Enter")
    expect(page.locator("#said")).to_contain_text("Done:")
    after = store.get(sample).convening
    assert [[session.title for session in day.sessions] for day in after.days] == [["Hello", "Work"], ["Again", "Done"]]
    assert len(after.parked) == len(before.parked) + sum(len(day.sessions) for day in before.days)
    page.locator("#undo").press("Enter")
    expect(page.locator("#said")).to_contain_text("Taken back:")
    assert store.get(sample).convening == before
    context.close()
