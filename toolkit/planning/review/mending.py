"""Repairs that several rules offer: put a session in, give one another length. Each with what it does, in a sentence."""

from math import ceil

from toolkit.convening.edits import Insert, Place, Ref, Set
from toolkit.convening.model import Kind, Range
from toolkit.language import N_, language
from toolkit.planning.review.facts import DayFacts, Facts, Item
from toolkit.planning.review.rule import Repair
from toolkit.planning.review.said import Minutes, Said, said

TIME_IN_HAND = N_("Time in hand")
BREAK = N_("Break")


def in_its_language(facts: Facts, message: str) -> str:
    """A title that is put into the convening is written in the convening's language."""
    return language(facts.convening.language)(message)


def inserted(day: DayFacts, title: str, kind: Kind, minutes: int, after: Item | None) -> Insert:
    """A session of fixed length, after another one or at the head of the day."""
    value = {"title": in_its_language(day.facts, title), "kind": kind, "minutes": minutes}
    return Insert(into=_sessions(day), value=value, after=after.id if after else None, at=None if after else 0)


def put_in(day: DayFacts, title: str, kind: Kind, minutes: int, after: Item | None, effect: Said) -> Repair:
    return Repair(inserted(day, title, kind, minutes, after), effect)


def a_break(day: DayFacts, after: Item) -> Repair:
    limits = day.facts.limits.A05
    minutes = limits.online if day.facts.online else limits.warn
    effect = said(
        N_("A break of {minutes} after “{session}”; what follows begins that much later, up to the next fixed time."),
        minutes=Minutes(minutes), session=after.title,
    )
    return put_in(day, BREAK, "break", minutes, after, effect)


def time_in_hand(day: DayFacts, minutes: int, before: Item) -> Repair:
    """Free time that gives way where the day has none to give, so that it never makes a day impossible."""
    value = {
        "title": in_its_language(day.facts, TIME_IN_HAND), "kind": "other", "keep": "may",
        "minutes": {"least": 0, "usual": minutes, "most": minutes},
    }  # fmt: skip
    at = next(number for number, session in enumerate(day.day.sessions) if session.id == before.id)
    effect = said(N_("Up to {minutes} are kept free before “{session}”."), minutes=Minutes(minutes), session=before.title)
    return Repair(Insert(into=_sessions(day), value=value, at=at), effect)


def give(item: Item, minutes: int) -> Repair:
    """Another length: as typed, less what grows with the people. A range keeps its ends where they allow it."""
    facts, session = item.facts, item.session
    extra = ceil((session.minutes_per_person or 0) * facts.people)
    wanted = max(0, minutes - extra)
    value: int | dict[str, int] = wanted
    if isinstance(session.minutes, Range):
        least, usual, most = session.minutes.least, session.minutes.usual, session.minutes.most
        if minutes > item.length:
            value = {"least": wanted, "usual": max(usual, wanted), "most": max(most, wanted)}
        else:
            value = {"least": min(least, wanted), "usual": min(usual, wanted), "most": wanted}
    effect = said(
        N_("“{session}” gets {minutes} instead of {before}."),
        session=item.title, minutes=Minutes(minutes), before=Minutes(item.length),
    )
    return Repair(Set(target=Ref(kind="session", id=item.id), field=("minutes",), value=value), effect)


def _sessions(day: DayFacts) -> Place:
    return Place(of=Ref(kind="day", id=day.id), list="sessions")
