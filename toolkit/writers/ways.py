"""Which way a line runs when its words are in another language than the document: what the page and the Word file must agree on."""

from toolkit.document.inline import Inline, Text, every_text
from toolkit.language import language


def runs_against(content: tuple[Inline, ...], rtl: bool) -> bool:
    """Whether every word is marked as one of a language that runs against the document."""
    if not content or (type(content[0]) is Text and content[0].lang is None):
        return False
    said = [text for text in every_text(content) if not text.text.isspace()]
    return bool(said) and all(text.lang is not None and language(text.lang).rtl != rtl for text in said)
