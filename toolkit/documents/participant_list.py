"""The list of those who take part: three lines a person, nobody parted over pages, everybody as she agreed to be seen."""

from dataclasses import replace

from toolkit.convening import people
from toolkit.convening.model import Audience, Convening, Participant
from toolkit.document.blocks import Block, Callout, Document, Items, Paragraph, Sheet
from toolkit.document.inline import Blank, Inline, Quiet, Strong, Text, text
from toolkit.documents import parts, roster_sheet
from toolkit.documents.registry import WITH_LARGE, Options, Spec
from toolkit.language import N_


def build(convening: Convening, options: Options) -> Document:
    say = options.language
    title = say("Participants")
    facts = parts.when_and_where(convening, options)
    if options.audience != "public":
        facts.append((*text(say("Copy no.") + " "), Blank("short")))
    blocks: list[Block] = [parts.cover(convening, options, text(title), facts=[parts.beside(facts)] if facts else [])]
    listed = seen(convening, options)
    blocks.extend(_entries(listed, convening, options))
    rows = (sheet(listed, convening, options),)
    return parts.document(
        "participant-list", convening, options, title, blocks, page=parts.sheet_of(convening, options), lists_people=True, sheets=rows,
        type_pt=parts.body_pt(options),
    )  # fmt: skip


def coming(convening: Convening) -> tuple[Participant, ...]:
    """Those on the list, in its order: who came, once somebody has ticked that; until then all who have not declined."""
    came = [person for person in convening.participants if person.status == "attended"]
    chosen = came or [person for person in convening.participants if person.status != "declined"]
    return people.in_order(convening, chosen)


Listed = tuple[tuple[Participant, people.Shown], ...]
"""Everybody on the list with what this audience may read of her."""


def seen(convening: Convening, options: Options) -> Listed:
    """Organisers see the code of everybody, also the number on the badge of somebody who was given none: they must know who wears it."""
    convening = people.with_codes(convening) if options.audience == "organisers" else convening
    return tuple((person, people.visible(person, options.audience, "list", convening.rule)) for person in coming(convening))


def entries(convening: Convening, options: Options) -> tuple[Block, ...]:
    """The list itself, which the report's annex prints too."""
    return _entries(seen(convening, options), convening, options)


def _entries(listed: Listed, convening: Convening, options: Options) -> tuple[Block, ...]:
    say = options.language
    if not listed:
        return (Paragraph(text(say("Nobody is on the list yet."))),)
    blocks: list[Block] = []
    if convening.rule == "chatham-house":
        words = parts.rule_words(convening, options)
        if options.audience not in parts.INSIDE:
            return (
                Callout((Paragraph(text(words)),), "note", text(say("Under this rule no list of those who took part is handed out."))),
                Paragraph(text(_took_part(len(listed), options))),
            )
        blocks.append(Paragraph(text(words), "note"))
    named = [pair for pair in listed if _has_a_line(pair[1], options)]
    hidden = len(listed) - len(named)
    if named:
        blocks.append(Items(tuple((Paragraph(lines_of(person, shown, options)),) for person, shown in named), "entries"))
    if hidden:
        blocks.append(Paragraph(text(_others(hidden, bool(named), options))))
    return tuple(blocks)


def cut_for(options: Options, audience: Audience) -> Options:
    """The same for another circle: what a person is told that her line in its list would be."""
    return replace(options, audience=audience)


def _has_a_line(shown: people.Shown, options: Options) -> bool:
    """Whoever may be named; for organisers also those of whom there is only a code."""
    return shown.named or (options.audience == "organisers" and bool(shown.code))


