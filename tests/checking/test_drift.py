"""What is meant to be a fact of the convening and is written otherwise is found, with what it should be; all else is let be."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import sample
from toolkit.checking.drift import drifts, facts_of
from toolkit.convening.model import Convening
from toolkit.language import language

MEETING = Convening.model_validate({
    "title": "A Farmer/Funder Exchange on Seeds", "subtitle": "Seeds, Soil and Money",
    "hosts": [{"name": "Upland Network of Seed Keepers", "short": "UNSK"}, {"name": "Tern Foundation", "short": "TF"}],
    "venue": {"name": "Old Mill", "city": "Riverton", "country": "US"},
    "days": [{"date": dt.date(2027, 3, 11)}, {"date": dt.date(2027, 3, 12)}],
    "participants": [
        {"id": "p1", "name": "Ines Gonçalves", "affiliations": [{"organisation": "Collective for River Commons"}]},
        {"id": "p2", "name": "Tom Sharrow"}, {"id": "p3", "name": "Tom Sparrow"}, {"id": "p4", "name": "Li Na"},
    ],
})  # fmt: skip
FACTS = facts_of(MEETING, language("en"))


def found(text: str) -> list[tuple[str, str, str]]:
    return [(each.kind, text[each.start : each.end], each.right) for each in drifts(text, FACTS)]


@pytest.mark.parametrize(("text", "expected"), [
    ("Report of A Farmer / Funder Exchange on Seeds, held",
     [("title", "A Farmer / Funder Exchange on Seeds", "A Farmer/Funder Exchange on Seeds")]),
    ("The Farmer-Funder Exchange began", [("title", "Farmer-Funder Exchange", "Farmer/Funder Exchange")]),
    ("called the ‘old way of sowing, they said, and it’s gone", [("quotation", "‘", "")]),
    ("held in Riverton, USA.", [("place", "Riverton, USA", "Riverton, United States")]),
    ("held in Riverton, New Avon.", [("place", "Riverton, New Avon", "Riverton, United States")]),
    ("March 11 – 12, 2027", [("dates", "March 11 – 12, 2027", "11–12 March 2027")]),
    ("11-12 March, 2027", [("dates", "11-12 March, 2027", "11–12 March 2027")]),
    ("on 11 and 12 March 2028 we", [("dates", "11 and 12 March 2028", "11–12 March 2027")]),
    ("on the 12th of March 2027", [("dates", "12th of March 2027", "12 March 2027")]),
    ("the Network of Seed Keepers (UNSK) and", [("host", "Network of Seed Keepers", "Upland Network of Seed Keepers")]),
    ("the Upland Network for Seed Keepers (UNSK)", [("host", "Upland Network for Seed Keepers", "Upland Network of Seed Keepers")]),
    ("said Ines Gonzalves.", [("person", "Ines Gonzalves", "Ines Gonçalves")]),
    ("said Ines Goncalves’s friend.", [("person", "Ines Goncalves", "Ines Gonçalves")]),
    ("the Colective for River Commons", [("organisation", "Colective for River Commons", "Collective for River Commons")]),
    ("in the the room", [("word", "the the", "the")]),
    ("seeds,, soil", [("comma", "seeds,,", "seeds,")]),
    ("They said “we will stay\nand then went.\n\nNext “one” here.", [("quotation", "“", "")]),
])  # fmt: skip
def test_what_drifted_is_found_with_what_it_should_be(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", [
    "A FARMER/FUNDER EXCHANGE", "farmers and funders exchanged seeds", "the exchange of a farmer and a funder",
    "the ‘old way!’¹³ said", "a ‘farmers’ field’ and ‘one’ more", "in the ’nineties, it’s so", "a farmer-funder exchange",
    "the Upland Network of Seed Keepers (UNSK)", "the UPLAND NETWORK OF SEED KEEPERS (UNSK)", "our friends (UNSK)", "UNSK’s office",
    "Old Mill, Riverton, United States", "In Riverton, Maria said so", "the river at Riverton, which floods",
    "Tom Sharrow met Tom Sparrow.", "Ines Gonçalves’ idea", "Ines said. Goncalves left", "Li Ma came", "Ines Gonçalves\nand others",
    "11–12 March 2027", "11 – 12 March 2027", "12 March 2027", "7–8 May 2027", "11 March 2026", "12,000 hectares", "in 2027",
    "Collective for River Commons", "COLLECTIVE FOR RIVER COMMONS", "the collective", "that that is", "« ouvert » et “closed”",
])  # fmt: skip
def test_what_is_as_it_should_be_or_is_something_else_is_let_be(text: str) -> None:
    assert found(text) == []


def test_the_sample_s_own_report_does_not_drift() -> None:
    made = sample().convening
    facts = facts_of(made, language("en"))
    said = [made.report.summary, *(section.body for section in made.report.sections)]
    assert [drift.sentence(language("en")) for text in said if isinstance(text, str) for drift in drifts(text, facts)] == []


@given(st.text(alphabet="aA b.,\n“”«»/-()0123456789 UNSK Riverton,Tom Sharrow", max_size=120))
def test_places_lie_in_the_text_in_order_and_apart_and_put_right_they_are_found_no_more(text: str) -> None:
    after = 0
    for each in drifts(text, FACTS):
        assert after <= each.start < each.end <= len(text)
        after = each.end
