"""Days from elsewhere: nothing that was there goes, and one undo takes back everything."""

from typing import Any

from toolkit.convening import file
from toolkit.convening.bringing import add_days, replace_days
from toolkit.convening.edits import AnyEdit, apply
from toolkit.convening.model import Convening

OURS: dict[str, Any] = {
    "title": "A",
    "days": [
        {"id": "one", "date": "2027-03-11", "title": "Opening day", "start": "09:00", "end": "17:00", "sessions": [
            {"id": "welcome", "title": "Welcome", "minutes": 30}, {"id": "lunch", "title": "Lunch", "minutes": 60}]},
        {"id": "two", "date": "2027-03-12", "sessions": [{"id": "models", "title": "Models", "minutes": 90}]},
    ],
    "participants": [{"id": "maria", "code": "K7", "name": "Maria Example", "days": ["one", "two"]}],
    "notes": [{"id": "n1", "session": "models", "kind": "point", "text": "Said"}],
}  # fmt: skip
THEIRS: dict[str, Any] = {
    "title": "B",
    "days": [{"start": "10:00", "sessions": [
        {"title": "Welcome", "minutes": 20}, {"title": "Groups", "minutes": 60, "tracks": [
            {"title": "Models", "sessions": [{"title": "Lunch", "minutes": 60}]}]}]}],
}  # fmt: skip


def made(raw: dict[str, Any]) -> Convening:
    return file.of(raw, Convening)


def after(edit: AnyEdit, before: Convening) -> Convening:
    done = apply(before, edit)
    assert apply(done.convening, done.inverse).convening == before
    return done.convening


def agenda(convening: Convening) -> list[Any]:
    return [
        (day.id, str(day.date), day.title, day.start, day.end, [(session.id, session.title) for session in day.sessions])
        for day in convening.days
    ]


def test_days_are_added_after_those_that_are_there_with_ids_of_their_own() -> None:
    ours = made(OURS)
    both = after(add_days(ours, made(THEIRS).days), ours)
    assert both.days[:2] == ours.days
    assert agenda(both)[2] == ("day-1", "None", "", 600, None, [("welcome-2", "Welcome"), ("groups", "Groups")])
    assert [session.id for _, track, session in both.sessions() if track is not None] == ["lunch-2"]


def test_in_place_of_an_agenda_its_sessions_wait_in_the_tray_and_nothing_loses_what_it_refers_to() -> None:
    ours = made(OURS)
    theirs = after(replace_days(ours, made(THEIRS).days), ours)
    assert agenda(theirs) == [("one", "2027-03-11", "", 600, None, [("welcome-2", "Welcome"), ("groups", "Groups")])]
    assert theirs.parked == (*ours.days[0].sessions, *ours.days[1].sessions)
    assert theirs.notes == ours.notes
    assert theirs.participants[0].days == ("one",)


def test_more_days_than_there_were_are_all_there() -> None:
    ours = made({**THEIRS, "title": "A"})
    both = after(replace_days(ours, made(OURS).days), ours)
    assert [[title for _, title in day[-1]] for day in agenda(both)] == [["Welcome", "Lunch"], ["Models"]]


def test_an_empty_convening_takes_days_either_way() -> None:
    bare = made({"title": "A", "days": []})
    days = made(THEIRS).days
    assert agenda(after(add_days(bare, days), bare)) == agenda(after(replace_days(bare, days), bare))
