"""What a person is asked about files that came back: every change once, what several want as one, and what contradicts as a choice."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from toolkit.convening.edits import All, AnyEdit, apply
from toolkit.convening.model import Convening
from toolkit.imports.report_back.accepting import accept
from toolkit.imports.report_back.changes import Change, Returned
from toolkit.imports.report_back.compare import compare
from toolkit.readers.source import Source

Same = tuple[str, str, int, int, str, str]


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be done, and the files that want it, by their numbers. `id` names it with what it would change here."""

    id: str
    change: Change
    files: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What to do with one line, or one footnote. Several options contradict one another: one of them at most can be had."""

    id: str
    section: str
    heading: str
    options: tuple[Option, ...]

    @property
    def clashes(self) -> bool:
        return len(self.options) > 1 or any(option.change.clashes for option in self.options)

    @property
    def can_be_taken(self) -> bool:
        return any(option.change.can_be_taken for option in self.options)


def same(change: Change) -> Same:
    """What makes two changes of two files one and the same."""
    place = change.place if change.kind != "added" else None
    home, leaf = (change.anchor.home, change.anchor.leaf) if place is None else (place.home, place.leaf)
    note = change.note if change.kind in ("note-reworded", "note-dropped") else -1
    moved = f"{change.anchor.home} {change.anchor.leaf}" if change.kind == "moved" else ""
    return change.kind, home, leaf, note, change.stood, f"{change.stands}{moved}"


def _about(change: Change) -> tuple[object, ...]:
    """What two changes of two files cannot both be about."""
    same_line = (change.place.home, change.place.leaf, change.stood)
    match change.kind:
        case "reworded" | "dropped" | "level" if change.place.home:
            return ("line", *same_line)
        case "moved" if change.place.home:
            return ("moved", *same_line)
        case "note-reworded" | "note-dropped":
            return ("note", change.place.home, change.place.leaf, change.stood)
    return same(change)


def questions(files: Sequence[Returned]) -> tuple[Question, ...]:
    """In the order of the first file, then of the next. Two things that one file itself wants are two questions."""
    asked: dict[tuple[object, ...], dict[Same, tuple[Change, list[int]]]] = {}
    for number, file in enumerate(files):
        for change in file.changes:
            options = asked.setdefault((file.version.id, *_about(change)), {})
            options.setdefault(same(change), (change, []))[1].append(number)
    made = []
    for options in asked.values():
        first = next(iter(options.values()))[0]
        chosen = tuple(Option(_name(change), change, tuple(files_of)) for change, files_of in options.values())
        made.append(Question(_hash(*(option.id for option in chosen)), first.section, first.heading, chosen))
    return tuple(made)


def _name(change: Change) -> str:
    return _hash(*map(str, same(change)), str(change.ours), str(change.why is None))


def _hash(*words: str) -> str:
    return hashlib.sha256("\0".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Done:
    """The one edit of what was taken, and the options that have to be put in by hand."""

    edit: All
    left: tuple[Option, ...] = ()


def take(convening: Convening, sources: Sequence[tuple[Source, str | None]], options: Collection[Option]) -> Done:
    """What was chosen of several files, as one change: file by file, each held against the text as the one before left it."""
    edits: list[AnyEdit] = []
    left: list[Option] = []
    for number, (source, against) in enumerate(sources):
        mine = {same(option.change): option for option in options if option.files[0] == number}
        if not mine:
            continue
        found = compare(convening, source, against)
        wanted = {change.number: mine[same(change)] for change in found.changes if same(change) in mine}
        taken = accept(convening, found, list(wanted))
        left += [wanted[number] for number in taken.left]
        if taken.edit.edits:
            edits.append(taken.edit)
            convening = apply(convening, taken.edit).convening
    return Done(All(edits=tuple(edits)), tuple(left))
