"""What is made on request, beyond the few that every contract holds: the same words in every format, no name, every sentence marked."""

import pytest

from tests.contract.flatten import from_document, from_docx, from_html
from tests.contract.test_privacy import LEGAL, NAME, NOTE, PRIVATE, said_by, with_person
from tests.documents.test_languages import test_every_sentence_is_marked as every_sentence_is_marked
from tests.support import made, on_request, tree
from toolkit.convening.model import Consent
from toolkit.material import Task

REST = [(spec.name, audience) for spec in on_request() for audience in spec.audiences]


@pytest.mark.parametrize(("name", "audience"), REST)
def test_it_says_the_same_as_a_page_and_in_word_also_from_right_to_left(name, audience):
    drawn = name in ("tent-cards", "table-signs")  # dear in Word, and made by what the sheets of exercises are made by
    for code in ("en", "ar-XB"):
        model = from_document(tree(name, audience, code))
        assert from_html(made(name, "html", audience, code).decode()) == model
        assert drawn or from_docx(made(name, "docx", audience, code)) == model


@pytest.mark.parametrize(("name", "audience"), REST)
def test_every_sentence_of_it_is_marked(name, audience):
    every_sentence_is_marked(name, audience)


@pytest.mark.parametrize(("name", "audience"), [(name, audience) for name, audience in REST if audience in ("public", "participants")])
def test_it_names_nobody_who_did_not_agree(name, audience):
    spec = next(spec for spec in on_request() if spec.name == name)
    for consent in (None, Consent(), Consent(badge="full", given={"withdrawn": "2027-02-01"})):
        words = said_by(with_person(consent).tree(Task(spec, "", audience, "en", None, "")), "html")
        assert not [fact for fact in (NAME, LEGAL, "Vexbright", *PRIVATE, NOTE) if fact in words]
