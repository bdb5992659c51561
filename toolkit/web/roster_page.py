"""What the list of people shows: one page of rows with their cells, what can be filtered by, consent at a glance, and one person open.

Everything is made for the few rows that are shown, however many people there are. Changes nothing.
"""

import datetime as dt
import functools
import hashlib
import re
import urllib.parse
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toolkit.convening import consents, roster
from toolkit.convening.model import Consented, Convening, Participant
from toolkit.language import N_, Language
from toolkit.web.board import day_name
from toolkit.web.roster_fields import FIELDS, STATUS_WORDS, Field, label, name_of, shown
from toolkit.web.roster_fields import field as field_named
from toolkit.web.settings_fields import countries, country_name, languages
from toolkit.web.settings_page import Typed

ROWS = 50
"""People on one page: what fits a few screens, and is made in a few milliseconds."""

SORT_WORDS: Mapping[str, str] = {
    "name": N_("Family name"), "given": N_("The order by hand"), "organisation": N_("Organisation"), "country": N_("Country"),
    "side": N_("Side"), "status": N_("Status"),
}  # fmt: skip
ANSWER_WORDS: Mapping[consents.Answer, str] = {
    "not-asked": N_("Not asked yet"), "waiting": N_("Asked, no answer yet"), "refused": N_("Refused"), "agreed": N_("Agreed"),
    "withdrawn": N_("Withdrawn"),
}  # fmt: skip
USE_WORDS: Mapping[Consented, str] = {
    "list": N_("In a list"), "badge": N_("On the badge"), "lead": N_("Named as a lead"), "photo": N_("In photos"), "quote": N_("Quoted"),
}  # fmt: skip

COLUMNS: tuple[str, ...] = (
    "aff:0:organisation", "aff:0:title", "side", "country", "status", "consent", "languages", "email", "phone", "days", "needs", "code",
    "legal_name", "sort_as", "pronouns",
)  # fmt: skip
USUAL = ("aff:0:organisation", "side", "country", "status", "consent")
_ONLY_READ: Mapping[str, str] = {"consent": N_("Consent"), "days": N_("Days"), "needs": N_("Needs")}
NOTHING = "–"
"""Filters by having nothing there."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One field, in a cell of the list (`c`) or beside it (`f`). `name` is what the form calls it: scope, person, field."""

    name: str
    label: str
    value: str
    was: str
    kind: str = "text"
    hint: str = ""
    error: str = ""
    options: tuple[tuple[str, str], ...] = ()
    suggestions: str = ""

    @property
    def id(self) -> str:
        return id_of(self.name)


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands under a column: a field to type in, or words to read."""

    column: str
    head: str
    entry: Entry | None = None
    words: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    called: str
    code: str
    name: Entry
    cells: tuple[Cell, ...]
    declined: bool


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    words: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list, and how it was asked for."""

    rows: tuple[Row, ...]
    heads: tuple[tuple[str, str], ...]
    total: int
    all: int
    page: int
    pages: int
    first: int
    wanted: roster.Wanted

    @property
    def more(self) -> str:
        return more_choice(*self.wanted.more) if self.wanted.more else ""

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


