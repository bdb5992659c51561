"""The settings of one convening: saved field by field as people leave them, refused with a sentence beside the field.

One form for each part of the page. A form says of each field what the page showed and what stands there now, so that only what
somebody has typed is changed, and what somebody else has changed meanwhile is not overwritten unseen. It works without script too.
"""

import contextlib
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Response, abort, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from toolkit.convening import settings as made
from toolkit.convening.addressed import EditError, dumped
from toolkit.convening.edits import AnyEdit
from toolkit.convening.model import Convening
from toolkit.convening.telling import phrase
from toolkit.language import N_
from toolkit.language.said import SaidError
from toolkit.store import NotFoundError, Picture, Stored
from toolkit.web import settings_page, told
from toolkit.web.planner import planner, say
from toolkit.web.settings_fields import LONGEST, LONGEST_OBJECTIVE, TOO_LONG, MeanwhileError, RefusedError, change, shown
from toolkit.web.undo import CHANGED, turning
from toolkit.web.who import who

REFUSED = N_("Not saved: {reason}.")
ROW_GONE = N_("Somebody has changed or taken out this line meanwhile. Load the page anew to see how it stands.")
ROWS = ("host", "room", "objective")
_LISTS = {"host": "hosts", "objective": "objectives"}
_RELOADS = frozenset({"language", "languages"})
"""What changes which fields there are on the whole page."""
_REDRAWS = frozenset({"first"})
"""What changes other fields of its own part."""


@dataclass(slots=True)
class Outcome:
    """What became of a form: the fields that were saved, those that were refused and why, and what was done beside that."""

    key: str
    newest: Stored | None = None
    wrong: dict[str, str] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    saved: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    places: dict[str, tuple[int, str]] = field(default_factory=dict)
    asks: tuple[str, int] | None = None
    note: str = ""
    redraw: bool = False
    reload: bool = False

    @property
    def stored(self) -> Stored:
        """The convening after what was done so far."""
        if self.newest is None:
            self.newest = planner().store.get(self.key)
        return self.newest


def show(key: str) -> str:
    return _page(planner().store.get(key))


def save(key: str, part: str) -> AnyResponse | tuple[str, int]:
    """What was typed over, field by field, then what a button asks for."""
    if part not in settings_page.PARTS:
        abort(404)
    outcome = Outcome(key)
    outcome.places = {name.removeprefix("is:"): _place(name) for name in request.form if name.startswith("is:")}
    for name in [name.removeprefix("was:") for name in request.form if name.startswith("was:")]:
        _save_field(outcome, name)
    for kind in ROWS:
        _add_row(outcome, kind)
    for name in request.files:
        _take_logo(outcome, name)
    if not outcome.wrong:  # what could not be saved is said first, with every line where it was
        _do(outcome, request.form.get("do", ""))
    if request.headers.get("HX-Request") == "true":
        return _to_htmx(outcome, part)
    if outcome.wrong or outcome.asks:
        return _page(outcome.stored, outcome), 422
    told_at = outcome.stored.seq if outcome.done else None
    return redirect(url_for(".show", key=key, _anchor=f"part-{part}", told=told_at), 303)


def logo(key: str, at: int) -> Response:
    """A host's logo as it is printed. By its place: the name of a file may be anything."""
    store = planner().store
    hosts = store.get(key).convening.hosts
    data = store.assets(key).get(hosts[at].logo or "") if at < len(hosts) else None
    if data is None:
        abort(404)
    return Response(data, mimetype="image/jpeg" if data.startswith(b"\xff\xd8") else "image/png")


# Saving


def digest(item: Any) -> str:
    """Says whether an item that has no id is still the one that the page showed: all of it, then what it may be known by."""
    whole = dumped(item)
    names = [(key, whole[key]) for key in ("name", "short") if isinstance(whole, dict) and whole.get(key)]
    return "_".join(hashlib.sha256(json.dumps(part, sort_keys=True).encode()).hexdigest()[:16] for part in (whole, *names))


def _place(name: str) -> tuple[int, str]:
    at = name.rpartition(":")[2]
    return (int(at) if at.isdecimal() and len(at) < 6 else 0), request.form[name]


def items(convening: Convening, kind: str) -> tuple[Any, ...]:
    held: tuple[Any, ...] = convening.venue.rooms if kind == "room" else getattr(convening, _LISTS[kind])
    return held


def _find(convening: Convening, kind: str, place: tuple[int, str] | None, *, changed: bool = False) -> int:
    """Where a row stands by now: the same item, nearest to where it stood; else, where that is enough, the one known by the same name."""
    if place is not None:
        held = [digest(item).split("_") for item in items(convening, kind)]
        whole, *names = place[1].split("_")
        same = [at for at, marks in enumerate(held) if marks[0] == whole]
        if same:
            return min(same, key=lambda at: abs(at - place[0]))
        known = [at for at, marks in enumerate(held) if set(marks[1:]) & set(names)]
        if changed and len(known) == 1:
            return known[0]
    raise RefusedError(ROW_GONE)


