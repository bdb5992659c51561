"""What the forms said: how many marked each step, as bars with their numbers, and what was written, without a word on who wrote it.

It says of how many answers it speaks, and of fewer than five it says nothing. The public edition leaves out what people wrote by hand:
their way of writing may be known outside, where nobody asked them.
"""

from collections.abc import Iterator
from itertools import groupby

from toolkit.convening import evaluation
from toolkit.convening.evaluation import FEWEST, Result
from toolkit.convening.model import Convening, Question
from toolkit.document.blocks import (
    Block,
    Cell,
    Column,
    Document,
    Figure,
    Heading,
    Items,
    Paragraph,
    Row,
    Sheet,
    Table,
    Together,
)  # fmt: skip
from toolkit.document.inline import text
from toolkit.documents import parts
from toolkit.documents.registry import Options, Spec
from toolkit.figures.shares import Bar, shares
from toolkit.language import N_

_WIDTH_MM = 150.0


def build(convening: Convening, options: Options) -> Document:
    say = options.language
    title = say("What people said about it")
    blocks: list[Block] = [parts.cover(convening, options, text(title)), *chapter(convening, options, 1)]
    sheets = (_sheet(convening, options),) if evaluation.begun(convening) else ()
    return parts.document("evaluation-summary", convening, options, title, blocks, sheets=sheets)


def chapter(convening: Convening, options: Options, level: int) -> tuple[Block, ...]:
    """All of it under headings of this level, for a document of its own and for an annex."""
    say = options.language
    if not evaluation.begun(convening):
        return (Paragraph(text(say("No form has been counted yet."))),)
    blocks: list[Block] = [Paragraph(text(_how_many(convening, options)), "lead" if level == 1 else "body")]
    for part, mine in groupby(convening.evaluation.questions, key=lambda each: options.read(each.part)):
        asked = [each for each in mine if each.kind == "scale" or each.remarks]
        if not asked:
            continue
        inner = level
        if part:
            blocks.append(Heading(level, text(part)))
            inner = level + 1
        for question in asked:
            blocks.extend(_scale(question, options, inner) if question.kind == "scale" else _written(question, options, inner))
    return tuple(blocks)


def _how_many(convening: Convening, options: Options) -> str:
    say, came = options.language, evaluation.forms(convening)
    if came < FEWEST:
        return say("Fewer than five forms came back.")
    planned = convening.headcount()
    said = [
        say("{n} of {all} people handed in a form.", n=say.number(came), all=say.number(planned)) if planned >= came
        else say.plural("{n} form was handed in.", "{n} forms were handed in.", came),
        say("n says how many answered a question; of fewer than five answers nothing is told."),
    ]  # fmt: skip
    return " ".join(said)


def _scale(question: Question, options: Options, level: int) -> Iterator[Block]:
    say = options.language
    steps = tuple(options.read(step) for step in evaluation.steps_of(question, say))
    found = evaluation.result(question, len(steps))
    head = Heading(level, options.words(question.text), in_contents=False)
    if found.marks is None:
        words = say("Fewer than five answered this; it is not told.")
        yield Together((head, Paragraph(text(words), "note")))
        return
    most = max(found.marks)
    bars = tuple(Bar(step, say.number(n), n / most) for step, n in zip(steps, found.marks, strict=True))
    told = say.list([say("{what}: {n}", what=step, n=say.number(n)) for step, n in zip(steps, found.marks, strict=True)])
    alt = say("Bars, {what}. {numbers}.", what=options.read(question.text), numbers=told)
    yield Together((head, Figure(shares(bars, _WIDTH_MM, rtl=say.rtl), alt, text(_caption(found, options)))))
    if found.sides:
        yield _by_side(found, steps, options)


def _caption(found: Result, options: Options) -> str:
    say = options.language
    return say("n = {n}; in the upper half of the scale: {upper}.", n=say.number(found.answered), upper=say.number(found.upper))


def _by_side(found: Result, steps: tuple[str, ...], options: Options) -> Table:
    say = options.language
    columns = (
        Column(text(say("Side")), 2), *(Column(text(step), 1, "centre") for step in steps), Column(text(say("n")), 0.8, "centre"),
    )  # fmt: skip
    rows = tuple(
        Row((
            Cell(text(side or say("Others")), heads=True), *(Cell(text(say.number(n))) for n in marks),
            Cell(text(say.number(sum(marks)))),
        )) for side, marks in found.sides
    )  # fmt: skip
    return Table(columns, rows)


def _written(question: Question, options: Options, level: int) -> Iterator[Block]:
    """Word for word, in the order of the alphabet: nothing says which of them stood on one sheet."""
    say = options.language
    yield Heading(level, options.words(question.text), in_contents=False)
    if options.audience == "public":
        count = len(question.remarks)
        words = say.plural("{n} person wrote something.", "{n} people wrote something.", count) if count >= FEWEST else say(
            "Fewer than five people wrote something."
        )  # fmt: skip
        yield Paragraph(text(f"{words} {say('What people wrote by hand is not in this edition.')}"))
        return
    yield Items(tuple((Paragraph(text(remark, options.mark(options.original))),) for remark in question.remarks))


def _sheet(convening: Convening, options: Options) -> Sheet:
    say = options.language
    rows: list[tuple[str | int, ...]] = []
    for question in convening.evaluation.questions:
        if question.kind != "scale":
            continue
        steps = tuple(options.read(step) for step in evaluation.steps_of(question, say))
        found = evaluation.result(question, len(steps))
        part, words = options.read(question.part), options.read(question.text)
        if found.marks is None:
            rows.append((part, words, "", "", say("fewer than 5")))
            continue
        piles = [("", found.marks), *((side or say("Others"), marks) for side, marks in found.sides)]
        rows += [(part, words, side, step, n) for side, marks in piles for step, n in zip(steps, marks, strict=True)]
    return Sheet(say("Evaluation"), (say("Part"), say("Question"), say("Side"), say("Step"), say("Marks")), tuple(rows))


SPECS = (
    Spec(
        name="evaluation-summary",
        title=N_("Summary of the evaluation"),
        purpose=N_("How many marked each step, as charts, and what was written; nothing of fewer than five answers"),
        audiences=("participants", "public", "facilitators", "organisers"),
        build=build,
        order=86,
        copies=N_("one each, by file"),
        by_file=True,
        formats=("pdf", "docx", "html", "md", "csv", "xlsx"),
    ),
)
