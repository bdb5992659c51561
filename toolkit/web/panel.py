"""What stands beside the agenda when a session or a day is open: its fields with their values, its leads, where it could go."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from toolkit.convening import people
from toolkit.convening.addressed import EditError, Ref, get, path_of
from toolkit.convening.changes import standing
from toolkit.convening.exercise import Exercise, Fill
from toolkit.convening.known_as import known_as
from toolkit.convening.model import Convening, Day, Lead, Session, Track
from toolkit.convening.values import Text, in_language
from toolkit.language import Language, language
from toolkit.planning import steps, timing
from toolkit.web.announcing import Times
from toolkit.web.board import day_name
from toolkit.web.fields import FIELDS, others, show_lead, shown


@dataclass(frozen=True, slots=True)
class Value:
    """What a field shows: the text in it, what stands in the convening, the same in other languages, what is wrong with it."""

    text: str
    stands: str
    others: tuple[tuple[str, str], ...] = ()
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class LeadRow:
    words: str
    value: str
    typed: bool
    public: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One answer that the exercise asks for."""

    name: str
    label: str
    hint: str
    value: Value
    many: bool = False
    rows: int = 1
    others: tuple["Other", ...] = ()


@dataclass(frozen=True, slots=True)
class Other:
    """The same answer in another language of the convening, as its readers call it."""

    name: str
    code: str
    language: str
    value: Value


@dataclass(frozen=True, slots=True)
class Way:
    """One place that a session could be moved to."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class TrackForm:
    id: str
    values: Mapping[str, Value]
    leads: tuple[LeadRow, ...]
    count: int


@dataclass(frozen=True, slots=True)
class SessionPanel:
    id: str
    title: str
    when: str
    parked: bool
    in_track: bool
    pinned: bool
    can_pin: bool
    start: str
    values: Mapping[str, Value]
    asked: tuple[Asked, ...]
    leads: tuple[LeadRow, ...]
    lead_choices: tuple[tuple[str, str], ...]
    rooms: tuple[str, ...]
    exercises: tuple[tuple[str, str], ...]
    exercise: str
    exercise_hint: str
    ways: tuple[tuple[str, tuple[Way, ...]], ...]
    tracks: tuple[TrackForm, ...] = ()
    kind: str = "session"


@dataclass(frozen=True, slots=True)
class DayPanel:
    id: str
    title: str
    count: int
    values: Mapping[str, Value]
    kind: str = "day"


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed and refused, by field, so that it stays where it was typed."""

    target: Ref
    texts: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)


def panel(
    convening: Convening,
    times: Times,
    opened: str,
    exercises: Mapping[str, Exercise],
    speech: Language,
    typed: Typed | None = None,
) -> SessionPanel | DayPanel | None:
    """What `opened` names (`session:models`, `day:day-1`); None where it names nothing that is there."""
    kind, _, which = opened.partition(":")
    try:
        if kind == "session":
            return _session(convening, times, which, exercises, speech, typed)
        if kind == "day":
            return _day(convening, which, speech, typed)
    except EditError:
        return None
    return None


def _values(convening: Convening, target: Ref, typed: Typed | None) -> dict[str, Value]:
    thing = get(convening, path_of(convening, target))
    return {name: _value(convening, thing, target, name, typed) for name in FIELDS[target.kind]}


def _value(convening: Convening, thing: Session | Track | Day, target: Ref, name: str, typed: Typed | None) -> Value:
    stands = shown(thing, target.kind, name, convening)
    held: Text = getattr(thing, name, "") if name in ("title", "purpose") else ""
    mine = typed if typed is not None and typed.target == target else None
    text = mine.texts.get(name, stands) if mine else stands
    return Value(text, stands, others(held, convening), mine.wrong.get(name, "") if mine else "")


def _session(
    convening: Convening, times: Times, which: str, exercises: Mapping[str, Exercise], speech: Language, typed: Typed | None
) -> SessionPanel:
    here = standing(convening, which)
    session, target = here.siblings[here.at], Ref(kind="session", id=which)

    def read(text: Text) -> str:
        return in_language(text, speech.code, convening.language)[0]

    def leads_of(held: tuple[Lead, ...]) -> tuple[LeadRow, ...]:
        return tuple(_lead_row(convening, lead, speech) for lead in held)

    place = next((day for day, _, found in convening.sessions() if found.id == which), None)
    slot = next((slot for each in times for slot in timing.as_timed(each).slots if slot.session == which), None)
    start, end = (slot.start, slot.end) if slot is not None else (None, None)
    exercise = exercises.get(session.exercise or "")
    asked = tuple(_asked(convening, session, target, key, each, speech, typed) for key, each in (exercise.fill.items() if exercise else ()))
    named = sorted(((slug, in_language(each.title, speech.code, "en")[0]) for slug, each in exercises.items()), key=lambda each: each[1])
    if session.exercise and session.exercise not in exercises:
        named.append((session.exercise, session.exercise))
    return SessionPanel(
        id=which,
        title=read(known_as(session)),
        when=_when(convening, place, start, end, speech),
        parked=here.parked,
        in_track=here.place.of.kind == "track",
        pinned=session.pin is not None,
        can_pin=start is not None,
        start=speech.time(start) if start is not None else "",
        values=_values(convening, target, typed),
        asked=asked,
        leads=leads_of(session.lead),
        lead_choices=_lead_choices(convening, session.lead, speech),
        rooms=tuple(room.name for room in convening.venue.rooms),
        exercises=tuple(named),
        exercise=session.exercise if exercise and session.exercise else "",
        exercise_hint=_exercise_hint(session, exercise, convening.headcount(place), speech),
        ways=tuple(_ways(convening, session, here.place.of, speech)),
        tracks=tuple(
            TrackForm(track.id, _values(convening, Ref(kind="track", id=track.id), typed), leads_of(track.lead), len(track.sessions))
            for track in session.tracks
        ),
    )


