"""Which row of a file is which row of the version: equal ones in order, equal ones elsewhere, then the most alike as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from toolkit.convening.model import KINDS, Kind
from toolkit.documents import agenda
from toolkit.documents.printed import Printed, Row
from toolkit.imports.returned import reading
from toolkit.imports.returned.likeness import assigned, folded, in_common, likeness
from toolkit.imports.returned.table_words import key, kind_words, when_words
from toolkit.imports.returned.theirs import Said, TheirRow, words
from toolkit.language import Language


@dataclass(slots=True)
class Section:
    """A day of the file: its heading, where it has one, the day of the version that it is, where it is one, and its rows."""

    heading: Said | None
    day: int | None
    rows: list[TheirRow] = field(default_factory=list)
    gone: list[TheirRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the version or of the file: in which day or section, and as which row of it."""

    day: int
    at: int


_ALIKE_ENOUGH = 0.42
_SAME_TITLE = 0.75
_WEIGHTS = {"title": 4.0, "time": 2.0, "purpose": 1.5, "place": 1.0, "neighbours": 1.5, "day": 1.0}


def pair_rows(base: Printed, sections: Sequence[Section], say: Language) -> dict[Place, Place]:
    """Rows of the file to rows of the version: equal ones in order, equal ones elsewhere, then the most alike."""
    ours = {Place(day, at): row for day, held in enumerate(base.days) for at, row in enumerate(held.rows)}
    theirs = {Place(number, at): row for number, section in enumerate(sections) for at, row in enumerate(section.rows)}
    our_keys = {place: key(row, say) for place, row in ours.items()}
    pairs: dict[Place, Place] = {}
    for number, section in enumerate(sections):
        if section.day is None:
            continue
        mine = [our_keys[Place(section.day, at)] for at in range(len(base.days[section.day].rows))]
        for at, to in in_common(mine, [row.key for row in section.rows]):
            pairs[Place(number, to)] = Place(section.day, at)
    in_order = dict(pairs)
    _pair_equal_elsewhere(pairs, our_keys, ours, theirs, sections)
    _pair_alike(pairs, in_order, ours, theirs, sections, say)
    return pairs


def _pair_equal_elsewhere(
    pairs: dict[Place, Place], our_keys: dict[Place, tuple[str, str, str]], ours: dict[Place, Row], theirs: dict[Place, TheirRow],
    sections: Sequence[Section],
) -> None:  # fmt: skip
    taken = set(pairs.values())
    for place, row in theirs.items():
        if place in pairs:
            continue
        day = sections[place.day].day
        same = [
            mine for mine, held in our_keys.items()
            if mine not in taken and held == row.key
            and (mine.day == day or not _is_told_by_its_day(mine, place, ours, theirs, sections, taken, pairs))
        ]  # fmt: skip
        if same:
            nearest = min(same, key=lambda mine: (mine.day != day, abs(mine.day - place.day), abs(mine.at - place.at)))
            pairs[place] = nearest
            taken.add(nearest)


def _is_told_by_its_day(
    mine: Place, their: Place, ours: dict[Place, Row], theirs: dict[Place, TheirRow], sections: Sequence[Section], taken: set[Place],
    pairs: dict[Place, Place],
) -> bool:  # fmt: skip
    """Whether either of the two has one of its own title left in its own day: lunches of two days may say the same once one was changed."""
    title, their_title = folded(ours[mine].title), _title(theirs[their])
    day = sections[their.day].day
    at_home = any(sections[each.day].day == mine.day and _title(row) == title for each, row in theirs.items() if each not in pairs)
    here = any(each.day == day and folded(row.title) == their_title for each, row in ours.items() if each not in taken)
    return at_home or here


def _title(row: TheirRow) -> str:
    return next((line.seen for line in row.what if line.seen), "")


def _pair_alike(
    pairs: dict[Place, Place], in_order: dict[Place, Place], ours: dict[Place, Row], theirs: dict[Place, TheirRow],
    sections: Sequence[Section], say: Language,
) -> None:  # fmt: skip
    """`in_order` are the pairs that have kept their places: what stands between the same two of them was there before."""
    taken = set(pairs.values())
    left = [place for place in ours if place not in taken]
    out = {(section.day, gone.key) for section in sections for gone in section.gone}
    right = [place for place in theirs if place not in pairs]
    beside = {place: (_neighbour(in_order, place, -1), _neighbour(in_order, place, 1)) for place in right}
    kept = set(in_order.values())
    worth = [
        [
            0.0 if not theirs[their].inserted and (mine.day, key(ours[mine], say)) in out
            else _worth(ours[mine], theirs[their], mine, their, beside[their], sections[their.day].day, kept, say)
            for their in right
        ]
        for mine in left
    ]  # fmt: skip
    for at, to in assigned(worth):
        pairs[right[to]] = left[at]


