"""What several files want alike is asked once, what contradicts is one choice, and what is chosen is one edit."""

from tests.imports.returned.making import back, now, sent, shown, source, told, word
from tests.imports.returned.test_accepting import changed, put, session, small
from toolkit.convening.edits import Ref, Set, apply, park
from toolkit.convening.model import Convening
from toolkit.imports.returned import Question, Returned, compare, questions, taken


def of(ours: Convening, *theirs: Convening) -> list[Returned]:
    return [compare(ours, source(word(each), f"{name}.docx")) for name, each in zip("abc", theirs, strict=False)]


def asked(question: Question) -> list[tuple[tuple[int, ...], list[tuple[str, str]]]]:
    return [(option.files, [(change.kind, change.stands) for change in option.changes]) for option in question.options]


def test_what_two_files_want_alike_is_asked_once() -> None:
    ours = small()
    alike = put("talk", title="Talking it all over")
    files = of(ours, changed(ours, *alike, *put("pause", room="Loft")), changed(ours, *alike, park("end")))
    made = questions(files)
    assert [asked(each) for each in made] == [
        [((0,), [("room", "Loft")])], [((0, 1), [("title", "Talking it all over")])], [((1,), [("dropped", "")])],
    ]  # fmt: skip
    after = changed(ours, taken(ours, files, [option for each in made for option in each.options]))
    assert [(row.title, row.room) for _, row in now(after).rows()] == [
        ("Welcome and introductions", "Hall"), ("Mapping the words", ""), ("Break", "Loft"), ("Talking it all over", ""),
    ]  # fmt: skip
    assert [told(each) for each in of(after, changed(ours, *alike), changed(ours, *alike))] == [[], []]


def test_what_contradicts_is_one_choice_with_all_that_hangs_together() -> None:
    ours = small()
    files = of(
        ours,
        changed(ours, *put("talk", title="Talking it all over", room="Loft"), *put("end", title="Closing round, in pairs")),
        changed(ours, park("talk"), *put("end", title="Closing round, all of us", pin="11:30")),
        changed(ours, *put("end", title="Closing round, all of us")),
    )  # fmt: skip
    made = {each.subject.id: each for each in questions(files) if len(each.options) > 1}
    assert {name: asked(each) for name, each in made.items()} == {
        "talk": [((0,), [("title", "Talking it all over"), ("room", "Loft")]), ((1,), [("dropped", "")])],
        "end": [((0,), [("title", "Closing round, in pairs")]), ((1, 2), [("title", "Closing round, all of us")])],
    }
    after = changed(ours, taken(ours, files, [made["talk"].options[0], made["end"].options[1]]))
    assert [(session(after, each).title, session(after, each).room) for each in ("talk", "end")] == [
        ("Talking it all over", "Loft"), ("Closing round, all of us", ""),
    ]  # fmt: skip


def test_the_answer_to_one_state_is_not_taken_for_another() -> None:
    ours = small()
    theirs = changed(ours, *put("talk", title="Talking it all over"))
    since = changed(ours, *put("talk", title="Talk of ours"))
    before, after = questions(of(ours, theirs)), questions(of(since, theirs))
    assert [each.id for each in before] == [each.id for each in after]
    assert before[0].options[0].id != after[0].options[0].id
    assert [each.clashes for each in (*before, *after)] == [False, True]


def test_the_same_line_twice_is_two_questions() -> None:
    ours = small()
    theirs = changed(ours, Set(target=Ref(), field=("objectives",), value=[*map(str, ours.objectives), "Eat well.", "Eat well."]))
    made = questions(of(ours, theirs))
    assert len(made) == len({each.id for each in made}) == 2


def test_everything_taken_is_one_edit_that_prints_their_table() -> None:
    ours = sent(small(), name="v2")
    theirs = changed(ours, *put("welcome", minutes=45), *put("map", room="Loft"), park("pause"))
    files = [back(ours, word(theirs))]
    done = apply(ours, taken(ours, files, [option for each in questions(files) for option in each.options]))
    assert shown(now(done.convening)) == shown(now(theirs))
    assert apply(done.convening, done.inverse).convening == ours
