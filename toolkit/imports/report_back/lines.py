"""A text as lines that can be held against those of another: paragraphs, items, headings and rows of tables, each with its footnotes.

Two sources give the same lines: a Word file that was read, and our own Markdown. Knows no report; nothing here compares.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from toolkit.document.places import CALL, CELL, Leaf
from toolkit.imports.returned.changes import NOWHERE
from toolkit.imports.returned.likeness import folded
from toolkit.readers.source import FIRST_CALL, MOST_CALLS, Comment, Grid, Row, Source, Where
from toolkit.readers.source import Line as Read

_CALLS = re.compile(f"[{chr(FIRST_CALL)}-{chr(FIRST_CALL + MOST_CALLS - 1)}]")
_NO_NOTE: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is read: `text` is folded, with a sign for each footnote that it calls and another between cells.
    `raw` is the same with the letters as they were typed.
    `after_gone`: a recorded change takes out the paragraph before it, whose style LibreOffice then gives to this one.

    Of a file: `before` is what it said before the recorded changes in it (None: there are none), `authors` are theirs; `comments` hang
    on the line.
    """

    text: str
    notes: tuple[tuple[str, ...], ...] = ()
    level: int = 0
    depth: int = 0
    before: str | None = None
    authors: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    where: Where = NOWHERE
    note_authors: tuple[tuple[str, ...], ...] = ()
    raw: str = ""
    after_gone: bool = False

    @property
    def words(self) -> str:
        """Without its footnotes."""
        return without_calls(self.text)

    @property
    def is_row(self) -> bool:
        return CELL in self.text


@dataclass(frozen=True, slots=True)
class Theirs:
    """A whole file. `gone` are the lines that a recorded change takes out whole, with whose change that is."""

    lines: tuple[Line, ...]
    gone: dict[str, tuple[str, ...]] = field(default_factory=dict)
    furniture: tuple[str, ...] = ()


def fold(text: str) -> str:
    """As it is read, cell by cell; a break within a paragraph is a space."""
    return CELL.join(folded(cell) for cell in text.split(CELL)).rstrip(CELL)


def spaced(text: str) -> str:
    """The letters as they are, spaces of any number as one."""
    return CELL.join(" ".join(cell.split()) for cell in text.split(CELL)).rstrip(CELL)


def without_calls(text: str) -> str:
    return fold(text.replace(CALL, "")) if CALL in text else text


def of_leaf(leaf: Leaf) -> Line:
    notes = tuple(tuple(fold(text) for text in note.texts) for note in leaf.notes)
    return Line(fold(leaf.text), notes, leaf.level, leaf.depth, raw=spaced(leaf.text))


def of_file(source: Source) -> Theirs:
    """Every line of a file that was read with signs for its footnotes; recorded changes count as made."""
    notes: dict[int, list[Read]] = {}
    for note in source.notes:
        notes.setdefault(note.where.note or 0, []).append(note)
    lines: list[Line] = []
    gone: dict[str, tuple[str, ...]] = {}
    after_gone = False
    for part in source.parts:
        for found in _rows(part) if isinstance(part, Grid) else _paragraphs([part] if isinstance(part, Read) else ()):
            line = _with_notes(found, notes)
            if without_calls(line.text).strip(CELL):
                lines.append(replace(line, after_gone=after_gone))
                after_gone = False
            elif line.before and fold(line.before):
                gone.setdefault(without_calls(line.before), line.authors)
                after_gone = True
            if not without_calls(line.text).strip(CELL) and line.comments and lines:  # on a line that they took out
                lines[-1] = replace(lines[-1], comments=lines[-1].comments + line.comments)
    return Theirs(tuple(lines), gone, tuple(line.text for line in source.furniture))


def _paragraphs(found: Sequence[Read]) -> Iterator[Line]:
    for line in found:
        yield Line(
            line.text.replace(CELL, " "), (), line.level or 0, line.depth, None if line.before is None else line.before.replace(CELL, " "),
            _authors([line]), line.comments, line.where,
        )  # fmt: skip


def _rows(table: Grid) -> Iterator[Line]:
    for row in table.rows:
        yield _row(row)


def _row(row: Row) -> Line:
    cells = [cell for cell in row.cells if not cell.covered]
    lines = [line for cell in cells for line in cell.lines]
    text = CELL.join(" ".join(line.text.replace(CELL, " ") for line in cell.lines) for cell in cells)
    before = CELL.join(
        " ".join((line.text if line.before is None else line.before).replace(CELL, " ") for line in cell.lines) for cell in cells
    )
    authors = _authors(lines) or ((row.author,) if row.author else ())
    if row.tracked == "deleted":
        text, before = "", before or text
    changed = row.tracked is not None or any(line.before is not None for line in lines)
    comments = tuple(each for line in lines for each in line.comments)
    return Line(text, (), 0, 0, before if changed else None, authors, comments, row.where)


def _authors(lines: Sequence[Read]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.author for line in lines for each in line.tracked if each.author))


def _with_notes(line: Line, notes: dict[int, list[Read]]) -> Line:
    """The line with one sign for every footnote, and what those say; folded."""
    called = [ord(sign) - FIRST_CALL + 1 for sign in _CALLS.findall(line.text)]
    before = None if line.before is None else fold(_CALLS.sub(CALL, line.before))
    held = [[each for each in notes.get(number, ()) if folded(each.text)] for number in called]
    return replace(
        line, text=fold(_CALLS.sub(CALL, line.text)), before=before, raw=spaced(_CALLS.sub(CALL, line.text)),
        notes=tuple(tuple(fold(each.text.replace(CELL, " ")) for each in note) or _NO_NOTE for note in held),
        note_authors=tuple(_authors(note) for note in held),
    )  # fmt: skip
