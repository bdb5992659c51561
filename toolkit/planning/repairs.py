"""Ways to make a day fit that does not: each is the cheapest of its kind, is applied in one click, and loses nothing that was typed.

The kinds are: shorten sessions; lengthen those whose tracks need more; park sessions; end later, where the last stretch does not fit;
start earlier, where the first does not; take out one of two pins that contradict each other; move pins, where one stands at a stretch
that does not fit. Ways of one kind are looked for first. While there are fewer than wanted, the kinds that found none are tried, in this
order, together with shortened sessions, then with parked sessions as well; if there is still none, everything at once. What may be changed
and what it costs is defined in changes.py. The ways are ranked by minutes changed, then how many changes, then the latest.

Where none of these finds a way, or none in time, there is one way more (one_way.py), which is not known to be the smallest change.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

from toolkit.convening.edits import All, AnyEdit, Edit, Move, Place, Ref, Set
from toolkit.convening.exercise import Exercise
from toolkit.convening.known_as import known_as
from toolkit.convening.model import Convening, Day, Keep, Range, Session
from toolkit.convening.values import Text, in_language, write_clock
from toolkit.language import N_, Language
from toolkit.planning.changes import (
    Drop,
    EndAt,
    Kind,
    Lengthen,
    MovePin,
    Shorten,
    StartAt,
    Step,
    Unpin,
    inside,
)
from toolkit.planning.cheapest import Effort, Found
from toolkit.planning.conflicts import clock
from toolkit.planning.intracks import Ways
from toolkit.planning.one_way import one_way
from toolkit.planning.solving import resolve, typed_minutes
from toolkit.planning.timing import Conflict, fit

TRIES = 12_000
"""How much is tried for one day at most: some hundredths of a second, hundreds of times what a day needs that people make."""

KINDS: tuple[Kind, ...] = ("minutes", "longer", "drop", "end", "start", "unpin", "pins")
MINUTES, DROP = frozenset[Kind]({"minutes"}), frozenset[Kind]({"minutes", "drop"})


@dataclass(frozen=True, slots=True)
class Repair:
    """A way to make the day fit: the edit that makes it, what it does, and minutes changed, how many changes, the latest.

    `least`: it is the smallest change of its kinds; false for the one way through a day where none such was found.
    """

    edit: AnyEdit
    steps: tuple[Step, ...]
    cost: tuple[int, int, int]
    least: bool = True


class Mends(NamedTuple):
    """The ways to make a day fit; `all_tried` is false where a search was given up, so that there may be others."""

    ways: tuple[Repair, ...]
    all_tried: bool


def repairs(
    convening: Convening, day: Day | str, most: int = 3, *, exercises: Mapping[str, Exercise] | None = None, result: Conflict | None = None
) -> tuple[Repair, ...]:
    """Up to `most` different ways, the smallest change first; none for a day that fits. `result` saves fitting the day once more."""
    return mends(convening, day, most, exercises=exercises, result=result).ways


def mends(
    convening: Convening, day: Day | str, most: int = 3, *, exercises: Mapping[str, Exercise] | None = None, result: Conflict | None = None
) -> Mends:
    """The same, and whether everything was tried: a day that contradicts itself all over has more ways than anybody waits for."""
    this = day_of(convening, day)
    people = convening.headcount(this)
    found = result or fit(this, people)
    if not isinstance(found, Conflict):
        return Mends((), True)
    loose = contradicting(found)
    changes = Ways(this, people, exercises or {}, loose=loose)
    effort = Effort(TRIES)
    ways = found_ways(changes, _kinds(this, found, loose), found, most, effort)
    if not ways and (way := one_way(changes, exercises or {})) is not None:
        return Mends((replace(repair(this, people, way, changes), least=False),), not effort.over)
    ranked = sorted(ways, key=lambda way: changes.scale.read(way.cost))[:most]
    return Mends(tuple(repair(this, people, way, changes) for way in ranked), not effort.over)


# In words.

Read = Callable[[Text], str]
_KEEPS: dict[Keep, str] = {"must": N_("must"), "should": N_("should"), "may": N_("may")}


def sentence(repair: Repair, convening: Convening, say: Language, read: Read | None = None) -> str:
    """Shorten “Models” from 90 to 75 and “Recap” from 30 to 25. End at 17:45"""
    titles = {session.id: known_as(session) for _, _, session in convening.sessions()}
    read = read or (lambda text: in_language(text, say.code, convening.language)[0])

    def named(kind: type[Step], message: str, values: Callable[[Any], dict[str, str]]) -> str:
        steps: list[Any] = [step for step in repair.steps if type(step) is kind]
        return say.list([say(message, session=read(titles.get(step.session, step.session)), **values(step)) for step in steps])

    def lengths(step: Shorten | Lengthen) -> dict[str, str]:
        return {"old": say.number(step.old), "new": say.number(step.new)}

    def clocks(step: MovePin) -> dict[str, str]:
        return {"old": clock(step.old, say), "new": clock(step.new, say)}

    said = [
        (N_("Drop {sessions}"), named(Drop, N_("“{session}” ({keep})"), lambda step: {"keep": say(_KEEPS[step.keep])})),
        (N_("Shorten {sessions}"), named(Shorten, N_("“{session}” from {old} to {new}"), lengths)),
        (N_("Lengthen {sessions}"), named(Lengthen, N_("“{session}” from {old} to {new}"), lengths)),
        (N_("Move the fixed time of {sessions}"), named(MovePin, N_("“{session}” from {old} to {new}"), clocks)),
        (N_("Take out the fixed time of {sessions}"), named(Unpin, N_("“{session}” at {old}"), lambda step: {"old": clock(step.old, say)})),
    ]
    made = [say(message, sessions=sessions) for message, sessions in said if sessions]
    made += [say("Start at {time}", time=clock(step.new, say)) for step in repair.steps if isinstance(step, StartAt)]
    made += [say("End at {time}", time=clock(step.new, say)) for step in repair.steps if isinstance(step, EndAt)]
    whole = ". ".join(made) or say("Nothing else changes: there is time enough")
    return whole if repair.least else say("{repair} (one way, perhaps not the smallest change)", repair=whole)


def no_repair(convening: Convening, day: Day | str, say: Language, *, all_tried: bool = True) -> str:
    """One sentence for a day that nothing mends, or for which no mend was found: what it would take."""
    this = day_of(convening, day)
    found = fit(this, convening.headcount(this))
    if not isinstance(found, Conflict):
        return ""
    if not all_tried:
        return say("No mend was found: too much in this day contradicts itself. Let go of what must be kept, and look again.")
    missing = sum(max(0, clash.needed - clash.available) for clash in found.clashes)
    return say.plural(
        "Nothing that may be changed makes this day fit; it lacks {n} minute. Let go of what must be kept, or take out a fixed time.",
        "Nothing that may be changed makes this day fit; it lacks {n} minutes. Let go of what must be kept, or take out a fixed time.",
        missing,
    )


def _kinds(day: Day, conflict: Conflict, loose: frozenset[str]) -> list[Kind]:
    """The kinds of change that can help this day."""
    stretches = [clash for clash in conflict.clashes if clash.track is None]
    helps = {
        "longer": any(clash.kind == "track" for clash in conflict.clashes),
        "end": any(clash.before is None for clash in stretches),
        "start": day.start is not None and any(clash.after is None for clash in stretches),
        "pins": any(clash.before is not None or clash.after is not None for clash in conflict.clashes if clash.kind != "track"),
        "unpin": bool(loose),
    }
    return [kind for kind in KINDS if helps.get(kind, True)]


def day_of(convening: Convening, day: Day | str) -> Day:
    return day if isinstance(day, Day) else next(each for each in convening.days if each.id == day)


def contradicting(conflict: Conflict) -> frozenset[str]:
    """The pinned sessions whose times contradict each other, or the day's own."""
    clashes = (clash for clash in conflict.clashes if clash.kind == "order")
    return frozenset(session for clash in clashes for session in (clash.after, clash.before) if session is not None)


