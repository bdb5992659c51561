"""Who is in the room at a glance: what the paper of that name counts, as organisers may read it, each number a way into the list."""

from dataclasses import dataclass

from flask import render_template, url_for

from toolkit.convening import roster
from toolkit.language import language
from toolkit.store import Stored
from toolkit.web.planner import planner, say
from toolkit.web.roster_page import NOTHING


@dataclass(frozen=True, slots=True)
class Bar:
    """`link` leads to these people, where the list can be filtered by it."""

    words: str
    said: str
    number: int
    link: str


@dataclass(frozen=True, slots=True)
class Chart:
    title: str
    most: int
    bars: tuple[Bar, ...]


def show(key: str) -> str:
    stored = planner().store.get(key)
    parting = roster.parting_columns(stored.convening)
    closed = [each for each in roster.columns(stored.convening) if each not in parting]
    return render_template(
        "people/composition.html", stored=stored, convening=stored.convening, stage="people", tab="composition",
        charts=charts(stored), closed=closed,
    )  # fmt: skip


def charts(stored: Stored) -> tuple[Chart, ...]:
    from toolkit.documents.composition import counted, dimensions
    from toolkit.documents.registry import Options

    convening, them = stored.convening, roster.coming(stored.convening)
    options = Options("organisers", language(say().code), convening.language)
    made: list[Chart] = []
    for each in dimensions(convening, options):
        sides = {side or say()("Not recorded"): side or NOTHING for side in roster.counted(them, lambda person: (person.side,))}
        bars = tuple(
            Bar(count.words, count.said, count.number or 0,
                url_for("roster.show", key=stored.id, side=sides[count.words]) if each.name == "side" and count.words in sides else "")
            for count in counted(them, each, options)
        )  # fmt: skip
        if bars:
            made.append(Chart(each.title if each.own else say()(each.title), max(bar.number for bar in bars), bars))
    return tuple(made)
