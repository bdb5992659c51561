"""The planner's desk: what the Plan page shows of one state of a convening, and how a change to it is made and answered.

A change sees the newest state and is committed before anything is answered. To our own script the answer is the parts of the page that
may have changed; to a plain form it is the page again. A refusal keeps what was typed in its field, with one sentence beside it.
"""

from collections.abc import Callable
from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from toolkit.convening.edits import AnyEdit, EditError
from toolkit.convening.model import KINDS, Convening
from toolkit.language import N_
from toolkit.language.said import SaidError
from toolkit.planning import timing
from toolkit.store import Stored
from toolkit.web.announcing import Announcer, Times
from toolkit.web.board import KIND_WORDS, board
from toolkit.web.fields import KEEPS, RefusedError
from toolkit.web.panel import Typed, panel
from toolkit.web.planner import planner, say
from toolkit.web.really import really
from toolkit.web.remarks import LEVEL_WORDS, remarks
from toolkit.web.undo import turning
from toolkit.web.who import who

NOT_DONE = N_("Not done: {reason}.")
SAVED = N_("Saved.")

Make = Callable[[Convening], AnyEdit | None]
Tell = Callable[[Announcer, Convening], str]
"""From the state after the change, and the one before it, the sentence that is read aloud."""


def from_script() -> bool:
    return request.headers.get("HX-Request") == "true"


def context(
    stored: Stored, opened: str, *, said: str = "", wrong: bool = False, typed: Typed | None = None, times: Times | None = None
) -> dict[str, Any]:
    """What the page and its parts show. `times` are those of this state, where somebody has worked them out already."""
    convening, speech = stored.convening, say()
    fitted = timing.agenda(convening) if times is None else times
    exercises = planner().exercises()
    found = remarks(convening, fitted, exercises, speech)
    on: dict[str, list[Any]] = {}
    for each in found.standing:
        on.setdefault(each.session or each.day or "", []).append(each)
    return {
        "stored": stored,
        "key": stored.id,
        "convening": convening,
        "stage": "plan",
        "board": board(convening, fitted, speech),
        "remarks": on,
        "remark_count": len(found.standing),
        "aside": found.aside,
        "panel": panel(convening, fitted, opened, exercises, speech, typed) if opened else None,
        "opened": opened,
        "really": really(stored, opened, speech) if opened else None,
        "turning": turning(stored, said, wrong),
        "kinds": [(kind, speech(KIND_WORDS[kind])) for kind in KINDS],
        "keeps": [(keep, speech(words)) for keep, words in KEEPS.items()],
        "levels": LEVEL_WORDS,
        "fixed": speech("Fixed time"),
    }


def parts(stored: Stored, opened: str, status: int = 200, **more: Any) -> Response:
    """The parts of the page that a change may have touched."""
    return make_response(render_template("plan/parts.html", **context(stored, opened, **more)), status)


def opened() -> str:
    """What stands open beside the agenda, as the page says."""
    return request.values.get("open", "")


def change(
    key: str,
    make: Make,
    tell: Tell,
    *,
    open_now: Callable[[Convening], str] | None = None,
    typed: Callable[[SaidError], Typed] | None = None,
    typing: bool = False,
) -> Response:
    """Make one change to the newest state, and answer with what became of it. `typed` puts a refusal beside the field it speaks of;
    a short while of `typing` in one field is one step of undo, and what is pressed or chosen is one each time."""
    try:
        before, after = planner().store.change(key, make, who(), typing=typing)
    except (EditError, RefusedError) as error:
        if typed is not None:
            kept = typed(error)
            return refused(key, next(iter(kept.wrong.values())), kept)
        if isinstance(error, EditError):
            return refused(key, say()(NOT_DONE, reason=say()(error.problem.message, **error.problem.values)))
        return refused(key, error.say(say()))
    times = timing.agenda(after.convening)
    said = tell(Announcer(after.convening, times, say()), before.convening)
    show = open_now(after.convening) if open_now is not None else opened()
    if from_script():
        return parts(after, show, said=said, times=times)
    return redirect(url_for("plan.show", key=key, open=show or None, told=after.seq), 303)


def refused(key: str, sentence: str, typed: Typed | None = None) -> Response:
    """Nothing was changed, and why; the page stands as it is."""
    stored = planner().store.get(key)
    if from_script():
        return parts(stored, opened(), 422, said=sentence, wrong=True, typed=typed)
    page = render_template("plan.html", **context(stored, opened(), said=sentence, wrong=True, typed=typed))
    return make_response(page, 422)


__all__ = ["SAVED", "change", "context", "from_script", "opened", "parts", "refused"]
