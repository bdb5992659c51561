"""Proof of having been there: for the person who asks for it, and, for a funder, as a count.

A name beside a topic is what these can betray, so the topic is left out, and the legal name stands only where somebody asked for it.
"""

from collections.abc import Sequence
from functools import partial

from toolkit.convening.model import Convening, Participant
from toolkit.document.blocks import Block, Cards, Cell, Column, Document, Page, Paragraph, Row, Table
from toolkit.document.inline import Blank, Inline, text
from toolkit.documents import exercise_room, parts, personal
from toolkit.documents.participant_list import coming, counted
from toolkit.documents.participant_numbers import tables
from toolkit.documents.registry import Options, Spec
from toolkit.language import N_

_MARGINS = (24.0, 24.0, 20.0, 24.0)
_SPARE_MM = 2.0
"""A word processor ends a table with a line of a point."""


def certificate(convening: Convening, options: Options, *, legal: bool = False) -> Document:
    name = "certificate-legal-name" if legal else "certificate"
    page = Page(size=parts.paper(convening, options), landscape=True, margins_mm=_MARGINS)
    letter = partial(_certificate, legal=legal, room=exercise_room.room_mm(page))
    return personal.document(name, options.language("Certificate"), letter, convening, options, page=page)


def _certificate(
    person: Participant | None, convening: Convening, options: Options, *, legal: bool, room: tuple[float, float]
) -> Sequence[Block]:
    """In the middle of its page, as a card that fills it."""
    say = options.language
    title = parts.discreet(convening, options)
    place = parts.beside([personal.when(convening, options), personal.where(convening, options)])
    words = (
        _centred(text(say("We confirm that")), 16),
        _centred(parts.strong(personal.name(person, options, legal=legal)), 32),
        _centred(text(say("took part in {meeting}", meeting=title) if title else say("took part in a meeting")), 16),
        _centred(place, 14),
        _centred((Blank("medium"),), 44),
        Paragraph(text(say("for the hosts: name, signature, date")), "centred", 9),
    )
    return (Cards((words,), room[0], room[1] - _SPARE_MM, 0, middle=True),)


def _centred(content: tuple[Inline, ...], size: float) -> Paragraph:
    return Paragraph(content, "centred", size)


def attestation(convening: Convening, options: Options) -> Document:
    """Without a name. Before anybody was ticked as there, the number is a line: what was expected is no attendance."""
    say = options.language
    title = say("Attestation of attendance")
    listed = tuple(person for person in coming(convening) if person.status == "attended")
    number: tuple[Inline, ...] = text(counted(len(listed), options)) if listed else (Blank("short"),)
    quiet = parts.discreet(convening, options)
    blocks: list[Block] = [
        parts.cover(convening, options, text(title), quiet=True),
        personal.paragraph(
            say("The hosts attest that {count} people took part in {meeting}, {dates}, {place}.",
                count="{count}", meeting="{meeting}", dates="{dates}", place="{place}"),
            count=parts.strong(number), meeting=text(quiet or say("a meeting")), dates=personal.when(convening, options),
            place=personal.where(convening, options),
        ),
    ]  # fmt: skip
    for head, tally in tables(listed, options):
        columns = (Column(text(head), 3), Column(text(say("People")), 1, "end"), Column((), 3))
        blocks.append(Table(columns, tuple(
            Row((Cell(text(words or say("others")), heads=True), Cell(text(counted(count, options))), Cell())) for words, count in tally
        )))  # fmt: skip
    blocks.append(Paragraph(text(say(
        "There is no list of names with this letter: not everybody who was there can be named. The hosts hold the ticked lists until the"
        " day on which they are destroyed, and show their number to an auditor."
    ))))  # fmt: skip
    blocks += _signatures(convening, options)
    return parts.document("attestation", convening, options, title, blocks, quiet=True, handed=True)


def _signatures(convening: Convening, options: Options) -> list[Block]:
    """A line for each host, named: a funder has to know who signs."""
    say = options.language
    hosts = [options.words(host.name) for host in convening.hosts if host.role == "host"] or [text(say("for the hosts"))]
    signer = say("name, signature, date")
    return [block for host in hosts for block in personal.to_sign((*host, *text(f" · {signer}")))]


SPECS = (
    Spec(
        name="certificate",
        title=N_("Certificate"),
        purpose=N_("That she was there, under the name she chose; without the topic"),
        audiences=("organisers",),
        build=certificate,
        order=90,
        copies=N_("one for each person who asks"),
        sides=1,
        asked=True,
        personal=True,
    ),
    Spec(
        name="certificate-legal-name",
        title=N_("Certificate with the legal name"),
        purpose=N_("The same where an employer or an office has to read the name of a passport"),
        audiences=("organisers",),
        build=partial(certificate, legal=True),
        order=91,
        copies=N_("one for each person who asks"),
        sides=1,
        asked=True,
        personal=True,
    ),
    Spec(
        name="attestation",
        title=N_("Attestation for a funder"),
        purpose=N_("How many were there, signed by the hosts, without a name"),
        audiences=("public",),
        build=attestation,
        order=92,
        copies=N_("one for each funder"),
        count=parts.one,
        sides=1,
        asked=True,
    ),
)
