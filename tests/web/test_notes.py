"""The rapporteur's page: a note on Enter, what may be attributed, two who write at once, recommendations merged and in order, undo."""

import datetime as dt
import io
import re
from typing import Any

import pytest

from tests.store.conftest import a_convening
from tests.web.conftest import SECRET, Browser, Planned
from toolkit.convening.edits import Ref, Set
from toolkit.convening.model import Note
from toolkit.language import language
from toolkit.store import Store
from toolkit.web import notes_paper
from toolkit.web.security import Door

HTMX = {"Origin": "http://127.0.0.1:5000", "Sec-Fetch-Site": "same-origin", "HX-Request": "true"}
DAYS = [{"id": "day-1", "date": "2027-03-11", "start": "09:00", "sessions": [
    {"id": "open", "title": "Opening", "minutes": 30}, {"id": "talk", "title": "Talk", "minutes": 60},
    {"id": "pause", "title": "Coffee", "kind": "break", "minutes": 30},
    {"id": "closed", "title": "Closed", "minutes": 30, "rule": "chatham-house"},
]}]  # fmt: skip
PEOPLE: list[dict[str, Any]] = [
    {"id": "p1", "name": "Maria Example", "side": "activist", "affiliations": [{"organisation": "Example Network"}],
     "consent": {"list": "public", "quote": "organisation"}},
    {"id": "p2", "name": "Jo Other", "side": "donor", "consent": {"list": "public"}},
]  # fmt: skip
NOTES = [
    {"id": "n1", "session": "talk", "kind": "point", "text": "First *point*"},
    {"id": "n2", "session": "talk", "kind": "recommendation", "text": "Pay more"},
    {"id": "n3", "session": "open", "kind": "recommendation", "text": "Pay sooner", "to": "Donors"},
]


@pytest.fixture
def key(store: Store) -> str:
    empty: dict[str, object] = {"groups": [], "words": [], "report": {}, "together": [], "timezone": "Europe/Lisbon"}
    return store.add(a_convening(**empty, title="T", days=DAYS, participants=PEOPLE, notes=NOTES))


def note(store: Store, key: str, which: str) -> Note:
    return next(each for each in store.get(key).convening.notes if each.id == which)


def add(browser: Browser, key: str, code: int = 200, **data: str) -> str:
    answer = browser.post(f"/c/{key}/note", data={"view": "session:talk", "session": "talk", "kind": "point", **data}, headers=HTMX)
    assert answer.status_code == code, answer.text
    return str(answer.text)


def save(browser: Browser, key: str, which: str, was: dict[str, str], code: int = 200, **data: str) -> str:
    sent = {"view": "session:talk", **{f"was-{name}": value for name, value in was.items()}, **data}
    answer = browser.post(f"/c/{key}/note/{which}", data=sent, headers=HTMX)
    assert answer.status_code == code, answer.text
    return str(answer.text)


def test_the_page_opens_at_what_runs_now_by_the_plan(planned: Planned, store: Store, key: str) -> None:
    app = planned(now=lambda: dt.datetime(2027, 3, 11, 9, 45, tzinfo=dt.UTC))
    browser = Browser(app.test_client())
    browser.get(Door(SECRET).link())
    page = browser.text(f"/c/{key}/notes")
    assert 'id="now-talk"' in page and '<h3 id="here"><bdi>Talk</bdi></h3>' in page
    assert "Coffee" not in page and re.search(r'id="of-talk".*?>2<', page)
    assert page.index("Pay more") < page.index("First <em>point</em>")  # the newest first


def test_a_note_is_there_once_however_often_it_is_sent(browser: Browser, store: Store, key: str) -> None:
    for _ in range(2):
        answer = add(browser, key, text="? who <b>pays</b>", id="note-abcdefgh2345")
    made = note(store, key, "note-abcdefgh2345")
    assert (made.kind, made.text, made.session) == ("question", "who <b>pays</b>", "talk") and len(store.get(key).convening.notes) == 4
    assert "who &lt;b&gt;pays&lt;/b&gt;" in answer and "<html" not in answer
    browser.post(f"/c/{key}/undo")
    assert len(store.get(key).convening.notes) == 3
    plain = browser.post(f"/c/{key}/note", data={"view": "session:talk", "session": "talk", "kind": "agreement", "text": "Yes"})
    assert plain.status_code == 303 and "Yes" in browser.text(plain.location)


