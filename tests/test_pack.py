"""Many documents at once: what is planned, what is made again, what is put aside, what is held back."""

import hashlib
import io
import time
import zipfile

import pytest

from tests.support import material, sample
from toolkit import pack
from toolkit.document.fingerprint import fingerprint
from toolkit.job import start
from toolkit.language import language
from toolkit.material import HeldError, Material, PackError
from toolkit.on_disk import zip_files
from toolkit.pack import FORMATS, build, plan
from toolkit.press import Press

QUICK = ("agenda", "sign-in-sheet", "participant-list")


@pytest.fixture(scope="module")
def press():
    with Press(2) as press:
        yield press


def run(press, folder, ledger, what=None, **asked):
    what = what or material()
    tasks = plan(what, **{"documents": QUICK, "formats": ("docx", "xlsx"), **asked})
    return list(build(what, tasks, folder, press, ledger))


def states(outcomes):
    return {outcome.task.file: outcome.state for outcome in outcomes}


def test_a_plan_names_each_file_for_its_document_and_format():
    files = [task.file for task in plan(material(), documents=["agenda"])]
    assert files == ["agenda.pdf", "agenda.docx"]


def test_audience_and_language_stand_in_the_name_where_there_are_several():
    asked = {"formats": ["docx"], "audiences": ["public", "organisers"], "languages": ["en", "fr"]}
    files = [task.file for task in plan(material(), documents=["agenda"], **asked)]
    assert files == ["agenda.public.en.docx", "agenda.public.fr.docx", "agenda.organisers.en.docx", "agenda.organisers.fr.docx"]


def test_one_audience_that_is_asked_for_stands_in_no_name():
    assert [task.file for task in plan(material(), documents=["agenda"], formats=["csv"], audiences=["organisers"])] == ["agenda.csv"]


def test_a_document_that_does_not_exist_is_refused_with_the_nearest_name():
    with pytest.raises(PackError, match="no document called agnda: did you mean agenda"):
        plan(material(), documents=["agnda"])


def test_a_format_that_does_not_exist_is_refused():
    with pytest.raises(PackError, match="no format called odt"):
        plan(material(), formats=["odt"])


def test_a_document_that_is_never_cut_for_an_audience_is_refused_by_name_and_left_out_of_a_pack():
    with pytest.raises(PackError, match="run-sheet is never made for public"):
        plan(material(), documents=["run-sheet"], audiences=["public"])
    assert "run-sheet.pdf" not in {task.file for task in plan(material(), audiences=["public"])}


def test_a_build_writes_every_file_and_a_second_one_writes_nothing(press, tmp_path):
    first = run(press, tmp_path / "out", tmp_path / "ledger")
    before = {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in (tmp_path / "out").iterdir()}
    second = run(press, tmp_path / "out", tmp_path / "ledger")
    assert set(states(first).values()) == {"written"}
    assert set(states(second).values()) == {"unchanged"}
    assert {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in (tmp_path / "out").iterdir()} == before


def test_after_an_edit_only_documents_whose_tree_changed_are_made_again(press, tmp_path):
    run(press, tmp_path / "out", tmp_path / "ledger")
    changed = sample().convening
    person = changed.participants[0].model_copy(update={"phone": "+351 000 111 222"})
    changed = changed.model_copy(update={"participants": (person, *changed.participants[1:])})
    what = Material(changed, material().exercises, material().assets)
    assert set(states(run(press, tmp_path / "out", tmp_path / "ledger", what)).values()) == {"unchanged"}
    day = changed.days[0].model_copy(update={"title": "The first of two"})
    changed = changed.model_copy(update={"days": (day, *changed.days[1:])})
    what = Material(changed, material().exercises, material().assets)
    again = states(run(press, tmp_path / "out", tmp_path / "ledger", what))
    assert again["agenda.docx"] == "written"
    assert again["participant-list.docx"] == "unchanged"


def test_a_file_that_was_deleted_is_made_again(press, tmp_path):
    run(press, tmp_path / "out", tmp_path / "ledger")
    (tmp_path / "out" / "agenda.docx").unlink()
    assert states(run(press, tmp_path / "out", tmp_path / "ledger"))["agenda.docx"] == "written"


def test_a_file_that_somebody_edited_is_kept_under_another_name(press, tmp_path):
    run(press, tmp_path / "out", tmp_path / "ledger")
    for typed in (b"first", b"second"):
        (tmp_path / "out" / "agenda.docx").write_bytes(typed)
        run(press, tmp_path / "out", tmp_path / "ledger")
    assert (tmp_path / "out" / "agenda.edited.docx").read_bytes() == b"first"
    assert (tmp_path / "out" / "agenda.edited-2.docx").read_bytes() == b"second"
    assert (tmp_path / "out" / "agenda.docx").read_bytes()[:2] == b"PK"


def test_nothing_half_written_is_left_in_the_folder(press, tmp_path):
    run(press, tmp_path / "out", tmp_path / "ledger")
    assert not [path.name for path in (tmp_path / "out").iterdir() if path.name.endswith(".part")]


