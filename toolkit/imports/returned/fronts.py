"""What a file changed outside its tables: the title block, the objectives, lines that our agenda does not have."""

import datetime as dt
from collections.abc import Sequence

from toolkit.imports.returned import reading
from toolkit.imports.returned.changes import Kind, Objective, Say, Subject
from toolkit.imports.returned.likeness import folded, heaviest_rise, likeness
from toolkit.imports.returned.pairing import Role
from toolkit.imports.returned.row_pairs import Section
from toolkit.imports.returned.theirs import Said
from toolkit.imports.returned.work import Work
from toolkit.language import N_
from toolkit.language.said import SaidError

BY_HAND = N_("The agenda has no place of its own for this: see to it by hand.")
WHEN_AND_WHERE = N_("When and where come from the days and the venue: change them there.")
OURS = N_("These are words that every agenda prints.")


def title_block(work: Work) -> None:
    base, ours = work.base, work.ours
    whole = Subject("convening", name=base.title)
    roles: tuple[tuple[Role, Kind, str, str, str], ...] = (
        ("title", "title", base.title, ours.title, "title"),
        ("subtitle", "subtitle", base.subtitle, ours.subtitle, "subtitle"),
        ("facts", "facts", base.facts, ours.facts, ""),
    )
    for role, kind, stood, now, key in roles:
        line = work.found.front.get(role)
        stands = line.seen if line else ""
        if folded(stood) == stands:
            continue
        lines = [line] if line else _taken_out(work, stood)
        if role == "facts" and _says_new_dates(work, stands):
            continue
        if key:
            work.offer(kind, whole, stood, stands, ours=now, wish=Say((key,), stands), lines=lines)
        else:
            work.offer(kind, whole, stood, stands, ours=now, lines=lines, why=SaidError(WHEN_AND_WHERE))


def objectives(work: Work) -> None:
    """Each objective by itself: in other words, gone, new, or elsewhere in the list."""
    base, theirs = work.base.objectives, work.found.objectives
    numbers = [number for number, _ in theirs if number is not None]
    kept = heaviest_rise(numbers, [2 + (folded(base[number]) == _line(theirs, number).seen) for number in numbers])
    stays = {numbers[at] for at in kept}
    above = ""
    for number, line in theirs:
        old = base[number] if number is not None else ""
        subject = Subject("objective", "" if number is None else str(number + 1), old or line.seen)
        if number is None:
            ours = line.seen if _has(work, line.seen) else None
            work.offer("added", subject, "", line.seen, ours=ours, wish=Objective("", line.seen, above), lines=[line])
        else:
            if folded(old) != line.seen:
                ours = _today(work, old, line.seen)
                work.offer("objective", subject, old, line.seen, ours=ours, wish=Objective(old, line.seen), lines=[line])
            if number not in stays:
                ours = above if _above(work, line.seen, old) == folded(above) else None
                work.offer("moved", subject, "", above, ours=ours, wish=Objective(old, old, above), lines=[line])
        above = line.seen
    for number, old in enumerate(base):
        if number not in numbers:
            subject = Subject("objective", str(number + 1), old)
            work.offer("dropped", subject, old, "", ours=_today(work, old, ""), wish=Objective(old, ""), lines=_taken_out(work, old))


def other(work: Work) -> None:
    """What stands in the file and is no part of an agenda, and our own words that are gone."""
    for line in work.found.other:
        work.offer("other", Subject("convening"), "", line.seen, lines=[line], why=SaidError(BY_HAND))
    for text in work.found.lost:
        work.offer("other", Subject("convening"), text, "", lines=_taken_out(work, text), why=SaidError(OURS))


def _says_new_dates(work: Work, stands: str) -> bool:
    """Whether the line under the title only repeats the dates that the headings of the days have now."""
    old = [day.date for day in work.base.days if day.date is not None]
    new = [date for section in work.found.sections if (date := _date_of(work, section)) is not None]
    return bool(old and new) and folded(work.base.facts.replace(work.say.dates(old), work.say.dates(new), 1)) == stands


def _date_of(work: Work, section: Section) -> dt.date | None:
    base = work.base.days[section.day] if section.day is not None else None
    if section.heading is None or (base is not None and section.heading.seen == folded(base.heading(work.say))):
        return base.date if base is not None else None
    return reading.heading(section.heading.text, base, base.date if base else None, work.say).date


def _line(theirs: Sequence[tuple[int | None, Said]], number: int) -> Said:
    return next(line for each, line in theirs if each == number)


def _above(work: Work, new: str, old: str) -> str | None:
    """What stands above an objective today, of those that the file has too; None where it stands nowhere."""
    there = {line.seen for _, line in work.found.objectives}
    above = ""
    for each in work.ours.objectives:
        if folded(each) in (folded(new), folded(old)):
            return above
        if folded(each) in there:
            above = folded(each)
    return None


def _has(work: Work, text: str) -> bool:
    return any(folded(each) == folded(text) for each in work.ours.objectives)


def _today(work: Work, old: str, new: str) -> str | None:
    """What an objective says today: the old words, theirs, or what is left of it in words of ours."""
    if _has(work, old):
        return old
    if new and _has(work, new):
        return new
    near = max(work.ours.objectives, key=lambda each: likeness(each, old), default="")
    return near if near and likeness(near, old) >= 0.5 else ""


def _taken_out(work: Work, text: str) -> list[Said]:
    """The lines that a recorded change has emptied and that held this text."""
    return [line for line in work.theirs.gone if line.before is not None and folded(line.before) == folded(text)][:1]
