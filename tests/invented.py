"""A report of the size of a real one, every sentence of it made up here from lists of words: no two are alike, so that each can be counted.

    report()              the whole convening: four sections, 22 footnotes, a box, tables, a figure,
                          8 recommendations, 54 words, 17 sessions, 35 people
    report(sections=40)   the same with so many sections: three pages each
"""

import functools
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from PIL import Image

from toolkit.convening.model import Convening

WHO = (
    "ferry hands", "net menders", "ice carriers", "kelp dryers", "salt rakers", "lamp keepers", "bell ringers",
    "rope walkers", "tide clerks", "crane drivers",
)  # fmt: skip
DO = (
    "lend", "paint", "measure", "forget", "share", "borrow", "describe", "auction", "repair", "inherit", "refuse",
    "catalogue", "weigh",
)  # fmt: skip
WHAT = (
    "brass anchors", "blue ledgers", "folding oars", "winter permits", "wooden whistles", "cork jackets",
    "painted buoys", "paper charts", "oiled sails",
)  # fmt: skip
WHERE = (
    "below the lighthouse", "along the northern quay", "behind the cannery", "on the second island",
    "near the old customs house",
)  # fmt: skip
WHEN = (
    "before the herring come", "once the fog has lifted", "in the weeks of low water", "after the last mail boat",
    "while the locks are shut",
)  # fmt: skip
SO = (
    "and nobody writes it down", "which the harbour office denies", "though no rule asks for it",
    "so the price of rope rises", "as their aunts did",
)  # fmt: skip
HEADS = (
    "Tides and permits", "What a quay costs", "Who counts the nets", "Ways that hold", "Ice and its owners",
    "Lamps at night", "The slow ferry",
)  # fmt: skip
GIVEN = (
    "Oda", "Pirro", "Quilla", "Rasmo", "Sunniva", "Tavi", "Ulrike", "Vesna", "Wendel", "Xanti", "Yorick", "Zelda",
)  # fmt: skip
FAMILY = (
    "Kelpwright", "Oarsby", "Brineholm", "Netterfjord", "Saltmarshe", "Quayle-Strand", "Harbourne", "Tidewell",
    "Moorlund", "Skerrisdal",
)  # fmt: skip

FOOTNOTES = 22


@dataclass
class _Writer:
    """Says something new each time; keeps what it said."""

    chance: random.Random
    said: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def sentence(self) -> str:
        pick = self.chance.choice
        while True:
            made = f"{pick(WHO).capitalize()} {pick(DO)} {pick(WHAT)} {pick(WHERE)} {pick(WHEN)}, {pick(SO)}."
            if made not in self.said:
                self.said.append(made)
                return made

    def paragraph(self, sentences: int = 6) -> str:
        return " ".join(self.sentence() for _ in range(sentences))

    def note(self, more: str = "") -> str:
        """The sign of a new footnote; its text waits for the end of the section."""
        number = len(self.notes) + 1
        self.notes.append(f"[^{number}]: {self.sentence()}{more}")
        return f"[^{number}]"

    def listed_note(self) -> str:
        items = "\n".join(f"    - {self.sentence()}" for _ in range(3))
        return self.note(f"\n\n{items}\n")


def _section(writer: _Writer, number: int, notes: int) -> dict[str, Any]:
    """Prose with headings, a nested list, a numbered list, a quotation and a table; `notes` of the signs stand in all of them."""
    start = len(writer.notes)
    left = iter(range(notes))
    called = lambda: writer.note() if next(left, None) is not None else ""  # noqa: E731
    first = writer.listed_note() if next(left, None) is not None else ""
    lines = [
        writer.paragraph(6) + first, f"## {_head(writer, number)} – first", writer.paragraph(7) + called(), writer.paragraph(7),
        "\n".join([
            f"- **{writer.sentence()}**{called()}", f"- {writer.sentence()}", f"    - {writer.sentence()}{called()}",
            f"    - {writer.sentence()}", f"        - {writer.sentence()}", f"- {writer.sentence()}",
        ]),
        f"### {_head(writer, number)} – closer", writer.paragraph(9), f"> {writer.sentence()}{called()}\n>\n> {writer.sentence()}",
        f"## {_head(writer, number)} – second", writer.paragraph(8), "\n".join(f"{at}. {writer.sentence()}" for at in range(1, 5)),
        f"| Where | What was said |\n|:--|:--|\n| Quay {number} | {writer.sentence()}{called()} |\n| Isle {number} | {writer.sentence()} |",
        writer.paragraph(9), f"*{writer.sentence()}* See [the harbour's page](https://example.org/quay-{number}).", writer.paragraph(8),
    ]  # fmt: skip
    lines += [writer.paragraph(7) + called() for _ in range(2)]
    return {"id": f"s{number}", "heading": f"{HEADS[number % len(HEADS)]} {number}", "body": "\n\n".join([*lines, *writer.notes[start:]])}


