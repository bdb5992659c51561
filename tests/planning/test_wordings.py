"""Words are found in every text that the report prints, and replaced in those that were chosen, as one edit with its way back."""

import pytest

from toolkit.convening.edits import EditError, apply
from toolkit.convening.model import Convening
from toolkit.planning import wordings

MADE = Convening.model_validate({
    "title": "T", "languages": ["en", "fr"],
    "days": [{"id": "d1", "sessions": [{"id": "s1", "title": "The well", "purpose": "Why the well\n  runs dry",
                                        "tracks": [{"id": "t1", "title": "Well-being"}]}]}],
    "participants": [{"id": "p1", "name": "Well Ek"}],
    "notes": [{"id": "n1", "session": "s1", "kind": "recommendation", "text": "Dig a WELL", "to": "Well diggers"}],
    "report": {"summary": {"en": "A well is a well.", "fr": "Un puits, a well."}, "sections": [
        {"id": "a", "heading": "Wells", "body": "The well[^1]. Swell.\n\n[^1]: On the well.",
         "boxes": [{"id": "b1", "title": "Well", "author": "p1", "body": "well"}]},
    ]},
})  # fmt: skip


def where(cuts: tuple[wordings.Cut, ...]) -> list[str]:
    return [f"{cut.key} {cut.found}>{cut.put}" for cut in cuts]


def test_words_are_found_whole_and_in_any_case_in_every_text_of_the_language():
    assert where(wordings.find(MADE, "en", " well ", "spring")) == [
        "report::summary:en well>spring", "report::summary:en well>spring", "section:a:body: well>spring", "section:a:body: well>spring",
        "box:b1:title: Well>Spring", "box:b1:body: well>spring", "note:n1:text: WELL>SPRING", "note:n1:to: Well>Spring",
        "session:s1:title: well>spring", "session:s1:purpose: well>spring", "track:t1:title: Well>Spring",
    ]
    assert where(wordings.find(MADE, "fr", "WELL", "source")) == ["report::summary:fr well>source"]


def test_a_line_break_is_a_space_and_case_and_parts_of_words_are_asked_for():
    assert where(wordings.find(MADE, "en", "well runs", "x")) == ["session:s1:purpose: well\n  runs>x"]
    assert where(wordings.find(MADE, "en", "WELL", "pit", case=True)) == ["note:n1:text: WELL>pit"]
    assert "section:a:body: well>pit" in where(wordings.find(MADE, "en", "well", "pit", whole=False))[3:]
    assert wordings.find(MADE, "en", "  ", "x") == () and wordings.find(MADE, "en", "a.well", "x") == ()


def test_what_was_chosen_is_replaced_as_one_edit_and_taken_back_as_one():
    cuts = wordings.find(MADE, "en", "well", "spring")
    edit = wordings.replace(MADE, "en", [cuts[1], cuts[2]])
    assert edit is not None
    done = apply(MADE, edit)
    assert done.convening.report.summary.root == {"en": "A well is a spring.", "fr": "Un puits, a well."}
    assert done.convening.report.sections[0].body == "The spring[^1]. Swell.\n\n[^1]: On the well."
    assert apply(done.convening, done.inverse).convening == MADE
    assert wordings.replace(MADE, "en", []) is None
    assert wordings.replace(MADE, "en", wordings.find(MADE, "en", "Swell", "Swell")) is None


def test_a_text_that_was_changed_meanwhile_is_not_cut():
    cuts = wordings.find(MADE, "en", "well", "spring")
    other = MADE.model_copy(update={"report": MADE.report.model_copy(update={"summary": "Something else."})})
    with pytest.raises(EditError, match="changed meanwhile"):
        wordings.replace(other, "en", cuts)
