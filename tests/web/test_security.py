import functools
import logging
import re

import pytest
from flask import Flask

from tests.web.conftest import BASE, OURS, SECRET, Browser
from toolkit.store import Store
from toolkit.web.app import create_app
from toolkit.web.routes import ROUTES, view
from toolkit.web.security import HEADERS, Door, preview_policy

CHANGING = [route for route, known in ROUTES.items() if known.changes]
READING = [route for route, known in ROUTES.items() if known.cookie and not known.changes]
VALUES: dict[str, str | int] = {
    "key": "abc", "document": "agenda", "ending": "docx", "number": "n", "audience": "participants", "token": "t", "filename": "print.css",
    "session": "welcome", "person": "p01", "day": "day-1", "track": "asia", "action": "park", "mend": "m", "remark": "r",
    "seq": 1, "part": "names", "at": 0, "word": "w", "version": "sent-1", "exercise": "rivers", "sheet": "guide", "name": "pile.pdf",
    "grouping": "g1", "note": "n1", "comment": "c1", "figure": "f1",
}  # fmt: skip


@functools.cache
def path_of(app: Flask, endpoint: str) -> str:
    rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
    with app.test_request_context(base_url=BASE):
        return app.url_for(endpoint, **{name: VALUES[name] for name in rule.arguments})


def test_every_route_and_method_is_in_the_one_table(app: Flask) -> None:
    there = {(rule.endpoint, method) for rule in app.url_map.iter_rules() for method in rule.methods or () if method != "HEAD"}
    assert there == set(ROUTES)


def test_every_route_has_its_function() -> None:
    assert {view(endpoint).__name__ for endpoint, _ in ROUTES if endpoint != "static"} == {
        endpoint.partition(".")[2] for endpoint, _ in ROUTES if endpoint != "static"
    }


def test_what_changes_something_is_never_a_get_and_always_needs_the_cookie() -> None:
    assert {method for _, method in CHANGING} == {"POST"}
    assert all(ROUTES[route].cookie for route in CHANGING)
    assert {endpoint for (endpoint, _), known in ROUTES.items() if not known.cookie} == {"static", "door.enter", "door.running"}


@pytest.mark.parametrize(("endpoint", "method"), [*READING, *CHANGING])
def test_without_the_cookie_every_page_is_closed(app: Flask, stranger: Browser, endpoint: str, method: str) -> None:
    answer = stranger.client.open(path_of(app, endpoint), method=method, base_url=BASE, headers=OURS)
    assert answer.status_code == 403
    assert "double-click run.py" in answer.text


