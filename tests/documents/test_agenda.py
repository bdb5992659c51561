"""The agenda and its relatives: every session with the times of the timing, as paper, rows and calendar; and nobody who said no."""

import datetime as dt

import pytest

from tests.documents.reading import build, convening, headings, library, lists, rows, sample, tables, tree, words
from tests.support import english
from toolkit.documents import schedule, wall_agenda
from toolkit.documents.agenda import COLUMNS
from toolkit.language import language
from toolkit.planning import timing

TWO_DAYS = [
    {
        "date": "2027-03-11", "start": "09:00", "title": "One",
        "sessions": [
            {"title": "Welcome", "kind": "opening", "minutes": 30, "room": "Hall", "lead": [{"text": "Panel", "public": True}]},
            {"title": "Break", "kind": "break", "minutes": 15},
            {
                "id": "models", "title": "Models", "kind": "small-groups", "minutes": 60,
                "tracks": [
                    {
                        "id": "asia", "title": "Asia", "room": "Loft",
                        "sessions": [{"title": "Story", "minutes": 20}, {"title": "Talk", "minutes": 40}],
                    },
                    {"id": "africa", "title": "Africa", "room": "Library"},
                ],
            },
        ],
    },
    {"sessions": [{"title": "Open end"}]},
]  # fmt: skip


def clocks(made):
    """The times that timing gives, by session."""
    return {slot.session: (slot.start, slot.end) for result in timing.agenda(made) for slot in timing.as_timed(result).slots}


def test_a_day_is_a_heading_with_its_date_and_a_table():
    document = build(convening(days=TWO_DAYS), "agenda")
    assert headings(document) == [(1, "Day 1  ·  Thursday, 11 March 2027  ·  One"), (1, "Day 2")]
    assert rows(tables(document)[0]) == [
        ["09:00–09:30", "Welcome", "Hall Panel"],
        ["09:30–09:45", "Break", ""],
        ["09:45–10:45", "Models 2 groups at the same time", ""],
        ["Group 1", "Asia", "Loft"],
        ["09:45–10:05", "–  Story", ""],
        ["10:05–10:45", "–  Talk", ""],
        ["Group 2", "Africa", "Library"],
    ]
    assert [row.style for row in tables(document)[0].rows] == ["plain", "pause", *["plain"] * 5]
    assert rows(tables(document)[1]) == [["", "Open end"]]


@pytest.mark.parametrize("name", ["agenda", "wall-agenda", "run-sheet"])
@pytest.mark.parametrize("code", ["en", "en-XA", "ar-XB"])
def test_every_session_of_the_sample_stands_there_with_its_own_time(name, code):
    made, document = sample().convening, tree(name, None, code)
    printed = words(document.blocks)
    say = language(code)
    for _, _, session in made.sessions():
        title = session.title if isinstance(session.title, str) else session.title.root["en"]
        start, end = clocks(made)[session.id]
        assert title in printed
        assert (say.time(start) if name == "wall-agenda" else say.span(start, end)) in printed


def test_participants_get_no_step_and_no_minute_count():
    printed = words(tree("agenda").blocks)
    assert "Put up and read in silence" not in printed
    assert " min " not in printed and "actual" not in printed


def test_objectives_stand_numbered_before_the_first_day():
    document = tree("agenda")
    assert headings(document)[0] == (1, "Objectives")
    assert [words(item) for item in lists(document)[0].items] == list(sample().convening.objectives)


