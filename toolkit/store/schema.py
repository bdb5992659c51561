"""The database: its tables, how it is opened, and what each of its failures is called in a sentence.

The plan of a convening is one document; what grows (people, words, notes) is a row each. One connection for each piece
of work, closed after it: nothing lingers that would keep forgetting from having the file to itself.
"""

import contextlib
import functools
import os
import pathlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from toolkit.language import N_
from toolkit.language.said import SaidError
from toolkit.sealing import Key, SealedError
from toolkit.store import backups, closed
from toolkit.store.closed import Closed
from toolkit.store.places import make_private

VERSION = 4
"""Of the tables below, and of those that other modules of this package add. A new table: define it, put one more on this number, and say so
in `tests/store/test_schema.py`; opening a database of an older version makes a backup, then the tables that it lacks, and takes the steps
of `_STEPS`. Versions: 1 the first, 2 `handed`, 3 `printed`, 4 `lock` and what a passphrase closes.
"""
_STEPS: dict[int, tuple[str, ...]] = {
    4: (
        "ALTER TABLE convening ADD COLUMN agenda TEXT",
        "ALTER TABLE edit ADD COLUMN nickname TEXT",
        "UPDATE edit SET nickname = substr(who, instr(who, ' ') + 1), who = substr(who, 1, instr(who, ' ') - 1) WHERE instr(who, ' ')",
        "ALTER TABLE asset ADD COLUMN called TEXT",
        "UPDATE asset SET called = name",
    ),
}
"""What a version changed of tables that were there before."""
BUSY_SECONDS = 10.0

BUSY = N_("Another window or program is using the planner's data. Close it, or wait a moment, and try again.")
DAMAGED = N_("The planner's data file is damaged: {path}. Bring back a backup (python3 run.py restore), or move it away to begin anew.")
FULL = N_("The disk is full, so nothing was saved. Free some room and try again.")
NEWER = N_("The planner's data was written by a newer version of this program ({found}, this one knows {known}). Update the program.")
NOT_OPENED = N_("The planner's data cannot be opened at {path}. Check that the folder exists and that you may write in it.")
READ_ONLY = N_("The planner's data cannot be changed: {path} may only be read. Make the file and its folder writable.")
UNKNOWN = N_("The planner's data could not be read or written ({reason}). Nothing was changed.")


class StoreError(SaidError):
    """What went wrong with keeping or finding a convening: one sentence, for the person, that says what to do."""

class NotFoundError(StoreError):
    """There is no convening under this id."""


metadata = sa.MetaData()

convenings = sa.Table(
    "convening", metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("plan", Closed(), nullable=False),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("changed", sa.Text, nullable=False),
    sa.Column("keep_until", sa.Text),
    sa.Column("forgotten", sa.Integer, nullable=False),
    sa.Column("agenda", sa.Text, info={closed.UNBOUND: True}),
)  # fmt: skip


