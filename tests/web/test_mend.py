"""Remarks on the board: each sits on what it speaks of, is mended in one click, set aside with a reason, and undone in one."""

import html
import re

import pytest

from tests.web.conftest import Browser
from tests.web.test_plan import Desk, an_agenda
from toolkit.store import Store


@pytest.fixture
def desk(browser: Browser, store: Store) -> Desk:
    """A morning without a pause, and a fixed lunch that comes too early."""
    sessions = [
        {"id": "talk", "title": "Talk", "minutes": 150}, {"id": "lunch", "title": "Lunch", "kind": "meal", "minutes": 60, "pin": "11:00"},
        {"id": "panel", "title": "Panel", "kind": "panel", "minutes": 60},
    ]  # fmt: skip
    return Desk(browser, store, an_agenda(days=[{"id": "d", "start": "09:00", "sessions": sessions}], parked=[]))


def remarks(page: str, block: str) -> list[str]:
    """The first words of the remarks on one session."""
    start = page.index(f'id="b-{block}"')
    end = page.find('<li class="block', start)
    return re.findall(r'<span class="level">(.*?)</span>', page[start:end if end > 0 else None])


def test_what_does_not_fit_stands_on_the_session_in_the_way(desk: Desk) -> None:
    page = desk.browser.text(f"/c/{desk.key}/")
    assert remarks(page, "lunch")[0] == "Does not fit"
    assert "120 minutes for 150" in page
    assert "Does not fit" not in remarks(page, "panel")


def test_what_does_not_fit_is_mended_in_one_click_whichever_way_is_chosen(desk: Desk) -> None:
    page = desk.browser.text(f"/c/{desk.key}/")
    block = page[page.index('id="b-lunch"') : page.index('id="b-panel"')]
    ways = re.findall(r'/mend/(\w+)" hx-post="[^"]+"><button[^>]*>(.*?)</button>', block)
    assert html.unescape(ways[0][1]) == "Move the fixed time of “Lunch” from 11:00 to 11:30"
    for name, does in ways:
        assert desk.send(f"mend/{name}") == f"Done: {html.unescape(does)}"
        assert "Does not fit" not in desk.answer
        desk.undone()


def test_a_mend_is_made_in_one_click_and_undone_in_one(desk: Desk) -> None:
    page = desk.browser.text(f"/c/{desk.key}/")
    offered = re.findall(r'action="/c/\w+/mend/(\w+)"', page)
    assert offered
    assert desk.send(f"mend/{offered[0]}").startswith("Done: ")
    assert desk.convening != desk.before
    assert "look again" in desk.send(f"mend/{offered[0]}", 422)
    desk.undone()


def test_a_remark_is_set_aside_with_its_reason_and_speaks_again(desk: Desk) -> None:
    page = desk.browser.text(f"/c/{desk.key}/")
    remark = re.findall(r'action="/c/\w+/remark/(\w+)/aside"', page)[0]
    assert "the reason is kept" in desk.send(f"remark/{remark}/aside", 422, reason=" ")
    assert desk.send(f"remark/{remark}/aside", reason="We have done it so before") == (
        "Set aside. It stands at the foot of the page, with its reason."
    )
    assert f"/remark/{remark}/aside" not in desk.answer
    assert "(We have done it so before)" in desk.answer
    assert [each.reason for each in desk.convening.dismissed] == ["We have done it so before"]
    desk.undone()
    desk.send(f"remark/{remark}/aside", reason="Again")
    assert desk.send(f"remark/{remark}/again") == "It speaks again."
    assert desk.convening == desk.before


def test_what_is_not_remarked_any_more_is_neither_mended_nor_set_aside(desk: Desk) -> None:
    for path in ("mend/gone", "remark/gone/aside", "remark/gone/again"):
        assert "look again" in desk.send(path, 422, reason="why")
