"""Rows to days of sessions that print back exactly the clock times that were read: minutes where an end is known, pins where a gap or an
unknown end asks for one, tracks for what ran side by side, `alongside` for what overlaps.

Every day is fitted once and held against its rows; one that would print another time is built again with a pin on every row.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.convening import file
from toolkit.convening.model import PAUSES, Convening, Day
from toolkit.imports.agenda.understood import ReadDay, Row, Understood
from toolkit.planning import timing


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows that ran in tracks, one after the other in the source."""

    rows: tuple[Row, ...]

    @property
    def start(self) -> int | None:
        return min((row.start for row in self.rows if row.start is not None), default=None)

    @property
    def end(self) -> int | None:
        ends = [row.end for row in self.rows if row.start is not None]
        return max(end for end in ends if end is not None) if ends and all(end is not None for end in ends) else None


_Unit = Row | _Block
_Times = tuple[int | None, int | None] | None


@dataclass(slots=True)
class _Made:
    """Sessions as raw data, and for each in their order the times that it must print; None where it prints none of its own."""

    sessions: list[dict[str, Any]]
    times: list[_Times]


def convening(understood: Understood) -> Convening:
    """A new convening with the days that were understood, and nothing that was not."""
    raw: dict[str, Any] = {"title": _clean(understood.title) or "Agenda", "language": understood.language}
    if understood.timezone:
        raw["timezone"] = understood.timezone
    made = file.of({**raw, "days": [_day(day).raw for day in understood.days]}, Convening)
    exact = [_as_read(day, read) for day, read in zip(made.days, understood.days, strict=True)]
    if not all(exact):
        days = [_day(read, pinned=not right).raw for right, read in zip(exact, understood.days, strict=True)]
        made = file.of({**raw, "days": days}, Convening)
    return made


def plan(understood: Understood) -> tuple[Day, ...]:
    """The days alone, for a convening that is there already."""
    return convening(understood).days


@dataclass(frozen=True, slots=True)
class _BuiltDay:
    raw: dict[str, Any]
    times: tuple[_Times, ...]


def _day(read: ReadDay, pinned: bool = False) -> _BuiltDay:
    units = _units(read.rows)
    made = _all_pinned(units) if pinned else _line(units, read.start)
    raw: dict[str, Any] = {"sessions": made.sessions}
    if read.date is not None:
        raw["date"] = read.date
    if read.title:
        raw["title"] = _clean(read.title)
    starts = [unit.start for unit in units if unit.start is not None]
    if read.start is not None and (not starts or read.start <= min(starts)):
        raw["start"] = read.start
        if read.end is not None and read.end >= max((_end(unit) for unit in units), default=0):
            raw["end"] = read.end
    elif starts and made.sessions and _opens(units, made):
        raw["start"] = starts[0]
    return _BuiltDay(raw, tuple(made.times))


def _opens(units: Sequence[_Unit], made: _Made) -> bool:
    """Whether the day's first session can stand at the day's start without a pin of its own."""
    first = made.sessions[0]
    return units[0].start is not None and not first.get("alongside") and ("minutes" in first or "tracks" in first)


def _end(unit: _Unit) -> int:
    return unit.end if unit.end is not None else unit.start or 0


def _as_read(day: Day, read: ReadDay) -> bool:
    """Whether the day prints the very times that were read."""
    wanted = _day(read).times
    result = timing.fit(day, 0)
    if isinstance(result, timing.Conflict):
        return False
    slots = [(slot.start, slot.end) for slot in result.slots]
    return len(slots) == len(wanted) and all(times is None or times == slot for times, slot in zip(wanted, slots, strict=True))


def _units(rows: Sequence[Row]) -> list[_Unit]:
    units: list[_Unit] = []
    run: list[Row] = []
    for row in rows:
        if row.track:
            run.append(row)
            continue
        if run:
            units.extend(_blocks(run))
            run = []
        units.append(row)
    if run:
        units.extend(_blocks(run))
    return units


