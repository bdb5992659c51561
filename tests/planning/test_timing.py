"""A day is fitted exactly: to its pins, to its end, and to the minutes that were typed."""

import itertools
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.convening.model import Convening, Day
from toolkit.language import language
from toolkit.planning import conflicts
from toolkit.planning.needs import Need, need
from toolkit.planning.share import share
from toolkit.planning.timing import Clash, Conflict, Gap, Slot, Timed, agenda, as_timed, fit


def plan(*sessions: dict[str, Any], expected: int | None = None, **day: Any) -> Convening:
    return Convening.model_validate({"title": "Meeting", "expected": expected, "days": [{**day, "sessions": list(sessions)}]})


def day_of(*sessions: dict[str, Any], **day: Any) -> Day:
    return plan(*sessions, **day).days[0]


def fitted(*sessions: dict[str, Any], people: int = 20, **day: Any) -> Timed:
    result = fit(day_of(*sessions, **day), people)
    assert isinstance(result, Timed), result
    return result


def clock(*sessions: dict[str, Any], people: int = 20, **day: Any) -> dict[str, str]:
    """Each session's times as they would be read: 09:00-09:30."""
    return {slot.session: read(slot) for slot in fitted(*sessions, people=people, **day).slots}


def read(slot: Slot) -> str:
    return f"{hour(slot.start)}-{hour(slot.end)}" if slot.start is not None else f"{slot.length} min" if slot.length is not None else ""


def hour(minutes: int | None) -> str:
    return "?" if minutes is None else f"{minutes // 60:02d}:{minutes % 60:02d}"


def said(*sessions: dict[str, Any], people: int = 20, **day: Any) -> list[str]:
    convening = plan(*sessions, **day)
    result = fit(convening.days[0], people)
    assert isinstance(result, Conflict), result
    return list(conflicts.sentences(result, convening, language("en")))


def elastic(least: int, usual: int, most: int) -> dict[str, int]:
    return {"least": least, "usual": usual, "most": most}


WELCOME = {"title": "Welcome", "minutes": 30}
LUNCH = {"title": "Lunch", "minutes": 60, "pin": "12:30"}


def test_sessions_follow_each_other_from_the_start_of_the_day() -> None:
    assert clock(WELCOME, {"title": "Talk", "minutes": "1h15"}, start="09:00") == {"welcome": "09:00-09:30", "talk": "09:30-10:45"}


def test_without_a_start_the_day_begins_with_its_first_pin() -> None:
    assert clock({**WELCOME, "pin": "09:10"}, {"title": "Talk", "minutes": 20}) == {"welcome": "09:10-09:40", "talk": "09:40-10:00"}


def test_sessions_before_the_first_pin_are_counted_back_from_it() -> None:
    assert clock(WELCOME, {"title": "Talk", "minutes": 45}, LUNCH) == {
        "welcome": "11:15-11:45", "talk": "11:45-12:30", "lunch": "12:30-13:30",
    }


def test_without_start_and_pins_there_are_lengths_and_no_clock() -> None:
    timed = fitted(WELCOME, {"title": "Talk", "minutes": elastic(10, 20, 40)}, {"title": "Song"}, end="17:00")
    assert timed == Timed(
        "day-1", None, None,
        (Slot("welcome", None, None, length=30), Slot("talk", None, None, length=20), Slot("song", None, None)),
    )
    assert [slot.minutes for slot in timed.slots] == [30, 20, None]


def test_a_pinned_session_starts_at_its_pin_and_the_time_before_it_is_a_gap() -> None:
    timed = fitted(WELCOME, LUNCH, start="09:00")
    assert timed.slots == (Slot("welcome", 540, 570, length=30), Slot("lunch", 750, 810, length=60))
    assert timed.gaps == (Gap(570, 750),)


def test_time_before_the_first_pin_and_after_the_last_session_is_a_gap_too() -> None:
    assert fitted({**WELCOME, "pin": "09:00"}, start="08:30", end="10:00").gaps == (Gap(510, 540), Gap(570, 600))


def test_elastic_time_is_shared_relative_to_each_range_and_the_last_takes_the_remainder() -> None:
    sessions = (
        {"title": "A", "minutes": elastic(20, 30, 40)},
        {"title": "B", "minutes": elastic(30, 60, 90)},
        {"title": "C", "minutes": elastic(20, 30, 40)},
    )
    assert [slot.minutes for slot in fitted(*sessions, start="09:00", end="10:32").slots] == [30, 35, 27]


