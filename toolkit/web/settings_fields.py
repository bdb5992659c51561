"""The fields of the settings page: what stands in each, how what is typed there is read, and the edit that it asks for.

A name says where a field belongs: `title:fr`, `paper`, `day:day-2:date`, `host:0:short`. Items of lists have no ids, so the caller
says at which place a row stands by now.
"""

import datetime as dt
import functools
import re
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from babel import Locale
from pydantic import JsonValue

from toolkit.convening import settings as made
from toolkit.convening.addressed import Ref, dumped, get, path_of, standing_in
from toolkit.convening.called import in_words
from toolkit.convening.edits import AnyEdit, Set, part
from toolkit.convening.model import Convening
from toolkit.language import N_, Language
from toolkit.language.said import SaidError

LONGEST = 300
LONGEST_OBJECTIVE = 1000
MOST_PEOPLE = 100_000

TOO_LONG = N_("This is {found} characters long; there is room for {most}.")
EMPTY = N_("This cannot be empty.")
NO_DATE = N_("“{found}” is not a date. Write year, month and day, as 2027-03-11, or leave it empty.")
NO_NUMBER = N_("“{found}” is not a number. Write a whole number between 0 and {most}, or leave it empty.")
NO_LANGUAGE = N_("“{found}” is no language that is known here. Write its name, or its code, as French or fr.")
NO_CHOICE = N_("“{found}” is none of the choices.")
NO_FIELD = N_("There is no such field.")
NO_DAY = N_("There is no day yet. Add one in the agenda.")
MEANWHILE = N_("Somebody has written “{now}” here meanwhile. Leave the field once more to put yours in its place.")
EMPTIED = N_("Somebody has emptied this meanwhile. Leave the field once more to put yours in its place.")

CHANGED = N_("Somebody has changed this meanwhile. Choose once more to have it your way.")


class RefusedError(SaidError):
    """What was typed cannot be saved: one sentence beside the field."""


class MeanwhileError(RefusedError):
    """Somebody else has written there since the page was shown; whoever has read that may do it all the same."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the convening itself. `read` gives what the file would hold; nothing where it is left at its default."""

    label: str
    way: tuple[str, ...]
    show: Callable[[Any, Language], str]
    read: Callable[[str, Language], JsonValue]
    hint: str = ""
    kind: str = "text"
    options: tuple[tuple[str, str], ...] = ()
    suggestions: str = ""


@dataclass(frozen=True, slots=True)
class Worded:
    """A printed text of the convening, which may be given per language."""

    label: str
    way: tuple[str, ...]
    hint: str = ""


TEXTS: dict[str, Worded] = {
    "title": Worded(N_("Title"), ("title",)),
    "subtitle": Worded(N_("Subtitle"), ("subtitle",), N_("A second line under the title.")),
    "discreet_title": Worded(
        N_("What outsiders may read"), ("discreet_title",),
        N_("A harmless title for badges, door signs, calendars and the properties of files, such as “Spring meeting”."),
    ),
    "house": Worded(N_("House"), ("venue", "name"), N_("The name of the venue.")),
    "city": Worded(N_("Town"), ("venue", "city")),
}  # fmt: skip


# Reading


def _short(typed: str, say: Language, most: int = LONGEST) -> str:
    if len(typed) > most:
        raise RefusedError(TOO_LONG, found=say.number(len(typed)), most=say.number(most))
    return typed


def _number(typed: str, say: Language) -> int | None:
    if not typed:
        return None
    bare = "".join(typed.split())
    if not bare.isdecimal() or len(bare) > 9 or int(bare) > MOST_PEOPLE:
        raise RefusedError(NO_NUMBER, found=typed[:LONGEST], most=say.number(MOST_PEOPLE))
    return int(bare)


def read_date(typed: str) -> str | None:
    try:
        return dt.date.fromisoformat(typed).isoformat() if typed else None
    except ValueError:
        raise RefusedError(NO_DATE, found=typed[:LONGEST]) from None


def read_country(typed: str, say: Language) -> str | None:
    """A name that is known becomes its code; anything else stays as it was typed."""
    names = {name.casefold(): code for locale in (Locale.parse("en"), say.locale) for code, name in locale.territories.items()}
    code = names.get(typed.casefold(), typed.upper() if len(typed) == 2 else typed)
    return _short(code, say) or None


def country_name(code: Any, say: Language) -> str:
    return str(say.locale.territories.get(code, code)) if code and len(code) == 2 and code not in ("XX", "ZZ") else code or ""


def countries(say: Language) -> tuple[str, ...]:
    return tuple(sorted(name for code, name in say.locale.territories.items() if len(code) == 2 and code.isalpha()))


@functools.cache
def zones() -> tuple[str, ...]:
    """Those that are named after a place, and UTC."""
    return tuple(sorted(name for name in zoneinfo.available_timezones() if name == "UTC" or name.split("/")[0] in _CONTINENTS))


_CONTINENTS = frozenset({
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
})  # fmt: skip


