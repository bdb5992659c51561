import pathlib
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from toolkit.pack import Press
from toolkit.store import Store
from toolkit.web.app import create_app
from toolkit.web.security import Door

SECRET = "a secret of the tests"
OURS = {"Origin": "http://127.0.0.1:5000", "Sec-Fetch-Site": "same-origin"}
BASE = "http://127.0.0.1:5000"


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


@pytest.fixture
def store(tmp_path: pathlib.Path) -> Store:
    return Store(tmp_path / "data" / "convenings.sqlite3")


@pytest.fixture
def app(store: Store, press: Press) -> Flask:
    app = create_app(store, token=SECRET, packs=press)
    app.testing = True
    return app


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
    from toolkit.web.home import add_sample

    return add_sample(store)
