"""Keeps convenings on this laptop, and forgets them."""

from toolkit.store.answers import Change, Forgotten, Listed, Stored
from toolkit.store.forgetting import Place
from toolkit.store.schema import NotFoundError, StoreError
from toolkit.store.store import Store

__all__ = ["Change", "Forgotten", "Listed", "NotFoundError", "Place", "Store", "StoreError", "Stored"]
