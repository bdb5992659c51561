"""The catalogues of what printed documents say: nearly whole for what the sample prints, and true to the sentences that there are."""

import ast
import functools
import gettext
import re

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.support import ROOT, chosen_specs, english, sample
from toolkit import library
from toolkit.documents.registry import Options
from toolkit.imports.agenda import ours
from toolkit.language import PRINTED, Language, language, on_screen
from toolkit.language.catalogue import CATALOGS, printed_in

CODES = printed_in()
_SAY = ("language", "convening", "planning", "documents")
"""Where the sentences of documents stand."""
_FIELD = re.compile(r"\{(\w+)\}")


@functools.cache
def catalogue(code: str) -> Catalog:
    with (CATALOGS / f"{code}.po").open("rb") as text:
        return read_po(text, abort_invalid=True)


@functools.cache
def sentences() -> set[str]:
    """Every string of the program (those beside each other are one), and how the library's sheets are given out."""
    given_out = {english(card.each) for exercise in library.exercises().values() for card in exercise.sheets}
    trees = (ast.parse(path.read_text(encoding="utf-8")) for room in _SAY for path in (ROOT / "toolkit" / room).rglob("*.py"))
    constants = (node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return given_out.union(each for each in constants if isinstance(each, str))


def test_there_is_french_for_what_is_printed_and_the_screens_stay_english() -> None:
    assert "fr" in PRINTED
    assert language("fr-CA")("Agenda") == "Ordre du jour"
    assert language("fr").plural("{n} word", "{n} different words", 2) == "2 mots différents"
    assert on_screen("fr")("Agenda") == "Agenda" and on_screen("fr").locale.language == "fr"
    assert language("fr")("") == "" and language("fr")("Said nowhere") == "Said nowhere"


@pytest.mark.parametrize("code", CODES)
def test_a_catalogue_says_only_what_the_program_says_with_the_same_fields(code: str) -> None:
    for message in catalogue(code):
        if not message.id:
            continue
        ids, said = ([each] if isinstance(each, str) else list(each) for each in (message.id, message.string))
        assert set(ids) <= sentences(), f"{message.id} is said nowhere any more"
        assert all(said), f"{message.id} has an empty form"
        assert {frozenset(_FIELD.findall(each)) for each in said} == {frozenset(_FIELD.findall(each)) for each in ids}, message.id


class Listening(gettext.NullTranslations):
    """Keeps what is asked for, beside what a catalogue has."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.known = {message.id if isinstance(message.id, str) else message.id[0] for message in catalogue(code)}
        self.asked: set[str] = set()

    def gettext(self, message: str) -> str:
        self.asked.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1)


@pytest.mark.parametrize("code", CODES)
def test_nearly_every_sentence_that_the_samples_documents_say_is_in_it(code: str) -> None:
    """A new sentence is printed in English until somebody translates it; nine in ten is the least that is worth a catalogue."""
    heard = Listening(code)
    say = Language(code, Locale.parse(code), heard)
    made = sample()
    for spec in chosen_specs():
        for audience in spec.audiences:
            spec.build(made.convening, Options(audience, say, "en", made.convening.paper, library.exercises(), made.assets))
    lacking = heard.asked - heard.known
    assert len(lacking) <= len(heard.asked) / 10, sorted(lacking)


@pytest.mark.parametrize("code", CODES)
def test_every_page_says_that_nobody_has_read_the_translation_over(code: str) -> None:
    said = 'X-Reviewed: yes' in (CATALOGS / f"{code}.po").read_text(encoding="utf-8").split("msgid", 2)[1]
    assert language(code).reviewed is said
    agenda = next(spec for spec in chosen_specs() if spec.name == "agenda")
    document = agenda.build(sample().convening, Options("participants", language(code), "en"))
    assert said or language(code)("Translation not reviewed yet") in document.header
    english = agenda.build(sample().convening, Options("participants", language("en"), "en"))
    assert "reviewed" not in english.header


@pytest.mark.parametrize("code", CODES)
def test_what_is_printed_so_is_known_again_when_it_comes_back(code: str) -> None:
    from toolkit.documents import agenda

    assert ours.kind_of(language(code)(agenda.KIND_WORDS["opening"])) == "opening"
