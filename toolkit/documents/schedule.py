"""The agenda as every document reads it: days of entries with their clock times, rooms and leads, in the order in which they are printed.

Decides nothing about looks. Times come from the timing, names through the one door; nobody else asks for either.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.convening import people
from toolkit.convening.known_as import known_as
from toolkit.convening.model import PAUSES, Convening, Day, Kind, Lead, Session, Track
from toolkit.convening.values import Text
from toolkit.documents.registry import Options
from toolkit.planning import timing


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the agenda: a session, a session inside a track, or a track that holds no session of its own."""

    session: Session
    start: int | None
    end: int | None
    track: Track | None = None
    is_track: bool = False
    alongside: bool = False
    number: str = ""

    @property
    def title(self) -> Text:
        return self.track.title if self.is_track and self.track is not None else self.session.title

    @property
    def name(self) -> Text:
        """Its title, or what stands side by side in it: for lists in which a line of its own stands for the time that holds groups."""
        return self.title if self.is_track else known_as(self.session)

    @property
    def kind(self) -> Kind:
        return self.session.kind

    @property
    def pause(self) -> bool:
        return self.session.kind in PAUSES

    @property
    def lead(self) -> tuple[Lead, ...]:
        if self.track is None:
            return self.session.lead
        return self.track.lead if self.is_track else self.session.lead or self.track.lead

    @property
    def room(self) -> str:
        if self.track is None:
            return self.session.room
        return self.track.room or self.session.room if self.is_track else self.session.room or self.track.room

    @property
    def minutes(self) -> int | None:
        return None if self.start is None or self.end is None else self.end - self.start


@dataclass(frozen=True, slots=True)
class DayPlan:
    """One day: its entries, and the clashes of a day that does not fit and is printed as it was typed."""

    number: int
    day: Day
    start: int | None
    end: int | None
    entries: tuple[Entry, ...]
    gaps: tuple[timing.Gap, ...] = ()
    clashes: tuple[timing.Clash, ...] = ()

    def main(self) -> tuple[tuple[Entry, tuple[Entry, ...]], ...]:
        """Each session of the day with the entries of its tracks."""
        found: list[tuple[Entry, list[Entry]]] = []
        for entry in self.entries:
            if entry.track is None:
                found.append((entry, []))
            elif found:
                found[-1][1].append(entry)
        return tuple((entry, tuple(inner)) for entry, inner in found)


def plans(convening: Convening) -> tuple[DayPlan, ...]:
    """Every day of the convening with its clock times."""
    fitted = timing.agenda(convening)
    return tuple(_plan(number, day, result) for number, (day, result) in enumerate(zip(convening.days, fitted, strict=True), 1))


def everything(convening: Convening) -> Iterator[tuple[DayPlan, Entry]]:
    for plan in plans(convening):
        for entry in plan.entries:
            yield plan, entry


def names(convening: Convening, entry: Entry, options: Options) -> tuple[str, ...]:
    """Who leads, as this audience may read it."""
    return people.lead_words(convening, entry.lead, options.audience, options.language.code, entry.session.rule)


def own_names(convening: Convening, entry: Entry, options: Options) -> tuple[str, ...]:
    """The same without those of its track, for where the track stands above it with its own."""
    lead = entry.lead if entry.is_track or entry.track is None else entry.session.lead
    return people.lead_words(convening, lead, options.audience, options.language.code, entry.session.rule)


def _plan(number: int, day: Day, result: timing.Timed | timing.Conflict) -> DayPlan:
    timed = timing.as_timed(result)
    clashes = result.clashes if isinstance(result, timing.Conflict) else ()
    slots = {slot.session: slot for slot in timed.slots}
    entries: list[Entry] = []
    for at, session in enumerate(day.sessions, 1):
        slot = slots.get(session.id)
        start, end = (slot.start, slot.end) if slot else (None, None)
        entries.append(Entry(session, start, end, alongside=session.alongside, number=f"{number}.{at}"))
        for track in session.tracks:
            if not track.sessions:
                entries.append(Entry(session, start, end, track, is_track=True, alongside=session.alongside))
            for inner in track.sessions:
                held = slots.get(inner.id)
                times = (held.start, held.end) if held else (None, None)
                entries.append(Entry(inner, *times, track, alongside=session.alongside))
    return DayPlan(number, day, timed.start, timed.end, tuple(entries), timed.gaps, clashes)