def _grows(name: str) -> sa.Table:
    """One row for each thing of a kind, in order, as JSON."""
    return sa.Table(
        name, metadata,
        sa.Column("convening", sa.Text, sa.ForeignKey("convening.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("data", Closed(), nullable=False),
    )  # fmt: skip


participants = _grows("participant")
words = _grows("word")
notes = _grows("note")
GROWING = {"participants": participants, "words": words, "notes": notes}
"""By the keys of a convening."""

edits = sa.Table(
    "edit", metadata,
    sa.Column("convening", sa.Text, sa.ForeignKey("convening.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("edit", Closed()),
    sa.Column("inverse", Closed()),
    sa.Column("nickname", Closed()),
)  # fmt: skip

snapshots = sa.Table(
    "snapshot", metadata,
    sa.Column("convening", sa.Text, sa.ForeignKey("convening.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("state", Closed(), nullable=False),
)  # fmt: skip

assets = sa.Table(
    "asset", metadata,
    sa.Column("convening", sa.Text, sa.ForeignKey("convening.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("data", Closed("bytes"), nullable=False),
    sa.Column("original", Closed("bytes")),
    sa.Column("called", Closed()),
)  # fmt: skip

printed = sa.Table(
    "printed", metadata,
    sa.Column("convening", sa.Text, sa.ForeignKey("convening.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("document", sa.Text, primary_key=True),
    sa.Column("audience", sa.Text, primary_key=True),
    sa.Column("language", sa.Text, primary_key=True),
    sa.Column("edition", sa.Text, primary_key=True),
    sa.Column("paper", sa.Text, primary_key=True),
    sa.Column("fingerprint", Closed(), nullable=False),
    sa.Column("at", sa.Text, nullable=False),
)  # fmt: skip

locks = sa.Table(
    "lock", metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("lock", sa.Text, nullable=False),
    sa.Column("swept", sa.Integer, nullable=False),
)  # fmt: skip
"""One row where a passphrase is set: how it becomes the key, and whether the file has been rewritten since. No secret."""

HARMLESS = frozenset({
    "convening.id", "convening.origin", "convening.changed", "convening.keep_until", "convening.agenda",
    "edit.kind", "edit.who", "edit.at", "asset.name", "lock.id", "lock.lock",
    *(f"printed.{name}" for name in ("document", "audience", "language", "edition", "paper", "at")),
    *(f"handed.{name}" for name in ("document", "audience", "language", "format", "day")),
    *(f"{name}.convening" for name in ("participant", "word", "note", "edit", "snapshot", "asset", "printed", "handed")),
})  # fmt: skip
"""Texts that stay open where a passphrase is set: made-up words, names of our documents and of exercises (which lie open beside the
database), times and days, and the agenda as `agenda.py` cuts it. Every other text is `Closed`.
"""


@dataclass(slots=True)
class Keyring:
    """What a store holds of the lock: the key, in memory alone, and the lock that it is for; and the lock that was there when last seen."""

    there: str | None = None
    mine: str | None = None
    key: Key | None = None


def open_engine(path: pathlib.Path, keys: Keyring) -> tuple[sa.Engine, bool]:
    """An engine on the database at `path`, and whether the database was made just now."""
    try:
        make_private(path.parent)
        new = _make_file(path)
    except OSError as error:
        raise StoreError(FULL if error.errno == 28 else NOT_OPENED, path=path) from error
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)), poolclass=sa.NullPool, hide_parameters=True,
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": None},
    )  # fmt: skip
    sa.event.listen(engine, "connect", _on_connect)
    sa.event.listen(engine, "begin", _on_begin)
    upgrade(engine, path)
    sa.event.listen(engine, "begin", functools.partial(_look_at_lock, keys))
    return engine, new


def upgrade(engine: sa.Engine, path: pathlib.Path) -> None:
    """Make of a database of an older version one of this. Before it a backup is made, where there is anything in it."""
    with failures_in_words(path), engine.connect() as connection:
        found = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        if found > VERSION:
            raise StoreError(NEWER, found=found, known=VERSION)
        if found == VERSION:
            return
        connection.rollback()
        if found:
            backups.Backups(path).make("upgrade")
        again = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())  # with the lock that a change takes
        metadata.create_all(connection)
        for version in range(again + 1, VERSION + 1) if again else ():
            for step in _STEPS.get(version, ()):
                connection.exec_driver_sql(step)
        connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
        connection.commit()


def _make_file(path: pathlib.Path) -> bool:
    """SQLite gives its journal files the permissions of the database, so the database is made here, closed to others."""
    if path.exists():
        if os.name == "posix" and path.stat().st_mode & 0o077:
            with contextlib.suppress(PermissionError):
                path.chmod(0o600)
        return path.stat().st_size == 0
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    return True


_PRAGMAS = (
    "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON", "trusted_schema = OFF",
    "temp_store = MEMORY",  # or what is sorted or vacuumed would pass through a file in the system's own folder
)  # fmt: skip


def _on_connect(connection: sqlite3.Connection, record: Any) -> None:
    closed.connect(connection, record.info)
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_begin(connection: sa.Connection) -> None:
    """A change takes the lock before it reads: two people at once each see what the other has just saved."""
    connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get("reads_only") else "BEGIN IMMEDIATE")


def _look_at_lock(keys: Keyring, connection: sa.Connection) -> None:
    """Each transaction asks anew: another window may have closed the database, or opened it for good."""
    keys.there = connection.exec_driver_sql("SELECT id FROM lock").scalar()
    state = closed.state_of(connection)
    state.closed = keys.there is not None
    state.key = keys.key if state.closed and keys.mine == keys.there else None


@contextlib.contextmanager
def failures_in_words(path: pathlib.Path) -> Iterator[None]:
    """SQLite's failures as sentences."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise _in_words(error.orig, path) from error
    except sqlite3.Error as error:
        raise _in_words(error, path) from error
    except SealedError as error:
        raise StoreError(error.message, **error.values) from None
    except (sa.exc.MultipleResultsFound, sa.exc.NoResultFound) as error:  # an index and its table that no longer agree
        raise StoreError(DAMAGED, path=path) from error
    except UnicodeDecodeError:  # SQLite's own words, or a text in the file, are no text any more
        raise StoreError(DAMAGED, path=path) from None


def _in_words(error: Any, path: pathlib.Path) -> StoreError:
    whole = getattr(error, "sqlite_errorcode", None) or 0
    code = sqlite3.SQLITE_FULL if whole == sqlite3.SQLITE_IOERR_SHMSIZE else whole & 0xFF  # no room for the file that is made beside it
    message = {
        sqlite3.SQLITE_BUSY: BUSY,
        sqlite3.SQLITE_LOCKED: BUSY,
        sqlite3.SQLITE_CORRUPT: DAMAGED,
        sqlite3.SQLITE_NOTADB: DAMAGED,
        sqlite3.SQLITE_FULL: FULL,
        sqlite3.SQLITE_READONLY: READ_ONLY,
        sqlite3.SQLITE_PERM: READ_ONLY,
        sqlite3.SQLITE_CANTOPEN: NOT_OPENED,
    }.get(code, UNKNOWN)
    reason = getattr(error, "sqlite_errorname", None) or type(error).__name__
    return StoreError(message, path=path, reason=reason)