def _blocks(rows: list[Row]) -> list[_Unit]:
    """Tracks that go on together are one block; where all of them pause, the next begins."""
    blocks: list[list[Row]] = []
    names: set[str] = set()
    for row in rows:
        again = blocks and row.track in names and all(row.track != other.track for other in _at(blocks[-1], row.start))
        if blocks and (row.start is None or row.track not in names or again):
            blocks[-1].append(row)
        else:
            blocks.append([row])
            names = set()
        names.add(row.track)
    return [_Block(tuple(block)) for block in blocks]


def _at(rows: Iterable[Row], start: int | None) -> list[Row]:
    return [row for row in rows if row.start == start]


# A line of sessions with as few pins as the clock allows


def _line(units: Sequence[_Unit], start: int | None) -> _Made:
    made = _Made([], [])
    flows = _flows(units, start)
    clock = start
    at = 0
    while at < len(units):
        unit = units[at]
        inside = _inside(units, at)
        if inside and isinstance(unit, Row) and unit.start is not None and unit.end is not None:
            block = inside[0] if len(inside) == 1 and isinstance(inside[0], _Block) else None
            if block is not None and _held(unit, block):
                _add_container(made, unit, block, clock)
                clock, at = unit.end, at + 2
                continue
            rows = [each for each in inside if isinstance(each, Row)]
            if (
                len(rows) == len(inside)
                and len([row for row in rows if row.start is not None]) >= 2
                and _within(unit, rows)
                and not _DESK.search(unit.title)
            ):
                _add_umbrella(made, unit, rows, clock)
                clock, at = unit.end, at + 1 + len(rows)
                continue
            _add(made, unit, None, alongside=True)
            at += 1
            continue
        if isinstance(unit, _Block):
            first = clock is None and not made.sessions and unit.end is not None
            _add_tracks(made, unit, clock if not first else unit.start)
            clock = unit.end
        elif unit.start is None:
            _add(made, unit, None, flow=flows)
            clock = clock + unit.length if flows and clock is not None and unit.length else clock
        else:
            first = not made.sessions and unit.end is not None and start is None
            _add(made, unit, unit.start if first else clock)
            clock = unit.end
        at += 1
    return made


_DESK = re.compile(
    r"registration|exhibition|desk|childcare|quiet room|interpretation|open all day|inscription|acreditaci|inscrição|регистрация|"
    r"التسجيل|anmeldung",
    re.I,
)


def _flows(units: Sequence[_Unit], start: int | None) -> bool:
    """Whether lengths alone make the agenda: no row but the first has a clock time."""
    rows = [unit for unit in units if isinstance(unit, Row)]
    return (
        len(rows) == len(units)
        and all(row.start is None for row in rows[1:])
        and sum(row.length is not None for row in rows) * 2 > len(rows)
    )


def _inside(units: Sequence[_Unit], at: int) -> list[_Unit]:
    """What begins before this row ends."""
    row = units[at]
    if isinstance(row, _Block) or row.start is None or row.end is None:
        return []
    found: list[_Unit] = []
    for other in units[at + 1 :]:
        if other.start is not None and not row.start <= other.start < row.end:
            break
        found.append(other)
    while found and found[-1].start is None:
        found.pop()
    return found


def _within(row: Row, rows: Sequence[Row]) -> bool:
    """Whether rows follow one another inside a span."""
    clock = row.start or 0
    for each in rows:
        if each.start is None:
            continue
        if each.start < clock or (each.end or 0) > (row.end or 0):
            return False
        clock = each.end if each.end is not None else each.start
    return True


def _held(row: Row, block: _Block) -> bool:
    ends = [each.end for each in block.rows if each.end is not None]
    return row.start == block.start and row.end is not None and all(end <= row.end for end in ends) and row.kind not in PAUSES


def _add(made: _Made, row: Row, clock: int | None, *, alongside: bool = False, flow: bool = False) -> dict[str, Any]:
    session = _session(row)
    if row.start is None:
        if flow and row.length is not None:
            session["minutes"] = row.length
        made.sessions.append(session)
        made.times.append(None if flow else (None, None))
        return session
    if row.end is not None:
        session["minutes"] = row.end - row.start
    if alongside:
        session["alongside"] = True
    if alongside or clock != row.start or row.end is None:
        session["pin"] = row.start
    made.sessions.append(session)
    made.times.append((row.start, row.end))
    return session


