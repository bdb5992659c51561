"""Where something stands in its file, in words: line 12; sheet Day 1, row 3."""

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
