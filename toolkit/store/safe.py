"""A passphrase for the whole database: set, asked for, changed, taken off. The key lives in memory alone.

Setting one writes everything anew, closed, in one transaction, then rewrites the file, empties its journal, lets go of the backups (they
hold what should be closed) and searches the bytes of what is left.
"""

import pathlib
import secrets
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from toolkit import sealing
from toolkit.language import N_
from toolkit.language.said import SaidError
from toolkit.sealing import Cost, Key, Lock, SealedError
from toolkit.store import agenda, closed, rows, schema, wiped
from toolkit.store.backups import Backups
from toolkit.store.forgetting import secret_words
from toolkit.store.schema import Keyring, failures_in_words
from toolkit.store.signed import LETTERS, hidden, signed

SHORTEST = 5
"""Bytes. A shorter word is found in any file by accident, so it proves nothing."""


class PassphraseError(SaidError):
    """Why a passphrase was not set, changed or taken off."""


THERE_IS_ONE = N_("A passphrase is set already; change it instead.")
THERE_IS_NONE = N_("No passphrase is set here, so there is nothing to open.")
LOCKED_ANEW = N_("Another window has changed the passphrase in between. Give the new one.")


@dataclass(frozen=True, slots=True)
class Done:
    """What setting or changing a passphrase did besides: the backups that were let go, and how many words are still found in the files."""

    backups: int
    traces: int


class Safe:
    """The lock of one database and, while it is open, its key."""

    def __init__(self, path: pathlib.Path, engine: sa.Engine, keys: Keyring, backups: Backups, forget: Callable[[], None]) -> None:
        self._path, self._engine, self._keys, self._backups, self._forget = path, engine, keys, backups, forget
        self._turn = threading.Lock()
        self._finish()

    @property
    def there(self) -> bool:
        """Whether a passphrase is set, as of the last look at the database."""
        return self._keys.there is not None

    @property
    def closed(self) -> bool:
        """Whether there is a passphrase and it has not been given."""
        return self.there and self._keys.mine != self._keys.there

    def open(self, passphrase: str) -> None:
        """:raises SealedError: it is another one; that takes as long."""
        found = self._lock()
        if found is None:
            raise PassphraseError(THERE_IS_NONE)
        lock = Lock.read(found.lock)
        try:
            key = sealing.unlock(lock, passphrase)
        except SealedError:
            self._lock()  # as where it is right, for the time's sake
            raise
        self._hold(found.id, key)

    def close(self) -> None:
        """From now on nothing opens without the passphrase; what was read is let go."""
        self._hold(None, None)
        self._forget()

    def set(self, passphrase: str, cost: Cost = sealing.USUAL) -> Done:
        sealing.check(passphrase)
        if self._lock() is not None:
            raise PassphraseError(THERE_IS_ONE)
        return self._close_anew(None, passphrase, cost)

    def change(self, old: str, new: str, cost: Cost = sealing.USUAL) -> Done:
        """With a key of its own: whoever knows the old passphrase and has an old copy opens nothing that comes after."""
        sealing.check(new)
        self.open(old)
        return self._close_anew(self._keys.mine, new, cost)

    def take_off(self, passphrase: str) -> None:
        """Everything lies open from now on, as it did before. Backups stay closed with the passphrase of their day."""
        self.open(passphrase)
        mine = self._keys.mine
        with self._turn, failures_in_words(self._path):
            with self._engine.begin() as db:
                self._still(db, mine)
                _rewrite(db, None, None)
            self._hold(None, None)

    def _close_anew(self, was: str | None, passphrase: str, cost: Cost) -> Done:
        lock, key = sealing.make(passphrase, cost)
        made = "".join(secrets.choice(LETTERS) for _ in range(12))
        with self._turn, failures_in_words(self._path):
            with self._engine.begin() as db:
                self._still(db, was)
                secret = _words(db) if was is None else frozenset()
                _rewrite(db, (made, lock.text()), key)
                still_open = "\n".join(db.execute(sa.select(schema.convenings.c.agenda)).scalars())
            self._hold(made, key)
        self._finish()
        gone = self._backups.forget()
        self._backups.make("day")
        return Done(gone, wiped.traces(self._path, (word for word in secret if word not in still_open)))

    def _still(self, db: sa.Connection, was: str | None) -> None:
        found = db.execute(sa.select(schema.locks.c.id)).scalar()
        if found != was:
            raise PassphraseError(THERE_IS_ONE if was is None else LOCKED_ANEW)

    def _finish(self) -> None:
        """Rewrite the file after a passphrase was set, also where the program was ended in the middle of that."""
        found = self._lock()
        if found is None or found.swept:
            return
        wiped.rewrite(self._path, self._engine)
        with failures_in_words(self._path), self._engine.begin() as db:
            db.execute(sa.update(schema.locks).values(swept=1))

    def _lock(self) -> Any:
        with failures_in_words(self._path), self._engine.connect().execution_options(reads_only=True) as db:
            return db.execute(sa.select(schema.locks)).one_or_none()

    def _hold(self, mine: str | None, key: Key | None) -> None:
        self._keys.mine, self._keys.key = mine, key
        self._lock()  # which looks at what there is


