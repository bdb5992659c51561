from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.convening.strategies import convenings
from tests.convening.test_edits import a_convening, changed
from toolkit.convening import changes
from toolkit.convening.changes import IN_TRAY, in_day, in_track
from toolkit.convening.edits import AnyEdit, EditError, apply
from toolkit.convening.model import Convening, Session


def standing(convening: Convening) -> dict[str, list[str]]:
    """What stands in every list, in order."""
    found = {day.id: [session.id for session in day.sessions] for day in convening.days}
    for holder in (*convening.parked, *(session for _, _, session in convening.sessions())):
        found |= {track.id: [inner.id for inner in track.sessions] for track in holder.tracks}
    return {**found, "tray": [session.id for session in convening.parked]}


BEFORE = {"day-1": ["welcome", "models", "lunch"], "asia": ["asia-1"], "africa": [], "day-2": ["close"], "tray": []}


def after(edit: AnyEdit | None, convening: Convening | None = None) -> dict[str, list[str]]:
    """What stands where after an edit, without the lists in which nothing has changed."""
    assert edit is not None
    before = convening or a_convening()
    return {name: ids for name, ids in standing(changed(edit, before)).items() if standing(before).get(name) != ids}


def test_the_convening_of_these_tests_stands_as_they_think() -> None:
    assert standing(a_convening()) == BEFORE


# Moving


@pytest.mark.parametrize(
    ("session", "into", "behind", "expected"),
    [
        ("welcome", in_day("day-1"), "models", {"day-1": ["models", "welcome", "lunch"]}),
        ("lunch", in_day("day-1"), None, {"day-1": ["lunch", "welcome", "models"]}),
        ("lunch", in_day("day-2"), "close", {"day-1": ["welcome", "models"], "day-2": ["close", "lunch"]}),
        ("close", in_track("asia"), "asia-1", {"day-2": [], "asia": ["asia-1", "close"]}),
        ("asia-1", in_track("africa"), None, {"asia": [], "africa": ["asia-1"]}),
        ("models", IN_TRAY, None, {"day-1": ["welcome", "lunch"], "tray": ["models"]}),
    ],
)
def test_a_session_moves_to_where_it_is_put(session: str, into: changes.Place, behind: str | None, expected: dict[str, list[str]]) -> None:
    assert after(changes.move(a_convening(), session, into, behind)) == expected


@pytest.mark.parametrize(("session", "behind"), [("welcome", None), ("models", "welcome"), ("models", "models")])
def test_a_session_that_stands_there_already_is_left_alone(session: str, behind: str | None) -> None:
    assert changes.move(a_convening(), session, in_day("day-1"), behind) is None


def test_a_session_with_tracks_cannot_stand_in_a_track() -> None:
    day = {"id": "d", "sessions": [{"id": "a", "title": "A", "tracks": [{"id": "t"}]}, {"id": "b", "title": "B", "tracks": [{"id": "u"}]}]}
    convening = Convening.model_validate({"title": "T", "days": [day]})
    with pytest.raises(EditError, match="cannot stand inside a track"):
        changes.move(convening, "a", in_track("u"))


STEPS = [
    ("welcome", "later", {"day-1": ["models", "welcome", "lunch"]}),
    ("lunch", "earlier", {"day-1": ["welcome", "lunch", "models"]}),
    ("models", "earlier", {"day-1": ["models", "welcome", "lunch"]}),
    ("lunch", "day-after", {"day-1": ["welcome", "models"], "day-2": ["close", "lunch"]}),
    ("welcome", "day-after", {"day-1": ["models", "lunch"], "day-2": ["welcome", "close"]}),
    ("close", "day-before", {"day-1": ["close", "welcome", "models", "lunch"], "day-2": []}),
    ("asia-1", "earlier", {"day-1": ["welcome", "asia-1", "models", "lunch"], "asia": []}),
    ("asia-1", "later", {"day-1": ["welcome", "models", "asia-1", "lunch"], "asia": []}),
    ("asia-1", "day-after", {"asia": [], "africa": ["asia-1"]}),
]


@pytest.mark.parametrize(("session", "way", "expected"), STEPS)
def test_a_step_goes_past_the_neighbour_out_of_the_track_or_to_what_is_beside(
    session: str, way: changes.Way, expected: dict[str, list[str]]
) -> None:
    assert after(changes.step(a_convening(), session, way)) == expected


@pytest.mark.parametrize(
    ("session", "way", "said"),
    [
        ("welcome", "earlier", "it stands first already"),
        ("lunch", "later", "it stands last already"),
        ("welcome", "day-before", "first day already"),
        ("close", "day-after", "last day already"),
        ("asia-1", "day-before", "first day already"),
    ],
)
def test_a_step_over_the_edge_is_refused_in_words(session: str, way: changes.Way, said: str) -> None:
    with pytest.raises(EditError, match=said):
        changes.step(a_convening(), session, way)


def test_what_waits_in_the_tray_takes_no_steps() -> None:
    convening = Convening.model_validate({"title": "T", "parked": [{"id": "a", "title": "A", "tracks": [{"id": "t", "sessions": [
        {"id": "b", "title": "B"}]}]}]})  # fmt: skip
    for session, way in (("a", "later"), ("b", "day-after")):
        with pytest.raises(EditError, match="waits in the tray"):
            changes.step(convening, session, way)  # type: ignore[arg-type]


# Parallel tracks


def test_a_split_session_has_two_empty_tracks_and_keeps_the_rest() -> None:
    convening = changed(changes.split(a_convening(), "welcome", ("Group A", "Group B")))
    session = convening.days[0].sessions[0]
    assert [(track.id, track.title, track.sessions) for track in session.tracks] == [("group-a", "Group A", ()), ("group-b", "Group B", ())]
    assert session.model_copy(update={"tracks": ()}) == a_convening().days[0].sessions[0]


