"""What a press changes while a day runs, as edits: begin, done, skip, a few minutes more or less, and not begun after all.

Each says what happened, to the second, and touches nothing of the plan. Where one session begins, what ran before it in its line is over.
A press that makes no sense (any more) is None: somebody else has pressed first, or the session stands in another day by now.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from toolkit.convening.addressed import dumped
from toolkit.convening.edits import All, AnyEdit, Edit, Ref, Set
from toolkit.convening.model import Happened, Session
from toolkit.planning.running import Here, pressed
from toolkit.planning.timing import as_timed, fit

MOST_EXTRA = 600


class _Standing(NamedTuple):
    """A session, the line it stands in, and the session in whose track that is."""

    session: Session
    line: Sequence[Session]
    holder: Session | None


def begin(at: Here, session: str) -> AnyEdit | None:
    """It begins now. A session in a track begins the one that holds the track as well."""
    found = _standing(at, session)
    if found is None or _runs(found, at) is not None:
        return None
    edits: list[Edit] = []
    if found.holder is not None and _runs(_Standing(found.holder, at.day.sessions, None), at) is None:
        edits += [*_others_end(_Standing(found.holder, at.day.sessions, None), at), _began(found.holder, at)]
        return _as_one([*edits, *_others_end(found, at), _began(found.session, at)])
    return _as_one([*_others_end(found, at), _began(found.session, at)])


def done(at: Here, session: str) -> AnyEdit | None:
    """It is over now, with everything in its tracks."""
    found = _standing(at, session)
    return None if found is None else _as_one(_ends(found, at))


def skip(at: Here, session: str) -> AnyEdit | None:
    """It is passed over, which takes no time; the plan keeps it."""
    found = _standing(at, session)
    if found is None or pressed(found.session, at) is not None:
        return None
    skipped = _now(found.session, at).model_copy(update={"ended": at.seconds, "skipped": True})
    return _as_one([*_noted(found, at), _set(found.session, skipped)])


def more(at: Here, session: str, minutes: int) -> AnyEdit | None:
    """So many minutes more for what runs, or with a minus less; on top of those that it was given before."""
    found = _standing(at, session)
    each = None if found is None else _runs(found, at)
    if found is None or each is None:
        return None
    extra = min(MOST_EXTRA, max(-MOST_EXTRA, each.extra + minutes))
    return _as_one([_set(found.session, each.model_copy(update={"extra": extra}))])


def earlier(at: Here, session: str) -> AnyEdit | None:
    """It began a minute before it was pressed, and what ended with that press was over then: somebody had no hand free."""
    found = _standing(at, session)
    mine = None if found is None else pressed(found.session, at)
    if found is None or mine is None or mine.skipped or mine.began < 60:
        return None
    before = ((each, pressed(each, at)) for each in found.line if each is not found.session)
    ended = [(each, old) for each, old in before if old is not None and old.ended == mine.began and not old.skipped]
    if any(old.began > mine.began - 60 for _, old in ended):
        return None
    edits = [_set(each, old.model_copy(update={"ended": mine.began - 60})) for each, old in ended]
    return _as_one([*edits, _set(found.session, mine.model_copy(update={"began": mine.began - 60}))])


def again(at: Here, session: str) -> AnyEdit | None:
    """Nothing has happened to it after all."""
    found = _standing(at, session)
    if found is None or found.session.happened is None:
        return None
    return _as_one([Set(target=Ref(kind="session", id=session), field=("happened",), was=(dumped(found.session.happened),))])


# Inside


def _standing(at: Here, session: str) -> _Standing | None:
    for each in at.day.sessions:
        if each.id == session:
            return _Standing(each, at.day.sessions, None)
        for track in each.tracks:
            for inner in track.sessions:
                if inner.id == session:
                    return _Standing(inner, track.sessions, each)
    return None


def _runs(found: _Standing, at: Here) -> Happened | None:
    """What is known of a session that is under way: it was begun, or is the first of a track and began with what holds it."""
    mine = pressed(found.session, at)
    if mine is not None:
        return mine if mine.ended is None and not mine.skipped else None
    if found.holder is None or any(pressed(each, at) for each in found.line):
        return None
    held = pressed(found.holder, at)
    first = next((each for each in found.line if not each.alongside), None)
    if held is None or held.ended is not None or first is not found.session:
        return None
    return _now(found.session, at).model_copy(update={"began": held.began})


def _others_end(found: _Standing, at: Here) -> list[Edit]:
    """What else runs in its line ends now."""
    return [edit for each in found.line if each is not found.session for edit in _ends(_Standing(each, found.line, found.holder), at)]


def _noted(found: _Standing, at: Here) -> list[Edit]:
    """What runs in its line without a press of its own is written down, for after a press there it would run no more."""
    others = [_Standing(each, found.line, found.holder) for each in found.line if each is not found.session and pressed(each, at) is None]
    return [_set(each.session, running) for each in others if (running := _runs(each, at)) is not None]


def _ends(found: _Standing, at: Here) -> list[Edit]:
    mine = _runs(found, at)
    if mine is None:
        return []
    inner = [_Standing(each, track.sessions, found.session) for track in found.session.tracks for each in track.sessions]
    ended = mine.model_copy(update={"ended": max(mine.began, at.seconds)})
    return [*(edit for each in inner for edit in _ends(each, at)), _set(found.session, ended)]


def _began(session: Session, at: Here) -> Set:
    return _set(session, _now(session, at))


def _now(session: Session, at: Here) -> Happened:
    """That it began now, with what the plan says of it: it may be changed while it runs."""
    slot = as_timed(fit(at.day, at.people)).slot(session.id)
    return Happened(
        on=at.on, began=at.seconds, planned=None if slot is None else slot.start, minutes=None if slot is None else slot.minutes
    )


def _set(session: Session, happened: Happened) -> Set:
    """As a whole: a second window that saw another state takes nothing back."""
    was: Any = None if session.happened is None else dumped(session.happened)
    return Set(target=Ref(kind="session", id=session.id), field=("happened",), value=dumped(happened), was=(was,))


def _as_one(edits: Sequence[Edit]) -> AnyEdit | None:
    """Always an edit of several: two presses within ten seconds are two, and not a word that is typed on, so that each is undone alone."""
    return All(edits=tuple(edits)) if edits else None
