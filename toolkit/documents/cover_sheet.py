"""What is in the pack, for whom, how many copies. It lies at reception: counts and codes, no topic and no name."""

from toolkit.convening.model import Convening
from toolkit.document.blocks import Block, Cell, Column, Document, Paragraph, Row, Table
from toolkit.document.inline import Blank, Inline, Quiet, text
from toolkit.documents import parts, print_lines
from toolkit.documents.registry import Options, Spec, specs
from toolkit.language import N_, Language

_NAME = "cover-sheet"


def build(convening: Convening, options: Options) -> Document:
    say = options.language
    title = say("Print list")
    when = parts.dates(convening, say)
    blocks: list[Block] = [
        parts.cover(convening, options, text(title), quiet=True, facts=[text(when)] if when else []),
        Paragraph(text(say("Tick each line when its copies are printed, counted and put aside."))),
        _table(convening, options),
        Paragraph(text(_people(convening, options))),
    ]
    return parts.document(_NAME, convening, options, title, blocks, quiet=True)


def _table(convening: Convening, options: Options) -> Table:
    say = options.language
    columns = (
        Column(text(say("Done")), 1.1, "centre"),
        Column(text(say("Document")), 4.8),
        Column(text(say("For")), 2.7),
        Column(text(say("Copies")), 1.1, "end"),
        Column(text(say("How")), 3.4),
        Column(text(say("Pages")), 1.7),
    )
    rows = tuple(
        Row((
            Cell((Blank("box"),)),
            Cell((*title_of(spec, options), *_original(spec, options)), heads=True),
            Cell(text(say(parts.AUDIENCE_WORDS[spec.audience]))),
            *_copies(spec, convening, say),
            _pages(spec, options),
        ))
        for spec in specs(convening, options.exercises)
        if spec.name != _NAME and not spec.asked
    )
    return Table(columns, rows)


def _copies(spec: Spec, convening: Convening, say: Language) -> tuple[Cell, Cell]:
    """How many, and how they are given out; of what is not printed, why."""
    count = spec.count(convening) if spec.count else None
    if count == 0:
        return Cell(text("–")), Cell(text(print_lines.why_none(convening, say)))
    return Cell(text("" if count is None else say.number(count))), Cell(text(say(spec.copies) if spec.copies else ""))


def _original(spec: Spec, options: Options) -> tuple[Inline, ...]:
    """What has no text in this language prints in its own, and is listed so."""
    code = spec.in_original(options.language.code)
    name = str(options.language.locale.languages.get(code.split("-")[0], code)) if code else ""
    return (Quiet(text(options.language(" · in {language}", language=name))),) if code else ()


def _pages(spec: Spec, options: Options) -> Cell:
    """As they were laid out; where they were not, room to write it by hand."""
    found = options.pages.get((spec.name, options.language.code))
    return Cell(text(options.language.number(found))) if found else Cell((Blank("short"),))


def title_of(spec: Spec, options: Options) -> tuple[Inline, ...]:
    """An exercise's own title comes before what it is: several exercises have a guide."""
    kind = text(options.language(spec.title))
    return parts.beside([options.words(spec.title_text), kind]) if spec.title_text else kind


def _people(convening: Convening, options: Options) -> str:
    say = options.language
    languages = [say.locale.languages.get(code.split("-")[0], code) for code in convening.languages or (convening.language,)]
    return say.plural(
        "Counted for {n} person. Languages: {languages}.", "Counted for {n} people. Languages: {languages}.",
        convening.headcount(), languages=say.list([str(each) for each in languages]),
    )


SPECS = (
    Spec(
        name=_NAME,
        title=N_("Cover sheet"),
        purpose=N_("What is in the pack, for whom, how many copies"),
        audiences=("facilitators", "organisers"),
        build=build,
        order=1,
        copies=N_("one on top of the pack"),
        count=parts.one,
        counts_pages=True,
    ),
)
