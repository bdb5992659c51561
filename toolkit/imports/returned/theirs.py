"""What stands in a file that came back, once every recorded change in it is accepted: text around tables, and the tables row by row.

Knows the shape that our agenda has on paper, in any language; knows no convening, and holds nothing against anything.
"""

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from toolkit.documents import agenda
from toolkit.imports.returned.changes import NOWHERE
from toolkit.imports.returned.likeness import aligned, folded, likeness
from toolkit.language import Language
from toolkit.readers.source import Cell, Comment, Grid, Line, Row, Source, Tracked, Where


@dataclass(frozen=True, slots=True)
class Said:
    """One line of text. `before` is what it said before the recorded changes in it (None: it has none); `authors` are theirs."""

    text: str
    where: Where = NOWHERE
    before: str | None = None
    authors: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    level: int | None = None
    depth: int = 0

    @property
    def seen(self) -> str:
        return folded(self.text)


@dataclass(frozen=True, slots=True)
class TheirRow:
    """One row: what stands under time, under session, under place and lead, and in columns that we did not print.

    What we print because of what stands elsewhere is left out: how many groups there are, and the number of each. `mark` is what
    kind of row it shows itself to be by such a number or by our dash. Private notes are apart.
    """

    when: tuple[Said, ...]
    what: tuple[Said, ...]
    place: tuple[Said, ...]
    more: tuple[Said, ...] = ()
    notes: tuple[Said, ...] = ()
    where: Where = NOWHERE
    mark: Literal["", "group", "item"] = ""
    inserted: bool = False
    author: str = ""

    @property
    def all(self) -> tuple[Said, ...]:
        return (*self.when, *self.what, *self.place, *self.more, *self.notes)

    @property
    def key(self) -> tuple[str, str, str]:
        """The row as it is read: equal rows have nothing to say."""
        return words(self.when), words(self.what), words(self.place)


@dataclass(frozen=True, slots=True)
class Table:
    """One day's table; those that stand under one heading are one."""

    rows: tuple[TheirRow, ...]
    gone: tuple[TheirRow, ...] = ()
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class Theirs:
    """The whole file in its order: lines and tables. `gone` are lines that a recorded change takes out."""

    parts: tuple[Said | Table, ...]
    gone: tuple[Said, ...]


def words(lines: Sequence[Said]) -> str:
    """Lines as one text: whether somebody broke a line is no change of what it says."""
    return " ".join(each.seen for each in lines if each.seen)


def read(source: Source, say: Language, inside: bool = False) -> Theirs:
    """The file by its lines and tables; a table of one column is text in a frame. `inside`: notes may stand under a session."""
    parts: list[Said | Table] = []
    gone: list[Said] = []
    for part in source.parts:
        if isinstance(part, Line):
            for line in _lines(part):
                (parts if line.seen else gone).append(line)
        elif isinstance(part, Grid):
            if _is_schedule(part):
                parts.append(_table(part, say, inside))
            else:
                parts += [line for row in part.rows for cell in row.cells for each in cell.lines for line in _lines(each) if line.seen]
    return Theirs(tuple(parts), tuple(each for each in gone if each.before))


_GAP = 0.45


def _lines(line: Line) -> Iterator[Said]:
    """The lines of a paragraph, each with its own share of the recorded changes; a line that they take out says nothing any more."""
    texts = line.text.split("\n")
    befores = texts if line.before is None else line.before.split("\n")
    pairs = {to: at for at, to in aligned(befores, texts, lambda old, new: 1 - likeness(old, new), _GAP)}
    remarks = _hung(line.comments, texts)
    told = 0
    for to, text in enumerate(texts):
        at = pairs.get(to)
        if at is not None:
            yield from (_gone(line, old) for old in befores[told:at] if folded(old))
            told = at + 1
        old = "" if at is None else befores[at]
        before = old if folded(old) != folded(text) else None
        yield Said(text, line.where, before, _authors(line.tracked, text, before), remarks[to], line.level, line.depth)
    yield from (_gone(line, old) for old in befores[told:] if folded(old))


def _gone(line: Line, old: str) -> Said:
    return Said("", line.where, old, _authors(line.tracked, "", old), (), line.level, line.depth)


def _hung(comments: Sequence[Comment], texts: Sequence[str]) -> list[tuple[Comment, ...]]:
    """Each comment with the first line that holds what it hangs on; else with the first."""
    hung: list[list[Comment]] = [[] for _ in texts]
    for comment in comments:
        at = next((at for at, text in enumerate(texts) if comment.on and folded(comment.on) in folded(text)), 0)
        hung[at].append(comment)
    return [tuple(each) for each in hung]


