"""What became here of the lines that went out: which stand as they were, which say something else by now, which are gone, or elsewhere."""

from dataclasses import dataclass, field

from toolkit.convening.model import Convening, SentReport
from toolkit.document.places import Leaf
from toolkit.imports.report_back.base import Place, is_field, leaves_of, mark, texts
from toolkit.imports.report_back.holding import Wanted, hold
from toolkit.imports.report_back.lines import Line, of_leaf
from toolkit.imports.report_back.sending import version

Spot = tuple[str, int]
"""The name of a text and the number of a line in it."""


@dataclass(frozen=True, slots=True)
class TextNow:
    """One text as it stands here, with its lines."""

    home: str
    markdown: str
    leaves: tuple[Leaf, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Now:
    """Every text by its name, and for each line that went out where it is (absent: it was taken out)."""

    texts: dict[str, TextNow] = field(default_factory=dict)
    spots: dict[Spot, Spot] = field(default_factory=dict)

    def spot(self, place: Place) -> Spot | None:
        return self.spots.get((place.home, place.leaf))

    def line(self, place: Place) -> Line | None:
        spot = self.spot(place)
        return None if spot is None else self.texts[spot[0]].lines[spot[1]]

    def went(self) -> dict[Spot, Spot]:
        """The lines of today that went out, each with what it was."""
        return {here: was for was, here in self.spots.items()}


def here(convening: Convening, sent: SentReport) -> Now:
    today = version(convening, sent.name, audience=sent.audience, code=sent.language)
    made = Now()
    for home, _, text in texts(today.summary, today.sections):
        leaves = leaves_of(home, text)
        made.texts[home] = TextNow(home, text, leaves, tuple(of_leaf(leaf) for leaf in leaves))
    made.texts.setdefault("summary", TextNow("summary", "", (), ()))
    went = texts(sent.summary, sent.sections)
    old = [((home, at), of_leaf(leaf)) for home, _, text in went for at, leaf in enumerate(leaves_of(home, text))]
    new = [((home, at), line) for home, text in made.texts.items() for at, line in enumerate(text.lines)]
    there = {spot for spot, _ in new}
    made.spots.update({spot: spot for spot, _ in old if is_field(spot[0]) and spot in there})
    old, new = ([each for each in lines if not is_field(each[0][0])] for lines in (old, new))
    held = hold([_wanted(line) for _, line in old], [_wanted(line) for _, line in new])
    made.spots.update({old[at][0]: new[to][0] for to, at in enumerate(held.of) if at is not None})
    return made


def _wanted(line: Line) -> Wanted:
    return Wanted(mark(line.words), line.words)
