"""Files that were brought and not taken yet: looked at on a page, corrected, and only then taken.

They may hold names, so they lie in memory alone and never on a disk, and not for long: gone when they are taken, when the convening that
they were brought to forgets its people, after an hour in which nobody looked at them, and at the end of the program. What is held is
bounded in number and in bytes; what was looked at longest ago goes first. An address holds a random word and never a name.
"""

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypeVar

from toolkit.language import N_
from toolkit.language.said import SaidError

MOST_HELD = 12
MOST_BYTES = 64_000_000
"""Three files of the largest size, beside some small ones."""

KEPT_SECONDS = 60 * 60

GONE = N_(
    "What was brought here is not held any more: it was taken already, or nobody looked at it for an hour, "
    "or the planner was closed in between. Bring it once more."
)


class GoneError(SaidError):
    """There is nothing held under this word, or not for this page."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as it came: what its sender calls it, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class _Kept:
    thing: object
    size: int
    whose: str
    looked: float


_Thing = TypeVar("_Thing")


class Shelf:
    """What is held, each thing under a word of its own. `whose` is the id of the convening that it was brought to, "" for a new one.

    A thing is any frozen value; its kind is named when it is asked for, so that one page cannot be handed what was brought to another.
    """

    def __init__(
        self,
        *,
        most: int = MOST_HELD,
        most_bytes: int = MOST_BYTES,
        seconds: float = KEPT_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most, self._most_bytes, self._seconds, self._clock = most, most_bytes, seconds, clock
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, thing: object, size: int, whose: str = "") -> str:
        """Hold this from now on; the word for its address. `size` is that of its bytes."""
        word = secrets.token_urlsafe(16)
        with self._lock:
            self._hold(word, _Kept(thing, size, whose, self._clock()))
        return word

    def look(self, word: str, kind: type[_Thing], whose: str = "") -> _Thing:
        """What is held; it stays, and stays longer.

        :raises GoneError: one sentence for the person who came back to it.
        """
        with self._lock:
            kept, thing = self._find(word, kind, whose)
            self._hold(word, replace(kept, looked=self._clock()))
            return thing

    def change(self, word: str, kind: type[_Thing], make: Callable[[_Thing], _Thing], whose: str = "") -> _Thing:
        """Hold what `make` makes of it instead; two answers at once are made one after the other."""
        with self._lock:
            kept, thing = self._find(word, kind, whose)
            new = make(thing)
            self._hold(word, replace(kept, thing=new, looked=self._clock()))
            return new

    @contextmanager
    def taking(self, word: str, kind: type[_Thing], whose: str = "") -> Iterator[_Thing]:
        """Take it away for good, once, whatever a second click asks. What cannot be finished puts it back."""
        with self._lock:
            kept, thing = self._find(word, kind, whose)
            del self._kept[word]
        try:
            yield thing
        except BaseException:
            with self._lock:
                self._hold(word, kept)
            raise

    def drop(self, word: str, whose: str = "") -> None:
        """Let one go that is not wanted; no harm where it is gone."""
        with self._lock:
            if word in self._kept and self._kept[word].whose == whose:
                del self._kept[word]

    def drop_all_of(self, whose: str) -> None:
        """What was brought to a convening whose people are forgotten, or that is deleted."""
        with self._lock:
            for word in [word for word, kept in self._kept.items() if kept.whose == whose]:
                del self._kept[word]

    def drop_all(self) -> None:
        """Everything that anybody brought."""
        with self._lock:
            self._kept.clear()

    def all_of(self, kind: type[_Thing], whose: str) -> tuple[tuple[str, _Thing], ...]:
        """All of a kind that was brought to one convening, each with its word, the last looked at first. They stay no longer for it."""
        with self._lock:
            self._sweep()
            return tuple(
                (word, kept.thing)
                for word, kept in reversed(self._kept.items())
                if kept.whose == whose and isinstance(kept.thing, kind)
            )

    def sweep(self) -> None:
        """Let go what nobody looked at for long. Asked at every request, so that nothing waits for the next file to come."""
        with self._lock:
            self._sweep()

    def _find(self, word: str, kind: type[_Thing], whose: str) -> tuple[_Kept, _Thing]:
        self._sweep()
        kept = self._kept.get(word)
        if kept is None or kept.whose != whose or not isinstance(kept.thing, kind):
            raise GoneError(GONE)
        return kept, kept.thing

    def _hold(self, word: str, kept: _Kept) -> None:
        self._kept[word] = kept
        self._kept.move_to_end(word)
        self._sweep()
        while len(self._kept) > self._most or (len(self._kept) > 1 and sum(each.size for each in self._kept.values()) > self._most_bytes):
            self._kept.popitem(last=False)

    def _sweep(self) -> None:
        until = self._clock() - self._seconds
        for word in [word for word, kept in self._kept.items() if kept.looked < until]:
            del self._kept[word]
