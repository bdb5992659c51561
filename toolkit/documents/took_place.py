"""When the days really took place beside when they were planned, for the report's method note: from what was pressed on those days."""

from collections.abc import Iterator

from toolkit.convening.model import Convening, Day, Happened, Session
from toolkit.document.blocks import Block, Paragraph
from toolkit.document.inline import text
from toolkit.documents.registry import Options
from toolkit.language import Language
from toolkit.planning import lasted
from toolkit.planning.timing import as_timed, fit


def took_place(convening: Convening, options: Options) -> tuple[Block, ...]:
    """One paragraph; nothing where nothing was pressed, or only in a rehearsal."""
    said = [_told(convening, day, number, options.language) for number, day in enumerate(convening.days, 1)]
    words = " ".join(each for each in said if each)
    return (Paragraph(text(words)),) if words else ()


def _told(convening: Convening, day: Day, number: int, say: Language) -> str:
    pressed = list(_pressed(day))
    held = [each for _, each in pressed if not each.skipped]
    if not held:
        return ""
    began = min(each.began for each in held) // 60
    ended = max(each.began if each.ended is None else each.ended for each in held) // 60
    ran = say("Day {n} took place from {start} to {end}", n=say.number(number), start=say.time(began), end=say.time(ended))
    if spans := list(_planned(convening, day)):
        start, end = min(start for start, _ in spans), max(end for _, end in spans)
        ran = say("{ran} (planned: {start} to {end})", ran=ran, start=say.time(start), end=say.time(end))
    left_out = sum(each.skipped for _, each in pressed)
    if not left_out:
        return say("{ran}.", ran=ran)
    return say.plural("{ran}; {n} session was left out.", "{ran}; {n} sessions were left out.", left_out, ran=ran)


def _planned(convening: Convening, day: Day) -> Iterator[tuple[int, int]]:
    """From when to when each session of the day's line was planned: what was begun, as it stood when that was pressed."""
    slots = {slot.session: slot for slot in as_timed(fit(day, convening.headcount(day))).slots}
    for session in day.sessions:
        if session.alongside:
            continue
        slot, each = slots[session.id], lasted.happened(session, day)
        known = each is not None and each.planned is not None
        start, end = lasted.planned(each, session, day, convening.headcount(day)) if each and known else (slot.start, slot.end)
        if start is not None and end is not None:
            yield start, end


def _pressed(day: Day) -> Iterator[tuple[Session, Happened]]:
    """What happened in the day's line on its date; a day without a date has only one."""
    for session in day.sessions:
        each = lasted.happened(session, day)
        if each is not None and not session.alongside:
            yield session, each
