"""One session, field by field and click by click: what it makes, what it says, how it is undone, what it refuses."""

import re
from typing import Any

import pytest

from tests.support import english
from tests.web.test_plan import Desk, an_agenda
from tests.web.test_plan import desk as desk
from toolkit import library
from toolkit.convening.model import Lead, Range
from toolkit.convening.values import Localised

FIELDS = [
    ("welcome", "title", "Hello", "Welcome", {"title": Localised({"en": "Hello", "fr": "Accueil"})}),
    ("map", "title", "Map", "Word map", {"title": "Map"}),
    ("map", "purpose", "Why we meet", "", {"purpose": "Why we meet"}),
    ("map", "kind", "panel", "exercise", {"kind": "panel"}),
    ("map", "minutes", "1h30", "60", {"minutes": 90}),
    ("map", "minutes", "1:15", "60", {"minutes": 75}),
    ("map", "minutes", "20/30/1h", "60", {"minutes": Range(least=20, usual=30, most=60)}),
    ("map", "minutes", "", "60", {"minutes": None}),
    ("talk", "minutes", "35", "20/30/40", {"minutes": 35}),
    ("map", "minutes_per_person", "1,5", "", {"minutes_per_person": 1.5}),
    ("map", "pin", "9:45", "", {"pin": 585}),
    ("map", "pin", "10", "", {"pin": 600}),
    ("lunch", "pin", "", "12:00", {"pin": None}),
    ("map", "room", "Loft", "", {"room": "Loft"}),
    ("map", "keep", "may", "should", {"keep": "may"}),
    ("map", "rule", "chatham-house", "", {"rule": "chatham-house"}),
    ("map", "alongside", "yes", "", {"alongside": True}),
    ("map", "notes", "- one\n- two", "", {"notes": "- one\n- two"}),
    ("map", "exercise", "", "word-association-mapping", {"exercise": None}),
    ("map", "fill-centre", "River", "Water", {"fill": {"centre": "River"}}),
    ("map", "fill-centre", "River\nWork", "Water", {"fill": {"centre": ("River", "Work")}}),
    ("radio", "title", "Radio", "Water radio", {"title": "Radio"}),
    ("asia-1", "minutes", "25", "20", {"minutes": 25}),
]


@pytest.mark.parametrize(("which", "name", "typed", "was", "expected"), FIELDS)
def test_a_field_that_is_left_is_saved_and_undone(
    desk: Desk, which: str, name: str, typed: str, was: str, expected: dict[str, Any]
) -> None:
    before = desk.session(which)
    desk.fill(f"session/{which}", name, typed, was)
    assert desk.session(which) == before.model_copy(update=expected)
    desk.undone()


@pytest.mark.parametrize(
    ("name", "typed", "was", "said"),
    [
        ("title", " ", "Word map", "Title is empty; fill it in."),
        ("title", "x" * 301, "Word map", "Title is 301 characters long; there is room for 300."),
        ("title", "a\x07b", "Word map", "control character"),
        ("minutes", "soon", "60", "Minutes: “soon” is not a length of time; write minutes as 45, 1h30 or 1:30."),
        ("minutes", "20/30", "60", "three with strokes between (least, usual, most), as 20/30/40"),
        ("minutes", "40/30/20", "60", "must rise"),
        ("minutes", "3000", "60", "between 0 minutes and 48 hours"),
        ("minutes_per_person", "few", "", "“few” is not a number of minutes"),
        ("minutes_per_person", "500", "", "is too large"),
        ("pin", "noon", "", "Fixed start: “noon” is not a clock time"),
        ("kind", "dance", "exercise", "“dance” is not known here"),
        ("keep", "perhaps", "should", "“perhaps” is not known here"),
        ("notes", "x" * 20_001, "", "20,001 characters long"),
        ("nonsense", "x", "", "There is no such field."),
    ],
)
def test_a_refused_text_stays_in_its_field_with_one_sentence_beside_it(desk: Desk, name: str, typed: str, was: str, said: str) -> None:
    sentence = desk.send("session/map", 422, **{name: typed, f"was-{name}": was, "open": "session:map"})
    assert said in sentence
    assert desk.convening == desk.before
    if name != "nonsense":
        error = desk.answer[desk.answer.index(f'id="error-{name}"') :]
        assert error[: error.index("</p>")].count("hidden") == 0
        assert f'id="was-{name}" value="{was}"' in desk.answer


