"""What the rules look at: the agenda with its times, each session's words, and who is there. Worked out once for all of them.

Times are `timing.agenda`'s. A session's minutes are None where nothing says how long it is, and a rule then leaves it out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from toolkit.convening.exercise import Exercise
from toolkit.convening.known_as import known_as
from toolkit.convening.limits import Limits
from toolkit.convening.model import PAUSES, Convening, Day, Grouping, Kind, Participant, Session, Track
from toolkit.convening.values import Text
from toolkit.planning.needs import need
from toolkit.planning.review.said import DayName, Quoted, Series, Title
from toolkit.planning.review.topics import Topic, asks_for, plain, readable, topics
from toolkit.planning.timing import Gap, Slot, Timed, agenda, as_timed

WORK: frozenset[Kind] = frozenset({"plenary", "panel", "exercise", "small-groups"})
"""What people came for; the rest opens, closes, holds and joins it."""


class Item:
    """A session in its place: its minutes and clock times, and what it is about."""

    def __init__(self, facts: "Facts", session: Session, slot: Slot | None, track: Track | None = None) -> None:
        self.facts = facts
        self.session = session
        self.track = track
        self.id = session.id
        self.kind: Kind = session.kind
        self.pause = session.kind in PAUSES
        self.minutes = slot.minutes if slot else None
        self.start = slot.start if slot else None
        self.end = slot.end if slot else None

    @property
    def length(self) -> int:
        """Its minutes, nothing where nobody knows them: for sums."""
        return self.minutes or 0

    @property
    def title(self) -> Title:
        return self.facts.title(known_as(self.session))

    @cached_property
    def named(self) -> frozenset[Topic]:
        """The topics of its title, and of its exercise's."""
        found = topics(plain(self.session.title))
        if self.exercise is not None:
            for text in (self.exercise.title, *self.exercise.aliases):
                found |= topics(plain(text))
        return found

    @cached_property
    def printed(self) -> frozenset[Topic]:
        """The topics of its title and its purpose."""
        return self.named | topics(plain(self.session.purpose))

    @cached_property
    def about(self) -> frozenset[Topic]:
        """The topics of everything that is typed about it, the private notes too: what is in the notes is planned."""
        return self.printed | topics(self.session.notes)

    def asks_for(self, topic: Topic) -> bool:
        """Whether its words ask for something, and do not only rule it out."""
        texts = [plain(self.session.title), plain(self.session.purpose), self.session.notes]
        if self.exercise is not None:
            texts += [plain(text) for phase in self.exercise.phases for text in (phase.do, phase.say)]
        return any(asks_for(text, topic) for text in texts)

    @property
    def exercise(self) -> Exercise | None:
        return self.facts.exercises.get(self.session.exercise or "")

    @cached_property
    def in_groups(self) -> bool:
        """Whether people work in small groups: by its kind, its tracks, its exercise, or its title where it is from elsewhere."""
        if self.surely_in_groups:
            return True
        about_groups = bool(self.named & {"report-back", "opening", "closing", "talk"})
        return self.kind in ("plenary", "other") and "groups" in self.named and not about_groups

    @property
    def surely_in_groups(self) -> bool:
        return self.kind == "small-groups" or bool(self.session.tracks) or bool(self.exercise is not None and self.exercise.group_size)

    @property
    def buffer(self) -> bool:
        """Time that is kept free."""
        return self.kind == "other" and ("buffer" in self.named or (self.session.keep == "may" and not self.session.lead))

    @property
    def spare(self) -> int:
        """How far it may still shrink."""
        minutes = self.session.minutes
        if self.minutes is None or minutes is None or isinstance(minutes, int):
            return 0
        return max(0, self.minutes - self.facts.least(self.session))


def mentions(items: list[Item], topic: Topic) -> bool:
    """Whether any of them is about something; what is printed is looked through before the notes, which are longer."""
    return any(topic in item.printed for item in items) or any(topic in item.about for item in items)


@dataclass(slots=True)
class Stretch:
    """Sessions between two breaks."""

    items: list[Item]

    @property
    def minutes(self) -> int:
        return sum(item.length for item in self.items)


