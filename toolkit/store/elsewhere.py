"""What tables other than those of a convening's own states hold of people: ids in columns of text. A table of tomorrow counts too."""

import json
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from toolkit.store import closed, schema
from toolkit.store.closed import Closed
from toolkit.store.schema import metadata

OWN = frozenset({"convening", "participant", "word", "note", "edit", "snapshot", "asset", "lock"})
"""Tables that forgetting writes anew or empties by name, and the one that knows nothing of anybody."""


def forget(db: sa.Connection, key: str, gone: Collection[str]) -> None:
    """Take these ids out of every other table's rows of this convening: out of lists and keys in JSON; a row that is named by one goes."""
    for table in metadata.sorted_tables:
        if table.name in OWN or "convening" not in table.c:
            continue
        mine = table.c.convening == key
        texts = [column for column in table.c if isinstance(column.type, (sa.Text, Closed)) and column.name != "convening"]
        for row in db.execute(sa.select(table).where(mine)).mappings().all():
            which = {column.name: row[column.name] for column in table.primary_key}
            if any(row[column.name] in gone for column in texts if column.primary_key or not column.nullable):
                db.execute(sa.delete(table).where(*(table.c[name] == value for name, value in which.items())))
                continue
            kept = {column.name: _without(row[column.name], gone) for column in texts}
            changed = {name: text for name, text in kept.items() if text != row[name]}
            if changed:
                closed.update(db, table, which, **changed)


def others(db: sa.Connection, key: str) -> tuple[str, ...]:
    """All that is kept of each other convening, as text."""
    found: dict[str, list[str]] = {}
    for table, column in (
        (schema.participants, "data"), (schema.words, "data"), (schema.notes, "data"),
        (schema.snapshots, "state"), (schema.edits, "edit"), (schema.edits, "inverse"),
    ):  # fmt: skip
        for other, text in db.execute(sa.select(table.c.convening, table.c[column]).where(table.c.convening != key)):
            found.setdefault(other, []).append(text or "")
    for other, plan in db.execute(sa.select(schema.convenings.c.id, schema.convenings.c.plan).where(schema.convenings.c.id != key)):
        found.setdefault(other, []).append(plan)
    return tuple("\n".join(texts) for texts in found.values())


def _without(text: str | None, gone: Collection[str]) -> str | None:
    if text is None or text in gone:
        return None
    if text[:1] not in ("[", "{"):
        return text
    try:
        held = json.loads(text)
    except ValueError:
        return text
    left = _cut(held, gone)
    return text if left == held else json.dumps(left, ensure_ascii=False, separators=(",", ":"))


def _cut(held: Any, gone: Collection[str]) -> Any:
    if isinstance(held, list):
        return [_cut(each, gone) for each in held if not (isinstance(each, str) and each in gone)]
    if isinstance(held, dict):
        return {key: _cut(each, gone) for key, each in held.items() if key not in gone and not (isinstance(each, str) and each in gone)}
    return held
