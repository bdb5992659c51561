"""Every exercise of the library in a small convening: each of its sheets and its guide, in every format, on either paper.

Each document is made once, in one of four ways that its name decides, and every test looks at what was made. Writers know blocks and
no exercises, so what is slow (Word's pictures, the validators) is done for one document of each shape; with the full counts for all
of them, in all ways.
"""

import functools
import zlib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pypdfium2
import pytest

from tests import built
from tests.conftest import FULL, tool
from tests.contract.flatten import from_document, from_docx, from_html
from tests.contract.parity import differences
from tests.documents.reading import every
from tests.documents.sheets import LONG_TITLE, NASTY, TEXTS, sheet
from tests.documents.sheets import convening as filled
from tests.documents.test_binder import book
from tests.support import english, office_pdfs
from tests.verify import broken_rules
from toolkit import library
from toolkit.convening.model import Convening
from toolkit.document import blocks
from toolkit.document.blocks import Cards, Document, Figure, Table, WritingLines
from toolkit.documents.registry import Options, Spec, specs
from toolkit.language import language
from toolkit.writers.formats import FORMATS

EXERCISES = library.exercises()
Way = tuple[str, str, bool]
WAYS: list[Way] = [("en", "a4", False), ("ar-XB", "letter", False), ("en", "letter", True), ("en-XA", "a4", False)]
"""Language, paper, and whether the title is long and nothing is filled in."""

LONGEST = ("open-space", "power-mapping", "word-association-mapping")
"""Exercises whose guides fill their two pages."""

MOST_ON_A_PAGE_MM = 140
"""A drawing that is higher has its page to itself."""


@functools.cache
def convening(slug: str, bare: bool) -> Convening:
    fill = {
        key: [f"{english(asked.label)}, {number}" for number in ("one", "two", "three")] if asked.many else "Water and work"
        for key, asked in EXERCISES[slug].fill.items()
    }
    session = {"id": "s", "title": LONG_TITLE if bare else "In the morning", "minutes": 60, "exercise": slug, "fill": {} if bare else fill}
    return Convening.model_validate({
        "title": LONG_TITLE if bare else "Water and Work", "expected": 24, "at_risk": True,
        "days": [{"date": "2027-03-11", "start": "09:00", "sessions": [session]}],
    })  # fmt: skip


@functools.cache
def known(slug: str, bare: bool) -> dict[str, Spec]:
    return {spec.name: spec for spec in specs(convening(slug, bare), EXERCISES) if spec.session and spec.name.startswith(f"{slug}-")}


def _cases() -> list[tuple[str, str, Way]]:
    names = [(slug, name) for slug in EXERCISES for name in known(slug, False)]
    if FULL:
        return [(slug, name, way) for slug, name in names for way in WAYS]
    return [(slug, name, WAYS[zlib.crc32(name.encode()) % len(WAYS)]) for slug, name in names]


CASES = _cases()
each_case = pytest.mark.parametrize(("slug", "name", "way"), CASES, ids=[f"{name}-{'-'.join(map(str, way[:2]))}" for _, name, way in CASES])


@functools.cache
def tree(slug: str, name: str, way: Way) -> Document:
    code, paper, bare = way
    made = convening(slug, bare)
    spec = known(slug, bare)[name]
    chosen = None if spec.own_paper and not bare else paper
    return spec.build(made, Options(spec.audience, language(code), made.language, chosen, EXERCISES, {}))  # type: ignore[arg-type]


def printed(slug: str, name: str, way: Way) -> bytes:
    return built.written(tree(slug, name, way), "pdf")


def word(slug: str, name: str, way: Way) -> bytes:
    return built.written(tree(slug, name, way), "docx")


@functools.cache
def one_of_each_shape() -> list[tuple[str, str, Way]]:
    """The first case with each set of blocks, by what stands in what, that no sheet of every directive has; with the full counts all."""
    found = {frozenset(_shape(tree(*case).blocks, "")): case for case in reversed(CASES)}
    return CASES if FULL else [case for shape, case in found.items() if shape not in _directives()]


@functools.cache
def _directives() -> dict[frozenset[str], str]:
    return {frozenset(_shape(sheet(name).blocks, "")): name for name in TEXTS}


def _shape(value: object, above: str) -> Iterator[str]:
    if isinstance(value, tuple):
        for each in value:
            yield from _shape(each, above)
    elif is_dataclass(value) and type(value).__module__ == blocks.__name__:
        here = f"{above}/{type(value).__name__} {getattr(value, 'style', '')}"
        yield here
        for each in fields(value):
            yield from _shape(getattr(value, each.name), here)


