"""Word files as they come back: nothing lost, nothing twice, every recorded change with its author."""

import io
from dataclasses import replace

import docx
import pytest

from tests.readers.office import gone, ins, p, packed, r, tbl, tc, tr, whole, word
from tests.readers.shown import parts, unread
from toolkit.readers.archive import Package, ReadError
from toolkit.readers.reading import read
from toolkit.readers.source import Comment, Line, Tracked, Where


def lines(body, **more):
    return read(word(body, **more), "x.docx").lines


def only(body, **more):
    (line,) = lines(body, **more)
    return replace(line, where=Where())


def test_a_paragraph_is_whole_however_word_cut_it():
    runs = (
        '<w:r><w:t>Wel</w:t></w:r><w:proofErr/><w:smartTag w:element="x"><w:r><w:t>co</w:t><w:softHyphen/></w:r></w:smartTag>'
        '<w:hyperlink><w:r><w:t>me</w:t><w:tab/></w:r></w:hyperlink><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>9:00</w:t></w:r></w:sdtContent></w:sdt>'
        '<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t></w:r></w:sdtContent></w:sdt>'
        '<w:r><w:br/><w:t>Hall</w:t><w:noBreakHyphen/><w:t>A\u00ad1</w:t><w:br w:type="page"/></w:r>'
        "<m:oMath><m:r><m:t>2x</m:t></m:r></m:oMath>"
    )
    assert only(f"<w:p>{runs}</w:p>").text == "Welcome\t9:00\nHall-A1\n2x"


def test_fields_say_their_result_and_never_their_instruction():
    inside = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    begin, between, end = (inside.format(kind) for kind in ("begin", "separate", "end"))
    code = "<w:r><w:instrText> REF {} </w:instrText></w:r>"
    inner = begin + code.format("b") + between + r("no") + end
    nested = begin + code.format("a") + inner + r("no") + between + r("9:") + begin + between + r("00") + end + end
    assert only(p(nested, '<w:fldSimple w:instr="DATE">' + r(" March") + "</w:fldSimple>")).text == "9:00 March"


STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Jour"><w:name w:val="Jour"/><w:basedOn w:val="Titre1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Plan"><w:name w:val="Plan"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Gras"><w:name w:val="Gras"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Fort"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Liste"><w:name w:val="List"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TM1"><w:name w:val="toc 1"/></w:style>'
)


