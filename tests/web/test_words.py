"""The page of the words: said, counted by two at once, sorted, joined, kept out of print; drawn as they are printed; always as text."""

import html
import re
import threading
import time
from typing import Any

import pytest
from flask import Flask

from tests.store.conftest import a_convening
from tests.web.conftest import Browser, Planned
from tests.web.test_pages import unmarked
from tests.web.test_pages import words as text_of
from tests.web.test_settings import HTMX
from tests.web.test_who import another
from toolkit.convening.words import Asked, say
from toolkit.store import Store

EVIL = "<script>alert(1)</script>"


class Room:
    """One window on the words of one convening."""

    def __init__(self, browser: Browser, store: Store, key: str, side: str = "") -> None:
        self.browser, self.store, self.key, self.side = browser, store, key, side

    def send(self, path: str = "", status: int = 200, **values: str) -> str:
        data = {"session": "map", "round": "before", "side": self.side, **values}
        answer = self.browser.post(f"/c/{self.key}/words{path}", data=data, headers=HTMX)
        assert answer.status_code == status, answer.text
        return str(answer.text)

    def say(self, text: str, **values: str) -> str:
        return said(self.send(text=text, **values))

    def do(self, word: str, action: str, **values: str) -> str:
        found = next(each.id for each in self.store.get(self.key).convening.words if each.text == word)
        return said(self.send(f"/of/{found}/{action}", **values))

    def page(self, more: str = "") -> str:
        return self.browser.text(f"/c/{self.key}/words?session=map&round=before{more}")

    def turn(self, way: str) -> str:
        return said(self.browser.post(f"/c/{self.key}/{way}", headers=HTMX).text)

    @property
    def words(self) -> dict[str, int]:
        return {each.text: each.count for each in self.store.get(self.key).convening.words}

    @property
    def heaps(self) -> dict[str, object]:
        return {each.text: each.cluster for each in self.store.get(self.key).convening.words}


