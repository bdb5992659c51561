"""Tent cards and table signs: folded once, both halves right way up, what is read across a room as large as it fits."""

from collections.abc import Sequence
from dataclasses import replace

from toolkit.convening import people
from toolkit.convening.model import Convening
from toolkit.document.blocks import SIZES_MM, Block, Document, Figure, Page, PageBreak
from toolkit.document.drawing import Drawing, Line
from toolkit.documents import parts
from toolkit.documents.exercise_drawings import letter
from toolkit.documents.participant_list import coming
from toolkit.documents.registry import Options, Spec
from toolkit.figures import wall
from toolkit.language import N_

_MARGINS = (20.0, 12.0, 13.0, 12.0)
_GAP_MM = 9.0
"""What a figure keeps free above and below itself."""

_CUT_MM = 6.0
_BLANK_CARDS, _BLANK_SIGNS = 6, 2


def tent_cards(convening: Convening, options: Options) -> Document:
    """Two on a sheet. As her badge has it: the name she agreed to, else her code."""
    convening = people.with_codes(convening)
    names = [people.visible(person, options.audience, "badge") for person in coming(convening)]
    words = [shown.name or shown.code for shown in names]
    blank = _BLANK_CARDS + (len(words) + _BLANK_CARDS) % 2
    say = options.language
    how = say("Cut between the two, fold each along its line.")
    return _document("tent-cards", say("Tent cards"), how, [(each, "") for each in (*words, *[""] * blank)], 2, convening, options)


def table_signs(convening: Convening, options: Options) -> Document:
    """One on a sheet: the groups that were made, else letters for tables of five; then the rooms; blank ones last."""
    say = options.language
    made = [(group.name, group.room) for each in convening.groups for turn in each.rounds for group in turn.groups]
    found: dict[str, str] = {}
    for name, room in made:
        found[name] = room if found.get(name, room) == room else ""  # a group that moves has no room on its sign
    if not found:
        found = {letter(at): "" for at in range(parts.tables(convening))}
    signs = [*found.items(), *((room.name, "") for room in convening.venue.rooms), *[("", "")] * _BLANK_SIGNS]
    return _document("table-signs", say("Table signs"), say("Fold along the line."), signs, 1, convening, options)


def _document(
    name: str, title: str, how: str, signs: Sequence[tuple[str, str]], on_a_sheet: int, convening: Convening, options: Options
) -> Document:
    say = options.language
    page = Page(size=parts.paper(convening, options), margins_mm=_MARGINS)
    wide, high = SIZES_MM[page.size]
    wide, high = wide - page.margins_mm[1] - page.margins_mm[3], high - page.margins_mm[0] - page.margins_mm[2]
    each = high / on_a_sheet - _GAP_MM
    blocks: list[Block] = [parts.line_cover(title, how)]
    for at, (words, below) in enumerate(signs):
        blocks += [PageBreak()] if at and not at % on_a_sheet else []
        drawn = wall.sign(words, "", below, wide, each)
        said = " · ".join(part for part in (words, below) if part)
        alt = say("To be folded: {words}", words=said) if said else say("To be folded, with a line to write on")
        last = at % on_a_sheet == on_a_sheet - 1
        blocks.append(Figure(drawn if last else _to_cut(drawn), alt))
    return parts.document(name, convening, options, title, blocks, page=page, quiet=True, lists_people=name == "tent-cards")


def _to_cut(drawn: Drawing) -> Drawing:
    """Marks at both ends of the lower edge."""
    y, wide = drawn.height_mm, drawn.width_mm
    return replace(drawn, shapes=(*drawn.shapes, Line(0, y, _CUT_MM, y, width=0.3), Line(wide - _CUT_MM, y, wide, y, width=0.3)))


SPECS = (
    Spec(
        name="tent-cards",
        title=N_("Tent cards"),
        purpose=N_("The name each of them chose, to stand before her place"),
        audiences=("participants",),
        build=tent_cards,
        order=67,
        copies=N_("one, to be cut and folded"),
        private=True,
        count=parts.one,
        sides=1,
        asked=True,
    ),
    Spec(
        name="table-signs",
        title=N_("Table signs"),
        purpose=N_("Groups and rooms, to stand on tables and doors"),
        audiences=("participants",),
        build=table_signs,
        order=68,
        copies=N_("one, to be folded"),
        count=parts.one,
        sides=1,
        asked=True,
    ),
)
