"""The report goes out under a name: its text is kept with it, so that a Word file that comes back can be held against exactly that."""

import datetime as dt
from collections.abc import Mapping

from toolkit.convening.addressed import dumped, new_id
from toolkit.convening.edits import All, AnyEdit, Insert, Place, Ref, Set, apply
from toolkit.convening.exercise import Exercise
from toolkit.convening.model import Audience, Box, Convening, ReportFigure, Section, SentReport
from toolkit.convening.values import Text, in_language
from toolkit.documents import report
from toolkit.documents.registry import options_for
from toolkit.imports.report_back.base import frame
from toolkit.imports.report_back.lines import Line, of_file
from toolkit.language import N_, language
from toolkit.language.said import SaidError
from toolkit.readers import reading
from toolkit.writers import docx

FULL: tuple[Audience, ...] = ("participants", "facilitators", "organisers")
"""Whom the full edition is for."""
NO_NAME = N_(
    "A version of the report that goes out needs a name, as “v3, sent to ERN”: it is printed on every page and finds the text again."
)
NAME_TAKEN = N_("A report called “{name}” has gone out, and its text has changed since: give this one another name.")
CUT = N_(
    "Only the full edition can go out to be edited: the public one leaves out what it hides, and would lose it on the way back. "
    "Send the one for participants."
)
NOTHING = N_("The report has no text yet, so there is nothing to edit in Word. Write a section, or draft it from its notes.")


class SendingError(SaidError):
    """A report that cannot go out so, as one sentence for the person who wanted it."""


def send(
    convening: Convening, name: str, *, to: str = "", on: dt.date | None = None, audience: Audience = "participants", code: str = "",
    exercises: Mapping[str, Exercise] | None = None, assets: Mapping[str, bytes] | None = None,
) -> AnyEdit:  # fmt: skip
    """The edit that keeps the report as it goes out, and prints its name from then on. One name is one text.

    :raises SendingError: without a name, under a name that has another text, in a cut edition, or without any text.
    """
    name, code = " ".join(name.split()), code or convening.language
    if not name:
        raise SendingError(NO_NAME)
    if audience not in FULL:
        raise SendingError(CUT)
    if not convening.report.sections and not convening.report.summary:
        raise SendingError(NOTHING)
    for earlier in convening.report.sent:
        if earlier.name == name and not unchanged(convening, earlier):
            raise SendingError(NAME_TAKEN, name=name)
    made = version(convening, name, to=" ".join(to.split()), on=on, audience=audience, code=code)
    after = apply(convening, _edit(made)).convening
    printed = print_lines(after, audience, code, exercises or {}, assets or {})
    return _edit(made.model_copy(update={"lines": frame(made, printed)}))


def _edit(made: SentReport) -> AnyEdit:
    kept = Insert(into=Place(of=Ref(kind="report"), list="sent"), value=dumped(made))
    return All(edits=(Set(target=Ref(), field=("version",), value=made.name), kept))


def version(convening: Convening, name: str, *, to: str = "", on: dt.date | None = None, audience: Audience, code: str) -> SentReport:
    """The report's texts of today in one language, as a version of that name. Who is on a picture, and which of the people wrote a box,
    is not kept: it is not text.
    """
    def read(text: Text) -> str:
        return in_language(text, code, convening.language)[0]

    people = {person.id for person in convening.participants}
    sections = tuple(
        Section(
            id=section.id, heading=read(section.heading), body=read(section.body),
            boxes=tuple(
                Box(id=box.id, title=read(box.title), author="" if read(box.author) in people else read(box.author), body=read(box.body))
                for box in section.boxes
            ),
            figures=tuple(
                ReportFigure(id=figure.id, file=figure.file, alt=read(figure.alt), caption=read(figure.caption))
                for figure in section.figures
            ),
        )
        for section in convening.report.sections
    )  # fmt: skip
    return SentReport(
        id=new_id(convening, "sent-report"), name=name, to=to, on=on, language=code, audience=audience,
        summary=read(convening.report.summary), sections=sections,
    )  # fmt: skip


def unchanged(convening: Convening, earlier: SentReport) -> bool:
    """Whether the report's texts are still those that went out."""
    again = version(convening, earlier.name, to=earlier.to, on=earlier.on, audience=earlier.audience, code=earlier.language)
    return again.model_copy(update={"id": earlier.id, "lines": earlier.lines}) == earlier


def print_lines(
    convening: Convening, audience: Audience, code: str, exercises: Mapping[str, Exercise], assets: Mapping[str, bytes]
) -> tuple[Line, ...]:
    """The lines of its Word file: it is written and read again, so that nothing can differ but what somebody changes."""
    options = options_for(convening, report.SPECS[0], language(code), audience, exercises=exercises, assets=assets)
    return of_file(reading.read(docx.write(report.build(convening, options)), "report.docx", calls=True)).lines