def _row(name: str) -> tuple[str, str] | None:
    """The kind of row that a field stands in, and the row itself as the form calls it."""
    kind, _, rest = name.partition(":")
    return (kind, f"{kind}:{rest.partition(':')[0]}") if kind in ROWS else None


def _save_field(outcome: Outcome, name: str) -> None:
    typed, was = request.form.get(name, ""), request.form[f"was:{name}"]
    row = _row(name)
    found: list[int] = []

    def make(now: Convening) -> AnyEdit | None:
        if row is None:
            return change(now, name, typed, was, say())
        if typed == was:
            return None
        found.append(_find(now, row[0], outcome.places.get(row[1]), changed=True))
        return change(now, name, typed, was, say(), found[0])

    if not _made(outcome, name, make):
        return
    outcome.saved.append(name)
    outcome.reload |= name in _RELOADS
    outcome.redraw |= name in _REDRAWS
    if row is not None and found:
        left = items(outcome.stored.convening, row[0])
        there = left[found[0]] if found[0] < len(left) else None
        outcome.redraw |= there is None or (row[0] == "objective" and not typed.strip())
        if there is not None:
            outcome.places[row[1]] = (found[0], digest(there))


def _made(
    outcome: Outcome, name: str, make: Callable[[Convening], AnyEdit | None], pictures: Mapping[str, Picture] | None = None
) -> bool:
    """Whether something was changed; why not stands beside the field."""
    asked: list[AnyEdit] = []

    def noted(now: Convening) -> AnyEdit | None:
        edit = make(now)
        asked.extend([edit] if edit is not None else [])
        return edit

    try:
        before, outcome.newest = planner().store.change(outcome.key, noted, who(), pictures=pictures)
    except MeanwhileError as error:
        outcome.newest, row = None, _row(name)
        outcome.wrong[name] = error.say(say())
        outcome.seen[name] = shown(outcome.stored.convening, name, say(), outcome.places[row[1]][0] if row else 0)
        return False
    except NotFoundError:
        raise
    except EditError as error:
        outcome.wrong[name] = say()(REFUSED, reason=say()(error.problem.message, **error.problem.values))
        return False
    except SaidError as error:
        outcome.wrong[name] = error.say(say())
        return False
    outcome.done.extend(phrase(edit, before.convening, say(), told.starts) for edit in asked)
    return bool(asked)


def _add_row(outcome: Outcome, kind: str) -> None:
    name = f"new:{kind}"
    typed = request.form.get(name, "").replace("\r\n", "\n").strip()
    if not typed:
        return
    most = LONGEST_OBJECTIVE if kind == "objective" else LONGEST

    def make(now: Convening) -> AnyEdit:
        if len(typed) > most:
            raise RefusedError(TOO_LONG, found=say().number(len(typed)), most=say().number(most))
        if kind == "room":
            return made.set_rooms([*made.rooms(now), {"name": typed}])
        return made.add(_LISTS[kind], {"name": typed} if kind == "host" else typed)

    outcome.redraw |= _made(outcome, name, make)


# Logos


def _take_logo(outcome: Outcome, name: str) -> None:
    """Checked as data, kept as it was brought and as it is printed, under a name that says nothing of anybody."""
    place = name.removeprefix("file:")
    with contextlib.closing(request.files[name]) as upload:
        called, brought = upload.filename or "", upload.read()
    if not brought or place not in outcome.places:
        return
    from toolkit.library import pictures

    try:
        printed = pictures.logo(called, brought)
    except SaidError as error:
        outcome.wrong[name] = error.say(say())
        return
    kind = "png" if brought.startswith(b"\x89PNG") else "jpg" if brought.startswith(b"\xff\xd8") else "svg"
    kept = f"logo-{hashlib.sha256(brought).hexdigest()[:12]}.{kind}"

    def make(now: Convening) -> AnyEdit | None:
        at = _find(now, "host", outcome.places[place], changed=True)
        host = dumped(now.hosts[at])
        return made.change_host(now, at, {**host, "logo": kept}) if host.get("logo") != kept else None

    _made(outcome, name, make, {kept: Picture(printed, brought)})
    outcome.redraw |= name not in outcome.wrong


# What a button asks for


def _do(outcome: Outcome, asked: str) -> None:
    match asked.split(":"):
        case [kind, at, "up" | "down" as way] if kind in ROWS:
            by = -1 if way == "up" else 1
            _on_row(outcome, kind, at, lambda now, at: _moved(now, kind, at, by))
        case [kind, at, "remove" | "surely" as way] if kind in ROWS:
            if kind == "host" and way == "remove" and _still_leads(outcome, at):
                return
            _on_row(outcome, kind, at, lambda now, at: _removed(outcome, now, kind, at))
        case ["host", at, "no-logo"]:
            _on_row(outcome, "host", at, lambda now, at: made.change_host(now, at, {**dumped(now.hosts[at]), "logo": None}))


