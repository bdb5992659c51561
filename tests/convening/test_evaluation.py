"""The evaluation: sums and sentences, of fewer than five nothing, and no sheet that could be put together again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.convening.test_edits import changed
from toolkit.convening import evaluation
from toolkit.convening.edits import AnyEdit, apply
from toolkit.convening.model import Convening, Question
from toolkit.language import language

SAY = language("en")


def asked(*given: dict[str, object]) -> Convening:
    return Convening.model_validate({"title": "T", "evaluation": {"questions": list(given)}})


def done(convening: Convening, edit: AnyEdit | None) -> Convening:
    assert edit is not None
    return changed(edit, convening)


def test_the_usual_questions_stand_until_there_are_own_ones_and_are_taken_over_once() -> None:
    bare = asked()
    usual = evaluation.questions(bare, SAY)
    after = done(bare, evaluation.take(bare, usual))
    assert after.evaluation.questions == usual and len(usual) == 11
    assert evaluation.take(after, usual) is None


def test_a_sheet_is_added_to_the_sums_and_its_sentences_are_sorted_in() -> None:
    before = asked({"id": "a", "text": "A", "tallies": [{"marks": [1]}]}, {"id": "b", "kind": "open", "text": "B", "remarks": ["Maybe"]})
    after = done(before, evaluation.form(before, "", {"a": 2}, {"b": " All \n good ", "gone": "x"}))
    one, other = after.evaluation.questions
    assert one.tallies[0].marks == (1, 0, 1) and other.remarks == ("All good", "Maybe")
    again = done(after, evaluation.form(after, "donor", {"a": 0}, {}))
    assert [(tally.side, tally.marks) for tally in again.evaluation.questions[0].tallies] == [("", (1, 0, 1)), ("donor", (1,))]
    assert evaluation.form(after, "", {}, {"b": " "}) is None


def test_sums_that_are_typed_over_stand_and_those_that_are_emptied_go() -> None:
    before = asked({"id": "a", "text": "A", "tallies": [{"marks": [1, 2]}]})
    question = before.evaluation.questions[0]
    assert evaluation.tallied(question, "", (1, 2)) is None
    assert done(before, evaluation.tallied(question, "", (0, 0))).evaluation.questions[0].tallies == ()


@pytest.mark.parametrize(
    ("tallies", "marks", "sides"),
    [
        ([("", [1, 2, 1])], None, 0), ([("", [1, 2, 2])], (1, 2, 2, 0), 0), ([("a", [4]), ("b", [4])], (8, 0, 0, 0), 0),
        ([("a", [5]), ("b", [0, 5])], (5, 5, 0, 0), 2), ([("", [9]), ("b", [0, 5])], (9, 5, 0, 0), 2), ([("a", [5])], (5, 0, 0, 0), 0),
    ],
)  # fmt: skip
def test_of_fewer_than_five_nothing_is_told_nor_of_a_side_that_others_would_give_away(
    tallies: list[tuple[str, list[int]]], marks: tuple[int, ...] | None, sides: int
) -> None:
    question = Question.model_validate({"id": "a", "text": "A", "tallies": [{"side": side, "marks": row} for side, row in tallies]})
    found = evaluation.result(question, 4)
    assert (found.marks, len(found.sides)) == (marks, sides)


@given(st.lists(st.lists(st.integers(0, 50), max_size=11), max_size=4))
def test_whatever_was_counted_is_told_whole_or_not_at_all(piles: list[list[int]]) -> None:
    tallies = [{"side": str(at), "marks": row} for at, row in enumerate(piles)]
    found = evaluation.result(Question.model_validate({"id": "a", "text": "A", "tallies": tallies}), 4)
    assert found.answered == sum(map(sum, piles))
    assert found.marks is None if found.answered < 5 else sum(found.marks or ()) == found.answered
    assert all(sum(row) >= 5 for _, row in found.sides)
    assert 0 <= found.upper <= found.answered


def test_a_sentence_is_taken_out_only_where_it_still_stands() -> None:
    before = asked({"id": "b", "kind": "open", "text": "B", "remarks": ["All", "Maybe"]})
    question = before.evaluation.questions[0]
    assert evaluation.without_remark(question, 0, "Maybe") is None
    edit = evaluation.without_remark(question, 1, "Maybe")
    assert edit is not None
    after, inverse = apply(before, edit)
    assert after.evaluation.questions[0].remarks == ("All",) and apply(after, inverse).convening == before
