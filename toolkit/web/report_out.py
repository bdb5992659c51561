"""The report leaves for Word and is approved: versions that go out, which host approved which section, and who writes it now."""

import datetime as dt
from dataclasses import dataclass, field

from flask import Response, abort, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from toolkit.convening.addressed import dumped, new_id
from toolkit.convening.edits import All, AnyEdit, EditError, Insert, Place, Ref, Remove, Set
from toolkit.convening.model import Convening, Frozen, SentReport, Signature, WordMaster
from toolkit.convening.report_texts import SUMMARY, approvals, digest_of, hosts, parts, signing
from toolkit.convening.values import in_language
from toolkit.language import N_, Language
from toolkit.language.said import SaidError
from toolkit.store import Stored
from toolkit.web.plan import attachment, no_pdf
from toolkit.web.planner import planner, problem_page, say
from toolkit.web.printing import languages_of, own_name
from toolkit.web.undo import turning
from toolkit.web.versions import LONGEST_NAME, NO_DATE, TOO_LONG, name_of_next
from toolkit.web.who import hand, who

CHANGED_SINCE = N_(
    "The report has changed since this version went out, so its file cannot be made again from what stands here now. "
    "History leads back to how it was then."
)
GONE = N_("This section, or this host, is not there any more.")
NOT_DONE = N_("That was not done")


@dataclass(frozen=True, slots=True)
class Line:
    """One version that went out. `same`: the report still prints just this, so that its file can be had once more."""

    sent: SentReport
    on: str
    language: str
    same: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One host's word on one section: `state` says it whole, `by` and `on` of whom and when."""

    host: str
    name: str
    approved: bool
    reopened: bool
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Row:
    section: str
    heading: str
    cells: tuple[Cell, ...]

    @property
    def approved(self) -> bool:
        return bool(self.cells) and all(cell.approved for cell in self.cells)


@dataclass(slots=True)
class Typed:
    """The form of the next version: what stands in it, and what is wrong with it, by field."""

    name: str
    to: str = ""
    on: str = ""
    language: str = ""
    wrong: dict[str, str] = field(default_factory=dict)


def show(key: str) -> str:
    stored = planner().store.get(key)
    return page(stored, _next(stored.convening))


def send(key: str) -> AnyResponse:
    """Keep the report's text as it goes out and name it, as one change; the page then hands over its file."""
    from toolkit.imports import report_back

    mine = planner()
    stored = mine.store.get(key)
    typed, on = _read(stored.convening, say())
    material = mine.material(stored)
    if not typed.wrong:

        def make(convening: Convening) -> AnyEdit:
            return report_back.send(
                convening, typed.name, to=typed.to, on=on, code=typed.language, exercises=material.exercises, assets=material.assets
            )

        try:
            _, after = mine.store.change(key, make, who())
        except report_back.SendingError as problem:
            typed.wrong["name"] = problem.say(say())
        else:
            version = after.convening.report.sent[-1].id
            return redirect(url_for(".show", key=key, sent=version, told=after.seq, _anchor="files"), 303)
    return make_response(page(mine.store.get(key), typed), 422)


def file(key: str, version: str, ending: str) -> Response:
    """The file of a version, as long as the report still prints what went out; never another text under that name."""
    from toolkit.documents import spec_named
    from toolkit.imports import report_back
    from toolkit.material import HeldError, PackError, Task
    from toolkit.web import handing
    from toolkit.web.leaking import held_page
    from toolkit.writers.formats import FORMATS, CannotWriteError

    mine = planner()
    stored = mine.store.get(key)
    sent = next((each for each in stored.convening.report.sent if each.id == version), None)
    spec = spec_named("report", stored.convening, mine.exercises())
    if sent is None or spec is None or ending not in ("docx", "pdf"):
        abort(404)
    back = (url_for(".show", key=key), say()("Back to the report's versions"))
    if stored.convening.version != sent.name or not report_back.unchanged(stored.convening, sent):
        return problem_page(409, say()("This file was not made"), say()(CHANGED_SINCE), back)
    task = Task(spec, ending, sent.audience, sent.language, None, f"report.{FORMATS[ending].extension}")
    try:
        data = mine.press.make(mine.material(stored), task)
    except HeldError as problem:
        return held_page(stored, problem)
    except (PackError, CannotWriteError) as problem:
        advice = problem.say(say()) if isinstance(problem, SaidError) else str(problem)
        return problem_page(409, say()("This file was not made"), advice, back)
    handing.note_one(key, mine.material(stored), task)
    return attachment(data, task.file, FORMATS[ending].media)


