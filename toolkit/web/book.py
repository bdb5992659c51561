"""The library as one printed book: begun from its page, made in a worker process, and fetched when it is there."""

from typing import TYPE_CHECKING, cast, get_args

from flask import Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from toolkit.job import Making
from toolkit.language import Language, language
from toolkit.material import tree_key
from toolkit.press import Press
from toolkit.web.plan import attachment
from toolkit.web.planner import planner, problem_page, say

if TYPE_CHECKING:
    from toolkit.document.blocks import Document

FORMS = ("pdf", "docx")
_NOBODY = ""
"""The book is no convening's: it is kept beside the packs under no key."""


class Book(Making):
    """One file that is being made."""

    def __init__(self, number: str, form: str) -> None:
        super().__init__(number, 1)
        self.form = form
        self.data = b""

    def make(self, document: "Document", press: Press) -> None:
        """In a worker process, while this thread waits."""
        self.data = press.submit(document, self.form).result().data
        self.done = 1


def start() -> AnyResponse:
    """Begin it, or lead to the one of the same words that is being made or there."""
    from toolkit.documents import binder
    from toolkit.documents.registry import PaperSize

    form = request.form.get("format", "")
    paper = request.form.get("paper", "a4")
    if form not in FORMS or paper not in get_args(PaperSize):
        abort(422)
    mine = planner()
    press = mine.press  # asked for before the job's lock, which it needs itself
    document = binder.build(mine.exercises(), binder.Wish(_language(), cast(PaperSize, paper)))

    def begin(number: str) -> Book:
        made = Book(number, form)
        made.begin(lambda: made.make(document, press))
        return made

    job = mine.job(_NOBODY, tree_key(document, form), begin)
    return redirect(url_for("book.progress", number=job.id), 303)


def _language() -> Language:
    """The reader's own, where an exercise is written in it."""
    code = say().code
    written = {known for exercise in planner().exercises().values() for known in (exercise.language, *exercise.translations)}
    return language(code if code.split("-")[0] in written else "en")


def progress(number: str) -> str | Response:
    """The page of a book; to htmx, only the part of it that moves."""
    book = _found(number)
    if book is None:
        advice = say()("Books are kept until the planner is closed, and no more than a few of them. Make it again.")
        return problem_page(404, say()("This book is gone"), advice, (url_for("library.show"), say()("All exercises")))
    part = "library/book_progress.html" if request.headers.get("HX-Request") == "true" else "library/book.html"
    return render_template(part, book=book, failed=book.failed(say()))


def file(number: str, ending: str) -> Response:
    from toolkit.writers.formats import FORMATS

    book = _found(number)
    if book is None or not book.data or ending != book.form:
        abort(404)
    return attachment(book.data, f"binder.{book.form}", FORMATS[book.form].media)


def _found(number: str) -> Book | None:
    pack = planner().packs.get((_NOBODY, number))
    return pack.job if pack is not None and isinstance(pack.job, Book) else None
