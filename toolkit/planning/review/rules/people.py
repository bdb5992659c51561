"""The people who carry it: interpreters, those who lead, rooms that hold them. Nobody is named in a remark, for screens are looked over."""

import re
from collections.abc import Iterator

from toolkit.convening.model import Lead
from toolkit.language import N_
from toolkit.planning.review.facts import WORK, DayFacts, Facts, Item
from toolkit.planning.review.rule import Seen, rule
from toolkit.planning.review.said import Minutes, Tongue, counted, said

_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def _needed(facts: Facts, day: DayFacts | None = None) -> dict[str, int]:
    """How many people need each language. The meeting's own needs no interpreter that a code could name; a typed word is nobody's code."""
    found: dict[str, int] = {}
    for person in facts.coming:
        typed = person.needs.interpretation.strip()
        code = typed.split("-")[0]
        if _CODE.fullmatch(typed) and code != _base(facts.convening.language) and (day is None or facts.there(person, day)):
            found[code] = found.get(code, 0) + 1
    return found


def _base(code: str) -> str:
    return code.split("-")[0].casefold()


def _for_language(facts: Facts, code: str, day: DayFacts | None = None) -> int:
    """Interpreters who speak it, on a day or at all."""
    speak = (person for person in facts.interpreters if code in map(_base, person.languages))
    return sum(day is None or facts.there(person, day) for person in speak)


@rule(
    "A28", N_("Too few interpreters"), "error", "advice",
    source=N_("AIIC Portugal (two, who change every 20 to 30 minutes); Carla Díaz; interpretetraduttrice.it (40 minutes alone)"),
    why=N_("After half an hour alone an interpreter begins to leave things out, and the listener cannot know what."),
    do=N_("Book a second one, or shorten what is interpreted and put breaks in."),
)  # fmt: skip
def few_interpreters(facts: Facts) -> Iterator[Seen]:
    limits = facts.limits.A28
    for code, people in _needed(facts).items():
        known = _for_language(facts, code)
        if not known:
            yield Seen(
                "advice", counted(N_("{n} person needs {tongue}, and nobody on the list interprets into it."),
                                  N_("{n} people need {tongue}, and nobody on the list interprets into it."), people, tongue=Tongue(code)),
                do=said(N_("If interpreters are booked, put them on the list with their languages; if not, book two.")),
            )  # fmt: skip
            continue
        for day in facts.days:
            there = _for_language(facts, code, day)
            longest = max((item for item in day.work if item.kind in WORK), key=lambda item: item.length, default=None)
            if _needed(facts, day).get(code) and there < limits.team and longest is not None and longest.length > limits.alone:
                saw = counted(
                    N_("{n} interpreter for {tongue} is there on this day, and “{session}” lasts {minutes}."),
                    N_("{n} interpreters for {tongue} are there on this day, and “{session}” lasts {minutes}."),
                    there, tongue=Tongue(code), session=longest.title, minutes=Minutes(longest.length),
                )  # fmt: skip
                yield Seen("error", saw, day.id)
    for day in facts.days:
        stretches = [stretch for stretch in day.stretches if stretch.minutes >= limits.stretch]
        if stretches and any(_for_language(facts, code, day) for code in _needed(facts, day)):
            longest_stretch = max(stretches, key=lambda stretch: stretch.minutes)
            message = N_("Interpreters work for {minutes} without a break, from “{session}” on.")
            saw = said(message, minutes=Minutes(longest_stretch.minutes), session=longest_stretch.items[0].title)
            yield Seen("advice", saw, day.id, do=said(N_("Ask them how they change over, or put a break in.")))


