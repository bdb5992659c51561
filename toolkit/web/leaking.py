"""Who is named in what was typed, before whom they may not be: the page that asks, the answers, and what a file that was held back says.

People are named here as organisers name them; an address, a log and the convening's `allowed` hold ids and marks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from toolkit.convening import called, people
from toolkit.convening.addressed import Place, Ref, Spot, dumped
from toolkit.convening.edits import AnyEdit, EditError, Insert, Remove
from toolkit.convening.model import Allowed, Audience, Convening
from toolkit.language import N_, Language
from toolkit.leaks import Check, Leak, Named, allowance, refused
from toolkit.store import Place as TextPlace
from toolkit.store import Stored
from toolkit.web import keeping
from toolkit.web.planner import planner, say
from toolkit.web.undo import turning
from toolkit.web.who import who

if TYPE_CHECKING:
    from toolkit.material import HeldError

LONGEST_REASON = 300
NO_REASON = N_("Say in a few words why it may stay; the reason is kept with it.")
GONE = N_("This text has been changed meanwhile; look again.")
REFUSES = N_("She refused to be named, or took her consent back: only changing the text helps.")
BEFORE: dict[Audience, str] = {
    "participants": N_("Participants and everybody else may not read it."),
    "public": N_("Participants may read it, the public may not."),
    "facilitators": N_("Facilitators may not read it."),
    "organisers": "",
}
_ALLOWED = Place(list="allowed")


@dataclass(frozen=True, slots=True)
class Entry:
    """One place as the page shows it: what, where, the line in three parts, and what can be done. `fix` is where the text is changed."""

    leak: Leak
    what: str
    where: str
    line: tuple[str, str, str]
    audience: str
    refused: bool
    fix: str
    wrong: str = ""
    typed: str = ""

    @property
    def key(self) -> str:
        return f"{self.leak.id}.{self.leak.mark}"


@dataclass(frozen=True, slots=True)
class Answer:
    """An entry of `allowed`: of whom, where (nothing where the text has changed since), and whether it counts."""

    entry: Allowed
    who: str
    where: str
    line: tuple[str, str, str]
    refused: bool


def show(key: str) -> str:
    return _page(planner().store.get(key))


def allow(key: str) -> AnyResponse:
    """This place may stay, with a reason; never against a refusal."""
    person, where, reason = (request.form.get(name, "").strip() for name in ("person", "where", "reason"))
    wrong: list[str] = [] if reason else [NO_REASON]

    def make(convening: Convening) -> AnyEdit | None:
        found = next((each for each in _open(convening) if (each.leak.id, each.leak.mark) == (person, where)), None)
        who_is_it = convening.person(person)
        if found is None or found.leak.certain or who_is_it is None:
            wrong.append(GONE)
        elif refused(who_is_it):
            wrong.append(REFUSES)
        return None if wrong or found is None else Insert(into=_ALLOWED, value=dumped(allowance(found.leak, reason[:LONGEST_REASON])))

    _, after = planner().store.change(key, make, who())
    if wrong:
        return make_response(_page(after, (person, where, wrong[0], reason)), 422)
    return redirect(url_for(".show", key=key, told=after.seq), 303)


def again(key: str) -> Response | AnyResponse:
    """Ask about it again."""
    person, where = request.form.get("person", ""), request.form.get("where", "")

    def make(convening: Convening) -> AnyEdit | None:
        for at, entry in enumerate(convening.allowed):
            if (entry.person, entry.where) == (person, where):
                return Remove(target=Spot(place=_ALLOWED, at=at, value=dumped(entry)))
        return None

    try:
        _, after = planner().store.change(key, make, who())
    except EditError:
        after = planner().store.get(key)
    return redirect(url_for(".show", key=key, told=after.seq), 303)


def held_page(stored: Stored, problem: "HeldError") -> Response:
    """A file that may not leave: what it says, of whom, on which page or line, and what to do."""
    speech = say()
    entries = [
        (leak.what(speech, name_of(stored.convening, leak, speech)), leak.where_in(speech), line if leak.place else "")
        for leak, line in zip(problem.found, problem.lines, strict=True)
    ]
    page = render_template("held.html", stored=stored, convening=stored.convening, stage="print", problem=problem, entries=entries)
    return make_response(page, 409)


def name_of(convening: Convening, leak: Leak, speech: Language) -> str:
    """What organisers call the person, or the session whose notes leaked."""
    if leak.kind == "notes":
        return called.thing(Ref(kind="session", id=leak.id), convening, speech)
    person = convening.person(leak.id)
    if person is None:
        return leak.id
    shown = people.visible(person, "organisers", "list", convening.rule)
    return shown.name or shown.code or speech("a person without a name")


def _open(convening: Convening) -> tuple[Named, ...]:
    return Check(convening).typed()


def _page(stored: Stored, typed: tuple[str, str, str, str] | None = None) -> str:
    convening, speech = stored.convening, say()
    found = _open(convening)
    entries = [_entry(stored, each, speech, typed) for each in found]
    answers = tuple(_answers(convening, found, speech))
    return render_template(
        "people/named.html", stored=stored, convening=convening, stage="people", tab="named", turning=turning(stored),
        certain=[each for each in entries if each.leak.certain], doubtful=[each for each in entries if not each.leak.certain],
        answers=answers, longest=LONGEST_REASON,
    )  # fmt: skip


def _entry(stored: Stored, named: Named, speech: Language, typed: tuple[str, str, str, str] | None) -> Entry:
    convening, leak = stored.convening, named.leak
    person = convening.person(leak.id)
    mine = typed is not None and typed[:2] == (leak.id, leak.mark)
    return Entry(
        leak, leak.what(speech, name_of(convening, leak, speech)), _where(convening, named, speech), named.around,
        speech(BEFORE[named.audience]) if BEFORE[named.audience] else "", person is not None and refused(person),
        _fix(stored.id, convening, named),
        speech(typed[2]) if typed is not None and mine else "", typed[3] if typed is not None and mine else "",
    )  # fmt: skip


def _answers(convening: Convening, still: tuple[Named, ...], speech: Language) -> Iterator[Answer]:
    """What was answered, each beside its place as long as the text stands as it did."""
    if not convening.allowed:
        return
    open_still = {(each.leak.id, each.leak.mark) for each in still}
    bare = Check(convening.model_copy(update={"allowed": ()})).typed()
    places = {(each.leak.id, each.leak.mark): each for each in bare}
    for entry in convening.allowed:
        person = convening.person(entry.person)
        named = places.get((entry.person, entry.where))
        name = people.visible(person, "organisers", "list", convening.rule).name if person else entry.person
        refuses = (entry.person, entry.where) in open_still or (person is not None and refused(person))
        where = "" if named is None else _where(convening, named, speech)
        yield Answer(entry, name, where, ("", "", "") if named is None else named.around, refuses)


def _where(convening: Convening, named: Named, speech: Language) -> str:
    """As a person would look for it: the session by its title, all else by its place."""
    way = named.typed.way
    if named.typed.session:
        key = next(step for step in reversed(way) if isinstance(step, str) and step in keeping.PLACES)
        session = called.thing(Ref(kind="session", id=named.typed.session), convening, speech)
        return speech("{session}, {what}", session=session, what=speech(keeping.PLACES[key]))
    return keeping.place(TextPlace(way), speech)


def _in_report(key: str, convening: Convening, way: tuple[str | int, ...]) -> str:
    """The section in which a text of the report stands, in the language that it is in."""
    at = way[2] if len(way) > 2 and way[1] == "sections" else None
    opened = convening.report.sections[at].id if isinstance(at, int) else "-summary"
    code = way[-1] if way[-1] in (convening.language, *convening.languages) else None
    return url_for("writing.show", key=key, open=opened, language=code)


def _fix(key: str, convening: Convening, named: Named) -> str:
    """The page on which the text is changed, where there is one."""
    if named.typed.session:
        return url_for("plan.show", key=key, open=f"session:{named.typed.session}")
    first = named.typed.way[0]
    if first == "report":
        return _in_report(key, convening, named.typed.way)
    if first in ("title", "subtitle", "discreet_title", "objectives"):
        return url_for("settings.show", key=key)
    if first == "notes" and isinstance(at := named.typed.way[1], int) and at < len(convening.notes):
        return url_for("notes.show", key=key, open=convening.notes[at].id)
    if first == "words":
        return url_for("words.show", key=key)
    return url_for("plan.show", key=key) if first == "days" else ""
