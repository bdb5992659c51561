"""Keeps convenings. Every change is one transaction on the newest state, and is on the disk before anyone is told so.

Knows rows and order, not what an edit means: that is toolkit/convening/edits.py.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import pathlib
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

import sqlalchemy as sa

from toolkit.convening import people
from toolkit.convening.model import Convening
from toolkit.convening.values import Localised
from toolkit.language import N_
from toolkit.store import closed, elsewhere, handed, past, rows, schema, wiped
from toolkit.store import printed as papers
from toolkit.store.agenda import open_part, touches
from toolkit.store.answers import Change, Forgotten, Listed, Picture, Step, Stored, Turns, time_of
from toolkit.store.backups import Backup, Backups
from toolkit.store.forgetting import STAYS, Place, forget_people
from toolkit.store.places import CACHE_FOLDERS
from toolkit.store.printed import Printed, Way
from toolkit.store.safe import Safe
from toolkit.store.schema import NotFoundError, StoreError, failures_in_words
from toolkit.store.signed import LETTERS, hand_of, hidden, nickname_of, unnamed

if TYPE_CHECKING:
    # Edits are imported where something changes: a list of convenings on the first page must not wait for them.
    from toolkit.convening.edits import AnyEdit

SNAPSHOT_EVERY = 50
ONE_EDIT_SECONDS = 10
"""Typing in one field for this long is one edit, so that undo takes back a thought and not a letter."""

NOT_FOUND = N_("There is no such convening here. It may have been deleted; the list shows those there are.")
NO_PERSON = N_("There is no such person in this convening. The list of people shows those there are.")
NOTHING_TO_UNDO = N_("There is nothing of yours to undo here.")
NOTHING_TO_REDO = N_("There is nothing of yours to redo here.")
CHANGED_SINCE = N_("This cannot be undone any more: {reason}")


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Store:
    """The convenings in one database file. Safe for several threads and several processes.

    With `daily` a backup is made before the first change of a day. Where a passphrase is set (`safe`), all but `list`, `agenda` and what is
    due raises ClosedError until it is given.
    """

    def __init__(self, path: pathlib.Path | str, *, now: Callable[[], dt.datetime] = _now, daily: bool = False) -> None:
        self.path = pathlib.Path(path)
        self._now, self._daily = now, daily
        self._remembered = rows.Remembered()
        self._keys = schema.Keyring()
        self.backups = Backups(self.path, now)
        self._open()

    def _open(self) -> None:
        self._engine, self.new = schema.open_engine(self.path, self._keys)
        self.safe = Safe(self.path, self._engine, self._keys, self.backups, self._clear_caches)

    # Reading

    def list(self) -> tuple[Listed, ...]:
        """Every convening, the last changed first."""
        with failures_in_words(self.path), self._reading() as db:
            row = schema.convenings.c
            plan = row.agenda.label("plan") if closed.state_of(db).shut_out else row.plan
            listed = sa.select(row.id, plan, row.origin, row.changed, row.keep_until).order_by(row.changed.desc(), row.id)
            found = db.execute(listed).all()
        return tuple(_listed(each) for each in found)

    def agenda(self, key: str) -> Stored:
        """The agenda alone, without anybody: what can be read while the rest is closed."""
        with failures_in_words(self.path), self._reading() as db:
            if not closed.state_of(db).shut_out:
                stored = self._get(db, key)
                return replace(stored, convening=open_part(stored.convening))
            row = schema.convenings.c
            found = db.execute(sa.select(row.seq, row.agenda, row.changed, row.origin).where(row.id == key)).one_or_none()
        if found is None:
            raise NotFoundError(NOT_FOUND)
        try:
            convening = rows.read_whole(found.agenda)
        except (ValueError, TypeError):
            raise StoreError(schema.DAMAGED, path=self.path) from None
        return Stored(key, convening, found.seq, time_of(found.changed), found.origin)

    def get(self, key: str) -> Stored:
        with failures_in_words(self.path), self._reading() as db:
            return self._get(db, key)

    def assets(self, key: str) -> Mapping[str, bytes]:
        with failures_in_words(self.path), self._reading() as db:
            found = db.execute(sa.select(schema.assets.c.called, schema.assets.c.data).where(schema.assets.c.convening == key)).all()
        return {row.called: row.data for row in found}

    def originals(self, key: str) -> Mapping[str, bytes]:
        """The pictures as they were brought, for a copy of the convening to take along."""
        kept = schema.assets.c
        with failures_in_words(self.path), self._reading() as db:
            found = db.execute(sa.select(kept.called, kept.data, kept.original).where(kept.convening == key)).all()
        return {row.called: row.data if row.original is None else row.original for row in found}

    def history(self, key: str) -> tuple[Change, ...]:
        """Every change, the oldest first."""
        with failures_in_words(self.path), self._reading() as db:
            self._row(db, key)
            return past.every(db, key)

    def turns(self, key: str, who: str = "") -> Turns:
        """What `undo` would take back of what `who` did, and what `redo` would make again."""
        row = schema.edits.c
        with failures_in_words(self.path), self._reading() as db:
            piles = past.piles(db, key, who, self._row(db, key).forgotten)
            tops = {kind: pile[-1] for kind, pile in piles.items() if pile}
            rows_found = db.execute(sa.select(schema.edits).where(row.convening == key, row.seq.in_(tops.values())))
            found = {each.seq: past.change(each) for each in rows_found}
        return Turns(*(found.get(tops.get(kind, -1)) for kind in ("undo", "redo")))

    def at(self, key: str, seq: int) -> Convening:
        """The convening as it was after change number `seq` (0: as it came)."""
        with failures_in_words(self.path), self._reading() as db:
            return past.at(db, key, min(seq, self._row(db, key).seq))

    def steps(self, key: str, until: int | None = None, most: int = SNAPSHOT_EVERY) -> tuple[Step, ...]:
        """The last changes up to number `until`, the newest first, each with the states around it: what a page of the history tells."""
        with failures_in_words(self.path), self._reading() as db:
            there = self._row(db, key)
            return past.steps(db, key, there.seq if until is None else min(until, there.seq), most, there.forgotten)

    def printed(self, key: str) -> Mapping[Way, Printed]:
        """Every document that was printed since the last forgetting, with what it said the last time."""
        with failures_in_words(self.path), self._reading() as db:
            return papers.every(db, key)

    def due(self, today: dt.date) -> tuple[Stored, ...]:
        """Those whose personal data should be forgotten by now: the app asks, it does not erase in silence.

        While they are closed nobody can tell whom they still name, and all of them are asked about, as their agendas.
        """
        passed = [one.id for one in self.list() if one.keep_until is not None and one.keep_until < today]
        if self.safe.closed:
            return tuple(map(self.agenda, passed))
        return tuple(stored for stored in map(self.get, passed) if _names_anyone(stored.convening))

    def that_used(self, exercise: str) -> tuple[tuple[str, Convening], ...]:
        """The plans, without people, of the convenings here in which something happened and this exercise stands."""
        with failures_in_words(self.path), self._reading() as db:
            return past.that_used(db, exercise)

    # Changing

    def add(
        self,
        convening: Convening,
        assets: Mapping[str, bytes] | None = None,
        *,
        originals: Mapping[str, bytes] | None = None,
        origin: str = "",
    ) -> str:
        """Keep a new convening with its pictures, as they are printed and as they were brought; its id says nothing of it."""
        key = _made_up()
        with failures_in_words(self.path), self._changing() as db:
            values = {"id": key, "seq": 0, "plan": "", "origin": origin, "changed": self._stamp(), "keep_until": None, "forgotten": 0}
            closed.insert(db, schema.convenings, values)
            self._put(db, key, None, convening, 0)
            self._snapshot(db, key, 0, convening)
            for name, data in (assets or {}).items():
                self._add_picture(db, key, name, data, (originals or {}).get(name))
        return key

    def apply(self, key: str, edit: AnyEdit, who: str = "") -> Stored:
        """Make one change to the newest state. An edit that cannot be made raises EditError, and nothing is changed."""
        return self.change(key, lambda _: edit, who)[1]

    def change(
        self, key: str, make: Callable[[Convening], AnyEdit | None], who: str = "", *,
        pictures: Mapping[str, Picture] | None = None, typing: bool = True,
    ) -> tuple[Stored, Stored]:  # fmt: skip
        """The same for a change that depends on what stands there: `make` sees the newest state, and None leaves it. Before and after.

        A short while of `typing` in one field is one change; what is chosen or pressed is one each time.
        Pictures come with the edit that names them or not at all; none is ever overwritten or taken away, so that undo finds them.
        """
        from toolkit.convening import edits as changes

        with failures_in_words(self.path), self._changing() as db:
            before = self._get(db, key)
            edit = make(before.convening)
            if edit is None:
                return before, before
            after, inverse = changes.apply(before.convening, edit)
            for name, picture in (pictures or {}).items():
                self._keep_picture(db, key, name, picture)
            if typing and (last := self._goes_on(db, key, edit, who)) is not None:
                return before, self._gone_on(db, before, after, edit, last)
            return before, self._changed(db, before, after, "do", who, edit, inverse)

    def undo(self, key: str, who: str = "") -> Stored:
        """Take back the last change that `who` made and has not taken back yet."""
        return self._turn_back(key, who, "undo", NOTHING_TO_UNDO)

    def redo(self, key: str, who: str = "") -> Stored:
        """Make again what `who` took back last."""
        return self._turn_back(key, who, "redo", NOTHING_TO_REDO)

    def remove(self, key: str) -> None:
        """Delete a convening with all that belongs to it, and leave no byte of it behind."""
        with failures_in_words(self.path), self._changing() as db:
            self._row(db, key)
            db.execute(sa.delete(schema.convenings).where(schema.convenings.c.id == key))
        self._erase_all_over(key)

    def bring_back(self, name: str) -> Backup:
        """The state of a backup takes the place of everything that is here, which becomes a backup itself; that one is answered."""
        kept = self.backups.bring_back(name)
        self._clear_caches()
        self._open()
        return kept

    # Handing out

    def note_printed(self, key: str, made: Iterable[tuple[Way, str]]) -> None:
        """These left just now, with their fingerprints."""
        with failures_in_words(self.path), self._changing() as db:
            self._row(db, key)
            papers.note(db, key, made, self._stamp())

    def hand_out(self, key: str, files: Iterable[handed.Handed]) -> None:
        """Note that these files have left, and whom they name; no part of the convening changes."""
        with failures_in_words(self.path), self._changing() as db:
            self._row(db, key)
            handed.write(db, key, files)

    def handed_out(self, key: str) -> tuple[handed.Handed, ...]:
        with failures_in_words(self.path), self._reading() as db:
            return handed.read(db, key)

    # Forgetting

    def names_in_prose(self, key: str, person: str | None = None) -> tuple[Place, ...]:
        """The texts that name someone who would be forgotten, so that a person can decide about them first."""
        return forget_people(self.get(key).convening, person, clear_prose=False).prose

    def perhaps_in_prose(self, key: str, person: str | None = None) -> tuple[Place, ...]:
        """Further texts in which a word stands that is also a part of a name. Nobody but a person can tell, and forgetting leaves them."""
        from toolkit.leaks import may_name

        convening = self.get(key).convening
        listed = {place.way for place in forget_people(convening, person, clear_prose=False).prose}
        ids = {each.id for each in convening.participants if person in (None, each.id)}
        return tuple(Place(way) for way in may_name(convening, ids) if way not in listed)

    def forget(self, key: str, person: str | None = None, *, clear_prose: bool = False) -> Forgotten:
        """Forget one person, or everyone: in the newest state and in every version before it. Undo does not cross it.

        Older versions are dropped rather than rewritten: nobody may go back to them, and what is not there cannot be rewritten badly.
        The history keeps when something was changed, not what, and not by whom.
        """
        with failures_in_words(self.path), self._changing() as db:
            before = self._get(db, key)
            if person is not None and before.convening.person(person) is None:
                raise NotFoundError(NO_PERSON)
            secret = {rows.as_held(word) for word in past.secret_words(db, before, person)}
            rest = forget_people(before.convening, person, clear_prose)
            ids = {person} if person is not None else past.ids(db, before)
            self._forget_versions(db, before, rest.convening)
            self._drop_pictures(db, key, rest.convening)
            papers.forget(db, key)
            elsewhere.forget(db, key, ids)
            kept = rows.whole(rest.convening)
            others = elsewhere.others(db, key)
        backups = self._erase_all_over(key)
        known_too = {word for word in secret if any(word in text for text in others)}
        gone = 1 if person else len(before.convening.participants)
        traces = wiped.traces(self.path, (word for word in secret if word not in known_too and word not in kept))
        known = sum(any(word in text for word in secret) for text in others)
        return Forgotten(gone, rest.prose, known, traces, backups)

    # Inside

    @contextlib.contextmanager
    def _changing(self) -> Iterator[sa.Connection]:
        if self._daily and not self.safe.closed:
            self.backups.of_the_day()
        with self._engine.begin() as db:
            yield db

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with self._engine.connect().execution_options(reads_only=True) as db, db.begin():
            yield db

    def _stamp(self) -> str:
        return self._now().isoformat(timespec="microseconds")

    def _row(self, db: sa.Connection, key: str) -> Any:
        row = db.execute(sa.select(schema.convenings).where(schema.convenings.c.id == key)).one_or_none()
        if row is None:
            raise NotFoundError(NOT_FOUND)
        return row

    def _get(self, db: sa.Connection, key: str) -> Stored:
        row = self._row(db, key)
        growing = {name: self._texts(db, table, key) for name, table in schema.GROWING.items()}
        try:
            convening = self._remembered.put_together(key, row.plan, growing)
        except ValueError:
            # Not "from": what pydantic and json say holds what they found, and that may be a name.
            raise StoreError(schema.DAMAGED, path=self.path) from None
        return Stored(key, convening, row.seq, time_of(row.changed), row.origin)

    def _texts(self, db: sa.Connection, table: sa.Table, key: str) -> tuple[str, ...]:
        return tuple(db.execute(sa.select(table.c.data).where(table.c.convening == key).order_by(table.c.place)).scalars())

    def _put(self, db: sa.Connection, key: str, before: Convening | None, after: Convening, seq: int) -> dt.datetime:
        """Write what differs: a change to one person among four thousand is one row. Says when."""
        touched = [name for name in rows.GROWING if before is None or getattr(after, name) is not getattr(before, name)]
        plan, growing = rows.take_apart(after, touched)
        old = rows.take_apart(before, touched)[1] if before is not None else {name: [] for name in touched}
        kept = after.keep_until.isoformat() if after.keep_until else None
        stamp = self._stamp()
        values = {"seq": seq, "plan": plan, "changed": stamp, "keep_until": kept}
        if closed.state_of(db).closed and (before is None or touches(before, after)):
            values["agenda"] = rows.whole(open_part(after))
        closed.update(db, schema.convenings, {"id": key}, **values)
        for name in touched:
            _put_list(db, schema.GROWING[name], key, old[name], growing[name])
        return time_of(stamp)

    def _keep_picture(self, db: sa.Connection, key: str, name: str, picture: Picture) -> None:
        if name not in db.execute(sa.select(schema.assets.c.called).where(schema.assets.c.convening == key)).scalars().all():
            self._add_picture(db, key, name, picture.printed, picture.brought)

    def _add_picture(self, db: sa.Connection, key: str, name: str, printed: bytes, brought: bytes | None) -> None:
        row = {"convening": key, "name": _made_up(), "called": name, "data": printed, "original": brought}
        closed.insert(db, schema.assets, row)

    def _changed(
        self, db: sa.Connection, before: Stored, after: Convening, kind: str, who: str, edit: AnyEdit, inverse: AnyEdit
    ) -> Stored:
        from toolkit.convening import edits as changes

        seq = before.seq + 1
        changed = self._put(db, before.id, before.convening, after, seq)
        self._note_edit(db, before.id, seq, kind, who, edit=changes.to_json(edit), inverse=changes.to_json(inverse))
        if seq % SNAPSHOT_EVERY == 0:
            self._snapshot(db, before.id, seq, after)
        return Stored(before.id, after, seq, changed, before.origin)

    def _note_edit(self, db: sa.Connection, key: str, seq: int, kind: str, who: str, **texts: str) -> None:
        signature = {"who": hand_of(who), "nickname": nickname_of(who) or None}
        if closed.state_of(db).closed:
            signature = hidden(who)
        closed.insert(db, schema.edits, {"convening": key, "seq": seq, "kind": kind, **signature, "at": self._stamp(), **texts})

    def _snapshot(self, db: sa.Connection, key: str, seq: int, convening: Convening) -> None:
        closed.insert(db, schema.snapshots, {"convening": key, "seq": seq, "state": rows.whole(convening)})

    def _goes_on(self, db: sa.Connection, key: str, edit: AnyEdit, who: str) -> Any:
        """The change just before this one, where this one goes on typing in the same field."""
        from toolkit.convening import edits as changes

        row = schema.edits.c
        last = db.execute(sa.select(schema.edits).where(row.convening == key).order_by(row.seq.desc()).limit(1)).one_or_none()
        if last is None or last.kind != "do" or hand_of(last.who) != hand_of(who) or last.edit is None or last.seq % SNAPSHOT_EVERY == 0:
            return None
        recent = self._now() - time_of(last.at) < dt.timedelta(seconds=ONE_EDIT_SECONDS)
        return last if recent and changes.same_field(changes.from_json(last.edit), edit) else None

    def _gone_on(self, db: sa.Connection, before: Stored, after: Convening, edit: AnyEdit, last: Any) -> Stored:
        """Two edits as one. The time stays that of the first, or a long text would be one edit for ever."""
        from toolkit.convening import edits as changes

        whole, inverse = changes.continued(changes.from_json(last.edit), changes.from_json(last.inverse), edit, after)
        changed = self._put(db, before.id, before.convening, after, before.seq)
        same = {"convening": before.id, "seq": before.seq}
        closed.update(db, schema.edits, same, edit=changes.to_json(whole), inverse=changes.to_json(inverse))
        return Stored(before.id, after, before.seq, changed, before.origin)

    def _turn_back(self, key: str, who: str, kind: Literal["undo", "redo"], nothing: str) -> Stored:
        from toolkit.convening import edits as changes

        with failures_in_words(self.path), self._changing() as db:
            before = self._get(db, key)
            row = self._last_of(db, key, who, kind, nothing)
            edit = changes.from_json(row.inverse)
            try:
                after, inverse = changes.apply(before.convening, edit)
            except changes.EditError as error:
                raise StoreError(CHANGED_SINCE, reason=error) from error
            return self._changed(db, before, after, kind, who, edit, inverse)

    def _last_of(self, db: sa.Connection, key: str, who: str, kind: Literal["undo", "redo"], nothing: str) -> Any:
        """The change whose inverse is to be applied."""
        forgotten = self._row(db, key).forgotten
        pile = past.piles(db, key, who, forgotten)[kind]
        if not pile:
            raise StoreError(past.FORGOTTEN_SINCE if past.did_before(db, key, who, forgotten) else nothing)
        row = schema.edits.c
        return db.execute(sa.select(schema.edits).where(row.convening == key, row.seq == pile[-1])).one()

    def _forget_versions(self, db: sa.Connection, before: Stored, rest: Convening) -> None:
        """No nickname stays either: it is typed text, any of them may be what somebody is called, and what they changed is gone."""
        key, seq = before.id, before.seq + 1
        db.execute(sa.delete(schema.snapshots).where(schema.snapshots.c.convening == key))
        mine = schema.edits.c.convening == key
        db.execute(sa.update(schema.edits).where(mine).values(edit=None, inverse=None, nickname=None))
        for who in db.execute(sa.select(schema.edits.c.who).where(mine).distinct()).scalars().all():
            db.execute(sa.update(schema.edits).where(mine, schema.edits.c.who == who).values(who=unnamed(who)))
        self._note_edit(db, key, seq, "forget", "")
        for table in schema.GROWING.values():
            db.execute(sa.delete(table).where(table.c.convening == key))
        self._put(db, key, None, rest, seq)
        closed.update(db, schema.convenings, {"id": key}, forgotten=seq)
        self._snapshot(db, key, seq, rest)

    def _drop_pictures(self, db: sa.Connection, key: str, rest: Convening) -> None:
        """Those of somebody who is forgotten, and those that only older versions show."""
        shown = rest.pictures()
        row = schema.assets.c
        for name, called in db.execute(sa.select(row.name, row.called).where(row.convening == key)).all():
            if called not in shown:
                db.execute(sa.delete(schema.assets).where(schema.assets.c.convening == key, schema.assets.c.name == name))

    def _erase_all_over(self, key: str) -> int:
        """Whatever else this convening lies in: memory, backups (one of what is here now takes their place), the free pages of the file."""
        self._clear_caches()
        gone = self.backups.forget(key)
        wiped.rewrite(self.path, self._engine)
        if gone:
            self.backups.make("day")
        return gone

    def _clear_caches(self) -> None:
        people.folded.cache_clear()
        self._remembered.clear()
        for name in CACHE_FOLDERS:
            folder = self.path.parent / name
            if folder.is_dir():
                shutil.rmtree(folder)


def _put_list(db: sa.Connection, table: sa.Table, key: str, old: list[str], new: list[str]) -> None:
    changed = [place for place, (before, text) in enumerate(zip(old, new, strict=False)) if before != text]
    if changed:
        there = sa.delete(table).where(table.c.convening == key, table.c.place == sa.bindparam("at"))
        db.execute(there, [{"at": place} for place in changed])
    if len(old) > len(new):
        db.execute(sa.delete(table).where(table.c.convening == key, table.c.place >= len(new)))
    places = [*changed, *range(len(old), len(new))]
    closed.insert(db, table, *({"convening": key, "place": place, "data": new[place]} for place in places))


def _made_up() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(12))


def _listed(row: Any) -> Listed:
    plan = json.loads(row.plan)
    title = plan["title"]
    days = plan.get("days", ())
    return Listed(
        id=row.id,
        title=title if isinstance(title, str) else Localised(title),
        language=plan.get("language", "en"),
        dates=tuple(dt.date.fromisoformat(day["date"]) for day in days if day.get("date")),
        days=len(days),
        changed=time_of(row.changed),
        keep_until=dt.date.fromisoformat(row.keep_until) if row.keep_until else None,
        origin=row.origin,
    )


def _names_anyone(convening: Convening) -> bool:
    """What forgetting leaves are counts."""
    kept = {"id", *STAYS}
    return any(person.model_dump(exclude=kept, exclude_defaults=True) for person in convening.participants)
