"""Fit a day: minutes, pins and elastic sessions become clock times, or a named reason why they cannot (README, "Timing").

The rules, where a plan leaves them open:
- A session takes its `minutes` and, on top, `minutes_per_person` for everyone in the room, rounded up to a whole minute.
  With neither it takes the longest of its tracks; with nothing at all it is listed without a time and takes none.
- A stretch runs from one pin to the next. The first begins at the day's start; where that is absent, sessions before the
  first pin are counted back from it; without start and pins there are no clock times, only lengths.
- A session that is pinned but has no length starts at its pin and ends nobody knows when: what follows has no clock time
  until the next pin.
- What stands in a track begins with the session that holds the track and has until that session's end; a pin inside a
  track holds like any other, and moves the session around it if it must.
- `alongside` sessions stand at their own pin, or at the clock time that the day has reached where they are listed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, NamedTuple

from toolkit.convening.model import Convening, Day, Session
from toolkit.planning.needs import Need, Needs
from toolkit.planning.share import share

ClashKind = Literal["short", "order", "track"]


@dataclass(frozen=True, slots=True)
class Slot:
    """One session of the day, or of a track, with its clock times in minutes after midnight; None where nothing gives a time.

    `track` is the id of the track that the session stands in. A session with tracks has a slot of its own and each
    session inside its tracks has one too, in file order, so a day's slots are in the order in which they are printed.
    `alongside` slots take none of the day's time. `length` is known without a clock too; `end` alone is None where a pinned
    session has no length.
    """

    session: str
    start: int | None
    end: int | None
    track: str | None = None
    alongside: bool = False
    length: int | None = None

    @property
    def minutes(self) -> int | None:
        return self.length if self.start is None or self.end is None else self.end - self.start


@dataclass(frozen=True, slots=True)
class Gap:
    """Time in which nothing stands, before a pin or the day's end; `track` where it is a pin inside a track that leaves it."""

    start: int
    end: int
    track: str | None = None


@dataclass(frozen=True, slots=True)
class Timed:
    """A day that fits. `start` and `end` bound its timed slots (None for a day without any time); `gaps` are kept, and said.

    `track_gaps` stand inside tracks, where the rest of the room is busy; they are no free time of the day.
    """

    day: str
    start: int | None
    end: int | None
    slots: tuple[Slot, ...]
    gaps: tuple[Gap, ...] = ()
    track_gaps: tuple[Gap, ...] = ()

    def slot(self, session: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.session == session), None)


@dataclass(frozen=True, slots=True)
class Clash:
    """Why a stretch of the day cannot fit: what stands at its two ends, the minutes there are, the minutes asked for at least.

    `after` and `before` are ids of pinned sessions; None is the day's own start or end. `short`: too little room.
    `order`: two times contradict each other, the later in the agenda is the earlier on the clock. `track`: what stands in the
    track `track` needs more than the session `after` has. `sessions` are those that ask for the time.
    """

    after: str | None
    after_time: int
    before: str | None
    before_time: int
    available: int
    needed: int
    sessions: tuple[str, ...]
    kind: ClashKind = "short"
    track: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A day that cannot fit: every clash, named, and the day as it was typed and pinned, for it is printed all the same."""

    day: str
    clashes: tuple[Clash, ...]
    as_typed: Timed


def fit(day: Day, headcount: int) -> Timed | Conflict:
    """Clock times for one day; exact, and the same each time."""
    line = _line(_Holder(None, None, day.start, day.end), day.sessions, Needs(headcount))
    times = [(slot.start, slot.start if slot.end is None else slot.end) for slot in line.slots if slot.start is not None]
    timed = Timed(
        day.id,
        min((start for start, _ in times), default=None),
        max((end for _, end in times), default=None),
        tuple(line.slots),
        tuple(gap for gap in line.gaps if gap.track is None),
        tuple(gap for gap in line.gaps if gap.track is not None),
    )
    return Conflict(day.id, tuple(line.clashes), timed) if line.clashes else timed


def as_timed(result: Timed | Conflict) -> Timed:
    """The times to print, whether the day fits or not."""
    return result.as_typed if isinstance(result, Conflict) else result


def agenda(convening: Convening) -> tuple[Timed | Conflict, ...]:
    """Every day of a convening, fitted for its headcount."""
    return tuple(fit(day, convening.headcount(day)) for day in convening.days)


# One line is the day, or one track: sessions that follow each other.


class _Holder(NamedTuple):
    """What a line stands in: the day (no names), or a track of a session, with the times between which it must fit."""

    session: str | None
    track: str | None
    start: int | None
    end: int | None


class _Stretch(NamedTuple):
    """Sessions between two fixed times. `start` None: nothing says when; `end` None: nothing says until when."""

    sessions: tuple[Session, ...]
    start: int | None
    end: int | None
    after: str | None
    before: str | None


@dataclass(slots=True)
class _Line:
    slots: list[Slot]
    gaps: list[Gap]
    clashes: list[Clash]


class _Place(NamedTuple):
    start: int | None
    length: int | None
    known_end: int | None


def _line(holder: _Holder, sessions: Sequence[Session], wants: Needs) -> _Line:
    line = _Line([], [], [])
    moved: dict[str, int] = {}
    while True:
        stretches = _cut(holder, [session for session in sessions if not session.alongside], wants, moved)
        fitted = [_fit_stretch(stretch, holder, wants) for stretch in stretches]
        late = next((found for result in fitted for found in result.late if found[0] not in moved), None)
        if late is None:
            break
        moved[late[0]] = late[1]
    places: dict[str, _Place] = {}
    timed = any(place.length is not None for result in fitted for place in result.places.values())
    for result in fitted:
        places.update(result.places)
        if result.gap is not None and timed and not (holder.session and result.gap.end == holder.end):
            line.gaps.append(result.gap)
        if result.clash is not None:
            line.clashes.append(result.clash)
    clock = stretches[0].start if stretches else holder.start
    for session in sessions:
        if session.alongside:
            at = session.pin if session.pin is not None else clock
            wanted = wants.of(session, at)
            if wanted is None and session.pin is None:
                at = None
            _emit(line, holder, session, _Place(at, wanted.usual if wanted else None, None), wants)
        else:
            place = places[session.id]
            if place.start is not None or place.length is not None:
                clock = place.known_end
            _emit(line, holder, session, place, wants)
    return line


def _emit(line: _Line, holder: _Holder, session: Session, place: _Place, wants: Needs) -> None:
    """The session's slot, and after it those of the sessions in its tracks."""
    start, length = place.start, place.length
    end = None if start is None or length is None else start + length
    line.slots.append(Slot(session.id, start, end, holder.track, session.alongside, length))
    for track in session.tracks:
        if not track.sessions:
            continue
        if start is None and length is not None and not any(inner.pin is not None for inner in track.sessions):
            inner = _line(_Holder(session.id, track.id, 0, length), track.sessions, wants)
            inner.slots = [replace(slot, start=None, end=None) for slot in inner.slots]
        else:
            inner = _line(_Holder(session.id, track.id, start, end), track.sessions, wants)
        line.slots.extend(replace(slot, alongside=slot.alongside or session.alongside) for slot in inner.slots)
        line.gaps.extend(inner.gaps)
        line.clashes.extend(inner.clashes)


