"""The Report page: texts that are saved upon what they were written upon, notes that go in, an outline from the agenda, the very page."""

import html
import io
import re
from typing import Any

import pytest

from tests.web.conftest import OURS, SECRET, Browser, Planned
from tests.web.test_pages import unmarked
from tests.web.test_settings import SVG
from toolkit.convening.edits import Ref, Set
from toolkit.convening.model import Convening
from toolkit.store import Store
from toolkit.web import writing_texts as texts
from toolkit.web.security import Door

SCRIPT = {**OURS, "HX-Request": "true"}
NASTY = '<script>alert(1)</script>\n\n<img src=x onerror=alert(1)> [here](javascript:alert(1)) <b>bold</b>'


@pytest.fixture
def key(store: Store) -> str:
    raw = {
        "title": "Meeting", "languages": ["en", "fr"],
        "days": [{"id": "day-1", "sessions": [
            {"id": "hello", "title": "Welcome", "kind": "opening"}, {"id": "talk", "title": "What we heard", "kind": "panel"},
            {"id": "lunch", "title": "Lunch", "kind": "meal"}, {"id": "end", "title": "Goodbye", "kind": "closing"},
        ]}],
        "participants": [
            {"id": "p1", "name": "Zoe Ek", "side": "activist", "consent": {"quote": "name"}},
            {"id": "p2", "name": "Ida Ravn", "side": "donor", "consent": {"quote": "side"}},
        ],
        "notes": [
            {"id": "n1", "session": "talk", "kind": "point", "text": "The river has *no* owner."},
            {"id": "n2", "session": "talk", "kind": "quote", "text": "We carry it.", "by": "p1", "attribution": "name"},
            {"id": "n3", "session": "talk", "kind": "quote", "text": "We pay for it.", "by": "p2", "attribution": "name"},
            {"id": "n4", "session": "talk", "kind": "recommendation", "text": "Ask first."},
        ],
        "report": {"sections": [
            {"id": "heard", "heading": "What we heard", "gathers": ["talk"]}, {"id": "rest", "heading": "The rest", "body": "Said."},
        ]},
    }  # fmt: skip
    return store.add(Convening.model_validate(raw))


def body(store: Store, key: str, section: str = "heard") -> Any:
    return next(each.body for each in store.get(key).convening.report.sections if each.id == section)


def save(browser: Browser, key: str, name: str, text: str, was: str = "", **more: str) -> Any:
    form = {"name": name, "text": text, "was": texts.mark(was), "open": "heard", **more}
    return browser.post(f"/c/{key}/report/text", data=form, headers=SCRIPT)


def do(browser: Browser, key: str, action: str, **more: Any) -> Any:
    return browser.post(f"/c/{key}/report/do", data={"action": action, "open": "heard", **more}, headers=SCRIPT)


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split())


def test_a_text_is_saved_told_and_taken_back(browser: Browser, store: Store, key: str) -> None:
    answer = save(browser, key, "section:heard:body", "Two words.\r\n\r\nMore.")
    assert answer.json == {"said": "Saved.", "mark": texts.mark("Two words.\n\nMore."), "words": "3 words"}
    assert body(store, key) == "Two words.\n\nMore."
    assert "changed the text of the section “What we heard”" in words(browser.text(f"/c/{key}/history"))
    browser.post(f"/c/{key}/undo")
    assert body(store, key) == ""
    assert save(browser, key, "summary", "In short.").status_code == 200
    assert store.get(key).convening.report.summary == "In short."
    assert "Nothing is written here yet" not in words(browser.text(f"/c/{key}/report?open=-summary"))


