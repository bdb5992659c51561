"""The report to Word and back on its pages: sent, brought, taken, commented, approved, frozen."""

import html
import io
import re

import pytest

from tests.imports.report_back.making import CoHost, invented
from tests.web.conftest import Browser
from toolkit.convening.report_fields import standing, writing
from toolkit.store import Store


@pytest.fixture
def key(store: Store) -> str:
    return store.add(invented())


def words(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def sent(browser: Browser, key: str) -> bytes:
    answer = browser.post(f"/c/{key}/report/word", data={"name": "v3, to LT", "to": "LT", "on": "2027-04-01"})
    assert answer.status_code == 303
    assert "“v3, to LT” is kept" in words(browser.text(answer.location))
    return bytes(browser.get(f"/c/{key}/report/word/sent-report-1/report.docx").data)


def brought(browser: Browser, key: str, *files: tuple[bytes, str]) -> str:
    data = {"file": [(io.BytesIO(data), name) for data, name in files]}
    answer = browser.post(f"/c/{key}/report/back", data=data, content_type="multipart/form-data")
    assert answer.status_code == 303, words(answer.text)
    return str(answer.location)


def test_what_is_sent_comes_back_is_taken_and_is_undone_in_one_click(browser: Browser, store: Store, key: str) -> None:
    data = sent(browser, key)
    before = store.get(key)
    assert "No change was found that your report does not have." in browser.text(brought(browser, key, (data, "same.docx")))
    host = CoHost(data, 5)
    edited = host.edit(12)
    where = brought(browser, key, (edited, "lt.docx"))
    page = browser.text(where)
    assert "It holds 12 changes" in words(page) and "<ins>" in page
    option = re.search(r'name="(q-[0-9a-f]+)" value="([0-9a-f]+)"', page)
    assert option
    assert browser.post(where, data={option[1]: option[2]}).status_code == 303
    assert "It holds 11 changes that your report does not have. 1 more is in it by now." in words(browser.text(where))
    assert browser.post(where, data={"all": "yes"}).status_code == 303
    assert "1 more" not in words(browser.text(where)) and "No change was found" in browser.text(where)
    browser.post(f"/c/{key}/undo")
    browser.post(f"/c/{key}/undo")
    assert store.get(key).convening == before.convening
    assert browser.post(where, data={}).status_code == 422


def test_two_files_that_contradict_one_another_are_one_choice(browser: Browser, store: Store, key: str) -> None:
    data = sent(browser, key)
    files = []
    for name in ("one", "two"):
        host = CoHost(data, 3, recorded=False)
        host.fresh = lambda name=name: f"zephyr{name}"  # type: ignore[method-assign]
        while host.reword() is None:
            pass
        files.append((host.word.saved(), f"{name}.docx"))
    where = brought(browser, key, *files)
    page = browser.text(where)
    assert "The files contradict one another here" in page and page.count("Take this") == 2 and "Take the 1 change" not in page
    chosen = re.search(r'name="(q-[0-9a-f]+)" value="([0-9a-f]+)"[^>]*> Take this', page)
    assert chosen
    browser.post(where, data={chosen[1]: chosen[2]})
    assert sum("zephyr" in str(section) for section in store.get(key).convening.report.sections) == 1


def test_a_file_of_an_unknown_version_is_said_and_can_be_held_against_one(browser: Browser, store: Store, key: str) -> None:
    data = sent(browser, key)
    other = store.add(invented())
    browser.post(f"/c/{other}/report/word", data={"name": "v77"})
    where = brought(browser, other, (data, "stranger.docx"))
    page = browser.text(where)
    assert "no report of that name went out from here" in words(page)
    assert browser.post(f"{where}/against", data={"file": "0", "version": "sent-report-1"}).status_code == 303
    assert "Held against v77" in words(browser.text(where))


def test_comments_are_gathered_once_decided_and_answered(browser: Browser, store: Store, key: str) -> None:
    host = CoHost(sent(browser, key), 4)
    host.word.remark(host.lines[3], "Ines of LT", "Is this so?")
    where = brought(browser, key, (host.word.saved(), "lt.docx"))
    assert "1 comment in the margins" in words(browser.text(where))
    for _ in range(2):
        browser.post(f"{where}/comments", data={"for-0": "LT"})
    comment, = store.get(key).convening.report.comments
    assert (comment.author, comment.organisation, comment.file, comment.section) == ("Ines of LT", "LT", "lt.docx", "s1")
    assert comment.where.startswith("Part 1:") and comment.words and comment.text == "Is this so?"
    browser.post(f"/c/{key}/report/comments/{comment.id}", data={"decision": "declined", "reply": "It is."})
    page = words(browser.text(f"/c/{key}/report/comments?decision=declined"))
    assert "Is this so?" in page and "It is." in page
    assert "Is this so?" not in words(browser.text(f"/c/{key}/report/comments?decision=open"))


def test_a_host_approves_exactly_the_text_that_was_read(browser: Browser, store: Store, key: str) -> None:
    page = browser.text(f"/c/{key}/report/word")
    mark = re.search(r'name="section" value="s1">.*?name="host" value="KWL">.*?name="text" value="(\w+)"', page)
    assert mark
    form = {"section": "s1", "host": "KWL", "by": "Ines", "text": mark[1]}
    browser.post(f"/c/{key}/report/sign", data=form)
    assert "approved by 1 of 2" in browser.text(f"/c/{key}/report?open=s1")
    browser.post(f"/c/{key}/report/sign", data={**form, "host": "LT"})
    assert "Not yet approved" not in browser.text(f"/c/{key}/report/preview?open=s1")
    convening = store.get(key).convening
    body = standing(convening, "section:s1:body", "en")
    store.apply(key, writing(convening, "section:s1:body", "en", f"{body}\n\nMore."))
    assert "Not yet approved by KWL and LT." in browser.text(f"/c/{key}/report/preview?open=s1")
    assert "approved an earlier text" in browser.text(f"/c/{key}/report/word")
    assert browser.post(f"/c/{key}/report/sign", data=form).status_code == 409


def test_word_is_the_master_until_it_is_taken_back(browser: Browser, store: Store, key: str) -> None:
    browser.post(f"/c/{key}/report/master", data={"master": "word"})
    page = browser.text(f"/c/{key}/report?open=s1")
    assert "The text is written in Word since" in page and "Write it here again" in page
    was = re.search(r'name="name" value="section:s1:body"><input type="hidden" name="was" value="(\w+)"', page)
    assert was
    form = {"name": "section:s1:body", "text": "Other words.", "was": was[1], "open": "s1"}
    refused = browser.post(f"/c/{key}/report/text", data=form)
    assert refused.status_code == 422 and "written in Word from here" in words(refused.text)
    browser.post(f"/c/{key}/report/master", data={})
    assert browser.post(f"/c/{key}/report/text", data=form).status_code in (200, 303)
    assert standing(store.get(key).convening, "section:s1:body", "en") == "Other words."
