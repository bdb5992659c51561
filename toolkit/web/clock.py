"""The time that it is where the convening takes place, and how a running clock is shown: pages get the server's time, and
static/js/now.js counts on from there until the next answer.
"""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from toolkit.convening.model import Convening, Day
from toolkit.language import Language
from toolkit.planning import running
from toolkit.planning.running import Here, Line
from toolkit.web.planner import planner


@dataclass(frozen=True, slots=True)
class Now:
    """A state of the clock: where we are, each line, and the server's time in milliseconds, as browsers count it."""

    here: Here
    lines: tuple[Line, ...]
    server: int

    def until(self, seconds: int | None) -> int:
        """A time of this day, as browsers count it: milliseconds since 1970."""
        return 0 if seconds is None else self.server + (seconds - self.here.seconds) * 1000

    def left(self, seconds: int | None) -> int:
        return 0 if seconds is None else seconds - self.here.seconds


def moment(convening: Convening) -> dt.datetime:
    """The time at the venue; where nobody has said which time zone that is, the computer's own. To the whole second."""
    zone = ZoneInfo(convening.timezone) if convening.timezone else None
    return planner().now().astimezone(zone).replace(microsecond=0)


def now(convening: Convening, wanted: str = "") -> Now | None:
    """None where there is no day to run."""
    at = moment(convening)
    here = running.here(convening, at, wanted)
    return None if here is None else Now(here, running.lines(convening, here), int(at.timestamp()) * 1000)


def figure(seconds: int, say: Language) -> str:
    """Time left or over, as a timer has it: 4:05, or 1:12:00 from an hour on."""
    whole = abs(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    parts = [str(hours), f"{minutes:02d}"] if hours else [str(minutes)]
    return in_digits(":".join([*parts, f"{rest:02d}"]), say)


def digits(say: Language) -> str:
    """The ten digits of a language, for the script that counts."""
    return "".join(say.number(each) for each in range(10))


def in_digits(text: str, say: Language) -> str:
    return text.translate(str.maketrans("0123456789", digits(say))) if len(digits(say)) == 10 else text


def clock_time(seconds: int | None, say: Language) -> str:
    return "" if seconds is None else say.time(seconds // 60)


def behind(seconds: int | None, say: Language) -> str:
    """By how much the room is behind its plan, in words; nothing where the plan has no times."""
    if seconds is None:
        return ""
    minutes = abs(seconds) // 60
    if not minutes:
        return say("on time")
    if seconds > 0:
        return say("{minutes} behind the plan", minutes=say.minutes(minutes))
    return say("{minutes} ahead of the plan", minutes=say.minutes(minutes))


def day_name(convening: Convening, day: Day, say: Language) -> str:
    number = next(at for at, each in enumerate(convening.days, 1) if each.id == day.id)
    name = say("Day {n}", n=say.number(number))
    return f"{name} · {say.date(day.date, 'full')}" if day.date is not None else name
