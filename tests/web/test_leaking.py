"""Who is named: the page that asks, its answers, and what is said of a file that was held back."""

import html
import re

import pytest

from tests.web.conftest import Browser
from toolkit.convening.model import Convening
from toolkit.store import Store

TEXT = "We met. Then Hope told us of the dam.\n\nIn the evening Zoe Ek sang. So did Ravn, who left."


@pytest.fixture
def named(store: Store) -> str:
    raw = {
        "title": "Meeting",
        "days": [{"id": "day-1", "sessions": [{"id": "talk", "title": "What Hope saw", "minutes": 30}]}],
        "participants": [
            {"id": "p1", "name": "Hope Achterberg"},
            {"id": "p2", "name": "Zoe Ek", "code": "Z2"},
            {"id": "p3", "name": "Ida Ravn", "consent": {"given": {"on": "2027-02-01"}}},
        ],
        "report": {"sections": [{"id": "aims", "heading": "Aims", "body": TEXT}]},
    }
    return store.add(Convening.model_validate(raw))


def form(page: str, person: str, nth: int = 0) -> dict[str, str]:
    """What the nth form about this person sends."""
    marks = re.findall(rf'name="person" value="{person}"><input type="hidden" name="where" value="([^"]+)"', page)
    return {"person": person, "where": marks[nth]}


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split())


def test_what_was_typed_is_shown_with_whom_it_names_and_where(browser: Browser, named: str) -> None:
    page = browser.text(f"/c/{named}/named")
    said = words(page)
    assert "1 place stops its files" in said
    assert "The name of Zoe Ek, who did not agree to be named here report, section 1, text" in said
    assert "In the evening <mark>Zoe Ek</mark> sang" in page
    assert "3 places to look at" in said
    assert "A word that is also a part of the name of Hope Achterberg “What Hope saw”, title" in said
    assert "Then <mark>Hope</mark> told us of the dam." in page
    assert f"/c/{named}/?open=session:talk" in html.unescape(page).replace("%3A", ":")
    assert said.count("Why it may stay") == 2
    assert "This person refused to be named" in said


def test_a_place_may_stay_with_a_reason_and_is_asked_again(browser: Browser, store: Store, named: str) -> None:
    address = f"/c/{named}/named"
    about = form(browser.text(address), "p1", 1)
    without = browser.post(f"{address}/allow", data={**about, "reason": " "})
    assert (without.status_code, "Say in a few words why it may stay" in without.text) == (422, True)
    assert store.get(named).convening.allowed == ()
    answer = browser.post(f"{address}/allow", data={**about, "reason": "The hope of all."})
    assert answer.status_code == 303
    entry = store.get(named).convening.allowed[0]
    assert (entry.person, entry.where, entry.reason) == ("p1", about["where"], "The hope of all.")
    page = browser.text(answer.headers["Location"])
    assert "2 places to look at" in words(page)
    assert "1 place may stay Hope Achterberg report, section 1, text" in words(page)
    assert "Reason: The hope of all." in words(page)
    assert browser.post(f"/c/{named}/undo").status_code == 303
    assert store.get(named).convening.allowed == ()
    browser.post(f"{address}/allow", data={**about, "reason": "Once more."})
    assert browser.post(f"{address}/again", data=about).status_code == 303
    assert store.get(named).convening.allowed == ()


def test_nothing_is_allowed_against_a_refusal_nor_what_is_certain_nor_what_is_gone(browser: Browser, store: Store, named: str) -> None:
    from toolkit.leaks import Check

    open_now = {each.leak.id: each.leak.mark for each in Check(store.get(named).convening).typed()}
    for person, where in (("p3", open_now["p3"]), ("p2", ""), ("p1", "00000000-11111111")):
        answer = browser.post(f"/c/{named}/named/allow", data={"person": person, "where": where, "reason": "Because."})
        assert answer.status_code == 422
    assert store.get(named).convening.allowed == ()


def test_a_file_that_is_held_back_says_of_whom_where_and_what_to_do(browser: Browser, named: str) -> None:
    answer = browser.get(f"/c/{named}/file/report.md?audience=public")
    assert answer.status_code == 409
    said = words(answer.text)
    assert "It says what its readers may not know, and was not handed over: report.md" in said
    assert re.search(r"The name of Zoe Ek, who did not agree to be named here line \d+ of its text In the evening Zoe Ek sang", said)
    assert f'href="/c/{named}/named"' in answer.text


def test_one_document_asks_before_it_is_downloaded_and_takes_the_answer_there(browser: Browser, store: Store, named: str) -> None:
    assert f'hx-get="/c/{named}/print/agenda/doubts"' in browser.text(f"/c/{named}/print/agenda")
    address = f"/c/{named}/print/agenda/doubts"
    part = browser.text(address)
    assert "1 place may point at somebody" in words(part) and "What <mark>Hope</mark> saw" in part and "<html" not in part
    about = form(part, "p1")
    without = browser.post(address, data={**about, "reason": ""})
    assert without.status_code == 422 and "Say in a few words why it may stay" in without.text
    assert browser.post(address, data={**form(browser.text(f"/c/{named}/print/report/doubts"), "p1"), "reason": "x"}).status_code == 422
    answer = browser.post(address, data={**about, "reason": "The title of a film."})
    assert answer.status_code == 200 and 'id="doubts" role="status" hidden' in answer.text
    assert [entry.reason for entry in store.get(named).convening.allowed] == ["The title of a film."]
    assert "“What Hope saw”" not in words(browser.text(f"/c/{named}/named")).split("may stay")[0]
    report = words(browser.text(f"/c/{named}/print/report/doubts"))
    assert "This file will be held back" in report and "This person refused to be named" in report
    assert 'hidden' in browser.text(f"{address}?audience=organisers")


def test_a_history_tells_that_a_place_was_allowed(browser: Browser, named: str) -> None:
    about = form(browser.text(f"/c/{named}/named"), "p1", 1)
    browser.post(f"/c/{named}/named/allow", data={**about, "reason": "The hope of all."})
    assert "added a place that might point at Hope Achterberg to the places where somebody may be meant" in words(
        browser.text(f"/c/{named}/history")
    )


def test_one_person_can_be_forgotten_by_the_page(browser: Browser, store: Store, named: str) -> None:
    page = browser.text(f"/c/{named}/forget?person=p2")
    assert "Forget this person?" in page and "<bdi>Zoe Ek</bdi>" in page and 'name="person" value="p2"' in page
    assert browser.post(f"/c/{named}/forget", data={"person": "p2", "prose": "clear", "sure": "yes"}).status_code == 200
    after = store.get(named).convening
    assert [each.name for each in after.participants] == ["Hope Achterberg", "", "Ida Ravn"]
    assert "Zoe Ek" not in after.report.sections[0].body  # type: ignore[operator]
    assert browser.get(f"/c/{named}/forget?person=nobody").status_code == 404
    page = browser.text(f"/c/{named}/forget?person=p1")
    assert "2 more texts may name someone" in words(page)
