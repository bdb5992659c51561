"""One's own exercises, from the pages: begun from nothing or as a copy, written, brought as a ZIP and taken along as one.

They lie as folders beside the data, so whoever likes an editor of text better uses that; what it saved meanwhile is not written over.
"""

import hashlib
import pathlib
from dataclasses import dataclass

from flask import Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from toolkit.convening.values import slug as slug_of
from toolkit.language import N_
from toolkit.language.said import SaidError
from toolkit.library import own
from toolkit.library.exercises import is_slug
from toolkit.library.places import EXERCISES, LibraryError, read_text
from toolkit.store import places
from toolkit.web import library
from toolkit.web.plan import attachment
from toolkit.web.planner import planner, say

LONGEST_TITLE = 300
NO_TITLE = N_("Say what the exercise is called.")
TITLE_TOO_LONG = N_("The title is longer than {most} characters; make it shorter.")
NO_FILE = N_("Choose a ZIP file first: an exercise that a colleague has taken along.")
MEANWHILE = N_(
    "Somebody has changed these texts meanwhile, in another window or in the folder. Nothing was saved: copy what you typed, then open "
    "this page again."
)
BAD_FILE = N_("{name} cannot be the name of a text; write letters, digits and dashes, and .md at the end, as cards.md.")


@dataclass(frozen=True, slots=True)
class File:
    """One text of an exercise, as its form shows it."""

    name: str
    text: str


def begin() -> AnyResponse | tuple[str, int]:
    """A new one from a skeleton, or a copy of one: beside it under a name of its own, or in its place."""
    form = request.form
    of, title, key = form.get("of", ""), " ".join(form.get("title", "").split()), form.get("key", "")
    shelf = planner().shelf()
    instead = form.get("instead") == "yes" and of in shelf.exercises
    try:
        if not title and not instead:
            raise LibraryError(NO_TITLE)
        if len(title) > LONGEST_TITLE:
            raise LibraryError(TITLE_TOO_LONG, most=LONGEST_TITLE)
        made = own.texts(shelf.folders[of]) if of in shelf.exercises else own.skeleton(title)
        name = of if instead else _free(title, of)
        own.put(places.own_exercises_folder(), {name: made if instead else own.titled(made, title)})
    except SaidError as problem:
        return _again(of if of in shelf.exercises else "", key, problem.say(say()))
    return redirect(url_for("own.write", exercise=name), 303)


def _free(title: str, of: str) -> str:
    """A folder's name that nothing has yet, made from the title."""
    wanted = slug_of(title, f"my-{of}"[:50].rstrip("-") if of else "my-exercise")
    there = places.own_exercises()
    taken = {*planner().shelf().exercises, *(path.name for path in (there.iterdir() if there else ()))}
    return next(name for name in (wanted, *(f"{wanted}-{number}" for number in range(2, 10_000))) if name not in taken)


def _again(of: str, key: str, sentence: str) -> tuple[str, int]:
    stored = planner().store.get(key) if key else None
    return (library.one_page(stored, of, sentence) if of else library.all_page(stored, sentence)), 422


def bring() -> AnyResponse | tuple[str, int]:
    """What a ZIP holds, all of it or nothing."""
    upload, key = request.files.get("file"), request.form.get("key", "")
    try:
        if upload is None or not upload.filename:
            raise LibraryError(NO_FILE)
        made = own.unpack(upload.read(), upload.filename)
        own.put(places.own_exercises_folder(), made, replace=request.form.get("replace") == "yes")
    except SaidError as problem:
        return _again("", key, problem.say(say()))
    ends = {"key": key} if key else {}
    name = next(iter(made)) if len(made) == 1 else ""
    return redirect(library.address(planner().store.get(key) if ends else None, name), 303)


def take_all() -> Response:
    shelf = planner().shelf()
    if not shelf.own:
        abort(404)
    return attachment(own.pack(shelf.folders[name] for name in shelf.own), "exercises.zip", "application/zip")


def take(exercise: str) -> Response:
    folder = planner().shelf().folders.get(exercise)
    if folder is None:
        abort(404)
    return attachment(own.pack((folder,)), f"{exercise}.zip", "application/zip")


def write(exercise: str) -> str:
    """Its texts, to be written over; also of one that is left out because something in it is wrong."""
    folder = _folder(exercise)
    made = own.texts(folder)
    problem = next((each for each in planner().shelf().left_out if each.values["name"] == exercise), None)
    return _form(exercise, folder, made, _digest(made), problem.say(say()) if problem else "")


def save(exercise: str) -> AnyResponse | tuple[str, int]:
    """All texts at once; what is not in order is said with file and line, and what was typed stays. An emptied text is taken out."""
    folder, form = _folder(exercise), request.form
    typed = {name.removeprefix("text-"): text.replace("\r\n", "\n") for name, text in form.items() if name.startswith("text-")}
    new, text = form.get("new-name", "").strip(), form.get("new-text", "").replace("\r\n", "\n")
    kept = {**typed, **({new: text} if new else {})}
    try:
        for name in kept:
            if not own.may_be_called(name):
                raise LibraryError(BAD_FILE, name=name)
        if form.get("was") != _digest(own.texts(folder)):
            raise LibraryError(MEANWHILE)
        own.rewrite(folder, {name: each for name, each in kept.items() if each.strip()})
    except SaidError as problem:
        return _form(exercise, folder, typed, form.get("was", ""), problem.say(say()), new, text), 422
    return redirect(url_for("library.one", exercise=exercise), 303)


def aside(exercise: str) -> AnyResponse | tuple[str, int]:
    """Off the shelf; where it stood in for one of ours, that one is back."""
    key = request.form.get("key", "")
    try:
        own.put_aside(_folder(exercise))
    except SaidError as problem:
        return _again("", key, problem.say(say()))
    stored = planner().store.get(key) if key else None
    return redirect(library.address(stored, exercise if exercise in planner().shelf().exercises else ""), 303)


def _folder(name: str) -> pathlib.Path:
    place = places.own_exercises()
    if place is None or not is_slug(name) or not (place / name).is_dir():
        abort(404)
    return place / name


def _digest(made: own.Texts) -> str:
    return hashlib.sha256(repr(sorted(made.items())).encode()).hexdigest()


def _form(
    name: str, folder: pathlib.Path, made: own.Texts, was: str, wrong: str, new: str = "", new_text: str = ""
) -> str:  # fmt: skip
    shown = sorted((File(each, text) for each, text in made.items()), key=lambda file: (file.name != own.CARD, file.name))
    return render_template(
        "library/write.html", slug=name, folder=str(folder), files=shown, was=was, wrong=wrong, new=new, new_text=new_text,
        there=name in planner().shelf().exercises, manual=read_text(EXERCISES / "README.md"),
    )  # fmt: skip
