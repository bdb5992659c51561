"""What a person says about an agenda that was brought: from the fields of its page to hints, and back to words, each to be taken back.

Lines are named by the numbers that the page shows. What cannot be read is refused in one sentence, and nothing is guessed.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from toolkit.convening.called import in_words
from toolkit.convening.model import KINDS, Kind
from toolkit.language import N_, Language
from toolkit.web.fields import LONGEST_TITLE, RefusedError
from toolkit.web.held import Brought

if TYPE_CHECKING:
    from toolkit.imports.agenda import Hints, Role
    from toolkit.readers.plain import Shown
    from toolkit.readers.source import Where

NO_YEAR = N_("“{found}” is not a year. Write it with four digits, as 2027, or leave it empty.")
NO_CLOCK = N_("“{found}” is not a clock time. Write it as 9:00 or 14:00, or leave it empty.")
NO_LINES = N_("“{found}” names no lines. Write the numbers that stand before them, as 3, 7-9.")
NO_SUCH_LINE = N_("There is no line {found}: the last one is {most}.")
ENDS_FIRST = N_("It cannot end at “{end}” when it begins at “{start}”: write a later end (24:45 is a quarter to one that night), or none.")
NO_TITLE = N_("A row needs a title. If it is no session, leave it out.")
TITLE_TOO_LONG = N_("This title is {found} characters long; there is room for {most}.")
MOST_COLUMNS = 40

ROLES: "dict[Role, str]" = {
    "time": N_("time, from and to"), "start": N_("start"), "end": N_("end"), "length": N_("how long"), "title": N_("title"),
    "kind": N_("kind of session"), "room": N_("room"), "lead": N_("who leads"), "track": N_("parallel group"), "purpose": N_("purpose"),
    "notes": N_("private notes"), "day": N_("day"), "date": N_("date"), "none": N_("nothing: read over it"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody says of one row, whole: minutes after midnight, its title, its kind, and the day that it belongs to, by place."""

    start: int | None
    end: int | None
    title: str
    kind: Kind
    day: int


