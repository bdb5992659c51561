"""The agenda that participants get: when, what, where, with breaks and meals in sight, and no forest of minutes."""

import datetime as dt
from collections.abc import Iterator, Sequence

from toolkit.convening import kinds, people
from toolkit.convening.model import Convening, Kind, Track
from toolkit.document.blocks import Block, Cell, Column, Document, Event, Heading, Items, Paragraph, Row, Sheet, Table
from toolkit.document.inline import Inline, Quiet, text
from toolkit.documents import parts, schedule
from toolkit.documents.registry import WITH_LARGE, Options, Spec
from toolkit.documents.schedule import DayPlan, Entry
from toolkit.language import N_

COLUMNS = ("day", "date", "start", "end", "title", "kind", "room", "track", "lead")
"""The agenda as rows: a contract with every program that reads it, and so never translated."""

_TIME_LETTERS = 11
"""09:00–09:30; clocks with a.m. and p.m. need a wider column."""

KIND_WORDS = {
    "opening": N_("Opening"), "plenary": N_("Plenary"), "panel": N_("Panel"), "exercise": N_("Exercise"),
    "small-groups": N_("Small groups"), "break": N_("Break"), "meal": N_("Meal"), "energiser": N_("Energiser"),
    "recap": N_("Recap"), "closing": N_("Closing"), "other": N_("Session"),
}


TIME, SESSION, PLACE_AND_LEAD = N_("Time"), N_("Session"), N_("Place and lead")
DAY, AGENDA, GROUP, LEAD, NOTES = N_("Day {n}"), N_("Agenda"), N_("Group {n}"), N_("Lead: {names}"), N_("Notes")
ONE_GROUP, GROUPS = N_("{n} group"), N_("{n} groups at the same time")
IN_GROUP = N_("Group: {name}")
NO_DAY, NO_SESSIONS = N_("There is no day in this agenda yet."), N_("Nothing is planned for this day yet.")
"""The words by which an agenda of ours is known again when it comes back (`imports/agenda/ours.py`)."""

WITHIN = "– "
BETWEEN_LEADS = " · "


def build(convening: Convening, options: Options) -> Document:
    say = options.language
    days = schedule.plans(convening)
    title = say(AGENDA)
    facts = parts.when_and_where(convening, options)
    blocks: list[Block] = [
        parts.cover(
            convening, options, text(title), subtitle=options.words(convening.subtitle), facts=[parts.beside(facts)] if facts else []
        ),
        *objectives(convening, options),
        *tables(convening, options, days),
    ]
    return parts.document(
        "agenda", convening, options, title, blocks, page=parts.sheet_of(convening, options), type_pt=parts.body_pt(options),
        sheets=(sheet(convening, options, days),), events=events(convening, options, days),
    )  # fmt: skip


def objectives(convening: Convening, options: Options, level: int = 1) -> tuple[Block, ...]:
    if not convening.objectives:
        return ()
    items = tuple((Paragraph(options.words(each)),) for each in convening.objectives)
    return (Heading(level, text(options.language("Objectives")), id="objectives"), Items(items, "number"))


def tables(convening: Convening, options: Options, days: tuple[DayPlan, ...], level: int = 1, pages: bool = True) -> tuple[Block, ...]:
    """A heading and a table for each day; the report's annex prints the same."""
    say = options.language
    if not days:
        return (Paragraph(text(say(NO_DAY))),)
    blocks: list[Block] = []
    for plan in days:
        own_page = pages and plan.number > 1 and len(plan.entries) > 5
        blocks.append(Heading(level, parts.day_title(plan, options), id=f"day-{plan.number}", new_page=own_page))
        blocks.extend(parts.does_not_fit(convening, plan, options))
        if plan.entries:
            blocks.append(_table(convening, options, plan))
        else:
            blocks.append(Paragraph(text(say(NO_SESSIONS))))
    return tuple(blocks)


