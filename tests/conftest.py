"""What every test stands on: no network, a data folder of its own, and nothing left out in silence."""

import os
import pathlib
import shutil
import sys
import tempfile
from collections.abc import Iterator

import pytest

ROOT = pathlib.Path(__file__).parent.parent
OFFLINE = str(ROOT / "tests" / "offline")
sys.path[:0] = [str(ROOT), OFFLINE]
import sitecustomize  # noqa: E402, F401  (the import is what blocks the network)

from tests.built import SHARED  # noqa: E402

os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), OFFLINE])
os.environ["CONVENING_HOME"] = tempfile.mkdtemp(prefix="convening-tests-")
os.environ["LC_ALL"] = "C.UTF-8"
FIRST_PROCESS = SHARED not in os.environ
if FIRST_PROCESS:
    os.environ[SHARED] = tempfile.mkdtemp(prefix="convening-tests-built-")

NOTHING_LEFT_OUT = os.environ.get("CI") == "true"
FULL = bool(os.environ.get("CONVENING_FULL"))
_left_out: set[str] = set()


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(os.environ["CONVENING_HOME"], ignore_errors=True)
    if FIRST_PROCESS:
        shutil.rmtree(os.environ[SHARED], ignore_errors=True)


def tool(*names: str) -> str:
    """The path of a program that a test needs. Where it is missing the test is left out, loudly; in CI that is a failure."""
    for name in names:
        if found := shutil.which(name):
            return found
    sentence = f"left out, for {names[0]} is not installed here"
    if NOTHING_LEFT_OUT:
        pytest.fail(sentence)
    pytest.skip(sentence)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    left_out = sorted({report.longrepr[2] for report in terminalreporter.stats.get("skipped", []) if isinstance(report.longrepr, tuple)})
    if left_out:
        terminalreporter.section("LEFT OUT", sep="!", red=True)
        for reason in left_out:
            terminalreporter.line(reason)


@pytest.fixture(scope="session")
def soffice() -> str:
    return tool("soffice", "libreoffice")


@pytest.fixture(scope="session")
def chromium() -> str:
    return tool("chromium", "chromium-browser", "google-chrome")


@pytest.fixture
def home(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[pathlib.Path]:
    """An empty data folder."""
    monkeypatch.setenv("CONVENING_HOME", str(tmp_path / "home"))
    yield tmp_path / "home"


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes are named by their length: a ZIP made now holds the clock, and every worker must collect the same names."""
    return f"{len(val)}-bytes" if isinstance(val, bytes) else None
