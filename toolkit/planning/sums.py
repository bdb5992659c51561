"""The lightest way to win so many minutes from sessions of which each can give one of several amounts. Knows amounts only.

A set of sums is one whole number whose bit n says that n can be reached; adding an amount to every sum is a shift. That makes
subset sums of a whole day a few hundred operations (the word-parallel form of Bellman's recursion: Pferschy, Computing 63, 1999).
"""

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Gives(Protocol):
    """What the search has to know of a stop: its tier, and the amounts that it can give, the smallest first."""

    @property
    def tier(self) -> int: ...

    @property
    def amounts(self) -> Sequence[int]: ...


T = TypeVar("T", bound=Gives)


def lightest(givers: Sequence[T], wanted: int) -> list[int] | None:
    """An amount (or 0) for each, together at least `wanted`; None where there is not so much.

    The least from the highest tier, then from the next, and so on; then the fewest givers; then the least from the first, the second ...
    """
    tiers = sorted({each.tier for each in givers}, reverse=True)
    members = {tier: [at for at, each in enumerate(givers) if each.tier == tier and each.amounts] for tier in tiers}
    most = {tier: sum(givers[at].amounts[-1] for at in members[tier]) for tier in tiers}
    made = [0] * len(givers)
    spare = sum(most.values())
    for tier in tiers:
        spare -= most[tier]
        amounts = [givers[at].amounts for at in members[tier]]
        total = _least_sum(amounts, max(0, wanted - spare))
        if total is None:
            return None
        wanted -= total
        for at, amount in zip(members[tier], _fewest(amounts, total), strict=True):
            made[at] = amount
    return made if wanted <= 0 else None


def _least_sum(amounts: Sequence[Sequence[int]], wanted: int) -> int | None:
    reached = 1
    for each in amounts:
        more = reached
        for amount in each:
            more |= reached << amount
        reached = more
    above = reached >> wanted
    return wanted + (above & -above).bit_length() - 1 if above else None


def _fewest(amounts: Sequence[Sequence[int]], total: int) -> list[int]:
    """Amounts that make the total exactly: from as few as can be, the later ones where there is a choice."""
    count, within = len(amounts), (1 << total + 1) - 1
    # sums[k][i]: what exactly k of those from the i-th on can make.
    sums = [[1] * (count + 1)]
    while not sums[-1][0] >> total & 1:
        fewer, now = sums[-1], [0] * (count + 1)
        for at in range(count - 1, -1, -1):
            found = now[at + 1]
            for amount in amounts[at]:
                found |= fewer[at + 1] << amount
            now[at] = found & within
        sums.append(now)
    made: list[int] = []
    left = len(sums) - 1
    for at, each in enumerate(amounts):
        amount = 0 if sums[left][at + 1] >> total & 1 else next(a for a in each if a <= total and sums[left - 1][at + 1] >> total - a & 1)
        made.append(amount)
        total -= amount
        left -= amount > 0
    return made
