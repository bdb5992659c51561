from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import FULL
from tests.convening.strategies import convenings
from tests.convening.test_edits import a_convening, any_edit, changed, session
from toolkit.convening import edits
from toolkit.convening.difference import back_to
from toolkit.convening.edits import All, AnyEdit, EditError, Insert, Move, Place, Ref, Remove, Set
from toolkit.convening.model import Convening

DAY_1, DAY_2 = (Place(of=Ref(kind="day", id=f"day-{n}"), list="sessions") for n in (1, 2))
TITLE = Ref()
EXAMPLES = 400 if FULL else 30
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


def after(*made: AnyEdit) -> Convening:
    now = a_convening()
    for edit in made:
        now = edits.apply(now, edit).convening
    return now


def led_back(now: Convening, then: Convening) -> All:
    """What leads back, once it is seen that it does, and that it can be taken back itself."""
    edit = back_to(now, then)
    assert changed(edit, now) == then
    return edit


def test_where_nothing_differs_nothing_is_to_be_done() -> None:
    assert led_back(a_convening(), a_convening()) == All(edits=())


@pytest.mark.parametrize(
    ("made", "back"),
    [
        (
            [Set(target=session("models"), field=("title",), value="Four models")],
            [Set(target=session("models"), field=("title",), value="Models", was=("Four models",))],
        ),
        (
            [Set(target=Ref(), field=("venue", "city"), value="Riverton"), Set(target=Ref(), field=("venue", "name"), value="Mill")],
            [Set(target=Ref(), field=("venue", "name"), was=("Mill",)), Set(target=Ref(), field=("venue", "city"), was=("Riverton",))],
        ),
        (
            [Move(target=session("lunch"), into=DAY_1, at=0)],
            [Move(target=session("lunch"), into=DAY_1, after="models", at=2)],
        ),
        (
            [Move(target=session("welcome"), into=DAY_1, at=2)],
            [Move(target=session("welcome"), into=DAY_1, at=0)],
        ),
        (
            [edits.park("lunch")],
            [Move(target=session("lunch"), into=DAY_1, after="models", at=2)],
        ),
        (
            [Insert(into=DAY_1, value={"id": "new", "title": "New"}), Insert(into=Place(list="participants"), value={"name": "Bo"})],
            [Remove(target=session("new")), Remove(target=Ref(kind="participant", id="person-1"))],
        ),
        (
            [Set(target=Ref(kind="participant", id="maria"), field=("consent", "list"), value="public")],
            [Set(target=Ref(kind="participant", id="maria"), field=("consent",), was=({"list": "public"},))],
        ),
    ],
)  # fmt: skip
def test_the_way_back_is_as_short_as_the_way_there(made: list[AnyEdit], back: list[AnyEdit]) -> None:
    assert list(led_back(after(*made), a_convening()).edits) == back


@pytest.mark.parametrize("target", [session("models"), session("welcome"), Ref(kind="participant", id="jo"), Ref(kind="day", id="day-1")])
def test_what_was_taken_out_comes_back_with_every_reference(target: Ref) -> None:
    led_back(after(edits.removal(a_convening(), target)), a_convening())


def test_a_day_that_went_and_whose_sessions_stayed_elsewhere_comes_back_with_them() -> None:
    moves = [edits.park(each) for each in ("welcome", "models", "lunch")]
    now = after(*moves, Set(target=Ref(kind="participant", id="maria"), field=("days",), value=["day-2"]))
    now = edits.apply(now, Remove(target=Ref(kind="day", id="day-1"))).convening
    edit = led_back(now, a_convening())
    assert [each.op for each in edit.edits] == ["insert", "move", "move", "move", "set"]


def nested(tracks_of: str, inside: str, holds: str) -> Convening:
    raw: dict[str, Any] = {"title": "T", "days": [{"id": "d", "sessions": [
        {"id": tracks_of, "title": "A", "tracks": [{"id": inside, "sessions": [{"id": holds, "title": "B"}]}]},
    ]}]}  # fmt: skip
    return Convening.model_validate(raw)


def test_two_sessions_that_change_places_inside_out() -> None:
    led_back(nested("a", "t", "b"), nested("b", "t", "a"))
    led_back(nested("a", "t", "b"), nested("a", "u", "b"))


def test_things_that_ids_do_not_tell_apart_are_set_as_a_whole() -> None:
    """Such a file is refused, but a model can hold it."""
    twice = [{"id": "x", "title": "A"}, {"id": "x", "title": "B"}]
    now = Convening.model_validate({"title": "T", "parked": twice})
    then = Convening.model_validate({"title": "T", "parked": twice[::-1]})
    edit = back_to(now, then)
    assert [(each.op, each.field) for each in edit.edits if isinstance(each, Set)] == [("set", ("parked",))]
    assert edits.part(now, edit).convening == then


@settings(deadline=None, max_examples=EXAMPLES, suppress_health_check=SLOW)
@given(convenings(), convenings())
def test_any_convening_leads_to_any_other_and_back(now: Convening, then: Convening) -> None:
    edit = edits.from_json(edits.to_json(back_to(now, then)))
    made, inverse = edits.apply(now, edit)
    assert made == then
    assert edits.apply(made, edits.from_json(edits.to_json(inverse))).convening == now


@settings(deadline=None, max_examples=EXAMPLES, suppress_health_check=SLOW)
@given(convenings(), st.data())
def test_what_a_few_edits_did_is_taken_back_by_about_as_many(then: Convening, data: st.DataObject) -> None:
    now, parts = then, 0
    for _ in range(data.draw(st.integers(1, 4))):
        try:
            edit = data.draw(any_edit(now))
            now = edits.apply(now, edit).convening
            parts += len(edit.edits) if isinstance(edit, All) else 1
        except EditError:
            continue
    edit = back_to(now, then)
    made, inverse = edits.apply(now, edit)
    assert made == then
    assert edits.apply(made, inverse).convening == now
    holders = [*(each for _, _, each in then.sessions()), *then.parked]
    assert len(edit.edits) <= parts + sum(len(each.tracks) + sum(len(t.sessions) for t in each.tracks) for each in holders)
