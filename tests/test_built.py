"""What the tests share is made once, and is what would have been made anyway."""

import os
import pathlib
import subprocess
import sys

import pytest

from tests.built import SHARED, complaints, once, written
from tests.support import ROOT, tree
from toolkit.writers.formats import FORMATS


def test_what_is_kept_is_made_once_in_all_processes(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SHARED, str(tmp_path))
    script = "import sys; from tests.built import once; print(once('key', lambda: sys.argv[1]))"
    said = [
        subprocess.run([sys.executable, "-c", script, word], cwd=ROOT, env=os.environ, capture_output=True, text=True, check=True).stdout
        for word in ("first", "second")
    ]
    assert (said, once("key", lambda: "third"), once("another", lambda: "third")) == (["first\n", "first\n"], "first", "third")


def test_outside_a_run_of_the_tests_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SHARED)
    assert [once("key", lambda: 1), once("key", lambda: 2)] == [1, 2]


def test_a_kept_file_is_the_one_that_the_writer_writes_and_what_was_logged_is_kept_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import logging

    document = tree("agenda")
    assert [written(document, form) for form in ("html", "docx")] == [FORMATS[form].write(document) for form in ("html", "docx")]
    monkeypatch.delenv(SHARED)
    monkeypatch.setattr("toolkit.writers.html.write", lambda document: logging.getLogger("fontTools").warning("no glyph") or b"")
    assert complaints(document, "html") == ("fontTools: no glyph",)
