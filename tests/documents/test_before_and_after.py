"""What goes out before the meeting and after it: numbers, needs, contacts, letters, the slip, proofs, the countdown."""

import datetime as dt

import pytest

from tests.documents.reading import build, convening, every, named, rows, tables, words
from tests.support import material, sample
from toolkit.convening import people
from toolkit.convening.model import Consent
from toolkit.document.blocks import Callout, Heading
from toolkit.documents import countdown, reply_slip
from toolkit.documents.participant_numbers import tally
from toolkit.documents.personal import ChosenError
from toolkit.documents.registry import Options
from toolkit.language import language
from toolkit.pack import plan

DAYS = [{"date": "2027-03-11", "sessions": [{"title": "Lunch", "kind": "meal", "minutes": 60, "pin": "12:30"}]}, {"date": "2027-03-12"}]
PERSONAL = ("invitation-letter", "reply-form", "visa-letter", "reply-slip", "certificate", "certificate-legal-name")
ANA = {
    "id": "a", "code": "A1", "name": "Ana Sousa", "legal_name": "Anabela de Sousa", "honorific": "Dr.", "country": "PT",
    "affiliations": [{"title": "Chair", "organisation": "Wells"}], "email": "ana@example.org", "phone": "+351 1",
}  # fmt: skip


def personal(name, *chosen, **facts):
    made = convening(participants=[ANA, {"id": "b", "code": "B1", "name": "Bo Inside"}], days=DAYS, **facts)
    options = Options("organisers", language("en"), people=chosen, paper="a4")
    return named(made, name).build(made, options)


def sides(**counts):
    return [{"name": f"{side} {n}", "side": side, "country": "PT"} for side, count in counts.items() for n in range(count)]


# Numbers


def test_groups_of_fewer_than_five_are_others_below_organisers_and_told_to_them():
    words_ = ["donor"] * 5 + ["Activist"] * 2 + ["activist"] * 5 + ["judge"] * 2 + [""]
    assert tally(words_, "public") == (("Activist", 7), ("donor", 5), ("", 3))
    assert tally(words_, "organisers") == (("Activist", 7), ("donor", 5), ("judge", 2), ("", 1))


def test_numbers_name_nobody_and_no_small_group():
    made = convening(participants=sides(donor=5, activist=7, judge=2))
    document = build(made, "participant-numbers", "public")
    assert "14 people from 1 country are expected." in words(document.blocks)
    assert rows(tables(document)[0]) == [["activist", "7", ""], ["donor", "5", ""], ["others", "fewer than 5", ""]]
    assert "judge" not in str(document)
    assert rows(tables(build(made, "participant-numbers", "organisers"))[0])[2] == ["judge", "2", ""]


# Contacts and needs


def test_the_contact_sheet_holds_only_what_each_agreed_to():
    made = convening(participants=[
        {**ANA, "consent": {"contact": ["email"]}}, {**ANA, "id": "b", "name": "Bo", "legal_name": "", "consent": {"list": "public"}},
        {**ANA, "id": "c", "name": "Cy", "consent": {"contact": ["phone"], "given": {"withdrawn": "2027-01-01"}}},
    ])  # fmt: skip
    document = build(made, "contact-sheet")
    assert document.sheets[0].rows == (("Ana Sousa", "ana@example.org", ""),)
    assert "+351" not in str(document)
    assert words(document.blocks).endswith("2 people agreed to no contact here.")


def test_contacts_are_for_organisers_whatever_was_agreed():
    person = convening(participants=[{**ANA, "consent": {"contact": ["email", "phone"]}}]).participants[0]
    assert people.contacts(person, "organisers") == ("ana@example.org", "+351 1")
    assert {people.contacts(person, audience) for audience in ("public", "participants", "facilitators")} == {("", "")}


NEEDS = [
    {"name": "Ana", "needs": {"diet": "Vegan"}}, {"name": "Bo", "needs": {"diet": "vegan", "access": "ramp"}},
    {"name": "Cy", "needs": {"diet": "no nuts", "interpretation": "fr"}},
    {"name": "Di", "needs": {"other": "asks for a room with a window"}},
]  # fmt: skip


def test_kitchen_and_venue_read_what_two_or_more_need_and_the_host_reads_the_rest():
    made = convening(participants=NEEDS, days=DAYS, expected=6)
    summary = build(made, "needs-summary")
    said = words(summary.blocks)
    assert [row for table in tables(summary) for row in rows(table)] == [
        ["Day 1 · 11 March 2027"], ["12:30–13:30", "Meal", "", "6", "2 vegan"], ["Food"], ["vegan", "2", ""],
    ]  # fmt: skip
    assert not [word for word in ("Ana", "Bo", "ramp", "nuts", "window", "French") if word in said]
    single = build(made, "needs-single")
    assert rows(tables(single)[0]) == [
        ["Bo", "", "ramp", "", ""], ["Cy", "no nuts", "", "French", ""], ["Di", "", "", "", "asks for a room with a window"],
    ]  # fmt: skip


def test_of_two_needs_in_one_cell_the_shared_one_is_counted_and_the_host_reads_both():
    listed = [{"name": "Ana", "needs": {"diet": "Vegan; no nuts"}}, {"name": "Bo", "needs": {"diet": "vegan"}}]
    made = convening(participants=listed, days=DAYS)
    said = words(build(made, "needs-summary").blocks)
    assert "2 vegan" in said and "nuts" not in said
    assert rows(tables(build(made, "needs-single"))[0]) == [["Ana", "Vegan; no nuts", "", "", ""]]


