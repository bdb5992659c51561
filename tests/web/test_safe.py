"""While the passphrase has not been given, every page says so and shows the agenda alone; how it is set, changed and taken off."""

import re

import pytest
from flask import Flask

from tests.store.test_safe import PHRASE, QUICK, secrets_of
from tests.support import english, sample
from tests.web.conftest import BASE, OURS, Browser, Planned
from tests.web.test_security import path_of
from toolkit.convening.edits import Ref, Set
from toolkit.store import Store
from toolkit.web.routes import ROUTES
from toolkit.web.safe import OPEN


@pytest.fixture
def shut(store: Store, key: str, browser: Browser) -> Browser:
    store.safe.set(PHRASE, QUICK)
    assert browser.post("/passphrase/close").location == "/"
    return browser


def test_no_page_shows_more_than_the_agenda_while_it_is_closed(app: Flask, shut: Browser, store: Store, key: str) -> None:
    before = store.path.read_bytes()
    names = {word for word in secrets_of(sample().convening.model_copy(update={"words": (), "notes": ()})) if len(word) > 4}
    for endpoint, method in ROUTES:
        if endpoint in ("static", "door.leave", "safe.do"):
            continue
        path = path_of(app, endpoint).replace("/c/abc/", f"/c/{key}/")
        answer = shut.client.open(path, method=method, base_url=BASE, headers=OURS)
        assert answer.status_code == (answer.status_code if endpoint in OPEN else 423), endpoint
        assert {name for name in names if name in answer.text} == set(), endpoint
        if endpoint not in OPEN:
            assert "give the passphrase" in answer.text and 'name="passphrase"' in answer.text
    assert store.path.read_bytes() == before, "nothing was changed"


def test_the_agenda_stands_there_with_its_times_and_no_lead(shut: Browser, key: str) -> None:
    page = shut.get(f"/c/{key}/").text
    first = sample().convening.days[0].sessions[0]
    assert first.title in page and "9:00" in page and "Closed; give the passphrase" in page
    assert 'name="next" value="/c/' in page
    assert english(sample().convening.title) in shut.text("/") and 'name="passphrase"' in shut.text("/")


def test_the_right_passphrase_leads_back_to_where_one_was(shut: Browser, store: Store, key: str) -> None:
    asked = shut.get(f"/c/{key}/people?status=invited").text
    wanted = re.search(r'name="next" value="([^"]+)"', asked)
    assert wanted and wanted[1] == f"/c/{key}/people?status=invited"
    wrong = shut.post("/passphrase", data={"do": "open", "passphrase": "seven lamps under wine", "next": wanted[1]})
    assert wrong.status_code == 422 and "does not open it" in wrong.text and wanted[1] in wrong.text and store.safe.closed
    right = shut.post("/passphrase", data={"do": "open", "passphrase": PHRASE, "next": wanted[1]})
    assert right.location == wanted[1] and sample().convening.participants[0].name in shut.text(f"/c/{key}/people")


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x", "/nothing", "", "x"])
def test_it_leads_nowhere_else(shut: Browser, elsewhere: str) -> None:
    assert shut.post("/passphrase", data={"do": "open", "passphrase": PHRASE, "next": elsewhere}).location == "/"


def test_closing_now_lets_go_of_what_was_made_and_brought(store: Store, key: str, planned: Planned, browser: Browser) -> None:
    from toolkit.web.planner import planner

    browser.post(f"/c/{key}/people/bring", data={"text": "Name;E-mail\nSomebody Brought;brought@example.org"})
    store.safe.set(PHRASE, QUICK)
    with browser.client.application.app_context():
        planner().laid_out["x"] = 1
        browser.post("/passphrase/close")
        assert not planner().packs and not planner().laid_out and not planner().held._kept


def test_a_form_that_was_open_is_told_that_nothing_is_saved(shut: Browser, store: Store, key: str) -> None:
    sent = shut.post(f"/c/{key}/note", data={"text": "Said while it was closed"})
    assert sent.status_code == 423 and "is not saved" in sent.text
    assert shut.client.head("/about", base_url=BASE).headers["Planner-Closed"] == "yes"
    store.safe.open(PHRASE)
    assert "Planner-Closed" not in shut.client.head("/about", base_url=BASE).headers
    assert "Said while it was closed" not in [note.text for note in store.get(key).convening.notes]


def test_it_says_before_it_is_set_that_a_lost_one_is_final_and_asks_twice(browser: Browser, store: Store, key: str) -> None:
    page = browser.text("/passphrase")
    assert "A lost passphrase is final" in page and "There is no second way in" in page
    assert "A file that you downloaded" in page and "a cloud copies" in page and "worn disk" in page and "laptop" in page
    whole = {"do": "set", "new": PHRASE, "again": PHRASE, "lost": "yes"}
    short = {"new": "short", "again": "short"}
    for changed, said in (({"lost": ""}, "Tick the box"), ({"again": "another"}, "not the same"), (short, "at least 12")):
        answer = browser.post("/passphrase", data={**whole, **changed})
        assert answer.status_code == 422 and said in answer.text and not store.safe.there
    store.backups.make("day")
    answer = browser.get(browser.post("/passphrase", data=whole).location)
    assert "The passphrase is set" in answer.text and "1 earlier backup was deleted" in answer.text
    assert "still in the data file" not in answer.text and store.safe.there and not store.safe.closed
    assert sample().convening.participants[0].name.encode() not in store.path.read_bytes()
    assert "already; change it instead" in browser.post("/passphrase", data=whole).text


def test_changing_it_and_taking_it_off_want_the_one_that_is_set(browser: Browser, store: Store, key: str) -> None:
    store.safe.set(PHRASE, QUICK)
    new = {"new": "eight lamps under water", "again": "eight lamps under water"}
    for data, said in (({"old": "not the one that is set"}, "does not open"), ({"old": PHRASE, "again": "x"}, "not the same")):
        data = {**new, **data}
        answer = browser.post("/passphrase", data={**data, "do": "change"})
        assert answer.status_code == 422 and said in answer.text
    assert browser.post("/passphrase", data={"do": "off", "old": PHRASE}).status_code == 422
    assert browser.post("/passphrase", data={"do": "off", "old": "not the one that is set", "sure": "yes"}).status_code == 422
    assert store.safe.there
    assert "taken off" in browser.text(browser.post("/passphrase", data={"do": "off", "old": PHRASE, "sure": "yes"}).location)
    assert not store.safe.there and sample().convening.participants[0].name in browser.text(f"/c/{key}/people")


def test_a_backup_is_brought_back_by_its_button_and_only_with_a_tick(browser: Browser, store: Store, key: str) -> None:
    assert "None yet" in browser.text("/backups")
    made, title = store.backups.make("day"), store.get(key).convening.title
    store.apply(key, Set(target=Ref(), field=("title",), value="A mistake"))
    assert "of the day" in browser.text("/backups")
    assert browser.post(f"/backups/{made.name}").status_code == 422
    assert store.get(key).convening.title == "A mistake"
    answer = browser.get(browser.post(f"/backups/{made.name}", data={"sure": "yes"}).location)
    assert "Brought back: everything is as it was on" in answer.text and store.get(key).convening.title == title
    assert "before an older state was brought back" in answer.text
    assert browser.post("/backups/nothing.sqlite3", data={"sure": "yes"}).status_code == 422
