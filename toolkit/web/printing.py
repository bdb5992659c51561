"""Everything that can be printed: each document with its preview and its files, and the whole pack with how far it is."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flask import Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from toolkit.convening.model import AUDIENCES, Audience, Convening
from toolkit.convening.values import in_language
from toolkit.language import N_, Language, language
from toolkit.language.said import SaidError
from toolkit.planning.choosing import unknown
from toolkit.store import Stored
from toolkit.web import handing
from toolkit.web.plan import attachment, no_pdf
from toolkit.web.planner import planner, problem_page, say
from toolkit.web.security import preview_policy

if TYPE_CHECKING:
    from toolkit.documents import Spec
    from toolkit.job import Job
    from toolkit.pack import Material, Task

AUDIENCE_NAMES: dict[Audience, str] = {
    "public": N_("For everyone"),
    "participants": N_("For participants"),
    "facilitators": N_("For facilitators"),
    "organisers": N_("For organisers only"),
}
PAPERS: tuple[tuple[str, str], ...] = (("a4", N_("A4")), ("letter", N_("Letter")))
POSTERS: tuple[tuple[str, str], ...] = (("a3", N_("A3")), ("tabloid", N_("Tabloid")))
SHEETS = ("/static/css/fonts.css", "/static/print.css", "/static/css/preview.css")


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as the menu shows it. `formats` are those it can leave in, as (name, title), Word first."""

    spec: "Spec"
    title: str
    purpose: str
    amount: str
    formats: tuple[tuple[str, str], ...]

    @property
    def group(self) -> int:
        """Where it stands in the menu: with its circle, what is made on request after all of them."""
        return len(AUDIENCES) if self.spec.asked else AUDIENCES.index(self.spec.audience)


@dataclass(frozen=True, slots=True)
class Choice:
    """How one document is wanted: what was not chosen is as the document would have it."""

    audience: Audience
    language: str
    paper: str | None


def show(key: str) -> str:
    stored = planner().store.get(key)
    return _page("print.html", stored, shown=documents(stored, say()), wrong="")


def one(key: str, document: str) -> str:
    """One document with its whole preview, cut for one audience, on one paper, in one language."""
    stored = planner().store.get(key)
    shown = next((each for each in documents(stored, say()) if each.spec.name == document), None)
    if shown is None:
        abort(404)
    papers = POSTERS + PAPERS if shown.spec.own_paper else PAPERS
    return _page("document.html", stored, shown=shown, choice=_choice(stored, shown.spec), papers=papers)


def preview(key: str, document: str) -> Response:
    """The very HTML that is printed. Our own pages may frame it; nothing in it may run, load or be sent."""
    from toolkit.writers import html

    material, task = _task(key, document, "html")
    page = html.render(material.tree(task), SHEETS)
    made = Response(page, mimetype="text/html")
    made.headers["Content-Security-Policy"] = preview_policy(page)
    return made


def file(key: str, document: str, ending: str) -> Response:
    from toolkit.pack import HeldError, PackError
    from toolkit.web.leaking import held_page
    from toolkit.writers.formats import FORMATS, CannotWriteError

    material, task = _task(key, document, ending)
    try:
        data = planner().press.make(material, task)
    except HeldError as problem:
        return held_page(planner().store.get(key), problem)
    except (PackError, CannotWriteError) as problem:
        advice = problem.say(say()) if isinstance(problem, SaidError) else str(problem)
        return problem_page(409, say()("This file was not made"), advice, (url_for(".show", key=key), say()("All documents")))
    handing.note_one(key, material, task)
    return attachment(data, task.file, FORMATS[ending].media)


# The whole pack


def start(key: str) -> AnyResponse | tuple[str, int]:
    """Begin a pack, or lead to the one that was begun with the same wish."""
    from toolkit import job as jobs
    from toolkit import pack

    mine = planner()
    stored = mine.store.get(key)
    wanted = [name for name in ("docx", "pdf", "xlsx", "ics") if name in request.form.getlist("format")]
    if not wanted:
        return _page("print.html", stored, shown=documents(stored, say()), wrong=say()("Tick at least one kind of file.")), 422
    material, press = mine.material(stored), mine.press
    audiences = [audience for audience in AUDIENCES if audience in request.form.getlist("audience")]
    languages = [code for code in languages_of(material.convening) if code in request.form.getlist("language")]
    tasks = pack.plan(material, formats=wanted, languages=languages)
    tasks = tuple(task for task in tasks if not audiences or task.audience in audiences)
    wish = (stored.seq, tuple((task.file, task.audience, task.language) for task in tasks))
    job = mine.job(key, wish, lambda number: jobs.start(material, tasks, press, number))
    return redirect(url_for("printing.progress", key=key, number=job.id), 303)


