"""Versions on their page: named, kept as one change, handed over only as what went out, told in a few lines."""

import html
import re

import pytest

from tests.imports.returned.making import source
from tests.imports.returned.test_accepting import put, small
from tests.web.conftest import Browser
from toolkit.convening.edits import Ref, Set
from toolkit.convening.model import Convening
from toolkit.imports.returned import change_note, compare
from toolkit.language import language
from toolkit.store import Store
from toolkit.web.versions import name_of_next

NEXT = {"name": "v10, sent to RCU", "to": "RCU", "on": "2027-01-20", "audience": "organisers", "language": "en"}


@pytest.fixture
def key(store: Store) -> str:
    return store.add(small())


def words(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def change(store: Store, key: str) -> None:
    for edit in put("talk", title="Talking it all over"):
        store.apply(key, edit, "")


def test_a_version_is_sent_as_one_change_and_its_file_is_handed_over(browser: Browser, store: Store, key: str) -> None:
    page = browser.text(f"/c/{key}/versions")
    assert 'value="v10"' in page and "DRAFT · v9, sent · to ERN · 2 January 2027" in words(page)
    sent = browser.post(f"/c/{key}/versions", data=NEXT)
    assert (sent.status_code, sent.location) == (303, f"/c/{key}/versions?sent=sent-2&told=1#files")
    stored = store.get(key)
    kept = stored.convening.sent[-1]
    assert stored.seq == 1
    assert (kept.name, kept.to, str(kept.on), kept.audience) == ("v10, sent to RCU", "RCU", "2027-01-20", "organisers")
    page = browser.text(sent.location)
    assert f'href="/c/{key}/versions/sent-2/agenda.docx"' in page and 'value="v11"' in page
    data = browser.get(f"/c/{key}/versions/sent-2/agenda.docx").data
    found = compare(stored.convening, source(data))
    assert (found.version, found.changes) == (kept, ())
    browser.post(f"/c/{key}/undo")
    assert len(store.get(key).convening.sent) == 1


def test_print_says_that_the_agenda_is_no_longer_what_went_out_under_its_name(browser: Browser, store: Store, key: str) -> None:
    pages = [f"/c/{key}/print", f"/c/{key}/print/agenda"]
    assert all("moved-on" not in browser.text(page) for page in pages)
    change(store, key)
    assert all("has changed since “v9, sent · to ERN” went out, and still bears that name." in words(browser.text(page)) for page in pages)


def test_no_other_agenda_is_handed_over_under_the_name_of_a_version(browser: Browser, store: Store, key: str) -> None:
    assert browser.get(f"/c/{key}/versions/sent-1/agenda.docx").status_code == 200
    change(store, key)
    assert browser.get(f"/c/{key}/versions/sent-1/agenda.docx").status_code == 409
    page = words(browser.text(f"/c/{key}/versions"))
    assert "The agenda has changed since this version went out" in page
    again = browser.post(f"/c/{key}/versions", data={**NEXT, "name": "v9, sent · to ERN"})
    assert again.status_code == 422
    assert "has gone out, and the agenda has changed since: give this one another name." in words(again.text)
    assert 'value="2027-01-20"' in again.text and 'value="RCU"' in again.text
    assert [browser.get(f"/c/{key}/versions/{each}").status_code for each in ("sent-9/agenda.docx", "sent-1/agenda.xlsx")] == [404, 404]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "  ", "A version that goes out needs a name"),
        ("name", "x" * 121, "This is 121 characters long; there is room for 120."),
        ("to", "x" * 121, "This is 121 characters long; there is room for 120."),
        ("on", "soon", "“soon” is not a date."),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field(
    browser: Browser, store: Store, key: str, field: str, typed: str, sentence: str
) -> None:
    answer = browser.post(f"/c/{key}/versions", data={**NEXT, field: typed})
    assert answer.status_code == 422 and sentence in words(answer.text)
    assert store.get(key).seq == 0


def test_a_version_is_final_until_it_is_a_draft_again(browser: Browser, store: Store, key: str) -> None:
    browser.post(f"/c/{key}/versions/final", data={"final": "yes"})
    assert store.get(key).convening.final
    page = browser.text(f"/c/{key}/versions")
    assert "DRAFT" not in words(page) and 'id="draft"' in page
    browser.post(f"/c/{key}/versions/final", data={"final": ""})
    assert not store.get(key).convening.final


def test_what_has_changed_since_any_version_stands_there_to_be_copied(browser: Browser, store: Store, key: str) -> None:
    browser.post(f"/c/{key}/versions", data=NEXT)
    assert 'id="no-note"' in browser.text(f"/c/{key}/versions")
    change(store, key)
    convening = store.get(key).convening
    for since in convening.sent:
        page = browser.text(f"/c/{key}/versions?since={since.id}")
        note = re.search(r'<textarea[^>]* id="note"[^>]*>(.*?)</textarea>', page, re.DOTALL)
        assert note and html.unescape(note[1]) == change_note(since, convening, language("en"))


@pytest.mark.parametrize(
    ("version", "following"),
    [("", "v1"), ("v1", "v2"), ("draft 3", "v1"), ("V12, sent to ERN", "v13"), ("Version 4", "v5"), ("v2027-03", "v1"), ("vision 3", "v1")],
)
def test_the_next_version_has_the_next_number(version: str, following: str) -> None:
    assert name_of_next(Convening.model_validate({"title": "T", "version": version})) == following


def test_a_convening_without_a_version_or_a_day_has_its_page(browser: Browser, store: Store) -> None:
    key = store.add(Convening.model_validate({"title": "T"}))
    assert 'value="v1"' in browser.text(f"/c/{key}/versions")
    store.apply(key, Set(target=Ref(), field=("final",), value=True), "")
    assert "Nothing: it is final, and has no name" in words(browser.text(f"/c/{key}/versions"))
