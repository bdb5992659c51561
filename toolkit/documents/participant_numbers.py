"""Who took part as numbers alone: how many, from how many countries, on which sides. For those to whom no list may go;
the room itself gets charts (`composition`).

A count of one to four could point at somebody: below organisers such groups are added up as "others", and their number is not said.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from toolkit.convening import people
from toolkit.convening.model import Audience, Convening, Participant
from toolkit.document.blocks import Block, Cell, Column, Document, Paragraph, Row, Sheet, Table
from toolkit.document.inline import text
from toolkit.documents import parts
from toolkit.documents.participant_list import coming, counted
from toolkit.documents.registry import Options, Spec
from toolkit.language import N_

_OPEN: tuple[Audience, ...] = ("public", "participants", "facilitators", "organisers")
Tally = tuple[tuple[str, int], ...]
"""Words with how often; the last may be "", for those who are not told apart."""


def build(convening: Convening, options: Options) -> Document:
    say = options.language
    title = say("Participants in numbers")
    listed = coming(convening)
    blocks: list[Block] = [parts.cover(convening, options, text(title))]
    rows: list[tuple[str, str, str]] = []
    if not listed:
        blocks.append(Paragraph(text(say("Nobody is on the list yet."))))
    else:
        blocks.append(Paragraph(text(sentence(convening, options)), "lead"))
        for head, tally in tables(listed, options):
            rows += [(head, _named(words, options), _count(words, number, options)) for words, number in tally]
            blocks.append(_table(head, tally, options))
        if options.audience != "organisers":
            blocks.append(Paragraph(text(say("Groups of fewer than five are counted with others, so that nobody is recognised.")), "note"))
    sheet = Sheet(say("In numbers"), (say("What"), say("Which"), say("People")), tuple(rows))
    return parts.document("participant-numbers", convening, options, title, blocks, sheets=(sheet,))


def sentence(convening: Convening, options: Options) -> str:
    """38 people from 14 countries took part; before anybody was ticked as there, they are expected."""
    say = options.language
    listed = coming(convening)
    came = any(person.status == "attended" for person in listed)
    countries = len({person.country.upper() for person in listed if parts.country(person.country, say)})
    count = counted(len(listed), options)
    if not countries:
        return say("{count} people took part.", count=count) if came else say("{count} people are expected.", count=count)
    where = say.plural("{n} country", "{n} countries", countries)
    if came:
        return say("{count} people from {countries} took part.", count=count, countries=where)
    return say("{count} people from {countries} are expected.", count=count, countries=where)


def tables(listed: Sequence[Participant], options: Options) -> list[tuple[str, Tally]]:
    """What is counted, with its counts; what nobody typed is left out."""
    say = options.language
    found = [
        (say("Side"), tally((person.side for person in listed), options.audience)),
        (say("Country"), tally((parts.country(person.country, say) for person in listed), options.audience)),
    ]
    return [(head, each) for head, each in found if any(words for words, _ in each)]


def tally(words: Iterable[str], audience: Audience) -> Tally:
    """The commonest first; those too few to be told apart, and those of whom nothing is known, last and together."""
    found: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for each in words:
        found[shown.setdefault(people.folded(each), each) if each.strip() else ""] += 1
    small = {each for each, number in found.items() if not each or people.few(number, audience) != str(number)}
    others = sum(found[each] for each in small)
    large = sorted(((each, number) for each, number in found.items() if each not in small), key=lambda pair: (-pair[1], pair[0]))
    return (*large, *((("", others),) if others else ()))


def _named(words: str, options: Options) -> str:
    return words or options.language("others")


def _count(words: str, number: int, options: Options) -> str:
    """The number of others is said to organisers alone: taken from the whole it would be the number of the few."""
    if words or options.audience == "organisers":
        return options.language.number(number)
    return counted(number, options)


def _table(head: str, tally: Tally, options: Options) -> Table:
    columns = (Column(text(head), 3), Column(text(options.language("People")), 1, "end"), Column((), 3))
    rows = (
        Row((Cell(text(_named(words, options)), heads=True), Cell(text(_count(words, number, options))), Cell()))
        for words, number in tally
    )
    return Table(columns, tuple(rows))


SPECS = (
    Spec(
        name="participant-numbers",
        title=N_("Participants in numbers"),
        purpose=N_("The list without a name, for a report or a funder: how many, from which countries, on which sides"),
        audiences=_OPEN,
        build=build,
        order=41,
        copies=N_("one, or by file"),
        count=parts.one,
        formats=("pdf", "docx", "html", "md", "csv", "xlsx"),
        asked=True,
    ),
)
