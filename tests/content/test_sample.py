"""The sample is what everything is shown and tested with, so it holds the cases that go wrong: this says which."""

import re
import unicodedata
from collections import Counter

import pytest

from toolkit import library
from toolkit.convening.model import Participant
from toolkit.document.blocks import Figure
from toolkit.documents.registry import Options, specs
from toolkit.language import language
from toolkit.planning import materials, timing
from toolkit.planning.review import dismissed, review

SAMPLE = library.sample()
CONVENING = SAMPLE.convening
COMING = [person for person in CONVENING.participants if person.status != "declined"]


def scripts(person: Participant) -> set[str]:
    return {unicodedata.name(char).split()[0] for char in person.name if char.isalpha()}


def test_thirty_eight_people_come_and_two_have_declined() -> None:
    assert (len(COMING), len(CONVENING.participants), CONVENING.headcount()) == (38, 40, 38)


def test_both_days_fit_and_lunch_is_at_half_past_twelve() -> None:
    first, second = timing.agenda(CONVENING)
    assert isinstance(first, timing.Timed) and isinstance(second, timing.Timed)
    at = {slot.session: slot.start for slot in (*first.slots, *second.slots)}
    assert (at["registration"], at["welcome"], at["lunch-1"], at["lunch-2"]) == (495, 540, 750, 750)
    assert (first.gaps, second.gaps) == ((), ())


def test_the_review_has_advice_and_what_was_set_aside_was_really_said() -> None:
    remarks, aside = review(CONVENING, library.exercises()), dismissed(CONVENING, library.exercises())
    assert [(each.level, each.rule) for each in remarks] == [("advice", "A28"), ("advice", "A34")]
    assert [(each.rule, each.day, each.session) for each, _ in aside] == [("A30", "day-1", "representation"), ("A28", "day-1", None)]


def test_a_fishbowl_and_a_world_cafe_stand_in_it_with_all_that_they_ask_for() -> None:
    known = library.exercises()
    used = {session.exercise: session for _, _, session in CONVENING.sessions() if session.exercise}
    assert set(used) == {"word-association-mapping", "world-cafe", "fishbowl"}
    for slug, session in used.items():
        assert set(session.fill) == set(known[slug or ""].fill)
    copies = {sheet.sheet.id: sheet.copies for slug in ("world-cafe", "fishbowl") for sheet in materials.sheets(known[slug], 38)}
    assert copies == {
        "signs": 1, "questions": 1, "table": 16, "host": 8, "harvest": 8, "rule": 2, "cards": 1, "listening": 38, "points": 2,
    }


@pytest.mark.parametrize(("people", "tables"), [(32, 7), (38, 8), (44, 9)])
def test_their_sheets_follow_six_people_more_or_fewer(people: int, tables: int) -> None:
    declined = {person.id for person in COMING[: max(0, 38 - people)]}
    participants = tuple(
        person.model_copy(update={"status": "declined"}) if person.id in declined else person for person in CONVENING.participants
    )
    made = CONVENING.model_copy(update={"expected": people, "participants": participants})
    every = {spec.name: spec for spec in specs(made, library.exercises())}
    copies = {name: spec.count(made) for name, spec in every.items() if spec.count}
    assert {name: copies[f"world-cafe-{name}"] for name in ("table", "host", "harvest", "guide")} == {
        "table": 2 * tables, "host": tables, "harvest": tables, "guide": 2,
    }
    assert (copies["fishbowl-listening"], copies["fishbowl-rule"], copies["fishbowl-cards"]) == (people, 2, 1)
    signs = every["world-cafe-signs"].build(made, Options("facilitators", language("en"), "en", None, library.exercises()))
    assert sum(isinstance(block, Figure) for block in signs.blocks) == tables


def test_codes_are_unique_and_ids_are_not_names() -> None:
    codes = [person.code for person in CONVENING.participants]
    assert len(set(codes)) == 40 and "" not in codes
    assert [person.id for person in CONVENING.participants if not re.fullmatch(r"p\d\d", person.id)] == []


