"""The report as it is written: outline, prose that is saved as it is typed, notes that go in with one click, the page it will be.

To our script the answer is a few words as JSON, and it fetches the page anew for what has changed around the text; to a plain form it is
the page. A text that somebody else has changed meanwhile is shown with theirs, and nothing is overwritten.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from flask import Response, abort, jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from toolkit.convening import edits
from toolkit.convening.addressed import EditError, Place, Ref, new_id
from toolkit.convening.edits import All, AnyEdit, Insert, Move, Set
from toolkit.convening.model import Audience, Convening, Section
from toolkit.language import N_, language
from toolkit.planning import outline
from toolkit.store import Stored
from toolkit.web import told, writing_page
from toolkit.web import writing_texts as texts
from toolkit.web.desk import from_script
from toolkit.web.fields import RefusedError
from toolkit.web.planner import planner, problem_page, say
from toolkit.web.security import preview_policy
from toolkit.web.undo import turning
from toolkit.web.who import who
from toolkit.web.writing_page import SUMMARY, Typed

SAVED = N_("Saved.")
GONE = N_("Somebody has taken this out meanwhile.")
WRITTEN_ALREADY = N_("There is a text by now; put the notes in one by one.")
NOTHING_NOTED = N_("Nothing was noted for it that could be drafted.")
NO_HEADING = N_("Type the heading of the new section.")
SHEETS = ("/static/css/fonts.css", "/static/print.css", "/static/css/preview.css")


def show(key: str) -> str:
    stored = planner().store.get(key)
    return _page(stored, request.args.get("open", ""))


def save(key: str) -> AnyResponse:
    """One text, saved upon the text that it was written upon (`was`, and those that were sent since), or refused with both shown."""
    name, typed = request.form.get("name", ""), request.form.get("text", "")
    if texts.place(name) is None:
        abort(404)
    upon = request.form.get("was", "").split()

    def make(convening: Convening) -> AnyEdit | None:
        return texts.edit(convening, name, writing_page.language_of(convening, _asked()), typed, upon, say())

    try:
        _, after = planner().store.change(key, make, who())
    except texts.ClashError as clash:
        return _refused(key, 409, say()(texts.WRITTEN), Typed(name, typed, say()(texts.WRITTEN), clash.theirs))
    except RefusedError as error:
        return _refused(key, 422, error.say(say()), Typed(name, typed[: 2 * texts.LONGEST], error.say(say())))
    except EditError as error:
        reason = say()(texts.NOT_SAVED, reason=say()(error.problem.message, **error.problem.values))
        return _refused(key, 422, reason, Typed(name, typed, reason))
    if not from_script():
        return _back(key, after, {})
    now = texts.standing(after.convening, name, writing_page.language_of(after.convening, _asked()))
    words = say().plural("{n} word", "{n} words", outline.words(now))
    return jsonify(said=say()(SAVED), mark=texts.mark(now), words=words)


def preview(key: str) -> Response:
    """The open section as the report prints it: its very HTML, in which nothing may run, load or be sent."""
    stored = planner().store.get(key)
    opened = writing_page.opened(stored.convening, request.args.get("open", ""))
    return _printed(stored, stored.convening, opened)


def look(key: str) -> Response:
    """The same with a text that is being typed and not saved yet. Changes nothing."""
    stored = planner().store.get(key)
    name, typed = request.form.get("name", ""), request.form.get("text", "")
    opened = writing_page.opened(stored.convening, request.form.get("open", ""))
    if texts.place(name) is None or len(typed) > texts.most(name):
        abort(404)
    try:
        convening = texts.with_text(stored.convening, name, writing_page.language_of(stored.convening, _asked()), typed)
    except EditError:  # what cannot be saved is not shown either; saving says why
        return Response(status=204)
    return _printed(stored, convening, opened)


def do(key: str) -> AnyResponse:
    """One click: the outline, what a section gathers, a note or a draft put in, a box."""
    found = ACTIONS.get(request.form.get("action", ""))
    if found is None:
        raise NotFound
    asked = _Asked(request.form.get("open", ""), request.form, {"open": request.form.get("open", "")})

    def make(convening: Convening) -> AnyEdit | None:
        return found(convening, asked)

    try:
        _, after = planner().store.change(key, make, who())
    except (RefusedError, EditError) as error:
        said = error.say(say())
        if isinstance(error, EditError):
            said = say()(texts.NOT_SAVED, reason=say()(error.problem.message, **error.problem.values))
        return _refused(key, 422, said, Typed(error=said))
    steps = planner().store.steps(key, after.seq, 1)
    if from_script():
        return jsonify(said=told.just_done(steps[0], say()) if steps else "", **asked.made)
    return _back(key, after, {"open": asked.made["open"]})


# What can be done with one click


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a form asks for, and what the answer says of it: the section that is open then, where the text goes on."""

    section: str
    form: Mapping[str, str]
    made: dict[str, Any]

    def of(self, convening: Convening) -> Section:
        found = next((each for each in convening.report.sections if each.id == self.section), None)
        if found is None:
            raise RefusedError(GONE)
        return found


