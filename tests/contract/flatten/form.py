"""The normal form: what was said so far, white space folded, the cells of a table on its grid."""

import re
from dataclasses import dataclass, field

Event = tuple

def fold(words: str) -> str:
    """White space folded; a tick box stands without space around it, and a language that goes on is one."""
    words = re.sub(r"(\{[A-Za-z-]+:)([^{}]*)\}(?:\1([^{}]*)\})+", _one_language, words)
    words = re.sub(r"\s+", " ", words).strip()
    return re.sub(r" ?☐ ?", "☐", words)


def _one_language(found: re.Match[str]) -> str:
    return found[1] + re.sub(r"\}" + re.escape(found[1]), "", found[0][len(found[1]) :])


@dataclass
class Flat:
    """What was said so far; the parts of one document share its notes."""

    notes: list[tuple[str, ...]] = field(default_factory=list)
    said: list[Event] = field(default_factory=list)

    def inside(self) -> "Flat":
        return Flat(self.notes)

    def say(self, *event: object) -> None:
        self.said.append(tuple(event))

    def line(self, style: str, words: str) -> None:
        if words:
            self.say("line", style, words)

    def page(self) -> None:
        if not self.said or self.said[-1] != ("break",):
            self.say("break")

    def entry(self, inner: "Flat") -> None:
        """One of the entries of a list: its first line heads it."""
        first = next((at for at, event in enumerate(inner.said) if event[:2] == ("line", "body")), None)
        if first is not None:
            inner.said[first] = ("line", "entry", inner.said[first][2])
        self.said += inner.said

    def all(self, title: str, language: str, rtl: bool) -> list[Event]:
        return [("document", title, language, rtl), *self.said, *[("note", n, lines) for n, lines in enumerate(self.notes, 1)]]


def grid(rows: list[list[Event]], count: int) -> tuple[tuple[Event, ...], ...]:
    """Rows of ("cell", role, across, down, said), each as wide as its table; what reaches beyond is cut, what is missing is empty."""
    taken = [0] * count
    made = []
    for number, row in enumerate(rows):
        cells, at, waiting = [], 0, list(row)
        while at < count:
            if taken[at]:
                taken[at] -= 1
                at += 1
                continue
            kind, role, across, down, said = waiting.pop(0) if waiting else ("cell", "", 1, 1, ())
            across, down = min(across, count - at), min(down, len(rows) - number)
            cells.append((kind, role, across, down, said))
            taken[at : at + across] = [down - 1] * across
            at += across
        made.append(tuple(cells))
    return tuple(made)


@dataclass(frozen=True)
class Where:
    style: str = "body"
    depth: int = 0
