import datetime as dt
import os
import pathlib
import random
import signal
import subprocess
import sys
import threading
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.conftest import a_convening
from toolkit.convening.edits import All, AnyEdit, EditError, Insert, Move, Place, Ref, Remove, Set
from toolkit.convening.model import Convening
from toolkit.language import language
from toolkit.store import Store, StoreError

ROOT = pathlib.Path(__file__).parents[2]
WELCOME = Ref(kind="session", id="welcome")


def title(text: str) -> Set:
    return Set(target=Ref(), field=("title",), value=text)


def word(text: str) -> Insert:
    return Insert(into=Place(list="words"), value={"text": text})


class Clock:
    def __init__(self) -> None:
        self.now = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += dt.timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def timed(tmp_path: pathlib.Path, clock: Clock) -> Store:
    return Store(tmp_path / "a.sqlite3", now=clock)


def test_an_edit_is_there_for_everyone_at_once(store: Store, convening: Convening) -> None:
    key = store.add(convening)
    stored = store.apply(key, title("Another"), "Ana")
    assert (stored.convening.title, stored.seq) == ("Another", 1)
    assert Store(store.path).get(key) == stored
    assert [(change.seq, change.kind, change.who, change.edit) for change in store.history(key)] == [(1, "do", "Ana", title("Another"))]


def test_an_edit_that_cannot_be_made_changes_nothing(store: Store, convening: Convening) -> None:
    key = store.add(convening)
    before = store.get(key)
    with pytest.raises(EditError):
        store.apply(key, All(edits=(title("Half"), Remove(target=Ref(kind="session", id="nowhere")))))
    assert store.get(key) == before
    assert store.history(key) == ()


def test_undo_takes_back_and_redo_makes_again(timed: Store, clock: Clock, convening: Convening) -> None:
    key = timed.add(convening)
    states = [timed.get(key).convening]
    for text in ("One", "Two", "Three"):
        clock.wait(60)
        states.append(timed.apply(key, title(text), "Ana").convening)
    assert [timed.undo(key, "Ana").convening for _ in range(3)] == states[2::-1]
    assert [timed.redo(key, "Ana").convening for _ in range(3)] == states[1:]
    assert [change.kind for change in timed.history(key)] == ["do"] * 3 + ["undo"] * 3 + ["redo"] * 3
    with pytest.raises(StoreError, match="nothing of yours to redo"):
        timed.redo(key, "Ana")


def test_something_new_clears_what_could_be_made_again(timed: Store, clock: Clock, convening: Convening) -> None:
    key = timed.add(convening)
    timed.apply(key, title("One"), "Ana")
    timed.undo(key, "Ana")
    clock.wait(60)
    timed.apply(key, title("Two"), "Ana")
    with pytest.raises(StoreError, match="nothing of yours to redo"):
        timed.redo(key, "Ana")


def test_undo_takes_back_mine_and_leaves_theirs(store: Store, convening: Convening) -> None:
    key = store.add(convening)
    store.apply(key, title("Mine"), "Ana")
    store.apply(key, Set(target=WELCOME, field=("room",), value="Hall"), "Ben")
    after = store.undo(key, "Ana").convening
    assert after.title == convening.title
    assert after.days[0].sessions[0].room == "Hall"
    with pytest.raises(StoreError, match="nothing of yours to undo"):
        store.undo(key, "Ana")


def test_undo_says_why_it_cannot_when_somebody_changed_the_same_since(store: Store, convening: Convening) -> None:
    key = store.add(convening)
    store.apply(key, title("Mine"), "Ana")
    theirs = store.apply(key, title("Theirs"), "Ben")
    with pytest.raises(StoreError, match=r"cannot be undone any more: .*changed this since"):
        store.undo(key, "Ana")
    assert store.get(key) == theirs


def test_the_reason_is_said_in_the_language_of_the_sentence(store: Store, convening: Convening) -> None:
    key = store.add(convening)
    store.apply(key, title("Mine"), "Ana")
    store.apply(key, title("Theirs"), "Ben")
    with pytest.raises(StoreError) as refused:
        store.undo(key, "Ana")
    assert "changed this since" not in refused.value.say(language("en-XA"))


def test_typing_on_in_one_field_is_one_edit(timed: Store, clock: Clock, convening: Convening) -> None:
    key = timed.add(convening)
    for text in ("W", "Wa", "Wat"):
        timed.apply(key, title(text), "Ana")
        clock.wait(3)
    assert [(change.seq, change.edit) for change in timed.history(key)] == [(1, title("Wat"))]
    clock.wait(10)
    timed.apply(key, title("Water"), "Ana")
    assert [change.edit for change in timed.history(key)] == [title("Wat"), title("Water")]
    assert timed.undo(key, "Ana").convening.title == "Wat"
    assert timed.undo(key, "Ana").convening == convening


