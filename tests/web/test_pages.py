import datetime as dt
import io
import re
import time
import zipfile
from typing import Any

import pytest
from flask import Flask

from tests.store.conftest import a_convening
from tests.web.conftest import SECRET, Browser, Planned
from toolkit import library
from toolkit.store import Store
from toolkit.web.planner import STAGES
from toolkit.web.security import Door

NASTY = "<b>\"Water\" & 'Work'</b> {{ 7*7 }} مياه"


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def answers(**more: str) -> dict[str, str]:
    return {"subject": "Water and work", "discreet": "", "template": "two-day-dialogue", "date": "", "people": "", **more}


# The start page


def test_an_empty_planner_shows_three_doors_and_says_that_there_is_nothing_yet(browser: Browser) -> None:
    page = browser.text("/")
    assert re.findall(r'id="(door-\w+)"', page) == ["door-begin", "door-bring", "door-sample"]
    assert 'id="empty"' in page


def test_every_page_says_where_the_data_lies(browser: Browser, store: Store, key: str) -> None:
    for path in ("/", "/begin", "/bring", "/about", f"/c/{key}/", f"/c/{key}/print", f"/c/{key}/remove"):
        assert str(store.path.parent) in browser.text(path)


def test_the_list_shows_titles_and_dates(browser: Browser, store: Store) -> None:
    store.add(a_convening(title=NASTY, language="en"))
    store.add(a_convening(title="No day", days=[], notes=[], groups=[], words=[], report={}))
    page = browser.text("/")
    assert "&lt;b&gt;&#34;Water&#34; &amp; &#39;Work&#39;&lt;/b&gt; {{ 7*7 }} مياه" in page
    assert "<b>" not in page
    assert "11–12 March 2027" in words(page)
    assert "No day yet" in words(page)


def test_the_sample_is_made_once_and_opened_again(browser: Browser, store: Store) -> None:
    first = browser.post("/sample").location
    assert browser.post("/sample").location == first
    assert [one.origin for one in store.list()] == ["sample"]


def test_what_is_due_is_asked_for_and_not_erased(store: Store, planned: Planned) -> None:
    browser = Browser(planned(now=lambda: dt.datetime(2027, 9, 12, tzinfo=dt.UTC)).test_client())
    browser.get(Door(SECRET).link())
    assert "It is time to forget" not in browser.text("/")
    key = store.add(a_convening())
    page = browser.text("/")
    assert "It is time to forget" in page
    assert f"/c/{key}/forget" in page
    assert store.get(key).convening == a_convening()


# Four questions


def test_four_answers_make_a_convening(browser: Browser, store: Store) -> None:
    given = answers(discreet="Spring meeting", date="2027-03-11", people="32")
    answer = browser.post("/begin", data=given)
    stored = store.get(answer.location.split("/")[-2])
    expected = library.start(
        "two-day-dialogue", {"subject": "Water and work"}, title="Water and work", discreet_title="Spring meeting",
        first_day=dt.date(2027, 3, 11), expected=32,
    )  # fmt: skip
    assert (answer.status_code, stored.convening) == (303, expected)
    assert browser.get(answer.location).status_code == 200


def test_what_is_left_empty_is_left_open(browser: Browser, store: Store) -> None:
    stored = store.get(browser.post("/begin", data=answers()).location.split("/")[-2])
    assert stored.convening == library.start("two-day-dialogue", {"subject": "Water and work"}, title="Water and work")


@pytest.mark.parametrize("template", [template.name for template in library.templates()])
def test_every_template_can_be_chosen_and_shown(browser: Browser, template: str) -> None:
    assert f'value="{template}"' in browser.text("/begin")
    location = browser.post("/begin", data=answers(template=template, subject=NASTY)).location
    assert "&lt;b&gt;" in browser.text(location)


