"""The people of a convening, as organisers see them."""

from flask import render_template

from toolkit.convening import people
from toolkit.web.planner import planner


def show(key: str) -> str:
    stored = planner().store.get(key)
    convening = stored.convening
    shown = [people.visible(person, "organisers", "list") for person in sorted(convening.participants, key=people.sort_key)]
    return render_template("people/list.html", stored=stored, convening=convening, stage="people", tab="list", shown=shown)
