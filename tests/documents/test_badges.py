"""Badges, tent cards and table signs: what stands on them, how large, and which back lies behind which front."""

import pytest

from tests.conftest import FULL
from tests.documents.reading import build, convening, every, words
from tests.support import built, tree
from toolkit.document.blocks import SIZES_MM, Cards, Figure, Paragraph
from toolkit.document.drawing import Label
from toolkit.document.inline import Blank
from toolkit.documents import badge_sheets, name_badges
from toolkit.documents.badge_sheets import BadgeSheet
from toolkit.documents.name_badges import A6, A7, LABEL_4_3, LABEL_90_54, LEAST_PT, sizes
from toolkit.documents.registry import specs

SHEETS = [A7, A6, LABEL_90_54, LABEL_4_3]
NAMES = [
    "Marie-Florentine Terracini Holstenberg-Rosenmeyer", "Ana", "عبد الرحمن المنصوري", "山田花子", "Ngọc Thị Hồng Nhạn Trần",
    "Donaudampfschifffahrtsgesellschaftskapitänin",
]  # fmt: skip


def person(at, **consent):
    return {"id": f"p{at}", "code": f"C{at}", "name": NAMES[at % len(NAMES)], "consent": consent or None}


def cards(document):
    return [card for block in every(document.blocks, Cards) for card in block.cards]


def badge(consent, **facts):
    made = convening(participants=[{"id": "a", "code": "A1", "name": "Ana Maria Sousa", "consent": consent, **facts}])
    return [words(card) for card in cards(build(made, "name-badges"))]


def test_a_badge_says_what_she_agreed_to_and_else_her_code():
    assert badge({"badge": "full"})[0] == "Water and Work Ana Maria Sousa"
    assert badge({"badge": "first-name"})[0] == "Water and Work Ana"
    for refused in (None, {"badge": "none"}, {"badge": "full", "given": {"withdrawn": "2027-02-01"}}):
        assert badge(refused)[0] == "Water and Work A1"
    assert badge(None, code="")[0] == "Water and Work P1"


def test_two_who_would_wear_the_same_get_a_line_to_write_on_and_nothing_that_they_did_not_agree_to():
    only = {"badge": "first-name", "list": "participants"}
    made = convening(participants=[
        {"id": "a", "name": "Maria Sousa", "consent": only, "affiliations": [{"organisation": "Wells"}]},
        {"id": "b", "name": "María Tamm", "consent": only}, {"id": "c", "name": "Maria Wolde", "consent": {"badge": "full"}},
        {"id": "d", "name": "Jo Alder", "consent": only},
    ])  # fmt: skip
    document = build(made, "name-badges")
    lined = [words(card) for card in cards(document) if any(isinstance(each, Blank) for line in card for each in line.content)]
    assert sorted({each.strip() for each in lined if "Mar" in each}) == ["Water and Work Maria ____", "Water and Work María ____"]
    assert "Alike, with a line: 2." in words(document.blocks) and "Wells" not in words(document.blocks)
    assert "Alike" not in words(build(convening(participants=made.model_dump()["participants"][1:]), "name-badges").blocks)


def test_the_way_on_the_back_is_that_of_the_slips_where_rounds_are_spread_over_days():
    days = [{"id": f"d{n}", "sessions": [{"id": f"s{n}", "title": "Talk", "minutes": 60}]} for n in (1, 2)]
    rounds = [{"groups": [{"name": name, "people": ["a"]}]} for name in "BCDE"]
    made = convening(
        participants=[{"id": "a", "name": "Ana Sousa", "consent": {"badge": "full"}}], days=days,
        groups=[{"id": "g", "sessions": ["s1", "s2"], "rounds": rounds}],
    )  # fmt: skip
    assert any("Day 1: B, C · Day 2: D, E" in words(card) for card in cards(build(made, "name-badges")))


def test_only_a_yes_to_pictures_is_marked():
    assert badge({"badge": "full", "photo": True})[0].endswith("● Photos: yes")
    assert "hoto" not in "".join(badge({"badge": "full", "photo": False}))