def _on_row(outcome: Outcome, kind: str, at: str, edit: Callable[[Convening, int], AnyEdit | None]) -> None:
    row = f"{kind}:{at}"
    _made(outcome, row, lambda now: edit(now, _find(now, kind, outcome.places.get(row))))
    outcome.redraw = True


def _moved(now: Convening, kind: str, at: int, by: int) -> AnyEdit | None:
    if kind != "room":
        return made.moved(now, _LISTS[kind], at, by)
    held = made.rooms(now)
    if not 0 <= at + by < len(held):
        return None
    held.insert(at + by, held.pop(at))
    return made.set_rooms(held)


def _removed(outcome: Outcome, now: Convening, kind: str, at: int) -> AnyEdit:
    if kind == "host":
        return made.remove_host(now, at)
    if kind == "objective":
        return made.without(now, "objectives", at)
    held = made.rooms(now)
    if count := len(made.in_room(now, str(held[at]["name"]))):
        outcome.note = say().plural(
            "{n} session still has the room “{room}”.", "{n} sessions still have the room “{room}”.", count, room=held[at]["name"]
        )
    return made.set_rooms([*held[:at], *held[at + 1 :]])


def _still_leads(outcome: Outcome, at: str) -> bool:
    """Ask first where the host leads something: its name would go from there too."""
    now = outcome.stored.convening
    try:
        place = _find(now, "host", outcome.places.get(f"host:{at}"))
    except RefusedError:
        return False
    if not made.led_by(now, place):
        return False
    outcome.asks = ("host", place)
    outcome.redraw = True
    return True


# Answers


def _page(stored: Stored, outcome: Outcome | None = None) -> str:
    return render_template("settings.html", **_context(stored, outcome), datalists=settings_page.datalists(say()))


def _context(stored: Stored, outcome: Outcome | None) -> dict[str, Any]:
    wrong = outcome.wrong if outcome else {}
    seen = outcome.seen if outcome else {}
    typed = {name: request.form.get(name, "") for name in wrong}
    was = {name: seen.get(name, request.form.get(f"was:{name}", "")) for name in wrong}
    parts = settings_page.parts(stored.convening, say(), settings_page.Typed(typed, was, wrong), outcome.asks if outcome else None)
    said = outcome.note if outcome else ""
    return {
        "stored": stored, "convening": stored.convening, "stage": "settings", "parts": parts, "turning": turning(stored, said),
        "largest": current_app.config["MAX_CONTENT_LENGTH"], "digest": digest,
    }  # fmt: skip


def _to_htmx(outcome: Outcome, part: str) -> Response:
    """What moved, each at its own place: beside the field, or the whole part where other fields came or went."""
    stored = outcome.stored
    if outcome.reload and not outcome.wrong:
        answer = make_response(render_template("settings_answer.html", **_buttons(outcome), part=None, touched=(), rows=()))
        answer.headers["HX-Trigger"] = CHANGED
        return answer
    if outcome.redraw:
        parts = {each.name: each for each in _context(stored, outcome)["parts"]}
        return make_response(
            render_template(
                "settings_answer.html", **_buttons(outcome), part=parts[part], touched=(), rows=(), stored=stored,
                largest=current_app.config["MAX_CONTENT_LENGTH"], digest=digest,
            )
        )
    return make_response(
        render_template(
            "settings_answer.html", **_buttons(outcome), part=None, touched=_touched(outcome),
            rows=[(settings_page.id_of(row), row, place[1]) for row, place in outcome.places.items()],
        )
    )


def _touched(outcome: Outcome) -> list[settings_page.Slot]:
    """What is to be said beside each field, and what its page then shows."""
    made_of: list[settings_page.Slot] = []
    for name in dict.fromkeys([*outcome.saved, *outcome.wrong]):
        row = _row(name)
        at = outcome.places[row[1]][0] if row and row[1] in outcome.places else 0
        error = outcome.wrong.get(name, "")
        now = outcome.seen.get(name) if error else shown(outcome.stored.convening, name, say(), at)
        made_of.append(settings_page.Slot(name, now, request.form.get(name, ""), error))
    return made_of


def _buttons(outcome: Outcome) -> dict[str, Any]:
    """Undo and redo, and in words what was saved, or what was not."""
    said = outcome.note
    if outcome.wrong:
        said = next(iter(outcome.wrong.values()))
    elif outcome.done and not said:
        said = say()("Saved: {what}.", what="; ".join(outcome.done))
    return {"turning": turning(outcome.stored, said, bool(outcome.wrong))}
