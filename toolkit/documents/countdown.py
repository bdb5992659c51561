"""What is due before the meeting and after it, dated backwards from its first day."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from toolkit.convening.model import Convening
from toolkit.document.blocks import Block, Cell, Column, Document, Page, Paragraph, Row, Table
from toolkit.document.inline import Blank, text
from toolkit.documents import parts
from toolkit.documents.registry import Options, Spec
from toolkit.language import N_, Language


@dataclass(frozen=True, slots=True)
class Due:
    """`days` before the first day; after the last one where it is negative. `needed` says whether this meeting has it at all."""

    id: str
    days: int
    what: str
    who: str
    needed: Callable[[Convening], bool] = lambda _: True


def _interpreted(convening: Convening) -> bool:
    return len({convening.language, *convening.languages}) > 1 or any(person.needs.interpretation for person in convening.participants)


def _travels(convening: Convening) -> bool:
    return convening.mode != "online"


_MARGINS = (16.0, 16.0, 17.0, 16.0)
HOSTS, ORGANISERS, FACILITATORS, RAPPORTEUR = N_("hosts"), N_("organisers"), N_("facilitators"), N_("rapporteur")

DUE = (
    # Visas: a Schengen consulate takes an application six months to fifteen days before the journey (Visa Code, article 9), and queues for
    # an appointment are long; twelve weeks are what organisers ask for. Interpreters come in teams of two and are booked with the dates
    # (AIIC). Needs are asked with the invitation and settled no later than two weeks before (Sightsavers). Money is paid before the journey
    # and does not hang on staying to the end. The rapporteur's text is due within two weeks (Internet Governance Forum, 2015). The other
    # days are our own practice, for the post, the printer and people's nerves.
    Due("date", 98, N_("Date held against feasts, fasts and public holidays; venue seen, with its doors, lifts and rooms"), ORGANISERS),
    Due("invitations", 84, N_("Invitations out, with the reply form and the slip on names and pictures"), HOSTS),
    Due("visa", 84, N_("Visa letters to those who need one, in a way that is safe for them"), ORGANISERS, _travels),
    Due("interpreters", 70, N_("Interpreters booked, two for each language"), ORGANISERS, _interpreted),
    Due("answers", 42, N_("Answers back; the list is complete, and who has not answered is asked once more"), ORGANISERS),
    Due("travel", 35, N_("Journeys and beds booked and paid; nobody advances money"), ORGANISERS, _travels),
    Due("agenda", 21, N_("Agenda to all hosts as a named version"), ORGANISERS),
    Due("access", 14, N_("Everybody's needs asked again and settled with the venue"), ORGANISERS),
    Due("note", 14, N_("Practical note out"), ORGANISERS),
    Due("papers", 10, N_("Agenda, word list and handouts to the interpreters"), FACILITATORS, _interpreted),
    Due("consent", 7, N_("Who has not answered on names and pictures counts as nobody: ask, do not push"), ORGANISERS),
    Due("kitchen", 7, N_("Needs summary to kitchen and venue; single needs by word of mouth"), ORGANISERS),
    Due("final", 5, N_("Agenda final; no version after this one but on the wall"), HOSTS),
    Due("print", 2, N_("Print job made and counted; what names people printed by ourselves"), ORGANISERS),
    Due("room", 1, N_("Room set, badges cut and blank ones laid out, materials packed by day"), FACILITATORS),
    Due("lists", 0, N_("That morning: group lists and the tick list, once it is known who came"), FACILITATORS),
    Due("collect", -1, N_("Badges, lists and signs collected and destroyed; the wall photographed without names"), FACILITATORS),
    Due("thanks", -3, N_("Thanks, and what is still owed paid"), HOSTS),
    Due("report", -14, N_("First text of the report to the hosts; each named person reads her line"), RAPPORTEUR),
    Due("needs", -30, N_("Needs, flights and rooms erased"), ORGANISERS),
)


def day(wanted: str, convening: Convening) -> dt.date | None:
    """When one of these is due, where the first day is known."""
    due = next(each for each in DUE if each.id == wanted)
    return _date(due, convening)


def build(convening: Convening, options: Options) -> Document:
    say = options.language
    title = say("Countdown")
    dated = _ends(convening) is not None
    columns = (
        Column(text(say("Done")), 1.3, "centre"),
        Column(text(say("Due")), 4.4),
        Column(text(say("What")), 7.4),
        Column(text(say("Who")), 2.1),
        Column(text(say("Name or code")), 1.8),
    )
    rows = [
        _row(text_of, say(each.what), say(each.who))
        for each in DUE
        if each.needed(convening) and (text_of := _due(each, convening, say))
    ]
    if convening.keep_until is not None:
        words = say("Names destroyed: forget them here, and ask everybody who holds a list")
        rows.append(_row(say.date(convening.keep_until), words, say(ORGANISERS)))
    blocks: list[Block] = [
        parts.cover(convening, options, text(title), quiet=True, facts=[fact] if (fact := text(parts.dates(convening, say))) else []),
        *(() if dated else (Paragraph(text(say("The first day has no date yet; with one, the days stand here."))),)),
        Table(columns, tuple(rows), type_pt=9),
    ]
    page = Page(size=parts.paper(convening, options), margins_mm=_MARGINS)
    return parts.document("countdown", convening, options, title, blocks, page=page, quiet=True)


def _row(due: str, what: str, who: str) -> Row:
    return Row((Cell((Blank("box"),)), Cell(text(due), heads=True), Cell(text(what)), Cell(text(who)), Cell()))


def _ends(convening: Convening) -> tuple[dt.date, dt.date] | None:
    dates = [day.date for day in convening.days if day.date is not None]
    return (min(dates), max(dates)) if dates else None


def _date(due: Due, convening: Convening) -> dt.date | None:
    ends = _ends(convening)
    if ends is None:
        return None
    return ends[0] - dt.timedelta(due.days) if due.days >= 0 else ends[1] - dt.timedelta(due.days)


def _due(due: Due, convening: Convening, say: Language) -> str:
    """Weekday and date; without a date how long before or after."""
    found = _date(due, convening)
    if found is not None:
        return say.date(found, "full")
    if due.days > 0 and due.days % 7 == 0:
        return say.plural("{n} week before", "{n} weeks before", due.days // 7)
    if due.days > 0:
        return say.plural("{n} day before", "{n} days before", due.days)
    return say("that morning") if due.days == 0 else say.plural("{n} day after", "{n} days after", -due.days)


SPECS = (
    Spec(
        name="countdown",
        title=N_("Countdown"),
        purpose=N_("What is due before and after, dated from the first day"),
        audiences=("organisers",),
        build=build,
        order=3,
        copies=N_("one for the hosts"),
        count=parts.one,
        asked=True,
    ),
)
