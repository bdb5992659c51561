"""The planner itself is killed in the middle of its work, again and again: what it had answered is there, and the file opens."""

import hashlib
import http.client
import os
import pathlib
import random
import signal
import subprocess
import sys
import threading
import urllib.parse
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import FULL
from toolkit.convening.model import Convening
from toolkit.store import Store, places

ROOT = pathlib.Path(__file__).parents[2]
KILLS = 13 if FULL else 1
"""Of each of the four things that are typed."""

Form = dict[str, str]


class Planner:
    """A planner that was started as a person starts it, and one window on it."""

    def __init__(self, home: pathlib.Path) -> None:
        command = [sys.executable, "-m", "toolkit.cli", "--no-browser", "--port", "0"]
        environment = {**os.environ, "CONVENING_HOME": str(home)}
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        self.address = urllib.parse.urlsplit(line[line.index("http://") :].strip())
        self.connection = http.client.HTTPConnection("127.0.0.1", self.address.port, timeout=30)
        self.connection.request("GET", self.address.path)
        answer = self.connection.getresponse()
        answer.read()
        self.cookie = (answer.headers["Set-Cookie"] or "").partition(";")[0]

    def type(self, path: str, form: Form) -> int:
        """The status of the answer to a form as our script sends it."""
        headers = {"Cookie": self.cookie, "Sec-Fetch-Site": "same-origin", "HX-Request": "true",
                   "Content-Type": "application/x-www-form-urlencoded"}  # fmt: skip
        self.connection.request("POST", path, urllib.parse.urlencode(form), headers)
        answer = self.connection.getresponse()
        answer.read()
        return answer.status

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()
        self.connection.close()


def mark(text: str) -> str:
    """As our script marks the text that it wrote upon."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def purpose(text: str, was: str) -> tuple[str, Form]:
    return "session/s", {"purpose": text, "was-purpose": was}


def report(text: str, was: str) -> tuple[str, Form]:
    return "report/text", {"name": "section:a:body", "text": text, "was": mark(was), "open": "a"}


def word(text: str, was: str) -> tuple[str, Form]:
    return "words", {"session": "s", "round": "before", "side": "", "text": text, "mark": mark(text)}


def note(text: str, was: str) -> tuple[str, Form]:
    return "note", {"session": "s", "kind": "point", "text": text, "view": "session:s"}


PLANNED: dict[str, Any] = {
    "title": "T", "days": [{"id": "d", "sessions": [{"id": "s", "title": "S"}]}], "report": {"sections": [{"id": "a", "heading": "A"}]},
}  # fmt: skip


@pytest.mark.timeout(1200)
@pytest.mark.parametrize(("typing", "stands", "one"), [
    (purpose, lambda made: [made.days[0].sessions[0].purpose], True), (report, lambda made: [made.report.sections[0].body], True),
    (word, lambda made: [each.text for each in made.words], False), (note, lambda made: [each.text for each in made.notes], False),
])  # fmt: skip
def test_a_planner_that_is_killed_in_the_middle_of_a_write_loses_nothing_that_it_had_answered(
    tmp_path: pathlib.Path, typing: Callable[[str, str], tuple[str, Form]], stands: Callable[[Convening], list[str]], one: bool
) -> None:
    """`one` text is written over each time; of the others each is added to those that are there."""
    home = tmp_path / "home"
    store = Store(places.make_private(home) / places.DATABASE)
    chance = random.Random(1)
    for _ in range(KILLS):
        key = store.add(Convening.model_validate(PLANNED))
        planner = Planner(home)
        killer = threading.Timer(chance.uniform(0.05, 0.6), planner.kill)
        answered: list[str] = []
        sent = ""
        try:
            for number in range(100_000):
                sent = f"Said {number}"
                path, form = typing(sent, "".join(answered[-1:]))
                assert planner.type(f"/c/{key}/{path}", form) == 200
                answered.append(sent)
                if number == 0:  # the first answer reads in what an edit needs; from then on a write takes milliseconds
                    killer.start()
        except (OSError, http.client.HTTPException):
            pass
        finally:
            killer.cancel()
            planner.end()
        stored = Store(store.path).get(key)
        assert answered
        assert stands(stored.convening) in (([answered[-1]], [sent]) if one else (answered, [*answered, sent]))
        assert stored.seq == len(store.history(key))
    with store._engine.connect() as db:
        assert db.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
