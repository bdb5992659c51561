"""A passphrase is set, the planner closed and opened, by keyboard and eye; what was typed while it was closed is still there."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.test_every_page import look
from tests.store.test_safe import PHRASE, QUICK
from toolkit.store import Store


def test_the_planner_is_closed_and_opened_and_nothing_typed_is_lost(page: Page, speaking: Callable[[str], tuple[str, Store]]) -> None:
    link, store = speaking("en")
    base, key = link.partition("/enter")[0], store.list()[0].id
    page.goto(link)
    page.goto(f"{base}/passphrase")
    page.fill("#new", "short")
    page.fill("#again", "short")
    page.check("#lost")
    page.click("#put-on")
    page.wait_for_selector("#wrong")
    found = look(page, "a passphrase that is too short")
    store.safe.set(PHRASE, QUICK)
    store.backups.make("upgrade")
    for name, path in (("passphrase, set", "/passphrase"), ("backups", "/backups")):
        page.goto(base + path)
        found += look(page, name)
    page.goto(f"{base}/c/{key}/settings")
    other = page.context.new_page()
    other.goto(base + "/")
    other.click("#close-now")
    other.wait_for_selector("#passphrase")
    found += look(other, "the start page, closed")
    page.fill("#f-expected", "43")
    page.press("#f-expected", "Tab")
    page.wait_for_selector("#shut:not([hidden])")
    found += look(page, "a page that was closed meanwhile")
    other.goto(f"{base}/c/{key}/people")
    found += look(other, "people, closed")
    other.fill("#passphrase", "seven lamps under wine")
    other.press("#passphrase", "Enter")
    other.wait_for_selector("#wrong")
    found += look(other, "a wrong passphrase")
    other.fill("#passphrase", PHRASE)
    other.press("#passphrase", "Enter")
    other.wait_for_url(f"**/c/{key}/people")
    assert page.input_value("#f-expected") == "43"
    page.fill("#f-expected", "44")
    page.press("#f-expected", "Tab")
    page.wait_for_selector("#shut", state="hidden")
    assert store.get(key).convening.expected == 44
    assert found == []
