"""Three states of each thing: as it went out, as it came back, as it is now."""

import pytest

from tests.imports.returned.making import back, convenings, now, sent, source, told, word
from tests.imports.returned.test_accepting import changed, put, small
from tests.imports.returned.word import Word
from toolkit.convening import file
from toolkit.convening.edits import Insert, Move, Place, Ref, Set, park, removal
from toolkit.convening.model import Convening
from toolkit.imports.returned import Returned, UnknownVersionError, clashes, compare, remark_sentence, sentence
from toolkit.language import language

EN = language("en")
FIRST = Place(of=Ref(kind="day", id="day-1"), list="sessions")


def said(found: Returned, convening: Convening) -> list[str]:
    return [sentence(change, convening, EN) for change in found.changes]


def test_each_kind_of_change_is_said_in_the_fields_words() -> None:
    ours = small()
    theirs = changed(
        ours,
        *put("welcome", room="Loft", title="Welcome and some introductions", purpose=""),
        *put("talk", minutes=30),
        Move(target=Ref(kind="session", id="end"), into=FIRST, at=0),
        Insert(into=FIRST, value={"title": "Walk by the river", "kind": "energiser"}, after="talk"),
        park("pause"),
        Set(target=Ref(), field=("subtitle",), value="A dialogue"),
        Set(target=Ref(), field=("objectives",), value=["Understand the terms.", "Agree on what comes now."]),
        Set(target=Ref(kind="day", id="day-1"), field=("date",), value="2027-03-12"),
        Set(target=Ref(kind="day", id="day-1"), field=("title",), value="All the words"),
    )  # fmt: skip
    assert said(back(ours, word(theirs)), ours) == [
        "the title block, subtitle: “A dialogue”, where nothing stood (paragraph 3)",
        "the objective “Agree on what comes next.”, objective: “Agree on what comes now.” instead of “Agree on what comes next.”"
        " (paragraph 8)",
        "Day 1 · Thursday, 11 March 2027 · Words, title: “All the words” instead of “Words” (paragraph 9)",
        "Day 1 · Thursday, 11 March 2027 · Words, date: “Friday, 12 March 2027” instead of “Thursday, 11 March 2027” (paragraph 9)",
        "Day 1, “Closing round”: moved to the beginning (table 1, row 2)",
        "Day 1, “Closing round”, time: “09:00–09:15” instead of “11:30–11:45” (table 1, row 2)",
        "Day 1, “Welcome and introductions”, time: “09:15–09:45” instead of “09:00–09:30” (table 1, row 3)",
        "Day 1, “Welcome and introductions”, title: “Welcome and some introductions” instead of “Welcome and introductions”"
        " (table 1, row 3)",
        "Day 1, “Welcome and introductions”, purpose: taken out, it was “We meet.”",
        "Day 1, “Welcome and introductions”, room: “Loft” instead of “Hall” (table 1, row 3)",
        "Day 1, “Mapping the words”, time: “09:45–10:45” instead of “09:30–10:30” (table 1, row 4)",
        "Day 1, “Talking it over”, time: “10:45–11:15” instead of “10:45–11:30” (table 1, row 5)",
        "Day 1, new: Walk by the river Energiser (table 1, row 6)",
        "Day 1, “Break”: taken out",
    ]


def test_what_we_have_by_now_is_no_change_any_more() -> None:
    before = small()
    theirs = changed(before, *put("talk", title="Talking it all over", room="Loft"), park("end"))
    ours = changed(before, *put("talk", title="Talking it all over"), park("end"))
    found = back(ours, word(theirs))
    assert (told(found), found.already) == ([("room", "talk", "", "Loft")], 2)


def test_what_both_changed_is_a_clash_that_says_what_stands_here() -> None:
    before = small()
    theirs = changed(before, *put("talk", title="Talking it all over"), *put("welcome", minutes=40), park("end"))
    ours = changed(before, *put("talk", title="Talking over it"), *put("welcome", minutes=20), *put("end", title="The very end"))
    found = back(ours, word(theirs))
    assert [(change.kind, change.subject.id, change.ours) for change in found.changes if change.clashes] == [
        ("retimed", "welcome", "09:00–09:20"), ("retimed", "map", "09:20–10:20"), ("retimed", "pause", "10:20–10:35"),
        ("retimed", "talk", "10:35–11:20"), ("title", "talk", "Talking over it"), ("dropped", "end", "11:20–11:35 · The very end"),
    ]  # fmt: skip
    assert said(found, ours)[4].endswith("Here it was changed as well, and says “Talking over it” by now.")


