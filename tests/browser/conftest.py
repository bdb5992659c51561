"""A person's browser: the system's Chromium, watched for errors and for requests that leave the computer."""

import os
import pathlib
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

from tests.support import keep_sample
from toolkit.store import Store
from toolkit.web.app import create_app
from toolkit.web.security import Door

ROOT = pathlib.Path(__file__).parents[2]
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE = 60_000
SECRET = "a secret of the tests"
OF_THE_PAGE = re.compile(
    r"Failed to load resource: the server responded with a status of (404|403|409|422|423)|Response Status Error Code 423"
)


@pytest.fixture(scope="session")
def launched(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def context(launched: Browser) -> Iterator[BrowserContext]:
    context = launched.new_context(viewport={"width": 1280, "height": 860}, locale="en-GB")
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that may neither complain nor ask anybody but this computer."""
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not OF_THE_PAGE.match(message.text):
            complaints.append(f"{page.url}: {message.text}")

    def see(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "about:", "blob:")):
            complaints.append(f"{page.url}: asked for {request.url}")

    page = context.new_page()
    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    context.on("request", see)
    yield page
    assert complaints == []


@pytest.fixture
def link(tmp_path: pathlib.Path) -> Iterator[str]:
    """The one-time link of a planner that was started as a person starts it, on an empty data folder."""
    command = [sys.executable, "-m", "toolkit.cli", "--no-browser", "--port", "0"]
    environment = {**os.environ, "CONVENING_HOME": str(tmp_path / "home")}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert "http://127.0.0.1:" in line, line
        yield line[line.index("http://") :].strip()
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=30)
        assert "Traceback" not in said, said
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def speaking(tmp_path: pathlib.Path) -> Iterator[Callable[[str], tuple[str, Store]]]:
    """A planner in a language, within this process: its link and its store, with the sample in it."""
    from waitress import create_server  # type: ignore[import-untyped]
    from waitress.wasyncore import close_all  # type: ignore[import-untyped]

    running: list[Callable[[], None]] = []

    def start(code: str) -> tuple[str, Store]:
        store = Store(tmp_path / code / "convenings.sqlite3")
        keep_sample(store)
        app = create_app(store, token=SECRET, language=code)
        sockets: dict[int, object] = {}
        server = create_server(app, host="127.0.0.1", port=0, map=sockets, threads=8)
        thread = threading.Thread(target=server.run)
        thread.start()

        def stop() -> None:
            server.trigger.pull_trigger(lambda: close_all(sockets, ignore_all=True))
            thread.join(timeout=30)
            app.extensions["planner"].close()

        running.append(stop)
        return f"http://127.0.0.1:{server.effective_port}{Door(SECRET).link()}", store

    yield start
    for stop in running:
        stop()
