"""Keeps convenings on this laptop, and forgets them. What asks only where the data lies does not wait for SQLAlchemy."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit.store.answers import Change, Forgotten, Listed, Picture, Step, Stored, Turns
    from toolkit.store.forgetting import Place
    from toolkit.store.printed import Printed, Way
    from toolkit.store.schema import NotFoundError, StoreError
    from toolkit.store.store import Store

__all__ = [
    "Change", "Forgotten", "Listed", "NotFoundError", "Picture", "Place", "Printed", "Step", "Store", "StoreError", "Stored", "Turns",
    "Way",
]  # fmt: skip

_HOME = {
    **dict.fromkeys(("Change", "Forgotten", "Listed", "Picture", "Step", "Stored", "Turns"), "answers"),
    "Place": "forgetting", "Printed": "printed", "Way": "printed", "NotFoundError": "schema", "StoreError": "schema", "Store": "store",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
