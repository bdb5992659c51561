"""What a file says is all of it: split runs, hidden parts, properties, alt texts, what a page divides."""

import io
import zipfile

import pytest
import xlsxwriter

from toolkit.document.blocks import Cover, Document, Figure, PageBreak, Paragraph
from toolkit.document.drawing import Drawing, Label
from toolkit.document.inline import Footnote, Link, Text
from toolkit.readers import archive
from toolkit.readers.text import ReadError, says
from toolkit.writers import html, pdf

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:wp="urn:wp"'


def zipped(**parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, words in parts.items():
            opened.writestr(name.replace("__", "/") + ".xml", words)
    return made.getvalue()


def lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def test_a_word_document_says_its_paragraphs_whole_and_what_it_hides():
    body = (
        f'<w:document {W}><w:p><w:r><w:t>Quil</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve">lon </w:t></w:r>'
        "<w:r><w:t>Vex</w:t><w:softHyphen/><w:t>bright</w:t><w:br/><w:t>next</w:t></w:r></w:p>"
        '<w:p><w:r><w:delText>struck out</w:delText></w:r><wp:docPr descr="what is seen" title="tip" name="p.png"/></w:p>'
        '<w:p><w:r><w:instrText> HYPERLINK "http://x.example" </w:instrText></w:r></w:p></w:document>'
    )
    comments = f'<w:comments {W}><w:comment w:author="A Writer"><w:p><w:r><w:t>a remark</w:t></w:r></w:p></w:comment></w:comments>'
    rels = '<Relationships><Relationship Target="mailto:q@x.example"/></Relationships>'
    said = lines(
        says(zipped(word__document=body, word__comments=comments, docProps__core="<c><title>T &amp; U</title></c>", r=rels), "docx")
    )
    assert said == [
        "Quillon Vexbright",
        "next",
        "struck out",
        'HYPERLINK "http://x.example"',
        "what is seen",
        "tip",
        "p.png",
        "word/document.xml",
        "a remark",
        "A Writer",
        "word/comments.xml",
        "T & U",
        "docProps/core.xml",
        "mailto:q@x.example",
        "r.xml",
    ]


def test_a_workbook_says_rows_hidden_sheets_comments_and_names():
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet, hidden = book.add_worksheet("List"), book.add_worksheet("Secret")
        hidden.hide()
        for row in (("Amina", "Diallo"), ("Jo", "Diallo")):
            sheet.write_row(sheet.dim_rowmax + 1 if sheet.dim_rowmax is not None else 0, 0, row)
        hidden.write(0, 0, "hidden words")
        hidden.write(0, 1, 351912345678)
        sheet.write_comment("A1", "a remark", {"author": "A Writer"})
        sheet.set_footer("&LFoot words")
        book.define_name("Kept", "=List!$A$1")
        book.set_properties({"title": "A title"})
    said = says(made.getvalue(), "xlsx")
    assert "Jo\tDiallo" in said
    for words in ("hidden words", "351912345678", "a remark", "A Writer", "Foot words", "Kept", "A title", "Secret"):
        assert words in said


def test_a_page_says_words_as_they_are_seen_and_attributes_and_comments():
    said = lines(
        says(b'<!DOCTYPE html><p>Qu<b>il</b>lon<br>V</p><!-- note --><img alt="seen" src="data:image/png;base64,AAAA" title=t>', "html")
    )
    assert said == ["Quillon", "V", "note", "seen", "t"]


def test_page_furniture_in_css_is_said():
    assert "Fête du pain" in says(b'<style>@page{@bottom-left{content:"F\\ea te du pain"}}</style><p>x', "html")


def document(*blocks, footer=()):
    return Document("x", "A title", "en", False, (Cover((Text("Printed"),)), *blocks), footer=footer)


def test_a_pdf_says_its_words_alt_texts_links_and_title():
    seen = Figure(Drawing(60, 20, (Label(30, 10, "drawn"),)), "what is seen")
    linked = Paragraph((Link((Text("write"),), "mailto:q@x.example"), Footnote((Paragraph((Text("noted"),)),))))
    said = lines(says(pdf.write(document(seen, linked)), "pdf"))
    assert {"Printed", "drawn", "what is seen", "mailto:q@x.example", "A title"} <= set(said)
    assert "noted" in " ".join(said)


def test_what_a_pdf_carries_over_a_page_is_joined_and_furniture_comes_once():
    pages = [block for n in range(4) for block in (Paragraph((Text(f"words {'abcd'[n]}"),)), PageBreak())][:-1]
    said = says(pdf.write(document(*pages, footer=("Foot words",))), "pdf")
    assert "words a\f\nwords b\f\nwords c\f\nwords d\n" in said
    assert says(pdf.write(document(footer=("Foot",))), "pdf").count("Foot") == 1


def test_right_to_left_words_come_out_of_a_pdf_in_the_order_they_are_read():
    words = "مرحبا بالعالم الجميل"
    made = Document("x", "عنوان", "ar", True, (Cover((Text("عنوان"),)), Paragraph((Text(words),))))
    assert words in says(pdf.write(made), "pdf")


def test_text_formats_say_what_they_mean():
    assert says("\ufeffa;é\r\n".encode(), "csv") == "a;é\r\n"
    assert says(rb"Anne\-Marie \*x\* a\b", "md") == r"Anne-Marie *x* a\b"
    assert says(b"SUMMARY:Quil\r\n lon\\, V\\nx\r\n", "ics") == "SUMMARY:Quillon, V\nx\r\n"
    assert says(html.write(document()), "html").count("Printed") == 1


@pytest.mark.parametrize("form", ["docx", "xlsx", "pdf"])
def test_what_is_not_what_it_should_be_is_refused_in_a_sentence(form):
    with pytest.raises(ReadError, match="damaged or protected"):
        says(b"not a file", form)
    with pytest.raises(ReadError, match="There is no reader for odt; there are pdf, "):
        says(b"", "odt")


def test_archives_have_limits(monkeypatch):
    monkeypatch.setattr(archive, "MOST_BYTES", 1000)
    with pytest.raises(ReadError, match="more than 0 MB"):
        says(zipped(bomb="0" * 100_000), "docx")
    monkeypatch.setattr(archive, "MOST_PARTS", 2)
    with pytest.raises(ReadError, match="holds 3 parts"):
        says(zipped(a="", b="", c=""), "xlsx")


def test_xml_entities_are_not_resolved(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("from the disk")
    part = f'<!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "grown">]><r><t>before &x; &y;</t></r>'
    assert "from the disk" not in says(zipped(word__document=part), "docx")