def _cut(holder: _Holder, sessions: Sequence[Session], wants: Needs, moved: dict[str, int]) -> list[_Stretch]:
    """The stretches of a line, in order: an empty one where the line begins with a pin but has a start of its own."""
    heads: list[tuple[int | None, str | None, list[Session]]] = [(holder.start, None, [])]
    for session in sessions:
        pin = moved.get(session.id) if session.pin is None else session.pin
        if pin is None:
            heads[-1][2].append(session)
        else:
            heads.append((pin, session.id, [session]))
    stretches: list[_Stretch] = []
    for at, (start, after, inside) in enumerate(heads):
        end, before = heads[at + 1][:2] if at + 1 < len(heads) else (holder.end, None)
        if start is None:
            if not inside:
                continue
            if at + 1 < len(heads) and end is not None:
                start = max(0, end - sum(found.usual for found in [wants.of(each) for each in inside] if found))
            else:
                end = None
        stretches.append(_Stretch(tuple(inside), start, end, after, before))
    return stretches


class _Fitted(NamedTuple):
    places: dict[str, _Place]
    gap: Gap | None
    clash: Clash | None
    late: tuple[tuple[str, int], ...]


def _fit_stretch(stretch: _Stretch, holder: _Holder, wants: Needs) -> _Fitted:
    sessions, start, end = stretch.sessions, stretch.start, stretch.end
    needs = [wants.of(each) for each in sessions]
    blind = bool(sessions) and stretch.after is not None and needs[0] is None
    lengths, clash = _lengths(stretch, needs, holder)
    inner_pins = start is not None and any(holds_pins(session) for session in sessions)
    # A pin inside a track lengthens the session around it; that moves the session, so look again until nothing changes.
    for _ in range(_ROUNDS if inner_pins else 0):
        again = [wants.of(session, at) for session, at in zip(sessions, _starts(start or 0, lengths), strict=True)]
        if again == needs:
            break
        needs = again
        lengths, clash = _lengths(stretch, needs, holder)
    places: dict[str, _Place] = {}
    late: list[tuple[str, int]] = []
    for at, (session, length, begins) in enumerate(zip(sessions, lengths, _starts(start or 0, lengths), strict=True)):
        if start is None or (blind and at > 0):
            places[session.id] = _Place(None, length, None)
        elif length is None:
            places[session.id] = _Place(begins if blind and at == 0 else None, None, None)
        else:
            places[session.id] = _Place(begins, length, begins + length)
    if inner_pins and start is not None and not blind:
        late += _elsewhere(stretch, needs, lengths, wants, start, clash is not None)
    gap = None
    if clash is None and not blind and start is not None and end is not None:
        over = end - start - sum(length or 0 for length in lengths)
        gap = Gap(end - over, end, holder.track) if over > 0 else None
    return _Fitted(places, gap, clash, tuple(late))


