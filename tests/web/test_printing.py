"""The Print pages: in which order documents stand, what is found, what has changed since it was printed, and a day's print job."""

import datetime as dt
import io
import re
import time

import pytest
from flask import Flask

from tests.support import all_specs
from tests.web.conftest import Browser
from toolkit.convening.addressed import Ref
from toolkit.convening.edits import Set
from toolkit.convening.model import Convening
from toolkit.language import language
from toolkit.material import page_count
from toolkit.store import Store
from toolkit.web import wish as wishes
from toolkit.web.packing import tasks_of
from toolkit.web.print_day import next_day
from toolkit.web.print_list import documents, groups

SMALL = {
    "title": "Water", "expected": 5, "languages": ["en", "fr"],
    "participants": [{"id": "a", "name": "Ana Example", "languages": ["fr"], "consent": {"list": "participants"}}],
    "days": [
        {"id": "one", "date": "2027-03-11", "sessions": [{"id": "last", "title": "Vote", "exercise": "dot-voting", "minutes": 30}]},
        {"id": "two", "date": "2027-03-12", "sessions": [{"id": "ring", "title": "Ring", "exercise": "fishbowl", "minutes": 30}]},
    ],
}  # fmt: skip


@pytest.fixture
def small(store: Store) -> str:
    return store.add(Convening.model_validate(SMALL))


def names(page: str) -> list[str]:
    return re.findall(r'id="document-([\w-]+)"', page)


def finished(browser: Browser, place: str) -> str:
    for _ in range(400):
        if "data-finished" in (part := str(browser.get(place, headers={"HX-Request": "true"}).text)):
            return part
        time.sleep(0.05)
    raise AssertionError("it never ended")


def test_documents_stand_by_audience_and_the_sheets_of_each_session_together(app: Flask, store: Store, small: str) -> None:
    with app.test_request_context():
        stored = store.get(small)
        found = groups(documents(stored, language("en")), stored.convening, language("en"))
    assert [(group.audience, group.asked) for group in found] == [
        ("participants", False), ("facilitators", False), ("organisers", False), ("organisers", True),
    ]  # fmt: skip
    assert [(part.title, part.day) for part in found[1].parts] == [("", ""), ("Vote", "Day 1"), ("Ring", "Day 2")]
    assert all(each.spec.session == part.session for group in found for part in group.parts for each in part.documents)


def test_what_is_looked_for_is_found_by_its_name_and_by_its_session(browser: Browser, small: str) -> None:
    every = names(browser.text(f"/c/{small}/print"))
    assert {name for name in every if name.startswith("fishbowl-")} == set(names(browser.text(f"/c/{small}/print?q=ring")))
    inside = browser.get(f"/c/{small}/print?q=ballot", headers={"HX-Request": "true"}).text
    assert (names(inside), "<html" in inside) == (["dot-voting-ballot"], False)
    asked = {spec.name for spec in all_specs() if spec.asked}
    of_organisers = set(names(browser.text(f"/c/{small}/print?for=organisers")))
    assert of_organisers - asked == {"print-run", "needs-summary", "needs-single", "sign-in-sheet"}
    assert "contact-sheet" in of_organisers and "tent-cards" not in of_organisers
    assert "No document is called so" in browser.text(f"/c/{small}/print?q=nothing-is-called-so")


def test_language_paper_and_edition_are_chosen_for_the_whole_page_and_go_along(browser: Browser, small: str) -> None:
    page = browser.text(f"/c/{small}/print?language=fr&paper=letter&edition=large")
    ways = "language=fr&amp;paper=letter&amp;edition=large"
    assert f'src="/c/{small}/preview/agenda?{ways}"' in page and f'href="/c/{small}/file/agenda.pdf?{ways}"' in page
    assert '<option value="letter" selected>' in page and 'value="fr" checked' in page and 'name="edition" value="large"' in page
    assert "In its usual edition" in page[page.index('id="document-run-sheet"') :][:1200]
    assert "In its usual edition" not in page[page.index('id="document-dot-voting-ballot"') :][:1200]
    large, usual = (browser.text(f"/c/{small}/preview/dot-voting-ballot{query}") for query in ("?edition=large", ""))
    assert "font-size: 18pt" in large.replace("font: 18pt", "font-size: 18pt") and "18pt/" not in usual


