"""What the rapporteur's page shows: the sessions with what was noted in each, the notes of one of them, and the form of one note.

People are named here as organisers name them. What a note may say of a speaker comes through the one door. Changes nothing.
"""

import datetime as dt
import functools
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from toolkit.convening import consents, notes, people
from toolkit.convening.addressed import Ref
from toolkit.convening.model import Attribution, Convening, Note, NoteKind, Participant
from toolkit.convening.values import in_language
from toolkit.document.inline import Emphasis, Inline, Link, Quiet, Strong, plain
from toolkit.document.inline import Text as Words
from toolkit.documents import noted, parts, schedule
from toolkit.documents.registry import Options
from toolkit.language import N_, Language, language
from toolkit.web import fields
from toolkit.web.board import day_name

KIND_WORDS: Mapping[NoteKind, str] = {
    "point": N_("Point"), "quote": N_("Quote"), "question": N_("Question"), "agreement": N_("Agreement"),
    "disagreement": N_("Disagreement"), "recommendation": N_("Recommendation"), "action": N_("Next step"),
}  # fmt: skip
ATTRIBUTION_WORDS: Mapping[Attribution, str] = {
    "nobody": N_("Nobody"), "side": N_("The side"), "organisation": N_("The organisation"), "name": N_("The name"),
}  # fmt: skip
_MAY_WORDS: Mapping[Attribution, str] = {"side": N_("the side"), "organisation": N_("the organisation"), "name": N_("the name")}
MOST_REFUSED = 200
"""Those who may not be quoted stand in the list too, to be seen and not chosen; beyond so many they are only counted."""

ALL: Mapping[str, str] = {"recommendation": N_("All recommendations"), "action": N_("All next steps"), "rest": N_("Of no session")}