def _head(writer: _Writer, number: int) -> str:
    return f"{writer.chance.choice(HEADS)}, part {number}"


def _box(writer: _Writer) -> dict[str, Any]:
    sign = writer.note()
    return {
        "id": "box", "title": "Two kinds of rope", "author": "Bertil Lantern",
        "body": f"{writer.paragraph(3)}{sign}\n\n{writer.paragraph(4)}\n\n{writer.notes[-1]}",
    }  # fmt: skip


def _recommendations(writer: _Writer) -> Iterator[dict[str, Any]]:
    for number in range(1, 9):
        wanted = {"text": writer.sentence(), "to": f"Harbour {number}", "why": writer.paragraph(3)}
        yield {"id": f"r{number}", "kind": "recommendation", **wanted}


def _days() -> Iterator[dict[str, Any]]:
    for day in (1, 2):
        sessions = [
            {"id": f"d{day}s{at}", "title": f"{HEADS[at % len(HEADS)]}: talk {day}.{at}", "minutes": 45}
            for at in range(1, 10 if day == 1 else 9)
        ]
        yield {"id": f"day-{day}", "date": f"2028-05-1{day}", "start": "09:00", "sessions": sessions}


def _people() -> Iterator[dict[str, Any]]:
    agreed = {"list": "public", "given": {"on": "2028-05-01"}}
    for at in range(35):
        name = f"{GIVEN[at % len(GIVEN)]} {FAMILY[at % len(FAMILY)]}"
        job = {"title": f"Warden of pier {at + 1}", "organisation": f"{FAMILY[-1 - at % len(FAMILY)]} Guild {at + 1}"}
        yield {"id": f"p{at}", "name": name, "affiliations": [job], "consent": agreed}


def picture() -> bytes:
    held = io.BytesIO()
    Image.new("L", (240, 120), 160).save(held, "PNG")
    return held.getvalue()


ASSETS = {"quay.png": picture()}


@functools.cache
def report(sections: int = 4) -> tuple[Convening, tuple[str, ...]]:
    """The convening, with every sentence that stands in its report, each of which is printed once."""
    writer = _Writer(random.Random(sections))
    made = []
    for number in range(1, sections + 1):
        made.append(_section(writer, number, 6 if number == 1 else 5))
        if number == 1:
            made[0]["boxes"] = [_box(writer)]
            made[0]["figures"] = [{"id": "f", "file": "quay.png", "alt": "A grey quay.", "caption": "The quay at noon"}]
    raw = {
        "title": "Ropes and Ledgers", "subtitle": "A dialogue on the work of harbours", "final": True,
        "venue": {"city": "Skerry", "country": "XX"},
        "hosts": [{"name": "Skerry Harbour Forum"}, {"name": "League of Small Quays"}, {"name": "Lantern Trust"}],
        "objectives": [writer.sentence() for _ in range(4)], "days": list(_days()), "participants": list(_people()),
        "words": [{"text": f"{each} {at}"} for at, each in enumerate((*WHO, *WHAT, *DO, *WHERE, *WHEN, *HEADS, *SO))],
        "notes": list(_recommendations(writer)), "report": {"summary": writer.paragraph(12), "sections": made},
    }  # fmt: skip
    return Convening.model_validate(raw), tuple(writer.said)
