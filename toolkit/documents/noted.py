"""What the rapporteurs wrote, as every document prints it: the words of a note, whose they are, who takes on an action.

Attribution comes through the one door: a note says at most what its speaker agreed to, under the rule of its session.
"""

from collections.abc import Iterator

from toolkit.convening import notes, people
from toolkit.convening.model import Convening, Note, NoteKind, Session
from toolkit.document.blocks import Block, Heading, Items, Paragraph, Quote
from toolkit.document.inline import Inline, Text, text
from toolkit.document.prose import inlines
from toolkit.documents.registry import Options
from toolkit.language import N_

STATUS = {"open": N_("open"), "doing": N_("under way"), "done": N_("done"), "dropped": N_("dropped")}
GATHERED: tuple[tuple[NoteKind, str], ...] = (
    ("point", N_("What was said")),
    ("agreement", N_("Where people agreed")),
    ("disagreement", N_("Where people disagreed")),
    ("question", N_("Open questions")),
)


def typed(words: object, options: Options) -> tuple[Inline, ...]:
    """One line of Markdown, as notes are, with the language that it is in."""
    said = options.words(words)  # type: ignore[arg-type]
    first = said[0] if said else None
    return inlines(first.text, lang=first.lang) if isinstance(first, Text) else ()


def speaker(convening: Convening, options: Options, note: Note) -> tuple[Inline, ...]:
    """As far as the note and the person herself allow, under the rule of its session."""
    shown = people.speaker(convening, note, options.audience)
    organisations = [options.read(each) for each in shown.organisations]
    said = [part for part in (shown.name, *organisations) if part] or [part for part in (shown.side,) if part]
    return text(", ".join(said))


def owner(convening: Convening, options: Options, note: Note) -> str:
    """Who takes an action on: one person, by name or code, or nobody yet."""
    person = convening.person(note.owner) if note.owner else None
    if person is None:
        return options.language("nobody yet")
    shown = people.visible(person, options.audience, "owner", convening.rule)
    return shown.name or shown.code or options.language("somebody not named here")


def of_kind(convening: Convening, kind: NoteKind) -> tuple[Note, ...]:
    """Notes of one kind in the order in which they were put: every document numbers recommendations alike. Not those that were merged."""
    return notes.standing(convening, kind)


def counted(number: int | None, options: Options) -> str:
    """A count of dots or hands as this edition may print it: outside, one to four could point at somebody. Nothing where none is kept."""
    if number is None:
        return ""
    said = people.few(number, options.audience) if options.audience == "public" else str(number)
    return options.language.number(number) if said == str(number) else options.language(said)


def support(note: Note, options: Options) -> str:
    """In one line: how many agree, can live with it, object."""
    if note.support is None:
        return ""
    say, found = options.language, note.support
    agree, live, against = (counted(each, options) for each in (found.agree, found.live_with, found.object))
    return say("{agree} agree, {live} can live with it, {object} object", agree=agree, live=live, object=against)


def dots_words(convening: Convening, options: Options) -> str:
    """How the dots were placed; nothing where there are none."""
    say = options.language
    if not any(note.dots is not None for note in of_kind(convening, "recommendation")):
        return ""
    match convening.dot_vote:
        case "secret":
            return say("Dots were placed in secret; only their number is kept.")
        case "open":
            return say("Dots were placed openly, where all could see them; only their number is kept.")
    return say("Of the dots only their number is kept.")


def session_of(convening: Convening, note: Note) -> Session | None:
    return next((session for _, _, session in convening.sessions() if session.id == note.session), None)


def sessions_of(convening: Convening, note: Note) -> tuple[Session, ...]:
    """Its session and those of the notes that it was merged from, each once, in the order of the agenda."""
    wanted = {each.session for each in (note, *notes.sources(convening, note))}
    return tuple(session for _, _, session in convening.sessions() if session.id in wanted)


def gathered(convening: Convening, options: Options, said: tuple[Note, ...], level: int) -> Iterator[Block]:
    """Points, agreements, disagreements and questions under their heads, then what was quoted."""
    for kind, head in GATHERED:
        found = [note for note in said if note.kind == kind]
        if found:
            yield Heading(level, text(options.language(head)), in_contents=False)
            yield Items(tuple((Paragraph(typed(note.text, options)),) for note in found))
    for note in said:
        if note.kind == "quote":
            yield Quote((Paragraph(typed(note.text, options)),), speaker(convening, options, note))