def test_a_lead_is_named_as_she_agreed_and_a_typed_one_to_those_inside():
    people = [
        {"id": "a", "name": "Ada Open", "consent": {"lead": "public", "list": "public"}},
        {"id": "b", "name": "Bo Inside", "consent": {"lead": "participants", "list": "participants"}},
        {"id": "c", "name": "Cy Unasked"},
    ]
    lead = [{"person": "a"}, {"person": "b"}, {"person": "c"}, {"text": "Dee Typed"}]
    made = convening(participants=people, days=[{"sessions": [{"title": "Talk", "lead": lead}]}])
    expected = {
        "public": "Ada Open", "participants": "Ada Open · Bo Inside", "facilitators": "Ada Open · Bo Inside · Cy Unasked · Dee Typed",
        "organisers": "Ada Open · Bo Inside · Cy Unasked · Dee Typed",
    }
    for audience, names in expected.items():
        document = build(made, "agenda", audience)
        assert rows(tables(document)[0]) == [["", "Talk", f"Lead: {names}"]]
        lead_column = [row[-1] for row in document.sheets[0].rows]
        assert lead_column == ([names.replace(" · ", "; ")] if audience == "organisers" else [])


def test_the_rows_for_spreadsheets_are_the_contract():
    document = build(convening(days=TWO_DAYS), "agenda", "organisers")
    day = dt.date(2027, 3, 11)
    assert document.sheets[0].columns == COLUMNS == ("day", "date", "start", "end", "title", "kind", "room", "track", "lead")
    assert document.sheets[0].rows == (
        (1, day, dt.time(9), dt.time(9, 30), "Welcome", "opening", "Hall", "", "Panel"),
        (1, day, dt.time(9, 30), dt.time(9, 45), "Break", "break", "", "", ""),
        (1, day, dt.time(9, 45), dt.time(10, 45), "Models", "small-groups", "", "", ""),
        (1, day, dt.time(9, 45), dt.time(10, 5), "Story", "plenary", "Loft", "Asia", ""),
        (1, day, dt.time(10, 5), dt.time(10, 45), "Talk", "plenary", "Loft", "Asia", ""),
        (1, day, dt.time(9, 45), dt.time(10, 45), "Africa", "small-groups", "Library", "Africa", ""),
        (2, None, None, None, "Open end", "plenary", "", "", ""),
    )


def test_untimed_sessions_are_rows_for_organisers_only():
    made = convening(days=TWO_DAYS)
    for audience in ("public", "participants", "facilitators"):
        assert "Open end" not in [row[4] for row in build(made, "agenda", audience).sheets[0].rows]
        assert "Open end" in words(build(made, "agenda", audience).blocks)


def test_a_time_after_midnight_is_a_time_on_the_wall_and_the_next_day_in_a_calendar():
    made = convening(days=[{"date": "2027-03-11", "sessions": [{"title": "Radio night", "minutes": 30, "pin": "24:45"}]}])
    document = build(made, "agenda")
    assert document.sheets[0].rows[0][2:4] == (dt.time(0, 45), dt.time(1, 15))
    next_day = dt.date(2027, 3, 12)
    expected = (dt.datetime.combine(next_day, dt.time(0, 45)), dt.datetime.combine(next_day, dt.time(1, 15)))
    assert (document.events[0].start, document.events[0].end) == expected


def test_the_calendar_holds_every_timed_session_once():
    made, found = sample().convening, tree("agenda").events
    times = clocks(made)
    expected = []
    for day, _, session in made.sessions():
        midnight = dt.datetime.combine(day.date, dt.time())
        start, end = times[session.id]
        expected.append((session.id, midnight + dt.timedelta(minutes=start), midnight + dt.timedelta(minutes=end)))
    assert [(event.uid, event.start, event.end) for event in found] == expected
    assert {(event.zone, event.sequence, event.stamp) for event in found} == {("Europe/Lisbon", 3, dt.date(2027, 3, 11))}


def test_a_calendar_says_no_topic_where_people_are_at_risk():
    day = [{"date": "2027-03-11", "start": "09:00", "sessions": [{"title": "Word map: water", "kind": "exercise", "minutes": 30}]}]

    def title(**facts):
        return build(convening(days=day, **facts), "agenda").events[0].title

    assert title() == "Word map: water"
    assert title(discreet_title="Spring meeting") == "Spring meeting: Word map: water"
    assert title(discreet_title="Spring meeting", at_risk=True) == "Spring meeting: Exercise"
    assert title(at_risk=True) == "Exercise"


