"""The exercise library: every exercise as a card to search and filter, one with its sheets, and the way from it into an agenda.

It stands by itself, for somebody who looks round, and beside a convening: then lengths and copies are worked out for its people.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from flask import Response, abort, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from toolkit.convening.addressed import new_id
from toolkit.convening.edits import AnyEdit, Insert
from toolkit.convening.exercise import Exercise, Exposure, Serves
from toolkit.convening.model import Convening, Day, Session
from toolkit.convening.values import Text, in_language
from toolkit.language import N_, Language
from toolkit.library import Shelf
from toolkit.library.shelf import ours
from toolkit.planning import materials, steps
from toolkit.planning.choosing import EXPOSURE, SERVES, Wanted, choose, suits_people
from toolkit.planning.steps import groups_for
from toolkit.store import Stored, places
from toolkit.web.board import day_name
from toolkit.web.desk import change, from_script
from toolkit.web.planner import planner, say
from toolkit.web.really import last_times, one_time
from toolkit.web.session import place_of

if TYPE_CHECKING:
    from toolkit.documents import Spec

AT_MOST: dict[Exposure, str] = {"little": N_("Little"), "some": N_("Little or something")}
VARIANTS: dict[str, str] = {
    "online": N_("Online"),
    "low_literacy": N_("Where some read little"),
    "languages": N_("In several languages"),
    "mobility": N_("Where some walk little"),
    "senses": N_("Where some see or hear little"),
}
BRINGS: dict[str, str] = {"host": "", "venue": N_("the venue brings it"), "facilitator": N_("the facilitator brings it")}

PEOPLE = 24
"""Where nobody has said yet how many come: a middling meeting."""
MOST_PEOPLE = 1000
LONGEST = 24 * 60
STEP = 5
"""An agenda is read in steps of five minutes."""

_KEY = re.compile(r"\{([a-z0-9][a-z0-9_-]{0,63})\}")


@dataclass(frozen=True, slots=True)
class Card:
    """An exercise in a list."""

    exercise: Exercise
    address: str
    own: bool
    minutes: str
    span: str
    fits: bool


@dataclass(frozen=True, slots=True)
class Loosened:
    """One filter that could be taken away, and how many exercises there are then."""

    name: str
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as the page shows it."""

    id: str
    title: str
    purpose: str
    amount: str
    after: Text
    picture: str
    address: str


# All of them


def show() -> str:
    return all_page(None)


def show_in(key: str) -> str:
    return all_page(planner().store.get(key))


def all_page(stored: Stored | None, wrong: str = "") -> str:
    """The cards; to our own script, only what was found."""
    shelf, people = planner().shelf(), _people(stored)
    wanted = _wanted()
    cards = [_card(exercise, shelf, stored, people) for exercise in choose(shelf.exercises, wanted, people)]
    template = "library/found.html" if from_script() else "library/all_in.html" if stored else "library/all.html"
    return render_template(
        template, **_frame(stored, shelf), cards=cards, people=people, wanted=wanted, serves=SERVES, exposures=EXPOSURE, at_most=AT_MOST,
        loosened=() if cards else tuple(_loosened(shelf, wanted, people, stored)), here=address(stored), folder=_folder(),
        all=len(shelf.exercises), wrong=wrong, most_people=MOST_PEOPLE, longest=LONGEST,
    )  # fmt: skip


def _wanted() -> Wanted:
    """From the address; what is not one of the choices is not taken."""
    asked = request.args
    return Wanted(
        asked.get("q", "").strip()[:100],
        next((each for each in get_args(Serves) if each == asked.get("serves")), None),
        _number(asked.get("minutes", ""), LONGEST),
        next((each for each in AT_MOST if each == asked.get("exposure")), None),
        asked.get("fits") == "yes",
    )


def _number(typed: str, most: int) -> int | None:
    typed = typed.strip()
    return int(typed) if typed.isdecimal() and len(typed) < 6 and 1 <= int(typed) <= most else None


def _people(stored: Stored | None) -> int:
    """How many it is worked out for: as typed, else those of the convening."""
    asked = _number(request.values.get("people", ""), MOST_PEOPLE)
    return asked or (min(stored.convening.headcount(), MOST_PEOPLE) if stored else 0) or PEOPLE


_FIELD_OF = {"words": "q", "serves": "serves", "minutes": "minutes", "exposure": "exposure", "fits": "fits"}
_FILTERS = {
    "words": N_("without these words"),
    "serves": N_("for any purpose"),
    "minutes": N_("of any length"),
    "exposure": N_("whatever they show of a person"),
    "fits": N_("for any number of people"),
}


def _loosened(shelf: Shelf, wanted: Wanted, people: int, stored: Stored | None) -> Iterator[Loosened]:
    """Which filter to take away, where all together leave nothing."""
    for name in wanted.narrowed():
        if count := len(choose(shelf.exercises, wanted.without(name), people)):
            rest = {key: value for key, value in request.args.items() if key != _FIELD_OF[name]}
            yield Loosened(say()(_FILTERS[name]), address(stored, **rest), count)


