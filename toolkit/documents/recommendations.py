"""The recommendations to vote on or to hand over: each with whom it is for, why, and how far the room stands behind it.

One voice reads as consensus, so every line has room for how many agree, can live with it, or object.
"""

from toolkit.convening.model import Convening, Note
from toolkit.document.blocks import Block, Cell, Column, Document, Page, Paragraph, Row, Sheet, Table
from toolkit.document.inline import Quiet, text
from toolkit.documents import noted, parts
from toolkit.documents.registry import Options, Spec
from toolkit.language import N_

_ROW_MM = 16.0


def build(convening: Convening, options: Options) -> Document:
    say = options.language
    title = say("Recommendations")
    found = noted.of_kind(convening, "recommendation")
    blocks: list[Block] = [parts.cover(convening, options, text(title))]
    if found:
        words = say("Write how many agree, how many can live with it and how many object: nobody's silence is counted as a yes.")
        blocks.append(Paragraph(text(words), "lead"))
        blocks.append(_table(convening, options, found))
    if not found:
        blocks.append(Paragraph(text(say("No recommendation has been noted yet."))))
    page = Page(size=parts.paper(convening, options), landscape=True, margins_mm=(14, 14, 16, 14))
    sheets = (_sheet(convening, options, found),) if found else ()
    return parts.document("recommendations", convening, options, title, blocks, page=page, sheets=sheets)


def _table(convening: Convening, options: Options, found: tuple[Note, ...]) -> Table:
    """One table, headed by whom they are for: numbers are the same as in the report."""
    say = options.language
    columns = (
        Column(text(say("No.")), 0.6),
        Column(text(say("Recommendation")), 4.6),
        Column(text(say("Why")), 4),
        Column(text(say("Agree")), 1, "centre"),
        Column(text(say("Live with it")), 1, "centre"),
        Column(text(say("Object")), 1, "centre"),
    )
    rows: list[Row] = []
    for to in dict.fromkeys(options.read(note.to) for note in found):
        head = say("To: {whom}", whom=to) if to else say("To whom is still open")
        rows.append(Row((Cell(text(head), columns=len(columns)),), "group"))
        for number, note in enumerate(found, 1):
            if options.read(note.to) == to:
                rows.append(_row(convening, options, number, note))
    return Table(columns, tuple(rows), style="lined")


def _row(convening: Convening, options: Options, number: int, note: Note) -> Row:
    where = [(Quiet(options.words(session.title)),) for session in noted.sessions_of(convening, note)]
    words = Cell(parts.lines(noted.typed(note.text, options), *where), heads=True)
    why = Cell(noted.typed(note.why, options))
    return Row((Cell(text(options.language.number(number))), words, why, Cell(), Cell(), Cell()), height_mm=_ROW_MM)


def _sheet(convening: Convening, options: Options, found: tuple[Note, ...]) -> Sheet:
    say = options.language
    rows = []
    for number, note in enumerate(found, 1):
        where = "; ".join(options.read(session.title) for session in noted.sessions_of(convening, note))
        rows.append((number, options.read(note.text), options.read(note.to), options.read(note.why), where, None, None, None))
    columns = (
        say("No."), say("Recommendation"), say("To whom"), say("Why"), say("Session"), say("Agree"), say("Live with it"), say("Object"),
    )  # fmt: skip
    return Sheet(say("Recommendations"), columns, tuple(rows))


SPECS = (
    Spec(
        name="recommendations",
        title=N_("Recommendations"),
        purpose=N_("What the meeting recommends, to whom and why, with room for how far the room supports it"),
        audiences=("participants", "public", "facilitators", "organisers"),
        build=build,
        order=82,
        copies=N_("one per table"),
        formats=("pdf", "docx", "html", "md", "csv", "xlsx"),
    ),
)
