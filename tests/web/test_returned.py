"""Files that came back, on their page: held in memory, decided one by one, taken over as one change."""

import html
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.imports.returned.making import now, word
from tests.imports.returned.test_accepting import changed, put, session, small
from tests.imports.returned.word import Word
from tests.web.conftest import SECRET, Browser
from tests.web.test_pages import unmarked
from toolkit.convening.edits import AnyEdit, park
from toolkit.convening.model import Convening
from toolkit.documents.sending import send
from toolkit.press import Press
from toolkit.store import Store
from toolkit.web.app import create_app
from toolkit.web.returned import Files
from toolkit.web.returned_page import differing
from toolkit.web.security import Door

OURS = small()
UNTOUCHED = word(OURS)
LABEL = "v9, sent · to ERN · 2 January 2027"


@pytest.fixture
def key(store: Store) -> str:
    return store.add(OURS)


@pytest.fixture
def bring(browser: Browser, key: str) -> Callable[..., str]:
    """The address of the page of some files."""

    def brought(*files: bytes) -> str:
        uploads: list[tuple[Any, str]] = [(io.BytesIO(data), f"Amina Secret {at}.docx") for at, data in enumerate(files, 1)]
        answer = browser.post(f"/c/{key}/returned", data={"file": uploads}, content_type="multipart/form-data")
        assert answer.status_code == 303, answer.text
        assert re.fullmatch(rf"/c/{key}/returned/[\w-]{{22}}", answer.location)
        return str(answer.location)

    return brought


def edited(*edits: AnyEdit) -> bytes:
    return word(changed(OURS, *edits))


def shown(page: str) -> dict[str, list[str]]:
    """What can be answered to each question, by its words."""
    found: dict[str, list[str]] = {}
    for name, body in re.findall(r'<fieldset class="change[^"]*" id="(q-\w+)">(.*?)</fieldset>', page, re.DOTALL):
        found[name] = re.findall(r'type="(?:radio|checkbox)" name="q-\w+" value="(\w+)"', body)
    return found


