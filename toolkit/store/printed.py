"""Which documents were printed, and as what: a fingerprint of each tree that was downloaded or packed last. No word of a convening."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from toolkit.store import closed, schema
from toolkit.store.answers import time_of


@dataclass(frozen=True, slots=True)
class Way:
    """How a document left: which one, for whom, in which language and edition, and on which paper where that was not its own."""

    document: str
    audience: str
    language: str
    edition: str = "usual"
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """What it said then, as `document/fingerprint.py` tells trees apart, and when that was."""

    fingerprint: str
    at: dt.datetime


def every(db: sa.Connection, key: str) -> dict[Way, Printed]:
    row = schema.printed.c
    found = db.execute(sa.select(schema.printed).where(row.convening == key)).all()
    return {
        Way(each.document, each.audience, each.language, each.edition, each.paper): Printed(each.fingerprint, time_of(each.at))
        for each in found
    }


def note(db: sa.Connection, key: str, made: Iterable[tuple[Way, str]], at: str) -> None:
    """Only the last time counts."""
    row = schema.printed.c
    for way, fingerprint in made:
        which = {"document": way.document, "audience": way.audience, "language": way.language, "edition": way.edition, "paper": way.paper}
        same = [row.convening == key, *(row[name] == value for name, value in which.items())]
        db.execute(sa.delete(schema.printed).where(*same))
        closed.insert(db, schema.printed, {"convening": key, **which, "fingerprint": fingerprint, "at": at})


def forget(db: sa.Connection, key: str) -> None:
    """A fingerprint of a list says whether somebody guessed right who stood on it."""
    db.execute(sa.delete(schema.printed).where(schema.printed.c.convening == key))
