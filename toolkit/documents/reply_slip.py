"""The slip on which a person says what may be told of her: what each edition would print, word for word, and ticks beside a code.

A signed legal name would be evidence: the part that comes back has neither name nor topic. `WORDING` is the number that
`consent.given.wording` refers to; whoever changes a sentence of the form gives it the next one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.convening import people
from toolkit.convening.model import Audience, Consent, Convening, Participant
from toolkit.document.blocks import Block, Callout, Cell, Column, Document, Page, Paragraph, Row, Table
from toolkit.document.inline import Blank, Inline, LineBreak, Strong, text
from toolkit.documents import participant_list, parts, personal
from toolkit.documents.registry import Options, Spec
from toolkit.language import N_


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is asked, with the answers to tick; `key` is the key of Consent that the answer goes to."""

    key: str
    asks: str
    answers: tuple[str, ...]


_MARGINS = (17.0, 18.0, 12.0, 18.0)
"""Narrow, so that both parts are on one sheet, which is cut once."""

WORDING = 2
FREE = N_(
    "You may say no to all of it. That changes neither your invitation nor what is paid to you, and nobody will ask you why. You may change"
    " your answer at any time; only what has been printed by then cannot be called back. No tick means no."
)
QUESTIONS = (
    Question("list", N_("My name may stand in"), (N_("no list"), N_("the participants’ list"), N_("that and the public list"))),
    Question("show", N_("with my"), (N_("name"), N_("title"), N_("organisation"), N_("country"))),
    Question("badge", N_("My badge says"), (N_("a code, or nothing"), N_("my first name"), N_("my whole name"))),
    Question("lead", N_("If I lead a session, I am named to"), (N_("nobody"), N_("participants"), N_("everybody"))),
    Question("photo", N_("Pictures may show me"), (N_("no"), N_("yes"))),
    Question("quote", N_("Under my words may stand"), (N_("nothing"), N_("my side"), N_("my organisation"), N_("my name"))),
    Question("contact", N_("The hosts’ contact sheet may have my"), (N_("e-mail"), N_("phone"))),
)

_EVERYTHING = ("name", "title", "organisation", "country")


def build(convening: Convening, options: Options) -> Document:
    page = Page(size=parts.paper(convening, options), margins_mm=_MARGINS)
    return personal.document("reply-slip", options.language("Reply slip"), _slip, convening, options, page=page)


def _slip(person: Participant | None, convening: Convening, options: Options) -> Sequence[Block]:
    say = options.language
    code: tuple[Inline, ...] = text(person.code) if person is not None else (Blank("short"),)
    ticks = [Paragraph((Strong(text(say("Code:") + " ")), *code, *text(" · " + say("Date:") + " "), Blank("short")))]
    ticks += [_question(each, options) for each in QUESTIONS]
    ticks.append(Paragraph(text(say("No name and no signature on this part. Wording {n}.", n=say.number(WORDING))), "note"))
    return (
        personal.heading(say("What may be said about you")),
        Paragraph(text(say(FREE))),
        _editions(person, convening, options),
        Paragraph(text(say("This part is yours. Cut here, and give back the part below, or send its ticks.")), "note"),
        Callout(tuple(ticks)),
    )


def _question(asked: Question, options: Options) -> Paragraph:
    """The answers in one line, each behind its box."""
    say = options.language
    boxes = [inline for answer in asked.answers for inline in (Blank("box"), *text(f"\N{NO-BREAK SPACE}{say(answer)}\N{EM SPACE}"))]
    return Paragraph((Strong(text(say(asked.asks) + ":")), LineBreak(), *boxes))


def _editions(person: Participant | None, convening: Convening, options: Options) -> Table:
    """Who gets which edition, and her line in it if she ticks all of it."""
    say = options.language
    heads = (say("Edition"), say("Who receives it"), say("What it would print of you"))
    columns = tuple(Column(text(head), share) for head, share in zip(heads, (2.2, 3, 4), strict=True))
    rows = (
        (say("Public list"), say("anybody: funders, the report, the internet"), _line(person, "public", convening, options)),
        (say("Participants’ list"), say("those who take part, on numbered copies"), _line(person, "participants", convening, options)),
        (say("Badge"), say("everybody in the house"), _badge(person, options)),
        (say("Hosts’ own list"), say("the hosts, whatever you tick"), _line(person, "organisers", convening, options)),
    )
    return Table(columns, tuple(Row((Cell(text(one), heads=True), Cell(text(two)), Cell(three))) for one, two, three in rows))


def _line(person: Participant | None, audience: Audience, convening: Convening, options: Options) -> tuple[Inline, ...]:
    say = options.language
    if convening.rule and audience == "public":
        return text(say("nothing: under the rule there is no public list"))
    if person is None:
        return text(say("what you tick below of name, title, organisation and country"))
    shown = people.visible(_willing(person), audience, "list", convening.rule)
    if not shown.named:
        return text(say("you are counted, not named"))
    return participant_list.lines_of(person, shown, participant_list.cut_for(options, audience))


def _badge(person: Participant | None, options: Options) -> tuple[Inline, ...]:
    say = options.language
    if person is None or not person.name:
        return text(say("a code, your first name or your whole name, as you tick"))
    first = people.first_name(person)
    if first == person.name:
        return text(say("{code}, or {whole}", code=person.code, whole=person.name))
    return text(say("{code}, or {first}, or {whole}", code=person.code, first=first, whole=person.name))


def _willing(person: Participant) -> Participant:
    """The same person, had she ticked everything that a list may show."""
    return person.model_copy(update={"consent": Consent(list="public", show=_EVERYTHING)})


SPECS = (
    Spec(
        name="reply-slip",
        title=N_("Reply slip on names and pictures"),
        purpose=N_("What each edition would print of her, and ticks beside a code; as text for a chat too"),
        audiences=("organisers",),
        build=build,
        order=84,
        copies=N_("one for each person chosen"),
        asked=True,
        personal=True,
    ),
)
