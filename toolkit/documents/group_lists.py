"""Who sits where: the groups of each round for the wall and the door, and a slip with each person's own way, to cut out.

Printed on the morning of the day, so each round bears its day and hour: two prints can be told apart, and yesterday's goes into the bin.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from toolkit.convening import people
from toolkit.convening.exercise import Exercise
from toolkit.convening.model import Audience, Convening, Grouping, Participant, Round, Session
from toolkit.document.blocks import Block, Cards, Cell, Column, Cover, Document, Heading, Page, PageBreak, Paragraph, Row, Table
from toolkit.document.inline import Inline, Strong, text
from toolkit.documents import parts, schedule
from toolkit.documents.registry import Options, PaperSize, Spec
from toolkit.documents.schedule import DayPlan, Entry
from toolkit.language import N_
from toolkit.planning.grouping.routes import Stop, routes
from toolkit.planning.grouping.wishes import when

_SLIP_MM, _HEAD_MM, _LINE_MM, _GUTTER_MM, _PADDING_MM = 84.0, 10.0, 6.2, 6.0, 8.0
_SHEETS_MM: dict[PaperSize, tuple[float, float]] = {"a4": (174, 228), "letter": (180, 211), "a3": (261, 351), "tabloid": (243, 363)}
"""What cards can fill, the line that heads the first sheet taken off all, so that every sheet is cut alike."""
_PT, _SLIP_PT = 11, 12
_LONG = 9
"""From so many people on, a group's names stand one after the other, or one round would not fit on a page."""
_MANY, _BESIDE = 14, 3
"""More groups in a round than would fit on a page one below the other stand so many side by side."""
_IN_A_ROW = 8
"""With more rounds the table by name would not fit beside the names."""

Places = Mapping[str, tuple[DayPlan, Entry]]


def lists(convening: Convening, options: Options) -> Document:
    """Each round by group and room, then everybody in one list with their groups."""
    say = options.language
    convening = people.with_codes(convening)
    title = say("Groups")
    blocks: list[Block] = [parts.cover(convening, options, text(title))]
    places = _places(convening)
    for grouping in _made(convening):
        for at, (number, turn, session) in enumerate(_rounds(convening, grouping)):
            if at == 0:
                blocks.append(Heading(1, parts.beside([_title(convening, grouping, options)]), new_page=len(blocks) > 1))
            if len(grouping.rounds) > 1 or session is not None:
                blocks.append(Heading(2, text(_when(grouping, number, session, places, options)), new_page=at > 0))
            blocks.append(_groups(convening, turn, session, options))
        if 1 < len(grouping.rounds) <= _IN_A_ROW:
            blocks.extend(_by_name(convening, grouping, options))
    if len(blocks) == 1:
        blocks.append(Paragraph(text(say("No groups have been made yet."))))
    return parts.document("group-lists", convening, options, title, blocks, lists_people=options.audience != "public")


