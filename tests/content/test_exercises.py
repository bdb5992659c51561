"""What every exercise promises: its steps add up, its quantities are whole, and a newcomer can read it aloud."""

import re

import pytest

from tests.support import english
from toolkit import library
from toolkit.convening.exercise import Exercise
from toolkit.library.promises import broken, texts

EXERCISES = library.exercises()
HIGHEST_GRADE = 8.0
MOST_BACKGROUND = 130
"""Words that a guide's background may have: two pages hold no more."""

each_exercise = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES.keys())


@each_exercise
def test_nothing_that_a_facilitator_needs_is_missing(exercise: Exercise) -> None:
    needed = ("summary", "purpose", "serves", "exposure", "use_when", "avoid_when", "room", "before", "phases", "materials", "watch_for",
              "harvest", "cut", "risks", "sheets", "sources", "guide")
    assert [name for name in needed if not getattr(exercise, name)] == []
    assert [name for name, words in exercise.variants if not words] == []
    assert [phase.title for phase in exercise.phases if not (phase.do and phase.say)] == []
    assert {sheet.id for sheet in exercise.sheets} == set(exercise.sheet_texts)


@each_exercise
def test_everything_it_fills_in_is_asked_for(exercise: Exercise) -> None:
    text = str(exercise.model_dump(exclude={"fill"}))
    assert set(re.findall(r"\{([a-z][a-z0-9_-]*)\}", text)) == set(exercise.fill)


@each_exercise
def test_it_keeps_what_every_exercise_promises(exercise: Exercise) -> None:
    assert [str(problem) for problem in broken(exercise)] == []


@each_exercise
def test_a_guide_is_plain_and_its_background_short(exercise: Exercise) -> None:
    assert grade(" ".join(_sentences(exercise))) <= HIGHEST_GRADE
    assert len(english(exercise.guide).split()) <= MOST_BACKGROUND


def test_the_grade_tells_plain_words_from_heavy_ones() -> None:
    assert grade("The cat sat on the mat. It was red.") < 2
    assert grade("Institutional considerations necessitate comprehensive organisational accountability.") > 20


def grade(text: str) -> float:
    """The school grade at which a text is read: Flesch and Kincaid, 1975 (0.39 words a sentence + 11.8 syllables a word - 15.59)."""
    sentences = [each for each in re.split(r"(?<=[.?!])[\"”)*]*\s+|\n+", text) if re.search("[a-z]", each)]
    words = re.findall(r"[A-Za-z’']+", text)
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def _syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", plain))
    return max(1, groups - (plain.endswith("e") and not plain.endswith(("le", "ee"))))


def test_the_participants_are_told_not_to_sign_and_have_room() -> None:
    sheet = english(EXERCISES["word-association-mapping"].sheet_texts["handout"])
    assert [part in sheet for part in ("Do not write your name", "```figure\nradial-map", "Whose word is this?", "```lines")] == [True] * 4


def test_the_plan_for_hurtful_words_is_the_first_risk() -> None:
    assert "hurtful word" in str(EXERCISES["word-association-mapping"].risks[0].risk)


def _sentences(exercise: Exercise) -> list[str]:
    """What is printed and said, each text with the stop that an item lacks; titles, keys and formulas are no sentences."""
    found = [text.strip() for text in texts(exercise) if len(re.findall("[a-z]{2,}", text)) >= 4 and not re.search(r" [*/] |ceil", text)]
    return [text if text.endswith((".", "?", "!", "”")) else f"{text}." for text in found]
