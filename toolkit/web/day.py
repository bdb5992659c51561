"""One day of the agenda: its date, its hours, its title; one more, one less."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from toolkit.convening import changes
from toolkit.convening.addressed import Ref
from toolkit.convening.model import Convening
from toolkit.language import N_
from toolkit.web.desk import change, context, from_script, opened
from toolkit.web.planner import planner, say
from toolkit.web.session import fill_in


def show(key: str, day: str) -> str | Response:
    if not from_script():
        return redirect(url_for("plan.show", key=key, open=f"day:{day}"), 303)
    return render_template("plan/panel.html", **context(planner().store.get(key), f"day:{day}"))


def fill(key: str, day: str) -> Response:
    return fill_in(key, Ref(kind="day", id=day), lambda told, _names: told.day(day))


def add(key: str) -> Response:
    def open_now(convening: Convening) -> str:
        return f"day:{convening.days[-1].id}"

    return change(key, changes.add_day, lambda told, _before: told.day(told.convening.days[-1].id), open_now=open_now)


def remove(key: str, day: str) -> Response:
    """The day goes, and nothing that was planned in it."""

    def count(convening: Convening) -> int:
        return sum(len(each.sessions) for each in convening.days if each.id == day)

    return change(
        key,
        lambda convening: changes.remove_day(convening, day),
        lambda _told, before: say().plural(
            "The day is gone; its session waits in the tray.", "The day is gone; its {n} sessions wait in the tray.", count(before)
        ) if count(before) else say()(N_("The day is gone.")),
        open_now=lambda _: "" if opened() == f"day:{day}" or request.form.get("open") is None else opened(),
    )
