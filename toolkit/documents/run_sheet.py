"""The facilitators' sheet: all about each session in six columns, read standing. One is for when it really began, blank till then."""

from collections.abc import Iterator

from toolkit.convening.model import Convening, Range
from toolkit.document.blocks import Block, Cell, Column, Document, Heading, Items, Page, Paragraph, Row, Table
from toolkit.document.inline import Blank, Emphasis, Inline, Quiet, Text, text
from toolkit.documents import exercise_work, parts, schedule
from toolkit.documents.exercise_work import Work
from toolkit.documents.late_page import late_page
from toolkit.documents.registry import Options, Spec
from toolkit.documents.schedule import DayPlan, Entry
from toolkit.language import N_
from toolkit.planning import lasted
from toolkit.planning.materials import Copies, Need
from toolkit.planning.steps import Step

KEEP_WORDS = {
    "must": N_("Keep."),
    "should": N_("Shorten before you drop it."),
    "may": N_("First to go."),
}
_TIME_LETTERS = 11
"""09:00–09:30; clocks with a.m. and p.m. need a wider column."""


def build(convening: Convening, options: Options) -> Document:
    say = options.language
    title = say("Run sheet")
    rule = parts.rule_words(convening, options)
    facts = parts.when_and_where(convening, options)
    blocks: list[Block] = [parts.cover(convening, options, text(title), facts=[parts.beside(facts)] if facts else [])]
    if rule:
        blocks.append(Paragraph(text(rule), "note"))
    days = schedule.plans(convening)
    for plan in days:
        blocks.append(Heading(1, parts.day_title(plan, options), id=f"day-{plan.number}", new_page=plan.number > 1))
        blocks.extend(parts.does_not_fit(convening, plan, options))
        if plan.entries:
            blocks.append(_table(convening, options, plan))
            blocks.extend(late_page(convening, options, plan))
        else:
            blocks.append(Paragraph(text(say("Nothing is planned for this day yet."))))
    if not days:
        blocks.append(Paragraph(text(say("There is no day in this agenda yet."))))
    page = Page(size=parts.paper(convening, options), landscape=True, margins_mm=(12, 12, 14, 12))
    return parts.document("run-sheet", convening, options, title, blocks, page=page)


def _table(convening: Convening, options: Options, plan: DayPlan) -> Table:
    """Six columns. Materials are no column: few sessions have any, and there they need the width of the sheet."""
    say = options.language
    longest = max((len(parts.span(entry, say)) for entry in plan.entries), default=0)
    told = any(not entry.is_track and lasted.happened(entry.session, plan.day) for entry in plan.entries)
    columns = (
        Column(text(say("Time")), 2 if longest <= _TIME_LETTERS else 0.2 * longest),
        Column(text(say("Actual")), 2 if told else 1.2),
        Column(text(say("Session and purpose")), 4.7),
        Column(text(say("Steps and notes")), 5.6),
        Column(text(say("Lead and room")), 2.7),
        Column(text(say("If time is short")), 2.3),
    )
    return Table(columns, tuple(row for entry in plan.entries for row in _rows(convening, options, plan, entry)), style="lined", type_pt=11)


def _rows(convening: Convening, options: Options, plan: DayPlan, entry: Entry) -> Iterator[Row]:
    """A session; below it what its exercise needs, its steps with their own clock times, and what of it to cut, across the sheet."""
    work = exercise_work.work(convening, plan, entry, options.exercises)
    notes, actual = _notes(entry, work, options), _actual(plan, entry, options)
    if entry.pause and not notes:
        said = Cell(_pause(entry, options), columns=3)
        yield Row((_time(entry, options), actual, said, _cell(_cut(entry, options))), "pause")
        return
    session = _session(convening, entry, work, options)
    middle = (Cell(session), _cell(notes)) if notes else (Cell(session, columns=2),)
    cells = (_time(entry, options), actual, *middle, _cell(_lead(convening, entry, options)), _cell(_cut(entry, options)))
    yield Row(cells, "pause" if entry.pause else "plain")
    if work is None:
        return
    if needed := _materials(work, options):
        yield _across(text(options.language("Materials and handouts")), Cell(needed, columns=3))
    for step in work.phases():
        clock = say_step(step, options)
        yield Row((Cell(clock), Cell(), Cell(parts.strong(options.words(step.phase.title))), Cell(options.words(step.phase.do), columns=3)))
    if work.exercise.cut:
        order = Items(tuple((Paragraph(options.words(each)),) for each in work.exercise.cut), "number")
        yield _across(text(options.language("Cut in this order")), Cell(blocks=(order,), columns=3))


def _across(head: tuple[Inline, ...], cell: Cell) -> Row:
    return Row((Cell(), Cell(), Cell(parts.strong(head)), cell))


def _pause(entry: Entry, options: Options) -> tuple[Inline, ...]:
    """A session in which nothing is led is one line."""
    beside = [options.words(entry.session.purpose), text(entry.room)]
    return parts.beside([options.words(entry.name), *((Quiet(each),) for each in beside if each)])


def say_step(step: Step, options: Options) -> tuple[Inline, ...]:
    """10:35, and how long; the length alone where the agenda has no time."""
    say = options.language
    if step.start is None:
        return text(say.minutes(step.minutes))
    return (*text(say.time(step.start)), Quiet(text(f" {say.minutes(step.minutes)}")))


