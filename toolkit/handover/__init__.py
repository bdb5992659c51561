"""The convening in other hands: cut for whom it is handed to, closed, brought back, and folded in."""

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from toolkit.convening.model import Audience, Convening, Cut
    from toolkit.store import Store

CIRCLES: "dict[Cut, Audience]" = {
    "co-host": "participants", "travel": "participants", "facilitator": "facilitators", "rapporteur": "facilitators",
    "everything": "organisers",
}  # fmt: skip


def note(store: "Store", key: str, cut: "Cut", named: "Collection[str]", language: str, day: dt.date | None = None) -> None:
    """Note that a copy has left, and whom it names: whoever withdraws or is forgotten is told that it is out of reach."""
    from toolkit.store.handed import Handed

    if named:
        day = day or dt.datetime.now(dt.UTC).astimezone().date()
        store.hand_out(key, [Handed(f"copy-{cut}", CIRCLES[cut], language, "convening", day, frozenset(named))])


def as_it_came(store: "Store", key: str) -> "Convening | None":
    """A copy that was opened here as it was then; None where its people were forgotten since."""
    from toolkit.store import StoreError

    try:
        return store.at(key, 0)
    except StoreError:
        return None
