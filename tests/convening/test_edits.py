import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.convening.strategies import convenings, texts, typed
from toolkit.convening import edits
from toolkit.convening.edits import All, AnyEdit, Count, EditError, Insert, Move, Place, Ref, Remove, Set, Spot
from toolkit.convening.file import dump, loose_ends
from toolkit.convening.model import Convening
from toolkit.convening.values import Localised


def a_convening(**more: Any) -> Convening:
    raw: dict[str, Any] = {
        "title": "Water and Work",
        "hosts": [{"name": "Example Rights Network", "short": "ERN"}],
        "days": [
            {"id": "day-1", "start": "09:00", "sessions": [
                {"id": "welcome", "title": "Welcome", "minutes": 30, "lead": [{"person": "maria"}, {"host": "ERN"}]},
                {"id": "models", "title": "Models", "minutes": 60, "tracks": [
                    {"id": "asia", "title": "Asia", "lead": [{"person": "jo"}], "sessions": [{"id": "asia-1", "title": "One"}]},
                    {"id": "africa", "title": "Africa"}]},
                {"id": "lunch", "title": "Lunch", "kind": "meal", "pin": "12:30"}]},
            {"id": "day-2", "sessions": [{"id": "close", "title": "Close"}]},
        ],
        "participants": [
            {"id": "maria", "name": "Maria Example", "days": ["day-1", "day-2"], "more": {"Flight": "X1"}},
            {"id": "jo", "name": "Jo Sample", "days": ["day-2"]},
            {"id": "ana", "name": "Ana Nobody"},
        ],
        "together": [["maria", "jo"], ["maria", "jo", "ana"]],
        "groups": [{"id": "g1", "sessions": ["models"], "rounds": [
            {"groups": [{"name": "A", "people": ["maria", "jo"]}], "locked": ["jo"]}]}],
        "words": [{"text": "mobility", "session": "welcome", "count": 2}, {"text": "river"}],
        "notes": [
            {"id": "n1", "session": "welcome", "text": "A", "by": "maria", "owner": "jo"},
            {"id": "n2", "session": "asia-1", "text": "B", "from": ["n1"]},
        ],
        "report": {"sections": [{"id": "aims", "heading": "Aims", "gathers": ["welcome", "models"],
                                 "figures": [{"id": "f1", "file": "a.png", "alt": "People", "people": ["jo"]}]}]},
        "dismissed": [{"rule": "A09", "session": "welcome", "reason": "no"}, {"rule": "A10"}],
        **more,
    }  # fmt: skip
    convening = Convening.model_validate(raw)
    assert loose_ends(convening) == ()
    return convening


def changed(edit: AnyEdit, convening: Convening | None = None) -> Convening:
    """What the edit makes; its inverse takes it back, and the inverse of that does it again, all after a journey through JSON."""
    before = convening or a_convening()
    after, inverse = edits.apply(before, edits.from_json(edits.to_json(edit)))
    back, again = edits.apply(after, edits.from_json(edits.to_json(inverse)))
    assert back == before
    assert edits.apply(back, edits.from_json(edits.to_json(again))).convening == after
    assert Convening.model_validate(dump(after)) == after
    return after


def refused(edit: AnyEdit, convening: Convening | None = None) -> str:
    with pytest.raises(EditError) as error:
        edits.apply(convening or a_convening(), edit)
    return str(error.value)


def session(name: str) -> Ref:
    return Ref(kind="session", id=name)


MARIA = Ref(kind="participant", id="maria")
DAY_1 = Place(of=Ref(kind="day", id="day-1"), list="sessions")
DAY_2 = Place(of=Ref(kind="day", id="day-2"), list="sessions")


def order(convening: Convening) -> list[list[str]]:
    return [[each.id for each in day.sessions] for day in convening.days] + [[each.id for each in convening.parked]]


def test_a_field_is_set_and_read_as_the_file_reads_it() -> None:
    after = changed(Set(target=session("welcome"), field=("minutes",), value="1h30"))
    assert after.days[0].sessions[0].minutes == 90
    assert changed(Set(target=session("asia-1"), field=("pin",), value="24:45")).days[0].sessions[1].tracks[0].sessions[0].pin == 1485
    assert changed(Set(target=Ref(), field=("title",), value={"en": "A", "fr": "B"})).title == Localised({"en": "A", "fr": "B"})


