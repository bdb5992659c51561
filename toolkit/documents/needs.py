"""What kitchen and venue have to know, as counts; and, apart from it, the single cases, for the host alone.

"One vegan" is a person. What a single one needs, and what was typed in sentences, stands only on the host's page, with her name.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from toolkit.convening import people
from toolkit.convening.model import PAUSES, Convening, Participant
from toolkit.document.blocks import Block, Cell, Column, Document, Heading, Paragraph, Row, Table
from toolkit.document.inline import text
from toolkit.documents import parts, schedule
from toolkit.documents.participant_list import coming
from toolkit.documents.registry import Options, Spec
from toolkit.language import N_, Language

Need = Callable[[Participant], str]

_LONG_WORDS = 4
"""What takes more words than these is told and not counted."""

_KINDS: tuple[tuple[str, Need], ...] = (
    (N_("Food"), lambda person: person.needs.diet),
    (N_("Access"), lambda person: person.needs.access),
    (N_("Interpretation into"), lambda person: person.needs.interpretation),
    (N_("Other"), lambda person: person.needs.other),
)
_COUNTED = _KINDS[:3]
_MEALS = {"meal": N_("Meal"), "break": N_("Break")}


def summary(convening: Convening, options: Options) -> Document:
    """Meals with people and diets, then access and interpretation: nothing under two, and no name."""
    say = options.language
    title = say("Needs for kitchen and venue")
    when = parts.dates(convening, say)
    listed = coming(convening)
    shared = _shared(listed, options)
    blocks: list[Block] = [
        parts.cover(convening, options, text(title), quiet=True, facts=[text(when)] if when else []),
        Paragraph(text(say("Numbers only. What a single person needs, her host will tell you.")), "lead"),
        *_meals(convening, listed, shared.get("Food", {}), options),
    ]
    if shared:
        blocks += [Heading(1, text(say("All together"))), _counts(shared, say)]
    if not shared:
        blocks.append(Paragraph(text(say("Nobody shares a need with anybody else, as far as is known."))))
    reader = say("Kitchen and venue")
    return parts.document("needs-summary", convening, options, title, blocks, quiet=True, reader=reader)


def single(convening: Convening, options: Options) -> Document:
    """Who needs what nobody else needs: the host's page."""
    say = options.language
    title = say("Single needs")
    listed = coming(convening)
    shared = _shared(listed, options)
    rows = []
    for person in listed:
        cells = [_alone(kind, need(person), shared, say) for kind, need in _KINDS]
        if any(cells):
            shown = people.visible(person, options.audience, "needs")
            rows.append(Row((Cell(text(shown.name or shown.code), heads=True), *(Cell(text(words)) for words in cells))))
    blocks: list[Block] = [
        parts.cover(convening, options, text(title), quiet=True, facts=[]),
        Paragraph(text(say("For one host, who sees to each of these herself. Nobody else gets this page.")), "lead"),
    ]
    heads = [say("Name"), *(say(kind) for kind, _ in _KINDS)]
    if rows:
        blocks.append(Table(tuple(Column(text(head), 3 if at else 4) for at, head in enumerate(heads)), tuple(rows)))
    else:
        blocks.append(Paragraph(text(say("Nobody has a need of her own, as far as is known."))))
    return parts.document("needs-single", convening, options, title, blocks, quiet=True, lists_people=True)


def _shared(listed: Sequence[Participant], options: Options) -> Mapping[str, Mapping[str, int]]:
    """Of each kind what two or more need, by their words, the commonest first."""
    if not people.may_see_contacts(options.audience):
        return {}
    found: dict[str, Mapping[str, int]] = {}
    for kind, need in _COUNTED:
        count = Counter(words for person in listed for words in _words(kind, need(person), options.language))
        shared = {words: number for words, number in count.most_common() if number > 1 and _short(words)}
        if shared:
            found[kind] = shared
    return found


