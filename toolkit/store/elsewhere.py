"""What tables other than those of a convening's own states hold of people: ids in columns of text. A table of tomorrow counts too."""

import json
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from toolkit.store.schema import metadata

OWN = frozenset({"convening", "participant", "word", "note", "edit", "snapshot", "asset"})
"""Tables that forgetting writes anew or empties by name."""


def forget(db: sa.Connection, key: str, gone: Collection[str]) -> None:
    """Take these ids out of every other table's rows of this convening: out of lists and keys in JSON; a row that is named by one goes."""
    for table in metadata.sorted_tables:
        if table.name in OWN or "convening" not in table.c:
            continue
        mine = table.c.convening == key
        texts = [column for column in table.c if isinstance(column.type, sa.Text) and column.name != "convening"]
        for row in db.execute(sa.select(table).where(mine)).mappings().all():
            here = sa.and_(*(column == row[column.name] for column in table.primary_key))
            if any(row[column.name] in gone for column in texts if column.primary_key or not column.nullable):
                db.execute(sa.delete(table).where(here))
                continue
            kept = {column.name: _without(row[column.name], gone) for column in texts}
            changed = {name: text for name, text in kept.items() if text != row[name]}
            if changed:
                db.execute(sa.update(table).where(here).values(changed))


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
