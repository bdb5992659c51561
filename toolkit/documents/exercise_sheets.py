"""The sheets of an exercise: its own Markdown, with directives that rule lines, cut cards and draw.

A sheet holds no name and says so; its text lies in the exercise's folder, and a new exercise needs no line here.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from toolkit.convening.exercise import Exercise, Kind, SheetCard
from toolkit.convening.model import Audience, Convening
from toolkit.convening.values import in_language
from toolkit.document.blocks import Block, Callout, Cover, Document, Page, Paragraph
from toolkit.document.inline import Blank, Inline, Strong, Text, text
from toolkit.document.type_size import LARGE_PT, USUAL_PT
from toolkit.documents import exercise_bilingual, exercise_text, exercise_work, fills, parts
from toolkit.documents.exercise_work import GUIDE, Work
from toolkit.documents.registry import EDITIONS, Options, PaperSize, Spec
from toolkit.language import N_
from toolkit.planning import materials

_MARGINS = (14.0, 16.0, 16.0, 16.0)
_BARE_MARGINS = (20.0, 12.0, 13.0, 12.0)
"""Above, room for the line that says what a bare sheet is; at the sides, what a printer leaves white, and half a gutter."""

_OUTWARDS: tuple[Audience, ...] = ("public", "participants", "facilitators", "organisers")
_NAMES: dict[Kind, tuple[str, str]] = {
    "handout": (N_("Handout"), N_("A sheet that people write on")),
    "capture": (N_("Capture sheet"), N_("What a group hands over, without names")),
    "cards": (N_("Cards"), N_("Cards to cut out")),
    "poster": (N_("Poster"), N_("Words for the wall")),
    "sign": (N_("Table sign"), N_("Signs to fold and stand up")),
    "wall": (N_("Drawing for the wall"), N_("A drawing that everybody works on")),
}


def specs(convening: Convening, exercises: Mapping[str, Exercise]) -> tuple[Spec, ...]:
    every = exercise_work.uses(convening, exercises)
    return tuple(
        _spec(exercise, card, session.id, exercise_work.document_name(exercise.slug, card.id, session.id, every))
        for exercise, session in every
        for card in exercise.sheets
        if card.id != GUIDE
    )


def _spec(exercise: Exercise, card: SheetCard, session: str, name: str) -> Spec:
    title, purpose = _NAMES[card.kind]
    written = tuple(code for code in (exercise.language, *exercise.translations) if exercise.sheet_in(card.id, code))
    return Spec(
        name=name,
        title=title,
        purpose=purpose,
        audiences=_OUTWARDS[_OUTWARDS.index(card.audience) :],
        build=partial(build, session=session, sheet=card.id, name=name),
        order=50,
        copies=in_language(card.each, exercise.language, exercise.language)[0] or N_("as the sheet says"),
        count=partial(count, exercise=exercise, card=card, session=session),
        own_paper=card.paper is not None,
        title_text=card.title,
        sides=1 if card.bare else 2,
        session=session,
        editions=(*EDITIONS, "bilingual") if len(written) > 1 else EDITIONS,
        written_in=written,
    )


def count(convening: Convening, *, exercise: Exercise, card: SheetCard, session: str) -> int:
    return materials.copies(exercise, card, convening.headcount(convening.day_of(session)))


def build(convening: Convening, options: Options, *, session: str, sheet: str, name: str) -> Document:
    if options.edition != "bilingual":
        return _one(convening, options, session, sheet, name)
    first = replace(options, edition="usual", second=None)
    made = _one(convening, first, session, sheet, name)
    if options.second is None:
        return made
    return exercise_bilingual.both(made, _one(convening, replace(first, language=options.second), session, sheet, name))


def _one(convening: Convening, options: Options, session: str, sheet: str, name: str) -> Document:
    work = exercise_work.work_in(convening, options.exercises, session)
    if work is None:
        raise LookupError(f"Session {session} has no exercise that is in the library; name one of the library's on the session.")
    card = next(each for each in work.exercise.sheets if each.id == sheet)
    head: list[Block] = [_cover(convening, card, options, exercise_work.unreviewed(work.exercise, options, sheet))]
    if card.kind == "capture":
        head.append(_captured(work, options))
    large = options.edition == "large" and not card.bare
    margins = _BARE_MARGINS if card.bare else parts.LARGE_MARGINS if large else _MARGINS
    page = Page(size=_paper(convening, card, options), landscape=card.landscape, margins_mm=margins)
    page, body = exercise_text.read(work, card, page, tuple(head), options)
    found = fills.filled((*head, *body), fills.values(work, options))
    type_pt = LARGE_PT if large else USUAL_PT
    return parts.document(name, convening, options, options.read(card.title), found, page=page, quiet=card.bare, type_pt=type_pt)


def _paper(convening: Convening, card: SheetCard, options: Options) -> PaperSize:
    """What hangs on a wall is on the larger paper of the two, unless somebody names one: then it comes in parts."""
    if card.paper is None or options.paper is not None:
        return parts.paper(convening, options)
    return "tabloid" if convening.paper == "letter" else "a3"


def _cover(convening: Convening, card: SheetCard, options: Options, unreviewed: tuple[Inline, ...]) -> Cover:
    """How it is given out, what happens to it, and that nobody signs it: on every sheet, whatever its text says."""
    given = [options.words(card.each), options.words(card.after), unreviewed]
    if card.bare:
        return Cover(title=options.words(card.title), facts=tuple(fact for fact in (parts.beside(given),) if fact), style="line")
    if card.kind == "handout":
        given.insert(2, text(options.language("no name on this sheet")))
    return parts.cover(convening, options, options.words(card.title), facts=[parts.beside(given)])


def _captured(work: Work, options: Options) -> Callout:
    """Afterwards nobody knows where a sheet came from, unless it says so."""
    say = options.language
    session: tuple[Inline, ...] = (Strong(text(say("Session"))), Text(": "), *options.words(work.session.title))
    group: tuple[Inline, ...] = (Strong(text(say("Group"))), Text(": "), Blank("short"))
    return Callout((Paragraph(parts.beside([session, group, text(say("No names on this sheet"))])),))
