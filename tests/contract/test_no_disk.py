"""Contract 5 too: what is made of a convening passes through no file on the way; to set type, fonts are unpacked, and nothing else."""

import pathlib
import sys
import tempfile

import pytest

from tests.support import forms, tree
from toolkit.writers.formats import FORMATS

_written: list[str] = []
_watching = False


def _see(event: str, values: tuple[object, ...]) -> None:
    """Python tells of every file that it opens (PEP 578); a hook cannot be taken off again."""
    if _watching and event == "open" and isinstance(values[0], str | bytes):
        mode, flags = str(values[1] or ""), values[2]
        if set(mode) & set("wax+") or (isinstance(flags, int) and flags & 3):
            _written.append(str(values[0]))


@pytest.fixture(scope="module")
def hook() -> None:
    sys.addaudithook(_see)


@pytest.fixture
def watched(hook: None, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    tempfile.gettempdir()  # which tries out where it may write
    _written.clear()
    monkeypatch.setattr(sys.modules[__name__], "_watching", True)
    return _written


@pytest.mark.parametrize("name", ["participant-list"])
def test_making_a_file_of_any_kind_writes_fonts_and_nothing_else(name: str, watched: list[str]) -> None:
    for form in forms(name):
        assert FORMATS[form].write(tree(name))
    others = [path for path in watched if not pathlib.Path(path).parent.name.startswith("weasyprint-") and "__pycache__" not in path]
    assert others == []


def test_what_is_written_is_seen(tmp_path: pathlib.Path, watched: list[str]) -> None:
    (tmp_path / "a").write_text("x")
    with tempfile.TemporaryFile() as file:
        file.write(b"x")
    assert str(tmp_path / "a") in watched and len(watched) > 1
