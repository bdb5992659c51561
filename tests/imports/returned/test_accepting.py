"""What is accepted makes our table print theirs, by small edits; what their table does not hold stays."""

import datetime as dt
import random
from typing import Any

import pytest

from tests.conftest import FULL
from tests.imports.returned.making import back, convenings, now, sent, shown, told, word
from tests.imports.returned.word import Word
from toolkit.convening.edits import AnyEdit, EditError, Insert, Move, Place, Ref, Set, apply, park
from toolkit.convening.model import Audience, Convening, Range, Session
from toolkit.documents.printed import Printed
from toolkit.imports.returned import AcceptError, accept, edit, sentence
from toolkit.language import language

CUTS: tuple[tuple[Audience, str], ...] = (("participants", "en"), ("organisers", "en"), ("participants", "ar-XB"), ("public", "en-US"))


def session(convening: Convening, wanted: str) -> Session:
    return next(each for _, _, each in convening.sessions() if each.id == wanted)


def changed(convening: Convening, *edits: AnyEdit) -> Convening:
    for each in edits:
        convening = apply(convening, each).convening
    return convening


def put(wanted: str, **fields: Any) -> list[AnyEdit]:
    return [Set(target=Ref(kind="session", id=wanted), field=(key,), value=value) for key, value in fields.items()]


def small(**more: Any) -> Convening:
    """One morning that anybody can reckon."""
    return sent(Convening.model_validate({
        "title": "Water", "version": "v1", "hosts": [{"name": "Example Rights Network", "short": "ERN"}],
        "venue": {"rooms": [{"name": "Hall"}, {"name": "Loft"}]},
        "participants": [{"id": "p1", "name": "Maria Example", "consent": {"lead": "participants"}}, {"id": "p2", "name": "Jo Other"}],
        "objectives": ["Understand the terms.", "Agree on what comes next."],
        "days": [{"id": "day-1", "date": "2027-03-11", "start": "09:00", "title": "Words", "sessions": [
            {"id": "welcome", "title": "Welcome and introductions", "minutes": 30, "room": "Hall", "purpose": "We meet.",
             "lead": [{"person": "p1"}, {"person": "p2"}], "notes": "Say who paid."},
            {"id": "map", "title": "Mapping the words", "minutes": {"least": 30, "usual": 60, "most": 90}, "keep": "must",
             "exercise": "word-association-mapping", "fill": {"centre": "Water"}},
            {"id": "pause", "title": "Break", "kind": "break", "minutes": 15},
            {"id": "talk", "title": "Talking it over", "minutes": 45, "purpose": "What follows from it."},
            {"id": "end", "title": "Closing round", "minutes": 15},
        ]}], **more,
    }))  # fmt: skip


# Their agenda, however it came to be.


def random_edits(convening: Convening, rng: random.Random, count: int) -> Convening:
    made = 0
    while made < count:
        some = rng.choice([each for _, _, each in convening.sessions()])
        day = rng.choice(convening.days)
        list_of = Place(of=Ref(kind="day", id=day.id), list="sessions")
        number = rng.randint(1, 999)
        choices: list[AnyEdit] = [
            *put(some.id, minutes=rng.choice([5, 10, 20, 25, 35, 50, 65])),
            *put(some.id, minutes=rng.choice([5, 10, 20, 25, 35, 50, 65])),
            *put(some.id, title=f"Something else altogether {number}"), *put(some.id, room=rng.choice(["Library", "Loft", "", "Roof"])),
            *put(some.id, purpose=rng.choice(["", "We look for what is new here."])), *put(some.id, pin=None),
            *put(some.id, lead=[{"host": host.short} for host in convening.hosts if host.short][:2]), park(some.id),
            Insert(into=list_of, value={"title": f"Something new {number}", "minutes": 10, "room": "Hall"}, at=rng.randint(0, 9)),
            Move(target=Ref(kind="session", id=some.id), into=list_of, at=rng.randint(0, 9)),
            Set(target=Ref(), field=("objectives",), value=[*map(str, reversed(convening.objectives)), f"One more aim, {number}."]),
            Set(target=Ref(kind="day", id=day.id), field=("title",), value=f"Another day {number}"),
            Set(target=Ref(kind="day", id=day.id), field=("date",), value=str((day.date or dt.date(2027, 1, 1)) + dt.timedelta(days=1))),
        ]  # fmt: skip
        try:
            convening = changed(convening, rng.choice(choices))
        except EditError:
            continue  # a session with groups cannot go into a group
        made += 1
    return convening


