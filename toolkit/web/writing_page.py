"""What the page of the report shows: the outline, the open section with its notes beside it, what is lacking. Changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import url_for

from toolkit.convening.called import in_words, person
from toolkit.convening.model import Audience, Convening, Note, NoteKind, Section, Session
from toolkit.convening.report_texts import SUMMARY, approvals
from toolkit.convening.values import Text, in_language
from toolkit.language import N_, Language, language
from toolkit.planning import outline
from toolkit.store import Stored
from toolkit.web import writing_texts as texts
from toolkit.web.plan import no_pdf
from toolkit.web.planner import planner, say
from toolkit.web.printing import AUDIENCE_NAMES, languages_of
from toolkit.web.report_out import frozen_words

if TYPE_CHECKING:
    from toolkit.documents import Options

AUDIENCES: tuple[Audience, ...] = ("participants", "public", "facilitators", "organisers")
KIND_HEADS: dict[NoteKind, str] = {
    "point": N_("Points"), "agreement": N_("Agreements"), "disagreement": N_("Disagreements"), "question": N_("Questions"),
    "quote": N_("Quotations"), "recommendation": N_("Recommendations"), "action": N_("Next steps"),
}  # fmt: skip

@dataclass(frozen=True, slots=True)
class Field:
    """One text and what the page is to say it was written upon. `clash` is what somebody else wrote there, `error` why it was refused."""

    name: str
    label: str
    text: str
    mark: str
    most: int
    long: bool = False
    error: str = ""
    clash: str | None = None

    @property
    def id(self) -> str:
        return "t-" + self.name.replace(":", "-").replace("_", "-")


@dataclass(frozen=True, slots=True)
class Line:
    """A section in the outline: how much was written and noted."""

    id: str
    heading: str
    state: str
    unwritten: bool
    first: bool
    last: bool
    approval: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A note beside the text: as it goes in, and whether it stands there. `own_table`: the report prints it in a table of its own."""

    id: str
    text: str
    session: str
    speaker: str
    there: bool
    own_table: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A session that the section may gather; `elsewhere` are the headings of others that do."""

    id: str
    title: str
    ticked: bool
    notes: str
    elsewhere: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A text that could not be saved, to stand in its field again."""

    name: str = ""
    text: str = ""
    error: str = ""
    clash: str | None = None


def opened(convening: Convening, wanted: str) -> str:
    """The section that is open, or `summary`; the first one where nothing is named that there is."""
    ids = [section.id for section in convening.report.sections]
    if wanted == SUMMARY or not ids:
        return SUMMARY
    return wanted if wanted in ids else ids[0]


def options_for(convening: Convening, code: str, audience: Audience) -> "Options":
    """As the report is built for its preview."""
    from toolkit.documents.registry import Options

    return Options(audience=audience, language=language(code), original=convening.language, paper=convening.paper)


def context(stored: Stored, wanted: str, code: str, audience: Audience, typed: Typed | None = None) -> dict[str, Any]:
    """Everything that the page and its parts show."""
    return _Page(stored, opened(stored.convening, wanted), code, audience, typed or Typed()).context()