def _build(convening: Convening, asked: _Asked) -> AnyEdit:
    made = outline.build(convening, language(convening.language))
    asked.made["open"] = cast(Any, made).edits[0].value["id"]
    return made


def _add(convening: Convening, asked: _Asked) -> AnyEdit:
    heading = asked.form.get("heading", "").strip()
    if not heading:
        raise RefusedError(NO_HEADING)
    asked.made["open"] = new_id(convening, "section", heading[: texts.LONGEST_LINE])
    code = writing_page.language_of(convening, _asked())
    title: Any = heading[: texts.LONGEST_LINE]
    return Insert(
        into=outline.SECTIONS, value={"id": asked.made["open"], "heading": title if code == convening.language else {code: title}}
    )


def _remove(convening: Convening, asked: _Asked) -> AnyEdit:
    asked.made["open"] = ""
    return edits.removal(convening, Ref(kind="section", id=asked.of(convening).id))


def _move(convening: Convening, asked: _Asked) -> AnyEdit | None:
    """One step, or to a place that was dropped on: `to` is the id that it stands after, empty for the first place."""
    which = asked.form.get("section", asked.section)
    ids = [section.id for section in convening.report.sections]
    if which not in ids:
        raise RefusedError(GONE)
    at = ids.index(which)
    rest = [each for each in ids if each != which]
    match asked.form.get("way"):
        case "up":
            to = at - 1
        case "down":
            to = at + 1
        case _:
            after = asked.form.get("to", "")
            to = rest.index(after) + 1 if after in rest else 0
    to = max(0, min(to, len(rest)))
    if to == at:
        return None
    return Move(target=Ref(kind="section", id=which), into=outline.SECTIONS, after=rest[to - 1] if to else None, at=to)


def _gather(convening: Convening, asked: _Asked) -> AnyEdit | None:
    """Only what was ticked or cleared here; what somebody else ticked meanwhile stays."""
    section = asked.of(convening)
    shown, ticked = set(asked.form.get("shown", "").split()), set(request.form.getlist("gathers"))
    there = {session.id for session in outline.sessions(convening)}
    was = set(asked.form.get("ticked", "").split())
    wanted = (set(section.gathers) | (ticked - was)) - ((was - ticked) & shown)
    order = [session.id for session in outline.sessions(convening) if session.id in wanted & there]
    if set(order) == set(section.gathers):
        return None
    return Set(target=Ref(kind="section", id=section.id), field=("gathers",), value=cast(Any, order))


def _put(convening: Convening, asked: _Asked) -> AnyEdit:
    """A note into the text: after the paragraph where the caret is, or last."""
    from toolkit.documents import drafted

    section = asked.of(convening)
    note = next((each for each in convening.notes if each.id == asked.form.get("note")), None)
    if note is None:
        raise RefusedError(GONE)
    code, name = writing_page.language_of(convening, _asked()), f"section:{section.id}:body"
    place = asked.form.get("at", "")
    made = drafted.snippet(convening, writing_page.options_for(convening, code, "public"), note)
    body, end = outline.put(texts.standing(convening, name, code), made, int(place) if place.isdecimal() and len(place) < 8 else None)
    asked.made["caret"] = end
    return All(edits=(_writing(convening, name, code, body),))


def _draft(convening: Convening, asked: _Asked) -> AnyEdit:
    section = asked.of(convening)
    code, name = writing_page.language_of(convening, _asked()), f"section:{section.id}:body"
    if texts.standing(convening, name, code).strip():
        raise RefusedError(WRITTEN_ALREADY)
    return _drafted(convening, (section,), code)