def test_time_left_after_elastic_sessions_took_the_most_they_can_is_a_gap() -> None:
    timed = fitted({"title": "A", "minutes": elastic(20, 30, 43)}, start="09:00", end="10:00")
    assert (timed.slots, timed.gaps) == ((Slot("a", 540, 583, length=43),), (Gap(583, 600),))


def test_an_open_end_leaves_everyone_their_usual_minutes() -> None:
    assert clock({"title": "A", "minutes": elastic(20, 33, 40)}, {"title": "B", "minutes": 10}, start="09:00") == {
        "a": "09:00-09:33", "b": "09:33-09:43",
    }


def test_typed_minutes_are_never_rounded() -> None:
    assert clock({"title": "A", "minutes": 7}, {"title": "B", "minutes": 13}, start="09:01") == {"a": "09:01-09:08", "b": "09:08-09:21"}


def test_a_session_grows_by_its_minutes_per_person_rounded_up_to_a_minute() -> None:
    round_of_names = {"title": "Round", "minutes": 10, "minutes_per_person": 0.1}
    assert [fitted(round_of_names, start="09:00", people=people).slots[0].minutes for people in (0, 1, 30, 31)] == [10, 11, 13, 14]
    assert fitted({"title": "Round", "minutes_per_person": 1.5}, start="09:00", people=3).slots[0].minutes == 5


def test_minutes_per_person_move_the_whole_range() -> None:
    session = day_of({"title": "Round", "minutes": elastic(10, 20, 30), "minutes_per_person": 1}).sessions[0]
    assert need(session, 12) == Need(22, 32, 42)


def test_a_session_without_minutes_is_listed_without_a_time_and_takes_none() -> None:
    assert clock(WELCOME, {"title": "Song"}, {"title": "Talk", "minutes": 20}, start="09:00") == {
        "welcome": "09:00-09:30", "song": "", "talk": "09:30-09:50",
    }


def test_after_a_pin_without_a_length_the_clock_is_unknown_until_the_next_pin() -> None:
    timed = fitted({"title": "Lunch", "pin": "12:30"}, {"title": "Talk", "minutes": 20}, {"title": "Panel", "minutes": 45, "pin": "14:00"})
    assert timed == Timed(
        "day-1", 750, 885,
        (Slot("lunch", 750, None), Slot("talk", None, None, length=20), Slot("panel", 840, 885, length=45)),
    )


def test_a_day_without_sessions_or_with_untimed_ones_only_has_no_times_and_no_gaps() -> None:
    assert fitted(start="09:00", end="17:00") == Timed("day-1", None, None, ())
    assert fitted({"title": "Song"}, start="09:00", end="17:00") == Timed("day-1", None, None, (Slot("song", None, None),))


def test_the_night_belongs_to_the_day_it_began_on() -> None:
    assert clock({"title": "Dinner", "pin": "23:00", "minutes": 90}, {"title": "Talk", "pin": "24:45", "minutes": 20}) == {
        "dinner": "23:00-24:30", "talk": "24:45-25:05",
    }


def test_alongside_sessions_take_no_time_and_stand_at_their_pin_or_where_they_are_listed() -> None:
    sessions = (
        {"title": "Registration", "minutes": 60, "pin": "08:15", "alongside": True},
        WELCOME,
        {"title": "Film", "minutes": 20, "alongside": True},
        {"title": "Corner", "alongside": True},
        {"title": "Talk", "minutes": 30},
    )
    timed = fitted(*sessions, start="09:00")
    assert [read(slot) for slot in timed.slots] == ["08:15-09:15", "09:00-09:30", "09:30-09:50", "", "09:30-10:00"]
    assert [slot.alongside for slot in timed.slots] == [True, False, True, True, False]
    assert (timed.start, timed.end, timed.gaps) == (495, 600, ())


def tracks(*chains: list[dict[str, Any]], **session: Any) -> dict[str, Any]:
    made = [{"id": f"t{at}", "title": f"Track {at}", "sessions": chain} for at, chain in enumerate(chains)]
    return {"title": "Workshops", "tracks": made, **session}