def test_what_somebody_else_wrote_meanwhile_is_said_and_not_written_over(desk: Desk) -> None:
    desk.fill("session/map", "room", "Hall", "")
    said = desk.send("session/map", 422, **{"room": "Loft", "was-room": "", "open": "session:map"})
    assert said.startswith("Somebody else has written “Hall” here meanwhile.")
    assert desk.session("map").room == "Hall"
    assert 'id="was-room" value="Hall"' in desk.answer
    assert 'value="Loft"' in desk.answer
    desk.fill("session/map", "room", "Loft", "Hall")
    assert desk.session("map").room == "Loft"
    desk.fill("session/map", "room", "", "Loft")
    assert "Somebody else has emptied this" in desk.send("session/map", 422, **{"room": "Hall", "was-room": "Loft"})


def test_a_field_that_says_what_stands_there_changes_nothing(desk: Desk) -> None:
    desk.fill("session/map", "minutes", " 60 ", "something else")
    assert desk.store.get(desk.key).seq == 0


def test_the_other_languages_of_a_text_are_shown_and_kept(desk: Desk) -> None:
    desk.send("session/welcome", **{"title": "Hello", "was-title": "Welcome", "open": "session:welcome"})
    assert '<p class="other" lang="fr"><span class="tag">fr</span> <bdi>Accueil</bdi></p>' in desk.answer
    assert "Title is empty" in desk.fill("session/welcome", "title", "", "Hello", 422)


def test_minutes_move_what_follows_and_say_so(desk: Desk) -> None:
    assert desk.fill("session/welcome", "minutes", "45", "30") == "“Welcome” is from 09:00 to 09:45; the day ends at 13:00."
    assert '<span class="time">09:45–10:45</span>' in desk.answer


# Moving


@pytest.mark.parametrize(
    ("which", "form", "said", "order"),
    [
        ("welcome", {"to": "day:day-1:map"}, "“Welcome” now starts at 10:00, after “Word map”.",
         {"day-1": ["map", "welcome", "break", "models", "lunch"]}),
        ("map", {"to": "day:day-1:"}, "“Word map” now starts at 09:00, before “Welcome”.",
         {"day-1": ["map", "welcome", "break", "models", "lunch"]}),
        ("map", {"way": "later"}, "“Word map” now starts at 09:45, after “Break”.",
         {"day-1": ["welcome", "break", "map", "models", "lunch"]}),
        ("map", {"to": "day:day-2:talk"}, "“Word map” now starts on Friday, 12 March 2027 at 09:30, after “Talk”.",
         {"day-1": ["welcome", "break", "models", "lunch"], "day-2": ["talk", "map", "open"]}),
        ("map", {"way": "day-after"}, "“Word map” now starts on Friday, 12 March 2027 at 09:30, after “Talk”.",
         {"day-1": ["welcome", "break", "models", "lunch"], "day-2": ["talk", "map", "open"]}),
        ("map", {"to": "parked"}, "“Word map” waits in the tray.",
         {"day-1": ["welcome", "break", "models", "lunch"], "tray": ["map", "radio"]}),
        ("map", {"to": "parked:radio"}, "“Word map” waits in the tray.",
         {"day-1": ["welcome", "break", "models", "lunch"], "tray": ["radio", "map"]}),
        ("radio", {"to": "day:day-2:"}, "“Water radio” now starts on Friday, 12 March 2027 at 09:00, before “Talk”.",
         {"day-2": ["radio", "talk", "open"], "tray": []}),
        ("break", {"to": "track:africa:"}, "“Break” now starts at 10:30, alone.", {"day-1": ["welcome", "map", "models", "lunch"]}),
        ("open", {"way": "earlier"}, "“Open” now stands before “Talk”.", {"day-2": ["open", "talk"]}),
    ],
)  # fmt: skip
def test_a_move_is_said_in_the_words_of_the_agenda(desk: Desk, which: str, form: dict[str, str], said: str, order: dict[str, Any]) -> None:
    before = desk.order()
    assert desk.send(f"session/{which}/move", **form) == said
    assert desk.order() == {**before, **order}
    desk.undone()