def _zone(typed: str, say: Language) -> str | None:
    """As it is written, or by the town alone where only one is called so; the model refuses what no calendar knows."""
    wanted = typed.replace(" ", "_").casefold()
    found = [zone for zone in zones() if wanted in (zone.casefold(), zone.casefold().rpartition("/")[2])]
    return found[0] if len(found) == 1 else _short(typed, say) or None


COMMON_LANGUAGES = (
    "am", "ar", "az", "bg", "bn", "bs", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "ha", "he", "hi", "hr", "hu", "hy",
    "id", "it", "ja", "ka", "kk", "km", "ko", "ku", "ky", "lt", "lv", "mk", "mn", "ms", "my", "ne", "nl", "no", "pl", "ps", "pt", "pt-BR",
    "ro", "ru", "rw", "si", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "tg", "th", "ti", "tr", "uk", "ur", "uz", "vi", "yo", "zh",
    "zh-Hant", "zu",
)  # fmt: skip


def _language(typed: str) -> str:
    typed = typed.strip()
    found = _codes_by_name().get(typed.casefold())
    if found is not None:
        return found
    base, *rest = typed.replace("_", "-").split("-")
    if base.lower() not in Locale.parse("en").languages or not _CODE.fullmatch(typed):
        raise RefusedError(NO_LANGUAGE, found=typed[:LONGEST])
    return "-".join([base.lower(), *(part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part for part in rest)])


_CODE = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*")


@functools.cache
def _codes_by_name() -> dict[str, str]:
    """Languages by their names in English and in themselves."""
    found: dict[str, str] = {}
    for code in COMMON_LANGUAGES:
        locale = Locale.parse(code.replace("-", "_"))
        for name in (locale.get_display_name("en"), locale.get_display_name(), code):
            found.setdefault(str(name).casefold(), code)
    return found


def read_language(typed: str, say: Language) -> str:
    named = {in_words(code, say).casefold(): code for code in COMMON_LANGUAGES}
    return named.get(typed.strip().casefold()) or _language(typed)


def languages(say: Language) -> tuple[str, ...]:
    return tuple(sorted(in_words(code, say) for code in COMMON_LANGUAGES))


def read_languages(typed: str, say: Language) -> JsonValue:
    parts = [part for part in typed.replace(";", ",").replace("،", ",").replace("、", ",").split(",") if part.strip()]
    return list(dict.fromkeys(read_language(part, say) for part in parts)) or None


def _one_of(options: tuple[tuple[str, str], ...]) -> Callable[[str, Language], JsonValue]:
    """One of some words; the first is the default."""

    def read(typed: str, _: Language) -> JsonValue:
        if typed not in dict(options):
            raise RefusedError(NO_CHOICE, found=typed[:LONGEST])
        return typed if typed != options[0][0] else None

    return read


def _ticked(value: JsonValue) -> Callable[[str, Language], JsonValue]:
    return lambda typed, _: value if typed else None


def _plainly(held: Any, _: Language) -> str:
    return str(held) if held not in (None, False) else ""


def _tick(held: Any, _: Language) -> str:
    return "yes" if held else ""


PAPERS = (("a4", N_("A4")), ("letter", N_("Letter")))
LIST_ORDERS = (("name", N_("By family name")), ("given", N_("In the order by hand")))
MODES = (("in-person", N_("In one room")), ("online", N_("Online")), ("hybrid", N_("In one room and online")))
ROLES = (("host", N_("Host")), ("supporter", N_("Supporter")))

FIELDS: dict[str, Field] = {
    "country": Field(N_("Country"), ("venue", "country"), country_name, read_country, suggestions="countries"),
    "timezone": Field(
        N_("Time zone"), ("timezone",), _plainly, _zone, N_("For the calendar file. The name of a large town is enough."),
        suggestions="zones",
    ),
    "expected": Field(
        N_("People expected"), ("expected",), _plainly, _number, N_("Times, groups and copies are worked out for so many."), "number"
    ),
    "mode": Field(N_("How people meet"), ("mode",), lambda held, _: held or "in-person", _one_of(MODES), kind="choice", options=MODES),
    "at_risk": Field(
        N_("Participants may be at risk"), ("at_risk",), _tick, _ticked(True),
        N_("The advice and the defaults are stricter then."), "check",
    ),
    "rule": Field(
        N_("Chatham House rule"), ("rule",), _tick, _ticked("chatham-house"),
        N_("No affiliation is printed, no speaker is named, and no list leaves the team."), "check",
    ),
    "keep_until": Field(
        N_("Keep names until"), ("keep_until",), _plainly, lambda typed, _: read_date(typed),
        N_("After this day the planner asks to forget the people."), "date",
    ),
    "language": Field(
        N_("Language of the documents"), ("language",), lambda held, say: in_words(held or "en", say), read_language,
        N_("The language that everything here is written in."), suggestions="languages",
    ),
    "languages": Field(
        N_("All languages to print in"), ("languages",), lambda held, say: ", ".join(in_words(each, say) for each in held or ()),
        read_languages, N_("With commas between. Every title and text then has a place for each of them."), suggestions="",
    ),
    "list_order": Field(
        N_("Lists of people are printed"), ("list_order",), lambda held, _: held or "name", _one_of(LIST_ORDERS),
        N_("The order by hand is made in the list of people."), "choice", LIST_ORDERS,
    ),
    "paper": Field(N_("Paper"), ("paper",), lambda held, _: held or "a4", _one_of(PAPERS), kind="choice", options=PAPERS),
}  # fmt: skip


