"""Versions that were sent: their ids are of another time, but the people in them are those of today."""

import pytest

from toolkit.convening import file
from toolkit.convening.edits import EditError, Insert, Place, Ref, Remove, Set, apply, new_id, removal
from toolkit.convening.file import FileError
from toolkit.convening.model import Convening
from toolkit.convening.references import loose_ends
from toolkit.convening.translations import lacking


def a_convening() -> Convening:
    return Convening.model_validate({
        "title": "Water", "participants": [{"id": "p1", "name": "Maria Example"}, {"id": "p2", "name": "Jo Other"}],
        "days": [{"id": "day-1", "sessions": [{"id": "talk", "title": "Talk", "lead": [{"person": "p1"}]}]}],
        "sent": [{"id": "sent-1", "name": "v1", "days": [{"id": "day-1", "sessions": [
            {"id": "talk", "title": "Talk", "lead": [{"person": "p1"}, {"person": "p2"}]},
            {"id": "gone", "title": "Gone since", "tracks": [{"id": "a", "title": "A", "lead": [{"person": "p1"}], "sessions": [
                {"id": "inner", "title": "Inner", "lead": [{"person": "p1"}]}]}]},
        ]}]}],
    })  # fmt: skip


def test_ids_of_a_version_may_be_those_of_today() -> None:
    assert loose_ends(a_convening()) == ()
    twice = a_convening().model_copy(update={"sent": a_convening().sent * 2})
    assert [str(problem) for problem in loose_ends(twice)] == [
        "sent, sent 2, id: two versions that were sent have the id “sent-1”; each needs its own"
    ]


def test_ids_are_made_for_a_version_written_by_hand() -> None:
    read = file.read("title: Water\nsent:\n- name: v1\n  days:\n  - sessions:\n    - title: Talk\n    - title: Talk\n- name: v2\n")
    assert [(each.id, [s.id for day in each.days for s in day.sessions]) for each in read.sent] == [
        ("sent-1", ["talk", "talk-2"]), ("sent-2", []),
    ]  # fmt: skip


def test_a_person_who_is_nobody_in_a_version_is_an_error_with_its_line() -> None:
    text = file.write(a_convening()).replace("{person: p2}", "{person: nobody}")
    with pytest.raises(FileError, match="no participant has the id “nobody”"):
        file.read(text)


def test_removing_a_person_takes_every_mention_out_of_what_was_sent() -> None:
    before = a_convening()
    done = apply(before, removal(before, Ref(kind="participant", id="p1")))
    sessions = done.convening.sent[0].days[0].sessions
    assert [[lead.person for lead in each.lead] for each in sessions] == [["p2"], []]
    assert (sessions[1].tracks[0].lead, sessions[1].tracks[0].sessions[0].lead) == ((), ())
    assert done.convening.days[0].sessions[0].lead == ()
    assert apply(done.convening, done.inverse).convening == before
    with pytest.raises(EditError):
        apply(before, Remove(target=Ref(kind="participant", id="p1")))


def test_a_version_is_kept_by_edits_and_taken_out_by_its_id() -> None:
    before = a_convening()
    more = apply(before, Insert(into=Place(list="sent"), value={"name": "v2"})).convening
    assert [each.id for each in more.sent] == ["sent-1", "sent-2"]
    named = apply(more, Set(target=Ref(kind="sent", id="sent-2"), field=("to",), value="RCU")).convening
    assert named.sent[1].to == "RCU"
    assert apply(named, Remove(target=Ref(kind="sent", id="sent-2"))).convening == before


def test_nothing_new_gets_the_id_of_what_a_version_held() -> None:
    assert (new_id(a_convening(), "session", "Gone"), new_id(a_convening(), "track", "A")) == ("gone-2", "a-2")
    made = apply(a_convening(), Insert(into=Place(of=Ref(kind="day", id="day-1"), list="sessions"), value={"title": "Gone"})).convening
    assert [each.id for each in made.days[0].sessions] == ["talk", "gone-2"]


def test_what_was_sent_lacks_no_translation() -> None:
    assert [place for place in lacking(a_convening(), "fr") if place.startswith("sent")] == []
