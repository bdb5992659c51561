"""The slip on which a person approves what is quoted of her: her own words and nobody else's, where each would stand, and as whose.

A page for each person quoted, beside a code: the part that comes back has neither name nor topic in its title. Without anybody chosen it
is made for everybody who is quoted; where nobody is, for nobody by name, to be filled in by hand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from toolkit.convening import notes, people
from toolkit.convening.model import Audience, Convening, Note, Participant
from toolkit.document.blocks import Block, Callout, Cell, Column, Document, Paragraph, Quote, Row, Table, WritingLines
from toolkit.document.inline import Blank, Inline, Strong, text
from toolkit.documents import noted, personal
from toolkit.documents.registry import Options, Spec
from toolkit.language import N_
from toolkit.planning import outline

_EDITIONS: tuple[tuple[str, str, Audience], ...] = (
    ("minutes", N_("The minutes, for those who took part"), "participants"),
    ("report", N_("The report, for those who took part"), "participants"),
    ("report", N_("The report, for everybody"), "public"),
)
_ANSWERS = (N_("print it so"), N_("corrected:"))
_REFUSES = N_("leave it out")
_UNDER = (N_("nothing"), N_("my side"), N_("my organisation"), N_("my name"))


def build(convening: Convening, options: Options) -> Document:
    chosen = options.people or quoted(convening)
    title = options.language("Your words")
    return personal.document("quote-slip", title, _slip, convening, replace(options, people=tuple(chosen)))


def quoted(convening: Convening) -> tuple[str, ...]:
    """Ids of those of whom a quotation was noted, in the order of the list."""
    said = {note.by for note in notes.standing(convening, "quote")}
    return tuple(person.id for person in convening.participants if person.id in said)


def _slip(person: Participant | None, convening: Convening, options: Options) -> Sequence[Block]:
    say = options.language
    hers = tuple(note for note in notes.standing(convening, "quote") if person is not None and note.by == person.id)
    blocks: list[Block] = [
        personal.heading(say("May we print these words?")),
        Paragraph(text(say(
            "You said this at {meeting}. Nothing of it is printed as yours before you say so. You may correct it, or refuse it, without"
            " saying why; only what has been printed by then cannot be called back.", meeting=personal.meeting(convening, options),
        ))),
    ]  # fmt: skip
    if person is not None and not hers:
        blocks.append(Paragraph(text(say("No quotation of yours has been noted."))))
    for number, note in enumerate(hers, 1):
        blocks.extend(_one(convening, options, note, number))
    if person is None:
        blocks.extend((WritingLines(4), Callout(tuple(_ticks(options)))))
    code: tuple[Inline, ...] = text(person.code) if person is not None else (Blank("short"),)
    blocks.append(Paragraph((Strong(text(say("Code:") + " ")), *code, *text(" · " + say("Date:") + " "), Blank("short"))))
    rule = say("No name and no signature: the code is enough. No tick means that it is not printed as yours.")
    blocks.append(Paragraph(text(rule), "note"))
    return blocks


def _one(convening: Convening, options: Options, note: Note, number: int) -> Iterator[Block]:
    say = options.language
    yield Paragraph((Strong(text(say("Quotation {n}", n=say.number(number)))),))
    yield Quote((Paragraph(noted.typed(note.text, options)),))
    heads = (say("Edition"), say("Does it stand there?"), say("What stands under it"))
    columns = tuple(Column(text(head), share) for head, share in zip(heads, (3, 2, 3), strict=True))
    rows = tuple(
        Row((
            Cell(text(say(name)), heads=True), Cell(text(_where(convening, options, note, document))),
            Cell(text(as_whom(convening, options, note, audience))),
        )) for document, name, audience in _EDITIONS
    )  # fmt: skip
    yield Table(columns, rows)
    yield Callout(tuple(_ticks(options)))


def _where(convening: Convening, options: Options, note: Note, document: str) -> str:
    """Whether it stands in a document as it is today: the minutes hold every note, the report what was put into it."""
    say = options.language
    if document == "minutes":
        return say("yes")
    words = options.read(note.text)
    for section in convening.report.sections:
        body = options.read(section.body)
        if outline.stands_in(words, outline.plain(body)) or (not body.strip() and note.session in section.gathers):
            return say("yes, in the section {heading}", heading=say("“{text}”", text=options.read(section.heading)))
    return say("not so far")


def as_whom(convening: Convening, options: Options, note: Note, audience: Audience) -> str:
    """Under whose name, and how far that goes: her name, her organisation, her side, or nobody."""
    say = options.language
    if people.rule_for(convening, note.session):
        return say("nobody, for the Chatham House Rule held")
    shown = people.speaker(convening, note, audience)
    if shown.named:
        return say("your name: {words}", words=", ".join((shown.name, *(options.read(each) for each in shown.organisations))))
    if shown.organisations:
        return say("your organisation: {words}", words=", ".join(options.read(each) for each in shown.organisations))
    return say("your side: {words}", words=shown.side) if shown.side else say("nobody")


def _ticks(options: Options) -> Iterator[Block]:
    say = options.language
    so, corrected = (say(each) for each in _ANSWERS)
    yield Paragraph((*_box(so), *_box(say(_REFUSES))))
    yield Paragraph((*_box(corrected), Blank("long")))
    yield Paragraph((Strong(text(say("Under it may stand") + ": ")), *(inline for each in _UNDER for inline in _box(say(each)))))


def _box(words: str) -> tuple[Inline, ...]:
    return (Blank("box"), *text(f"\N{NO-BREAK SPACE}{words}\N{EM SPACE}"))


SPECS = (
    Spec(
        name="quote-slip",
        title=N_("Slip for those who are quoted"),
        purpose=N_("To each her own words only, where they would stand and as whose, to approve, correct or refuse beside a code"),
        audiences=("organisers",),
        build=build,
        order=85,
        copies=N_("one for each person quoted"),
        asked=True,
        personal=True,
    ),
)
