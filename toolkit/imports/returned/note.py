"""What moved since a version, in a few lines to paste into an e-mail: what is new, gone, elsewhere, retimed, reworded, day by day.

Cut for an audience like every document. Told by the ids, so nothing is guessed; what only follows from an earlier change is one line.
"""

from collections.abc import Iterator

from toolkit.convening.model import Audience, Convening, Sent
from toolkit.documents import agenda, printed
from toolkit.documents.printed import Printed, PrintedDay, Row
from toolkit.documents.sending import options_of
from toolkit.imports.returned.likeness import folded, heaviest_rise
from toolkit.language import Language, language

_SHIFTS_TOLD = 2
"""So many sessions that only begin earlier or later are told one by one; more of them are one line."""


def change_note(before: Convening | Sent, after: Convening, say: Language, audience: Audience | None = None) -> str:
    """The note from `before` (a version that went out, or any earlier state) to `after`; "" where nothing that is printed has changed.

    For the audience of the version, else for participants, unless another is named. Who led before is not said: that was cut for others.
    """
    if isinstance(before, Sent):
        cut, code, name = audience or before.audience, before.language, before.name
        old = printed.sent(before, after, language(code))
    else:
        cut, code, name = audience or "participants", say.code, before.version
        old = printed.now(before, options_of(cut, code, before))
    new = printed.now(after, options_of(cut, code, after))
    lines = [*_front(old, new, say), *_days(old, new, say)]
    if not lines:
        return ""
    return "\n".join([say("What has changed since {version}:", version=name) if name else say("What has changed:"), *lines])


def _item(text: str) -> str:
    return f"- {text}"


def _front(old: Printed, new: Printed, say: Language) -> Iterator[str]:
    if folded(old.title) != folded(new.title):
        yield _item(say("The title is now “{title}”", title=new.title))
    if folded(old.subtitle) != folded(new.subtitle):
        yield _item(say("The subtitle is now “{title}”", title=new.subtitle) if new.subtitle else say("The subtitle was taken out"))
    if folded(old.facts) != folded(new.facts) and new.facts:
        yield _item(say("When and where: {facts}", facts=new.facts))
    there, were = set(map(folded, new.objectives)), set(map(folded, old.objectives))
    for objective in new.objectives:
        if folded(objective) not in were:
            yield _item(say("New objective: {text}", text=objective))
    for objective in old.objectives:
        if folded(objective) not in there:
            yield _item(say("Objective taken out: {text}", text=objective))


def _days(old: Printed, new: Printed, say: Language) -> Iterator[str]:
    were = {day.id: day for day in old.days}
    there = {day.id for day in new.days}
    for day in new.days:
        lines = list(_day(were.get(day.id), day, old, new, say))
        if lines:
            yield ""
            yield day.heading(say)
            yield from lines
    for day in old.days:
        if day.id not in there:
            yield ""
            yield say("{day}: taken out", day=day.heading(say))


def _day(was: PrintedDay | None, day: PrintedDay, old: Printed, new: Printed, say: Language) -> Iterator[str]:
    if was is None:
        yield _item(say("This day is new"))
    elif was.date != day.date and was.date_words:
        yield _item(say("The date was {date}", date=was.date_words))
    kept = _kept(was, day)
    later = dict(_shifts(was, day))
    for row in day.rows:
        yield from _row(row, day, old, kept, later, say)
    for row in was.rows if was is not None else ():
        if new.row(row.id) is None and (not row.within or new.row(row.within) is not None):
            yield _item(say("Taken out: {session}", session=_called(row, say)))


