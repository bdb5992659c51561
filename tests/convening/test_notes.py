"""The kind of a note by its sign, the order and the merging of recommendations, whom a note may name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.convening import file, notes, people
from toolkit.convening.edits import EditError, apply
from toolkit.convening.model import Convening, Note, Participant, Section
from toolkit.convening.telling import phrase
from toolkit.documents import noted
from toolkit.language import language
from toolkit.planning import outline

NOTES = [
    {"id": "a", "kind": "recommendation", "text": "A", "session": "one"},
    {"id": "x", "kind": "point", "text": "X", "session": "one"},
    {"id": "b", "kind": "recommendation", "text": "B", "session": "two", "to": "Donors", "why": "Because"},
    {"id": "c", "kind": "recommendation", "text": "C"},
]  # fmt: skip
DAYS = [{"id": "d", "sessions": [{"id": "one", "title": "One"}, {"id": "two", "title": "Two", "rule": "chatham-house"}]}]


def a_convening(**more: object) -> Convening:
    return file.of({"title": "T", "days": DAYS, "notes": NOTES, **more}, Convening)


def recommended(convening: Convening) -> list[str]:
    return [note.id for note in notes.standing(convening, "recommendation")]


@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [
        ("? who pays", "question", "who pays"), ("؟ من يدفع", "question", "من يدفع"), ("! pay", "recommendation", "pay"),
        ("-> call them", "action", "call them"), ("→call", "action", "call"), ("+ all agree", "agreement", "all agree"),
        ("/ not on this", "disagreement", "not on this"), ("“We count.”", "quote", "We count."), ("« Oui »", "quote", "Oui"),
        ('"We', "quote", "We"), ('"Work" is a big word', None, '"Work" is a big word'), ("+41 55", None, "+41 55"),
        ("a  b\n c", None, "a b c"),
        ("<script>", None, "<script>"), ("?", "question", ""),
    ],
)  # fmt: skip
def test_a_sign_before_the_words_names_the_kind(typed: str, kind: str | None, text: str) -> None:
    assert notes.read_line(typed) == (kind, text)


@given(st.text(max_size=80))
def test_no_line_is_lost_but_its_sign_and_its_spaces(typed: str) -> None:
    kind, text = notes.read_line(typed)
    whole = " ".join(typed.split())
    assert text in whole and (kind is not None or text == whole)


def test_lines_from_paper_come_without_bullets_and_empty_ones() -> None:
    assert notes.read_lines("- one\n\n 2) ? two\n☐ -> three\n*strong* four\n?\n") == (
        (None, "one"), ("question", "two"), ("action", "three"), (None, "*strong* four"),
    )  # fmt: skip


def test_order_is_changed_among_recommendations_only_and_told() -> None:
    convening = a_convening()
    edit = notes.move(convening, "c", -1)
    assert edit is not None
    after = apply(convening, edit)
    assert recommended(after.convening) == ["a", "c", "b"] and "moved the note “C”" in phrase(edit, convening, language("en"))
    assert apply(after.convening, after.inverse).convening == convening
    down = notes.move(convening, "a", 1)
    assert down is not None and recommended(apply(convening, down).convening) == ["b", "a", "c"]
    assert notes.move(convening, "a", -1) is None and notes.move(convening, "c", 1) is None and notes.move(convening, "gone", 1) is None


def test_merged_recommendations_keep_their_words_and_are_told_once() -> None:
    convening = a_convening()
    edit = notes.merge(convening, ["b", "a"])
    after = apply(convening, edit)
    made = notes.standing(after.convening, "recommendation")[0]
    assert (made.from_, made.text, made.to, made.why, made.session) == (("a", "b"), "A", "Donors", "Because", "one")
    assert recommended(after.convening) == [made.id, "c"]
    assert [session.id for session in noted.sessions_of(after.convening, made)] == ["one", "two"]
    gathering = [Section(id="s", heading="S", gathers=(session,)) for session in ("one", "two")]
    assert [[note.id for note in outline.notes_of(after.convening, each)] for each in gathering] == [["x", made.id], [made.id]]
    assert phrase(edit, convening, language("en")) == "merged 2 recommendations into the note “A”"
    assert apply(after.convening, after.inverse).convening == convening
    more = apply(after.convening, notes.merge(after.convening, ["c", made.id])).convening
    assert recommended(more) == [made.id] and [note.id for note in notes.sources(more, notes.standing(more)[0])] == ["a", "b", "c"]
    assert recommended(apply(more, notes.apart(more, made.id)).convening) == ["a", "b", "c"]
    with pytest.raises(EditError):
        notes.merge(convening, ["a", "x"])


def test_a_note_leaves_its_speaker_behind_where_the_rule_holds() -> None:
    jo = {"id": "jo", "name": "Jo", "consent": {"quote": "name", "list": "public"}}
    convening = a_convening(participants=[jo], notes=[{"id": "q", "kind": "quote", "text": "Q", "by": "jo", "attribution": "name"}])
    edit = notes.to_session(convening, convening.notes[0], "two")
    assert edit is not None
    moved = apply(convening, edit).convening.notes[0]
    assert (moved.session, moved.by, moved.attribution) == ("two", None, "nobody")
    assert notes.attributions(convening, "one", "jo") == ("nobody", "name") and notes.attributions(convening, "two", "jo") == ("nobody",)


@given(
    quote=st.sampled_from(["nobody", "side", "organisation", "name"]), wanted=st.sampled_from(["nobody", "side", "organisation", "name"]),
    show=st.lists(st.sampled_from(["name", "organisation"]), unique=True), side=st.sampled_from(["", "donor"]), ruled=st.booleans(),
)  # fmt: skip
def test_what_may_be_chosen_is_what_is_printed(quote: str, wanted: str, show: list[str], side: str, ruled: bool) -> None:
    """Every level that is offered prints something, and one that is not offered prints no more than one that is."""
    person = Participant.model_validate({
        "id": "jo", "name": "Jo", "side": side, "affiliations": [{"organisation": "Org"}], "consent": {"quote": quote, "show": show},
    })  # fmt: skip
    convening = a_convening(notes=[], **({"rule": "chatham-house"} if ruled else {})).model_copy(update={"participants": (person,)})
    note = Note.model_validate({"id": "n", "kind": "quote", "text": "Q", "by": "jo", "attribution": wanted})
    may = people.attributions(person, convening.rule)
    spoken = people.speaker(convening, note, "public")
    if wanted in may and wanted != "nobody":
        assert {"side": spoken.side, "organisation": spoken.organisations, "name": spoken.name}[wanted]
    else:
        assert not spoken.name or "name" in may
        assert not spoken.organisations or "organisation" in may


def test_new_notes_go_to_the_end_and_one_that_is_there_is_not_put_in_again() -> None:
    convening = a_convening()
    edit = notes.insert(convening, [{"id": "n1", "text": "One"}, {"id": "a", "text": "Again"}, {"text": "Two"}])
    assert edit is not None
    after = apply(convening, edit).convening
    assert [note.text for note in after.notes[4:]] == ["One", "Two"] and notes.insert(convening, [{"id": "a", "text": "A"}]) is None


def test_dots_put_recommendations_in_order_and_leave_everything_else_where_it_is() -> None:
    dots = {"a": 2, "b": 9, "c": 2}
    convening = a_convening(notes=[{**note, **({"dots": dots[note["id"]]} if note["id"] in dots else {})} for note in NOTES])
    edit = notes.by_dots(convening)
    assert edit is not None
    after, inverse = apply(convening, edit)
    assert recommended(after) == ["b", "a", "c"] and notes.by_dots(after) is None
    assert apply(after, inverse).convening == convening


@given(st.lists(st.none() | st.integers(0, 5), min_size=1, max_size=8))
def test_the_most_dots_come_first_and_nothing_is_lost(dots: list[int | None]) -> None:
    rows = [{"id": f"r{at}", "kind": "recommendation", "text": "R", **({} if n is None else {"dots": n})} for at, n in enumerate(dots)]
    convening = a_convening(notes=[NOTES[1], *rows])
    edit = notes.by_dots(convening)
    after = apply(convening, edit).convening if edit is not None else convening
    found = [note.dots or 0 for note in notes.standing(after, "recommendation")]
    assert found == sorted((n or 0 for n in dots), reverse=True) and len(after.notes) == len(convening.notes)
