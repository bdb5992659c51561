"""The lines that go into an e-mail: what moved since a version, for whoever gets them."""

from tests.imports.returned.making import convenings, sent
from tests.imports.returned.test_accepting import changed, put, small
from toolkit.convening.edits import Insert, Move, Place, Ref, Set, park
from toolkit.imports.returned import change_note
from toolkit.language import language

EN = language("en")
FIRST = Place(of=Ref(kind="day", id="day-1"), list="sessions")


def test_the_note_says_what_changed_day_by_day() -> None:
    before = small()
    after = changed(
        before,
        *put("welcome", minutes=45, lead=[{"host": "ERN"}], room=""),
        *put("talk", title="Talking it all over", purpose="Now with tea.", room="Loft"),
        Insert(into=FIRST, value={"title": "Walk by the river", "minutes": 20, "room": "Quay"}, after="talk"),
        park("pause"),
        Set(target=Ref(), field=("objectives",), value=["Understand the terms.", "Eat well."]),
        Set(target=Ref(kind="day", id="day-1"), field=("date",), value="2027-03-12"),
    )
    assert change_note(before.sent[-1], after, EN) == """What has changed since v9, sent · to ERN:
- When and where: 12 March 2027
- New objective: Eat well.
- Objective taken out: Agree on what comes next.

Day 1 · Friday, 12 March 2027 · Words
- The date was Thursday, 11 March 2027
- “Welcome and introductions”: 09:00–09:45 instead of 09:00–09:30
- “Welcome and introductions”: no room yet
- “Welcome and introductions”: now led by ERN
- “Mapping the words”: 09:45–10:45 instead of 09:30–10:30
- “Talking it over” is now called “Talking it all over”
- “Talking it all over”: now in Loft
- “Talking it all over”: Now with tea.
- New: 11:30–11:50 “Walk by the river” (Quay)
- “Closing round”: 11:50–12:05 instead of 11:30–11:45
- Taken out: 10:30–10:45 “Break”"""


def test_what_only_follows_is_one_line() -> None:
    before = sent(convenings()["sample"])
    longer = {"opening-2": 25, "policies": 45, "break-5": 15, "dots": 60}
    after = changed(before, *(edit for wanted, minutes in longer.items() for edit in put(wanted, minutes=minutes)))
    assert change_note(before.sent[-1], after, EN) == """What has changed since v9, sent · to ERN:

Day 2 · Friday, 12 March 2027 · From practice to promises
- “Opening of the second day”: 09:00–09:25 instead of 09:00–09:15
- From “Mapping the policies that reach people's lives” on (09:25–10:10): 3 more sessions begin 10 min later too
- “Donors in the middle: what holds money back, what would free it”: 11:40–12:30 instead of 11:30–12:30"""


def test_what_moved_says_from_where_and_behind_what() -> None:
    before = small()
    after = changed(before, Move(target=Ref(kind="session", id="end"), into=FIRST, at=1), *put("end", pin=None))
    lines = change_note(before, after, EN).splitlines()
    assert lines[:4] == [
        "What has changed since v9, sent · to ERN:", "", "Day 1 · Thursday, 11 March 2027 · Words",
        "- “Closing round” now comes after “Welcome and introductions”, 09:30–09:45",
    ]  # fmt: skip


def test_nothing_changed_is_no_note() -> None:
    before = small()
    assert change_note(before.sent[-1], before, EN) == ""
    assert change_note(before, changed(before, *put("welcome", notes="Private.")), EN, "organisers") == ""


def test_a_note_names_nobody_who_may_not_be_named_to_its_reader() -> None:
    before = sent(small(), "organisers", name="v2")
    after = changed(before, *put("welcome", lead=[{"person": "p2"}, {"text": "Somebody typed"}]))
    assert "Jo Other" in change_note(before.sent[-1], after, EN)
    for version in before.sent:
        note = change_note(version, after, EN, "participants")
        assert "“Welcome and introductions”: who leads is open" in note
        assert [name for name in ("Jo Other", "Maria Example", "Somebody typed") if name in note] == []


def test_nothing_unmarked_is_said() -> None:
    before = small()
    after = changed(before, *put("welcome", minutes=45, room=""), park("pause"))
    note = change_note(before.sent[-1], after, language("en-XA"))
    assert all("⟦" in line for line in note.splitlines() if line)