def test_the_other_questions_of_a_template_can_be_answered_too(browser: Browser, store: Store) -> None:
    given = {**answers(), "more-host": "Example Rights Network", "more-place": "Riverton"}
    convening = store.get(browser.post("/begin", data=given).location.split("/")[-2]).convening
    assert ([host.name for host in convening.hosts], convening.venue.city) == (["Example Rights Network"], "Riverton")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"subject": " "}, "Say in a few words"),
        ({"subject": "x" * 301}, "301 characters long; a title has room for 300"),
        ({"discreet": "x" * 301}, "301 characters long"),
        ({"template": "nothing"}, "Choose the one that comes nearest"),
        ({"date": "11.3.27"}, "“11.3.27” is not a date"),
        ({"people": "many"}, "“many” is not a number of people"),
        ({"people": "0"}, "“0” is not a number of people"),
        ({"people": "5001"}, "between 1 and 5,000"),
        ({"people": "٣"}, None),
        ({"subject": "a\x07b"}, "control character"),
        ({"date": "9999-12-31"}, "too late"),
    ],
)
def test_a_wrong_answer_is_said_and_every_answer_stays_in_the_form(
    browser: Browser, store: Store, wrong: dict[str, str], said: str | None
) -> None:
    given = answers(**{"discreet": NASTY, "date": "2027-03-11", "people": "12", **wrong})
    answer = browser.post("/begin", data=given)
    if said is None:
        assert answer.status_code == 303
        return
    assert answer.status_code == 422
    assert said in words(answer.text)
    assert store.list() == ()
    kept = dict(re.findall(r'name="(\w+)" value="([^"]*)"', answer.text))
    import html

    assert {name: html.unescape(kept[name]) for name in ("subject", "discreet", "date", "people")} == {
        name: given[name].strip() for name in ("subject", "discreet", "date", "people")
    }
    for field in set(wrong) & {"subject", "discreet", "date", "people"}:
        if f'id="{field}-error"' in answer.text:
            assert re.search(rf'id="{field}"[^>]*aria-describedby="{field}-hint {field}-error" aria-invalid="true"', answer.text)


# What somebody brings


def test_a_convening_that_was_saved_comes_back_whole(browser: Browser, store: Store, key: str) -> None:
    saved = browser.get(f"/c/{key}/convening.zip")
    assert saved.headers["Content-Disposition"] == 'attachment; filename="convening.zip"'
    answer = browser.post("/bring", data={"file": (io.BytesIO(saved.data), "mine.zip"), "text": ""})
    again = answer.location.split("/")[-2]
    assert again != key
    assert store.get(again).convening == store.get(key).convening
    assert store.assets(again) == store.assets(key)
    assert store.originals(again) == store.originals(key)


def test_pasted_text_is_read(browser: Browser, store: Store) -> None:
    answer = browser.post("/bring", data={"text": "format: 1\ntitle: Typed by hand\ndays:\n  - sessions: [{title: One, minutes: 30}]\n"})
    assert store.get(answer.location.split("/")[-2]).convening.title == "Typed by hand"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.zip", b"PK\x03\x04 broken", "damaged ZIP"),
        ("a.yaml", b"title: A\ntilte: B\n", "tilte"),
        ("a.yaml", b"title: [", "line"),
        ("a.yaml", b"\xff\xfe\x00", "UTF-16"),
        ("<b>.yaml", b"titel: A", "&lt;b&gt;.yaml"),
        ("a.json", b'{"title": 5, "days": 7}', "days"),
        ("a.yaml", b"a: &x 1\nb: *x\n", "line"),
    ],
)
def test_what_cannot_be_opened_is_said_in_words(browser: Browser, store: Store, name: str, data: bytes, said: str) -> None:
    form: dict[str, Any] = {"text": ""}
    if name:
        form["file"] = (io.BytesIO(data), name)
    answer = browser.post("/bring", data=form)
    assert answer.status_code == 422
    assert said in answer.text
    assert store.list() == ()


def test_pasted_text_that_is_wrong_stays_in_the_form(browser: Browser) -> None:
    answer = browser.post("/bring", data={"text": 'title: "A"\nnonsense: <b>\n'})
    assert answer.status_code == 422
    assert "title: &#34;A&#34;\nnonsense: &lt;b&gt;" in answer.text


# One convening


def test_the_agenda_as_it_prints_stands_with_its_files_word_first(browser: Browser, key: str) -> None:
    page = browser.text(f"/c/{key}/printed")
    assert re.findall(r'id="stage-(\w+)"', page) == [stage.name for stage in STAGES]
    files = re.findall(rf'href="/c/{key}/file/agenda\.(\w+)"', page)
    assert files == ["docx", "pdf", "ics", "xlsx"]
    assert f'src="/c/{key}/preview/agenda"' in page
    assert "Old Mill, Riverton" in words(page)
    assert "38 on the list" in words(page)


