"""How alike two texts are, and which of two lists belong together: by order first, then as a whole. Deterministic; knows no agenda."""

import difflib
import functools
import re
import unicodedata
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

T = TypeVar("T")
S = TypeVar("S")

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Soft hyphens, joiners and marks of direction: programs add them and take them out, and nobody reads them."""


@functools.lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """A text as it is read: without what cannot be seen, spaces of any width and number as one, one form for each letter (NFKC)."""
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFKC", text)).split())


@functools.lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> float:
    """From 0 to 1: letters and words that both have in the same order, half and half. Unrelated sentences share letters, not words."""
    one, other = folded(one).casefold(), folded(other).casefold()
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    letters = difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()
    words = difflib.SequenceMatcher(None, re.findall(r"\w+", one), re.findall(r"\w+", other), autojunk=False).ratio()
    return (letters + words) / 2


def in_common(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The longest list of pairs of equal things that stand in the same order in both."""
    lengths = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for at in range(len(one) - 1, -1, -1):
        for to in range(len(other) - 1, -1, -1):
            same = one[at] == other[to]
            lengths[at][to] = lengths[at + 1][to + 1] + 1 if same else max(lengths[at + 1][to], lengths[at][to + 1])
    pairs: list[tuple[int, int]] = []
    at = to = 0
    while at < len(one) and to < len(other):
        if one[at] == other[to]:
            pairs.append((at, to))
            at, to = at + 1, to + 1
        elif lengths[at + 1][to] >= lengths[at][to + 1]:
            at += 1
        else:
            to += 1
    return pairs


def aligned(one: Sequence[T], other: Sequence[S], cost: Callable[[T, S], float | None], gap: float) -> list[tuple[int, int]]:
    """The pairs, in order, that leave the least cost in all; what stays alone costs `gap`, and None can be no pair."""
    table = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    costs = [[cost(a, b) for b in other] for a in one]
    for at in range(len(one), -1, -1):
        for to in range(len(other), -1, -1):
            ways = [] if at < len(one) or to < len(other) else [0.0]
            if at < len(one):
                ways.append(table[at + 1][to] + gap)
            if to < len(other):
                ways.append(table[at][to + 1] + gap)
            if at < len(one) and to < len(other) and (paired := costs[at][to]) is not None:
                ways.append(table[at + 1][to + 1] + paired)
            table[at][to] = min(ways)
    pairs: list[tuple[int, int]] = []
    at = to = 0
    while at < len(one) and to < len(other):
        paired = costs[at][to]
        if paired is not None and table[at][to] == table[at + 1][to + 1] + paired:
            pairs.append((at, to))
            at, to = at + 1, to + 1
        elif table[at][to] == table[at + 1][to] + gap:
            at += 1
        else:
            to += 1
    return pairs


def assigned(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs of a row and a column, each in one pair at most, of the greatest worth in all; what is worth nothing is no pair.

    The Hungarian method in the form of shortest augmenting paths (Jonker and Volgenant, Computing 38, 1987).
    """
    rows, columns = len(worth), len(worth[0]) if worth else 0
    if not rows or not columns:
        return []
    if rows > columns:
        turned = [[worth[row][column] for row in range(rows)] for column in range(columns)]
        return sorted((row, column) for column, row in assigned(turned))
    most = max(max(each) for each in worth)
    up, down = [0.0] * (rows + 1), [0.0] * (columns + 1)
    taken, way = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        taken[0], column = row, 0
        least, done = [float("inf")] * (columns + 1), [False] * (columns + 1)
        while taken[column]:
            done[column] = True
            holder, shortest, following = taken[column], float("inf"), 0
            for each in range(1, columns + 1):
                if done[each]:
                    continue
                length = most - worth[holder - 1][each - 1] - up[holder] - down[each]
                if length < least[each]:
                    least[each], way[each] = length, column
                if least[each] < shortest:
                    shortest, following = least[each], each
            for each in range(columns + 1):
                if done[each]:
                    up[taken[each]] += shortest
                    down[each] -= shortest
                else:
                    least[each] -= shortest
            column = following
        while column:
            taken[column] = taken[way[column]]
            column = way[column]
    pairs = ((taken[column] - 1, column - 1) for column in range(1, columns + 1) if taken[column])
    return sorted((row, column) for row, column in pairs if worth[row][column] > 0)


def heaviest_rise(places: Sequence[int], weights: Sequence[int]) -> set[int]:
    """Which of the places, in their order, may stay where the others are moved around them: the heaviest that rise."""
    best: list[tuple[int, int | None]] = []
    for at, place in enumerate(places):
        before = max((each for each in range(at) if places[each] < place), key=lambda each: (best[each][0], -each), default=None)
        best.append((weights[at] + (0 if before is None else best[before][0]), before))
    if not best:
        return set()
    last: int | None = max(range(len(best)), key=lambda each: (best[each][0], -each))
    kept: set[int] = set()
    while last is not None:
        kept.add(last)
        last = best[last][1]
    return kept
