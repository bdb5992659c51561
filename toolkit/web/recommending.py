"""The page of the recommendations: worded, put under themes, addressed, merged, ranked by dots, and how far the room stands behind each.

Of dots and hands only the number is kept. One form holds the whole page, so that any button saves what was typed anywhere on it before
it does what it says. It works without script.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from toolkit.convening import edits, notes
from toolkit.convening.addressed import EditError
from toolkit.convening.edits import All, AnyEdit, Insert, Place, Ref, Set
from toolkit.convening.model import Convening, Note, Support
from toolkit.convening.values import in_language
from toolkit.document.inline import plain
from toolkit.documents import noted
from toolkit.documents.registry import Options
from toolkit.language import N_, language
from toolkit.language.said import SaidError
from toolkit.web import fields
from toolkit.web.fields import RefusedError
from toolkit.web.planner import planner, say
from toolkit.web.undo import turning
from toolkit.web.who import who

MOST = 100_000
TEXTS = ("text", "group", "to", "why")
COUNTS = ("dots", "agree", "live_with", "object")
ADDRESSEES = (N_("Donors"), N_("Organisers"), N_("Policy-makers"))

NO_NUMBER = N_("“{found}” is not a number. Write it in digits, as 12, or leave it empty.")
MEANWHILE = N_("Somebody else has counted here meanwhile: {now}. Look at it, and save once more to keep yours.")
TICK = N_("Tick first what it is about.")
TWO = N_("Tick at least two recommendations to merge.")
GONE = N_("This recommendation is not there any more; somebody has merged it or taken it out.")
NOT_DONE = N_("Not done: {reason}.")
EMPTY = N_("Write the recommendation first.")


class TypedError(SaidError):
    """What was typed cannot be taken: `wrong` says of each field why."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__("{sentence}", sentence=next(iter(wrong.values())))
        self.wrong = wrong


@dataclass(frozen=True, slots=True)
class Shown:
    """A recommendation as the page shows it: what is typed in its fields, its counts, and the way back to the room."""

    id: str
    number: int
    words: str
    texts: Mapping[str, str]
    counts: Mapping[str, str]
    sessions: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    first: bool
    last: bool


def show(key: str) -> str:
    return _page(key)


def save(key: str) -> Response:
    """All that was typed on the page, and what the button asks for, as one change."""
    do, _, which = request.form.get("do", "save").partition(":")

    def make(convening: Convening) -> AnyEdit | None:
        typed = _typed(convening)
        state = edits.apply(convening, typed).convening if typed is not None else convening
        then = _COMMON[do](state) if do in _COMMON else _one(state, do, which)
        return _all([each for each in (typed, then) if each is not None])

    try:
        _, after = planner().store.change(key, make, who())
    except (EditError, RefusedError, TypedError) as error:
        said = error.say(say())
        if isinstance(error, EditError):
            said = say()(NOT_DONE, reason=say()(error.problem.message, **error.problem.values))
        wrong = error.wrong if isinstance(error, TypedError) else {}
        return Response(_page(key, said, wrong), 422, mimetype="text/html")
    return redirect(url_for(".show", key=key, told=after.seq, _anchor=f"rec-{which}" if do in ("up", "down") else "list"), 303)


# What was typed


def _typed(convening: Convening) -> AnyEdit | None:
    """Words and counts of every recommendation, as far as they were typed over; how dots are placed."""
    made: list[AnyEdit] = []
    wrong: dict[str, str] = {}
    for note in notes.standing(convening, "recommendation"):
        made += [*_worded(convening, note, wrong), *_counted(note, wrong)]
    if wrong:
        raise TypedError(wrong)
    vote = request.form.get("vote")
    if vote in ("", "open", "secret") and (vote or None) != convening.dot_vote:
        made.append(Set(target=Ref(), field=("dot_vote",), value=vote or None))
    return _all(made)


def _worded(convening: Convening, note: Note, wrong: dict[str, str]) -> Iterator[AnyEdit]:
    """Its words, theme, addressee and reason; what somebody else wrote there meanwhile is not overwritten unseen."""
    for name in TEXTS:
        full = f"{name}:{note.id}"
        typed, was = _line(full), request.form.get(f"was-{full}")
        if was is None or typed == " ".join(was.split()):
            continue
        try:
            edit = fields.edit(convening, _ref(note.id), name, typed, was, say())
        except RefusedError as error:
            wrong[full] = error.say(say())
            continue
        if edit is not None:
            yield edit


def _counted(note: Note, wrong: dict[str, str]) -> Sequence[AnyEdit]:
    typed = {name: request.form.get(f"{name}:{note.id}") for name in COUNTS}
    was = request.form.get(f"was:{note.id}")
    if was is None or None in typed.values():
        return ()
    given = {name: (each or "").strip() for name, each in typed.items()}
    bad = next((name for name, each in given.items() if each and not _is_number(each)), None)
    if bad is not None:
        wrong[f"{bad}:{note.id}"] = say()(NO_NUMBER, found=given[bad][:20])
        return ()
    now = counts_of(note)
    if "/".join(given.values()) in (was, "/".join(now.values())):
        return ()
    if "/".join(now.values()) != was:
        wrong[f"dots:{note.id}"] = say()(MEANWHILE, now=" / ".join(each or "–" for each in now.values()))
        return ()
    return notes.counted(note, int(given["dots"]) if given["dots"] else None, _support(given))


