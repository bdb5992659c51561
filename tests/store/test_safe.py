"""With a passphrase no name, note or word of the room stands in any byte of the database, its journal or a backup."""

import contextlib
import datetime as dt
import json
import pathlib
import time
import zlib
from typing import Any

import pytest

from tests.conftest import FULL
from tests.store.conftest import a_convening
from tests.support import keep_sample, sample
from toolkit.convening.edits import Insert, Place, Ref, Remove, Set
from toolkit.convening.model import Convening
from toolkit.sealing import Cost, SealedError
from toolkit.store import Store, StoreError
from toolkit.store.closed import ClosedError
from toolkit.store.handed import Handed
from toolkit.store.safe import PassphraseError
from toolkit.store.signed import signed

QUICK = Cost(memory=64, passes=1, lanes=1)
PHRASE = "seven lamps under water"
ANA, BEN = signed("abcdefghjkmn", "Ana Petrosyan"), signed("npqrstuvwxyz")


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [each for key, inner in value.items() for each in ([key] if " " in key else []) + _strings(inner)]
    if isinstance(value, list):
        return [each for inner in value for each in _strings(inner)]
    return [value] if isinstance(value, str) else []


def secrets_of(convening: Convening) -> set[str]:
    """Every typed text of people, words and notes: as they are, and of names each word."""
    raw = convening.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    people = [{key: each[key] for key in each if key not in ("consent", "status", "days", "languages", "side", "country")}
              for each in raw.get("participants", [])]  # fmt: skip
    names = [word for person in convening.participants for word in f"{person.name} {person.legal_name}".split()]
    words = [word.text for word in convening.words]
    notes = [{key: note[key] for key in ("text", "why", "to") if key in note} for note in raw.get("notes", [])]
    found = (*_strings(people), *names, *words, *_strings(notes), *_strings(raw.get("report", {}).get("summary")))
    return {text for text in found if len(text) > 3}


def found_in(folder: pathlib.Path, words: set[str]) -> set[str]:
    """Those that some file of the folder holds: as UTF-8, as UTF-16, or packed anywhere in it."""
    held = b"\0".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    packed = b"".join(_unpacked(held, at) for at in _zlib_heads(held))
    both = held + packed
    ways = ("utf-8", "utf-16-le", "utf-16-be")
    return {word for word in words if any(json.dumps(word, ensure_ascii=False)[1:-1].encode(way) in both for way in ways)}


def _zlib_heads(data: bytes) -> list[int]:
    return [at for mark in (b"\x78\x01", b"\x78\x9c", b"\x78\xda") for at in _all(data, mark)]


def _all(data: bytes, mark: bytes) -> list[int]:
    places, at = [], data.find(mark)
    while at >= 0:
        places.append(at)
        at = data.find(mark, at + 1)
    return places


