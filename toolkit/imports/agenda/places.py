"""Where something stands in its file, in words: line 12; sheet Day 1, row 3."""

from collections.abc import Iterator

from toolkit.imports.agenda.understood import Understood
from toolkit.language import Language
from toolkit.readers.source import Where


def place(where: Where, say: Language) -> str:
    """The place as the file's own program counts it, "" where nothing is known of it."""
    parts = [
        say("line {n}", n=where.line) if where.line is not None else "",
        say("paragraph {n}", n=where.paragraph) if where.paragraph is not None else "",
        say("sheet {name}", name=where.sheet) if where.sheet else "",
        say("table {n}", n=where.table) if where.table is not None else "",
        say("row {n}", n=where.row) if where.row is not None else "",
    ]
    return ", ".join(part for part in parts if part)


def remarks(understood: Understood, say: Language) -> Iterator[str]:
    """Each doubt and each thing left out as one line, its place before it."""
    told = [(doubt.where, doubt.say(say)) for doubt in understood.doubts] + [(left.where, left.say(say)) for left in understood.unread]
    for where, sentence in told:
        found = place(where, say)
        yield f"{found}: {sentence}" if found else sentence
