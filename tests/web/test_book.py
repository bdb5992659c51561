"""The library as a book: begun with one button, made beside the planner, fetched when it is there."""

import io
import time

import docx
import pytest

from tests.web.conftest import Browser
from toolkit.documents import binder
from toolkit.documents.binder import Wish


@pytest.fixture
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    """One exercise for all of them: the whole is tried in tests/documents/test_binder.py."""
    build = binder.build

    def of_one(exercises, wish: Wish):
        return build({"dot-voting": exercises["dot-voting"]}, wish)

    monkeypatch.setattr(binder, "build", of_one)


@pytest.mark.usefixtures("_short")
def test_it_is_made_beside_the_planner_and_fetched(browser: Browser) -> None:
    begun = browser.post("/library/as/book", data={"format": "docx", "paper": "letter"})
    assert begun.status_code == 303
    again = browser.post("/library/as/book", data={"format": "docx", "paper": "letter"})
    assert again.location == begun.location
    end = time.monotonic() + 60
    while 'data-finished="true"' not in browser.text(begun.location) and time.monotonic() < end:
        time.sleep(0.2)
    page = browser.text(begun.location)
    assert "Fetch the book (Word)" in page
    got = browser.get(f"{begun.location}/binder.docx")
    assert "Dot voting" in [each.text for each in docx.Document(io.BytesIO(got.data)).paragraphs]
    assert browser.get(f"{begun.location}/binder.pdf").status_code == 404


def test_what_cannot_be_made_is_refused_and_a_book_that_is_gone_says_so(browser: Browser) -> None:
    assert browser.post("/library/as/book", data={"format": "xlsx"}).status_code == 422
    assert "This book is gone" in browser.get("/library/as/book/nothing").text
