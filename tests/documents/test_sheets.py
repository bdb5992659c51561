"""What a sheet's directives become: the same in every writer, cut alike on every page, and nothing runs off the paper."""

import itertools

import pypdfium2
import pytest

from tests import built
from tests.conftest import FULL
from tests.contract.flatten import from_document, from_docx, from_html
from tests.contract.parity import differences
from tests.documents.reading import every, rows, tables, words
from tests.documents.sheets import EXERCISE, LONG, LONG_TITLE, NASTY, PAGES, PLAIN, TEXTS, convening, sheet
from tests.support import office_pdfs
from toolkit.convening.directives import DirectiveError
from toolkit.document.blocks import SIZES_MM, Callout, Cards, Cover, Figure, Items, PageBreak, Table, WritingLines
from toolkit.document.drawing import Label, Line
from toolkit.documents import exercise_drawings
from toolkit.documents.registry import specs
from toolkit.writers.formats import FORMATS

_MM = 25.4 / 72
CASES = list(TEXTS)


def made(name: str, form: str) -> bytes:
    return built.written(sheet(name), form)


def pages(data: bytes) -> list[list[tuple[str, float, float, float, float]]]:
    """The letters of each page with their boxes in millimetres from the top left: left, top, right, bottom."""
    found = []
    opened = pypdfium2.PdfDocument(data)
    for number in range(len(opened)):
        page = opened[number]
        high = page.get_height()
        text = page.get_textpage()
        letters = []
        for at in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(at)
            char = text.get_text_range(at, 1)
            if char.strip():
                letters.append((char, left * _MM, (high - top) * _MM, right * _MM, (high - bottom) * _MM))
        found.append(letters)
    opened.close()
    return found


@pytest.mark.parametrize("name", CASES)
def test_a_sheet_says_the_same_in_every_writer(name):
    document = sheet(name)
    assert from_html(FORMATS["html"].write(document).decode()) == from_document(document)
    assert from_docx(made(name, "docx")) == from_document(document)
    assert differences(made(name, "pdf"), document) == []
    assert len(pages(made(name, "pdf"))) == PAGES.get(name, 1)
    assert FORMATS["md"].write(document)


_WAYS = itertools.cycle([("en", "a4"), ("ar-XB", "letter"), ("zh", "a4")])


@pytest.mark.parametrize(("name", "code", "paper"), [(name, *way) for name, way in zip(CASES, _WAYS, strict=False)])
def test_nothing_leaves_the_page_with_a_long_title_and_words_of_four_scripts(name, code, paper):
    document = sheet(name, convening(NASTY, LONG_TITLE, paper), code)
    printed = pages(FORMATS["pdf"].write(document))
    assert name in ("write", "rate") or len(printed) == PAGES.get(name, 1)
    wide, high = SIZES_MM[document.page.size]
    wide, high = (high, wide) if document.page.landscape else (wide, high)
    outside = [
        (char, left, top)
        for letters in printed
        for char, left, top, right, bottom in letters
        if not (left > 4 and right < wide - 4 and top > 4 and bottom < high - 2)
    ]
    assert name in ("parts", "tree") or outside == []
    for figure in every(document.blocks, Figure):
        assert figure.drawing.width_mm <= wide - 20 and figure.drawing.height_mm <= high - 20 and figure.alt
        small = [label.text for label in every(figure.drawing, Label) if label.size < 6]
        assert small == []


def test_what_is_drawn_in_parts_is_cut_at_the_edge_of_its_part():
    """Letters beyond a part's edge are in the file, and a clip keeps them from the paper: the picture shows none."""
    opened = pypdfium2.PdfDocument(made("parts", "pdf"))
    for number in range(4):
        picture = opened[number].render(scale=1).to_pil().convert("L")
        margin = picture.crop((0, 90, 28, 700))
        assert margin.getextrema() == (255, 255)
    opened.close()


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_cards_stand_at_the_same_place_on_every_sheet_to_a_tenth_of_a_millimetre(paper):
    document = sheet("cards", convening(paper=paper))
    numbers = [
        [(left, top) for char, left, top, _, _ in letters if char == "C" and top > 20]
        for letters in pages(FORMATS["pdf"].write(document))
    ]
    assert [len(each) for each in numbers] == [8, 8]
    rows_mm = sorted({round(y, 1) for _, y in numbers[0]})
    assert [round(low - high, 1) for high, low in itertools.pairwise(rows_mm)] == [61.0] * 3
    for first, second in zip(*numbers, strict=True):
        assert second[1] == pytest.approx(first[1], abs=0.1)
    assert all(cards.gutter_mm >= 6 and (cards.width_mm, cards.height_mm) == (90, 55) for cards in every(document.blocks, Cards))


