"""The first stage: the agenda as it will print, what stands against it, and the file to take along."""

import datetime as dt
from dataclasses import dataclass

from flask import Blueprint, Response, render_template

from toolkit.convening.model import Convening
from toolkit.convening.values import in_language
from toolkit.language import Language
from toolkit.web.planner import planner, say

pages = Blueprint("plan", __name__, url_prefix="/c/<key>")


@dataclass(frozen=True, slots=True)
class Warned:
    """One day that cannot fit, and why."""

    day: str
    sentences: tuple[str, ...]


@pages.get("/")
def show(key: str) -> str:
    stored = planner().store.get(key)
    convening, speech = stored.convening, say()
    return render_template(
        "plan.html", stored=stored, convening=convening, stage="plan", warnings=warnings(convening, speech),
        place=place(convening, speech), people=people(convening, speech), no_pdf=no_pdf(),
    )  # fmt: skip


@pages.get("/convening.zip")
def export(key: str) -> Response:
    """The convening file with its pictures, to keep or to hand to a colleague's planner."""
    from toolkit import library

    store = planner().store
    stored = store.get(key)
    return attachment(library.write_zip(stored.convening, store.originals(key)), "convening.zip", "application/zip")


def warnings(convening: Convening, speech: Language) -> tuple[Warned, ...]:
    from toolkit.planning import conflicts, timing

    found: list[Warned] = []
    for number, (day, result) in enumerate(zip(convening.days, timing.agenda(convening), strict=True), 1):
        if isinstance(result, timing.Conflict):
            found.append(Warned(day_name(number, day.date, speech), conflicts.sentences(result, convening, speech)))
    return tuple(found)


def day_name(number: int, date: dt.date | None, speech: Language) -> str:
    return speech.date(date, "full") if date is not None else speech("Day {n}", n=speech.number(number))


def place(convening: Convening, speech: Language) -> str:
    """The venue in one line, as far as it is known."""
    from toolkit.documents import parts as printed

    venue = convening.venue
    parts = [in_language(text, speech.code, convening.language)[0] for text in (venue.name, venue.city)]
    parts.append(printed.country(venue.country, speech))
    return ", ".join(part for part in parts if part)


def people(convening: Convening, speech: Language) -> str:
    """How many are planned for, and where the number comes from."""
    listed = sum(person.status != "declined" for person in convening.participants)
    if convening.expected and convening.expected > listed:
        expected = speech.plural("{n} expected", "{n} expected", convening.expected)
        return f"{expected}, {speech.plural('{n} on the list', '{n} on the list', listed)}" if listed else expected
    return speech.plural("{n} on the list", "{n} on the list", listed) if listed else speech("Nobody yet")


def no_pdf() -> str:
    """Why there is no PDF on this computer, where there is none."""
    from toolkit.writers import pdf

    return pdf.available(say()) or ""


def attachment(data: bytes, name: str, media: str) -> Response:
    """A file to save. Its name is made of ids: a download folder is read by others too."""
    made = Response(data, mimetype=media)
    made.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return made