def test_a_file_that_says_too_much_is_held_back_and_the_rest_is_made(press, tmp_path):
    convening = sample().convening
    hidden = next(person for person in convening.participants if person.consent is None and " " in person.name)
    day = convening.days[0]
    told = day.sessions[0].model_copy(update={"purpose": f"Opened by {hidden.name}"})
    day = day.model_copy(update={"sessions": (told, *day.sessions[1:])})
    what = Material(convening.model_copy(update={"days": (day, *convening.days[1:])}), material().exercises, material().assets)
    outcomes = run(press, tmp_path / "out", tmp_path / "ledger", what, documents=("agenda", "sign-in-sheet"), formats=("docx",))
    assert states(outcomes) == {"agenda.docx": "held", "sign-in-sheet.docx": "written"}
    assert not (tmp_path / "out" / "agenda.docx").exists()
    assert hidden.name not in str(next(outcome.problem for outcome in outcomes if outcome.problem))


def test_equal_trees_have_equal_fingerprints_and_any_word_changes_them():
    tasks = plan(material(), documents=["agenda", "report"], formats=["docx"])
    prints = [fingerprint(material().tree(task)) for task in tasks]
    assert prints == [fingerprint(material().tree(task)) for task in tasks]
    assert len(set(prints)) == 2


def test_one_zip_holds_one_audience(press):
    tasks = plan(material(), documents=["agenda", "run-sheet"], formats=["docx"])
    job = finished(start(material(), tasks, press, "j1"))
    assert (job.done, job.total, job.failed(language("en"))) == (2, 2, ())
    names = {audience: zipfile.ZipFile(io.BytesIO(data)).namelist() for audience, data in job.zips.items()}
    assert names == {"participants": ["agenda.docx"], "facilitators": ["run-sheet.docx"]}


def finished(job):
    while not job.finished:
        time.sleep(0.01)
    return job


def test_while_somebody_watches_the_workers_build_the_trees_too_for_every_page_waits_for_what_the_planner_itself_does(press, monkeypatch):
    press.run(len, ()).result()
    monkeypatch.setattr(Material, "tree", lambda *_: pytest.fail("a tree was built beside the pages"))
    tasks = plan(material(), documents=["agenda", "cover-sheet", "print-run"], formats=["docx"])
    job = finished(start(material(), tasks, press, "j2"))
    assert job.failed(language("en")) == ()
    assert {name for data in job.zips.values() for name in zipfile.ZipFile(io.BytesIO(data)).namelist()} == {task.file for task in tasks}
    assert {task for marks in job.marks.values() for task in marks} == set(tasks)


def test_what_a_worker_holds_back_comes_with_its_place_and_a_fault_of_ours_with_its_line_only(press, caplog):
    made = sample().convening
    hidden = next(person for person in made.participants if person.consent is None and " " in person.name)
    told = Material(made.model_copy(update={"subtitle": f"With {hidden.name}"}), {})
    job = finished(start(told, plan(told, documents=["agenda"], formats=["docx"]), press, "j3"))
    (held,) = job.problems
    assert isinstance(held, HeldError) and held.file == "agenda.docx" and hidden.name not in str(held) and hidden.name in held.lines[0]

    broken = Material(made, {}, pages=7)
    (problem,) = finished(start(broken, plan(broken, documents=["agenda"], formats=["docx"]), press, "j4")).problems
    assert "for a fault of the program (TypeError)" in str(problem)
    assert [record.getMessage().split(" at ")[0] for record in caplog.records] == ["pack j4: TypeError"]


def test_a_zip_of_the_same_files_is_the_same_bytes():
    files = {"b.txt": b"2", "a.txt": b"1"}
    assert hashlib.sha256(zip_files(files)).digest() == hashlib.sha256(zip_files(dict(sorted(files.items())))).digest()


def test_one_document_is_made_alone(press):
    task = plan(material(), documents=["agenda"], formats=["md"])[0]
    assert "\n# Agenda\n" in press.make(material(), task).decode()


def test_a_form_that_a_document_does_not_have_is_said(press):
    task = plan(material(), documents=["wall-agenda"], formats=["ics"])[0]
    with pytest.raises(PackError, match=r"wall-agenda has no .* form"):
        press.make(material(), task)


def test_every_format_is_named_once():
    assert list(FORMATS) == list(dict.fromkeys(FORMATS))
    assert set(pack.PRINTED) <= set(FORMATS)


def test_what_says_pages_is_built_last_from_what_was_laid_out_and_a_build_of_word_files_lays_nothing_out(press, tmp_path):
    small = Material(sample().convening.model_copy(update={"days": ()}), {})
    first = run(press, tmp_path / "out", tmp_path / "ledger", small, documents=("agenda", "print-run"), formats=("docx", "md"))
    assert [outcome.task.spec.name for outcome in first][-2:] == ["print-run"] * 2
    assert "not counted yet" in (tmp_path / "out" / "print-run.md").read_text()
    again = run(press, tmp_path / "out", tmp_path / "ledger", small, documents=("agenda", "print-run"), formats=("pdf", "md"))
    assert "not counted yet" not in (tmp_path / "out" / "print-run.md").read_text()
    assert states(again)["print-run.md"] == "written"
    once_more = run(press, tmp_path / "out", tmp_path / "ledger", small, documents=("agenda", "print-run"), formats=("pdf", "md"))
    assert set(states(once_more).values()) == {"unchanged"}
