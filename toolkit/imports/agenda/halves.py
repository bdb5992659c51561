"""Morning or afternoon: from the other end of the span, from the rows before it, and from how the whole file writes its hours.

Decides minutes after the midnight that a day began with. Where nothing written says which half is meant, it says that it was taken by
order.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.imports.agenda.clock import Clock, Reading

HALF, DAY = 12 * 60, 24 * 60
_EVENING_STEP = 4 * 60
"""Seven after four in the afternoon is a dinner; nine after three is another list that begins again."""
_LATE, _SMALL = 17 * 60, 6
_SURELY_AFTERNOON = 6
"""A day that begins between one and six on a twelve-hour clock begins after noon."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a file writes its hours: `whole` with twenty-four, `marked` with a word for the half, neither is to be told by order.

    `told`: a person has said which; then a nought before an hour, or its absence, says nothing.
    """

    whole: bool
    marked: bool
    told: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Minutes after midnight. `by_order` where the half of the day is nowhere written."""

    start: int | None
    end: int | None
    by_order: bool = False
    back: bool = False


def style(readings: Iterable[Reading]) -> Style:
    clocks = [clock for reading in readings for clock in (reading.start, reading.end) if clock is not None]
    return Style(any(clock.whole and clock.hour > 12 for clock in clocks), any(clock.half is not None for clock in clocks))


def span(reading: Reading, before: int | None, written: Style) -> Span:
    """One reading after a row that starts at `before`; None where it is the day's first."""
    if reading.start is None:
        return Span(None, None)
    start, end = reading.start, reading.end
    by_order = False
    if _fixed(start, written):
        begins = _night(_minutes(start), before, start)
    elif end is not None and end.half is not None:
        begins = _before(start, _minutes(end))
    else:
        begins, by_order = _by_order(start, before, written)
    if end is None:
        ends = begins + reading.length if reading.length else None
        return Span(begins, ends, by_order, _goes_back(begins, before))
    ends, guessed = _after(end, begins, written)
    return Span(begins, ends, by_order or guessed, _goes_back(begins, before))


def _goes_back(begins: int, before: int | None) -> bool:
    return before is not None and begins < before


def _minutes(clock: Clock) -> int:
    hour = clock.hour
    if clock.half is not None and hour < 24:
        hour = hour % 12 + (12 if clock.half == "pm" else 0)
    return hour * 60 + clock.minute


def _fixed(clock: Clock, written: Style) -> bool:
    """Whether this clock alone says which half it means."""
    if written.told:
        return clock.half is not None or written.whole or clock.hour > 12 or clock.hour == 0
    return clock.half is not None or clock.whole or (clock.padded and (written.whole or not written.marked) and clock.hour >= _SMALL)


def _night(begins: int, before: int | None, clock: Clock) -> int:
    """After midnight belongs to the day that it began on."""
    if before is not None and begins < before and before % DAY >= _LATE and begins < _SMALL * 60 and begins + DAY - before <= HALF:
        return begins + DAY
    return begins


def _before(clock: Clock, end: int) -> int:
    """The latest time that this writing can mean and that does not come after the end: 11:15 - 12:30pm, 2-3pm, 11 - 1am."""
    wanted = _minutes(clock)
    fits = [time for time in (wanted, wanted + HALF, wanted - HALF) if 0 <= time <= end and (time < end or time == wanted)]
    earlier = [time for time in fits if time < end]
    if earlier:
        return max(earlier)
    return wanted + HALF if clock.hour < 12 and end < HALF else wanted


def _by_order(clock: Clock, before: int | None, written: Style) -> tuple[int, bool]:
    wanted = _minutes(clock)
    if clock.hour >= 13 or clock.hour == 0:
        return wanted, False
    if before is None:
        if written.whole or (clock.padded and not written.told) or clock.hour > _SURELY_AFTERNOON - 1 or clock.hour == 12:
            return wanted, False
        return wanted + HALF, True
    if clock.hour == 12:
        return _night(0 + clock.minute, before, clock) if before >= 20 * 60 and before % DAY >= 20 * 60 else wanted, False
    if wanted >= before % DAY and before < DAY:
        return wanted, False
    later = wanted + HALF
    if later >= before and (clock.hour <= _SMALL or later - before <= _EVENING_STEP):
        return later, True
    return _night(wanted, before, clock), False


def _after(clock: Clock, start: int, written: Style) -> tuple[int, bool]:
    """The end of a span: the first time that this writing can mean and that comes after its start."""
    wanted = _minutes(clock)
    day = start // DAY * DAY
    if clock.half is not None or clock.whole or (written.told and written.whole):
        wanted += day
        if wanted < start:
            wanted += DAY
        return wanted, False
    if wanted + day > start:
        return wanted + day, False
    if clock.hour == 12 and not clock.padded and start % DAY >= HALF and wanted + day <= start:
        return day + DAY + clock.minute, False
    if clock.hour <= 12 and wanted + HALF + day > start and not (clock.padded and written.whole):
        return wanted + HALF + day, True
    return wanted + DAY + day, False