def test_a_change_to_what_we_have_taken_out_since_says_so() -> None:
    before = small()
    ours = changed(before, park("talk"))
    found = back(ours, word(changed(before, *put("talk", room="Loft"))))
    assert [(change.kind, change.ours, change.wish, change.why is not None) for change in found.changes] == [("room", "–", None, True)]


def test_a_person_who_was_forgotten_since_makes_no_change() -> None:
    before = small()
    data = word(changed(before, *put("talk", room="Loft")))
    ours = changed(before, removal(before, Ref(kind="participant", id="p1")))
    assert told(back(ours, data)) == [("lead", "welcome", "", "Maria Example"), ("room", "talk", "", "Loft")]


def test_days_may_come_go_and_change_places() -> None:
    ours = sent(convenings()["two-day-dialogue"])
    first, second = (day.id for day in ours.days)
    turned = changed(ours, Move(target=Ref(kind="day", id=first), into=Place(list="days"), after=second))
    found = back(ours, word(turned))
    assert [(change.kind, change.subject.kind) for change in found.changes] == [("moved", "day")]
    gone = changed(ours, removal(ours, Ref(kind="day", id=second)))
    assert [(change.kind, change.subject.id) for change in back(ours, word(gone)).changes] == [("dropped", second)]
    more = changed(ours, Insert(into=Place(list="days"), value={"title": "A third", "date": "2027-03-13", "sessions": [
        {"id": "visit", "title": "Visit to the harbour", "minutes": 60, "pin": "10:00"}]}))  # fmt: skip
    assert [(change.kind, change.subject.kind) for change in back(ours, word(more)).changes] == [("added", "day")]


# Versions.


def test_the_version_is_found_from_the_file_alone() -> None:
    ours = sent(changed(small(), *put("talk", room="Loft")), name="v2")
    again = file.read(file.write(ours))
    older = word(ours.model_copy(update={"version": ours.sent[0].name, "days": small().days}))
    assert [back(again, word(ours)).name, back(again, older).name] == ["v2", ours.sent[0].name]
    assert told(back(again, older)) == []


def test_a_final_version_and_a_draft_are_found_alike() -> None:
    ours = small().model_copy(update={"final": True})
    assert back(ours, word(ours)).version == ours.sent[0]


def test_a_version_that_went_out_unrecorded_is_the_agenda_of_today() -> None:
    ours = small().model_copy(update={"sent": (), "version": "v7"})
    for audience, code in (("participants", "en"), ("facilitators", "en"), ("organisers", "en")):
        found = back(ours, word(ours, audience, code))  # type: ignore[arg-type]
        assert (found.version, found.name, found.audience, told(found)) == (None, "v7", audience, [])


def test_a_version_that_nobody_knows_is_said_to_be_that() -> None:
    ours = small()
    data = word(ours.model_copy(update={"version": "v0, sent to RCU"}))
    with pytest.raises(UnknownVersionError) as caught:
        back(ours, data)
    assert str(caught.value) == (
        "agenda.docx says that it is “v0, sent to RCU”, and no version of that name went out from here: "
        "say which version it is to be held against (“v9, sent · to ERN”, now)."
    )
    with pytest.raises(UnknownVersionError, match=r"^agenda\.docx bears no version that went out from here"):
        back(ours, word(ours.model_copy(update={"version": ""})))
    assert told(back(ours, data, "now")) == told(back(ours, data, "sent-1")) == told(back(ours, data, ours.sent[0].name)) == []
    with pytest.raises(UnknownVersionError, match=r"^No version called “v8” went out from here"):
        back(ours, data, "v8")


