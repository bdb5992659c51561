"""The typed texts of a convening, searched before anything is built: whom they name, before whom they may not, and where they stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.convening.model import Audience, Convening, Session, Track
from toolkit.convening.values import Localised, Text

Way = tuple[str | int, ...]
"""Keys and positions that lead to a text."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One text that somebody typed, in one language: where it stands, what it belongs to (a session by its id), who may read it at most."""

    way: Way
    text: str
    audience: Audience
    session: str = ""


def typed(convening: Convening) -> Iterator[Typed]:
    """What is printed of it, at most for everybody; private notes for the team. What only organisers see is not looked at."""
    for key in ("title", "subtitle", "discreet_title", "version"):
        yield from _each((key,), getattr(convening, key))
    for at, objective in enumerate(convening.objectives):
        yield from _each(("objectives", at), objective)
    for at, day in enumerate(convening.days):
        yield from _each(("days", at, "title"), day.title)
        for nth, session in enumerate(day.sessions):
            yield from _session(("days", at, "sessions", nth), session)
    for at, session in enumerate(convening.parked):
        yield from _session(("parked", at), session)
    for at, word in enumerate(convening.words):
        if word.show:
            yield from _each(("words", at, "text"), word.text)
            yield from _each(("words", at, "cluster"), word.cluster)
    for at, note in enumerate(convening.notes):
        for key in ("text", "why", "to", "group"):
            yield from _each(("notes", at, key), getattr(note, key))
    for at, question in enumerate(convening.evaluation.questions):
        here: Way = ("evaluation", "questions", at)
        for key in ("part", "text"):
            yield from _each((*here, key), getattr(question, key))
        for key in ("steps", "remarks"):
            for nth, text in enumerate(getattr(question, key)):
                yield from _each((*here, key, nth), text)
    yield from _each(("report", "summary"), convening.report.summary)
    people = {person.id for person in convening.participants}
    for at, section in enumerate(convening.report.sections):
        here = ("report", "sections", at)
        yield from _each((*here, "heading"), section.heading)
        yield from _each((*here, "body"), section.body)
        for nth, box in enumerate(section.boxes):
            for key in ("title", "author", "body"):
                if getattr(box, key) not in people:
                    yield from _each((*here, "boxes", nth, key), getattr(box, key))
        for nth, figure in enumerate(section.figures):
            for key in ("alt", "caption"):
                yield from _each((*here, "figures", nth, key), getattr(figure, key))


def _session(way: Way, session: Session) -> Iterator[Typed]:
    for key in ("title", "purpose"):
        yield from _each((*way, key), getattr(session, key), session=session.id)
    yield from _each((*way, "notes"), session.notes, "facilitators", session.id)
    for name, answer in session.fill.items():
        for at, text in enumerate(answer if isinstance(answer, tuple) else (answer,)):
            yield from _each((*way, "fill", name, *((at,) if isinstance(answer, tuple) else ())), text, session=session.id)
    yield from _leads(way, session, session.id)
    for at, track in enumerate(session.tracks):
        yield from _each((*way, "tracks", at, "title"), track.title, session=session.id)
        yield from _leads((*way, "tracks", at), track, session.id)
        for nth, inner in enumerate(track.sessions):
            yield from _session((*way, "tracks", at, "sessions", nth), inner)


def _leads(way: Way, led: Session | Track, session: str) -> Iterator[Typed]:
    for at, lead in enumerate(led.lead):
        if lead.text is not None:
            yield from _each((*way, "lead", at, "text"), lead.text, "public" if lead.public else "facilitators", session)


def _each(way: Way, text: Text, audience: Audience = "public", session: str = "") -> Iterator[Typed]:
    if isinstance(text, Localised):
        for code, words in text.root.items():
            if words:
                yield Typed((*way, code), words, audience, session)
    elif text:
        yield Typed(way, text, audience, session)