@each_case
def test_it_says_the_same_on_the_page(slug, name, way):
    document = tree(slug, name, way)
    assert from_html(FORMATS["html"].write(document).decode()) == from_document(document)
    if not document.rtl:  # PDFium gives lines of both directions in an order of its own (see tests/contract/parity.py)
        assert differences(printed(slug, name, way), document) == []


@each_case
def test_it_says_the_same_in_word(slug, name, way):
    document = tree(slug, name, way)
    drawn = any(True for _ in every(document.blocks, Figure))
    if not drawn or (slug, name, way) in one_of_each_shape():
        assert from_docx(word(slug, name, way)) == from_document(document)


@each_case
def test_what_is_written_on_has_room_and_what_is_drawn_has_words(slug, name, way):
    document = tree(slug, name, way)
    assert all(lines.gap_mm >= 8 for lines in every(document.blocks, WritingLines))
    assert all(figure.alt for figure in every(document.blocks, Figure))
    lined = [row.height_mm or 0 for table in every(document.blocks, Table) if table.style == "lined" for row in table.rows]
    assert not lined or min(lined) >= 8
    for table in every(document.blocks, Table):  # or a screen reader calls its heads shredded (outloud, TBL-010)
        cells = [cell for row in table.rows for cell in row.cells]
        heads = sum(cell.heads for cell in cells)
        assert table.style != "lined" or len(table.columns) + heads <= len(cells) - heads


@each_case
def test_a_guide_is_one_or_two_pages_and_a_sheet_as_many_as_it_must(slug, name, way):
    """A guide of the longest kind may run over in a made-up language that is longer than any."""
    count = _pages(printed(slug, name, way))
    if name.endswith("-guide"):
        assert count <= (2 if way[0] == "en" else 3)
    else:
        parts = sum(figure.drawing.height_mm > MOST_ON_A_PAGE_MM for figure in every(tree(slug, name, way).blocks, Figure))
        cards = sum(isinstance(block, Cards) for block in tree(slug, name, way).blocks)
        assert count <= max(1, parts, cards)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("slug", EXERCISES if FULL else LONGEST)
def test_the_longest_guides_have_two_pages_whatever_the_titles(slug, paper):
    assert _pages(printed(slug, f"{slug}-guide", ("en", paper, True))) <= 2


@pytest.mark.parametrize("slug", [slug for slug, each in EXERCISES.items() if each.translations] if FULL else LONGEST[-1:])
def test_a_translated_guide_has_two_pages_too(slug):
    for bare in (False, True):
        assert _pages(printed(slug, f"{slug}-guide", ("fr", "letter", bare))) <= 2


def _pages(pdf: bytes) -> int:
    opened = pypdfium2.PdfDocument(pdf)
    count = len(opened)
    opened.close()
    return count


def test_validators_find_nothing_in_any_directive_nor_in_any_shape_of_document(tmp_path):
    """With the full counts also what is long, in four scripts, and from right to left."""
    from openxml_audit import OpenXmlValidator

    nasty = filled(NASTY, LONG_TITLE)
    files = {"-".join([name, *map(str, way)]): (word(slug, name, way), printed(slug, name, way)) for slug, name, way in one_of_each_shape()}
    sheets = {name: sheet(name) for name in TEXTS} | {"binder": book()}
    if FULL:
        sheets |= {f"{name}.{code}": sheet(name, nasty, code) for name in TEXTS for code in ("en", "ar-XB")}
    files |= {name: (built.written(document, "docx"), built.written(document, "pdf")) for name, document in sheets.items()}
    for name, (docx, _) in files.items():
        path = tmp_path / "x.docx"
        path.write_bytes(docx)
        assert [str(error) for error in OpenXmlValidator().validate(path).errors] == [], name
    assert broken_rules(tool("java"), {name: pdf for name, (_, pdf) in files.items()}) == []


@pytest.mark.skipif(not FULL, reason="LibreOffice over the whole library: only with the full counts")
def test_libreoffice_prints_the_words_of_every_exercise(soffice):
    cases = [case for case in CASES if not tree(*case).rtl]
    files = {f"{name}.{at}": word(slug, name, way) for at, (slug, name, way) in enumerate(cases)}
    made = office_pdfs(soffice, files)
    for at, (slug, name, way) in enumerate(cases):
        assert differences(made[f"{name}.{at}"], tree(slug, name, way)) == [], (name, way)
