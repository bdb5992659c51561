"""A room that is late gets the best ways through the rest of its day, and what has happened stays as it was."""

from typing import Any

import pytest

from tests.conftest import FULL
from tests.planning.exact import exact
from tests.planning.random_days import EXERCISES, convening, leasts
from tests.planning.test_repairs import in_places
from toolkit.convening.edits import apply
from toolkit.convening.model import Convening, Range, Session
from toolkit.language import language
from toolkit.planning.late import Happened, late, never_on_time
from toolkit.planning.repairs import sentence
from toolkit.planning.timing import Timed, as_timed, fit

EN = language("en")


def plan(*sessions: dict[str, Any], **day: Any) -> Convening:
    return Convening.model_validate({"title": "Meeting", "days": [{**day, "sessions": list(sessions)}]})


WELCOME = {"title": "Welcome", "minutes": 30, "keep": "must"}
TALK = {"title": "Talk", "minutes": 60}
QUIZ = {"title": "Quiz", "minutes": 20, "keep": "may"}
LUNCH = {"title": "Lunch", "kind": "meal", "minutes": 60, "pin": "12:00"}
CLOSE = {"title": "Close", "kind": "closing", "minutes": 20, "keep": "must"}


def replanned(made: Convening, at: str, minutes: int, **more: Any) -> list[str]:
    """Each way in words, with the times that it gives."""
    hours, rest = at.split(":")
    now = int(hours) * 60 + int(rest)
    said = []
    for way in late(made, "day-1", now, minutes, **more):
        done = apply(made, way.edit)
        timed = fit(done.convening.days[0], made.headcount())
        assert isinstance(timed, Timed)
        assert apply(done.convening, done.inverse).convening == made
        times = " ".join(f"{slot.session} {hour(slot.start)}-{hour(slot.end)}" for slot in timed.slots)
        said.append(f"{sentence(way, made, EN)} | {times}")
    return said


def hour(minutes: int | None) -> str:
    return "?" if minutes is None else f"{minutes // 60}:{minutes % 60:02d}"


def test_a_day_that_starts_late_ends_on_time_by_dropping_what_may_go_by_shortening_or_later() -> None:
    made = plan(WELCOME, TALK, QUIZ, CLOSE, start="09:00", end="11:10")
    assert replanned(made, "9:20", 20) == [
        "Drop “Quiz” (may) | welcome 9:20-9:50 talk 9:50-10:50 close 10:50-11:10",
        "Shorten “Talk” from 60 to 40 | welcome 9:20-9:50 talk 9:50-10:30 quiz 10:30-10:50 close 10:50-11:10",
        "End at 11:30 | welcome 9:20-9:50 talk 9:50-10:50 quiz 10:50-11:10 close 11:10-11:30",
    ]


def test_what_was_cut_short_of_what_it_takes_person_by_person_keeps_the_minutes_it_took() -> None:
    turns = {"title": "Round", "minutes": 10, "minutes_per_person": 1}
    made = plan(turns, TALK, start="09:00", end="11:30").model_copy(update={"expected": 30})
    happened = {"round": Happened(540, 560), "talk": Happened(560)}
    assert replanned(made, "9:30", 0, happened=happened) == ["Nothing else changes: there is time enough | round 9:00-9:20 talk 9:20-10:20"]


def test_what_is_over_keeps_its_minutes_and_what_is_under_way_its_start() -> None:
    made = plan({**WELCOME, "minutes": {"least": 20, "usual": 30, "most": 60}}, TALK, QUIZ, CLOSE, start="09:00", end="11:10")
    assert replanned(made, "10:40", 20) == [
        "Drop “Quiz” (may) | welcome 9:00-9:30 talk 9:50-10:50 close 10:50-11:10",
        "Shorten “Talk” from 60 to 50 and “Quiz” from 20 to 10 | welcome 9:00-9:30 talk 9:50-10:40 quiz 10:40-10:50 close 10:50-11:10",
        "End at 11:30 | welcome 9:00-9:30 talk 9:50-10:50 quiz 10:50-11:10 close 11:10-11:30",
    ]


def test_elastic_sessions_give_what_they_can_before_anything_changes() -> None:
    made = plan(WELCOME, {**TALK, "minutes": {"least": 40, "usual": 60, "most": 70}}, CLOSE, start="09:00", end="10:50")
    assert replanned(made, "9:20", 20) == [
        "Nothing else changes: there is time enough | welcome 9:20-9:50 talk 9:50-10:30 close 10:30-10:50",
    ]


