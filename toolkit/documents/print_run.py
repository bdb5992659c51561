"""The print run: every document with its copies, sides and paper, day by day, in pages and in sheets of paper.

What may lie at reception stands apart from what one prints oneself. Pages come from a layout, never from a guess: where nothing was
laid out there is room to write them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from toolkit.convening.model import Convening
from toolkit.convening.values import in_language
from toolkit.document.blocks import Block, Cell, Column, Document, Heading, Items, Page, Paragraph, Row, Sheet, Table
from toolkit.document.inline import Blank, Inline, text
from toolkit.documents import parts, print_lines, schedule
from toolkit.documents.cover_sheet import title_of
from toolkit.documents.print_lines import Circle, Line
from toolkit.documents.registry import EDITION_WORDS, Options, PaperSize, Spec
from toolkit.language import N_, Language

PAPER_WORDS: dict[PaperSize, str] = {
    "a2": N_("A2"), "a3": N_("A3"), "a4": N_("A4"), "letter": N_("Letter"), "tabloid": N_("Tabloid"),
}  # fmt: skip
SIDES_WORDS = {1: N_("one side"), 2: N_("both sides")}
_CIRCLES: dict[Circle, tuple[str, str]] = {
    "reception": (N_("Safe at reception"), N_("No name and no topic stands on these. Others may print them, and they may lie on a desk.")),
    "yourself": (
        N_("Print yourself"),
        N_("These say who is here, or what the meeting is about. Stay at the printer, and take the spoilt ones with you."),
    ),
}
_HEADS = (
    N_("Day"), N_("Document"), N_("For"), N_("Language"), N_("Copies"), N_("Paper"), N_("Sides"), N_("Pages"), N_("Sheets of paper"),
    N_("Who prints"),
)
_MARGINS = (14.0, 14.0, 16.0, 14.0)


def build(convening: Convening, options: Options) -> Document:
    say = options.language
    title = say("Print run")
    every = print_lines.lines(convening, options)
    counted = parts.beside([text(parts.counted(convening, say)), text(_edition(options))])
    blocks: list[Block] = [
        parts.cover(convening, options, text(title), quiet=True, facts=[counted]),
        Paragraph(text(say("Black is enough for all of it: nothing is told by a colour."))),
    ]
    if any(line.pages is None for line in every):
        blocks.append(Paragraph(text(say("Pages are counted when the documents are made; until then there is room to write them."))))
    for number, title_of_day in _days(convening, options):
        of_day = [line for line in every if line.day == number]
        if not of_day:
            continue
        blocks.append(Heading(1, title_of_day, id=f"day-{number}"))
        for circle, (head, why) in _CIRCLES.items():
            if chosen := [line for line in of_day if line.circle == circle]:
                blocks += [Heading(2, text(say(head))), Paragraph(text(say(why))), _table(chosen, convening, options)]
        blocks.append(Paragraph((*parts.strong(text(say("Paper for this day"))), *text(f": {_paper(of_day, say)}"))))
    if every:
        blocks += [Heading(1, text(say("All together")), id="all"), _together(every, say)]
    page = Page(size=parts.paper(convening, options), landscape=True, margins_mm=_MARGINS)
    rows = (_sheet(every, convening, options),)
    return parts.document("print-run", convening, options, title, blocks, page=page, quiet=True, sheets=rows)


def _edition(options: Options) -> str:
    return options.language("Edition: {edition}", edition=options.language(EDITION_WORDS[options.edition]))


def _days(convening: Convening, options: Options) -> Iterator[tuple[int, tuple[Inline, ...]]]:
    plans = schedule.plans(convening)
    if not plans:
        yield 1, text(options.language("For the meeting"))
    for plan in plans:
        yield plan.number, parts.day_title(plan, options)


def _table(chosen: Sequence[Line], convening: Convening, options: Options) -> Table:
    """A row each, headed by its document; an only row needs no head beside the columns' (it would be more heads than cells)."""
    say = options.language
    several = len({convening.language, *convening.languages}) > 1
    columns = (
        Column(text(say("Done")), 1.0, "centre"),
        Column(text(say("Document")), 5.4),
        Column(text(say("For")), 2.4),
        *((Column(text(say("Language")), 1.6),) if several else ()),
        Column(text(say("Copies")), 1.1, "end"),
        Column(text(say("How")), 3.0),
        Column(text(say("Paper")), 1.3),
        Column(text(say("Sides")), 1.7),
        Column(text(say("Pages")), 1.1, "end"),
        Column(text(say("Sheets of paper")), 1.5, "end"),
    )
    rows = [
        Row((
            Cell((Blank("box"),)),
            Cell(title_of(line.spec, options), heads=True) if len(chosen) > 1 else Cell(parts.strong(title_of(line.spec, options))),
            Cell(text(say(parts.AUDIENCE_WORDS[line.spec.audience]))),
            *((Cell(text(print_lines.named(line.language, options))),) if several else ()),
            Cell(text(say.number(line.copies))),
            Cell(text(say(line.spec.copies) if line.spec.copies else "")),
            Cell(text(say(PAPER_WORDS[line.paper]))),
            Cell(text(say(SIDES_WORDS[line.sides]))),
            _number(line.pages, say),
            _number(line.sheets, say),
        ))
        for line in chosen
    ]
    return Table(columns, tuple(rows), type_pt=9)


