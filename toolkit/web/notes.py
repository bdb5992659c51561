"""The rapporteur's page: one field and Enter while the session runs; each note edited in its place, moved, merged, put in order, taken out.

A new note comes with an id that the window made up, so that what is sent once more after a silence is there once. An edit says of each
field what the page showed (`was-`), so that nothing that another rapporteur wrote since is overwritten unseen. It works without script too.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from toolkit.convening import edits, notes, people
from toolkit.convening.addressed import EditError, get, path_of
from toolkit.convening.edits import All, AnyEdit, Set
from toolkit.convening.model import Convening, Note
from toolkit.convening.telling import phrase
from toolkit.language import N_
from toolkit.language.said import SaidError
from toolkit.store import Stored
from toolkit.web import fields, half
from toolkit.web.desk import NOT_DONE, from_script
from toolkit.web.fields import RefusedError
from toolkit.web.notes_page import ALL, FIELDS, Form, Page, View, form_of, ref
from toolkit.web.planner import planner, say
from toolkit.web.undo import turning
from toolkit.web.who import who

NO_WORDS = N_("Write first what was said.")
RULED = N_("Under the Chatham House Rule nothing may say who it was.")
NO_SPEAKER = N_("Choose first who said it.")
TWO = N_("Choose at least two recommendations.")
NOTED = N_("Noted: {what}.")
SESSION_GONE = N_("The session is not in the agenda any more; the note stands under “Of no session”.")
NO_CHOICE = N_("“{found}” is none of the choices.")

_OWN_ID = re.compile(r"note-[a-z0-9]{8,24}")
_ONE_LINE = ("text", "to", "why")
_OF_KIND: Mapping[str, tuple[str, ...]] = {
    "quote": ("by", "attribution"), "recommendation": ("to", "why"), "action": ("owner", "due", "status"),
}  # fmt: skip
"""What is asked beside the words; a speaker only of a quotation, for nothing else prints one, and what is not written cannot leak."""


# Showing


def show(key: str, session: str = "") -> Response | tuple[str, int]:
    """A session, or what is gathered over all of them. To our script the parts that move; nothing where nobody has changed anything."""
    stored, which = planner().store.get(key), request.args.get("all", "")
    if from_script():
        if request.args.get("seq") == str(stored.seq) and request.args.get("changed") == stored.changed.isoformat():
            return make_response("", 204)
        return _parts(stored, _view())
    opened = request.args.get("open", "")
    if which in ALL:
        view: View | None = View(all=which, open=opened)
    elif session:
        view = View(session, open=opened)
    else:
        view = _home_of(stored.convening, opened)
    page = Page(stored.convening, say(), planner().now(), view)
    return whole(stored, page.view, page.form(), status=200 if page.there else 404)


def _home_of(convening: Convening, opened: str) -> View | None:
    """Where the note stands that an address opens; without one, what runs now."""
    found = next((note for note in convening.notes if note.id == opened), None)
    if found is None:
        return None
    return View(found.session, open=opened) if found.session else View(all="rest", open=opened)


def one(key: str, note: str) -> Response:
    """The fields of one note, for our script; otherwise the page with them."""
    stored = planner().store.get(key)
    found = next((each for each in stored.convening.notes if each.id == note), None)
    if not from_script() or found is None:
        return redirect(url_for(".show", key=key, open=note), 303)
    return make_response(_form(stored, _view(), form_of(found, stored.convening)))


def _view() -> View:
    """As a form or our script says what is looked at."""
    kind, _, which = request.values.get("view", "").partition(":")
    return View(all=which) if kind == "all" and which in ALL else View(which if kind == "session" else "")


# A new one


def add(key: str) -> Response | tuple[str, int]:
    """Kind and words, and what is asked beside them for this kind."""
    form, view = request.form, _view()
    gone: list[bool] = []
    wrong: dict[str, str] = {}

    def make(now: Convening) -> AnyEdit | None:
        wanted = form.get("session") or None
        known = wanted is None or any(each.id == wanted for each in _sessions(now))
        gone[:] = [not known]
        return notes.insert(now, [_value(now, wanted if known else None, wrong)])

    answer = _changed(
        key, make, view, lambda error: _new(form, error, wrong), said=lambda: say()(SESSION_GONE) if gone[-1:] == [True] else ""
    )
    if isinstance(answer, Response) and answer.status_code != 422:
        half.sent(key, f"notes {view.code}", form.get("text", ""))
    return answer


def _sessions(convening: Convening) -> list[Any]:
    held = [inner for each in convening.parked for inner in (each, *(s for track in each.tracks for s in track.sessions))]
    return [*(session for _, _, session in convening.sessions()), *held]


def _value(convening: Convening, session: str | None, wrong: dict[str, str]) -> dict[str, Any]:
    """A note as the file would hold it."""
    form = request.form
    line = notes.read_line(form.get("text", ""))
    kind = line.kind or (form.get("kind") or "point")
    if kind not in notes.KINDS:
        raise RefusedError(NO_CHOICE, found=kind[:40])
    if not line.text:
        raise _beside(wrong, "text", NO_WORDS)
    if len(line.text) > fields.LONGEST_NOTE:
        found, most = (say().number(n) for n in (len(line.text), fields.LONGEST_NOTE))
        raise _beside(wrong, "text", fields.TOO_LONG, field=say()(fields.FIELDS["note"]["text"].label), found=found, most=most)
    value: dict[str, Any] = {"kind": kind}
    value |= {"id": form["id"]} if _OWN_ID.fullmatch(form.get("id", "")) else {}
    value |= {"session": session} if session else {}
    for name in ("text", *_OF_KIND.get(kind, ())):
        typed = line.text if name == "text" else _typed(name)
        try:
            way, read = fields.read(fields.FIELDS["note"][name], None, typed, convening, say())
        except RefusedError as error:
            wrong[name] = error.say(say())
            raise
        value |= {way[0]: read} if read is not None else {}
    if not value.get("by") or people.rule_for(convening, session):  # a rule that came after the page was opened holds as well
        value.pop("by", None)
        value.pop("attribution", None)
    else:
        _check(convening, session, value["by"], value.get("attribution", "nobody"), wrong)
    return value


def _check(convening: Convening, session: str | None, by: str, attribution: str, wrong: dict[str, str]) -> None:
    """Whoever may not be quoted cannot be chosen, and nothing goes further than she agreed.

    :raises RefusedError: with the reason, which stands beside the field.
    """
    page = Page(convening, say(), planner().now(), View())
    if by and page.ruled(session):
        raise _beside(wrong, "by", RULED)
    if by and len(page.may(by)) == 1:
        raise _beside(wrong, "by", page.why(by) or NO_SPEAKER)
    if attribution not in page.may(by):
        raise _beside(wrong, "attribution", page.why(by) or NO_SPEAKER)


def _beside(wrong: dict[str, str], name: str, sentence: str, **values: object) -> RefusedError:
    wrong[name] = say()(sentence, **values)
    return RefusedError("{sentence}", sentence=wrong[name])


def _typed(name: str) -> str:
    typed = request.form.get(name, "")
    return " ".join(typed.split()) if name in _ONE_LINE else typed


def _new(form: Mapping[str, str], error: SaidError, wrong: Mapping[str, str]) -> Form:
    """The field for a new note as it was typed, with what is wrong."""
    values = {name: form.get(name, "") for name in FIELDS}
    return Form("", values, {}, wrong or {"text": _sentence(error)})


# One that is there


def save(key: str, note: str) -> Response | tuple[str, int]:
    """What was typed over, or what a button asks for."""
    form, view, wrong = request.form, _view(), dict[str, str]()
    asked = form.get("do", "")

    def make(now: Convening) -> AnyEdit | None:
        match asked:
            case "remove":
                return edits.removal(now, ref(note))
            case "up" | "down":
                return notes.move(now, note, -1 if asked == "up" else 1)
            case "apart":
                return notes.apart(now, note)
        return _typed_over(now, note, wrong)

    return _changed(key, make, view, lambda error: _again(key, note, error, wrong))


def _typed_over(convening: Convening, which: str, wrong: dict[str, str]) -> AnyEdit | None:
    form, target = request.form, ref(which)
    note: Note = get(convening, path_of(convening, target))
    made: list[AnyEdit] = []
    new = {name: fields.shown(note, "note", name, convening) for name in FIELDS}
    for name in [name for name in FIELDS if f"was-{name}" in form]:
        typed, was = _typed(name), form[f"was-{name}"]
        if typed == (" ".join(was.split()) if name in _ONE_LINE else was):
            continue
        try:
            if name == "kind" and typed not in notes.KINDS:
                raise RefusedError(NO_CHOICE, found=typed[:40])
            edit = fields.edit(convening, target, name, typed, was, say())
        except RefusedError as error:
            wrong[name] = error.say(say())
            continue
        new[name] = typed
        if name == "session":
            edit = notes.to_session(convening, note, typed or None)
        made += [edit] if edit is not None else []
    if wrong:
        raise RefusedError("{sentence}", sentence=next(iter(wrong.values())))
    changed = {edit.field[0] for edit in made if isinstance(edit, Set)}
    if "by" in changed and not new["by"] and new["attribution"] != "nobody":
        made, new["attribution"] = [*_without(made, "attribution"), Set(target=target, field=("attribution",))], "nobody"
    elif changed & {"by", "attribution"}:
        _check(convening, new["session"] or None, new["by"], new["attribution"] or "nobody", wrong)
    return None if not made else made[0] if len(made) == 1 else All(edits=tuple(made))


def _without(made: list[AnyEdit], name: str) -> list[AnyEdit]:
    return [edit for edit in made if not (isinstance(edit, Set) and edit.field == (name,))]


def _again(key: str, note: str, error: SaidError, wrong: Mapping[str, str]) -> Form:
    """The note's fields as they were typed, and beside them what somebody else has written meanwhile: saved once more, they stand."""
    convening = planner().store.get(key).convening
    found = next((each for each in convening.notes if each.id == note), None)
    typed = {name: request.form.get(name, "") for name in FIELDS}
    if isinstance(error, EditError) and not wrong:
        name = fields.name_of(error.problem.path)
        wrong = {name if name in FIELDS else "text": fields.refusal(error, ref(note), name, say()).say(say())}
    now = form_of(found, convening).values if found is not None else {}
    was = {name: now[name] if name in wrong and name in now else request.form.get(f"was-{name}", "") for name in FIELDS}
    return Form(note, typed, was, wrong or {"text": _sentence(error)})