@pytest.mark.parametrize("seed", range(300 if FULL else 14))
def test_all_changes_accepted_print_exactly_what_their_table_says(seed: int) -> None:
    rng = random.Random(seed)
    audience, code = CUTS[seed % len(CUTS)]
    ours = sent(rng.choice(list(convenings().values())), audience, code)
    theirs = random_edits(ours, rng, rng.randint(1, 8))
    found = back(ours, word(theirs, audience, code))
    after = changed(ours, accept(ours, found))
    assert shown(now(after, audience, code)) == shown(now(theirs, audience, code))
    assert told(back(after, word(theirs, audience, code))) == []


@pytest.mark.parametrize("seed", range(40 if FULL else 4))
def test_what_we_changed_since_elsewhere_stays(seed: int) -> None:
    rng = random.Random(seed)
    before = sent(convenings()["sample"])
    theirs = changed(before, *put("aims", title="What this is for"), *put("dots", room="Loft"), park("energiser-1"))
    others = [each.id for each in before.days[1].sessions if each.id != "dots" and not each.tracks]
    ours = changed(before, *put(rng.choice(others), title="Changed by us"), *put("terms", purpose="Ours."))
    after = changed(ours, accept(ours, back(ours, word(theirs))))
    want = changed(ours, *put("aims", title="What this is for"), *put("dots", room="Loft"), park("energiser-1"))
    assert [(row.title, row.room, row.purpose) for _, row in now(after).rows()] == [
        (row.title, row.room, row.purpose) for _, row in now(want).rows()
    ]


# The smallest edits.


def times(printed: Printed) -> list[tuple[str, int | None, int | None]]:
    return [(row.id, row.start, row.end) for _, row in printed.rows()]


def test_a_session_that_takes_longer_and_all_that_follows_later_is_one_length() -> None:
    ours = small()
    theirs = changed(ours, *put("welcome", minutes=45))
    taken = accept(ours, back(ours, word(theirs)))
    assert taken.edits == (Set(target=Ref(kind="session", id="welcome"), field=("minutes",), value=45, was=(30,)),)


def test_a_day_that_begins_later_is_the_days_start() -> None:
    ours = small()
    theirs = changed(ours, Set(target=Ref(kind="day", id="day-1"), field=("start",), value="09:30"))
    taken = accept(ours, back(ours, word(theirs)))
    assert taken.edits == (Set(target=Ref(kind="day", id="day-1"), field=("start",), value="09:30", was=("09:00",)),)


def test_what_was_taken_out_waits_in_the_tray_and_the_rest_keeps_its_time() -> None:
    ours = small()
    theirs = changed(ours, park("pause"), *put("talk", pin="10:45"))
    after = changed(ours, accept(ours, back(ours, word(theirs))))
    assert [each.id for each in after.parked] == ["pause"]
    assert times(now(after)) == times(now(theirs))
    assert session(after, "map").minutes == Range(least=30, usual=60, most=90)


def test_what_their_table_does_not_hold_stays() -> None:
    ours = small()
    theirs = changed(ours, *put("map", title="Mapping all of the words", minutes=70), *put("welcome", lead=[{"host": "ERN"}], purpose=""))
    after = changed(ours, accept(ours, back(ours, word(theirs))))
    mapping, welcome = session(after, "map"), session(after, "welcome")
    assert (mapping.exercise, mapping.fill, mapping.keep, mapping.title) == (
        "word-association-mapping", {"centre": "Water"}, "must", "Mapping all of the words",
    )  # fmt: skip
    assert welcome.notes == "Say who paid."
    # Jo agreed to no name on paper, so the paper says nothing of her, and she stays.
    assert [lead.model_dump(exclude_defaults=True) for lead in welcome.lead] == [{"host": "ERN"}, {"person": "p2"}]


