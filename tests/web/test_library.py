"""The library on screen: found by words and filters, worked out for the people there are, added as one edit, and made one's own."""

import html
import io
import pathlib
import re
from typing import Any

import pytest

from tests.store.conftest import a_convening
from tests.support import english
from tests.web.conftest import OURS, SECRET, Browser, Planned
from tests.web.test_pages import words
from toolkit import library
from toolkit.convening.model import Convening
from toolkit.language import language
from toolkit.library import own
from toolkit.library.opening import write_zip
from toolkit.planning import steps
from toolkit.store import Store
from toolkit.web.security import Door

EXERCISES = library.exercises()
SKELETON = own.skeleton("Mine")


def names(page: str) -> list[str]:
    return re.findall(r'id="exercise-([\w-]+)"', page)


def test_the_library_shows_every_exercise_as_a_card(browser: Browser, key: str) -> None:
    for address in ("/library", f"/c/{key}/library"):
        assert set(names(browser.text(address))) == set(EXERCISES)
    page = words(browser.text(f"/c/{key}/library?q=fishbowl"))
    length = language("en").minutes(steps.length(EXERCISES["fishbowl"], 38).usual)
    assert "worked out for 38 people" in page
    assert f"Fishbowl {english(EXERCISES['fishbowl'].purpose)} {length} (" in page


def test_what_matches_nothing_says_which_filter_to_take_away(browser: Browser) -> None:
    page = browser.text("/library?q=vote&serves=begin&minutes=90")
    assert names(page) == []
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="(/library\?[^"]*)"', page)]
    assert links == ["/library?serves=begin&minutes=90", "/library?q=vote&minutes=90"]
    assert [bool(names(browser.text(link))) for link in links] == [True, True]


def test_our_script_gets_what_was_found_and_no_more(browser: Browser) -> None:
    part = browser.get("/library?q=fishbowl", headers={**OURS, "HX-Request": "true"}).text
    assert names(part) == ["fishbowl"]
    assert "<form" not in part


def test_one_exercise_shows_its_card_its_steps_and_its_sheets(browser: Browser, key: str) -> None:
    for address in ("/library/word-association-mapping", f"/c/{key}/library/word-association-mapping"):
        page = browser.text(address)
        pictures = re.findall(r'<iframe src="([^"]+)"', page)
        assert len(pictures) == 1 + len(EXERCISES["word-association-mapping"].sheets)
        assert browser.get(pictures[0]).headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert "{centre}" not in page
    assert browser.get("/library/nothing").status_code == 404
    assert browser.get("/library/rivers/sheet/nothing").status_code == 404


def test_added_to_a_day_it_is_one_edit_with_minutes_for_these_people(browser: Browser, store: Store) -> None:
    day = {"id": "d", "start": "09:00", "sessions": [{"id": "a", "title": "A", "minutes": 30}, {"id": "b", "title": "B", "minutes": 30}]}
    key = store.add(a_convening(days=[day], notes=[], report={}, words=[], groups=[], expected=40, participants=[], together=[]))
    usual = steps.length(EXERCISES["fishbowl"], 40).usual
    answer = browser.post(f"/c/{key}/library/fishbowl/add", data={"to": "day:d:a"})
    assert (answer.status_code, answer.location.partition("&")[0]) == (303, f"/c/{key}/?open=session:fishbowl")
    added = store.get(key).convening.days[0].sessions[1]
    purpose = english(EXERCISES["fishbowl"].purpose)
    assert (added.id, added.exercise, added.kind, added.purpose) == ("fishbowl", "fishbowl", "exercise", purpose)
    assert isinstance(added.minutes, int) and added.minutes % 5 == 0 and 0 <= added.minutes - usual < 5
    browser.post(f"/c/{key}/library/fishbowl/add", data={"to": "parked"})
    assert [session.exercise for session in store.get(key).convening.parked] == ["fishbowl"]
    browser.post(f"/c/{key}/undo")
    browser.post(f"/c/{key}/undo")
    assert [session.id for session in store.get(key).convening.days[0].sessions] == ["a", "b"]
    assert browser.post(f"/c/{key}/library/fishbowl/add", data={"to": "day:gone"}).status_code == 422