def test_a_recommendation_asks_to_whom_and_why_and_a_step_for_one_owner(browser: Browser, store: Store, key: str) -> None:
    add(browser, key, kind="recommendation", text="Fund longer", to="Donors", why="One year is short", owner="p1", id="note-rrrrrrrr")
    add(browser, key, text="-> Send the list", owner="p2", due="2027-04-01", status="doing", to="Nobody", id="note-ssssssss")
    first, second = note(store, key, "note-rrrrrrrr"), note(store, key, "note-ssssssss")
    assert (first.to, first.why, first.owner) == ("Donors", "One year is short", None)
    assert (second.owner, second.due, second.status, second.to) == ("p2", dt.date(2027, 4, 1), "doing", "")
    assert "“soon” is not a date" in add(browser, key, 422, kind="action", text="x", due="soon")


@pytest.mark.parametrize(
    ("session", "typed", "sentence"),
    [
        ("talk", {"by": "p1", "attribution": "name"}, "this may stand under it: the side and the organisation"),
        ("talk", {"by": "p2", "attribution": "side"}, "Jo Other does not want to be quoted"),
        ("talk", {"by": "p2", "attribution": "nobody"}, "Jo Other does not want to be quoted"),
        ("talk", {"text": ""}, "Write first what was said."), ("talk", {"text": "?"}, "Write first what was said."),
        ("talk", {"text": "x" * 2001}, "there is room for 2,000"), ("talk", {"kind": "shout"}, "none of the choices"),
    ],
)  # fmt: skip
def test_what_may_not_be_is_refused_with_its_reason_and_stays(
    browser: Browser, store: Store, key: str, session: str, typed: dict[str, str], sentence: str
) -> None:
    data = {"session": session, "kind": "quote", "text": "We said so", **typed}
    assert sentence in add(browser, key, 422, **data)
    page = browser.post(f"/c/{key}/note", data={"view": "session:talk", **data})
    assert page.status_code == 422 and sentence in page.text and data["text"] in page.text
    assert len(store.get(key).convening.notes) == 3


def test_under_the_rule_there_is_no_field_for_speakers_and_none_is_kept(browser: Browser, store: Store, key: str) -> None:
    add(browser, key, kind="quote", text="Mine", by="p1", attribution="side", id="note-qqqqqqqq")
    assert note(store, key, "note-qqqqqqqq").by == "p1"
    page = browser.text(f"/c/{key}/notes/closed")
    assert 'name="by"' not in page and "there is no field for it here" in page
    assert 'value="p2" data-may="nobody"' in browser.text(f"/c/{key}/notes/talk")
    add(browser, key, session="closed", kind="quote", text="Whose", by="p1", attribution="side", id="note-wwwwwwww")
    assert note(store, key, "note-wwwwwwww").by is None
    save(browser, key, "note-qqqqqqqq", {"session": "talk"}, session="closed")
    moved = note(store, key, "note-qqqqqqqq")
    assert (moved.session, moved.by, moved.attribution) == ("closed", None, "nobody")
    assert "nothing may say who it was" in save(browser, key, "note-qqqqqqqq", {"by": ""}, 422, by="p1")


def test_a_note_is_edited_in_place_and_nothing_of_another_rapporteur_is_lost(browser: Browser, store: Store, key: str) -> None:
    form = browser.get(f"/c/{key}/note/n1", headers=HTMX).text
    assert 'name="was-text" value="First *point*"' in form and "<html" not in form
    save(browser, key, "n1", {"text": "First *point*", "kind": "point"}, text="First line", kind="agreement")
    assert (note(store, key, "n1").text, note(store, key, "n1").kind) == ("First line", "agreement")
    store.apply(key, Set(target=Ref(kind="note", id="n1"), field=("text",), value="Theirs"))
    answer = save(browser, key, "n1", {"text": "First line", "kind": "agreement"}, 422, text="Mine", kind="agreement")
    assert "Somebody else has written “Theirs” here meanwhile" in answer and ">\nMine</textarea>" in answer
    save(browser, key, "n1", {"text": "Theirs"}, text="Mine")
    assert note(store, key, "n1").text == "Mine"
    whole = browser.text(f"/c/{key}/notes/talk?open=n1")
    assert 'id="edit-n1"' in whole
    save(browser, key, "n1", {}, do="remove")
    assert len(store.get(key).convening.notes) == 2
    gone = save(browser, key, "n1", {"text": "Mine"}, 422, text="Still here")
    assert "not there any more" in gone and "Still here" in gone


