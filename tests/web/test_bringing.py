"""The agenda that somebody has: in by three ways, looked at, corrected, taken. In the browser: tests/browser/test_bringing.py."""

import datetime as dt
import logging
import re

import pytest
from flask import Flask
from markupsafe import escape

from tests.store.conftest import a_convening
from tests.web.brought import AGENDA, NASTY, TABLE, brought, rows, said, say, send
from tests.web.conftest import OURS, SECRET, Browser
from tests.web.test_pages import unmarked, words
from toolkit.planning import timing
from toolkit.press import Press
from toolkit.store import Store
from toolkit.web.app import create_app
from toolkit.web.held import Shelf
from toolkit.web.security import Door

# One planner for the whole module: nothing here depends on what else is kept in it.


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(tmp_path_factory.mktemp("data") / "convenings.sqlite3")


@pytest.fixture(scope="module")
def app(store: Store, press: Press) -> Flask:
    app = create_app(store, token=SECRET, packs=press)
    app.testing = True
    return app


@pytest.fixture(scope="module")
def browser(app: Flask) -> Browser:
    browser = Browser(app.test_client())
    assert browser.get(Door(SECRET).link()).status_code == 303
    return browser


@pytest.fixture(scope="module")
def key(store: Store) -> str:
    return store.add(a_convening())


@pytest.fixture
def before(store: Store) -> int:
    """How many convenings there are."""
    return len(store.list())


# The ways in


def test_the_start_page_and_the_page_of_a_convening_lead_to_the_door(browser: Browser, key: str) -> None:
    assert 'href="/bring"' in browser.text("/")
    assert f'href="/c/{key}/bring"' in browser.text(f"/c/{key}/")


@pytest.mark.parametrize("where", ["/bring", "/c/{key}/bring"])
def test_a_text_that_is_pasted_and_a_file_that_is_chosen_lead_to_what_was_understood(browser: Browser, key: str, where: str) -> None:
    pasted = send(browser, where.format(key=key), AGENDA).location
    chosen = send(browser, where.format(key=key), name="Ourmeeting.txt", data=AGENDA.encode()).location
    assert rows(browser.text(pasted)) == rows(browser.text(chosen))
    assert "From the text that was pasted." in browser.text(pasted)
    assert "From Ourmeeting.txt." in browser.text(chosen)
    assert "Ourmeeting" not in chosen


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("", b"", "Paste an agenda, or choose a file."),
        ("", b"  \n", "Paste an agenda, or choose a file."),
        ("", b"Dear all, the dates are not set yet.", "No agenda was found in the pasted text: it needs lines or rows"),
        ("a.docx", b"PK\x03\x04 whatever", "damaged"),
        ("a.pdf", b"%PDF-1.7", "This is a PDF file, which cannot be read here; open it in its own program and copy its text"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + b"\0\0", "open it in Word or LibreOffice"),
        ("a.bin", b"\0" * 5_000, "text"),
    ],
)
def test_what_holds_no_agenda_is_said_in_a_sentence_with_what_to_do(
    browser: Browser, store: Store, key: str, before: int, name: str, data: bytes, sentence: str
) -> None:
    for where in ("/bring", f"/c/{key}/bring"):
        answer = send(browser, where, data.decode("latin-1"), name, data) if name else send(browser, where, data.decode())
        assert answer.status_code == 422
        assert sentence in words(answer.text)
    assert len(store.list()) == before


def test_a_text_that_is_declined_stays_to_be_mended_and_so_does_what_stands_in_a_file(browser: Browser) -> None:
    text = "09:00\n09:30\n10:00\n11:00\nWelcome <b>\nPanel\nCoffee\nClosing\n"
    for answer in (send(browser, "/bring", text), send(browser, "/bring", name="apart.txt", data=text.encode())):
        assert answer.status_code == 422
        assert "come apart: 4 times stand together" in words(answer.text)
        assert "Welcome &lt;b&gt;\nPanel" in answer.text
    assert "Mend it there" in answer.text


