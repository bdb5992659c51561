"""Whole sections that a file which came back brings, leaves out or has elsewhere: one change each, and not one for each of their lines."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from toolkit.imports.report_back.base import BaseLine
from toolkit.imports.report_back.holding import Held
from toolkit.imports.report_back.lines import Line

HEADING = ":heading"


@dataclass(frozen=True, slots=True)
class Whole:
    """`gone`: the section whose heading is this line that went out, with all its lines. `moved`: the section whose heading is this line
    of theirs, and `carried` every line of theirs that only moved with its section. `new`: a section that begins with this line of theirs,
    with the number of the line behind it.
    """

    gone: dict[int, str] = field(default_factory=dict)
    gone_lines: frozenset[int] = frozenset()
    moved: dict[int, str] = field(default_factory=dict)
    carried: frozenset[int] = frozenset()
    new: dict[int, int] = field(default_factory=dict)


def find(base: Sequence[BaseLine], theirs: Sequence[Line], held: Held) -> Whole:
    reach = extents(base)
    places = {at: to for to, at in enumerate(held.of) if at is not None}
    gone = {lines.start: section for section, lines in reach.items() if not any(at in places for at in lines)}
    moved = {places[lines.start]: section for section, lines in reach.items() if _moved(base, held, places, lines)}
    carried = {places[at] for section in moved.values() for at in reach[section] if at in places}
    carried |= {to for to in held.moved if (at := held.of[to]) is not None and not base[at].place.home and moved}
    return Whole(
        gone, frozenset(at for section in gone.values() for at in reach[section]), moved, frozenset(carried), _new(base, theirs, held)
    )


def named_again(base: Sequence[BaseLine], theirs: Sequence[Line], held: Held) -> Held:
    """A section whose heading says something else altogether is known by the text that follows."""
    of, moved = list(held.of), set(held.moved)
    places = {at: to for to, at in enumerate(of) if at is not None}
    for lines in extents(base).values():
        kept = [places[at] for at in lines if at in places and base[at].place.home]
        if lines.start in places or not kept:
            continue
        first = min(kept)
        above = range(first - 1, -1, -1)
        to = next((each for each in above if theirs[each].level == 1 or ((at := of[each]) is not None and base[at].place.home)), None)
        if to is not None and of[to] is None:
            of[to] = lines.start
            moved |= {to} if first in moved else set()
    return Held(tuple(of), frozenset(moved))


def extents(base: Sequence[BaseLine]) -> dict[str, range]:
    """Which lines are a section's: from its heading to the next one's; those of the last end with its own text."""
    starts = [at for at, line in enumerate(base) if line.place.home.startswith("section:") and line.place.home.endswith(HEADING)]
    found: dict[str, range] = {}
    for start, end in zip(starts, [*starts[1:], len(base)], strict=True):
        section = base[start].place.section
        last = max(at for at in range(start, end) if base[at].place.section == section)
        found[section] = range(start, end if end < len(base) else last + 1)
    return found


def _moved(base: Sequence[BaseLine], held: Held, places: dict[int, int], lines: range) -> bool:
    """Whether its heading and every line of its text that is still there stand elsewhere, and still together."""
    kept = [places[at] for at in lines if at in places and base[at].place.home]
    if lines.start not in places or not set(kept) <= held.moved:
        return False
    between = [at for to in range(min(kept), max(kept) + 1) if (at := held.of[to]) is not None and base[at].place.home]
    return all(at in lines for at in between) and kept == sorted(kept)


def _new(base: Sequence[BaseLine], theirs: Sequence[Line], held: Held) -> dict[int, int]:
    """New lines from a heading of a section to the next such heading; not where something that went out stands among them."""
    found: dict[int, int] = {}
    for to, line in enumerate(theirs):
        if line.level != 1 or held.of[to] is not None:
            continue
        end = next((at for at in range(to + 1, len(theirs)) if theirs[at].level == 1 or held.of[at] is not None), len(theirs))
        if (end == len(theirs) or theirs[end].level == 1) and behind(base, theirs, held, to, end) is not None:
            found[to] = end
    return found


def behind(base: Sequence[BaseLine], theirs: Sequence[Line], held: Held, to: int, end: int) -> str | None:
    """The section that lines `to` up to `end` of theirs stand behind; empty before the first, None where they stand outside of them."""
    def section(at: int) -> str | None:
        went = held.of[at]
        if went is None or not base[went].place.home.startswith("section:"):
            return None
        return base[went].place.section

    def is_heading(at: int) -> bool:
        went = held.of[at]
        return went is not None and base[went].place.home.endswith(HEADING)

    for at in range(to - 1, -1, -1):
        if (found := section(at)) is not None:
            return found
        if theirs[at].level == 1 and held.of[at] is not None:
            break
    following = next((at for at in range(end, len(theirs)) if held.of[at] is not None and theirs[at].level == 1), None)
    return "" if following is not None and is_heading(following) else None
