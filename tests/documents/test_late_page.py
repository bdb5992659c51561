"""The back of the run sheet: a day that begins late, worked out beforehand."""

import pytest

from tests.documents.reading import build
from tests.support import sample
from toolkit.convening.model import Convening
from toolkit.document.blocks import Heading, Items, Paragraph, Table
from toolkit.document.inline import plain
from toolkit.documents import run_sheet
from toolkit.documents.late_page import late_page
from toolkit.documents.registry import options_for
from toolkit.documents.schedule import plans
from toolkit.language import language


def day(*sessions: dict[str, object], start: str | None = "09:00", end: str | None = None) -> Convening:
    return Convening.model_validate({"title": "T", "days": [{"id": "d", "start": start, "end": end, "sessions": list(sessions)}]})


def back(convening: Convening, number: int = 1) -> tuple[list[str], list[list[str]]]:
    """What it says of each delay, and its rows."""
    options = options_for(convening, run_sheet.SPECS[0], language("en-GB"))
    blocks = late_page(convening, options, plans(convening)[number - 1])
    if not blocks:
        return [], []
    _, told, table = blocks
    assert isinstance(told, Items) and isinstance(table, Table)
    said = [plain(part.content) for item in told.items for part in item if isinstance(part, Paragraph)]
    return said, [[plain(cell.content) for cell in row.cells] for row in table.rows]


def test_what_stretches_gives_the_time_and_what_may_go_is_left_out() -> None:
    convening = day(
        {"title": "Opening", "minutes": {"least": 15, "usual": 30, "most": 30}, "keep": "must"},
        {"title": "Game", "minutes": 15, "keep": "may"},
        {"title": "Talk", "minutes": 60, "keep": "must"},
        end="10:45",
    )  # fmt: skip
    said, rows = back(convening)
    assert said == [
        "15 minutes late. Nothing has to go: what can be shorter gives the time.",
        "30 minutes late. Drop “Game” (may).",
        "45 minutes late. Shorten “Game” from 15 to 10 and “Talk” from 60 to 35.",
    ]
    assert rows == [
        ["09:00–09:30", "Opening", "09:15–09:30 15 min", "09:30–09:45 15 min", "09:45–10:00 15 min"],
        ["09:30–09:45", "Game", "09:30–09:45", "left out", "10:00–10:10 10 min"],
        ["09:45–10:45", "Talk", "09:45–10:45", "09:45–10:45", "10:10–10:45 35 min"],
    ]


def test_where_nothing_ends_on_time_it_says_until_when_it_lasts() -> None:
    said, rows = back(day({"title": "A", "minutes": 60, "keep": "must"}, {"title": "B", "minutes": 5, "keep": "must"}, end="10:05"))
    assert "Nothing ends this day at 10:05" in said[2]
    assert rows[0][4].startswith("09:45–")


def test_every_day_of_the_sample_ends_when_it_was_to_end_whatever_the_delay() -> None:
    convening = sample().convening
    for plan in plans(convening):
        _, rows = back(convening, plan.number)
        assert len(rows) > 8
        ends = {cell.split("–")[-1].split(" ")[0] for cell in rows[-1] if "–" in cell}
        assert len(ends) == 1


@pytest.mark.parametrize(
    "convening",
    [
        day({"title": "A", "minutes": 60}),
        day({"title": "A", "minutes": 60}, {"title": "B", "minutes": 30}, start=None),
        day({"title": "A", "minutes": 60}, {"title": "B", "minutes": 30}, end="09:40"),
        day(),
    ],
    ids=["one session", "no clock", "a day that does not fit", "an empty day"],
)
def test_a_day_of_which_nothing_can_be_said_has_no_back(convening: Convening) -> None:
    assert back(convening) == ([], [])


def test_it_stands_on_a_page_of_its_own_after_its_day() -> None:
    convening = sample().convening
    document = run_sheet.build(convening, options_for(convening, run_sheet.SPECS[0], language("en")))
    heads = [(plain(block.content), block.new_page) for block in document.blocks if isinstance(block, Heading)]
    assert [head for head in heads if "late" in head[0]] == [("If day 1 begins late", True), ("If day 2 begins late", True)]
    assert [at for at, head in enumerate(heads) if "late" in head[0]] == [1, 3]


def test_a_time_that_holds_groups_and_has_no_title_is_named_by_them_on_both_sides_of_the_run_sheet() -> None:
    talk = {"title": "Talk", "minutes": 30}
    groups = [{"id": name, "title": name.title(), "sessions": [{**talk, "id": f"in-{name}"}]} for name in ("hall", "garden")]
    convening = day({"title": "Opening", "minutes": 30}, {"id": "both", "title": "", "tracks": groups}, end="10:30")
    assert back(convening)[1][1][1] == "Hall · Garden"
    table = next(block for block in build(convening, "run-sheet").blocks if isinstance(block, Table))
    assert [plain(row.cells[2].content) for row in table.rows][1:3] == ["Hall · Garden", "Hall\nTalk"]
