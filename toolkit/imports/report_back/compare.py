"""A Word file of the report that came back, held against the version it is of: by text and headings, never by hidden marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from toolkit.convening.model import Convening, SentReport
from toolkit.document.places import CALL, CELL
from toolkit.imports.report_back.base import BaseLine, Place, base, heading_of, mark
from toolkit.imports.report_back.changes import Anchor, Change, Kind, Remark, Returned, Shape
from toolkit.imports.report_back.holding import Held, Wanted, hold
from toolkit.imports.report_back.lines import Line, Theirs, fold, of_file
from toolkit.imports.report_back.now import Now, Spot, here
from toolkit.imports.returned.likeness import aligned, folded, likeness
from toolkit.imports.returned.versions import UnknownVersionError, between_dots
from toolkit.language import N_
from toolkit.language.said import SaidError
from toolkit.readers.source import Source

NOT_WORD = N_("{file} is no Word file (.docx): save it as one and bring it again.")
UNKNOWN = N_("{file} says that it is “{label}”, and no report of that name went out from here: say which version it is ({known}).")
UNNAMED = N_("{file} bears no version of the report that went out from here: say which version it is to be held against ({known}).")
NO_SUCH = N_("No report called “{name}” went out from here: there are {known}.")
ELSEWHERE = N_("This line comes from the agenda, the notes, the people or the settings, and is changed there.")
GONE_HERE = N_("This line was taken out here meanwhile; what they write can be put in by hand.")
NO_SECTION = N_("The section is not in the report any more.")
HEADING = N_("A section keeps its heading; the section is taken out, or moved, on the page of the report.")
NO_PLACE = N_("It stands where the report has no text of its own; write it into the section by hand.")
NOTE_BY_HAND = N_("This footnote was changed in its parts; put it right by hand.")
LEVEL = N_("Whether a line is a heading is set in the text of the section, with # before it.")


def compare(convening: Convening, source: Source, against: str | None = None) -> Returned:
    """Every change, in the order of the file.

    :raises UnknownVersionError: nobody knows which version it is of.
    """
    if source.format != "docx":
        raise UnknownVersionError(NOT_WORD, file=source.name)
    theirs = of_file(source)
    sent = find(convening, source, theirs, against)
    return _Compare(convening, sent, theirs, source).made()


def find(convening: Convening, source: Source, theirs: Theirs, against: str | None = None) -> SentReport:
    """The version by the name that everybody can read on the file, or the one that a person chose (an id or a name)."""
    names = {folded(each.name): each for each in convening.report.sent}
    if against is not None:
        chosen = [each for each in convening.report.sent if folded(against) in (each.id, folded(each.name))]
        if not chosen:
            raise UnknownVersionError(NO_SUCH, name=against, known=known(convening))
        return _best(chosen, theirs)
    head = [part for line in theirs.furniture for part in re.split(r"[\n\t]", line)]
    head += [line.text for line in theirs.lines[:12]]
    for name in sorted(names, key=lambda each: (-len(each), each)):
        if any(name == part for line in head for part in between_dots(folded(line), name)):
            return _best([each for each in convening.report.sent if folded(each.name) == name], theirs)
    label = next((folded(line) for line in head if " · " in line), "")
    if label:
        raise UnknownVersionError(UNKNOWN, file=source.name, label=label, known=known(convening))
    raise UnknownVersionError(UNNAMED, file=source.name, known=known(convening))


def known(convening: Convening) -> str:
    return ", ".join(dict.fromkeys(f"“{sent.name}”" for sent in reversed(convening.report.sent))) or "–"


def _best(sent: Sequence[SentReport], theirs: Theirs) -> SentReport:
    """Of those of one name (in several languages, for several circles) the one that the file has most lines of."""
    if len(sent) == 1:
        return sent[0]
    keys = {mark(line.words) for line in theirs.lines}
    return max(reversed(sent), key=lambda each: sum(line.key in keys for line in base(each)))


@dataclass(slots=True)
class _Compare:
    convening: Convening
    sent: SentReport
    theirs: Theirs
    source: Source
    base: list[BaseLine] = field(default_factory=list)
    now: Now = field(default_factory=Now)
    changes: list[Change] = field(default_factory=list)
    already: int = 0
    added: dict[int, int] = field(default_factory=dict)
    went: dict[Spot, Spot] = field(default_factory=dict)
    shifted: set[Spot] = field(default_factory=set)

    def made(self) -> Returned:
        self.base, self.now = base(self.sent), here(self.convening, self.sent)
        self.went = self.now.went()
        held = hold([line.wanted for line in self.base], [_wanted(line) for line in self.theirs.lines])
        moved = [self.base[at].place for to in held.moved if (at := held.of[to]) is not None]
        self.shifted = {spot for place in moved if (spot := self.now.spot(place)) is not None}
        spots = list(self._spots(held))
        dropped = held.dropped(len(self.base))
        places = {at: to for to, at in enumerate(held.of) if at is not None}
        behind: dict[int, list[int]] = {}
        for gone in dropped:
            behind.setdefault(self._stood_behind(gone, places), []).append(gone)
        for gone in behind.get(-1, ()):
            self._dropped(gone)
        for to, at in enumerate(held.of):
            if at is None:
                self._added(to, spots[to])
            else:
                self._same(at, to, to in held.moved, spots[to])
            for gone in behind.get(to, ()):
                self._dropped(gone)
        return Returned(
            self.source.name, self.sent, tuple(self.changes), tuple(self._remarks(spots)), self.already, self.source.unread,
            self.theirs.lines,
        )  # fmt: skip

    def _stood_behind(self, gone: int, places: dict[int, int]) -> int:
        """The line of theirs that what is gone stood behind: it is told there. -1: before all of them."""
        return next((places[at] for at in range(gone - 1, -1, -1) if at in places), -1)

    # Where a line of theirs stands.

    def _spots(self, held: Held) -> Iterator["_Spot"]:
        """For every line of theirs the line before it that went out and stands in its order, and the next one."""
        count = len(self.theirs.lines)
        stays = [at if at is not None and to not in held.moved else None for to, at in enumerate(held.of)]
        following: list[int | None] = [None] * count
        next_one: int | None = None
        for to in range(count - 1, -1, -1):
            following[to] = next_one
            next_one = stays[to] if stays[to] is not None else next_one
        before: int | None = None
        title = ""
        for to, line in enumerate(self.theirs.lines):
            at = stays[to]
            here_at = at if at is not None else before
            section = self._section(here_at, following[to])
            if line.level == 1:
                title = line.words
            yield _Spot(before, following[to], section, title)
            before = at if at is not None else before

    def _section(self, before: int | None, after: int | None) -> str:
        """A line that is kept elsewhere is in a section where a text of the same section stands before it and behind it."""
        if before is None:
            return ""
        mine = self.base[before].place
        if mine.home:
            return mine.section
        last = next((self.base[at].place.section for at in range(before, -1, -1) if self.base[at].place.home), "")
        following = next((line.place.section for line in self.base[before:] if line.place.home), None)
        return last if last and following == last else self._alone(before)

    def _alone(self, before: int) -> str:
        """A section of a heading only: what stands between it and the next heading of a section."""
        for at in range(before, -1, -1):
            place = self.base[at].place
            if place.home:
                near = place.home.endswith(":heading") and before - at <= _NEAR
                return place.section if near else ""
        return ""

    # Changes.

    def _put(self, change: Change) -> None:
        self.changes.append(replace(change, number=len(self.changes) + 1))

    def _change(self, kind: Kind, place: Place, spot: "_Spot | None", **more: object) -> Change:
        section = place.section or (spot.section if spot else "")
        heading = heading_of(self.sent, section) if section else (spot.title if spot else "")
        return Change(0, kind, section, heading, place, **more)  # type: ignore[arg-type]

    def _added(self, to: int, spot: "_Spot") -> None:
        line = self.theirs.lines[to]
        anchor = self._anchor(spot, to)
        change = self._change(
            "added", Place(section=spot.section), spot, stands=_shown(line.text), line=to, shape=_shape(line),
            level=line.level or line.depth, anchor=anchor, authors=line.authors, recorded=line.before is not None, where=line.where,
        )  # fmt: skip
        if not anchor.home:
            change = replace(change, why=SaidError(NO_PLACE if spot.section else ELSEWHERE))
        elif (now := self.now.texts.get(anchor.home)) is None:
            change = replace(change, why=SaidError(NO_SECTION))
        elif any(line.words == each.words for at, each in enumerate(now.lines) if (anchor.home, at) not in self.went):
            self.already += 1
            return
        self._put(change)
        self.added[to] = len(self.changes)

    def _anchor(self, spot: "_Spot", to: int) -> Anchor:
        """Behind the last line of a text, or before the first where only the heading stands before."""
        between = []
        for each in range(to - 1, -1, -1):
            if each not in self.added:
                break
            between.append(self.added[each])
        if not spot.section or spot.before is None:
            return Anchor()
        place = self.base[spot.before].place
        if place.home and not place.is_field:
            return Anchor(place.home, place.leaf, tuple(between))
        following = self.base[spot.after].place if spot.after is not None else Place()
        if following.home and not following.is_field and following.section == spot.section and following.leaf == 0:
            return Anchor(following.home, -1, tuple(between))
        if place.home.startswith("box:"):
            return Anchor(f"{place.home.rpartition(':')[0]}:body", -1, tuple(between))
        body = f"section:{spot.section}:body" if spot.section != "-summary" else "summary"
        return Anchor(body, -1, tuple(between))

    def _dropped(self, at: int) -> None:
        line, place = self.base[at].line, self.base[at].place
        stood = "" if line is None else line.words
        authors = self.theirs.gone.get(stood, ())
        spot = None if place.home else _Spot(None, None, "", self._title_near(at))
        change = self._change(
            "dropped", place, spot, stood=_shown(stood), authors=authors, recorded=stood in self.theirs.gone,
            shape=_shape(line) if line else "paragraph",
        )  # fmt: skip
        if not place.home:
            change = replace(change, why=SaidError(ELSEWHERE))
        elif place.home.endswith(":heading"):
            change = replace(change, why=SaidError(HEADING))
        else:
            now = self.now.line(place)
            if now is None:
                self.already += 1
                return
            if now.words != stood:
                change = replace(change, ours=_shown(now.words))
        self._put(change)

    def _title_near(self, at: int) -> str:
        keys = {mark(line.words): line for line in self.theirs.lines if line.level == 1}
        return next((keys[self.base[to].key].words for to in range(at, -1, -1) if self.base[to].key in keys), "")

    def _same(self, at: int, to: int, moved: bool, spot: "_Spot") -> None:
        line, old, place = self.theirs.lines[to], self.base[at].line, self.base[at].place
        if old is None:
            if mark(line.words) != self.base[at].key:
                stood = "" if line.before is None else _shown(line.before)
                self._put(self._change("reworded", place, spot, stood=stood, stands=_shown(line.words), why=SaidError(ELSEWHERE), line=to,
                                       authors=line.authors, recorded=line.before is not None, where=line.where))  # fmt: skip
            if moved:
                self._put(self._change("moved", place, spot, stood=_shown(line.words), why=SaidError(ELSEWHERE), line=to))
            return
        if moved:
            self._moved(place, old, line, to, spot)
        self._reworded(place, old, line, to)
        self._notes(place, old, line, to)
        restyled = bool(old.level or place.home.endswith(":heading")) != bool(line.level) and not line.after_gone
        if restyled and not place.home.startswith(("box:", "figure:")):
            self._put(self._change("level", place, None, stood=_shown(old.words), stands=_shown(line.words), why=SaidError(LEVEL), line=to,
                                   shape="heading" if line.level else "paragraph"))  # fmt: skip

    def _moved(self, place: Place, old: Line, line: Line, to: int, spot: "_Spot") -> None:
        anchor = self._anchor(spot, to)
        change = self._change("moved", place, None, stood=_shown(old.words), stands=_shown(line.words), anchor=anchor, line=to,
                              authors=line.authors, recorded=bool(line.authors), shape=_shape(old), where=line.where)  # fmt: skip
        if place.is_field:
            change = replace(change, why=SaidError(HEADING))
        elif not anchor.home:
            change = replace(change, why=SaidError(NO_PLACE))
        elif self.now.spot(place) is None:
            change = replace(change, why=SaidError(GONE_HERE))
        elif anchor.home not in self.now.texts:
            change = replace(change, why=SaidError(NO_SECTION))
        elif self._is_there(place, anchor):
            self.already += 1
            return
        self._put(change)

    def _is_there(self, place: Place, anchor: Anchor) -> bool:
        """Whether a line stands here already where they moved it: behind its anchor, and none that went out between them."""
        spot = self.now.spot(place)
        behind = next((at for leaf in range(anchor.leaf, -1, -1) if (at := self.now.spots.get((anchor.home, leaf)))), (anchor.home, -1))
        if spot is None or spot[0] != behind[0] or spot[1] <= behind[1]:
            return False
        return not any((spot[0], at) in self.went and (spot[0], at) not in self.shifted for at in range(behind[1] + 1, spot[1]))

    def _reworded(self, place: Place, old: Line, line: Line, to: int) -> None:
        stood, stands = old.words, line.words
        if stood == stands and (old.text == line.text or old.notes != line.notes):
            return
        if stood == stands:
            stood, stands = old.text, line.text
        change = self._change("reworded", place, None, stood=_shown(stood), stands=_shown(stands), line=to, authors=line.authors,
                              recorded=line.before is not None, shape=_shape(old), where=line.where)  # fmt: skip
        now = self.now.line(place)
        if now is None:
            change = replace(change, why=SaidError(GONE_HERE))
        elif now.text == line.text or (now.words == line.words and stood != old.text):
            self.already += 1
            return
        elif now.words != old.words:
            change = replace(change, ours=_shown(now.words))
        self._put(change)

    def _notes(self, place: Place, old: Line, line: Line, to: int) -> None:
        if old.notes == line.notes:
            return
        pairs = {new: at for at, new in note_pairs(old.notes, line.notes)}
        now = self.now.line(place)
        for new, said in enumerate(line.notes):
            was = pairs.get(new)
            if was is not None and old.notes[was] == said:
                continue
            authors = line.note_authors[new] if new < len(line.note_authors) else ()
            kind: Kind = "note-added" if was is None else "note-reworded"
            stood = "" if was is None else " ".join(old.notes[was])
            change = self._change(kind, place, None, stood=stood, stands=" ".join(said), note=new if was is None else was, line=to,
                                  authors=authors or line.authors, recorded=bool(authors or line.before), where=line.where)  # fmt: skip
            if was is not None and len(old.notes[was]) != len(said):
                change = replace(change, why=SaidError(NOTE_BY_HAND))
            self._note(change, place, now, said, None if was is None else old.notes[was])
        for was, said in enumerate(old.notes):
            if was not in pairs.values():
                change = self._change("note-dropped", place, None, stood=" ".join(said), note=was, line=to, authors=line.authors,
                                      recorded=line.before is not None, where=line.where)  # fmt: skip
                self._note(change, place, now, None, said)

    def _note(self, change: Change, place: Place, now: Line | None, said: tuple[str, ...] | None, stood: tuple[str, ...] | None) -> None:
        if place.is_field:
            change = replace(change, why=SaidError(NOTE_BY_HAND))
        elif now is None:
            change = replace(change, why=SaidError(GONE_HERE))
        elif said is not None and said in now.notes:
            self.already += 1
            return
        elif stood is not None and stood not in now.notes:
            ours = _likest(stood, now.notes)
            if ours is None and said is None:
                self.already += 1
                return
            change = replace(change, ours=ours or "", why=change.why if ours else SaidError(GONE_HERE))
        self._put(change)

    # Comments.

    def _remarks(self, spots: "Sequence[_Spot]") -> Iterator[Remark]:
        for to, line in enumerate(self.theirs.lines):
            for comment in line.comments:
                section = spots[to].section
                heading = heading_of(self.sent, section) if section else spots[to].title
                yield Remark(comment.author, comment.text, comment.on or line.words.replace(CELL, " | "), section, heading)


_NEAR = 3
"""So many lines from elsewhere stand at most below the heading of a section without text: not approved, not written."""


@dataclass(frozen=True, slots=True)
class _Spot:
    before: int | None
    after: int | None
    section: str
    title: str


def _wanted(line: Line) -> Wanted:
    return Wanted(mark(line.words), line.words, "" if line.before is None else mark(fold(line.before.replace(CALL, ""))))


def _shape(line: Line) -> Shape:
    return "row" if line.is_row else "heading" if line.level else "item" if line.depth else "paragraph"


def _shown(text: str) -> str:
    """For the eye: cells apart by a stroke, a footnote's sign as a star."""
    return text.replace(CELL, " | ").replace(CALL, "*")


def note_pairs(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> list[tuple[int, int]]:
    """Which footnote of a line is which: the same ones first, then those that are alike, in their order."""
    pairs: list[tuple[int, int]] = []
    blocks = SequenceMatcher(None, list(old), list(new), autojunk=False).get_matching_blocks()
    last = (0, 0)
    for at, to, size in blocks:
        left, right = range(last[0], at), range(last[1], to)
        pairs += [(left[a], right[b]) for a, b in aligned(left, right, lambda a, b: _note_cost(old[a], new[b]), 0.5)]
        pairs += [(at + step, to + step) for step in range(size)]
        last = (at + size, to + size)
    return pairs


def _note_cost(one: tuple[str, ...], other: tuple[str, ...]) -> float | None:
    like = likeness(" ".join(one), " ".join(other))
    return 1 - like if like >= 0.3 else None


def _likest(stood: tuple[str, ...], notes: Sequence[tuple[str, ...]]) -> str | None:
    found = max(notes, key=lambda each: likeness(" ".join(stood), " ".join(each)), default=None)
    return " ".join(found) if found is not None and _note_cost(stood, found) is not None else None
