"""One session: what is typed into its fields, who leads it, where it goes, its copies and its parallel tracks. A track's fields too."""

from collections.abc import Callable, Mapping

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from toolkit.convening import changes, edits
from toolkit.convening.addressed import EditError, Place, Ref, dumped, get, new_id, path_of
from toolkit.convening.edits import All, AnyEdit, Insert, Set
from toolkit.convening.model import Convening, Range, Session
from toolkit.convening.values import write_clock
from toolkit.language import N_, Language
from toolkit.language.said import SaidError
from toolkit.planning import timing
from toolkit.web import fields
from toolkit.web.announcing import Announcer, title_of
from toolkit.web.desk import SAVED, change, context, from_script, opened
from toolkit.web.fields import RefusedError, read_lead, show_lead
from toolkit.web.panel import Typed
from toolkit.web.planner import planner, say

STEP = 5
"""Minutes by which a session grows or shrinks with the keys."""

NO_TITLE = N_("Say in a few words what the session is.")
NO_PLACE = N_("Choose where it should stand.")
NO_LEAD = N_("Choose who leads it, or type a name.")
STRETCHES = N_("“{session}” stretches with the day; type its minutes in its own fields.")
NO_TIME = N_("“{session}” has no clock time yet, so there is none to hold it at.")


# Its fields


def show(key: str, session: str) -> str | Response:
    """What stands beside the agenda; without our script, the page with it."""
    if not from_script():
        return redirect(url_for("plan.show", key=key, open=f"session:{session}"), 303)
    return render_template("plan/panel.html", **context(planner().store.get(key), f"session:{session}"))


def fill(key: str, session: str) -> Response:
    return fill_in(key, Ref(kind="session", id=session), lambda told, names: told.timed(session) if names & _TIMES else say()(SAVED))


def fill_track(key: str, track: str) -> Response:
    return fill_in(key, Ref(kind="track", id=track), lambda _told, _names: say()(SAVED))


_TIMES = {"minutes", "minutes_per_person", "pin", "alongside", "kind"}


def fill_in(key: str, target: Ref, tell: Callable[[Announcer, frozenset[str]], str]) -> Response:
    """Every field that was sent, with what stood in it when it was shown (`was-…`): only what differs is changed, all as one edit."""
    prefix = f"{target.id}." if target.kind == "track" else ""
    names = [name.removeprefix(f"was-{prefix}") for name in request.form if name.startswith(f"was-{prefix}")]
    typed = {name: request.form.get(prefix + name, "") for name in names}
    wrong: dict[str, str] = {}

    def make(convening: Convening) -> AnyEdit | None:
        made: list[AnyEdit] = []
        for name, text in typed.items():
            try:
                edit = fields.edit(convening, target, name, text, request.form.get(f"was-{prefix}{name}"), say())
            except RefusedError as error:
                wrong[name] = error.say(say())
            else:
                made += [edit] if edit is not None else []
        if wrong:
            raise RefusedError(next(iter(wrong.values())))
        return made[0] if len(made) == 1 else All(edits=tuple(made)) if made else None

    def blame(error: SaidError) -> Typed:
        if isinstance(error, EditError):
            name = fields.name_of(error.problem.path)
            wrong[name] = fields.refusal(error, target, name, say()).say(say())
        return Typed(target, typed, wrong)

    return change(key, make, lambda told, _: tell(told, frozenset(names)), typed=blame, typing=not fields.CHOSEN.issuperset(names))


# A new one


def add(key: str) -> Response:
    """A session with a title, and with minutes where they were typed: at the end of a day or a track, after another, or in the tray."""
    title, minutes, to = request.form.get("title", "").strip(), request.form.get("minutes", "").strip(), request.form.get("to", "")
    made: list[str] = []

    def make(convening: Convening) -> AnyEdit:
        if not title:
            raise RefusedError(NO_TITLE)
        into, after = place_of(to)
        known = fields.FIELDS["session"]
        value = {"title": fields.read(known["title"], None, title, convening, say())[1]}
        if minutes:
            value["minutes"] = fields.read(known["minutes"], None, minutes, convening, say())[1]
        made.append(new_id(convening, "session", title))
        first = after is None and to.count(":") > 1
        return Insert(into=into, value={"id": made[-1], **value}, after=after, at=0 if first else None)

    return change(key, make, lambda told, _before: told.added(made[-1]), open_now=lambda _: f"session:{made[-1]}")


