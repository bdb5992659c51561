"""The list of people: found, sorted and filtered by the server, saved field by field as they are left, many at once, one beside it.

What is searched for is posted and never stands in an address: it is a name. One form holds the list and the person beside it; it says
of each field what the page showed (`was:`), so that only what somebody typed is changed, and nothing that another window changed since
is overwritten unseen. It works without script too.
"""

import json
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from toolkit.convening import roster
from toolkit.convening.addressed import EditError, Place, Ref, new_id
from toolkit.convening.edits import AnyEdit, Insert, Set
from toolkit.convening.model import Convening
from toolkit.convening.telling import phrase
from toolkit.language import N_
from toolkit.language.said import SaidError
from toolkit.store import NotFoundError, Stored
from toolkit.web import roster_agreeing, roster_fields, roster_many
from toolkit.web.planner import planner, say
from toolkit.web.roster_page import COLUMNS, NOTHING, USUAL, Page, id_of, today
from toolkit.web.settings import REFUSED
from toolkit.web.settings_fields import LONGEST, TOO_LONG, MeanwhileError, RefusedError
from toolkit.web.settings_page import Typed
from toolkit.web.undo import turning
from toolkit.web.who import who

KEPT_SECONDS = 400 * 24 * 60 * 60
PERSON_GONE = N_("Somebody has taken this person out meanwhile, so this could not be saved.")
COLUMN_THERE = N_("There is a column of this name already.")


@dataclass(frozen=True, slots=True)
class View:
    """How the list is wanted, which page of it, and who stands open beside it."""

    wanted: roster.Wanted
    page: int
    open: str

    @property
    def in_address(self) -> dict[str, str]:
        """What of it an address may hold: ids and choices, never what was searched for."""
        wanted = self.wanted
        parts = {
            "sort": wanted.sort if wanted.sort != "name" else "", "status": wanted.status, "side": _filled(wanted.side),
            "country": _filled(wanted.country), "consent": wanted.consent, "page": str(self.page) if self.page > 1 else "",
            "open": self.open,
        }  # fmt: skip
        return {key: value for key, value in parts.items() if value}


@dataclass(slots=True)
class Outcome:
    """What became of a form: the fields that were saved, those that were refused and why, and what was done beside that."""

    key: str
    newest: Stored | None = None
    wrong: dict[str, str] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    done: list[str] = field(default_factory=list)
    open: str | None = None
    relist: bool = False
    repanel: bool = False
    consented: bool = False
    preview: roster_agreeing.Preview | None = None

    @property
    def stored(self) -> Stored:
        if self.newest is None:
            self.newest = planner().store.get(self.key)
        return self.newest


# Showing


def show(key: str) -> str:
    return _page(planner().store.get(key), _view(request.args))


def find(key: str) -> AnyResponse:
    """The list as it is wanted now. To our script only the part that moves."""
    stored, view = planner().store.get(key), _view(request.form)
    if request.headers.get("HX-Request") != "true":
        return _with_columns(make_response(_page(stored, view)), key)
    return _with_columns(make_response(render_template("people/found.html", **_context(stored, view))), key)


def person(key: str, person: str) -> AnyResponse:
    """What stands beside the list; without our script, the page with it."""
    if request.headers.get("HX-Request") != "true":
        return redirect(url_for(".show", key=key, open=person), 303)
    stored = planner().store.get(key)
    return make_response(render_template("people/panel.html", **_context(stored, View(roster.Wanted(), 1, person), listing=False)))


def _view(given: Any) -> View:
    """From an address or a form; what is none of the choices is not taken. A click on a head (`by`) goes before the chosen order."""
    sort = given.get("by") or given.get("sort", "")
    page = given.get("page", "")
    wanted = roster.Wanted(
        words=given.get("words", "")[:LONGEST],
        sort=sort if sort in roster.SORTS or sort.startswith("more:") else "name",
        status=given.get("status", "") if given.get("status", "") in dict(roster_fields.STATUS_WORDS) else "",
        side=_chosen(given.get("side", "")),
        country=_chosen(given.get("country", "")),
        consent=given.get("consent", ""),
        more=_column(given.get("more", "")),
    )
    return View(wanted, int(page) if page.isdecimal() and len(page) < 6 else 1, given.get("open", ""))


