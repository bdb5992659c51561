"""The passphrase of all the planner's data: set, asked for, changed, taken off; and what is shown while it has not been given.

While it is closed one page stands in the place of every other: the agenda of the convening that was asked for, and the field.
"""

from dataclasses import dataclass

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from toolkit.language import N_
from toolkit.language.said import SaidError
from toolkit.sealing import SealedError
from toolkit.store import NotFoundError, Stored
from toolkit.store.safe import Done, PassphraseError
from toolkit.web.planner import planner, say
from toolkit.web.who import leads_to_a_page

OPEN = frozenset({
    "static", "door.enter", "door.running", "door.leave", "home.show", "home.about", "library.show", "library.one", "library.sheet",
    "safe.show", "safe.do", "who.sign",
})  # fmt: skip
"""What answers while the data is closed: nothing in it asks for more than the list of convenings."""

NOT_TWICE = N_("The two are not the same. Type it again, slowly; capitals and spaces count.")
NOT_SEEN = N_("Tick the box: nobody, and no program, can replace a lost passphrase.")
TICK_OFF = N_("Tick the box if you mean it.")
TOLD = {
    "set": N_("The passphrase is set: people, notes, words and every earlier version are closed on the disk."),
    "changed": N_("The passphrase is changed. The old one opens nothing any more."),
    "off": N_(
        "The passphrase is taken off: everything lies open on the disk again. "
        "Backups made until now stay closed with it; keep it for as long as you may want one."
    ),
}
"""What the page says after it was asked to do something, by the word in its address."""
TRACES = N_("Some of what should be closed is still in the data file: close other windows, take the passphrase off and set it again.")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an agenda: its clock times, what it is, where; inside a parallel group or not."""

    span: str
    title: str
    room: str
    inside: bool


def show() -> str:
    return _page(told=_told())


def do() -> AnyResponse:
    """One address for all of it, so that a page that says what is wrong can be loaded anew."""
    asked = {"set": put_on, "change": change, "off": take_off, "open": unlock}.get(request.form.get("do", ""))
    if asked is None:
        abort(400)
    return asked()


def put_on() -> AnyResponse:
    """Nothing is set before the warning was seen and the passphrase typed twice."""
    new, again = request.form.get("new", ""), request.form.get("again", "")
    if request.form.get("lost") != "yes":
        return _wrong(say()(NOT_SEEN))
    if new != again:
        return _wrong(say()(NOT_TWICE))
    try:
        done = planner().store.safe.set(new)
    except (SealedError, PassphraseError) as problem:
        return _wrong(problem.say(say()))
    return _done("set", done)


def change() -> AnyResponse:
    new, again = request.form.get("new", ""), request.form.get("again", "")
    if new != again:
        return _wrong(say()(NOT_TWICE))
    try:
        done = planner().store.safe.change(request.form.get("old", ""), new)
    except (SealedError, PassphraseError) as problem:
        return _wrong(problem.say(say()))
    return _done("changed", done)


def take_off() -> AnyResponse:
    if request.form.get("sure") != "yes":
        return _wrong(say()(TICK_OFF))
    try:
        planner().store.safe.take_off(request.form.get("old", ""))
    except (SealedError, PassphraseError) as problem:
        return _wrong(problem.say(say()))
    return _done("off")


def unlock() -> AnyResponse:
    """Back to the page that asked, if it is one of ours."""
    wanted = request.form.get("next", "")
    try:
        planner().store.safe.open(request.form.get("passphrase", ""))
    except (SealedError, PassphraseError) as problem:
        return closed_page(wanted, problem)
    return redirect(wanted if leads_to_a_page(wanted) else url_for("home.show"), 303)


def shut() -> AnyResponse:
    """At once, and what was made or brought before goes too: it holds names."""
    planner().drop_everything()
    planner().store.safe.close()
    return redirect(url_for("home.show"), 303)


def closed_page(wanted: str = "", problem: SaidError | None = None) -> Response:
    """What stands in the place of every page that needs the passphrase. 423: what is asked for is locked."""
    if not wanted:
        wanted = request.full_path.rstrip("?") if request.method == "GET" else ""
    stored = _agenda((request.view_args or {}).get("key", ""))
    page = render_template(
        "shut.html", stored=stored, days=_days(stored) if stored else (), next=wanted, wrong=problem.say(say()) if problem else "",
        lost=request.method == "POST" and problem is None,
    )  # fmt: skip
    return Response(page, 422 if problem else 423, mimetype="text/html")


def _agenda(key: str) -> Stored | None:
    try:
        return planner().store.agenda(key) if key else None
    except NotFoundError:
        return None


def _days(stored: Stored) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    from toolkit.convening.values import in_language
    from toolkit.documents import schedule
    from toolkit.web.board import day_name

    speech, convening = say(), stored.convening

    def line(entry: schedule.Entry) -> Line:
        start, end = entry.start, entry.end
        span = "" if start is None else speech.time(start) if end is None else speech.span(start, end)
        title = in_language(entry.name, speech.code, convening.language)[0]
        return Line(span, title, entry.room, entry.track is not None)

    return tuple((day_name(plan.number, plan.day, speech), tuple(map(line, plan.entries))) for plan in schedule.plans(convening))


def _done(what: str, done: Done | None = None) -> AnyResponse:
    backups, traces = (done.backups or None, done.traces or None) if done else (None, None)
    return redirect(url_for(".show", told=what, backups=backups, traces=traces), 303)


def _told() -> str:
    speech, told = say(), request.args.get("told", "")
    if told not in TOLD:
        return ""
    parts = [speech(TOLD[told])]
    if backups := request.args.get("backups", 0, int):
        parts.append(speech.plural("{n} earlier backup was deleted.", "{n} earlier backups were deleted.", backups))
        parts.append(speech("One of now takes its place."))
    if request.args.get("traces"):
        parts.append(speech(TRACES))
    return " ".join(parts)


def _wrong(sentence: str) -> AnyResponse:
    return make_response(_page(wrong=sentence), 422)


def _page(*, wrong: str = "", told: str = "") -> str:
    return render_template("passphrase.html", wrong=wrong, told=told)
