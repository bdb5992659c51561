"""Which version a file is of, what was changed on both sides, and what cannot be taken over."""

import pytest

from tests.imports.report_back.making import VERSION, CoHost, back, file, invented, went, word
from tests.imports.returned.word import W, Word
from toolkit import library
from toolkit.convening.edits import All, Ref, Set, apply, removal
from toolkit.convening.report_fields import standing, writing
from toolkit.documents import report
from toolkit.documents.registry import Options
from toolkit.imports.report_back import SendingError, accept, send
from toolkit.imports.returned import UnknownVersionError
from toolkit.language import language
from toolkit.writers import docx


def test_a_version_is_one_text_and_only_the_full_edition_goes_out() -> None:
    convening = went()
    assert convening.version == VERSION and convening.report.sent[0].sections[0].boxes[0].title
    with pytest.raises(SendingError, match="needs a name"):
        send(convening, "  ")
    with pytest.raises(SendingError, match="would lose it on the way back"):
        send(convening, "v5", audience="public")
    changed = apply(convening, writing(convening, "section:s1:body", "en", "Other words.")).convening
    with pytest.raises(SendingError, match="give this one another name"):
        send(changed, VERSION)


def test_a_file_of_an_unknown_version_is_said_to_be_one() -> None:
    convening = went()
    stranger = convening.model_copy(update={"version": "v77"})
    with pytest.raises(UnknownVersionError, match=r"v77.*no report of that name.*v4, sent"):
        back(convening, word(stranger))
    assert back(convening, word(stranger), against=VERSION).version.name == VERSION
    with pytest.raises(UnknownVersionError, match="No report called “v1”"):
        back(convening, file(), against="v1")


def test_what_was_changed_here_too_is_said_and_nothing_is_lost() -> None:
    host = CoHost(file(), 1, recorded=True)
    host.rng.choice = lambda options: options[0]  # type: ignore[method-assign, assignment]
    host.word.author = "Ines of KWL"
    host.made.append(host.reword())  # type: ignore[arg-type]
    data = host.word.saved()
    convening = went()
    change = back(convening, data).changes[0]
    assert change.ours is None and change.authors == ("Ines of KWL",) and change.recorded
    body = standing(convening, "section:s1:body", "en")
    ours = apply(convening, writing(convening, "section:s1:body", "en", body.replace("In our notes", "In the archive", 1))).convening
    clash = back(ours, data).changes[0]
    assert clash.ours is not None and clash.ours.startswith("In the archive")
    gone = apply(convening, removal(convening, Ref(kind="section", id="s1"))).convening
    lost = back(gone, data).changes[0]
    assert not lost.can_be_taken and lost.stands == change.stands


def test_emphasis_links_and_boxes_stay_as_they_were_typed() -> None:
    host = CoHost(file(), 1, recorded=False)
    convening = went()
    line = next(each for each in host.lines if "bold words" in "".join(each.itertext()))
    host.retype(next(iter(each for each in line.iter("{*}r") if len(host.word.text(each).split()) > 3)), "zephyr")
    returned = back(convening, host.word.saved())
    taken = accept(convening, returned, [1])
    after = apply(convening, taken.edit).convening
    body = standing(after, "section:s1:body", "en")
    assert "zephyr" in body and "**bold words**" in body and "[link to it](https://example.org/a.b), and *stress*." in body
    old = standing(convening, "section:s1:body", "en").split("\n")
    assert sum(one != other for one, other in zip(old, body.split("\n"), strict=True)) == 1
    assert after.report.sections[0].boxes == convening.report.sections[0].boxes


def test_a_frozen_text_refuses_what_would_change_it_and_says_why() -> None:
    convening = went()
    frozen = apply(convening, Set(target=Ref(kind="report"), field=("word_master",), value={"by": "Ines"})).convening
    with pytest.raises(Exception, match="written in Word from here"):
        apply(frozen, writing(frozen, "section:s1:body", "en", "x"))
    back_again = apply(frozen, All(edits=(Set(target=Ref(kind="report"), field=("word_master",), value=None),))).convening
    assert apply(back_again, writing(back_again, "section:s1:body", "en", "x"))


