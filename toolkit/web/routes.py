"""Every address of the planner: which function answers it, by which method, and whether a stranger may ask.

One table, so that what can be reached is read in one place, and nothing else is answered. The module of a function is loaded at
its first request (Flask documents this as "lazily loading views"): the start page is there before planning and printing are read.
"""

import functools
import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask


@dataclass(frozen=True, slots=True)
class Route:
    """`endpoint` is `module.function` in this folder; one may answer at two paths. What is posted changes something; `cookie`: only a
    window that was let in.
    """

    endpoint: str
    method: str
    path: str
    cookie: bool = True

    @property
    def changes(self) -> bool:
        return self.method == "POST"


STATIC = Route("static", "GET", "/static/<path:filename>", cookie=False)

_ROUTES = (
    STATIC,
    Route("door.enter", "GET", "/enter/<token>", cookie=False),
    Route("door.running", "GET", "/running", cookie=False),
    Route("door.leave", "POST", "/quit"),
    Route("home.show", "GET", "/"),
    Route("home.sample", "POST", "/sample"),
    Route("home.about", "GET", "/about"),
    Route("safe.show", "GET", "/passphrase"),
    Route("safe.do", "POST", "/passphrase"),
    Route("safe.shut", "POST", "/passphrase/close"),
    Route("backing_up.show", "GET", "/backups"),
    Route("backing_up.show", "GET", "/backups/<name>"),
    Route("backing_up.bring_back", "POST", "/backups/<name>"),
    Route("begin.questions", "GET", "/begin"),
    Route("begin.answer", "POST", "/begin"),
    Route("bringing.ask", "GET", "/bring"),
    Route("bringing.ask", "GET", "/c/<key>/bring"),
    Route("bringing.bring", "POST", "/bring"),
    Route("bringing.bring", "POST", "/c/<key>/bring"),
    Route("bringing.look", "GET", "/bring/<word>"),
    Route("bringing.look", "GET", "/c/<key>/bring/<word>"),
    Route("bringing.answer", "POST", "/bring/<word>"),
    Route("bringing.answer", "POST", "/c/<key>/bring/<word>"),
    Route("bringing.take", "POST", "/bring/<word>/take"),
    Route("bringing.take", "POST", "/c/<key>/bring/<word>/take"),
    Route("bringing.drop", "POST", "/bring/<word>/drop"),
    Route("bringing.drop", "POST", "/c/<key>/bring/<word>/drop"),
    Route("who.sign", "POST", "/who"),
    Route("undo.undo", "POST", "/c/<key>/undo"),
    Route("undo.redo", "POST", "/c/<key>/redo"),
    Route("settings.show", "GET", "/c/<key>/settings"),
    Route("settings.save", "POST", "/c/<key>/settings/<part>"),
    Route("settings.logo", "GET", "/c/<key>/settings/logo/<int:at>"),
    Route("history.show", "GET", "/c/<key>/history"),
    Route("history.look", "GET", "/c/<key>/history/<int:seq>"),
    Route("history.back", "POST", "/c/<key>/history/<int:seq>"),
    Route("plan.show", "GET", "/c/<key>/"),
    Route("plan.board", "GET", "/c/<key>/board"),
    Route("plan.printed", "GET", "/c/<key>/printed"),
    Route("plan.export", "GET", "/c/<key>/convening.zip"),
    Route("session.show", "GET", "/c/<key>/session/<session>"),
    Route("session.fill", "POST", "/c/<key>/session/<session>"),
    Route("session.fill_track", "POST", "/c/<key>/track/<track>"),
    Route("session.add", "POST", "/c/<key>/sessions"),
    Route("session.move", "POST", "/c/<key>/session/<session>/move"),
    Route("session.do", "POST", "/c/<key>/session/<session>/do/<action>"),
    Route("session.remove_track", "POST", "/c/<key>/track/<track>/remove"),
    Route("session.lead", "POST", "/c/<key>/session/<session>/lead"),
    Route("session.lead_track", "POST", "/c/<key>/track/<track>/lead"),
    Route("day.show", "GET", "/c/<key>/day/<day>"),
    Route("day.fill", "POST", "/c/<key>/day/<day>"),
    Route("day.add", "POST", "/c/<key>/days"),
    Route("day.remove", "POST", "/c/<key>/day/<day>/remove"),
    Route("mend.apply", "POST", "/c/<key>/mend/<mend>"),
    Route("mend.aside", "POST", "/c/<key>/remark/<remark>/aside"),
    Route("mend.again", "POST", "/c/<key>/remark/<remark>/again"),
    Route("roster.show", "GET", "/c/<key>/people"),
    Route("people_bringing.ask", "GET", "/c/<key>/people/bring"),
    Route("people_bringing.bring", "POST", "/c/<key>/people/bring"),
    Route("people_bringing.look", "GET", "/c/<key>/people/bring/<word>"),
    Route("people_bringing.answer", "POST", "/c/<key>/people/bring/<word>"),
    Route("people_bringing.take", "POST", "/c/<key>/people/bring/<word>/take"),
    Route("people_bringing.drop", "POST", "/c/<key>/people/bring/<word>/drop"),
    Route("grouping.show", "GET", "/c/<key>/groups"),
    Route("grouping.begin", "POST", "/c/<key>/groups"),
    Route("grouping.one", "GET", "/c/<key>/groups/<grouping>"),
    Route("grouping.costs", "GET", "/c/<key>/groups/<grouping>/costs"),
    Route("grouping.move", "POST", "/c/<key>/groups/<grouping>/move"),
    Route("grouping.lock", "POST", "/c/<key>/groups/<grouping>/lock"),
    Route("grouping.solve", "POST", "/c/<key>/groups/<grouping>/solve"),
    Route("grouping.missing", "POST", "/c/<key>/groups/<grouping>/missing"),
    Route("grouping.fill", "POST", "/c/<key>/groups/<grouping>"),
    Route("grouping.add_wish", "POST", "/c/<key>/groups/<grouping>/wishes"),
    Route("grouping.drop_wish", "POST", "/c/<key>/groups/<grouping>/wishes/<int:at>/drop"),
    Route("grouping.bind", "POST", "/c/<key>/together"),
    Route("grouping.remove", "POST", "/c/<key>/groups/<grouping>/remove"),
    Route("roster.find", "POST", "/c/<key>/people"),
    Route("roster.save", "POST", "/c/<key>/people/save"),
    Route("roster.person", "GET", "/c/<key>/person/<person>"),
    Route("composition.show", "GET", "/c/<key>/composition"),
    Route("leaking.show", "GET", "/c/<key>/named"),
    Route("leaking.allow", "POST", "/c/<key>/named/allow"),
    Route("leaking.again", "POST", "/c/<key>/named/again"),
    Route("printing.show", "GET", "/c/<key>/print"),
    Route("printing.one", "GET", "/c/<key>/print/<document>"),
    Route("doubting.show", "GET", "/c/<key>/print/<document>/doubts"),
    Route("doubting.allow", "POST", "/c/<key>/print/<document>/doubts"),
    Route("printing.preview", "GET", "/c/<key>/preview/<document>"),
    Route("printing.file", "GET", "/c/<key>/file/<document>.<ending>"),
    Route("printing.marks", "GET", "/c/<key>/printed-marks"),
    Route("packing.start", "POST", "/c/<key>/pack"),
    Route("packing.progress", "GET", "/c/<key>/pack/<number>"),
    Route("packing.archive", "GET", "/c/<key>/pack/<number>/<audience>.zip"),
    Route("print_day.show", "GET", "/c/<key>/print-job"),
    Route("print_day.counted", "GET", "/c/<key>/print-job/counted"),
    Route("print_day.start", "POST", "/c/<key>/print-job"),
    Route("print_day.progress", "GET", "/c/<key>/print-job/<number>"),
    Route("print_day.pile", "GET", "/c/<key>/print-job/<number>/<name>"),
    Route("words.show", "GET", "/c/<key>/words"),
    Route("words.hear", "POST", "/c/<key>/words"),
    Route("words.parts", "GET", "/c/<key>/words/parts"),
    Route("words.drawn", "GET", "/c/<key>/words/map"),
    Route("words.menu", "GET", "/c/<key>/words/of/<word>"),
    Route("words.do", "POST", "/c/<key>/words/of/<word>/<action>"),
    Route("words.pair", "POST", "/c/<key>/words/pair"),
    Route("words.heap", "POST", "/c/<key>/words/heap"),
    Route("running.show", "GET", "/c/<key>/now"),
    Route("running.press", "POST", "/c/<key>/now/<session>"),
    Route("running_late.show", "GET", "/c/<key>/late"),
    Route("running_late.take", "POST", "/c/<key>/late/take"),
    Route("running_here.show", "GET", "/c/<key>/here"),
    Route("running_here.tap", "POST", "/c/<key>/here"),
    Route("running_here.add", "POST", "/c/<key>/here/more"),
    Route("running_here.count", "POST", "/c/<key>/here/number"),
    Route("running_here.close", "POST", "/c/<key>/here/close"),
    Route("running_follow.show", "GET", "/c/<key>/here/follow"),
    Route("running_follow.take", "POST", "/c/<key>/here/follow"),
    Route("projecting.show", "GET", "/c/<key>/projector"),
    Route("writing.show", "GET", "/c/<key>/report"),
    Route("writing.save", "POST", "/c/<key>/report/text"),
    Route("writing.preview", "GET", "/c/<key>/report/preview"),
    Route("writing.look", "POST", "/c/<key>/report/look"),
    Route("writing.do", "POST", "/c/<key>/report/do"),
    Route("recommending.show", "GET", "/c/<key>/recommendations"),
    Route("recommending.save", "POST", "/c/<key>/recommendations"),
    Route("picturing.show", "GET", "/c/<key>/figures"),
    Route("picturing.save", "POST", "/c/<key>/figures"),
    Route("picturing.picture", "GET", "/c/<key>/figures/<figure>/picture"),
    Route("evaluating.show", "GET", "/c/<key>/evaluation"),
    Route("evaluating.save", "POST", "/c/<key>/evaluation"),
    Route("report_out.show", "GET", "/c/<key>/report/word"),
    Route("report_out.send", "POST", "/c/<key>/report/word"),
    Route("report_out.file", "GET", "/c/<key>/report/word/<version>/report.<ending>"),
    Route("report_out.sign", "POST", "/c/<key>/report/sign"),
    Route("report_out.master", "POST", "/c/<key>/report/master"),
    Route("report_in.hold", "POST", "/c/<key>/report/back"),
    Route("report_in.show", "GET", "/c/<key>/report/back/<word>"),
    Route("report_in.take", "POST", "/c/<key>/report/back/<word>"),
    Route("report_in.against", "POST", "/c/<key>/report/back/<word>/against"),
    Route("report_in.gather", "POST", "/c/<key>/report/back/<word>/comments"),
    Route("report_in.again", "POST", "/c/<key>/report/back/<word>/again"),
    Route("report_in.done", "POST", "/c/<key>/report/back/<word>/done"),
    Route("report_comments.show", "GET", "/c/<key>/report/comments"),
    Route("report_comments.save", "POST", "/c/<key>/report/comments/<comment>"),
    Route("checking.show", "GET", "/c/<key>/check"),
    Route("checking.right", "POST", "/c/<key>/check/right"),
    Route("checking.find", "POST", "/c/<key>/check/find"),
    Route("checking.put", "POST", "/c/<key>/check/put"),
    Route("checking.file", "POST", "/c/<key>/check/file"),
    Route("notes.show", "GET", "/c/<key>/notes"),
    Route("notes.add", "POST", "/c/<key>/note"),
    Route("notes.merge", "POST", "/c/<key>/merge-notes"),
    Route("notes_paper.look", "POST", "/c/<key>/paper-notes"),
    Route("notes_paper.take", "POST", "/c/<key>/paper-notes/take"),
    Route("notes.show", "GET", "/c/<key>/notes/<session>"),
    Route("notes.one", "GET", "/c/<key>/note/<note>"),
    Route("notes.save", "POST", "/c/<key>/note/<note>"),
    Route("versions.show", "GET", "/c/<key>/versions"),
    Route("versions.send", "POST", "/c/<key>/versions"),
    Route("versions.final", "POST", "/c/<key>/versions/final"),
    Route("versions.file", "GET", "/c/<key>/versions/<version>/agenda.<ending>"),
    Route("returned.bring", "GET", "/c/<key>/returned"),
    Route("returned.hold", "POST", "/c/<key>/returned"),
    Route("returned.show", "GET", "/c/<key>/returned/<word>"),
    Route("returned.take", "POST", "/c/<key>/returned/<word>"),
    Route("returned.take_all", "POST", "/c/<key>/returned/<word>/all"),
    Route("returned.against", "POST", "/c/<key>/returned/<word>/against"),
    Route("returned.again", "POST", "/c/<key>/returned/<word>/again"),
    Route("returned.done", "POST", "/c/<key>/returned/<word>/done"),
    Route("handing_over.show", "GET", "/c/<key>/hand-over"),
    Route("handing_over.make", "POST", "/c/<key>/hand-over"),
    Route("taking_in.ask", "GET", "/c/<key>/take-in"),
    Route("taking_in.hold", "POST", "/c/<key>/take-in"),
    Route("taking_in.show", "GET", "/c/<key>/take-in/<word>"),
    Route("taking_in.take", "POST", "/c/<key>/take-in/<word>"),
    Route("taking_in.drop", "POST", "/c/<key>/take-in/<word>/drop"),
    Route("closed.ask", "GET", "/open/<word>"),
    Route("closed.unlock", "POST", "/open/<word>"),
    Route("library.show", "GET", "/library"),
    Route("library.one", "GET", "/library/<exercise>"),
    Route("book.start", "POST", "/library/as/book"),
    Route("book.progress", "GET", "/library/as/book/<number>"),
    Route("book.file", "GET", "/library/as/book/<number>/binder.<ending>"),
    Route("library.sheet", "GET", "/library/<exercise>/sheet/<sheet>"),
    Route("library.show_in", "GET", "/c/<key>/library"),
    Route("library.one_in", "GET", "/c/<key>/library/<exercise>"),
    Route("library.sheet_in", "GET", "/c/<key>/library/<exercise>/sheet/<sheet>"),
    Route("library.add", "POST", "/c/<key>/library/<exercise>/add"),
    Route("carried.look", "GET", "/c/<key>/exercises/<word>"),
    Route("carried.take", "POST", "/c/<key>/exercises/<word>"),
    Route("own.begin", "POST", "/exercises/new"),
    Route("own.bring", "POST", "/exercises/bring"),
    Route("own.take_all", "GET", "/exercises/mine.zip"),
    Route("own.take", "GET", "/library/<exercise>/exercise.zip"),
    Route("own.write", "GET", "/library/<exercise>/edit"),
    Route("own.aside", "POST", "/library/<exercise>/aside"),
    Route("own.save", "POST", "/library/<exercise>/edit"),
    Route("keeping.ask_forget", "GET", "/c/<key>/forget"),
    Route("keeping.forget", "POST", "/c/<key>/forget"),
    Route("keeping.ask_remove", "GET", "/c/<key>/remove"),
    Route("keeping.remove", "POST", "/c/<key>/remove"),
)

ROUTES: dict[tuple[str, str], Route] = {(route.endpoint, route.method): route for route in _ROUTES}


def lay(app: Flask) -> None:
    """Gives the application every route of the table but the files', which Flask sends itself."""
    for route in _ROUTES:
        if route is not STATIC:
            app.add_url_rule(route.path, route.endpoint, _at_first_use(route.endpoint), methods=[route.method])


@functools.cache
def view(endpoint: str) -> Callable[..., Any]:
    """The function that answers, its module loaded now if it was not before."""
    module, _, name = endpoint.partition(".")
    found: Callable[..., Any] = getattr(importlib.import_module(f"toolkit.web.{module}"), name)
    return found


@functools.cache
def _at_first_use(endpoint: str) -> Callable[..., Any]:
    return lambda **values: view(endpoint)(**values)
