"""The notes in the order of the agenda: what each session left on paper. They are nobody's agreed text until the hosts have said so."""

from toolkit.convening.model import Convening, Note
from toolkit.convening.notes import standing
from toolkit.document.blocks import Block, Callout, Document, Heading, Items, Paragraph
from toolkit.document.inline import Inline, Quiet, text
from toolkit.documents import noted, parts, schedule
from toolkit.documents.registry import Options, Spec
from toolkit.language import N_


def build(convening: Convening, options: Options) -> Document:
    say = options.language
    title = say("Minutes")
    blocks: list[Block] = [parts.cover(convening, options, text(title))]
    if not convening.final:
        words = say("Not yet approved by every host. What stands here was noted by the rapporteurs; nobody has agreed to it.")
        blocks.append(Callout((Paragraph(text(words)),), "warning", text(say("Draft"))))
    rule = parts.rule_words(convening, options)
    if rule:
        blocks.append(Paragraph(text(rule), "note"))
    told: set[str] = set()
    told_for_themselves = standing(convening)
    for plan in schedule.plans(convening):
        of_day: list[Block] = []
        for entry in plan.entries:
            notes = () if entry.is_track else tuple(note for note in told_for_themselves if note.session == entry.session.id)
            if notes:
                told.update(note.id for note in notes)
                when = text(parts.span(entry, say)) if entry.start is not None else ()
                head = (*options.words(entry.title), *((Quiet((*text(" · "), *when)),) if when else ()))
                of_day += [Heading(2, head), *_notes(convening, options, notes)]
        if of_day:
            blocks += [Heading(1, parts.day_title(plan, options), id=f"day-{plan.number}"), *of_day]
    rest = tuple(note for note in told_for_themselves if note.id not in told)
    if rest:
        blocks += [Heading(1, text(say("Of no session")), id="rest"), *_notes(convening, options, rest)]
    if not convening.notes:
        blocks.append(Paragraph(text(say("Nothing has been noted yet."))))
    return parts.document("minutes", convening, options, title, blocks)


def _notes(convening: Convening, options: Options, notes: tuple[Note, ...]) -> list[Block]:
    """What was said first, then what follows from it."""
    say = options.language
    blocks: list[Block] = list(noted.gathered(convening, options, notes, 3))
    wanted = [_recommendation(options, note) for note in notes if note.kind == "recommendation"]
    actions = [_action(convening, options, note) for note in notes if note.kind == "action"]
    for head, lines in ((say("Recommendations"), wanted), (say("Next steps"), actions)):
        if lines:
            blocks.append(Heading(3, text(head), in_contents=False))
            blocks.append(Items(tuple((Paragraph(line),) for line in lines)))
    return blocks


def _recommendation(options: Options, note: Note) -> tuple[Inline, ...]:
    words, to = noted.typed(note.text, options), options.read(note.to)
    return (*words, Quiet(text(" " + options.language("To: {whom}", whom=to)))) if to else words


def _action(convening: Convening, options: Options, note: Note) -> tuple[Inline, ...]:
    say = options.language
    due = say("by {date}", date=say.date(note.due)) if note.due else ""
    who = ", ".join(part for part in (noted.owner(convening, options, note), due, say(noted.STATUS[note.status])) if part)
    return (*noted.typed(note.text, options), Quiet(text(f" {who}")))


SPECS = (
    Spec(
        name="minutes",
        title=N_("Minutes"),
        purpose=N_("What was noted, session by session, until the report is written"),
        audiences=("facilitators", "organisers", "participants"),
        build=build,
        order=86,
        copies=N_("one each, by file"),
        count=None,
        by_file=True,
    ),
)
