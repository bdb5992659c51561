"""What the documents share: title block, footer, paper, the words for a place, a day, a rule, a clash. One fact, one place."""

import re
import textwrap
from collections.abc import Sequence
from dataclasses import replace

from babel.dates import get_timezone_location

from toolkit.convening.model import Audience, Convening
from toolkit.convening.values import Text, in_language
from toolkit.document.blocks import Block, Callout, Cover, Document, Event, Figure, Heading, Mark, Page, Paragraph, Sheet
from toolkit.document.inline import Inline, LineBreak, Strong, text
from toolkit.document.prose import Directive
from toolkit.document.prose import blocks as blocks_of
from toolkit.document.type_size import LARGE_PT, USUAL_PT
from toolkit.documents.registry import Options, PaperSize
from toolkit.documents.schedule import DayPlan, Entry
from toolkit.figures.low_ink import low_ink
from toolkit.figures.pictures import logo
from toolkit.language import N_, Language
from toolkit.planning import conflicts
from toolkit.planning.steps import groups_for

AUDIENCE_WORDS: dict[Audience, str] = {
    "public": N_("Public"),
    "participants": N_("For participants"),
    "facilitators": N_("For facilitators"),
    "organisers": N_("Organisers only"),
}
_FOOTER_LETTERS = 90
"""A longer title would push the line on destroying the list off the paper."""

TABLE = 5
"""People at a table where nobody has made groups yet."""

LARGE_MARGINS = (18.0, 16.0, 32.0, 16.0)
"""Room below for two lines of 18 points and the number of the page."""

INSIDE: frozenset[Audience] = frozenset({"facilitators", "organisers"})
"""Who may read private notes and warnings."""


