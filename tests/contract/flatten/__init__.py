"""A document, its HTML and its DOCX in one normal form, so that they can be compared block by block.

What DESIGN.md leaves free is not in it: line breaks within a paragraph, spacing, emphasis, page furniture, the ends of unmarked lists.
A paragraph is ("line", style, words), with `[^n]` for a footnote, `[words](address)` for a link and `{fr:words}` for another language;
the notes come last, by number. Each source is walked on its own: nothing here uses a writer.
"""

from tests.contract.flatten.form import Event, fold
from tests.contract.flatten.model import Model
from tests.contract.flatten.page import Page
from tests.contract.flatten.word import Word
from toolkit.document.blocks import Document

__all__ = ["Event", "fold", "from_document", "from_docx", "from_html"]


def from_document(document: Document) -> list[Event]:
    """What the model says."""
    return Model(document).read()


def from_html(page: str) -> list[Event]:
    """What the page says, by its elements."""
    return Page(page).read()


def from_docx(data: bytes) -> list[Event]:
    """What the Word file says, by its styles."""
    return Word(data).read()
