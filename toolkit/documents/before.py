"""What goes out before the meeting beside the letters: the form that comes back, and the note on how to get there."""

from collections.abc import Sequence

from toolkit.convening.model import Convening, Participant
from toolkit.document.blocks import Block, Cell, Column, Document, Heading, Items, Paragraph, Row, Table
from toolkit.document.inline import Blank, Inline, Strong, text
from toolkit.documents import countdown, parts, personal, schedule
from toolkit.documents.registry import Options, Spec
from toolkit.language import N_

_ANSWER_MM, _NOTE_MM = 14.0, 16.0
_ASKED = (
    N_("The name to be called by"),
    N_("Food, and what must not be in it"),
    N_("To get in and take part I need (steps, hearing, seeing, sitting, light, rest)"),
    N_("Somebody comes with me, or a child"),
    N_("Prayer, times of fasting, days on which I do not travel"),
    N_("Anything else"),
    N_("A safe way to reach me"),
)
_NOTED = (
    N_("How to get there"),
    N_("The door, steps, the lift"),
    N_("Bed and meals"),
    N_("Money: what is paid, when and how"),
    N_("On the way and there, call"),
    N_("A quiet room, a room for prayer"),
    N_("Doctor, pharmacy, whom to call when something is wrong"),
)


def reply_form(convening: Convening, options: Options) -> Document:
    """No name beside the needs, no passport, no bank: a code, and what must be known to prepare."""
    return personal.document("reply-form", options.language("Reply form"), _reply, convening, options)


def _reply(person: Participant | None, convening: Convening, options: Options) -> Sequence[Block]:
    say = options.language
    answer = countdown.day("answers", convening)
    code: tuple[Inline, ...] = text(person.code) if person is not None else (Blank("short"),)
    plans = schedule.plans(convening)
    days = [say("I come on {day}", day=_day(plan, options)) for plan in plans] if len(plans) > 1 else [say("I come")]
    back = say("Please send it back by {date}.", date=say.date(answer)) if answer else say("Please send it back soon.")
    return (
        personal.heading(say("Your answer")),
        Paragraph((Strong(text(say("Code:") + " ")), *code)),
        Paragraph(text(f"{back} {say('Leave out what you do not want to write down, and tell us instead.')}")),
        Items((
            *((Paragraph(text(words)),) for words in (*days, say("I cannot come"))),
            (Paragraph((*text(say("I need interpretation into:") + " "), Blank("medium"))),),
        ), "check"),
        _to_fill(_ASKED, options, _ANSWER_MM),
        Paragraph(text(say("Who reads it: two of the hosts. What you need is erased after the meeting.")), "note"),
    )  # fmt: skip


def _to_fill(asked: Sequence[str], options: Options, height: float) -> Table:
    say = options.language
    columns = (Column(text(say("What")), 5), Column(text(say("Answer")), 8))
    rows = tuple(Row((Cell(text(say(each)), heads=True), Cell()), height_mm=height) for each in asked)
    return Table(columns, rows, style="lined", titles=False)


def _day(plan: schedule.DayPlan, options: Options) -> str:
    say = options.language
    return say.date(plan.day.date, "full") if plan.day.date else say("Day {n}", n=say.number(plan.number))


def practical_note(convening: Convening, options: Options) -> Document:
    """Where, when, how. What only the organisers know is a line to fill in before it goes out."""
    say = options.language
    title = say("Practical note")
    blocks: list[Block] = [parts.cover(convening, options, text(title), quiet=True)]
    hours = [(Paragraph(_hours(plan, options)),) for plan in schedule.plans(convening)]
    if hours:
        blocks += [Heading(1, text(say("Times"))), Items(tuple(hours), "plain")]
    blocks.append(Heading(1, text(say("Good to know"))))
    blocks.append(_to_fill(_NOTED, options, _NOTE_MM))
    blocks.append(Paragraph(text(say("No photographs and no names in public unless each person in them has said yes."))))
    quiet = parts.discreet(convening, options)
    if quiet and convening.at_risk:
        blocks.append(Paragraph(text(say("If anybody asks on the way: it is called “{meeting}”. More need not be said.", meeting=quiet))))
    return parts.document("practical-note", convening, options, title, blocks, quiet=True)


def _hours(plan: schedule.DayPlan, options: Options) -> tuple[Inline, ...]:
    say = options.language
    span = say.span(plan.start, plan.end) if plan.start is not None and plan.end is not None else ""
    return text(" · ".join(part for part in (_day(plan, options), span) if part))


SPECS = (
    Spec(
        name="reply-form",
        title=N_("Reply form"),
        purpose=N_("Coming or not, food, access, languages; a code and no name"),
        audiences=("organisers",),
        build=reply_form,
        order=81,
        copies=N_("one for each person chosen"),
        asked=True,
        personal=True,
    ),
    Spec(
        name="practical-note",
        title=N_("Practical note"),
        purpose=N_("Where, when, how to get there, whom to call; without the topic"),
        audiences=("participants", "organisers"),
        build=practical_note,
        order=82,
        copies=N_("one each"),
        count=Convening.headcount,
        asked=True,
    ),
)