def _line(name: str) -> str:
    return " ".join(request.form.get(name, "").split())


def counts_of(note: Note) -> dict[str, str]:
    """Each count as it stands in its field; empty where nobody has counted."""
    support = note.support
    held = (note.dots, *((None,) * 3 if support is None else (support.agree, support.live_with, support.object)))
    return {name: "" if each is None else str(each) for name, each in zip(COUNTS, held, strict=True)}


def _support(given: Mapping[str, str]) -> Support | None:
    if not any(given[name] for name in COUNTS[1:]):
        return None
    return Support(**{name: int(given[name] or 0) for name in COUNTS[1:]})


# What a button asks for


def _one(convening: Convening, do: str, which: str) -> AnyEdit | None:
    found = next((note for note in notes.standing(convening, "recommendation") if note.id == which), None)
    if found is None:
        raise RefusedError(GONE)
    match do:
        case "up" | "down":
            return notes.move(convening, which, -1 if do == "up" else 1)
        case "apart":
            return notes.apart(convening, which) if found.from_ else None
        case "remove":
            return edits.removal(convening, _ref(which))
    return None


def _merge(convening: Convening) -> AnyEdit:
    if len(_ticked(convening)) < 2:
        raise RefusedError(TWO)
    return notes.merge(convening, _ticked(convening))


def _put(name: str) -> Callable[[Convening], AnyEdit | None]:
    """One theme, or one addressee, for all that are ticked."""

    def make(convening: Convening) -> AnyEdit | None:
        ticked = _ticked(convening)
        if not ticked:
            raise RefusedError(TICK)
        typed = _line(f"all-{name}")
        made = (fields.edit(convening, _ref(each), name, typed, None, say()) for each in ticked)
        return _all([each for each in made if each is not None])

    return make


def _ticked(convening: Convening) -> list[str]:
    there = [note.id for note in notes.standing(convening, "recommendation")]
    return [each for each in there if each in request.form.getlist("pick")]


def _add(convening: Convening) -> AnyEdit:
    """A recommendation of no session: made of the talk about the others."""
    typed = _line("new-text")
    if not typed:
        raise RefusedError(EMPTY)
    _, value = fields.read(fields.FIELDS["note"]["text"], None, typed, convening, say())
    return Insert(into=Place(list="notes"), value={"kind": "recommendation", "text": value})


_COMMON: Mapping[str, Callable[[Convening], AnyEdit | None]] = {
    "save": lambda _: None, "merge": _merge, "rank": notes.by_dots, "add": _add, "group": _put("group"), "to": _put("to"),
}  # fmt: skip


def _all(made: Sequence[AnyEdit]) -> AnyEdit | None:
    """A whole of its own: two clicks are two changes, however soon one comes after the other."""
    return All(edits=tuple(made)) if made else None


def _ref(note: str) -> Ref:
    return Ref(kind="note", id=note)


def _is_number(typed: str) -> bool:
    return typed.isdecimal() and len(typed) < 7 and int(typed) <= MOST


# Showing


def _page(key: str, refused: str = "", wrong: Mapping[str, str] | None = None) -> str:
    stored = planner().store.get(key)
    convening = stored.convening
    found = notes.standing(convening, "recommendation")
    listed = [_shown(convening, note, number, len(found)) for number, note in enumerate(found, 1)]
    context: dict[str, Any] = {
        "stored": stored, "key": key, "convening": convening, "stage": "run", "tab": "recommendations",
        "turning": turning(stored, refused, bool(refused)), "refused": refused, "wrong": wrong or {}, "listed": listed,
        "typed": request.form if refused else {}, "themes": _used(listed, "group"),
        "addressees": sorted({*_used(listed, "to"), *(language(convening.language)(each) for each in ADDRESSEES)}),
        "counts": COUNTS, "longest": fields.LONGEST_NOTE, "longest_line": fields.LONGEST_TITLE,
    }  # fmt: skip
    return render_template("run/recommendations.html", **context)


def _used(listed: Sequence[Shown], name: str) -> list[str]:
    return sorted({each.texts[name] for each in listed if each.texts[name]})


def _shown(convening: Convening, note: Note, number: int, last: int) -> Shown:
    options = Options("organisers", language(say().code), convening.language)
    by_id = {session.id: in_language(session.title, say().code, convening.language)[0] for _, _, session in convening.sessions()}
    sources = notes.sources(convening, note)
    return Shown(
        note.id, number, plain(noted.typed(note.text, options)),
        {name: fields.shown(note, "note", name, convening) for name in TEXTS}, counts_of(note),
        tuple(options.read(session.title) for session in noted.sessions_of(convening, note)),
        tuple((plain(noted.typed(each.text, options)), by_id.get(each.session or "", "")) for each in sources),
        number == 1, number == last,
    )  # fmt: skip
