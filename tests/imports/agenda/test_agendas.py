"""Agendas of many shapes and languages, all invented, each beside the rows that it holds; those without rows are no agenda and are
declined.

Beside `NAME.txt` stands `NAME.expected.csv`, in the columns of our own agenda.
"""

import csv
import datetime as dt
import pathlib

import pytest

from tests.documents.reading import build
from toolkit.documents.agenda import COLUMNS
from toolkit.imports.agenda import DeclinedError, Hints, Understood, convening, understand
from toolkit.readers.reading import read

HERE = pathlib.Path(__file__).parent.parent / "agendas"
FILES = sorted(path for path in HERE.iterdir() if ".expected." not in path.name)
AGENDAS = [path for path in FILES if (HERE / f"{path.stem}.expected.csv").exists()]
OTHERS = [path for path in FILES if path not in AGENDAS]


def understood(path: pathlib.Path, **hints: object) -> Understood:
    return understand(read(path.read_bytes(), path.name), Hints(**hints))


def wanted(path: pathlib.Path) -> list[list[str]]:
    with (HERE / f"{path.stem}.expected.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == list(COLUMNS)
    return rows[1:]


def cell(value: object) -> str:
    return "" if value is None else value.strftime("%H:%M") if isinstance(value, dt.time) else str(value)


def printed(found: Understood) -> list[list[str]]:
    return [[cell(value) for value in row] for row in build(convening(found), "agenda", "organisers").sheets[0].rows]


def clock(minutes: int | None) -> str:
    return "" if minutes is None else f"{minutes // 60 % 24:02}:{minutes % 60:02}"


@pytest.mark.parametrize("path", AGENDAS, ids=lambda path: path.name)
def test_its_rows_are_understood(path: pathlib.Path):
    assert [
        [str(number), str(day.date or ""), clock(row.start), clock(row.end), row.title, row.kind, row.room, row.track, "; ".join(row.leads)]
        for number, day in enumerate(understood(path).days, 1)
        for row in day.rows
    ] == [[*row[:2], *(f"{int(time[:2]) % 24:02}{time[2:]}" if time else "" for time in row[2:4]), *row[4:]] for row in wanted(path)]


@pytest.mark.parametrize("path", [path for path in AGENDAS if path.stem != "durations"], ids=lambda path: path.name)
def test_it_prints_back_the_clock_times_that_were_read(path: pathlib.Path):
    """Groups are printed one after the other; all else stays in the order of the source."""
    rows = [
        [row[0], row[1], *(f"{int(time[:2]) % 24:02}{time[2:]}" if time else "" for time in row[2:4]), *row[4:]] for row in wanted(path)
    ]
    assert sorted(printed(understood(path))) == sorted(rows)


def test_lengths_alone_become_minutes():
    made = convening(understood(HERE / "durations.csv"))
    assert [session.minutes for _, _, session in made.sessions()] == [15, 45, 60, 15, 30]
    assert made.days[0].start is None


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_what_is_no_agenda_is_declined(path: pathlib.Path):
    with pytest.raises(DeclinedError, match=path.stem):
        understood(path)


def test_every_row_and_every_doubt_has_its_place():
    for path in AGENDAS:
        if path.suffix in (".txt", ".md", ".csv"):
            found = understood(path)
            assert all(row.where.line is not None or row.where.row is not None for row in found.rows), path.name


def test_as_few_pins_as_the_clock_allows():
    pins = {path.stem: sum(session.pin is not None for _, _, session in convening(understood(path)).sessions()) for path in AGENDAS}
    assert {name: pins[name] for name in ("arabic_lines", "russian_table", "umbrella_workshops", "twelve_no_marks", "night")} == {
        "arabic_lines": 0,
        "russian_table": 0,
        "umbrella_workshops": 0,
        "twelve_no_marks": 2,
        "night": 2,
    }


def test_an_umbrella_is_a_session_with_one_track_and_rows_at_once_are_groups():
    umbrella = convening(understood(HERE / "umbrella_workshops.txt")).days[0].sessions[1]
    assert (umbrella.title, umbrella.minutes, [len(track.sessions) for track in umbrella.tracks]) == ("Workshops", 180, [3])
    groups = convening(understood(HERE / "tracks_listed.txt")).days[0].sessions[1]
    assert (groups.title, [(track.title, track.room) for track in groups.tracks]) == (
        "Parallel workshops",
        [("Theatre of the ordinary", "Loft"), ("Reading contracts", "Library"), ("Radio basics", "Studio")],
    )


def test_what_was_read_about_or_later_is_said():
    said = [doubt.message for doubt in understood(HERE / "tbc_and_notes.txt").doubts]
    assert said == ["“{title}” has no clock time (“{written}”); it is listed without one."]
    zones = understood(HERE / "two_zones.txt")
    assert next(dict(doubt.values)["others"] for doubt in zones.doubts if "zone" in doubt.message) == "12:00-12:10 BST"


def test_a_year_that_is_not_printed_is_taken_only_when_somebody_knows_it():
    assert [day.date for day in understood(HERE / "mail.eml").days] == [None]
    assert [day.date for day in understood(HERE / "mail.eml", year=2027).days] == [dt.date(2027, 5, 21)]
    assert [day.date for day in understood(HERE / "mail.eml", today=dt.date(2027, 1, 1)).days] == [dt.date(2027, 5, 21)]


def test_a_person_can_correct_what_was_understood():
    path = HERE / "tbc_and_notes.txt"
    rows = understood(path).rows
    without = understood(path, left_out=frozenset({rows[0].where}))
    assert [row.title for row in without.rows] == [row.title for row in rows[1:]]
    assert understood(path, title="Our days", language="fr").title == "Our days"
    other = understood(HERE / "date_columns.csv", columns={4: "notes", 5: "title"})
    assert other.rows[0].title == "Main hall"
    assert other.rows[0].notes == ("Activity: Opening remarks",)
