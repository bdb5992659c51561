"""The report as it is written: outline, prose that is saved as it is typed, notes that go in with one click, the page it will be.

To our script the answer is a few words as JSON, and it fetches the page anew for what has changed around the text; to a plain form it is
the page. A text that somebody else has changed meanwhile is shown with theirs, and nothing is overwritten.
"""

from collections.abc import Mapping
from dataclasses import replace

from flask import Response, abort, jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from toolkit.convening.addressed import EditError
from toolkit.convening.edits import AnyEdit
from toolkit.convening.model import Audience, Convening
from toolkit.language import N_
from toolkit.language.said import SaidError
from toolkit.planning import outline
from toolkit.store import Stored, StoreError
from toolkit.web import told, writing_page
from toolkit.web import writing_texts as texts
from toolkit.web.desk import from_script
from toolkit.web.fields import RefusedError
from toolkit.web.planner import planner, problem_page, say
from toolkit.web.security import preview_policy
from toolkit.web.undo import turning
from toolkit.web.who import who
from toolkit.web.writing_actions import ACTIONS, GONE, Asked, asked_language, brought
from toolkit.web.writing_page import SUMMARY, Typed

SAVED = N_("Saved.")
TOGETHER = N_("Saved, together with what somebody else has changed in it meanwhile.")
SHEETS = ("/static/css/fonts.css", "/static/print.css", "/static/css/preview.css")


def show(key: str) -> str:
    stored = planner().store.get(key)
    return _page(stored, request.args.get("open", ""))


def save(key: str) -> AnyResponse:
    """One text, saved upon the text that it was written upon (`was`, and those that were sent since), or refused with both shown."""
    name, typed = request.form.get("name", ""), request.form.get("text", "")
    if texts.place(name) is None:
        abort(404)
    upon, base = request.form.get("was", "").split(), request.form.get("base")

    def make(convening: Convening) -> AnyEdit | None:
        return texts.edit(convening, name, writing_page.language_of(convening, asked_language()), typed, upon, say(), base)

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
    now = texts.standing(after.convening, name, writing_page.language_of(after.convening, asked_language()))
    words = say().plural("{n} word", "{n} words", outline.words(now))
    more = {} if now == texts.as_kept(typed) else {"text": now}
    return jsonify(said=say()(TOGETHER if more else SAVED), mark=texts.mark(now), words=words, **more)


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
        convening = texts.with_text(stored.convening, name, writing_page.language_of(stored.convening, asked_language()), typed)
    except EditError:  # what cannot be saved is not shown either; saving says why
        return Response(status=204)
    return _printed(stored, convening, opened)


def do(key: str) -> AnyResponse:
    """One click: the outline, what a section gathers, a note or a draft put in, a box."""
    found = ACTIONS.get(request.form.get("action", ""))
    if found is None:
        raise NotFound
    asked = Asked(request.form.get("open", ""), request.form, {"open": request.form.get("open", "")})

    def make(convening: Convening) -> AnyEdit | None:
        return found(convening, asked)

    try:
        before, after = planner().store.change(key, make, who(), pictures=brought(asked))
    except StoreError:
        raise
    except SaidError as error:
        said = error.say(say())
        if isinstance(error, EditError):
            said = say()(texts.NOT_SAVED, reason=say()(error.problem.message, **error.problem.values))
        return _refused(key, 422, said, Typed(error=said))
    if from_script():
        steps = planner().store.steps(key, after.seq, 1) if after.seq != before.seq else ()
        return jsonify(said=told.just_done(steps[0], say()) if steps else "", **asked.made)
    return _back(key, after, {"open": asked.made["open"]})


# Answers


def _back(key: str, after: Stored, where: Mapping[str, str]) -> AnyResponse:
    """To the page after a form: the open section, the language and the readers are as they were."""
    kept = {name: request.values.get(name) or None for name in ("open", "language", "audience")}
    return redirect(url_for(".show", key=key, told=after.seq, _external=False, **{**kept, **where}), 303)


def _audience() -> Audience:
    return next((each for each in writing_page.AUDIENCES if each == request.values.get("audience")), writing_page.AUDIENCES[0])


def _page(stored: Stored, opened: str, typed: Typed | None = None) -> str:
    code = writing_page.language_of(stored.convening, asked_language())
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
    from toolkit.documents import report
    from toolkit.writers import html

    code = writing_page.language_of(convening, asked_language())
    options = replace(writing_page.options_for(convening, code, _audience()), assets=planner().store.assets(stored.id))
    page = html.render(report.alone(convening, options, None if opened == SUMMARY else opened), SHEETS)
    made = Response(page, mimetype="text/html")
    made.headers["Content-Security-Policy"] = preview_policy(page)
    return made
