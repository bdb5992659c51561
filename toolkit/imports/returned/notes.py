"""The private notes of a session as the words that a file for the team prints, to tell whether it has others."""

import re
from collections.abc import Iterator, Sequence

from toolkit.convening.model import Session
from toolkit.document import inline
from toolkit.document.blocks import Block, Heading, Items, Paragraph, Quote, Table
from toolkit.documents import parts
from toolkit.documents.registry import Options
from toolkit.imports.returned.likeness import folded


def printed_words(session: Session, options: Options) -> list[str]:
    return spoken(" ".join(_said(parts.prose(session.notes, options, 1)))) if session.notes else []


def spoken(text: str) -> list[str]:
    """The words alone: signs of lists and of emphasis come and go with the program."""
    return re.findall(r"\w+", folded(text))


def _said(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, (Heading, Paragraph)):
            yield inline.plain(block.content)
        elif isinstance(block, Quote):
            yield from _said(block.content)
            yield inline.plain(block.source)
        elif isinstance(block, Items):
            for item in block.items:
                yield from _said(item)
        elif isinstance(block, Table):
            yield from (inline.plain(column.title) for column in block.columns)
            for cell in (cell for row in block.rows for cell in row.cells):
                yield inline.plain(cell.content)
                yield from _said(cell.blocks)
