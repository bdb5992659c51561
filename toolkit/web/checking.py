"""Before the report leaves: facts written in two ways, words to replace in every text, and a finished file, ours or not, looked through.

A file that is brought is read in memory and gone with the answer. What is searched for may be a name: it is sent in forms, never in an
address.
"""

import hashlib
from dataclasses import dataclass, replace

from flask import abort, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from toolkit.checking import drift, finished
from toolkit.convening import called
from toolkit.convening.edits import AnyEdit, EditError
from toolkit.convening.model import AUDIENCES, Audience, Convening
from toolkit.language import N_, Language, language
from toolkit.language.said import SaidError
from toolkit.planning import wordings
from toolkit.planning.wordings import Cut, Written
from toolkit.store import Stored
from toolkit.web.keeping import PLACES
from toolkit.web.leaking import name_of
from toolkit.web.planner import planner, say
from toolkit.web.undo import turning
from toolkit.web.who import who

NO_WORDS = N_("Type the words to look for.")
NOT_FOUND = N_("These words stand in none of the texts.")
NOTHING_CHOSEN = N_("Choose at least one place.")
NOTHING_CHANGES = N_("Nothing would change: what comes in their place is the same.")
NO_FILE = N_("Choose a file.")
MOST_SHOWN = 300
_AROUND = 90
READERS: dict[Audience, str] = {
    "public": N_("Everybody, funders too"), "participants": N_("Participants"), "facilitators": N_("Facilitators"),
    "organisers": N_("Organisers"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One place as the page shows it: what is wrong, where, the line in three parts, and what its form sends."""

    what: str
    where: str
    line: tuple[str, str, str]
    fix: str = ""
    mark: str = ""
    put: str = ""
    stops: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """What was asked to be found, and what comes in its place."""

    words: str = ""
    put: str = ""
    case: bool = False
    part: bool = False
    said: str = ""
    hits: tuple[Entry, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that was looked through."""

    name: str
    audience: Audience
    findings: tuple[Entry, ...] = ()
    wrong: str = ""


def show(key: str) -> str:
    return _page(planner().store.get(key))


def right(key: str) -> AnyResponse:
    """Facts put right: those that were asked for, or all that the program can tell."""
    asked = set(request.form.getlist("mark"))

    def make(convening: Convening) -> AnyEdit | None:
        cuts = [cut for mark, (_, cut) in _drifted(convening).items() if mark in asked]
        return wordings.replace(convening, _code(convening), cuts)

    return _changed(key, make)


def find(key: str) -> AnyResponse:
    """Where the words stand."""
    stored = planner().store.get(key)
    search = _asked()
    if not search.words.strip():
        return make_response(_page(stored, search=replace(search, said=say()(NO_WORDS))), 422)
    cuts = _cuts(stored.convening, search)
    shown = tuple(_hits(stored, cuts[:MOST_SHOWN]))
    said = "" if cuts else say()(NOT_FOUND)
    return make_response(_page(stored, search=replace(search, said=said, hits=shown, more=max(0, len(cuts) - MOST_SHOWN))))


def put(key: str) -> AnyResponse:
    """The chosen places changed, as one edit."""
    stored, search = planner().store.get(key), _asked()
    chosen = set(request.form.getlist("mark"))
    if not chosen:
        hits = tuple(_hits(stored, _cuts(stored.convening, search)[:MOST_SHOWN]))
        return make_response(_page(stored, search=replace(search, said=say()(NOTHING_CHOSEN), hits=hits)), 422)

    def make(convening: Convening) -> AnyEdit | None:
        found = wordings.marks(_cuts(convening, search), _mark)
        if not chosen <= found.keys():
            raise SaidError(_MOVED)
        return wordings.replace(convening, _code(convening), [cut for mark, cut in found.items() if mark in chosen])

    return _changed(key, make, search)


def file(key: str) -> AnyResponse:
    """A Word or PDF file looked through for one audience. It is not kept."""
    stored = planner().store.get(key)
    upload = request.files.get("file")
    audience = next((each for each in AUDIENCES if each == request.form.get("audience")), AUDIENCES[0])
    name = (upload.filename or "") if upload is not None else ""
    data = upload.read() if upload is not None else b""
    if not data:
        return make_response(_page(stored, looked=Looked(name, audience, wrong=say()(NO_FILE))), 422)
    speech = say()
    try:
        found = finished.check(data, name, stored.convening, audience, language(_code(stored.convening)))
    except SaidError as problem:
        return make_response(_page(stored, looked=Looked(name, audience, wrong=problem.say(speech))), 422)
    entries = tuple(_finding(stored.convening, each, speech) for each in found)
    return make_response(_page(stored, looked=Looked(name, audience, entries)))


_MOVED = N_("A text has been changed meanwhile; look again.")


def _changed(key: str, make: object, search: Search | None = None) -> AnyResponse:
    try:
        before, after = planner().store.change(key, make, who())  # type: ignore[arg-type]
    except SaidError as problem:
        said = say()(_MOVED) if isinstance(problem, EditError) else problem.say(say())
        return make_response(_page(planner().store.get(key), search=replace(search or Search(), said=said)), 409)
    if search is not None and before.seq == after.seq:
        return make_response(_page(after, search=replace(search, said=say()(NOTHING_CHANGES))), 422)
    return redirect(url_for(".show", key=key, told=after.seq, language=request.values.get("language") or None), 303)


# What the page shows


def _page(stored: Stored, search: Search | None = None, looked: Looked | None = None) -> str:
    convening, speech = stored.convening, say()
    drifted = _drifted(convening)
    entries = [_slip(stored, text, slip, cut, mark, speech) for mark, ((text, slip), cut) in drifted.items()]
    sure = [each.mark for each, ((_, slip), _) in zip(entries, drifted.values(), strict=True) if slip.right and slip.kind != "person"]
    languages = tuple(dict.fromkeys((convening.language, *convening.languages)))
    return render_template(
        "report/check.html", stored=stored, convening=convening, stage="report", tab="check", turning=turning(stored), entries=entries,
        sure=sure, search=search or Search(), looked=looked, readers=[(each, speech(READERS[each])) for each in AUDIENCES],
        code=_code(convening), languages=[(each, language(each).own_name) for each in languages],
        largest=current_app.config["MAX_CONTENT_LENGTH"],
    )  # fmt: skip


def _code(convening: Convening) -> str:
    asked = request.values.get("language", "")
    if asked and asked not in (convening.language, *convening.languages):
        abort(404)
    return asked or convening.language


def _drifted(convening: Convening) -> dict[str, tuple[tuple[Written, drift.Drift], Cut]]:
    """Every slip by the mark that its form sends."""
    code = _code(convening)
    facts = drift.facts_of(convening, language(code))
    found: dict[str, tuple[tuple[Written, drift.Drift], Cut]] = {}
    for text in wordings.written(convening, code):
        for slip in drift.drifts(text.text, facts):
            cut = Cut(text.key, slip.start, slip.end, text.text[slip.start : slip.end], slip.right)
            found.update(dict.fromkeys(wordings.marks([cut], _mark), ((text, slip), cut)))
    return found


def _slip(stored: Stored, text: Written, slip: drift.Drift, cut: Cut, mark: str, speech: Language) -> Entry:
    line = around(text.text, slip.start, slip.end)
    return Entry(slip.sentence(speech), _where(stored.convening, text, speech), line, _fix(stored.id, text), mark, cut.put)


def _hits(stored: Stored, cuts: tuple[Cut, ...]) -> list[Entry]:
    speech = say()
    texts = {each.key: each for each in wordings.written(stored.convening, _code(stored.convening))}
    found = wordings.marks(cuts, _mark)
    return [
        Entry("", _where(stored.convening, texts[cut.key], speech), around(texts[cut.key].text, cut.start, cut.end),
              _fix(stored.id, texts[cut.key]), mark, cut.put)
        for mark, cut in found.items()
    ]  # fmt: skip


def _finding(convening: Convening, found: finished.Finding, speech: Language) -> Entry:
    """People are called here as organisers call them."""
    if found.leak is not None:
        what = found.leak.what(speech, name_of(convening, found.leak, speech))
        return Entry(what, found.leak.where_in(speech), found.line, stops=found.stops)
    return Entry(found.say(speech), "", found.line, stops=found.stops)


def around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The line in which a piece stands, in three parts; a long one is cut at a word."""
    low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before, after = text[low:start], text[end : len(text) if high < 0 else high]
    if len(before) > _AROUND:
        before = "… " + before[-_AROUND:].partition(" ")[2]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + " …"
    return before, text[start:end], after


def _where(convening: Convening, text: Written, speech: Language) -> str:
    """As a person would look for it."""
    field = speech(PLACES.get(text.field, text.field))
    if text.ref.kind == "report":
        return field
    return speech("{thing}: {field}", thing=called.thing(text.ref, convening, speech), field=field)


def _fix(key: str, text: Written) -> str:
    """The page on which it is written."""
    if text.section:
        return url_for("writing.show", key=key, open=text.section, language=text.code or None)
    if text.ref.kind == "note":
        return url_for("notes.show", key=key, open=text.ref.id)
    return url_for("plan.show", key=key, open=f"{text.ref.kind}:{text.ref.id}")


def _asked() -> Search:
    form = request.form
    return Search(form.get("words", "")[:300], form.get("put", "")[:300], bool(form.get("case")), bool(form.get("part")))


def _cuts(convening: Convening, search: Search) -> tuple[Cut, ...]:
    return wordings.find(convening, _code(convening), search.words, search.put, case=search.case, whole=not search.part)


def _mark(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:12]
