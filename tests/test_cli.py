"""The command line, as a person types it, from another folder: each command once in a process of its own, the rest within this one."""

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from unittest import mock

import pytest

from tests.support import ROOT
from toolkit import cli

SAMPLE = ROOT / "templates" / "samples" / "water-and-work.yaml"


def run(*arguments, cwd=None, **environment):
    """What a command answers, without the half second and more that a new process takes; what is no sentence is raised."""
    out, err = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(cwd or ROOT), mock.patch.dict(os.environ, environment), contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = cli.main([*map(str, arguments)])
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def process(*arguments, cwd=None, **environment):
    return subprocess.run(
        [sys.executable, "-m", "toolkit.cli", *map(str, arguments)],
        cwd=cwd or ROOT, capture_output=True, text=True, env={**os.environ, **environment}, timeout=120,
    )


def refused(done):
    """A sentence for each thing that is wrong, on standard error; exit 2, no trace."""
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr and "Traceback" not in done.stderr
    return done.stderr.strip()


def test_new_writes_a_convening_that_builds(tmp_path):
    asked = ("--title", "Rivers & <Rights>", "--date", "2027-03-11", "--expected", "24", "-o", "my.yaml")
    made = process("new", "two-day-dialogue", *asked, cwd=tmp_path)
    assert (made.returncode, made.stdout, made.stderr) == (0, "my.yaml\n", "")
    checked = process("check", "my.yaml", cwd=tmp_path)
    assert checked.returncode == 0 and checked.stdout.count("fits") == 2
    built = process("build", "my.yaml", "-o", "out", "--document", "agenda", "--format", "docx", "--format", "csv", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    assert sorted(built.stdout.splitlines()) == ["out/agenda.csv", "out/agenda.docx"]


def test_a_command_that_there_is_not_is_told_by_its_name_with_the_nearest():
    assert refused(run("bild")) == "There is no command bild: did you mean build?"
    assert refused(run("xyzzy")) == "There is no command xyzzy: see `python3 run.py --help`."


def test_new_without_a_template_lists_them():
    listed = run("new").stdout.splitlines()
    assert listed[0].startswith("two-day-dialogue ")
    assert len(listed) >= 6


def test_new_never_writes_over_a_file(tmp_path):
    (tmp_path / "my.yaml").write_text("mine")
    assert "there already" in refused(run("new", "two-day-dialogue", "-o", "my.yaml", cwd=tmp_path))
    assert (tmp_path / "my.yaml").read_text() == "mine"


def test_build_makes_one_zip_for_each_audience(tmp_path):
    done = run("build", SAMPLE, "-o", tmp_path / "out", "--document", "agenda", "--document", "run-sheet", "--format", "docx", "--zip")
    assert done.returncode == 0, done.stderr
    assert zipfile.ZipFile(tmp_path / "out" / "pack.participants.zip").namelist() == ["agenda.docx"]
    assert zipfile.ZipFile(tmp_path / "out" / "pack.facilitators.zip").namelist() == ["run-sheet.docx"]


def test_a_language_that_texts_lack_is_printed_in_the_original_and_listed(tmp_path):
    done = run("build", SAMPLE, "-o", tmp_path, "--document", "agenda", "--format", "md", "--language", "fr")
    assert done.returncode == 0
    assert "no fr form" in done.stderr


def test_a_day_that_cannot_fit_is_built_as_typed_with_a_warning_and_check_exits_1(tmp_path):
    (tmp_path / "my.yaml").write_text(
        'title: Tight\ndays:\n  - start: "12:30"\n    sessions:\n      - {title: Lunch, kind: meal, minutes: 45, pin: "12:30"}\n'
        '      - {title: Panel, minutes: 30, pin: "13:00"}\n'
    )
    checked = run("check", "my.yaml", cwd=tmp_path)
    assert checked.returncode == 1
    assert checked.stdout.splitlines() == [
        "day-1: Between the pinned “Lunch” at 12:30 and the pinned “Panel” at 13:00 there are 30 minutes for 45.",
        "  could be mended: Move the fixed time of “Panel” from 13:00 to 13:15",
    ]
    built = run("build", "my.yaml", "-o", "out", "--document", "agenda", "--format", "csv", cwd=tmp_path)
    assert built.returncode == 0
    assert "Lunch" in built.stderr
    rows = (tmp_path / "out" / "agenda.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [row.split(",")[2:5] for row in rows[1:]] == [["12:30", "13:15", "Lunch"], ["13:00", "13:30", "Panel"]]


def test_schema_prints_a_json_schema():
    assert json.loads(process("schema").stdout)["properties"]["title"]


def test_forget_says_when_nothing_is_due(home):
    done = process("forget", CONVENING_HOME=str(home))
    assert (done.returncode, done.stdout) == (0, "Nothing is due to be forgotten.\n")


def test_forget_refuses_an_id_that_is_not_there(home):
    assert refused(run("forget", "nothere", "--yes", CONVENING_HOME=str(home)))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("titel: Water\n", "title"),
        ("title: Water\ndays:\n  - start: nine\n", "nine"),
        ("title: [\n", "line"),
        ("", "empty"),
        ("title: A\ntitle: B\n", "title"),
        ("title: W\nhosts:\n  - {name: A, logo: none.svg}\n", "none.svg"),
        ("title: W\ndays:\n  - sessions:\n      - {title: X, lead: [{person: zz}]}\n", "zz"),
    ],
)
def test_a_wrong_convening_file_is_one_sentence_that_names_it(tmp_path, text, says):
    (tmp_path / "my.yaml").write_text(text)
    sentences = refused(run("build", "my.yaml", "-o", "out", cwd=tmp_path)).splitlines()
    assert all("my.yaml" in sentence for sentence in sentences) and says in sentences[0]
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    assert "my.yaml" in refused(process("build", "my.yaml", "-o", "out", cwd=tmp_path))
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "out").write_text("a file, not a folder")
    assert "another folder" in refused(run("build", SAMPLE, "-o", tmp_path / "out"))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["new", "no-such-template"], "no-such-template"),
        (["build", str(SAMPLE), "-o", "out", "--document", "agnda"], "did you mean agenda"),
        (["build", str(SAMPLE), "-o", "out", "--format", "odt"], "odt"),
        (["build", str(SAMPLE), "-o", "out", "--audience", "everyone"], "everyone"),
        (["build", str(SAMPLE), "-o", "out", "--language", "not a language"], "language"),
        (["build", str(SAMPLE)], "--help"),
        (["build", str(SAMPLE), "-o", "out", "--jobs", "0"], "--help"),
        (["biuld"], "did you mean build"),
        (["new", "two-day-dialogue", "--date", "11.3.2027"], "2027-03-11"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_leaves_nothing(tmp_path, arguments, says):
    assert says in refused(run(*arguments, cwd=tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_way_of_a_file_is_one_sentence_and_the_rest_is_made(tmp_path):
    (tmp_path / "out" / "agenda.md").mkdir(parents=True)
    done = process("build", SAMPLE, "-o", tmp_path / "out", "--document", "agenda", "--format", "md", "--format", "csv")
    assert done.returncode == 2
    assert "agenda.md could not be written" in done.stderr and "Traceback" not in done.stderr
    assert done.stdout.splitlines() == [str(tmp_path / "out" / "agenda.csv")]


def test_a_name_too_long_for_the_disk_is_one_sentence(tmp_path):
    assert "could not be written" in refused(run("new", "two-day-dialogue", "-o", "x" * 300 + ".yaml", cwd=tmp_path))


def test_days_out_of_order_are_said(tmp_path):
    (tmp_path / "my.yaml").write_text("title: T\ndays:\n  - {date: 2027-03-12}\n  - {date: 2027-03-11}\n")
    assert "2027" in run("check", "my.yaml", cwd=tmp_path).stdout


def test_check_says_what_the_review_has_under_each_day_errors_first_and_still_exits_0(tmp_path):
    talk = '{title: Keynote, minutes: 40}, {title: Break, kind: break, minutes: 9}, {title: Pause, kind: break, minutes: 14}'
    (tmp_path / "my.yaml").write_text(
        f"title: T\nat_risk: true\ndays:\n  - {{date: 2027-03-11, start: '09:00', sessions: [{talk}]}}\n"
        "dismissed: [{rule: A05, session: pause, reason: Nobody drinks coffee.}]\n"
    )
    done = run("check", "my.yaml", cwd=tmp_path)
    assert (done.returncode, done.stderr, done.stdout.splitlines()) == (0, "", [
        "Thursday, 11 March 2027: 09:00–10:03, fits",
        "",
        "The whole convening",
        "  warning B08: Participants may be at risk, and there is no title for outsiders.",
        "      Choose a title that says nothing, as “Spring meeting”.",
        "",
        "Thursday, 11 March 2027",
        "  error A05 “Break”: “Break” lasts 9 min.",
        "      Give it a quarter of an hour, more where there are many people or stairs.",
        "  warning A20 “Keynote”: “Keynote” is a talk of 40 min, and nothing says that anybody may answer.",
        "      Cut it to a quarter of an hour, send the rest beforehand, and give the time to questions. Say so in the purpose.",
        "",
        "1 remark was set aside.",
    ])  # fmt: skip


def test_a_window_that_knows_only_ascii_still_reads_what_is_said(tmp_path):
    (tmp_path / "my.yaml").write_text("títel: T\n", encoding="utf-8")
    done = process("check", "my.yaml", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert done.returncode == 2 and "Traceback" not in done.stderr


def test_without_pango_everything_but_pdf_is_made_and_the_reason_is_said(tmp_path):
    """Pango is hidden by a WeasyPrint that fails to import as it does where the library is missing."""
    hidden = tmp_path / "hidden" / "weasyprint"
    hidden.mkdir(parents=True)
    (hidden / "__init__.py").write_text("raise OSError(\"cannot load library 'libpangoft2-1.0-0'\")\n")
    path = os.pathsep.join([str(tmp_path / "hidden"), os.environ["PYTHONPATH"]])
    done = process("build", SAMPLE, "-o", tmp_path / "out", "--document", "agenda", PYTHONPATH=path)
    assert done.returncode == 2
    assert "Pango" in done.stderr and "install" in done.stderr and "Traceback" not in done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["agenda.docx"]


AGENDA = """Riverton exchange
Thursday 11 March 2027
9:00 - 9:30am Welcome
9:30 - 11:00am Who carries the water?
ca. 11:00 Tea
TBC: Visit to the mill
"""


def test_an_agenda_is_imported_and_what_is_doubtful_is_said_with_its_place(tmp_path):
    (tmp_path / "theirs.txt").write_text(AGENDA, encoding="utf-8")
    done = run("import-agenda", "theirs.txt", "-o", "my.yaml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "my.yaml\n")
    assert done.stderr.splitlines() == [
        "theirs.txt: line 5: “ca. 11:00” is about a time; it was taken as the time itself.",
        "theirs.txt: line 6: “Visit to the mill” has no clock time (“TBC”); it is listed without one.",
    ]
    built = run("build", "my.yaml", "-o", "out", "--document", "agenda", "--format", "csv", "--audience", "organisers", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "out" / "agenda.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "day,date,start,end,title,kind,room,track,lead", "1,2027-03-11,09:00,09:30,Welcome,opening,,,",
        "1,2027-03-11,09:30,11:00,Who carries the water?,plenary,,,", "1,2027-03-11,11:00,,Tea,break,,,",
        "1,2027-03-11,,,Visit to the mill,plenary,,,",
    ]


def test_what_is_no_agenda_is_declined_and_nothing_is_written(tmp_path):
    (tmp_path / "theirs.txt").write_text("9:00\n9:30\n10:00\n11:00\nWelcome\nTalk\nTea\nPlans\n", encoding="utf-8")
    said = refused(process("import-agenda", "theirs.txt", "-o", "my.yaml", cwd=tmp_path))
    assert said.startswith("The times and the titles of theirs.txt come apart")
    assert not (tmp_path / "my.yaml").exists()
    assert "could not be read" in refused(run("import-agenda", "nowhere.txt", "-o", "my.yaml", cwd=tmp_path))


def test_check_says_whether_an_exercise_is_in_order_and_where_it_is_not(tmp_path):
    done = run("check", "exercises/fishbowl")
    assert (done.returncode, done.stdout, done.stderr) == (0, "fishbowl: 4 sheets, in order\n", "")
    assert run("check", "exercises").stdout.count("in order") == len(list((ROOT / "exercises").glob("*/exercise.md")))
    mine = tmp_path / "mine"
    shutil.copytree(ROOT / "exercises" / "fishbowl", mine)
    card = (mine / "exercise.md").read_text(encoding="utf-8")
    (mine / "exercise.md").write_text(card.replace('usual: "60"', 'usual: "61"'), encoding="utf-8")
    done = run("check", mine)
    assert (done.returncode, done.stdout) == (1, "mine: for 6 people the phases add up to 60 minutes, and minutes.usual is 61.\n")
    (mine / "rule.md").write_text("```poster\nwordz: x\n```", encoding="utf-8")
    assert refused(run("check", mine)) == "mine/rule.md, line 2: poster has no key wordz; did you mean words?"
    assert "There is no exercise.md in static" in refused(run("check", "static"))
