"""Where each row of a file stands: a session of its day, a group of a session, an item of a group; and which rows were moved.

Our table shows this by order alone: the groups of a session follow it, the items of a group follow the group. A group that has nothing
to say has no row; its items follow the session, or the group before it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from toolkit.convening.addressed import new_id
from toolkit.convening.model import Convening
from toolkit.documents.printed import Printed, Row, RowKind
from toolkit.imports.returned import reading
from toolkit.imports.returned.likeness import heaviest_rise
from toolkit.imports.returned.pairing import Pairing
from toolkit.imports.returned.row_pairs import Place
from toolkit.imports.returned.table_words import key
from toolkit.imports.returned.theirs import TheirRow, words
from toolkit.language import Language


@dataclass(frozen=True, slots=True)
class Standing:
    """A row of the file. `id` is that of its session or track, new where the row is; `after` are its siblings above, the nearest first."""

    section: int
    row: TheirRow
    id: str
    kind: RowKind
    within: str = ""
    group: str = ""
    base: Row | None = None
    from_day: str = ""
    moved: bool = False
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DayStanding:
    """A day of the file; `after` are the days above it that the version has or that are new, the nearest first."""

    id: str
    base: int | None
    moved: bool
    after: tuple[str, ...]


@dataclass(slots=True)
class Outline:
    days: list[DayStanding]
    rows: list[Standing] = field(default_factory=list)


def outline(base: Printed, found: Pairing, convening: Convening, say: Language) -> Outline:
    made = Outline(_day_standings(base, found, convening))
    taken: dict[str, set[str]] = {"session": set(), "track": set()}
    stable = [_stable(base, found, number, say) for number in range(len(found.sections))]
    there = {base.days[at.day].rows[at.at].id for at in found.rows.values()}
    walked: list[Standing] = []
    for number in range(len(found.sections)):
        walked += _walk(base, found, number, stable[number], there, say)
    named = [_named(standing, convening, taken) for standing in walked]
    # A group that is new is known by its id only now; its items stand behind it.
    made.rows = _with_siblings(_with_new_groups(named), _stay(base, named, stable, say), made.days)
    return made


def _day_standings(base: Printed, found: Pairing, convening: Convening) -> list[DayStanding]:
    known = [(number, section.day) for number, section in enumerate(found.sections) if section.day is not None]
    kept = heaviest_rise([day for _, day in known], [len(base.days[day].rows) + 1 for _, day in known])
    stays = {known[at][0] for at in kept}
    taken: set[str] = set()
    made: list[DayStanding] = []
    for number, section in enumerate(found.sections):
        day = new_id(convening, "day", "", taken) if section.day is None else base.days[section.day].id
        above = tuple(each.id for each in reversed(made))
        made.append(DayStanding(day, section.day, section.day is not None and number not in stays, above))
    return made


def _stable(base: Printed, found: Pairing, number: int, say: Language) -> set[int]:
    """The sessions of a day that stayed where they were, while others were moved around them; rows that say the same stay first."""
    section = found.sections[number]
    if section.day is None:
        return set()
    rows = base.days[section.day].rows
    held = [
        (at, place.at) for at in range(len(section.rows))
        if (place := found.rows.get(Place(number, at))) is not None and place.day == section.day and rows[place.at].kind == "session"
    ]  # fmt: skip
    kept = heaviest_rise([ours for _, ours in held], [2 + (key(rows[ours], say) == section.rows[at].key) for at, ours in held])
    return {held[each][0] for each in kept}


def _walk(base: Printed, found: Pairing, number: int, stable: set[int], there: set[str], say: Language) -> Iterator[Standing]:
    """The rows of one section with what holds them."""
    section = found.sections[number]
    pairs = [found.rows.get(Place(number, at)) for at in range(len(section.rows))]
    held = [None if place is None else base.days[place.day].rows[place.at] for place in pairs]
    holder: Row | None = None
    group = ""
    silent = _silent(base)
    settled = _settled(base, held, silent)
    for at, (row, mine, place) in enumerate(zip(section.rows, held, pairs, strict=True)):
        from_day = base.days[place.day].id if place is not None else ""
        if mine is not None and mine.kind == "group" and mine.within not in there:
            mine = None  # its session is gone: what is left of the group is a session
        if mine is None:
            inside = holder is not None and _is_inside(holder, section.rows, held, at, say)
            if holder is None or not inside:
                yield Standing(number, row, "", "session")
            elif row.mark == "group" or (
                not row.mark and not words(row.when) and group not in silent and _is_new_group(base, holder, held, at)
            ):
                group = f"?{number}.{at}"
                yield Standing(number, row, group, "group", holder.id)
            else:
                yield Standing(number, row, "", "item", holder.id, group)
        elif mine.kind == "session":
            if _has_groups(base, mine):
                holder, group = mine, next((track for track, session in silent.items() if session == mine.id), "")
            elif at in stable:
                holder, group = None, ""
            yield Standing(number, row, mine.id, "session", base=mine, from_day=from_day)
        elif mine.kind == "group":
            group = mine.id
            within = holder.id if holder is not None else mine.within
            yield Standing(number, row, mine.id, "group", within, base=mine, from_day=from_day)
        elif holder is None:
            yield Standing(number, row, mine.id, "session", base=mine, from_day=from_day)
        else:
            if mine.group in silent and mine.within == holder.id:
                group = settled.get(at, mine.group)
            yield Standing(number, row, mine.id, "item", holder.id, group or mine.group, mine, from_day)


def _has_groups(base: Printed, session: Row) -> bool:
    return any(row.within == session.id for _, row in base.rows())


def _silent(base: Printed) -> dict[str, str]:
    """The groups that have no row of their own, in their order, each with its session."""
    heads = {row.id for _, row in base.rows() if row.kind == "group"}
    return {row.group: row.within for _, row in base.rows() if row.kind == "item" and row.group not in heads}


def _settled(base: Printed, held: Sequence[Row | None], silent: Mapping[str, str]) -> dict[int, str]:
    """The groups of items that were moved among those of silent groups: each is in the group of the item above it, else below it."""
    order = {group: at for at, group in enumerate(silent)}
    found: dict[int, str] = {}
    for session in dict.fromkeys(silent.values()):
        mine = [(at, row.group) for at, row in enumerate(held) if row is not None and row.within == session and row.group in silent]
        kept = heaviest_rise([order[group] * len(mine) + number for number, (_, group) in enumerate(mine)], [1] * len(mine))
        for number, (at, _) in enumerate(mine):
            above = (mine[near][1] for near in range(number - 1, -1, -1) if near in kept)
            below = (mine[near][1] for near in range(number, len(mine)) if near in kept)
            if number not in kept:
                found[at] = next(above, None) or next(below)
    return found


def _is_inside(holder: Row, rows: Sequence[TheirRow], held: Sequence[Row | None], at: int, say: Language) -> bool:
    """Whether a new row belongs to the session with groups above it: because others of it follow, or because its time lies in it."""
    if rows[at].mark:
        return True
    following = next((row for row in held[at + 1 :] if row is not None), None)
    if following is not None and following.within == holder.id:
        return True
    above = next((row for row in reversed(held[:at]) if row is not None), None)
    if above is None or above.within != holder.id:
        return False
    when = words(rows[at].when)
    if not when:
        return True
    read = reading.times(when, say, holder.start)
    if read is None or holder.start is None or holder.end is None:
        return False
    return holder.start <= read[0] < holder.end and (read[1] is None or read[1] <= holder.end)


def _is_new_group(base: Printed, holder: Row, held: Sequence[Row | None], at: int) -> bool:
    """A new row without a time among groups is a group, unless what stands around it are items without a time."""
    near = [row for row in (*reversed(held[:at]), *held[at + 1 :]) if row is not None and row.within == holder.id]
    return not near or near[0].kind == "group" or near[0].start is not None


def _named(standing: Standing, convening: Convening, taken: dict[str, set[str]]) -> Standing:
    """With an id that nothing has, where the row is new."""
    if standing.base is not None:
        return standing
    kind: Literal["track", "session"] = "track" if standing.kind == "group" else "session"
    title = next((each.seen for each in standing.row.what if each.seen), "")
    made = new_id(convening, kind, title, taken[kind])
    return replace(standing, id=made, after=(standing.id,) if standing.kind == "group" else ())


def _with_new_groups(rows: Sequence[Standing]) -> list[Standing]:
    ids = {standing.after[0]: standing.id for standing in rows if standing.kind == "group" and standing.base is None and standing.after}
    return [replace(standing, group=ids.get(standing.group, standing.group), after=()) for standing in rows]


def _stay(base: Printed, rows: Sequence[Standing], stable: Sequence[set[int]], say: Language) -> set[str]:
    """The ids of all that was not moved."""
    stays: set[str] = set()
    counted = [0] * len(stable)
    for standing in rows:
        at = counted[standing.section]
        counted[standing.section] += 1
        mine = standing.base
        if mine is not None and mine.kind == "session" and standing.kind == "session" and at in stable[standing.section]:
            stays.add(mine.id)
    order = {row.id: at for at, (_, row) in enumerate(base.rows())}
    own: dict[tuple[str, str, str], list[Standing]] = {}
    for standing in rows:
        mine = standing.base
        if mine is None or mine.kind == "session" or (standing.kind, standing.within) != (mine.kind, mine.within):
            continue
        if standing.kind == "group" or standing.group == mine.group:
            own.setdefault((standing.kind, standing.within, standing.group if standing.kind == "item" else ""), []).append(standing)
    for held in own.values():
        kept = heaviest_rise([order[each.id] for each in held], [2 + (key(each.base, say) == each.row.key) for each in held if each.base])
        stays |= {held[at].id for at in kept}
    return stays


def _with_siblings(rows: Sequence[Standing], stays: set[str], days: Sequence[DayStanding]) -> list[Standing]:
    above: dict[tuple[str, str], list[str]] = {}
    made: list[Standing] = []
    for standing in rows:
        lists = {"session": ("day", days[standing.section].id), "group": ("session", standing.within), "item": ("track", standing.group)}
        siblings = above.setdefault(lists[standing.kind], [])
        moved = standing.base is not None and standing.id not in stays
        made.append(replace(standing, after=tuple(reversed(siblings)), moved=moved))
        siblings.append(standing.id)
    return made