def test_a_field_without_a_value_goes_back_to_its_default() -> None:
    assert changed(Set(target=session("lunch"), field=("kind",))).days[0].sessions[2].kind == "plenary"
    assert changed(Set(target=session("welcome"), field=("lead",))).days[0].sessions[0].lead == ()


def test_something_inside_a_field_is_set_and_what_was_made_on_the_way_goes_with_it() -> None:
    after = changed(Set(target=MARIA, field=("consent", "given", "how"), value="e-mail"))
    assert dump(after.participants[0])["consent"] == {"given": {"how": "e-mail"}}
    assert changed(Set(target=Ref(), field=("venue", "city"), value="Riverton")).venue.city == "Riverton"
    assert changed(Set(target=MARIA, field=("more", "Room"), value="12")).participants[0].more == {"Flight": "X1", "Room": "12"}
    assert changed(Set(target=MARIA, field=("more", "Flight"))).participants[0].more == {}
    assert changed(Set(target=Ref(kind="report"), field=("summary",), value="One page.")).report.summary == "One page."


def test_taking_back_what_was_never_set_does_not_turn_not_asked_into_refused() -> None:
    assert changed(Set(target=MARIA, field=("consent", "list"))) == a_convening()


def test_a_note_may_refer_to_notes_by_the_key_of_the_file() -> None:
    assert changed(Set(target=Ref(kind="note", id="n2"), field=("from",))).notes[1].from_ == ()


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (Set(target=session("welcome"), field=("title",)), "title: is empty; fill it in"),
        (Set(target=session("welcome"), field=("minutes",), value="soon"),
         "minutes: “soon” is not a length of time; write minutes as 45, 1h30 or 1:30"),
        (Set(target=session("welcome"), field=("minutes",), value={"least": 9, "usual": 5, "most": 7}),
         "minutes: least, usual and most must rise: least ≤ usual ≤ most"),
        (Set(target=session("welcome"), field=("id",), value="x"), "the key id is permanent and cannot be changed"),
        (Set(target=session("gone"), field=("title",), value="x"), "“gone” is not there any more; somebody has taken it out"),
        (Set(target=session("welcome"), field=("title", "fr"), value="x"),
         "“Welcome” has no key “fr” inside; change it as a whole"),
        (Set(target=session("welcome"), field=("lead",), value=[{"person": "mria"}]),
         "days, day 1, session 1, lead 1, person: no participant has the id “mria”; did you mean maria?"),
        (Set(target=session("welcome"), field=("title",), value="x", was=("Other",)), "title: somebody has changed this since"),
        (Set(target=session("welcome"), field=("title",), value="a\x07"),
         "title: “a\ufffd” holds the control character U+0007 as character 2; take it out"),
        (Remove(target=MARIA), "days, day 1, session 1, lead 1, person: no participant has the id “maria”"),
        (Remove(target=Ref()), "the convening and its report cannot be taken out of themselves"),
        (Remove(target=Spot(place=Place(list="objectives"), at=0, value="gone")),
         "objectives: this is not there any more; somebody has changed it or taken it out"),
        (Insert(into=DAY_1, value={"id": "close", "title": "x"}),
         "days, day 2, session 1, id: two sessions have the id “close”; each needs its own, in all days together"),
        (Insert(into=Place(list="title"), value={}), "“title” is not a list"),
        (Move(target=session("models"), into=Place(of=Ref(kind="track", id="africa"), list="sessions")),
         "“africa” is not there any more; somebody has taken it out"),
        (Move(target=session("welcome"), into=Place(list="notes")), "days, day 1, session 1: this cannot stand in the list notes"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_a_sentence(edit: AnyEdit, sentence: str) -> None:
    assert refused(edit) == sentence


def test_a_session_with_tracks_cannot_go_into_a_track() -> None:
    with_two = changed(Insert(into=DAY_2, value={"title": "Two", "tracks": [{"id": "t1", "title": "T"}]}))
    edit = Move(target=session("two"), into=Place(of=Ref(kind="track", id="asia"), list="sessions"))
    assert refused(edit, with_two).endswith("they go one level deep, so make these sessions of the day")


def test_an_item_is_put_after_its_sibling_at_a_number_or_at_the_end() -> None:
    new = {"title": "Café & <b>"}
    assert order(changed(Insert(into=DAY_1, value=new, after="welcome")))[0] == ["welcome", "cafe-b", "models", "lunch"]
    assert order(changed(Insert(into=DAY_1, value=new, at=0)))[0] == ["cafe-b", "welcome", "models", "lunch"]
    assert order(changed(Insert(into=DAY_1, value=new)))[0] == ["welcome", "models", "lunch", "cafe-b"]
    assert order(changed(Insert(into=DAY_1, value=new, after="gone", at=1)))[0] == ["welcome", "cafe-b", "models", "lunch"]


def test_a_new_person_is_numbered_and_never_named() -> None:
    assert changed(Insert(into=Place(list="participants"), value={"name": "Zoe Example"})).participants[-1].id == "person-1"


def test_a_session_moves_to_another_day_to_the_tray_and_into_a_track() -> None:
    assert order(changed(Move(target=session("welcome"), into=DAY_2, after="close"))) == [["models", "lunch"], ["close", "welcome"], []]
    assert order(changed(Move(target=session("welcome"), into=DAY_1, after="models")))[0] == ["models", "welcome", "lunch"]
    assert order(changed(edits.park("welcome"))) == [["models", "lunch"], ["close"], ["welcome"]]
    after = changed(Move(target=session("close"), into=Place(of=Ref(kind="track", id="asia"), list="sessions"), at=0))
    assert [each.id for each in after.days[0].sessions[1].tracks[0].sessions] == ["close", "asia-1"]


def test_a_session_goes_with_every_reference_to_it() -> None:
    before = a_convening()
    after = changed(edits.removal(before, session("welcome")))
    assert order(after)[0] == ["models", "lunch"]
    assert [word.session for word in after.words] == [None, None]
    assert [note.session for note in after.notes] == [None, "asia-1"]
    assert after.report.sections[0].gathers == ("models",)
    assert [each.rule for each in after.dismissed] == ["A10"]


def test_a_person_goes_with_every_reference_to_her() -> None:
    after = changed(edits.removal(a_convening(), MARIA))
    assert [each.id for each in after.participants] == ["jo", "ana"]
    assert dump(after.days[0].sessions[0])["lead"] == [{"host": "ERN"}]
    assert after.together == (("jo", "ana"),)
    assert after.groups[0].rounds[0].groups[0].people == ("jo",)
    assert (after.notes[0].by, after.notes[0].owner) == (None, "jo")


def test_a_day_goes_with_its_sessions_and_what_referred_to_them() -> None:
    after = changed(edits.removal(a_convening(), Ref(kind="day", id="day-1")))
    assert order(after) == [["close"], []]
    assert [person.days for person in after.participants] == [("day-2",), ("day-2",), ()]
    assert [note.session for note in after.notes] == [None, None]
    assert after.groups[0].sessions == ()


def test_a_copy_of_a_session_has_ids_of_its_own() -> None:
    after = changed(edits.duplicate(a_convening(), "models"))
    copy = after.days[0].sessions[2]
    assert (copy.id, [track.id for track in copy.tracks], copy.tracks[0].sessions[0].id) == ("models-2", ["asia-2", "africa-2"], "one")


def test_undo_overwrites_nothing_that_somebody_else_did_since() -> None:
    after, inverse = edits.apply(a_convening(), Set(target=session("welcome"), field=("title",), value="Mine"))
    theirs = edits.apply(after, Set(target=session("welcome"), field=("title",), value="Theirs")).convening
    assert refused(inverse, theirs) == "title: somebody has changed this since"
    after, inverse = edits.apply(a_convening(), Insert(into=DAY_2, value={"title": "Mine"}))
    theirs = edits.apply(after, Set(target=session("mine"), field=("notes",), value="Theirs")).convening
    assert refused(inverse, theirs) == "days, day 2, session 2: somebody has changed this since"
    after, inverse = edits.apply(a_convening(), Move(target=session("welcome"), into=DAY_2))
    theirs = edits.apply(after, edits.park("welcome")).convening
    assert refused(inverse, theirs) == "parked, session 1: somebody has moved this since"


def test_undo_leaves_what_somebody_else_did_elsewhere() -> None:
    after, inverse = edits.apply(a_convening(), Move(target=session("welcome"), into=DAY_2))
    theirs = edits.apply(after, Set(target=session("welcome"), field=("title",), value="Theirs")).convening
    back = edits.apply(theirs, inverse).convening
    assert (order(back)[0], back.days[0].sessions[0].title) == (["welcome", "models", "lunch"], "Theirs")


def test_typing_on_in_one_field_is_one_edit() -> None:
    first = Set(target=MARIA, field=("consent", "list"), value="public")
    then = Set(target=MARIA, field=("consent", "list"), value="participants")
    one, inverse = edits.apply(a_convening(), first)
    two, _ = edits.apply(one, then)
    assert edits.same_field(first, then)
    joined, back = edits.continued(first, inverse, then, two)
    assert edits.apply(a_convening(), joined).convening == two
    assert edits.apply(two, back).convening == a_convening()
    assert not edits.same_field(first, Set(target=MARIA, field=("consent", "lead"), value="public"))


def test_a_change_of_several_parts_is_made_whole_or_not_at_all() -> None:
    before = a_convening()
    both = All(edits=(Set(target=Ref(), field=("title",), value="New"), Set(target=session("gone"), field=("title",), value="x")))
    assert "not there any more" in refused(both, before)
    assert before == a_convening()


def test_a_convening_that_has_loose_ends_already_can_still_be_changed() -> None:
    loose = a_convening().model_copy(update={"together": (("nobody", "maria"),)})
    assert edits.apply(loose, Set(target=Ref(), field=("title",), value="New")).convening.title == "New"


def test_what_is_not_an_edit_is_refused() -> None:
    for text in ("", "{}", '{"op": "erase"}', json.dumps({"op": "set", "target": {"kind": "day"}, "field": []})):
        with pytest.raises(EditError, match="this is not a change that this program knows"):
            edits.from_json(text)


@st.composite
def any_edit(draw: st.DrawFn, convening: Convening) -> AnyEdit:
    """An edit that might be made to this convening: some are refused, and that is fine."""
    every = [each.id for _, _, each in convening.sessions()] + [each.id for each in convening.parked]
    a_session = session(draw(st.sampled_from([*every, "gone"])))
    days = [Place(of=Ref(kind="day", id=day.id), list="sessions") for day in convening.days]
    tracks = [Place(of=Ref(kind="track", id=t.id), list="sessions") for _, _, s in convening.sessions() for t in s.tracks]
    into = draw(st.sampled_from([*days, *tracks, Place(list="parked")]))
    people = [Ref(kind="participant", id=each.id) for each in convening.participants] or [Ref(kind="participant", id="gone")]
    person = draw(st.sampled_from(people))
    at = draw(st.none() | st.integers(0, 3))
    words = [Spot(place=Place(list="words"), at=n, value=dump(word)) for n, word in enumerate(convening.words)]
    title = draw(texts)
    choices: list[AnyEdit] = [
        Set(target=a_session, field=("title",), value=title),
        Set(target=a_session, field=("minutes",), value=draw(st.none() | st.integers(-5, 3000))),
        Set(target=Ref(), field=("venue", draw(st.sampled_from(["name", "city", "country"]))), value=draw(st.none() | typed)),
        Set(target=person, field=("consent", draw(st.sampled_from(["list", "lead"]))), value=draw(st.sampled_from([None, "public", "x"]))),
        Set(target=person, field=("more", draw(typed)), value=draw(st.none() | typed)),
        Set(target=person, field=("consent",)),
        Insert(into=into, value={"title": title}, at=at),
        Insert(into=Place(list="words"), value={"text": draw(typed)}, at=at),
        Insert(into=Place(list="participants"), value={"name": draw(typed)}, at=at),
        Count(word=draw(st.sampled_from([*(each.id for each in convening.words), "fresh"])), by=draw(st.integers(-3, 3)), at=at,
              value={"text": draw(typed)}),
        Move(target=a_session, into=into, at=at),
        Remove(target=draw(st.sampled_from([a_session, person, *words]))),
    ]
    if a_session.id != "gone":
        choices += [edits.removal(convening, a_session), edits.duplicate(convening, a_session.id)]
    return draw(st.sampled_from(choices))


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(convenings(), st.data())
def test_any_edits_are_taken_back_in_any_convening(convening: Convening, data: st.DataObject) -> None:
    now, inverses = convening, []
    for _ in range(data.draw(st.integers(1, 5))):
        edit = data.draw(any_edit(now))
        try:
            now, inverse = edits.apply(now, edits.from_json(edits.to_json(edit)))
        except EditError as error:
            assert str(error)
            continue
        inverses.append(edits.to_json(inverse))
        assert loose_ends(now) == ()
        assert Convening.model_validate(dump(now)) == now
    for text in reversed(inverses):
        now = edits.apply(now, edits.from_json(text)).convening
    assert now == convening
