"""Share time: how the minutes of a stretch are divided among its elastic sessions. Knows lengths only."""

import heapq
import math
from collections.abc import Sequence

STEP = 5
"""Minutes: the grid on which elastic time is shared."""


def share(needs: Sequence[tuple[int, int, int]], room: int) -> list[int]:
    """Minutes for each (least, usual, most) so that they add up to `room`, which lies between the sums of least and most.

    The sum of squared deviations from usual, each relative to its range, is the smallest there is on the five-minute grid;
    where two divisions are equally good the earlier session is the longer. The last elastic session takes the remainder.
    A session whose range holds no multiple of five keeps its usual minutes. Only where the grid leaves no exact
    answer is the time shared minute by minute.
    """
    for step in (STEP, 1):
        found = _on_grid(needs, room, step)
        if found is not None:
            return found
    raise ValueError(f"{room} minutes cannot be shared: the least is {sum(n[0] for n in needs)}, the most {sum(n[2] for n in needs)}")


def _on_grid(needs: Sequence[tuple[int, int, int]], room: int, step: int) -> list[int] | None:
    made = [usual for _, usual, _ in needs]
    elastic = [at for at, (least, _, most) in enumerate(needs) if _up(least, step) <= most and least < most]
    left = room - sum(made) + sum(made[at] for at in elastic)
    if not elastic:
        return made if left == 0 else None
    low = {at: _up(needs[at][0], step) for at in elastic}
    high = {at: needs[at][2] // step * step for at in elastic}
    last = elastic[-1]
    # The others are multiples of the step, so the last one moves in steps too, from wherever the remainder puts it.
    rest = left % step
    low[last] = _up(needs[last][0] - rest, step) + rest
    high[last] = (needs[last][2] - rest) // step * step + rest
    if low[last] > high[last] or not sum(low.values()) <= left <= sum(high.values()):
        return None
    for at in elastic:
        offset = rest if at == last else 0
        nearest = (needs[at][1] - offset + step // 2) // step * step + offset
        made[at] = min(max(nearest, low[at]), high[at])
    over = sum(made[at] for at in elastic) - left
    _settle(made, needs, low if over > 0 else high, over, step)
    return made


def _settle(made: list[int], needs: Sequence[tuple[int, int, int]], bound: dict[int, int], over: int, step: int) -> None:
    """From everyone's best to the wanted sum, always by the step that costs least: exact, for the cost is convex in each session.

    (Ibaraki and Katoh, Resource Allocation Problems, 1988: greedy is optimal for separable convex costs.)
    Costs are compared as whole numbers over one denominator, so that no rounding decides.
    """
    sign = -1 if over > 0 else 1
    ranges = {at: needs[at][2] - needs[at][0] for at in bound}
    whole = math.lcm(*(width**2 for width in ranges.values()))
    weight = {at: whole // width**2 for at, width in ranges.items()}

    def cost(at: int) -> tuple[int, int, int]:
        off = made[at] - needs[at][1]
        return ((off + sign * step) ** 2 - off**2) * weight[at], sign * at, at

    heap = [cost(at) for at in bound if made[at] != bound[at]]
    heapq.heapify(heap)
    for _ in range(abs(over) // step):
        at = heap[0][2]
        made[at] += sign * step
        if made[at] == bound[at]:
            heapq.heappop(heap)
        else:
            heapq.heapreplace(heap, cost(at))


def _up(minutes: int, step: int) -> int:
    return -(-minutes // step) * step