def test_what_somebody_else_wrote_is_never_overwritten_unseen(browser: Browser, store: Store, key: str) -> None:
    store.apply(key, Set(target=Ref(kind="section", id="heard"), field=("body",), value="Theirs."), "another")
    answer = save(browser, key, "section:heard:body", "Mine.")
    assert (answer.status_code, answer.json["theirs"], answer.json["mark"]) == (409, "Theirs.", texts.mark("Theirs."))
    assert body(store, key) == "Theirs."
    page = browser.post(f"/c/{key}/report/text", data={"name": "section:heard:body", "text": "Mine.", "was": "0", "open": "heard"})
    assert page.status_code == 409
    assert re.search(r"<textarea[^>]*>\nMine\.</textarea>", page.text) and re.search(r"readonly>\s*Theirs\.</textarea>", page.text)
    assert save(browser, key, "section:heard:body", "Mine after all.", "Theirs.").status_code == 200
    assert body(store, key) == "Mine after all."


def test_what_two_people_changed_in_two_paragraphs_stands_together(browser: Browser, store: Store, key: str) -> None:
    save(browser, key, "section:heard:body", "One.\n\nTwo.")
    store.apply(key, Set(target=Ref(kind="section", id="heard"), field=("body",), value="One.\n\nTwo, theirs."), "another")
    answer = save(browser, key, "section:heard:body", "One, mine.\r\n\r\nTwo.", "One.\n\nTwo.", base="One.\n\nTwo.")
    assert answer.json["text"] == body(store, key) == "One, mine.\n\nTwo, theirs."
    assert save(browser, key, "section:heard:body", "One, again.\n\nTwo.", "One.\n\nTwo.", base="One.\n\nTwo.").status_code == 409
    forged = save(browser, key, "section:heard:body", "", "One.\n\nTwo.", base=body(store, key))
    assert (forged.status_code, body(store, key)) == (409, "One, mine.\n\nTwo, theirs.")


def test_a_text_whose_answer_was_lost_goes_on_where_it_was(browser: Browser, store: Store, key: str) -> None:
    save(browser, key, "section:heard:body", "One")
    marks = f"{texts.mark('')} {texts.mark('One')}"
    form = {"name": "section:heard:body", "text": "One two", "was": marks}
    assert browser.post(f"/c/{key}/report/text", data=form, headers=SCRIPT).status_code == 200
    assert body(store, key) == "One two"


def test_each_language_has_its_text(browser: Browser, store: Store, key: str) -> None:
    save(browser, key, "section:rest:body", "Dit.", language="fr")
    assert body(store, key, "rest").root == {"en": "Said.", "fr": "Dit."}
    save(browser, key, "section:rest:body", "Spoken.", "Said.")
    assert body(store, key, "rest").root == {"en": "Spoken.", "fr": "Dit."}
    assert "Dit." in browser.text(f"/c/{key}/report?open=rest&language=fr")
    assert "Dit." in browser.text(f"/c/{key}/report/preview?open=rest&language=fr")


def test_scripts_and_html_are_text_and_what_is_too_long_is_refused_with_its_reason(browser: Browser, store: Store, key: str) -> None:
    assert save(browser, key, "section:heard:body", NASTY).status_code == 200
    for page in (browser.text(f"/c/{key}/report"), browser.text(f"/c/{key}/report/preview?open=heard")):
        assert "<script>alert" not in page and "<img src=x" not in page and 'href="javascript' not in page
        assert "alert(1)" in page
    assert save(browser, key, "section:heard:body", "word " * 10_000, NASTY).json["words"] == "10,000 words"
    answer = save(browser, key, "section:heard:body", "x" * 2_000_000, "word " * 10_000)
    assert answer.status_code == 422
    assert "2,000,000 characters; there is room for 200,000" in answer.json["said"]
    assert body(store, key) == "word " * 10_000
    assert save(browser, key, "section:heard:heading", " ", "What we heard").status_code == 422
    assert browser.post(f"/c/{key}/report/text", data={"name": "convening:title", "text": "x"}, headers=SCRIPT).status_code == 404