def test_a_convening_file_is_no_agenda_for_a_convening_that_is_there(browser: Browser, store: Store, key: str, before: int) -> None:
    saved = browser.get(f"/c/{key}/convening.zip").data
    answer = send(browser, f"/c/{key}/bring", name="mine.zip", data=saved)
    assert (answer.status_code, len(store.list())) == (422, before)
    assert "mine.zip is a whole convening and not an agenda." in answer.text


def test_an_agenda_whose_lines_look_like_keys_is_an_agenda(browser: Browser) -> None:
    brought(browser, "location: Hall\n9:00 Opening\n10:00 Panel\n11:00 Closing\n")


# What was understood


def test_every_row_has_its_time_its_place_and_what_is_doubtful_about_it(browser: Browser) -> None:
    page = browser.text(brought(browser))
    assert rows(page) == [
        ["9:00 AM Welcome", "9:30 AM–11:00 AM Panel: Models", "no time Surprise", "11:00 AM Coffee"],
        ["9:00 AM Groups", "2:00 PM Lunch", "3:00 PM Closing"],
    ] or rows(page) == [
        ["09:00 Welcome", "09:30–11:00 Panel: Models", "no time Surprise", "11:00 Coffee"],
        ["09:00 Groups", "14:00 Lunch", "15:00 Closing"],
    ]
    assert "2 days · 7 rows ·" in words(page)
    assert 'id="r1-2" data-line="6"' in page
    assert '<a class="at" href="#l6">line 6' in page
    assert '<li id="l6" data-rows="r1-2"><span class="n"><a href="#r1-2">6</a>' in page
    assert "Private notes: <bdi>Bring the handouts</bdi>" in re.sub(r"\s+", " ", page)
    assert page.count("“Surprise” has no clock time (“TBC”); it is listed without one.") == 2
    assert "Not taken into the agenda" not in page or "ground floor" in page


def test_what_is_typed_is_shown_as_it_was_typed_and_never_as_markup(browser: Browser) -> None:
    page = browser.text(brought(browser, f"{NASTY}\n9:00 {NASTY}\n10:00 Panel\n11:00 Closing\n"))
    assert page.count("&lt;b&gt;&#34;Water&#34; &amp; &#39;Work&#39;&lt;/b&gt; {{ 7*7 }} مياه") >= 2
    assert "<b>" not in page
    assert "<script>" not in page
    assert " style=" not in page


def test_sixty_rows_and_a_very_long_text_are_shown_as_far_as_a_page_can(browser: Browser) -> None:
    text = "\n".join(f"{8 + at // 6}:{at % 6 * 10:02} Session {at}" for at in range(60)) + "\n" + "A closing word.\n" * 2_000
    page = browser.text(brought(browser, text))
    assert len(rows(page)[0]) == 60
    assert page.count('<li id="l') == 1_500
    assert "lines more" in page


# Corrections


@pytest.mark.parametrize(
    ("answers", "back", "expected"),
    [
        ({"year": "2027", "order": "month"}, ["order", "year"], "Thursday, March 4, 2027|Thursday, 4 March 2027|Thursday 4 March 2027"),
        ({"year": "2027", "order": "day"}, ["order", "year"], "Saturday, April 3, 2027|Saturday, 3 April 2027|Saturday 3 April 2027"),
        ({"clock": "24"}, ["clock"], "2:00 AM|02:00"),
        ({"start": "8"}, ["start"], "No day begins before"),
        ({"language": "fr"}, ["language"], "The language is French"),
        ({"heading": "6"}, ["heading"], "A day begins at: line 6"),
        ({"heading-more": "9"}, ["heading"], "A day begins at: line 9"),
        ({"no-heading": "11"}, ["no-heading"], "1 day · "),
        ({"left-out": "8-9, 14"}, ["left-out"], "Not read: line 8-9, 14"),
    ],
)
def test_an_answer_is_read_at_once_shown_and_taken_back(browser: Browser, answers: dict[str, str], back: list[str], expected: str) -> None:
    place = brought(browser)
    before = browser.text(place)
    page = say(browser, place, **answers)
    assert said(page) == back
    assert any(each in words(page) for each in expected.split("|"))
    for name in back:
        page = say(browser, place, back=name)
    assert rows(page) == rows(before)
    assert said(page) == []


