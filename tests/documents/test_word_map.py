"""The poster of the words: what it draws, counts and keeps to itself."""

from dataclasses import replace

from tests.support import sample
from toolkit.convening.model import AUDIENCES, Convening, Word
from toolkit.document.blocks import Figure, Heading, Paragraph, Table
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
    assert heads == [
        "Word map: water – before the talk", "Word map: water – after the talk", "Word map: water – who said it",
        "Word map: water – every word",
    ]  # fmt: skip
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


def said_by_two(people: int = 5) -> Convening:
    words = [
        {"text": "river", "side": "donor", "count": 3}, {"text": "river", "side": "activist", "round": "after"},
        {"text": "grant", "side": "donor"}, {"text": "queue", "side": "activist"}, {"text": "rain"},
        {"text": "thief", "side": "donor", "show": False},
    ]  # fmt: skip
    them = [{"id": f"{side}-{at}", "side": side} for side in ("donor", "activist") for at in range(people)]
    return Convening.model_validate({"title": "T", "words": words, "participants": them})


def test_two_sides_have_a_page_that_says_what_each_wrote_alone_and_what_both() -> None:
    convening = said_by_two()
    figure = [block for block in word_map.build(convening, options(convening)).blocks if isinstance(block, Figure)][-1]
    assert figure.alt == "Words in three frames. Only activist: queue; Both: river; Only donor: grant."
    assert {"river ×4", "grant", "queue"} <= set(labels(figure)) and not {"rain", "thief"} & set(labels(figure))
    few = said_by_two(4)
    assert not any("three frames" in block.alt for block in word_map.build(few, options(few)).blocks if isinstance(block, Figure))


def test_every_word_stands_in_a_table_once_with_the_cards_of_all_sides() -> None:
    convening = said_by_two()
    table = next(block for block in word_map.build(convening, options(convening)).blocks if isinstance(block, Table))
    rows = [[plain(cell.content) for cell in row.cells] for row in table.rows]
    assert rows == [["On their own", "river (3), grant, queue, rain", "river"]]


def test_the_large_poster_is_the_same_on_a_sheet_twice_as_large() -> None:
    convening = sample().convening
    given = replace(options(convening), paper=None)
    usual, large = word_map.build(convening, given), word_map.large(convening, given)
    assert (usual.page.size, large.page.size) == ("a3", "a2") and len(usual.blocks) == len(large.blocks)
    sizes = [min(shape.size for shape in each.drawing.shapes if isinstance(shape, Label))
             for made in (usual, large) for each in made.blocks[2:3] if isinstance(each, Figure)]  # fmt: skip
    assert sizes[1] > sizes[0]
