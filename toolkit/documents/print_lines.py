"""What is printed, line by line: how many copies in which language, on which paper, and who may carry it to a printer.

Pages are known only from a layout; a line of a document that was not laid out has none. What lies at reception may name nobody, and
where people are at risk it may not say what the meeting is about.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Literal

from toolkit.convening.model import Convening, Participant
from toolkit.convening.values import Localised, Text
from toolkit.document.blocks import Document
from toolkit.documents import parts
from toolkit.documents.registry import Edition, Options, PaperSize, Spec, specs
from toolkit.language import Language, language

Circle = Literal["reception", "yourself"]


@dataclass(frozen=True, slots=True)
class Line:
    """One document in one language, in the order of the pack; `day` counts from 1."""

    spec: Spec
    day: int
    language: str
    copies: int
    paper: PaperSize
    circle: Circle
    pages: int | None = None
    edition: Edition = "usual"
    second: str = ""
    """The other language of a bilingual edition; its copies are for the readers of both."""

    @property
    def sides(self) -> int:
        """One page has one side, whatever the printer is set to."""
        return 1 if self.pages == 1 else self.spec.sides

    @property
    def sheets(self) -> int | None:
        """Sheets of paper for all the copies: each copy begins a new one."""
        return None if self.pages is None else -(-self.pages // self.sides) * self.copies


PagesOf = Callable[[Document], int | None]


def lines(convening: Convening, options: Options, day: int | None = None, pages_of: PagesOf | None = None) -> tuple[Line, ...]:
    """Everything that is printed for the meeting, or for one day of it. What belongs to no session is wanted on the first morning, or on
    the last.

    Each is of the edition that the options name, where it has one. `pages_of` knows the pages of a tree, where the options do not.
    """
    order = {day.id: number for number, day in enumerate(convening.days, 1)}
    days = {session.id: order[day.id] for day, _, session in convening.sessions()}
    found: list[Line] = []
    for spec in printed(convening, options):
        wanted_on = days.get(spec.session, max(1, len(order)) if spec.late else 1)
        if day not in (None, wanted_on):
            continue
        wanted = own(spec, convening, options)
        document = spec.build(convening, wanted)
        safe = circle(document, spec, convening)
        for code, copies in _together(by_language(convening, spec, options), wanted).items():
            if not copies:
                continue
            first = code == options.language.code
            other = wanted if first else _alone(wanted, code)
            pages = None if other.second else options.pages.get((spec.name, code))
            if pages is None and pages_of is not None:
                pages = pages_of(document if first else spec.build(convening, other))
            second = other.second.code if other.second else ""
            found.append(Line(spec, wanted_on, code, copies, document.page.size, safe, pages, other.edition, second))
    return tuple(sorted(found, key=lambda line: line.day))


def printed(convening: Convening, options: Options) -> tuple[Spec, ...]:
    """What is printed for everybody's meeting; what was asked for once is printed by whoever asked."""
    return tuple(spec for spec in specs(convening, options.exercises) if not (spec.counts_pages or spec.by_file or spec.asked))


def own(spec: Spec, convening: Convening, options: Options) -> Options:
    """As the pack would ask for it: for its own readers, on its own paper unless somebody named one for all."""
    own_paper = None if spec.own_paper else convening.paper
    wanted = replace(options, audience=spec.audience, paper=options.paper or own_paper, pages={})
    two = [options.language.code, *([options.second.code] if options.second else [])]
    lacking = options.edition == "bilingual" and (len(two) == 1 or any(spec.in_original(code) for code in two))
    return wanted if options.edition in spec.editions and not lacking else replace(wanted, edition="usual", second=None)


def _alone(wanted: Options, code: str) -> Options:
    """The same for who reads another language: of an edition in two languages, the usual one."""
    return replace(wanted, language=language(code), second=None, edition="usual" if wanted.second else wanted.edition)


def _together(copies: Mapping[str, int], wanted: Options) -> Mapping[str, int]:
    """In two languages the readers of the second have the copies of the first; who reads a third has her own."""
    if wanted.second is None:
        return copies
    first, second = wanted.language.code, wanted.second.code
    both = copies.get(first, 0) + copies.get(second, 0)
    return {first: both, **{code: each for code, each in copies.items() if code not in (first, second)}}


