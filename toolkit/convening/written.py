"""What is written of a meeting: the evaluation's sums and sentences, the report, what came back to it, who approved it.

A part of the model (`model.py`), where everybody else finds these names.
"""

from typing import Annotated, Literal

from pydantic import Field

from toolkit.convening.frozen import Audience, FileName, Frozen
from toolkit.convening.values import Date, Id, LanguageCode, Plain, Text


class Tally(Frozen):
    """How many marked each step of a scale, from the first step on: of all forms, or of the pile of one side that was kept apart."""

    side: Plain = ""
    marks: tuple[Annotated[int, Field(ge=0, le=100_000)], ...] = ()


class Question(Frozen):
    """One question of the evaluation, with what came back to it: sums and sentences, never a form."""

    id: Id
    kind: Literal["scale", "open"] = "scale"
    part: Text = ""
    text: Text
    steps: tuple[Text, ...] = ()
    tallies: tuple[Tally, ...] = ()
    remarks: tuple[Plain, ...] = ()


class Evaluation(Frozen):
    questions: tuple[Question, ...] = ()


class Box(Frozen):
    id: Id
    title: Text = ""
    author: Text = ""
    body: Text = ""


class ReportFigure(Frozen):
    id: Id
    file: FileName
    alt: Text
    caption: Text = ""
    people: tuple[Id, ...] = ()


class Section(Frozen):
    id: Id
    heading: Text
    body: Text = ""
    gathers: tuple[Id, ...] = ()
    boxes: tuple[Box, ...] = ()
    figures: tuple[ReportFigure, ...] = ()


class SentReport(Frozen):
    """A version of the report as it went out: its texts in its language, so that a Word file that comes back can be held against them.

    `lines` stands for the lines of its Word file in their order: a dot for one of the texts that are kept here, a mark for each other
    line (agenda, people, tables), which tells whether it came back as it was, and not what it said.
    """

    id: Id
    name: Plain
    to: Plain = ""
    on: Date | None = None
    language: LanguageCode = "en"
    audience: Audience = "participants"
    summary: Plain = ""
    sections: tuple[Section, ...] = ()
    lines: Plain = ""


class ReportComment(Frozen):
    """What somebody remarked in the margin of a file that came back, and what was decided about it. `author` is as the file has it.

    `section` is the id of a section, or empty for what is in none; it may be gone by now, so `where` keeps its heading.
    """

    id: Id
    author: Plain = ""
    organisation: Plain = ""
    file: Plain = ""
    section: Plain = ""
    where: Plain = ""
    words: Plain = ""
    text: Plain = ""
    decision: Literal["open", "accepted", "declined", "done"] = "open"
    reply: Plain = ""


class Signature(Frozen):
    """A host's yes to one section: to exactly the text of which `text` is the mark. The summary is the section `-summary`."""

    id: Id
    section: Plain
    host: Plain
    by: Plain = ""
    on: Date | None = None
    text: Plain = ""


class WordMaster(Frozen):
    """Since when the text is written in Word alone, and who has said so."""

    on: Date | None = None
    by: Plain = ""


class Report(Frozen):
    summary: Text = ""
    sections: tuple[Section, ...] = ()
    sent: tuple[SentReport, ...] = ()
    comments: tuple[ReportComment, ...] = ()
    signatures: tuple[Signature, ...] = ()
    word_master: WordMaster | None = None
