"""A section that comes, goes or moves as a whole is one change, and is taken as one."""


import pytest
from lxml import etree

from tests.imports.report_back.making import back, file, went
from tests.imports.returned.word import E, W, Word, _run
from toolkit.convening.edits import apply
from toolkit.convening.model import Convening
from toolkit.convening.report_fields import standing
from toolkit.imports.report_back import Returned, accept, questions, sentence
from toolkit.language import language


def heading(word: Word, starts: str) -> etree._Element:
    return next(each for each in word.body.findall(f"{W}p") if _begins_section(each) and word.text(each).startswith(starts))


def section(word: Word, starts: str) -> list[etree._Element]:
    """All that stands from this heading to the next."""
    found = [heading(word, starts)]
    while not _begins_section(following := found[-1].getnext()):
        found.append(following)
    return found


def _begins_section(element: etree._Element) -> bool:
    style = element.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.get(f"{W}val") == "Heading1"


def put(word: Word, before: etree._Element, *lines: tuple[etree._Element, str]) -> None:
    """New paragraphs, each formed like another."""
    for like, text in lines:
        word.add_paragraph(like, text)
        before.addprevious(like.getnext())


def take_all(returned: Returned) -> Convening:
    taken = accept(went(), returned, [change.number for change in returned.changes])
    assert taken.left == ()
    after = apply(went(), taken.edit)
    assert apply(after.convening, after.inverse).convening == went()
    return after.convening


@pytest.mark.parametrize("author", [None, "Ines of KWL"])
def test_a_section_that_is_taken_out_is_one_change(author: str | None) -> None:
    word = Word(file())
    word.author = author
    for each in section(word, "Part 2"):
        if each.tag == f"{W}p":
            word.drop_paragraph(each)
        else:
            for row in each.findall(f"{W}tr"):
                word.drop_row(row)
    data = word.saved()
    returned = back(went(), data)
    change, = returned.changes
    assert (change.kind, change.section, change.authors) == ("section-dropped", "s2", (author,) if author else ())
    after = take_all(returned)
    assert [each.id for each in after.report.sections] == ["s1", "s3", "s4"]
    again = back(after, data)
    assert (again.changes, again.already) == ((), 1)


def test_a_section_that_stands_elsewhere_is_one_change_and_what_was_edited_in_it_others() -> None:
    word = Word(file())
    target = heading(word, "Part 2")
    for each in section(word, "Part 4"):
        target.addprevious(each)
    lines = section(word, "Part 4")
    put(word, lines[3], (lines[2], "A line that came with it."))
    returned = back(went(), word.saved())
    assert [(change.kind, change.section) for change in returned.changes] == [("section-moved", "s4"), ("added", "s4")]
    after = take_all(returned)
    assert [each.id for each in after.report.sections] == ["s1", "s4", "s2", "s3"]
    assert "A line that came with it." in standing(after, "section:s4:body", "en")


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_section_with_another_heading_altogether_is_still_that_section(elsewhere: bool) -> None:
    word = Word(file())
    if elsewhere:
        target = heading(word, "Part 2")
        for each in section(word, "Part 4"):
            target.addprevious(each)
    word.retype(heading(word, "Part 4"), 0, "Barriers")
    returned = back(went(), word.saved())
    assert [change.kind for change in returned.changes] == ["section-moved"] * elsewhere + ["reworded"]
    after = take_all(returned)
    assert [str(each.heading) for each in after.report.sections].index("Barriers") == (1 if elsewhere else 3)


def test_new_sections_come_as_sections_with_their_lists_and_tables_in_their_order() -> None:
    word = Word(file())
    target, plain = heading(word, "Part 3"), heading(word, "Part 3").getnext()
    rows = (("Who", "What"), ("Ane", "a boat"), ("Bo", "no boat"))
    table = E.tbl(*(E.tr(*(E.tc(E.p(_run(cell, None))) for cell in row)) for row in rows))
    put(word, target, (target, "What the youngest said"), (plain, "They spoke last."), (heading(word, "Part 3"), "What the oldest said"))
    put(word, target, (plain, "They *spoke* first."))
    target.addprevious(table)
    put(word, target, (plain, "And then they left."))
    data = word.saved()
    returned = back(went(), data)
    assert [change.kind for change in returned.changes] == ["section-added", "section-added"]
    after = take_all(returned)
    assert [each.heading for each in after.report.sections][2:4] == ["What the youngest said", "What the oldest said"]
    assert [each.id for each in after.report.sections][4:] == ["s3", "s4"]
    new = str(after.report.sections[3].body).split("\n")
    assert [line.strip() for line in new if line] == [
        r"They \*spoke\* first.", "| Who | What |", "|---|---|", "| Ane | a boat |", "| Bo | no boat |", "And then they left.",
    ]  # fmt: skip
    again = back(after, data)
    assert (again.changes, again.already) == ((), 2)


def test_a_heading_in_the_middle_of_a_section_makes_no_section_of_its_own() -> None:
    word = Word(file())
    middle = section(word, "Part 2")[4]
    put(word, middle, (heading(word, "Part 2"), "A heading that came between"))
    change, = back(went(), word.saved()).changes
    assert (change.kind, change.section) == ("added", "s2")
    assert "becomes a heading within the section" in sentence(change, language("en"))


def test_who_takes_out_a_section_that_another_edited_is_asked() -> None:
    gone, edited = Word(file()), Word(file())
    for each in section(gone, "Part 2"):
        gone.body.remove(each)
    put(edited, section(edited, "Part 2")[2], (section(edited, "Part 2")[1], "A line of theirs."))
    files = [back(went(), gone.saved(), "a.docx"), back(went(), edited.saved(), "b.docx")]
    taken_out = next(each for each in questions(files) if each.options[0].change.kind == "section-dropped")
    assert taken_out.contested and taken_out.clashes
    assert not questions(files[:1])[0].contested
    assert sentence(files[0].changes[0], language("en")).endswith("the whole section is taken out")