def test_a_note_goes_in_as_far_as_its_speaker_agreed_and_stands_there(browser: Browser, store: Store, key: str) -> None:
    save(browser, key, "section:heard:body", "First.\n\nLast.[^1]\n\n[^1]: A footnote.")
    assert do(browser, key, "put", note="n1", at="2").json["caret"] == len("First.\n\n- The river has *no* owner.")
    do(browser, key, "put", note="n2")
    do(browser, key, "put", note="n3")
    assert body(store, key) == (
        "First.\n\n- The river has *no* owner.\n\nLast.[^1]\n\n> We carry it.\n>\n> — Zoe Ek\n\n> We pay for it.\n>\n> — donor\n\n"
        "[^1]: A footnote."
    )
    page = browser.text(f"/c/{key}/report?open=heard")
    assert page.count("stands in the text") == 3
    assert "put-n4" in page and "put-n1" not in page
    browser.post(f"/c/{key}/undo")
    assert "We pay for it" not in body(store, key)
    assert do(browser, key, "put", note="n99").status_code == 422


def test_a_draft_is_made_of_the_notes_and_only_where_nothing_is_written(browser: Browser, store: Store, key: str) -> None:
    assert "Draft it from the notes" in browser.text(f"/c/{key}/report?open=heard")
    do(browser, key, "draft")
    assert body(store, key).startswith("## What was said\n\n- The river has *no* owner.\n\n> We carry it.")
    assert "Ask first" not in body(store, key)
    answer = do(browser, key, "draft")
    assert (answer.status_code, "There is a text by now" in answer.json["said"]) == (422, True)


def test_sections_come_move_and_go_and_gather_what_is_ticked(browser: Browser, store: Store, key: str) -> None:
    def ids() -> list[str]:
        return [section.id for section in store.get(key).convening.report.sections]

    assert do(browser, key, "add", heading="New ideas").json["open"] == "new-ideas"
    do(browser, key, "move", section="new-ideas", way="up")
    assert ids() == ["heard", "new-ideas", "rest"]
    do(browser, key, "move", section="rest", to="")
    assert ids() == ["rest", "heard", "new-ideas"]
    do(browser, key, "move", section="rest", to="heard")
    assert ids() == ["heard", "rest", "new-ideas"]
    do(browser, key, "gather", shown="hello talk end", ticked="talk", gathers=["hello", "end"])
    assert store.get(key).convening.report.sections[0].gathers == ("hello", "end")
    do(browser, key, "add-box")
    box = store.get(key).convening.report.sections[0].boxes[0]
    save(browser, key, f"box:{box.id}:body", "In a frame.")
    assert "In a frame." in browser.text(f"/c/{key}/report/preview?open=heard")
    do(browser, key, "take-out", what=f"box:{box.id}")
    do(browser, key, "remove")
    assert ids() == ["rest", "new-ideas"]
    assert do(browser, key, "remove").status_code == 422
    for _ in range(2):
        browser.post(f"/c/{key}/undo")
    assert store.get(key).convening.report.sections[0].boxes[0].body == "In a frame."


def test_a_figure_is_printed_where_all_on_it_agreed_and_needs_a_description(browser: Browser, store: Store, key: str) -> None:
    def add(alt: str, data: bytes = SVG, **more: Any) -> Any:
        return do(browser, key, "add-figure", alt=alt, picture=(io.BytesIO(data), "Zoe Ek.svg"), **more)

    assert "Say what the picture shows" in add("").json["said"]
    assert "is not a PNG, JPEG or SVG picture" in add("A dam.", b"<html>").json["said"]
    assert add("A dam.").status_code == 200
    assert add("Zoe", people=["p1", "nobody"]).status_code == 200
    figures = store.get(key).convening.report.sections[0].figures
    assert [(each.alt, each.people, "Zoe" in each.file) for each in figures] == [("A dam.", (), False), ("Zoe", ("p1",), False)]
    page = browser.text(f"/c/{key}/report/preview?open=heard")
    assert page.count("<img") == 1 and "not everybody in it agreed to be shown" in page
    save(browser, key, f"figure:{figures[0].id}:caption", "The dam.")
    assert "The dam." in browser.text(f"/c/{key}/report/preview?open=heard")


