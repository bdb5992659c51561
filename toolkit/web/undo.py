"""Undo and redo, the same on every page of a convening: two buttons, and in words what they did. A page includes `undo.html`.

To htmx goes `undo_answer.html`: both buttons, each in its own place, and what was done into the line that screen readers listen to.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from toolkit.language import N_
from toolkit.store import NotFoundError, Stored, StoreError
from toolkit.web import told
from toolkit.web.planner import planner, problem_page, say
from toolkit.web.who import back, who

CHANGED = "changed"
"""The event that an answer to htmx brings: a page that shows more of the convening fetches that part anew."""

NOT_DONE = N_("That was not done")
UNDO = N_("Undo")
REDO = N_("Redo")


@dataclass(frozen=True, slots=True)
class Turning:
    """The two buttons: what each would do, or nothing; and what was done just now, or why it was not."""

    key: str
    undo: bool
    redo: bool
    said: str = ""
    wrong: bool = False


def turning(stored: Stored, said: str = "", wrong: bool = False) -> Turning:
    """For the page of a convening: pass it as `turning`. A page that a form led to says what was done, until something else is."""
    if not said and request.args.get("told") == str(stored.seq):
        said = _told(stored)
    turns = planner().store.turns(stored.id, who())
    return Turning(stored.id, turns.undo is not None, turns.redo is not None, said, wrong)


def undo(key: str) -> AnyResponse:
    return _turn(key, planner().store.undo)


def redo(key: str) -> AnyResponse:
    return _turn(key, planner().store.redo)


def _turn(key: str, turn: Callable[[str, str], Stored]) -> AnyResponse:
    """To htmx the two buttons anew, with the event `changed`; to a plain form the page that it came from."""
    to_htmx = request.headers.get("HX-Request") == "true"
    try:
        stored = turn(key, who())
    except NotFoundError:
        raise
    except StoreError as problem:
        if to_htmx:
            return _buttons(turning(planner().store.get(key), problem.say(say()), wrong=True))
        return problem_page(409, say()(NOT_DONE), problem.say(say()), (_page(key), say()("Back to the convening")))
    if to_htmx:
        answer = _buttons(turning(stored, _told(stored)))
        answer.headers["HX-Trigger"] = CHANGED
        return answer
    return redirect(f"{_page(key)}?told={stored.seq}", 303)


def _buttons(made: Turning) -> Response:
    return make_response(render_template("undo_answer.html", turning=made))


def _told(stored: Stored) -> str:
    """The newest change of the convening in words, where there is one."""
    steps = planner().store.steps(stored.id, stored.seq, 1)
    return told.just_done(steps[0], say()) if steps else ""


def _page(key: str) -> str:
    mine = url_for("plan.show", key=key)
    found = back(mine)
    return found if found.startswith(mine) else mine
