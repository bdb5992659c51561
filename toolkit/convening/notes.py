"""What rapporteurs write: the kind of a note by its leading sign, recommendations put in order and merged, whom a note may name. Pure.

A recommendation that was merged stays where it is, with its session and its words, and the merged one holds its id in `from`: the trail
back to the room. What stands in a `from` is told by the note that holds it, and by no list beside it (`standing`).
"""

import re
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from toolkit.convening import people
from toolkit.convening.addressed import Place, Ref, dumped, new_id, wrong
from toolkit.convening.edits import All, AnyEdit, Insert, Move, Set, removal
from toolkit.convening.model import Attribution, Convening, Note, NoteKind, Support
from toolkit.language import N_

KINDS: tuple[NoteKind, ...] = ("point", "quote", "question", "agreement", "disagreement", "recommendation", "action")
"""In the order of the keys 1 to 7."""

SIGNS: tuple[tuple[NoteKind, str, str], ...] = (
    ("quote", "“ ”", r'(?:"[^"]*"?|[“”][^“”]*[“”]?|„[^„“”]*[“”]?|«[^«»]*»?|»[^«»]*«?|「[^「」]*」?)$'),
    ("question", "?", r"[?؟？][ \t]*"),
    ("agreement", "+", r"\+[ \t]+"),
    ("disagreement", "/", r"/[ \t]+"),
    ("recommendation", "!", r"[!！][ \t]*"),
    ("action", "->", r"(?:->|=>|<-|[→⇒←])[ \t]*"),
)
"""A sign with which a line may begin, as it is shown, and as a pattern that scripts know too. A quotation is one only where its marks
hold the whole line: one quoted word at the beginning makes none.
"""

_BULLET = re.compile(r"^(?:[-–—•*·‣▪◦☐□][ \t]+|[0-9]{1,3}[.)][ \t]+)+")
_MARKS = '"“”„«»「」'


class Line(NamedTuple):
    """A line as it was typed: the kind that its sign names, None without one, and the rest of it."""

    kind: NoteKind | None
    text: str


def read_line(typed: str) -> Line:
    text = " ".join(typed.split())
    for kind, _, pattern in SIGNS:
        if found := re.match(pattern, text):
            return Line(kind, text.strip(_MARKS).strip() if kind == "quote" else text[found.end() :].strip())
    return Line(None, text)


def read_lines(typed: str) -> tuple[Line, ...]:
    """What comes back from paper: each line that says something, without the bullet or the number before it."""
    lines = (read_line(_BULLET.sub("", line.strip(), count=1)) for line in typed.splitlines())
    return tuple(line for line in lines if line.text)


# Which of them stand for themselves


def merged(convening: Convening) -> frozenset[str]:
    """Ids of the notes that another one was made of."""
    return frozenset(each for note in convening.notes for each in note.from_)


def standing(convening: Convening, kind: NoteKind | None = None) -> tuple[Note, ...]:
    """The notes that are told for themselves, in their order; of one kind, where it is named: every document numbers them alike."""
    gone = merged(convening)
    return tuple(note for note in convening.notes if note.id not in gone and kind in (None, note.kind))


def sources(convening: Convening, note: Note) -> tuple[Note, ...]:
    """The notes that it was made of, those inside them too."""
    if not note.from_:
        return ()
    by_id = {each.id: each for each in convening.notes}
    found: dict[str, Note] = {}
    left = list(note.from_)
    while left:
        one = by_id.get(left.pop(0))
        if one is not None and one.id != note.id and one.id not in found:
            found[one.id] = one
            left[:0] = one.from_
    return tuple(found.values())


# Whom it may name


def attributions(convening: Convening, session: str | None, person: str | None) -> tuple[Attribution, ...]:
    """Under what a word of theirs may stand that was said in this session, the narrowest first."""
    found = convening.person(person) if person else None
    return people.attributions(found, people.rule_for(convening, session)) if found is not None else ("nobody",)


# Edits


