"""A translation says what it lacks, when its original has changed, and that nobody has read it over."""

import pathlib
import shutil

import pytest

from tests.documents.reading import every, words
from toolkit import library
from toolkit.convening.model import Convening
from toolkit.convening.values import Localised
from toolkit.document.blocks import Cover
from toolkit.document.inline import Text
from toolkit.library.exercises import read_folder
from toolkit.library.promises import broken
from toolkit.library.translations import lacking, remarks
from toolkit.material import Material
from toolkit.pack import plan

FRENCH = ("agreements", "check-in-and-out", "dot-voting", "evaluation", "word-association-mapping")
OURS = library.exercises()


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    return pathlib.Path(shutil.copytree(pathlib.Path(library.places.EXERCISES) / "dot-voting", tmp_path / "dot-voting"))


def said(folder: pathlib.Path) -> list[str]:
    return [str(remark) for remark in remarks(read_folder(folder))]


@pytest.mark.parametrize("slug", FRENCH)
def test_ours_are_whole_and_of_today_and_say_that_nobody_has_read_them_over(slug: str) -> None:
    exercise = OURS[slug]
    assert lacking(exercise, "fr") == ()
    assert [str(remark) for remark in remarks(exercise)] == [f"{slug}, fr: nobody has read this translation over; its sheets say so."]


def test_one_that_lags_behind_says_so_and_names_the_state_to_write(folder: pathlib.Path) -> None:
    card = folder / "exercise.md"
    card.write_text(card.read_text(encoding="utf-8").replace("Never cut the reading", "Never leave out the reading"), encoding="utf-8")
    lags, _ = said(folder)
    state = read_folder(folder).state
    assert lags == f"dot-voting: exercise.fr.md translates another state of the original; look what has changed, then write `of: {state}`."
    words_only = folder / "ballot.md"
    words_only.write_text("\n" + words_only.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    assert read_folder(folder).state == state


def test_what_is_not_translated_is_named_by_its_key(folder: pathlib.Path) -> None:
    (folder / "count.fr.md").unlink()
    front = folder / "exercise.fr.md"
    front.write_text(front.read_text(encoding="utf-8").replace("title: Vote par points\n", ""), encoding="utf-8")
    assert "dot-voting, fr: 2 texts are not translated and print in the original, first title, sheet_texts.count." in said(folder)


def test_a_sheet_with_other_directives_than_its_original_is_not_the_same_sheet(folder: pathlib.Path) -> None:
    (folder / "ballot.fr.md").write_text("```checks\n- Une seule\n```\n", encoding="utf-8")
    assert [str(problem) for problem in broken(read_folder(folder))] == [
        "dot-voting/ballot.fr.md has other directives, or asks for other answers, than ballot.md; they must be the same."
    ]


@pytest.mark.parametrize(("typed", "shown"), [("reviewed: yes", False), ("reviewed: no", True)])
def test_an_unreviewed_one_says_so_on_every_sheet_and_on_the_guide(folder: pathlib.Path, typed: str, shown: bool) -> None:
    front = folder / "exercise.fr.md"
    front.write_text(front.read_text(encoding="utf-8").replace("reviewed: no", typed, 1), encoding="utf-8")
    session = {"id": "s", "title": "Vote", "minutes": 15, "exercise": "dot-voting"}
    made = Convening.model_validate({"title": "Eau", "language": "fr", "days": [{"start": "09:00", "sessions": [session]}]})
    material = Material(made, {"dot-voting": read_folder(folder)})
    for task in plan(material, formats=["pdf"]):
        if task.file.startswith("dot-voting"):
            assert ("Traduction non relue" in words(tuple(every(material.tree(task).blocks, Cover)))) is shown


def test_what_a_language_lacks_is_printed_in_the_original_with_its_language_and_listed() -> None:
    session = {"id": "s", "title": "Café", "minutes": 90, "exercise": "world-cafe"}
    made = Convening.model_validate({"title": "Eau", "language": "fr", "days": [{"start": "09:00", "sessions": [session]}]})
    material = Material(made, OURS)
    host, cover = (material.tree(*plan(material, documents=[name], formats=["pdf"])) for name in ("world-cafe-host", "cover-sheet"))
    assert {each.lang for each in every(host.blocks, Text) if "Eau" not in each.text} >= {"en"}
    assert "World Café" in words(cover.blocks) and "en anglais" in words(cover.blocks)


def test_an_exercise_of_ones_own_may_be_written_in_another_language(folder: pathlib.Path) -> None:
    for translated in folder.glob("*.fr.md"):
        translated.unlink()
    card = folder / "exercise.md"
    card.write_text(card.read_text(encoding="utf-8").replace("format: 1", "format: 1\nlanguage: pt"), encoding="utf-8")
    made = read_folder(folder)
    assert made.title == Localised({"pt": "Dot voting"}) and made.translation("pt-BR") is None
