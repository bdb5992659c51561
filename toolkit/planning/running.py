"""A day while it runs: from the plan, what was pressed and when, and the time that it is, what is now, what is next, and the time left.

Nothing here knows a clock: the time is handed in, in seconds after the midnight that the day began with, so that the same presses give the
same answer after a reload, a night's sleep of the laptop, or a new start of the server. The rules:

- A line is the day's sessions that take its time, or those of one track. Each line has at most one session now: the last that was begun
  and is not over. Next is the first after it (or after the last that was pressed) of which nothing was pressed.
- What is begun lasts as long as it is planned to, and the minutes given to it while it ran. What was passed over took no time.
- While a session with tracks is under way, the first of each track begins with it until something is pressed there.
- What is still to come begins when what is before it ends, and no earlier than its fixed time. While nothing at all was pressed, a line
  stands where its plan does, and waits for its first press.
- What another date says (a rehearsal) counts for nothing.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from toolkit.convening.model import Convening, Day, Happened, Session, Track
from toolkit.planning import late
from toolkit.planning.timing import Slot, as_timed, fit

DAY_SECONDS = 24 * 3600
WARN_SECONDS = 5 * 60
"""How long before its end a session is said to end soon."""

State = Literal["over", "skipped", "now", "next", "ahead", "not pressed"]


@dataclass(frozen=True, slots=True)
class Here:
    """Where we are: the day, the date whose presses count, and seconds after the midnight that began it. `today`: the day is today's.

    `people` are those that the day is worked out for.
    """

    day: Day
    on: dt.date
    seconds: int
    today: bool
    people: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """One session in its line. `began` and `ended` are what happened; `begins` and `ends` what is expected, in seconds; None is unknown.

    `minutes` are those it is planned for, with what was given to it.
    """

    session: Session
    slot: Slot
    state: State
    began: int | None = None
    ended: int | None = None
    begins: int | None = None
    ends: int | None = None
    minutes: int | None = None
    happened: Happened | None = None

    @property
    def planned(self) -> int | None:
        """When it was planned to begin, in seconds."""
        return None if self.slot.start is None else self.slot.start * 60


@dataclass(frozen=True, slots=True)
class Line:
    """The clock of the day, or of one track of the session `holder`. `behind`: seconds by which what comes next is later than planned."""

    turns: tuple[Turn, ...]
    track: Track | None = None
    holder: Session | None = None
    behind: int | None = None
    pressed: bool = False

    @property
    def now(self) -> Turn | None:
        return next((turn for turn in self.turns if turn.state == "now"), None)

    @property
    def next(self) -> Turn | None:
        return next((turn for turn in self.turns if turn.state == "next"), None)


def here(convening: Convening, moment: dt.datetime, wanted: str = "") -> Here | None:
    """The day that it is at a moment of the venue's own time: the wanted one, else today's (a night belongs to the day it began on),
    else the next to come, else the last. None where there are no days.
    """
    today, seconds = moment.date(), moment.hour * 3600 + moment.minute * 60 + moment.second
    yesterday = today - dt.timedelta(days=1)
    night = next((day for day in convening.days if day.date == yesterday and _lasts(day, convening, seconds + DAY_SECONDS)), None)
    its_own = next((day for day in convening.days if day.date == today), None)
    chosen = next((day for day in convening.days if day.id == wanted), None)
    if night is not None and (chosen is night or (chosen is None and not _begun(its_own, convening, seconds))):
        return Here(night, yesterday, seconds + DAY_SECONDS, True, convening.headcount(night))
    day = chosen or its_own
    if day is None:
        coming = [each for each in convening.days if each.date is None or each.date > today]
        day = (coming or convening.days)[0 if coming else -1] if convening.days else None
    return None if day is None else Here(day, today, seconds, day.date == today, convening.headcount(day))


def _lasts(day: Day, convening: Convening, seconds: int) -> bool:
    end = as_timed(fit(day, convening.headcount(day))).end
    running = any(each.happened and each.happened.on == day.date and each.happened.ended is None for each in day.sessions)
    return running or (end is not None and end * 60 > seconds)


def _begun(day: Day | None, convening: Convening, seconds: int) -> bool:
    if day is None:
        return False
    start = as_timed(fit(day, convening.headcount(day))).start
    pressed = any(each.happened and each.happened.on == day.date for each in day.sessions)
    return pressed or (start is not None and start * 60 <= seconds)


# The lines of a day.


def lines(convening: Convening, at: Here) -> tuple[Line, ...]:
    """The day's own line, and one for each track that holds sessions, of the session under way."""
    people = convening.headcount(at.day)
    slots = {slot.session: slot for slot in as_timed(fit(at.day, people)).slots}
    day = _line(at.day.sessions, slots, at)
    found = [day]
    running = day.now
    if running is not None:
        for track in running.session.tracks:
            if any(not each.alongside for each in track.sessions):
                found.append(replace(_line(track.sessions, slots, at, running.began), track=track, holder=running.session))
    return tuple(found)


