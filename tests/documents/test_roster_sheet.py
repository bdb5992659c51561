"""The organisers' spreadsheet holds every field of a person, so that no other needs to be the master; and whom a tree of blocks names."""

import datetime as dt
import io
import zipfile

from tests.documents.reading import build, convening
from toolkit.convening.model import Participant
from toolkit.documents.naming import named_in
from toolkit.writers import csv, xlsx

ANA = {
    "id": "a", "code": "A1", "name": "Ana Nova", "legal_name": "Ana Legal", "sort_as": "Nova, Ana", "honorific": "Dr.",
    "pronouns": "she/her", "country": "PT", "side": "donor", "languages": ["pt", "en"], "email": "ana@example.org",
    "phone": "+351 1", "status": "declined",
    "affiliations": [{"title": "Chair", "organisation": "Wells"}, {"organisation": "Board"}], "days": ["day-2"],
    "needs": {"diet": "vegan", "access": "step-free", "interpretation": "fr", "other": "=1+1"}, "more": {"Flight": "+41", "Name": "kept"},
    "consent": {"list": "public", "photo": True, "quote": "side", "open": ["lead"],
                "given": {"asked": "2027-01-02", "on": "2027-01-03", "how": "slip", "wording": 2, "withdrawn": "2027-02-01"}},
}  # fmt: skip
MADE = convening(participants=[ANA, {"id": "b", "name": "Bo"}], rule="chatham-house", days=[{"id": "day-1"}, {"id": "day-2"}])


def test_every_field_of_a_person_is_a_column_and_comes_back_as_it_was():
    sheet = build(MADE, "participant-list", "organisers").sheets[0]
    assert len(set(sheet.columns)) == len(sheet.columns)
    bo, ana = (dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows)
    assert ana == {
        "Code": "A1", "Name": "Ana Nova", "Titles": "Chair; ", "Organisations": "Wells; Board", "Country": "Portugal",
        "Legal name": "Ana Legal", "Honorific": "Dr.", "Pronouns": "she/her", "Sorted as": "Nova, Ana", "Side": "donor",
        "Languages": "pt, en", "E-mail": "ana@example.org", "Phone": "+351 1", "Diet": "vegan", "Access": "step-free",
        "Interpretation": "fr",
        "Other needs": "=1+1", "Status": "declined", "Days": "2", "Consent: list": "public",
        "Consent: list shows": "name, title, organisation, country",
        "Consent: badge": "none", "Consent: lead": "not asked", "Consent: photo": "yes", "Consent: quote": "side",
        "Consent: contact sheet shows": "",
        "Asked on": dt.date(2027, 1, 2), "Answered on": dt.date(2027, 1, 3), "Answered by": "slip", "Wording": 2,
        "Withdrawn on": dt.date(2027, 2, 1), "Flight": "+41", "Name (their column)": "kept",
    }  # fmt: skip
    assert bo["Consent: list"] == bo["Consent: photo"] == "not asked" and bo["Consent: list shows"] == ""
    fields = set(Participant.model_fields) - {"id", "affiliations", "needs", "more", "consent"}
    assert len(fields) <= len(sheet.columns)


def test_no_cell_is_a_formula_and_a_number_keeps_its_plus():
    document = build(MADE, "participant-list", "organisers")
    with zipfile.ZipFile(io.BytesIO(xlsx.write(document))) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    assert "<f>" not in parts["xl/worksheets/sheet1.xml"]
    assert "<t>+41</t>" in parts["xl/sharedStrings.xml"] and "<t>=1+1</t>" in parts["xl/sharedStrings.xml"]
    assert "'=1+1" in csv.write(document).decode("utf-8-sig") and "'+41" in csv.write(document).decode("utf-8-sig")


def test_a_tree_is_known_by_whom_it_names_not_by_words_that_are_names_too():
    made = convening(
        title="A Hope for May",
        participants=[
            {"id": "h", "name": "Hope", "consent": {"list": "participants"}},
            {"id": "m", "name": "May Frost", "consent": {"list": "public"}},
            {"id": "n", "name": "Not Asked"},
        ],
    )  # fmt: skip
    assert named_in(build(made, "agenda", "participants"), made, "participants") == frozenset()
    assert named_in(build(made, "participant-list", "public"), made, "public") == {"m"}
    assert named_in(build(made, "participant-list", "participants"), made, "participants") == {"h", "m"}
    assert named_in(build(made, "participant-list", "facilitators"), made, "facilitators") == {"h", "m", "n"}


def test_a_badge_names_a_person_whose_names_stand_on_two_lines():
    made = convening(participants=[
        {"id": "w", "name": "Ana Clara Prova", "consent": {"badge": "full"}},
        {"id": "f", "name": "May Frost", "consent": {"badge": "first-name"}}, {"id": "n", "name": "Not Asked"},
    ])  # fmt: skip
    assert named_in(build(made, "name-badges", "participants"), made, "participants") == {"w", "f"}
    assert named_in(build(made, "tent-cards", "participants"), made, "participants") == {"w", "f"}
