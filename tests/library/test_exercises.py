"""An exercise is a folder: every shipped one loads and can be printed, and a wrong one says where it is wrong."""

import pathlib

import pytest

from toolkit import library
from toolkit.convening.values import Localised
from toolkit.planning import materials, steps

OURS = library.exercises()


def en(words: str) -> Localised:
    """A text of an exercise carries its language."""
    return Localised({"en": words})


CARD = """\
---
title: Mapping
summary: We map words.
purpose: To see them.
people: {least: 6, usual: 20, most: 40}
minutes: {least: "20", usual: "30 + people / 2", most: "90"}
phases:
  - {title: Write, minutes: "10", say: Please write.}
  - {title: Talk, minutes: people / 2}
sheets:
  - {id: handout, title: Sheet}
fill:
  centre: {label: Which word?}
---

# Guide

Lay paper out.
"""


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    made = tmp_path / "mapping"
    made.mkdir()
    (made / "exercise.md").write_text(CARD, encoding="utf-8")
    (made / "handout.md").write_text("\nWrite here.\n", encoding="utf-8")
    return made


def refusal(folder: pathlib.Path) -> str:
    found = library.shelf(folder.parent)
    assert set(found.exercises) == set(OURS)
    (problem,) = found.left_out
    return str(problem).partition(" is left out: ")[2]


def translate(folder: pathlib.Path, front: str, body: str = "") -> None:
    (folder / "exercise.fr.md").write_text(f"---\n{front}\n---\n{body}", encoding="utf-8")


@pytest.mark.parametrize("slug", OURS)
@pytest.mark.parametrize("people", [1, 6, 38, 400])
def test_every_exercise_can_be_worked_out_for_any_number_of_people(slug: str, people: int) -> None:
    exercise = OURS[slug]
    length = steps.length(exercise, people)
    assert sum(step.minutes for step in steps.phases(exercise, people, 540, length.usual)) == length.usual
    assert all(need.quantity > 0 for need in materials.needs(exercise, people))
    assert len(materials.sheets(exercise, people)) == len(exercise.sheets)


@pytest.mark.parametrize("slug", OURS)
def test_every_exercise_has_a_guide_a_source_and_the_text_of_its_sheets(slug: str) -> None:
    exercise = OURS[slug]
    assert exercise.slug == slug
    assert exercise.guide
    assert exercise.sources
    assert {sheet.id for sheet in exercise.sheets} - set(exercise.sheet_texts) <= {"guide"}


def test_a_folder_becomes_an_exercise_under_its_own_name(folder: pathlib.Path) -> None:
    made = library.exercises(folder.parent)["mapping"]
    assert (made.slug, made.title, made.guide) == ("mapping", en("Mapping"), en("# Guide\n\nLay paper out."))
    assert (made.sheet_texts, made.phases[1].minutes, made.phases[1].say) == ({"handout": en("Write here.")}, "people / 2", "")
    assert set(library.exercises(folder.parent)) == {*OURS, "mapping"}


def test_windows_line_ends_and_a_byte_order_mark_are_read(folder: pathlib.Path) -> None:
    (folder / "exercise.md").write_bytes(b"\xef\xbb\xbf" + CARD.replace("\n", "\r\n").encode())
    assert library.exercises(folder.parent)["mapping"].guide == en("# Guide\n\nLay paper out.")


def test_ones_own_exercise_stands_in_for_ours(folder: pathlib.Path) -> None:
    folder.rename(folder.with_name(next(iter(OURS))))
    assert library.exercises(folder.parent)[next(iter(OURS))].title == en("Mapping")


def test_an_edited_exercise_is_read_again(folder: pathlib.Path) -> None:
    assert library.exercises(folder.parent)["mapping"].title == en("Mapping")
    (folder / "exercise.md").write_text(CARD.replace("title: Mapping", "title: Mapping again"), encoding="utf-8")
    assert library.exercises(folder.parent)["mapping"].title == en("Mapping again")


def test_a_translation_beside_it_makes_texts_per_language(folder: pathlib.Path) -> None:
    front = "title: Carte\nphases:\n  - {title: Écrire, say: Écrivez.}\n  - {title: Parler}\nfill: {centre: {label: Quel mot ?}}"
    translate(folder, front, "Posez.")
    (folder / "handout.fr.md").write_text("Écrivez ici.", encoding="utf-8")
    made = library.exercises(folder.parent)["mapping"]
    assert made.title == Localised({"en": "Mapping", "fr": "Carte"})
    assert [phase.title for phase in made.phases] == [Localised({"en": "Write", "fr": "Écrire"}), Localised({"en": "Talk", "fr": "Parler"})]
    assert made.phases[0].say == Localised({"en": "Please write.", "fr": "Écrivez."})
    assert made.fill["centre"].label == Localised({"en": "Which word?", "fr": "Quel mot ?"})
    assert made.guide == Localised({"en": "# Guide\n\nLay paper out.", "fr": "Posez."})
    assert made.sheet_texts == {"handout": Localised({"en": "Write here.", "fr": "Écrivez ici."})}
    assert (made.summary, made.phases[1].minutes) == (en("We map words."), "people / 2")


