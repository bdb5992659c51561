"""The recommendations to vote on or to hand over: by theme, each with whom it is for, why, its dots, and how far the room stands behind it.

One voice reads as consensus, so every line says how many agree, can live with it, or object, or has room for it.
"""

from itertools import groupby

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
        blocks.append(Paragraph(text(_lead(convening, options, found)), "lead"))
        blocks.append(_table(convening, options, found))
    if not found:
        blocks.append(Paragraph(text(say("No recommendation has been noted yet."))))
    page = Page(size=parts.paper(convening, options), landscape=True, margins_mm=(14, 14, 16, 14))
    sheets = (_sheet(convening, options, found),) if found else ()
    return parts.document("recommendations", convening, options, title, blocks, page=page, sheets=sheets)


def _lead(convening: Convening, options: Options, found: tuple[Note, ...]) -> str:
    say = options.language
    if all(note.support is not None for note in found):
        words = say("How many agree, can live with it and object. Nobody's silence is counted as a yes.")
    else:
        words = say("Write how many agree, how many can live with it and how many object: nobody's silence is counted as a yes.")
    dots = noted.dots_words(convening, options)
    return f"{words} {dots}" if dots else words


def _table(convening: Convening, options: Options, found: tuple[Note, ...]) -> Table:
    """One table, headed by theme where there are themes, else by whom they are for: numbers are the same as in the report."""
    say, dotted = options.language, _dotted(found)
    columns = (
        Column(text(say("No.")), 0.6),
        Column(text(say("Recommendation")), 4.6),
        Column(text(say("Why")), 4),
        *((Column(text(say("Dots")), 0.8, "centre"),) if dotted else ()),
        Column(text(say("Agree")), 1, "centre"),
        Column(text(say("Live with it")), 1, "centre"),
        Column(text(say("Object")), 1, "centre"),
    )
    themed = _themed(found, options)
    rows: list[Row] = []
    for head, mine in groupby(_in_groups(found, options), key=lambda each: _head(each[1], options, themed)):
        rows.append(Row((Cell(text(head), columns=len(columns)),), "group"))
        rows += [_row(convening, options, number, note, themed, dotted) for number, note in mine]
    return Table(columns, tuple(rows), style="lined")


def _dotted(found: tuple[Note, ...]) -> bool:
    return any(note.dots is not None for note in found)


def _themed(found: tuple[Note, ...], options: Options) -> bool:
    return any(options.read(note.group) for note in found)


def _in_groups(found: tuple[Note, ...], options: Options) -> list[tuple[int, Note]]:
    """Each with its number, those of one head together, heads in the order in which the first of each stands."""
    themed = _themed(found, options)
    heads = list(dict.fromkeys(_head(note, options, themed) for note in found))
    return sorted(enumerate(found, 1), key=lambda each: (heads.index(_head(each[1], options, themed)), each[0]))


def _head(note: Note, options: Options, themed: bool) -> str:
    say = options.language
    if themed:
        return options.read(note.group) or say("Of no theme")
    return _whom(note, options)


def _whom(note: Note, options: Options) -> str:
    say, to = options.language, options.read(note.to)
    return say("To: {whom}", whom=to) if to else say("To whom is still open")


def _row(convening: Convening, options: Options, number: int, note: Note, themed: bool, dotted: bool) -> Row:
    where = [(Quiet(options.words(session.title)),) for session in noted.sessions_of(convening, note)]
    whom = [(Quiet(text(_whom(note, options))),)] if themed else []
    words = Cell(parts.lines(noted.typed(note.text, options), *whom, *where), heads=True)
    why = Cell(noted.typed(note.why, options))
    held = note.support
    counts = (held.agree, held.live_with, held.object) if held is not None else (None, None, None)
    cells = ((note.dots,) if dotted else ()) + counts
    numbers = tuple(Cell(text(noted.counted(each, options))) for each in cells)
    return Row((Cell(text(options.language.number(number))), words, why, *numbers), height_mm=_ROW_MM)


def _sheet(convening: Convening, options: Options, found: tuple[Note, ...]) -> Sheet:
    say = options.language
    rows = []
    for number, note in enumerate(found, 1):
        where = "; ".join(options.read(session.title) for session in noted.sessions_of(convening, note))
        held = note.support
        counts = (note.dots, *((held.agree, held.live_with, held.object) if held is not None else (None, None, None)))
        rows.append((
            number, options.read(note.text), options.read(note.group), options.read(note.to), options.read(note.why), where,
            *(_cell(each, options) for each in counts),
        ))  # fmt: skip
    columns = (
        say("No."), say("Recommendation"), say("Theme"), say("To whom"), say("Why"), say("Session"), say("Dots"), say("Agree"),
        say("Live with it"), say("Object"),
    )  # fmt: skip
    return Sheet(say("Recommendations"), columns, tuple(rows))


def _cell(count: int | None, options: Options) -> int | str | None:
    """A number where the edition may tell it."""
    said = noted.counted(count, options)
    return count if count is None or said == options.language.number(count) else said


SPECS = (
    Spec(
        name="recommendations",
        title=N_("Recommendations"),
        purpose=N_("What the meeting recommends, to whom and why, with room for how far the room supports it"),
        audiences=("participants", "public", "facilitators", "organisers"),
        build=build,
        order=82,
        copies=N_("one per table"),
        count=parts.tables,
        late=True,
        formats=("pdf", "docx", "html", "md", "csv", "xlsx"),
    ),
)