def _row(
    row: Row, day: PrintedDay, old: Printed, kept: set[str], later: dict[str, tuple[int, tuple[str, ...]]], say: Language
) -> Iterator[str]:  # fmt: skip
    found = old.row(row.id)
    if found is None:
        room = say(" ({room})", room=row.room) if row.room else ""
        yield _item(say("New: {session}{room}", session=_called(row, say), room=room))
        return
    before, was = found
    named = say("“{name}”", name=row.title or row.purpose)
    if folded(was.title) != folded(row.title):
        yield _item(say("“{old}” is now called “{new}”", old=was.title, new=row.title))
    if before.id != day.id:
        yield _item(say("{name} has moved here from {day}, {time}", name=named, day=_day_words(before, say), time=_when(row, say)))
    elif row.id not in kept:
        above = _above(day, row)
        moved = say("{name} now comes after “{above}”", name=named, above=above) if above else say("{name} now comes first", name=named)
        yield _item(say("{moved}, {time}", moved=moved, time=_when(row, say)) if row.start is not None else moved)
    elif row.id in later:
        minutes, run = later[row.id]
        if run[0] == row.id:
            yield _item(_shifted(named, row, minutes, len(run) - 1, say))
    elif (was.start, was.end) != (row.start, row.end):
        yield _item(say("{name}: {new} instead of {old}", name=named, new=_when(row, say), old=_when(was, say)))
    if folded(was.room) != folded(row.room):
        yield _item(say("{name}: now in {room}", name=named, room=row.room) if row.room else say("{name}: no room yet", name=named))
    if tuple(map(folded, was.lead)) != tuple(map(folded, row.lead)):
        lead = agenda.BETWEEN_LEADS.join(row.lead)
        yield _item(say("{name}: now led by {lead}", name=named, lead=lead) if lead else say("{name}: who leads is open", name=named))
    if folded(was.purpose) != folded(row.purpose):
        gone = say("{name}: its purpose was taken out", name=named)
        yield _item(say("{name}: {purpose}", name=named, purpose=row.purpose) if row.purpose else gone)


def _shifted(named: str, row: Row, minutes: int, more: int, say: Language) -> str:
    length = say.minutes(abs(minutes))
    if minutes > 0:
        return say.plural(
            "From {name} on ({time}): {n} more session begins {length} later too",
            "From {name} on ({time}): {n} more sessions begin {length} later too",
            more, name=named, time=_when(row, say), length=length,
        )  # fmt: skip
    return say.plural(
        "From {name} on ({time}): {n} more session begins {length} earlier too",
        "From {name} on ({time}): {n} more sessions begin {length} earlier too",
        more, name=named, time=_when(row, say), length=length,
    )  # fmt: skip


def _called(row: Row, say: Language) -> str:
    named = say("“{name}”", name=row.title or row.purpose)
    return say("{time} {name}", time=_when(row, say), name=named) if row.start is not None else named


def _when(row: Row, say: Language) -> str:
    if row.start is None:
        return say("without a time")
    return say.time(row.start) if row.end is None or row.end == row.start else say.span(row.start, row.end)


def _day_words(day: PrintedDay, say: Language) -> str:
    return say("Day {n}", n=say.number(day.number))


def _siblings(day: PrintedDay, row: Row) -> list[Row]:
    return [each for each in day.rows if (each.kind, each.within, each.group) == (row.kind, row.within, row.group)]


def _above(day: PrintedDay, row: Row) -> str:
    siblings = _siblings(day, row)
    at = siblings.index(row)
    return (siblings[at - 1].title or siblings[at - 1].purpose) if at else ""


def _kept(was: PrintedDay | None, day: PrintedDay) -> set[str]:
    """What stands in the same order among its siblings as it did."""
    if was is None:
        return set()
    kept: set[str] = set()
    done: set[tuple[str, str, str]] = set()
    for row in day.rows:
        holder = (row.kind, row.within, row.group)
        if holder in done:
            continue
        done.add(holder)
        order = {each.id: at for at, each in enumerate(was.rows) if (each.kind, each.within, each.group) == holder}
        here = [each for each in _siblings(day, row) if each.id in order]
        kept |= {here[at].id for at in heaviest_rise([order[each.id] for each in here], [1] * len(here))}
    return kept


def _shifts(was: PrintedDay | None, day: PrintedDay) -> Iterator[tuple[str, tuple[int, tuple[str, ...]]]]:
    """Sessions in a row that only begin earlier or later, all by as much: what followed from something before them."""
    old = {row.id: row for row in was.rows} if was is not None else {}
    run: list[str] = []
    by = 0
    for row in (*day.rows, None):
        moved = _shift(old.get(row.id), row) if row is not None and row.kind != "group" else None
        if row is not None and row.kind == "group":
            continue
        if moved is None or not run or moved != by:
            if len(run) > _SHIFTS_TOLD:
                yield from ((each, (by, tuple(run))) for each in run)
            run = []
        if moved is not None and row is not None:
            run.append(row.id)
            by = moved


def _shift(was: Row | None, row: Row) -> int | None:
    if was is None or was.start is None or row.start is None or was.start == row.start:
        return None
    if (None if was.end is None else was.end - was.start) != (None if row.end is None else row.end - row.start):
        return None
    return row.start - was.start

