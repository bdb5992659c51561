"""A file that came back against the version that went out and the agenda of today: what the co-host changed, and what we changed as well.

Three states of each thing: as it went out, as it came back, as it is now. Only what differs between the first two is a change; what the
third already has is none any more; what the third has otherwise is a clash, and stays for a person to decide.
"""

from collections.abc import Iterator
from dataclasses import replace

from toolkit.convening.model import Convening
from toolkit.documents import parts, printed
from toolkit.imports.returned import cells, fronts, reading, rows, versions
from toolkit.imports.returned.changes import Remark, Returned, Subject, Time
from toolkit.imports.returned.likeness import folded
from toolkit.imports.returned.outline import outline
from toolkit.imports.returned.pairing import pair
from toolkit.imports.returned.table_words import when_words
from toolkit.imports.returned.theirs import Said, read, words
from toolkit.imports.returned.work import Work
from toolkit.readers.source import Source


def compare(convening: Convening, source: Source, against: str | None = None) -> Returned:
    """Everything that the file changed since its version went out, in the order of the file.

    `against` is the version that a person chose: its id, its name, or `now` for the agenda of today.

    :raises UnknownVersionError: nobody here knows the version of this file.
    """
    held = versions.find(convening, source, against)
    say = held.say
    theirs = read(source, say, held.options.audience in parts.INSIDE)
    found = pair(held.base, theirs, say)
    ours = printed.now(convening, held.options)
    work = Work(
        convening, held, ours, theirs, found, outline(held.base, found, convening, say), cells.known(convening, held.base, ours)
    )
    fronts.title_block(work)
    fronts.objectives(work)
    rows.days(work)
    rows.dropped(work)
    fronts.other(work)
    return Returned(
        file=source.name,
        version=held.version,
        name=held.name,
        audience=held.options.audience,
        language=say.code,
        changes=tuple(replace(change, number=number) for number, change in enumerate(work.changes, 1)),
        remarks=tuple(_remarks(work)),
        already=work.already,
        times=tuple(_times(work)),
        unread=source.unread,
    )


def _remarks(work: Work) -> Iterator[Remark]:
    """Comments in the order of the file, each with what it hangs on."""
    for part in work.theirs.parts:
        if isinstance(part, Said):
            yield from _remarks_on((part,), Subject("convening"))
    for standing in work.outline.rows:
        yield from _remarks_on(standing.row.all, work.subject_of(standing))


def _remarks_on(lines: tuple[Said, ...], subject: Subject) -> Iterator[Remark]:
    for line in lines:
        for comment in line.comments:
            yield Remark(comment.author, comment.text, comment.on or line.seen, subject, line.where)


def _times(work: Work) -> Iterator[tuple[str, Time]]:
    """What time the file gives to each session, changed or not."""
    for standing in work.outline.rows:
        if standing.kind == "group" or not words(standing.row.when):
            continue
        base = standing.base
        if base is not None and words(standing.row.when) == folded(when_words(base, work.say)) and base.start is not None:
            yield standing.id, Time(base.start, base.end)
        elif read := reading.times(words(standing.row.when), work.say, base.start if base else None):
            yield standing.id, Time(*read)
