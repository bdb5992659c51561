"""The form on which people say how it was: one page, no name and nothing that stands for one, and what will be done with it.

Neither side nor language is asked: both together would say who wrote it. It goes out before the closing, while everybody is there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from toolkit.convening import evaluation
from toolkit.convening.model import Convening, Question
from toolkit.document.blocks import Block, Cell, Column, Document, Heading, Paragraph, Row, Table, Together, WritingLines
from toolkit.document.inline import Blank, text
from toolkit.documents import parts
from toolkit.documents.exercise_bilingual import both
from toolkit.documents.registry import Edition, Options, Spec
from toolkit.language import N_

_MARGINS = (16.0, 18.0, 16.0, 18.0)
_WIDE, _WIDE_LARGE = 5.4, 3.4
_TITLE = N_("How was it?")


def build(convening: Convening, options: Options) -> Document:
    first = _in_one(convening, options)
    if options.edition == "bilingual" and options.second is not None:
        return both(first, _in_one(convening, replace(options, language=options.second, second=None)))
    return first


def _in_one(convening: Convening, options: Options) -> Document:
    say = options.language
    blocks: list[Block] = [
        parts.cover(convening, options, text(say(_TITLE)), facts=(), quiet=True),
        Paragraph(text(say("Six minutes, no name. Leave open what you would rather not answer."))),
    ]
    asked = evaluation.questions(convening, say)
    for (kind, steps), mine in groupby(asked, key=lambda each: (each.kind, evaluation.steps_of(each, say))):
        if kind == "scale":
            blocks.append(_scales(tuple(mine), tuple(options.read(step) for step in steps), options))
        else:
            blocks.extend(_opens(tuple(mine), options))
    happens = (*parts.strong(text(say("What happens with it:"))), *text(" " + " ".join(_what_happens(options, asked))))
    blocks.append(Paragraph(happens, "body" if options.edition == "large" else "note"))
    page = parts.sheet_of(convening, options)
    if options.edition != "large":
        page = replace(page, margins_mm=_MARGINS)
    return parts.document(
        "evaluation-form", convening, options, say(_TITLE), blocks, page=page, quiet=True, type_pt=parts.body_pt(options),
    )  # fmt: skip


def _scales(asked: Sequence[Question], steps: Sequence[str], options: Options) -> Table:
    """Questions that share a scale, in one table under its words: one page is what people fill in."""
    wide = _WIDE_LARGE if options.edition == "large" else _WIDE
    columns = (Column(text(options.language("Mark one box")), wide), *(Column(text(step), 1, "centre") for step in steps))
    boxes = tuple(Cell((Blank("box"),)) for _ in steps)
    rows: list[Row] = []
    for part, mine in groupby(asked, key=lambda each: options.read(each.part)):
        rows += [Row((Cell(text(part), columns=len(columns)),), "group")] if part else []
        rows += [Row((Cell(options.words(each.text), heads=True), *boxes)) for each in mine]
    return Table(columns, tuple(rows))


def _opens(asked: Sequence[Question], options: Options) -> Iterator[Block]:
    for part, mine in groupby(asked, key=lambda each: options.read(each.part)):
        if part:
            yield Heading(1, text(part), in_contents=False)
        for each in mine:
            yield Together((Paragraph(options.words(each.text)), WritingLines(3, 11 if options.edition == "large" else 8)))


def _what_happens(options: Options, asked: Sequence[Question]) -> Iterator[str]:
    say = options.language
    yield say("Fold it and put it into the box yourself, before the closing.")
    yield say("The hosts count the marks, keep the sums and destroy the sheets.")
    yield say("Where fewer than five have answered, nothing is told.")
    if any(each.kind == "open" for each in asked):
        yield say("What you write may be printed word for word, and never who wrote it: write nothing that gives you away.")


_EDITIONS: tuple[Edition, ...] = ("usual", "large", "bilingual")

SPECS = (
    Spec(
        name="evaluation-form",
        title=N_("Evaluation form"),
        purpose=N_("One page on how it was: scales and lines to write on, without a name, to be handed out before the closing"),
        audiences=("participants",),
        build=build,
        order=60,
        copies=N_("one each"),
        count=Convening.headcount,
        editions=_EDITIONS,
        late=True,
        private=True,
    ),
)
"""Private: questions of one's own may tell what the meeting is about."""