def test_a_row_that_goes_back_in_time_can_begin_a_day(browser: Browser) -> None:
    place = brought(browser, "9:00 Opening\n14:00 Panel\n16:00 Talk\n16:30 Walk\n9:30 Groups\n11:00 Work\n12:00 Closing\n")
    line = re.findall(r'name="heading-more" value="(\d+)"', browser.text(place))
    assert line == ["5"]
    assert [len(day) for day in rows(say(browser, place, **{"heading-more": line[0]}))] == [4, 3]


def test_the_columns_of_a_table_can_be_something_else(browser: Browser) -> None:
    place = brought(browser, TABLE)
    page = browser.text(place)
    assert re.findall(r'name="column-\d-was" value="(\w+)"', page) == ["time", "title", "room"]
    was = {"column-1-was": "time", "column-2-was": "title", "column-3-was": "room"}
    turned = {**was, "column-1": "time", "column-2": "room", "column-3": "title"}
    page = say(browser, place, **turned)
    assert [row.split()[-1] for row in rows(page)[0]] == ["Hall", "Garden", "Hall"]
    assert said(page) == ["columns"]
    assert "column 2: room" in page


def test_a_row_is_left_out_with_its_notes_and_taken_back(browser: Browser) -> None:
    place = brought(browser)
    before = browser.text(place)
    panel = re.findall(r'name="without" value="(\w+)"', before)[1]
    page = say(browser, place, without=panel)
    assert [len(day) for day in rows(page)] == [3, 3]
    assert "Bring the handouts</bdi>" not in page
    assert "Left out: <bdi>" in page
    assert rows(say(browser, place, **{"with": panel})) == rows(before)


def of_row(
    title: str = "Panel on models", start: str = "10:15", end: str = "11h45", kind: str = "exercise", day: str = "1"
) -> dict[str, str]:
    return {"row_start": start, "row_end": end, "row_title": title, "row_kind": kind, "row_day": day}


def test_a_single_row_is_put_right_by_hand_stays_so_when_it_is_read_again_and_is_taken_back(browser: Browser) -> None:
    place = brought(browser)
    before = browser.text(place)
    panel = re.findall(r'name="row" value="(\w+)"', before)[1]
    assert 'id="r1-2-title" name="row-title" value="Panel: Models"' in before
    page = say(browser, place, row=panel, **of_row())
    assert [row.endswith("Panel on models") for row in rows(page)[1]] == [False, True, False, False]
    assert [len(day) for day in rows(page)] == [3, 4]
    assert "Put right by hand: <bdi>10:15" in page
    page = say(browser, place, year="2027", order="day")
    assert [len(day) for day in rows(page)] == [3, 4]
    page = say(browser, place, row=panel, **of_row("Panel", "", "", "panel", "0"))
    assert rows(page)[0][-1] == "no time Panel"
    assert rows(say(browser, place, uncorrect=panel)) == rows(before)


