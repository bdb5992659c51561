"""Consent as organisers see it: for each use what she answered, what may be answered, and the edits that write an answer down.

*Not asked* is not *refused*; both count as nobody, and `people.visible` alone decides what may be shown. Pure: today comes from outside.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import JsonValue

from toolkit.convening.addressed import Ref, dumped
from toolkit.convening.edits import Set
from toolkit.convening.model import Consented, Participant

Answer = Literal["not-asked", "waiting", "refused", "agreed", "withdrawn"]
ANSWERS: tuple[Answer, ...] = ("not-asked", "waiting", "refused", "agreed", "withdrawn")
"""`waiting`: she was asked and has not answered."""

USES: tuple[Consented, ...] = ("list", "badge", "lead", "photo", "quote")
_NEVER: tuple[Answer, ...] = ("not-asked", "not-asked", "not-asked", "not-asked", "not-asked")
_WITHDRAWN: tuple[Answer, ...] = ("withdrawn", "withdrawn", "withdrawn", "withdrawn", "withdrawn")


def answers(person: Participant) -> tuple[Answer, ...]:
    """One for each of `USES`."""
    consent = person.consent
    if consent is None:
        return _NEVER
    given = consent.given
    if given is not None and given.withdrawn is not None:
        return _WITHDRAWN
    still: Answer = "waiting" if given is not None and given.asked is not None else "not-asked"
    said: tuple[bool, ...] = (
        consent.list != "nobody", consent.badge != "none", consent.lead != "nobody", consent.photo, consent.quote != "nobody",
    )  # fmt: skip
    return tuple(
        still if use in consent.open else "agreed" if yes else "refused" for use, yes in zip(USES, said, strict=True)
    )  # fmt: skip


def answer(person: Participant, use: Consented) -> Answer:
    return answers(person)[USES.index(use)]


def whole(person: Participant) -> Answer:
    """In one word: what is still to be done about her comes first, then whether she agreed to anything."""
    return _in_one(answers(person))


def _in_one(found: tuple[Answer, ...]) -> Answer:
    return next((each for each in ("withdrawn", "not-asked", "waiting", "agreed") if each in found), "refused")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many are in each state altogether, and for each use how many gave each answer."""

    whole: Mapping[Answer, int]
    uses: Mapping[Consented, Mapping[Answer, int]]


def tally(people: Iterable[Participant]) -> Tally:
    """Counted by what they answered as a whole: of thousands of people there are a few dozen such answers."""
    found = Counter(answers(person) for person in people)
    altogether: Counter[Answer] = Counter()
    uses: dict[Consented, Counter[Answer]] = {use: Counter() for use in USES}
    for each, n in found.items():
        altogether[_in_one(each)] += n
        for use, said in zip(USES, each, strict=True):
            uses[use][said] += n
    return Tally(altogether, uses)


# Edits


def answered(person: Participant, use: Consented, value: JsonValue, today: dt.date) -> Set:
    """She said this about one use; None: she was not asked. The first answer bears the date of today until another is typed."""
    raw = _raw(person)
    opened = {*raw.get("open", ())} - {use} | ({use} if value is None else set())
    raw["open"] = [each for each in USES if each in opened]
    raw.pop(use, None)
    if value is not None:
        raw[use] = value
        given = raw.setdefault("given", {})
        given.setdefault("on", today.isoformat())
    return _set(person, raw)


def shown(person: Participant, show: list[JsonValue]) -> Set:
    """What of her a list may show."""
    return _set(person, {**_raw(person), "show": show})


def reached(person: Participant, contact: list[JsonValue]) -> Set:
    """What of her the contact sheet may show, which the organisers carry with them."""
    return _set(person, {**_raw(person), "contact": contact or None})


def written(person: Participant, said: Mapping[Consented, JsonValue], show: list[JsonValue] | None, given: Mapping[str, JsonValue]) -> Set:
    """Several answers at once, and when and how they were given; `show` None leaves what a list may show as it is."""
    raw = _raw(person)
    raw.update((use, value) for use, value in said.items())
    raw["given"] = dict(given)
    if show is not None:
        raw["show"] = show
    raw["open"] = [each for each in raw.get("open", ()) if each not in said] or None
    return _set(person, raw)


def noted(person: Participant, key: str, value: JsonValue) -> Set:
    """When, how and to which wording: one key of `given`."""
    raw = _raw(person)
    given = {each: held for each, held in {**raw.get("given", {}), key: value}.items() if held is not None}
    raw["given"] = given or None
    return _set(person, raw)


def asked(person: Participant, on: dt.date, how: str, wording: int | None) -> Set | None:
    """She was asked; answers that she gave stand. None where she has answered everything, or took her consent back."""
    if person.consent is not None and (not person.consent.open or whole(person) == "withdrawn"):
        return None
    raw = _raw(person)
    told: dict[str, Any] = {"asked": on.isoformat(), "how": how or None, "wording": wording}
    raw["given"] = {**raw.get("given", {}), **{key: value for key, value in told.items() if value is not None}}
    return _set(person, raw)


def _raw(person: Participant) -> dict[str, Any]:
    return dict(dumped(person.consent)) if person.consent is not None else {"open": list(USES)}


def _set(person: Participant, raw: dict[str, Any]) -> Set:
    left = {key: value for key, value in raw.items() if value is not None}
    nothing = left.get("open") == list(USES) and not left.get("given") and set(left) <= {"open", "given"}
    return Set(target=Ref(kind="participant", id=person.id), field=("consent",), value=None if nothing else left)


