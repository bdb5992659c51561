"""How a day breathes: stretches, breaks, meals, and the time between one thing and the next."""

from collections.abc import Iterator
from itertools import pairwise

from toolkit.language import N_
from toolkit.planning.review.facts import WORK, DayFacts, Facts, Item, Stretch
from toolkit.planning.review.mending import a_break, give, put_in, time_in_hand
from toolkit.planning.review.rule import Level, Repair, Seen, rule
from toolkit.planning.review.said import Clock, Minutes, Said, said

LUNCH = N_("Lunch")
_STEP = 5


@rule(
    "A03", N_("Too long without a break, in one room"), "error", "warning",
    source=N_("Clearleft, “start with the stops” (60 minutes); dooni.co (60 to 90); Eva Jo Meyers (above two hours a break is needed)"),
    why=N_("Attention is gone well before people say so, and those with pain, small children or a bladder suffer first."),
    do=N_("Put a break in the middle, or shorten what stands there."),
)  # fmt: skip
def long_stretch_in_a_room(facts: Facts) -> Iterator[Seen]:
    if not facts.online:
        yield from _long_stretches(facts, facts.limits.A03.warn, facts.limits.A03.error)


@rule(
    "A04", N_("Too long without a break, at a screen"), "error", "warning",
    source=N_("Level-Up (levelup.cc), which asks for five minutes in every hour online; RNTC (ola.rntc.com)"),
    why=N_("A screen tires twice as fast as a room, and nobody sees who has stopped listening."),
    do=N_("Give five minutes away from the screen in every hour."),
)  # fmt: skip
def long_stretch_online(facts: Facts) -> Iterator[Seen]:
    if facts.online:
        yield from _long_stretches(facts, facts.limits.A04.warn, facts.limits.A04.error)


def _long_stretches(facts: Facts, warn: int, error: int) -> Iterator[Seen]:
    for day in facts.days:
        for stretch in day.stretches:
            if stretch.minutes > warn:
                level: Level = "error" if stretch.minutes > error else "warning"
                yield Seen(level, _sitting(stretch), day.id, stretch.items[0].id, repair=_break_inside(day, stretch))


def _sitting(stretch: Stretch) -> Said:
    first, last, minutes = stretch.items[0], stretch.items[-1], Minutes(stretch.minutes)
    # Where a day cannot fit, it is kept as typed, and the clock tells less than the lengths do.
    if first.start is not None and last.end is not None and last.end - first.start >= stretch.minutes:
        message = N_("From {start} to {end} there is no break: {minutes}.")
        return said(message, start=Clock(first.start), end=Clock(last.end), minutes=minutes)
    if first is last:
        return said(N_("“{session}” goes on without a break for {minutes}."), session=first.title, minutes=minutes)
    message = N_("From “{first}” to “{last}” there is no break: {minutes}.")
    return said(message, first=first.title, last=last.title, minutes=minutes)


def _break_inside(day: DayFacts, stretch: Stretch) -> Repair | None:
    """A break where the longer of the two halves is shortest; none where the stretch is one session, or stands in a track."""
    items = stretch.items
    if len(items) < 2 or any(item.track is not None for item in items):
        return None
    sums = [sum(item.length for item in items[:at]) for at in range(1, len(items))]
    at = min(range(len(sums)), key=lambda each: (max(sums[each], stretch.minutes - sums[each]), each))
    return a_break(day, items[at]) if 0 < sums[at] < stretch.minutes else None


@rule(
    "A05", N_("A break that is too short"), "error", "warning",
    source=N_("Clearleft, “start with the stops”; dooni.co; Level-Up (levelup.cc) for five minutes online"),
    why=N_("Leaving the room, the queue for coffee and the way back take ten minutes before anybody has rested."),
    do=N_("Give it a quarter of an hour, more where there are many people or stairs."),
)  # fmt: skip
def short_break(facts: Facts) -> Iterator[Seen]:
    limits = facts.limits.A05
    wanted = limits.online if facts.online else limits.warn
    for day in facts.days:
        for item in day.everything:
            if item.kind == "break" and item.minutes is not None and item.minutes < wanted:
                level: Level = "error" if item.minutes < limits.error and not facts.online else "warning"
                saw = said(N_("“{session}” lasts {minutes}."), session=item.title, minutes=Minutes(item.minutes))
                yield Seen(level, saw, day.id, item.id, repair=give(item, wanted))


