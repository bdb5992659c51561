"""The sheets of an exercise: one page that asks for no name, and a guide with the clock times of this agenda."""

import pytest

from tests.documents.reading import build, convening, every, headings, library, named, replace, rows, sample, tables, tree, words
from tests.support import english
from toolkit.convening.exercise import Exercise
from toolkit.convening.model import Convening
from toolkit.document.blocks import Callout, Figure, Heading, Paragraph, WritingLines
from toolkit.document.drawing import Label
from toolkit.documents import exercise_work, fills
from toolkit.documents.registry import options_for, specs
from toolkit.language import language
from toolkit.planning import steps

HANDOUT, GUIDE = "word-association-mapping-handout", "word-association-mapping-guide"
MAP = "word-association-mapping"


def day(*sessions, **facts):
    return convening(days=[{"start": "09:00", "sessions": list(sessions)}], **facts)


def test_an_exercise_that_is_not_used_has_no_documents():
    assert [spec.name for spec in specs(convening(), library.exercises()) if MAP in spec.name] == []


def test_an_exercise_in_two_sessions_has_documents_for_each():
    made = day({"id": "one", "title": "x", "minutes": 60, "exercise": MAP}, {"id": "two", "title": "y", "minutes": 60, "exercise": MAP})
    names = [spec.name for spec in specs(made, library.exercises()) if MAP in spec.name]
    sheets = sorted(card.id for card in library.exercises()[MAP].sheets)
    assert names == [f"{MAP}-{sheet}--{session}" for sheet in (*sheets, "guide") for session in ("one", "two")]


def test_copies_of_a_handout_are_worked_out_for_the_people():
    spec = named(sample().convening, HANDOUT)
    assert spec.count(sample().convening) == sample().convening.headcount() == 38


def steps_of(document):
    """The table below "Step by step"."""
    blocks = list(document.blocks)
    return blocks[next(at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.id == "steps") + 1]


def drawn(document):
    return [label.text for figure in every(document.blocks, Figure) for label in figure.drawing.shapes if isinstance(label, Label)]


def test_the_handout_has_its_word_in_the_middle_free_space_and_no_name():
    document = tree(HANDOUT)
    assert drawn(document) == ["Water"]
    printed = words(document.blocks)
    assert "no name on this sheet" in printed and "Do not write your name." in printed
    assert "collected unsigned" in printed and "one each" in printed
    assert headings(document) == [(1, "Whose word is this?")]
    assert [lines.count for lines in every(document.blocks, WritingLines)] == [4]


@pytest.mark.parametrize(("fill", "expected"), [({}, []), ({"centre": "L’eau & “le” <travail>"}, ["L’eau & “le”", "<travail>"])])
def test_the_word_is_what_was_typed_or_a_line_to_write_it_on(fill, expected):
    document = build(day({"id": "map", "title": "Map", "minutes": 60, "exercise": MAP, "fill": fill}), HANDOUT)
    assert drawn(document) == expected


@pytest.mark.parametrize("nothing", [[], [""], [" ", {"fr": ""}], "", "\n"], ids=str)
def test_an_answer_that_says_nothing_is_no_answer_and_no_empty_poster(nothing):
    session = {"id": "s", "title": "Map", "minutes": 60, "exercise": "policy-mapping"}
    answered = build(day({**session, "fill": {"levels": nothing}}), "policy-mapping-levels")
    assert answered == build(day(session), "policy-mapping-levels")
    assert drawn(answered)[:3] == ["World", "Region", "Country"]


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_drawing_fills_what_the_words_leave(paper):
    figure = next(every(tree(HANDOUT, None, "en", paper).blocks, Figure))
    assert 90 < figure.drawing.height_mm < 170
    assert figure.drawing.width_mm == pytest.approx({"a4": 178.0, "letter": 183.9}[paper], abs=0.1)


def test_the_guide_has_the_plan_before_the_first_step():
    document = tree(GUIDE)
    blocks = list(document.blocks)
    plan = next(at for at, block in enumerate(blocks) if isinstance(block, Callout))
    first = next(at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.id == "steps")
    assert plan < first
    assert words(blocks[plan].title) == "Before the first step: what can hurt, and what to do"


