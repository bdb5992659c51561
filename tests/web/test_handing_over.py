"""The two buttons: a copy out, closed, noted; and what came back shown, taken as one change, refused where it is not what it says."""

import html
import io
import re

import pytest

from tests.handover.making import changed, small
from tests.web.conftest import Browser
from toolkit import library, sealing
from toolkit.convening import edits
from toolkit.convening.edits import Count, Ref, Set
from toolkit.handover import packed
from toolkit.library import Opened
from toolkit.store import Store

PHRASE = "seven lamps under water"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A try of the passphrase costs half a second by design; one that costs nothing does the same."""
    monkeypatch.setattr(packed.close, "__defaults__", (sealing.Cost(memory=64, passes=1, lanes=1),))


@pytest.fixture
def key(store: Store) -> str:
    return store.add(small())


def words(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def copy_of(browser: Browser, key: str, cut: str, **form: str) -> bytes:
    typed = {"cut": cut, "sure": "yes", **({} if cut == "co-host" else {"passphrase": PHRASE, "again": PHRASE}), **form}
    answer = browser.post(f"/c/{key}/hand-over", data=typed)
    assert answer.status_code == 200 and answer.headers["Content-Disposition"] == f'attachment; filename="{cut}.convening"'
    return bytes(answer.data)


def bring(browser: Browser, key: str, data: bytes, phrase: str = "") -> tuple[int, str]:
    answer = browser.post(f"/c/{key}/take-in", data={"file": (io.BytesIO(data), "back.convening"), "passphrase": phrase})
    return answer.status_code, answer.location if answer.status_code == 303 else words(answer.text)


def test_a_copy_is_closed_noted_and_told_to_whoever_is_forgotten(browser: Browser, store: Store, key: str) -> None:
    page = words(browser.text(f"/c/{key}/hand-over"))
    assert "A lost passphrase is final" in page and "No people at all" in page and "What was handed over" not in page
    data = copy_of(browser, key, "facilitator", to="Mina")
    assert sealing.is_closed(data) and b"Tamsin" not in data
    opened = library.open_bytes(packed.plain(data, "x", PHRASE), "x")
    assert opened.convening.came is not None and opened.convening.person("p2") is not None
    entry = store.get(key).convening.handed[-1]
    assert (entry.key, entry.cut, entry.to) == (opened.convening.came.key, "facilitator", "Mina")
    assert "A facilitator to Mina" in words(browser.text(f"/c/{key}/hand-over"))
    assert "Copy for a facilitator" in words(browser.text(f"/c/{key}/forget?person=p2"))
    copy_of(browser, key, "co-host")
    assert [(each.document, len(each.people)) for each in store.handed_out(key)] == [("copy-facilitator", 4)]


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({}, "Choose for whom it is."),
        ({"cut": "back"}, "Choose for whom it is."),
        ({"cut": "everything"}, "so it is closed with a passphrase."),
        ({"cut": "everything", "passphrase": PHRASE, "again": PHRASE + "x"}, "The two are not the same."),
        ({"cut": "everything", "passphrase": "short", "again": "short"}, "needs at least 12 characters"),
        ({"cut": "co-host", "to": "x" * 121}, "This is 121 characters long; there is room for 120."),
    ],
)
def test_nothing_leaves_and_nothing_is_noted_before_all_is_said(
    browser: Browser, store: Store, key: str, form: dict[str, str], sentence: str
) -> None:
    answer = browser.post(f"/c/{key}/hand-over", data=form)
    assert answer.status_code == 422 and sentence in words(answer.text)
    assert store.get(key).seq == 0


def test_it_stays_open_where_somebody_says_so(browser: Browser, key: str) -> None:
    data = copy_of(browser, key, "everything", passphrase="", again="", open="yes")
    assert not sealing.is_closed(data) and library.open_bytes(data, "x").convening.participants == small().participants


def test_what_may_still_point_at_somebody_is_asked_first(browser: Browser, store: Store) -> None:
    convening = edits.apply(small(), Set(target=Ref(kind="session", id="wall"), field=("purpose",), value="Tamsin begins.")).convening
    key = store.add(convening)
    answer = browser.post(f"/c/{key}/hand-over", data={"cut": "co-host"})
    assert answer.status_code == 409 and "day 1, session 2, purpose" in words(answer.text) and store.get(key).seq == 0
    copy_of(browser, key, "co-host")


def test_the_way_out_through_another_planner_and_back(browser: Browser, store: Store, key: str) -> None:
    """Opened at the other's door with its passphrase, worked on there, given back, and taken in here."""
    data = copy_of(browser, key, "facilitator")
    answer = browser.post("/bring", data={"file": (io.BytesIO(data), "f.convening")})
    assert (answer.status_code, answer.location[:6]) == (303, "/open/")
    assert "f.convening" in browser.text(answer.location)
    wrong = browser.post(answer.location, data={"passphrase": "another one, much longer"})
    assert wrong.status_code == 422 and "This passphrase does not open it." in words(wrong.text)
    there = browser.post(answer.location, data={"passphrase": PHRASE}).location.strip("/").split("/")[-1]
    store.apply(there, Count(word="w1", by=2))
    store.apply(there, Set(target=Ref(kind="day", id="day-1"), field=("present",), value=["p2"]))
    assert "Back to whoever handed it to you" in words(browser.text(f"/c/{there}/hand-over"))
    back = copy_of(browser, there, "back")
    store.apply(key, Count(word="w1", by=1))
    status, where = bring(browser, key, back, PHRASE)
    assert status == 303
    page = browser.text(where)
    assert "What this copy was cut as cannot be proved" not in words(page)
    chosen = re.findall(r'name="take" value="(\w+)" checked', page)
    assert len(chosen) == 2
    first = browser.post(where, data={"take": chosen, "only": "words"})
    assert first.location.startswith(where)
    assert store.get(key).convening.words[0].count == 6
    rest = browser.post(where, data={"take": chosen[:1]})
    assert rest.location.startswith(f"/c/{key}/?told=")
    assert store.get(key).convening.days[0].present == ("p2",)
    status, where = bring(browser, key, back, PHRASE)
    assert "There is nothing in it that your convening does not have." in words(browser.text(where))
    browser.post(f"/c/{key}/undo")
    browser.post(f"/c/{key}/undo")
    assert store.get(key).convening.words[0].count == 4


