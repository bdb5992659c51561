"""Reading a Word file back: its parts, its XML, its styled paragraphs."""

import io
import pathlib
import zipfile

import docx
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from tests.writers.everything import text
from toolkit.document.blocks import Cover, Document
from toolkit.writers.docx import write

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = {
    "w": W[1:-1],
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
COVER = Cover(text("Water and Work"))


def made(*blocks, rtl: bool = False, language: str = "en", **rest) -> Document:
    return Document("test", "Spring meeting", "ar" if rtl else language, rtl, (COVER, *blocks), **rest)


def parts(document: Document) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(write(document))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tree(document: Document, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(parts(document)[name])


def opened(document: Document):
    return docx.Document(io.BytesIO(write(document)))


def styled(document: Document) -> list[tuple[str, str]]:
    """Every paragraph outside of tables that says something, with its style; the cover's title left out."""
    return [(each.style.name, each.text) for each in opened(document).paragraphs if each.text.strip()][1:]


def findings(document: Document, folder: pathlib.Path) -> list[str]:
    path = folder / "file.docx"
    path.write_bytes(write(document))
    return [str(error) for error in OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(path).errors]


def only(found: list):
    assert len(found) == 1
    return found[0]
