"""What every exercise promises beyond its keys: steps that add up, whole quantities, sentences that can be said.

For whoever writes one: each broken promise is a sentence that says where it is. Formulas are tried at the sizes of a meeting.
"""

import re
from collections.abc import Iterator

from toolkit.convening.exercise import Exercise
from toolkit.convening.values import Localised, Text
from toolkit.language import N_
from toolkit.language.said import SaidError
from toolkit.library.translations import unlike
from toolkit.planning.formula import FormulaError, evaluate
from toolkit.planning.steps import groups_for

SIZES = (6, 12, 20, 35, 60)
LONGEST_SENTENCE = 35

_SENTENCE_END = re.compile(r"(?<=[.?!])[\"”)*]*\s+|\n+")


def broken(exercise: Exercise) -> tuple[SaidError, ...]:
    """Every promise that it breaks, each once."""
    return (*_formulas(exercise), *_sentences(exercise), *unlike(exercise))


def _formulas(exercise: Exercise) -> Iterator[SaidError]:
    amounts = [(f"materials.{at}.quantity", item.quantity) for at, item in enumerate(exercise.materials, 1)]
    amounts += [(f"sheets.{sheet.id}.copies", sheet.copies) for sheet in exercise.sheets]
    for people in SIZES:
        size = exercise.group_size or people
        known = {"people": people, "groups": groups_for(people, exercise.group_size), "size": size}
        try:
            steps = sum(evaluate(phase.minutes, **known) for phase in exercise.phases)
            least, usual, most = (evaluate(getattr(exercise.minutes, key), **known) for key in ("least", "usual", "most"))
            wrong = next(((place, text) for place, text in amounts if not _whole(evaluate(text, **known))), None)
        except FormulaError as problem:
            yield SaidError(N_("{slug}: for {people} people: {why}"), slug=exercise.slug, people=people, why=problem)
            return
        if steps != usual:
            yield SaidError(
                N_("{slug}: for {people} people the phases add up to {steps} minutes, and minutes.usual is {usual}."),
                slug=exercise.slug, people=people, steps=f"{float(steps):g}", usual=f"{float(usual):g}",
            )
            return
        if not 0 < least <= usual <= most:
            rise = N_("{slug}: for {people} people the minutes do not rise from least to most.")
            yield SaidError(rise, slug=exercise.slug, people=people)
            return
        if wrong is not None:
            yield SaidError(
                N_("{slug}, {place}: for {people} people “{formula}” is not a whole number of at least 1."),
                slug=exercise.slug, place=wrong[0], people=people, formula=wrong[1],
            )
            return


def _whole(amount: float) -> bool:
    return amount >= 1 and amount == int(amount)


def _sentences(exercise: Exercise) -> Iterator[SaidError]:
    for sentence in (each for text in texts(exercise) for each in _SENTENCE_END.split(text)):
        if len(sentence.split()) > LONGEST_SENTENCE:
            yield SaidError(
                N_("{slug}: “{start} …” is longer than {most} words; make two sentences of it."),
                slug=exercise.slug, start=" ".join(sentence.split()[:6]), most=LONGEST_SENTENCE,
            )


def texts(exercise: Exercise) -> Iterator[str]:
    """Every text of it that is printed or said, in every language; directives are left out, for they are no sentences."""
    yield from _texts(exercise.model_dump(exclude={"sources", "sheet_texts"}))
    for typed in exercise.sheet_texts.values():
        for text in _every_language(typed):
            yield _FENCED.sub("\n", text)


_FENCED = re.compile(r"^ {0,3}```.*?^ {0,3}```\s*$", re.DOTALL | re.MULTILINE)


def _every_language(text: Text) -> tuple[str, ...]:
    return tuple(text.root.values()) if isinstance(text, Localised) else (text,)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)
