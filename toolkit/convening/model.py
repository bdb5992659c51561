"""What a convening is: frozen models, one for each thing an organiser, a facilitator or a rapporteur would name.

Knows no file, no clock and no screen. The keys are the keys of the convening file; a name in here is a contract.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from toolkit.convening.frozen import AUDIENCES as AUDIENCES
from toolkit.convening.frozen import Audience as Audience
from toolkit.convening.frozen import FileName as FileName
from toolkit.convening.frozen import Frozen as Frozen
from toolkit.convening.ids import with_ids
from toolkit.convening.limits import Limits
from toolkit.convening.values import Clock, Date, Id, LanguageCode, Length, Moment, Plain, Text, Zone
from toolkit.convening.written import Box as Box
from toolkit.convening.written import Evaluation as Evaluation
from toolkit.convening.written import Question as Question
from toolkit.convening.written import Report as Report
from toolkit.convening.written import ReportComment as ReportComment
from toolkit.convening.written import ReportFigure as ReportFigure
from toolkit.convening.written import Section as Section
from toolkit.convening.written import SentReport as SentReport
from toolkit.convening.written import Signature as Signature
from toolkit.convening.written import Tally as Tally
from toolkit.convening.written import WordMaster as WordMaster

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
STATUSES: tuple[Status, ...] = ("invited", "confirmed", "declined", "attended")
Consented = Literal["list", "badge", "lead", "photo", "quote"]
"""What a person is asked for, each for itself."""
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,12}$")]


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


class Happened(Frozen):
    """What was pressed while the session ran: all that its clock is worked out from. `on` parts a rehearsal from the day itself.

    `extra` minutes were given to it, or taken from it; what was skipped began and ended when that was pressed. `planned` and `minutes`
    are when it was planned to begin then, and for how long: a way out of being late may change that afterwards.
    """

    on: Date
    began: Moment
    ended: Moment | None = None
    extra: int = Field(0, ge=-600, le=600)
    skipped: bool = False
    planned: Clock | None = None
    minutes: Length | None = None


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
    happened: Happened | None = None


class Day(Frozen):
    id: Id
    date: Date | None = None
    title: Text = ""
    start: Clock | None = None
    end: Clock | None = None
    sessions: tuple[Session, ...] = ()
    present: tuple[Id, ...] | Annotated[int, Field(ge=0, le=100_000)] | None = None
    expected: Annotated[int, Field(ge=0, le=100_000)] | None = None
    interpreters_until: Clock | None = None


class Affiliation(Frozen):
    title: Text = ""
    organisation: Text = ""


class Needs(Frozen):
    diet: Plain = ""
    access: Plain = ""
    interpretation: Plain = ""
    other: Plain = ""


class Given(Frozen):
    """When she was asked; when, how and to which wording she answered; and when she took it back."""

    asked: Date | None = None
    on: Date | None = None
    how: Plain = ""
    wording: int | None = None
    withdrawn: Date | None = None


class Consent(Frozen):
    """What a person agreed to. The defaults are a refusal; an absent Consent is "not asked yet", and so is each use in `open`:
    both count as nobody.
    """

    list: Circle = "nobody"
    show: tuple[Literal["name", "title", "organisation", "country"], ...] = ("name", "title", "organisation", "country")
    badge: Literal["none", "first-name", "full"] = "none"
    lead: Circle = "nobody"
    photo: bool = False
    quote: Attribution = "nobody"
    contact: tuple[Literal["email", "phone"], ...] = ()
    open: tuple[Consented, ...] = ()
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
    absent: tuple[Id, ...] = ()


WishKind = Literal[
    "together", "apart", "not-twice", "balance", "at-most", "at-least", "not-alone", "facilitators", "interpreters", "seat"
]
WISH_KINDS: tuple[WishKind, ...] = (
    "together", "apart", "not-twice", "balance", "at-most", "at-least", "not-alone", "facilitators", "interpreters", "seat",
)


class Wish(Frozen):
    """What somebody asks of the groups. Each kind reads its own keys and lets the others be."""

    kind: WishKind
    people: tuple[Id, ...] = ()
    by: Plain = ""
    value: Plain = ""
    number: int | None = Field(None, ge=0, le=1_000)
    group: Plain = ""
    rounds: tuple[Annotated[int, Field(ge=1, le=1_000)], ...] = ()
    firm: bool = False


class Grouping(Frozen):
    id: Id
    title: Text = ""
    sessions: tuple[Id, ...] = ()
    people: tuple[Id, ...] = ()
    size: int | None = Field(None, ge=1)
    number: int | None = Field(None, ge=1, le=1_000)
    sizes: tuple[Annotated[int, Field(ge=1)], ...] = ()
    names: tuple[Plain, ...] = ()
    rooms: tuple[Plain, ...] = ()
    wishes: tuple[Wish, ...] = ()
    seed: int = 1
    rounds: tuple[Round, ...] = ()


class Word(Frozen):
    id: Id
    text: Plain
    session: Id | None = None
    side: Plain = ""
    round: Literal["before", "after"] = "before"
    count: int = Field(1, ge=1)
    cluster: Text = ""
    show: bool = True


class Support(Frozen):
    """How many agree, can live with it, and object. Only the counts are kept: nobody's vote is."""

    agree: int = Field(0, ge=0, le=100_000)
    live_with: int = Field(0, ge=0, le=100_000)
    object: int = Field(0, ge=0, le=100_000)


