"""Word and PDF files with what work leaves in them."""

import io
import zipfile
from collections.abc import Mapping

import docx
import pikepdf
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

NS = nsdecls("w")


def word(*paragraphs: str, heading: str = "") -> docx.document.Document:
    made = docx.Document()
    made.core_properties.author = ""
    made.core_properties.comments = ""
    if heading:
        made.add_heading(heading, 1)
    for each in paragraphs:
        made.add_paragraph(each)
    return made


def saved(made: docx.document.Document) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def tracked(made: docx.document.Document, author: str = "Ola Nordmann") -> None:
    inserted = f'<w:ins {NS} w:id="1" w:author="{author}"><w:r><w:t>put in later</w:t></w:r></w:ins>'
    made.paragraphs[-1]._p.append(parse_xml(inserted))


def hidden(made: docx.document.Document) -> None:
    run = made.paragraphs[-1].add_run("nobody sees this")
    run.font.hidden = True


def photographed() -> bytes:
    picture = Image.new("RGB", (8, 8))
    facts = Image.Exif()
    facts[0x010F] = "Camera"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=facts)
    return out.getvalue()


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The same file with parts added or written over."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


def pdf(author: str = "", note: str = "", attached: str = "") -> bytes:
    made = pikepdf.new()
    page = made.add_blank_page()
    if note:
        page.Annots = pikepdf.Array([made.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[10, 10, 30, 30], Contents=note, T="Kari Nordmann",
        ))])  # fmt: skip
    if author:
        made.docinfo["/Author"] = author
    if attached:
        made.attachments[attached] = b"text"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