def test_no_role_stands_on_a_badge_unless_that_edition_is_asked_for_and_the_list_may_say_it():
    does = [{"title": "Chair", "organisation": "Wells"}]
    made = convening(participants=[
        {"name": "Ana Sousa", "affiliations": does, "consent": {"badge": "full", "list": "participants"}},
        {"name": "Bo Inside", "affiliations": does, "consent": {"badge": "full", "list": "nobody"}},
    ])  # fmt: skip
    assert "Wells" not in words(build(made, "name-badges").blocks)
    with_role = [words(card) for card in cards(build(made, "name-badges-with-role"))]
    assert [each for each in with_role if "Chair, Wells" in each] == ["Water and Work Ana Sousa Chair, Wells"] * 2


def test_the_name_she_is_called_by_is_the_larger_one_wherever_it_stands():
    made = convening(participants=[{"name": "Nguyen Thi Hong", "sort_as": "Nguyen, Thi Hong", "consent": {"badge": "full"}}])
    family, called = [each for each in cards(build(made, "name-badges"))[0] if each.type_pt and each.type_pt > 19]
    assert (words(family.content), words(called.content)) == ("Nguyen", "Thi Hong")
    assert called.type_pt >= 36 and called.type_pt - family.type_pt >= 8


@pytest.mark.parametrize(("name", "sort_as", "called"), [
    ("Ottilie van der Bleek", "Bleek, Ottilie van der", "Ottilie"), ("Aurélie d’Haut", "Haut, Aurélie d’", "Aurélie"),
    ("Nguyen Thi Hong", "Nguyen, Thi Hong", "Thi Hong"), ("bell rivers", "rivers, bell", "bell"),
])  # fmt: skip
def test_she_is_called_by_her_given_name_without_what_belongs_to_the_family(name, sort_as, called):
    made = convening(participants=[{"name": name, "sort_as": sort_as, "consent": {"badge": "first-name"}}])
    assert words(cards(build(made, "name-badges"))[0]) == f"Water and Work {called}"


@pytest.mark.parametrize("sheet", SHEETS, ids=[sheet.name for sheet in SHEETS])
@pytest.mark.parametrize("name", NAMES)
def test_a_name_fits_its_badge_in_no_less_than_twenty_points(name, sheet):
    called, _, rest = name.partition(" ")
    wide, high = sheet.wide - 8, sheet.high - 8 - 7.5
    large, small = sizes(called, rest, wide, high, int(sheet.high * 0.8))
    assert min(large, small) >= LEAST_PT
    assert large >= 36 or len(called) > 9 or len(rest) > 20
    lines = [name_badges._lines(called, wide, large), *([name_badges._lines(rest, wide, small)] if rest else [])]
    assert sum(each.height_mm for each in lines) <= high


def test_a_hundred_letters_are_sooner_small_than_cut():
    large, small = sizes("A" * 200, "", 82, 40, 43)
    assert 7 <= large < LEAST_PT and small == large


@pytest.mark.parametrize(("sheet", "paper", "across", "down"), [
    (A7, "a4", 1, 3), (A7, "letter", 1, 3), (A6, "a4", 1, 2), (A6, "letter", 1, 2), (LABEL_90_54, "a4", 2, 5), (LABEL_4_3, "letter", 2, 3),
])  # fmt: skip
def test_a_sheet_lies_in_the_middle_of_its_paper_and_fits(sheet: BadgeSheet, paper, across, down):
    assert (sheet.across(paper), sheet.down(paper)) == (across, down)
    wide, high = SIZES_MM[paper]
    top, right, bottom, left = sheet.page(paper).margins_mm
    assert right == left
    assert wide - left - right == pytest.approx(across * (sheet.wide + sheet.gutter) - sheet.gutter, abs=0.3)
    assert top == pytest.approx((high - down * (sheet.high + sheet.gutter)) / 2, abs=0.01)
    assert high - top - bottom >= down * (sheet.high + sheet.gutter) + 1 and bottom > 11


