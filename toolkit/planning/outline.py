"""The report's outline: one made from the agenda where there is none, what it lacks, and which notes stand in its prose already.

Decides nothing about how a note is written out; knows no page.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from toolkit.convening.addressed import Place, Ref, dumped, new_id
from toolkit.convening.edits import All, AnyEdit, EditError, Insert
from toolkit.convening.marked import Problem
from toolkit.convening.model import Convening, Note, NoteKind, Section, Session
from toolkit.convening.notes import sources, standing
from toolkit.convening.values import Text
from toolkit.language import N_, Language

SECTIONS = Place(of=Ref(kind="report"), list="sections")
THERE_IS_ONE = N_("the report has an outline by now; somebody has made one")

_THEMES = frozenset({"plenary", "panel", "exercise", "small-groups"})
_PAUSES = frozenset({"break", "meal", "energiser"})
PROSE_KINDS: frozenset[NoteKind] = frozenset({"point", "quote", "question", "agreement", "disagreement"})
"""Recommendations and next steps have tables of their own in the report: in the prose as well they would stand there twice."""

SUMMARY_WORDS = 450
"""What a page of A4 or Letter holds beside its title, in type of ten points."""

COUNTED: dict[NoteKind, tuple[str, str]] = {
    "point": (N_("{n} point"), N_("{n} points")),
    "agreement": (N_("{n} agreement"), N_("{n} agreements")),
    "disagreement": (N_("{n} disagreement"), N_("{n} disagreements")),
    "question": (N_("{n} question"), N_("{n} questions")),
    "quote": (N_("{n} quotation"), N_("{n} quotations")),
    "recommendation": (N_("{n} recommendation"), N_("{n} recommendations")),
    "action": (N_("{n} next step"), N_("{n} next steps")),
}
"""In the order in which a section shows its notes."""

Read = Callable[[Text], str]


# An outline from the agenda


def build(convening: Convening, say: Language) -> AnyEdit:
    """The edit that gives an empty report its outline: a section for each theme of the agenda, then the discussion with all the rest.

    What the report prints by itself (objectives, words, recommendations, next steps, annexes) needs no section. `say` is the language
    that the convening is written in.

    :raises EditError: there is an outline already.
    """
    if convening.report.sections:
        raise EditError(Problem(THERE_IS_ONE, {}, ("report", "sections")))
    taken: set[str] = set()
    edits: list[AnyEdit] = []
    for heading, gathers in (*_themes(convening), (say("Discussion"), _rest(convening))):
        name = next(iter(heading.values()), "") if isinstance(heading, dict) else heading
        made = new_id(convening, "section", name, taken)
        edits.append(Insert(into=SECTIONS, value={"id": made, "heading": heading, "gathers": list(gathers)}))
    return All(edits=tuple(edits))


def _themes(convening: Convening) -> Iterator[tuple[Any, tuple[str, ...]]]:
    for day in convening.days:
        for session in day.sessions:
            heading = _heading(session)
            if heading and (session.kind in _THEMES or session.tracks):
                yield heading, _whole(session)


def _heading(session: Session) -> Any:
    """Its title as the file holds it, in all its languages; a container without one is called by its first track that has one."""
    return dumped(session.title) or next((dumped(track.title) for track in session.tracks if track.title), "")


def _whole(session: Session) -> tuple[str, ...]:
    return (session.id, *(inner.id for track in session.tracks for inner in track.sessions))


def _rest(convening: Convening) -> tuple[str, ...]:
    """What no theme gathers: recaps and closings, and whatever else left a note."""
    gathered = {each for _, ids in _themes(convening) for each in ids}
    noted = {note.session for note in convening.notes}
    return tuple(
        session.id for session in sessions(convening)
        if session.id not in gathered and (session.id in noted or session.kind in ("recap", "closing"))
    )  # fmt: skip


def sessions(convening: Convening) -> Iterator[Session]:
    """Every session, also of the tray."""
    for _, _, session in convening.sessions():
        yield session
    for session in convening.parked:
        yield session
        for track in session.tracks:
            yield from track.sessions


def choices(convening: Convening) -> tuple[Session, ...]:
    """The sessions that a section may gather: breaks and meals only where somebody noted something."""
    noted = {note.session for note in convening.notes}
    return tuple(session for session in sessions(convening) if session.kind not in _PAUSES or session.id in noted)


def notes_of(convening: Convening, section: Section) -> tuple[Note, ...]:
    """What was noted in the sessions that it gathers, sorted by kind, each kind in its order; what was merged from them once."""
    gathers = frozenset(section.gathers)
    found = [
        note for note in standing(convening)
        if note.session in gathers or any(each.session in gathers for each in sources(convening, note))
    ]  # fmt: skip
    return tuple(note for kind in COUNTED for note in found if note.kind == kind)


# What is lacking


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that the report lacks. `section` (its id) is where; `of` is a session, a sign or a box; `counts` notes by kind."""

    kind: Literal["unwritten", "empty", "ungathered", "homeless", "sign", "footnote", "box", "summary", "long"]
    section: str = ""
    of: str = ""
    counts: tuple[tuple[NoteKind, int], ...] = ()


