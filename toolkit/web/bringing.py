"""The agenda that somebody has: pasted, dropped or chosen; looked at beside what was understood; corrected; and only then taken.

From the start page it makes a new convening, from the page of a convening it adds to its days or takes their place. A convening file of our
own comes in by the same door, for nobody should have to know which is which. What is brought is held in memory until it is taken.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from flask import current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from toolkit import sealing
from toolkit.convening.model import Convening
from toolkit.language import N_
from toolkit.language.said import SaidError
from toolkit.web import bring_answers, bring_reading, bring_taking, closed
from toolkit.web.bring_answers import Agenda
from toolkit.web.bring_reading import Reading
from toolkit.web.fields import RefusedError
from toolkit.web.held import Brought
from toolkit.web.planner import planner, say
from toolkit.web.who import who

if TYPE_CHECKING:
    from toolkit.convening.edits import AnyEdit

NOTHING = N_("Paste an agenda, or choose a file.")
A_CONVENING = N_("{name} is a whole convening and not an agenda. Open it from the start page; it becomes a convening of its own.")
NOT_UNDERSTOOD = N_("With that answer no agenda can be told from it any more, so it was not taken. {reason}")
NOT_DONE = N_("It could not be brought in: {reason}.")
LONGEST_TO_MEND = 60_000
LARGEST_TO_MEND = 500_000
"""Letters of a text, and bytes of a file, that a person may be asked to mend; reading a larger file twice would take too long."""


def ask(key: str = "") -> str:
    return _door(key)


def bring(key: str = "") -> Response | tuple[str, int]:
    """Hold what was brought, if anything can be told from it; else say why not, and keep its text to be mended."""
    upload = request.files.get("file")
    pasted = upload is None or not upload.filename
    text = request.form.get("text", "")
    name, data = ("", text.encode()) if pasted or upload is None else (upload.filename or "", upload.read())
    if not data.strip():
        return _door(key, (say()(NOTHING),), text), 422
    if sealing.is_closed(data) and not key:
        return closed.hold(name, data)
    if _is_a_convening(name, data):
        return _open(key, name, data, text)
    agenda = Agenda(Brought(name or say()("The pasted text"), data), _hints(), pasted)
    try:
        bring_reading.read(agenda)
    except SaidError as problem:
        return _door(key, (as_said(problem, pasted),), text if pasted else _text_of(agenda), name), 422
    word = planner().held.put(agenda, len(data), key)
    return redirect(_to("look", key, word), 303)


def look(word: str, key: str = "") -> str:
    agenda = planner().held.look(word, Agenda, key)
    return _page(key, word, agenda, bring_reading.read(agenda))


def answer(word: str, key: str = "") -> Response | tuple[str, int]:
    """One or more answers: the file is read again with them. One that would leave no agenda is refused, and the page stays."""
    held = planner().held
    agenda = held.look(word, Agenda, key)
    try:
        shown = bring_reading.lines(agenda)
        new = bring_answers.answered(agenda, request.form, shown)
        bring_reading.read(new)
    except RefusedError as problem:
        wrong_in = bring_answers.refused(agenda, request.form, shown, say())
        return _page(key, word, agenda, bring_reading.read(agenda), problem.say(say()), request.form, wrong_in), 422
    except SaidError as problem:
        sentence = say()(NOT_UNDERSTOOD, reason=as_said(problem, agenda.pasted))
        return _page(key, word, agenda, bring_reading.read(agenda), sentence, request.form), 422
    held.change(word, Agenda, lambda _: new, key)
    return redirect(_to("look", key, word) + "#understood", 303)


def take(word: str, key: str = "") -> Response | tuple[str, int]:
    """A new convening, or one change to the one that it was brought to; then it is held no longer."""
    held = planner().held
    agenda = held.look(word, Agenda, key)
    reading = bring_reading.read(agenda)
    if not reading.wanted.rows:
        return _page(key, word, agenda, reading, say()(bring_taking.NOTHING)), 422
    if key:
        return _into(key, word, agenda, reading)
    given = bring_taking.wanted(request.form, say())
    if given.wrong:
        return _page(key, word, agenda, reading, next(iter(given.wrong.values())), request.form, given.wrong), 422
    with held.taking(word, Agenda, key):
        made = planner().store.add(bring_taking.new_convening(agenda, reading, given, say()))
    return redirect(url_for("plan.show", key=made), 303)


def _into(key: str, word: str, agenda: Agenda, reading: Reading) -> Response | tuple[str, int]:
    from toolkit.convening.edits import EditError

    how: bring_taking.How = "replace" if request.form.get("how") == "replace" else "add"

    def make(convening: Convening) -> "AnyEdit":
        return bring_taking.into(convening, agenda, reading, how, say())

    try:
        with planner().held.taking(word, Agenda, key):
            _, after = planner().store.change(key, make, who())
    except EditError as error:
        reason = say()(error.problem.message, **error.problem.values)
        return _page(key, word, agenda, reading, say()(NOT_DONE, reason=reason), request.form), 422
    return redirect(url_for("plan.show", key=key, told=after.seq), 303)


def drop(word: str, key: str = "") -> Response:
    planner().held.drop(word, key)
    return redirect(_to("ask", key), 303)


# The door


def _door(key: str, wrong: tuple[str, ...] = (), text: str = "", name: str = "") -> str:
    """The three ways in. `name` is the file whose text is shown to be mended."""
    page = "bring_into.html" if key else "bring.html"
    return render_template(page, wrong=wrong, pasted=text, name=name, largest=current_app.config["MAX_CONTENT_LENGTH"], **_of(key))


def _of(key: str) -> dict[str, Any]:
    """What the frame of the page needs: that of a convening, or none."""
    if not key:
        return {"key": "", "door": _to("ask", "")}
    stored = planner().store.get(key)
    return {"key": key, "door": _to("ask", key), "stored": stored, "convening": stored.convening, "stage": "plan"}


def _to(name: str, key: str, word: str = "") -> str:
    """The address of one of these pages, for a new convening or for one that is there."""
    return url_for(f"bringing.{name}", **{part: value for part, value in (("key", key), ("word", word)) if value})  # type: ignore[arg-type]


def _hints() -> Any:
    from toolkit.imports.agenda import Hints

    return Hints(today=planner().now().date())


def as_said(problem: SaidError, pasted: bool) -> str:
    """The importer's own sentence; a text that was pasted has no name to call it by."""
    if pasted and "name" in problem.values:
        sentence = say()(problem.message, **{**problem.values, "name": say()("the pasted text")})
        return sentence[:1].upper() + sentence[1:]
    return problem.say(say())


