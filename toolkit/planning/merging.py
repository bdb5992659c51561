"""Two people's changes to one text, put together where they do not meet. Where they do, nobody but the two can say what is meant."""

from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

MOST_LINES = 4000
"""A text of more lines is not looked at: comparing takes time by the square of them, and somebody waits."""


class _Change(NamedTuple):
    """Lines `start` to `end` of the text that both began with, and what one of them made of it."""

    start: int
    end: int
    lines: tuple[str, ...]


def merged(base: str, mine: str, theirs: str) -> str | None:
    """The text with the changes of both, line by line; None where they have changed the same lines or put something in at one place."""
    texts = [text.split("\n") for text in (base, mine, theirs)]
    if max(map(len, texts)) > MOST_LINES:
        return None
    ours, others = (_changes(texts[0], text) for text in texts[1:])
    both = sorted({*ours, *others})
    if any(after.start < before.end or after[:2] == before[:2] for before, after in pairwise(both)):
        return None
    lines: list[str] = []
    at = 0
    for change in both:
        lines += [*texts[0][at : change.start], *change.lines]
        at = change.end
    return "\n".join([*lines, *texts[0][at:]])


def _changes(base: list[str], text: list[str]) -> list[_Change]:
    """Those that touch are one: what one person did in one place is one change."""
    found: list[_Change] = []
    for sign, start, end, first, last in SequenceMatcher(None, base, text, autojunk=False).get_opcodes():
        if sign == "equal":
            continue
        lines = tuple(text[first:last])
        if found and found[-1].end >= start:
            lines, start = (*found[-1].lines, *lines), found[-1].start
            found.pop()
        found.append(_Change(start, end, lines))
    return found
