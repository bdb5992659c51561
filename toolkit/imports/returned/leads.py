"""For whom the names of a returned file stand, and whether the paper may show them. A name that was written in opens no door."""

from collections.abc import Iterable, Sequence

from pydantic import JsonValue

from toolkit.convening.addressed import dumped, things
from toolkit.convening.model import Convening, Lead, Session, Track
from toolkit.convening.people import folded as named_alike
from toolkit.convening.people import host_named, lead_words
from toolkit.documents.registry import Options
from toolkit.imports.returned.likeness import folded


def who(convening: Convening, name: str) -> JsonValue:
    """A host or one of the people where the name is theirs alone, else the name as it was typed: printed for the team only."""
    if (host := host_named(convening, name)) is not None:
        return {"host": host.short or name}
    same = [person.id for person in convening.participants if person.name and named_alike(person.name) == named_alike(name)]
    return {"person": same[0]} if len(same) == 1 else {"text": name}


def holder(convening: Convening, wanted: str, is_group: bool) -> Session | Track | None:
    """The session or the group of today that bears an id."""
    return next((thing for _, thing in things(convening, "track" if is_group else "session") if thing.id == wanted), None)


def leading(convening: Convening, thing: Session | Track, names: Sequence[str], options: Options) -> list[JsonValue]:
    """Each name as whom it stands for today, in their order; those whom the paper hides keep their place after the one before them."""
    standing = [(lead, _words(convening, thing, (lead,), options)) for lead in thing.lead]
    known: dict[str, JsonValue] = {folded(words[0]): dumped(lead) for lead, words in standing if words}
    found = [known.get(folded(name)) or who(convening, name) for name in names]
    for at, (lead, words) in enumerate(standing):
        if not words and dumped(lead) not in found:
            found.insert(min(at, len(found)), dumped(lead))
    return found


def lead_already(convening: Convening, thing: Session | Track, names: Sequence[str], options: Options) -> bool:
    """Whether taking these names would change nothing: they stand there, even where the paper hides them."""
    return bool(names) and leading(convening, thing, names, options) == [dumped(lead) for lead in thing.lead]


def hidden(convening: Convening, thing: Session | Track, names: Iterable[str], options: Options) -> list[str]:
    """Those of the names that the paper would not show: nobody on the list of people has agreed to them there."""
    shown = {folded(words) for words in _words(convening, thing, thing.lead, options)}
    return [
        name for name in names
        if folded(name) not in shown and not _words(convening, thing, (Lead.model_validate(who(convening, name)),), options)
    ]  # fmt: skip


def _words(convening: Convening, thing: Session | Track, leads: tuple[Lead, ...], options: Options) -> tuple[str, ...]:
    return lead_words(convening, leads, options.audience, options.language.code, getattr(thing, "rule", None))