def test_recommendations_are_put_in_order_merged_and_taken_apart_and_history_says_so(browser: Browser, store: Store, key: str) -> None:
    save(browser, key, "n3", {}, do="up")
    assert [each.id for each in store.get(key).convening.notes] == ["n1", "n3", "n2"]
    refused = browser.post(f"/c/{key}/merge-notes", data={"pick": ["n2"]})
    assert refused.status_code == 422 and "Choose at least two" in refused.text
    assert browser.post(f"/c/{key}/merge-notes", data={"pick": ["n2", "n3"]}).status_code == 303
    page = browser.text(f"/c/{key}/notes?all=recommendation")
    assert "Merged from 2" in page and page.count('class="one of-recommendation"') == 1
    made = store.get(key).convening.notes[1]
    assert made.from_ == ("n3", "n2") and "Merged with others" in browser.text(f"/c/{key}/notes/talk")
    assert "merged 2 recommendations into the note" in browser.text(f"/c/{key}/history")
    save(browser, key, made.id, {}, do="apart")
    assert [each.id for each in store.get(key).convening.notes] == ["n1", "n3", "n2"]


def test_without_sessions_and_after_one_was_taken_out_nothing_is_lost(browser: Browser, store: Store, key: str) -> None:
    bare = store.add(a_convening(notes=[], groups=[], words=[], report={}, title="T", days=[], participants=[], together=[]))
    page = browser.text(f"/c/{bare}/notes")
    assert "There is no session in the agenda yet." in page and 'id="capture"' in page
    answer = add(browser, bare, session="taken-out", text="Kept", id="note-kkkkkkkk")
    assert "stands under “Of no session”" in answer and note(store, bare, "note-kkkkkkkk").session is None
    assert browser.get(f"/c/{key}/notes/taken-out").status_code == 404


def test_our_script_asks_what_is_new_and_gets_nothing_where_nothing_is(browser: Browser, store: Store, key: str) -> None:
    stored = store.get(key)
    here = f"/c/{key}/notes?view=session:talk&seq={stored.seq}&changed={stored.changed.isoformat().replace('+', '%2B')}"
    assert browser.get(here, headers=HTMX).status_code == 204
    store.apply(key, Set(target=Ref(kind="note", id="n1"), field=("text",), value="New"))
    assert "New" in browser.get(here, headers=HTMX).text


def test_lines_from_paper_are_shown_before_they_are_taken_each_to_its_session(browser: Browser, store: Store, key: str) -> None:
    text = "- It was heard\n! Pay at once\n# OPENING\nOpen questions\n1. Who else\nWhere people agreed\t+ On pay / On hours\nTalk\nplain"
    page = browser.post(f"/c/{key}/paper-notes", data={"session": "talk", "text": text}).text
    assert "6 notes will be taken" in page and len(store.get(key).convening.notes) == 3
    mark = re.search(r'name="mark" value="(\w+)"', page)
    assert mark is not None
    for _ in range(2):
        answer = browser.post(f"/c/{key}/paper-notes/take", data={"session": "talk", "text": text, "mark": mark[1]})
        assert answer.status_code == 303
    taken = [(each.session, each.kind, each.text) for each in store.get(key).convening.notes[3:]]
    assert taken == [
        ("talk", "point", "It was heard"), ("talk", "recommendation", "Pay at once"), ("open", "question", "Who else"),
        ("open", "agreement", "On pay"), ("open", "agreement", "On hours"), ("talk", "point", "plain"),
    ]  # fmt: skip
    browser.post(f"/c/{key}/undo")
    assert len(store.get(key).convening.notes) == 3


