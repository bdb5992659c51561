"""What is hard about real lists, each once, on people who are nobody: the same annex as blocks of lines and as a table."""

import csv
import io

import pytest

from tests.imports.people.reading import doubts, lines, raws, understood
from toolkit.convening.model import Convening
from toolkit.convening.people import folded, sort_key
from toolkit.document.blocks import Items
from toolkit.documents import participant_list
from toolkit.documents.registry import Options
from toolkit.imports import agenda, people
from toolkit.language import language
from toolkit.readers import reading

PEOPLE = [
    ("Églantine Ördög", "Director, Public Water Program", "Riverton Institute"),
    ("Baerbel Muehle", "EU Resident Adviser", "Invented Institute of Rights"),
    ("Zoe Bell-Hooper", "Campaigns Officer", "Alliance for Rivers"),
    ("Ruth Mill Weaver", "Executive Director", "SCOT-RIV"),
    ("Rachel Weaver", "Program Officer, Sexual Health and Rights Project", "Riverton Institute"),
    ("Florence Dupré Holm-Ronne", "Programme Officer, Issues Affecting Women", "ELM Foundation"),
    ("Melissa Joy Dittler", "Coordinator", "NRWP"),
    ("Carole S. Vane", "Associate Clinical Professor and Director, Program for the Study of Rivers, Work, Health and Rights, "
     "Department of Water", "Columbine University"),
    ("Meena Sarasvati Sheth", "General Secretary", "Sampla Gram Sanstha (SANGAM)"),
    ("Dr. Somar Janak", "Chief Advisor", "Durga Samiti Committee"),
    ("Naiheng Long", "Secretariat", "Women's Network for Unity"),
    ("Irene Dunkel", "Programme Manager, Gender, Women & Development", "HIVAS"),
    ("Irene Kessler", "Program Manager", "Water Fonds"),
    ("Sonia Corral", "Co-Chair (WPW), Coordinator for Water and Health (DAWM)",
     "Water Policy Watch (WPW); Development Alternatives with Many for a New Era (DAWM)"),
    ("Ann Jardine", "Director, Program on Rivers and Forced Labor",
     "Center on Human Rights and Humanitarian Law, Riverton College of Law, Columbine University"),
    ("Andrea Richter", "Director of the River Workers Project", "Urban Water Center"),
    ("Bishan Dutt", "Consultant", ""),
    ("Jodi Jacobi", "Independent Consultant", ""),
    ("Barbara Limanova", "Consultant", ""),
    ("Frieda Straub", "", "Davila/ Redtraso"),
    ("Kristina Mahler", "Executive Director", "Rivers Association / Tais Minus"),
    ("Sylvia Sangar-Mollet", "Consultant", "Dania So"),
    ("David Gonsales", "Program Assistant", "Bell & Melody Gage Foundation"),
    ("Heather Dole", "Project Director, Sexual Health and Rights Project", "Riverton Institute"),
    ("Shari Tully", "Director of Programs, Public Water Program", "Riverton Institute"),
    ("Rebekah Chung", "Administrative Assistant, Sexual Health and Rights Project", "Riverton Institute"),
]  # fmt: skip


def annex() -> str:
    """Name, a blank line, role and organisation, wrapped as a page of 86 letters wraps them."""
    made: list[str] = ["Water and Work: A Dialogue", "March 11 – 12, 2027", "Riverton, XX", ""]
    for name, title, body in PEOPLE:
        made += [name, ""]
        for text in filter(None, (title, body.replace("; ", ", "))):
            row = ""
            for word in text.split():
                if row and len(row) + 1 + len(word) > 86:
                    made.append(row)
                    row = ""
                row = f"{row} {word}".strip()
            made.append(row)
        made.append("")
    return "\n".join(made)


def table(separator: str = ",", encoding: str = "utf-8", heads: tuple[str, ...] = ("Name", "Title", "Organisation")) -> bytes:
    made = io.StringIO()
    csv.writer(made, delimiter=separator, lineterminator="\r\n").writerows([heads, *PEOPLE])
    return made.getvalue().encode(encoding)


BLOCKS = lines(annex(), "annex.txt")
ROWS = lines(table(), "list.csv")
AT = {name: at for at, (name, _, _) in enumerate(PEOPLE)}

CASES = [
    ("T01", "Églantine Ördög"), ("T02", "Baerbel Muehle"), ("T03", "Zoe Bell-Hooper"), ("T04", "Ruth Mill Weaver"),
    ("T05", "Florence Dupré Holm-Ronne"), ("T06", "Melissa Joy Dittler"), ("T06", "Carole S. Vane"), ("T07", "Meena Sarasvati Sheth"),
    ("T08", "Dr. Somar Janak"), ("T09", "Naiheng Long"), ("T10", "Irene Dunkel"), ("T10", "Irene Kessler"), ("T11", "Rachel Weaver"),
    ("T12, T13", "Sonia Corral"), ("T14", "Carole S. Vane"), ("T15", "Ann Jardine"), ("T16", "Irene Dunkel"), ("T17", "Andrea Richter"),
    ("T18", "Bishan Dutt"), ("T18", "Jodi Jacobi"), ("T18", "Barbara Limanova"), ("T19", "Frieda Straub"), ("T20", "Kristina Mahler"),
    ("T21", "Sylvia Sangar-Mollet"), ("T22, T27", "Naiheng Long"), ("T23", "Melissa Joy Dittler"), ("T24", "Meena Sarasvati Sheth"),
    ("T25", "Ruth Mill Weaver"), ("T26", "David Gonsales"), ("T28", "Shari Tully"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "name"), CASES)