@pytest.mark.parametrize("name", ["name-badges", "name-badges-90x54"])
def test_each_back_lies_behind_its_front_when_the_paper_is_turned_on_its_long_edge(name):
    pages = list(every(tree(name).blocks, Cards))
    sheet = A7 if name == "name-badges" else LABEL_90_54
    across = sheet.across("a4")
    assert len(pages) % 2 == 0
    for front, back in zip(pages[::2], pages[1::2], strict=True):
        assert len(front.cards) == len(back.cards) == across * sheet.down("a4")
        for at, card in enumerate(front.cards):
            row, column = divmod(at, across)
            behind = back.cards[row * across + across - 1 - column]
            assert [each for each in behind if each.type_pt >= 20] == [each for each in card if each.type_pt >= 20]
            assert words(behind).startswith(words(card))


def test_her_way_through_the_groups_stands_on_the_back():
    rounds = [{"groups": [{"name": "B", "people": ["a"]}]}, {"groups": [{"name": "D", "people": ["a"]}]}]
    days = [{"id": f"day-{n}", "sessions": [{"id": f"s{n}", "title": "Groups"}]} for n in (1, 2)]
    made = convening(
        participants=[{"id": "a", "name": "Ana", "consent": {"badge": "full"}}], days=days,
        groups=[{"id": "g", "sessions": ["s1", "s2"], "rounds": rounds}],
    )  # fmt: skip
    said = [words(card) for card in cards(build(made, "name-badges"))]
    assert [each for each in said if "Ana" in each] == ["Water and Work Ana", "Water and Work Ana Day 1: B · Day 2: D"]


@pytest.mark.parametrize("count", [0, 1, 3, 38, 400])
def test_the_last_sheet_is_full_and_blank_ones_are_there_for_walk_ins(count):
    blank = badge_sheets.filled(count, 10)
    assert (count + blank) % 10 == 0 and blank >= max(4, count // 10)


def test_tent_cards_bear_the_name_on_both_halves_and_blank_ones_follow():
    made = convening(participants=[person(1, badge="full"), person(2, badge="none")])
    figures = list(every(build(made, "tent-cards").blocks, Figure))
    labels = [[(label.text, label.turn) for label in every(each.drawing.shapes, Label)] for each in figures]
    assert labels[:2] == [[("Ana", 180), ("Ana", 0)], [("C2", 180), ("C2", 0)]]
    assert labels[2:] == [[]] * 6
    assert [each.alt for each in figures[:2]] == ["To be folded: Ana", "To be folded: C2"]


def test_table_signs_are_the_groups_that_were_made_or_letters_and_then_the_rooms():
    def signs(**facts):
        return [each.alt.removeprefix("To be folded: ") for each in every(build(convening(**facts), "table-signs").blocks, Figure)][:-2]

    assert signs(expected=38) == [*"ABCDEFGH"]
    first = [{"name": "North", "room": "Hall"}, {"name": "South", "room": "Loft"}]
    rounds = [{"groups": first}, {"groups": [{"name": "South", "room": "Hall"}]}]
    venue = {"rooms": [{"name": "Hall"}]}
    assert signs(groups=[{"id": "g", "rounds": rounds}], venue=venue) == ["North · Hall", "South", "Hall"]


def test_what_is_made_on_request_is_in_the_menu_and_says_so():
    asked = {spec.name for spec in specs(convening(), {}) if spec.asked}
    assert {"tent-cards", "table-signs", "visa-letter", "countdown"} <= asked
    assert "name-badges" not in asked


def test_badges_for_four_hundred_are_printed_in_time():
    """In under 20 s; by default a dozen in what a start takes."""
    import time

    count = 400 if FULL else 12
    made = convening(participants=[person(at, badge="full", photo=True) for at in range(count)])
    start = time.process_time()
    pages = len(list(every(build(made, "name-badges").blocks, Cards)))
    built.written(build(made, "name-badges"), "pdf")
    assert time.process_time() - start < (20 if FULL else 8)
    assert pages == 2 * -(-(count + max(4, count // 10)) // 3)


def test_every_line_of_a_badge_is_in_the_middle():
    assert {each.style for card in cards(tree("name-badges")) for each in every(card, Paragraph)} == {"centred"}
