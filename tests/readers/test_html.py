"""Pages as they are seen: what is hidden stays out, tables keep their spans, a table that only lays out is read through."""

import pytest

from tests.readers.shown import of, parts, unread
from toolkit.readers.archive import ReadError
from toolkit.readers.reading import read


def test_a_page_gives_headings_paragraphs_lists_and_definitions():
    page = """<!DOCTYPE html><html lang=fr><head><title> Eau &amp;
    travail </title><style>p{}</style></head><body><h1>Jour <b>1</b></h1>
    <p>9:00 <i>Accueil</i><br>Salle A</p><p><b>Matin</b></p>loose <span>words</span><ul><li>un<ul><li>deux</ul><li><p>trois</ul>
    <dl><dt>9:00</dt><dd>Bienvenue</dd></dl><script>x()</script><p hidden>no</p><p style="display: none">no</p><template>no</template>
    <pre>a  b
c</pre><p>&nbsp;</p><img src=a.png></body>"""
    found = read(page.encode(), "x.txt")
    assert parts(found) == [
        "# Jour 1", "9:00 Accueil\nSalle A", "* Matin", "loose words", "- un", "-- deux", "- trois", "* 9:00", "- Bienvenue", "a  b\nc",
    ]  # fmt: skip
    assert (found.format, found.title, found.language) == ("html", "Eau & travail", "fr")
    assert unread(found) == ["1 pictures were left out; what is written in them has to be typed."]
    assert [line.where.paragraph for line in found.lines] == list(range(1, 11))


def test_tables_keep_their_spans_and_their_heads():
    page = (
        "<table><caption>Day 1</caption><thead><tr><td>Time<td>A<td>B</thead><tr><th rowspan=2>9:00<td colspan=2>Plenary"
        "<tr><td>x<br>y<td><p>z<p><ul><li>item</ul></table>"
    )
    found = read(page.encode())
    assert parts(found) == [[["Time", "A", "B"], ["<1x2>9:00", "<2x1>Plenary", "~"], ["~", "x\ny", "z\nitem"]]]
    assert [row.heads for row in found.grids[0].rows] == [True, False, False]
    assert found.grids[0].title == "Day 1"


def test_a_table_that_lays_out_the_page_is_read_through_and_one_in_a_cell_becomes_tabbed_lines():
    inner = "<table><tr><td>9:00<td>Talk<tr><td>9:30<td>Break</table>"
    assert of(f"<table><tr><td>Menu<td><h2>Day</h2>{inner}</table>") == ["Menu", "## Day", [["9:00", "Talk"], ["9:30", "Break"]]]
    assert of(f"<table><tr><td>1<td>{inner}<tr><td>2<td>x<tr><td>3<td>y</table>") == [
        [["1", "9:00\tTalk\n9:30\tBreak"], ["2", "x"], ["3", "y"]]
    ]


def test_spans_that_nobody_can_mean_are_cut_to_the_table():
    page = "<table><tr><td colspan=999>a<tr><td rowspan=99999999>b<td>c<tr><td>d</table>"
    assert of(page) == [[["<2x1>a", "~"], ["<1x2>b", "c"], ["~", "d"]]]
    assert of("<table><tr><td colspan=100000>a<td>b<tr><td>c</table>") == [[["a", "b"], ["c", ""]]]


def test_deep_nesting_loses_no_word():
    assert of("<div>" * 300 + "deep" + "</div>" * 300 + "after") == ["deep", "after"]
    assert of("<b>" * 300 + "deep" + "</b>" * 300, "x.html") == ["* deep"]


def test_a_page_without_end_is_refused():
    with pytest.raises(ReadError, match="too long to read"):
        read(b"<p>x</p>" * 300_000)
    with pytest.raises(ReadError, match="too long to read"):
        read(b"<div>" * 100_000)
