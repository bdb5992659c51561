"""What is done with the words of a room: counted by two at once, moved, joined, kept out of print; each taken back again."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.convening.test_edits import changed
from toolkit.convening import edits, words
from toolkit.convening.edits import AnyEdit
from toolkit.convening.model import Convening
from toolkit.convening.words import Asked

MAP = Asked("map")
LATER = Asked("map", "after")


def a_room(*said: dict[str, object]) -> Convening:
    return Convening.model_validate({"title": "T", "days": [{"sessions": [{"id": "map", "title": "Map"}]}],
                                     "words": [{"session": "map", **each} for each in said]})  # fmt: skip


def made(convening: Convening, edit: AnyEdit | None) -> list[tuple[object, ...]]:
    assert edit is not None
    return [(word.text, word.count, word.cluster) for word in changed(edit, convening).words]


def test_a_word_that_comes_again_is_counted_by_side_and_round_and_its_case_and_accents_are_kept() -> None:
    room = a_room({"text": "river", "side": "donor", "count": 2})
    assert made(room, words.say(room, [("river", 1)], MAP, "donor")) == [("river", 3, "")]
    for other, asked in (("River", MAP), ("rivér", MAP), ("rivers", MAP), ("river", LATER)):
        assert made(room, words.say(room, [(other, 1)], asked, "donor"))[1:] == [(other, 1, "")]
    assert made(room, words.say(room, [("lake", 2), (" lake ", 1)], MAP)) == [("river", 2, ""), ("lake", 3, "")]


def test_what_was_said_before_lies_where_it_lay_and_stays_out_of_print() -> None:
    room = a_room({"text": "thief", "cluster": "Names", "show": False})
    after = changed(words.say(room, [("thief", 1)], LATER, "donor"), room)
    assert (after.words[1].cluster, after.words[1].show, after.words[1].side) == ("Names", False, "donor")


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["river", "lake"]), st.sampled_from(["say", "undo"])), max_size=14))
def test_counts_of_two_people_add_up_and_undo_takes_back_one_s_own(steps: list[tuple[str, str, str]]) -> None:
    """Whoever said what, in which order, and whatever was taken back: each word has the cards that were said and not taken back."""
    now = a_room()
    undo: dict[str, list[tuple[str, AnyEdit]]] = {"a": [], "b": []}
    for who, text, what in steps:
        if what == "say":
            now, inverse = edits.apply(now, words.say(now, [(text, 1)], MAP))
            undo[who].append((text, inverse))
        elif undo[who]:
            now = edits.apply(now, undo[who].pop()[1]).convening
    left = [text for pile in undo.values() for text, _ in pile]
    assert {word.text: word.count for word in now.words} == {text: left.count(text) for text in left}


def test_moving_is_of_one_round_and_a_heap_is_called_the_same_in_both() -> None:
    room = a_room({"text": "river"}, {"text": "river", "round": "after", "cluster": "Water"}, {"text": "river", "side": "donor"})
    moved = words.move(room, MAP, ["river"], "Water")
    assert made(room, moved) == [("river", 1, "Water")] * 3
    assert made(room, words.move(room, LATER, ["river"], "")) == [("river", 1, "")] * 3
    assert words.move(room, LATER, ["river"], "Water") is None
    assert made(room, words.rename_heap(room, MAP, "Water", "Wet"))[1] == ("river", 1, "Wet")


def test_joining_adds_the_cards_side_by_side_and_keeps_what_hurts_out_of_print() -> None:
    room = a_room(
        {"text": "worker", "count": 2, "cluster": "People"}, {"text": "workers", "count": 3},
        {"text": "workers", "side": "donor", "show": False},
    )  # fmt: skip
    edit = words.respell(room, MAP, "workers", "worker")
    assert made(room, edit) == [("worker", 5, "People"), ("worker", 1, "People")]
    assert edit is not None and not any(word.show for word in changed(edit, room).words)
    assert made(room, words.respell(room, MAP, "worker", "labour"))[0] == ("labour", 2, "People")
    assert words.respell(room, MAP, "worker", " worker ") is None


def test_a_word_is_kept_out_of_print_and_taken_out_with_all_its_cards() -> None:
    room = a_room({"text": "thief"}, {"text": "thief", "round": "after"}, {"text": "river"})
    hidden = words.show(room, MAP, "thief", False)
    assert hidden is not None and [word.show for word in changed(hidden, room).words] == [False, False, True]
    assert words.show(room, MAP, "river", True) is None
    assert made(room, words.take_out(room, MAP, "thief")) == [("thief", 1, ""), ("river", 1, "")]
