"""One day's print job: its piles with their copies, pages and sheets of paper, and a PDF for each pile.

Copies can be changed by hand for this job; that is not stored in the plan. Pages are counted in the background, for a layout takes its
time: the page is there before.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flask import Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from toolkit.convening.model import Convening
from toolkit.convening.values import in_language
from toolkit.language import N_, Language
from toolkit.store import Stored
from toolkit.web import handing
from toolkit.web import wish as wishes
from toolkit.web.board import day_name
from toolkit.web.desk import from_script
from toolkit.web.packing import gone, held_of, size
from toolkit.web.plan import attachment, no_pdf
from toolkit.web.planner import planner, say
from toolkit.web.printing import AUDIENCE_NAMES, own_name, page
from toolkit.web.wish import Wish

if TYPE_CHECKING:
    from toolkit.documents.print_lines import Line
    from toolkit.job import DayJob, Making
    from toolkit.material import Material
    from toolkit.print_job import Pile

MOST_COPIES = 2000

CIRCLES: dict[str, tuple[str, str]] = {
    "reception": (N_("Safe at reception"), N_("No name and no topic stands on these: others may print them, and they may lie on a desk.")),
    "yourself": (
        N_("Print yourself"),
        N_("These say who is here, or what the meeting is about. Stay at the printer, and take the spoilt ones with you."),
    ),
}
NO_COPIES = N_("“{found}” is not a number of copies: write a whole number from 0 to {most}.")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a pile as its table shows it; `usual` is what it comes to for this headcount."""

    key: str
    title: str
    audience: str
    language: str
    copies: str
    usual: int
    pages: int | None
    sheets: int | None
    wrong: str = ""
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A pile: how the printer is set, what goes through it, and how much paper it takes as far as it is counted."""

    title: str
    rows: tuple[Row, ...]
    sheets: int
    open: int


@dataclass(frozen=True, slots=True)
class Half:
    """What one may leave with others, or what one prints oneself."""

    circle: str
    title: str
    why: str
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page was asked for: the day, how it is wanted, the copies as they were typed."""

    day: int
    wish: Wish
    typed: Mapping[str, str]
    wrong: Mapping[str, str]

    @property
    def copies(self) -> dict[str, int]:
        return {name: int(text) for name, text in self.typed.items() if name not in self.wrong}


def show(key: str) -> str:
    """The job of a day; to our own script, only its piles."""
    return _page(planner().store.get(key))


def _page(stored: Stored, wrong: str = "") -> str:
    asked = _asked(stored)
    material, lines = _lines(stored, asked)
    counting = bool(lines) and not no_pdf() and any(line.pages is None for line in lines)
    if counting:
        _count(stored, asked, material, lines)
    held = halves(lines, asked, stored.convening, say())
    tables = [table for half in held for table in half.tables]
    return page(
        "print/piles.html" if from_script() else "print/day.html", stored, asked.wish, tab="day", asked=asked, halves=held,
        counting=counting, job=None, days=tuple(_days(stored.convening, say())),
        people=stored.convening.headcount(*stored.convening.days[asked.day - 1 : asked.day]),
        wrong=wrong, sheets=sum(table.sheets for table in tables), open=sum(table.open for table in tables),
        fields={"day": str(asked.day), **asked.wish.query(stored.convening)},
    )  # fmt: skip


def counted(key: str) -> str:
    """How far the counting is; when it is done, the piles are asked for anew."""
    stored = planner().store.get(key)
    asked = _asked(stored)
    material, lines = _lines(stored, asked)
    job = _count(stored, asked, material, lines)
    fields = {"day": str(asked.day), **asked.wish.query(stored.convening)}
    return render_template("print/counting.html", stored=stored, job=job, fields=fields)


def start(key: str) -> AnyResponse | tuple[str, int]:
    """Begin the job, or lead to the one that was begun with the same wish."""
    from toolkit.job import DayJob

    mine = planner()
    stored = mine.store.get(key)
    asked = _asked(stored)
    if asked.wrong:
        return _page(stored, next(iter(asked.wrong.values()))), 422
    material, press = wishes.material(stored, asked.wish), mine.press

    def begin(number: str) -> DayJob:
        job = DayJob(number, asked.day, asked.wish.paper)
        job.begin(lambda: job.make(material, press, asked.copies, asked.wish.edition, mine.laid_out))
        return job

    job = mine.job(key, ("day", stored.seq, asked.day, asked.wish, tuple(sorted(asked.copies.items()))), begin)
    return redirect(url_for("print_day.progress", key=key, number=job.id), 303)


def progress(key: str, number: str) -> str | Response:
    stored = planner().store.get(key)
    job = _job(key, number)
    if job is None:
        return gone(url_for("print_day.show", key=key))
    finished = job.finished  # asked before its piles: it may end in between
    piles = [
        (half, [(pile, _setting(pile.first, say()), _amount(pile, say()), size(len(job.made.files[pile.name])))
                for pile in job.made.piles if pile.first.circle == circle])
        for circle, half in CIRCLES.items()
    ] if job.made else []
    part = "print/day_progress.html" if from_script() else "print/day_made.html"
    day = dict(_days(stored.convening, say())).get(job.day, "")
    return page(
        part, stored, wishes.wish(stored), tab="day", job=job, piles=piles, day=day, held=held_of(stored, job),
        finished=finished,
    )  # fmt: skip


