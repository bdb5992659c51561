"""Every text that the report prints and a person typed, where it stands, and the edits that change words in many of them at once.

Find and replace, and what puts a drifted fact right, are the same thing: pieces of texts, and what comes in their place.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from toolkit.convening.addressed import Ref
from toolkit.convening.edits import All, AnyEdit, EditError, Set
from toolkit.convening.marked import Problem
from toolkit.convening.model import Convening
from toolkit.convening.values import Localised, Text
from toolkit.language import N_
from toolkit.planning import outline

MOVED = N_("this text has been changed meanwhile; look again")


@dataclass(frozen=True, slots=True)
class Written:
    """One text in one language. `code` is empty where it is a plain string; `section` is the part of the report that it stands in."""

    ref: Ref
    field: str
    code: str
    text: str
    section: str = ""

    @property
    def key(self) -> str:
        """Names the text, and nobody."""
        return ":".join((self.ref.kind, self.ref.id, self.field, self.code))


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece of a text and what comes in its place."""

    key: str
    start: int
    end: int
    found: str
    put: str


def written(convening: Convening, code: str) -> Iterator[Written]:
    """In the order of the report: summary, sections with their boxes and figures, notes, sessions. Authors who are people are no text."""

    def each(ref: Ref, field: str, text: Text, section: str = "") -> Iterator[Written]:
        if isinstance(text, Localised):
            if text.root.get(code):
                yield Written(ref, field, code, text.root[code], section)
        elif text and code == convening.language:
            yield Written(ref, field, "", text, section)

    yield from each(Ref(kind="report"), "summary", convening.report.summary, "-summary")
    for section in convening.report.sections:
        here = Ref(kind="section", id=section.id)
        yield from each(here, "heading", section.heading, section.id)
        yield from each(here, "body", section.body, section.id)
        for box in section.boxes:
            for field in ("title", "author", "body"):
                value = getattr(box, field)
                if field != "author" or not isinstance(value, str) or convening.person(value) is None:
                    yield from each(Ref(kind="box", id=box.id), field, value, section.id)
        for figure in section.figures:
            for field in ("caption", "alt"):
                yield from each(Ref(kind="figure", id=figure.id), field, getattr(figure, field), section.id)
    for note in convening.notes:
        for field in ("text", "why", "to", "group"):
            yield from each(Ref(kind="note", id=note.id), field, getattr(note, field))
    for session in outline.sessions(convening):
        for field in ("title", "purpose"):
            yield from each(Ref(kind="session", id=session.id), field, getattr(session, field))
        for track in session.tracks:
            yield from each(Ref(kind="track", id=track.id), "title", track.title)


def find(convening: Convening, code: str, words: str, put: str, *, case: bool = False, whole: bool = True) -> tuple[Cut, ...]:
    """Where these words stand, and what would come in their place. Spaces match any run of spaces; without `case` the piece that comes
    in keeps the capital that stood there.
    """
    words = unicodedata.normalize("NFC", words).strip()
    if not words:
        return ()
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    if whole:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    searched = re.compile(pattern, re.NOFLAG if case else re.IGNORECASE)
    return tuple(
        Cut(each.key, found.start(), found.end(), found[0], put if case else _as_it_stood(found[0], put))
        for each in written(convening, code) for found in searched.finditer(each.text)
    )  # fmt: skip


def _as_it_stood(found: str, put: str) -> str:
    """A capital at the beginning of a sentence stays one; capitals throughout stay so."""
    if len(found) > 1 and found.isupper() and not put.isupper():
        return put.upper()
    return put[:1].upper() + put[1:] if found[:1].isupper() and put[:1].islower() else put


def replace(convening: Convening, code: str, cuts: Collection[Cut]) -> AnyEdit | None:
    """One edit that makes all these cuts; None where there is none, or nothing would change.

    :raises EditError: a text is gone, or another stands in the place of a piece by now.
    """
    texts = {each.key: each for each in written(convening, code)}
    by_text: dict[str, list[Cut]] = {}
    for cut in cuts:
        if cut.key not in texts or texts[cut.key].text[cut.start : cut.end] != cut.found:
            raise EditError(Problem(MOVED, {}, ()))
        by_text.setdefault(cut.key, []).append(cut)
    edits = [_set(texts[key], made) for key, held in by_text.items() if (made := cut_text(texts[key].text, held)) != texts[key].text]
    return All(edits=tuple(edits)) if edits else None


def cut_text(text: str, cuts: Iterable[Cut]) -> str:
    """The text with its pieces replaced; they lie apart from one another."""
    parts: list[str] = []
    at = 0
    for cut in sorted(cuts, key=lambda each: each.start):
        parts += [text[at : cut.start], cut.put]
        at = cut.end
    return "".join([*parts, text[at:]])


def _set(text: Written, made: str) -> Set:
    return Set(target=text.ref, field=(text.field, text.code) if text.code else (text.field,), value=made, was=(text.text,))


def marks(cuts: Iterable[Cut], mark: Callable[[str], str]) -> Mapping[str, Cut]:
    """Each cut by what a form sends of it: its text and place, and a mark of what stands there, so that a form holds no words."""
    return {f"{cut.key}:{cut.start}:{mark(cut.found)}": cut for cut in cuts}