def _card(exercise: Exercise, shelf: Shelf, stored: Stored | None, people: int) -> Card:
    speech, length = say(), steps.length(exercise, people)
    span = speech("{least} to {most}", least=speech.minutes(length.least), most=speech.minutes(length.most))
    return Card(
        exercise, address(stored, exercise.slug, **_asked_people()), exercise.slug in shelf.own, speech.minutes(length.usual),
        span if length.least < length.most else "", suits_people(exercise, people),
    )  # fmt: skip


def _asked_people() -> dict[str, str]:
    """The headcount goes along where somebody typed one."""
    typed = request.values.get("people", "")
    return {"people": typed} if _number(typed, MOST_PEOPLE) else {}


# One


def one(exercise: str) -> str:
    return one_page(None, exercise)


def one_in(key: str, exercise: str) -> str:
    return one_page(planner().store.get(key), exercise)


def one_page(stored: Stored | None, slug: str, wrong: str = "") -> str:
    """Everything of its card, worked out for so many people, with a picture of each sheet."""
    shelf, speech, people = planner().shelf(), say(), _people(stored)
    exercise = _found(shelf, slug)
    standing = _standing(stored, slug)
    shown = tuple(_sheets(exercise, stored, people))
    known = _answers(exercise, stored, standing)

    def words(text: Text) -> str:
        """In the reader's language, with the answers put in; what is still to be answered stands in brackets."""
        said = in_language(text, speech.code, "en")[0]
        return _KEY.sub(lambda found: known.get(found[1], found[0]), said)

    return render_template(
        "library/one_in.html" if stored else "library/one.html", **_frame(stored, shelf), exercise=exercise, words=words, people=people,
        names=[words(each) for each in exercise.aliases], serves=SERVES, exposures=EXPOSURE, brings=BRINGS,
        length=steps.length(exercise, people), steps=steps.phases(exercise, people, None, None), needs=materials.needs(exercise, people),
        groups=groups_for(people, exercise.group_size), fits=suits_people(exercise, people), own=slug in shelf.own, of_ours=slug in ours(),
        variants=[(title, getattr(exercise.variants, name)) for name, title in VARIANTS.items()],
        last_times=last_times(slug), one_time=one_time, sheets=shown,
        large=next((each for each in shown if each.id == request.args.get("sheet")), None),
        standing=standing, spots=tuple(_spots(stored.convening, speech)) if stored else (), slot=_rounded(exercise, people),
        here=address(stored, slug), library=address(stored, **_asked_people()), folder=_folder(), wrong=wrong, most_people=MOST_PEOPLE,
    )  # fmt: skip


def _found(shelf: Shelf, slug: str) -> Exercise:
    exercise = shelf.exercises.get(slug)
    if exercise is None:
        abort(404)
    return exercise


def _standing(stored: Stored | None, slug: str) -> tuple[Session, ...]:
    """The sessions that hold it already."""
    if stored is None:
        return ()
    every = [*(session for _, _, session in stored.convening.sessions()), *stored.convening.parked]
    return tuple(session for session in every if session.exercise == slug)


def _answers(exercise: Exercise, stored: Stored | None, standing: tuple[Session, ...]) -> dict[str, str]:
    speech = say()
    original = stored.convening.language if stored else "en"
    known = {key: speech("[{label}]", label=in_language(asked.label, speech.code, "en")[0]) for key, asked in exercise.fill.items()}
    for key, answer in standing[0].fill.items() if standing else ():
        given = answer if isinstance(answer, tuple) else (answer,)
        if said := speech.list([in_language(each, speech.code, original)[0] for each in given]):
            known[key] = said
    return known


