"""Settings and history as a person uses them: fields that are left, buttons, a picture, undo after a reload, two at once, no answer."""

import pathlib
import re
from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from tests.web.test_settings import SVG
from toolkit.store import Store

Speaking = Callable[[str], tuple[str, Store]]


def opened(page: Page, speaking: Speaking) -> tuple[Store, str]:
    """The sample's settings in a browser that was let in."""
    link, store = speaking("en")
    key = store.list()[0].id
    page.goto(link)
    address = f"{link.partition('/enter/')[0]}/c/{key}/settings"
    page.goto(address)
    return store, address


def key_of(address: str) -> str:
    return address.split("/")[-2]


def test_a_field_is_saved_when_it_is_left_and_undone_also_after_a_reload(page: Page, speaking: Speaking) -> None:
    store, address = opened(page, speaking)
    key = key_of(address)
    page.fill("#f-city-en", "Lakeside")
    page.press("#f-city-en", "Tab")
    expect(page.locator("#f-city-en-slot")).to_have_text("Saved")
    expect(page.locator("#f-country")).to_be_focused()
    expect(page.locator("#said")).to_have_text("Saved: changed the town from “Riverton” to “Lakeside”.")
    assert store.get(key).convening.venue.city == "Lakeside"
    page.keyboard.type("Portugal")
    page.keyboard.press("Tab")
    expect(page.locator("#f-country-slot")).to_contain_text("Saved")
    page.reload()
    page.click("#undo")
    expect(page.locator("#said")).to_contain_text("Taken back: ")
    page.click("#undo")
    expect(page.locator("#said")).to_have_text("Taken back: changed the town from “Riverton” to “Lakeside”.")
    expect(page.locator("#f-city-en")).to_have_value("Riverton")
    expect(page.locator("#undo")).to_have_attribute("aria-disabled", "true")
    page.press("#undo", "Enter")
    expect(page.locator("#said")).to_have_text("There is nothing of yours to undo here.")
    page.reload()
    page.click("#redo")
    expect(page.locator("#f-city-en")).to_have_value("Lakeside")
    expect(page.locator("#redo")).to_be_focused()


