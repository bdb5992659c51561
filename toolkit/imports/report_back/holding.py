"""Which line of one text is which of another: those that say the same, those that were reworded, moved, dropped, added.

By text alone, so it serves for any two texts of lines. Deterministic; knows no report and no file.
"""

import bisect
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from toolkit.imports.returned.likeness import aligned, likeness

ROW = "r"
"""Ends the key of a row of a table."""
_GAP = 0.5
"""What a line costs that stays alone: two are one reworded line where they are more alike than not."""
_ALIKE = 0.3
_LIKE_WHEREVER = 0.62
"""So alike must a line be to one at another place to have been moved and reworded, and so long:"""
_LONG_WORDS = 5
_MOST_AT_ONCE = 90_000
"""Pairs that are looked at one by one; of larger gaps only those lines are paired that are the same."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line to be held: `key` is equal where two say the same, `text` is empty where only its key is known; `was` is the key of what
    it said before recorded changes."""

    key: str
    text: str = ""
    was: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """For each line of the other text the one of the first that it is (None: new), and which of these stand in another order now."""

    of: tuple[int | None, ...]
    moved: frozenset[int]

    def dropped(self, count: int) -> tuple[int, ...]:
        """Lines of the first that are in the other no more."""
        kept = set(self.of)
        return tuple(at for at in range(count) if at not in kept)


def hold(base: Sequence[Wanted], theirs: Sequence[Wanted]) -> Held:
    of: list[int | None] = [None] * len(theirs)
    matcher = SequenceMatcher(None, [each.key for each in base], [each.key for each in theirs], autojunk=False)
    for start, to, size in matcher.get_matching_blocks():
        for step in range(size):
            of[to + step] = start + step
    _same_elsewhere(base, theirs, of)
    stays = set(_longest_rise([at for at in of if at is not None]))
    _in_gaps(base, theirs, of, stays)
    _alike_elsewhere(base, theirs, of)
    stays = set(_longest_rise([at for at in of if at is not None]))
    return Held(tuple(of), frozenset(to for to, at in enumerate(of) if at is not None and at not in stays))


def _same_elsewhere(base: Sequence[Wanted], theirs: Sequence[Wanted], of: list[int | None]) -> None:
    """Equal lines at other places, in their order; first what a line says, then what it said before recorded changes."""
    for before in (False, True):
        free: dict[str, list[int]] = defaultdict(list)
        taken = {at for at in of if at is not None}
        for at, each in enumerate(base):
            if at not in taken:
                free[each.key].append(at)
        for to, line in enumerate(theirs):
            if of[to] is None and (key := line.was if before else line.key) and free.get(key):
                of[to] = free[key].pop(0)


def _in_gaps(base: Sequence[Wanted], theirs: Sequence[Wanted], of: list[int | None], stays: set[int]) -> None:
    """Between two lines that stand, what is left of both: pairs of the least change."""
    taken = {at for at in of if at is not None}
    last_base, last_theirs = -1, -1
    ends = [(at, to) for to, at in enumerate(of) if at is not None and at in stays] + [(len(base), len(theirs))]
    for at, to in ends:
        left = [each for each in range(last_base + 1, at) if each not in taken]
        right = [each for each in range(last_theirs + 1, to) if of[each] is None]
        last_base, last_theirs = at, to
        if not left or not right or len(left) * len(right) > _MOST_AT_ONCE:
            continue
        for one, other in aligned(left, right, lambda one, other: _cost(base[one], theirs[other]), _GAP):
            of[right[other]] = left[one]
        rows = [at for at in left if at not in of and base[at].key.endswith(ROW) and not base[at].text]
        fresh = [to for to in right if of[to] is None and theirs[to].key.endswith(ROW)]
        if len(rows) == len(fresh):  # of a table that is kept elsewhere only marks are known: as many rows in one place are those rows
            for one_row, its in zip(rows, fresh, strict=True):
                of[its] = one_row


def _cost(one: Wanted, other: Wanted) -> float | None:
    if not one.text or not other.text:
        return None
    like = likeness(one.text, other.text)
    return 1 - like if like >= _ALIKE else None


def _alike_elsewhere(base: Sequence[Wanted], theirs: Sequence[Wanted], of: list[int | None]) -> None:
    taken = {at for at in of if at is not None}
    left = [at for at, each in enumerate(base) if at not in taken and len(each.text.split()) >= _LONG_WORDS]
    right = [to for to, each in enumerate(theirs) if of[to] is None and len(each.text.split()) >= _LONG_WORDS]
    if len(left) * len(right) > _MOST_AT_ONCE:
        return
    found = [(likeness(base[at].text, theirs[to].text), at, to) for at in left for to in right]
    for like, at, to in sorted(found, key=lambda each: (-each[0], each[1], each[2])):
        if like >= _LIKE_WHEREVER and at not in taken and of[to] is None:
            of[to] = at
            taken.add(at)


def _longest_rise(numbers: Sequence[int]) -> list[int]:
    """The most numbers that rise already (patience sorting)."""
    tops: list[int] = []
    at_top: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        place = bisect.bisect_left(tops, number)
        before.append(at_top[place - 1] if place else -1)
        tops[place : place + 1] = [number]
        at_top[place : place + 1] = [at]
    found: list[int] = []
    at = at_top[-1] if at_top else -1
    while at >= 0:
        found.append(numbers[at])
        at = before[at]
    return found[::-1]


def pieces(one: str, other: str) -> tuple[tuple[tuple[bool, str], ...], tuple[tuple[bool, str], ...]]:
    """Both texts in pieces, each with whether the other does not have it: to show which words changed."""
    left, right = _words(one), _words(other)
    shown: tuple[list[tuple[bool, str]], list[tuple[bool, str]]] = ([], [])
    for sign, start, end, first, last in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        for side, text in ((shown[0], "".join(left[start:end])), (shown[1], "".join(right[first:last]))):
            if text:
                side.append((sign != "equal", text))
    return tuple(shown[0]), tuple(shown[1])


def _words(text: str) -> list[str]:
    """Words and what is between them."""
    return re.findall(r"\w+|\s+|[^\w\s]", text)
