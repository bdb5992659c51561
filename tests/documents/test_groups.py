"""Group lists and slips: everybody where they sit, by name only before those who may read it, and in an order that tells nothing."""

import pytest

from tests.documents.reading import build, convening, headings, named, rows, tables, words
from tests.documents.test_lists import PEOPLE
from toolkit.document.blocks import Cards
from toolkit.documents import group_lists
from toolkit.documents.registry import options_for
from toolkit.language import language

DAYS = [
    {"id": f"d{n}", "date": f"2027-03-1{n}", "start": "14:00",
     "sessions": [{"id": f"s{n}", "title": f"Talk {n}", "minutes": 60, "room": "Hall"}]} for n in (1, 2)
]  # fmt: skip
ROUNDS = [
    {"groups": [{"name": "A", "room": "Loft", "people": ["f", "b", "c"]}, {"name": "B", "people": ["a", "d"]}]},
    {"groups": [{"name": "A", "room": "Loft", "people": ["a"]}, {"name": "B", "people": ["b", "d", "f"]}]},
]


def made(**more):
    groups = [{"id": "g1", "title": "Tables", "sessions": ["s1", "s2"], "rounds": ROUNDS, **more}]
    return convening(participants=PEOPLE, days=DAYS, groups=groups)


@pytest.mark.parametrize(
    ("audience", "first", "second"),
    [
        ("public", "B1 C1 F1", "A1 D1"),
        ("participants", "Bo Inside C1 F1", "Ana Pública D1"),
        ("facilitators", "Bo Inside Cy Refused F1", "Ana Pública Di Unasked"),
        ("organisers", "Bo Inside Cy Refused F1", "Ana Pública Di Unasked"),
    ],
)
def test_each_audience_reads_the_names_that_it_may_and_codes_for_the_others(audience, first, second):
    document = build(made(), "group-lists", audience)
    table, *_ = tables(document)
    assert rows(table)[-2:] == [["A", "Loft", first], ["B", "Hall", second]]


def test_each_round_bears_its_day_and_hour_and_everybody_is_found_by_name():
    document = build(made(), "group-lists", "facilitators")
    rounds = ["Round 1 · Thursday, 11 March 2027 · 14:00–15:00", "Round 2 · Friday, 12 March 2027 · 14:00–15:00"]
    assert [each for _, each in headings(document)] == ["Tables", *rounds, "By name"]
    assert rows(tables(document)[-1])[-2:] == [["Di Unasked", "B", "B"], ["F1", "A", "B"]]
    assert ["Cy Refused", "A", "–"] in rows(tables(document)[-1])


def test_more_groups_than_fit_below_one_another_stand_side_by_side():
    many = [{"id": f"p{n}", "name": f"Person {n}", "code": f"K{n}", "consent": {"list": "participants"} if n else None} for n in range(32)]
    groups = [{"name": f"G{n}", "room": "Loft" if n else "", "people": [f"p{2 * n}", f"p{2 * n + 1}"]} for n in range(16)]
    one = convening(participants=many, days=DAYS, groups=[{"id": "g", "sessions": ["s1"], "rounds": [{"groups": groups}]}])
    table, *_ = tables(build(one, "group-lists"))
    found = [[words(cell.content) for cell in row.cells] for row in table.rows]
    assert len(found) == 6 and found[0][0].split() == ["G0", "·", "Hall", "Person", "1", "K0"]
    assert found[5][0].split() == ["G15", "·", "Loft", "Person", "30", "Person", "31"] and found[5][1:] == ["", ""]


def test_a_slip_holds_one_persons_way_and_nobody_elses():
    document = build(made(), "group-slips", "participants")
    cards = [words(card) for block in document.blocks if isinstance(block, Cards) for card in block.cards]
    assert "Bo Inside Day 1, 14:00, round 1  ·  A  ·  Loft Day 2, 14:00, round 2  ·  B  ·  Hall" in cards
    assert len(cards) == 5 and not any("Cy" in card or "Di " in card for card in cards)


def test_badges_get_the_way_in_words():
    one = made()
    ways = group_lists.ways(one, options_for(one, named(one, "group-slips"), language("en")))
    assert [(line.when, line.group, line.room) for line in ways["a"]] == [
        ("Day 1, 14:00, round 1", "B", "Hall"),
        ("Day 2, 14:00, round 2", "A", "Loft"),
    ]
    assert "e" not in ways


def test_without_groups_there_is_no_list():
    names = {spec.name for spec in group_lists.specs(convening(participants=PEOPLE), {})}
    assert names == set() and {spec.name for spec in group_lists.specs(made(), {})} == {"group-lists", "group-slips"}