def _draft_all(convening: Convening, _given: _Asked) -> AnyEdit:
    code = writing_page.language_of(convening, _asked())
    empty = [each for each in convening.report.sections if not texts.standing(convening, f"section:{each.id}:body", code).strip()]
    return _drafted(convening, empty, code)


def _drafted(convening: Convening, sections: Any, code: str) -> AnyEdit:
    from toolkit.documents import drafted

    options = writing_page.options_for(convening, code, "public")
    drafts = [(section, drafted.draft(convening, options, section)) for section in sections]
    made = [_writing(convening, f"section:{section.id}:body", code, text) for section, text in drafts if text]
    if not made:
        raise RefusedError(NOTHING_NOTED)
    return All(edits=tuple(made))


def _writing(convening: Convening, name: str, code: str, text: str) -> AnyEdit:
    """What a click writes; as a whole of its own (`All`), for else it would be one with what was typed just before."""
    now = texts.mark(texts.standing(convening, name, code))
    made = texts.edit(convening, name, code, text, (now,), say())
    if made is None:
        raise RefusedError(WRITTEN_ALREADY)
    return made


def _add_box(convening: Convening, asked: _Asked) -> AnyEdit:
    made = new_id(convening, "box")
    return Insert(into=Place(of=Ref(kind="section", id=asked.of(convening).id), list="boxes"), value={"id": made})


def _take_out(convening: Convening, asked: _Asked) -> AnyEdit:
    kind, _, which = asked.form.get("what", "").partition(":")
    if kind not in ("box", "figure"):
        raise NotFound
    return edits.removal(convening, Ref(kind=kind, id=which))


ACTIONS: Mapping[str, Callable[[Convening, _Asked], AnyEdit | None]] = {
    "build": _build, "add": _add, "remove": _remove, "move": _move, "gather": _gather, "put": _put, "draft": _draft,
    "draft-all": _draft_all, "add-box": _add_box, "take-out": _take_out,
}  # fmt: skip


# Answers


def _asked() -> str:
    return request.values.get("language", "")


def _back(key: str, after: Stored, where: Mapping[str, str]) -> AnyResponse:
    """To the page after a form: the open section, the language and the readers are as they were."""
    kept = {name: request.values.get(name) or None for name in ("open", "language", "audience")}
    return redirect(url_for(".show", key=key, told=after.seq, _external=False, **{**kept, **where}), 303)


def _audience() -> Audience:
    return next((each for each in writing_page.AUDIENCES if each == request.values.get("audience")), writing_page.AUDIENCES[0])


def _page(stored: Stored, opened: str, typed: Typed | None = None) -> str:
    code = writing_page.language_of(stored.convening, _asked())
    made = writing_page.context(stored, opened, code, _audience(), typed)
    turns = turning(stored, typed.error, True) if typed and typed.error else turning(stored)
    return render_template("report/write.html", turning=turns, **made)


def _refused(key: str, status: int, said: str, typed: Typed) -> AnyResponse:
    if from_script():
        more = {"theirs": typed.clash, "mark": texts.mark(typed.clash)} if typed.clash is not None else {}
        return make_response(jsonify(said=said, **more), status)
    stored = planner().store.get(key)
    if typed.name and not _still(stored.convening, typed.name):
        return problem_page(409, say()(GONE), typed.text, (url_for(".show", key=key), say()("Back to the report")))
    return make_response(_page(stored, request.form.get("open", "") or SUMMARY, typed), status)


def _still(convening: Convening, name: str) -> bool:
    try:
        texts.standing(convening, name, convening.language)
    except EditError:
        return False
    return True


def _printed(stored: Stored, convening: Convening, opened: str) -> Response:
    from dataclasses import replace

    from toolkit.documents import report
    from toolkit.writers import html

    code = writing_page.language_of(convening, _asked())
    options = replace(writing_page.options_for(convening, code, _audience()), assets=planner().store.assets(stored.id))
    page = html.render(report.alone(convening, options, None if opened == SUMMARY else opened), SHEETS)
    made = Response(page, mimetype="text/html")
    made.headers["Content-Security-Policy"] = preview_policy(page)
    return made
