"""People in running text."""

import pytest

from tests.imports.people.reading import lines, raws, understood
from toolkit.imports.people import DeclinedError

M, J, A = ("Maria Example", "", "Example Network"), ("Jo Sample", "", "Invented Fund"), ("Ana Prova", "", "Rete Prova")

LISTS = {
    "brackets": "Participants\n\n1. Maria Example (Example Network)\n2. Jo Sample (Invented Fund)\n3. Ana Prova (Rete Prova)\n",
    "run on": "Participants: Maria Example (Example Network), Jo Sample (Invented Fund) and Ana Prova (Rete Prova).\n",
    "broken over lines": "Maria Example (Example Network), Jo\nSample (Invented\nFund), and Ana Prova (Rete Prova)\n",
    "semicolons": "Maria Example (Example Network); Jo Sample (Invented Fund); Ana Prova (Rete Prova)\n",
    "commas": "Maria Example, Example Network\nJo Sample, Invented Fund\nAna Prova, Rete Prova\n",
    "dashes": "- Maria Example – Example Network\n- Jo Sample – Invented Fund\n- Ana Prova – Rete Prova\n",
    "by organisation": "Example Network: Maria Example\nInvented Fund: Jo Sample\nRete Prova: Ana Prova\n",
    "tabs": "Maria Example\tExample Network\nJo Sample\tInvented Fund\nAna Prova\tRete Prova\n",
    "blocks": "Maria Example\nExample Network\n\nJo Sample\nInvented Fund\n\nAna Prova\nRete Prova\n",
    "cards": (
        "Name: Maria Example\nOrganisation: Example Network\n\nName: Jo Sample\n"
        "Organisation: Invented Fund\n\nName: Ana Prova\nOrganisation: Rete Prova\n"
    ),
    "minutes": (
        "Minutes\n\nPresent: Maria Example (Example Network), Jo Sample (Invented Fund), Ana Prova (Rete "
        "Prova)\n\n1. Opening\nThe chair opened the meeting at nine and welcomed all who had come to it.\n"
    ),
    "surname first": "Example, Maria (Example Network)\nSample, Jo (Invented Fund)\nProva, Ana (Rete Prova)\n",
}


@pytest.mark.parametrize("way", [name for name in LISTS if name != "by organisation"])
def test_every_way_to_write_a_list_says_the_same(way: str) -> None:
    assert lines(LISTS[way]) == [M, J, A]


def test_name_role_organisation_in_each_way() -> None:
    wanted = [("Maria Example", "Coordinator", "Example Network"), ("Jo Sample", "Programme Officer", "Invented Fund")]
    for text in (
        "Maria Example, Coordinator, Example Network\nJo Sample, Programme Officer, Invented Fund\n",
        "Maria Example – Coordinator, Example Network\nJo Sample – Programme Officer, Invented Fund\n",
        "Maria Example (Coordinator, Example Network)\nJo Sample (Programme Officer, Invented Fund)\n",
        "Maria Example\nCoordinator\nExample Network\nJo Sample\nProgramme Officer\nInvented Fund\n",
        "Maria Example | Coordinator | Example Network\nJo Sample | Programme Officer | Invented Fund\n",
    ):
        assert lines(text) == wanted, text


def test_a_comma_in_a_line_sets_the_place_in_the_list() -> None:
    assert [raw["sort_as"] for raw in raws(LISTS["surname first"], "a.txt")] == ["Example, Maria", "Sample, Jo", "Prova, Ana"]


def test_addresses_of_a_letter_are_people_with_their_address() -> None:
    text = '"Example, Maria" <maria@example.org>; Jo Sample <jo@example.org>; Ana Prova <ana@example.org>\n'
    assert [(raw["name"], raw["email"]) for raw in raws(text, "a.txt")] == [
        ("Maria Example", "maria@example.org"), ("Jo Sample", "jo@example.org"), ("Ana Prova", "ana@example.org"),
    ]  # fmt: skip


def test_those_who_sent_apologies_do_not_come() -> None:
    text = "Present: Maria Example, Jo Sample, Ana Prova\nApologies: Li Esimerkki\n"
    assert [(raw["name"], raw.get("status")) for raw in raws(text, "a.txt")][-1] == ("Li Esimerkki", "declined")


def test_a_country_an_address_and_a_number_below_a_name_are_told_by_themselves() -> None:
    text = "Maria Example\nCoordinator\nExample Network\nKenya\nmaria@example.org\n+254 700 000000\n\nJo Sample\nInvented Fund\n"
    assert raws(text, "a.txt")[0] == {
        "name": "Maria Example", "email": "maria@example.org", "phone": "+254 700 000000", "country": "KE",
        "affiliations": [{"title": "Coordinator", "organisation": "Example Network"}],
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Milk\nBread\n2 kg apples\nOlive oil\n",
        "We met on Friday to talk about water. It was a good day. Nobody objected, and all agreed to go on.\nThe next meeting is in May.\n",
        "Invoice 2027-01\nRoom hire  300\nCoffee  45\nTotal  345\n",
        "Thank: the group for its work\nOne – turn to your neighbour\nTurn – and listen\n",
        "Water and Work, Maria Example, 2019\nThe River, Jo Sample, 2020\n",
    ],
)
def test_other_texts_are_declined(text: str) -> None:
    with pytest.raises(DeclinedError):
        understood(text, "a.txt")


def test_everybody_has_a_key_of_her_own_and_it_names_nobody() -> None:
    found = understood(LISTS["run on"] + "\n" + LISTS["blocks"])
    keys = [person.key for person in found.people]
    assert len(set(keys)) == len(keys) and not any("Maria" in key for key in keys)


def test_what_is_only_written_like_a_name_is_taken_with_a_question() -> None:
    text = "Maria Example (Example Network)\nJo Sample (Invented Fund)\nClean Water\nCoffee Break (Hall)\nDr. Ana Prova\nLi Test (Rete)\n"
    asked = [(dict(doubt.values)["name"], doubt.where.line) for doubt in understood(text).doubts]
    assert asked == [("Clean Water", 3), ("Coffee Break", 4)]
    assert not understood("Maria Example\nJo Sample\nAna Prova\nLi Test\nUwe Invented\n").doubts


def test_addresses_run_on_with_either_sign() -> None:
    found = raws('Maria Example <m@a.example>; Jo Sample <j@b.example>, "Prova, Ana" <a@c.example>\n', "a.txt")
    assert [(each["name"], each["email"]) for each in found] == [
        ("Maria Example", "m@a.example"), ("Jo Sample", "j@b.example"), ("Ana Prova", "a@c.example"),
    ]  # fmt: skip


def test_apologies_in_the_same_line_are_of_those_who_do_not_come() -> None:
    found = raws("Present: Maria Example (ERN), Jo Sample (BLF) and Ana Prova (UN). Apologies: Lena Beispiel.\n", "a.txt")
    assert [(each["name"], each.get("status")) for each in found] == [
        ("Maria Example", None), ("Jo Sample", None), ("Ana Prova", None), ("Lena Beispiel", "declined"),
    ]  # fmt: skip


def test_a_line_in_capitals_heads_those_below_it() -> None:
    found = raws("DONORS\nMaria Example, Coastal Fund\nJo Sample, Fund\n\nACTIVISTS\nAna Prova, River Union\nKofi Muster, Radio\n", "a.txt")
    assert [(each["name"], each["side"]) for each in found] == [
        ("Maria Example", "DONORS"), ("Jo Sample", "DONORS"), ("Ana Prova", "ACTIVISTS"), ("Kofi Muster", "ACTIVISTS"),
    ]  # fmt: skip