def slips(convening: Convening, options: Options) -> Document:
    """A card for each person: the way through all rounds. It bears the name only where a list may show it."""
    say = options.language
    convening = people.with_codes(convening)
    title = say("Group slips")
    size = parts.paper(convening, options)
    ways = routes(convening)
    places = _places(convening)
    seen = [
        (person, shown)
        for person, shown in _in_order(convening, [each for each in convening.participants if each.id in ways], None, options)
    ]
    blocks: list[Block] = [Cover(text(title), style="line")]
    if seen:
        lines = max(len(ways[person.id]) for person, _ in seen)
        high = _PADDING_MM + _HEAD_MM + _LINE_MM * lines
        wide, tall = _SHEETS_MM[size]
        each = int((wide + _GUTTER_MM) // (_SLIP_MM + _GUTTER_MM)) * max(1, int((tall + _GUTTER_MM) // (high + _GUTTER_MM)))
        cards = [_slip(shown, ways[person.id], places, options) for person, shown in seen]
        for at in range(0, len(cards), each):
            blocks.extend((*([PageBreak()] if at else []), Cards(tuple(cards[at : at + each]), _SLIP_MM, high, _GUTTER_MM, _SLIP_PT)))
    else:
        blocks.append(Paragraph(text(say("No groups have been made yet."))))
    page = Page(size=size)
    return parts.document(
        "group-slips", convening, options, title, blocks, page=page, lists_people=options.audience != "public", quiet=True
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One stop of a person's way, as a badge or a slip prints it: “Day 1, 14:00”, “B”, “Library”."""

    when: str
    group: str
    room: str


def ways(convening: Convening, options: Options) -> dict[str, tuple[Line, ...]]:
    """For each person who sits in a group the stops in words; for badges, which hold no other name."""
    places = _places(convening)
    return {person: tuple(_line(stop, places, options) for stop in stops) for person, stops in routes(convening).items()}


def _made(convening: Convening) -> tuple[Grouping, ...]:
    return tuple(grouping for grouping in convening.groups if any(turn.groups for turn in grouping.rounds))


def _places(convening: Convening) -> Places:
    return {entry.session.id: (plan, entry) for plan, entry in schedule.everything(convening) if entry.track is None or not entry.is_track}


def _rounds(convening: Convening, grouping: Grouping) -> Iterator[tuple[int, Round, Session | None]]:
    held = when(convening, grouping, len(grouping.rounds))
    for number, (turn, (_, session)) in enumerate(zip(grouping.rounds, held, strict=True), 1):
        if turn.groups:
            yield number, turn, session


def _title(convening: Convening, grouping: Grouping, options: Options) -> tuple[Inline, ...]:
    if options.read(grouping.title):
        return options.words(grouping.title)
    titles = {session.id: session.title for _, _, session in convening.sessions()}
    return parts.beside([options.words(titles[each]) for each in grouping.sessions if each in titles]) or text(options.language("Groups"))


def _when(grouping: Grouping, number: int, session: Session | None, places: Places, options: Options) -> str:
    """Round 2 · Thursday, 11 March 2027 · 14:00–15:30"""
    say = options.language
    words = [say("Round {n}", n=say.number(number)) if len(grouping.rounds) > 1 else ""]
    if session is not None and session.id in places:
        plan, entry = places[session.id]
        words.append(say.date(plan.day.date, "full") if plan.day.date is not None else say("Day {n}", n=say.number(plan.number)))
        words.append(parts.span(entry, say))
    return " · ".join(each for each in words if each)


def _in_order(
    convening: Convening, held: list[Participant], session: Session | None, options: Options
) -> list[tuple[Participant, people.Shown]]:
    """Names as they are sorted, then codes by themselves: a code between two names would tell with which letter hers begins."""
    rule = people.rule_for(convening, session)
    shown = [(person, people.visible(person, options.audience, "groups", rule)) for person in held]
    named = sorted((pair for pair in shown if pair[1].named), key=lambda pair: people.sort_key(pair[0]))
    return [*named, *sorted((pair for pair in shown if not pair[1].named), key=lambda pair: pair[1].code)]


def _groups(convening: Convening, turn: Round, session: Session | None, options: Options) -> Block:
    if len(turn.groups) > _MANY:
        return _side_by_side(convening, turn, session, options)
    say = options.language
    rooms = any(group.room for group in turn.groups)
    columns = (
        Column(text(say("Group")), 2), *((Column(text(say("Room")), 2.4),) if rooms else ()), Column(text(say("People")), 7)
    )  # fmt: skip
    held = {person.id: person for person in convening.participants}
    rows = []
    for group in turn.groups:
        listed = _in_order(convening, [held[each] for each in group.people if each in held], session, options)
        each = [text(shown.name or shown.code) for _, shown in listed]
        names = parts.lines(*each) if len(each) < _LONG else parts.beside(each)
        room = (Cell(text(group.room or (session.room if session else ""))),) if rooms else ()
        rows.append(Row((Cell((Strong(text(group.name)),), heads=True), *room, Cell(names))))
    return Table(columns, tuple(rows), type_pt=_PT)


def _side_by_side(convening: Convening, turn: Round, session: Session | None, options: Options) -> Block:
    """Each group in a cell, its name and room above those who sit there; read row by row."""
    held = {person.id: person for person in convening.participants}
    cells = []
    for group in turn.groups:
        listed = _in_order(convening, [held[each] for each in group.people if each in held], session, options)
        room = text(group.room or (session.room if session else ""))
        head = parts.beside([(Strong(text(group.name)),), *([room] if room else [])])
        cells.append(Cell(parts.lines(head, *(text(shown.name or shown.code) for _, shown in listed))))
    cells += [Cell()] * (-len(cells) % _BESIDE)
    rows = tuple(Row(tuple(cells[at : at + _BESIDE])) for at in range(0, len(cells), _BESIDE))
    return Table((Column(text(options.language("Groups"))),) * _BESIDE, rows, titles=False, type_pt=_PT)


def _by_name(convening: Convening, grouping: Grouping, options: Options) -> Iterator[Block]:
    say = options.language
    where = [{person: group.name for group in turn.groups for person in group.people} for turn in grouping.rounds]
    seated = [person for person in convening.participants if any(person.id in turn for turn in where)]
    yield Heading(2, text(say("By name")), new_page=True)
    columns = (
        Column(text(say("Name")), 4),
        *(Column(text(say("Round {n}", n=say.number(number))), 1.2, "centre") for number in range(1, len(where) + 1)),
    )
    rows = tuple(
        Row((Cell(text(shown.name or shown.code), heads=True), *(Cell(text(turn.get(person.id, "–"))) for turn in where)))
        for person, shown in _in_order(convening, seated, None, options)
    )
    yield Table(columns, rows, type_pt=_PT)


def _slip(shown: people.Shown, stops: tuple[Stop, ...], places: Places, options: Options) -> tuple[Block, ...]:
    lines = [_line(stop, places, options) for stop in stops]
    told = (parts.beside([text(line.when), parts.strong(text(line.group)), text(line.room)]) for line in lines)
    return (Paragraph((Strong(text(shown.name or shown.code)),)), Paragraph(parts.lines(*told)))


def _line(stop: Stop, places: Places, options: Options) -> Line:
    say = options.language
    words = []
    if stop.day is not None:
        words.append(say("Day {n}", n=say.number(stop.day_number)))
    if stop.session is not None and stop.session.id in places and places[stop.session.id][1].start is not None:
        words.append(say.time(places[stop.session.id][1].start or 0))
    if stop.rounds > 1:
        words.append(say("round {n}", n=say.number(stop.number)) if words else say("Round {n}", n=say.number(stop.number)))
    return Line(", ".join(words), stop.group, stop.room or (stop.session.room if stop.session is not None else ""))


_AUDIENCES: tuple[Audience, ...] = ("participants", "facilitators", "organisers", "public")


def _doors(convening: Convening) -> int:
    """One for the door of each room, one for the wall."""
    return 1 + len({group.room for grouping in convening.groups for turn in grouping.rounds for group in turn.groups if group.room})


def specs(convening: Convening, exercises: Mapping[str, Exercise]) -> tuple[Spec, ...]:
    """Only where there are groups."""
    if not _made(convening):
        return ()
    return (
        Spec(
            name="group-lists",
            title=N_("Group lists"),
            purpose=N_("Who sits where in each round, by group and room, for the wall and the doors"),
            audiences=_AUDIENCES,
            build=lists,
            order=45,
            copies=N_("one for the wall, one for each door"),
            count=_doors,
            sides=1,
        ),
        Spec(
            name="group-slips",
            title=N_("Group slips"),
            purpose=N_("Each person's own way through the groups, to cut out"),
            audiences=_AUDIENCES,
            build=slips,
            order=46,
            copies=N_("one each, on one set of sheets"),
            count=parts.one,
            sides=1,
        ),
    )
