"""Who changed what, when, in words; and the way back to any point, as one change that can itself be undone."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from toolkit.convening.edits import AnyEdit, EditError
from toolkit.convening.model import Convening
from toolkit.language import N_, Language
from toolkit.store import Change, NotFoundError, Step, Stored
from toolkit.store.signed import hand_of, nickname_of
from toolkit.web import told
from toolkit.web.planner import planner, say
from toolkit.web.undo import turning
from toolkit.web.who import hand, who

A_PAGE = 50
MOST_DIFFERENCES = 60
"""How many differences a page lists before it counts the rest."""

MEANWHILE = N_("Somebody has changed the convening since this list was made, so nothing was done. Look again at what would change.")
NOTHING_HERE = N_("There is no such point in the history.")


@dataclass(frozen=True, slots=True)
class Line:
    """One change as the page shows it. `seq` leads back to the point after it, where that point is still kept."""

    seq: int
    time: str
    who: str
    mine: bool
    said: str
    kept: bool
    newest: bool


@dataclass(frozen=True, slots=True)
class OfDay:
    day: str
    lines: tuple[Line, ...]


def show(key: str) -> str:
    stored = planner().store.get(key)
    until = _number(request.args.get("until", ""), stored.seq)
    steps = planner().store.steps(key, until, A_PAGE)
    here = url_for(".show", key=key, until=until) if until < stored.seq else url_for(".show", key=key)
    oldest = steps[-1].change.seq if steps else 0
    return render_template(
        "history.html", stored=stored, convening=stored.convening, stage="history", turning=turning(stored), here=here,
        days=tuple(_by_day(steps, stored, say())), newer=min(until + A_PAGE, stored.seq) if until < stored.seq else None,
        older=oldest - 1 if oldest > 1 else None, begins=oldest <= 1 and _kept(stored.id, 0),
    )  # fmt: skip


def look(key: str, seq: int) -> str:
    return _look(planner().store.get(key), seq, "")


def back(key: str, seq: int) -> Response | tuple[str, int]:
    """Back to a point, for whoever has seen what that changes: where something else was changed since, the list is shown anew."""
    from toolkit.convening.difference import back_to

    store = planner().store
    stored, then = store.get(key), store.at(key, seq)

    def make(now: Convening) -> AnyEdit | None:
        if request.form.get("seen", "") != _state(stored) or now != stored.convening:
            raise _MeanwhileError
        edit = back_to(now, then)
        return edit if edit.edits else None

    try:
        _, after = store.change(key, make, who())
    except _MeanwhileError:
        return _look(store.get(key), seq, say()(MEANWHILE)), 409
    except EditError as error:
        return _look(stored, seq, error.say(say())), 409
    return redirect(url_for(".show", key=key, told=after.seq), 303)


class _MeanwhileError(Exception):
    pass


def _state(stored: Stored) -> str:
    """Names a state: whoever types on in one field changes the newest change, so its number alone would not do."""
    return f"{stored.seq}/{stored.changed.isoformat()}"


def _look(stored: Stored, seq: int, wrong: str) -> str:
    """What going back would change, in words, before it is done."""
    from toolkit.convening.difference import back_to
    from toolkit.convening.telling import phrases

    if seq > stored.seq:
        raise NotFoundError(NOTHING_HERE)
    store, now = planner().store, stored.convening
    steps = store.steps(stored.id, seq, 1)
    edit = back_to(now, store.at(stored.id, seq))
    differences = phrases(edit, now, say(), told.starts)
    return render_template(
        "history_point.html", stored=stored, convening=now, stage="history", seq=seq, wrong=wrong, seen=_state(stored),
        line=_line(steps[0], stored, say()) if steps else None, day=_day(steps[0].change.at, say()) if steps else "",
        differences=differences[:MOST_DIFFERENCES], more=len(differences) - MOST_DIFFERENCES, differs=bool(edit.edits),
    )  # fmt: skip


def _number(text: str, newest: int) -> int:
    return min(int(text), newest) if text.isdecimal() and len(text) < 10 else newest


def _kept(key: str, seq: int) -> bool:
    try:
        planner().store.at(key, seq)
    except NotFoundError:
        return False
    return True


def _by_day(steps: tuple[Step, ...], stored: Stored, speech: Language) -> Iterator[OfDay]:
    for _, found in groupby(steps, key=lambda step: step.change.at.astimezone().date()):
        of_day = tuple(found)
        yield OfDay(_day(of_day[0].change.at, speech), tuple(_line(step, stored, speech) for step in of_day))


def _line(step: Step, stored: Stored, speech: Language) -> Line:
    change = step.change
    here = change.at.astimezone()
    kept = step.after is not None or change.kind == "forget"
    return Line(
        change.seq, speech.time(here.hour * 60 + here.minute), _name(change, speech), _is_mine(change), told.done(step, speech), kept,
        change.seq == stored.seq,
    )  # fmt: skip


def _day(at: dt.datetime, speech: Language) -> str:
    return speech.date(at.astimezone().date(), "full")


def _is_mine(change: Change) -> bool:
    return hand_of(change.who) == hand().word


def _name(change: Change, speech: Language) -> str:
    """Whoever did it: the nickname, else whether it was done here."""
    nickname = nickname_of(change.who)
    if _is_mine(change):
        return speech("{nickname} (you)", nickname=nickname) if nickname else speech("You")
    return nickname or speech("Somebody")
