"""Times that look like a slip: holes, small hours, days whose dates do not rise, sessions without a length."""

from collections.abc import Iterator
from itertools import pairwise

from toolkit.convening.edits import Ref, Set
from toolkit.convening.values import write_clock
from toolkit.language import N_
from toolkit.planning.review.facts import Facts
from toolkit.planning.review.mending import time_in_hand
from toolkit.planning.review.rule import Repair, Seen, rule
from toolkit.planning.review.said import Clock, said

_HALF_A_DAY = 12 * 60


@rule(
    "A01", N_("A hole in the day, or days whose dates do not rise"), "error", "warning",
    source=N_("GoodWorkshop, which shows clashes and settles none; the rest derived here. What overlaps is a conflict of the timing"),
    why=N_("People read a gap as a mistake, and go home or to the next room."),
    do=N_("Say what happens then, or close the gap."),
)  # fmt: skip
def holes(facts: Facts) -> Iterator[Seen]:
    for earlier, later in pairwise([day for day in facts.days if day.day.date is not None]):
        before, date = earlier.day.date, later.day.date
        if before is not None and date is not None and date <= before:
            yield Seen(
                "error", said(N_("Day {number} is {date}, which is not after day {earlier} ({before})."),
                              number=later.number, date=date, earlier=earlier.number, before=before),
                later.id, why=said(N_("Somebody will come on the wrong day.")), do=said(N_("Mend a date, or put the days in order.")),
            )  # fmt: skip
    for day in facts.days:
        for gap in day.gaps:
            minutes = gap.end - gap.start
            following = next((item for item in day.items if item.start == gap.end), None)
            if following is not None and minutes >= max(1, facts.limits.A01.gap):
                saw = said(
                    N_("Nothing stands between {start} and {end}, before “{session}”."),
                    start=Clock(gap.start), end=Clock(gap.end), session=following.title,
                )
                yield Seen("warning", saw, day.id, following.id, repair=time_in_hand(day, minutes, following))


@rule(
    "A02", N_("A time in the small hours"), "advice",
    source=N_("Derived here, from an agenda that printed am and pm at the end times only"),
    why=N_("Agendas often leave out whether an hour is before or after noon."),
    do=N_("Write the hour of the afternoon, or leave it where it really is at night."),
)  # fmt: skip
def small_hours(facts: Facts) -> Iterator[Seen]:
    until = facts.limits.A02.until
    for day in facts.days:
        if day.day.start is not None and day.day.start < until:
            start = day.day.start
            saw = said(N_("The day begins at {time}, which is at night."), time=Clock(start))
            yield Seen("advice", saw, day.id, repair=_later(Ref(kind="day", id=day.id), "start", start))
        for item in day.everything:
            pin = item.session.pin
            if pin is not None and pin < until:
                saw = said(N_("“{session}” is fixed at {time}, which is at night."), session=item.title, time=Clock(pin))
                yield Seen("advice", saw, day.id, item.id, repair=_later(Ref(kind="session", id=item.id), "pin", pin))


def _later(target: Ref, field: str, at: int) -> Repair | None:
    """The same hour after noon; a clock of one's own may call the afternoon small hours, and nothing comes twelve hours after that."""
    if at >= _HALF_A_DAY:
        return None
    effect = said(N_("{later} instead of {earlier}."), later=Clock(at + _HALF_A_DAY), earlier=Clock(at))
    return Repair(Set(target=target, field=(field,), value=write_clock(at + _HALF_A_DAY)), effect)


@rule(
    "B13", N_("A session without a length among others that have one"), "advice",
    source=N_("Derived here"),
    why=N_("It takes no time in the plan, so that everything after it is too early."),
    do=N_("Give it minutes, or let it run alongside."),
)  # fmt: skip
def no_length(facts: Facts) -> Iterator[Seen]:
    for day in facts.days:
        if 2 * sum(item.minutes is None for item in day.items) >= len(day.items):
            continue
        for item, following in pairwise(day.items):
            if item.minutes is None and following.session.pin is None:
                yield Seen("advice", said(N_("“{session}” has no length."), session=item.title), day.id, item.id)