def progress(key: str, number: str) -> str | Response:
    """The page of a pack; to htmx, only the part of it that moves."""
    stored = planner().store.get(key)
    pack = planner().packs.get((key, number))
    if pack is None:
        advice = say()("Packs are kept until the planner is closed, and no more than a few of them. Make it again: it takes a moment.")
        return problem_page(404, say()("This pack is gone"), advice, (url_for(".show", key=key), say()("Make it again")))
    from toolkit.web.leaking import name_of

    part = "pack_progress.html" if request.headers.get("HX-Request") == "true" else "pack.html"
    return _page(part, stored, job=pack.job, size=_size, held=_held(stored, pack.job), name_of=name_of)


def archive(key: str, number: str, audience: str) -> Response:
    pack = planner().packs.get((key, number))
    found = pack.job.zips.get(cast(Audience, audience)) if pack is not None else None
    if pack is None or found is None:
        abort(404)
    handing.note(key, pack.job.named.get(cast(Audience, audience), ()))
    return attachment(found, f"{audience}.zip", "application/zip")


# Inside


def documents(stored: Stored, speech: Language) -> tuple[Shown, ...]:
    from toolkit.documents import specs

    convening = stored.convening
    made: list[Shown] = []
    for spec in specs(convening, planner().exercises()):
        title = speech(spec.title)
        if spec.title_text is not None:
            title = in_language(spec.title_text, speech.code, convening.language)[0]
        count = spec.count(convening) if spec.count is not None else None
        amount = _amount(count, speech(spec.copies) if spec.copies else "", speech)
        made.append(Shown(spec, title, speech(spec.purpose), amount, _leaves_as(spec, speech)))
    return tuple(made)


def _amount(count: int | None, copies: str, speech: Language) -> str:
    if count is None:
        return copies
    counted = speech.plural("{n} copy", "{n} copies", count)
    return speech("{copies}: {whose}", copies=counted, whose=copies) if copies else counted


def _leaves_as(spec: "Spec", speech: Language) -> tuple[tuple[str, str], ...]:
    from toolkit.writers.formats import FORMATS

    return tuple((name, speech(FORMATS[name].title)) for name in FORMATS if name in spec.formats)


def _page(template: str, stored: Stored, **more: object) -> str:
    convening = stored.convening
    languages = tuple((code, own_name(code)) for code in languages_of(convening))
    return render_template(
        template, stored=stored, convening=convening, stage="print", audience_names=AUDIENCE_NAMES, languages=languages,
        no_pdf=no_pdf(), unknown=unknown(convening, planner().exercises()), moved_on=moved_on(convening), **more,
    )  # fmt: skip


def moved_on(convening: Convening) -> str:
    """The name that stands on every page, where a version of that name went out and the agenda is no longer what it said."""
    from toolkit.documents import sending

    sent = [each for each in convening.sent if each.name == convening.version]
    return convening.version if sent and not any(sending.unchanged(convening, each) for each in sent) else ""


def own_name(code: str) -> str:
    """A language as its readers call it."""
    locale = language(code).locale
    return locale.get_display_name() or code


def _held(stored: Stored, job: "Job") -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The files of a pack that may not leave, each with what it says, of whom and where."""
    from toolkit.pack import HeldError
    from toolkit.web.leaking import name_of

    speech = say()
    return tuple(
        (problem.file, tuple(dict.fromkeys(
            speech("{what} ({where})", what=leak.what(speech, name_of(stored.convening, leak, speech)), where=leak.where_in(speech))
            for leak in problem.found
        )))
        for problem in job.problems if isinstance(problem, HeldError)
    )  # fmt: skip


def _size(count: int) -> str:
    speech = say()
    if count < 1_000_000:
        return speech("{n} kB", n=speech.number(max(1, round(count / 1000))))
    return speech("{n} MB", n=speech.number(round(count / 1_000_000, 1)))


def languages_of(convening: Convening) -> tuple[str, ...]:
    return tuple(dict.fromkeys((convening.language, *convening.languages)))


def _choice(stored: Stored, spec: "Spec") -> Choice:
    """From the address; what is not one of the choices is not taken."""
    asked = request.args.get("audience", spec.audience)
    audience = next((each for each in spec.audiences if each == asked), spec.audience)
    code = request.args.get("language", "")
    paper = request.args.get("paper", "")
    return Choice(
        audience,
        code if code in languages_of(stored.convening) else stored.convening.language,
        paper if paper in dict(PAPERS + POSTERS) else None,
    )


def _task(key: str, document: str, ending: str) -> "tuple[Material, Task]":
    from toolkit import pack
    from toolkit.documents import spec_named
    from toolkit.writers.formats import FORMATS

    mine = planner()
    stored = mine.store.get(key)
    spec = spec_named(document, stored.convening, mine.exercises())
    if spec is None or ending not in FORMATS:
        abort(404)
    choice = _choice(stored, spec)
    name = f"{document}.{FORMATS[ending].extension}"
    return mine.material(stored), pack.Task(spec, ending, choice.audience, choice.language, choice.paper, name)  # type: ignore[arg-type]
