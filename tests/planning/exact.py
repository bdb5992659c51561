"""The cheapest repair by an exact solver, written from the definitions in toolkit/planning/changes.py and sharing no code with the program.

OR-tools' CP-SAT takes whole numbers below 2**63, so the cost is minimised field by field: first the sums together, then the latest,
some places at a time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ortools.sat.python import cp_model

from toolkit.convening.model import Day, Range, Session

PAUSES = {"meal": 45, "break": 10}
FAR = 2879


@dataclass
class Costs:
    over: list[Any] = field(default_factory=list)
    must: list[Any] = field(default_factory=list)
    should: list[Any] = field(default_factory=list)
    cut: list[Any] = field(default_factory=list)
    minutes: list[Any] = field(default_factory=list)
    touched: list[Any] = field(default_factory=list)
    latest: list[list[Any]] = field(default_factory=list)


class Model:
    def __init__(
        self, allowed: frozenset[str], people: int, leasts: Mapping[str, int], floors: Mapping[str, int], loose: frozenset[str], over: bool,
        sparing: bool,
    ) -> None:  # fmt: skip
        self.model = cp_model.CpModel()
        self.allowed, self.people, self.leasts, self.floors, self.loose = allowed, people, leasts, floors, loose
        self.count_over, self.sparing = over, sparing
        self.costs = Costs()
        self.exactly = False

    def values(self, values: Sequence[int]) -> cp_model.IntVar:
        return self.model.new_int_var_from_domain(cp_model.Domain.from_values(sorted(set(values))), "")

    def differs(self, variable: Any, usual: int) -> tuple[Any, Any]:
        """How far a variable is from what stands there, and whether it is."""
        off, changed = self.model.new_int_var(0, 5000, ""), self.model.new_bool_var("")
        self.model.add_abs_equality(off, variable - usual)
        self.model.add(off >= 1).only_enforce_if(changed)
        self.model.add(off == 0).only_enforce_if(~changed)
        return off, changed

    def extra(self, session: Session) -> int:
        tenths = round((session.minutes_per_person or 0) * 10) * self.people
        return -(-tenths // 10)

    def to_pin(self, session: Session, arrived: Any, place: list[Any], gone: Any = None) -> Any:
        """When a session begins that has a fixed time; it may move, or be taken out. Where it is gone, nothing holds it."""
        model = self.model
        begins = model.new_int_var(0, 6000, "")
        held = session.id in self.floors
        loose = model.new_bool_var("")
        if held or "unpin" not in self.allowed or session.id not in self.loose:
            model.add(loose == 0)
        assert session.pin is not None
        pin = self.values([session.pin, *(range(0, FAR + 1, 5) if "pins" in self.allowed and not held else ())])
        off, changed = self.differs(pin, session.pin)
        model.add(changed == 0).only_enforce_if(loose)
        there = [] if gone is None else [~gone]
        model.add(begins == pin).only_enforce_if(~loose, *there)
        model.add(begins == arrived).only_enforce_if(loose, *there)
        model.add(begins >= arrived).only_enforce_if(*there)
        if gone is not None:
            model.add_implication(gone, ~loose)
            model.add_implication(gone, ~changed)
        self.costs.minutes.append(off)
        self.costs.touched += [changed, loose]
        place[:0] = [off, loose]
        return begins

    def length(self, session: Session, place: list[Any], gone: Any = None, fixed: bool = False, begins: Any = 0) -> Any:
        """A session's minutes in its line. `gone` is true where the session around it is parked."""
        model, tracks = self.model, [track for track in session.tracks if track.sessions]
        places: list[list[Any]] = []
        parked = model.new_bool_var("")
        members = [session, *(inner for track in tracks for inner in track.sessions)]
        may_go = session.keep == "may" or (session.keep == "should" and session.kind not in ("opening", "closing", "break"))
        may_go = may_go and session.kind != "meal" and session.pin is None and all(each.keep != "must" for each in members)
        if "drop" not in self.allowed or not may_go or session.id in self.floors or fixed:
            model.add(parked == 0)
        if gone is not None:
            model.add_implication(gone, ~parked)
        away = parked if gone is None else gone
        chains = []
        for track in tracks:
            clock = begins
            for inner in track.sessions:
                places.append([])
                lasts = self.length(inner, places[-1], parked)
                clock = (self.to_pin(inner, clock, places[-1], parked) if inner.pin is not None else clock) + lasts
            chain = model.new_int_var(0, 5000, "")
            model.add(chain == clock - begins).only_enforce_if(~parked)
            chains.append(chain)
        extra = self.extra(session)
        own = session.minutes is not None or session.minutes_per_person is not None
        length = model.new_int_var(0, 5000, "")
        longest = model.new_int_var(0, 5000, "")
        model.add_max_equality(longest, [*chains, 0])
        usual_value = 0
        if isinstance(session.minutes, Range):
            least, usual_value = session.minutes.least + extra, session.minutes.usual + extra
            within = model.new_int_var(0, 5000, "")
            model.add_max_equality(within, [longest, least])
            model.add(within <= session.minutes.most + extra).only_enforce_if(~away)
            if self.exactly:
                model.add(length >= within).only_enforce_if(~parked)
                model.add(length <= session.minutes.most + extra).only_enforce_if(~parked)
            else:
                model.add(length == within).only_enforce_if(~parked)
            inner_least = max([0, *(self.chain(track.sessions)[0] for track in tracks)])
            usual_value = max(usual_value, min(max(least, inner_least), session.minutes.most + extra))
        elif own:
            usual_value = (session.minutes or 0) + extra
            most = -(-max([usual_value, *(sum(self.standing(inner)[0] for inner in track.sessions) for track in tracks)]) // 5) * 5
            lengths = [usual_value]
            if "minutes" in self.allowed and not fixed:
                least = self.leasts.get(session.exercise or "", -(-usual_value // 2))
                floor = max(least, extra, PAUSES.get(session.kind, 0), self.floors.get(session.id, 0), 1)
                lengths += [each for each in range(0, usual_value, 5) if each >= floor]
            if "longer" in self.allowed and tracks:
                lengths += [each for each in range(0, (FAR if self.exactly else most) + 1, 5) if each > usual_value]
            wanted = self.values(lengths)
            off, changed = self.differs(wanted, usual_value)
            model.add(changed == 0).only_enforce_if(away)
            model.add(changed == 0).only_enforce_if(parked)
            model.add(length == wanted).only_enforce_if(~parked)
            model.add(longest <= length).only_enforce_if(~parked)
            if self.exactly and tracks:
                longer = model.new_bool_var("")
                model.add(wanted > usual_value).only_enforce_if(longer)
                model.add(wanted <= usual_value).only_enforce_if(~longer)
                model.add(wanted < longest + 5).only_enforce_if(longer, ~parked)
            self.costs.minutes.append(off)
            self.costs.touched.append(changed)
            place.append(off)
            lost = model.new_int_var(0, 5000, "")
            model.add_max_equality(lost, [usual_value - wanted, 0])
            if session.keep == "must":
                self.costs.must.append(lost)
            if self.sparing:
                self.costs.cut.append(lost)
        else:
            model.add(length == longest).only_enforce_if(~parked)
            usual_value = max([0, *(self.chain(track.sessions)[1] for track in tracks)])
        model.add(length == 0).only_enforce_if(parked)
        if usual_value == 0:
            model.add(parked == 0)
        self.costs.minutes.append(parked * usual_value)
        self.costs.touched.append(parked)
        place.append(parked * usual_value)
        if session.keep != "may":
            self.costs.should.append(parked * usual_value)
        place.append(places)
        return length

    def standing(self, session: Session) -> tuple[int, int]:
        """Least and usual minutes of a session without tracks."""
        extra = self.extra(session)
        if isinstance(session.minutes, Range):
            return session.minutes.least + extra, session.minutes.usual + extra
        return (session.minutes or 0) + extra, (session.minutes or 0) + extra

    def chain(self, sessions: Sequence[Session]) -> tuple[int, int]:
        """Least and usual minutes of a track: from one fixed time to the next what is on the clock."""
        total, since = (0, 0), None
        for session in sessions:
            if session.pin is not None:
                if since is not None:
                    total = (since[1][0] + max(0, session.pin - since[0]), since[1][1] + max(0, session.pin - since[0]))
                since = session.pin, total
            one = self.standing(session)
            total = total[0] + one[0], total[1] + one[1]
        return total

    def line(self, sessions: Sequence[Session], start: int | None, end: int | None) -> None:
        model = self.model
        self.exactly = any(inner.pin is not None for session in sessions for track in session.tracks for inner in track.sessions)
        clock: Any = model.new_int_var(0, 6000, "")
        first: list[Any] = []
        if start is not None and "start" in self.allowed:
            begins = self.values([start, *range(0, start, 5)])
            off, changed = self.differs(begins, start)
            model.add(clock == begins)
            self.costs.minutes.append(off)
            self.costs.touched.append(changed)
            first.append(off)
        elif start is not None:
            model.add(clock == start)
        flat: list[list[Any]] = [first]
        for session in sessions:
            place: list[Any] = []
            fixed_time: list[Any] = []
            if session.pin is not None:
                clock = self.to_pin(session, clock, fixed_time)
            length = self.length(session, place, begins=clock)
            place[:0] = fixed_time
            done, clock = clock, model.new_int_var(0, 12000, "")
            model.add(clock == done + length)
            inner = place.pop()
            flat += [place, *[each[:-1] for each in inner]]
        last: list[Any] = []
        if end is not None:
            if "end" in self.allowed:
                ends = self.values([end, *(each for each in range(0, FAR + 1, 5) if each > end)])
                off, changed = self.differs(ends, end)
                model.add(clock <= ends)
                self.costs.minutes.append(off)
                self.costs.touched.append(changed)
                last.append(off)
                if self.count_over:
                    self.costs.over.append(off)
            else:
                model.add(clock <= end)
        self.costs.latest = [*flat, last]

    def cheapest(self) -> tuple[int, int, tuple[int, ...]] | None:
        """Minutes, changes, and the minutes of every place in order."""
        costs = self.costs
        sums = [sum(costs.over), sum(costs.must), sum(costs.should), sum(costs.cut), sum(costs.minutes)]
        found: list[int] = []
        for objective in (sums[0] * 2**26 + sums[1] * 2**13 + sums[2], sums[3] * 2**20 + sums[4] * 2**7 + sum(costs.touched)):
            if not isinstance(objective, int) and (best := self._least(objective)) is None:
                return None
            found.append(0 if isinstance(objective, int) else best)  # type: ignore[arg-type]
        places = [sum(each) for each in costs.latest]
        latest: list[int] = []
        for at in range(0, len(places), 4):
            some = places[at : at + 4]
            best = self._least(sum(place * 2 ** (14 * (len(some) - 1 - n)) for n, place in enumerate(some)))
            assert best is not None
            latest += [best >> 14 * (len(some) - 1 - n) & (2**14 - 1) for n in range(len(some))]
        return (found[1] >> 7) & (2**13 - 1), found[1] & 127, tuple(latest)

    def _least(self, objective: Any) -> int | None:
        if isinstance(objective, int):
            return objective
        self.model.minimize(objective)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        if solver.solve(self.model) != cp_model.OPTIMAL:
            return None
        best = round(solver.objective_value) if abs(solver.objective_value) < 2**50 else solver.value(objective)
        self.model.add(objective == best)
        return best


def exact(
    sessions: Sequence[Session], start: int | None, end: int | None, allowed: frozenset[str], people: int, *,
    leasts: Mapping[str, int] | None = None, floors: Mapping[str, int] | None = None, loose: frozenset[str] = frozenset(),
    over: bool = False, sparing: bool = False,
) -> tuple[int, int, tuple[int, ...]] | None:  # fmt: skip
    made = Model(allowed, people, leasts or {}, floors or {}, loose, over, sparing)
    made.line(sessions, start, end)
    return made.cheapest()


def exact_day(day: Day, allowed: frozenset[str], people: int, **more: Any) -> tuple[int, int, tuple[int, ...]] | None:
    clock = day.start is not None or any(session.pin is not None for session in day.sessions)
    return exact(day.sessions, day.start if clock else 0, day.end if clock else None, allowed, people, **more)