def test_what_comes_from_elsewhere_is_shown_and_changed_there() -> None:
    made = library.sample().convening
    convening = apply(made, send(made, "v9")).convening
    co_host = CoHost.__new__(CoHost)
    co_host.word = Word(word(convening))
    for row in [row for row in co_host.word.body.iter(f"{W}tr") if row.find(f"{W}tc").xpath("string(.)") in ("3", "4")]:
        next(row.findall(f"{W}tc")[1].iter(f"{W}t")).text = "Quite another recommendation."
    found = back(convening, co_host.word.saved()).changes
    assert [(change.kind, change.section, change.heading, change.can_be_taken) for change in found] == [
        ("reworded", "", "Recommendations", False)
    ] * 2
    assert all("another recommendation" in change.stands for change in found)


@pytest.mark.parametrize("code", ["ar-XB", "en-XA"])
def test_in_any_language_a_file_that_nobody_touched_holds_no_change(code: str) -> None:
    made = library.sample().convening.model_copy(update={"languages": ("en", code)})
    convening = apply(made, send(made, "v9", code=code)).convening
    data = docx.write(report.build(convening, Options("participants", language(code), "en", "a4")))
    assert back(convening, data).changes == ()


def test_a_new_section_text_goes_where_it_was_written() -> None:
    """Of a section without any text: what is written below its heading becomes its text."""
    made = invented()
    empty = apply(made, All(edits=(Set(target=Ref(kind="section", id="s2"), field=("body",), value=None),))).convening
    convening = apply(empty, send(empty, "v9")).convening
    opened = Word(word(convening))
    opened.author = None
    opened.add_paragraph(opened.paragraph("This section has not been written yet."), "Now it has been written.")
    opened.drop_paragraph(opened.paragraph("This section has not been written yet."))
    returned = back(convening, opened.saved())
    added = next(change for change in returned.changes if change.kind == "added")
    assert (added.section, added.anchor.home) == ("s2", "section:s2:body")
    after = apply(convening, accept(convening, returned, [added.number]).edit).convening
    assert after.report.sections[1].body.strip() == "Now it has been written."


def test_headings_and_what_is_said_of_a_box_are_texts_too() -> None:
    convening = went()
    opened, box = Word(file()), convening.report.sections[2].boxes[0]
    opened.author = "Bo"
    for text in (str(convening.report.sections[1].heading), str(box.title), str(box.author)):
        line = [each for each in opened.body.iter(f"{W}p") if opened.text(each) == text][-1]
        opened.retype(line, 0, f"{text} anew")
    returned = back(convening, opened.saved())
    assert [change.kind for change in returned.changes] == ["reworded"] * 3
    after = apply(convening, accept(convening, returned, [1, 2, 3]).edit).convening.report
    assert str(after.sections[1].heading).endswith(" anew")
    assert str(after.sections[2].boxes[0].title).endswith(" anew") and str(after.sections[2].boxes[0].author).endswith(" anew")
    assert after.sections[2].boxes[0].id == box.id


def test_what_clashes_with_ours_can_be_taken_by_choice_and_writes_over_that_line_alone() -> None:
    convening = went()
    host = CoHost(file(), 2, recorded=True)
    host.word.author = "Bo"
    line = next(each for each in host.lines if "bold words" in "".join(each.itertext()))
    host.retype(next(each for each in line.iter("{*}r") if len(host.word.text(each).split()) > 3), "zephyr")
    body = standing(convening, "section:s1:body", "en")
    ours = apply(convening, writing(convening, "section:s1:body", "en", body.replace("With **bold", "All with **bold"))).convening
    returned = back(ours, host.word.saved())
    assert [change.clashes for change in returned.changes] == [True]
    after = standing(apply(ours, accept(ours, returned, [1]).edit).convening, "section:s1:body", "en")
    assert "zephyr" in after and "All with" not in after and "**bold words**" in after
