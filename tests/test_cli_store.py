"""The commands on the planner's own data: closed with a passphrase, and brought back from a backup."""

import pathlib

import pytest

from tests.store.conftest import a_convening
from tests.store.test_safe import PHRASE, QUICK
from tests.test_cli import refused, run
from toolkit.convening.edits import Ref, Set
from toolkit.store import Store
from toolkit.store.places import DATABASE


@pytest.fixture
def home(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "home"


@pytest.fixture
def kept(home: pathlib.Path) -> Store:
    return Store(home / DATABASE)


def test_forget_asks_for_the_passphrase_where_one_is_set(kept: Store, home: pathlib.Path, tmp_path: pathlib.Path) -> None:
    key = kept.add(a_convening())
    kept.safe.set(PHRASE, QUICK)
    right, wrong, none = tmp_path / "right.txt", tmp_path / "wrong.txt", tmp_path / "none.txt"
    right.write_text(f"{PHRASE}\n")
    wrong.write_text("seven lamps under wine\n")
    none.write_bytes(b"\xff\xfe\xfa")

    def forget(path: pathlib.Path) -> str:
        return refused(run("forget", f"{key}:maria", "--yes", "--passphrase-file", path, CONVENING_HOME=str(home)))

    assert "--passphrase-file" in refused(run("forget", key, "--yes", CONVENING_HOME=str(home)))
    assert "does not open it" in forget(wrong)
    assert "is not text" in forget(none)
    assert "could not be read" in forget(tmp_path / "no.txt")
    done = run("forget", f"{key}:maria", "--yes", "--passphrase-file", right, CONVENING_HOME=str(home))
    assert done.returncode == 0 and "1 backup held them and is deleted" in done.stdout
    assert [person.name for person in kept.get(key).convening.participants] == ["", "Jo Nguyễn Ánh", "محمد الأمين"]


def test_restore_lists_the_backups_and_brings_one_back(kept: Store, home: pathlib.Path) -> None:
    assert "no backup yet" in run("restore", CONVENING_HOME=str(home)).stdout
    key = kept.add(a_convening(title="As it was"))
    made = kept.backups.make("day")
    kept.apply(key, Set(target=Ref(), field=("title",), value="A mistake"))
    listed = run("restore", CONVENING_HOME=str(home)).stdout
    assert listed.count("\n") == 1 and made.name in listed and "of the day" in listed
    for wrong in ("7", "0", "no-such-one", "../x"):
        assert "no backup" in refused(run("restore", wrong, "--yes", CONVENING_HOME=str(home)))
    done = run("restore", "1", "--yes", CONVENING_HOME=str(home))
    assert done.returncode == 0 and "is kept as" in done.stdout and kept.get(key).convening.title == "As it was"
    assert run("restore", CONVENING_HOME=str(home)).stdout.count("\n") == 2


def test_restore_brings_a_damaged_database_back(kept: Store, home: pathlib.Path) -> None:
    key = kept.add(a_convening())
    kept.backups.make("day")
    kept.path.write_bytes(b"nothing that a database would be" * 300)
    assert "run.py restore" in refused(run("forget", CONVENING_HOME=str(home)))
    assert run("restore", "1", "--yes", CONVENING_HOME=str(home)).returncode == 0
    assert Store(kept.path).get(key).convening.participants


def test_restore_waits_for_the_planner_to_be_quit(kept: Store, home: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.add(a_convening())
    kept.backups.make("day")
    monkeypatch.setattr("toolkit.web.serve.find_running", lambda _folder: object())
    assert "quit it first" in refused(run("restore", "1", "--yes", CONVENING_HOME=str(home)))


def test_a_copy_is_cut_from_closed_data_with_a_passphrase_of_its_own(kept: Store, home: pathlib.Path, tmp_path: pathlib.Path) -> None:
    key = kept.add(a_convening())
    kept.safe.set(PHRASE, QUICK)
    file, copy = tmp_path / "phrase.txt", tmp_path / "copy.convening"
    file.write_text(PHRASE)
    asked = ("pack-up", key, "--for", "travel", "-o", copy)
    assert "closed with a passphrase" in refused(run(*asked, CONVENING_HOME=str(home)))
    done = run(*asked, "--data-passphrase-file", file, "--passphrase-file", file, CONVENING_HOME=str(home))
    assert done.returncode == 0 and copy.exists()