@rule(
    "A06", N_("A meal that is too short"), "error", "warning",
    source=N_("Clearleft, “start with the stops” (45 minutes)"),
    why=N_("The meal is where people speak who will not speak in the room, and where some pray, telephone home or lie down."),
    do=N_("Give it an hour."),
)  # fmt: skip
def short_meal(facts: Facts) -> Iterator[Seen]:
    limits = facts.limits.A06
    for day in facts.days:
        for meal, _ in day.meals():
            if meal.minutes is not None and meal.minutes < limits.warn:
                level: Level = "error" if meal.minutes < limits.error else "warning"
                saw = said(N_("“{session}” lasts {minutes}."), session=meal.title, minutes=Minutes(meal.minutes))
                yield Seen(level, saw, day.id, meal.id, repair=give(meal, limits.warn))


@rule(
    "B04", N_("A day over noon without a meal"), "warning",
    source=N_("Derived here"),
    why=N_("People leave to find something to eat, and come back one by one."),
    do=N_("Plan a meal, or write when and where people eat."),
)  # fmt: skip
def no_meal(facts: Facts) -> Iterator[Seen]:
    for day in facts.days:
        if day.start is None or day.end is None or any(item.kind == "meal" for item in (*day.items, *day.alongside)):
            continue
        timed = [item for item in day.items if item.start is not None and item.end is not None]
        if not timed or day.end - day.start < facts.limits.B04.span or not (day.start < _NOON and day.end > _EARLY_AFTERNOON):
            continue
        before = min(timed, key=lambda item: abs((item.end or 0) - _HALF_PAST_TWELVE))
        saw = said(N_("From {start} to {end} no meal is planned."), start=Clock(day.start), end=Clock(day.end))
        minutes = facts.limits.A06.warn
        effect = said(
            N_("A meal of {minutes} after “{session}”; what follows begins that much later, up to the next fixed time."),
            minutes=Minutes(minutes), session=before.title,
        )
        yield Seen("warning", saw, day.id, repair=put_in(day, LUNCH, "meal", minutes, before, effect))


_NOON, _HALF_PAST_TWELVE, _EARLY_AFTERNOON = 12 * 60, 12 * 60 + 30, 14 * 60


@rule(
    "A19", N_("A session that is very short or very long"), "advice",
    source=N_("Sparkademy method kit: blocks of 30 to 90 minutes"),
    why=N_("Below half an hour most talks end when they begin; above an hour and a half they end before they stop."),
    do=N_("Join it to another one, or divide it."),
)  # fmt: skip
def odd_length(facts: Facts) -> Iterator[Seen]:
    limits = facts.limits.A19
    longest = facts.limits.A04.warn if facts.online else facts.limits.A03.warn
    for day in facts.days:
        work = [item for item in day.work if item.kind in WORK and item.minutes is not None]
        tired = {item.id for stretch in day.stretches if stretch.minutes > longest for item in stretch.items}
        for item in work:
            if item.length > limits.most and item.id not in tired:
                saw = said(N_("“{session}” lasts {minutes}."), session=item.title, minutes=Minutes(item.length))
                yield Seen("advice", saw, day.id, item.id)
        short = [item for item in work if item.length < limits.least and not item.named & {"next-steps", "evaluation", "introductions"}]
        if short and day.net >= _A_DAY_OF_WORK:
            message = N_("Of a day's work, these are shorter than {minutes}: {sessions}.")
            yield Seen("advice", said(message, minutes=Minutes(limits.least), sessions=facts.titles(short)), day.id)


_A_DAY_OF_WORK = 240
"""Half days and talks online live from short pieces."""