def test_a_day_that_does_not_fit_is_said(browser: Browser, store: Store) -> None:
    lunch, panel = {"title": "Lunch", "minutes": 60, "pin": "12:30"}, {"title": "Panel", "minutes": 30, "pin": "14:00"}
    sessions = [lunch, {"title": "Talk", "minutes": 45}, panel]
    fits = a_convening(days=[{"start": "09:00", "sessions": [{"id": "welcome", "title": "Welcome", "minutes": 30}]}], notes=[], report={})
    tight = a_convening(days=[{"id": "d", "sessions": sessions}], notes=[], report={}, words=[])
    assert 'id="warnings"' not in browser.text(f"/c/{store.add(fits)}/printed")
    page = words(browser.text(f"/c/{store.add(tight)}/printed"))
    assert "This does not fit yet Day 1: Between" in page
    assert "90 minutes for 105" in page


def test_an_unknown_convening_is_a_page_that_leads_back(browser: Browser) -> None:
    for path in ("/c/nothing/", "/c/nothing/print", "/c/nothing/preview/agenda", "/c/nothing/forget"):
        answer = browser.get(path)
        assert answer.status_code == 404
        assert "no such convening here" in answer.text
        assert 'href="/"' in answer.text


def test_the_print_page_lists_every_document_with_preview_copies_and_files(browser: Browser, store: Store, key: str) -> None:
    from toolkit.documents import specs

    stored = store.get(key)
    page = browser.text(f"/c/{key}/print")
    wanted = {spec.name for spec in specs(stored.convening, library.exercises())}
    assert set(re.findall(r'id="document-([\w-]+)"', page)) == wanted
    for name in wanted:
        assert f'src="/c/{key}/preview/{name}"' in page
        assert page.index(f"/file/{name}.docx") < page.index(f"/file/{name}.pdf")


def test_every_document_has_its_page_and_its_preview(browser: Browser, key: str) -> None:
    for name in re.findall(r'id="document-([\w-]+)"', browser.text(f"/c/{key}/print")):
        assert 'id="take-docx"' in browser.text(f"/c/{key}/print/{name}")
        assert "<main>" in browser.text(f"/c/{key}/preview/{name}")


def test_the_audience_that_was_chosen_goes_into_preview_and_files(browser: Browser, key: str) -> None:
    page = browser.text(f"/c/{key}/print/participant-list?audience=organisers&paper=letter")
    assert re.search(rf'src="/c/{key}/preview/participant-list\?paper=letter&amp;audience=organisers"', page)
    assert re.search(rf'href="/c/{key}/file/participant-list\.docx\?paper=letter&amp;audience=organisers"', page)
    wide = browser.text(f"/c/{key}/preview/participant-list?audience=organisers")
    narrow = browser.text(f"/c/{key}/preview/participant-list?audience=public")
    assert len(wide) > len(narrow)


def test_a_choice_that_is_none_is_not_taken(browser: Browser, key: str) -> None:
    plain = browser.text(f"/c/{key}/preview/agenda")
    assert browser.text(f"/c/{key}/preview/agenda?audience=nobody&paper=papyrus&language=tlh") == plain


def test_a_file_is_handed_out_under_the_name_of_its_document(browser: Browser, key: str) -> None:
    answer = browser.get(f"/c/{key}/file/agenda.docx")
    assert (answer.status_code, answer.headers["Content-Disposition"]) == (200, 'attachment; filename="agenda.docx"')
    assert zipfile.ZipFile(io.BytesIO(answer.data)).testzip() is None
    assert browser.get(f"/c/{key}/file/agenda.exe").status_code == 404
    assert browser.get(f"/c/{key}/file/nothing.docx").status_code == 404


def test_a_form_that_a_document_does_not_have_is_said(browser: Browser, key: str) -> None:
    answer = browser.get(f"/c/{key}/file/run-sheet.ics")
    assert answer.status_code == 409
    assert "run-sheet has no Calendar form" in answer.text


