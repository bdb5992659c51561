"""Letters before the meeting: the invitation, and the letter that a consulate reads. They pass borders and other people's desks, so they
carry the discreet title, no topic, and no more of the person than their reader must know.
"""

from collections.abc import Sequence

from toolkit.convening.model import Convening, Participant
from toolkit.document.blocks import Block, Document, Items, Paragraph
from toolkit.document.inline import Blank, Inline, text
from toolkit.documents import countdown, parts, personal
from toolkit.documents.registry import Options, Spec
from toolkit.language import N_

_GIVEN = (
    N_("Travel, bed and meals: {blank}"),
    N_("Interpretation: {languages}"),
    N_("Steps, hearing, seeing, food, prayer, somebody who comes along, a child: we ask everybody what they need. Tell us; nothing is too"
       " small."),
    N_("Your name is printed nowhere before you say so. The slip that comes with this letter asks you; a no changes nothing, neither this"
       " invitation nor what is paid."),
)  # fmt: skip


def invitation(convening: Convening, options: Options) -> Document:
    return personal.document("invitation-letter", options.language("Letter of invitation"), _invitation, convening, options)


def _invitation(person: Participant | None, convening: Convening, options: Options) -> Sequence[Block]:
    say = options.language
    answer = countdown.day("answers", convening)
    blocks: list[Block] = [
        personal.heading(say("Invitation")),
        personal.paragraph(say("Dear {name},", name="{name}"), name=personal.name(person, options)),
        personal.paragraph(
            say("we invite you to {meeting}, {dates}, {place}.", meeting="{meeting}", dates="{dates}", place="{place}"),
            meeting=text(personal.meeting(convening, options)), dates=personal.when(convening, options),
            place=personal.where(convening, options),
        ),
        Paragraph((*text(say("Why we would like you to be there:") + " "), Blank("long"))),
        Items(tuple((personal.paragraph(say(each), blank=(Blank("long"),), languages=_languages(convening, options)),) for each in _GIVEN)),
        personal.paragraph(
            say("Please answer by {date}, in the way that is safe for you: {blank}", date="{date}", blank="{blank}"),
            date=text(say.date(answer)) if answer else (Blank("short"),), blank=(Blank("long"),),
        ),
    ]
    if convening.at_risk:
        kept = say("Please keep this letter to yourself: do not forward it, do not post it, do not carry it over a border.")
        blocks.append(Paragraph(text(kept)))
    return [*blocks, *personal.signed(convening, options)]


def _languages(convening: Convening, options: Options) -> tuple[Inline, ...]:
    say = options.language
    codes = dict.fromkeys((convening.language, *convening.languages))
    return text(say.list([str(say.locale.languages.get(code.split("-")[0], code)) for code in codes]))


def visa(convening: Convening, options: Options) -> Document:
    return personal.document("visa-letter", options.language("Confirmation of an invitation"), _visa, convening, options)


def _visa(person: Participant | None, convening: Convening, options: Options) -> Sequence[Block]:
    """Her legal name, dates and place. What is not in the file, as passport and birth, is written by hand and kept nowhere."""
    say = options.language
    blank: tuple[Inline, ...] = (Blank("medium"),)
    legal = personal.name(person, options, legal=True)
    return (
        personal.heading(say("To whom it may concern")),
        personal.paragraph(
            say(
                "We confirm that {name}, born on {birth}, passport number {passport}, is invited to {meeting}, {dates}, {place}.",
                name="{name}", birth="{birth}", passport="{passport}", meeting="{meeting}", dates="{dates}", place="{place}",
            ),
            name=parts.strong(legal), birth=(Blank("short"),), passport=blank, meeting=text(personal.meeting(convening, options)),
            dates=personal.when(convening, options), place=personal.where(convening, options),
        ),
        personal.paragraph(
            say("Arrival on {arrival}, departure on {departure}.", arrival="{arrival}", departure="{departure}"),
            arrival=(Blank("short"),), departure=(Blank("short"),),
        ),
        personal.paragraph(say("Travel, bed, meals and insurance are paid by {who}.", who="{who}"), who=(Blank("long"),)),
        personal.paragraph(say("For questions you reach us at {contact}.", contact="{contact}"), contact=(Blank("long"),)),
        Paragraph((*text(say("Name, office, address and stamp of whoever invites:") + " "), Blank("long"))),
        Paragraph((*text(say("Place and date:") + " "), Blank("medium"))),
        Paragraph((*text(say("Signature:") + " "), Blank("medium"))),
    )  # fmt: skip


SPECS = (
    Spec(
        name="invitation-letter",
        title=N_("Invitation letter"),
        purpose=N_("Dates, place, who pays what, what we ask of everybody; without the topic"),
        audiences=("organisers",),
        build=invitation,
        order=80,
        copies=N_("one for each person chosen"),
        asked=True,
        personal=True,
    ),
    Spec(
        name="visa-letter",
        title=N_("Visa letter"),
        purpose=N_("For a consulate: the legal name, dates and place, neither hosts nor topic"),
        audiences=("organisers",),
        build=visa,
        order=83,
        copies=N_("one for each person chosen"),
        asked=True,
        personal=True,
    ),
)