# Showing


def shown(convening: Convening, name: str, say: Language, at: int = 0) -> str:
    """What stands in a field now, as the page shows it. `at`: the place of the row by now."""
    match name.split(":"):
        case ["first"]:
            date = convening.days[0].date if convening.days else None
            return date.isoformat() if date else ""
        case ["day", day, "date"]:
            return str(standing_in(get(convening, path_of(convening, Ref(kind="day", id=day))), ("date",)) or "")
        case [text, code] if text in TEXTS:
            return made.words_in(standing_in(convening, TEXTS[text].way), code, convening)
        case [field] if field in FIELDS:
            return FIELDS[field].show(standing_in(convening, FIELDS[field].way), say)
        case ["objective", _, code]:
            return made.words_in(dumped(convening.objectives[at]), code, convening)
        case ["host", _, "name", code]:
            return made.words_in(dumped(convening.hosts[at].name), code, convening)
        case ["host", _, "short" | "role" as key]:
            return str(getattr(convening.hosts[at], key))
        case ["room", _, "name" | "seats" as key]:
            return _plainly(getattr(convening.venue.rooms[at], key), say)
    raise RefusedError(NO_FIELD)


# Changing


def change(convening: Convening, name: str, typed: str, was: str, say: Language, at: int = 0) -> AnyEdit | None:
    """The edit that a field asks for; None where nobody typed over what the page showed (`was`), or it says what stands there.

    :raises RefusedError: it cannot be read; MeanwhileError where somebody else has written there.
    """
    now, typed, was = (text.replace("\r\n", "\n").strip() for text in (shown(convening, name, say, at), typed, was))
    if typed in (was, now):
        return None
    if was != now:
        chosen = name in FIELDS and FIELDS[name].kind in ("check", "choice")
        raise MeanwhileError(CHANGED if chosen or name.endswith(":role") else MEANWHILE if now else EMPTIED, now=now[:LONGEST])
    edit = _asked(convening, name, typed, say, at)
    return None if isinstance(edit, Set) and part(convening, edit).convening == convening else edit


def _asked(convening: Convening, name: str, typed: str, say: Language, at: int) -> AnyEdit | None:
    match name.split(":"):
        case ["first"]:
            return _first_day(convening, typed)
        case ["day", day, "date"]:
            return Set(target=Ref(kind="day", id=day), field=("date",), value=read_date(typed))
        case [text, code] if text in TEXTS:
            edit = made.reword(convening, TEXTS[text].way, code, _short(typed, say))
            if text == "title" and edit.field == ("title",) and edit.value is None:
                raise RefusedError(EMPTY)
            return edit
        case [field] if field in FIELDS:
            return Set(target=Ref(), field=FIELDS[field].way, value=FIELDS[field].read(typed, say))
        case ["objective", _, code]:
            return _objective(convening, at, code, _short(typed, say, LONGEST_OBJECTIVE))
        case ["host", _, "name", code]:
            host = dumped(convening.hosts[at])
            return made.change_host(convening, at, {**host, "name": _needed(host["name"], code, _short(typed, say), convening)})
        case ["host", _, "short"]:
            return made.change_host(convening, at, {**dumped(convening.hosts[at]), "short": _short(typed, say)})
        case ["host", _, "role"]:
            return made.change_host(convening, at, {**dumped(convening.hosts[at]), "role": _one_of(ROLES)(typed, say) or "host"})
        case ["room", _, "name"]:
            if not typed:
                raise RefusedError(EMPTY)
            return made.change_room(convening, at, {**made.rooms(convening)[at], "name": _short(typed, say)})
        case ["room", _, "seats"]:
            return made.change_room(convening, at, {**made.rooms(convening)[at], "seats": _number(typed, say)})
    raise RefusedError(NO_FIELD)


def _first_day(convening: Convening, typed: str) -> AnyEdit | None:
    date = read_date(typed)
    if not convening.days:
        raise RefusedError(NO_DAY)
    if date is None:
        return Set(target=Ref(kind="day", id=convening.days[0].id), field=("date",))
    return made.set_first_day(convening, dt.date.fromisoformat(date))


def _objective(convening: Convening, at: int, code: str, typed: str) -> AnyEdit:
    new = made.with_words(dumped(convening.objectives[at]), code, typed, convening)
    return made.without(convening, "objectives", at) if new is None else made.instead(convening, "objectives", at, new)


def _needed(text: JsonValue, code: str, typed: str, convening: Convening) -> JsonValue:
    new = made.with_words(text, code, typed, convening)
    if new is None:
        raise RefusedError(EMPTY)
    return new