def test_the_guide_has_the_clock_times_of_this_agenda_and_says_what_to_say():
    document = tree(GUIDE)
    exercise = library.exercises()[MAP]
    table = steps_of(document)
    expected = steps.phases(exercise, 38, 10 * 60 + 30, 60)
    clocks = [f"{step.start // 60:02}:{step.start % 60:02} {step.minutes} min" for step in expected]
    assert [row[0] for row in rows(table)] == [*clocks, "1 h"]
    said = [words(each.content) for each in every(table, Paragraph) if each.style == "say"]
    assert len(said) == len(exercise.phases)
    assert "“ Water ” carries" in said[0]


def test_the_guide_gives_the_minutes_for_six_fewer_and_for_three_quarters():
    table = steps_of(tree(GUIDE))
    assert [words(column.title) for column in table.columns] == ["Time", "What you do", "What you say", "32 people", "in 45 min"]
    exercise = library.exercises()[MAP]
    usual = steps.length(exercise, 32).usual
    fewer = [str(step.minutes) for step in steps.phases(exercise, 32, None, usual)]
    shorter = [str(step.minutes) for step in steps.phases(exercise, 38, None, 45)]
    made = rows(table)
    assert [row[3] for row in made[:-1]] == fewer
    assert [row[4] for row in made[:-1]] == shorter
    assert made[-1][3] == "45"


def test_the_guide_holds_everything_that_the_exercise_says():
    exercise = library.exercises()[MAP]
    printed = " ".join(words(tree(GUIDE).blocks).split())
    for each in (*exercise.cut, *exercise.watch_for, *exercise.before, exercise.variants.low_literacy, exercise.room):
        assert " ".join(english(each).split()) in printed
    for risk in exercise.risks:
        assert english(risk.risk) in printed and english(risk.safer) in printed
    for source in exercise.sources:
        assert source.name in printed


def test_without_a_clock_the_guide_gives_lengths():
    made = convening(days=[{"sessions": [{"id": "map", "title": "Map", "exercise": MAP}]}], expected=20)
    table = steps_of(build(made, GUIDE))
    assert words(table.columns[0].title) == "Length"
    assert rows(table)[0][0] == "5 min"


SMALL = Exercise.model_validate({
    "slug": "small", "title": "Small", "summary": "s", "purpose": "p", "people": {"least": 2, "usual": 4, "most": 9},
    "minutes": {"least": "5", "usual": "10", "most": "20"}, "phases": [{"title": "Only {topic}", "minutes": "10"}],
    "fill": {"topic": {"label": "Topic", "default": ""}, "list": {"label": "List", "default": "one"}},
    "sheets": [{"id": "card", "title": "Card"}],
    "sheet_texts": {"card": "### On {topic} and {list}, not {other}\n\n```lines\n2\n```"},
})  # fmt: skip


def small(fill):
    made = day({"id": "s", "title": "S", "minutes": 10, "exercise": "small", "fill": fill}, expected=4)
    return lambda name: build(made, name, exercises={"small": SMALL})


def test_an_exercise_with_little_in_it_prints_what_it_has():
    made = small({"topic": "*bread*", "list": ["a", "b"]})
    assert headings(made("small-card")) == [(1, "On  *bread*  and  a and b , not {other}")]
    assert [lines.count for lines in every(made("small-card").blocks, WritingLines)] == [2]
    guide = made("small-guide")
    assert [title for _, title in headings(guide)] == ["Step by step"]
    assert [words(column.title) for column in tables(guide)[0].columns] == ["On the table"]
    assert [cell.columns for cell in steps_of(guide).rows[0].cells] == [1, 2, 1, 1]
    assert "Only  *bread*" in words(made("small-guide").blocks)


def test_what_is_not_filled_is_a_line_to_write_on():
    assert "On  ____  and  one , not {other}" in words(small({})("small-card").blocks)


def test_a_sheet_that_nothing_uses_any_more_says_so():
    spec = named(sample().convening, GUIDE)
    gone = Convening.model_validate({"title": "x"})
    with pytest.raises(LookupError, match="has no exercise"):
        spec.build(gone, options_for(gone, spec, language("en")))


def test_filling_changes_nothing_where_nothing_is_asked():
    blocks = tree("report").blocks
    assert fills.filled(blocks, {}) == blocks
    assert fills.filled(blocks, {})[0] is blocks[0]


def test_work_knows_its_session():
    work = exercise_work.work_in(sample().convening, library.exercises(), "word-map")
    assert (work.session.id, work.people, work.minutes()) == ("word-map", 38, 60)
    assert exercise_work.work_in(sample().convening, library.exercises(), "lunch-1") is None
    assert replace(work, people=0).minutes() == 60
