"""Copies of the database in the folder `backups` beside it: one a day, one before every upgrade, one before anything is brought back.

Kept for two weeks. A copy is made page by page by SQLite, so what is closed in the database is closed in the copy, with the same lock. Its
name says when and why it was made, and begins the digest of its bytes: one that was changed is not brought back.
"""

import contextlib
import datetime as dt
import hashlib
import os
import pathlib
import re
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, cast

from toolkit.language import N_
from toolkit.language.said import SaidError
from toolkit.store.places import make_private, write_private

FOLDER = "backups"
KEPT_DAYS = 14
PROGRAM = "program"
"""The file that says which program was here last: where it is another one now, a backup is due before it changes anything."""

Why = Literal["day", "upgrade", "before", "damaged"]
WHY: dict[Why, str] = {
    "day": N_("of the day"), "upgrade": N_("before an upgrade"), "before": N_("before an older state was brought back"),
    "damaged": N_("the damaged file, as it was found"),
}  # fmt: skip

_NAME = re.compile(r"(\d{8}T\d{6}Z)-(day|upgrade|before|damaged)-([0-9a-f]{16})\.sqlite3")
_STAMP = "%Y%m%dT%H%M%SZ"
_WAIT_SECONDS = 10.0
_TOOLKIT = pathlib.Path(__file__).resolve().parents[1]

NO_SUCH = N_("There is no backup {name}. See which there are: python3 run.py restore")
CHANGED = N_("The backup {name} was changed or damaged since it was made, and is not brought back. Take another one.")
NOT_MADE = N_("No backup could be made ({reason}), so nothing was changed. Free some room, and see that {folder} may be written.")
NOT_BROUGHT_BACK = N_("The backup was not brought back ({reason}). Close other windows and try again; nothing was changed.")


class BackupError(SaidError):
    """Why no backup was made or brought back, in one sentence."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy; `made` is in UTC, `size` in bytes."""

    name: str
    made: dt.datetime
    why: Why
    size: int


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Backups:
    """Those of one database. `now` is asked only where something is made or let go."""

    def __init__(self, database: pathlib.Path, now: Callable[[], dt.datetime] = _now) -> None:
        self.database = database
        self.folder = database.parent / FOLDER
        self._now = now
        self._day: dt.date | None = None

    def all(self) -> tuple[Backup, ...]:
        """The newest first."""
        found = (_read(path) for path in self.folder.glob("*.sqlite3"))
        return tuple(sorted((each for each in found if each is not None), key=lambda each: (each.made, each.name), reverse=True))

    def at_start(self) -> None:
        """What is due when the planner starts: one where the program is another than last time, else the one of the day."""
        program = _program()
        try:
            last = (self.folder / PROGRAM).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            last = ""
        if last != program:
            if last:
                self.make("upgrade")
            with _said(self.folder):
                make_private(self.folder)
                write_private(self.folder / PROGRAM, program.encode())
        self.of_the_day()

    def of_the_day(self) -> None:
        """The first time in a day that this is asked, a copy, unless there is one; and those of more than two weeks go.

        A database without a convening is not worth one, and would take the place of one that is, on the very first day.
        """
        today = self._now().date()
        if self._day == today or _empty(self.database):
            return
        if not any(each.made.date() == today and each.why in ("day", "upgrade") for each in self.all()):
            self.make("day")
        self._prune()
        self._day = today

    def make(self, why: Why) -> Backup:
        """:raises BackupError: it cannot be written; then there is no half of it either."""
        with _said(self.folder):
            make_private(self.folder)
            part = self.folder / f".{secrets.token_hex(6)}.part"
            try:
                os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
                _copy(self.database, part)
                return self._named(part, why)
            finally:
                part.unlink(missing_ok=True)

    def bring_back(self, name: str) -> Backup:
        """Put a copy in the place of the database. What was there is kept as a backup, and that one is answered."""
        source = self.checked(name)
        try:
            kept = self.make("before")
        except BackupError as problem:
            if not _damaged(self.database):
                raise problem
            kept = self._keep_damaged()
        if kept.why == "damaged":
            self._replace(source)
        else:
            try:
                _copy(source, self.database, immutable=True)
            except (sqlite3.Error, OSError) as problem:
                raise BackupError(NOT_BROUGHT_BACK, reason=_reason(problem)) from None
        self._prune()
        return kept

    def checked(self, name: str) -> pathlib.Path:
        """Where a backup lies.

        :raises BackupError: there is none of this name, or it is not as it was made.
        """
        path = self.folder / name
        known = _NAME.fullmatch(name)
        if known is None or not path.is_file():
            raise BackupError(NO_SUCH, name=name)
        if known[2] != "damaged" and (_digest(path) != known[3] or _damaged(path, immutable=True)):
            raise BackupError(CHANGED, name=name)
        return path

    def forget(self, key: str | None = None) -> int:
        """Let every backup go that knows this convening, or every one there is; how many. One that cannot be read goes too."""
        gone = [each.name for each in self.all() if key is None or _knows(self.folder / each.name, key)]
        for name in gone:
            _wipe(self.folder / name)
        return len(gone)

    def _prune(self) -> None:
        oldest = self._now() - dt.timedelta(days=KEPT_DAYS)
        for each in self.all():
            if each.made < oldest:
                _wipe(self.folder / each.name)
        for left in self.folder.glob(".*.part*"):  # of a program that was ended while it wrote
            with contextlib.suppress(OSError):
                if left.stat().st_mtime < time.time() - 3600:
                    left.unlink()

    def _named(self, part: pathlib.Path, why: Why) -> Backup:
        made = self._now().replace(microsecond=0)
        name = f"{made.strftime(_STAMP)}-{why}-{_digest(part)}.sqlite3"
        part.replace(self.folder / name)
        return Backup(name, made, why, (self.folder / name).stat().st_size)

    def _keep_damaged(self) -> Backup:
        """The file as it is, for somebody who knows how to read what is left of it."""
        with _said(self.folder):
            part = self.folder / f".{secrets.token_hex(6)}.part"
            write_private(part, self.database.read_bytes())
            return self._named(part, "damaged")

    def _replace(self, source: pathlib.Path) -> None:
        with _said(self.folder):
            write_private(self.database, source.read_bytes())
            for ending in ("-wal", "-shm", "-journal"):
                self.database.with_name(self.database.name + ending).unlink(missing_ok=True)


