"""A second build: it does nothing where nothing changed, and everything that changed is seen."""

import pathlib
import shutil

import pytest

from tests.support import ROOT
from toolkit import cli

SMALL = ["--document", "agenda", "--document", "participant-list", "--format", "md", "--zip"]


@pytest.fixture
def file(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """The sample with its logos, in a folder of its own, and a data folder of its own."""
    monkeypatch.setenv("CONVENING_HOME", str(tmp_path / "home"))
    folder = tmp_path / "plan"
    shutil.copytree(ROOT / "templates" / "samples", folder)
    return folder / "water-and-work.yaml"


def build(file: pathlib.Path, capsys: pytest.CaptureFixture[str], *more: str) -> list[str]:
    assert cli.main(["build", str(file), "-o", str(file.parents[1] / "out"), *SMALL, *more]) == 0
    return [line.rpartition("/")[2] for line in capsys.readouterr().out.splitlines()]


def opened(monkeypatch: pytest.MonkeyPatch) -> list[pathlib.Path]:
    """The convening files that are read from now on."""
    from toolkit import library

    seen: list[pathlib.Path] = []
    really = library.open_file
    monkeypatch.setattr(library, "open_file", lambda path: (seen.append(path), really(path))[1])
    return seen


UNCHANGED = ["agenda.md  (unchanged)", "participant-list.md  (unchanged)", "pack.participants.zip  (unchanged)"]


def test_a_second_build_with_nothing_changed_does_not_even_read_the_convening(file, capsys, monkeypatch):
    assert sorted(build(file, capsys)) == ["agenda.md", "pack.participants.zip", "participant-list.md"]
    seen = opened(monkeypatch)
    assert build(file, capsys) == UNCHANGED
    assert seen == []


@pytest.mark.parametrize("change", ["the file", "a logo", "what was asked", "a result", "a result that is gone"])
def test_a_build_looks_again_when_anything_that_it_reads_or_wrote_has_changed(file, capsys, monkeypatch, change):
    build(file, capsys)
    out = file.parents[1] / "out"
    more: list[str] = []
    match change:
        case "the file":
            file.write_text(file.read_text() + "\n# a remark\n")
        case "a logo":
            (file.parent / "ern.svg").write_text((file.parent / "ern.svg").read_text() + " ")
        case "what was asked":
            more = ["--audience", "participants"]
        case "a result":
            (out / "agenda.md").write_text("mine")
        case _:
            (out / "pack.participants.zip").unlink()
    seen = opened(monkeypatch)
    build(file, capsys, *more)
    assert seen == [file]
    assert build(file, capsys, *more) == UNCHANGED


def test_what_a_build_warned_of_is_said_again(file, capsys):
    full = "  - {id: full, start: '09:00', end: '09:10', sessions: [{title: A, minutes: 30}]}"
    file.write_text(file.read_text().replace("days:\n", f"days:\n{full}\n", 1))
    for _ in range(2):
        assert cli.main(["build", str(file), "-o", str(file.parents[1] / "out"), *SMALL]) == 0
        assert "10 minutes for 30" in capsys.readouterr().err