def test_lunch_and_what_must_stay_are_kept_while_others_give() -> None:
    made = plan(TALK, {**TALK, "title": "Panel", "keep": "must"}, QUIZ, LUNCH, CLOSE, start="09:40", end="13:30")
    assert replanned(made, "10:10", 30) == [
        "Shorten “Talk” from 60 to 30 | talk 10:10-10:40 panel 10:40-11:40 quiz 11:40-12:00 lunch 12:00-13:00 close 13:00-13:20",
        "Drop “Quiz” (may). Shorten “Talk” from 60 to 50 | talk 10:10-11:00 panel 11:00-12:00 lunch 12:00-13:00 close 13:00-13:20",
        "Drop “Talk” (should) | panel 10:10-11:10 quiz 11:10-11:30 lunch 12:00-13:00 close 13:00-13:20",
    ]


def test_a_time_of_prayer_is_neither_shortened_nor_dropped_nor_moved() -> None:
    prayer = {"title": "Prayer and rest", "kind": "other", "minutes": 30, "pin": "12:00", "keep": "may"}
    later = {**TALK, "title": "Panel", "keep": "must"}
    made = plan(TALK, QUIZ, prayer, later, start="10:40", end="13:30")
    for minutes in (20, 50, 75):
        said = replanned(made, f"{(640 + minutes) // 60}:{(640 + minutes) % 60:02d}", minutes)
        assert said and all("prayer-and-rest 12:00-12:30" in each and "Prayer" not in each.split("|")[0] for each in said), (minutes, said)
    free = {**prayer, "pin": None}
    assert all("Prayer" not in each.split("|")[0] for each in replanned(plan(TALK, QUIZ, free, start="10:40", end="12:30"), "11:20", 40))


def test_no_way_ends_after_the_interpreters_have_left_while_there_is_another() -> None:
    made = plan(WELCOME, TALK, QUIZ, CLOSE, start="09:00", end="11:10", interpreters_until="11:15")
    assert [each.split(" |")[0] for each in replanned(made, "9:20", 20)] == ["Drop “Quiz” (may)", "Shorten “Talk” from 60 to 40"]
    assert len(replanned(plan(WELCOME, TALK, QUIZ, CLOSE, start="09:00", end="11:10", interpreters_until="11:30"), "9:20", 20)) == 3
    tight = plan({**TALK, "keep": "must"}, {**CLOSE, "minutes": 30}, start="09:00", end="10:30", interpreters_until="10:30")
    ways = late(tight, "day-1", 590, 50)
    assert len(ways) == 1 and never_on_time(ways, EN, tight.days[0]) == (
        "Nothing ends this day at 10:30: even with all that may be shortened or dropped it lasts until 10:35."
        " The interpreters would have to stay longer than 10:30."
    )


def test_what_really_happened_is_taken_over_where_it_is_known() -> None:
    made = plan(WELCOME, TALK, CLOSE, start="09:00", end="11:00")
    happened = {"welcome": Happened(550, 590), "talk": Happened(595)}
    assert replanned(made, "10:20", 25, happened=happened) == [
        "Shorten “Talk” from 60 to 45 | welcome 9:10-9:50 talk 9:55-10:40 close 10:40-11:00",
        "End at 11:15 | welcome 9:10-9:50 talk 9:55-10:55 close 10:55-11:15",
    ]


def test_where_nothing_ends_on_time_the_first_way_ends_as_little_later_as_can_be() -> None:
    made = plan({**TALK, "keep": "must"}, {**CLOSE, "minutes": 30}, start="09:00", end="10:30")
    assert replanned(made, "9:50", 50) == [
        "Shorten “Talk” from 60 to 30 and “Close” from 30 to 15. End at 10:35 | talk 9:50-10:20 close 10:20-10:35",
        "End at 11:20 | talk 9:50-10:50 close 10:50-11:20",
    ]
    assert never_on_time(late(made, "day-1", 590, 50), EN) == (
        "Nothing ends this day at 10:30: even with all that may be shortened or dropped it lasts until 10:35."
    )


def test_a_fixed_time_that_has_gone_by_is_moved_once_where_all_before_it_is_dropped() -> None:
    panel = {"title": "Panel", "minutes": 40, "pin": "08:55", "keep": "must"}
    assert replanned(plan({"title": "Opening", "minutes": 6}, panel, end="10:05"), "9:21", 37) == [
        "Drop “Opening” (should). Move the fixed time of “Panel” from 08:55 to 09:25 | panel 9:25-10:05",
    ]


def test_a_day_that_begins_with_a_fixed_time_of_unknown_length_begins_with_it() -> None:
    coffee, panel = {"title": "Coffee", "pin": "08:35"}, {"title": "Panel", "minutes": 60, "pin": "10:05"}
    assert replanned(plan(coffee, TALK, panel), "9:20", 49) == [
        "Shorten “Talk” from 60 to 45 | coffee 9:20-? talk ?-? panel 10:05-11:05",
        "Drop “Talk” (should) | coffee 9:20-? panel 10:05-11:05",
    ]


