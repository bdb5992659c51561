"""What the settings page shows: its parts, their fields and rows, with what was typed where it could not be saved. Changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import JsonValue

from toolkit.convening import settings as made
from toolkit.convening.addressed import dumped, standing_in
from toolkit.convening.called import in_words, short, thing
from toolkit.convening.model import Convening
from toolkit.language import N_, Language
from toolkit.web.settings_fields import FIELDS, ROLES, TEXTS, countries, languages, shown, zones


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in fields that were refused, what the page is to say it showed there, and why."""

    values: Mapping[str, str] = field(default_factory=dict)
    was: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """One field. `language` is the code of a text that is given in several."""

    name: str
    label: str
    value: str
    was: str
    kind: str = "text"
    hint: str = ""
    error: str = ""
    options: tuple[tuple[str, str], ...] = ()
    suggestions: str = ""
    language: str = ""

    @property
    def id(self) -> str:
        return id_of(self.name)


@dataclass(frozen=True, slots=True)
class Row:
    """One item of a list: its fields, and what can be done with it. `item` says whether it is still the one that was shown."""

    name: str
    title: str
    item: Any
    entries: tuple[Entry, ...]
    first: bool
    last: bool
    logo: str = ""
    error: str = ""
    asks: str = ""

    @property
    def id(self) -> str:
        return id_of(self.name)


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows of a list and the field that adds one."""

    title: str
    empty: str
    rows: tuple[Row, ...]
    new: Entry
    add: str


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    title: str
    hint: str = ""
    entries: tuple[Entry, ...] = ()
    listing: Listing | None = None
    files: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands beside a field after it was sent: what is there now (None: as the page has it), or why it was not saved."""

    name: str
    value: str | None
    typed: str
    error: str

    @property
    def id(self) -> str:
        return id_of(self.name)


PARTS: dict[str, tuple[str, str]] = {
    "names": (N_("What it is called"), ""),
    "aims": (N_("What it is for"), N_("The objectives, a sentence each, in the order in which they are printed.")),
    "hosts": (N_("Hosts and supporters"), N_("In the order of the cover. A lead refers to a host by its short name.")),
    "place": (N_("Where"), ""),
    "days": (N_("When"), N_("The agenda adds and removes days; here they get their dates.")),
    "people": (N_("Who comes"), ""),
    "print": (N_("How it is printed"), ""),
}
_TEXTS = {"names": ("title", "subtitle", "discreet_title"), "place": ("house", "city")}
_FIELDS = {
    "place": ("country", "timezone"), "people": ("expected", "mode", "at_risk", "rule", "keep_until"),
    "print": ("language", "languages", "paper", "list_order"),
}  # fmt: skip


def id_of(name: str) -> str:
    """An id that a style sheet and a selector can call without escapes."""
    return f"f-{name.replace(':', '-').replace('_', '-')}"


def parts(convening: Convening, say: Language, typed: Typed, asks: tuple[str, int] | None = None) -> tuple[Part, ...]:
    build = _Build(convening, say, typed, asks)
    return tuple(
        Part(name, say(title), say(hint) if hint else "", build.entries(name), build.listing(name), files=name == "hosts")
        for name, (title, hint) in PARTS.items()
    )


def datalists(say: Language) -> dict[str, tuple[str, ...]]:
    return {"countries": countries(say), "zones": zones(), "languages": languages(say)}