@pytest.mark.parametrize(
    ("which", "form", "said"),
    [
        ("welcome", {"way": "earlier"}, "Not done: it stands first already."),
        ("open", {"way": "day-after"}, "Not done: it stands on the last day already."),
        ("radio", {"way": "later"}, "Not done: it waits in the tray; choose a day for it first."),
        ("welcome", {"to": ""}, "Choose where it should stand."),
        ("welcome", {"to": "moon:day-1:"}, "Choose where it should stand."),
        ("welcome", {"to": "day:gone:"}, "Not done: “gone” is not there any more; somebody has taken it out."),
        ("gone", {"way": "later"}, "Not done: “gone” is not there any more; somebody has taken it out."),
        ("models", {"to": "track:asia:"}, "Not done: “asia” is not there any more; somebody has taken it out."),
    ],
)
def test_a_move_that_cannot_be_made_is_refused_in_words(desk: Desk, which: str, form: dict[str, str], said: str) -> None:
    if which == "models":
        said = "Not done: this session has parallel tracks of its own, so it cannot stand inside a track; put it beside them in the day."
    assert desk.send(f"session/{which}/move", 422, **form) == said
    assert desk.convening == desk.before


def test_the_menu_offers_every_place_but_its_own_tracks(desk: Desk) -> None:
    page = desk.browser.text(f"/c/{desk.key}/?open=session:map")
    offered = set(re.findall(r'<option value="((?:day|track|parked)[^"]*)"', page))
    assert {"day:day-1:", "day:day-2:open", "track:asia:asia-1", "track:africa:", "parked"} <= offered
    assert 'value="day:day-1:map"' not in page
    assert '<option value="track:' not in desk.browser.text(f"/c/{desk.key}/?open=session:models")


# With one click


@pytest.mark.parametrize(
    ("which", "action", "said"),
    [
        ("map", "park", "“Word map” waits in the tray."),
        ("map", "pin", "“Word map” is from 09:30 to 10:30; the day ends at 13:00."),
        ("lunch", "unpin", "“Lunch” is from 11:45 to 12:45; the day ends at 12:45."),
        ("map", "longer", "“Word map” is from 09:30 to 10:35; the day ends at 13:00."),
        ("map", "shorter", "“Word map” is from 09:30 to 10:25; the day ends at 13:00."),
        ("map", "split", "“Word map” has parallel tracks now."),
        ("models", "track", "“Models” has one more track."),
        ("models", "join", "“Models” has no parallel tracks any more; what stood in them follows it."),
        ("map", "duplicate", "“Word map” is new: at 10:30, after “Word map”."),
        ("map", "delete", "“Word map” is deleted. Undo brings it back."),
    ],
)
def test_an_action_is_said_and_undone_in_one(desk: Desk, which: str, action: str, said: str) -> None:
    assert desk.send(f"session/{which}/do/{action}") == said
    assert desk.convening != desk.before
    assert desk.store.get(desk.key).seq == 1
    desk.undone()


@pytest.mark.parametrize(
    ("which", "action", "said"),
    [
        ("talk", "longer", "“Talk” stretches with the day; type its minutes in its own fields."),
        ("radio", "pin", "“Water radio” has no clock time yet, so there is none to hold it at."),
        ("models", "split", "Not done: it has parallel tracks already; add another one to them."),
        ("asia-1", "split", "Not done: it stands inside a track, and tracks go one level deep."),
        ("map", "join", "Not done: it has no parallel tracks."),
        ("gone", "park", "Not done: “gone” is not there any more; somebody has taken it out."),
    ],
)
def test_an_action_that_cannot_be_done_is_refused_in_words(desk: Desk, which: str, action: str, said: str) -> None:
    assert desk.send(f"session/{which}/do/{action}", 422) == said
    assert desk.convening == desk.before


def test_a_copy_opens_beside_the_agenda_without_the_fixed_time(desk: Desk) -> None:
    desk.send("session/lunch/do/duplicate")
    assert 'data-of="session:lunch-2"' in desk.answer
    assert (desk.session("lunch-2").pin, desk.session("lunch").pin) == (None, 720)


def test_splitting_names_the_tracks_and_joining_leaves_no_empty_sessions(desk: Desk) -> None:
    desk.send("session/map/do/split")
    assert [track.title for track in desk.session("map").tracks] == ["Group A", "Group B"]
    desk.send("session/map/do/track")
    assert [track.title for track in desk.session("map").tracks] == ["Group A", "Group B", "Group C"]
    desk.send("session/map/do/join")
    assert desk.convening == desk.before