@dataclass(frozen=True, slots=True)
class Glance:
    """Consent over the whole list: how many are in which state, and for each use each answer."""

    whole: tuple[tuple[str, str, int], ...]
    uses: tuple[tuple[Consented, str, tuple[tuple[str, str, int], ...]], ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One person with everything."""

    id: str
    called: str
    quiet: str
    parts: tuple[tuple[str, str, tuple[Entry, ...]], ...]
    affiliations: int
    answer: str
    column: Entry
    first: bool
    last: bool


def id_of(name: str) -> str:
    """An id that a style sheet and a selector can call without escapes, also where a column is called by any words."""
    if re.fullmatch(r"[a-z0-9:_-]+", name):
        return name.replace(":", "-").replace("_", "-")
    scope, person, rest = [*name.split(":", 2), "", ""][:3]
    return f"{scope}-{person}-{hashlib.sha256(rest.encode()).hexdigest()[:10]}".replace("_", "-")


def more_choice(column: str, value: str) -> str:
    return f"{urllib.parse.quote(column, safe='')}={urllib.parse.quote(value, safe='')}"


class Page:
    """Builds the parts of the page from one state of a convening."""

    def __init__(self, convening: Convening, say: Language, columns: Iterable[str], typed: Typed | None = None) -> None:
        self.convening, self.say, self.typed = convening, say, typed or Typed()
        known = self.every_column()
        self.columns = tuple(each for each in columns if each in known)
        self.days = tuple((day.id, day_name(number, day, say)) for number, day in enumerate(convening.days, 1))

    def every_column(self) -> tuple[str, ...]:
        return (*COLUMNS, *(f"more:{each}" for each in roster.columns(self.convening)))

    def head(self, column: str) -> str:
        return self.say(_ONLY_READ[column]) if column in _ONLY_READ else label(column, self.say)

    # The list

    def listing(self, wanted: roster.Wanted, page: int) -> Listing:
        found = roster.found(self.convening, wanted)
        pages = max(1, -(-len(found) // ROWS))
        page = min(max(1, page), pages)
        first = (page - 1) * ROWS
        rows = tuple(self._row(person) for person in found[first : first + ROWS])
        heads = tuple((each, self.head(each)) for each in self.columns)
        return Listing(rows, heads, len(found), len(self.convening.participants), page, pages, first + 1, wanted)

    def _row(self, person: Participant) -> Row:
        name = self._entry("c", person, "name")
        cells = tuple(self._cell(person, each) for each in self.columns)
        return Row(person.id, name_of(person, self.say), person.code, name, cells, person.status == "declined")

    def _cell(self, person: Participant, column: str) -> Cell:
        head, place = self.head(column), id_of(f"x:{person.id}:{column}")
        if column in _ONLY_READ:
            return Cell(column, head, None, self.words(person, column), place)
        if column.startswith("aff:") and len(person.affiliations) > 1:
            key = column.rpartition(":")[2]
            said = [roster.read(getattr(each, key), self.convening) for each in person.affiliations]
            return Cell(column, head, None, "; ".join(each for each in said if each), place)
        return Cell(column, head, self._entry("c", person, column), "", place)

    def words(self, person: Participant, column: str) -> str:
        """What is read in the list and changed beside it."""
        say = self.say
        match column:
            case "consent":
                return say(ANSWER_WORDS[consents.whole(person)])
            case "days":
                numbers = [say.number(at) for at, (day, _) in enumerate(self.days, 1) if day in person.days]
                return say("Day {days}", days=say.list(numbers)) if person.days else say("All days")
        needs = person.needs
        return ", ".join(each for each in (needs.diet, needs.access, shown(person, "needs:interpretation", self.convening, say),
                                           needs.other) if each)  # fmt: skip

    # What can be chosen

    def sorts(self, wanted: roster.Wanted) -> tuple[Choice, ...]:
        own = ((f"more:{each}", each) for each in roster.columns(self.convening))
        usual = ((each, self.say(SORT_WORDS[each])) for each in roster.SORTS)
        return tuple(Choice(each, words, each == wanted.sort) for each, words in (*usual, *own))

    def filters(self, wanted: roster.Wanted) -> tuple[tuple[str, str, tuple[Choice, ...]], ...]:
        """Each filter by its name, what it is called, and its choices with how many there are."""
        say, them = self.say, self.convening.participants
        made: list[tuple[str, str, tuple[Choice, ...]]] = []
        status: Counter[str] = Counter(person.status for person in them)
        made.append(self._filter("status", say("Status"), [(each, say(words), status[each]) for each, words in STATUS_WORDS],
                                 wanted.status))  # fmt: skip
        for name, head, chosen in (("side", say("Side"), wanted.side), ("country", say("Country"), wanted.country)):
            found = roster.counted(them, lambda person, name=name: (getattr(person, name),))  # type: ignore[misc]
            choices = [(each or NOTHING, self._called(name, each), count) for each, count in found.items()]
            made.append(self._filter(name, head, choices, NOTHING if chosen == "" else chosen or ""))
        return tuple(made)

    def own_filter(self, wanted: roster.Wanted) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
        """By the columns of their own spreadsheet: what stands there, where it is few enough to choose from, and whether anything does."""
        made = []
        for column, values in roster.filled_columns(self.convening).items():
            choices = []
            for value, n in values.items():
                words = value if value not in (roster.ANYTHING, "") else self.say("Anything") if value else self.say("Not recorded")
                told = self.say("{words} ({n})", words=words, n=self.say.number(n))
                choices += [Choice(more_choice(column, value), told, wanted.more == (column, value))] if n else []
            made.append((column, tuple(choices)))
        return tuple(made)

    def _called(self, name: str, value: str) -> str:
        if not value:
            return self.say("Not recorded")
        return country_name(value, self.say) if name == "country" else value

    def _filter(self, name: str, head: str, choices: Iterable[tuple[str, str, int]], chosen: str) -> tuple[str, str, tuple[Choice, ...]]:
        say = self.say
        counted = (Choice(value, say("{words} ({n})", words=words, n=say.number(n)), value == chosen) for value, words, n in choices if n)
        return name, head, (Choice("", say("Any"), not chosen), *counted)

    def consent_filter(self, wanted: roster.Wanted) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
        """By what is still to be done about her, then for each use by its answer."""
        glance = self.glance
        made = [(self.say("Altogether"), tuple(self._counted(value, words, n, wanted) for value, words, n in glance.whole))]
        made += [(words, tuple(self._counted(value, said, n, wanted) for value, said, n in answers)) for _, words, answers in glance.uses]
        return tuple(made)

    def _counted(self, value: str, words: str, n: int, wanted: roster.Wanted) -> Choice:
        return Choice(value, self.say("{words} ({n})", words=words, n=self.say.number(n)), value == wanted.consent)

    @functools.cached_property
    def glance(self) -> Glance:
        tally = consents.tally(roster.coming(self.convening))
        return Glance(
            tuple((each, self.say(ANSWER_WORDS[each]), tally.whole.get(each, 0)) for each in consents.ANSWERS),
            tuple(
                (use, self.say(USE_WORDS[use]),
                 tuple((f"{use}:{each}", self.say(ANSWER_WORDS[each]), tally.uses[use].get(each, 0)) for each in consents.ANSWERS))
                for use in consents.USES
            ),
        )  # fmt: skip

    def datalists(self) -> dict[str, tuple[str, ...]]:
        them = self.convening.participants
        sides = dict.fromkeys(sorted({person.side for person in them}, key=str.casefold))
        houses = roster.counted(them, lambda person: roster.organisations(person, self.convening))
        return {
            "sides": tuple(each for each in sides if each), "organisations": tuple(each for each in houses if each)[:500],
            "countries": countries(self.say), "languages": languages(self.say),
        }  # fmt: skip

    # One person

    def panel(self, which: str) -> Panel | None:
        person = self.convening.person(which)
        if person is None:
            return None
        say, count = self.say, len(person.affiliations)
        affiliations = [f"aff:{at}:{key}" for at in range(count + (not count)) for key in ("title", "organisation")]
        more = [f"more:{each}" for each in dict.fromkeys((*roster.columns(self.convening), *person.more))]
        parts = (
            ("who", say("Name"), ("name", "sort_as", "legal_name", "honorific", "pronouns", "code")),
            ("where", say("Titles and organisations"), tuple(affiliations)),
            ("about", say("In the room"), ("side", "country", "languages", "status", *(("days",) if self.days else ()))),
            ("reach", say("Contact"), ("email", "phone")),
            ("needs", say("Needs"), ("needs:diet", "needs:access", "needs:interpretation", "needs:other")),
            ("more", say("Your own columns"), tuple(more)),
            ("consent", say("Consent"), tuple(each for each in FIELDS if each.startswith("consent:"))),
        )
        ids = [each.id for each in self.convening.participants]
        return Panel(
            person.id, name_of(person, say), person.code if person.name else "",
            tuple((name, title, tuple(self._entry("f", person, each) for each in names)) for name, title, names in parts),
            count, say(ANSWER_WORDS[consents.whole(person)]), self._new(f"new:column:{person.id}", say("A further column")),
            ids[0] == person.id, ids[-1] == person.id,
        )  # fmt: skip

    def further(self, which: str) -> tuple[Entry, ...]:
        """The empty line for one more thing that she does."""
        person = self.convening.person(which)
        return () if person is None else tuple(
            self._entry("f", person, f"aff:{len(person.affiliations)}:{key}") for key in ("title", "organisation")
        )  # fmt: skip

    def new_person(self) -> Entry:
        return self._new("new:person", self.say("Add somebody by name"))

    def _new(self, name: str, words: str) -> Entry:
        return Entry(name, words, self.typed.values.get(name, ""), "", error=self.typed.wrong.get(name, ""))

    def _entry(self, scope: str, person: Participant, name: str) -> Entry:
        found: Field = field_named(name)
        full = f"{scope}:{person.id}:{name}"
        now = shown(person, name, self.convening, self.say)
        options = self.days if name == "days" else tuple((value, self.say(words)) for value, words in found.options)
        return Entry(
            full, label(name, self.say), self.typed.values.get(full, now), self.typed.was.get(full, now), found.kind,
            self.say(found.hint) if found.hint else "", self.typed.wrong.get(full, ""), options, found.suggestions,
        )  # fmt: skip


def today(now: dt.datetime) -> dt.date:
    """The day where this computer stands."""
    return now.astimezone().date()
