"""The executive summary is one page: the hosts' text, then every recommendation, or how many there are where the page is full."""

import pypdfium2
import pytest

from tests.documents.reading import build, convening, headings, words
from toolkit.planning import outline
from toolkit.writers import pdf

SENTENCE = "The boats that carry laundry across the bay pay a toll at each of the three bridges, and nobody counts them. "


def summarised(sentences: int, wanted: int, **facts):
    paragraphs = [SENTENCE * min(4, sentences - at) for at in range(0, sentences, 4)]
    notes = [{"id": f"n{n}", "kind": "recommendation", "text": f"Count boat {n}.", "to": "Donors"} for n in range(wanted)]
    return convening(report={"summary": "\n\n".join(paragraphs)}, notes=notes, **facts)


def pages(made, paper="a4"):
    opened = pypdfium2.PdfDocument(pdf.write(build(made, "report-summary", "public", paper=paper)))
    count = len(opened)
    opened.close()
    return count


def test_it_holds_what_was_written_and_what_is_recommended():
    document = build(summarised(4, 2), "report-summary", "public")
    said = words(document.blocks)
    assert said.count("The boats that carry laundry") == 4
    assert "Count boat 0. To: Donors" in " ".join(said.split()) and "Count boat 1." in said
    assert [title for _, title in headings(document)] == ["Recommendations"]


def test_without_a_text_it_says_so_and_without_recommendations_it_has_no_such_head():
    document = build(convening(), "report-summary")
    assert "The summary has not been written yet." in words(document.blocks) and headings(document) == []


@pytest.mark.parametrize(("sentences", "wanted", "paper"), [(21, 8, "a4"), (12, 12, "letter"), (2, 19, "a4")])
def test_it_is_one_page_with_as_many_words_as_the_report_page_calls_enough(sentences, wanted, paper):
    made = summarised(sentences, wanted)
    assert outline.words(str(made.report.summary)) <= outline.SUMMARY_WORDS
    assert pages(made, paper) == 1


def test_what_has_no_room_is_counted():
    assert "40 recommendations stand in the report." in words(build(summarised(8, 40), "report-summary").blocks)
    assert "recommendations stand in the report." not in words(build(summarised(8, 9), "report-summary").blocks)
