"""The start page: three doors, the convenings there are, and what the planner says about itself."""

from flask import make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from toolkit.store import Store
from toolkit.web.planner import planner

SAMPLE = "sample"


def show() -> str:
    """What has to be forgotten by now stands first: the app asks, it does not erase in silence."""
    mine = planner()
    return render_template("home.html", convenings=mine.store.list(), due=mine.store.due(mine.now().date()))


def sample() -> Response:
    """The sample that is there, or a fresh one."""
    store = planner().store
    there = next((one.id for one in store.list() if one.origin == SAMPLE), None)
    return redirect(url_for("plan.show", key=there or add_sample(store)), 303)


def about() -> Response:
    """A page asks for this before it sends a form: one that is closed meanwhile is said, and what was typed stays."""
    answer = make_response(render_template("about.html"))
    if planner().store.safe.closed:
        answer.headers["Planner-Closed"] = "yes"
    return answer


def add_sample(store: Store) -> str:
    from toolkit import library

    opened = library.sample()
    return store.add(opened.convening, opened.assets, origin=SAMPLE)
