"""What people are told apart by when groups are mixed: side, country, region, language, organisation, or a column of their spreadsheet."""

from collections import Counter
from collections.abc import Iterable

from babel.core import get_global

from toolkit.convening.model import Convening, Participant
from toolkit.convening.values import in_language

OWN = ("side", "country", "region", "language", "organisation")


def kinds_of(person: Participant, by: str) -> tuple[str, ...]:
    """Of which kinds somebody is: none where nothing is known, several languages or organisations."""
    match by:
        case "side":
            found: Iterable[str] = (person.side,)
        case "country":
            found = (person.country,)
        case "region":
            found = (region(person.country),)
        case "language":
            found = (each.split("-")[0] for each in person.languages)
        case "organisation":
            found = (in_language(each.organisation, "en", "en")[0] for each in person.affiliations)
        case _:
            found = (person.more.get(by, ""),)
    return tuple(dict.fromkeys(each.strip() for each in found if each.strip()))


def columns(people: Iterable[Participant]) -> tuple[str, ...]:
    """By what people can be told apart here: where at least two kinds are known, and somebody is of the same kind as another."""
    held = tuple(people)
    further = dict.fromkeys(key for person in held for key in person.more)
    counted = {by: Counter(kind for person in held for kind in kinds_of(person, by)) for by in (*OWN, *further)}
    return tuple(by for by, kinds in counted.items() if len(kinds) > 1 and max(kinds.values()) > 1)


def values(people: Iterable[Participant], by: str) -> tuple[str, ...]:
    return tuple(sorted({kind for person in people for kind in kinds_of(person, by)}))


def region(country: str) -> str:
    """The part of the world that a country's time zones are named after (IANA): Africa, America, Asia, Europe; "" where unknown."""
    zones: list[str] = get_global("territory_zones").get(country.strip().upper(), [])
    areas = [zone.split("/")[0] for zone in zones]
    land = [area for area in areas if area in ("Africa", "America", "Asia", "Australia", "Europe", "Pacific")]
    return max(sorted(set(land or areas)), key=(land or areas).count, default="")


def needed_language(person: Participant) -> str:
    """The language that must be interpreted for somebody: the first word of what was noted, where it is a code."""
    words = person.needs.interpretation.replace(",", " ").split()
    code = words[0].split("-")[0].lower() if words else ""
    return code if 2 <= len(code) <= 3 and code.isalpha() else ""


def same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def languages_needed(convening: Convening) -> tuple[str, ...]:
    return tuple(sorted({code for person in convening.participants if (code := needed_language(person))}))
