"""Large print over several pages: none is left half empty while others are full, and no question is parted from its lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.contract.test_every_exercise import EXERCISES, convening, known
from toolkit.document.blocks import Block, Cell, Column, Document, Items, PageBreak, Paragraph, Row, Table, WritingLines
from toolkit.document.inline import text
from toolkit.documents import exercise_pages, exercise_room
from toolkit.documents.exercise_pages import Piece, plan
from toolkit.documents.registry import Options
from toolkit.language import language

HEIGHT = 240.0


def question(at: int, high: float, fill: int | None = None) -> Piece:
    return Piece(at, high, 13, fill=fill)


def test_what_fits_on_one_page_stays_there_and_fills_it():
    made = plan([question(0, 60, 0), question(2, 60, 1)], 80, HEIGHT)
    assert (len(made.pages), made.shares([47, 47])) == (1, (67, 67))


def test_questions_are_parted_between_two_and_grow_alike():
    made = plan([question(at * 2, 60, at) for at in range(4)], 80, HEIGHT)
    assert [page.begins for page in made.pages] == [None, 4]
    assert made.parted(["a"] * 8)[4] == PageBreak()  # type: ignore[list-item]
    first, second, third, fourth = made.shares([47] * 4)
    assert first == second < third == fourth


def test_the_rows_of_a_table_go_on_over_the_page_and_its_blank_ones_fill_the_last():
    made = plan([Piece(0, 300, 10, 20, (40,) * 6, fill=0)], 80, HEIGHT)
    assert [page.begins for page in made.pages] == [None, None]
    assert made.shares([290])[0] > 290


@given(st.lists(st.tuples(st.floats(20, 230), st.booleans()), min_size=1, max_size=9), st.floats(20, 120))
def test_no_page_is_too_full_and_every_part_has_what_it_needs(heights, above):
    asked = [high for high, fills in heights if fills]
    made = plan([question(at, high, asked.index(high) if fills else None) for at, (high, fills) in enumerate(heights)], above, HEIGHT)
    assert all(page.used <= HEIGHT + 0.01 for page in made.pages)
    assert all(share >= least for share, least in zip(made.shares(asked), asked, strict=True))


def test_a_label_stays_with_its_lines_and_a_list_with_what_names_it():
    blocks: list[Block] = [
        Paragraph(text("Read this.")), Paragraph(text("What?")), WritingLines(3), Paragraph(text("Tick:")),
        Items(((Paragraph(text("one")),), (Paragraph(text("two")),))),
    ]
    found = exercise_pages.pieces(blocks, [blocks[2]], 178, 18, lambda block: exercise_room.height_mm(block, 178, 18))
    assert [(piece.at, piece.fill, len(piece.rows)) for piece in found] == [(0, None, 0), (1, 0, 0), (3, None, 2)]


def test_columns_are_wide_enough_for_their_longest_words():
    table = Table((Column(text("Responsibilities"), 1), Column(text("What"), 9)), (Row(()),), style="lined")
    first, second = exercise_room.columns_mm(table, 160, 18)
    assert first > 16 and first + second == pytest.approx(160)
    assert exercise_room.columns_mm(table, 20, 18) != (2, 18)


def large(slug: str, name: str) -> Document:
    spec = known(slug, False)[name]
    return spec.build(convening(slug, False), Options(spec.audience, language("en"), "en", "a4", EXERCISES, {}, "large"))


def test_a_sheet_of_questions_has_as_much_room_on_both_its_pages():
    blocks = large("gallery-walk", "gallery-walk-home").blocks
    assert sum(isinstance(block, PageBreak) for block in blocks) == 1
    counts = [block.count for block in blocks if isinstance(block, WritingLines)]
    assert len(counts) == 4 and min(counts) >= 4 and max(counts) <= 3 * min(counts)


def test_a_title_does_not_stand_alone_on_a_page_where_long_statements_can_be_wider():
    blocks = large("spectrum-line", "spectrum-line-count").blocks
    assert len(blocks) == 4 and not [block for block in blocks if isinstance(block, PageBreak)]
    (table,) = [block for block in blocks if isinstance(block, Table)]
    assert exercise_room.row_mm(table, 0, 265, 18) <= 34


def test_a_statement_stands_with_its_scale_and_a_head_with_its_row():
    pair = Row((Cell(text("A statement"), columns=2),), "group"), Row((Cell(), Cell()), height_mm=12)
    table = Table((Column((), 1), Column((), 1)), pair * 3)
    (piece,) = exercise_pages.pieces([table], [], 178, 18, lambda block: exercise_room.height_mm(block, 178, 18))
    assert len(piece.rows) == 3 and sum(piece.rows) == pytest.approx(sum(exercise_room.row_mm(table, at, 178, 18) for at in range(6)))
    scale = next(block for block in large("evaluation", "evaluation-form--s").blocks if isinstance(block, Table))
    assert [row.style for row in scale.rows] == ["group", "plain"] * (len(scale.rows) // 2)
