"""The first command before anything is installed: each way it can fail is one sentence."""

import importlib.util
import os
import pathlib
import shutil
import subprocess
import sys

import pytest

from tests.support import ROOT


@pytest.fixture
def run(tmp_path, monkeypatch):
    """run.py as a module of its own, in an empty folder."""
    for name in ("run.py", "requirements.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    spec = importlib.util.spec_from_file_location("run_alone", tmp_path / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_old_python_is_told_what_it_needs(run, monkeypatch, capsys):
    monkeypatch.setattr(run.sys, "version_info", (3, 9, 2, "final", 0))
    assert run.main(["check"]) == 2
    assert capsys.readouterr().err.startswith("This is Python 3.9; the planner needs Python 3.11 or newer")


def test_a_missing_venv_module_is_told_how_to_get_it(run, monkeypatch, capsys):
    monkeypatch.setattr(run, "has_venv", lambda: False)
    monkeypatch.setattr(run, "apt_works", lambda: False)
    assert run.main(["check"]) == 2
    assert "apt install python3-venv" in capsys.readouterr().err
    assert not run.LOCK.exists()


def test_a_full_disk_is_said(run, monkeypatch, capsys):
    def full():
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(run, "make_venv", full)
    assert run.main(["check"]) == 2
    assert capsys.readouterr().err == "The disk is full: make about 1 GB free and start this again.\n"


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="left out, for setpriv is not installed here")
def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    shutil.copy(ROOT / "run.py", tmp_path / "run.py")
    shutil.copy(ROOT / "requirements.txt", tmp_path / "requirements.txt")
    tmp_path.chmod(0o555)
    for parent in [tmp_path, *tmp_path.parents]:
        if parent != pathlib.Path("/") and parent.stat().st_uid == os.geteuid():
            parent.chmod(parent.stat().st_mode | 0o055)
    as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    done = subprocess.run([*as_nobody, "/usr/bin/env", "python3", str(tmp_path / "run.py"), "check"], capture_output=True, text=True)
    tmp_path.chmod(0o755)
    assert done.returncode == 2
    assert "cannot be written to" in done.stderr and done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (b"ERROR: [Errno 28] No space left on device", "The disk is full"),
        (b"Failed to establish a new connection: Temporary failure in name resolution", "connect to the internet"),
        (b"ERROR: No matching distribution found for flask==99", "No matching distribution found for flask==99"),
    ],
)
def test_what_pip_says_becomes_a_sentence(run, monkeypatch, said, sentence):
    monkeypatch.setattr(run.subprocess, "run", lambda *a, **k: subprocess.CompletedProcess(a, 1, said, b""))
    with pytest.raises(run.SetUpError, match=sentence):
        run.install(run.ROOT / "requirements.txt")


def test_a_set_up_that_another_window_left_behind_is_taken_over(run):
    finished = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True).stdout.strip()
    run.LOCK.write_text(finished)
    run.lock()
    assert run.LOCK.read_text() == str(os.getpid())
    run.unlock()


def test_marks_hold_only_for_the_same_pins_python_and_place(run):
    path = run.ROOT / "requirements.txt"
    assert run.holds("program", path) is False
    run.PYTHON.parent.mkdir(parents=True)
    run.PYTHON.touch()
    run.mark("program").write_text(run.state(path))
    assert run.holds("program", path) is True
    path.write_text(path.read_text() + "# another pin\n")
    assert run.holds("program", path) is False