def test_a_copy_is_changed_in_its_texts_and_what_is_wrong_stays_typed(browser: Browser, home: pathlib.Path) -> None:
    answer = browser.post("/exercises/new", data={"of": "rivers", "title": "Our  rivers"})
    assert (answer.status_code, answer.location) == (303, "/library/our-rivers/edit")
    page = browser.text(answer.location)
    was = re.search(r'name="was" value="(\w+)"', page)
    assert was is not None
    texts = dict(own.texts(home / "exercises" / "our-rivers"))
    assert set(re.findall(r'name="text-([\w.-]+)"', page)) == set(texts)

    def save(**changed: str) -> tuple[int, str]:
        form = {f"text-{name}": text for name, text in {**texts, **changed}.items()}
        answer = browser.post("/library/our-rivers/edit", data={"was": was[1], **form})
        return answer.status_code, words(answer.text)

    wrong = texts["exercise.md"].replace("purpose:", "porpoise:")
    status, said = save(**{"exercise.md": wrong})
    assert (status, "our-rivers/exercise.md, line" in said, "porpoise" in said) == (422, True, True)
    assert own.texts(home / "exercises" / "our-rivers") == texts
    assert save(**{"exercise.md": texts["exercise.md"].replace("Our rivers", "Three rivers")})[0] == 303
    assert "Three rivers" in browser.text("/library/our-rivers")
    status, said = save()
    assert (status, "changed these texts meanwhile" in said) == (422, True)
    assert browser.get("/library/rivers/edit").status_code == 404


def test_one_in_the_place_of_ours_stands_in_every_agenda_and_a_broken_one_is_said(
    browser: Browser, store: Store, home: pathlib.Path
) -> None:
    assert browser.post("/exercises/new", data={"of": "rivers", "instead": "yes"}).location == "/library/rivers/edit"
    card = home / "exercises" / "rivers" / "exercise.md"
    card.write_text(card.read_text().replace("purpose:", "porpoise:"))
    page = browser.text("/library")
    assert set(names(page)) == set(EXERCISES) - {"rivers"}
    assert "Your exercise rivers is left out: rivers/exercise.md, line" in words(page)
    assert "porpoise" in browser.text("/library/rivers/edit")
    key = store.add(a_convening(days=[], parked=[{"title": "Talk", "exercise": "rivers"}], notes=[], report={}, words=[], groups=[]))
    assert "“Talk” names the exercise rivers, which the library does not have" in browser.text(f"/c/{key}/print")
    assert browser.post("/library/rivers/aside").location == "/library/rivers"
    assert [path.name for path in card.parents[1].iterdir()] == ["_rivers-1"]
    assert browser.post("/library/rivers/aside").status_code == 404
    assert "Say what the exercise is called." in browser.post("/exercises/new", data={"title": " "}).text


def test_exercises_travel_as_a_zip(browser: Browser, home: pathlib.Path) -> None:
    packed = browser.get("/library/rivers/exercise.zip")
    assert packed.headers["Content-Disposition"] == 'attachment; filename="rivers.zip"'

    def bring(data: bytes, **more: str) -> tuple[int, str]:
        answer = browser.post("/exercises/bring", data={"file": (io.BytesIO(data), "theirs.zip"), **more})
        return answer.status_code, words(answer.text)

    assert browser.get("/exercises/mine.zip").status_code == 404
    assert bring(packed.data)[0] == 303
    assert browser.get("/exercises/mine.zip").data == packed.data
    status, said = bring(packed.data)
    assert (status, "You have an exercise rivers already" in said) == (422, True)
    assert bring(packed.data, replace="yes")[0] == 303
    assert "is no ZIP file" in bring(b"x")[1]
    assert sorted(path.name for path in (home / "exercises").iterdir()) == ["_rivers-1", "rivers"]


@pytest.mark.parametrize(("code", "direction"), [("en-XA", "ltr"), ("ar-XB", "rtl")])
def test_every_sentence_of_the_library_is_marked_for_translation(
    planned: Planned, key: str, home: pathlib.Path, code: str, direction: str
) -> None:
    """Texts of exercises are content and speak for themselves; so do the convening's, and the folder."""
    browser = Browser(planned(language=code).test_client())
    browser.get(Door(SECRET).link())
    own.put(home / "exercises", {"mine": SKELETON, "bad": SKELETON})
    (home / "exercises" / "bad" / "exercise.md").write_text("---\n")
    exercises = library.exercises(home / "exercises")
    content = _strings([each.model_dump() for each in exercises.values()])
    content += [str(home / "exercises"), "Water and Work", "bad", "mine", "exercise.md", "March"]
    pages = ("/library", "/library?q=vote&serves=begin", "/library/mine", f"/c/{key}/library/dot-voting?people=200", "/library/mine/edit")
    for path in pages:
        page = browser.text(path)
        assert f'<html lang="{code}" dir="{direction}">' in page
        page = re.sub(r"<(textarea|pre|optgroup|title)\b.*?</\1>|<span class=\"path\">.*?</span>", "", page, flags=re.DOTALL)
        said = html.unescape(words(page[page.index("<body>") :]))
        for text in sorted(filter(None, content), key=len, reverse=True):
            said = said.replace(text, "")
        left = re.findall(r"[A-Za-z]{3,}", said if code == "ar-XB" else re.sub(r"⟦.*?⟧", "", said))
        assert (path, left) == (path, [])


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [" ".join(part.split()) for part in re.split(r"\{[a-z_-]+\}", value)]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return [text for each in inner for text in _strings(each) if len(text) > 2]