def repair(
    day: Day, people: int, found: Found, changes: Ways, before: Sequence[Edit] = (), then: Sequence[Edit] = ()
) -> Repair:
    """The steps as one edit, between edits that go ahead of them and edits that come after."""
    edits = [*before, *edits_of(day, people, found.steps), *then]
    return Repair(edits[0] if len(edits) == 1 else All(edits=tuple(edits)), found.steps, changes.scale.read(found.cost))


def found_ways(changes: Ways, kinds: Sequence[Kind], result: Conflict, most: int, effort: Effort) -> list[Found]:
    """Different ways, each the cheapest of its kind or of the kinds that it takes together."""
    ways: dict[tuple[Step, ...], Found] = {}
    left = list(kinds)
    for more in (frozenset[Kind](), MINUTES, DROP):
        for kind in tuple(left):
            if more and len(ways) >= most:
                break
            if (found := effort.part(partial(resolve, changes, more | {kind}, result))) is not None:
                ways.setdefault(found.steps, found)
                left.remove(kind)
    if not ways and (found := effort.part(partial(resolve, changes, frozenset(kinds), result), 1)) is not None:
        ways[found.steps] = found
    return list(ways.values())


# Steps as edits.


def edits_of(day: Day, people: int, steps: Iterable[Step]) -> list[Edit]:
    """One edit for each step; each expects what it found, so that it never writes over somebody else's change."""
    sessions = {each.id: each for session in day.sessions for each in (session, *inside(session))}
    return [_edit(step, sessions, people) for step in steps]


def _edit(step: Step, sessions: Mapping[str, Session], people: int) -> Edit:
    if isinstance(step, StartAt | EndAt):
        field = "start" if isinstance(step, StartAt) else "end"
        return Set(target=Ref(kind="day", id=step.day), field=(field,), value=write_clock(step.new), was=(write_clock(step.old),))
    target = Ref(kind="session", id=step.session)
    match step:
        case Drop():
            return Move(target=target, into=Place(list="parked"))
        case MovePin():
            return Set(target=target, field=("pin",), value=write_clock(step.new), was=(write_clock(step.old),))
        case Unpin():
            return Set(target=target, field=("pin",), value=None, was=(write_clock(step.old),))
        case _:
            was = sessions[step.session].minutes
            value = typed_minutes(sessions[step.session], people, step.old, step.new)
            return Set(target=target, field=("minutes",), value=value, was=(was.model_dump() if isinstance(was, Range) else was,))