@rule(
    "A29", N_("More groups that need a language than interpreters"), "error",
    source=N_("Derived here"),
    why=N_("In one of the groups somebody will sit and understand nothing."),
    do=N_("Put those who need the language into fewer groups, or find another interpreter."),
)  # fmt: skip
def groups_without_interpreter(facts: Facts) -> Iterator[Seen]:
    speakers = {person.id: person.needs.interpretation.strip().split("-")[0] for person in facts.coming}
    where = {item.id: (day, item) for day in facts.days for item in day.everything}
    for grouping in facts.convening.groups:
        day, item = next((where[session] for session in grouping.sessions if session in where), (None, None))
        for code in _needed(facts):
            interpreters = _for_language(facts, code, day)
            needing = [sum(any(speakers.get(who) == code for who in group.people) for group in turn.groups) for turn in grouping.rounds]
            if interpreters and max(needing, default=0) > interpreters:
                saw = counted(
                    N_("{groups} groups need {tongue}, and there is {n} interpreter for it."),
                    N_("{groups} groups need {tongue}, and there are {n} interpreters for it."),
                    interpreters, groups=max(needing), tongue=Tongue(code),
                )  # fmt: skip
                yield Seen("error", saw, day.id if day else None, item.id if item else None)


@rule(
    "A36", N_("One person leads too much in a row"), "warning",
    source=N_("CodeYourFuture, on teaching: nobody leads two in a row"),
    why=N_("A tired facilitator stops noticing who has not spoken."),
    do=N_("Let somebody else lead in between, or two share it."),
)  # fmt: skip
def leads_in_a_row(facts: Facts) -> Iterator[Seen]:
    for day in facts.days:
        who, run = None, 0
        for item in day.items:
            if item.kind == "break" or item.buffer:
                continue
            leads = item.session.lead
            person = leads[0].person if len(leads) == 1 and not item.session.tracks else None
            who, run = person, (run + 1 if person is not None and person == who else 1)
            if person is not None and run == facts.limits.A36.warn + 1:
                saw = said(N_("With “{session}” the same person leads {n} sessions in a row, alone."), session=item.title, n=run)
                yield Seen("warning", saw, day.id, item.id)


@rule(
    "B01", N_("One person in two parallel groups"), "error",
    source=N_("Derived here"),
    why=N_("Nobody leads in two rooms at once."),
    do=N_("Let somebody else lead one of them."),
)  # fmt: skip
def two_places_at_once(facts: Facts) -> Iterator[Seen]:
    for day in facts.days:
        for item in day.items:
            taken = [
                (lead.person, track.id, at, until)
                for track in item.session.tracks
                for leads, at, until in _turns(day, item, track.id, track.lead)
                for lead in leads
                if lead.person is not None
            ]
            if any(_clash(one, other) for one in taken for other in taken):
                message = N_("In “{session}” one person leads in two parallel groups at the same time.")
                yield Seen("error", said(message, session=item.title), day.id, item.id)


def _clash(one: tuple[str, str, int, int], other: tuple[str, str, int, int]) -> bool:
    """The same person, in two tracks, at the same time."""
    return one[0] == other[0] and one[1] < other[1] and one[2] < other[3] and other[2] < one[3]


def _turns(day: DayFacts, item: Item, track: str, leads: tuple[Lead, ...]) -> Iterator[tuple[tuple[Lead, ...], int, int]]:
    """Who leads in a track, from when until when; without a clock only what holds for the whole track can be compared."""
    yield leads, item.start or 0, item.end if item.end is not None else 1
    for inner in day.inside(item):
        if inner.track is not None and inner.track.id == track and inner.start is not None and inner.end is not None:
            yield inner.session.lead, inner.start, inner.end


@rule(
    "B06", N_("Somebody leads who is not there"), "error",
    source=N_("Derived here"),
    why=N_("The session stands and falls with a person who will not come."),
    do=N_("Ask somebody else, move the session to a day on which the person is there, or mend the list."),
)  # fmt: skip
def absent_lead(facts: Facts) -> Iterator[Seen]:
    people = {person.id: person for person in facts.convening.participants}
    for day in facts.days:
        for item in day.everything:
            leads = (*item.session.lead, *(lead for track in item.session.tracks for lead in track.lead))
            persons = [people[lead.person] for lead in leads if lead.person in people]
            if any(person.status == "declined" for person in persons):
                yield Seen("error", said(N_("Somebody who leads “{session}” has declined."), session=item.title), day.id, item.id)
            elif not all(facts.there(person, day) for person in persons):
                message = N_("Somebody who leads “{session}” is not there on that day.")
                yield Seen("error", said(message, session=item.title), day.id, item.id)