# What can be done with one


def move(key: str, session: str) -> Response:
    """To a place that the form names, as `day:day-1:welcome`, or one step by the keyboard."""
    to, way = request.form.get("to", ""), request.form.get("way", "")

    def make(convening: Convening) -> AnyEdit | None:
        if way in ("earlier", "later", "day-before", "day-after"):
            return changes.step(convening, session, way)  # type: ignore[arg-type]
        return changes.move(convening, session, *place_of(to))

    return change(key, make, lambda told, before: told.moved(session, before))


def do(key: str, session: str, action: str) -> Response:
    found = ACTIONS.get(action)
    if found is None:
        raise NotFound
    made: dict[str, str] = {}
    return change(
        key,
        lambda convening: found.make(convening, session, made),
        lambda told, before: found.tell(told, before, session, made),
        open_now=lambda convening: made.get("open", opened()) if action != "delete" else "",
    )


class Action:
    """One thing that is done with one click: the edit, and what is said of it."""

    def __init__(
        self,
        make: Callable[[Convening, str, dict[str, str]], AnyEdit | None],
        tell: Callable[[Announcer, Convening, str, dict[str, str]], str],
    ) -> None:
        self.make = make
        self.tell = tell


def _title(convening: Convening, session: str) -> str:
    return title_of(convening, session, say())


def _tell(sentence: str) -> Callable[[Announcer, Convening, str, dict[str, str]], str]:
    return lambda _told, before, session, _made: say()(sentence, session=_title(before, session))


def _duplicate(convening: Convening, session: str, made: dict[str, str]) -> AnyEdit:
    edit = edits.duplicate(convening, session)
    if isinstance(edit, Insert) and isinstance(edit.value, dict):
        edit.value.pop("pin", None)  # two sessions cannot both begin at one fixed time
        made["copy"] = str(edit.value["id"])
        made["open"] = f"session:{made['copy']}"
    return edit


def _pin(convening: Convening, session: str, _made: dict[str, str]) -> AnyEdit:
    """Hold it at the time that it has now."""
    at = _start(convening, session)
    if at is None:
        raise RefusedError(NO_TIME, session=_title(convening, session))
    return Set(target=Ref(kind="session", id=session), field=("pin",), value=write_clock(at))


def _start(convening: Convening, session: str) -> int | None:
    for result in timing.agenda(convening):
        slot = timing.as_timed(result).slot(session)
        if slot is not None:
            return slot.start
    return None