def test_headings_lists_and_bold_lines_are_told_by_style_and_by_hand():
    body = (
        p("Eau", style="Titre") + p("Jour 1 .... 2", style="TM1") + p("Jour 1", style="Jour") + p("Matin", style="Plan")
        + p("Soir", more='<w:outlineLvl w:val="0"/>') + p("corps", style="Titre1", more='<w:outlineLvl w:val="9"/>')
        + p("un", style="Liste") + p("deux", more='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>')
        + p("non", style="Liste", more='<w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("gras", style="Gras") + p(r("pas", '<w:b w:val="0"/>'), style="Gras") + p(r("fort", '<w:rStyle w:val="Fort"/>'), " ")
        + p(r("a", "<w:b/>"), "b") + p(r("CAP", "<w:caps/>")) + p(r("u", '<w:u w:val="single"/>')) + p()
    )  # fmt: skip
    found = read(word(body, styles=STYLES))
    assert parts(found) == [
        "# Eau", "# Jour 1", "### Matin", "# Soir", "corps", "- un", "-- deux", "non", "* gras", "pas", "* fort ", "ab", "* CAP", "* u", "",
    ]  # fmt: skip
    assert (found.title, found.language, unread(found)) == ("Eau", "fr-FR", ["The table of contents was left out."])
    assert [line.where.paragraph for line in found.lines] == list(range(1, 16))


def test_insertions_and_deletions_keep_both_texts_and_their_authors():
    line = only(p("9:", gone("00", "Bo"), ins("15", "Ana"), " Welcome"))
    assert line == Line("9:15 Welcome", before="9:00 Welcome", tracked=(Tracked("deleted", "Bo", "00"), Tracked("inserted", "Ana", "15")))


def test_what_one_wrote_and_another_deleted_is_in_neither_text():
    both = f'<w:ins w:author="Ana">{r("kept ")}<w:del w:author="Bo"><w:r><w:delText>gone</w:delText></w:r></w:del></w:ins>'
    tracked = (Tracked("inserted", "Ana", "kept "), Tracked("deleted", "Bo", "gone"))
    assert only(p("x ", both)) == Line("x kept ", before="x ", tracked=tracked)


def test_a_move_is_read_where_it_came_from_and_where_it_went():
    away = f'<w:moveFromRangeStart w:id="1"/><w:moveFrom w:author="Ana">{r("Break")}</w:moveFrom><w:moveFromRangeEnd w:id="1"/>'
    there = f'<w:moveTo w:author="Ana">{r("Break")}</w:moveTo>'
    first, _, last = lines(p(away) + p("Panel") + p(there))
    assert (first.text, first.before, first.tracked) == ("", "Break", (Tracked("moved", "Ana", "Break"),))
    assert (last.text, last.before, last.tracked) == ("Break", "", (Tracked("moved", "Ana", "Break"),))


MARK = '<w:rPr><w:{} w:author="Ana"/></w:rPr>'


def test_paragraphs_that_were_split_or_joined_are_one_before_or_after():
    split = lines(p("Welcome ", more=MARK.format("ins")) + p("and coffee"))
    assert [(line.text, line.before) for line in split] == [("Welcome ", "Welcome and coffee"), ("and coffee", "")]
    joined = lines(p("Welcome ", more=MARK.format("del")) + p("and coffee"))
    assert [(line.text, line.before) for line in joined] == [("Welcome and coffee", "Welcome "), ("", "and coffee")]
    new = lines(p("Welcome", more=MARK.format("ins")) + p(ins("Coffee")) + p("Panel"))
    assert [(line.text, line.before) for line in new] == [("Welcome", None), ("Coffee", ""), ("Panel", None)]
    dropped = lines(p(gone("Coffee"), more=MARK.format("del")) + p("Panel"))
    assert [(line.text, line.before) for line in dropped] == [("", "Coffee"), ("Panel", None)]


def test_changes_of_looks_are_no_changes_of_text():
    look = '<w:rPr><w:b/><w:rPrChange w:author="Ana"><w:rPr/></w:rPrChange></w:rPr>'
    moved = '<w:pPr><w:pPrChange w:author="Ana"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:pPrChange></w:pPr>'
    assert only(f"<w:p>{moved}<w:r>{look}<w:t>x</w:t></w:r></w:p>") == Line("x", strong=True)


def test_remarks_hang_on_their_words_with_their_authors():
    remark = '<w:comment w:id="{}" w:author="{}"><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:comment>'
    start, end, mark = '<w:commentRangeStart w:id="{0}"/>', '<w:commentRangeEnd w:id="{0}"/>', '<w:r><w:commentReference w:id="{0}"/></w:r>'
    body = p("9:00 ", start.format(0), "Wel") + p("come", end.format(0), mark.format(0), " all", mark.format(1))
    found = lines(body, comments=remark.format(0, "Ana", "too early") + remark.format(1, "Bo", "who?"))
    assert [line.comments for line in found] == [(Comment("Ana", "too early", "Wel\ncome"),), (Comment("Bo", "who?", ""),)]


def test_merged_cells_stand_in_their_columns():
    span, down, on = '<w:gridSpan w:val="{}"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = tbl(
        tr("Time", "A", "B", look="<w:tblHeader/>"),
        tr(tc("9:00", look=down), tc("Plenary", look=span.format(2))),
        tr(tc("", look=on), "x", "y"),
        tr(tc("z"), look='<w:gridBefore w:val="2"/>'),
        tr(tc("after", look=on), "p", "q"),
    )
    found = read(word(body))
    assert parts(found) == [
        [["Time", "A", "B"], ["<1x2>9:00", "<2x1>Plenary", "~"], ["~", "x", "y"], ["<2x1>", "~", "z"], ["after", "p", "q"]]
    ]
    assert [row.heads for row in found.grids[0].rows] == [True, False, False, False, False]
    assert found.grids[0].rows[2].cells[1].lines == (Line("x", Where(table=1, row=3, column=2)),)


def test_rows_that_were_added_or_dropped_are_told_with_their_author():
    added, dropped = '<w:ins w:author="Ana"/>', '<w:del w:author="Bo"/>'
    rows = read(word(tbl(tr("a", "b"), tr(tc(p(ins("c"))), "", look=added), tr(tc(p(gone("d"))), "", look=dropped)))).grids[0].rows
    assert [(row.tracked, row.author) for row in rows] == [(None, ""), ("inserted", "Ana"), ("deleted", "Bo")]
    assert [(line.text, line.before) for row in rows for line in row.cells[0].lines] == [("a", None), ("c", ""), ("", "d")]


def test_tables_in_tables_boxes_and_rows_in_controls_come_once():
    inner = tbl(tr("9:00", "Talk"))
    assert parts(read(word(tbl(tr("1", tc(inner, p("after"))), tr("2", "x"))))) == [[["1", "9:00\tTalk\nafter"], ["2", "x"]]]
    layout = tbl(tr("menu", tc(tbl(tr("9:00", "Talk"), tr("9:30", "Break")), p())))
    assert parts(read(word(layout))) == ["menu", [["9:00", "Talk"], ["9:30", "Break"]], ""]
    assert parts(read(word(tbl(tr("framed"))))) == ["framed"]
    held = f"<w:sdt><w:sdtContent>{tr('c', 'd')}</w:sdtContent></w:sdt>"
    assert parts(read(word(tbl(tr("a", "b"), held)))) == [[["a", "b"], ["c", "d"]]]