def test_an_online_dialogue_says_whose_clock_it_keeps():
    facts = [words(fact) for fact in build(convening(mode="online", timezone="Europe/Lisbon"), "agenda").blocks[0].facts]
    assert facts == ["All times are those of Lisbon."]
    assert build(convening(timezone="Europe/Lisbon"), "agenda").blocks[0].facts == ()


def test_the_wall_takes_the_large_sheet_unless_another_is_named():
    assert [build(convening(paper=paper), "wall-agenda").page.size for paper in ("a4", "letter")] == ["a3", "tabloid"]
    assert [build(convening(), "wall-agenda", paper=paper).page.size for paper in ("a4", "letter")] == ["a4", "letter"]


def test_the_wall_names_nobody():
    printed = words(tree("wall-agenda", "organisers").blocks)
    assert not [person.name for person in sample().convening.participants if person.name and person.name in printed]


def test_parallel_groups_stand_side_by_side_and_each_row_is_whole():
    document = build(convening(days=TWO_DAYS), "wall-agenda")
    table = tables(document)[0]
    assert rows(table)[2:] == [
        ["09:45–10:45", "", "Models"], ["Asia  ·\u00a0Loft 09:45  Story 10:05  Talk", "Africa  ·\u00a0Library"],
    ]  # fmt: skip
    assert [(cell.columns, cell.rows) for cell in table.rows[2].cells] == [(1, 2), (1, 2), (2, 1)]
    assert [cell.columns for cell in table.rows[3].cells] == [1, 1]
    assert [cell.columns for cell in table.rows[0].cells] == [1, 1, 2]


def test_two_and_three_groups_share_six_columns():
    assert wall_agenda.columns_needed([2, 3]) == 6
    assert wall_agenda.columns_needed([]) == wall_agenda.columns_needed([1]) == 1
    assert wall_agenda.columns_needed([5, 7]) == 7
    assert [sum(wall_agenda.spread(groups, 7)) for groups in (5, 7)] == [7, 7]


def test_height_is_time_where_the_words_leave_room():
    assert wall_agenda.shared_height(100, [5, 5, 5], [10, 30, 60]) == [10, 30, 60]
    assert wall_agenda.shared_height(100, [20, 5, 5], [10, 30, 60]) == [20, 26.6, 53.3]
    assert wall_agenda.shared_height(10, [20, 5], [10, 10]) == [20, 5]
    assert wall_agenda.shared_height(50, [8], [0]) == [8]


def test_a_day_of_the_sample_fills_its_page_and_keeps_to_it():
    for table in tables(tree("wall-agenda")):
        height = sum(row.height_mm for row in table.rows)
        assert 300 < height < 420 - 28
    assert [table.type_pt for table in tables(tree("wall-agenda"))] == [16, 24]


def test_a_wall_of_one_day_is_filled_whatever_stands_in_it():
    long = "Why the water that we carry is sold to us " * 7
    five = [{"id": f"t{n}", "title": f"Cooperatives of region {n}", "room": "Loft"} for n in range(5)]
    days = {
        "twelve": [{"title": f"Session {n}", "minutes": 30} for n in range(12)],
        "tracks": [{"title": "Groups", "minutes": 90, "tracks": five}, {"title": "Close", "minutes": 10}],
        "long": [{"title": long.strip(), "minutes": 30}, {"title": "Close", "minutes": 10}],
        "untimed": [{"title": "One"}, {"title": "Two"}],
    }
    for name, sessions in days.items():
        for paper, most in ((None, 392), ("a4", 269), ("letter", 251)):
            table = tables(build(convening(days=[{"start": "09:00", "sessions": sessions}]), "wall-agenda", paper=paper))[0]
            height = sum(row.height_mm for row in table.rows)
            assert most - 70 < height < most - 50, (name, paper, height)
            assert table.type_pt >= (18 if paper is None and name != "tracks" else 14), name


