"""Fit a day: minutes, pins and elastic sessions become clock times, or a named reason why they cannot (README, "Timing")."""

from dataclasses import dataclass

from toolkit.convening.model import Convening, Day


@dataclass(frozen=True, slots=True)
class Slot:
    """One session of the day, or of a track, with its clock times in minutes after midnight; None where nothing gives a time.

    `track` is the id of the track that the session stands in. A session with tracks has a slot of its own and each
    session inside its tracks has one too, in file order, so a day's slots are in the order in which they are printed.
    `alongside` slots take none of the day's time.
    """

    session: str
    start: int | None
    end: int | None
    track: str | None = None
    alongside: bool = False

    @property
    def minutes(self) -> int | None:
        return None if self.start is None or self.end is None else self.end - self.start


@dataclass(frozen=True, slots=True)
class Gap:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Timed:
    """A day that fits. `start` and `end` bound its timed slots (None for a day without any time); `gaps` are kept, and said."""

    day: str
    start: int | None
    end: int | None
    slots: tuple[Slot, ...]
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """Why a stretch of the day cannot fit: what stands at its two ends, the minutes there are, the minutes asked for at least."""

    after: str | None
    after_time: int
    before: str | None
    before_time: int
    available: int
    needed: int
    sessions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A day that cannot fit: every clash, named, and the day as it was typed and pinned, for it is printed all the same."""

    day: str
    clashes: tuple[Clash, ...]
    as_typed: Timed


def fit(day: Day, headcount: int) -> Timed | Conflict:
    """Clock times for one day; exact, and the same each time."""
    raise NotImplementedError


def as_timed(result: Timed | Conflict) -> Timed:
    """The times to print, whether the day fits or not."""
    return result.as_typed if isinstance(result, Conflict) else result


def agenda(convening: Convening) -> tuple[Timed | Conflict, ...]:
    """Every day of a convening, fitted for its headcount."""
    people = convening.headcount()
    return tuple(fit(day, people) for day in convening.days)
