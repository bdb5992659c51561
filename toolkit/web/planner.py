"""What every page needs at hand: the store, the door, the documents' press, the language. One for each running server."""

import datetime as dt
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar, cast

from flask import Flask, Response, current_app, g, render_template, request

from toolkit.convening.exercise import Exercise
from toolkit.language import LANGUAGES, N_, Language, language
from toolkit.store import Store, Stored, places
from toolkit.web.held import Shelf
from toolkit.web.security import Door

if TYPE_CHECKING:
    from toolkit.job import Making
    from toolkit.library import Shelf as Exercises
    from toolkit.material import Material
    from toolkit.press import Press

AnyMaking = TypeVar("AnyMaking", bound="Making")

MARKS_KEPT = 5000
JOBS_KEPT = 6
"""Finished packs lie in memory, and hold names: only the last few are worth it."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the arc, as the rail shows it."""

    name: str
    title: str
    endpoint: str


STAGES: tuple[Stage, ...] = (
    Stage("plan", N_("Plan"), "plan.show"),
    Stage("people", N_("People"), "roster.show"),
    Stage("print", N_("Print"), "printing.show"),
    Stage("run", N_("Run"), "words.show"),
    Stage("report", N_("Report"), "writing.show"),
)
"""In the order of the work. A new stage is a module, its routes, and a line here."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of a stage that has several: a page passes its name as `tab`, and all of them stand above it."""

    stage: str
    name: str
    title: str
    endpoint: str


TABS: tuple[Tab, ...] = (
    Tab("people", "list", N_("The list"), "roster.show"),
    Tab("people", "composition", N_("Who is in the room"), "composition.show"),
    Tab("people", "bring", N_("Bring in a list"), "people_bringing.ask"),
    Tab("people", "groups", N_("Groups"), "grouping.show"),
    Tab("people", "named", N_("Who is named"), "leaking.show"),
    Tab("print", "documents", N_("Documents"), "printing.show"),
    Tab("print", "day", N_("A day's print job"), "print_day.show"),
    Tab("run", "words", N_("Words"), "words.show"),
    Tab("run", "notes", N_("Notes"), "notes.show"),
    Tab("run", "recommendations", N_("Recommendations"), "recommending.show"),
    Tab("run", "now", N_("Now"), "running.show"),
    Tab("report", "write", N_("Write"), "writing.show"),
    Tab("report", "out", N_("Word and approval"), "report_out.show"),
    Tab("report", "comments", N_("Comments"), "report_comments.show"),
    Tab("report", "figures", N_("Figures"), "picturing.show"),
    Tab("report", "evaluation", N_("Evaluation"), "evaluating.show"),
    Tab("report", "check", N_("Check"), "checking.show"),
)
"""In the order in which they stand. A stage with one page shows none."""


@dataclass(frozen=True, slots=True)
class Packed:
    """What is made in the background, and what was asked for: the state of the convening and the files."""

    job: "Making"
    wanted: object


@dataclass(slots=True)
class Planner:
    store: Store
    door: Door
    speaks: str | None = None
    quit: Callable[[], None] | None = None
    press_given: "Press | None" = None
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    packs: "OrderedDict[tuple[str, str], Packed]" = field(default_factory=OrderedDict)
    laid_out: dict[str, int] = field(default_factory=dict)
    """How many pages each tree came to, by its hash: what was laid out once need not be counted again."""
    held: Shelf = field(default_factory=Shelf)
    _counts: "OrderedDict[object, Making]" = field(default_factory=OrderedDict)
    done: "OrderedDict[tuple[str, str], None]" = field(default_factory=OrderedDict)
    _own_press: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def press(self) -> "Press":
        """Worker processes, started when the first file is asked for."""
        with self._lock:
            if self.press_given is None:
                from toolkit.press import Press

                self.press_given, self._own_press = Press(polite=True), True
            return self.press_given

    def shelf(self) -> "Exercises":
        """The exercises as they are now: one's own may be edited while the planner runs."""
        from toolkit import library

        return library.shelf(places.own_exercises())

    def exercises(self) -> Mapping[str, Exercise]:
        return self.shelf().exercises

    def material(self, stored: Stored) -> "Material":
        """What every document of this convening is built from."""
        from toolkit.material import Material

        return Material(stored.convening, self.exercises(), self.store.assets(stored.id))

    def job(self, convening: str, wanted: object, begin: "Callable[[str], AnyMaking]") -> "AnyMaking":
        """The pack that was asked for: one that is being made or went well already, so that a second click makes no second one."""
        with self._lock:
            for (whose, _), pack in self.packs.items():
                if whose == convening and pack.wanted == wanted and not (pack.job.finished and pack.job.problems):
                    return cast("AnyMaking", pack.job)
            number = secrets.token_urlsafe(9).replace("-", "x").replace("_", "y")
            job = begin(number)
            self.packs[convening, number] = Packed(job, wanted)
            while len(self.packs) > JOBS_KEPT:
                self.packs.popitem(last=False)
        return job

    def counting(self, wanted: object, begin: "Callable[[], Making]") -> "Making":
        """The pages that are being counted for a page, and of the last few; begun once, and not again where it could not be done."""
        with self._lock:
            if wanted not in self._counts:
                self._counts[wanted] = begin()
                while len(self._counts) > JOBS_KEPT:
                    self._counts.popitem(last=False)
            return self._counts[wanted]

    def was_done(self, convening: str, mark: str) -> bool:
        """Whether this was sent before and done, though its answer may not have come: a window sends again what it heard nothing of."""
        with self._lock:
            return (convening, mark) in self.done

    def note_done(self, convening: str, mark: str) -> None:
        with self._lock:
            self.done[convening, mark] = None
            while len(self.done) > MARKS_KEPT:
                self.done.popitem(last=False)

    def drop_jobs(self, convening: str) -> None:
        """What was packed or brought before a forgetting still names people; so does the memory of workers that made of it."""
        self.close()
        self.held.drop_all_of(convening)
        self.laid_out.clear()
        with self._lock:
            for key in [key for key in self.packs if key[0] == convening]:
                del self.packs[key]

    def drop_everything(self) -> None:
        """What was made or brought of any convening, and the workers that have read it: it is closed, or is another one now."""
        self.held.drop_all()
        self.laid_out.clear()
        with self._lock:
            self.packs.clear()
            self._counts.clear()
            press, self.press_given = (self.press_given, None) if self._own_press else (None, self.press_given)
        if press is not None:
            press.close()

    def close(self) -> None:
        if self.press_given is not None:
            self.press_given.close()


def planner() -> Planner:
    return cast(Planner, current_app.extensions["planner"])


def attach(app: Flask, made: Planner) -> None:
    app.extensions["planner"] = made


def say() -> Language:
    """The language of this request: the one that is set, or the best that the browser asks for."""
    if "say" not in g:
        g.say = language(planner().speaks or request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0])
    return cast(Language, g.say)


def problem_page(status: int, title: str, advice: str, back: tuple[str, str] | None = None) -> Response:
    """What went wrong and what to do, with the way on: `back` is an address and what is there."""
    page = render_template("problem.html", title=title, advice=advice, back=back)
    return Response(page, status, mimetype="text/html")
