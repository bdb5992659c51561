"""The hosts' own tick list: who is here this morning and this afternoon. It is never passed round, so nobody reads everyone above.

By code it holds no name at all: what a stranger picks up is letters and boxes. No telephone numbers and no signatures: both are
evidence, and neither is needed to know who came.
"""

from functools import partial

from toolkit.convening import people
from toolkit.convening.model import Convening, Participant
from toolkit.document.blocks import Block, Cell, Column, Document, PageBreak, Paragraph, Row, Table
from toolkit.document.inline import Blank, Inline, Quiet, text
from toolkit.documents import parts, schedule
from toolkit.documents.participant_list import coming
from toolkit.documents.registry import WITH_LARGE, Options, Spec
from toolkit.documents.schedule import DayPlan
from toolkit.language import N_, Language

_NOON = 12 * 60
_WALK_INS = 6
_ROW_MM, _LARGE_ROW_MM = 8.5, 13.0


def build(convening: Convening, options: Options, *, by_code: bool = False) -> Document:
    say = options.language
    name = "sign-in-sheet-by-code" if by_code else "sign-in-sheet"
    convening = people.with_codes(convening)
    title = say("Who is here")
    when = parts.dates(convening, say)
    halves = _halves(schedule.plans(convening), say)
    large = options.edition == "large"
    landscape = not large and len(halves) > 4
    blocks: list[Block] = [
        parts.cover(convening, options, text(title), quiet=True, facts=[text(when)] if when else []),
        Paragraph(text(say("For one host, who ticks as people arrive. Do not lay it out, do not pass it round.")), "lead"),
    ]
    listed = coming(convening)
    if by_code:
        listed = tuple(sorted(listed, key=lambda person: people.folded(person.code)))
    expected = max(len(listed), convening.expected or 0)
    blocks.append(Paragraph(text(say.plural("{n} person is expected.", "{n} people are expected.", expected))))
    blocks += _day_by_day(listed, halves, options, by_code) if large else [_table(listed, halves, options, by_code)]
    page = parts.sheet_of(convening, options, landscape=landscape)
    return parts.document(
        name, convening, options, title, blocks, page=page, lists_people=not by_code, quiet=True, type_pt=parts.body_pt(options)
    )


def _day_by_day(listed: tuple[Participant, ...], halves: list[tuple[str, str]], options: Options, by_code: bool) -> list[Block]:
    """In large print a table for each day: the boxes of two days beside each other would leave no room for a name."""
    blocks: list[Block] = []
    for number, day in enumerate(dict.fromkeys(day for day, _ in halves)):
        blocks += [PageBreak()] if number else []
        blocks.append(_table(listed, [half for half in halves if half[0] == day], options, by_code))
    return blocks


def _halves(days: tuple[DayPlan, ...], say: Language) -> list[tuple[str, str]]:
    """For each day the halves in which something happens: (day id, what stands above the boxes)."""
    found: list[tuple[str, str]] = []
    for plan in days:
        name = say("Day {n}", n=say.number(plan.number))
        morning = plan.start is None or plan.start < _NOON
        afternoon = plan.end is None or plan.end > _NOON + 60
        if morning:
            found.append((plan.day.id, say("{day} morning", day=name)))
        if afternoon or not morning:
            found.append((plan.day.id, say("{day} afternoon", day=name)))
    return found or [("", say("Here"))]


def _table(listed: tuple[Participant, ...], halves: list[tuple[str, str]], options: Options, by_code: bool) -> Table:
    say = options.language
    large = options.edition == "large"
    share, row_mm = (3.6, _LARGE_ROW_MM) if large else (9.0 / max(len(halves), 4), _ROW_MM)
    coded = 4 if by_code else 2.2 if large else 1.4
    who = (Column(text(say("Code")), coded), *(() if by_code else (Column(text(say("Name")), 7),)))
    columns = (*who, *(Column(text(head), share, "centre") for _, head in halves))
    rows = [_person(person, halves, options, by_code) for person in listed]
    unlisted = say("Not on the list: write a code") if by_code else say("Not on the list: write a code or the name to be called by")
    rows.append(_group(unlisted, len(columns)))
    empty = (Cell(),) * len(who)
    blank = tuple(Cell((Blank("box"),)) for _ in halves)
    walk_ins = max(_WALK_INS, len(listed) // 10)
    rows.extend(Row((*empty, *blank), height_mm=row_mm) for _ in range(walk_ins))
    rows.append(_group(say("Counted"), len(columns)))
    total = Cell(text(say("People in the room")))
    rows.append(Row((*empty[1:], total, *(Cell() for _ in halves)), height_mm=row_mm + 2))
    return Table(columns, tuple(rows), style="lined")


def _person(person: Participant, halves: list[tuple[str, str]], options: Options, by_code: bool) -> Row:
    shown = people.visible(person, options.audience, "list")
    boxes = tuple(Cell(_box(person, day)) for day, _ in halves)
    if by_code:
        return Row((Cell(text(person.code), heads=True), *boxes), height_mm=_ROW_MM)
    invited: tuple[Inline, ...] = (Quiet(text(" " + options.language("(has not answered)"))),) if person.status == "invited" else ()
    return Row((Cell(text(person.code)), Cell((*text(shown.name), *invited), heads=True), *boxes), height_mm=_ROW_MM)


def _box(person: Participant, day: str) -> tuple[Inline, ...]:
    """A dash where she said that she does not come that day."""
    return text("–") if person.days and day and day not in person.days else (Blank("box"),)


def _group(words: str, columns: int) -> Row:
    return Row((Cell(text(words), columns=columns),), "group")


SPECS = (
    Spec(
        name="sign-in-sheet",
        title=N_("Sign-in sheet"),
        purpose=N_("The hosts' tick list for each half day, with room for walk-ins"),
        audiences=("organisers",),
        build=build,
        order=60,
        copies=N_("one for the hosts"),
        count=parts.one,
        sides=1,
        editions=WITH_LARGE,
    ),
    Spec(
        name="sign-in-sheet-by-code",
        title=N_("Sign-in sheet by code"),
        purpose=N_("The same tick list with codes and not one name"),
        audiences=("organisers",),
        build=partial(build, by_code=True),
        order=61,
        copies=N_("one for the hosts"),
        count=parts.one,
        sides=1,
        asked=True,
    ),
)