def test_word_cuts_its_cards_at_the_same_place_too(soffice):
    printed = office_pdfs(soffice, {"cards": made("cards", "docx")})["cards"]
    paper = pages(made("cards", "pdf"))
    word = pages(printed)
    assert [len(word), len(paper)] == [2, 2]
    tops = [[round(y, 1) for char, _, y, _, _ in letters if char == "C" and y > 20] for letters in word]
    assert tops[0] == pytest.approx(tops[1], abs=0.1)
    assert [round(low - high, 1) for high, low in itertools.pairwise(sorted(set(tops[0])))] == pytest.approx([61.0] * 3, abs=0.15)


def test_every_sheet_of_cards_is_a_page_of_its_own_with_blank_cards_to_its_end():
    document = sheet("cards")
    kinds = [type(block) for block in document.blocks]
    assert kinds == [Cover, Cards, PageBreak, Cards]
    assert [len(cards.cards) for cards in every(document.blocks, Cards)] == [8, 8]
    assert [type(block) for block in sheet("blank").blocks][2:] == [PageBreak, Cards]
    assert words(next(every(document.blocks, Cards)).cards[0]) == "1  ·  Card I will  ____ by  ____"


@pytest.mark.parametrize("fill", [PLAIN, NASTY, {}], ids=["plain", "nasty", "empty"])
def test_whatever_is_written_on_has_eight_millimetres(fill):
    for name in CASES:
        for lines in every(sheet(name, convening(fill)).blocks, WritingLines):
            assert lines.gap_mm >= 8 and lines.count >= 3
        for table in every(sheet(name, convening(fill)).blocks, Table):
            if table.style == "lined":
                assert all((row.height_mm or 0) >= 8 for row in table.rows)


def test_a_matrix_has_its_named_rows_its_list_and_its_blank_rows():
    (table,) = tables(sheet("write"))
    assert [words(column.title) for column in table.columns] == ["", "Policy", "Whom it touches", "What it does"]
    assert rows(table) == [
        ["1", "International", "", ""], ["2", "National", "everybody", ""], ["3", "Money changes what we say.", "", ""],
        ["4", "Short.", "", ""], ["5", "One more.", "", ""], ["6", "A fourth.", "", ""], ["7", "", "", ""],
    ]  # fmt: skip


def test_a_list_that_is_still_to_be_answered_leaves_empty_places():
    empty = convening({})
    assert len(tables(sheet("write", empty))[0].rows) == 4
    assert len(next(every(sheet("cards", empty).blocks, Cards)).cards) == 8
    assert [label.text for label in every(sheet("bars", empty).blocks, Label)] == ["1", "2", "3", "4", "5"]
    assert len([each for each in sheet("poster", empty).blocks if isinstance(each, Figure)]) == 1
    assert len(tables(sheet("rate", empty))[0].rows) == 1


def test_a_list_may_be_typed_line_by_line():
    document = sheet("poster", convening({"statements": "One\n\n  Two  \nThree"}))
    assert [figure.alt for figure in every(document.blocks, Figure)] == [
        f"Poster: {said} and One idea a card" for said in ("One", "Two", "Three")
    ]


def test_a_scale_says_both_ends_in_every_row():
    (table,) = tables(sheet("rate"))
    assert [words(column.title) for column in table.columns] == ["", "", "1", "2", "3", "4", "5", "6", ""]
    assert rows(table)[0] == ["I could say what I think", "not at all", *["____"] * 6, "fully"]


def test_a_capture_sheet_says_where_it_comes_from_and_names_nobody():
    document = sheet("capture")
    head = next(every(document.blocks, Callout))
    assert words(head) == "Session :  Mapping  ·  Group :  ____  ·  No names on this sheet"
    assert "no name on this sheet" not in words(document.blocks)


def test_signs_are_made_for_every_group_and_both_halves_are_right_way_up():
    figures = list(every(sheet("signs").blocks, Figure))
    assert [figure.alt for figure in figures] == [f"Table sign, to be folded: Table, {letter} and Water" for letter in "ABCD"]
    drawing = figures[0].drawing
    half = drawing.height_mm / 2
    labels = [label for label in drawing.shapes if isinstance(label, Label)]
    assert sorted((label.text, label.y > half, label.turn) for label in labels) == [
        ("A", False, 180), ("A", True, 0), ("Table", False, 180), ("Table", True, 0), ("Water", False, 180), ("Water", True, 0),
    ]  # fmt: skip