def merge(key: str) -> Response | tuple[str, int]:
    picked = request.form.getlist("pick")

    def make(now: Convening) -> AnyEdit:
        if len(set(picked)) < 2:
            raise RefusedError(TWO)
        return notes.merge(now, picked)

    return _changed(key, make, View(all="recommendation"), lambda _error: None)


# Answers


def _changed(
    key: str, make: Callable[[Convening], AnyEdit | None], view: View, typed: Callable[[SaidError], Form | None],
    said: Callable[[], str] = str,
) -> Response | tuple[str, int]:  # fmt: skip
    """Make one change to the newest state, and answer with what became of it. `typed` keeps what was typed with what is wrong about it."""
    done: list[AnyEdit] = []

    def noted(now: Convening) -> AnyEdit | None:
        edit = make(now)
        done[:] = [edit] if edit is not None else []
        return edit

    try:
        chosen = fields.CHOSEN.issuperset(name for name in FIELDS if f"was-{name}" in request.form)
        before, after = planner().store.change(key, noted, who(), typing=not chosen)
    except (EditError, RefusedError) as error:
        return _refused(key, view, typed(error), error)
    told = said() or "".join(say()(NOTED, what=phrase(edit, before.convening, say())) for edit in done)
    if from_script():
        return _parts(after, view, told)
    return redirect(_address(key, view, after), 303)


