"""The arc of a meeting: how it opens and closes, what it agrees on first, what it leaves with."""

from collections.abc import Iterator
from itertools import pairwise

from toolkit.convening.edits import All
from toolkit.language import N_
from toolkit.planning.review.facts import WORK, DayFacts, Facts, Item, mentions
from toolkit.planning.review.mending import in_its_language, inserted, put_in
from toolkit.planning.review.rule import Level, Repair, Seen, rule
from toolkit.planning.review.said import Minutes, counted, said
from toolkit.planning.review.topics import Topic

_EDGE = 3
"""So many sessions at each end of a day may open or close it: a registration comes before, a photograph after."""


@rule(
    "A09", N_("A day without an opening or a closing"), "error",
    source=N_("Level-Up (levelup.cc), agenda checklist"),
    why=N_("People arrive with last night in their heads and leave with loose ends; somebody has to open the day and to close it."),
    do=N_("Begin with a short check-in and today's plan; end with what was heard and what helped."),
)  # fmt: skip
def open_and_close(facts: Facts) -> Iterator[Seen]:
    kinds = {item.kind for day in facts.days for item in day.work}
    if not facts.readable and not kinds & {"opening", "closing", "recap"}:
        return
    for day in facts.days:
        if len(day.work) < max(2, facts.limits.A09.sessions):
            continue
        first, last = day.work[: min(_EDGE, len(day.work) // 2)], day.work[-min(_EDGE, len(day.work) - len(day.work) // 2) :]
        opens = any(item.kind in ("opening", "recap") or "opening" in item.named for item in first)
        closes = any(item.kind in ("closing", "recap") or "closing" in item.named for item in last)
        if not (opens and closes):
            message = (
                N_("The day has no closing.") if opens
                else N_("The day has no opening.") if closes
                else N_("The day has no opening and no closing.")
            )  # fmt: skip
            yield Seen("error", said(message), day.id, repair=_opened_and_closed(day, opens, closes))


OPENING = N_("Opening of the day")
CLOSING = N_("Close of the day")
_SHORT = 15


def _opened_and_closed(day: DayFacts, opens: bool, closes: bool) -> Repair:
    first = inserted(day, OPENING, "opening", _SHORT, None)
    last = inserted(day, CLOSING, "closing", _SHORT, day.work[-1])
    minutes = Minutes(_SHORT)
    if opens:
        return Repair(last, said(N_("A closing of {minutes} at the end of the day."), minutes=minutes))
    if closes:
        message = N_("An opening of {minutes} at the start of the day; what follows begins later, up to the next fixed time.")
        return Repair(first, said(message, minutes=minutes))
    message = N_("An opening and a closing of {minutes} each; what comes between begins later, up to the next fixed time.")
    return Repair(All(edits=(first, last)), said(message, minutes=minutes))


@rule(
    "A10", N_("Nobody is asked what they expect"), "warning",
    source=N_("Level-Up (levelup.cc), agenda checklist: a must on the first day"),
    why=N_("Hopes that were never said come back on the last afternoon as disappointment."),
    do=N_("Ask for one hope and one worry each on the first day, and say which of them this meeting cannot meet."),
)  # fmt: skip
def no_expectations(facts: Facts) -> Iterator[Seen]:
    day = _first_day_without(facts, "expectations", facts.limits.A10.sessions)
    if day is not None:
        saw = said(N_("No session of the first day asks what people expect."))
        yield Seen("warning", saw, day.id, repair=_after_opening(day, N_("What we expect"), 20))


@rule(
    "A11", N_("Nothing is agreed on confidentiality"), "error", "warning",
    source=N_("Level-Up (levelup.cc), shared agreements and safe spaces: a must on the first day"),
    why=N_("Without an agreement each person guesses what may be repeated, and those with most to lose say least."),
    do=N_("Agree on the first day what may leave the room, who may be named, and on photographs."),
)  # fmt: skip
def no_agreements(facts: Facts) -> Iterator[Seen]:
    day = _first_day_without(facts, "agreements", facts.limits.A11.sessions)
    if day is not None:
        level: Level = "error" if facts.convening.at_risk else "warning"
        saw = said(N_("No session of the first day agrees on confidentiality and on how people work together."))
        yield Seen(level, saw, day.id, repair=_after_opening(day, N_("Agreements and confidentiality"), 15))


def _first_day_without(facts: Facts, topic: Topic, sessions: int) -> DayFacts | None:
    day = facts.first
    if day is None or not facts.readable or len(day.work) < sessions or mentions(day.work, topic):
        return None
    return day


def _after_opening(day: DayFacts, title: str, minutes: int) -> Repair:
    """After the last opening that stands at the head of the day, where there is one; else at its very head."""
    at = 0
    while at < len(day.work) and at < _EDGE and (day.work[at].kind == "opening" or "opening" in day.work[at].named):
        at += 1
    effect = said(
        N_("“{title}”, {minutes}, near the start of the day; what follows begins later, up to the next fixed time."),
        title=in_its_language(day.facts, title), minutes=Minutes(minutes),
    )
    return put_in(day, title, "opening", minutes, day.work[at - 1] if at else None, effect)


@rule(
    "A12", N_("Nobody is asked how it was"), "warning",
    source=N_("Level-Up (levelup.cc), agenda checklist: each day, or at the end"),
    why=N_("What goes wrong on the first day can be mended on the second, if somebody hears of it."),
    do=N_("Ask each day what helped and what should change, or plan six minutes for a form before the last round."),
)  # fmt: skip
def no_evaluation(facts: Facts) -> Iterator[Seen]:
    work = [item for day in facts.days for item in day.work]
    if len(work) < facts.limits.A12.sessions or not facts.readable or facts.last is None:
        return
    if not mentions(work, "evaluation"):
        saw = said(N_("No session asks how it was."))
        effect = said(N_("An evaluation of {minutes} at the end of the last day."), minutes=Minutes(10))
        yield Seen("warning", saw, facts.last.id, repair=put_in(facts.last, N_("Evaluation"), "closing", 10, facts.last.work[-1], effect))


@rule(
    "A22", N_("A decision straight after a brainstorm"), "warning",
    source=N_("Kaner, the diamond of participation, as told by Chris Corrigan"),
    why=N_("Between many ideas and one decision lies the part in which people disagree and understand; skipped, it comes back later."),
    do=N_("Put a session between them in which the ideas are weighed."),
)  # fmt: skip
def straight_to_a_decision(facts: Facts) -> Iterator[Seen]:
    for day in facts.days:
        work = [item for item in day.work if item.kind != "energiser" and not item.buffer]
        for before, after in pairwise(work):
            if "ideas" in before.named and "decision" in after.named and "decision" not in before.named:
                saw = said(N_("“{after}” follows “{before}”."), after=after.title, before=before.title)
                yield Seen("warning", saw, day.id, after.id)


@rule(
    "A23", N_("A session that is for nothing"), "warning",
    source=N_("MG Rush, workshop documents: each session an output, each objective a session"),
    why=N_("What nobody can say the purpose of is the first thing that can go."),
    do=N_("Write in one line what people have at its end, or take it out."),
)  # fmt: skip
def no_purpose(facts: Facts) -> Iterator[Seen]:
    for day, item in _without_purpose(facts):
        yield Seen("warning", said(N_("“{session}” says nowhere what it is for."), session=item.title), day.id, item.id)


def _working(facts: Facts) -> list[tuple[DayFacts, Item]]:
    return [(day, item) for day in facts.days for item in day.work if item.kind in WORK]


def _without_purpose(facts: Facts) -> list[tuple[DayFacts, Item]]:
    """Where purposes are written at all: at least every second session has one."""
    work = _working(facts)
    missing = [(day, item) for day, item in work if not item.session.purpose]
    return missing if 2 * len(missing) <= len(work) else []


@rule(
    "B17", N_("No objective"), "advice",
    source=N_("MG Rush, workshop documents; derived here"),
    why=N_("The agenda, the cover, the report and the evaluation all ask the same question: what was it for?"),
    do=N_("Write two to four sentences that say what will be different afterwards."),
)  # fmt: skip
def no_objective(facts: Facts) -> Iterator[Seen]:
    work = _working(facts)
    purposes = sum(bool(item.session.purpose) for _, item in work)
    if not facts.convening.objectives and purposes >= max(2, len(work) / 2):
        yield Seen("advice", said(N_("The sessions say what they are for; the convening does not.")))


@rule(
    "A40", N_("Next steps without an owner and a date"), "warning",
    source=N_("legalclarity.org on action trackers: one owner, one date"),
    why=N_("A step that belongs to all is taken by nobody."),
    do=N_("Ask for one owner and one date for each step, in the title or the purpose, so that people come prepared."),
)  # fmt: skip
def loose_steps(facts: Facts) -> Iterator[Seen]:
    steps = [(day, item) for day in facts.days for item in day.work if "next-steps" in item.named]
    if facts.begun:
        loose = [note for note in facts.convening.notes if note.kind == "action" and note.status in ("open", "doing")]
        loose = [note for note in loose if note.owner is None or note.due is None]
        if loose:
            day, item = steps[-1] if steps else (None, None)
            saw = counted(N_("{n} action has no owner or no date."), N_("{n} actions have no owner or no date."), len(loose))
            yield Seen("warning", saw, day.id if day else None, item.id if item else None)
        return
    if facts.readable:
        for day, item in steps:
            if not {"owner", "date"} <= item.about:
                saw = said(N_("“{session}” does not ask who takes a step on, and by when."), session=item.title)
                yield Seen("warning", saw, day.id, item.id)


@rule(
    "B05", N_("The last day decides nothing"), "warning",
    source=N_("Derived here, from reports whose recommendations have no owner"),
    why=N_("What people will do is settled while they look at one another, or not at all."),
    do=N_("Give the last day a session in which each step gets an owner and a date."),
)  # fmt: skip
def no_next_steps(facts: Facts) -> Iterator[Seen]:
    day = facts.last
    if day is None or not facts.readable or len(day.work) < facts.limits.B05.sessions:
        return
    if mentions(day.work, "next-steps"):
        return
    title = N_("Next steps, each with an owner and a date")
    closings = [item for item in day.work if item.kind in ("closing", "recap") or "closing" in item.named]
    end = closings[0] if closings else None
    at = day.items.index(end) if end is not None else len(day.items)
    effect = said(N_("A session on next steps of {minutes} before the close."), minutes=Minutes(30))
    yield Seen(
        "warning", said(N_("No session of the last day is about next steps.")), day.id,
        repair=put_in(day, title, "plenary", 30, day.items[at - 1] if at else None, effect),
    )  # fmt: skip


@rule(
    "B14", N_("Something that must be kept waits outside the days"), "warning",
    source=N_("Derived here"),
    why=N_("It is marked as what stays when time is short, and has no time at all."),
    do=N_("Bring it back into a day, or say that it may go."),
)  # fmt: skip
def parked_must(facts: Facts) -> Iterator[Seen]:
    for session in facts.convening.parked:
        if session.keep == "must" and facts.convening.days:
            saw = said(N_("“{session}” must be kept, and stands in no day."), session=facts.title(session.title))
            yield Seen("warning", saw, None, session.id)
