"""The facilitator's guide to an exercise as it stands in this agenda: what to say, when, with what, and what to cut.

The plan for hurtful words stands before the first step, for nobody looks it up while it happens.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from toolkit.convening.exercise import Exercise
from toolkit.convening.model import Convening
from toolkit.convening.values import Text as Words
from toolkit.convening.values import in_language
from toolkit.document.blocks import Block, Callout, Cell, Column, Cover, Document, Heading, Items, Page, Paragraph, Row, Table
from toolkit.document.inline import Blank, Inline, Link, Quiet, Strong, Text, text
from toolkit.documents import exercise_room, exercise_work, fills, parts
from toolkit.documents.exercise_work import Work
from toolkit.documents.registry import WITH_LARGE, Options, Spec
from toolkit.documents.run_sheet import need_words, sheet_words
from toolkit.figures.lettering import width_of
from toolkit.language import N_
from toolkit.planning.materials import Need
from toolkit.planning.steps import Step

_FEWER = 6
"""PRACTICE: on the morning, up to six of forty do not come."""

@dataclass(frozen=True, slots=True)
class Type:
    """How large a guide is set: its steps, what is looked up, what is said aloud (nothing: as its style is), its margins, and the shares of
    what is done and what is said.
    """

    steps: float
    second: float
    say: float | None
    margins: tuple[float, float, float, float]
    columns: tuple[float, float]


_WRITTEN = Type(9.0, 8.5, None, (12.0, 12.0, 13.0, 12.0), (5.0, 5.5))
_TRANSLATED = Type(8.5, 8.0, 10.5, (10.0, 11.0, 12.0, 11.0), (5.5, 5.4))
"""The same in another language is longer, by a sixth in French; a guide has two pages all the same."""

_NUMBERS, _SHARE_MM = 0.95, 13.6
"""How wide the column of minutes for fewer people is, in shares, and how much of a share holds words."""

_WIDTH_MM = 180.0
"""Of a guide's page, whose margins are narrow; what stands side by side has a part of it."""
_BROUGHT_BY = {"host": "", "venue": N_("the venue has it"), "facilitator": N_("you bring it")}
_VARIANTS = {
    "online": N_("Online"), "low_literacy": N_("Reading and writing are hard for some"), "languages": N_("Several languages"),
    "mobility": N_("Moving is hard for some"), "senses": N_("Seeing or hearing is hard for some"),
}


Halves = tuple[tuple[str, tuple[Block, ...]], ...]
"""What stands side by side, each below its head."""


def specs(convening: Convening, exercises: Mapping[str, Exercise]) -> tuple[Spec, ...]:
    every = exercise_work.uses(convening, exercises)
    return tuple(
        Spec(
            name=exercise_work.document_name(exercise.slug, "guide", session.id, every),
            title=N_("Facilitator's guide"),
            purpose=N_("How to lead the exercise, minute by minute"),
            audiences=("facilitators", "organisers"),
            build=partial(build, session=session.id, name=exercise_work.document_name(exercise.slug, "guide", session.id, every)),
            order=51,
            copies=N_("one for each facilitator"),
            count=partial(_leading, session=session.id),
            session=session.id,
            title_text=exercise.title,
            written_in=(exercise.language, *exercise.translations),
            editions=WITH_LARGE,
        )
        for exercise, session in every
    )


def _leading(convening: Convening, *, session: str) -> int:
    return max(1, sum(len(each.lead) for _, _, each in convening.sessions() if each.id == session))


def build(convening: Convening, options: Options, *, session: str, name: str) -> Document:
    say = options.language
    work = exercise_work.work_in(convening, options.exercises, session)
    if work is None:
        raise LookupError(f"Session {session} has no exercise that is in the library; name one of the library's on the session.")
    exercise = work.exercise
    title = say("{exercise}: facilitator's guide", exercise=options.read(exercise.title))
    read, runs, sources = _read_before(exercise, options), _while_it_runs(exercise, options), _sources(exercise, options)
    if among := _with_sources(read, exercise, options):
        read, sources = among, ()
    elif among := _with_sources(runs, exercise, options):
        runs, sources = among, ()
    blocks: list[Block] = [
        _cover(convening, work, options),
        Paragraph(options.words(exercise.purpose), "lead"),
        *_before_anything(exercise, options),
        *_prepare(work, options),
        *_side_by_side(exercise, options, *read),
        *(sources if options.whole else ()),  # in a book, where no title of a meeting stands above, the first page has room for them
        *_steps(work, options),
        *_side_by_side(exercise, options, *runs),
        *(() if options.whole else sources),
    ]
    narrow = Page(size=parts.paper(convening, options), margins_mm=_type(exercise, options).margins)
    page = parts.sheet_of(convening, options) if _large(options) else narrow
    found = fills.filled(blocks, _answers(work, options))
    return parts.document(name, convening, options, title, found, page=page, type_pt=parts.body_pt(options))