def _refused(key: str, view: View, form: Form | None, error: SaidError) -> Response | tuple[str, int]:
    stored = planner().store.get(key)
    sentence = _sentence(error)
    if not from_script():
        return whole(stored, View(view.session, view.all, form.id if form else ""), form, status=422, said=sentence)
    if form is not None and form.id:
        return make_response(_form(stored, view, form), 422)
    first = next(iter(form.wrong.values())) if form is not None else sentence
    return make_response(render_template("run/notes_refused.html", sentence=first), 422)


def _sentence(error: SaidError) -> str:
    if isinstance(error, EditError):
        return say()(NOT_DONE, reason=say()(error.problem.message, **error.problem.values))
    return error.say(say())


def _address(key: str, view: View, stored: Stored) -> str:
    told = stored.seq
    if view.all:
        return url_for(".show", key=key, all=view.all, told=told)
    return url_for(".show", key=key, session=view.session, told=told) if view.session else url_for(".show", key=key, told=told)


def _context(stored: Stored, view: View, form: Form | None = None, said: str = "", wrong: bool = False) -> dict[str, Any]:
    page = Page(stored.convening, say(), planner().now(), view)
    return {
        "stored": stored, "key": stored.id, "convening": stored.convening, "stage": "run", "tab": "notes", "page": page, "view": view,
        "new": form if form is not None and not form.id else Form(), "form": form if form is not None and form.id else None,
        "turning": turning(stored, said, wrong), "signs": [[kind, pattern] for kind, _, pattern in notes.SIGNS],
        "longest": fields.LONGEST_NOTE, "longest_line": fields.LONGEST_TITLE,
    }  # fmt: skip


def whole(stored: Stored, view: View, form: Form | None, *, status: int = 200, said: str = "", **more: Any) -> tuple[str, int]:
    rest = {"paper": None, "half": half.kept(stored.id, f"notes {view.code}"), **more}
    return render_template("run/notes.html", **_context(stored, view, form, said, bool(said)), **rest), status


def _parts(stored: Stored, view: View, said: str = "") -> Response:
    return make_response(render_template("run/notes_parts.html", **_context(stored, view, said=said)))


def _form(stored: Stored, view: View, form: Form) -> str:
    return render_template("run/notes_form.html", **_context(stored, view, form))