def test_tracks_take_the_longest_of_their_chains_and_their_sessions_have_clock_times() -> None:
    workshops = tracks([{"title": "A", "minutes": 20}, {"title": "B", "minutes": 25}], [{"title": "C", "minutes": 30}])
    timed = fitted(WELCOME, workshops, {"title": "Close", "minutes": 10}, start="09:00")
    assert [(slot.session, slot.track, read(slot)) for slot in timed.slots] == [
        ("welcome", None, "09:00-09:30"), ("workshops", None, "09:30-10:15"),
        ("a", "t0", "09:30-09:50"), ("b", "t0", "09:50-10:15"), ("c", "t1", "09:30-10:00"), ("close", None, "10:15-10:25"),
    ]
    assert (timed.gaps, timed.track_gaps) == ((), ())


def test_elastic_sessions_in_tracks_stretch_the_session_that_holds_them() -> None:
    workshops = tracks([{"title": "A", "minutes": elastic(20, 30, 60)}], [{"title": "C", "minutes": elastic(10, 20, 30)}])
    assert clock(workshops, {"title": "Close", "minutes": 10}, start="09:00", end="10:00") == {
        "workshops": "09:00-09:50", "a": "09:00-09:50", "c": "09:00-09:30", "close": "09:50-10:00",
    }


def test_sessions_in_tracks_have_lengths_where_there_is_no_clock() -> None:
    timed = fitted(tracks([{"title": "A", "minutes": elastic(20, 30, 60)}], minutes=45))
    assert timed.slots == (Slot("workshops", None, None, length=45), Slot("a", None, None, "t0", length=45))


def test_a_pin_in_a_track_holds_and_the_session_around_it_grows() -> None:
    timed = fitted(tracks([{"title": "A", "minutes": 20}, {"title": "B", "minutes": 10, "pin": "09:55"}]), start="09:00")
    assert [read(slot) for slot in timed.slots] == ["09:00-10:05", "09:00-09:20", "09:55-10:05"]
    assert (timed.gaps, timed.track_gaps) == ((), (Gap(560, 595, "t0"),))


def test_a_session_lasts_until_a_pin_in_its_track_though_nobody_knows_how_long_that_takes() -> None:
    workshops = tracks([{"title": "A", "pin": "09:30"}], [{"title": "B", "minutes": 10}])
    assert clock(workshops, {"title": "Close", "minutes": 10}, start="09:00") == {
        "workshops": "09:00-09:30", "a": "09:30-?", "b": "09:00-09:10", "close": "09:30-09:40",
    }


def test_what_is_elastic_gives_or_takes_the_time_for_pins_in_the_tracks_after_it() -> None:
    first = tracks([{"title": "A", "minutes": 10, "pin": "09:40"}], id="first", minutes=30)
    second = tracks([{"title": "B", "minutes": 20, "pin": "10:20"}], id="second", minutes=30)
    second["tracks"][0]["id"] = "u0"
    talk, song = {"title": "Talk", "minutes": elastic(5, 10, 60)}, {"title": "Song", "minutes": elastic(5, 20, 60)}
    found = clock(talk, first, song, second, start="09:00")
    assert (found["first"], found["a"], found["second"], found["b"]) == ("09:20-09:50", "09:40-09:50", "10:10-10:40", "10:20-10:40")


def test_a_pin_in_a_track_moves_the_session_around_it_where_what_stands_before_can_shrink() -> None:
    workshops = tracks([{"title": "A", "minutes": 30}, {"title": "B", "minutes": 10, "pin": "10:00"}])
    assert clock({"title": "Talk", "minutes": elastic(20, 40, 60)}, workshops, start="09:00") == {
        "talk": "09:00-09:30", "workshops": "09:30-10:10", "a": "09:30-10:00", "b": "10:00-10:10",
    }


def test_an_umbrella_with_one_track_times_what_stands_under_it() -> None:
    assert clock(tracks([{"title": "A", "minutes": 20}, {"title": "B", "minutes": 25}], alongside=True), start="09:00") == {
        "workshops": "09:00-09:45", "a": "09:00-09:20", "b": "09:20-09:45",
    }


# What cannot fit is named.


