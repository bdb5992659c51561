"""How long a session may be: what is typed, what it takes person by person, and what stands in its tracks."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from toolkit.convening.model import Range, Session


class Need(NamedTuple):
    """The minutes that a session can do with, would take, and could use."""

    least: int
    usual: int
    most: int


class _Chain(NamedTuple):
    """What one track needs: before its first pin, and from there on; None where it has no pin, or where nothing says."""

    pin: int | None
    before: Need | None
    rest: Need | None


class Needs:
    """The needs of sessions for so many people. Each is worked out once, so keep one of these no longer than the sessions."""

    def __init__(self, people: int) -> None:
        self.people = people
        self._known: dict[int, tuple[Need | None, Session]] = {}
        self._chains: dict[int, tuple[tuple[_Chain, ...], Session]] = {}

    def of(self, session: Session, start: int | None = None) -> Need | None:
        """None where nothing says. `start` matters only to pins inside its tracks."""
        if session.tracks and start is not None:
            return self.own(session, self.inside(session, start))
        known = self._known.get(id(session))
        if known is None:
            inside = self.inside(session, None) if session.tracks else None
            known = self._known[id(session)] = self.own(session, inside), session
        return known[0]

    def inside(self, session: Session, start: int | None) -> Need | None:
        """What stands in its tracks: the longest of them."""
        chains = self._chains.get(id(session))
        if chains is None:
            chains = self._chains[id(session)] = tuple(self._chain(track.sessions) for track in session.tracks), session
        longest: Need | None = None
        for chain in chains[0]:
            found = chain.rest
            if chain.pin is None:
                found = chain.before
            elif start is None:
                found = _sum(chain.before, found)
            elif (passed := max(0, chain.pin - start)) or found is not None or chain.before is not None:
                # However long the sessions before it are, up to a pin passes what the clock says.
                found = _sum(found, Need(passed, passed, passed))
            if found is not None:
                longest = found if longest is None else Need(*map(max, longest, found))
        return longest

    def own(self, session: Session, longest: Need | None = None) -> Need | None:
        """What is typed for it; around `longest`, what stands in its tracks."""
        if session.minutes is None and session.minutes_per_person is None:
            return longest
        # A float is what was typed in tenths: 0.1 × 30 must be 3 minutes, not 4.
        extra = ceil(Fraction(str(session.minutes_per_person)) * self.people) if session.minutes_per_person else 0
        if isinstance(session.minutes, Range):
            least, usual, most = (session.minutes.least + extra, session.minutes.usual + extra, session.minutes.most + extra)
            if longest is not None:
                least = min(max(least, longest.least), most)
            return Need(least, max(least, usual), most)
        return Need(*[(session.minutes or 0) + extra] * 3)

    def _chain(self, sessions: Sequence[Session]) -> _Chain:
        """Its sessions one after the other, and from pin to pin the time on the clock."""
        first: int | None = None
        before = rest = None
        since = 0, Need(0, 0, 0)
        for session in sessions:
            if session.alongside:
                continue
            if session.pin is not None:
                if first is None:
                    first, before, rest = session.pin, rest, None
                else:
                    passed = max(0, session.pin - since[0])
                    total = Need(*(each + passed for each in since[1]))
                    rest = total if rest is not None or passed else None
                since = session.pin, rest or Need(0, 0, 0)
            rest = _sum(rest, self.of(session))
        return _Chain(first, before if first is not None else rest, rest if first is not None else None)


def need(session: Session, people: int, start: int | None = None) -> Need | None:
    """How long a session may be; None where nothing says. `start` matters only to pins inside its tracks."""
    return Needs(people).of(session, start)


def _sum(one: Need | None, other: Need | None) -> Need | None:
    if one is None or other is None:
        return other if one is None else one
    return Need(one.least + other.least, one.usual + other.usual, one.most + other.most)