def lines_of(person: Participant, shown: people.Shown, options: Options) -> tuple[Inline, ...]:
    """Name; what she does; for whom and where. Who does two things has a line for each, title and organisation together."""
    head: list[Inline] = [Strong(text(" ".join(part for part in (shown.honorific, shown.name or shown.code) if part)))]
    beside = _beside(person, shown, options)
    if beside:
        head.append(Quiet(text(f" ({', '.join(beside)})")))
    lines: list[tuple[Inline, ...]] = []
    if len(shown.affiliations) > 1:
        lines = [_with_comma(options.words(each.title), options.words(each.organisation)) for each in shown.affiliations]
    elif shown.affiliations:
        lines = [options.words(shown.affiliations[0].title), options.words(shown.affiliations[0].organisation)]
    lines = [line for line in lines if line]
    home = text(parts.country(shown.country, options.language))
    if home:
        last = lines.pop() if lines and (len(lines) > 1 or shown.organisations) else ()
        lines.append(_with_comma(last, home))
    return parts.lines(tuple(head), *lines)


def _beside(person: Participant, shown: people.Shown, options: Options) -> list[str]:
    say = options.language
    found = [person.pronouns] if shown.named and options.audience != "public" else []
    if options.audience == "organisers":
        found.append(shown.code if shown.name else "")
        found.append(say("legal name: {name}", name=shown.legal_name) if shown.legal_name not in ("", shown.name) else "")
        found.append(say("has not answered") if person.status == "invited" else "")
    return [each for each in found if each]


def _with_comma(one: tuple[Inline, ...], other: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return (*one, Text(", "), *other) if one and other else one or other


def _others(hidden: int, after_names: bool, options: Options) -> str:
    say = options.language
    count = counted(hidden, options)
    if after_names:
        return say("and {count} others who are not named here", count=count) if hidden != 1 or options.audience != "organisers" else say(
            "and one other who is not named here"
        )
    return say("{count} people, none of whom is named here", count=count)


def _took_part(total: int, options: Options) -> str:
    return options.language("{count} people took part.", count=counted(total, options))


def counted(number: int, options: Options) -> str:
    """A count as this audience may read it: digits, or the words for very few."""
    said = people.few(number, options.audience)
    return options.language.number(number) if said == str(number) else options.language(said)


def sheet(listed: Listed, convening: Convening, options: Options) -> Sheet:
    """The same people as rows; the organisers' has everybody with all that is known, so that no other spreadsheet need be the master."""
    say = options.language
    if options.audience == "organisers":
        return roster_sheet.sheet(convening, options)
    closed = options.audience not in parts.INSIDE and convening.rule == "chatham-house"
    rows = tuple(
        (
            " ".join(part for part in (shown.honorific, shown.name) if part),
            "; ".join(options.read(each) for each in shown.titles),
            "; ".join(options.read(each) for each in shown.organisations),
            parts.country(shown.country, say) if shown.country else "",
        )
        for _, shown in (() if closed else listed) if shown.named
    )  # fmt: skip
    return Sheet(say("Participants"), (say("Name"), say("Titles"), say("Organisations"), say("Country")), rows)


def line(person: Participant, convening: Convening, options: Options) -> tuple[Inline, ...]:
    """What the list of this audience prints of one person: exactly her entry, or nothing where she is only counted."""
    if convening.rule == "chatham-house" and options.audience not in parts.INSIDE:
        return ()
    shown = people.visible(person, options.audience, "list", convening.rule)
    return lines_of(person, shown, options) if _has_a_line(shown, options) else ()


def copies(convening: Convening) -> int:
    """One each; none while nobody is on the list, or where the rule lets none be handed out: a sheet that says so is no handout."""
    return convening.headcount() if convening.rule != "chatham-house" and coming(convening) else 0


SPECS = (
    Spec(
        name="participant-list",
        title=N_("Participant list"),
        purpose=N_("Who takes part, as each of them agreed to be named"),
        audiences=("participants", "public", "facilitators", "organisers"),
        build=build,
        order=40,
        copies=N_("one each, numbered"),
        count=copies,
        formats=("pdf", "docx", "html", "md", "csv", "xlsx"),
        editions=WITH_LARGE,
    ),
)