def pile(key: str, number: str, name: str) -> Response:
    """One pile, for the printer; what is in it counts as printed."""
    job = _job(key, number)
    if job is None or job.made is None or name not in job.made.files:
        abort(404)
    convening = planner().store.get(key).convening
    planner().store.note_printed(key, [(wishes.way(task, convening, job.paper), mark) for task, mark in job.made.marks[name].items()])
    handing.note(key, job.made.named[name])
    return attachment(job.made.files[name], name, "application/pdf")


# What is asked


def _asked(stored: Stored) -> Asked:
    days = len(stored.convening.days)
    day = request.values.get("day", "")
    number = int(day) if day.isdecimal() and len(day) < 4 and 1 <= int(day) <= max(1, days) else next_day(stored.convening, planner().now())
    typed = {name.removeprefix("copies-"): text.strip() for name, text in request.values.items() if name.startswith("copies-")}
    speech = say()
    wrong = {
        name: speech(NO_COPIES, found=text[:40], most=speech.number(MOST_COPIES))
        for name, text in typed.items()
        if not (text.isdecimal() and len(text) < 6 and int(text) <= MOST_COPIES)
    }
    return Asked(number, wishes.wish(stored), typed, wrong)


def next_day(convening: Convening, now: dt.datetime) -> int:
    """What is printed on the evening before: the first day that is still to come; before and after the meeting, the first."""
    today = now.astimezone().date()
    return next((at for at, day in enumerate(convening.days, 1) if day.date is not None and day.date > today), 1)


def _days(convening: Convening, speech: Language) -> "Sequence[tuple[int, str]]":
    if not convening.days:
        return [(1, speech("The meeting"))]
    titles = (in_language(day.title, speech.code, convening.language)[0] for day in convening.days)
    return [
        (at, " · ".join(part for part in (day_name(at, day, speech), title) if part))
        for at, (day, title) in enumerate(zip(convening.days, titles, strict=True), 1)
    ]


def _lines(stored: Stored, asked: Asked) -> "tuple[Material, tuple[Line, ...]]":
    from toolkit import print_job

    material = wishes.material(stored, asked.wish)
    return material, print_job.day_lines(material, asked.day, asked.wish.edition, known=planner().laid_out)


def _count(stored: Stored, asked: Asked, material: "Material", lines: "Sequence[Line]") -> "Making":
    from toolkit.job import Counting

    mine = planner()
    press = mine.press

    def begin() -> Counting:
        job = Counting("count", len(lines))
        job.begin(lambda: job.make(material, lines, press, mine.laid_out))
        return job

    return mine.counting((stored.id, stored.seq, asked.day, asked.wish), begin)


def _job(key: str, number: str) -> "DayJob | None":
    from toolkit.job import DayJob

    held = planner().packs.get((key, number))
    return held.job if held is not None and isinstance(held.job, DayJob) else None


# What is shown


def halves(lines: "Sequence[Line]", asked: Asked, convening: Convening, speech: Language) -> tuple[Half, ...]:
    """Apart by who may carry them, then by paper and sides. A line that is left out stays in its pile, so that it can come back."""
    from toolkit import print_job

    several = len(wishes.languages_of(convening)) > 1
    found: list[Half] = []
    for circle, (title, why) in CIRCLES.items():
        tables: list[Table] = []
        for held in print_job.piles(asked.day, [replace(line, copies=max(1, line.copies)) for line in lines if line.circle == circle]):
            usual = {print_job.key_of(line): line.copies for line in lines}
            rows = tuple(_row(line, usual[print_job.key_of(line)], asked, several, convening, speech) for line in held.lines)
            tables.append(Table(
                _setting(held.first, speech), rows, sum(row.sheets or 0 for row in rows),
                sum(row.pages is None and row.copies != "0" for row in rows),
            ))
        if tables:
            found.append(Half(circle, speech(title), speech(why), tuple(tables)))
    return tuple(found)


def _row(line: "Line", usual: int, asked: Asked, several: bool, convening: Convening, speech: Language) -> Row:
    """The edition is named where another than the usual one was asked for: not every document has it."""
    from toolkit import print_job
    from toolkit.documents.registry import EDITION_WORDS

    key = print_job.key_of(line)
    copies = asked.copies.get(key, usual)
    title = speech(line.spec.title)
    if line.spec.title_text is not None:
        own = in_language(line.spec.title_text, speech.code, convening.language)[0]
        title = speech("{title} ({kind})", title=own, kind=title)
    codes = [line.language, *([line.second] if line.second else [])] if several else []
    return Row(
        key, title, speech(AUDIENCE_NAMES[line.spec.audience]), " · ".join(own_name(code) for code in codes),
        asked.typed.get(key, str(usual)), usual, line.pages, replace(line, copies=copies).sheets, asked.wrong.get(key, ""),
        "" if asked.wish.edition == "usual" else speech(EDITION_WORDS[line.edition]),
    )  # fmt: skip


def _setting(line: "Line", speech: Language) -> str:
    from toolkit.documents.print_run import PAPER_WORDS, SIDES_WORDS

    return speech("{paper}, {sides}", paper=speech(PAPER_WORDS[line.paper]), sides=speech(SIDES_WORDS[line.sides]))


def _amount(held: "Pile", speech: Language) -> str:
    documents = speech.plural("{n} document", "{n} documents", len(held.lines))
    sheets = speech.plural("{n} sheet of paper", "{n} sheets of paper", sum(line.sheets or 0 for line in held.lines))
    return f"{documents}, {sheets}"
