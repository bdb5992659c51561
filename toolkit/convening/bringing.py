"""Days from elsewhere into a convening that has some: beside them, or in their place. One change each, undone as one.

Nothing goes: what stood in the agenda waits in the tray, with its notes and groups. A day keeps its id where another takes its place, so
that who comes on which day, and what was set aside for it, stays with it. What comes in gets ids of its own.
"""

from collections.abc import Sequence
from typing import Any

from toolkit.convening.addressed import Place, Ref, dumped, new_id
from toolkit.convening.changes import IN_TRAY, in_day
from toolkit.convening.edits import All, AnyEdit, Insert, Move, Set, apply, removal
from toolkit.convening.model import Convening, Day

_OF_THE_DAY = ("title", "date", "start", "end")


def add_days(convening: Convening, days: Sequence[Day]) -> AnyEdit:
    """The days after those that are there."""
    fresh = _Fresh(convening)
    return All(edits=tuple(Insert(into=Place(list="days"), value=fresh.day(day)) for day in days))


def replace_days(convening: Convening, days: Sequence[Day]) -> AnyEdit:
    """The days in the place of those that are there, one by one; a date that is known stays where the new day has none."""
    fresh = _Fresh(convening)
    edits: list[AnyEdit] = [
        Move(target=Ref(kind="session", id=session.id), into=IN_TRAY) for day in convening.days for session in day.sessions
    ]
    for there, new in zip(convening.days, days, strict=False):
        raw = fresh.day(new)
        edits.extend(_said(there, raw))
        edits.extend(Insert(into=in_day(there.id), value=session) for session in raw.get("sessions", ()))
    edits.extend(Insert(into=Place(list="days"), value=fresh.day(day)) for day in days[len(convening.days) :])
    for gone in convening.days[len(days) :]:
        state = apply(convening, All(edits=tuple(edits))).convening
        edits.append(removal(state, Ref(kind="day", id=gone.id)))
    return All(edits=tuple(edits))


def _said(there: Day, raw: dict[str, Any]) -> list[AnyEdit]:
    """What the day itself says: its title, its date, its hours."""
    held = dumped(there)
    wanted = {key: raw.get(key) for key in _OF_THE_DAY}
    wanted["date"] = wanted["date"] or held.get("date")
    changed = [key for key in _OF_THE_DAY if held.get(key) != wanted[key]]
    return [Set(target=Ref(kind="day", id=there.id), field=(key,), value=wanted[key]) for key in changed]


class _Fresh:
    """Ids that nothing in the convening has, and nothing that came in before."""

    def __init__(self, convening: Convening) -> None:
        self._convening = convening
        self._days: set[str] = set()
        self._sessions: set[str] = set()
        self._tracks: set[str] = set()

    def day(self, day: Day) -> dict[str, Any]:
        raw: dict[str, Any] = dumped(day)
        raw["id"] = new_id(self._convening, "day", "", self._days)
        for session in raw.get("sessions", ()):
            self._session(session)
        return raw

    def _session(self, raw: dict[str, Any]) -> None:
        raw["id"] = new_id(self._convening, "session", raw["title"], self._sessions)
        for track in raw.get("tracks", ()):
            track["id"] = new_id(self._convening, "track", track.get("title", ""), self._tracks)
            for inner in track.get("sessions", ()):
                self._session(inner)
