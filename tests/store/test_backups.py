"""One backup a day and one before every upgrade, for two weeks; one brings everything back, and is as closed as what it was made of."""

import datetime as dt
import pathlib
import sqlite3
import stat

import pytest

from tests.store.conftest import a_convening
from tests.store.test_safe import ANA, PHRASE, QUICK, found_in
from toolkit.convening.edits import Ref, Set
from toolkit.sealing import SealedError
from toolkit.store import NotFoundError, Store, StoreError, backups
from toolkit.store.backups import BackupError, Backups


class Clock:
    def __init__(self) -> None:
        self.now = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kept(tmp_path: pathlib.Path, clock: Clock) -> Store:
    return Store(tmp_path / "data" / "convenings.sqlite3", now=clock, daily=True)


def retitle(store: Store, key: str, title: str) -> None:
    store.apply(key, Set(target=Ref(), field=("title",), value=title), ANA)


def test_the_first_change_of_a_day_is_preceded_by_a_backup_and_two_weeks_of_them_are_kept(kept: Store, clock: Clock) -> None:
    key = kept.add(a_convening(title="Day 0"))
    assert kept.backups.all() == (), "there was nothing yet"
    retitle(kept, key, "Day 0, changed")
    assert len(kept.backups.all()) == 1
    for day in range(1, 20):
        clock.now += dt.timedelta(days=1)
        for turn in range(2):
            retitle(kept, key, f"Day {day}, turn {turn}")
    made = kept.backups.all()
    assert [each.made.date().day for each in made] == [20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6]
    assert {each.why for each in made} == {"day"}
    kept.bring_back(made[3].name)
    assert kept.get(key).convening.title == "Day 15, turn 1"


def test_restoring_brings_everything_back_and_keeps_what_was_there(kept: Store, clock: Clock) -> None:
    key = kept.add(a_convening(title="As it was"), {"ern.png": b"logo"})
    made, before = kept.backups.make("day"), kept.get(key)
    clock.now += dt.timedelta(hours=1)
    retitle(kept, key, "A mistake")
    other = kept.add(a_convening(title="Made since"))
    present = kept.bring_back(made.name)
    assert (kept.get(key), kept.assets(key)) == (before, {"ern.png": b"logo"})
    with pytest.raises(NotFoundError):
        kept.get(other)
    assert present.why == "before"
    clock.now += dt.timedelta(hours=1)
    kept.bring_back(present.name)
    assert kept.get(key).convening.title == "A mistake" and kept.get(other).convening.title == "Made since"
    retitle(kept, key, "And on")
    assert Store(kept.path).get(key).convening.title == "And on"


def test_a_backup_of_what_is_closed_is_closed_and_opens_with_its_passphrase(kept: Store) -> None:
    key = kept.add(a_convening())
    kept.safe.set(PHRASE, QUICK)
    (made,) = kept.backups.all()
    assert found_in(kept.backups.folder, {"Maria Example", "mobility", "A point", "shellfish", "Joana"}) == set()
    retitle(kept, key, "Later")
    kept.bring_back(made.name)
    assert not kept.safe.closed and kept.get(key).convening.title != "Later"
    kept.safe.take_off(PHRASE)
    kept.bring_back(made.name)
    assert kept.safe.closed
    with pytest.raises(SealedError, match="does not open"):
        kept.safe.open("not the one that was set")
    kept.safe.open(PHRASE)
    assert kept.get(key).convening.participants[0].name == "Maria Example"


def test_setting_a_passphrase_lets_go_of_the_backups_that_lie_open(kept: Store) -> None:
    kept.add(a_convening())
    kept.backups.make("upgrade")
    assert found_in(kept.backups.folder, {"Maria Example"})
    assert kept.safe.set(PHRASE, QUICK).backups == 1
    assert found_in(kept.path.parent, {"Maria Example"}) == set() and len(kept.backups.all()) == 1


