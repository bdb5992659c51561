"""Check before it leaves: facts put right, words replaced where they were ticked, and a file looked through and not kept."""

import html
import io
import re

import pytest

from tests.checking import making
from tests.web.conftest import Browser
from toolkit.convening.model import Convening
from toolkit.store import Store


@pytest.fixture
def drifted(store: Store) -> str:
    return store.add(Convening.model_validate({
        "title": "Seeds/Soil Exchange", "hosts": [{"name": "Upland Network of Seed Keepers", "short": "UNSK"}],
        "participants": [{"id": "p1", "name": "Ines Gonçalves"}],
        "report": {"summary": "The Seeds-Soil Exchange met. The well is deep.", "sections": [
            {"id": "a", "heading": "A well", "body": "The Network of Seed Keepers (UNSK) dug a well. Ines Gonzalves said so."}]},
    }))  # fmt: skip


def marks(page: str) -> list[str]:
    return [html.unescape(each) for each in re.findall(r'name="mark" value="([^"]+)"', page)]


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def test_what_drifted_is_put_right_one_by_one_or_at_once_and_a_name_only_when_asked(browser: Browser, store: Store, drifted: str) -> None:
    page = browser.text(f"/c/{drifted}/check")
    assert "Put 2 right at once" in words(page) and "Ask her which is right." in words(page)
    both = marks(page)[:2]
    answer = browser.post(f"/c/{drifted}/check/right", data={"mark": both})
    assert answer.status_code == 303
    report = store.get(drifted).convening.report
    assert report.summary == "The Seeds/Soil Exchange met. The well is deep."
    assert report.sections[0].body == "The Upland Network of Seed Keepers (UNSK) dug a well. Ines Gonzalves said so."
    (name,) = marks(browser.text(answer.headers["Location"]))
    browser.post(f"/c/{drifted}/check/right", data={"mark": name})
    assert "Ines Gonçalves said so." in str(store.get(drifted).convening.report.sections[0].body)
    assert "written the same in every text" in words(browser.text(f"/c/{drifted}/check"))
    browser.post(f"/c/{drifted}/undo")
    assert "Gonzalves" in str(store.get(drifted).convening.report.sections[0].body)


def test_words_are_found_and_only_the_ticked_places_are_changed_in_one_step(browser: Browser, store: Store, drifted: str) -> None:
    found = browser.post(f"/c/{drifted}/check/find", data={"words": "well", "put": "spring"})
    assert (found.status_code, "3 places" in words(found.text)) == (200, True)
    ticked = [each for each in marks(found.text.partition('id="found"')[2]) if ":body:" in each or ":heading:" in each]
    answer = browser.post(f"/c/{drifted}/check/put", data={"words": "well", "put": "spring", "mark": ticked})
    assert answer.status_code == 303 and "spring" not in answer.headers["Location"]
    report = store.get(drifted).convening.report
    assert (report.summary, report.sections[0].heading) == ("The Seeds-Soil Exchange met. The well is deep.", "A spring")
    browser.post(f"/c/{drifted}/undo")
    assert store.get(drifted).convening.report.sections[0].heading == "A well"


def test_a_search_that_asks_for_nothing_finds_nothing_or_is_too_late_says_so(browser: Browser, drifted: str) -> None:
    address = f"/c/{drifted}/check"
    for path, data, said in (
        ("find", {"words": " "}, "Type the words to look for."), ("find", {"words": "xyz"}, "These words stand in none of the texts."),
        ("put", {"words": "well", "put": "x"}, "Choose at least one place."),
        ("put", {"words": "well", "put": "x", "mark": "section:a:body::3:0000"}, "A text has been changed meanwhile"),
    ):
        answer = browser.post(f"{address}/{path}", data=data)
        assert said in words(answer.text), (path, data)
    assert browser.get(f"{address}?language=xx").status_code == 404


def test_a_file_is_looked_through_for_its_readers_and_not_kept(browser: Browser, store: Store, drifted: str) -> None:
    made = making.word("Ines Gonçalves was there.")
    made.add_comment(made.paragraphs[0].runs[0], text="Was she?", author="Kari", initials="K")
    before = store.get(drifted).seq

    def look(data: bytes, name: str = "report.docx", audience: str = "public"):
        sent = {"file": (io.BytesIO(data), name), "audience": audience}
        return browser.post(f"/c/{drifted}/check/file", data=sent, content_type="multipart/form-data")

    page = words(look(making.saved(made)).text)
    assert "Don't hand it out yet: 2 things to mend." in page and "The name of Ines Gonçalves, who did not agree" in page
    assert "Comments were left in it (1), by Kari." in page
    assert "1 thing to mend" in words(look(making.saved(made), audience="organisers").text)
    assert "Nothing was found that it should not say." in words(look(making.pdf(), "a.pdf").text)
    assert (look(b"").status_code, look(b"\x00\x01", "x.bin").status_code) == (422, 422)
    assert store.get(drifted).seq == before
