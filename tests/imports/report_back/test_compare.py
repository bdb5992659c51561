"""Which version a file is of, what was changed on both sides, and what cannot be taken over."""

import pytest

from tests.imports.report_back.making import VERSION, CoHost, back, file, went, word
from toolkit.convening.edits import All, Ref, Set, apply, removal
from toolkit.convening.report_fields import standing, writing
from toolkit.imports.report_back import SendingError, accept, send
from toolkit.imports.returned import UnknownVersionError


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
