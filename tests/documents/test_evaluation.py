"""The evaluation on paper: a form that asks for nobody, and a summary that tells of no fewer than five."""

from tests.documents.reading import build, convening, headings, library, rows, specs, tables, words
from toolkit.convening.model import Convening
from toolkit.document.blocks import Figure
from toolkit.store.forgetting import forget_people


def counted(**more: object) -> Convening:
    questions = [
        {"id": "a", "part": "Place", "text": "It was good", "tallies": [{"marks": [0, 1, 4, 2]}]},
        {"id": "b", "part": "Place", "text": "It was short", "tallies": [{"marks": [0, 0, 4]}]},
        {"id": "c", "kind": "open", "text": "What now?", "remarks": ["All good", "Ask Ana Lind"]},
    ]
    return convening(evaluation={"questions": questions}, expected=9, **more)


def test_the_form_prints_the_usual_questions_and_asks_neither_name_nor_side() -> None:
    said = words(build(convening(), "evaluation-form").blocks)
    assert "I felt safe here." in said and "fewer than five" in said
    assert not [word for word in ("Name:", "Side", "Organisation", "Language:") if word in said]


def test_own_questions_with_scales_of_their_own_stand_under_their_own_words() -> None:
    asked = [{"text": "One", "steps": ["no", "yes"]}, {"text": "Two", "steps": ["0", "5", "10"]}, {"kind": "open", "text": "Three?"}]
    made = convening(evaluation={"questions": asked})
    document = build(made, "evaluation-form")
    assert [len(table.columns) for table in tables(document)] == [3, 4]
    assert "Three?" in words(document.blocks)


def test_the_summary_tells_n_and_withholds_what_fewer_than_five_said() -> None:
    document = build(counted(), "evaluation-summary")
    said = words(document.blocks)
    assert "7 of 9 people handed in a form." in said and "n = 7; in the upper half of the scale: 6." in said
    assert sum(isinstance(each, Figure) for block in document.blocks for each in getattr(block, "content", ())) == 1
    assert "Fewer than five answered this; it is not told." in said
    assert [row[4] for row in document.sheets[0].rows] == [0, 1, 4, 2, "fewer than 5"]


def test_what_was_written_is_listed_for_those_who_were_there_and_not_printed_for_the_public() -> None:
    assert "All good" in words(build(counted(), "evaluation-summary").blocks)
    public = words(build(counted(), "evaluation-summary", "public").blocks)
    assert "All good" not in public and "Fewer than five people wrote something." in public


def test_the_annex_stands_in_the_report_only_once_forms_were_counted() -> None:
    heads = [title for _, title in headings(build(counted(), "report"))]
    assert [each for each in heads if each[:7] in ("Annex 3", "Annex 4")] == ["Annex 3: Evaluation", "Annex 4: How this report was made"]
    assert "Annex 3: How this report was made" in [title for _, title in headings(build(convening(), "report"))]


def test_forgetting_finds_a_name_in_what_was_written() -> None:
    made = counted(participants=[{"id": "p", "name": "Ana Lind"}])
    listed = forget_people(made, None, clear_prose=False)
    assert [place.way for place in listed.prose] == [("evaluation", "questions", 2, "remarks", 1)]
    assert "Ana Lind" not in forget_people(made, None, clear_prose=True).convening.model_dump_json()


def test_a_table_by_side_stands_only_where_no_pile_is_small() -> None:
    def sides(*numbers: int) -> int:
        tallies = [{"side": side, "marks": [0, n]} for side, n in zip(("donor", "activist"), numbers, strict=True)]
        made = convening(evaluation={"questions": [{"text": "A", "tallies": tallies}]})
        return sum(len(rows(table)) for table in tables(build(made, "evaluation-summary")))

    assert sides(5, 5) > 0 and sides(5, 4) == 0


def test_the_form_of_the_exercise_of_that_name_is_not_taken_for_it() -> None:
    made = convening(days=[{"id": "d", "sessions": [{"id": "s", "title": "Evaluation", "exercise": "evaluation", "minutes": 30}]}])
    names = [spec.name for spec in specs(made, library.exercises())]
    assert len(names) == len(set(names)) and {"evaluation-form", "evaluation-form--s", "evaluation-tally"} <= set(names)
