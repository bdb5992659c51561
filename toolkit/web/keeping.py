"""Letting go: forgetting the people of a convening, and deleting one. Both ask first, and say what they cannot reach."""

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from toolkit.convening import people
from toolkit.convening.model import Needs, Participant
from toolkit.language import N_, Language
from toolkit.store import Place, Stored, places
from toolkit.store.own_texts import Named, naming
from toolkit.web import handing
from toolkit.web.planner import planner, say
from toolkit.web.who import forget_nickname

PLACES: dict[str, str] = {
    "agreement": N_("agreement"), "allowed": N_("place that may stay"), "alt": N_("description"),
    "assets": N_("picture"), "attribution": N_("attribution"), "author": N_("author"), "body": N_("text"),
    "boxes": N_("box"), "caption": N_("caption"), "cluster": N_("cluster"), "days": N_("day"), "discreet_title": N_("title for outsiders"),
    "dismissed": N_("dismissed advice"), "figures": N_("figure"), "fill": N_("answer for the exercise"), "groups": N_("group"),
    "evaluation": N_("evaluation"), "group": N_("theme"), "part": N_("heading"), "questions": N_("question"),
    "remarks": N_("what was written"), "steps": N_("step"),
    "handed": N_("copy handed over"),
    "heading": N_("heading"), "hosts": N_("host"), "lead": N_("lead"), "more": N_("further column"), "name": N_("name"),
    "notes": N_("note"), "objectives": N_("objective"), "owner": N_("owner"), "parked": N_("parked session"),
    "participants": N_("person"), "purpose": N_("purpose"), "reason": N_("reason"), "report": N_("report"), "room": N_("room"),
    "rooms": N_("room"), "sections": N_("section"), "sent": N_("version sent"),
    "sessions": N_("session"), "subtitle": N_("subtitle"), "summary": N_("summary"), "text": N_("text"),
    "title": N_("title"), "to": N_("addressee"), "tracks": N_("parallel group"), "venue": N_("venue"), "version": N_("version"),
    "why": N_("reason"), "words": N_("word"),
}  # fmt: skip
"""What the keys of a convening file are called on a page; one that is not here is shown as it stands in the file."""


def place(found: Place, speech: Language) -> str:
    """Where a text stands, as a person would look for it: report, section 5, box 1, author."""
    parts: list[str] = []
    for step in found.way:
        if isinstance(step, int):
            parts[-1] = speech("{what} {n}", what=parts[-1], n=speech.number(step + 1)) if parts else speech.number(step + 1)
        else:
            parts.append(speech(PLACES[step]) if step in PLACES else step)
    return ", ".join(parts)


def named(person: Participant) -> bool:
    """Whether anything about a person is left that forgetting would erase."""
    contacts = person.email or person.phone or person.more or person.needs != Needs()
    return bool(person.name or person.legal_name or person.affiliations or contacts)


def ask_forget(key: str) -> str:
    """All of its people, or the one whom the address names by id."""
    return _ask(planner().store.get(key), "", _person(key))


def _person(key: str) -> str | None:
    wanted = request.values.get("person")
    if wanted and planner().store.get(key).convening.person(wanted) is None:
        abort(404)
    return wanted or None


def forget(key: str) -> str | tuple[str, int]:
    """Nothing is forgotten by a slip of the hand: the box has to be ticked."""
    mine, person = planner(), _person(key)
    if request.form.get("sure") != "yes":
        return _ask(mine.store.get(key), "sure", person), 422
    mine.drop_jobs(key)
    gone = [each for each in mine.store.get(key).convening.participants if person in (None, each.id)]
    forget_nickname(gone)
    named_in = naming(gone, places.own_exercises())
    done = mine.store.forget(key, person, clear_prose=request.form.get("prose") == "clear")
    stored = mine.store.get(key)
    return render_template("forgotten.html", stored=stored, convening=stored.convening, done=done, exercises=_by_text(named_in))


def _ask(stored: Stored, wrong: str, person: str | None = None) -> str:
    speech, store = say(), planner().store
    prose = tuple(place(each, speech) for each in store.names_in_prose(stored.id, person))
    perhaps = tuple(place(each, speech) for each in store.perhaps_in_prose(stored.id, person))
    one = stored.convening.person(person) if person else None
    known = sum(named(each) for each in stored.convening.participants if one in (None, each))
    name = "" if one is None else people.visible(one, "organisers", "list").name or one.code or speech("a person without a name")
    keeps = request.form.get("prose") == "keep"
    return render_template(
        "forget.html", stored=stored, convening=stored.convening, prose=prose, perhaps=perhaps, known=known, wrong=wrong, keeps=keeps,
        person=person, name=name, handed=handing.holding(stored, person, speech),
        exercises=_by_text(naming([each for each in stored.convening.participants if one in (None, each)], places.own_exercises())),
    )  # fmt: skip


def _by_text(found: tuple[Named, ...]) -> list[tuple[str, str, str]]:
    """Each text of an exercise that names somebody, with its lines."""
    texts: dict[tuple[str, str], list[int]] = {}
    for each in found:
        texts.setdefault((each.exercise, each.file), []).append(each.line)
    speech = say()

    def told(lines: list[int]) -> str:
        return speech.plural("line {lines}", "lines {lines}", len(lines), lines=speech.list([speech.number(line) for line in lines]))

    return [(exercise, file, told(lines)) for (exercise, file), lines in texts.items()]


def ask_remove(key: str) -> str:
    stored = planner().store.get(key)
    return render_template("remove.html", stored=stored, convening=stored.convening, wrong="")


def remove(key: str) -> Response | tuple[str, int]:
    mine = planner()
    stored = mine.store.get(key)
    if request.form.get("sure") != "yes":
        return render_template("remove.html", stored=stored, convening=stored.convening, wrong="sure"), 422
    mine.drop_jobs(key)
    mine.store.remove(key)
    return redirect(url_for("home.show"), 303)