def test_a_row_that_was_put_right_is_taken_as_it_is_said(browser: Browser, store: Store) -> None:
    place = brought(browser)
    panel = re.findall(r'name="row" value="(\w+)"', browser.text(place))[1]
    say(browser, place, row=panel, **of_row())
    answer = browser.post(f"{place}/take", data={"title": "T"})
    day = store.get(answer.location.split("/")[-2]).convening.days[1]
    slots = {slot.session: (slot.start, slot.end) for slot in timing.as_timed(timing.fit(day, 0)).slots}
    found = next(session for session in day.sessions if session.title == "Panel on models")
    assert (found.kind, slots[found.id], found.notes.splitlines()[0]) == ("exercise", (615, 705), "Bring the handouts")


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        (of_row(start="soon"), "row-start", "“soon” is not a clock time."),
        (of_row(end="9:00"), "row-end", "It cannot end at “9:00” when it begins at “10:15”"),
        (of_row(start=""), "row-end", "It cannot end at “11h45” when it begins at “”"),
        (of_row(title=" "), "row-title", "A row needs a title. If it is no session, leave it out."),
        (of_row(title="x" * 301), "row-title", "This title is 301 characters long; there is room for 300."),
    ],
)
def test_a_row_that_cannot_be_put_right_so_is_said_and_keeps_what_was_typed(
    browser: Browser, typed: dict[str, str], field: str, sentence: str
) -> None:
    place = brought(browser)
    before = browser.text(place)
    panel = re.findall(r'name="row" value="(\w+)"', before)[1]
    answer = browser.post(place, data={"row": panel, **{name.replace("_", "-"): value for name, value in typed.items()}})
    assert answer.status_code == 422
    assert sentence in words(answer.text)
    assert '<details class="put-right" open>' in answer.text
    value = escape(typed[field.replace("-", "_")])
    assert f'id="r1-2-{field.removeprefix("row-")}" name="{field}" value="{value}" aria-invalid="true"' in answer.text
    assert browser.text(place) == before


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"year": "soon"}, "“soon” is not a year. Write it with four digits"),
        ({"start": "<b>"}, "“&lt;b&gt;” is not a clock time."),
        ({"start": "25"}, "“25” is not a clock time."),
        ({"left-out": "the first"}, "“the” names no lines."),
        ({"heading": "3, 900"}, "There is no line 900: the last one is 14."),
        ({"left-out": "1-14"}, "With that answer no agenda can be told from it any more, so it was not taken. No agenda was found in"),
    ],
)
def test_an_answer_that_cannot_be_used_is_said_kept_in_its_field_and_changes_nothing(
    browser: Browser, answers: dict[str, str], sentence: str
) -> None:
    place = brought(browser)
    before = browser.text(place)
    answer = browser.post(place, data=answers)
    assert answer.status_code == 422
    assert sentence in re.sub(r"\s+", " ", re.sub(r"</?(?:p|li|div)[^>]*>", " ", answer.text))
    name, typed = next(iter(answers.items()))
    marked = re.search(rf'name="{name}" value="{re.escape(str(escape(typed)))}"( aria-invalid="true")?', answer.text)
    assert marked is not None
    assert (marked[1] is None) == ("not taken" in sentence)
    assert browser.text(place) == before


# Taking it


def test_it_becomes_a_convening_with_the_very_times_and_what_was_doubtful_in_its_notes(browser: Browser, store: Store) -> None:
    place = brought(browser)
    say(browser, place, year="2027", order="day", language="fr")
    answer = browser.post(f"{place}/take", data={"title": "Eau et travail", "discreet": "Spring meeting"})
    key = answer.location.split("/")[-2]
    made = store.get(key).convening
    assert (made.title, made.discreet_title, made.language) == ("Eau et travail", "Spring meeting", "fr")
    assert [day.date for day in made.days] == [dt.date(2027, 4, 3), dt.date(2027, 4, 4)]
    slots = [timing.fit(day, 0).slots for day in made.days]  # type: ignore[union-attr]
    assert [[slot.start for slot in day] for day in slots] == [[540, 570, None, 660], [540, 840, 900]]
    notes = {session.title: session.notes for _, _, session in made.sessions()}
    assert notes["Surprise"] == "“Surprise” has no clock time (“TBC”); it is listed without one."
    assert notes["Panel: Models"] == "Bring the handouts"
    assert notes["Welcome"].splitlines()[0] == "To check, from the text that was pasted:"
    assert "Morning or afternoon is not written for 2 times" in notes["Welcome"]
    assert browser.get(place).status_code == 404


