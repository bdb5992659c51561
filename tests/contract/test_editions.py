"""The contracts over the other editions of what is no sheet: they say what the usual one says, alike in every format, to nobody else.

Large print is laid out anew: no letter is smaller than 18 points, and nothing runs over its page.
"""

import pypdfium2
import pytest

from tests.contract.flatten import from_document, from_docx, from_html
from tests.contract.parity import differences
from tests.documents.reading import tables, words
from tests.documents.test_editions import sizes
from tests.support import all_specs, editions, made, material, tree
from toolkit import leaks
from toolkit.document.inline import plain

each_edition = pytest.mark.parametrize(("name", "edition"), editions())
LARGE = [name for name, edition in editions() if edition == "large"]


def test_the_agenda_the_lists_and_the_guides_have_a_large_print_edition():
    assert {"agenda", "participant-list", "sign-in-sheet", "word-association-mapping-guide"} <= set(LARGE)


@each_edition
def test_it_says_the_same_in_every_format(name, edition):
    model = from_document(tree(name, edition=edition))
    assert from_html(made(name, "html", edition=edition).decode()) == model
    assert from_docx(made(name, "docx", edition=edition)) == model
    assert differences(made(name, "pdf", edition=edition), tree(name, edition=edition)) == []


@each_edition
def test_it_says_what_the_usual_edition_says(name, edition):
    """But for the titles of columns, which are others where there are fewer, and minutes that are written as hours."""
    usual, other = tree(name), tree(name, edition=edition)
    titles = " ".join(plain(column.title) for table in tables(usual) for column in table.columns)
    missing = set(words(usual.blocks).split()) - set(words(other.blocks).split()) - set(titles.split())
    assert {word for word in missing if not word.isdigit()} == set()


@each_edition
def test_it_names_nobody_whom_the_usual_edition_does_not_name(name, edition):
    spec = next(spec for spec in all_specs() if spec.name == name)
    for audience in spec.audiences:
        says = leaks.says(made(name, "html", audience, edition=edition), "html")
        assert leaks.find(material().convening, audience, {f"{name}.html": says}) == (), audience


@pytest.mark.parametrize("name", LARGE)
def test_no_letter_of_large_print_is_small_and_nothing_leaves_its_page(name):
    data = made(name, "pdf", edition="large")
    assert min(sizes(data)) >= 18
    opened = pypdfium2.PdfDocument(data)
    for page in opened:
        wide, high = page.get_size()
        text = page.get_textpage()
        boxes = [text.get_charbox(at) for at in range(text.count_chars()) if text.get_text_range(at, 1).strip()]
        assert all(left >= 0 and right <= wide and bottom >= 0 and top <= high for left, bottom, right, top in boxes)
    opened.close()


def test_the_sign_in_sheet_in_large_print_has_a_table_for_each_day():
    assert len(tables(tree("sign-in-sheet", edition="large"))) == 2
