"""One way to make a day fit that contradicts itself all over: found at once, and not known to be the smallest change.

Fixed times go: of the day's those that are least in the way of the others stay, as many as there is room between for what stands there at
its shortest. Then what is left is solved as ever, with the fixed times inside tracks if it can be, else without them. At last every fixed
time that holds all the same is put back, the soonest first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from toolkit.convening.exercise import Exercise
from toolkit.convening.model import Day, Session
from toolkit.planning.changes import NEVER, Allowed, Kind, Unpin, inside
from toolkit.planning.cheapest import Effort, Found
from toolkit.planning.intracks import Ways
from toolkit.planning.solving import after, resolve
from toolkit.planning.timing import Conflict, Timed, fit

TRIES = 1_000
"""How much is tried at most for each of the sets of fixed times that are taken out."""

_INSIDE: Allowed = frozenset[Kind]({"minutes", "longer"})
_ALL: Allowed = _INSIDE | frozenset[Kind]({"drop", "start", "end"})


def one_way(changes: Ways, exercises: Mapping[str, Exercise]) -> Found | None:
    """None only where what is left cannot fit without any fixed time either."""
    day, people = changes.day, changes.people
    for out in _to_take_out(changes):
        unpinned = after(day, people, out)
        fitted = fit(unpinned, people)
        found = Found(0, ()) if isinstance(fitted, Timed) else _solved(Ways(unpinned, people, exercises), fitted)
        if found is not None:
            stay = _needed(day, people, out, found)
            cost = found.cost + sum(changes.scale.price(changes.places[each.session], 0) for each in stay)
            return Found(cost, (*stay, *found.steps))
    return None


def _solved(changes: Ways, conflict: Conflict) -> Found | None:
    return resolve(changes, _INSIDE, conflict, Effort(TRIES)) or resolve(changes, _ALL, conflict, Effort(TRIES))


def _to_take_out(changes: Ways) -> Iterator[tuple[Unpin, ...]]:
    """Fixed times to take out, fewer first."""
    line = [each for each in changes.day.sessions if not each.alongside]
    kept = _standing(changes, line)
    crossed = [each for each in line if each.id not in kept]
    inner = [each for session in changes.day.sessions for each in inside(session)]
    seen: list[tuple[Unpin, ...]] = []
    for sessions in (crossed, [*crossed, *inner], [*line, *inner]):
        out = tuple(Unpin(each.id, each.pin) for each in sessions if each.pin is not None)
        if out and out not in seen:
            seen.append(out)
            yield out


def _standing(changes: Ways, line: Sequence[Session]) -> frozenset[str]:
    """The pinned sessions that can stay where they are together: as many as possible, and of as many the soonest."""
    begins = [0]
    for session in line:
        begins.append(begins[-1] + _shortest(changes, session))
    pins = [(at, session.pin, session.id) for at, session in enumerate(line) if session.pin is not None]
    # The end of the day is a time like another; without one everything ends in time.
    day = changes.day
    places = [(0, day.start or 0, ""), *pins, (len(line), NEVER if day.end is None else day.end, "")]
    most: list[tuple[int, tuple[str, ...]]] = [(1, ())] * len(places)
    for at in range(len(places) - 2, -1, -1):
        first, time, name = places[at]
        after_it = [
            most[later] for later in range(at + 1, len(places)) if time + begins[places[later][0]] - begins[first] <= places[later][1]
        ]  # fmt: skip
        count, names = max(after_it, key=lambda way: way[0], default=(0, ()))
        most[at] = count + 1, (name, *names)
    return frozenset(most[0][1])


def _shortest(changes: Ways, session: Session) -> int:
    """The least that it can last, its tracks without their fixed times."""
    if any(track.sessions for track in session.tracks):
        wanted = changes.needs.own(session)
        inner = max((sum(_shortest(changes, each) for each in track.sessions if not each.alongside) for track in session.tracks), default=0)
        return inner if wanted is None else max(inner, min(each.minutes for each in changes.own(session, wanted)))
    return min(each.minutes for each in changes.choices(session, _INSIDE))


def _needed(day: Day, people: int, out: Iterable[Unpin], found: Found) -> tuple[Unpin, ...]:
    """Those of the fixed times that really must go, with the other changes made."""
    stay = list(out)
    for each in tuple(stay):
        fewer = [other for other in stay if other != each]
        if isinstance(fit(after(day, people, (*fewer, *found.steps)), people), Timed):
            stay = fewer
    return tuple(stay)
