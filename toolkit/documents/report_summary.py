"""The executive summary: one page to hand to somebody who reads no more. What the hosts wrote, then what the room recommends.

Where the text leaves no room for every recommendation, they are counted and the report is named, instead of a second page.
"""

import unicodedata
from collections.abc import Sequence
from math import ceil

from toolkit.convening.model import Convening, Note
from toolkit.document.blocks import Block, Callout, Document, Heading, Items, Page, Paragraph
from toolkit.document.inline import Inline, Quiet, text
from toolkit.documents import noted, parts
from toolkit.documents.registry import Options, Spec
from toolkit.language import N_

_LINE_LETTERS = 92
_LINE_MM, _GAP_MM = 5.1, 2.6
"""The usual body of ten points between the usual margins, a little wider than it is set: an estimate that is over is one page too few."""
_FURNITURE_MM = 44.0
"""The band with title, day and place, the draft's frame and the head above the recommendations."""


def build(convening: Convening, options: Options) -> Document:
    say = options.language
    title = say("Executive summary")
    blocks: list[Block] = [parts.cover(convening, options, text(title))]
    if not convening.final:
        words = say("The hosts have not yet approved this text. Do not quote it.")
        blocks.append(Callout((Paragraph(text(words)),), "warning", text(say("Draft"))))
    prose = parts.prose(convening.report.summary, options, 1)
    blocks.extend(prose or (Paragraph(text(say("The summary has not been written yet."))),))
    found = noted.of_kind(convening, "recommendation")
    if found:
        blocks.append(Heading(1, text(say("Recommendations")), id="recommendations"))
        blocks.append(_recommendations(convening, options, found))
    return parts.document("report-summary", convening, options, title, blocks)


def _recommendations(convening: Convening, options: Options, found: Sequence[Note]) -> Block:
    say = options.language
    room = Page(size=parts.paper(convening, options)).area_mm()[1] - _FURNITURE_MM - (0 if convening.final else 20)
    said = [options.read(convening.report.summary), *(f"{options.read(note.text)}\n{options.read(note.to)}" for note in found)]
    if sum(_height_mm(each) for each in said) > room:
        words = say.plural("{n} recommendation stands in the report.", "{n} recommendations stand in the report.", len(found))
        return Paragraph(text(words))
    return Items(tuple((Paragraph(_line(options, note)),) for note in found), "number")


def _line(options: Options, note: Note) -> tuple[Inline, ...]:
    to = options.read(note.to)
    whom = ((Quiet(text(options.language("To: {whom}", whom=to))),),) if to else ()
    return parts.lines(noted.typed(note.text, options), *whom)


def _height_mm(typed: str) -> float:
    """About how much of a page a text takes. Signs of a script without spaces are twice as wide."""
    found = [line for line in typed.splitlines() if line.strip()]
    wide = [sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line) for line in found]
    return sum(ceil(each / _LINE_LETTERS) * _LINE_MM + _GAP_MM for each in wide)


SPECS = (
    Spec(
        name="report-summary",
        title=N_("Executive summary"),
        purpose=N_("The report on one page: its summary and its recommendations"),
        audiences=("participants", "public", "facilitators", "organisers"),
        build=build,
        order=91,
        copies=N_("one each, by file"),
        count=None,
        by_file=True,
    ),
)