def _authors(tracked: Sequence[Tracked], text: str, before: str | None) -> tuple[str, ...]:
    if before is None:
        return ()
    old, new = folded(before), folded(text)
    whole = [each.author for each in tracked if folded(each.text) == (old if each.kind == "deleted" else new) != ""]
    found = whole or [
        each.author for each in tracked
        if (piece := folded(each.text))
        and (old.count(piece) > new.count(piece) if each.kind == "deleted" else new.count(piece) > old.count(piece))
    ]  # fmt: skip
    return tuple(dict.fromkeys(name for name in found or [each.author for each in tracked] if name))


# Tables.


def _is_schedule(grid: Grid) -> bool:
    return any(sum(not cell.covered for cell in row.cells) > 1 for row in grid.rows)


def _table(grid: Grid, say: Language, inside: bool) -> Table:
    columns = _columns(grid, say)
    rows: list[TheirRow] = []
    gone: list[TheirRow] = []
    for number, row in enumerate(grid.rows):
        if number == 0 and columns.headed:
            continue
        made = _printed_by_itself(_row(row, columns), say, inside)
        if row.tracked == "deleted":
            gone.append(_as_before(made))
        elif any(each.seen for each in made.all):
            rows.append(made)
        elif any(each.before for each in made.all):
            gone.append(_as_before(made))
    return Table(tuple(rows), tuple(gone), grid.where)


@dataclass(frozen=True, slots=True)
class _Columns:
    when: int
    what: int
    place: int | None
    headed: bool


def heads(say: Language) -> tuple[str, str, str]:
    """The words over the columns of our table."""
    return say(agenda.TIME), say(agenda.SESSION), say(agenda.PLACE_AND_LEAD)


def _columns(grid: Grid, say: Language) -> _Columns:
    """By the words that stand over them, wherever somebody put the columns; else in our order."""
    first = [folded(cell.text).casefold() for cell in grid.rows[0].cells] if grid.rows else []
    wanted = [folded(each).casefold() for each in heads(say)]
    found = [first.index(each) if each in first else None for each in wanted]
    headed = any(at is not None for at in found)
    free = [at for at in range(len(first)) if at not in found]
    placed = [at if at is not None else free.pop(0) if free else None for at in found]
    when, what, place = placed
    return _Columns(when or 0, 1 if what is None else what, place, headed)


def _row(row: Row, columns: _Columns) -> TheirRow:
    def under(at: int | None) -> tuple[Said, ...]:
        return tuple(_cell(row.cells[at])) if at is not None and at < len(row.cells) else ()

    known = {columns.when, columns.what, columns.place}
    more = tuple(line for at, cell in enumerate(row.cells) if at not in known for line in _cell(cell))
    return TheirRow(
        under(columns.when), under(columns.what), under(columns.place), more, (), row.where, "", row.tracked == "inserted", row.author
    )


_MOST_GROUPS = 40


@functools.lru_cache(maxsize=16)
def _counted(say: Language) -> tuple[frozenset[str], frozenset[str]]:
    """How our table says how many groups there are, and which of them one is."""
    counts = frozenset(folded(say.plural(agenda.ONE_GROUP, agenda.GROUPS, n)) for n in range(2, _MOST_GROUPS))
    return counts, frozenset(folded(say(agenda.GROUP, n=say.number(n))) for n in range(1, _MOST_GROUPS))


def _printed_by_itself(row: TheirRow, say: Language, inside: bool) -> TheirRow:
    derived, numbers = _counted(say)
    what = [line for line in row.what if line.seen not in derived]
    head = folded(say(agenda.NOTES))
    at = next((at for at, line in enumerate(what) if line.seen == head), len(what)) if inside else len(what)
    when = tuple(line for line in row.when if line.seen not in numbers)
    dashed = bool(what) and what[0].text.lstrip().startswith(agenda.WITHIN)
    if dashed:
        what[0] = replace(what[0], text=_undashed(what[0].text), before=None if what[0].before is None else _undashed(what[0].before))
    mark: Literal["", "group", "item"] = "item" if dashed else "group" if len(when) < len(row.when) else ""
    return replace(row, when=when, what=tuple(what[:at]), notes=tuple(what[at + 1 :]), mark=mark)


def _undashed(text: str) -> str:
    return text.lstrip().removeprefix(agenda.WITHIN)


def _cell(cell: Cell) -> Iterator[Said]:
    for line in cell.lines:
        for each in _lines(line):
            where = each.where if each.where != NOWHERE else cell.where
            if each.seen or each.before:
                yield replace(each, where=where)


def _as_before(row: TheirRow) -> TheirRow:
    def old(lines: tuple[Said, ...]) -> tuple[Said, ...]:
        return tuple(replace(each, text=each.before if each.before is not None else each.text) for each in lines)

    return replace(row, when=old(row.when), what=old(row.what), place=old(row.place), more=old(row.more))