def _neighbour(pairs: dict[Place, Place], place: Place, step: int) -> Place | None:
    """The row of the version that the nearest paired row above or below stands for."""
    near = [each for each in pairs if each.day == place.day and (each.at - place.at) * step > 0]
    return pairs[min(near, key=lambda each: abs(each.at - place.at))] if near else None


def _worth(
    mine: Row, their: TheirRow, at: Place, to: Place, beside: tuple[Place | None, Place | None], day: int | None, taken: set[Place],
    say: Language,
) -> float:  # fmt: skip
    """How much speaks for one row being the other, from 0 to 1; 0 where it is too little."""
    lines = [each.text for each in their.what if each.seen]
    title = likeness(mine.title, lines[0]) if lines and mine.title else 0.0
    if mine.title and mine.purpose and len(lines) > 1:
        title = max(title, likeness(mine.title, " ".join(lines[:-1])))
    their_purpose = " ".join(lines[1:])
    mine_purpose = f"{kind_words(mine, say)} {mine.purpose}".strip()
    said: dict[str, float] = {"title": title, "day": float(at.day == day)}
    if mine.start is not None or words(their.when):
        said["time"] = _same_time(mine, words(their.when), say)
    if mine_purpose or their_purpose:
        said["purpose"] = likeness(mine_purpose, their_purpose)
    place, their_place = key(mine, say)[2], words(their.place)
    if place or their_place:
        said["place"] = likeness(place, their_place)
    before, after = beside
    said["neighbours"] = (_first_before(before, at, taken) + _first_after(after, at, taken)) / 2
    total = sum(_WEIGHTS[name] * value for name, value in said.items()) / sum(_WEIGHTS[name] for name in said)
    if (their.mark == "group") != (mine.kind == "group") and their.mark and title < _SAME_TITLE:
        return 0.0
    if their.inserted and title < _SAME_TITLE:
        return 0.0
    if at.day != day and title < _SAME_TITLE:
        return 0.0
    in_place = said["neighbours"] == 1 and (said.get("time", 1) >= 0.5 or said.get("purpose", 0) >= 0.6)
    if title < 0.3 and said.get("purpose", 0) < _SAME_TITLE:
        certain = said.get("time") == 1 and said.get("place") == 1
        if not in_place or not (certain or _is_of_the_kind(mine, their, say)):
            return 0.0
    return total if total >= _ALIKE_ENOUGH else 0.0


def _is_of_the_kind(mine: Row, their: TheirRow, say: Language) -> bool:
    """Whether a row of quite another title could still be that session: a new talk in the place of a break is none."""
    lines = [each.seen for each in their.what if each.seen]
    said: dict[str, Kind] = {folded(say(agenda.KIND_WORDS[kind])): kind for kind in KINDS}
    kind = next((said[line] for line in lines[1:2] if line in said), None)
    return mine.sort == (kind or agenda.kind_by_look(lines[0] if lines else "", mine.groups))


_NEAR_MINUTES = 90


def _same_time(mine: Row, theirs: str, say: Language) -> float:
    """1 for the same time; less, the further the two are apart."""
    if folded(when_words(mine, say)) == theirs:
        return 1.0
    read = reading.times(theirs, say, mine.start) if theirs and mine.start is not None else None
    if read is None or mine.start is None:
        return 0.0
    ends = (mine.start if mine.end is None else mine.end, read[0] if read[1] is None else read[1])
    return 0.8 * max(0.0, 1 - (abs(mine.start - read[0]) + abs(ends[0] - ends[1])) / _NEAR_MINUTES)


def _first_before(before: Place | None, at: Place, taken: set[Place]) -> float:
    """Whether the paired row above stands for the paired row above in the version."""
    return float(before == next((each for n in range(at.at - 1, -1, -1) if (each := Place(at.day, n)) in taken), None))


def _first_after(after: Place | None, at: Place, taken: set[Place]) -> float:
    below = [each.at for each in taken if each.day == at.day and each.at > at.at]
    return float(after == (Place(at.day, min(below)) if below else None))
