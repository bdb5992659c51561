"""A row of ours as the words that its table prints: what a row of a file is held against."""

import functools

from toolkit.documents import agenda
from toolkit.documents.printed import Row
from toolkit.imports.returned.likeness import folded
from toolkit.language import Language


def when_words(row: Row, say: Language) -> str:
    """The time as our table prints it: a group's stands with its session."""
    if row.kind == "group" or row.start is None:
        return ""
    return say.time(row.start) if row.end is None or row.end == row.start else say.span(row.start, row.end)


@functools.lru_cache(maxsize=4096)
def key(row: Row, say: Language) -> tuple[str, str, str]:
    """A row of the version as it is read in the file."""
    names = agenda.BETWEEN_LEADS.join(row.lead)
    led = names if row.room or not names else say(agenda.LEAD, names=names)
    what = f"{row.title.lstrip().removeprefix(agenda.WITHIN)} {kind_words(row, say)} {row.purpose}"
    return folded(when_words(row, say)), folded(what), folded(f"{row.room} {led}")


def kind_words(row: Row, say: Language) -> str:
    """The kind, where our table prints it: where the title does not tell."""
    if row.kind == "group" or row.sort == agenda.kind_by_look(row.title, row.groups):
        return ""
    return say(agenda.KIND_WORDS[row.sort])
