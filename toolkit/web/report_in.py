"""Word files of the report that came back: held against what went out, taken change by change as one change, their comments gathered.

What was refused is not asked again while the files are held; they lie in memory alone.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from toolkit.convening.edits import AnyEdit, EditError
from toolkit.convening.model import Convening
from toolkit.language import N_, Language
from toolkit.language.said import SaidError
from toolkit.store import Stored
from toolkit.web import report_out
from toolkit.web.held import GoneError
from toolkit.web.planner import planner, problem_page, say
from toolkit.web.returned import MOST_FILES, NO, NO_FILE, NOT_READ, NOTHING_MARKED, TOO_MANY
from toolkit.web.undo import turning
from toolkit.web.who import who

if TYPE_CHECKING:
    from toolkit.imports.report_back import Option, Question, Returned
    from toolkit.imports.returned import UnknownVersionError
    from toolkit.readers.source import Source

MEANWHILE = N_("Somebody has changed the report since this page was made, so nothing was taken. Look again at what is marked.")
BY_HAND = N_("What is left below could not be put in without changing something else as well: put it in by hand.")


@dataclass(frozen=True, slots=True)
class Came:
    """One file as it was read, the version that somebody chose for it, and for whom its commenters speak."""

    source: "Source"
    against: str | None = None
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Files:
    came: tuple[Came, ...]
    refused: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Compared:
    """The files as they stand against the report of this moment; `unknown` are those whose version nobody knows, by number."""

    found: tuple["Returned", ...]
    numbers: tuple[int, ...]
    unknown: dict[int, "UnknownVersionError"]
    asked: tuple["Question", ...]
    refused: tuple["Question", ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One change as the page shows it: what was done, in which box, both texts in pieces, what stands beside."""

    id: str
    what: str
    box: str
    stood: tuple[tuple[bool, str], ...]
    stands: tuple[tuple[bool, str], ...]
    ours: str | None
    beside: str
    why: str
    files: str
    can_be_taken: bool


@dataclass(frozen=True, slots=True)
class Asked:
    id: str
    choices: tuple[Shown, ...]
    clashes: bool
    can_be_taken: bool


def hold(key: str) -> Response:
    """Read the files and hold them; the page of what they changed has an address of its own."""
    from toolkit.readers import reading
    from toolkit.readers.archive import ReadError

    stored = planner().store.get(key)

    def refuse(said: str) -> Response:
        return make_response(report_out.page(stored, report_out._next(stored.convening), said), 422)

    uploads = [each for each in request.files.getlist("file") if each.filename]
    if not uploads:
        return refuse(say()(NO_FILE))
    if len(uploads) > MOST_FILES:
        return refuse(say()(TOO_MANY, found=len(uploads), most=MOST_FILES))
    came: list[Came] = []
    size = 0
    for upload in uploads:
        data, name = upload.read(), upload.filename or ""
        size += len(data)
        try:
            came.append(Came(reading.read(data, name, calls=True)))
        except ReadError as problem:
            return refuse(SaidError(NOT_READ, file=name, reason=problem).say(say()))
    word = planner().held.put(Files(tuple(came)), size, key)
    return redirect(url_for(".show", key=key, word=word), 303)


def show(key: str, word: str) -> Response:
    return _with(key, word, lambda files: make_response(_page(planner().store.get(key), word, files)))


def take(key: str, word: str) -> Response:
    """What was marked, or with `all` what contradicts nothing, as one change. What is there no more is asked again, and nothing is done."""

    def answer(files: Files) -> Response:
        marked = {name.removeprefix("q-"): value for name, value in request.form.items() if name.startswith("q-") and value}
        everything = request.form.get("all") == "yes"
        if not marked and not everything:
            return make_response(_page(planner().store.get(key), word, files, say()(NOTHING_MARKED)), 422)
        return _take(key, word, files, marked, everything)

    return _with(key, word, answer)


def _take(key: str, word: str, files: Files, marked: dict[str, str], everything: bool) -> Response:
    from toolkit.imports import report_back

    wanted = frozenset(marked.values()) - {NO}
    refusing = frozenset(question for question, value in marked.items() if value == NO)
    left: list[Option] = []

    def make(convening: Convening) -> AnyEdit | None:
        now = compared(convening, files)
        if everything:
            chosen = [question.options[0] for question in now.asked if question.can_be_taken and not question.clashes]
        else:
            chosen = [option for question in now.asked for option in question.options if option.id in wanted]
            if len(chosen) != len(wanted):
                raise _MeanwhileError
        sources = [(files.came[number].source, files.came[number].against) for number in now.numbers]
        done = report_back.take(convening, sources, chosen)
        left.extend(done.left)
        return done.edit if done.edit.edits else None

    try:
        before, after = planner().store.change(key, make, who())
    except _MeanwhileError:
        return make_response(_page(planner().store.get(key), word, files, say()(MEANWHILE)), 409)
    except EditError as problem:
        return make_response(_page(planner().store.get(key), word, files, problem.say(say())), 409)
    files = planner().held.change(word, Files, lambda held: replace(held, refused=held.refused | refusing), key)
    if left:
        return make_response(_page(after, word, files, say()(BY_HAND)), 409)
    return redirect(url_for(".show", key=key, word=word, told=after.seq if after.seq != before.seq else None), 303)


