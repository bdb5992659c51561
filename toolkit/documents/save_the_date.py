"""The days to keep free, under the title that outsiders may read: a slip, and a calendar file of whole days without an attendee.

What goes into a calendar is read by an employer, a phone company, a border guard: no topic, no host, no name, and the town at most.
"""

import datetime as dt
from itertools import pairwise

from toolkit.convening.model import Convening
from toolkit.document.blocks import Block, Document, Event, Paragraph
from toolkit.document.inline import text
from toolkit.documents import parts
from toolkit.documents.registry import Options, Spec
from toolkit.language import N_


def build(convening: Convening, options: Options) -> Document:
    say = options.language
    title = say("Please keep these days free")
    days = dates(convening)
    town = options.read(convening.venue.city)
    facts = [text(parts.dates(convening, say)), text(town)]
    blocks: list[Block] = [parts.cover(convening, options, text(title), quiet=True, facts=[fact for fact in facts if fact])]
    blocks.extend(Paragraph(text(say.date(day, "full"))) for day in days)
    if not days:
        blocks.append(Paragraph(text(say("No day has a date yet."))))
    blocks.append(Paragraph(text(say("Everything else follows from whoever invited you.")), "note"))
    return parts.document("save-the-date", convening, options, title, blocks, quiet=True, events=events(convening, options))


def dates(convening: Convening) -> list[dt.date]:
    return sorted({day.date for day in convening.days if day.date is not None})


def events(convening: Convening, options: Options) -> tuple[Event, ...]:
    """One for each run of days that follow one another, from midnight to midnight, on the clock of wherever it is read."""
    days = dates(convening)
    if not days:
        return ()
    starts = [days[0], *(after for before, after in pairwise(days) if after - before > dt.timedelta(days=1))]
    title = parts.discreet(convening, options) or options.language("Meeting")
    return tuple(
        Event(
            uid=f"save-the-date-{start:%Y%m%d}", title=title, start=dt.datetime.combine(start, dt.time()),
            end=dt.datetime.combine(_last(start, days) + dt.timedelta(days=1), dt.time()), place=options.read(convening.venue.city),
            sequence=parts.revision(convening), stamp=days[0],
        ) for start in starts
    )  # fmt: skip


def _last(start: dt.date, days: list[dt.date]) -> dt.date:
    while start + dt.timedelta(days=1) in days:
        start += dt.timedelta(days=1)
    return start


SPECS = (
    Spec(
        name="save-the-date",
        title=N_("Days to keep free"),
        purpose=N_("The dates under the discreet title, for the calendars of those who are invited"),
        audiences=("participants", "public"),
        build=build,
        order=15,
        copies=N_("by e-mail"),
        formats=("pdf", "docx", "html", "md", "ics"),
        by_file=True,
    ),
)
"""By file: it is mailed before the meeting and never in the day's print run."""
