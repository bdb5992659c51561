"""Versions that went out and files that come back, for the tests: the sample and every template, in any cut, as Word files."""

import datetime as dt
import functools

from toolkit import library
from toolkit.convening.edits import apply
from toolkit.convening.model import Audience, Convening
from toolkit.documents import agenda, printed, sending
from toolkit.documents.printed import Printed
from toolkit.documents.registry import Options
from toolkit.imports.returned import Returned, compare
from toolkit.language import language
from toolkit.readers import reading
from toolkit.readers.source import Source
from toolkit.writers import docx

VERSION = "v9, sent · to ERN"


@functools.cache
def convenings() -> dict[str, Convening]:
    """The sample, and a convening from each template."""
    made = {template.name: library.start(template.name, {}, first_day=dt.date(2027, 3, 11)) for template in library.templates()}
    return {"sample": library.sample().convening, **made}


def sent(convening: Convening, audience: Audience = "participants", code: str = "en", name: str = VERSION) -> Convening:
    return apply(convening, sending.send(convening, name, "ERN", dt.date(2027, 1, 2), audience, code)).convening


def word(convening: Convening, audience: Audience = "participants", code: str = "en", paper: str = "a4") -> bytes:
    return docx.write(agenda.build(convening, Options(audience, language(code), convening.language, paper)))  # type: ignore[arg-type]


def source(data: bytes, name: str = "agenda.docx") -> Source:
    return reading.read(data, name)


def now(convening: Convening, audience: Audience = "participants", code: str = "en") -> Printed:
    return printed.now(convening, sending.options_of(audience, code, convening))


def back(convening: Convening, data: bytes, against: str | None = None) -> Returned:
    return compare(convening, source(data), against)


def told(found: Returned) -> list[tuple[str, str, str, str]]:
    """Kind, thing, what stood and what stands: a change without its place and its author."""
    return [(change.kind, change.subject.id, change.stood, change.stands) for change in found.changes]


def shown(agenda_printed: Printed) -> list[object]:
    """What a table prints, row by row."""
    rows: list[object] = [(agenda_printed.title, agenda_printed.subtitle, agenda_printed.objectives)]
    for day in agenda_printed.days:
        rows.append((day.date, day.title))
        rows += [
            (row.kind, row.title, row.start, None if row.end == row.start else row.end, row.purpose, row.room, row.lead, row.sort)
            for row in day.rows
        ]
    return rows
