"""The database: its tables, how it is opened, and what each of its failures is called in a sentence.

The plan of a convening is one document; what grows (people, words, notes) is a row each. One connection for each piece
of work, closed after it: nothing lingers that would keep forgetting from having the file to itself.
"""

import contextlib
import os
import pathlib
import sqlite3
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from toolkit.language import N_
from toolkit.language.said import SaidError
from toolkit.store.places import make_private

VERSION = 3
"""Of the tables below, and of those that other modules of this package add. A new table: define it, put one more on this number, and say so
in `tests/store/test_schema.py`; opening a database of an older version makes the tables that it lacks and touches no other. Versions: 1 the
first, 2 `handed`, 3 `printed`.
"""
BUSY_SECONDS = 10.0

BUSY = N_("Another window or program is using the planner's data. Close it, or wait a moment, and try again.")
DAMAGED = N_("The planner's data file is damaged: {path}. Put a copy of it from a backup in its place, or move it away to begin anew.")
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
    sa.Column("plan", sa.Text, nullable=False),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("changed", sa.Text, nullable=False),
    sa.Column("keep_until", sa.Text),
    sa.Column("forgotten", sa.Integer, nullable=False),
)  # fmt: skip


def _grows(name: str) -> sa.Table:
    """One row for each thing of a kind, in order, as JSON."""
    return sa.Table(
        name, metadata,
        sa.Column("convening", sa.Text, sa.ForeignKey("convening.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("data", sa.Text, nullable=False),
    )  # fmt: skip


participants = _grows("participant")
words = _grows("word")
notes = _grows("note")

edits = sa.Table(
    "edit", metadata,
    sa.Column("convening", sa.Text, sa.ForeignKey("convening.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("edit", sa.Text),
    sa.Column("inverse", sa.Text),
)  # fmt: skip

snapshots = sa.Table(
    "snapshot", metadata,
    sa.Column("convening", sa.Text, sa.ForeignKey("convening.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("state", sa.Text, nullable=False),
)  # fmt: skip

assets = sa.Table(
    "asset", metadata,
    sa.Column("convening", sa.Text, sa.ForeignKey("convening.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
    sa.Column("original", sa.LargeBinary),
)  # fmt: skip

printed = sa.Table(
    "printed", metadata,
    sa.Column("convening", sa.Text, sa.ForeignKey("convening.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("document", sa.Text, primary_key=True),
    sa.Column("audience", sa.Text, primary_key=True),
    sa.Column("language", sa.Text, primary_key=True),
    sa.Column("edition", sa.Text, primary_key=True),
    sa.Column("paper", sa.Text, primary_key=True),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
)  # fmt: skip


def open_engine(path: pathlib.Path) -> tuple[sa.Engine, bool]:
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
    with failures_in_words(path), engine.connect() as connection:
        found = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        if found > VERSION:
            raise StoreError(NEWER, found=found, known=VERSION)
        if found < VERSION:
            metadata.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
        connection.commit()
    return engine, new


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


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_begin(connection: sa.Connection) -> None:
    """A change takes the lock before it reads: two people at once each see what the other has just saved."""
    connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get("reads_only") else "BEGIN IMMEDIATE")


@contextlib.contextmanager
def failures_in_words(path: pathlib.Path) -> Iterator[None]:
    """SQLite's failures as sentences."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise _in_words(error.orig, path) from error
    except sqlite3.Error as error:
        raise _in_words(error, path) from error


def _in_words(error: Any, path: pathlib.Path) -> StoreError:
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
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
