"""The facilitator's guide to an exercise as it stands in this agenda: what to say, when, with what, and what to cut.

The plan for hurtful words stands before the first step, for nobody looks it up while it happens.
"""

from collections.abc import Mapping
from functools import partial

from toolkit.convening.exercise import Exercise
from toolkit.convening.model import Convening
from toolkit.document.blocks import Block, Callout, Cell, Column, Document, Heading, Items, Paragraph, Row, Table
from toolkit.document.inline import Inline, Link, Quiet, Strong, Text, text
from toolkit.documents import exercise_work, fills, parts
from toolkit.documents.exercise_work import Work
from toolkit.documents.registry import Options, Spec
from toolkit.documents.run_sheet import handout_words, need_words
from toolkit.language import N_
from toolkit.planning.materials import Need

_FEWER = 6
"""PRACTICE: on the morning, up to six of forty do not come."""

_BROUGHT_BY = {"host": N_("the hosts bring it"), "venue": N_("the venue has it"), "facilitator": N_("you bring it")}
_VARIANTS = {
    "online": N_("Online"), "low_literacy": N_("Reading and writing are hard for some"), "languages": N_("Several languages"),
    "mobility": N_("Moving is hard for some"), "senses": N_("Seeing or hearing is hard for some"),
}


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
            title_text=exercise.title,
        )
        for exercise, session in every
    )


def build(convening: Convening, options: Options, *, session: str, name: str) -> Document:
    say = options.language
    work = exercise_work.work_in(convening, options.exercises, session)
    if work is None:
        raise LookupError(f"Session {session} has no exercise that is in the library; name one of the library's on the session.")
    exercise = work.exercise
    title = say("{exercise}: facilitator's guide", exercise=options.read(exercise.title))
    blocks: list[Block] = [
        parts.cover(
            convening, options, options.words(exercise.title), subtitle=text(say("Facilitator's guide")), facts=_facts(work, options)
        ),
        Paragraph(options.words(exercise.purpose), "lead"),
        *_before_anything(exercise, options),
        *_prepare(work, options),
        *_steps(work, options),
        *_if_short(work, options),
        *_afterwards(exercise, options),
        *_sources(exercise, options),
    ]
    return parts.document(name, convening, options, title, fills.filled(blocks, fills.values(work, options)))


def _facts(work: Work, options: Options) -> list[tuple[Inline, ...]]:
    """Where it stands in this agenda."""
    say = options.language
    when = parts.span(work.entry, say)
    first = [*parts.day_title(work.plan, options), *text(" · " + when if when else "")]
    people = say.plural("{n} person", "{n} people", work.people)
    second = " · ".join(part for part in (options.read(work.session.title), work.entry.room, people, say.minutes(work.minutes())) if part)
    return [tuple(first), text(second)]


def _before_anything(exercise: Exercise, options: Options) -> tuple[Block, ...]:
    if not exercise.risks:
        return ()
    rows = tuple((Paragraph((*parts.strong(options.words(each.risk)), Text(" "), *options.words(each.safer))),) for each in exercise.risks)
    return (Callout((Items(rows, "plain"),), "warning", text(options.language("Before the first step: what can hurt, and what to do"))),)


def _prepare(work: Work, options: Options) -> tuple[Block, ...]:
    say = options.language
    exercise = work.exercise
    blocks: list[Block] = [Heading(1, text(say("Prepare")), id="prepare")]
    for head, words in ((say("Room"), exercise.room), (say("Grouping"), exercise.grouping)):
        if options.read(words):
            blocks.append(Paragraph((Strong(text(head)), Text(": "), *options.words(words))))
    items: list[tuple[Block, ...]] = [(Paragraph(options.words(each)),) for each in exercise.before]
    items.extend((Paragraph(_need(need, options)),) for need in work.needs())
    items.extend((Paragraph(parts.strong(handout_words(each, options))),) for each in work.handouts())
    if items:
        blocks.append(Items(tuple(items), "check"))
    return tuple(blocks)


