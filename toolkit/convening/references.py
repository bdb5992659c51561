"""What a convening refers to and does not hold, and names that two things share. Pure; knows no file and no edit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from toolkit.convening.checked import found, nearest
from toolkit.convening.marked import Path, Problem
from toolkit.convening.model import Convening, Day, Lead, Session
from toolkit.language import N_

_Kind = Literal["day", "session", "person", "note", "host"]
_MOST_NEAR = 20


@dataclass(slots=True)
class _Names:
    """Every name that something may refer to."""

    days: set[str] = field(default_factory=set)
    sessions: set[str] = field(default_factory=set)
    tracks: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    notes: set[str] = field(default_factory=set)
    hosts: set[str] = field(default_factory=set)
    near: dict[tuple[str, str], str] = field(default_factory=dict)
    """What each name that leads nowhere was probably meant to be: looked for once, and not for more than a person reads."""

    def of(self, kind: _Kind) -> set[str]:
        return {"day": self.days, "session": self.sessions, "person": self.people, "note": self.notes, "host": self.hosts}[kind]


def loose_ends(convening: Convening) -> tuple[Problem, ...]:
    """Every reference to nothing and every name that stands twice, each with its key path. Empty where all is well."""
    names = _Names()
    twice = list(_twice(convening, names))
    parts = (_agenda, _people, _harvest, _allowed, _sent)
    return (*twice, *(each for part in parts for each in part(convening, names)))


def _once(kind: str, name: str, path: Path, seen: set[str]) -> Iterator[Problem]:
    if name in seen:
        yield Problem(kind, {"name": found(name)}, path)
    seen.add(name)


_TWO_DAYS = N_("two days have the id {name}; each needs its own")
_TWO_SESSIONS = N_("two sessions have the id {name}; each needs its own, in all days together")
_TWO_TRACKS = N_("two tracks have the id {name}; each needs its own, in all days together")
_TWO_PEOPLE = N_("two participants have the id {name}; each needs their own")
_TWO_CODES = N_("two participants have the code {name}; each needs their own")
_TWO_GROUPINGS = N_("two groupings have the id {name}; each needs its own")
_TWO_WORDS = N_("two words have the id {name}; each needs its own")
_TWO_NOTES = N_("two notes have the id {name}; each needs its own")
_TWO_SECTIONS = N_("two sections of the report have the id {name}; each needs its own")
_TWO_BOXES = N_("two boxes of the report have the id {name}; each needs its own")
_TWO_FIGURES = N_("two figures of the report have the id {name}; each needs its own")
_TWO_QUESTIONS = N_("two questions of the evaluation have the id {name}; each needs its own")
_TWO_SENT = N_("two versions that were sent have the id {name}; each needs its own")
_TWO_COMMENTS = N_("two comments on the report have the id {name}; each needs its own")
_TWO_SIGNATURES = N_("two signatures under the report have the id {name}; each needs its own")
_TWO_HOSTS = N_("two hosts have the short name {name}; each needs its own")
_DEEP = N_("tracks stand inside a track; they go one level deep, so make these sessions of the day")
_TRACK_AS_SESSION = N_("{name} is a track; refer to the session that holds it or to one inside it")

_NO_SUCH: dict[_Kind, tuple[str, str]] = {
    "person": (N_("no participant has the id {name}; did you mean {near}?"), N_("no participant has the id {name}")),
    "session": (N_("no session has the id {name}; did you mean {near}?"), N_("no session has the id {name}")),
    "day": (N_("no day has the id {name}; did you mean {near}?"), N_("no day has the id {name}")),
    "note": (N_("no note has the id {name}; did you mean {near}?"), N_("no note has the id {name}")),
    "host": (
        N_("no host has the short name {name}; did you mean {near}?"),
        N_("no host has the short name {name}; add it under hosts, or write text instead of host"),
    ),
}


def _twice(convening: Convening, names: _Names) -> Iterator[Problem]:
    for at, host in enumerate(convening.hosts):
        if host.short:
            yield from _once(_TWO_HOSTS, host.short, ("hosts", at, "short"), names.hosts)
    for host in convening.hosts:
        names.hosts.update([host.name] if isinstance(host.name, str) else host.name.root.values())
    names.hosts.discard("")
    for at, day in enumerate(convening.days):
        yield from _once(_TWO_DAYS, day.id, ("days", at, "id"), names.days)
    for path, session, _ in _sessions(convening):
        yield from _once(_TWO_SESSIONS, session.id, (*path, "id"), names.sessions)
        for nth, track in enumerate(session.tracks):
            yield from _once(_TWO_TRACKS, track.id, (*path, "tracks", nth, "id"), names.tracks)
    codes: set[str] = set()
    for at, person in enumerate(convening.participants):
        yield from _once(_TWO_PEOPLE, person.id, ("participants", at, "id"), names.people)
        if person.code:
            yield from _once(_TWO_CODES, person.code, ("participants", at, "code"), codes)
    groupings: set[str] = set()
    for at, grouping in enumerate(convening.groups):
        yield from _once(_TWO_GROUPINGS, grouping.id, ("groups", at, "id"), groupings)
    words: set[str] = set()
    for at, word in enumerate(convening.words):
        yield from _once(_TWO_WORDS, word.id, ("words", at, "id"), words)
    for at, note in enumerate(convening.notes):
        yield from _once(_TWO_NOTES, note.id, ("notes", at, "id"), names.notes)
    questions: set[str] = set()
    for at, question in enumerate(convening.evaluation.questions):
        yield from _once(_TWO_QUESTIONS, question.id, ("evaluation", "questions", at, "id"), questions)
    sections: set[str] = set()
    boxes: set[str] = set()
    figures: set[str] = set()
    for at, section in enumerate(convening.report.sections):
        here: Path = ("report", "sections", at)
        yield from _once(_TWO_SECTIONS, section.id, (*here, "id"), sections)
        for nth, box in enumerate(section.boxes):
            yield from _once(_TWO_BOXES, box.id, (*here, "boxes", nth, "id"), boxes)
        for nth, figure in enumerate(section.figures):
            yield from _once(_TWO_FIGURES, figure.id, (*here, "figures", nth, "id"), figures)
    for key, kind in (("sent", _TWO_SENT), ("comments", _TWO_COMMENTS), ("signatures", _TWO_SIGNATURES)):
        seen: set[str] = set()
        for at, each in enumerate(getattr(convening.report, key)):
            yield from _once(kind, each.id, ("report", key, at, "id"), seen)


def _sessions(convening: Convening) -> Iterator[tuple[Path, Session, bool]]:
    """Every session with its path, parked ones too, and whether it stands inside a track."""
    yield from _inside([*_of_days(convening.days, ()), *((("parked", at), each) for at, each in enumerate(convening.parked))])


def _of_days(days: Sequence[Day], path: Path) -> Iterator[tuple[Path, Session]]:
    for at, day in enumerate(days):
        for nth, each in enumerate(day.sessions):
            yield (*path, "days", at, "sessions", nth), each


def _inside(tops: Iterable[tuple[Path, Session]]) -> Iterator[tuple[Path, Session, bool]]:
    for path, session in tops:
        yield path, session, False
        for nth, track in enumerate(session.tracks):
            for inner, each in enumerate(track.sessions):
                yield (*path, "tracks", nth, "sessions", inner), each, True


def _no_such(kind: _Kind, name: str | None, path: Path, names: _Names) -> Iterator[Problem]:
    known = names.of(kind)
    if name is None or name in known:
        return
    if (kind, name) not in names.near and len(names.near) < _MOST_NEAR:
        names.near[kind, name] = nearest(name, known)
    near = names.near.get((kind, name), "")
    with_near, without = _NO_SUCH[kind]
    yield Problem(with_near if near else without, {"name": found(name), **({"near": near} if near else {})}, path)


def _each(kind: _Kind, refs: Iterable[str], path: Path, names: _Names) -> Iterator[Problem]:
    for at, name in enumerate(refs):
        yield from _no_such(kind, name, (*path, at), names)


def _session(name: str | None, path: Path, names: _Names) -> Iterator[Problem]:
    if name is not None and name not in names.sessions and name in names.tracks:
        yield Problem(_TRACK_AS_SESSION, {"name": found(name)}, path)
    else:
        yield from _no_such("session", name, path, names)


def _leads(leads: tuple[Lead, ...], path: Path, names: _Names) -> Iterator[Problem]:
    for at, lead in enumerate(leads):
        yield from _no_such("person", lead.person, (*path, at, "person"), names)
        yield from _no_such("host", lead.host, (*path, at, "host"), names)


def _agenda(convening: Convening, names: _Names) -> Iterator[Problem]:
    for path, session, in_track in _sessions(convening):
        yield from _leads(session.lead, (*path, "lead"), names)
        if in_track and session.tracks:
            yield Problem(_DEEP, {}, (*path, "tracks"))
        for nth, track in enumerate(session.tracks):
            yield from _leads(track.lead, (*path, "tracks", nth, "lead"), names)
    for at, dismissed in enumerate(convening.dismissed):
        yield from _no_such("day", dismissed.day, ("dismissed", at, "day"), names)
        yield from _session(dismissed.session, ("dismissed", at, "session"), names)


def _allowed(convening: Convening, names: _Names) -> Iterator[Problem]:
    for at, entry in enumerate(convening.allowed):
        yield from _no_such("person", entry.person, ("allowed", at, "person"), names)


def _sent(convening: Convening, names: _Names) -> Iterator[Problem]:
    """What a version held then may be gone by now, but whom it names must still be one of the people, or forgotten."""
    ids: set[str] = set()
    for at, sent in enumerate(convening.sent):
        yield from _once(_TWO_SENT, sent.id, ("sent", at, "id"), ids)
        sessions: set[str] = set()
        for path, session, _ in _inside(_of_days(sent.days, ("sent", at))):
            yield from _once(_TWO_SESSIONS, session.id, (*path, "id"), sessions)
            yield from _leads(session.lead, (*path, "lead"), names)
            for nth, track in enumerate(session.tracks):
                yield from _leads(track.lead, (*path, "tracks", nth, "lead"), names)


def _people(convening: Convening, names: _Names) -> Iterator[Problem]:
    for at, day in enumerate(convening.days):
        if isinstance(day.present, tuple):
            yield from _each("person", day.present, ("days", at, "present"), names)
    for at, person in enumerate(convening.participants):
        yield from _each("day", person.days, ("participants", at, "days"), names)
    for key, wishes in (("together", convening.together), ("apart", convening.apart)):
        for at, wish in enumerate(wishes):
            yield from _each("person", wish, (key, at), names)
    for at, grouping in enumerate(convening.groups):
        for nth, session in enumerate(grouping.sessions):
            yield from _session(session, ("groups", at, "sessions", nth), names)
        yield from _each("person", grouping.people, ("groups", at, "people"), names)
        for nth, wished in enumerate(grouping.wishes):
            yield from _each("person", wished.people, ("groups", at, "wishes", nth, "people"), names)
        for nth, turn in enumerate(grouping.rounds):
            here: Path = ("groups", at, "rounds", nth)
            yield from _each("person", turn.locked, (*here, "locked"), names)
            yield from _each("person", turn.absent, (*here, "absent"), names)
            for which, group in enumerate(turn.groups):
                yield from _each("person", group.people, (*here, "groups", which, "people"), names)


def _harvest(convening: Convening, names: _Names) -> Iterator[Problem]:
    for at, word in enumerate(convening.words):
        yield from _session(word.session, ("words", at, "session"), names)
    for at, note in enumerate(convening.notes):
        here: Path = ("notes", at)
        yield from _session(note.session, (*here, "session"), names)
        yield from _no_such("person", note.by, (*here, "by"), names)
        yield from _no_such("person", note.owner, (*here, "owner"), names)
        yield from _each("note", note.from_, (*here, "from"), names)
    for at, section in enumerate(convening.report.sections):
        here = ("report", "sections", at)
        for nth, session in enumerate(section.gathers):
            yield from _session(session, (*here, "gathers", nth), names)
        for nth, figure in enumerate(section.figures):
            yield from _each("person", figure.people, (*here, "figures", nth, "people"), names)
