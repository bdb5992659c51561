"""Whom a finished tree of blocks names. Cheap: each text is walked once, however many people there are.

A name of several words is found wherever its words follow one another, be it on two lines of a badge; a name of one word, as a badge
has it, only where it is a whole text of its own, for a Hope and a May stand in many sentences. Not a document.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache

from toolkit.convening import people
from toolkit.convening.model import Audience, Convening, Participant
from toolkit.convening.people import Use
from toolkit.document.blocks import Document

_USES: tuple[Use, ...] = ("list", "lead", "author", "owner", "badge", "quote", "groups")


def named_in(document: Document, convening: Convening, audience: Audience) -> frozenset[str]:
    """The ids of those whom a document of this audience names."""
    whole: dict[str, set[str]] = {}
    starts: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for person in convening.participants:
        for name in _names(person, audience, convening):
            words = tuple(people.folded(name).split())
            if len(words) > 1:
                starts.setdefault(words[0], []).append((words, person.id))
            elif words:
                whole.setdefault(words[0], set()).add(person.id)
    found: set[str] = set()
    said: list[str] = []
    for text in _texts(document):
        of_it = people.folded(text).split()
        if len(of_it) == 1:
            found |= whole.get(of_it[0], set())
        said += of_it
    for at, word in enumerate(said):
        for words, person_id in starts.get(word, ()):
            if tuple(said[at : at + len(words)]) == words:
                found.add(person_id)
    return frozenset(found)


def _names(person: Participant, audience: Audience, convening: Convening) -> set[str]:
    shown = [people.visible(person, audience, use, convening.rule if use in ("list", "lead") else None) for use in _USES]
    return {name for each in shown for name in (each.name, each.legal_name) if name}


def _texts(value: object) -> Iterator[str]:
    """Every text of a tree: words in lines, cells of sheets, labels of drawings, alt texts, titles of events."""
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for name in _field_names(type(value)):
            yield from _texts(getattr(value, name))


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    """Without those that say how it looks, of which nobody reads the words."""
    return tuple(each.name for each in fields(kind) if "Literal[" not in str(each.type))
