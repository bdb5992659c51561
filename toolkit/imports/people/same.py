"""Who may stand in a list twice: the same name written otherwise, the same address. Only pairs to ask about; nobody is made one here."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toolkit.convening import people
from toolkit.convening.agreeing import WIDTHS
from toolkit.imports.people.understood import Pair, Person
from toolkit.language import N_

SAME_NAME = N_("the same name")
OTHER_ORDER = N_("the same words in another order")
SAME_EMAIL = N_("the same e-mail address")
NEARLY = N_("names that differ by a letter or two")
SHORTER = N_("one name has a part more than the other")


def words(name: str) -> tuple[str, ...]:
    return tuple(people.folded(name).split())


def pairs(listed: Sequence[Person]) -> tuple[Pair, ...]:
    """Each later person once, with the first who may be the same; in the order of the list."""
    said = [words(person.name) for person in listed]
    seen: dict[object, int] = {}
    found: list[Pair] = []
    loose: dict[str, list[int]] = {}
    for at, person in enumerate(listed):
        name = said[at]
        email = str(person.raw.get("email", "")).casefold()
        keys: list[tuple[object, str]] = []
        if name:
            keys += [(("name", name), SAME_NAME), (("set", tuple(sorted(name))), OTHER_ORDER)]
        if email:
            keys.append((("email", email), SAME_EMAIL))
        other, why = next(((seen[key], why) for key, why in keys if key in seen and _may_be(listed[seen[key]], person, why)), (None, ""))
        if other is None and len(listed) <= _MOST_HELD_CLOSE:
            other, why = _near(listed, said, at, loose)
        if other is not None:
            found.append(Pair(other, at, why, why == SAME_NAME and not _contradict(listed[other].raw, person.raw)))
        for key, _ in keys:
            seen.setdefault(key, at)
        for block in _blocks(name):
            loose.setdefault(block, []).append(at)
    return tuple(found)


def _contradict(one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    """In how many things that are said of both the two differ, names aside."""
    said, against = _things(one), _things(other)
    return sum(key in against and people.folded(text) != people.folded(against[key]) for key, text in said.items())


def _things(raw: Mapping[str, Any]) -> dict[str, str]:
    made = {key: str(raw[key]) for key in ("email", "phone", "country", "side", "code") if key in raw}
    made |= {f"more {key}": str(text) for key, text in raw.get("more", {}).items()}
    if "affiliations" in raw:
        made["organisation"] = "; ".join(each.get("organisation", "") for each in raw["affiliations"])
        made["title"] = "; ".join(each.get("title", "") for each in raw["affiliations"])
    return {key: text for key, text in made.items() if text}


def _blocks(name: Sequence[str]) -> Iterator[str]:
    """Names that may be one share their first and the beginning of their last word, or their last and the beginning of their first."""
    if len(name) > 1:
        yield f"a {name[0]} {name[-1][:2]}"
        yield f"b {name[0][:2]} {name[-1]}"


def _may_be(one: Person, other: Person, why: str) -> bool:
    """An address that an office shares makes nobody the same."""
    return why != SAME_EMAIL or bool(set(words(one.name)) & set(words(other.name)))


def _near(
    listed: Sequence[Person], said: Sequence[tuple[str, ...]], mine: int, loose: Mapping[str, Sequence[int]]
) -> tuple[int | None, str]:
    """Somebody whose name is nearly the same, and of whom little else is said that differs."""
    name = said[mine]
    for block in _blocks(name):
        for at in loose.get(block, ())[:_LOOKED_AT]:
            why = _alike(said[at], name)
            if why and _contradict(listed[at].raw, listed[mine].raw) < 2:
                return at, why
    return None, ""


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    if len(one) != len(other):
        return SHORTER if set(one) < set(other) or set(other) < set(one) else ""
    differ = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return NEARLY if len(differ) == 1 and _few_letters(*differ[0], sum(map(len, one))) else ""


_LOOKED_AT = 30
"""People whose names begin alike, of a list of hundreds."""

_MOST_HELD_CLOSE = 3_000
"""In a longer list only the same names and addresses are asked about: there many are nearly alike, and nobody decides about thousands."""


def _few_letters(one: str, other: str, letters: int) -> bool:
    """Words at most one letter apart, two in long names; short ones that differ are other names (Ana, Ada)."""
    most, long = 1 if letters < 16 else 2, max(len(one), len(other))
    if abs(len(one) - len(other)) > most or min(len(one), len(other)) < 4:
        return False
    start = _together(one, other)
    return long - start - _together(one[start:][::-1], other[start:][::-1]) <= most


def _together(one: str, other: str) -> int:
    """How many letters both begin with."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def joined(listed: Sequence[Person], same: Sequence[Pair]) -> tuple[Person, ...]:
    """The list in which each of these pairs is one person: the first, with what only the second said."""
    made: dict[int, Person] = dict(enumerate(listed))
    goes_to: dict[int, int] = {}
    for pair in same:
        first = pair.one
        while first in goes_to:
            first = goes_to[first]
        if pair.other in made and first != pair.other:
            made[first] = Person(_one(made[first].raw, made[pair.other].raw), made[first].where, made[first].part, made[first].hidden)
            goes_to[pair.other] = first
            del made[pair.other]
    return tuple(made[at] for at in sorted(made))


def _one(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """What the first says stays. Of consent, the narrower answer: two rows that contradict one another are no yes."""
    raw = {**second, **first}
    for key in ("more", "needs"):
        if key in first and key in second:
            raw[key] = {**second[key], **first[key]}
    if "consent" in first and "consent" in second:
        raw["consent"] = narrower(first["consent"], second["consent"])
    if "affiliations" in first and "affiliations" in second:
        raw["affiliations"] = _affiliations(first["affiliations"], second["affiliations"])
    if not first.get("sort_as") and people.folded(str(first.get("name", ""))) != people.folded(str(second.get("name", ""))):
        raw.pop("sort_as", None)
    return raw


def _affiliations(first: Sequence[Mapping[str, str]], second: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    if len(first) == len(second) == 1 and all(first[0].get(key, text) == text for key, text in second[0].items()):
        return [{**second[0], **first[0]}]
    return list(first)


def narrower(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Of two answers to the same question the one that shows less; who did not answer showed nothing."""
    uses = [use for use in WIDTHS if use in one or use in other]
    return {use: min((one.get(use, WIDTHS[use][0]), other.get(use, WIDTHS[use][0])), key=WIDTHS[use].index) for use in uses}
