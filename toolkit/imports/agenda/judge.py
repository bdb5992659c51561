"""Whether what was found is an agenda at all. What cannot be told is declined, for a wrong agenda is worse than none."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from toolkit.imports.agenda.assemble import Assembled
from toolkit.imports.agenda.clock import Clock
from toolkit.imports.agenda.items import TextItem
from toolkit.imports.agenda.understood import A_LOG, APART, NO_AGENDA, NO_SESSIONS, NOT_IN_ORDER, TOO_LONG, TOO_MUCH, DeclinedError, ReadDay
from toolkit.readers.source import Grid, Source

_NOON = Clock(12, 0)


MOST_LINES = 4_000
MOST_CELLS = 10_000
MOST_LETTERS = 500_000


def check_size(source: Source, name: str) -> None:
    """A month of meetings has a thousand lines; what is much longer is something else, and would only take long to decline."""
    count = sum(len(part.rows) if isinstance(part, Grid) else 1 for part in source.parts)
    if count > MOST_LINES:
        raise DeclinedError(TOO_LONG, name=name, count=count, most=MOST_LINES)
    filled = [len(text) for grid in source.grids for row in grid.rows for cell in row.cells if (text := cell.text.strip())]
    if len(filled) > MOST_CELLS or sum(filled) + sum(len(line.text) for line in source.lines) > MOST_LETTERS:
        raise DeclinedError(TOO_MUCH, name=name)


def without_a_stray(assembled: Assembled) -> Assembled:
    """One time above the first day's heading, where the days have many: when a notice was put up, not a row."""
    first, rest = assembled.days[:1], assembled.days[1:]
    if first and rest and first[0].implied and len(first[0].slots) == 1 and all(len(day.slots) >= 2 for day in rest):
        slot = first[0].slots[0]
        return replace(assembled, days=rest, left=(TextItem(f"{slot.written} {slot.title}", slot.where), *assembled.left))
    return assembled


def is_stated(assembled: Assembled) -> bool:
    """Whether a calendar or a table of our own states its times: then it is an agenda, however odd."""
    return any(day.keeps or any(slot.exact is not None for slot in day.slots) for day in assembled.days)


def check_slots(assembled: Assembled, name: str) -> None:
    slots = [slot for day in assembled.days for slot in day.slots]
    if is_stated(assembled):
        return
    titled = [slot for slot in slots if re.search(r"[^\W\d_]", slot.title)]
    timed = [slot for slot in titled if slot.reading.start is not None or slot.reading.length]
    if len(slots) - len(titled) > len(titled) and len(slots) >= 4:
        if len(titled) < 2:
            raise DeclinedError(NO_SESSIONS, name=name)
        raise DeclinedError(APART, name=name, times=len(slots))
    if len(timed) < 2:
        raise DeclinedError(NO_AGENDA, name=name)
    numbered = sum(bool(re.search(r"\s\d{1,3}$", slot.title)) for slot in timed)
    if all(not slot.reading.strong for slot in timed) and (
        numbered * 2 > len(timed) or all((slot.reading.start or _NOON).hour < 6 for slot in timed)
    ):
        raise DeclinedError(NO_AGENDA, name=name)
    if (
        all(not slot.reading.strong for slot in timed)
        and not any(day.head.dates or day.head.number for day in assembled.days)
        and len(timed) < 4
    ):
        raise DeclinedError(NO_AGENDA, name=name)


def check_rows(days: Sequence[ReadDay], name: str) -> None:
    rows = [row for day in days for row in day.rows]
    starts = [row for row in rows if row.start is not None]
    if not rows:
        raise DeclinedError(NO_AGENDA, name=name)
    if len(starts) >= 2 and all(row.kind == "meal" for row in rows):
        raise DeclinedError(NO_SESSIONS, name=name)
    if len(starts) >= 4:
        odd = sum(row.start % 5 != 0 for row in starts if row.start is not None)
        if odd * 2 > len(starts):
            raise DeclinedError(A_LOG, name=name)
    steps = [
        (one.start, two.start) for day in days for one, two in pairwise(row for row in day.rows if row.start is not None and not row.track)
    ]
    back = sum(two < one for one, two in steps if one is not None and two is not None)
    if len(steps) >= 3 and back * 3 > len(steps):
        raise DeclinedError(NOT_IN_ORDER, name=name)