# A new one


@pytest.mark.parametrize(
    ("form", "said", "order"),
    [
        ({"title": "New", "to": "day:day-1"}, "“New” is new: after “Lunch”.",
         {"day-1": ["welcome", "map", "break", "models", "lunch", "new"]}),
        ({"title": "New", "minutes": "1h", "to": "day:day-1:welcome"}, "“New” is new: at 09:30, after “Welcome”.",
         {"day-1": ["welcome", "new", "map", "break", "models", "lunch"]}),
        ({"title": "New", "minutes": "20/30/40", "to": "day:day-2:"}, "“New” is new: at 09:00, before “Talk”.",
         {"day-2": ["new", "talk", "open"]}),
        ({"title": "New", "to": "parked"}, "“New” is new, and waits in the tray.", {"tray": ["radio", "new"]}),
        ({"title": "New", "to": "track:africa"}, "“New” is new: alone.", {}),
    ],
)  # fmt: skip
def test_a_new_session_stands_where_it_was_asked_for_and_opens(desk: Desk, form: dict[str, str], said: str, order: dict[str, Any]) -> None:
    before = desk.order()
    assert desk.send("sessions", **form) == said
    assert desk.order() == {**before, **order}
    assert 'data-of="session:new"' in desk.answer
    desk.undone()


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"title": " ", "to": "day:day-1"}, "Say in a few words what the session is."),
        ({"title": "New", "to": "day:gone"}, "Not done: “gone” is not there any more; somebody has taken it out."),
        ({"title": "New"}, "Choose where it should stand."),
        ({"title": "New", "minutes": "soon", "to": "day:day-1"}, "“soon” is not a length of time"),
        ({"title": "New", "minutes": "1/2", "to": "day:day-1"}, "three with strokes between"),
        ({"title": "x" * 301, "to": "day:day-1"}, "301 characters long"),
    ],
)
def test_a_new_session_that_cannot_be_made_is_refused_in_words(desk: Desk, form: dict[str, str], said: str) -> None:
    assert said in desk.send("sessions", 422, **form)
    assert desk.convening == desk.before


# Who leads


def test_people_hosts_and_typed_names_lead_and_leave_again(desk: Desk) -> None:
    desk.send("session/welcome/lead", add="host:ERN")
    desk.send("session/welcome/lead", name="A guest")
    desk.send("session/welcome/lead", add="person:jo", name="person to be named")
    leads = [Lead(person="maria"), Lead(host="ERN"), Lead(text="A guest"), Lead(person="jo"), Lead(text="person to be named")]
    assert list(desk.session("welcome").lead) == leads
    desk.send("session/welcome/lead", **{"public": "2", "is": "text"})
    assert desk.session("welcome").lead[2].public is True
    desk.send("session/welcome/lead", **{"public": "2", "is": "text"})
    assert desk.session("welcome").lead[2].public is False
    desk.send("session/welcome/lead", **{"remove": "0", "is": "person:maria"})
    assert list(desk.session("welcome").lead) == leads[1:]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "Choose who leads it, or type a name."),
        ({"remove": "3", "is": "text"}, "Somebody has changed who leads meanwhile"),
        ({"remove": "0", "is": "person:jo"}, "Somebody has changed who leads meanwhile"),
        ({"add": "person:gone"}, "no participant has the id “gone”"),
        ({"add": "host:GONE"}, "no host has the short name “GONE”"),
    ],
)
def test_a_lead_that_is_not_there_is_refused_in_words(desk: Desk, form: dict[str, str], said: str) -> None:
    assert said in desk.send("session/welcome/lead", 422, **form)
    assert desk.convening == desk.before


def test_a_track_has_its_own_title_room_leads_and_sessions(desk: Desk) -> None:
    desk.send("track/africa", **{"africa.title": "Africa", "was-africa.title": "", "africa.room": "Loft", "was-africa.room": ""})
    desk.send("track/africa/lead", add="person:jo")
    track = desk.session("models").tracks[1]
    assert (track.title, track.room, track.lead) == ("Africa", "Loft", (Lead(person="jo"),))
    assert desk.send("track/asia/remove") == "The track is gone; its sessions wait in the tray."
    assert desk.order()["tray"] == ["radio", "asia-1"]


# Days


