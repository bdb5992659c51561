"""A browser that is killed in the middle of typing, without a word to the page: all but the last two seconds is with the planner."""

import pathlib
import random
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PATIENCE, QUIET, SECRET
from tests.conftest import FULL
from toolkit.convening.edits import Ref, Set
from toolkit.convening.model import Convening
from toolkit.store import Store
from toolkit.web.security import Door

KILLS = 13 if FULL else 1
SECONDS = 2.0 if FULL else 3.0
"""What may be lost. Where others run beside it, the planner's answer takes its time too."""


@contextmanager
def doomed(launched: Browser, chromium: str, folder: pathlib.Path) -> Iterator[tuple[Page, Callable[[], None]]]:
    """A page of a browser of its own, and how to kill that."""
    command = [chromium, *QUIET, "--headless=new", "--remote-debugging-port=0", f"--user-data-dir={folder}", "about:blank"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        told = folder / "DevToolsActivePort"
        until = time.monotonic() + PATIENCE / 1000
        while not told.exists() or "\n" not in told.read_text():
            assert time.monotonic() < until and process.poll() is None
            time.sleep(0.05)
        browser = launched.browser_type.connect_over_cdp(f"http://127.0.0.1:{told.read_text().split()[0]}")
        yield browser.contexts[0].pages[0], process.kill
    finally:
        process.kill()
        process.wait()


def typed(page: Page, kill: Callable[[], None], key_after: str, seconds: float) -> str:
    """Types numbered words, five in a second, until the browser is killed; the words that had been there for longer than may be lost."""
    begun = time.monotonic()
    said: list[tuple[float, str]] = []
    while time.monotonic() - begun < seconds:
        word = f"w{len(said)}"
        page.keyboard.type(word, delay=30)
        page.keyboard.press(key_after)
        said.append((time.monotonic(), word))
        page.wait_for_timeout(100)
    kill()
    ended = time.monotonic()
    return " ".join(word for at, word in said if ended - at > SECONDS)


def body(made: Convening) -> str:
    return str(next(section.body for section in made.report.sections if section.id == "practice"))


def standing(launched: Browser, address: str, field: str, cookies: Any) -> str:
    """What a new browser of the same person shows in the field."""
    context = launched.new_context()
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(address)
    found = page.input_value(field)
    context.close()
    return found


PAGES: list[tuple[str, str, str, Callable[[Convening], str] | None]] = [
    ("report?open=practice", "textarea.prose", "Space", body),
    ("notes/aims", "#new-text", "Space", None),
    ("words", "#text", "Enter", lambda made: " ".join(word.text for word in made.words)),
    ("notes/aims", "#new-text", "Enter", lambda made: " ".join(str(note.text) for note in made.notes)),
]


@pytest.mark.timeout(1200)
@pytest.mark.parametrize(("path", "field", "key_after", "stands"), PAGES if FULL else PAGES[:2])
def test_a_killed_browser_loses_at_most_the_last_two_seconds(
    launched: Browser, chromium: str, speaking: Callable[[str], tuple[str, Store]], tmp_path: pathlib.Path,
    path: str, field: str, key_after: str, stands: Callable[[Convening], str] | None,
) -> None:  # fmt: skip
    """Where nothing `stands` yet, for it was not sent, it is in the field again when the page is opened anew."""
    link, store = speaking("en")
    base = link.partition("/enter/")[0]
    chance = random.Random(path)
    key = store.list()[0].id
    for turn in range(KILLS):
        for name in ("words", "notes"):
            store.apply(key, Set(target=Ref(kind="convening"), field=(name,), value=[]))
        store.apply(key, Set(target=Ref(kind="section", id="practice"), field=("body",), value=""))
        with doomed(launched, chromium, tmp_path / f"profile-{turn}") as (page, kill):
            page.goto(base + Door(SECRET).link())
            page.goto(f"{base}/c/{key}/{path}")
            page.click(field)
            cookies = page.context.cookies()
            safe = typed(page, kill, key_after, SECONDS + chance.uniform(0.5, 2.5))
        time.sleep(0.3)  # what was on its way when the browser died
        found = stands(store.get(key).convening) if stands else standing(launched, f"{base}/c/{key}/{path}", field, cookies)
        assert safe and f"{found} ".startswith(f"{safe} "), (turn, safe, found)
