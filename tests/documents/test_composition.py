"""Who is in the room: nobody can be found by a number, and what organisers keep for themselves is counted for the team alone."""

from hypothesis import given
from hypothesis import strategies as st

from tests.documents.reading import build, convening, every, words
from toolkit.convening.model import AUDIENCES
from toolkit.document.blocks import Figure
from toolkit.documents.naming import named_in
from toolkit.figures.shares import Bar, shares


def people(**sides):
    return [
        {
            "id": f"{side}-{n}", "name": f"{side.title()} Nr{n}", "side": side, "country": "PT", "languages": ["pt"],
            "more": {"Gender": "f" if n % 2 else "m", "Flight": f"TP {side}{n}"},
        } for side, count in sides.items() for n in range(count)
    ]  # fmt: skip


def told(audience, listed):
    document = build(convening(participants=listed), "composition", audience)
    return {row[:2]: row[2] for row in document.sheets[0].rows}, document


def test_numbers_below_five_are_told_to_organisers_alone():
    listed = people(activist=8, donor=5, interpreter=3, observer=1)
    for audience in AUDIENCES:
        rows, document = told(audience, listed)
        if audience == "organisers":
            assert (rows["Sides", "interpreter"], rows["Sides", "observer"]) == ("3", "1")
            continue
        assert {what: said for (head, what), said in rows.items() if head == "Sides"} == {
            "activist": "8", "donor": "5", "Others": "fewer than 5",
        }  # fmt: skip
        assert "interpreter" not in words(document.blocks) + "".join(figure.alt for figure in every(document.blocks, Figure))
    alone, _ = told("participants", people(activist=8, observer=1))
    assert alone["Sides", "Others"] == "fewer than 5" and ("Sides", "observer") not in alone


def test_columns_of_the_organisers_own_are_counted_for_the_team_and_never_word_for_word_where_they_are_rare():
    listed = people(activist=12)
    listed[0]["more"] = {"Gender": "x", "Flight": "TP 0"}
    heads = {audience: {head for head, _ in told(audience, listed)[0]} for audience in AUDIENCES}
    assert "Gender" not in heads["public"] | heads["participants"] and "Gender" in heads["facilitators"] & heads["organisers"]
    assert ("Gender", "x") in told("organisers", listed)[0]
    assert told("facilitators", listed)[0]["Gender", "Others"] == "fewer than 5"
    assert all("Flight" not in heads[audience] for audience in AUDIENCES)


def test_whoever_declined_is_not_counted_and_nobody_is_named():
    listed = [{**person, "status": "declined" if n else "confirmed"} for n, person in enumerate(people(activist=9))]
    rows, document = told("organisers", listed)
    assert rows["Sides", "activist"] == "1"
    assert named_in(document, convening(participants=listed), "organisers") == frozenset()
    assert "Nothing is recorded yet" in words(told("participants", [])[1].blocks)


@given(st.lists(st.sampled_from(["donor", "activist", "host", "guest", ""]), max_size=30))
def test_no_chart_below_organisers_tells_a_number_from_one_to_four(sides):
    listed = [{"id": f"p{n}", "side": side} for n, side in enumerate(sides)]
    for audience in ("public", "participants", "facilitators"):
        rows, _ = told(audience, listed)
        assert not {"1", "2", "3", "4"} & set(rows.values())


def test_bars_stay_on_their_sheet_in_both_directions():
    bars = (Bar("a very long name of a side that has to break " * 2, "1,234", 1.0), Bar("b", "fewer than 5", None), Bar("c", "0", 0.0))
    for rtl in (False, True):
        drawn = shares(bars, 150, rtl=rtl)
        for shape in drawn.shapes:
            if hasattr(shape, "width_mm"):
                assert shape.x >= 0 and shape.x + shape.width_mm <= 150