def test_where_pdf_cannot_be_made_the_button_gives_way_to_the_reason(
    browser: Browser, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit.writers.pdf.available", lambda say: "PDF needs Pango.")
    for path in (f"/c/{key}/printed", f"/c/{key}/print", f"/c/{key}/print/agenda", f"/c/{key}/print-job"):
        page = browser.text(path)
        assert "PDF needs Pango." in page
        assert ".pdf" not in page
        assert 'value="pdf"' not in page


def test_the_whole_pack_is_made_and_downloaded_one_zip_for_each_circle(browser: Browser, store: Store, key: str) -> None:
    place = browser.post(f"/c/{key}/pack", data={"format": ["docx"]}).location
    for _ in range(300):
        part = browser.get(place, headers={"HX-Request": "true"}).text
        assert "<html" not in part
        if "data-finished" in part:
            break
        assert re.search(r'<progress id="made" max="\d+" value="\d+">', part)
        time.sleep(0.1)
    assert 'id="failed"' not in part
    zips = re.findall(r'href="([^"]+\.zip)"', part)
    assert [each.rpartition("/")[2] for each in zips] == ["participants.zip", "facilitators.zip", "organisers.zip"]
    held = {each.rpartition("/")[2]: zipfile.ZipFile(io.BytesIO(browser.get(each).data)).namelist() for each in zips}
    assert "agenda.docx" in held["participants.zip"]
    assert "run-sheet.docx" in held["facilitators.zip"]
    assert held["organisers.zip"] == ["needs-single.docx", "needs-summary.docx", "print-run.docx", "sign-in-sheet.docx"]
    assert browser.get(f"{place}/public.zip").status_code == 404
    handed = {(each.document, each.format): each.people for each in store.handed_out(key)}
    assert "p01" in handed["participant-list", "docx"] and "p08" not in handed["participant-list", "docx"]


def test_a_second_click_leads_to_the_same_pack_and_another_wish_to_another(browser: Browser, store: Store) -> None:
    key = store.add(a_convening())
    first, second = (browser.post(f"/c/{key}/pack", data={"format": ["docx"]}).location for _ in range(2))
    assert first == second
    assert browser.post(f"/c/{key}/pack", data={"format": ["docx", "xlsx"]}).location != first


def test_a_pack_of_no_kind_of_file_is_asked_about(browser: Browser, key: str) -> None:
    answer = browser.post(f"/c/{key}/pack")
    assert (answer.status_code, "Tick at least one kind of file." in answer.text) == (422, True)


def test_without_scripts_the_page_of_a_pack_reloads_itself(browser: Browser, key: str) -> None:
    place = browser.post(f"/c/{key}/pack", data={"format": ["docx"]}).location
    page = browser.text(place)
    assert ("<noscript><meta" in page) == ("data-finished" not in page)
    assert browser.get(f"/c/{key}/pack/unknown").status_code == 404


# Letting go


def test_forgetting_asks_first(browser: Browser, store: Store) -> None:
    key = store.add(a_convening())
    page = browser.text(f"/c/{key}/forget")
    assert "<li>day 1, session 2, note</li>" in page
    assert "of 3 people are erased" in words(page)
    answer = browser.post(f"/c/{key}/forget", data={"prose": "clear"})
    assert (answer.status_code, "Tick the box" in answer.text) == (422, True)
    assert store.get(key).convening == a_convening()


def test_forgetting_reports_without_a_name_and_drops_packs_that_still_name_people(browser: Browser, app: Flask, store: Store) -> None:
    key = store.add(a_convening())
    place = browser.post(f"/c/{key}/pack", data={"format": ["docx"]}).location
    answer = browser.post(f"/c/{key}/forget", data={"prose": "clear", "sure": "yes"})
    assert "Forgotten: 3 people." in answer.text
    assert "Maria" not in answer.text
    assert [person.name for person in store.get(key).convening.participants] == ["", "", ""]
    assert "Make it again" in browser.get(place).text
    assert browser.get(place).status_code == 404
    assert browser.get(f"/c/{key}/").status_code == 200
    assert 'id="nobody"' in browser.text(f"/c/{key}/forget")


def test_deleting_asks_first_and_then_it_is_gone(browser: Browser, store: Store) -> None:
    key = store.add(a_convening())
    assert browser.post(f"/c/{key}/remove").status_code == 422
    assert browser.post(f"/c/{key}/remove", data={"sure": "yes"}).location == "/"
    assert store.list() == ()
    assert browser.get(f"/c/{key}/").status_code == 404


def test_quitting_says_that_the_window_can_be_closed_and_stops_the_server(
    planned: Planned, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    monkeypatch.setattr("toolkit.web.door.STOP_AFTER_SECONDS", 0.01)
    stopped = threading.Event()
    browser = Browser(planned(on_quit=stopped.set).test_client())
    browser.get(Door(SECRET).link())
    assert "You can close this window" in browser.post("/quit").text
    assert stopped.wait(5)


# Languages


BARE = {"title": "T", "discreet_title": "", "hosts": [], "venue": {}, "notes": [], "groups": [], "words": [], "report": {}}
OURS_TO_SAY = re.compile(r"<(?:code|bdi|textarea|option)\b.*?</(?:code|bdi|textarea|option)>|<span class=\"path\">.*?</span>", re.DOTALL)
FROM_THE_LIBRARY = re.compile(
    r'<label class="card">.*?</label>|<div class="field" data-asked-by.*?</div>|<li class="document".*?</h4>', re.DOTALL
)


def unmarked(page: str, code: str) -> list[str]:
    """Words of a page that did not go through the translation. Names of templates and exercises are content, and speak
    for themselves; so do the names of months, which are the locale's own."""
    plain = words(FROM_THE_LIBRARY.sub("", OURS_TO_SAY.sub("", page[page.index("<body>") :])))
    left = re.findall(r"[A-Za-z]{3,}", plain if code == "ar-XB" else re.sub(r"⟦.*?⟧", "", plain))
    return [word for word in left if word not in ("amp", "quot", "March")]


@pytest.mark.parametrize(("code", "direction"), [("en-XA", "ltr"), ("ar-XB", "rtl")])
def test_every_sentence_of_every_page_is_marked_for_translation(
    store: Store, planned: Planned, code: str, direction: str
) -> None:
    lunch, panel = {"title": "A", "minutes": 60, "pin": "12:30"}, {"title": "B", "minutes": 30, "pin": "13:00"}
    people = a_convening(objectives=["Hear Jo Nguyễn Ánh"])
    key = store.add(a_convening(**BARE, days=[], participants=[], together=[], apart=[]))
    tight = store.add(a_convening(**BARE, days=[{"id": "d", "sessions": [lunch, panel]}]))
    named = store.add(people)
    app = planned(language=code, now=lambda: dt.datetime(2027, 9, 12, tzinfo=dt.UTC))
    browser = Browser(app.test_client())
    browser.get(Door(SECRET).link())
    pages = {path: browser.get(path).text for path in (
        "/", "/begin", "/bring", "/about", "/passphrase", "/backups", "/nothing",
        f"/c/{key}/", f"/c/{tight}/", f"/c/{key}/printed", f"/c/{tight}/printed",
        f"/c/{key}/print", f"/c/{key}/print/agenda", f"/c/{key}/print-job", f"/c/{tight}/print-job?copies-agenda.en=x",
        f"/c/{key}/named", f"/c/{named}/named", f"/c/{named}/file/report.md?audience=public",
        f"/c/{key}/forget", f"/c/{named}/forget", f"/c/{named}/forget?person=maria",
        f"/c/{named}/remove", f"/c/{key}/pack/gone", "/c/gone/",
    )}  # fmt: skip
    wrong = {"subject": "", "template": "", "date": "11.3.", "people": "0", "discreet": "1" * 301}
    pages["wrong answers"] = browser.post("/begin", data=wrong).text
    pages["nothing brought"] = browser.post("/bring", data={"text": ""}).text
    pages["no kind of file"] = browser.post(f"/c/{key}/pack").text
    pages["not ticked"] = browser.post(f"/c/{named}/forget").text
    pages["not ticked to delete"] = browser.post(f"/c/{named}/remove").text
    place = browser.post(f"/c/{key}/pack", data={"format": ["docx"]}).location
    pages["a pack"] = browser.get(place).text
    while "data-finished" not in (done := browser.get(place).text):
        time.sleep(0.1)
    pages["a pack, done"] = done
    pages["forgotten"] = browser.post(f"/c/{named}/forget", data={"sure": "yes", "prose": "clear"}).text
    pages["not let in"] = Browser(app.test_client()).get("/").text
    pages["quit"] = browser.post("/quit").text
    assert {name: page for name, page in pages.items() if f'<html lang="{code}" dir="{direction}">' not in page} == {}
    folder = str(store.path.parent)
    left = {name: unmarked(page.replace(folder, "").replace("T", ""), code) for name, page in pages.items()}
    assert {name: found for name, found in left.items() if found} == {}