def _add_container(made: _Made, row: Row, block: _Block, clock: int | None) -> None:
    session = _add(made, row, row.start if not made.sessions else clock)
    session["tracks"] = _tracks(made, block, row.start, row.end)


def _add_umbrella(made: _Made, row: Row, rows: Sequence[Row], clock: int | None) -> None:
    """A titled session with one track."""
    session = _add(made, row, row.start if not made.sessions else clock)
    inner = _Made([], made.times)
    at = row.start
    for each in rows:
        _add(inner, each, at)
        at = each.end if each.start is not None else at
    session["tracks"] = [{"sessions": inner.sessions}]


def _add_tracks(made: _Made, block: _Block, clock: int | None, alongside: bool = False) -> None:
    session: dict[str, Any] = {"title": "", "kind": _kind(block)}
    if block.start is not None:
        if block.end is not None:
            session["minutes"] = block.end - block.start
        if alongside:
            session["alongside"] = True
        if alongside or clock != block.start or block.end is None:
            session["pin"] = block.start
    made.sessions.append(session)
    made.times.append(None)
    session["tracks"] = _tracks(made, block, block.start, block.end)


def _kind(block: _Block) -> str:
    found = {row.kind for row in block.rows}
    return next(iter(found)) if len(found) == 1 else "plenary"


def _tracks(made: _Made, block: _Block, start: int | None, end: int | None) -> list[dict[str, Any]]:
    by_name: dict[str, list[Row]] = {}
    for row in block.rows:
        by_name.setdefault(row.track, []).append(row)
    kind = made.sessions[-1].get("kind", "plenary")
    groups = all(
        len(rows) == 1 and rows[0].title == name and (rows[0].start, rows[0].end) == (start, end) and rows[0].kind == kind
        for name, rows in by_name.items()
    )
    if groups and start is not None and not any(rows[0].notes or rows[0].purpose for rows in by_name.values()):
        return [_some(title=_clean(name), room=_clean(rows[0].room), lead=_leads(rows[0]), sessions=[]) for name, rows in by_name.items()]
    tracks: list[dict[str, Any]] = []
    for name, rows in by_name.items():
        rooms = {row.room for row in rows}
        inner = _Made([], made.times)
        at = start
        for row in rows:
            session = _add(inner, row, at)
            at = row.end if row.start is not None else at
            if len(rooms) == 1:
                session.pop("room", None)
        tracks.append(_some(title=_clean(name), room=_clean(next(iter(rooms))) if len(rooms) == 1 else "", sessions=inner.sessions))
    return tracks


# A line in which every row stands at its own time, whatever the others do


def _all_pinned(units: Sequence[_Unit]) -> _Made:
    made = _Made([], [])
    for unit in units:
        if isinstance(unit, _Block):
            for row in unit.rows:
                _add_tracks(made, _Block((row,)), None, alongside=row.start is not None)
        else:
            _add(made, unit, None, alongside=unit.start is not None)
    return made


def _session(row: Row) -> dict[str, Any]:
    return _some(
        title=_clean(row.title),
        kind=row.kind,
        room=_clean(row.room),
        lead=_leads(row),
        purpose=_clean(row.purpose),
        notes="\n".join(_clean(note) for note in row.notes),
    )


def _leads(row: Row) -> list[dict[str, str]]:
    return [{"text": _clean(name)} for name in row.leads if _clean(name)]


def _some(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value or key in ("title", "sessions")}


def _clean(text: str) -> str:
    """Without control characters, which have no meaning on paper."""
    return "".join(
        sign
        for sign in text
        if sign in "\n\t" or (unicodedata.category(sign) not in ("Cc", "Cs") and sign not in "\ufffe\uffff\u2028\u2029")
    ).strip()
