"""Everything that can be printed: each document with its preview and its files, and what has changed since it was printed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Response, abort, render_template, request, url_for

from toolkit.convening import people
from toolkit.convening.model import AUDIENCES, Audience, Convening
from toolkit.language import N_, language
from toolkit.language.said import SaidError
from toolkit.planning.choosing import unknown
from toolkit.store import Printed, Stored, Way
from toolkit.web import handing
from toolkit.web import wish as wishes
from toolkit.web.desk import from_script
from toolkit.web.plan import attachment, no_pdf
from toolkit.web.planner import planner, problem_page, say
from toolkit.web.print_list import Shown, documents, groups
from toolkit.web.security import preview_policy
from toolkit.web.wish import PAPERS, POSTERS, Choice, Wish, languages_of

if TYPE_CHECKING:
    from toolkit.document.blocks import Document
    from toolkit.documents import Spec
    from toolkit.material import Material

AUDIENCE_NAMES: dict[Audience, str] = {
    "public": N_("For everyone"),
    "participants": N_("For participants"),
    "facilitators": N_("For facilitators"),
    "organisers": N_("For organisers only"),
}
SHEETS = ("/static/css/fonts.css", "/static/print.css", "/static/css/preview.css")
PRINTED = ("docx", "pdf")
"""A file of these is taken to be printed."""
SEARCHED_FROM = 8
"""So many documents are found by looking."""


def show(key: str) -> str:
    return listing(planner().store.get(key))


def listing(stored: Stored, wrong: str = "") -> str:
    """The page; to our own script only the documents that are looked for."""
    shown, wanted = documents(stored, say()), wishes.wish(stored)
    words, audience = _looked_for()
    found = groups(shown, stored.convening, say(), words, audience)
    return page(
        "print/found.html" if from_script() else "print.html", stored, wanted, shown=shown, groups=found, wrong=wrong, words=words,
        looked_for=audience, circles=[each for each in AUDIENCES if any(one.spec.audience == each for one in shown)],
        count=sum(len(part.documents) for group in found for part in group.parts), searched=len(shown) >= SEARCHED_FROM,
        marked=bool(planner().store.printed(stored.id)),
    )  # fmt: skip


def _looked_for() -> tuple[str, str]:
    """Words, and an audience, from the address."""
    audience = request.args.get("for", "")
    return request.args.get("q", "").strip()[:100], audience if audience in AUDIENCES else ""


def one(key: str, document: str) -> str:
    """One document with its whole preview, cut for one audience, on one paper, in one language and edition."""
    stored = planner().store.get(key)
    shown = next((each for each in documents(stored, say()) if each.spec.name == document), None)
    if shown is None:
        abort(404)
    wanted = wishes.choice(stored, shown.spec)
    mark = _marks(stored, [(shown.spec, wanted)], wanted.wish).get(document)
    sizes = {**POSTERS, **PAPERS} if shown.spec.own_paper and not shown.spec.counts_pages else {}
    persons = _persons(stored, shown.spec)
    return page("document.html", stored, wanted.wish, shown=shown, choice=wanted, sizes=sizes, mark=mark, persons=persons)


def _persons(stored: Stored, spec: "Spec") -> tuple[tuple[str, str], ...]:
    """Whom a letter may be for: ids, and names or codes as organisers see them."""
    if not spec.personal:
        return ()
    coming = sorted((each for each in stored.convening.participants if each.status != "declined"), key=people.sort_key)
    shown = ((each.id, people.visible(each, "organisers", "list")) for each in coming)
    return tuple((key, who.name or who.code or key) for key, who in shown)


def preview(key: str, document: str) -> Response:
    """The very HTML that is printed. Our own pages may frame it; nothing in it may run, load or be sent."""
    stored, spec, wanted = asked(key, document)
    return previewed(wishes.material(stored, wanted.wish).tree(wishes.task(spec, wanted, "html")))


def previewed(document: "Document") -> Response:
    """With the shape of its paper in a class, so that a small picture of it can have that shape."""
    from toolkit.document.type_size import USUAL_PT
    from toolkit.writers import html

    if document.type_pt == USUAL_PT:
        made = html.render(document, SHEETS)
    else:
        look = (html.SHEET.parent / "css" / "preview.css").read_text(encoding="utf-8")
        made = html.render(document, SHEETS[:1], html.sheet(document.type_pt) + look)
    if document.page.landscape:
        made = made.replace("<body>", '<body class="landscape">', 1)
    answer = Response(made, mimetype="text/html")
    answer.headers["Content-Security-Policy"] = preview_policy(made)
    return answer


def file(key: str, document: str, ending: str) -> Response:
    from toolkit.as_printed import mark
    from toolkit.material import HeldError, PackError
    from toolkit.web.leaking import held_page
    from toolkit.writers.formats import FORMATS, CannotWriteError

    stored, spec, wanted = asked(key, document)
    if ending not in FORMATS:
        abort(404)
    material = wishes.material(stored, wanted.wish)
    task = wishes.task(spec, wanted, ending, f"{document}.{FORMATS[ending].extension}")
    try:
        data = planner().press.make(material, task)
    except HeldError as problem:
        return held_page(planner().store.get(key), problem)
    except (PackError, CannotWriteError) as problem:
        advice = problem.say(say()) if isinstance(problem, SaidError) else str(problem)
        return problem_page(409, say()("This file was not made"), advice, (url_for(".show", key=key), say()("All documents")))
    if ending in PRINTED and not wanted.people:
        way = wishes.way(task, stored.convening, wanted.wish.paper)
        planner().store.note_printed(key, [(way, mark(material, task))])
    handing.note_one(key, material, task)
    return attachment(data, task.file, FORMATS[ending].media)


# What has changed since it was printed


@dataclass(frozen=True, slots=True)
class Mark:
    """`changed`: it would say something else now than on that day."""

    changed: bool
    on: str


def marks(key: str) -> str:
    """For every document of the page that was printed as the page shows it: asked for when the page is there, for each is built for it."""
    stored = planner().store.get(key)
    wanted = wishes.wish(stored)
    found = groups(documents(stored, say()), stored.convening, say(), *_looked_for())
    specs = [each.spec for group in found for part in group.parts for each in part.documents]
    wished = [(spec, Choice(spec.audience, wanted)) for spec in specs]
    return render_template("print/marks.html", marks=_marks(stored, wished, wanted))


def _marks(stored: Stored, wished: "Sequence[tuple[Spec, Choice]]", wanted: Wish) -> dict[str, Mark]:
    from toolkit.as_printed import mark

    printed: Mapping[Way, Printed] = planner().store.printed(stored.id)
    if not printed:
        return {}
    material: Material = wishes.material(stored, wanted)
    made: dict[str, Mark] = {}
    for spec, choice in wished:
        task = wishes.task(spec, choice, "pdf")
        before = printed.get(wishes.way(task, stored.convening, wanted.paper))
        if before is not None:
            made[spec.name] = Mark(before.fingerprint != mark(material, task), say().date(before.at.astimezone().date()))
    return made


# Inside


def page(template: str, stored: Stored, wanted: Wish, **more: object) -> str:
    from toolkit.documents.registry import EDITION_WORDS, specs

    convening = stored.convening
    there = wishes.editions_of(specs(convening, planner().exercises()), convening)
    return render_template(
        template, stored=stored, convening=convening, stage="print", audience_names=AUDIENCE_NAMES, wish=wanted,
        query=wanted.query(convening), languages=tuple((code, own_name(code)) for code in languages_of(convening)), papers=PAPERS,
        editions={each: words for each, words in EDITION_WORDS.items() if each in there}, no_pdf=no_pdf(),
        unknown=unknown(convening, planner().exercises()), moved_on=moved_on(convening), **{"tab": "documents", **more},
    )  # fmt: skip


def moved_on(convening: Convening) -> str:
    """The name that stands on every page, where a version of that name went out and the agenda is no longer what it said."""
    from toolkit.documents import sending

    sent = [each for each in convening.sent if each.name == convening.version]
    return convening.version if sent and not any(sending.unchanged(convening, each) for each in sent) else ""


def own_name(code: str) -> str:
    """A language as its readers call it."""
    return language(code).own_name


def asked(key: str, document: str) -> "tuple[Stored, Spec, Choice]":
    """The document of an address, and how it is wanted."""
    from toolkit.documents import spec_named

    mine = planner()
    stored = mine.store.get(key)
    spec = spec_named(document, stored.convening, mine.exercises())
    if spec is None:
        abort(404)
    return stored, spec, wishes.choice(stored, spec)


__all__ = [
    "AUDIENCE_NAMES", "SHEETS", "Shown", "asked", "file", "languages_of", "listing", "marks", "moved_on", "one", "own_name", "page",
    "preview", "previewed", "show",
]  # fmt: skip
