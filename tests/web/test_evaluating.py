"""The page of the evaluation: questions made ours, sums and sheets counted, refused where they cannot be, taken back."""

import html
import re

import pytest

from tests.web.conftest import Browser
from toolkit.convening.model import Convening, Question
from toolkit.store import Store

ASKED = [{"id": "a", "text": "It was good", "steps": ["no", "so so", "yes"]}, {"id": "b", "kind": "open", "text": "What now?"}]


@pytest.fixture
def asked(store: Store) -> str:
    people = [{"id": f"p{at}", "side": "donor"} for at in range(5)]
    raw = {"title": "T", "languages": ["en", "fr"], "evaluation": {"questions": ASKED}, "participants": people}
    return store.add(Convening.model_validate(raw))


def questions(store: Store, key: str) -> tuple[Question, ...]:
    return store.get(key).convening.evaluation.questions


def post(browser: Browser, key: str, status: int = 303, **form: str) -> str:
    answer = browser.post(f"/c/{key}/evaluation", data=form)
    assert answer.status_code == status
    page = answer.text if status != 303 else browser.text(answer.location)
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", page)).split())


def test_the_usual_questions_become_ours_with_one_click_and_are_taken_back_with_another(browser: Browser, store: Store) -> None:
    key = store.add(Convening.model_validate({"title": "T"}))
    assert "Make these questions ours" in browser.text(f"/c/{key}/evaluation")
    post(browser, key, do="take")
    assert len(questions(store, key)) == 11
    browser.post(f"/c/{key}/undo")
    assert questions(store, key) == ()


def test_sums_are_saved_by_row_and_what_others_counted_meanwhile_is_shown(browser: Browser, store: Store, asked: str) -> None:
    sums = {"do": "sums", "was:a": "0 0 0", "m:a:0": "", "m:a:1": "2", "m:a:2": "9"}
    assert "n = 11" in post(browser, asked, **sums)
    assert questions(store, asked)[0].tallies[0].marks == (0, 2, 9)
    said = post(browser, asked, 422, **{**sums, "m:a:1": "3"})
    assert "Somebody else has counted here meanwhile: 0 / 2 / 9." in said
    assert "“x” is not a number of marks." in post(browser, asked, 422, **{**sums, "was:a": "0 2 9", "m:a:0": "x"})
    post(browser, asked, **{**sums, "was:a": "0 2 9", "m:a:1": "", "m:a:2": ""})
    assert questions(store, asked)[0].tallies == ()


def test_a_sheet_is_added_once_however_often_it_is_sent(browser: Browser, store: Store, asked: str) -> None:
    sheet = {"do": "sheet", "way": "sheets", "pile": "donor", "mark": "m1", "s:a": "3", "s:b": "More breaks"}
    for _ in range(2):
        post(browser, asked, **sheet)
    one, other = questions(store, asked)
    assert (one.tallies[0].side, one.tallies[0].marks, other.remarks) == ("donor", (0, 0, 1), ("More breaks",))
    assert "“4” is none of the steps 1 to 3." in post(browser, asked, 422, **{**sheet, "mark": "m2", "s:a": "4"})
    assert "Nothing is marked or written on this sheet." in post(browser, asked, 422, do="sheet", mark="m3")


def test_sentences_come_in_by_the_line_and_one_goes_only_while_it_stands(browser: Browser, store: Store, asked: str) -> None:
    post(browser, asked, do="remarks:b", written="Zebra\n\n<b>Ant</b>\n")
    assert questions(store, asked)[1].remarks == ("<b>Ant</b>", "Zebra")
    assert "<b>Ant" not in browser.text(f"/c/{asked}/evaluation")
    post(browser, asked, do="no-remark:b", at="0", remark="Zebra")
    assert len(questions(store, asked)[1].remarks) == 2
    post(browser, asked, do="no-remark:b", at="0", remark="<b>Ant</b>")
    assert questions(store, asked)[1].remarks == ("Zebra",)
    assert "There is room for" in (said := post(browser, asked, 422, do="remarks:b", written="x" * 2001)) or "there is room for" in said


def test_a_question_is_reworded_moved_added_and_taken_out(browser: Browser, store: Store, asked: str) -> None:
    post(browser, asked, **{"do": "sums", "was:a": "0 0 0", "m:a:0": "1", "m:a:1": "", "m:a:2": "4"})
    assert "Marks were counted on 3 steps already" in post(browser, asked, 422, do="word:a", text="It was good", part="", steps="no / yes")
    post(browser, asked, do="word:a", text="It went well", part="All of it", steps="no/ hardly / yes")
    post(browser, asked, do="down:a")
    post(browser, asked, do="add", kind="scale", text="And the food?", steps="")
    assert [(each.id, each.text) for each in questions(store, asked)] == [
        ("b", "What now?"), ("a", "It went well"), ("question-1", "And the food?"),
    ]  # fmt: skip
    assert questions(store, asked)[1].steps == ("no", "hardly", "yes")
    assert "Write the question first." in post(browser, asked, 422, do="add", text=" ")
    assert "A scale has two steps at least" in post(browser, asked, 422, do="add", text="X", steps="one")
    post(browser, asked, do="remove:a")
    assert [each.id for each in questions(store, asked)] == ["b", "question-1"]
    assert "This question is not there any more" in post(browser, asked, 422, do="word:a", text="X")


def test_only_a_side_of_five_has_a_pile(browser: Browser, asked: str) -> None:
    assert '<option value="donor">' in browser.text(f"/c/{asked}/evaluation")
