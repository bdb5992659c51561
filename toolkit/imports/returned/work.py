"""One comparison while it is made: the three states, and the changes found so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from toolkit.convening.model import Convening
from toolkit.documents.printed import Printed
from toolkit.imports.returned.cells import Known
from toolkit.imports.returned.changes import NOWHERE, Change, Kind, Subject, Wish
from toolkit.imports.returned.likeness import folded
from toolkit.imports.returned.outline import Outline, Standing
from toolkit.imports.returned.pairing import Pairing
from toolkit.imports.returned.theirs import Said, Theirs
from toolkit.imports.returned.versions import Held
from toolkit.language import Language
from toolkit.language.said import SaidError
from toolkit.readers.source import Where


@dataclass(slots=True)
class Work:
    convening: Convening
    held: Held
    ours: Printed
    theirs: Theirs
    found: Pairing
    outline: Outline
    known: Known
    changes: list[Change] = field(default_factory=list)
    already: int = 0

    @property
    def base(self) -> Printed:
        return self.held.base

    @property
    def say(self) -> Language:
        return self.held.say

    def offer(
        self, kind: Kind, subject: Subject, stood: str, stands: str, *, ours: str | None = None, wish: Wish | None = None,
        lines: Sequence[Said] = (), why: SaidError | None = None, before: str | None = None, where: Where | None = None,
        authors: tuple[str, ...] = (), tracked: bool = False, from_day: str = "",
    ) -> None:  # fmt: skip
        """One difference between what went out and what came back.

        `ours` is what stands today (None: nothing that it could be held against). `lines` are those of the file that say it: they tell
        where it stands and whose it is; `before` is what they said when they went out, where that is not `stood`.
        """
        if ours is not None and folded(ours) == folded(stands):
            self.already += 1
            return
        if lines:
            authors, tracked = whose(lines, stood if before is None else before)
        self.changes.append(Change(
            number=0, kind=kind, subject=subject, stood=stood, stands=stands,
            ours=ours if ours is not None and folded(ours) != folded(stood) else None,
            where=where or next((line.where for line in lines if line.where != NOWHERE), NOWHERE),
            authors=authors, tracked=tracked, from_day=from_day, wish=wish, why=why,
        ))  # fmt: skip

    def subject_of(self, standing: Standing) -> Subject:
        day = self.outline.days[standing.section].id
        kind = "group" if standing.kind == "group" else "session"
        row = standing.base
        name = (row.title or row.purpose) if row is not None else next((line.seen for line in standing.row.what if line.seen), "")
        return Subject(kind, standing.id, name, day)  # type: ignore[arg-type]


def whose(lines: Sequence[Said], stood: str) -> tuple[tuple[str, ...], bool]:
    """Who changed these lines, as far as the file says it; and whether its recorded changes are the whole of it."""
    authors = tuple(dict.fromkeys(name for line in lines for name in line.authors))
    if all(line.before is None for line in lines):
        return (), False
    before = " ".join(line.before if line.before is not None else line.text for line in lines)
    return authors, folded(before) == folded(stood)
