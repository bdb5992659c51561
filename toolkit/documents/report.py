"""The report: what was asked, what the words showed, what was said, what follows from it; agenda and people as annexes.

It prints what was written and noted and invents nothing: where nobody has written yet, it says so.
"""

from collections.abc import Callable

from toolkit.convening import evaluation, people
from toolkit.convening.model import Convening, ReportFigure, Section
from toolkit.convening.report_texts import SUMMARY
from toolkit.convening.report_texts import lacking as lacking_approval
from toolkit.document.blocks import Block, Callout, Cell, Column, Contents, Document, Heading, Paragraph, Row, Table, Together
from toolkit.document.inline import Inline, text
from toolkit.documents import agenda, evaluation_summary, noted, parts, recommended, schedule
from toolkit.documents.participant_list import entries
from toolkit.documents.registry import Options, Spec
from toolkit.documents.took_place import took_place
from toolkit.documents.word_list import word_list
from toolkit.figures.pictures import picture
from toolkit.language import N_

_ON_ONE_PAGE = 2_200
"""Letters of a box that stands on one page: about half of it. A longer one may go on over the next."""


def build(convening: Convening, options: Options) -> Document:
    say = options.language
    title = say("Report")
    facts = parts.when_and_where(convening, options)
    label = parts.label(convening, say)
    blocks: list[Block] = [
        parts.page_cover(convening, options, text(title), facts=[*facts, text(label)] if label else facts),
    ]
    if not convening.final:
        words = say("The hosts have not yet approved this text. Do not quote it.")
        blocks.append(Callout((Paragraph(text(words)),), "warning", text(say("Draft"))))
    blocks.append(Contents(text(say("Contents"))))
    blocks.extend(_summary(convening, options))
    claimed, sections = _claimed(convening, options), convening.report.sections
    first = 1 if sections and claimed.get(sections[0].id) == _OWN_FIRST[0] else 0
    for section in sections[:first]:
        blocks.extend(_section(convening, options, section, claimed[section.id]))
    for title_of in _OWN_FIRST:
        blocks.extend(() if title_of in claimed.values() else _OWN[title_of](convening, options))
    for section in sections[first:]:
        blocks.extend(_section(convening, options, section, claimed.get(section.id)))
    if not sections:
        blocks.append(Heading(1, text(say("What was discussed")), id="sections"))
        blocks.append(Paragraph(text(say("No section of this report has been written yet."))))
    for title_of in _OWN_LAST:
        blocks.extend(() if title_of in claimed.values() else _OWN[title_of](convening, options))
    blocks.extend(_annexes(convening, options))
    return parts.document("report", convening, options, title, blocks, lists_people=options.audience != "public")


def alone(convening: Convening, options: Options, section: str | None) -> Document:
    """One section as the report prints it, without the rest: what is seen while it is written. None is the summary."""
    found = next((each for each in convening.report.sections if each.id == section), None)
    claimed = _claimed(convening, options)
    blocks = _summary(convening, options) if found is None else _section(convening, options, found, claimed.get(found.id))
    return parts.document("report", convening, options, options.language("Report"), blocks)


def _summary(convening: Convening, options: Options) -> tuple[Block, ...]:
    if not options.read(convening.report.summary):
        return ()
    head = Heading(1, text(options.language("Summary")), id="summary")
    return (head, *_not_yet(convening, options, SUMMARY), *parts.prose(convening.report.summary, options, 2))


def _not_yet(convening: Convening, options: Options, section: str) -> tuple[Block, ...]:
    """A quiet line until every host has approved exactly this text."""
    lacking = [options.read(name) for name in lacking_approval(convening, section)]
    if not lacking:
        return ()
    say = options.language
    return (Paragraph(text(say("Not yet approved by {hosts}.", hosts=say.list(lacking))), "note"),)


def _claimed(convening: Convening, options: Options) -> dict[str, str]:
    """Sections that are called as a chapter which the report prints by itself: by their id, which one. It stands in them, after their text,
    so that nothing has two chapters, and an introduction to the recommendations its place.
    """
    named = {_folded(options.language(title)): title for title in _OWN}
    found: dict[str, str] = {}
    for section in convening.report.sections:
        title = named.get(_folded(options.read(section.heading)), "")
        if title and title not in found.values():
            found[section.id] = title
    return found


def _folded(heading: str) -> str:
    return " ".join(heading.split()).casefold()


def _section(convening: Convening, options: Options, section: Section, own: str | None = None) -> tuple[Block, ...]:
    """The prose as it was written; where there is none yet, the notes that the section gathers, sorted by kind. Then the chapter that is
    its `own`, without a heading of its own.
    """
    blocks: list[Block] = [Heading(1, options.words(section.heading), id=f"section-{section.id}")]
    blocks.extend(_not_yet(convening, options, section.id))
    chapter = _OWN[own](convening, options)[1:] if own is not None else ()
    blocks.extend(parts.prose(section.body, options, 2) or _gathered(convening, options, section, not chapter))
    blocks.extend(chapter)
    for figure in section.figures:
        blocks.append(_figure(convening, options, figure))
    for box in section.boxes:
        author = _author(convening, options, options.read(box.author))
        inner = parts.flat(parts.prose(box.body, options, 3))
        made = Callout(inner, "box", options.words(box.title), author)
        blocks.append(Together((made,)) if len(options.read(box.body)) <= _ON_ONE_PAGE else made)
    return tuple(blocks)