def test_what_is_refused_stays_in_the_field_with_its_sentence_until_it_is_right(page: Page, speaking: Speaking) -> None:
    store, address = opened(page, speaking)
    page.fill("#f-expected", "forty")
    page.press("#f-expected", "Enter")
    slot = page.locator("#f-expected-slot")
    expect(slot).to_contain_text("“forty” is not a number.")
    expect(page.locator("#f-expected")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#f-expected")).to_have_value("forty")
    page.select_option("#f-mode", "hybrid")
    expect(page.locator("#f-mode-slot")).to_have_text("Saved")
    expect(slot).to_contain_text("“forty” is not a number.")
    page.fill("#f-expected", "40")
    page.press("#f-expected", "Tab")
    expect(slot).to_have_text("Saved")
    expect(page.locator("#f-expected")).not_to_have_attribute("aria-invalid", "true")
    now = store.get(key_of(address)).convening
    assert (now.expected, now.mode) == (40, "hybrid")


def test_rows_are_added_moved_and_taken_out_with_the_keyboard(page: Page, speaking: Speaking) -> None:
    store, address = opened(page, speaking)
    page.focus("#f-new-objective")
    page.keyboard.type("Remember")
    page.keyboard.press("Tab")
    expect(page.locator("#f-objective-4-en")).to_have_value("Remember")
    expect(page.locator("#f-new-objective")).to_have_value("")
    page.focus("#f-objective-4-up")
    page.keyboard.press("Enter")
    expect(page.locator("#f-objective-3-en")).to_have_value("Remember")
    page.focus("#f-objective-3-remove")
    page.keyboard.press("Space")
    expect(page.locator("#f-objective-4")).to_have_count(0)
    page.focus("#f-host-0-remove")
    page.keyboard.press("Enter")
    expect(page.locator("#asks")).to_contain_text("It stands as a lead in ")
    expect(page.locator("#asks")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#f-host-0-surely")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#f-host-0-short")).to_have_value("RCU")
    now = store.get(key_of(address)).convening
    assert (len(now.objectives), [host.short for host in now.hosts]) == (4, ["RCU", "BLF", "HHF"])


def test_typing_fast_from_field_to_field_loses_nothing(page: Page, speaking: Speaking) -> None:
    """Also in the fields of one row, whose form changes with every answer."""
    store, address = opened(page, speaking)
    typed = {"0-name-en": "Rights Network", "0-short": "RN", "1-short": "RC", "2-short": "LF"}
    for name, text in typed.items():
        page.fill(f"#f-host-{name}", text)
    page.press("#f-host-2-short", "Tab")
    for at in range(3):
        expect(page.locator(f"#f-host-{at}-short-slot")).to_have_text("Saved")
    now = store.get(key_of(address)).convening
    assert [(host.name, host.short) for host in now.hosts[:3]] == [
        ("Rights Network", "RN"), ("River Carriers' Union", "RC"), ("Blue Ledger Fund", "LF"),
    ]  # fmt: skip


def test_a_logo_is_chosen_and_seen_at_once(page: Page, speaking: Speaking, tmp_path: pathlib.Path) -> None:
    store, address = opened(page, speaking)
    picture = tmp_path / "mark.svg"
    picture.write_bytes(SVG)
    before = page.locator("#f-host-0 .logo img").get_attribute("src")
    page.set_input_files("#f-file-host-0", picture)
    expect(page.locator("#f-host-0 .logo img")).not_to_have_attribute("src", before or "")
    assert page.evaluate("document.querySelector('#f-host-0 .logo img').decode().then(() => true)") is True
    (tmp_path / "broken.png").write_bytes(b"GIF89a")
    page.set_input_files("#f-file-host-0", tmp_path / "broken.png")
    expect(page.locator("#f-file-host-0-slot")).to_contain_text("is not a PNG, JPEG or SVG picture")
    large = tmp_path / "large.png"
    large.write_bytes(b"x" * (21 * 1024 * 1024))
    page.set_input_files("#f-file-host-1", large)
    expect(page.locator("#f-file-host-1-slot")).to_contain_text("too large")
    page.click("#undo")
    expect(page.locator("#f-host-0 .logo img")).to_have_attribute("src", before or "")
    assert store.get(key_of(address)).convening.hosts[0].logo == "ern.svg"


def test_two_browsers_each_undo_their_own_and_say_what_the_other_wrote(page: Page, launched: Browser, speaking: Speaking) -> None:
    link, store = speaking("en")
    store_key = store.list()[0].id
    page.goto(link)
    address = f"{link.partition('/enter/')[0]}/c/{store_key}/settings"
    page.goto(address)
    other = launched.new_context(storage_state={"cookies": [
        each for each in page.context.cookies() if each["name"] != "convening-who"
    ], "origins": []})  # type: ignore[typeddict-item]  # fmt: skip
    theirs = other.new_page()
    theirs.goto(address)
    page.fill("#f-subtitle-en", "Mine")
    page.press("#f-subtitle-en", "Tab")
    expect(page.locator("#f-subtitle-en-slot")).to_have_text("Saved")
    theirs.fill("#f-city-en", "Theirs")
    theirs.press("#f-city-en", "Tab")
    expect(theirs.locator("#f-city-en-slot")).to_have_text("Saved")
    theirs.fill("#f-subtitle-en", "Theirs too")
    theirs.press("#f-subtitle-en", "Tab")
    expect(theirs.locator("#f-subtitle-en-slot")).to_contain_text("Somebody has written “Mine” here meanwhile.")
    page.click("#undo")
    expect(page.locator("#f-subtitle-en")).not_to_have_value("Mine")
    now = store.get(store_key).convening
    assert (now.venue.city, now.subtitle) == ("Theirs", "A donor/activist dialogue on rights and funding")
    other.close()


def test_what_was_typed_while_the_planner_was_away_is_saved_when_it_is_back(launched: Browser, speaking: Speaking) -> None:
    page = launched.new_page()  # one that may complain that nobody answers
    store, address = opened(page, speaking)
    route = re.compile(r"/settings/")
    page.route(route, lambda each: each.abort())
    page.fill("#f-subtitle-en", "Typed in the dark")
    page.evaluate("document.getElementById('f-subtitle-en').dispatchEvent(new Event('change', {bubbles: true}))")
    expect(page.locator("#away")).to_be_visible()
    expect(page.locator("#f-subtitle-en")).to_have_value("Typed in the dark")
    page.unroute(route)
    page.fill("#f-discreet-title-en", "Autumn meeting")
    page.press("#f-discreet-title-en", "Tab")
    expect(page.locator("#f-subtitle-en-slot")).to_have_text("Saved")
    expect(page.locator("#away")).to_be_hidden()
    now = store.get(key_of(address)).convening
    assert (now.subtitle, now.discreet_title) == ("Typed in the dark", "Autumn meeting")
    page.context.close()


def test_a_further_language_gives_every_text_a_place_for_it(page: Page, speaking: Speaking) -> None:
    store, address = opened(page, speaking)
    page.fill("#f-languages", "English, French")
    page.press("#f-languages", "Tab")
    expect(page.locator("#f-subtitle-fr")).to_be_visible()
    page.fill("#f-subtitle-fr", "Un dialogue")
    page.press("#f-subtitle-fr", "Tab")
    expect(page.locator("#f-subtitle-fr-slot")).to_have_text("Saved")
    now = store.get(key_of(address)).convening
    assert now.model_dump(mode="json")["subtitle"] == {"en": "A donor/activist dialogue on rights and funding", "fr": "Un dialogue"}


def test_back_to_a_point_of_the_history_and_undone(page: Page, speaking: Speaking) -> None:
    store, address = opened(page, speaking)
    before = store.get(key_of(address)).convening
    for text in ("One", "Two"):
        page.fill("#f-subtitle-en", text)
        page.press("#f-subtitle-en", "Tab")
        expect(page.locator("#said")).to_contain_text(f"to “{text}”")
    page.fill("#f-expected", "12")
    page.press("#f-expected", "Tab")
    expect(page.locator("#f-expected-slot")).to_have_text("Saved")
    page.click("#history-link")
    page.click("#back-to-the-beginning")
    expect(page.locator("#differences")).to_contain_text("changed the number of people expected from 12 to 38")
    page.click("#go-back")
    expect(page.locator("#said")).to_contain_text("Done: ")
    assert store.get(key_of(address)).convening == before
    page.click("#undo")
    expect(page.locator(".changes li").first).to_contain_text("You took back: ")
    assert store.get(key_of(address)).convening.expected == 12


def test_without_script_the_page_is_an_ordinary_form(launched: Browser, speaking: Speaking) -> None:
    link, store = speaking("en")
    context = launched.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(link)
    page.goto(f"{link.partition('/enter/')[0]}/c/{store.list()[0].id}/settings")
    page.fill("#f-subtitle-en", "By hand")
    page.fill("#f-discreet-title-en", "x" * 301)
    page.press("#f-subtitle-en", "Enter")
    expect(page.locator("#f-discreet-title-en-slot")).to_contain_text("there is room for 300")
    page.fill("#f-discreet-title-en", "Autumn meeting")
    page.locator("#part-names noscript button").click()
    expect(page.locator("#said")).to_contain_text("Done: ")
    page.click("#undo")
    expect(page.locator("#said")).to_contain_text("Taken back: ")
    now = store.get(store.list()[0].id).convening
    assert (now.subtitle, now.discreet_title) == ("By hand", "Spring meeting")
    context.close()
