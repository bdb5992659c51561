"""Contract 10: every document in a language that is long and accented, and in one that is written from the right. No sentence unmarked."""

import re

import pytest

from tests.contract.flatten import from_document, from_docx, from_html
from tests.support import all_specs, made, material, tree
from toolkit.convening.model import Convening
from toolkit.convening.values import Localised
from toolkit.documents.registry import specs
from toolkit.pack import Material, Task

NAMES = [spec.name for spec in all_specs()]
GREEK = str.maketrans("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "αβψδεφγηιξκλμνοπϟρστθωςχυζΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠϘΡΣΤΘΩΣΧΥΖ")


FREE_TEXT = {
    "title", "subtitle", "discreet_title", "version", "name", "short", "city", "room", "purpose", "notes", "text", "why", "to", "heading",
    "body", "author", "cluster", "side", "label", "example", "default", "summary", "do", "say", "watch", "item", "note", "each", "after",
    "grouping", "harvest", "guide", "risk", "safer", "online", "low_literacy", "mobility", "senses", "licence", "caption", "alt", "organisation",
    "honorific", "pronouns", "legal_name", "sort_as", "objectives", "use_when", "avoid_when", "before", "watch_for", "cut", "aliases", "how",
}


def greek(value, key=""):
    if isinstance(value, dict):
        return {k: greek(v, k if not (key in FREE_TEXT or key == "fill") else key) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [greek(item, key) for item in value]
    return re.sub(r"[A-Za-z]+", lambda word: word[0].translate(GREEK), value) if isinstance(value, str) and key in FREE_TEXT else value


@pytest.mark.parametrize("name", NAMES)
def test_no_sentence_of_ours_is_unmarked(name):
    """In en-XA every marked sentence loses its plain letters, so any run of three of them was never marked."""
    convening = Convening.model_validate(greek(material().convening.model_dump()))
    exercises = {slug: type(each).model_validate(greek(each.model_dump())) for slug, each in material().exercises.items()}
    what = Material(convening, exercises, material().assets)
    spec = next(spec for spec in specs(convening, exercises) if spec.name == name)
    words = str(from_document(what.tree(Task(spec, "", spec.audience, "en-XA", None, ""))))
    texts = re.findall(r"[\"'](?P<text>(?:[^\"'\\]|\\.)*)[\"']", words)
    unmarked = {found for text in texts if " " in text for found in re.findall(r"\b[A-Za-z]{4,}\b", text)}
    assert unmarked - {"example", "https", "Chatham", "House", "Rule"} == set()


@pytest.mark.parametrize("language", ["en-XA", "ar-XB"])
@pytest.mark.parametrize("name", NAMES)
def test_a_document_says_the_same_in_every_format_in_any_language(name, language):
    model = from_document(tree(name, None, language))
    assert from_html(made(name, "html", None, language).decode()) == model
    assert from_docx(made(name, "docx", None, language)) == model


@pytest.mark.parametrize("name", NAMES)
def test_a_right_to_left_document_says_so_in_every_format(name):
    assert tree(name, None, "ar-XB").rtl is True
    assert 'dir="rtl"' in made(name, "html", None, "ar-XB").decode()
    assert made(name, "pdf", None, "ar-XB").startswith(b"%PDF")


def test_a_text_per_language_is_printed_in_the_documents_language():
    convening = Convening(title=Localised({"en": "Water and Work", "fr": "Eau et travail"}))
    spec = next(spec for spec in specs(convening, {}) if spec.name == "agenda")
    for code, words in (("fr", "Eau et travail"), ("en", "Water and Work"), ("de", "Water and Work")):
        assert words in str(from_document(Material(convening, {}).tree(Task(spec, "", "participants", code, None, ""))))
