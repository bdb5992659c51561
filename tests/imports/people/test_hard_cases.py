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
    ("Églantine Ördög", "Director, Clean Wells Programme", "Riverton Institute"),
    ("Tjoerven Kuehl", "Visiting Adviser on Ports", "Invented Institute of Rights"),
    ("Ada Reed-Hollow", "Campaigns Officer", "Alliance for Rivers"),
    ("Nora Finch Carter", "Executive Director", "NORD-KAI"),
    ("Paula Carter", "Program Officer, River Health and Schools Project", "Riverton Institute"),
    ("Gisèle Auber Lind-Solvang", "Programme Officer, Matters Concerning Crews", "FIR Trust"),
    ("Harriet May Oxley", "Coordinator", "GKLM"),
    ("Louise T. Marsh", "Lecturer in Public Care and Head, Centre for Teaching on Rivers, Labour, Health and Trade, "
     "Department of Water", "Lindholm University"),
    ("Kavya Nirmala Joglekar", "General Secretary", "Jal Seva Mandal (JASEMA)"),
    ("Dr. Vikram Salvi", "Chief Advisor", "Nadi Sangh Committee"),
    ("Sokun Vey", "Secretariat", "Boatwomen's League for Water"),
    ("Marit Dorsman", "Programme Manager, Harbours, Crews & Training", "KORVO"),
    ("Marit Keulen", "Program Manager", "Water Fonds"),
    ("Beatriz Lagoa", "Co-Chair (WPW), Coordinator for Water and Trade (CLEF)",
     "Water Policy Watch (WPW); Coastal Learning Exchange with Ports for a Fair Sea (CLEF)"),
    ("Joan Pell", "Director, Clinic on Rivers and Unpaid Work",
     "Centre for Coastal Law and Fair Contracts, Riverton College of Law, Lindholm University"),
    ("Petra Hollis", "Director of the Night Ferry Project", "Harbour Advice Centre"),
    ("Tarun Bose", "Consultant", ""),
    ("Wanda Quill", "Independent Consultant", ""),
    ("Ludmila Orsic", "Consultant", ""),
    ("Greta Sommers", "", "Ondina/ Portanexo"),
    ("Daria Kolbe", "Executive Director", "Ferry Association / Zelen Most"),
    ("Aline Dembo-Perrin", "Consultant", "Mirela Ko"),
    ("Marco Olmedo", "Program Assistant", "Hugh & Orla Penn Foundation"),
    ("Iris Fenn", "Project Director, River Health and Schools Project", "Riverton Institute"),
    ("Tamsin Grove", "Director of Programs, Clean Wells Programme", "Riverton Institute"),
    ("Hanna Seo", "Administrative Assistant, River Health and Schools Project", "Riverton Institute"),
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
    ("T01", "Églantine Ördög"), ("T02", "Tjoerven Kuehl"), ("T03", "Ada Reed-Hollow"), ("T04", "Nora Finch Carter"),
    ("T05", "Gisèle Auber Lind-Solvang"), ("T06", "Harriet May Oxley"), ("T06", "Louise T. Marsh"), ("T07", "Kavya Nirmala Joglekar"),
    ("T08", "Dr. Vikram Salvi"), ("T09", "Sokun Vey"), ("T10", "Marit Dorsman"), ("T10", "Marit Keulen"), ("T11", "Paula Carter"),
    ("T12, T13", "Beatriz Lagoa"), ("T14", "Louise T. Marsh"), ("T15", "Joan Pell"), ("T16", "Marit Dorsman"), ("T17", "Petra Hollis"),
    ("T18", "Tarun Bose"), ("T18", "Wanda Quill"), ("T18", "Ludmila Orsic"), ("T19", "Greta Sommers"), ("T20", "Daria Kolbe"),
    ("T21", "Aline Dembo-Perrin"), ("T22, T27", "Sokun Vey"), ("T23", "Harriet May Oxley"), ("T24", "Kavya Nirmala Joglekar"),
    ("T25", "Nora Finch Carter"), ("T26", "Marco Olmedo"), ("T28", "Tamsin Grove"),
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
    assert order.index("Églantine Ördög") < order.index("Gisèle Auber Lind-Solvang")
    assert order.index("Vikram Salvi") > order.index("Tamsin Grove")
    assert next(person for person in convening.participants if person.name == "Vikram Salvi").honorific == "Dr."


def test_t04_t05_t09_a_name_is_never_parsed_by_guess() -> None:
    assert not any("sort_as" in raw for raw in raws(table()))


def test_t11_two_people_of_one_surname_are_no_pair() -> None:
    assert understood(table(), "list.csv").pairs == ()


def test_t12_two_roles_stand_each_with_its_organisation() -> None:
    raw = understood(annex()).people[AT["Beatriz Lagoa"]].raw
    assert raw["affiliations"] == [
        {"title": "Co-Chair (WPW)", "organisation": "Water Policy Watch (WPW)"},
        {"title": "Coordinator for Water and Trade (CLEF)", "organisation": "Coastal Learning Exchange with Ports for a Fair Sea (CLEF)"},
    ]


def test_t19_t20_a_slash_is_kept_and_said() -> None:
    said = doubts(table())
    assert [sentence.split("”")[0].lstrip("“") for sentence in said] == ["Ondina/ Portanexo", "Ferry Association / Zelen Most"]


def test_t28_five_people_of_one_organisation_are_five() -> None:
    assert [body for _, _, body in ROWS].count("Riverton Institute") == 5


def test_t29_footnote_marks_are_no_part_of_a_name() -> None:
    assert [raw["name"] for raw in raws("Name,Org\nMaria Example¹⁰,ERN\nJo Sample²²,Fund\n")] == ["Maria Example", "Jo Sample"]


AGENDA = """Day 1
9:30 - 10:00am Introduction
10:45 - 12:15pm Naming water work. Whose words are these? What follows from them.
12:15 - 1:15pm Lunch
1:15 – 2:45pm Models – and a discussion
"""


def test_t30_t31_t33_the_agenda_beside_the_list_is_still_read_right() -> None:
    rows = agenda.understand(reading.read(AGENDA.encode(), "agenda.txt")).rows
    assert [(row.start, row.end) for row in rows] == [(570, 600), (645, 735), (735, 795), (795, 885)]
    assert "Whose words are these? What follows from them" in rows[1].title
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
