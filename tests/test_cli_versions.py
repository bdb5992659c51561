"""Versions on the command line: sent, edited elsewhere, brought back, taken over, told."""

import shutil

import pytest

from tests.imports.returned.word import Word
from tests.support import ROOT
from tests.test_cli import refused, run
from toolkit import library
from toolkit.imports.returned import change_note
from toolkit.language import language

SAMPLES = ROOT / "templates" / "samples"


@pytest.fixture
def sent(tmp_path):
    """The sample, sent as v4 to RCU."""
    shutil.copytree(SAMPLES, tmp_path, dirs_exist_ok=True)
    (tmp_path / "water-and-work.yaml").rename(tmp_path / "my.yaml")
    done = run("send", "my.yaml", "--version", "v4, sent to RCU", "--to", "RCU", "--date", "2027-02-01", "-o", "out", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "out/agenda.docx\nmy.yaml\n", "")
    return tmp_path


def edited(folder, name, line, new, row=3):
    word = Word((folder / "out" / "agenda.docx").read_bytes())
    word.author = "Rosa"
    word.retype(word.cell(word.tables[0][row], 1), line, new)
    (folder / name).write_bytes(word.saved())


def convening(folder):
    return library.open_file(folder / "my.yaml").convening


def title(folder, wanted):
    return next(session.title for _, _, session in convening(folder).sessions() if session.id == wanted)


def test_what_is_sent_is_kept_in_the_file_and_comes_back_untouched(sent):
    version = convening(sent).sent[0]
    assert (version.name, version.to, str(version.on)) == ("v4, sent to RCU", "RCU", "2027-02-01")
    assert convening(sent).version == "v4, sent to RCU"
    done = run("import-agenda", "out/agenda.docx", "--into", "my.yaml", cwd=sent)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "agenda.docx, held against v4, sent to RCU:", "No change was found.", "Nothing was changed.",
    ]  # fmt: skip
    assert run("changes", "my.yaml", cwd=sent).stdout == "Nothing has changed.\n"


def test_nothing_is_written_until_it_is_accepted(sent):
    edited(sent, "theirs.docx", 0, "How we work together: agreements")
    before = (sent / "my.yaml").read_text(encoding="utf-8")
    done = run("import-agenda", "theirs.docx", "--into", "my.yaml", cwd=sent)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "theirs.docx, held against v4, sent to RCU:",
        "  1. Day 1, “How we work together: agreements and confidentiality”, title: “How we work together: agreements” instead of"
        " “How we work together: agreements and confidentiality” (Rosa, table 1, row 5)",
        "Nothing was written. To take changes over: --accept all, or their numbers, as --accept 1,3-5.",
    ]
    assert (sent / "my.yaml").read_text(encoding="utf-8") == before
    assert run("import-agenda", "theirs.docx", "--into", "my.yaml", "--accept", "1", cwd=sent).stdout.splitlines()[-1] == "my.yaml"
    assert title(sent, "agreements") == "How we work together: agreements"
    again = run("import-agenda", "theirs.docx", "--into", "my.yaml", "--accept", "all", cwd=sent).stdout.splitlines()
    assert again[1:3] == ["No change was found.", "1 change is in your agenda by now."]
    note = change_note(convening(sent).sent[0], convening(sent), language("en"))
    assert run("changes", "my.yaml", "--version", "v4, sent to RCU", cwd=sent).stdout == f"{note}\n"


def test_two_files_that_clash_are_not_taken_together(sent):
    edited(sent, "one.docx", 0, "How we work together: one")
    edited(sent, "two.docx", 0, "How we work together: two")
    done = run("import-agenda", "one.docx", "two.docx", "--into", "my.yaml", "--accept", "all", cwd=sent)
    said = done.stderr.splitlines()
    assert done.returncode == 2 and said[0].startswith("one.docx and two.docx do not agree: ") and said[1].startswith("Nothing was written")
    assert title(sent, "agreements").endswith("confidentiality")
    run("import-agenda", "one.docx", "two.docx", "--into", "my.yaml", "--accept", "2", cwd=sent)
    assert title(sent, "agreements") == "How we work together: two"


def test_what_is_wrong_is_one_sentence(sent):
    edited(sent, "theirs.docx", 0, "Something else")
    assert "There is no change number 9" in run("import-agenda", "theirs.docx", "--into", "my.yaml", "--accept", "9", cwd=sent).stderr
    assert "--accept wants all" in run("import-agenda", "theirs.docx", "--into", "my.yaml", "--accept", "some", cwd=sent).stderr
    assert "Say where it goes" in refused(run("import-agenda", "theirs.docx", cwd=sent))
    renamed = (sent / "my.yaml").read_text(encoding="utf-8").replace("v4, sent to RCU", "v5")
    (sent / "other.yaml").write_text(renamed, encoding="utf-8")
    unknown = refused(run("import-agenda", "theirs.docx", "--into", "other.yaml", cwd=sent))
    assert unknown.startswith("theirs.docx says that it is “v4, sent to RCU")
    chosen = run("import-agenda", "theirs.docx", "--into", "other.yaml", "--against", "v5", cwd=sent)
    assert chosen.returncode == 0 and "Something else" in chosen.stdout
    assert "No such version" in refused(run("changes", "my.yaml", "--version", "v1", cwd=sent))
    assert "another name" in refused(_changed_and_sent_again(sent))


def _changed_and_sent_again(sent):
    run("import-agenda", "theirs.docx", "--into", "my.yaml", "--accept", "all", cwd=sent)
    return run("send", "my.yaml", "--version", "v4, sent to RCU", "-o", "out", cwd=sent)
