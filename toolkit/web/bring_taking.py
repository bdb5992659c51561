"""An agenda that was brought and looked at, taken: into a new convening, or into one that is there. What was doubtful goes along.

What the importer said of a session waits in that session's private notes, the rest in those of the first; nobody but the team reads them.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from toolkit.convening.addressed import Ref
from toolkit.convening.edits import All, AnyEdit, Set, apply
from toolkit.convening.model import Convening
from toolkit.language import N_, Language
from toolkit.web.bring_answers import Agenda
from toolkit.web.bring_reading import Reading, asks
from toolkit.web.fields import LONGEST_TITLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.imports.agenda import Doubt, ReadDay, Row, Understood
    from toolkit.readers.source import Unread

How = Literal["add", "replace"]

NO_TITLE = N_("Give it a title: a few words on what it is about.")
TOO_LONG = N_("This is {found} characters long; a title has room for {most}.")
NO_DATE = N_("“{found}” is not a date. Write year, month and day, as 2027-03-11, or leave it empty.")
NOTHING = N_("Every row is left out, so there is nothing to take. Take back one of them, or bring another file.")
KEPT = N_("To check, from “{name}”:")
KEPT_PASTED = N_("To check, from the text that was pasted:")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the form of a new convening says, as typed, and what is wrong with it by field."""

    title: str
    discreet: str
    first_day: dt.date | None
    wrong: "Mapping[str, str]"


def wanted(form: "Mapping[str, str]", say: Language) -> Wanted:
    title, discreet, typed = (form.get(name, "").strip() for name in ("title", "discreet", "first-day"))
    wrong: dict[str, str] = {}
    if not title:
        wrong["title"] = say(NO_TITLE)
    for name, text in (("title", title), ("discreet", discreet)):
        if len(text) > LONGEST_TITLE:
            wrong[name] = say(TOO_LONG, found=say.number(len(text)), most=say.number(LONGEST_TITLE))
    day = None
    if typed:
        try:
            day = dt.date.fromisoformat(typed)
        except ValueError:
            wrong["first-day"] = say(NO_DATE, found=typed)
    return Wanted(title, discreet, day, wrong)


def new_convening(agenda: Agenda, reading: Reading, given: Wanted, say: Language) -> Convening:
    """A whole convening with these days; their dates follow one another where the file has none."""
    from toolkit.imports.agenda import convening

    understood = replace(_with_remarks(agenda, reading, say), title=given.title)
    made = convening(understood)
    edits: list[AnyEdit] = [Set(target=Ref(), field=("discreet_title",), value=given.discreet)] if given.discreet else []
    if given.first_day is not None and not any(day.date for day in made.days):
        edits += [
            Set(target=Ref(kind="day", id=day.id), field=("date",), value=(given.first_day + dt.timedelta(days=at)).isoformat())
            for at, day in enumerate(made.days)
        ]
    return apply(made, All(edits=tuple(edits))).convening


def into(convening: Convening, agenda: Agenda, reading: Reading, how: How, say: Language) -> AnyEdit:
    """The one change that brings these days into a convening."""
    from toolkit.convening.bringing import add_days, replace_days
    from toolkit.imports.agenda import plan

    days = plan(_with_remarks(agenda, reading, say))
    return replace_days(convening, days) if how == "replace" else add_days(convening, days)


def _with_remarks(agenda: Agenda, reading: Reading, say: Language) -> "Understood":
    """The rows that are wanted, with what was said of each in its private notes.

    A row in a parallel group takes none: a group that is a title and a room is no session that could have notes.
    """
    from toolkit.imports.agenda import place

    understood = reading.wanted
    rest: list[str] = []
    of: dict[object, list[str]] = {}
    alone = {row.where for row in understood.rows if not row.track}
    general = [doubt for doubt in understood.doubts if asks(doubt)]
    told_all: tuple[Doubt | Unread, ...] = (*understood.doubts, *understood.unread)
    for told in told_all:
        if told.where in alone and told not in general:
            of.setdefault(told.where, []).append(told.say(say))
        else:
            where = place(told.where, say)
            rest.append(f"{where}: {told.say(say)}" if where else told.say(say))
    days = [
        replace(day, rows=tuple(_noted(row, of.pop(row.where, []) if not row.track else []) for row in day.rows)) for day in understood.days
    ]
    return replace(understood, days=tuple(_first_noted(days, [_head(agenda, say), *(f"- {each}" for each in rest)] if rest else [])))


def _head(agenda: Agenda, say: Language) -> str:
    return say(KEPT_PASTED) if agenda.pasted else say(KEPT, name=agenda.brought.name)


def _noted(row: "Row", sentences: Sequence[str]) -> "Row":
    return replace(row, notes=(*row.notes, *sentences))


def _first_noted(days: "Sequence[ReadDay]", sentences: Sequence[str]) -> "list[ReadDay]":
    """On the first row that is a session of its own, else on the first there is."""
    rows = [(at, number) for at, day in enumerate(days) for number in range(len(day.rows))]
    alone = [(at, number) for at, number in rows if not days[at].rows[number].track]
    made = list(days)
    if sentences and rows:
        at, number = (alone or rows)[0]
        held = list(days[at].rows)
        held[number] = _noted(held[number], sentences)
        made[at] = replace(days[at], rows=tuple(held))
    return made
