"""What is said against the agenda, on what it sits, and what one click would do about it: words and edits for the page. Decides nothing."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from toolkit.convening.edits import AnyEdit, to_json
from toolkit.convening.exercise import Exercise
from toolkit.convening.model import Convening
from toolkit.language import N_, Language
from toolkit.planning import conflicts, review, timing
from toolkit.planning.review import Finding

Level = Literal["clash", "error", "warning", "advice"]
LEVEL_WORDS: dict[Level, str] = {"clash": N_("Does not fit"), "error": N_("Mistake"), "warning": N_("Warning"), "advice": N_("Advice")}


@dataclass(frozen=True, slots=True)
class Mend:
    """One way to mend it: what it does, and the edit. Its name is made of the edit, so that a click on an old page mends nothing else."""

    does: str
    edit: AnyEdit

    @property
    def name(self) -> str:
        return _name(to_json(self.edit))


@dataclass(frozen=True, slots=True)
class Remark:
    """`session` is where it sits, None for a day as a whole; `day` None for the convening. A finding of the review can be set aside."""

    level: Level
    saw: str
    day: str | None = None
    session: str | None = None
    why: str = ""
    do: str = ""
    mends: tuple[Mend, ...] = ()
    finding: Finding | None = None
    reason: str = ""

    @property
    def id(self) -> str:
        """The same remark has the same one after every change, whatever its numbers are by then."""
        if self.finding is None:
            return _name(self.saw)
        return _name(f"{self.finding.rule} {self.day} {self.session}")


def remarks(
    convening: Convening, fitted: Sequence[timing.Timed | timing.Conflict], exercises: Mapping[str, Exercise], speech: Language
) -> tuple[Remark, ...]:
    """Everything: what does not fit first, then what the review says, errors before advice."""
    found = (_of(finding, speech) for finding in review.review(convening, exercises))
    return (*_clashes(convening, fitted, speech), *_days(convening, speech), *found)


def set_aside(convening: Convening, exercises: Mapping[str, Exercise], speech: Language) -> tuple[Remark, ...]:
    """What somebody has set aside and still holds, with the reason."""
    if not convening.dismissed:
        return ()
    return tuple(_of(finding, speech, entry.reason) for finding, entry in review.dismissed(convening, exercises))


def _of(finding: Finding, speech: Language, reason: str = "") -> Remark:
    repair = finding.repair
    return Remark(
        finding.level, finding.saw.say(speech), finding.day, finding.session, finding.why.say(speech), finding.do.say(speech),
        (Mend(repair.effect.say(speech), repair.edit),) if repair is not None else (), finding, reason,
    )  # fmt: skip


def _clashes(convening: Convening, fitted: Sequence[timing.Timed | timing.Conflict], speech: Language) -> Iterator[Remark]:
    for result in fitted:
        if isinstance(result, timing.Conflict):
            for clash in result.clashes:
                yield Remark("clash", conflicts.sentence(clash, convening, speech), result.day, _sits_on(clash))


def _days(convening: Convening, speech: Language) -> Iterator[Remark]:
    for sentence in conflicts.days_out_of_order(convening, speech):
        yield Remark("warning", sentence)


def _sits_on(clash: timing.Clash) -> str | None:
    """The session that it speaks of: the fixed one that is in the way, else the last that finds no room."""
    if clash.kind == "track":
        return clash.after
    return clash.before or (clash.sessions[-1] if clash.sessions else clash.after)


def _name(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
