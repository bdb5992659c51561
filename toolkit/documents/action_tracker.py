"""Who does what by when: one owner for each action, a date, how it stands, and where it was promised."""

import datetime as dt

from toolkit.convening import people
from toolkit.convening.model import Convening, Note
from toolkit.document.blocks import Block, Cell, Column, Document, Event, Heading, Page, Paragraph, Row, Sheet, Table, Together
from toolkit.document.inline import Inline, plain, text
from toolkit.documents import noted, parts
from toolkit.documents.registry import Options, Spec
from toolkit.language import N_

_BLANK_ROWS = 5
_ROW_MM = 11.0


def build(convening: Convening, options: Options) -> Document:
    say = options.language
    title = say("Next steps")
    found = tuple(sorted(noted.of_kind(convening, "action"), key=lambda note: (note.due is None, note.due, note.id)))
    blocks: list[Block] = [
        parts.cover(convening, options, text(title)),
        Paragraph(text(say("One owner for each: what all own, nobody does. What has no date yet gets one here.")), "lead"),
    ]
    table = _table(convening, options, found)
    blocks += [table] if found else []
    blocks.append(Together((Heading(1, text(say("What is promised today"))), _blank(table))))
    page = Page(size=parts.paper(convening, options), landscape=True, margins_mm=(14, 14, 16, 14))
    sheets = (_sheet(convening, options, found),) if found else ()
    return parts.document("action-tracker", convening, options, title, blocks, page=page, lists_people=True, sheets=sheets,
                          events=events(convening, options, found))  # fmt: skip


def events(convening: Convening, options: Options, found: tuple[Note, ...]) -> tuple[Event, ...]:
    """What is still to be done, on the day on which it is due: a whole day without an attendee. A calendar is read by others, so it says
    what the agenda's says: the title for outsiders, and where people are at risk neither the step nor who takes it on.
    """
    say = options.language
    outside = parts.discreet(convening, options) if convening.at_risk or options.read(convening.discreet_title) else ""
    first = min((day.date for day in convening.days if day.date is not None), default=None)
    made: list[Event] = []
    for number, note in enumerate(found, 1):
        if note.due is None or note.status in ("done", "dropped"):
            continue
        step = say("next step {n}", n=say.number(number)) if convening.at_risk else plain(noted.typed(note.text, options))
        midnight = dt.datetime.combine(note.due, dt.time())
        made.append(Event(
            uid=f"step-{note.id}", title=say("{meeting}: {part}", meeting=outside, part=step) if outside else step, start=midnight,
            end=midnight + dt.timedelta(days=1), sequence=parts.revision(convening), stamp=first,
            group="" if convening.at_risk else _named_owner(convening, options, note),
        ))  # fmt: skip
    return tuple(made)


def _named_owner(convening: Convening, options: Options, note: Note) -> str:
    person = convening.person(note.owner) if note.owner else None
    return people.visible(person, options.audience, "owner", convening.rule).name if person is not None else ""


def _table(convening: Convening, options: Options, found: tuple[Note, ...]) -> Table:
    say = options.language
    columns = (
        Column(text(say("No.")), 0.6),
        Column(text(say("Step")), 4.8),
        Column(text(say("Owner")), 2.2),
        Column(text(say("By")), 1.7),
        Column(text(say("Status")), 1.3),
        Column(text(say("Promised in")), 2.4),
        Column(text(say("How we shall know")), 2.4),
    )
    rows = tuple(
        Row(
            (
                Cell(text(say.number(number))),
                Cell(noted.typed(note.text, options), heads=True),
                Cell(text(noted.owner(convening, options, note))),
                Cell(text(say.date(note.due) if note.due else "")),
                Cell(text(say(noted.STATUS[note.status]))),
                Cell(_where(convening, options, note)),
                Cell(),
            ),
            height_mm=_ROW_MM,
        )
        for number, note in enumerate(found, 1)
    )
    return Table(columns, rows, style="lined")


def _blank(table: Table) -> Table:
    """Rows for what is promised while this lies on the table: apart, so that they never carry the titles to a page of their own."""
    rows = tuple(Row(tuple(Cell() for _ in table.columns), height_mm=_ROW_MM) for _ in range(_BLANK_ROWS))
    return Table(table.columns, rows, style="lined")


def _where(convening: Convening, options: Options, note: Note) -> tuple[Inline, ...]:
    session = noted.session_of(convening, note)
    return options.words(session.title) if session else ()


def _sheet(convening: Convening, options: Options, found: tuple[Note, ...]) -> Sheet:
    say = options.language
    rows = []
    for number, note in enumerate(found, 1):
        session = noted.session_of(convening, note)
        rows.append((
            number, options.read(note.text), noted.owner(convening, options, note), note.due, say(noted.STATUS[note.status]),
            options.read(session.title) if session else "",
        ))  # fmt: skip
    columns = (say("No."), say("Step"), say("Owner"), say("By"), say("Status"), say("Promised in"))
    return Sheet(say("Next steps"), columns, tuple(rows))


SPECS = (
    Spec(
        name="action-tracker",
        title=N_("Next steps"),
        purpose=N_("Every promise with its one owner, its date and how it stands"),
        audiences=("participants", "facilitators", "organisers"),
        build=build,
        order=84,
        copies=N_("one each, by file"),
        by_file=True,
        formats=("pdf", "docx", "html", "md", "csv", "xlsx", "ics"),
    ),
)