def test_time_in_which_nothing_stands_is_shown_on_the_wall():
    sessions = [{"title": "Talk", "minutes": 30}, {"title": "Lunch", "minutes": 60, "pin": "12:00"}]
    made = convening(days=[{"start": "09:00", "sessions": sessions}])
    assert rows(tables(build(made, "wall-agenda"))[0]) == [
        ["09:00–09:30", "", "Talk"], ["09:30–12:00", "", "Open time"], ["12:00–13:00", "", "Lunch"],
    ]  # fmt: skip


def test_a_run_sheet_has_six_columns_at_eleven_points_and_a_blank_beside_every_time():
    table = tables(tree("run-sheet"))[0]
    assert [words(column.title) for column in table.columns] == [
        "Time", "Actual", "Session and purpose", "Steps and notes", "Lead and room", "If time is short",
    ]  # fmt: skip
    assert table.type_pt == 11
    assert tree("run-sheet").page.landscape
    assert {words(row.cells[1]) for row in table.rows} == {""}


def test_a_run_sheet_shows_when_a_session_really_took_place_once_that_is_known():
    day = {"date": "2027-03-11", "start": "09:00", "sessions": [
        {"title": "One", "minutes": 30, "happened": {"on": "2027-03-11", "began": "09:07:12", "ended": "09:41:20"}},
        {"title": "Two", "minutes": 30, "happened": {"on": "2027-03-11", "began": "09:41:20", "ended": "09:41:20", "skipped": True}},
        {"title": "Three", "minutes": 30, "happened": {"on": "2027-03-11", "began": "09:41:20"}},
        {"title": "Four", "minutes": 30, "happened": {"on": "2027-03-01", "began": "09:41:20"}},
    ]}  # fmt: skip
    made = rows(tables(build(convening(days=[day]), "run-sheet"))[0])
    assert [str(row[1]).strip() for row in made[-4:]] == ["09:07–09:41", "left out", "09:41", ""]


def test_a_run_sheet_holds_steps_materials_handouts_and_what_to_cut():
    made = rows(tables(tree("run-sheet"))[0])
    at = next(n for n, row in enumerate(made) if "Word map: water" in row[2])
    assert made[at][5] == "Keep. At least 45 min."
    assert made[at + 1][2] == "Materials and handouts"
    assert "____ 190 ×  Cards, 10 × 21 cm, one light colour" in made[at + 1][3]
    assert "____ 38 ×  Word association sheet  ( one each )" in made[at + 1][3]
    steps = [(row[0].split()[0], row[2]) for row in made[at + 2:at + 9]]
    assert steps[0] == ("10:30", "Say what we do, and what if a word hurts")
    assert [title for _, title in steps][-1] == "Look again, and close"
    assert [clock for clock, _ in steps] == sorted(clock for clock, _ in steps)
    assert made[at + 9][2] == "Cut in this order"
    assert made[at + 9][3] == " ".join(map(english, library.exercises()["word-association-mapping"].cut))


def test_a_pause_is_one_line_of_the_run_sheet():
    made = rows(tables(tree("run-sheet"))[0])
    assert ["10:15–10:30", "", "Break  ·  Garden Room", "Keep the break."] in made


def test_an_exercise_that_nobody_has_is_named_and_stops_nothing():
    made = convening(days=[{"sessions": [{"title": "Talk", "exercise": "juggling"}]}])
    assert "The exercise “juggling” is not in the library." in words(build(made, "run-sheet").blocks)


def test_the_plans_of_a_day_are_those_of_the_timing():
    made = sample().convening
    shown = [(entry.session.id, entry.start, entry.end) for _, entry in schedule.everything(made) if not entry.is_track]
    slots = [(slot.session, slot.start, slot.end) for result in timing.agenda(made) for slot in timing.as_timed(result).slots]
    assert shown == slots