def document(
    name: str,
    convening: Convening,
    options: Options,
    title: str,
    blocks: Sequence[Block],
    *,
    page: Page | None = None,
    lists_people: bool = False,
    quiet: bool = False,
    reader: str | None = None,
    handed: bool = False,
    sheets: tuple[Sheet, ...] = (),
    events: tuple[Event, ...] = (),
    type_pt: float = USUAL_PT,
) -> Document:
    """A whole document with its furniture. `quiet` ones lie where strangers pass, and carry the discreet title only.

    `reader` says in the footer whom it is for, where that is not its audience: what organisers make and somebody else is handed.
    What is `handed` to one person, or to an office, has nothing in its margins, of circles, versions and pages: it is a letter.
    """
    say = options.language
    blocks = [_spared(block) for block in blocks] if options.edition == "low-ink" else blocks
    shown = discreet(convening, options) if quiet else options.read(convening.title)
    named = cut_short(shown, _FOOTER_LETTERS if type_pt == USUAL_PT else _FOOTER_LETTERS // 2)
    circle = say(AUDIENCE_WORDS[options.audience]) if reader is None else reader
    footer = [] if handed else [" · ".join(part for part in (named, circle) if part)]
    if lists_people:
        footer.append(destruction(convening, say))
    return Document(
        name=name,
        title=" · ".join(part for part in (discreet(convening, options), title) if part),
        language=say.code,
        rtl=say.rtl,
        blocks=tuple(blocks),
        page=page or Page(size=paper(convening, options)),
        header="" if handed else label(convening, say),
        footer=tuple(footer),
        page_words="" if handed else say("Page {page} of {pages}"),
        sheets=sheets,
        events=events,
        type_pt=type_pt,
    )


def cut_short(title: str, letters: int = _FOOTER_LETTERS) -> str:
    """A title in one line, where it only says which convening this is of."""
    return textwrap.shorten(title, letters, placeholder=" …")


def body_pt(options: Options) -> float:
    """The type of a document that has a large print edition."""
    return LARGE_PT if options.edition == "large" else USUAL_PT


def sheet_of(convening: Convening, options: Options, *, landscape: bool = False) -> Page:
    """Its paper: in large print there is more in the foot, and less room at the sides."""
    page = Page(size=paper(convening, options), landscape=landscape)
    return replace(page, margins_mm=LARGE_MARGINS) if options.edition == "large" else page


def _spared(block: Block) -> Block:
    return replace(block, drawing=low_ink(block.drawing)) if isinstance(block, Figure) else block


def cover(
    convening: Convening,
    options: Options,
    title: tuple[Inline, ...],
    *,
    facts: Sequence[tuple[Inline, ...]] | None = None,
    subtitle: tuple[Inline, ...] = (),
    quiet: bool = False,
) -> Cover:
    """The band that heads a document: the convening above, the document's title, then when and where."""
    above = text(discreet(convening, options)) if quiet else options.words(convening.title)
    return Cover(title=title, subtitle=subtitle, kicker=above, facts=tuple(when_and_where(convening, options) if facts is None else facts))


def line_cover(title: str, *facts: str) -> Cover:
    """A line in the margin, for what is cut out or folded and has its paper to itself."""
    return Cover(title=text(title), facts=tuple(text(fact) for fact in facts), style="line")


def page_cover(convening: Convening, options: Options, kind: tuple[Inline, ...], facts: Sequence[tuple[Inline, ...]]) -> Cover:
    """The report's first page: the convening is its title, the hosts stand below with their logos."""
    return Cover(
        title=options.words(convening.title), subtitle=options.words(convening.subtitle), kicker=kind, facts=tuple(facts),
        marks=marks(convening, options), style="page",
    )


def without_notes(options: Options) -> Options:
    """The same cut for a part that must not print private notes: annexes travel with the whole."""
    return replace(options, audience="participants")


def label(convening: Convening, say: Language) -> str:
    """Beside the title on every page, so that two versions in one room can be told apart; DRAFT until somebody says final.

    A version that went out bears its date: that of its last sending, for no document knows what day it is.
    """
    versions = [(sent.name, sent.on) for sent in convening.sent] + [(sent.name, sent.on) for sent in convening.report.sent]
    on = max((on for name, on in versions if name == convening.version and on is not None), default=None)
    unread = "" if say.reviewed else say("Translation not reviewed yet")
    parts = ("" if convening.final else say("DRAFT"), convening.version, "" if on is None else say.date(on), unread)
    return " · ".join(part for part in parts if part)


def discreet(convening: Convening, options: Options) -> str:
    """What an outsider may read. Without a discreet title the real one stands in, unless the people in it are at risk."""
    if options.read(convening.discreet_title):
        return options.read(convening.discreet_title)
    return "" if convening.at_risk else options.read(convening.title)


def destruction(convening: Convening, say: Language) -> str:
    if convening.keep_until is None:
        return say("Names people: keep it safe and destroy it after use.")
    return say("Names people: destroy by {date}.", date=say.date(convening.keep_until))


def paper(convening: Convening, options: Options) -> PaperSize:
    return options.paper or convening.paper


def when_and_where(convening: Convening, options: Options) -> list[tuple[Inline, ...]]:
    """The facts under a title: the dates, the place, and the clock that the times are on where people sit in several."""
    facts = [text(dates(convening, options.language)), place(convening, options), text(zone(convening, options.language))]
    return [fact for fact in facts if fact]


def dates(convening: Convening, say: Language) -> str:
    return say.dates(day.date for day in convening.days if day.date is not None)


def place(convening: Convening, options: Options) -> tuple[Inline, ...]:
    venue = convening.venue
    found: list[Inline] = []
    for part in (options.words(venue.name), options.words(venue.city), text(country(venue.country, options.language))):
        found.extend((*text(", "), *part) if found and part else part)
    return tuple(found)


def zone(convening: Convening, say: Language) -> str:
    """Said only where somebody joins from elsewhere: in one room the clock on the wall is the zone."""
    if convening.mode == "in-person" or not convening.timezone:
        return ""
    try:
        city = get_timezone_location(convening.timezone, locale=say.locale, return_city=True)
    except LookupError:
        city = convening.timezone
    return say("All times are those of {city}.", city=city)


_UNKNOWN_COUNTRIES = frozenset({"XX", "ZZ"})


def country(code: str, say: Language) -> str:
    """The country's name for a two-letter code (ISO 3166), anything else as it was typed; XX and ZZ mean that nobody says."""
    if code.upper() in _UNKNOWN_COUNTRIES:
        return ""
    return str(say.locale.territories.get(code.upper(), code)) if len(code) == 2 else code


def marks(convening: Convening, options: Options) -> tuple[Mark, ...]:
    """The hosts, then the supporters, each in the order they were given, with their logos."""
    say = options.language
    found: list[Mark] = []
    for role, head in (("host", say("Hosted by")), ("supporter", say("Supported by"))):
        for host in (each for each in convening.hosts if each.role == role):
            drawn = logo(options.assets.get(host.logo or "", b""), options.read(host.name))
            found.append(Mark(options.words(host.name), head, drawn))
            head = ""
    return tuple(found)


def day_title(plan: DayPlan, options: Options) -> tuple[Inline, ...]:
    """Day 1 · Thursday, 11 March 2027 · From words to practice"""
    say = options.language
    parts = [text(say("Day {n}", n=say.number(plan.number)))]
    if plan.day.date is not None:
        parts.append(text(say.date(plan.day.date, "full")))
    parts.append(options.words(plan.day.title))
    return beside(parts)


def span(entry: Entry, say: Language) -> str:
    """9:00–9:30; the start alone where nothing says how long, nothing where nothing says when."""
    if entry.start is None:
        return ""
    return say.time(entry.start) if entry.end is None or entry.end == entry.start else say.span(entry.start, entry.end)


def does_not_fit(convening: Convening, plan: DayPlan, options: Options) -> tuple[Block, ...]:
    """The warning above a day that is printed as it was typed; the people who only attend are not troubled with it."""
    if not plan.clashes or options.audience not in INSIDE:
        return ()
    say = options.language
    words = tuple(Paragraph(text(conflicts.sentence(clash, convening, say, options.read))) for clash in plan.clashes)
    return (Callout(words, "warning", text(say("This day does not fit. It is printed as it was typed."))),)


def rule_words(convening: Convening, options: Options) -> str:
    if convening.rule != "chatham-house":
        return ""
    return options.language(
        "Chatham House Rule: what is said here may be used outside; who said it, who was here and for whom they work may not."
    )


def lines(*parts: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Several lines in one cell or paragraph: cheaper to lay out than a block each."""
    found: list[Inline] = []
    for part in parts:
        if part:
            found.extend((LineBreak(), *part) if found else part)
    return tuple(found)


def beside(items: Sequence[tuple[Inline, ...]]) -> tuple[Inline, ...]:
    """Several short facts in one line, a dot between them."""
    found: list[Inline] = []
    for item in items:
        found.extend((*text(" · "), *item) if found and item else item)
    return tuple(found)


def strong(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return (Strong(content),) if content else ()


def joined(texts: Sequence[Text], options: Options) -> str:
    return options.language.list([options.read(each) for each in texts])


def flat(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Prose for a cell: a heading there is a strong line, for the document's outline is not made in its cells."""
    return tuple(Paragraph(strong(block.content)) if isinstance(block, Heading) else block for block in blocks)


def prose(typed: Text, options: Options, level: int, directive: Directive | None = None) -> tuple[Block, ...]:
    """Markdown that somebody typed, in the document's language or its own; its highest heading gets `level`."""
    words, code = in_language(typed, options.language.code, options.original)
    return blocks_of(words, lang=options.mark(code), base_level=level, directive=directive)


_FIRST_NUMBER = re.compile(r"\d+")


def revision(convening: Convening) -> int:
    """The number in the version label, for calendars: they replace an entry only by a higher one (RFC 5545, 3.8.7.4)."""
    found = _FIRST_NUMBER.search(convening.version)
    return int(found[0][:6]) if found else 0


def one(_: Convening) -> int:
    """How many copies: one. A function of the module, for specs travel to worker processes."""
    return 1


def two(_: Convening) -> int:
    return 2


def tables(convening: Convening) -> int:
    """How many there are: one for every five people."""
    return groups_for(convening.headcount(), TABLE)


def counted(convening: Convening, say: Language) -> str:
    """For how many people everything is counted: for the meeting, and for each day that is worked out for others."""
    said = [say.plural("Counted for {n} person.", "Counted for {n} people.", convening.headcount())]
    for number, day in enumerate(convening.days, 1):
        if day.expected is not None and day.expected != convening.headcount():
            said.append(say.plural("On day {day}: {n} person.", "On day {day}: {n} people.", day.expected, day=say.number(number)))
    return " ".join(said)
