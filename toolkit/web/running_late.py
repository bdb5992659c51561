"""Late: up to three ways to end on time, each held against the plan; one is taken in one click, as one edit, and undone in one.

What is taken is what was shown: the form brings the minute it was worked out for and the state it was worked out from. Where somebody has
changed something meanwhile, nothing is taken and the page works it out anew.
"""

from dataclasses import dataclass, replace

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from toolkit.convening.edits import AnyEdit, EditError
from toolkit.convening.known_as import known_as
from toolkit.convening.model import Convening
from toolkit.convening.values import Text
from toolkit.language import N_, Language, language
from toolkit.planning import replan, running
from toolkit.planning.late import never_on_time
from toolkit.planning.repairs import sentence
from toolkit.planning.replan import Row, Way
from toolkit.planning.running import Here
from toolkit.planning.timing import Slot
from toolkit.store import Stored
from toolkit.web import clock
from toolkit.web.planner import planner, say
from toolkit.web.running import here, words
from toolkit.web.undo import turning
from toolkit.web.who import who

MOST_LATE = 600
SHEETS = (("run-sheet", N_("Run sheet")), ("agenda", N_("Agenda")), ("wall-agenda", N_("Wall agenda")))
WRONG = N_("“{found}” is not a number of minutes. Write how late it is in digits, as 25; at most {most}.")
CHANGED = N_("Something was pressed or changed meanwhile, so nothing was taken. These are the ways as it stands now.")


@dataclass(frozen=True, slots=True)
class Offer:
    """One way as the page shows it."""

    number: int
    says: str
    aloud: str
    on_time: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One session of the table: as planned, and with each way; strong where a way changes it."""

    title: str
    planned: str
    ways: tuple[tuple[str, bool], ...]


def show(key: str) -> str | Response:
    return _page(planner().store.get(key), request.args.get("minutes", ""))


def take(key: str) -> Response:
    """The way of that number, if it is still the one that was shown."""
    form = request.form
    wanted, minutes = form.get("day", ""), _number(form.get("minutes", ""), MOST_LATE) or 0
    number, at, seq = (_number(form.get(name, ""), 10**9) for name in ("way", "at", "seq"))
    seen, spoken = planner().store.get(key), ""
    if at is None or number is None or seen.seq != seq:
        return _refused(key, minutes)

    def make(convening: Convening) -> AnyEdit | None:
        nonlocal spoken
        found = here(convening, wanted)
        if found is None or convening != seen.convening:
            return None
        found = replace(found, seconds=at)
        ways = replan.ways(convening, found, minutes, planner().exercises())
        if not 0 < number <= len(ways):
            return None
        spoken = _aloud(convening, ways[number - 1], found, minutes)
        return ways[number - 1].edit

    try:
        before, after = planner().store.change(key, make, who())
    except EditError:
        return _refused(key, minutes)
    if before.seq == after.seq:
        return _refused(key, minutes)
    return redirect(url_for(".show", key=key, day=wanted or None, minutes=minutes, told=after.seq, taken=after.seq), 303)


def _refused(key: str, minutes: int) -> Response:
    return make_response(_page(planner().store.get(key), str(minutes), say()(CHANGED)), 409)


def _number(text: str, most: int) -> int | None:
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) < 11 and int(text) <= most else None


def _page(stored: Stored, typed: str, said: str = "") -> str:
    convening, speech = stored.convening, say()
    now = clock.now(convening, request.values.get("day", ""))
    worked_out = 0 if now is None else running.minutes_late(now.lines[0])
    minutes = _number(typed, MOST_LATE) if typed.strip() else worked_out
    if minutes is not None and now is not None and now.lines[0].pressed:
        minutes = max(minutes, worked_out)
    wrong = "" if minutes is not None else speech(WRONG, found=typed.strip()[:40], most=speech.number(MOST_LATE))
    taken = _taken(stored)
    found: tuple[Way, ...] = ()
    if now is not None and minutes and not taken:
        found = replan.ways(convening, now.here, minutes, planner().exercises())
    return render_template(
        "run/late.html", stored=stored, convening=convening, stage="run", tab="now",
        wanted=request.values.get("day", ""), turning=turning(stored, said, bool(said)),
        now=now, day_name="" if now is None else clock.day_name(convening, now.here.day, speech), minutes=minutes, worked_out=worked_out,
        typed=typed.strip()[:40] if wrong else "", wrong=wrong, asked=bool(minutes), most=MOST_LATE,
        offers=[_offer(convening, way, now.here, minutes or 0, number) for number, way in enumerate(found, 1)] if now is not None else [],
        table=_table(convening, found, now.here.day.id, speech) if now is not None else [],
        never=never_on_time([way.repair for way in found], speech, now.here.day) if now is not None and minutes and not taken else "",
        aloud=_was_taken(stored, now.here, minutes or 0) if taken and now is not None else "",
        room=language(convening.language), sheets=[(name, speech(title)) for name, title in SHEETS],
    )  # fmt: skip


def _taken(stored: Stored) -> bool:
    return request.args.get("taken", "") == str(stored.seq)


def _was_taken(stored: Stored, at: Here, minutes: int) -> str:
    """What to say aloud, from the change that was just made."""
    steps = planner().store.steps(stored.id, stored.seq, 1)
    if not steps or steps[0].before is None or steps[0].after is None or at.day.id not in {day.id for day in steps[0].before.days}:
        return ""
    return replan.to_the_room(steps[0].before, steps[0].after, at, minutes, language(stored.convening.language))


def _offer(convening: Convening, way: Way, at: Here, minutes: int, number: int) -> Offer:
    speech = say()

    def read(text: Text) -> str:
        return words(text, convening, speech)

    changes = sentence(way.repair, convening, speech, read) if way.repair.steps else speech("What can be shorter gives the time")
    end = way.made.days[[day.id for day in convening.days].index(at.day.id)].end
    return Offer(number, changes, _aloud(convening, way, at, minutes), _ends_on_time(convening, way, at, end))


def _ends_on_time(convening: Convening, way: Way, at: Here, end: int | None) -> bool:
    old = [row.before.end for row in replan.against(convening, way.made, at.day.id) if row.before.end is not None]
    planned = at.day.end if at.day.end is not None else max(old, default=None)
    return end is None or planned is None or end <= planned


def _aloud(convening: Convening, way: Way, at: Here, minutes: int) -> str:
    return replan.to_the_room(convening, way.made, at, minutes, language(convening.language))


def _table(convening: Convening, ways: tuple[Way, ...], day: str, speech: Language) -> list[Line]:
    if not ways:
        return []
    columns = [{row.session.id: row for row in replan.against(convening, way.made, day)} for way in ways]
    return [
        Line(
            words(known_as(session), convening, speech) or speech("A session without a title"), span(row.before, speech),
            tuple(_after(column[session.id], speech) for column in columns),
        )
        for row in columns[0].values() if (session := row.session)
    ]  # fmt: skip


def _after(row: Row, speech: Language) -> tuple[str, bool]:
    return (speech("left out"), True) if row.after is None else (span(row.after, speech), row.changed)


def span(slot: Slot, speech: Language) -> str:
    """From when to when a session is planned."""
    if slot.start is None:
        return ""
    return speech.time(slot.start) if slot.end is None else speech.span(slot.start, slot.end)


