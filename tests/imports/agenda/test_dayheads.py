"""Headings that name days, in the languages of Babel; and which dates they mean."""

import datetime as dt

import pytest
from babel import Locale
from babel.dates import format_date

from tests.conftest import FULL
from toolkit.imports.agenda import dates, dayheads, names
from toolkit.imports.agenda.understood import Hints
from toolkit.imports.agenda.written import Written
from toolkit.readers.source import Where

SOME = (
    "en",
    "en_US",
    "fr",
    "es",
    "pt",
    "ru",
    "ar",
    "de",
    "it",
    "nl",
    "uk",
    "pl",
    "tr",
    "sw",
    "fa",
    "hi",
    "id",
    "zh",
    "ja",
    "ko",
    "vi",
    "th",
    "am",
    "el",
    "fi",
    "hu",
)
MANY = tuple(sorted({*SOME, *names.COMMON}))
NO_GREGORIAN_TEXT = {"fa", "th"}


@pytest.mark.parametrize("code", MANY if FULL else SOME)
def test_a_full_date_is_read_in_its_language(code: str):
    day = dt.date(2027, 3, 11)
    head = dayheads.head(format_date(day, "full", locale=Locale.parse(code)), rare=True)
    assert head is not None
    assert [(date.day, date.month, date.year) for date in head.dates] == [(11, 3, 2027)]


@pytest.mark.parametrize(("text", "dates_", "number", "title"), [
    ("Day 1", [], 1, ""), ("Jour 2", [], 2, ""), ("Día 1", [], 1, ""), ("1-й день", [], 1, ""), ("اليوم الأول", [], 1, ""),
    ("Day Two", [], 2, ""),
    ("Erster Tag", [], 1, ""), ("第二天", [], 2, ""), ("TUESDAY - May 2 - Day 1", [(2, 5, None)], 1, ""),
    ("April 10th", [(10, 4, None)], None, ""),
    ("Monday (03/25):", [(25, 3, None)], None, ""), ("Tuesday, Wednesday, Thursday (03/26-28):", [(26, 3, None), (27, 3, None),
    (28, 3, None)], None, ""),
    ("11–12 December 2008", [(11, 12, 2008), (12, 12, 2008)], None, ""), ("30 March – 1 April 2027", [(30, 3, 2027), (31, 3, 2027),
    (1, 4, 2027)], None, ""),
    ("Riverton – Miércoles 17 de setiembre", [(17, 9, None)], None, "Riverton"), ("2027-03-11", [(11, 3, 2027)], None, ""),
    ("Day 1 · Thursday, 11 March 2027 · From words to practice", [(11, 3, 2027)], 1, "From words to practice"),
    ("Sat 25 Sept 2027", [(25, 9, 2027)], None, ""),
])  # fmt: skip
def test_a_heading(text: str, dates_: list[tuple[int, int, int | None]], number: int | None, title: str):
    head = dayheads.head(text)
    assert head is not None
    assert ([(date.day, date.month, date.year) for date in head.dates], head.number, head.title) == (dates_, number, title)


@pytest.mark.parametrize("text", [
    "Lunch", "May we begin?", "End of day 1", "Wrap-up day 1", "Second session", "Deadline: 12 March", "9:00 Thursday's recap",
    "Open discussion on next steps",
    "On Tuesday and Wednesday the workshop will be held in the large room", "9-10 set up",
    "Introduction to Day 2 (brief recap of Day 1 and the survey)",
])  # fmt: skip
def test_what_is_no_heading(text: str):
    assert dayheads.head(text) is None


def settled(*asked: Written, context: tuple[Written, ...] = (), **hints: object) -> list[str | None]:
    found, _ = dates.settle([dates.Asked("x", Where(), each) for each in asked], context, Hints(**hints))
    return [each.isoformat() if each else None for each in found]


def numeric(text: str) -> Written:
    return dayheads.context(text)[0]


def test_day_and_month_are_told_apart_by_weekday_by_order_or_by_a_sure_one():
    assert settled(numeric("Tuesday 03/09/2027")) == ["2027-03-09"]
    assert settled(numeric("03/05/2027"), numeric("04/05/2027"), numeric("13/05/2027")) == ["2027-05-03", "2027-05-04", "2027-05-13"]
    assert settled(numeric("03/05/2027"), numeric("03/06/2027")) == ["2027-03-05", "2027-03-06"]
    assert settled(numeric("03/05/2027"), day_first=False) == ["2027-03-05"]


def test_a_date_that_can_be_two_is_said():
    _, doubts = dates.settle([dates.Asked("03/05/2027", Where(line=3), numeric("03/05/2027"))], (), Hints())
    assert [(doubt.message, doubt.where.line) for doubt in doubts] == [(dates.EITHER_ORDER, 3)]


def test_a_year_comes_from_elsewhere_in_the_text_or_is_left_open():
    bare = Written(17, 9, weekday=4)
    assert settled(bare) == [None]
    assert settled(bare, context=(Written(20, 9, 2027),)) == ["2027-09-17"]
    assert settled(bare, today=dt.date(2027, 1, 1)) == ["2027-09-17"]
    assert settled(bare, year=2021) == ["2021-09-17"]
