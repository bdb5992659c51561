"""Sheets in two languages: back to back, cards side by side where both fit; each side carries its language."""

import functools
import io

import pytest

from tests import built
from tests.contract.flatten import from_document, from_docx, from_html
from tests.contract.parity import differences
from tests.documents.reading import every, words
from toolkit import library, print_job
from toolkit.convening.model import Convening
from toolkit.document.blocks import Cards, Cover, Document, Figure, Paragraph, Part
from toolkit.document.drawing import Drawing, Label
from toolkit.document.inline import Text, text
from toolkit.material import Material, PackError, tree_key
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


def test_a_drawing_that_is_the_same_in_both_is_drawn_once_under_both_titles():
    days = [{"sessions": [{"title": "Map", "exercise": "word-association-mapping", "minutes": 60, "fill": {"centre": "Transit"}}]}]
    made = Material(Convening.model_validate({"title": "T", "expected": 9, "languages": ["en", "fr"], "days": days}), library.exercises())

    def figures(name: str) -> tuple[Document, list[Figure]]:
        (task,) = plan(made, documents=[f"word-association-mapping-{name}"], formats=["pdf"], edition="bilingual")
        document = made.tree(task)
        return document, list(every(document.blocks, Figure))

    for name, parts in (("map-a4", 1), ("map-a2", 4)):
        document, drawn = figures(name)
        assert (len(drawn), {each.lang for each in drawn}) == (parts, {None})
        assert "Blank word map" in words(document.blocks) and "Carte de mots vierge" in words(document.blocks)
        assert from_docx(FORMATS["docx"].write(document)) == from_document(document) == from_html(FORMATS["html"].write(document).decode())
    assert [each.lang for each in figures("wall")[1]] == [None, "fr"]


def test_what_is_heard_of_a_drawing_is_in_its_language_in_every_format():
    import pikepdf

    drawn = Figure(Drawing(40, 20, (Label(20, 10, "Eau"),)), "« Eau » au milieu", lang="fr")
    document = Document("x", "T", "en", False, (Cover(text("T")), Paragraph((Text("Say "), Text("bonjour", "fr"))), drawn))
    assert ("figure", "« Eau » au milieu", "fr") in from_document(document)
    assert from_docx(FORMATS["docx"].write(document)) == from_document(document) == from_html(FORMATS["html"].write(document).decode())
    with pikepdf.open(io.BytesIO(FORMATS["pdf"].write(document))) as opened:
        elements = [each for each in opened.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Lang") == "fr"]
    assert {str(each.S) for each in elements} == {"/Span", "/Figure"}


def test_a_days_print_job_has_one_pile_for_the_readers_of_both_and_a_third_language_its_own():
    readers = [{"id": f"p{at}", "name": f"N{at}", "languages": [code]} for at, code in enumerate(["fr", "fr", "en", "ar"])]
    made = material("en", "fr", "ar").convening
    made = Convening.model_validate({**made.model_dump(exclude_unset=True), "expected": None, "participants": readers})
    lines = print_job.day_lines(Material(made, library.exercises()), 1, "bilingual")
    held = {(line.spec.name, line.language): line for line in lines}
    ballot = held["dot-voting-ballot", "en"]
    assert (ballot.copies, ballot.edition, ballot.second, print_job.task_of(ballot).second) == (4, "bilingual", "fr", "fr")
    assert [(line.language, line.copies, line.edition) for line in lines if line.spec.name == "evaluation-form"] == [
        ("en", 3, "bilingual"), ("ar", 1, "usual"),
    ]
    assert {line.second for line in lines if line.edition == "usual"} == {""}
    assert sum(line.copies for line in lines if line.spec.name == "agenda") == 4
    with pytest.raises(PackError, match="needs a convening that has two"):
        print_job.day_lines(material(), 1, "bilingual")


def test_the_pages_of_a_job_in_two_languages_are_those_of_both():
    lines = print_job.day_lines(material("en", "fr"), 1, "bilingual")
    tree = material("en", "fr").tree(print_job.task_of(next(line for line in lines if line.spec.name == "dot-voting-ballot")))
    counted = print_job.day_lines(material("en", "fr"), 1, "bilingual", known={tree_key(tree, "pdf"): 2})
    assert {line.pages for line in counted if line.spec.name == "dot-voting-ballot"} == {2}
