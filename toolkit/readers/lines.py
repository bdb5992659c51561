"""Plain text: one line, one part. What the lines mean is for an import to say."""

from toolkit.language import N_
from toolkit.readers.archive import ReadError
from toolkit.readers.limits import MOST_LINES
from toolkit.readers.source import Line, Source, Unread, Where

TOO_MANY_LINES = N_("This file has more than {most} lines; bring the part that matters as a file of its own.")


def read(text: str, name: str, unread: tuple[Unread, ...] = ()) -> Source:
    if text.count("\n") >= MOST_LINES:
        raise ReadError(TOO_MANY_LINES, most=MOST_LINES)
    parts = tuple(Line(words, Where(line=number)) for number, words in enumerate(text.rstrip().split("\n"), 1)) if text.strip() else ()
    return Source(name, "txt", parts, unread=unread)
