"""The report's chapter of recommendations: a table where each reason is a sentence or two, a list where one is a paragraph to be read.

Numbers follow the order in which they were put, in both. A column that no recommendation fills is not printed.
"""

from collections.abc import Sequence

from toolkit.convening.model import Convening, Note
from toolkit.document.blocks import Block, Cell, Column, Heading, Items, Paragraph, Row, Table
from toolkit.document.inline import Inline, Quiet, Strong, text
from toolkit.documents import noted, parts
from toolkit.documents.registry import Options

_LONG_LETTERS = 240
"""More than six lines of a table's last column: rows never split over pages, and such columns leave half of a page white."""


def chapter(convening: Convening, options: Options) -> tuple[Block, ...]:
    found = noted.of_kind(convening, "recommendation")
    if not found:
        return ()
    body = _listed(found, options) if any(len(options.read(note.why)) > _LONG_LETTERS for note in found) else _table(found, options)
    return (Heading(1, text(options.language("Recommendations")), id="recommendations"), body)


def _table(found: Sequence[Note], options: Options) -> Table:
    say = options.language
    to, why = any(options.read(note.to) for note in found), any(options.read(note.why) for note in found)
    columns = (
        Column(text(say("No.")), 0.6),
        Column(text(say("Recommendation")), 4),
        *((Column(text(say("To whom")), 1.9),) if to else ()),
        *((Column(text(say("Why")), 3.5),) if why else ()),
    )
    rows = tuple(
        Row((
            Cell(text(say.number(number))),
            Cell(parts.lines(noted.typed(note.text, options), _support(note, options)), heads=True),
            *((Cell(options.words(note.to)),) if to else ()),
            *((Cell(noted.typed(note.why, options)),) if why else ()),
        ))
        for number, note in enumerate(found, 1)
    )
    return Table(columns, rows)


def _listed(found: Sequence[Note], options: Options) -> Items:
    return Items(tuple(_item(note, options) for note in found), "number")


def _item(note: Note, options: Options) -> tuple[Block, ...]:
    why = noted.typed(note.why, options)
    head = Paragraph(parts.lines((Strong(noted.typed(note.text, options)),), _whom(note, options), _support(note, options)))
    return (head, Paragraph(why)) if why else (head,)


def _whom(note: Note, options: Options) -> tuple[Inline, ...]:
    to = options.read(note.to)
    return (Quiet(text(options.language("To: {whom}", whom=to))),) if to else ()


def _support(note: Note, options: Options) -> tuple[Inline, ...]:
    words = noted.support(note, options)
    return (Quiet(text(words)),) if words else ()