def by_language(convening: Convening, spec: Spec, options: Options) -> Mapping[str, int]:
    """Copies in each language: of what everybody gets one of, as many as read it first; of all else the convening's own language.

    Who said nothing, or reads none of those that are printed, gets the convening's own. On a day of which it is known who is here, these
    alone are asked.
    """
    day = convening.day_of(spec.session) if spec.session else None
    count = spec.count(convening) if spec.count else 1
    codes = tuple(dict.fromkeys((convening.language, *convening.languages)))
    if len(codes) == 1 or count != convening.headcount(day) or not _written_in(spec, convening, options) >= set(codes):
        return {convening.language: count}
    here = day.present if day is not None and day.expected is not None and isinstance(day.present, tuple) else None
    read = Counter(_reads(person, codes) for person in convening.participants
                   if (person.status != "declined" if here is None else person.id in here))  # fmt: skip
    read[convening.language] += count - read.total()
    return {code: read[code] for code in codes if read[code] > 0}


def _reads(person: Participant, codes: tuple[str, ...]) -> str:
    return next((code for code in person.languages if code in codes), codes[0])


def _written_in(spec: Spec, convening: Convening, options: Options) -> set[str]:
    """The languages in which a sheet has words of its own; what the program says itself it says in all."""
    if not spec.session:
        return {convening.language, *convening.languages}
    session = next(session for _, _, session in convening.sessions() if session.id == spec.session)
    exercise = options.exercises[session.exercise or ""]
    texts = [exercise.sheet_texts[card.id] for card in exercise.sheets if spec.name.split("--")[0].endswith(f"-{card.id}")]
    return set.intersection(*[set(text.root) if isinstance(text, Localised) else {"en"} for text in texts]) if texts else {"en"}


# Who may carry it


def circle(document: Document, spec: Spec, convening: Convening) -> Circle:
    """Whether a clerk may print it and leave it on the desk. What facilitators have of the whole agenda holds their private notes."""
    if spec.private or spec.audience == "organisers" or (spec.audience in parts.INSIDE and not spec.session):
        return "yourself"
    said = " ".join(" ".join(_words(document)).split()).casefold()
    told = [*_names(convening), *(_topic(convening) if convening.at_risk else ())]
    return "yourself" if any(_stands(" ".join(each.split()).casefold(), said) for each in told) else "reception"


def _stands(words: str, said: str) -> bool:
    """As words of their own: a name of two letters stands in half of all words."""
    return words in said and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", said) is not None


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _words(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in ("name", "id", "lang", "d", "href"):
                yield from _words(getattr(value, field.name))


def _names(convening: Convening) -> Iterator[str]:
    for person in convening.participants:
        for name in (person.name, person.legal_name):
            if len(name.strip()) > 1:
                yield name.strip()


def _topic(convening: Convening) -> Iterator[str]:
    """What was typed for this meeting: its title, its sessions' titles, what the exercises were filled in with."""
    told: list[Text] = [convening.title, convening.subtitle]
    for _, _, session in convening.sessions():
        told.append(session.title)
        for answer in session.fill.values():
            told += answer if isinstance(answer, tuple) else [answer]
    quiet = set(_each(convening.discreet_title))
    for text in told:
        yield from (words for words in _each(text) if len(words) > 1 and words not in quiet)


def _each(text: Text) -> list[str]:
    return [each.strip() for each in (text.root.values() if isinstance(text, Localised) else (text,)) if each.strip()]


def why_none(convening: Convening, say: Language) -> str:
    """Why there are no copies of something: it would be for people who are not known yet, or a list that nobody may be handed."""
    if not convening.headcount():
        return say("Not printed yet: nobody is on the list, and no number is expected")
    if convening.participants and convening.rule == "chatham-house":
        return say("Not printed: under the rule of this meeting no list is handed out")
    return say("Not printed yet: nobody is on the list")


def named(code: str, options: Options) -> str:
    """A language as the reader of this document calls it."""
    return str(options.language.locale.languages.get(code.split("-")[0], code))
