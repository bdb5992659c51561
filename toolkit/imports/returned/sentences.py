"""A change, a remark, a clash as a sentence in the field's words. The screens and the command line say the same."""

from collections.abc import Iterator

from toolkit.convening.model import Convening
from toolkit.imports.agenda.places import place
from toolkit.imports.returned.changes import Change, Kind, Remark, Subject, To
from toolkit.language import N_, Language

FIELDS: dict[Kind, str] = {
    "title": N_("title"), "purpose": N_("purpose"), "kind": N_("kind"), "room": N_("room"), "lead": N_("lead"), "subtitle": N_("subtitle"),
    "objective": N_("objective"), "facts": N_("when and where"), "date": N_("date"), "notes": N_("private notes"), "retimed": N_("time"),
    "other": N_("text"),
}  # fmt: skip
"""What a field is called; the kinds that are no field have sentences of their own."""


def sentence(change: Change, convening: Convening, say: Language) -> str:
    """What changed, then whose it is and where it stands in the file, then what else is to be known."""
    said = what(change, convening, say)
    if more := ", ".join(beside(change, say)):
        said = say("{change} ({beside})", change=said, beside=more)
    after = []
    if change.clashes:
        after.append(say("Here it was changed as well, and says “{ours}” by now.", ours=change.ours))
    if change.why is not None:
        after.append(change.why.say(say))
    return " ".join([say("{sentence}.", sentence=said), *after]) if after else said


def remark_sentence(remark: Remark, convening: Convening, say: Language) -> str:
    """“Could this be shorter?” (Rosa, on “Welcome”)"""
    on = _named(remark.subject, convening, say) or remark.on
    return say("“{text}” ({author}, on {what})", text=remark.text, author=remark.author, what=on)


def _named(subject: Subject, convening: Convening, say: Language) -> str:
    if subject.kind == "convening":
        return say("the title block")
    if subject.kind == "objective":
        return say("the objective “{name}”", name=subject.name)
    if subject.kind == "day":
        return subject.name
    day = _day(subject.day, convening, say)
    named = say("“{name}”", name=subject.name)
    return say("{day}, {name}", day=day, name=named) if day else named


def _day(wanted: str, convening: Convening, say: Language) -> str:
    number = next((number for number, day in enumerate(convening.days, 1) if day.id == wanted), None)
    return "" if number is None else say("Day {n}", n=say.number(number))


def what(change: Change, convening: Convening, say: Language) -> str:
    """What changed, and nothing else."""
    name = _named(change.subject, convening, say)
    match change.kind:
        case "added":
            new = {"objective": N_("New objective: “{text}”"), "day": N_("New day: {text}")}.get(change.subject.kind)
            if new is not None:
                return say(new, text=change.stands)
            day = _day(change.subject.day, convening, say)
            return say("{day}, new: {text}", day=day, text=change.stands) if day else say("New: {text}", text=change.stands)
        case "dropped":
            return say("{name}: taken out", name=name)
        case "moved":
            return _moved(change, convening, name, say)
    field = say(FIELDS[change.kind])
    if change.kind == "other":
        if not change.stands:
            return say("{name}: taken out: “{text}”", name=name, text=change.stood)
        return say("{name}: written in: “{text}”", name=name, text=change.stands)
    if not change.stood:
        return say("{name}, {field}: “{new}”, where nothing stood", name=name, field=field, new=change.stands)
    if not change.stands:
        return say("{name}, {field}: taken out, it was “{old}”", name=name, field=field, old=change.stood)
    return say("{name}, {field}: “{new}” instead of “{old}”", name=name, field=field, new=change.stands, old=change.stood)


def _moved(change: Change, convening: Convening, name: str, say: Language) -> str:
    here = _day(change.subject.day, convening, say)
    if change.from_day and here:
        left = _day(change.from_day, convening, say)
        named = say("“{name}”", name=change.subject.name)
        if change.stands:
            return say("{name}: moved from {old} to {new}, behind “{above}”", name=named, old=left, new=here, above=change.stands)
        return say("{name}: moved from {old} to the beginning of {new}", name=named, old=left, new=here)
    if isinstance(change.wish, To) and change.wish.kind in ("session", "track") and not change.stands:
        return say("{name}: moved to the beginning of its group", name=name)
    if change.stands:
        return say("{name}: moved behind “{above}”", name=name, above=change.stands)
    return say("{name}: moved to the beginning", name=name)


def beside(change: Change, say: Language) -> Iterator[str]:
    """Whose it is, and where it stands in the file, as far as that is known."""
    if change.authors:
        yield say.list(change.authors)
    elif change.tracked:
        yield say("recorded")
    if where := place(change.where, say):
        yield where
