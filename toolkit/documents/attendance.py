"""Who came, day by day: codes and counts, for the hosts' own files. The list with which a day is closed.

No name, no side beside a code; sides are counted for the day as a whole, and what is below five is told together even to organisers, for
this sheet is filed, and shown to auditors.
"""

from collections.abc import Iterator

from toolkit.convening import people
from toolkit.convening.model import Convening, Day, Participant
from toolkit.document.blocks import Block, Cell, Column, Document, Heading, Paragraph, Row, Sheet, Table
from toolkit.document.inline import text
from toolkit.documents import parts, schedule
from toolkit.documents.participant_numbers import tally
from toolkit.documents.registry import Options, Spec
from toolkit.language import N_, Language


def build(convening: Convening, options: Options) -> Document:
    say = options.language
    title = say("Attendance")
    blocks: list[Block] = [parts.cover(convening, options, text(title), quiet=True)]
    rows: list[tuple[int, str, int | None]] = []
    for plan in schedule.plans(convening):
        blocks.append(Heading(1, parts.day_title(plan, options), id=f"day-{plan.number}"))
        blocks += _day(convening, plan.day, options)
        rows += [(plan.number, person.code, None) for person in came(convening, plan.day) if person.code]
        if isinstance(plan.day.present, int):
            rows.append((plan.number, "", plan.day.present))
    if not convening.days:
        blocks.append(Paragraph(text(say("There is no day in this agenda yet."))))
    sheet = Sheet(title, (say("Day"), say("Code"), say("People")), tuple(rows))
    return parts.document("attendance", convening, options, title, blocks, sheets=(sheet,), quiet=True)


def came(convening: Convening, day: Day) -> tuple[Participant, ...]:
    """Those who were ticked on a day, by their codes; nobody where only a number was noted."""
    here = frozenset(day.present) if isinstance(day.present, tuple) else frozenset()
    return tuple(sorted((each for each in convening.participants if each.id in here), key=lambda each: (not each.code, each.code)))


def _day(convening: Convening, day: Day, options: Options) -> Iterator[Block]:
    say = options.language
    if day.present is None:
        yield Paragraph(text(say("Nobody has noted who came.")))
        return
    there = came(convening, day)
    number = day.present if isinstance(day.present, int) else len(there)
    planned = convening.headcount()
    said = say.plural("{n} person came; {planned} were planned for.", "{n} people came; {planned} were planned for.", number,
                      planned=say.number(planned))  # fmt: skip
    yield Paragraph(text(said), "lead")
    if isinstance(day.present, int):
        yield Paragraph(text(say("They were counted; who they were was not noted.")))
        return
    codes = [person.code for person in there if person.code]
    if codes:
        yield Paragraph(parts.beside([text(code) for code in codes]))
    if bare := len(there) - len(codes):
        yield Paragraph(text(say.plural("{n} person without a code.", "{n} people without a code.", bare)))
    sides = tally((person.side for person in there), "public")
    if any(words for words, _ in sides):
        columns = (Column(text(say("Side")), 3), Column(text(say("People")), 1, "end"), Column((), 3))
        yield Table(columns, tuple(
            Row((Cell(text(words or say("others")), heads=True), Cell(text(_count(count, say))), Cell())) for words, count in sides
        ))  # fmt: skip
        yield Paragraph(text(say("Sides of fewer than five are counted with others.")), "note")


def _count(number: int, say: Language) -> str:
    said = people.few(number, "public")
    return say.number(number) if said == str(number) else say(said)


SPECS = (
    Spec(
        name="attendance",
        title=N_("Attendance"),
        purpose=N_("Who came on each day, by code, with counts by side: the list that closes the day"),
        audiences=("organisers",),
        build=build,
        order=44,
        copies=N_("one for the hosts' files"),
        count=parts.one,
        formats=("pdf", "docx", "html", "md", "csv", "xlsx"),
        asked=True,
    ),
)
