"""The exercise library as one book: cover, contents, which exercise for what, then a chapter each: its guide, then its sheets.

Every sheet keeps its own paper and margins; what hangs on a wall is shown whole on one page. It speaks of no convening: nothing in it
is anybody's but the library's own words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from toolkit.convening.exercise import Exercise, Serves
from toolkit.convening.model import Convening, Day, Session
from toolkit.document.blocks import Block, Cell, Column, Contents, Cover, Document, Heading, Page, Part, Row, Table
from toolkit.document.inline import Inline, text
from toolkit.documents import exercise_guide, exercise_sheets, exercise_text, exercise_work, parts
from toolkit.documents.exercise_work import GUIDE
from toolkit.documents.registry import Options, PaperSize
from toolkit.language import N_, Language
from toolkit.planning import steps
from toolkit.planning.choosing import EXPOSURE, SERVES, Wanted, choose

NAME = "binder"
TITLE = N_("The exercises")
FORMATS = ("pdf", "docx", "html", "md")
_SESSION = "s"
_TABLE_PT = 9.0


@dataclass(frozen=True, slots=True)
class Wish:
    """What the book is to be: its language and paper; `people` where sheets are counted for so many and not for each one's usual."""

    say: Language
    paper: PaperSize = "a4"
    people: int | None = None
    original: str = "en"


def build(exercises: Mapping[str, Exercise], wish: Wish) -> Document:
    """The whole book, its chapters by their titles."""
    say = wish.say
    chapters = choose(exercises, Wanted(), 1)
    options = _options(wish, exercises)
    count = say.plural("{n} exercise, with its guide and its sheets", "{n} exercises, each with its guide and its sheets", len(chapters))
    how = say("What hangs on a wall is shown small here: print it from its exercise.")
    blocks: list[Block] = [
        Cover(text(say(TITLE)), text(count), facts=(text(how),), style="page"),
        Contents(text(say("Contents")), levels=1),
        *_for_what(chapters, options, wish),
        *(part for exercise in chapters for part in _chapter(exercise, options, wish)),
    ]
    return Document(
        name=NAME, title=say(TITLE), language=say.code, rtl=say.rtl, blocks=tuple(blocks), page=Page(size=wish.paper),
        footer=(say("Exercise library"),), page_words=say("Page {page} of {pages}"),
    )  # fmt: skip


def _options(wish: Wish, exercises: Mapping[str, Exercise]) -> Options:
    return Options("organisers", wish.say, wish.original, wish.paper, exercises, whole=True)


def _for_what(chapters: Sequence[Exercise], options: Options, wish: Wish) -> tuple[Block, ...]:
    """Who has a book in hand looks for a moment of the day: the exercises by what they serve, which may be several things."""
    say = options.language
    columns = (Column(text(say("Exercise")), 5), Column(text(say("Minutes")), 1.6), Column(text(say("People")), 1.6),
               Column(text(say("What others see")), 3.4))
    rows: list[Row] = []
    for serves in get_args(Serves):
        found = [each for each in chapters if serves in each.serves]
        if found:
            rows.append(Row((Cell(text(say(SERVES[serves])), columns=4, heads=True),), "group"))
            rows += [_line(each, options, wish) for each in found]
    return (Heading(1, text(say("Which exercise for what")), new_page=True), Table(columns, tuple(rows), type_pt=_TABLE_PT)) if rows else ()


def _line(exercise: Exercise, options: Options, wish: Wish) -> Row:
    say, length = options.language, steps.length(exercise, _people(exercise, wish))
    number = say.number
    return Row((
        Cell(options.words(exercise.title), heads=True),
        Cell(text(f"{number(length.least)}–{number(length.most)}")),
        Cell(text(f"{number(exercise.people.least)}–{number(exercise.people.most)}")),
        Cell(text(say(EXPOSURE[exercise.exposure])) if exercise.exposure else ()),
    ))


def _chapter(exercise: Exercise, options: Options, wish: Wish) -> Iterator[Part]:
    """The guide opens the chapter; each sheet is a section of it, in the order of its card."""
    trial = _trial(exercise, wish)
    guide = exercise_guide.build(trial, options, session=_SESSION, name=NAME)
    yield _part(guide, _opening(exercise, options, wish), 1)
    for card in exercise.sheets:
        if card.id != GUIDE:
            made = exercise_sheets.build(trial, options, session=_SESSION, sheet=card.id, name=NAME)
            larger = exercise_text.larger_size(exercise, card, made.page, options)
            cover = next(block for block in made.blocks if isinstance(block, Cover))
            facts = (text(options.language("shown small: printed it is {size}", size=larger.upper())),) if larger else ()
            name = options.words(exercise.title)
            if card.bare:  # the line in the margin has two lines at the most
                cover = replace(cover, facts=_beside((name,), (*cover.facts, *facts)), level=2)
            else:
                cover = replace(cover, kicker=name, facts=_beside(cover.facts, facts), level=2)
            yield _part(made, cover, 2)


def _opening(exercise: Exercise, options: Options, wish: Wish) -> Cover:
    """What the guide says of one agenda is said of any."""
    say, people = options.language, _people(exercise, wish)
    facts = [parts.strong(text(say("Facilitator's guide"))), text(say.plural("{n} person", "{n} people", people)),
             text(say.minutes(steps.length(exercise, people).usual)), exercise_work.unreviewed(exercise, options)]
    return Cover(options.words(exercise.title), facts=(parts.beside(facts),), level=1)


def _beside(facts: tuple[tuple[Inline, ...], ...], more: tuple[tuple[Inline, ...], ...]) -> tuple[tuple[Inline, ...], ...]:
    found = parts.beside([*facts, *more])
    return (found,) if found else ()


def _part(made: Document, cover: Cover, level: int) -> Part:
    """A document as a part of the book: its headings are below the part's own, and stand in no contents."""
    rest = (block for block in made.blocks if not isinstance(block, Cover))
    return Part((cover, *(_lowered(block, level) for block in rest)), made.page)


def _lowered(block: Block, by: int) -> Block:
    return replace(block, level=block.level + by, in_contents=False) if isinstance(block, Heading) else block


def _people(exercise: Exercise, wish: Wish) -> int:
    return wish.people or exercise.people.usual


def _trial(exercise: Exercise, wish: Wish) -> Convening:
    """A day with nothing in it but this exercise, at no time of the clock."""
    session = Session(id=_SESSION, title=exercise.title, kind="exercise", exercise=exercise.slug)
    return Convening(title=exercise.title, language=wish.original, paper="letter" if wish.paper == "letter" else "a4",
                     expected=_people(exercise, wish), final=True, days=(Day(id="day", sessions=(session,)),))