@rule(
    "A27", N_("Too much work for one day"), "error", "warning",
    source=N_("Level-Up (levelup.cc), agenda checklist; RNTC (ola.rntc.com) on online days; the numbers in one room derived here"),
    why=N_("After that, people are present and no longer there; what is decided then is decided by those with most stamina."),
    do=N_("Take something out of the day, or carry it to another one. Where people live under strain, plan less still."),
)  # fmt: skip
def long_day(facts: Facts) -> Iterator[Seen]:
    limits = facts.limits.A27
    for day in facts.days:
        if day.net > (limits.online if facts.online else limits.warn):
            level: Level = "error" if day.net > limits.error else "warning"
            yield Seen(level, said(N_("The day holds {minutes} of work, breaks not counted."), minutes=Minutes(day.net)), day.id)


@rule(
    "A21", N_("Nothing kept free"), "warning",
    source=N_("dooni.co; Converge, historical timeline (15 minutes in 90)"),
    why=N_("Everything begins a little late, and one thing takes longer. Without time in hand the end pays, and the end is the agreement."),
    do=N_("Keep a twentieth of the day free, some of it before the close, and give it back as a break if nobody needs it."),
)  # fmt: skip
def no_buffer(facts: Facts) -> Iterator[Seen]:
    limits = facts.limits.A21
    for day in facts.days:
        timed = [item for item in day.work if item.minutes is not None]
        if len(timed) < _A_FEW or day.net < _AN_HOUR:
            continue
        kept = sum(item.length for item in timed if item.buffer) + sum(gap.end - gap.start for gap in day.gaps)
        wanted = -(-max(limits.minutes, limits.percent * day.net / 100) // _STEP) * _STEP
        repair = time_in_hand(day, int(wanted), day.items[-1])
        if kept * 100 < limits.percent * day.net:
            message = N_("Of {minutes} of work, {kept} are kept free.") if kept else N_("Of {minutes} of work, nothing is kept free.")
            saw = said(message, minutes=Minutes(day.net), kept=Minutes(kept))
            yield Seen("warning", saw, day.id, repair=repair)
        elif (late := _kept_late(day)) < limits.minutes:
            nothing = N_("In the second half of the day, nothing is kept free.")
            saw = said(N_("In the second half of the day, {kept} are kept free.") if late else nothing, kept=Minutes(late))
            yield Seen("warning", saw, day.id, repair=repair)


def _kept_late(day: DayFacts) -> int:
    passed, late, half = 0, 0, sum(item.length for item in day.items) / 2
    for item in day.items:
        passed += item.length
        late += item.length if item.buffer and passed > half else 0
    middle = ((day.start or 0) + (day.end or 0)) / 2
    return late + sum(gap.end - gap.start for gap in day.gaps if gap.end > middle)


_A_FEW = 3
_AN_HOUR = 60


@rule(
    "A26", N_("No time to change places"), "warning",
    source=N_("Derived here"),
    why=N_("Forming groups, carrying chairs and finding a room takes the first minutes of whatever comes next."),
    do=N_("Put a break between them, or give one of them a few minutes that it can lose (least, usual, most)."),
)  # fmt: skip
def no_transition(facts: Facts) -> Iterator[Seen]:
    if facts.online:
        return
    limits = facts.limits.A26
    for day in facts.days:
        for before, after in pairwise(day.items):
            if any(item.pause or item.buffer or item.kind == "energiser" or item.minutes is None for item in (before, after)):
                continue
            regrouped = _regrouped(before, after) and facts.people not in range(1, facts.limits.A15.people + 1)
            moved = _room(before) != _room(after) and bool(_room(before) and _room(after))
            needed = limits.change * regrouped + limits.room * moved
            free = max(0, (after.start or 0) - (before.end or 0)) + before.spare + after.spare
            if free < needed:
                saw = said(
                    N_("“{after}” follows “{before}” with {free} in between; {needed} are needed."),
                    after=after.title, before=before.title, free=Minutes(free), needed=Minutes(needed),
                )
                yield Seen("warning", saw, day.id, after.id)


def _regrouped(before: Item, after: Item) -> bool:
    """Whether groups form or dissolve; a title alone is not sure enough to say that they do."""
    return (before.surely_in_groups and not after.in_groups) or (after.surely_in_groups and not before.in_groups)


def _room(item: Item) -> str:
    return item.session.room.strip().casefold()