def test_a_pack_has_the_edition_that_was_chosen_where_there_is_one(app: Flask, small: str) -> None:
    from toolkit.web.packing import tasks_of
    from toolkit.web.wish import Wish

    with app.test_request_context():
        planner = app.extensions["planner"]
        tasks = tasks_of(planner.material(planner.store.get(small)), ["pdf"], ["en"], Wish("en", "a4", "large"))
    files = {task.file for task in tasks}
    assert {"dot-voting-ballot.large.pdf", "run-sheet.pdf"} <= files and "dot-voting-ballot.pdf" not in files


def test_what_has_changed_since_it_was_printed_is_marked_and_what_has_not_says_when(browser: Browser, store: Store, small: str) -> None:
    assert "printed-marks" not in browser.text(f"/c/{small}/print")
    for name in ("agenda", "participant-list"):
        assert browser.get(f"/c/{small}/file/{name}.docx").status_code == 200
    assert f"/c/{small}/printed-marks" in browser.text(f"/c/{small}/print")

    def marked(query: str = "") -> dict[str, str]:
        return dict(re.findall(r'id="mark-([\w-]+)" [^>]*>(?:<strong>)?(Changed|As)', browser.text(f"/c/{small}/printed-marks{query}")))

    assert marked() == {"agenda": "As", "participant-list": "As"}
    store.apply(small, Set(target=Ref(kind="session", id="last"), field=("title",), value="A vote"))
    assert marked() == {"agenda": "Changed", "participant-list": "As"}
    assert (marked("?language=fr"), marked("?paper=letter"), marked("?q=list")) == ({}, {}, {"participant-list": "As"})
    assert "Changed since you printed it on" in browser.text(f"/c/{small}/print/agenda")
    store.forget(small)
    assert marked() == {}


def test_what_counts_the_pages_of_the_others_has_changed_when_one_of_them_has(app: Flask, store: Store, small: str) -> None:
    from toolkit.as_printed import mark
    from toolkit.material import Task

    with app.test_request_context():
        planner = app.extensions["planner"]
        before = planner.material(store.get(small))
        spec = next(each.spec for each in documents(store.get(small), language("en")) if each.spec.name == "print-run")
        task = Task(spec, "pdf", "organisers", "en", None, "")
        store.apply(small, Set(target=Ref(kind="session", id="last"), field=("purpose",), value="A longer purpose"))
        assert mark(before, task) == mark(before, task) != mark(planner.material(store.get(small)), task)


@pytest.mark.parametrize(
    ("now", "day"), [("2027-01-01", 1), ("2027-03-10", 1), ("2027-03-11", 2), ("2027-03-12", 1), ("2028-01-01", 1)],
)
def test_the_job_is_that_of_the_next_day(now: str, day: int) -> None:
    assert next_day(Convening.model_validate(SMALL), dt.datetime.fromisoformat(f"{now}T12:00").astimezone()) == day


def test_a_days_job_has_its_piles_apart_and_copies_that_were_changed_by_hand(browser: Browser, store: Store, small: str) -> None:
    page = browser.text(f"/c/{small}/print-job?day=2")
    assert "Safe at reception" in page
    copies = dict(re.findall(r'name="copies-([\w.-]+)" value="(\d+)"', page))
    assert copies["fishbowl-guide.en"] == "1" and "agenda.en" not in copies
    part = browser.get(f"/c/{small}/print-job?day=2&copies-fishbowl-guide.en=7", headers={"HX-Request": "true"}).text
    assert 'value="7"' in part and "usually 1" in part and "<html" not in part
    wrong = browser.post(f"/c/{small}/print-job", data={"day": "2", "copies-fishbowl-guide.en": "many"})
    assert (wrong.status_code, "“many” is not a number of copies" in wrong.text.replace("&#34;", '"')) == (422, True)

    wanted = {**dict.fromkeys((f"copies-{name}" for name in copies), "0"), "copies-fishbowl-rule.en": "3", "day": "2"}
    place = browser.post(f"/c/{small}/print-job", data=wanted).location
    assert browser.post(f"/c/{small}/print-job", data=wanted).location == place
    done = finished(browser, place)
    assert "failed" not in done, done
    (pile,) = re.findall(r'href="([^"]+\.pdf)"', done)
    answer = browser.get(pile)
    assert (answer.mimetype, page_count(io.BytesIO(answer.data).getvalue())) == ("application/pdf", 3)
    assert [way.document for way in store.printed(small)] == ["fishbowl-rule"]
    assert store.get(small).seq == 0
    assert browser.get(f"{place}/nothing.pdf").status_code == 404 == browser.get(f"/c/{small}/print-job/unknown").status_code
    assert browser.get(place.replace("print-job", "pack")).status_code == 404


