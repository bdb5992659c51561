"""Sheets in two languages: back to back, cards side by side where both fit; each side carries its language."""

import functools

import pytest

from tests import built
from tests.contract.flatten import from_document, from_docx, from_html
from tests.contract.parity import differences
from tests.documents.reading import every, words
from toolkit import library
from toolkit.convening.model import Convening
from toolkit.document.blocks import Cards, Cover, Document, Part
from toolkit.document.inline import Text
from toolkit.material import Material, PackError
from toolkit.pack import plan
from toolkit.writers.formats import FORMATS

USED = ("dot-voting", "agreements", "check-in-and-out")


@functools.cache
def material(*languages: str) -> Material:
    sessions = [{"id": slug, "title": slug, "minutes": 30, "exercise": slug} for slug in USED]
    days = [{"start": "09:00", "sessions": [*sessions, {"title": "Café", "exercise": "world-cafe", "minutes": 60}]}]
    made = Convening.model_validate({"title": "Water", "expected": 20, "languages": list(languages), "days": days})
    return Material(made, library.exercises())


@functools.cache
def sheet(name: str) -> Document:
    (task,) = plan(material("en", "fr"), documents=[name], formats=["pdf"], edition="bilingual")
    assert (task.language, task.second, task.file) == ("en", "fr", f"{name}.bilingual.pdf")
    return material("en", "fr").tree(task)


@pytest.mark.parametrize("name", ["dot-voting-ballot", "agreements-rule", "agreements-pocket", "check-in-and-out-cards"])
def test_it_says_the_same_in_every_format(name):
    made = sheet(name)
    assert from_html(FORMATS["html"].write(made).decode()) == from_document(made)
    if name != "agreements-rule":
        assert from_docx(FORMATS["docx"].write(made)) == from_document(made)
    assert differences(built.written(made, "pdf"), made) == []


def test_a_handout_has_its_second_language_on_its_back():
    front, back = sheet("dot-voting-ballot").blocks[:-1], sheet("dot-voting-ballot").blocks[-1]
    assert isinstance(back, Part)
    assert "Tick three at most" in words(front) and "Cochez trois cases au plus" in words(back.content)
    assert {each.text for each in every(back.content, Text) if each.lang != "fr"} == {"Water"}
    assert {each.lang for each in every(front, Text)} == {None}
    assert [each.level for each in every(back.content, Cover)] == [1]
    assert "Traduction non relue" in words(back.content)


def test_a_card_has_both_where_both_fit_and_else_each_language_has_its_own():
    (cards,) = every(sheet("check-in-and-out-cards").blocks, Cards)
    assert "What made you laugh?" in words(cards.cards[6]) and "fait rire" in words(cards.cards[6])
    assert (cards.type_pt or 0) >= 11
    assert [len(each.cards) for each in every(sheet("agreements-pocket").blocks, Cards)] == [8, 8]


def test_only_sheets_with_both_texts_are_in_it():
    files = {task.file for task in plan(material("en", "fr"), formats=["pdf"], edition="bilingual")}
    assert "agreements-list.bilingual.pdf" in files
    assert not [file for file in files if file.startswith(("world-cafe", "agenda")) or "-guide" in file]
    with pytest.raises(PackError, match="world-cafe-host has no bilingual edition"):
        plan(material("en", "fr"), documents=["world-cafe-host"], edition="bilingual")


def test_its_languages_are_named_or_the_first_two_of_the_convening():
    named = plan(material(), languages=["fr", "en"], edition="bilingual", formats=["pdf"])
    assert {(task.language, task.second) for task in named} == {("fr", "en")}
    with pytest.raises(PackError, match="needs two languages"):
        plan(material(), edition="bilingual")