def _answers(work: Work, options: Options) -> fills.Values:
    """What is still to be answered is a shorter line than on a sheet: it stands in narrow columns, and often."""
    answers = fills.values(work, options)
    return {key: tuple(Blank("medium") if isinstance(part, Blank) else part for part in said) for key, said in answers.items()}


def _large(options: Options) -> bool:
    return options.edition == "large"


def _type(exercise: Exercise, options: Options) -> Type:
    """By the language that its guide really has."""
    return _WRITTEN if in_language(exercise.guide, options.language.code, exercise.language)[1] == exercise.language else _TRANSLATED


def _cover(convening: Convening, work: Work, options: Options) -> Cover:
    """A long title of the convening in one line: on the second would stand what pushes the guide to a third page."""
    whole = parts.cover(convening, options, options.words(work.exercise.title), facts=_facts(work, options))
    said, code = in_language(convening.title, options.language.code, options.original)
    return replace(whole, kicker=text(parts.cut_short(said), options.mark(code)))


def _facts(work: Work, options: Options) -> list[tuple[Inline, ...]]:
    """Where it stands in this agenda."""
    say = options.language
    when = parts.span(work.entry, say)
    first = [*parts.day_title(work.plan, options), *text(" · " + when if when else "")]
    people = say.plural("{n} person", "{n} people", work.people)
    second = " · ".join(part for part in (options.read(work.session.title), work.entry.room, people, say.minutes(work.minutes())) if part)
    told = exercise_work.unreviewed(work.exercise, options)
    return [parts.beside([parts.strong(text(say("Facilitator's guide"))), tuple(first), text(second), told])]


def _before_anything(exercise: Exercise, options: Options) -> tuple[Block, ...]:
    """The plan is read aloud by two people who stand: a line for each question, in body type."""
    if not exercise.risks:
        return ()
    rows = tuple((Paragraph((*parts.strong(options.words(each.risk)), Text(" "), *options.words(each.safer))),) for each in exercise.risks)
    title = text(options.language("Before the first step: what can hurt, and what to do"))
    if _large(options):  # one frame would be as high as a page
        return (Heading(1, title), *(Callout(row, "warning") for row in rows))
    return (Callout((Items(rows, "plain"),), "warning", title),)


def _prepare(work: Work, options: Options) -> tuple[Block, ...]:
    """What to do before people come beside what has to lie on the table, both to tick off."""
    say = options.language
    exercise = work.exercise
    do: list[Block] = [
        Paragraph((*parts.strong(text(head)), Text(": "), *options.words(words)))
        for head, words in ((say("Room"), exercise.room), (say("Grouping"), exercise.grouping))
        if options.read(words)
    ]
    if exercise.before:
        do.append(_ticks([options.words(each) for each in exercise.before]))
    bring: list[Block] = [_ticks([_need(need, options) for need in work.needs()])] if work.needs() else []
    if sheets := [sheet_words(each, options) for each in work.handouts()]:
        bring.append(Paragraph((*parts.strong(text(say("Sheets"))), Text(": "), *parts.beside(sheets))))
    return _side_by_side(exercise, options, (say("Before people come"), tuple(do)), (say("On the table"), tuple(bring)))


def _side_by_side(exercise: Exercise, options: Options, *halves: tuple[str, tuple[Block, ...]]) -> tuple[Block, ...]:
    """What is looked up side by side, in smaller type: a guide of three sheets is carried, one of six is left on the chair.

    In large print below each other.
    """
    found = [half for half in halves if half[1]]
    if not found:
        return ()
    if _large(options):
        return tuple(block for head, blocks in found for block in (Heading(1, text(head)), *blocks))
    columns = tuple(Column(text(head)) for head, _ in found)
    return (Table(columns, (Row(tuple(Cell(blocks=blocks) for _, blocks in found)),), type_pt=_type(exercise, options).second),)


