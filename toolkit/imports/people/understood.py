"""What was understood of somebody's list of people: each person as the convening file would hold her, what is doubtful, who may be there
twice, what was left out. Each with its place.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from toolkit.convening.model import Day
from toolkit.imports.agenda.understood import NOWHERE, DeclinedError, Doubt
from toolkit.language import N_
from toolkit.readers.source import Unread, Where

__all__ = [
    "FIELDS",
    "NOWHERE",
    "ColumnRead",
    "DeclinedError",
    "Doubt",
    "Field",
    "Hints",
    "Pair",
    "Person",
    "Understood",
    "Unread",
    "Where",
]  # fmt: skip

Field = Literal[
    "name", "given", "middle", "family", "second family", "honorific", "title", "organisation", "side", "country", "languages", "email",
    "phone", "diet", "access", "interpretation", "other", "status", "days", "day", "pronouns", "legal_name", "sort_as", "code", "list",
    "public", "badge", "photo", "quote", "more", "none",
]  # fmt: skip

FIELDS: dict[Field, str] = {
    "name": N_("name"), "given": N_("first name"), "middle": N_("middle name"), "family": N_("family name"),
    "second family": N_("second family name"), "honorific": N_("Mr, Ms, Dr ..."), "title": N_("what they do"),
    "organisation": N_("organisation"), "side": N_("side: donor, activist ..."), "country": N_("country"), "languages": N_("languages"),
    "email": N_("e-mail"), "phone": N_("phone"), "diet": N_("diet"), "access": N_("access needs"), "interpretation": N_("interpretation"),
    "other": N_("other needs"), "status": N_("whether they come"), "days": N_("which days"), "day": N_("one of the days: yes or no"),
    "pronouns": N_("pronouns"), "legal_name": N_("legal name"), "sort_as": N_("sorted as"), "code": N_("code"),
    "list": N_("consent: the list"), "public": N_("consent: a public list"), "badge": N_("consent: badge"),
    "photo": N_("consent: photos"), "quote": N_("consent: quotes"), "more": N_("their own: kept, private"),
    "none": N_("nothing: read over it"),
}  # fmt: skip

CONSENTS: frozenset[Field] = frozenset({"list", "public", "badge", "photo", "quote"})

NO_PEOPLE = N_("No list of people was found in {name}: it needs a column of names, or a line for each person.")
EMPTY = N_("{name} is empty: there is nothing in it to read.")
ONLY_HEADINGS = N_("{name} has headings and nobody below them.")
NO_NAMES = N_("No column of names was found in {name}; its columns are: {columns}. If one of them holds names, call it “Name”.")
NOT_NAMES = N_(
    "What stands under “{heading}” in {name} does not look like names of people (“{shown}”), so it was not taken for a list of people."
)
TOO_MANY = N_("{name} holds {count} people, and no convening has more than {most}; bring the part that you invite.")
MOST_PEOPLE = 20_000


@dataclass(frozen=True, slots=True)
class Hints:
    """What a person has corrected, or knows. Places are those of the source.

    `columns` gives a field to a column of every table (counted from 1). `header`: in which row the headings stand, 0 where there are none.
    `mend_letters`: letters that were read in a wrong way (Ã© for é) are put right. `capitals`: the part of a name in capitals is the family
    name. `ordinary`: names all in capitals are written in ordinary letters. `sections`: what a line between the rows says of those below.
    `days` are those of the convening, to which days present refer.
    """

    columns: Mapping[int, Field] = field(default_factory=dict)
    header: int | None = None
    mend_letters: bool = False
    capitals: bool = False
    ordinary: bool = False
    sections: Literal["", "side", "organisation", "country", "none"] = ""
    left_out: frozenset[Where] = frozenset()
    days: tuple[Day, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """One person: `raw` is what the convening file would hold of her, without an id. `part` counts those that stood in one place."""

    raw: Mapping[str, Any]
    where: Where = NOWHERE
    part: int = 1
    hidden: bool = False

    @property
    def name(self) -> str:
        return str(self.raw.get("name", ""))

    @property
    def key(self) -> str:
        """Her place in words, the same when the file is read again; it names nobody."""
        where = self.where
        sheet = zlib.crc32(where.sheet.encode()) if where.sheet else None
        return "-".join(str(each) for each in (sheet, where.table, where.row, where.line, where.paragraph, self.part) if each)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two of the list who may be one: the places of both among the people, and why it may be so. `sure`: nothing says otherwise."""

    one: int
    other: int
    why: str
    sure: bool = False


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """A column as it is counted from 1: its heading, what stands in it, what it was taken for."""

    number: int
    heading: str
    examples: tuple[str, ...]
    field: Field


@dataclass(frozen=True, slots=True)
class Understood:
    people: tuple[Person, ...]
    doubts: tuple[Doubt, ...] = ()
    unread: tuple[Unread, ...] = ()
    pairs: tuple[Pair, ...] = ()
    columns: tuple[ColumnRead, ...] = ()
    title: str = ""
    offers: frozenset[Literal["mend_letters", "capitals", "ordinary", "sections"]] = frozenset()