def _need(need: Need, options: Options) -> tuple[Inline, ...]:
    beside = [part for part in (options.read(need.note), options.language(_BROUGHT_BY[need.brings])) if part]
    return (*need_words(need, options), Quiet(text(f" ({'; '.join(beside)})")))


def _steps(work: Work, options: Options) -> tuple[Block, ...]:
    """Each step with its clock time; what is said aloud is large, for it is read at arm's length."""
    say = options.language
    timed = work.entry.start is not None
    rows: list[Row] = []
    for step in work.phases():
        phase = step.phase
        length = text(say.minutes(step.minutes))
        when = parts.strong(length) if step.start is None else parts.lines(parts.strong(text(say.time(step.start))), (Quiet(length),))
        blocks: list[Block] = [Paragraph(parts.strong(options.words(phase.title)))]
        if options.read(phase.do):
            blocks.append(Paragraph(options.words(phase.do)))
        if options.read(phase.say):
            blocks.append(Paragraph(options.words(phase.say), "say"))
        if options.read(phase.watch):
            blocks.append(Paragraph((Strong(text(say("Watch"))), Text(": "), *options.words(phase.watch)), "note"))
        rows.append(Row((Cell(when, heads=True), Cell(blocks=tuple(blocks)))))
    columns = (Column(text(say("Time") if timed else say("Minutes")), 1.2), Column(text(say("What you do and say")), 7.8))
    return (Heading(1, text(say("Step by step")), id="steps", new_page=True), Table(columns, tuple(rows)))


def _if_short(work: Work, options: Options) -> tuple[Block, ...]:
    """The same steps for six people fewer, and for three quarters of the time."""
    say = options.language
    fewer = max(1, work.people - _FEWER)
    given = work.minutes()
    versions = (
        (say.plural("{n} person", "{n} people", work.people), work.phases()),
        (say.plural("{n} person", "{n} people", fewer), work.phases(people=fewer, minutes=work.usual(fewer))),
        (say("three quarters of the time"), work.phases(minutes=max(1, given * 3 // 4))),
    )
    columns = (Column(text(say("Step")), 4), *(Column(text(head), 1.7, "end") for head, _ in versions))
    rows = [
        Row((
            Cell(options.words(phase.title), heads=True),
            *(Cell(text(say.minutes(steps[at].minutes))) for _, steps in versions),
        ))
        for at, phase in enumerate(work.exercise.phases)
    ]
    totals = (Cell(parts.strong(text(say.minutes(sum(each.minutes for each in steps))))) for _, steps in versions)
    rows.append(Row((Cell(parts.strong(text(say("Together"))), heads=True), *totals)))
    blocks: list[Block] = [Heading(1, text(say("Fewer people, less time")), id="short"), Table(columns, tuple(rows))]
    if work.exercise.cut:
        blocks.append(Heading(2, text(say("What to cut, in this order")), id="cut", in_contents=False))
        blocks.append(Items(tuple((Paragraph(options.words(each)),) for each in work.exercise.cut), "number"))
    return tuple(blocks)


def _afterwards(exercise: Exercise, options: Options) -> tuple[Block, ...]:
    say = options.language
    blocks: list[Block] = []
    if exercise.watch_for:
        blocks.append(Heading(1, text(say("Watch for")), id="watch"))
        blocks.append(Items(tuple((Paragraph(options.words(each)),) for each in exercise.watch_for)))
    varied = [(words, getattr(exercise.variants, key)) for key, words in _VARIANTS.items() if options.read(getattr(exercise.variants, key))]
    if varied:
        blocks.append(Heading(1, text(say("Another way")), id="variants"))
        rows = tuple((Paragraph((Strong(text(say(head))), Text(": "), *options.words(words))),) for head, words in varied)
        blocks.append(Items(rows))
    if options.read(exercise.harvest):
        blocks.append(Heading(1, text(say("What to keep")), id="harvest"))
        blocks.extend(parts.prose(exercise.harvest, options, level=2))
    blocks.extend(parts.prose(exercise.guide, options, level=1))
    return tuple(blocks)


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