def convening_with(slug: str) -> Convening:
    return Convening.model_validate({"title": "Water", "days": [{"sessions": [{"id": "s", "title": "Talk", "exercise": slug}]}]})


def test_a_convening_that_is_saved_and_opened_elsewhere_offers_its_exercises(
    browser: Browser, store: Store, home: pathlib.Path
) -> None:
    own.put(home / "exercises", {"mine": SKELETON, "spare": SKELETON})
    saved = browser.get(f"/c/{store.add(convening_with('mine'))}/convening.zip").data

    def opened() -> Any:
        return browser.post("/bring", data={"file": (io.BytesIO(saved), "convening.zip")}, content_type="multipart/form-data")

    assert "/exercises/" not in opened().location, "it is here as it is"
    (home / "exercises").rename(home / "elsewhere")
    place = opened().location
    page = browser.text(place)
    assert 'value="mine" checked' in page and "spare" not in page
    assert browser.post(place, data={"take": "mine"}).location.endswith("/")
    assert own.texts(home / "exercises" / "mine") == SKELETON
    assert browser.get(place).status_code == 404 or browser.get(place).status_code == 410


def test_one_of_the_same_name_is_not_written_over_unasked(browser: Browser, store: Store, home: pathlib.Path) -> None:
    theirs, mine = own.skeleton("Theirs"), own.skeleton("Mine")
    data = write_zip(convening_with("shared"), {}, {"shared": theirs, "rivers": theirs, "bad": {"exercise.md": "---"}})
    own.put(home / "exercises", {"shared": mine})
    place = browser.post("/bring", data={"file": (io.BytesIO(data), "c.zip")}, content_type="multipart/form-data").location
    page = browser.text(place)
    assert " checked" not in page and "yours is put aside" in page and "stand in for it in every agenda" in page
    assert 'value="bad"' not in page
    assert browser.post(place, data={"take": "bad"}).status_code == 422
    assert browser.post(place, data={"take": "shared"}).status_code == 303
    assert own.texts(home / "exercises" / "shared") == theirs
    assert own.texts(home / "exercises" / "_shared-1") == mine
    assert not (home / "exercises" / "rivers").exists()


def test_forgetting_names_the_lines_of_ones_own_exercises_that_name_somebody_and_leaves_them(
    browser: Browser, store: Store, home: pathlib.Path
) -> None:
    own.put(home / "exercises", {"mine": {**SKELETON, "sheet.md": "Write.\n\nAsk ANA example first.\n"}})
    key = store.add(Convening.model_validate({"title": "Water", "participants": [{"id": "a", "name": "Ana Example"}]}))
    page = browser.text(f"/c/{key}/forget")
    assert "mine/sheet.md</span></a>, line 3" in page and "does not erase anything in them" in page
    assert "mine/sheet.md</span></a>, line 3" in browser.post(f"/c/{key}/forget", data={"sure": "yes"}).text
    assert "ANA example" in own.texts(home / "exercises" / "mine")["sheet.md"]
    assert "in-exercises" not in browser.text(f"/c/{key}/forget")


def test_the_guide_of_a_session_is_counted_for_those_who_lead_it(browser: Browser, store: Store) -> None:
    session = {"title": "Ring", "exercise": "fishbowl", "minutes": 60, "lead": [{"text": "Ana"}, {"text": "Ben"}]}
    made = store.add(Convening.model_validate({"title": "T", "expected": 20, "days": [{"sessions": [session]}]}))
    assert "2 copies: one for each facilitator" in words(browser.text(f"/c/{made}/library/fishbowl"))
    assert "1 copy: one for each facilitator" in words(browser.text("/library/fishbowl"))
