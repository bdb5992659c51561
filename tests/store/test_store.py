import datetime as dt
import os
import pathlib
import sqlite3
import stat
import subprocess
import sys
import traceback

import pytest
import sqlalchemy as sa

from tests.store.conftest import a_convening
from toolkit.convening.edits import Ref, Set
from toolkit.convening.model import Convening
from toolkit.store import NotFoundError, Store, StoreError

ROOT = pathlib.Path(__file__).parents[2]


def test_what_was_added_comes_back_whole(store: Store, convening: Convening) -> None:
    key = store.add(convening, {"ern.png": b"\x89PNG\x00", "photo.png": b"\xff\xd8"})
    stored = store.get(key)
    assert (stored.convening, stored.seq, stored.id) == (convening, 0, key)
    assert store.originals(key) == store.assets(key) == {"ern.png": b"\x89PNG\x00", "photo.png": b"\xff\xd8"}


def test_pictures_are_kept_as_they_are_printed_and_as_they_were_brought(store: Store, convening: Convening) -> None:
    key = store.add(convening, {"ern.svg": b"printed"}, originals={"ern.svg": b"<svg/>"})
    assert (store.assets(key), store.originals(key)) == ({"ern.svg": b"printed"}, {"ern.svg": b"<svg/>"})


def test_a_second_store_on_the_same_file_reads_what_the_first_wrote(store: Store, convening: Convening) -> None:
    key = store.add(convening)
    again = Store(store.path)
    assert again.get(key).convening == convening
    assert (store.new, again.new) == (True, False)


def test_ids_say_nothing_and_are_never_the_same(store: Store, convening: Convening) -> None:
    keys = [store.add(convening) for _ in range(30)]
    assert len(set(keys)) == 30
    assert all(len(key) == 12 and set(key) <= set("23456789abcdefghjkmnpqrstuvwxyz") for key in keys)


def test_the_list_shows_the_last_changed_first(tmp_path: pathlib.Path) -> None:
    clock = iter(dt.datetime(2027, 1, day, tzinfo=dt.UTC) for day in range(1, 20))
    store = Store(tmp_path / "a.sqlite3", now=lambda: next(clock))
    first = store.add(a_convening(title="First"))
    second = store.add(a_convening(title={"en": "Second", "fr": "Deuxième"}, days=[]))
    listed = store.list()
    assert [(one.id, one.dates, one.days) for one in listed] == [
        (second, (), 0),
        (first, (dt.date(2027, 3, 11), dt.date(2027, 3, 12)), 2),
    ]
    assert listed[0].title == a_convening(title={"en": "Second", "fr": "Deuxième"}).title


def test_an_empty_store_lists_nothing(store: Store) -> None:
    assert store.list() == ()


def test_an_unknown_id_is_not_found_in_one_sentence(store: Store) -> None:
    for ask in (store.get, store.history, store.remove, store.names_in_prose):
        with pytest.raises(NotFoundError, match="no such convening"):
            ask("nothing")


def test_a_removed_convening_leaves_no_byte(store: Store, convening: Convening) -> None:
    key = store.add(convening, {"ern.png": b"a picture that is gone"})
    store.remove(key)
    held = b"".join(path.read_bytes() for path in store.path.parent.iterdir() if path.is_file())
    assert store.list() == ()
    assert store.assets(key) == {}
    for gone in ("Maria Example", "Water & Work", "mobility", "a picture that is gone"):
        assert gone.encode() not in held


def test_only_those_whose_day_has_passed_and_who_still_name_someone_are_due(store: Store) -> None:
    passed = store.add(a_convening())
    store.add(a_convening(keep_until=None))
    store.add(a_convening(keep_until="2028-01-01"))
    store.add(a_convening(participants=[], days=[], notes=[], groups=[], together=[], report={}))
    assert store.due(dt.date(2027, 9, 11)) == ()
    assert [one.id for one in store.due(dt.date(2027, 9, 12))] == [passed]


@pytest.mark.skipif(os.name != "posix", reason="the permissions of POSIX")
def test_only_its_owner_can_read_the_data(store: Store, convening: Convening) -> None:
    store.add(convening)
    held = sqlite3.connect(store.path)
    held.execute("select count(*) from convening").fetchall()
    store.add(convening)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in store.path.parent.iterdir()}
    held.close()
    assert modes == {"convenings.sqlite3": 0o600, "convenings.sqlite3-wal": 0o600, "convenings.sqlite3-shm": 0o600}
    assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700


def test_the_database_is_opened_as_promised(store: Store) -> None:
    with store._engine.connect() as db:
        names = ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "temp_store")
        settings = {name: db.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names}
    assert settings == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1, "temp_store": 2}


