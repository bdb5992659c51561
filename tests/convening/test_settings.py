import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.conftest import FULL
from tests.convening.strategies import codes as any_code
from tests.convening.strategies import convenings, typed
from tests.convening.test_edits import a_convening, changed
from toolkit.convening import edits
from toolkit.convening import settings as made
from toolkit.convening.edits import EditError, Ref, Set
from toolkit.convening.model import Convening
from toolkit.convening.values import Localised

HOSTS = [
    {"name": "Example Rights Network", "short": "ERN"},
    {"name": {"en": "River Union", "fr": "Union du fleuve"}, "short": "RU", "role": "supporter"},
    {"name": "Fund"},
]


def with_hosts(**more: Any) -> Convening:
    """Three hosts whom leads call by their short names, by a name in French, and by a whole name."""
    leads = [{"host": "ERN"}, {"host": "Union du fleuve"}, {"host": "Fund"}, {"text": "ERN"}]
    tracks = [{"id": "t", "lead": [{"host": "ERN"}], "room": "Hall", "sessions": [{"id": "in", "title": "In", "room": "Loft"}]}]
    raw: dict[str, Any] = {
        "hosts": HOSTS, "venue": {"rooms": [{"name": "Hall", "seats": 60}, {"name": "Loft"}]}, "days": [
            {"id": "day-1", "sessions": [{"id": "welcome", "title": "Welcome", "lead": leads, "room": "Hall", "tracks": tracks}]},
            {"id": "day-2", "sessions": [{"id": "models", "title": "Models", "room": "hall"}]},
        ], "parked": [{"id": "later", "title": "Later", "lead": [{"host": "RU"}], "room": "Hall"}], "notes": [],
        "groups": [{"id": "g", "rounds": [{"groups": [{"name": "A", "room": "Hall"}, {"name": "B"}]}, {}]}],
    }  # fmt: skip
    return a_convening(**{**raw, **more})


def leads(convening: Convening) -> list[list[str]]:
    placed = [thing for _, thing in made._placed(convening)]
    return [[lead.host or f"“{lead.text}”" for lead in each.lead] for each in placed if each.lead]


def names(convening: Convening) -> list[str]:
    return [str(host.name) if isinstance(host.name, str) else host.name.root["en"] for host in convening.hosts]


# Texts per language


@pytest.mark.parametrize(
    ("held", "code", "words", "expected"),
    [
        (None, "en", "One", "One"),
        ("One", "en", "Two", "Two"),
        ("One", "en", "", None),
        ("One", "fr", "Un", {"en": "One", "fr": "Un"}),
        ("One", "fr", "", "One"),
        (None, "fr", "", None),
        (None, "fr", "Un", {"fr": "Un"}),
        ({"en": "One", "fr": "Un"}, "fr", "Deux", {"en": "One", "fr": "Deux"}),
        ({"en": "One", "fr": "Un"}, "fr", "", {"en": "One"}),
        ({"fr": "Un"}, "fr", "", None),
        ({"fr": "Un"}, "ar", "واحد", {"fr": "Un", "ar": "واحد"}),
    ],
)
def test_a_text_is_changed_in_one_language_and_the_others_stay(held: Any, code: str, words: str, expected: Any) -> None:
    convening = a_convening(subtitle=held or "")
    assert made.with_words(held, code, words, convening) == expected
    after = changed(made.reword(convening, ("subtitle",), code, words), convening)
    assert after.subtitle == (Localised(expected) if isinstance(expected, dict) else expected or "")
    assert made.words_in(expected, code, convening) == words


def test_a_text_is_to_be_written_in_the_languages_that_are_printed_and_those_it_has() -> None:
    convening = a_convening(language="pt-BR", languages=["pt-BR", "fr"])
    assert made.codes("Olá", convening) == ("pt-BR", "fr")
    assert made.codes({"en": "Hello", "pt": "Olá"}, convening) == ("pt", "fr", "en")
    assert made.own_code({"en": "Hello", "pt": "Olá"}, convening) == "pt"
    assert made.words_in("Olá", "fr", convening) == ""