def test_a_day_that_is_over_or_has_no_clock_has_no_ways() -> None:
    assert late(plan(TALK, start="09:00"), "day-1", 700, 10) == ()
    assert late(plan(TALK), "day-1", 600, 10) == ()
    assert never_on_time((), EN) == "What is left of this day cannot be made to fit: take out a fixed time, or end the day here."


# Over many days.

DAYS = 1000 if FULL else 40


def expected(made: Convening, now: int, minutes: int) -> list[tuple[int, int, tuple[int, ...]]] | None:
    """The costs of the ways, in their order, by the exact solver; from the rules of late.py."""
    day, people = made.days[0], made.headcount()
    slots = {slot.session: slot for slot in as_timed(fit(day, people)).slots}
    if all(slots[session.id].end is None for session in day.sessions):
        return None
    reached = now - minutes
    over = [at for at, session in enumerate(day.sessions) if (end := slots[session.id].end) is not None and end <= reached]
    first = over[-1] + 1 if over else 0
    if first == len(day.sessions):
        return None
    left = list(day.sessions[first:])
    start = slots[left[0].id].start
    begins, floors = now, {}
    if start is not None and start < reached:
        begins = start + minutes
        floors = {left[0].id: now - begins}
    if floors or (left[0].pin is not None and left[0].pin < begins):
        left[0] = left[0].model_copy(update={"pin": begins})
        floors.setdefault(left[0].id, 0)
    if floors and isinstance(left[0].minutes, Range):
        return None
    end = day.end if day.end is not None else max(slot.end for slot in slots.values() if slot.end is not None and slot.track is None)
    before = sum(1 + sum(len(track.sessions) for track in session.tracks) for session in day.sessions[:first])

    def cost(allowed: str, **more: Any) -> tuple[int, int, tuple[int, ...]] | None:
        found = exact(left, begins, end, frozenset(allowed.split()), people, leasts=leasts(people), floors=floors, **more)
        return None if found is None else (found[0], found[1], (found[2][0], *[0] * before, *found[2][1:]))

    if (nothing := cost("")) is not None:
        return [nothing]
    ways = [cost("minutes drop", sparing=True), cost("minutes"), cost("drop")]
    best = sorted({way for way in ways if way is not None})
    if len(best) < 3 and (moved := cost("pins") or cost("pins minutes drop")) is not None and moved not in best:
        best.append(moved)
    if len(best) < 3:
        last = [] if best else [cost("end pins minutes drop", over=True)]
        for way in [*last, cost("end") or cost("end minutes") or cost("end minutes drop")]:
            if way is not None and way not in best:
                best.append(way)
    return best[:3]


def places(sessions: tuple[Session, ...]) -> int:
    return 2 + sum(1 + sum(len(track.sessions) for track in session.tracks) for session in sessions)


@pytest.mark.parametrize("part", range(4))
def test_each_way_costs_what_an_exact_solver_says(part: int) -> None:
    checked, seed = 0, 500_000 + part
    while checked < DAYS // 4:
        made, seed = convening(seed, most=6), seed + 4
        day = made.days[0]
        first = as_timed(fit(day, made.headcount())).start
        if first is None:
            continue
        now, minutes = first + seed * 7 % 240, (5, 15, 25, 30, 45, 60)[seed // 4 % 6]
        wanted = expected(made, now, minutes)
        if wanted is None:
            continue
        checked += 1
        ways = late(made, day, now, minutes, exercises=EXERCISES)
        count = places(day.sessions)
        assert [(way.cost[0], way.cost[1], in_places(way.cost[2], count)) for way in ways] == wanted, (seed - 4, now, minutes)


def test_every_way_makes_the_rest_fit_keeps_musts_and_lunch_and_comes_back_the_same() -> None:
    for seed in range(700_000, 700_000 + DAYS * 5):
        made = convening(seed)
        day, people = made.days[0], made.headcount()
        planned = fit(day, people)
        if not isinstance(planned, Timed) or planned.start is None:
            continue
        now, minutes = planned.start + seed % 200, 5 + seed % 50
        ways = late(made, day, now, minutes, exercises=EXERCISES)
        assert ways == late(made, day.id, now, minutes, exercises=EXERCISES)
        kept = {session.id for session in day.sessions if session.keep == "must" or session.kind == "meal"}
        for way in ways:
            done = apply(made, way.edit)
            assert isinstance(fit(done.convening.days[0], people), Timed), (seed, way)
            assert apply(done.convening, done.inverse).convening == made
            assert kept <= {session.id for session in done.convening.days[0].sessions}