@dataclass(frozen=True, slots=True)
class Agenda:
    """An agenda that was brought and what was said about it, of rows by their keys: those not wanted, and those put right by hand."""

    brought: Brought
    hints: "Hints"
    pasted: bool = False
    without: frozenset[str] = field(default_factory=frozenset)
    corrected: Mapping[str, Correction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that was said, in words; `name` takes it back."""

    name: str
    words: str


def answered(agenda: Agenda, form: Mapping[str, str], shown: "Shown") -> Agenda:
    """The agenda with what the form says; what the form does not speak of stays.

    :raises RefusedError: a field that cannot be read.
    """
    hints = agenda.hints
    if "order" in form:
        hints = replace(hints, day_first={"day": True, "month": False}.get(form["order"]))
    if "year" in form:
        hints = replace(hints, year=_year(form["year"]))
    if "clock" in form:
        hints = replace(hints, afternoon={"12": True, "24": False}.get(form["clock"]))
    if "start" in form:
        hints = replace(hints, day_start=_clock(form["start"]))
    if "language" in form:
        hints = replace(hints, language=form["language"] if re.fullmatch(r"[A-Za-z-]{2,12}", form["language"]) else "")
    hints = replace(hints, columns=_columns(hints.columns, form))
    for name, key in _LINES.items():
        held: frozenset[Where] = getattr(hints, key)
        if name in form:
            held = frozenset(_places(form[name], shown))
        if f"{name}-more" in form:
            held |= frozenset(_places(form[f"{name}-more"], shown))
        hints = replace(hints, **{key: held})  # type: ignore[arg-type]
    without = agenda.without
    if "without" in form:
        without |= {form["without"]}
    if "with" in form:
        without -= {form["with"]}
    corrected = dict(agenda.corrected)
    if "row" in form:
        corrected[form["row"]] = _correction(form)
    corrected.pop(form.get("uncorrect", ""), None)
    return _taken_back(replace(agenda, hints=hints, without=without, corrected=corrected), form.get("back", ""))


def refused(agenda: Agenda, form: Mapping[str, str], shown: "Shown", say: Language) -> dict[str, str]:
    """Each field that cannot be read, with its sentence."""
    wrong: dict[str, str] = {}
    for name, typed in form.items():
        try:
            answered(agenda, {name: typed} if name != "row" else {}, shown)
        except RefusedError as problem:
            wrong[name] = problem.say(say)
    for name, reads in _OF_A_ROW.items() if "row" in form else ():
        try:
            reads(form.get(name, ""))
        except RefusedError as problem:
            wrong[name] = problem.say(say)
    if "row" in form and not wrong:
        try:
            _correction(form)
        except RefusedError as problem:
            wrong["row-end"] = problem.say(say)
    return wrong


def _correction(form: Mapping[str, str]) -> Correction:
    """One row as its form says. What cannot be read is refused, and nothing is made up for what was left empty."""
    start, end, title = (reads(form.get(name, "")) for name, reads in _OF_A_ROW.items())
    if end is not None and (start is None or end <= start):
        raise RefusedError(ENDS_FIRST, start=form.get("row-start", "").strip(), end=form.get("row-end", "").strip())
    kind, day = form.get("row-kind", ""), form.get("row-day", "")
    return Correction(start, end, title, next((each for each in KINDS if each == kind), "plenary"), int(day) if day.isdecimal() else -1)


def _wall_clock(typed: str) -> int | None:
    """A time as it is written anywhere in the planner, also of the night after the day: 24:45."""
    typed = typed.strip()
    if not typed:
        return None
    found = re.fullmatch(r"(\d{1,2})(?:[:.h](\d{2})?)?", typed)
    if found is None or int(found[1]) > 47 or int(found[2] or 0) > 59:
        raise RefusedError(NO_CLOCK, found=typed)
    return int(found[1]) * 60 + int(found[2] or 0)


def _title(typed: str) -> str:
    words = " ".join(typed.split())
    if not words:
        raise RefusedError(NO_TITLE)
    if len(words) > LONGEST_TITLE:
        raise RefusedError(TITLE_TOO_LONG, found=len(words), most=LONGEST_TITLE)
    return words


_OF_A_ROW: dict[str, Callable[[str], Any]] = {"row-start": _wall_clock, "row-end": _wall_clock, "row-title": _title}

_LINES = {"heading": "headings", "no-heading": "no_headings", "left-out": "left_out"}


def _taken_back(agenda: Agenda, name: str) -> Agenda:
    """Without the answer of this name."""
    blank: dict[str, tuple[str, object]] = {
        "order": ("day_first", None), "year": ("year", None), "clock": ("afternoon", None), "start": ("day_start", None),
        "language": ("language", ""), "columns": ("columns", {}), **{each: (key, frozenset()) for each, key in _LINES.items()},
    }  # fmt: skip
    if name not in blank:
        return agenda
    key, value = blank[name]
    return replace(agenda, hints=replace(agenda.hints, **{key: value}))  # type: ignore[arg-type]


def _year(typed: str) -> int | None:
    typed = typed.strip()
    if not typed:
        return None
    if not re.fullmatch(r"\d{4}", typed) or not dt.MINYEAR + 1899 <= int(typed) <= 2199:
        raise RefusedError(NO_YEAR, found=typed)
    return int(typed)


def _clock(typed: str) -> int | None:
    typed = typed.strip()
    if not typed:
        return None
    found = re.fullmatch(r"(\d{1,2})(?:[:.h](\d{2})?)?", typed)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise RefusedError(NO_CLOCK, found=typed)
    return int(found[1]) * 60 + int(found[2] or 0)


def _columns(held: "Mapping[int, Role]", form: Mapping[str, str]) -> "Mapping[int, Role]":
    """Only what somebody chose: a column that is left as it was read may be read anew when another one changes."""
    made = dict(held)
    for number in range(1, MOST_COLUMNS + 1):
        role = form.get(f"column-{number}", "")
        if role == form.get(f"column-{number}-was", ""):
            continue
        for known in ROLES:
            if known == role:
                made[number] = known
    return made


def _places(typed: str, shown: "Shown") -> "Iterator[Where]":
    """Every place that stands on these lines; a line within a longer paragraph means the paragraph."""
    numbers = sorted(set(shown.at.values()))
    for number in _numbers(typed, len(shown.lines)):
        begins = max((each for each in numbers if each <= number), default=0)
        yield from (where for where, at in shown.at.items() if at == begins)


def _numbers(typed: str, most: int) -> Iterator[int]:
    for part in re.split(r"[\s,;،、]+", typed.strip()):
        if not part:
            continue
        found = re.fullmatch(r"(\d{1,6})(?:[-–—](\d{1,6}))?", part)
        if found is None:
            raise RefusedError(NO_LINES, found=part)
        first, last = int(found[1]), int(found[2] or found[1])
        for number in (first, last):
            if not 1 <= number <= most:
                raise RefusedError(NO_SUCH_LINE, found=number, most=most)
        yield from range(first, last + 1)


# Back to words


def lines_of(places: "frozenset[Where]", shown: "Shown") -> str:
    """The numbers of the lines on which these stand, as somebody would write them."""
    numbers = sorted({at for where in places if (at := shown.line(where)) is not None})
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def said(agenda: Agenda, shown: "Shown", say: Language) -> tuple[Answer, ...]:
    """What was said so far."""
    hints = agenda.hints
    found: list[Answer] = []
    if hints.day_first is not None:
        found.append(Answer("order", say("Dates: the day stands first") if hints.day_first else say("Dates: the month stands first")))
    if hints.year is not None:
        found.append(Answer("year", say("The year is {year}", year=hints.year)))
    if hints.afternoon is not None:
        found.append(Answer("clock", say(CLOCKS["12"] if hints.afternoon else CLOCKS["24"])))
    if hints.day_start is not None:
        found.append(Answer("start", say("No day begins before {time}", time=say.time(hints.day_start))))
    if hints.language:
        found.append(Answer("language", say("The language is {language}", language=in_words(hints.language, say))))
    if hints.columns:
        roles = [say("column {n}: {role}", n=say.number(n), role=say(ROLES[role])) for n, role in sorted(hints.columns.items())]
        found.append(Answer("columns", say.list(roles)))
    if hints.headings:
        found.append(Answer("heading", say("A day begins at: line {lines}", lines=lines_of(hints.headings, shown))))
    if hints.no_headings:
        found.append(Answer("no-heading", say("No day begins at: line {lines}", lines=lines_of(hints.no_headings, shown))))
    if hints.left_out:
        found.append(Answer("left-out", say("Not read: line {lines}", lines=lines_of(hints.left_out, shown))))
    return tuple(found)


CLOCKS = {"12": N_("Hours after noon are written as 1 to 12"), "24": N_("Hours are written as 0 to 24")}

