"""A list of people that somebody has: in by three ways, looked at, decided, taken as one change. In the browser: tests/browser."""

import io
import re
from typing import Any

import pytest

from tests.web.conftest import SECRET, Browser, Planned
from tests.web.test_pages import unmarked, words
from toolkit.convening.model import Convening
from toolkit.store import Store
from toolkit.web.security import Door

LIST = """Our people,,,,,,
First name,Surname,Organisation,Country,May we list you?,Days,Flight
Maria,Example,Example Network,Spain,yes,2,TP1
Jo,Sample,Fund,Kenya,no,,
Ana,Prova,Rete / Netz,Congo,maybe,,KL2
ANA,PROVA,,,,,
Total,4,,,,,
"""
NASTY = "Name,Organisation\n<b>Maria</b> {{ 7*7 }},\"\"\"><img src=x>\"\nJo Sample,Fund\n"


@pytest.fixture
def key(store: Store) -> str:
    return store.add(
        Convening.model_validate({
            "title": "Water", "days": [{"id": "day-1"}, {"id": "day-2"}],
            "participants": [{"name": "Maria Example", "country": "PT", "more": {"Flight": "TP9"}}, {"name": "Zed Missing"}],
        })
    )  # fmt: skip


def brought(browser: Browser, key: str, text: str = LIST, name: str = "", data: bytes = b"") -> str:
    form: dict[str, Any] = {"text": text}
    if name:
        form["file"] = (io.BytesIO(data), name)
    answer = browser.post(f"/c/{key}/people/bring", data=form)
    assert answer.status_code == 303, words(answer.text)
    return str(answer.location)


def say(browser: Browser, place: str, **answers: str) -> str:
    answer = browser.post(place, data={name.replace("_", "-"): value for name, value in answers.items()})
    assert answer.status_code == 303, words(answer.text)
    return browser.text(place)


def test_the_people_stage_leads_to_the_door(browser: Browser, key: str) -> None:
    assert f'href="/c/{key}/people/bring"' in browser.text(f"/c/{key}/people")


def test_what_is_pasted_and_what_is_chosen_say_the_same_and_no_address_holds_a_name(browser: Browser, key: str) -> None:
    pasted, chosen = brought(browser, key), brought(browser, key, "", "Maria Example.csv", LIST.encode())
    assert "Maria" not in chosen
    people = [re.findall(r'<li class="person-read">.*?</li>', browser.text(place), re.S) for place in (pasted, chosen)]
    assert people[0] == people[1] and len(people[0]) == 4


def test_nothing_is_taken_before_it_is_decided_who_is_there_twice(browser: Browser, store: Store, key: str) -> None:
    place = brought(browser, key)
    answer = browser.post(f"{place}/take")
    assert answer.status_code == 422 and "whether they are one person" in answer.text
    assert len(store.get(key).convening.participants) == 2
    pair = re.findall(r'name="(pair-[\w-]+)" value="same"', browser.text(place))
    assert len(pair) == 1
    assert "3 people" in words(say(browser, place, **{pair[0].replace("-", "_", 0): "same"}))


def test_what_is_ticked_is_taken_and_one_undo_takes_it_back(browser: Browser, store: Store, key: str) -> None:
    before = store.get(key).convening
    place = brought(browser, key)
    page = say(browser, place, all="same")
    consents = re.findall(r'name="consent" value="([^"]+)"', page)
    assert consents == ["list.participants"] and 'checked' not in "".join(re.findall(r'<input type="checkbox"[^>]*>', page))
    page = say(browser, place, overwrite="yes")
    ticked = re.findall(r'name="change" value="(\w+)" checked', page)
    assert len(ticked) == 2
    answer = browser.post(f"{place}/take", data={"change": ticked[:1], "consent": consents})
    assert answer.status_code == 303 and answer.location.startswith(f"/c/{key}/people")
    made = store.get(key).convening.participants
    assert [(person.id, person.name) for person in made] == [
        ("person-1", "Maria Example"), ("person-2", "Zed Missing"), ("person-3", "Jo Sample"), ("person-4", "Ana Prova"),
    ]  # fmt: skip
    assert (made[0].country, made[0].more, made[0].days) == ("ES", {"Flight": "TP9"}, ("day-2",))
    assert made[0].consent is not None and made[0].consent.list == "participants"
    assert made[2].consent is not None and made[2].consent.list == "nobody" and made[3].consent is None
    assert browser.get(place).status_code == 410 or "not held any more" in browser.get(place).text
    browser.post(f"/c/{key}/undo")
    assert store.get(key).convening == before


def test_without_a_tick_nothing_is_overwritten_and_no_consent_comes_in(browser: Browser, store: Store, key: str) -> None:
    place = brought(browser, key)
    say(browser, place, all="two")
    browser.post(f"{place}/take")
    made = store.get(key).convening.participants
    assert len(made) == 5 and (made[0].country, made[0].consent) == ("PT", None)


def test_columns_can_be_said_to_be_something_else_and_people_left_out(browser: Browser, key: str) -> None:
    place = brought(browser, key, "Name,Box\nMaria Example,Kenya\nJo Sample,Peru\n")
    page = say(browser, place, column_2="country", column_2_was="more")
    assert "Kenya" in page and '<option value="country" selected>' in page
    out = re.findall(r'name="without" value="([\w-]+)"', page)
    page = say(browser, place, without=out[1])
    assert "1 person" in words(page)
    assert "2 people" in words(say(browser, place, **{"with": out[1]}))


def test_an_answer_that_leaves_nobody_is_refused_and_the_page_stays(browser: Browser, key: str) -> None:
    place = brought(browser, key, "Name,Box\nMaria Example,Kenya\n")
    answer = browser.post(place, data={"column-1": "more", "column-1-was": "name"})
    assert answer.status_code == 422 and "nobody can be told from it any more" in answer.text and "Maria Example" in answer.text


@pytest.mark.parametrize(
    ("text", "sentence"), [("", "Paste a list of people"), ("Milk\nBread\n", "No list of people was found in the pasted text")]
)
def test_what_is_no_list_is_declined_and_what_was_typed_stays(browser: Browser, key: str, text: str, sentence: str) -> None:
    answer = browser.post(f"/c/{key}/people/bring", data={"text": text})
    assert answer.status_code == 422 and sentence in words(answer.text) and text.strip() in answer.text


def test_what_stands_in_a_cell_is_shown_as_it_stands(browser: Browser, store: Store, key: str) -> None:
    page = browser.text(brought(browser, key, NASTY))
    assert "&lt;b&gt;Maria&lt;/b&gt; {{ 7*7 }}" in page and "<img src=x" not in page


def test_it_can_be_let_go(browser: Browser, key: str) -> None:
    place = brought(browser, key)
    assert browser.post(f"{place}/drop").location == f"/c/{key}/people/bring"
    assert "not held any more" in browser.get(place).text


@pytest.mark.parametrize("code", ["en-XA", "ar-XB"])
def test_every_sentence_is_marked_for_translation(store: Store, planned: Planned, key: str, code: str) -> None:
    browser = Browser(planned(language=code).test_client())
    browser.get(Door(SECRET).link())
    place = brought(browser, key)
    quoted = set(re.findall(r"[A-Za-z]{3,}", LIST + "Water Missing Zed Spain Kenya TP csv row list photo"))
    for page in (browser.text(f"/c/{key}/people/bring"), browser.text(place)):
        assert [word for word in unmarked(page, code) if word not in quoted] == []