def test_days_without_a_date_follow_the_first_day_that_is_given(browser: Browser, store: Store) -> None:
    place = brought(browser, "Day 1\n9:00 A first talk\n10:00 Panel\nDay 2\n9:00 Groups\n10:00 Closing\n")
    assert 'id="first-day"' in browser.text(place)
    answer = browser.post(f"{place}/take", data={"title": "T", "first-day": "2027-03-31"})
    assert [str(day.date) for day in store.get(answer.location.split("/")[-2]).convening.days] == ["2027-03-31", "2027-04-01"]


@pytest.mark.parametrize(
    ("form", "field", "sentence"),
    [
        ({"title": " "}, "title", "Give it a title"),
        ({"title": "x" * 301}, "title", "This is 301 characters long; a title has room for 300."),
        ({"title": "T", "discreet": "x" * 301}, "discreet", "This is 301 characters long"),
        ({"title": "T", "first-day": "31.3."}, "first-day", "“31.3.” is not a date."),
    ],
)
def test_a_form_that_cannot_be_used_keeps_everything_typed(
    browser: Browser, store: Store, before: int, form: dict[str, str], field: str, sentence: str
) -> None:
    place = brought(browser)
    answer = browser.post(f"{place}/take", data={"discreet": "Kept", **form})
    assert (answer.status_code, len(store.list())) == (422, before)
    assert sentence in words(answer.text)
    assert re.search(rf'id="{field}"[^>]* aria-invalid="true"', answer.text)
    assert f'value="{form.get("discreet", "Kept")}"' in answer.text
    assert browser.get(place).status_code == 200