def test_what_is_split_is_not_split_again_nor_inside_a_track() -> None:
    for session, said in (("models", "has parallel tracks already"), ("asia-1", "one level deep")):
        with pytest.raises(EditError, match=said):
            changes.split(a_convening(), session, ("A", "B"))


def test_splitting_and_joining_comes_back_to_the_start() -> None:
    split = changed(changes.split(a_convening(), "welcome", ("Group A", "Group B")))
    assert apply(split, changes.join(split, "welcome", ("Group A", "Group B"))).convening == a_convening()


def test_joining_puts_what_stood_in_the_tracks_after_the_session_and_makes_sessions_of_what_tracks_said_themselves() -> None:
    convening = changed(changes.join(a_convening(), "models"))
    assert [session.id for session in convening.days[0].sessions] == ["welcome", "models", "asia-1", "africa", "lunch"]
    assert convening.days[0].sessions[1].tracks == ()
    assert convening.days[0].sessions[3] == Session(id="africa", title="Africa")


def test_a_track_that_leads_itself_becomes_a_session_with_its_room_and_leads() -> None:
    held = {"id": "a", "title": "A", "kind": "panel", "tracks": [{"id": "t", "room": "Loft", "lead": [{"text": "Ana"}]}, {"id": "u"}]}
    convening = Convening.model_validate({"title": "T", "parked": [held]})
    joined = changed(changes.join(convening, "a"), convening)
    assert [session.model_dump(exclude_defaults=True) for session in joined.parked] == [
        {"id": "a", "title": "A", "kind": "panel"},
        {"id": "a-2", "title": "A", "kind": "panel", "room": "Loft", "lead": ({"text": "Ana"},)},
    ]


def test_what_has_no_tracks_cannot_be_joined() -> None:
    with pytest.raises(EditError, match="no parallel tracks"):
        changes.join(a_convening(), "lunch")


def test_one_more_track_and_one_less() -> None:
    more = changed(changes.add_track("models", "Group C"))
    assert [track.id for track in more.days[0].sessions[1].tracks] == ["asia", "africa", "group-c"]
    less = changed(changes.remove_track(a_convening(), "asia"))
    assert ([track.id for track in less.days[0].sessions[1].tracks], [session.id for session in less.parked]) == (["africa"], ["asia-1"])
    assert less.notes == a_convening().notes
    assert [track.id for track in changed(changes.remove_track(a_convening(), "africa")).days[0].sessions[1].tracks] == ["asia"]


# Days


def test_one_more_day_follows_the_last_with_its_hours() -> None:
    dated = a_convening(days=[{"id": "day-1", "date": "2027-02-28", "start": "08:30", "end": "17:00"}], participants=[], together=[],
                        groups=[], words=[], notes=[], report={}, dismissed=[])  # fmt: skip
    last = changed(changes.add_day(dated), dated).days[-1]
    assert last.model_dump(mode="json", exclude_defaults=True) == {
        "id": "day-2", "date": "2027-03-01", "start": "08:30", "end": "17:00"
    }


def test_the_first_day_begins_at_nine() -> None:
    empty = Convening(title="T")
    first = changed(changes.add_day(empty), empty).days[0]
    assert first.model_dump(mode="json", exclude_defaults=True) == {"id": "day-1", "start": "09:00"}


def test_a_day_goes_and_its_sessions_wait_in_the_tray_with_their_notes() -> None:
    before = a_convening()
    convening = changed(changes.remove_day(before, "day-1"))
    assert standing(convening) == {"day-2": ["close"], "tray": ["welcome", "models", "lunch"], "asia": ["asia-1"], "africa": []}
    assert (convening.notes, convening.words, convening.report) == (before.notes, before.words, before.report)
    assert [person.days for person in convening.participants] == [("day-2",), ("day-2",), ()]


# Whatever the convening


def _sessions(convening: Convening) -> list[Session]:
    tops = [*(session for day in convening.days for session in day.sessions), *convening.parked]
    return tops + [inner for session in tops for track in session.tracks for inner in track.sessions]


CHANGES: dict[str, Callable[[Convening, str], AnyEdit | None]] = {
    "earlier": lambda convening, session: changes.step(convening, session, "earlier"),
    "later": lambda convening, session: changes.step(convening, session, "later"),
    "day-before": lambda convening, session: changes.step(convening, session, "day-before"),
    "day-after": lambda convening, session: changes.step(convening, session, "day-after"),
    "split": lambda convening, session: changes.split(convening, session, ("A", "B")),
    "join": changes.join,
    "tray": lambda convening, session: changes.move(convening, session, IN_TRAY),
}


@pytest.mark.parametrize("name", CHANGES)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(data=st.data())
def test_every_change_is_taken_back_by_its_inverse_and_loses_no_session(name: str, data: st.DataObject) -> None:
    convening = data.draw(convenings())
    ids = [session.id for session in _sessions(convening)]
    assume(ids)
    try:
        edit = CHANGES[name](convening, data.draw(st.sampled_from(ids)))
    except EditError:
        return
    if edit is None:
        return
    done, inverse = apply(convening, edit)
    assert apply(done, inverse).convening == convening
    assert set(ids) <= {session.id for session in _sessions(done)}
    assert Convening.model_validate(done.model_dump(by_alias=True)) == done


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_removed_day_takes_no_session_with_it(data: st.DataObject) -> None:
    convening = data.draw(convenings())
    assume(convening.days)
    done, inverse = apply(convening, changes.remove_day(convening, data.draw(st.sampled_from([day.id for day in convening.days]))))
    assert {session.id for session in _sessions(done)} == {session.id for session in _sessions(convening)}
    assert apply(done, inverse).convening == convening
