"""What is half typed in a field that Enter sends, kept for the browser that types it: one that dies loses no more than two seconds of it.

It may hold a name, so it lies in memory alone, for an hour at most, and of the last few fields; it goes when it is sent, when people of its
convening are forgotten, when everything is closed, and at the end of the program.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

MOST_KEPT = 200
MOST_LETTERS = 20_000
KEPT_SECONDS = 60 * 60

Field = tuple[str, str, str]
"""The convening, the hand (the word of a browser), the place: the page and what it is about."""


class HalfTyped:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[Field, tuple[str, float]] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, field: Field, text: str) -> None:
        """As the field stands now; an empty one is forgotten. What is longer than anybody types is cut."""
        with self._lock:
            self._kept.pop(field, None)
            if text.strip():
                self._kept[field] = (text[:MOST_LETTERS], self._clock())
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)

    def get(self, field: Field) -> str:
        with self._lock:
            text, at = self._kept.get(field, ("", 0.0))
            if text and self._clock() - at > KEPT_SECONDS:
                del self._kept[field]
                return ""
            return text

    def sent(self, field: Field, text: str) -> None:
        """The field was sent with this text: what was kept of it is not half typed any more. What is typed after it stays."""
        with self._lock:
            kept, _ = self._kept.get(field, ("", 0.0))
            if kept and text.strip().startswith(kept.strip()):
                del self._kept[field]

    def drop_all_of(self, convening: str) -> None:
        with self._lock:
            for field in [each for each in self._kept if each[0] == convening]:
                del self._kept[field]

    def drop_all(self) -> None:
        with self._lock:
            self._kept.clear()
