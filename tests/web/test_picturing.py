"""The page of the figures: who is on each picture, what they said, and in which edition it is printed."""

import html
import io
import re

import pytest
from PIL import Image

from tests.web.conftest import Browser
from toolkit.convening.model import Convening, ReportFigure
from toolkit.document.blocks import Callout, Picture
from toolkit.documents import report
from toolkit.documents.registry import options_for
from toolkit.language import language
from toolkit.store import Store

PEOPLE = [
    {"id": "p1", "name": "Ana Lind", "consent": {"photo": True}}, {"id": "p2", "name": "Bo Ek", "consent": {"photo": False}},
    {"id": "p3", "code": "K3", "name": "Cy Dahl"},
]  # fmt: skip
FIGURE = {"id": "f1", "file": "a.png", "alt": "A table", "caption": "Day one"}


def a_picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (60, 40), "grey").save(made, "PNG")
    return made.getvalue()


@pytest.fixture
def album(store: Store) -> str:
    raw = {"title": "T", "participants": PEOPLE, "report": {"sections": [{"id": "s", "heading": "How it began", "figures": [FIGURE]}]}}
    return store.add(Convening.model_validate(raw), {"a.png": a_picture()})


def figure(store: Store, key: str) -> ReportFigure:
    return store.get(key).convening.report.sections[0].figures[0]


def post(browser: Browser, key: str, status: int = 303, **form: str) -> str:
    answer = browser.post(f"/c/{key}/figures", data=form)
    assert answer.status_code == status
    page = answer.text if status != 303 else browser.text(answer.location)
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", page)).split())


def printed(store: Store, key: str) -> tuple[object, ...]:
    """What the public report prints in the place of the figure."""
    spec, convening = report.SPECS[0], store.get(key).convening
    made = report.alone(convening, options_for(convening, spec, language("en"), "public", assets=store.assets(key)), "s")
    return tuple(type(block) for block in made.blocks if isinstance(block, (Picture, Callout)))


def test_who_is_on_a_picture_decides_in_print_whether_it_is_shown_and_can_be_taken_back(
    browser: Browser, store: Store, album: str
) -> None:
    said = post(browser, album, do="add:f1", **{"add:f1": "p1"})
    assert figure(store, album).people == ("p1",) and "Printed in the report for everybody" in said
    assert printed(store, album) == (Picture,)
    said = post(browser, album, do="add:f1", **{"add:f1": "p3"})
    assert "Left out in the report for everybody" in said and "Cy Dahl was not asked about pictures" in said
    assert printed(store, album) == (Callout,)
    post(browser, album, do="off:f1:p3")
    assert figure(store, album).people == ("p1",)
    browser.post(f"/c/{album}/undo")
    assert figure(store, album).people == ("p1", "p3")


def test_texts_are_typed_over_saved_by_any_button_and_not_upon_somebody_elses(browser: Browser, store: Store, album: str) -> None:
    page = browser.text(f"/c/{album}/figures")
    marks = {name: re.search(f'name="was-{name}:f1" value="([0-9a-f]+)"', page) for name in ("alt", "caption")}
    was = {f"was-{name}:f1": found[1] for name, found in marks.items() if found}
    post(browser, album, do="add:f1", **was, **{"alt:f1": "A long table", "caption:f1": "", "add:f1": "p2"})
    assert (figure(store, album).alt, figure(store, album).caption, figure(store, album).people) == ("A long table", "", ("p2",))
    said = post(browser, album, 422, **was, **{"alt:f1": "Chairs", "caption:f1": ""})
    assert "Somebody else has written “A long table” here meanwhile." in said
    assert "Say what the picture shows" in post(browser, album, 422, **was, **{"alt:f1": " "})


def test_a_picture_is_shown_and_one_that_is_gone_is_said(browser: Browser, album: str) -> None:
    assert browser.get(f"/c/{album}/figures/f1/picture").data == a_picture()
    assert browser.get(f"/c/{album}/figures/gone/picture").status_code == 404
    assert "not there any more" in post(browser, album, 422, do="off:gone:p1")