def test_two_people_who_write_in_two_languages_take_back_their_own() -> None:
    convening = a_convening(subtitle={"en": "One", "fr": "Un"})
    french, back = edits.apply(convening, made.reword(convening, ("subtitle",), "fr", "Deux"))
    both = edits.apply(french, made.reword(french, ("subtitle",), "en", "Two")).convening
    assert edits.apply(both, back).convening.subtitle == Localised({"en": "Two", "fr": "Un"})


@settings(deadline=None, max_examples=150 if FULL else 30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(convenings(), any_code, typed)
def test_any_text_holds_what_was_typed_in_any_language(convening: Convening, code: str, words: str) -> None:
    edit = made.reword(convening, ("subtitle",), code, words)
    after = edits.apply(convening, edit).convening
    held = after.subtitle.root if isinstance(after.subtitle, Localised) else after.subtitle
    before = convening.subtitle.root if isinstance(convening.subtitle, Localised) else convening.subtitle
    assert made.words_in(held, code, after) == words
    for each in made.codes(before, convening):
        if each != code:
            assert made.words_in(held, each, after) == made.words_in(before, each, convening)


# Hosts


@pytest.mark.parametrize(
    ("at", "new", "expected"),
    [
        (0, {"short": "EXR"}, [["EXR", "Union du fleuve", "Fund", "“ERN”"], ["RU"], ["EXR"]]),
        (0, {"short": ""}, [["Example Rights Network", "Union du fleuve", "Fund", "“ERN”"], ["RU"], ["Example Rights Network"]]),
        (0, {"name": "Rights Network"}, [["ERN", "Union du fleuve", "Fund", "“ERN”"], ["RU"], ["ERN"]]),
        (1, {"name": {"en": "River Union", "fr": "Union des fleuves"}},
         [["ERN", "Union des fleuves", "Fund", "“ERN”"], ["RU"], ["ERN"]]),
        (1, {"name": "River Union"}, [["ERN", "River Union", "Fund", "“ERN”"], ["RU"], ["ERN"]]),
        (2, {"name": "Ledger Fund", "short": "LF"}, [["ERN", "Union du fleuve", "Ledger Fund", "“ERN”"], ["RU"], ["ERN"]]),
        (2, {"logo": "a.png"}, [["ERN", "Union du fleuve", "Fund", "“ERN”"], ["RU"], ["ERN"]]),
    ],
)  # fmt: skip
def test_leads_call_a_host_by_the_name_that_it_has_now(at: int, new: dict[str, Any], expected: list[list[str]]) -> None:
    convening = with_hosts()
    after = changed(made.change_host(convening, at, {**HOSTS[at], **new}), convening)  # type: ignore[dict-item]
    assert leads(after) == expected
    assert after.hosts[:at] + after.hosts[at + 1 :] == convening.hosts[:at] + convening.hosts[at + 1 :]


def test_a_name_that_another_host_has_too_stays() -> None:
    convening = with_hosts(hosts=[*HOSTS, {"name": "Fund", "short": "F"}])
    after = changed(made.change_host(convening, 2, {"name": "Ledger"}), convening)
    assert leads(after) == leads(convening)
    assert made.led_by(convening, 2) == ()


def test_a_host_goes_with_the_leads_that_name_it() -> None:
    convening = with_hosts()
    assert [(ref.kind, ref.id) for ref in made.led_by(convening, 0)] == [("session", "welcome"), ("track", "t")]
    after = changed(made.remove_host(convening, 0), convening)
    assert names(after) == ["River Union", "Fund"]
    assert leads(after) == [["Union du fleuve", "Fund", "“ERN”"], ["RU"]]
    assert made.remove_host(with_hosts(hosts=[*HOSTS, {"name": "New"}]), 3).op == "remove"


def test_two_hosts_cannot_have_one_short_name() -> None:
    with pytest.raises(EditError, match="two hosts have the short name “ERN”"):
        edits.apply(with_hosts(), made.change_host(with_hosts(), 2, {"name": "Fund", "short": "ERN"}))


def test_items_move_up_and_down_and_no_further() -> None:
    convening = with_hosts(objectives=["A", {"en": "B"}, "A"])
    down = made.moved(convening, "hosts", 0, 1)
    assert down is not None
    assert names(changed(down, convening)) == ["River Union", "Example Rights Network", "Fund"]
    up = made.moved(convening, "objectives", 1, -1)
    assert up is not None
    assert changed(up, convening).objectives == (Localised({"en": "B"}), "A", "A")
    assert (made.moved(convening, "hosts", 0, -1), made.moved(convening, "hosts", 2, 1)) == (None, None)
    assert changed(made.add("objectives", "C"), convening).objectives[-1] == "C"
    assert changed(made.instead(convening, "objectives", 2, "C"), convening).objectives[2] == "C"
    assert changed(made.without(convening, "objectives", 2), convening).objectives == ("A", Localised({"en": "B"}))


# Rooms


def in_rooms(convening: Convening) -> list[str]:
    groups = [group.room for grouping in convening.groups for turn in grouping.rounds for group in turn.groups]
    return [thing.room for _, thing in made._placed(convening)] + groups


def test_a_room_is_renamed_wherever_it_stands() -> None:
    convening = with_hosts()
    assert in_rooms(convening) == ["Hall", "hall", "Hall", "Loft", "Hall", "Hall", ""]
    after = changed(made.change_room(convening, 0, {"name": "Great Hall", "seats": 60}), convening)
    assert in_rooms(after) == ["Great Hall", "hall", "Great Hall", "Loft", "Great Hall", "Great Hall", ""]
    assert [room.name for room in after.venue.rooms] == ["Great Hall", "Loft"]
    assert made.change_room(convening, 0, {"name": "Hall", "seats": 20}).op == "set"
    assert [ref.id for ref in made.in_room(convening, "Hall")] == ["welcome", "later", "t"]
    assert made.in_room(convening, "") == ()


def test_a_name_that_another_room_has_too_stays_where_it_stands() -> None:
    two = {"rooms": [{"name": "Hall"}, {"name": "Hall", "seats": 3}]}
    convening = a_convening(venue=two, parked=[{"title": "Later", "room": "Hall"}])
    after = changed(made.change_room(convening, 0, {"name": "Loft"}), convening)
    assert ([room.name for room in after.venue.rooms], after.parked[0].room) == (["Loft", "Hall"], "Hall")


# Dates


def dated(*dates: str | None) -> Convening:
    return Convening.model_validate({"title": "T", "days": [{"date": each} for each in dates]})


@pytest.mark.parametrize(
    ("before", "first", "after"),
    [
        (["2027-03-11", "2027-03-12"], "2027-04-01", ["2027-04-01", "2027-04-02"]),
        (["2027-03-11", "2027-03-15"], "2027-02-27", ["2027-02-27", "2027-03-03"]),
        ([None, None], "2027-12-31", ["2027-12-31", "2028-01-01"]),
        ([None, "2027-03-12", None], "2027-03-20", ["2027-03-20", "2027-03-21", "2027-03-22"]),
        (["2027-03-11"], "2027-03-12", ["2027-03-12"]),
    ],
)
def test_the_first_day_takes_the_others_along(before: list[str | None], first: str, after: list[str]) -> None:
    convening = dated(*before)
    edit = made.set_first_day(convening, dt.date.fromisoformat(first))
    assert edit is not None
    assert [str(day.date) for day in changed(edit, convening).days] == after


def test_days_that_stand_there_already_are_left() -> None:
    assert made.set_first_day(dated("2027-03-11", "2027-03-12"), dt.date(2027, 3, 11)) is None
    assert made.set_first_day(dated(), dt.date(2027, 3, 11)) is None


def test_what_somebody_changed_elsewhere_is_left_alone_is_left_alone() -> None:
    convening = with_hosts()
    after = edits.apply(convening, Set(target=Ref(), field=("subtitle",), value="New")).convening
    assert edits.apply(after, made.change_host(convening, 0, {**HOSTS[0], "short": "X"})).convening.subtitle == "New"  # type: ignore[dict-item]