def _read(path: pathlib.Path) -> Backup | None:
    named = _NAME.fullmatch(path.name)
    if named is None:
        return None
    try:
        made = dt.datetime.strptime(named[1], _STAMP).replace(tzinfo=dt.UTC)
        return Backup(path.name, made, cast(Why, named[2]), path.stat().st_size)
    except (ValueError, OSError):
        return None


def _copy(source: pathlib.Path, target: pathlib.Path, *, immutable: bool = False) -> None:
    """All pages, in one go; waits a while for whoever else writes."""
    until = time.monotonic() + _WAIT_SECONDS

    def too_long(_status: int, _left: int, _total: int) -> None:
        if time.monotonic() > until:
            raise sqlite3.OperationalError("database is locked")

    with contextlib.closing(_opened(source, immutable)) as from_, contextlib.closing(sqlite3.connect(target, timeout=1)) as to:
        to.execute("PRAGMA synchronous = FULL")
        to.execute("PRAGMA temp_store = MEMORY")
        from_.backup(to, progress=too_long, sleep=0.05)


def _opened(path: pathlib.Path, immutable: bool = False) -> sqlite3.Connection:
    """To be read alone; an immutable one gets no journal of its own beside it."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?{'immutable=1' if immutable else 'mode=rw'}", uri=True, timeout=_WAIT_SECONDS)


def _damaged(path: pathlib.Path, immutable: bool = False) -> bool:
    try:
        with contextlib.closing(_opened(path, immutable)) as db:
            return bool(db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok")
    except sqlite3.OperationalError:
        return not path.exists()
    except sqlite3.DatabaseError:
        return True


def _knows(path: pathlib.Path, key: str) -> bool:
    try:
        with contextlib.closing(_opened(path, immutable=True)) as db:
            return db.execute("SELECT 1 FROM convening WHERE id = ?", (key,)).fetchone() is not None
    except sqlite3.Error:
        return True


def _empty(path: pathlib.Path) -> bool:
    try:
        with contextlib.closing(_opened(path)) as db:
            return db.execute("SELECT 1 FROM convening LIMIT 1").fetchone() is None
    except sqlite3.Error:
        return False


def _wipe(path: pathlib.Path) -> None:
    """Written over before it is let go, as far as the disk does that in place."""
    with contextlib.suppress(OSError), path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(left, 1 << 20)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink(missing_ok=True)


def _digest(path: pathlib.Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def _program() -> str:
    """Tells this program from another version of it: the names and sizes of its modules."""
    found = sorted(f"{path.relative_to(_TOOLKIT).as_posix()} {path.stat().st_size}" for path in _TOOLKIT.rglob("*.py"))
    return hashlib.sha256("\n".join(found).encode()).hexdigest()


@contextlib.contextmanager
def _said(folder: pathlib.Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as problem:
        raise BackupError(NOT_MADE, reason=_reason(problem), folder=folder) from None


def _reason(problem: Exception) -> str:
    return (getattr(problem, "strerror", None) or str(problem) or type(problem).__name__).lower().rstrip(".")
