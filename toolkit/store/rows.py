"""A convening as it is kept: the plan as one JSON text, people, words and notes as a text each. Loses nothing, decides nothing."""

import json
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from toolkit.convening.model import Convening

GROWING = ("participants", "words", "notes")
COUNTS = "counts"
"""A key of the plan's text alone: how many rows of each list belong to it, so that one that went astray is missed."""


def take_apart(convening: Convening, names: Iterable[str] = GROWING) -> tuple[str, dict[str, list[str]]]:
    """The plan without what grows, and each thing that grows in the lists `names`, as JSON."""
    plan = {**_raw(convening, exclude=set(GROWING)), COUNTS: [len(getattr(convening, name)) for name in GROWING]}
    return _json(plan), {name: [_json(_raw(item)) for item in getattr(convening, name)] for name in names}


def put_together(plan: str, growing: Mapping[str, Sequence[str]]) -> Convening:
    """:raises ValueError: it is no convening, or a row of a list that is given is missing."""
    raw: dict[str, Any] = json.loads(plan)
    for name, count in zip(GROWING, raw.pop(COUNTS, None) or (), strict=False):
        if name in growing and len(growing[name]) != count:
            raise ValueError(COUNTS)
    for name in GROWING:
        raw[name] = [json.loads(text) for text in growing.get(name, ())]
    return Convening.model_validate(raw)


class Remembered:
    """The convenings that were put together last: from equal texts comes an equal convening, and to read five thousand people anew
    takes longer than everything else that a page does. It holds names, so forgetting must `clear` it.
    """

    KEPT = 2

    def __init__(self) -> None:
        self._held: OrderedDict[str, tuple[str, Mapping[str, Sequence[str]], Convening]] = OrderedDict()
        self._lock = threading.Lock()

    def put_together(self, key: str, plan: str, growing: Mapping[str, Sequence[str]]) -> Convening:
        with self._lock:
            held = self._held.get(key)
        if held is not None and held[:2] == (plan, growing):
            return held[2]
        made = put_together(plan, growing)
        with self._lock:
            self._held[key] = plan, growing, made
            self._held.move_to_end(key)
            while len(self._held) > self.KEPT:
                self._held.popitem(last=False)
        return made

    def clear(self) -> None:
        with self._lock:
            self._held.clear()


def as_held(word: str) -> str:
    """A word as it stands inside a text of a row."""
    return json.dumps(word, ensure_ascii=False)[1:-1]


def whole(convening: Convening) -> str:
    return _json(_raw(convening))


def read_whole(state: str) -> Convening:
    return Convening.model_validate(json.loads(state))


def _raw(model: BaseModel, exclude: set[str] | None = None) -> dict[str, Any]:
    made: dict[str, Any] = model.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=exclude)
    return made


def _json(raw: dict[str, Any]) -> str:
    """In the letters that were typed, so that a search of the file's bytes finds a name where there is one."""
    return json.dumps(raw, ensure_ascii=False, separators=(",", ":"))
