"""What was done to a convening, as pages say it: the telling of its edits, with the clock times that the agenda gives."""

from collections.abc import Mapping

from toolkit.convening.model import Convening
from toolkit.convening.telling import phrase
from toolkit.language import Language
from toolkit.store import Step


def starts(convening: Convening) -> Mapping[str, int]:
    """When each session begins, as far as anything says so."""
    from toolkit.planning import timing

    found: dict[str, int] = {}
    for result in timing.agenda(convening):
        timed = result.as_typed if isinstance(result, timing.Conflict) else result
        found.update((slot.session, slot.start) for slot in timed.slots if slot.start is not None)
    return found


def done(step: Step, say: Language) -> str:
    """One line of the history, to be read after the name of whoever did it: renamed …; took back: renamed …"""
    if step.change.kind == "forget":
        return say("forgot personal data; what was changed before is not kept any more")
    what = _what(step, say)
    if what is None:
        return say("changed something; what it was went with the personal data")
    if step.change.kind == "do":
        return what
    return say("took back: {what}", what=what) if step.change.kind == "undo" else say("made again: {what}", what=what)


def just_done(step: Step, say: Language) -> str:
    """For whoever did it a moment ago."""
    what = _what(step, say) or ""
    match step.change.kind:
        case "undo":
            return say("Taken back: {what}.", what=what)
        case "redo":
            return say("Made again: {what}.", what=what)
    return say("Done: {what}.", what=what)


def _what(step: Step, say: Language) -> str | None:
    """What was taken back is told as it was done at first."""
    change, before, after = step.change, step.before, step.after
    if change.edit is None or change.inverse is None or before is None or after is None:
        return None
    return phrase(change.inverse, after, say, starts) if change.kind == "undo" else phrase(change.edit, before, say, starts)
