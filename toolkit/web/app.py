"""Makes the web application: its routes, its guards, its ways of failing. Keeps no state of its own."""

import datetime as dt
import io
import logging
import pathlib
import sys
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any, cast

from flask import Flask, Request, Response, current_app, request
from jinja2 import StrictUndefined
from markupsafe import Markup, escape
from werkzeug.exceptions import HTTPException, SecurityError

from toolkit.convening.values import Text, in_language
from toolkit.language import N_
from toolkit.language.hyphens import breakable
from toolkit.store import NotFoundError, Store, StoreError, places
from toolkit.store.backups import BackupError
from toolkit.store.closed import ClosedError
from toolkit.web import who
from toolkit.web.held import GoneError
from toolkit.web.planner import STAGES, TABS, Planner, attach, planner, problem_page, say
from toolkit.web.routes import ROUTES, STATIC, lay
from toolkit.web.security import HOSTS, Door, cookie_name, is_ours, protect

if TYPE_CHECKING:
    from toolkit.press import Press

ROOT = pathlib.Path(__file__).resolve().parents[2]
LARGEST_UPLOAD = 20 * 1024 * 1024

PROBLEMS: dict[int, tuple[str, str]] = {
    400: (N_("This request was not understood"), N_("Go back to the start page and try again from there.")),
    403: (
        N_("This window has not been let in"),
        N_("The planner opens only through its own link. Start it again (double-click run.py): it opens a window that works."),
    ),
    404: (N_("There is nothing here"), N_("It may have been deleted, or the address is not whole. The start page lists what there is.")),
    405: (N_("This cannot be done this way"), N_("Go back to the start page and try again from there.")),
    413: (N_("That is too large"), N_("The planner takes files of up to 20 MB. Make the pictures in it smaller, or leave them out.")),
    500: (
        N_("Something went wrong on our side"),
        N_("What you saved before is safe. Go back and try again. If it happens each time, the planner's own window says where."),
    ),
}

GONE = N_("It is not held any more")

WHERE = N_("Everything stays on this computer, in the folder {folder}, where only you and the administrators of this computer can read it.")


class _Request(Request):
    """Keeps uploads in memory: as it comes, Werkzeug writes what is over half a megabyte to a disk, and it may hold names."""

    def _get_file_stream(
        self, total_content_length: int | None, content_type: str | None, filename: str | None = None, content_length: int | None = None
    ) -> io.BytesIO:
        return io.BytesIO()


class _App(Flask):
    request_class = _Request

    def log_exception(
        self, exc_info: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> None:
        """Where it failed, never on what: the message of an error may hold a name."""
        kind, _, trace = exc_info
        where = " < ".join(f"{pathlib.Path(frame.filename).name}:{frame.lineno}" for frame in reversed(traceback.extract_tb(trace)))
        self.logger.error("%s in %s %s: %s", kind.__name__ if kind else "?", request.method, request.endpoint, where)


def create_app(
    store: Store,
    *,
    token: str | None = None,
    packs: "Press | None" = None,
    language: str | None = None,
    on_quit: Callable[[], None] | None = None,
    now: Callable[[], dt.datetime] | None = None,
) -> Flask:
    """The planner on this store. `token` is the secret of its door, `packs` the press that makes its files."""
    app = _App("toolkit.web", static_folder=None, template_folder=str(ROOT / "templates" / "pages"))
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_UPLOAD,
        MAX_FORM_MEMORY_SIZE=LARGEST_UPLOAD,
        PROVIDE_AUTOMATIC_OPTIONS=False,
        TRUSTED_HOSTS=list(HOSTS),
        SESSION_COOKIE_NAME="unused",
    )
    # After the settings, or Flask gives the route a method of its own.
    app.static_folder = str(ROOT / "static")
    app.add_url_rule(STATIC.path, STATIC.endpoint, view_func=app.send_static_file)
    app.logger.setLevel(logging.WARNING)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.filters["breakable"] = breakable
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    made = Planner(store, Door(token), speaks=language, quit=on_quit, press_given=packs)
    if now is not None:
        made.now = now
    attach(app, made)
    lay(app)
    app.before_request(_guard)
    app.after_request(protect)
    app.after_request(who.keep)
    app.context_processor(_words)
    app.register_error_handler(HTTPException, _problem)
    app.register_error_handler(StoreError, _store_problem)
    app.register_error_handler(ClosedError, _closed_meanwhile)
    app.register_error_handler(BackupError, _backup_problem)
    app.register_error_handler(GoneError, _gone)
    app.register_error_handler(Exception, _fault)
    return app


