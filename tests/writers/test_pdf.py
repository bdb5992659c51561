"""Documents as PDF: what is on which page, what is said of it, and that nothing else is in it."""

import gc
import hashlib
import os
import re
import subprocess
import sys
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from tests.built import written
from tests.conftest import FULL, tool
from tests.support import ROOT, made
from tests.verify import broken_rules
from tests.writers.everything import WORDS, document, text
from toolkit.document.blocks import (
    Cards,
    Cell,
    Column,
    Contents,
    Cover,
    Document,
    Heading,
    Items,
    Page,
    Paragraph,
    Row,
    Table,
    WritingLines,
)
from toolkit.document.inline import Footnote, LineBreak, Link, Strong, Text
from toolkit.writers import html, pdf
from toolkit.writers.formats import CannotWriteError


def doc(*blocks, rtl=False, **rest) -> Document:
    return Document("a", "Spring meeting", "ar" if rtl else "en", rtl, (Cover(text("Water")), *blocks), **rest)


def pages(data: bytes) -> list[str]:
    opened = pypdfium2.PdfDocument(data)
    found = [page.get_textpage().get_text_range().replace("\r\n", "\n").replace("\ufffe", "") for page in opened]
    opened.close()
    return found


def note(words: str) -> Footnote:
    return Footnote((Paragraph(text(words)),))


@pytest.fixture(scope="module")
def everything() -> dict[str, bytes]:
    return {"ltr": written(document(), "pdf"), "rtl": written(document(rtl=True), "pdf")}


def test_a_document_with_every_block_keeps_every_rule_of_pdf_ua_1(everything):
    assert broken_rules(tool("java"), everything) == []


def test_a_pdf_has_title_language_tags_and_bookmarks_and_no_maker(everything):
    with pikepdf.open(BytesIO(everything["rtl"])) as opened:
        assert {str(key): str(value) for key, value in opened.docinfo.items()} == {"/Title": "Spring meeting"}
        assert str(opened.Root.Lang) == "ar"
        assert bool(opened.Root.MarkInfo.Marked)
        assert not re.search(rb"(?i)weasyprint|producer|creator|date", opened.Root.Metadata.read_bytes())
        with opened.open_outline() as outline:
            assert [(item.title, [child.title for child in item.children][:2]) for item in outline.root] == [
                ("Water and Work", ["Objectives", "Tables"]),
            ]