def _column(typed: str) -> tuple[str, str] | None:
    """A column of their own and what is to stand there, as `more_choice` writes it."""
    column, equals, value = typed.partition("=")
    return (urllib.parse.unquote(column), urllib.parse.unquote(value)) if equals else None


def _chosen(typed: str) -> str | None:
    return "" if typed == NOTHING else typed or None


def _filled(value: str | None) -> str:
    return NOTHING if value == "" else value or ""


def _page(stored: Stored, view: View, outcome: Outcome | None = None) -> str:
    return render_template("people/list.html", **_context(stored, view, outcome))


def _context(stored: Stored, view: View, outcome: Outcome | None = None, *, listing: bool = True) -> dict[str, Any]:
    wrong = outcome.wrong if outcome else {}
    typed = Typed(
        {name: _typed(name) for name in wrong},
        {name: outcome.seen.get(name, request.form.get(f"was:{name}", "")) for name in wrong} if outcome else {},
        wrong,
    )
    page = Page(stored.convening, say(), _columns(stored.id), typed)
    said = next(iter(wrong.values()), "") or _said(outcome)
    return {
        "stored": stored, "convening": stored.convening, "stage": "people", "tab": "list", "page": page, "view": view,
        "listing": page.listing(view.wanted, view.page) if listing else None,
        "panel": page.panel(view.open) if view.open else None,
        "lines": _lines(stored.convening, view.open), "handed": _handed(stored, view.open), "today": today(planner().now()),
        "statuses": roster_fields.STATUS_WORDS, "agreeing": roster_agreeing.choices(say()), "shows": roster_fields.SHOWS,
        "preview": outcome.preview if outcome else None, "picked": request.form.getlist("pick"),
        "asked": request.form.get, "asked_all": request.form.getlist,
        "turning": turning(stored, said, bool(wrong)),
    }  # fmt: skip


def _lines(convening: Convening, which: str) -> Any:
    from toolkit.web.roster_lines import lines

    found = convening.person(which) if which else None
    return lines(found, convening, say()) if found is not None else ()


def _handed(stored: Stored, which: str) -> Any:
    from toolkit.web.handing import holding

    return holding(stored, which, say()) if which else ()


def _said(outcome: Outcome | None) -> str:
    return say()("Saved: {what}.", what="; ".join(outcome.done)) if outcome and outcome.done else ""


# Columns: a choice of this browser


def _cookie(key: str) -> str:
    return f"convening-columns-{key}"


def _columns(key: str) -> tuple[str, ...]:
    if "columns" in request.form:
        return tuple(each for each in dict.fromkeys(request.form.getlist("column")) if len(each) <= LONGEST)
    try:
        found = json.loads(urllib.parse.unquote(request.cookies.get(_cookie(key), "")))
    except ValueError:
        return USUAL
    return tuple(str(each) for each in found) if isinstance(found, list) else USUAL


def _with_columns(answer: Response, key: str) -> Response:
    if "columns" in request.form:
        known = {name: at for at, name in enumerate(COLUMNS)}
        chosen = sorted(_columns(key), key=lambda each: known.get(each, len(known)))
        value = urllib.parse.quote(json.dumps(chosen), safe="")
        answer.set_cookie(_cookie(key), value, max_age=KEPT_SECONDS, httponly=True, samesite="Strict", path=f"/c/{key}/")
    return answer


# Saving


def save(key: str) -> AnyResponse | tuple[str, int]:
    """What was typed over, field by field, then what a button asks for."""
    outcome = Outcome(key)
    for name in [name.removeprefix("was:") for name in request.form if name.startswith("was:")]:
        if _typed(name).strip() != request.form[f"was:{name}"].strip():
            _save_field(outcome, name)
    _add_person(outcome)
    for name in [name for name in request.form if name.startswith("new:column:")]:
        _add_column(outcome, name)
    if not outcome.wrong:  # what could not be saved is said first, with every line where it was
        _do(outcome, request.form.get("do", ""))
    view = _view({name.removeprefix("v:"): value for name, value in request.form.items() if name.startswith("v:")})
    view = View(view.wanted, view.page, outcome.open if outcome.open is not None else request.form.get("open", ""))
    if request.headers.get("HX-Request") == "true":
        return _to_htmx(outcome, view)
    if outcome.wrong:
        return _page(outcome.stored, view, outcome), 422
    if outcome.preview is not None:
        return make_response(_page(outcome.stored, view, outcome))
    told = outcome.stored.seq if outcome.done else None
    return redirect(url_for(".show", key=key, told=told, _external=None, **view.in_address), 303)


