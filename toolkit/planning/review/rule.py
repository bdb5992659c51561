"""What a rule of the review is: a function that looks at the facts of a convening, with its reasons, its sources and its repair.

Every module of `rules/` holds one family; `@rule` puts a function into the registry, and nothing else has to be edited.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel

from toolkit.convening.edits import AnyEdit
from toolkit.convening.limits import Limits
from toolkit.planning.review.facts import Facts
from toolkit.planning.review.said import Said

Level = Literal["error", "warning", "advice"]
LEVELS: tuple[Level, ...] = ("error", "warning", "advice")
"""From what cannot stay to what may be thought about."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One edit that would settle it, and in a sentence what the edit does."""

    edit: AnyEdit
    effect: Said


@dataclass(frozen=True, slots=True)
class Seen:
    """What a rule's function found in one place. Where `why` or `do` is absent, the rule's own sentence holds."""

    level: Level
    saw: Said
    day: str | None = None
    session: str | None = None
    do: Said | None = None
    repair: Repair | None = None
    why: Said | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark: what was seen, why it matters, what to do. It sits on a session, else on a day, else on the whole convening."""

    rule: str
    level: Level
    day: str | None
    session: str | None
    saw: Said
    why: Said
    do: Said
    repair: Repair | None = None


@dataclass(frozen=True, slots=True)
class Threshold:
    """One number of a rule that an organiser may change: at `review`, rule, `name` of the convening. `label` is a message for gettext."""

    name: str
    default: object
    label: str


Look = Callable[[Facts], Iterator[Seen]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`title`, `why`, `do` and `source` are messages for gettext. `family` is the module it stands in."""

    id: str
    title: str
    source: str
    why: str
    do: str
    levels: tuple[Level, ...]
    family: str
    look: Look

    @property
    def thresholds(self) -> tuple[Threshold, ...]:
        info = Limits.model_fields.get(self.id)
        limit = info.get_default() if info else None
        if not isinstance(limit, BaseModel):
            return ()
        keys = type(limit).model_fields.items()
        return tuple(Threshold(key, getattr(limit, key), str(held.description)) for key, held in keys)

    def findings(self, facts: Facts) -> Iterator[Finding]:
        for seen in self.look(facts):
            why, do = seen.why or Said(self.why), seen.do or Said(self.do)
            yield Finding(self.id, seen.level, seen.day, seen.session, seen.saw, why, do, seen.repair)


_REGISTRY: dict[str, Rule] = {}


def rule(id: str, title: str, *levels: Level, source: str, why: str, do: str) -> Callable[[Look], Look]:  # noqa: A002  (what it is)
    """Make a function a rule of the review."""

    def register(look: Look) -> Look:
        if id in _REGISTRY:
            raise ValueError(f"two rules are called {id}")
        _REGISTRY[id] = Rule(id, title, source, why, do, levels, look.__module__.rsplit(".", 1)[-1], look)
        return look

    return register


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of every module of `rules/`, in the order of their names."""
    package = importlib.import_module("toolkit.planning.review.rules")
    for info in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{info.name}")
    return tuple(_REGISTRY[name] for name in sorted(_REGISTRY))