def test_one_version_in_two_languages_is_held_against_the_one_it_is_in() -> None:
    ours = sent(small(), code="ar-XB")
    assert [back(ours, word(ours, code=code)).language for code in ("en", "ar-XB")] == ["en", "ar-XB"]


# Files of several people.


def test_two_files_that_clash_say_so() -> None:
    ours = small()
    one = changed(ours, *put("talk", title="Talking it all over", room="Loft"), park("end"))
    other = changed(ours, *put("talk", title="Talking over it", room="Loft"), *put("end", room="Hall"))
    files = [compare(ours, source(word(each), name)) for each, name in ((one, "a.docx"), (other, "b.docx"))]
    assert [clash.say(ours, EN) for clash in clashes(files)] == [
        "a.docx and b.docx do not agree: Day 1, “Talking it over”, title: “Talking it all over” instead of “Talking it over”"
        " (table 1, row 5); Day 1, “Talking it over”, title: “Talking over it” instead of “Talking it over” (table 1, row 5).",
        "a.docx and b.docx do not agree: Day 1, “Closing round”: taken out; Day 1, “Closing round”, room: “Hall”, where nothing stood"
        " (table 1, row 6).",
    ]


def test_remarks_hang_on_their_session() -> None:
    ours = small()
    edited = Word(word(ours))
    edited.remark(edited.cell(edited.tables[0][3], 1), "Rosa", "Is this long enough?")
    edited.remark(edited.paragraph("Understand the terms."), "Rosa", "Which terms?")
    found = back(ours, edited.saved())
    assert [remark_sentence(remark, ours, EN) for remark in found.remarks] == [
        "“Which terms?” (Rosa, on the title block)", "“Is this long enough?” (Rosa, on Day 1, “Talking it over”)",
    ]  # fmt: skip
    assert told(found) == []


def test_nothing_unmarked_is_said() -> None:
    ours = small()
    theirs = changed(ours, *put("talk", room="Loft"), park("end"))
    lines = [sentence(change, ours, language("en-XA")) for change in back(ours, word(theirs)).changes]
    assert all("⟦" in line and "instead" not in line and "taken out" not in line for line in lines)


# What cannot be told.


def test_a_time_that_is_none_is_shown_and_not_guessed() -> None:
    ours = small()
    edited = Word(word(ours))
    edited.retype(edited.cell(edited.tables[0][3], 0), 0, "after the break")
    found = back(ours, edited.saved())
    assert said(found, ours) == [
        "Day 1, “Talking it over”, time: “after the break” instead of “10:45–11:30” (table 1, row 5)."
        " “after the break” cannot be read as a time: set it by hand."
    ]
    assert found.changes[0].wish is None


@pytest.mark.parametrize("typed", ["10:45-11:30", "10.45 – 11.30", "10h45-11h30", "10:45 – 11:30"])
def test_a_time_written_another_way_is_the_same_time(typed: str) -> None:
    ours = small()
    edited = Word(word(ours))
    edited.retype(edited.cell(edited.tables[0][3], 0), 0, typed)
    assert told(back(ours, edited.saved())) == []


def test_a_line_of_their_own_is_shown() -> None:
    ours = small()
    edited = Word(word(ours))
    paragraph = edited.paragraph("11 March 2027")
    edited.add_paragraph(paragraph, "Please bring your own cup.")
    assert told(back(ours, edited.saved())) == [("other", "", "", "Please bring your own cup.")]


def test_private_notes_are_held_against_ours_of_today() -> None:
    ours = sent(small(), "facilitators", name="v2")
    assert told(back(ours, word(ours, "facilitators"))) == []
    found = back(ours, word(changed(ours, *put("welcome", notes="Say who paid, and how much.")), "facilitators"))
    assert [(change.kind, change.stood, change.stands, change.wish) for change in found.changes] == [
        ("notes", "Say who paid", "Say who paid, and how much.", None)
    ]


def test_the_sample_prints_as_it_is_kept() -> None:
    """A version is what the table of its day said: the same rows, whatever the clock of today makes of the same minutes."""
    ours = sent(convenings()["sample"])
    later = ours.model_copy(update={"expected": 99})
    assert back(later, word(ours)).changes == ()
    assert now(later) != now(ours)
