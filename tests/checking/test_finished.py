"""What a careful person would mend in a finished file is found, with its place, and nothing in a clean one."""

import re

import pytest

from tests.checking import making
from tests.support import material, sample
from toolkit.checking import finished
from toolkit.convening.model import Convening
from toolkit.language import language
from toolkit.pack import plan
from toolkit.press import write
from toolkit.readers.archive import ReadError

SAY = language("en")
MEETING = Convening.model_validate({
    "title": "Seeds and Soil", "hosts": [{"name": "Upland Network of Seed Keepers", "short": "UNSK"}],
    "participants": [{"id": "p1", "name": "Zoe Ek", "email": "zoe@upland.example"}, {"id": "p2", "name": "Hope Achterberg"}],
})  # fmt: skip


def said(data: bytes, name: str, convening: Convening | None = None) -> list[str]:
    found = finished.check(data, name, convening, "public", SAY)
    return [re.sub(r"line \d+", "line N", f"{each.kind}{'!' if each.stops else ''} {each.say(SAY)}") for each in found]


def test_a_clean_file_has_nothing():
    assert said(making.saved(making.word("Nothing to see.")), "a.docx", MEETING) == []
    assert said(making.pdf(), "a.pdf", MEETING) == []


def test_names_contacts_and_drift_are_found_in_word():
    made = making.word("We met Zoe Ek (zoe@upland.example).", "Then Hope told us.", "The Network of Seed Keepers (UNSK) came.")
    assert said(making.saved(made), "a.docx", MEETING) == [
        "name! It says the name of p1, who did not agree to be named here (line N of its text).",
        "name! It says the e-mail address of p1 (line N of its text).",
        "perhaps It says perhaps p2: a word that is also a part of the name (line N of its text).",
        "drift A host is called “Network of Seed Keepers” here; the name is “Upland Network of Seed Keepers”. (paragraph 3; 1 in all)",
    ]


def test_what_word_left_is_found_without_any_convening():
    made = making.word("A text.")
    made.core_properties.author = "Ola Nordmann"
    made.core_properties.last_modified_by = "Ola Nordmann"
    making.tracked(made)
    making.hidden(made)
    made.add_comment(made.paragraphs[0].runs[0], text="Is this so?", author="Kari", initials="K")
    data = making.with_parts(making.saved(made), {"word/media/image1.jpeg": making.photographed()})
    assert said(data, "a.docx") == [
        "left! Comments were left in it (1), by Kari. The first: “Is this so?”. Take them out before it leaves.",
        "left! Recorded changes were left in it (1), by Ola Nordmann, as “put in later”. Accept or refuse them all before it leaves.",
        "left! Hidden words stand in it (1 places), as “nobody sees this”. They are not seen, and everybody can read them.",
        "left! Its properties say “Author”: Ola Nordmann. In Word: File, Info, Inspect document.",
        "left! Its properties say “Last saved by”: Ola Nordmann. In Word: File, Info, Inspect document.",
        "left! Pictures in it (1) say where, when or with which camera they were taken, as image1.jpeg. Save them again without.",
    ]


def test_what_a_pdf_holds_beside_its_pages_is_found():
    assert said(making.pdf("Ola Nordmann", "Ask Kari about this", "list.xlsx"), "a.pdf") == [
        "left! Comments were left in it (1), by Kari Nordmann. The first: “Ask Kari about this”. Take them out before it leaves.",
        "left! Its properties say “Author”: Ola Nordmann. In Word: File, Info, Inspect document.",
        "left! Other files are inside it (1), as list.xlsx.",
    ]


def test_contents_that_name_no_heading_are_found():
    made = making.word("Text.", heading="1. What we heard")
    for words in ("What we heard\t3", "What they said\t4"):
        made.add_paragraph(words)._p.get_or_add_pPr().get_or_add_pStyle().val = "TOC1"
    assert said(making.saved(made), "a.docx") == [
        "contents The table of contents lists “What they said”, and no heading says that. In Word: right-click the contents, Update field.",
    ]


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_our_own_report_has_nothing_that_stops_it_for_those_it_was_made_for(form):
    made = material()
    task = plan(made, documents=["report"], formats=[form], audiences=["public"])[0]
    data = write(made.tree(task), form).data
    found = finished.check(data, task.file, sample().convening, "public", SAY)
    assert [each.say(SAY) for each in found if each.kind != "perhaps"] == []


def test_what_is_neither_is_refused_in_one_sentence():
    with pytest.raises(ReadError, match="neither a Word nor a PDF"):
        finished.check(b"\x00" * 500, "x.bin", None, "public", SAY)
    with pytest.raises(ReadError):
        finished.check(b"PK\x03\x04nothing", "x.docx", None, "public", SAY)
    with pytest.raises(ReadError):
        finished.check(b"%PDF-1.7 nothing", "x.pdf", None, "public", SAY)
