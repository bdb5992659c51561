"""What is said against the agenda, on what it sits, and what one click would do about it: words and edits for the page. Decides nothing."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from toolkit.convening.edits import AnyEdit, to_json
from toolkit.convening.model import Convening
from toolkit.language import N_, Language
from toolkit.planning import conflicts, timing

Level = Literal["clash", "error", "warning", "advice"]
LEVEL_WORDS: dict[Level, str] = {"clash": N_("Does not fit"), "error": N_("Mistake"), "warning": N_("Warning"), "advice": N_("Advice")}


@dataclass(frozen=True, slots=True)
class Mend:
    """One way to mend it: what it does, and the edit. Its name is made of the edit, so that a click on an old page mends nothing else."""

    does: str
    edit: AnyEdit

    @property
    def name(self) -> str:
        return hashlib.sha256(to_json(self.edit).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Remark:
    """`session` is where it sits, None for a day as a whole; `day` None for the convening. `rule` names a finding that can be dismissed."""

    level: Level
    saw: str
    day: str | None = None
    session: str | None = None
    why: str = ""
    do: str = ""
    rule: str = ""
    mends: tuple[Mend, ...] = ()

    @property
    def id(self) -> str:
        """For the page: the same remark has the same id after each change."""
        return hashlib.sha256("\n".join((self.rule, self.day or "", self.session or "", self.saw)).encode()).hexdigest()[:12]


def remarks(convening: Convening, fitted: Sequence[timing.Timed | timing.Conflict], speech: Language) -> tuple[Remark, ...]:
    """Everything, in the order of the agenda: clashes first."""
    return (*_clashes(convening, fitted, speech), *_days(convening, speech))


def _clashes(convening: Convening, fitted: Sequence[timing.Timed | timing.Conflict], speech: Language) -> tuple[Remark, ...]:
    found: list[Remark] = []
    for result in fitted:
        if isinstance(result, timing.Timed):
            continue
        for clash in result.clashes:
            found.append(Remark("clash", conflicts.sentence(clash, convening, speech), result.day, _sits_on(clash)))
    return tuple(found)


def _days(convening: Convening, speech: Language) -> tuple[Remark, ...]:
    return tuple(Remark("warning", sentence) for sentence in conflicts.days_out_of_order(convening, speech))


def _sits_on(clash: timing.Clash) -> str | None:
    """The session that it speaks of: the fixed one that is in the way, else the last that finds no room."""
    if clash.kind == "track":
        return clash.after
    return clash.before or (clash.sessions[-1] if clash.sessions else clash.after)
