"""Rounds in which nobody meets anybody twice, where mathematics has them and a search would not get there. Knows no people.

A round is a tuple of groups, a group a tuple of points 0 .. groups * size - 1. How many rounds there can be: (points - 1) / (size - 1).
The best known for up to ten groups of ten stand in OEIS A107431 and in the table of the social golfer problem (metalevel.at/sgp).

Four ways lead to them:

- pairs: the tournament on a circle (Kirkman, 1847);
- values of polynomials over a finite field, people as polynomials, rounds as places, groups as values (Reed and Solomon, 1960): two lines
  meet in one place at most, so groups up to the order of the field repeat nothing (the affine planes, less some of their lines), and two
  parabolas in two at most, so that larger groups repeat as little as can be. A line of points that is left over is divided in its turn;
- a Latin square: its rows, columns and symbols (Euler, 1782), where the number of groups is of no field;
- a first round that was searched for and is turned: to every point of an orbit 1 is added, in a circle (Bose, 1939). So come Kirkman's
  fifteen schoolgirls, his and nearly his triples for 18, 21, 24 and 30, the 28 and 40 people in fours of a resolvable block design, the
  24 and 36 in fours of a resolvable group-divisible one, and what stands in the table for fives to nines.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

Groups = tuple[tuple[int, ...], ...]
Rounds = tuple[Groups, ...]

ORDERS = {2: (2, 1, 0), 3: (3, 1, 0), 4: (2, 2, 0b11), 5: (5, 1, 0), 7: (7, 1, 0), 8: (2, 3, 0b011), 9: (3, 2, 2)}
"""The fields up to ten: characteristic, degree, and what the highest power is in the lower ones, written in base of the characteristic."""


class _Starter(NamedTuple):
    """First rounds, to be turned `turns` times: points below turns * orbits move in their orbit, the others stay."""

    turns: int
    orbits: int
    first: tuple[str, ...]


_STARTERS: dict[tuple[int, int], _Starter] = {
    (5, 3): _Starter(7, 2, ("5,14,7 8,12,4 11,1,13 3,10,9 6,2,0",)),
    (6, 3): _Starter(4, 4, ("2,1,5 14,16,10 4,17,12 11,7,6 0,8,13 9,15,3", "2,16,7 13,6,12 3,14,5 15,1,8 11,10,4 0,17,9",)),
    (6, 4): _Starter(7, 3, ("0,13,8,12 3,4,6,19 1,21,15,11 17,10,18,20 9,2,14,22 7,23,5,16",)),
    (6, 5): _Starter(6, 5, ("20,16,19,14,25 21,8,23,4,9 13,12,11,3,5 2,26,24,22,1 6,10,28,15,29 17,0,7,18,27",)),
    (7, 3): _Starter(5, 4, (
        "10,1,11 20,13,6 0,19,2 4,3,9 15,18,12 7,16,17 5,14,8",
        "17,10,13 8,15,9 0,11,16 7,12,4 20,19,1 6,2,14 3,18,5",
    )),
    (7, 4): _Starter(9, 3, ("22,3,20,4 18,24,9,14 17,15,6,1 11,23,12,19 13,0,7,10 26,5,2,25 16,21,27,8",)),
    (8, 3): _Starter(11, 2, ("9,22,15 8,17,1 16,12,13 18,7,20 14,19,0 23,6,21 5,2,3 11,4,10",)),
    (9, 4): _Starter(11, 3, (
        "10,0,8,17 13,28,35,1 30,5,9,27 24,21,22,11 32,31,25,15 20,6,29,33 16,34,3,23 19,14,12,4 2,18,7,26",
    )),
    (10, 3): _Starter(7, 4, (
        "6,22,5 21,27,25 12,19,17 26,14,4 24,15,16 1,13,9 7,23,8 18,28,3 0,11,2 29,20,10",
        "25,14,12 18,6,15 1,19,5 9,21,3 0,20,26 16,8,10 23,2,29 11,28,22 24,7,4 17,13,27",
    )),
    (10, 4): _Starter(13, 3, (
        "9,19,26,39 3,10,11,29 1,4,18,25 8,12,14,24 0,2,35,38 5,23,32,33 6,13,15,27 7,20,31,36 16,17,21,34 22,28,30,37",
    )),
    (10, 5): _Starter(9, 5, (
        "29,34,28,39,7 18,47,1,40,16 9,46,31,8,43 23,22,32,25,4 12,38,41,26,42 5,13,19,30,48 20,37,49,33,10 21,45,6,35,44 "
        "0,2,3,36,14 27,24,15,17,11",
    )),
    (10, 6): _Starter(7, 8, (
        "1,52,23,25,43,4 3,26,8,32,38,58 33,53,34,18,50,45 28,15,49,35,24,21 41,40,19,48,17,31 13,5,37,56,42,29 "
        "55,57,30,2,22,12 51,10,14,6,39,20 59,47,36,54,0,9 16,7,27,11,46,44",
    )),
    (10, 8): _Starter(5, 16, (
        "4,69,56,14,65,23,12,60 39,70,63,36,78,57,47,28 19,5,38,58,21,15,44,55 74,16,43,25,1,3,24,29 53,72,40,31,73,13,35,34 "
        "62,18,52,50,48,2,22,61 11,79,9,10,54,46,26,49 42,71,45,6,20,68,41,77 66,32,27,64,33,76,17,59 51,8,37,7,0,67,75,30",
    )),
}  # fmt: skip
"""Found by simulated annealing over first rounds; the tests hold each against its definition."""

_NEARLY = {(8, 4): _Starter(10, 3, ("30,19,22,6 7,3,11,21 23,29,4,14 31,24,18,2 26,5,28,25 8,1,10,9 17,15,0,27 12,20,13,16",))}
"""Eight groups of four have ten rounds without a repeat (Aguado, 2004); we have nine. In these ten, ten of 496 pairs meet twice. A complete
search has shown that no first round that is turned ten times round two people who stay repeats nothing; and none that is turned eight
times, by the cyclic group or the quaternions on four orbits, beside two rounds of one from each orbit that are turned into themselves.
"""


@lru_cache(maxsize=128)
def rounds_for(groups: int, size: int) -> Rounds:
    """As many rounds as we know of for so many groups of this size: without a repeat where size ≤ groups. Empty where there are none."""
    if groups < 1 or size < 1:
        return ()
    if groups == 1 or size == 1:
        return (tuple(tuple(range(at * size, at * size + size)) for at in range(groups)),)
    known = [_on_a_circle(groups)] if size == 2 else [_square(groups, size)] if size <= groups else []
    if groups in ORDERS and size <= groups**2:
        known.append(_polynomials(groups, size))
    if (groups, size) in _STARTERS:
        known.append(_turned(_STARTERS[groups, size]))
    return max(known, key=len, default=())


def nearly(groups: int, size: int) -> Rounds:
    """More rounds than `rounds_for` has, in which a few pairs meet twice and none three times; empty where we know of none."""
    return _turned(_NEARLY[groups, size]) if (groups, size) in _NEARLY else ()


def uneven(people: int, groups: int, rounds: int) -> Rounds:
    """`rounds` rounds of groups whose sizes differ by one at most, points 0 .. people - 1; empty where no design gives so many.

    Taken from a design for the larger size: as many of its points are left out as are too many, such as never meet in the rounds kept.
    """
    size = -(-people // groups)
    found = rounds_for(groups, size)
    if len(found) < rounds:
        return ()
    left_out, together = _strangers(found, groups * size - people)
    kept = [each for at, each in enumerate(found) if at not in together][:rounds]
    if len(kept) < rounds:
        return ()
    place = {point: at for at, point in enumerate(point for point in range(groups * size) if point not in left_out)}
    return tuple(tuple(tuple(place[point] for point in group if point in place) for group in groups_of) for groups_of in kept)


def _strangers(rounds: Rounds, wanted: int) -> tuple[set[int], set[int]]:
    """`wanted` points that meet in few rounds, and those rounds: from each first point the next best, again and again."""
    if not wanted:
        return set(), set()
    count = sum(len(group) for group in rounds[0])
    seat = [[0] * count for _ in rounds]
    for at, groups in enumerate(rounds):
        for name, group in enumerate(groups):
            for point in group:
                seat[at][point] = name
    best: tuple[int, set[int], set[int]] | None = None
    for first in range(count):
        chosen, bad = {first}, set[int]()
        taken = [{row[first]} for row in seat]
        while len(chosen) < wanted:
            _, point = min(
                (sum(at not in bad and row[point] in taken[at] for at, row in enumerate(seat)), point)
                for point in range(count)
                if point not in chosen
            )
            chosen.add(point)
            for at, row in enumerate(seat):
                if row[point] in taken[at]:
                    bad.add(at)
                taken[at].add(row[point])
            if best is not None and len(bad) >= best[0]:
                break
        else:
            best = (len(bad), chosen, bad)
            if not bad:
                break
    assert best is not None  # noqa: S101
    return best[1], best[2]


def _on_a_circle(groups: int) -> Rounds:
    """Pairs: one sits still, the others go round."""
    around = 2 * groups - 1
    return tuple(
        ((around, turn), *(((turn + step) % around, (turn - step) % around) for step in range(1, groups))) for turn in range(around)
    )


def _square(groups: int, size: int) -> Rounds:
    """Rows of a square, its symbols, and where it is whole its columns."""
    rows = tuple(tuple(row * size + column for column in range(size)) for row in range(groups))
    symbols = tuple(tuple((symbol - column) % groups * size + column for column in range(size)) for symbol in range(groups))
    columns = tuple(tuple(row * size + column for row in range(groups)) for column in range(size))
    return (rows, symbols, columns) if size == groups else (rows, symbols)


def _polynomials(order: int, size: int) -> Rounds:
    """Point (a, b, c) is the polynomial a x² + b x + c, round x its value there; c runs fastest."""
    add, times = _field(order)
    points = range(order * size)
    made: list[Groups] = []
    for x in range(order):
        groups: list[list[int]] = [[] for _ in range(order)]
        for point in points:
            rest, c = divmod(point, order)
            a, b = divmod(rest, order)
            value = add[add[times[a][times[x][x]]][times[b][x]]][c]
            groups[value].append(point)
        made.append(tuple(tuple(group) for group in groups))
    if size <= order and order % size == 0:
        for inner in rounds_for(order // size, size)[: None if size <= order // size else 1]:
            made.append(tuple(tuple(b * order + c for c in group) for b in range(size) for group in inner))
    return tuple(made)


@lru_cache(maxsize=16)
def _field(order: int) -> tuple[list[list[int]], list[list[int]]]:
    """The tables of sums and products; an element is written by its coefficients, in base of the characteristic."""
    base, degree, top = ORDERS[order]

    def digits(number: int) -> list[int]:
        return [number // base**at % base for at in range(degree)]

    def number(coefficients: Sequence[int]) -> int:
        return sum(each % base * base**at for at, each in enumerate(coefficients))

    def product(one: int, other: int) -> int:
        held = [0] * (2 * degree - 1)
        for at, left in enumerate(digits(one)):
            for to, right in enumerate(digits(other)):
                held[at + to] += left * right
        for at in range(2 * degree - 2, degree - 1, -1):
            for to, coefficient in enumerate(digits(top)):
                held[at - degree + to] += held[at] * coefficient
        return number(held[:degree])

    sums = [[number([x + y for x, y in zip(digits(one), digits(other), strict=True)]) for other in range(order)] for one in range(order)]
    return sums, [[product(one, other) for other in range(order)] for one in range(order)]


def _turned(starter: _Starter) -> Rounds:
    moving = starter.turns * starter.orbits

    def turned(point: int, by: int) -> int:
        return point if point >= moving else point // starter.turns * starter.turns + (point + by) % starter.turns

    first = [[[int(point) for point in group.split(",")] for group in each.split()] for each in starter.first]
    return tuple(tuple(tuple(turned(point, by) for point in group) for group in groups) for groups in first for by in range(starter.turns))


def meetings(rounds: Rounds) -> dict[tuple[int, int], int]:
    """How often each pair that meets at all meets."""
    counts: dict[tuple[int, int], int] = {}
    for groups in rounds:
        for group in groups:
            for pair in combinations(sorted(group), 2):
                counts[pair] = counts.get(pair, 0) + 1
    return counts