def _typed(name: str) -> str:
    return ",".join(request.form.getlist(name))


def _parts(name: str) -> tuple[str, str]:
    """The person and the field that a name of the form speaks of."""
    _, person, what = [*name.split(":", 2), "", ""][:3]
    return person, what


def _save_field(outcome: Outcome, name: str) -> None:
    which, what = _parts(name)

    lines: list[int] = []

    def make(now: Convening) -> AnyEdit | None:
        found = now.person(which)
        if found is None:
            raise RefusedError(PERSON_GONE)
        lines.append(len(found.affiliations))
        return roster_fields.change(now, found, what, _typed(name), request.form[f"was:{name}"], today(planner().now()), say())

    _made(outcome, name, make)
    outcome.touched.add(which)
    found = outcome.stored.convening.person(which)
    if what.startswith("aff:") and found is not None and lines and len(found.affiliations) < lines[-1]:
        outcome.relist = outcome.repanel = True  # the lines below it have moved up
    outcome.consented |= what.startswith("consent:")


def _made(outcome: Outcome, name: str, make: Callable[[Convening], AnyEdit | None], said: str = "") -> bool:
    """Whether something was changed; why not stands beside the field. `said` is told instead of the parts of a large change."""
    asked: list[AnyEdit] = []

    def noted(now: Convening) -> AnyEdit | None:
        edit = make(now)
        asked.extend([edit] if edit is not None else [])
        return edit

    try:
        before, outcome.newest = planner().store.change(outcome.key, noted, who())
    except MeanwhileError as error:
        outcome.newest = None
        outcome.wrong[name] = error.say(say())
        which, what = _parts(name)
        found = outcome.stored.convening.person(which)
        if found is not None:
            outcome.seen[name] = roster_fields.shown(found, what, outcome.stored.convening, say())
        return False
    except NotFoundError:
        raise
    except EditError as error:
        outcome.wrong[name] = say()(REFUSED, reason=say()(error.problem.message, **error.problem.values))
        return False
    except SaidError as error:
        outcome.wrong[name] = error.say(say())
        return False
    outcome.done.extend([said] if said and asked else [phrase(edit, before.convening, say()) for edit in asked])
    return bool(asked)


def _add_person(outcome: Outcome) -> None:
    typed = request.form.get("new:person", "").strip()
    if not typed:
        return
    made: list[str] = []

    def make(now: Convening) -> AnyEdit:
        if len(typed) > LONGEST:
            raise RefusedError(TOO_LONG, found=say().number(len(typed)), most=say().number(LONGEST))
        made.append(new_id(now, "participant"))
        return Insert(into=Place(list="participants"), value={"id": made[-1], "name": typed, "status": "invited"})

    if _made(outcome, "new:person", make):
        outcome.open, outcome.relist, outcome.repanel = made[-1], True, True


def _add_column(outcome: Outcome, name: str) -> None:
    """A column of their own for one person, which is one for all: what is typed here is what stands above it."""
    typed, which = request.form.get(name, "").strip(), name.rpartition(":")[2]
    if not typed:
        return

    def make(now: Convening) -> AnyEdit:
        if len(typed) > LONGEST:
            raise RefusedError(TOO_LONG, found=say().number(len(typed)), most=say().number(LONGEST))
        if typed in roster.columns(now):
            raise RefusedError(COLUMN_THERE)
        return Set(target=Ref(kind="participant", id=which), field=("more", typed), value="")

    outcome.repanel |= _made(outcome, name, make)