def test_a_second_click_makes_no_second_convening(browser: Browser, store: Store, before: int) -> None:
    place = brought(browser)
    answers = [browser.post(f"{place}/take", data={"title": "T"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 404]
    assert len(store.list()) == before + 1


def test_nothing_is_taken_where_every_row_is_left_out(browser: Browser, store: Store, before: int) -> None:
    place = brought(browser, "9:00 Opening\n10:00 Panel\n11:00 Closing\n")
    for row in re.findall(r'name="without" value="(\w+)"', browser.text(place)):
        say(browser, place, without=row)
    answer = browser.post(f"{place}/take", data={"title": "T"})
    assert (answer.status_code, len(store.list())) == (422, before)
    assert "Every row is left out" in answer.text


@pytest.mark.parametrize("how", ["add", "replace"])
def test_it_is_brought_into_a_convening_as_one_change_that_undo_takes_back(browser: Browser, store: Store, key: str, how: str) -> None:
    before = store.get(key)
    place = brought(browser, key=key)
    assert "left over" not in browser.text(place)
    assert "1 day is left over, and goes." in words(browser.text(brought(browser, "9:00 A talk\n10:00 Panel\n11:00 Closing", key)))
    answer = browser.post(f"{place}/take", data={"how": how})
    after = store.get(key)
    assert answer.location == f"/c/{key}/?told={after.seq}"
    assert after.seq == before.seq + 1
    assert "Done:" in browser.text(answer.location)
    ours = [session for day in before.convening.days for session in day.sessions]
    if how == "add":
        assert after.convening.days[:2] == before.convening.days
        new = [[session.title for session in day.sessions][:2] for day in after.convening.days[2:]]
        assert new == [["Welcome", "Panel: Models"], ["Groups", "Lunch"]]
    else:
        assert [day.id for day in after.convening.days] == [day.id for day in before.convening.days]
        assert after.convening.days[0].date == before.convening.days[0].date
        assert after.convening.parked[-len(ours) :] == tuple(ours)
    assert after.convening.notes == before.convening.notes
    assert browser.post(f"/c/{key}/undo").status_code == 303
    assert store.get(key).convening == before.convening


# What is held


def test_what_is_gone_is_said_with_the_way_back(browser: Browser, key: str) -> None:
    for place, door in (("/bring/gone", "/bring"), (f"/c/{key}/bring/gone", f"/c/{key}/bring")):
        answer = browser.get(place)
        assert answer.status_code == 404
        assert "What was brought here is not held any more" in answer.text
        assert f'id="back" href="{door}"' in answer.text
    assert browser.post("/bring/gone", headers={**OURS, "HX-Request": "true"}).headers["HX-Redirect"] == "/bring/gone"


def test_what_was_brought_to_one_convening_opens_at_no_other_and_goes_with_its_people(browser: Browser, store: Store) -> None:
    key, other = store.add(a_convening()), store.add(a_convening())
    word = brought(browser, key=key).rpartition("/")[2]
    places = (f"/c/{key}/bring/{word}", f"/c/{other}/bring/{word}", f"/bring/{word}")
    assert [browser.get(place).status_code for place in places] == [200, 404, 404]
    browser.post(f"/c/{key}/forget", data={"sure": "yes"})
    assert browser.get(f"/c/{key}/bring/{word}").status_code == 404


def test_it_can_be_let_go(browser: Browser) -> None:
    place = brought(browser)
    assert browser.post(f"{place}/drop").location == "/bring"
    assert browser.get(place).status_code == 404


def test_an_upload_touches_no_disk_and_leaves_no_line_in_a_log(
    app: Flask, browser: Browser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    import tempfile

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file")

    for name in ("SpooledTemporaryFile", "TemporaryFile", "NamedTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="Maria.txt"\r\n\r\nMaria Example\n'
    body = head + AGENDA.encode() + b" " * 2_000_000 + b"\r\n--b--\r\n"
    with caplog.at_level(logging.DEBUG):
        answer = browser.post("/bring", data=body, content_type="multipart/form-data; boundary=b")
        browser.text(answer.location)
    assert "Maria" not in answer.location
    assert "Maria" not in caplog.text
    assert isinstance(app.extensions["planner"].held, Shelf)


# In every language


@pytest.mark.parametrize(("code", "direction"), [("en-XA", "ltr"), ("ar-XB", "rtl")])
def test_every_sentence_is_marked_for_translation(store: Store, press: Press, code: str, direction: str) -> None:
    browser = Browser(create_app(store, token=SECRET, packs=press, language=code).test_client())
    browser.get(Door(SECRET).link())
    key = store.add(a_convening(title="T", hosts=[], venue={}, days=[], participants=[], together=[], apart=[], notes=[], groups=[],
                                words=[], report={}))  # fmt: skip
    text = "Ж\nЖ Ж 3/4\n9:00 Ж\n9:30 Ж\n10:00 Ж (Ж)\n10:00 Ж Ж\n2:00 Ж\n2027-05-06\n9:00 Ж\n10:00 Ж\n"
    place, into = brought(browser, text), brought(browser, text, key)
    row = re.findall(r'name="without" value="(\w+)"', browser.text(place))[0]
    say(browser, place, year="2027", order="day", clock="12", start="8", language="fr", without=row, left_out="1")
    pages = {
        "door": browser.text("/bring"), "into": browser.text(f"/c/{key}/bring"), "nothing": send(browser, "/bring", "").text,
        "declined": send(browser, "/bring", "Ж").text, "read": browser.text(place), "read into": browser.text(into),
        "refused": browser.post(place, data={"year": "7"}).text, "no title": browser.post(f"{place}/take", data={"title": ""}).text,
        "gone": browser.get("/bring/gone").text, "a table": browser.text(brought(browser, TABLE.replace("What", "Ж"))),
    }  # fmt: skip
    assert {name: page for name, page in pages.items() if f'<html lang="{code}" dir="{direction}">' not in page} == {}
    folder = str(store.path.parent)
    theirs = r"\b(?:When|Room|Hall|Garden|Opening|Panel|Closing|Saturday|Thursday|April|May)\b"
    left = {name: unmarked(re.sub(theirs, "", page.replace(folder, "")), code) for name, page in pages.items()}
    assert {name: found for name, found in left.items() if found} == {}
