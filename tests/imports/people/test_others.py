"""What is chosen by mistake: it is said what it is."""

import pytest

from tests.imports.people.reading import lines, raws, understood
from toolkit.imports.people import DeclinedError
from toolkit.language import language

SAY = language("en")
YAML = "title: Water\nparticipants:\n- id: p1\n  name: Maria Example\n- id: p2\n  name: Jo Sample\n- id: p3\n  name: Ana Prova\n"

AGENDAS = {
    "times below": ("Opening Session\n9:00 – 9:30\nMaria Example\n\nCoffee Break\n9:30 – 9:45\n\nClosing Remarks\n9:45 – 10:15\n", "a.txt"),
    "in brackets": ("# Agenda\n\n- Welcome Remarks (9:00)\n- Opening Circle (9:30)\n- Break Time (10:00)\n- World Cafe (11:00)\n", "a.md"),
    "speakers below": ("14:00 – 15:15\nWho pays?\nSpeakers: Ali Muster; Bea Sample\n\n15:15 – 15:45\nCoffee break\n", "a.txt"),
    "lengths": ("Opening Circle - 45 minutes\nCoffee Break - 15 minutes\nWorld Cafe - 90 minutes\nClosing Round - 30 minutes\n", "a.txt"),
    "who speaks": ("Time,Session,Speaker\n09:00,Welcome,Maria Example\n09:30,Keynote,Jo Sample\n11:00,Panel,Ana Prova\n", "a.csv"),
    "names of sessions": ("Time;Session;Name\n9:00;Welcome;Maria Example\n9:30;Circle;Jo Sample\n10:30;Cafe;Ana Prova\n", "a.csv"),
}


def why(text: str, name: str) -> str:
    with pytest.raises(DeclinedError) as error:
        understood(text, name)
    return error.value.say(SAY)


@pytest.mark.parametrize("text", [YAML, '{"title": "Water", "participants": [{"id": "p1", "name": "Maria Example"}]}'])
@pytest.mark.parametrize("name", ["my.yaml", "my.txt"])
def test_a_convening_file_is_said_to_be_one(text: str, name: str) -> None:
    assert "is a convening file" in why(text, name)


def test_a_list_under_a_title_is_no_convening_file() -> None:
    assert len(lines("title: Water and Work\nparticipants:\nMaria Example (ERN)\nJo Sample (RCU)\nAna Prova (BLF)\n")) == 3


@pytest.mark.parametrize("kind", AGENDAS)
def test_an_agenda_is_said_to_be_one(kind: str) -> None:
    assert "is an agenda" in why(*AGENDAS[kind])


def test_people_with_a_time_of_arrival_stay_people() -> None:
    assert len(raws("Name,Organisation,Arrival time,Room\nMaria Example,ERN,9:00,12\nJo Sample,BLF,10:30,14\n")) == 2
    assert len(raws("Name,Time,Room\nMaria Example,,12\nJo Sample,9:00,14\nAna Prova,late,15\n")) == 3


def test_a_list_of_organisations_is_no_list_of_people() -> None:
    table = "Name,Country,Website\nRiver Network,Portugal,a.example\nCoastal Fund,Kenya,b.example\nMinistry of Water,Ghana,c.example\n"
    assert "are organisations" in why(table, "a.csv")
    assert "No column of names" in why("Organisation,Contact,Country\nRiver Network,i@a.example,PT\nCoastal Fund,i@b.example,KE\n", "a.csv")