def test_pages_are_counted_while_the_page_is_looked_at(browser: Browser, store: Store) -> None:
    key = store.add(Convening(title="Bare"))
    page = browser.text(f"/c/{key}/print-job")
    assert 'id="counting"' in page and "The meeting" in page
    for _ in range(400):
        if "Counted." in browser.text(f"/c/{key}/print-job/counted"):
            break
        time.sleep(0.05)
    page = browser.text(f"/c/{key}/print-job")
    assert 'id="counting"' not in page and "not counted" not in page


def test_a_letter_is_for_whom_is_marked_and_else_for_nobody(browser: Browser, small: str) -> None:
    form = browser.text(f"/c/{small}/print/invitation-letter?person=a&person=nobody")
    assert re.findall(r'<option value="(\w+)"( selected)?>Ana Example', form) == [("a", " selected")]
    assert f'/c/{small}/file/invitation-letter.docx?person=a"' in form
    assert "Ana Example" in browser.text(f"/c/{small}/preview/invitation-letter?person=a")
    assert "Ana Example" not in browser.text(f"/c/{small}/preview/invitation-letter")
    assert 'id="person"' not in browser.text(f"/c/{small}/print/agenda")


def test_what_is_not_printed_says_why_instead_of_no_copies(app: Flask, store: Store) -> None:
    def amounts(facts: dict[str, object]) -> dict[str, str]:
        with app.test_request_context():
            stored = store.get(store.add(Convening.model_validate(SMALL | facts)))
            return {each.spec.name: each.amount for each in documents(stored, language("en"))}

    assert "under the rule of this meeting" in amounts({"rule": "chatham-house"})["participant-list"]
    assert amounts({"participants": []})["participant-list"] == "Not printed yet: nobody is on the list"
    empty = amounts({"participants": [], "expected": None})
    assert "no number is expected" in empty["agenda"] and not [each for each in empty.values() if each.startswith("0")]


def test_two_languages_are_offered_where_a_sheet_has_them_for_a_days_job_too(browser: Browser, store: Store, small: str) -> None:
    assert '<option value="bilingual"' in browser.text(f"/c/{small}/print")
    both = browser.text(f"/c/{small}/preview/dot-voting-ballot?edition=bilingual")
    assert "Cochez trois cases au plus" in both and "Tick three at most" in both
    assert "In its usual edition" in browser.text(f"/c/{small}/print?edition=bilingual")
    job = browser.text(f"/c/{small}/print-job?day=1&edition=large")
    assert '<option value="bilingual"' in job and "Large print, 18 points" in job and "· Usual" in job
    job = browser.text(f"/c/{small}/print-job?day=2&edition=bilingual")
    assert "<bdi>English · français</bdi> · Two languages" in job and "<bdi>English</bdi> · Usual" in job
    single = store.add(Convening.model_validate(SMALL | {"languages": ["en"]}))
    assert '<option value="bilingual"' not in browser.text(f"/c/{single}/print?edition=bilingual")


def test_a_pack_in_two_languages_has_such_a_sheet_once(app: Flask, store: Store, small: str) -> None:
    with app.test_request_context("/?edition=bilingual"):
        stored = store.get(small)
        wanted = wishes.wish(stored)
        tasks = tasks_of(wishes.material(stored, wanted), ["pdf"], ["en", "fr"], wanted)
    ballots = [(task.language, task.second, task.edition) for task in tasks if task.spec.name == "dot-voting-ballot"]
    assert ballots == [("en", "fr", "bilingual")]
    assert [task.language for task in tasks if task.spec.name == "agenda"] == ["en", "fr"]