def _spots(convening: Convening, speech: Language) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Where it could stand: in each day at the end, at the beginning, or after something."""
    for number, day in enumerate(convening.days, 1):
        after = tuple(
            (f"day:{day.id}:{each.id}", speech("After “{session}”", session=in_language(each.title, speech.code, convening.language)[0]))
            for each in day.sessions
        )
        beginning = ((f"day:{day.id}:", speech("At the beginning")),) if after else ()
        name = day_name(number, day, speech)
        yield name, ((f"day:{day.id}", speech("At the end of {day}", day=name)), *beginning, *after)


def _rounded(exercise: Exercise, people: int) -> int:
    """The minutes that it would get: its usual ones for so many people, in steps of five."""
    return max(STEP, -(-steps.length(exercise, people).usual // STEP) * STEP)


# Into an agenda


def add(key: str, exercise: str) -> AnyResponse:
    """One session more, with its title, its purpose, its minutes for these people: one edit, and it stands open beside the agenda."""
    stored = planner().store.get(key)
    wanted = _found(planner().shelf(), exercise)
    people, to = _people(stored), request.form.get("to", "")
    made: list[str] = []

    def make(convening: Convening) -> AnyEdit:
        into, after = place_of(to)
        title, purpose = (in_language(text, convening.language, "en")[0] for text in (wanted.title, wanted.purpose))
        made.append(new_id(convening, "session", title))
        value = {
            "id": made[-1], "title": title, "kind": "exercise", "minutes": _rounded(wanted, people), "purpose": purpose,
            "exercise": exercise,
        }  # fmt: skip
        first = after is None and to.count(":") > 1
        return Insert(into=into, value=value, after=after, at=0 if first else None)

    return change(key, make, lambda told, _before: told.added(made[-1]), open_now=lambda _: f"session:{made[-1]}")


# Its sheets


def sheet(exercise: str, sheet: str) -> Response:
    return _preview(None, exercise, sheet)


def sheet_in(key: str, exercise: str, sheet: str) -> Response:
    return _preview(planner().store.get(key), exercise, sheet)


def _preview(stored: Stored | None, slug: str, wanted: str) -> Response:
    """A sheet as it would be printed: the very HTML, and nothing in it may run, load or be sent."""
    from toolkit.material import Material, Task
    from toolkit.web.printing import previewed

    exercise = _found(planner().shelf(), slug)
    trial = _trial(exercise, stored, _people(stored))
    spec = _specs(exercise, trial).get(wanted)
    if spec is None:
        abort(404)
    material = Material(trial, {slug: exercise}, planner().store.assets(stored.id) if stored else {})
    return previewed(material.tree(Task(spec, "html", spec.audience, trial.language, None, f"{spec.name}.html")))


def _trial(exercise: Exercise, stored: Stored | None, people: int) -> Convening:
    """A convening with nothing in it but this exercise, for so many people: what a sheet shows before it stands in an agenda."""
    base = stored.convening if stored else Convening(title=say()("Your convening"))
    standing = _standing(stored, exercise.slug)
    fill, lead = (standing[0].fill, standing[0].lead) if standing else ({}, ())
    title = in_language(exercise.title, base.language, "en")[0]
    session = Session(
        id="trial", title=title, kind="exercise", minutes=_rounded(exercise, people), exercise=exercise.slug, fill=fill, lead=lead
    )  # fmt: skip
    alone: dict[str, Any] = {
        "days": (Day(id="day", start="09:00", sessions=(session,)),), "parked": (), "participants": (), "expected": people, "groups": (),
        "notes": (), "words": (), "together": (), "apart": (),
    }  # fmt: skip
    return base.model_copy(update=alone)


def _specs(exercise: Exercise, trial: Convening) -> "dict[str, Spec]":
    """The guide and each sheet by its id."""
    from toolkit.documents import specs

    ids = dict.fromkeys(("guide", *(each.id for each in exercise.sheets)))
    there = {spec.name: spec for spec in specs(trial, {exercise.slug: exercise})}
    return {each: there[f"{exercise.slug}-{each}"] for each in ids if f"{exercise.slug}-{each}" in there}


def _sheets(exercise: Exercise, stored: Stored | None, people: int) -> Iterator[Sheet]:
    speech = say()
    trial = _trial(exercise, stored, people)
    cards = {each.id: each for each in exercise.sheets}
    ends: dict[str, str] = {"exercise": exercise.slug, **({"key": stored.id} if stored else {}), **_asked_people()}
    for name, spec in _specs(exercise, trial).items():
        card = cards.get(name)
        title = in_language(card.title, speech.code, "en")[0] if card else speech(spec.title)
        count = spec.count(trial) if spec.count is not None else None
        each = in_language(card.each, speech.code, "en")[0] if card and card.each else speech(spec.copies) if spec.copies else ""
        copies = speech.plural("{n} copy", "{n} copies", count) if count is not None else ""
        picture = url_for(f"library.sheet{'_in' if stored else ''}", sheet=name, **ends)  # type: ignore[arg-type]
        amount = speech("{copies}: {whose}", copies=copies, whose=each) if copies and each else copies or each
        large = address(stored, exercise.slug, sheet=name, **_asked_people())
        yield Sheet(name, title, speech(spec.purpose), amount, card.after if card else "", picture, large)


# The frame of both pages


def _frame(stored: Stored | None, shelf: Shelf) -> dict[str, Any]:
    left_out = [(problem.values["name"], problem.say(say())) for problem in shelf.left_out]
    beside = {"convening": stored.convening, "stage": "library"} if stored else {}
    return {"stored": stored, "left_out": left_out, "own_count": len(shelf.own), **beside}


def address(stored: Stored | None, slug: str = "", **more: str) -> str:
    known: dict[str, str] = {**({"exercise": slug} if slug else {}), **({"key": stored.id} if stored else {}), **more}
    return url_for(f"library.{'one' if slug else 'show'}{'_in' if stored else ''}", **known)  # type: ignore[arg-type]


def _folder() -> str:
    return str(places.data_folder() / "exercises")
