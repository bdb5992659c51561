"""The projector: what everybody in the room may read. The title, the time left, the question, the groups, and nothing private.

In the language of the convening's documents, for it is the room that reads it; people by the name or code that participants may see.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flask import render_template, request

from toolkit.convening import people
from toolkit.convening.exercise import Exercise
from toolkit.convening.model import Convening, Group, Session
from toolkit.convening.values import Text, in_language
from toolkit.language import language
from toolkit.planning.running import WARN_SECONDS, Turn
from toolkit.planning.stepping import round_now
from toolkit.web import clock
from toolkit.web.planner import planner
from toolkit.web.running import Shown, beside, shown, words

_KEY = re.compile(r"\{([a-z0-9][a-z0-9_-]{0,63})\}")
_ON_WALLS = ("poster", "wall", "sign")


@dataclass(frozen=True, slots=True)
class Seats:
    """A group as the room may read it."""

    name: str
    room: str
    people: tuple[str, ...]


def show(key: str) -> str:
    stored = planner().store.get(key)
    convening = stored.convening
    speech = language(convening.language)
    now = clock.now(convening, request.args.get("day", ""))
    lines = () if now is None else tuple(shown(convening, now, line, speech) for line in now.lines)
    session = _session(lines)
    exercise = None if session is None else planner().exercises().get(session.exercise or "")
    return render_template(
        "run/projector.html", stored=stored, wanted=request.args.get("day", ""),
        say=speech, now=now, lines=lines, clock=clock, warn=WARN_SECONDS,
        question=[] if session is None or exercise is None else [words(each, convening, speech) for each in question(session, exercise)],
        groups=groups(convening, lines[0].line.now, now.here.seconds) if now and lines and lines[0].line.now else [],
        beside=beside(convening, now.lines[0], speech) if now else [],
    )  # fmt: skip


def question(session: Session, exercise: Exercise) -> tuple[Text, ...]:
    """What the organiser asks of the room in this exercise: the answer to its `question`, else to the first thing that it asks for, where
    that stands on a sheet or a wall that everybody reads.
    """
    asked = "question" if "question" in exercise.fill else next(iter(exercise.fill), "")
    if not asked or not (asked == "question" or asked in set(_read_by_all(exercise))):
        return ()
    given = session.fill.get(asked, exercise.fill[asked].default)
    if isinstance(given, tuple):
        return given
    if exercise.fill[asked].many and isinstance(given, str):
        return tuple(line.strip() for line in given.splitlines() if line.strip())
    return (given,) if given else ()


def groups(convening: Convening, turn_now: Turn, seconds: int) -> list[Seats]:
    """Who sits where now, named as participants may read it: names in their order, then codes in theirs."""
    session = turn_now.session
    turn = round_now(convening, turn_now, seconds)
    held = [] if turn is None else [each for each in turn.groups if each.people]
    return [Seats(each.name, each.room or session.room, _seated(convening, session, each)) for each in held]


def _seated(convening: Convening, session: Session, group: Group) -> tuple[str, ...]:
    rule = people.rule_for(convening, session)
    held = sorted((found for each in group.people if (found := convening.person(each)) is not None), key=people.sort_key)
    seen = [people.visible(person, "participants", "groups", rule) for person in held]
    return (*(each.name for each in seen if each.named), *sorted(each.code for each in seen if not each.named and each.code))


def _session(lines: tuple[Shown, ...]) -> Session | None:
    """What runs; while nothing does, nothing is shown of what comes but its title."""
    found = lines[0].line.now if lines else None
    return None if found is None else found.session


def _read_by_all(exercise: Exercise) -> Iterator[str]:
    for sheet in exercise.sheets:
        if sheet.audience in ("participants", "public") or sheet.kind in _ON_WALLS:
            yield from _KEY.findall(in_language(exercise.sheet_texts.get(sheet.id, ""), "en", "en")[0])


