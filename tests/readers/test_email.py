"""E-mails: the letter in whatever form it was sent, and what hangs on it."""

from email.message import EmailMessage

import pytest

from tests.readers.office import p, word
from tests.readers.shown import parts, unread
from toolkit.readers.archive import ReadError
from toolkit.readers.reading import read

CSV = b"9:00,Welcome,Hall\n9:30,Break,Foyer\n"


def letter(text="", page="", **attached):
    made = EmailMessage()
    made["Subject"], made["From"], made["Message-ID"] = "Ordre du jour — été", "a@x.example", "<1@x.example>"
    made.set_content(text)
    if page:
        made.add_alternative(page, subtype="html")
    for name, data in attached.items():
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name.replace("_", "."))
    return made.as_bytes()


def test_a_letter_gives_its_page_or_its_text_and_names_what_hangs_on_it():
    found = read(letter("9:00 Déjeuner\n", logo_png=b"x"), "x.txt")
    assert parts(found) == ["9:00 Déjeuner"]
    assert (found.format, found.title) == ("eml", "Ordre du jour — été")
    assert unread(found) == ["The attached file “logo.png” was not read; save it and bring it as a file of its own."]
    page = read(letter("plain", "<table><tr><td>9:00<td>Déjeuner<tr><td>10:00<td>Café</table>"))
    assert (page.format, parts(page)) == ("eml", [[["9:00", "Déjeuner"], ["10:00", "Café"]]])


def test_an_empty_letter_with_one_readable_file_is_that_file():
    found = read(letter("\n", agenda_csv=CSV, logo_png=b"\x89PNG"), "mail.eml")
    assert (found.format, found.name, parts(found)) == ("csv", "mail.eml", [[["9:00", "Welcome", "Hall"], ["9:30", "Break", "Foyer"]]])
    assert unread(found) == [
        "The letter itself says nothing; its attached file “agenda.csv” was read.",
        "The attached file “logo.png” was not read; save it and bring it as a file of its own.",
    ]
    assert parts(read(letter("", agenda_docx=word(p("Day 1"))))) == ["Day 1"]
    with pytest.raises(ReadError, match="This e-mail says nothing"):
        read(letter("", a_csv=CSV, b_csv=CSV))
    with pytest.raises(ReadError, match="a PDF file"):
        read(letter("", a_pdf=b"%PDF-1.7"))


def test_quoted_printable_in_an_old_encoding_is_decoded():
    kind = b"Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable"
    raw = b"From: a@x\r\nMIME-Version: 1.0\r\n" + kind + b"\r\n\r\n"
    assert parts(read(raw + b"9:00 D=E9jeuner =\r\nen ville\r\n")) == ["9:00 Déjeuner en ville"]
    assert parts(read(raw.replace(b"iso-8859-1", b"no-such") + b"9:00 D=E9jeuner\r\n")) == ["9:00 Déjeuner"]


def test_a_letter_forwarded_as_a_file_is_read_when_it_is_alone():
    outer = EmailMessage()
    outer["Subject"], outer["Message-ID"] = "Fwd", "<2@x.example>"
    outer.set_content("")
    inner = EmailMessage()
    inner["Subject"], inner["Message-ID"] = "Agenda", "<3@x.example>"
    inner.set_content("9:00 Welcome\n")
    outer.add_attachment(inner)
    found = read(outer.as_bytes())
    assert (found.title, parts(found)) == ("Agenda", ["9:00 Welcome"])


def test_headers_that_were_pasted_into_a_text_do_not_make_it_a_letter():
    assert read(b"From: Ana\nTo: Bo\nSubject: Agenda\n\n9:00 Welcome\n", "x.txt").format == "txt"
    assert read(b"From: Ana\nTo: Bo\nSubject: Agenda\n\n9:00 Welcome\n", "x.eml").format == "eml"
    assert read(b"Received well.\nMessage-ID: none\n", "x.txt").format == "txt"