def test_who_comes_on_one_day_only_eats_on_that_day_only():
    days = [{"id": f"d{n}", "sessions": DAYS[0]["sessions"]} for n in (1, 2)]
    made = convening(participants=[{"name": "Ana", "days": ["d1"]}, {"name": "Bo"}, {"name": "Cy", "status": "declined"}], days=days)
    assert [row[3] for row in rows(tables(build(made, "needs-summary"))[0]) if len(row) > 1] == ["2", "1"]


# Letters


@pytest.mark.parametrize("name", PERSONAL)
def test_each_person_chosen_has_a_page_and_nobody_chosen_a_blank_form(name):
    assert len(personal(name, "a", "b").blocks) == 1 + 2 * (len(personal(name).blocks) - 1) + 1
    blank = words(personal(name).blocks)
    assert "____" in blank and "Ana" not in blank and "Bo" not in blank


@pytest.mark.parametrize("name", [*PERSONAL, "practical-note", "attestation"])
def test_what_leaves_the_circle_has_no_topic_and_where_people_are_at_risk_no_host(name):
    hosts = [{"name": "Rights Network"}]
    secret = personal(name, *(["a"] if name in PERSONAL else []), hosts=hosts, at_risk=True, discreet_title="Spring meeting")
    assert "Water and Work" not in str(secret)
    assert "Spring meeting" in str(secret)
    if name != "attestation":
        assert "Rights Network" not in str(secret)


@pytest.mark.parametrize("name", PERSONAL)
def test_only_what_an_office_reads_bears_the_legal_name(name):
    legal = name in ("visa-letter", "certificate-legal-name")
    said = words(tuple(block for block in personal(name, "a").blocks if name != "reply-slip" or isinstance(block, Callout)))
    assert ("Anabela" in said) is legal
    assert ("Ana Sousa" in said) is (name in ("invitation-letter", "certificate"))


def test_a_person_is_chosen_by_id_for_what_is_made_for_people():
    assert [task.people for task in plan(material(), documents=["visa-letter"], formats=["pdf"], people=["p01"])] == [("p01",)]
    for wrong in ({"documents": ["visa-letter"], "people": ["nobody"]}, {"documents": ["agenda"], "people": ["p01"]}, {"people": ["p01"]}):
        with pytest.raises(ChosenError):
            plan(material(), **wrong)


def test_a_pack_holds_nothing_that_nobody_asked_for():
    made = {task.spec.name for task in plan(material())}
    assert {"name-badges", "needs-summary", "needs-single", "participant-list"} <= made
    assert not [spec for spec in made if spec in (*PERSONAL, "tent-cards", "countdown", "attestation", "contact-sheet")]


# The slip


def test_the_slip_shows_her_line_in_each_edition_and_its_lower_part_has_a_code_and_no_name():
    document = personal("reply-slip", "a")
    line = "Dr. Ana Sousa Chair Wells ,  Portugal"
    hosts = "Dr. Ana Sousa  (A1, legal name: Anabela de Sousa) Chair Wells ,  Portugal"
    assert [row[2] for row in rows(tables(document)[0])] == [line, line, "A1, or Ana, or Ana Sousa", hosts]
    (part,) = every(document.blocks, Callout)
    assert words(part).startswith("Code:  A1") and words(part).endswith(f"Wording {reply_slip.WORDING}.")
    assert not [word for word in ("Ana", "Sousa", "Wells") if word in words(part)]


def test_her_line_is_what_the_list_would_print_had_she_agreed():
    ticked = {**ANA, "consent": {"list": "public"}}
    made = convening(participants=[ticked])
    shown = words(next(every(build(made, "participant-list", "public").blocks, type(build(made, "participant-list", "public").blocks[1]))))
    assert shown == rows(tables(personal("reply-slip", "a"))[0])[0][2]


def test_the_slip_asks_for_every_key_of_consent_and_the_sample_refers_to_its_wording():
    assert {each.key for each in reply_slip.QUESTIONS} == set(Consent.model_fields) - {"given", "open"}
    given = [person.consent.given for person in sample().convening.participants if person.consent and person.consent.given]
    assert {each.wording for each in given} <= {None, *range(1, reply_slip.WORDING + 1)}


# Proofs


def test_an_attestation_counts_those_who_were_ticked_and_before_that_leaves_a_line():
    expected = convening(participants=sides(donor=6))
    assert "____ people took part" in words(build(expected, "attestation").blocks).replace("  ", " ")
    came = convening(participants=[{**person, "status": "attended"} for person in sides(donor=6, judge=2)])
    said = words(build(came, "attestation").blocks)
    assert "8" in said and "donor" in said and "judge" not in said


# The countdown


def test_what_is_due_is_dated_from_the_first_day_and_after_the_last():
    made = convening(days=DAYS, keep_until="2027-09-11")
    assert countdown.day("access", made) == dt.date(2027, 2, 25)
    due = [row[1] for row in rows(tables(build(made, "countdown"))[0])]
    assert "Thursday, 25 February 2027" in due and "Saturday, 13 March 2027" in due and due[-1] == "11 September 2027"
    assert "Interpreters booked" not in words(build(made, "countdown").blocks)
    assert "Interpreters booked" in words(build(convening(languages=["en", "fr"]), "countdown").blocks)


def test_without_a_date_it_says_how_long_before():
    made = rows(tables(build(convening(), "countdown"))[0])
    assert [row[1] for row in made][:2] == ["14 weeks before", "12 weeks before"]
    assert [each.days for each in countdown.DUE] == sorted((each.days for each in countdown.DUE), reverse=True)


def test_no_letter_has_two_headings_of_a_kind_on_a_page():
    assert [words(each.content) for each in every(personal("visa-letter", "a", "b").blocks, Heading)] == ["To whom it may concern"] * 2