def test_a_text_box_is_read_once_after_the_paragraph_that_it_hangs_on():
    box = f"<w:txbxContent>{p('boxed')}</w:txbxContent>"
    drawn = f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
    branches = f"<mc:Choice Requires='wps'>{drawn}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    both = f"<w:r><mc:AlternateContent>{branches}</mc:AlternateContent></w:r>"
    found = read(word(p("before", both) + p("<w:r><w:drawing><pic:pic/></w:drawing></w:r>")))
    assert parts(found) == ["before", "boxed", ""]
    assert unread(found) == ["1 pictures were left out; what is written in them has to be typed."]


def test_notes_headers_and_footers_stand_apart():
    note = '<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/><w:t xml:space="preserve"> To be confirmed.</w:t></w:r></w:p></w:footnote>'
    body = p("Panel", '<w:r><w:footnoteReference w:id="1"/></w:r>')
    found = read(word(body, footnotes=note, header1=p("v3, sent"), footer1=tbl(tr("Page", "1"))))
    assert parts(found) == ["Panel"]
    assert (found.notes, found.furniture) == ((Line("To be confirmed."),), (Line("v3, sent"), Line("Page\t1")))


def test_hidden_text_is_left_out_and_said():
    found = read(word(p("seen", r("hidden", "<w:vanish/>"))))
    assert (parts(found), unread(found)) == (["seen"], ["Hidden text in 1 places was left out."])


def test_what_python_docx_writes_is_read_back():
    made = docx.Document()
    made.core_properties.title = "Water and Work"
    made.add_heading("Day 1", 1)
    made.add_paragraph("first", style="List Bullet")
    made.add_paragraph("deeper", style="List Bullet 2")
    table = made.add_table(3, 3)
    for at, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = str(at)
    table.cell(0, 0).merge(table.cell(1, 1))
    saved = io.BytesIO()
    made.save(saved)
    found = read(saved.getvalue(), "x.docx")
    assert parts(found) == ["#* Day 1", "- first", "-- deeper", [["<2x2>0\n1\n3\n4", "~", "2"], ["~", "~", "5"], ["6", "7", "8"]]]
    assert (found.format, found.title, found.language) == ("docx", "Water and Work", "en-US")


def test_the_strict_kind_of_word_file_says_the_same():
    body = whole("document", f"<w:body>{p('Welcome')}</w:body>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    made = word("")
    package = Package(made)
    held = {name: package.read(name) for name in package} | {"word/document.xml": body}
    assert parts(read(packed(held))) == ["Welcome"]


@pytest.mark.parametrize(
    ("related", "sentence"),
    [
        (("attachedTemplate", "http://x.example/t.dotm", "External"), "takes a part of itself from elsewhere \\(http://x.example/t.dotm\\)"),
        (("attachedTemplate", r"\\server\t.dotm", "External"), "from elsewhere"),
        (("attachedTemplate", "file://server/t.dotm", "External"), "from elsewhere"),
        (("frame", "http://x.example/f", "External"), "from elsewhere"),
        (("oleObject", "embeddings/oleObject1.bin", ""), "object of another program"),
        (("control", "activeX/activeX1.xml", ""), "object of another program"),
    ],
)
def test_parts_from_elsewhere_and_objects_are_refused(related, sentence):
    with pytest.raises(ReadError, match=sentence):
        read(word(p("x"), related))


def test_links_pictures_and_the_template_of_that_persons_own_word_are_no_danger():
    related = [("hyperlink", "http://x.example", "External"), ("image", "http://x.example/i.png", "External")]
    own = [("attachedTemplate", target, "External") for target in ("file:///C:/Users/x/Normal.dotm", "C:\\x\\y.dotx", "Normal.dotm")]
    assert parts(read(word(p("x"), *related, *own))) == ["x"]


def test_fields_that_fetch_are_refused():
    with pytest.raises(ReadError, match="from elsewhere"):
        read(word(p('<w:fldSimple w:instr="DDEAUTO c:\\\\x"><w:r><w:t>x</w:t></w:r></w:fldSimple>')))


def test_macros_are_refused():
    with pytest.raises(ReadError, match="holds macros"):
        read(packed({"word/document.xml": whole("document", ""), "word/vbaProject.bin": b"x"}))
    with pytest.raises(ReadError, match="holds macros"):
        read(packed({"word/document.xml": whole("document", ""), "[Content_Types].xml": "x.document.macroEnabled.main+xml"}))
