"""The command for groups: the same seed gives the same groups, what clashes is told by code, and the file is written where asked only."""

import json
import shutil

import pytest

from tests.support import ROOT
from toolkit import cli
from toolkit.convening import file

SAMPLE = ROOT / "templates" / "samples" / "water-and-work.yaml"


def run(capsys, *arguments):
    status = cli.main(["groups", *map(str, arguments)])
    said = capsys.readouterr()
    return status, said.out, said.err


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """A file of twelve people, without pictures."""
    path = tmp_path_factory.mktemp("groups") / "t.yaml"
    people = "".join(f"  - {{id: p{n}, code: C{n}, name: Person {n}, side: {'donor' if n % 3 else 'activist'}}}\n" for n in range(12))
    path.write_text(f"title: T\nparticipants:\n{people}apart: [[p0, p1]]\n")
    return path


def test_groups_of_the_sample_are_printed_by_code(capsys):
    status, printed, told = run(capsys, SAMPLE, "--size", 6, "--rounds", 2, "--seed", 1)
    assert status == 0 and told == "Nobody meets anybody twice.\n"
    lines = printed.splitlines()
    assert [line for line in lines if line.startswith("Round")] == ["Round 1", "Round 2"] and len(lines) == 16
    assert "Łucja" not in printed and "K7" in printed


def test_the_same_seed_gives_the_same_and_names_are_printed_on_request_only(capsys, plain):
    one, again, other = (run(capsys, plain, "--size", 3, "--rounds", 3, "--seed", seed)[1] for seed in (1, 1, 2))
    assert one == again != other
    assert "Person 3" in run(capsys, plain, "--size", 6, "--names")[1]


def test_groups_are_kept_in_the_file_and_put_right_when_some_are_missing(capsys, plain, tmp_path):
    mine = tmp_path / "mine.yaml"
    shutil.copy(plain, mine)
    status, printed, _ = run(capsys, mine, "--size", 3, "--rounds", 2, "--keep", "--json")
    (kept,) = file.read(mine.read_text()).groups
    assert status == 0 and kept.id == "grouping-1"
    assert json.loads(printed)["rounds"][0]["groups"][0]["people"] == list(kept.rounds[0].groups[0].people)
    status, _, told = run(capsys, mine, "--group", "grouping-1", "--missing", "C3,p4", "--from", 2, "-o", tmp_path / "new.yaml")
    assert (status, told.splitlines()[0]) == (0, "0 places were changed.")
    (now,) = file.read((tmp_path / "new.yaml").read_text()).groups
    assert now.rounds[0] == kept.rounds[0] and now.rounds[1].absent == ("p3", "p4")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--size", 0), "--size wants a number from 1 on.\n"),
        (("--number", 1), "This cannot be done in round 1: C0 and C1 apart and 1 group of 12."
         " Leave out a wish, or change the number or the size of the groups.\n"),
        (("--group", "g7"), "There are no groups in this file yet; make some first, and keep them with --keep.\n"),
        (("--session", "lunch"), "There is no session lunch: the file has no agenda.\n"),
        (("--missing", "C3"), "There are no groups in this file yet; make some first, and keep them with --keep.\n"),
        (("--balance", "Shoe"), "Nobody has anything under “Shoe”, by which the groups should be told apart; there are side.\n"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_sentence(capsys, plain, arguments, words):
    assert run(capsys, plain, *arguments) == (2, "", words)