def _words(kind: str, typed: str, say: Language) -> tuple[str, ...]:
    """Each thing typed, apart by semicolons: small letters and one space, so that Vegan and vegan are one; a language by its name."""
    said = tuple(dict.fromkeys(" ".join(part.split()) for part in typed.casefold().split(";") if part.strip()))
    return tuple(str(say.locale.languages.get(each, each)) for each in said) if kind == _COUNTED[2][0] else said


def _short(words: str) -> bool:
    return 0 < len(words.split()) <= _LONG_WORDS


def _alone(kind: str, typed: str, shared: Mapping[str, Mapping[str, int]], say: Language) -> str:
    """What she typed, where the summary does not count it."""
    said = _words(kind, typed, say)
    if all(words in shared.get(kind, {}) for words in said):
        return ""
    return "; ".join(said) if kind == _COUNTED[2][0] else " ".join(typed.split())


def _counts(shared: Mapping[str, Mapping[str, int]], say: Language) -> Table:
    columns = (Column(text(say("What")), 3), Column(text(say("People")), 1, "end"), Column((), 3))
    rows: list[Row] = []
    for kind, counts in shared.items():
        rows.append(Row((Cell(text(say(kind)), columns=3),), "group"))
        rows += [Row((Cell(text(words), heads=True), Cell(text(say.number(number))), Cell())) for words, number in counts.items()]
    return Table(columns, tuple(rows))


def _meals(convening: Convening, listed: Sequence[Participant], diets: Mapping[str, int], options: Options) -> Iterator[Block]:
    """A row for each meal and break: when, where, for how many, and how many of each diet where more than one of them is there."""
    say = options.language
    rows: list[Row] = []
    plans = schedule.plans(convening)
    unlisted = max(0, (convening.expected or 0) - len(listed))
    for plan in plans:
        there = [person for person in listed if not person.days or plan.day.id in person.days]
        eats = Counter(words for person in there for words in _words(_COUNTED[0][0], person.needs.diet, say))
        found = [" ".join((say.number(eats[diet]), diet)) for diet in diets if eats[diet] > 1]
        day = say("Day {n}", n=say.number(plan.number)) + (f" · {say.date(plan.day.date)}" if plan.day.date else "")
        for entry in plan.entries:
            if entry.kind in PAUSES and entry.track is None:
                cells = [parts.span(entry, say), say(_MEALS[entry.kind]), entry.room, say.number(len(there) + unlisted)]
                diet = say.list(found) if entry.kind == "meal" else ""
                rows += [Row((Cell(text(day), columns=5),), "group")] if day else []
                rows.append(Row((*(Cell(text(words)) for words in cells), Cell(text(diet)))))
                day = ""
    if rows:
        heads = (say("Time"), say("What"), say("Where"), say("People"), say("Of these"))
        shares = (2.4, 1.6, 2.6, 1.2, 5.0)
        aligned: tuple[str, ...] = ("start", "start", "start", "end", "start")
        yield Table(tuple(
            Column(text(head), share, align)  # type: ignore[arg-type]
            for head, share, align in zip(heads, shares, aligned, strict=True)
        ), tuple(rows))  # fmt: skip
    elif listed or unlisted:
        yield Paragraph(text(say.plural("{n} person is expected.", "{n} people are expected.", len(listed) + unlisted)))


SPECS = (
    Spec(
        name="needs-summary",
        title=N_("Needs for kitchen and venue"),
        purpose=N_("Meals, diets, access and interpretation as counts, without a name"),
        audiences=("organisers",),
        build=summary,
        order=43,
        copies=N_("one for the kitchen, one for the venue"),
        count=parts.two,
    ),
    Spec(
        name="needs-single",
        title=N_("Single needs"),
        purpose=N_("What only one person needs, with her name, for the host alone"),
        audiences=("organisers",),
        build=single,
        order=44,
        copies=N_("one for one host"),
        count=parts.one,
    ),
)