def pressed(session: Session, at: Here) -> Happened | None:
    """What was pressed for a session on this date."""
    return session.happened if session.happened is not None and session.happened.on == at.on else None


def _line(sessions: Sequence[Session], slots: Mapping[str, Slot], at: Here, held: int | None = None) -> Line:
    """`held`: when the session began in whose track these stand."""
    in_line = [session for session in sessions if not session.alongside]
    done = [pressed(session, at) for session in in_line]
    if held is not None and in_line and not any(done):
        done[0] = Happened(on=at.on, began=held)
    known = [place for place, each in enumerate(done) if each is not None]
    running = max((place for place in known if _runs(done[place])), default=None)
    reached = running if running is not None else known[-1] if known else -1
    waits = _by_plan(in_line, slots, at.seconds) if not known else next(
        (place for place in range(reached + 1, len(in_line)) if done[place] is None), None
    )  # fmt: skip
    first = len(in_line) if waits is None else waits
    clock: int | None = None
    turns: list[Turn] = []
    for place, (session, each) in enumerate(zip(in_line, done, strict=True)):
        slot = slots[session.id]
        minutes = None if slot.minutes is None else max(0, slot.minutes + (each.extra if each else 0))
        if place == running and each is not None:
            ends = None if minutes is None else each.began + minutes * 60
            turns.append(Turn(session, slot, "now", each.began, None, each.began, ends, minutes, each))
            clock = None if ends is None else max(ends, at.seconds)
        elif each is not None:
            ended = each.ended if each.ended is not None else max(each.began, *_later(done[place + 1 :], each.began))
            turns.append(Turn(session, slot, "skipped" if each.skipped else "over", each.began, ended, each.began, ended, minutes, each))
        elif place < first:
            turns.append(Turn(session, slot, "not pressed", minutes=minutes))
        else:
            if place == first and running is None:
                clock = at.seconds if known or slot.start is None else max(at.seconds, slot.start * 60)
            begins = clock if session.pin is None else max(session.pin * 60, clock or 0)
            clock = None if begins is None or minutes is None else begins + minutes * 60
            turns.append(Turn(session, slot, "next" if place == first else "ahead", None, None, begins, clock, minutes))
    return Line(tuple(turns), behind=_behind(turns, at.seconds), pressed=any(pressed(each, at) for each in in_line))


def _runs(each: Happened | None) -> bool:
    return each is not None and each.ended is None and not each.skipped


def _later(following: Sequence[Happened | None], began: int) -> list[int]:
    """Somebody pressed a later session and never ended this one: it was over when that began."""
    return [min(max(began, each.began) for each in following if each is not None)] if any(following) else [began]


def _by_plan(in_line: Sequence[Session], slots: Mapping[str, Slot], seconds: int) -> int | None:
    """Where the plan stands: the first session that would not be over yet, or has no time."""
    ends = [slots[session.id].end for session in in_line]
    return next((place for place, end in enumerate(ends) if end is None or end * 60 > seconds), None)


def _behind(turns: Sequence[Turn], seconds: int) -> int | None:
    for turn in turns:
        if turn.state == "next":
            return None if turn.begins is None or turn.planned is None else turn.begins - turn.planned
    running = next((turn for turn in turns if turn.state == "now"), None)
    if running is None or running.ends is None or running.slot.end is None:
        return None
    return max(running.ends, seconds) - running.slot.end * 60


def known(convening: Convening, at: Here) -> dict[str, late.Happened]:
    """What is known of the day for the ways out of being late, in whole minutes.

    Of what nobody pressed before something that was begun, it is taken that it was when it was planned, as far as there was time for it;
    and what ran before that, and was ended by that later press alone, that it was over when it should have been.
    """
    slots = {slot.session: slot for slot in as_timed(fit(at.day, convening.headcount(at.day))).slots}
    in_line = [session for session in at.day.sessions if not session.alongside]
    begins = [each.began // 60 if (each := pressed(session, at)) is not None else None for session in in_line]
    found: dict[str, late.Happened] = {}
    reached = 0
    for place, session in enumerate(in_line):
        following = next((began for began in begins[place + 1 :] if began is not None), None)
        each, slot = pressed(session, at), slots[session.id]
        if each is not None:
            began, ended = each.began // 60, following if each.ended is None or each.skipped else each.ended // 60
            if each.skipped:
                ended = began
            elif ended is not None and ended == following and begins[place + 1] is None and slot.minutes is not None:
                ended = min(ended, began + max(0, slot.minutes + each.extra))
            found[session.id] = late.Happened(began, None if ended is None else max(began, ended))
        elif following is not None:
            began = min(max(reached, slot.start or 0), max(reached, following))
            found[session.id] = late.Happened(began, max(began, min(slot.end or began, following)))
        else:
            continue
        reached = found[session.id].ended or found[session.id].began
    return found


def minutes_late(line: Line) -> int:
    """By how many whole minutes the room is behind its plan: a minute that has begun counts."""
    return max(0, -(-(line.behind or 0) // 60))
