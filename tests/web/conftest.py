import datetime as dt
import pathlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support import keep_sample
from toolkit.press import Press
from toolkit.store import Store
from toolkit.web.app import create_app
from toolkit.web.planner import Planner, attach
from toolkit.web.security import Door

SECRET = "a secret of the tests"
OURS = {"Origin": "http://127.0.0.1:5000", "Sec-Fetch-Site": "same-origin"}
BASE = "http://127.0.0.1:5000"
Clock = Callable[[], dt.datetime]
Planned = Callable[..., Flask]


class Browser:
    """A browser on the planner's own pages: sends what a browser would send with a form of ours."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str, **more: Any) -> Any:
        return self.client.get(path, base_url=BASE, **more)

    def post(self, path: str, **more: Any) -> Any:
        more.setdefault("headers", OURS)
        return self.client.post(path, base_url=BASE, **more)

    def text(self, path: str) -> str:
        answer = self.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return str(answer.text)


@pytest.fixture(scope="session")
def press() -> Iterator[Press]:
    with Press(1) as press:
        yield press


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database with nothing in it: to copy one takes a fraction of making one."""
    path = tmp_path_factory.mktemp("empty") / "convenings.sqlite3"
    Store(path)
    return path.read_bytes()


@pytest.fixture
def store(tmp_path: pathlib.Path, empty: bytes) -> Store:
    path = tmp_path / "data" / "convenings.sqlite3"
    path.parent.mkdir(mode=0o700)
    path.write_bytes(empty)
    return Store(path)


@pytest.fixture(scope="session")
def one_app(tmp_path_factory: pytest.TempPathFactory, press: Press) -> Flask:
    """Made once: its routes and its templates take longer to compile than most tests take. It keeps no state of its own."""
    app = create_app(Store(tmp_path_factory.mktemp("nobody") / "convenings.sqlite3"), packs=press)
    app.testing = True
    return app


@pytest.fixture
def planned(one_app: Flask, store: Store, press: Press) -> Iterator[Planned]:
    """The planner on this test's store, with a new door; in a language, on a day, with something to do at the end."""
    config = dict(one_app.config)

    def plan(*, language: str | None = None, now: Clock | None = None, on_quit: Callable[[], None] | None = None) -> Flask:
        made = Planner(store, Door(SECRET), speaks=language, quit=on_quit, press_given=press)
        if now is not None:
            made.now = now
        attach(one_app, made)
        return one_app

    yield plan
    one_app.config.clear()
    one_app.config.update(config)


@pytest.fixture
def app(planned: Planned) -> Flask:
    return planned()


@pytest.fixture
def stranger(app: Flask) -> Browser:
    """A browser that has not been let in."""
    return Browser(app.test_client())


@pytest.fixture
def browser(stranger: Browser) -> Browser:
    assert stranger.get(Door(SECRET).link()).status_code == 303
    return stranger


@pytest.fixture
def key(store: Store) -> str:
    """The sample, kept."""
    return keep_sample(store)