def test_a_day_is_added_with_the_hours_of_the_last_and_opens(desk: Desk) -> None:
    desk.send("days")
    added = desk.convening.days[-1]
    assert (added.id, str(added.date), added.start) == ("day-3", "2027-03-13", 540)
    assert 'data-of="day:day-3"' in desk.answer
    desk.undone()


def test_a_day_that_is_removed_leaves_its_sessions_in_the_tray(desk: Desk) -> None:
    assert desk.send("day/day-1/remove") == "The day is gone; its 5 sessions wait in the tray."
    assert desk.order() == {"day-2": ["talk", "open"], "tray": ["radio", "welcome", "map", "break", "models", "lunch"]}
    desk.undone()
    desk.send("days")
    assert desk.send("day/day-3/remove") == "The day is gone."
    assert "is not there any more" in desk.send("day/day-3/remove", 422)


@pytest.mark.parametrize(
    ("name", "typed", "was", "said"),
    [
        ("start", "8:30", "09:00", "Thursday, 11 March 2027 runs from 08:30 to 13:00."),
        ("end", "14", "13:00", "Thursday, 11 March 2027 runs from 09:00 to 13:00."),
        ("date", "2027-03-10", "2027-03-11", "Wednesday, 10 March 2027 runs from 09:00 to 13:00."),
        ("title", "First steps", "", "Thursday, 11 March 2027 runs from 09:00 to 13:00."),
    ],
)
def test_a_field_of_a_day_is_saved_and_undone(desk: Desk, name: str, typed: str, was: str, said: str) -> None:
    assert desk.fill("day/day-1", name, typed, was) == said
    assert desk.convening != desk.before
    desk.undone()


@pytest.mark.parametrize(
    ("name", "typed", "was", "said"),
    [("start", "early", "09:00", "Start: “early” is not a clock time"), ("date", "11.3.27", "2027-03-11", "Date: “11.3.27” is not a date")],
)
def test_a_field_of_a_day_that_cannot_be_read_is_refused(desk: Desk, name: str, typed: str, was: str, said: str) -> None:
    assert said in desk.fill("day/day-1", name, typed, was, 422)
    assert desk.convening == desk.before


# Undo


def test_two_windows_undo_their_own_and_not_the_other_s(desk: Desk) -> None:
    from tests.web.conftest import SECRET, Browser
    from tests.web.test_plan import SCRIPT
    from toolkit.web.security import Door

    other = Browser(desk.browser.client.application.test_client())
    other.get(Door(SECRET).link())
    desk.fill("session/map", "room", "Hall", "")
    answer = other.post(f"/c/{desk.key}/session/map", data={"minutes": "50", "was-minutes": "60"}, headers=SCRIPT)
    assert answer.status_code == 200
    assert desk.browser.post(f"/c/{desk.key}/undo", headers=SCRIPT).status_code == 200
    assert (desk.session("map").room, desk.session("map").minutes) == ("", 50)
    assert other.post(f"/c/{desk.key}/undo", headers=SCRIPT).status_code == 200
    assert desk.convening == an_agenda()


def test_what_an_exercise_asks_is_labelled_with_how_to_answer_and_what_it_takes(desk: Desk) -> None:
    asked = library.exercises()["dot-voting"].fill
    (key, field), *_ = ((key, each) for key, each in asked.items() if each.many)
    desk.fill("session/map", "exercise", "dot-voting", "word-association-mapping")
    page = desk.browser.text(f"/c/{desk.key}/?open=session:map")
    assert f'<label for="in-fill-{key}">{english(field.label)}</label>' in page
    assert f'<p class="hint" id="hint-fill-{key}">One a line.' in page
    desk.fill("session/map", f"fill-{key}", "Water\n\n  Work ", "")
    assert desk.session("map").fill[key] == ("Water", "Work")
    assert f'id="in-fill-{key}@fr"' in page
    desk.fill("session/map", f"fill-{key}@fr", "Eau", "")
    assert [str(each) for each in desk.session("map").fill[key]][1] == "Work"
    assert "These are 3 lines, and there are 2 answers" in desk.fill("session/map", f"fill-{key}@fr", "Eau\nA\nB", "Eau", 422)
    desk.fill("session/map", "exercise", "nothing", "dot-voting")
    assert "The library has no exercise nothing, so none of its sheets is printed." in desk.browser.text(f"/c/{desk.key}/?open=session:map")
