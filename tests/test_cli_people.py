"""`import-people`, as a person types it."""

import pathlib

import pytest

from tests.test_cli import process, refused, run
from toolkit.convening import file
from toolkit.convening.model import Convening

LIST = "Name,Organisation,Country,May we list you?\nMaria Example,ERN,Congo,yes\nMARIA EXAMPLE,ERN,,\nJo Sample,Fund,Kenya,no\nTotal,2,,\n"


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    (tmp_path / "theirs.csv").write_text(LIST, encoding="utf-8")
    return tmp_path


def read(path: pathlib.Path) -> Convening:
    return file.read(path.read_text(encoding="utf-8"))


def test_a_list_becomes_a_convening_and_what_is_doubtful_is_said(folder: pathlib.Path) -> None:
    done = process("import-people", "theirs.csv", "-o", "my.yaml", "--title", "Water", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "my.yaml\n")
    twins = "1. The same person? Maria Example (ERN) / MARIA EXAMPLE (ERN)"
    for sentence in (twins, "“Congo” is no country", "A total was left out", "--consent"):
        assert sentence in done.stderr
    made = read(folder / "my.yaml")
    assert (made.title, [person.name for person in made.participants]) == ("Water", ["Maria Example", "MARIA EXAMPLE", "Jo Sample"])
    assert made.participants[0].consent is None and made.participants[2].consent is not None


def test_pairs_and_consent_are_taken_where_they_are_named(folder: pathlib.Path) -> None:
    run("import-people", "theirs.csv", "-o", "my.yaml", "--same", "all", "--consent", cwd=folder)
    made = read(folder / "my.yaml")
    assert [person.name for person in made.participants] == ["Maria Example", "Jo Sample"]
    assert made.participants[0].consent is not None and made.participants[0].consent.list == "participants"


def test_into_a_convening_nothing_is_overwritten_that_is_not_named(folder: pathlib.Path) -> None:
    (folder / "my.yaml").write_text("title: Water\nparticipants: [{name: Jo Sample, country: PE}, {name: Ana Prova}]\n", encoding="utf-8")
    done = run("import-people", "theirs.csv", "--into", "my.yaml", "--same", "1", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "my.yaml\n")
    assert "1. Jo Sample: the country, Peru → Kenya" in done.stderr and "Not on this list, and left as they are: Ana Prova." in done.stderr
    made = read(folder / "my.yaml")
    assert [(person.id, person.name, person.country) for person in made.participants] == [
        ("person-1", "Jo Sample", "PE"), ("person-2", "Ana Prova", ""), ("person-3", "Maria Example", "Congo"),
    ]  # fmt: skip
    run("import-people", "theirs.csv", "--into", "my.yaml", "--same", "1", "--accept", "1", cwd=folder)
    assert read(folder / "my.yaml").participants[0].country == "KE"


@pytest.mark.parametrize(
    ("text", "name", "sentence"),
    [
        ("", "empty.csv", "empty.csv is empty"), ("Name,Title\n", "heads.csv", "has headings and nobody below them"),
        ("Item,Qty\nApples,3\n", "shop.csv", "No column of names was found in shop.csv"),
        ("Milk\nBread\n", "shop.txt", "No list of people"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_declined_and_nothing_is_written(folder: pathlib.Path, text: str, name: str, sentence: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    assert sentence in refused(run("import-people", name, "-o", "my.yaml", cwd=folder))
    assert not (folder / "my.yaml").exists()


def test_numbers_that_are_none_are_refused(folder: pathlib.Path) -> None:
    assert "--same wants all, or numbers" in refused(run("import-people", "theirs.csv", "--same", "x", cwd=folder))
    assert "There is no change number 9" in refused(run("import-people", "theirs.csv", "--same", "9", cwd=folder))


def test_the_first_row_can_be_said_to_be_a_person(folder: pathlib.Path) -> None:
    rows = "Zoe,Network\nMaria Example,Example Network\nJo Sample,Invented Fund\nAna Prova,Prova Foundation\n"
    (folder / "bare.csv").write_text(rows, encoding="utf-8")
    run("import-people", "bare.csv", "-o", "one.yaml", cwd=folder)
    run("import-people", "bare.csv", "-o", "two.yaml", "--no-headings", cwd=folder)
    assert [len(read(folder / name).participants) for name in ("one.yaml", "two.yaml")] == [3, 4]