def _rewrite(db: sa.Connection, lock: tuple[str, str] | None, key: Key | None) -> None:
    """Every row anew: closed with this key, or open where there is none."""
    tables = [table for table in schema.metadata.sorted_tables if closed.closable(table)]
    held = [(table, [dict(row) for row in db.execute(sa.select(table)).mappings()]) for table in tables]
    agendas = {key_: text if lock else None for key_, text in _agendas(db)}
    state = closed.state_of(db)
    state.closed, state.key = lock is not None, key
    db.execute(sa.delete(schema.locks))
    if lock is not None:
        db.execute(sa.insert(schema.locks).values(id=lock[0], lock=lock[1], swept=0))
    for table, found in held:
        if table is schema.convenings:
            for row in found:
                closed.write_over(db, table, {"id": row["id"]}, {**row, "agenda": agendas[row["id"]]})
            continue
        db.execute(sa.delete(table))
        closed.insert(db, table, *map(_HIDDEN.get(table.name, dict), found))


def _agendas(db: sa.Connection) -> Iterable[tuple[str, str]]:
    for key, plan, _ in db.execute(sa.select(schema.convenings.c.id, schema.convenings.c.plan, schema.convenings.c.seq)).all():
        mine = sa.select(schema.participants.c.data).where(schema.participants.c.convening == key)
        people = db.execute(mine.order_by(schema.participants.c.place)).scalars().all()
        yield key, rows.whole(agenda.open_part(rows.put_together(plan, {"participants": people})))


def _asset(row: dict[str, Any]) -> dict[str, Any]:
    """A picture's own name may say whom it shows."""
    return {**row, "name": "".join(secrets.choice(LETTERS) for _ in range(12))}


def _edit(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, **hidden(signed(row["who"], row["nickname"] or ""))}


_HIDDEN: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {"asset": _asset, "edit": _edit}


def _words(db: sa.Connection) -> frozenset[str]:
    """What must not be found in the files any more: of every person what forgetting takes away, what was noted, what the room said."""
    found: set[str] = set()
    for key, plan in db.execute(sa.select(schema.convenings.c.id, schema.convenings.c.plan)).all():
        lists = {
            name: db.execute(sa.select(table.c.data).where(table.c.convening == key)).scalars().all()
            for name, table in schema.GROWING.items()
        }
        convening = rows.put_together(plan, lists)
        found |= secret_words(convening.participants)
        found.update(word.text for word in convening.words)
        found.update(text for note in convening.notes for text in _texts(note.text))
    return frozenset(rows.as_held(word) for word in found if len(word.encode()) >= SHORTEST)


def _texts(text: Any) -> list[str]:
    return [text] if isinstance(text, str) else list(text.root.values())
