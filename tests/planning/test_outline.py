"""The report's outline: made from the agenda, its gaps, whether a note stands in the text, where something goes in."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import sample
from toolkit.convening.edits import EditError, apply
from toolkit.convening.model import Convening
from toolkit.convening.values import Text, in_language
from toolkit.documents import drafted
from toolkit.documents.registry import Options
from toolkit.language import language
from toolkit.planning import outline

EN = language("en")


def read(text: Text) -> str:
    return in_language(text, "en", "en")[0]


def made(sections: tuple[dict[str, Any], ...] = (), notes: tuple[dict[str, Any], ...] = (), **more: Any) -> Convening:
    sessions = [
        {"id": "hello", "title": "Welcome", "kind": "opening"}, {"id": "talk", "title": "Donor discussion", "kind": "plenary"},
        {"id": "models", "title": {"en": "Models", "fr": "Modèles"}, "kind": "other", "tracks": [
            {"id": "a", "title": "A", "sessions": [{"id": "inner", "title": "Inner"}]}]},
        {"id": "tea", "title": "Tea", "kind": "break"}, {"id": "end", "title": "Goodbye", "kind": "closing"},
    ]  # fmt: skip
    noted = [{"id": f"n{at}", "text": "Words.", **each} for at, each in enumerate(notes)]
    return Convening.model_validate(
        {"title": "T", "days": [{"id": "d", "sessions": sessions}], "notes": noted, "report": {"sections": list(sections)}, **more}
    )


def said(convening: Convening) -> list[str]:
    return [outline.sentence(gap, convening, EN, read) for gap in outline.gaps(convening, read)]


def test_an_outline_has_a_section_for_each_theme_and_the_rest_in_the_discussion() -> None:
    convening = made(notes=({"session": "hello", "kind": "question"},))
    after, inverse = apply(convening, outline.build(convening, EN))
    assert [(read(each.heading), each.gathers) for each in after.report.sections] == [
        ("Donor discussion", ("talk",)), ("Models", ("models", "inner")), ("Discussion", ("hello", "end")),
    ]  # fmt: skip
    assert in_language(after.report.sections[1].heading, "fr", "en")[0] == "Modèles"
    assert apply(after, inverse).convening == convening
    with pytest.raises(EditError, match="the report has an outline by now"):
        outline.build(after, EN)


def test_an_outline_of_the_sample_leaves_no_note_behind() -> None:
    convening = sample().convening
    bare = convening.model_copy(update={"report": convening.report.model_copy(update={"sections": ()})})
    after = apply(bare, outline.build(bare, EN)).convening
    assert [gap for gap in outline.gaps(after, read) if gap.kind in ("ungathered", "homeless")] == []


def test_what_is_lacking_is_said_in_the_order_of_the_report() -> None:
    sections = (
        {"id": "s1", "heading": "Donor discussion", "gathers": ["talk"]}, {"id": "s2", "heading": "Models"},
        {"id": "s3", "heading": "Words", "body": "Said.[^1] Twice.[^2]\n\n[^2]: Yes.\n[^3]: Never.", "boxes": [{"id": "b"}]},
    )  # fmt: skip
    notes = (
        {"session": "talk", "kind": "recommendation"}, {"session": "talk", "kind": "recommendation"},
        {"session": "end", "kind": "quote"}, {"kind": "action"},
    )  # fmt: skip
    assert said(made(sections, notes)) == [
        "The summary has not been written yet.",
        "“Donor discussion” has 2 recommendations, but no text.",
        "“Models” has no text, and nothing was noted for it.",
        "In “Words” the sign [^1] has no footnote.",
        "In “Words” nothing points to the footnote [^3].",
        "A box of “Words” has no text.",
        "No section gathers “Goodbye”, which has 1 quotation.",
        "Of no session, so that no section can gather it: 1 next step.",
    ]
    assert said(made(notes=notes)) == []


def test_a_summary_that_has_no_room_on_its_page_is_told() -> None:
    fits = made(report={"summary": "word " * outline.SUMMARY_WORDS})
    assert said(fits) == []
    longer = made(report={"summary": "word " * (outline.SUMMARY_WORDS + 1)})
    assert said(longer) == ["The summary has 451 words; the page of the executive summary holds about 450."]


def test_a_note_is_found_in_the_text_be_it_reworded_a_little() -> None:
    note = "*Informal* has no agreed legal meaning in most of the countries present, yet fines are based on it."
    here = outline.plain("We heard that INFORMAL has no agreed legal meaning in most of the countries present, yet fines are built on it.")
    assert outline.stands_in(note, here)
    assert not outline.stands_in(note, outline.plain("Informal has no meaning. In most countries fines are based on something."))
    assert outline.stands_in("Ça va.", outline.plain("Ca  va"))
    assert not outline.stands_in("pay", outline.plain("payment")) and not outline.stands_in("***", outline.plain("***"))


def test_words_are_counted_as_people_count_them() -> None:
    assert outline.words("# Two words\n\n- don't *re-read* [this](https://example.org/a/b) ") == 5
    assert outline.words("水と仕事") == 4
    assert outline.words("") == 0


@pytest.mark.parametrize(
    ("body", "addition", "at", "wanted"),
    [
        ("", "- a", None, "- a"),
        ("One.\n\nTwo.", "- a", 1, "One.\n\n- a\n\nTwo."),
        ("One.\n\nTwo.", "- a", None, "One.\n\nTwo.\n\n- a"),
        ("One.\n", "> q", None, "One.\n\n> q"),
        ("- a\n- b\n\nEnd.", "- c", 1, "- a\n- c\n- b\n\nEnd."),
        ("- a\n  more", "- b", None, "- a\n  more\n- b"),
        ("One.[^1]\n\n[^1]: Note\n\n    goes on.", "- a", None, "One.[^1]\n\n- a\n\n[^1]: Note\n\n    goes on."),
        ("One.\n\n[^1]: Note", "- a", 12, "One.\n\n- a\n\n[^1]: Note"),
    ],
)
def test_what_is_put_in_never_parts_a_paragraph_and_stays_before_the_footnotes(
    body: str, addition: str, at: int | None, wanted: str
) -> None:
    text, end = outline.put(body, addition, at)
    assert text == wanted
    assert text[:end].endswith(addition)


@given(st.text(alphabet="ab.- \n[^1]:>", max_size=40), st.sampled_from(["- x y", "> q\n>\n> — A"]), st.none() | st.integers(0, 50))
def test_putting_in_loses_no_word(body: str, addition: str, at: int | None) -> None:
    text, end = outline.put(body, addition, at)
    assert text[:end].endswith(addition)
    without = text[: end - len(addition)] + text[end:]
    assert without.split() == body.split()


def test_a_draft_says_what_was_noted_and_no_other_word_than_its_heads() -> None:
    convening = sample().convening
    options = Options(audience="public", language=EN, original="en")
    for section in convening.report.sections:
        prose = outline.plain(drafted.draft(convening, options, section))
        for note in outline.notes_of(convening, section):
            assert outline.stands_in(read(note.text), prose) == (note.kind in outline.PROSE_KINDS)
