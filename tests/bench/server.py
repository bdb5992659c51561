"""A planner of its own for the benchmarks: started as a person starts it, asked as a browser asks."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from tests.support import ROOT


class Server:
    """A running planner, entered through its one-time link."""

    def __init__(self, link: str) -> None:
        self._at = urlsplit(link)
        self._cookie = ""
        self._pack = ""
        answer, _ = self._ask("GET", f"{self._at.path}")
        self._cookie = "; ".join(each.split(";")[0] for each in answer.headers.get_all("Set-Cookie") or [])
        _, home = self._ask("GET", "/")
        found = re.search(r'"(/c/[^/"]+/)', home)
        assert found, "the first start shows no sample"
        self.convening = found[1]

    def _ask(self, method: str, path: str, body: str = "") -> tuple[http.client.HTTPResponse, str]:
        connection = http.client.HTTPConnection(self._at.hostname or "", self._at.port, timeout=60)
        headers = {"Cookie": self._cookie, "Origin": f"http://{self._at.netloc}", "Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        words = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer, words

    def page(self) -> float:
        """Seconds for the convening's page."""
        start = time.perf_counter()
        answer, _ = self._ask("GET", self.convening)
        assert answer.status == 200
        return time.perf_counter() - start

    def warm(self) -> None:
        for _ in range(10):
            self.page()

    def start_pack(self) -> None:
        answer, _ = self._ask("POST", f"{self.convening}pack", "format=docx&format=pdf")
        assert answer.status == 303, answer.status
        self._pack = urlsplit(answer.headers["Location"]).path

    def pack_finished(self) -> bool:
        return 'data-finished="true"' in self._ask("GET", self._pack)[1]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _planner(home: str) -> Iterator[str]:
    """A planner's process; yields its link."""
    command = [sys.executable, "-m", "toolkit.cli", "--no-browser", "--port", str(_free_port())]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "CONVENING_HOME": home})
    try:
        assert process.stdout
        for line in process.stdout:
            if found := re.search(r"http://\S+", line):
                yield found[0]
                break
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        if process.stdout:
            process.stdout.close()


@contextmanager
def running() -> Iterator[Server]:
    with tempfile.TemporaryDirectory() as home, _planner(home) as link:
        yield Server(link)


def first_page_seconds() -> Iterator[float]:
    """From the command to the first page, again and again, in a home that has been used before."""
    with tempfile.TemporaryDirectory() as home:
        with _planner(home) as link:
            Server(link)
        while True:
            start = time.perf_counter()
            with _planner(home) as link:
                Server(link)
                yield time.perf_counter() - start
