"""The reference is what its script makes, small, valid, and names every style the writer asks for."""

import io
import zipfile

import docx
from lxml import etree
from openxml_audit import OpenXmlValidator

from toolkit.writers import reference


def test_the_file_is_what_the_script_makes():
    assert reference.FILE.read_bytes() == reference.make()


def test_the_file_is_small_and_a_validator_finds_nothing():
    assert reference.FILE.stat().st_size < 12_000
    assert [str(error) for error in OpenXmlValidator().validate(reference.FILE).errors] == []


def test_every_style_that_the_writer_asks_for_is_there_under_its_id():
    styles = docx.Document(str(reference.FILE)).styles
    held = {style.name.lower(): style.style_id for style in styles}
    assert {name: held[name.lower()] for name in reference.NAMES} == {name: reference.style_id(name) for name in reference.NAMES}


def test_every_style_stands_on_one_that_is_there():
    with zipfile.ZipFile(reference.FILE) as archive:
        root = etree.fromstring(archive.read("word/styles.xml"))
    w = f"{{{reference.W}}}"
    ids = {style.get(f"{w}styleId") for style in root.iter(f"{w}style")}
    assert {each.get(f"{w}val") for name in ("basedOn", "next") for each in root.iter(f"{w}{name}")} <= ids


def test_fonts_have_a_name_to_fall_back_on():
    with zipfile.ZipFile(io.BytesIO(reference.make())) as archive:
        root = etree.fromstring(archive.read("word/fontTable.xml"))
    w = f"{{{reference.W}}}"
    others = {font.get(f"{w}name"): font.find(f"{w}altName").get(f"{w}val") for font in root}
    assert others["Noto Sans"] == "Segoe UI,Arial,Calibri"
    assert all(others.values())


def test_the_page_inside_shows_each_style_by_its_name():
    shown = [(each.style.name.lower(), each.text.lower()) for each in docx.Document(str(reference.FILE)).paragraphs]
    assert shown and all(style == words for style, words in shown)
