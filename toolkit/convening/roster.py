"""The people as a list to work with: in which order, who is found, what they have in common, and changes to many at once. Pure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from toolkit.convening import consents, people
from toolkit.convening.addressed import Place, Ref, dumped
from toolkit.convening.edits import All, AnyEdit, Move, Set, removals
from toolkit.convening.model import Convening, Participant
from toolkit.convening.values import Text, in_language

SORTS = ("name", "given", "organisation", "country", "side", "status")
"""`given` is the order in which they stand in the file, which alone can be changed by hand."""

_ARRIVING = {"attended": 0, "confirmed": 1, "invited": 2, "declined": 3}
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is to be seen, and in which order: one of `SORTS`, or `more:` and a column of their own. `consent` is an answer, or a use and an
    answer, as `photo:not-asked`; `more` a column of their own and what stands there, ANYTHING or nothing.
    """

    words: str = ""
    sort: str = "name"
    status: str = ""
    side: str | None = None
    country: str | None = None
    consent: str = ""
    more: tuple[str, str] | None = None

    @property
    def filtered(self) -> bool:
        chosen = self.side is not None or self.country is not None or self.more is not None
        return bool(self.words.strip() or self.status or chosen or self.consent)


def found(convening: Convening, wanted: Wanted) -> tuple[Participant, ...]:
    """Those who are wanted, in the wanted order; who has nothing to be sorted by comes last."""
    words = people.folded(wanted.words).split()
    left = [
        person for person in convening.participants
        if (not wanted.status or person.status == wanted.status)
        and (wanted.side is None or person.side.strip() == wanted.side)
        and (wanted.country is None or person.country.strip() == wanted.country)
        and (not wanted.consent or _answers(person, wanted.consent))
        and (wanted.more is None or _has(person, *wanted.more))
        and (not words or _holds(person, convening, words))
    ]  # fmt: skip
    return tuple(left if wanted.sort == "given" else sorted(left, key=_key(wanted.sort, convening)))


ANYTHING = "*"


def _has(person: Participant, column: str, value: str) -> bool:
    held = person.more.get(column, "").strip()
    return bool(held) if value == ANYTHING else held == value


def _by_number(text: str) -> str:
    """So that room 9 comes before room 12."""
    return re.sub(r"\d+", lambda found: found[0].zfill(12), people.folded(text))


def _key(sort: str, convening: Convening) -> Callable[[Participant], tuple[str, str]]:
    if sort.startswith("more:"):
        column = sort.removeprefix("more:")
        return lambda person: (_by_number(person.more.get(column, "")) or _LAST, people.sort_key(person))
    match sort:
        case "organisation":
            return lambda person: (people.folded(organisations(person, convening)[0]) if organisations(person, convening) else _LAST,
                                   people.sort_key(person))  # fmt: skip
        case "country":
            return lambda person: (person.country or _LAST, people.sort_key(person))
        case "side":
            return lambda person: (people.folded(person.side) or _LAST, people.sort_key(person))
        case "status":
            return lambda person: (str(_ARRIVING[person.status]), people.sort_key(person))
    return lambda person: (people.sort_key(person), "")


def organisations(person: Participant, convening: Convening) -> tuple[str, ...]:
    return tuple(read(each.organisation, convening) for each in person.affiliations if each.organisation)


def read(text: Text, convening: Convening) -> str:
    return in_language(text, convening.language, convening.language)[0]


def _answers(person: Participant, consent: str) -> bool:
    use, colon, wanted = consent.rpartition(":")
    if not colon:
        return consents.whole(person) == wanted
    return use in consents.USES and consents.answer(person, use) == wanted


def _holds(person: Participant, convening: Convening, words: Sequence[str]) -> bool:
    """Whether each word begins a word of hers, in whatever field, case and accents aside; in scripts without spaces, anywhere."""
    said = f" {people.folded(_everything(person, convening))}"
    return all(f" {word}" in said or (word in said and not word.isascii() and _unspaced(word)) for word in words)


def _unspaced(word: str) -> bool:
    return any(unicodedata.category(char) == "Lo" for char in word)


def _everything(person: Participant, convening: Convening) -> str:
    titles = (read(text, convening) for each in person.affiliations for text in (each.title, each.organisation) if text)
    return " ".join((
        person.name, person.legal_name, person.sort_as, person.code, person.side, person.country, person.email, person.phone,
        *person.languages, *titles, *person.more.values(),
    ))  # fmt: skip


