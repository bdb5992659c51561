"""What really happened, in words: to one session, and the last times that an exercise was held in the meetings that are kept here.

From one's own meetings alone, and with numbers alone: what anybody was called is neither read nor shown.
"""

from dataclasses import dataclass

from toolkit.convening.model import Convening
from toolkit.language import Language
from toolkit.planning import lasted
from toolkit.planning.lasted import Lasted
from toolkit.store import Stored
from toolkit.web.planner import planner

MOST = 5


@dataclass(frozen=True, slots=True)
class Really:
    """`happened` to the session that is open; `before`: the last time its exercise was held in another."""

    happened: str
    before: str


def really(stored: Stored, opened: str, speech: Language) -> Really | None:
    """Of the session that is open beside the agenda; None where there is nothing to say."""
    kind, _, which = opened.partition(":")
    found = next(((day, session) for day, _, session in stored.convening.sessions() if session.id == which), None)
    parked = next((session for session in stored.convening.parked if session.id == which), None)
    session = found[1] if found is not None else parked
    if kind != "session" or session is None:
        return None
    told = "" if found is None else _happened(stored.convening, which, speech)
    times = last_times(session.exercise, but=(stored.id, which)) if session.exercise else ()
    before = last_time(times[0], speech) if times else ""
    return Really(told, before) if told or before else None


def last_times(exercise: str, but: tuple[str, str] = ("", "")) -> tuple[Lasted, ...]:
    """The last times that an exercise was held, the newest first, without the one session of the one convening."""
    found = [
        each
        for key, convening in planner().store.that_used(exercise)
        for each in lasted.of_exercise(convening, exercise)
        if (key, each.session) != but
    ]
    return tuple(sorted(found, key=lambda each: each.on, reverse=True)[:MOST])


def last_time(each: Lasted, speech: Language) -> str:
    """Last time this took 80 minutes, with 34 people, on a date."""
    took, on = speech.minutes(each.minutes), speech.date(each.on)
    if not each.people:
        return speech("Last time this took {minutes} ({date}).", minutes=took, date=on)
    return speech.plural(
        "Last time this took {minutes}, with {n} person ({date}).", "Last time this took {minutes}, with {n} people ({date}).",
        each.people, minutes=took, date=on,
    )  # fmt: skip


def one_time(each: Lasted, speech: Language) -> str:
    """One of several times, as a line of a list."""
    took = speech.minutes(each.minutes)
    if each.planned is not None and each.planned != each.minutes:
        took = speech("{minutes} instead of {planned}", minutes=took, planned=speech.minutes(each.planned))
    if not each.people:
        return speech("{date}: {minutes}", date=speech.date(each.on), minutes=took)
    return speech.plural("{date}: {minutes}, with {n} person", "{date}: {minutes}, with {n} people", each.people,
                         date=speech.date(each.on), minutes=took)  # fmt: skip


def _happened(convening: Convening, which: str, speech: Language) -> str:
    day, session = next((day, session) for day, _, session in convening.sessions() if session.id == which)
    each = lasted.happened(session, day)
    if each is None:
        return ""
    if each.skipped:
        return speech("It was left out.")
    if each.ended is None:
        return speech("It began at {time}.", time=speech.time(each.began // 60))
    span, minutes = speech.span(each.began // 60, each.ended // 60), speech.minutes(lasted.took(each) or 0)
    start, end = lasted.planned(each, session, day, convening.headcount(day))
    if start is None or end is None:
        return speech("It took place {times}: {minutes}.", times=span, minutes=minutes)
    return speech(
        "It took place {times}: {minutes}. Planned was {planned}: {length}.",
        times=span, minutes=minutes, planned=speech.span(start, end), length=speech.minutes(end - start),
    )  # fmt: skip
