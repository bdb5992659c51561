"""What a change to the agenda did, in one short sentence for the line that is read aloud: where a session stands now, and when."""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.convening.changes import standing
from toolkit.convening.edits import EditError
from toolkit.convening.known_as import known_as
from toolkit.convening.model import Convening, Day
from toolkit.convening.values import in_language
from toolkit.language import Language
from toolkit.planning import timing
from toolkit.web.board import day_end, day_name, day_start

Times = Sequence[timing.Timed | timing.Conflict]
"""What `timing.agenda` found for this state."""


@dataclass(frozen=True, slots=True)
class Announcer:
    """Speaks of a convening as it is after a change."""

    convening: Convening
    times: Times
    say: Language

    def moved(self, session: str, before: Convening) -> str:
        """“Models” now starts at 14:05, after “Lunch”."""
        say, here = self.say, standing(self.convening, session)
        title = self.title(session)
        if here.parked:
            return say("“{session}” waits in the tray.", session=title)
        day, start = self._when(session)
        where = self._beside(session)
        if day is not None and day.id != _day_of(before, session):
            name = day_name(self.convening.days.index(day) + 1, day, say)
            if start is None:
                return say("“{session}” now stands on {day}, {where}.", session=title, day=name, where=where)
            return say("“{session}” now starts on {day} at {time}, {where}.", session=title, day=name, time=say.time(start), where=where)
        if start is None:
            return say("“{session}” now stands {where}.", session=title, where=where)
        return say("“{session}” now starts at {time}, {where}.", session=title, time=say.time(start), where=where)

    def added(self, session: str) -> str:
        """“Models” is new: at 14:05, after “Lunch”."""
        say, here = self.say, standing(self.convening, session)
        title = self.title(session)
        if here.parked:
            return say("“{session}” is new, and waits in the tray.", session=title)
        _, start = self._when(session)
        where = self._beside(session)
        if start is None:
            return say("“{session}” is new: {where}.", session=title, where=where)
        return say("“{session}” is new: at {time}, {where}.", session=title, time=say.time(start), where=where)

    def timed(self, session: str) -> str:
        """“Models” is from 14:05 to 15:15; the day ends at 17:30."""
        say = self.say
        day, start = self._when(session)
        slot = self._slot(session)
        if day is None or slot is None or start is None or slot.end is None:
            return say("Saved.")
        end = day_end(self._timed(day)) or slot.end
        return say(
            "“{session}” is from {start} to {end}; the day ends at {day_end}.",
            session=self.title(session), start=say.time(start), end=say.time(slot.end), day_end=say.time(end),
        )

    def day(self, day: str) -> str:
        """Thursday, 11 March 2027 runs from 9:00 to 17:30."""
        found = next((each for each in self.convening.days if each.id == day), None)
        if found is None:
            return self.say("Saved.")
        timed = self._timed(found)
        name = day_name(self.convening.days.index(found) + 1, found, self.say)
        start, end = day_start(timed), day_end(timed)
        if start is None or end is None:
            return self.say("{day}: saved.", day=name)
        return self.say("{day} runs from {start} to {end}.", day=name, start=self.say.time(start), end=self.say.time(end))

    def title(self, session: str) -> str:
        return title_of(self.convening, session, self.say)

    def _beside(self, session: str) -> str:
        here = standing(self.convening, session)
        if here.at:
            return self.say("after “{session}”", session=self.title(here.siblings[here.at - 1].id))
        if len(here.siblings) > 1:
            return self.say("before “{session}”", session=self.title(here.siblings[1].id))
        return self.say("alone")

    def _when(self, session: str) -> tuple[Day | None, int | None]:
        day = next((day for day in self.convening.days if day.id == _day_of(self.convening, session)), None)
        slot = self._slot(session)
        return day, slot.start if slot is not None else None

    def _slot(self, session: str) -> timing.Slot | None:
        day = next((day for day in self.convening.days if day.id == _day_of(self.convening, session)), None)
        return None if day is None else self._timed(day).slot(session)

    def _timed(self, day: Day) -> timing.Timed:
        return timing.as_timed(next(each for each in self.times if each.day == day.id))


def title_of(convening: Convening, session: str, say: Language) -> str:
    here = standing(convening, session)
    return in_language(known_as(here.siblings[here.at]), say.code, convening.language)[0]


def _day_of(convening: Convening, session: str) -> str:
    """The id of its day; nothing where it is parked or not there."""
    try:
        here = standing(convening, session)
    except EditError:
        return ""
    for day, _, found in convening.sessions():
        if found.id == here.siblings[here.at].id:
            return day.id
    return ""
