"""The library as one book: a chapter each, every sheet on its own paper, whole pictures of what hangs on a wall."""

import functools

import pypdfium2
import pytest

from tests import built
from tests.conftest import FULL
from tests.contract.flatten import from_document, from_docx, from_html
from tests.contract.parity import differences
from tests.documents.reading import every, words
from tests.support import english, office_pdfs
from toolkit import library
from toolkit.document.blocks import Contents, Document, Figure, Page, Part
from toolkit.document.outline import headings
from toolkit.documents import binder
from toolkit.language import language
from toolkit.writers.formats import FORMATS

SOME = ("dot-voting", "world-cafe")
"""A poster of four sheets and a ballot; table signs, a wall on its side and a large poster."""


@functools.cache
def book(code: str = "en", paper: str = "letter", every_one: bool = FULL) -> Document:
    known = library.exercises()
    chosen = known if every_one else {name: known[name] for name in SOME}
    return binder.build(chosen, binder.Wish(language(code), paper))  # type: ignore[arg-type]


def test_it_has_a_chapter_for_each_exercise_and_a_section_for_each_sheet():
    made = book(every_one=False)
    listed = [each for each in headings(made.blocks) if each.in_contents]
    cafe = library.exercises()["world-cafe"]
    assert [words((each,)) for each in listed if each.level == 1] == ["Which exercise for what", "Dot voting", "World Café"]
    assert [words((each,)) for each in listed if each.level == 2][-len(cafe.sheets) :] == [english(card.title) for card in cafe.sheets]
    assert [each.levels for each in every(made.blocks, Contents)] == [1]


def test_every_sheet_is_on_its_own_page_and_all_are_of_one_paper():
    pages = [part.page for part in book(every_one=False).blocks if isinstance(part, Part)]
    assert {page.size for page in pages} == {"letter"}
    assert len(pages) == 2 + sum(len(library.exercises()[name].sheets) for name in SOME)
    assert Page("letter", True, pages[-3].margins_mm) in pages


def test_what_hangs_on_a_wall_is_whole_and_says_how_large_it_is_meant():
    parts = [part for part in book(every_one=False).blocks if isinstance(part, Part)]
    wall = parts[1]
    assert len(list(every(wall.content, Figure))) == 1
    assert "shown small: printed it is A2" in words(wall.content[:1])


@pytest.mark.parametrize("paper", ["a4", "letter"] if FULL else ["letter"])
def test_it_says_the_same_in_every_format(paper):
    made = book("en", paper)
    assert from_html(FORMATS["html"].write(made).decode()) == from_document(made)
    assert from_docx(built.written(made, "docx")) == from_document(made)
    some = book("en", paper, False)  # in the whole, cards that say a number alone are not told from other numbers
    assert differences(built.written(some, "pdf"), some) == []


def test_a_guide_takes_two_pages_or_three_and_every_other_part_one_for_each_of_its_sheets():
    opened = pypdfium2.PdfDocument(built.written(book(), "pdf"))
    outline = [(each.level, each.get_dest().get_index()) for each in opened.get_toc() if each.get_title() != "Step by step"]
    ends = [at for _, at in outline[1:]] + [len(opened)]
    guides = [end - at for (level, at), end in zip(outline, ends, strict=True) if level == 1][1:]
    opened.close()
    assert max(guides) <= 3 and min(guides) >= 1


@pytest.mark.skipif(not FULL, reason="LibreOffice over a book of sheets: only with the full counts")
def test_libreoffice_prints_every_word_of_it(soffice):
    made = book(every_one=False)
    assert differences(office_pdfs(soffice, {"binder": built.written(made, "docx")})["binder"], made) == []
