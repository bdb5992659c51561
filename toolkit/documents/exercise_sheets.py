"""The participants' sheets of an exercise: its own Markdown, with drawings and lines to write on that fill the page.

A sheet holds no name and says so; its text lies in the exercise's folder, and a new exercise needs no line here.
"""

import math
from collections.abc import Mapping
from functools import partial

from toolkit.convening.exercise import Exercise, SheetCard
from toolkit.convening.model import Convening
from toolkit.document.blocks import (
    SIZES_MM,
    Block,
    Callout,
    Document,
    Figure,
    Heading,
    Items,
    Page,
    Paragraph,
    Quote,
    Table,
    Together,
    WritingLines,
)
from toolkit.document.inline import Inline, plain, text
from toolkit.documents import exercise_work, fills, parts
from toolkit.documents.exercise_work import GUIDE, Work
from toolkit.documents.registry import Options, Spec
from toolkit.figures.radial_map import radial_map
from toolkit.language import N_
from toolkit.planning import materials

_MOST_LINES = 40
_LEAST_FIGURE_MM = 90.0
_TITLE_MM = 34.0
_FIGURE_GAP_MM = 10.0
_LETTER_MM = 1.9
_LINE_MM = 5.4
_MARGINS = (14.0, 16.0, 16.0, 16.0)


def specs(convening: Convening, exercises: Mapping[str, Exercise]) -> tuple[Spec, ...]:
    every = exercise_work.uses(convening, exercises)
    return tuple(
        _spec(exercise, card, session.id, exercise_work.document_name(exercise.slug, card.id, session.id, every))
        for exercise, session in every
        for card in exercise.sheets
        if card.id != GUIDE
    )


def _spec(exercise: Exercise, card: SheetCard, session: str, name: str) -> Spec:
    return Spec(
        name=name,
        title=N_("Handout"),
        purpose=N_("A sheet that people write on"),
        audiences=tuple(dict.fromkeys((card.audience, "participants", "facilitators", "organisers"))),
        build=partial(build, session=session, sheet=card.id, name=name),
        order=50,
        copies=card.each if isinstance(card.each, str) and card.each else N_("as the sheet says"),
        count=partial(count, exercise=exercise, card=card),
        title_text=card.title,
    )


def count(convening: Convening, *, exercise: Exercise, card: SheetCard) -> int:
    return materials.copies(exercise, card, convening.headcount())


def build(convening: Convening, options: Options, *, session: str, sheet: str, name: str) -> Document:
    work = exercise_work.work_in(convening, options.exercises, session)
    if work is None:
        raise LookupError(f"Session {session} has no exercise that is in the library; name one of the library's on the session.")
    card = next(each for each in work.exercise.sheets if each.id == sheet)
    page = Page(size=parts.paper(convening, options), landscape=card.landscape, margins_mm=_MARGINS)
    cover = parts.cover(convening, options, options.words(card.title), facts=_facts(card, options))
    blocks = (cover, *_text(work, sheet, page, options))
    found = fills.filled(blocks, fills.values(work, options))
    return parts.document(name, convening, options, options.read(card.title), found, page=page)


def _facts(card: SheetCard, options: Options) -> list[tuple[Inline, ...]]:
    """How it is given out, what happens to it, and that nobody signs it: on every sheet, whatever its text says."""
    return [parts.beside([options.words(card.each), options.words(card.after), text(options.language("no name on this sheet"))])]


def _text(work: Work, sheet: str, page: Page, options: Options) -> tuple[Block, ...]:
    """The sheet's own text, read twice: once to see what room its words leave, once with drawings that fill it."""
    typed = work.exercise.sheet_texts.get(sheet, "")
    width, height = room_mm(page)

    def read(figure_mm: float) -> tuple[Block, ...]:
        return parts.prose(typed, options, 1, partial(_directive, work=work, options=options, width=width, height=figure_mm))

    bare = read(_LEAST_FIGURE_MM)
    drawings = sum(isinstance(block, Figure) for block in bare)
    if not drawings:
        return bare
    words = sum(height_mm(block, width) for block in bare if not isinstance(block, Figure))
    free = (height - _TITLE_MM - words) / drawings - _FIGURE_GAP_MM
    return read(max(free, _LEAST_FIGURE_MM))


def _directive(name: str, body: str, *, work: Work, options: Options, width: float, height: float) -> tuple[Block, ...] | None:
    """```lines rules lines to write on; ```figure draws: the kind of drawing, then what it needs as `key: value`."""
    given = [line.strip() for line in body.splitlines() if line.strip()]
    if name == "lines":
        return (WritingLines(min(int(given[0]), _MOST_LINES)),) if given and given[0].isdigit() else None
    if name != "figure" or not given or given[0] != "radial-map":
        return None
    say = options.language
    asked = {key.strip(): value.strip().strip("\"'") for key, _, value in (line.partition(":") for line in given[1:])}
    centre = fills.bare(asked.get("centre", ""), work, options)
    alt = say("“{word}” in the middle, and free space around it", word=centre) if centre else say("Free space around an empty centre")
    return (Figure(radial_map(centre, width, height), alt),)


def room_mm(page: Page) -> tuple[float, float]:
    """Width and height that the margins leave."""
    width, height = SIZES_MM[page.size]
    if page.landscape:
        width, height = height, width
    top, right, bottom, left = page.margins_mm
    return width - right - left, height - top - bottom


def height_mm(block: Block, width: float) -> float:
    """What words take in the body type, on the generous side: a drawing that is a line too tall costs a second page."""
    match block:
        case Paragraph(content):
            return math.ceil((len(plain(content)) + 1) / (width / _LETTER_MM)) * _LINE_MM + 3
        case Heading(level):
            return 17 if level == 1 else 13
        case Items(items):
            return sum(height_mm(each, width - 8) for item in items for each in item) + 3
        case WritingLines(count, gap):
            return count * gap + 7
        case Quote(content) | Callout(content) | Together(content):
            return sum(height_mm(each, width - 12) for each in content) + 12
        case Table(rows=rows):
            tallest = (max((height_mm(Paragraph(cell.content), width / len(row.cells)) for cell in row.cells), default=5) for row in rows)
            return sum(tallest) + 14
        case _:
            return 10