@pytest.mark.parametrize(("endpoint", "method"), CHANGING)
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://127.0.0.1:6000", "Sec-Fetch-Site": "same-site"},
        {"Origin": "http://127.0.0.1:6000"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": BASE, "Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_a_form_from_elsewhere_changes_nothing(app: Flask, browser: Browser, endpoint: str, method: str, headers: dict[str, str]) -> None:
    assert browser.post(path_of(app, endpoint), headers=headers).status_code == 403


@pytest.mark.parametrize("headers", [OURS, {"Sec-Fetch-Site": "same-origin"}, {"Origin": BASE}])
def test_a_form_of_ours_is_taken_from_new_and_old_browsers(browser: Browser, headers: dict[str, str]) -> None:
    assert browser.post("/sample", headers=headers).status_code == 303


@pytest.mark.parametrize(("endpoint", "method"), list(ROUTES))
@pytest.mark.parametrize(
    ("headers", "host", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, BASE, 403),
        ({"Sec-Fetch-Site": "same-site"}, BASE, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://evil.example"}, BASE, 403),
        (OURS, "http://evil.example", 400),
        (OURS, "http://127.0.0.1.evil.example:5000", 400),
    ],
)
def test_every_route_refuses_every_stranger(
    app: Flask, browser: Browser, store: Store, endpoint: str, method: str, headers: dict[str, str], host: str, status: int
) -> None:
    before = store.list()
    answer = browser.client.open(path_of(app, endpoint), method=method, base_url=host, headers=headers)
    assert (answer.status_code, store.list()) == (status, before)


@pytest.mark.parametrize("endpoint", sorted({endpoint for endpoint, _ in ROUTES}))
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_a_method_that_is_not_in_the_table_is_refused(app: Flask, browser: Browser, endpoint: str, method: str) -> None:
    there = {known for at, known in ROUTES if path_of(app, at) == path_of(app, endpoint)}
    if method not in there:
        answer = browser.client.open(path_of(app, endpoint), method=method, base_url=BASE, headers=OURS)
        assert answer.status_code in (403, 405)


def test_a_page_elsewhere_cannot_even_ask(browser: Browser) -> None:
    sites = ("none", "same-origin", "same-site", "cross-site")
    assert [browser.get("/", headers={"Sec-Fetch-Site": site}).status_code for site in sites] == [200, 200, 403, 403]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:5000", "192.168.0.7:5000", "[::1]:5000"])
@pytest.mark.parametrize("path", ["/", "/static/print.css", "/running?challenge=0123456789abcdef", "/nothing"])
def test_a_foreign_host_name_is_refused(browser: Browser, host: str, path: str) -> None:
    answer = browser.client.get(path, base_url=f"http://{host}")
    assert (answer.status_code, answer.text) == (400, "The planner answers only on this computer, as 127.0.0.1.\n")


@pytest.mark.parametrize("host", ["127.0.0.1:5000", "localhost:5000", "127.0.0.1"])
def test_our_own_names_are_answered(app: Flask, host: str) -> None:
    answer = app.test_client().get(Door(SECRET).link(), base_url=f"http://{host}")
    assert answer.status_code == 303


def test_the_link_lets_in_once_and_sets_a_strict_cookie(app: Flask) -> None:
    link = Door(SECRET).link()
    first = app.test_client().get(link, base_url=BASE)
    assert (first.status_code, first.location) == (303, "/")
    name, _, rest = first.headers["Set-Cookie"].partition("=")
    assert name == "convening-5000"
    assert rest.split("; ")[1:] == ["HttpOnly", "Path=/", "SameSite=Strict"]
    assert app.test_client().get(link, base_url=BASE).status_code == 403


def test_a_used_link_leads_home_whoever_is_in(app: Flask) -> None:
    client, link = app.test_client(), Door(SECRET).link()
    assert [client.get(link, base_url=BASE).status_code for _ in range(2)] == [303, 303]


def test_a_made_up_link_lets_nobody_in(stranger: Browser) -> None:
    for link in ("/enter/x", "/enter/x.y", "/enter/.", "/enter/", Door("another secret").link()):
        assert stranger.get(link).status_code == 403
    assert stranger.get("/").status_code == 403


def test_links_cookies_and_proofs_do_not_stand_in_for_one_another() -> None:
    door = Door(SECRET)
    link, cookie = door.link().removeprefix("/enter/"), door.cookie()
    nonce = link.partition(".")[0]
    assert (door.opens(cookie), door.knows(link), door.opens(f"{nonce}.{door.proof(nonce)}")) == (False, False, False)
    assert (door.opens(link), door.opens(link), door.knows(cookie)) == (True, False, True)


def test_two_servers_do_not_share_secrets(store: Store) -> None:
    app = create_app(store)
    assert app.test_client().get(Door(SECRET).link(), base_url=BASE).status_code == 403


def test_the_sign_of_life_proves_the_secret_without_saying_it(stranger: Browser) -> None:
    challenge = "0123456789abcdef"
    answer = stranger.get(f"/running?challenge={challenge}")
    assert answer.text == Door(SECRET).proof(challenge)
    assert SECRET not in answer.text
    assert stranger.get("/running").status_code == 404


@pytest.mark.parametrize("path", ["/", "/begin", "/bring", "/about", "/nothing"])
def test_every_answer_carries_the_headers(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_no_page_holds_script_or_style_of_its_own(browser: Browser, key: str) -> None:
    for path in ("/", "/begin", "/bring", "/about", f"/c/{key}/", f"/c/{key}/print", f"/c/{key}/print/agenda", f"/c/{key}/forget",
                 f"/c/{key}/settings", f"/c/{key}/history", f"/c/{key}/history/0"):
        page = browser.text(path)
        assert "<style" not in page
        assert " style=" not in page
        assert re.search(r"<[a-z]+\b[^>]*\son[a-z]+=", page) is None
        assert all(part.startswith(' src="/static/js/') for part in page.split("<script")[1:])


def test_a_preview_runs_nothing_and_is_framed_by_ourselves_only(browser: Browser, key: str) -> None:
    answer = browser.get(f"/c/{key}/preview/agenda")
    policy = answer.headers["Content-Security-Policy"]
    assert policy == preview_policy(answer.text)
    assert "script" not in policy
    assert "unsafe" not in policy
    assert policy.endswith("frame-ancestors 'self'; sandbox allow-same-origin")
    assert policy.count("'sha256-") == answer.text.count("<style>") > 0
    assert " style=" not in answer.text


def test_static_files_need_no_cookie_and_hold_nothing_of_anybody(stranger: Browser) -> None:
    answer = stranger.get("/static/css/planner.css")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")
    answer.close()
    assert stranger.get("/static/../toolkit/cli.py").status_code in (403, 404)


def test_too_large_an_upload_is_refused_in_words(browser: Browser) -> None:
    answer = browser.post("/bring", data=b"x" * (20 * 1024 * 1024 + 1), content_type="multipart/form-data; boundary=b")
    assert answer.status_code == 413
    assert "up to 20 MB" in answer.text


def test_a_fault_is_logged_by_its_place_and_never_by_its_words(
    app: Flask, browser: Browser, store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ValueError("Maria Example could not be read")

    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setattr(store, "list", fail)
    with caplog.at_level(logging.ERROR):
        answer = browser.get("/")
    assert answer.status_code == 500
    assert "What you saved before is safe" in answer.text
    assert "Maria" not in caplog.text
    assert "ValueError in GET home.show: test_security.py:" in caplog.text