def _number(count: int | None, say: Language) -> Cell:
    return Cell((Blank("short"),)) if count is None else Cell(text(say.number(count)))


def _paper(chosen: Sequence[Line], say: Language) -> str:
    """270 sheets of A4, 12 sheets of A3; what was not laid out is said and not left out."""
    found: Counter[PaperSize] = Counter()
    for line in chosen:
        found[line.paper] += line.sheets or 0
    counted = [say.plural("{n} sheet of {paper}", "{n} sheets of {paper}", found[size], paper=say(PAPER_WORDS[size]))
               for size in PAPER_WORDS if found[size]]
    unknown = sum(line.pages is None for line in chosen)
    if unknown:
        counted.append(say.plural("{n} document is not counted yet", "{n} documents are not counted yet", unknown))
    return say.list(counted)


def _together(every: Sequence[Line], say: Language) -> Items:
    rows = []
    for circle, (head, _) in _CIRCLES.items():
        if chosen := [line for line in every if line.circle == circle]:
            rows.append((Paragraph((*parts.strong(text(say(head))), *text(f": {_paper(chosen, say)}"))),))
    rows.append((Paragraph((*parts.strong(text(say("All together"))), *text(f": {_paper(every, say)}"))),))
    return Items(tuple(rows), "plain")


def _sheet(every: Sequence[Line], convening: Convening, options: Options) -> Sheet:
    say = options.language
    rows = tuple(
        (
            line.day, _said(line.spec, options, convening), say(parts.AUDIENCE_WORDS[line.spec.audience]), line.language, line.copies,
            say(PAPER_WORDS[line.paper]), line.sides, line.pages, line.sheets, say(_CIRCLES[line.circle][0]),
        )
        for line in every
    )
    return Sheet(say("Print run"), tuple(say(head) for head in _HEADS), rows)


def _said(spec: Spec, options: Options, convening: Convening) -> str:
    title = in_language(spec.title_text, options.language.code, convening.language)[0] if spec.title_text else ""
    return " · ".join(part for part in (title, options.language(spec.title)) if part)


SPECS = (
    Spec(
        name="print-run",
        title=N_("Print run"),
        purpose=N_("What to print, how often, on which paper, and what not to let out of sight"),
        audiences=("organisers",),
        build=build,
        order=2,
        copies=N_("one for whoever prints"),
        count=parts.one,
        formats=("pdf", "docx", "html", "md", "xlsx", "csv"),
        counts_pages=True,
        own_paper=True,
    ),
)