def _table(convening: Convening, options: Options, plan: DayPlan) -> Table:
    """In large print the place stands below its session: three columns would part every word."""
    say = options.language
    large = options.edition == "large"
    beside = not large and any(entry.room or schedule.names(convening, entry, options) for entry in plan.entries)
    longest = max((len(parts.span(entry, say)) for entry in plan.entries), default=0)
    columns = [
        Column(text(say(TIME)), (1.45 if longest <= _TIME_LETTERS else 0.155 * longest) * (2 if large else 1)),
        Column(text(say(SESSION)), 5.6 if beside else 8.4),
    ]
    if beside:
        columns.append(Column(text(say(PLACE_AND_LEAD)), 2.8))
    return Table(tuple(columns), tuple(row for entry, inner in plan.main() for row in _rows(convening, options, entry, inner, beside)))


def _rows(convening: Convening, options: Options, entry: Entry, inner: Sequence[Entry], beside: bool) -> Iterator[Row]:
    """A session, then its groups: each with its title, room and lead, and what it does at which time below."""
    yield _row(convening, options, entry, beside)
    numbers = {track.id: number for number, track in enumerate(entry.session.tracks, 1)}
    track = None
    for each in inner:
        number = numbers[each.track.id] if each.track is not None else 0
        if each.track is not None and not each.is_track and each.track.id != track:
            track = each.track.id
            if len(numbers) > 1 or options.read(each.track.title) or each.track.room or each.track.lead:
                yield _track_head(convening, options, each.track, number, beside)
        yield _row(convening, options, each, beside, number)


def _track_head(convening: Convening, options: Options, track: Track, number: int, beside: bool) -> Row:
    led = people.lead_words(convening, track.lead, options.audience, options.language.code)
    first, title, place = Cell(_group(number, options)), parts.strong(options.words(track.title)), _place(track.room, led, options)
    if beside:
        return Row((first, Cell(title, heads=True), Cell(place)))
    return Row((first, Cell(parts.lines(title, place)) if options.edition == "large" else Cell(title, heads=True)))


def _group(number: int, options: Options) -> tuple[Inline, ...]:
    """Where a group has no time of its own, its number: the wall and the facilitator say it, and a reader sees what is beside what."""
    return (Quiet(text(options.language(GROUP, n=options.language.number(number)))),)


def _row(convening: Convening, options: Options, entry: Entry, beside: bool, group: int = 0) -> Row:
    say = options.language
    within = entry.track is not None
    when = text("" if entry.is_track else parts.span(entry, say))
    first = _group(group, options) if entry.is_track else (Quiet(when),) if within and when else when
    room = entry.session.room if within and not entry.is_track else entry.room
    place = _place(room, schedule.own_names(convening, entry, options), options)
    large, heads = options.edition == "large", bool(when) and not within
    time = Cell(parts.strong(first)) if large and heads else Cell(first, heads=heads)  # half of a table of two columns cannot be heads
    cells = [time, _what(options, entry, place if large else ())]
    if beside:
        cells.append(Cell(place))
    return Row(tuple(cells), "pause" if entry.pause else "plain")


def _place(room: str, led: Sequence[str], options: Options) -> tuple[Inline, ...]:
    """The room, and under it who leads; said where no room stands above, for then the one could be taken for the other."""
    names = BETWEEN_LEADS.join(led)
    shown = names if room else options.language(LEAD, names=names)
    return parts.lines(text(room), (Quiet(text(shown)),) if led else ())


def _what(options: Options, entry: Entry, place: tuple[Inline, ...]) -> Cell:
    """Title and purpose in one cell with lines, and the place where it has no column; blocks only where private notes need them."""
    say = options.language
    purpose = () if entry.is_track else options.words(entry.session.purpose)
    title = options.words(entry.title)
    inside = entry.track is not None and not entry.is_track
    plain_title = entry.pause or inside
    kind = _kind(options, entry)
    groups = _groups_beside(entry)
    content = parts.lines(
        (*text(WITHIN), *title) if inside else title if plain_title else parts.strong(title),
        (Quiet(text(kind)),) if kind else (),
        (Quiet(purpose),) if purpose else (),
        (Quiet(text(say.plural(ONE_GROUP, GROUPS, groups))),) if groups > 1 else (),
        place,
    )
    notes = entry.session.notes if options.audience in parts.INSIDE and not entry.is_track else ""
    if not notes:
        return Cell(content)
    head = Paragraph(parts.strong(text(say(NOTES))), "note")
    return Cell(blocks=(Paragraph(content), head, *parts.flat(parts.prose(notes, options, 1))))