def test_names_are_as_various_as_people() -> None:
    names = [person.name for person in COMING]
    assert {frozenset(scripts(person)) for person in COMING} >= {frozenset({"ARABIC"}), frozenset({"DEVANAGARI"}), frozenset({"LATIN"})}
    assert [person.code for person in COMING if not person.name] == ["Q4"]
    assert max(len(name) for name in names) >= 29
    assert any(name and " " not in name for name in names)
    assert {"'", "’", "-"} <= set("".join(names))
    given = Counter(name.split()[0] for name in names if name)
    family = Counter(name.split()[-1] for name in names if " " in name)
    assert (given["Amina"], family["Mokoenyana"], given["Hope"], given["May"]) == (2, 2, 1, 1)
    assert all(person.sort_as.isascii() or scripts(person) == {"LATIN"} for person in COMING)


def test_affiliations_hold_the_hard_cases() -> None:
    every = [part for person in COMING for part in person.affiliations]
    titles, organisations = [str(part.title) for part in every], [str(part.organisation) for part in every]
    without = [person.id for person in COMING if not any(part.organisation for part in person.affiliations)]
    only = [person.id for person in COMING if any(part.organisation and not part.title for part in person.affiliations)]
    two = [person.id for person in COMING if len(person.affiliations) == 2]
    assert (len(without) >= 3, len(only) >= 2, len(two) >= 2) == (True, True, True)
    assert 146 in [len(title) for title in titles]
    assert [any(mark in name for name in organisations) for mark in ("&", " / ", "'", "’", "NORDVATN", "(LAWS)")] == [True] * 6


def test_consent_is_mixed_over_the_whole_matrix() -> None:
    given = [person.consent for person in COMING if person.consent]
    assert any(person.consent is None for person in COMING)
    assert {consent.list for consent in given} == {"nobody", "participants", "public"}
    assert {consent.badge for consent in given} == {"none", "first-name", "full"}
    assert {consent.lead for consent in given} == {"nobody", "participants", "public"}
    assert {consent.quote for consent in given} == {"nobody", "side", "organisation", "name"}
    assert {consent.photo for consent in given} == {True, False}
    assert any(len(consent.show) < 4 for consent in given)
    assert sorted(consent.list for consent in given if consent.given and consent.given.withdrawn) == ["participants", "public"]


def test_leads_are_a_person_a_host_and_a_text() -> None:
    leads = [lead for _, _, session in CONVENING.sessions() for lead in session.lead]
    assert [any(getattr(lead, kind) for lead in leads) for kind in ("person", "host", "text")] == [True] * 3
    hidden = [lead.person for lead in leads if lead.person and (found := CONVENING.person(lead.person)) and not found.consent]
    assert hidden == []


def test_every_kind_of_note_word_and_action_is_there() -> None:
    assert {note.kind for note in CONVENING.notes} == {
        "point", "quote", "question", "agreement", "disagreement", "recommendation", "action",
    }
    kinds = Counter(note.kind for note in CONVENING.notes)
    assert (kinds["recommendation"], kinds["action"]) == (8, 6)
    assert {note.attribution for note in CONVENING.notes if note.kind == "quote"} == {"nobody", "side", "organisation", "name"}
    assert {note.status for note in CONVENING.notes if note.kind == "action"} == {"open", "doing", "done", "dropped"}
    assert len(CONVENING.words) >= 50
    assert ({word.round for word in CONVENING.words}, {word.show for word in CONVENING.words}) == ({"before", "after"}, {True, False})


def test_the_report_names_nobody_but_the_author_of_a_box_who_agreed() -> None:
    boxes = [box for section in CONVENING.report.sections for box in section.boxes]
    authors = [str(box.author) for box in boxes if box.author]
    prose = " ".join(str(part.body) for part in (*CONVENING.report.sections, *boxes)) + str(CONVENING.report.summary)
    assert [person.id for person in CONVENING.participants if person.name and person.name in prose] == []
    [author] = [person for person in CONVENING.participants if person.name in authors]
    assert (len(authors), author.consent and author.consent.lead, author.consent and author.consent.list) == (1, "public", "public")


def test_every_footnote_is_called_once_and_said_once() -> None:
    texts = [str(part.body) for section in CONVENING.report.sections for part in (section, *section.boxes)]
    marks = Counter(mark for text in texts for mark in re.findall(r"\[\^(\d+)\]", text))
    assert marks == {str(number): 2 for number in range(1, 16)}


def test_the_logos_lie_beside_it() -> None:
    assert {host.logo for host in CONVENING.hosts} == set(SAMPLE.assets)
