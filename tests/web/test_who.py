import re

from flask import Flask

from tests.store.conftest import a_convening
from tests.web.conftest import BASE, SECRET, Browser
from tests.web.test_pages import words
from toolkit.convening.edits import Ref, Set
from toolkit.store import Store
from toolkit.store.signed import hand_of, is_hand, nickname_of
from toolkit.web.security import Door
from toolkit.web.who import COOKIE, who

NASTY = "Ana <b>\"&\" ; , \\ مياه"


def title(text: str) -> Set:
    return Set(target=Ref(), field=("title",), value=text)


def signs(app: Flask, browser: Browser) -> str:
    """What this browser's changes are signed with."""
    cookie = browser.client.get_cookie(COOKIE, domain="127.0.0.1")
    assert cookie is not None
    with app.test_request_context(base_url=BASE, headers={"Cookie": f"{COOKIE}={cookie.value}"}):
        return who()


def another(app: Flask) -> Browser:
    browser = Browser(app.test_client())
    browser.get(Door(SECRET).link())
    browser.get("/")
    return browser


def sign(browser: Browser, nickname: str, page: str = "/") -> str:
    answer = browser.post("/who", data={"nickname": nickname}, headers={
        "Origin": BASE, "Sec-Fetch-Site": "same-origin", "Referer": f"{BASE}{page}",
    })  # fmt: skip
    assert answer.status_code == 303
    return str(answer.location)


def test_a_browser_gets_a_word_of_its_own_with_its_first_page_and_keeps_it(app: Flask, browser: Browser) -> None:
    answer = browser.get("/")
    name, _, rest = answer.headers["Set-Cookie"].partition("=")
    value, *more = rest.split("; ")
    assert (name, is_hand(value.rstrip("."))) == (COOKIE, True)
    assert {"HttpOnly", "Path=/", "SameSite=Strict", "Max-Age=34560000"} <= set(more)
    assert "Set-Cookie" not in browser.get("/begin").headers
    assert signs(app, browser) == value.rstrip(".")
    assert signs(app, another(app)) != signs(app, browser)


def test_a_nickname_is_asked_once_and_can_be_changed_and_emptied(app: Flask, browser: Browser, key: str) -> None:
    browser.get("/")
    before = signs(app, browser)
    assert "Changes made here are not signed" in browser.text(f"/c/{key}/")
    assert sign(browser, f"  {NASTY}\n", f"/c/{key}/print?x=1") == f"/c/{key}/print"
    assert signs(app, browser) == f"{before} {NASTY}"
    assert "Changes made here are signed “Ana &lt;b&gt;" in browser.text(f"/c/{key}/")
    assert 'value="Ana &lt;b&gt;&#34;&amp;&#34; ; , \\ مياه"' in browser.text(f"/c/{key}/")
    sign(browser, "x" * 99)
    assert nickname_of(signs(app, browser)) == "x" * 40
    sign(browser, "\x07 ")
    assert signs(app, browser) == before


def test_the_form_leads_back_to_pages_of_ours_only(browser: Browser) -> None:
    for elsewhere in ("http://evil.example/", "http://127.0.0.1:6000/c/x/", f"{BASE}//evil.example/", "", "nonsense"):
        headers = {"Origin": BASE, "Sec-Fetch-Site": "same-origin", "Referer": elsewhere}
        assert browser.post("/who", data={"nickname": "Ana"}, headers=headers).location == "/"


def test_a_cookie_that_is_none_of_ours_is_not_believed(app: Flask, browser: Browser) -> None:
    for made_up in ("", "Ana", "Ana.Ana", "x" * 4000, ".", "abcdefghjkm%20.Ana"):
        browser.client.set_cookie(COOKIE, made_up, domain="127.0.0.1")
        browser.get("/")
        assert is_hand(signs(app, browser))