def gaps(convening: Convening, read: Read) -> tuple[Gap, ...]:
    """In the order of the report, then what no section gathers. `read` chooses the language that is looked at."""
    found: list[Gap] = []
    report = convening.report
    if any(read(section.body).strip() for section in report.sections) and not read(report.summary).strip():
        found.append(Gap("summary"))
    if words(read(report.summary)) > SUMMARY_WORDS:
        found.append(Gap("long"))
    found += _footnotes("", read(report.summary))
    for section in report.sections:
        body = read(section.body)
        if not body.strip():
            counts = counted(notes_of(convening, section))
            found.append(Gap("unwritten" if counts else "empty", section.id, counts=counts))
        found += _footnotes(section.id, body)
        found += [Gap("box", section.id, box.id) for box in section.boxes if not read(box.body).strip()]
    if report.sections:
        gathered = {each for section in report.sections for each in section.gathers}
        told = standing(convening)
        for session in sessions(convening):
            counts = counted([note for note in told if note.session == session.id])
            if counts and session.id not in gathered:
                found.append(Gap("ungathered", of=session.id, counts=counts))
        if loose := counted([note for note in told if note.session is None]):
            found.append(Gap("homeless", counts=loose))
    return tuple(found)


def counted(notes: Sequence[Note]) -> tuple[tuple[NoteKind, int], ...]:
    kinds = [note.kind for note in notes]
    return tuple((kind, kinds.count(kind)) for kind in COUNTED if kind in kinds)


_SIGN = re.compile(r"\[\^([^\]\s]{1,60})\](?!:)")
_FOOTNOTE = re.compile(r"^ {0,3}\[\^([^\]\s]{1,60})\]:", re.MULTILINE)


def _footnotes(section: str, body: str) -> Iterator[Gap]:
    """Signs without a text, and texts without a sign."""
    signs, texts = dict.fromkeys(_SIGN.findall(body)), dict.fromkeys(_FOOTNOTE.findall(body))
    yield from (Gap("sign", section, each) for each in signs if each not in texts)
    yield from (Gap("footnote", section, each) for each in texts if each not in signs)


def sentence(gap: Gap, convening: Convening, say: Language, read: Read) -> str:
    """“Donor discussion” has two recommendations, but no text."""
    section = next((read(each.heading) for each in convening.report.sections if each.id == gap.section), say("Summary"))
    notes = how_many(gap.counts, say)
    match gap.kind:
        case "unwritten":
            return say("“{section}” has {notes}, but no text.", section=section, notes=notes)
        case "empty":
            return say("“{section}” has no text, and nothing was noted for it.", section=section)
        case "ungathered":
            session = next((read(each.title) for each in sessions(convening) if each.id == gap.of), gap.of)
            return say("No section gathers “{session}”, which has {notes}.", session=session, notes=notes)
        case "homeless":
            return say("Of no session, so that no section can gather it: {notes}.", notes=notes)
        case "sign":
            return say("In “{section}” the sign [^{sign}] has no footnote.", section=section, sign=gap.of)
        case "footnote":
            return say("In “{section}” nothing points to the footnote [^{sign}].", section=section, sign=gap.of)
        case "box":
            return say("A box of “{section}” has no text.", section=section)
        case "summary":
            return say("The summary has not been written yet.")
        case "long":
            found, most = (say.number(n) for n in (words(read(convening.report.summary)), SUMMARY_WORDS))
            return say("The summary has {found} words; the page of the executive summary holds about {most}.", found=found, most=most)


