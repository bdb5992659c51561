"""Letting go: forgetting the people of a convening, and deleting one. Both ask first, and say what they cannot reach."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from toolkit.web.planner import planner

pages = Blueprint("keeping", __name__, url_prefix="/c/<key>")


@pages.get("/forget")
def ask_forget(key: str) -> str:
    store = planner().store
    stored = store.get(key)
    return render_template("forget.html", stored=stored, convening=stored.convening, prose=store.names_in_prose(key), wrong="")


@pages.post("/forget")
def forget(key: str) -> str | tuple[str, int]:
    """Nothing is forgotten by a slip of the hand: the box has to be ticked."""
    mine = planner()
    if request.form.get("sure") != "yes":
        stored = mine.store.get(key)
        page = render_template(
            "forget.html", stored=stored, convening=stored.convening, prose=mine.store.names_in_prose(key), wrong="sure"
        )
        return page, 422
    mine.drop_jobs(key)
    done = mine.store.forget(key, clear_prose=request.form.get("prose") == "clear")
    stored = mine.store.get(key)
    return render_template("forgotten.html", stored=stored, convening=stored.convening, done=done)


@pages.get("/remove")
def ask_remove(key: str) -> str:
    stored = planner().store.get(key)
    return render_template("remove.html", stored=stored, convening=stored.convening, wrong="")


@pages.post("/remove")
def remove(key: str) -> Response | tuple[str, int]:
    mine = planner()
    stored = mine.store.get(key)
    if request.form.get("sure") != "yes":
        return render_template("remove.html", stored=stored, convening=stored.convening, wrong="sure"), 422
    mine.drop_jobs(key)
    mine.store.remove(key)
    return redirect(url_for("home.show"), 303)
