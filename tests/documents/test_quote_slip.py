"""Each of those who are quoted gets her own words only, and reads where they stand and as whose."""

import pytest

from tests.documents.reading import build, convening, every, replace, tables, words
from toolkit.document.blocks import PageBreak, Quote
from toolkit.documents import quote_slip
from toolkit.documents.quote_slip import quoted
from toolkit.documents.registry import options_for
from toolkit.language import language

LANGUAGE = language("en")
ANA = {"id": "p1", "code": "K1", "name": "Ana Lind", "side": "donor", "affiliations": [{"organisation": "River Fund"}]}
BO = {"id": "p2", "code": "K2", "name": "Bo Ek", "consent": {"quote": "name"}}
SAID = [
    {"id": "a", "session": "s", "kind": "quote", "text": "We pay late.", "by": "p1", "attribution": "name"},
    {"id": "b", "session": "s", "kind": "quote", "text": "Nobody asked us.", "by": "p2", "attribution": "name"},
]  # fmt: skip


def meeting(quote: str = "nobody", **more: object):
    ana = {**ANA, "consent": {"quote": quote}}
    days = [{"id": "d", "sessions": [{"id": "s", "title": "Talk", "minutes": 30}]}]
    return convening(**{"participants": [ana, BO], "days": days, "notes": SAID, "discreet_title": "Spring meeting", **more})


def test_everybody_who_is_quoted_has_a_page_with_her_own_words_beside_her_code() -> None:
    made = meeting()
    document = build(made, "quote-slip")
    assert quoted(made) == ("p1", "p2") and sum(isinstance(block, PageBreak) for block in document.blocks) == 1
    assert [words(each.content) for each in every(document.blocks, Quote)] == ["We pay late.", "Nobody asked us."]
    pages = words(document.blocks).partition("Nobody asked us.")
    assert "K1" in pages[0] and "K2" in pages[2] and "Ana Lind" not in words(document.blocks)
    assert "Water and Work" not in words(document.blocks) and "Spring meeting" in pages[0] and "Water" not in document.title


@pytest.mark.parametrize(
    ("quote", "said"),
    [("nobody", "nobody"), ("side", "your side: donor"), ("organisation", "your organisation: River Fund"),
     ("name", "your name: Ana Lind, River Fund")],
)  # fmt: skip
def test_it_says_as_whom_her_words_would_stand(quote: str, said: str) -> None:
    table = next(iter(tables(build(meeting(quote), "quote-slip"))))
    assert [words(row.cells[2].content) for row in table.rows] == [said] * 3


def test_it_says_where_they_stand_and_under_the_rule_as_nobodys() -> None:
    sections = [{"id": "x", "heading": "Money", "body": "Somebody said: We pay late. So it is."}]
    one, two = list(tables(build(meeting("name", report={"sections": sections}), "quote-slip")))
    assert [words(row.cells[1].content) for row in one.rows] == ["yes", *["yes, in the section “Money”"] * 2]
    assert [words(row.cells[1].content) for row in two.rows] == ["yes", "not so far", "not so far"]
    ruled = next(iter(tables(build(meeting("name", rule="chatham-house"), "quote-slip"))))
    assert words(ruled.rows[0].cells[2].content) == "nobody, for the Chatham House Rule held"


def test_where_nobody_is_quoted_there_is_a_form_to_fill_in() -> None:
    document = build(meeting(notes=[]), "quote-slip")
    assert list(every(document.blocks, Quote)) == [] and "Code:" in words(document.blocks)


def test_somebody_who_is_chosen_and_not_quoted_is_told_so() -> None:
    made = meeting(notes=SAID[:1])
    options = replace(options_for(made, quote_slip.SPECS[0], LANGUAGE), people=("p2",))
    assert "No quotation of yours has been noted." in words(quote_slip.build(made, options).blocks)
