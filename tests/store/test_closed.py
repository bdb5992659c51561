"""Every text of the database is closed where a passphrase is set, or is listed as harmless; and a row cannot pass for another one."""

import datetime as dt
import pathlib
import random
import sqlite3
from contextlib import closing
from typing import Any

import pytest
import sqlalchemy as sa

from tests.conftest import FULL
from tests.store.conftest import a_convening
from tests.store.test_safe import PHRASE, QUICK
from toolkit.convening.edits import Ref, Set
from toolkit.sealing import SealedError
from toolkit.store import Store, StoreError, Way, closed, schema
from toolkit.store.closed import Closed, ClosedError
from toolkit.store.handed import Handed
from toolkit.store.safe import PassphraseError
from toolkit.store.signed import signed


def test_no_column_of_the_database_that_can_hold_a_word_is_forgotten() -> None:
    typed = {
        f"{table.name}.{column.name}"
        for table in schema.metadata.tables.values()
        for column in table.c
        if not isinstance(column.type, (sa.Integer, Closed))
    }
    assert typed == schema.HARMLESS


def test_nothing_else_writes_what_can_be_closed(store: Store) -> None:
    with store._engine.begin() as db, pytest.raises(sa.exc.StatementError, match=r"written by toolkit\.store\.closed"):
        db.execute(sa.insert(schema.convenings).values(id="a", seq=0, plan="{}", origin="", changed="", forgotten=0))


def _closed_values(path: pathlib.Path) -> list[tuple[str, str, int, bytes]]:
    """Every closed value: its table, column, row, bytes."""
    with closing(sqlite3.connect(path)) as raw:
        return [
            (table.name, name, row, value)
            for table in schema.metadata.tables.values()
            for name in closed.closable(table)
            for row, value in raw.execute(f"SELECT rowid, {name} FROM {table.name} WHERE {name} IS NOT NULL")
        ]


def _write(path: pathlib.Path, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(sql, values)
        raw.commit()


def _read_all(store: Store, key: str) -> list[Any]:
    seq = store.get(key).seq
    read: list[Any] = [store.get(key), store.assets(key), store.originals(key), store.handed_out(key), store.printed(key)]
    return [*read, store.history(key), *(store.at(key, each) for each in range(seq + 1))]


def _a_full_one(store: Store) -> str:
    key = store.add(a_convening(), {"maria.png": b"her face"}, originals={"maria.png": b"her whole face"})
    store.apply(key, Set(target=Ref(), field=("subtitle",), value="Said once"), signed("abcdefghjkmn", "Maria"))
    store.hand_out(key, [Handed("participant-list", "organisers", "en", "pdf", dt.date(2027, 1, 2), frozenset({"maria"}))])
    store.note_printed(key, [(Way("agenda", "participants", "en"), "f")])
    return key


def test_one_changed_bit_anywhere_in_what_is_closed_is_refused_in_one_sentence(store: Store) -> None:
    key = _a_full_one(store)
    store.safe.set(PHRASE, QUICK)
    whole = _read_all(store, key)
    values = _closed_values(store.path)
    assert {(table, column) for table, column, _, _ in values} == {
        (table.name, name) for table in schema.metadata.tables.values() for name in closed.closable(table)
    }
    for table, column, row, value in values:
        changed = bytearray(value)
        changed[len(value) // 2] ^= 1
        _write(store.path, f"UPDATE {table} SET {column} = ? WHERE rowid = ?", bytes(changed), row)
        with pytest.raises(StoreError, match="was changed by something else than the planner"):
            _read_all(store, key)
        _write(store.path, f"UPDATE {table} SET {column} = ? WHERE rowid = ?", value, row)
    assert _read_all(store, key) == whole


@pytest.mark.parametrize("sql", [
    "UPDATE participant SET data = (SELECT data FROM participant WHERE place = 1) WHERE place = 0",
    "UPDATE convening SET keep_until = '2099-01-01'", "UPDATE convening SET seq = seq + 1", "UPDATE edit SET kind = 'undo'",
    "UPDATE edit SET who = 'mmmmmmmmmmmm'", "UPDATE edit SET inverse = edit", "UPDATE handed SET day = '2020-01-01'",
    "UPDATE edit SET convening = 'another'", "UPDATE word SET convening = 'another' WHERE place = 1",
    "UPDATE participant SET data = '{\"id\":\"mallory\",\"name\":\"Mallory\"}' WHERE place = 0", "DELETE FROM lock",
])  # fmt: skip
def test_a_row_that_was_moved_about_or_planted_is_refused(store: Store, sql: str) -> None:
    key = _a_full_one(store)
    store.safe.set(PHRASE, QUICK)
    _write(store.path, sql)
    with pytest.raises(StoreError, match=r"was changed by something else|is damaged"):
        _read_all(store, key)


@pytest.mark.parametrize("seed", range(300) if FULL else range(1))
def test_one_changed_bit_anywhere_in_the_file_is_refused_or_changes_nothing(tmp_path: pathlib.Path, seed: int) -> None:
    """Never a word that was not written: what is read is what was there, or a sentence says why not."""
    store = Store(tmp_path / "data" / "convenings.sqlite3")
    key = _a_full_one(store)
    store.safe.set(PHRASE, QUICK)
    whole, listed, data = _read_all(store, key), store.list(), store.path.read_bytes()
    known = [each for at, each in enumerate(whole) if at not in range(1, 5)]
    chance, refused = random.Random(seed), 0
    for at in chance.sample([at for at, byte in enumerate(data) if byte], 15):
        changed = bytearray(data)
        changed[at] ^= 1 << chance.randrange(8)
        for ending in ("-wal", "-shm"):
            store.path.with_name(store.path.name + ending).unlink(missing_ok=True)
        store.path.write_bytes(changed)
        try:
            again = Store(store.path)
            again.safe.open(PHRASE)
            found = _read_all(again, key)
            astray = range(1, 5)  # one of the pictures, or of what was handed out, may have gone astray: then it is not there, and no other
            assert ([each for at, each in enumerate(found) if at not in astray], again.list()) == (known, listed)
            assert all(len(found[at]) <= len(whole[at]) for at in astray)
        except (StoreError, SealedError, PassphraseError, ClosedError):
            refused += 1
    assert refused
