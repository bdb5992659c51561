import pathlib

import pytest

from tests.store.conftest import a_convening
from tests.store.test_edits import WELCOME, Clock, title
from toolkit.convening.difference import back_to
from toolkit.convening.edits import AnyEdit, EditError, Insert, Move, Place, Ref, Set
from toolkit.convening.model import Convening
from toolkit.store import Picture, Step, Store, StoreError
from toolkit.store.signed import hand_of, is_hand, new_hand, nickname_of, signed, tidy_nickname, unnamed

ANA, BEN = (signed(each, "Ana") for each in ("aaaaaaaaaaaa", "bbbbbbbbbbbb"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def timed(tmp_path: pathlib.Path, clock: Clock) -> Store:
    return Store(tmp_path / "a.sqlite3", now=clock)


def a_long_past(store: Store, clock: Clock, key: str, count: int) -> dict[int, Convening]:
    """Changes of two people, some taken back, and the state after each of them."""
    states = {store.get(key).seq: store.get(key).convening}
    for number in range(count):
        clock.wait(60)
        who = ANA if number % 3 else BEN
        field = "title" if who == ANA else "subtitle"
        edit = Set(target=Ref(), field=(field,), value=f"Text {number}")
        stored = store.undo(key, who) if number % 7 == 6 else store.apply(key, edit, who)
        states[stored.seq] = stored.convening
    return states


def test_signed_holds_two_things_and_gives_them_back() -> None:
    hand = new_hand()
    assert (is_hand(hand), hand_of(signed(hand, "Ana B.")), nickname_of(signed(hand, "Ana B."))) == (True, hand, "Ana B.")
    assert (signed(hand), nickname_of(hand), unnamed(signed(hand, "Ana")), unnamed("Ana"), unnamed("")) == (hand, "", hand, "", "")
    assert [tidy_nickname(each) for each in (" Ana\n B. ", "\x00\u202e", "x" * 50)] == ["Ana B.", "", "x" * 40]


def test_a_page_of_the_past_holds_the_states_around_each_change(timed: Store, clock: Clock) -> None:
    key = timed.add(a_convening())
    states = a_long_past(timed, clock, key, 120)
    history = {change.seq: change for change in timed.history(key)}

    def expected(newest: int, most: int) -> tuple[Step, ...]:
        return tuple(Step(history[n], states[n - 1], states[n]) for n in range(newest, max(newest - most, 0), -1))

    assert timed.steps(key) == expected(120, 50)
    for until, most in ((120, 7), (70, 50), (51, 1), (50, 50), (12, 50), (1, 50), (999, 3)):
        assert timed.steps(key, until, most) == expected(min(until, 120), most)
    assert timed.steps(key, 0) == ()


def test_a_page_that_a_forgetting_stands_on_tells_nothing_of_what_was_before(timed: Store, clock: Clock) -> None:
    key = timed.add(a_convening())
    a_long_past(timed, clock, key, 10)
    timed.forget(key)
    states = a_long_past(timed, clock, key, 5)
    steps = timed.steps(key)
    assert [(step.before, step.after) for step in steps[:5]] == [(states[n - 1], states[n]) for n in range(16, 11, -1)]
    assert [(step.change.kind, step.before, step.after) for step in steps[5:7]] == [("forget", None, None), ("do", None, None)]
    assert [step.change.seq for step in timed.steps(key, 11)] == list(range(11, 0, -1))
    assert {step.after for step in timed.steps(key, 10)} == {None}


def test_what_undo_and_redo_would_do_is_known_before(timed: Store, clock: Clock) -> None:
    key = timed.add(a_convening())
    assert (timed.turns(key, ANA).undo, timed.turns(key, ANA).redo) == (None, None)
    for who, text in ((ANA, "One"), (BEN, "Two"), (ANA, "Three")):
        clock.wait(60)
        timed.apply(key, title(text), who)
    timed.undo(key, ANA)
    assert [each and each.edit for each in (timed.turns(key, ANA).undo, timed.turns(key, BEN).undo)] == [title("One"), title("Two")]
    redo = timed.turns(key, ANA).redo
    assert redo is not None
    assert (redo.kind, redo.inverse, timed.turns(key, BEN).redo) == ("undo", title("Three").model_copy(update={"was": ("Two",)}), None)
    timed.forget(key)
    assert (timed.turns(key, ANA).undo, timed.turns(key, BEN).undo) == (None, None)


def test_typing_goes_on_over_a_new_nickname_and_not_over_another_window(timed: Store) -> None:
    key = timed.add(a_convening())
    for who in (ANA, signed(hand_of(ANA), "Annie"), BEN):
        timed.apply(key, title(who), who)
    assert [hand_of(change.who) for change in timed.history(key)] == [hand_of(ANA), hand_of(BEN)]


def test_an_edit_that_depends_on_how_things_stand_is_made_for_the_newest_state(store: Store) -> None:
    key = store.add(a_convening())
    store.apply(key, title("Theirs"))

    def shout(now: Convening) -> AnyEdit:
        return title(f"{now.title}!")

    before, after = store.change(key, shout, ANA)
    assert (before.convening.title, after.convening.title) == ("Theirs", "Theirs!")
    assert store.history(key)[-1].edit == title("Theirs!")
    assert store.change(key, lambda _: None, ANA) == (after, after)


def test_going_back_is_one_edit_and_can_be_taken_back(timed: Store, clock: Clock) -> None:
    key = timed.add(a_convening())
    states = a_long_past(timed, clock, key, 20)
    timed.apply(key, Move(target=WELCOME, into=Place(list="parked")), BEN)
    now, then = timed.get(key), timed.at(key, 5)
    clock.wait(60)
    _, after = timed.change(key, lambda newest: back_to(newest, then), ANA)
    assert (after.convening, after.seq) == (states[5], now.seq + 1)
    assert timed.undo(key, ANA).convening == now.convening
    with pytest.raises(StoreError, match="stays forgotten"):
        timed.forget(key)
        timed.at(key, 5)


# Pictures


def test_a_picture_comes_with_the_edit_that_names_it_or_not_at_all(store: Store) -> None:
    key = store.add(a_convening())
    wrong = Insert(into=Place(list="hosts"), value={"name": "Host", "logo": "a/b.png"})
    with pytest.raises(EditError):
        store.change(key, lambda _: wrong, ANA, pictures={"a.png": Picture(b"printed", b"brought")})
    assert store.assets(key) == {}
    right = Insert(into=Place(list="hosts"), value={"name": "Host", "logo": "a.png"})
    store.change(key, lambda _: right, ANA, pictures={"a.png": Picture(b"printed", b"brought")})
    assert (store.assets(key), store.originals(key)) == ({"a.png": b"printed"}, {"a.png": b"brought"})


def test_undo_finds_the_picture_that_was_there_before(store: Store) -> None:
    key = store.add(a_convening(), {"ern.png": b"old"})
    rest = {"name": "Example Rights Network", "short": "ERN"}
    change = Set(target=Ref(), field=("hosts",), value=[{**rest, "logo": "new.png"}])
    store.change(key, lambda _: change, ANA, pictures={"new.png": Picture(b"new", b"new")})
    store.apply(key, Set(target=Ref(), field=("hosts",), value=[rest]), BEN)
    assert store.assets(key) == {"ern.png": b"old", "new.png": b"new"}
    assert store.undo(key, BEN).convening.hosts[0].logo == "new.png"
    assert store.undo(key, ANA).convening.hosts[0].logo == "ern.png"


def test_a_picture_is_never_overwritten(store: Store) -> None:
    key = store.add(a_convening(), {"ern.png": b"old"})
    store.change(key, lambda _: title("One"), pictures={"ern.png": Picture(b"new", b"new")})
    assert store.assets(key) == {"ern.png": b"old"}


def test_a_forgetting_drops_pictures_that_only_older_versions_show(store: Store) -> None:
    brought = {"ern.png": b"a logo that is shown", "photo.png": b"the bytes of a photo", "old.png": b"a logo of before"}
    key = store.add(a_convening(), brought)
    store.forget(key, "jo")
    assert store.assets(key) == {"ern.png": b"a logo that is shown", "photo.png": b"the bytes of a photo"}
    store.forget(key)
    assert store.assets(key) == {"ern.png": b"a logo that is shown"}