def test_too_little_room_between_two_pins_is_named_and_the_day_stays_as_typed() -> None:
    sessions = ({"title": "Lunch", "minutes": 45, "pin": "12:30"}, {"title": "Panel", "minutes": 60, "pin": "13:00"})
    result = fit(day_of(*sessions), 20)
    assert result == Conflict(
        "day-1",
        (Clash("lunch", 750, "panel", 780, 30, 45, ("lunch",)),),
        Timed("day-1", 750, 840, (Slot("lunch", 750, 795, length=45), Slot("panel", 780, 840, length=60))),
    )
    assert said(*sessions) == ["Between the pinned “Lunch” at 12:30 and the pinned “Panel” at 13:00 there are 30 minutes for 45."]


def test_a_day_that_must_end_says_what_does_not_fit_before_it() -> None:
    sessions = ({"title": "A", "minutes": elastic(20, 30, 40)}, {"title": "B", "minutes": 50})
    assert said(*sessions, start="09:00", end="10:00") == [
        "Between the start of the day at 09:00 and the end of the day at 10:00 there are 60 minutes for 70."
    ]
    assert [read(slot) for slot in as_timed(fit(day_of(*sessions, start="09:00", end="10:00"), 9)).slots] == ["09:00-09:30", "09:30-10:20"]


def test_no_time_at_all_and_one_minute_are_said_in_good_grammar() -> None:
    one, other = {"title": "A", "minutes": 5, "pin": "09:00"}, {"title": "B", "minutes": 5}
    assert said(one, {**other, "pin": "09:01"}) == ["Between the pinned “A” at 09:00 and the pinned “B” at 09:01 there is 1 minute for 5."]
    assert said(one, {**other, "pin": "09:00"}) == [
        "Between the pinned “A” at 09:00 and the pinned “B” at 09:00 there is no time for the 5 minutes that stand there."
    ]


def test_pins_out_of_order_are_named_as_contradicting() -> None:
    sessions = ({"title": "Panel", "minutes": 30, "pin": "14:00"}, {"title": "Lunch", "minutes": 30, "pin": "12:30"})
    result = fit(day_of(*sessions), 20)
    assert isinstance(result, Conflict)
    assert [(clash.kind, clash.available) for clash in result.clashes] == [("order", -90)]
    assert [read(slot) for slot in result.as_typed.slots] == ["14:00-14:30", "12:30-13:00"]
    assert said(*sessions) == [
        "Two fixed times contradict each other: the pinned “Lunch” at 12:30 comes after the pinned “Panel” at 14:00 in the agenda."
    ]


def test_a_pin_outside_the_day_contradicts_its_start_or_end() -> None:
    assert said({**WELCOME, "pin": "08:30"}, start="09:00") == [
        "Two fixed times contradict each other: the pinned “Welcome” at 08:30 comes after the start of the day at 09:00 in the agenda."
    ]
    assert said({**WELCOME, "pin": "18:30"}, end="17:00") == [
        "Two fixed times contradict each other: the end of the day at 17:00 comes after the pinned “Welcome” at 18:30 in the agenda."
    ]
    assert said(start="09:00", end="08:00") == [
        "Two fixed times contradict each other: the end of the day at 08:00 comes after the start of the day at 09:00 in the agenda."
    ]


def test_every_clash_of_a_day_is_named() -> None:
    pinned = [{"title": title, "minutes": 45, "pin": pin} for title, pin in (("A", "09:00"), ("B", "09:30"), ("C", "10:00"))]
    assert len(said(*pinned)) == 2


def test_a_track_that_needs_more_than_its_session_has_is_named() -> None:
    workshops = tracks([{"title": "A", "minutes": 75}], [{"title": "B", "minutes": 30}], minutes=60)
    expected = ["“Workshops” lasts 60 minutes, and what stands in “Track 0” needs 75."]
    assert (said(workshops, start="09:00"), said(workshops)) == (expected, expected)


def test_a_pin_in_a_track_that_leaves_too_little_room_is_named_with_the_session_around_it() -> None:
    workshops = tracks([{"title": "A", "minutes": 30}, {"title": "B", "minutes": 10, "pin": "09:20"}], pin="09:00", minutes=60)
    assert said(workshops) == ["Between the pinned “Workshops” at 09:00 and the pinned “B” at 09:20 there are 20 minutes for 30."]
    late = tracks([{"title": "B", "minutes": 20, "pin": "09:50"}], pin="09:00", minutes=60)
    assert said(late) == ["Between the pinned “B” at 09:50 and the end of “Workshops” at 10:00 there are 10 minutes for 20."]