def test_a_name_that_the_paper_may_not_show_is_taken_once_and_said_to_be_hidden() -> None:
    ours = small()
    edited = Word(word(ours))
    edited.retype(edited.cell(edited.tables[0][0], 2), 1, "Maria Example · Jo Other · Ana Nobody")
    found = back(ours, edited.saved())
    assert [sentence(change, ours, language("en")) for change in found.changes] == [
        "Day 1, “Welcome and introductions”, lead: “Maria Example · Jo Other · Ana Nobody” instead of “Maria Example” (table 1, row 2). "
        "Jo Other and Ana Nobody: not printed for these readers until it is somebody on your list of people who has agreed to it.",
    ]  # fmt: skip
    after = changed(ours, accept(ours, found))
    leads = [lead.model_dump(exclude_defaults=True) for lead in session(after, "welcome").lead]
    assert leads == [{"person": "p1"}, {"person": "p2"}, {"text": "Ana Nobody"}]
    assert told(back(after, edited.saved())) == []
    since = changed(after, *put("talk", title="Changed by us"))
    again = back(since, edited.saved())
    assert (told(again), again.already) == ([], 1)
    assert changed(since, accept(since, found)) == since


def test_minutes_for_each_person_stay_where_there_is_room_for_them() -> None:
    ours = changed(small(), *put("welcome", minutes=20, minutes_per_person=5))
    ours = sent(ours, name="v2")
    theirs = changed(ours, *put("welcome", minutes=35))
    after = changed(ours, accept(ours, back(ours, word(theirs))))
    assert (session(after, "welcome").minutes, session(after, "welcome").minutes_per_person) == (35, 5)


def test_a_title_that_tells_a_kind_makes_it_that_kind_and_no_other_title_does() -> None:
    ours = small()
    edited = Word(word(ours))
    edited.retype(edited.cell(edited.tables[0][3], 1), 0, "Lunch")
    edited.retype(edited.cell(edited.tables[0][2], 1), 0, "Break by the wall of words")
    edited.retype(edited.cell(edited.tables[0][0], 1), 0, "Welcome and some introductions")
    after = changed(ours, accept(ours, back(ours, edited.saved())))
    assert [(each.id, each.kind) for _, _, each in after.sessions()] == [
        ("welcome", "plenary"), ("map", "plenary"), ("pause", "break"), ("talk", "meal"), ("end", "plenary"),
    ]  # fmt: skip


def test_a_translation_becomes_one_of_two_languages() -> None:
    ours = sent(small(), code="fr", name="v2")
    theirs = changed(ours, *put("talk", title="Talking it over encore"))
    after = changed(ours, accept(ours, back(ours, word(theirs, code="fr"))))
    assert session(after, "talk").title.root == {"en": "Talking it over", "fr": "Talking it over encore"}


def test_one_change_has_an_edit_of_its_own() -> None:
    ours = small()
    theirs = changed(ours, *put("talk", title="Talking it all over"), *put("end", room="Loft"))
    found = back(ours, word(theirs))
    one, two = (edit(ours, found, change) for change in found.changes)
    assert one is not None and two is not None
    assert session(changed(ours, one), "end").room == "" and session(changed(ours, two), "talk").title == "Talking it over"
    assert changed(ours, one, two) == changed(ours, two, one)


def test_the_inverse_takes_everything_back() -> None:
    ours = sent(convenings()["sample"])
    theirs = random_edits(ours, random.Random(5), 8)
    done = apply(ours, accept(ours, back(ours, word(theirs))))
    assert apply(done.convening, done.inverse).convening == ours


def test_a_change_with_nothing_to_take_says_why() -> None:
    ours = small()
    found = back(ours, word(changed(ours, Set(target=Ref(), field=("venue",), value={"city": "Riverton"}))))
    assert told(found) == [("facts", "", "11 March 2027", "11 March 2027 · Riverton")]
    with pytest.raises(AcceptError, match=r"^Of change 1 nothing can be taken over by itself: When and where come from the days"):
        accept(ours, found, [1])
