"""Every exercise of the library in a small convening: each of its sheets and its guide, in every format, on either paper.

By default each document is looked at in one of four ways, in turn; with the full counts in all of them.
"""

import functools
import itertools

import pypdfium2
import pytest

from tests.conftest import FULL, tool
from tests.contract.flatten import from_document, from_docx, from_html
from tests.contract.parity import differences
from tests.documents.reading import every
from tests.documents.sheets import LONG_TITLE
from tests.support import office_pdfs
from tests.verify import broken_rules
from toolkit import library
from toolkit.convening.model import Convening
from toolkit.document.blocks import Document, Figure, Table, WritingLines
from toolkit.documents.registry import Options, specs
from toolkit.language import language
from toolkit.writers.formats import FORMATS

EXERCISES = library.exercises()
WAYS = [("en", "a4", False), ("ar-XB", "letter", False), ("en", "letter", True), ("en-XA", "a4", False)]
"""Language, paper, and whether the title is long and nothing is filled in."""


@functools.cache
def convening(slug: str, bare: bool) -> Convening:
    fill = {
        key: [f"{asked.label}, {number}" for number in ("one", "two", "three")] if asked.many else "Water and work"
        for key, asked in EXERCISES[slug].fill.items()
    }
    session = {"id": "s", "title": "In the morning", "minutes": 60, "exercise": slug, "fill": {} if bare else fill}
    return Convening.model_validate({
        "title": LONG_TITLE if bare else "Water and Work", "expected": 24, "at_risk": True,
        "days": [{"date": "2027-03-11", "start": "09:00", "sessions": [session]}],
    })  # fmt: skip


def _cases() -> list[tuple[str, str, tuple[str, str, bool]]]:
    names = [
        (slug, spec.name) for slug in EXERCISES for spec in specs(convening(slug, False), EXERCISES) if spec.name.startswith(f"{slug}-")
    ]
    if FULL:
        return [(slug, name, way) for slug, name in names for way in WAYS]
    return [(slug, name, way) for (slug, name), way in zip(names, itertools.cycle(WAYS), strict=False)]


CASES = _cases()
each_case = pytest.mark.parametrize(("slug", "name", "way"), CASES, ids=[f"{name}-{'-'.join(map(str, way[:2]))}" for _, name, way in CASES])


@functools.cache
def tree(slug: str, name: str, way: tuple[str, str, bool]) -> Document:
    code, paper, bare = way
    made = convening(slug, bare)
    spec = next(spec for spec in specs(made, EXERCISES) if spec.name == name)
    chosen = None if spec.own_paper and not bare else paper
    return spec.build(made, Options(spec.audience, language(code), made.language, chosen, EXERCISES, {}))  # type: ignore[arg-type]


@functools.cache
def printed(slug: str, name: str, way: tuple[str, str, bool]) -> bytes:
    return FORMATS["pdf"].write(tree(slug, name, way))


@each_case
def test_it_says_the_same_in_word_and_on_the_page(slug, name, way):
    document = tree(slug, name, way)
    assert from_html(FORMATS["html"].write(document).decode()) == from_document(document)
    assert from_docx(FORMATS["docx"].write(document)) == from_document(document)
    assert differences(printed(slug, name, way), document) == []


@each_case
def test_what_is_written_on_has_room_and_what_is_drawn_has_words(slug, name, way):
    document = tree(slug, name, way)
    assert all(lines.gap_mm >= 8 for lines in every(document.blocks, WritingLines))
    assert all(figure.alt for figure in every(document.blocks, Figure))
    lined = [row.height_mm or 0 for table in every(document.blocks, Table) if table.style == "lined" for row in table.rows]
    assert not lined or min(lined) >= 8


@each_case
def test_a_guide_is_one_or_two_pages_and_a_sheet_as_many_as_it_must(slug, name, way):
    """A guide of the longest kind may run over in a made-up language that is longer than any."""
    opened = pypdfium2.PdfDocument(printed(slug, name, way))
    count = len(opened)
    opened.close()
    if name.endswith("-guide"):
        assert count <= (2 if way[:2] == ("en", "a4") else 3)
    else:
        parts = len([each for each in every(tree(slug, name, way).blocks, Figure) if each.drawing.height_mm > 140])
        cards = sum(type(block).__name__ == "Cards" for block in tree(slug, name, way).blocks)
        assert count <= max(1, parts, cards)


def test_validators_find_nothing_in_any_exercise(tmp_path):
    from openxml_audit import OpenXmlValidator

    files = {}
    for slug, name, way in CASES:
        path = tmp_path / "x.docx"
        path.write_bytes(FORMATS["docx"].write(tree(slug, name, way)))
        assert [str(error) for error in OpenXmlValidator().validate(path).errors] == [], (name, way)
        files[f"{name}.{'.'.join(map(str, way))}"] = printed(slug, name, way)
    assert broken_rules(tool("java"), files) == []


@pytest.mark.skipif(not FULL, reason="LibreOffice over the whole library: only with the full counts")
def test_libreoffice_prints_the_words_of_every_exercise(soffice):
    files = {f"{name}.{way[0]}.{way[1]}.{way[2]}": FORMATS["docx"].write(tree(slug, name, way)) for slug, name, way in CASES}
    made = office_pdfs(soffice, files)
    for slug, name, way in CASES:
        assert differences(made[f"{name}.{way[0]}.{way[1]}.{way[2]}"], tree(slug, name, way)) == [], (name, way)