def sign(key: str) -> AnyResponse:
    """One host approves a section as it stands, or takes that back."""
    section, host = request.form.get("section", ""), request.form.get("host", "")
    by = " ".join(request.form.get("by", "").split())[:LONGEST_NAME]
    seen = request.form.get("text", "")

    def make(convening: Convening) -> AnyEdit | None:
        text = digest_of(convening.report, section)
        if not text or host not in [signing(each) for each in hosts(convening)]:
            raise _GoneError(GONE)
        if request.form.get("action") != "withdraw" and seen != text:
            raise _GoneError(CHANGED_MEANWHILE)
        old = [each for each in convening.report.signatures if (each.section, each.host) == (section, host)]
        edits: list[AnyEdit] = [Remove(target=Ref(kind="signature", id=each.id)) for each in old]
        if request.form.get("action") != "withdraw":
            made = Signature(id=new_id(convening, "signature"), section=section, host=host, by=by, on=_today(), text=text)
            edits.append(Insert(into=Place(of=Ref(kind="report"), list="signatures"), value=dumped(made)))
        return All(edits=tuple(edits)) if edits else None

    return _done(key, make, f"approval-{section}")


def master(key: str) -> AnyResponse:
    """Word is the master from here, or not any more."""
    freeze = request.form.get("master") == "word"
    back = request.form.get("back", "")

    def make(_: Convening) -> AnyEdit:
        made = dumped(WordMaster(on=_today(), by=hand().nickname)) if freeze else None
        return Set(target=Ref(kind="report"), field=("word_master",), value=made)

    return _done(key, make, "master", "writing.show" if back == "text" else ".show")


class _GoneError(SaidError):
    pass


CHANGED_MEANWHILE = N_("The text of this section has changed since the page was made. Read it once more, then approve it.")


def _done(key: str, make: object, anchor: str, endpoint: str = ".show") -> AnyResponse:
    try:
        _, after = planner().store.change(key, make, who())  # type: ignore[arg-type]
    except (_GoneError, EditError) as problem:
        back = (url_for(".show", key=key), say()("Back to the report's versions"))
        return problem_page(409, say()(NOT_DONE), problem.say(say()), back)
    return redirect(url_for(endpoint, key=key, told=after.seq, _anchor=anchor), 303)


# What the page shows.


def page(stored: Stored, typed: Typed, wrong: str = "") -> str:
    from toolkit.web.report_in import Files

    convening, speech = stored.convening, say()
    lines = tuple(_line(sent, convening, speech) for sent in reversed(convening.report.sent))
    digests = {section: digest_of(convening.report, section) for section, _ in parts(convening.report)}
    languages = [(code, own_name(code)) for code in languages_of(convening)]
    return render_template(
        "report/out.html", stored=stored, convening=convening, stage="report", tab="out", turning=turning(stored), typed=typed, lines=lines,
        wrong=wrong, made=next((line for line in lines if line.same and line.sent.id == request.args.get("sent")), None),
        rows=tuple(rows(convening, speech)), digests=digests, master=frozen_words(convening, speech), languages=languages,
        longest=LONGEST_NAME, largest=current_app.config["MAX_CONTENT_LENGTH"], nickname=hand().nickname, no_pdf=no_pdf(),
        waiting=[(word, speech.list([came.source.name for came in files.came])) for word, files in planner().held.all_of(Files, stored.id)],
    )  # fmt: skip


def rows(convening: Convening, speech: Language) -> list[Row]:
    """Section by section, what each host said of it."""
    found = []
    for section, heading in parts(convening.report):
        name = speech("Summary") if section == SUMMARY else in_language(heading, speech.code, convening.language)[0]
        cells = []
        for each in approvals(convening, section):
            signature = each.signature or each.earlier
            cells.append(Cell(
                each.host, in_language(each.name, speech.code, convening.language)[0], each.approved, each.earlier is not None,
                "" if signature is None else signature.by, "" if signature is None or signature.on is None else speech.date(signature.on),
            ))  # fmt: skip
        found.append(Row(section, name, tuple(cells)))
    return found


def frozen_words(convening: Convening, speech: Language) -> str:
    """Since when and by whose word the text is written in Word; nothing where it is written here."""
    held = convening.report.word_master
    if held is None:
        return ""
    since = speech("The text is written in Word.") if held.on is None else speech(
        "The text is written in Word since {date}.", date=speech.date(held.on)
    )
    return f"{since} {speech('Said by {who}.', who=held.by)}" if held.by else since


def _line(sent: SentReport, convening: Convening, speech: Language) -> Line:
    from toolkit.imports import report_back

    same = sent.name == convening.version and report_back.unchanged(convening, sent)
    return Line(sent, "" if sent.on is None else speech.date(sent.on), own_name(sent.language), same)


def _today() -> dt.date:
    return planner().now().astimezone().date()


def _next(convening: Convening) -> Typed:
    names = convening.model_copy(update={"sent": (*convening.sent, *(_Named(name=sent.name) for sent in convening.report.sent))})
    return Typed(name_of_next(names), on=_today().isoformat(), language=convening.language)


class _Named(Frozen):
    name: str


def _read(convening: Convening, speech: Language) -> tuple[Typed, dt.date | None]:
    form = {name: " ".join(value.split()) for name, value in request.form.items()}
    code = form.get("language", "")
    typed = Typed(form.get("name", ""), form.get("to", ""), form.get("on", ""))
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