_NOT_ASKED = N_("{person} has not been asked about being quoted; until then nothing may say who it was.")
_WAITING = N_("{person} has not answered yet about being quoted; until then nothing may say who it was.")
_REFUSED = N_("{person} does not want to be quoted, so that nothing may say who it was.")
_WITHDRAWN = N_("{person} took the consent back, so that nothing may say who it was.")
_AT_MOST = N_("{person} agreed to be quoted, and this may stand under it: {what}.")
_NOTHING = N_("{person} agreed to be quoted, but what may stand under it is not in the list of people.")
_WHY: Mapping[consents.Answer, str] = {
    "not-asked": _NOT_ASKED, "waiting": _WAITING, "refused": _REFUSED, "withdrawn": _WITHDRAWN, "agreed": _AT_MOST,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at: a session, or one of `ALL`; neither where there is no session at all."""

    session: str = ""
    all: str = ""
    open: str = ""

    @property
    def code(self) -> str:
        return f"all:{self.all}" if self.all else f"session:{self.session}"


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session in the list at the side."""

    id: str
    title: str
    time: str
    count: int
    now: bool = False
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """One of the people, as somebody who may have said something: what may stand under it, and why no more."""

    id: str
    name: str
    may: tuple[Attribution, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A note in the list. `number` is that of a recommendation in every document; `tells` are the lines beneath its words."""

    id: str
    kind: NoteKind
    kind_word: str
    words: Markup
    title: str
    number: int = 0
    tells: tuple[str, ...] = ()
    where: str = ""
    sources: tuple[tuple[str, str], ...] = ()
    merged: bool = False
    first: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One note in its fields: what stands in each, what the page showed before, what was refused. `id` is "" for a new one."""

    id: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    was: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    others: bool = False


FIELDS = ("text", "kind", "session", "to", "why", "by", "attribution", "owner", "due", "status")


def form_of(note: Note, convening: Convening) -> Form:
    values = {name: fields.shown(note, "note", name, convening) for name in FIELDS}
    return Form(note.id, values, values)


class Page:
    """The page of one state of a convening, at one moment (an aware time: which session runs is a matter of its own clock)."""

    def __init__(self, convening: Convening, say: Language, now: dt.datetime, view: View | None = None) -> None:
        self.convening, self.say = convening, say
        self.options = Options("participants", language(say.code), convening.language)
        self._zone = ZoneInfo(convening.timezone) if convening.timezone else None
        self._now = now.astimezone(self._zone)
        self.view = self._chosen() if view is None else view

    # The sessions

    @functools.cached_property
    def days(self) -> tuple[tuple[str, tuple[Sitting, ...]], ...]:
        """Each day with the sessions of which something is written; pauses only where somebody did."""
        counts = Counter(note.session for note in notes.standing(self.convening))
        found = []
        for plan in schedule.plans(self.convening):
            here = tuple(
                Sitting(
                    entry.session.id, self.read(entry.name) or self.say("Without a title"), parts.span(entry, self.say),
                    counts[entry.session.id], self._runs(plan, entry), entry.track is not None,
                )
                for entry in plan.entries
                if not entry.is_track and (counts[entry.session.id] or not (entry.pause or entry.session.kind == "energiser"))
            )  # fmt: skip
            if here:
                found.append((day_name(plan.number, plan.day, self.say), here))
        parked = tuple(Sitting(each.id, self.read(each.title), "", counts[each.id]) for each in self.convening.parked if counts[each.id])
        return (*found, (self.say("In the tray"), parked)) if parked else tuple(found)

    @functools.cached_property
    def running(self) -> tuple[Sitting, ...]:
        """Those that run now, by the plan; inside parallel groups rather than the time that holds them."""
        now = [each for _, here in self.days for each in here if each.now]
        return tuple(each for each in now if each.inner) or tuple(now)

    @property
    def sittings(self) -> tuple[Sitting, ...]:
        return tuple(each for _, here in self.days for each in here)

    @property
    def totals(self) -> tuple[tuple[str, str, int], ...]:
        """What is gathered over all sessions, with how many there are of it; what belongs to none only where there is some."""
        rest = sum(note.session is None for note in notes.standing(self.convening))
        counted = [(name, len(notes.standing(self.convening, name))) for name in ("recommendation", "action")]
        return tuple((name, self.say(ALL[name]), n) for name, n in (*counted, *([("rest", rest)] if rest or not self.sittings else [])))

    def _chosen(self) -> View:
        """What runs now, else what comes next today, else the first."""
        ahead = [entry for plan in schedule.plans(self.convening) if plan.day.date == self._now.date() for entry in plan.entries
                 if not entry.pause and not entry.is_track and entry.start is not None and entry.start >= self._minute]  # fmt: skip
        known = {each.id for each in self.sittings}
        coming = [entry.session.id for entry in ahead if entry.session.id in known]
        if self.running:
            return View(self.running[0].id)
        return View(coming[0]) if coming else View(self.sittings[0].id) if self.sittings else View(all="rest")

    @property
    def _minute(self) -> int:
        return self._now.hour * 60 + self._now.minute

    def _runs(self, plan: schedule.DayPlan, entry: schedule.Entry) -> bool:
        if plan.day.date != self._now.date() or entry.start is None or entry.pause:
            return False
        return entry.start <= self._minute < (entry.end if entry.end is not None else entry.start + 1)

    # The notes

    @property
    def title(self) -> str:
        if self.view.all:
            return self.say(ALL[self.view.all])
        return self._title_of(self.view.session)

    @property
    def when(self) -> str:
        for day, here in self.days:
            for each in here:
                if each.id == self.view.session and not self.view.all:
                    return ", ".join(part for part in (day, each.time) if part)
        return ""

    @property
    def there(self) -> bool:
        """Whether what is looked at is there, and has not been taken out meanwhile."""
        return bool(self.view.all) or self.view.session in self._titles

    @functools.cached_property
    def shown(self) -> tuple[Shown, ...]:
        """Of a session the newest first, for that is what one wants to see again; recommendations of all in the order of their numbers."""
        gone = notes.merged(self.convening)
        mine = [note for note in self.convening.notes if self._is_here(note) and (not self.view.all or note.id not in gone)]
        listed = [self._shown(note, note.id in gone) for note in mine]
        return tuple(listed if self.view.all else reversed(listed))

    def _is_here(self, note: Note) -> bool:
        if self.view.all in ("recommendation", "action"):
            return note.kind == self.view.all
        return note.session == (self.view.session or None) if not self.view.all else note.session is None

    @functools.cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {note.id: at for at, note in enumerate(notes.standing(self.convening, "recommendation"), 1)}

    def _shown(self, note: Note, merged: bool) -> Shown:
        words = noted.typed(note.text, self.options)
        number = self._numbers.get(note.id, 0)
        return Shown(
            note.id, note.kind, self.say(KIND_WORDS[note.kind]), shown(words), _short(plain(words)), number,
            tuple(self._tells(note)), self._title_of(note.session) if self.view.all and note.session else "",
            tuple((_short(plain(noted.typed(each.text, self.options))), self._title_of(each.session) if each.session else "")
                  for each in notes.sources(self.convening, note)),
            merged, number == 1, number == len(self._numbers),
        )  # fmt: skip

    def _tells(self, note: Note) -> Iterator[str]:
        say = self.say
        if note.kind == "quote":
            spoken = plain(noted.speaker(self.convening, self.options, note))
            yield say("Printed under it: {speaker}", speaker=spoken) if spoken else say("Nobody is named under it.")
        if note.kind == "recommendation":
            to, why = (plain(noted.typed(text, self.options)) for text in (note.to, note.why))
            yield say("To: {whom}", whom=to) if to else say("To whom is still open")
            yield say("Why: {reason}", reason=why) if why else say("No reason yet")
        if note.kind == "action":
            due = say("by {date}", date=say.date(note.due)) if note.due else say("without a date")
            person = self.convening.person(note.owner) if note.owner else None
            yield " · ".join((self._name(person) if person else say("nobody yet"), due, say(noted.STATUS[note.status])))

    # The form

    def ruled(self, session: str | None) -> bool:
        return people.rule_for(self.convening, session or None) is not None

    @functools.cached_property
    def owners(self) -> tuple[tuple[str, str], ...]:
        them = [person for person in self.convening.participants if person.status != "declined"]
        return tuple((person.id, self._name(person)) for person in sorted(them, key=people.sort_key))

    @functools.cached_property
    def speakers(self) -> tuple[tuple[Person, ...], tuple[Person, ...], int]:
        """Those who may be quoted, those who may not, and how many more of them there are than are listed."""
        them = [self.speaker(person) for person in sorted(self.convening.participants, key=people.sort_key)]
        refused = [each for each in them if len(each.may) == 1]
        return tuple(each for each in them if len(each.may) > 1), tuple(refused[:MOST_REFUSED]), max(0, len(refused) - MOST_REFUSED)

    def speaker(self, person: Participant) -> Person:
        may, name = people.attributions(person, None), self._name(person)
        what = self.say.list([self.say(_MAY_WORDS[each]) for each in may if each != "nobody"])
        answer = consents.answer(person, "quote")
        sentence = _NOTHING if answer == "agreed" and not what else _WHY[answer]
        return Person(person.id, name, may, self.say(sentence, person=name, what=what))

    def why(self, person: str) -> str:
        found = self.convening.person(person) if person else None
        return self.speaker(found).why if found is not None else ""

    def may(self, person: str) -> tuple[Attribution, ...]:
        found = self.convening.person(person) if person else None
        return people.attributions(found, None) if found is not None else ("nobody",)

    @property
    def kinds(self) -> tuple[tuple[NoteKind, str, str], ...]:
        """Each kind, what it is called, and the sign that a line may begin with."""
        signs = {kind: sign for kind, sign, _ in notes.SIGNS}
        return tuple((kind, self.say(KIND_WORDS[kind]), signs.get(kind, "")) for kind in notes.KINDS)

    @property
    def attributions(self) -> tuple[tuple[Attribution, str], ...]:
        return tuple((each, self.say(words)) for each, words in ATTRIBUTION_WORDS.items())

    @property
    def statuses(self) -> tuple[tuple[str, str], ...]:
        return tuple((each, self.say(words)) for each, words in noted.STATUS.items())

    def form(self) -> Form | None:
        """The fields of the note that is open; None where it is not there any more."""
        found = next((note for note in self.convening.notes if note.id == self.view.open), None)
        return form_of(found, self.convening) if found is not None else None

    # Words

    def read(self, text: object) -> str:
        return in_language(text, self.say.code, self.convening.language)[0]  # type: ignore[arg-type]

    def _name(self, person: Participant) -> str:
        shown = people.visible(person, "organisers", "list", self.convening.rule)
        return shown.name or shown.code or self.say("a person without a name")

    @functools.cached_property
    def _titles(self) -> Mapping[str, str]:
        every = [session for _, _, session in self.convening.sessions()]
        every += [inner for held in self.convening.parked for inner in (held, *(s for track in held.tracks for s in track.sessions))]
        listed = {each.id: each.title for each in self.sittings}
        return {session.id: listed.get(session.id) or self.read(session.title) or self.say("Without a title") for session in every}

    def _title_of(self, session: str | None) -> str:
        return self._titles.get(session or "", self.say(ALL["rest"]))


def shown(content: tuple[Inline, ...]) -> Markup:
    """A line as the page shows it. A link is its words: nothing on this page leads out of this computer."""
    made = Markup()
    for inline in content:
        match inline:
            case Words(words):
                made += escape(words)
            case Strong(inner):
                made += Markup("<strong>{}</strong>").format(shown(inner))
            case Emphasis(inner):
                made += Markup("<em>{}</em>").format(shown(inner))
            case Quiet(inner) | Link(inner):
                made += shown(inner)
            case _:
                made += " "
    return made


def _short(words: str) -> str:
    return words if len(words) <= 80 else words[:79] + "…"


def ref(note: str) -> Ref:
    return Ref(kind="note", id=note)
