"""Contract 1: a document says the same in every format. Model, HTML and DOCX block by block, the PDF by its words.

Every cut of every document is held against its HTML, from which the PDF is printed, and its DOCX; what is printed of either is dear,
and is read for the two ends of the circles (all of them with the full counts).
"""

import pytest

from tests.contract.flatten import from_document, from_docx, from_html
from tests.contract.parity import differences
from tests.support import cuts, ends, made, office_pdfs, tree


@pytest.mark.parametrize(("name", "audience"), cuts())
def test_html_and_docx_hold_the_models_blocks_in_the_models_order(name, audience):
    model = from_document(tree(name, audience))
    assert from_html(made(name, "html", audience).decode()) == model
    assert from_docx(made(name, "docx", audience)) == model


@pytest.mark.parametrize(("name", "audience"), ends())
def test_the_pdf_holds_the_models_words(name, audience):
    assert differences(made(name, "pdf", audience), tree(name, audience)) == []


def test_the_words_of_each_docx_printed_by_libreoffice_are_the_models(soffice):
    files = {f"{name}.{audience}": made(name, "docx", audience) for name, audience in ends()}
    printed = office_pdfs(soffice, files)
    for name, audience in ends():
        assert differences(printed[f"{name}.{audience}"], tree(name, audience)) == [], (name, audience)
