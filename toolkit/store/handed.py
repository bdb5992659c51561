"""Which files were handed out, and the ids of those whom they name: so that whoever withdraws can be told what still holds her.

A table of its own, which no edit touches and no undo crosses. It holds ids, never names; a convening that is deleted takes its rows along.
"""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from toolkit.store import closed
from toolkit.store.closed import Closed
from toolkit.store.schema import metadata

table = sa.Table(
    "handed", metadata,
    sa.Column("convening", sa.Text, sa.ForeignKey("convening.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("document", sa.Text, primary_key=True),
    sa.Column("audience", sa.Text, primary_key=True),
    sa.Column("language", sa.Text, primary_key=True),
    sa.Column("format", sa.Text, primary_key=True),
    sa.Column("day", sa.Text, primary_key=True),
    sa.Column("people", Closed(), nullable=False),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Handed:
    """One file as it left the planner on one day; `people` are the ids of those it names. Two on one day are one, naming both's."""

    document: str
    audience: str
    language: str
    format: str
    day: dt.date
    people: frozenset[str]


def write(db: sa.Connection, key: str, files: Iterable[Handed]) -> None:
    row = table.c
    for file in files:
        which = {"convening": key, "document": file.document, "audience": file.audience, "language": file.language,
                 "format": file.format, "day": file.day.isoformat()}  # fmt: skip
        here = sa.and_(*(row[name] == value for name, value in which.items()))
        there = db.execute(sa.select(row.people).where(here)).scalar_one_or_none()
        named = sorted(file.people | set(json.loads(there) if there else ()))
        if there is None:
            closed.insert(db, table, {**which, "people": json.dumps(named)})
        else:
            closed.update(db, table, which, people=json.dumps(named))


def read(db: sa.Connection, key: str) -> tuple[Handed, ...]:
    """The newest first."""
    row = table.c
    found = db.execute(sa.select(table).where(row.convening == key).order_by(row.day.desc(), row.document, row.format)).all()
    return tuple(
        Handed(
            each.document, each.audience, each.language, each.format, dt.date.fromisoformat(each.day), frozenset(json.loads(each.people)),
        ) for each in found
    )  # fmt: skip
