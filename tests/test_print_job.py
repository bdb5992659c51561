"""One day's copies, in piles that a printer takes with one setting."""

import io

import pypdfium2
import pytest

from tests.support import material, sample
from toolkit import print_job
from toolkit.convening.model import Convening
from toolkit.material import Material, PackError, page_count
from toolkit.press import Press, counted
from toolkit.print_job import key_of, make, piles


@pytest.fixture(scope="module")
def press():
    with Press(2) as press:
        yield press


def small() -> Material:
    """The sample with six people, so that a pile stays a small one."""
    made = sample().convening
    return Material(made.model_copy(update={"expected": 6, "participants": made.participants[:3]}), material().exercises)


@pytest.fixture(scope="module")
def job(press):
    return make(small(), 1, press).files


def pages(data: bytes) -> int:
    return page_count(data)


def test_the_files_are_named_for_who_carries_them_the_paper_and_its_sides(job):
    assert set(job) <= {
        f"print-job-day-1.{circle}.{paper}.{sides}.pdf"
        for circle in ("reception", "yourself") for paper in ("a3", "a4") for sides in ("one-side", "both-sides")
    }
    assert "print-job-day-1.yourself.a4.both-sides.pdf" in job and "print-job-day-1.yourself.a3.one-side.pdf" in job


def test_every_document_is_there_as_often_as_the_print_run_says_and_each_copy_begins_a_sheet(job, press):
    whole, _ = counted(small(), press, {})
    wanted: dict[str, int] = {}
    for line in print_job.lines(whole):
        if line.day == 1:
            one = whole.pages[line.spec.name, line.language]
            sides = 1 if one == 1 else line.spec.sides
            name = f"print-job-day-1.{line.circle}.{line.paper}.{'both-sides' if sides == 2 else 'one-side'}.pdf"
            wanted[name] = wanted.get(name, 0) + -(-one // sides) * sides * line.copies
    assert {name: pages(data) for name, data in job.items()} == wanted


def test_what_is_safe_at_reception_tells_no_title(job):
    for name, data in job.items():
        opened = pypdfium2.PdfDocument(io.BytesIO(data))
        said = " ".join(opened[at].get_textpage().get_text_range() for at in range(len(opened)))
        opened.close()
        assert ("Water and Work" in said) is (".yourself." in name)


def test_a_day_that_is_not_there_is_said(press):
    with pytest.raises(PackError, match="There is no day 9 in this agenda; it has 2"):
        make(small(), 9, press)


def test_a_day_on_which_nothing_is_printed_is_said(press):
    with pytest.raises(PackError, match="Nothing is printed for day 2"):
        make(Material(Convening.model_validate({"title": "Water", "days": [{"start": "09:00"}] * 3}), {}), 2, press)


def test_copies_that_were_changed_by_hand_are_those_that_are_printed_and_none_leaves_a_document_out(press):
    material = Material(small().convening, small().exercises)
    known: dict[str, int] = {}
    every = print_job.day_lines(material, 1)
    only = {key_of(line): 3 if line.spec.name == "sign-in-sheet" else 0 for line in every}
    made = make(material, 1, press, copies=only, known=known)
    assert {name: pages(data) for name, data in made.files.items()} == {"print-job-day-1.yourself.a4.one-side.pdf": 3}
    assert [task.spec.name for held in made.marks.values() for task in held] == ["sign-in-sheet"]
    (line,) = [line for line in print_job.day_lines(material, 1, known=known) if line.pages is not None]
    assert (line.spec.name, line.pages) == ("sign-in-sheet", 1)
    with pytest.raises(PackError, match="Nothing is printed for day 1"):
        make(material, 1, press, copies=dict.fromkeys(only, 0))


def test_the_day_can_be_printed_on_another_paper_and_in_another_edition():
    found = {line.spec.name: line for line in print_job.day_lines(small().on("letter"), 1, "low-ink")}
    assert {line.paper for line in found.values()} == {"letter", "tabloid"}
    assert (found["word-association-mapping-handout"].edition, found["materials"].edition) == ("low-ink", "usual")
    assert {line.paper for line in print_job.day_lines(small(), 1, paper="letter")} == {"letter"}
    names = [pile.name for pile in piles(1, found.values())]
    assert names == sorted(names, key=lambda name: ".reception." not in name)
