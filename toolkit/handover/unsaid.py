"""Ids that say a name: what stands in a copy instead, and the way back to ours. A code takes the place of the name."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from toolkit.convening import people
from toolkit.convening.model import Convening, Participant
from toolkit.convening.values import slug

_SHORTEST = 4
"""Letters of a name of one word, to be told from other words."""
_MOST_TURNS = 6
_LONGEST_ID = 64


def as_code(person: Participant) -> str:
    """The id of somebody who is only a code in a copy."""
    return f"x-{slug(person.code, 'code')}"


class Said:
    """How the names of these people may stand in an id, found by their first word."""

    def __init__(self, hidden: Iterable[Participant]) -> None:
        self._by_first: dict[str, dict[str, str]] = {}
        for person in hidden:
            for name in (person.name, person.legal_name):
                words = slug(name, "").split("-")
                for turn in range(min(len(words), _MOST_TURNS)):
                    part = "-".join((*words[turn:], *words[:turn]))
                    if len(words) > 1 or len(part) >= _SHORTEST:
                        self._by_first.setdefault(words[turn], {})[part] = as_code(person)

    def unsaid(self, text: str) -> str:
        for part, code in self._in(text):
            text = _without(text, part, code)
        return text

    def every_way(self, text: str) -> Iterator[str]:
        """With all names taken out, and with each one alone: who is hidden in one copy may be named in another."""
        yield self.unsaid(text)
        yield from (_without(text, part, code) for part, code in self._in(text))

    def _in(self, text: str) -> list[tuple[str, str]]:
        words = dict.fromkeys(re.split(r"[-_]", text))
        found = [each for word in words for each in self._by_first.get(word, {}).items() if each[0] in text]
        return sorted(found, key=lambda each: (-len(each[0]), each))


def _without(text: str, part: str, code: str) -> str:
    return re.sub(rf"(?:^|(?<=[-_])){re.escape(part)}(?=$|[-_])", code, text)[:_LONGEST_ID]


def homes(convening: Convening) -> Mapping[str, str]:
    """From every id that a copy may have used instead of one of ours to ours."""
    everybody = people.with_codes(convening).participants
    found = {as_code(each): each.id for each in everybody}
    said = Said(everybody)
    for each in sorted(ids_in(convening)):
        for other in said.every_way(each):
            if other != each:
                found.setdefault(other, each)
    return found


def ids_in(convening: Convening) -> frozenset[str]:
    """Of everything that has one."""
    return frozenset(_ids_in(convening.model_dump(mode="json", by_alias=True, exclude_defaults=True)))


def _ids_in(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _ids_in(each)
    elif isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for each in value.values():
            yield from _ids_in(each)