def move(convening: Convening, note: str, by: int) -> AnyEdit | None:
    """One place up or down among those of its kind; None at the end of the list."""
    one = next((each for each in convening.notes if each.id == note), None)
    mine = [each.id for each in standing(convening, one.kind)] if one is not None else []
    at = mine.index(note) + by if note in mine else -1
    if not 0 <= at < len(mine):
        return None
    others = [each.id for each in convening.notes if each.id != note]
    to = others.index(mine[at]) + (1 if by > 0 else 0)
    return Move(target=Ref(kind="note", id=note), into=Place(list="notes"), after=others[to - 1] if to else None, at=to)


def to_session(convening: Convening, note: Note, session: str | None) -> AnyEdit | None:
    """To another session; under the rule there, without whoever said it."""
    if note.session == session:
        return None
    target = Ref(kind="note", id=note.id)
    edits: list[AnyEdit] = [Set(target=target, field=("session",), value=session)]
    if people.rule_for(convening, session):
        edits += [Set(target=target, field=(key,)) for key in ("by", "attribution") if dumped(note).get(key) is not None]
    return edits[0] if len(edits) == 1 else All(edits=tuple(edits))


def merge(convening: Convening, ids: Collection[str]) -> AnyEdit:
    """One recommendation of several: where the first stood, in its words, to be reworded; the others keep theirs. Into one that was
    merged before, where there is one.
    """
    found = [note for note in standing(convening, "recommendation") if note.id in ids]
    if len(found) < 2:
        raise wrong(N_("choose at least two recommendations"))
    before = next((note for note in found if note.from_), None)
    if before is not None:
        more = [*before.from_, *(note.id for note in found if note is not before)]
        return Set(target=Ref(kind="note", id=before.id), field=("from",), value=list(more))
    first = found[0]
    value: dict[str, Any] = {"id": new_id(convening, "note"), "kind": "recommendation", "text": dumped(first)["text"]}
    for key in ("to", "why", "group"):
        said = next((dumped(note)[key] for note in found if getattr(note, key)), None)
        value |= {key: said} if said else {}
    value |= {"session": first.session} if first.session else {}
    at = [note.id for note in convening.notes].index(first.id)
    after = convening.notes[at - 1].id if at else None
    return Insert(into=Place(list="notes"), value={**value, "from": [note.id for note in found]}, after=after, at=at)


def by_dots(convening: Convening) -> AnyEdit | None:
    """Recommendations in the order of their dots, the most first; those with as many, or none, in the order that they had."""
    now = [note.id for note in standing(convening, "recommendation")]
    dots = {note.id: note.dots or 0 for note in convening.notes}
    wanted = sorted(now, key=lambda each: -dots[each])
    if wanted == now:
        return None
    order = [note.id for note in convening.notes]
    first = min(map(order.index, now))
    edits: list[AnyEdit] = []
    for nth, each in enumerate(wanted):
        after = wanted[nth - 1] if nth else None
        edits.append(Move(target=Ref(kind="note", id=each), into=Place(list="notes"), after=after, at=first + nth))
    return All(edits=tuple(edits))


def counted(note: Note, dots: int | None, support: Support | None) -> tuple[AnyEdit, ...]:
    """How many dots it got, and how far the room stands behind it: counts, and nobody's vote."""
    target = Ref(kind="note", id=note.id)
    edits: list[AnyEdit] = [Set(target=target, field=("dots",), value=dots)] if dots != note.dots else []
    if support != note.support:
        edits.append(Set(target=target, field=("support",), value=None if support is None else support.model_dump()))
    return tuple(edits)


def apart(convening: Convening, note: str) -> AnyEdit:
    """What was merged stands for itself again, and the note that was made of it goes."""
    return removal(convening, Ref(kind="note", id=note))


def insert(convening: Convening, values: Sequence[dict[str, Any]]) -> AnyEdit | None:
    """New notes at the end; one that is there already, by its id, is not put in again: a window sends again what it heard nothing of."""
    there = {note.id for note in convening.notes}
    edits: list[AnyEdit] = []
    for value in values:
        mine = value.get("id") or new_id(convening, "note", taken=there)
        if value.get("id") not in there or not value.get("id"):
            there.add(mine)
            edits.append(Insert(into=Place(list="notes"), value={**value, "id": mine}))
    return None if not edits else edits[0] if len(edits) == 1 else All(edits=tuple(edits))
