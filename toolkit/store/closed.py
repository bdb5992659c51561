"""The one place where values pass into and out of the database: as they are, or closed where a passphrase is set.

Every column that can hold a name, a note or a word of the room is of the type `Closed`. What is read from one is opened by the database
connection itself, whatever the query; what is written goes through `insert` and `update`, and nothing else can write one. Closed data is
bound to its table, its column, and everything of its row that is not closed: a row cannot pass for another one.
"""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

import sqlalchemy as sa

from toolkit.language import N_
from toolkit.language.said import SaidError
from toolkit.sealing import Key, SealedError

CLOSED = N_("This is closed with a passphrase. Give the passphrase first; until then the planner shows the agenda alone.")
CHANGED_OUTSIDE = N_(
    "The planner's data was changed by something else than the planner, or is damaged, and this part of it is not opened. "
    "Bring back a backup: python3 run.py restore"
)

UNBOUND = "unbound"
"""In the `info` of an open column that is worked out from a closed one of its row, and may differ without harm."""

_NO_KEY, _NOT_OURS = 1, 2
"""What `opened` answers in place of a value: SQLite would turn an exception into one of its own."""


class ClosedError(SaidError):
    """What was asked for needs the passphrase."""


@dataclass(slots=True)
class State:
    """What one connection knows of the database's lock, as of the beginning of its transaction."""

    closed: bool = False
    key: Key | None = None

    @property
    def shut_out(self) -> bool:
        """Closed, and nobody has given the passphrase."""
        return self.closed and self.key is None

    def shut(self, value: str | bytes, about: str) -> str | bytes:
        if not self.closed:
            return value
        if self.key is None:
            raise ClosedError(CLOSED)
        return self.key.close(value.encode() if isinstance(value, str) else value, about.encode())

    def opened(self, kind: str, about: str, value: str | bytes | None, *row: object) -> str | bytes | int | None:
        if value is None:
            return None
        if not self.closed:
            return _NOT_OURS if kind == "text" and isinstance(value, bytes) else value
        if self.key is None:
            return _NO_KEY
        if not isinstance(value, bytes):
            return _NOT_OURS
        try:
            plain = self.key.open(value, _about(about, row).encode())
        except SealedError:
            return _NOT_OURS
        return plain.decode() if kind == "text" else plain


@dataclass(frozen=True, slots=True)
class _Ready:
    """A value that has passed through this module on its way in."""

    value: str | bytes


class Closed(sa.types.UserDefinedType[Any]):
    """A text, or bytes, that nobody reads without the passphrase where one is set."""

    cache_ok = True

    def __init__(self, kind: str = "text") -> None:
        self.kind = kind

    def get_col_spec(self, **_: Any) -> str:
        return "TEXT" if self.kind == "text" else "BLOB"

    def bind_processor(self, dialect: sa.Dialect) -> Callable[[Any], Any]:
        return _written

    def result_processor(self, dialect: sa.Dialect, coltype: object) -> Callable[[Any], Any]:
        return _read

    def column_expression(self, column: Any) -> sa.ColumnElement[Any]:
        """Every query reads this instead of the column itself."""
        about: sa.ColumnElement[str] = sa.literal_column(f"'{_place(column.table, column.name)}'")
        return sa.func.opened(sa.literal_column(f"'{self.kind}'"), about, column, *_open_columns(column.table), type_=self)


def text_of(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """What stands in a column, for a condition: the column itself may be closed there, and nothing would be found in it."""
    return cast(Closed, column.type).column_expression(column)


def insert(db: sa.Connection, table: sa.Table, *rows: Mapping[str, Any]) -> None:
    """Each row with the values of all its columns that hold one."""
    if rows:
        db.execute(sa.insert(table), [_shut(db, table, row) for row in rows])


def update(db: sa.Connection, table: sa.Table, which: Mapping[str, Any], **values: Any) -> None:
    """Of the one row with this primary key. What is closed in it is closed anew, for it is bound to what may change."""
    if state_of(db).closed:
        before = db.execute(sa.select(table).where(_is(table, which))).mappings().one()
        values = {**before, **values}
    write_over(db, table, which, values)


def write_over(db: sa.Connection, table: sa.Table, which: Mapping[str, Any], row: Mapping[str, Any]) -> None:
    """The same with the values of all its columns, whatever stands there."""
    db.execute(sa.update(table).where(_is(table, which)).values(_shut(db, table, {**which, **row})))


def _is(table: sa.Table, which: Mapping[str, Any]) -> sa.ColumnElement[bool]:
    return sa.and_(*(table.c[name] == value for name, value in which.items()))


def state_of(db: sa.Connection) -> State:
    found: State = db.info["lock"]
    return found


def connect(connection: sqlite3.Connection, info: dict[Any, Any]) -> None:
    """Let this connection open what its queries read."""
    info["lock"] = state = State()
    connection.create_function("opened", -1, state.opened)


def closable(table: sa.Table) -> tuple[str, ...]:
    """The columns of a table that are closed where a passphrase is set."""
    return tuple(column.name for column in table.c if isinstance(column.type, Closed))


def _shut(db: sa.Connection, table: sa.Table, row: Mapping[str, Any]) -> dict[str, Any]:
    made, state = dict(row), state_of(db)
    bound = [row.get(column.name) for column in _open_columns(table)]
    for name in closable(table):
        if made.get(name) is not None:
            made[name] = _Ready(state.shut(made[name], _about(_place(table, name), bound)))
    return made


def _open_columns(table: sa.FromClause) -> list[Any]:
    return [column for column in table.c if not isinstance(column.type, Closed) and not column.info.get(UNBOUND)]


def _place(table: Any, column: str) -> str:
    return f"{table.name}.{column}"


def _about(place: str, row: Any) -> str:
    """What closed data says of itself; the parts are told apart by their lengths, whatever stands in them."""
    return "".join("-," if part is None else f"{len(str(part))}:{part}," for part in (place, *row))


def _written(value: Any) -> Any:
    if value is None:
        return None
    if not isinstance(value, _Ready):
        raise TypeError("what can be closed is written by toolkit.store.closed alone")
    return value.value


def _read(value: Any) -> Any:
    if value == _NO_KEY and isinstance(value, int):
        raise ClosedError(CLOSED)
    if value == _NOT_OURS and isinstance(value, int):
        raise SealedError(CHANGED_OUTSIDE)
    return value
