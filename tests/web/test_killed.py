"""The planner itself is killed in the middle of its work, again and again: what it had answered is there, and the file opens."""

import http.client
import os
import pathlib
import random
import signal
import subprocess
import sys
import threading
import urllib.parse

from tests.conftest import FULL
from toolkit.convening.model import Convening
from toolkit.store import Store, places

ROOT = pathlib.Path(__file__).parents[2]
KILLS = 100 if FULL else 3


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

    def type(self, path: str, text: str, was: str) -> int:
        """The status of the answer to a text that is typed into the purpose of a session."""
        headers = {"Cookie": self.cookie, "Sec-Fetch-Site": "same-origin", "HX-Request": "true",
                   "Content-Type": "application/x-www-form-urlencoded"}  # fmt: skip
        self.connection.request("POST", path, urllib.parse.urlencode({"purpose": text, "was-purpose": was}), headers)
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


def test_a_planner_that_is_killed_in_the_middle_of_a_write_loses_nothing_that_it_had_answered(tmp_path: pathlib.Path) -> None:
    home = tmp_path / "home"
    store = Store(places.make_private(home) / places.DATABASE)
    key = store.add(Convening.model_validate({"title": "T", "days": [{"id": "d", "sessions": [{"id": "s", "title": "S"}]}]}))
    chance = random.Random(1)
    answered = ""
    for turn in range(KILLS):
        planner = Planner(home)
        killer = threading.Timer(chance.uniform(0.05, 0.6), planner.kill)
        sent = answered
        try:
            for number in range(100_000):
                sent = f"{turn}.{number}"
                assert planner.type(f"/c/{key}/session/s", sent, answered) == 200
                answered = sent
                if number == 0:  # the first answer reads in what an edit needs; from then on a write takes milliseconds
                    killer.start()
        except (OSError, http.client.HTTPException):
            pass
        finally:
            killer.cancel()
            planner.end()
        stored = Store(store.path).get(key)
        found = stored.convening.days[0].sessions[0].purpose
        assert found in (answered, sent)
        assert stored.seq == len(store.history(key))
        answered = str(found)
    assert answered
    with store._engine.connect() as db:
        assert db.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
