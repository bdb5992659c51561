"""An exercise as it stands in this agenda: its session, its clock times, its people, its quantities.

Run sheet, guide and sheets read it here, so that they can't say different things.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.convening.exercise import Exercise
from toolkit.convening.model import Convening, Session
from toolkit.document.inline import Inline, text
from toolkit.documents import schedule
from toolkit.documents.registry import Options, fixed_names
from toolkit.documents.schedule import DayPlan, Entry
from toolkit.planning import materials, steps

GUIDE = "guide"
"""The one sheet that is made from the front matter and has no text of its own."""


@dataclass(frozen=True, slots=True)
class Work:
    """One exercise in one session."""

    exercise: Exercise
    session: Session
    plan: DayPlan
    entry: Entry
    people: int

    def minutes(self) -> int:
        """What the agenda gives it; where the agenda says nothing, what it usually takes with these people."""
        return self.entry.minutes or self.usual(self.people)

    def usual(self, people: int) -> int:
        return steps.length(self.exercise, people).usual

    def needs(self) -> tuple[materials.Need, ...]:
        return materials.needs(self.exercise, self.people)

    def handouts(self) -> tuple[materials.Copies, ...]:
        """Its sheets with their copies; the guide is no handout."""
        return tuple(each for each in materials.sheets(self.exercise, self.people) if each.sheet.id != GUIDE)

    def phases(self, people: int | None = None, minutes: int | None = None) -> tuple[steps.Step, ...]:
        """Its steps on the clock of this agenda, or for other people and minutes."""
        count = self.people if people is None else people
        return steps.phases(self.exercise, count, self.entry.start, self.minutes() if minutes is None else minutes)


def work(convening: Convening, plan: DayPlan, entry: Entry, exercises: Mapping[str, Exercise]) -> Work | None:
    """The exercise of this entry, or None where it has none (or one that nobody has)."""
    wanted = entry.session.exercise
    if wanted is None or entry.is_track or wanted not in exercises:
        return None
    return Work(exercises[wanted], entry.session, plan, entry, convening.headcount(plan.day))


def unreviewed(exercise: Exercise, options: Options, sheet: str = GUIDE) -> tuple[Inline, ...]:
    """The sentence on a sheet, or on the guide, whose translation nobody has read over: in its own words, else in the program's."""
    code = options.language.code
    known = exercise.translation(code)
    if known is None or known.reviewed or (sheet != GUIDE and not exercise.sheet_in(sheet, code)):
        return ()
    return text(known.unreviewed or options.language("Translation not reviewed yet"))


def uses(convening: Convening, exercises: Mapping[str, Exercise]) -> tuple[tuple[Exercise, Session], ...]:
    """Every exercise with its session, in the order of the agenda; without times, for menus ask often."""
    found = ((exercises.get(session.exercise or ""), session) for _, _, session in convening.sessions())
    return tuple((exercise, session) for exercise, session in found if exercise is not None)


def work_in(convening: Convening, exercises: Mapping[str, Exercise], session: str) -> Work | None:
    """The exercise of one session with its clock times."""
    for plan, entry in schedule.everything(convening):
        if entry.session.id == session and (found := work(convening, plan, entry, exercises)):
            return found
    return None


def document_name(slug: str, sheet: str, session: str, every: tuple[tuple[Exercise, Session], ...]) -> str:
    """`<slug>-<sheet>`, with the session's id where the exercise stands in more than one session, or a document has that name already."""
    again = sum(exercise.slug == slug for exercise, _ in every) > 1 or f"{slug}-{sheet}" in fixed_names()
    return f"{slug}-{sheet}--{session}" if again else f"{slug}-{sheet}"