def gather(key: str, word: str) -> Response:
    """The comments of all files into the report's one list."""
    from toolkit.imports import report_back

    def answer(files: Files) -> Response:
        def make(convening: Convening) -> AnyEdit | None:
            speak = {came.source.name: request.form.get(f"for-{number}", "").strip() for number, came in enumerate(files.came)}
            edit = report_back.gather(convening, compared(convening, files).found, speak)
            return edit if edit.edits else None

        _, after = planner().store.change(key, make, who())
        return redirect(url_for("report_comments.show", key=key, told=after.seq), 303)

    return _with(key, word, answer)


def against(key: str, word: str) -> Response:
    """Another version for one of the files; an empty answer is the one that the file names itself."""
    number, version = request.form.get("file", ""), request.form.get("version", "") or None

    def choose(files: Files) -> Files:
        came = tuple(replace(each, against=version) if number == str(at) else each for at, each in enumerate(files.came))
        return replace(files, came=came)

    return _changed(key, word, choose)


def again(key: str, word: str) -> Response:
    return _changed(key, word, lambda files: replace(files, refused=frozenset()))


def done(key: str, word: str) -> Response:
    """Let the files go."""
    planner().held.drop(word, key)
    return redirect(url_for("report_out.show", key=key), 303)


# Inside


class _MeanwhileError(Exception):
    pass


def compared(convening: Convening, files: Files) -> Compared:
    from toolkit.imports import report_back
    from toolkit.imports.returned import UnknownVersionError

    found: list[Returned] = []
    numbers: list[int] = []
    unknown: dict[int, UnknownVersionError] = {}
    for number, each in enumerate(files.came):
        try:
            found.append(report_back.compare(convening, each.source, each.against))
            numbers.append(number)
        except UnknownVersionError as problem:
            unknown[number] = problem
    asked = report_back.questions(found)
    return Compared(
        tuple(found), tuple(numbers), unknown, tuple(each for each in asked if each.id not in files.refused),
        tuple(each for each in asked if each.id in files.refused),
    )  # fmt: skip


def _changed(key: str, word: str, change: Callable[[Files], Files]) -> Response:
    def answer(_: Files) -> Response:
        planner().held.change(word, Files, change, key)
        return redirect(url_for(".show", key=key, word=word), 303)

    return _with(key, word, answer)


def _with(key: str, word: str, answer: Callable[[Files], Response]) -> Response:
    try:
        return answer(planner().held.look(word, Files, key))
    except GoneError as problem:
        back = (url_for("report_out.show", key=key), say()("Bring a file that came back"))
        return problem_page(404, say()("These files are gone"), problem.say(say()), back)


def _page(stored: Stored, word: str, files: Files, wrong: str = "") -> str:
    from toolkit.imports import report_back

    now, speech = compared(stored.convening, files), say()
    sections: dict[str, list[Asked]] = {}
    for question in now.asked:
        sections.setdefault(report_back.where(question.options[0].change, speech), []).append(_asked(question, now, speech))
    marked = {name.removeprefix("q-"): value for name, value in request.form.items() if name.startswith("q-")}
    held = dict(zip(now.numbers, now.found, strict=True))
    remarks = sum(len(file.remarks) for file in now.found)
    return render_template(
        "report/back.html", stored=stored, convening=stored.convening, stage="report", tab="out", turning=turning(stored), word=word,
        wrong=wrong, marked=marked, no=NO, files=files, held=held, unknown=now.unknown, sections=sections, refused=len(now.refused),
        simple=sum(question.can_be_taken and not question.clashes for question in now.asked), remarks=remarks,
        clashing=sum(question.clashes for question in now.asked), waiting=report_back.waiting(stored.convening, now.found),
        versions=[(sent.id, sent.name) for sent in reversed(stored.convening.report.sent)],
    )  # fmt: skip


def _asked(question: "Question", now: Compared, speech: Language) -> Asked:
    return Asked(question.id, tuple(_shown(option, now, speech) for option in question.options), question.clashes, question.can_be_taken)


def _shown(option: "Option", now: Compared, speech: Language) -> Shown:
    from toolkit.imports import report_back
    from toolkit.imports.report_back.holding import pieces
    from toolkit.imports.report_back.sentences import WHAT, in_box

    change = option.change
    both = change.kind in ("reworded", "note-reworded")
    stood, stands = pieces(change.stood, change.stands) if both and change.stood else (_whole(change.stood), _whole(change.stands))
    version = now.found[option.files[0]].version
    titles = {box.id: str(box.title) for section in version.sections for box in section.boxes}
    files = speech.list([now.found[at].file for at in option.files]) if len(now.found) > 1 else ""
    plain = replace(change, ours=None, why=None)
    near = report_back.near(change, now.found[option.files[0]].lines, speech)
    beside = " · ".join(filter(None, [near, *report_back.beside(plain, speech)]))
    return Shown(
        option.id, speech(WHAT[change.kind]), in_box(change, titles), stood if change.kind != "moved" else (), stands, change.ours,
        beside, "" if change.why is None else change.why.say(speech), files, change.can_be_taken,
    )  # fmt: skip


def _whole(text: str) -> tuple[tuple[bool, str], ...]:
    return ((False, text),) if text else ()


__all__ = ["Files", "again", "against", "done", "gather", "hold", "show", "take"]
