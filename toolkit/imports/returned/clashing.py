"""Two files that came back and want different things of the same session: said, for nobody here can know which of the hosts is right."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.convening.model import Convening
from toolkit.imports.returned.changes import Change, Returned
from toolkit.imports.returned.likeness import folded
from toolkit.imports.returned.sentences import sentence
from toolkit.language import Language

_ASIDE = frozenset({"other", "notes"})
"""What nothing follows from cannot contradict anything."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One change of one file against one of another."""

    first: Change
    second: Change
    first_file: str
    second_file: str

    def say(self, convening: Convening, say: Language) -> str:
        return say(
            "{first_file} and {second_file} do not agree: {first}; {second}.",
            first_file=self.first_file, second_file=self.second_file,
            first=sentence(self.first, convening, say).rstrip("."), second=sentence(self.second, convening, say).rstrip("."),
        )  # fmt: skip


def between(files: Sequence[Returned]) -> tuple[Clash, ...]:
    """Every two changes of different files that cannot both be made, in the order of the files."""
    return tuple(
        Clash(mine, theirs, one.file, other.file)
        for one, other in itertools.combinations(files, 2)
        for mine, theirs in _pairs(one, other)
    )


def _pairs(one: Returned, other: Returned) -> Iterator[tuple[Change, Change]]:
    for mine in one.changes:
        for theirs in other.changes:
            if contradict(mine, theirs):
                yield mine, theirs


def contradict(mine: Change, theirs: Change) -> bool:
    """Whether two changes of different files cannot both be made."""
    return _same_thing(mine, theirs) and _want_otherwise(mine, theirs)


def _same_thing(mine: Change, theirs: Change) -> bool:
    if mine.kind in _ASIDE or theirs.kind in _ASIDE or "added" in (mine.kind, theirs.kind) or mine.subject.kind != theirs.subject.kind:
        return False
    if mine.subject.kind == "objective":  # its number is that of its version; its words are itself
        return folded(mine.subject.name) == folded(theirs.subject.name)
    return mine.subject.id == theirs.subject.id


def _want_otherwise(mine: Change, theirs: Change) -> bool:
    if "dropped" in (mine.kind, theirs.kind):
        return mine.kind != theirs.kind
    return mine.kind == theirs.kind and (folded(mine.stands), mine.subject.day) != (folded(theirs.stands), theirs.subject.day)
