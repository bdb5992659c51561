"""The thresholds of the review: every number that a rule goes by, with its default, in this one place. An organiser may change each.

Where the numbers come from stands with the rules in `planning/review/rules/`. A rule without a number in it has no key here;
it is set aside under `dismissed`. Lengths may be typed as anywhere in the file: 100, 1h40, 1:40.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from toolkit.convening.values import Clock, Length
from toolkit.language import N_

Count = Annotated[int, Field(ge=0, le=10_000)]
Percent = Annotated[int, Field(ge=0, le=1_000)]


class _Limit(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class _Rising(_Limit):
    """More is worse: an error lies above a warning."""

    @model_validator(mode="after")
    def _ordered(self) -> "_Rising":
        _check_order(getattr(self, "warn", 0), getattr(self, "error", 0))
        return self


class _Falling(_Limit):
    """Less is worse: an error lies below a warning."""

    @model_validator(mode="after")
    def _ordered(self) -> "_Falling":
        _check_order(getattr(self, "error", 0), getattr(self, "warn", 0))
        return self


def _check_order(smaller: int, larger: int) -> None:
    if smaller > larger:
        raise PydanticCustomError("limits_order", "an error must be worse than a warning")


class FreeTime(_Limit):
    gap: Length = Field(1, description=N_("A gap of this many minutes or more between two sessions is said."))


class SmallHours(_Limit):
    until: Clock = Field(6 * 60, description=N_("A clock time before this one was probably meant for the afternoon."))


class StretchInRoom(_Rising):
    warn: Length = Field(90, description=N_("Minutes without a break, in one room, above which there is a warning."))
    error: Length = Field(120, description=N_("Minutes above which there is an error."))


class StretchOnline(_Rising):
    warn: Length = Field(60, description=N_("Minutes without a break, at a screen, above which there is a warning."))
    error: Length = Field(90, description=N_("Minutes above which there is an error."))


class BreakLength(_Falling):
    warn: Length = Field(15, description=N_("A break shorter than this many minutes is a warning."))
    error: Length = Field(10, description=N_("A break shorter than this many minutes is an error."))
    online: Length = Field(5, description=N_("Online, a break shorter than this many minutes is a warning."))


class LunchLength(_Falling):
    warn: Length = Field(60, description=N_("A midday meal shorter than this many minutes is a warning."))
    error: Length = Field(45, description=N_("A midday meal shorter than this many minutes is an error."))


class Sitting(_Limit):
    warn: Length = Field(15, description=N_("Minutes of sitting and listening straight after the meal above which there is a warning."))


class Moving(_Limit):
    within: Length = Field(45, description=N_("By this many minutes after the meal people should have moved."))


class FullDays(_Limit):
    sessions: Count = Field(3, description=N_("Days with fewer sessions than this are left alone."))


class Introductions(_Limit):
    seconds: Count = Field(60, description=N_("Seconds for each person who is introduced."))
    extra: Length = Field(5, description=N_("Minutes on top, to begin and to end."))


class Airtime(_Limit):
    least: Length = Field(3, description=N_("Minutes in which each person could speak on a day, below which there is advice."))
    work: Length = Field(120, description=N_("Days with less work than this many minutes are left alone."))


class GroupShare(_Limit):
    warn: Percent = Field(30, description=N_("Per cent of the sessions' time in small groups below which there is a warning."))
    people: Count = Field(8, description=N_("So few people are a small group themselves."))


class GroupSize(_Rising):
    warn: Count = Field(5, description=N_("People in a discussion group above which there is a warning."))
    error: Count = Field(8, description=N_("People in a discussion group above which there is an error."))


class ReportingBack(_Limit):
    each: Length = Field(4, description=N_("Minutes that a group needs to report back."))
    together: Length = Field(15, description=N_("Minutes on top, to draw together what was reported."))
    size: Count = Field(5, description=N_("People in a group, where nothing says how many."))


class TaskLength(_Limit):
    warn: Length = Field(15, description=N_("A task for small groups shorter than this many minutes is a warning."))


class BlockLength(_Limit):
    least: Length = Field(30, description=N_("A session of work shorter than this many minutes hardly begins."))
    most: Length = Field(90, description=N_("A session of work longer than this many minutes tires."))


class TalkLength(_Limit):
    warn: Length = Field(15, description=N_("Minutes of one person talking above which there is a warning."))


class Buffer(_Limit):
    percent: Percent = Field(5, description=N_("Per cent of a day's work that is kept free."))
    minutes: Length = Field(10, description=N_("Minutes that are kept free in the second half of a day."))


class ChangeOfPlace(_Limit):
    change: Length = Field(5, description=N_("Minutes that it takes to form groups or to come back from them."))
    room: Length = Field(10, description=N_("Minutes on top, to move to another room."))


class DayLength(_Rising):
    warn: Length = Field(390, description=N_("Minutes of work on one day, breaks not counted, above which there is a warning."))
    error: Length = Field(480, description=N_("Minutes of work on one day above which there is an error."))
    online: Length = Field(300, description=N_("Online, minutes of work on one day above which there is a warning."))


class Interpreters(_Limit):
    alone: Length = Field(40, description=N_("Minutes that one person can interpret alone."))
    team: Count = Field(2, description=N_("Interpreters that a language needs for longer sessions."))
    stretch: Length = Field(90, description=N_("From this many minutes without a break, interpreters need one."))


class Interpreted(_Limit):
    percent: Percent = Field(125, description=N_("Per cent of an exercise's least time that it needs where it is interpreted."))


class FridayPrayer(_Limit):
    begins: Clock = Field(12 * 60, description=N_("The time from which the Friday prayer may be held."))
    ends: Clock = Field(14 * 60, description=N_("The time by which it is over."))


class NotAsked(_Limit):
    error: Percent = Field(50, description=N_("Per cent of people not yet asked for consent, above which it is an error."))


class InARow(_Limit):
    warn: Count = Field(2, description=N_("Sessions that one person leads in a row, above which there is a warning."))


class NoLunch(_Limit):
    span: Length = Field(300, description=N_("A day of this many minutes that goes over noon needs a meal."))


class Panellist(_Limit):
    each: Length = Field(8, description=N_("Minutes that each person on a panel should have."))


class RoundLength(_Limit):
    most: Length = Field(60, description=N_("Minutes above which a round of everyone is too long."))


class Limits(_Limit):
    """The key `review` of a convening."""

    A01: FreeTime = Field(FreeTime(), description=N_("Free time between sessions."))
    A02: SmallHours = Field(SmallHours(), description=N_("Clock times in the small hours."))
    A03: StretchInRoom = Field(StretchInRoom(), description=N_("A stretch without a break, in one room."))
    A04: StretchOnline = Field(StretchOnline(), description=N_("A stretch without a break, at a screen."))
    A05: BreakLength = Field(BreakLength(), description=N_("The length of a break."))
    A06: LunchLength = Field(LunchLength(), description=N_("The length of the midday meal."))
    A07: Sitting = Field(Sitting(), description=N_("Sitting and listening after the meal."))
    A08: Moving = Field(Moving(), description=N_("Movement after the meal."))
    A09: FullDays = Field(FullDays(), description=N_("The opening and the closing of a day."))
    A10: FullDays = Field(FullDays(), description=N_("Expectations on the first day."))
    A11: FullDays = Field(FullDays(), description=N_("Agreements on the first day."))
    A12: FullDays = Field(FullDays(), description=N_("An evaluation."))
    A13: Introductions = Field(Introductions(), description=N_("The time that introductions take."))
    A14: Airtime = Field(Airtime(), description=N_("The time in which each person could speak."))
    A15: GroupShare = Field(GroupShare(), description=N_("The share of small groups."))
    A16: GroupSize = Field(GroupSize(), description=N_("The size of discussion groups."))
    A17: ReportingBack = Field(ReportingBack(), description=N_("The time that reporting back takes."))
    A18: TaskLength = Field(TaskLength(), description=N_("The time for a task in groups."))
    A19: BlockLength = Field(BlockLength(), description=N_("The length of a session of work."))
    A20: TalkLength = Field(TalkLength(), description=N_("One person talking."))
    A21: Buffer = Field(Buffer(), description=N_("Time kept free."))
    A26: ChangeOfPlace = Field(ChangeOfPlace(), description=N_("The time to change places."))
    A27: DayLength = Field(DayLength(), description=N_("The work of one day."))
    A28: Interpreters = Field(Interpreters(), description=N_("Teams of interpreters."))
    A30: Interpreted = Field(Interpreted(), description=N_("Exercises that are interpreted."))
    A31: FridayPrayer = Field(FridayPrayer(), description=N_("The Friday prayer."))
    A34: NotAsked = Field(NotAsked(), description=N_("People who were not asked for consent."))
    A36: InARow = Field(InARow(), description=N_("Sessions led in a row."))
    B04: NoLunch = Field(NoLunch(), description=N_("A day over noon without a meal."))
    B05: FullDays = Field(FullDays(), description=N_("Next steps on the last day."))
    B11: Panellist = Field(Panellist(), description=N_("The time of each person on a panel."))
    B12: RoundLength = Field(RoundLength(), description=N_("A round in which everyone speaks."))


def meanings() -> dict[str, str]:
    """What each key under `review` means, by model and key."""
    return {f"{model.__name__}.{key}": str(info.description) for model in _models() for key, info in model.model_fields.items()}


def _models() -> Iterator[type[BaseModel]]:
    yield Limits
    for info in Limits.model_fields.values():
        held: Any = info.annotation
        yield held