def _guard() -> Response | None:
    """Before anything else is looked at: is this route known, is this window let in, is it one of our own pages that asks?"""
    planner().held.sweep()
    if request.routing_exception is not None:
        if isinstance(request.routing_exception, SecurityError):
            return None
        return None if _let_in() else _said(403)
    route = ROUTES.get((request.endpoint or "", "GET" if request.method == "HEAD" else request.method))
    if route is None or not is_ours(route):
        return _said(403)
    if route.cookie and not _let_in():
        return _said(403)
    if planner().store.safe.closed:
        return _closed(route.endpoint)
    return None


def _closed(endpoint: str) -> Response | None:
    """While the passphrase has not been given, one page stands in the place of all that need it."""
    from toolkit.web.safe import OPEN, closed_page

    return None if endpoint in OPEN else closed_page()


def _closed_meanwhile(_error: ClosedError) -> Response:
    """Another window has closed it since this request was let through."""
    from toolkit.web.safe import closed_page

    return closed_page()


def _let_in() -> bool:
    return planner().door.knows(request.cookies.get(cookie_name(), ""))


def _words() -> dict[str, Any]:
    """What every page may say and show."""
    speech = say()
    safe = planner().store.safe
    folder, let_in = planner().store.path.parent, _let_in()
    warning = places.sync_warning(folder)

    def read(text: Text, original: str = "en") -> str:
        return in_language(text, speech.code, original)[0]

    return {
        "say": speech,
        "read": read,
        "stages": STAGES,
        "tabs": TABS,
        "data_folder": str(folder),
        "where": Markup(escape(speech(WHERE))).format(folder=Markup('<span class="path">{}</span>').format(str(folder))),  # noqa: S704
        "sync_warning": speech(warning[0], **warning[1]) if warning else "",
        "let_in": let_in,
        "sealed": safe.there,
        "shut": safe.closed,
        "nickname": who.hand().nickname if let_in else "",
    }


def _said(status: int, sentence: str = "") -> Response:
    title, advice = PROBLEMS.get(status, PROBLEMS[500 if status >= 500 else 400])
    return problem_page(status, say()(title), sentence or say()(advice))


def _problem(error: HTTPException) -> Response:
    if isinstance(error, SecurityError):
        return Response("The planner answers only on this computer, as 127.0.0.1.\n", 400, mimetype="text/plain")
    if error.response is not None or error.code is None or error.code < 400:
        return cast(Response, Response.force_type(error.get_response(), request.environ))
    return _said(error.code, error.description if getattr(error, "for_the_person", False) and error.description else "")


def _store_problem(error: StoreError) -> Response:
    return _said(404 if isinstance(error, NotFoundError) else 500, error.say(say()))


def _backup_problem(error: BackupError) -> Response:
    """No change is made on a day whose backup cannot be made."""
    return _said(500, error.say(say()))


def _gone(error: GoneError) -> Response:
    """What was brought is not held any more: the way back is the door, whose address stands before the word. To our script: go there."""
    if request.headers.get("HX-Request") == "true":
        return Response(headers={"HX-Redirect": request.path})
    door = request.path.partition(f"/{(request.view_args or {}).get('word', '')}")[0] or "/"
    return problem_page(404, say()(GONE), error.say(say()), (door, say()("Bring it once more")))


def _fault(error: Exception) -> Response:
    """A fault of ours. Under test it is raised, so that it is seen."""
    app = current_app
    if app.testing and app.config.get("PROPAGATE_EXCEPTIONS") is not False:
        raise error
    app.log_exception(sys.exc_info())
    return _said(500)