def test_after_z_groups_go_on_with_two_letters():
    assert [exercise_drawings.letter(at) for at in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


def test_a_short_poster_is_read_at_ten_metres():
    document = sheet("poster", convening({"statements": ["What would have to change for us?"]}))
    sizes = [label.size for label in every(document.blocks, Label) if label.bold and label.text != "1"]
    assert min(sizes) >= 120
    assert document.page.size == "a3"


@pytest.mark.parametrize(("name", "paper", "landscape", "parts"), [
    ("parts", "a4", False, ["A1", "A2", "B1", "B2"]), ("tree", "a4", True, ["A1", "B1"]), ("tree", "letter", True, ["A1", "B1"]),
])  # fmt: skip
def test_what_is_larger_than_the_paper_comes_in_parts_that_say_their_place(name, paper, landscape, parts):
    document = sheet(name, convening(paper=paper))
    assert document.page.landscape is landscape
    captions = [words(figure.caption) for figure in every(document.blocks, Figure)]
    assert captions == [
        f"Sheet {part} of A1 to {parts[-1]}: cut along the line, and lay it over the dotted line of its neighbour." for part in parts
    ]


def test_what_is_bare_has_no_title_on_its_paper():
    styles = {name: next(every(sheet(name).blocks, Cover)).style for name in CASES}
    assert {name for name, style in styles.items() if style == "line"} == {"cards", "blank", "poster", "parts", "signs", "tree", "bars"}


def test_months_are_thinned_out_until_they_can_be_told_apart():
    alts = [figure.alt for figure in every(sheet("time").blocks, Figure)]
    assert alts[0].startswith("A line of time: Mar 2027, Apr, May, Jun, Jul, Aug, Sept, Oct, Nov, Dec, Jan 2028,")
    assert [label.text for label in every(sheet("down").blocks, Label) if label.text.isdigit()][:3] == ["1990", "1992", "1994"]


def test_right_to_left_a_drawing_runs_the_other_way():
    def places(code):
        return {label.text: label.x for label in every(sheet("three", code=code).blocks, Label)}

    left, right = places("en"), places("ar-XB")
    assert left["I disagree"] < left["Water"] and right["I disagree"] > right["All, 5 min"]
    assert left["Alone, 1 min"] < left["All, 5 min"] and right["Alone, 1 min"] > right["All, 5 min"]


def test_a_wrong_directive_is_never_printed_as_code():
    wrong = EXERCISE.model_copy(update={"sheet_texts": {**TEXTS, "map": "```figure\nradial-mapp\n```"}})
    with pytest.raises(DirectiveError, match="did you mean radial-map"):
        sheet("map", exercise=wrong)


def test_underscores_are_lines_to_write_on_and_never_wider_than_their_card():
    assert [lines.size for lines in _blanks(sheet("write"))][:2] == ["medium", "short"]
    assert {blank.size for blank in _blanks(sheet("cards"))} == {"medium", "wide"}


def _blanks(document):
    from toolkit.document.inline import Blank

    return list(every(document.blocks, Blank))


def test_ticks_are_items_of_a_check_list():
    checks = next(each for each in every(sheet("write").blocks, Items) if each.style == "check")
    assert [words(item) for item in checks.items] == ["I could use this", "Water", "____"]


def test_a_wall_sheet_chooses_its_paper_and_a_facilitators_sheet_its_readers():
    found = {spec.name: spec for spec in specs(convening(), {"every": EXERCISE})}
    assert found["every-poster"].own_paper and not found["every-parts"].own_paper
    assert found["every-poster"].title == "Poster" and found["every-cards"].purpose == "Cards to cut out"


def test_libreoffice_needs_no_more_pages(soffice):
    names = CASES if FULL else ["write", "capture", "cards", "grid", "three", "tree", "signs"]
    printed = office_pdfs(soffice, {name: made(name, "docx") for name in names})
    assert {name: len(pages(data)) for name, data in printed.items()} == {name: PAGES.get(name, 1) for name in names}


def test_a_list_that_is_still_to_come_gives_each_group_a_sign_with_a_line_on_either_half():
    listed = EXERCISE.model_copy(update={"sheet_texts": {**TEXTS, "signs": "```sign\neach: {statements}\n```"}})
    signs = list(every(sheet("signs", convening({}), exercise=listed).blocks, Figure))
    assert len(signs) == 4
    for sign in signs:
        ruled = [line.y1 for line in sign.drawing.shapes if isinstance(line, Line) and line.width == 0.5]
        assert len(ruled) == 2 and sum(ruled) == pytest.approx(sign.drawing.height_mm, abs=0.1)


def fitted(text, title="Water and Work"):
    """The only sheet of an exercise whose text is this."""
    return sheet("write", convening(title=title), exercise=EXERCISE.model_copy(update={"sheet_texts": {**TEXTS, "write": text}}))


def test_what_fills_keeps_its_least_and_the_rest_shares_what_is_left():
    both = fitted("```lines\nfill\nleast: 20\n```\n\n```lines\nfill\n```")
    first, second = every(both.blocks, WritingLines)
    assert first.count == 20 and 3 <= second.count < 8
    (table,) = tables(fitted("```table\ncolumns: A\nrow: one\nrows: fill\nleast: 12\n```"))
    assert len(table.rows) == 13


def test_a_long_title_takes_a_little_from_every_line_before_it_takes_a_second_page():
    text = "```lines\n25\n```"
    (usual,), (squeezed,) = (list(every(fitted(text, title).blocks, WritingLines)) for title in ("Water", LONG_TITLE))
    assert usual.gap_mm == 9 > squeezed.gap_mm >= 8


def test_the_long_statement_is_long():
    assert len(LONG) > 100 and len(LONG_TITLE) == 146
