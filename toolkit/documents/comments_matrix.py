"""Every comment on the report in one table: who, for whom, on which words of which section, what was said, and what was decided."""

from toolkit.convening import people
from toolkit.convening.model import Convening, ReportComment
from toolkit.convening.report_texts import SUMMARY
from toolkit.document.blocks import Block, Cell, Column, Document, Page, Paragraph, Row, Sheet, Table
from toolkit.document.inline import Emphasis, Inline, text
from toolkit.documents import parts
from toolkit.documents.registry import Options, Spec
from toolkit.language import N_

DECISIONS = {"open": N_("open"), "accepted": N_("accepted"), "declined": N_("declined"), "done": N_("done")}


def build(convening: Convening, options: Options) -> Document:
    say = options.language
    title = say("Comments on the report")
    found = convening.report.comments
    blocks: list[Block] = [parts.cover(convening, options, text(title))]
    if found:
        blocks.append(Paragraph(text(_counted(convening, options)), "lead"))
        blocks.append(_table(convening, options))
    else:
        blocks.append(Paragraph(text(say("Nobody has commented on the report yet."))))
    page = Page(size=parts.paper(convening, options), landscape=True, margins_mm=(14, 14, 16, 14))
    sheets = (_sheet(convening, options),) if found else ()
    return parts.document("comments-matrix", convening, options, title, blocks, page=page, lists_people=True, sheets=sheets)


def _counted(convening: Convening, options: Options) -> str:
    """How many there are, and how many of each decision."""
    say, found = options.language, convening.report.comments
    counts = [(name, sum(each.decision == name for each in found)) for name in DECISIONS]
    each = say.list([say("{n} {decision}", n=say.number(count), decision=say(DECISIONS[name])) for name, count in counts if count])
    return say.plural("{n} comment: {each}.", "{n} comments: {each}.", len(found), each=each)


def _table(convening: Convening, options: Options) -> Table:
    say = options.language
    columns = (
        Column(text(say("No.")), 0.6), Column(text(say("Who")), 2), Column(text(say("Where")), 3), Column(text(say("Comment")), 3.6),
        Column(text(say("Decision")), 2.8),
    )  # fmt: skip
    rows = tuple(
        Row((
            Cell(text(say.number(number)), heads=True),
            Cell(parts.lines(*map(text, _who(convening, options, each)))),
            Cell(parts.lines(text(_where(convening, options, each)), _quoted(each))),
            Cell(text(each.text)),
            Cell(parts.lines(text(say(DECISIONS[each.decision])), text(each.reply))),
        ))
        for number, each in enumerate(convening.report.comments, 1)
    )  # fmt: skip
    return Table(columns, rows)


def _who(convening: Convening, options: Options, comment: ReportComment) -> list[str]:
    return [part for part in (author(convening, options, comment), comment.organisation, comment.file) if part]


def author(convening: Convening, options: Options, comment: ReportComment) -> str:
    """A typed name as it stands in the file; where it is one of the people, as she may be named here."""
    wanted = people.folded(comment.author)
    named = (each for each in convening.participants if wanted in (people.folded(each.name), people.folded(each.legal_name)))
    person = next(named, None) if wanted else None
    if person is None:
        return comment.author
    shown = people.visible(person, options.audience, "author", convening.rule)
    return shown.name or shown.code or options.language("somebody not named here")


def _where(convening: Convening, options: Options, comment: ReportComment) -> str:
    """The section as it is called now; one that is gone, as it was called then."""
    if comment.section == SUMMARY:
        return options.language("Summary")
    section = next((each for each in convening.report.sections if each.id == comment.section), None)
    return options.read(section.heading) if section is not None else comment.where


def _quoted(comment: ReportComment) -> tuple[Inline, ...]:
    return (Emphasis(text(comment.words)),) if comment.words else ()


def _sheet(convening: Convening, options: Options) -> Sheet:
    say = options.language
    columns = (N_("No."), N_("Who"), N_("Organisation"), N_("File"), N_("Section"), N_("Words"), N_("Comment"), N_("Decision"), N_("Reply"))
    rows = tuple(
        (
            number, author(convening, options, each), each.organisation, each.file, _where(convening, options, each), each.words, each.text,
            say(DECISIONS[each.decision]), each.reply,
        )
        for number, each in enumerate(convening.report.comments, 1)
    )  # fmt: skip
    return Sheet(say("Comments on the report"), tuple(say(column) for column in columns), rows)


SPECS = (
    Spec(
        name="comments-matrix",
        title=N_("Comments on the report"),
        purpose=N_("Who remarked what on which words, and what was decided"),
        audiences=("organisers", "facilitators"),
        build=build,
        order=92,
        copies=N_("one, by file"),
        by_file=True,
        asked=True,
        formats=("pdf", "docx", "html", "md", "csv", "xlsx"),
    ),
)