def how_many(counts: Sequence[tuple[NoteKind, int]], say: Language) -> str:
    """Two points, one question and three recommendations."""
    return say.list([say.plural(*COUNTED[kind], count) for kind, count in counts])


# Prose

_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Scripts that write no spaces between words: there each sign counts, as word processors count."""
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+(?:['’.,-][^\W_{_UNSPACED}]+)*")
_LINK = re.compile(r"\]\([^)\s]*\)")
_ALL_BUT_SOME = 0.75
_RUN = 3


def words(text: str) -> int:
    """How many words a text has, Markdown's signs and the addresses of its links left out."""
    return len(_WORD.findall(_LINK.sub("] ", text)))


def texts(convening: Convening, read: Read) -> Iterator[str]:
    """All that was written for the report: its summary, and of each section heading, text and boxes."""
    yield read(convening.report.summary)
    for section in convening.report.sections:
        yield from (read(section.heading), read(section.body))
        for box in section.boxes:
            yield from (read(box.title), read(box.body))


def plain(text: str) -> str:
    """Its words alone: no signs, no case, no accents, one space between them."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    return " ".join(_WORD.findall(bare))


def stands_in(text: str, prose: str) -> bool:
    """Whether a note's words stand in a prose (made `plain`), be it reworded a little: three words in a row, three quarters of them."""
    said = plain(text)
    if not said:
        return False
    if f" {said} " in f" {prose} ":
        return True
    parts = said.split()
    runs = [" ".join(parts[at : at + _RUN]) for at in range(len(parts) - _RUN + 1)]
    return len(runs) > _RUN and sum(f" {run} " in f" {prose} " for run in runs) >= _ALL_BUT_SOME * len(runs)


# Putting something into a text

_ITEM = re.compile(r"([-*+]|\d+[.)])\s")
_INDENTED = re.compile(r"( {4}|\t)")


def put(body: str, addition: str, at: int | None = None) -> tuple[str, int]:
    """The text with a paragraph, item or quotation put in after the paragraph that holds place `at`, and where it ends.

    Nothing is ever put into the middle of a paragraph or behind the footnotes; without a place it comes last. An item after an item of
    the same kind is one list.
    """
    end = _before_footnotes(body)
    at = end if at is None else min(max(at, 0), end)
    before, after = _split(body, at, end)
    listed = _ITEM.match(addition) is not None
    gap = "" if not before else "\n" if listed and _ends_in_item(before) else "\n\n"
    head = before + gap + addition
    if not after:
        return head, len(head)
    return head + ("\n" if listed and _ITEM.match(after) else "\n\n") + after, len(head)


def _split(body: str, at: int, end: int) -> tuple[str, str]:
    """At the end of the paragraph around `at`; in a list at the end of the item."""
    here = body.rfind("\n", 0, at) + 1
    breaks = [found for found in (body.find("\n\n", max(at - 1, 0), end), end) if found >= 0]
    place = min(breaks)
    if _ITEM.match(body, here):
        following = re.compile(r"\n(?=([-*+]|\d+[.)])\s)").search(body, at, place)
        place = following.start() if following else place
    return body[:place].rstrip(), body[place:].lstrip("\n").rstrip()


def _ends_in_item(text: str) -> bool:
    """Whether the last block of it is a list: its last line that is not indented begins an item."""
    last = next((line for line in reversed(text.split("\n\n")[-1].split("\n")) if not line.startswith((" ", "\t"))), "")
    return _ITEM.match(last) is not None


def _before_footnotes(body: str) -> int:
    """Where the footnotes at the end begin; the end where there are none."""
    lines = body.split("\n")
    first = len(lines)
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if _FOOTNOTE.match(line):
            first = number
        elif line.strip() and not _INDENTED.match(line):
            break
    return len(body) if first == len(lines) else sum(len(line) + 1 for line in lines[:first])
