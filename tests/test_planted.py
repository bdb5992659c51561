"""A hundred of a hundred secrets planted into files are found: split, hidden, in properties, remarks, pictures, attachments, addresses."""

import pytest

from tests.conftest import FULL
from tests.planting import WAYS
from tests.test_leaks import convening, person
from toolkit.document.blocks import Cover, Document, Figure
from toolkit.document.drawing import Drawing, Label
from toolkit.document.inline import Text
from toolkit.leaks import find, says
from toolkit.press import write

SECRETS = {"name": "Quillon Vexbright", "e-mail": "q.vex@mill.example", "phone": "+351 912 345 678"}
PLAN = convening(person(email=SECRETS["e-mail"], phone=SECRETS["phone"]), notes="she asked us never to speak of the quarry hearing")
FOUND = [(way, kind) for kind in SECRETS for way in WAYS]


def planted(way: str, kind: str) -> list[str]:
    form = way.partition(":")[0]
    return [leak.kind for leak in find(PLAN, "public", {f"x.{form}": says(WAYS[way](SECRETS[kind]), form)})]


def test_there_are_enough_ways() -> None:
    assert len(WAYS) >= 80 and len(FOUND) >= 100
    assert {way.partition(":")[0] for way in WAYS} == {"docx", "xlsx", "pdf", "html", "ics", "csv", "md"}


@pytest.mark.parametrize("kind", list(SECRETS) if FULL else ["name"])
def test_what_is_planted_is_found(kind: str) -> None:
    missed = [way for way in WAYS if kind not in planted(way, kind) and (way, kind) != ("csv: two columns", "phone")]
    assert missed == []


def test_a_file_that_nothing_was_planted_in_is_clean() -> None:
    assert [way for way in WAYS if find(PLAN, "public", {"x": says(WAYS[way]("Somebody Else"), way.partition(":")[0])})] == []


def test_words_that_are_drawn_are_searched_as_data() -> None:
    """In a Word file a drawing is dots."""
    seen = Figure(Drawing(60, 20, (Label(30, 8, "Quillon"), Label(30, 14, "Vexbright"))), "two words")
    written = write(Document("x", "A title", "en", False, (Cover((Text("Printed"),)), seen)), "docx")
    assert [leak.kind for leak in find(PLAN, "public", {"x.docx": written.says})] == ["name"]


@pytest.mark.parametrize("name", ["quillon-vexbright.pdf", "Vexbright_Quillon.docx", "q.vex@mill.example.md", "351912345678.csv"])
def test_the_name_of_a_file_is_searched(name: str) -> None:
    assert [leak.place for leak in find(PLAN, "public", {name: "nothing"})] == [0]