def test_an_outline_is_made_once_and_taken_back_at_once(browser: Browser, store: Store, key: str) -> None:
    for section in ("heard", "rest"):
        do(browser, key, "remove", open=section)
    assert "Make an outline" in browser.text(f"/c/{key}/report")
    answer = browser.post(f"/c/{key}/report/do", data={"action": "build", "open": "-summary"})
    assert answer.status_code == 303 and "open=what-we-heard" in answer.headers["Location"]
    made = store.get(key).convening.report.sections
    assert [(each.heading, each.gathers) for each in made] == [("What we heard", ("talk",)), ("Discussion", ("end",))]
    assert do(browser, key, "build").status_code == 422
    browser.post(f"/c/{key}/undo")
    assert store.get(key).convening.report.sections == ()


def test_the_preview_is_the_page_with_what_is_typed_and_changes_nothing(browser: Browser, store: Store, key: str) -> None:
    form = {"name": "section:heard:body", "text": "As **typed**.[^1]\n\n[^1]: So.", "open": "heard"}
    answer = browser.post(f"/c/{key}/report/look", data=form)
    assert "<strong>typed</strong>" in answer.text and "So." in answer.text
    assert "The rest" not in answer.text and "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert body(store, key) == ""
    assert browser.post(f"/c/{key}/report/look", data={**form, "name": "box:gone:body"}).status_code == 204


def test_what_is_lacking_is_said_and_who_is_named_leads_here(browser: Browser, store: Store, key: str) -> None:
    said = words(browser.text(f"/c/{key}/report"))
    assert "“What we heard” has 1 point, 2 quotations and 1 recommendation, but no text." in said
    assert "Draft: the hosts have not approved it yet" in said
    save(browser, key, "section:rest:body", "Then Ida Ravn left.", "Said.")
    assert f"/c/{key}/report?open=rest" in html.unescape(browser.text(f"/c/{key}/named"))


def test_every_sentence_is_marked_for_translation(store: Store, planned: Planned) -> None:
    kinds = ("point", "agreement", "disagreement", "question", "quote", "recommendation", "action")
    sections = [
        {"id": "a", "heading": "T", "gathers": ["s"]}, {"id": "b", "heading": "T", "gathers": ["s"]},
        {"id": "c", "heading": "T", "body": "T [^1]\n\n[^2]: T", "boxes": [{"id": "x"}],
         "figures": [{"id": "f", "file": "f.png", "alt": "T"}]},
    ]  # fmt: skip
    key = store.add(Convening.model_validate({
        "title": "T", "languages": ["en", "fr"], "days": [{"sessions": [{"id": "s", "title": "T"}, {"id": "t", "title": "T"}]}],
        "notes": [{"id": f"n{at}", "session": "s", "kind": kind, "text": "T"} for at, kind in enumerate(kinds)]
        + [{"id": "m", "session": "t", "text": "T"}, {"id": "o", "text": "T"}],
        "report": {"sections": sections}}))  # fmt: skip
    bare = store.add(Convening.model_validate({"title": "T"}))
    browser = Browser(planned(language="ar-XB").test_client())
    browser.get(Door(SECRET).link())
    pages = [browser.text(f"/c/{key}/report?open={each}") for each in ("a", "b", "c", "-summary")] + [browser.text(f"/c/{bare}/report")]
    form = {"name": "section:a:body", "text": "T", "was": "0", "open": "a"}
    pages += [browser.post(f"/c/{key}/report/text", data=form).text]
    store.apply(key, Set(target=Ref(kind="section", id="a"), field=("body",), value="Z"), "another")
    pages += [browser.post(f"/c/{key}/report/text", data=form).text, browser.post(f"/c/{key}/report/do", data={"action": "add"}).text]
    folder = str(store.path.parent)
    left = [[word for word in unmarked(page.replace(folder, ""), "ar-XB") if word not in ("png", "and")] for page in pages]
    assert left == [[] for _ in pages]
