"""Now: what runs, what is next, the time left and over, for the day and for each parallel group; and the presses that move it.

A press is an edit of what happened, made on the newest state at the server's time: it outlives a reload, a sleep and a new start.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from toolkit.convening.edits import AnyEdit, EditError
from toolkit.convening.known_as import known_as
from toolkit.convening.model import Convening, Track
from toolkit.convening.values import Text, in_language
from toolkit.language import N_, Language
from toolkit.planning import follow, pressed, running
from toolkit.planning.running import WARN_SECONDS, Here, Line, Turn
from toolkit.planning.stepping import Stepped, round_now, stepped
from toolkit.web import clock
from toolkit.web.planner import planner, say
from toolkit.web.undo import turning
from toolkit.web.who import who

NOTHING = N_("That was pressed already, here or in another window; the page shows how it stands.")
STEP_MINUTES = 5

Press = Callable[[Here, str], AnyEdit | None]
PRESSES: dict[str, Press] = {
    "begin": pressed.begin,
    "done": pressed.done,
    "skip": pressed.skip,
    "again": pressed.again,
    "earlier": pressed.earlier,
    "more": lambda at, session: pressed.more(at, session, STEP_MINUTES),
    "less": lambda at, session: pressed.more(at, session, -STEP_MINUTES),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the day as the page shows it."""

    line: Line
    title: str
    steps: tuple[Stepped, ...]
    turns: tuple["Said", ...]

    @property
    def step(self) -> Stepped | None:
        return next((each for each in self.steps if each.now), None)

    @property
    def name(self) -> str:
        return self.line.track.id if self.line.track is not None else "day"


@dataclass(frozen=True, slots=True)
class Said:
    """One session in its line, with its times in words."""

    turn: Turn
    title: str
    planned: str
    happened: str
    expected: str


def show(key: str) -> str:
    stored = planner().store.get(key)
    convening, speech = stored.convening, say()
    now = clock.now(convening, request.args.get("day", ""))
    said = speech(NOTHING) if request.args.get("nothing") else ""
    lines = () if now is None else tuple(shown(convening, now, line, speech) for line in now.lines)
    return render_template(
        "run/now.html", stored=stored, convening=convening, stage="run", tab="now",
        wanted=request.values.get("day", ""), turning=turning(stored, said, bool(said)),
        now=now, lines=lines, clock=clock, days=[(day.id, clock.day_name(convening, day, speech)) for day in convening.days],
        behind=running.minutes_late(now.lines[0]) if now is not None else 0, warn=WARN_SECONDS, step=STEP_MINUTES,
        waits=now is not None and follow.waits(convening, now.here),
        beside=[] if now is None else beside(convening, now.lines[0], speech),
    )  # fmt: skip


def press(key: str, session: str) -> Response:
    """One press; what makes no sense any more changes nothing, and says so."""
    wanted, what = request.form.get("day", ""), request.form.get("what", "")
    done: list[bool] = []

    def make(convening: Convening) -> AnyEdit | None:
        at = here(convening, wanted)
        edit = None if at is None or what not in PRESSES else PRESSES[what](at, session)
        done.append(edit is not None)
        return edit

    try:
        _, after = planner().store.change(key, make, who())
    except EditError:
        return redirect(url_for(".show", key=key, day=wanted or None, nothing=1), 303)
    if not done[-1]:
        return redirect(url_for(".show", key=key, day=wanted or None, nothing=1), 303)
    return redirect(url_for(".show", key=key, day=wanted or None, told=after.seq), 303)


def here(convening: Convening, wanted: str) -> Here | None:
    return running.here(convening, clock.moment(convening), wanted)


def shown(convening: Convening, now: clock.Now, line: Line, speech: Language) -> Shown:
    found = line.now
    exercise = None if found is None else planner().exercises().get(found.session.exercise or "")
    steps: tuple[Stepped, ...] = ()
    if found is not None:
        held = round_now(convening, found, now.here.seconds)
        names = [] if held is None else [each.name for each in held.groups if each.people]
        steps = stepped(found, exercise, convening.headcount(now.here.day), names, now.here.seconds)
    turns = tuple(_said(convening, turn, speech) for turn in line.turns)
    return Shown(line, "" if line.track is None else track_title(line.track, convening, speech), steps, turns)


def beside(convening: Convening, line: Line, speech: Language) -> list[tuple[str, str]]:
    """The parallel groups of what runs that hold no sessions of their own: they have the one clock; each with its room."""
    tracks = () if line.now is None else line.now.session.tracks
    return [(track_title(each, convening, speech), each.room) for each in tracks if not each.sessions]


def words(text: Text, convening: Convening, speech: Language) -> str:
    return in_language(text, speech.code, convening.language)[0]


def track_title(track: Track, convening: Convening, speech: Language) -> str:
    return words(track.title, convening, speech) or speech("A parallel group")


def _said(convening: Convening, turn: Turn, speech: Language) -> Said:
    slot = turn.slot
    start, end = slot.start, slot.end
    if turn.happened is not None and turn.happened.planned is not None:
        start = turn.happened.planned
        end = None if turn.happened.minutes is None else start + turn.happened.minutes
    planned = "" if start is None else speech.time(start) if end is None else speech.span(start, end)
    happened = expected = ""
    if turn.state == "skipped":
        happened = speech("skipped")
    elif turn.began is not None:
        happened = speech("since {time}", time=speech.time(turn.began // 60))
        if turn.ended is not None:
            happened = speech.span(turn.began // 60, turn.ended // 60)
    elif turn.state in ("next", "ahead") and turn.begins is not None and turn.begins // 60 != slot.start:
        expected = speech("about {time}", time=speech.time(turn.begins // 60))
    return Said(turn, words(known_as(turn.session), convening, speech) or speech("A session without a title"), planned, happened, expected)