def test_typing_by_two_people_is_two_edits(timed: Store, convening: Convening) -> None:
    key = timed.add(convening)
    timed.apply(key, title("A"), "Ana")
    timed.apply(key, title("B"), "Ben")
    assert [change.who for change in timed.history(key)] == ["Ana", "Ben"]


def test_every_version_can_be_read_again(timed: Store, clock: Clock, convening: Convening) -> None:
    key = timed.add(convening)
    states = {0: convening}
    for number in range(1, 121):
        clock.wait(60)
        if number % 10 == 0:
            states[number] = timed.undo(key).convening
        else:
            states[number] = timed.apply(key, title(f"Version {number}") if number % 2 else word(f"word {number}")).convening
    assert {number: timed.at(key, number) for number in states} == states


_EDITS: st.SearchStrategy[AnyEdit] = st.one_of(
    st.text("abcé<&\"'\n", min_size=1, max_size=20).map(title),
    st.text("xyz", min_size=1, max_size=8).map(word),
    st.sampled_from(["Hall", "Library", None]).map(lambda room: Set(target=WELCOME, field=("room",), value=room)),
    st.integers(0, 3).map(lambda at: Move(target=WELCOME, into=Place(of=Ref(kind="day", id="day-2"), list="sessions"), at=at)),
    st.integers(0, 3).map(lambda at: Move(target=WELCOME, into=Place(list="parked"), at=at)),
    st.sampled_from(["maria", "jo"]).map(
        lambda person: Set(target=Ref(kind="participant", id=person), field=("needs", "diet"), value="vegan")
    ),
    st.just(Insert(into=Place(list="participants"), value={"name": "New Person"})),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_EDITS, min_size=1, max_size=6))
def test_undoing_everything_comes_back_to_the_start(timed: Store, clock: Clock, edits: list[AnyEdit]) -> None:
    key = timed.add(a_convening())
    for edit in edits:
        clock.wait(60)
        timed.apply(key, edit, "Ana")
    last = timed.get(key).convening
    for _ in edits:
        timed.undo(key, "Ana")
    assert timed.get(key).convening == a_convening()
    for _ in edits:
        timed.redo(key, "Ana")
    assert timed.get(key).convening == last


def test_two_threads_at_once_lose_nothing(store: Store, convening: Convening) -> None:
    key = store.add(convening)

    def work(who: str) -> None:
        for number in range(15):
            store.apply(key, word(f"{who} {number}"), who)

    threads = [threading.Thread(target=work, args=(who,)) for who in ("Ana", "Ben", "Cai")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stored = store.get(key)
    assert stored.seq == 45
    wanted = sorted(f"{who} {n}" for who in ("Ana", "Ben", "Cai") for n in range(15))
    assert sorted(each.text for each in stored.convening.words[2:]) == wanted


_WRITER = """
import sys
from toolkit.store import Store
from toolkit.convening.edits import Insert, Place
store, key, who = Store(sys.argv[1]), sys.argv[2], sys.argv[3]
for number in range(int(sys.argv[4])):
    store.apply(key, Insert(into=Place(list="words"), value={"text": f"{who} {number}"}), who)
    print(number, flush=True)
"""


def _writer(store: Store, key: str, who: str, count: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", _WRITER, str(store.path), key, who, str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_two_processes_at_once_lose_nothing(store: Store, convening: Convening) -> None:
    key = store.add(convening)
    writers = [_writer(store, key, who, 20) for who in ("Ana", "Ben")]
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    stored = store.get(key)
    assert stored.seq == 40
    assert {each.text for each in stored.convening.words[2:]} == {f"{who} {n}" for who in ("Ana", "Ben") for n in range(20)}


def test_what_was_said_to_be_saved_survives_a_kill(store: Store, convening: Convening) -> None:
    """A process is killed in the middle of its work; what it had announced is there, whole, and the next change goes on."""
    key = store.add(convening)
    rounds = 40 if os.environ.get("CONVENING_FULL") else 5
    chance = random.Random(1)
    for turn in range(rounds):
        before = len(store.get(key).convening.words)
        writer = _writer(store, key, f"turn {turn}", 10_000)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(chance.uniform(0, 0.15))
        os.kill(writer.pid, signal.SIGKILL)
        said = 1 + len(writer.stdout.read().splitlines())
        writer.wait()
        writer.stdout.close()
        stored = store.get(key)
        new = [each.text for each in stored.convening.words[before:]]
        assert new == [f"turn {turn} {number}" for number in range(len(new))]
        assert len(new) in (said, said + 1)
        assert stored.seq == len(store.history(key))
    with store._engine.connect() as db:
        assert db.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