def words(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def question(page: str, text: str) -> str:
    """The question whose words hold a text."""
    for name, body in re.findall(r'<fieldset class="change[^"]*" id="(q-\w+)">(.*?)</fieldset>', page, re.DOTALL):
        if text in words(body):
            return str(name)
    raise AssertionError(text)


def test_a_file_that_nobody_touched_has_nothing_to_decide(browser: Browser, bring: Callable[..., str]) -> None:
    page = browser.text(bring(UNTOUCHED))
    assert "No change was found that your agenda does not have." in page
    assert "Held against v9, sent · to ERN" in words(page) and shown(page) == {}


def test_what_is_marked_is_done_as_one_change_and_what_is_left_is_not_asked_again(
    browser: Browser, store: Store, key: str, bring: Callable[..., str]
) -> None:
    address = bring(edited(*put("talk", title="Talking it all over"), *put("end", room="Loft"), *put("map", room="Roof")))
    page = browser.text(address)
    title, loft, roof = (question(page, text) for text in ("Talking it all over", "Loft", "Roof"))
    answers = shown(page)
    done = browser.post(address, data={title: answers[title][0], roof: answers[roof][0], loft: "no"})
    assert (done.status_code, done.location) == (303, f"/c/{key}/?told=1")
    assert "Done: set the room of “Mapping the words” to “Roof”; renamed “Talking it over” to “Talking it all over”." in words(
        browser.text(done.location)
    )
    stored = store.get(key)
    assert stored.seq == 1
    assert [(session(stored.convening, each).room) for each in ("map", "end")] == ["Roof", ""]
    page = browser.text(address)
    assert shown(page) == {} and "There is nothing left to decide." in page and "1 change was left" in page
    assert browser.post(f"{address}/again").status_code == 303
    assert list(shown(browser.text(address))) == [loft]
    browser.post(f"/c/{key}/undo")
    assert store.get(key).convening == OURS


def test_the_page_stays_as_long_as_something_is_not_decided(browser: Browser, key: str, bring: Callable[..., str]) -> None:
    address = bring(edited(*put("talk", title="Talking it all over"), *put("end", room="Loft")))
    page = browser.text(address)
    loft = question(page, "Loft")
    assert browser.post(address, data={}).status_code == 422
    done = browser.post(address, data={loft: shown(page)[loft][0]})
    assert done.location == f"{address}?told=1"
    assert list(shown(browser.text(done.location))) == [question(page, "Talking it all over")]
    assert f'href="{address}"><bdi>Amina Secret 1.docx</bdi></a>' in browser.text(f"/c/{key}/versions")


def test_all_that_contradicts_nothing_is_taken_at_once(browser: Browser, store: Store, key: str, bring: Callable[..., str]) -> None:
    address = bring(edited(*put("talk", title="Talking it all over", room="Loft"), *put("end", room="Loft")))
    for edit in put("end", room="Hall"):
        store.apply(key, edit, "")
    page = browser.text(address)
    assert "Changed here as well" in page and "Take all 2 changes that contradict nothing" in page
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen
    done = browser.post(f"{address}/all", data={"seen": seen[1]})
    assert done.location == f"{address}?told=2"
    after = store.get(key).convening
    assert [(str(session(after, each).title), session(after, each).room) for each in ("talk", "end")] == [
        ("Talking it all over", "Loft"), ("Closing round", "Hall"),
    ]  # fmt: skip
    assert browser.post(f"{address}/all", data={"seen": seen[1]}).status_code == 409


def test_two_files_that_contradict_one_another_are_one_choice(browser: Browser, store: Store, key: str, bring: Callable[..., str]) -> None:
    address = bring(edited(*put("talk", title="Talking it all over")), edited(*put("talk", title="Talking over it")))
    page = browser.text(address)
    assert "The files contradict one another here" in page and "Amina Secret 2.docx" in page
    ((name, (first, second, no)),) = shown(page).items()
    assert no == "no" and first != second
    assert browser.post(address, data={name: second}).location == f"/c/{key}/?told=1"
    assert session(store.get(key).convening, "talk").title == "Talking over it"


def test_an_answer_to_what_has_changed_meanwhile_is_asked_again(
    browser: Browser, store: Store, key: str, bring: Callable[..., str]
) -> None:
    address = bring(edited(*put("talk", title="Talking it all over")))
    ((name, (take, _)),) = shown(browser.text(address)).items()
    for edit in put("talk", title="Ours by now"):
        store.apply(key, edit, "")
    answer = browser.post(address, data={name: take})
    assert answer.status_code == 409 and "Ours by now" in answer.text
    assert session(store.get(key).convening, "talk").title == "Ours by now"


def test_a_comment_stands_with_its_session_and_what_cannot_be_taken_can_be_put_away(browser: Browser, bring: Callable[..., str]) -> None:
    file = Word(edited(*put("end", room="Loft")))
    file.remark(file.cell(file.tables[0][3], 1), "Rosa", "Is this <long> enough?")
    file.retype(file.cell(file.tables[0][1], 0), 0, "after the rain")
    address = bring(file.saved())
    page = browser.text(address)
    assert "Is this &lt;long&gt; enough?" in page
    assert re.search(r"Talking it over.*?Is this.*?Rosa", words(page))
    name = question(page, "cannot be read as a time")
    assert shown(page)[name] == ["no"]
    browser.post(address, data={name: "no"})
    assert name not in shown(browser.text(address))


def test_a_version_that_nobody_knows_is_said_and_can_be_chosen(browser: Browser, store: Store, bring: Callable[..., str]) -> None:
    other = OURS.model_copy(update={"version": "v7", "sent": ()})
    address = bring(word(changed(other, *put("talk", title="Talking it all over"))), UNTOUCHED)
    page = browser.text(address)
    assert "It says that it is “v7" in page and shown(page) == {}
    assert "No change was found" in page
    assert browser.post(f"{address}/against", data={"file": "0", "version": "sent-1"}).status_code == 303
    assert len(shown(browser.text(address))) == 1
    browser.post(f"{address}/against", data={"file": "0", "version": "never"})
    assert "No version called “never” went out from here" in browser.text(address)
    browser.post(f"{address}/against", data={"file": "0", "version": ""})
    assert "It says that it is “v7" in browser.text(address)


def test_what_cannot_be_read_is_said_in_one_sentence(browser: Browser, key: str) -> None:
    def sent(*files: tuple[bytes, str]) -> tuple[int, str]:
        data = {"file": [(io.BytesIO(data), name) for data, name in files]}
        answer = browser.post(f"/c/{key}/returned", data=data, content_type="multipart/form-data")
        return answer.status_code, words(answer.text)

    for files, sentence in (
        ([], "Choose the file that came back."),
        ([(b"%PDF-1.7", "a.pdf")], "a.pdf: This is a PDF file"),
        ([(UNTOUCHED, "a.docx"), (b"PK\x03\x04zeros" + bytes(900), "b.docx")], "b.docx: "),
        ([(b"text", "a.txt")] * 9, "These are 9 files; the page holds 8"),
    ):
        status, page = sent(*files)
        assert status == 422 and sentence in page


def test_files_are_gone_once_they_are_done_with_or_the_people_are_forgotten(
    app: Flask, browser: Browser, store: Store, key: str, bring: Callable[..., str]
) -> None:
    held = app.extensions["planner"].held
    address, other = bring(UNTOUCHED), store.add(OURS)
    assert browser.get(address.replace(key, other)).status_code == 404
    assert browser.post(f"{address}/done").location == f"/c/{key}/versions"
    assert browser.get(address).status_code == 404
    bring(UNTOUCHED)
    assert [[came.source.name for came in files.came] for _, files in held.all_of(Files, key)] == [["Amina Secret 1.docx"]]
    browser.post(f"/c/{key}/forget", data={"sure": "yes"})
    assert held.all_of(Files, key) == ()


def test_a_session_that_was_taken_out_waits_in_the_tray(browser: Browser, store: Store, key: str, bring: Callable[..., str]) -> None:
    address = bring(edited(park("end")))
    ((name, (take, _)),) = shown(browser.text(address)).items()
    browser.post(address, data={name: take})
    after: Convening = store.get(key).convening
    assert [each.id for each in after.parked] == ["end"]
    assert [row.id for _, row in now(after).rows()] == ["welcome", "map", "pause", "talk"]


@pytest.mark.parametrize(("code", "direction"), [("en-XA", "ltr"), ("ar-XB", "rtl")])
def test_every_sentence_is_marked_for_translation(store: Store, press: Press, code: str, direction: str) -> None:
    ours = changed(OURS.model_copy(update={"sent": (), "title": "1", "languages": ("en", "fr")}), send(OURS, "9", "2"))
    theirs = changed(ours, *put("talk", title="3"), *put("end", room="4", lead=[{"host": "ERN"}]))
    other = Word(word(changed(ours, *put("talk", title="5"), park("pause"))))
    other.remark(other.cell(other.tables[0][0], 1), "6", "7")
    other.retype(other.cell(other.tables[0][1], 0), 0, "8")
    key = store.add(ours)
    browser = Browser(create_app(store, token=SECRET, packs=press, language=code).test_client())
    browser.get(Door(SECRET).link())
    at = f"/c/{key}/returned"

    def brought(*files: bytes) -> Any:
        return browser.post(at, data={"file": [(io.BytesIO(data), "1") for data in files]}, content_type="multipart/form-data")

    pages = {"bring": browser.text(at), "none": brought().text, "no file": brought(b"%PDF").text, "many": brought(*[b"1"] * 9).text}
    address = brought(word(theirs), other.saved(), UNTOUCHED).location
    pages["three"] = browser.text(address)
    pages["nothing marked"] = browser.post(address).text
    pages["meanwhile"] = browser.post(f"{address}/all").text
    answers = shown(pages["three"])
    done = browser.post(address, data={name: values[-1] for name, values in answers.items() if len(values) < 3})
    pages["left"] = browser.text(done.location)
    pages["versions"] = browser.text(f"/c/{key}/versions")
    pages["wrong"] = browser.post(f"/c/{key}/versions", data={"name": "1" * 121, "to": "1" * 121, "on": "1"}).text
    pages["sent"] = browser.text(browser.post(f"/c/{key}/versions", data={"name": "10"}).location)
    store.apply(key, put("talk", title="11")[0], "")
    pages["changed"] = browser.text(f"/c/{key}/versions")
    pages["no file of it"] = browser.get(f"/c/{key}/versions/sent-2/agenda.docx").text
    browser.post(f"/c/{key}/versions/final", data={"final": "yes"})
    pages["final"] = browser.text(f"/c/{key}/versions")
    browser.post(f"{address}/done")
    pages["gone"] = browser.get(address).text
    assert {name: page for name, page in pages.items() if f'<html lang="{code}" dir="{direction}">' not in page} == {}
    folder = str(store.path.parent)
    left = {name: set(unmarked(page.replace(folder, "").replace(LABEL, ""), code)) for name, page in pages.items()}
    assert {name: found for name, found in left.items() if found - {"and"}} == {}  # a list's own word is the locale's


def test_words_that_differ_are_marked() -> None:
    assert differing("We meet at noon.", "We meet at one.") == (
        ((False, "We meet at "), (True, "noon"), (False, ".")), ((False, "We meet at "), (True, "one"), (False, ".")),
    )  # fmt: skip
    assert differing("Lunch", "Walk by the river") == (((True, "Lunch"),), ((True, "Walk by the river"),))
    assert differing("", "New") == ((), ((True, "New"),))