class DayFacts:
    """One day: what takes its time, in order, and what that makes together."""

    def __init__(self, facts: "Facts", number: int, day: Day, timed: Timed) -> None:
        self.facts = facts
        self.day = day
        self.id = day.id
        self.number = number
        slots = {slot.session: slot for slot in timed.slots}
        self.start, self.end = timed.start, timed.end
        self.gaps: tuple[Gap, ...] = timed.gaps
        self.items = [Item(facts, session, slots.get(session.id)) for session in day.sessions if not session.alongside]
        self.alongside = [Item(facts, session, slots.get(session.id)) for session in day.sessions if session.alongside]
        self._inner = {
            track.id: [Item(facts, inner, slots.get(inner.id), track) for inner in track.sessions]
            for session in day.sessions
            for track in session.tracks
        }

    @property
    def name(self) -> DayName:
        return DayName(self.number, self.day.date)

    @cached_property
    def work(self) -> list[Item]:
        """Everything but breaks and meals."""
        return [item for item in self.items if not item.pause]

    @cached_property
    def net(self) -> int:
        return sum(item.length for item in self.work)

    def inside(self, item: Item) -> Iterator[Item]:
        """What stands in its tracks."""
        for track in item.session.tracks:
            yield from self._inner[track.id]

    @cached_property
    def everything(self) -> list[Item]:
        """Every session of the day, those in tracks and alongside too."""
        return [each for item in (*self.items, *self.alongside) for each in (item, *self.inside(item))]

    @cached_property
    def stretches(self) -> list[Stretch]:
        """From one break to the next; a gap that is as long as a break is one. Of parallel tracks the one that sits longest counts."""
        found = [Stretch([])]
        pause_from = self.facts.limits.A05.online if self.facts.online else self.facts.limits.A05.error
        free = {gap.end for gap in self.gaps if gap.end - gap.start >= pause_from}
        for item in self.items:
            if item.start in free and found[-1].items:
                found.append(Stretch([]))
            for part in self._longest_sitting(item):
                if part.pause:
                    found.append(Stretch([]))
                elif part.minutes is not None:
                    found[-1].items.append(part)
        return [stretch for stretch in found if stretch.items]

    def _longest_sitting(self, item: Item) -> list[Item]:
        tracks = [parts for track in item.session.tracks if (parts := self._inner[track.id])]
        if not tracks or len(tracks) < len(item.session.tracks) or not all(any(part.pause for part in parts) for parts in tracks):
            return [item]
        return max(tracks, key=_longest_run)

    def meals(self) -> Iterator[tuple[Item, list[Item]]]:
        """Each meal in the middle of the day's work, with what comes after it."""
        for at, item in enumerate(self.items):
            after = self.items[at + 1 :]
            midday = item.start is None or _MIDDAY[0] <= item.start <= _MIDDAY[1]
            before_and_after = any(not each.pause for each in self.items[:at]) and any(not each.pause for each in after)
            if item.kind == "meal" and midday and before_and_after:
                yield item, after


_MIDDAY = (11 * 60, 15 * 60)


def _longest_run(parts: list[Item]) -> int:
    longest = run = 0
    for part in parts:
        run = 0 if part.pause else run + part.length
        longest = max(longest, run)
    return longest


class Facts:
    """A whole convening."""

    def __init__(self, convening: Convening, exercises: Mapping[str, Exercise]) -> None:
        self.convening = convening
        self.exercises = exercises
        self.limits: Limits = convening.review
        self.people = convening.headcount()
        self.online = convening.mode == "online"
        timed = zip(convening.days, agenda(convening), strict=True)
        self.days = [DayFacts(self, number, day, as_timed(times)) for number, (day, times) in enumerate(timed, 1)]

    @cached_property
    def first(self) -> DayFacts | None:
        """The first day that has work in it."""
        return next((day for day in self.days if day.work), None)

    @cached_property
    def last(self) -> DayFacts | None:
        return next((day for day in reversed(self.days) if day.work), None)

    @cached_property
    def readable(self) -> bool:
        """Whether the sessions are written in a language whose words the review knows."""
        titles = [item.session.title for day in self.days for item in day.work]
        return all(readable(self.convening.language, title) for title in titles)

    @cached_property
    def coming(self) -> list[Participant]:
        return [person for person in self.convening.participants if person.status != "declined"]

    @cached_property
    def interpreters(self) -> list[Participant]:
        """Those whose side or title says that they interpret."""
        words = ((person, "\n".join((person.side, *(plain(part.title) for part in person.affiliations)))) for person in self.coming)
        return [person for person, text in words if "interpreter" in topics(text)]

    @cached_property
    def begun(self) -> bool:
        """Whether the meeting has begun, as far as the file tells: somebody has taken notes."""
        return bool(self.convening.notes)

    def there(self, person: Participant, day: DayFacts) -> bool:
        return not person.days or day.id in person.days

    def grouping(self, session: str) -> Grouping | None:
        return next((each for each in self.convening.groups if session in each.sessions), None)

    def title(self, text: Text) -> Title:
        return Title(text, self.convening.language)

    def titles(self, items: list[Item]) -> Series:
        return Series([Quoted(item.title) for item in items])

    def least(self, session: Session) -> int:
        found = need(session, self.people)
        return found.least if found else 0