def _ticks(lines: Sequence[tuple[Inline, ...]]) -> Items:
    return Items(tuple((Paragraph(line),) for line in lines), "check")


def _need(need: Need, options: Options) -> tuple[Inline, ...]:
    """What the hosts bring is not said again on every line; what somebody else brings is."""
    brought = _BROUGHT_BY[need.brings]
    beside = [part for part in (options.read(need.note), options.language(brought) if brought else "") if part]
    return (*need_words(need, options), *((Quiet(text(f" ({'; '.join(beside)})")),) if beside else ()))


def _steps(work: Work, options: Options) -> tuple[Block, ...]:
    """Each step with its clock time; what is said aloud is large, for it is read at arm's length.

    Beside it the minutes of the same step for six people fewer, and in three quarters of the time: on the morning both happen.
    """
    say = options.language
    timed = work.entry.start is not None
    fewer = max(1, work.people - _FEWER)
    short = max(1, work.minutes() * 3 // 4)
    given, with_fewer, shorter = work.phases(), work.phases(fewer, work.usual(fewer)), work.phases(minutes=short)
    for_fewer = say.plural("{n} person", "{n} people", fewer)
    if _large(options):
        return _large_steps(work, (given, with_fewer, shorter), (fewer, short), options)
    steps_pt, (done, said) = _type(work.exercise, options).steps, _type(work.exercise, options).columns
    columns = (
        Column(text(say("Time") if timed else say("Length")), 0.9),
        Column(text(say("What you do")), done),
        Column(text(say("What you say")), said),
        Column(text(for_fewer), max(_NUMBERS, max(width_of(word, steps_pt) for word in for_fewer.split()) / _SHARE_MM), "end"),
        Column(text(say("in {length}", length=say.minutes(short))), 0.7, "end"),
    )
    rows = [
        Row((_clock(step, options), *_step(step, work.exercise, options), _number(few.minutes, options), _number(quick.minutes, options)))
        for step, few, quick in zip(given, with_fewer, shorter, strict=True)
    ]
    totals = [sum(step.minutes for step in steps) for steps in (given, with_fewer, shorter)]
    rows.append(Row((
        Cell(parts.strong(text(say.minutes(totals[0]))), heads=True),
        Cell(parts.strong(text(say.plural("Together, for {n} person", "Together, for {n} people", work.people))), columns=2),
        *(_number(total, options) for total in totals[1:]),
    )))
    return (Heading(1, text(say("Step by step")), id="steps"), Table(columns, tuple(rows), type_pt=steps_pt))


def _large_steps(
    work: Work, found: tuple[tuple[Step, ...], tuple[Step, ...], tuple[Step, ...]], other: tuple[int, int], options: Options
) -> tuple[Block, ...]:
    """The same in two columns, neither of heads: below each step its minutes for fewer people and in less time."""
    say = options.language
    fewer, short = other
    for_fewer, in_short = say.plural("{n} person", "{n} people", fewer), say("in {length}", length=say.minutes(short))

    def told(few: int, quick: int) -> Paragraph:
        counts = ((for_fewer, few), (in_short, quick))
        return Paragraph(parts.beside([text(say("{what}: {length}", what=what, length=say.minutes(minutes))) for what, minutes in counts]))

    rows: list[Row] = []
    for step, few, quick in zip(*found, strict=True):
        cells = _step(step, work.exercise, options)
        blocks = (*(block for cell in cells for block in cell.blocks), told(few.minutes, quick.minutes))
        rows.append(Row((replace(_clock(step, options), heads=False), Cell(blocks=blocks))))
    whole, *others = (sum(step.minutes for step in steps) for steps in found)
    together = parts.strong(text(say.plural("Together, for {n} person", "Together, for {n} people", work.people)))
    rows.append(Row((Cell(parts.strong(text(say.minutes(whole)))), Cell(blocks=(Paragraph(together), told(*others))))))
    timed = work.entry.start is not None
    columns = (Column(text(say("Time") if timed else say("Length")), 2.2), Column(text(say("What you do and what you say")), 9.0))
    return (Heading(1, text(say("Step by step")), id="steps"), Table(columns, tuple(rows)))


def _clock(step: Step, options: Options) -> Cell:
    say = options.language
    length = text(say.minutes(step.minutes))
    if step.start is None:
        return Cell(length, heads=True)
    return Cell(parts.lines(parts.strong(text(say.time(step.start))), (Quiet(length),)), heads=True)


def _number(minutes: int, options: Options) -> Cell:
    """Minutes without the word, which would take the width from what is said."""
    return Cell(text(options.language.number(minutes)))


def _step(step: Step, exercise: Exercise, options: Options) -> tuple[Cell, ...]:
    """What is done, with what to watch for, beside what is said; where nothing is said, across both."""
    phase = step.phase
    done: list[Block] = [Paragraph(parts.strong(options.words(phase.title)))]
    if options.read(phase.do):
        done.append(Paragraph(options.words(phase.do)))
    if options.read(phase.watch):
        done.append(Paragraph((*parts.strong(text(options.language("Watch"))), Text(": "), *options.words(phase.watch))))
    if not options.read(phase.say):
        return (Cell(blocks=tuple(done), columns=2),)
    spoken = None if _large(options) else _type(exercise, options).say
    return (Cell(blocks=tuple(done)), Cell(blocks=(Paragraph(options.words(phase.say), "say", spoken),)))


def _while_it_runs(exercise: Exercise, options: Options) -> Halves:
    """What is looked up rather than read: the order of cuts first, for it is needed while the clock runs."""
    say = options.language
    cut: tuple[Block, ...] = (_list(exercise.cut, options, "number"),) if exercise.cut else ()
    watch: tuple[Block, ...] = (_list(exercise.watch_for, options, "bullet"),) if exercise.watch_for else ()
    keep = parts.flat(parts.prose(exercise.harvest, options, level=2)) if options.read(exercise.harvest) else ()
    return (say("If time is short: cut in this order"), cut), (say("Watch for"), watch), (say("What to keep"), keep)


def _read_before(exercise: Exercise, options: Options) -> Halves:
    """Before the steps, for it is over when they begin: what is needed standing is together on the last page.

    What is read at home is in smaller type than what is read standing.
    """
    say = options.language
    return (say("To read beforehand"), _background(exercise, options)), (say("Another way"), _another_way(exercise, options))


def _background(exercise: Exercise, options: Options) -> tuple[Block, ...]:
    return parts.flat(parts.prose(exercise.guide, options, level=2)) if options.read(exercise.guide) else ()


def _with_sources(halves: Halves, exercise: Exercise, options: Options) -> Halves | None:
    """The sources in the lowest column, where they make its row no higher: at the end they can begin a page of their own."""
    wide = _WIDTH_MM / len(halves)
    heights = [sum(exercise_room.height_mm(block, wide) for block in blocks) for _, blocks in halves]
    low, sources = heights.index(min(heights)), _sources(exercise, options)
    if not halves[low][1] or heights[low] + sum(exercise_room.height_mm(block, wide) for block in sources) > max(heights):
        return None
    return tuple((head, (*blocks, *sources) if at == low else blocks) for at, (head, blocks) in enumerate(halves))


def _another_way(exercise: Exercise, options: Options) -> tuple[Block, ...]:
    say = options.language
    varied = [(words, getattr(exercise.variants, key)) for key, words in _VARIANTS.items() if options.read(getattr(exercise.variants, key))]
    return tuple(Paragraph((*parts.strong(text(say(head))), Text(": "), *options.words(words))) for head, words in varied)


def _list(texts: Sequence[Words], options: Options, style: Literal["bullet", "number"]) -> Items:
    return Items(tuple((Paragraph(options.words(each)),) for each in texts), style)


def _sources(exercise: Exercise, options: Options) -> tuple[Block, ...]:
    if not exercise.sources:
        return ()
    found: list[Inline] = [Strong(text(options.language("Sources"))), Text(": ")]
    for at, source in enumerate(exercise.sources):
        name = text(source.name)
        found.extend(text("; ") if at else ())
        found.extend((Link(name, source.address),) if source.address.startswith(("https://", "http://")) else name)
        found.extend(text(f" ({source.licence})") if source.licence else ())
    return (Paragraph(tuple(found), "note"),)
