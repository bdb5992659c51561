"""What is said against the agenda, on what it sits, and what one click would do about it: words and edits for the page. Decides nothing."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from toolkit.convening.edits import AnyEdit, to_json
from toolkit.convening.exercise import Exercise
from toolkit.convening.model import Convening, Dismissed
from toolkit.language import N_, Language
from toolkit.planning import conflicts, repairs, review, timing
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
    entry: Dismissed | None = None

    @property
    def id(self) -> str:
        """The same remark has the same one after every change, whatever its numbers are by then."""
        if self.finding is None:
            return _name(self.saw)
        return _name(f"{self.finding.rule} {self.day} {self.session}")


@dataclass(frozen=True, slots=True)
class Remarks:
    """What does not fit first, then what the review says, errors before advice; and what somebody has set aside and still holds."""

    standing: tuple[Remark, ...]
    aside: tuple[Remark, ...]


def remarks(
    convening: Convening, fitted: Sequence[timing.Timed | timing.Conflict], exercises: Mapping[str, Exercise], speech: Language
) -> Remarks:
    standing, aside = [*_clashes(convening, fitted, exercises, speech), *_days(convening, speech)], []
    for finding, entry in review.reviewed(convening, exercises):
        if entry is None:
            standing.append(_of(finding, speech))
        else:
            aside.append(_of(finding, speech, entry))
    return Remarks(tuple(standing), tuple(aside))


def _of(finding: Finding, speech: Language, entry: Dismissed | None = None) -> Remark:
    repair = finding.repair
    return Remark(
        finding.level, finding.saw.say(speech), finding.day, finding.session, finding.why.say(speech), finding.do.say(speech),
        (Mend(repair.effect.say(speech), repair.edit),) if repair is not None else (), finding, entry,
    )  # fmt: skip


def _clashes(
    convening: Convening, fitted: Sequence[timing.Timed | timing.Conflict], exercises: Mapping[str, Exercise], speech: Language
) -> Iterator[Remark]:
    """Each clash where it is, with what would make the whole day fit; where nothing would, what it would take."""
    for result in fitted:
        if isinstance(result, timing.Timed):
            continue
        found = repairs.mends(convening, result.day, exercises=exercises, result=result)
        mends = tuple(Mend(repairs.sentence(way, convening, speech), way.edit) for way in found.ways)
        do = "" if mends else repairs.no_repair(convening, result.day, speech, all_tried=found.all_tried)
        for clash in result.clashes:
            yield Remark("clash", conflicts.sentence(clash, convening, speech), result.day, _sits_on(clash), do=do, mends=mends)


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
