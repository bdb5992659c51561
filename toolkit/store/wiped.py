"""What should be gone from a database file, really gone: the file rewritten, its journal emptied, its bytes searched."""

import pathlib
import sqlite3
import time
from collections.abc import Collection, Iterable
from typing import Any

import sqlalchemy as sa

from toolkit.language import N_
from toolkit.store import schema
from toolkit.store.schema import StoreError, failures_in_words

STILL_READ = N_("somebody is still reading it")
NOT_EMPTIED = N_(
    "What should be gone is out of the planner, but its data file could not be rewritten ({reason}). Close other windows and do it again."
)
FEW = 300
"""Words that are sooner looked for one by one."""


def rewrite(path: pathlib.Path, engine: sa.Engine) -> None:
    """VACUUM leaves no free page with old text in it; the checkpoint cuts the journal to nothing."""
    until = time.monotonic() + schema.BUSY_SECONDS
    with failures_in_words(path), engine.connect() as db:
        raw: Any = db.connection.driver_connection
        raw.rollback()
        try:
            raw.execute("VACUUM")
        except sqlite3.OperationalError as error:
            raise StoreError(NOT_EMPTIED, reason=error) from error
        while raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if time.monotonic() > until:
                raise StoreError(NOT_EMPTIED, reason=StoreError(STILL_READ))


def traces(path: pathlib.Path, words: Iterable[str]) -> int:
    """How many of these words the database and its journals still hold, byte for byte."""
    files = [path.with_name(path.name + ending) for ending in ("", "-wal", "-shm", "-journal")]
    held = b"\0".join(file.read_bytes() for file in files if file.exists())
    wanted = {word.encode() for word in words}
    if len(wanted) < FEW:
        return sum(word in held for word in wanted)
    return len(_found(held, wanted))


def _found(held: bytes, wanted: Collection[bytes]) -> set[bytes]:
    """The same in one pass, for the words of thousands of people."""
    size = min(map(len, wanted))
    heads: dict[bytes, list[bytes]] = {}
    for word in wanted:
        heads.setdefault(word[:size], []).append(word)
    found: set[bytes] = set()
    for at in range(len(held) - size + 1):
        if (words := heads.get(held[at : at + size])) is not None:
            found.update(word for word in words if held.startswith(word, at))
    return found