def said(parts: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", parts[parts.index('<p id="said"') :])).strip()


def opened(browser: Browser, store: Store, **more: Any) -> Room:
    mapping = {"id": "map", "title": "Map", "exercise": "word-association-mapping", "fill": {"centre": "Water"}}
    days = [{"id": "day-1", "sessions": [{"id": "talk", "title": "Talk"}, mapping]}]
    bare: dict[str, Any] = {"notes": [], "groups": [], "words": [], "report": {}, "days": days}
    bare["participants"] = [{"id": "p1", "name": "Jo Sample", "side": "donor"}, {"id": "p2", "name": "Ana Nobody", "side": "activist"}]
    return Room(browser, store, store.add(a_convening(**{**bare, "together": [], **more})))


@pytest.fixture
def room(browser: Browser, store: Store) -> Room:
    return opened(browser, store)


def test_words_are_counted_as_they_come_and_each_is_undone_alone(room: Room) -> None:
    assert room.say("river") == "“river” is on 1 card."
    assert room.say("  river ") == "“river” is on 2 cards."
    assert room.say("River") == "“River” is on 1 card."
    assert room.say("river ×3") == "“river” is on 5 cards."
    assert room.words == {"river": 5, "River": 1}
    assert room.turn("undo") == "Taken back: counted the word “river” 5 times."
    assert room.turn("undo") == "Taken back: added “River” to the words."
    assert room.words == {"river": 2}
    assert room.turn("redo") == "Made again: added “River” to the words."
    assert room.browser.text(f"/c/{room.key}/history").count("“river”") >= 2


def test_a_list_goes_in_whole_and_out_again_as_one(room: Room) -> None:
    fifty_four = ", ".join(f"thing {at}" for at in range(54))
    assert room.say(fifty_four) == "54 new words."
    assert room.say("- thing 0\r\n2. pay day\n• rain x2;wind\n\n,") == "3 new words. 1 came again."
    assert (len(room.words), room.words["thing 0"], room.words["rain"]) == (57, 2, 2)
    room.turn("undo")
    room.turn("undo")
    assert room.words == {}


def test_two_at_once_lose_nothing_and_each_takes_back_their_own(app: Flask, room: Room) -> None:
    other = Room(another(app), room.store, room.key, side="donor")
    same = Room(another(app), room.store, room.key)
    room.say("river")
    same.say("river")
    other.say("river")
    room.say("river")
    shown = text_of(room.page())
    assert "1 word on 4 cards" in shown
    assert same.turn("undo") == "Taken back: counted the word “river” 3 times."
    room.turn("undo")
    assert room.turn("undo").startswith("Taken back: ")
    assert [(each.side, each.count) for each in room.store.get(room.key).convening.words] == [("donor", 1)]


def test_many_cards_at_the_same_moment_are_all_counted(room: Room) -> None:
    def type_ten(number: int) -> None:
        for _ in range(10):
            room.store.change(room.key, lambda now: say(now, [("river", 1), (f"word {number}", 1)], Asked("map")), f"{number}")

    typing = [threading.Thread(target=type_ten, args=(number,)) for number in range(3)]
    for each in typing:
        each.start()
    for each in typing:
        each.join()
    assert room.words == {"river": 30, "word 0": 10, "word 1": 10, "word 2": 10}


def test_what_is_sent_twice_because_no_answer_came_is_counted_once(room: Room) -> None:
    for _ in range(2):
        room.send(text="river", mark="one")
    room.send(text="river", mark="two")
    assert room.words == {"river": 2}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (" , ;\n", "Type a word first."),
        ("x, " * 501, "These are 501 words; at most 500 are taken at once. Paste them in parts."),
        ("a, " + "y" * 121, f"“{'y' * 30}…” is 121 characters long; a word has at most 120. Part words by commas or lines."),
        ("w" * 2_000_000, "is 2,000,000 characters long"),
        ("a\x00b", "holds the control character"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_whole_with_a_reason(room: Room, typed: str, sentence: str) -> None:
    assert sentence in said(room.send(text=typed, status=422))
    assert room.words == {}
    plain = room.browser.post(f"/c/{room.key}/words", data={"text": "z" * 121, "session": "map"})
    assert (plain.status_code, f">{'z' * 121}</textarea>" in plain.text) == (422, True)


def test_a_session_that_is_gone_takes_no_words(room: Room) -> None:
    assert "not in the agenda any more" in said(room.send(text="river", session="gone", status=422))


def test_words_are_sorted_into_heaps_that_are_named_last(room: Room) -> None:
    room.say("river, lake, wage")
    assert room.do("river", "new") == "Done: put “river” into the heap “Heap 1”."
    room.do("lake", "move", number="1")
    room.do("wage", "new")
    assert room.heaps == {"river": "Heap 1", "lake": "Heap 1", "wage": "Heap 2"}
    assert said(room.send("/heap", heap="Heap 1", name=" Fresh  water ")) == "Done: renamed the heap “Heap 1” to “Fresh water”."
    assert "A heap needs a name" in said(room.send("/heap", heap="Heap 2", name=" ", status=422))
    assert room.do("river", "move", heap="") == "Done: took “river” out of the heap “Fresh water”."
    assert room.heaps == {"river": "", "lake": "Fresh water", "wage": "Heap 2"}
    for _ in range(5):
        room.turn("undo")
    assert set(room.heaps.values()) == {""}


def test_the_menu_of_a_word_works_without_script_too(room: Room) -> None:
    room.say("thief, river")
    found = next(each.id for each in room.store.get(room.key).convening.words if each.text == "thief")
    assert room.browser.get(f"/c/{room.key}/words/of/{found}").status_code == 303
    assert "Count it, don’t print it" in room.page(f"&word={found}")
    answer = room.browser.post(f"/c/{room.key}/words/of/{found}/keep", data={"session": "map"})
    assert answer.status_code == 303
    page = room.browser.text(answer.location)
    assert "Done: kept “thief” out of print." in text_of(page)
    assert "1 word is counted and not printed" in text_of(page)
    assert room.do("thief", "more") == "Done: counted the word “thief” 2 times."
    assert "thief" not in room.browser.text(f"/c/{room.key}/words/map?session=map")
    assert room.do("thief", "print") == "Done: let “thief” be printed again."
    assert room.do("thief", "respell", text="robber") == "Done: renamed the word “thief” to “robber”."
    assert room.do("robber", "fewer") == "Done: counted the word “robber” 1 time."
    assert room.do("robber", "out") == "Done: took “robber” out of the words."
    assert "somebody has taken it out" in said(room.send(f"/of/{found}/more", status=422))
    assert room.words == {"river": 1}


def test_what_may_belong_together_is_offered_and_never_joined_unasked(room: Room) -> None:
    room.say("work ×2, water work, workers, Work")
    page = room.page()
    assert re.findall(r'data-pair="([^"]+)"', page)[0] == "work&#10;Work"
    assert len(room.words) == 4
    assert said(room.send("/pair", one="work", other="Work", do="join-one")) == "Done: joined the word “Work” to “work”."
    assert room.words == {"work": 3, "water work": 1, "workers": 1}
    assert said(room.send("/pair", one="work", other="water work", do="heap")).startswith("Done: put “work” and “water work” into the heap")
    assert "work&#10;water work" not in room.page()
    room.turn("undo")
    room.turn("undo")
    assert room.words == {"work": 2, "water work": 1, "workers": 1, "Work": 1}


def test_the_map_is_the_very_one_that_is_printed_with_its_table(room: Room) -> None:
    room.say("river ×2, lake")
    room.do("river", "new")
    drawn = room.browser.text(f"/c/{room.key}/words/map?session=map&round=before")
    assert 'aria-label="Word map around “Water”.' in drawn
    assert "river ×2" in drawn
    assert "Heap 1 river (2)" in text_of(drawn)
    assert "drawn here" in room.browser.text(f"/c/{room.key}/words/map?session=map&round=after")


def test_scripts_in_words_are_shown_as_text(room: Room) -> None:
    room.say(EVIL)
    room.do(EVIL, "new")
    room.send("/heap", heap="Heap 1", name=EVIL)
    found = room.store.get(room.key).convening.words[0].id
    for text in (room.page(f"&word={found}"), room.browser.text(f"/c/{room.key}/words/map?session=map"), room.send(text=EVIL)):
        assert EVIL not in text
        assert html.escape(EVIL) in text


def test_another_window_fetches_what_has_changed_and_nothing_else(room: Room) -> None:
    seq = re.search(r'data-seq="([^"]+)"', room.page())
    assert seq is not None
    address = f"/c/{room.key}/words/parts?session=map&seq={seq[1]}"
    assert room.browser.get(address).status_code == 204
    room.say("river")
    assert "river" in room.browser.text(address)


def test_the_session_of_the_exercise_and_the_sides_of_the_people_are_offered(room: Room) -> None:
    page = room.browser.text(f"/c/{room.key}/words")
    assert '<option value="map" selected>' in page
    assert re.findall(r'<option value="(\w+)"></option>', page) == ["activist", "donor"]
    assert "Each word that somebody calls out" in page


def test_three_hundred_words_are_shown_at_once(room: Room) -> None:
    room.say(", ".join(f"word {at} {'x' * (at % 30)}" for at in range(300)))
    room.page()
    took: list[float] = []
    for _ in range(3):
        began = time.process_time()
        room.say("river")
        took.append(time.process_time() - began)
    assert min(took) < 0.1


@pytest.mark.parametrize(("code", "direction"), [("en-XA", "ltr"), ("ar-XB", "rtl")])
def test_no_word_of_the_page_is_unmarked(planned: Planned, store: Store, code: str, direction: str) -> None:
    room = opened(another(planned(language=code)), store)
    room.send(text="1 ×2, 2, 1 2")
    room.do("1", "new")
    room.do("2", "keep")
    found = room.store.get(room.key).convening.words[0].id
    page = room.page(f"&word={found}")
    assert f'dir="{direction}"' in page
    drawn = re.sub(r"<(text|title)\b.*?</\1>", "", room.browser.text(f"/c/{room.key}/words/map?session=map"))
    assert unmarked(page, code) == []
    assert unmarked(f"<body>{drawn}", code) == []
