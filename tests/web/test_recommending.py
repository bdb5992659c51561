"""The page of the recommendations: counts and words saved together, merged, ranked, grouped, addressed; nothing overwritten unseen."""

import html
import re

import pytest

from tests.web.conftest import Browser
from toolkit.convening import notes
from toolkit.convening.model import Convening, Note
from toolkit.store import Store

DAYS = [{"id": "d", "sessions": [{"id": "one", "title": "One"}, {"id": "two", "title": "Two"}]}]
NOTES = [
    {"id": "a", "kind": "recommendation", "text": "Pay *well*", "session": "one", "to": "Donors"},
    {"id": "x", "kind": "point", "text": "X", "session": "one"},
    {"id": "b", "kind": "recommendation", "text": "Ask first", "session": "two", "dots": 3},
    {"id": "c", "kind": "recommendation", "text": "Wait", "dots": 9},
]  # fmt: skip


@pytest.fixture
def room(store: Store) -> str:
    return store.add(Convening.model_validate({"title": "T", "days": DAYS, "notes": NOTES}))


def found(store: Store, key: str) -> tuple[Note, ...]:
    return notes.standing(store.get(key).convening, "recommendation")


def post(browser: Browser, key: str, status: int = 303, **form: object) -> str:
    answer = browser.post(f"/c/{key}/recommendations", data={"do": "save", **form})
    assert answer.status_code == status
    page = answer.text if status != 303 else browser.text(answer.location)
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", page)).split())


def row(note: str, was: str, *counts: str) -> dict[str, str]:
    names = ("dots", "agree", "live_with", "object")
    return {f"was:{note}": was, **{f"{name}:{note}": each for name, each in zip(names, counts, strict=True)}}


def test_counts_are_kept_as_counts_and_any_button_saves_them_first(browser: Browser, store: Store, room: str) -> None:
    post(browser, room, **row("a", "///", "12", "20", "", "1"), do="rank", vote="secret")
    assert [note.id for note in found(store, room)] == ["a", "c", "b"]
    one = found(store, room)[0]
    assert one.support is not None and (one.dots, one.support.agree, one.support.live_with, one.support.object) == (12, 20, 0, 1)
    assert store.get(room).convening.dot_vote == "secret"
    browser.post(f"/c/{room}/undo")
    assert [(note.id, note.dots, note.support) for note in found(store, room)] == [("a", None, None), ("b", 3, None), ("c", 9, None)]


def test_what_is_no_number_and_what_others_counted_meanwhile_is_said_beside_it_and_nothing_typed_is_lost(
    browser: Browser, store: Store, room: str
) -> None:
    said = post(browser, room, 422, **row("a", "///", "x", "", "", ""), do="up:b")
    assert "“x” is not a number." in said and found(store, room)[0].id == "a"
    page = browser.post(f"/c/{room}/recommendations", data={"do": "save", **row("b", "5///", "6", "", "", "")}).text
    assert "Somebody else has counted here meanwhile: 3 / – / – / –." in page and 'name="dots:b" value="6"' in page


def test_words_and_reason_are_typed_over_unless_somebody_else_wrote_there(browser: Browser, store: Store, room: str) -> None:
    post(browser, room, **{"text:a": "Pay fairly", "was-text:a": "Pay *well*", "why:a": "Rent", "was-why:a": ""})
    assert (found(store, room)[0].text, found(store, room)[0].why) == ("Pay fairly", "Rent")
    said = post(browser, room, 422, **{"text:a": "Pay more", "was-text:a": "Pay *well*"})
    assert "Somebody else has written “Pay fairly” here meanwhile." in said
    assert "is empty; fill it in" in post(browser, room, 422, **{"text:a": "", "was-text:a": "Pay fairly"})


def test_those_that_are_ticked_get_a_theme_an_addressee_or_become_one_that_keeps_their_trail(
    browser: Browser, store: Store, room: str
) -> None:
    post(browser, room, do="group", pick=["a", "b"], **{"all-group": "Money"})
    post(browser, room, do="to", pick=["b", "c"], **{"all-to": "Policy-makers"})
    assert [(note.group, note.to) for note in found(store, room)] == [
        ("Money", "Donors"), ("Money", "Policy-makers"), ("", "Policy-makers"),
    ]  # fmt: skip
    assert "Tick at least two" in post(browser, room, 422, do="merge", pick=["a"])
    said = post(browser, room, do="merge", pick=["a", "b"])
    one = found(store, room)[0]
    assert (one.from_, one.group, one.dots) == (("a", "b"), "Money", None)
    assert "merged: Pay well ( One ) merged: Ask first ( Two )" in said
    post(browser, room, do=f"apart:{one.id}")
    assert [note.id for note in found(store, room)] == ["a", "b", "c"]


def test_order_changes_by_a_button_and_one_that_is_gone_is_said(browser: Browser, store: Store, room: str) -> None:
    post(browser, room, do="down:a")
    post(browser, room, do="remove:c")
    assert [note.id for note in found(store, room)] == ["b", "a"]
    assert "not there any more" in post(browser, room, 422, do="up:c")
    post(browser, room, do="add", **{"new-text": "Meet again"})
    assert found(store, room)[-1].text == "Meet again"
    assert "Write the recommendation first." in post(browser, room, 422, do="add")


def test_without_a_recommendation_the_page_says_where_they_come_from(browser: Browser, store: Store) -> None:
    key = store.add(Convening.model_validate({"title": "T"}))
    assert "They are noted in their sessions" in html.unescape(browser.text(f"/c/{key}/recommendations"))
    post(browser, key, do="add", **{"new-text": "Begin"})
    assert [note.text for note in found(store, key)] == ["Begin"]
