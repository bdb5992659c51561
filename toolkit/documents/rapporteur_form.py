"""A form for each session, to write on while it runs: what to listen for, and no field for speakers where the rule forbids it."""

from collections.abc import Iterator

from toolkit.convening import people
from toolkit.convening.model import Convening
from toolkit.document.blocks import Block, Callout, Cell, Column, Cover, Document, Heading, Page, Paragraph, Row, Table
from toolkit.document.inline import Blank, text
from toolkit.documents import parts, schedule
from toolkit.documents.registry import Options, Spec
from toolkit.documents.schedule import DayPlan, Entry
from toolkit.language import N_

_FIELDS = (
    (N_("Key points, one sentence each"), 32.0),
    (N_("Where people agreed"), 18.0),
    (N_("Where they disagreed, and why"), 18.0),
    (N_("Open questions"), 16.0),
    (N_("Recommendations: what, to whom, why"), 22.0),
)
_QUOTE_MM, _ACTION_MM = 10.0, 8.5


def build(convening: Convening, options: Options) -> Document:
    say = options.language
    title = say("Rapporteur's form")
    facts = parts.beside(parts.when_and_where(convening, options))
    blocks: list[Block] = [Cover(title=text(title), facts=(facts,) if facts else (), style="line")]
    first = True
    for plan in schedule.plans(convening):
        for entry in plan.entries:
            if _is_written(entry):
                blocks.extend(_form(convening, options, plan, entry, new_page=not first))
                first = False
    if first:
        blocks.append(Paragraph(text(say("There is no session to write about yet."))))
    page = Page(size=parts.paper(convening, options), margins_mm=(22, 16, 16, 16))
    return parts.document("rapporteur-form", convening, options, title, blocks, page=page, quiet=True)


def _is_written(entry: Entry) -> bool:
    """Nobody reports a break, what runs beside the day, or the heading above parallel sessions that have forms of their own."""
    if entry.pause or entry.alongside or entry.session.kind == "energiser":
        return False
    return entry.is_track or not entry.session.tracks


def _form(convening: Convening, options: Options, plan: DayPlan, entry: Entry, *, new_page: bool) -> Iterator[Block]:
    say = options.language
    when = parts.span(entry, say) if entry.start is not None else ""
    day = say("Day {n}", n=say.number(plan.number))
    facts = [text(part) for part in (f"{day} · {entry.number}" if entry.number else day, when, entry.room) if part]
    track = options.words(entry.track.title) if entry.track is not None and not entry.is_track else ()
    title = options.words(entry.title) or text(say("Without a title"))
    yield Heading(1, title, new_page=new_page)
    yield Paragraph(parts.beside([*facts, *([track] if track else [])]), "note")
    rule = people.rule_for(convening, entry.session)
    yield Callout((Paragraph(text(_attribution(options, ruled=rule is not None))),), "note")
    yield Paragraph((*text(say("Rapporteur (code):") + " "), Blank("medium")))
    yield Table(
        (Column(text(say("What")), 2.2), Column(text(say("Write here")), 7)),
        tuple(Row((Cell(text(say(head)), heads=True), Cell()), height_mm=height) for head, height in _FIELDS),
        style="lined", titles=False,
    )  # fmt: skip
    yield _quotes(options, ruled=rule is not None)
    yield _actions(options)


def _attribution(options: Options, *, ruled: bool) -> str:
    say = options.language
    if ruled:
        return say("Chatham House Rule: write what was said and never who said it, nor from which organisation.")
    return say("Write who said it only where that person agreed to be quoted, and only as far: nobody, side, organisation or name.")


def _quotes(options: Options, *, ruled: bool) -> Table:
    """In the words that were used; whose they are only where the rule allows the question."""
    say = options.language
    words = Column(text(say("Quotes, word for word")), 7)
    columns = (words,) if ruled else (words, Column(text(say("Whose: code, and how she may be quoted")), 2.6))
    return Table(columns, tuple(Row(tuple(Cell() for _ in columns), height_mm=_QUOTE_MM) for _ in range(2)), style="lined")


def _actions(options: Options) -> Table:
    say = options.language
    columns: tuple[Column, ...] = (
        Column(text(say("Next steps")), 5.6), Column(text(say("One owner (code)")), 2), Column(text(say("By")), 1.6),
    )  # fmt: skip
    return Table(columns, tuple(Row((Cell(), Cell(), Cell()), height_mm=_ACTION_MM) for _ in range(3)), style="lined")


def _copies(convening: Convening) -> int:
    return 2


SPECS = (
    Spec(
        name="rapporteur-form",
        title=N_("Rapporteur's form"),
        purpose=N_("A page for each session, to write down what the report will need"),
        audiences=("facilitators", "organisers"),
        build=build,
        order=34,
        copies=N_("one for the rapporteur, one spare"),
        count=_copies,
        sides=1,
    ),
)
