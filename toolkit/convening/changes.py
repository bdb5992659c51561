"""Larger changes to an agenda, made of the five operations of edits.py: each is one change to the person who makes it, undone as one.

Nothing that somebody typed goes with them: what loses its place is parked, what loses its frame stands on its own.
Decides where things stand; knows no clock time, no store and no screen.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

from pydantic import JsonValue

from toolkit.convening.addressed import EditError, Place, Ref, dumped, get, new_id, path_of, place_of, wrong
from toolkit.convening.edits import All, AnyEdit, Insert, Move, Remove, Set, apply, removal
from toolkit.convening.model import Convening, Session, Track
from toolkit.convening.values import Text, write_clock
from toolkit.language import N_

Way = Literal["earlier", "later", "day-before", "day-after"]

IN_A_TRACK = N_("this session has parallel tracks of its own, so it cannot stand inside a track; put it beside them in the day")
FIRST = N_("it stands first already")
LAST = N_("it stands last already")
FIRST_DAY = N_("it stands on the first day already")
LAST_DAY = N_("it stands on the last day already")
PARKED = N_("it waits in the tray; choose a day for it first")
SPLIT_ALREADY = N_("it has parallel tracks already; add another one to them")
INSIDE_ALREADY = N_("it stands inside a track, and tracks go one level deep")
NOT_SPLIT = N_("it has no parallel tracks")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a session stands: its list, its number in it, and the sessions of that list in order."""

    place: Place
    at: int
    siblings: tuple[Session, ...]

    @property
    def parked(self) -> bool:
        return self.place.of.kind == "convening"


def standing(convening: Convening, session: str) -> Standing:
    path = path_of(convening, Ref(kind="session", id=session))
    return Standing(place_of(convening, path), int(path[-1]), get(convening, path[:-1]))


def in_day(day: str) -> Place:
    return Place(of=Ref(kind="day", id=day), list="sessions")


def in_track(track: str) -> Place:
    return Place(of=Ref(kind="track", id=track), list="sessions")


IN_TRAY = Place(list="parked")


# Moving


def move(convening: Convening, session: str, into: Place, after: str | None = None) -> AnyEdit | None:
    """A session to the place after its sibling `after`, or to the head of the list; None where it stands there already."""
    here = standing(convening, session)
    held = here.siblings[here.at]
    if into.of.kind == "track" and held.tracks:
        raise wrong(IN_A_TRACK)
    before = here.siblings[here.at - 1].id if here.at else None
    if after == session or (into == here.place and after == before):
        return None
    return Move(target=Ref(kind="session", id=session), into=into, after=after, at=0 if after is None else None)


def step(convening: Convening, session: str, way: Way) -> AnyEdit | None:
    """One step in the agenda: past its neighbour, out of a track at its ends, to the track or the day beside."""
    here = standing(convening, session)
    if here.parked:
        raise wrong(PARKED)
    if way in ("earlier", "later"):
        return _past(convening, session, here, -1 if way == "earlier" else 1)
    return _across(convening, session, here, -1 if way == "day-before" else 1)


def _past(convening: Convening, session: str, here: Standing, by: int) -> AnyEdit | None:
    to = here.at + by
    if 0 <= to < len(here.siblings):
        after = here.siblings[to].id if by > 0 else _before(here.siblings, to)
        return move(convening, session, here.place, after)
    if here.place.of.kind == "track":
        holder = _holder(convening, here.place.of.id)
        outside = standing(convening, holder.id)
        before = outside.siblings[outside.at - 1].id if outside.at else None
        return move(convening, session, outside.place, before if by < 0 else holder.id)
    raise wrong(FIRST if by < 0 else LAST)


def _across(convening: Convening, session: str, here: Standing, by: int) -> AnyEdit | None:
    """To the track beside it, else to the day beside it: at the same number, as near as that list is long."""
    if here.place.of.kind == "track":
        holder = _holder(convening, here.place.of.id)
        tracks = [track.id for track in holder.tracks]
        to = tracks.index(here.place.of.id) + by
        if 0 <= to < len(tracks):
            return move(convening, session, in_track(tracks[to]), _before(holder.tracks[to].sessions, here.at))
        here = standing(convening, holder.id)
        if here.parked:
            raise wrong(PARKED)
    days = [day.id for day in convening.days]
    to = days.index(here.place.of.id) + by
    if not 0 <= to < len(days):
        raise wrong(FIRST_DAY if by < 0 else LAST_DAY)
    return move(convening, session, in_day(days[to]), _before(convening.days[to].sessions, here.at))


