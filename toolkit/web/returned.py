"""Files that co-hosts edited and sent back: held against what went out, decided change by change, taken over as one change of the agenda.

Nothing is taken in silence. What was refused is not asked again while the file is held; the file itself lies in memory alone.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flask import current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from toolkit.convening.edits import AnyEdit, EditError
from toolkit.convening.model import Convening
from toolkit.language import N_
from toolkit.language.said import SaidError
from toolkit.store import Stored
from toolkit.web.held import GoneError
from toolkit.web.planner import planner, problem_page, say
from toolkit.web.undo import turning
from toolkit.web.who import who

if TYPE_CHECKING:
    from toolkit.imports.returned import Option, Question, Returned, UnknownVersionError
    from toolkit.readers.source import Source

MOST_FILES = 8
NO = "no"
"""The answer of whoever leaves a thing as it is."""

NO_FILE = N_("Choose the file that came back.")
TOO_MANY = N_("These are {found} files; the page holds {most} beside one another. Bring the others afterwards.")
NOT_READ = N_("{file}: {reason}")
NOTHING_MARKED = N_("Nothing was marked, so nothing was done. Mark what to take or to leave first.")
MEANWHILE = N_("Somebody has changed the agenda since this page was made, so nothing was taken. Look again at what is marked.")


@dataclass(frozen=True, slots=True)
class Came:
    """One file as it was read, and the version that somebody chose for it."""

    source: "Source"
    against: str | None = None


@dataclass(frozen=True, slots=True)
class Files:
    """What was brought together, and the names of the questions that were answered with no."""

    came: tuple[Came, ...]
    refused: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Compared:
    """The files as they stand against the agenda of this moment; `unknown` are those whose version nobody knows, by their number."""

    found: tuple["Returned", ...]
    numbers: tuple[int, ...]
    unknown: dict[int, "UnknownVersionError"]
    asked: tuple["Question", ...]
    refused: tuple["Question", ...]

    @property
    def seen(self) -> str:
        """Names all that is asked, and what stands here of it."""
        words = "".join(option.id for question in self.asked for option in question.options)
        return hashlib.sha256(words.encode()).hexdigest()[:16]


def bring(key: str) -> str:
    return _bring(key)


def hold(key: str) -> Response:
    """Read the files and hold them; the page of what they changed has an address of its own."""
    from toolkit.readers import reading
    from toolkit.readers.archive import ReadError

    planner().store.get(key)
    uploads = [each for each in request.files.getlist("file") if each.filename]
    if not uploads:
        return make_response(_bring(key, say()(NO_FILE)), 422)
    if len(uploads) > MOST_FILES:
        return make_response(_bring(key, say()(TOO_MANY, found=len(uploads), most=MOST_FILES)), 422)
    came: list[Came] = []
    size = 0
    for upload in uploads:
        data, name = upload.read(), upload.filename or ""
        size += len(data)
        try:
            came.append(Came(reading.read(data, name)))
        except ReadError as problem:
            return make_response(_bring(key, SaidError(NOT_READ, file=name, reason=problem).say(say())), 422)
    word = planner().held.put(Files(tuple(came)), size, key)
    return redirect(url_for(".show", key=key, word=word), 303)


def show(key: str, word: str) -> Response:
    return _with(key, word, lambda files: make_response(_page(planner().store.get(key), word, files)))


def take(key: str, word: str) -> Response:
    """What was marked, as one change. Where something that was marked is there no more, nothing is done and the page asks again."""

    def answer(files: Files) -> Response:
        marked = {name.removeprefix("q-"): value for name, value in request.form.items() if name.startswith("q-") and value}
        if not marked:
            return make_response(_page(planner().store.get(key), word, files, say()(NOTHING_MARKED)), 422)
        wanted = frozenset(marked.values()) - {NO}

        def choose(now: Compared) -> "list[Option] | None":
            chosen = [option for question in now.asked for option in question.options if option.id in wanted]
            return chosen if len(chosen) == len(wanted) else None

        return _take(key, word, files, choose, frozenset(question for question, value in marked.items() if value == NO))

    return _with(key, word, answer)


def take_all(key: str, word: str) -> Response:
    """Everything that contradicts nothing, if it is still what the page showed."""

    def choose(now: Compared) -> "list[Option] | None":
        if request.form.get("seen") != now.seen:
            return None
        return [question.options[0] for question in now.asked if question.can_be_taken and not question.clashes]

    return _with(key, word, lambda files: _take(key, word, files, choose, frozenset()))


def against(key: str, word: str) -> Response:
    """Another version for one of the files; an empty answer is the one that the file names itself."""

    def choose(files: Files) -> Files:
        number, version = request.form.get("file", ""), request.form.get("version", "") or None
        return replace(files, came=tuple(
            replace(each, against=version) if number == str(at) else each for at, each in enumerate(files.came)
        ))  # fmt: skip

    return _changed(key, word, choose)


def again(key: str, word: str) -> Response:
    """Ask once more what was refused."""
    return _changed(key, word, lambda files: replace(files, refused=frozenset()))


def done(key: str, word: str) -> Response:
    """Let the files go."""
    planner().held.drop(word, key)
    return redirect(url_for("versions.show", key=key), 303)


# Inside


def compared(convening: Convening, files: Files) -> Compared:
    """Each file against its version and this state of the agenda."""
    from toolkit.imports import returned

    found: list[Returned] = []
    numbers: list[int] = []
    unknown: dict[int, UnknownVersionError] = {}
    for number, each in enumerate(files.came):
        try:
            found.append(returned.compare(convening, each.source, each.against))
            numbers.append(number)
        except returned.UnknownVersionError as problem:
            unknown[number] = problem
    questions = returned.questions(found)
    return Compared(
        tuple(found), tuple(numbers), unknown,
        tuple(each for each in questions if each.id not in files.refused),
        tuple(each for each in questions if each.id in files.refused),
    )  # fmt: skip


class _MeanwhileError(Exception):
    pass


def _take(
    key: str, word: str, files: Files, choose: "Callable[[Compared], list[Option] | None]", refusing: frozenset[str]
) -> Response:
    """One change of the newest agenda; then the board, or this page again as long as something is left to decide."""
    from toolkit.imports.returned import AcceptError, taken

    losing: set[str] = set()

    def make(convening: Convening) -> AnyEdit | None:
        now = compared(convening, files)
        chosen = choose(now)
        if chosen is None:
            raise _MeanwhileError
        losing.update(_refused_with(now.asked, chosen, refusing))
        edit = taken(convening, now.found, chosen)
        return edit if edit.edits else None

    try:
        before, after = planner().store.change(key, make, who())
    except _MeanwhileError:
        return make_response(_page(planner().store.get(key), word, files, say()(MEANWHILE)), 409)
    except (AcceptError, EditError) as problem:
        return make_response(_page(planner().store.get(key), word, files, problem.say(say())), 409)
    files = planner().held.change(word, Files, lambda held: replace(held, refused=held.refused | refusing | losing), key)
    told = after.seq if after.seq != before.seq else None
    if compared(after.convening, files).asked:
        return redirect(url_for(".show", key=key, word=word, told=told), 303)
    return redirect(url_for("plan.show", key=key, told=told), 303)


def _refused_with(asked: "tuple[Question, ...]", chosen: "list[Option]", refusing: frozenset[str]) -> Iterator[str]:
    """What is refused by choosing something else, or everything of a question: it is not asked again by itself."""
    for question in asked:
        if question.id in refusing or any(option in chosen for option in question.options):
            for option in question.options:
                if option not in chosen:
                    yield from option.alone


def _changed(key: str, word: str, change: Callable[[Files], Files]) -> Response:
    def answer(_: Files) -> Response:
        planner().held.change(word, Files, change, key)
        return redirect(url_for(".show", key=key, word=word), 303)

    return _with(key, word, answer)


def _with(key: str, word: str, answer: Callable[[Files], Response]) -> Response:
    """The answer about what is held; where it is gone, that is said, with the way to bring it once more."""
    try:
        return answer(planner().held.look(word, Files, key))
    except GoneError as problem:
        back = (url_for(".bring", key=key), say()("Bring a file that came back"))
        return problem_page(404, say()("These files are gone"), problem.say(say()), back)


def _bring(key: str, wrong: str = "") -> str:
    stored = planner().store.get(key)
    return render_template(
        "returned.html", stored=stored, convening=stored.convening, stage="versions", wrong=wrong, most=MOST_FILES,
        largest=current_app.config["MAX_CONTENT_LENGTH"],
    )  # fmt: skip


def _page(stored: Stored, word: str, files: Files, wrong: str = "") -> str:
    from toolkit.web.returned_page import page

    now = compared(stored.convening, files)
    marked = {name.removeprefix("q-"): value for name, value in request.form.items() if name.startswith("q-")}
    return render_template(
        "returned_page.html", stored=stored, convening=stored.convening, stage="versions", turning=turning(stored), word=word, wrong=wrong,
        marked=marked, seen=now.seen, no=NO, shown=page(stored.convening, files, now, say()),
    )  # fmt: skip