def _lengths(stretch: _Stretch, needs: Sequence[Need | None], holder: _Holder) -> tuple[list[int | None], Clash | None]:
    """The minutes of each session of a stretch, as typed where they cannot fit."""
    usual = [found.usual if found else None for found in needs]
    if stretch.start is None or stretch.end is None:
        return usual, None
    room = stretch.end - stretch.start
    wanted = [found for found in needs if found]
    least = sum(found.least for found in wanted)
    if room < 0 or least > room:
        kind: ClashKind = "order" if room < 0 else "track" if holder.session and stretch.after is stretch.before is None else "short"
        return usual, Clash(
            stretch.after or holder.session, stretch.start, stretch.before, stretch.end, room, least,
            tuple(session.id for session, found in zip(stretch.sessions, needs, strict=True) if found), kind, holder.track,
        )
    if needs and needs[0] is None and stretch.after is not None:
        return usual, None
    if room >= sum(found.most for found in wanted):
        return [found.most if found else None for found in needs], None
    shared = iter(share(wanted, room))
    return [next(shared) if found else None for found in needs], None


_ROUNDS = 60
"""Each round lengthens a session by a step or ends; a day has no more steps that matter."""


def _starts(start: int, lengths: Sequence[int | None]) -> list[int]:
    starts: list[int] = []
    for length in lengths:
        starts.append(start)
        start += length or 0
    return starts


def holds_pins(session: Session) -> bool:
    """Whether something in its tracks has a fixed time, so that it matters when the session begins."""
    return any(inner.pin is not None and not inner.alongside for track in session.tracks for inner in track.sessions)


def _elsewhere(
    stretch: _Stretch, needs: Sequence[Need | None], lengths: Sequence[int | None], wants: Needs, start: int, clash: bool
) -> list[tuple[str, int]]:
    """The first session whose pins cannot hold where it would begin, and when it can: what is elastic before it gives or takes the time.

    From the end backwards, the starts from which all that comes later can be reached are one span of time, for when a session is over, at
    the earliest and at the latest, never falls with its start.
    """
    bounds = _bounds(stretch, wants)
    if bounds is None:
        late = zip(stretch.sessions, _starts(start, lengths), strict=True)
        found = ((each, begins) for each, begins in late if holds_pins(each) and each.id != stretch.after and not clash)
        return [(each.id, max(latest, 0)) for each, begins in found if begins > (latest := _latest(each, wants))]
    least = most = usual = start
    natural = start
    for session, (first, last), length in zip(stretch.sessions, bounds, lengths, strict=True):
        if not first <= most or not least <= last:
            return []
        begins = usual if clash else natural
        if holds_pins(session) and session.id != stretch.after and (clash or not first <= begins <= last):
            return [(session.id, min(max(begins, first, least), last, most))]
        wanted = wants.of(session, natural) or Need(0, 0, 0)
        least, most, usual, natural = least + wanted.least, most + wanted.most, usual + wanted.usual, natural + (length or 0)
    return []


def _bounds(stretch: _Stretch, wants: Needs) -> list[tuple[int, int]] | None:
    """For each session of a stretch between when and when it can begin; None where there is no such time."""
    first, last = -_FAR, _FAR if stretch.end is None else stretch.end
    found: list[tuple[int, int]] = []
    for session in reversed(stretch.sessions):
        pinned = holds_pins(session)
        latest = min(last, _latest(session, wants)) if pinned else last
        if pinned:
            latest = _last(latest, partial(_over, session, wants, last))
            first = _first(first, latest, partial(_reaches, session, wants, first))
        else:
            wanted = wants.of(session) or Need(0, 0, 0)
            first, latest = first - wanted.most, last - wanted.least
        last = latest
        if first > last:
            return None
        found.append((first, last))
    return found[::-1]


_FAR = 10**5


def _over(session: Session, wants: Needs, by: int, at: int) -> bool:
    wanted = wants.of(session, at)
    return wanted is None or at + wanted.least <= by


def _reaches(session: Session, wants: Needs, wanted_by: int, at: int) -> bool:
    """Whether it can last until a time, and holds its tracks."""
    wanted = wants.of(session, at)
    inside = wants.inside(session, at)
    return wanted is None or (at + wanted.most >= wanted_by and (inside is None or inside.least <= wanted.most))


def _last(latest: int, holds: Callable[[int], bool]) -> int:
    """The latest time up to this at which something holds that holds at every earlier one; before the clock where there is none."""
    low, high = -_FAR, latest
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low


def _first(first: int, latest: int, holds: Callable[[int], bool]) -> int:
    """The earliest time from which on something holds, up to `latest`; after it where there is none."""
    low, high = -_FAR, latest + 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def _latest(session: Session, wants: Needs) -> int:
    """The latest start that leaves room for what stands before the first pin of each of its tracks."""
    found = 10**6
    for track in session.tracks:
        before = 0
        for inner in track.sessions:
            if inner.alongside:
                continue
            if inner.pin is not None:
                found = min(found, inner.pin - before)
                break
            wanted = wants.of(inner)
            before += wanted.least if wanted else 0
    return found