class _Page:
    """One look at the report, in the language `code` of its texts."""

    def __init__(self, stored: Stored, opened: str, code: str, audience: Audience, typed: Typed) -> None:
        self.stored, self.convening, self.opened, self.code = stored, stored.convening, opened, code
        self.audience, self.typed, self.say = audience, typed, say()
        self.section = next((each for each in self.convening.report.sections if each.id == opened), None)

    def read(self, text: Text) -> str:
        return in_language(text, self.code, self.convening.language)[0]

    def context(self) -> dict[str, Any]:
        report, speech = self.convening.report, self.say
        code = None if self.code == self.convening.language else self.code
        return {
            "stored": self.stored, "key": self.stored.id, "convening": self.convening, "stage": "report", "tab": "write",
            "opened": self.opened, "code": self.code, "language": code, "section": self.section,
            "lines": tuple(self._lines()), "itself": tuple(self._itself()), "body": self._body(),
            "heading": self._field(f"section:{self.section.id}:heading", speech("Heading")) if self.section else None,
            "boxes": tuple(self._boxes()), "figures": tuple(self._figures()), "ticks": tuple(self._ticks()),
            "notes": self._notes(), "draftable": self._draftable(self.section),
            "all_draftable": sum(self._draftable(each) for each in report.sections),
            "people": tuple((each.id, person(each, speech)) for each in self.convening.participants),
            "gaps": tuple(self._gaps()),
            "words_here": self._words(outline.words(self.read(self.section.body if self.section else report.summary))),
            "words_all": self._words(sum(outline.words(each) for each in outline.texts(self.convening, self.read))),
            "audience": self.audience, "audiences": tuple((each, speech(AUDIENCE_NAMES[each])) for each in AUDIENCES),
            "languages": tuple((each, in_words(each, speech)) for each in languages_of(self.convening)),
            "preview": url_for("writing.preview", key=self.stored.id, open=self.opened, language=code, audience=self.audience),
            "no_pdf": no_pdf(), "master": frozen_words(self.convening, speech),
            "summary_approval": self._approval(SUMMARY) if report.summary else "",
        }  # fmt: skip

    def _words(self, count: int) -> str:
        return self.say.plural("{n} word", "{n} words", count)

    # The outline

    def _lines(self) -> Iterator[Line]:
        sections, speech = self.convening.report.sections, self.say
        for at, section in enumerate(sections):
            words = outline.words(self.read(section.body))
            counts = outline.counted(outline.notes_of(self.convening, section))
            noted = outline.how_many(counts, speech) if counts else speech("nothing noted")
            state = self._words(words) if words else speech("no text; {notes}", notes=noted)
            heading = self.read(section.heading) or speech("a section without a heading")
            approval = self._approval(section.id) if words else ""
            yield Line(section.id, heading, state, not words, at == 0, at == len(sections) - 1, approval)

    def _approval(self, section: str) -> str:
        """How many hosts have approved what it says now; nothing where there is no host."""
        found, speech = approvals(self.convening, section), self.say
        count = sum(each.approved for each in found)
        if not found or count == len(found):
            return speech("approved") if found else ""
        if not count:
            return speech("not yet approved")
        return speech("approved by {n} of {all}", n=speech.number(count), all=speech.number(len(found)))

    def _itself(self) -> Iterator[tuple[str, str]]:
        """What the report prints without a section."""
        made, speech = self.convening, self.say
        shown = sum(word.show for word in made.words)
        wanted = sum(note.kind == "recommendation" for note in made.notes)
        steps = sum(note.kind == "action" for note in made.notes)
        yield speech("Objectives"), speech.number(len(made.objectives))
        yield speech("What the words showed"), speech.plural("{n} word", "{n} words", shown)
        yield speech("Recommendations"), speech.number(wanted)
        yield speech("Next steps"), speech.number(steps)
        yield speech("Annexes: agenda, participants, method"), ""

    def _gaps(self) -> Iterator[tuple[str, str, str | None]]:
        """Each in a sentence, with the section that it leads to: what no section gathers is ticked in the one that is open."""
        first = next((each.id for each in self.convening.report.sections), SUMMARY)
        for gap in outline.gaps(self.convening, self.read):
            said = outline.sentence(gap, self.convening, self.say, self.read)
            if gap.kind == "ungathered":
                yield said, self.section.id if self.section else first, "gathers"
            else:
                yield said, gap.section or SUMMARY, None

    # What is written

    def _field(self, name: str, label: str, long: bool = False) -> Field:
        text = texts.standing(self.convening, name, self.code)
        mark, most = texts.mark(text), texts.most(name)
        if self.typed.name == name:
            return Field(name, label, self.typed.text, mark, most, long, self.typed.error, self.typed.clash)
        return Field(name, label, text, mark, most, long)

    def _body(self) -> Field:
        speech = self.say
        if self.section is None:
            return self._field("summary", speech("Summary"), True)
        return self._field(f"section:{self.section.id}:body", speech("Text"), True)

    def _boxes(self) -> Iterator[tuple[str, str, tuple[Field, ...]]]:
        speech = self.say
        for number, box in enumerate(self.section.boxes if self.section else (), 1):
            name = f"box:{box.id}"
            title = speech("Box {n}", n=speech.number(number))
            yield box.id, title, (
                self._field(f"{name}:title", speech("Title")), self._field(f"{name}:author", speech("Author, as printed")),
                self._field(f"{name}:body", speech("Text"), True),
            )  # fmt: skip

    def _figures(self) -> Iterator[tuple[str, str, tuple[Field, ...]]]:
        speech = self.say
        for figure in self.section.figures if self.section else ():
            name = f"figure:{figure.id}"
            title = speech("Figure {file}", file=figure.file)
            yield figure.id, title, (
                self._field(f"{name}:caption", speech("Caption")),
                self._field(f"{name}:alt", speech("What it shows, for those who cannot see it")),
            )

    # What was noted

    def _title(self, session: Session) -> str:
        return self.read(session.title) or self.say("a session without a title")

    def _ticks(self) -> Iterator[Tick]:
        made, mine = self.convening, self.section
        if mine is None:
            return
        for session in outline.choices(made):
            counts = outline.counted([note for note in made.notes if note.session == session.id])
            others = [self.read(each.heading) for each in made.report.sections if each is not mine and session.id in each.gathers]
            elsewhere = self.say("also in {sections}", sections=self.say.list([f"“{each}”" for each in others])) if others else ""
            noted = outline.how_many(counts, self.say) if counts else ""
            yield Tick(session.id, self._title(session), session.id in mine.gathers, noted, elsewhere)

    def _notes(self) -> tuple[tuple[str, tuple[Shown, ...]], ...]:
        """By kind, each with whether its words stand in the section's text or its boxes already."""
        if self.section is None:
            return ()
        prose = outline.plain("\n".join([self.read(self.section.body), *(self.read(box.body) for box in self.section.boxes)]))
        found: dict[NoteKind, list[Shown]] = {}
        titles = {session.id: self._title(session) for session in outline.sessions(self.convening)}
        for note in outline.notes_of(self.convening, self.section):
            found.setdefault(note.kind, []).append(self._note(note, prose, titles))
        return tuple((self.say(KIND_HEADS[kind]), tuple(notes)) for kind, notes in found.items())

    def _note(self, note: Note, prose: str, titles: dict[str, str]) -> Shown:
        from toolkit.document.inline import plain
        from toolkit.documents import noted

        text = self.read(note.text)
        speaker = plain(noted.speaker(self.convening, options_for(self.convening, self.code, "public"), note))
        there = outline.stands_in(text, prose)
        return Shown(note.id, text, titles.get(note.session or "", ""), speaker, there, note.kind not in outline.PROSE_KINDS)

    def _draftable(self, section: Section | None) -> bool:
        """Whether there is something to draft it of, and nothing written yet."""
        if section is None or self.read(section.body).strip():
            return False
        return any(note.kind in outline.PROSE_KINDS for note in outline.notes_of(self.convening, section))


def language_of(convening: Convening, wanted: str) -> str:
    """The language that is written in: one of the convening's."""
    return wanted if wanted in languages_of(convening) else convening.language


def first_heading(speech: Language) -> str:
    return speech("New section")


__all__ = ["AUDIENCES", "SUMMARY", "Typed", "context", "first_heading", "language_of", "opened", "options_for", "planner"]
