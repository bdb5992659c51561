"""A copy on the command line: out with a passphrase from a file, back line by line, and nothing written that was not named."""

import pytest

from tests.handover.making import TEXT, brought_back, changed
from tests.test_cli import refused, run
from toolkit import library, sealing
from toolkit.convening.edits import Count, Ref, Set
from toolkit.handover import packed
from toolkit.sealing import Cost

PHRASE = "seven lamps under water"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "my.yaml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "phrase").write_text(f"{PHRASE}\n", encoding="utf-8")
    return tmp_path


def here(folder):
    return library.open_file(folder / "my.yaml").convening


def test_out_to_a_facilitator_and_back_by_number_and_kind(folder):
    done = run("pack-up", "my.yaml", "--for", "facilitator", "--to", "Mina", "--passphrase-file", "phrase", "-o", "f.convening", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "f.convening\n", "")
    assert [(each.cut, each.to) for each in here(folder).handed] == [("facilitator", "Mina")]
    opened = library.open_bytes(packed.plain((folder / "f.convening").read_bytes(), "x", PHRASE), "x")
    wall = Set(target=Ref(kind="session", id="wall"), field=("minutes",), value=75)
    back = brought_back(changed(opened, Count(word="w1", by=2), wall))
    quick = Cost(memory=64, passes=1, lanes=1)
    data = packed.close(library.write_zip(back.convening, {}, None, back.base), PHRASE, quick)
    (folder / "back.convening").write_bytes(data)
    take = ("take-in", "back.convening", "--into", "my.yaml", "--passphrase-file", "phrase")
    before = (folder / "my.yaml").read_bytes()
    done = run(*take, cwd=folder)
    assert (done.returncode, done.stderr, (folder / "my.yaml").read_bytes()) == (0, "", before)
    assert done.stdout.splitlines()[:4] == [
        "Agenda:", "  1. changed the length of “The word wall” from 1 h to 1 h 15",
        "Words:", "  2. counted the word “salt” 5 times",
    ]  # fmt: skip
    assert run(*take, "--accept", "words", cwd=folder).stdout.splitlines()[-1] == "my.yaml"
    assert here(folder).words[0].count == 5
    assert run(*take, "--accept", "1", cwd=folder).stdout.splitlines()[-1] == "my.yaml"
    assert next(session.minutes for _, _, session in here(folder).sessions() if session.id == "wall") == 75
    assert run(*take, "--accept", "all", cwd=folder).stdout.splitlines()[-1] == "Nothing of this was left to take over."
    assert run("check", "back.convening", "--passphrase-file", "phrase", cwd=folder).returncode == 0
    (folder / "phrase").write_text("another one, much longer", encoding="utf-8")
    assert "does not open" in refused(run(*take, cwd=folder))
    (folder / "back.convening").write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    (folder / "phrase").write_text(PHRASE, encoding="utf-8")
    assert "changed or damaged" in refused(run(*take, cwd=folder))


def test_a_copy_that_tells_of_people_needs_a_passphrase_and_one_without_people_none(folder):
    assert "needs a passphrase" in refused(run("pack-up", "my.yaml", "--for", "rapporteur", "-o", "r.convening", cwd=folder))
    assert not (folder / "r.convening").exists() and here(folder).handed == ()
    assert run("pack-up", "my.yaml", "--for", "co-host", "-o", "c.convening", cwd=folder).returncode == 0
    assert not sealing.is_closed((folder / "c.convening").read_bytes())
    assert "is there already" in refused(run("pack-up", "my.yaml", "--for", "co-host", "-o", "c.convening", cwd=folder))
    assert len(here(folder).handed) == 1
    assert "neither a file nor the id" in refused(run("pack-up", "nowhere", "--for", "co-host", "-o", "d.convening", cwd=folder))
    assert "not handed over to you" in refused(run("pack-up", "my.yaml", "--for", "back", "--open", "-o", "d.convening", cwd=folder))
