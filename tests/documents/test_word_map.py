"""The poster of the words: what it draws, counts and keeps to itself."""

from dataclasses import replace

from tests.support import sample
from toolkit.convening.model import AUDIENCES, Convening, Word
from toolkit.document.blocks import Figure, Heading, Paragraph
from toolkit.document.drawing import Label
from toolkit.document.inline import plain
from toolkit.documents import word_list, word_map
from toolkit.documents.registry import Options, options_for
from toolkit.language import language

SPEC = word_map.SPECS[0]


def options(convening: Convening) -> Options:
    return options_for(convening, SPEC, language("en"))


def labels(figure: Figure) -> list[str]:
    return [shape.text for shape in figure.drawing.shapes if isinstance(shape, Label)]


def test_a_page_for_each_round_and_a_word_that_hurts_is_counted_and_not_drawn() -> None:
    convening = sample().convening
    document = word_map.build(convening, options(convening))
    heads = [plain(block.content) for block in document.blocks if isinstance(block, Heading)]
    assert heads == ["Word map: water – before the talk", "Word map: water – after the talk"]
    figures = [block for block in document.blocks if isinstance(block, Figure)]
    assert "bucket ×4" in labels(figures[0]) and "thief" not in "".join(labels(figures[0]))
    assert "thief" not in figures[0].alt
    assert plain(figures[0].caption).endswith("1 word was counted and is not printed.")
    assert "right ×5" in labels(figures[1])


def test_a_side_of_fewer_than_five_is_told_apart_for_organisers_alone() -> None:
    whole = sample().convening
    few = whole.model_copy(update={"participants": tuple(p for p in whole.participants if p.side != "researcher")[:40] + tuple(
        p for p in whole.participants if p.side == "researcher")[:4]})
    for audience in AUDIENCES:
        figure = next(
            block for block in word_map.build(few, replace(options(few), audience=audience)).blocks if isinstance(block, Figure)
        )
        assert ("researcher" in labels(figure)) == (audience == "organisers")


def test_words_that_need_a_poster_are_left_out_of_the_report_as_a_map_and_stand_in_its_table() -> None:
    many = tuple(Word(id="w", text=f"a word of the room, number {at}") for at in range(900))
    convening = sample().convening.model_copy(update={"words": many})
    blocks = word_list.word_list(convening, options(convening))
    assert not any(isinstance(block, Figure) for block in blocks)
    assert "number 899" in str(blocks[-1])


def test_a_convening_without_words_says_so() -> None:
    convening = sample().convening.model_copy(update={"words": ()})
    document = word_map.build(convening, options(convening))
    assert [plain(block.content) for block in document.blocks if isinstance(block, Paragraph)] == ["No words have been written down yet."]