def test_what_was_changed_in_between_is_noticed(browser: Browser, store: Store, key: str) -> None:
    opened = library.open_bytes(copy_of(browser, key, "co-host"), "x")
    back = packed.give_back(changed(opened, Set(target=Ref(kind="session", id="wall"), field=("minutes",), value=75)), None)
    _, where = bring(browser, key, back)
    chosen = re.findall(r'name="take" value="(\w+)"', browser.text(where))
    store.apply(key, Set(target=Ref(kind="session", id="wall"), field=("minutes",), value=50))
    answer = browser.post(where, data={"take": chosen})
    assert answer.status_code == 409 and "Somebody has changed this convening since" in words(answer.text)
    assert "changed here as well since it was handed over" in words(answer.text)
    assert browser.post(where, data={}).status_code == 422
    assert browser.post(f"{where}/drop").location == f"/c/{key}/"
    assert browser.get(where).status_code == 404


def test_what_is_not_what_it_says_is_refused_in_a_sentence(browser: Browser, store: Store, key: str) -> None:
    data = copy_of(browser, key, "facilitator")
    assert bring(browser, key, data)[1].count("back.convening is closed with a passphrase") == 1
    assert "This passphrase does not open it." in bring(browser, key, data, "another one, much longer")[1]
    assert "changed or damaged since it was closed" in bring(browser, key, data[:-1] + bytes([data[-1] ^ 1]), PHRASE)[1]
    assert "not a copy that was handed over" in bring(browser, key, library.write_zip(small(), {}))[1]
    assert bring(browser, key, b"title: [")[0] == 422
    assert "Choose the file that came back." in words(browser.post(f"/c/{key}/take-in", data={}).text)
    other = store.add(small())
    _, where = bring(browser, other, packed.give_back(Opened(library.open_bytes(packed.plain(data, "x", PHRASE), "x").convening), None))
    assert "What this copy was cut as cannot be proved" in words(browser.text(where))