@pytest.mark.parametrize("person", [None, "maria"])
def test_forgetting_reaches_into_the_backups(kept: Store, person: str | None, clock: Clock) -> None:
    other = kept.add(a_convening(title="Another", participants=[], words=[], notes=[], groups=[], together=[], report={}, days=[]))
    alone = kept.backups.make("upgrade")
    clock.now += dt.timedelta(hours=1)
    key = kept.add(a_convening(), {"photo.png": b"the bytes of a photo"})
    kept.backups.make("upgrade")
    done = kept.forget(key, person, clear_prose=True)
    assert done.backups == 1
    assert found_in(kept.path.parent, {"Maria Example", "maria@example.org", "shellfish", "the bytes of a photo"}) == set()
    assert alone in kept.backups.all() and len(kept.backups.all()) == 2
    kept.remove(key)
    assert kept.get(other) and found_in(kept.path.parent, {key}) == set()


def test_another_program_makes_a_backup_before_it_changes_anything(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.add(a_convening())
    kept.backups.at_start()
    assert [each.why for each in kept.backups.all()] == ["day"]
    Backups(kept.path).at_start()
    assert len(kept.backups.all()) in (1, 2), "another day by the real clock"
    monkeypatch.setattr(backups, "_program", lambda: "another program")
    Backups(kept.path).at_start()
    assert [each.why for each in kept.backups.all()].count("upgrade") == 1
    Backups(kept.path).at_start()
    assert [each.why for each in kept.backups.all()].count("upgrade") == 1


def test_only_its_owner_can_read_a_backup_and_nothing_else_lies_there(kept: Store) -> None:
    kept.add(a_convening())
    kept.backups.make("upgrade")
    kept.bring_back(kept.backups.all()[0].name)
    folder = kept.backups.folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert {path.suffix for path in folder.iterdir()} == {".sqlite3"}


def test_a_backup_changed_by_one_bit_is_refused_and_nothing_is_lost(kept: Store) -> None:
    key = kept.add(a_convening())
    made = kept.backups.make("day")
    path = kept.backups.folder / made.name
    whole = path.read_bytes()
    for at in range(0, len(whole), 4999):
        changed = bytearray(whole)
        changed[at] ^= 1
        path.write_bytes(changed)
        with pytest.raises(BackupError, match="changed or damaged"):
            kept.bring_back(made.name)
    path.write_bytes(whole)
    kept.bring_back(made.name)
    assert kept.get(key)


@pytest.mark.parametrize("name", ["", "../convenings.sqlite3", "20270301T090000Z-day-0123456789abcdef.sqlite3", "x" * 300])
def test_what_is_no_backup_is_not_brought_back(kept: Store, name: str) -> None:
    kept.add(a_convening())
    with pytest.raises(BackupError, match="no backup"):
        kept.bring_back(name)


def test_a_damaged_database_is_kept_as_it_is_and_a_backup_takes_its_place(kept: Store) -> None:
    key = kept.add(a_convening())
    made = kept.backups.make("day")
    kept.path.write_bytes(b"nothing that a database would be" * 300)
    with pytest.raises(StoreError, match="is damaged"):
        Store(kept.path)
    present = Backups(kept.path).bring_back(made.name)
    assert present.why == "damaged" and (kept.backups.folder / present.name).read_bytes() == b"nothing that a database would be" * 300
    assert Store(kept.path).get(key).convening.participants[0].name == "Maria Example"


def test_where_no_backup_can_be_made_nothing_is_changed_and_that_is_said(kept: Store) -> None:
    key = kept.add(a_convening(title="Before"))
    kept.backups.folder.write_text("in the way")
    with pytest.raises(BackupError, match="No backup could be made"):
        Store(kept.path, daily=True).apply(key, Set(target=Ref(), field=("title",), value="After"), ANA)
    assert kept.get(key).convening.title == "Before"
    kept.backups.folder.unlink()
    assert kept.backups.all() == ()


def test_a_backup_of_an_older_version_is_brought_up_to_this_one(kept: Store, clock: Clock) -> None:
    key = kept.add(a_convening())
    with sqlite3.connect(kept.path) as db:
        for sql in ("DROP TABLE lock", "ALTER TABLE convening DROP COLUMN agenda", "ALTER TABLE edit DROP COLUMN nickname",
                    "ALTER TABLE asset DROP COLUMN called", "PRAGMA user_version = 3"):  # fmt: skip
            db.execute(sql)
    db.close()
    made = kept.backups.make("day")
    clock.now += dt.timedelta(minutes=1)
    Store(kept.path, now=clock).bring_back(made.name)
    assert Store(kept.path).get(key).convening == a_convening()
