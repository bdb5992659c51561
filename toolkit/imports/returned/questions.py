"""Changes of several files as questions: what all want alike is asked once, what contradicts is one choice; the chosen ones as one edit."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.convening.edits import All, AnyEdit, apply
from toolkit.convening.model import Convening
from toolkit.imports.returned.accepting import accept
from toolkit.imports.returned.changes import Change, Returned, Subject
from toolkit.imports.returned.clashing import contradict
from toolkit.imports.returned.likeness import folded


@dataclass(frozen=True, slots=True)
class Option:
    """What one file wants, or several alike; `file` is the first of them, whose changes these are.

    `id` is of what is wanted and of what stands here today: who answers to it has seen both. `alone` are the questions that its changes
    would be by themselves, once what contradicts them is settled.
    """

    id: str
    changes: tuple[Change, ...]
    files: tuple[int, ...]
    alone: tuple[str, ...]

    @property
    def file(self) -> int:
        return self.files[0]

    @property
    def can_be_taken(self) -> bool:
        return any(change.wish is not None for change in self.changes)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to decide. With several options at most one of them can be taken. `id` stays the same whatever is changed here."""

    id: str
    subject: Subject
    options: tuple[Option, ...]

    @property
    def clashes(self) -> bool:
        """Whether the files contradict one another, or what was changed here since."""
        return len(self.options) > 1 or any(change.clashes for option in self.options for change in option.changes)

    @property
    def can_be_taken(self) -> bool:
        return any(option.can_be_taken for option in self.options)


@dataclass(slots=True)
class _Wanted:
    """One change, and which files want it."""

    change: Change
    files: list[int]


def questions(files: Sequence[Returned]) -> tuple[Question, ...]:
    """In the order of the files."""
    wanted = _wanted(files)
    made: list[Question] = []
    known: set[str] = set()
    for group in _groups(wanted):
        made.append(_question([wanted[at] for at in group], known))
        known.add(made[-1].id)
    return tuple(made)


def taken(convening: Convening, files: Sequence[Returned], options: Iterable[Option]) -> All:
    """What was chosen of all files as one edit, file after file: later ones find what the earlier ones brought.

    :raises AcceptError: a change cannot be made any more.
    """
    chosen = list(options)
    edits: list[AnyEdit] = []
    for at, returned in enumerate(files):
        numbers = [change.number for option in chosen if option.file == at for change in option.changes if change.wish is not None]
        if numbers:
            edit = accept(convening, returned, numbers)
            convening = apply(convening, edit).convening
            edits += edit.edits
    return All(edits=tuple(edits))


def _wanted(files: Sequence[Returned]) -> list[_Wanted]:
    found: dict[tuple[str, ...], _Wanted] = {}
    for at, returned in enumerate(files):
        for change in returned.changes:
            alike = found.get(_what(change))
            if alike is None or at in alike.files:
                found[*_what(change), *([] if alike is None else [str(at), str(change.number)])] = _Wanted(change, [at])
            else:
                alike.files.append(at)
    return list(found.values())


def _what(change: Change) -> tuple[str, ...]:
    """What a change is, told by its words where its id is of one file alone."""
    subject = change.subject
    own = folded(subject.name) if change.kind == "added" or subject.kind == "objective" else subject.id
    day = subject.day if change.kind in ("added", "moved") else ""
    return change.kind, subject.kind, own, day, folded(change.stood) if change.kind == "other" else "", folded(change.stands)


def _groups(wanted: Sequence[_Wanted]) -> list[list[int]]:
    """The numbers of those that hang together by contradictions; most hang with nothing."""
    of = list(range(len(wanted)))
    for at, one in enumerate(wanted):
        for to in range(at + 1, len(wanted)):
            if of[to] != of[at] and not set(one.files) & set(wanted[to].files) and contradict(one.change, wanted[to].change):
                of = [of[at] if each == of[to] else each for each in of]
    return [[at for at, group in enumerate(of) if group == wanted_group] for wanted_group in dict.fromkeys(of)]


def _question(group: Sequence[_Wanted], known: set[str]) -> Question:
    files = sorted({at for each in group for at in each.files})
    by_file = {at: tuple(each.change for each in group if at in each.files) for at in files}
    alike: dict[tuple[Change, ...], list[int]] = {}
    for at, changes in by_file.items():
        alike.setdefault(changes, []).append(at)
    options = tuple(_option(changes, tuple(wanting)) for changes, wanting in alike.items())
    words = [part for each in group for part in _what(each.change)]
    made = _digest(words)
    while made in known:  # The same line twice in one file.
        words.append("again")
        made = _digest(words)
    return Question(made, group[0].change.subject, options)


def _option(changes: tuple[Change, ...], files: tuple[int, ...]) -> Option:
    words = [part for each in changes for part in (*_what(each), "-" if each.ours is None else folded(each.ours))]
    return Option(_digest([*map(str, files), *words]), changes, files, tuple(_digest(_what(each)) for each in changes))


def _digest(words: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:16]