def _gathered(convening: Convening, options: Options, section: Section, alone: bool) -> tuple[Block, ...]:
    """What was noted for it; where that is nothing and the section would be empty, that it has not been written yet."""
    notes = tuple(note for note in convening.notes if note.session in section.gathers)
    found = tuple(noted.gathered(convening, options, notes, 2))
    return found or ((Paragraph(text(options.language("This section has not been written yet."))),) if alone else ())


def _author(convening: Convening, options: Options, typed: str) -> tuple[Inline, ...]:
    """A box's author: one of the people, named as she agreed, or words that were typed."""
    person = convening.person(typed)
    return text(typed) if person is None else text(people.visible(person, options.audience, "author", convening.rule).name)


def _figure(convening: Convening, options: Options, figure: ReportFigure) -> Block:
    """A picture in which somebody did not agree to be seen is not printed, and its place says so."""
    say = options.language
    shown = [convening.person(each) for each in figure.people]
    if not all(person is not None and people.may_be_pictured(person, options.audience, convening.rule) for person in shown):
        return Callout((Paragraph(text(say("A picture is left out here: not everybody in it agreed to be shown."))),), "note")
    made = picture(options.assets.get(figure.file, b""), options.read(figure.alt), options.words(figure.caption))
    if made is None:
        words = say("The picture “{file}” is missing, or is neither PNG nor JPEG; add it to the convening again.", file=figure.file)
        return Callout((Paragraph(text(words)),), "warning")
    return made


def _actions(convening: Convening, options: Options) -> tuple[Block, ...]:
    say = options.language
    found = noted.of_kind(convening, "action")
    if not found:
        return ()
    columns = (
        Column(text(say("Step")), 5),
        Column(text(say("Who takes it on")), 2.2),
        Column(text(say("By")), 1.8),
        Column(text(say("Status")), 1.2),
    )
    rows = tuple(
        Row((
            Cell(noted.typed(note.text, options), heads=True),
            Cell(text(noted.owner(convening, options, note))),
            Cell(text(say.date(note.due) if note.due else "")),
            Cell(text(say(noted.STATUS[note.status]))),
        ))
        for note in found
    )
    return (Heading(1, text(say("Next steps")), id="actions"), Table(columns, rows))


def _annexes(convening: Convening, options: Options) -> tuple[Block, ...]:
    say = options.language
    blocks: list[Block] = [Heading(1, text(say("Annex 1: Agenda")), id="annex-agenda", new_page=True)]
    public = options if options.audience not in parts.INSIDE else parts.without_notes(options)
    blocks.extend(agenda.tables(convening, public, schedule.plans(convening), level=2, pages=False))
    blocks.append(Heading(1, text(say("Annex 2: Participants")), id="annex-participants", new_page=True))
    blocks.extend(entries(convening, options))
    counted = evaluation.begun(convening)
    if counted:
        blocks.append(Heading(1, text(say("Annex 3: Evaluation")), id="annex-evaluation", new_page=True))
        blocks.extend(evaluation_summary.chapter(convening, options, 2))
    how = say("Annex 4: How this report was made") if counted else say("Annex 3: How this report was made")
    blocks.append(Heading(1, text(how), id="annex-method"))
    made = say("It prints what the rapporteurs wrote and noted in the sessions. Words are printed as they were written.")
    blocks.append(Paragraph(text(made)))
    blocks.extend(took_place(convening, options))
    rule = parts.rule_words(convening, options)
    held = [options.read(session.title) for _, _, session in convening.sessions() if session.rule == "chatham-house"]
    if rule:
        blocks.append(Paragraph(text(rule)))
    elif held:
        blocks.append(Paragraph(text(say("These sessions were held under the Chatham House Rule: {sessions}.", sessions=say.list(held)))))
    blocks.append(Paragraph(text(say("People are named only where they agreed to it; the others are counted."))))
    return tuple(blocks)


_OWN_FIRST, _OWN_LAST = (N_("Objectives"), N_("What the words showed")), (N_("Recommendations"), N_("Next steps"))
_OWN: dict[str, Callable[[Convening, Options], tuple[Block, ...]]] = dict(zip(
    (*_OWN_FIRST, *_OWN_LAST), (agenda.objectives, word_list, recommended.chapter, _actions), strict=True,
))  # fmt: skip
"""The chapters that are printed without a section, before the sections and after them."""

SPECS = (
    Spec(
        name="report",
        title=N_("Report"),
        purpose=N_("What was asked, said and recommended, with agenda and participants"),
        audiences=("participants", "public", "facilitators", "organisers"),
        build=build,
        order=90,
        copies=N_("one each, by file"),
        count=None,
        by_file=True,
    ),
)
