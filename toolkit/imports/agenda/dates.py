"""Which dates a file means: years printed elsewhere, days and months in either order, days that only have a number or a weekday.

Decides from the whole file, for one heading alone cannot tell; what stays open is said, and left without a date.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from toolkit.imports.agenda.understood import Doubt, Hints
from toolkit.imports.agenda.written import Written
from toolkit.language import N_
from toolkit.readers.source import Where

NO_YEAR = N_("The year of {written} is not printed, so its date was left out; add it.")
YEAR_BY_WEEKDAY = N_("The year of {written} is not printed; {year} was taken, the nearest in which the weekday is right.")
YEAR_ELSEWHERE = N_("The year of {written} is not beside it; {year} was taken from elsewhere in the text.")
EITHER_ORDER = N_("{written} can be two dates; it was taken as {date}, the day before the month.")
WEEKDAY_WRONG = N_("{written} is printed with another weekday than {date} has; the date was kept.")
FROM_TITLE = N_("No date stands beside {written}; {date} was taken from the dates at the top.")
FROM_TITLE_ALONE = N_("No date stands above the rows; {date} was taken from the text at the top.")
NO_MONTH = N_("The month of {written} is not printed, so its date was left out; add it.")
MONTH_ELSEWHERE = N_("The month of {written} is not beside it; {date} was taken, the nearest to the days around it.")
NO_SUCH_DAY = N_("{written} is no date of the calendar, so it was left out.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A heading as written, and where."""

    written: str
    where: Where
    date: Written | None
    number: int | None = None


def settle(asked: Sequence[Asked], context: Sequence[Written], hints: Hints) -> tuple[list[dt.date | None], list[Doubt]]:
    """The date of each heading, in order, and what is doubtful about them."""
    doubts: list[Doubt] = []
    day_first = _order([each.date for each in asked if each.date] + list(context), hints)
    around = [_turned(each, day_first) for each in context]
    printed = _years(asked, around, hints)
    turned = [each if each.date is None else replace(each, date=_turned(each.date, day_first)) for each in asked]
    if day_first is None:
        turned = [_by_weekday(each, printed) for each in turned]
        turned = _by_row(turned)
    found: list[dt.date | None] = []
    for each in turned:
        made, said = _one(each, printed, hints)
        found.append(made)
        doubts.extend(said)
    _fill(turned, found, around, printed, hints, doubts)
    _months(turned, found, around, printed, hints, doubts)
    return found, doubts


def _order(dates: Sequence[Written], hints: Hints) -> bool | None:
    if hints.day_first is not None:
        return hints.day_first
    orders = {each.order for each in dates if each.order}
    return None if len(orders) != 1 else orders == {"day"}


def _turned(date: Written, day_first: bool | None) -> Written:
    if not date.swapped or day_first is None:
        return date
    return replace(date, swapped=False) if day_first else replace(date, day=date.month, month=date.day, swapped=False)


def _swap(date: Written) -> Written:
    return replace(date, day=date.month, month=date.day)


def _years(asked: Sequence[Asked], around: Sequence[Written], hints: Hints) -> tuple[int, ...]:
    if hints.year:
        return (hints.year,)
    beside = {each.date.year for each in asked if each.date and each.date.year}
    return tuple(sorted(beside or {each.year for each in around if each.year}))


def _date(date: Written, year: int | None) -> dt.date | None:
    if not (date.day and date.month and year):
        return None
    try:
        return dt.date(year, date.month, date.day)
    except ValueError:
        return None


def _fits(date: Written, years: Sequence[int]) -> bool:
    """Whether the weekday beside a date is right in its year, or in one of those that the text names."""
    tried = [made for year in ((date.year,) if date.year else years) if (made := _date(date, year))]
    return any(date.weekday is None or made.weekday() == date.weekday for made in tried)


def _by_weekday(asked: Asked, years: Sequence[int]) -> Asked:
    date = asked.date
    if date is None or not date.swapped or date.weekday is None:
        return asked
    one, two = _fits(date, years), _fits(_swap(date), years)
    if one == two:
        return asked
    return replace(asked, date=replace(date if one else _swap(date), swapped=False))


def _by_row(asked: list[Asked]) -> list[Asked]:
    """Headings of days that follow each other in one reading and not in the other."""
    dates = [each.date for each in asked if each.date is not None and each.date.swapped]
    if len(dates) < 2:
        return asked
    one = [_date(each, each.year or 2000) for each in dates]
    two = [_date(_swap(each), each.year or 2000) for each in dates]
    in_row = [all(b and a and 0 < (b - a).days <= 7 for a, b in pairwise(days)) for days in (one, two)]
    if in_row[0] == in_row[1]:
        return asked
    return [
        each
        if each.date is None or not each.date.swapped
        else replace(each, date=replace(each.date if in_row[0] else _swap(each.date), swapped=False))
        for each in asked
    ]


