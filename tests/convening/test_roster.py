"""The people as a list: sorted, found, counted, and changed many at once."""

from typing import Any

import pytest

from toolkit.convening import edits, regions, roster, telling
from toolkit.convening.model import Convening
from toolkit.convening.roster import Wanted
from toolkit.language import language

PEOPLE: list[dict[str, Any]] = [
    {"id": "a", "name": "Zoë Abara", "sort_as": "Abara, Zoë", "side": "donor", "country": "KE", "email": "zoe@example.org",
     "affiliations": [{"organisation": "Wells"}], "more": {"Gender": "f", "Flight": "1"}, "status": "invited"},
    {"id": "b", "name": "سلمى الورغمي", "sort_as": "Ouerghemmi, Salma", "side": "activist", "country": "TN",
     "more": {"Gender": "f", "Flight": "2"}, "consent": {"list": "public"}},
    {"id": "c", "name": "Jo García López", "side": "activist", "affiliations": [{"title": "Editor", "organisation": "Board"}],
     "more": {"Gender": "m", "Flight": "3"}, "consent": {"photo": True, "open": ["list"]}},
    {"id": "d", "name": "", "code": "Q4", "status": "declined", "more": {"Gender": "m", "Flight": "4"}},
    {"id": "e", "name": "林小明", "more": {"Gender": "f"}},
]  # fmt: skip
CONVENING = Convening.model_validate({
    "title": "T", "participants": PEOPLE, "together": [["a", "b", "c"], ["a", "d"]],
    "days": [{"id": "day-1", "sessions": [{"id": "s", "title": "S", "lead": [{"person": "a"}, {"text": "Panel"}]}]}],
})  # fmt: skip


def ids(**wanted: Any) -> str:
    return "".join(person.id for person in roster.found(CONVENING, Wanted(**wanted)))


@pytest.mark.parametrize(
    ("sort", "order"),
    [("name", "acbed"), ("given", "abcde"), ("organisation", "cabed"), ("country", "abced"), ("side", "cbaed"), ("status", "cbead")],
)
def test_people_are_sorted_by_anything_and_who_has_nothing_there_comes_last(sort: str, order: str) -> None:
    assert ids(sort=sort) == order


@pytest.mark.parametrize(
    ("words", "found"),
    [("zoe", "a"), ("GARCIA lop", "c"), ("wells", "a"), ("الورغمي", "b"), ("q4", "d"), ("小明", "e"), ("arc", ""), ("editor", "c"),
     ("zoe@example.org", "a"), ("nobody of that name", "")],
)  # fmt: skip
def test_search_finds_beginnings_of_words_in_every_field(words: str, found: str) -> None:
    assert ids(words=words) == found


def test_filters_narrow_and_nothing_recorded_is_a_choice_too() -> None:
    assert ids(side="activist") == "cb" and ids(side="") == "ed" and ids(country="KE") == "a"
    assert ids(status="declined") == "d" and ids(consent="not-asked") == "aced"
    assert ids(consent="photo:agreed") == "c" and ids(consent="list:not-asked") == "aced" and ids(consent="badge:refused") == "cb"


def test_counts_put_what_is_not_recorded_last_and_count_who_has_two_at_both() -> None:
    assert dict(roster.counted(CONVENING.participants, lambda person: (person.side,))) == {"activist": 2, "donor": 1, "": 2}
    assert dict(roster.counted(CONVENING.participants[:1], lambda _: ("en", "fr", "en"))) == {"en": 1, "fr": 1}


def test_a_gender_parts_the_people_and_a_flight_does_not() -> None:
    assert roster.columns(CONVENING) == ("Gender", "Flight")
    assert roster.parting_columns(CONVENING) == ("Gender",)


def test_one_value_for_many_changes_those_who_have_another() -> None:
    edit = roster.set_many(CONVENING, ["a", "b", "c", "gone"], "side", "donor")
    assert edit is not None
    after = edits.apply(CONVENING, edit)
    assert [person.side for person in after.convening.participants] == ["donor", "donor", "donor", "", ""]
    assert edits.apply(after.convening, after.inverse).convening == CONVENING
    assert roster.set_many(CONVENING, ["a"], "side", "donor") is None


def test_many_are_taken_out_with_every_reference_and_come_back_with_it() -> None:
    edit = roster.remove_many(CONVENING, ["a", "d", "a", "gone"])
    assert edit is not None
    after = edits.apply(CONVENING, edit)
    assert [person.id for person in after.convening.participants] == ["b", "c", "e"]
    assert after.convening.together == (("b", "c"),)
    assert [lead.text for lead in after.convening.days[0].sessions[0].lead] == ["Panel"]
    assert edits.apply(after.convening, after.inverse).convening == CONVENING
    assert roster.remove_many(CONVENING, ["gone"]) is None


def test_order_by_hand_goes_one_place_and_stops_at_the_ends() -> None:
    for person, by, order in (("b", -1, "bacde"), ("b", 1, "acbde"), ("d", 1, "abced")):
        edit = roster.move(CONVENING, person, by)
        assert edit is not None
        assert "".join(each.id for each in edits.apply(CONVENING, edit).convening.participants) == order
    assert roster.move(CONVENING, "a", -1) is None and roster.move(CONVENING, "e", 1) is None and roster.move(CONVENING, "gone", 1) is None


def test_a_change_to_very_many_is_told_by_the_first_and_a_number() -> None:
    many = Convening.model_validate({"title": "T", "participants": [{"id": f"p{n}", "name": f"P {n}"} for n in range(150)]})
    edit = roster.set_many(many, [person.id for person in many.participants], "side", "donor")
    assert edit is not None
    assert telling.phrase(edit, many, language("en")).endswith("set the side of P 2 to “donor”; and 147 more changes")


def test_every_country_lies_in_a_region_and_every_region_in_a_continent() -> None:
    names = language("en").locale.territories
    no_country = {"EU", "EZ", "UN", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "QO", "TA", "AQ"}
    here = {code for code in names if len(code) == 2 and code.isalpha()} - no_country
    assert {code for code in here if not regions.region_of(code)} == set()
    assert regions.region_of(" pt ") == "039" and regions.continent_of("PT") == "150" and regions.region_of("Portugal") == ""
    assert all(region in names for region in regions.REGIONS)