def _stretched(by: int) -> Callable[[Convening, str, dict[str, str]], AnyEdit | None]:
    """Five minutes more or less; a range keeps its own ends, for whoever typed them meant them."""

    def make(convening: Convening, session: str, _made: dict[str, str]) -> AnyEdit | None:
        held: Session = get(convening, path_of(convening, Ref(kind="session", id=session)))
        if isinstance(held.minutes, Range):
            raise RefusedError(STRETCHES, session=_title(convening, session))
        now = held.minutes or 0
        wanted = max(STEP, (now + by) // STEP * STEP if by > 0 else -(-(now + by) // STEP) * STEP)
        return None if wanted == now else Set(target=Ref(kind="session", id=session), field=("minutes",), value=wanted)

    return make


def track_titles(speech: Language, count: int = 2) -> tuple[str, ...]:
    """What tracks are called until somebody calls them something."""
    return tuple(speech("Group {letter}", letter=letter) for letter in "ABCDEFGHIJKL"[:count])


def _split(convening: Convening, session: str, _made: dict[str, str]) -> AnyEdit:
    return changes.split(convening, session, track_titles(say()))


def _one_more_track(convening: Convening, session: str, _made: dict[str, str]) -> AnyEdit:
    held: Session = get(convening, path_of(convening, Ref(kind="session", id=session)))
    there = {track.title for track in held.tracks}
    names = track_titles(say(), 12)
    return changes.add_track(session, next((name for name in names if name not in there), names[-1]))


ACTIONS: Mapping[str, Action] = {
    "park": Action(lambda _, session, _made: edits.park(session), lambda told, before, session, _: told.moved(session, before)),
    "duplicate": Action(_duplicate, lambda told, _before, _session, made: told.added(made["copy"])),
    "pin": Action(_pin, lambda told, _before, session, _: told.timed(session)),
    "unpin": Action(
        lambda _, session, _made: Set(target=Ref(kind="session", id=session), field=("pin",)),
        lambda told, _before, session, _: told.timed(session),
    ),
    "longer": Action(_stretched(STEP), lambda told, _before, session, _: told.timed(session)),
    "shorter": Action(_stretched(-STEP), lambda told, _before, session, _: told.timed(session)),
    "split": Action(_split, _tell(N_("“{session}” has parallel tracks now."))),
    "track": Action(_one_more_track, _tell(N_("“{session}” has one more track."))),
    "join": Action(
        lambda convening, session, _made: changes.join(convening, session, track_titles(say(), 12)),
        _tell(N_("“{session}” has no parallel tracks any more; what stood in them follows it.")),
    ),
    "delete": Action(
        lambda convening, session, _made: edits.removal(convening, Ref(kind="session", id=session)),
        _tell(N_("“{session}” is deleted. Undo brings it back.")),
    ),
}


def remove_track(key: str, track: str) -> Response:
    return change(
        key,
        lambda convening: changes.remove_track(convening, track),
        lambda _told, _before: say()(N_("The track is gone; its sessions wait in the tray.")),
    )


# Who leads


def lead(key: str, session: str) -> Response:
    return _lead(key, Ref(kind="session", id=session))


def lead_track(key: str, track: str) -> Response:
    return _lead(key, Ref(kind="track", id=track))


def _lead(key: str, target: Ref) -> Response:
    """One more who leads (`add`, or a name that was typed), one less (`remove` with its number), or a typed name made public or not."""
    form = request.form
    typed, chosen = form.get("name", "").strip(), form.get("add", "")

    def make(convening: Convening) -> AnyEdit:
        thing = get(convening, path_of(convening, target))
        held = [dumped(each) for each in thing.lead]
        if "remove" in form or "public" in form:
            at = _number(form.get("remove") or form.get("public") or "", thing.lead, form.get("is", ""))
            if "remove" in form:
                del held[at]
            else:
                held[at]["public"] = not thing.lead[at].public
        elif chosen or typed:
            held += [read_lead(chosen)] if chosen else []
            held += [{"text": typed}] if typed else []
        else:
            raise RefusedError(NO_LEAD)
        return Set(target=target, field=("lead",), value=held or None)

    return change(key, make, lambda _told, _before: say()(SAVED))


def _number(typed: str, leads: tuple[object, ...], value: str) -> int:
    """Which lead is meant: its number, if the same one still stands there."""
    at = int(typed) if typed.isdecimal() else -1
    if not 0 <= at < len(leads) or show_lead(leads[at]) != value:  # type: ignore[arg-type]
        raise RefusedError(N_("Somebody has changed who leads meanwhile; look again."))
    return at


def place_of(to: str) -> tuple[Place, str | None]:
    """`day:day-1:welcome`, `track:asia:`, `parked`: the list, and after which of its sessions."""
    kind, _, rest = to.partition(":")
    which, _, after = rest.partition(":")
    if kind == "parked":
        return changes.IN_TRAY, after or which or None
    if kind == "day" and which:
        return changes.in_day(which), after or None
    if kind == "track" and which:
        return changes.in_track(which), after or None
    raise RefusedError(NO_PLACE)
