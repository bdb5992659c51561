"""What is pasted into words, notes, report, evaluation and recommendations is shown as the text that it is, or refused with a reason and
nothing of it kept. Nothing is ever run.
"""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

from tests.web.conftest import OURS, Browser
from toolkit.convening.model import Convening
from toolkit.store import Store
from toolkit.web.writing_texts import mark

SCRIPT = {**OURS, "HX-Request": "true"}
PLANNED: dict[str, Any] = {
    "title": "T",
    "days": [{"id": "d", "sessions": [{"id": "s", "title": "S"}]}],
    "words": [{"id": "w", "text": "river", "cluster": "Heap", "session": "s"}],
    "notes": [{"id": "n", "session": "s", "text": "Was"}, {"id": "r", "session": "s", "kind": "recommendation", "text": "Was"}],
    "evaluation": {"questions": [
        {"id": "q", "text": "It was good", "steps": ["no", "yes"]}, {"id": "o", "kind": "open", "text": "What now?"},
    ]},
    "report": {"sections": [{
        "id": "a", "heading": "Was", "gathers": ["s"], "boxes": [{"id": "b"}], "figures": [{"id": "f", "file": "f.png", "alt": "Was"}],
    }]},
}  # fmt: skip
PAGES = (
    "words", "words/map?session=s", "words?session=s&word=w", "notes/s", "notes?all=recommendation", "report?open=a",
    "report?open=-summary", "report/preview?open=a", "report/preview?open=-summary", "recommendations", "evaluation", "history", "named",
)  # fmt: skip

Form = dict[str, str]


def written(name: str, was: str = "") -> Callable[[str], tuple[str, Form]]:
    return lambda text: ("report/text", {"name": name, "text": text, "was": mark(was), "open": "a"})


FIELDS: dict[str, Callable[[str], tuple[str, Form]]] = {
    "word": lambda text: ("words", {"session": "s", "round": "before", "side": "", "text": text}),
    "side": lambda text: ("words", {"session": "s", "round": "before", "side": text, "text": "rain"}),
    "word in other letters": lambda text: ("words/of/w/respell", {"session": "s", "round": "before", "text": f"{text} too"}),
    "heap": lambda text: ("words/heap", {"session": "s", "round": "before", "heap": "Heap", "name": text}),
    "new note": lambda text: ("note", {"session": "s", "kind": "point", "text": text}),
    "to whom": lambda text: ("note", {"session": "s", "kind": "recommendation", "text": "Pay", "to": text}),
    "why": lambda text: ("note", {"session": "s", "kind": "recommendation", "text": "Pay", "why": text}),
    "note": lambda text: ("note/n", {"text": text, "was-text": "Was"}),
    "summary": written("summary"), "heading": written("section:a:heading", "Was"), "text": written("section:a:body"),
    "box": written("box:b:body"), "box title": written("box:b:title"), "box author": written("box:b:author"),
    "caption": written("figure:f:caption"), "alt": written("figure:f:alt", "Was"),
    "recommendation": lambda text: ("recommendations", {"do": "save", "text:r": text, "was-text:r": "Was"}),
    "reason": lambda text: ("recommendations", {"do": "save", "why:r": text, "was-why:r": ""}),
    "sentence of a sheet": lambda text: ("evaluation", {"do": "remarks:o", "written": text}),
    "question": lambda text: ("evaluation", {"do": "word:q", "text": text, "part": "", "steps": "no / yes"}),
}  # fmt: skip

HOSTILE = {
    "script": "<script>alert(1)</script></textarea></title></style><script src=//evil.example/x.js></script><b>",
    "picture": 'Tea <img src=x onerror="alert(1)"> "\'><svg/onload=alert(1)> {{ 7 * 191 }} {% raw %} ${7*191}',
    "link": "[here](javascript:alert(1)) <a href='javascript:alert(1)'>x</a> ![x](data:text/html,y) \u202etxt.exe \u2067turned",
    "control": "a\x00b\x1b[31m \x08",
}


class Page(HTMLParser):
    """What of a page could run."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if tag == "script" and not str(held.get("src", "")).startswith("/static/"):
            self.bad.append("script")
        for name, value in attrs:
            leads = name in ("href", "src", "action") and re.match(r"\s*(javascript:|data:text|vbscript:|//|http)", str(value), re.I)
            if leads or name.startswith("on"):
                self.bad.append(f"{tag} {name}={value}")


def unsafe(page: str) -> list[str]:
    return Page(page).bad + (["1337"] if "1337" in page else [])


CUT = {"side": 60}
"""The field itself takes no more letters."""


def send(browser: Browser, key: str, field: str, text: str) -> Any:
    path, values = FIELDS[field](text)
    answer = browser.post(f"/c/{key}/{path}", data=values, headers=SCRIPT)
    assert answer.status_code in (200, 303, 422), (field, answer.status_code)
    return answer


@pytest.mark.parametrize("what", HOSTILE)
def test_in_every_field_it_is_text_or_refused_with_a_reason(browser: Browser, store: Store, what: str) -> None:
    key = store.add(Convening.model_validate(PLANNED))
    taken = set()
    for field in FIELDS:
        before = store.get(key)
        answer = send(browser, key, field, HOSTILE[what])
        assert answer.is_json or unsafe(answer.text) == [], field
        if answer.status_code == 422:
            assert store.get(key).seq == before.seq and re.search(r"\w{4,} \w+", answer.text), field
        else:
            taken.add(field)
            assert store.get(key).seq > before.seq, field
    assert set(FIELDS) - taken == (set(FIELDS) if what == "control" else set())
    assert {page: bad for page in PAGES if (bad := unsafe(browser.text(f"/c/{key}/{page}")))} == {}


def test_a_paste_of_two_megabytes_is_refused_with_a_reason_and_leaves_what_stood_there(browser: Browser, store: Store) -> None:
    key = store.add(Convening.model_validate(PLANNED))
    for field in set(FIELDS) - set(CUT):
        answer = send(browser, key, field, "Lorem <b>ipsum</b> " * 110_000)
        assert answer.status_code == 422 and re.search(r"characters|words|long", answer.text), field
    assert store.get(key).convening == Convening.model_validate(PLANNED)
    send(browser, key, "side", "Lorem <b>ipsum</b> " * 110_000)
    assert [len(word.side) for word in store.get(key).convening.words if word.text == "rain"] == [CUT["side"]]


def test_ten_thousand_words_have_room_in_the_text_and_are_told_to_be_too_many_elsewhere(browser: Browser, store: Store) -> None:
    key = store.add(Convening.model_validate(PLANNED))
    room = {field for field in set(FIELDS) - set(CUT) if send(browser, key, field, "word " * 9_999 + "word").status_code != 422}
    assert room == {"summary", "text", "box"}
    assert "10,000 words" in re.sub(r"<[^>]+>", "", browser.text(f"/c/{key}/report?open=a"))
