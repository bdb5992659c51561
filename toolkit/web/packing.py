"""The whole pack: every document in the languages, on the paper and in the edition that were chosen, with how far it is."""

from typing import TYPE_CHECKING, cast

from flask import Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from toolkit.convening.model import AUDIENCES, Audience
from toolkit.store import Stored
from toolkit.web import handing
from toolkit.web import wish as wishes
from toolkit.web.plan import attachment
from toolkit.web.planner import planner, problem_page, say
from toolkit.web.printing import listing, page
from toolkit.web.wish import Wish, languages_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.job import Making
    from toolkit.material import Material, Task


def start(key: str) -> AnyResponse | tuple[str, int]:
    """Begin a pack, or lead to the one that was begun with the same wish."""
    from toolkit import job as jobs

    mine = planner()
    stored = mine.store.get(key)
    forms = [name for name in ("docx", "pdf", "xlsx", "ics") if name in request.form.getlist("format")]
    if not forms:
        return listing(stored, say()("Tick at least one kind of file.")), 422
    wanted = wishes.wish(stored)
    material, press = wishes.material(stored, wanted), mine.press
    audiences = [audience for audience in AUDIENCES if audience in request.form.getlist("audience")]
    languages = [code for code in languages_of(stored.convening) if code in request.form.getlist("language")]
    tasks = tuple(task for task in tasks_of(material, forms, languages, wanted) if not audiences or task.audience in audiences)
    wish = (stored.seq, wanted.paper, tuple((task.file, task.audience, task.language) for task in tasks))
    job = mine.job(key, wish, lambda number: jobs.start(material, tasks, press, number, mine.laid_out))
    return redirect(url_for("packing.progress", key=key, number=job.id), 303)


def tasks_of(material: "Material", forms: "Sequence[str]", languages: "Sequence[str]", wanted: Wish) -> "tuple[Task, ...]":
    """All of it: what is not laid out in that edition comes as it always does.

    A sheet in two languages is not there again in the second.
    """
    from toolkit import pack

    usual = pack.plan(material, formats=forms, languages=languages)
    if wanted.edition == "usual":
        return usual
    other = {_which(task): task for task in pack.plan(material, formats=forms, languages=languages, edition=wanted.edition)}
    twice = {(*_which(task)[:3], task.second) for task in other.values() if task.second}
    return tuple(other.get(_which(task), task) for task in usual if _which(task) not in twice)


def _which(task: "Task") -> tuple[str, ...]:
    return task.spec.name, task.format, task.audience, task.language


def progress(key: str, number: str) -> str | Response:
    """The page of a pack; to htmx, only the part of it that moves."""
    from toolkit.job import Job
    from toolkit.web.leaking import name_of

    stored = planner().store.get(key)
    pack = planner().packs.get((key, number))
    if pack is None or not isinstance(pack.job, Job):
        return gone(url_for("printing.show", key=key))
    finished = pack.job.finished  # asked before what it holds: it may end in between
    part = "pack_progress.html" if request.headers.get("HX-Request") == "true" else "pack.html"
    return page(
        part, stored, wishes.wish(stored), job=pack.job, size=size, held=held_of(stored, pack.job), name_of=name_of, finished=finished
    )


def held_of(stored: Stored, job: "Making") -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The files of a pack that may not leave, each with what it says, of whom and where."""
    from toolkit.material import HeldError
    from toolkit.web.leaking import name_of

    speech = say()
    return tuple(
        (problem.file, tuple(dict.fromkeys(
            speech("{what} ({where})", what=leak.what(speech, name_of(stored.convening, leak, speech)), where=leak.where_in(speech))
            for leak in problem.found
        )))
        for problem in job.problems if isinstance(problem, HeldError)
    )  # fmt: skip


def gone(again: str) -> Response:
    advice = say()("Packs are kept until the planner is closed, and no more than a few of them. Make it again: it takes a moment.")
    return problem_page(404, say()("This pack is gone"), advice, (again, say()("Make it again")))


def archive(key: str, number: str, audience: str) -> Response:
    """One ZIP to hand on; what is in it counts as printed."""
    from toolkit.job import Job

    pack = planner().packs.get((key, number))
    job = pack.job if pack is not None and isinstance(pack.job, Job) else None
    circle = cast(Audience, audience)
    if job is None or circle not in job.zips:
        abort(404)
    convening = planner().store.get(key).convening
    planner().store.note_printed(key, [(wishes.way(task, convening, job.paper), mark) for task, mark in job.marks.get(circle, {}).items()])
    handing.note(key, job.named.get(circle, ()))
    return attachment(job.zips[circle], f"{audience}.zip", "application/zip")


def size(count: int) -> str:
    speech = say()
    if count < 1_000_000:
        return speech("{n} kB", n=speech.number(max(1, round(count / 1000))))
    return speech("{n} MB", n=speech.number(round(count / 1_000_000, 1)))
