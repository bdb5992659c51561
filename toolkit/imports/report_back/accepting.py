"""The changes that a person takes over, as edits of the sections' Markdown. Each is looked at as it would be printed: what does not come
out as it was wanted is left, and said; a text is never half changed.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from toolkit.convening.edits import All, AnyEdit
from toolkit.convening.model import Convening
from toolkit.convening.report_fields import standing, writing
from toolkit.document.places import CALL, CELL, Leaf, typed
from toolkit.imports.report_back import markdown as md
from toolkit.imports.report_back.base import Place, kept, leaves_of
from toolkit.imports.report_back.changes import Anchor, Change, Returned
from toolkit.imports.report_back.compare import note_pairs
from toolkit.imports.report_back.lines import Line, fold, of_leaf
from toolkit.imports.report_back.now import Now, TextNow, here
from toolkit.imports.returned.likeness import likeness
from toolkit.language import N_

BY_HAND = N_("It could not be put into the text without changing something else as well; put it in by hand.")

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Taken:
    """The one edit of what was taken, and the numbers of what has to be put in by hand."""

    edit: All
    left: tuple[int, ...] = ()


def accept(convening: Convening, returned: Returned, numbers: Collection[int]) -> Taken:
    """What was chosen, as one change of the report as it stands now."""
    chosen = [change for change in returned.changes if change.number in numbers and change.can_be_taken]
    work = _Work(convening, returned)
    left = [number for number in numbers if number not in {change.number for change in chosen}]
    for place, changes in _by_line(chosen):
        left += work.reword(place, changes)
    for change in chosen:
        if change.kind == "added" and not work.add(change):
            left.append(change.number)
        if change.kind == "moved" and not work.move(change):
            left.append(change.number)
    for change in chosen:
        if change.kind == "dropped" and not work.drop(change.place):
            left.append(change.number)
    return Taken(All(edits=tuple(work.edits())), tuple(sorted(left)))


def _by_line(chosen: Sequence[Change]) -> Iterator[tuple[Place, list[Change]]]:
    found: dict[Place, list[Change]] = {}
    for change in chosen:
        if change.kind in ("reworded", "note-added", "note-dropped", "note-reworded"):
            found.setdefault(change.place, []).append(change)
    yield from found.items()


@dataclass(slots=True)
class _Draft:
    """One text while it is changed: `ids` name its lines, which went out as a number or came since."""

    now: TextNow
    markdown: str
    ids: list[Key]

    @property
    def home(self) -> str:
        return self.now.home

    def leaves(self) -> tuple[Leaf, ...]:
        return leaves_of(self.home, self.markdown)

    def lines(self) -> list[Line]:
        return [of_leaf(leaf) for leaf in self.leaves()]

    def at(self, key: Key) -> int | None:
        return self.ids.index(key) if key in self.ids else None

    def take(self, candidates: Iterator[str], ids: list[Key], wanted: Sequence[tuple[str, tuple[tuple[str, ...], ...]]]) -> bool:
        """The first of the texts that prints exactly what is wanted."""
        for candidate in candidates:
            if [(line.text, line.notes) for line in map(of_leaf, leaves_of(self.home, candidate))] == list(wanted):
                self.markdown, self.ids = candidate, ids
                return True
        return False


def _wanted(lines: Sequence[Line]) -> list[tuple[str, tuple[tuple[str, ...], ...]]]:
    return [(line.text, line.notes) for line in lines]


@dataclass(slots=True)
class _Work:
    convening: Convening
    returned: Returned
    now: Now = field(default_factory=Now)
    drafts: dict[str, _Draft] = field(default_factory=dict)
    went: dict[Place, Line] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.now = here(self.convening, self.returned.version)
        self.went = {each.place: each.line for each in kept(self.returned.version) if each.line is not None}

    def draft(self, home: str) -> _Draft | None:
        if home not in self.drafts:
            now = self.now.texts.get(home)
            if now is None:
                return None
            went = self.now.went()
            ids = [went.get((home, at), ("ours", at)) for at in range(len(now.leaves))]
            self.drafts[home] = _Draft(now, now.markdown, ids)
        return self.drafts[home]

    def holds(self, place: Place) -> _Draft | None:
        """The text in which a line stands that went out: another one where it was moved meanwhile."""
        for draft in self.drafts.values():
            if draft.at((place.home, place.leaf)) is not None:
                return draft
        spot = self.now.spot(place)
        return None if spot is None or spot[0] in self.drafts else self.draft(spot[0])

    def edits(self) -> Iterator[AnyEdit]:
        code = self.returned.version.language
        for home, draft in self.drafts.items():
            if draft.markdown != draft.now.markdown:
                written = code if standing(self.convening, home, code) else self.convening.language
                if not draft.now.markdown and not standing(self.convening, home, self.convening.language):
                    written = code
                yield writing(self.convening, home, written, draft.markdown)

    # Words and footnotes of a line.

    def reword(self, place: Place, changes: Sequence[Change]) -> list[int]:
        """The numbers of those that could not be made: all of them at once, else one by one."""
        if self._reword(place, changes):
            return []
        if len(changes) == 1:
            return [changes[0].number]
        return [change.number for change in changes if not self._reword(place, [change])]

    def _reword(self, place: Place, changes: Sequence[Change]) -> bool:
        draft, theirs = self.holds(place), self.returned.lines[changes[0].line]
        at = None if draft is None else draft.at((place.home, place.leaf))
        if draft is None or at is None:
            return False
        if place.is_field:
            new = theirs.raw.replace(CALL, "").replace(CELL, " ")
            draft.markdown = new
            return True
        leaf = draft.leaves()[at]
        old = of_leaf(leaf)
        new, refs = self._composed(old, self.went[place], theirs, changes)
        notes = tuple(old.notes[number] if whose == "ours" else theirs.notes[number] for whose, number in refs)
        if not self._words(draft, at, leaf, new, refs, theirs, notes):
            return False
        return all(self._note(draft, at, change, theirs) for change in changes if change.kind == "note-reworded")

    def _composed(
        self, old: Line, went: Line, theirs: Line, changes: Sequence[Change]
    ) -> tuple[str, list[tuple[str, int]]]:
        """The line's new words with the signs of its footnotes, and whose each of those is."""
        words = any(change.kind == "reworded" for change in changes)
        gone = {_likest(went.notes[change.note], old.notes) for change in changes if change.kind == "note-dropped"}
        come = {change.note for change in changes if change.kind == "note-added"}
        pairs = dict(note_pairs(old.notes, theirs.notes))
        ours, their = old.raw.replace(CALL, ""), theirs.raw.replace(CALL, "")
        text = their if words else ours
        signs: list[tuple[int, int, str, int]] = []
        for number, at in enumerate(_calls(old.raw)):
            if number in gone:
                continue
            if words and number in pairs:
                signs.append((_calls(theirs.raw)[pairs[number]], pairs[number], "ours", number))
            else:
                signs.append((_moved_to(ours, text, at) if words else at, number, "ours", number))
        for number in sorted(come):
            at = _calls(theirs.raw)[number]
            signs.append((at if words else _moved_to(their, text, at), number, "theirs", number))
        signs.sort()
        made, here_at = [], 0
        for at, _, _, _ in signs:
            made += [text[here_at:at], CALL]
            here_at = at
        return "".join([*made, text[here_at:]]), [(whose, number) for _, _, whose, number in signs]

    def _words(
        self, draft: _Draft, at: int, leaf: Leaf, new: str, refs: list[tuple[str, int]], theirs: Line, notes: tuple[tuple[str, ...], ...]
    ) -> bool:
        if new == of_leaf(leaf).raw:
            return True
        labels: list[str] = []
        fresh: dict[str, md.NewNote] = {}
        for whose, number in refs:
            if whose == "theirs":
                label = md.free_label(draft.markdown, [*labels, *fresh])
                fresh[label] = md.NewNote(theirs.notes[number])
                labels.append(label)
            else:
                labels.append(leaf.notes[number].label or "")
        lost = _lost(draft.leaves(), at, {label for label in labels if label})
        wanted = _wanted(draft.lines())
        wanted[at] = (fold(new), notes)
        candidates = (md.with_notes(md.without_notes(each, lost), fresh) for each in md.retyped(draft.markdown, leaf, new, labels))
        return draft.take(candidates, draft.ids, wanted)

    def _note(self, draft: _Draft, at: int, change: Change, theirs: Line) -> bool:
        """Other words in a footnote that stays, paragraph by paragraph."""
        went = self.went[change.place].notes[change.note]
        new = next((theirs.notes[to] for one, to in note_pairs(self.went[change.place].notes, theirs.notes) if one == change.note), None)
        if new is None:
            return False
        for part in range(len(new)):
            leaf = draft.leaves()[at]
            number = _likest(went if part == 0 else (*new[:part], *went[part:]), of_leaf(leaf).notes)
            if number < 0 or len(leaf.notes[number].lines) != len(new) or leaf.notes[number].label is None:
                return False
            line = leaf.notes[number].lines[part]
            if fold(line.text) == new[part]:
                continue
            wanted = _wanted(draft.lines())
            changed = tuple(new[part] if to == part else fold(text) for to, text in enumerate(leaf.notes[number].texts))
            old = tuple(fold(text) for text in leaf.notes[number].texts)
            wanted = [(text, tuple(changed if each == old else each for each in notes)) for text, notes in wanted]
            if not draft.take(md.note_retyped(draft.markdown, line.start, line.end, line.text, new[part]), draft.ids, wanted):
                return False
        return True

    # Whole lines.

    def add(self, change: Change) -> bool:
        draft, line = self.draft(change.anchor.home), self.returned.lines[change.line]
        if draft is None:
            return False
        return self._put_in(
            draft, change.anchor, ("new", change.number), typed(line.raw, cell=line.is_row), line,
            tuple(md.NewNote(note) for note in line.notes), change,
        )  # fmt: skip

    def move(self, change: Change) -> bool:
        source, target = self.holds(change.place), self.draft(change.anchor.home)
        went = (change.place.home, change.place.leaf)
        at = None if source is None else source.at(went)
        if source is None or target is None or at is None:
            return False
        leaf = source.leaves()[at]
        words = leaf.typed
        for note in leaf.notes:
            if note.label is None:
                return False
            words = words.replace(f"[^{note.label}]", CALL, 1)
        notes = tuple(md.NewNote(lines=md.note_lines(source.markdown, note.label or "")) for note in leaf.notes)
        held = source.markdown, list(source.ids), target.markdown, list(target.ids)
        key = ("moved", change.number)
        if self._put_in(target, change.anchor, key, words, of_leaf(leaf), notes, change) and self._take_out(source, went):
            target.ids[target.ids.index(key)] = went
            return True
        source.markdown, source.ids = held[0], held[1]
        target.markdown, target.ids = held[2], held[3]
        return False

    def _put_in(
        self, draft: _Draft, anchor: Anchor, key: Key, words: str, line: Line, notes: Sequence[md.NewNote], change: Change
    ) -> bool:
        at = self._behind(draft, anchor)
        fresh: dict[str, md.NewNote] = {}
        for note in notes:
            fresh[md.free_label(draft.markdown, list(fresh))] = note
        parts = words.split(CALL)
        if len(parts) != len(fresh) + 1:
            return False
        words = parts[0] + "".join(f"[^{label}]{part}" for label, part in zip(fresh, parts[1:], strict=True))
        leaves = draft.leaves()
        wanted = _wanted([of_leaf(leaf) for leaf in leaves])
        wanted.insert(at, (line.text, line.notes))
        ids = [*draft.ids[:at], key, *draft.ids[at:]]
        shape, level = change.shape, change.level
        if change.kind == "moved":
            level = line.level + 1 if line.level else line.depth
        made = (md.with_notes(each, fresh) for each in md.with_line(draft.markdown, leaves, at, words, shape, level))
        return draft.take(made, ids, wanted)

    def _behind(self, draft: _Draft, anchor: Anchor) -> int:
        """Which number a line has that stands behind its anchor; where that is gone, behind what stood before it."""
        for number in anchor.added:
            for kind in ("new", "moved"):
                if (at := draft.at((kind, number))) is not None:
                    return at + 1
        for leaf in range(anchor.leaf, -1, -1):
            if (at := draft.at((anchor.home, leaf))) is not None:
                return at + 1
        return 0

    def drop(self, place: Place) -> bool:
        draft = self.holds(place)
        if draft is None:
            return False
        if place.is_field:
            draft.markdown = ""
            return True
        return self._take_out(draft, (place.home, place.leaf))

    def _take_out(self, draft: _Draft, key: Key) -> bool:
        at = draft.at(key)
        if at is None:
            return False
        leaves = draft.leaves()
        lost = _lost(leaves, at, set())
        wanted = _wanted([of_leaf(leaf) for leaf in leaves])
        del wanted[at]
        ids = [*draft.ids[:at], *draft.ids[at + 1 :]]
        return draft.take((md.without_notes(each, lost) for each in md.without(draft.markdown, leaves[at])), ids, wanted)


