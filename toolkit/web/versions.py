"""The versions of an agenda: what went out to whom, what every page says now, what has changed since; and sending the next one."""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from toolkit.convening.edits import AnyEdit, EditError, Ref, Set
from toolkit.convening.model import Audience, Convening, Sent
from toolkit.language import N_, Language, language
from toolkit.language.said import SaidError
from toolkit.store import Stored
from toolkit.web import handing
from toolkit.web.plan import attachment, no_pdf
from toolkit.web.planner import planner, problem_page, say
from toolkit.web.printing import AUDIENCE_NAMES, languages_of, moved_on, own_name
from toolkit.web.undo import turning
from toolkit.web.who import who

if TYPE_CHECKING:
    from toolkit.documents import Spec

LONGEST_NAME = 120
FILES = ("docx", "pdf")

TOO_LONG = N_("This is {found} characters long; there is room for {most}.")
NO_DATE = N_("“{found}” is not a date. Write year, month and day, as 2027-03-11, or leave it empty.")
CHANGED_SINCE = N_(
    "The agenda has changed since this version went out, so its file cannot be made again from what stands here now. "
    "History leads back to how it was then."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One version as the page lists it. `same`: the agenda still prints just this, so that its file can be had once more."""

    sent: Sent
    on: str
    audience: str
    language: str
    current: bool
    same: bool


@dataclass(slots=True)
class Typed:
    """The form of the next version: what stands in it, and what is wrong with it, by field."""

    name: str
    to: str = ""
    on: str = ""
    audience: Audience = "participants"
    language: str = ""
    wrong: dict[str, str] = field(default_factory=dict)


def show(key: str) -> str:
    stored = planner().store.get(key)
    return _page(stored, _next(stored.convening))


def send(key: str) -> AnyResponse:
    """Keep the agenda as it goes out and name it, as one change; the page then hands over its files."""
    from toolkit.documents.sending import SendingError
    from toolkit.documents.sending import send as sending

    typed, on = _read(key, say())
    if not typed.wrong:

        def make(convening: Convening) -> AnyEdit:
            return sending(convening, typed.name, typed.to, on, typed.audience, typed.language)

        try:
            _, after = planner().store.change(key, make, who())
        except SendingError as problem:
            typed.wrong["name"] = problem.say(say())
        else:
            return redirect(url_for(".show", key=key, sent=after.convening.sent[-1].id, told=after.seq, _anchor="files"), 303)
    return make_response(_page(planner().store.get(key), typed), 422)


def final(key: str) -> AnyResponse:
    """Whether DRAFT stands on every page."""
    value = True if request.form.get("final") == "yes" else None
    try:
        after = planner().store.apply(key, Set(target=Ref(), field=("final",), value=value), who())
    except EditError as problem:
        return problem_page(409, say()("That was not done"), problem.say(say()), (url_for(".show", key=key), say()("All versions")))
    return redirect(url_for(".show", key=key, told=after.seq), 303)


def file(key: str, version: str, ending: str) -> Response:
    """The file of a version, as long as the agenda still prints what went out; never another agenda under that name."""
    from toolkit.documents import sending
    from toolkit.material import HeldError, PackError, Task
    from toolkit.web.leaking import held_page
    from toolkit.writers.formats import FORMATS, CannotWriteError

    mine = planner()
    stored = mine.store.get(key)
    sent = next((each for each in stored.convening.sent if each.id == version), None)
    if sent is None or ending not in FILES:
        abort(404)
    back = (url_for(".show", key=key), say()("All versions"))
    if stored.convening.version != sent.name or not sending.unchanged(stored.convening, sent):
        return problem_page(409, say()("This file was not made"), say()(CHANGED_SINCE), back)
    task = Task(_agenda(stored.convening), ending, sent.audience, sent.language, None, f"agenda.{FORMATS[ending].extension}")
    try:
        data = mine.press.make(mine.material(stored), task)
    except HeldError as problem:
        return held_page(stored, problem)
    except (PackError, CannotWriteError) as problem:
        advice = problem.say(say()) if isinstance(problem, SaidError) else str(problem)
        return problem_page(409, say()("This file was not made"), advice, back)
    handing.note_one(key, mine.material(stored), task)
    return attachment(data, task.file, FORMATS[ending].media)


def name_of_next(convening: Convening) -> str:
    """One number more than any version has had."""
    names = (convening.version, *(sent.name for sent in convening.sent))
    found = [int(at[1]) for name in names if (at := re.match(r"\s*v(?:ersion)?\.?\s*([0-9]{1,3})\b", name, re.IGNORECASE))]
    return f"v{max(found, default=0) + 1}"


# Inside


def _next(convening: Convening) -> Typed:
    today = planner().now().astimezone().date()
    return Typed(name_of_next(convening), on=today.isoformat(), language=convening.language)


def _read(key: str, speech: Language) -> tuple[Typed, dt.date | None]:
    """What was typed, and the date that it names; what is not one of the choices is the first of them."""
    convening = planner().store.get(key).convening
    form = {name: " ".join(value.split()) for name, value in request.form.items()}
    audience = form.get("audience", "")
    typed = Typed(form.get("name", ""), form.get("to", ""), form.get("on", ""))
    if audience in _agenda(convening).audiences:
        typed.audience = audience
    code = form.get("language", "")
    typed.language = code if code in languages_of(convening) else convening.language
    for name, text in (("name", typed.name), ("to", typed.to)):
        if len(text) > LONGEST_NAME:
            typed.wrong[name] = speech(TOO_LONG, found=speech.number(len(text)), most=speech.number(LONGEST_NAME))
    on = None
    if typed.on:
        try:
            on = dt.date.fromisoformat(typed.on)
        except ValueError:
            typed.wrong["on"] = speech(NO_DATE, found=typed.on)
    return typed, on


def _agenda(convening: Convening) -> "Spec":
    from toolkit.documents import spec_named

    spec = spec_named("agenda", convening, planner().exercises())
    if spec is None:
        abort(404)
    return spec


def _page(stored: Stored, typed: Typed) -> str:
    from toolkit.documents import parts
    from toolkit.imports.returned import change_note
    from toolkit.web.returned import Files

    convening, speech = stored.convening, say()
    lines = tuple(_line(sent, convening, speech) for sent in reversed(convening.sent))
    asked = request.args.get("since", "")
    since = next((line.sent for line in lines if line.sent.id == asked), lines[0].sent if lines else None)
    return render_template(
        "versions.html", stored=stored, convening=convening, stage="versions", turning=turning(stored), typed=typed, lines=lines,
        label=parts.label(convening, speech), changed=bool(moved_on(convening)), since=since,
        note="" if since is None else change_note(since, convening, language(since.language)),
        made=next((line for line in lines if line.same and line.sent.id == request.args.get("sent")), None),
        audiences=[(each, AUDIENCE_NAMES[each]) for each in _agenda(convening).audiences],
        languages=[(code, own_name(code)) for code in languages_of(convening)], longest=LONGEST_NAME, no_pdf=no_pdf(),
        waiting=[(word, speech.list([came.source.name for came in files.came])) for word, files in planner().held.all_of(Files, stored.id)],
    )  # fmt: skip


def _line(sent: Sent, convening: Convening, speech: Language) -> Line:
    from toolkit.documents import sending

    current = sent.name == convening.version
    return Line(
        sent, "" if sent.on is None else speech.date(sent.on), speech(AUDIENCE_NAMES[sent.audience]), own_name(sent.language), current,
        current and sending.unchanged(convening, sent),
    )  # fmt: skip