class Note(Frozen):
    id: Id
    session: Id | None = None
    kind: NoteKind = "point"
    text: Text
    why: Text = ""
    to: Text = ""
    group: Text = ""
    dots: int | None = Field(None, ge=0, le=100_000)
    support: Support | None = None
    by: Id | None = None
    attribution: Attribution = "nobody"
    owner: Id | None = None
    due: Date | None = None
    status: Literal["open", "doing", "done", "dropped"] = "open"
    from_: tuple[Id, ...] = Field((), alias="from")


class Dismissed(Frozen):
    rule: Plain
    day: Id | None = None
    session: Id | None = None
    reason: Plain = ""


class Allowed(Frozen):
    """An answer to the leak check: here this person may be pointed at, or is not meant. `where` marks the words around the place; it is
    made of other words than names, and tells nothing of them.
    """

    person: Id
    where: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}-[0-9a-f]{8}$")]
    reason: Plain = ""


class Sent(Frozen):
    """A version as it went out: what its agenda printed, in its language and for its audience, so that a file that comes back can be
    held against exactly that. Texts are as they were printed, times are pins and minutes as on the paper, people are ids.
    """

    id: Id
    name: Plain
    to: Plain = ""
    on: Date | None = None
    language: LanguageCode = "en"
    audience: Audience = "participants"
    title: Plain = ""
    subtitle: Plain = ""
    facts: Plain = ""
    objectives: tuple[Plain, ...] = ()
    days: tuple[Day, ...] = ()


Cut = Literal["co-host", "facilitator", "rapporteur", "everything", "travel"]
CUTS: tuple[Cut, ...] = ("co-host", "facilitator", "rapporteur", "everything", "travel")
"""For whom a copy of a convening is cut that is handed over; `travel` is one's own, to cross a border with."""
Mark = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
CopyKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{6,24}$")]


class HandedOver(Frozen):
    """A copy that was handed over. `mark` is the SHA-256 of what it held, so that what comes back is held against exactly that; `cards`
    how many cards of each word were taken from it by now, so that none is counted twice; `marks` and `remarks` are the same for the
    questions of the evaluation: what they had in the copy then, sentences by the beginning of their SHA-256.
    """

    key: CopyKey
    cut: Cut
    to: Plain = ""
    on: Date | None = None
    mark: Mark
    cards: dict[Id, Annotated[int, Field(ge=0)]] = Field(default_factory=dict)
    marks: dict[Id, tuple[Tally, ...]] = Field(default_factory=dict)
    remarks: dict[Id, tuple[Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")], ...]] = Field(default_factory=dict)


class Came(Frozen):
    """In a copy that was handed over: which one it is, and the mark of what it held."""

    key: CopyKey
    cut: Cut
    mark: Mark


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
    list_order: Literal["name", "given"] = "name"
    together: tuple[tuple[Id, ...], ...] = ()
    apart: tuple[tuple[Id, ...], ...] = ()
    groups: tuple[Grouping, ...] = ()
    words: tuple[Word, ...] = ()
    notes: tuple[Note, ...] = ()
    dot_vote: Literal["open", "secret"] | None = None
    evaluation: Evaluation = Evaluation()
    report: Report = Report()
    review: Limits = Limits()
    dismissed: tuple[Dismissed, ...] = ()
    allowed: tuple[Allowed, ...] = ()
    sent: tuple[Sent, ...] = ()
    handed: tuple[HandedOver, ...] = ()
    came: Came | None = None
    keep_until: Date | None = None

    @model_validator(mode="before")
    @classmethod
    def _permanent_ids(cls, raw: Any) -> Any:
        return with_ids(raw)

    def headcount(self, day: Day | None = None) -> int:
        """People to plan and print for: the list where it is complete, else those expected; on a day with a number of its own, that."""
        if day is not None and day.expected is not None:
            return day.expected
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

    def day_of(self, session: str) -> Day | None:
        """The day in which a session stands; None where it waits in the tray, or is none."""
        return next((day for day, _, found in self.sessions() if found.id == session), None)

    def person(self, wanted: str) -> Participant | None:
        return next((person for person in self.participants if person.id == wanted), None)
