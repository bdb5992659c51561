"""The database of an older version opens, with all that is in it."""

import datetime as dt
import pathlib
import sqlite3

import pytest

from toolkit.convening.model import Convening
from toolkit.store import Printed, Store, Way, schema

SINCE = {2: ("handed",), 3: ("printed",), 4: ("lock",)}
"""The tables that each version brought."""
WIDENED = {4: ("convening.agenda", "edit.nickname", "asset.called")}
"""The columns that it brought to older ones."""


@pytest.mark.parametrize("older", range(1, schema.VERSION))
def test_a_database_of_an_older_version_opens_and_loses_nothing(older: int, tmp_path: pathlib.Path, convening: Convening) -> None:
    path = tmp_path / "convenings.sqlite3"
    key = Store(path).add(convening, {"ern.png": b"picture"})
    with sqlite3.connect(path) as db:
        for version in range(older + 1, schema.VERSION + 1):
            for table in SINCE[version]:
                db.execute(f"DROP TABLE {table}")
            for column in WIDENED.get(version, ()):
                db.execute("ALTER TABLE {} DROP COLUMN {}".format(*column.split(".")))
        db.execute("UPDATE asset SET name = 'ern.png'")
        db.execute(f"PRAGMA user_version = {older}")
    db.close()
    store = Store(path)
    assert (store.get(key).convening, store.assets(key), store.printed(key)) == (convening, {"ern.png": b"picture"}, {})
    store.note_printed(key, [(Way("agenda", "participants", "en"), "f")])
    assert len(Store(path).printed(key)) == 1
    assert [each.why for each in store.backups.all()] == ["upgrade"]


def test_what_was_printed_last_is_known_for_each_way_until_it_is_forgotten(tmp_path: pathlib.Path, convening: Convening) -> None:
    clock = iter(dt.datetime(2027, 1, day, tzinfo=dt.UTC) for day in range(1, 29))
    store = Store(tmp_path / "a.sqlite3", now=lambda: next(clock))
    key, other = store.add(convening), store.add(convening)
    list_, large = Way("participant-list", "participants", "en"), Way("participant-list", "participants", "en", "large", "letter")
    store.note_printed(key, [(list_, "one"), (large, "two")])
    store.note_printed(key, [(list_, "three")])
    store.note_printed(other, [(list_, "one")])
    found = store.printed(key)
    assert {way: each.fingerprint for way, each in found.items()} == {list_: "three", large: "two"}
    assert found[list_] == Printed("three", found[list_].at) and found[list_].at > found[large].at
    store.forget(key)
    assert (store.printed(key), len(store.printed(other))) == ({}, 1)
    store.remove(other)
    assert store.printed(other) == {}
