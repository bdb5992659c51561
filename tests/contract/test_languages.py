"""Contract 10: every document in a language that is long and accented, and in one that is written from the right.

That no sentence is unmarked is held in tests/documents/test_languages.py.
"""

import pytest

from tests.contract.flatten import from_document, from_docx, from_html
from tests.support import chosen_specs, made, tree
from toolkit.convening.model import Convening
from toolkit.convening.values import Localised
from toolkit.documents.registry import specs
from toolkit.material import Material, Task

NAMES = [spec.name for spec in chosen_specs()]
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
