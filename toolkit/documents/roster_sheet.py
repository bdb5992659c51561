"""Everybody with everything, as rows: the organisers' own copy of the list, which may go back into a spreadsheet and come in again.

Not a document: the participant list's spreadsheet for organisers. It prints nothing, so it keeps affiliations under the rule too.
"""

import datetime as dt

from toolkit.convening import people
from toolkit.convening.model import Consent, Convening, Given, Participant
from toolkit.document.blocks import Sheet
from toolkit.documents import parts
from toolkit.documents.registry import Options
from toolkit.language import N_

Cell = str | int | float | dt.date | dt.time | None

_KNOWN = (
    N_("Code"), N_("Name"), N_("Titles"), N_("Organisations"), N_("Country"), N_("Legal name"), N_("Honorific"), N_("Pronouns"),
    N_("Sorted as"), N_("Side"), N_("Languages"), N_("E-mail"), N_("Phone"), N_("Diet"), N_("Access"), N_("Interpretation"),
    N_("Other needs"), N_("Status"), N_("Days"),
)  # fmt: skip
CONSENT = (
    N_("Consent: list"), N_("Consent: list shows"), N_("Consent: badge"), N_("Consent: lead"), N_("Consent: photo"), N_("Consent: quote"),
    N_("Consent: contact sheet shows"), N_("Asked on"), N_("Answered on"), N_("Answered by"), N_("Wording"), N_("Withdrawn on"),
)  # fmt: skip
"""Read over when the sheet comes in again: an answer is changed where it is held, beside its day and its wording."""
NOT_ASKED = N_("not asked")


def sheet(convening: Convening, options: Options) -> Sheet:
    """A row a person, those who declined too; then the columns of their own spreadsheet, as they were."""
    say = options.language
    more = sorted({key for person in convening.participants for key in person.more})
    heads = [say(each) for each in (*_KNOWN, *CONSENT)]
    taken = set(heads)
    own = [key if key not in taken else say("{column} (their column)", column=key) for key in more]
    rows = tuple(
        (*_known(person, convening, options), *_consent(person, options), *(person.more.get(key, "") for key in more))
        for person in people.in_order(convening, convening.participants)
    )
    return Sheet(say("Participants"), (*heads, *own), rows)


def _known(person: Participant, convening: Convening, options: Options) -> tuple[Cell, ...]:
    shown = people.visible(person, "organisers", "list")
    needs = person.needs
    numbers = {day.id: number for number, day in enumerate(convening.days, 1)}
    return (
        person.code, person.name, *_affiliations(shown, options), parts.country(shown.country, options.language) if shown.country else "",
        shown.legal_name, person.honorific, person.pronouns, person.sort_as, person.side, ", ".join(person.languages), person.email,
        person.phone, needs.diet, needs.access, needs.interpretation, needs.other, person.status,
        ", ".join(str(numbers[day]) for day in person.days if day in numbers),
    )  # fmt: skip


def _affiliations(shown: people.Shown, options: Options) -> tuple[str, str]:
    """Several stand in one cell; the first title belongs to the first organisation, so that one that is missing leaves its place."""
    titles = [options.read(each.title) for each in shown.affiliations]
    houses = [options.read(each.organisation) for each in shown.affiliations]
    return ("; ".join(titles) if any(titles) else "", "; ".join(houses) if any(houses) else "")


def _consent(person: Participant, options: Options) -> tuple[Cell, ...]:
    """What was answered, by the words of the convening file, so that it can be read back; a withdrawal says so in its own column."""
    consent = person.consent or Consent(open=("list", "badge", "lead", "photo", "quote"))
    given = consent.given or Given()
    unasked = options.language(NOT_ASKED)
    values = {"list": consent.list, "badge": consent.badge, "lead": consent.lead, "photo": "yes" if consent.photo else "no",
              "quote": consent.quote}  # fmt: skip
    said = {use: unasked if use in consent.open else value for use, value in values.items()}
    shows = "" if "list" in consent.open else ", ".join(consent.show)
    return (
        said["list"], shows, said["badge"], said["lead"], said["photo"], said["quote"], ", ".join(consent.contact),
        given.asked, given.on, given.how,
        given.wording, given.withdrawn,
    )  # fmt: skip
