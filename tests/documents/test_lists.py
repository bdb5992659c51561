"""Lists of people and the pack's own list: who is named, who is counted, what is copied."""

import pytest

from tests.documents.reading import build, convening, lists, rows, sample, tables, tree, words
from tests.support import all_specs

PEOPLE = [
    {
        "id": "a", "code": "A1", "name": "Ana Pública", "legal_name": "Ana Legal", "honorific": "Dr.", "pronouns": "she/her",
        "country": "PT",
        "affiliations": [{"title": "Chair", "organisation": "Wells & Sons"}], "email": "ana@example.org", "phone": "+351 1",
        "needs": {"diet": "vegan"}, "more": {"Flight": "TP 1"}, "consent": {"list": "public"},
    },
    {
        "id": "b", "code": "B1", "name": "Bo Inside", "sort_as": "Aaa, Bo", "country": "XX",
        "affiliations": [{"title": "Editor", "organisation": "Tap"}, {"title": "Member", "organisation": "Board"}],
        "consent": {"list": "participants"},
    },
    {"id": "c", "code": "C1", "name": "Cy Refused", "consent": {"list": "nobody"}},
    {"id": "d", "code": "D1", "name": "Di Unasked"},
    {"id": "e", "code": "E1", "name": "Ed Declined", "status": "declined", "consent": {"list": "public"}},
    {"id": "f", "code": "F1", "name": ""},
]  # fmt: skip


def entries(audience, **facts):
    document = build(convening(participants=PEOPLE, **facts), "participant-list", audience)
    return [words(item) for found in lists(document) for item in found.items], words(document.blocks)


def test_a_list_names_whom_each_audience_may_read_in_order_and_counts_the_others():
    ana = "Dr. Ana Pública"
    assert entries("public")[0] == [f"{ana} Chair Wells & Sons ,  Portugal"]
    assert entries("participants")[0] == ["Bo Inside Editor ,  Tap Member ,  Board", f"{ana}  (she/her) Chair Wells & Sons ,  Portugal"]
    assert entries("public")[1].endswith("and fewer than 5 others who are not named here")
    assert entries("participants")[1].endswith("and fewer than 5 others who are not named here")
    named = " ".join(entries("facilitators")[0])
    assert "Cy Refused" in named and "Di Unasked" in named and "Ana Legal" not in named
    organisers = entries("organisers")[0]
    assert organisers[1] == f"{ana}  (she/her, A1, legal name: Ana Legal) Chair Wells & Sons ,  Portugal"
    assert organisers[-1] == "F1"
    assert len(organisers) == 5


def test_whoever_declined_is_in_no_list_and_whoever_came_is_the_list_afterwards():
    for audience in ("public", "participants", "facilitators", "organisers"):
        assert "Ed Declined" not in entries(audience)[1]
    came = [{**person, "status": "attended"} if person["id"] == "a" else person for person in PEOPLE]
    document = build(convening(participants=came), "participant-list", "organisers")
    assert [words(item)[:15] for item in lists(document)[0].items] == ["Dr. Ana Pública"]


def test_no_contact_and_no_need_is_printed_on_any_list():
    for audience in ("public", "participants", "facilitators", "organisers"):
        printed = entries(audience)[1]
        assert not [word for word in ("ana@example.org", "+351 1", "vegan", "TP 1") if word in printed]


def test_rows_for_spreadsheets_hold_contacts_for_organisers_only():
    made = convening(participants=PEOPLE)
    for audience, count in (("public", 1), ("participants", 2), ("facilitators", 4)):
        sheet = build(made, "participant-list", audience).sheets[0]
        assert sheet.columns == ("Name", "Titles", "Organisations", "Country")
        assert len(sheet.rows) == count
        assert "ana@example.org" not in str(sheet)
    sheet = build(made, "participant-list", "organisers").sheets[0]
    assert sheet.columns[0] == "Code" and sheet.columns[-1] == "Flight"
    ana = dict(zip(sheet.columns, sheet.rows[1], strict=True))
    assert (ana["E-mail"], ana["Phone"], ana["Diet"], ana["Flight"]) == ("ana@example.org", "+351 1", "vegan", "TP 1")


