"""What is packed and what is printed: numbers for the headcount, pages from a layout only, and what may not lie on a desk apart."""

import pytest

from tests.documents.reading import build, convening, headings, library, rows, sample, tables, words
from toolkit.convening.exercise import Exercise
from toolkit.convening.model import Convening
from toolkit.document.inline import Blank
from toolkit.documents import print_lines, print_run
from toolkit.documents.registry import Options
from toolkit.language import language

EXERCISE = Exercise.model_validate({
    "slug": "small", "title": "Small", "summary": "s", "purpose": "p", "people": {"least": 2, "usual": 4, "most": 9}, "group_size": 5,
    "minutes": {"least": "5", "usual": "10", "most": "20"}, "phases": [{"title": "Only", "minutes": "10"}],
    "materials": [
        {"item": "Cards", "quantity": "people * 3", "note": "or paper"}, {"item": "Pens", "quantity": "people", "spare": 50},
        {"item": "Wall", "quantity": "people", "brings": "venue"}, {"item": "Bell", "quantity": "1", "brings": "facilitator"},
    ],
    "fill": {"topic": {"label": "Topic"}},
    "sheets": [
        {"id": "own", "title": "Own sheet", "copies": "people", "each": "one each"},
        {"id": "cards", "title": "Empty cards", "kind": "cards", "copies": "groups", "each": "one per table"},
        {"id": "sign", "title": "Topic", "kind": "poster", "copies": "1"},
    ],
    "sheet_texts": {
        "own": {"en": "Write.\n\n```lines\nfill\n```", "fr": "Écrivez.\n\n```lines\nfill\n```"},
        "cards": "```cards\nsize: a7\nblank: fill\n```",
        "sign": "```poster\nwords: {topic}\n```",
    },
})  # fmt: skip
KNOWN = {"small": EXERCISE}


def day(*rooms: str, last: str = "") -> dict:
    sessions = [
        {
            "id": last or f"{room.lower()}-{at}", "title": f"Work in {room}", "minutes": 30, "room": room, "exercise": "small",
            "fill": {"topic": "Salt"},
        }
        for at, room in enumerate(rooms)
    ]
    return {"start": "09:00", "sessions": sessions}


def meeting(**facts) -> Convening:
    return convening(**{"expected": 12, "days": [day("Hall", "Loft", "Hall"), day("Hall", last="last")], **facts})


def run(made: Convening, pages=None, paper=None):
    """The lines of the print run."""
    options = Options("organisers", language("en"), made.language, paper, KNOWN, pages=pages or {})
    return print_lines.lines(made, options)


def test_materials_have_their_number_what_is_spare_and_what_can_stand_in():
    document = build(convening(expected=12, days=[day("Hall")]), "materials", exercises=KNOWN)
    assert headings(document) == [(1, "All together"), (1, "Day 1"), (2, "Hall")]
    together, hall = tables(document)
    assert rows(hall) == [
        ["09:00–09:30  ·  Work in Hall"], ["____", "Cards", "36", "4", "or paper", "the hosts"],
        ["____", "Pens", "12", "6", "", "the hosts"], ["____", "Wall", "12", "", "", "the venue"],
        ["____", "Bell", "1", "", "", "the facilitator"],
    ]
    assert rows(together)[0] == ["____", "Cards", "40", "40", "Work in Hall", "the hosts"]


def test_materials_stand_by_day_and_room_and_what_is_used_again_is_told_from_what_is_used_up():
    document = build(meeting(), "materials", exercises=KNOWN)
    assert headings(document)[1:] == [(1, "Day 1"), (2, "Hall"), (2, "Loft"), (1, "Day 2"), (2, "Hall")]
    assert rows(tables(document)[0])[0][2:4] == ["40", "160"]
    sessions = [row[0] for row in rows(tables(document)[1]) if len(row) == 1]
    assert sessions == ["09:00–09:30  ·  Work in Hall", "10:00–10:30  ·  Work in Hall"]
    more = build(meeting(expected=24), "materials", exercises=KNOWN)
    assert rows(tables(more)[0])[0][2] == "80"


def test_without_an_exercise_there_is_nothing_to_pack():
    assert "No session of this agenda has an exercise" in words(build(convening(), "materials").blocks)


def test_the_print_run_counts_pages_and_sheets_of_paper_as_they_were_laid_out():
    made = convening(expected=12, days=[day("Hall")])
    found = {line.spec.name: line for line in run(made, {("small-own", "en"): 3, ("small-cards", "en"): 2, ("agenda", "en"): 1})}
    told = [found[name] for name in ("small-own", "small-cards", "agenda")]
    assert [(line.copies, line.sides, line.pages, line.sheets) for line in told] == [(12, 2, 3, 24), (3, 1, 2, 6), (12, 1, 1, 12)]
    assert found["small-sign"].sheets is None
    document = build(made, "print-run", exercises=KNOWN)
    assert "Pages are counted when the documents are made" in words(document.blocks)
    assert "documents are not counted yet" in words(document.blocks)
    assert all(row.cells[-1].content == (Blank("short"),) for table in tables(document) for row in table.rows)