def test_undo_takes_back_what_was_done_in_this_browser_and_nothing_else(app: Flask, browser: Browser, store: Store) -> None:
    """Two windows with the same nickname, and two with none."""
    for nickname in ("Ana", ""):
        key = store.add(a_convening())
        mine, theirs = browser, another(app)
        for each in (mine, theirs):
            sign(each, nickname)
        store.apply(key, title("Mine"), signs(app, mine))
        store.apply(key, Set(target=Ref(), field=("subtitle",), value="Theirs"), signs(app, theirs))
        assert mine.post(f"/c/{key}/undo").status_code == 303
        after = store.get(key).convening
        assert (after.title, after.subtitle) == (a_convening().title, "Theirs")
        assert mine.post(f"/c/{key}/undo").status_code == 409


def test_undo_reaches_over_a_new_nickname(app: Flask, browser: Browser, store: Store) -> None:
    key = store.add(a_convening())
    browser.get("/")
    store.apply(key, title("One"), signs(app, browser))
    sign(browser, "Ana")
    browser.post(f"/c/{key}/undo")
    sign(browser, "Bea")
    browser.post(f"/c/{key}/redo")
    assert store.get(key).convening.title == "One"
    assert [(change.kind, nickname_of(change.who)) for change in store.history(key)] == [("do", ""), ("undo", "Ana"), ("redo", "Bea")]
    assert len({hand_of(change.who) for change in store.history(key)}) == 1


def test_whoever_was_forgotten_is_not_signed_with_any_more(app: Flask, browser: Browser, store: Store) -> None:
    for nickname, stays in (("maria", ""), ("Ana", "Ana")):
        key = store.add(a_convening())
        sign(browser, nickname)
        store.apply(key, title("One"), signs(app, browser))
        browser.post(f"/c/{key}/forget", data={"sure": "yes", "prose": "clear"})
        assert nickname_of(signs(app, browser)) == stays
        assert {nickname_of(change.who) for change in store.history(key)} == {""}


# Undo and redo


def test_undo_and_redo_lead_back_to_the_page_they_came_from(app: Flask, browser: Browser, store: Store) -> None:
    key = store.add(a_convening())
    browser.get("/")
    store.apply(key, title("One"), signs(app, browser))
    headers = {"Origin": BASE, "Sec-Fetch-Site": "same-origin", "Referer": f"{BASE}/c/{key}/print?told=1"}
    assert browser.post(f"/c/{key}/undo", headers=headers).location == f"/c/{key}/print?told=2"
    assert store.get(key).convening.title == a_convening().title
    assert browser.post(f"/c/{key}/redo").location == f"/c/{key}/?told=3"
    assert store.get(key).convening.title == "One"


def test_what_cannot_be_taken_back_is_said(browser: Browser, store: Store) -> None:
    key = store.add(a_convening())
    answer = browser.post(f"/c/{key}/undo")
    assert (answer.status_code, "nothing of yours to undo" in words(answer.text)) == (409, True)
    assert f'href="/c/{key}/"' in answer.text
    assert browser.post("/c/nothing/undo").status_code == 404


def test_htmx_gets_the_two_buttons_and_an_event_for_the_rest_of_the_page(app: Flask, browser: Browser, store: Store) -> None:
    key = store.add(a_convening())
    browser.get("/")
    store.apply(key, title("One"), signs(app, browser))
    headers = {"Origin": BASE, "Sec-Fetch-Site": "same-origin", "HX-Request": "true"}

    def turn(which: str) -> tuple[int, str | None, list[str]]:
        answer = browser.post(f"/c/{key}/{which}", headers=headers)
        assert "<html" not in answer.text
        off = re.findall(r'id="(\w+)" aria-disabled="true"', answer.text)
        return answer.status_code, answer.headers.get("HX-Trigger"), off

    assert turn("undo") == (200, "changed", ["undo"])
    assert turn("undo") == (200, None, ["undo"])
    assert turn("redo") == (200, "changed", ["redo"])
    assert store.get(key).convening.title == "One"
