"""What was read is printed back exactly, whatever overlaps, lacks an end, or runs side by side; and nothing but a refusal ever comes
out.
"""

import string
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import FULL
from toolkit.convening import file
from toolkit.documents import schedule
from toolkit.imports.agenda import DeclinedError, ReadDay, Row, Understood, convening, plan, understand
from toolkit.planning import timing
from toolkit.readers.reading import read

MANY = 2000 if FULL else 150

starts = st.none() | st.integers(0, 30 * 12).map(lambda step: step * 5)


@st.composite
def rows(draw: st.DrawFn) -> Row:
    start = draw(starts)
    end = None if start is None else draw(st.none() | st.integers(0, 36).map(lambda step: start + step * 5))
    return Row(
        title=draw(st.text(string.ascii_letters, min_size=1, max_size=6)), start=start, end=end, track=draw(st.sampled_from(["", "", "",
        "A", "B"])),
        kind=draw(st.sampled_from(["plenary", "break", "meal", "small-groups"])), room=draw(st.sampled_from(["", "Hall"])),
        leads=draw(st.sampled_from([(), ("Kim",)])),
    )  # fmt: skip


def listed(made_rows: tuple[Row, ...]) -> list[tuple[object, ...]]:
    return sorted(((row.start, row.end, row.title, row.kind, row.room, row.track, row.leads) for row in made_rows), key=str)


@settings(max_examples=MANY, deadline=None, derandomize=not FULL)
@given(st.lists(rows(), min_size=1, max_size=8).map(tuple))
def test_any_rows_are_printed_back_exactly(made_rows: tuple[Row, ...]):
    made = convening(Understood("Any", (ReadDay(made_rows),)))
    printed = [
        (
            entry.start,
            entry.end,
            str(entry.title),
            entry.kind,
            entry.room,
            str(entry.track.title) if entry.track else "",
            tuple(str(lead.text) for lead in entry.lead),
        )
        for _, entry in schedule.everything(made)
        if entry.title
    ]
    assert sorted(printed, key=str) == listed(made_rows)
    assert file.read(file.write(made)) == made


@settings(max_examples=MANY, deadline=None, derandomize=not FULL)
@given(st.lists(rows().filter(lambda row: row.start is not None and not row.track), min_size=1, max_size=8))
def test_rows_one_after_the_other_have_no_conflict(made_rows: list[Row]):
    made_rows.sort(key=lambda row: row.start or 0)
    made = convening(Understood("Any", (ReadDay(tuple(made_rows)),)))
    assert [type(result) for result in timing.agenda(made)] == [timing.Timed]


def test_a_gap_is_kept_by_a_pin_and_an_end_that_nobody_gave_is_not_made_up():
    day = ReadDay((Row("Welcome", 540, 570), Row("Talk", 570, 660), Row("Tea", 675), Row("Walk", 720, 780)))
    (made,) = plan(Understood("Any", (day,)))
    assert (made.start, [(session.title, session.pin, session.minutes) for session in made.sessions]) == (
        540,
        [("Welcome", None, 30), ("Talk", None, 90), ("Tea", 675, None), ("Walk", 720, 60)],
    )


def test_what_overlaps_takes_none_of_the_days_time():
    day = ReadDay((Row("Registration", 495, 555), Row("Welcome", 540, 570), Row("Talk", 570, 660)))
    (made,) = plan(Understood("Any", (day,)))
    assert [(session.title, session.alongside, session.pin) for session in made.sessions] == [
        ("Registration", True, 495),
        ("Welcome", False, 540),
        ("Talk", False, None),
    ]


def test_a_typed_lead_is_not_public():
    (made,) = plan(Understood("Any", (ReadDay((Row("Talk", 540, 570, leads=("Kim Muster",)),)),)))
    assert [(lead.text, lead.public) for lead in made.sessions[0].lead] == [("Kim Muster", False)]


pieces = st.sampled_from([
    "9:00", "9.30", "10-11am", "14h30", "Noon", "TBC", "(45 min)", " - ", "–", "\t", "|", "\n", "\n\n", "Welcome", "Lunch", "Day 1",
    "Monday 3 May 2027",
    "03/04/2027", "Room: Hall", "Chair: Kim", "* ", "# ", ": ", ", ", "until 7pm", "10:00 - 11:00", "٩:٠٠", "اليوم الأول", "  ", "<b>",
    "12 noon", "1200",
])  # fmt: skip


@settings(max_examples=MANY, deadline=None, derandomize=not FULL)
@given(st.lists(pieces | st.text(max_size=5), max_size=40).map("".join))
def test_any_text_is_understood_or_declined(text: str):
    try:
        found = understand(read(text.encode(), "any.txt"))
    except DeclinedError:
        return
    made = convening(found)
    times = sorted((row.start, row.end) for row in found.rows if row.start is not None and row.end is not None)
    assert times == sorted(
        (entry.start, entry.end)
        for _, entry in schedule.everything(made)
        if entry.title and entry.start is not None and entry.end is not None
    )


@pytest.mark.parametrize(
    "text",
    [
        " " * 100_000 + "x", "1" * 100_000, "word " * 20_000, "9:00 " * 10_000, "Ada,Example Network,PT\n" * 14_000,
        "We met at 9:00 on Monday 3 May.\n" * 2_000,
    ],
    ids=["spaces", "figures", "words", "times", "people", "prose"],
)  # fmt: skip
def test_what_is_long_and_no_agenda_is_declined_soon(text: str):
    begun = time.process_time()
    with pytest.raises(DeclinedError):
        understand(read(text.encode(), "any.txt"))
    assert time.process_time() - begun < 5