def test_the_paper_that_was_named_for_all_is_that_of_every_line_and_without_one_a_wall_has_its_own():
    named = build(meeting(), "print-run", exercises=KNOWN, paper="letter")
    assert {row[-4] for table in tables(named) for row in rows(table)} == {"Letter"} and named.page.size == "letter"
    assert {line.paper for line in run(meeting(), paper="letter")} == {"letter"}
    assert {line.spec.name: line.paper for line in run(meeting(paper="letter"), paper=None)}["wall-agenda"] == "tabloid"


def test_what_belongs_to_no_session_is_wanted_on_the_first_morning_or_at_the_end_and_a_report_is_a_file():
    days = {line.spec.name: line.day for line in run(meeting())}
    closing = {"evaluation-form", "recommendations", "word-map"}
    last = {f"small-{sheet}--last" for sheet in ("own", "cards", "sign", "guide")}
    assert {name for name, at in days.items() if at == 2} == closing | last
    assert not {"report", "print-run", "cover-sheet"} & set(days)


def test_everybody_gets_an_evaluation_form_and_every_table_the_recommendations():
    copies = {line.spec.name: line.copies for line in run(meeting())}
    assert (copies["evaluation-form"], copies["recommendations"]) == (12, 3)


PEOPLE = [
    {"id": "a", "code": "A1", "name": "Ana Pública", "languages": ["pt", "fr"], "consent": {"list": "public"}},
    {"id": "b", "code": "B1", "name": "Bo", "languages": ["en", "fr"]}, {"id": "c", "code": "C1", "name": "Cy", "languages": ["fr"]},
    {"id": "d", "code": "D1", "name": "Di", "status": "declined", "languages": ["fr"]},
]  # fmt: skip


@pytest.mark.parametrize(("facts", "copies"), [({}, {12}), ({"rule": "chatham-house"}, set()), ({"participants": []}, set())], ids=str)
def test_a_list_of_nobody_and_one_that_the_rule_keeps_back_are_not_printed(facts, copies):
    made = meeting(**{"participants": PEOPLE, **facts})
    assert {line.copies for line in run(made) if line.spec.name == "participant-list"} == copies


def test_copies_follow_the_languages_that_people_read_where_the_sheet_has_words_in_them():
    made = convening(expected=12, languages=["en", "fr"], participants=PEOPLE, days=[day("Hall")])
    copies: dict[str, dict[str, int]] = {}
    for line in run(made):
        copies.setdefault(line.spec.name, {})[line.language] = line.copies
    assert copies["small-own"] == {"en": 10, "fr": 2}
    assert copies["agenda"] == {"en": 10, "fr": 2}
    assert copies["small-cards"] == {"en": 3}
    assert copies["sign-in-sheet"] == {"en": 1}


def circles(made: Convening) -> dict[str, str]:
    return {line.spec.name: line.circle for line in run(made)}


def test_what_names_somebody_is_printed_by_oneself():
    open_meeting = circles(convening(expected=12, participants=PEOPLE, days=[day("Hall")]))
    assert {name for name, circle in open_meeting.items() if circle == "yourself"} == {
        "participant-list", "needs-summary", "needs-single", "sign-in-sheet", "name-badges", "run-sheet", "materials", "rapporteur-form",
        "word-map", "evaluation-form",
    }
    led = day("Hall")
    led["sessions"][0]["lead"] = [{"person": "a"}]
    people = [{**PEOPLE[0], "consent": {"list": "public", "lead": "public"}}]
    assert circles(convening(participants=people, days=[led]))["agenda"] == "yourself"


def test_where_people_are_at_risk_what_tells_the_topic_is_printed_by_oneself():
    found = circles(convening(expected=12, at_risk=True, discreet_title="Spring meeting", days=[day("Hall")]))
    assert {name for name, circle in found.items() if circle == "reception"} == {"small-cards"}


@pytest.mark.parametrize(("said", "circle"), [("Anatomy of a meeting", "reception"), ("With Ana tonight", "yourself")])
def test_a_name_is_told_only_where_it_stands_as_a_word(said, circle):
    made = convening(title=said, expected=12, participants=[{"id": "a", "code": "A1", "name": "Ana"}], days=[day("Hall")])
    assert circles(made)["small-own"] == circle


def test_the_print_run_and_the_list_of_materials_follow_the_sample():
    made = sample().convening
    more = made.model_copy(update={"expected": 60})
    counts = [
        sum(line.copies for line in print_lines.lines(each, Options("organisers", language("en"), "en", "a4", library.exercises())))
        for each in (made, more)
    ]
    assert counts[0] < counts[1]


@pytest.mark.parametrize(("edition", "said"), [("usual", "Edition: Usual"), ("large", "Edition: Large print, 18 points")])
def test_the_print_run_says_of_which_edition_it_is(edition, said):
    options = Options("organisers", language("en"), "en", None, KNOWN, edition=edition)
    assert said in words(print_run.build(meeting(), options).blocks)