def test_a_newer_database_is_refused_in_one_sentence(store: Store) -> None:
    raw = sqlite3.connect(store.path)
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    with pytest.raises(StoreError, match=r"newer version of this program \(99, this one knows [0-9]+\). Update the program"):
        Store(store.path)


def test_a_file_that_is_no_database_is_called_damaged(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "a.sqlite3"
    path.write_bytes(b"this is not a database at all" * 100)
    with pytest.raises(StoreError, match="is damaged"):
        Store(path)
    assert path.read_bytes() == b"this is not a database at all" * 100


def test_a_page_that_was_written_over_is_called_damaged(store: Store, convening: Convening) -> None:
    for _ in range(20):
        key = store.add(convening)
    size = store.path.stat().st_size
    with store.path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    with pytest.raises(StoreError, match="is damaged"):
        store.get(key)


@pytest.mark.parametrize("plan", ['{"title": "Maria Example", "days": 7}', '{"title": "Maria Example'])
def test_a_row_that_is_no_convening_is_called_damaged_and_names_nobody(store: Store, convening: Convening, plan: str) -> None:
    key = store.add(convening)
    raw = sqlite3.connect(store.path)
    raw.execute("UPDATE convening SET plan = ?", (plan,))
    raw.commit()
    raw.close()
    with pytest.raises(StoreError, match="is damaged") as refused:
        store.get(key)
    assert "Maria" not in "".join(traceback.format_exception(refused.value))


def test_an_error_of_the_database_names_nobody(store: Store) -> None:
    with store._engine.connect() as db, pytest.raises(sa.exc.OperationalError) as refused:
        db.execute(sa.text("SELECT :name FROM nowhere"), {"name": "Maria Example"})
    assert "Maria" not in str(refused.value)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: pathlib.Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="cannot be opened at"):
        Store(tmp_path / "file" / "a.sqlite3")


def test_a_database_that_may_only_be_read_is_said(store: Store, convening: Convening) -> None:
    """`query_only` raises the very error that a read-only file raises, also for the administrator, who may write everywhere."""
    sa.event.listen(store._engine, "connect", lambda connection, _record: connection.execute("PRAGMA query_only = ON"))
    with pytest.raises(StoreError, match="may only be read"):
        store.add(convening)
    assert store.list() == ()


def test_a_full_disk_is_said_and_nothing_is_saved(store: Store, convening: Convening) -> None:
    """SQLite's own limit on pages raises the very error that a full disk raises."""
    key = store.add(convening)

    def small(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    sa.event.listen(store._engine, "connect", small)
    with pytest.raises(StoreError, match="disk is full"):
        store.add(a_convening(), {"big": b"x" * 200_000})
    sa.event.remove(store._engine, "connect", small)
    assert [one.id for one in store.list()] == [key]


_NO_ROOM = """
import pathlib, resource, signal, sys
from toolkit.store import Store, StoreError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    Store(pathlib.Path(sys.argv[1]))
except StoreError as error:
    sys.stdout.write(str(error))
"""


@pytest.mark.skipif(os.name != "posix", reason="asks the system for a limit that only these have")
def test_a_disk_with_no_room_for_even_the_files_beside_the_database_is_full_too(store: Store) -> None:
    found = subprocess.run([sys.executable, "-c", _NO_ROOM, store.path], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "disk is full" in found.stdout


def test_a_database_that_somebody_else_holds_is_said(store: Store, convening: Convening, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.store.schema.BUSY_SECONDS", 0.1)
    ours = Store(store.path)
    held = sqlite3.connect(store.path, isolation_level=None)
    held.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="Another window or program"):
        ours.add(convening)
    held.execute("ROLLBACK")
    held.close()
    assert ours.list() == ()


def test_what_is_remembered_is_never_older_than_what_another_window_kept(store: Store, convening: Convening) -> None:
    key, other = store.add(convening), Store(store.path)
    assert store.get(key).convening is store.get(key).convening
    other.apply(key, Set(target=Ref(), field=("title",), value="Other"))
    other.apply(key, Set(target=Ref(kind="participant", id=convening.participants[0].id), field=("name",), value="Another Name"))
    assert store.get(key) == other.get(key)
    assert (store.get(key).convening.title, store.get(key).convening.participants[0].name) == ("Other", "Another Name")


def test_forgetting_leaves_nobody_in_memory(store: Store, convening: Convening) -> None:
    key = store.add(convening)
    store.get(key)
    store.forget(key)
    assert not store._remembered._held