@pytest.mark.parametrize(
    ("front", "sentence"),
    [
        ("tilte: Carte", "mapping/exercise.fr.md, tilte: exercise.md has no such key to translate."),
        ("phases: [{title: Un}]", "mapping/exercise.fr.md, phases: 1 items stand here for the 2 of exercise.md."),
        ("phases: Un", "mapping/exercise.fr.md, phases: this does not have the form that it has in exercise.md."),
        ("Bonjour", "mapping/exercise.fr.md: its front matter must be keys with their translations."),
        ("minutes: {usual: vingt}", "The exercise mapping, minutes.usual: Input should be a valid string."),
    ],
)
def test_a_wrong_translation_says_where(folder: pathlib.Path, front: str, sentence: str) -> None:
    translate(folder, front)
    assert refusal(folder) == sentence


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("---\ntitle", "title", "mapping/exercise.md, line 1: it must begin with a line of three dashes, then its front matter."),
        ("---\n\n# Guide", "# Guide", "mapping/exercise.md: the front matter has no end; close it with a line of three dashes."),
        (
            "people / 2}", "persons / 2}",
            "mapping/exercise.md, phases.2.minutes: “persons” at character 1 of “persons / 2” is not known; "
            "there are people, groups, size, ceil, min and max.",
        ),
    ],
)
def test_a_wrong_exercise_says_where(folder: pathlib.Path, before: str, after: str, sentence: str) -> None:
    (folder / "exercise.md").write_text(CARD.replace(before, after), encoding="utf-8")
    assert refusal(folder) == sentence


def test_a_wrong_key_names_the_line_of_the_file(folder: pathlib.Path) -> None:
    (folder / "exercise.md").write_text(CARD.replace("purpose:", "purpos:"), encoding="utf-8")
    assert "mapping/exercise.md, line 4, column 1: purpos" in refusal(folder)


def test_a_folder_whose_name_no_file_may_have_is_refused(folder: pathlib.Path) -> None:
    folder.rename(folder.with_name("My Map"))
    assert refusal(folder) == "The folder My Map cannot name an exercise; use small letters a to z, digits and dashes."


@pytest.mark.parametrize(
    ("sheet", "sentence"),
    [
        ("\n\n```lines\n4\n```\n\n```tabel\nrows: 3\n```", "mapping/handout.md, line 7: there is no directive tabel; did you mean table?"),
        ("Hi\n\n```table\ncolumns: A\n\nheigth: 9\n```", "mapping/handout.md, line 6: table has no key heigth; did you mean height?"),
        (
            "```\ncode\n```",
            "mapping/handout.md, line 1: a fenced block needs the name of a directive behind its three signs; there are lines, table,"
            " cards, poster, sign, checks, scale, figure.",
        ),
        ("- a\n\n  ```lines\n  x\n  ```", "mapping/handout.md, line 4: lines must be a whole number from 1 to 40, or fill; found “x”."),
        (
            "```figure\nradial-map\ncentre: {center}\n```",
            "mapping/handout.md, line 3: {center} is not asked for under `fill`; did you mean {centre}?",
        ),
    ],
)
def test_a_wrong_directive_names_its_file_and_line(folder: pathlib.Path, sheet: str, sentence: str) -> None:
    (folder / "handout.md").write_text(sheet, encoding="utf-8")
    assert refusal(folder) == sentence


def test_a_wrong_directive_of_a_translation_is_found_too(folder: pathlib.Path) -> None:
    (folder / "handout.fr.md").write_text("```lignes\n4\n```", encoding="utf-8")
    assert refusal(folder) == "mapping/handout.fr.md, line 1: there is no directive lignes; did you mean lines?"


def test_a_sheet_without_its_text_and_a_text_without_its_sheet_are_named(folder: pathlib.Path) -> None:
    (folder / "handout.md").rename(folder / "hand-out.md")
    assert refusal(folder) == "mapping: the sheet handout has no text; write handout.md."
    (folder / "handout.md").write_text("x", encoding="utf-8")
    assert refusal(folder) == "mapping/hand-out.md is no sheet of exercise.md; name it under `sheets`, or take it out."


def test_a_list_that_is_asked_for_may_have_a_list_as_its_default(folder: pathlib.Path) -> None:
    asked = "  items: {label: Which?, many: true, default: [One, Two], example: [Three]}"
    (folder / "exercise.md").write_text(CARD.replace("  centre:", f"{asked}\n  centre:"), encoding="utf-8")
    made = library.exercises(folder.parent)["mapping"].fill["items"]
    assert (made.many, made.default, made.example) == (True, (en("One"), en("Two")), (en("Three"),))
