"""Who is in the room, as numbers: sides, regions, languages, and for the team whatever else parts the people into a few heaps.

For the room, which is to see itself; what is told outside it is `participant-numbers`, the list with counts in place of names. Charts whose
numbers are in their alt texts, and the same as rows. Below organisers nobody can be found by a number: what is rare is told
together, and one to four is "fewer than 5". The columns that organisers keep for themselves are counted for the team alone.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from toolkit.convening import people, roster
from toolkit.convening.called import in_words
from toolkit.convening.model import Convening, Participant
from toolkit.convening.regions import continent_of, region_of
from toolkit.document.blocks import Block, Document, Figure, Heading, Paragraph, Sheet, Together
from toolkit.document.inline import text
from toolkit.documents import parts
from toolkit.documents.participant_list import coming
from toolkit.documents.registry import Options, Spec
from toolkit.figures.shares import Bar, shares
from toolkit.language import N_, Language

_FEW = 5
_MOST_ROWS = 14
_WIDTH_MM = 150.0


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way of counting the people. `own` columns are the organisers': what stands in them is nobody else's business."""

    name: str
    title: str
    values: Callable[[Participant], Iterable[str]]
    called: Callable[[str, Language], str]
    own: bool = False
    several: bool = False


DIMENSIONS: tuple[Dimension, ...] = (
    Dimension("side", N_("Sides"), lambda person: (person.side,), lambda value, _: value),
    Dimension("region", N_("Regions"), lambda person: (region_of(person.country),), lambda value, say: str(say.locale.territories[value])),
    Dimension(
        "languages", N_("Languages"), lambda person: [code.split("-")[0] for code in person.languages], in_words, several=True,
    ),
)  # fmt: skip

_COARSE = {
    "region": Dimension(
        "continent", N_("Continents"), lambda person: (continent_of(person.country),),
        lambda value, say: str(say.locale.territories[value]),
    ),
}  # fmt: skip
"""Below organisers, where regions would mostly be too few to be told."""


@dataclass(frozen=True, slots=True)
class Count:
    words: str
    said: str
    number: int | None


def build(convening: Convening, options: Options) -> Document:
    say = options.language
    title = say("Who is in the room")
    blocks: list[Block] = [parts.cover(convening, options, text(title))]
    them = coming(convening)
    if them:
        blocks.append(Paragraph(text(_summary(them, options)), "lead"))
    rows: list[tuple[str, str, str]] = []
    for each in dimensions(convening, options):
        counts = counted(them, each, options)
        if counts:
            head = say(each.title) if not each.own else each.title
            blocks.extend((Heading(1, text(head)), _block(head, each, counts, options)))
            rows.extend((head, count.words, count.said) for count in counts)
    if not rows:
        blocks.append(Paragraph(text(say("Nothing is recorded yet by which the people could be counted."))))
    elif options.audience != "organisers":
        blocks.append(Paragraph(text(say("Numbers below five are not told, for they could point at somebody.")), "note"))
    sheet = Sheet(title, (say("Counted by"), say("What"), say("People")), tuple(rows))
    return parts.document("composition", convening, options, title, blocks, sheets=(sheet,))


def dimensions(convening: Convening, options: Options) -> tuple[Dimension, ...]:
    """What everybody may count by; for the team also the columns of their own that part the people."""
    known = DIMENSIONS if options.audience == "organisers" else tuple(_COARSE.get(each.name, each) for each in DIMENSIONS)
    if options.audience not in parts.INSIDE:
        return known
    return (*known, *(_own(column) for column in roster.parting_columns(convening)))


def _own(column: str) -> Dimension:
    return Dimension(column, column, lambda person: (person.more.get(column, ""),), lambda value, _: value, own=True)


def counted(them: tuple[Participant, ...], dimension: Dimension, options: Options) -> tuple[Count, ...]:
    """How many of each, as this audience may read it; nothing where it is recorded of nobody."""
    say = options.language
    found = dict(roster.counted(them, dimension.values))
    unknown = found.pop("", 0)
    if not found:
        return ()
    rare = _rare(found, options)
    shown = [_count(dimension.called(value, say), n, options) for value, n in found.items() if value not in rare]
    if rare:
        shown.append(_count(say("Others"), sum(found[value] for value in rare), options))
    if unknown:
        shown.append(_count(say("Not recorded"), unknown, options))
    return tuple(shown)


def _rare(found: Mapping[str, int], options: Options) -> frozenset[str]:
    """What is told together: what no page has room for, and below organisers what is rare, also where it is one thing alone: the others
    and the whole would tell its number.
    """
    if options.audience == "organisers":
        return frozenset(list(found)[_MOST_ROWS:]) if len(found) > _MOST_ROWS + 1 else frozenset()
    return frozenset(value for value, n in found.items() if n < _FEW)


def _count(words: str, number: int, options: Options) -> Count:
    said = people.few(number, options.audience)
    told = said == str(number)
    return Count(words, options.language.number(number) if told else options.language(said), number if told else None)


def _summary(them: tuple[Participant, ...], options: Options) -> str:
    say = options.language
    countries = len({person.country.strip().upper() for person in them if region_of(person.country)})
    said = people.few(len(them), options.audience)
    number = say.number(len(them)) if said == str(len(them)) else say(said)
    if countries < 2:
        return say.plural("{count} person takes part.", "{count} people take part.", len(them), count=number)
    return say("{count} people from {countries} countries take part.", count=number, countries=say.number(countries))


def _block(head: str, dimension: Dimension, counts: tuple[Count, ...], options: Options) -> Block:
    say = options.language
    most = max((count.number or 0 for count in counts), default=0) or 1
    bars = tuple(Bar(count.words, count.said, None if count.number is None else count.number / most) for count in counts)
    told = say.list([say("{what}: {n}", what=count.words, n=count.said) for count in counts])
    figure = Figure(shares(bars, _WIDTH_MM, rtl=say.rtl), say("Bars, {what}. {numbers}.", what=head, numbers=told))
    several = (Paragraph(text(say("Whoever speaks several is counted at each.")), "note"),) if dimension.several else ()
    return Together((figure, *several))


SPECS = (
    Spec(
        name="composition",
        title=N_("Who is in the room"),
        purpose=N_("Charts to look at together in the room: sides, parts of the world, languages; without a name"),
        audiences=("participants", "public", "facilitators", "organisers"),
        build=build,
        order=45,
        copies=N_("one for the wall"),
        count=parts.one,
        formats=("pdf", "docx", "html", "md", "csv", "xlsx"),
    ),
)
