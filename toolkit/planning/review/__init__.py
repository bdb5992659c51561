"""What an experienced facilitator would say about a convening: remarks with their reasons, sources and repairs.

Pure and quick: times come from `timing.agenda`, words from `topics`, numbers from the convening's own `review`.
A rule that needs what the convening does not hold says nothing. Each remark may be set aside, with a reason.
"""

from collections.abc import Mapping

from toolkit.convening.addressed import Place, Spot, dumped
from toolkit.convening.edits import AnyEdit, Insert, Remove
from toolkit.convening.exercise import Exercise
from toolkit.convening.model import Convening, Dismissed
from toolkit.planning.review.facts import Facts
from toolkit.planning.review.rule import LEVELS, Finding, Level, Repair, Rule, Threshold, rules
from toolkit.planning.review.said import Said

__all__ = [
    "LEVELS", "RULES", "Finding", "Level", "Repair", "Rule", "Said", "Threshold", "dismiss",
    "dismissed", "restore", "review", "reviewed",
]  # fmt: skip

RULES: tuple[Rule, ...] = rules()


def review(convening: Convening, exercises: Mapping[str, Exercise] | None = None) -> tuple[Finding, ...]:
    """Every remark that was not set aside: errors first, then in the order of the agenda."""
    return tuple(found for found, aside in reviewed(convening, exercises) if aside is None)


def dismissed(convening: Convening, exercises: Mapping[str, Exercise] | None = None) -> tuple[tuple[Finding, Dismissed], ...]:
    """Every remark that was set aside and still holds, with what set it aside."""
    return tuple((found, aside) for found, aside in reviewed(convening, exercises) if aside is not None)


def reviewed(convening: Convening, exercises: Mapping[str, Exercise] | None = None) -> tuple[tuple[Finding, Dismissed | None], ...]:
    """Both, for whoever shows both: every remark that holds, with what set it aside, if anything did."""
    return tuple((found, _setting_aside(convening, found)) for found in _findings(convening, exercises))


def dismiss(finding: Finding, reason: str) -> AnyEdit:
    """The edit that sets a remark aside: for its session wherever that moves, for its day, or for the whole convening."""
    day = finding.day if finding.session is None else None
    entry = Dismissed(rule=finding.rule, day=day, session=finding.session, reason=reason)
    return Insert(into=_DISMISSED, value=dumped(entry))


def restore(convening: Convening, entry: Dismissed) -> AnyEdit:
    """The edit that lets a remark speak again."""
    at = convening.dismissed.index(entry)
    return Remove(target=Spot(place=_DISMISSED, at=at, value=dumped(entry)))


_DISMISSED = Place(list="dismissed")


def _findings(convening: Convening, exercises: Mapping[str, Exercise] | None) -> list[Finding]:
    facts = Facts(convening, exercises or {})
    order = {session.id: at for at, (_, _, session) in enumerate(convening.sessions())}
    days = {day.id: at for at, day in enumerate(convening.days)}
    found = [each for rule in RULES for each in rule.findings(facts)]
    return sorted(found, key=lambda each: (LEVELS.index(each.level), days.get(each.day or "", -1), order.get(each.session or "", -1)))


def _setting_aside(convening: Convening, finding: Finding) -> Dismissed | None:
    """What set a remark aside: an entry for its session, for its day as a whole, or for the whole rule."""
    for entry in convening.dismissed:
        if entry.rule == finding.rule and entry.session in (None, finding.session):
            whole_day = entry.day == finding.day and finding.session is None
            if entry.session is not None or entry.day is None or whole_day:
                return entry
    return None
