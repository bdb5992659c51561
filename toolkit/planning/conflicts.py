"""Why a day cannot fit, in words: one sentence for each clash, the same on the command line, on screens and in documents.

And what is odd about the days together.
"""

from collections.abc import Callable
from itertools import pairwise

from toolkit.convening.known_as import known_as
from toolkit.convening.model import Convening, Session
from toolkit.convening.values import Text, in_language, write_clock
from toolkit.language import N_, Language
from toolkit.planning.timing import Clash, Conflict

Read = Callable[[Text], str]


def sentences(conflict: Conflict, convening: Convening, say: Language, read: Read | None = None) -> tuple[str, ...]:
    """Every clash of a day. `read` chooses the language of titles; without it they are read in `say`'s own."""
    return tuple(sentence(clash, convening, say, read) for clash in conflict.clashes)


def sentence(clash: Clash, convening: Convening, say: Language, read: Read | None = None) -> str:
    """Between the pinned “Lunch” at 12:30 and the pinned “Panel” at 13:00 there are 30 minutes for 45."""
    words = _Words(convening, say, read)
    if clash.kind == "track":
        return say.plural(
            "“{session}” lasts {n} minute, and what stands in {track} needs {needed}.",
            "“{session}” lasts {n} minutes, and what stands in {track} needs {needed}.",
            clash.available, session=words.title(clash.after), track=words.track(clash), needed=say.number(clash.needed),
        )
    after, before = words.after(clash), words.before(clash)
    if clash.kind == "order":
        message = N_("Two fixed times contradict each other: {before} comes after {after} in the agenda.")
        if clash.after_time - clash.before_time > _HALF_A_DAY:
            message = N_(
                "Two fixed times contradict each other: {before} comes after {after} in the agenda; the same time that night is {night}."
            )
        return say(message, before=before, after=after, night=write_clock(clash.before_time + _DAY))
    if not clash.available:
        return say(
            "Between {after} and {before} there is no time for the {needed} minutes that stand there.",
            after=after, before=before, needed=say.number(clash.needed),
        )
    return say.plural(
        "Between {after} and {before} there is {n} minute for {needed}.",
        "Between {after} and {before} there are {n} minutes for {needed}.",
        clash.available, after=after, before=before, needed=say.number(clash.needed),
    )


def clock(at: int, say: Language) -> str:
    """A time on the wall; of the night after, that is said, or 00:45 would be taken for the morning of the day."""
    return say.time(at) if at < _DAY else say("{time} that night", time=say.time(at))


def days_out_of_order(convening: Convening, say: Language) -> tuple[str, ...]:
    """One sentence for each day whose date is not after that of the dated day before it: a slip more often than a wish."""
    dated = [(number, day.date) for number, day in enumerate(convening.days, 1) if day.date is not None]
    return tuple(
        say(
            "Day {later} is {date}, which is not after day {earlier} ({before}): mend a date, or put the days in order.",
            later=say.number(later), date=say.date(date), earlier=say.number(earlier), before=say.date(before),
        )
        for (earlier, before), (later, date) in pairwise(dated)
        if date <= before
    )


_DAY = 24 * 60
_HALF_A_DAY = 12 * 60


class _Words:
    """What stands at the two ends of a stretch, as a noun: a pinned session, the day's start, a session's end."""

    def __init__(self, convening: Convening, say: Language, read: Read | None) -> None:
        self.say = say
        self.read = read or (lambda text: in_language(text, say.code, convening.language)[0])
        self.sessions: dict[str, Session] = {}
        self.holders: dict[str, Session] = {}
        for _, track, session in convening.sessions():
            self.sessions[session.id] = session
            if track is None:
                self.holders.update((held.id, session) for held in session.tracks)

    def title(self, session: str | None) -> str:
        found = self.sessions.get(session or "")
        return self.read(known_as(found)) if found else str(session)

    def track(self, clash: Clash) -> str:
        holder = self.holders.get(clash.track or "")
        for track in holder.tracks if holder else ():
            if track.id == clash.track and self.read(track.title):
                return f"“{self.read(track.title)}”"
        return self.say("its track")

    def after(self, clash: Clash) -> str:
        return self._end(clash.after, clash.after_time) or self.say("the start of the day at {time}", time=self.clock(clash.after_time))

    def before(self, clash: Clash) -> str:
        found = self._end(clash.before, clash.before_time)
        if found:
            return found
        time = self.clock(clash.before_time)
        holder = self.holders.get(clash.track or "")
        if holder is not None:
            return self.say("the end of “{session}” at {time}", session=self.read(known_as(holder)), time=time)
        return self.say("the end of the day at {time}", time=time)

    def clock(self, at: int) -> str:
        return clock(at, self.say)

    def _end(self, session: str | None, at: int) -> str:
        if session is None:
            return ""
        found = self.sessions.get(session)
        values = {"session": self.title(session), "time": self.clock(at)}
        if found is not None and found.pin == at:
            return self.say("the pinned “{session}” at {time}", **values)
        return self.say("“{session}” at {time}", **values)