def _kind(options: Options, entry: Entry) -> str:
    """What kind of session it is, where the title does not tell: whether people will sit in groups, on a panel, or have a break."""
    if entry.is_track or entry.kind == kind_by_look(options.read(entry.title), _groups_beside(entry)):
        return ""
    return options.language(KIND_WORDS[entry.kind])


def kind_by_look(title: str, groups: int) -> Kind:
    """The kind that a row shows without a word for it: what its title tells, else groups where there are several, else the plenary."""
    return kinds.told_by(title) or ("small-groups" if groups > 1 else "plenary")


def _groups_beside(entry: Entry) -> int:
    return len(entry.session.tracks) if entry.track is None else 0


def sheet(convening: Convening, options: Options, days: tuple[DayPlan, ...]) -> Sheet:
    """One row for each session and each item of a track; without a time only for those who still plan."""
    rows: list[tuple[str | int | dt.date | dt.time | None, ...]] = []
    for plan in days:
        for entry in plan.entries:
            if entry.start is None and options.audience != "organisers":
                continue
            title = options.read(entry.title)
            if entry.session.tracks and entry.track is None and not title:
                continue
            rows.append((
                plan.number,
                plan.day.date,
                _clock(entry.start),
                _clock(entry.end),
                title,
                entry.kind,
                entry.room,
                options.read(entry.track.title) if entry.track else "",
                "; ".join(schedule.names(convening, entry, options)),
            ))
    return Sheet(options.language("Agenda"), COLUMNS, tuple(rows))


def events(convening: Convening, options: Options, days: tuple[DayPlan, ...]) -> tuple[Event, ...]:
    """The agenda for a calendar: no attendee, and no topic where the people are at risk, for calendars are read by others."""
    found: list[Event] = []
    for plan in days:
        for entry in plan.entries:
            if plan.day.date is None or entry.start is None or entry.end is None or entry.is_track:
                continue
            midnight = dt.datetime.combine(plan.day.date, dt.time())
            found.append(Event(
                uid=entry.session.id,
                title=_calendar_title(convening, options, entry),
                start=midnight + dt.timedelta(minutes=entry.start),
                end=midnight + dt.timedelta(minutes=entry.end),
                zone=convening.timezone,
                place=entry.room,
                category=options.language(KIND_WORDS[entry.kind]),
                group=_calendar_group(convening, options, entry),
                sequence=parts.revision(convening),
                stamp=next((each.day.date for each in days if each.day.date is not None), None),
            ))
    return tuple(found)


def _calendar_title(convening: Convening, options: Options, entry: Entry) -> str:
    say = options.language
    outside = parts.discreet(convening, options) if convening.at_risk or options.read(convening.discreet_title) else ""
    inside = say(KIND_WORDS[entry.kind]) if convening.at_risk else options.read(entry.title)
    return say("{meeting}: {part}", meeting=outside, part=inside) if outside else inside


def _calendar_group(convening: Convening, options: Options, entry: Entry) -> str:
    """Which of the groups at the same time an event is of; as little as its title where the people are at risk."""
    title = options.read(entry.track.title) if entry.track is not None else ""
    if not title or convening.at_risk:
        return ""
    return options.language(IN_GROUP, name=title)


def _clock(minutes: int | None) -> dt.time | None:
    return None if minutes is None else dt.time(minutes // 60 % 24, minutes % 60)


SPECS = (
    Spec(
        name="agenda",
        title=N_("Agenda"),
        purpose=N_("When, what and where, for everybody who takes part"),
        audiences=("participants", "public", "facilitators", "organisers"),
        build=build,
        order=10,
        copies=N_("one each"),
        count=Convening.headcount,
        formats=("pdf", "docx", "html", "md", "csv", "xlsx", "ics"),
        editions=WITH_LARGE,
    ),
)