def _text_of(agenda: Agenda) -> str:
    """The text of a file that holds no agenda as it stands, so that it can be mended; nothing where it cannot be read, or is a book."""
    if len(agenda.brought.data) > LARGEST_TO_MEND:
        return ""
    try:
        text = "\n".join(bring_reading.lines(agenda).lines)
    except SaidError:
        return ""
    return text if len(text) <= LONGEST_TO_MEND else ""


_KEYS = re.compile(r"(?:[a-z_]+:(?:\s.*)?|[-#\s}\]].*|---.*)?")


def _is_a_convening(name: str, data: bytes) -> bool:
    """Whether this is a convening file of ours, so that the same door opens it: by its name, by its parts, by every line of its text."""
    if re.search(r"\.(?:ya?ml|json)$", name, re.IGNORECASE):
        return True
    if sealing.is_closed(data):
        return True
    if data.startswith(b"PK"):
        return b"convening.yaml" in data or name.casefold().endswith(".zip")
    if name:
        return False
    lines = data.decode("utf-8", "replace").strip().splitlines()
    mapped = lines[0].startswith("{") or (all(_KEYS.fullmatch(line) for line in lines) and re.match(r"[a-z_]+:", lines[0]))
    return bool(mapped)


def _open(key: str, name: str, data: bytes, text: str) -> Response | tuple[str, int]:
    """A convening file as it is; what is wrong with it is said by line and key."""
    from toolkit import library
    from toolkit.convening.file import FileError

    source = name or say()("The pasted text")
    if key:
        return _door(key, (say()(A_CONVENING, name=source),), text), 422
    try:
        opened = library.open_bytes(data, source)
    except (library.LibraryError, FileError) as problem:
        return _door(key, tuple(problem.say(say()).splitlines()), text), 422
    return closed.kept(opened)


# The page


def _page(
    key: str, word: str, agenda: Agenda, reading: Reading, wrong: str = "", typed: Mapping[str, str] | None = None,
    wrong_in: Mapping[str, str] | None = None,
) -> str:  # fmt: skip
    from toolkit.convening.called import in_words
    from toolkit.convening.values import write_clock
    from toolkit.web.board import KIND_WORDS
    from toolkit.web.settings_fields import COMMON_LANGUAGES

    hints, speech = agenda.hints, say()
    lines = bring_answers.lines_of
    named = "" if agenda.pasted and reading.wanted.title == "Agenda" else reading.wanted.title
    fields = {
        "order": {True: "day", False: "month"}.get(hints.day_first, "") if hints.day_first is not None else "",
        "year": str(hints.year or ""),
        "clock": {True: "12", False: "24"}.get(hints.afternoon, "") if hints.afternoon is not None else "",
        "start": write_clock(hints.day_start) if hints.day_start is not None else "",
        "language": hints.language,
        "heading": lines(hints.headings, reading.shown),
        "no-heading": lines(hints.no_headings, reading.shown),
        "left-out": lines(hints.left_out, reading.shown),
        "title": named,
        "discreet": "",
        "first-day": "",
        "how": "add",
    }
    fields.update({name: value for name, value in (typed or {}).items() if name in fields})
    codes = dict.fromkeys([reading.wanted.language, *COMMON_LANGUAGES])
    return render_template(
        "brought_into.html" if key else "brought.html", word=word,
        name=agenda.brought.name, pasted=agenda.pasted, wrong=wrong, wrong_in=wrong_in or {}, fields=fields,
        read_as=bring_reading.page(agenda, reading, speech), roles=bring_answers.ROLES, clocks=bring_answers.CLOCKS,
        all_typed="left-out" in (typed or {}), typed=typed or {}, kinds=[(code, speech(words)) for code, words in KIND_WORDS.items()],
        language=reading.wanted.language,
        languages=sorted((in_words(code, speech), code) for code in codes),
        here=_to("look", key, word), take_at=_to("take", key, word), drop_at=_to("drop", key, word), **_of(key),
    )  # fmt: skip