def test_a_clash_is_said_in_the_language_of_its_reader() -> None:
    lunch = {"title": {"en": "Lunch", "fr": "Déjeuner"}, "minutes": 45, "pin": "12:30"}
    convening = plan(lunch, {"title": "Panel", "minutes": 5, "pin": "13:00"})
    result = fit(convening.days[0], 20)
    assert isinstance(result, Conflict)
    assert "“Déjeuner” at 12:30" in conflicts.sentences(result, convening, language("fr"))[0]
    assert conflicts.sentences(result, convening, language("en-XA"))[0].startswith("⟦")


def test_an_agenda_is_fitted_for_the_people_of_the_convening() -> None:
    convening = plan({"title": "Round", "minutes_per_person": 1}, expected=38, start="09:00")
    assert [as_timed(result).slots[0].minutes for result in agenda(convening)] == [38]


# Properties, over many days.

LENGTHS = st.integers(0, 24).map(lambda n: n * 5)
TYPED = st.integers(0, 90)


@st.composite
def ranges(draw: st.DrawFn, values: st.SearchStrategy[int] = LENGTHS) -> dict[str, int]:
    return dict(zip(("least", "usual", "most"), sorted(draw(st.tuples(values, values, values))), strict=True))


MINUTES = st.one_of(st.none(), TYPED, ranges(), ranges(TYPED))


@st.composite
def days(draw: st.DrawFn, minutes: st.SearchStrategy[Any] = MINUTES) -> Day:
    sessions: list[dict[str, Any]] = []
    at = draw(st.integers(0, 600))
    start = draw(st.one_of(st.none(), st.just(at)))
    for number in range(draw(st.integers(0, 9))):
        session: dict[str, Any] = {"id": f"s{number}", "title": f"S{number}", "minutes": draw(minutes)}
        if draw(st.integers(0, 3)) == 0:
            at += draw(st.integers(-10, 240))
            session["pin"] = max(0, at)
        sessions.append(session)
    end = draw(st.one_of(st.none(), st.integers(at, at + 400)))
    return Day.model_validate({"id": "d", "start": start, "end": end, "sessions": sessions})


@settings(deadline=None)
@given(days(), st.integers(0, 60))
def test_the_same_day_is_fitted_the_same_each_time(day: Day, people: int) -> None:
    assert fit(day, people) == fit(day, people)


@settings(deadline=None)
@given(days())
def test_order_and_pins_are_kept_whether_a_day_fits_or_not(day: Day) -> None:
    timed = as_timed(fit(day, 20))
    assert [slot.session for slot in timed.slots] == [session.id for session in day.sessions]
    assert [slot.start for slot, session in zip(timed.slots, day.sessions, strict=True) if session.pin is not None] == [
        session.pin for session in day.sessions if session.pin is not None
    ]


@settings(deadline=None)
@given(days())
def test_a_day_that_fits_has_no_overlap_and_no_moment_unaccounted_for(day: Day) -> None:
    result = fit(day, 20)
    if isinstance(result, Conflict):
        return
    known = [(slot.start, slot.end) for slot in result.slots if slot.start is not None and slot.end is not None]
    pieces = sorted([*known, *((gap.start, gap.end) for gap in result.gaps)])
    blind = any(slot.start is not None and slot.end is None for slot in result.slots)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(pieces))
    if pieces and not blind:
        assert all(one[1] == other[0] for one, other in itertools.pairwise(pieces))
        assert day.start is None or pieces[0][0] == day.start
        assert day.end is None or pieces[0][0] == pieces[-1][1] == day.end or pieces[-1][1] == day.end


@settings(deadline=None)
@given(days())
def test_nothing_is_shorter_than_its_least_or_longer_than_its_most_and_typed_minutes_stay(day: Day) -> None:
    for session, slot in zip(day.sessions, as_timed(fit(day, 20)).slots, strict=True):
        wanted = need(session, 20)
        if wanted is None:
            assert slot.minutes is None
        else:
            assert slot.minutes is not None
            assert wanted.least <= slot.minutes <= wanted.most