def _before(sessions: Sequence[Session], at: int) -> str | None:
    """The session after which something stands as number `at`, or as the last one there can be."""
    return sessions[min(at, len(sessions)) - 1].id if at and sessions else None


def _holder(convening: Convening, track: str) -> Session:
    path = path_of(convening, Ref(kind="track", id=track))
    held: Session = get(convening, path[:-2])
    return held


# Parallel tracks


def split(convening: Convening, session: str, titles: Sequence[str]) -> AnyEdit:
    """Parallel tracks in the session's time, one for each title, still empty. Who leads it and where stays on the session."""
    here = standing(convening, session)
    if here.place.of.kind == "track":
        raise wrong(INSIDE_ALREADY)
    if here.siblings[here.at].tracks:
        raise wrong(SPLIT_ALREADY)
    taken: set[str] = set()
    tracks: JsonValue = [{"id": new_id(convening, "track", title, taken), "title": title} for title in titles]
    return Set(target=Ref(kind="session", id=session), field=("tracks",), value=tracks, was=(None,))


def add_track(session: str, title: str) -> AnyEdit:
    return Insert(into=Place(of=Ref(kind="session", id=session), list="tracks"), value={"title": title})


def join(convening: Convening, session: str, given: Collection[str] = ()) -> AnyEdit:
    """One after the other again: what stood in the tracks follows the session, in the order of the tracks.

    A track that holds no session but says something of its own becomes one: who leads it, where, or a title that nobody was `given`.
    """
    here = standing(convening, session)
    holder = here.siblings[here.at]
    if not holder.tracks:
        raise wrong(NOT_SPLIT)
    target = Ref(kind="session", id=session)
    edits: list[AnyEdit] = []
    last, taken = session, set[str]()
    for track in holder.tracks:
        for inner in track.sessions:
            edits.append(Move(target=Ref(kind="session", id=inner.id), into=here.place, after=last))
            last = inner.id
        if not track.sessions and (track.lead or track.room or (track.title and track.title not in given)):
            alone = _alone(convening, holder, track, taken)
            edits.append(Insert(into=here.place, value=alone, after=last))
            last = alone["id"]
    return All(edits=(*edits, Set(target=target, field=("tracks",))))


def remove_track(convening: Convening, track: str) -> AnyEdit:
    """A track away; its sessions wait in the tray."""
    target = Ref(kind="track", id=track)
    held: Track = get(convening, path_of(convening, target))
    parked = tuple(Move(target=Ref(kind="session", id=inner.id), into=IN_TRAY) for inner in held.sessions)
    return All(edits=(*parked, Remove(target=target))) if parked else Remove(target=target)


def _alone(convening: Convening, holder: Session, track: Track, taken: set[str]) -> dict[str, Any]:
    """A track as a session of its own."""
    held = dumped(track)
    title: Text = track.title or holder.title
    made = {key: held[key] for key in ("lead", "room") if key in held}
    words = title if isinstance(title, str) else dumped(title)
    return {"id": new_id(convening, "session", words, taken), "title": words, "kind": holder.kind, **made}


# Days


def add_day(convening: Convening) -> AnyEdit:
    """One more day at the end: the date after the last, the same hours."""
    last = convening.days[-1] if convening.days else None
    made: dict[str, Any] = {"id": new_id(convening, "day")}
    if last is None:
        made["start"] = "09:00"
    else:
        made |= {"date": (last.date + timedelta(days=1)).isoformat()} if last.date else {}
        made |= {key: write_clock(at) for key, at in (("start", last.start), ("end", last.end)) if at is not None}
    return Insert(into=Place(list="days"), value=made)


def remove_day(convening: Convening, day: str) -> AnyEdit:
    """A day away with every reference to it; its sessions wait in the tray, in their order."""
    target = Ref(kind="day", id=day)
    held = get(convening, path_of(convening, target))
    parked = tuple(Move(target=Ref(kind="session", id=session.id), into=IN_TRAY) for session in held.sessions)
    without = apply(convening, All(edits=parked)).convening
    return All(edits=(*parked, removal(without, target)))


__all__ = [
    "IN_TRAY", "EditError", "Standing", "Way", "add_day", "add_track", "in_day", "in_track", "join", "move", "remove_day",
    "remove_track", "split", "standing", "step",
]  # fmt: skip
