"""Notes as the Markdown that a report's prose is written in: one by one, and as the first draft of a section. Invents no word.

Attribution comes through the one door, as the public may read it: the same prose is printed for everybody.
"""

import re
from dataclasses import replace

from toolkit.convening.model import Convening, Note, Section
from toolkit.document.inline import plain
from toolkit.documents import noted
from toolkit.documents.registry import Options
from toolkit.planning import outline

_SIGNS = re.compile(r"[\\`*_\[\]<>]")
"""In a name they are no Markdown."""


def snippet(convening: Convening, options: Options, note: Note) -> str:
    """A quotation with as much of its speaker as may be said; anything else as an item of a list."""
    lines = options.read(note.text).strip().splitlines() or [""]
    if note.kind != "quote":
        return "\n".join([f"- {lines[0]}", *(f"  {line}".rstrip() for line in lines[1:])])
    said = _SIGNS.sub(r"\\\g<0>", plain(noted.speaker(convening, replace(options, audience="public"), note)))
    return "\n".join([*(f"> {line}".rstrip() for line in lines), *((">", f"> — {said}") if said else ())])


def draft(convening: Convening, options: Options, section: Section) -> str:
    """What was noted for a section, under the heads that the report gives it while it has no text; nothing where nothing was noted."""
    notes = outline.notes_of(convening, section)
    parts: list[str] = []
    for kind, head in noted.GATHERED:
        found = [snippet(convening, options, note) for note in notes if note.kind == kind]
        if found:
            parts += [f"## {options.language(head)}", "\n".join(found)]
    parts += [snippet(convening, options, note) for note in notes if note.kind == "quote"]
    return "\n\n".join(parts)