class _Build:
    def __init__(self, convening: Convening, say: Language, typed: Typed, asks: tuple[str, int] | None) -> None:
        self.convening, self.say, self.typed, self.asks = convening, say, typed, asks

    def entries(self, part: str) -> tuple[Entry, ...]:
        found = [entry for name in _TEXTS.get(part, ()) for entry in self._text(name)]
        for name in _FIELDS.get(part, ()):
            one = FIELDS[name]
            options = tuple((value, self.say(label)) for value, label in one.options)
            found.append(self._entry(name, self.say(one.label), kind=one.kind, hint=self.say(one.hint) if one.hint else "",
                                     options=options, suggestions=one.suggestions))  # fmt: skip
        if part == "days":
            found.extend(self._days())
        return tuple(found)

    def listing(self, part: str) -> Listing | None:
        say = self.say
        match part:
            case "aims":
                new = self._new("objective", say("A further objective"), kind="long")
                return Listing(say("Objectives"), say("None yet."), self._objectives(), new, say("Add it"))
            case "hosts":
                new = self._new("host", say("A further host or supporter"))
                return Listing(say("Hosts and supporters"), say("Nobody yet."), self._hosts(), new, say("Add it"))
            case "place":
                new = self._new("room", say("A further room"))
                return Listing(say("Rooms"), say("None yet."), self._rooms(), new, say("Add it"))
        return None

    def _entry(self, name: str, label: str, at: int = 0, **more: Any) -> Entry:
        now = shown(self.convening, name, self.say, at)
        return Entry(
            name, label, self.typed.values.get(name, now), self.typed.was.get(name, now), error=self.typed.wrong.get(name, ""), **more
        )

    def _new(self, row: str, label: str, kind: str = "text") -> Entry:
        name = f"new:{row}"
        return Entry(name, label, self.typed.values.get(name, ""), "", kind, error=self.typed.wrong.get(name, ""))

    def _text(self, name: str) -> list[Entry]:
        one = TEXTS[name]
        hint = self.say(one.hint) if one.hint else ""
        return self._in_languages(name, self.say(one.label), standing_in(self.convening, one.way), hint)

    def _in_languages(
        self, name: str, label: str, text: JsonValue, hint: str = "", at: int = 0, kind: str = "text"
    ) -> list[Entry]:
        """A text once, or one under the other where the convening speaks several languages."""
        codes = made.codes(text, self.convening)
        found: list[Entry] = []
        for code in codes:
            several = self.say("{field} in {language}", field=label, language=in_words(code, self.say)) if len(codes) > 1 else label
            found.append(self._entry(f"{name}:{code}", several, at, hint=hint, kind=kind, language=code))
            hint = ""
        return found

    def _days(self) -> list[Entry]:
        say, days = self.say, self.convening.days
        if not days:
            return []
        found = []
        if len(days) > 1:
            found.append(self._entry("first", say("First day"), kind="date", hint=say("The other days move along with it.")))
        for number, day in enumerate(days, 1):
            label = say("Day {n}", n=say.number(number)) if len(days) > 1 else say("Date")
            found.append(self._entry(f"day:{day.id}:date", label, kind="date"))
        return found

    def _row(self, kind: str, at: int, count: int, title: str, item: Any, entries: list[Entry], **more: Any) -> Row:
        name = f"{kind}:{at}"
        return Row(name, title, item, tuple(entries), at == 0, at == count - 1, error=self.typed.wrong.get(name, ""), **more)

    def _objectives(self) -> tuple[Row, ...]:
        say, held = self.say, self.convening.objectives
        return tuple(
            self._row(
                "objective", at, len(held), say("Objective {n}", n=say.number(at + 1)), each,
                self._in_languages(f"objective:{at}", say("Objective {n}", n=say.number(at + 1)), dumped(each), "", at, "long"),
            ) for at, each in enumerate(held)
        )  # fmt: skip

    def _hosts(self) -> tuple[Row, ...]:
        say, held = self.say, self.convening.hosts
        roles = tuple((value, say(label)) for value, label in ROLES)
        rows: list[Row] = []
        for at, host in enumerate(held):
            name = f"host:{at}"
            entries = [
                *self._in_languages(f"{name}:name", say("Name"), dumped(host.name), "", at),
                self._entry(f"{name}:short", say("Short name"), at),
                self._entry(f"{name}:role", say("Role"), at, kind="choice", options=roles),
                Entry(f"file:{name}", say("Logo (SVG, PNG or JPEG)"), "", "", "file", error=self.typed.wrong.get(f"file:{name}", "")),
            ]
            title = short(dumped(host.name), self.convening, say)
            rows.append(self._row("host", at, len(held), title, host, entries, logo=host.logo or "", asks=self._asks("host", at)))
        return tuple(rows)

    def _asks(self, kind: str, at: int) -> str:
        """What would go along with a host that is to be taken out."""
        if self.asks != (kind, at):
            return ""
        led = [thing(ref, self.convening, self.say) for ref in made.led_by(self.convening, at)]
        return self.say("It stands as a lead in {sessions}, and would be taken out there too.", sessions=self.say.list(led))

    def _rooms(self) -> tuple[Row, ...]:
        say, held = self.say, self.convening.venue.rooms
        return tuple(
            self._row(
                "room", at, len(held), short(room.name, self.convening, say), room,
                [self._entry(f"room:{at}:name", say("Room"), at), self._entry(f"room:{at}:seats", say("Seats"), at, kind="number")],
            ) for at, room in enumerate(held)
        )  # fmt: skip
