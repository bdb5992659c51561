"""A list of people that somebody has: pasted, dropped or chosen; held against who is there; corrected and decided; and only then taken.

What is brought is held in memory until it is taken, and what is taken is one change.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from flask import current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from toolkit.convening.model import Convening
from toolkit.language import N_
from toolkit.language.said import SaidError
from toolkit.web import people_reading
from toolkit.web.bringing import NOT_DONE, as_said
from toolkit.web.held import Brought
from toolkit.web.people_answers import PeopleList, answered
from toolkit.web.planner import planner, say
from toolkit.web.who import who

if TYPE_CHECKING:
    from toolkit.convening.edits import AnyEdit

NOTHING = N_("Paste a list of people, or choose a file.")
NOT_UNDERSTOOD = N_("With that answer nobody can be told from it any more, so it was not taken. {reason}")
UNDECIDED = N_("Say first of those who may be there twice whether they are one person.")
NOTHING_NEW = N_("There is nothing in it that is not here already.")


def ask(key: str) -> str:
    return _door(key)


def bring(key: str) -> Response | tuple[str, int]:
    """Hold what was brought, if it is a list of people; else say why not."""
    from toolkit.imports.people import Hints

    upload = request.files.get("file")
    pasted = upload is None or not upload.filename
    text = request.form.get("text", "")
    name, data = ("", text.encode()) if pasted or upload is None else (upload.filename or "", upload.read())
    if not data.strip():
        return _door(key, (say()(NOTHING),), text), 422
    listed = PeopleList(Brought(name or say()("The pasted text"), data), Hints(), pasted)
    try:
        people_reading.read(listed, _convening(key))
    except SaidError as problem:
        return _door(key, (as_said(problem, pasted),), text if pasted else ""), 422
    word = planner().held.put(listed, len(data), key)
    return redirect(url_for("people_bringing.look", key=key, word=word), 303)


def look(key: str, word: str) -> str:
    return _page(key, word, planner().held.look(word, PeopleList, key))


def answer(key: str, word: str) -> Response | tuple[str, int]:
    """One or more answers: the file is read again with them. One that would leave nobody is refused, and the page stays."""
    held = planner().held
    listed = held.look(word, PeopleList, key)
    convening = _convening(key)
    try:
        pairs = people_reading.open_pairs(listed, people_reading.read(listed, convening)) if "all" in request.form else frozenset()
        new = answered(listed, request.form, pairs)
        people_reading.read(new, convening)
    except SaidError as problem:
        return _page(key, word, listed, say()(NOT_UNDERSTOOD, reason=as_said(problem, listed.pasted))), 422
    held.change(word, PeopleList, lambda _: new, key)
    return redirect(url_for("people_bringing.look", key=key, word=word) + "#understood", 303)


def take(key: str, word: str) -> Response | tuple[str, int]:
    """One change to the convening; then the list is held no longer."""
    from toolkit.convening.edits import EditError

    held = planner().held
    listed = held.look(word, PeopleList, key)
    if people_reading.open_pairs(listed, people_reading.read(listed, _convening(key))):
        return _page(key, word, listed, say()(UNDECIDED), request.form), 422
    ticked, consents = request.form.getlist("change"), request.form.getlist("consent")

    def make(convening: Convening) -> "AnyEdit | None":
        reading = people_reading.read(listed, convening)
        return people_reading.change_of(reading, ticked, consents, convening, planner().now().date(), say())

    try:
        with held.taking(word, PeopleList, key):
            before, after = planner().store.change(key, make, who())
    except EditError as error:
        reason = say()(error.problem.message, **error.problem.values)
        return _page(key, word, listed, say()(NOT_DONE, reason=reason), request.form), 422
    told = after.seq if after.seq != before.seq else None
    return redirect(url_for("roster.show", key=key, told=told), 303)


def drop(key: str, word: str) -> Response:
    planner().held.drop(word, key)
    return redirect(url_for("people_bringing.ask", key=key), 303)


def _convening(key: str) -> Convening:
    return planner().store.get(key).convening


def _frame(key: str) -> dict[str, Any]:
    stored = planner().store.get(key)
    return {"key": key, "stored": stored, "convening": stored.convening, "stage": "people", "tab": "bring"}


def _door(key: str, wrong: tuple[str, ...] = (), text: str = "") -> str:
    door = url_for("people_bringing.ask", key=key)
    most = current_app.config["MAX_CONTENT_LENGTH"]
    return render_template("people/bring.html", wrong=wrong, pasted=text, name="", largest=most, door=door, **_frame(key))


def _page(key: str, word: str, listed: PeopleList, wrong: str = "", typed: Mapping[str, str] | None = None) -> str:
    from toolkit.imports.people import FIELDS

    frame = _frame(key)
    reading = people_reading.read(listed, frame["convening"])
    shown = people_reading.page(listed, reading, frame["convening"], say())
    ticked = request.form.getlist("change") if typed is not None else [each.key for each in shown.changes if listed.overwrite]
    consents = request.form.getlist("consent") if typed is not None else []
    return render_template(
        "people/brought.html", word=word, name=listed.brought.name, pasted=listed.pasted, wrong=wrong, read_as=shown, fields=FIELDS,
        ticked=ticked, consents=consents, hints=listed.hints, overwrite=listed.overwrite,
        here=url_for("people_bringing.look", key=key, word=word), take_at=url_for("people_bringing.take", key=key, word=word),
        drop_at=url_for("people_bringing.drop", key=key, word=word), **frame,
    )  # fmt: skip
