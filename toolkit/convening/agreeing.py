"""The same consent written down for many at once: what it would change, said before it is done. Pure.

It only ever opens what is open: who refused a use, or took her consent back, keeps that, and what somebody agreed to is never narrowed.
Whoever agreed to less keeps that too, unless it is asked for (`also_less`).
"""

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import JsonValue

from toolkit.convening import consents
from toolkit.convening.addressed import dumped
from toolkit.convening.edits import All, AnyEdit, Set
from toolkit.convening.model import Consented, Convening, Participant

WIDTHS: Mapping[Consented, tuple[JsonValue, ...]] = {
    "list": ("nobody", "participants", "public"), "badge": ("none", "first-name", "full"), "lead": ("nobody", "participants", "public"),
    "photo": (False, True), "quote": ("nobody", "side", "organisation", "name"),
}  # fmt: skip
"""What each use may be answered with, the narrowest first; the first of each is a refusal."""

Fate = Literal["widened", "wider", "less", "there", "refused", "withdrawn"]
"""`widened`: had not answered, and counts as agreed from now on; `wider`: had agreed to less; `less`: had, and it stays; `there`: agreed to
as much before; `refused` and `withdrawn`: stay as they are."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What they are said to have agreed to, and when, how and to which wording. `show` is what a list may show of who is new in it."""

    answers: Mapping[Consented, JsonValue]
    show: tuple[str, ...]
    on: dt.date
    how: str = ""
    wording: int | None = None
    also_less: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The edits, one a person who is changed; for each use how many meet which fate; and how many people meet it for any use."""

    edits: tuple[Set, ...]
    uses: Mapping[Consented, Mapping[Fate, int]]
    refused: int
    withdrawn: int
    redated: int

    @property
    def edit(self) -> AnyEdit | None:
        return (self.edits[0] if len(self.edits) == 1 else All(edits=self.edits)) if self.edits else None

    @property
    def mark(self) -> str:
        """The same for the same change alone: what was said of one plan does not do another."""
        said = json.dumps([each.model_dump(mode="json") for each in self.edits], sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def plan(convening: Convening, ids: Iterable[str], agreed: Agreement) -> Plan:
    """What writing `agreed` down for these people would change."""
    wanted = frozenset(ids)
    edits: list[Set] = []
    uses: dict[Consented, Counter[Fate]] = {use: Counter() for use in agreed.answers}
    refused = withdrawn = redated = 0
    for person in convening.participants:
        if person.id not in wanted:
            continue
        fates = {use: _fate(person, use, value, agreed.also_less) for use, value in agreed.answers.items()}
        for use, fate in fates.items():
            uses[use][fate] += 1
        refused += "refused" in fates.values()
        withdrawn += "withdrawn" in fates.values()
        opened = [use for use, fate in fates.items() if fate in ("widened", "wider")]
        if opened:
            edits.append(_edit(person, agreed, opened))
            given = person.consent.given if person.consent is not None else None
            redated += given is not None and given.on not in (None, agreed.on)
    return Plan(tuple(edits), uses, refused, withdrawn, redated)


def _fate(person: Participant, use: Consented, value: JsonValue, also_less: bool) -> Fate:
    match consents.answer(person, use):
        case "withdrawn":
            return "withdrawn"
        case "refused":
            return "refused"
        case "agreed":
            widths = WIDTHS[use]
            held = getattr(person.consent, use)
            return ("wider" if also_less else "less") if widths.index(held) < widths.index(value) else "there"
    return "widened"


def _edit(person: Participant, agreed: Agreement, opened: list[Consented]) -> Set:
    """Its date, how and wording stand for all her answers, as on a form that she has filled in anew."""
    held = person.consent
    show = held.show if held is not None else agreed.show
    if "list" in opened and consents.answer(person, "list") != "agreed":
        show = tuple(each for each in show if each in agreed.show)
    given = dict(dumped(held.given)) if held is not None and held.given is not None else {}
    told = {"on": agreed.on.isoformat(), "how": agreed.how or None, "wording": agreed.wording}
    given |= {key: value for key, value in told.items() if value is not None}
    answers = {use: agreed.answers[use] for use in opened}
    return consents.written(person, answers, list(show) if "list" in opened else None, given)
