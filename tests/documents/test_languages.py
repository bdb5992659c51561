"""No sentence of a document is unmarked: in en-XA every marked sentence loses its plain letters, and every typed text here is Greek."""

import functools
import re

import pytest

from tests.documents.reading import build, every
from tests.support import cuts, english, material
from toolkit import library
from toolkit.convening.called import in_words
from toolkit.convening.exercise import Exercise
from toolkit.convening.model import Convening
from toolkit.convening.regions import REGIONS
from toolkit.convening.vocabulary import DIRECTIVES, FIGURES, Parts, Words
from toolkit.document.inline import Text
from toolkit.documents.parts import country
from toolkit.language import language

GREEK = str.maketrans("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "αβψδεφγηιξκλμνοπϟρστθωςχυζΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠϘΡΣΤΘΩΣΧΥΖ")
KEPT = {
    "id", "day", "session", "sessions", "by", "owner", "from", "gathers", "person", "people", "exercise", "kind", "keep", "pin", "start",
    "end", "date", "days", "role", "rule", "status", "list", "show", "badge", "contact",
    "lead", "quote", "attribution", "language", "languages", "paper",
    "mode", "timezone", "country", "host", "short", "logo", "file", "code", "round", "due", "keep_until", "given", "groups", "slug",
    "dot_vote", "audience", "brings", "serves", "exposure", "address", "email", "together", "apart", "locked", "decision", "section",
    "list_order",
}  # fmt: skip
FORMULAS = {"minutes", "quantity", "copies", "least", "usual", "most", "sheet_texts"}


def greek(value, key=""):
    """Every typed text in Greek letters; what has a grammar of its own stays."""
    if isinstance(value, dict):
        return {name: greek(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [greek(item, key) for item in value]
    if not isinstance(value, str) or (key in KEPT and " " not in value) or key in FORMULAS:
        return value
    return re.sub(r"\{[^}]*\}|[A-Za-z]+", lambda word: word[0] if word[0][0] == "{" else word[0].translate(GREEK), value)


def greek_sheet(typed):
    """A sheet's text: of a directive only what is printed, not its name, its keys and what they choose."""
    made, form = [], None
    for line in typed.splitlines():
        key, colon, value = line.partition(":")
        if line.startswith("```"):
            form = DIRECTIVES.get(line[3:]) if form is None else None
        elif form is not None and line in FIGURES:
            form = FIGURES[line]
        elif form is None or line.startswith("- "):
            line = greek(line, "text")
        elif colon and isinstance(form.keys[key], Words | Parts):
            line = f"{key}:{greek(value, 'text')}"
        made.append(line)
    return "\n".join(made)


@functools.cache
def in_greek():
    """The sample and the exercises, every text of them in Greek."""
    made = Convening.model_validate(greek(material().convening.model_dump(mode="json", by_alias=True)))
    known = {}
    for slug, each in library.exercises().items():
        texts = {sheet: greek_sheet(english(words)) for sheet, words in each.sheet_texts.items()}
        known[slug] = Exercise.model_validate({**greek(each.model_dump(mode="json")), "sheet_texts": texts})
    return made, known


@pytest.mark.parametrize(("name", "audience"), cuts())
def test_every_sentence_is_marked(name, audience):
    made, known = in_greek()
    document = build(made, name, audience, code="en-XA", exercises=known)
    printed = [text.text for text in every(document.blocks, Text)]
    printed += [document.header, *document.footer, document.page_words.replace("{page}", "").replace("{pages}", ""), document.title]
    printed += [sheet.name for sheet in document.sheets]
    unmarked = {word for text in printed for word in re.findall(r"\b[A-Za-z]{4,}\b", text)}
    assert unmarked - from_babel(made) == set()


def from_babel(made):
    """Words that no catalogue of ours holds: months, weekdays, countries, names of languages, addresses."""
    locale = language("en-XA").locale
    words = [*locale.months["format"]["wide"].values(), *locale.days["format"]["wide"].values(), locale.languages["en"]]
    words += [locale.territories[region] for region in REGIONS]
    words += [in_words(code.split("-")[0], language("en-XA")) for person in made.participants for code in person.languages]
    words += [country(person.country, language("en-XA")) for person in made.participants]
    words += [person.email for person in made.participants]
    return {found for word in words for found in re.findall("[A-Za-z]+", word)}