def test_the_same_bytes_in_another_process(everything):
    """Twice in this one: tests/contract/test_every_block.py."""
    script = (
        "import hashlib; from tests.writers.everything import document; from toolkit.writers import pdf\n"
        "print(hashlib.sha256(pdf.write(document())).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    other = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert other.stdout.strip() == hashlib.sha256(everything["ltr"]).hexdigest()


def test_every_page_says_which_of_how_many(everything):
    made = pages(everything["ltr"])
    assert [re.findall(r"Page (\d+) of (\d+)", page) for page in made] == [[(str(at), str(len(made)))] for at in range(1, len(made) + 1)]
    assert all("Destroy after 11 September 2027" in page and "v3, sent to hosts" in page for page in made)


def test_the_contents_give_the_page_of_each_heading():
    made = pages(pdf.write(doc(
        Contents(text("Contents")), Heading(1, text("First things"), new_page=True), *[Paragraph(text(WORDS))] * 30,
        Heading(1, text("Last things")),
    )))
    listed = dict(re.findall(r"(First things|Last things)\W*(\d)", made[0]))
    really = {name: str(next(at for at, page in enumerate(made, 1) if at > 1 and name in page)) for name in listed}
    assert list(listed) == ["First things", "Last things"]
    assert listed == really
    assert listed["Last things"] != listed["First things"]


def test_notes_stand_on_the_page_that_calls_them_and_count_on():
    paragraphs = [Paragraph((Text(WORDS), note(f"Source {number}."))) for number in range(1, 31)]
    made = pages(pdf.write(doc(*paragraphs)))
    assert len(made) > 1
    found = [[int(number) for number in re.findall(r"^\d+\. Source (\d+)\.", page, re.MULTILINE)] for page in made]
    assert [number for page in found for number in page] == list(range(1, 31))
    assert [len(numbers) for numbers in found] == [page.count("People who keep a river clean") for page in made]


def test_notes_in_lists_frames_tables_and_headings_are_all_printed(everything):
    said = "\n".join(pages(everything["ltr"]))
    places = re.findall(r"A note in a (heading|list|quotation|caption|cell|callout)\.", said)
    assert sorted(places) == ["callout", "caption", "cell", "heading", "list", "quotation"]


def test_a_long_table_repeats_its_titles_and_splits_no_row():
    rows = tuple(Row((Cell(text(f"Row {number}")), Cell(text(f"{WORDS} End {number}.")))) for number in range(60))
    made = pages(pdf.write(doc(Table((Column(text("Which row")), Column(text("What it says"), 3)), rows))))
    assert len(made) >= 5
    assert all("Which row" in page and "What it says" in page for page in made)
    for page in made:
        assert re.findall(r"Row (\d+)", page) == re.findall(r"End (\d+)\.", page)


def test_nobody_is_split_over_pages_and_nobody_is_lost():
    people = tuple(
        (Paragraph((Strong(text(f"Person {number}")), LineBreak(), Text("Coordinator"), LineBreak(), Text(f"Trust {number}"))),)
        for number in range(100)
    )
    made = pages(pdf.write(doc(Items(people, "entries"))))
    assert [number for page in made for number in re.findall(r"Person (\d+)", page)] == [str(number) for number in range(100)]
    for page in made:
        assert re.findall(r"Person (\d+)", page) == re.findall(r"Trust (\d+)", page)


@pytest.mark.parametrize(("above", "page"), [(28, 0), (31, 1)])
def test_what_asks_stands_on_the_page_of_its_lines(above, page):
    words = [Paragraph(text(f"Word {number}")) for number in range(above)]
    found = pages(pdf.write(doc(*words, Paragraph(text("My notes")), WritingLines(40, 8))))
    assert f"Word {above - 1}" in found[0] and "My notes" in found[page]


def test_cards_have_their_size_and_stand_side_by_side():
    data = pdf.write(doc(Cards(tuple((Paragraph(text(f"Card {number}")),) for number in range(4)), 80, 50)))
    opened = pypdfium2.PdfDocument(data)
    page = opened[0].get_textpage()
    corners = []
    for number in range(4):
        found = page.search(f"Card {number}")
        left, bottom, _, _ = page.get_charbox(found.get_next()[0])
        corners.append((left, bottom))
        found.close()
    page.close()
    opened.close()
    millimetres = [(round((x - corners[0][0]) * 25.4 / 72), round((corners[0][1] - y) * 25.4 / 72)) for x, y in corners]
    assert millimetres == [(0, 0), (86, 0), (0, 56), (86, 56)]


@pytest.mark.parametrize(("size", "landscape", "points"), [
    ("a4", False, (595.28, 841.89)), ("letter", False, (612, 792)), ("a3", True, (1190.55, 841.89)), ("tabloid", False, (792, 1224)),
])
def test_paper_is_the_documents(size, landscape, points):
    with pikepdf.open(BytesIO(pdf.write(doc(page=Page(size, landscape))))) as opened:
        assert [float(edge) for edge in opened.pages[0].MediaBox[2:]] == pytest.approx(points, abs=0.1)


def test_an_arabic_page_is_read_as_it_is_written_and_begins_at_the_right():
    words = "الماء والعمل في المدينة"
    data = pdf.write(doc(Paragraph(text(words)), rtl=True))
    assert words in pages(data)[0]
    opened = pypdfium2.PdfDocument(data)
    page = opened[0].get_textpage()
    found = page.search("الماء")
    left, _, _, _ = page.get_charbox(found.get_next()[0])
    found.close()
    page.close()
    opened.close()
    assert left > 500


@pytest.mark.parametrize("name", ["विनीता ढकोली", "श्रीमती हिन्दी", "বাংলা নাম", "தமிழ் பெயர்", "ខ្មែរ", "Łódź Ñandú", "ไทย"])
def test_a_name_is_found_in_the_pdf_as_it_was_typed(name):
    assert name in pages(pdf.write(doc(Paragraph(text(f"Here is {name}.")))))[0]


def test_a_link_is_one_link_whatever_stands_in_it():
    link = Link((Text("see "), Strong(text("this")), Text(" و", "ar")), "https://example.org/a")
    with pikepdf.open(BytesIO(pdf.write(doc(Paragraph((link,)))))) as opened:
        assert [str(each.A.URI) for each in opened.pages[0].Annots] == ["https://example.org/a"]


def test_header_and_footer_are_no_part_of_what_is_read_aloud(everything):
    with pikepdf.open(BytesIO(everything["ltr"])) as opened:
        page = opened.pages[0]
        pieces = [(str(operator), operands) for operands, operator in pikepdf.parse_content_stream(page)]
        marked = [(str(operands[0]), operator) for operator, operands in pieces if operator in ("BDC", "BMC")]
        nothing = [each for each in opened.Root.StructTreeRoot.ParentTree.Nums[1] if each is None]
    assert len(nothing) == 4
    assert marked[-4:] == [("/Artifact", "BMC")] * 4


def test_what_weasyprint_warns_of_is_not_handed_over():
    with pytest.raises(CannotWriteError, match="would not be whole"):
        pdf.print_page('<!DOCTYPE html><html lang="en"><title>a</title><style>p{colour:red}</style><p>a</p></html>', "en")


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/a.png", "file:///etc/hostname", "static:/fonts/../print.css", "a.png"])
def test_a_page_fetches_nothing(address):
    with pytest.raises(CannotWriteError, match="fetches nothing"):
        pdf.print_page(f'<!DOCTYPE html><html lang="en"><title>a</title><p><img alt="a" src="{address}"></p></html>', "en")


def test_the_collector_is_left_as_it_was_found():
    assert gc.isenabled()
    pdf.write(doc())
    assert gc.isenabled()


def test_without_pango_one_sentence_says_what_to_install():
    script = (
        "import ctypes, cffi\n"
        "def refuse(self, name, *rest): raise OSError(name)\n"
        "cffi.FFI.dlopen = refuse\n"
        "ctypes.CDLL.__init__ = refuse\n"
        "from tests.writers.everything import document\nfrom toolkit.writers import pdf\n"
        "from toolkit.writers.formats import CannotWriteError\n"
        "print(pdf.available())\n"
        "try: pdf.write(document())\n"
        "except CannotWriteError as refusal: print(refusal)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    first, second = done.stdout.splitlines()
    assert first == second
    wanted = r'PDF needs the Pango library, which is not on this computer; install it with ".+" and start the toolkit again\.'
    assert re.fullmatch(wanted, first)
    assert pdf.available() is None


def test_importing_weasyprint_starts_no_other_program():
    script = (
        "import subprocess, os\n"
        "def refuse(*rest, **more): raise AssertionError(rest)\n"
        "subprocess.Popen.__init__ = refuse\nos.popen = refuse\n"
        "from toolkit.writers import pdf\nassert pdf._engine() is not None"
    )
    if not sys.platform.startswith("linux"):
        pytest.skip("left out, for only on Linux are libraries looked for by starting programs")
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


def test_a_picture_of_a_page_is_a_png(everything):
    assert pdf.peek(everything["ltr"], 2).startswith(b"\x89PNG")


def test_the_preview_is_what_is_printed():
    """One page for both: the screen adds a link to the look, and nothing else."""
    shown = html.render(document(), ["/static/print.css"])
    assert shown.replace('<link rel="stylesheet" href="/static/print.css">\n', "") == html.render(document())


SLOWLY = """
import sys
from tests.support import tree
from tests.writers.everything import document
from toolkit.writers import pdf, pdf_speed
pdf_speed.quicken_engine = lambda: None
for name, each in (("ltr", document()), ("rtl", document(rtl=True)), ("run-sheet", tree("run-sheet"))):
    open(f"{sys.argv[1]}/{name}.pdf", "wb").write(pdf.write(each))
"""


def unpacked(data: bytes) -> bytes:
    """The same file with its streams unpressed: how hard they were pressed is no part of what it says."""
    laid_open = BytesIO()
    with pikepdf.open(BytesIO(data)) as opened:
        opened.save(
            laid_open, static_id=True, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.specialized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return laid_open.getvalue()


def test_what_is_done_sooner_gives_the_very_file_that_weasyprint_would(everything, tmp_path):
    subprocess.run([sys.executable, "-c", SLOWLY, str(tmp_path)], cwd=ROOT, check=True)
    for name, data in {**everything, "run-sheet": made("run-sheet", "pdf")}.items():
        assert unpacked(data) == unpacked((tmp_path / f"{name}.pdf").read_bytes())


def test_what_a_document_leaves_behind_is_swept_up_before_too_much_has_come_together(monkeypatch):
    """With a page or two and a limit to match; with the full counts, with the largest document and the limit that there is."""
    left, count = document(), 6
    if not FULL:
        monkeypatch.setattr(pdf, "_MOST_LEFT", 5_000)
        left, count = doc(*[Paragraph(text(WORDS))] * 12), 8
    pdf.write(left)
    monkeypatch.setattr(pdf, "_left", 0)
    gc.collect()
    before = len(gc.get_objects())
    for _ in range(count):
        pdf.write(left)
    assert len(gc.get_objects()) - before < 2 * pdf._MOST_LEFT
