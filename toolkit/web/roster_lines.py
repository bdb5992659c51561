"""What each edition prints of one person, through the same door and by the same hand as the documents themselves."""

from dataclasses import dataclass

from toolkit.convening import people
from toolkit.convening.model import Audience, Convening, Participant
from toolkit.convening.values import in_language
from toolkit.language import N_, Language, language

EDITIONS: tuple[tuple[Audience, str], ...] = (
    ("public", N_("The public list")), ("participants", N_("The participants' list")), ("facilitators", N_("The facilitators' list")),
    ("organisers", N_("The organisers' list")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """Where, and the lines that stand there; none where nothing of her does, and then why or what instead."""

    where: str
    lines: tuple[str, ...]
    instead: str = ""


def lines(person: Participant, convening: Convening, say: Language) -> tuple[Line, ...]:
    from toolkit.document.inline import plain
    from toolkit.documents import participant_list
    from toolkit.documents.registry import Options

    made: list[Line] = []
    person = people.with_codes(convening).person(person.id) or person
    for audience, where in EDITIONS:
        options = Options(audience, language(convening.language), convening.language)
        printed = plain(participant_list.line(person, convening, options)) if person.status != "declined" else ""
        instead = say("Nothing, for this person has declined.") if person.status == "declined" else _instead(convening, audience, say)
        made.append(Line(say(where), tuple(printed.split("\n")) if printed else (), instead))
    reached = people.contacts(person, "organisers") if person.status != "declined" else ()
    made.append(Line(say("The organisers' contact sheet"), tuple(each for each in reached if each), say("Neither e-mail nor phone.")))
    badge = people.visible(person, "participants", "badge")
    made.append(Line(say("The badge"), tuple(each for each in (badge.name or badge.code,) if each), say("No name, and there is no code.")))
    for audience, where in (("public", say("As a lead, in public")), ("participants", say("As a lead, among participants"))):
        lead = people.visible(person, audience, "lead", convening.rule)
        made.append(Line(where, (lead.name,) if lead.named else (), say("Not named.")))
    made.append(Line(say("Under a quotation"), _quoted(person, convening), say("Nothing.")))
    pictured = people.may_be_pictured(person, "participants", convening.rule)
    made.append(Line(say("In pictures"), (say("May be seen."),) if pictured else (), say("May not be seen.")))
    return tuple(made)


def _instead(convening: Convening, audience: Audience, say: Language) -> str:
    if convening.rule == "chatham-house" and audience in ("public", "participants"):
        return say("Nothing: under the Chatham House Rule no list leaves the team.")
    return say("Nothing; counted with those who are not named.")


def _quoted(person: Participant, convening: Convening) -> tuple[str, ...]:
    shown = people.visible(person, "participants", "quote", convening.rule)
    houses = [in_language(each, convening.language, convening.language)[0] for each in shown.organisations]
    said = ", ".join(each for each in (shown.name, *houses) if each) or shown.side
    return (said,) if said else ()