def _unpacked(data: bytes, at: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(data[at : at + 100_000], 1_000_000)
    except zlib.error:
        return b""


def agenda_says(store: Store) -> str:
    """What stays open by intention."""
    return "\n".join(json.dumps(store.agenda(one.id).convening.model_dump(mode="json"), ensure_ascii=False) for one in store.list())


def test_no_name_note_or_word_of_the_sample_is_in_any_byte_of_a_closed_store(store: Store) -> None:
    key = keep_sample(store)
    store.backups.make("day")
    secret = secrets_of(sample().convening)
    assert len(secret) > 250 and len(found_in(store.path.parent, secret)) > 0.95 * len(secret), "the search would not find them"
    done = store.safe.set(PHRASE, QUICK)
    assert (done.backups, done.traces) == (1, 0)
    store.apply(key, Set(target=Ref(kind="participant", id="p01"), field=("name",), value="Quintessa Zimbalist"), ANA)
    store.apply(key, Insert(into=Place(list="words"), value={"id": "w-new", "text": "unmistakable"}), BEN)
    store.apply(key, Insert(into=Place(list="notes"), value={"id": "n-new", "text": "Nobody else may read this."}), BEN)
    store.undo(key, BEN)
    store.hand_out(key, [Handed("participant-list", "organisers", "en", "pdf", dt.date(2027, 1, 2), frozenset({"p01"}))])
    store.backups.make("day")
    secret |= {"Quintessa", "Zimbalist", "unmistakable", "Nobody else may read this.", "Ana Petrosyan", "Petrosyan"}
    with store._engine.connect() as db:  # so that the journal is there to be searched
        db.exec_driver_sql("SELECT 1")
        assert {path.name for path in store.path.parent.iterdir()} >= {"convenings.sqlite3", "convenings.sqlite3-wal", "backups"}
        left = found_in(store.path.parent, secret)
    said = agenda_says(store)
    assert {word for word in left if word not in said} == set()
    assert left & secrets_of(sample().convening.model_copy(update={"words": (), "notes": ()})) == set(), "in a title a name may not stand"
    assert len(left) < 0.03 * len(secret)


def test_what_was_closed_reads_as_it_did(store: Store) -> None:
    key = store.add(a_convening(), {"maria.png": b"her face"}, originals={"maria.png": b"all of it"})
    store.apply(key, Set(target=Ref(), field=("subtitle",), value="One"), ANA)
    store.apply(key, Set(target=Ref(kind="participant", id="jo"), field=("phone",), value="+351 555 0199"), BEN)
    store.undo(key, BEN)
    read = [store.get(key), store.assets(key), store.originals(key), store.history(key), store.list(), store.at(key, 1)]
    store.safe.set(PHRASE, QUICK)
    assert [store.get(key), store.assets(key), store.originals(key), store.history(key), store.list(), store.at(key, 1)] == read
    store.redo(key, BEN)
    assert store.get(key).convening.participants[1].phone == "+351 555 0199"
    store.undo(key, ANA)
    assert store.get(key).convening.subtitle == ""
    again = Store(store.path)
    again.safe.open(f" {PHRASE} ")
    assert (again.get(key), again.history(key)) == (store.get(key), store.history(key))
    store.safe.take_off(PHRASE)
    assert (store.get(key), store.history(key)) == (again.get(key), again.history(key)) and not store.safe.there
    assert found_in(store.path.parent, {"Maria Example"})


def test_convenings_that_used_an_exercise_are_found_though_they_are_closed(store: Store) -> None:
    happened = {"on": "2027-03-11", "began": "09:00:00", "ended": "10:20:00"}
    days = [{"id": "d", "sessions": [{"id": "s", "title": "S", "minutes": 60, "exercise": "rivers", "happened": happened}]}]
    key = store.add(a_convening(days=days, notes=[], report={}, words=[]))
    store.add(a_convening())
    found = store.that_used("rivers")
    store.safe.set(PHRASE, QUICK)
    assert store.that_used("rivers") == found and [each[0] for each in found] == [key]


def test_without_the_passphrase_there_is_the_agenda_alone(store: Store) -> None:
    key = store.add(a_convening(), {"ern.png": b"logo"})
    store.safe.set(PHRASE, QUICK)
    store.safe.close()
    shut, edit = Store(store.path), Set(target=Ref(), field=("title",), value="Other")
    for each in (store, shut):
        assert each.safe.closed
        for ask in (
            lambda s: s.get(key), lambda s: s.assets(key), lambda s: s.history(key), lambda s: s.turns(key, ANA), lambda s: s.at(key, 0),
            lambda s: s.apply(key, edit), lambda s: s.undo(key), lambda s: s.add(a_convening()), lambda s: s.forget(key),
            lambda s: s.names_in_prose(key), lambda s: s.steps(key),
        ):  # fmt: skip
            with pytest.raises(ClosedError, match="Give the passphrase first"):
                ask(each)
    assert [(one.id, one.title, one.days) for one in shut.list()] == [(key, 'Water & Work <"one">', 2)]
    agenda = shut.agenda(key).convening
    assert [(session.title, session.lead, session.notes) for _, _, session in agenda.sessions()] == [
        ("Welcome", (), ""), ("What […] saw", (), ""), ("Close", (), ""),
    ]  # fmt: skip
    assert agenda.headcount() == 3 and not agenda.participants
    assert [one.id for one in shut.due(dt.date(2028, 1, 1))] == [key]


def test_a_wrong_passphrase_opens_nothing_and_says_so(store: Store) -> None:
    store.add(a_convening())
    store.safe.set(PHRASE, QUICK)
    store.safe.close()
    with pytest.raises(SealedError, match="does not open it"):
        store.safe.open("seven lamps under wine")
    assert store.safe.closed
    store.safe.open(PHRASE)
    assert not store.safe.closed


@pytest.mark.skipif(not FULL, reason="measures times")
def test_a_wrong_passphrase_takes_as_long_as_the_right_one(store: Store) -> None:
    store.safe.set(PHRASE, Cost(memory=64 * 1024, passes=2, lanes=2))

    def least(passphrase: str) -> float:
        times = []
        for _ in range(7):
            begun = time.process_time()
            with contextlib.suppress(SealedError):
                store.safe.open(passphrase)
            times.append(time.process_time() - begun)
        return min(times)

    ratio = least("seven lamps under wine") / least(PHRASE)
    assert 0.9 < ratio < 1.1, ratio


def test_a_passphrase_is_set_once_and_long_enough_and_changed_by_whoever_knows_it(store: Store) -> None:
    key = store.add(a_convening())
    with pytest.raises(SealedError, match="at least 12"):
        store.safe.set("too short", QUICK)
    with pytest.raises(PassphraseError, match="No passphrase is set"):
        store.safe.open(PHRASE)
    store.safe.set(PHRASE, QUICK)
    old = store.path.read_bytes()
    with pytest.raises(PassphraseError, match="change it instead"):
        store.safe.set("another long passphrase", QUICK)
    not_it = "not the one that was set"
    for wrong in (lambda: store.safe.change(not_it, "another long passphrase", QUICK), lambda: store.safe.take_off(not_it)):
        with pytest.raises(SealedError, match="does not open it"):
            wrong()
    assert store.safe.change(PHRASE, "another long passphrase", QUICK).backups == 1
    again = Store(store.path)
    with pytest.raises(SealedError, match="does not open it"):
        again.safe.open(PHRASE)
    again.safe.open("another long passphrase")
    assert again.get(key) == store.get(key)
    copy = store.path.with_name("old.sqlite3")
    copy.write_bytes(old)
    with pytest.raises(SealedError):
        Store(copy).safe.open("another long passphrase")


def test_a_window_that_knows_nothing_of_the_passphrase_writes_nothing_open(store: Store) -> None:
    """It was opened before; another one sets the passphrase, changes it, takes it off."""
    key, other = store.add(a_convening()), Store(store.path)
    assert other.get(key).convening.participants
    store.safe.set(PHRASE, QUICK)
    edit = Set(target=Ref(kind="participant", id="jo"), field=("name",), value="Plainly Written")
    with pytest.raises(ClosedError):
        other.apply(key, edit)
    assert found_in(store.path.parent, {"Plainly Written"}) == set()
    other.safe.open(PHRASE)
    other.apply(key, edit)
    assert found_in(store.path.parent, {"Plainly Written"}) == set()
    store.safe.change(PHRASE, "another long passphrase", QUICK)
    with pytest.raises(ClosedError):
        other.get(key)
    store.safe.take_off("another long passphrase")
    assert other.get(key).convening.participants[1].name == "Plainly Written" and not other.safe.closed


def test_a_program_that_ended_while_it_closed_goes_on_at_the_next_start(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the transaction, before the file is rewritten."""
    store.add(a_convening())

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("toolkit.store.wiped.rewrite", killed)
        store.safe.set(PHRASE, QUICK)
    Store(store.path)
    assert found_in(store.path.parent, {"Maria Example", "mobility", "A point", "Ask Maria"}) == set()


def test_forgetting_works_in_a_closed_store_once_it_is_opened(store: Store) -> None:
    key = store.add(a_convening(), {"ern.png": b"logo", "photo.png": b"face"})
    store.apply(key, Insert(into=Place(list="participants"), value={"id": "ines", "name": "Ines Intermediate"}), ANA)
    store.apply(key, Remove(target=Ref(kind="participant", id="ines")), ANA)
    store.hand_out(key, [Handed("participant-list", "organisers", "en", "pdf", dt.date(2027, 1, 2), frozenset({"maria", "jo"}))])
    store.safe.set(PHRASE, QUICK)
    done = store.forget(key, "maria", clear_prose=True)
    assert (done.people, done.traces, done.backups) == (1, 0, 1)
    assert [person.name for person in store.get(key).convening.participants] == ["", "Jo Nguyễn Ánh", "محمد الأمين"]
    assert store.handed_out(key)[0].people == {"jo"} and set(store.assets(key)) == {"ern.png"}
    with pytest.raises(StoreError, match="stays forgotten"):
        store.undo(key, ANA)


def test_every_signature_tells_the_same_browser_closed_or_not(store: Store) -> None:
    key = store.add(a_convening())
    hands = [ANA, BEN, "a plain name", "plain"]
    for number, who in enumerate(hands):
        store.apply(key, Set(target=Ref(), field=("subtitle",), value=f"{number}"), who)
    store.safe.set(PHRASE, QUICK)
    assert [change.who.strip() for change in store.history(key)] == hands
    assert [each.undo is not None for each in (store.turns(key, ANA), store.turns(key, BEN))] == [True, True]
    assert found_in(store.path.parent, {"a plain name", "plain", "Petrosyan"}) == set()


