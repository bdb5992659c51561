"""What to pack: everything that the exercises need, by day and room, with its number, what to bring to spare, and what can stand in.

The list of all things together comes first, for it is what somebody carries to the car.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.convening.model import Convening
from toolkit.document.blocks import Block, Cell, Column, Document, Heading, Paragraph, Row, Sheet, Table
from toolkit.document.inline import Blank, Inline, text
from toolkit.documents import exercise_work, parts, schedule
from toolkit.documents.exercise_work import Work
from toolkit.documents.registry import Options, Spec
from toolkit.documents.schedule import DayPlan
from toolkit.language import N_, Language
from toolkit.planning.materials import Need

BROUGHT_BY = {"host": N_("the hosts"), "venue": N_("the venue"), "facilitator": N_("the facilitator")}
_MOST_LETTERS = 44


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing for one session."""

    day: int
    work: Work
    need: Need

    @property
    def all(self) -> int:
        return self.need.quantity + self.need.spare


def build(convening: Convening, options: Options) -> Document:
    say = options.language
    title = say("Materials")
    works = tuple(_works(convening, options))
    wanted = tuple(Wanted(plan.number, work, need) for plan, work in works for need in work.needs())
    blocks: list[Block] = [parts.cover(convening, options, text(title), facts=[text(parts.counted(convening, say))])]
    if not wanted:
        blocks.append(Paragraph(text(say("No session of this agenda has an exercise with materials yet."))))
    else:
        blocks += [
            Heading(1, text(say("All together")), id="all"),
            Paragraph(text(say(
                "Where a later session can use the same thing again, the first number is enough; where it is used up, the second."
            ))),
            _together(wanted, options),
        ]
    for plan in schedule.plans(convening):
        of_day = [(work, [each.need for each in wanted if each.work is work]) for day, work in works if day.number == plan.number]
        if any(needs for _, needs in of_day):
            blocks.append(Heading(1, parts.day_title(plan, options), id=f"day-{plan.number}"))
            blocks += _rooms(of_day, options)
    return parts.document("materials", convening, options, title, blocks, sheets=(_sheet(wanted, options),) if wanted else ())


def _works(convening: Convening, options: Options) -> Iterator[tuple[DayPlan, Work]]:
    for plan, entry in schedule.everything(convening):
        if found := exercise_work.work(convening, plan, entry, options.exercises):
            yield plan, found


def _rooms(of_day: Sequence[tuple[Work, list[Need]]], options: Options) -> Iterator[Block]:
    """The rooms in the order in which they are needed."""
    say = options.language
    for room in dict.fromkeys(work.entry.room for work, needs in of_day if needs):
        yield Heading(2, text(room or say("No room yet")))
        columns = (
            Column(text(say("There")), 1.2, "centre"), Column(text(say("What")), 4), Column(text(say("Number")), 1.2, "end"),
            Column(text(say("To spare")), 1.2, "end"), Column(text(say("What can stand in")), 4), Column(text(say("Who brings it")), 2),
        )
        rows: list[Row] = []
        for work, needs in of_day:
            if needs and work.entry.room == room:
                rows.append(Row((Cell(_session(work, options), columns=len(columns), heads=True),), "group"))
                rows += [_row(need, options) for need in needs]
        yield Table(columns, tuple(rows))


def _session(work: Work, options: Options) -> tuple[Inline, ...]:
    when = parts.span(work.entry, options.language)
    return parts.beside([part for part in (text(when), options.words(work.session.title)) if part])


def _row(need: Need, options: Options) -> Row:
    say = options.language
    return Row((
        Cell((Blank("box"),)),
        Cell(options.words(need.item), heads=True),
        Cell(text(say.number(need.quantity))),
        Cell(text(say.number(need.spare) if need.spare else "")),
        Cell(options.words(need.note)),
        Cell(text(say(BROUGHT_BY[need.brings]))),
    ))


def _together(wanted: Sequence[Wanted], options: Options) -> Table:
    say = options.language
    columns = (
        Column(text(say("Packed")), 1.3, "centre"), Column(text(say("What")), 4.6),
        Column(text(say("If it is used again")), 1.8, "end"), Column(text(say("If it is used up")), 1.8, "end"),
        Column(text(say("For")), 3.6), Column(text(say("Who brings it")), 2.0),
    )
    rows = []
    for key in dict.fromkeys((_key(each, options)) for each in wanted):
        same = [each for each in wanted if _key(each, options) == key]
        rows.append(Row((
            Cell((Blank("box"),)),
            Cell(options.words(same[0].need.item), heads=True),
            Cell(text(say.number(max(each.all for each in same)))),
            Cell(text(say.number(sum(each.all for each in same)))),
            Cell(text(_sessions(same, options, say))),
            Cell(text(say(BROUGHT_BY[key[1]]))),
        )))
    return Table(columns, tuple(rows))


def _key(each: Wanted, options: Options) -> tuple[str, str]:
    """The same words from the same hands are the same thing."""
    return " ".join(options.read(each.need.item).split()).casefold(), each.need.brings


def _sessions(same: Sequence[Wanted], options: Options, say: Language) -> str:
    """Their titles, the long ones cut: below they stand in full."""
    titles = [options.read(each.work.session.title) for each in same]
    return say.list([title if len(title) <= _MOST_LETTERS else f"{title[: _MOST_LETTERS - 1].rstrip()}…" for title in titles])


def _sheet(wanted: Sequence[Wanted], options: Options) -> Sheet:
    say = options.language
    rows = tuple(
        (
            each.day, each.work.entry.room, options.read(each.work.session.title), options.read(each.need.item), each.need.quantity,
            each.need.spare, options.read(each.need.note), say(BROUGHT_BY[each.need.brings]),
        )
        for each in wanted
    )
    return Sheet(say("Materials"), tuple(say(head) for head in _HEADS), rows)


_HEADS = (
    N_("Day"), N_("Room"), N_("Session"), N_("What"), N_("Number"), N_("To spare"), N_("What can stand in"), N_("Who brings it"),
)

SPECS = (
    Spec(
        name="materials",
        title=N_("Materials"),
        purpose=N_("What to pack, by day and room, with its number"),
        audiences=("facilitators", "organisers"),
        build=build,
        order=32,
        copies=N_("one for whoever packs"),
        count=parts.one,
        formats=("pdf", "docx", "html", "md", "xlsx", "csv"),
    ),
)
