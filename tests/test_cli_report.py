"""The report on the command line: sent, edited elsewhere, brought back, taken over, its comments gathered."""

import pytest

from tests.imports.report_back.making import CoHost, invented
from tests.test_cli import refused, run
from toolkit import library
from toolkit.convening import file


@pytest.fixture
def sent(tmp_path):
    (tmp_path / "my.yaml").write_text(file.write(invented()), encoding="utf-8")
    done = run("send", "my.yaml", "--report", "--version", "v4, to LT", "--date", "2027-02-01", "-o", "out", cwd=tmp_path)
    assert (done.returncode, done.stdout.splitlines()) == (0, ["out/report.docx", "my.yaml"])
    return tmp_path


def test_what_came_back_is_told_and_only_what_is_named_is_written(sent):
    host = CoHost((sent / "out" / "report.docx").read_bytes(), 9, recorded=True)
    host.word.remark(host.lines[1], "Ines of LT", "Is this so?")
    (sent / "lt.docx").write_bytes(host.edit(3))
    done = run("import-report", "lt.docx", "--into", "my.yaml", cwd=sent)
    assert done.returncode == 0 and done.stdout.startswith("lt.docx, held against v4, to LT:")
    assert "Ines of LT on “" in done.stdout and "  3. " in done.stdout and "recorded in Word" in done.stdout
    before = library.open_file(sent / "my.yaml").convening
    done = run("import-report", "lt.docx", "--into", "my.yaml", "--accept", "1-3", "--comments", cwd=sent)
    assert done.returncode == 0 and done.stdout.endswith("my.yaml\n")
    after = library.open_file(sent / "my.yaml").convening.report
    assert after.sections != before.report.sections and [each.text for each in after.comments] == ["Is this so?"]
    done = run("import-report", "lt.docx", "--into", "my.yaml", cwd=sent)
    assert "3 changes are in your report by now." in done.stdout
    cut = run("send", "my.yaml", "--report", "--version", "v5", "--audience", "public", "-o", "out", cwd=sent)
    assert "would lose it on the way back" in refused(cut)