def _one(asked: Asked, years: Sequence[int], hints: Hints) -> tuple[dt.date | None, list[Doubt]]:
    date = asked.date
    if date is None or date.day is None or date.month is None:
        return None, []
    doubts: list[Doubt] = []

    def doubt(message: str, **values: object) -> None:
        doubts.append(Doubt(message, (("written", asked.written), *values.items()), asked.where))

    year = date.year
    if year is None and len(years) == 1:
        year = years[0]
        if not hints.year and (date.weekday is None or not _fits(date, years)):
            doubt(YEAR_ELSEWHERE, year=str(year))
    if year is None and date.weekday is not None and hints.today is not None:
        year = _nearest(date, hints.today)
        if year is not None:
            doubt(YEAR_BY_WEEKDAY, year=str(year))
    if year is None:
        doubt(NO_YEAR)
        return None, doubts
    made = _date(date, year)
    if made is None:
        doubt(NO_SUCH_DAY)
        return None, doubts
    if date.swapped:
        doubt(EITHER_ORDER, date=made.isoformat())
    if date.weekday is not None and made.weekday() != date.weekday:
        doubt(WEEKDAY_WRONG, date=made.isoformat())
    return made, doubts


def _nearest(date: Written, today: dt.date) -> int | None:
    """The year nearest to today, the coming one first, in which the weekday is right."""
    for distance in range(12):
        for year in dict.fromkeys((today.year + distance, today.year - distance)):
            made = _date(date, year)
            if made is not None and made.weekday() == date.weekday:
                return year
    return None


def _fill(
    asked: Sequence[Asked], found: list[dt.date | None], around: Sequence[Written], years: Sequence[int], hints: Hints, doubts: list[Doubt]
) -> None:
    """Days without a date of their own, from the dates at the top: as many as there are days, or by their weekday."""
    year = hints.year or (years[0] if len(years) == 1 else None)
    tops = sorted({made for each in around if not each.swapped and (made := _date(each, each.year or year)) is not None})
    bare = [at for at, each in enumerate(asked) if found[at] is None and (each.date is None or each.date.day is None)]
    if not tops or not bare:
        return
    for at in bare:
        weekday = asked[at].date.weekday if asked[at].date is not None else None  # type: ignore[union-attr]
        number = asked[at].number or (at + 1 if len(asked) == len(tops) else None)
        if weekday is not None:
            fitting = [day for day in tops if day.weekday() == weekday]
            made = fitting[0] if len(fitting) == 1 else None
        elif number is not None and number <= len(tops) and len(tops) == max(len(asked), max((each.number or 0) for each in asked)):
            made = tops[number - 1]
        else:
            made = None
        if made is not None and made not in found:
            found[at] = made
            values: tuple[tuple[str, object], ...] = (("date", made.isoformat()),)
            if asked[at].written:
                doubts.append(Doubt(FROM_TITLE, (("written", asked[at].written), *values), asked[at].where))
            else:
                doubts.append(Doubt(FROM_TITLE_ALONE, values, asked[at].where))


def _months(
    asked: Sequence[Asked], found: list[dt.date | None], around: Sequence[Written], years: Sequence[int], hints: Hints, doubts: list[Doubt]
) -> None:
    """`Friday 12` behind Thursday, 11 March: the date nearest to the day before it, else to the next that has one, else at the top."""
    year = hints.year or (years[0] if len(years) == 1 else None)
    tops = [made for each in around if not each.swapped and (made := _date(each, each.year or year)) is not None]
    for at, each in enumerate(asked):
        if found[at] is not None or each.date is None or each.date.day is None or each.date.month is not None:
            continue
        near = [day for day in (*reversed(found[:at]), *found[at + 1 :], *tops) if day is not None]
        made = _near(each.date, near[0], after=any(found[:at])) if near else None
        values: tuple[tuple[str, object], ...] = (("written", each.written),)
        if made is None or made in found:
            doubts.append(Doubt(NO_MONTH, values, each.where))
            continue
        found[at] = made
        doubts.append(Doubt(MONTH_ELSEWHERE, (*values, ("date", made.isoformat())), each.where))


def _near(date: Written, day: dt.date, after: bool) -> dt.date | None:
    """The date with this number and weekday within a fortnight of a day, where it comes after one only after it."""
    steps = range(1, 15) if after else sorted(range(-14, 15), key=abs)
    tried = (day + dt.timedelta(away) for away in steps)
    return next((made for made in tried if made.day == date.day and date.weekday in (None, made.weekday())), None)