@settings(deadline=None)
@given(days(st.one_of(st.none(), TYPED, ranges())))
def test_elastic_time_stands_on_the_five_minute_grid_but_for_the_last_of_its_stretch(day: Day) -> None:
    last: dict[int, str] = {}
    stretch = 0
    stretches: dict[str, int] = {}
    for session in day.sessions:
        stretch += session.pin is not None
        stretches[session.id] = stretch
        if (wanted := need(session, 0)) and wanted.least < wanted.most:
            last[stretch] = session.id
    for session, slot in zip(day.sessions, as_timed(fit(day, 0)).slots, strict=True):
        wanted = need(session, 0)
        if wanted and wanted.least < wanted.most and last[stretches[session.id]] != session.id:
            assert slot.minutes is not None
            assert slot.minutes % 5 == 0


def best(needs: list[tuple[int, int, int]], room: int, step: int) -> list[int] | None:
    """Every division there is, tried: the cheapest, and of equal ones that with the longest earlier sessions."""
    elastic_at = [at for at, (least, _, most) in enumerate(needs) if least < most and -(-least // step) * step <= most]
    choices = [
        range(least, most + 1) if at == (elastic_at or [None])[-1]
        else [m for m in range(least, most + 1) if m % step == 0] if at in elastic_at
        else [usual]
        for at, (least, usual, most) in enumerate(needs)
    ]
    found = [list(each) for each in itertools.product(*choices) if sum(each) == room]

    def cost(division: list[int]) -> Fraction:
        each = zip(division, needs, strict=True)
        return sum((Fraction((m - usual) ** 2, (most - least) ** 2) for m, (least, usual, most) in each if most > least), Fraction(0))

    return min(found, key=lambda each: (cost(each), [-minutes for minutes in each])) if found else None


SMALL = st.tuples(st.integers(0, 22), st.integers(0, 22), st.integers(0, 22)).map(lambda each: tuple(sorted(each)))


@settings(deadline=None)
@given(st.lists(SMALL, min_size=1, max_size=3), st.data())
def test_sharing_is_the_best_there_is_by_trying_everything(needs: list[tuple[int, int, int]], data: st.DataObject) -> None:
    room = data.draw(st.integers(sum(each[0] for each in needs), sum(each[2] for each in needs)))
    assert share(needs, room) == (best(needs, room, 5) or best(needs, room, 1))


def test_a_session_without_a_multiple_of_five_in_its_range_keeps_its_usual_minutes() -> None:
    assert share([(20, 30, 40), (11, 13, 14), (20, 30, 40)], 72) == [30, 13, 29]


def test_only_where_the_grid_has_no_answer_is_time_shared_by_the_minute() -> None:
    assert share([(11, 13, 14)], 14) == [14]


def test_sixty_elastic_sessions_are_shared_exactly() -> None:
    sessions = [{"title": f"S{at}", "minutes": elastic(10 + at, 30 + at, 45 + at)} for at in range(60)]
    timed = fitted(*sessions, start="00:00", end="47:58")
    assert (timed.slots[-1].end, timed.gaps) == (2878, ())


def test_times_of_the_night_are_told_from_those_of_the_morning() -> None:
    assert said({"title": "Dance", "minutes": 60}, start="22:00", end="02:00") == [
        "Two fixed times contradict each other: the end of the day at 02:00 comes after the start of the day at 22:00 in the agenda; "
        "the same time that night is 26:00."
    ]
    assert said({"title": "Dance", "minutes": 180}, {"title": "Bus", "pin": "24:45"}, start="22:00") == [
        "Between the start of the day at 22:00 and the pinned “Bus” at 00:45 that night there are 165 minutes for 180."
    ]


def test_days_whose_dates_do_not_rise_are_told() -> None:
    dates = ("2027-03-12", "2027-03-11", None, "2027-03-11", "2027-03-15")
    convening = Convening.model_validate({"title": "T", "days": [{"date": date} for date in dates]})
    assert conflicts.days_out_of_order(convening, language("en")) == (
        "Day 2 is 11 March 2027, which is not after day 1 (12 March 2027): mend a date, or put the days in order.",
        "Day 4 is 11 March 2027, which is not after day 2 (11 March 2027): mend a date, or put the days in order.",
    )