def test_under_the_rule_no_list_leaves_the_team_and_no_affiliation_is_printed():
    for audience in ("public", "participants"):
        named, printed = entries(audience, rule="chatham-house")
        assert named == [] and "Under this rule no list of those who took part is handed out." in printed
        assert build(convening(participants=PEOPLE, rule="chatham-house"), "participant-list", audience).sheets[0].rows == ()
    for audience in ("facilitators", "organisers"):
        assert "Wells & Sons" not in entries(audience, rule="chatham-house")[1]


def test_an_empty_list_says_so():
    assert "Nobody is on the list yet." in words(build(convening(), "participant-list").blocks)


def test_nobody_who_may_be_named_is_one_count():
    made = convening(participants=[{"name": f"Person {n}"} for n in range(7)])
    assert words(build(made, "participant-list").blocks).endswith("7 people, none of whom is named here")


def test_copies_are_numbered_by_hand_where_names_leave_the_team():
    assert "Copy no.  ____" in words(tree("participant-list").blocks)
    assert "Copy no." not in words(tree("participant-list", "public").blocks)


def test_a_person_has_at_most_three_lines_in_one_block():
    for item in lists(tree("participant-list", "participants"))[0].items:
        assert len(item) == 1


def test_the_tick_list_has_everybody_once_boxes_for_each_half_day_and_room_for_walk_ins():
    table = tables(tree("sign-in-sheet"))[0]
    assert [words(column.title) for column in table.columns] == [
        "Code", "Name", "Day 1 morning", "Day 1 afternoon", "Day 2 morning", "Day 2 afternoon",
    ]  # fmt: skip
    coming = [person for person in sample().convening.participants if person.status != "declined"]
    made = rows(table)
    listed = made[: len(coming)]
    assert {row[0] for row in listed} == {person.code for person in coming}
    assert [row for row in made if row[:2] == ["", ""]] == [["", "", "____", "____", "____", "____"]] * 6
    assert made[-1][1] == "People in the room"


def test_the_tick_list_has_no_telephone_no_signature_and_no_need():
    printed = words(tree("sign-in-sheet").blocks)
    assert not [person for person in sample().convening.participants if person.phone and person.phone in printed]
    assert "ignature" not in printed


def test_a_day_on_which_somebody_does_not_come_has_a_dash():
    made = convening(
        participants=[{"name": "Ada", "days": ["two"]}],
        days=[
            {"id": "one", "start": "09:00", "sessions": [{"title": "x", "minutes": 60}]},
            {"id": "two", "start": "14:00", "sessions": [{"title": "y", "minutes": 60}]},
        ],
    )
    table = tables(build(made, "sign-in-sheet"))[0]
    assert [words(column.title) for column in table.columns] == ["Code", "Name", "Day 1 morning", "Day 2 afternoon"]
    assert rows(table)[0] == ["P1", "Ada", "–", "____"]
    assert "P1" in words(build(made, "participant-list", "organisers").blocks), "the number that stands on her badge"
    assert "P1" not in words(build(made, "participant-list", "facilitators").blocks)


def test_the_print_list_names_every_document_its_audience_and_its_copies():
    made = {row[1]: row[2:5] for row in rows(tables(tree("cover-sheet"))[0])}
    assert made["Agenda"] == ["For participants", "38", "one each"]
    assert made["Sign-in sheet"] == ["Organisers only", "1", "one for the hosts"]
    assert made["Word association sheet  ·  Handout"] == ["For participants", "38", "one each"]
    assert len(made) == len([spec for spec in all_specs() if not spec.asked]) - 1


@pytest.mark.parametrize("audience", ["facilitators", "organisers"])
def test_the_print_list_names_nobody(audience):
    printed = words(tree("cover-sheet", audience).blocks)
    assert not [person.name for person in sample().convening.participants if person.name and person.name in printed]