# What they have in common


def coming(convening: Convening) -> tuple[Participant, ...]:
    return tuple(person for person in convening.participants if person.status != "declined")


def counted(them: Iterable[Participant], values: Callable[[Participant], Iterable[str]]) -> Mapping[str, int]:
    """How many have each value, the most first; "" counts those of whom it is not recorded. Who has two is counted at both."""
    found = Counter(each for person in them for each in ({value.strip() for value in values(person)} or {""}))
    return dict(sorted(found.items(), key=lambda each: (not each[0], -each[1], people.folded(each[0]))))


MOST_VALUES = 12


def columns(convening: Convening) -> tuple[str, ...]:
    """The columns of their own spreadsheet, in the order in which they are first met."""
    return tuple(dict.fromkeys(key for person in convening.participants for key in person.more))


MOST_CHOICES = 30


def filled_columns(convening: Convening) -> Mapping[str, Mapping[str, int]]:
    """For each column of their own how many have which value there, where that is few enough to choose from; else only whether any ("*").

    `""` counts those who have none; every column has `ANYTHING`.
    """
    found: dict[str, Mapping[str, int]] = {}
    for column in columns(convening):
        values = Counter(person.more.get(column, "").strip() for person in convening.participants)
        none = values.pop("", 0)
        chosen = dict(sorted(values.items(), key=lambda each: _by_number(each[0]))) if len(values) <= MOST_CHOICES else {}
        found[column] = {ANYTHING: len(convening.participants) - none, **chosen, "": none}
    return found


def parting_columns(convening: Convening) -> tuple[str, ...]:
    """Those that part the people into a few heaps, as a gender does and a flight does not."""
    found = []
    for column in columns(convening):
        values = [value for person in coming(convening) if (value := person.more.get(column, "").strip())]
        kinds = len(set(values))
        if 2 <= kinds <= MOST_VALUES and 2 * kinds <= len(values):
            found.append(column)
    return tuple(found)


# Many at once


def set_many(convening: Convening, ids: Iterable[str], field: str, value: JsonValue) -> AnyEdit | None:
    """The same value for all of them; None where each has it."""
    wanted = frozenset(ids)
    edits = [
        Set(target=Ref(kind="participant", id=person.id), field=(field,), value=value)
        for person in convening.participants
        if person.id in wanted and dumped(person).get(field) != value
    ]
    return _together(edits)


def ask_many(convening: Convening, ids: Iterable[str], make: Callable[[Participant], Set | None]) -> AnyEdit | None:
    """An edit for each of them, as far as it has one to make."""
    wanted = frozenset(ids)
    return _together([edit for person in convening.participants if person.id in wanted and (edit := make(person)) is not None])


def remove_many(convening: Convening, ids: Iterable[str]) -> AnyEdit | None:
    """Take them out, with every reference to them."""
    there = {person.id for person in convening.participants}
    wanted = tuple(Ref(kind="participant", id=each) for each in dict.fromkeys(ids) if each in there)
    return removals(convening, wanted) if wanted else None


def move(convening: Convening, person: str, by: int) -> AnyEdit | None:
    """One place up or down in the order that was given."""
    ids = [each.id for each in convening.participants]
    at = ids.index(person) if person in ids else -1
    to = at + by
    if at < 0 or not 0 <= to < len(ids):
        return None
    others = ids[:at] + ids[at + 1 :]
    before = others[to - 1] if to else None
    return Move(target=Ref(kind="participant", id=person), into=Place(list="participants"), after=before, at=to)


def printed_in(convening: Convening, order: str) -> AnyEdit | None:
    """The order in which lists are printed from now on."""
    if convening.list_order == order:
        return None
    return Set(target=Ref(kind="convening"), field=("list_order",), value=order if order != "name" else None)


def _together(edits: Sequence[Set]) -> AnyEdit | None:
    return (edits[0] if len(edits) == 1 else All(edits=tuple(edits))) if edits else None


__all__ = [
    "ANYTHING", "MOST_VALUES", "SORTS", "Wanted", "ask_many", "columns", "coming", "counted", "filled_columns", "found", "move",
    "organisations", "parting_columns", "printed_in", "read", "remove_many", "set_many",
]  # fmt: skip