def test_the_person_is_the_same_from_the_blocks_and_from_the_table(case: str, name: str) -> None:
    assert BLOCKS[AT[name]] == ROWS[AT[name]] == PEOPLE[AT[name]]


def test_nobody_is_lost_and_nobody_added() -> None:
    assert BLOCKS == ROWS == PEOPLE


@pytest.mark.parametrize(
    ("separator", "encoding", "heads", "name"),
    [
        (";", "cp1252", ("Nom complet", "Fonction", "Organisme"), "list.csv"),
        ("\t", "utf-16", ("Name", "Title", "Organisation"), "list.txt"),
        (";", "cp1252", ("Nom complet", "Fonction", "Organisme"), "list.xlsx"),
        ("|", "utf-8-sig", ("Имя и фамилия", "Должность", "Организация"), "list.csv"),
    ],
)
def test_any_separator_encoding_and_name_of_the_file_says_the_same(
    separator: str, encoding: str, heads: tuple[str, ...], name: str
) -> None:
    assert lines(table(separator, encoding, heads), name) == PEOPLE


def test_t01_an_accent_sorts_with_its_letter_and_t08_an_honorific_does_not_sort() -> None:
    convening = brought()
    order = [person.name for person in sorted(convening.participants, key=sort_key)]
    assert order.index("Églantine Ördög") < order.index("Florence Dupré Holm-Ronne")
    assert order.index("Somar Janak") > order.index("Shari Tully")
    assert next(person for person in convening.participants if person.name == "Somar Janak").honorific == "Dr."


def test_t04_t05_t09_a_name_is_never_parsed_by_guess() -> None:
    assert not any("sort_as" in raw for raw in raws(table()))


def test_t11_two_people_of_one_surname_are_no_pair() -> None:
    assert understood(table(), "list.csv").pairs == ()


def test_t12_two_roles_stand_each_with_its_organisation() -> None:
    raw = understood(annex()).people[AT["Sonia Corral"]].raw
    assert raw["affiliations"] == [
        {"title": "Co-Chair (WPW)", "organisation": "Water Policy Watch (WPW)"},
        {"title": "Coordinator for Water and Health (DAWM)", "organisation": "Development Alternatives with Many for a New Era (DAWM)"},
    ]


def test_t19_t20_a_slash_is_kept_and_said() -> None:
    said = doubts(table())
    assert [sentence.split("”")[0].lstrip("“") for sentence in said] == ["Davila/ Redtraso", "Rivers Association / Tais Minus"]


def test_t28_five_people_of_one_organisation_are_five() -> None:
    assert [body for _, _, body in ROWS].count("Riverton Institute") == 5


def test_t29_footnote_marks_are_no_part_of_a_name() -> None:
    assert [raw["name"] for raw in raws("Name,Org\nMaria Example¹⁰,ERN\nJo Sample²²,Fund\n")] == ["Maria Example", "Jo Sample"]


AGENDA = """Day 1
9:30 - 10:00am Introduction
11:15 - 12:30pm Clarifying water and work. Why do these terms matter? Implications on the ground.
12:30 - 1:30pm Lunch
1:30 – 3:00pm Models – and a discussion
"""


def test_t30_t31_t33_the_agenda_beside_the_list_is_still_read_right() -> None:
    rows = agenda.understand(reading.read(AGENDA.encode(), "agenda.txt")).rows
    assert [(row.start, row.end) for row in rows] == [(570, 600), (675, 750), (750, 810), (810, 900)]
    assert "Why do these terms matter? Implications on the ground" in rows[1].title
    assert rows[3].title == "Models – and a discussion"


def test_t32_an_agenda_is_no_list_of_people() -> None:
    with pytest.raises(people.DeclinedError):
        understood(AGENDA, "agenda.txt")


def brought() -> Convening:
    joined = people.join(Convening(title="Water"), understood(table(), "list.csv").people)
    made = people.edit(Convening(title="Water"), joined, {change.number for change in joined.changes})
    assert made is not None
    return people.brought(Convening(title="Water"), made)


def test_t34_every_person_is_one_entry_that_no_page_parts() -> None:
    document = participant_list.build(brought(), Options(audience="organisers", language=language("en")))
    entries = [block for block in document.blocks if isinstance(block, Items)]
    assert [len(block.items) for block in entries] == [len(PEOPLE)]


@pytest.mark.parametrize(("audience", "named"), [("organisers", True), ("facilitators", True), ("participants", False), ("public", False)])
def test_t35_who_was_only_brought_in_is_named_to_the_team_alone(audience: str, named: bool) -> None:
    listed = participant_list.seen(brought(), Options(audience=audience, language=language("en")))  # type: ignore[arg-type]
    assert {shown.named for _, shown in listed} == {named}


def test_names_are_compared_without_case_and_accents() -> None:
    assert folded("Églantine ÖRDÖG") == folded("eglantine ordog")