@rule(
    "B15", N_("Nobody leads"), "advice",
    source=N_("Derived here"),
    why=N_("Where nobody is named, everybody waits, and then the one who always leads does."),
    do=N_("Name who leads, also where it is a team."),
)  # fmt: skip
def nobody_leads(facts: Facts) -> Iterator[Seen]:
    work = [(day, item) for day in facts.days for item in day.work if item.kind in WORK]
    alone = [(day, item) for day, item in work if not item.session.lead and not any(track.lead for track in item.session.tracks)]
    if 2 * len(alone) <= len(work):
        for day, item in alone:
            yield Seen("advice", said(N_("Nobody leads “{session}”."), session=item.title), day.id, item.id)


@rule(
    "B10", N_("Two people who are to sit together and apart"), "error",
    source=N_("Derived here"),
    why=N_("No groups can do both."),
    do=N_("Take one of the two wishes out."),
)  # fmt: skip
def together_and_apart(facts: Facts) -> Iterator[Seen]:
    both = [
        (one, other)
        for wish in facts.convening.together
        for at, one in enumerate(wish)
        for other in wish[at + 1 :]
        if any(one in kept and other in kept for kept in facts.convening.apart)
    ]
    if both:
        message = N_("{n} pair of people is to be kept together and apart.")
        yield Seen("error", counted(message, N_("{n} pairs of people are to be kept together and apart."), len(both)))


@rule(
    "B02", N_("Two parallel groups in one room"), "warning",
    source=N_("Derived here"),
    why=N_("They hear one another, and those who hear badly hear neither."),
    do=N_("Give each a room, or write into which corner it goes."),
)  # fmt: skip
def one_room_twice(facts: Facts) -> Iterator[Seen]:
    for day in facts.days:
        for item in day.items:
            rooms = [track.room.strip().casefold() for track in item.session.tracks if track.room.strip()]
            if len(set(rooms)) < len(rooms) and not facts.online:
                yield Seen("warning", said(N_("Parallel groups of “{session}” share a room."), session=item.title), day.id, item.id)


@rule(
    "B03", N_("A room that is too small"), "warning",
    source=N_("Derived here, from the seats that the venue names"),
    why=N_("Whoever comes last stands at the wall, and it is never the one with the highest rank."),
    do=N_("Take a larger room, or mend the number of seats."),
)  # fmt: skip
def small_room(facts: Facts) -> Iterator[Seen]:
    if facts.online:
        return
    seats = {room.name.strip().casefold(): room.seats for room in facts.convening.venue.rooms if room.seats is not None}
    said_of: set[str] = set()
    for day in facts.days:
        for item in day.work:
            for people, named in _who_sits_where(facts, item):
                room = named.strip().casefold()
                if room in seats and (seats[room] or 0) < people and room not in said_of:
                    said_of.add(room)
                    message = N_("“{room}” seats {seats}; in “{session}” {people} people are to sit there.")
                    saw = said(message, room=named.strip(), seats=seats[room] or 0, session=item.title, people=people)
                    yield Seen("warning", saw, day.id, item.id)


def _who_sits_where(facts: Facts, item: Item) -> Iterator[tuple[int, str]]:
    """Everyone in the session's room; where it has groups or parallel groups, each in its own."""
    grouping = facts.grouping(item.id)
    for group in (group for turn in grouping.rounds for group in turn.groups) if grouping else ():
        yield len(group.people), group.room
    if not item.session.tracks and item.kind in (*WORK, "opening", "closing", "recap"):
        yield facts.people, item.session.room