def test_what_the_printed_form_says_itself_is_no_note(store: Store, key: str) -> None:
    form = (
        "Talk\nDay 1 · 1.2 · 09:30–10:30\nRapporteur (code):\nWhat\tWrite here\nOpen questions\tWho pays? / Who not?\n"
        "Quotes, word for word\tWhose: code, and how she may be quoted\nWe count\nOpening · 09:00–09:30\nNext steps\tOne owner (code)\tBy"
    )
    found = notes_paper.understood(form, store.get(key).convening, None, language("en"))
    assert [(each.session, each.kind, each.text) for each in found] == [
        ("talk", "question", "Who pays?"), ("talk", "question", "Who not?"), ("talk", "quote", "We count"),
    ]  # fmt: skip


def test_codes_on_the_printed_form_become_owners_and_speakers_as_far_as_they_agreed(store: Store) -> None:
    people = [{**PEOPLE[0], "code": "K7"}, {**PEOPLE[1], "code": "B3"}]
    meeting = a_convening(title="T", days=DAYS, participants=people, groups=[], words=[], report={}, together=[])
    rows = (
        "Rapporteur's form\n11 March 2027 · Hall\nTalk\nQuotes, word for word\tWhose: code, and how she may be quoted\nWe count\tK7, name\n"
        "We pay\tk7 (Side)\nWe wait\tB3, name\nNext steps\tOne owner (code)\tBy\nWrite\tB3\t1 May 2027\nAsk\tB3\t4/5/27\nCall\tX9\n"
        "Closed\nQuotes, word for word\nNot mine\tK7, side"
    )
    found = list(notes_paper.understood(rows, meeting, None, language("en")))
    assert [(each.text, each.by, each.attribution, each.owner, each.due) for each in found] == [
        ("We count", "p1", "nobody", "", ""), ("We pay", "p1", "side", "", ""), ("We wait", "", "nobody", "", ""),
        ("Write", "", "nobody", "p2", "2027-05-01"), ("Ask 4/5/27", "", "nobody", "p2", ""), ("Call X9", "", "nobody", "", ""),
        ("Not mine", "", "nobody", "", ""),
    ]  # fmt: skip
    assert found[1].value == {"kind": "quote", "text": "We pay", "session": "talk", "by": "p1", "attribution": "side"}


def test_minutes_that_come_back_bring_only_what_is_new_in_them(store: Store) -> None:
    said = {"id": "n4", "session": "talk", "kind": "quote", "text": "We *count*", "by": "p1", "attribution": "organisation"}
    meeting = a_convening(title="T", days=DAYS, participants=PEOPLE, notes=[*NOTES, said], groups=[], words=[], report={}, together=[])
    minutes = "T\nMinutes\n11 March 2027\nTalk\nFirst point\nWe count\nExample Network\nFirst point and more\nRecommendations\nPay more"
    found = notes_paper.understood(minutes, meeting, None, language("en"))
    assert [(each.session, each.kind, each.text) for each in found] == [("talk", "point", "First point and more")]
    opening = list(notes_paper.understood("Opening\nPay sooner To: Donors\nPay sooner still", meeting, None, language("en")))
    assert [each.text for each in opening] == ["Pay sooner still"]


def test_what_cannot_be_taken_from_paper_is_said_and_stays_in_its_field(browser: Browser, store: Store, key: str) -> None:
    cases = (("", "Type or paste the lines first"), ("x\n" * 501, "These are 501 lines"), ("y" * 2001, "Line 1 has 2,001 characters"))
    for text, sentence in cases:
        page = browser.post(f"/c/{key}/paper-notes", data={"session": "talk", "text": text})
        assert page.status_code == 422 and sentence in page.text and text in page.text
    form = store.get(key)
    file = io.BytesIO(b"# Opening\n\n- ? From a file\n")
    answer = browser.post(f"/c/{key}/paper-notes", data={"session": "talk", "file": (file, "n.md")})
    assert "1 note will be taken" in answer.text and "From a file" in answer.text and store.get(key) == form
    bad = browser.post(f"/c/{key}/paper-notes", data={"session": "talk", "file": (io.BytesIO(b"%PDF-1.7"), "n.pdf")})
    assert bad.status_code == 422 and "PDF" in bad.text