def _calls(text: str) -> list[int]:
    """Where a line calls its footnotes, counted without their signs."""
    found, count = [], 0
    for letter in text:
        if letter == CALL:
            found.append(count)
        else:
            count += 1
    return found


def _moved_to(one: str, other: str, at: int) -> int:
    """The place in another form of a text that a place in the first has become."""
    left, right = md.tokens(one), md.tokens(other)
    here = there = 0
    for sign, start, end, first, last in md.matched(left, right):
        size, wide = sum(map(len, left[start:end])), sum(map(len, right[first:last]))
        if at <= here + size:
            return there + (at - here if sign == "equal" else wide)
        here, there = here + size, there + wide
    return len(other)


def _lost(leaves: Sequence[Leaf], at: int, stays: set[str]) -> list[str]:
    """The labels that only this line called, and that it calls no more."""
    elsewhere = {note.label for number, leaf in enumerate(leaves) if number != at for note in leaf.notes}
    return [note.label for note in leaves[at].notes if note.label is not None and note.label not in elsewhere | stays]


def _likest(stood: tuple[str, ...], notes: Sequence[tuple[str, ...]]) -> int:
    if stood in notes:
        return list(notes).index(stood)
    return max(range(len(notes)), key=lambda number: likeness(" ".join(stood), " ".join(notes[number])), default=-1)