def _do(outcome: Outcome, asked: str) -> None:
    """What one of the buttons asks for: about the person beside the list, or about all that are ticked."""
    match asked.split(":"):
        case ["aff", which, at] if at.isdecimal():
            found = outcome.stored.convening.person(which)
            if found is not None and _made(outcome, "", lambda now: roster_fields.without_affiliation(now.person(which) or found, int(at))):
                outcome.relist = outcome.repanel = True
        case ["up" | "down" as way, which]:
            outcome.relist = _made(outcome, "", lambda now: roster.move(now, which, -1 if way == "up" else 1))
            outcome.repanel = True
        case ["order", "name" | "given" as order]:
            outcome.relist = _made(outcome, "", lambda now: roster.printed_in(now, order))
        case ["remove", which]:
            if _made(outcome, "", lambda now: roster.remove_many(now, [which])):
                outcome.open, outcome.relist, outcome.repanel = "", True, True
        case ["many", what]:
            _do_many(outcome, what)


def _do_many(outcome: Outcome, what: str) -> None:
    many = roster_many.wish(what, request.form, today(planner().now()), say())
    view = _view({name.removeprefix("v:"): value for name, value in request.form.items() if name.startswith("v:")})
    ids = roster_many.picked(outcome.stored.convening, request.form, view.wanted)
    if many.wrong or not ids:
        outcome.wrong["many"] = many.wrong or say()(roster_many.NOBODY)
        return
    preview = roster_agreeing.preview(outcome.stored.convening, ids, request.form, say()) if what in ("agree", "agreed") else None
    count = preview.changed if preview else len(ids)
    if what != "agree" and _made(outcome, "many", lambda now: many.edit(now, ids), many.said(count, say())):
        outcome.open = "" if what == "remove" and request.form.get("open") in ids else None
    elif preview is not None:
        outcome.preview = roster_agreeing.preview(outcome.stored.convening, ids, request.form, say())
    outcome.relist = outcome.repanel = "many" not in outcome.wrong and what != "agree"


# Answers


def _to_htmx(outcome: Outcome, view: View) -> Response:
    """What moved, each at its own place: beside the field, or the list or the person as a whole where there are others now."""
    context = _context(outcome.stored, view, outcome, listing=outcome.relist)
    context |= {
        "relist": outcome.relist, "repanel": outcome.repanel, "consented": outcome.consented,
        "slots": _slots(outcome), "words": _words(outcome, context["page"]),
        "many_wrong": outcome.wrong.get("many", ""), "new_wrong": {name: why for name, why in outcome.wrong.items() if name[:4] == "new:"},
    }  # fmt: skip
    answer = make_response(render_template("people/answer.html", **context))
    if outcome.open:
        answer.headers["HX-Trigger"] = "opened"
    return answer


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands beside a field after it was sent: what is there now (None: as the page has it), or why it was not saved."""

    name: str
    id: str
    value: str | None
    typed: str
    error: str


def _slots(outcome: Outcome) -> list[Slot]:
    """Every field of whoever was changed that now says something else than the page did, in the list and beside it."""
    made: list[Slot] = []
    for full in [name.removeprefix("was:") for name in request.form if name.startswith("was:")]:
        which, what = _parts(full)
        found = outcome.stored.convening.person(which) if which in outcome.touched else None
        swapped = outcome.relist if full.startswith("c:") else outcome.repanel
        if swapped or (found is None and full not in outcome.wrong):
            continue
        error = outcome.wrong.get(full, "")
        try:
            now = outcome.seen.get(full)
            if not error and found is not None:
                now = roster_fields.shown(found, what, outcome.stored.convening, say())
        except RefusedError:
            continue
        if error or now != request.form[f"was:{full}"] or _typed(full) != now:
            made.append(Slot(full, id_of(full), now, _typed(full), error))
    return made


def _words(outcome: Outcome, page: Page) -> list[tuple[str, str]]:
    """Cells that are only read, of rows that the page shows."""
    rows = set(request.form.get("rows", "").split(","))
    shown = [each for each in ("consent", "days", "needs") if each in page.columns]
    found = [person for which in outcome.touched & rows if (person := outcome.stored.convening.person(which)) is not None]
    return [(id_of(f"x:{person.id}:{each}"), page.words(person, each)) for person in found for each in shown]


