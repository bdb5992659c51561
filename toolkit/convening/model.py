"""What a convening is: frozen models, one for each thing an organiser, a facilitator or a rapporteur would name.

Knows no file, no clock and no screen. The keys are the keys of the convening file; a name in here is a contract.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from toolkit.convening.limits import Limits
from toolkit.convening.values import Clock, Date, Id, LanguageCode, Length, Localised, Plain, Text, Zone, slug

Audience = Literal["public", "participants", "facilitators", "organisers"]
AUDIENCES: tuple[Audience, ...] = ("public", "participants", "facilitators", "organisers")
"""From the widest to the narrowest circle."""

Kind = Literal[
    "opening", "plenary", "panel", "exercise", "small-groups", "break", "meal", "energiser", "recap", "closing", "other"
]
KINDS: tuple[Kind, ...] = (
    "opening", "plenary", "panel", "exercise", "small-groups", "break", "meal", "energiser", "recap", "closing", "other",
)
PAUSES: frozenset[Kind] = frozenset({"break", "meal"})
Keep = Literal["must", "should", "may"]
Paper = Literal["a4", "letter"]
Rule = Literal["chatham-house"]
Circle = Literal["nobody", "participants", "public"]
NoteKind = Literal["point", "quote", "question", "agreement", "disagreement", "recommendation", "action"]
Attribution = Literal["nobody", "side", "organisation", "name"]
Status = Literal["invited", "confirmed", "declined", "attended"]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,12}$")]
FileName = Annotated[str, StringConstraints(pattern=r"^[^/\\\x00-\x1f:]{1,120}$")]


class Frozen(BaseModel):
    # A fault of ours is logged, and what it found may be a name.
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, hide_input_in_errors=True)


class Host(Frozen):
    name: Text
    short: Plain = ""
    role: Literal["host", "supporter"] = "host"
    logo: FileName | None = None


class Room(Frozen):
    name: Plain
    seats: int | None = Field(None, ge=0, le=100_000)


class Venue(Frozen):
    name: Text = ""
    city: Text = ""
    country: Plain = ""
    rooms: tuple[Room, ...] = ()


class Range(Frozen):
    """Minutes that a session may take: it stretches and shrinks between least and most."""

    least: Length
    usual: Length
    most: Length

    @model_validator(mode="after")
    def _ordered(self) -> "Range":
        if not self.least <= self.usual <= self.most:
            raise PydanticCustomError("range_order", "least, usual and most must rise: least ≤ usual ≤ most")
        return self


class Lead(Frozen):
    """Who leads: one of the people, one of the hosts (by its short name), or a text."""

    person: Id | None = None
    host: Plain | None = None
    text: Text | None = None
    public: bool = False

    @model_validator(mode="after")
    def _one(self) -> "Lead":
        if sum(part is not None for part in (self.person, self.host, self.text)) != 1:
            raise PydanticCustomError("lead_one", "names exactly one of person, host or text")
        return self


class Track(Frozen):
    id: Id
    title: Text = ""
    lead: tuple[Lead, ...] = ()
    room: Plain = ""
    sessions: tuple["Session", ...] = ()


class Session(Frozen):
    id: Id
    title: Text
    kind: Kind = "plenary"
    minutes: Length | Range | None = None
    minutes_per_person: Annotated[float, Field(ge=0, le=120)] | None = None
    pin: Clock | None = None
    alongside: bool = False
    keep: Keep = "should"
    lead: tuple[Lead, ...] = ()
    room: Plain = ""
    purpose: Text = ""
    exercise: Id | None = None
    fill: dict[Id, Text | tuple[Text, ...]] = Field(default_factory=dict)
    rule: Rule | None = None
    tracks: tuple[Track, ...] = ()
    notes: Plain = ""


class Day(Frozen):
    id: Id
    date: Date | None = None
    title: Text = ""
    start: Clock | None = None
    end: Clock | None = None
    sessions: tuple[Session, ...] = ()


class Affiliation(Frozen):
    title: Text = ""
    organisation: Text = ""


class Needs(Frozen):
    diet: Plain = ""
    access: Plain = ""
    interpretation: Plain = ""
    other: Plain = ""


class Given(Frozen):
    """When, how and to which wording consent was given, and when it was withdrawn."""

    on: Date | None = None
    how: Plain = ""
    wording: int | None = None
    withdrawn: Date | None = None


class Consent(Frozen):
    """What a person agreed to. The defaults are a refusal; an absent Consent is "not asked yet", and counts as nobody."""

    list: Circle = "nobody"
    show: tuple[Literal["name", "title", "organisation", "country"], ...] = ("name", "title", "organisation", "country")
    badge: Literal["none", "first-name", "full"] = "none"
    lead: Circle = "nobody"
    photo: bool = False
    quote: Attribution = "nobody"
    given: Given | None = None


class Participant(Frozen):
    id: Id
    code: Code | Literal[""] = ""
    name: Plain = ""
    legal_name: Plain = ""
    sort_as: Plain = ""
    honorific: Plain = ""
    pronouns: Plain = ""
    affiliations: tuple[Affiliation, ...] = ()
    side: Plain = ""
    country: Plain = ""
    languages: tuple[LanguageCode, ...] = ()
    email: Plain = ""
    phone: Plain = ""
    needs: Needs = Needs()
    more: dict[Plain, Plain] = Field(default_factory=dict)
    consent: Consent | None = None
    status: Status = "confirmed"
    days: tuple[Id, ...] = ()


class Group(Frozen):
    name: Plain
    room: Plain = ""
    people: tuple[Id, ...] = ()


class Round(Frozen):
    groups: tuple[Group, ...] = ()
    locked: tuple[Id, ...] = ()


class Grouping(Frozen):
    id: Id
    sessions: tuple[Id, ...] = ()
    size: int | None = Field(None, ge=1)
    seed: int = 1
    rounds: tuple[Round, ...] = ()


class Word(Frozen):
    text: Plain
    session: Id | None = None
    side: Plain = ""
    round: Literal["before", "after"] = "before"
    count: int = Field(1, ge=1)
    cluster: Text = ""
    show: bool = True


class Note(Frozen):
    id: Id
    session: Id | None = None
    kind: NoteKind = "point"
    text: Text
    why: Text = ""
    to: Text = ""
    by: Id | None = None
    attribution: Attribution = "nobody"
    owner: Id | None = None
    due: Date | None = None
    status: Literal["open", "doing", "done", "dropped"] = "open"
    from_: tuple[Id, ...] = Field((), alias="from")


class Box(Frozen):
    id: Id
    title: Text = ""
    author: Text = ""
    body: Text = ""


class ReportFigure(Frozen):
    id: Id
    file: FileName
    alt: Text
    caption: Text = ""
    people: tuple[Id, ...] = ()


class Section(Frozen):
    id: Id
    heading: Text
    body: Text = ""
    gathers: tuple[Id, ...] = ()
    boxes: tuple[Box, ...] = ()
    figures: tuple[ReportFigure, ...] = ()


class Report(Frozen):
    summary: Text = ""
    sections: tuple[Section, ...] = ()


class Dismissed(Frozen):
    rule: Plain
    day: Id | None = None
    session: Id | None = None
    reason: Plain = ""


class Ask(Frozen):
    """One thing that a template asks the person: `{subject}` in its texts becomes the answer."""

    label: Text
    example: Text = ""


class TemplateCard(Frozen):
    """How a template introduces itself; only templates have one, and a new convening has lost it."""

    title: Text
    summary: Text = ""
    order: int = 100
    asks: dict[Id, Ask] = Field(default_factory=dict)


class Convening(Frozen):
    format: Literal[1] = 1
    template: TemplateCard | None = None
    title: Text
    subtitle: Text = ""
    discreet_title: Text = ""
    version: Plain = ""
    final: bool = False
    hosts: tuple[Host, ...] = ()
    venue: Venue = Venue()
    timezone: Zone = ""
    language: LanguageCode = "en"
    languages: tuple[LanguageCode, ...] = ()
    paper: Paper = "a4"
    expected: int | None = Field(None, ge=0, le=100_000)
    rule: Rule | None = None
    objectives: tuple[Text, ...] = ()
    mode: Literal["in-person", "online", "hybrid"] = "in-person"
    at_risk: bool = False
    days: tuple[Day, ...] = ()
    parked: tuple[Session, ...] = ()
    participants: tuple[Participant, ...] = ()
    together: tuple[tuple[Id, ...], ...] = ()
    apart: tuple[tuple[Id, ...], ...] = ()
    groups: tuple[Grouping, ...] = ()
    words: tuple[Word, ...] = ()
    notes: tuple[Note, ...] = ()
    report: Report = Report()
    review: Limits = Limits()
    dismissed: tuple[Dismissed, ...] = ()
    keep_until: Date | None = None

    @model_validator(mode="before")
    @classmethod
    def _permanent_ids(cls, raw: Any) -> Any:
        return with_ids(raw)

    def headcount(self) -> int:
        """People to plan and print for: the list where it is complete, else those expected."""
        coming = sum(person.status != "declined" for person in self.participants)
        return max(coming, self.expected or 0)

    def pictures(self) -> frozenset[str]:
        """The names of all pictures that it shows."""
        logos = {host.logo for host in self.hosts if host.logo is not None}
        return frozenset(logos | {figure.file for section in self.report.sections for figure in section.figures})

    def sessions(self) -> Iterator[tuple[Day, Track | None, Session]]:
        """Every session of every day in order, those inside a track after the session that holds it."""
        for day in self.days:
            for session in day.sessions:
                yield day, None, session
                for track in session.tracks:
                    for inner in track.sessions:
                        yield day, track, inner

    def person(self, wanted: str) -> Participant | None:
        return next((person for person in self.participants if person.id == wanted), None)


# Ids are given once, when a file is read, and written from then on.

_LISTS_WITH_IDS = (("participants", "person"), ("groups", "grouping"), ("notes", "note"))


def with_ids(raw: Any) -> Any:
    """A copy of a raw convening in which every thing that needs an id has one: made from its title, and a counter where that is taken.

    Only dictionaries of the right shape are touched; what is wrong is left for the models to refuse.
    Participants are numbered, never named, for ids stand in file names and logs.
    """
    if not isinstance(raw, dict):
        return raw
    made = dict(raw)
    taken = {str(item["id"]) for item in _sessions_in(raw) if item.get("id")}
    tracks = {str(t["id"]) for s in _sessions_in(raw) for t in _dicts(s.get("tracks")) if t.get("id")}
    made_days = _with_list_ids(raw.get("days"), "day", lambda day: f"day-{day[0] + 1}")
    if isinstance(made_days, list):
        made["days"] = [_with_sessions(day, taken, tracks) for day in made_days]
    if "parked" in raw:
        made["parked"] = _session_list(raw["parked"], taken, tracks)
    for key, word in _LISTS_WITH_IDS:
        if key in raw:
            made[key] = _with_list_ids(raw[key], word, lambda item, word=word: f"{word}-{item[0] + 1}")
    report = raw.get("report")
    if isinstance(report, dict):
        made["report"] = _report_with_ids(report)
    return made


def _report_with_ids(report: dict[str, Any]) -> dict[str, Any]:
    sections = _with_list_ids(report.get("sections"), "section", lambda s: slug(_title(s[1], "heading"), f"section-{s[0] + 1}"))
    if not isinstance(sections, list):
        return report
    boxes = 0
    figures = 0
    done: list[Any] = []
    for section in sections:
        if isinstance(section, dict):
            section = dict(section)
            for key, word in (("boxes", "box"), ("figures", "figure")):
                start = boxes if key == "boxes" else figures
                if key in section:
                    section[key] = _with_list_ids(section[key], word, lambda item, w=word, n=start: f"{w}-{n + item[0] + 1}")
            boxes += len(section.get("boxes") or ()) if isinstance(section.get("boxes"), (list, tuple)) else 0
            figures += len(section.get("figures") or ()) if isinstance(section.get("figures"), (list, tuple)) else 0
        done.append(section)
    return {**report, "sections": done}


def _title(item: dict[str, Any], key: str = "title") -> str | dict[str, str]:
    found = item.get(key)
    if isinstance(found, Localised):
        return found.root
    if isinstance(found, dict):
        return {str(k): str(v) for k, v in found.items()}
    return str(found or "")


def _dicts(items: Any) -> list[dict[str, Any]]:
    return [item for item in items if isinstance(item, dict)] if isinstance(items, (list, tuple)) else []


def _sessions_in(raw: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for holder in [*_dicts(raw.get("days")), {"sessions": raw.get("parked")}]:
        for session in _dicts(holder.get("sessions")):
            yield session
            for track in _dicts(session.get("tracks")):
                yield from _dicts(track.get("sessions"))


def _free(wanted: str, taken: set[str]) -> str:
    name, n = wanted, 2
    while name in taken:
        name, n = f"{wanted}-{n}", n + 1
    taken.add(name)
    return name


def _with_list_ids(items: Any, word: str, name: Any) -> Any:
    if not isinstance(items, (list, tuple)):
        return items
    taken = {str(item["id"]) for item in _dicts(items) if item.get("id")}
    return [
        {"id": _free(name((at, item)), taken), **{k: v for k, v in item.items() if k != "id"}}
        if isinstance(item, dict) and not item.get("id")
        else item
        for at, item in enumerate(items)
    ]


def _with_sessions(day: Any, taken: set[str], tracks: set[str]) -> Any:
    if not isinstance(day, dict) or "sessions" not in day:
        return day
    return {**day, "sessions": _session_list(day["sessions"], taken, tracks)}


def _session_list(items: Any, taken: set[str], tracks: set[str]) -> Any:
    if not isinstance(items, (list, tuple)):
        return items
    done: list[Any] = []
    for item in items:
        if isinstance(item, dict):
            item = dict(item)
            if not item.get("id"):
                item = {"id": _free(slug(_title(item), "session"), taken), **{k: v for k, v in item.items() if k != "id"}}
            if isinstance(item.get("tracks"), (list, tuple)):
                item["tracks"] = [_track(track, taken, tracks) for track in item["tracks"]]
        done.append(item)
    return done


def _track(track: Any, taken: set[str], tracks: set[str]) -> Any:
    if not isinstance(track, dict):
        return track
    track = dict(track)
    if not track.get("id"):
        track = {"id": _free(slug(_title(track), "track"), tracks), **{k: v for k, v in track.items() if k != "id"}}
    if "sessions" in track:
        track["sessions"] = _session_list(track["sessions"], taken, tracks)
    return track
