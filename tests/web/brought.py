"""An agenda on its way in: what is brought, the answers that are given, and what the page says back."""

import io
import re
from typing import Any

from tests.web.conftest import Browser
from tests.web.test_pages import words

AGENDA = """Our meeting
All rooms are on the ground floor.

Day 1: 3/4
9:00 Welcome
9:30-11:00 Panel: Models
Bring the handouts
TBC Surprise
11:00 Coffee

Day 2: 4/4
9:00 Groups
2:00 Lunch
3:00 Closing
"""
TABLE = "When;What;Room\n9:00;Opening;Hall\n10:00;Panel;Garden\n11:00;Closing;Hall\n"
NASTY = "<b>\"Water\" & 'Work'</b> {{ 7*7 }} مياه"


def send(browser: Browser, path: str, text: str = "", name: str = "", data: bytes = b"", **more: str) -> Any:
    form: dict[str, Any] = {"text": text, **more}
    if name:
        form["file"] = (io.BytesIO(data), name)
    return browser.post(path, data=form)


def brought(browser: Browser, text: str = AGENDA, key: str = "") -> str:
    """The address of its page."""
    answer = send(browser, f"/c/{key}/bring" if key else "/bring", text)
    assert answer.status_code == 303, words(answer.text)
    return str(answer.location)


def say(browser: Browser, place: str, **answers: str) -> str:
    """The page after an answer."""
    answer = browser.post(place, data={name.replace("_", "-"): value for name, value in answers.items()})
    assert answer.status_code == 303, words(answer.text)
    return browser.text(place)


def rows(page: str) -> list[list[str]]:
    """Each day with its rows, as the page shows them: when and what."""
    days = page.split('<section class="day-read"')[1:]
    return [
        [
            f"{when.strip()} {words(what).strip()}"
            for when, what in re.findall(r'<p class="when">(.*?)</p>\s*<div>\s*<p class="what"><strong>(.*?)</strong>', day, re.S)
        ]
        for day in days
    ]


def said(page: str) -> list[str]:
    return re.findall(r'name="back" value="([\w-]+)"', page)
