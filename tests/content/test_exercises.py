"""What every exercise promises: its steps add up, its quantities are whole, and a newcomer can read it aloud."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from toolkit import library
from toolkit.convening.exercise import Exercise
from toolkit.planning import formula

EXERCISES = library.exercises()
each_exercise = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES.keys())
at_each_size = pytest.mark.parametrize("people", [6, 12, 20, 35, 60])
LONGEST_SENTENCE = 35


def worked_out(exercise: Exercise, text: str, people: int) -> float:
    size = exercise.group_size or people
    return formula.evaluate(text, people=people, groups=-(-people // size), size=size)


@each_exercise
@at_each_size
def test_the_steps_add_up_to_the_usual_minutes(exercise: Exercise, people: int) -> None:
    steps = sum(worked_out(exercise, phase.minutes, people) for phase in exercise.phases)
    assert steps == worked_out(exercise, exercise.minutes.usual, people)


@each_exercise
@at_each_size
def test_the_minutes_rise_from_least_to_most(exercise: Exercise, people: int) -> None:
    found = [worked_out(exercise, text, people) for text in (exercise.minutes.least, exercise.minutes.usual, exercise.minutes.most)]
    assert found == sorted(found) and found[0] > 0


@each_exercise
@at_each_size
def test_quantities_are_whole_and_never_none(exercise: Exercise, people: int) -> None:
    wanted = [*(material.quantity for material in exercise.materials), *(sheet.copies for sheet in exercise.sheets)]
    found = [worked_out(exercise, text, people) for text in wanted]
    assert [amount for amount in found if amount < 1 or amount != int(amount)] == []


@each_exercise
def test_nothing_that_a_facilitator_needs_is_missing(exercise: Exercise) -> None:
    needed = ("summary", "purpose", "use_when", "avoid_when", "room", "before", "phases", "materials", "watch_for", "harvest", "cut",
              "risks", "sheets", "sources", "guide")
    assert [name for name in needed if not getattr(exercise, name)] == []
    assert [name for name, words in exercise.variants if not words] == []
    assert [phase.title for phase in exercise.phases if not (phase.do and phase.say)] == []
    assert {sheet.id for sheet in exercise.sheets} == set(exercise.sheet_texts)


@each_exercise
def test_everything_it_fills_in_is_asked_for(exercise: Exercise) -> None:
    text = " ".join(_texts(exercise.model_dump(exclude={"fill"})))
    assert set(re.findall(r"\{([a-z][a-z0-9_-]*)\}", text)) == set(exercise.fill)


@each_exercise
def test_no_sentence_is_too_long_to_be_said(exercise: Exercise) -> None:
    sentences = [
        sentence
        for text in _texts(exercise.model_dump(exclude={"sources"}))
        for sentence in re.split(r"(?<=[.?!])[\"”)*]*\s+|\n+", text)
    ]
    assert [sentence for sentence in sentences if len(sentence.split()) > LONGEST_SENTENCE] == []


def test_the_participants_are_told_not_to_sign_and_have_room() -> None:
    sheet = str(EXERCISES["word-association-mapping"].sheet_texts["handout"])
    assert [part in sheet for part in ("Do not write your name", "```figure\nradial-map", "Whose word is this?", "```lines")] == [True] * 4


def test_the_plan_for_hurtful_words_is_the_first_risk() -> None:
    assert "hurtful word" in str(EXERCISES["word-association-mapping"].risks[0].risk)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)
