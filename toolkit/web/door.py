"""In and out: the one-time link that lets a browser in, the sign of life for a second start, and quitting."""

import threading

from flask import Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from toolkit.web.planner import planner
from toolkit.web.security import cookie_name

STOP_AFTER_SECONDS = 0.7
"""So that the page that says goodbye is on the screen, with its style, before nobody answers any more."""


def enter(token: str) -> AnyResponse:
    """Let this browser in. A link that was used already still leads a browser home that is in, as after a reload."""
    door = planner().door
    if door.opens(token):
        answer = redirect(url_for("home.show"), 303)
        answer.set_cookie(cookie_name(), door.cookie(), httponly=True, samesite="Strict", path="/")
        return answer
    if not door.knows(request.cookies.get(cookie_name(), "")):
        abort(403)
    return redirect(url_for("home.show"), 303)


def running() -> Response:
    """For a second start of the program: the answer to its challenge shows that this is the planner of the same person."""
    challenge = request.args.get("challenge", "")
    if not 16 <= len(challenge) <= 100:
        abort(404)
    return Response(planner().door.proof(challenge), mimetype="text/plain")


def leave() -> str:
    """Stop the server once this page is out."""
    stop = planner().quit
    if stop is not None:
        timer = threading.Timer(STOP_AFTER_SECONDS, stop)
        timer.daemon = True
        timer.start()
    return render_template("goodbye.html")
