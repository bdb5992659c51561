"""A list as a test writes it, and what was understood as a test compares it."""

from typing import Any

from toolkit.imports import people
from toolkit.imports.people import Hints, Person, Understood
from toolkit.language import language
from toolkit.readers import reading

SAY = language("en")


def understood(text: str | bytes, name: str = "list.txt", **hints: Any) -> Understood:
    data = text.encode() if isinstance(text, str) else text
    return people.understand(reading.read(data, name), Hints(**hints))


def line(person: Person) -> tuple[str, str, str]:
    """Name with its honorific, titles, organisations."""
    raw = person.raw
    said = raw.get("affiliations", [])
    return (
        " ".join(part for part in (raw.get("honorific", ""), raw["name"]) if part),
        ", ".join(each["title"] for each in said if "title" in each),
        "; ".join(each["organisation"] for each in said if "organisation" in each),
    )


def lines(text: str | bytes, name: str = "list.txt", **hints: Any) -> list[tuple[str, str, str]]:
    return [line(person) for person in understood(text, name, **hints).people]


def raws(text: str | bytes, name: str = "list.csv", **hints: Any) -> list[dict[str, Any]]:
    return [dict(person.raw) for person in understood(text, name, **hints).people]


def doubts(text: str | bytes, name: str = "list.csv", **hints: Any) -> list[str]:
    return [doubt.say(SAY) for doubt in understood(text, name, **hints).doubts]


def unread(text: str | bytes, name: str = "list.csv", **hints: Any) -> list[str]:
    return [left.say(SAY) for left in understood(text, name, **hints).unread]
