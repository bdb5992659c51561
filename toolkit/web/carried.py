"""The exercises of its author's own that a convening brought along: offered, and taken only where somebody says so.

One that is here under the same name with other texts is never written over unasked; what gives way is put aside in its folder.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from toolkit.convening.values import in_language
from toolkit.language.said import SaidError
from toolkit.library import own
from toolkit.library.shelf import ours
from toolkit.store import places
from toolkit.web.planner import planner, say

Here = Literal["", "yours", "ours"]


@dataclass(frozen=True, slots=True)
class Carried:
    """What came, held until it is taken or left."""

    exercises: Mapping[str, own.Texts]


@dataclass(frozen=True, slots=True)
class Offer:
    """One of them as the page shows it. `here` says whose exercise of that name there is already, `wrong` why it cannot be taken."""

    slug: str
    title: str
    purpose: str
    here: Here
    wrong: str = ""


def offered(key: str, came: Mapping[str, own.Texts]) -> Response | None:
    """The way to what is offered, where a convening that was just opened brought something that is not here as it is."""
    shelf = planner().shelf()
    others = {slug: texts for slug, texts in came.items() if slug not in shelf.own or own.texts(shelf.folders[slug]) != texts}
    if not others:
        return None
    size = sum(len(text.encode()) for texts in others.values() for text in texts.values())
    return redirect(url_for("carried.look", key=key, word=planner().held.put(Carried(others), size, key)), 303)


def look(key: str, word: str) -> str:
    return _page(key, word, planner().held.look(word, Carried, key))


def take(key: str, word: str) -> Response | tuple[str, int]:
    """Those that are ticked, all or none; the others are let go."""
    mine = planner()
    held = mine.held.look(word, Carried, key)
    wanted = {slug: texts for slug, texts in held.exercises.items() if slug in request.form.getlist("take")}
    try:
        if wanted:
            own.put(places.own_exercises_folder(), wanted, replace=True)
    except SaidError as problem:
        return _page(key, word, held, problem.say(say())), 422
    mine.held.drop(word, key)
    return redirect(url_for("plan.show", key=key), 303)


def _page(key: str, word: str, held: Carried, wrong: str = "") -> str:
    stored = planner().store.get(key)
    offers = tuple(_offer(slug, texts) for slug, texts in held.exercises.items())
    ticked = request.form.getlist("take") if wrong else [each.slug for each in offers if not each.here and not each.wrong]
    return render_template(
        "library/carried.html", stored=stored, convening=stored.convening, stage="plan", word=word, offers=offers, ticked=ticked,
        wrong=wrong,
    )  # fmt: skip


def _offer(slug: str, texts: own.Texts) -> Offer:
    speech = say()
    shelf = planner().shelf()
    mine = shelf.own | {str(problem.values["name"]) for problem in shelf.left_out}
    here: Here = "yours" if slug in mine else "ours" if slug in ours() else ""
    try:
        exercise = own.read(slug, texts)
    except SaidError as problem:
        return Offer(slug, slug, "", here, problem.say(speech))
    title, purpose = (in_language(text, speech.code, "en")[0] for text in (exercise.title, exercise.purpose))
    return Offer(slug, title, purpose, here)
