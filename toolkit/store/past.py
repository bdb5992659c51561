"""What was done to a convening: its rows in the table of edits and the snapshots between them, read back. Changes nothing."""

import json
from typing import Any, Literal

import sqlalchemy as sa

from toolkit.convening.model import Convening
from toolkit.language import N_
from toolkit.store import closed, forgetting, rows, schema
from toolkit.store.answers import Change, Step, Stored, time_of
from toolkit.store.closed import CHANGED_OUTSIDE
from toolkit.store.schema import NotFoundError, StoreError
from toolkit.store.signed import hand_of, signed

FORGOTTEN_SINCE = N_("This cannot be undone: personal data has been forgotten since, and stays forgotten.")

_ROW = schema.edits.c
Piles = dict[Literal["undo", "redo"], list[int]]
"""What undo would take back and what redo would make again, each the newest last."""


def every(db: sa.Connection, key: str) -> tuple[Change, ...]:
    found = db.execute(sa.select(schema.edits).where(_ROW.convening == key).order_by(_ROW.seq)).all()
    _whole([row.seq for row in found])
    return tuple(change(row) for row in found)


def snapshot_before(db: sa.Connection, key: str, seq: int) -> tuple[int, Convening]:
    """The last snapshot up to this change, and the number of the change it was made after."""
    row = schema.snapshots.c
    newest = sa.select(row.seq, row.state).where(row.convening == key, row.seq <= seq).order_by(row.seq.desc()).limit(1)
    found = db.execute(newest).one_or_none()
    if found is None:
        raise NotFoundError(FORGOTTEN_SINCE)
    return found.seq, rows.read_whole(found.state)


def at(db: sa.Connection, key: str, seq: int) -> Convening:
    """The convening as it was after change number `seq`: the snapshot before it, and the edits since."""
    from toolkit.convening import edits as changes

    since, convening = snapshot_before(db, key, seq)
    later = sa.select(_ROW.seq, _ROW.edit).where(_ROW.convening == key, _ROW.seq > since, _ROW.seq <= seq).order_by(_ROW.seq)
    found = db.execute(later).all()
    _whole([since, *(each.seq for each in found)], seq)
    for _, text in found:
        if text is not None:
            convening = changes.part(convening, changes.from_json(text)).convening
    return convening


def steps(db: sa.Connection, key: str, until: int, most: int, forgotten: int) -> tuple[Step, ...]:
    """The last changes up to number `until`, the newest first. What was forgotten at number `forgotten` and before has no states."""
    from toolkit.convening import edits as changes

    first = max(until - most, 0)
    readable = max(first, forgotten)
    since, state = snapshot_before(db, key, readable) if readable <= until else (first, None)
    here = sa.select(schema.edits).where(_ROW.convening == key, _ROW.seq > min(since, first), _ROW.seq <= until).order_by(_ROW.seq)
    made: list[Step] = []
    found = db.execute(here).all()
    _whole([each.seq for each in found])
    for each in map(change, found):
        before, after = None, None
        if each.edit is not None and state is not None:
            before, after = state, changes.part(state, each.edit).convening
            state = after
        if each.seq > first:
            made.append(Step(each, before, after))
    return tuple(reversed(made))


def _whole(seqs: list[int], last: int | None = None) -> None:
    """No change between two others is missing: a row that went astray is not passed over."""
    if seqs and (seqs != list(range(seqs[0], seqs[0] + len(seqs))) or last not in (None, seqs[-1])):
        raise StoreError(CHANGED_OUTSIDE)


def piles(db: sa.Connection, key: str, who: str, forgotten: int) -> Piles:
    """An undo takes the top of one pile and lies on the other; doing something new clears what could be made again."""
    found: Piles = {"undo": [], "redo": []}
    mine = sa.select(_ROW.seq, _ROW.kind).where(_ROW.convening == key, made_by(who), _ROW.seq > forgotten).order_by(_ROW.seq)
    for seq, done in db.execute(mine):
        if done == "do":
            found["undo"].append(seq)
            found["redo"].clear()
        elif done == "undo":
            found["undo"].pop()
            found["redo"].append(seq)
        elif done == "redo":
            found["redo"].pop()
            found["undo"].append(seq)
    return found


def did_before(db: sa.Connection, key: str, who: str, seq: int) -> bool:
    return db.execute(sa.select(_ROW.seq).where(_ROW.convening == key, made_by(who), _ROW.seq < seq).limit(1)).first() is not None


def made_by(who: str) -> sa.ColumnElement[bool]:
    """Rows of the same browser, whatever its nickname was by then."""
    return _ROW.who == hand_of(who)


def change(row: Any) -> Change:
    from toolkit.convening import edits as changes

    edit, inverse = (None if text is None else changes.from_json(text) for text in (row.edit, row.inverse))
    return Change(row.seq, row.kind, signed(row.who, row.nickname or ""), time_of(row.at), edit, inverse)


def secret_words(db: sa.Connection, before: Stored, person: str | None) -> frozenset[str]:
    """From every version that is kept, for a name may have been typed differently before."""
    states = db.execute(sa.select(schema.snapshots.c.state).where(schema.snapshots.c.convening == before.id)).scalars().all()
    versions = [before.convening, *(rows.read_whole(state) for state in states)]
    found = forgetting.secret_words(p for version in versions for p in version.participants if person is None or p.id == person)
    for edit, inverse in db.execute(sa.select(_ROW.edit, _ROW.inverse).where(_ROW.convening == before.id, _ROW.edit.is_not(None))):
        found |= forgetting.words_typed(json.loads(edit), person) | forgetting.words_typed(json.loads(inverse), person)
    return found


def ids(db: sa.Connection, before: Stored) -> set[str]:
    """Of everybody who is in a version that is kept."""
    states = db.execute(sa.select(schema.snapshots.c.state).where(schema.snapshots.c.convening == before.id)).scalars().all()
    return {each.id for version in (before.convening, *map(rows.read_whole, states)) for each in version.participants}


def that_used(db: sa.Connection, exercise: str) -> tuple[tuple[str, Convening], ...]:
    """The ids and plans of convenings in which this exercise stands and something happened, the last changed first.

    Nobody is read for it: in the place of the list of people stands their number, as those expected.
    """
    row, listed = schema.convenings.c, schema.participants.c
    stands = [sa.func.instr(closed.text_of(row.plan), words) > 0 for words in ('"happened":', f'"exercise":"{exercise}"')]
    people = sa.select(sa.func.count()).where(listed.convening == row.id).scalar_subquery()
    found = db.execute(sa.select(row.id, row.plan, people.label("people")).where(*stands).order_by(row.changed.desc())).all()
    plans = ((each.id, each.people, rows.put_together(each.plan, {})) for each in found)
    return tuple((key, plan.model_copy(update={"expected": max(plan.expected or 0, number)})) for key, number, plan in plans)