_MOST_ROWS = 14


def _asked(
    convening: Convening, session: Session, target: Ref, key: str, asked: Fill, speech: Language, typed: Typed | None
) -> Asked:
    """With as many rows as there are answers, and the same in the convening's other languages."""

    def read(text: Text) -> str:
        return in_language(text, speech.code, convening.language)[0]

    value = _value(convening, session, target, f"fill-{key}", typed)
    other = [code for code in dict.fromkeys(convening.languages) if code != convening.language]
    rows = min(_MOST_ROWS, max(4 if asked.many else 1, value.text.count("\n") + 2 if asked.many else 1))
    return Asked(
        f"fill-{key}", read(asked.label), _help(asked, read, speech), value, asked.many, rows,
        tuple(
            Other(name, code, language(code).own_name, _value(convening, session, target, name, typed))
            for code in other for name in (f"fill-{key}@{code}",)
        ),
    )  # fmt: skip


def _help(asked: Fill, read: Callable[[Text], str], speech: Language) -> str:
    """How an answer is typed, what one could be, and what is printed without one."""

    def words(given: Text | tuple[Text, ...]) -> str:
        return "; ".join(read(each) for each in given) if isinstance(given, tuple) else read(given)

    parts = [
        speech("One a line.") if asked.many else "",
        speech("For example: {example}", example=words(asked.example)) if words(asked.example) else "",
        speech("Left empty, it prints: {text}", text=words(asked.default)) if words(asked.default) else "",
    ]
    return " ".join(part for part in parts if part)


def _exercise_hint(session: Session, exercise: Exercise | None, people: int, speech: Language) -> str:
    """What it takes for these people; or that nobody knows it, and so no sheet of it is printed."""
    if exercise is None:
        missing = speech("The library has no exercise {name}, so none of its sheets is printed.", name=session.exercise)
        return missing if session.exercise else ""
    if not people:
        return ""
    length = steps.length(exercise, people)
    return speech.plural(
        "For {n} person it takes {usual}, {least} at the least.", "For {n} people it takes {usual}, {least} at the least.", people,
        usual=speech.minutes(length.usual), least=speech.minutes(length.least),
    )  # fmt: skip


def _day(convening: Convening, which: str, speech: Language, typed: Typed | None) -> DayPanel:
    target = Ref(kind="day", id=which)
    day: Day = get(convening, path_of(convening, target))
    number = convening.days.index(day) + 1
    return DayPanel(which, day_name(number, day, speech), len(day.sessions), _values(convening, target, typed))


def _when(convening: Convening, day: Day | None, start: int | None, end: int | None, speech: Language) -> str:
    if day is None:
        return speech("Waits in the tray for a place in any day.")
    name = day_name(convening.days.index(day) + 1, day, speech)
    if start is None:
        return name
    return speech("{day}, {time}", day=name, time=speech.time(start) if end is None else speech.span(start, end))


def _lead_row(convening: Convening, lead: Lead, speech: Language) -> LeadRow:
    words = speech.list(list(people.lead_words(convening, (lead,), "organisers", speech.code)))
    person = convening.person(lead.person) if lead.person is not None else None
    words = words or (person.code if person is not None and person.code else lead.person or lead.host or "")
    return LeadRow(words, show_lead(lead), lead.text is not None, lead.public)


def _lead_choices(convening: Convening, held: tuple[Lead, ...], speech: Language) -> tuple[tuple[str, str], ...]:
    """The hosts, then the people, without those who lead already."""
    taken = {show_lead(lead) for lead in held}
    found = [(f"host:{host.short}", host.short) for host in convening.hosts if host.short]
    for person in sorted(convening.participants, key=people.sort_key):
        if person.status != "declined":
            shown_as = people.visible(person, "organisers", "lead")
            found.append((f"person:{person.id}", shown_as.name or shown_as.code or person.code or person.id))
    return tuple(each for each in found if each[0] not in taken)


def _ways(convening: Convening, session: Session, stands_in: Ref, speech: Language) -> Iterator[tuple[str, tuple[Way, ...]]]:
    """Every place in every day, and in every track of another session: at the beginning, or after something."""

    def read(text: Text) -> str:
        return in_language(text, speech.code, convening.language)[0]

    def line(value: str, sessions: tuple[Session, ...]) -> Iterator[Way]:
        yield Way(f"{value}:", speech("At the beginning"))
        for each in sessions:
            if each.id != session.id:
                yield Way(f"{value}:{each.id}", speech("After “{session}”", session=read(each.title)))

    for number, day in enumerate(convening.days, 1):
        yield day_name(number, day, speech), tuple(line(f"day:{day.id}", day.sessions))
        for holder in day.sessions if not session.tracks else ():
            for track in holder.tracks:
                if holder.id != session.id:
                    name = speech("{session}: {track}", session=read(holder.title), track=read(track.title) or speech("a track"))
                    yield name, tuple(line(f"track:{track.id}", track.sessions))