def _cell(blocks: tuple[Block, ...]) -> Cell:
    """A bare line where one is enough: it is a third faster to lay out."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph) and blocks[0].style == "body":
        return Cell(blocks[0].content)
    return Cell(blocks=blocks) if blocks else Cell()


def _time(entry: Entry, options: Options) -> Cell:
    """When, and how long; what runs beside a track's other items has no time of its own."""
    say = options.language
    if entry.is_track:
        return Cell((Quiet(text(say("same time"))),))
    when = parts.strong(text(parts.span(entry, say)))
    length = (Quiet(text(say.minutes(entry.minutes))),) if entry.minutes is not None else ()
    if entry.pause:
        return Cell(when, heads=bool(when))
    content = parts.lines(when, length)
    return Cell(content, heads=bool(content))


def _actual(plan: DayPlan, entry: Entry, options: Options) -> Cell:
    """When it really began and was over, where that was pressed; else room to write it."""
    each = None if entry.is_track else lasted.happened(entry.session, plan.day)
    if each is None:
        return Cell()
    say = options.language
    if each.skipped:
        return Cell(text(say("left out")))
    if each.ended is None:
        return Cell(text(say.time(each.began // 60)))
    return Cell(text(say.span(each.began // 60, each.ended // 60)))


def _session(convening: Convening, entry: Entry, work: Work | None, options: Options) -> tuple[Inline, ...]:
    say = options.language
    session = entry.session
    purpose: tuple[Inline, ...] = () if entry.is_track else options.words(session.purpose)
    if not purpose and work:
        purpose = options.words(work.exercise.purpose)
    track: tuple[Inline, ...] = ()
    if entry.track is not None and not entry.is_track:
        track = (Quiet(options.words(entry.track.title)),)
    rule = say("Chatham House Rule") if session.rule and not convening.rule else ""
    return parts.lines(track, parts.strong(options.words(entry.name)), purpose, (Emphasis(text(rule)),) if rule else ())


def _notes(entry: Entry, work: Work | None, options: Options) -> tuple[Block, ...]:
    say = options.language
    blocks: list[Block] = []
    if work:
        blocks.append(Paragraph(text(say("Exercise: {name}. Its steps stand below.", name=options.read(work.exercise.title)))))
    elif entry.session.exercise and not entry.is_track:
        blocks.append(Paragraph(text(say("The exercise “{name}” is not in the library.", name=entry.session.exercise))))
    if entry.session.notes and not entry.is_track:
        blocks.extend(parts.flat(parts.prose(entry.session.notes, options, 1)))
    return tuple(blocks)


def _lead(convening: Convening, entry: Entry, options: Options) -> tuple[Block, ...]:
    """A paragraph for each name: long names take two lines, and it must be seen where the next begins."""
    led = [text(name) for name in schedule.names(convening, entry, options)]
    room = (Quiet(text(entry.room)),) if entry.room else ()
    if len(led) < 2:
        single = parts.lines(*led, room)
        return (Paragraph(single),) if single else ()
    return tuple(Paragraph(line) for line in (*led, room) if line)


def _materials(work: Work, options: Options) -> tuple[Inline, ...]:
    """Everything with its number and a box to tick, handouts last and strong."""
    found: list[Inline] = []
    needed = [need_words(need, options) for need in work.needs()]
    needed.extend(parts.strong(handout_words(each, options)) for each in work.handouts())
    for each in needed:
        found.extend((*text(" \u2003" if found else ""), Blank("box"), *each))
    return tuple(found)


def need_words(need: Need, options: Options) -> tuple[Inline, ...]:
    """4 × flipchart paper"""
    return (Text(options.language("{n} ×", n=options.language.number(need.quantity)) + " "), *options.words(need.item))


def handout_words(each: Copies, options: Options) -> tuple[Inline, ...]:
    """38 × Word map (one each)"""
    how = options.words(each.sheet.each)
    return (*sheet_words(each, options), *((Text(" ("), *how, Text(")")) if how else ()))


def sheet_words(each: Copies, options: Options) -> tuple[Inline, ...]:
    """38 × Word map"""
    return (Text(options.language("{n} ×", n=options.language.number(each.copies)) + " "), *options.words(each.sheet.title))


def _cut(entry: Entry, options: Options) -> tuple[Block, ...]:
    say = options.language
    if entry.is_track:
        return ()
    if entry.pause and entry.session.keep != "may":
        return (Paragraph(text(say("Keep the break."))),)
    least = entry.session.minutes.least if isinstance(entry.session.minutes, Range) else None
    said = [say(KEEP_WORDS[entry.session.keep])]
    if least:
        said.append(say("At least {length}.", length=say.minutes(least)))
    return (Paragraph(text(" ".join(said))),)


def _copies(convening: Convening) -> int:
    """Whoever leads by name, and one to spare."""
    leads = {lead.person for _, track, session in convening.sessions() for lead in (*session.lead, *(track.lead if track else ()))}
    return max(1, len(leads - {None})) + 1


SPECS = (
    Spec(
        name="run-sheet",
        title=N_("Run sheet"),
        purpose=N_("All that facilitators need, session by session, read standing"),
        audiences=("facilitators", "organisers"),
        build=build,
        order=30,
        copies=N_("one for each facilitator, one spare"),
        count=_copies,
    ),
)
